//! Dissimilarities of Boolean vectors, from how often both, one or none of the elements are true.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "MatchingDissimilarity", NONE, Arity::exactly(2);
        "MatchingDissimilarity[u, v] gives the part of the places at which two Boolean vectors differ.";
        "MatchingDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "2/3";
        "f[u_List, v_List] := With[{t = u /. {1 -> True, 0 -> False}, s = v /. {1 -> True, 0 -> False}},
             Count[MapThread[SameQ, {t, s}], False]/Length[t] /; Length[t] == Length[s] > 0]";
    "RogersTanimotoDissimilarity", NONE, Arity::exactly(2);
        "RogersTanimotoDissimilarity[u, v] gives 2 d/(n + d) for Boolean vectors of length n that differ at d places.";
        "RogersTanimotoDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "4/5";
        "f[u_List, v_List] := With[{t = u /. {1 -> True, 0 -> False}, s = v /. {1 -> True, 0 -> False}},
             With[{d = Count[MapThread[SameQ, {t, s}], False]}, 2 d/(Length[t] + d)] /; Length[t] == Length[s] > 0]";
    "RussellRaoDissimilarity", NONE, Arity::exactly(2);
        "RussellRaoDissimilarity[u, v] gives the part of the places at which two Boolean vectors are not both true.";
        "RussellRaoDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "2/3";
        "f[u_List, v_List] := With[{t = u /. {1 -> True, 0 -> False}, s = v /. {1 -> True, 0 -> False}},
             1 - Count[MapThread[And, {t, s}], True]/Length[t] /; Length[t] == Length[s] > 0]";
    "SokalSneathDissimilarity", NONE, Arity::exactly(2);
        "SokalSneathDissimilarity[u, v] gives 2 d/(t + 2 d) for Boolean vectors both true at t places and different at d.";
        "SokalSneathDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "4/5";
        "f[u_List, v_List] := With[{t = u /. {1 -> True, 0 -> False}, s = v /. {1 -> True, 0 -> False}},
             With[{d = Count[MapThread[SameQ, {t, s}], False], b = Count[MapThread[And, {t, s}], True]}, 2 d/(b + 2 d)] /; Length[t] == Length[s] > 0]";
    "YuleDissimilarity", NONE, Arity::exactly(2);
        "YuleDissimilarity[u, v] gives 2 p q/(t n + p q) for Boolean vectors both true at t places, both false at n, and different at p and q.";
        "YuleDissimilarity[{1, 0, 1, 0}, {1, 1, 0, 0}]" => "1";
        "f[u_List, v_List] := With[{t = u /. {1 -> True, 0 -> False}, s = v /. {1 -> True, 0 -> False}},
             With[{pairs = Tally[Transpose[{t, s}]]}, With[{n = Function[{a, b}, Total[Cases[pairs, {{a, b}, k_} :> k]]]},
               2 n[True, False] n[False, True]/(n[True, True] n[False, False] + n[True, False] n[False, True])]] /; Length[t] == Length[s] > 0]";
}
