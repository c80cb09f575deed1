//! Gamma and its kin: the logarithm, the beta function, the incomplete functions.

use super::far;
use super::hypergeometric::{gauss, series};
use super::zeta::with_bernoulli;
use super::{Field, Z};

/// A sum or continued fraction that needs more terms is given up.
const MOST_TERMS: i64 = 400_000;

/// Farther to the left gamma is taken by reflection, nearer by a product.
const REFLECTED: f64 = -24.0;

/// Up to this size gamma to very many digits is a sum and a product of few factors.
const NEAR: f64 = 60.0;

/// Larger arguments give values beyond all exponents.
const MOST: f64 = 1e16;

/// Gamma; None at a pole and far out.
pub fn gamma(field: &Field, z: &Z) -> Option<Z> {
    let machine = z.to_machine();
    if !machine.is_finite() || machine.norm() > MOST || z.as_integer().is_some_and(|n| n <= 0) {
        return None;
    }
    if field.limbs().is_none() && machine.norm() <= NEAR {
        return near_gamma(field, z);
    }
    // The logarithm has digits before the point.
    let size = machine.norm().max(0.2 * field.bits as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bits")]
    let lost = (size * (2.0 + size.ln())).log2() as usize + 8;
    let wide = Field::new(field.bits + lost);
    if machine.re < REFLECTED {
        // gamma(z) gamma(1 - z) = π / sin(π z)
        let sine = wide.sin_cos_pi(z)?.0;
        let other = gamma(&wide, &wide.sub(&wide.integer(1), z))?;
        return wide.div(&wide.pi(), &wide.mul(&sine, &other));
    }
    let far = stirling(&wide, z)?;
    let value = wide.exp(&far.log)?;
    match &far.product {
        Some(product) => wide.div(&value, product),
        None => Some(value),
    }
}

/// Gamma of small numbers to very many digits, for which Stirling's series would take thousands of Bernoulli numbers: by
/// steps to real parts from 1 to 2, where `N^z e^-N Σ N^k / (z (z + 1) … (z + k))` differs from gamma by about `e^-N`.
fn near_gamma(field: &Field, z: &Z) -> Option<Z> {
    let machine = z.to_machine();
    #[expect(clippy::cast_possible_truncation, reason = "bounded by `NEAR`")]
    let steps = machine.re.floor() as i64 - 1;
    let field = Field::new(field.bits + 32 + steps.unsigned_abs() as usize / 64);
    let start = field.sub(z, &field.integer(steps));
    #[expect(clippy::cast_possible_truncation, reason = "a number of bits")]
    let n = (field.bits as f64 * std::f64::consts::LN_2 + 3.2 * machine.im.abs()).ceil() as i64 + 8;
    let limit = field.integer(n);
    let mut term = field.div(&field.integer(1), &start)?;
    let mut sum = term.clone();
    for k in 1..MOST_TERMS {
        term = field.div(&field.mul(&term, &limit), &field.add(&start, &field.integer(k)))?;
        sum = field.add(&sum, &term);
        if k > n && field.negligible(&term, &sum) {
            break;
        }
    }
    let exponent = field.sub(&field.mul(&start, &field.log(&limit)?), &limit);
    let mut value = field.mul(&sum, &field.exp(&exponent)?);
    if steps >= 0 {
        for step in 0..steps {
            value = field.mul(&value, &field.add(&start, &field.integer(step)));
        }
    } else {
        for step in steps..0 {
            // Of z itself: beside an integer the digits of a tiny z would be lost.
            value = field.div(&value, &field.add(z, &field.integer(step - steps)))?;
        }
    }
    Some(value)
}

/// `1 / gamma(z)`, zero at the poles.
pub fn reciprocal_gamma(field: &Field, z: &Z) -> Option<Z> {
    if z.as_integer().is_some_and(|n| n <= 0) {
        return Some(field.integer(0));
    }
    field.div(&field.integer(1), &gamma(field, z)?)
}

/// What Stirling's series gives: the logarithm of gamma at an argument moved to the right, and what divides gamma there.
struct Stirling {
    /// The logarithm at `z + n`.
    log: Z,
    /// `z (z + 1) … (z + n - 1)`, where the argument was moved.
    product: Option<Z>,
    /// The sum of the factors' angles.
    turned: f64,
}

/// Stirling's series (DLMF 5.11.1), after moving the argument to the right.
fn stirling(field: &Field, z: &Z) -> Option<Stirling> {
    let at = z.to_machine();
    let radius = 0.12 * field.bits as f64 + 8.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded by the number of bits"
    )]
    let (terms, shift) = (
        (0.12 * field.bits as f64) as usize + 8,
        if at.norm() > 4.0 * radius { 0 } else { (radius - at.re).max(0.0).ceil() as i64 },
    );
    let one = field.integer(1);
    let (mut product, mut turned) = (one.clone(), 0.0);
    for k in 0..shift {
        let factor = field.add(z, &field.integer(k));
        if !z.is_real() {
            turned += num_complex::Complex64::new(at.re + k as f64, at.im).arg();
        }
        product = field.mul(&product, &factor);
    }
    let x = field.add(z, &field.integer(shift));
    let mut sum = field.mul(&field.sub(&x, &field.fraction(1, 2)), &field.log(&x)?);
    sum = field.sub(&sum, &x);
    sum = field.add(&sum, &field.half_log_two_pi()?);
    let inverse = field.div(&one, &x)?;
    let square = field.square(&inverse);
    let mut power = inverse;
    with_bernoulli(field, terms, |numbers| {
        for (k, number) in (1i64..).zip(numbers) {
            let term = field.div(&field.mul(&power, number), &field.integer(2 * k * (2 * k - 1)))?;
            sum = field.add(&sum, &term);
            if field.negligible(&term, &sum) {
                break;
            }
            power = field.mul(&power, &square);
        }
        Some(())
    })?;
    Some(Stirling { log: sum, product: (shift > 0).then_some(product), turned })
}

/// The logarithm of gamma to the right of 0.
fn right_log_gamma(field: &Field, z: &Z) -> Option<Z> {
    let far = stirling(field, z)?;
    let Some(product) = far.product else { return Some(far.log) };
    // The logarithm of the product is that of its factors but for whole turns.
    let log = field.log(&product)?;
    let turns = ((far.turned - log.to_machine().im) / (2.0 * std::f64::consts::PI)).round();
    if z.is_real() || turns == 0.0 {
        return Some(field.sub(&far.log, &log));
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most half a turn a factor")]
    let turn = field.mul(&field.scale(&field.pi(), 2 * turns as i64), &field.i());
    Some(field.sub(&field.sub(&far.log, &log), &turn))
}

/// The logarithm of gamma on the branch that is continuous off the negative axis: on the left the principal one tells the
/// digits, the machine value the turns.
pub fn log_gamma(f: &Field, z: &Z) -> Option<Z> {
    let at = z.to_machine();
    if !at.is_finite() || at.norm() > 1e300 || z.as_integer().is_some_and(|n| n <= 0) {
        return None;
    }
    // Exactly zero: no precision would find a digit.
    if matches!(z.as_integer(), Some(1 | 2)) {
        return Some(f.integer(0));
    }
    if at.re >= 0.5 {
        return right_log_gamma(f, z);
    }
    let principal = f.log(&gamma(f, z)?)?;
    if z.is_real() && !z.is_left() {
        return Some(principal);
    }
    let near = crate::kernels::special::gamma::log_gamma(at);
    let turns = ((near.im - principal.to_machine().im) / (2.0 * std::f64::consts::PI)).round();
    if !turns.is_finite() || turns.abs() > 1e12 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let turn = f.mul(&f.scale(&f.pi(), 2 * turns as i64), &f.i());
    Some(f.add(&principal, &turn))
}

/// `gamma(a) gamma(b) / gamma(a + b)`, zero where only the gamma below has a pole.
pub fn beta(f: &Field, a: &Z, b: &Z) -> Option<Z> {
    let top = f.mul(&gamma(f, a)?, &gamma(f, b)?);
    Some(f.mul(&top, &reciprocal_gamma(f, &f.add(a, b))?))
}

fn positive(z: &Z) -> bool {
    z.is_real() && !z.is_zero() && !z.is_left()
}

/// The incomplete beta function: `z^a / a 2F1(a, 1 - b; a + 1; z)`; between 0 and 1 by a series of positive terms, of
/// `1 - z` where z is beyond the mean.
pub fn incomplete_beta(f: &Field, z: &Z, a: &Z, b: &Z) -> Option<Z> {
    let one = f.integer(1);
    let rest = f.sub(&one, z);
    if positive(z) && positive(&rest) && positive(a) && positive(b) {
        let [x, p, q] = [z, a, b].map(|z| z.to_machine().re);
        if p.max(q) > 1e7 {
            return None;
        }
        // x^a (1 - x)^b / a 2F1(a + b, 1; a + 1; x)
        let part = |x: &Z, rest: &Z, a: &Z, b: &Z| -> Option<Z> {
            let sum = series(f, &[f.add(a, b), one.clone()], &[f.add(a, &one)], x)?;
            f.div(&f.mul(&f.mul(&f.pow(x, a)?, &f.pow(rest, b)?), &sum), a)
        };
        return if x <= (p + 1.0) / (p + q + 2.0) {
            part(z, &rest, a, b)
        } else {
            Some(f.sub(&beta(f, a, b)?, &part(&rest, z, b, a)?))
        };
    }
    let value = gauss(f, a, &f.sub(&one, b), &f.add(a, &one), z)?;
    f.div(&f.mul(&f.pow(z, a)?, &value), a)
}

/// The upper incomplete gamma function `gamma(a) - z^a / a 1F1(a; a + 1; -z)`; of positive numbers by a series of positive
/// terms or by a continued fraction.
pub fn upper_gamma(f: &Field, a: &Z, z: &Z) -> Option<Z> {
    if z.is_zero() {
        return gamma(f, a);
    }
    if let Some(value) = far::upper_gamma(f, a, z) {
        return Some(value);
    }
    let (at, order) = (z.to_machine(), a.to_machine());
    if at.norm() > 1e9 || order.norm() > 1e9 {
        return None;
    }
    if positive(z) && a.is_real() && at.re > order.re.abs() + 0.5 * f.choosing_bits() as f64 {
        return by_fraction(f, a, z);
    }
    if positive(z) && positive(a) {
        // z^a e^-z / a 1F1(1; a + 1; z)
        let one = f.integer(1);
        let sum = series(f, std::slice::from_ref(&one), &[f.add(a, &one)], z)?;
        let factor = f.mul(&f.pow(z, a)?, &f.exp(&f.neg(z))?);
        return Some(f.sub(&gamma(f, a)?, &f.div(&f.mul(&factor, &sum), a)?));
    }
    if at.norm() > 3000.0 {
        return None;
    }
    let (wide, a) = if a.as_integer().is_some_and(|a| a <= 0) {
        super::functions::off_integer(f, a)
    } else {
        (*f, a.clone())
    };
    let one = wide.integer(1);
    let sum = series(&wide, std::slice::from_ref(&a), &[wide.add(&a, &one)], &wide.neg(z))?;
    let lower = wide.div(&wide.mul(&wide.pow(z, &a)?, &sum), &a)?;
    Some(wide.sub(&gamma(&wide, &a)?, &lower))
}

/// `e^-z z^a / (z + 1 - a - 1 (1 - a) / (z + 3 - a - 2 (2 - a) / (…)))` (DLMF 8.9.2), by the method of Lentz.
fn by_fraction(f: &Field, a: &Z, z: &Z) -> Option<Z> {
    let one = f.integer(1);
    let mut below = f.add(&f.sub(z, a), &one);
    let mut d = f.div(&one, &below)?;
    let (mut c, mut value) = (None::<Z>, d.clone());
    for k in 1..MOST_TERMS {
        let top = f.neg(&f.scale(&f.sub(&f.integer(k), a), k));
        below = f.add(&below, &f.integer(2));
        d = f.div(&one, &f.add(&f.mul(&top, &d), &below))?;
        let next = match &c {
            // The first quotient of the ratios above is infinite.
            None => below.clone(),
            Some(c) => f.add(&below, &f.div(&top, c)?),
        };
        let change = f.mul(&next, &d);
        value = f.mul(&value, &change);
        c = Some(next);
        if f.negligible(&f.sub(&change, &one), &one) {
            return Some(f.mul(&f.mul(&f.pow(z, a)?, &f.exp(&f.neg(z))?), &value));
        }
    }
    None
}

/// `gamma(a, z) / gamma(a)`
pub fn upper_regularized(f: &Field, a: &Z, z: &Z) -> Option<Z> {
    Some(f.mul(&upper_gamma(f, a, z)?, &reciprocal_gamma(f, a)?))
}
