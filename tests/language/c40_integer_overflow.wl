(* C40: integer overflow leaves the compiled path and comes out exact. *)
f = Compile[{{n, _Integer}}, n + 1];
(*! f[2^63 - 1] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}}, 3 n][2^62] => 13835058055282163712
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}}, Abs[n]][-2^63] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}}, -n][-2^63] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}}, n^2][2^32] => 18446744073709551616
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{v, _Integer, 1}}, v + v][{2^62, 1}] => {9223372036854775808, 2}
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{x}, Floor[x]][1.*^19] => 10000000000000000000
messages: CompiledFunction::cfn
path: exact *)
