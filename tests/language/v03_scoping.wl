(* V3: scoping. *)
x = 5;
(*! Module[{x = 1}, x + 1] => 2 *)
(*! Block[{x = 1}, x + 1] => 2 *)
(*! With[{y = x}, Hold[y]] => Hold[5] *)
(*! x => 5 *)
(*! Function[{a, b}, a - b][5, 3] => 2 *)
(*! (#1 - #2 &)[5, 3] => 2 *)
(*! Module[{t}, t = 3; Module[{t = 4}, t] + t] => 7 *)
make[n_] := Function[y, y + n];
(*! make[3][4] => 7 *)
(*! Function[x, Function[y, x + y]][y][1] => 1 + y *)
counter = Module[{n = 0}, (n++; n) &];
(*! {counter[], counter[], counter[]} => {1, 2, 3} *)
