(* Shortest ways between all of n places; the sum of their lengths. *)
Compile[{{n, _Integer}},
 Module[{d = Table[If[i == j, 0., Mod[i i + 7 j, 97] + 1.], {i, n}, {j, n}]},
  Do[d[[i, j]] = Min[d[[i, j]], d[[i, k]] + d[[k, j]]], {k, n}, {i, n}, {j, n}];
  Total[d, 2]]]
