(* C36: external calls may have effects; a rerun repeats them. *)
count = 0;
note[x_] := (count++; x);
cf = Compile[{{n, _Integer}, {x, _Real}}, note[x]; n + 1];
(*! {cf[1, 2.], count} => {2, 1}
path: fast *)
(*! cf[2^63 - 1, 2.] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! count => 3 *)
