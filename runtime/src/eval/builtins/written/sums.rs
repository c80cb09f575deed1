//! Sums and products with symbolic or infinite bounds, in closed form where it is known: polynomials and powers.

/// `Sum` where it cannot be added up.
pub const SUM: &str = r#"
f[e_, s_List, t__List] := Module[{i = Sum[e, t]}, Sum[Evaluate[i], s] /; FreeQ[i, Sum]]
f[e_, {k_Symbol, b_}] := f[e, {k, 1, b}]
f[e_, {k_Symbol, a_, b_}] := Module[{x, r}, r = closed[Block[{k}, e /. k -> x], x, a, b]; r /; FreeQ[r, closed] && FreeQ[r, x]]
closed[c_, x_, a_, b_] := c (b - a + 1) /; FreeQ[c, x] && b =!= Infinity
closed[0, _, _, _] := 0
closed[e_, x_, a_, b_] := With[{g = discrete[e, x]}, Factor[(g /. x -> b + 1) - (g /. x -> a)]] /; b =!= Infinity && PolynomialQ[e, x]
closed[e_Plus, x_, a_, b_] := With[{r = Map[closed[#, x, a, b] &, e]}, r /; FreeQ[r, closed]]
closed[c_ e_, x_, a_, b_] := With[{r = closed[e, x, a, b]}, c r /; FreeQ[r, closed]] /; FreeQ[c, x]
closed[x_^s_, x_, a_, b_] := HarmonicNumber[b, -s] - If[a === 1, 0, HarmonicNumber[a - 1, -s]] /; b =!= Infinity && IntegerQ[s] && s < -1 && IntegerQ[a] && a > 0
closed[1/x_, x_, a_, b_] := HarmonicNumber[b] - If[a === 1, 0, HarmonicNumber[a - 1]] /; b =!= Infinity && IntegerQ[a] && a > 0
closed[x_^s_, x_, a_, Infinity] := Zeta[-s] - Sum[j^s, {j, a - 1}] /; IntegerQ[s] && s < -1 && IntegerQ[a] && a > 0
closed[e_, x_, a_, Infinity] := Module[{q = ratio[e x!, x]}, E^q (e x! /. x -> 0) - Sum[Evaluate[e /. x -> j], {j, 0, a - 1}] /; FreeQ[q, x]] /; ! FreeQ[e, Factorial] && IntegerQ[a] && a >= 0
closed[e_, x_, a_, Infinity] := Module[{q = ratio[e, x]}, (e /. x -> a)/(1 - q) /; FreeQ[q, x] && (! NumericQ[q] || TrueQ[Abs[q] < 1])]
closed[e_, x_, a_, b_] := Module[{q = ratio[e, x]}, Expand[(e /. x -> a)/(q - 1)] (power[q, b - a + 1] - 1) /; FreeQ[q, x] && q =!= 1]
ratio[e_, x_] := (e /. x -> x + 1)/e
power[q_, n_] := If[Head[q] === Rational && Numerator[q] === 1, Denominator[q]^-n, q^n]
discrete[e_, x_] := Module[{d = Table[e /. x -> j, {j, 0, Exponent[e, x]}], r = 0, m = 1},
    Do[m = m (x - j + 1)/j; r += First[d] m; d = Differences[d], {j, Length[d]}]; r]
"#;

/// `Product` where it cannot be multiplied up.
pub const PRODUCT: &str = r#"
f[e_, s_List, t__List] := Module[{i = Product[e, t]}, Product[Evaluate[i], s] /; FreeQ[i, Product]]
f[e_, {k_Symbol, b_}] := f[e, {k, 1, b}]
f[e_, {k_Symbol, a_, b_}] := Module[{x, r}, r = closed[Block[{k}, e /. k -> x], x, a, b]; r /; FreeQ[r, closed] && FreeQ[r, x]] /; FreeQ[{a, b}, DirectedInfinity]
closed[c_, x_, a_, b_] := c^(b - a + 1) /; FreeQ[c, x]
closed[x_, x_, a_, b_] := If[IntegerQ[a], If[a > 0, b!/(a - 1)!, closed[]], b!/(a - 1)!]
closed[e_^n_, x_, a_, b_] := With[{r = closed[e, x, a, b]}, r^n /; FreeQ[r, closed]] /; FreeQ[n, x] && IntegerQ[n]
closed[c_^n_, x_, a_, b_] := c^Expand[Sum[Evaluate[n], {x, a, b}]] /; FreeQ[c, x] && PolynomialQ[n, x]
closed[c_ e_, x_, a_, b_] := With[{r = closed[e, x, a, b]}, closed[c, x, a, b] r /; FreeQ[r, closed]] /; FreeQ[c, x]
closed[x_ + k_Integer, x_, a_Integer, b_] := (b + k)!/(a + k - 1)! /; a + k > 0
closed[x_ + c_, x_, a_, b_] := Pochhammer[a + c, b - a + 1] /; FreeQ[c, x]
"#;
