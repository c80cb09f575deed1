(* C31: the evaluator returns something else. *)
ext[x_] := x > 0;
cf = Compile[{{x, _Real}}, ext[x]];
(*! cf[1.] => True
messages: CompiledFunction::cfse, CompiledFunction::cfex
path: exact *)
