//! Domains, failures, inactive heads, operators made of functions, evaluation that is watched.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "AbsArg", Attributes::LISTABLE, Arity::exactly(1);
        "AbsArg[z] gives {Abs[z], Arg[z]}.";
        "AbsArg[-2]" => "{2, Pi}";
        "f[z_] := {Abs[z], Arg[z]}";
    "Activate", NONE, Arity::between(1, 2);
        "Activate[expr] makes inactive heads active again; Activate[expr, patt] those that match patt.";
        "Activate[Inactive[Plus][1, 2]]" => "3";
        "f[e_] := e /. Inactive[h_] :> h
         f[e_, p_] := e /. Inactive[h : p] :> h";
    "Between", NONE, Arity::between(1, 2);
        "Between[x, {a, b}] says whether a <= x <= b; Between[x, {{a, b}, …}] whether x is in one of several ranges.";
        "Select[{1, 5, 9}, Between[{2, 9}]]" => "{5, 9}";
        "f[r_] := Between[#, r] &
         f[x_, {a : Except[_List], b_}] := a <= x <= b
         f[x_, r : {{_, _} ..}] := AnyTrue[r, f[x, #] &]";
    "Compose", NONE, Arity::at_least(1);
        "Compose[f, g, x] gives f[g[x]].";
        "Compose[f, g, x]" => "f[g[x]]";
        "f[x_] := x
         f[g_, r__] := g[f[r]]";
    "Confirm", NONE, Arity::between(1, 3);
        "Confirm[expr] gives expr, unless it is a failure: then the Enclose around it ends with that failure.";
        "Enclose[Confirm[$Failed]; 1]" => "$Failed";
        "f[e_, ___] := If[FailureQ[e] || MissingQ[e], Throw[e, \"System`Enclose\"], e]";
    "ConfirmBy", NONE, Arity::between(2, 4);
        "ConfirmBy[expr, test] gives expr if test[expr] is True; else the Enclose around it ends with a failure.";
        "Head[Enclose[ConfirmBy[3, EvenQ]]]" => "Failure";
        "f[e_, t_, ___] := If[TrueQ[t[e]], e, Throw[Failure[\"ConfirmationFailed\", <|\"Expression\" -> e, \"Function\" -> t|>], \"System`Enclose\"]]";
    "ConfirmMatch", NONE, Arity::between(2, 4);
        "ConfirmMatch[expr, form] gives expr if it matches form; else the Enclose around it ends with a failure.";
        "Enclose[ConfirmMatch[3, _Integer]]" => "3";
        "f[e_, p_, ___] := If[MatchQ[e, p], e, Throw[Failure[\"ConfirmationFailed\", <|\"Expression\" -> e, \"Pattern\" -> p|>], \"System`Enclose\"]]";
    "ConfirmAssert", Attributes::HOLD_FIRST, Arity::between(1, 3);
        "ConfirmAssert[test] ends the Enclose around it with a failure unless test is True.";
        "Enclose[ConfirmAssert[1 < 2]; 5]" => "5";
        "f[t_, ___] := If[TrueQ[t], Null, Throw[Failure[\"ConfirmationFailed\", <|\"Test\" -> HoldForm[t]|>], \"System`Enclose\"]]";
    "EchoEvaluation", Attributes::HOLD_FIRST, Arity::between(1, 2);
        "EchoEvaluation[expr] prints expr before and after its evaluation.";
        "EchoEvaluation[1 + 1]" => "2";
        "f[e_, ___] := (Print[\"» \", HoldForm[e]]; With[{v = e}, Print[\"« \", v]; v])";
    "EchoLabel", NONE, Arity::exactly(1);
        "EchoLabel[label][expr] prints the label and expr, and gives expr.";
        "EchoLabel[\"x\"][3]" => "3";
        "f[l_] := Function[e, Print[\"» \", l, \" \", e]; e]";
    "EchoTiming", Attributes::HOLD_FIRST, Arity::between(1, 2);
        "EchoTiming[expr] prints the seconds that evaluating expr took, and gives its value.";
        "EchoTiming[1 + 1]" => "2";
        "f[e_] := With[{r = AbsoluteTiming[e]}, Print[\"» \", r[[1]]]; r[[2]]]
         f[e_, l_] := With[{r = AbsoluteTiming[e]}, Print[\"» \", l, \" \", r[[1]]]; r[[2]]]";
    "Element", NONE, Arity::exactly(2);
        "Element[x, dom] says whether the number x is in the domain dom: Integers, Rationals, Reals, Complexes, Primes, Algebraics or Booleans.";
        "{Element[3, Integers], Element[I, Reals], Element[Pi, Rationals]}" => "{True, False, False}";
        "f[x_Alternatives, d_] := False /; MemberQ[Map[f[#, d] &, List @@ x], False]
         f[x_Alternatives, d_] := With[{open = Select[List @@ x, f[#, d] =!= True &]},
             Which[open === {}, True, Length[open] == 1, Element[First[open], d], True, Element[Alternatives @@ open, d]] /; Length[open] < Length[x]]
         f[Infinity | -Infinity | ComplexInfinity, Integers | Rationals | Reals | Complexes | Primes | Algebraics] := False
         f[x_List, d_] := Element[Alternatives @@ x, d] /; Length[x] > 1 && VectorQ[x]
         f[x_List, d_] := And @@ Map[f[#, d] &, x] /; FreeQ[Map[f[#, d] &, x], f]
         f[x : (True | False), Booleans] := True
         f[x_Integer, Integers | Rationals | Reals | Complexes | Algebraics] := True
         f[x_?NumberQ, Integers] := False
         f[_Rational, Rationals | Reals | Complexes | Algebraics] := True
         f[_Real, Reals | Complexes] := True
         f[_Complex, Complexes] := True
         f[_Complex, Rationals | Reals] := False
         f[x_?NumberQ, Rationals] := False /; Head[x] === Complex
         f[Pi | E, Integers | Rationals | Algebraics] := False
         f[Sqrt[_Integer], Integers | Rationals] := False
         f[x_?NumericQ, Reals] := Im[N[x]] == 0
         f[x_?NumericQ, Complexes] := True
         f[x_Integer, Primes] := PrimeQ[x]
         f[x_?NumberQ, Primes] := False
         f[x_?NumberQ, Booleans] := False
         f[_Real | _Rational, Integers] := False";
    "Enclose", Attributes::HOLD_FIRST, Arity::between(1, 2);
        "Enclose[expr] gives expr, or the failure that a Confirm inside meets; Enclose[expr, f] gives f of that failure.";
        "Enclose[1 + Confirm[2]]" => "3";
        "f[e_] := Catch[e, \"System`Enclose\"]
         f[e_, g_] := Catch[e, \"System`Enclose\", g[#1] &]";
    "FailureQ", NONE, Arity::exactly(1);
        "FailureQ[expr] says whether expr is $Failed, $Aborted or has the head Failure.";
        "{FailureQ[$Failed], FailureQ[1]}" => "{True, False}";
        "f[$Failed | $Aborted] := True
         f[_Failure] := True
         f[_] := False";
    "Once", Attributes::HOLD_ALL, Arity::exactly(1);
        "Once[expr] evaluates expr once in a session and gives that value ever after.";
        "x = 0; {Once[++x], Once[++x], x}" => "{1, 1, 1}";
        "f[e_] := kept[Hold[e]]
         kept[h_] := kept[h] = ReleaseHold[h]";
    "NotOptionQ", NONE, Arity::exactly(1);
        "NotOptionQ[expr] says whether expr is neither a rule nor a list of rules.";
        "{NotOptionQ[x], NotOptionQ[a -> b]}" => "{True, False}";
        "f[e_] := ! OptionQ[e]";
    "OptionQ", NONE, Arity::exactly(1);
        "OptionQ[expr] says whether expr is a rule, or a list or association of rules.";
        "{OptionQ[{a -> b, {c :> d}}], OptionQ[x]}" => "{True, False}";
        "f[_Rule | _RuleDelayed | _Association] := True
         f[l_List] := AllTrue[l, OptionQ]
         f[_] := False";
    "QuantityMagnitude", NONE, Arity::exactly(1);
        "QuantityMagnitude[Quantity[x, unit]] gives x; of a list, those of its elements.";
        "QuantityMagnitude[DateDifference[{2020, 1, 1}, {2020, 3, 1}]]" => "60";
        "f[Quantity[x_, _]] := x
         f[x_?NumericQ] := x
         f[l_List] := QuantityMagnitude /@ l";
    "QuantityUnit", NONE, Arity::exactly(1);
        "QuantityUnit[Quantity[x, unit]] gives the unit; of a list, those of its elements.";
        "QuantityUnit[DateDifference[{2020, 1, 1}, {2020, 3, 1}]]" => "Days";
        "f[Quantity[_, u_]] := u
         f[x_?NumericQ] := \"DimensionlessUnit\"
         f[l_List] := QuantityUnit /@ l";
    "SymbolQ", NONE, Arity::exactly(1);
        "SymbolQ[expr] says whether expr is a symbol.";
        "{SymbolQ[a], SymbolQ[1]}" => "{True, False}";
        "f[e_] := Head[e] === Symbol";
    "Inactivate", Attributes::HOLD_FIRST, Arity::between(1, 2);
        "Inactivate[expr] makes the heads in expr inactive; Inactivate[expr, patt] those that match patt.";
        "Inactivate[1 + 2, Plus]" => "Inactive[Plus][1, 2]";
        "f[e_] := off[Hold[e], _]
         f[e_, p_] := off[Hold[e], p]
         off[h_, p_] := First[Replace[h, (g : p)[a___] /; Unevaluated[g] =!= List && Head[Unevaluated[g]] === Symbol && Unevaluated[g] =!= Hold :> Inactive[g][a], {1, Infinity}]]";
    "NotElement", NONE, Arity::exactly(2);
        "NotElement[x, dom] says whether x is not in the domain dom.";
        "NotElement[1/2, Integers]" => "True";
        "f[x_, d_] := With[{e = Element[x, d]}, ! e /; e === True || e === False]";
    "OperatorApplied", NONE, Arity::between(1, 3);
        "OperatorApplied[f][x][y] gives f[y, x]; OperatorApplied[f, n] takes n arguments one by one, in order; OperatorApplied[f, {i, j, …}] puts them at these places.";
        "{OperatorApplied[f][x][y], OperatorApplied[f, 3][x][y][z]}" => "{f[y, x], f[x, y, z]}";
        "f[g_] := Function[x, Function[y, g[y, x]]]
         f[g_, n_Integer?Positive] := collect[g, n, {}]
         f[g_, p : {__Integer}] := collect[g @@ {##}[[Ordering[p]]] &, Length[p], {}]
         collect[g_, n_, a_] := Function[x, If[Length[a] + 1 == n, g @@ Append[a, x], collect[g, n, Append[a, x]]]]";
    "SameAs", NONE, Arity::exactly(1);
        "SameAs[y][x] is x === y.";
        "Map[SameAs[a], {a, b}]" => "{True, False}";
        "f[y_] := # === y &";
}
