//! Expressions with a condition: what is put around them goes inside.

use super::attach;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::Normal;
use std::sync::Arc;

/// Expressions with a condition.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "ConditionalExpression",
        Attributes::PROTECTED,
        Arity::exactly(2),
        "ConditionalExpression[expr, cond] is expr where cond is True and Undefined where it is False; numeric functions of it are taken inside.",
        (
            "{ConditionalExpression[x, True], 1 + ConditionalExpression[x, x > 0]}",
            "{x, ConditionalExpression[1 + x, x > 0]}",
        ),
        conditional,
    ),
    Builtin::new(
        "Splice",
        Attributes::PROTECTED,
        Arity::between(1, 2),
        "{a, Splice[{b, c}]} is {a, b, c}; Splice[{b, c}, h] is spliced into calls of heads that match h.",
        ("{{a, Splice[{b, c}], d}, f[Splice[{1, 2}, f | g]]}", "{{a, b, c, d}, f[1, 2]}"),
        |ev, call| {
            if call.args.len() == 2 {
                attach(
                    ev,
                    "Splice",
                    "g_[a___, Splice[l_List, h_], b___] := g[a, Sequence @@ l, b] /; MatchQ[g, h]",
                )?;
            }
            Ok(None)
        },
    ),
];

fn conditional(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    attach(ev, "ConditionalExpression", AROUND)?;
    super::run(ev, call, "ConditionalExpression", DEFINITION)
}

const DEFINITION: &str = "f[e_, True] := e
    f[_, False] := Undefined
    f[Undefined, _] := Undefined
    f[ConditionalExpression[e_, c_], d_] := ConditionalExpression[e, c && d]";

/// All conditions among the arguments of a numeric function are taken out at once, in their order.
const AROUND: &str = "(g_Symbol)[a___, e_ConditionalExpression, b___] := With[{all = {a, e, b}},
        ConditionalExpression[g @@ Map[value, all], And @@ Map[condition, all]]] /; MemberQ[Attributes[g], NumericFunction]
    Normal[ConditionalExpression[e_, _]] := e
    value[ConditionalExpression[e_, _]] := e
    value[e_] := e
    condition[ConditionalExpression[_, c_]] := c
    condition[_] := True";
