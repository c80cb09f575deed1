(* C18: direct Compile turns integers into reals inside such functions. *)
(*! Compile[{{v, _Integer, 1}}, Sqrt[v]][{1, 2, 3, 4}] => {1., 1.41421, 1.73205, 2.}
path: fast *)
(*! Compile[{{n, _Integer}}, Sin[n]][0] => 0.
path: fast *)
