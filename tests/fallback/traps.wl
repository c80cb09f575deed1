(* What other systems get wrong in silence. *)

(* whole rows assigned in a loop *)
rows = Compile[{{m, _Real, 2}, {e, _Real, 1}}, Module[{a = m}, Do[a[[i]] = a[[i]] + 2. e, {i, Length[a]}]; a]];
(*! rows[{{1., 2.}, {3., 4.}}, {1., 10.}] => {{3., 22.}, {5., 24.}}
path: fast *)

(* zero to the power zero *)
zero = Compile[{{x, _Real}, {y, _Real}}, x^y];
(*! zero[0., 0.] => Indeterminate
messages: CompiledFunction::cfn, Power::indet
path: exact *)

(* integer results that stay integers, and reals that stay real *)
(*! Compile[{{n, _Integer}}, n^2][3] => 9
path: fast *)
(*! Compile[{{n, _Integer}}, n/3][9] => 3.
path: fast *)
(*! Compile[{{n, _Integer}}, Total[Range[n]]][4] => 10
path: fast *)

(* a product that would lose digits *)
product = Compile[{{n, _Integer}}, Product[2 k - 1, {k, n}]];
(*! product[10] => 654729075
path: fast *)
(*! product[25] => 58435841445947272053455474390625
messages: CompiledFunction::cfn
path: exact *)

(* a compiled function put into another and called on an expression *)
sf = Compile[{x}, x^2 + 1];
outer = With[{sf = sf}, Compile[{x, y}, sf[x + y] + sf[2 x y]]];
(*! outer[1., 2.] => 27.
path: fast *)

(* Boolean arguments *)
gate = Compile[{{p, True | False}, {x, _Real}}, If[p && x > 0, 1., -1.]];
(*! {gate[True, 1.], gate[False, 1.], gate[True, -1.]} => {1., -1., -1.}
path: fast *)

(* a real step keeps its end point *)
table = Compile[{{n, _Integer}}, Table[x, {x, 0., 1., 1./n}]];
(*! Length[table[10]] => 11
path: fast *)
(*! Table[Length[table[n]], {n, 1, 30}] === Range[2, 31] => True
path: fast *)
(*! Compile[{x}, Table[t, {t, 1., 0., -0.25}]][0.] => {1., 0.75, 0.5, 0.25, 0.}
path: fast *)

(* Continue inside Table gives what the evaluator gives *)
skip = Compile[{{n, _Integer}}, Module[{s = 0}, Do[If[EvenQ[i], Continue[]]; s += i, {i, n}]; s]];
(*! skip[10] => 25
path: fast *)

(* a whole array assigned in a loop is a copy *)
swap = Compile[{{u0, _Real, 1}, {n, _Integer}},
   Module[{u = u0, v = u0}, Do[v[[1]] = u[[1]] + 1.; u = v; v[[2]] = 100. + i, {i, n}]; {u, v}]];
(*! swap[{0., 0.}, 2] => {{2., 101.}, {2., 102.}}
path: fast *)

(* Do with a computed step *)
steps = Compile[{{n, _Integer}, {s, _Integer}}, Module[{c = 0}, Do[c += i, {i, n, 1, s}]; c]];
(*! {steps[10, -3], steps[10, 3]} => {22, 0}
path: fast *)
(* arguments are never changed *)
keep = Compile[{{v, _Real, 1}}, Module[{u = v}, u[[1]] = 9.; u]];
w = {1., 2.};
(*! {keep[w], w} => {{9., 2.}, {1., 2.}}
path: fast *)

(* lists of positions, spans, negative positions *)
(*! Compile[{{v, _Real, 1}}, v[[{1, 3}]]][{1., 2., 4.}] => {1., 4.}
path: fast *)
(*! Compile[{{v, _Real, 1}}, Select[v, # > 1 &]][{1., 2., 4.}] => {2., 4.}
path: fast *)
(*! Compile[{{m, _Real, 2}}, m[[All, 1]]][{{1., 2.}, {3., 4.}}] => {1., 3.}
path: fast *)

(* indices of a part assignment are computed after its value: what both need is not taken before it is there *)
table = Compile[{{n, _Integer}}, Module[{h = ConstantArray[0, {n + 1, n + 1}]},
   Do[h[[i + 1, j + 1]] = Max[h[[i, j + 1]], h[[i + 1, j]]] + i j, {i, n}, {j, n}]; h]];
(*! table[3] => {{0, 0, 0, 0}, {0, 1, 3, 6}, {0, 3, 7, 13}, {0, 6, 13, 22}}
path: fast *)

(* of zeros with different signs the first stays, as in the evaluator *)
greater = Compile[{x, y}, Max[x, y]]; smaller = Compile[{x, y}, Min[x, y]];
(*! ToString[{greater[-0., 0.], greater[0., -0.], smaller[-0., 0.], smaller[0., -0.]}, InputForm] => {-0., 0., -0., 0.}
path: fast *)
