//! Scopes: `Module`, `Block`, `With`, `Unique`.

use std::sync::Arc;

use crate::eval::local::substitute;
use crate::eval::{Arity, Attributes, Builtin, Definition, Eval, Evaluator, Reply, Unwind};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Scopes.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Block",
        Attributes::HOLD_ALL,
        Arity::exactly(2),
        "Block[{x, y = v, …}, expr] evaluates expr with values of x, y, … that are restored afterwards.",
        ("x = 1; {Block[{x = 5}, x + 1], x}", "{6, 1}"),
        block,
    ),
    Builtin::new(
        "Module",
        Attributes::HOLD_ALL,
        Arity::exactly(2),
        "Module[{x, y = v, …}, expr] evaluates expr with new variables in place of x, y, ….",
        ("Module[{t = 3}, t^2 + t]", "12"),
        module,
    ),
    Builtin::new(
        "Unique",
        Attributes::NONE,
        Arity::between(0, 1),
        "Unique[x] gives a new symbol whose name begins with x; Unique[{x, y}] gives several.",
        ("Head[Unique[x]]", "Symbol"),
        unique,
    ),
    Builtin::new(
        "With",
        Attributes::HOLD_ALL,
        Arity::at_least(2),
        "With[{x = v, …}, expr] evaluates expr with v in place of x.",
        ("With[{a = 2}, Hold[a + 1]]", "Hold[2 + 1]"),
        with,
    ),
];

/// How a variable of a scope begins.
enum Initial {
    None,
    Now(Expr),
    Later(Expr),
}

/// Names and initial values, not evaluated; `None`, after a message, when the specification is none.
fn declarations(ev: &mut Evaluator, call: &Normal, list: &Expr) -> Option<Vec<(Symbol, Initial)>> {
    let head = call.head_symbol().unwrap_or(sym::Module);
    let Some(declared) = list.elements() else {
        ev.message(head, "lvlist", std::slice::from_ref(list));
        return None;
    };
    let mut found: Vec<(Symbol, Initial)> = Vec::with_capacity(declared.len());
    for declaration in declared.iter() {
        let (name, initial) = match declaration {
            Expr::Symbol(name) => (*name, Initial::None),
            Expr::Normal(set)
                if set.args.len() == 2 && (set.has_head(sym::Set) || set.has_head(sym::SetDelayed)) =>
            {
                let value = set.args[1].clone();
                match &set.args[0] {
                    Expr::Symbol(name) if set.has_head(sym::Set) => (*name, Initial::Now(value)),
                    Expr::Symbol(name) => (*name, Initial::Later(value)),
                    other => {
                        ev.message(head, "lvset", &[list.clone(), declaration.clone(), other.clone()]);
                        return None;
                    }
                }
            }
            other => {
                ev.message(head, "lvsym", &[list.clone(), other.clone()]);
                return None;
            }
        };
        if found.iter().any(|(known, _)| *known == name) {
            ev.message(head, "dup", &[Expr::Symbol(name), list.clone()]);
            return None;
        }
        found.push((name, initial));
    }
    Some(found)
}

fn value_of(ev: &mut Evaluator, initial: Initial) -> Eval<Option<Expr>> {
    match initial {
        Initial::None => Ok(None),
        Initial::Now(value) => ev.eval(value).map(Some),
        Initial::Later(value) => Ok(Some(value)),
    }
}

/// `Return[v, Module]` and its kin end the scope that they name.
fn returned(result: Eval, head: Symbol) -> Eval {
    match result {
        Err(Unwind::Return { value, from }) if from == head => Ok(value),
        result => result,
    }
}

fn module(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(declared) = declarations(ev, call, &call.args[0]) else { return Ok(None) };
    let serial = ev.next_serial();
    let mut names = Vec::with_capacity(declared.len());
    let mut values = Args::with_capacity(declared.len());
    let mut temporaries = Vec::with_capacity(declared.len());
    for (name, initial) in declared {
        let temporary = name.with_serial(serial);
        let value = value_of(ev, initial)?;
        names.push(name);
        values.push(Expr::Symbol(temporary));
        temporaries.push((temporary, value));
    }
    for (temporary, value) in &mut temporaries {
        let definition = ev.definition_mut(*temporary);
        definition.attributes = Attributes::TEMPORARY;
        ev.set_own_value(*temporary, value.take());
    }
    let body = substitute(&call.args[1], &names, &values);
    let result = returned(ev.eval(body), sym::Module);
    let temporaries: Vec<Symbol> = temporaries.into_iter().map(|(symbol, _)| symbol).collect();
    match &result {
        Ok(value) => ev.drop_temporaries(&temporaries, value),
        Err(Unwind::Throw { value, .. } | Unwind::Return { value, .. }) => {
            ev.drop_temporaries(&temporaries, value)
        }
        Err(_) => ev.drop_temporaries(&temporaries, &Expr::null()),
    }
    result.map(Some)
}

fn with(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (body, lists) = call.args.split_last().expect("two arguments at least");
    // Several lists nest: later ones see the values of earlier ones.
    if lists.len() > 1 {
        let inner = Normal::with_origin(call.head.clone(), call.args[1..].into(), call.origin);
        let outer = [lists[0].clone(), Expr::from(inner)].into_iter().collect();
        return Ok(Some(Expr::from(Normal::with_origin(call.head.clone(), outer, call.origin))));
    }
    let Some(declared) = declarations(ev, call, &lists[0]) else { return Ok(None) };
    let mut names = Vec::with_capacity(declared.len());
    let mut values = Args::with_capacity(declared.len());
    for (name, initial) in declared {
        let Some(value) = value_of(ev, initial)? else {
            ev.message(sym::With, "lvws", &[Expr::Symbol(name), lists[0].clone()]);
            return Ok(None);
        };
        names.push(name);
        values.push(value);
    }
    let body = substitute(body, &names, &values);
    returned(ev.eval(body), sym::With).map(Some)
}

fn block(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(declared) = declarations(ev, call, &call.args[0]) else { return Ok(None) };
    let mut locals = Vec::with_capacity(declared.len());
    for (name, initial) in declared {
        if ev.attributes(name).has(Attributes::LOCKED) {
            ev.message(sym::Block, "locked", &[Expr::Symbol(name)]);
            return Ok(None);
        }
        let value = value_of(ev, initial)?;
        locals.push((name, value));
    }
    let saved: Vec<(Symbol, Definition)> = locals
        .into_iter()
        .map(|(name, value)| {
            let old = ev.enter_block(name, value);
            (name, old)
        })
        .collect();
    let result = ev.eval(call.args[1].clone());
    for (name, old) in saved.into_iter().rev() {
        ev.leave_block(name, old);
    }
    returned(result, sym::Block).map(Some)
}

fn unique(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    fn one(ev: &mut Evaluator, of: &Expr) -> Option<Expr> {
        match of {
            Expr::Symbol(symbol) => {
                let serial = ev.next_serial();
                let new = symbol.with_serial(serial);
                // Asked for by name, so that it is never dropped.
                ev.definition_mut(new).attributes = Attributes::TEMPORARY;
                Some(Expr::Symbol(new))
            }
            Expr::String(prefix) => loop {
                let serial = ev.next_serial();
                let name = format!("Global`{prefix}{serial}");
                if Symbol::known(&name).is_none() {
                    return Some(Expr::Symbol(Symbol::new(&name)));
                }
            },
            other => {
                ev.message(sym::Unique, "usym", std::slice::from_ref(other));
                None
            }
        }
    }
    Ok(match call.args.first() {
        None => one(ev, &Expr::string("$")),
        Some(list) => match list.elements() {
            Some(elements) => {
                let elements = elements.into_owned();
                elements.iter().map(|of| one(ev, of)).collect::<Option<Args>>().map(Expr::list)
            }
            None => one(ev, list),
        },
    })
}
