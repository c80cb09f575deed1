(* C22: branches that cannot agree; the object exists and evaluates uncompiled. *)
(*! f = Compile[{{x, _Real}}, If[x > 0, {x}, x]]; Head[f] => CompiledFunction
messages: Compile::cif *)
(*! {f[1.], f[-1.]} => {{1.}, -1.}
path: exact *)
(*! Head[Compile[{{x, _Real}}, If[x > 0, True, x]]] => CompiledFunction
messages: Compile::cif *)
