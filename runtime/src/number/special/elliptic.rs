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

fn one_less(field: &Field, m: &Z) -> Z {
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
fn carlson(field: &Field, x: &Z, y: &Z, z: &Z) -> Option<(Z, Z)> {
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

/// The amplitude `am(u | m)` for real `u` and `m` from 0 to 1.
pub fn amplitude(field: &Field, u: &Z, m: &Z) -> Option<Z> {
    let at = m.to_machine().re;
    if !u.is_real() || !m.is_real() || !(0.0..=1.0).contains(&at) {
        return None;
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
