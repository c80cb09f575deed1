//! Permutations in cyclic form, orders of characters and numbers.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "AlphabeticOrder", NONE, Arity::exactly(2);
        "AlphabeticOrder[\"a\", \"b\"] is 1 when the strings are in alphabetic order, -1 when they are not, 0 when they are the same.";
        "AlphabeticOrder[\"apple\", \"Banana\"]" => "1";
        "f[a_String, b_String] := Order[{ToLowerCase[a], a}, {ToLowerCase[b], b}]";
    "AlphabeticSort", NONE, Arity::exactly(1);
        "AlphabeticSort[{\"s1\", \"s2\", …}] sorts strings in alphabetic order.";
        "AlphabeticSort[{\"cherry\", \"Banana\", \"apple\"}]" => "{apple, Banana, cherry}";
        "f[l_List] := SortBy[l, {ToLowerCase, Identity}]";
    "NumericalOrder", NONE, Arity::exactly(2);
        "NumericalOrder[a, b] is 1 when the numbers are in order, -1 when they are not, 0 when they are equal.";
        "NumericalOrder[Pi, 3]" => "-1";
        "f[a_, b_] := If[TrueQ[a == b], 0, If[TrueQ[a < b], 1, If[TrueQ[a > b], -1, Order[a, b]]]]";
    "PermutationCyclesQ", NONE, Arity::exactly(1);
        "PermutationCyclesQ[expr] says whether expr is a permutation written as Cycles[{{…}, …}].";
        "{PermutationCyclesQ[Cycles[{{1, 3}}]], PermutationCyclesQ[Cycles[{{1, 1}}]]}" => "{True, False}";
        "f[Cycles[c : {___List}]] := With[{e = Flatten[c]}, VectorQ[e, IntegerQ[#] && # > 0 &] && DuplicateFreeQ[e]]
         f[_] := False";
    "PermutationLength", NONE, Arity::exactly(1);
        "PermutationLength[perm] gives the number of integers that a permutation moves.";
        "PermutationLength[Cycles[{{1, 3}, {5, 6}}]]" => "4";
        "f[p_] := Length[PermutationSupport[p]]";
    "PermutationListQ", NONE, Arity::exactly(1);
        "PermutationListQ[expr] says whether expr is a list of the integers from 1 to its length in some order.";
        "{PermutationListQ[{2, 1, 3}], PermutationListQ[{1, 3}]}" => "{True, False}";
        "f[l_List] := Sort[l] === Range[Length[l]]
         f[_] := False";
    "PermutationMax", NONE, Arity::exactly(1);
        "PermutationMax[perm] gives the greatest integer that a permutation moves.";
        "PermutationMax[Cycles[{{1, 3}, {5, 6}}]]" => "6";
        "f[p_] := With[{s = PermutationSupport[p]}, If[s === {}, 0, Last[s]]]";
    "PermutationMin", NONE, Arity::exactly(1);
        "PermutationMin[perm] gives the least integer that a permutation moves.";
        "PermutationMin[Cycles[{{2, 3}}]]" => "2";
        "f[p_] := With[{s = PermutationSupport[p]}, If[s === {}, Infinity, First[s]]]";
    "PermutationOrder", NONE, Arity::exactly(1);
        "PermutationOrder[perm] gives the least n for which the n-th power of a permutation moves nothing.";
        "PermutationOrder[Cycles[{{1, 2}, {3, 4, 5}}]]" => "6";
        "f[Cycles[c_List]] := LCM @@ Prepend[Map[Length, c], 1]
         f[l_List] := f[PermutationCycles[l]]";
    "PermutationPower", NONE, Arity::exactly(2);
        "PermutationPower[perm, n] gives the n-th power of a permutation.";
        "PermutationPower[Cycles[{{1, 2, 3}}], 2]" => "Cycles[{{1, 3, 2}}]";
        "f[p_Cycles, 0] := Cycles[{}]
         f[p_Cycles, n_Integer?Negative] := f[InversePermutation[p], -n]
         f[p_Cycles, n_Integer] := Fold[PermutationProduct, p, Table[p, Mod[n, PermutationOrder[p], 1] - 1]]
         f[l_List, n_Integer] := PermutationList[f[PermutationCycles[l], n], Length[l]]";
    "PermutationSupport", NONE, Arity::exactly(1);
        "PermutationSupport[perm] gives the integers that a permutation moves.";
        "PermutationSupport[Cycles[{{5, 6}, {1, 3}}]]" => "{1, 3, 5, 6}";
        "f[Cycles[c_List]] := Union[Flatten[Select[c, Length[#] > 1 &]]]
         f[l_List] := Select[Range[Length[l]], l[[#]] != # &]";
}
