(* Project Euler, the first problems, each in one or two lines. *)
Print["1: ", Total[Select[Range[999], Divisible[#, 3] || Divisible[#, 5] &]]];
fibs = Most[NestWhileList[{#[[2]], Total[#]} &, {1, 2}, First[#] <= 4*^6 &]][[All, 1]];
Print["2: ", Total[Select[fibs, EvenQ]]];
Print["3: ", Max[FactorInteger[600851475143][[All, 1]]]];
palindromeQ[n_Integer] := With[{d = IntegerDigits[n]}, d === Reverse[d]];
Print["4: ", Max[Select[Flatten[Table[a b, {a, 900, 999}, {b, a, 999}]], palindromeQ]]];
Print["5: ", LCM @@ Range[20]];
Print["6: ", Total[Range[100]]^2 - Total[Range[100]^2]];
Print["7: ", Prime[10001]];
digits = IntegerDigits[2^1000 + 3^500];
Print["8: ", Max[Times @@@ Partition[digits, 5, 1]]];
Do[
  c = 1000 - a - b;
  If[a^2 + b^2 == c^2, Print["9: ", {a, b, c}, " ", a b c]],
  {a, 1, 333}, {b, a, (1000 - a)/2}];
Print["10: ", Total[Prime[Range[PrimePi[2*^5]]]]];
triangle[n_] := n (n + 1)/2;
Print["12: ", Module[{n = 1}, While[DivisorSigma[0, triangle[n]] <= 200, n++]; triangle[n]]];
Print["15: ", Binomial[40, 20]];
Print["16: ", Total[IntegerDigits[2^1000]]];
Print["20: ", Total[IntegerDigits[100!]]];
amicableQ[n_] := With[{s = DivisorSigma[1, n] - n}, s != n && DivisorSigma[1, s] - s == n];
Print["21: ", Select[Range[2, 3000], amicableQ]];
Print["24: ", FromDigits[Permutations[Range[0, 6]][[2000]]]];
Print["25: ", Module[{n = 1}, While[IntegerLength[Fibonacci[n]] < 100, n++]; n]];
Print["28: ", 1 + Sum[4 n^2 - 6 (n - 1), {n, 3, 1001, 2}]];
Print["29: ", Length[Union[Flatten[Table[a^b, {a, 2, 30}, {b, 2, 30}]]]]];
Print["30: ", Total[Select[Range[10, 40000], Total[IntegerDigits[#]^4] == # &]]];
Print["34: ", Select[Range[3, 50000], Total[IntegerDigits[#]!] == # &]];
Print["36: ", Select[Range[1000], palindromeQ[#] && PalindromeQ[IntegerDigits[#, 2]] &]];
Print["40: ", Times @@ Flatten[IntegerDigits /@ Range[3000]][[{1, 10, 100, 1000, 10000}]]];
Print["48: ", Mod[Sum[PowerMod[k, k, 10^10], {k, 1000}], 10^10]];
