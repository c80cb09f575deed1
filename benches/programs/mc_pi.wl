(* Monte Carlo estimate of Pi with a hand-written generator. *)
Compile[{{n, _Integer}},
 Module[{seed = 42, inside = 0, x = 0., y = 0.},
  Do[
   seed = Mod[16807 seed, 2147483647];
   x = seed/2147483647.;
   seed = Mod[16807 seed, 2147483647];
   y = seed/2147483647.;
   If[x x + y y <= 1., inside++],
   {n}];
  4. inside/n]]
