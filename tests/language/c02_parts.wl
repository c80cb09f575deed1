(* C2: the object can be taken apart in the language. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! cf[[2]] => {_Real} *)
(*! Length[cf] => 8 *)
(*! Head[cf[[7]]] => Function *)
(*! cf[[7]][2.] == cf[2.] => True *)
(*! Length[cf[[1]]] => 3 *)
(*! Length[cf[[5]]] => 5 *)
(*! cf[[3]] => {{3, 0, 0}, {3, 0, 3}} *)
(*! cf[[8]] => Evaluate *)
g = Compile[{{b, True | False}, {n, _Integer}, {v, _Real, 1}, {z, _Complex, 2}}, n];
(*! g[[2]] => {True | False, _Integer, {_Real, 1}, {_Complex, 2}} *)
