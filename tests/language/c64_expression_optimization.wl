(* C64: common subexpressions. *)
squares[cf_] := StringCount[CompilePrint[cf], "Square["];
(*! squares[Compile[{x}, x^2 + Sin[x^2]]] => 1 *)
(*! squares[Compile[{x}, x^2 + Sin[x^2], CompilationOptions -> {"ExpressionOptimization" -> False}]] => 2 *)
(*! squares[Compile[{x}, x^2 + Sin[x^2] + ext[x], CompilationOptions -> {"ExpressionOptimization" -> True}]] => 1 *)
(*! squares[Compile[{x}, x^2 + Sin[x^2] + ext[x]]] => 2 *)
temporaries[cf_] := StringContainsQ[ToString[cf[[7]], InputForm], "Compile`$1 = x^2"];
(*! temporaries[Compile[{x}, x^2 + Sin[x^2]]] => True *)
(*! temporaries[Compile[{x}, x^2 + Sin[x^2], CompilationOptions -> {"ExpressionOptimization" -> False}]] => False *)
(*! Compile[{x}, x^2 + Sin[x^2]][[7]][3] => 9 + Sin[9] *)
(*! Compile[{x}, x^2 + Sin[x^2]][a] => a^2 + Sin[a^2]
path: exact *)
