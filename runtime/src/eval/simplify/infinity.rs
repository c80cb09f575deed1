//! Infinities in sums and products.

use super::super::{Eval, Evaluator, numeric};
use crate::expr::Expr;
use crate::number;
use crate::symbol::sym;

/// `DirectedInfinity[1]`
pub fn infinity() -> Expr {
    Expr::call(sym::DirectedInfinity, [Expr::Integer(1)])
}

/// `DirectedInfinity[]`
pub fn complex_infinity() -> Expr {
    Expr::call(sym::DirectedInfinity, [])
}

/// Whether it is an infinity of any direction.
pub fn is_infinite(expr: &Expr) -> bool {
    expr.as_call(sym::DirectedInfinity).is_some()
}

/// The direction of an infinity: `Some(None)` for the one without direction.
pub fn direction_of(expr: &Expr) -> Option<Option<Expr>> {
    expr.as_call(sym::DirectedInfinity).map(|call| call.args.first().cloned())
}

fn indeterminate(ev: &mut Evaluator, form: Expr) -> Expr {
    ev.message(sym::Infinity, "indet", &[Expr::call(sym::HoldForm, [form])]);
    Expr::Symbol(sym::Indeterminate)
}

/// A sum with an infinity among its terms. None when a term is not a number and the sum stays.
pub(super) fn sum(ev: &mut Evaluator, args: &[Expr]) -> Eval<Option<Expr>> {
    let infinities: Vec<&Expr> = args.iter().filter(|arg| is_infinite(arg)).collect();
    let first = infinities[0];
    let undirected = direction_of(first) == Some(None);
    if infinities.iter().any(|other| *other != first) || undirected && infinities.len() > 1 {
        let form = Expr::call(sym::Plus, infinities.into_iter().cloned());
        return Ok(Some(indeterminate(ev, form)));
    }
    let rest: Vec<Expr> =
        args.iter().filter(|arg| !is_infinite(arg) && !numeric::is_numeric(ev, arg)).cloned().collect();
    if rest.is_empty() {
        return Ok(Some(first.clone()));
    }
    if rest.len() + 1 == args.len() {
        return Ok(None);
    }
    Ok(Some(Expr::call(sym::Plus, std::iter::once(first.clone()).chain(rest))))
}

/// A product with an infinity among its factors. None when a factor is not a number and the product stays.
pub(super) fn product(ev: &mut Evaluator, args: &[Expr]) -> Eval<Option<Expr>> {
    let mut direction = Some(Expr::Integer(1));
    let mut rest = Vec::new();
    for arg in args {
        if let Some(other) = direction_of(arg) {
            direction = match (direction, other) {
                (Some(a), Some(b)) => Some(Expr::call(sym::Times, [a, b])),
                _ => None,
            };
        } else if arg.is_number() && number::is_zero(arg) {
            let form = Expr::call(sym::Times, args.iter().cloned());
            return Ok(Some(indeterminate(ev, form)));
        } else if numeric::is_numeric(ev, arg) {
            direction = direction.map(|direction| Expr::call(sym::Times, [direction, arg.clone()]));
        } else {
            rest.push(arg.clone());
        }
    }
    let infinity = match direction {
        Some(direction) => {
            let direction = ev.eval(direction)?;
            let unit = ev.eval(Expr::call(sym::Sign, [direction]))?;
            Expr::call(sym::DirectedInfinity, [unit])
        }
        None => complex_infinity(),
    };
    if rest.is_empty() {
        return Ok(Some(infinity));
    }
    if rest.len() + 1 == args.len() {
        return Ok(None);
    }
    rest.insert(0, infinity);
    Ok(Some(Expr::call(sym::Times, rest)))
}
