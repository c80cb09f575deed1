//! Factors over the integers.
//!
//! Square factors first (Yun 1976). One variable: modulo a prime, lifted to a power of it, put together (Zassenhaus
//! 1969). Several: what is linear in a variable is irreducible, what is quadratic in one splits as its discriminant is
//! a square, the homogeneous loses a variable, and the rest is read as a polynomial in one variable (Kronecker).

use dashu_base::BitTest;

use super::divisor::{content_in, gcd};
use super::modular::{self, Residues};
use super::{Budget, Poly, Stop};
use crate::number::BigInteger;

/// The largest degree of the polynomial in one variable that several are read as.
const MAX_DEGREE: u64 = 600;
/// Coefficients modulo a power of a prime, from power 0.
type List = Vec<BigInteger>;

/// The factors without square factors, pairwise without common divisor, with their powers: a primitive polynomial is
/// their product.
///
/// # Errors
/// [`Stop`] when it costs too much.
pub fn square_free(p: &Poly, budget: &mut Budget) -> Result<Vec<(Poly, u32)>, Stop> {
    let Some(x) = p.occurring().first().copied() else { return Ok(Vec::new()) };
    let content = content_in(p, x, budget)?;
    let mut found = square_free(&content.primitive(), budget)?;
    let p = exact(p, &content, budget)?;
    let derivative = p.derivative(x);
    let common = gcd(&p, &derivative, budget)?;
    let mut left = exact(&p, &common, budget)?;
    let mut slope = exact(&derivative, &common, budget)?;
    for power in 1.. {
        if left.as_constant().is_some() {
            break;
        }
        let rest = slope.subtract(&left.derivative(x));
        let factor = gcd(&left, &rest, budget)?;
        left = exact(&left, &factor, budget)?;
        slope = exact(&rest, &factor, budget)?;
        if factor.as_constant().is_none() {
            found.push((factor, power));
        }
    }
    Ok(found)
}

/// The irreducible factors of a primitive polynomial with their powers.
///
/// # Errors
/// [`Stop`] when it costs too much.
pub fn factor(p: &Poly, budget: &mut Budget) -> Result<Vec<(Poly, u32)>, Stop> {
    let mut found = Vec::new();
    let low = p.lowest();
    for (x, power) in low.iter().enumerate().filter(|(_, power)| **power > 0) {
        found.push((Poly::variable(p.variables(), x), *power));
    }
    let rest = p.map_exponents(p.variables(), |exponents| {
        exponents.iter().zip(&low).map(|(n, low)| n - low).collect()
    });
    for (part, power) in square_free(&rest, budget)? {
        found.extend(irreducible(&part.primitive(), budget)?.into_iter().map(|factor| (factor, power)));
    }
    Ok(found)
}

fn exact(p: &Poly, q: &Poly, budget: &mut Budget) -> Result<Poly, Stop> {
    p.divide(q, budget)?.ok_or(Stop)
}

/// The irreducible factors of a primitive polynomial without square factors.
fn irreducible(p: &Poly, budget: &mut Budget) -> Result<Vec<Poly>, Stop> {
    let occurring = p.occurring();
    let [x, ..] = occurring[..] else { return Ok(Vec::new()) };
    // What is free of a variable is split off, so that every factor left has every variable.
    for x in &occurring {
        let content = content_in(p, *x, budget)?.primitive();
        if content.as_constant().is_none() {
            let mut found = irreducible(&content, budget)?;
            found.extend(irreducible(&exact(p, &content, budget)?.primitive(), budget)?);
            return Ok(found);
        }
    }
    if occurring.iter().any(|x| p.degree(*x) == 1) {
        return Ok(vec![p.clone()]);
    }
    if occurring.len() == 1 {
        let dense: List =
            p.coefficients(x).iter().map(|c| c.as_constant().unwrap_or(BigInteger::ZERO)).collect();
        let factors = of_one_variable(&dense, budget)?;
        return Ok(factors.iter().map(|list| from_list(p.variables(), list, x)).collect());
    }
    if let Some(x) = occurring.iter().find(|x| p.degree(**x) == 2) {
        return quadratic(p, *x, budget);
    }
    let total = |exponents: &[u32]| exponents.iter().map(|n| u64::from(*n)).sum::<u64>();
    let degree = p.terms().map(|(exponents, _)| total(exponents)).max().unwrap_or(0);
    if p.terms().all(|(exponents, _)| total(exponents) == degree) {
        return homogeneous(p, x, budget);
    }
    kronecker(p, &occurring, budget)
}

fn from_list(variables: usize, list: &[BigInteger], x: usize) -> Poly {
    let list: Vec<Poly> = list.iter().map(|value| Poly::constant(variables, value.clone())).collect();
    Poly::from_coefficients(variables, &list, x)
}

/// `a x^2 + b x + c`: reducible as `b^2 - 4 a c` is a square.
fn quadratic(p: &Poly, x: usize, budget: &mut Budget) -> Result<Vec<Poly>, Stop> {
    let list = p.coefficients(x);
    let [c, b, a] = &list[..] else { return Ok(vec![p.clone()]) };
    let four = a.multiply(c, budget)?.scale(&BigInteger::from(4));
    let discriminant = b.multiply(b, budget)?.subtract(&four);
    let Some(root) = square_root(&discriminant, budget)? else { return Ok(vec![p.clone()]) };
    let linear =
        Poly::from_coefficients(p.variables(), &[b.clone().plus(&root), a.scale(&BigInteger::from(2))], x);
    let first = exact(&linear, &content_in(&linear, x, budget)?, budget)?.primitive();
    let second = exact(p, &first, budget)?;
    Ok(vec![first, second])
}

/// The square root, when there is one.
fn square_root(p: &Poly, budget: &mut Budget) -> Result<Option<Poly>, Stop> {
    let content = p.content();
    let number = match content > BigInteger::ZERO {
        true => integer_root(&content),
        false => None,
    };
    let Some(number) = number else { return Ok(None) };
    let mut root = Poly::constant(p.variables(), number);
    for (factor, power) in square_free(&p.primitive(), budget)? {
        if power % 2 == 1 {
            return Ok(None);
        }
        root = root.multiply(&factor.power(power / 2, budget)?, budget)?;
    }
    Ok((root.multiply(&root, budget)? == *p).then_some(root))
}

fn integer_root(value: &BigInteger) -> Option<BigInteger> {
    use dashu_base::{SquareRoot, UnsignedAbs};
    let root = BigInteger::from(value.clone().unsigned_abs().sqrt());
    (&root * &root == *value).then_some(root)
}

/// With a variable set to 1, factors are found in the others, and made homogeneous again.
fn homogeneous(p: &Poly, x: usize, budget: &mut Budget) -> Result<Vec<Poly>, Stop> {
    let flat = p.map_exponents(p.variables(), |exponents| {
        let mut place: Box<[u32]> = exponents.into();
        place[x] = 0;
        place
    });
    let mut found = Vec::new();
    for factor in irreducible(&flat.primitive(), budget)? {
        let total = |exponents: &[u32]| exponents.iter().sum::<u32>();
        let degree = factor.terms().map(|(exponents, _)| total(exponents)).max().unwrap_or(0);
        let full = factor.map_exponents(p.variables(), |exponents| {
            let mut place: Box<[u32]> = exponents.into();
            place[x] = degree - total(exponents);
            place
        });
        found.push(full.primitive());
    }
    Ok(found)
}

/// Every variable as a power of one, high enough for the powers not to meet; products of the factors there are tried.
fn kronecker(p: &Poly, occurring: &[usize], budget: &mut Budget) -> Result<Vec<Poly>, Stop> {
    let mut weights = Vec::new();
    let mut weight = 1u64;
    for x in occurring {
        weights.push((*x, weight));
        weight = weight
            .checked_mul(u64::from(p.degree(*x)) + 1)
            .filter(|weight| *weight <= MAX_DEGREE)
            .ok_or(Stop)?;
    }
    let mut image = vec![BigInteger::ZERO; usize::try_from(weight).map_err(|_| Stop)?];
    for (exponents, value) in p.terms() {
        let place: u64 = weights.iter().map(|(x, weight)| weight * u64::from(exponents[*x])).sum();
        image[usize::try_from(place).map_err(|_| Stop)?] = value.clone();
    }
    while image.last().is_some_and(BigInteger::is_zero) {
        image.pop();
    }
    let degrees: Vec<u64> = occurring.iter().map(|x| u64::from(p.degree(*x)) + 1).collect();
    let back = |list: &[BigInteger]| {
        let mut poly = Poly::zero(p.variables());
        for (power, value) in (0u64..).zip(list) {
            let mut exponents: Box<[u32]> = vec![0; p.variables()].into();
            let mut power = power;
            for (x, base) in occurring.iter().zip(&degrees) {
                exponents[*x] = u32::try_from(power % base).unwrap_or(u32::MAX);
                power /= base;
            }
            poly = poly.plus(&Poly::monomial(exponents, value.clone()));
        }
        poly.primitive()
    };
    // The image may have square factors.
    let mut parts: Vec<List> = Vec::new();
    let one = image_poly(&image);
    for (part, power) in factor(&one.primitive(), budget)? {
        let list: List =
            part.coefficients(0).iter().map(|c| c.as_constant().unwrap_or(BigInteger::ZERO)).collect();
        (0..power).for_each(|_| parts.push(list.clone()));
    }
    let mut found = Vec::new();
    let mut left = p.clone();
    let mut size = 1;
    while 2 * size <= parts.len() {
        let mut hit = None;
        let mut choice: Vec<usize> = (0..size).collect();
        loop {
            budget.spend(100)?;
            let mut product: List = vec![BigInteger::ONE];
            for i in &choice {
                product = multiply_lists(&product, &parts[*i], budget)?;
            }
            let candidate = back(&product);
            if candidate.as_constant().is_none()
                && let Some(rest) = left.divide(&candidate, budget)?
            {
                hit = Some((candidate, rest));
                break;
            }
            if !next_choice(&mut choice, parts.len()) {
                break;
            }
        }
        match hit {
            Some((candidate, rest)) => {
                found.push(candidate);
                left = rest.primitive();
                for i in choice.iter().rev() {
                    parts.remove(*i);
                }
            }
            None => size += 1,
        }
    }
    if left.as_constant().is_none() {
        found.push(left);
    }
    Ok(found)
}

fn image_poly(list: &[BigInteger]) -> Poly {
    from_list(1, list, 0)
}

fn multiply_lists(a: &[BigInteger], b: &[BigInteger], budget: &mut Budget) -> Result<List, Stop> {
    if a.is_empty() || b.is_empty() {
        return Ok(Vec::new());
    }
    let mut product = vec![BigInteger::ZERO; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate().filter(|(_, x)| !x.is_zero()) {
        budget.spend(b.len())?;
        for (j, y) in b.iter().enumerate() {
            product[i + j] += x * y;
        }
    }
    Ok(product)
}

/// The next subset of as many of `n`, in order.
fn next_choice(choice: &mut [usize], n: usize) -> bool {
    let k = choice.len();
    let Some(i) = (0..k).rev().find(|i| choice[*i] < n - k + i) else { return false };
    choice[i] += 1;
    for j in i + 1..k {
        choice[j] = choice[j - 1] + 1;
    }
    true
}

/// The irreducible factors of a primitive polynomial of one variable without square factors.
fn of_one_variable(f: &List, budget: &mut Budget) -> Result<Vec<List>, Stop> {
    let degree = f.len() - 1;
    if degree <= 1 {
        return Ok(vec![f.clone()]);
    }
    let lead = f[degree].clone();
    let Some((p, factors)) = best_prime(f, budget)? else { return Err(Stop) };
    if factors.len() == 1 {
        return Ok(vec![f.clone()]);
    }
    // Coefficients of factors are at most 2^degree times the norm (Mignotte); lead keeps them whole.
    let bits = f.iter().map(BitTest::bit_len).max().unwrap_or(1)
        + degree
        + degree.ilog2() as usize
        + lead.bit_len()
        + 3;
    let mut modulus = BigInteger::from(p);
    let mut rounds = 0;
    while modulus.bit_len() <= bits {
        modulus = &modulus * &modulus;
        rounds += 1;
    }
    let inverse = invert(&lead, &modulus)?;
    let monic: List = f.iter().map(|value| reduce(value * &inverse, &modulus)).collect();
    let lifted = lift(&monic, &factors, p, rounds, budget)?;
    recombine(f, lifted, &modulus, budget)
}

/// Of some primes for which the image keeps degree and has no square factor, the one with the fewest factors.
fn best_prime(f: &List, budget: &mut Budget) -> Result<Option<(u64, Vec<Residues>)>, Stop> {
    let mut best: Option<(u64, Vec<Residues>)> = None;
    let mut tried = 0;
    for p in
        (3u64..20_000).step_by(2).filter(|n| (3..).step_by(2).take_while(|d| d * d <= *n).all(|d| n % d != 0))
    {
        let image: Residues = f.iter().map(|value| modular::residue(value, p)).collect();
        if image.last() == Some(&0) {
            continue;
        }
        let image = modular::monic(&image, p);
        if modular::gcd(&image, &modular::derivative(&image, p), p).len() != 1 {
            continue;
        }
        budget.spend(f.len() * f.len() * f.len())?;
        let factors = modular::factors(&image, p);
        if best.as_ref().is_none_or(|(_, fewest)| factors.len() < fewest.len()) {
            best = Some((p, factors));
        }
        tried += 1;
        if tried == 5 || best.as_ref().is_some_and(|(_, factors)| factors.len() == 1) {
            break;
        }
    }
    Ok(best)
}

fn reduce(value: BigInteger, modulus: &BigInteger) -> BigInteger {
    let rest = value % modulus;
    if rest < BigInteger::ZERO { rest + modulus } else { rest }
}

/// The inverse modulo a number without common divisor.
fn invert(value: &BigInteger, modulus: &BigInteger) -> Result<BigInteger, Stop> {
    let (mut r0, mut r1) = (modulus.clone(), reduce(value.clone(), modulus));
    let (mut t0, mut t1) = (BigInteger::ZERO, BigInteger::ONE);
    while !r1.is_zero() {
        let quotient = &r0 / &r1;
        let r2 = &r0 - &quotient * &r1;
        r0 = std::mem::replace(&mut r1, r2);
        let t2 = &t0 - &quotient * &t1;
        t0 = std::mem::replace(&mut t1, t2);
    }
    if r0.is_one() { Ok(reduce(t0, modulus)) } else { Err(Stop) }
}

fn multiply_modulo(a: &List, b: &List, modulus: &BigInteger, budget: &mut Budget) -> Result<List, Stop> {
    Ok(multiply_lists(a, b, budget)?.into_iter().map(|value| reduce(value, modulus)).collect())
}

fn combine(a: &List, b: &List, sign: i64, modulus: &BigInteger) -> List {
    let zero = BigInteger::ZERO;
    let at = |list: &List, i: usize| list.get(i).unwrap_or(&zero).clone();
    let mut list: List = (0..a.len().max(b.len()))
        .map(|i| reduce(at(a, i) + at(b, i) * BigInteger::from(sign), modulus))
        .collect();
    while list.last().is_some_and(BigInteger::is_zero) {
        list.pop();
    }
    list
}

/// Quotient and remainder by a monic polynomial.
fn divide_monic(a: &List, b: &List, modulus: &BigInteger, budget: &mut Budget) -> Result<(List, List), Stop> {
    let mut rest = a.clone();
    if a.len() < b.len() {
        return Ok((Vec::new(), rest));
    }
    let mut quotient = vec![BigInteger::ZERO; a.len() - b.len() + 1];
    for i in (0..quotient.len()).rev() {
        budget.spend(b.len())?;
        let factor = rest[i + b.len() - 1].clone();
        for (j, y) in b.iter().enumerate() {
            rest[i + j] = reduce(&rest[i + j] - &factor * y, modulus);
        }
        quotient[i] = factor;
    }
    let empty = Vec::new();
    Ok((combine(&quotient, &empty, 1, modulus), combine(&rest, &empty, 1, modulus)))
}

/// The monic factors modulo `p` lifted to `p^(2^rounds)`, quadratically (von zur Gathen and Gerhard, Modern Computer
/// Algebra, 15.4).
fn lift(f: &List, factors: &[Residues], p: u64, rounds: u32, budget: &mut Budget) -> Result<Vec<List>, Stop> {
    let whole = |list: &Residues| list.iter().map(|x| BigInteger::from(*x)).collect::<List>();
    let mut found = Vec::new();
    let mut left = f.clone();
    for (i, first) in factors.iter().enumerate() {
        if i + 1 == factors.len() {
            found.push(left);
            break;
        }
        let rest =
            factors[i + 1..].iter().fold(vec![1], |product, factor| modular::multiply(&product, factor, p));
        let (s, t) = modular::bezout(first, &rest, p);
        let (mut g, mut h, mut s, mut t) = (whole(first), whole(&rest), whole(&s), whole(&t));
        let mut modulus = BigInteger::from(p);
        for _ in 0..rounds {
            modulus = &modulus * &modulus;
            let m = &modulus;
            let error = combine(&left, &multiply_modulo(&g, &h, m, budget)?, -1, m);
            let (quotient, remainder) =
                divide_monic(&multiply_modulo(&s, &error, m, budget)?, &h, m, budget)?;
            let change = combine(
                &multiply_modulo(&t, &error, m, budget)?,
                &multiply_modulo(&quotient, &g, m, budget)?,
                1,
                m,
            );
            g = combine(&g, &change, 1, m);
            h = combine(&h, &remainder, 1, m);
            let sum =
                combine(&multiply_modulo(&s, &g, m, budget)?, &multiply_modulo(&t, &h, m, budget)?, 1, m);
            let error = combine(&sum, &vec![BigInteger::ONE], -1, m);
            let (quotient, remainder) =
                divide_monic(&multiply_modulo(&s, &error, m, budget)?, &h, m, budget)?;
            s = combine(&s, &remainder, -1, m);
            let change = combine(
                &multiply_modulo(&t, &error, m, budget)?,
                &multiply_modulo(&quotient, &g, m, budget)?,
                1,
                m,
            );
            t = combine(&t, &change, -1, m);
        }
        found.push(g);
        left = h;
    }
    Ok(found)
}

/// The true factors: products of lifted ones, the fewest first.
fn recombine(
    f: &List,
    mut parts: Vec<List>,
    modulus: &BigInteger,
    budget: &mut Budget,
) -> Result<Vec<List>, Stop> {
    let half = modulus / BigInteger::from(2);
    let mut found = Vec::new();
    let mut left = image_poly(f);
    let mut size = 1;
    while 2 * size <= parts.len() {
        let lead = left.leading();
        let last = left.coefficients(0)[0].as_constant().unwrap_or(BigInteger::ZERO);
        let whole = |value: BigInteger| {
            let value = reduce(value, modulus);
            if value > half { value - modulus } else { value }
        };
        let mut choice: Vec<usize> = (0..size).collect();
        let mut hit = None;
        loop {
            budget.spend(size)?;
            // The last coefficient of a factor, times lead, divides that of the whole, times lead.
            let end = choice.iter().fold(lead.clone(), |end, i| whole(end * &parts[*i][0]));
            if end.is_zero() || (&last * &lead % &end).is_zero() {
                let mut product: List = vec![lead.clone()];
                for i in &choice {
                    product = multiply_modulo(&product, &parts[*i], modulus, budget)?;
                }
                let product: List = product.into_iter().map(whole).collect();
                let candidate = image_poly(&product).primitive();
                if let Some(rest) = left.divide(&candidate, budget)? {
                    hit = Some((candidate, rest));
                    break;
                }
            }
            if !next_choice(&mut choice, parts.len()) {
                break;
            }
        }
        match hit {
            Some((candidate, rest)) => {
                found.push(candidate);
                left = rest;
                for i in choice.iter().rev() {
                    parts.remove(*i);
                }
            }
            None => size += 1,
        }
    }
    if left.as_constant().is_none() {
        found.push(left);
    }
    let list = |poly: &Poly| {
        poly.coefficients(0).iter().map(|c| c.as_constant().unwrap_or(BigInteger::ZERO)).collect()
    };
    Ok(found.iter().map(list).collect())
}
