power = Compile[{{m, _Real, 2}, {n, _Integer}},
   Module[{v = Table[1., {Length[m]}]},
    Do[v = m.v; v = v/Sqrt[v.v], {n}];
    v.(m.v)]];
Print[InputForm[power[{{4, 1}, {2, 3}}, 60]]];
Print[InputForm[power[{{2., -1., 0.}, {-1., 2., -1.}, {0., -1., 2.}}, 200]]];
