//! Sums, products, quotients and parts of machine complex numbers.

use multiversion::multiversion;
use num_complex::Complex64;

use super::{NAN, ONE};
use crate::kernels::scalar::double_double::{DoubleDouble, two_product};
use crate::kernels::scalar::real;
use crate::kernels::scalar::wide::{self, exponent, power_of_two};
use crate::number::special;

/// `z + w`
#[inline]
pub fn add(z: Complex64, w: Complex64) -> Complex64 {
    Complex64::new(z.re + w.re, z.im + w.im)
}

/// `z - w`
#[inline]
pub fn subtract(z: Complex64, w: Complex64) -> Complex64 {
    Complex64::new(z.re - w.re, z.im - w.im)
}

/// `z w`: `(a + b i) (c + d i) = (a c - b d) + (a d + b c) i`, each operation rounded by itself; a part that comes out
/// less than half of its first product has cancelled and is taken again, so that it is right to two units of the last
/// place. All parts anew would cost a loop of products half of its speed.
#[inline]
pub fn multiply(z: Complex64, w: Complex64) -> Complex64 {
    let (re, im) = (z.re * w.re, z.re * w.im);
    let product = Complex64::new(re - z.im * w.im, im + z.im * w.re);
    if 2.0 * product.re.abs() < re.abs() || 2.0 * product.im.abs() < im.abs() {
        return multiply_exactly(z, w);
    }
    product
}

/// `z w`, each part to an error of 1.5 units of the last place.
#[cold]
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
fn multiply_exactly(z: Complex64, w: Complex64) -> Complex64 {
    Complex64::new(sum_of_products(z.re, w.re, -z.im, w.im), sum_of_products(z.re, w.im, z.im, w.re))
}

/// `a b + c d` (Kahan; the bound of 1.5 ulp is Jeannerod, Louvet and Muller's, 2013).
#[inline(always)]
fn sum_of_products(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let second = c * d;
    let rest = c.mul_add(d, -second);
    a.mul_add(b, second) + rest
}

/// `z^2`: `(a - b) (a + b) + 2 a b i`, which cancels before it rounds.
#[inline]
pub fn square(z: Complex64) -> Complex64 {
    Complex64::new((z.re - z.im) * (z.re + z.im), z.re * z.im + z.im * z.re)
}

/// `-z`
pub fn negate(z: Complex64) -> Complex64 {
    Complex64::new(-z.re, -z.im)
}

/// `a - b i` of `a + b i`.
pub fn conjugate(z: Complex64) -> Complex64 {
    Complex64::new(z.re, -z.im)
}

/// The real part.
pub fn re(z: Complex64) -> f64 {
    z.re
}

/// The imaginary part.
pub fn im(z: Complex64) -> f64 {
    z.im
}

/// `|z|`
pub fn abs(z: Complex64) -> f64 {
    pxfm::f_hypot(z.re, z.im)
}

/// The angle in (-π, π], -π just below the cut; 0 for 0.
pub fn arg(z: Complex64) -> f64 {
    if is_zero(z) { 0.0 } else { pxfm::f_atan2(z.im, z.re) }
}

/// `z / |z|`, 0 for 0.
pub fn sign(z: Complex64) -> Complex64 {
    if is_zero(z) || !z.is_finite() {
        return z;
    }
    let shift = -exponent(z.re.abs().max(z.im.abs())).max(-900);
    let (re, im) = (wide::scale(z.re, shift), wide::scale(z.im, shift));
    let size = wide::norm(re, im).sqrt();
    Complex64::new(DoubleDouble::from(re).quotient(size), DoubleDouble::from(im).quotient(size))
}

/// Each part replaced by 0 when it is smaller than 10^-10.
pub fn chop(z: Complex64) -> Complex64 {
    Complex64::new(real::chop(z.re), real::chop(z.im))
}

pub(super) fn is_zero(z: Complex64) -> bool {
    z.re == 0.0 && z.im == 0.0
}

/// `z / w`; NaN for `w = 0`.
pub fn divide(z: Complex64, w: Complex64) -> Complex64 {
    let size = w.re.abs().max(w.im.abs());
    if size == 0.0 {
        return NAN;
    }
    if w.im == 0.0 {
        return Complex64::new(z.re / w.re, z.im / w.re);
    }
    if w.re == 0.0 {
        return Complex64::new(z.im / w.im, -z.re / w.im);
    }
    let top = z.re.abs().max(z.im.abs());
    if (1e-140..1e140).contains(&size) && (1e-140..1e140).contains(&top) {
        return divide_in_range(z, w);
    }
    if [z.re, z.im, w.re, w.im].into_iter().any(|x| x != 0.0 && x.abs() < 1e-300)
        && let Some(exact) = special::machine_quotient(z, w)
        && exact.re != 0.0
        && exact.im != 0.0
    {
        return exact;
    }
    let (down, top_down) = (power_of_two(-exponent(size)), power_of_two(-exponent(top)));
    let scaled = divide_in_range(
        Complex64::new(z.re * top_down, z.im * top_down),
        Complex64::new(w.re * down, w.im * down),
    );
    // `down` multiplies first when it brings the value towards 1.
    let scale = |x: f64| if down < 1.0 { x / top_down * down } else { x * down / top_down };
    Complex64::new(scale(scaled.re), scale(scaled.im))
}

/// The quotient of numbers whose squares stay in the range: each part rounded once, after sums and products to
/// 106 bits.
fn divide_in_range(z: Complex64, w: Complex64) -> Complex64 {
    let norm = wide::norm(w.re, w.im);
    let re = two_product(z.re, w.re).add(two_product(z.im, w.im));
    let im = two_product(z.im, w.re).add(two_product(-z.re, w.im));
    let plain = Complex64::new(re.quotient(norm), im.quotient(norm));
    let minute = |x: f64| x != 0.0 && x.abs() < 1e-140;
    if [z.re, z.im, w.re, w.im].into_iter().any(minute)
        && let Some(exact) = special::machine_quotient(z, w)
    {
        // Zeros keep the signs of the plain formula.
        let part = |exact: f64, plain: f64| if exact == 0.0 { plain } else { exact };
        return Complex64::new(part(exact.re, plain.re), part(exact.im, plain.im));
    }
    plain
}

/// `1 / z`; NaN for 0.
pub fn reciprocal(z: Complex64) -> Complex64 {
    if z.im == 0.0 && z.re != 0.0 {
        return Complex64::new(1.0 / z.re, -z.im);
    }
    if z.re == 0.0 && z.im != 0.0 {
        return Complex64::new(z.re, -1.0 / z.im);
    }
    divide(ONE, z)
}

/// `i z`
pub(super) fn times_i(z: Complex64) -> Complex64 {
    Complex64::new(-z.im, z.re)
}

/// `-i z`
pub(super) fn over_i(z: Complex64) -> Complex64 {
    Complex64::new(z.im, -z.re)
}

pub(super) fn half(z: Complex64) -> Complex64 {
    Complex64::new(0.5 * z.re, 0.5 * z.im)
}

pub(super) fn twice(z: Complex64) -> Complex64 {
    Complex64::new(2.0 * z.re, 2.0 * z.im)
}
