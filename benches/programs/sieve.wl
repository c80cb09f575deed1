(* Sieve of Eratosthenes: number of primes up to n. *)
Compile[{{n, _Integer}},
 Module[{flag = Table[1, {n}], count = 0, i = 2},
  While[i i <= n,
   If[flag[[i]] == 1,
    Do[flag[[j]] = 0, {j, i i, n, i}]];
   i++];
  Do[count += flag[[k]], {k, 2, n}];
  count]]
