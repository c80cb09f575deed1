//! Formulas built in Rust and evaluated as expressions of the language.

use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::kernels::element::count_to_integer;
use crate::symbol::{Symbol, sym};

/// `a + b`
pub(super) fn plus(a: Expr, b: Expr) -> Expr {
    Expr::call(sym::Plus, [a, b])
}

/// `a - b`
pub(super) fn minus(a: Expr, b: Expr) -> Expr {
    plus(a, times(Expr::Integer(-1), b))
}

/// `a b`
pub(super) fn times(a: Expr, b: Expr) -> Expr {
    Expr::call(sym::Times, [a, b])
}

/// `a / b`
pub(super) fn divide(a: Expr, b: Expr) -> Expr {
    times(a, power(b, Expr::Integer(-1)))
}

/// `a ^ b`
pub(super) fn power(a: Expr, b: Expr) -> Expr {
    Expr::call(sym::Power, [a, b])
}

/// `a ^ 2`
pub(super) fn square(a: Expr) -> Expr {
    power(a, Expr::Integer(2))
}

/// `Sqrt[a]`
pub(super) fn sqrt(a: Expr) -> Expr {
    Expr::call(sym::Sqrt, [a])
}

/// `f[a]`
pub(super) fn f(name: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(Symbol::new(name), args)
}

/// A count.
pub(super) fn int(n: usize) -> Expr {
    Expr::Integer(count_to_integer(n))
}

/// The sum of the terms, evaluated.
pub(super) fn sum(ev: &mut Evaluator, terms: impl IntoIterator<Item = Expr>) -> Eval {
    ev.eval(Expr::call(sym::Plus, terms))
}

/// `a + b`, evaluated; machine numbers without a detour.
pub(super) fn add(ev: &mut Evaluator, a: Expr, b: Expr) -> Eval {
    match (&a, &b) {
        (Expr::Integer(x), Expr::Integer(y)) if let Some(sum) = x.checked_add(*y) => Ok(Expr::Integer(sum)),
        (Expr::Real(x), Expr::Real(y)) if (x + y).is_finite() => Ok(Expr::Real(x + y)),
        _ => ev.eval(plus(a, b)),
    }
}

/// `a b`, evaluated; machine numbers without a detour.
pub(super) fn multiply(ev: &mut Evaluator, a: Expr, b: Expr) -> Eval {
    match (&a, &b) {
        (Expr::Integer(x), Expr::Integer(y)) if let Some(product) = x.checked_mul(*y) => {
            Ok(Expr::Integer(product))
        }
        (Expr::Real(x), Expr::Real(y)) if (x * y).is_normal() => Ok(Expr::Real(x * y)),
        _ => ev.eval(times(a, b)),
    }
}

/// `a - b`, evaluated.
pub(super) fn subtract(ev: &mut Evaluator, a: Expr, b: Expr) -> Eval {
    match (&a, &b) {
        (Expr::Integer(x), Expr::Integer(y)) if let Some(difference) = x.checked_sub(*y) => {
            Ok(Expr::Integer(difference))
        }
        (Expr::Real(x), Expr::Real(y)) if (x - y).is_finite() => Ok(Expr::Real(x - y)),
        _ => ev.eval(minus(a, b)),
    }
}

/// The machine real that a numeric expression comes to.
pub(super) fn to_real(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<f64>> {
    Ok(match expr {
        Expr::Integer(value) => Some(crate::kernels::element::integer_to_real(*value)),
        Expr::Real(value) => Some(*value),
        other => match ev.eval(Expr::call(sym::N, [other.clone()]))? {
            Expr::Real(value) => Some(value),
            _ => None,
        },
    })
}

/// All of them as machine reals.
pub(super) fn to_reals(ev: &mut Evaluator, exprs: &[Expr]) -> Eval<Option<Vec<f64>>> {
    exprs.iter().map(|expr| to_real(ev, expr)).collect()
}
