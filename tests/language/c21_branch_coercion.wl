(* C21: branches of different width are coerced to the wider. *)
f = Compile[{{x, _Real}}, If[x > 0, 1, 2.5]];
(*! {f[1.], f[-1.]} => {1., 2.5}
path: fast *)
(*! Compile[{{x, _Real}}, If[x > 0, x, I x]][2.] => 2. + 0. I
path: fast *)
