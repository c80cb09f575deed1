(* Exact and long arithmetic: factorials, rationals, digits of constants, very large powers, square roots by hand. *)
Print[30!];
Print[Sum[1/k, {k, 1, 20}]];
Print[HarmonicNumber[20] == Sum[1/k, {k, 20}], " ", Denominator[Sum[1/k^2, {k, 10}]]];
Print[N[Pi, 40]];
Print[StringTake[ToString[N[Sqrt[2], 60]], 52]];
isqrt[n_] := FixedPoint[Quotient[# + Quotient[n, #], 2] &, n];
Print[isqrt[2 10^40], " ", Floor[Sqrt[2 10^40]] == isqrt[2 10^40]];
Print[2^127 - 1, " ", PrimeQ[2^127 - 1], " ", PrimeQ[2^129 - 1]];
Print[Mod[7^(10^6), 1000], " ", PowerMod[7, 10^6, 1000], " ", Last[IntegerDigits[3^(3^5)]]];
machin[digits_] := Module[{one = 10^(digits + 10), arccot},
   arccot[x_] := Module[{term = Quotient[one, x], sum = Quotient[one, x], n = 3, sign = -1},
     While[term != 0, term = Quotient[term, x^2]; sum += sign Quotient[term, n]; sign = -sign; n += 2]; sum];
   Quotient[4 (4 arccot[5] - arccot[239]), 10^10]];
Print[machin[50]];
Print[machin[50] == Floor[Pi 10^50]];
Print[FromDigits[Reverse[IntegerDigits[12345678901234567890]]], " ", IntegerLength[1000!], " ", DigitCount[2^100]];
Print[GCD[2^60 - 1, 2^48 - 1], " ", LCM @@ Range[30], " ", FactorInteger[10^12 + 39]];
Print[Rationalize[0.375], " ", Rationalize[Pi, 1/100], " ", 355/113 - 22/7, " ", Mean[{1/2, 1/3, 1/4}]];
Print[3/4 + 0.25, " ", 1/3 // N, " ", N[1/7, 25], " ", Precision[N[1/7, 25]], " ", 2.^100, " ", 10.^20];
Print[BitLength[2^100], " ", BitXor[2^70, 1], " ", IntegerDigits[2^20, 16]];
catalan[n_] := (2 n)!/(n! (n + 1)!);
Print[catalan[30], " ", CatalanNumber[30] - catalan[30]];
Print[Fibonacci[200], " ", LucasL[50]];
fastFib[0] = {0, 1};
fastFib[n_] := Module[{a, b, c, d}, {a, b} = fastFib[Quotient[n, 2]]; c = a (2 b - a); d = a^2 + b^2; If[EvenQ[n], {c, d}, {d, c + d}]];
Print[First[fastFib[1000]] == Fibonacci[1000], " ", IntegerLength[First[fastFib[10000]]]];
Print[ContinuedFraction[E, 12], " ", FromContinuedFraction[ContinuedFraction[E, 12]] - N[E, 20] // Abs // # < 10^-6 &];
Print[Round[2.5], Round[3.5], Round[-2.5], " ", Floor[-1.5], Ceiling[-1.5], IntegerPart[-1.5], " ", Mod[-7, 3], Quotient[-7, 3], " ", FractionalPart[7/3]];
