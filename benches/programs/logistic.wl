(* Sum of n steps of the logistic map. *)
Compile[{{n, _Integer}},
 Module[{x = 0.3, s = 0.},
  Do[
   x = 3.9 x (1. - x);
   s += x,
   {n}];
  s]]
