(* The best local alignment of two sequences of n letters by Smith and Waterman. *)
Compile[{{n, _Integer}},
 Module[{s = Table[Mod[i i + Quotient[i, 3], 4], {i, n}], t = Table[Mod[3 i + Quotient[i, 5], 4], {i, n}], h = Table[0, {n + 1}, {n + 1}],
   best = 0, score = 0},
  Do[
   score = h[[i, j]] + If[s[[i]] == t[[j]], 3, -3];
   If[h[[i, j + 1]] - 2 > score, score = h[[i, j + 1]] - 2];
   If[h[[i + 1, j]] - 2 > score, score = h[[i + 1, j]] - 2];
   If[score < 0, score = 0];
   h[[i + 1, j + 1]] = score;
   If[score > best, best = score],
   {i, n}, {j, n}];
  1. best]]
