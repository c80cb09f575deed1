//! Generalized hypergeometric series, and the hypergeometric function of Gauss outside its circle.

use super::gamma::{gamma, reciprocal_gamma};
use super::{Field, Z};

/// A series that needs more terms is given up.
const MOST_TERMS: i64 = 400_000;

/// `Σ (a1)_k … / (b1)_k … z^k / k!`
pub fn series(field: &Field, a: &[Z], b: &[Z], z: &Z) -> Option<Z> {
    let one = field.integer(1);
    let (mut term, mut sum) = (one.clone(), one);
    let mut small = 0;
    for k in 0..MOST_TERMS {
        let shift = field.integer(k);
        let mut top = z.clone();
        for a in a {
            top = field.mul(&top, &field.add(a, &shift));
        }
        let mut bottom = field.integer(k + 1);
        for b in b {
            bottom = field.mul(&bottom, &field.add(b, &shift));
        }
        if top.is_zero() {
            return Some(sum);
        }
        term = field.mul(&term, &field.div(&top, &bottom)?);
        sum = field.add(&sum, &term);
        small = if field.negligible(&term, &sum) { small + 1 } else { 0 };
        if small >= 3 {
            return Some(sum);
        }
    }
    None
}

/// The hypergeometric function `2F1(a, b; c; z)` everywhere, by the series after the transformation that makes its
/// argument smallest (DLMF 15.8.1, 15.8.2, 15.8.4). Where those have poles that cancel, parameters are moved by less than
/// the digits asked for, at twice the precision.
pub fn gauss(field: &Field, a: &Z, b: &Z, c: &Z, z: &Z) -> Option<Z> {
    let finite = |p: &Z| p.as_integer().is_some_and(|n| n <= 0);
    if finite(a) || finite(b) {
        return series(field, &[a.clone(), b.clone()], std::slice::from_ref(c), z);
    }
    if finite(c) {
        return None;
    }
    let one = field.integer(1);
    if z.is_zero() {
        return Some(one);
    }
    let rest = field.sub(&one, z);
    if rest.is_zero() {
        // Gauss' sum
        let d = field.sub(&field.sub(c, a), b);
        if !d.is_real() || d.is_left() || d.is_zero() {
            return None;
        }
        let top = field.mul(&gamma(field, c)?, &gamma(field, &d)?);
        let bottom = field
            .mul(&reciprocal_gamma(field, &field.sub(c, a))?, &reciprocal_gamma(field, &field.sub(c, b))?);
        return Some(field.mul(&top, &bottom));
    }
    let (size, size_rest) = (z.size(), rest.size());
    let best = [size, size / size_rest, size_rest, 1.0 / size]
        .into_iter()
        .enumerate()
        .min_by(|x, y| x.1.total_cmp(&y.1))?;
    match best.0 {
        _ if size < 0.7 => series(field, &[a.clone(), b.clone()], std::slice::from_ref(c), z),
        0 => series(field, &[a.clone(), b.clone()], std::slice::from_ref(c), z),
        1 => {
            // (1 - z)^-a 2F1(a, c - b; c; z / (z - 1))
            let argument = field.neg(&field.div(z, &rest)?);
            let factor = field.pow(&rest, &field.neg(a))?;
            let value = series(field, &[a.clone(), field.sub(c, b)], std::slice::from_ref(c), &argument)?;
            Some(field.mul(&factor, &value))
        }
        2 => {
            let wide = Field::new(2 * field.bits + 60);
            let mut b = b.clone();
            if field.sub(&field.sub(c, a), &b).as_integer().is_some() {
                b = wide.add(&b, &wide.tiny(field.bits + 20));
            }
            let d = wide.sub(&wide.sub(c, a), &b);
            let term = |p: &Z, q: &Z, r: &Z, s: &Z| -> Option<Z> {
                // gamma(c) gamma(r) / (gamma(c - p) gamma(c - q)) 2F1(…)
                let gammas = wide.mul(&gamma(&wide, c)?, &gamma(&wide, r)?);
                let below = wide.mul(&reciprocal_gamma(&wide, p)?, &reciprocal_gamma(&wide, q)?);
                Some(wide.mul(&wide.mul(&gammas, &below), s))
            };
            let rest = wide.sub(&one, z);
            let (ca, cb) = (wide.sub(c, a), wide.sub(c, &b));
            let first = series(&wide, &[a.clone(), b.clone()], &[wide.sub(&one, &d)], &rest)?;
            let second = series(&wide, &[ca.clone(), cb.clone()], &[wide.add(&one, &d)], &rest)?;
            let second = wide.mul(&second, &wide.pow(&rest, &d)?);
            Some(wide.add(&term(&ca, &cb, &d, &first)?, &term(a, &b, &wide.neg(&d), &second)?))
        }
        _ => {
            let wide = Field::new(2 * field.bits + 60);
            let mut b = b.clone();
            if field.sub(a, &b).as_integer().is_some() {
                b = wide.add(&b, &wide.tiny(field.bits + 20));
            }
            let inverse = wide.div(&one, z)?;
            let minus = wide.neg(z);
            let term = |p: &Z, q: &Z| -> Option<Z> {
                // gamma(c) gamma(q - p) / (gamma(q) gamma(c - p)) (-z)^-p 2F1(p, p - c + 1; p - q + 1; 1/z)
                let gammas = wide.mul(&gamma(&wide, c)?, &gamma(&wide, &wide.sub(q, p))?);
                let below =
                    wide.mul(&reciprocal_gamma(&wide, q)?, &reciprocal_gamma(&wide, &wide.sub(c, p))?);
                let power = wide.pow(&minus, &wide.neg(p))?;
                let upper = wide.add(&wide.sub(p, c), &one);
                let lower = wide.add(&wide.sub(p, q), &one);
                let value = series(&wide, &[p.clone(), upper], &[lower], &inverse)?;
                Some(wide.mul(&wide.mul(&gammas, &below), &wide.mul(&power, &value)))
            };
            Some(wide.add(&term(a, &b)?, &term(&b, a)?))
        }
    }
}
