//! The parallel functions of the language: the evaluator runs on one thread, so they give their values serially.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const HELD: Attributes = Attributes::HOLD_ALL;

written! {
    "CloseKernels", NONE, Arity::between(0, 1);
        "CloseKernels[] closes the parallel kernels; there are none beside the session.";
        "CloseKernels[]" => "{}";
        "f[___] := {}";
    "DistributeDefinitions", HELD, Arity::ANY;
        "DistributeDefinitions[a, b, …] makes definitions known to parallel kernels, and gives the symbols.";
        "a = 1; DistributeDefinitions[a]" => "{a}";
        "f[s___] := Map[HoldForm, Unevaluated[{s}]] /; FreeQ[Hold[s], _String]
         f[s___] := {s}";
    "Kernels", NONE, Arity::exactly(0);
        "Kernels[] gives the parallel kernels; there are none beside the session.";
        "Kernels[]" => "{}";
        "f[] := {}";
    "LaunchKernels", NONE, Arity::between(0, 1);
        "LaunchKernels[] starts parallel kernels; the session does all the work itself, and the list is empty.";
        "LaunchKernels[]" => "{}";
        "f[___] := {}";
    "ParallelArray", NONE, Arity::at_least(2).with_options();
        "ParallelArray[f, dims] is Array[f, dims].";
        "ParallelArray[f, 2]" => "{f[1], f[2]}";
        "f[a__, (Rule | RuleDelayed)[_Symbol, _] ...] := Array[a]";
    "ParallelCombine", NONE, Arity::between(2, 3).with_options();
        "ParallelCombine[f, list] applies f to parts of list and joins the results; here there is one part.";
        "ParallelCombine[Map[f, #] &, {a, b}]" => "{f[a], f[b]}";
        "f[g_, l_, (Rule | RuleDelayed)[_Symbol, _] ...] := g[l]
         f[g_, l_, h_, (Rule | RuleDelayed)[_Symbol, _] ...] := h[g[l]]";
    "ParallelEvaluate", HELD, Arity::between(1, 2);
        "ParallelEvaluate[expr] evaluates expr on all parallel kernels; there are none beside the session.";
        "ParallelEvaluate[1 + 1]" => "{}";
        "f[___] := {}";
    "ParallelProduct", HELD, Arity::at_least(2);
        "ParallelProduct[expr, {i, n}] is Product[expr, {i, n}].";
        "ParallelProduct[i, {i, 4}]" => "24";
        "f[a__, (Rule | RuleDelayed)[_Symbol, _] ...] := Product[a]";
    "ParallelSubmit", HELD, Arity::between(1, 2);
        "ParallelSubmit[expr] marks expr for evaluation by WaitAll.";
        "WaitAll[{ParallelSubmit[1 + 1], ParallelSubmit[2 + 2]}]" => "{2, 4}";
        "f[e_] := EvaluationObject[Hold[e]]
         f[v_List, e_] := f[e] /; v === {}
         f[v : {__Symbol}, e_] := With[{values = v}, EvaluationObject[Hold[e] /. Thread[Map[HoldPattern, Unevaluated[v]] -> values]]]";
    "ParallelTry", NONE, Arity::between(2, 3);
        "ParallelTry[f, list] gives f of the first element for which it does not fail.";
        "ParallelTry[If[# > 2, #, $Failed] &, {1, 3, 5}]" => "3";
        "f[g_, l_List] := SelectFirst[Map[g, l], # =!= $Failed &, $Failed]
         f[g_, l_List, k_Integer] := Take[Select[Map[g, l], # =!= $Failed &], UpTo[k]]";
    "Parallelize", HELD, Arity::exactly(1).with_options();
        "Parallelize[expr] is expr.";
        "Parallelize[Map[f, {a, b}]]" => "{f[a], f[b]}";
        "f[e_, ___] := e";
    "SetSharedVariable", HELD, Arity::ANY;
        "SetSharedVariable[a, b, …] shares variables between parallel kernels.";
        "SetSharedVariable[a]" => "Null";
        "f[___] := Null";
    "SetSharedFunction", HELD, Arity::ANY;
        "SetSharedFunction[f, g, …] shares functions between parallel kernels.";
        "SetSharedFunction[f]" => "Null";
        "f[___] := Null";
    "UnsetShared", HELD, Arity::ANY;
        "UnsetShared[a, b, …] stops sharing between parallel kernels.";
        "UnsetShared[a]" => "Null";
        "f[___] := Null";
    "WaitAll", NONE, Arity::exactly(1);
        "WaitAll[expr] evaluates what ParallelSubmit has marked in expr.";
        "WaitAll[ParallelSubmit[3!]]" => "6";
        "f[e_] := e /. EvaluationObject[Hold[a_]] :> a";
}
