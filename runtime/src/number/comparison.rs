//! Order and equality of numbers.

use std::cmp::Ordering;

use dashu_base::Sign;

use super::arithmetic::{is_exact, is_zero, parts, subtract, to_f64, to_rational};
use super::{BigRational, log10_abs};
use crate::expr::Expr;
use crate::kernels::scalar::compare;

/// Decimal digits that seven bits hold: differences below them do not count.
const TOLERANCE_DIGITS: f64 = 2.107_209_969_647_868;

/// The sign of a real number: -1, 0 or 1.
pub fn sign(number: &Expr) -> i32 {
    let of = |negative: bool| if negative { -1 } else { 1 };
    match number {
        _ if is_zero(number) => 0,
        Expr::Integer(value) => of(*value < 0),
        Expr::Real(value) => of(*value < 0.0),
        Expr::BigInteger(value) => of(value.sign() == Sign::Negative),
        Expr::Rational(value) => of(value.numerator().sign() == Sign::Negative),
        Expr::BigReal(value) => of(value.value.sign() == Sign::Negative),
        _ => 0,
    }
}

/// The exact value of any real number.
fn exact_value(number: &Expr) -> Option<BigRational> {
    match number {
        Expr::Real(value) => BigRational::try_from(*value).ok(),
        Expr::BigReal(value) => BigRational::try_from(value.value.clone()).ok(),
        other => to_rational(other),
    }
}

/// The order of two real numbers by value, without tolerance.
pub fn compare_reals(a: &Expr, b: &Expr) -> Ordering {
    match (a, b) {
        (Expr::Integer(a), Expr::Integer(b)) => return a.cmp(b),
        (Expr::Real(a), Expr::Real(b)) => return a.partial_cmp(b).unwrap_or(Ordering::Equal),
        _ => {}
    }
    let (x, y) = (to_f64(a), to_f64(b));
    // Doubles decide unless they lie within rounding of each other or beyond the range.
    if x.is_finite() && y.is_finite() && (x - y).abs() > 1e-14 * x.abs().max(y.abs()) && x != 0.0 && y != 0.0
    {
        return x.partial_cmp(&y).unwrap_or(Ordering::Equal);
    }
    let (sign_a, sign_b) = (sign(a), sign(b));
    if sign_a != sign_b {
        return sign_a.cmp(&sign_b);
    }
    if let (Expr::BigReal(a), Expr::BigReal(b)) = (a, b) {
        return a.value.cmp(&b.value);
    }
    match (exact_value(a), exact_value(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    }
}

/// `a == b` of numbers: exact ones by value, inexact ones up to the last seven binary digits.
pub fn equal(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Integer(a), Expr::Integer(b)) => return a == b,
        (Expr::Real(a), Expr::Real(b)) => return compare::equal(*a, *b),
        _ => {}
    }
    if is_exact(a) && is_exact(b) {
        return a == b;
    }
    let ((a_re, a_im), (b_re, b_im)) = (parts(a), parts(b));
    if !matches!(a, Expr::Complex(_)) && !matches!(b, Expr::Complex(_)) {
        return equal_reals(a, b);
    }
    let size = [a_re, a_im, b_re, b_im].iter().map(|part| to_f64(part).abs()).fold(0.0, f64::max);
    let near = |a: &Expr, b: &Expr| {
        equal_reals(a, b) || size.is_finite() && (to_f64(&subtract(a, b)) / size).abs() <= 2f64.powi(-46)
    };
    near(a_re, b_re) && near(a_im, b_im)
}

fn equal_reals(a: &Expr, b: &Expr) -> bool {
    let machine = |number: &Expr| matches!(number, Expr::Real(_));
    if machine(a) || machine(b) {
        let (x, y) = (to_f64(a), to_f64(b));
        if x.is_finite() && y.is_finite() {
            return compare::equal(x, y);
        }
    }
    // A zero has no digits of which the last could be left out.
    let has_no_digits = |number: &Expr| matches!(number, Expr::BigReal(_)) && is_zero(number);
    let tolerance = if has_no_digits(a) || has_no_digits(b) { 0.0 } else { TOLERANCE_DIGITS };
    match subtract(a, b) {
        Expr::BigReal(difference) => {
            difference.value.repr().significand().is_zero()
                || difference.precision <= tolerance && log10_abs(&difference.value).is_finite()
        }
        difference => is_zero(&difference),
    }
}

/// `a === b` of numbers: of the same kind and the same up to the last binary digit.
pub fn same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Real(a), Expr::Real(b)) => compare::same(*a, *b),
        (Expr::Complex(a), Expr::Complex(b)) => same(&a.re, &b.re) && same(&a.im, &b.im),
        (Expr::BigReal(a), Expr::BigReal(b)) => {
            let difference = &a.value - &b.value;
            difference.repr().significand().is_zero()
                || log10_abs(&difference) < log10_abs(&a.value) - a.precision.max(b.precision)
        }
        _ => a == b,
    }
}
