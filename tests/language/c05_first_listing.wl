(* C5: the square is computed once and used twice. *)
text = CompilePrint[Compile[{x}, x^2 + Sin[x^2]]];
(*! StringCount[text, "Square["] => 1 *)
(*! StringContainsQ[text, "R0 = A1"] => True *)
(*! StringContainsQ[text, "Sin["] => True *)
(*! StringContainsQ[text, "Return"] => True *)
