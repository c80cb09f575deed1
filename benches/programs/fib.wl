(* Recursive calls. *)
fib = Compile[{{n, _Integer}},
  If[n < 2, n, fib[n - 1] + fib[n - 2]],
  {{fib[_], _Integer}},
  CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}]
