//! Polynomials of one variable modulo a prime below 2^31: coefficients from power 0, no zero at the end.

use super::Poly;
use crate::number::BigInteger;

/// Coefficients modulo a prime.
pub type Residues = Vec<u64>;

/// The residue of an integer.
pub fn residue(value: &BigInteger, p: u64) -> u64 {
    let rest = value % BigInteger::from(p);
    let rest = if rest < BigInteger::ZERO { rest + BigInteger::from(p) } else { rest };
    u64::try_from(rest).unwrap_or(0)
}

fn trim(mut a: Residues) -> Residues {
    while a.last() == Some(&0) {
        a.pop();
    }
    a
}

/// `a^n`
pub fn power_of(mut a: u64, mut n: u64, p: u64) -> u64 {
    let mut result = 1 % p;
    while n > 0 {
        if n & 1 == 1 {
            result = result * a % p;
        }
        a = a * a % p;
        n >>= 1;
    }
    result
}

fn inverse(a: u64, p: u64) -> u64 {
    power_of(a, p - 2, p)
}

/// With the leading coefficient 1.
pub fn monic(a: &Residues, p: u64) -> Residues {
    let Some(lead) = a.last() else { return Vec::new() };
    let scale = inverse(*lead, p);
    a.iter().map(|x| x * scale % p).collect()
}

/// `a b`
pub fn multiply(a: &Residues, b: &Residues, p: u64) -> Residues {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let mut product = vec![0; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            product[i + j] = (product[i + j] + x * y) % p;
        }
    }
    trim(product)
}

/// `a - b`
pub fn subtract(a: &Residues, b: &Residues, p: u64) -> Residues {
    let at = |list: &Residues, i: usize| list.get(i).copied().unwrap_or(0);
    trim((0..a.len().max(b.len())).map(|i| (at(a, i) + p - at(b, i)) % p).collect())
}

/// Quotient and remainder; `b` is not 0.
pub fn divide(a: &Residues, b: &Residues, p: u64) -> (Residues, Residues) {
    let mut rest = a.clone();
    if a.len() < b.len() {
        return (Vec::new(), rest);
    }
    let scale = inverse(b[b.len() - 1], p);
    let mut quotient = vec![0; a.len() - b.len() + 1];
    for i in (0..quotient.len()).rev() {
        let factor = rest[i + b.len() - 1] * scale % p;
        quotient[i] = factor;
        for (j, y) in b.iter().enumerate() {
            rest[i + j] = (rest[i + j] + p - factor * y % p) % p;
        }
    }
    (trim(quotient), trim(rest))
}

/// The monic greatest common divisor.
pub fn gcd(a: &Residues, b: &Residues, p: u64) -> Residues {
    let (mut a, mut b) = (a.clone(), b.clone());
    while !b.is_empty() {
        let rest = divide(&a, &b, p).1;
        a = std::mem::replace(&mut b, rest);
    }
    monic(&a, p)
}

/// `(s, t)` with `s a + t b = 1` for `a` and `b` without common divisor.
pub fn bezout(a: &Residues, b: &Residues, p: u64) -> (Residues, Residues) {
    let (mut r0, mut r1) = (a.clone(), b.clone());
    let (mut s0, mut s1) = (vec![1], Vec::new());
    let (mut t0, mut t1) = (Vec::new(), vec![1]);
    while !r1.is_empty() {
        let (quotient, rest) = divide(&r0, &r1, p);
        r0 = std::mem::replace(&mut r1, rest);
        let s2 = subtract(&s0, &multiply(&quotient, &s1, p), p);
        s0 = std::mem::replace(&mut s1, s2);
        let t2 = subtract(&t0, &multiply(&quotient, &t1, p), p);
        t0 = std::mem::replace(&mut t1, t2);
    }
    let scale = vec![inverse(r0.first().copied().unwrap_or(1), p)];
    (multiply(&s0, &scale, p), multiply(&t0, &scale, p))
}

/// The derivative.
pub fn derivative(a: &Residues, p: u64) -> Residues {
    trim((1u64..).zip(a.iter().skip(1)).map(|(n, x)| n % p * x % p).collect())
}

/// `base^n` modulo `f`
fn power(base: &Residues, mut n: u128, f: &Residues, p: u64) -> Residues {
    let mut result = vec![1];
    let mut base = divide(base, f, p).1;
    while n > 0 {
        if n & 1 == 1 {
            result = divide(&multiply(&result, &base, p), f, p).1;
        }
        base = divide(&multiply(&base, &base, p), f, p).1;
        n >>= 1;
    }
    result
}

/// The irreducible monic factors of a monic polynomial without square factors, for an odd prime: factors of one degree
/// are separated, then split at random (Cantor and Zassenhaus 1981).
pub fn factors(f: &Residues, p: u64) -> Vec<Residues> {
    let mut found = Vec::new();
    let mut left = f.clone();
    let x = vec![0, 1];
    let mut h = x.clone();
    let mut degree = 0;
    while left.len() > 1 {
        degree += 1;
        if 2 * degree > left.len() - 1 {
            found.push(left);
            break;
        }
        h = power(&h, u128::from(p), &left, p);
        let common = gcd(&left, &subtract(&h, &x, p), p);
        if common.len() > 1 {
            left = divide(&left, &common, p).0;
            h = divide(&h, &left, p).1;
            let mut seed = 0x9E37_79B9_7F4A_7C15;
            split(common, degree, p, &mut seed, &mut found);
        }
    }
    found
}

/// Splits a product of factors of one degree.
fn split(f: Residues, degree: usize, p: u64, seed: &mut u64, found: &mut Vec<Residues>) {
    let mut open = vec![f];
    while let Some(f) = open.pop() {
        if f.len() - 1 == degree {
            found.push(f);
            continue;
        }
        let random: Residues = (0..f.len() - 1)
            .map(|_| {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (*seed >> 33) % p
            })
            .collect();
        // random^((p^degree - 1)/2), as the product of the conjugates to the power (p - 1)/2.
        let random = trim(random);
        let (mut conjugate, mut norm) = (random.clone(), random.clone());
        for _ in 1..degree {
            conjugate = power(&conjugate, u128::from(p), &f, p);
            norm = divide(&multiply(&norm, &conjugate, p), &f, p).1;
        }
        let half = power(&norm, u128::from((p - 1) / 2), &f, p);
        let part = gcd(&f, &subtract(&half, &vec![1], p), p);
        if part.len() > 1 && part.len() < f.len() {
            open.push(divide(&f, &part, p).0);
            open.push(part);
        } else {
            open.push(f);
        }
    }
}

/// Whether the images of two polynomials, the other variables set to fixed numbers modulo `p`, show that no common
/// divisor has the variable `x`. False says nothing.
pub fn coprime_image(a: &Poly, b: &Poly, x: usize, p: u64) -> bool {
    let points: Vec<u64> = (0..a.variables() as u64).map(|i| power_of(31, 17 + 5 * i, p)).collect();
    let image = |f: &Poly| {
        let mut list = vec![0; f.degree(x) as usize + 1];
        for (exponents, value) in f.terms() {
            let mut term = residue(value, p);
            for (i, n) in exponents.iter().enumerate().filter(|(i, _)| *i != x) {
                term = term * power_of(points[i], u64::from(*n), p) % p;
            }
            let place = &mut list[exponents[x] as usize];
            *place = (*place + term) % p;
        }
        list
    };
    let (a, b) = (image(a), image(b));
    // The divisor's leading coefficient divides both: it must not vanish in one of them.
    a.last() != Some(&0) && b.last() != Some(&0) && gcd(&a, &b, p).len() == 1
}
