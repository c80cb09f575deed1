//! Logarithms.

use std::f64::consts::{LOG2_E, LOG10_E};

use super::super::scalar::real;
use super::double::{LN_2_HIGH, LN_2_LOW, THIRD, THIRD_LOW, TINY, fast_two_sum, fma, rounded, two_product};

/// 1/log 2 - `LOG2_E`
const LOG2_E_LOW: f64 = 2.0355273740931033e-17;
/// 1/log 10 - `LOG10_E`
const LOG10_E_LOW: f64 = 1.098319650216765e-17;

/// The bits of the square root of 1/2.
const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;

/// `1/5, 1/7, …`
const SERIES: [f64; 11] = [
    1.0 / 5.0,
    1.0 / 7.0,
    1.0 / 9.0,
    1.0 / 11.0,
    1.0 / 13.0,
    1.0 / 15.0,
    1.0 / 17.0,
    1.0 / 19.0,
    1.0 / 21.0,
    1.0 / 23.0,
    1.0 / 25.0,
];

/// `(e, m)` with `x = 2^e m` and `m` between the roots of 1/2 and 2, for a normal positive `x`.
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    let bits = x.to_bits();
    let above = bits.wrapping_sub(ROOT_OF_HALF);
    // The exponent with its sign, 12 bits, put into the last place of a double by an offset.
    let e = f64::from_bits((((above >> 52) ^ 0x800) & 0xfff) | 0x4330_0000_0000_0000)
        - (4_503_599_627_370_496.0 + 2048.0);
    (e, f64::from_bits(bits.wrapping_sub(above & 0xfff0_0000_0000_0000)))
}

/// `e`, `s` and `z` in two doubles each, with `x = 2^e m`, `m` between the roots of 1/2 and 2, `s = (m - 1) / (m + 1)`,
/// `z = s^2`, for a normal positive `x`.
#[inline(always)]
pub(super) fn ratio(x: f64) -> (f64, (f64, f64), (f64, f64)) {
    let (e, m) = split(x);
    let f = m - 1.0;
    let (d, d_low) = fast_two_sum(2.0, f);
    let reciprocal = 1.0 / d;
    let s = f * reciprocal;
    let s_low = fma(-s, d_low, fma(-s, d, f)) * reciprocal;
    let (z, z_low) = two_product(s, s);
    (e, (s, s_low), (z, fma(s + s, s_low, z_low)))
}

/// `log x` in two doubles for a normal positive `x`.
///
/// With `m`, `s` and `z` as in [`ratio`] it is `e log 2 + log m`, and
/// `log m = 2 s (1 + z (1/3 + z p(z)))`, all but the polynomial `p` in two doubles. Its term is at most 2^-12 of the
/// whole, so that its relative error of 1.1 2^-53 gives less than 2^-64; the bound used is 1.5 2^-63 of the result.
#[inline(always)]
fn parts(x: f64) -> (f64, f64) {
    let (e, (s, s_low), (z, z_low)) = ratio(x);
    let (z2, c) = (z * z, &SERIES);
    let p = fma(fma(z, c[4], c[3]), z2, fma(z, c[2], c[1]));
    let p1 = fma(fma(z, c[8], c[7]), z2, fma(z, c[6], c[5]));
    let p2 = fma(z, c[10], c[9]);
    let z4 = z2 * z2;
    let p = fma(fma(fma(p2, z4, p1), z4, p), z, c[0]);
    let b = fma(z, p, THIRD);
    let b_low = fma(z, p, THIRD - b) + THIRD_LOW;
    let (t, t_low) = two_product(z, b);
    let t_low = fma(z_low, fma(z, p, b), fma(z, b_low, t_low));
    let (g, g_low) = fast_two_sum(1.0, t);
    let g_low = g_low + t_low;
    let (s, s_low) = (s + s, s_low + s_low);
    let (p, p_low) = two_product(s, g);
    let p_low = fma(s_low, g, fma(s, g_low, p_low));
    let part = e * LN_2_HIGH;
    let sum = part + p;
    let back = sum - part;
    (sum, (part - (sum - back)) + (p - back) + fma(e, LN_2_LOW, p_low))
}

/// `value` for a normal positive `x`, else NaN.
#[inline(always)]
fn in_range(x: f64, value: f64) -> f64 {
    let (normal, finite) = (x >= f64::MIN_POSITIVE, x <= f64::MAX);
    if normal & finite { value } else { f64::NAN }
}

/// `log x`, or NaN where the scalar definition decides.
#[inline(always)]
fn lane(x: f64) -> f64 {
    let (sum, low) = parts(x);
    in_range(x, rounded(sum, low, sum.abs() * (1.5 * TINY)))
}

/// `log x` times `factor + factor_low`, or NaN where the scalar definition decides.
#[inline(always)]
fn scaled(x: f64, (factor, factor_low): (f64, f64)) -> f64 {
    let (sum, low) = parts(x);
    let (p, p_low) = two_product(sum, factor);
    let low = fma(sum, factor_low, fma(low, factor, p_low));
    in_range(x, rounded(p, low, p.abs() * (1.75 * TINY)))
}

elementwise! {
    /// The natural logarithm, NaN where the scalar definition decides.
    log |x| lane(x);
    /// The logarithm to base 2, NaN where the scalar definition decides.
    log2 |x| scaled(x, (LOG2_E, LOG2_E_LOW));
    /// The logarithm to base 10, NaN where the scalar definition decides.
    log10 |x| scaled(x, (LOG10_E, LOG10_E_LOW));
}
