//! Powers.

use num_complex::Complex64;

use super::arithmetic::{is_zero, reciprocal, square};
use super::exponential::{log_pair, sqrt};
use super::pair::{Pair, difference_of_products};
use super::{NAN, ONE};
use crate::kernels::scalar::double_double::{DoubleDouble, two_product};
use crate::kernels::scalar::real;
use crate::kernels::scalar::wide::{self, exponent};

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
pub(super) const MULTIPLIED: u64 = 12;

/// `z^n` by products to 106 bits of `z` brought near 1.
pub(super) fn power_by_multiplication(z: Complex64, n: i64) -> Complex64 {
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
pub(super) fn power_polar(z: Complex64, w: Complex64) -> Complex64 {
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
pub(super) fn direction(z: Complex64) -> (f64, DoubleDouble) {
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
