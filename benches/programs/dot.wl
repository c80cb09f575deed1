(* Five products of n by n matrices as a whole; the trace. *)
Compile[{{n, _Integer}},
 Module[{a, b, i},
  i = Range[0, n^2 - 1];
  a = Partition[Mod[i, 7] + 0.5, n];
  b = Partition[Mod[i, 11] - 3., n];
  Do[a = 0.001 a . b, {5}];
  Tr[a]]]
