(* C62: listable functions with branches give for each element what a call with it gives. *)
at = RuntimeAttributes -> {Listable};
v = Table[0.37 i - 900., {i, 5000}];
k = Range[-2500, 2500];
same[f_, args__] := f[args] === MapThread[f, {args}];

side = Compile[{{x, _Real}}, If[x > 0., Sin[x] + 1., Cos[x] - x], Evaluate[at]];
(*! same[side, v] => True
path: fast *)
(*! side[{{1., -1.}, {0., 2.}}] === {{side[1.], side[-1.]}, {side[0.], side[2.]}} => True
path: fast *)
steps = Compile[{{x, _Real}, {y, _Real}},
  Which[x < 0 || y < 0, 0., x == y, 1., True, Module[{a = x/y}, If[a > 1, a^2, Sqrt[a]]]], Evaluate[at]];
(*! same[steps, v, Reverse[v]] => True
path: fast *)
(*! steps[v, 3.] === Map[steps[#, 3.] &, v] => True
path: fast *)
collatz = Compile[{{n, _Integer}}, If[EvenQ[n], Quotient[n, 2], 3 n + 1], Evaluate[at]];
(*! {same[collatz, k], collatz[{6, 7}]} => {True, {3, 22}}
path: fast *)
parts = Compile[{{x, _Real}},
  Max[0., Min[1., x]] + If[x > 0 && x < 100, 1, 2] + Boole[x > 3] + Clip[x, {0., 1.}] + UnitStep[x], Evaluate[at]];
(*! same[parts, v] => True
path: fast *)
constant = Compile[{{x, _Real}}, If[x > 5., 1, If[x < -5., -1, 0]], Evaluate[at]];
(*! {same[constant, v], constant[{-9., 0., 9.}]} => {True, {-1, 0, 1}}
path: fast *)
complex = Compile[{{x, _Real}, {z, _Complex}}, If[x > 0., z^2 + x, z - I], Evaluate[at]];
(*! same[complex, v, v (1. + 2. I)] => True
path: fast *)

(* A side is computed only for the elements that take it; one that no side takes is left alone. *)
inverse = Compile[{{x, _Real}}, If[x == 0., 7., 1/x], Evaluate[at]];
(*! inverse[{2., 0., 4.}] => {0.5, 7., 0.25}
path: fast *)
early = Compile[{{x, _Real}}, Module[{a = 1/x}, If[x > 0., a, 5.]], Evaluate[at]];
(*! early[{2., -1.}] => {0.5, 5.}
path: fast *)
large = Compile[{{n, _Integer}}, If[n > 10, n^9, -n], Evaluate[at]];
(*! large[{1, 20, 30}] => {-1, 512000000000, 19683000000000}
path: fast *)
(*! large[{1, 1000}] => {-1, 1000000000000000000000000000}
path: exact
messages: CompiledFunction::cfn *)

many = Compile[{{x, _Real}}, If[x > 0., Sin[x] + 1., Cos[x] - x], Evaluate[at], Parallelization -> True];
(*! many[v] === side[v] => True
path: fast *)
