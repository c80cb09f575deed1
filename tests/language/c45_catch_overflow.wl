(* C45: real overflow caught where it happens. *)
g = Compile[{{x, _Real}}, Module[{y = x 10.}, If[y > 1., 1., 0.]], RuntimeOptions -> {"CatchMachineOverflow" -> True}];
(*! g[1.*^308] => 1.
messages: CompiledFunction::cfn
path: exact *)
(*! g[1.] => 1.
path: fast *)
