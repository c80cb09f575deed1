(* C53: unbounded recursion ends in an error and the session lives on. *)
r = Compile[{{n, _Integer}}, r[n + 1], {{r[_], _Integer}}, CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}];
Quiet[r[1]];
(*! 1 + 1 => 2 *)
