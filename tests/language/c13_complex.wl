(* C13: complex arguments; a real is converted. *)
f = Compile[{{z, _Complex}}, z^2];
(*! f[3.] => 9. + 0. I
path: fast *)
(*! f[1. + 2. I] => -3. + 4. I
path: fast *)
