medianfilter = Compile[{{img, _Real, 2}, {r, _Integer}},
    Module[{out = img, h, w}, {h, w} = Dimensions[img];
    Do[out[[i, j]] = Median[Flatten[img[[Max[1, i - r] ;; Min[h, i + r], Max[1, j - r] ;; Min[w, j + r]]]]], {i, h}, {j, w}]; out]];
Print[InputForm[medianfilter[Table[Mod[7 i i + 3 j i + j, 11]/10., {i, 6}, {j, 7}],1]]];
Print[StringFreeQ[CompilePrint[medianfilter], "MainEvaluate"]];

sobel = Compile[{{img, _Real, 2}},
    Table[With[{gx = img[[i - 1, j + 1]] + 2 img[[i, j + 1]] + img[[i + 1, j + 1]] - img[[i - 1, j - 1]] - 2 img[[i, j - 1]] - img[[i + 1, j - 1]],
    gy = img[[i + 1, j - 1]] + 2 img[[i + 1, j]] + img[[i + 1, j + 1]] - img[[i - 1, j - 1]] - 2 img[[i - 1, j]] - img[[i - 1, j + 1]]}, Sqrt[gx^2 + gy^2]],
    {i, 2, Length[img] - 1}, {j, 2, Dimensions[img][[2]] - 1}]];
Print[InputForm[sobel[Table[Mod[7 i i + 3 j i + j, 11]/10., {i, 6}, {j, 7}]]]];
Print[StringFreeQ[CompilePrint[sobel], "MainEvaluate"]];

dither2 = Compile[{{im, _Real, 2}},
    Module[{a = im, h = Length[im], w = Length[im[[1]]], old, new, err, i, j},
    For[i = 1, i <= h, i++, For[j = 1, j <= w, j++, old = a[[i, j]]; new = If[old < 0.5, 0., 1.]; a[[i, j]] = new; err = old - new;
    If[j < w, a[[i, j + 1]] += err 7/16]; If[i < h, If[j > 1, a[[i + 1, j - 1]] += err 3/16]; a[[i + 1, j]] += err 5/16; If[j < w, a[[i + 1, j + 1]] += err/16]]]]; a]];
Print[InputForm[dither2[Table[Mod[7 i i + 3 j i + j, 11]/10., {i, 6}, {j, 7}]]]];
Print[StringFreeQ[CompilePrint[dither2], "MainEvaluate"]];

seam = Compile[{{e, _Real, 2}},
    Module[{m = e, h, w, path, j}, {h, w} = Dimensions[e]; Do[m[[i, j1]] += Min[m[[i - 1, Max[1, j1 - 1] ;; Min[w, j1 + 1]]]], {i, 2, h}, {j1, w}]; path = Table[0, {h}]; path[[h]] = j = First[Ordering[m[[h]], 1]]; Do[j = Max[1, j - 1] - 1 + First[Ordering[m[[i, Max[1, j - 1] ;; Min[w, j + 1]]], 1]]; path[[i]] = j, {i, h - 1, 1, -1}]; path]];
Print[InputForm[seam[Table[Mod[7 i i + 3 j i + j, 11]/10., {i, 6}, {j, 7}]]]];
Print[StringFreeQ[CompilePrint[seam], "MainEvaluate"]];
