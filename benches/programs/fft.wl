(* The fast Fourier transform of n numbers, n a power of two, in place on two real arrays; a sum of the spectrum. *)
Compile[{{n, _Integer}},
 Module[{re = Table[Mod[7. i i, 17.], {i, n}], im = Table[0., {n}], j = 1, m = 0, half = 1, wr = 0., wi = 0., tr = 0., ti = 0., a = 0,
   b = 0, s = 0.},
  Do[
   If[i < j,
    {re[[i]], re[[j]]} = {re[[j]], re[[i]]};
    {im[[i]], im[[j]]} = {im[[j]], im[[i]]}];
   m = Quotient[n, 2];
   While[m >= 1 && j > m, j -= m; m = Quotient[m, 2]];
   j += m,
   {i, n}];
  While[half < n,
   Do[
    wr = Cos[Pi k/half]; wi = -Sin[Pi k/half];
    a = k + 1;
    While[a <= n,
     b = a + half;
     tr = wr re[[b]] - wi im[[b]]; ti = wr im[[b]] + wi re[[b]];
     re[[b]] = re[[a]] - tr; im[[b]] = im[[a]] - ti;
     re[[a]] += tr; im[[a]] += ti;
     a += 2 half],
    {k, 0, half - 1}];
   half *= 2];
  Do[s += Sqrt[re[[i]]^2 + im[[i]]^2], {i, n}];
  s]]
