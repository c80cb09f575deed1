//! Number theory, exact and inexact parts of numbers, symbols of angular momentum.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const LISTABLE: Attributes = Attributes::LISTABLE;
const NUMERIC: Attributes = Attributes::LISTABLE.and(Attributes::NUMERIC_FUNCTION);

written! {
    "MersennePrimeExponent", LISTABLE, Arity::exactly(1);
        "MersennePrimeExponent[n] gives the nth p for which 2^p - 1 is prime, up to the 48th.";
        "MersennePrimeExponent[{1, 2, 10}]" => "{2, 3, 89}";
        "f[n_Integer] := all[[n]] /; 1 <= n <= 48
         all = {2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253, 4423, 9689, 9941, 11213, 19937, 21701, 23209, 44497, 86243, 110503, 132049, 216091, 756839, 859433, 1257787, 1398269, 2976221, 3021377, 6972593, 13466917, 20996011, 24036583, 25964951, 30402457, 32582657, 37156667, 42643801, 43112609, 57885161}";
    "MersennePrimeExponentQ", LISTABLE, Arity::exactly(1);
        "MersennePrimeExponentQ[n] says whether 2^n - 1 is prime.";
        "{MersennePrimeExponentQ[31], MersennePrimeExponentQ[32]}" => "{True, False}";
        "f[n_Integer] := MemberQ[MersennePrimeExponent[Range[48]], n] /; n <= 57885161
         f[n_Integer] := False /; ! PrimeQ[n]
         f[Except[_Integer, _?NumberQ]] := False";
    "PerfectNumber", LISTABLE, Arity::exactly(1);
        "PerfectNumber[n] gives the nth perfect number.";
        "PerfectNumber[{1, 2, 5}]" => "{6, 28, 33550336}";
        "f[n_Integer] := With[{p = MersennePrimeExponent[n]}, 2^(p - 1) (2^p - 1) /; IntegerQ[p]]";
    "BarnesG", NUMERIC, Arity::exactly(1);
        "BarnesG[n] gives 1! 2! … (n - 2)!.";
        "BarnesG[6]" => "288";
        "f[n_Integer] := If[n <= 0, 0, Product[k!, {k, 1, n - 2}]]
         f[x_Real] := N[f[Round[x]], Precision[x]] /; x == Round[x]";
    "CompositeQ", LISTABLE, Arity::exactly(1);
        "CompositeQ[n] says whether n is an integer above 1 that is not prime.";
        "CompositeQ[{4, 5, 1}]" => "{True, False, False}";
        "f[n_Integer] := Abs[n] > 1 && ! PrimeQ[n]
         f[_?NumericQ] := False";
    "FrobeniusSolve", NONE, Arity::between(2, 3);
        "FrobeniusSolve[{a1, a2, …}, b] gives the lists of integers x ≥ 0 with a1 x1 + a2 x2 + … == b; FrobeniusSolve[a, b, n] at most n of them.";
        "FrobeniusSolve[{2, 3}, 12]" => "{{0, 4}, {3, 2}, {6, 0}}";
        "f[a : {__Integer?Positive}, b_Integer] := solve[a, b]
         f[a : {__Integer?Positive}, b_Integer, n_Integer] := Take[solve[a, b], UpTo[n]]
         solve[{a_}, b_] := If[b >= 0 && Mod[b, a] == 0, {{b/a}}, {}]
         solve[{a_, r__}, b_] := Join @@ Table[Map[Prepend[#, k] &, solve[{r}, b - a k]], {k, 0, Quotient[b, a]}]";
    "Hyperfactorial", NUMERIC, Arity::exactly(1);
        "Hyperfactorial[n] gives 1^1 2^2 … n^n.";
        "Hyperfactorial[{2, 3, 4}]" => "{4, 108, 27648}";
        "f[n_Integer?NonNegative] := Product[k^k, {k, 1, n}]
         f[x_Real] := N[f[Round[x]], Precision[x]] /; x == Round[x] && x >= 0";
    "KroneckerSymbol", LISTABLE, Arity::exactly(2);
        "KroneckerSymbol[n, m] gives Kronecker's extension of the Jacobi symbol to all integers m.";
        "KroneckerSymbol[{2, 3}, 8]" => "{0, -1}";
        "f[n_Integer, 0] := Boole[Abs[n] == 1]
         f[n_Integer, m_Integer] := With[{e = IntegerExponent[m, 2]},
             If[m < 0 && n < 0, -1, 1] If[e == 0, 1, two[n]^e] If[Abs[m]/2^e == 1, 1, JacobiSymbol[n, Abs[m]/2^e]]]
         two[n_] := If[EvenQ[n], 0, If[MemberQ[{1, 7}, Mod[n, 8]], 1, -1]]";
    "LiouvilleLambda", LISTABLE, Arity::exactly(1);
        "LiouvilleLambda[n] gives -1 to the number of prime factors of n.";
        "LiouvilleLambda[{1, 2, 4, 30}]" => "{1, -1, 1, -1}";
        "f[1] := 1
         f[n_Integer?Positive] := (-1)^Total[FactorInteger[n][[All, 2]]]";
    "MantissaExponent", LISTABLE, Arity::between(1, 2);
        "MantissaExponent[x] gives {m, e} with x == m 10^e and 1/10 <= Abs[m] < 1; MantissaExponent[x, b] in base b.";
        "MantissaExponent[3.4*^30]" => "{0.34, 31}";
        "f[x_] := f[x, 10]
         f[x_?NumericQ, b_Integer] := {x, 0} /; x == 0
         f[x_?NumericQ, b_?NumericQ] := If[x == 0, {x, 0}, With[{e = Floor[Log[b, Abs[x]]] + 1}, {x/b^e, e}]] /; ! IntegerQ[b] && b > 1
         f[x_?NumericQ, b_Integer] := With[{e = Last[If[NumberQ[x], RealDigits[x, b], RealDigits[x, b, 20]]]}, {If[MachineNumberQ[x], SetPrecision[SetPrecision[x, Infinity]/b^e, MachinePrecision], x/b^e], e}] /; Im[x] == 0";
    "PossibleZeroQ", LISTABLE, Arity::exactly(1);
        "PossibleZeroQ[expr] says whether expr seems to be 0, by its value to some digits.";
        "PossibleZeroQ[{Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]], Pi - 3}]" => "{True, False}";
        "f[x_?NumberQ] := x == 0
         f[x_?NumericQ] := Quiet[Abs[N[x, 30]] < 10^-25]
         f[x_] := Expand[x] === 0";
    "PowersRepresentations", NONE, Arity::exactly(3);
        "PowersRepresentations[n, k, p] gives the ways to write n as a sum of k p-th powers of integers in order.";
        "PowersRepresentations[50, 2, 2]" => "{{1, 7}, {5, 5}}";
        "f[n_Integer?NonNegative, k_Integer?Positive, p_Integer?Positive] := ways[n, k, p, 0]
         ways[n_, 1, p_, low_] := With[{r = Round[n^(1/p)]}, If[r >= low && r^p == n, {{r}}, {}]]
         ways[n_, k_, p_, low_] := Join @@ Table[Map[Prepend[#, a] &, ways[n - a^p, k - 1, p, a]], {a, low, Floor[(n/k)^(1/p)]}]";
    "RealExponent", NUMERIC, Arity::between(1, 2);
        "RealExponent[x] gives Log10[Abs[x]]; RealExponent[x, b] the logarithm in base b.";
        "RealExponent[1000.]" => "3.";
        "f[x_?NumericQ] := If[x == 0, -Infinity, Log10[Abs[N[x]]]]
         f[x_?NumericQ, b_] := If[x == 0, -Infinity, Log[b, Abs[N[x]]]]";
    "SixJSymbol", NONE, Arity::exactly(2);
        "SixJSymbol[{a, b, c}, {d, e, f}] gives the 6-j symbol of angular momenta.";
        "SixJSymbol[{1, 2, 3}, {2, 1, 2}]" => "1/(5 Sqrt[21])";
        "f[{a_, b_, c_}, {d_, e_, g_}] := If[AllTrue[{{a, b, c}, {a, e, g}, {d, b, g}, {d, e, c}}, triad],
             delta[a, b, c] delta[a, e, g] delta[d, b, g] delta[d, e, c] Sum[(-1)^t (t + 1)!/((t - a - b - c)! (t - a - e - g)! (t - d - b - g)! (t - d - e - c)!
               (a + b + d + e - t)! (b + c + e + g - t)! (c + a + g + d - t)!),
               {t, Max[a + b + c, a + e + g, d + b + g, d + e + c], Min[a + b + d + e, b + c + e + g, c + a + g + d]}], 0] /; VectorQ[{a, b, c, d, e, g}, NumberQ]
         triad[{a_, b_, c_}] := IntegerQ[a + b + c] && Abs[a - b] <= c <= a + b
         delta[a_, b_, c_] := Sqrt[(a + b - c)! (a - b + c)! (b + c - a)!/(a + b + c + 1)!]";
    "ThreeJSymbol", NONE, Arity::exactly(3);
        "ThreeJSymbol[{j1, m1}, {j2, m2}, {j3, m3}] gives Wigner's 3-j symbol.";
        "ThreeJSymbol[{1, 0}, {1, 0}, {2, 0}]" => "Sqrt[2/15]";
        "f[{a_, x_}, {b_, y_}, {c_, z_}] := If[x + y + z == 0 && IntegerQ[a + b + c] && Abs[a - b] <= c <= a + b && Abs[x] <= a && Abs[y] <= b && Abs[z] <= c,
             (-1)^(a - b - z) Sqrt[(a + b - c)! (a - b + c)! (b + c - a)!/(a + b + c + 1)!] Sqrt[(a + x)! (a - x)! (b + y)! (b - y)! (c + z)! (c - z)!] *
             Sum[(-1)^t/(t! (c - b + t + x)! (c - a + t - y)! (a + b - c - t)! (a - t - x)! (b - t + y)!),
               {t, Max[0, b - c - x, a - c + y], Min[a + b - c, a - x, b + y]}], 0] /; VectorQ[{a, b, c, x, y, z}, NumberQ]";
}
