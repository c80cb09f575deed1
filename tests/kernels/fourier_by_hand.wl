dft = Compile[{{v, _Complex, 1}},
   Module[{n = Length[v]},
    Table[Sum[v[[j + 1]] Exp[-2. Pi I j k/n], {j, 0, n - 1}], {k, 0, n - 1}]]];
amp = Compile[{{v, _Real, 1}}, Abs[Fourier[v]]];
Print[InputForm[Map[Round[Abs[#], 10.^-9] &, dft[{1., 2., 3., 4.}]]]];
Print[InputForm[Round[2. amp[{1., 2., 3., 4.}], 10.^-9]]];
v = Table[1. Mod[k^2, 7], {k, 16}];
Print[Max[Abs[dft[v] - 4. InverseFourier[v]]] < 10.^-9];
