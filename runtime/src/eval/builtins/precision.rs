//! N, Precision, Accuracy and their kin.

use crate::eval::stoppable;
use std::sync::Arc;

use crate::eval::numeric::{self, Precision, approximate, approximate_number, is_numeric};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::{self, BigRational, MACHINE_PRECISION, with_digits};
use crate::symbol::{Symbol, sym};

/// Approximate values and what is known of them.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin {
        name: "Accuracy",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(1),
        usage: "Accuracy[x] gives the number of digits known after the decimal point of x.",
        example: ("Accuracy[1/3]", "Infinity"),
        run: |_, call| Ok(Some(accuracy(&call.args[0]))),
    },
    Builtin {
        name: "Chop",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::between(1, 2),
        usage: "Chop[expr] replaces approximate numbers in expr that are close to zero by the exact 0.",
        example: ("Chop[1. + 10.^-12 I]", "1."),
        run: chop,
    },
    Builtin {
        name: "N",
        attributes: Attributes::PROTECTED,
        arity: Arity::between(1, 2),
        usage: "N[expr] gives the numerical value of expr; N[expr, n] gives it with n digits.",
        example: ("N[Pi, 30]", "3.14159265358979323846264338328"),
        run: n,
    },
    Builtin {
        name: "Precision",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(1),
        usage: "Precision[x] gives the number of digits known of x.",
        example: ("Precision[2.5]", "MachinePrecision"),
        run: |_, call| Ok(Some(precision(&call.args[0]))),
    },
    Builtin {
        name: "Rationalize",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::between(1, 2),
        usage: "Rationalize[x] converts x to a rational number near it; Rationalize[x, dx] to the simplest within dx.",
        example: ("Rationalize[0.75]", "3/4"),
        run: rationalize,
    },
    Builtin {
        name: "SetAccuracy",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(2),
        usage: "SetAccuracy[expr, a] gives expr with all numbers set to accuracy a.",
        example: ("Accuracy[SetAccuracy[2.5, 20]]", "20."),
        run: set_accuracy,
    },
    Builtin {
        name: "SetPrecision",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(2),
        usage: "SetPrecision[expr, p] gives expr with all numbers set to precision p.",
        example: ("SetPrecision[0.5, Infinity]", "1/2"),
        run: set_precision,
    },
]);

/// A precision as it is written: a number of digits, `MachinePrecision` or `Infinity`.
enum Wanted {
    Machine,
    Digits(f64),
    Exact,
}

fn wanted(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<Wanted>> {
    if expr.is_symbol(sym::MachinePrecision) {
        return Ok(Some(Wanted::Machine));
    }
    if *expr == crate::eval::simplify::infinity() {
        return Ok(Some(Wanted::Exact));
    }
    let value = approximate(ev, expr, Precision::Machine)?;
    let digits = number::to_f64(&value);
    // Ten million digits is more than anybody has waited for.
    let fits = value.is_number() && !matches!(value, Expr::Complex(_)) && (0.0..1e7).contains(&digits.abs());
    Ok(fits.then_some(Wanted::Digits(digits)))
}

fn n(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expr = &call.args[0];
    let Some(precision) = call.args.get(1) else {
        return approximate(ev, expr, Precision::Machine).map(Some);
    };
    if let Some(both) = precision.elements()
        && let [precision, accuracy] = &both[..]
    {
        return to_precision_and_accuracy(ev, expr, precision, accuracy);
    }
    match wanted(ev, precision)? {
        Some(Wanted::Machine) => approximate(ev, expr, Precision::Machine).map(Some),
        Some(Wanted::Digits(digits)) if digits > 0.0 => {
            let digits = within_limits(ev, digits);
            with_many_digits(ev, expr, digits).map(Some)
        }
        Some(Wanted::Exact) => Ok(Some(expr.clone())),
        _ => {
            ev.message(sym::N, "precbd", std::slice::from_ref(precision));
            Ok(None)
        }
    }
}

/// A number of digits between `$MinPrecision` and `$MaxPrecision`.
fn within_limits(ev: &Evaluator, digits: f64) -> f64 {
    let limit = |name: &str| {
        let value = ev.definition(Symbol::new(name)).and_then(|known| known.own_value.as_ref());
        value.filter(|value| value.is_number()).map(number::to_f64)
    };
    let least = limit("$MinPrecision").unwrap_or(0.0);
    let most = limit("$MaxPrecision").unwrap_or(f64::INFINITY);
    digits.max(least).min(most)
}

/// `N[expr, {p, a}]`: at most so many digits, and at most so many after the point.
fn to_precision_and_accuracy(ev: &mut Evaluator, expr: &Expr, precision: &Expr, accuracy: &Expr) -> Reply {
    if let Some(elements) = expr.elements() {
        let both = Expr::list([precision.clone(), accuracy.clone()]);
        return Ok(Some(Expr::list(
            elements.iter().map(|part| Expr::call(sym::N, [part.clone(), both.clone()])),
        )));
    }
    let by_precision = Expr::call(sym::N, [expr.clone(), precision.clone()]);
    let (most, after) = match (wanted(ev, precision)?, wanted(ev, accuracy)?) {
        (_, Some(Wanted::Exact)) => return Ok(Some(by_precision)),
        (Some(Wanted::Exact), Some(Wanted::Digits(after))) => (f64::INFINITY, after),
        (Some(Wanted::Machine), Some(Wanted::Digits(after))) => (MACHINE_PRECISION, after),
        (Some(Wanted::Digits(most)), Some(Wanted::Digits(after))) => (most, after),
        _ => return Ok(None),
    };
    let near = approximate(ev, expr, Precision::Digits(20.0))?;
    let size = match &near {
        Expr::Complex(z) => {
            let [re, im] = [&z.re, &z.im].map(|part| number::log10_abs(&with_digits(part, 20.0).value));
            re.max(im)
        }
        near if near.is_number() => number::log10_abs(&with_digits(near, 20.0).value),
        _ => f64::INFINITY,
    };
    if size + after >= most {
        return Ok(Some(by_precision));
    }
    Ok(Some(Expr::call(sym::SetAccuracy, [expr.clone(), accuracy.clone()])))
}

/// `N[expr, digits]`
fn with_many_digits(ev: &mut Evaluator, expr: &Expr, digits: f64) -> Eval {
    if expr.is_number() {
        return Ok(approximate_number(expr, Precision::Digits(digits)));
    }
    if is_numeric(ev, expr) {
        return Ok(match numeric::approximate_to(ev, expr, digits)? {
            Some(value) => cut(&value, digits),
            None => approximate(ev, expr, Precision::Digits(digits))?,
        });
    }
    if let Some(chosen) = numeric::chosen_value(ev, expr, Precision::Digits(digits))? {
        return Ok(chosen);
    }
    match expr {
        Expr::Normal(normal) => {
            let attributes = normal.head_symbol().map_or(Attributes::NONE, |head| ev.attributes(head));
            if attributes.has(Attributes::N_HOLD_ALL) {
                return Ok(expr.clone());
            }
            let is_power = normal.has_head(sym::Power) && normal.args.len() == 2;
            let mut args = normal.args.clone();
            for (index, arg) in args.iter_mut().enumerate() {
                let held = attributes.has(if index == 0 {
                    Attributes::N_HOLD_FIRST
                } else {
                    Attributes::N_HOLD_REST
                });
                if held || is_power && index == 1 && matches!(arg, Expr::Integer(_)) {
                    continue;
                }
                *arg = stacker::maybe_grow(RED_ZONE, STACK_STEP, || with_many_digits(ev, arg, digits))?;
            }
            ev.eval(Expr::from(Normal::with_origin(normal.head.clone(), args, normal.origin)))
        }
        other => approximate(ev, other, Precision::Digits(digits)),
    }
}

/// Cuts a number that has more digits than asked for.
fn cut(value: &Expr, digits: f64) -> Expr {
    match value {
        // Of a zero the place of its error is known, which is no number of digits.
        Expr::BigReal(real) if real.precision > digits && !number::is_zero(value) => {
            with_digits(value, digits).into()
        }
        Expr::Complex(complex) => number::make_complex(cut(&complex.re, digits), cut(&complex.im, digits)),
        other => other.clone(),
    }
}

fn precision(expr: &Expr) -> Expr {
    match lowest(expr, &number::precision_of) {
        Lowest::Machine => Expr::Symbol(sym::MachinePrecision),
        Lowest::Digits(digits) if digits.is_infinite() => crate::eval::simplify::infinity(),
        Lowest::Digits(digits) => Expr::Real(digits),
    }
}

fn accuracy(expr: &Expr) -> Expr {
    match lowest(expr, &accuracy_of) {
        Lowest::Digits(digits) if digits.is_infinite() => crate::eval::simplify::infinity(),
        Lowest::Digits(digits) => Expr::Real(digits),
        Lowest::Machine => Expr::Symbol(sym::MachinePrecision),
    }
}

fn accuracy_of(number: &Expr) -> f64 {
    match number {
        // The accuracy of a machine zero is that of the smallest number.
        Expr::Real(0.0) => number::ZERO_ACCURACY,
        Expr::Real(value) => MACHINE_PRECISION - value.abs().log10(),
        Expr::BigReal(value) if value.value.repr().significand().is_zero() => value.precision,
        Expr::BigReal(value) => {
            let near = value.value.to_f64().value().abs();
            let exactly = near.is_normal() && near.is_finite();
            value.precision - if exactly { near.log10() } else { number::log10_abs(&value.value) }
        }
        // The size of the errors of both parts.
        Expr::Complex(complex) => {
            let (re, im) = (accuracy_of(&complex.re), accuracy_of(&complex.im));
            if re.is_infinite() || im.is_infinite() {
                return re.min(im);
            }
            re.min(im) - (1.0 + 10f64.powf(-2.0 * (re - im).abs())).log10() / 2.0
        }
        _ => f64::INFINITY,
    }
}

enum Lowest {
    Machine,
    Digits(f64),
}

/// The lowest value of a measure over the numbers in an expression; machine numbers are the lowest precision of all.
fn lowest(expr: &Expr, measure: &dyn Fn(&Expr) -> f64) -> Lowest {
    match expr {
        number if number.is_number() => {
            // Their precision has a name, their accuracy is a number.
            let named = measure(&Expr::Real(2.0)) == MACHINE_PRECISION;
            let is_machine = named && matches!(number::parts(number).0, Expr::Real(_));
            let digits = measure(number);
            if is_machine && digits == MACHINE_PRECISION { Lowest::Machine } else { Lowest::Digits(digits) }
        }
        Expr::Normal(normal) => {
            let mut result = Lowest::Digits(f64::INFINITY);
            for part in std::iter::once(&normal.head).chain(&normal.args) {
                let part = stacker::maybe_grow(RED_ZONE, STACK_STEP, || lowest(part, measure));
                result = match (result, part) {
                    (Lowest::Digits(a), Lowest::Digits(b)) => Lowest::Digits(a.min(b)),
                    _ => Lowest::Machine,
                };
            }
            result
        }
        Expr::Array(tensor) => match **tensor {
            crate::tensor::Tensor::Integer(_) => Lowest::Digits(f64::INFINITY),
            _ => expr.elements().map_or(Lowest::Machine, |elements| {
                elements.iter().fold(Lowest::Digits(f64::INFINITY), |result, part| {
                    match (result, lowest(part, measure)) {
                        (Lowest::Digits(a), Lowest::Digits(b)) => Lowest::Digits(a.min(b)),
                        _ => Lowest::Machine,
                    }
                })
            }),
        },
        _ => Lowest::Digits(f64::INFINITY),
    }
}

/// The expression with `f` applied to every number in it; `f` gets real numbers only.
fn map_numbers(expr: &Expr, f: &dyn Fn(&Expr) -> Expr) -> Expr {
    match expr {
        Expr::Complex(complex) => number::make_complex(f(&complex.re), f(&complex.im)),
        number if number.is_number() => f(number),
        Expr::Array(_) => match expr.elements() {
            Some(elements) => Expr::list(elements.iter().map(|part| map_numbers(part, f))),
            None => expr.clone(),
        },
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let args = normal.args.iter().map(|part| map_numbers(part, f)).collect();
            Expr::from(Normal::with_origin(map_numbers(&normal.head, f), args, normal.origin))
        }),
        other => other.clone(),
    }
}

fn to_exact(number: &Expr) -> Expr {
    match number {
        Expr::Real(value) => BigRational::try_from(*value).map_or_else(|_| number.clone(), Expr::from),
        Expr::BigReal(value) => {
            BigRational::try_from(value.value.clone()).map_or_else(|_| number.clone(), Expr::from)
        }
        other => other.clone(),
    }
}

fn set_precision(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expr = &call.args[0];
    Ok(Some(match wanted(ev, &call.args[1])? {
        Some(Wanted::Exact) => map_numbers(expr, &to_exact),
        Some(Wanted::Machine) => {
            let expr = map_numbers(expr, &|number| approximate_number(number, Precision::Machine));
            approximate(ev, &expr, Precision::Machine)?
        }
        Some(Wanted::Digits(digits)) if digits > 0.0 => {
            let digits = within_limits(ev, digits);
            let expr = map_numbers(expr, &|number| with_digits(number, digits).into());
            with_many_digits(ev, &expr, digits)?
        }
        _ => {
            ev.message(sym::SetPrecision, "precbd", &[call.args[1].clone()]);
            return Ok(None);
        }
    }))
}

fn set_accuracy(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let accuracy = match wanted(ev, &call.args[1])? {
        Some(Wanted::Exact) => return Ok(Some(map_numbers(&call.args[0], &to_exact))),
        Some(Wanted::Digits(digits)) => digits,
        _ => {
            ev.message(sym::SetAccuracy, "precbd", &[call.args[1].clone()]);
            return Ok(None);
        }
    };
    let expr = if !call.args[0].is_number() && is_numeric(ev, &call.args[0]) {
        // An exact quantity to as many digits before the point and after it.
        let near = approximate(ev, &call.args[0], Precision::Digits(20.0))?;
        let size = number::log10_abs(&with_digits(&near, 20.0).value);
        let digits = if near.is_number() && size.is_finite() { size + accuracy } else { accuracy };
        approximate(ev, &call.args[0], Precision::Digits(digits.max(1.0) + 2.0))?
    } else {
        call.args[0].clone()
    };
    Ok(Some(map_numbers(&expr, &|number| {
        let size = number::log10_abs(&with_digits(number, 20.0).value);
        if number::is_zero(number) || size + accuracy <= 0.0 {
            return number::BigReal { value: number::BigFloat::ZERO, precision: accuracy }.into();
        }
        with_digits(number, size + accuracy).into()
    })))
}

fn chop(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let tolerance = match call.args.get(1) {
        None => 1e-10,
        Some(tolerance) => {
            let value = approximate(ev, tolerance, Precision::Machine)?;
            if !value.is_number() || matches!(value, Expr::Complex(_)) {
                return Ok(None);
            }
            number::to_f64(&value)
        }
    };
    Ok(Some(map_numbers(&call.args[0], &|number| match number {
        Expr::Real(_) | Expr::BigReal(_) if number::to_f64(number).abs() < tolerance => Expr::Integer(0),
        other => other.clone(),
    })))
}

/// Whether an inexact number stands anywhere in an expression.
fn has_inexact(expr: &Expr) -> bool {
    match expr {
        Expr::Real(_) | Expr::BigReal(_) | Expr::Array(_) => true,
        Expr::Complex(z) => !number::is_exact(&z.re) || !number::is_exact(&z.im),
        Expr::Normal(call) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || call.args.iter().any(has_inexact)),
        _ => false,
    }
}

fn rationalize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    let tolerance = match call.args.get(1) {
        None => None,
        Some(tolerance) => match approximate(ev, tolerance, Precision::Machine)? {
            value if value.is_number() => Some(to_exact(&value)),
            _ => return Ok(None),
        },
    };
    let tolerance = match &tolerance {
        Some(tolerance) => match number::to_rational(tolerance) {
            Some(tolerance) if tolerance < BigRational::ZERO => Some(-tolerance),
            Some(tolerance) => Some(tolerance),
            None => return Ok(None),
        },
        None => None,
    };
    if tolerance.is_none() {
        return Ok(Some(map_numbers(x, &|number| match number {
            Expr::Real(_) | Expr::BigReal(_) => {
                near_rational(number).map_or_else(|| number.clone(), Expr::from)
            }
            other => other.clone(),
        })));
    }
    if tolerance == Some(BigRational::ZERO) && !has_inexact(x) {
        // What is exact needs no nearer number.
        return Ok(Some(x.clone()));
    }
    let value = if x.is_number() { x.clone() } else { approximate(ev, x, Precision::Digits(40.0))? };
    if !value.is_number() || matches!(value, Expr::Complex(_)) {
        return Ok(None);
    }
    let (Some(exact), Some(tolerance)) = (number::to_rational(&to_exact(&value)), tolerance) else {
        return Ok(None);
    };
    if tolerance == BigRational::ZERO {
        // The first convergent that is the number again; of other precisions as near as the number is known.
        if let Expr::Real(x) = &value
            && let Some((p, q)) = convergents(&exact, 400).into_iter().find(|(p, q)| {
                number::to_f64(&Expr::from(BigRational::from(p.clone()) / BigRational::from(q.clone()))) == *x
            })
        {
            return Ok(Some(Expr::from(BigRational::from(p) / BigRational::from(q))));
        }
        let digits = number::precision_of(&value);
        let digits = if digits.is_finite() { digits } else { MACHINE_PRECISION };
        let relative = BigRational::from_parts(1.into(), dashu_int::UBig::from(10u8).pow(digits as usize));
        let size = if exact < BigRational::ZERO { -exact.clone() } else { exact.clone() };
        return Ok(Some(Expr::from(simplest_between(&exact, &(size * relative)))));
    }
    Ok(Some(Expr::from(simplest_between(&exact, &tolerance))))
}

/// The rational `p/q` with `|p/q - x| < c / q^2` and `c = 10^-4`, when the continued fraction of x has one.
fn near_rational(number: &Expr) -> Option<BigRational> {
    let exact = number::to_rational(&to_exact(number))?;
    let bound = BigRational::from_parts(1.into(), 10_000u32.into());
    for (p, q) in convergents(&exact, 64) {
        let near = BigRational::from_parts_signed(p, q.clone());
        let distance = if near > exact { &near - &exact } else { &exact - &near };
        let q = BigRational::from(q);
        // A denominator so large that every number has such a neighbour proves nothing.
        let size = number::to_f64(&Expr::from(q.clone())).powi(2) * number::to_f64(number).abs();
        if size * f64::EPSILON < 1e-4 && distance * &q * &q < bound {
            // It must be the number itself to machine accuracy.
            let back = number::to_f64(&Expr::from(near.clone()));
            let value = number::to_f64(number);
            if (back - value).abs() <= 4.0 * f64::EPSILON * value.abs() {
                return Some(near);
            }
        }
    }
    None
}

/// The convergents of the continued fraction of `x`.
fn convergents(x: &BigRational, count: usize) -> Vec<(number::BigInteger, number::BigInteger)> {
    use number::BigInteger;
    let mut found: Vec<(BigInteger, BigInteger)> = Vec::new();
    let (mut p0, mut q0, mut p1, mut q1) =
        (BigInteger::from(0), BigInteger::from(1), BigInteger::from(1), BigInteger::from(0));
    let mut rest = x.clone();
    for _ in 0..count {
        let whole = rest.floor();
        let p = &whole * &p1 + &p0;
        let q = &whole * &q1 + &q0;
        found.push((p.clone(), q.clone()));
        (p0, q0, p1, q1) = (p1, q1, p, q);
        let fraction = rest - BigRational::from(whole);
        if fraction == BigRational::ZERO {
            break;
        }
        rest = BigRational::from(1) / fraction;
    }
    found
}

/// The rational with the smallest denominator within `tolerance` of `x`, by the Stern-Brocot tree taken in leaps.
fn simplest_between(x: &BigRational, tolerance: &BigRational) -> BigRational {
    simplest(&(x - tolerance), &(x + tolerance), 0)
}

fn simplest(low: &BigRational, high: &BigRational, depth: usize) -> BigRational {
    if *low <= BigRational::ZERO && *high >= BigRational::ZERO {
        return BigRational::ZERO;
    }
    if *high < BigRational::ZERO {
        return -simplest(&-high.clone(), &-low.clone(), depth);
    }
    let floor = BigRational::from(low.floor());
    if floor == *low || depth > 4000 {
        return floor;
    }
    if &floor + BigRational::from(1) <= *high {
        return floor + BigRational::from(1);
    }
    let one = BigRational::from(1);
    let inner = simplest(&(&one / (high - &floor)), &(&one / (low - &floor)), depth + 1);
    floor + one / inner
}
