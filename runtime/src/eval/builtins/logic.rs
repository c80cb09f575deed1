//! Logic and sameness.

use std::sync::Arc;

use super::repeated::same_value;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const CONNECTIVE: Attributes = Attributes::HOLD_ALL.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY);

/// Logic and sameness.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "And",
        CONNECTIVE,
        Arity::ANY,
        "a && b && … or And[a, b, …] is True if all are; it stops at the first False.",
        ("1 < 2 && 2 < 3", "True"),
        |ev, call| connective(ev, call, sym::And),
    ),
    Builtin::new(
        "Boole",
        Attributes::LISTABLE,
        Arity::exactly(1),
        "Boole[test] is 1 if test is True and 0 if it is False.",
        ("Boole[{1 < 2, 2 < 1}]", "{1, 0}"),
        |_, call| {
            Ok(match &call.args[0] {
                Expr::Symbol(sym::True) => Some(Expr::Integer(1)),
                Expr::Symbol(sym::False) => Some(Expr::Integer(0)),
                _ => None,
            })
        },
    ),
    Builtin::new(
        "BooleanQ",
        NONE,
        Arity::exactly(1),
        "BooleanQ[expr] tells whether expr is True or False.",
        ("BooleanQ[3]", "False"),
        |_, call| Ok(Some(Expr::boolean(truth(&call.args[0]).is_some()))),
    ),
    Builtin::new(
        "Equivalent",
        Attributes::ORDERLESS,
        Arity::ANY,
        "Equivalent[a, b, …] is True if all or none are.",
        ("Equivalent[True, False]", "False"),
        |_, call| {
            let known: Vec<Option<bool>> = call.args.iter().map(truth).collect();
            if known.contains(&Some(true)) && known.contains(&Some(false)) {
                return Ok(Some(Expr::boolean(false)));
            }
            // The arguments are sorted, so that the same ones are neighbours.
            let mut undecided: Args = call.args.iter().filter(|arg| truth(arg).is_none()).cloned().collect();
            undecided.dedup();
            let is_decided = undecided.len() < known.iter().filter(|one| one.is_none()).count();
            Ok(match (known.iter().flatten().next(), &undecided[..]) {
                (Some(true), several) => Some(Expr::call(sym::And, several.iter().cloned())),
                (Some(false), several) => {
                    let negated = several.iter().map(|one| Expr::call(sym::Not, [one.clone()]));
                    Some(Expr::call(sym::And, negated))
                }
                (None, [] | [_]) => Some(Expr::boolean(true)),
                (None, several) if is_decided => {
                    Some(Expr::call(Symbol::new("Equivalent"), several.iter().cloned()))
                }
                (None, _) => None,
            })
        },
    ),
    Builtin::new(
        "Implies",
        NONE,
        Arity::exactly(2),
        "Implies[a, b] is False if a is True and b is False, else True.",
        ("Implies[False, x]", "True"),
        |_, call| {
            Ok(match (truth(&call.args[0]), truth(&call.args[1])) {
                (Some(false), _) | (_, Some(true)) => Some(Expr::boolean(true)),
                (Some(true), _) => Some(call.args[1].clone()),
                (None, Some(false)) => Some(Expr::call(sym::Not, [call.args[0].clone()])),
                (None, None) if call.args[0] == call.args[1] => Some(Expr::boolean(true)),
                (None, None) => None,
            })
        },
    ),
    Builtin::new(
        "Nand",
        Attributes::HOLD_ALL,
        Arity::ANY,
        "Nand[a, b, …] is Not[And[a, b, …]].",
        ("Nand[True, True]", "False"),
        |ev, call| opposite_of(ev, call, sym::And),
    ),
    Builtin::new(
        "Nor",
        Attributes::HOLD_ALL,
        Arity::ANY,
        "Nor[a, b, …] is Not[Or[a, b, …]].",
        ("Nor[False, False]", "True"),
        |ev, call| opposite_of(ev, call, sym::Or),
    ),
    Builtin::new(
        "Not",
        NONE,
        Arity::exactly(1),
        "! a or Not[a] is False if a is True and True if it is False.",
        ("! (1 < 2)", "False"),
        |_, call| Ok(negated(&call.args[0])),
    ),
    Builtin::new(
        "Or",
        CONNECTIVE,
        Arity::ANY,
        "a || b || … or Or[a, b, …] is True if one is; it stops at the first True.",
        ("1 > 2 || 2 < 3", "True"),
        |ev, call| connective(ev, call, sym::Or),
    ),
    Builtin::new(
        "SameQ",
        NONE,
        Arity::ANY,
        "a === b or SameQ[a, b, …] tells whether the expressions are identical.",
        ("{1 === 1, 1 === 1., a === b}", "{True, False, False}"),
        |_, call| Ok(Some(Expr::boolean(call.args.windows(2).all(|pair| same_value(&pair[0], &pair[1]))))),
    ),
    Builtin::new(
        "TrueQ",
        NONE,
        Arity::exactly(1),
        "TrueQ[expr] is True if expr is True and False if it is anything else.",
        ("TrueQ[x > 1]", "False"),
        |_, call| Ok(Some(Expr::boolean(call.args[0].is_true()))),
    ),
    Builtin::new(
        "UnsameQ",
        NONE,
        Arity::ANY,
        "a =!= b or UnsameQ[a, b, …] tells whether no two of the expressions are identical.",
        ("a =!= b", "True"),
        |_, call| {
            let args = &call.args;
            let distinct = (0..args.len()).all(|i| (0..i).all(|j| !same_value(&args[i], &args[j])));
            Ok(Some(Expr::boolean(distinct)))
        },
    ),
    Builtin::new(
        "Xor",
        Attributes::FLAT.and(Attributes::ORDERLESS).and(Attributes::ONE_IDENTITY),
        Arity::ANY,
        "Xor[a, b, …] is True if an odd number of them are.",
        ("Xor[True, False, True]", "False"),
        |_, call| {
            let odd = call.args.iter().filter(|arg| arg.is_true()).count() % 2 == 1;
            // Two of a kind leave nothing.
            let mut undecided: Args = Args::new();
            for arg in call.args.iter().filter(|arg| truth(arg).is_none()) {
                match undecided.iter().position(|other| other == arg) {
                    Some(at) => {
                        undecided.remove(at);
                    }
                    None => undecided.push(arg.clone()),
                }
            }
            Ok(match &undecided[..] {
                [] => Some(Expr::boolean(odd)),
                [one] if odd => Some(Expr::call(sym::Not, [one.clone()])),
                [one] => Some(one.clone()),
                several if several.len() < call.args.len() => {
                    let rest = Expr::call(sym::Xor, several.iter().cloned());
                    Some(if odd { Expr::call(sym::Not, [rest]) } else { rest })
                }
                _ => None,
            })
        },
    ),
];

/// `Nand` and `Nor`, where the arguments decide: only undecided ones stay as they are.
fn opposite_of(ev: &mut Evaluator, call: &Arc<Normal>, head: Symbol) -> Reply {
    let value = ev.eval(Expr::call(head, call.args.iter().cloned()))?;
    if truth(&value).is_some() {
        return Ok(Some(Expr::call(sym::Not, [value])));
    }
    let own = call.head.clone();
    let rest = match value.as_call(head) {
        Some(rest) => Expr::call(own, rest.args.iter().cloned()),
        None => return Ok(Some(Expr::call(sym::Not, [value]))),
    };
    Ok((rest != Expr::Normal(Arc::clone(call))).then_some(rest))
}

/// `True` or `False`.
fn truth(expr: &Expr) -> Option<bool> {
    match expr {
        Expr::Symbol(sym::True) => Some(true),
        Expr::Symbol(sym::False) => Some(false),
        _ => None,
    }
}

/// What `Not` makes of comparisons.
const OPPOSITES: &[(Symbol, Symbol)] = &[
    (sym::Equal, sym::Unequal),
    (sym::Greater, sym::LessEqual),
    (sym::GreaterEqual, sym::Less),
    (sym::Less, sym::GreaterEqual),
    (sym::LessEqual, sym::Greater),
    (sym::SameQ, sym::UnsameQ),
    (sym::Unequal, sym::Equal),
    (sym::UnsameQ, sym::SameQ),
];

fn negated(expr: &Expr) -> Option<Expr> {
    if let Some(value) = truth(expr) {
        return Some(Expr::boolean(!value));
    }
    let inner = expr.as_normal()?;
    if inner.has_head(sym::Not) && inner.args.len() == 1 {
        return Some(inner.args[0].clone());
    }
    let head = inner.head_symbol()?;
    let (_, opposite) = OPPOSITES.iter().find(|(known, _)| *known == head)?;
    (inner.args.len() == 2).then(|| Expr::call(*opposite, inner.args.iter().cloned()))
}

/// `And` and `Or`: the value that decides ends it, the other is left out.
fn connective(ev: &mut Evaluator, call: &Arc<Normal>, head: Symbol) -> Reply {
    let decides = head == sym::Or;
    let mut undecided = Args::new();
    for arg in &call.args {
        let value = ev.eval(arg.clone())?;
        match truth(&value) {
            Some(value) if value == decides => return Ok(Some(Expr::boolean(decides))),
            Some(_) => {}
            None => undecided.push(value),
        }
    }
    Ok(Some(match &undecided[..] {
        [] => Expr::boolean(!decides),
        [one] => one.clone(),
        _ => ev.as_is(Expr::call(head, undecided)),
    }))
}
