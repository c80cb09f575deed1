(* C24: a local keeps its type and rank; narrower values are taken. *)
(*! Head[Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]]] => CompiledFunction
messages: Compile::cset *)
(*! Head[Compile[{x}, Module[{a = 5}, a = a + x]]] => CompiledFunction
messages: Compile::cset *)
(*! Compile[{x}, Module[{a = 5.}, a = 2; a + x]][1.] => 3.
path: fast *)
