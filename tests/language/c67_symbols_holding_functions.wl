(* C67: a compiled function held in a symbol. *)
cf = Compile[{x}, x^2 + 1];
inlined = Compile[{x}, cf[x], CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> True}];
(*! inlined[2.] => 5.
path: fast *)
(*! StringContainsQ[CompilePrint[inlined], RegularExpression["MainEvaluate|CompiledFunctionCall"]] => False *)
called = Compile[{x}, cf[x], CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}];
(*! called[2.] => 5.
path: fast *)
(*! StringContainsQ[CompilePrint[called], "CompiledFunctionCall["] => True *)
