//! Automatic simplification: what sums, products and powers become by themselves.

mod infinity;
mod plus;
mod power;
mod radical;
mod times;

pub use infinity::{complex_infinity, direction_of, infinity, is_infinite};
pub use plus::plus;
pub use power::{power, sqrt};
pub use times::times;

use super::numeric::{Precision, approximate, is_numeric};
use super::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number;
use crate::symbol::sym;

/// `Power[base, exponent]` as an expression, with the trivial cases done.
pub fn make_power(base: Expr, exponent: Expr) -> Expr {
    match exponent {
        Expr::Integer(1) => base,
        exponent => Expr::call(sym::Power, [base, exponent]),
    }
}

/// The coefficient and the rest of a term: `2 x y` is 2 and `x y`, `x` is 1 and `x`.
fn split_term(term: &Expr) -> (Expr, Expr) {
    if let Some(product) = term.as_call(sym::Times)
        && let [first, rest @ ..] = &product.args[..]
        && first.is_number()
    {
        return match rest {
            [single] => (first.clone(), single.clone()),
            [] => (first.clone(), Expr::Integer(1)),
            rest => (first.clone(), Expr::call(sym::Times, rest.iter().cloned())),
        };
    }
    (Expr::Integer(1), term.clone())
}

/// `coefficient rest` as an expression.
fn join_term(coefficient: Expr, rest: Expr) -> Expr {
    if matches!(coefficient, Expr::Integer(1)) {
        return rest;
    }
    match rest.as_call(sym::Times) {
        Some(product) => {
            Expr::call(sym::Times, std::iter::once(coefficient).chain(product.args.iter().cloned()))
        }
        None => Expr::call(sym::Times, [coefficient, rest]),
    }
}

/// Base and exponent of a factor: `x` is `x^1`.
fn split_power(factor: &Expr) -> (Expr, Expr) {
    match factor.as_call(sym::Power) {
        Some(power) if power.args.len() == 2 => (power.args[0].clone(), power.args[1].clone()),
        _ => (factor.clone(), Expr::Integer(1)),
    }
}

/// The numeric value of an exact quantity that stands beside an inexact number; None when it has none.
fn value_beside(ev: &mut Evaluator, expr: &Expr, number: &Expr) -> Eval<Option<Expr>> {
    if number::is_exact(number) || !is_numeric(ev, expr) {
        return Ok(None);
    }
    let value = approximate(ev, expr, Precision::of(number))?;
    Ok(value.is_number().then_some(value))
}
