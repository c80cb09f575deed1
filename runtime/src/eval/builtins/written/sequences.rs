//! Recurrences, repetitions, continued fractions, differences of expressions, points and coordinates.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "AnglePath", NONE, Arity::between(1, 2);
        "AnglePath[{t1, t2, …}] gives the places of a path of unit steps that turns by t before each; AnglePath[{{r1, t1}, …}] with steps of length r.";
        "AnglePath[{Pi/2, Pi/2}]" => "{{0, 0}, {0, 1}, {-1, 1}}";
        "f[s_List] := f[{0, 0}, s]
         f[p_List, {}] := {If[ListQ[First[p]], First[p], p]}
         f[p : {Except[_List], Except[_List]}, s : {{_, _} ..}] := FoldList[Plus, p, MapThread[#1 {Cos[#2], Sin[#2]} &, {s[[All, 1]], Accumulate[s[[All, 2]]]}]]
         f[p : {Except[_List], Except[_List]}, s : {Except[_List] ..}] := f[p, Map[{1, #} &, s]]
         f[{p : {_, _}, a_}, s_List] := f[p, MapAt[# + a &, If[MatrixQ[s], s, Map[{1, #} &, s]], {1, 2}]]";
    "ComapApply", NONE, Arity::exactly(2);
        "ComapApply[{f, g, …}, {a, b, …}] gives {f[a, b, …], g[a, b, …], …}.";
        "ComapApply[{Plus, Times}, {2, 3, 4}]" => "{9, 24}";
        "f[fs_, a_List] := Map[Apply[#, a] &, fs]";
    "CompositionList", NONE, Arity::exactly(2);
        "CompositionList[{f1, f2, …}, x] gives {x, f1[x], f2[f1[x]], …}.";
        "CompositionList[{f, g}, x]" => "{x, f[x], g[f[x]]}";
        "f[fs_List, x_] := FoldList[#2[#1] &, x, fs]";
    "ContinuedFractionK", Attributes::HOLD_ALL, Arity::between(2, 3);
        "ContinuedFractionK[a, b, {i, m, n}] gives a1/(b1 + a2/(b2 + …)) for i from m to n; ContinuedFractionK[b, {i, m, n}] with all a equal to 1.";
        "ContinuedFractionK[1, i, {i, 1, 3}]" => "7/10";
        "f[b_, i_List] := f[1, b, i]
         f[a_, b_, i_List] := Fold[#2[[1]]/(#2[[2]] + #1) &, 0, Reverse[Table[{a, b}, i]]]";
    "CoordinateBounds", NONE, Arity::between(1, 2);
        "CoordinateBounds[points] gives the range of each coordinate; CoordinateBounds[points, d] widened by d on both sides.";
        "CoordinateBounds[{{0, 1}, {2, -1}}]" => "{{0, 2}, {-1, 1}}";
        "f[p_?MatrixQ] := Map[MinMax, Transpose[p]]
         f[p_?MatrixQ, d_] := MapThread[{Min[#1] - #2, Max[#1] + #2} &, {Transpose[p], If[Head[d] === List, d, Table[d, Length[First[p]]]]}]";
    "DeleteAdjacentDuplicates", NONE, Arity::between(1, 2);
        "DeleteAdjacentDuplicates[list] keeps one of each run of equal elements; DeleteAdjacentDuplicates[list, test] of each run that test says is the same.";
        "DeleteAdjacentDuplicates[{a, a, b, a}]" => "{a, b, a}";
        "f[l_List] := Map[First, Split[l]]
         f[l_List, test_] := Map[First, Split[l, test]]";
    "DifferenceDelta", NONE, Arity::exactly(2);
        "DifferenceDelta[f, i] gives f with i + 1 for i less f; DifferenceDelta[f, {i, n}] the n-th difference; DifferenceDelta[f, {i, n, h}] with step h.";
        "Expand[DifferenceDelta[i^2, i]]" => "1 + 2 i";
        "f[e_, {i_, n_Integer?NonNegative}] := f[e, {i, n, 1}]
         f[e_, {i_, n_Integer?NonNegative, h_}] := Nest[Expand[(# /. i -> i + h) - #] &, e, n]
         f[e_, i_] := f[e, {i, 1, 1}]";
    "DiscreteRatio", NONE, Arity::exactly(2);
        "DiscreteRatio[f, i] gives f with i + 1 for i over f.";
        "DiscreteRatio[2^i, i] /. i -> 5" => "2";
        "f[e_, i_] := (e /. i -> i + 1)/e";
    "FindRepeat", NONE, Arity::between(1, 2);
        "FindRepeat[list] gives the shortest block that list repeats from its start.";
        "FindRepeat[{1, 2, 1, 2, 1}]" => "{1, 2}";
        "f[l_List] := f[l, 1]
         f[l_List, n_Integer] := With[{k = SelectFirst[Range[Length[l]], Quotient[Length[l], #] >= n && Drop[l, #] === Drop[l, -#] &]},
             If[IntegerQ[k], Take[l, k], {}]]";
    "FindTransientRepeat", NONE, Arity::exactly(2);
        "FindTransientRepeat[list, n] gives {transient, block}: list goes on, after the transient, repeating the block n times or more.";
        "FindTransientRepeat[{5, 1, 2, 1, 2, 1}, 2]" => "{{5}, {1, 2}}";
        "f[l_List, n_Integer] := Module[{r = {}, t = 0}, While[t < Length[l] && r === {}, r = FindRepeat[Drop[l, t], n]; t++];
             If[r === {}, {l, {}}, {Take[l, t - 1], r}]]";
    "FromSphericalCoordinates", NONE, Arity::exactly(1);
        "FromSphericalCoordinates[{r, t, p}] gives {x, y, z} of radius r, polar angle t and azimuth p.";
        "FromSphericalCoordinates[{1, Pi/2, 0}]" => "{1, 0, 0}";
        "f[{r : Except[_List], t_, p_}] := {r Cos[p] Sin[t], r Sin[p] Sin[t], r Cos[t]}
         f[l : {{_, _, _} ..}] := Map[f, l]";
    "FunctionInterpolation", Attributes::HOLD_ALL, Arity::exactly(2).with_options();
        "FunctionInterpolation[expr, {x, a, b}] gives an interpolating function for expr from a to b.";
        "FunctionInterpolation[x^3, {x, 0, 2}][1.1]" => "1.331";
        "f[e_, {x_, a_, b_}, ___] := With[{g = Function @@ Hold[x, e]}, Interpolation[Table[{t, g[t]}, {t, N[Subdivide[a, b, 100]]}]]]";
    "RecurrenceTable", Attributes::NONE, Arity::exactly(3);
        "RecurrenceTable[{a[n + 1] == …, a[1] == …}, a, {n, nmax}] gives the values of a from 1 to nmax; {n, nmin, nmax} from nmin.";
        "RecurrenceTable[{a[n + 1] == 3 a[n], a[1] == 7}, a, {n, 4}]" => "{7, 21, 63, 189}";
        "f[eqs_, a_, {n_, max_}] := f[eqs, a, {n, 1, max}]
         f[eqs_List, a_Symbol, {n_, min_Integer, max_Integer}] := Module[{step, given, lead, value, from, top, high},
             step = SelectFirst[eqs, ! FreeQ[#, a[_?(! FreeQ[#, n] &)]] &];
             given = Cases[DeleteCases[eqs, step], (a[k_Integer] == v_) | (v_ == a[k_Integer]) :> (k -> v)];
             high = First[SortBy[Cases[{step}, a[k_] :> k - n, Infinity], -# &]];
             If[MatchQ[step, a[n + high] == _], step = step[[2]], If[MatchQ[step, _ == a[n + high]], step = step[[1]],
               With[{d = Expand[step[[1]] - step[[2]]]}, With[{c = Coefficient[d, a[n + high]]}, step = -(d - c a[n + high])/c]]]];
             from = Max[Map[First, given]];
             Map[(value[#[[1]]] = #[[2]]) &, given];
             Do[value[k] = Expand[step /. n -> k - high /. a -> value], {k, from + 1, max}];
             Table[value[k], {k, min, max}]]";
    "SubstitutionSystem", NONE, Arity::exactly(3);
        "SubstitutionSystem[{a -> {…}, …}, init, n] gives the results of 0 to n rounds of replacing each element; of strings likewise.";
        "SubstitutionSystem[{1 -> {1, 0}, 0 -> {1}}, {1}, 3]" => "{{1}, {1, 0}, {1, 0, 1}, {1, 0, 1, 1, 0}}";
        "f[r_, s_List, n_Integer] := NestList[Flatten[Replace[#, r, {1}], 1] &, s, n]
         f[r_, s_String, n_Integer] := NestList[StringReplace[#, r] &, s, n]
         f[r_, s_List, {{n_Integer}}] := {Last[f[r, s, n]]}
         f[r_, s_String, {{n_Integer}}] := {Last[f[r, s, n]]}";
    "ToSphericalCoordinates", NONE, Arity::exactly(1);
        "ToSphericalCoordinates[{x, y, z}] gives {radius, polar angle, azimuth}.";
        "ToSphericalCoordinates[{0, 1, 0}]" => "{1, Pi/2, Pi/2}";
        "f[{x : Except[_List], y_, z_}] := {Sqrt[x^2 + y^2 + z^2], ArcTan[z, Sqrt[x^2 + y^2]], ArcTan[x, y]}
         f[l : {{_, _, _} ..}] := Map[f, l]";
}
