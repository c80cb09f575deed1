//! Elliptic integrals and Jacobi's functions, by arithmetic-geometric means and Carlson's duplication.

use super::{Field, Z};

/// The arithmetic-geometric mean of 1 and `b`, and `Σ 2^(n-1) c_n^2`.
fn mean(field: &Field, b: &Z, c_square: &Z) -> Option<(Z, Z)> {
    let (mut a, mut b) = (field.integer(1), b.clone());
    let mut sum = field.halve(c_square, 1);
    for n in 0..200 {
        let c = field.halve(&field.sub(&a, &b), 1);
        let next = field.halve(&field.add(&a, &b), 1);
        let square = field.square(&c);
        sum = field.add(&sum, &field.halve(&square, -n));
        if field.negligible(&square, &next) || c.is_zero() {
            return Some((next, sum));
        }
        b = field.sqrt(&field.mul(&a, &b))?;
        a = next;
    }
    None
}

/// `1 - m`
pub(super) fn one_less(field: &Field, m: &Z) -> Z {
    field.sub(&field.integer(1), m)
}

/// `K(m)`
pub fn k(field: &Field, m: &Z) -> Option<Z> {
    let (mean, _) = mean(field, &field.sqrt(&one_less(field, m))?, m)?;
    field.div(&field.halve(&field.pi(), 1), &mean)
}

/// `E(m)`
pub fn e(field: &Field, m: &Z) -> Option<Z> {
    if one_less(field, m).is_zero() {
        return Some(field.integer(1));
    }
    let (mean, sum) = mean(field, &field.sqrt(&one_less(field, m))?, m)?;
    let k = field.div(&field.halve(&field.pi(), 1), &mean)?;
    Some(field.mul(&k, &one_less(field, &sum)))
}

/// Carlson's `R_F` and `R_D` (DLMF 19.36.1 without the final series: each step adds two bits).
pub(super) fn carlson(field: &Field, x: &Z, y: &Z, z: &Z) -> Option<(Z, Z)> {
    let (mut x, mut y, mut z) = (x.clone(), y.clone(), z.clone());
    let (mut scale, mut sum) = (field.integer(1), field.integer(0));
    for _ in 0..field.bits + 40 {
        let (rx, ry, rz) = (field.sqrt(&x)?, field.sqrt(&y)?, field.sqrt(&z)?);
        let lambda = field.add(&field.add(&field.mul(&rx, &ry), &field.mul(&ry, &rz)), &field.mul(&rz, &rx));
        let below = field.mul(&rz, &field.add(&z, &lambda));
        sum = field.add(&sum, &field.div(&scale, &below)?);
        scale = field.halve(&scale, 2);
        let step = |p: &Z| field.halve(&field.add(p, &lambda), 2);
        (x, y, z) = (step(&x), step(&y), step(&z));
        if field.negligible(&field.square(&field.sub(&x, &z)), &x)
            && field.negligible(&field.square(&field.sub(&y, &z)), &y)
        {
            break;
        }
    }
    // Around the mean the terms of first order vanish.
    let third = |w: &Z| field.div(w, &field.integer(3));
    let mean = third(&field.add(&field.add(&x, &y), &z))?;
    let first = field.div(&field.integer(1), &field.sqrt(&mean)?)?;
    let fifth = field.div(&field.add(&field.add(&x, &y), &field.scale(&z, 3)), &field.integer(5))?;
    let last = field.div(&scale, &field.mul(&fifth, &field.sqrt(&fifth)?))?;
    Some((first, field.add(&field.scale(&sum, 3), &last)))
}

/// `F(φ | m)` and `E(φ | m)` for real parts of φ from -π/2 to π/2; beyond, whole periods are added.
pub fn incomplete(field: &Field, phi: &Z, m: &Z) -> Option<(Z, Z)> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded")]
    let turns = {
        let turns = (phi.to_machine().re / std::f64::consts::PI).round();
        if turns.abs() > 1e9 {
            return None;
        }
        turns as i64
    };
    let rest = field.sub(phi, &field.scale(&field.pi(), turns));
    let (sin, cos) = field.sin_cos(&rest)?;
    let square = field.square(&sin);
    let (x, y) = (field.square(&cos), one_less(field, &field.mul(m, &square)));
    let (f, e) = if sin.is_zero() {
        (field.integer(0), field.integer(0))
    } else {
        let (rf, rd) = carlson(field, &x, &y, &field.integer(1))?;
        let f = field.mul(&sin, &rf);
        let third =
            field.div(&field.mul(&field.mul(m, &square), &field.mul(&sin, &rd)), &field.integer(3))?;
        let e = field.sub(&f, &third);
        (f, e)
    };
    if turns == 0 {
        return Some((f, e));
    }
    let whole = |part: Z, full: Option<Z>| Some(field.add(&part, &field.scale(&full?, 2 * turns)));
    Some((whole(f, k(field, m))?, whole(e, self::e(field, m))?))
}

/// `R_C(1, 1 + e) = atan(√e) / √e`
fn degenerate(field: &Field, e: &Z) -> Option<Z> {
    let one = field.integer(1);
    if e.is_zero() {
        return Some(one);
    }
    if e.size() < 0.1 {
        let (mut power, mut sum) = (one.clone(), one);
        for k in 1..=i64::try_from(field.bits).ok()? {
            power = field.neg(&field.mul(&power, e));
            let term = field.div(&power, &field.integer(2 * k + 1))?;
            sum = field.add(&sum, &term);
            if field.negligible(&term, &sum) {
                break;
            }
        }
        return Some(sum);
    }
    let turned = field.mul(&field.i(), &field.sqrt(e)?);
    let log = field.sub(&field.log(&field.add(&one, &turned))?, &field.log(&field.sub(&one, &turned))?);
    field.div(&log, &field.scale(&turned, 2))
}

/// Carlson's `R_J` by duplication (DLMF 19.36.1 and 19.26.23; each step adds two bits).
fn carlson_third(field: &Field, parts: [&Z; 3], p: &Z) -> Option<Z> {
    let [mut x, mut y, mut z] = parts.map(Z::clone);
    let mut p = p.clone();
    let (mut scale, mut sum) = (field.integer(1), field.integer(0));
    for _ in 0..field.bits + 40 {
        let (rx, ry, rz, rp) = (field.sqrt(&x)?, field.sqrt(&y)?, field.sqrt(&z)?, field.sqrt(&p)?);
        let lambda = field.add(&field.add(&field.mul(&rx, &ry), &field.mul(&ry, &rz)), &field.mul(&rz, &rx));
        let d = field.mul(&field.mul(&field.add(&rp, &rx), &field.add(&rp, &ry)), &field.add(&rp, &rz));
        let delta = field.mul(&field.mul(&field.sub(&p, &x), &field.sub(&p, &y)), &field.sub(&p, &z));
        let e = field.div(&delta, &field.square(&d))?;
        sum = field.add(&sum, &field.mul(&field.div(&scale, &d)?, &degenerate(field, &e)?));
        scale = field.halve(&scale, 2);
        let step = |w: &Z| field.halve(&field.add(w, &lambda), 2);
        (x, y, z, p) = (step(&x), step(&y), step(&z), step(&p));
        let near = |w: &Z| field.negligible(&field.square(&field.sub(w, &p)), &p);
        if near(&x) && near(&y) && near(&z) {
            break;
        }
    }
    let mean = field.add(&field.add(&x, &y), &field.add(&z, &field.scale(&p, 2)));
    let mean = field.div(&mean, &field.integer(5))?;
    let last = field.div(&scale, &field.mul(&mean, &field.sqrt(&mean)?))?;
    Some(field.add(&field.scale(&sum, 6), &last))
}

/// The integrals of the third kind, complete without an angle: `R_F + n/3 R_J` (DLMF 19.25.2 and 19.25.14). Of a real `n` beyond
/// 1 the complete one is taken from below, as a principal value and half a residue (DLMF 19.7.9).
pub fn third(field: &Field, n: &Z, phi: Option<&Z>, m: &Z) -> Option<Z> {
    let one = field.integer(1);
    let beyond = |p: &Z| p.is_real() && p.is_left();
    let Some(phi) = phi else {
        let rest = one_less(field, n);
        if rest.is_zero() || one_less(field, m).is_zero() {
            return None;
        }
        if beyond(&rest) {
            let ratio = field.div(m, n)?;
            let value = field.sub(&k(field, m)?, &third(field, &ratio, None, m)?);
            let below = field.mul(&field.neg(&rest), &field.sub(n, m));
            let residue = field.halve(&field.mul(&field.pi(), &field.sqrt(&field.div(n, &below)?)?), 1);
            return Some(field.sub(&value, &field.mul(&field.i(), &residue)));
        }
        let zero = field.integer(0);
        let y = one_less(field, m);
        let first = carlson(field, &zero, &y, &one)?.0;
        let rest = carlson_third(field, [&zero, &y, &one], &rest)?;
        return Some(field.add(&first, &field.div(&field.mul(n, &rest), &field.integer(3))?));
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded")]
    let turns = {
        let turns = (phi.to_machine().re / std::f64::consts::PI).round();
        if turns.abs() > 1e9 {
            return None;
        }
        turns as i64
    };
    let (sin, cos) = field.sin_cos(&field.sub(phi, &field.scale(&field.pi(), turns)))?;
    let square = field.square(&sin);
    let (x, y) = (field.square(&cos), one_less(field, &field.mul(m, &square)));
    let p = one_less(field, &field.mul(n, &square));
    if p.is_zero() || beyond(&p) {
        return None;
    }
    let part = if sin.is_zero() {
        field.integer(0)
    } else {
        let first = field.mul(&sin, &carlson(field, &x, &y, &one)?.0);
        let rest =
            field.mul(&field.mul(n, &square), &field.mul(&sin, &carlson_third(field, [&x, &y, &one], &p)?));
        field.add(&first, &field.div(&rest, &field.integer(3))?)
    };
    if turns == 0 {
        return Some(part);
    }
    Some(field.add(&part, &field.scale(&third(field, n, None, m)?, 2 * turns)))
}

/// Jacobi's zeta function `E(φ | m) - E(m)/K(m) F(φ | m)`.
pub fn zeta(field: &Field, phi: &Z, m: &Z) -> Option<Z> {
    let (first, second) = incomplete(field, phi, m)?;
    if one_less(field, m).is_zero() {
        return Some(second);
    }
    let ratio = field.div(&e(field, m)?, &k(field, m)?)?;
    Some(field.sub(&second, &field.mul(&ratio, &first)))
}

/// The amplitude `am(u | m)`, for real `u` and `m` from 0 to 1 by means.
pub fn amplitude(field: &Field, u: &Z, m: &Z) -> Option<Z> {
    let at = m.to_machine().re;
    if !u.is_real() || !m.is_real() || !(0.0..=1.0).contains(&at) {
        return super::jacobi::amplitude(field, u, m);
    }
    if one_less(field, m).is_zero() {
        // 2 atan(tanh(u/2)) = asin(tanh u)
        let square = field.exp(&field.scale(u, 2))?;
        let one = field.integer(1);
        return field.arc_sin(&field.div(&field.sub(&square, &one), &field.add(&square, &one))?);
    }
    let mut a = vec![field.integer(1)];
    let mut c = vec![field.sqrt(m)?];
    let mut b = field.sqrt(&one_less(field, m))?;
    for _ in 0..200 {
        let last = a.last()?.clone();
        let difference = field.halve(&field.sub(&last, &b), 1);
        a.push(field.halve(&field.add(&last, &b), 1));
        b = field.sqrt(&field.mul(&last, &b))?;
        // The difference after is about the square of this one.
        let done = difference.is_zero() || field.negligible(&field.square(&difference), &last);
        c.push(difference);
        if done {
            break;
        }
    }
    let n = a.len() - 1;
    let mut phi = field.halve(&field.mul(&a[n], u), -isize::try_from(n).ok()?);
    for k in (1..=n).rev() {
        let ratio = field.div(&c[k], &a[k])?;
        let turn = field.arc_sin(&field.mul(&ratio, &field.sin_cos(&phi)?.0))?;
        phi = field.halve(&field.add(&phi, &turn), 1);
    }
    Some(phi)
}
