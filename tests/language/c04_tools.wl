(* C4: the tools load as in the original. *)
(*! Needs["CompiledFunctionTools`"] => Null *)
(*! StringQ[CompilePrint[Compile[{x}, x]]] => True *)
