(* Length, Part, part assignment, Table, Sort, lists. *)
Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]]
Compile[{{m, _Real, 2}, {i, _Integer}, {j, _Integer}}, Module[{a = m}, a[[i, j]] = a[[j, i]] + 1; a]]
Compile[{{n, _Integer}}, Table[i^2, {i, n}]]
Compile[{{v, _Real, 1}}, Sort[v]]
Compile[{{x, _Real}}, {x, x^2, 1.}]
Compile[{{v, _Real, 1}}, Sum[v[[i]], {i, Length[v]}]]
