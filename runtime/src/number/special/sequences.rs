//! Functions that continue sequences of integers: Fibonacci and Lucas numbers, double factorials, products of factorials;
//! sums and products over all integers.

use super::gamma::{gamma, log_gamma, reciprocal_gamma};
use super::hypergeometric::series;
use super::zeta::with_bernoulli;
use super::{Field, Z};

/// `φ^z - cos(π z) φ^-z` and `φ^z + cos(π z) φ^-z`, the first without loss near 0.
pub fn golden_powers(f: &Field, z: &Z) -> Option<(Z, Z)> {
    let one = f.integer(1);
    let golden = f.halve(&f.add(&one, &f.sqrt(&f.integer(5))?), 1);
    let exponent = f.mul(z, &f.log(&golden)?);
    let up = f.exp(&exponent)?;
    let down = f.div(&one, &up)?;
    let (_, cos) = f.sin_cos_pi(z)?;
    let turned = f.mul(&cos, &down);
    let sum = f.add(&up, &turned);
    if z.size() > 0.01 {
        return Some((f.sub(&up, &turned), sum));
    }
    // 2 sinh(z log φ) + 2 sin(π z / 2)^2 φ^-z, the sine hyperbolic by its series y 0F1(3/2; y^2/4)
    let quarter = f.halve(&f.square(&exponent), 2);
    let sinh = f.mul(&exponent, &series(f, &[], &[f.fraction(3, 2)], &quarter)?);
    let (half_sine, _) = f.sin_cos_pi(&f.halve(z, 1))?;
    Some((f.scale(&f.add(&sinh, &f.mul(&f.square(&half_sine), &down)), 2), sum))
}

/// `2^(z/2) (π/2)^((cos(π z) - 1)/4) gamma(z/2 + 1)`
pub fn double_factorial(f: &Field, z: &Z) -> Option<Z> {
    let (_, cos) = f.sin_cos_pi(z)?;
    let half = f.halve(z, 1);
    let power = f.halve(&f.sub(&cos, &f.integer(1)), 2);
    let scale = f.mul(&f.pow(&f.integer(2), &half)?, &f.pow(&f.halve(&f.pi(), 1), &power)?);
    Some(f.mul(&scale, &gamma(f, &f.add(&half, &f.integer(1)))?))
}

/// Farther left or right Barnes' function is not computed: its logarithm grows like `z^2 log z`.
const MOST_BARNES: f64 = 1e6;

/// `log G(z + 1)` but for `ζ'(-1)`, for large `z` on the right (DLMF 5.17.5).
fn far_log_barnes(f: &Field, z: &Z, terms: usize) -> Option<Z> {
    let log = f.log(z)?;
    let square = f.square(z);
    // (z^2/2 - 1/12) log z - 3/4 z^2 + z log(2 π)/2 + Σ B(2k + 2) / (4k (k + 1) z^2k)
    let mut sum = f.mul(&f.sub(&f.halve(&square, 1), &f.fraction(1, 12)), &log);
    sum = f.sub(&sum, &f.halve(&f.scale(&square, 3), 2));
    sum = f.add(&sum, &f.mul(z, &f.half_log_two_pi()?));
    let inverse = f.div(&f.integer(1), &square)?;
    let mut power = inverse.clone();
    with_bernoulli(f, terms + 1, |numbers| {
        for (k, number) in (1i64..).zip(&numbers[1..]) {
            let term = f.div(&f.mul(&power, number), &f.integer(4 * k * (k + 1)))?;
            sum = f.add(&sum, &term);
            if f.negligible(&term, &sum) {
                break;
            }
            power = f.mul(&power, &inverse);
        }
        Some(())
    })?;
    Some(sum)
}

/// What the expansion far to the right gives of Barnes' function: the field that it takes, `log G(z + n)`, and `n`. Its constant
/// `ζ'(-1)` comes from the same expansion at an integer, where G is a product.
fn far_barnes(field: &Field, z: &Z) -> Option<(Field, Z, i64)> {
    let at = z.to_machine();
    if !(at.norm() < MOST_BARNES && at.re > -1000.0) {
        return None;
    }
    let radius = 0.12 * field.bits as f64 + 10.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (terms, whole, shift) = (
        (0.12 * field.bits as f64) as usize + 10,
        radius.ceil() as i64,
        (radius - at.re).max(0.0).ceil() as i64,
    );
    // The logarithms have digits before the point.
    let size = at.norm().max(radius) + shift as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bits")]
    let f = Field::new(field.bits + (size * size * (2.0 + size.ln())).log2() as usize + 8);
    // G(n + 1) = 1! 2! … (n - 1)!
    let (mut factorial, mut product) = (f.integer(1), f.integer(1));
    for k in 1..whole {
        factorial = f.scale(&factorial, k);
        product = f.mul(&product, &factorial);
    }
    let constant = f.sub(&f.log(&product)?, &far_log_barnes(&f, &f.integer(whole), terms)?);
    let end = f.add(z, &f.integer(shift));
    let log = f.add(&far_log_barnes(&f, &f.sub(&end, &f.integer(1)), terms)?, &constant);
    Some((f, log, shift))
}

/// Barnes' function, `G(z + 1) = gamma(z) G(z)`.
pub fn barnes_g(field: &Field, z: &Z) -> Option<Z> {
    if z.as_integer().is_some_and(|n| n <= 0) {
        return Some(field.integer(0));
    }
    let (f, log, shift) = far_barnes(field, z)?;
    // G(z + n) / (gamma(z) gamma(z + 1) … gamma(z + n - 1))
    let mut below = f.integer(1);
    if shift > 0 {
        let mut factor = gamma(&f, z)?;
        for k in 0..shift {
            below = f.mul(&below, &factor);
            factor = f.mul(&factor, &f.add(z, &f.integer(k)));
        }
    }
    f.div(&f.exp(&log)?, &below)
}

/// The logarithm of Barnes' function, continuous off the negative axis.
pub fn log_barnes_g(field: &Field, z: &Z) -> Option<Z> {
    if z.as_integer().is_some_and(|n| n <= 0) {
        return None;
    }
    let (f, mut sum, shift) = far_barnes(field, z)?;
    for k in 0..shift {
        sum = f.sub(&sum, &log_gamma(&f, &f.add(z, &f.integer(k)))?);
    }
    Some(sum)
}

/// `Σ z^k / gamma(a k + b)` for positive `a`.
pub fn mittag_leffler(f: &Field, a: &Z, b: &Z, z: &Z) -> Option<Z> {
    let step = a.to_machine();
    if !(a.is_real() && step.re > 0.01 && step.re < 1e6) || z.size().powf(1.0 / step.re) > 2000.0 {
        return None;
    }
    let (mut power, mut sum, mut small) = (f.integer(1), f.integer(0), 0);
    let mut at = b.clone();
    for _ in 0..MOST_TERMS {
        let term = f.mul(&power, &reciprocal_gamma(f, &at)?);
        sum = f.add(&sum, &term);
        // Behind the largest term, and not at a pole of gamma.
        let past = at.to_machine().re > 2.0 && step.re * at.to_machine().re.ln() > z.size().ln();
        small = if past && f.negligible(&term, &sum) { small + 1 } else { 0 };
        if small >= 3 {
            return Some(sum);
        }
        power = f.mul(&power, z);
        at = f.add(&at, a);
    }
    None
}

/// A product or sum that needs more terms is given up.
const MOST_TERMS: i64 = 200_000;

/// `(1 - a) (1 - a q) (1 - a q^2) …` for `|q| < 1`.
pub fn q_pochhammer(f: &Field, a: &Z, q: &Z) -> Option<Z> {
    if !(q.size() < 1.0) {
        return None;
    }
    let one = f.integer(1);
    let (mut product, mut power) = (one.clone(), a.clone());
    for _ in 0..MOST_TERMS {
        if power.is_zero() || f.negligible(&power, &one) {
            return Some(product);
        }
        product = f.mul(&product, &f.sub(&one, &power));
        power = f.mul(&power, q);
    }
    None
}

/// The product of the first `n` of those factors, for any `n` by the quotient of two endless ones.
pub fn finite_q_pochhammer(f: &Field, a: &Z, q: &Z, n: &Z) -> Option<Z> {
    let one = f.integer(1);
    match n.as_integer() {
        Some(n) if n.abs() > MOST_TERMS => None,
        Some(n) if n >= 0 => {
            let (mut product, mut power) = (one.clone(), a.clone());
            for _ in 0..n {
                product = f.mul(&product, &f.sub(&one, &power));
                power = f.mul(&power, q);
            }
            Some(product)
        }
        Some(n) => {
            let (mut product, mut power) = (one.clone(), f.div(a, q)?);
            for _ in n..0 {
                product = f.mul(&product, &f.sub(&one, &power));
                power = f.div(&power, q)?;
            }
            f.div(&one, &product)
        }
        None => {
            let rest = f.mul(a, &f.pow(q, n)?);
            f.div(&q_pochhammer(f, a, q)?, &q_pochhammer(f, &rest, q)?)
        }
    }
}
