(* C49: a plain symbol as argument. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! cf[a] => a^2 + Sin[a^2]
path: exact *)
g = Compile[{x}, x^2, RuntimeOptions -> {"EvaluateSymbolically" -> False}];
(*! Head[g[a]] => CompiledFunction[{x}, x^2, -CompiledCode-] *)
