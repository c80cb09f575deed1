(* Definitions: order, memory, parts, what belongs to which symbol. *)
(*! first[x_] := general; first[1] := one; first[x_Integer] := integer; {first[1], first[2], first[a]} => {one, integer, general} *)
memo[n_] := memo[n] = n memo[n - 1]; memo[0] = 1;
(*! {memo[30], Length[DownValues[memo]]} => {265252859812191058636308480000000, 32} *)
(*! v = Range[5]; v[[2]] = 10; v[[-1]] += 1; v => {1, 10, 3, 4, 6} *)
(*! m = {{1, 2}, {3, 4}}; m[[All, 1]] = {7, 8}; m => {{7, 2}, {8, 4}} *)
(*! m[[2]] = {0, 0}; m => {{7, 2}, {0, 0}} *)
(*! w = {1., 2., 3.}; w[[1 ;; 2]] = {5., 6.}; w => {5., 6., 3.} *)
(*! w[[2]] = x; w => {5., x, 3.} *)
(*! v[[9]] = 1 => 1
messages: Set::partw *)
(*! nothing[[1]] = 2 => 2
messages: Set::noval *)
(*! {a, b} = {1, 2}; {a, b} = {b, a}; {a, b} => {2, 1} *)
(*! {a, b} = {1, 2, 3} => {1, 2, 3}
messages: Set::shape *)
(*! s = <|"k" -> 1|>; s["k"] += 5; s["n"] = {1, 2}; s["n", 1] => <|k -> 6, n -> {1, 2}|>[n, 1] *)
(*! s["n"][[2]] = 9; s => <|k -> 6, n -> {1, 9}|> *)
(*! list = {}; Do[AppendTo[list, i^2], {i, 4}]; PrependTo[list, 0] => {0, 1, 4, 9, 16} *)
(*! i = 5; {i++, ++i, i--, --i} => {5, 7, 7, 5} *)
sq /: area[sq[x_]] := x^2;
(*! area[sq[3]] => 9 *)
curried[a_][b_] := {a, b};
(*! curried[1][2] => {1, 2} *)
cond[x_] /; x > 3 := large; cond[x_] := small;
(*! {cond[5], cond[1]} => {large, small} *)
inner[x_] := Module[{t = x^2}, t /; t > 10]; inner[_] := none;
(*! {inner[5], inner[1]} => {25, none} *)
opt[x_: 3, y_: 4] := {x, y};
(*! {opt[], opt[1], opt[1, 2]} => {{3, 4}, {1, 4}, {1, 2}} *)
Default[dflt] = 7; dflt[x_, y_.] := {x, y};
(*! dflt[1] => {1, 7} *)
Options[draw] = {Color -> red, Size -> 2};
draw[OptionsPattern[]] := OptionValue[{Color, Size}];
(*! {draw[], draw[Size -> 5]} => {{red, 2}, {red, 5}} *)
(*! SetOptions[draw, Color -> blue]; draw[] => {blue, 2} *)
(*! OptionValue[draw, {}, Shape] => Shape
messages: OptionValue::optnf *)
(*! Sin[x_] := 3 => $Failed
messages: SetDelayed::write *)
(*! 5 = 6 => 6
messages: Set::setraw *)
(*! gone[x_] := 1; gone[x_] =.; gone[2] => gone[2] *)
(*! Attributes[gone] = {Listable}; gone[{1, 2}] => {gone[1], gone[2]} *)
(*! SetAttributes[held, HoldAll]; held[1 + 1, Evaluate[1 + 1]] => held[1 + 1, 2] *)
(*! one[] := 1; one[1, 2]; Plus[] + one[] => 1 *)
(*! Length[1, 2] => Length[1, 2]
messages: Length::argx *)

h1[0, __] := none; h1[n_, a_, b_] := {n, a, b};
(*! h1[0, 1, 2] => none *)
(*! h1[1, 2, 3] => {1, 2, 3} *)
h2[___] := rest; h2[x_] := one;
(*! {h2[1], h2[1, 2]} => {one, rest} *)
h3[a_, b__] := many; h3[1, b_] := two; h3[__, z] := last;
(*! {h3[1, 5], h3[2, 5, 6], h3[1, 2, 3]} => {two, many, many} *)
h4[x_] /; x < 0 := negative; h4[x_Integer] := integer; h4[x_] := other;
(*! {h4[-1], h4[2], h4[1/2]} => {negative, integer, other} *)
