//! Greatest common divisors: primitive remainder sequences, recursively in the variables (Knuth, The Art of Computer
//! Programming 2, 4.6.1), after a look at the images modulo a prime, which shows most pairs to have none.

use dashu_base::Gcd;

use super::{Budget, Poly, Stop, modular};
use crate::number::BigInteger;

/// A prime near 2^30 for the images.
const PRIME: u64 = 1_073_741_789;

/// The greatest common divisor over the integers, its leading coefficient positive.
///
/// # Errors
/// [`Stop`] when it costs too much.
pub fn gcd(a: &Poly, b: &Poly, budget: &mut Budget) -> Result<Poly, Stop> {
    budget.spend(a.size() + b.size())?;
    let positive =
        |p: &Poly| if p.content() < BigInteger::ZERO { p.scale(&BigInteger::from(-1)) } else { p.clone() };
    if a.is_zero() || b.is_zero() {
        return Ok(positive(if a.is_zero() { b } else { a }));
    }
    let number = BigInteger::from((&a.content()).gcd(&b.content()));
    let (a, b) = (a.primitive(), b.primitive());
    let low: Box<[u32]> = a.lowest().iter().zip(b.lowest().iter()).map(|(a, b)| *a.min(b)).collect();
    let common = Poly::monomial(low, number);
    let (a, b) = (without_monomial(&a), without_monomial(&b));
    common.multiply(&of_primitive(&a, &b, budget)?, budget)
}

fn without_monomial(p: &Poly) -> Poly {
    let low = p.lowest();
    p.map_exponents(p.variables(), |exponents| exponents.iter().zip(&low).map(|(n, low)| n - low).collect())
}

/// Of polynomials without common divisor of their coefficients.
fn of_primitive(a: &Poly, b: &Poly, budget: &mut Budget) -> Result<Poly, Stop> {
    let one = Poly::constant(a.variables(), BigInteger::ONE);
    if a == b {
        return Ok(a.clone());
    }
    let (in_a, in_b) = (a.occurring(), b.occurring());
    if in_a.is_empty() || in_b.is_empty() {
        return Ok(one);
    }
    // A variable of one alone cannot be in the divisor.
    if let Some(x) = in_a.iter().find(|x| !in_b.contains(x)) {
        return gcd(&content_in(a, *x, budget)?, b, budget);
    }
    if let Some(x) = in_b.iter().find(|x| !in_a.contains(x)) {
        return gcd(a, &content_in(b, *x, budget)?, budget);
    }
    let (small, large) = if a.size() <= b.size() { (a, b) } else { (b, a) };
    if large.divide(small, budget)?.is_some() {
        return Ok(small.clone());
    }
    let x = *in_a.iter().min_by_key(|x| a.degree(**x).min(b.degree(**x))).expect("a variable");
    let (content_a, content_b) = (content_in(a, x, budget)?, content_in(b, x, budget)?);
    let content = gcd(&content_a, &content_b, budget)?;
    if modular::coprime_image(a, b, x, PRIME) {
        return Ok(content);
    }
    let quotient =
        |p: &Poly, q: &Poly, budget: &mut Budget| p.divide(q, budget).map(|p| p.expect("a divisor"));
    let mut high = quotient(a, &content_a, budget)?;
    let mut low = quotient(b, &content_b, budget)?;
    if high.degree(x) < low.degree(x) {
        std::mem::swap(&mut high, &mut low);
    }
    while !low.is_zero() {
        if low.degree(x) == 0 {
            return Ok(content);
        }
        let rest = pseudo_remainder(&high, &low, x, budget)?;
        high = low;
        low = match rest.is_zero() {
            true => rest,
            false => quotient(&rest, &content_in(&rest, x, budget)?, budget)?,
        };
    }
    high.primitive().multiply(&content, budget)
}

/// The greatest common divisor of the coefficients of the powers of `x`.
pub fn content_in(p: &Poly, x: usize, budget: &mut Budget) -> Result<Poly, Stop> {
    let mut content = Poly::zero(p.variables());
    let mut list = p.coefficients(x);
    list.sort_by_key(Poly::size);
    for coefficient in list.iter().filter(|coefficient| !coefficient.is_zero()) {
        content = gcd(&content, coefficient, budget)?;
        if content.is_one() {
            break;
        }
    }
    Ok(content)
}

/// The remainder of `lc^k a` divided by `b`, as polynomials in `x`.
fn pseudo_remainder(a: &Poly, b: &Poly, x: usize, budget: &mut Budget) -> Result<Poly, Stop> {
    let divisor = b.coefficients(x);
    let lead = divisor.last().expect("a polynomial has a leading coefficient");
    let degree = divisor.len() - 1;
    let mut rest = a.clone();
    while !rest.is_zero() && rest.degree(x) as usize >= degree {
        let top = rest.coefficients(x);
        let shift = top.len() - 1 - degree;
        let mut place = vec![Poly::zero(a.variables()); shift];
        place.push(top[top.len() - 1].clone());
        let factor = Poly::from_coefficients(a.variables(), &place, x);
        rest = rest.multiply(lead, budget)?.subtract(&b.multiply(&factor, budget)?);
    }
    Ok(rest)
}
