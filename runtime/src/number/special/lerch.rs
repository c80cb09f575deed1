//! Lerch's transcendent, the functions of Dirichlet, Riemann and Siegel, Stieltjes' constants, and constants that come from the zeta
//! function.

use super::functions::off_integer;
use super::gamma::{gamma, log_gamma};
use super::sequences::log_barnes_g;
use super::zeta::{digamma, hurwitz, riemann, with_bernoulli};
use super::{Field, Z};

/// A sum that needs more terms is given up.
const MOST_TERMS: i64 = 200_000;

/// `Σ z^k / (k + a)^s` without a term where `k + a` is 0; of a negative real part of `a` the terms to the left of 0 are those of
/// `(k + a)^2` to the power `-s/2`, or with `hurwitz_form` of `k + a` itself.
pub fn lerch(f: &Field, z: &Z, s: &Z, a: &Z, hurwitz_form: bool) -> Option<Z> {
    let at = a.to_machine().re;
    if !(at > -10_000.0) {
        return None;
    }
    let one = f.integer(1);
    if at > 0.0 {
        return right_lerch(f, z, s, a);
    }
    let (mut power, mut sum) = (one.clone(), f.integer(0));
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let steps = (-at).floor() as i64 + 1;
    for k in 0..steps {
        let base = f.add(a, &f.integer(k));
        if !base.is_zero() {
            let base = if hurwitz_form || !base.is_left() { base } else { f.neg(&base) };
            sum = f.add(&sum, &f.mul(&power, &f.pow(&base, &f.neg(s))?));
        } else if hurwitz_form {
            return None;
        }
        power = f.mul(&power, z);
    }
    let rest = right_lerch(f, z, s, &f.add(a, &f.integer(steps)))?;
    Some(f.add(&sum, &f.mul(&power, &rest)))
}

/// Where the sum itself is taken.
const CIRCLE: f64 = 0.9;

/// The same for positive real parts of `a`: the sum itself inside a circle; elsewhere, for `a` from 0 to 1, Erdélyi's expansion
/// in powers of `log z`, `z^-a (gamma(1 - s) (-log z)^(s-1) + Σ ζ(s - k, a) (log z)^k / k!)`, and for positive integers `s`, where
/// two of its terms have poles, their sum (DLMF 25.14.6 and the limit).
fn right_lerch(f: &Field, z: &Z, s: &Z, a: &Z) -> Option<Z> {
    let one = f.integer(1);
    if f.sub(z, &one).is_zero() {
        return hurwitz(f, s, a);
    }
    if z.size() < CIRCLE {
        let minus = f.neg(s);
        let (mut power, mut sum, mut small) = (one, f.integer(0), 0);
        for k in 0..MOST_TERMS {
            let term = f.mul(&power, &f.pow(&f.add(a, &f.integer(k)), &minus)?);
            sum = f.add(&sum, &term);
            small = if term.is_zero() || f.negligible(&term, &sum) { small + 1 } else { 0 };
            if small >= 3 {
                return Some(sum);
            }
            power = f.mul(&power, z);
        }
        return None;
    }
    let order = s.as_integer();
    if order.is_some_and(|order| order.abs() > 500) || a.to_machine().norm() > 500.0 {
        return None;
    }
    // Near 1 and beyond the terms to the right of 1 come back off: z^-n (Φ(z, s, a - n) - Σ z^k / (a - n + k)^s)
    #[expect(clippy::cast_possible_truncation, reason = "bounded")]
    let steps = (a.to_machine().re.ceil() as i64 - 1).max(0);
    let a = f.sub(a, &f.integer(steps));
    // From above on the cut, as the logarithm of a negative number is.
    let log = f.log(z)?;
    // Of other orders the zeta functions far to the left take long.
    if log.size() > if order.is_some() { 5.5 } else { 2.5 } {
        return None;
    }
    let below = f.neg(&log);
    // The terms grow before they fall, and those of orders far to the left are small differences.
    let mut sum = f.integer(0);
    if order.is_none_or(|order| order <= 0) {
        let rest = f.sub(&f.integer(1), s);
        sum = f.mul(&gamma(f, &rest)?, &f.pow(&below, &f.neg(&rest))?);
    }
    let (mut power, mut small) = (f.integer(1), 0);
    for k in 0..MOST_TERMS {
        let value = if order == Some(k + 1) {
            // ψ(s) - ψ(a) - log(-log z)
            f.sub(&f.sub(&digamma(f, s)?, &digamma(f, &a)?), &f.log(&below)?)
        } else {
            match order {
                Some(order) if order <= k => negative_hurwitz(f, k - order, &a)?,
                _ => {
                    let at = f.sub(s, &f.integer(k));
                    // The formula of Euler and Maclaurin loses the size of its terms.
                    let left = (-at.to_machine().re).max(0.0) * (f.bits as f64).log2();
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
                    let lost = left.min(20_000.0) as usize;
                    hurwitz(&Field::new(f.bits + lost), &at, &a)?
                }
            }
        };
        let term = f.mul(&power, &value);
        sum = f.add(&sum, &term);
        small = if term.is_zero() || f.negligible(&term, &sum) { small + 1 } else { 0 };
        if small >= 4 && k > order.unwrap_or(0) {
            break;
        }
        power = f.div(&f.mul(&power, &log), &f.integer(k + 1))?;
    }
    let mut value = f.mul(&sum, &f.pow(z, &f.neg(&a))?);
    if z.is_real() && s.is_real() && a.is_real() && !f.sub(&f.integer(1), z).is_left() {
        value = Z::real(value.re);
    }
    let minus = f.neg(s);
    let mut power = f.integer(1);
    for k in 0..steps {
        value = f.sub(&value, &f.mul(&power, &f.pow(&f.add(&a, &f.integer(k)), &minus)?));
        power = f.mul(&power, z);
    }
    f.div(&value, &power)
}

/// `ζ(-n, a) = -B_(n+1)(a)/(n + 1)`
fn negative_hurwitz(f: &Field, n: i64, a: &Z) -> Option<Z> {
    let degree = n + 1;
    let half = usize::try_from(degree / 2 + 1).ok()?;
    let sum = with_bernoulli(f, half, |numbers| -> Option<Z> {
        // Σ binomial(d, j) B(j) a^(d - j), the highest power first: Horner's scheme over the numbers that are not 0.
        let mut value = f.integer(1);
        let mut binomial = f.integer(1);
        for j in 1..=degree {
            binomial = f.div(&f.scale(&binomial, degree - j + 1), &f.integer(j))?;
            value = f.mul(&value, a);
            if j == 1 {
                value = f.sub(&value, &f.halve(&binomial, 1));
            } else if j % 2 == 0 {
                value = f.add(&value, &f.mul(&binomial, numbers.get(usize::try_from(j / 2 - 1).ok()?)?));
            }
        }
        Some(value)
    })?;
    f.div(&f.neg(&sum), &f.integer(degree))
}

/// `4^-s (ζ(s, 1/4) - ζ(s, 3/4))`, Dirichlet's beta function.
pub fn dirichlet_beta(f: &Field, s: &Z) -> Option<Z> {
    let (wide, s) = if s.as_integer() == Some(1) { off_integer(f, s) } else { (*f, s.clone()) };
    let part = |a: i64| hurwitz(&wide, &s, &wide.fraction(a, 4));
    let power = wide.pow(&wide.integer(4), &wide.neg(&s))?;
    Some(wide.mul(&power, &wide.sub(&part(1)?, &part(3)?)))
}

/// `(1 - 2^-s) ζ(s)`
pub fn dirichlet_lambda(f: &Field, s: &Z) -> Option<Z> {
    let power = f.pow(&f.integer(2), &f.neg(s))?;
    Some(f.mul(&f.sub(&f.integer(1), &power), &riemann(f, s)?))
}

/// `s (s - 1)/2 π^(-s/2) gamma(s/2) ζ(s)`, with its limits where a factor has a pole.
pub fn riemann_xi(f: &Field, s: &Z) -> Option<Z> {
    let one = f.integer(1);
    if s.is_left() {
        return riemann_xi(f, &f.sub(&one, s));
    }
    if s.is_zero() || f.sub(s, &one).is_zero() {
        return Some(f.fraction(1, 2));
    }
    let half = f.halve(s, 1);
    let scale = f.mul(&f.sub(s, &one), &f.pow(&f.pi(), &f.neg(&half))?);
    Some(f.mul(&f.mul(&scale, &gamma(f, &f.add(&half, &one))?), &riemann(f, s)?))
}

/// Riemann and Siegel's angle: `(log gamma(1/4 + i t/2) - log gamma(1/4 - i t/2)) / 2i - t/2 log π`.
pub fn siegel_theta(f: &Field, t: &Z) -> Option<Z> {
    let turned = f.halve(&f.mul(&f.i(), t), 1);
    let quarter = f.fraction(1, 4);
    let above = log_gamma(f, &f.add(&quarter, &turned))?;
    let angle = if t.is_real() {
        Z::real(above.im)
    } else {
        let below = log_gamma(f, &f.sub(&quarter, &turned))?;
        f.div(&f.halve(&f.sub(&above, &below), 1), &f.i())?
    };
    Some(f.sub(&angle, &f.halve(&f.mul(t, &f.log(&f.pi())?), 1)))
}

/// `e^(i θ(t)) ζ(1/2 + i t)`, real for real `t`.
pub fn siegel_z(f: &Field, t: &Z) -> Option<Z> {
    let turn = f.exp(&f.mul(&f.i(), &siegel_theta(f, t)?))?;
    let value = f.mul(&turn, &riemann(f, &f.add(&f.fraction(1, 2), &f.mul(&f.i(), t)))?);
    Some(if t.is_real() { Z::real(value.re) } else { value })
}

/// The coefficients `γ_n(a)` of `(-1)^n (s - 1)^n / n!` in `ζ(s, a)`, by the formula of Euler and Maclaurin: the derivatives of
/// `log(x)^n / x` are polynomials in the logarithm over powers of `x`.
pub fn stieltjes(f: &Field, n: &Z, a: &Z) -> Option<Z> {
    let order = n.as_integer().filter(|n| (0..=500).contains(n))?;
    let degree = usize::try_from(order).ok()?;
    let at = a.to_machine();
    if !(at.re > 0.0 && at.norm() < 1e6) {
        return None;
    }
    let wide = Field::new(f.bits + 8 * degree + 40);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
    let count = (0.2 * wide.bits as f64) as usize + degree + 10;
    let power = |log: &Z| -> Option<Z> {
        let mut value = wide.integer(1);
        for _ in 0..degree {
            value = wide.mul(&value, log);
        }
        Some(value)
    };
    let mut sum = wide.integer(0);
    for k in 0..count {
        let x = wide.add(a, &wide.integer(i64::try_from(k).ok()?));
        sum = wide.add(&sum, &wide.div(&power(&wide.log(&x)?)?, &x)?);
    }
    let x = wide.add(a, &wide.integer(i64::try_from(count).ok()?));
    let log = wide.log(&x)?;
    let top = power(&log)?;
    sum = wide.add(&sum, &wide.halve(&wide.div(&top, &x)?, 1));
    sum = wide.sub(&sum, &wide.div(&wide.mul(&top, &log), &wide.integer(order + 1))?);
    // P_(j+1) = P_j' - (j + 1) P_j
    let mut polynomial = vec![wide.integer(0); degree + 1];
    polynomial[degree] = wide.integer(1);
    let inverse = wide.div(&wide.integer(1), &x)?;
    let mut scale = inverse.clone();
    let mut factorial = wide.integer(1);
    with_bernoulli(&wide, count, |numbers| {
        let mut derivative = 0i64;
        for (j, number) in (1i64..).zip(numbers) {
            while derivative < 2 * j - 1 {
                let next: Vec<Z> = (0..=degree)
                    .map(|i| {
                        let kept = wide.scale(&polynomial[i], -(derivative + 1));
                        match polynomial.get(i + 1) {
                            Some(higher) => {
                                wide.add(&kept, &wide.scale(higher, i64::try_from(i + 1).unwrap_or(1)))
                            }
                            None => kept,
                        }
                    })
                    .collect();
                polynomial = next;
                scale = wide.mul(&scale, &inverse);
                derivative += 1;
            }
            factorial = wide.scale(&factorial, (2 * j - 1) * (2 * j));
            let value = polynomial
                .iter()
                .rev()
                .fold(wide.integer(0), |value, c| wide.add(&wide.mul(&value, &log), c));
            let term = wide.div(&wide.mul(&wide.mul(number, &scale), &value), &factorial)?;
            sum = wide.sub(&sum, &term);
            if wide.negligible(&term, &sum) {
                break;
            }
        }
        Some(())
    })?;
    Some(sum)
}

/// Glaisher's constant `e^(1/12 - ζ'(-1))`: of Barnes' function at 3/2,
/// `log G(3/2) = log 2/24 + log π/4 - 3/2 log A + 1/8`.
pub fn glaisher(f: &Field) -> Option<Z> {
    let known = log_barnes_g(f, &f.fraction(3, 2))?;
    let logs = f.add(&f.div(&f.log(&f.integer(2))?, &f.integer(24))?, &f.halve(&f.log(&f.pi())?, 2));
    let rest = f.sub(&f.add(&logs, &f.fraction(1, 8)), &known);
    f.exp(&f.div(&f.scale(&rest, 2), &f.integer(3))?)
}

/// Khinchin's constant: `log K log 2 = Σ (ζ(2n) - 1)/n (1 - 1/2 + 1/3 - … + 1/(2n - 1))`.
pub fn khinchin(f: &Field) -> Option<Z> {
    let one = f.integer(1);
    let (mut sum, mut alternating) = (f.integer(0), f.integer(0));
    for n in 1..i64::try_from(f.bits).ok()? {
        if n > 1 {
            alternating = f.sub(&alternating, &f.fraction(1, 2 * n - 2));
        }
        alternating = f.add(&alternating, &f.fraction(1, 2 * n - 1));
        let zeta = f.sub(&riemann(f, &f.integer(2 * n))?, &one);
        let term = f.div(&f.mul(&zeta, &alternating), &f.integer(n))?;
        sum = f.add(&sum, &term);
        if f.negligible(&term, &sum) {
            break;
        }
    }
    f.exp(&f.div(&sum, &f.log(&f.integer(2))?)?)
}
