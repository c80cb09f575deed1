(* Map, Nest, Fold, Select become loops. *)
Compile[{{v, _Real, 1}}, Map[#^2 + 1 &, v]]
Compile[{{x, _Real}}, Nest[0.5 (# + 2/#) &, x, 5]]
Compile[{{v, _Real, 1}}, Fold[#1 + #2^2 &, 0., v]]
