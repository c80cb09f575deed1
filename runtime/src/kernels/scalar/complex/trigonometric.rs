//! Circular and hyperbolic functions: products of those of the real and of the imaginary part.

use num_complex::Complex64;

use super::NAN;
use super::arithmetic::{over_i, reciprocal, times_i};
use super::exponential::scaled_direction;
use crate::kernels::scalar::double_double::DoubleDouble;
use crate::kernels::scalar::wide::{self, power_of_two};

/// Sine.
pub fn sin(z: Complex64) -> Complex64 {
    if z.im.abs() > FAR {
        // (e^(i z) - e^(-i z)) / 2 i, of which one term is left.
        let direction = scaled_direction(z.im.abs(), z.re, 0.5);
        return Complex64::new(direction.im, direction.re.copysign(direction.re * z.im.signum()));
    }
    if !z.is_finite() {
        return NAN;
    }
    let p = Products::of(z);
    Complex64::new(Products::product(p.sin, p.cosh), Products::product(p.sinh, p.cos))
}

/// Cosine.
pub fn cos(z: Complex64) -> Complex64 {
    if z.im.abs() > FAR {
        let direction = scaled_direction(z.im.abs(), z.re, 0.5);
        return Complex64::new(direction.re, -direction.im * z.im.signum());
    }
    if !z.is_finite() {
        return NAN;
    }
    let p = Products::of(z);
    let im = if p.sin.high.abs() < p.sinh.high.abs() {
        Products::product(p.sin, p.sinh)
    } else {
        Products::product(p.sinh, p.sin)
    };
    Complex64::new(p.cos.multiply(p.cosh).value(), -im)
}

/// Where `e^-2|y|` is nothing beside 1.
pub(super) const FAR: f64 = 20.0;

/// Products of the sine and cosine of `x` with the hyperbolic sine and cosine of `y`, over `a(x)^2 + sinh(y)^2`.
pub(super) struct Products {
    pub(super) sin: DoubleDouble,
    pub(super) cos: DoubleDouble,
    pub(super) sinh: DoubleDouble,
    pub(super) cosh: DoubleDouble,
}

impl Products {
    pub(super) fn of(z: Complex64) -> Products {
        let (sin, cos) = wide::sin_cos(z.re);
        let (sinh, cosh, k) = wide::sinh_cosh(z.im);
        let up = power_of_two(k);
        Products { sin, cos, sinh: sinh.scale(up), cosh: cosh.scale(up) }
    }

    /// `a b` for a factor `a` that may be so small that the product in parts would lose bits.
    pub(super) fn product(a: DoubleDouble, b: DoubleDouble) -> f64 {
        if a.high.abs() < 1e-140 { a.high * b.value() } else { a.multiply(b).value() }
    }

    /// `a b / norm` for a factor `a` that may be so small that its product has lost bits.
    pub(super) fn ratio(a: DoubleDouble, b: DoubleDouble, norm: DoubleDouble) -> f64 {
        if a.high.abs() < 1e-140 { a.high * b.quotient(norm) } else { a.multiply(b).quotient(norm) }
    }

    /// `cos(x)^2 + sinh(y)^2 = |cos z|^2`
    pub(super) fn norm_of_cos(&self) -> DoubleDouble {
        self.cos.multiply(self.cos).add(self.sinh.multiply(self.sinh))
    }

    /// `sin(x)^2 + sinh(y)^2 = |sin z|^2`
    pub(super) fn norm_of_sin(&self) -> DoubleDouble {
        self.sin.multiply(self.sin).add(self.sinh.multiply(self.sinh))
    }
}

/// `e^-|y|` times the direction of `x` and a small factor, where that is all that is left of a function.
pub(super) fn far_from_axis(z: Complex64, times: f64) -> (f64, f64) {
    let (sin, cos) = wide::sin_cos(z.re);
    let e = wide::exp((-z.im.abs()).max(-1500.0).into());
    let size = e.mantissa().scale(times);
    (wide::scale(sin.multiply(size).value(), e.k), wide::scale(cos.multiply(size).value(), e.k))
}

/// `2 sin(x) cos(x) e^-2|y| 2`: the real part of the tangent far from the axis.
pub(super) fn tangent_far_from_axis(z: Complex64) -> f64 {
    let (sin, cos) = wide::sin_cos(z.re);
    let e = wide::exp((-2.0 * z.im.abs()).max(-1500.0).into());
    wide::scale(sin.multiply(cos).multiply(e.mantissa()).value() * 4.0, e.k)
}

/// Tangent: `(sin x cos x + i sinh y cosh y) / (cos(x)^2 + sinh(y)^2)`, where no term cancels.
pub fn tan(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.im.abs() > FAR {
        return Complex64::new(tangent_far_from_axis(z), 1f64.copysign(z.im));
    }
    let p = Products::of(z);
    let norm = p.norm_of_cos();
    Complex64::new(Products::ratio(p.sin, p.cos, norm), Products::ratio(p.sinh, p.cosh, norm))
}

/// Cotangent; NaN for 0.
pub fn cot(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.im.abs() > FAR {
        return Complex64::new(tangent_far_from_axis(z), -1f64.copysign(z.im));
    }
    if is_tiny(z) {
        return reciprocal(z);
    }
    let p = Products::of(z);
    let norm = p.norm_of_sin();
    Complex64::new(Products::ratio(p.sin, p.cos, norm), -Products::ratio(p.sinh, p.cosh, norm))
}

/// Whether the squares of both parts would leave the range.
pub(super) fn is_tiny(z: Complex64) -> bool {
    z.re.abs() < 1e-100 && z.im.abs() < 1e-100
}

/// Secant: `(cos x cosh y + i sin x sinh y) / (cos(x)^2 + sinh(y)^2)`
pub fn sec(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.im.abs() > FAR {
        let (sin, cos) = far_from_axis(z, 2.0);
        return Complex64::new(cos, sin * z.im.signum());
    }
    let p = Products::of(z);
    let norm = p.norm_of_cos();
    let im = if p.sinh.high.abs() < 1e-140 {
        p.sinh.high * p.sin.quotient(norm)
    } else {
        Products::ratio(p.sin, p.sinh, norm)
    };
    Complex64::new(p.cos.multiply(p.cosh).quotient(norm), im)
}

/// Cosecant: `(sin x cosh y - i cos x sinh y) / (sin(x)^2 + sinh(y)^2)`; NaN for 0.
pub fn csc(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.im.abs() > FAR {
        let (sin, cos) = far_from_axis(z, 2.0);
        return Complex64::new(sin, -cos * z.im.signum());
    }
    if is_tiny(z) {
        return reciprocal(z);
    }
    let p = Products::of(z);
    let norm = p.norm_of_sin();
    Complex64::new(Products::ratio(p.sin, p.cosh, norm), -Products::ratio(p.sinh, p.cos, norm))
}

/// Hyperbolic sine: `-i sin(i z)`.
pub fn sinh(z: Complex64) -> Complex64 {
    over_i(sin(times_i(z)))
}

/// Hyperbolic cosine: `cos(i z)`.
pub fn cosh(z: Complex64) -> Complex64 {
    cos(times_i(z))
}

/// Hyperbolic tangent: `-i tan(i z)`.
pub fn tanh(z: Complex64) -> Complex64 {
    over_i(tan(times_i(z)))
}

/// Hyperbolic cotangent: `i cot(i z)`; NaN for 0.
pub fn coth(z: Complex64) -> Complex64 {
    times_i(cot(times_i(z)))
}

/// Hyperbolic secant: `sec(i z)`.
pub fn sech(z: Complex64) -> Complex64 {
    sec(times_i(z))
}

/// Hyperbolic cosecant: `i csc(i z)`; NaN for 0.
pub fn csch(z: Complex64) -> Complex64 {
    times_i(csc(times_i(z)))
}
