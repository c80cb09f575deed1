(* The last sentence of the rows V: `vm check` lists the names that are not implemented. Nothing is run. *)
BeginPackage["Demo`"];
Analyse::usage = "Analyse[data] gives a model.";
Begin["`Private`"];
Analyse[data_, OptionsPattern[]] := Module[{fit, Res},
  fit = LinearModelFit[data, {1, x, x^2}, x];
  Res = Reduce[fit["BestFit"] == 0, x];
  {Map[RegionPlot, Res], f[x] /. First[Reduce[x == 2, x]]}];
End[];
EndPackage[];
Local[g_] := With[{Inner2 = Function[{Var}, Var[1]]}, g[Inner2]];
ListPlot[{1, 2}, PlotStyle -> Red, Joined -> True]
Print[1/0]
(*=
warning[not-implemented]: `LinearModelFit` is not implemented: it stays as it is when evaluated
 --> checks/not_implemented.wl:6:9
  |
6 |   fit = LinearModelFit[data, {1, x, x^2}, x];
  |         ^^^^^^^^^^^^^^
help: define it, or load the package that does
warning[not-implemented]: `Reduce` is not implemented: it stays as it is when evaluated, 2 times in this file
 --> checks/not_implemented.wl:7:9
  |
7 |   Res = Reduce[fit["BestFit"] == 0, x];
  |         ^^^^^^
help: define it, or load the package that does
warning[not-implemented]: `RegionPlot` is not implemented: it stays as it is when evaluated
 --> checks/not_implemented.wl:8:8
  |
8 |   {Map[RegionPlot, Res], f[x] /. First[Reduce[x == 2, x]]}];
  |        ^^^^^^^^^^
help: define it, or load the package that does
exit 0
=*)
