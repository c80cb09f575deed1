(* n generations of the game of life on 64 x 64 cells with an empty border; the cells alive at the end. *)
Compile[{{n, _Integer}},
 Module[{u, v, c = 0},
  u = Table[If[i > 1 && i < 64 && j > 1 && j < 64 && Mod[i i + 3 i j, 5] < 2, 1, 0], {i, 64}, {j, 64}];
  v = u;
  Do[
   Do[
    c = u[[i - 1, j - 1]] + u[[i - 1, j]] + u[[i - 1, j + 1]] + u[[i, j - 1]] + u[[i, j + 1]] +
      u[[i + 1, j - 1]] + u[[i + 1, j]] + u[[i + 1, j + 1]];
    v[[i, j]] = If[c == 3 || (c == 2 && u[[i, j]] == 1), 1, 0],
    {i, 2, 63}, {j, 2, 63}];
   {u, v} = {v, u},
   {n}];
  1. Total[u, 2]]]
