//! Number theory, digits, geometry of numbers, small numeric functions.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const LISTABLE: Attributes = Attributes::LISTABLE;
const NUMERIC: Attributes = Attributes::LISTABLE.and(Attributes::NUMERIC_FUNCTION);

written! {
    "AngleVector", NONE, Arity::between(1, 2);
        "AngleVector[θ] gives the unit vector at angle θ; AngleVector[{r, θ}] that of length r; AngleVector[{x, y}, …] the place it leads to from {x, y}.";
        "AngleVector[Pi/2]" => "{0, 1}";
        "f[p : {_, _}, t_] := p + f[t]
         f[{r_, t_}] := {r Cos[t], r Sin[t]}
         f[t_] := {Cos[t], Sin[t]}";
    "CarmichaelLambda", LISTABLE, Arity::exactly(1);
        "CarmichaelLambda[n] gives the least m with k^m = 1 modulo n for all k coprime to n.";
        "CarmichaelLambda[12]" => "2";
        "f[1] := 1
         f[n_Integer?Positive] := LCM @@ Map[one, FactorInteger[n]]
         one[{2, k_}] := If[k <= 2, 2^(k - 1), 2^(k - 2)]
         one[{p_, k_}] := (p - 1) p^(k - 1)
         f[0] := 0
         f[n_Integer] := f[-n]";
    "CellularAutomaton", NONE, Arity::between(2, 3);
        "CellularAutomaton[rule, init, t] gives t steps of a cellular automaton from init, ends joined; CellularAutomaton[rule, {init, background}, t] on a line or plane. rule is a number, {n, k}, {n, {k, 1}, r} or {n, {k, weights}, r}; {{{t}}} gives step t alone.";
        "CellularAutomaton[30, {0, 0, 1, 0, 0}, 2]" => "{{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}";
        "f[rule_, init_] := f[rule, init, {{1}}]
         f[rule_, init_, {s : {_Integer}}] := f[rule, init, s] /; VectorQ[s]
         f[rule_, init_, {{{t_Integer}}}] := Last[f[rule, init, t]]
         f[rule_, init_, {t_Integer}] := Last[f[rule, init, t]]
         f[rule_, init_, {a_Integer, b_Integer}] := Drop[f[rule, init, b], a]
         f[r_Integer, init_, t_] := f[{r, 2}, init, t]
         f[{n_Integer, k_Integer}, init_, t_] := f[{n, {k, {k^2, k, 1}}, 1}, init, t]
         f[{n_Integer, k_Integer, r_Integer}, init_, t_] := f[{n, {k, k^Range[2 r, 0, -1]}, r}, init, t]
         f[{n_Integer, {k_Integer, 1}, r_Integer}, init_, t_] := f[{n, {k, Table[1, 2 r + 1]}, r}, init, t]
         f[{n_Integer, {k_Integer, 1}, r : {_Integer, _Integer}}, init_, t_] := f[{n, {k, Table[1, 2 r[[1]] + 1, 2 r[[2]] + 1]}, r}, init, t]
         f[{n_Integer, {k_Integer, w_?ArrayQ}, r_}, {init_?ArrayQ, back_Integer}, t_Integer] :=
             f[{n, {k, w}, r}, ArrayPad[init, t {#, #} & /@ Flatten[{r}], back], t] /; ArrayDepth[init] == Length[Flatten[{r}]]
         f[{n_Integer, {k_Integer, w_?ArrayQ}, r_}, init_?ArrayQ, t_Integer] := Module[{table, places, values},
             table = Reverse[IntegerDigits[n, k, (k - 1) Total[Flatten[w]] + 1]];
             places = Tuples[Range[-#, #] & /@ Flatten[{r}]];
             values = Flatten[w];
             NestList[next[#, table, places, values] &, init, t]] /; ArrayDepth[init] == Length[Flatten[{r}]]
         next[state_, table_, places_, values_] := Map[table[[# + 1]] &, Sum[values[[i]] RotateLeft[state, places[[i]]], {i, Length[places]}], {-1}]";
    "ChineseRemainder", NONE, Arity::exactly(2);
        "ChineseRemainder[{r1, r2, …}, {m1, m2, …}] gives the least x ≥ 0 with x = ri modulo mi.";
        "ChineseRemainder[{1, 2}, {3, 5}]" => "7";
        "f[r : {__Integer}, m : {__Integer?Positive}] := With[{pair = Fold[join, {0, 1}, Transpose[{r, m}]]},
             First[pair] /; pair =!= $Failed] /; Length[r] == Length[m]
         join[$Failed, _] := $Failed
         join[{a_, m_}, {b_, n_}] := Module[{g = GCD[m, n]},
             If[Mod[b - a, g] != 0, $Failed, {Mod[a + m Mod[(b - a)/g If[n == g, 0, PowerMod[m/g, -1, n/g]], n/g], LCM[m, n]], LCM[m, n]}]]";
    "CirclePoints", NONE, Arity::between(1, 2);
        "CirclePoints[n] gives n points spread evenly on the unit circle; CirclePoints[r, n] on that of radius r.";
        "CirclePoints[4]" => "{{1/Sqrt[2], -(1/Sqrt[2])}, {1/Sqrt[2], 1/Sqrt[2]}, {-(1/Sqrt[2]), 1/Sqrt[2]}, {-(1/Sqrt[2]), -(1/Sqrt[2])}}";
        "f[n_Integer?Positive] := f[1, n]
         f[r_, n_Integer?Positive] := Table[{r Cos[2 Pi k/n - Pi/2 + Pi/n], r Sin[2 Pi k/n - Pi/2 + Pi/n]}, {k, 0, n - 1}]";
    "Convergents", NONE, Arity::between(1, 2);
        "Convergents[{a1, a2, …}] gives the convergents of a continued fraction; Convergents[x] those of x.";
        "Convergents[{2, 1, 4, 3}]" => "{2, 3, 14/5, 45/16}";
        "f[l_List] := Table[FromContinuedFraction[Take[l, n]], {n, Length[l]}]
         f[x_?NumericQ] := f[ContinuedFraction[x]]
         f[x_, n_Integer] := f[ContinuedFraction[x, n]]";
    "CoordinateBoundingBox", NONE, Arity::exactly(1);
        "CoordinateBoundingBox[points] gives the corners of the box around points.";
        "CoordinateBoundingBox[{{0, 1}, {2, -1}}]" => "{{0, -1}, {2, 1}}";
        "f[p_?MatrixQ] := Transpose[Map[MinMax, Transpose[p]]]";
    "CubeRoot", NUMERIC, Arity::exactly(1);
        "CubeRoot[x] gives the real cube root of x.";
        "CubeRoot[{-8, 27., 2}]" => "{-2, 3., 2^(1/3)}";
        "f[x_] := Surd[x, 3]";
    "FromDMS", NONE, Arity::exactly(1);
        "FromDMS[{d, m, s}] gives degrees of degrees, minutes and seconds.";
        "FromDMS[{10, 30, 0}]" => "21/2";
        "f[{d_, m_: 0, s_: 0}] := d + m/60 + s/3600";
    "FromPolarCoordinates", NONE, Arity::exactly(1);
        "FromPolarCoordinates[{r, θ}] gives {x, y}.";
        "FromPolarCoordinates[{2, Pi/2}]" => "{0, 2}";
        "f[{r_, t_}] := {r Cos[t], r Sin[t]}
         f[l : {{_, _} ..}] := Map[f, l]";
    "IntegerReverse", LISTABLE, Arity::between(1, 2);
        "IntegerReverse[n] gives n with its decimal digits reversed; IntegerReverse[n, b] in base b.";
        "IntegerReverse[1230]" => "321";
        "f[n_Integer] := f[n, 10]
         f[n_Integer, b_Integer] := FromDigits[Reverse[IntegerDigits[n, b]], b]";
    "LeviCivitaTensor", NONE, Arity::between(1, 2);
        "LeviCivitaTensor[d] gives the totally antisymmetric tensor of d dimensions.";
        "LeviCivitaTensor[2]" => "{{0, 1}, {-1, 0}}";
        "f[d_Integer?Positive] := f[d, List]
         f[d_Integer?Positive, _] := Array[Signature[{##}] &, Table[d, d]]";
    "MangoldtLambda", LISTABLE, Arity::exactly(1);
        "MangoldtLambda[n] gives Log[p] for powers of a prime p, else 0.";
        "MangoldtLambda[{6, 8}]" => "{0, Log[2]}";
        "f[n_Integer?Positive] := With[{p = FactorInteger[n]}, If[n > 1 && Length[p] == 1, Log[p[[1, 1]]], 0]]";
    "Minors", NONE, Arity::between(1, 2);
        "Minors[m] gives the determinants of m with a row and a column left out; Minors[m, k] those of k by k parts.";
        "Minors[{{1, 2}, {3, 4}}, 1]" => "{{1, 2}, {3, 4}}";
        "f[m_?MatrixQ] := f[m, Min[Dimensions[m]] - 1]
         f[m_?MatrixQ, k_Integer] := Outer[Det[m[[#1, #2]]] &, Subsets[Range[Length[m]], {k}], Subsets[Range[Length[First[m]]], {k}], 1]";
    "MultiplicativeOrder", LISTABLE, Arity::exactly(2);
        "MultiplicativeOrder[k, n] gives the least m > 0 with k^m = 1 modulo n.";
        "MultiplicativeOrder[2, 7]" => "3";
        "f[k_Integer, n_Integer?Positive] := SelectFirst[Divisors[CarmichaelLambda[n]], PowerMod[k, #, n] == Mod[1, n] &] /; GCD[k, n] == 1";
    "NumberCompose", NONE, Arity::exactly(2);
        "NumberCompose[{c1, …, cn}, {u1, …, un}] gives the sum of the c times the units u.";
        "NumberCompose[{1, 30, 5}, {3600, 60, 1}]" => "5405";
        "f[c_List, u_List] := c . Take[u, -Length[c]] /; Length[c] <= Length[u]";
    "NumberDecompose", NONE, Arity::exactly(2);
        "NumberDecompose[x, {u1, …, un}] gives how often each unit goes into what the ones before leave.";
        "NumberDecompose[5405, {3600, 60, 1}]" => "{1, 30, 5}";
        "f[x_, u_List] := Module[{r = x, q}, Append[Table[q = Quotient[r, v]; r -= q v; q, {v, Most[u]}], r/Last[u]]]";
    "NumberDigit", LISTABLE, Arity::between(2, 3);
        "NumberDigit[x, n] gives the digit of 10^n in x; NumberDigit[x, n, b] in base b.";
        "NumberDigit[1234, 2]" => "2";
        "f[x_, n_Integer] := f[x, n, 10]
         f[x_?NumericQ, n_Integer, b_Integer] := Mod[Floor[Abs[x]/b^n], b]";
    "NumberExpand", NONE, Arity::between(1, 2);
        "NumberExpand[n] gives the digits of n times their powers of ten.";
        "NumberExpand[305]" => "{300, 0, 5}";
        "f[n_Integer] := f[n, 10]
         f[n_Integer, b_Integer] := With[{d = IntegerDigits[n, b]}, Sign[n] d b^Range[Length[d] - 1, 0, -1]]";
    "PalindromeQ", NONE, Arity::exactly(1);
        "PalindromeQ[x] says whether a list, a string or the digits of an integer are the same backwards.";
        "Map[PalindromeQ, {\"level\", 12321, {1, 2}}]" => "{True, True, False}";
        "f[s_String] := s === StringReverse[s]
         f[l_List] := l === Reverse[l]
         f[n_Integer] := f[IntegerDigits[n]]
         f[_] := False";
    "PerfectNumberQ", NONE, Arity::exactly(1);
        "PerfectNumberQ[n] says whether n is the sum of its proper divisors.";
        "PerfectNumberQ[28]" => "True";
        "f[n_Integer?Positive] := DivisorSigma[1, n] == 2 n
         f[_] := False";
    "PowerModList", NONE, Arity::exactly(3);
        "PowerModList[a, s/r, m] gives the x from 0 to m - 1 with x^r = a^s modulo m.";
        "PowerModList[4, 1/2, 7]" => "{2, 5}";
        "f[a_Integer, e_Integer, m_Integer] := {PowerMod[a, e, m]}
         f[a_Integer, e_Rational, m_Integer?Positive] := With[{t = PowerMod[a, Numerator[e], m], r = Denominator[e]},
             Select[Range[0, m - 1], PowerMod[#, r, m] == t &]]";
    "PowerRange", NONE, Arity::between(2, 3);
        "PowerRange[a, b] gives a, 10 a, 100 a, … up to b; PowerRange[a, b, r] with factor r.";
        "PowerRange[1, 1000]" => "{1, 10, 100, 1000}";
        "f[a_, b_] := f[a, b, 10]
         f[a_, b_, r_] := NestWhileList[# r &, a, Abs[# r] <= Abs[b] &] /; Abs[r] > 1
         f[a_, b_, r_] := NestWhileList[# r &, a, Abs[# r] >= Abs[b] &] /; 0 < Abs[r] < 1";
    "PrimeNu", LISTABLE, Arity::exactly(1);
        "PrimeNu[n] gives the number of different primes in n.";
        "PrimeNu[12]" => "2";
        "f[1] := 0
         f[n_Integer?Positive] := Length[FactorInteger[n]]";
    "PrimeOmega", LISTABLE, Arity::exactly(1);
        "PrimeOmega[n] gives the number of primes in n, each as often as it divides n.";
        "PrimeOmega[12]" => "3";
        "f[1] := 0
         f[n_Integer?Positive] := Total[FactorInteger[n][[All, 2]]]";
    "PrimePowerQ", LISTABLE, Arity::exactly(1);
        "PrimePowerQ[n] says whether n is a power of a prime.";
        "PrimePowerQ[{8, 12}]" => "{True, False}";
        "f[n_Integer] := Abs[n] > 1 && Length[FactorInteger[Abs[n]]] == 1
         f[_] := False";
    "PrimitiveRoot", LISTABLE, Arity::exactly(1);
        "PrimitiveRoot[n] gives the least generator of the units modulo n.";
        "PrimitiveRoot[7]" => "3";
        "f[n_Integer /; n > 1] := With[{t = EulerPhi[n]},
             With[{p = If[t == 1, {}, FactorInteger[t][[All, 1]]]},
                 SelectFirst[Range[Min[n, 10000]], Function[k, GCD[k, n] == 1 && AllTrue[p, PowerMod[k, t/#, n] != 1 &]]]]] /; t0[n]
         t0[n_] := MemberQ[{1, 2, 4}, n] || MatchQ[FactorInteger[If[EvenQ[n], n/2, n]], {{_?OddQ, _}}]";
    "PrimitiveRootList", NONE, Arity::exactly(1);
        "PrimitiveRootList[n] gives the generators of the units modulo n.";
        "PrimitiveRootList[7]" => "{3, 5}";
        "f[n_Integer /; n > 1] := With[{t = EulerPhi[n]}, Select[Range[n - 1], GCD[#, n] == 1 && MultiplicativeOrder[#, n] == t &]]";
    "RandomPrime", NONE, Arity::between(1, 2);
        "RandomPrime[n] gives a random prime up to n; RandomPrime[{a, b}] from a to b; RandomPrime[…, k] k of them.";
        "PrimeQ[RandomPrime[1000]]" => "True";
        "f[n_Integer?Positive] := f[{2, n}]
         f[{a_Integer, b_Integer}] := Module[{p}, While[! PrimeQ[p = RandomInteger[{a, b}]]]; p] /; NextPrime[a - 1] <= b
         f[r_, k_Integer] := Table[f[r], k]
         f[r_, k : {___Integer?NonNegative}] := Array[f[r] &, k]";
    "RealAbs", NUMERIC, Arity::exactly(1);
        "RealAbs[x] gives the absolute value of a real number.";
        "RealAbs[-2]" => "2";
        "f[x_?NumericQ] := Abs[x] /; Im[x] == 0";
    "RealSign", NUMERIC, Arity::exactly(1);
        "RealSign[x] gives -1, 0 or 1 by the sign of a real number.";
        "RealSign[{-2, 0, 3}]" => "{-1, 0, 1}";
        "f[x_?NumericQ] := Sign[x] /; Im[x] == 0";
    "RealValuedNumericQ", NONE, Arity::exactly(1);
        "RealValuedNumericQ[x] says whether x has a real numeric value.";
        "RealValuedNumericQ[Sqrt[2]]" => "True";
        "f[x_] := NumericQ[x] && Im[N[x]] == 0";
    "SquareFreeQ", NONE, Arity::exactly(1);
        "SquareFreeQ[n] says whether no square of a prime divides n.";
        "SquareFreeQ[12]" => "False";
        "f[0] := False
         f[n_Integer] := Max[FactorInteger[n][[All, 2]]] <= 1";
    "Surd", NUMERIC, Arity::exactly(2);
        "Surd[x, n] gives the real nth root of x.";
        "Surd[-27, 3]" => "-3";
        "f[x_Real, n_Integer?Positive] := N[f[SetPrecision[x, 40], n]] /; MachineNumberQ[x] && x != 0
         f[x_?Negative, n_Integer?OddQ] := -((-x)^(1/n))
         f[x_?NonNegative, n_Integer] := x^(1/n)
         f[x_?Negative, n_Integer?EvenQ] := (Message[Surd::noneg, x, n]; Indeterminate)";
    "ToPolarCoordinates", NONE, Arity::exactly(1);
        "ToPolarCoordinates[{x, y}] gives {r, θ}.";
        "ToPolarCoordinates[{1, 1}]" => "{Sqrt[2], Pi/4}";
        "f[{x_, y_}] := {Sqrt[x^2 + y^2], ArcTan[x, y]} /; ! ListQ[x]
         f[l : {{_, _} ..}] := Map[f, l]";
    "VectorAngle", NONE, Arity::exactly(2);
        "VectorAngle[u, v] gives the angle between two vectors.";
        "VectorAngle[{1, 0}, {0, 1}]" => "Pi/2";
        "f[u_List, v_List] := ArcCos[u . Conjugate[v]/(Norm[u] Norm[v])]";
}
