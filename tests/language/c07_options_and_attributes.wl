(* C7: attributes and options of Compile. *)
(*! Attributes[Compile] => {HoldAll, Protected} *)
(*! Sort[Map[First, Options[Compile]]] => {CompilationOptions, CompilationTarget, Parallelization, RuntimeAttributes, RuntimeOptions} *)
(*! Head[Compile[{x}, x, NoSuchOption -> 1]] === CompiledFunction => False
messages: Compile::optx *)
