(* The text and the place of the message of each row of run-time errors and options, by number of the row. *)
(* C42 *) Compile[{{x, _Real}}, x 10.][1.*^308];
(* C43 *) Compile[{{x, _Real}}, Sqrt[x]][-2.];
(* C44 *) Compile[{{x, _Real}, {y, _Real}}, x^y][0., 0.];
Compile[{{x, _Real}}, Log[x]][0.];
(* C46 *) Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]][{1., 2.}, 5];
(* C47 *) Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b][{1., 2.}, {1., 2., 3.}];
(* C48 *) cf = Compile[{x}, x^2 + Sin[x^2]];
cf["a"];
Compile[{{m, _Real, 2}}, Length[m]][{{1., 2.}, {3.}}];
(* C50 *) cf[1., 2.];
(* C62 *) Compile[{x, y}, x + y, RuntimeAttributes -> {Listable}][{1, 2}, {1, 2, 3}];
(* C66 *) val = 10; held = Compile[{x}, x + val]; val = 2.5;
held[1.];
(* C69 *) Compile[{x}, x^2, CompilationTarget -> "C"];
(* C53 *) r = Compile[{{n, _Integer}}, r[n + 1], {{r[_], _Integer}}];
r[1];
(*=
CompiledFunction::cfne: Numerical error encountered; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:2:11
  |
2 | (* C42 *) Compile[{{x, _Real}}, x 10.][1.*^308];
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the result is not a finite number

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:3:33
  |
3 | (* C43 *) Compile[{{x, _Real}}, Sqrt[x]][-2.];
  |                                 ^^^^^^^ Sqrt[-2.] has no machine number as its value

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:4:45
  |
4 | (* C44 *) Compile[{{x, _Real}, {y, _Real}}, x^y][0., 0.];
  |                                             ^^^ Power[0., 0.] has no machine number as its value

Power::indet: Indeterminate expression 0.^0. encountered.
 --> errors/b02_values_at_run_time.wl:4:45
  |
4 | (* C44 *) Compile[{{x, _Real}, {y, _Real}}, x^y][0., 0.];
  |                                             ^^^

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:5:23
  |
5 | Compile[{{x, _Real}}, Log[x]][0.];
  |                       ^^^^^^ Log[0.] has no machine number as its value

Log::indet: Indeterminate expression Log[0.] encountered.
 --> errors/b02_values_at_run_time.wl:5:23
  |
5 | Compile[{{x, _Real}}, Log[x]][0.];
  |                       ^^^^^^

CompiledFunction::cfpart: Part 5 of a list of length 2 does not exist at instruction 1; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:6:51
  |
6 | (* C46 *) Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]][{1., 2.}, 5];
  |                                                   ^^^^^^

Part::partw: Part 5 of {1., 2.} does not exist.
 --> errors/b02_values_at_run_time.wl:6:51
  |
6 | (* C46 *) Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]][{1., 2.}, 5];
  |                                                   ^^^^^^

CompiledFunction::cflist: Nontensor object generated; proceeding with uncompiled evaluation.
 --> errors/b02_values_at_run_time.wl:7:51
  |
7 | (* C47 *) Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b][{1., 2.}, {1., 2., 3.}];
  |                                                   ^^^^^ arrays of lengths 2 and 3 do not fit together

Thread::tdlen: Objects of unequal length in {1., 2.} + {1., 2., 3.} cannot be combined.
 --> errors/b02_values_at_run_time.wl:7:51
  |
7 | (* C47 *) Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b][{1., 2.}, {1., 2., 3.}];
  |                                                   ^^^^^

CompiledFunction::cfsa: Argument a at position 1 should be a machine-size real number.
 --> errors/b02_values_at_run_time.wl:9:4
  |
9 | cf["a"];
  |    ^^^ a string
help: x is declared _Real

CompiledFunction::cfta: Argument {{1., 2.}, {3.}} at position 1 should be a rank 2 tensor of machine-size real numbers.
  --> errors/b02_values_at_run_time.wl:10:37
   |
10 | Compile[{{m, _Real, 2}}, Length[m]][{{1., 2.}, {3.}}];
   |                                     ^^^^^^^^^^^^^^^^ a list that is no full array of machine numbers
help: m is declared {_Real, 2}

CompiledFunction::cfct: Number of arguments 2 does not match the length of the argument template, 1.
  --> errors/b02_values_at_run_time.wl:11:11
   |
11 | (* C50 *) cf[1., 2.];
   |           ^^^^^^^^^^ the arguments are {x}

Thread::tdlen: Objects of unequal length in CompiledFunction[{x, y}, x + y, -CompiledCode-][{1, 2}, {1, 2, 3}] cannot be combined.
  --> errors/b02_values_at_run_time.wl:12:11
   |
12 | (* C62 *) Compile[{x, y}, x + y, RuntimeAttributes -> {Listable}][{1, 2}, {1, 2, 3}];
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

CompiledFunction::cfse: Compiled expression 2.5 should be a machine-size integer.
  --> errors/b02_values_at_run_time.wl:13:45
   |
13 | (* C66 *) val = 10; held = Compile[{x}, x + val]; val = 2.5;
   |                                             ^^^ gave a machine real, not _Integer
help: declare what it gives in the third argument of Compile: {{…, _Real}}

CompiledFunction::cfex: Could not complete external evaluation at instruction 1; proceeding with uncompiled evaluation.
  --> errors/b02_values_at_run_time.wl:13:45
   |
13 | (* C66 *) val = 10; held = Compile[{x}, x + val]; val = 2.5;
   |                                             ^^^

Compile::nonative: There is no native code generator here; the function runs on the register machine.
  --> errors/b02_values_at_run_time.wl:15:11
   |
15 | (* C69 *) Compile[{x}, x^2, CompilationTarget -> "C"];
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

$RecursionLimit::reclim2: Recursion depth of 65536 exceeded during evaluation of CompiledFunction[{n}, r[n + 1], -CompiledCode-][1].
  --> errors/b02_values_at_run_time.wl:16:40
   |
16 | (* C53 *) r = Compile[{{n, _Integer}}, r[n + 1], {{r[_], _Integer}}];
   |                                        ^^^^^^^^
exit 1
=*)
