(* C68: recursion by the direct call. *)
fact = Compile[{{n, _Integer}}, If[n <= 1, 1, n fact[n - 1]], {{fact[_], _Integer}}, CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}];
(*! fact[10] => 3628800
path: fast *)
(*! StringContainsQ[CompilePrint[fact], "MainEvaluate"] => False *)
(*! fact[25] => 15511210043330985984000000
messages: CompiledFunction::cfn *)
