//! Zeta functions, polygamma functions, polylogarithms: the formula of Euler and Maclaurin.

use std::cell::RefCell;

use super::complex::in_all_limbs;
use super::gamma::gamma;
use super::{Field, Z};
use crate::number::{BigInteger, BigRational};
use crate::symbol::sym;

thread_local! {
    /// `B(2), B(4), …` as far as they have been computed.
    static BERNOULLI: RefCell<Vec<BigRational>> = const { RefCell::new(Vec::new()) };
    /// The same in limbs.
    static IN_LIMBS: RefCell<Vec<Z>> = const { RefCell::new(Vec::new()) };
}

/// Calls `f` with the Bernoulli numbers `B(2), B(4), …, B(2 n)` in a field.
pub(super) fn with_bernoulli<T>(field: &Field, n: usize, f: impl FnOnce(&[Z]) -> T) -> T {
    if field.limbs().is_none() {
        let numbers: Vec<Z> =
            with_exact_bernoulli(n, |numbers| numbers.iter().map(|number| field.rational(number)).collect());
        return f(&numbers);
    }
    IN_LIMBS.with_borrow_mut(|known| {
        if known.len() < n {
            *known = with_exact_bernoulli(n, |numbers| numbers.iter().map(in_all_limbs).collect());
        }
        f(&known[..n])
    })
}

/// Calls `f` with at least the Bernoulli numbers `B(2), B(4), …, B(2 n)`, from the tangent numbers (Brent and Harvey 2011).
fn with_exact_bernoulli<T>(n: usize, f: impl FnOnce(&[BigRational]) -> T) -> T {
    BERNOULLI.with_borrow_mut(|known| {
        if known.len() < n {
            let n = n.max(32).next_power_of_two();
            let mut tangent: Vec<BigInteger> = vec![BigInteger::from(1); n + 1];
            for k in 2..=n {
                tangent[k] = &tangent[k - 1] * BigInteger::from(k - 1);
            }
            for k in 2..=n {
                for j in k..=n {
                    tangent[j] =
                        &tangent[j - 1] * BigInteger::from(j - k) + &tangent[j] * BigInteger::from(j - k + 2);
                }
            }
            known.clear();
            for (k, tangent) in tangent.iter().enumerate().skip(1) {
                let four = BigInteger::from(1) << (2 * k);
                let size = tangent * BigInteger::from(2 * k);
                let size = if k % 2 == 0 { -size } else { size };
                let below = &four * (&four - BigInteger::from(1));
                known.push(BigRational::from(size) / BigRational::from(below));
            }
        }
        f(known)
    })
}

/// The powers `1^w, 2^w, …, n^w`: of the primes by logarithms, of the others by products.
fn powers(field: &Field, n: usize, w: &Z) -> Option<Vec<Z>> {
    let mut powers: Vec<Option<Z>> = vec![None; n + 1];
    for k in 1..=n {
        if powers[k].is_none() {
            powers[k] = Some(field.pow(&field.integer(i64::try_from(k).ok()?), w)?);
        }
        // The multiples by all that is at most k: each number comes up with its largest proper divisor.
        for other in 2..=k.min(n / k) {
            if powers[k * other].is_none() {
                powers[k * other] = Some(field.mul(powers[k].as_ref()?, powers[other].as_ref()?));
            }
        }
    }
    powers.into_iter().skip(1).collect()
}

/// Hurwitz' zeta function `Σ (a + k)^-s` and its continuation (DLMF 25.11.28).
pub fn hurwitz(field: &Field, s: &Z, a: &Z) -> Option<Z> {
    let one = field.integer(1);
    let s_less_one = field.sub(s, &one);
    if s_less_one.is_zero() || a.as_integer().is_some_and(|a| a <= 0) {
        return None;
    }
    let (size, at) = (s.to_machine(), a.to_machine());
    if size.norm() > 2000.0 || at.norm() > 1e6 || at.re < -2000.0 {
        return None;
    }
    let bits = field.bits as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (terms, shift) = {
        let terms = (0.12 * bits + 0.6 * size.norm()).ceil() as usize + 8;
        let shift = ((0.12 * bits + 0.6 * size.norm() + 8.0 - at.re).ceil().max(0.0)) as i64;
        (terms, shift)
    };
    let minus_s = field.neg(s);
    let mut sum = field.integer(0);
    if a.as_integer() == Some(1) {
        for power in powers(field, usize::try_from(shift).ok()?, &minus_s)? {
            sum = field.add(&sum, &power);
        }
    } else {
        for k in 0..shift {
            sum = field.add(&sum, &field.pow(&field.add(a, &field.integer(k)), &minus_s)?);
        }
    }
    let x = field.add(a, &field.integer(shift));
    let power = field.pow(&x, &minus_s)?;
    sum = field.add(&sum, &field.div(&field.mul(&power, &x), &s_less_one)?);
    sum = field.add(&sum, &field.halve(&power, 1));
    // B(2k)/(2k)! s (s + 1) … (s + 2k - 2) x^(-s - 2k + 1)
    let inverse = field.div(&one, &x)?;
    let square = field.square(&inverse);
    let mut factor = field.halve(&field.mul(&field.mul(s, &power), &inverse), 1);
    with_bernoulli(field, terms, |numbers| {
        for (k, number) in (1i64..).zip(numbers) {
            let term = field.mul(&factor, number);
            sum = field.add(&sum, &term);
            if field.negligible(&term, &sum) || term.is_zero() {
                break;
            }
            let next =
                field.mul(&field.add(s, &field.integer(2 * k - 1)), &field.add(s, &field.integer(2 * k)));
            factor = field.div(
                &field.mul(&field.mul(&factor, &next), &square),
                &field.integer((2 * k + 1) * (2 * k + 2)),
            )?;
        }
        Some(())
    })?;
    Some(sum)
}

/// Riemann's zeta function; to the left by reflection.
pub fn riemann(field: &Field, s: &Z) -> Option<Z> {
    if s.to_machine().re > field.bits as f64 + 8.0 {
        return Some(field.integer(1));
    }
    if s.to_machine().re < -4.0 {
        // 2^s π^(s-1) sin(π s / 2) gamma(1 - s) zeta(1 - s)
        let one = field.integer(1);
        let other = field.sub(&one, s);
        let sine = field.sin_cos_pi(&field.halve(s, 1))?.0;
        let powers = field
            .mul(&field.pow(&field.integer(2), s)?, &field.div(&field.pow(&field.pi(), s)?, &field.pi())?);
        let rest = field.mul(&gamma(field, &other)?, &riemann(field, &other)?);
        return Some(field.mul(&field.mul(&powers, &sine), &rest));
    }
    hurwitz(field, s, &field.integer(1))
}

/// The digamma function (DLMF 5.11.2 after moving the argument to the right).
pub fn digamma(field: &Field, z: &Z) -> Option<Z> {
    let at = z.to_machine();
    if z.as_integer().is_some_and(|n| n <= 0) || at.norm() > 1e12 || at.re < -100_000.0 {
        return None;
    }
    if at.re < -10.0 {
        // ψ(1 - z) - π cot(π z)
        let (sin, cos) = field.sin_cos_pi(z)?;
        let cot = field.div(&field.mul(&field.pi(), &cos), &sin)?;
        return Some(field.sub(&digamma(field, &field.sub(&field.integer(1), z))?, &cot));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (terms, shift) = (
        (0.12 * field.bits as f64) as usize + 8,
        (0.12 * field.bits as f64 + 8.0 - at.re).max(0.0).ceil() as i64,
    );
    let one = field.integer(1);
    let mut sum = field.integer(0);
    for k in 0..shift {
        sum = field.sub(&sum, &field.div(&one, &field.add(z, &field.integer(k)))?);
    }
    let x = field.add(z, &field.integer(shift));
    let inverse = field.div(&one, &x)?;
    sum = field.add(&sum, &field.log(&x)?);
    sum = field.sub(&sum, &field.halve(&inverse, 1));
    let square = field.square(&inverse);
    let mut power = square.clone();
    with_bernoulli(field, terms, |numbers| {
        for (k, number) in (1i64..).zip(numbers) {
            let term = field.div(&field.mul(&power, number), &field.integer(2 * k))?;
            sum = field.sub(&sum, &term);
            if field.negligible(&term, &sum) {
                break;
            }
            power = field.mul(&power, &square);
        }
        Some(())
    })?;
    Some(sum)
}

/// The polygamma function of order `n`: `(-1)^(n+1) n! ζ(n + 1, z)`.
pub fn polygamma(field: &Field, n: &Z, z: &Z) -> Option<Z> {
    let order = n.as_integer().filter(|n| (0..=500).contains(n))?;
    if order == 0 {
        return digamma(field, z);
    }
    let next = field.integer(order + 1);
    let value = field.mul(&gamma(field, &next)?, &hurwitz(field, &next, z)?);
    Some(if order % 2 == 0 { field.neg(&value) } else { value })
}

/// The polylogarithm `Σ z^k / k^s`.
pub fn polylog(field: &Field, s: &Z, z: &Z) -> Option<Z> {
    let one = field.integer(1);
    if z.is_zero() {
        return Some(field.integer(0));
    }
    let size = z.size();
    // With whole powers of the order's logarithms at hand the series is worth it nearly to the edge.
    let edge = if s.as_integer().is_some() { 0.75 } else { 0.95 };
    if size <= edge {
        let minus_s = field.neg(s);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 20 terms a bit")]
        let terms = ((field.bits as f64 + 10.0) / -size.log2()) as usize + 3;
        let mut terms = terms;
        while terms < 200_000 {
            let (mut sum, mut power, mut last) = (field.integer(0), z.clone(), one.clone());
            for factor in powers(field, terms, &minus_s)? {
                last = field.mul(&power, &factor);
                sum = field.add(&sum, &last);
                power = field.mul(&power, z);
            }
            // A negative order makes the terms grow before they fall.
            if last.is_zero() || field.negligible(&last, &sum) {
                return Some(sum);
            }
            terms *= 2;
        }
        return None;
    }
    if field.sub(z, &one).is_zero() {
        return riemann(field, s);
    }
    let whole = s.as_integer();
    if whole.is_none_or(|n| n <= 0) {
        return general_polylog(field, s, z);
    }
    let n = whole.filter(|n| *n <= 200)?;
    if n == 1 {
        return Some(field.neg(&field.log(&field.sub(&one, z))?));
    }
    if size > 2.0 {
        // Li_n(z) + (-1)^n Li_n(1/z) = -(2 π i)^n / n! B_n(1/2 + log(-z) / (2 π i)), by the sum of powers of log(-z).
        let inverse = polylog(field, s, &field.div(&one, z)?)?;
        let minus = field.neg(z);
        // Reals beyond the cut are taken from below, as the series continues there.
        let log = field.log(&minus)?;
        let mut sum = field.integer(0);
        let mut k = 0;
        while 2 * k <= n {
            // -2 log^(n - 2k) / (n - 2k)! (1 - 2^(1 - 2k)) ζ(2k), with 1/2 for k = 0 in all
            let m = n - 2 * k;
            let power =
                field.div(&field.pow(&log, &field.integer(m))?, &gamma(field, &field.integer(m + 1))?)?;
            let eta = if k == 0 {
                field.fraction(1, 2)
            } else {
                let two = field.pow(&field.integer(2), &field.integer(1 - 2 * k))?;
                field.mul(&field.sub(&one, &two), &riemann(field, &field.integer(2 * k))?)
            };
            sum = field.sub(&sum, &field.scale(&field.mul(&power, &eta), 2));
            k += 1;
        }
        return Some(if n % 2 == 0 { field.sub(&sum, &inverse) } else { field.add(&sum, &inverse) });
    }
    // Around 1: powers of log z, |log z| < 2 π.
    let log = field.log(z)?;
    let harmonic =
        (1..n).try_fold(field.integer(0), |sum, k| Some(field.add(&sum, &field.fraction(1, k))))?;
    let below = field.log(&field.neg(&log))?;
    let mut power = one.clone();
    let mut sum = field.integer(0);
    let mut small = 0;
    for k in 0..20_000 {
        let factor =
            if k == n - 1 { field.sub(&harmonic, &below) } else { riemann(field, &field.integer(n - k))? };
        let term = field.mul(&power, &factor);
        sum = field.add(&sum, &term);
        small = if field.negligible(&term, &sum) { small + 1 } else { 0 };
        if small >= 3 && k > n {
            break;
        }
        power = field.div(&field.mul(&power, &log), &field.integer(k + 1))?;
    }
    Some(sum)
}

/// The polylogarithm of an order that is no positive integer: by powers of `log z` around 1, and far out by Hurwitz' zeta
/// function (DLMF 25.12.12 and 25.12.13).
fn general_polylog(field: &Field, s: &Z, z: &Z) -> Option<Z> {
    let one = field.integer(1);
    let other = field.sub(&one, s);
    let scale = gamma(field, &other)?;
    let log = field.log(z)?;
    // Left of 1 the values of real numbers are real.
    let is_real = z.is_real() && s.is_real() && !field.sub(&one, z).is_left();
    let real = |value: Z| if is_real { Z::real(value.re) } else { value };
    if log.size() < 2.0 {
        // gamma(1 - s) (-log z)^(s - 1) + Σ ζ(s - k) log^k z / k!
        let below = field.neg(&log);
        let mut sum = field.mul(&scale, &field.pow(&below, &field.neg(&other))?);
        let mut power = one.clone();
        let mut small = 0;
        for k in 0..20_000 {
            let term = field.mul(&power, &riemann(field, &field.sub(s, &field.integer(k)))?);
            sum = field.add(&sum, &term);
            small = if field.negligible(&term, &sum) { small + 1 } else { 0 };
            if small >= 3 {
                return Some(real(sum));
            }
            power = field.div(&field.mul(&power, &log), &field.integer(k + 1))?;
        }
        return None;
    }
    // gamma(1 - s) / (2 π)^(1 - s) (i^(1 - s) ζ(1 - s, 1/2 + w) + i^(s - 1) ζ(1 - s, 1/2 - w)), w = log(-z) / (2 π i)
    let turn = field.mul(&field.scale(&field.pi(), 2), &field.i());
    let w = field.div(&field.log(&field.neg(z))?, &turn)?;
    let half = field.fraction(1, 2);
    let first = field.mul(&field.pow(&field.i(), &other)?, &hurwitz(field, &other, &field.add(&half, &w))?);
    let minus = field.neg(&other);
    let second = field.mul(&field.pow(&field.i(), &minus)?, &hurwitz(field, &other, &field.sub(&half, &w))?);
    let power = field.pow(&field.scale(&field.pi(), 2), &minus)?;
    let value = field.mul(&field.mul(&scale, &power), &field.add(&first, &second));
    Some(real(value))
}

/// `γ`
pub fn euler(field: &Field) -> Z {
    field.constant(sym::EulerGamma)
}
