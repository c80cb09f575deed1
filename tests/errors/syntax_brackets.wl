(* Brackets that do not match. *)
x = {1, 2);
y = f[1, {2, 3];
z = <| "a" -> 1 };
Print["still read"]
