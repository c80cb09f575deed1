isort = Compile[{{v, _Real, 1}},
   Module[{a = v, n = Length[v], j = 0, key = 0.},
    Do[
     key = a[[i]]; j = i - 1;
     While[j >= 1 && a[[j]] > key, a[[j + 1]] = a[[j]]; j--];
     a[[j + 1]] = key,
     {i, 2, n}];
    a]];
bubble = Compile[{{v, _Integer, 1}},
   Module[{a = v, swapped = True, t = 0},
    While[swapped,
     swapped = False;
     Do[If[a[[i]] > a[[i + 1]], t = a[[i]]; a[[i]] = a[[i + 1]]; a[[i + 1]] = t; swapped = True], {i, Length[a] - 1}]];
    a]];
Print[InputForm[isort[{3.5, -1., 2., 10., 0.5}]]];
Print[bubble[{5, 3, 9, 1, 1, 7}]];
Print[isort[N[Reverse[Range[50]]]] == N[Range[50]]];
Print[bubble[{}]];
