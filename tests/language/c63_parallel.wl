(* C63: parallel calls give the same bits. *)
one = Compile[{{x, _Real}}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}];
all = Compile[{{x, _Real}}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}, Parallelization -> True];
v = Range[0., 10., 0.001];
(*! one[v] === all[v] => True *)

(* So do functions with loops, whatever they take and give; elements may cost more than others. *)
at = RuntimeAttributes -> {Listable};
same[f_, args__] := f[args] === MapThread[f, {args}];
k = Range[3000];
halvings = Compile[{{x, _Real}}, Module[{y = x, n = 0}, While[y > 1., y = y/2.; n++]; n + y], Evaluate[at], Parallelization -> True];
(*! same[halvings, v] => True
path: fast *)
steps = Compile[{{n, _Integer}}, Module[{m = n, i = 0}, While[m > 1, m = If[EvenQ[m], Quotient[m, 2], 3 m + 1]; i++]; i], Evaluate[at], Parallelization -> True];
(*! {same[steps, k], steps[{1, 7, 27}], Max[steps[k]]} => {True, {0, 16, 111}, 216}
path: fast *)
growing = Compile[{{n, _Integer}}, Module[{s = 0}, Do[s = Mod[s + i^2, 1009], {i, n}]; s], Evaluate[at], Parallelization -> True];
(*! same[growing, k] => True
path: fast *)
late = Compile[{{n, _Integer}}, Module[{s = 0}, If[n > 297, Do[s = Mod[s + i, 7], {i, 20000}]]; s + n], Evaluate[at], Parallelization -> True];
(*! {same[late, Range[300]], late[{297, 298}]} => {True, {297, 299}}
path: fast *)
rotated = Compile[{{x, _Real}}, Module[{z = 1. + 0. I}, Do[z = z (x + I), {3}]; z], Evaluate[at], Parallelization -> True];
(*! {same[rotated, v], rotated[{0., 1.}]} => {True, {0. - 1. I, -2. + 2. I}}
path: fast *)
prime = Compile[{{n, _Integer}}, Module[{d = 2}, While[d d <= n && Mod[n, d] != 0, d++]; n > 1 && d d > n], Evaluate[at], Parallelization -> True];
(*! {Pick[k, prime[k]] === Select[k, PrimeQ], prime[{{2, 4}, {9, 11}}]} => {True, {{True, False}, {False, True}}}
path: fast *)
total = Compile[{{w, _Real, 1}, {c, _Real}}, Module[{s = 0.}, Do[s += w[[i]], {i, Length[w]}]; c s], Evaluate[at], Parallelization -> True];
m = Partition[Take[v, 9000], 3];
(*! {total[m, 2.] === Map[total[#, 2.] &, m], total[{{1., 2.}, {3., 4.}}, {10., 100.}]} => {True, {30., 700.}}
path: fast *)
powers = Compile[{{x, _Real}}, Table[x^i, {i, 3}], Evaluate[at], Parallelization -> True];
(*! {same[powers, v], powers[{2., 3.}]} => {True, {{2., 4., 8.}, {3., 9., 27.}}}
path: fast *)
sorted = Compile[{{w, _Integer, 1}}, Module[{u = w, t = 0}, Do[If[u[[i]] > u[[i + 1]], t = u[[i]]; u[[i]] = u[[i + 1]]; u[[i + 1]] = t], {Length[u]}, {i, Length[u] - 1}]; u], Evaluate[at], Parallelization -> True];
(*! {sorted[{{3, 1, 2}, {2, 3, 1}}], sorted[Mod[7 Partition[k, 4], 11]] === Map[Sort, Mod[7 Partition[k, 4], 11]]} => {{{1, 2, 3}, {1, 2, 3}}, True}
path: fast *)
outer = Compile[{{x, _Real}, {y, _Real}}, Module[{s = 0.}, Do[s = s x + y, {4}]; s], Evaluate[at], Parallelization -> True];
(*! {outer[{1., 2.}, {{1., 2.}, {3., 4.}}], outer[{1., 2.}, 1.]} => {{{4., 8.}, {45., 60.}}, {4., 15.}}
path: fast *)

(* An element that leaves gets its exact value, and only that one is computed twice. *)
factorial = Compile[{{n, _Integer}}, Module[{p = 1}, Do[p = p i, {i, n}]; p], Evaluate[at], Parallelization -> True];
(*! factorial[{3, 4, 25}] => {6, 24, 15511210043330985984000000}
path: exact
messages: CompiledFunction::cfn *)

seen = {};
noting = Compile[{{x, _Real}}, Module[{y = x}, AppendTo[seen, y]; 1/y], RuntimeAttributes -> {Listable}];
(*! {Quiet[noting[{2., 4., 0., 5.}]], seen} => {{0.5, 0.25, ComplexInfinity, 0.2}, {2., 4., 0., 0., 5.}} *)
(*! Catch[Compile[{{x, _Real}}, If[x < 0., Throw[x]]; x, RuntimeAttributes -> {Listable}][{1., -2., 3.}]] => -2. *)
ragged = Compile[{{n, _Integer}}, Range[n], Evaluate[at], Parallelization -> True];
(*! {ragged[{2, 1, 3}], ragged[{0, 2}], ragged[{0, 0}], ragged[{2, 2}]} => {{{1, 2}, {1}, {1, 2, 3}}, {{}, {1, 2}}, {{}, {}}, {{1, 2}, {1, 2}}} *)

(* Time that is over ends the work of all threads. *)
endless = Compile[{{n, _Integer}}, Module[{i = n}, While[i > 0, i = Mod[i, 7] + 1]; i], Evaluate[at], Parallelization -> True];
(*! TimeConstrained[endless[Range[1000]], 0.2, "late"] => late *)
