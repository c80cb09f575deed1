//! Functions that continue sequences of integers: Fibonacci and Lucas numbers, double factorials, products of factorials.

use super::gamma::gamma;
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

/// Barnes' function, `G(z + 1) = gamma(z) G(z)`: by its expansion far to the right, whose constant `ζ'(-1)` comes from the
/// same expansion at an integer, where G is a product.
pub fn barnes_g(field: &Field, z: &Z) -> Option<Z> {
    let at = z.to_machine();
    if z.as_integer().is_some_and(|n| n <= 0) {
        return Some(field.integer(0));
    }
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
    let f = &Field::new(field.bits + (size * size * (2.0 + size.ln())).log2() as usize + 8);
    // G(n + 1) = 1! 2! … (n - 1)!
    let (mut factorial, mut product) = (f.integer(1), f.integer(1));
    for k in 1..whole {
        factorial = f.scale(&factorial, k);
        product = f.mul(&product, &factorial);
    }
    let constant = f.sub(&f.log(&product)?, &far_log_barnes(f, &f.integer(whole), terms)?);
    // G(z + n) / (gamma(z) gamma(z + 1) … gamma(z + n - 1))
    let end = f.add(z, &f.integer(shift));
    let log = f.add(&far_log_barnes(f, &f.sub(&end, &f.integer(1)), terms)?, &constant);
    let mut below = f.integer(1);
    if shift > 0 {
        let mut factor = gamma(f, z)?;
        for k in 0..shift {
            below = f.mul(&below, &factor);
            factor = f.mul(&factor, &f.add(z, &f.integer(k)));
        }
    }
    f.div(&f.exp(&log)?, &below)
}
