//! Regularized incomplete gamma and beta functions and their inverses.

use crate::kernels::scalar::real;

/// Most steps of an inversion: a bisection alone needs fewer than the number of doubles between two ends.
const STEPS: usize = 200;

/// `Q(a, x)`, the upper part (DLMF 8.2.4), for `a > 0`, `x >= 0`.
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    if a > 0.0 && x >= 0.0 { pxfm::f_gamma_q(a, x) } else { f64::NAN }
}

/// `P(a, x)`, the lower part, for `a > 0`, `x >= 0`.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    if a > 0.0 && x >= 0.0 { pxfm::f_gamma_p(a, x) } else { f64::NAN }
}

/// `I_x(a, b)` (DLMF 8.17.2), for `0 <= x <= 1`, `a, b > 0`.
pub fn beta(x: f64, a: f64, b: f64) -> f64 {
    if (0.0..=1.0).contains(&x) && a > 0.0 && b > 0.0 { pxfm::f_betainc_reg(a, b, x) } else { f64::NAN }
}

/// The `x` with `Q(a, x) = q`.
pub fn inverse_gamma_upper(a: f64, q: f64) -> f64 {
    inverse_gamma(a, 1.0 - q, q)
}

/// The `x` with `P(a, x) = p`.
pub fn inverse_gamma_lower(a: f64, p: f64) -> f64 {
    inverse_gamma(a, p, 1.0 - p)
}

/// The `x` with `P(a, x) = p` and `Q(a, x) = q`, of which the smaller is known to more digits.
fn inverse_gamma(a: f64, p: f64, q: f64) -> f64 {
    if !(a > 0.0 && (0.0..=1.0).contains(&p) && (0.0..=1.0).contains(&q)) {
        return f64::NAN;
    }
    if p == 0.0 {
        return 0.0;
    }
    if q == 0.0 {
        return f64::INFINITY;
    }
    let log_gamma = real::log_gamma(a);
    let density = |x: f64| real::exp((a - 1.0) * real::log(x) - x - log_gamma);
    let excess = |x: f64| if q < p { q - gamma_upper(a, x) } else { gamma_lower(a, x) - p };
    let mut high = a.max(1.0);
    while excess(high) < 0.0 && high < f64::MAX / 2.0 {
        high *= 2.0;
    }
    // Wilson and Hilferty's cube, or the first term of the series where that is not positive.
    let spread = 1.0 / (9.0 * a);
    let cube = 1.0 - spread - std::f64::consts::SQRT_2 * real::inverse_erfc(2.0 * p) * spread.sqrt();
    let start = a * cube * cube * cube;
    let series = real::exp((real::log(p) + real::log_gamma(a + 1.0)) / a);
    // Where the second term of the series is nothing beside the first.
    if series < 1e-17 {
        return series;
    }
    solve(excess, density, 0.0, high, if a > 1.0 && start > 0.0 { start } else { series })
}

/// The `x` with `I_x(a, b) = s`.
pub fn inverse_beta(s: f64, a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&s)) {
        return f64::NAN;
    }
    if s == 0.0 || s == 1.0 {
        return s;
    }
    let log_beta = real::log_gamma(a) + real::log_gamma(b) - real::log_gamma(a + b);
    let density = |x: f64| real::exp((a - 1.0) * real::log(x) + (b - 1.0) * pxfm::f_log1p(-x) - log_beta);
    solve(|x| beta(x, a, b) - s, density, 0.0, 1.0, a / (a + b))
}

/// Where an increasing function is 0 between two ends, by Newton's method, with a bisection wherever a step leaves the
/// bracket or does not halve it.
fn solve(f: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64, low: f64, high: f64, start: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let mut x = if low < start && start < high { start } else { 0.5 * (low + high) };
    for _ in 0..STEPS {
        let value = f(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let step = value / slope(x);
        let mut next = x - step;
        if !(low < next && next < high) {
            // Near 0 the exponent, not the value, is what is halved.
            next = if low == 0.0 { high * 0.25 } else { 0.5 * (low + high) };
        }
        if (next - x).abs() <= f64::EPSILON * 0.5 * next || next == low || next == high {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64, tolerance: f64) {
        assert!((value / expected - 1.0).abs() < tolerance, "{value} is not {expected}");
    }

    /// Values by `mpmath.gammainc(…, regularized=True)` and `mpmath.betainc(…, regularized=True)` with 30 digits.
    #[test]
    fn parts() {
        near(gamma_upper(2.0, 3.0), 0.1991482734714558, 1e-14);
        near(gamma_lower(0.5, 0.001), 0.035670591729679885, 1e-14);
        near(gamma_upper(10.0, 30.0), 7.121_750_862_815_577e-6, 1e-13);
        near(beta(0.3, 2.0, 5.0), 0.579825, 1e-14);
        assert!(beta(1.5, 1.0, 1.0).is_nan() && gamma_upper(-1.0, 1.0).is_nan());
    }

    #[test]
    fn inverses_lead_back() {
        for a in [0.1, 0.5, 1.0, 2.5, 10.0, 150.0] {
            for q in [1e-12, 1e-3, 0.2, 0.5, 0.9, 0.999] {
                let x = inverse_gamma_upper(a, q);
                near(gamma_upper(a, x), q, 1e-11);
            }
            // With b below 1 the function is so steep near 1 that the nearest double is far from s.
            for b in [1.0, 4.0, 60.0] {
                for s in [1e-9, 0.01, 0.5, 0.99] {
                    near(beta(inverse_beta(s, a, b), a, b), s, 1e-11);
                }
            }
        }
        assert_eq!(inverse_gamma_upper(2.0, 0.0), f64::INFINITY);
        assert_eq!(inverse_beta(1.0, 2.0, 3.0), 1.0);
        assert!(inverse_beta(1.1, 2.0, 3.0).is_nan());
    }
}
