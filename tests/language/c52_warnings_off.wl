(* C52: warnings switched off. *)
f = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {"WarningMessages" -> False}];
(*! f[2^63 - 1] => 9223372036854775808
path: exact *)
(*! Compile[{{x, _Real}}, Sqrt[x], RuntimeOptions -> {"WarningMessages" -> False}][-2.] => 0. + 1.41421 I
path: exact *)
