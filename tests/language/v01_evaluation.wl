(* V1: the standard evaluation sequence. *)
SetAttributes[h, HoldFirst];
(*! h[1 + 1, 1 + 1] => h[1 + 1, 2] *)
SetAttributes[l, Listable];
(*! l[{1, 2}, 3] => {l[1, 3], l[2, 3]} *)
SetAttributes[fl, {Flat, Orderless}];
(*! fl[c, fl[b, a]] => fl[a, b, c] *)
(*! f[Sequence[1, 2], 3] => f[1, 2, 3] *)
u /: k[u] := 5;
(*! k[u] => 5 *)
g[1][x_] := x^2;
(*! g[1][3] => 9 *)
(*! {1, 2} + {3, 4, 5} => {1, 2} + {3, 4, 5}
messages: Thread::tdlen *)
(*! Evaluate[1 + 1] => 2 *)
(*! Hold[Evaluate[1 + 1], 1 + 1] => Hold[2, 1 + 1] *)
(*! Length[Unevaluated[1 + 1]] => 2 *)
