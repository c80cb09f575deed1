langton = Compile[{{n, _Integer}, {steps, _Integer}},
    Module[{g = ConstantArray[0, {n, n}], x, y, d = 0}, x = y = Quotient[n, 2]; Do[If[g[[x, y]] == 0, d = Mod[d + 1, 4]; g[[x, y]] = 1, d = Mod[d - 1, 4]; g[[x, y]] = 0]; {x, y} += {{-1, 0}, {0, 1}, {1, 0}, {0, -1}}[[d + 1]]; x = Mod[x - 1, n] + 1; y = Mod[y - 1, n] + 1, {steps}]; Total[Flatten[g]]]];
Print[InputForm[langton[12,200]]];
Print[StringFreeQ[CompilePrint[langton], "MainEvaluate"]];

sandpile2 = Compile[{{g, _Integer, 2}},
    Module[{a = g, n = Length[g], m = Length[g[[1]]], go = True}, While[go, go = False; Do[If[a[[i, j]] >= 4, go = True; a[[i, j]] -= 4; If[i > 1, a[[i - 1, j]]++]; If[i < n, a[[i + 1, j]]++]; If[j > 1, a[[i, j - 1]]++]; If[j < m, a[[i, j + 1]]++]], {i, n}, {j, m}]]; a]];
Print[InputForm[sandpile2[{{4,5,1},{1,9,7},{0,3,3}}]]];
Print[StringFreeQ[CompilePrint[sandpile2], "MainEvaluate"]];

life = Compile[{{a, _Integer, 2}, {n, _Integer}},
    Nest[With[{s = Sum[RotateLeft[#, {i, j}], {i, -1, 1}, {j, -1, 1}] - #}, MapThread[If[#2 == 3 || (#1 == 1 && #2 == 2), 1, 0] &, {#, s}, 2]] &, a, n]];
Print[InputForm[life[{{0,1,0,0,0},{0,0,1,0,0},{1,1,1,0,0},{0,0,0,0,0},{0,0,0,0,0}},4]]];
Print[StringFreeQ[CompilePrint[life], "MainEvaluate"]];

lifeconv = Compile[{{a, _Integer, 2}, {n, _Integer}},
    Module[{b = a, k}, Do[k = ListConvolve[{{1, 1, 1}, {1, 10, 1}, {1, 1, 1}}, b, 2]; b = Map[Boole[# == 3 || # == 12 || # == 13] &, k, {2}], {n}]; b]];
Print[InputForm[lifeconv[{{0,1,0,0,0},{0,0,1,0,0},{1,1,1,0,0},{0,0,0,0,0},{0,0,0,0,0}},4]]];
Print[StringFreeQ[CompilePrint[lifeconv], "MainEvaluate"]];

percolation = Compile[{{g, _Integer, 2}},
    Module[{a = g, n = Length[g], m = Dimensions[g][[2]], stack, top = 0, i, j, ok = False}, stack = ConstantArray[0, {4 n m, 2}];
    Do[If[g[[1, q]] == 1, top++; stack[[top]] = {1, q}], {q, m}]; While[top > 0, {i, j} = stack[[top]]; top--; If[a[[i, j]] == 1, a[[i, j]] = 2; If[i == n, ok = True; Break[]];
    Do[If[1 <= i + s[[1]] <= n && 1 <= j + s[[2]] <= m, If[a[[i + s[[1]], j + s[[2]]]] == 1, top++; stack[[top]] = {i, j} + s]], {s, {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}}]]]; ok]];
Print[InputForm[percolation[{{1,0,1},{1,1,0},{0,1,1}}]]];
Print[StringFreeQ[CompilePrint[percolation], "MainEvaluate"]];
