(* Newton iteration for z^3 = 1 *)
newton = Compile[{{z0, _Complex}, {n, _Integer}},
   Module[{z = z0}, Do[z = z - (z^3 - 1)/(3 z^2), {n}]; z]];
root = Compile[{{z, _Complex}}, Module[{a = Arg[z]}, Which[Abs[a] < 0.1, 1, a > 0, 2, True, 3]]];
Print[InputForm[Chop[newton[1. + 0.5 I, 30]]]];
Print[Table[root[newton[x + 0.7 I, 40]], {x, -2., 2., 0.5}]];
