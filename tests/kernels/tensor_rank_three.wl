blur = Compile[{{img, _Real, 3}},
   Module[{h = Length[img], w = Length[img[[1]]], out = img},
    Do[
     out[[i, j, c]] = (img[[i - 1, j, c]] + img[[i + 1, j, c]] + img[[i, j - 1, c]] + img[[i, j + 1, c]] + img[[i, j, c]])/5.,
     {i, 2, h - 1}, {j, 2, w - 1}, {c, 3}];
    out]];
gray = Compile[{{img, _Real, 3}}, Map[{0.299, 0.587, 0.114}.# &, img, {2}]];
img = Table[N[Mod[i j + c, 5]], {i, 4}, {j, 5}, {c, 3}];
Print[InputForm[blur[img][[2, 3]]]];
Print[InputForm[Round[gray[img][[4]], 10.^-9]]];
Print[Dimensions[gray[img]]];
