(* Matrix product by three loops; the trace of the product of two n x n matrices. *)
Compile[{{n, _Integer}},
 Module[{a, b, c, s = 0., trace = 0.},
  a = Table[Mod[n i + j, 7] + 0.5, {i, 0, n - 1}, {j, 0, n - 1}];
  b = Table[Mod[n i + j, 11] - 3., {i, 0, n - 1}, {j, 0, n - 1}];
  c = Table[0., {n}, {n}];
  Do[
   s = 0.;
   Do[s += a[[i, k]] b[[k, j]], {k, n}];
   c[[i, j]] = s,
   {i, n}, {j, n}];
  Do[trace += c[[i, i]], {i, n}];
  trace]]
