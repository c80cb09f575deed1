(* C61: comparison with tolerance. *)
with = Compile[{x, y}, x == y];
without = Compile[{x, y}, x == y, RuntimeOptions -> {"CompareWithTolerance" -> False}];
(*! {with[1., 1. + 2.^-50], without[1., 1. + 2.^-50]} => {True, False}
path: fast *)
(*! {with[1., 1.1], without[1., 1.]} => {False, True}
path: fast *)
