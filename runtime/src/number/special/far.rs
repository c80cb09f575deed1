//! Expansions for large arguments, where the series would cancel more digits than are asked for. Each answers None where
//! its terms do not become negligible; numbers in parentheses are DLMF's.

use super::functions::Airy;
use super::gamma::reciprocal_gamma;
use super::{Field, Z};

/// Whether terms that first fall like `k! / w^k` do so below the working precision: their smallest is about `e^-|w|`.
fn is_far(f: &Field, w: &Z) -> bool {
    w.exponent() > 30 || w.size() > 0.7 * f.choosing_bits() as f64 + 6.0
}

/// The sum of terms from `first` on, each the one before times `ratio(k)`.
fn sum(f: &Field, first: Z, ratio: impl Fn(i64) -> Option<Z>) -> Option<Z> {
    let (mut total, mut term) = (first.clone(), first);
    for k in 0..4 * i64::try_from(f.bits).ok()? {
        let next = f.mul(&term, &ratio(k)?);
        if next.is_zero() {
            return Some(total);
        }
        total = f.add(&total, &next);
        if f.negligible(&next, &total) {
            return Some(total);
        }
        if next.exponent() > term.exponent() + 1 {
            return None;
        }
        term = next;
    }
    None
}

/// The sums of the even and of the odd of such terms, `+ + - -` in turn.
fn sums_in_turn(f: &Field, first: Z, ratio: impl Fn(i64) -> Option<Z>) -> Option<(Z, Z)> {
    let mut sums = [first.clone(), f.integer(0)];
    let mut term = first;
    for k in 0..4 * i64::try_from(f.bits).ok()? {
        let next = f.mul(&term, &ratio(k)?);
        let signed = if (k + 1) % 4 >= 2 { f.neg(&next) } else { next.clone() };
        let part = &mut sums[usize::from(k % 2 == 0)];
        *part = f.add(part, &signed);
        if next.is_zero() || f.negligible(&next, &sums[0]) {
            let [even, odd] = sums;
            return Some((even, odd));
        }
        if next.exponent() > term.exponent() + 1 {
            return None;
        }
        term = next;
    }
    None
}

/// `erfc z` for real parts from 0 on: `e^-z^2 / (z √π) Σ (-1)^k (2k - 1)!! / (2 z^2)^k` (7.12.1).
pub(super) fn erfc(f: &Field, z: &Z) -> Option<Z> {
    let square = f.square(z);
    if z.is_left() || !is_far(f, &square) {
        return None;
    }
    let below = f.neg(&f.scale(&square, 2));
    let sum = sum(f, f.integer(1), |k| f.div(&f.integer(2 * k + 1), &below))?;
    let power = exp_of(f, &f.neg(&square))?;
    f.div(&f.mul(&power, &sum), &f.mul(z, &f.sqrt(&f.pi())?))
}

/// `e^w` with as many bits more as `w` has before the point.
fn exp_of(f: &Field, w: &Z) -> Option<Z> {
    Field::new(f.bits + usize::try_from(w.exponent().max(0)).ok()?).exp(w)
}

/// Dawson's integral where `e^-z^2` is nothing beside it: `1 / (2 z) Σ (2k - 1)!! / (2 z^2)^k`.
pub(super) fn dawson(f: &Field, z: &Z) -> Option<Z> {
    let square = f.square(z);
    if square.is_left() || !is_far(f, &Z::real(square.re.clone())) {
        return None;
    }
    let below = f.scale(&square, 2);
    let sum = sum(f, f.integer(1), |k| f.div(&f.integer(2 * k + 1), &below))?;
    f.div(&f.halve(&sum, 1), z)
}

/// `Ei z`: `e^z / z Σ k! / z^k` (6.12.2), and half a turn off the real axis.
pub(super) fn exponential_integral(f: &Field, z: &Z) -> Option<Z> {
    if !is_far(f, z) {
        return None;
    }
    let sum = sum(f, f.integer(1), |k| f.div(&f.integer(k + 1), z))?;
    let value = f.div(&f.mul(&exp_of(f, z)?, &sum), z)?;
    if z.is_real() {
        return Some(value);
    }
    let turn = f.mul(&f.pi(), &f.i());
    Some(if z.is_below() { f.sub(&value, &turn) } else { f.add(&value, &turn) })
}

/// `gamma(a, z)` for real parts of `z` from 0 on: `z^(a-1) e^-z Σ (a - 1) … (a - k) / z^k` (8.11.2).
pub(super) fn upper_gamma(f: &Field, a: &Z, z: &Z) -> Option<Z> {
    if z.is_left() || !is_far(f, z) {
        return None;
    }
    let one = f.integer(1);
    let sum = sum(f, one.clone(), |k| f.div(&f.sub(a, &f.integer(k + 1)), z))?;
    let exponent = f.sub(a, &one);
    let power = if exponent.is_zero() { one } else { exp_of(f, &f.mul(&exponent, &f.log(z)?))? };
    Some(f.mul(&f.mul(&power, &exp_of(f, &f.neg(z))?), &sum))
}

/// The sums `Σ (-1)^k (a)_2k / w^2k` and `Σ (-1)^k (a)_(2k+1) / w^(2k+1)` (6.12.3, 7.12.2).
fn auxiliary(f: &Field, a: &Z, w: &Z) -> Option<(Z, Z)> {
    if !is_far(f, w) {
        return None;
    }
    sums_in_turn(f, f.integer(1), |k| f.div(&f.add(a, &f.integer(k)), w))
}

/// Sine and cosine integral of numbers nearer to the positive axis than to the imaginary one.
pub(super) fn sine_integrals(f: &Field, z: &Z) -> Option<(Z, Z)> {
    if z.is_left() || f.square(z).is_left() {
        return None;
    }
    let (even, odd) = auxiliary(f, &f.integer(1), z)?;
    let (sin, cos) = wide_angle(f, z).sin_cos(z)?;
    let si = f.div(&f.add(&f.mul(&even, &cos), &f.mul(&odd, &sin)), z)?;
    let ci = f.div(&f.sub(&f.mul(&even, &sin), &f.mul(&odd, &cos)), z)?;
    Some((f.sub(&f.halve(&f.pi(), 1), &si), ci))
}

/// A field in which the turns of an angle cost no digits.
fn wide_angle(f: &Field, angle: &Z) -> Field {
    Field::new(f.bits + usize::try_from(angle.exponent().clamp(0, 5000)).unwrap_or(0))
}

/// Fresnel's integrals of a positive real, sine first.
pub(super) fn fresnel(f: &Field, z: &Z) -> Option<(Z, Z)> {
    if z.is_left() || !z.is_real() {
        return None;
    }
    let half_square = f.halve(&f.square(z), 1);
    let (even, odd) = auxiliary(f, &f.fraction(1, 2), &f.mul(&half_square, &f.pi()))?;
    let wide = wide_angle(f, &half_square);
    let (sin, cos) = wide.sin_cos_pi(&wide.halve(&wide.square(z), 1))?;
    let (half, scale) = (f.fraction(1, 2), f.mul(&f.pi(), z));
    let s = f.div(&f.add(&f.mul(&even, &cos), &f.mul(&odd, &sin)), &scale)?;
    let c = f.div(&f.sub(&f.mul(&even, &sin), &f.mul(&odd, &cos)), &scale)?;
    Some((f.sub(&half, &s), f.add(&half, &c)))
}

/// Airy functions of reals, and Ai of complex numbers with real parts from 0 on (9.7.5 to 9.7.12).
pub(super) fn airy(f: &Field, z: &Z, which: Airy) -> Option<Z> {
    let derivative = matches!(which, Airy::AiPrime | Airy::BiPrime);
    let first = matches!(which, Airy::Ai | Airy::AiPrime);
    if z.exponent() < 3 || z.exponent() > 400 || !z.is_real() && (z.is_left() || !first) {
        return None;
    }
    let f = &Field::new(f.bits + usize::try_from(2 * z.exponent()).ok()?);
    let x = if z.is_left() { f.neg(z) } else { z.clone() };
    let root = f.sqrt(&x)?;
    let zeta = f.div(&f.scale(&f.mul(&x, &root), 2), &f.integer(3))?;
    if !is_far(f, &f.scale(&zeta, 2)) {
        return None;
    }
    // u_k: (6k - 5) (6k - 3) (6k - 1) / (216 k (2k - 1)) from one to the next; v_k = (6k + 1) / (1 - 6k) u_k
    let ratio = |k: i64| {
        let u = f.div(
            &f.integer((6 * k + 1) * (6 * k + 3) * (6 * k + 5)),
            &f.scale(&zeta, 216 * (k + 1) * (2 * k + 1)),
        )?;
        if !derivative {
            return Some(u);
        }
        f.div(&f.scale(&u, (6 * k + 7) * (1 - 6 * k)), &f.integer((-5 - 6 * k) * (6 * k + 1)))
    };
    let quarter = f.sqrt(&root)?;
    let scale = if derivative { quarter } else { f.div(&f.integer(1), &quarter)? };
    let scale = f.div(&scale, &f.sqrt(&f.pi())?)?;
    if !z.is_left() {
        let value = if first {
            let sum = sum(f, f.integer(1), |k| ratio(k).map(|ratio| f.neg(&ratio)))?;
            let half = f.halve(&f.mul(&f.exp(&f.neg(&zeta))?, &sum), 1);
            if derivative { f.neg(&half) } else { half }
        } else {
            f.mul(&f.exp(&zeta)?, &sum(f, f.integer(1), ratio)?)
        };
        return Some(f.mul(&scale, &value));
    }
    let (even, odd) = sums_in_turn(f, f.integer(1), ratio)?;
    let (sin, cos) = f.sin_cos(&f.sub(&zeta, &f.halve(&f.pi(), 2)))?;
    let value = match which {
        Airy::Ai => f.add(&f.mul(&cos, &even), &f.mul(&sin, &odd)),
        Airy::AiPrime => f.sub(&f.mul(&sin, &even), &f.mul(&cos, &odd)),
        Airy::Bi => f.sub(&f.mul(&cos, &odd), &f.mul(&sin, &even)),
        Airy::BiPrime => f.add(&f.mul(&cos, &even), &f.mul(&sin, &odd)),
    };
    Some(f.mul(&scale, &value))
}

/// `H_n(z) - Y_n(z)` of a positive real: `1/π Σ gamma(k + 1/2) (z/2)^(n-2k-1) / gamma(n + 1/2 - k)` (11.6.1).
pub(super) fn struve(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    if z.is_left() || !z.is_real() || !is_far(f, z) {
        return None;
    }
    let half = f.fraction(1, 2);
    let middle = f.halve(z, 1);
    let square = f.square(&middle);
    let power = f.pow(&middle, &f.sub(n, &f.integer(1)))?;
    let first = f.mul(&power, &reciprocal_gamma(f, &f.add(n, &half))?);
    let first = f.div(&first, &f.sqrt(&f.pi())?)?;
    sum(f, first, |k| {
        let shift = f.integer(k);
        f.div(&f.mul(&f.add(&half, &shift), &f.sub(&f.sub(n, &half), &shift)), &square)
    })
}

/// Tricomi's function for real parts of `z` from 0 on: `z^-a 2F0(a, a - b + 1; -1/z)` (13.7.3).
pub(super) fn hypergeometric_u(f: &Field, a: &Z, b: &Z, z: &Z) -> Option<Z> {
    if z.is_left() || !is_far(f, z) {
        return None;
    }
    let other = f.add(&f.sub(a, b), &f.integer(1));
    let sum = sum(f, f.integer(1), |k| {
        let shift = f.integer(k);
        let top = f.mul(&f.add(a, &shift), &f.add(&other, &shift));
        f.div(&f.neg(&top), &f.scale(z, k + 1))
    })?;
    Some(f.mul(&f.pow(z, &f.neg(a))?, &sum))
}
