(* The Necker cube: two percepts of three units each, mutual support inside a percept, inhibition between
   them. After a published PsyNeuLink model; see docs/models.md. *)

unit[name_] := TransferMechanism[name, "IntegratorMode" -> True, "IntegrationRate" -> 0.5];
a = Table[unit["a" <> ToString[i]], {i, 3}];
b = Table[unit["b" <> ToString[i]], {i, 3}];

support[units_] := Flatten[Table[If[i == j, {}, {{units[[i]], {{1.}}, units[[j]]}}], {i, 3}, {j, 3}], 2];
inhibition = Flatten[Table[{{a[[i]], {{-1.}}, b[[i]]}, {b[[i]], {{-1.}}, a[[i]]}}, {i, 3}], 1];

units = Join[a, b];
cube = ModelComposition[Join[support[a], support[b], inhibition], "Name" -> "Necker cube",
  "Roles" -> Map[# -> {"Input", "Output"} &, units]];

(* Ten trials of noisy evidence, a row for each unit. *)
evidence = {
  {1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675, -0.977277879876411, 0.9500884175255894, -0.1513572082976979, -0.10321885179355784, 0.41059850193837233},
  {0.144043571160878, 1.454273506962975, 0.7610377251469934, 0.12167501649282841, 0.44386323274542566, 0.33367432737426683, 1.4940790731576061, -0.20515826376580087, 0.31306770165090136, -0.8540957393017248},
  {-2.5529898158340787, 0.6536185954403606, 0.8644361988595057, -0.7421650204064419, 2.2697546239876076, -1.4543656745987648, 0.04575851730144607, -0.1871838500258336, 1.5327792143584575, 1.469358769900285},
  {0.1549474256969163, 0.37816251960217356, -0.8877857476301128, -1.980796468223927, -0.3479121493261526, 0.15634896910398005, 1.2302906807277207, 1.2023798487844113, -0.3873268174079523, -0.30230275057533557},
  {-1.0485529650670926, -1.4200179371789752, -1.7062701906250126, 1.9507753952317897, -0.5096521817516535, -0.4380743016111864, -1.2527953600499262, 0.7774903558319101, -1.6138978475579515, -0.2127402802139687},
  {-0.8954665611936756, 0.386902497859262, -0.510805137568873, -1.180632184122412, -0.028182228338654868, 0.42833187053041766, 0.06651722238316789, 0.3024718977397814, -0.6343220936809636, -0.3627411659871381}};

inputs = MapThread[#1 -> #2 &, {units, evidence}];
results = ModelRun[cube, inputs, "Trials" -> 10];

Print["last trial: ", Last[results]];
Print["percept: ", If[Total[Take[Last[results], 3]] > 0, "first", "second"]];

(* Every way of running it gives the same bits. *)
same = Table[ModelRun[cube, inputs, "Trials" -> 10, "ExecutionMode" -> mode, "ExecutionID" -> mode] === results,
  {mode, {"Interpreted", "PerNode", "Exec", "Run"}}];
Print["same bits in all modes: ", And @@ same];
cube
