(* V2: patterns. *)
(*! MatchQ[{1, 2, 3}, {_, __}] => True *)
(*! Cases[{1, a, 2.5, "s", {x}}, _Integer | _Real] => {1, 2.5} *)
(*! {a, b, c, d} /. {x_, y__, z_} :> {z, y, x} => {d, b, c, a} *)
(*! Replace[{1, 2}, {x_, y_} /; x < y :> y] => 2 *)
(*! MatchQ[5, _?OddQ] => True *)
(*! f[x_, y_: 10] := x + y; {f[1], f[1, 2]} => {11, 3} *)
(*! MatchQ[{a, a, a}, {a ..}] => True *)
(*! MatchQ[{}, {a ...}] => True *)
(*! Cases[{k[1], k[2], g[3]}, k[x_] -> x] => {1, 2} *)
(*! MatchQ[a + b + c, x_ + y_] => True *)
(*! a + b + c /. b + c -> d => a + d *)
(*! MatchQ[{1, 2}, {x_, x_}] => False *)
(*! DeleteCases[{1, 2, 3, 4}, _?EvenQ] => {1, 3} *)
(*! MatchQ[x_, Verbatim[x_]] => True *)
(*! Cases[{1, 2, "a"}, Except[_String]] => {1, 2} *)
Options[opt] = {"A" -> 1, "B" -> 2};
opt[x_, OptionsPattern[]] := {x, OptionValue["A"], OptionValue["B"]};
(*! opt[0, "B" -> 5] => {0, 1, 5} *)
fac[0] = 1; fac[n_] := n fac[n - 1];
(*! fac[20] => 2432902008176640000 *)
p[x_Integer] := int; p[x_] := any; p[3] := three;
(*! {p[3], p[4], p[x]} => {three, int, any} *)
(*! MatchQ[{1, 2, 3, 4}, {OrderlessPatternSequence[4, 3, 2, 1]}] => True *)
