knap = Compile[{{w, _Integer, 1}, {v, _Integer, 1}, {c, _Integer}},
   Module[{best = ConstantArray[0, c + 1]},
    Do[
     Do[best[[q + 1]] = Max[best[[q + 1]], best[[q - w[[i]] + 1]] + v[[i]]], {q, c, w[[i]], -1}],
     {i, Length[w]}];
    Last[best]]];
Print[knap[{1, 3, 4, 5}, {1, 4, 5, 7}, 7]];
Print[knap[Range[2, 20], Mod[7 Range[2, 20], 11] + 1, 50]];
