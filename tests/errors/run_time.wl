(* Errors while compiled code runs: message, place, values, then the evaluator's answer. *)
inc = Compile[{{n, _Integer}}, n + 1];
inc[2^63 - 1];
root = Compile[{{x, _Real}}, Sqrt[x]];
root[-2.];
power = Compile[{{x, _Real}, {y, _Real}}, x^y];
power[0., 0.];
ratio = Compile[{{n, _Integer}, {m, _Integer}}, n/m];
ratio[1, 0];
part = Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]];
part[{1., 2.}, 5];
part[{1., 2.}, 0];
sum = Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b];
sum[{1., 2.}, {1., 2., 3.}];
big = Compile[{{x, _Real}}, x 10.];
big[1.*^308];
ragged = Compile[{{n, _Integer}}, Table[Range[i], {i, n}]];
ragged[3];
(*=
CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/run_time.wl:2:32
  |
2 | inc = Compile[{{n, _Integer}}, n + 1];
  |                                ^^^^^ 9223372036854775807 + 1 has no machine number as its value

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/run_time.wl:4:30
  |
4 | root = Compile[{{x, _Real}}, Sqrt[x]];
  |                              ^^^^^^^ Sqrt[-2.] has no machine number as its value

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/run_time.wl:6:43
  |
6 | power = Compile[{{x, _Real}, {y, _Real}}, x^y];
  |                                           ^^^ Power[0., 0.] has no machine number as its value

Power::indet: Indeterminate expression 0.^0. encountered.
 --> errors/run_time.wl:6:43
  |
6 | power = Compile[{{x, _Real}, {y, _Real}}, x^y];
  |                                           ^^^

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/run_time.wl:8:49
  |
8 | ratio = Compile[{{n, _Integer}, {m, _Integer}}, n/m];
  |                                                 ^^^ 1 / 0 has no machine number as its value

Power::infy: Infinite expression 1/0 encountered.
 --> errors/run_time.wl:8:51
  |
8 | ratio = Compile[{{n, _Integer}, {m, _Integer}}, n/m];
  |                                                   ^

CompiledFunction::cfpart: Part 5 of a list of length 2 does not exist at instruction 1; proceeding with uncompiled evaluation.
  --> errors/run_time.wl:10:48
   |
10 | part = Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]];
   |                                                ^^^^^^

Part::partw: Part 5 of {1., 2.} does not exist.
  --> errors/run_time.wl:10:48
   |
10 | part = Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]];
   |                                                ^^^^^^

CompiledFunction::cfpart: Part 0 of a list of length 2 does not exist at instruction 1; proceeding with uncompiled evaluation.
  --> errors/run_time.wl:10:48
   |
10 | part = Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]];
   |                                                ^^^^^^

CompiledFunction::cflist: Nontensor object generated; proceeding with uncompiled evaluation.
  --> errors/run_time.wl:13:47
   |
13 | sum = Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b];
   |                                               ^^^^^ arrays of lengths 2 and 3 do not fit together

Thread::tdlen: Objects of unequal length in {1., 2.} + {1., 2., 3.} cannot be combined.
  --> errors/run_time.wl:13:47
   |
13 | sum = Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b];
   |                                               ^^^^^

CompiledFunction::cfne: Numerical error encountered; proceeding with uncompiled evaluation.
  --> errors/run_time.wl:16:1
   |
16 | big[1.*^308];
   | ^^^^^^^^^^^^ the result is not a finite number

CompiledFunction::cflist: Nontensor object generated; proceeding with uncompiled evaluation.
  --> errors/run_time.wl:17:35
   |
17 | ragged = Compile[{{n, _Integer}}, Table[Range[i], {i, n}]];
   |                                   ^^^^^^^^^^^^^^^^^^^^^^^ arrays of lengths 1 and 2 do not fit together
exit 0
=*)
