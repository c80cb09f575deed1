(* C16: only complex registers. *)
Compile[{{x, _Complex}}, x^2 + Sin[x^2]]
