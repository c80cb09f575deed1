//! Machine complex numbers. A part that is NaN says that there is no value. On a branch cut the sign of a zero part
//! says from which side the value is taken.
//!
//! Formulas follow W. Kahan, "Branch cuts for complex elementary functions" (1987), with the differences and roots
//! inside taken to 106 bits where they would cancel, and scaling where squares would leave the range.

use std::f64::consts::{FRAC_PI_2, LN_2};

use num_complex::Complex64;

use super::double_double::{DoubleDouble, two_product, two_sum};
use super::real;
use super::wide::{self, exponent, power_of_two};

const NAN: Complex64 = Complex64::new(f64::NAN, f64::NAN);
const ONE: Complex64 = Complex64::new(1.0, 0.0);
/// Where `z` is so large that `z^2 ± 1` is `z^2`, and squares would come near the end of the range.
const HUGE: f64 = 1e150;

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

/// `z w`: `(a + b i) (c + d i) = (a c - b d) + (a d + b c) i`, each operation rounded by itself.
#[inline]
pub fn multiply(z: Complex64, w: Complex64) -> Complex64 {
    Complex64::new(z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re)
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

fn is_zero(z: Complex64) -> bool {
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
    Complex64::new(re.quotient(norm), im.quotient(norm))
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
fn scaled_direction(x: f64, y: f64, factor: f64) -> Complex64 {
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
fn log_pair(z: Complex64) -> Pair {
    (wide::log_hypotenuse(z.re, z.im), wide::angle(z.im, z.re))
}

/// Rounds each part.
fn rounded((re, im): Pair) -> Complex64 {
    Complex64::new(re.value(), im.value())
}

/// The principal logarithm times a real factor.
fn scaled_log(z: Complex64, factor: DoubleDouble) -> Complex64 {
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
    rounded(divide_pairs(log_pair(z), log_pair(base)))
}

/// `z / w` of numbers of moderate size.
fn divide_pairs((a, b): Pair, (c, d): Pair) -> Pair {
    if d.high == 0.0 {
        return (a.divide(c), b.divide(c));
    }
    let norm = c.multiply(c).add(d.multiply(d));
    let re = a.multiply(c).add(b.multiply(d));
    (re.divide(norm), difference_of_products(b, c, a, d).divide(norm))
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

/// Real and imaginary part, each to 106 bits.
type Pair = (DoubleDouble, DoubleDouble);

/// The square root of `re + im i` to about 100 bits.
fn sqrt_of(re: DoubleDouble, im: DoubleDouble) -> Pair {
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
const FAR: f64 = 20.0;

/// Products of the sine and cosine of `x` with the hyperbolic sine and cosine of `y`, over `a(x)^2 + sinh(y)^2`.
struct Products {
    sin: DoubleDouble,
    cos: DoubleDouble,
    sinh: DoubleDouble,
    cosh: DoubleDouble,
}

impl Products {
    fn of(z: Complex64) -> Products {
        let (sin, cos) = wide::sin_cos(z.re);
        let (sinh, cosh, k) = wide::sinh_cosh(z.im);
        let up = power_of_two(k);
        Products { sin, cos, sinh: sinh.scale(up), cosh: cosh.scale(up) }
    }

    /// `a b` for a factor `a` that may be so small that the product in parts would lose bits.
    fn product(a: DoubleDouble, b: DoubleDouble) -> f64 {
        if a.high.abs() < 1e-140 { a.high * b.value() } else { a.multiply(b).value() }
    }

    /// `a b / norm` for a factor `a` that may be so small that its product has lost bits.
    fn ratio(a: DoubleDouble, b: DoubleDouble, norm: DoubleDouble) -> f64 {
        if a.high.abs() < 1e-140 { a.high * b.quotient(norm) } else { a.multiply(b).quotient(norm) }
    }

    /// `cos(x)^2 + sinh(y)^2 = |cos z|^2`
    fn norm_of_cos(&self) -> DoubleDouble {
        self.cos.multiply(self.cos).add(self.sinh.multiply(self.sinh))
    }

    /// `sin(x)^2 + sinh(y)^2 = |sin z|^2`
    fn norm_of_sin(&self) -> DoubleDouble {
        self.sin.multiply(self.sin).add(self.sinh.multiply(self.sinh))
    }
}

/// `e^-|y|` times the direction of `x` and a small factor, where that is all that is left of a function.
fn far_from_axis(z: Complex64, times: f64) -> (f64, f64) {
    let (sin, cos) = wide::sin_cos(z.re);
    let e = wide::exp((-z.im.abs()).max(-1500.0).into());
    let size = e.mantissa().scale(times);
    (wide::scale(sin.multiply(size).value(), e.k), wide::scale(cos.multiply(size).value(), e.k))
}

/// `2 sin(x) cos(x) e^-2|y| 2`: the real part of the tangent far from the axis.
fn tangent_far_from_axis(z: Complex64) -> f64 {
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
fn is_tiny(z: Complex64) -> bool {
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

/// `i z`
fn times_i(z: Complex64) -> Complex64 {
    Complex64::new(-z.im, z.re)
}

/// `-i z`
fn over_i(z: Complex64) -> Complex64 {
    Complex64::new(z.im, -z.re)
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

/// `a c - b d` of complex roots `a + b i` and `c + d i`.
fn difference_of_products(
    a: DoubleDouble,
    c: DoubleDouble,
    b: DoubleDouble,
    d: DoubleDouble,
) -> DoubleDouble {
    a.multiply(c).add(b.multiply(d).negate())
}

/// `arsinh(u)` for `u` given to 106 bits.
fn arc_sinh_of(u: DoubleDouble) -> f64 {
    let correction = u.low / real::hypotenuse(1.0, u.high);
    pxfm::f_asinh(u.high) + correction
}

/// The angle of (x, y), both given to 106 bits.
fn angle_of(y: DoubleDouble, x: DoubleDouble) -> f64 {
    let correction = (x.high * y.low - y.high * x.low) / (x.high * x.high + y.high * y.high);
    let angle = pxfm::f_atan2(y.high, x.high);
    if correction.is_finite() { angle + correction } else { angle }
}

/// The roots `sqrt(1 - z)` and `sqrt(1 + z)`.
fn roots(z: Pair) -> (Pair, Pair) {
    let one = DoubleDouble::from(1.0);
    (sqrt_of(one.add(z.0.negate()), z.1.negate()), sqrt_of(one.add(z.0), z.1))
}

fn is_huge(z: Complex64) -> bool {
    z.re.abs().max(z.im.abs()) > HUGE
}

fn pair(z: Complex64) -> Pair {
    (z.re.into(), z.im.into())
}

/// `1 / z` to 106 bits; None outside the range where that is sure.
fn reciprocal_pair(z: Complex64) -> Option<Pair> {
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

/// Inverse sine. Cuts along the real axis beyond ±1.
pub fn arc_sin(z: Complex64) -> Complex64 {
    if is_huge(z) {
        let size = real::log_hypotenuse(z.re, z.im) + LN_2;
        return Complex64::new(pxfm::f_atan2(z.re, z.im.abs()), size.copysign(z.im));
    }
    arc_sin_of(pair(z))
}

fn arc_sin_of(z: Pair) -> Complex64 {
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

fn arc_cos_of(z: Pair) -> Complex64 {
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
fn log_of_large(z: Complex64) -> f64 {
    wide::log_hypotenuse(z.re, z.im).negate().add(DoubleDouble { high: LN_2, low: 0.0 }).value()
}

fn is_minute(z: Complex64) -> bool {
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

fn arc_cosh_of(z: Pair) -> Complex64 {
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
fn arc_tanh_real_part(z: Complex64) -> f64 {
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
fn sinc_by_series(z: Complex64) -> Complex64 {
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

/// `sin(z / 2)^2`
pub fn haversine(z: Complex64) -> Complex64 {
    let half = half(z);
    if !z.is_finite() || half.im.abs() > 150.0 || half.re.abs().max(half.im.abs()) < 1e-140 {
        return square(sin(half));
    }
    let p = Products::of(half);
    let (a, b) = (p.sin.multiply(p.cosh), p.cos.multiply(p.sinh));
    Complex64::new(a.add(b.negate()).multiply(a.add(b)).value(), 2.0 * a.multiply(b).value())
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

fn half(z: Complex64) -> Complex64 {
    Complex64::new(0.5 * z.re, 0.5 * z.im)
}

fn twice(z: Complex64) -> Complex64 {
    Complex64::new(2.0 * z.re, 2.0 * z.im)
}

/// `z^n`. NaN for `0^0` and for 0 to a negative power.
pub fn power_integer(z: Complex64, n: i64) -> Complex64 {
    if is_zero(z) {
        return if n > 0 { Complex64::new(0.0, 0.0) } else { NAN };
    }
    match n {
        0 => return ONE,
        1 => return z,
        2 => return square(z),
        -1 => return reciprocal(z),
        _ => {}
    }
    if !z.is_finite() {
        return NAN;
    }
    if n.unsigned_abs() <= MULTIPLIED {
        power_by_multiplication(z, n)
    } else {
        power_polar(z, Complex64::new(n as f64, 0.0))
    }
}

/// Powers up to this one are multiplied out.
const MULTIPLIED: u64 = 12;

/// `z^n` by products to 106 bits of `z` brought near 1.
fn power_by_multiplication(z: Complex64, n: i64) -> Complex64 {
    let shift = exponent(z.re.abs().max(z.im.abs()));
    let near = |x: f64| DoubleDouble::from(wide::scale(x, -shift));
    let mut base = (near(z.re), near(z.im));
    let times = |(a, b): Pair, (c, d): Pair| -> Pair {
        (difference_of_products(a, c, b, d), a.multiply(d).add(b.multiply(c)))
    };
    let mut rest = n.unsigned_abs();
    let mut result = None;
    loop {
        if rest & 1 == 1 {
            result = Some(result.map_or(base, |result| times(result, base)));
        }
        rest >>= 1;
        if rest == 0 {
            break;
        }
        let (a, b) = base;
        base = (a.add(b.negate()).multiply(a.add(b)), a.multiply(b).scale(2.0));
    }
    let (mut re, mut im) = result.unwrap_or(base);
    let shift = i64::from(shift) * n;
    if n < 0 {
        let norm = re.multiply(re).add(im.multiply(im));
        (re, im) = (re.divide(norm), im.negate().divide(norm));
    }
    let shift = i32::try_from(shift).unwrap_or(0);
    Complex64::new(wide::scale(re.value(), shift), wide::scale(im.value(), shift))
}

/// `z^w`. NaN for `0^0` and for 0 to a power whose real part is not positive.
pub fn power(z: Complex64, w: Complex64) -> Complex64 {
    if is_zero(z) {
        return if w.re > 0.0 { Complex64::new(0.0, 0.0) } else { NAN };
    }
    if w.im == 0.0 {
        if w.re == 0.5 {
            return sqrt(z);
        }
        if w.re == w.re.trunc() && w.re.abs() <= 1024.0 {
            return power_integer(z, w.re as i64);
        }
        if z.im == 0.0 && z.re > 0.0 {
            return Complex64::new(real::power(z.re, w.re), 0.0);
        }
    }
    power_polar(z, w)
}

/// `|z|^c e^(-d θ)` at the angle `c θ + d log|z|`, for `w = c + d i`; each part is rounded once.
fn power_polar(z: Complex64, w: Complex64) -> Complex64 {
    if !z.is_finite() || !w.is_finite() {
        return NAN;
    }
    let (log, angle) = log_pair(z);
    let mut size = log.multiply(w.re.into());
    let (eighths, rest) = direction(z);
    let mut turn = rest.multiply(w.re.into());
    if w.im != 0.0 {
        size = size.add(angle.multiply((-w.im).into()));
        turn = turn.add(log.multiply(w.im.into()));
    }
    let (sin, cos) = wide::sin_cos_of_eighths(two_product(eighths, w.re), turn);
    // Beyond this a part at its zero would lose more than half of the bits.
    if w.re.abs().max(w.im.abs()) > 1e6
        && let Some(value) = crate::number::special::machine_power(z, w)
    {
        return value;
    }
    if size.high.abs() > 1e6 {
        let size = if size.high > 0.0 { f64::INFINITY } else { 0.0 };
        return Complex64::new(size * cos.value(), size * sin.value());
    }
    let e = wide::exp(size);
    let size = e.mantissa();
    let part = |part: DoubleDouble| wide::scale(size.multiply(part).value(), e.k);
    Complex64::new(part(cos), part(sin))
}

/// The angle of a number as that of the nearest axis, or of its diagonal, in units of π/4, and the rest, which near an
/// axis keeps all its bits.
fn direction(z: Complex64) -> (f64, DoubleDouble) {
    let (x, y) = (z.re.abs(), z.im.abs());
    if x == y {
        return (f64::copysign(if z.re > 0.0 { 1.0 } else { 3.0 }, z.im), 0.0.into());
    }
    if y > x {
        return if z.im > 0.0 { (2.0, wide::angle(-z.re, z.im)) } else { (-2.0, wide::angle(z.re, -z.im)) };
    }
    if z.re > 0.0 {
        return (0.0, wide::angle(z.im, z.re));
    }
    (f64::copysign(4.0, z.im), wide::angle(-z.im, -z.re))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(re: f64, im: f64) -> Complex64 {
        Complex64::new(re, im)
    }

    #[test]
    fn the_sign_of_zero_names_the_side_of_a_cut() {
        assert_eq!(sqrt(c(-4.0, 0.0)), c(0.0, 2.0));
        assert_eq!(sqrt(c(-4.0, -0.0)), c(0.0, -2.0));
        assert_eq!(log(c(-1.0, -0.0)).im, -std::f64::consts::PI);
        assert!(arc_sin(c(2.0, 0.0)).im > 1.3 && arc_sin(c(2.0, -0.0)).im < -1.3);
        assert!(arc_cosh(c(-2.0, 0.0)).im > 3.1 && arc_cosh(c(-2.0, -0.0)).im < -3.1);
        assert!(arc_tanh(c(2.0, 0.0)).im > 1.5 && arc_tanh(c(2.0, -0.0)).im < -1.5);
    }

    #[test]
    fn quotients_survive_the_ends_of_the_range() {
        assert_eq!(divide(c(1e308, 1e308), c(1e308, 1e308)), ONE);
        assert_eq!(divide(c(5e-324, 5e-324), c(5e-324, 5e-324)), ONE);
        assert_eq!(divide(c(1e-300, 1e-300), c(1e300, 1e300)), c(0.0, 0.0));
        assert!(divide(ONE, c(0.0, 0.0)).re.is_nan());
        let third = divide(c(1.0, 0.0), c(1e-200, 1e-200));
        assert!((third.re / 5e199 - 1.0).abs() < 1e-15, "{third}");
    }

    #[test]
    fn powers_and_their_exceptions() {
        assert_eq!(power_integer(c(1.0, 2.0), 2), c(-3.0, 4.0));
        assert_eq!(power(c(0.0, 1.0), c(2.0, 0.0)), c(-1.0, 0.0));
        assert!(power(c(0.0, 0.0), c(0.0, 0.0)).re.is_nan() && power_integer(c(0.0, 0.0), -1).re.is_nan());
        let i_to_i = power(c(0.0, 1.0), c(0.0, 1.0));
        assert!((i_to_i.re - 0.20787957635076193).abs() < 1e-16, "{i_to_i}");
    }

    #[test]
    fn inverses_invert_over_hard_arguments() {
        let parts = [0.0, 1e-300, 1e-9, 0.3, 1.0 - 1e-15, 1.0, 1.0 + 1e-15, 7.0, 1e9];
        for x in parts {
            for y in parts {
                let z = c(x, y);
                for (name, f, inverse) in [
                    ("sin", sin as fn(Complex64) -> Complex64, arc_sin as fn(Complex64) -> Complex64),
                    ("cos", cos, arc_cos),
                    ("sinh", sinh, arc_sinh),
                    ("cosh", cosh, arc_cosh),
                ] {
                    let back = f(inverse(z));
                    assert!(
                        abs(subtract(back, z)) <= 2e-14 * abs(z) + 1e-15,
                        "{name} arc{name} {z} = {back}"
                    );
                }
            }
        }
    }
}
