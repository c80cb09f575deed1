//! Relatives of Bessel functions: Hankel's, Kelvin's, Anger's and Weber's.

use super::bessel::{Kind, bessel, bessel_y};
use super::functions::off_integer;
use super::hypergeometric::regularized;
use super::{Field, Z};

/// Arguments larger than this would take too many terms.
const MOST: f64 = 3000.0;

/// `J_n(z) ± i Y_n(z)`, of the first kind with `sign` 1, of the second with -1.
pub fn hankel(f: &Field, n: &Z, z: &Z, sign: i64) -> Option<Z> {
    let turned = f.scale(&f.mul(&f.i(), &bessel_y(f, n, z)?), sign);
    Some(f.add(&bessel(f, n, z, Kind::Oscillating)?, &turned))
}

/// The two values that Kelvin's functions are the mean and the difference of: `e^(± i turns π n) (z/2)^n 0F1(n + 1; ± i z^2/4)` over
/// `gamma(n + 1)`.
fn pair(f: &Field, n: &Z, z: &Z, turns: &Z) -> Option<(Z, Z)> {
    if z.size() > MOST {
        return None;
    }
    let power = if n.is_zero() { f.integer(1) } else { f.pow(&f.halve(z, 1), n)? };
    let quarter = f.mul(&f.i(), &f.halve(&f.square(z), 2));
    let next = f.add(n, &f.integer(1));
    let (sin, cos) = f.sin_cos_pi(&f.mul(n, turns))?;
    let turn = f.mul(&f.i(), &sin);
    let value = |turn: Z, quarter: &Z| -> Option<Z> {
        let sum = regularized(f, &[], std::slice::from_ref(&next), quarter)?;
        Some(f.mul(&f.mul(&power, &turn), &sum))
    };
    Some((value(f.add(&cos, &turn), &quarter)?, value(f.sub(&cos, &turn), &f.neg(&quarter))?))
}

/// Half the sum, or half the difference over i, of conjugate values.
fn half(f: &Field, (a, b): &(Z, Z), real_part: bool, is_real: bool) -> Option<Z> {
    let value = if real_part { f.halve(&f.add(a, b), 1) } else { f.div(&f.halve(&f.sub(a, b), 1), &f.i())? };
    Some(if is_real { Z::real(value.re) } else { value })
}

/// Whether a function of this order and argument has real values.
fn has_real_values(n: &Z, z: &Z, negative_too: bool) -> bool {
    n.is_real() && z.is_real() && (!z.is_left() || negative_too && n.as_integer().is_some())
}

/// `ber_n(z)`, or `bei_n(z)`: real and imaginary part of `J_n(z e^(3 π i/4))` for positive z (DLMF 10.61.1).
pub fn kelvin_j(f: &Field, n: &Z, z: &Z, real_part: bool) -> Option<Z> {
    half(f, &pair(f, n, z, &f.fraction(3, 4))?, real_part, has_real_values(n, z, true))
}

/// `ker_n(z)`, or `kei_n(z)`: real and imaginary part of `e^(-n π i/2) K_n(z e^(π i/4))` for positive z (DLMF 10.61.2), from
/// `K_n = π/2 (I_-n - I_n) / sin π n`.
pub fn kelvin_k(f: &Field, n: &Z, z: &Z, real_part: bool) -> Option<Z> {
    let is_real = has_real_values(n, z, false);
    let (wide, n) = off_integer(f, n);
    let (sin, _) = wide.sin_cos_pi(&n)?;
    let quarter = wide.fraction(1, 4);
    let first = pair(&wide, &wide.neg(&n), z, &quarter)?;
    let second = pair(&wide, &n, z, &quarter)?;
    let scale = wide.div(&wide.halve(&wide.pi(), 1), &sin)?;
    let (turn_sin, turn_cos) = wide.sin_cos_pi(&wide.halve(&n, 1))?;
    let turn = wide.mul(&wide.i(), &turn_sin);
    let value = |a: &Z, b: &Z, turn: Z| wide.mul(&wide.mul(&scale, &turn), &wide.sub(a, b));
    let both = (
        value(&first.0, &second.0, wide.sub(&turn_cos, &turn)),
        value(&first.1, &second.1, wide.add(&turn_cos, &turn)),
    );
    half(&wide, &both, real_part, is_real)
}

/// Anger's function, or Weber's (DLMF 11.10.8 to 11.10.11).
pub fn anger_weber(f: &Field, n: &Z, z: &Z, anger: bool) -> Option<Z> {
    if z.size() > MOST {
        return None;
    }
    let one = f.integer(1);
    let half = f.halve(n, 1);
    let quarter = f.neg(&f.halve(&f.square(z), 2));
    let sum = |first: Z| -> Option<Z> {
        let lower = [f.add(&first, &half), f.sub(&first, &half)];
        regularized(f, std::slice::from_ref(&one), &lower, &quarter)
    };
    let even = sum(one.clone())?;
    let odd = f.mul(&f.halve(z, 1), &sum(f.fraction(3, 2))?);
    let (sin, cos) = f.sin_cos_pi(&half)?;
    Some(if anger {
        f.add(&f.mul(&cos, &even), &f.mul(&sin, &odd))
    } else {
        f.sub(&f.mul(&sin, &even), &f.mul(&cos, &odd))
    })
}
