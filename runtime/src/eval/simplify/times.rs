//! Products: numbers multiplied, powers of one base collected, roots of numbers brought together.

use std::sync::Arc;

use super::{infinity, make_power, radical, split_power, value_beside};
use crate::eval::{Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number;
use crate::symbol::sym;

/// `Times[…]` of evaluated arguments.
pub fn times(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = &call.args;
    match &args[..] {
        [] => return Ok(Some(Expr::Integer(1))),
        [only] => return Ok(Some(only.clone())),
        [a, b] if a.is_number() && b.is_number() => return Ok(Some(number::multiply(a, b))),
        [Expr::Integer(-1), sum] if sum.as_call(sym::Plus).is_some() => {
            let terms = sum.as_call(sym::Plus).map(|sum| sum.args.clone()).unwrap_or_default();
            let negated = terms.into_iter().map(|term| Expr::call(sym::Times, [Expr::Integer(-1), term]));
            return Ok(Some(Expr::call(sym::Plus, negated)));
        }
        _ => {}
    }
    if args.iter().any(|arg| arg.is_symbol(sym::Indeterminate)) {
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    if args.iter().any(infinity::is_infinite) {
        return infinity::product(ev, args);
    }
    if let Some(overflow) = args.iter().find(|arg| arg.as_call(sym::Overflow).is_some()) {
        return Ok(Some(overflow.clone()));
    }
    let mut number: Option<Expr> = None;
    let mut factors: Vec<(Expr, Expr)> = Vec::with_capacity(args.len());
    let mut changed = false;
    // Whether a root of a product was taken apart, to be put together again with what stands beside it.
    let mut apart = false;
    for arg in args {
        if arg.is_number() {
            changed |= number.is_some();
            number = Some(number.map_or_else(|| arg.clone(), |product| number::multiply(&product, arg)));
            continue;
        }
        if let Some(parts) = radical::taken_apart(ev, arg)? {
            apart = true;
            for (base, exponent) in parts {
                if base.is_number() && !matches!(exponent, Expr::Rational(_)) {
                    let value = ev.eval(make_power(base, exponent))?;
                    number = Some(
                        number.map_or_else(|| value.clone(), |product| number::multiply(&product, &value)),
                    );
                    continue;
                }
                match factors.iter().position(|(other, _)| *other == base) {
                    Some(place) => {
                        factors[place].1 = add(ev, &factors[place].1, &exponent)?;
                        changed = true;
                    }
                    None => factors.push((base, exponent)),
                }
            }
            continue;
        }
        let (base, exponent) = split_power(arg);
        if apart {
            // What was taken apart does not stand in order.
            match factors.iter().position(|(other, _)| *other == base) {
                Some(place) => {
                    let sum = add(ev, &factors[place].1, &exponent)?;
                    factors[place].1 = sum;
                    changed = true;
                }
                None => factors.push((base, exponent)),
            }
            continue;
        }
        // Arguments come sorted, with the powers of one base side by side; a few are compared one by one.
        let nearby = factors.len().saturating_sub(8);
        match factors[nearby..].iter().position(|(other, _)| *other == base) {
            Some(place) => {
                let sum = add(ev, &factors[nearby + place].1, &exponent)?;
                factors[nearby + place].1 = sum;
                changed = true;
            }
            None => factors.push((base, exponent)),
        }
    }
    if let Some(zero) = number.as_ref().filter(|number| number::is_zero(number)) {
        return Ok(Some(zero.clone()));
    }
    if let Some(inexact) = number.clone().filter(|number| !number::is_exact(number)) {
        let mut kept = Vec::with_capacity(factors.len());
        for (base, exponent) in factors {
            let factor = make_power(base.clone(), exponent.clone());
            match value_beside(ev, &factor, &inexact)? {
                Some(value) => {
                    number = number.map(|product| number::multiply(&product, &value));
                    changed = true;
                }
                None => kept.push((base, exponent)),
            }
        }
        factors = kept;
    } else if let Some((coefficient, rest)) = radical::collect(number.as_ref(), &factors) {
        number = Some(coefficient);
        factors = rest;
        changed = true;
    }
    if let Some(coefficient) = &number
        && let Some((coefficient, place, power)) = powers_within(coefficient, &factors)
    {
        factors[place].1 = add(ev, &factors[place].1, &Expr::Integer(power))?;
        number = Some(coefficient);
        changed = true;
    }
    if matches!(number, Some(Expr::Integer(1))) {
        number = None;
        changed = true;
    }
    changed |= radical::put_together(ev, &mut factors)?;
    if !changed {
        return Ok(None);
    }
    let mut result: Vec<Expr> = Vec::with_capacity(factors.len() + 1);
    result.extend(number);
    result.extend(factors.into_iter().map(|(base, exponent)| make_power(base, exponent)));
    if apart && is_same_product(ev, args, &result)? {
        return Ok(None);
    }
    Ok(Some(match result.len() {
        0 => Expr::Integer(1),
        1 => result.remove(0),
        _ => Expr::call(sym::Times, result),
    }))
}

/// What is left of an exact coefficient without the powers of an integer that stands among the factors with an exponent that is
/// no number: `4 2^a` is `2^(2 + a)`. The place of that factor, and how many powers come to it.
fn powers_within(coefficient: &Expr, factors: &[(Expr, Expr)]) -> Option<(Expr, usize, i64)> {
    let divided = |whole: &number::BigInteger, base: &number::BigInteger| -> i64 {
        let (mut rest, mut count) = (whole.clone(), 0);
        while (&rest % base).is_zero() {
            rest /= base;
            count += 1;
        }
        count
    };
    for (place, (base, exponent)) in factors.iter().enumerate() {
        let Expr::Integer(b @ 2..) = base else { continue };
        if exponent.is_number() || matches!(coefficient, Expr::Integer(1 | -1)) {
            continue;
        }
        let exact = number::to_rational(coefficient)?;
        let b = number::BigInteger::from(*b);
        let power = match divided(exact.numerator(), &b) {
            0 => -divided(&number::BigInteger::from(exact.denominator().clone()), &b),
            count => count,
        };
        if power == 0 {
            continue;
        }
        let scale = number::BigRational::from(b).pow(isize::try_from(power).ok()?);
        return Some((Expr::from(exact / scale), place, power));
    }
    None
}

fn add(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval {
    if a.is_number() && b.is_number() {
        return Ok(number::add(a, b));
    }
    ev.eval(Expr::call(sym::Plus, [a.clone(), b.clone()]))
}

/// Whether the factors are the arguments again, in some order, once they are evaluated.
fn is_same_product(ev: &mut Evaluator, args: &[Expr], factors: &[Expr]) -> Eval<bool> {
    if factors.len() != args.len() {
        return Ok(false);
    }
    let mut values = Vec::with_capacity(factors.len());
    for factor in factors {
        values.push(ev.eval(factor.clone())?);
    }
    values.sort_by(crate::order::compare);
    Ok(values == *args)
}
