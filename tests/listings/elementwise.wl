(* An array expression. *)
Compile[{{v, _Real, 1}}, Sin[v]^2 + Cos[v] Exp[-v]]
Compile[{{v, _Real, 1}, {w, _Real, 1}}, 2 v + w]
