(* The same expression over 1000 reals, n/1000 times; the sum of the middle elements. *)
Compile[{{n, _Integer}},
 Module[{x = Table[i 0.01, {i, 0, 999}], y, s = 0.},
  Do[
   y = Sin[x]^2 + Cos[x] Exp[-x];
   s += y[[501]],
   {Quotient[n, 1000]}];
  s]]
