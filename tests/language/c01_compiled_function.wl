(* C1: Compile makes a CompiledFunction object. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! cf => CompiledFunction[{x}, x^2 + Sin[x^2], -CompiledCode-] *)
(*! Head[cf] => CompiledFunction *)
