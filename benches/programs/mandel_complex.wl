(* The same set with the complex type. *)
Compile[{{n, _Integer}},
 Module[{total = 0, c = 0. + 0. I, z = 0. + 0. I, it = 0},
  Do[
   c = (-2. + 2.5 px/n) + I (-1.25 + 2.5 py/n);
   z = 0. + 0. I; it = 0;
   While[it < 256 && Re[z]^2 + Im[z]^2 <= 4.,
    z = z^2 + c;
    it++];
   total += it,
   {py, 0, n - 1}, {px, 0, n - 1}];
  total]]
