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
    "Factor", NONE, Arity::exactly(1);
        "Factor[p] writes a polynomial in one variable with rational coefficients as the product of its factors.";
        "Factor[x^4 - 1]" => "(-1 + x) (1 + x) (1 + x^2)";
        "f[l_List] := Factor /@ l
         f[a_ == b_] := Factor[a] == Factor[b]
         f[e_String] := e
         f[e_] := With[{l = FactorList[e]}, Times @@ Power @@@ l /; ListQ[l]]";
    "FactorList", NONE, Arity::exactly(1);
        "FactorList[p] lists the factors of a polynomial in one variable with rational coefficients and how often each occurs, a number first.";
        "FactorList[2 x^2 - 4 x + 2]" => "{{2, 1}, {-1 + x, 2}}";
        "f[e_] := Module[{p = Expand[e], v, c, g},
             v = Variables[p];
             If[v === {}, {{p, 1}}, c = CoefficientList[p, v[[1]]]; g = content[c];
                 Prepend[parts[Expand[p/g], v[[1]]], {g, 1}]] /; factorable[p, v]]
         factorable[p_, {}] := rational[p]
         factorable[p_, {x_}] := ! StringQ[x] && PolynomialQ[p, x] && AllTrue[CoefficientList[p, x], rational]
         factorable[_, _] := False
         rational[c_] := IntegerQ[c] || Head[c] === Rational
         content[c_] := With[{d = LCM @@ Denominator[c]}, Sign[Last[c]] GCD @@ (c d)/d]
         primitive[p_, x_] := Expand[p/content[CoefficientList[p, x]]]
         parts[p_, x_] := Module[{rest = p, m},
             Sort[Map[(m = 0; While[PolynomialRemainder[rest, #, x] === 0, rest = PolynomialQuotient[rest, #, x]; m++]; {#, m}) &,
                 irreducible[primitive[PolynomialQuotient[p, PolynomialGCD[p, D[p, x]], x], x], x]]]]
         irreducible[p_, x_] := Module[{left = p, found = {}, k = 1, roots = numeric[N[CoefficientList[p, x]]], q},
             While[2 k <= Exponent[left, x] && Binomial[Length[roots], k] < 5000,
                 q = SelectFirst[candidate[#, left, x] & /@ Subsets[roots, {k}], # =!= None &, None];
                 If[q === None, k++,
                     AppendTo[found, q]; left = primitive[PolynomialQuotient[left, q, x], x]; roots = numeric[N[CoefficientList[left, x]]]]];
             Append[found, left]]
         numeric[c_] := Module[{n = Length[c] - 1, d = Reverse[c]/Last[c], next},
             next[z_] := z - Fold[#1 z + #2 &, 1, Rest[d]]/Table[Times @@ (z[[i]] - Delete[z, i]), {i, n}];
             NestWhile[next, (0.4 + 0.9 I)^Range[0, n - 1] Max[1, Abs[d]]^(1/n), Max[Abs[#1 - #2]] > 10^-14 Max[Abs[#2]] &, 2, 500]]
         candidate[s_, p_, x_] := Module[{c = Coefficient[p, x, Exponent[p, x]] Fold[Append[#1, 0] - Prepend[#2 #1, 0] &, {1}, s], r, q},
             r = Round[Re[c]];
             If[Max[Abs[c - r]] > 0.01 || First[r] == 0, None,
                 q = primitive[Reverse[r].x^Range[0, Length[s]], x];
                 If[PolynomialRemainder[p, q, x] === 0, q, None]]]";
    "NSolve", NONE, Arity::between(2, 3);
        "NSolve[lhs == rhs, x] gives the solutions of a polynomial equation as machine numbers.";
        "NSolve[x^2 == 2, x]" => "{{x -> -1.41421}, {x -> 1.41421}}";
        "f[a_ == b_, {x_}] := f[a == b, x]
         f[a_ == b_, x_Symbol] := Module[{r = Solve[Expand[1. (a - b)] == 0, x]}, r /; ListQ[r]]";
    "Solve", NONE, Arity::between(2, 3);
        "Solve[lhs == rhs, x] gives the solutions of a polynomial equation, as far as its factors have degree 1 or 2; Solve[{eq1, …}, {x, …}] those of linear equations.";
        "Solve[x^2 - 5 x + 6 == 0, x]" => "{{x -> 2}, {x -> 3}}";
        "f[True, _] := {{}}
         f[False, _] := {}
         f[e_And, v_] := f[List @@ e, v]
         f[{e_}, v_] := f[e, v]
         f[e_Equal, {x_}] := f[e, x]
         f[a_ == b_, x_Symbol] := Module[{p = Expand[a - b], r},
             r = If[PolynomialQ[p, x] && ! FreeQ[p, x], roots[CoefficientList[p, x], p, x]];
             Map[{x -> #} &, r] /; ListQ[r]]
         f[e : {__Equal}, v_List] := Module[{p = #[[1]] - #[[2]] & /@ e, m},
             m = Outer[D, p, v];
             {Thread[v -> Expand[LinearSolve[m, -(p /. Thread[v -> 0])]]]} /; FreeQ[m, Alternatives @@ v] && SquareMatrixQ[m] && ! PossibleZeroQ[Det[m]]]
         roots[{c_, b_}, _, _] := {-c/b}
         roots[c_, p_, x_] := sorted[Chop[numeric[N[c]], 10^-10]] /; AllTrue[c, NumericQ] && ! FreeQ[c, _Real]
         roots[{c_, b_, a_}, _, _] := If[AllTrue[{c, b, a}, rational], quadratic[c, b, a], With[{s = Sqrt[b^2 - 4 a c]}, {(-b - s)/(2 a), (-b + s)/(2 a)}]]
         roots[c_, p_, x_] := With[{l = Rest[FactorList[p]]},
             sorted[Flatten[Table[Table[roots[CoefficientList[q[[1]], x], q[[1]], x], q[[2]]], {q, l}]]] /; AllTrue[l, Exponent[#[[1]], x] <= 2 &]] /; AllTrue[c, rational]
         sorted[l_] := SortBy[l, {Re[N[#]] &, Im[N[#]] &}]
         rational[c_] := IntegerQ[c] || Head[c] === Rational
         numeric[c_] := Module[{n = Length[c] - 1, d = Reverse[c]/Last[c], next},
             next[z_] := z - Fold[#1 z + #2 &, 1, Rest[d]]/Table[Times @@ (z[[i]] - Delete[z, i]), {i, n}];
             NestWhile[next, (0.4 + 0.9 I)^Range[0, n - 1] Max[1, Abs[d]]^(1/n), Max[Abs[#1 - #2]] > 10^-14 Max[Abs[#2]] &, 2, 500]]
         quadratic[c_, b_, a_] := Module[{d = LCM @@ Denominator[{a, b, c}], s, k, g},
             s = Sqrt[Abs[d^2 (b^2 - 4 a c)]];
             k = If[rational[s], s, Replace[s, {Times[m_Integer, _] :> m, _ :> 1}]];
             g = GCD[b d, k, 2 a d] Sign[a];
             s = If[b^2 < 4 a c, I, 1] s/Abs[g];
             {(-b d/g - s)/(2 a d/g), (-b d/g + s)/(2 a d/g)}]";
}
