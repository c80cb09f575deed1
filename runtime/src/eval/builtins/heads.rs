//! Heads that mean something to the evaluator or to patterns, and evaluate to themselves.

use crate::eval::{Arity, Attributes, Builtin};
use crate::expr::Expr;
use crate::number;
use crate::symbol::sym;

macro_rules! heads {
    ($($name:literal, $attributes:expr, $usage:literal, $input:literal => $output:literal;)*) => {
        /// Heads that stay as they are.
        pub const ROWS: &[Builtin] = &[$(Builtin {
            name: $name,
            attributes: $attributes,
            arity: Arity::ANY,
            usage: $usage,
            example: ($input, $output),
            run: |_, _| Ok(None),
        }),*];
    };
}

heads! {
    "Alternatives", Attributes::NONE,
        "p1 | p2 | … is a pattern that matches what any of the p matches.",
        "MatchQ[3, 2 | 3]" => "True";
    "Blank", Attributes::NONE,
        "_ or Blank[] is a pattern for any expression; _h or Blank[h] for one with head h.",
        "MatchQ[3, _Integer]" => "True";
    "BlankNullSequence", Attributes::NONE,
        "___ or BlankNullSequence[] is a pattern for any number of expressions, also none.",
        "MatchQ[{}, {___}]" => "True";
    "BlankSequence", Attributes::NONE,
        "__ or BlankSequence[] is a pattern for one or more expressions.",
        "MatchQ[{}, {__}]" => "False";
    "Condition", Attributes::HOLD_REST,
        "pattern /; test is a pattern that matches only when test is True; lhs := rhs /; test is a definition with a condition.",
        "Cases[{1, 5, 2}, x_ /; x > 1]" => "{5, 2}";
    "Except", Attributes::NONE,
        "Except[c] is a pattern for anything that c does not match; Except[c, p] for what p matches and c does not.",
        "Cases[{1, a, 2}, Except[_Integer]]" => "{a}";
    "Function", Attributes::HOLD_ALL,
        "body & or Function[body] is a pure function of #, #2, …; Function[x, body] and Function[{x, y}, body] have named parameters.",
        "Function[{x, y}, x - y][5, 3]" => "2";
    "Hold", Attributes::HOLD_ALL,
        "Hold[expr] keeps expr unevaluated.",
        "Hold[1 + 1]" => "Hold[1 + 1]";
    "HoldComplete", Attributes::HOLD_ALL_COMPLETE,
        "HoldComplete[expr] keeps expr unevaluated, with Evaluate and Sequence left as they are.",
        "HoldComplete[Evaluate[1 + 1]]" => "HoldComplete[Evaluate[1 + 1]]";
    "Defer", Attributes::HOLD_ALL,
        "Defer[expr] shows as expr and keeps it unevaluated.",
        "Defer[1 + 1]" => "1 + 1";
    "HoldForm", Attributes::HOLD_ALL,
        "HoldForm[expr] shows as expr and keeps it unevaluated.",
        "HoldForm[1 + 1]" => "1 + 1";
    "HoldPattern", Attributes::HOLD_ALL,
        "HoldPattern[expr] is the pattern expr, kept unevaluated.",
        "HoldPattern[x_ + 1]" => "HoldPattern[(x_) + 1]";
    "KeyValuePattern", Attributes::NONE,
        "KeyValuePattern[{k -> p, …}] is a pattern for associations and lists of rules with entries that match.",
        "MatchQ[<|a -> 1, b -> 2|>, KeyValuePattern[a -> _Integer]]" => "True";
    "Longest", Attributes::NONE,
        "Longest[p] is the pattern p in the longest form that fits.",
        "Replace[{1, 2, 3}, {Longest[x__], y__} :> {{x}, {y}}]" => "{{1, 2}, {3}}";
    "Optional", Attributes::NONE,
        "p : v or Optional[p, v] is a pattern for p that stands for v when it is missing.",
        "f[x_, y_:3] := {x, y}; f[1]" => "{1, 3}";
    "OptionsPattern", Attributes::NONE,
        "OptionsPattern[] is a pattern for a sequence of options, whose values OptionValue gives.",
        "Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; {f[], f[a -> 2]}" => "{1, 2}";
    "OrderlessPatternSequence", Attributes::NONE,
        "OrderlessPatternSequence[p1, p2, …] is a pattern for expressions that match the p in any order.",
        "MatchQ[{b, a}, {OrderlessPatternSequence[a, b]}]" => "True";
    "Pattern", Attributes::HOLD_FIRST,
        "x:p or Pattern[x, p] is the pattern p with the name x.",
        "Cases[{{1, 1}, {1, 2}}, {x_, x_}]" => "{{1, 1}}";
    "PatternSequence", Attributes::NONE,
        "PatternSequence[p1, p2, …] is a pattern for a sequence of expressions.",
        "MatchQ[{1, 2}, {PatternSequence[1, 2]}]" => "True";
    "PatternTest", Attributes::HOLD_REST,
        "p?test is a pattern for what p matches and test gives True on.",
        "Cases[{1, 2, 3, 4}, _?EvenQ]" => "{2, 4}";
    "Repeated", Attributes::NONE,
        "p.. or Repeated[p] is a pattern for one or more expressions that each match p; Repeated[p, {min, max}] bounds the number.",
        "MatchQ[{1, 1}, {1 ..}]" => "True";
    "RepeatedNull", Attributes::NONE,
        "p... or RepeatedNull[p] is a pattern for any number of expressions that each match p.",
        "MatchQ[{}, {1 ...}]" => "True";
    "Rule", Attributes::SEQUENCE_HOLD,
        "lhs -> rhs or Rule[lhs, rhs] is a rule that puts rhs in place of lhs.",
        "x /. x -> 2" => "2";
    "RuleDelayed", Attributes::HOLD_REST.and(Attributes::SEQUENCE_HOLD),
        "lhs :> rhs or RuleDelayed[lhs, rhs] is a rule whose right side is evaluated when it is used.",
        "{1, 2} /. n_Integer :> n + 1" => "{2, 3}";
    "Sequence", Attributes::NONE,
        "Sequence[e1, e2, …] is spliced into the arguments of functions.",
        "{1, Sequence[2, 3]}" => "{1, 2, 3}";
    "Shortest", Attributes::NONE,
        "Shortest[p] is the pattern p in the shortest form that fits.",
        "Replace[{1, 2, 3}, {Shortest[x__], y__} :> {{x}, {y}}]" => "{{1}, {2, 3}}";
    "Slot", Attributes::N_HOLD_ALL,
        "#n or Slot[n] is the n-th argument of a pure function; #name the value of a key of its first.",
        "(#^2 &)[3]" => "9";
    "SlotSequence", Attributes::N_HOLD_ALL,
        "##n or SlotSequence[n] is the sequence of arguments of a pure function from the n-th on.",
        "{##2} &[1, 2, 3]" => "{2, 3}";
    "Span", Attributes::NONE,
        "i;;j or Span[i, j] stands for the parts from i to j; i;;j;;k takes every k-th.",
        "{a, b, c, d}[[2 ;; 3]]" => "{b, c}";
    "Unevaluated", Attributes::HOLD_ALL_COMPLETE,
        "Unevaluated[expr] passes expr to a function as it is.",
        "Length[Unevaluated[1 + 2 + 3]]" => "3";
    "Verbatim", Attributes::NONE,
        "Verbatim[p] is a pattern for p itself.",
        "MatchQ[_, Verbatim[_]]" => "True";
}

/// Heads of numbers: with numbers inside they are numbers.
pub const NUMBER_ROWS: &[Builtin] = &[
    Builtin::new(
        "Complex",
        Attributes::PROTECTED,
        Arity::ANY,
        "Complex is the head of complex numbers; Complex[x, y] is x + I y.",
        ("Complex[1, 2]", "1 + 2 I"),
        |_, call| {
            let real = |part: &Expr| part.is_number() && !matches!(part, Expr::Complex(_));
            Ok(match &call.args[..] {
                [re, im] if real(re) && real(im) => Some(number::make_complex(re.clone(), im.clone())),
                _ => None,
            })
        },
    ),
    Builtin::new(
        "Rational",
        Attributes::PROTECTED,
        Arity::ANY,
        "Rational is the head of rational numbers; Rational[n, m] is n/m.",
        ("Rational[2, 4]", "1/2"),
        |_, call| {
            let integer = |part: &Expr| matches!(part, Expr::Integer(_) | Expr::BigInteger(_));
            Ok(match &call.args[..] {
                [top, bottom] if integer(top) && integer(bottom) => {
                    Some(Expr::call(sym::Divide, [top.clone(), bottom.clone()]))
                }
                _ => None,
            })
        },
    ),
];
