//! Complex numbers of two double-doubles: the inside of functions whose parts are rounded once.

use num_complex::Complex64;

use crate::kernels::scalar::double_double::{DoubleDouble, two_product};
use crate::kernels::scalar::wide::{exponent, power_of_two};

/// Real and imaginary part, each to 106 bits.
pub(super) type Pair = (DoubleDouble, DoubleDouble);

pub(super) fn pair(z: Complex64) -> Pair {
    (z.re.into(), z.im.into())
}

/// Rounds each part.
pub(super) fn rounded((re, im): Pair) -> Complex64 {
    Complex64::new(re.value(), im.value())
}

/// `z / w` of numbers of moderate size.
pub(super) fn divide_pairs((a, b): Pair, (c, d): Pair) -> Pair {
    if d.high == 0.0 {
        return (a.divide(c), b.divide(c));
    }
    let norm = c.multiply(c).add(d.multiply(d));
    let re = a.multiply(c).add(b.multiply(d));
    (re.divide(norm), difference_of_products(b, c, a, d).divide(norm))
}

/// `a c - b d` of complex roots `a + b i` and `c + d i`.
pub(super) fn difference_of_products(
    a: DoubleDouble,
    c: DoubleDouble,
    b: DoubleDouble,
    d: DoubleDouble,
) -> DoubleDouble {
    a.multiply(c).add(b.multiply(d).negate())
}

/// `1 / z` to 106 bits; None outside the range where that is sure.
pub(super) fn reciprocal_pair(z: Complex64) -> Option<Pair> {
    let size = z.re.abs().max(z.im.abs());
    if !(1e-100..1e100).contains(&size) {
        return None;
    }
    let norm = two_product(z.re, z.re).add(two_product(z.im, z.im));
    // Zeros keep their signs, and so does what becomes zero.
    let part = |x: f64| {
        let part = if x == 0.0 { x.into() } else { DoubleDouble::from(x).divide(norm) };
        if part.high == 0.0 { 0f64.copysign(x).into() } else { part }
    };
    Some((part(z.re), part(-z.im)))
}

/// The square root of `re + im i` to about 100 bits.
pub(super) fn sqrt_of(re: DoubleDouble, im: DoubleDouble) -> Pair {
    let size = re.high.abs().max(im.high.abs());
    if size == 0.0 {
        return (0.0.into(), im);
    }
    if !size.is_finite() {
        return (f64::NAN.into(), f64::NAN.into());
    }
    let shift = exponent(size).clamp(-1000, 1000) & !1;
    let down = power_of_two(-shift);
    let up = power_of_two(shift / 2);
    let (re, im) = (re.scale(down), im.scale(down));
    let norm = re.multiply(re).add(im.multiply(im)).sqrt();
    let size = if re.high < 0.0 { re.negate() } else { re };
    let large = norm.add(size).scale(0.5).sqrt();
    let small = im.divide(large.scale(2.0));
    let (large, small) = (large.scale(up), small.scale(up));
    if re.high >= 0.0 {
        return (large, small);
    }
    let small = if small.high < 0.0 { small.negate() } else { small };
    (small, if im.high.is_sign_negative() { large.negate() } else { large })
}
