(* n sweeps of successive over-relaxation on a plate of 100 x 100 points; the heat in it. *)
Compile[{{n, _Integer}},
 Module[{u = Table[If[i == 1, 100., 0.], {i, 100}, {j, 100}], change = 0., most = 0.},
  Do[
   most = 0.;
   Do[
    change = 0.25 (u[[i - 1, j]] + u[[i + 1, j]] + u[[i, j - 1]] + u[[i, j + 1]]) - u[[i, j]];
    u[[i, j]] += 1.7 change;
    If[Abs[change] > most, most = Abs[change]],
    {i, 2, 99}, {j, 2, 99}],
   {n}];
  Total[u, 2] + most]]
