//! Polynomials with rational coefficients: common divisors, resultants, forms.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "Discriminant", NONE, Arity::exactly(2);
        "Discriminant[poly, x] gives the discriminant of a polynomial in x.";
        "Discriminant[a x^2 + b x + c, x]" => "b^2 - 4 a c";
        "f[p_, x_] := With[{c = CoefficientList[p, x]}, With[{n = Length[c] - 1},
             Expand[over[(-1)^(n (n - 1)/2) Resultant[p, D[p, x], x], Last[c]]]]] /; Exponent[p, x] > 0
         over[r_, a_] := If[NumberQ[a], r/a, Expand[Expand[r]/a]]";
    "FromCoefficientRules", NONE, Arity::exactly(2);
        "FromCoefficientRules[{{e1, e2, …} -> c, …}, {x1, x2, …}] gives the polynomial with these exponents and coefficients.";
        "FromCoefficientRules[{{2, 0} -> 3, {0, 1} -> a}, {x, y}]" => "3 x^2 + a y";
        "f[rules_List, x_List] := Total[Map[#[[2]] Times @@ (x^#[[1]]) &, rules]]
         f[rules_List, x_] := f[rules, {x}]";
    "HornerForm", NONE, Arity::between(1, 2);
        "HornerForm[poly, x] writes a polynomial as nested products.";
        "HornerForm[1 + 2 x + 3 x^2, x]" => "1 + x (2 + 3 x)";
        "f[p_] := With[{v = Variables[p]}, If[Length[v] == 1, f[p, First[v]], p]]
         f[p_, x_] := Fold[#2 + x #1 &, Reverse[CoefficientList[p, x]]]";
    "MonomialList", NONE, Arity::between(1, 2);
        "MonomialList[poly, {x, y, …}] gives the terms of a polynomial, highest powers of x first.";
        "MonomialList[(x + y)^2, {x, y}]" => "{x^2, 2 x y, y^2}";
        "f[p_] := f[p, Variables[p]]
         f[p_, x_List] := With[{e = Expand[p]}, SortBy[If[Head[e] === Plus, List @@ e, {e}], Function[t, Map[-Exponent[t, #] &, x]]]]
         f[p_, x_] := f[p, {x}]";
    "PolynomialGCD", NONE, Arity::at_least(1);
        "PolynomialGCD[a, b, …] gives the greatest common divisor of polynomials in one variable with rational coefficients.";
        "PolynomialGCD[x^2 - 1, x^2 - 3 x + 2]" => "-1 + x";
        "f[a_] := a
         f[a_, b_, c__] := f[f[a, b], c]
         f[a_?NumberQ, b_?NumberQ] := GCD[a, b]
         f[a_, b_] := With[{v = Variables[{a, b}]}, Module[{p = Expand[a], q = Expand[b], content},
             content = GCD[inner[p, v[[1]]], inner[q, v[[1]]]];
             While[q =!= 0, {p, q} = {q, primitive[PolynomialRemainder[p, q, v[[1]]], v[[1]]]}];
             content primitive[p, v[[1]]]] /; Length[v] == 1]
         inner[p_, x_] := GCD @@ CoefficientList[p, x]
         primitive[p_, x_] := With[{c = CoefficientList[p, x]}, Expand[p If[Last[c] < 0, -1, 1]/GCD @@ c]]
         primitive[0, _] := 0";
    "PolynomialLCM", NONE, Arity::at_least(1);
        "PolynomialLCM[a, b, …] gives the least common multiple of polynomials in one variable.";
        "Expand[PolynomialLCM[x^2 - 1, x - 1]]" => "-1 + x^2";
        "f[a_] := a
         f[a_, b_, c__] := f[f[a, b], c]
         f[a_?NumberQ, b_?NumberQ] := LCM[a, b]
         f[a_, b_] := With[{v = Variables[{a, b}]}, a PolynomialQuotient[Expand[b], PolynomialGCD[a, b], v[[1]]] /; Length[v] == 1]";
    "PolynomialMod", NONE, Arity::exactly(2);
        "PolynomialMod[poly, m] gives poly with its coefficients reduced modulo the integer m, or less multiples of the polynomial m.";
        "PolynomialMod[3 x^2 + 5 x + 7, 3]" => "1 + 2 x";
        "f[p_, m_Integer?Positive] := With[{e = Expand[p]}, Total[Map[reduce[#, m] &, If[Head[e] === Plus, List @@ e, {e}]]]]
         reduce[c_Integer, m_] := Mod[c, m]
         reduce[c_Integer t_, m_] := Mod[c, m] t
         reduce[t_, _] := t
         f[p_, m_] := With[{v = Variables[m]}, PolynomialRemainder[p, m, v[[1]]] /; Length[v] == 1]";
    "PowerSymmetricPolynomial", NONE, Arity::exactly(2);
        "PowerSymmetricPolynomial[r, {x1, x2, …}] gives x1^r + x2^r + ….";
        "PowerSymmetricPolynomial[2, {x, y}]" => "x^2 + y^2";
        "f[r_Integer?NonNegative, x_List] := Total[x^r]";
    "Resultant", NONE, Arity::exactly(3);
        "Resultant[p, q, x] gives the resultant of two polynomials in x.";
        "Resultant[x^2 - 2, x^2 - 3, x]" => "1";
        "f[p_, q_, x_] := With[{a = Reverse[CoefficientList[p, x]], b = Reverse[CoefficientList[q, x]]},
             With[{m = Length[a] - 1, n = Length[b] - 1},
               If[m == 0, a[[1]]^n, If[n == 0, b[[1]]^m, Expand[Det[Join[
                 Table[Join[Table[0, k], a, Table[0, n - 1 - k]], {k, 0, n - 1}],
                 Table[Join[Table[0, k], b, Table[0, m - 1 - k]], {k, 0, m - 1}]]]]]]]] /; p =!= 0 && q =!= 0";
}
