conv = Compile[{{a, _Real, 1}, {b, _Real, 1}},
   Table[Sum[If[1 <= i - j + 1 <= Length[b], a[[j]] b[[i - j + 1]], 0.], {j, Length[a]}], {i, Length[a] + Length[b] - 1}]];
moving = Compile[{{v, _Real, 1}, {w, _Integer}}, Map[Mean, Partition[v, w, 1]]];
Print[InputForm[conv[{1, 2, 3}, {0, 1, 0.5}]]];
Print[InputForm[moving[{1, 2, 4, 8, 16}, 2]]];
