//! Numeric quantities: which expressions stand for numbers, and their approximate values.

use std::sync::Arc;

use super::simplify::is_infinite;
use super::{Attributes, Eval, Evaluator};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::{self, MACHINE_PRECISION, Rounding, software, software_constant, to_f64};
use crate::symbol::{Symbol, sym};

/// How precisely to approximate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// Machine numbers.
    Machine,
    /// Software reals with this many digits.
    Digits(f64),
}

impl Precision {
    /// The kind of an inexact number.
    pub fn of(number: &Expr) -> Precision {
        match number {
            Expr::Complex(complex) => Precision::of(&complex.re),
            Expr::BigReal(value) => Precision::Digits(value.precision.max(1.0)),
            _ => Precision::Machine,
        }
    }
}

/// The numeric constants with their machine values.
const CONSTANTS: &[(Symbol, f64)] = &[
    (sym::Pi, std::f64::consts::PI),
    (sym::E, std::f64::consts::E),
    (sym::Degree, std::f64::consts::PI / 180.0),
    (sym::GoldenRatio, 1.618_033_988_749_895),
    (sym::EulerGamma, 0.577_215_664_901_532_9),
    (sym::Catalan, 0.915_965_594_177_219),
    (sym::Glaisher, 1.282_427_129_100_622_6),
    (sym::GoldenAngle, 2.399_963_229_728_653_3),
    (sym::Khinchin, 2.685_452_001_065_306_4),
    (sym::MachinePrecision, number::MACHINE_PRECISION),
];

/// The machine value of a numeric constant.
pub fn constant(symbol: Symbol) -> Option<f64> {
    CONSTANTS.iter().find(|(name, _)| *name == symbol).map(|(_, value)| *value)
}

/// `NumericQ`: a number, a numeric constant, or a numeric function of numeric arguments.
pub fn is_numeric(ev: &Evaluator, expr: &Expr) -> bool {
    match expr {
        Expr::Symbol(symbol) => constant(*symbol).is_some() || is_said_to_be_numeric(ev, *symbol),
        Expr::Normal(normal) => match normal.head_symbol() {
            Some(head) => {
                ev.attributes(head).has(Attributes::NUMERIC_FUNCTION)
                    && stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                        normal.args.iter().all(|arg| is_numeric(ev, arg))
                    })
            }
            None => false,
        },
        other => other.is_number(),
    }
}

/// `NumericQ[a] = True`
fn is_said_to_be_numeric(ev: &Evaluator, symbol: Symbol) -> bool {
    let says = |rule: &std::sync::Arc<super::rules::Rule>| {
        let asked = rule.lhs.as_call(sym::NumericQ);
        asked.is_some_and(|asked| asked.args[..] == [Expr::Symbol(symbol)]) && rule.rhs.is_true()
    };
    ev.has_up_values
        && ev
            .definition(symbol)
            .and_then(|definition| definition.rules.as_deref())
            .is_some_and(|rules| rules.up.all().iter().any(says))
}

/// The number in the precision: exact numbers converted, inexact ones cut down but never extended.
pub fn approximate_number(number: &Expr, precision: Precision) -> Expr {
    match (number, precision) {
        (Expr::Complex(complex), _) => number::make_complex(
            approximate_number(&complex.re, precision),
            approximate_number(&complex.im, precision),
        ),
        (Expr::Real(_), _) => number.clone(),
        (_, Precision::Machine) => {
            let value = to_f64(number);
            if value.is_finite() && (value != 0.0 || number::is_zero(number)) {
                Expr::Real(value)
            } else {
                software(number, MACHINE_PRECISION).into()
            }
        }
        // An exact zero has no digits to know.
        (Expr::Integer(0), Precision::Digits(_)) => Expr::Integer(0),
        (_, Precision::Digits(digits)) => software(number, digits).into(),
    }
}

/// `N`: the expression with every number and numeric constant in it approximated, evaluated. One pass: the result
/// may have fewer digits than asked for; see [`approximate_to`].
pub fn approximate(ev: &mut Evaluator, expr: &Expr, precision: Precision) -> Eval {
    if let Some(chosen) = chosen_value(ev, expr, precision)? {
        return Ok(chosen);
    }
    match expr {
        number if number.is_number() => Ok(match precision {
            // The digits before the point of a large exact number are known, and functions may need them.
            Precision::Digits(digits) => {
                approximate_number(number, Precision::Digits(digits + digits_before_point(number)))
            }
            Precision::Machine => approximate_number(number, precision),
        }),
        Expr::Symbol(symbol) => Ok(match precision {
            Precision::Machine => constant(*symbol).map(Expr::Real),
            Precision::Digits(digits) => software_constant(*symbol, digits).map(Expr::from),
        }
        .unwrap_or_else(|| expr.clone())),
        Expr::Array(tensor) => Ok(approximate_array(tensor, precision).unwrap_or_else(|| expr.clone())),
        Expr::Normal(normal) => {
            stacker::maybe_grow(RED_ZONE, STACK_STEP, || approximate_call(ev, normal, precision))
        }
        other => Ok(other.clone()),
    }
}

/// Decimal digits before the point of a large exact number, 1000 at most; 0 for any other.
fn digits_before_point(number: &Expr) -> f64 {
    match number {
        Expr::BigInteger(_) | Expr::Rational(_) => {
            number::log10_abs(&software(number, MACHINE_PRECISION).value).clamp(0.0, 1000.0)
        }
        Expr::Complex(complex) => digits_before_point(&complex.re).max(digits_before_point(&complex.im)),
        _ => 0.0,
    }
}

/// The value that a definition of `N[f]`, `N[f[…]]` or `N[…, digits]` gives to a part of an expression.
pub(crate) fn chosen_value(ev: &mut Evaluator, expr: &Expr, precision: Precision) -> Eval<Option<Expr>> {
    if !ev.has_up_values {
        return Ok(None);
    }
    let has_rules = super::arguments::innermost_head(expr)
        .and_then(|symbol| ev.definition(symbol)?.rules.as_deref())
        .is_some_and(|rules| !rules.up.is_empty());
    if !has_rules {
        return Ok(None);
    }
    let call = |wanted: Option<Expr>| {
        Arc::new(Normal::new(Expr::Symbol(sym::N), std::iter::once(expr.clone()).chain(wanted)))
    };
    let calls = match precision {
        Precision::Machine => vec![call(None), call(Some(Expr::Symbol(sym::MachinePrecision)))],
        Precision::Digits(digits) => vec![call(Some(Expr::Real(digits)))],
    };
    for call in calls {
        if let Some(value) = ev.apply_up_value(&call)? {
            return approximate(ev, &value, precision).map(Some);
        }
    }
    Ok(None)
}

fn approximate_array(tensor: &crate::tensor::Tensor, precision: Precision) -> Option<Expr> {
    use crate::tensor::Tensor;
    match (tensor, precision) {
        (Tensor::Integer(array), Precision::Machine) => {
            Some(Tensor::from(array.map(|&value| crate::kernels::scalar::integer::to_real(value))).into())
        }
        (Tensor::Integer(_), Precision::Digits(_)) => {
            Some(Expr::list(crate::expr::unpack_level(tensor).iter().map(|part| match part {
                Expr::Array(inner) => approximate_array(inner, precision).unwrap_or_else(|| part.clone()),
                number => approximate_number(number, precision),
            })))
        }
        _ => None,
    }
}

fn approximate_call(ev: &mut Evaluator, normal: &Arc<Normal>, precision: Precision) -> Eval {
    let attributes = normal.head_symbol().map_or(Attributes::NONE, |head| ev.attributes(head));
    let is_power = normal.has_head(sym::Power) && normal.args.len() == 2;
    let mut args = normal.args.clone();
    for (index, arg) in args.iter_mut().enumerate() {
        let held = attributes.has(Attributes::N_HOLD_ALL)
            || attributes.has(if index == 0 { Attributes::N_HOLD_FIRST } else { Attributes::N_HOLD_REST });
        // Integer powers stay: x^2 is not x^2.
        if held || is_power && index == 1 && matches!(arg, Expr::Integer(_) | Expr::BigInteger(_)) {
            continue;
        }
        *arg = approximate(ev, arg, precision)?;
    }
    let head = match &normal.head {
        Expr::Symbol(_) => normal.head.clone(),
        head => approximate(ev, head, precision)?,
    };
    ev.eval(Expr::Normal(Arc::new(Normal::with_origin(head, args, normal.origin))))
}

/// How far beyond `$MaxExtraPrecision` the digits are sought before a quantity is given up: what is small without being
/// zero is still found.
const PATIENCE: f64 = 20.0;

/// A numeric quantity to at least this many digits, found with as many more inside as it takes. When far more than
/// `$MaxExtraPrecision` are not enough, as for what is exactly zero, a message says so and the value has the digits that
/// are known with so many. None when it has no numeric value.
pub fn approximate_to(ev: &mut Evaluator, expr: &Expr, digits: f64) -> Eval<Option<Expr>> {
    let most = ev.max_extra_precision();
    let mut extra = most.min(5.0);
    let mut at_limit = None;
    let divides = divides(expr);
    loop {
        let wanted = Precision::Digits(digits + extra);
        let value = if divides {
            ev.silently(|ev| approximate(ev, expr, wanted))?
        } else {
            approximate(ev, expr, wanted)?
        };
        // A divisor of which no digit is known yet is no zero.
        let is_unknown = is_infinite(&value) || value.is_symbol(sym::Indeterminate);
        if divides && is_unknown && extra < PATIENCE * most {
            extra = (2.0 * extra + 10.0).min(PATIENCE * most);
            ev.check_interrupt_now()?;
            continue;
        }
        if !value.is_number() {
            return Ok(None);
        }
        let (re, im) = number::parts(&value);
        let grows = [re, im].iter().any(|part| matches!(part, Expr::BigReal(_)));
        let known = number::precision_of(&value);
        if known >= digits || !grows {
            return Ok(Some(value));
        }
        let needed = (2.0 * extra).max(extra + digits - known + 10.0);
        if extra < most {
            extra = needed.min(most);
        } else {
            let value = at_limit.get_or_insert(value);
            if extra >= PATIENCE * most {
                ev.message(sym::N, "meprec", &[Expr::Real(most), expr.clone()]);
                return Ok(Some(value.clone()));
            }
            extra = needed.min(PATIENCE * most);
        }
        ev.check_interrupt_now()?;
    }
}

/// Whether something in it has a negative exponent.
fn divides(expr: &Expr) -> bool {
    let Some(normal) = expr.as_normal() else { return false };
    let is_quotient = normal.has_head(sym::Power)
        && normal.args.len() == 2
        && normal.args[1].is_number()
        && number::sign(number::parts(&normal.args[1]).0) < 0;
    is_quotient || stacker::maybe_grow(RED_ZONE, STACK_STEP, || normal.args.iter().any(divides))
}

impl Evaluator {
    /// The value of `$MaxExtraPrecision`, in digits; at most ten million.
    pub(crate) fn max_extra_precision(&self) -> f64 {
        const MOST: f64 = 1e7;
        let value =
            self.definition(Symbol::new("$MaxExtraPrecision")).and_then(|known| known.own_value.as_ref());
        match value {
            Some(Expr::Symbol(sym::Infinity)) => MOST,
            Some(Expr::Normal(normal)) if normal.has_head(sym::DirectedInfinity) => MOST,
            Some(number) if number.is_number() => to_f64(number).clamp(0.0, MOST),
            _ => 50.0,
        }
    }
}

/// The sign of a numeric quantity that is real: exact where it can be told, 0 only for zero as far as 60 digits tell.
/// None when the quantity is not a real number.
pub fn sign_of(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<i32>> {
    if expr.is_number() {
        return Ok((!matches!(expr, Expr::Complex(_))).then(|| number::sign(expr)));
    }
    if !is_numeric(ev, expr) {
        return Ok(None);
    }
    for digits in [20.0, 60.0, 120.0] {
        match approximate(ev, expr, Precision::Digits(digits))? {
            Expr::BigReal(value) => {
                if value.precision > 3.0 && !value.value.repr().significand().is_zero() {
                    return Ok(Some(number::sign(&Expr::BigReal(value))));
                }
            }
            number if number.is_number() && !matches!(number, Expr::Complex(_)) => {
                return Ok(Some(number::sign(&number)));
            }
            Expr::Complex(complex) if imaginary_is_noise(&complex.im) => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(0))
}

fn imaginary_is_noise(im: &Expr) -> bool {
    match im {
        Expr::BigReal(im) => im.value.repr().significand().is_zero() || im.precision < 1.0,
        other => number::is_zero(other),
    }
}

/// What is known of the integer that a numeric quantity is rounded to.
pub enum Rounded {
    /// This one, for certain.
    Integer(Expr),
    /// The quantity is as close to a place where the integer changes as `$MaxExtraPrecision` lets one see.
    Unclear,
    /// It is not real, or too large.
    Other,
}

/// Rounds a real numeric quantity that is no number; a message says when it cannot be told.
pub fn round_quantity(ev: &mut Evaluator, expr: &Expr, rounding: Rounding) -> Eval<Rounded> {
    if !is_numeric(ev, expr) {
        return Ok(Rounded::Other);
    }
    let most = ev.max_extra_precision();
    let mut digits = 20.0;
    let mut size = 0.0_f64;
    loop {
        let value = match approximate(ev, expr, Precision::Digits(digits))? {
            Expr::BigReal(value) => value,
            exact @ (Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_)) => {
                return Ok(
                    number::round_to_integer(&exact, rounding).map_or(Rounded::Other, Rounded::Integer)
                );
            }
            _ => return Ok(Rounded::Other),
        };
        if let (Some(below), Some(above)) = (number::moved(&value, -1), number::moved(&value, 1))
            && let (Some(below), Some(above)) =
                (number::round_to_integer(&below, rounding), number::round_to_integer(&above, rounding))
            && below == above
        {
            return Ok(Rounded::Integer(below));
        }
        size = size.max(number::log10_abs(&value.value));
        if size > 1e5 {
            return Ok(Rounded::Other);
        }
        if digits >= size + 20.0 + PATIENCE * most {
            return Ok(Rounded::Unclear);
        }
        ev.check_interrupt_now()?;
        digits = (2.0 * digits).max(size + 20.0).min(size + 20.0 + PATIENCE * most);
    }
}
