(* C41: overflow checking switched off. *)
f = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {"CatchMachineIntegerOverflow" -> False}];
(*! f[2^63 - 1] => -9223372036854775808
path: fast *)
