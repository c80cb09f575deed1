(* The best value of things that fit into a knapsack of capacity n, 60 things. *)
Compile[{{n, _Integer}},
 Module[{best = Table[0, {n + 1}], w = 0, p = 0},
  Do[
   w = 3 + Mod[37 k, 23]; p = 10 + Mod[53 k, 71];
   Do[
    If[best[[c - w + 1]] + p > best[[c + 1]], best[[c + 1]] = best[[c - w + 1]] + p],
    {c, n, w, -1}],
   {k, 60}];
  1. best[[n + 1]]]]
