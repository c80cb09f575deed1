//! Zeros of Bessel and Airy functions and of the zeta function, by Newton's method from what their expansions say.

use std::f64::consts::PI;

use super::bessel::{Kind, bessel, bessel_y};
use super::functions::{Airy, airy, newton};
use super::lerch::siegel_z;
use super::{Field, Real, Z};

/// Which Bessel function.
#[derive(Clone, Copy, PartialEq)]
pub enum Which {
    /// Of the first kind.
    J,
    /// Of the second kind.
    Y,
}

/// Zeros of higher index are not looked for.
const MOST_INDEX: i64 = 1_000_000_000;

fn index(k: &Z) -> Option<i64> {
    k.as_integer().filter(|k| (1..=MOST_INDEX).contains(k))
}

/// About the zero of an Airy function whose phase is `t` (DLMF 9.9.18).
fn airy_start(t: f64) -> f64 {
    let s = 1.0 / (t * t);
    -t.powf(2.0 / 3.0) * (1.0 + s * (5.0 / 48.0 - s * (5.0 / 36.0 - s * 77125.0 / 82944.0)))
}

fn airy_phase(k: i64, offset: f64) -> f64 {
    3.0 * PI / 8.0 * (4.0 * k as f64 - offset)
}

/// The `k`th zero of Ai, or of Bi, on the negative axis.
pub fn airy_zero(f: &Field, k: &Z, which: Airy) -> Option<Z> {
    let k = index(k)?;
    let (offset, slope) = if which == Airy::Ai { (1.0, Airy::AiPrime) } else { (3.0, Airy::BiPrime) };
    // The first zero of Bi is too near for the expansion.
    let start = if which == Airy::Bi && k == 1 { -1.173_713_2 } else { airy_start(airy_phase(k, offset)) };
    newton(f, start, |x| f.div(&airy(f, x, which)?, &airy(f, x, slope)?))
}

/// Where `√(z^2 - 1) - arcsec z` is so much.
fn uniform_argument(target: f64) -> f64 {
    let (mut low, mut high) = (1.0, target + 2.0);
    for _ in 0..80 {
        let z = 0.5 * (low + high);
        if (z * z - 1.0).sqrt() - (1.0 / z).acos() < target { low = z } else { high = z }
    }
    0.5 * (low + high)
}

/// The `k`th positive zero of J, or of Y, of order `n` from 0 on: from McMahon's expansion for small orders (DLMF 10.21.19), from
/// Olver's for large ones (10.21.41).
pub fn bessel_zero(f: &Field, n: &Z, k: &Z, which: Which) -> Option<Z> {
    let k = index(k)?;
    let order = n.to_machine().re;
    if !n.is_real() || !(0.0..1e6).contains(&order) {
        return None;
    }
    let first = which == Which::J;
    let start = if order < 1.0 {
        let phase = (k as f64 + order / 2.0 - if first { 0.25 } else { 0.75 }) * PI;
        let (mu, far) = (4.0 * order * order, 8.0 * phase);
        let most = if first || k > 1 { 1.0 } else { 0.6 };
        phase
            - most * (mu - 1.0) / far
            - 4.0 * (mu - 1.0) * (7.0 * mu - 31.0) / (3.0 * far.powi(3)) * if k > 1 { 1.0 } else { 0.0 }
    } else {
        let airy = if !first && k == 1 {
            -1.173_713_2
        } else {
            airy_start(airy_phase(k, if first { 1.0 } else { 3.0 }))
        };
        order * uniform_argument(2.0 / 3.0 * (-airy).powf(1.5) / order)
    };
    let value = |n: &Z, x: &Z| if first { bessel(f, n, x, Kind::Oscillating) } else { bessel_y(f, n, x) };
    let before = f.sub(n, &f.integer(1));
    newton(f, start, |x| {
        let here = value(n, x)?;
        // J' = J_(n - 1) - n/x J
        let slope = f.sub(&value(&before, x)?, &f.mul(&f.div(n, x)?, &here));
        f.div(&here, &slope)
    })
}

/// Zeros of the zeta function beyond this are too far up.
const MOST_ZETA: i64 = 20_000;

/// Riemann and Siegel's angle on the real axis from 9 on, in machine numbers.
fn machine_theta(t: f64) -> f64 {
    t / 2.0 * (t / (2.0 * PI)).ln() - t / 2.0 - PI / 8.0 + 1.0 / (48.0 * t) + 7.0 / (5760.0 * t.powi(3))
}

/// Where the angle is `n π`, from n -1 on.
fn gram_point(n: i64) -> f64 {
    let target = n as f64 * PI;
    let mut t = 10.0 + 6.0 * (n + 1) as f64 / (1.0 + (n as f64 + 2.0).ln());
    for _ in 0..60 {
        let slope = 0.5 * (t / (2.0 * PI)).ln();
        let step = (machine_theta(t) - target) / slope;
        t = (t - step).max(9.0);
        if step.abs() < 1e-11 * t {
            break;
        }
    }
    t
}

fn siegel_near(t: f64) -> Option<f64> {
    Some(siegel_z(&Field::new(62), &Z::real(Real::of_machine(t)?))?.to_machine().re)
}

/// An interval in which the function `siegel_z` has the `k`th zero and no other: between Gram points where it has the sign that
/// the rule asks for lie as many zeros as intervals (Rosser's rule, true far beyond these).
fn bracket(k: i64) -> Option<(f64, f64)> {
    let is_good = |n: i64| Some((siegel_near(gram_point(n))? > 0.0) == (n % 2 == 0));
    let mut low = k - 2;
    while low >= 0 && !is_good(low)? {
        low -= 1;
    }
    let mut high = k - 1;
    while !is_good(high)? {
        high += 1;
    }
    let mut parts = 1;
    while parts <= 256 {
        let points: Vec<f64> = (low..high)
            .flat_map(|n| {
                let (a, b) = (gram_point(n), gram_point(n + 1));
                (0..parts).map(move |i| a + (b - a) * f64::from(i) / f64::from(parts))
            })
            .chain([gram_point(high)])
            .collect();
        let values = points.iter().map(|&t| siegel_near(t)).collect::<Option<Vec<f64>>>()?;
        let changes: Vec<usize> =
            (1..values.len()).filter(|&i| (values[i] > 0.0) != (values[i - 1] > 0.0)).collect();
        if i64::try_from(changes.len()).ok()? == high - low {
            let at = *changes.get(usize::try_from(k - low - 2).ok()?)?;
            return Some((points[at - 1], points[at]));
        }
        parts *= 2;
    }
    None
}

/// The `k`th zero of the zeta function on the critical line, below the axis for negative `k`.
pub fn zeta_zero(f: &Field, k: &Z) -> Option<Z> {
    let k = k.as_integer().filter(|k| (1..=MOST_ZETA).contains(&k.abs()))?;
    let (mut low, mut high) = bracket(k.abs())?;
    let below = siegel_near(low)? > 0.0;
    while high - low > 1e-6 {
        let middle = 0.5 * (low + high);
        if (siegel_near(middle)? > 0.0) == below { low = middle } else { high = middle }
    }
    let real = |t: f64| Some(Z::real(Real::of_machine(t)?));
    // The secant's steps, each with 1.6 times as many digits.
    let (mut before, mut t) = (real(low)?, real(high)?);
    let mut value_before = siegel_z(f, &before)?;
    for _ in 0..40 {
        let value = siegel_z(f, &t)?;
        let difference = f.sub(&value, &value_before);
        if difference.is_zero() {
            break;
        }
        let step = f.div(&f.mul(&value, &f.sub(&t, &before)), &difference)?;
        (before, value_before) = (t.clone(), value);
        t = f.sub(&t, &step);
        if step.is_zero() || 8 * (t.exponent() - step.exponent()) > 7 * i64::try_from(f.bits).ok()? {
            break;
        }
    }
    let im = if k < 0 { f.neg(&t).re } else { t.re };
    Some(Z { re: f.fraction(1, 2).re, im })
}
