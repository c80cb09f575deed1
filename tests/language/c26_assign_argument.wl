(* C26: assigning to an argument. *)
(*! Head[Compile[{x}, x = 1.; x]] => CompiledFunction
messages: Compile::argset *)
