(* Time per trial of the models that PsyNeuLink's compiled kernel is measured with, in microseconds, and time to the first
   result in milliseconds. usage: vm models.wl [MODE [NAME TRIALS]]; with NAME and TRIALS that model is run so often and
   only the outputs of its first two trials are printed, for measuring the processor time of the whole process. *)

arguments = $ScriptCommandLine;
mode = If[Length[arguments] > 1, arguments[[2]], "Run"];
only = If[Length[arguments] > 3, arguments[[3]], ""];

measure[name_, make_, inputs_, trials_] /; only =!= "" := If[name === only, Module[{model = make[], results},
  results = ModelRun[model, inputs[model], "Trials" -> ToExpression[arguments[[4]]], "ExecutionMode" -> mode];
  Print /@ Map[InputForm, Flatten[Take[results, UpTo[2]]]]]];
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

(* PsyNeuLink calls functions while it builds a model, which takes numbers from its Mersenne Twisters but not from a Philox
   that is put in their place afterwards. *)
burnt[generator_, count_] := Sequence["Generator" -> generator, "Burn" -> If[generator === "Philox", 0, count]];
decision[generator_] := ModelComposition[{DDM["DDM", "Function" -> DriftDiffusionIntegrator["Rate" -> 1., "Noise" -> 1.,
  "Threshold" -> 1., "TimeStepSize" -> 0.001, "NonDecisionTime" -> 0.15, "Seed" -> 42, burnt[generator, 4]]]}];
measure["drift diffusion, Mersenne Twister", decision["MersenneTwister"] &, {"DDM" -> {0.8}} &, 400];
measure["drift diffusion, Philox", decision["Philox"] &, {"DDM" -> {0.8}} &, 400];

(* Towards the prey and away from the predator, the nearer one with more weight. *)
action = Function[{predator, player, prey}, Module[{away, towards, fromPredator, fromPrey, both},
  away = player - predator;
  towards = prey - player;
  fromPredator = Sqrt[away . away];
  fromPrey = Sqrt[towards . towards];
  both = fromPredator + fromPrey;
  away/fromPredator (fromPrey/both) + towards/fromPrey (fromPredator/both)]];
seen[name_, seed_, generator_] := ProcessingMechanism[name, "Size" -> 2, "Function" ->
  GaussianDistort["Seed" -> seed, burnt[generator, 6]]];
predatorPrey[generator_] := Module[{player, prey, predator, playerSeen, preySeen, predatorSeen, act, direct, objective},
  {player, prey, predator} = Map[ProcessingMechanism[#, "Size" -> 2] &, {"player", "prey", "predator"}];
  playerSeen = seen["player seen", 0, generator];
  preySeen = seen["prey seen", 1, generator];
  predatorSeen = seen["predator seen", 2, generator];
  act = ProcessingMechanism["action", "Size" -> {2, 2, 2}, "InputPorts" -> {"predator", "player", "prey"}, "Function" -> action];
  direct = ComparatorMechanism["direct", "Size" -> 2];
  objective = ObjectiveMechanism["objective", "Size" -> {2, 2}, "Function" -> Distance["Metric" -> "NormedL0Similarity"]];
  ModelComposition[{player -> playerSeen, prey -> preySeen, predator -> predatorSeen, act, direct, objective},
    "Projections" -> {
      predatorSeen -> {act, "predator"}, preySeen -> {act, "player"}, playerSeen -> {act, "prey"},
      player -> {direct, "Sample"}, prey -> {direct, "Target"},
      act -> {objective, "InputPort0"}, direct -> {objective, "InputPort1"}},
    "ExcludedRoles" -> {direct -> "Output"},
    "Controller" -> <|"Objective" -> "objective", "Direction" -> "Minimize", "When" -> "After",
      "Signals" -> Map[<|"Target" -> {#, "Variance"}, "Samples" -> {0., 2., 4., 6., 8., 10.}, "Costs" -> {"Intensity"}|> &,
        {playerSeen, predatorSeen, preySeen}]|>]];
positions = {"player" -> {{1.1576537, 0.60782117}}, "predator" -> {{-0.03479106, -0.47666293}},
  "prey" -> {{-0.60836214, 0.1760381}}};
measure["predator-prey, 216 samples, Mersenne Twister", predatorPrey["MersenneTwister"] &, positions &, 100];
measure["predator-prey, 216 samples, Philox", predatorPrey["Philox"] &, positions &, 100];
