(* Steps of Newton's method for z^3 = 1 from n x n points. *)
Compile[{{n, _Integer}},
 Module[{z = 0. + 0. I, steps = 0, k = 0},
  Do[
   z = (-1.99 + 4. i/n) + I (-1.98 + 4. j/n); k = 0;
   While[k < 40 && Abs[z^3 - 1.] > 1.*^-6,
    z = z - (z^3 - 1.)/(3. z^2); k++];
   steps += k,
   {i, n}, {j, n}];
  1. steps]]
