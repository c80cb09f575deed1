(* C3: a compiled function is a function. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! cf[2.0] => 3.2432
path: fast *)
(*! Map[cf, {1., 2.}] => {1.84147, 3.2432}
path: fast *)
