//! Bessel functions of large real orders to the right of the imaginary axis: recurrences over the order, in the direction in which a
//! solution does not die out, from orders below two; and of large places to the left, by those to the right. Numbers in
//! parentheses are DLMF's.

use super::bessel::{Kind, bessel, bessel_k, bessel_y};
use super::{Field, Z};

/// Beyond, the steps of the recurrence would take too long.
const MOST_STEPS: f64 = 3e5;
/// Up to here the power series is the faster way.
const SMALL: f64 = 20.0;
/// Steps of the continued fraction tried.
const MOST_FRACTIONS: i64 = 2_000_000;

/// Whether the order and the place are such that the recurrence is the way.
fn is_large(n: &Z, z: &Z) -> bool {
    let (order, place) = (n.to_machine().re, z.size());
    n.is_real()
        && !z.is_left()
        && !z.is_zero()
        && (2.0..MOST_STEPS).contains(&order)
        && (order > SMALL || place > SMALL)
}

/// The solution at the orders `n` and `n + 1`: `y_(k + 1) = 2 k / z y_k -+ y_(k - 1)` (10.6.1, 10.29.1) from the orders below
/// two on. Stable for Y and K everywhere, for J as far as the order stays below the place.
fn upwards(f: &Field, n: &Z, z: &Z, kind: Kind, base: fn(&Field, &Z, &Z) -> Option<Z>) -> Option<(Z, Z)> {
    let steps = n.to_machine().re.floor();
    #[expect(clippy::cast_possible_truncation, reason = "below MOST_STEPS")]
    let steps = steps as i64;
    let f = &Field::new(f.bits + 32);
    let first = f.sub(n, &f.integer(steps));
    let over = f.div(&f.integer(2), z)?;
    let mut before = base(f, &first, z)?;
    let mut order = f.add(&first, &f.integer(1));
    let mut now = base(f, &order, z)?;
    for _ in 0..steps {
        let grown = f.mul(&f.mul(&order, &over), &now);
        let next = if kind == Kind::Oscillating { f.sub(&grown, &before) } else { f.add(&grown, &before) };
        order = f.add(&order, &f.integer(1));
        (before, now) = (now, next);
    }
    Some((before, now))
}

/// The ratio of the solution that dies out with the order at `n + 1` to that at `n`: the continued fraction
/// `1 / (2 (n + 1) / z -+ 1 / (2 (n + 2) / z -+ …` (10.10.1, 10.33.1), by Lentz's method.
fn ratio(f: &Field, n: &Z, z: &Z, kind: Kind) -> Option<Z> {
    let f = &Field::new(f.bits + 32);
    let over = f.div(&f.integer(2), z)?;
    let one = f.integer(1);
    let sign = if kind == Kind::Oscillating { f.integer(-1) } else { one.clone() };
    let mut order = f.add(n, &one);
    let mut value = f.mul(&order, &over);
    let mut c = value.clone();
    let mut d = f.integer(0);
    for _ in 0..MOST_FRACTIONS {
        order = f.add(&order, &one);
        let b = f.mul(&order, &over);
        c = f.add(&b, &f.div(&sign, &c)?);
        d = f.div(&one, &f.add(&b, &f.mul(&sign, &d)))?;
        let factor = f.mul(&c, &d);
        value = f.mul(&value, &factor);
        if f.negligible(&f.sub(&factor, &one), &one) {
            return f.div(&one, &value);
        }
    }
    None
}

/// `K_n(z)`, which is even in the order.
pub(super) fn bessel_k_of_large(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    let n = if n.is_left() { f.neg(n) } else { n.clone() };
    if !is_large(&n, z) {
        return None;
    }
    upwards(f, &n, z, Kind::Modified, bessel_k).map(|(value, _)| value)
}

/// `Y_n(z)`; of a negative order by `sin(π n) J_-n + cos(π n) Y_-n`, up to signs (10.4.5).
pub(super) fn bessel_y_of_large(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    let positive = if n.is_left() { f.neg(n) } else { n.clone() };
    if !is_large(&positive, z) {
        return None;
    }
    let value = upwards(f, &positive, z, Kind::Oscillating, bessel_y)?.0;
    if !n.is_left() {
        return Some(value);
    }
    let (sin, cos) = f.sin_cos_pi(&positive)?;
    let second = f.mul(&cos, &value);
    if n.as_integer().is_some() {
        return Some(second);
    }
    Some(f.add(&f.mul(&sin, &bessel(f, &positive, z, Kind::Oscillating)?), &second))
}

/// `J_n(z)` or `I_n(z)` of an order from two on, where the power series would be long or cancel.
pub(super) fn bessel_of_large(f: &Field, n: &Z, z: &Z, kind: Kind) -> Option<Z> {
    let (order, place) = (n.to_machine().re, z.size());
    if !is_large(n, z) || place < 60.0 || place * place < 100.0 * order {
        return None;
    }
    if kind == Kind::Modified {
        if place < 3000.0 {
            return None;
        }
        // I_n (K_(n + 1) + I_(n + 1) / I_n K_n) = 1 / z (10.28.2)
        let (value, next) = upwards(f, n, z, kind, bessel_k)?;
        let scale = f.add(&next, &f.mul(&ratio(f, n, z, kind)?, &value));
        return f.div(&f.integer(1), &f.mul(z, &scale));
    }
    if place > order {
        let base = |f: &Field, n: &Z, z: &Z| bessel(f, n, z, Kind::Oscillating);
        return upwards(f, n, z, kind, base).map(|(value, _)| value);
    }
    // J_n (J_(n + 1) / J_n Y_n - Y_(n + 1)) = 2 / (π z) (10.5.2)
    let (value, next) = upwards(f, n, z, kind, bessel_y)?;
    let scale = f.sub(&f.mul(&ratio(f, n, z, kind)?, &value), &next);
    f.div(&f.integer(2), &f.mul(&f.mul(&f.pi(), z), &scale))
}

/// Which of the four functions.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Which {
    /// J or I.
    First(Kind),
    /// Y
    Y,
    /// K
    K,
}

/// The value to the left of the imaginary axis by those at `-z = z e^(-+π i)`, with the angle of `z` in `(-π, π]` (10.11.1,
/// 10.11.2, 10.34.1, 10.34.2). `None` near 0, where the power series does.
pub(super) fn continued(f: &Field, n: &Z, z: &Z, which: Which) -> Option<Z> {
    if !z.is_left() || z.size() < SMALL {
        return None;
    }
    let there = f.neg(z);
    let (sin, cos) = f.sin_cos_pi(n)?;
    // e^(m π i n) for z = there e^(m π i)
    let turn = f.mul(&f.i(), &if z.is_below() { f.neg(&sin) } else { sin });
    let (up, down) = (f.add(&cos, &turn), f.sub(&cos, &turn));
    let side = if z.is_below() { f.neg(&f.i()) } else { f.i() };
    Some(match which {
        Which::First(kind) => f.mul(&up, &bessel(f, n, &there, kind)?),
        Which::Y => {
            let first = f.mul(&cos, &bessel(f, n, &there, Kind::Oscillating)?);
            f.add(&f.mul(&down, &bessel_y(f, n, &there)?), &f.scale(&f.mul(&side, &first), 2))
        }
        Which::K => {
            let first = f.mul(&f.pi(), &bessel(f, n, &there, Kind::Modified)?);
            f.sub(&f.mul(&down, &bessel_k(f, n, &there)?), &f.mul(&side, &first))
        }
    })
}
