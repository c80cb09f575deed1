//! Combinatorics and permutations.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const LISTABLE: Attributes = Attributes::LISTABLE;

written! {
    "BellB", LISTABLE, Arity::between(1, 2);
        "BellB[n] gives the number of partitions of a set of n elements; BellB[n, x] the Bell polynomial.";
        "BellB[5]" => "52";
        "f[n_Integer?NonNegative] := Module[{row = {1}}, Do[row = FoldList[Plus, Last[row], row], {n}]; First[row]]
         f[n_Integer?NonNegative, x_] := Sum[StirlingS2[n, k] x^k, {k, 0, n}]";
    "CatalanNumber", LISTABLE.and(Attributes::NUMERIC_FUNCTION), Arity::exactly(1);
        "CatalanNumber[n] gives the nth Catalan number, Binomial[2 n, n]/(n + 1).";
        "CatalanNumber[{4, 5}]" => "{14, 42}";
        "f[n_Integer?NonNegative] := Binomial[2 n, n]/(n + 1)
         f[-1] := -1
         f[n_Integer] := 0
         f[x_?NumberQ] := 4^x Gamma[x + 1/2]/(Sqrt[Pi] Gamma[x + 2])";
    "ClebschGordan", NONE, Arity::exactly(3);
        "ClebschGordan[{j1, m1}, {j2, m2}, {j, m}] gives the coefficient that couples two angular momenta.";
        "ClebschGordan[{1, 0}, {1, 0}, {2, 0}]" => "Sqrt[2/3]";
        "f[{a_, p_}, {b_, q_}, {c_, r_}] := 0 /; p + q != r || ! (Abs[a - b] <= c <= a + b) || Abs[p] > a || Abs[q] > b || Abs[r] > c
         f[{a_, p_}, {b_, q_}, {c_, r_}] := Sqrt[(2 c + 1) (c + a - b)! (c - a + b)! (a + b - c)!/(a + b + c + 1)!] *
             Sqrt[(c + r)! (c - r)! (a - p)! (a + p)! (b - q)! (b + q)!] *
             Sum[(-1)^k/(k! (a + b - c - k)! (a - p - k)! (b + q - k)! (c - b + p + k)! (c - a - q + k)!),
                 {k, Max[0, b - c - p, a - c + q], Min[a + b - c, a - p, b + q]}]";
    "Cyclotomic", NONE, Arity::exactly(2);
        "Cyclotomic[n, x] gives the nth cyclotomic polynomial in x.";
        "Cyclotomic[6, x]" => "1 - x + x^2";
        "f[n_Integer?Positive, x_] := Module[{p = Normal[poly[n]]}, p . x^Range[0, Length[p] - 1]]
         poly[n_] := Module[{p = Join[{-1}, Table[0, n - 1], {1}]}, Do[p = over[p, poly[d]], {d, Most[Divisors[n]]}]; p]
         over[a_, b_] := Module[{r = a, q = {}, c},
             Do[c = Last[r]/Last[b]; PrependTo[q, c]; r = Most[r - PadLeft[c b, Length[r]]], {Length[a] - Length[b] + 1}]; q]";
    "DivisorSum", NONE, Arity::between(2, 3);
        "DivisorSum[n, f] gives the sum of f over the divisors of n; DivisorSum[n, f, test] over those that pass test.";
        "DivisorSum[12, # &]" => "28";
        "f[n_Integer, g_] := Total[Map[g, Divisors[n]]]
         f[n_Integer, g_, test_] := Total[Map[g, Select[Divisors[n], test]]]";
    "EulerE", LISTABLE, Arity::between(1, 2);
        "EulerE[n] gives the nth Euler number; EulerE[n, x] the Euler polynomial.";
        "EulerE[{0, 2, 4, 6}]" => "{1, -1, 5, -61}";
        "f[0] := 1
         f[n_Integer?Positive] := 0 /; OddQ[n]
         f[n_Integer?Positive] := Module[{e = {1}}, Do[AppendTo[e, -Sum[Binomial[2 m, 2 k] e[[k + 1]], {k, 0, m - 1}]], {m, n/2}]; Last[e]]
         f[n_Integer?NonNegative, x_] := Expand[Sum[Binomial[n, k] EulerE[k]/2^k If[n == k, 1, (x - 1/2)^(n - k)], {k, 0, n}]]";
    "FactorialPower", LISTABLE.and(Attributes::NUMERIC_FUNCTION), Arity::between(2, 3);
        "FactorialPower[x, n] gives x (x - 1) … (x - n + 1); FactorialPower[x, n, h] with steps of h.";
        "FactorialPower[5, 2]" => "20";
        "f[_, 0] := 1
         f[x_, 1] := x
         f[_, 0, _] := 1
         f[x_, 1, _] := x
         f[x_?NumberQ, n_Integer] := f[x, n, 1]
         f[x_?NumberQ, n_Integer?NonNegative, h_?NumberQ] := Product[x - k h, {k, 0, n - 1}]
         f[x_?NumberQ, n_Integer, h_?NumberQ] := 1/Product[x + k h, {k, 1, -n}]
         f[x_?NumberQ, n_?NumberQ] := Gamma[x + 1]/Gamma[x - n + 1] /; Precision[{x, n}] < Infinity";
    "FareySequence", NONE, Arity::exactly(1);
        "FareySequence[n] gives the fractions from 0 to 1 with denominators up to n.";
        "FareySequence[3]" => "{0, 1/3, 1/2, 2/3, 1}";
        "f[n_Integer?Positive] := Union[Flatten[Table[Range[0, d]/d, {d, n}]]]";
    "FindPermutation", NONE, Arity::between(1, 2);
        "FindPermutation[a, b] gives the permutation in cycles that makes b of a; FindPermutation[b] of the sorted list.";
        "FindPermutation[{a, b, c}, {b, c, a}]" => "Cycles[{{1, 3, 2}}]";
        "f[b_List] := f[Sort[b], b]
         f[a_List, b_List] := PermutationCycles[Ordering[b][[Ordering[Ordering[a]]]]] /; Sort[a] === Sort[b]";
    "FrobeniusNumber", NONE, Arity::exactly(1);
        "FrobeniusNumber[{a1, a2, …}] gives the greatest integer that is no sum of multiples of the a.";
        "FrobeniusNumber[{6, 9, 20}]" => "43";
        "f[a : {__Integer?Positive}] := Infinity /; GCD @@ a > 1
         f[a : {__Integer?Positive}] := Module[{m = Min[a], least, changed = True, v},
             least = Prepend[Table[Infinity, m - 1], 0];
             While[changed, changed = False;
                 Do[If[least[[i + 1]] < Infinity, v = least[[i + 1]] + b;
                     If[v < least[[Mod[v, m] + 1]], least[[Mod[v, m] + 1]] = v; changed = True]], {i, 0, m - 1}, {b, a}]];
             Max[least] - m]";
    "IntegerPartitions", NONE, Arity::between(1, 4);
        "IntegerPartitions[n] gives the ways to write n as a sum of positive integers; IntegerPartitions[n, k] of at most k, {k} of exactly k, {a, b} of a to b; IntegerPartitions[n, k, parts] of the parts; IntegerPartitions[n, k, parts, m] the first m of them.";
        "IntegerPartitions[4]" => "{{4}, {3, 1}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}}";
        "f[n_Integer] := f[n, Infinity]
         f[n_Integer, k_] := f[n, k, Range[n]]
         f[n_Integer, k_, parts_, m_] := Take[f[n, k, parts], If[IntegerQ[m] && m >= 0, UpTo[m], m]]
         f[n_Integer, k_, All] := f[n, k, Range[n]]
         f[n_Integer, All, parts_] := f[n, Infinity, parts]
         f[n_Integer, k : (_Integer | Infinity), parts_List] := f[n, {0, k}, parts]
         f[n_Integer, {k_Integer}, parts_List] := f[n, {k, k}, parts]
         f[n_Integer, {a_, b_}, parts_List] := Select[all[n, Reverse[Sort[parts]], Min[b, Max[n, 0]]], Length[#] >= a &]
         all[0, _, _] := {{}}
         all[n_, {}, _] := {}
         all[n_, _, 0] := {}
         all[n_, {p_, rest___}, k_] := If[p > n, all[n, {rest}, k],
             Join[Map[Prepend[p], all[n - p, {p, rest}, k - 1]], all[n, {rest}, k]]]";
    "InversePermutation", NONE, Arity::exactly(1);
        "InversePermutation[perm] gives the permutation that undoes perm.";
        "InversePermutation[{2, 3, 1}]" => "{3, 1, 2}";
        "f[p : {__Integer}] := Ordering[p]
         f[Cycles[c_]] := PermutationCycles[Ordering[PermutationList[Cycles[c]]]]";
    "LinearRecurrence", NONE, Arity::exactly(3);
        "LinearRecurrence[ker, init, n] gives n terms of the sequence in which each is the sum of ker times those before.";
        "LinearRecurrence[{1, 1}, {1, 1}, 6]" => "{1, 1, 2, 3, 5, 8}";
        "f[ker_List, init_List, n_Integer] := Module[{k = Length[ker], a = Take[init, -Length[ker]], out},
             out = NestList[Append[Rest[#], Reverse[ker] . #] &, a, Max[0, n - k]];
             Take[Join[First[out], Map[Last, Rest[out]]], n]] /; Length[init] >= Length[ker]
         f[ker_List, init_List, {n_Integer}] := {Last[f[ker, init, n]]}
         f[ker_List, init_List, {m_Integer, n_Integer}] := Take[f[ker, init, n], {m, n}]";
    "PartitionsP", LISTABLE, Arity::exactly(1);
        "PartitionsP[n] gives the number of ways to write n as a sum of positive integers.";
        "PartitionsP[{10, 100}]" => "{42, 190569292}";
        "f[n_Integer] := 0 /; n < 0
         f[n_Integer] := Module[{p = Table[0, n + 1], s, k, g}, p[[1]] = 1;
             Do[s = 0; k = 1;
                 While[(g = k (3 k - 1)/2) <= m,
                     s += If[OddQ[k], 1, -1] (p[[m - g + 1]] + If[g + k <= m, p[[m - g - k + 1]], 0]); k++];
                 p[[m + 1]] = s, {m, n}]; Last[p]] /; n <= 1000000";
    "PartitionsQ", LISTABLE, Arity::exactly(1);
        "PartitionsQ[n] gives the number of ways to write n as a sum of different positive integers.";
        "PartitionsQ[10]" => "10";
        "f[n_Integer] := 0 /; n < 0
         f[n_Integer] := Module[{p = Table[0, n + 1]}, p[[1]] = 1;
             Do[Do[p[[j + 1]] += p[[j - k + 1]], {j, n, k, -1}], {k, n}]; Last[p]] /; n <= 1000000";
    "PascalMatrix", NONE, Arity::exactly(1);
        "PascalMatrix[n] gives the symmetric n by n matrix of binomial coefficients.";
        "PascalMatrix[3]" => "{{1, 1, 1}, {1, 2, 3}, {1, 3, 6}}";
        "f[n_Integer?Positive] := Table[Binomial[i + j, i], {i, 0, n - 1}, {j, 0, n - 1}]";
    "PermutationCycles", NONE, Arity::exactly(1);
        "PermutationCycles[perm] gives the cycles of a permutation list.";
        "PermutationCycles[{2, 1, 3}]" => "Cycles[{{1, 2}}]";
        "f[p_List] := Module[{seen = {}, out = {}, c, j},
             Do[If[! MemberQ[seen, i], c = {i}; j = p[[i]]; While[j != i, AppendTo[c, j]; j = p[[j]]];
                 seen = Join[seen, c]; If[Length[c] > 1, AppendTo[out, c]]], {i, Length[p]}];
             Cycles[out]] /; Sort[p] === Range[Length[p]]
         f[Cycles[c_]] := Cycles[c]";
    "PermutationList", NONE, Arity::between(1, 2);
        "PermutationList[Cycles[…]] gives the permutation as a list; PermutationList[perm, n] of length n.";
        "PermutationList[Cycles[{{1, 3, 2}}]]" => "{3, 1, 2}";
        "f[p : Cycles[c_]] := f[p, Max[0, c]]
         f[Cycles[c_], n_Integer] := Module[{l = Range[n]}, Scan[(l[[#]] = RotateLeft[#]) &, c]; l]
         f[p_List] := p
         f[p_List, n_Integer] := Join[p, Range[Length[p] + 1, n]]";
    "PermutationProduct", NONE, Arity::ANY;
        "PermutationProduct[a, b, …] gives the permutation that does a, then b, ….";
        "PermutationProduct[{2, 3, 1}, {2, 1, 3}]" => "{1, 3, 2}";
        "f[] := Cycles[{}]
         f[a_] := a
         f[a_List, b_List] := PadRight[b, Max[Length[a], Length[b]], Range[Max[Length[a], Length[b]]]][[PermutationList[a, Max[Length[a], Length[b]]]]]
         f[a_, b_] := With[{n = Max[Length[PermutationList[a]], Length[PermutationList[b]]]},
             PermutationCycles[PermutationList[b, n][[PermutationList[a, n]]]]]
         f[a_, b_, c__] := f[f[a, b], c]";
    "PermutationReplace", NONE, Arity::exactly(2);
        "PermutationReplace[expr, perm] replaces each integer in expr by its image.";
        "PermutationReplace[{1, 2, 3}, Cycles[{{1, 3, 2}}]]" => "{3, 1, 2}";
        "f[e_, ps : {__Cycles}] := Map[PermutationReplace[e, #] &, ps]
         f[e_, p_] := With[{l = PermutationList[p]}, e /. n_Integer /; 1 <= n <= Length[l] :> l[[n]]]";
    "Permute", NONE, Arity::exactly(2);
        "Permute[list, perm] puts the element at i to the place perm[[i]].";
        "Permute[{a, b, c}, Cycles[{{1, 3, 2}}]]" => "{b, c, a}";
        "f[l_, p_] := With[{q = PermutationList[p, Length[l]]}, l[[Ordering[q]]]]";
    "PolygonalNumber", LISTABLE, Arity::between(1, 2);
        "PolygonalNumber[n] gives the nth triangular number; PolygonalNumber[r, n] the nth r-gonal number.";
        "PolygonalNumber[4, 5]" => "25";
        "f[n_] := f[3, n]
         f[r_?NumericQ, n_?NumericQ] := n (n (r - 2) - r + 4)/2";
    "RamanujanTau", LISTABLE, Arity::exactly(1);
        "RamanujanTau[n] gives the nth coefficient of q Product[(1 - q^k)^24].";
        "RamanujanTau[{1, 2, 3}]" => "{1, -24, 252}";
        "f[n_Integer?Positive] := n^4 DivisorSigma[1, n] - 24 Sum[i^2 (35 i^2 - 52 i n + 18 n^2) DivisorSigma[1, i] DivisorSigma[1, n - i], {i, n - 1}]
         f[n_Integer] := 0";
    "ReplaceList", NONE, Arity::between(2, 3);
        "ReplaceList[expr, rules] gives what expr becomes in every way that the rules match it as a whole.";
        "ReplaceList[{a, b}, {x__, y__} -> {{x}, {y}}]" => "{{{a}, {b}}}";
        "f[e_, rule : (_Rule | _RuleDelayed)] := every[e, rule]
         f[e_, lists : {__List}] := Map[f[e, #] &, lists]
         f[e_, rules_List] := Join @@ Map[f[e, #] &, rules]
         f[e_, lists : {__List}, n_] := Map[f[e, #, n] &, lists]
         f[e_, rules_, n_] := Take[f[e, rules], UpTo[n]]
         every[e_, _[p_, v_]] := Module[{found = {}}, Replace[e, p :> Null /; (AppendTo[found, v]; False)]; found]
         SetAttributes[every, HoldRest]";
    "AlternatingFactorial", LISTABLE, Arity::exactly(1);
        "AlternatingFactorial[n] gives n! - (n - 1)! + (n - 2)! - … .";
        "AlternatingFactorial[{1, 2, 3, 4}]" => "{1, 1, 5, 19}";
        "f[n_Integer?NonNegative] := Fold[#2! - #1 &, 0, Range[n]]";
    "SquaresR", LISTABLE, Arity::exactly(2);
        "SquaresR[d, n] gives the number of ways to write n as a sum of d squares.";
        "SquaresR[2, 5]" => "8";
        "f[1, n_Integer] := If[n == 0, 1, If[IntegerQ[Sqrt[n]], 2, 0]]
         f[d_Integer?Positive, n_Integer?NonNegative] := Sum[f[d - 1, n - k^2], {k, -Floor[Sqrt[n]], Floor[Sqrt[n]]}]
         f[_Integer, n_Integer?Negative] := 0";
    "StirlingS1", LISTABLE, Arity::exactly(2);
        "StirlingS1[n, m] gives the Stirling number of the first kind.";
        "StirlingS1[5, 2]" => "-50";
        "f[n_Integer?NonNegative, m_Integer?NonNegative] := Module[{row = {1}},
             Do[row = Append[-k row, 0] + Prepend[row, 0], {k, 0, n - 1}]; If[m > n, 0, row[[m + 1]]]]";
    "StirlingS2", LISTABLE, Arity::exactly(2);
        "StirlingS2[n, m] gives the Stirling number of the second kind.";
        "StirlingS2[5, 2]" => "15";
        "f[n_Integer?NonNegative, m_Integer?NonNegative] := Sum[(-1)^(m - k) Binomial[m, k] If[k == 0 && n == 0, 1, k^n], {k, 0, m}]/m!";
    "Subfactorial", LISTABLE, Arity::exactly(1);
        "Subfactorial[n] gives the number of permutations that leave nothing in its place.";
        "Subfactorial[{1, 4}]" => "{0, 9}";
        "f[n_Integer?NonNegative] := Fold[#1 #2 + (-1)^#2 &, 1, Range[n]]";
    "SymmetricPolynomial", NONE, Arity::exactly(2);
        "SymmetricPolynomial[k, {x1, …, xn}] gives the sum of all products of k of the x.";
        "SymmetricPolynomial[2, {a, b, c}]" => "a b + a c + b c";
        "f[k_Integer?NonNegative, x_List] := Total[Times @@@ Subsets[x, {k}]]";
}
