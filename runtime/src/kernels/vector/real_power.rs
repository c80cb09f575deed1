//! Powers of reals.

use std::f64::consts::LOG2_E;

use multiversion::multiversion;
use multiversion::target::target_cfg_f;

use super::super::scalar::real;
use super::double::{
    LN_2_HIGH, LN_2_LOW, ROUND, THIRD, THIRD_LOW, TINY, UNIT, fast_two_sum, fma, two_product,
};
use super::exponential::sum;
use super::logarithm::ratio;

const FIFTH: f64 = 1.0 / 5.0;
/// 1/5 - `FIFTH`
const FIFTH_LOW: f64 = -1.110_223_024_625_156_6e-17;
const SEVENTH: f64 = 1.0 / 7.0;
/// 1/7 - `SEVENTH`
const SEVENTH_LOW: f64 = 7.930_164_461_608_261e-18;

/// 2^-69: twice the error of `log`.
const LOGARITHM: f64 = UNIT / (1u64 << 16) as f64;

/// `1/9, 1/11, …`
const SERIES: [f64; 10] = [
    1.0 / 9.0,
    1.0 / 11.0,
    1.0 / 13.0,
    1.0 / 15.0,
    1.0 / 17.0,
    1.0 / 19.0,
    1.0 / 21.0,
    1.0 / 23.0,
    1.0 / 25.0,
    1.0 / 27.0,
];

/// `log x` in two doubles, to 2^-71 of itself, for a normal positive `x`.
///
/// As the logarithm, with the terms of 1/3, 1/5 and 1/7 in two doubles: what is left is at most 2^-23.5 of the whole.
#[inline(always)]
fn log(x: f64) -> (f64, f64) {
    let (e, (s, s_low), (z, z_low)) = ratio(x);
    let (z2, c) = (z * z, &SERIES);
    let z4 = z2 * z2;
    let p = fma(fma(z, c[3], c[2]), z2, fma(z, c[1], c[0]));
    let p1 = fma(fma(z, c[7], c[6]), z2, fma(z, c[5], c[4]));
    let p = fma(fma(fma(z, c[9], c[8]), z4, p1), z4, p);
    let b = fma(z, p, SEVENTH);
    let b_low = fma(z, p, SEVENTH - b) + SEVENTH_LOW;
    let next = |b: f64, b_low: f64, c: f64, c_low: f64| {
        let (m, m_low) = two_product(z, b);
        let m_low = fma(z_low, b, fma(z, b_low, m_low));
        let (u, u_low) = fast_two_sum(c, m);
        (u, u_low + (m_low + c_low))
    };
    let (b, b_low) = next(b, b_low, FIFTH, FIFTH_LOW);
    let (b, b_low) = next(b, b_low, THIRD, THIRD_LOW);
    let (g, g_low) = next(b, b_low, 1.0, 0.0);
    let (s, s_low) = (s + s, s_low + s_low);
    let (p, p_low) = two_product(s, g);
    let p_low = fma(s_low, g, fma(s, g_low, p_low));
    let (high, low) = fast_two_sum(e * LN_2_HIGH, p);
    fast_two_sum(high, low + fma(e, LN_2_LOW, p_low))
}

/// `x^y`, or NaN where the scalar definition decides: `e^(y log x)`, for normal positive `x` and results well within the
/// normal numbers. The exponent is known to 2^-70 of itself.
#[inline(always)]
fn lane(x: f64, y: f64) -> f64 {
    let (log, log_low) = log(x);
    let (t, t_low) = two_product(y, log);
    let t_low = fma(y, log_low, t_low);
    let shifted = fma(t, LOG2_E, ROUND);
    let k = shifted - ROUND;
    let rest = fma(-k, LN_2_HIGH, t);
    let low = fma(-k, LN_2_LOW, t_low);
    let value = sum(rest, low, fma(t.abs(), LOGARITHM, 0.25 * TINY));
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    let (normal, finite) = (x >= f64::MIN_POSITIVE, x <= f64::MAX);
    if normal & finite & (t.abs() <= 700.0) { value * scale } else { f64::NAN }
}

/// `x^y`, NaN where the scalar definition decides.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
pub(super) fn power(x: &[f64], y: &[f64], out: &mut [f64]) {
    if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
        for ((z, &x), &y) in out.iter_mut().zip(x).zip(y) {
            *z = real::power(x, y);
        }
        return;
    }
    for ((z, &x), &y) in out.iter_mut().zip(x).zip(y) {
        *z = lane(x, y);
    }
}
