(* C68: a direct call of itself. *)
fact = Compile[{{n, _Integer}}, If[n <= 1, 1, n fact[n - 1]], {{fact[_], _Integer}}, CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}]
