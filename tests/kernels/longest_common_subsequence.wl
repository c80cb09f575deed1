lcs = Compile[{{a, _Integer, 1}, {b, _Integer, 1}},
   Module[{n = Length[a], m = Length[b], d},
    d = Table[0, {n + 1}, {m + 1}];
    Do[
     d[[i + 1, j + 1]] = If[a[[i]] == b[[j]], d[[i, j]] + 1, Max[d[[i, j + 1]], d[[i + 1, j]]]],
     {i, n}, {j, m}];
    d[[n + 1, m + 1]]]];
Print[lcs[ToCharacterCode["AGGTABQRS"], ToCharacterCode["GXTXAYBRRS"]]];
Print[lcs[Range[20], Range[5, 40, 3]]];
