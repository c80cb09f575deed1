//! Gamma over the complex numbers, polygamma, incomplete gamma and beta, zeta.

use std::f64::consts::PI;

use num_complex::Complex64;

use crate::kernels::scalar::{complex, real};
use crate::number::special::machine_complex_value;

/// `B(2k) / (2k)!` for k from 1: the coefficients of the Euler-Maclaurin formula.
const EULER_MACLAURIN: [f64; 12] = [
    8.333_333_333_333_333e-2,
    -1.388_888_888_888_889e-3,
    3.306_878_306_878_307e-5,
    -8.267_195_767_195_768e-7,
    2.087_675_698_786_81e-8,
    -5.284_190_138_687_493e-10,
    1.338_253_653_068_468e-11,
    -3.389_680_296_322_582_8e-13,
    8.586_062_056_277_845e-15,
    -2.174_868_698_558_062e-16,
    5.509_002_828_360_23e-18,
    -1.395_446_468_581_252_3e-19,
];

/// `B(2k) / (2k (2k - 1))` for k from 1: the coefficients of Stirling's series.
const STIRLING: [f64; 10] = [
    8.333_333_333_333_333e-2,
    -2.777_777_777_777_778e-3,
    7.936_507_936_507_937e-4,
    -5.952_380_952_380_953e-4,
    8.417_508_417_508_417e-4,
    -1.917_526_917_526_917_6e-3,
    6.410_256_410_256_41e-3,
    -2.955_065_359_477_124_2e-2,
    1.796_443_723_688_307_3e-1,
    -1.392_432_216_905_901_1,
];

/// Half of `log(2 π)`.
const HALF_LOG_TWO_PI: f64 = 0.918_938_533_204_672_7;

/// The logarithm of gamma, continuous but for the cut along the negative real axis, rounded once.
pub fn exact_log_gamma(z: Complex64) -> Complex64 {
    let value = machine_complex_value("LogGamma", &[z]);
    if value.is_finite() { value } else { log_gamma(z) }
}

/// The logarithm of gamma to about 13 digits: which branch a more exact value is on (DLMF 5.11.1 after moving the argument
/// to the right by 5.5.1, and 5.5.3 on the left).
pub fn log_gamma(z: Complex64) -> Complex64 {
    if z.im == 0.0 && z.re > 0.0 {
        return Complex64::new(real::log_gamma(z.re), z.im);
    }
    if z.im == 0.0 && z.re == z.re.floor() {
        return Complex64::new(f64::NAN, f64::NAN);
    }
    if z.re < 0.5 && z.im.abs() < 50.0 {
        // log gamma(z) = log(π) - log(sin π z) - log gamma(1 - z), with the branch that makes it continuous.
        let rest = log_gamma(Complex64::new(1.0 - z.re, -z.im));
        let log_sin = log_sin_pi(z);
        let im = -log_sin.im - rest.im + if z.im >= 0.0 { turn_of(z.re) } else { -turn_of(z.re) };
        return Complex64::new(PI.ln() - log_sin.re - rest.re, im);
    }
    let mut shifted = z;
    let mut correction = Complex64::new(0.0, 0.0);
    while shifted.re < 15.0 && shifted.norm() < 25.0 {
        let log = complex::log(shifted);
        correction += log;
        shifted.re += 1.0;
    }
    let inverse = complex::reciprocal(shifted);
    let square = complex::square(inverse);
    let series = STIRLING.iter().rev().fold(Complex64::new(0.0, 0.0), |sum, &c| sum * square + c) * inverse;
    (shifted - 0.5) * complex::log(shifted) - shifted + HALF_LOG_TWO_PI + series - correction
}

/// `2 π floor(x / 2 + 1/4)`: how far the logarithm of the sine has turned at real part `x`.
fn turn_of(x: f64) -> f64 {
    2.0 * PI * (0.5 * x + 0.25).floor()
}

/// The principal logarithm of `sin(π z)`.
fn log_sin_pi(z: Complex64) -> Complex64 {
    let (sin, cos) = pxfm::f_sincospi(z.re);
    let (sinh, cosh) = (real::sinh(PI * z.im), real::cosh(PI * z.im));
    complex::log(Complex64::new(sin * cosh, cos * sinh))
}

/// Gamma.
pub fn gamma(z: Complex64) -> Complex64 {
    if z.im == 0.0 {
        return Complex64::new(real::gamma(z.re), z.im);
    }
    // Machine arithmetic loses up to 200 units of the last place.
    let value = machine_complex_value("Gamma", &[z]);
    if value.is_finite() {
        return value;
    }
    if z.re < 0.5 && z.im.abs() < 50.0 {
        // gamma(z) gamma(1 - z) = π / sin(π z)
        let (sin, cos) = pxfm::f_sincospi(z.re);
        let sine = Complex64::new(sin * real::cosh(PI * z.im), cos * real::sinh(PI * z.im));
        let other = gamma(Complex64::new(1.0 - z.re, -z.im));
        return complex::divide(Complex64::new(PI, 0.0), complex::multiply(sine, other));
    }
    // The product keeps the logarithm, and with it the error of its exponential, small.
    let (mut reduced, mut product) = (z, Complex64::new(1.0, 0.0));
    while reduced.re > 2.0 && product.norm() < 1e200 && reduced.re < 60.0 {
        reduced.re -= 1.0;
        product *= reduced;
    }
    complex::multiply(product, complex::exp(log_gamma(reduced)))
}

/// Hurwitz' zeta function for `s > 1`, `a > 0`, by the Euler-Maclaurin formula (DLMF 25.11.28).
pub fn hurwitz_zeta(s: f64, a: f64) -> f64 {
    if s.is_nan() || s <= 1.0 || a.is_nan() || a <= 0.0 {
        return f64::NAN;
    }
    let mut sum = 0.0;
    let mut x = a;
    // From small to large would be better still; the terms fall fast enough.
    let mut terms = Vec::with_capacity(24);
    while x < a + 12.0 || x < 12.0 {
        terms.push(real::power(x, -s));
        x += 1.0;
    }
    let tail = real::power(x, 1.0 - s) / (s - 1.0) + 0.5 * real::power(x, -s);
    let mut factor = s * real::power(x, -s - 1.0);
    for (k, coefficient) in EULER_MACLAURIN.iter().enumerate() {
        sum += coefficient * factor;
        let k = 2.0 * (k as f64 + 1.0);
        factor *= (s + k - 1.0) * (s + k) / (x * x);
    }
    sum += tail;
    terms.iter().rev().fold(sum, |sum, term| sum + term)
}

/// Riemann's zeta function of a real; NaN at 1. To the left of 0 by reflection (DLMF 25.4.1).
pub fn zeta(s: f64) -> f64 {
    if s == 1.0 {
        return f64::NAN;
    }
    if s > 1.0 {
        return if s > 60.0 { 1.0 } else { hurwitz_zeta(s, 1.0) };
    }
    if s == 0.0 {
        return -0.5;
    }
    if s < 0.0 {
        let (sin, _) = pxfm::f_sincospi(0.5 * s);
        if sin == 0.0 {
            return 0.0;
        }
        return real::power(2.0 * PI, s) / PI * sin * real::gamma(1.0 - s) * zeta(1.0 - s);
    }
    // The alternating series, accelerated (Cohen, Rodriguez Villegas and Zagier 2000).
    const TERMS: i32 = 24;
    let d = (3.0 + 8f64.sqrt()).powi(TERMS);
    let d = 0.5 * (d + 1.0 / d);
    let (mut b, mut c, mut sum) = (-1.0, -d, 0.0);
    for k in 0..TERMS {
        c = b - c;
        sum += c * real::power(f64::from(k + 1), -s);
        b *= f64::from((k + TERMS) * (k - TERMS)) / ((f64::from(k) + 0.5) * f64::from(k + 1));
    }
    sum / d / -pxfm::f_exp2m1(1.0 - s)
}

/// The polygamma function of order `n >= 0`: `(-1)^(n+1) n! ζ(n + 1, x)`; NaN at the poles.
pub fn polygamma(n: i64, x: f64) -> f64 {
    match n {
        0 => real::digamma(x),
        1 if x > 0.0 => pxfm::f_trigamma(x),
        n if n >= 1 && x > 0.0 => {
            let order = n as f64;
            let size = real::gamma(order + 1.0) * hurwitz_zeta(order + 1.0, x);
            if n % 2 == 0 { -size } else { size }
        }
        // psi_n(x) = psi_n(x + 1) - (-1)^n n! / x^(n + 1)
        n if n >= 1 && x > -500.0 && x != x.floor() => {
            let order = n as f64;
            let step = real::gamma(order + 1.0) * real::power_integer(x, -n - 1);
            polygamma(n, x + 1.0) - if n % 2 == 0 { step } else { -step }
        }
        _ => f64::NAN,
    }
}

/// The upper incomplete gamma function for `a > 0`, `x >= 0`.
pub fn incomplete_gamma(a: f64, x: f64) -> f64 {
    if a > 0.0 && x >= 0.0 { real::gamma(a) * pxfm::f_gamma_q(a, x) } else { f64::NAN }
}

/// The incomplete beta function for `0 <= x <= 1`, `a, b > 0`.
pub fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if (0.0..=1.0).contains(&x) && a > 0.0 && b > 0.0 {
        pxfm::f_betainc_reg(a, b, x) * real::beta(a, b)
    } else {
        f64::NAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64, tolerance: f64) {
        assert!((value / expected - 1.0).abs() < tolerance, "{value} is not {expected}");
    }

    #[test]
    fn zeta_and_polygamma() {
        near(zeta(2.0), PI * PI / 6.0, 1e-15);
        near(zeta(0.5), -1.4603545088095868, 1e-14);
        near(zeta(-1.0), -1.0 / 12.0, 1e-14);
        near(zeta(3.0), 1.2020569031595942, 1e-15);
        near(polygamma(2, 1.0), -2.4041138063191885, 1e-15);
        near(polygamma(3, -0.5), 193.40909103400244, 1e-13);
    }

    #[test]
    fn complex_gamma() {
        // mpmath.gamma and mpmath.loggamma
        for (z, value) in [
            (Complex64::new(1.0, 1.0), Complex64::new(0.498015668118356, -0.1549498283018107)),
            (Complex64::new(-1.5, 0.5), Complex64::new(0.9379166627878851, 0.34920566814780485)),
        ] {
            assert!((gamma(z) - value).norm() < 1e-14, "{z}: {} is not {value}", gamma(z));
        }
        for (z, value) in [
            (Complex64::new(-1.5, 0.5), Complex64::new(0.0008154671525182346, -5.926765791507547)),
            (Complex64::new(-3.3, 1.0), Complex64::new(-3.355909539732684, -10.590844788196893)),
            (Complex64::new(-3.3, -1.0), Complex64::new(-3.355909539732684, 10.590844788196893)),
        ] {
            assert!((log_gamma(z) - value).norm() < 1e-13, "{z}: {} is not {value}", log_gamma(z));
        }
    }
}
