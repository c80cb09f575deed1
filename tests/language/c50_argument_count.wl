(* C50: wrong number of arguments. *)
cf = Compile[{x}, x^2];
(*! cf[1., 2.] => CompiledFunction[{x}, x^2, -CompiledCode-][1., 2.]
messages: CompiledFunction::cfct *)
