(* Time per trial of the models that PsyNeuLink's compiled kernel is measured with, in microseconds, and time to the first
   result in milliseconds. usage: vm models.wl [MODE [NAME TRIALS]]; with NAME and TRIALS that model is run so often and
   nothing is printed, for measuring the processor time of the whole process. *)

arguments = $ScriptCommandLine;
mode = If[Length[arguments] > 1, arguments[[2]], "Run"];
only = If[Length[arguments] > 3, arguments[[3]], ""];

measure[name_, make_, inputs_, trials_] /; only =!= "" := If[name === only, Module[{model = make[]},
  ModelRun[model, inputs[model], "Trials" -> ToExpression[arguments[[4]]], "ExecutionMode" -> mode]]];
measure[name_, make_, inputs_, trials_] := Module[{model, first, times},
  first = First[AbsoluteTiming[model = make[]; ModelRun[model, inputs[model], "Trials" -> 1, "ExecutionMode" -> mode]]];
  ModelRun[model, inputs[model], "Trials" -> trials, "ExecutionMode" -> mode, "ExecutionID" -> "warm"];
  times = Table[
    First[AbsoluteTiming[ModelRun[model, inputs[model], "Trials" -> trials, "ExecutionMode" -> mode, "ExecutionID" -> "timed"]]],
    {5}];
  Print[name, ": ", 10.^6 Min[times]/trials, " us a trial, first result after ", 1000. first, " ms"]];

w1 = {{0.1, 0.2, 0.3, 0.4, 0.5}, {-0.5, 0.4, -0.3, 0.2, -0.1}};
w2 = {{1., -1.}, {0.5, 0.5}, {-0.25, 0.75}, {0.3, -0.6}, {0.9, 0.1}};
feedForward[] := ModelComposition[{{
  TransferMechanism["in", "Size" -> 2], w1,
  TransferMechanism["hidden", "Size" -> 5, "Function" -> Logistic["Gain" -> 1., "X0" -> 0.5]], w2,
  TransferMechanism["out", "Size" -> 2, "Function" -> Logistic["Gain" -> 2., "Bias" -> 0.1]]}}];
measure["feed-forward 2-5-2", feedForward, {"in" -> {{1., 0.}, {0., 1.}, {1., 1.}, {0.5, -0.5}}} &, 20000];

unit[name_] := TransferMechanism[name, "Function" -> "Logistic", "IntegratorMode" -> True, "IntegrationRate" -> 0.5];
necker[] := Module[{a, b, units, inside},
  a = Table[unit["a" <> ToString[i]], {i, 3}];
  b = Table[unit["b" <> ToString[i]], {i, 3}];
  units = Join[a, b];
  inside[u_] := Flatten[Table[If[i == j, {}, {{u[[i]], {{1.}}, u[[j]]}}], {i, 3}, {j, 3}], 2];
  ModelComposition[
    Join[inside[a], inside[b], Flatten[Table[{{a[[i]], {{-1.}}, b[[i]]}, {b[[i]], {{-1.}}, a[[i]]}}, {i, 3}], 1]],
    "Roles" -> Map[# -> {"Input", "Output"} &, units]]];
evidence = Map[# -> {0.5, -0.25, 1.} &, {"a1", "a2", "a3", "b1", "b2", "b3"}];
measure["Necker cube, 6 logistic units", necker, evidence &, 20000];

integrator[name_, settings___] := IntegratorMechanism[name, "Function" -> SimpleIntegrator[settings]];
scheduled[] := Module[{a, b, c, d},
  a = integrator["A", "Rate" -> 1.];
  b = integrator["B", "Rate" -> 0.5];
  c = integrator["C", "Rate" -> 0.25, "Offset" -> 0.125];
  d = TransferMechanism["D", "Function" -> Linear["Slope" -> 2., "Intercept" -> 1.]];
  ModelComposition[{a -> b -> c -> d},
    "Conditions" -> {b -> EveryNCalls[a, 1], c -> All[AfterNCalls[b, 5], Not[AtPass[7]]], d -> Any[AtPass[3], AfterNCalls[c, 2]]},
    "TrialEnd" -> AfterNCalls[c, 3]]];
measure["scheduler conditions", scheduled, {"A" -> {1., 0.5}} &, 20000];

decision[generator_] := ModelComposition[{DDM["DDM", "Function" -> DriftDiffusionIntegrator["Rate" -> 1., "Noise" -> 1.,
  "Threshold" -> 1., "TimeStepSize" -> 0.001, "NonDecisionTime" -> 0.15, "Seed" -> 42, "Generator" -> generator]]}];
measure["drift diffusion, Mersenne Twister", decision["MersenneTwister"] &, {"DDM" -> {0.8}} &, 400];
measure["drift diffusion, Philox", decision["Philox"] &, {"DDM" -> {0.8}} &, 400];
