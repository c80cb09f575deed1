//! Light algebra: partial fractions, terms collected, trigonometric forms, simplification that never guesses, the
//! derivatives of vector analysis.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "Apart", NONE, Arity::between(1, 2);
        "Apart[expr] writes a rational function of one variable as a sum of fractions with least denominators; Apart[expr, x] takes all other variables as constants.";
        "Apart[1/(x^2 + 5 x + 6)]" => "1/(2 + x) - 1/(3 + x)";
        "f[e : (List | Equal | Unequal | Less | LessEqual | Greater | GreaterEqual | And | Or | Not)[___], v___] := Map[Apart[#, v] &, e]
         f[e_?AtomQ, ___] := e
         f[e_] := With[{v = Variables[Denominator[Together[e]]]}, If[v === {}, e, f[e, First[v]]] /; Length[v] <= 1]
         f[e_, x_] := Module[{t = Factor[e], n, d, r},
             n = Expand[Numerator[t]]; d = Denominator[t];
             r = Which[FreeQ[d, x], If[PolynomialQ[n, x], Expand[n/d], e],
                 ! PolynomialQ[n, x] || ! PolynomialQ[d, x], e,
                 True, fractions[n, d, x]];
             r /; r =!= failed]
         powers[d_, x_] := Replace[Select[If[Head[d] === Times, List @@ d, {d}], ! FreeQ[#, x] &], {b_^k_Integer :> {b, k}, b_ :> {b, 1}}, {1}]
         fractions[n_, d_, x_] := Module[{p = powers[d, x], c, q, r, m, s, all = Expand[d], size},
             c = Together[Coefficient[all, x, Exponent[all, x]]];
             {q, r} = PolynomialQuotientRemainder[n, all, x];
             size = Exponent[all, x];
             m = Flatten[Table[x^i Together[d/b[[1]]^j], {b, p}, {j, b[[2]]}, {i, 0, Exponent[b[[1]], x] - 1}]];
             m = Map[PadRight[CoefficientList[#, x], size] &, m];
             s = LinearSolve[Transpose[m], PadRight[CoefficientList[r, x], size]];
             If[! ListQ[s], failed, s = Factor[s];
                 Expand[q] + Total[Flatten[Table[Module[{k = Exponent[b[[1]], x], top}, top = Take[s, k]; s = Drop[s, k];
                     Together[top . x^Range[0, k - 1]]/b[[1]]^j], {b, p}, {j, b[[2]]}]]]]]";
    "CoefficientArrays", NONE, Arity::between(1, 2);
        "CoefficientArrays[polys, {x, y, …}] gives arrays of the coefficients of polynomials: constants, linear terms, quadratic terms, ….";
        "CoefficientArrays[1 + 2 x + 3 x y, {x, y}]" => "{1, {2, 0}, {{0, 3}, {0, 0}}}";
        "f[p_] := f[p, Variables[p]]
         f[p_, x_Symbol] := f[p, {x}]
         f[p_List, x_List] := With[{r = Map[one[#, x] &, p]}, With[{n = Max[Map[Length, r]]},
             Table[Map[If[Length[#] >= d, #[[d]], ConstantArray[0, ConstantArray[Length[x], d - 1]]] &, r], {d, n}]]] /; AllTrue[p, PolynomialQ[#, x] &]
         f[p_, x_List] := one[p, x] /; PolynomialQ[p, x]
         one[p_, x_] := With[{r = CoefficientRules[p, x]}, Table[level[Select[r, Total[First[#]] == d &], d, Length[x]],
             {d, 0, Max[0, Map[Total[First[#]] &, r]]}]]
         level[r_, 0, _] := Total[Map[Last, r]]
         level[r_, d_, n_] := ReplacePart[ConstantArray[0, ConstantArray[n, d]], Map[Flatten[MapIndexed[ConstantArray[#2[[1]], #1] &, First[#]]] -> Last[#] &, r]]";
    "Collect", NONE, Arity::between(2, 3);
        "Collect[expr, x] collects the powers of x; Collect[expr, {x, y, …}] those of several; Collect[expr, x, h] applies h to each coefficient.";
        "Collect[a x + b x + c, x]" => "c + (a + b) x";
        "f[e_, x_] := f[e, x, Identity]
         f[e : (List | Equal | Unequal | Less | LessEqual | Greater | GreaterEqual | And | Or | Not)[___], x_, h_] := Map[f[#, x, h] &, e]
         f[e_, x_List, h_] := by[Expand[e, Alternatives @@ x], x, h]
         f[e_, x_, h_] := f[e, {x}, h]
         by[e_, {}, h_] := h[e]
         by[e_, {x_, rest___}, h_] := Total[KeyValueMap[With[{c = by[Total[#2], {rest}, h]}, If[#1 === 0, c, x^#1 c]] &,
             Merge[Map[With[{k = Exponent[#, x]}, k -> If[k === -Infinity, 0, #/x^k]] &, If[Head[e] === Plus, List @@ e, {e}]], Identity]]] /; e =!= 0
         by[0, _, h_] := h[0]";
    "CoefficientRules", NONE, Arity::between(1, 2);
        "CoefficientRules[poly, {x, y, …}] gives the rules {powers} -> coefficient of a polynomial.";
        "CoefficientRules[x^2 + 3 y, {x, y}]" => "{{2, 0} -> 1, {0, 1} -> 3}";
        "f[p_] := f[p, Variables[p]]
         f[0, _] := {}
         f[p_, x_List] := With[{e = Expand[p]}, Reverse[SortBy[Normal[Merge[Map[one[#, x] &, If[Head[e] === Plus, List @@ e, {e}]], Total]], First]] /; PolynomialQ[p, x]]
         f[p_, x : Except[_List]] := f[p, {x}]
         one[t_, x_] := With[{k = Map[Exponent[t, #] &, x]}, k -> t/Times @@ (x^k)]";
    "Curl", NONE, Arity::exactly(2);
        "Curl[{f1, f2, f3}, {x, y, z}] gives the curl of a vector field; Curl[{f1, f2}, {x, y}] that of a field in the plane.";
        "Curl[{-y, x, z}, {x, y, z}]" => "{0, 0, 2}";
        "f[{a_, b_, c_}, {x_, y_, z_}] := {D[c, y] - D[b, z], D[a, z] - D[c, x], D[b, x] - D[a, y]}
         f[{a_, b_}, {x_, y_}] := D[b, x] - D[a, y]";
    "Div", NONE, Arity::exactly(2);
        "Div[{f1, f2, …}, {x1, x2, …}] gives the divergence of a vector field.";
        "Div[{x^2, x y}, {x, y}]" => "3 x";
        "f[l_List, v_List] := Total[MapThread[D, {l, v}]] /; Length[l] == Length[v]";
    "ExpandAll", NONE, Arity::exactly(1);
        "ExpandAll[expr] expands products and powers in all parts of expr.";
        "ExpandAll[g[(a + b)^2]]" => "g[a^2 + 2 a b + b^2]";
        "f[e_?AtomQ] := e
         f[b_^n_Integer?Negative] := 1/Expand[f[b]^-n]
         f[e_Times] := With[{n = Numerator[e], d = Denominator[e]}, If[NumberQ[d] || n === 1, Expand[Map[f, e]], Expand[f[n]/f[d]]]]
         f[e_] := Expand[Apply[f[Head[e]], Map[f, List @@ e]]]";
    "ExpandDenominator", NONE, Arity::exactly(1);
        "ExpandDenominator[expr] expands the denominators in expr.";
        "ExpandDenominator[(a + b)^2/(c (d + 1))]" => "(a + b)^2/(c + c d)";
        "f[e : (Plus | List | Equal)[___]] := Map[f, e]
         f[e_] := Numerator[e]/Expand[Denominator[e]]";
    "ExpandNumerator", NONE, Arity::exactly(1);
        "ExpandNumerator[expr] expands the numerators in expr.";
        "ExpandNumerator[(a + b)^2/c]" => "(a^2 + 2 a b + b^2)/c";
        "f[e : (Plus | List | Equal)[___]] := Map[f, e]
         f[e_] := Expand[Numerator[e]]/Denominator[e]";
    "Grad", NONE, Arity::exactly(2);
        "Grad[f, {x1, x2, …}] gives the gradient of f.";
        "Grad[x^2 y, {x, y}]" => "{2 x y, x^2}";
        "f[e_, v_List] := D[e, {v}]";
    "Laplacian", NONE, Arity::exactly(2);
        "Laplacian[f, {x1, x2, …}] gives the sum of the second derivatives of f.";
        "Laplacian[x^2 + y^3, {x, y}]" => "2 + 6 y";
        "f[e_, v_List] := Total[Map[D[e, {#, 2}] &, v]]";
    "PowerExpand", NONE, Arity::exactly(1);
        "PowerExpand[expr] writes powers of products and powers, and logarithms of them, as if all bases were positive.";
        "PowerExpand[Sqrt[a^2 b]]" => "a Sqrt[b]";
        "f[e_] := e //. {(a_ b_)^c_ :> a^c b^c, (a_^b_)^c_ :> a^(b c), Log[a_ b_] :> Log[a] + Log[b], Log[a_^b_] :> b Log[a]}";
    "Refine", NONE, Arity::between(1, 2);
        "Refine[expr, assumptions] writes roots, absolute values, signs and logarithms as the assumptions on variables, such as x > 0 or Element[x, Reals], allow.";
        "Refine[Sqrt[x^2], x > 0]" => "x";
        "f[e_] := f[e, True]
         f[e_, a_] := Module[{l = Flatten[{a, $Assumptions} /. And -> List] /. Greater[x_, y_, z_] :> Sequence[x > y, y > z] /. Less[x_, y_, z_] :> Sequence[x < y, y < z], pos, neg, real, int, p, nn, nonneg, r},
             pos = Cases[l, (x_ > c_?NonNegative) | (c_?NonNegative < x_) :> x];
             nn = Join[pos, Cases[l, (x_ >= c_?NonNegative) | (c_?NonNegative <= x_) :> x]];
             pos = Join[pos, Cases[l, (x_ >= c_?Positive) | (c_?Positive <= x_) :> x]];
             neg = Cases[l, (x_ < c_?NonPositive) | (c_?NonPositive > x_) :> x];
             int = Flatten[Cases[l, Element[x_, Integers] :> If[Head[x] === Alternatives, List @@ x, {x}]]];
             real = Join[nn, neg, int, Cases[l, (x_ > _) | (x_ < _) | (x_ >= _) | (x_ <= _) :> x], Flatten[Cases[l, Element[x_, Reals] :> If[Head[x] === Alternatives, List @@ x, {x}]]]];
             p[x_?NumericQ] := TrueQ[x > 0];
             p[x_] := MemberQ[pos, x] || MatchQ[x, _Times | _Plus] && AllTrue[List @@ x, p] || MatchQ[x, _Power] && p[x[[1]]] && r[x[[2]]];
             nonneg[x_] := p[x] || MemberQ[nn, x] || MatchQ[x, Power[_, _Integer?EvenQ]] && r[x[[1]]] || MatchQ[x, _Times | _Plus] && AllTrue[List @@ x, nonneg] || MatchQ[x, Abs[_]];
             r[x_?NumericQ] := TrueQ[Im[x] == 0];
             r[x_] := MemberQ[real, x] || MatchQ[x, _Times | _Plus] && AllTrue[List @@ x, r] || MatchQ[x, Power[_, _Integer]] && r[x[[1]]] || MatchQ[x, Abs[_]] || p[x];
             e //. {Abs[x_] /; nonneg[x] :> x, Abs[x_] /; MemberQ[neg, x] :> -x, Sign[x_] /; p[x] :> 1, Sign[x_] /; MemberQ[neg, x] :> -1,
                 (Re | Conjugate)[x_] /; r[x] :> x, Im[x_] /; r[x] :> 0,
                 (x_^2)^(1/2) /; nonneg[x] :> x, (x_^2)^(1/2) /; MemberQ[neg, x] :> -x, (x_^2)^(1/2) /; r[x] :> Abs[x],
                 (x_^k_)^c_ /; p[x] && r[k] :> x^(k c), (x_ y_)^c_ /; nonneg[x] :> x^c y^c,
                 Log[x_^k_] /; p[x] && r[k] :> k Log[x], Log[E^x_] /; r[x] :> x,
                 Sin[Pi n_] /; MemberQ[int, n] :> 0, Cos[Pi n_] /; MemberQ[int, n] :> (-1)^n,
                 (x_ > 0) /; p[x] :> True, (x_ >= 0) /; nonneg[x] :> True, (x_ < 0) /; MemberQ[neg, x] :> True, Element[x_, Reals] /; r[x] :> True}]";
    "Assuming", Attributes::HOLD_REST, Arity::exactly(2);
        "Assuming[assumptions, expr] evaluates expr with the assumptions added to those that Simplify and Refine use.";
        "Assuming[x > 0, Simplify[Sqrt[x^2]]]" => "x";
        "f[a_, e_] := Block[{$Assumptions = And @@ Flatten[{$Assumptions, a}]}, e]";
    "FullSimplify", NONE, Arity::between(1, 2).with_options();
        "FullSimplify[expr] gives the simplest form found of expr, as Simplify does.";
        "FullSimplify[2 Sin[x]^2 + 2 Cos[x]^2]" => "2";
        "f[e_, a___] := Simplify[e, a]";
    "Simplify", NONE, Arity::between(1, 2).with_options();
        "Simplify[expr] gives the simplest of expr expanded, factored, over one denominator and with sums of squares of sines and cosines done; Simplify[expr, assumptions] uses assumptions.";
        "Simplify[(x^2 - 1)/(x - 1)]" => "1 + x";
        "f[e_, o : OptionsPattern[]] := f[e, True, o]
         f[e_, a_, o : OptionsPattern[]] := With[{b = Flatten[{a, Cases[{o}, (Assumptions -> x_) :> x]}]}, FixedPoint[inner[Refine[#, b], b] &, Refine[e, b], 4]]
         inner[e_, a_] := Module[{x = e}, If[! AtomQ[e] && LeafCount[e] < 2000 && recursive[Head[e]], x = Map[inner[#, a] &, e]]; best[x, a]]
         recursive[h_] := MatchQ[h, _Symbol] && ! MemberQ[{Function, Rule, RuleDelayed, Set, SetDelayed, Pattern, Condition, Graphics}, h] && FreeQ[Attributes[h], HoldAll | HoldFirst | HoldRest | HoldAllComplete]
         best[e : _Plus | _Times | _Power, a_] := First[SortBy[candidates[e, a], size]] /; LeafCount[e] < 500
         best[e_, _] := e
         candidates[e_, a_] := DeleteDuplicates[Select[Join[{e}, forms[e], forms[squares[e]]], FreeQ[#, Together | Factor | Indeterminate | ComplexInfinity] &]]
         forms[e_] := If[FreeQ[e, _Real], {e, Expand[e], Together[e], Expand[Together[e]], Factor[e], Cancel[e]}, {e, Expand[e]}]
         squares[e_] := Expand[e] //. {
             c_. Sin[x_]^2 + c_. Cos[x_]^2 + r_. :> c + r,
             c_. Cosh[x_]^2 + d_. Sinh[x_]^2 + r_. /; d === -c :> c + r,
             c_ + d_. Sin[x_]^2 + r_. /; d === -c :> c Cos[x]^2 + r,
             c_ + d_. Cos[x_]^2 + r_. /; d === -c :> c Sin[x]^2 + r}
         size[e_] := {LeafCount[e] + digits[e], LeafCount[e]}
         digits[e_] := Total[Map[Max[0, IntegerLength[#] - 1] &, Cases[{e}, _Integer, Infinity]]]";
    "TrigExpand", NONE, Arity::exactly(1);
        "TrigExpand[expr] writes sines and cosines of sums and multiples as products and powers of sines and cosines.";
        "TrigExpand[Sin[x + y]]" => "Cos[y] Sin[x] + Cos[x] Sin[y]";
        "f[e_] := Expand[e //. {
             Sin[x_ + y_] :> Sin[x] Cos[y] + Cos[x] Sin[y], Cos[x_ + y_] :> Cos[x] Cos[y] - Sin[x] Sin[y],
             Sin[n_Integer x_] /; n > 1 :> Sin[(n - 1) x] Cos[x] + Cos[(n - 1) x] Sin[x], Cos[n_Integer x_] /; n > 1 :> Cos[(n - 1) x] Cos[x] - Sin[(n - 1) x] Sin[x],
             Sinh[x_ + y_] :> Sinh[x] Cosh[y] + Cosh[x] Sinh[y], Cosh[x_ + y_] :> Cosh[x] Cosh[y] + Sinh[x] Sinh[y],
             Sinh[n_Integer x_] /; n > 1 :> Sinh[(n - 1) x] Cosh[x] + Cosh[(n - 1) x] Sinh[x], Cosh[n_Integer x_] /; n > 1 :> Cosh[(n - 1) x] Cosh[x] + Sinh[(n - 1) x] Sinh[x]}]";
    "TrigReduce", NONE, Arity::exactly(1);
        "TrigReduce[expr] writes products and powers of sines and cosines as sines and cosines of sums.";
        "TrigReduce[2 Cos[x]^2]" => "1 + Cos[2 x]";
        "f[e_] := Together[FixedPoint[Expand[# /. {
             Sin[x_] Cos[y_] :> (Sin[x + y] + Sin[x - y])/2, Sin[x_] Sin[y_] :> (Cos[x - y] - Cos[x + y])/2, Cos[x_] Cos[y_] :> (Cos[x - y] + Cos[x + y])/2,
             Sin[x_]^n_Integer /; n > 1 :> Sin[x]^(n - 2) (1 - Cos[2 x])/2, Cos[x_]^n_Integer /; n > 1 :> Cos[x]^(n - 2) (1 + Cos[2 x])/2}] &, Expand[e], 100]]";
}
