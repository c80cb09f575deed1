//! Powers of numbers.

use dashu_base::BitTest;
use num_complex::Complex64;

use super::arithmetic::{
    from_complex64, is_exact, is_zero, make_complex, multiply, parts, reciprocal, to_complex64, to_f64,
    to_rational,
};
use super::comparison::sign;
use super::software::{self, software};
use super::software_complex::software_complex_power;
use super::{BigInteger, BigRational, BigReal, MACHINE_PRECISION, precision_of};
use crate::expr::Expr;
use crate::kernels::scalar::{RealFunction, complex, real};
use crate::symbol::sym;

/// Exact powers with more bits than this overflow.
pub const MAX_BITS: f64 = 2e8;

/// No software real has a larger natural logarithm.
const MAX_LOGARITHM: f64 = 1e16;

/// What a power of two numbers is.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    /// A number, or `Overflow[]`.
    Value(Expr),
    /// 0 to a negative power.
    Infinite,
    /// `0^0`, or 0 to an imaginary power.
    Indeterminate,
    /// An exact root: not a number by itself.
    Root,
}

/// `base^exponent`
pub fn power(base: &Expr, exponent: &Expr) -> Power {
    match (base, exponent) {
        (Expr::Real(x), Expr::Integer(n)) if *x != 0.0 => {
            let value = real::power_integer(*x, *n);
            if value.is_finite() && value != 0.0 {
                return Power::Value(Expr::Real(value));
            }
        }
        (Expr::Real(x), Expr::Real(y)) if *x > 0.0 => {
            let value = real::power(*x, *y);
            if value.is_finite() && value != 0.0 {
                return Power::Value(Expr::Real(value));
            }
        }
        _ => {}
    }
    if is_zero(base) {
        return power_of_zero(base, exponent);
    }
    match exponent {
        Expr::Integer(n) => Power::Value(power_of_integer(base, *n)),
        Expr::BigInteger(n) => power_of_big_integer(base, n),
        _ if is_exact(base) && is_exact(exponent) => Power::Root,
        _ => Power::Value(inexact_power(base, exponent)),
    }
}

fn power_of_zero(base: &Expr, exponent: &Expr) -> Power {
    let (re, _) = parts(exponent);
    match sign(re) {
        0 => Power::Indeterminate,
        1 if is_exact(base) => Power::Value(Expr::Integer(0)),
        1 => Power::Value(match base {
            // The error is raised to the power too.
            Expr::BigReal(zero) => {
                BigReal { value: zero.value.clone(), precision: zero.precision * to_f64(re) }.into()
            }
            other => other.clone(),
        }),
        _ => Power::Infinite,
    }
}

fn overflow() -> Expr {
    Expr::call(sym::Overflow, [])
}

/// `base^n` for `base` not zero.
pub fn power_of_integer(base: &Expr, n: i64) -> Expr {
    if n == 1 {
        return base.clone();
    }
    let size = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
    let exact = match base {
        Expr::Integer(1) => return Expr::Integer(1),
        Expr::Integer(-1) => return Expr::Integer(if n % 2 == 0 { 1 } else { -1 }),
        Expr::Integer(value) if n >= 0 && crate::kernels::scalar::integer::power(*value, n).is_some() => {
            return crate::kernels::scalar::integer::power(*value, n).map_or(Expr::Integer(1), Expr::Integer);
        }
        Expr::Integer(value) => Some((BigInteger::from(*value), BigInteger::from(1))),
        Expr::BigInteger(value) => Some((BigInteger::clone(value), BigInteger::from(1))),
        Expr::Rational(value) => {
            Some((value.numerator().clone(), BigInteger::from(value.denominator().clone())))
        }
        _ => None,
    };
    if n == 0 && is_exact(base) {
        return Expr::Integer(1);
    }
    if let Some((top, bottom)) = exact {
        // Beyond the range of machine numbers to a bit.
        let bits_of = |n: &BigInteger| match n.to_f64().value().abs().log2() {
            bits if bits.is_finite() => bits,
            _ => n.bit_len() as f64,
        };
        let bits = bits_of(&top).max(bits_of(&bottom));
        if bits * size as f64 > MAX_BITS {
            return overflow();
        }
        let (top, bottom) =
            super::apart((bits * size as f64) as usize, move || (top.pow(size), bottom.pow(size)));
        let value = if n >= 0 { (top, bottom) } else { (bottom, top) };
        return Expr::from(BigRational::from_parts_signed(value.0, value.1));
    }
    match base {
        Expr::Real(x) => {
            let value = real::power_integer(*x, n);
            if value.is_finite() && value != 0.0 {
                return Expr::Real(value);
            }
            software_integer_power(&software(base, MACHINE_PRECISION), n).map_or_else(overflow, |value| {
                if value_underflows(&value) { Expr::Real(0.0) } else { value.into() }
            })
        }
        Expr::BigReal(x) => software_integer_power(x, n).map_or_else(overflow, Expr::from),
        _ => {
            let z = to_complex64(base);
            if precision_of(base) == MACHINE_PRECISION && matches!(parts(base).0, Expr::Real(_)) {
                let value = complex::power_integer(z, n);
                if value.is_finite() {
                    return Expr::complex(value);
                }
                if n.unsigned_abs() <= 64 {
                    let part = |part: &Expr| -> Expr { software(part, MACHINE_PRECISION).into() };
                    let (re, im) = parts(base);
                    return by_squaring(&make_complex(part(re), part(im)), n);
                }
                return software_complex_power(base, &Expr::Integer(n), MACHINE_PRECISION)
                    .unwrap_or_else(overflow);
            }
            by_squaring(base, n)
        }
    }
}

/// Whether a machine computation that gave this result would have given zero.
fn value_underflows(value: &BigReal) -> bool {
    value.value.to_f64().value() == 0.0
}

fn by_squaring(base: &Expr, n: i64) -> Expr {
    let (re, im) = parts(base);
    let bits = to_f64(re).abs().max(to_f64(im).abs()).log2().abs() + 1.0;
    if is_exact(base) && bits * n.unsigned_abs() as f64 > MAX_BITS {
        // The powers of I go on for ever in a circle of four.
        if to_rational(re).is_some_and(|re| re == BigRational::ZERO) && bits <= 1.0 {
            let i = make_complex(Expr::Integer(0), im.clone());
            return by_squaring(&i, n.rem_euclid(4));
        }
        return overflow();
    }
    let (mut result, mut square, mut rest) = (Expr::Integer(1), base.clone(), n.unsigned_abs());
    while rest != 0 {
        if rest & 1 == 1 {
            result = multiply(&result, &square);
        }
        rest >>= 1;
        if rest != 0 {
            square = multiply(&square, &square);
        }
    }
    if n >= 0 { result } else { reciprocal(&result).unwrap_or_else(overflow) }
}

fn power_of_big_integer(base: &Expr, n: &BigInteger) -> Power {
    let odd = n % BigInteger::from(2) != BigInteger::from(0);
    Power::Value(match base {
        Expr::Integer(1) => Expr::Integer(1),
        Expr::Integer(-1) => Expr::Integer(if odd { -1 } else { 1 }),
        _ if is_exact(base) => {
            let (re, im) = parts(base);
            if is_zero(re) && matches!(im, Expr::Integer(1 | -1)) {
                let rest = i64::try_from(n % BigInteger::from(4)).unwrap_or(0);
                by_squaring(base, rest.rem_euclid(4))
            } else {
                overflow()
            }
        }
        _ => inexact_power(base, &Expr::from(n.clone())),
    })
}

fn software_integer_power(x: &BigReal, n: i64) -> Option<BigReal> {
    use dashu_float::{Context, round::mode::HalfEven};
    let context = Context::<HalfEven>::new(software::bits_of_digits(x.precision) + 64);
    let value = context.powi::<2>(x.value.repr(), BigInteger::from(n)).ok()?.value();
    if !value.repr().is_finite() {
        return None;
    }
    let precision = (x.precision - (n.unsigned_abs().max(1) as f64).log10()).max(0.0);
    let value = value.with_precision(software::bits_of_digits(precision)).value();
    Some(BigReal { value, precision })
}

/// A power with an inexact base or exponent, and a base that is not zero.
fn inexact_power(base: &Expr, exponent: &Expr) -> Expr {
    let precision = precision_of(base).min(precision_of(exponent));
    // A negative number to a whole power that is no integer by its form.
    if let (true, Expr::Real(y)) = (sign(base) < 0 && !matches!(base, Expr::Complex(_)), exponent)
        && y.trunc() == *y
    {
        let value = inexact_power(&super::negate(base), exponent);
        return if y % 2.0 == 0.0 || !value.is_number() { value } else { super::negate(&value) };
    }
    let is_real = !matches!(base, Expr::Complex(_)) && !matches!(exponent, Expr::Complex(_));
    let has_machine = [base, exponent].iter().any(|number| matches!(parts(number).0, Expr::Real(_)));
    if has_machine {
        let value = machine_power(base, exponent, is_real);
        if let Some(value) = value {
            return value;
        }
    }
    if is_real && sign(base) > 0 {
        let logarithm = to_f64(exponent) * natural_logarithm(base);
        if logarithm.abs() > MAX_LOGARITHM {
            return match logarithm > 0.0 {
                true => overflow(),
                false if has_machine => Expr::Real(0.0),
                false => Expr::call(sym::Underflow, []),
            };
        }
        return software_power(base, exponent, precision).map_or_else(overflow, |value| {
            if has_machine && value_underflows(&value) { Expr::Real(0.0) } else { value.into() }
        });
    }
    software_complex_power(base, exponent, precision).unwrap_or_else(overflow)
}

/// About the logarithm of the size of a real number, also beyond the range of machine numbers.
fn natural_logarithm(number: &Expr) -> f64 {
    match to_f64(number).abs() {
        size if size.is_normal() => size.ln(),
        _ => software::log10_abs(&software(number, MACHINE_PRECISION).value) * std::f64::consts::LN_10,
    }
}

fn machine_power(base: &Expr, exponent: &Expr, is_real: bool) -> Option<Expr> {
    if is_real {
        let (x, y) = (to_f64(base), to_f64(exponent));
        if !x.is_finite() || !y.is_finite() || x == 0.0 {
            return None;
        }
        let value = real::power(x, y);
        if value.is_finite() && value != 0.0 {
            return Some(Expr::Real(value));
        }
        if x < 0.0 && value.is_nan() {
            let value = complex::power(Complex64::new(x, 0.0), Complex64::new(y, 0.0));
            return value.is_finite().then(|| Expr::complex(value));
        }
        return None;
    }
    let value = complex::power(to_complex64(base), to_complex64(exponent));
    value.is_finite().then(|| from_complex64(value))
}

/// `base^exponent` of real numbers for a positive base, to the digits that `precision` allows.
fn software_power(base: &Expr, exponent: &Expr, precision: f64) -> Option<BigReal> {
    if matches!(exponent, Expr::Rational(r) if *r.numerator() == BigInteger::from(1) && *r.denominator() == 2u8.into())
        && let Expr::BigReal(x) = base
    {
        return software::software_function(RealFunction::Sqrt, x);
    }
    // exp(y log x), with as many digits more as the exponent has before the point.
    let size = (to_f64(exponent).abs() * natural_logarithm(base).abs().clamp(1e-3, 1e18)).log10().max(0.0);
    let digits = precision + size.min(1e6) + 8.0;
    let (x, y) = (software(base, digits), software(exponent, digits));
    let log = software::evaluate(RealFunction::Log, &x.value, software::bits_of_digits(digits))?;
    let product = log * y.value;
    let value = software::evaluate(RealFunction::Exp, &product, software::bits_of_digits(precision))?;
    // Relative errors: |y| times that of x, |y log x| times that of y.
    let magnitude = to_f64(exponent).abs();
    let lost_to_base = precision_of(base) - magnitude.log10().max(-precision);
    let lost_to_exponent = precision_of(exponent) - software::log10_abs(&product);
    let known = lost_to_base.min(lost_to_exponent).clamp(0.0, 1e9);
    let known = if known.is_finite() { known } else { precision };
    let value = value.with_precision(software::bits_of_digits(known)).value();
    Some(BigReal { value, precision: known })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::add;

    fn gaussian(re: i64, im: i64) -> Expr {
        add(&Expr::Integer(re), &make_complex(Expr::Integer(0), Expr::Integer(im)))
    }

    #[test]
    fn exact_powers() {
        assert_eq!(
            power(&Expr::Integer(2), &Expr::Integer(100)),
            Power::Value(Expr::from(BigInteger::from(1) << 100))
        );
        assert_eq!(power(&gaussian(1, 2), &Expr::Integer(2)), Power::Value(gaussian(-3, 4)));
        assert_eq!(power(&gaussian(0, 1), &Expr::Integer(i64::MAX)), Power::Value(gaussian(0, -1)));
        assert_eq!(power(&Expr::Integer(0), &Expr::Integer(0)), Power::Indeterminate);
        assert_eq!(power(&Expr::Real(0.0), &Expr::Integer(-2)), Power::Infinite);
        assert_eq!(power(&Expr::Integer(7), &Expr::Integer(i64::MAX)), Power::Value(overflow()));
    }

    #[test]
    fn machine_overflow_goes_on_in_software() {
        let Power::Value(Expr::BigReal(value)) = power(&Expr::Real(10.0), &Expr::Integer(309)) else {
            panic!("a software real");
        };
        assert!((software::log10_abs(&value.value) - 309.0).abs() < 1e-9);
        assert_eq!(multiply(&Expr::Real(1e-200), &Expr::Real(1e-200)), Expr::Real(0.0));
    }
}
