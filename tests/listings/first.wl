(* C5: the square is computed once and used twice. *)
Compile[{x}, x^2 + Sin[x^2]]
