(* Spectral norm of the infinite matrix 1/((i + j)(i + j + 1)/2 + i + 1), cut at n. *)
Compile[{{n, _Integer}},
 Module[{u = Table[1., {n}], v = Table[0., {n}], t = Table[0., {n}], s = 0., vbv = 0., vv = 0.},
  Do[
   Do[s = 0.; Do[s += u[[j]]/(Quotient[(i + j - 2) (i + j - 1), 2] + i), {j, n}]; t[[i]] = s, {i, n}];
   Do[s = 0.; Do[s += t[[j]]/(Quotient[(i + j - 2) (i + j - 1), 2] + j), {j, n}]; v[[i]] = s, {i, n}];
   Do[s = 0.; Do[s += v[[j]]/(Quotient[(i + j - 2) (i + j - 1), 2] + i), {j, n}]; t[[i]] = s, {i, n}];
   Do[s = 0.; Do[s += t[[j]]/(Quotient[(i + j - 2) (i + j - 1), 2] + j), {j, n}]; u[[i]] = s, {i, n}],
   {10}];
  Do[vbv += u[[i]] v[[i]]; vv += v[[i]] v[[i]], {i, n}];
  Sqrt[vbv/vv]]]
