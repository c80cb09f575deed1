(* C25: a local read before it is set. *)
(*! Head[Compile[{x}, Module[{a}, a + x]]] => CompiledFunction
messages: Compile::initvar *)
