(* C33: tensor results of external calls are checked. *)
g[x_] := {{x, x}, {x, x}};
h = Compile[{{x, _Real}}, g[x], {{g[_], _Real, 1}}];
(*! h[1.] => {{1., 1.}, {1., 1.}}
messages: CompiledFunction::cfte, CompiledFunction::cfex
path: exact *)
