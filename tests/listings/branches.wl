(* If, Which, comparisons with tolerance, logic. *)
Compile[{{x, _Real}}, If[x > 0, 1, 2.5]]
Compile[{{x, _Real}, {y, _Real}}, x == y]
Compile[{{x, _Real}}, Which[x < 0, -1., x == 0, 0., True, 1.]]
Compile[{{a, True | False}, {b, True | False}}, a && ! b || b]
