(* C51: the run-time error handler. *)
h = Function[Throw[$Failed]];
cf = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {"RuntimeErrorHandler" -> h}];
(*! Catch[cf[2^63 - 1]] => $Failed
messages: CompiledFunction::cfn *)
(*! cf[1] => 2
path: fast *)
