(* n generations of the game of life on a torus of 64 x 64 cells; the cells alive at the end. *)
Compile[{{n, _Integer}},
 Module[{u, v, c = 0},
  u = Table[If[Mod[i i + 3 i j + Quotient[j, 3], 7] < 3, 1, 0], {i, 64}, {j, 64}];
  v = u;
  Do[
   Do[
    c = -u[[i, j]];
    Do[c += u[[Mod[i + di - 1, 64] + 1, Mod[j + dj - 1, 64] + 1]], {di, -1, 1}, {dj, -1, 1}];
    v[[i, j]] = Which[c == 3, 1, c == 2, u[[i, j]], True, 0],
    {i, 64}, {j, 64}];
   u = v,
   {n}];
  1. Total[u, 2]]]
