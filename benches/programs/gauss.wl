(* Gaussian elimination of an n x n system without pivots; the sum of the solution. *)
Compile[{{n, _Integer}},
 Module[{a, b = Table[1. i, {i, n}], f = 0., s = 0.},
  a = Table[Mod[7 i + 3 j, 11] + If[i == j, 20. n, 0.], {i, n}, {j, n}];
  Do[
   f = a[[i, k]]/a[[k, k]];
   Do[a[[i, j]] -= f a[[k, j]], {j, k, n}];
   b[[i]] -= f b[[k]],
   {k, n - 1}, {i, k + 1, n}];
  Do[
   s = b[[i]];
   Do[s -= a[[i, j]] b[[j]], {j, i + 1, n}];
   b[[i]] = s/a[[i, i]],
   {i, n, 1, -1}];
  Total[b]]]
