//! Sums, products and quotients of numbers of any kind.
//!
//! Exact with exact stays exact. A machine real makes the result a machine real; where that would run over, or where
//! the other number is beyond the range, the result is a software real of machine precision. Arguments are numbers
//! (`Expr::is_number`); anything else counts as 0.

use std::sync::Arc;

use num_complex::Complex64;

use super::software::{self, Operation, software};
use super::{BigInteger, BigRational, MACHINE_PRECISION};
use crate::expr::{Complex, Expr};
use crate::kernels::scalar;
use crate::symbol::sym;

/// A machine real as a number: a software real when the value overflowed is the caller's business; NaN becomes
/// `Indeterminate`, infinity `Overflow[]`.
pub fn from_f64(x: f64) -> Expr {
    if x.is_finite() {
        Expr::Real(x)
    } else if x.is_nan() {
        Expr::Symbol(sym::Indeterminate)
    } else {
        Expr::call(sym::Overflow, [])
    }
}

/// A machine complex number as a number, or `Indeterminate` or `Overflow[]`.
pub fn from_complex64(z: Complex64) -> Expr {
    if z.is_finite() { Expr::complex(z) } else { from_f64(z.re + z.im) }
}

/// Whether the number is an integer, a rational or a complex number of these.
pub fn is_exact(number: &Expr) -> bool {
    match number {
        Expr::Complex(complex) => is_exact(&complex.re),
        Expr::Real(_) | Expr::BigReal(_) => false,
        _ => true,
    }
}

/// Whether the number is the exact 0.
pub fn is_exact_zero(number: &Expr) -> bool {
    matches!(number, Expr::Integer(0))
}

/// Whether the number is zero, exact or not.
pub fn is_zero(number: &Expr) -> bool {
    match number {
        Expr::Integer(value) => *value == 0,
        Expr::Real(value) => *value == 0.0,
        Expr::BigReal(value) => value.value.repr().significand().is_zero(),
        Expr::Complex(complex) => is_zero(&complex.re) && is_zero(&complex.im),
        _ => false,
    }
}

/// The nearest machine real of a real number: infinite when it is beyond the range.
pub fn to_f64(number: &Expr) -> f64 {
    match number {
        Expr::Integer(value) => scalar::integer::to_real(*value),
        Expr::Real(value) => *value,
        Expr::BigInteger(value) => value.to_f64().value(),
        Expr::Rational(value) => value.to_f64().value(),
        Expr::BigReal(value) => value.value.to_f64().value(),
        _ => 0.0,
    }
}

/// The nearest machine complex number.
pub fn to_complex64(number: &Expr) -> Complex64 {
    let (re, im) = parts(number);
    Complex64::new(to_f64(re), to_f64(im))
}

/// The exact value of an exact real number.
pub fn to_rational(number: &Expr) -> Option<BigRational> {
    match number {
        Expr::Integer(value) => Some(BigRational::from(*value)),
        Expr::BigInteger(value) => Some(BigRational::from(BigInteger::clone(value))),
        Expr::Rational(value) => Some(BigRational::clone(value)),
        _ => None,
    }
}

fn to_integer(number: &Expr) -> Option<BigInteger> {
    match number {
        Expr::Integer(value) => Some(BigInteger::from(*value)),
        Expr::BigInteger(value) => Some(BigInteger::clone(value)),
        _ => None,
    }
}

const ZERO: &Expr = &Expr::Integer(0);

/// Real and imaginary part.
pub fn parts(number: &Expr) -> (&Expr, &Expr) {
    match number {
        Expr::Complex(complex) => (&complex.re, &complex.im),
        real => (real, ZERO),
    }
}

/// `re + im I`: real when `im` is the exact 0; both parts inexact when one is.
pub fn make_complex(re: Expr, im: Expr) -> Expr {
    if is_exact_zero(&im) {
        return re;
    }
    if !re.is_number() || !im.is_number() {
        let im =
            Expr::call(sym::Times, [Expr::Complex(Arc::new(Complex { re: 0.into(), im: 1.into() })), im]);
        return Expr::call(sym::Plus, [re, im]);
    }
    let (re, im) = match (is_exact(&re), is_exact(&im)) {
        (true, false) => (like(&re, &im), im),
        (false, true) => {
            let im = like(&im, &re);
            (re, im)
        }
        _ => (re, im),
    };
    Expr::Complex(Arc::new(Complex { re, im }))
}

/// An exact real as an inexact one of the kind of `model`.
fn like(exact: &Expr, model: &Expr) -> Expr {
    match model {
        Expr::BigReal(model) => software(exact, model.precision.max(MACHINE_PRECISION)).into(),
        _ => match to_f64(exact) {
            value if value.is_finite() => Expr::Real(value),
            _ => software(exact, MACHINE_PRECISION).into(),
        },
    }
}

/// `a + b`
#[inline]
pub fn add(a: &Expr, b: &Expr) -> Expr {
    match (a, b) {
        (Expr::Integer(x), Expr::Integer(y)) => match x.checked_add(*y) {
            Some(sum) => Expr::Integer(sum),
            None => Expr::from(BigInteger::from(*x) + BigInteger::from(*y)),
        },
        (Expr::Real(x), Expr::Real(y)) if (x + y).is_finite() => Expr::Real(x + y),
        _ => add_slowly(a, b),
    }
}

fn add_slowly(a: &Expr, b: &Expr) -> Expr {
    if let (Expr::Complex(_), _) | (_, Expr::Complex(_)) = (a, b) {
        let ((a, b), (c, d)) = (parts(a), parts(b));
        return make_complex(add(a, c), add(b, d));
    }
    real_operation(a, b, Operation::Add)
}

/// `a b`
#[inline]
pub fn multiply(a: &Expr, b: &Expr) -> Expr {
    match (a, b) {
        (Expr::Integer(x), Expr::Integer(y)) => match x.checked_mul(*y) {
            Some(product) => Expr::Integer(product),
            None => Expr::from(BigInteger::from(*x) * BigInteger::from(*y)),
        },
        (Expr::Real(x), Expr::Real(y)) if (x * y).is_finite() => Expr::Real(x * y),
        _ => multiply_slowly(a, b),
    }
}

fn multiply_slowly(a: &Expr, b: &Expr) -> Expr {
    match (a, b) {
        (Expr::Complex(_), Expr::Complex(_)) => {
            let ((a1, b1), (c, d)) = (parts(a), parts(b));
            if is_machine(a) && is_machine(b) {
                let product = scalar::complex::multiply(to_complex64(a), to_complex64(b));
                if product.is_finite() {
                    return Expr::complex(product);
                }
                return make_complex(
                    sum_of_products(product.re, [a1, c], [&negate(b1), d]),
                    sum_of_products(product.im, [a1, d], [b1, c]),
                );
            }
            make_complex(
                subtract(&multiply(a1, c), &multiply(b1, d)),
                add(&multiply(a1, d), &multiply(b1, c)),
            )
        }
        (Expr::Complex(z), x) | (x, Expr::Complex(z)) => make_complex(multiply(x, &z.re), multiply(x, &z.im)),
        _ => real_operation(a, b, Operation::Multiply),
    }
}

/// `a b + c d` of machine reals, where it is not `value` because that or one of the products ran over.
fn sum_of_products(value: f64, [a, b]: [&Expr; 2], [c, d]: [&Expr; 2]) -> Expr {
    // Products of two machine numbers are exact with so many digits.
    const EXACT: f64 = 40.0;
    if value.is_finite() {
        return Expr::Real(value);
    }
    let product = |a: &Expr, b: &Expr| multiply(&software(a, EXACT).into(), &software(b, EXACT).into());
    match add(&product(a, b), &product(c, d)) {
        Expr::BigReal(sum) if sum.value.to_f64().value().is_finite() => {
            Expr::Real(sum.value.to_f64().value())
        }
        sum @ Expr::BigReal(_) => super::with_digits(&sum, MACHINE_PRECISION).into(),
        sum => sum,
    }
}

fn is_machine(number: &Expr) -> bool {
    match number {
        Expr::Real(_) => true,
        Expr::Complex(complex) => is_machine(&complex.re) && is_machine(&complex.im),
        _ => false,
    }
}

/// `-a`
pub fn negate(a: &Expr) -> Expr {
    match a {
        Expr::Integer(value) => match value.checked_neg() {
            Some(value) => Expr::Integer(value),
            None => Expr::from(-BigInteger::from(*value)),
        },
        Expr::Real(value) => Expr::Real(-value),
        Expr::BigInteger(value) => Expr::from(-BigInteger::clone(value)),
        Expr::Rational(value) => Expr::from(-BigRational::clone(value)),
        Expr::BigReal(value) => {
            super::BigReal { value: -value.value.clone(), precision: value.precision }.into()
        }
        Expr::Complex(complex) => {
            Expr::Complex(Arc::new(Complex { re: negate(&complex.re), im: negate(&complex.im) }))
        }
        _ => Expr::Integer(0),
    }
}

/// The complex conjugate.
pub fn conjugate(a: &Expr) -> Expr {
    match a {
        Expr::Complex(complex) => {
            Expr::Complex(Arc::new(Complex { re: complex.re.clone(), im: negate(&complex.im) }))
        }
        real => real.clone(),
    }
}

/// `a - b`
pub fn subtract(a: &Expr, b: &Expr) -> Expr {
    match (a, b) {
        (Expr::Integer(x), Expr::Integer(y)) if x.checked_sub(*y).is_some() => Expr::Integer(x - y),
        (Expr::Real(x), Expr::Real(y)) if (x - y).is_finite() => Expr::Real(x - y),
        _ => add(a, &negate(b)),
    }
}

/// `1 / a`; None for zero.
pub fn reciprocal(a: &Expr) -> Option<Expr> {
    divide(&Expr::Integer(1), a)
}

/// `a / b`; None when `b` is zero.
pub fn divide(a: &Expr, b: &Expr) -> Option<Expr> {
    match (a, b) {
        (Expr::Integer(x), Expr::Integer(y)) if *y != 0 && x.checked_rem(*y) == Some(0) => {
            return Some(x.checked_div(*y).map_or_else(|| negate(a), Expr::Integer));
        }
        (Expr::Real(x), Expr::Real(y)) if *y != 0.0 && (x / y).is_finite() => return Some(Expr::Real(x / y)),
        _ => {}
    }
    if is_zero(b) {
        return None;
    }
    let Expr::Complex(divisor) = b else {
        if let Expr::Complex(z) = a {
            return Some(make_complex(divide(&z.re, b)?, divide(&z.im, b)?));
        }
        return Some(real_operation(a, b, Operation::Divide));
    };
    if !is_exact(a) && is_machine(b) || is_machine(a) || is_exact(a) && is_machine(b) {
        let quotient = scalar::complex::divide(to_complex64(a), to_complex64(b));
        if quotient.is_finite() {
            return Some(Expr::complex(quotient));
        }
        if is_zero(&divisor.re) {
            let (x, y) = parts(a);
            return Some(make_complex(divide(y, &divisor.im)?, negate(&divide(x, &divisor.im)?)));
        }
        if is_zero(&divisor.im) {
            let (x, y) = parts(a);
            return Some(make_complex(divide(x, &divisor.re)?, divide(y, &divisor.re)?));
        }
        // The squares of the parts would leave the range of machine numbers.
        let wide = |z: &Expr| {
            let (re, im) = parts(z);
            let part = |part: &Expr| -> Expr { software(part, MACHINE_PRECISION).into() };
            make_complex(part(re), part(im))
        };
        return divide(&wide(a), &wide(b));
    }
    let norm = add(&multiply(&divisor.re, &divisor.re), &multiply(&divisor.im, &divisor.im));
    let top = multiply(a, &conjugate(b));
    let (re, im) = parts(&top);
    Some(make_complex(divide(re, &norm)?, divide(im, &norm)?))
}

/// `a ∘ b` of real numbers, `b` not zero in a division.
fn real_operation(a: &Expr, b: &Expr, operation: Operation) -> Expr {
    super::of_long(a, b, move |a, b| direct_operation(a, b, operation))
}

fn direct_operation(a: &Expr, b: &Expr, operation: Operation) -> Expr {
    if matches!(a, Expr::Real(_)) || matches!(b, Expr::Real(_)) {
        let (x, y) = (to_f64(a), to_f64(b));
        let value = match operation {
            Operation::Add => x + y,
            Operation::Multiply => x * y,
            Operation::Divide => x / y,
        };
        // A software operand beyond the range must not be taken for 0 or infinity.
        let faithful = |number: &Expr, x: f64| x.is_finite() && (x != 0.0 || is_zero(number));
        if value.is_finite() && faithful(a, x) && faithful(b, y) {
            return Expr::Real(value);
        }
        let (a, b) = (software(a, MACHINE_PRECISION), software(b, MACHINE_PRECISION));
        // What runs over the range of machine reals keeps their precision.
        return software::operation(&a, &b, operation).map_or_else(
            || Expr::call(sym::Overflow, []),
            |value| {
                super::BigReal { precision: MACHINE_PRECISION.min(value.precision + 1.0), ..value }.into()
            },
        );
    }
    if matches!(a, Expr::BigReal(_)) || matches!(b, Expr::BigReal(_)) {
        if operation == Operation::Multiply && (is_exact_zero(a) || is_exact_zero(b)) {
            return Expr::Integer(0);
        }
        return software::mixed_operation(a, b, operation)
            .map_or_else(|| Expr::call(sym::Overflow, []), Expr::from);
    }
    if operation != Operation::Divide
        && let (Some(a), Some(b)) = (to_integer(a), to_integer(b))
    {
        return Expr::from(if operation == Operation::Add { a + b } else { a * b });
    }
    let (Some(a), Some(b)) = (to_rational(a), to_rational(b)) else {
        return Expr::Integer(0);
    };
    Expr::from(match operation {
        Operation::Add => a + b,
        Operation::Multiply => a * b,
        Operation::Divide => a / b,
    })
}
