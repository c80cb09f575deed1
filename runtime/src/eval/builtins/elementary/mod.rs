//! Functions of one number: one row of the table a function, one way through for all of them.

mod exact;
mod functions;
mod logarithm;

use std::sync::Arc;

use num_complex::Complex64;

pub use functions::{ROWS, function};
pub use logarithm::ROWS as LOGARITHM_ROWS;

use crate::eval::simplify::{complex_infinity, direction_of, is_infinite};
use crate::eval::{Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::{ComplexFunction, RealFunction};
use crate::number::{self, MACHINE_PRECISION, software};
use crate::symbol::{Symbol, sym};

/// What `f(-x)` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// `-f(x)`
    Odd,
    /// `f(x)`
    Even,
    /// Something else.
    Neither,
}

/// On which side of its branch cut a function of a real outside its real domain is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From above.
    Above,
    /// From below on the right, from above on the left.
    Inner,
    /// From above on the right, from below on the left: the same for functions of `1/x`.
    Outer,
    /// Neither: from below.
    Below,
}

impl Side {
    fn imaginary_zero(self, x: f64) -> f64 {
        match self {
            Side::Above => 0.0,
            Side::Below => -0.0,
            Side::Inner => 0f64.copysign(-x),
            Side::Outer => 0f64.copysign(x),
        }
    }
}

/// One function of one number.
pub struct Elementary {
    /// Its name.
    pub symbol: Symbol,
    /// Over the reals.
    pub real: RealFunction,
    /// Over the complex numbers, when there is such a function here.
    pub complex: Option<ComplexFunction>,
    /// What `f(-x)` is.
    pub parity: Parity,
    /// The side of the cut.
    pub side: Side,
    /// Values at exact arguments.
    pub exact: fn(&mut Evaluator, &Expr) -> Eval<Option<Expr>>,
    /// The derivative at `x`.
    pub derivative: fn(Expr) -> Expr,
}

/// `E^x` for an inexact number.
pub fn exponential(x: &Expr) -> Option<Expr> {
    inexact(RealFunction::Exp, Some(ComplexFunction::Exp), Side::Above, x)
}

/// What the exponential and its kin are of a number whose exponential no software real can hold.
fn beyond_exponents(function: RealFunction, number: &Expr) -> Option<Expr> {
    let negative = number::sign(number) < 0;
    let end = match function {
        _ if number::is_zero(number) => return None,
        RealFunction::Exp | RealFunction::LogisticSigmoid if negative => sym::Underflow,
        RealFunction::Exp | RealFunction::Sinh | RealFunction::Cosh => sym::Overflow,
        RealFunction::Sech | RealFunction::Csch => sym::Underflow,
        _ => return None,
    };
    Some(Expr::call(end, []))
}

/// The value of a function at an inexact number; None when none is known. `Overflow[]`, `ComplexInfinity` and
/// `Indeterminate` are values too.
pub fn inexact(
    real: RealFunction,
    complex: Option<ComplexFunction>,
    side: Side,
    number: &Expr,
) -> Option<Expr> {
    match number {
        Expr::Real(x) => {
            let value = real.apply(*x);
            if value.is_finite() {
                return Some(Expr::Real(value));
            }
            if value.is_nan()
                && let Some(complex) = complex
            {
                let value = complex.apply(Complex64::new(*x, side.imaginary_zero(*x)));
                if value.is_finite() {
                    return Some(Expr::complex(value));
                }
            }
            if value.is_infinite() {
                let x = software(number, MACHINE_PRECISION);
                return Some(
                    number::software_function(real, &x)
                        .map_or_else(|| Expr::call(sym::Overflow, []), Expr::from),
                );
            }
            None
        }
        Expr::BigReal(x) => number::software_function(real, x)
            .map(Expr::from)
            .or_else(|| complex.and_then(|complex| number::software_complex_function(complex, number)))
            .or_else(|| beyond_exponents(real, number)),
        Expr::Complex(parts) => {
            let complex = complex?;
            if matches!(parts.re, Expr::Real(_)) && matches!(parts.im, Expr::Real(_)) {
                let value = complex.apply(number::to_complex64(number));
                if value.is_finite() {
                    return Some(Expr::complex(value));
                }
                if number::is_zero(number) {
                    return None;
                }
            }
            number::software_complex_function(complex, number)
        }
        _ => None,
    }
}

/// `f[x]` for a row of the table.
fn apply(ev: &mut Evaluator, call: &Arc<Normal>, row: &Elementary) -> Reply {
    let x = &call.args[0];
    if let [a, b] = &call.args[..] {
        return error_between(ev, a, b);
    }
    if let Some(reply) = super::arithmetic::on_arrays(ev, call, row.real.name()) {
        return Ok(reply);
    }
    if let Expr::Real(value) = x {
        let value = row.real.apply(*value);
        if value.is_finite() {
            return Ok(Some(Expr::Real(value)));
        }
    }
    if x.is_number() && !number::is_exact(x) {
        let value = inexact(row.real, row.complex, row.side, x);
        if let Some(value) = value {
            if value.as_call(sym::Overflow).is_some() {
                ev.message(sym::General, "ovfl", &[]);
            }
            return Ok(Some(value));
        }
        if let Some(value) = super::special::by_series(call, std::slice::from_ref(x)) {
            return Ok(Some(value));
        }
        if matches!(row.symbol, sym::InverseErf | sym::InverseErfc) && matches!(x, Expr::BigReal(_)) {
            let complement = row.symbol == sym::InverseErfc;
            if let Some(value) = super::inverses::inverse_error_function(ev, complement, x)? {
                return Ok(Some(value));
            }
        }
        return at_pole(ev, row, x);
    }
    if x.is_symbol(sym::Indeterminate) {
        return Ok(Some(x.clone()));
    }
    if let Some(value) = (row.exact)(ev, x)? {
        return Ok(Some(value));
    }
    if row.parity != Parity::Neither
        && let Some(opposite) = opposite(x)
    {
        let value = Expr::call(row.symbol, [opposite]);
        return Ok(Some(match row.parity {
            Parity::Odd => Expr::call(sym::Times, [Expr::Integer(-1), value]),
            _ => value,
        }));
    }
    Ok(None)
}

/// `Erf[a, b]`, by the tails where both are on one side.
fn error_between(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Reply {
    let of = |name: Symbol, x: &Expr| Expr::call(name, [x.clone()]);
    let difference =
        |from: Expr, to: Expr| Expr::call(sym::Plus, [to, Expr::call(sym::Times, [Expr::Integer(-1), from])]);
    if number::is_exact_zero(a) {
        return Ok(Some(of(sym::Erf, b)));
    }
    if number::is_exact_zero(b) {
        return Ok(Some(Expr::call(sym::Times, [Expr::Integer(-1), of(sym::Erf, a)])));
    }
    let inexact = |x: &Expr| x.is_number() && !number::is_exact(x);
    if !inexact(a) && !inexact(b) || !(a.is_number() && b.is_number()) {
        return Ok(None);
    }
    let machine = [a, b].iter().any(|x| matches!(number::parts(x).0, Expr::Real(_)));
    let precise = |x: &Expr| -> Expr {
        if machine && !matches!(x, Expr::Complex(_)) {
            number::with_digits(x, 50.0).into()
        } else {
            x.clone()
        }
    };
    let (a, b) = (precise(a), precise(b));
    let value = if number::sign(number::parts(&a).0) > 0 && number::sign(number::parts(&b).0) > 0 {
        difference(of(sym::Erfc, &b), of(sym::Erfc, &a))
    } else {
        difference(of(sym::Erf, &a), of(sym::Erf, &b))
    };
    let value = ev.eval(value)?;
    Ok(match &value {
        Expr::BigReal(_) if machine => Some(Expr::Real(number::to_f64(&value))),
        value if value.is_number() => Some(value.clone()),
        _ => None,
    })
}

/// An inexact argument without a value: a pole where the exact function has one, or a function that is not known to
/// this precision.
fn at_pole(ev: &mut Evaluator, row: &Elementary, x: &Expr) -> Reply {
    if row.symbol == sym::Log {
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    let (re, im) = number::parts(x);
    if !number::is_zero(im) {
        return Ok(None);
    }
    let Some(nearest) = number::round_to_integer(re, number::Rounding::Round) else {
        return Ok(None);
    };
    if !number::equal(&nearest, re) {
        return Ok(None);
    }
    let value = ev.eval(Expr::call(row.symbol, [nearest]))?;
    Ok(Some(value).filter(|value| is_infinite(value) || value.is_symbol(sym::Indeterminate)))
}

/// `-x` when `x` looks negative: a negative number, a product that begins with one, a sum whose first term does.
pub fn opposite(x: &Expr) -> Option<Expr> {
    match x {
        Expr::Complex(z) => {
            let sign = if number::is_zero(&z.re) { number::sign(&z.im) } else { number::sign(&z.re) };
            (sign < 0).then(|| number::negate(x))
        }
        number if number.is_number() => (number::sign(number) < 0).then(|| number::negate(number)),
        Expr::Normal(normal) if normal.has_head(sym::Times) => {
            let [first, rest @ ..] = &normal.args[..] else {
                return None;
            };
            if !first.is_number() {
                return None;
            }
            let positive = opposite(first)?;
            if matches!(positive, Expr::Integer(1)) && rest.len() == 1 {
                return Some(rest[0].clone());
            }
            Some(Expr::call(sym::Times, std::iter::once(positive).chain(rest.iter().cloned())))
        }
        Expr::Normal(normal) if normal.has_head(sym::Plus) => {
            opposite(normal.args.first()?)?;
            let negated =
                normal.args.iter().map(|term| Expr::call(sym::Times, [Expr::Integer(-1), term.clone()]));
            Some(Expr::call(sym::Plus, negated))
        }
        _ => {
            let direction = direction_of(x)??;
            opposite(&direction).map(|direction| Expr::call(sym::DirectedInfinity, [direction]))
        }
    }
}

/// `ComplexInfinity` as a value.
fn pole() -> Eval<Option<Expr>> {
    Ok(Some(complex_infinity()))
}
