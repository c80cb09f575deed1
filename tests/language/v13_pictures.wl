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
(* What options draw, counted in the file or read from the picture. *)
count[picture_, word_] := (Export["y.svg", picture]; StringCount[ReadString["y.svg"], word]);
more[plain_, other_, word_] := count[other, word] - count[plain, word];
shapes[picture_, head_] := Cases[picture, head[inside_, ___] :> inside, Infinity];
data[picture_] := (Export["y.png", picture]; Import["y.png", "Data"]);
SetOptions[ListPlot, ImageSize -> 360, PlotStyle -> Automatic];
(*! more[ListLinePlot[{1, 4, 9}], ListLinePlot[{1, 4, 9}, Mesh -> All], "<circle"] => 3 *)
(*! more[ListLinePlot[{1, 4, 9}], ListLinePlot[{1, 4, 9}, PlotMarkers -> Automatic], "<circle"] => 3 *)
(*! shapes[ListPlot[{1, 4}, PlotMarkers -> {"x", 10}], Text] => {x, x} *)
(*! shapes[ListLinePlot[{1, 4, 9}, InterpolationOrder -> 0], Line] => {{{1., 1.}, {2., 1.}, {2., 4.}, {3., 4.}, {3., 9.}}} *)
(*! shapes[ListPlot[{1, 4}, Filling -> Axis], Line] => {{{1., 1.}, {1., 0.}}, {{2., 4.}, {2., 0.}}} *)
(*! more[ListPlot[{1, 4, 9}], ListPlot[{1, 4, 9}, GridLines -> {{2}, {3, 5}}], "<polyline"] => 3 *)
(*! more[ArrayPlot[{{1, 0}, {0, 1}}], ArrayPlot[{{1, 0}, {0, 1}}, Mesh -> True], "<polyline"] => 6 *)
(*! more[ArrayPlot[{{1, 0}, {0, 1}}], ArrayPlot[{{1, 0}, {0, 1}}, PlotLegends -> Automatic], "<rect"] => 64 *)
(*! more[MatrixPlot[{{1, -1}}], MatrixPlot[{{1, -1}}, PlotLegends -> Automatic], "<rect"] => 64 *)
(*! more[ListDensityPlot[{{1, 2}, {3, 4}}], ListDensityPlot[{{1, 2}, {3, 4}}, PlotLegends -> Automatic], "<rect"] => 64 *)
red[picture_] := Count[Flatten[data[Show[picture, ImageSize -> {120, 90}]], 1], {255, 0, 0, ___}];
(*! {red[ListPlot[{1, 4}, AxesStyle -> Red]] > 20, red[ListPlot[{1, 4}]]} => {True, 0} *)
(*! {red[ListPlot[{1, 4}, Frame -> True, FrameStyle -> Directive[Thick, Red]]] > 20, red[ListPlot[{1, 4}, Frame -> True]]} => {True, 0} *)
(* A square from {0, 0} to {2, 2}: the left half is blue, the lower right quarter red. *)
halves = Graphics[{Blue, Rectangle[{0, 0}, {1, 2}], Red, Rectangle[{1, 0}, {2, 1}]}, ImageSize -> {200, 200}, PlotRangePadding -> None];
(*! With[{d = data[halves]}, Take[#, 3] & /@ {d[[50, 50]], d[[150, 50]], d[[150, 150]], d[[50, 150]]}] => {{0, 0, 255}, {0, 0, 255}, {255, 0, 0}, {255, 255, 255}} *)
(*! more[Graphics[Line[{{0, 0}, {1, 1}}]], Graphics[Arrow[{{0, 0}, {1, 1}}]], "<polygon"] => 1 *)
both = Show[ListPlot[{1, 4}, PlotRange -> {0, 5}], ListLinePlot[{2, 8}], PlotLabel -> "two"];
(*! {Head[both], Length[shapes[both, Point]], Length[shapes[both, Line]], says[both, {"two"}]} => {Graphics, 1, 1, {True}} *)
(*! Show[1] => Show[1]
    messages: Show::gtype *)
(*! ListPlot[{1, 2}, PlotTheme -> "Detailed"] => -Graphics-
    messages: ListPlot::noeff *)
(*! ListPlot[{1, Missing[], Indeterminate, 4}] => -Graphics- *)
