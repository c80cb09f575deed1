(* B7: what the optimiser makes of loops keeps their values: offsets of indices, tests, choices, rounds run ahead. *)

(* constants added to indices: from the end, and past it *)
near = Compile[{{v, _Integer, 1}, {i, _Integer}}, v[[i - 1]] + 10 v[[i + 1]]];
(*! {near[{1, 2, 3}, 2], near[{1, 2, 3}, 0], near[{1, 2, 3}, -2]} => {31, 13, 31}
path: fast *)
(*! near[{1, 2, 3}, 3] => 2 + 10 {1, 2, 3}[[4]]
messages: CompiledFunction::cfpart, Part::partw
path: exact *)
put = Compile[{{m, _Real, 2}, {i, _Integer}}, Module[{a = m}, a[[i + 1, i - 1]] = 7.; a[[i + 1, i + 1]] = a[[i + 1, i - 1]] + 1.; a]];
(*! put[{{1., 2.}, {3., 4.}}, 0] => {{8., 7.}, {3., 4.}}
path: fast *)

(* what a test has read is known behind it, until it changes *)
shift = Compile[{{v, _Integer, 1}, {x, _Integer}}, Module[{w = v, j = Length[v]}, While[j > 0 && w[[j]] > x, w[[j]] = w[[j]] - 1; If[w[[j]] > x && j > 1, w[[j - 1]] = 100]; j--]; w]];
(*! shift[{1, 5, 7, 9}, 3] => {99, 99, 99, 8}
path: fast *)
either = Compile[{{v, _Integer, 1}, {j, _Integer}}, If[j < 1 || v[[j]] == 2, -1, v[[j]] v[[j]]]];
(*! {either[{2, 3}, 0], either[{2, 3}, 1], either[{2, 3}, 2]} => {-1, -1, 9}
path: fast *)

(* choices of values that stand ready *)
extremes = Compile[{{v, _Integer, 1}}, Module[{low = 100, high = -100, sign = 0}, Do[If[e < low, low = e]; If[high <= e, high = e]; sign += If[e < 0, -1, 1], {e, v}]; {low, high, sign}]];
(*! extremes[{3, -7, 12, 5}] => {-7, 12, 2}
path: fast *)

(* sums of what passes a test, run ahead *)
chosen = Compile[{{n, _Integer}}, Module[{a = Table[Mod[7 e, 11], {e, n}], c = 0, k = 0}, Do[If[a[[i]] > 3 && EvenQ[a[[i]]], c += a[[i]]^2], {i, n}]; Do[If[a[[i]] == 3 || (a[[i]] > 7 && a[[i]] != 9), k += a[[i]] - a[[i]] + 1], {i, n}]; {c, k}]];
(*! chosen[100] => {1944, 27}
path: fast *)

(* a choice of which one side has no value where it is not chosen *)
inverses = Compile[{{n, _Integer}}, Module[{k = Table[Mod[e, 5], {e, n}], v = Table[0., {n}]}, Do[v[[i]] = If[k[[i]] != 0, 1./k[[i]], 0.], {i, n}]; Round[24 Total[v]]]];
(*! inverses[70] => 700
path: fast *)
large = Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += If[i < 100, i, 9223372036854775807 i], {i, n}]; s]];
(*! large[99] => 4950
path: fast *)
(*! large[100] => 922337203685477585650
messages: CompiledFunction::cfn
path: exact *)

(* parts that are set to the smaller of two *)
relaxed = Compile[{{n, _Integer}}, Module[{d = Table[Mod[37 i, 101], {i, n}]}, Do[If[10 + i < d[[i]], d[[i]] = 10 + i], {i, n}]; Total[d]]];
(*! relaxed[80] => 2822
path: fast *)
filtered = Compile[{{n, _Integer}}, Module[{u = Table[Mod[13 i, 17] - 8, {i, n}], v = Table[0, {n}]}, Do[If[u[[i]] > 0 && u[[i]] != 5, v[[i]] = u[[i]], v[[i]] = -2 u[[i]]], {i, n}]; Total[v]]];
(*! filtered[80] => 429
path: fast *)
