//! Theta functions, and with them Jacobi's elliptic functions of complex numbers; their inverses by Carlson's integrals.

use super::elliptic::{carlson, k, one_less};
use super::{Field, Z};

/// A sum that needs more terms is given up.
const MOST_TERMS: i64 = 20_000;

/// One of the four theta functions of `u` and the nome `q`, the first two without their factor `q^(1/4)` (DLMF 20.2.1 to 20.2.4).
pub fn theta(f: &Field, which: i64, u: &Z, q: &Z) -> Option<Z> {
    if !(1..=4).contains(&which) || !(q.size() < 1.0) {
        return None;
    }
    let is_real = u.is_real() && q.is_real();
    let one = f.integer(1);
    // e^(i u) and its inverse
    let turn = f.exp(&f.mul(&f.i(), u))?;
    let back = f.div(&one, &turn)?;
    let (step, step_back) = (f.square(&turn), f.square(&back));
    let odd = which <= 2;
    let (mut up, mut down) = if odd { (turn, back) } else { (step.clone(), step_back.clone()) };
    // q^(n (n + 1)), or q^(n^2): each the one before times an odd or even power of q.
    let square = f.square(q);
    let (mut power, mut ratio) =
        if odd { (one.clone(), square.clone()) } else { (q.clone(), f.mul(q, &square)) };
    let mut sum = if odd { f.integer(0) } else { one.clone() };
    for n in 0..MOST_TERMS {
        let (first, second) = (f.mul(&power, &up), f.mul(&power, &down));
        let term = if which == 1 { f.div(&f.sub(&first, &second), &f.i())? } else { f.add(&first, &second) };
        let minus = which == 1 && n % 2 == 1 || which == 4 && n % 2 == 0;
        sum = if minus { f.sub(&sum, &term) } else { f.add(&sum, &term) };
        let done = |part: &Z| {
            part.is_zero() || f.negligible(part, &one) && (sum.is_zero() || f.negligible(part, &sum))
        };
        if done(&first) && done(&second) || power.is_zero() {
            return Some(if is_real { Z::real(sum.re) } else { sum });
        }
        power = f.mul(&power, &ratio);
        ratio = f.mul(&ratio, &square);
        (up, down) = (f.mul(&up, &step), f.mul(&down, &step_back));
    }
    None
}

/// The theta function with its factor.
pub fn elliptic_theta(f: &Field, which: i64, u: &Z, q: &Z) -> Option<Z> {
    let value = theta(f, which, u, q)?;
    if which > 2 {
        return Some(value);
    }
    Some(if q.is_zero() { q.clone() } else { f.mul(&f.pow(q, &f.fraction(1, 4))?, &value) })
}

/// The nome `e^(-π K(1 - m)/K(m))`.
pub fn nome(f: &Field, m: &Z) -> Option<Z> {
    if m.is_zero() {
        return Some(m.clone());
    }
    let rest = one_less(f, m);
    if rest.is_zero() {
        return Some(f.integer(1));
    }
    let ratio = f.div(&k(f, &rest)?, &k(f, m)?)?;
    let q = f.exp(&f.neg(&f.mul(&f.pi(), &ratio)))?;
    // Real up to 1, where the integrals are.
    Some(if m.is_real() && !rest.is_left() { Z::real(q.re) } else { q })
}

/// The parameter whose nome is `q`: `(θ2/θ3)^4`.
pub fn parameter(f: &Field, q: &Z) -> Option<Z> {
    let zero = f.integer(0);
    let ratio = f.div(&theta(f, 2, &zero, q)?, &theta(f, 3, &zero, q)?)?;
    Some(f.mul(q, &f.square(&f.square(&ratio))))
}

/// `sn`, `cn` and `dn` of `u` for the parameter `m` (DLMF 22.2.4 to 22.2.6).
pub fn jacobi(f: &Field, u: &Z, m: &Z) -> Option<(Z, Z, Z)> {
    let one = f.integer(1);
    if m.is_zero() {
        let (sin, cos) = f.sin_cos(u)?;
        return Some((sin, cos, one));
    }
    if one_less(f, m).is_zero() {
        // tanh u and 1 / cosh u
        let up = f.exp(u)?;
        let down = f.div(&one, &up)?;
        let sum = f.add(&up, &down);
        let secant = f.div(&f.integer(2), &sum)?;
        return Some((f.div(&f.sub(&up, &down), &sum)?, secant.clone(), secant));
    }
    let q = nome(f, m)?;
    let angle = f.div(&f.halve(&f.mul(&f.pi(), u), 1), &k(f, m)?)?;
    let zero = f.integer(0);
    let at_zero = |which: i64| theta(f, which, &zero, &q);
    let at = |which: i64| theta(f, which, &angle, &q);
    let (c2, c3, c4) = (at_zero(2)?, at_zero(3)?, at_zero(4)?);
    let below = at(4)?;
    let value = |scale: (&Z, &Z), which: i64| -> Option<Z> {
        let ratio = f.div(&f.mul(scale.0, &at(which)?), &f.mul(scale.1, &below))?;
        Some(if u.is_real() && m.is_real() { Z::real(ratio.re) } else { ratio })
    };
    Some((value((&c3, &c2), 1)?, value((&c4, &c2), 2)?, value((&c4, &c3), 3)?))
}

/// One of the twelve functions, named by two of the letters `s c d n`.
pub fn named(f: &Field, name: [u8; 2], u: &Z, m: &Z) -> Option<Z> {
    let (sn, cn, dn) = jacobi(f, u, m)?;
    let of = |letter: u8| match letter {
        b's' => sn.clone(),
        b'c' => cn.clone(),
        b'd' => dn.clone(),
        _ => f.integer(1),
    };
    f.div(&of(name[0]), &of(name[1]))
}

/// The amplitude: the angle of `cn + i sn`, with the whole turns of real arguments.
pub fn amplitude(f: &Field, u: &Z, m: &Z) -> Option<Z> {
    let are_real = u.is_real() && m.is_real();
    let beyond = one_less(f, m).is_left();
    if are_real && beyond {
        return f.arc_sin(&jacobi(f, u, m)?.0);
    }
    let mut turns = 0;
    let mut rest = u.clone();
    if are_real && !one_less(f, m).is_zero() {
        let period = f.scale(&k(f, m)?, 2);
        let count = (u.to_machine().re / period.to_machine().re).round();
        if !(count.abs() < 1e15) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded")]
        let whole = count as i64;
        turns = whole;
        rest = f.sub(u, &f.scale(&period, turns));
    }
    let (sn, cn, _) = jacobi(f, &rest, m)?;
    let angle = f.div(&f.log(&f.add(&cn, &f.mul(&f.i(), &sn)))?, &f.i())?;
    let angle = f.add(&angle, &f.scale(&f.pi(), turns));
    Some(if are_real { Z::real(angle.re) } else { angle })
}

/// The inverse of one of the twelve, from 0 on: `R_F` of what its square says of the squares of `cn`, `dn` and `sn`
/// (DLMF 22.15.12 on), of an even function to the left by `2 K(m)` less.
pub fn inverse(f: &Field, name: [u8; 2], v: &Z, m: &Z) -> Option<Z> {
    let one = f.integer(1);
    let flipped = |name: [u8; 2]| [name[1], name[0]];
    if matches!(&name, b"ns" | b"nc" | b"nd" | b"cs" | b"ds" | b"dc") {
        return inverse(f, flipped(name), &f.div(&one, v)?, m);
    }
    let even = matches!(&name, b"cn" | b"cd");
    if even && v.is_left() {
        let whole = f.scale(&k(f, m)?, 2);
        return Some(f.sub(&whole, &inverse(f, name, &f.neg(v), m)?));
    }
    let square = f.square(v);
    let rest = one_less(f, &square);
    let times_m = f.mul(m, &square);
    let complement = one_less(f, m);
    let (scale, parts) = match &name {
        b"sn" => (v.clone(), [rest, one_less(f, &times_m), one]),
        b"cn" => (f.sqrt(&rest)?, [square.clone(), f.add(&complement, &times_m), one]),
        b"dn" => {
            let scale = f.sqrt(&f.div(&rest, m)?)?;
            (scale, [f.div(&f.sub(&square, &complement), m)?, square.clone(), one])
        }
        b"sc" => (v.clone(), [one.clone(), f.add(&one, &f.mul(&complement, &square)), f.add(&one, &square)]),
        b"sd" => (v.clone(), [one_less(f, &f.mul(&complement, &square)), one.clone(), f.add(&one, &times_m)]),
        _ => (f.sqrt(&rest)?, [f.mul(&complement, &square), complement, one_less(f, &times_m)]),
    };
    if scale.is_zero() {
        return Some(scale);
    }
    Some(f.mul(&scale, &carlson(f, &parts[0], &parts[1], &parts[2])?.0))
}
