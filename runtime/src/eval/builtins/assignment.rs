//! Assignment and definitions.

use std::sync::Arc;

use crate::eval::assign::When;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

const HOLD_FIRST: Attributes = Attributes::HOLD_FIRST;
const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// Assignment and definitions.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "AddTo",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "AddTo[x, dx] or x += dx adds dx to the value of x and gives the new value.",
        example: ("x = 1; x += 5", "6"),
        run: |ev, call| change(ev, call, sym::Plus),
    },
    Builtin {
        name: "AppendTo",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "AppendTo[x, e] appends e to the value of x and gives the new value.",
        example: ("v = {1, 2}; AppendTo[v, 3]", "{1, 2, 3}"),
        run: |ev, call| extend(ev, call, End::Last),
    },
    Builtin {
        name: "Clear",
        attributes: HOLD_ALL,
        arity: Arity::ANY,
        usage: "Clear[x, f, …] removes values and definitions; attributes, options and messages stay.",
        example: ("x = 1; Clear[x]; x", "x"),
        run: clear,
    },
    Builtin {
        name: "ClearAll",
        attributes: HOLD_ALL,
        arity: Arity::ANY,
        usage: "ClearAll[x, f, …] removes values, definitions, attributes, options and messages.",
        example: ("f[x_] := x^2; ClearAll[f]; f[2]", "f[2]"),
        run: clear_all,
    },
    Builtin {
        name: "Decrement",
        attributes: HOLD_FIRST.and(Attributes::READ_PROTECTED),
        arity: Arity::exactly(1),
        usage: "Decrement[x] or x-- lowers x by 1 and gives the old value.",
        example: ("x = 3; {x--, x}", "{3, 2}"),
        run: |ev, call| step(ev, call, -1, Given::Old),
    },
    Builtin {
        name: "DivideBy",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "DivideBy[x, c] or x /= c divides the value of x by c and gives the new value.",
        example: ("x = 12; x /= 4", "3"),
        run: |ev, call| change(ev, call, sym::Divide),
    },
    Builtin {
        name: "Increment",
        attributes: HOLD_FIRST.and(Attributes::READ_PROTECTED),
        arity: Arity::exactly(1),
        usage: "Increment[x] or x++ raises x by 1 and gives the old value.",
        example: ("x = 3; {x++, x}", "{3, 4}"),
        run: |ev, call| step(ev, call, 1, Given::Old),
    },
    Builtin {
        name: "PreDecrement",
        attributes: HOLD_FIRST.and(Attributes::READ_PROTECTED),
        arity: Arity::exactly(1),
        usage: "PreDecrement[x] or --x lowers x by 1 and gives the new value.",
        example: ("x = 3; {--x, x}", "{2, 2}"),
        run: |ev, call| step(ev, call, -1, Given::New),
    },
    Builtin {
        name: "PreIncrement",
        attributes: HOLD_FIRST.and(Attributes::READ_PROTECTED),
        arity: Arity::exactly(1),
        usage: "PreIncrement[x] or ++x raises x by 1 and gives the new value.",
        example: ("x = 3; {++x, x}", "{4, 4}"),
        run: |ev, call| step(ev, call, 1, Given::New),
    },
    Builtin {
        name: "PrependTo",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "PrependTo[x, e] prepends e to the value of x and gives the new value.",
        example: ("v = {1, 2}; PrependTo[v, 0]", "{0, 1, 2}"),
        run: |ev, call| extend(ev, call, End::First),
    },
    Builtin {
        name: "Remove",
        attributes: HOLD_ALL.and(Attributes::LOCKED),
        arity: Arity::ANY,
        usage: "Remove[x, f, …] removes symbols, with everything that is known of them.",
        example: ("x = 1; Remove[x]; x", "x"),
        run: remove,
    },
    Builtin {
        name: "Set",
        attributes: HOLD_FIRST.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(2),
        usage: "Set[x, value] or x = value gives x this value; f[x_] = rhs, v[[i]] = a and {a, b} = {1, 2} work too.",
        example: ("{a, b} = {1, 2}; {a, b} = {b, a}; {a, b}", "{2, 1}"),
        run: set,
    },
    Builtin {
        name: "SetDelayed",
        attributes: HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(2),
        usage: "SetDelayed[lhs, rhs] or lhs := rhs defines lhs to be rhs, evaluated at each use.",
        example: ("f[x_] := x^2; f[3]", "9"),
        run: set_delayed,
    },
    Builtin {
        name: "SubtractFrom",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "SubtractFrom[x, dx] or x -= dx subtracts dx from the value of x and gives the new value.",
        example: ("x = 7; x -= 5", "2"),
        run: |ev, call| change(ev, call, sym::Subtract),
    },
    Builtin {
        name: "TagSet",
        attributes: HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(3),
        usage: "TagSet[f, lhs, rhs] or f /: lhs = rhs defines lhs and keeps the definition with f.",
        example: ("g /: h[g[x_]] = 5; h[g[1]]", "5"),
        run: |ev, call| {
            let value = ev.eval(call.args[2].clone())?;
            tag_set(ev, call, &value, When::Now)
        },
    },
    Builtin {
        name: "TagSetDelayed",
        attributes: HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(3),
        usage: "TagSetDelayed[f, lhs, rhs] or f /: lhs := rhs defines lhs and keeps the definition with f.",
        example: ("g /: h[g[x_]] := x + 1; h[g[1]]", "2"),
        run: |ev, call| tag_set(ev, call, &call.args[2], When::Later),
    },
    Builtin {
        name: "TimesBy",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(2),
        usage: "TimesBy[x, c] or x *= c multiplies the value of x by c and gives the new value.",
        example: ("x = 3; x *= 4", "12"),
        run: |ev, call| change(ev, call, sym::Times),
    },
    Builtin {
        name: "TagUnset",
        attributes: HOLD_ALL,
        arity: Arity::exactly(2),
        usage: "TagUnset[f, lhs] or f /: lhs =. removes the definition of lhs that belongs to f.",
        example: ("g /: f[g] = 1; g /: f[g] =.; f[g]", "f[g]"),
        run: |ev, call| {
            let Expr::Symbol(tag) = call.args[0] else { return Ok(None) };
            let done = ev.unassign_tagged(tag, &call.args[1])?;
            Ok(Some(if done { Expr::null() } else { failed() }))
        },
    },
    Builtin {
        name: "Unset",
        attributes: HOLD_FIRST,
        arity: Arity::exactly(1),
        usage: "Unset[lhs] or lhs =. removes the definition of lhs.",
        example: ("x = 1; x =.; x", "x"),
        run: |ev, call| {
            let done = ev.unassign(&call.args[0])?;
            Ok(Some(if done { Expr::null() } else { failed() }))
        },
    },
    Builtin {
        name: "UpSet",
        attributes: HOLD_FIRST.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(2),
        usage: "UpSet[lhs, rhs] or lhs ^= rhs defines lhs and keeps the definition with the symbols in its arguments.",
        example: ("area[square] ^= 4; area[square]", "4"),
        run: |ev, call| {
            ev.assign_up(&call.args[0], &call.args[1])?;
            Ok(Some(call.args[1].clone()))
        },
    },
    Builtin {
        name: "UpSetDelayed",
        attributes: HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        arity: Arity::exactly(2),
        usage: "UpSetDelayed[lhs, rhs] or lhs ^:= rhs defines lhs and keeps it with the symbols in its arguments.",
        example: ("area[disk[r_]] ^:= 3 r^2; area[disk[2]]", "12"),
        run: |ev, call| {
            let done = ev.assign_up(&call.args[0], &call.args[1])?;
            Ok(Some(if done { Expr::null() } else { failed() }))
        },
    },
];

fn failed() -> Expr {
    Expr::Symbol(Symbol::new("$Failed"))
}

fn set(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    ev.assign(&call.args[0], &call.args[1], When::Now)?;
    Ok(Some(call.args[1].clone()))
}

fn set_delayed(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let done = ev.assign(&call.args[0], &call.args[1], When::Later)?;
    Ok(Some(if done { Expr::null() } else { failed() }))
}

fn tag_set(ev: &mut Evaluator, call: &Arc<Normal>, value: &Expr, when: When) -> Reply {
    let Expr::Symbol(tag) = call.args[0] else {
        ev.message(sym::General, "sym", &[call.args[0].clone(), Expr::Integer(1)]);
        return Ok(Some(failed()));
    };
    let done = ev.assign_tagged(tag, &call.args[1], value, when)?;
    Ok(Some(match when {
        When::Now => value.clone(),
        When::Later if done => Expr::null(),
        When::Later => failed(),
    }))
}

/// What an increment gives back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Old,
    New,
}

/// The value of a variable, a part or an entry that is to be changed; `None`, after a message, when it has none.
fn value_to_change(ev: &mut Evaluator, call: &Normal) -> Eval<Option<Expr>> {
    let target = &call.args[0];
    let value = ev.eval(target.clone())?;
    if value == *target {
        let head = call.head_symbol().unwrap_or(sym::Set);
        ev.message(head, "rvalue", std::slice::from_ref(target));
        return Ok(None);
    }
    Ok(Some(value))
}

/// `x++` and its kin.
fn step(ev: &mut Evaluator, call: &Arc<Normal>, by: i64, given: Given) -> Reply {
    if let Expr::Symbol(symbol) = call.args[0]
        && !ev.is_protected(symbol)
        && let Some(Expr::Integer(value)) = &mut ev.definition_mut(symbol).own_value
        && let Some(new) = value.checked_add(by)
    {
        let old = std::mem::replace(value, new);
        return Ok(Some(Expr::Integer(if given == Given::Old { old } else { new })));
    }
    let Some(old) = value_to_change(ev, call)? else { return Ok(None) };
    let new = ev.eval(Expr::call(sym::Plus, [old.clone(), Expr::Integer(by)]))?;
    if !ev.assign(&call.args[0], &new, When::Now)? {
        return Ok(None);
    }
    Ok(Some(if given == Given::Old { old } else { new }))
}

/// `x += dx` and its kin.
fn change(ev: &mut Evaluator, call: &Arc<Normal>, operation: Symbol) -> Reply {
    let Some(old) = value_to_change(ev, call)? else { return Ok(None) };
    let new = ev.eval(Expr::call(operation, [old, call.args[1].clone()]))?;
    if !ev.assign(&call.args[0], &new, When::Now)? {
        return Ok(None);
    }
    Ok(Some(new))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// `AppendTo` and `PrependTo`: in place where the variable holds a list.
fn extend(ev: &mut Evaluator, call: &Arc<Normal>, end: End) -> Reply {
    let element = call.args[1].clone();
    if let Expr::Symbol(symbol) = call.args[0]
        && !ev.is_protected(symbol)
        && ev.extend_in_place(symbol, &element, end == End::Last)
    {
        return Ok(ev.definition(symbol).and_then(|definition| definition.own_value.clone()));
    }
    let Some(old) = value_to_change(ev, call)? else { return Ok(None) };
    let operation = if end == End::First { sym::Prepend } else { sym::Append };
    let new = ev.eval(Expr::call(operation, [old, element]))?;
    if !ev.assign(&call.args[0], &new, When::Now)? {
        return Ok(None);
    }
    Ok(Some(new))
}

/// The symbols that arguments of `Clear` name: symbols, or strings with `*` for any letters.
pub(super) fn named_symbols(ev: &mut Evaluator, call: &Arc<Normal>) -> Vec<Symbol> {
    fn collect(
        ev: &mut Evaluator,
        call: &Arc<Normal>,
        args: &Args,
        outer: Option<usize>,
        symbols: &mut Vec<Symbol>,
    ) {
        for (index, arg) in args.iter().enumerate() {
            let place = outer.unwrap_or(index + 1);
            match arg {
                Expr::Symbol(symbol) => symbols.push(*symbol),
                Expr::String(pattern) => {
                    let matching = ev.symbols_matching(pattern);
                    if matching.is_empty() && call.has_head(sym::Remove) {
                        ev.message(sym::Remove, "rmnsm", std::slice::from_ref(arg));
                    }
                    symbols.extend(matching);
                }
                Expr::Normal(list) if list.has_head(sym::List) => {
                    collect(ev, call, &list.args, Some(place), symbols);
                }
                _ => {
                    let place = Expr::Integer(i64::try_from(place).unwrap_or(i64::MAX));
                    let head = call.head_symbol().unwrap_or(sym::General);
                    ev.message(head, "ssle", &[Expr::Normal(Arc::clone(call)), place]);
                }
            }
        }
    }
    let mut symbols = Vec::new();
    collect(ev, call, &call.args, None, &mut symbols);
    symbols
}

fn clear(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    for symbol in named_symbols(ev, call) {
        if ev.is_protected(symbol) {
            ev.message(sym::Clear, "wrsym", &[Expr::Symbol(symbol)]);
            continue;
        }
        ev.clear(symbol);
    }
    Ok(Some(Expr::null()))
}

fn remove(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let cleared = clear_all(ev, call)?;
    // A name that is read after this may mean the symbol of a package.
    for arg in &call.args {
        let symbol = match arg {
            Expr::Symbol(symbol) => Some(*symbol),
            Expr::String(name) => ev.contexts.known(name),
            _ => None,
        };
        if let Some(symbol) = symbol {
            ev.contexts.forget(symbol);
        }
    }
    Ok(cleared)
}

fn clear_all(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::ClearAll);
    for symbol in named_symbols(ev, call) {
        if ev.is_protected(symbol) || ev.attributes(symbol).has(Attributes::LOCKED) {
            ev.message(head, "wrsym", &[Expr::Symbol(symbol)]);
            continue;
        }
        ev.clear_all(symbol);
    }
    Ok(Some(Expr::null()))
}
