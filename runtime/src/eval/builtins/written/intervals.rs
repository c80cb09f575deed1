//! Intervals of real numbers, and arithmetic with them.

use super::{attach, written};
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::Normal;
use std::sync::Arc;

const NONE: Attributes = Attributes::NONE;

/// The interval itself.
pub const INTERVAL: &[Builtin] = &[Builtin::new(
    "Interval",
    Attributes::PROTECTED,
    Arity::ANY,
    "Interval[{a, b}] is the closed interval from a to b; Interval[{a1, b1}, {a2, b2}, …] a union of such. Arithmetic and elementary functions of intervals give intervals.",
    ("{Interval[{1, 2}] + Interval[{0, 5}], 1/Interval[{2, 4}]}", "{Interval[{1, 7}], Interval[{1/4, 1/2}]}"),
    interval,
)];

fn interval(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    attach(ev, "Interval", AROUND)?;
    super::run(ev, call, "Interval", DEFINITION)
}

/// The normal form: ends in order, intervals in order, those that meet joined.
const DEFINITION: &str = "f[a__] := With[{n = joined[Sort[Map[pair, {a}], First[#1] <= First[#2] &]]},
        Interval @@ n /; n =!= {a}] /; AllTrue[{a}, valid]
    valid[{a_, b_}] := real[a] && real[b]
    valid[a_] := real[a]
    real[Infinity | -Infinity] := True
    real[x_] := NumericQ[x] && Element[x, Reals]
    pair[{a_, b_}] := If[a <= b, {a, b}, {b, a}]
    pair[a_] := {a, a}
    joined[l_] := Fold[add, {First[l]}, Rest[l]]
    add[{r___, {a_, b_}}, {c_, d_}] := If[c <= b, {r, {a, Max[b, d]}}, {r, {a, b}, {c, d}}]";

/// Arithmetic is done on each pair of intervals; functions that rise or fall on the line act on the ends.
const AROUND: &str = "Plus[i_Interval, j_Interval, r___] := pairs[sum, i, j] + r
    Plus[x_?real, i_Interval, r___] := pairs[sum, Interval[{x, x}], i] + r
    Times[i_Interval, j_Interval, r___] := Times[pairs[product, i, j], r]
    Times[x_?real, i_Interval, r___] := Times[pairs[product, Interval[{x, x}], i], r]
    Power[i_Interval, n_Integer?Positive] := each[integerPower[#, n] &, i]
    Power[i_Interval, n_Integer?Negative] := each[reciprocal, i^-n]
    Power[i_Interval, p_?real] := each[rise[#^p &, If[p > 0, #, Reverse[#]]] &, i] /; Min[i] >= 0 && ! IntegerQ[p]
    Power[a_?real, i_Interval] := each[Sort[a^#, LessEqual] &, i] /; a > 0
    Power[i_Interval, j_Interval] := Exp[Log[i] j] /; Min[i] > 0
    Abs[i_Interval] := each[size, i]
    Cosh[i_Interval] := each[Cosh[size[#]] &, i]
    Sin[i_Interval] := each[wave[Sin, #, Pi/2, -Pi/2] &, i]
    Cos[i_Interval] := each[wave[Cos, #, 0, Pi] &, i]
    Tan[i_Interval] := each[If[hits[#, Pi/2, Pi], {-Infinity, Infinity}, Tan[#]] &, i]
    Log[i_Interval] := each[Log, i] /; Min[i] >= 0
    (g : (ArcTan | Sinh | Tanh | ArcSinh | Floor | Ceiling | Round | IntegerPart | Sign | Erf | CubeRoot | UnitStep))[i_Interval] := each[Map[g, #] &, i]
    (g : (ArcSin | ArcTanh))[i_Interval] := each[Map[g, #] &, i] /; Min[i] >= -1 && Max[i] <= 1
    ArcCos[i_Interval] := each[Reverse[ArcCos[#]] &, i] /; Min[i] >= -1 && Max[i] <= 1
    Erfc[i_Interval] := each[Reverse[Erfc[#]] &, i]
    Min[i_Interval, r___] := Min[First[First[i]], r] /; Length[i] > 0
    Max[i_Interval, r___] := Max[Last[Last[i]], r] /; Length[i] > 0
    Less[i_, j_] := If[above[i] < below[j], True, False] /; decided[i, j] && (above[i] < below[j] || below[i] >= above[j])
    LessEqual[i_, j_] := If[above[i] <= below[j], True, False] /; decided[i, j] && (above[i] <= below[j] || below[i] > above[j])
    Greater[i_, j_] := Less[j, i] /; decided[i, j] && (above[j] < below[i] || below[j] >= above[i])
    GreaterEqual[i_, j_] := LessEqual[j, i] /; decided[i, j] && (above[j] <= below[i] || below[j] > above[i])
    Equal[i_, j_] := False /; decided[i, j] && IntervalIntersection[Interval @@ ends[i], Interval @@ ends[j]] === Interval[]
    Unequal[i_, j_] := True /; decided[i, j] && IntervalIntersection[Interval @@ ends[i], Interval @@ ends[j]] === Interval[]
    decided[i_, j_] := known[i] && known[j]
    known[i_Interval] := Length[i] > 0
    known[x_] := real[x]
    ends[i_Interval] := List @@ i
    ends[x_] := {{x, x}}
    above[i_] := Last[Last[ends[i]]]
    below[i_] := First[First[ends[i]]]
    real[x_] := NumericQ[x] && Element[x, Reals]
    each[g_, i_] := Interval @@ Join @@ Map[If[MatrixQ[#], #, {#}] &, Map[g, List @@ i]]
    pairs[g_, i_, j_] := Interval @@ Flatten[Outer[g, List @@ i, List @@ j, 1], 1]
    sum[{a_, b_}, {c_, d_}] := {a + c, b + d}
    product[{a_, b_}, {c_, d_}] := MinMax[{times[a, c], times[a, d], times[b, c], times[b, d]}]
    times[0 | 0., _] := 0
    times[_, 0 | 0.] := 0
    times[a_, b_] := a b
    rise[g_, l_] := Map[g, l]
    integerPower[l_, n_] := If[EvenQ[n], size[l], l]^n
    size[{a_, b_}] := If[a <= 0 <= b, {0, Max[-a, b]}, Sort[Abs[{a, b}], LessEqual]]
    reciprocal[{0 | 0., 0 | 0.}] := {{-Infinity, -Infinity}, {Infinity, Infinity}}
    reciprocal[{a_, b_}] := Which[a == 0, {1/b, Infinity}, b == 0, {-Infinity, 1/a},
        a < 0 < b, {{-Infinity, 1/a}, {1/b, Infinity}}, True, {1/b, 1/a}]
    hits[{a_, b_}, x_, p_] := Ceiling[(a - x)/p] <= Floor[(b - x)/p]
    wave[g_, l_, top_, bottom_] := If[! FreeQ[l, DirectedInfinity], {-1, 1}, With[{e = MinMax[Map[g, l]]},
        {If[hits[l, bottom, 2 Pi], -1, First[e]], If[hits[l, top, 2 Pi], 1, Last[e]]}]]";

written! {
    "IntervalIntersection", NONE, Arity::ANY;
        "IntervalIntersection[i1, i2, …] gives the interval of what is in all of them.";
        "IntervalIntersection[Interval[{1, 3}], Interval[{2, 5}]]" => "Interval[{2, 3}]";
        "f[i_Interval] := i
         f[i_Interval, j_Interval, r__Interval] := f[f[i, j], r]
         f[i_Interval, j_Interval] := Interval @@ Join @@ Outer[meet, List @@ i, List @@ j, 1] /; True
         meet[{a_, b_}, {c_, d_}] := If[Max[a, c] <= Min[b, d], {Max[a, c], Min[b, d]}, Nothing]";
    "IntervalMemberQ", NONE, Arity::exactly(2);
        "IntervalMemberQ[i, x] says whether the number x or the whole interval x is in the interval i.";
        "IntervalMemberQ[Interval[{1, 3}], {2, Pi}]" => "{True, False}";
        "f[i_, l_List] := Map[IntervalMemberQ[i, #] &, l]
         f[i_Interval, j_Interval] := AllTrue[List @@ j, part[i, #] &]
         f[i_Interval, x_?NumericQ] := part[i, {x, x}]
         f[i_Interval, x : (Infinity | -Infinity)] := part[i, {x, x}]
         part[i_, {a_, b_}] := AnyTrue[List @@ i, First[#] <= a && b <= Last[#] &]";
    "IntervalUnion", NONE, Arity::ANY;
        "IntervalUnion[i1, i2, …] gives the interval of what is in one of them.";
        "IntervalUnion[Interval[{1, 2}], Interval[{2, 5}]]" => "Interval[{1, 5}]";
        "f[i___Interval] := Join[Interval[], i]";
}
