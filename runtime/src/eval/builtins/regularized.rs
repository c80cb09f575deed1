//! Regularized incomplete gamma and beta functions and their inverses.

use std::sync::Arc;

use super::arithmetic::NUMERIC;
use super::inverses::are_inexact;
use super::special::by_series;
use crate::eval::numeric::{Precision, approximate, is_numeric};
use crate::eval::simplify::infinity;
use crate::eval::{Arity, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::special::regularized;
use crate::number;
use crate::symbol::sym;

/// Sums for whole parameters have no more terms than this.
const MAX_TERMS: i64 = 10_000;

/// The same of exact numbers, whose terms grow.
const MAX_EXACT_TERMS: i64 = 1_000;

macro_rules! rows {
    ($($name:literal $arity:expr, $usage:literal, $input:literal => $output:literal, $run:expr;)*) => {
        /// Regularized functions.
        pub const ROWS: &[Builtin] =
            &[$(Builtin::new($name, NUMERIC, $arity, $usage, ($input, $output), $run)),*];
    };
}

rows! {
    "BetaRegularized" Arity::between(3, 4),
        "BetaRegularized[x, a, b] gives the regularized incomplete beta function; BetaRegularized[x0, x1, a, b] its difference between x0 and x1.",
        "BetaRegularized[1/2, 2, 3]" => "11/16", beta;
    "GammaRegularized" Arity::between(2, 3),
        "GammaRegularized[a, x] gives Gamma[a, x]/Gamma[a]; GammaRegularized[a, x0, x1] its difference between x0 and x1.",
        "GammaRegularized[2, 3.]" => "0.199148", gamma;
    "InverseBetaRegularized" Arity::exactly(3),
        "InverseBetaRegularized[s, a, b] gives the x with BetaRegularized[x, a, b] = s.",
        "InverseBetaRegularized[0.6875, 2, 3]" => "0.5",
        inverse_beta;
    "InverseGammaRegularized" Arity::between(2, 3),
        "InverseGammaRegularized[a, q] gives the x with GammaRegularized[a, x] = q; InverseGammaRegularized[a, 0, p] that with GammaRegularized[a, 0, x] = p.",
        "InverseGammaRegularized[1, 0.5]" => "0.693147", inverse_gamma;
}

/// The arguments as machine reals when one of them is a machine real and the others are real numbers.
fn machine_reals(ev: &mut Evaluator, call: &Normal) -> Eval<Option<Vec<f64>>> {
    if !call.args.iter().any(|arg| matches!(arg, Expr::Real(_))) {
        return Ok(None);
    }
    let mut values = Vec::with_capacity(call.args.len());
    for arg in &call.args {
        let value = if arg.is_number() || !is_numeric(ev, arg) {
            arg.clone()
        } else {
            approximate(ev, arg, Precision::Machine)?
        };
        match value {
            Expr::Complex(_) => return Ok(None),
            value if value.is_number() => values.push(number::to_f64(&value)),
            _ => return Ok(None),
        }
    }
    Ok(Some(values))
}

/// The function of machine numbers, where it has a finite value.
fn of_machine_numbers(ev: &mut Evaluator, call: &Arc<Normal>, f: fn(&[f64]) -> f64) -> Reply {
    let values = machine_reals(ev, call)?;
    Ok(values.map(|values| f(&values)).filter(|value| value.is_finite()).map(Expr::Real))
}

fn gamma(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = super::special::numeric_args(ev, call)?;
    if let Some(value) = super::special::by_series(call, &args) {
        return Ok(Some(value));
    }
    let one = |head, args: &[Expr]| Expr::call(head, args.iter().cloned());
    Ok(match &call.args[..] {
        [_, x] if number::is_exact_zero(x) => Some(Expr::Integer(1)),
        [_, x] if *x == infinity() => Some(Expr::Integer(0)),
        // e^-x (1 + x + … + x^(n - 1) / (n - 1)!) of a software number
        [Expr::Integer(n @ 1..=MAX_TERMS), x @ Expr::BigReal(_)] => {
            let (mut term, mut sum) = (Expr::Integer(1), Expr::Integer(1));
            for k in 1..*n {
                let Some(next) = number::divide(&number::multiply(&term, x), &Expr::Integer(k)) else {
                    return Ok(None);
                };
                sum = number::add(&sum, &next);
                term = next;
            }
            let decay = one(sym::Exp, &[number::negate(x)]);
            Some(Expr::call(sym::Times, [decay, sum]))
        }
        // The same of an exact number, where it stays a short sum.
        [Expr::Integer(n @ 1..=MAX_EXACT_TERMS), x] if is_rational(x) => Some(poisson(ev, *n, x)?),
        [Expr::Integer(n @ 1..=MAX_EXACT_TERMS), low, high] if is_rational(low) && is_rational(high) => {
            let [low, high] = [poisson(ev, *n, low)?, poisson(ev, *n, high)?];
            Some(Expr::call(sym::Subtract, [low, high]))
        }
        [a, low, high] if number::is_exact_zero(low) && *high == infinity() => {
            (!number::is_exact_zero(a)).then_some(Expr::Integer(1))
        }
        [_, low, high] if low == high => Some(Expr::Integer(0)),
        [a, x] if are_inexact(&call.args) => {
            let value = ev.eval(Expr::call(
                sym::Divide,
                [one(sym::Gamma, &[a.clone(), x.clone()]), one(sym::Gamma, std::slice::from_ref(a))],
            ))?;
            value.is_number().then_some(value)
        }
        [a, low, high] if are_inexact(&call.args) => {
            let at = |x: &Expr| Expr::call(call.head.clone(), [a.clone(), x.clone()]);
            Some(Expr::call(sym::Subtract, [at(low), at(high)]))
        }
        _ => None,
    })
}

fn is_rational(x: &Expr) -> bool {
    matches!(x, Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_))
}

/// `E^-x (1 + x + … + x^(n - 1)/(n - 1)!)` of an exact number, which is `GammaRegularized[n, x]`.
fn poisson(ev: &mut Evaluator, n: i64, x: &Expr) -> Eval {
    let (mut term, mut sum) = (Expr::Integer(1), Expr::Integer(1));
    for k in 1..n {
        term = number::divide(&number::multiply(&term, x), &Expr::Integer(k)).unwrap_or(Expr::Integer(0));
        sum = number::add(&sum, &term);
        ev.check_interrupt()?;
    }
    let decay = Expr::call(sym::Power, [Expr::Symbol(sym::E), number::negate(x)]);
    ev.eval(Expr::call(sym::Times, [decay, sum]))
}

fn beta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = super::special::numeric_args(ev, call)?;
    if let Some(value) = super::special::by_series(call, &args) {
        return Ok(Some(value));
    }
    Ok(match &call.args[..] {
        [x, _, _] if number::is_exact_zero(x) => Some(Expr::Integer(0)),
        [Expr::Integer(1), a, b] if a.is_number() && b.is_number() => Some(Expr::Integer(1)),
        // The chance of a successes or more in n = a + b - 1 attempts.
        [x, Expr::Integer(a @ 1..=MAX_TERMS), Expr::Integer(b @ 1..=MAX_TERMS)] if x.is_number() => {
            let attempts = a + b - 1;
            let rest = number::subtract(&Expr::Integer(1), x);
            let power =
                |base: &Expr, exponent: i64| Expr::call(sym::Power, [base.clone(), Expr::Integer(exponent)]);
            let terms = (*a..=attempts).map(|k| {
                let ways = Expr::call(sym::Binomial, [Expr::Integer(attempts), Expr::Integer(k)]);
                // No power 0 of a base that may be 0.
                if k == attempts {
                    power(x, k)
                } else {
                    Expr::call(sym::Times, [ways, power(x, k), power(&rest, attempts - k)])
                }
            });
            Some(Expr::call(sym::Plus, terms))
        }
        [x, a, b] if are_inexact(&call.args) => {
            let of = |args: &[&Expr]| Expr::call(sym::Beta, args.iter().map(|&arg| arg.clone()));
            let value = ev.eval(Expr::call(sym::Divide, [of(&[x, a, b]), of(&[a, b])]))?;
            value.is_number().then_some(value)
        }
        [low, high, a, b] if call.args.iter().all(Expr::is_number) => {
            let at = |x: &Expr| Expr::call(call.head.clone(), [x.clone(), a.clone(), b.clone()]);
            Some(Expr::call(sym::Subtract, [at(high), at(low)]))
        }
        _ => None,
    })
}

fn inverse_gamma(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match &call.args[..] {
        [_, Expr::Integer(1)] => Ok(Some(Expr::Integer(0))),
        [_, Expr::Integer(0)] => Ok(Some(infinity())),
        [_, Expr::Integer(0), Expr::Integer(0)] => Ok(Some(Expr::Integer(0))),
        [_, Expr::Integer(0), Expr::Integer(1)] => Ok(Some(infinity())),
        args if let Some(value) = by_series(call, args) => Ok(Some(value)),
        [a, q] if are_inexact(&call.args) && !call.args.iter().any(|arg| matches!(arg, Expr::Real(_))) => {
            let start = regularized::inverse_gamma_upper(number::to_f64(a), number::to_f64(q));
            super::inverses::inverse_gamma(ev, a, q, start)
        }
        [a, low, p] if are_inexact(&call.args) && number::is_zero(low) => {
            let upper = number::subtract(&Expr::Integer(1), p);
            Ok(Some(Expr::call(call.head.clone(), [a.clone(), upper])))
        }
        [_, _] => of_machine_numbers(ev, call, |p| regularized::inverse_gamma_upper(p[0], p[1])),
        _ => Ok(None),
    }
}

fn inverse_beta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match &call.args[..] {
        [end @ Expr::Integer(0 | 1), _, _] => Ok(Some(end.clone())),
        args if let Some(value) = by_series(call, args) => Ok(Some(value)),
        [s, a, b] if are_inexact(&call.args) && !call.args.iter().any(|arg| matches!(arg, Expr::Real(_))) => {
            let [x, y, z] = [s, a, b].map(number::to_f64);
            super::inverses::inverse_beta(ev, [s, a, b], regularized::inverse_beta(x, y, z))
        }
        _ => of_machine_numbers(ev, call, |p| regularized::inverse_beta(p[0], p[1], p[2])),
    }
}
