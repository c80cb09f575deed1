(* Integer loop: a multiplicative congruence and a modular sum. *)
Compile[{{n, _Integer}},
 Module[{x = 1, s = 0},
  Do[
   x = Mod[48271 x + i, 2147483647];
   s = Mod[s + x, 1000000007],
   {i, 0, n - 1}];
  s]]
