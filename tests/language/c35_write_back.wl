(* C35: compiled locals inside an external block are passed in and written back. *)
unknown[v_] := v;
cf = Compile[{{x, _Real}}, Module[{v = 2.}, unknown[v = v + x]; v]];
(*! cf[3.] => 5.
path: fast *)
