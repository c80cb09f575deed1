(* Explicit heat equation: n steps of the five-point stencil on a 128 x 128 grid; the sum of the field. *)
Compile[{{n, _Integer}},
 Module[{u, v, s = 0.},
  u = Table[Mod[128 i + j, 13] 1., {i, 0, 127}, {j, 0, 127}];
  v = u;
  Do[
   Do[
    v[[i, j]] = u[[i, j]] + 0.1 (u[[i - 1, j]] + u[[i + 1, j]] + u[[i, j - 1]] + u[[i, j + 1]] - 4. u[[i, j]]),
    {i, 2, 127}, {j, 2, 127}];
   {u, v} = {v, u},
   {n}];
  Do[s += u[[i, j]], {i, 128}, {j, 128}];
  s]]
