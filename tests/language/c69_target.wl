(* C69: compilation targets: where there is no native code generator, a message and the register machine. *)
(*! Compile[{x}, x^2, CompilationTarget -> "WVM"][3.] => 9.
path: fast *)
(*! f = Compile[{x}, x^2, CompilationTarget -> "C"]; f[3.] => 9.
messages: Compile::nonative
path: fast *)
(*! f = Compile[{x}, x^2, CompilationTarget -> "Native"]; f[3.] => 9.
messages: Compile::nonative
path: fast *)
(*! Compile[{x}, x^2, CompilationTarget -> Automatic][3.] => 9.
path: fast *)
