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
    if matches!(base, Expr::Integer(1)) && number::is_exact(exponent) && exponent.is_number() {
        return Ok(Some(Expr::Integer(1)));
    }
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
        let value = power_of_e(exponent)?;
        if value.as_ref().is_some_and(|value| value.as_call(sym::Overflow).is_some()) {
            ev.message(sym::General, "ovfl", &[]);
        }
        return Ok(value);
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
        return power_of_structure(ev, base, exponent);
    }
    Ok(None)
}

fn exact_root(base: &Expr, exponent: &Expr) -> Option<Expr> {
    if let Expr::Complex(z) = base {
        return root_of_complex(&z.re, &z.im, exponent);
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

/// `(a + b I)^exponent` for an imaginary number, and for one whose square root is one of rational parts.
fn root_of_complex(re: &Expr, im: &Expr, exponent: &Expr) -> Option<Expr> {
    let Expr::Rational(ratio) = exponent else { return None };
    let half = BigRational::from_parts(1.into(), 2u8.into());
    if *ratio.denominator() == 2u8.into()
        && let (Some(re), Some(im)) = (number::to_rational(re), number::to_rational(im))
    {
        let root = |square: &BigRational| -> Option<BigRational> {
            use dashu_base::Abs;
            let top = radical::integer_root(&square.numerator().clone().abs(), 2);
            let bottom = radical::integer_root(&square.denominator().clone().into(), 2);
            let root = BigRational::from_parts_signed(top, bottom);
            (&root * &root == *square).then_some(root)
        };
        let parts = root(&(&re * &re + &im * &im)).and_then(|size| {
            let x = root(&((&size + &re) * &half))?;
            let y = root(&((&size - &re) * &half))?;
            Some((x, if im < BigRational::ZERO { -y } else { y }))
        });
        if let Some((x, y)) = parts {
            let root = number::make_complex(Expr::from(x), Expr::from(y));
            return Some(make_power(root, Expr::from(ratio.numerator().clone())));
        }
    }
    if !number::is_exact_zero(re) {
        return None;
    }
    // Roots of I are roots of -1.
    let sign = number::sign(im);
    let size = if sign < 0 { number::negate(im) } else { im.clone() };
    let turn = number::multiply(exponent, &Expr::from(if sign < 0 { -half } else { half }));
    let turned = make_power(Expr::Integer(-1), turn);
    Some(match size {
        Expr::Integer(1) => turned,
        size => Expr::call(sym::Times, [turned, make_power(size, exponent.clone())]),
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
    if let Some(sum) = exponent.as_call(sym::Plus) {
        return Ok(power_of_e_to_sum(sum));
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
    // E^(q I Pi): whole quarters of a turn are numbers, and the others are brought between -1 and 1.
    if let Some(turns) = half_turns(exponent) {
        if let Expr::Integer(quarters) = Expr::from(&turns * BigRational::from(2)) {
            let i = number::make_complex(Expr::Integer(0), Expr::Integer(1));
            return Ok(Some(number::power_of_integer(&i, quarters.rem_euclid(4))));
        }
        let (one, two) = (BigRational::from(1), BigRational::from(2));
        let whole = BigRational::from(((&one - &turns) / &two).floor()) * two;
        if whole != BigRational::ZERO {
            let rest = number::make_complex(Expr::Integer(0), Expr::from(turns + whole));
            return Ok(Some(make_power(sym::E.into(), Expr::call(sym::Times, [rest, sym::Pi.into()]))));
        }
    }
    Ok(None)
}

/// The rational q of `q I Pi`.
fn half_turns(exponent: &Expr) -> Option<BigRational> {
    match &exponent.as_call(sym::Times)?.args[..] {
        [Expr::Complex(z), pi] if pi.is_symbol(sym::Pi) && number::is_exact_zero(&z.re) => {
            number::to_rational(&z.im)
        }
        _ => None,
    }
}

/// `E^(x + Log[y] + I Pi)` is `-E^x y`.
fn power_of_e_to_sum(sum: &Normal) -> Option<Expr> {
    let comes_out = |term: &Expr| {
        let log = |expr: &Expr| expr.as_call(sym::Log).is_some_and(|log| log.args.len() == 1);
        let of_log = match term.as_call(sym::Times).map(|product| &product.args[..]) {
            Some([number, factor]) => number.is_number() && number::is_exact(number) && log(factor),
            Some(_) => false,
            None => log(term),
        };
        of_log || half_turns(term).is_some_and(|turns| (turns * BigRational::from(2)).is_int())
    };
    let (out, rest): (Vec<&Expr>, Vec<&Expr>) = sum.args.iter().partition(|term| comes_out(term));
    if out.is_empty() {
        return None;
    }
    let e = |exponent: Expr| make_power(sym::E.into(), exponent);
    let factors = out.into_iter().map(|term| e(term.clone()));
    let rest = e(Expr::call(sym::Plus, rest.into_iter().cloned()));
    Some(Expr::call(sym::Times, factors.chain([rest])))
}

/// A power of something that is not a number, with a number as exponent.
fn power_of_structure(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
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
        let real =
            matches!(exponent, Expr::Rational(_)) && inner.is_number() && !matches!(inner, Expr::Complex(_));
        if real && radical::is_positive(ev, &normal.args[0])? {
            return Ok(Some(make_power(normal.args[0].clone(), number::multiply(inner, exponent))));
        }
        return Ok(None);
    }
    if normal.has_head(sym::Plus) {
        return root_of_sum(ev, base, exponent);
    }
    if !normal.has_head(sym::Times) {
        return Ok(None);
    }
    if is_integer {
        let factors = normal.args.iter().map(|factor| make_power(factor.clone(), exponent.clone()));
        return Ok(Some(Expr::call(sym::Times, factors)));
    }
    if let Some(value) = positive_product(ev, normal, exponent)? {
        return Ok(value);
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

/// `Sqrt[1 - Sqrt[2]]` is `I Sqrt[-1 + Sqrt[2]]`.
fn root_of_sum(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
    let is_half = matches!(exponent, Expr::Rational(ratio) if ratio.denominator() == &2u8.into());
    if !is_half
        || !crate::eval::numeric::is_numeric(ev, base)
        || crate::eval::numeric::sign_of(ev, base)? != Some(-1)
    {
        return Ok(None);
    }
    let opposite = ev.eval(Expr::call(sym::Times, [Expr::Integer(-1), base.clone()]))?;
    let turned = make_power(Expr::Integer(-1), exponent.clone());
    Ok(Some(Expr::call(sym::Times, [turned, make_power(opposite, exponent.clone())])))
}

/// A root of a product that is known to be positive or negative stays one root, but for what of its number comes out:
/// `Sqrt[8 Pi]` is `2 Sqrt[2 Pi]`. None for other products, `Some(None)` when there is nothing to do.
fn positive_product(ev: &mut Evaluator, product: &Normal, exponent: &Expr) -> Eval<Option<Option<Expr>>> {
    if !radical::is_proper(exponent) {
        return Ok(None);
    }
    let (number, rest) = match &product.args[..] {
        [number, rest @ ..]
            if matches!(number, Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_)) =>
        {
            (number.clone(), rest)
        }
        rest => (Expr::Integer(1), rest),
    };
    for factor in rest {
        if !radical::is_positive(ev, factor)? {
            return Ok(None);
        }
    }
    let negative = number::sign(&number) < 0;
    let size = if negative { number::negate(&number) } else { number };
    let below = |factor: &Expr| number::sign(&super::split_power(factor).1) < 0;
    let is_fraction = matches!(size, Expr::Rational(_)) || rest.iter().any(below);
    if !negative && is_fraction && number::sign(exponent) < 0 {
        // `1/Sqrt[Pi/2]` is `Sqrt[2/Pi]`.
        let product = Expr::call(sym::Times, std::iter::once(size).chain(rest.iter().cloned()));
        let inside = make_power(product, Expr::Integer(-1));
        return Ok(Some(Some(make_power(inside, number::negate(exponent)))));
    }
    let mut factors = Vec::new();
    if negative {
        factors.push(make_power(Expr::Integer(-1), exponent.clone()));
    }
    let mut inside = rest.to_vec();
    if !matches!(size, Expr::Integer(1)) {
        match radical::root(&size, exponent) {
            Some((coefficient, roots)) if !matches!(coefficient, Expr::Integer(1)) => {
                factors.push(coefficient);
                let same =
                    roots.iter().all(|(_, other)| *other == *exponent || *other == number::negate(exponent));
                if !same {
                    factors.extend(roots.into_iter().map(|(base, exponent)| make_power(base, exponent)));
                } else {
                    for (base, other) in roots {
                        let below = other != *exponent;
                        inside.push(make_power(base, Expr::Integer(if below { -1 } else { 1 })));
                    }
                }
            }
            Some((_, roots))
                if roots
                    .iter()
                    .any(|(_, other)| *other != *exponent && *other != number::negate(exponent)) =>
            {
                factors.extend(roots.into_iter().map(|(base, exponent)| make_power(base, exponent)));
            }
            _ => inside.push(size),
        }
    }
    if factors.is_empty() {
        return Ok(Some(None));
    }
    factors.push(make_power(Expr::call(sym::Times, inside), exponent.clone()));
    Ok(Some(Some(Expr::call(sym::Times, factors))))
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
