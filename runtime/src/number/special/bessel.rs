//! Bessel and Struve functions by their power series, and by Hankel's expansion far out.

use super::bessel_orders::{Which, bessel_k_of_large, bessel_of_large, bessel_y_of_large, continued};
use super::far;
use super::functions::off_integer;
use super::gamma::reciprocal_gamma;
use super::hypergeometric::series;
use super::{Field, Z};

/// Functions of the circle and of the hyperbola: the sign of `z^2` in their series.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// Of the circle.
    Oscillating,
    /// Of the hyperbola.
    Modified,
}

impl Kind {
    /// `-+ z^2 / 4`
    pub fn quarter(self, f: &Field, z: &Z) -> Z {
        let quarter = f.halve(&f.square(z), 2);
        if self == Kind::Oscillating { f.neg(&quarter) } else { quarter }
    }
}

const MOST_BESSEL: f64 = 3000.0;

/// `(z/2)^n / gamma(n + 1) 0F1(n + 1; -+ z^2/4)`
pub fn bessel(f: &Field, n: &Z, z: &Z, kind: Kind) -> Option<Z> {
    if let Some(value) = continued(f, n, z, Which::First(kind)) {
        return Some(value);
    }
    if kind == Kind::Oscillating
        && let Some((j, _)) = hankel(f, n, z)
    {
        return Some(j);
    }
    if kind == Kind::Modified
        && let Some((p, q)) = hankel_sums(f, n, z, kind)
    {
        // e^z / sqrt(2 π z) Σ (-1)^k a_k / z^k
        let scale = f.sqrt(&f.mul(&f.scale(&f.pi(), 2), z))?;
        let grown = f.mul(&f.exp(z)?, &f.sub(&p, &q));
        if z.is_real() {
            return f.div(&grown, &scale);
        }
        // and ± i e^(± π i n) e^-z Σ a_k / z^k (10.40.5)
        let (sin, cos) = f.sin_cos_pi(n)?;
        let side = if z.is_below() { f.neg(&f.i()) } else { f.i() };
        let turn = f.mul(&side, &f.add(&cos, &f.mul(&side, &sin)));
        let rest = f.mul(&f.mul(&turn, &f.exp(&f.neg(z))?), &f.add(&p, &q));
        return f.div(&f.add(&grown, &rest), &scale);
    }
    if let Some(value) = bessel_of_large(f, n, z, kind) {
        return Some(value);
    }
    if z.size() > MOST_BESSEL {
        return None;
    }
    if let Some(order) = n.as_integer()
        && order < 0
    {
        let value = bessel(f, &f.neg(n), z, kind)?;
        return Some(if order % 2 != 0 && kind == Kind::Oscillating { f.neg(&value) } else { value });
    }
    let next = f.add(n, &f.integer(1));
    let power = f.pow(&f.halve(z, 1), n)?;
    let sum = series(f, &[], std::slice::from_ref(&next), &kind.quarter(f, z))?;
    Some(f.mul(&f.mul(&power, &reciprocal_gamma(f, &next)?), &sum))
}

/// `(J_n cos π n - J_-n) / sin π n`
pub fn bessel_y(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    if let Some(value) = continued(f, n, z, Which::Y) {
        return Some(value);
    }
    if let Some((_, y)) = hankel(f, n, z) {
        return Some(y);
    }
    if let Some(value) = bessel_y_of_large(f, n, z) {
        return Some(value);
    }
    let (wide, n) = off_integer(f, n);
    let (sin, cos) = wide.sin_cos_pi(&n)?;
    let first = bessel(&wide, &n, z, Kind::Oscillating)?;
    let second = bessel(&wide, &wide.neg(&n), z, Kind::Oscillating)?;
    wide.div(&wide.sub(&wide.mul(&first, &cos), &second), &sin)
}

/// `π/2 (I_-n - I_n) / sin π n`
pub fn bessel_k(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    if let Some(value) = continued(f, n, z, Which::K) {
        return Some(value);
    }
    if let Some((p, q)) = hankel_sums(f, n, z, Kind::Modified) {
        // sqrt(π / 2z) e^-z Σ a_k / z^k
        let scale = f.sqrt(&f.div(&f.halve(&f.pi(), 1), z)?)?;
        return Some(f.mul(&f.mul(&scale, &f.exp(&f.neg(z))?), &f.add(&p, &q)));
    }
    if let Some(value) = bessel_k_of_large(f, n, z) {
        return Some(value);
    }
    let (wide, n) = off_integer(f, n);
    let (sin, _) = wide.sin_cos_pi(&n)?;
    let first = bessel(&wide, &wide.neg(&n), z, Kind::Modified)?;
    let second = bessel(&wide, &n, z, Kind::Modified)?;
    let difference = wide.mul(&wide.halve(&wide.pi(), 1), &wide.sub(&first, &second));
    wide.div(&difference, &sin)
}

/// `√(π / 2z)` times a Bessel function of order `n + 1/2`.
pub fn spherical(f: &Field, n: &Z, z: &Z, bessel: fn(&Field, &Z, &Z) -> Option<Z>) -> Option<Z> {
    let order = f.add(n, &f.fraction(1, 2));
    let scale = f.sqrt(&f.div(&f.halve(&f.pi(), 1), z)?)?;
    Some(f.mul(&scale, &bessel(f, &order, z)?))
}

/// `(z/2)^(n+1) / (gamma(3/2) gamma(n + 3/2)) 1F2(1; 3/2, n + 3/2; -+ z^2/4)`
pub fn struve(f: &Field, n: &Z, z: &Z, kind: Kind) -> Option<Z> {
    if kind == Kind::Oscillating
        && let Some((_, y)) = hankel(f, n, z)
        && let Some(rest) = far::struve(f, n, z)
    {
        return Some(f.add(&y, &rest));
    }
    if z.size() > MOST_BESSEL {
        return None;
    }
    let half = f.fraction(3, 2);
    let order = f.add(n, &half);
    let sum = series(f, &[f.integer(1)], &[half.clone(), order.clone()], &kind.quarter(f, z))?;
    let power = f.pow(&f.halve(z, 1), &f.add(n, &f.integer(1)))?;
    let gammas = f.mul(&reciprocal_gamma(f, &half)?, &reciprocal_gamma(f, &order)?);
    Some(f.mul(&f.mul(&power, &gammas), &sum))
}

/// J and Y of a large argument to the right by Hankel's expansion (DLMF 10.17.3 and 10.17.4).
fn hankel(f: &Field, n: &Z, z: &Z) -> Option<(Z, Z)> {
    let (p, q) = hankel_sums(f, n, z, Kind::Oscillating)?;
    // The angle z - n π/2 - π/4 loses as many bits as z has before the point.
    let wide = Field::new(f.bits + 64 + usize::try_from(z.size().log2().max(0.0) as u64).ok()?);
    let turns = wide.halve(&wide.add(&wide.scale(n, 2), &wide.integer(1)), 2);
    let angle = wide.sub(z, &wide.mul(&turns, &wide.pi()));
    let (sin, cos) = wide.sin_cos(&angle)?;
    let scale = f.sqrt(&f.div(&f.integer(2), &f.mul(&f.pi(), z))?)?;
    let j = f.sub(&f.mul(&p, &cos), &f.mul(&q, &sin));
    let y = f.add(&f.mul(&p, &sin), &f.mul(&q, &cos));
    Some((f.mul(&scale, &j), f.mul(&scale, &y)))
}

/// The sums of the even and of the odd terms `a_k(n) / z^k`, with the signs of the kind, where they become negligible.
fn hankel_sums(f: &Field, n: &Z, z: &Z, kind: Kind) -> Option<(Z, Z)> {
    let (at, order) = (z.size(), n.to_machine().norm());
    let far = 0.5 * f.choosing_bits() as f64 + 0.5 * order * order;
    if !(n.is_real() && !z.is_left() && at > far && at < 1e300) {
        return None;
    }
    let four = f.scale(&f.square(n), 4);
    let below = f.scale(z, 8);
    let mut term = f.integer(1);
    let mut sums = [term.clone(), f.integer(0)];
    for k in 1..=2 * f.bits {
        let k = i64::try_from(k).ok()?;
        let odd = f.integer((2 * k - 1) * (2 * k - 1));
        term = f.div(&f.mul(&term, &f.sub(&four, &odd)), &f.scale(&below, k))?;
        let signed = if kind == Kind::Oscillating && k % 4 >= 2 { f.neg(&term) } else { term.clone() };
        let sum = &mut sums[usize::from(k % 2 == 1)];
        *sum = f.add(sum, &signed);
        if term.is_zero() || f.negligible(&term, &sums[0]) {
            let [even, odd] = sums;
            return Some((even, odd));
        }
    }
    None
}
