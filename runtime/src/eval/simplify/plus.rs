//! Sums: numbers added, like terms collected.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{infinity, join_term, split_term, value_beside};
use crate::eval::{Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number;
use crate::symbol::sym;

/// `Plus[…]` of evaluated arguments.
pub fn plus(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = &call.args;
    match &args[..] {
        [] => return Ok(Some(Expr::Integer(0))),
        [only] => return Ok(Some(only.clone())),
        [a, b] if a.is_number() && b.is_number() => return Ok(Some(number::add(a, b))),
        _ => {}
    }
    if args.iter().any(|arg| arg.is_symbol(sym::Indeterminate)) {
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    if args.iter().any(infinity::is_infinite) {
        return infinity::sum(ev, args);
    }
    if let Some(overflow) = args.iter().find(|arg| arg.as_call(sym::Overflow).is_some()) {
        return Ok(Some(overflow.clone()));
    }
    let mut number: Option<Expr> = None;
    let mut terms: Vec<(Expr, Expr)> = Vec::with_capacity(args.len());
    let mut places: FxHashMap<Expr, usize> = FxHashMap::default();
    let mut changed = false;
    for arg in args {
        if arg.is_number() {
            changed |= number.is_some();
            number = Some(number.map_or_else(|| arg.clone(), |sum| number::add(&sum, arg)));
            continue;
        }
        let (coefficient, rest) = split_term(arg);
        // A few terms are compared one by one, many are looked up.
        let place = if terms.len() < 8 {
            terms.iter().position(|(_, other)| *other == rest)
        } else {
            if places.len() < terms.len() {
                places = terms.iter().enumerate().map(|(index, (_, rest))| (rest.clone(), index)).collect();
            }
            places.get(&rest).copied()
        };
        match place {
            Some(place) => {
                terms[place].0 = number::add(&terms[place].0, &coefficient);
                changed = true;
            }
            None => {
                if terms.len() >= 8 {
                    places.insert(rest.clone(), terms.len());
                }
                terms.push((coefficient, rest));
            }
        }
    }
    if let Some(inexact) = number.clone().filter(|number| !number::is_exact(number)) {
        let mut kept = Vec::with_capacity(terms.len());
        for (coefficient, rest) in terms {
            let term = join_term(coefficient.clone(), rest.clone());
            match value_beside(ev, &term, &inexact)? {
                Some(value) => {
                    number = number.map(|sum| number::add(&sum, &value));
                    changed = true;
                }
                None => kept.push((coefficient, rest)),
            }
        }
        terms = kept;
    }
    if matches!(number, Some(Expr::Integer(0))) {
        number = None;
        changed = true;
    }
    if !changed {
        return Ok(None);
    }
    let mut result: Vec<Expr> = Vec::with_capacity(terms.len() + 1);
    result.extend(number);
    for (coefficient, rest) in terms {
        if number::is_exact_zero(&coefficient) {
            continue;
        }
        if number::is_zero(&coefficient) {
            result.push(coefficient);
        } else {
            result.push(join_term(coefficient, rest));
        }
    }
    Ok(Some(match result.len() {
        0 => Expr::Integer(0),
        1 => result.remove(0),
        _ => Expr::call(sym::Plus, result),
    }))
}
