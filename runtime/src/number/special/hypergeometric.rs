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

/// `1F1(a; b; z)`, to the left by Kummer's transformation `e^z 1F1(b - a; b; -z)`, whose terms do not cancel.
pub fn kummer(field: &Field, a: &Z, b: &Z, z: &Z) -> Option<Z> {
    if z.is_left() && z.size() > 1.0 && a.as_integer().is_none_or(|a| a > 0) {
        let sum = series(field, &[field.sub(b, a)], std::slice::from_ref(b), &field.neg(z))?;
        return Some(field.mul(&field.exp(z)?, &sum));
    }
    series(field, std::slice::from_ref(a), std::slice::from_ref(b), z)
}

/// Inside this circle a series with as many parameters above as below and one more converges soon enough, and outside the
/// inverse one the series in `1/z`.
const CIRCLE: f64 = 0.96;

/// The generalized hypergeometric function; None near the unit circle where it has a singularity there, and where it diverges.
pub fn generalized(field: &Field, a: &[Z], b: &[Z], z: &Z) -> Option<Z> {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    // Parameters that cancel.
    let finite = |p: &Z| p.as_integer().is_some_and(|n| n <= 0);
    let mut index = 0;
    while index < a.len() {
        match b.iter().position(|b| !finite(b) && field.sub(b, &a[index]).is_zero()) {
            Some(other) => {
                b.remove(other);
                a.remove(index);
            }
            None => index += 1,
        }
    }
    // A term beyond the last one of a polynomial may have a pole.
    let last = a.iter().filter_map(Z::as_integer).filter(|n| *n <= 0).max();
    if let Some(pole) = b.iter().filter_map(Z::as_integer).filter(|n| *n <= 0).max()
        && last.is_none_or(|last| last < pole)
    {
        return None;
    }
    if z.is_zero() {
        return Some(field.integer(1));
    }
    match (&a[..], &b[..]) {
        (a, b) if last.is_some() => series(field, a, b, z),
        ([a], []) => field.pow(&field.sub(&field.integer(1), z), &field.neg(a)),
        ([a], [b]) => kummer(field, a, b, z),
        ([a, b], [c]) => gauss(field, a, b, c, z),
        ([a, b], []) => {
            // (-1/z)^a U(a, a - b + 1, -1/z)
            let w = field.neg(&field.div(&field.integer(1), z)?);
            let lower = field.add(&field.sub(a, b), &field.integer(1));
            Some(field.mul(&field.pow(&w, a)?, &super::functions::hypergeometric_u(field, a, &lower, &w)?))
        }
        (a, b) if a.len() <= b.len() => (z.size() < 1e6).then(|| series(field, a, b, z))?,
        (a, b) if a.len() == b.len() + 1 => {
            let size = z.size();
            if size < CIRCLE {
                series(field, a, b, z)
            } else if size * CIRCLE > 1.0 {
                inverted(field, a, b, z)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// The same outside the unit circle, by series in `1/z` (DLMF 16.8.8). Parameters above that differ by integers are moved
/// apart by less than the digits asked for.
fn inverted(field: &Field, a: &[Z], b: &[Z], z: &Z) -> Option<Z> {
    let wide = Field::new((a.len() + 1) * (field.bits + 40));
    let one = wide.integer(1);
    let mut moved: Vec<Z> = Vec::new();
    for (index, p) in (1i64..).zip(a) {
        let near = a.iter().filter(|other| wide.sub(p, other).as_integer().is_some()).count() > 1;
        let shift = wide.scale(&wide.tiny(field.bits + 20), index);
        moved.push(if near { wide.add(p, &shift) } else { p.clone() });
    }
    let inverse = wide.div(&one, z)?;
    let minus = wide.neg(z);
    let mut sum = wide.integer(0);
    for (k, p) in moved.iter().enumerate() {
        let mut term = wide.mul(&gamma(&wide, p)?, &wide.pow(&minus, &wide.neg(p))?);
        let mut upper = vec![p.clone()];
        let mut lower = Vec::new();
        for (_, other) in moved.iter().enumerate().filter(|(l, _)| *l != k) {
            term = wide.mul(&term, &gamma(&wide, &wide.sub(other, p))?);
            lower.push(wide.add(&wide.sub(p, other), &one));
        }
        for other in b {
            term = wide.mul(&term, &reciprocal_gamma(&wide, &wide.sub(other, p))?);
            upper.push(wide.add(&wide.sub(p, other), &one));
        }
        sum = wide.add(&sum, &wide.mul(&term, &series(&wide, &upper, &lower, &inverse)?));
    }
    for p in &moved {
        sum = wide.mul(&sum, &reciprocal_gamma(&wide, p)?);
    }
    for p in b {
        sum = wide.mul(&sum, &gamma(&wide, p)?);
    }
    Some(sum)
}

/// A hypergeometric function over the gamma functions of its lower parameters, entire in those: at their poles the terms before
/// vanish, and the rest is a function of the same kind.
pub fn regularized(field: &Field, a: &[Z], b: &[Z], z: &Z) -> Option<Z> {
    let start = b.iter().filter_map(Z::as_integer).filter(|n| *n <= 0).map(|n| 1 - n).max().unwrap_or(0);
    if start > 10_000 {
        return None;
    }
    let shift = field.integer(start);
    let lower: Vec<Z> = b.iter().map(|b| field.add(b, &shift)).collect();
    let mut scale = field.integer(1);
    for b in &lower {
        scale = field.mul(&scale, &reciprocal_gamma(field, b)?);
    }
    if start == 0 {
        return Some(field.mul(&scale, &generalized(field, a, b, z)?));
    }
    // Π (a)_n z^n / n!
    for k in 0..start {
        let k_th = field.integer(k);
        scale = field.div(&field.mul(&scale, z), &field.integer(k + 1))?;
        for a in a {
            scale = field.mul(&scale, &field.add(a, &k_th));
        }
    }
    if scale.is_zero() {
        return Some(scale);
    }
    let upper: Vec<Z> = a.iter().map(|a| field.add(a, &shift)).collect();
    // A lower parameter that became 1 stands for the factorial of the shifted index.
    let mut lower = lower;
    let unit = lower.iter().position(|b| b.as_integer() == Some(1))?;
    lower[unit] = field.integer(start + 1);
    Some(field.mul(&scale, &generalized(field, &upper, &lower, z)?))
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
