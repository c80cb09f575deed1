(* C69: compilation targets. *)
(*! Compile[{x}, x^2, CompilationTarget -> "WVM"][3.] => 9.
path: fast *)
(*! f = Compile[{x}, x^2, CompilationTarget -> "C"]; f[3.] => 9.
messages: Compile::nonative *)
