(* One array expression over n reals; the middle element. *)
Compile[{{n, _Integer}},
 Module[{x = Table[i (10./n), {i, 0, n - 1}], y},
  y = Sin[x]^2 + Cos[x] Exp[-x];
  y[[Quotient[n, 2] + 1]]]]
