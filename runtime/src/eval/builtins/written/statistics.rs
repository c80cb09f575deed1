//! Statistics further: robust means, rank correlation, densities of distributions.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "Cumulant", NONE, Arity::exactly(2);
        "Cumulant[list, n] gives the nth cumulant of list.";
        "Cumulant[{1, 2, 3}, 2]" => "2/3";
        "f[l_List, 1] := Mean[l]
         f[l_List, n : (2 | 3)] := CentralMoment[l, n]
         f[l_List, 4] := CentralMoment[l, 4] - 3 CentralMoment[l, 2]^2";
    "ExponentialMovingAverage", NONE, Arity::exactly(2);
        "ExponentialMovingAverage[list, α] gives the y with y1 = x1 and y' = y + α (x - y).";
        "ExponentialMovingAverage[{1, 2, 4}, 1/2]" => "{1, 3/2, 11/4}";
        "f[l_List, a_] := FoldList[#1 + a (#2 - #1) &, First[l], Rest[l]]";
    "KendallTau", NONE, Arity::exactly(2);
        "KendallTau[v, w] gives Kendall's rank correlation.";
        "KendallTau[{1, 2, 3}, {1, 3, 2}]" => "1/3";
        "f[v_List, w_List] := Module[{a = pairs[v], b = pairs[w]}, a . b/Sqrt[(a . a) (b . b)]]
         pairs[v_] := Flatten[Table[Sign[v[[i]] - v[[j]]], {i, 2, Length[v]}, {j, i - 1}]]";
    "QuartileDeviation", NONE, Arity::exactly(1);
        "QuartileDeviation[list] gives half of the interquartile range.";
        "QuartileDeviation[{1, 2, 3, 4}]" => "1";
        "f[l_List] := InterquartileRange[l]/2";
    "SpearmanRho", NONE, Arity::exactly(2);
        "SpearmanRho[v, w] gives Spearman's rank correlation.";
        "SpearmanRho[{1, 2, 3}, {1, 3, 2}]" => "1/2";
        "f[v_List, w_List] := Correlation[ranks[v], ranks[w]]
         ranks[v_] := Map[Mean[Flatten[Position[Sort[v], #, {1}]]] &, v]";
    "TrimmedMean", NONE, Arity::between(1, 2);
        "TrimmedMean[list, f] gives the mean with the fraction f of the least and greatest elements left out; TrimmedMean[list, {f1, f2}].";
        "TrimmedMean[{1, 2, 3, 100}, 1/4]" => "5/2";
        "f[l_List] := f[l, 1/20]
         f[l_List, {a_, b_}] := With[{s = Sort[l], n = Length[l]}, Mean[s[[1 + Floor[a n] ;; n - Floor[b n]]]]]
         f[l_List, a_] := f[l, {a, a}]";
    "WinsorizedMean", NONE, Arity::between(1, 2);
        "WinsorizedMean[list, f] gives the mean with the fraction f of the least and greatest elements moved in.";
        "WinsorizedMean[{1, 2, 3, 100}, 1/4]" => "5/2";
        "f[l_List] := f[l, 1/20]
         f[l_List, {a_, b_}] := With[{s = Sort[l], n = Length[l]}, Mean[Clip[l, {s[[1 + Floor[a n]]], s[[n - Floor[b n]]]}]]]
         f[l_List, a_] := f[l, {a, a}]";
}
