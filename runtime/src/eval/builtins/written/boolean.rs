//! Boolean functions, tables of truth, sequences of bits.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const LISTABLE: Attributes = Attributes::LISTABLE;

written! {
    "BitClear", LISTABLE, Arity::exactly(2);
        "BitClear[n, k] gives n with the bit of 2^k set to 0.";
        "BitClear[15, 1]" => "13";
        "f[n_Integer, k_Integer?NonNegative] := BitAnd[n, BitNot[2^k]]";
    "BitFlip", LISTABLE, Arity::exactly(2);
        "BitFlip[n, k] gives n with the bit of 2^k changed.";
        "BitFlip[8, {0, 3}]" => "{9, 0}";
        "f[n_Integer, k_Integer?NonNegative] := BitXor[n, 2^k]";
    "BitSet", LISTABLE, Arity::exactly(2);
        "BitSet[n, k] gives n with the bit of 2^k set to 1.";
        "BitSet[8, 1]" => "10";
        "f[n_Integer, k_Integer?NonNegative] := BitOr[n, 2^k]";
    "BooleanCountingFunction", NONE, Arity::at_least(2);
        "BooleanCountingFunction[kmax, {a, b, …}] says whether at most kmax of the arguments are True; BooleanCountingFunction[{k}, …] exactly k; BooleanCountingFunction[{kmin, kmax}, …] from kmin to kmax.";
        "BooleanCountingFunction[{1}, {True, False, False}]" => "True";
        "f[k_Integer, a : {(True | False) ...}] := Count[a, True] <= k
         f[{k_Integer}, a : {(True | False) ...}] := Count[a, True] == k
         f[{k_Integer, m_Integer}, a : {(True | False) ...}] := k <= Count[a, True] <= m";
    "BooleanTable", Attributes::HOLD_FIRST, Arity::at_least(1);
        "BooleanTable[expr, {a, b, …}] gives the values of expr for all values of the variables, True first.";
        "BooleanTable[a && b, {a, b}]" => "{True, False, False, False}";
        "f[e_] := With[{v = BooleanVariables[e]}, f[e, v]]
         f[e_, {}] := {e}
         f[e_, v : {__}] := With[{n = Length[v]}, Map[Function[t, e /. Thread[v -> t]], Tuples[{True, False}, n]]]
         f[e_, v : {__}, rest__List] := Map[Function[t, f[Evaluate[e /. Thread[v -> t]], rest]], Tuples[{True, False}, Length[v]]]
         f[e_, v__Symbol] := f[e, {v}]";
    "BooleanVariables", NONE, Arity::exactly(1);
        "BooleanVariables[expr] gives the variables of a Boolean expression.";
        "BooleanVariables[a && (b || ! a)]" => "{a, b}";
        "f[e_] := Union[variables[e]]
         variables[True | False] := {}
         variables[(And | Or | Not | Xor | Nand | Nor | Implies | Equivalent | If | List | Majority)[a___]] := Join @@ Map[variables, {a}]
         variables[a_] := {a}";
    "ConjunctiveNormalFormQ", NONE, Arity::exactly(1);
        "ConjunctiveNormalFormQ[expr] says whether expr is an And of Ors of variables and their negations.";
        "ConjunctiveNormalFormQ[(a || b) && ! c]" => "True";
        "f[a_And] := AllTrue[List @@ a, clause]
         f[e_] := clause[e]
         clause[a_Or] := AllTrue[List @@ a, literal]
         clause[e_] := literal[e]
         literal[Not[e_]] := literal[e] && Head[e] =!= Not
         literal[e_] := ! MatchQ[Head[e], And | Or | Xor | Nand | Nor | Implies | Equivalent]";
    "Majority", NONE, Arity::ANY;
        "Majority[a, b, …] is True when more than half of the arguments are.";
        "Majority[True, False, True]" => "True";
        "f[a___] := True /; 2 Count[{a}, True] > Length[{a}]
         f[a___] := False /; 2 Count[{a}, False] >= Length[{a}]";
    "MixedFractionParts", LISTABLE, Arity::exactly(1);
        "MixedFractionParts[x] gives the integer part and the fractional part of a rational number.";
        "MixedFractionParts[-7/3]" => "{-2, -1/3}";
        "f[x : (_Integer | _Rational)] := {IntegerPart[x], FractionalPart[x]}";
    "RudinShapiro", LISTABLE, Arity::exactly(1);
        "RudinShapiro[n] is 1 when the binary digits of n have 1 1 an even number of times, else -1.";
        "RudinShapiro[{3, 6, 7}]" => "{-1, -1, 1}";
        "f[n_Integer?NonNegative] := (-1)^DigitCount[BitAnd[n, BitShiftRight[n, 1]], 2, 1]";
    "SatisfiabilityCount", NONE, Arity::between(1, 2);
        "SatisfiabilityCount[expr, {a, b, …}] gives the number of values of the variables for which expr is True.";
        "SatisfiabilityCount[a || b, {a, b}]" => "3";
        "f[e_] := f[e, BooleanVariables[e]]
         f[e_, v_List] := Count[BooleanTable[e, v], True]";
    "SatisfiabilityInstances", NONE, Arity::between(1, 3);
        "SatisfiabilityInstances[expr, {a, b, …}, n] gives up to n lists of values for which expr is True.";
        "SatisfiabilityInstances[a && ! b, {a, b}]" => "{{True, False}}";
        "f[e_] := f[e, BooleanVariables[e]]
         f[e_, v_List] := f[e, v, 1]
         f[e_, v_List, All] := f[e, v, 2^Length[v]]
         f[e_, v_List, n_Integer] := With[{p = Pick[Tuples[{True, False}, Length[v]], BooleanTable[e, v]]}, Take[p, UpTo[n]]]";
    "SatisfiableQ", NONE, Arity::between(1, 2);
        "SatisfiableQ[expr] says whether expr is True for some values of its variables.";
        "SatisfiableQ[a && ! a]" => "False";
        "f[e_] := f[e, BooleanVariables[e]]
         f[e_, v_List] := MemberQ[BooleanTable[e, v], True]";
    "TautologyQ", NONE, Arity::between(1, 2);
        "TautologyQ[expr] says whether expr is True for all values of its variables.";
        "TautologyQ[a || ! a]" => "True";
        "f[e_] := f[e, BooleanVariables[e]]
         f[e_, v_List] := AllTrue[BooleanTable[e, v], TrueQ]";
    "ThueMorse", LISTABLE, Arity::exactly(1);
        "ThueMorse[n] is 0 when n has an even number of binary digits 1, else 1.";
        "ThueMorse[Range[0, 7]]" => "{0, 1, 1, 0, 1, 0, 0, 1}";
        "f[n_Integer?NonNegative] := Mod[DigitCount[n, 2, 1], 2]";
}
