//! Inverse circular and hyperbolic functions, by roots and logarithms in which nothing cancels.

use std::f64::consts::{FRAC_PI_2, LN_2};

use num_complex::Complex64;

use super::arithmetic::{add, divide, is_zero, negate, over_i, reciprocal, square, times_i};
use super::exponential::{log, sqrt};
use super::pair::{Pair, difference_of_products, pair, reciprocal_pair, sqrt_of};
use super::{HUGE, NAN};
use crate::kernels::scalar::double_double::{DoubleDouble, two_product, two_sum};
use crate::kernels::scalar::{real, wide};

/// `arsinh(u)` for `u` given to 106 bits.
pub(super) fn arc_sinh_of(u: DoubleDouble) -> f64 {
    let correction = u.low / real::hypotenuse(1.0, u.high);
    pxfm::f_asinh(u.high) + correction
}

/// The angle of (x, y), both given to 106 bits.
pub(super) fn angle_of(y: DoubleDouble, x: DoubleDouble) -> f64 {
    let correction = (x.high * y.low - y.high * x.low) / (x.high * x.high + y.high * y.high);
    let angle = pxfm::f_atan2(y.high, x.high);
    if correction.is_finite() { angle + correction } else { angle }
}

/// The roots `sqrt(1 - z)` and `sqrt(1 + z)`.
pub(super) fn roots(z: Pair) -> (Pair, Pair) {
    let one = DoubleDouble::from(1.0);
    (sqrt_of(one.add(z.0.negate()), z.1.negate()), sqrt_of(one.add(z.0), z.1))
}

pub(super) fn is_huge(z: Complex64) -> bool {
    z.re.abs().max(z.im.abs()) > HUGE
}

/// Inverse sine. Cuts along the real axis beyond ±1.
pub fn arc_sin(z: Complex64) -> Complex64 {
    if is_huge(z) {
        let size = real::log_hypotenuse(z.re, z.im) + LN_2;
        return Complex64::new(pxfm::f_atan2(z.re, z.im.abs()), size.copysign(z.im));
    }
    arc_sin_of(pair(z))
}

pub(super) fn arc_sin_of(z: Pair) -> Complex64 {
    let (minus, plus) = roots(z);
    let re = angle_of(z.0, difference_of_products(minus.0, plus.0, minus.1, plus.1));
    let im = arc_sinh_of(difference_of_products(minus.0, plus.1, minus.1, plus.0));
    Complex64::new(re, im.copysign(z.1.high))
}

/// Inverse cosine. Cuts along the real axis beyond ±1.
pub fn arc_cos(z: Complex64) -> Complex64 {
    if is_huge(z) {
        let size = real::log_hypotenuse(z.re, z.im) + LN_2;
        return Complex64::new(pxfm::f_atan2(z.im.abs(), z.re), -size.copysign(z.im));
    }
    arc_cos_of(pair(z))
}

pub(super) fn arc_cos_of(z: Pair) -> Complex64 {
    let (minus, plus) = roots(z);
    let im = arc_sinh_of(difference_of_products(minus.0, plus.1, minus.1, plus.0));
    Complex64::new(2.0 * angle_of(minus.0, plus.0), -im.copysign(z.1.high))
}

/// Inverse tangent: `-i artanh(i z)`. Cuts along the imaginary axis beyond ±i.
pub fn arc_tan(z: Complex64) -> Complex64 {
    over_i(arc_tanh(times_i(z)))
}

/// `arctan(1 / z)`, π/2 at 0: `-i arcoth(-i z)`.
pub fn arc_cot(z: Complex64) -> Complex64 {
    if is_zero(z) { Complex64::new(FRAC_PI_2, 0.0) } else { over_i(arc_coth(over_i(z))) }
}

/// `log |2 / z|` of a `z` so small that the inverse functions of `1 / z` are logarithms.
pub(super) fn log_of_large(z: Complex64) -> f64 {
    wide::log_hypotenuse(z.re, z.im).negate().add(DoubleDouble { high: LN_2, low: 0.0 }).value()
}

pub(super) fn is_minute(z: Complex64) -> bool {
    z.re.abs().max(z.im.abs()) < 1e-100 && !is_zero(z)
}

/// `arccos(1 / z)`
pub fn arc_sec(z: Complex64) -> Complex64 {
    if is_minute(z) {
        return Complex64::new(pxfm::f_atan2(z.im.abs(), z.re), log_of_large(z).copysign(z.im));
    }
    reciprocal_pair(z).map_or_else(|| arc_cos(reciprocal(z)), arc_cos_of)
}

/// `arcsin(1 / z)`
pub fn arc_csc(z: Complex64) -> Complex64 {
    if is_minute(z) {
        return Complex64::new(pxfm::f_atan2(z.re, z.im.abs()), log_of_large(z).copysign(-z.im));
    }
    reciprocal_pair(z).map_or_else(|| arc_sin(reciprocal(z)), arc_sin_of)
}

/// Inverse hyperbolic sine: `-i arcsin(i z)`. Cuts along the imaginary axis beyond ±i.
pub fn arc_sinh(z: Complex64) -> Complex64 {
    over_i(arc_sin(times_i(z)))
}

/// Inverse hyperbolic cosine. Cut along the real axis below 1.
pub fn arc_cosh(z: Complex64) -> Complex64 {
    if is_huge(z) {
        return Complex64::new(real::log_hypotenuse(z.re, z.im) + LN_2, pxfm::f_atan2(z.im, z.re));
    }
    arc_cosh_of(pair(z))
}

pub(super) fn arc_cosh_of(z: Pair) -> Complex64 {
    let minus = sqrt_of(DoubleDouble::from(-1.0).add(z.0), z.1);
    let plus = sqrt_of(DoubleDouble::from(1.0).add(z.0), z.1);
    // Re(conjugate(sqrt(z - 1)) sqrt(z + 1)): both products have the same sign.
    let re = arc_sinh_of(minus.0.multiply(plus.0).add(minus.1.multiply(plus.1)));
    Complex64::new(re, 2.0 * angle_of(minus.1, plus.0))
}

/// Inverse hyperbolic tangent; NaN for ±1. Cuts along the real axis beyond ±1.
pub fn arc_tanh(z: Complex64) -> Complex64 {
    if z.re < 0.0 {
        return negate(arc_tanh(negate(z)));
    }
    if z.re == 1.0 && z.im == 0.0 {
        return NAN;
    }
    if is_huge(z) {
        return Complex64::new(reciprocal(z).re, FRAC_PI_2.copysign(z.im));
    }
    let re = arc_tanh_real_part(z);
    let square = two_product(z.im, z.im);
    let across = two_sum(1.0, -z.re).multiply(two_sum(1.0, z.re)).add(square.negate());
    let im = 0.5 * angle_of((2.0 * z.im).into(), across);
    Complex64::new(re.copysign(z.re), im.copysign(z.im))
}

/// `log(|1 + z| / |1 - z|) / 2` for `z` to the right of the imaginary axis.
pub(super) fn arc_tanh_real_part(z: Complex64) -> f64 {
    if z.re == 1.0 && z.im.abs() < 1e-140 {
        return 0.5 * (LN_2 - real::log(z.im.abs()));
    }
    let below = two_sum(1.0, -z.re);
    let norm = below.multiply(below).add(two_product(z.im, z.im));
    0.25 * pxfm::f_log1p(DoubleDouble::from(4.0 * z.re).divide(norm).value())
}

/// `artanh(1 / z)`, `i π/2` at 0; NaN for ±1. Cut between -1 and 1.
pub fn arc_coth(z: Complex64) -> Complex64 {
    if is_zero(z) {
        return Complex64::new(0.0, FRAC_PI_2);
    }
    if z.re < 0.0 {
        return negate(arc_coth(negate(z)));
    }
    if z.re == 1.0 && z.im == 0.0 {
        return NAN;
    }
    if is_huge(z) {
        return reciprocal(z);
    }
    let re = arc_tanh_real_part(z);
    let square = two_product(z.im, z.im);
    let across = two_sum(z.re, -1.0).multiply(two_sum(z.re, 1.0)).add(square);
    let im = 0.5 * angle_of((2.0 * z.im).into(), across);
    Complex64::new(re.copysign(z.re), -im.copysign(z.im))
}

/// `arcosh(1 / z)`; NaN for 0.
pub fn arc_sech(z: Complex64) -> Complex64 {
    if is_minute(z) {
        return Complex64::new(log_of_large(z), -pxfm::f_atan2(z.im, z.re));
    }
    reciprocal_pair(z).map_or_else(|| arc_cosh(reciprocal(z)), arc_cosh_of)
}

/// `arsinh(1 / z)`: `i arccsc(i z)`; NaN for 0.
pub fn arc_csch(z: Complex64) -> Complex64 {
    times_i(arc_csc(times_i(z)))
}

/// `ArcTan[x, y]` of complex numbers: `-i log((x + i y) / sqrt(x^2 + y^2))`.
pub fn arc_tan_of_point(x: Complex64, y: Complex64) -> Complex64 {
    let radius = sqrt(add(square(x), square(y)));
    over_i(log(divide(add(x, times_i(y)), radius)))
}
