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
