//! Machine reals. NaN where there is no finite real value (outside the domain, at a pole, an undetermined form),
//! infinity where the value overflows.
//!
//! The elementary functions are `pxfm`'s, whose measured errors stay within half an ulp, so that every machine gives
//! the same bits; what it lacks is put together here without losing more than an ulp.

use std::f64::consts::{FRAC_PI_2, LN_2, PI};

use super::double_double::{DoubleDouble, two_product, two_sum};
use super::wide;

/// NaN at a pole, where the library gives an infinity.
fn unless_pole(at_pole: bool, value: f64) -> f64 {
    if at_pole { f64::NAN } else { value }
}

/// An odd function keeps the sign of zero.
fn odd(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    if x == 0.0 { x } else { f(x) }
}

/// `|x|`
pub fn abs(x: f64) -> f64 {
    x.abs()
}

/// `-x`
pub fn negate(x: f64) -> f64 {
    -x
}

/// `1 / x`; NaN for 0.
pub fn reciprocal(x: f64) -> f64 {
    unless_pole(x == 0.0, 1.0 / x)
}

/// `x^2`
pub fn square(x: f64) -> f64 {
    x * x
}

/// `x^(1/2)`
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// `e^x`
pub fn exp(x: f64) -> f64 {
    pxfm::f_exp(x)
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    unless_pole(x == 0.0, pxfm::f_log(x))
}

/// The logarithm to base 2.
pub fn log2(x: f64) -> f64 {
    unless_pole(x == 0.0, pxfm::f_log2(x))
}

/// The logarithm to base 10.
pub fn log10(x: f64) -> f64 {
    unless_pole(x == 0.0, pxfm::f_log10(x))
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    pxfm::f_sin(x)
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    pxfm::f_cos(x)
}

/// Tangent.
pub fn tan(x: f64) -> f64 {
    pxfm::f_tan(x)
}

/// Cotangent.
pub fn cot(x: f64) -> f64 {
    unless_pole(x == 0.0, pxfm::f_cot(x))
}

/// Secant.
pub fn sec(x: f64) -> f64 {
    pxfm::f_sec(x)
}

/// Cosecant.
pub fn csc(x: f64) -> f64 {
    unless_pole(x == 0.0, pxfm::f_csc(x))
}

/// Inverse sine.
pub fn arc_sin(x: f64) -> f64 {
    odd(pxfm::f_asin, x)
}

/// Inverse cosine.
pub fn arc_cos(x: f64) -> f64 {
    pxfm::f_acos(x)
}

/// Inverse tangent.
pub fn arc_tan(x: f64) -> f64 {
    odd(pxfm::f_atan, x)
}

/// Inverse cotangent, in (-π/2, π/2]; π/2 at 0.
pub fn arc_cot(x: f64) -> f64 {
    if x == 0.0 { FRAC_PI_2 } else { pxfm::f_atan(1.0 / x) }
}

/// `sqrt(x^2 - 1)` for `x >= 1`, without loss near 1.
fn root_above_one(x: f64) -> f64 {
    let square = two_product(x, x).add((-1.0).into());
    square.sqrt().value()
}

/// Inverse secant. By the tangent near ±1, where the reciprocal would lose digits.
pub fn arc_sec(x: f64) -> f64 {
    let size = x.abs();
    if size.is_nan() || size < 1.0 {
        return f64::NAN;
    }
    let angle = if size < 4.0 { pxfm::f_atan(root_above_one(size)) } else { pxfm::f_acos(1.0 / size) };
    if x > 0.0 { angle } else { PI - angle }
}

/// Inverse cosecant.
pub fn arc_csc(x: f64) -> f64 {
    let size = x.abs();
    if size.is_nan() || size < 1.0 {
        return f64::NAN;
    }
    let angle = if size < 4.0 { pxfm::f_atan2(1.0, root_above_one(size)) } else { pxfm::f_asin(1.0 / size) };
    angle.copysign(x)
}

/// Hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    odd(pxfm::f_sinh, x)
}

/// Hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    pxfm::f_cosh(x)
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    odd(pxfm::f_tanh, x)
}

/// Hyperbolic cotangent.
pub fn coth(x: f64) -> f64 {
    unless_pole(x == 0.0, 1.0 / pxfm::f_tanh(x))
}

/// Hyperbolic secant; `2 e^-|x|` where the cosine would overflow.
pub fn sech(x: f64) -> f64 {
    if x.abs() < 700.0 { 1.0 / pxfm::f_cosh(x) } else { 2.0 * pxfm::f_exp(-x.abs()) }
}

/// Hyperbolic cosecant.
pub fn csch(x: f64) -> f64 {
    if x.abs() < 700.0 {
        unless_pole(x == 0.0, 1.0 / pxfm::f_sinh(x))
    } else {
        (2.0 * pxfm::f_exp(-x.abs())).copysign(x)
    }
}

/// Inverse hyperbolic sine.
pub fn arc_sinh(x: f64) -> f64 {
    odd(pxfm::f_asinh, x)
}

/// Inverse hyperbolic cosine.
pub fn arc_cosh(x: f64) -> f64 {
    pxfm::f_acosh(x)
}

/// Inverse hyperbolic tangent.
pub fn arc_tanh(x: f64) -> f64 {
    unless_pole(x.abs() >= 1.0, odd(pxfm::f_atanh, x))
}

/// Inverse hyperbolic cotangent, for `|x| > 1`.
pub fn arc_coth(x: f64) -> f64 {
    let size = x.abs();
    // artanh(1/x) = log(1 + 2 / (x - 1)) / 2, which keeps its digits near 1.
    unless_pole(size <= 1.0, (0.5 * pxfm::f_log1p(2.0 / (size - 1.0))).copysign(x))
}

/// Inverse hyperbolic secant, for `0 < x <= 1`, by `sinh(arsech x) = sqrt(1 / x^2 - 1)`.
pub fn arc_sech(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 || x > 1.0 {
        return f64::NAN;
    }
    if x < 1e-100 {
        return LN_2 - pxfm::f_log(x);
    }
    let square = two_product(x, x).negate().add(1.0.into());
    pxfm::f_asinh(square.sqrt().value() / x)
}

/// Inverse hyperbolic cosecant.
pub fn arc_csch(x: f64) -> f64 {
    let size = x.abs();
    let value = if size < 1e-100 { LN_2 - pxfm::f_log(size) } else { pxfm::f_asinh(1.0 / size) };
    unless_pole(x == 0.0, value.copysign(x))
}

/// `sin(x) / x`, 1 at 0.
pub fn sinc(x: f64) -> f64 {
    if x.is_infinite() { 0.0 } else { pxfm::f_sinc(x) }
}

/// `1 / (1 + e^-x)`
pub fn logistic_sigmoid(x: f64) -> f64 {
    if x >= 0.0 {
        return 1.0 / (1.0 + pxfm::f_exp(-x));
    }
    if x < -700.0 {
        return pxfm::f_exp(x);
    }
    // With the rest of the sum; its error would come on top of those of the exponential and the quotient.
    let small = pxfm::f_exp(x);
    let sum = two_sum(1.0, small);
    let quotient = small / sum.high;
    quotient - quotient * (sum.low / sum.high)
}

/// `sin(x / 2)^2`
pub fn haversine(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let sine = wide::sin_cos(0.5 * x).0;
    if sine.high.abs() < 1e-140 { sine.high * sine.high } else { sine.multiply(sine).value() }
}

/// `2 arcsin(x^(1/2))`
pub fn inverse_haversine(x: f64) -> f64 {
    if x.is_nan() || !(0.0..=1.0).contains(&x) {
        return f64::NAN;
    }
    // arcsin(r + l) = arcsin(r) + l / sqrt(1 - r^2) for the root r + l.
    let half = |x: f64| {
        let root = DoubleDouble::from(x).sqrt();
        two_sum(pxfm::f_asin(root.high), root.low / (1.0 - x).sqrt())
    };
    if x > 0.5 { wide::PI.add(half(1.0 - x).scale(-2.0)).value() } else { 2.0 * half(x).value() }
}

/// The Gudermannian function: `arctan(sinh x)`.
pub fn gudermannian(x: f64) -> f64 {
    odd(|x| pxfm::f_atan(pxfm::f_sinh(x)), x)
}

/// The inverse Gudermannian function on (-π/2, π/2): `arsinh(tan x)`.
pub fn inverse_gudermannian(x: f64) -> f64 {
    if x.abs() <= FRAC_PI_2 { pxfm::f_asinh(pxfm::f_tan(x)) } else { f64::NAN }
}

/// The error function.
pub fn erf(x: f64) -> f64 {
    odd(pxfm::f_erf, x)
}

/// `1 - erf(x)`
pub fn erfc(x: f64) -> f64 {
    pxfm::f_erfc(x)
}

/// The inverse of erf, on (-1, 1).
pub fn inverse_erf(x: f64) -> f64 {
    unless_pole(x.abs() >= 1.0, odd(pxfm::f_erfinv, x))
}

/// The inverse of erfc, on (0, 2). Where `pxfm` loses digits, from 2 units of the last place at 10^-22 on to millions, by
/// software arithmetic.
pub fn inverse_erfc(x: f64) -> f64 {
    if x > 0.0 && x < 1e-15 {
        return crate::number::special::machine_value("InverseErfc", &[x]);
    }
    unless_pole(x <= 0.0 || x >= 2.0, pxfm::f_erfcinv(x))
}

/// Euler's gamma function; NaN at 0, -1, -2, ….
pub fn gamma(x: f64) -> f64 {
    unless_pole(x <= 0.0 && x == x.floor(), pxfm::f_tgamma(x))
}

/// `log gamma(x)` for `x > 0` (to the left of 0 it is complex).
pub fn log_gamma(x: f64) -> f64 {
    unless_pole(x <= 0.0, pxfm::f_lgamma(x))
}

/// `gamma(x + 1)`: by software arithmetic where the sum is not exact.
pub fn factorial(x: f64) -> f64 {
    let next = two_sum(x, 1.0);
    if next.low == 0.0 || !x.is_finite() {
        return gamma(next.high);
    }
    crate::number::special::machine_value("Factorial", &[x])
}

/// The logarithmic derivative of gamma; NaN at its poles.
pub fn digamma(x: f64) -> f64 {
    unless_pole(x <= 0.0 && x == x.floor(), pxfm::f_digamma(x))
}

/// Distance below the next integer down: `x - floor(x)` for positive x; with the sign of `x`, towards zero.
pub fn fractional_part(x: f64) -> f64 {
    x - x.trunc()
}

/// `max(x, 0)`
pub fn ramp(x: f64) -> f64 {
    if x > 0.0 || x.is_nan() { x } else { 0.0 }
}

/// `x`, or 0 when it is smaller than 10^-10.
pub fn chop(x: f64) -> f64 {
    if x.abs() < 1e-10 { 0.0 } else { x }
}

/// `x` itself: the Re, Conjugate and N of a real.
pub fn identity(x: f64) -> f64 {
    x
}

/// Integer-valued results: None when they are not machine integers.
fn to_integer(x: f64) -> Option<i64> {
    // The bounds are exact as doubles; 2^63 itself does not fit.
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x).then_some(x as i64)
}

/// The greatest integer not above `x`.
#[inline]
pub fn floor(x: f64) -> Option<i64> {
    // Conversion and a comparison cost less than the library's `floor`; beyond 2^52 every double is an integer.
    if x.abs() < 4_503_599_627_370_496.0 {
        let truncated = x as i64;
        return Some(truncated - i64::from(truncated as f64 > x));
    }
    to_integer(x)
}

/// The least integer not below `x`.
pub fn ceiling(x: f64) -> Option<i64> {
    to_integer(x.ceil())
}

/// The nearest integer, halves to even.
pub fn round(x: f64) -> Option<i64> {
    to_integer(x.round_ties_even())
}

/// `x` without its fraction.
pub fn integer_part(x: f64) -> Option<i64> {
    to_integer(x.trunc())
}

/// -1, 0 or 1.
pub fn sign(x: f64) -> Option<i64> {
    (!x.is_nan()).then_some(i64::from(x > 0.0) - i64::from(x < 0.0))
}

/// 1 when `x >= 0`, else 0.
pub fn unit_step(x: f64) -> Option<i64> {
    (!x.is_nan()).then_some(i64::from(x >= 0.0))
}

/// 0 for zero, else 1.
pub fn unitize(x: f64) -> Option<i64> {
    (!x.is_nan()).then_some(i64::from(x != 0.0))
}

/// `x^y`. NaN for `0^0`, for 0 to a negative power and for a negative base with a fractional exponent.
pub fn power(x: f64, y: f64) -> f64 {
    if x == 0.0 {
        // Also keeps `(-0.)^y` positive for odd y, as it is no negative number in the language.
        return if y > 0.0 { 0.0 } else { f64::NAN };
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 && x > 1e290 {
        // There the library's reciprocal root overflows on the way.
        const SCALE: f64 = 1.606_938_044_258_990_3e60; // 2^200
        return pxfm::f_pow(x / (SCALE * SCALE), y) / SCALE;
    }
    plain_power(x, y)
}

/// `x^y` for `x` not zero. Powers of 10 below the normal numbers are powers of 100: the library's own are wrong there.
#[inline(always)]
pub(super) fn plain_power(x: f64, y: f64) -> f64 {
    if x == 10.0 && y < -307.0 { pxfm::f_pow(100.0, y / 2.0) } else { pxfm::f_pow(x, y) }
}

/// `x^n`. NaN for `0^0` and for 0 to a negative power. Small powers by repeated multiplication to 106 bits and one
/// rounding, which costs less than the logarithm; the others as `power`.
pub fn power_integer(x: f64, n: i64) -> f64 {
    match n {
        0 => unless_pole(x == 0.0, 1.0),
        1 => x,
        2 => x * x,
        -1 => reciprocal(x),
        3..=16 if (1e-15..1e15).contains(&x.abs()) => power_by_multiplication(x, n.unsigned_abs()).value(),
        -16..=-2 if (1e-15..1e15).contains(&x.abs()) => {
            DoubleDouble::from(1.0).divide(power_by_multiplication(x, n.unsigned_abs())).value()
        }
        _ if x == 0.0 => power(x, n as f64),
        _ if n.unsigned_abs() < 1 << 53 => plain_power(x, n as f64),
        // Beyond 2^53 only the parity would be lost by conversion.
        _ => {
            let size = plain_power(x.abs(), n as f64);
            if x < 0.0 && n % 2 != 0 { -size } else { size }
        }
    }
}

/// `x^N` for `N` from 3 to 16 as `power_integer` gives it; NaN where that goes another way.
#[inline(always)]
pub fn power_in_range<const N: u64>(x: f64) -> f64 {
    let value = power_by_multiplication(x, N).value();
    if (1e-15..1e15).contains(&x.abs()) { value } else { f64::NAN }
}

#[inline(always)]
fn power_by_multiplication(x: f64, mut n: u64) -> DoubleDouble {
    let mut base = DoubleDouble::from(x);
    while n & 1 == 0 {
        base = base.multiply(base);
        n >>= 1;
    }
    let mut result = base;
    n >>= 1;
    while n != 0 {
        base = base.multiply(base);
        if n & 1 == 1 {
            result = result.multiply(base);
        }
        n >>= 1;
    }
    result
}

/// `x / y`; NaN for `y = 0`.
pub fn divide(x: f64, y: f64) -> f64 {
    unless_pole(y == 0.0, x / y)
}

/// The angle of the point (x, y), in (-π, π]: the language's `ArcTan[x, y]`. NaN for the origin.
pub fn arc_tan_of_point(x: f64, y: f64) -> f64 {
    unless_pole(x == 0.0 && y == 0.0, pxfm::f_atan2(y, x))
}

/// `x - y floor(x / y)`, exactly rounded: zero or with the sign of `y`. NaN for `y = 0`.
pub fn modulo(x: f64, y: f64) -> f64 {
    let remainder = x % y;
    if remainder != 0.0 && (remainder < 0.0) != (y < 0.0) { remainder + y } else { remainder }
}

/// `floor(x / y)` of the exact quotient. None for `y = 0` or when it is not a machine integer.
pub fn quotient(x: f64, y: f64) -> Option<i64> {
    if y == 0.0 {
        return None;
    }
    let remainder = x % y;
    let truncated = ((x - remainder) / y).round();
    let below = remainder != 0.0 && (remainder < 0.0) != (y < 0.0);
    to_integer(if below { truncated - 1.0 } else { truncated })
}

/// `log(x) / log(base)`, exact for exact powers of 2 and 10.
pub fn log_to_base(base: f64, x: f64) -> f64 {
    if base == 2.0 {
        return log2(x);
    }
    if base == 10.0 {
        return log10(x);
    }
    let quotient = log(x) / log(base);
    // The logarithms to 80 bits and more, where both are within the range of that.
    if quotient.is_finite() && (1e-250..1e250).contains(&base) && (1e-250..1e250).contains(&x) {
        return wide::log(x.into()).quotient(wide::log(base.into()));
    }
    unless_pole(base == 1.0, quotient)
}

/// The smaller, the first of equal ones (zeros of both signs are equal); NaN when either is.
pub fn min(x: f64, y: f64) -> f64 {
    if y < x || y.is_nan() { y } else { x }
}

/// The larger, the first of equal ones (zeros of both signs are equal); NaN when either is.
pub fn max(x: f64, y: f64) -> f64 {
    if y > x || y.is_nan() { y } else { x }
}

/// `gamma(a) gamma(b) / gamma(a + b)`
pub fn beta(a: f64, b: f64) -> f64 {
    let pole = |x: f64| x <= 0.0 && x == x.floor();
    if pole(a) || pole(b) {
        return f64::NAN;
    }
    if pole(a + b) {
        return 0.0;
    }
    crate::number::special::machine_value("Beta", &[a, b])
}

/// `x y + z` and the like never fuse: each operation rounds by itself, on every machine.
pub fn multiply_add(x: f64, y: f64, z: f64) -> f64 {
    x * y + z
}

/// `sqrt(x^2 + y^2)` without overflow.
pub fn hypotenuse(x: f64, y: f64) -> f64 {
    pxfm::f_hypot(x, y)
}

/// `log sqrt(x^2 + y^2)`, with all its digits also where the argument is near 1.
pub fn log_hypotenuse(x: f64, y: f64) -> f64 {
    if x == 0.0 || y == 0.0 {
        return pxfm::f_log(x.abs().max(y.abs()));
    }
    if !x.is_finite() || !y.is_finite() {
        return pxfm::f_hypot(x, y);
    }
    wide::log_hypotenuse(x, y).value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn power_leaves_the_reals_as_nan() {
        for (x, y) in [(0.0, 0.0), (0.0, -1.0), (-0.0, 0.0), (-8.0, 1.0 / 3.0)] {
            assert!(power(x, y).is_nan(), "{x} {y}");
        }
        assert_eq!(power(-2.0, 3.0), -8.0);
        assert_eq!(power(2.0, 1e5), f64::INFINITY);
        assert_eq!(power(2f64.powi(1022), -0.5), 2f64.powi(-511));
        assert!(power_integer(0.0, 0).is_nan() && power_integer(0.0, -3).is_nan());
        assert_eq!(power_integer(-1.0, i64::MIN), 1.0);
        assert_eq!(power_integer(-1.0, i64::MAX), -1.0);
        assert_eq!(power_integer(0.0, 5), 0.0);
    }

    #[test]
    fn integer_powers_round_once() {
        for x in [1.1, -0.7, 3.3e14, 1.7e-15, 123.456] {
            for n in 3..=16 {
                assert_eq!(power_integer(x, n), pxfm::f_pow(x, n as f64), "{x}^{n}");
                assert_eq!(power_integer(x, -n), pxfm::f_pow(x, -n as f64), "{x}^-{n}");
            }
        }
    }

    #[test]
    fn odd_functions_keep_the_sign_of_zero() {
        for (name, f) in [
            ("sin", sin as fn(f64) -> f64),
            ("tan", tan),
            ("sinh", sinh),
            ("tanh", tanh),
            ("asin", arc_sin),
            ("atan", arc_tan),
            ("asinh", arc_sinh),
            ("atanh", arc_tanh),
            ("erf", erf),
            ("inverse_erf", inverse_erf),
            ("gudermannian", gudermannian),
        ] {
            assert!(f(-0.0).is_sign_negative() && f(0.0).is_sign_positive(), "{name}");
        }
    }

    #[test]
    fn integers_from_reals_fit_or_are_none() {
        assert_eq!(floor(-0.5), Some(-1));
        assert_eq!((round(2.5), round(3.5), round(-2.5)), (Some(2), Some(4), Some(-2)));
        assert_eq!(floor(9.3e18), None);
        assert_eq!(floor(-9.223_372_036_854_776e18), Some(i64::MIN));
        assert_eq!((floor(f64::NAN), ceiling(f64::INFINITY)), (None, None));
        assert_eq!((integer_part(-1.9), sign(-0.0), unit_step(-0.0)), (Some(-1), Some(0), Some(1)));
    }

    #[test]
    fn modulo_has_the_sign_of_the_divisor() {
        assert_eq!((modulo(5.5, 2.0), modulo(-5.5, 2.0), modulo(5.5, -2.0)), (1.5, 0.5, -0.5));
        assert_eq!(
            (quotient(5.5, 2.0), quotient(-5.5, 2.0), quotient(0.3, 0.1)),
            (Some(2), Some(-3), Some(2))
        );
        assert!(modulo(1.0, 0.0).is_nan() && quotient(1.0, 0.0).is_none());
    }

    #[test]
    fn poles_are_nan_and_overflow_is_infinite() {
        for (name, value) in [
            ("log", log(0.0)),
            ("cot", cot(0.0)),
            ("arctanh", arc_tanh(1.0)),
            ("gamma", gamma(-2.0)),
            ("arctan", arc_tan_of_point(0.0, 0.0)),
            ("arccoth", arc_coth(1.0)),
            ("arcsech", arc_sech(0.0)),
        ] {
            assert!(value.is_nan(), "{name}");
        }
        assert_eq!(
            (exp(1000.0), gamma(200.0), sinh(-1000.0)),
            (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY)
        );
        assert_eq!(arc_tan_of_point(-1.0, 0.0), PI);
    }
}
