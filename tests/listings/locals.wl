(* C15: one local of each type. *)
Compile[{x}, Module[{a = 10, b = 10.5, c = 1. + 2. I, d = True, v = {5, 6, 7}}, a = a + 1; b = b x; c = c c; d = ! d; v[[1]] = a; If[d, b, Re[c] + v[[2]]]]]
