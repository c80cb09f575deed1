//! Orthogonal polynomials of integer degree at real arguments, by their recurrences.

/// Degrees beyond this are not computed.
const MAX_DEGREE: i64 = 10_000_000;

/// `p(n)` from `p(0)`, `p(1)` and `p(k + 1) = step(k, p(k), p(k - 1))`; NaN for negative degree.
fn by_recurrence(n: i64, first: f64, second: f64, step: impl Fn(f64, f64, f64) -> f64) -> f64 {
    if !(0..=MAX_DEGREE).contains(&n) {
        return f64::NAN;
    }
    let (mut before, mut now) = (first, second);
    if n == 0 {
        return before;
    }
    for k in 1..n {
        (before, now) = (now, step(k as f64, now, before));
    }
    now
}

/// Legendre's polynomial.
pub fn legendre(n: i64, x: f64) -> f64 {
    by_recurrence(n, 1.0, x, |k, p, q| ((2.0 * k + 1.0) * x * p - k * q) / (k + 1.0))
}

/// Hermite's polynomial (the physicists').
pub fn hermite(n: i64, x: f64) -> f64 {
    by_recurrence(n, 1.0, 2.0 * x, |k, p, q| 2.0 * x * p - 2.0 * k * q)
}

/// Chebyshev's polynomial of the first kind.
pub fn chebyshev_t(n: i64, x: f64) -> f64 {
    by_recurrence(n, 1.0, x, |_, p, q| 2.0 * x * p - q)
}

/// Chebyshev's polynomial of the second kind.
pub fn chebyshev_u(n: i64, x: f64) -> f64 {
    by_recurrence(n, 1.0, 2.0 * x, |_, p, q| 2.0 * x * p - q)
}

/// Laguerre's polynomial.
pub fn laguerre(n: i64, x: f64) -> f64 {
    by_recurrence(n, 1.0, 1.0 - x, |k, p, q| ((2.0 * k + 1.0 - x) * p - k * q) / (k + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_degrees() {
        let x = 0.3;
        assert!((legendre(3, x) - (5.0 * x * x * x - 3.0 * x) / 2.0).abs() < 1e-15);
        assert!((hermite(3, x) - (8.0 * x * x * x - 12.0 * x)).abs() < 1e-14);
        assert!((chebyshev_t(5, x) - (5.0 * x.acos()).cos()).abs() < 1e-15);
        assert!((chebyshev_u(2, x) - (4.0 * x * x - 1.0)).abs() < 1e-15);
        assert!((laguerre(2, x) - (x * x - 4.0 * x + 2.0) / 2.0).abs() < 1e-15);
        assert!(legendre(-1, x).is_nan());
    }
}
