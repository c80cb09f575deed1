(* C11: 64-bit machine integers. *)
(*! Compile[{{n, _Integer}}, n^2 + 1][5] => 26
path: fast *)
(*! Compile[{{n, _Integer}}, n][2^62] => 4611686018427387904
path: fast *)
