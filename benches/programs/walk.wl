(* A walk of n steps on a ring of 256 places; the entropy of the visits. *)
Compile[{{n, _Integer}},
 Module[{visits = Table[0, {256}], at = 128, x = 12345, r = 0, s = 0., p = 0.},
  Do[
   x = Mod[1103515245 x + 12345, 2147483648];
   r = Quotient[x, 65536];
   Which[
    Mod[r, 4] == 0, at = at + 1,
    Mod[r, 4] == 1, at = at - 1,
    Mod[r, 4] == 2, at = at + 3,
    True, at = at - 2];
   If[at > 256, at = at - 256];
   If[at < 1, at = at + 256];
   visits[[at]]++,
   {n}];
  Do[p = visits[[i]]/(1. n); If[p > 0., s -= p Log[p]], {i, 256}];
  s]]
