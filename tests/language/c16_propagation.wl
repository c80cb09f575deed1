(* C16: only complex registers for a complex argument. *)
text = CompilePrint[Compile[{{x, _Complex}}, x^2 + Sin[x^2]]];
(*! StringContainsQ[text, "C1 = Square[ C0]"] => True *)
(*! StringContainsQ[text, RegularExpression["R[0-9]"]] => False *)
