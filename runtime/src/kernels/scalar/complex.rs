//! Machine complex numbers. A part that is NaN says that there is no value. On a branch cut the sign of a zero part
//! says from which side the value is taken.
//!
//! Formulas follow W. Kahan, "Branch cuts for complex elementary functions" (1987), with the differences and roots
//! inside taken to 106 bits where they would cancel, and scaling where squares would leave the range.

use std::f64::consts::{FRAC_PI_2, LN_2, LN_10};

use num_complex::Complex64;

use super::double_double::{DoubleDouble, two_product, two_sum};
use super::real;

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

/// `z^2`, the same as `z z`.
#[inline]
pub fn square(z: Complex64) -> Complex64 {
    multiply(z, z)
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
    if is_zero(z) { z } else { divide(z, Complex64::new(abs(z), 0.0)) }
}

/// Each part replaced by 0 when it is smaller than 10^-10.
pub fn chop(z: Complex64) -> Complex64 {
    Complex64::new(real::chop(z.re), real::chop(z.im))
}

fn is_zero(z: Complex64) -> bool {
    z.re == 0.0 && z.im == 0.0
}

/// The power of two `2^exponent` with the exponent brought into [-1000, 1000].
fn power_of_two(exponent: i32) -> f64 {
    let exponent = exponent.clamp(-1000, 1000) + 1023;
    f64::from_bits(u64::from(exponent.unsigned_abs()) << 52)
}

/// About log2 of a positive number.
fn exponent(x: f64) -> i32 {
    ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023
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

fn divide_in_range(z: Complex64, w: Complex64) -> Complex64 {
    let norm = w.re * w.re + w.im * w.im;
    Complex64::new((z.re * w.re + z.im * w.im) / norm, (z.im * w.re - z.re * w.im) / norm)
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
    scaled_direction(z.re, z.im, 1.0)
}

/// `e^x (cos y + i sin y) factor`, without overflow before the end.
fn scaled_direction(x: f64, y: f64, factor: f64) -> Complex64 {
    if y == 0.0 {
        return Complex64::new(real::exp(x) * factor, y);
    }
    let (sin, cos) = (real::sin(y), real::cos(y));
    if x.abs() < 700.0 {
        let size = real::exp(x) * factor;
        return Complex64::new(size * cos, size * sin);
    }
    // Two halves, so that a value near the end of the range survives.
    let half = real::exp(0.5 * x);
    Complex64::new(half * (half * (cos * factor)), half * (half * (sin * factor)))
}

/// The principal logarithm; NaN for 0.
pub fn log(z: Complex64) -> Complex64 {
    if is_zero(z) {
        return NAN;
    }
    Complex64::new(real::log_hypotenuse(z.re, z.im), pxfm::f_atan2(z.im, z.re))
}

/// The logarithm to base 2.
pub fn log2(z: Complex64) -> Complex64 {
    let log = log(z);
    Complex64::new(log.re / LN_2, log.im / LN_2)
}

/// The logarithm to base 10.
pub fn log10(z: Complex64) -> Complex64 {
    let log = log(z);
    Complex64::new(log.re / LN_10, log.im / LN_10)
}

/// `log(z) / log(base)`
pub fn log_to_base(base: Complex64, z: Complex64) -> Complex64 {
    divide(log(z), log(base))
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
    let (re, im) = sqrt_of(z.re.into(), z.im.into());
    Complex64::new(re.value(), im.value())
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
    if z.im.abs() > 700.0 {
        // (e^(i z) - e^(-i z)) / 2 i, of which one term is left.
        let direction = scaled_direction(z.im.abs(), z.re, 0.5);
        return Complex64::new(direction.im, direction.re.copysign(direction.re * z.im.signum()));
    }
    Complex64::new(real::sin(z.re) * real::cosh(z.im), real::cos(z.re) * real::sinh(z.im))
}

/// Cosine.
pub fn cos(z: Complex64) -> Complex64 {
    if z.im.abs() > 700.0 {
        let direction = scaled_direction(z.im.abs(), z.re, 0.5);
        return Complex64::new(direction.re, -direction.im * z.im.signum());
    }
    Complex64::new(real::cos(z.re) * real::cosh(z.im), -(real::sin(z.re) * real::sinh(z.im)))
}

/// Tangent.
pub fn tan(z: Complex64) -> Complex64 {
    let (sin, cos) = (real::sin(z.re), real::cos(z.re));
    if z.im.abs() > 20.0 {
        return Complex64::new(4.0 * sin * cos * real::exp(-2.0 * z.im.abs()), 1f64.copysign(z.im));
    }
    // (sin x cos x + i sinh y cosh y) / (cos(x)^2 + sinh(y)^2): no term cancels.
    let (sinh, cosh) = (real::sinh(z.im), real::cosh(z.im));
    let norm = cos * cos + sinh * sinh;
    Complex64::new(sin * cos / norm, sinh * cosh / norm)
}

/// Cotangent; NaN for 0.
pub fn cot(z: Complex64) -> Complex64 {
    let (sin, cos) = (real::sin(z.re), real::cos(z.re));
    if z.im.abs() > 20.0 {
        return Complex64::new(4.0 * sin * cos * real::exp(-2.0 * z.im.abs()), -1f64.copysign(z.im));
    }
    if z.re.abs() < 1e-100 && z.im.abs() < 1e-100 {
        return reciprocal(z);
    }
    let (sinh, cosh) = (real::sinh(z.im), real::cosh(z.im));
    let norm = sin * sin + sinh * sinh;
    Complex64::new(sin * cos / norm, -sinh * cosh / norm)
}

/// Secant.
pub fn sec(z: Complex64) -> Complex64 {
    reciprocal_of_large(cos, z, |z| {
        let direction = scaled_direction(-z.im.abs(), z.re, 2.0);
        Complex64::new(direction.re, direction.im * z.im.signum())
    })
}

/// Cosecant; NaN for 0.
pub fn csc(z: Complex64) -> Complex64 {
    reciprocal_of_large(sin, z, |z| {
        let direction = scaled_direction(-z.im.abs(), z.re, 2.0);
        Complex64::new(direction.im, -direction.re * z.im.signum())
    })
}

/// `1 / f(z)`, by its leading term where `f` would overflow.
fn reciprocal_of_large(
    f: fn(Complex64) -> Complex64,
    z: Complex64,
    leading: fn(Complex64) -> Complex64,
) -> Complex64 {
    if z.im.abs() > 700.0 { leading(z) } else { reciprocal(f(z)) }
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
    // Zeros keep their signs.
    let part = |x: f64| if x == 0.0 { x.into() } else { DoubleDouble::from(x).divide(norm) };
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

/// `arccos(1 / z)`
pub fn arc_sec(z: Complex64) -> Complex64 {
    reciprocal_pair(z).map_or_else(|| arc_cos(reciprocal(z)), arc_cos_of)
}

/// `arcsin(1 / z)`
pub fn arc_csc(z: Complex64) -> Complex64 {
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
    reciprocal_pair(z).map_or_else(|| arc_cosh(reciprocal(z)), arc_cosh_of)
}

/// `arsinh(1 / z)`; NaN for 0.
pub fn arc_csch(z: Complex64) -> Complex64 {
    arc_sinh(reciprocal(z))
}

/// `ArcTan[x, y]` of complex numbers: `-i log((x + i y) / sqrt(x^2 + y^2))`.
pub fn arc_tan_of_point(x: Complex64, y: Complex64) -> Complex64 {
    let radius = sqrt(add(square(x), square(y)));
    over_i(log(divide(add(x, times_i(y)), radius)))
}

/// `sin(z) / z`, 1 at 0.
pub fn sinc(z: Complex64) -> Complex64 {
    if is_zero(z) { ONE } else { divide(sin(z), z) }
}

/// `1 / (1 + e^-z)`
pub fn logistic_sigmoid(z: Complex64) -> Complex64 {
    if z.re < 0.0 {
        let small = exp(z);
        return divide(small, add(ONE, small));
    }
    reciprocal(add(ONE, exp(negate(z))))
}

/// `sin(z / 2)^2`
pub fn haversine(z: Complex64) -> Complex64 {
    square(sin(half(z)))
}

/// `2 arcsin(z^(1/2))`
pub fn inverse_haversine(z: Complex64) -> Complex64 {
    twice(arc_sin(sqrt(z)))
}

/// `2 arctan(tanh(z / 2))`
pub fn gudermannian(z: Complex64) -> Complex64 {
    twice(arc_tan(tanh(half(z))))
}

/// `2 artanh(tan(z / 2))`
pub fn inverse_gudermannian(z: Complex64) -> Complex64 {
    twice(arc_tanh(tan(half(z))))
}

fn half(z: Complex64) -> Complex64 {
    Complex64::new(0.5 * z.re, 0.5 * z.im)
}

fn twice(z: Complex64) -> Complex64 {
    Complex64::new(2.0 * z.re, 2.0 * z.im)
}

/// `z^n` by repeated squaring. NaN for `0^0` and for 0 to a negative power.
pub fn power_integer(z: Complex64, n: i64) -> Complex64 {
    if is_zero(z) {
        return if n > 0 { Complex64::new(0.0, 0.0) } else { NAN };
    }
    if n.unsigned_abs() > 1024 {
        return power_polar(z, Complex64::new(n as f64, 0.0));
    }
    let (mut result, mut base, mut rest) = (ONE, z, n.unsigned_abs());
    while rest != 0 {
        if rest & 1 == 1 {
            result = if result == ONE { base } else { multiply(result, base) };
        }
        rest >>= 1;
        if rest != 0 {
            base = square(base);
        }
    }
    if n < 0 { reciprocal(result) } else { result }
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

/// Exponents from which on the rounding of the logarithm, which they multiply, is felt.
const LARGE_EXPONENT: f64 = 4.0;

/// `|z|^c e^(-d θ)` at the angle `c θ + d log|z|`, for `w = c + d i`.
fn power_polar(z: Complex64, w: Complex64) -> Complex64 {
    let log = log(z);
    let angle = w.re * log.im + if w.im == 0.0 { 0.0 } else { w.im * log.re };
    let (sin, cos) = (real::sin(angle), real::cos(angle));
    let size = if z.im == 0.0 { z.re.abs() } else { abs(z) };
    let (first, second) =
        (super::real::plain_power(size, w.re), if w.im == 0.0 { 1.0 } else { real::exp(-w.im * log.im) });
    let modulus = first * second;
    if modulus.is_normal()
        && w.re.abs().max(w.im.abs()) > LARGE_EXPONENT
        && let Some(value) = crate::number::special::machine_power(z, w)
    {
        return value;
    }
    if modulus.is_normal() {
        return Complex64::new(modulus * cos, modulus * sin);
    }
    scaled_direction(w.re * log.re - w.im * log.im, angle, 1.0)
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
