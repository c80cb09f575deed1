floyd = Compile[{{d0, _Real, 2}},
   Module[{d = d0, n = Length[d0]},
    Do[If[d[[i, k]] + d[[k, j]] < d[[i, j]], d[[i, j]] = d[[i, k]] + d[[k, j]]], {k, n}, {i, n}, {j, n}];
    d]];
Print[InputForm[floyd[{{0, 3, 10^6, 7}, {8, 0, 2, 10^6}, {5, 10^6, 0, 1}, {2, 10^6, 10^6, 0}}]]];
vec = Compile[{{d0, _Real, 2}}, Module[{d = d0}, Do[d = Table[Min[d[[i, j]], d[[i, k]] + d[[k, j]]], {i, Length[d]}, {j, Length[d]}], {k, Length[d]}]; d]];
Print[InputForm[vec[{{0, 3, 10^6, 7}, {8, 0, 2, 10^6}, {5, 10^6, 0, 1}, {2, 10^6, 10^6, 0}}]]];
