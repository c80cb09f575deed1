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
    "NSolve", NONE, Arity::between(2, 3);
        "NSolve[lhs == rhs, x] gives the solutions of a polynomial equation as machine numbers.";
        "NSolve[x^2 == 2, x]" => "{{x -> -1.41421}, {x -> 1.41421}}";
        "f[a_ == b_, {x_}] := f[a == b, x]
         f[a_ == b_, x_Symbol] := Module[{r = Solve[Expand[1. (a - b)] == 0, x]}, r /; ListQ[r]]";
}
