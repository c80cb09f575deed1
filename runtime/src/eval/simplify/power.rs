//! Powers: numbers raised, powers of powers and products taken apart where that is always right.

use std::sync::Arc;

use super::{infinity, make_power, radical, value_beside};
use crate::eval::{Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::real;
use crate::number::{self, BigRational, Power};
use crate::symbol::sym;

/// `Power[…]` of evaluated arguments.
pub fn power(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match &call.args[..] {
        [] => Ok(Some(Expr::Integer(1))),
        [only] => Ok(Some(only.clone())),
        [base, exponent] => of_two(ev, base, exponent),
        [base, rest @ ..] => Ok(Some(make_power(base.clone(), Expr::call(sym::Power, rest.iter().cloned())))),
    }
}

/// `Sqrt[x]`
pub fn sqrt(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let half = Expr::from(BigRational::from_parts(1.into(), 2u8.into()));
    if let Expr::Real(x) = call.args[0]
        && x >= 0.0
    {
        return Ok(Some(Expr::Real(real::sqrt(x))));
    }
    let base = &call.args[0];
    let value = of_two(ev, base, &half)?;
    Ok(Some(value.unwrap_or_else(|| make_power(base.clone(), half))))
}

fn hold(base: &Expr, exponent: &Expr) -> Expr {
    Expr::call(sym::HoldForm, [Expr::call(sym::Power, [base.clone(), exponent.clone()])])
}

fn indeterminate(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
    ev.message(sym::Power, "indet", &[hold(base, exponent)]);
    Ok(Some(Expr::Symbol(sym::Indeterminate)))
}

fn of_two(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
    if base.is_number() && exponent.is_number() {
        return match number::power(base, exponent) {
            Power::Value(value) => {
                if value.as_call(sym::Overflow).is_some() {
                    ev.message(sym::General, "ovfl", &[]);
                }
                Ok(Some(value))
            }
            Power::Infinite => {
                ev.message(sym::Power, "infy", &[hold(base, exponent)]);
                Ok(Some(infinity::complex_infinity()))
            }
            Power::Indeterminate => indeterminate(ev, base, exponent),
            Power::Root => Ok(exact_root(base, exponent)),
        };
    }
    if base.is_symbol(sym::Indeterminate) || exponent.is_symbol(sym::Indeterminate) {
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    if let Some(overflow) = [base, exponent].into_iter().find(|part| part.as_call(sym::Overflow).is_some()) {
        return Ok(Some(overflow.clone()));
    }
    if infinity::is_infinite(base) || infinity::is_infinite(exponent) {
        return with_infinity(ev, base, exponent);
    }
    match exponent {
        Expr::Integer(0) => return Ok(Some(Expr::Integer(1))),
        Expr::Integer(1) => return Ok(Some(base.clone())),
        _ => {}
    }
    if matches!(base, Expr::Integer(1)) {
        return Ok(Some(Expr::Integer(1)));
    }
    if base.is_symbol(sym::E) {
        return power_of_e(exponent);
    }
    if base.is_number()
        && let Some(value) = value_beside(ev, exponent, base)?
    {
        return Ok(Some(Expr::call(sym::Power, [base.clone(), value])));
    }
    if exponent.is_number() {
        if let Some(value) = value_beside(ev, base, exponent)? {
            return Ok(Some(Expr::call(sym::Power, [value, exponent.clone()])));
        }
        return power_of_structure(base, exponent);
    }
    Ok(None)
}

fn exact_root(base: &Expr, exponent: &Expr) -> Option<Expr> {
    if let Expr::Complex(z) = base {
        // Roots of I are roots of -1.
        let sign = match (&z.re, &z.im) {
            (Expr::Integer(0), Expr::Integer(1)) => 1,
            (Expr::Integer(0), Expr::Integer(-1)) => -1,
            _ => return None,
        };
        let half = BigRational::from_parts(sign.into(), 2u8.into());
        let turned = number::multiply(exponent, &Expr::from(half));
        return matches!(exponent, Expr::Rational(_)).then(|| make_power(Expr::Integer(-1), turned));
    }
    if !matches!(exponent, Expr::Rational(_)) {
        return None;
    }
    let (coefficient, roots) = radical::root(base, exponent)?;
    let mut factors = Vec::with_capacity(roots.len() + 1);
    if !matches!(coefficient, Expr::Integer(1)) {
        factors.push(coefficient);
    }
    factors.extend(roots.into_iter().map(|(base, exponent)| make_power(base, exponent)));
    Some(match factors.len() {
        0 => Expr::Integer(1),
        1 => factors.remove(0),
        _ => Expr::call(sym::Times, factors),
    })
}

/// `E^exponent`
fn power_of_e(exponent: &Expr) -> Reply {
    match exponent {
        Expr::Real(x) if real::exp(*x).is_finite() => return Ok(Some(Expr::Real(real::exp(*x)))),
        number if number.is_number() && !number::is_exact(number) => {
            return Ok(crate::eval::builtins::elementary::exponential(number));
        }
        _ => {}
    }
    if let Some(log) = exponent.as_call(sym::Log)
        && log.args.len() == 1
    {
        return Ok(Some(log.args[0].clone()));
    }
    let Some(product) = exponent.as_call(sym::Times) else {
        return Ok(None);
    };
    // E^(a Log[x]) is x^a.
    if let Some(place) =
        product.args.iter().position(|arg| matches!(arg.as_call(sym::Log), Some(log) if log.args.len() == 1))
    {
        let mut rest = product.args.clone();
        let log = rest.remove(place);
        let argument = log.as_call(sym::Log).map_or(Expr::Integer(1), |log| log.args[0].clone());
        return Ok(Some(make_power(argument, Expr::call(sym::Times, rest))));
    }
    // E^(n I Pi / 2)
    if let [Expr::Complex(z), pi] = &product.args[..]
        && pi.is_symbol(sym::Pi)
        && number::is_exact_zero(&z.re)
        && let Expr::Integer(quarters) = number::multiply(&z.im, &Expr::Integer(2))
    {
        return Ok(Some(number::power_of_integer(
            &number::make_complex(Expr::Integer(0), Expr::Integer(1)),
            quarters.rem_euclid(4),
        )));
    }
    Ok(None)
}

/// A power of something that is not a number, with a number as exponent.
fn power_of_structure(base: &Expr, exponent: &Expr) -> Reply {
    let Some(normal) = base.as_normal() else {
        return Ok(None);
    };
    let is_integer = matches!(exponent, Expr::Integer(_) | Expr::BigInteger(_));
    if normal.has_head(sym::Power) && normal.args.len() == 2 {
        let inner = &normal.args[1];
        let narrow = matches!(inner, Expr::Rational(r) if r.numerator().clone().pow(2) < dashu_int::IBig::from(r.denominator().clone().pow(2)))
            && !matches!(exponent, Expr::Complex(_));
        if is_integer || narrow && number::is_exact(exponent) {
            let product = Expr::call(sym::Times, [inner.clone(), exponent.clone()]);
            return Ok(Some(make_power(normal.args[0].clone(), product)));
        }
        return Ok(None);
    }
    if !normal.has_head(sym::Times) {
        return Ok(None);
    }
    if is_integer {
        let factors = normal.args.iter().map(|factor| make_power(factor.clone(), exponent.clone()));
        return Ok(Some(Expr::call(sym::Times, factors)));
    }
    // A positive number comes out of any power, and of a negative one its size.
    if let [number, rest @ ..] = &normal.args[..]
        && matches!(
            number,
            Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_) | Expr::Real(_) | Expr::BigReal(_)
        )
        && !matches!(number, Expr::Integer(-1))
        && !matches!(exponent, Expr::Complex(_))
    {
        let negative = number::sign(number) < 0;
        let size = if negative { number::negate(number) } else { number.clone() };
        let sign = negative.then_some(Expr::Integer(-1));
        let inside = Expr::call(sym::Times, sign.into_iter().chain(rest.iter().cloned()));
        let factors = [make_power(size, exponent.clone()), make_power(inside, exponent.clone())];
        return Ok(Some(Expr::call(sym::Times, factors)));
    }
    Ok(None)
}

fn with_infinity(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
    let real_sign = |ev: &mut Evaluator, expr: &Expr| -> Eval<Option<i32>> {
        match infinity::direction_of(expr) {
            Some(Some(direction)) => crate::eval::numeric::sign_of(ev, &direction),
            Some(None) => Ok(None),
            None => crate::eval::numeric::sign_of(ev, expr),
        }
    };
    if infinity::is_infinite(exponent) {
        let Some(up) = real_sign(ev, exponent)? else {
            return indeterminate(ev, base, exponent);
        };
        if infinity::is_infinite(base) {
            return Ok(Some(match (up > 0, real_sign(ev, base)?) {
                (true, Some(1)) => infinity::infinity(),
                (true, _) => infinity::complex_infinity(),
                (false, _) => Expr::Integer(0),
            }));
        }
        if !crate::eval::numeric::is_numeric(ev, base) {
            return Ok(None);
        }
        // Whether the size of the base is above or below 1 decides.
        let size = Expr::call(sym::Plus, [Expr::call(sym::Abs, [base.clone()]), Expr::Integer(-1)]);
        let size = ev.eval(size)?;
        let growth = crate::eval::numeric::sign_of(ev, &size)?.unwrap_or(0) * up;
        let positive = real_sign(ev, base)? == Some(1);
        return match growth {
            0 => indeterminate(ev, base, exponent),
            1 if positive => Ok(Some(infinity::infinity())),
            1 => Ok(Some(infinity::complex_infinity())),
            _ => Ok(Some(Expr::Integer(0))),
        };
    }
    let direction = infinity::direction_of(base).flatten();
    match real_sign(ev, exponent)? {
        Some(0) => indeterminate(ev, base, exponent),
        Some(1) => Ok(Some(match direction {
            Some(direction) => Expr::call(sym::DirectedInfinity, [make_power(direction, exponent.clone())]),
            None => infinity::complex_infinity(),
        })),
        Some(_) => Ok(Some(Expr::Integer(0))),
        None => Ok(None),
    }
}
