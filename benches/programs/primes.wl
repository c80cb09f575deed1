(* The sum of the first n primes, each tried by those before it. *)
Compile[{{n, _Integer}},
 Module[{p = Table[0, {n}], count = 1, c = 1, k = 1, prime = True, s = 0},
  p[[1]] = 2;
  While[count < n,
   c += 2; prime = True; k = 1;
   While[p[[k]]^2 <= c,
    If[Mod[c, p[[k]]] == 0, prime = False; Break[]];
    k++];
   If[prime, count++; p[[count]] = c]];
  Do[s += p[[i]], {i, n}];
  1. s]]
