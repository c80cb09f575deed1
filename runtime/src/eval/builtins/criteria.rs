//! Choosing elements by tests: `Select`, `TakeWhile`, `AllTrue` and kin.

use std::sync::Arc;

use super::functional::is_long_array;
use super::repeated::count_at;
use crate::association::{Association, Entries};
use crate::eval::functions::delayed_value;
use crate::eval::levels::{parts, with_parts};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::sym;

const NONE: Attributes = Attributes::NONE;

/// The table of this topic.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AllTrue",
        NONE,
        Arity::between(1, 3),
        "AllTrue[list, test] tells whether test gives True for every element.",
        ("AllTrue[{2, 4}, EvenQ]", "True"),
        |ev, call| quantifier(ev, call, false, false),
    ),
    Builtin::new(
        "AnyTrue",
        NONE,
        Arity::between(1, 3),
        "AnyTrue[list, test] tells whether test gives True for some element.",
        ("AnyTrue[{1, 3}, EvenQ]", "False"),
        |ev, call| quantifier(ev, call, true, true),
    ),
    Builtin::new(
        "LengthWhile",
        NONE,
        Arity::exactly(2),
        "LengthWhile[list, test] is the number of elements at the start of list for which test gives True.",
        ("LengthWhile[{1, 2, 5, 1}, # < 3 &]", "2"),
        |ev, call| {
            let count = leading(ev, &call.args[0], &call.args[1])?;
            Ok(Some(Expr::Integer(i64::try_from(count).unwrap_or(i64::MAX))))
        },
    ),
    Builtin::new(
        "NoneTrue",
        NONE,
        Arity::between(1, 3),
        "NoneTrue[list, test] tells whether test gives True for no element.",
        ("NoneTrue[{1, 3}, EvenQ]", "True"),
        |ev, call| quantifier(ev, call, true, false),
    ),
    Builtin::new(
        "Select",
        NONE,
        Arity::between(1, 3),
        "Select[list, test] keeps the elements for which test gives True, the first n in Select[list, test, n].",
        ("Select[{1, 2, 3, 4}, EvenQ]", "{2, 4}"),
        select,
    ),
    Builtin::new(
        "SelectFirst",
        NONE,
        Arity::between(1, 3),
        "SelectFirst[list, test] is the first element for which test gives True; SelectFirst[list, test, default] gives default when there is none.",
        ("SelectFirst[{1, 2, 3}, # > 1 &]", "2"),
        |ev, call| {
            let [list, test, ..] = &call.args[..] else { return Ok(None) };
            for part in parts(list).iter() {
                if ev.apply(test, [part.clone()])?.is_true() {
                    return Ok(Some(part.clone()));
                }
            }
            Ok(Some(
                call.args
                    .get(2)
                    .cloned()
                    .unwrap_or_else(|| Expr::call(sym::Missing, [Expr::string("NotFound")])),
            ))
        },
    ),
    Builtin::new(
        "TakeWhile",
        NONE,
        Arity::exactly(2),
        "TakeWhile[list, test] gives the elements at the start of list for which test gives True.",
        ("TakeWhile[{1, 2, 5, 1}, # < 3 &]", "{1, 2}"),
        |ev, call| {
            if !matches!(call.args[0], Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) {
                return Ok(None);
            }
            let count = leading(ev, &call.args[0], &call.args[1])?;
            Ok(Some(Expr::call(sym::Take, [call.args[0].clone(), Expr::Integer(count as i64)])))
        },
    ),
];

fn quantifier(ev: &mut Evaluator, call: &Arc<Normal>, on: bool, found: bool) -> Reply {
    let [list, test, level @ ..] = &call.args[..] else { return Ok(None) };
    let at_level = match level {
        [] => parts(list).into_owned(),
        [Expr::Integer(level @ 0..)] => {
            let level = Expr::list([Expr::Integer(*level)]);
            let all = ev.eval(Expr::call(sym::Level, [list.clone(), level]))?;
            all.elements().map(std::borrow::Cow::into_owned).unwrap_or_default()
        }
        _ => {
            let place = [Expr::Integer(3), Expr::Normal(Arc::clone(call))];
            ev.message(call.head_symbol().unwrap_or(sym::AllTrue), "intnm", &place);
            return Ok(None);
        }
    };
    let mut undecided: Args = Args::new();
    for part in &at_level {
        ev.check_interrupt()?;
        match ev.apply(test, [part.clone()])? {
            Expr::Symbol(sym::True) if on => return Ok(Some(Expr::boolean(found))),
            Expr::Symbol(sym::False) if !on => return Ok(Some(Expr::boolean(found))),
            Expr::Symbol(sym::True | sym::False) => {}
            other => undecided.push(other),
        }
    }
    if undecided.is_empty() {
        return Ok(Some(Expr::boolean(!found)));
    }
    let head = match call.head_symbol() {
        Some(sym::AllTrue) => sym::And,
        Some(sym::AnyTrue) => sym::Or,
        _ => sym::Nor,
    };
    Ok(Some(Expr::call(head, undecided)))
}

fn leading(ev: &mut Evaluator, list: &Expr, test: &Expr) -> Eval<usize> {
    let parts = parts(list);
    for (index, part) in parts.iter().enumerate() {
        if !ev.apply(test, [part.clone()])?.is_true() {
            return Ok(index);
        }
    }
    Ok(parts.len())
}

fn select(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [list, test, rest @ ..] = &call.args[..] else { return Ok(None) };
    let most = match rest.first() {
        None => u64::MAX,
        Some(_) => match count_at(ev, call, 2) {
            Some(most) => most,
            None => return Ok(None),
        },
    };
    if let Expr::Association(association) = list {
        let mut entries = Entries::default();
        for (key, value) in &association.entries {
            if entries.len() as u64 >= most {
                break;
            }
            if ev.apply(test, [delayed_value(value)])?.is_true() {
                entries.insert(key.clone(), value.clone());
            }
        }
        return Ok(Some(Expr::Association(Arc::new(Association::new(entries)))));
    }
    if !matches!(list, Expr::Normal(_) | Expr::Array(_)) {
        ev.message(sym::Select, "normal", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    }
    if rest.is_empty()
        && is_long_array(ev, sym::Select, list)
        && let Some(value) = ev.run_automatically(sym::Select, &[list.clone(), test.clone()])?
    {
        return Ok(Some(value));
    }
    let mut kept = Args::new();
    for part in parts(list).iter() {
        ev.check_interrupt()?;
        if kept.len() as u64 >= most {
            break;
        }
        if ev.apply(test, [part.clone()])?.is_true() {
            kept.push(part.clone());
        }
    }
    Ok(Some(with_parts(list, kept)))
}
