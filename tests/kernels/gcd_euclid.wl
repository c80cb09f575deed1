gcd = Compile[{{a, _Integer}, {b, _Integer}}, Module[{x = a, y = b, t = 0}, While[y != 0, t = Mod[x, y]; x = y; y = t]; x]];
totient = With[{g = gcd}, Compile[{{n, _Integer}}, Module[{c = 0}, Do[If[g[k, n] == 1, c++], {k, n}]; c]]];
Print[gcd[1071, 462]];
Print[gcd[2^61 - 1, 2^31 - 1]];
Print[Table[totient[n], {n, 1, 20}]];
Print[gcd[2^80, 2^70 + 2^60]];
