(* How long is the cycle of the sun? Yearly sunspot numbers from 1700 to 2008 are read from a file; compiled functions
   find the period by a periodogram and fit waves to the numbers; the fit is written as a picture.
   The folder for the pictures is the first argument of the script; target/examples without one. *)

folder = If[Length[$ScriptCommandLine] > 1, $ScriptCommandLine[[2]], FileNameJoin[{"target", "examples"}]];
If[! DirectoryQ[folder], CreateDirectory[folder]];
here = DirectoryName[First[$ScriptCommandLine]];

data = Import[FileNameJoin[{here, "data", "sunspots.csv"}], "HeaderLines" -> 1];
years = N[data[[All, 1]]];
numbers = N[data[[All, 2]]];
mean = Mean[numbers];

Print["years: ", Length[data], ", from ", data[[1, 1]], " to ", data[[-1, 1]]];
Print["mean: ", NumberForm[mean, {6, 2}], ", greatest: ", Max[numbers],
  " in ", data[[First[Ordering[numbers, -1]], 1]]];

(* The power of a wave of each period in the numbers: a double loop over periods and years. *)
periodogram = Compile[{{values, _Real, 1}, {periods, _Real, 1}},
  Module[{re, im, angle},
    Table[
      re = 0.; im = 0.;
      Do[
        angle = 2. Pi t/periods[[k]];
        re += values[[t]] Cos[angle];
        im += values[[t]] Sin[angle],
        {t, Length[values]}];
      (re^2 + im^2)/Length[values],
      {k, Length[periods]}]]];

periods = Range[2., 120., 0.01];
power = periodogram[numbers - mean, periods];
peaks = Select[Range[2, Length[power] - 1], power[[# - 1]] < power[[#]] > power[[# + 1]] &];
peaks = Take[SortBy[peaks, -power[[#]] &], 8];
Print["main period: ", NumberForm[periods[[First[peaks]]], {5, 2}], " years"];

(* Waves of the eight strongest periods, nearest to the numbers: a compiled function builds the matrix of the waves,
   the normal equations give their heights. *)
waves = Compile[{{times, _Real, 1}, {periods, _Real, 1}},
  Table[
    Which[
      j == 1, 1.,
      EvenQ[j], Cos[2. Pi times[[i]]/periods[[Quotient[j, 2]]]],
      True, Sin[2. Pi times[[i]]/periods[[Quotient[j, 2]]]]],
    {i, Length[times]}, {j, 2 Length[periods] + 1}]];

used = periods[[peaks]];
matrix = waves[years, used];
heights = LinearSolve[Transpose[matrix] . matrix, Transpose[matrix] . numbers];
fitted = matrix . heights;

residual = Compile[{{a, _Real, 1}, {b, _Real, 1}}, Sqrt[Total[(a - b)^2]/Length[a]]];
Print["spread around the mean: ", NumberForm[residual[numbers, Table[mean, {Length[numbers]}]], {5, 2}]];
Print["spread around the fit:  ", NumberForm[residual[numbers, fitted], {5, 2}]];

Print[TableForm[
  Table[
    {NumberForm[used[[k]], {5, 2}], NumberForm[Norm[heights[[{2 k, 2 k + 1}]]], {5, 2}]},
    {k, Length[used]}],
  TableHeadings -> {None, {"period", "height"}}]];

plot = ListLinePlot[
  {Transpose[{years, numbers}], Transpose[{years, fitted}]},
  PlotLegends -> {"measured", "fitted"}, PlotLabel -> "Yearly sunspot numbers",
  Frame -> True, FrameLabel -> {"year", "sunspot number"}, ImageSize -> {900, 400}];
spectrum = ListLinePlot[
  Transpose[{periods, power}],
  PlotRange -> {{2, 30}, All}, PlotLabel -> "Periodogram",
  Frame -> True, FrameLabel -> {"period in years", "power"}, ImageSize -> {600, 400}];
Do[
  Print["written: ", FileNameTake[Export[FileNameJoin[{folder, picture[[1]]}], picture[[2]]]]],
  {picture, {{"sunspots.png", plot}, {"sunspots.svg", plot}, {"periodogram.png", spectrum}}}];
