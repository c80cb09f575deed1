(* C64: common subexpressions. *)
squares[cf_] := StringCount[CompilePrint[cf], "Square["];
(*! squares[Compile[{x}, x^2 + Sin[x^2]]] => 1 *)
(*! squares[Compile[{x}, x^2 + Sin[x^2], CompilationOptions -> {"ExpressionOptimization" -> False}]] => 2 *)
(*! squares[Compile[{x}, x^2 + Sin[x^2] + ext[x], CompilationOptions -> {"ExpressionOptimization" -> True}]] => 1 *)
