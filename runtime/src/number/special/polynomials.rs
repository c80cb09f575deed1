//! Orthogonal polynomials, and the functions of any degree that continue them, by hypergeometric series.

use super::far;
use super::gamma::{gamma, reciprocal_gamma};
use super::hypergeometric::{gauss, series};
use super::{Field, Z};

/// `(1 - x) / 2`
fn middle(f: &Field, x: &Z) -> Z {
    f.halve(&f.sub(&f.integer(1), x), 1)
}

/// The binomial coefficient `gamma(n + 1) / (gamma(k + 1) gamma(n - k + 1))`; of a negative integer over one from 0 its limit.
pub fn binomial(f: &Field, n: &Z, k: &Z) -> Option<Z> {
    let one = f.integer(1);
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
