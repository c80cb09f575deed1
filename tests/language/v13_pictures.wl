(* V13: pictures. The page works in a folder of its own; the sizes and the words of the files are looked at. *)
size[picture_, file_] := (Export[file, picture]; Import[file, "ImageSize"]);
says[picture_, words_List] := (Export["x.svg", picture]; StringContainsQ[ReadString["x.svg"], #] & /@ words);
(*! size[ListPlot[{1, 4, 9}, ImageSize -> 200], "a.png"][[1]] => 200 *)
(*! size[ListLinePlot[{{1, 4, 9}, {2, 3, 5}}, ImageSize -> {240, 180}], "b.png"] => {240, 180} *)
(*! size[Image[{{0., 1., 0.}, {1., 0., 1.}}], "c.png"] => {3, 2} *)
(*! Dimensions[ImageData[Image[{{{1, 0, 0}, {0, 0, 1}}}]]] => {1, 2, 3} *)
(*! says[ListPlot[{1, 4, 9}, AxesLabel -> {"time", "size"}, PlotLabel -> "growth"], {"<svg", "time", "size", "growth"}] => {True, True, True, True} *)
(*! says[ListLinePlot[{{1, 2, 3}, {3, 2, 1}}, PlotLegends -> {"up", "down"}, Frame -> True, FrameLabel -> {"below", "left"}], {"up", "down", "below", "left"}] => {True, True, True, True} *)
(*! says[Plot[Sin[x], {x, 0, 6}, PlotLabel -> Row[{"sin ", 2 x}]], {"sin 2 x"}] => {True} *)
(*! says[Histogram[{1, 2, 2, 3, 3, 3}, AxesLabel -> {"value", "count"}], {"value", "count"}] => {True, True} *)
(*! says[#, {"<svg"}] & /@ {ArrayPlot[{{0, 1}, {1, 0}}], MatrixPlot[{{1, -2}, {0, 3}}], ListDensityPlot[{{1, 2}, {3, 4}}]} => {{True}, {True}, {True}} *)
(*! ListPlot[{1, 4, 9}] => -Graphics- *)
(*! Image[{{0, 1}}] => -Image- *)
Export["red.png", ListPlot[{1, 4, 9}, PlotStyle -> Red, ImageSize -> 200]];
(*! MemberQ[Flatten[Import["red.png", "Data"], 1], {255, 0, 0, ___}] => True *)
Export["grey.png", ArrayPlot[{{0, 1}, {1, 0}}, ImageSize -> 100]];
(*! With[{data = Import["grey.png", "Data"]}, {data[[30, 30]], data[[30, 70]]}] => {{255, 255, 255}, {0, 0, 0}} *)
(* What is set once for all pictures of a kind. *)
SetOptions[ListPlot, ImageSize -> 150, PlotStyle -> Red];
(*! size[ListPlot[{1, 4, 9}], "d.png"][[1]] => 150 *)
(*! MemberQ[Flatten[Import["d.png", "Data"], 1], {255, 0, 0, ___}] => True *)
(*! size[ListPlot[{1, 4, 9}, ImageSize -> 120], "d.png"][[1]] => 120 *)
(*! says[Histogram[{1, 2, 2, 3}, {1}, "Probability", PlotLabel -> "parts"], {"parts"}] => {True} *)
(*! says[Histogram[{{1, 2, 2, 3}, {2, 3, 3, 4}}], {"<svg"}] => {True} *)
(*! Histogram[{a, b}] => Histogram[{a, b}]
    messages: Histogram::ldata *)
