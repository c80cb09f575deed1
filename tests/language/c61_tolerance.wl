(* C61: comparison with tolerance. *)
with = Compile[{x, y}, x == y];
without = Compile[{x, y}, x == y, RuntimeOptions -> {"CompareWithTolerance" -> False}];
(*! {with[1., 1. + 2.^-50], without[1., 1. + 2.^-50]} => {True, False}
path: fast *)
(*! {with[1., 1.1], without[1., 1.]} => {False, True}
path: fast *)
(* all six relations ignore the last seven bits, unless told not to *)
test[op_, tolerance_] := With[{f = Compile[{x, y}, op[x, y], RuntimeOptions -> {"CompareWithTolerance" -> tolerance}]}, {f[1., 1. + 2.^-50], f[1. + 2.^-50, 1.]}];
(*! Map[test[#, True] &, {Equal, Unequal, Less, LessEqual, Greater, GreaterEqual}] => {{True, True}, {False, False}, {False, False}, {True, True}, {False, False}, {True, True}} *)
(*! Map[test[#, False] &, {Equal, Unequal, Less, LessEqual, Greater, GreaterEqual}] => {{False, False}, {True, True}, {True, False}, {True, False}, {False, True}, {False, True}} *)
