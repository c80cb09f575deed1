//! Lerch's transcendent, the functions of Dirichlet, Riemann and Siegel, Stieltjes' constants, and constants that come from the zeta
//! function.

use super::functions::off_integer;
use super::gamma::{gamma, log_gamma};
use super::sequences::log_barnes_g;
use super::zeta::{hurwitz, riemann, with_bernoulli};
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

/// The same for positive real parts of `a`: the sum itself inside a smaller circle, elsewhere Erdélyi's expansion in powers of
/// `log z`: `z^-a (gamma(1 - s) (-log z)^(s-1) + Σ ζ(s - k, a) (log z)^k / k!)`.
fn right_lerch(f: &Field, z: &Z, s: &Z, a: &Z) -> Option<Z> {
    let one = f.integer(1);
    if f.sub(z, &one).is_zero() {
        return hurwitz(f, s, a);
    }
    if z.size() < 0.7 {
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
    let positive = s.as_integer().is_some_and(|s| s > 0);
    let (wide, s) = if positive { off_integer(f, s) } else { (*f, s.clone()) };
    // From above on the cut, as the logarithm of a negative number is.
    let log = wide.log(z)?;
    if log.size() > 5.0 {
        return None;
    }
    let rest = wide.sub(&wide.integer(1), &s);
    let below = wide.neg(&log);
    let mut sum = wide.mul(&gamma(&wide, &rest)?, &wide.pow(&below, &wide.neg(&rest))?);
    let (mut power, mut small) = (wide.integer(1), 0);
    for k in 0..MOST_TERMS {
        let term = wide.mul(&power, &hurwitz(&wide, &wide.sub(&s, &wide.integer(k)), a)?);
        sum = wide.add(&sum, &term);
        small = if term.is_zero() || wide.negligible(&term, &sum) { small + 1 } else { 0 };
        if small >= 3 {
            break;
        }
        power = wide.div(&wide.mul(&power, &log), &wide.integer(k + 1))?;
    }
    let value = wide.mul(&sum, &wide.pow(z, &wide.neg(a))?);
    let is_real = z.is_real() && s.is_real() && a.is_real() && !wide.sub(&wide.integer(1), z).is_left();
    Some(if is_real { Z::real(value.re) } else { value })
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
