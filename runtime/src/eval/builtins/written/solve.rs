//! Equations: polynomials in one variable by their factors, linear systems, systems by substitution.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "Solve", NONE, Arity::between(2, 3);
        "Solve[lhs == rhs, x] gives the solutions of a polynomial or rational equation, as far as its factors have degree 1 or 2 or are such in a power of x; Solve[{eq1, …}, {x, …}] those of linear systems and of what substitution makes one equation; Solve[eqs, x, Reals] and Integers those of the domain.";
        "Solve[x^2 - 5 x + 6 == 0, x]" => "{{x -> 2}, {x -> 3}}";
        "f[e_, v_] := With[{r = solutions[e, v]}, r /; ListQ[r]]
         f[e_, v_, Complexes] := f[e, v]
         f[e_, v_, Reals] := With[{r = solutions[e, v]}, Select[r, AllTrue[#[[All, 2]], real] &] /; ListQ[r] && numbers[r]]
         f[e_, v_, Integers] := With[{r = solutions[e, v]}, Select[r, AllTrue[#[[All, 2]], IntegerQ] &] /; ListQ[r] && numbers[r]]
         f[a_ == b_, x_Symbol, Integers] := With[{p = Expand[a - b]}, Map[{x -> #} &, whole[p, x]] /; p =!= 0 && PolynomialQ[p, x] && AllTrue[CoefficientList[p, x], rational]]
         whole[p_, x_] := Select[sorted[Flatten[Map[Table[-Coefficient[#[[1]], x, 0]/Coefficient[#[[1]], x, 1], #[[2]]] &, Select[Rest[FactorList[p]], Exponent[#[[1]], x] == 1 &]]]], IntegerQ]
         numbers[r_] := AllTrue[Flatten[r], NumericQ[Last[#]] &]
         real[z_] := TrueQ[Abs[Im[N[z]]] <= 10^-12 Max[1, Abs[N[z]]]]
         solutions[e_, v_] := (Message[Solve::ivar, v]; failed) /; NumberQ[v] || StringQ[v]
         solutions[True | {}, _] := {{}}
         solutions[False, _] := {}
         solutions[e_And, v_] := solutions[List @@ e, v]
         solutions[e_Or, v_] := With[{r = Map[solutions[#, v] &, List @@ e]}, DeleteDuplicates[Join @@ r] /; AllTrue[r, ListQ]]
         solutions[{e_}, v_] := solutions[e, v]
         solutions[e_List, v_] := solutions[DeleteCases[e, True], v] /; MemberQ[e, True]
         solutions[e_List, v_] := {} /; MemberQ[e, False]
         solutions[e_Equal, {x_}] := solutions[e, x]
         solutions[l_List == m_List, v_] := solutions[Thread[l == m], v] /; Length[l] == Length[m]
         solutions[Equal[a_, b__, c_], v_] := solutions[Map[a == # &, {b, c}], v]
         solutions[a_ == b_, x : Except[_List | _Symbol]] := Module[{s}, solutions[(a == b) /. x -> s, s] /. s -> x]
         solutions[a_ == b_, x_Symbol] := Module[{p, r},
             p = If[FreeQ[{a, b}, _Real], Numerator[Together[a - b]], a - b];
             r = Which[PossibleZeroQ[p], all, FreeQ[p, x], {}, PolynomialQ[p, x], roots[CoefficientList[p, x], p, x], True, failed];
             If[r === all, {{}}, Map[{x -> #} &, r]] /; r === all || ListQ[r]]
         solutions[a_ == b_, v_List] := solutions[{a == b}, v, system] /; Length[v] > 1
         solutions[e : {__Equal}, x : Except[_List]] := Module[{r = solutions[First[e], x]}, Select[r, AllTrue[Rest[e] /. #, holds] &] /; ListQ[r] && FreeQ[r, {}]]
         solutions[e : {__Equal}, v_List] := solutions[e, v, system] /; Length[e] > 1
         holds[a_ == b_] := PossibleZeroQ[Simplify[a - b]]
         holds[a_] := TrueQ[a]
         solutions[e_, v_, system] := Module[{p = Map[Numerator[Together[#[[1]] - #[[2]]]] &, e], m, s},
             m = Outer[D, p, v];
             s = Which[! AllTrue[p, PolynomialQ[#, v] &], failed,
                 FreeQ[m, Alternatives @@ v], linear[m, -(p /. Thread[v -> 0]), v],
                 Length[e] < Length[v], failed,
                 True, substitute[p, v]];
             s /; ListQ[s]]
         linear[m_, b_, v_] := Module[{n = Length[v], r, lead, free},
             r = If[SquareMatrixQ[m] && ! PossibleZeroQ[Det[m]], MapThread[Append, {IdentityMatrix[n], LinearSolve[Map[Reverse, m], b]}],
                 Select[RowReduce[MapThread[Append, {Map[Reverse, m], b}]], Or @@ Map[! PossibleZeroQ[#] &, #] &]];
             If[AnyTrue[r, AllTrue[Most[#], PossibleZeroQ] &], {},
                 If[Length[r] < n, Message[Solve::svars]];
                 {Reverse[Map[(lead = LengthWhile[Most[#], PossibleZeroQ] + 1;
                     Reverse[v][[lead]] -> tidy[Last[#] - ReplacePart[Most[#], lead -> 0] . Reverse[v]]) &, r]]}]]
         tidy[x_] := If[FreeQ[x, _Real], With[{t = Together[x]}, If[Denominator[t] === 1 || NumberQ[Denominator[t]], Expand[t], t]], Expand[x]]
         substitute[p_, v_] := Module[{place, i, y, value, rest, s},
             place = FirstCase[Flatten[Table[{i, y}, {i, Length[p]}, {y, v}], 1], {i_, y_} /; Exponent[p[[i]], y] === 1 && NumberQ[Coefficient[p[[i]], y, 1]]];
             If[! ListQ[place], failed, {i, y} = place;
                 value = Expand[y - p[[i]]/Coefficient[p[[i]], y, 1]];
                 rest = DeleteCases[Map[Expand[# /. y -> value] &, Delete[p, i]], 0];
                 s = solutions[Map[# == 0 &, rest], DeleteCases[v, y]];
                 If[ListQ[s], Map[Function[r, Sort[Join[r, {y -> Expand[value /. r]}], Position[v, First[#1]][[1, 1]] < Position[v, First[#2]][[1, 1]] &]], s], failed]]]
         roots[c_, p_, x_] := sorted[Chop[numeric[N[c]], 10^-10]] /; AllTrue[c, NumericQ] && ! FreeQ[c, _Real]
         roots[c_, p_, x_] := With[{l = Select[FactorList[p], ! FreeQ[#[[1]], x] &]}, With[{r = Map[single[#[[1]], x] &, l]},
             sorted[Flatten[MapThread[Table[#1, #2[[2]]] &, {r, l}]]] /; FreeQ[r, failed]]]
         roots[_, _, _] := failed
         single[p_, x_] := With[{c = CoefficientList[p, x]}, Switch[Length[c], 2, {tidy[-c[[1]]/c[[2]]]},
             3, If[AllTrue[c, rational], quadratic @@ c, formula @@ c], _, inPowers[c]]]
         formula[0, b_, a_] := {0, -b/a}
         formula[c_, 0, a_] := With[{s = Sqrt[tidy[-c/a]]}, {-s, s}]
         formula[c_, b_, a_] := With[{s = Sqrt[Expand[b^2 - 4 a c]]}, {(-b - s)/(2 a), (-b + s)/(2 a)}]
         inPowers[c_] := Module[{m = GCD @@ (Flatten[Position[c, _?(! PossibleZeroQ[#] &), {1}, Heads -> False]] - 1), t, r},
             If[m < 2, failed, r = single[c[[1 ;; -1 ;; m]] . t^Range[0, (Length[c] - 1)/m], t];
                 If[ListQ[r], Flatten[Map[Function[z, Table[(-1)^(2 k/m) z^(1/m), {k, 0, m - 1}]], r]], failed]]]
         sorted[l_] := If[AllTrue[l, NumericQ], SortBy[l, {Round[Re[N[#]], 10^-9] &, Im[N[#]] &}], l]
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
