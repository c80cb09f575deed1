(* LU decomposition of an n x n matrix with row pivoting; the logarithm of its determinant. *)
Compile[{{n, _Integer}},
 Module[{a, p = 0, big = 0., f = 0., t = 0., s = 0.},
  a = Table[Mod[i i + 7 i j + 3 j, 31] - 15. + If[i == j, 0.5, 0.], {i, n}, {j, n}];
  Do[
   p = k; big = Abs[a[[k, k]]];
   Do[If[Abs[a[[i, k]]] > big, big = Abs[a[[i, k]]]; p = i], {i, k + 1, n}];
   If[p != k, Do[t = a[[k, j]]; a[[k, j]] = a[[p, j]]; a[[p, j]] = t, {j, n}]];
   If[a[[k, k]] != 0.,
    Do[
     f = a[[i, k]]/a[[k, k]];
     a[[i, k]] = f;
     If[f != 0., Do[a[[i, j]] -= f a[[k, j]], {j, k + 1, n}]],
     {i, k + 1, n}];
    s += Log[Abs[a[[k, k]]]]],
   {k, n}];
  s]]
