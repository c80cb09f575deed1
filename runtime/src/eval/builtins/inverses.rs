//! Functions of software reals by formulas of others, and inverse functions by Newton's method.

use std::sync::Arc;

use super::formula::{divide, f, minus, plus, power, sqrt, square, times};
use crate::eval::{Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number::{self, log10_abs};
use crate::symbol::sym;

/// Steps of Newton's method, each of which doubles the digits.
const MOST_STEPS: usize = 40;

/// Digits of the least precise of the arguments; None when they are not all real numbers, or all exact.
fn digits_of(args: &[Expr]) -> Option<f64> {
    if !args.iter().all(|arg| arg.is_number() && !matches!(arg, Expr::Complex(_))) {
        return None;
    }
    let digits = args.iter().map(number::precision_of).fold(f64::INFINITY, f64::min);
    digits.is_finite().then_some(digits.max(1.0))
}

/// Whether all are numbers of which one is inexact.
pub(super) fn are_inexact(args: &[Expr]) -> bool {
    args.iter().all(Expr::is_number) && args.iter().any(|arg| !number::is_exact(arg))
}

/// The zero of `difference` near `start`, to so many digits; `slope` is its derivative.
fn newton(
    ev: &mut Evaluator,
    digits: f64,
    start: f64,
    difference: impl Fn(Expr) -> Expr,
    slope: impl Fn(Expr) -> Expr,
) -> Eval<Option<Expr>> {
    if !start.is_finite() {
        return Ok(None);
    }
    let work = digits + 15.0;
    let mut x: Expr = number::with_digits(&Expr::Real(start), work).into();
    for _ in 0..MOST_STEPS {
        let step = ev.eval(divide(difference(x.clone()), slope(x.clone())))?;
        if !step.is_number() || matches!(step, Expr::Complex(_)) {
            return Ok(None);
        }
        let next = number::subtract(&x, &step);
        let size = |x: &Expr| match x {
            Expr::BigReal(x) => log10_abs(&x.value),
            x => number::to_f64(x).abs().log10(),
        };
        let settled = size(&step) < size(&next) - digits - 3.0;
        x = number::with_digits(&next, work).into();
        if settled {
            return Ok(Some(number::with_digits(&x, digits).into()));
        }
    }
    Ok(None)
}

/// `InverseErf[s]` or `InverseErfc[s]` of a software real.
pub(super) fn inverse_error_function(ev: &mut Evaluator, complement: bool, s: &Expr) -> Eval<Option<Expr>> {
    let Some(digits) = digits_of(std::slice::from_ref(s)) else { return Ok(None) };
    let (name, inverse) =
        if complement { (sym::Erfc, sym::InverseErfc) } else { (sym::Erf, sym::InverseErf) };
    let near = ev.eval(Expr::call(inverse, [Expr::Real(number::to_f64(s))]))?;
    let Expr::Real(start) = near else { return Ok(None) };
    let exact: Expr = number::with_digits(s, digits + 15.0).into();
    newton(
        ev,
        digits,
        start,
        |x| minus(Expr::call(name, [x]), exact.clone()),
        |x| {
            let bell = Expr::call(sym::Exp, [times(Expr::Integer(-1), square(x))]);
            let slope = divide(times(Expr::Integer(2), bell), sqrt(sym::Pi.into()));
            if complement { times(Expr::Integer(-1), slope) } else { slope }
        },
    )
}

/// `InverseGammaRegularized[a, q]` of software reals.
pub(super) fn inverse_gamma(ev: &mut Evaluator, a: &Expr, q: &Expr, start: f64) -> Eval<Option<Expr>> {
    let Some(digits) = digits_of(&[a.clone(), q.clone()]) else { return Ok(None) };
    let wide = |x: &Expr| -> Expr { number::with_digits(x, digits + 15.0).into() };
    let (a, q) = (wide(a), wide(q));
    newton(
        ev,
        digits,
        start,
        |x| minus(f("GammaRegularized", [a.clone(), x]), q.clone()),
        |x| {
            let density = times(
                power(x.clone(), minus(a.clone(), Expr::Integer(1))),
                Expr::call(sym::Exp, [times(Expr::Integer(-1), x)]),
            );
            times(Expr::Integer(-1), divide(density, Expr::call(sym::Gamma, [a.clone()])))
        },
    )
}

/// `InverseBetaRegularized[s, a, b]` of software reals.
pub(super) fn inverse_beta(ev: &mut Evaluator, args: [&Expr; 3], start: f64) -> Eval<Option<Expr>> {
    let args = args.map(Expr::clone);
    let Some(digits) = digits_of(&args) else { return Ok(None) };
    let [s, a, b] = args.map(|x| -> Expr { number::with_digits(&x, digits + 15.0).into() });
    let one = || Expr::Integer(1);
    newton(
        ev,
        digits,
        start,
        |x| minus(f("BetaRegularized", [x, a.clone(), b.clone()]), s.clone()),
        |x| {
            let left = power(x.clone(), minus(a.clone(), one()));
            let right = power(minus(one(), x), minus(b.clone(), one()));
            divide(times(left, right), f("Beta", [a.clone(), b.clone()]))
        },
    )
}

/// A classical polynomial of a degree that is no natural number, by hypergeometric functions.
pub(super) fn polynomial_of_any_degree(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [n, x] = &call.args[..] else { return Ok(None) };
    if !are_inexact(&call.args) {
        return Ok(None);
    }
    if let Some(value) = super::special::by_series(call, &call.args) {
        return Ok(Some(value));
    }
    let (n, x) = (n.clone(), x.clone());
    let one = || Expr::Integer(1);
    let half = |x: Expr| divide(x, Expr::Integer(2));
    let negative = |x: Expr| times(Expr::Integer(-1), x);
    let value = match call.head_symbol() {
        Some(sym::LegendreP) => {
            f("Hypergeometric2F1", [negative(n.clone()), plus(n, one()), one(), half(minus(one(), x))])
        }
        Some(sym::ChebyshevT) => Expr::call(sym::Cos, [times(n, Expr::call(sym::ArcCos, [x]))]),
        Some(sym::ChebyshevU) => {
            let angle = Expr::call(sym::ArcCos, [x]);
            let top = Expr::call(sym::Sin, [times(plus(n, one()), angle.clone())]);
            divide(top, Expr::call(sym::Sin, [angle]))
        }
        Some(sym::LaguerreL) => f("Hypergeometric1F1", [negative(n), one(), x]),
        Some(sym::HermiteH) => {
            let kummer = |a: Expr, b: Expr| f("Hypergeometric1F1", [a, b, square(x.clone())]);
            let gamma = |x: Expr| Expr::call(sym::Gamma, [x]);
            let (a, b) = (half(negative(n.clone())), half(minus(one(), n.clone())));
            let even = divide(kummer(a.clone(), half(one())), gamma(b.clone()));
            let odd = divide(
                times(times(Expr::Integer(2), x.clone()), kummer(b, half(Expr::Integer(3)))),
                gamma(a),
            );
            let scale = times(power(Expr::Integer(2), n), sqrt(sym::Pi.into()));
            times(scale, minus(even, odd))
        }
        _ => return Ok(None),
    };
    let value = ev.eval(value)?;
    Ok(value.is_number().then_some(value))
}
