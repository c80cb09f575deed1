(* C27: automatic compilation keeps exact results exact. *)
(*! Take[Map[Sqrt, Range[200]], 5] => {1, Sqrt[2], Sqrt[3], 2, Sqrt[5]} *)
(*! Map[Sqrt, Range[200]] === Table[Power[k, 1/2], {k, 200}] => True *)
(*! Union[Map[Head, Map[Sqrt, Range[200]^2]]] => {Integer} *)
(*! Map[1/# &, Range[200]][[7]] => 1/7 *)
(*! Map[Sqrt, Range[1., 200.]][[4]] => 2.
path: fast *)
