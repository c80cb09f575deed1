//! Exponential, logarithms and the square root.

use num_complex::Complex64;

use super::arithmetic::is_zero;
use super::pair::{Pair, divide_pairs, rounded, sqrt_of};
use super::{NAN, ONE};
use crate::kernels::scalar::double_double::DoubleDouble;
use crate::kernels::scalar::{real, wide};
use crate::number::special;

/// `e^z`
pub fn exp(z: Complex64) -> Complex64 {
    if z.im == 0.0 {
        return Complex64::new(real::exp(z.re), z.im);
    }
    if z.re == 0.0 {
        return Complex64::new(real::cos(z.im), real::sin(z.im));
    }
    scaled_direction(z.re, z.im, 1.0)
}

/// `e^x (cos y + i sin y) factor`, each part rounded once.
pub(super) fn scaled_direction(x: f64, y: f64, factor: f64) -> Complex64 {
    if !x.is_finite() || !y.is_finite() {
        return NAN;
    }
    let (sin, cos) = wide::sin_cos(y);
    let e = wide::exp(x.clamp(-1e4, 1e4).into());
    let size = e.mantissa().scale(factor);
    let part = |part: DoubleDouble| {
        // A product with a part below the normal numbers would lose bits on the way.
        if part.high.abs() < 1e-140 {
            let (first, second) = if e.k > 0 { (e.k, 0) } else { (0, e.k) };
            return wide::scale(wide::scale(part.high, first) * size.value(), second);
        }
        wide::scale(size.multiply(part).value(), e.k)
    };
    Complex64::new(part(cos), part(sin).copysign(sin.high))
}

/// The principal logarithm; NaN for 0.
pub fn log(z: Complex64) -> Complex64 {
    if is_zero(z) {
        return NAN;
    }
    Complex64::new(real::log_hypotenuse(z.re, z.im), pxfm::f_atan2(z.im, z.re))
}

/// The principal logarithm of a finite number that is not 0, each part to 80 bits and more.
pub(super) fn log_pair(z: Complex64) -> Pair {
    (wide::log_hypotenuse(z.re, z.im), wide::angle(z.im, z.re))
}

/// The principal logarithm times a real factor.
pub(super) fn scaled_log(z: Complex64, factor: DoubleDouble) -> Complex64 {
    if is_zero(z) || !z.is_finite() {
        return NAN;
    }
    let (re, im) = log_pair(z);
    Complex64::new(re.multiply(factor).value(), im.multiply(factor).value().copysign(z.im))
}

/// The logarithm to base 2.
pub fn log2(z: Complex64) -> Complex64 {
    scaled_log(z, wide::LOG2_E)
}

/// The logarithm to base 10.
pub fn log10(z: Complex64) -> Complex64 {
    scaled_log(z, wide::LOG10_E)
}

/// `log(z) / log(base)`
pub fn log_to_base(base: Complex64, z: Complex64) -> Complex64 {
    if is_zero(z) || is_zero(base) || base == ONE || !z.is_finite() || !base.is_finite() {
        return NAN;
    }
    let (above, below) = (log_pair(z), log_pair(base));
    let minute = |angle: DoubleDouble| angle.high != 0.0 && angle.high.abs() < 1e-140;
    let sided = |z: Complex64| z.im == 0.0 && z.im.is_sign_negative() && z.re < 0.0;
    if (minute(above.1) || minute(below.1))
        && !sided(z)
        && !sided(base)
        && let Some(value) = special::machine_log_to_base(base, z)
    {
        return value;
    }
    rounded(divide_pairs(above, below))
}

/// The square root with real part not negative.
pub fn sqrt(z: Complex64) -> Complex64 {
    if z.im == 0.0 {
        return if z.re >= 0.0 {
            Complex64::new(z.re.sqrt(), z.im)
        } else {
            Complex64::new(0.0, (-z.re).sqrt().copysign(z.im))
        };
    }
    if z.im.abs() < 1e-290 && z.re.abs() > 1e-140 {
        // The imaginary part would lose bits in scaling.
        let root = z.re.abs().sqrt();
        let small = 0.5 * (z.im / root);
        return if z.re > 0.0 {
            Complex64::new(root, small)
        } else {
            Complex64::new(small.abs(), root.copysign(z.im))
        };
    }
    rounded(sqrt_of(z.re.into(), z.im.into()))
}
