//! Roots of exact numbers in normal form.
//!
//! A product of a rational coefficient and rational powers of rationals is written with every prime's exponent split
//! into an integer, which goes to the coefficient, and a fraction of the same sign; primes whose fractions have the same
//! size share one root: `Sqrt[8]` is `2 Sqrt[2]`, `Sqrt[6]/2` is `Sqrt[3/2]`, `12^(1/3)` is `2^(2/3) 3^(1/3)`. Roots of -1
//! are kept with exponents in (0, 1), `1/2` becoming `I`.

use dashu_base::{Abs, Sign};

use super::make_power;
use crate::eval::builtins::integer::divide_out;
use crate::eval::numeric::{is_numeric, sign_of};
use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::sym;

/// Trial division goes up to here.
const TRIAL_LIMIT: u64 = 20_000;

/// Exponents of primes (or of large numbers left without factoring).
#[derive(Default)]
struct Exponents(Vec<(BigInteger, BigRational)>);

impl Exponents {
    fn add(&mut self, prime: BigInteger, exponent: BigRational) {
        match self.0.iter_mut().find(|(other, _)| *other == prime) {
            Some((_, sum)) => *sum += exponent,
            None => self.0.push((prime, exponent)),
        }
    }

    fn add_power(&mut self, base: &BigInteger, exponent: &BigRational) {
        for (prime, count) in factors(base) {
            self.add(prime, exponent * BigRational::from(count));
        }
    }
}

/// Small prime factors with their exponents; what is left counts as one factor, rooted when it is a perfect power.
fn factors(n: &BigInteger) -> Vec<(BigInteger, u64)> {
    let mut found = Vec::new();
    let mut rest = n.clone().abs();
    let mut p = 2u64;
    while p <= TRIAL_LIMIT && rest > BigInteger::from(1) {
        crate::stop::poll();
        if BigInteger::from(p) * BigInteger::from(p) > rest {
            break;
        }
        let prime = BigInteger::from(p);
        let count = divide_out(&mut rest, &prime);
        if count > 0 {
            found.push((prime, count.into()));
        }
        p += if p == 2 { 1 } else { 2 };
    }
    if rest > BigInteger::from(1) {
        let (root, degree) = perfect_root(&rest);
        found.push((root, degree));
    }
    found
}

/// `(r, k)` with `r^k = n` and k as large as small primes tell.
fn perfect_root(n: &BigInteger) -> (BigInteger, u64) {
    let (mut root, mut degree) = (n.clone(), 1u64);
    for k in [2usize, 3, 5, 7, 11, 13] {
        loop {
            crate::stop::poll_now();
            let candidate = integer_root(&root, k);
            if candidate.pow(k) != root || candidate <= BigInteger::from(1) {
                break;
            }
            root = candidate;
            degree *= k as u64;
        }
    }
    (root, degree)
}

/// `floor(n^(1/k))` for positive `n`, by Newton's method.
pub fn integer_root(n: &BigInteger, k: usize) -> BigInteger {
    use dashu_base::BitTest;
    if *n <= BigInteger::from(1) {
        return n.clone();
    }
    let mut x = BigInteger::from(1) << (n.bit_len() / k + 1);
    loop {
        crate::stop::poll_now();
        let next = (BigInteger::from(k - 1) * &x + n / x.pow(k - 1)) / BigInteger::from(k);
        if next >= x {
            return x;
        }
        x = next;
    }
}

fn as_rational(expr: &Expr) -> Option<BigRational> {
    number::to_rational(expr)
}

/// Splits a number into a rational and a power of I, when it is real or purely imaginary.
fn coefficient_parts(number: Option<&Expr>) -> Option<(BigRational, bool)> {
    match number {
        None => Some((BigRational::from(1), false)),
        Some(Expr::Complex(complex)) if number::is_exact_zero(&complex.re) => {
            as_rational(&complex.im).map(|im| (im, true))
        }
        Some(Expr::Complex(_)) => None,
        Some(real) => as_rational(real).map(|re| (re, false)),
    }
}

/// The coefficient and factors of a product in normal form; None when they are in it already.
pub(super) fn collect(number: Option<&Expr>, factors: &[(Expr, Expr)]) -> Option<(Expr, Vec<(Expr, Expr)>)> {
    let is_root = |(base, exponent): &&(Expr, Expr)| {
        matches!(exponent, Expr::Rational(_) | Expr::Integer(_))
            && matches!(base, Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_))
    };
    let roots: Vec<&(Expr, Expr)> = factors.iter().filter(is_root).collect();
    if roots.is_empty() {
        return None;
    }
    let (coefficient, imaginary) = coefficient_parts(number)?;
    let normal = normalize(coefficient, imaginary, &roots)?;
    let unchanged = normal.1.len() == roots.len()
        && normal.1.iter().all(|factor| roots.contains(&factor))
        && number.map_or(matches!(normal.0, Expr::Integer(1)), |number| *number == normal.0);
    if unchanged {
        return None;
    }
    let mut rest: Vec<(Expr, Expr)> = factors.iter().filter(|factor| !is_root(factor)).cloned().collect();
    rest.splice(0..0, normal.1);
    Some((normal.0, rest))
}

/// An exact root `base^exponent` in normal form: coefficient and roots; None when it is in it already.
pub(super) fn root(base: &Expr, exponent: &Expr) -> Option<(Expr, Vec<(Expr, Expr)>)> {
    let factor = (base.clone(), exponent.clone());
    let normal = normalize(BigRational::from(1), false, &[&factor])?;
    let unchanged = normal.1.len() == 1 && normal.1[0] == factor && matches!(normal.0, Expr::Integer(1));
    (!unchanged).then_some(normal)
}

type Product = (Expr, Vec<(Expr, Expr)>);

fn normalize(coefficient: BigRational, imaginary: bool, roots: &[&(Expr, Expr)]) -> Option<Product> {
    let mut exponents = Exponents::default();
    // The exponent of -1.
    let mut turn = if imaginary { BigRational::from_parts(1.into(), 2u8.into()) } else { BigRational::ZERO };
    for (base, exponent) in roots {
        let (base, exponent) = (as_rational(base)?, as_rational(exponent)?);
        if base.numerator().is_zero() {
            return None;
        }
        if base.numerator().sign() == Sign::Negative {
            turn += &exponent;
        }
        exponents.add_power(base.numerator(), &exponent);
        exponents.add_power(&BigInteger::from(base.denominator().clone()), &-exponent.clone());
    }
    let mut coefficient = coefficient;
    // What the coefficient holds of the primes under roots.
    for (prime, exponent) in &mut exponents.0 {
        let (mut top, mut bottom) =
            (coefficient.numerator().clone(), BigInteger::from(coefficient.denominator().clone()));
        while !top.is_zero() && (&top % &*prime).is_zero() {
            top /= &*prime;
            *exponent += BigRational::from(1);
        }
        while (&bottom % &*prime).is_zero() {
            bottom /= &*prime;
            *exponent -= BigRational::from(1);
        }
        coefficient = BigRational::from_parts_signed(top, bottom);
    }
    let mut groups: Vec<(BigRational, BigInteger, BigInteger)> = Vec::new();
    for (prime, exponent) in exponents.0 {
        let whole = exponent.trunc();
        let fraction = &exponent - BigRational::from(whole.clone());
        // A power with more digits than there is room for stays under the root.
        let whole = isize::try_from(whole).ok().filter(|whole| whole.unsigned_abs() <= 1 << 24)?;
        coefficient *= BigRational::from(prime.clone()).pow(whole);
        if fraction == BigRational::ZERO {
            continue;
        }
        let size = fraction.clone().abs();
        let positive = fraction > BigRational::ZERO;
        let place = match groups.iter().position(|(other, _, _)| *other == size) {
            Some(place) => place,
            None => {
                groups.push((size, 1.into(), 1.into()));
                groups.len() - 1
            }
        };
        if positive {
            groups[place].1 *= prime;
        } else {
            groups[place].2 *= prime;
        }
    }
    // The power of -1 with exponent in [0, 1).
    let two = BigRational::from(2);
    turn = &turn - BigRational::from((&turn / &two).floor()) * two;
    if turn >= BigRational::from(1) {
        turn -= BigRational::from(1);
        coefficient = -coefficient;
    }
    let half = BigRational::from_parts(1.into(), 2u8.into());
    let mut coefficient_is_imaginary = false;
    if turn == half {
        coefficient_is_imaginary = true;
        turn = BigRational::ZERO;
    }
    let mut result = Vec::new();
    if turn != BigRational::ZERO {
        match groups.iter_mut().find(|(size, top, _)| *size == turn && *top != BigInteger::from(1)) {
            Some((_, top, _)) => *top = -top.clone(),
            None => result.push((Expr::Integer(-1), Expr::from(turn))),
        }
    }
    for (size, top, bottom) in groups {
        if top == BigInteger::from(1) {
            result.push((Expr::from(bottom), Expr::from(-size)));
        } else {
            result.push((Expr::from(BigRational::from_parts_signed(top, bottom)), Expr::from(size)));
        }
    }
    let coefficient = Expr::from(coefficient);
    let coefficient = if coefficient_is_imaginary {
        number::make_complex(Expr::Integer(0), coefficient)
    } else {
        coefficient
    };
    Some((coefficient, result))
}

/// Whether an exponent is a fraction between -1 and 1.
pub(super) fn is_proper(exponent: &Expr) -> bool {
    matches!(exponent, Expr::Rational(fraction) if BigRational::clone(fraction).abs() < BigRational::from(1))
}

/// Whether a quantity that is no number is known to be positive.
pub(super) fn is_positive(ev: &mut Evaluator, expr: &Expr) -> Eval<bool> {
    Ok(is_numeric(ev, expr) && !expr.is_number() && sign_of(ev, expr)? == Some(1))
}

/// Base and exponent of each factor under a root of a product such as `Sqrt[2 Pi]`.
pub(super) fn taken_apart(ev: &mut Evaluator, factor: &Expr) -> Eval<Option<Vec<(Expr, Expr)>>> {
    let Some(power) = factor.as_call(sym::Power).filter(|power| power.args.len() == 2) else {
        return Ok(None);
    };
    let Some(product) = power.args[0].as_call(sym::Times).filter(|_| is_proper(&power.args[1])) else {
        return Ok(None);
    };
    let exponent = &power.args[1];
    let mut parts = Vec::with_capacity(product.args.len());
    for factor in &product.args {
        let positive = if factor.is_number() {
            number::is_exact(factor) && number::sign(factor) > 0
        } else {
            is_positive(ev, factor)?
        };
        if !positive {
            return Ok(None);
        }
        let (base, inner) = super::split_power(factor);
        let exponent = number::multiply(&inner, exponent);
        if !exponent.is_number() || base.is_number() && !factor.is_number() {
            return Ok(None);
        }
        parts.push((base, exponent));
    }
    Ok(Some(parts))
}

/// Brings positive quantities under one root where they have the same: `Sqrt[2] Sqrt[Pi]` is `Sqrt[2 Pi]`. Says whether
/// there were any.
pub(super) fn put_together(ev: &mut Evaluator, factors: &mut Vec<(Expr, Expr)>) -> Eval<bool> {
    let size = |exponent: &Expr| number::to_rational(exponent).map(BigRational::abs);
    let is_root = |(base, exponent): &(Expr, Expr)| {
        is_proper(exponent) && (base.is_number() || base.as_normal().is_some() || base.as_symbol().is_some())
    };
    let mut any = false;
    let mut first = 0;
    while first < factors.len() {
        let start = first;
        first += 1;
        if !is_root(&factors[start]) || !is_numeric(ev, &factors[start].0) {
            continue;
        }
        let wanted = size(&factors[start].1);
        let mut together = vec![start];
        for other in start + 1..factors.len() {
            if is_root(&factors[other])
                && size(&factors[other].1) == wanted
                && is_numeric(ev, &factors[other].0)
            {
                together.push(other);
            }
        }
        let mut fit = Vec::with_capacity(together.len());
        if together.len() > 1 {
            for place in together {
                let base = &factors[place].0.clone();
                let positive = if base.is_number() {
                    matches!(base, Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_))
                        && number::sign(base) > 0
                } else {
                    is_positive(ev, base)?
                };
                if positive {
                    fit.push(place);
                }
            }
        }
        // Roots of numbers alone are brought together before.
        if fit.len() < 2 || fit.iter().all(|&place| factors[place].0.is_number()) {
            continue;
        }
        any = true;
        let top = fit.iter().any(|&place| number::sign(&factors[place].1) > 0);
        let inside = fit.iter().map(|&place| {
            let (base, exponent) = &factors[place];
            let below = (number::sign(exponent) > 0) != top;
            make_power(base.clone(), Expr::Integer(if below { -1 } else { 1 }))
        });
        let inside = Expr::call(sym::Times, inside);
        let inside = ev.eval(inside)?;
        let exponent = Expr::from(wanted.unwrap_or(BigRational::from(1)));
        let exponent = if top { exponent } else { number::negate(&exponent) };
        let mut place = 0;
        factors.retain(|_| {
            place += 1;
            !fit.contains(&(place - 1))
        });
        factors.insert(start.min(factors.len()), (inside, exponent));
    }
    Ok(any)
}
