(* C12: an exact number given to a Real argument is converted. *)
f = Compile[{{x, _Real}}, x^2];
(*! {f[3], f[1/3], f[Pi]} => {9., 0.111111, 9.8696}
path: fast *)
