//! Functions put together from the elementary ones: Sinc, LogisticSigmoid, Haversine, Gudermannian and their inverses.

use std::f64::consts::FRAC_PI_2;

use num_complex::Complex64;

use super::NAN;
use super::arithmetic::{divide, half, over_i, times_i, twice};
use super::exponential::{scaled_direction, sqrt};
use super::inverse::{angle_of, arc_sin, arc_sin_of, is_huge};
use super::pair::{Pair, difference_of_products, divide_pairs, pair, rounded, sqrt_of};
use super::trigonometric::{FAR, Products, far_from_axis, sin};
use crate::kernels::scalar::double_double::DoubleDouble;
use crate::kernels::scalar::wide::{self, power_of_two};
use crate::number::special;

/// `sin(z) / z`, 1 at 0.
pub fn sinc(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    let (x, y) = (z.re.abs(), z.im.abs());
    if x < 0.25 && y < 0.25 {
        return sinc_by_series(z);
    }
    if y > FAR {
        // e^|y| (sin x ± i cos x) / 2 z, with the quotient before the factor that may run over.
        let (sin, cos) = wide::sin_cos(z.re);
        let e = wide::exp(y.min(1e4).into());
        let near = Complex64::new(wide::scale(z.re, -8), wide::scale(z.im, -8));
        let tiny = x < 1e-140;
        let top = (if tiny { 0.0.into() } else { sin }, if z.im > 0.0 { cos } else { cos.negate() });
        let quotient = divide_pairs(top, pair(if tiny { Complex64::new(0.0, near.im) } else { near }));
        let size = e.mantissa().scale(0.5);
        let part = |part: DoubleDouble| wide::scale(part.multiply(size).value(), e.k - 8);
        if !tiny {
            return Complex64::new(part(quotient.0), part(quotient.1));
        }
        // Im = x (sinh y - y cosh y) / y^2, of which the exponential is left.
        let im = z.re * wide::scale((1.0 - y) / y / z.im * size.value(), e.k);
        return Complex64::new(part(quotient.0), im);
    }
    if x > 1e100 {
        return divide(sin(z), z);
    }
    let p = Products::of(z);
    let (re, im) = divide_pairs((p.sin.multiply(p.cosh), p.cos.multiply(p.sinh)), pair(z));
    if x < 1e-140 {
        let slope = p.sinh.add(p.cosh.multiply((-z.im).into()));
        return Complex64::new(p.sinh.quotient(z.im.into()), z.re * (slope.value() / z.im / z.im));
    }
    if y < 1e-140 {
        let slope = p.cos.add(p.sin.divide(z.re.into()).negate());
        return Complex64::new(p.sin.quotient(z.re.into()), z.im * slope.quotient(z.re.into()));
    }
    Complex64::new(re.value(), im.value())
}

/// `Σ (-z^2)^k / (2 k + 1)!` for small `z`, whose imaginary part a quotient would lose.
pub(super) fn sinc_by_series(z: Complex64) -> Complex64 {
    const TERMS: [f64; 8] = [210.0, 156.0, 110.0, 72.0, 42.0, 20.0, 6.0, 1.0];
    let tiny = z.re.abs() < 1e-100 || z.im.abs() < 1e-100;
    let (x, y) = (DoubleDouble::from(z.re), DoubleDouble::from(z.im));
    let re = y.add(x.negate()).multiply(y.add(x));
    let im = if tiny { 0.0.into() } else { x.multiply(y).scale(-2.0) };
    // s = 1 + w s / (2 k (2 k + 1)) from the last term on, for w = -z^2; and what stands with w's imaginary part.
    let one = DoubleDouble::from(1.0);
    let (mut sum, mut slope): (Pair, DoubleDouble) = ((one, 0.0.into()), 0.0.into());
    for n in &TERMS[..7] {
        slope = sum.0.add(re.multiply(slope)).divide((*n).into());
        let product =
            (difference_of_products(re, sum.0, im, sum.1), re.multiply(sum.1).add(im.multiply(sum.0)));
        sum = (one.add(product.0.divide((*n).into())), product.1.divide((*n).into()));
    }
    if tiny {
        return Complex64::new(sum.0.value(), -2.0 * (z.re * z.im) * slope.value());
    }
    rounded(sum)
}

/// `1 / (1 + e^-z)`
pub fn logistic_sigmoid(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    // With E = e^-|x|: |1 + E e^(i y)|^2 = (1 - E)^2 + 4 E cos(y / 2)^2, where no term cancels.
    let e = wide::exp((-z.re.abs()).max(-1500.0).into());
    let (sin, cos) = wide::sin_cos(0.5 * z.im);
    let size = e.mantissa();
    if e.k < -600 {
        let (sin, cos) = wide::sin_cos(z.im);
        let part = |part: DoubleDouble| wide::scale(part.multiply(size).value(), e.k);
        return Complex64::new(if z.re < 0.0 { part(cos) } else { 1.0 }, part(sin));
    }
    let up = power_of_two(e.k);
    let size = size.scale(up);
    let less = if e.k == 0 { e.rest.negate() } else { DoubleDouble::from(1.0).add(size.negate()) };
    let twice = cos.multiply(cos).scale(2.0);
    let norm = less.multiply(less).add(size.multiply(twice).scale(2.0));
    let re =
        if z.re < 0.0 { size.multiply(twice.add(less.negate())) } else { less.add(size.multiply(twice)) };
    let im = if sin.high.abs() < 1e-140 {
        2.0 * sin.high * size.multiply(cos).quotient(norm)
    } else {
        size.multiply(sin.multiply(cos)).scale(2.0).quotient(norm)
    };
    Complex64::new(re.quotient(norm), im)
}

/// `sin(z / 2)^2`: `(1 - cos z) / 2`, with imaginary part `sin x sinh y / 2`
pub fn haversine(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.im.abs() > 300.0 {
        // One exponential of the cosine is left.
        let direction = scaled_direction(z.im.abs(), z.re, 0.25);
        return Complex64::new(-direction.re, direction.im * z.im.signum());
    }
    if z.re.abs().max(z.im.abs()) < 1e-140 {
        return Complex64::new(0.25 * ((z.re - z.im) * (z.re + z.im)), 0.5 * (z.re * z.im));
    }
    let p = Products::of(half(z));
    let (a, b) = (p.sin.multiply(p.cosh), p.cos.multiply(p.sinh));
    let re = a.add(b.negate()).multiply(a.add(b));
    if re.high.abs() < 1e-6 * (a.high * a.high)
        && let Some(value) = special::machine_haversine(z)
    {
        return value;
    }
    let im = if z.re.abs() < 1e-140 {
        z.re * p.sinh.multiply(p.cosh).value()
    } else if z.im.abs() < 1e-140 {
        z.im * p.sin.multiply(p.cos).value()
    } else {
        2.0 * a.multiply(b).value()
    };
    Complex64::new(re.value(), im)
}

/// `2 arcsin(z^(1/2))`
pub fn inverse_haversine(z: Complex64) -> Complex64 {
    if is_huge(z) || z.re.abs().max(z.im.abs()) < 1e-200 {
        return twice(arc_sin(sqrt(z)));
    }
    if z.im == 0.0 && z.re > 1.0 {
        return twice(arc_sin_of((DoubleDouble::from(z.re).sqrt(), z.im.into())));
    }
    twice(arc_sin_of(sqrt_of(z.re.into(), z.im.into())))
}

/// `2 arctan(tanh(z / 2))`: the angle of `(cos y, sinh x)`, and `artanh(sin y / cosh x)`.
pub fn gudermannian(z: Complex64) -> Complex64 {
    if !z.is_finite() {
        return NAN;
    }
    if z.re.abs() > FAR {
        let (sin, cos) = far_from_axis(Complex64::new(z.im, z.re), 2.0);
        return Complex64::new((FRAC_PI_2 - cos).copysign(z.re), sin);
    }
    let p = Products::of(Complex64::new(z.im, z.re));
    let re = if p.sinh.high.abs() < 1e-140 && p.cos.high > 0.0 {
        p.sinh.high / p.cos.high
    } else {
        angle_of(p.sinh, p.cos)
    };
    let size = if p.sin.high < 0.0 { p.sin.negate() } else { p.sin };
    if size.high < 1e-140 {
        return Complex64::new(re, p.sin.high / p.cosh.high);
    }
    // artanh(s / c) = log1p(2 s / (c - s)) / 2, with c - 1 and 1 - s by their squares.
    let one = DoubleDouble::from(1.0);
    let above = p.sinh.multiply(p.sinh).divide(one.add(p.cosh));
    let below = p.cos.multiply(p.cos).divide(one.add(size));
    let ratio = size.scale(2.0).divide(above.add(below));
    let im = 0.5 * (pxfm::f_log1p(ratio.high) + ratio.low / (1.0 + ratio.high));
    Complex64::new(re, im.copysign(p.sin.high))
}

/// `2 artanh(tan(z / 2))`: `-i gd(i z)`.
pub fn inverse_gudermannian(z: Complex64) -> Complex64 {
    over_i(gudermannian(times_i(z)))
}
