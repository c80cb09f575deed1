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
(* What a name stands for already makes a definition more specific. *)
twice[x_, y_] := "two"; twice[x_, x_] := "same"; twice[x_Integer, y_] := "first an integer";
(*! {twice[a, b], twice[a, a], twice[1, 2]} => {two, same, first an integer} *)
(* Options: defaults, unknown ones, and those of several functions. *)
Options[withOptions] = {a -> 1, b -> 2};
withOptions[x_, OptionsPattern[]] := {x, OptionValue[a], OptionValue[b]};
(*! {withOptions[0], withOptions[0, a -> 5], withOptions[0, {b -> 7}], withOptions[0, b :> 8]} => {{0, 1, 2}, {0, 5, 2}, {0, 1, 7}, {0, 1, 8}} *)
(*! withOptions[0, c -> 3]; 1 => 1
    messages: OptionValue::nodef, OptionValue::nodef *)
(*! {OptionValue[withOptions, {a -> 1}, a], OptionValue[withOptions, {a -> 3}, {a, b}]} => {1, {3, 2}} *)
(*! SetOptions[withOptions, c -> 1]; 1 => 1
    messages: SetOptions::optnf *)
(*! SetOptions[withOptions, a -> 10]; withOptions[0] => {0, 10, 2} *)
inner[OptionsPattern[{c -> 9}]] := OptionValue[c];
(*! {inner[], inner[c -> 1]} => {9, 1} *)
(*! MatchQ[{1, 1, 2, 2}, {Repeated[_Integer, #]}] & /@ {{2, 3}, {2, 4}, {4}, 3} => {False, True, True, False} *)
(*! {Cases[{1, 3., 2, b}, Except[2, _Integer]], Cases[{1, a, 2}, Except[_Integer]]} => {{1}, {a}} *)
(*! Replace[{1, 2, 3}, #] & /@ {{x__, y__} :> {{x}, {y}}, {Longest[x__], y__} :> {{x}, {y}}} => {{{1}, {2, 3}}, {{1, 2}, {3}}} *)
(*! {a, b, a, b, c} /. {PatternSequence[a, b] .., c} -> ok => ok *)
SetAttributes[bag, {Flat, Orderless, OneIdentity}];
(*! bag[a, b, c] /. bag[a, c] -> z => bag[b, z] *)
Default[start] = 5; start[x_, y_.] := {x, y};
(*! {start[1], start[1, 2]} => {{1, 5}, {1, 2}} *)
