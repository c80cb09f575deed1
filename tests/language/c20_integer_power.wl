(* C20: integer powers. *)
(*! Compile[{{n, _Integer}}, n^3][2] => 8
path: fast *)
(*! Compile[{{n, _Integer}}, n^-1][2] => 0.5
path: fast *)
p = Compile[{{n, _Integer}, {k, _Integer}}, n^k];
(*! p[3, 4] => 81
path: fast *)
(*! p[2, -1] => 1/2
messages: CompiledFunction::cfn
path: exact *)
