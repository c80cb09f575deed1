//! Orthogonal polynomials, and the functions of any degree that continue them, by hypergeometric series.

use super::far;
use super::gamma::{gamma, reciprocal_gamma};
use super::hypergeometric::{gauss, kummer, regularized, series};
use super::{Field, Z};

/// `(1 - x) / 2`
fn middle(f: &Field, x: &Z) -> Z {
    f.halve(&f.sub(&f.integer(1), x), 1)
}

/// The binomial coefficient `gamma(n + 1) / (gamma(k + 1) gamma(n - k + 1))`; of a negative integer over one from 0 its limit.
pub fn binomial(f: &Field, n: &Z, k: &Z) -> Option<Z> {
    let one = f.integer(1);
    if let (Some(top), Some(low)) = (n.as_integer(), k.as_integer())
        && top < 0
        && low < 0
    {
        // (-1)^(n - k) binomial(-k - 1, n - k)
        if low > top {
            return Some(f.integer(0));
        }
        let rest = f.sub(n, k);
        let value = binomial(f, &f.neg(&f.add(k, &one)), &rest)?;
        return Some(if (top - low) % 2 == 0 { value } else { f.neg(&value) });
    }
    if n.as_integer().is_some_and(|n| n < 0) {
        // (-1)^k binomial(k - n - 1, k)
        let order = k.as_integer().filter(|k| *k >= 0)?;
        let value = binomial(f, &f.sub(&f.sub(k, n), &one), k)?;
        return Some(if order % 2 == 0 { value } else { f.neg(&value) });
    }
    let below =
        f.mul(&reciprocal_gamma(f, &f.add(k, &one))?, &reciprocal_gamma(f, &f.add(&f.sub(n, k), &one))?);
    Some(f.mul(&gamma(f, &f.add(n, &one))?, &below))
}

/// `2F1(-n, n; 1/2; (1 - x)/2)`
pub fn chebyshev_t(f: &Field, n: &Z, x: &Z) -> Option<Z> {
    gauss(f, &f.neg(n), n, &f.fraction(1, 2), &middle(f, x))
}

/// `(n + 1) 2F1(-n, n + 2; 3/2; (1 - x)/2)`
pub fn chebyshev_u(f: &Field, n: &Z, x: &Z) -> Option<Z> {
    let value = gauss(f, &f.neg(n), &f.add(n, &f.integer(2)), &f.fraction(3, 2), &middle(f, x))?;
    Some(f.mul(&f.add(n, &f.integer(1)), &value))
}

/// `binomial(n + 2 m - 1, n) 2F1(-n, n + 2 m; m + 1/2; (1 - x)/2)`
pub fn gegenbauer(f: &Field, n: &Z, m: &Z, x: &Z) -> Option<Z> {
    let twice = f.scale(m, 2);
    let sum = f.add(n, &twice);
    let scale = binomial(f, &f.sub(&sum, &f.integer(1)), n)?;
    let value = gauss(f, &f.neg(n), &sum, &f.add(m, &f.fraction(1, 2)), &middle(f, x))?;
    Some(f.mul(&scale, &value))
}

/// `2^n √π (1F1(-n/2; 1/2; x^2) / gamma((1 - n)/2) - 2 x 1F1((1 - n)/2; 3/2; x^2) / gamma(-n/2))`
pub fn hermite(f: &Field, n: &Z, x: &Z) -> Option<Z> {
    // 2^n U(-n/2, 1/2, x^2) far out on the right, where the two parts cancel
    if n.as_integer().is_none_or(|n| n < 0)
        && x.is_real()
        && !x.is_left()
        && let Some(value) = far::hypergeometric_u(f, &f.neg(&f.halve(n, 1)), &f.fraction(1, 2), &f.square(x))
    {
        return Some(f.mul(&f.pow(&f.integer(2), n)?, &value));
    }
    let even = f.neg(&f.halve(n, 1));
    let odd = f.add(&even, &f.fraction(1, 2));
    let square = f.square(x);
    let part = |top: &Z, bottom: Z, other: &Z| -> Option<Z> {
        let below = reciprocal_gamma(f, other)?;
        if below.is_zero() {
            return Some(below);
        }
        Some(f.mul(&below, &series(f, std::slice::from_ref(top), &[bottom], &square)?))
    };
    let first = part(&even, f.fraction(1, 2), &odd)?;
    let second = f.scale(&f.mul(x, &part(&odd, f.fraction(3, 2), &even)?), 2);
    let scale = f.mul(&f.pow(&f.integer(2), n)?, &f.sqrt(&f.pi())?);
    Some(f.mul(&scale, &f.sub(&first, &second)))
}

/// `binomial(n + a, n) 2F1(-n, n + a + b + 1; a + 1; (1 - x)/2)`
pub fn jacobi(f: &Field, n: &Z, a: &Z, b: &Z, x: &Z) -> Option<Z> {
    let one = f.integer(1);
    let sum = f.add(&f.add(n, &one), &f.add(a, b));
    let value = gauss(f, &f.neg(n), &sum, &f.add(a, &one), &middle(f, x))?;
    let scale = if a.is_zero() { one } else { binomial(f, &f.add(n, a), n)? };
    Some(f.mul(&scale, &value))
}

/// `binomial(n + a, n) 1F1(-n; a + 1; x)`
pub fn laguerre(f: &Field, n: &Z, a: &Z, x: &Z) -> Option<Z> {
    let next = f.add(a, &f.integer(1));
    let value = series(f, &[f.neg(n)], &[next], x)?;
    let scale = if a.is_zero() { f.integer(1) } else { binomial(f, &f.add(n, a), n)? };
    Some(f.mul(&scale, &value))
}

/// Whether an argument is on the cut of Legendre functions of this type, or where they are taken.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// Types 1 and 2: `((1 + x)/(1 - x))^(m/2)`.
    Between,
    /// Type 3: `((x + 1)/(x - 1))^(m/2)`.
    Beyond,
}

fn side(kind: i64) -> Option<Side> {
    match kind {
        1 | 2 => Some(Side::Between),
        3 => Some(Side::Beyond),
        _ => None,
    }
}

/// `(1 + x)^(m/2) / (1 - x)^(m/2)`, or over `(x - 1)^(m/2)`.
fn legendre_factor(f: &Field, m: &Z, x: &Z, side: Side) -> Option<Z> {
    if m.is_zero() {
        return Some(f.integer(1));
    }
    let one = f.integer(1);
    let half = f.halve(m, 1);
    let below = if side == Side::Between { f.sub(&one, x) } else { f.sub(x, &one) };
    f.div(&f.pow(&f.add(&one, x), &half)?, &f.pow(&below, &half)?)
}

/// The associated Legendre function of the first kind: `((1 + x)/(1 - x))^(m/2) 2F1(-n, n + 1; 1 - m; (1 - x)/2) / gamma(1 - m)`
/// (DLMF 14.3.1), of type 3 with `x - 1` (14.3.6).
pub fn legendre_p(f: &Field, n: &Z, m: &Z, kind: i64, x: &Z) -> Option<Z> {
    let side = side(kind)?;
    let one = f.integer(1);
    let parameters = [f.neg(n), f.add(n, &one)];
    let value = regularized(f, &parameters, &[f.sub(&one, m)], &middle(f, x))?;
    if value.is_zero() {
        return Some(value);
    }
    Some(f.mul(&legendre_factor(f, m, x, side)?, &value))
}

/// The associated Legendre function of the second kind (DLMF 14.3.2), of type 3 by 14.3.10 and `e^(m π i)`.
pub fn legendre_q(f: &Field, n: &Z, m: &Z, kind: i64, x: &Z) -> Option<Z> {
    let side = side(kind)?;
    let (wide, m) = super::functions::off_integer(f, m);
    let one = wide.integer(1);
    let minus = wide.neg(&m);
    let first = legendre_p(&wide, n, &m, kind, x)?;
    let second = legendre_p(&wide, n, &minus, kind, x)?;
    let (sin, cos) = wide.sin_cos_pi(&m)?;
    let above = gamma(&wide, &wide.add(&wide.add(n, &m), &one))?;
    let ratio = wide.mul(&above, &reciprocal_gamma(&wide, &wide.add(&wide.sub(n, &m), &one))?);
    let second = wide.mul(&ratio, &second);
    let scale = wide.div(&wide.halve(&wide.pi(), 1), &sin)?;
    let value = match side {
        Side::Between => wide.sub(&wide.mul(&cos, &first), &second),
        Side::Beyond => {
            let turn = wide.add(&cos, &wide.mul(&wide.i(), &sin));
            wide.mul(&turn, &wide.sub(&first, &second))
        }
    };
    Some(wide.mul(&scale, &value))
}

/// `2^(-n/2) e^(-z^2/4) H_n(z/√2)`
pub fn parabolic_cylinder(f: &Field, n: &Z, z: &Z) -> Option<Z> {
    let value = hermite(f, n, &f.div(z, &f.sqrt(&f.integer(2))?)?)?;
    let scale =
        f.mul(&f.pow(&f.integer(2), &f.neg(&f.halve(n, 1)))?, &f.exp(&f.neg(&f.halve(&f.square(z), 2)))?);
    Some(f.mul(&scale, &value))
}

/// `e^(-z/2) z^(m + 1/2)`, and the parameters `m - k + 1/2` and `2 m + 1`.
fn whittaker(f: &Field, k: &Z, m: &Z, z: &Z) -> Option<(Z, Z, Z)> {
    let exponent = f.add(m, &f.fraction(1, 2));
    let scale = f.mul(&f.exp(&f.neg(&f.halve(z, 1)))?, &f.pow(z, &exponent)?);
    Some((scale, f.sub(&exponent, k), f.scale(&exponent, 2)))
}

/// Whittaker's `M`, by Kummer's function (DLMF 13.14.2).
pub fn whittaker_m(f: &Field, k: &Z, m: &Z, z: &Z) -> Option<Z> {
    let (scale, a, b) = whittaker(f, k, m, z)?;
    Some(f.mul(&scale, &kummer(f, &a, &b, z)?))
}

/// Whittaker's `W`, by Tricomi's function (DLMF 13.14.3).
pub fn whittaker_w(f: &Field, k: &Z, m: &Z, z: &Z) -> Option<Z> {
    let (scale, a, b) = whittaker(f, k, m, z)?;
    Some(f.mul(&scale, &super::functions::hypergeometric_u(f, &a, &b, z)?))
}
