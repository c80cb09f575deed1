//! `e^x` and the logistic function.

use std::f64::consts::LOG2_E;

use multiversion::multiversion;
use multiversion::target::target_cfg_f;

use super::super::scalar::real;
use super::double::{
    LN_2_HIGH, LN_2_LOW, ROUND, SIXTH, SIXTH_LOW, TINY, fast_two_sum, fma, inverse_factorial, rounded,
    two_product,
};

/// `1/4!, 1/5!, …`
const TAYLOR: [f64; 12] = {
    let mut terms = [0.0; 12];
    let mut i = 0;
    while i < 12 {
        terms[i] = inverse_factorial(i as u32 + 4);
        i += 1;
    }
    terms
};

/// `e^x`, or NaN where the scalar definition decides.
///
/// `x = k log 2 + r` with `|r| <= log 2 / 2`, `r = h + l`. `e^h = 1 + h + h^2 (1/2 + h (1/6 + h q(h)))`, all but the
/// polynomial `q` in two doubles. The error comes from `q`: its relative error is at most 1.1 2^-53 and its term at
/// most 0.35^4 / 24, so below 2^-63 1.1; the bound used is 1.5 2^-63. The Taylor series ends 2^-68 before its limit.
#[inline(always)]
fn lane(x: f64) -> f64 {
    let shifted = fma(x, LOG2_E, ROUND);
    let k = shifted - ROUND;
    let rest = fma(-k, LN_2_HIGH, x);
    let h = fma(-k, LN_2_LOW, rest);
    let l = fma(-k, LN_2_LOW, rest - h);
    let (s, s_low) = two_product(h, h);
    let s2 = s * s;
    let t = &TAYLOR;
    let q = fma(fma(h, t[4], t[3]), s, fma(h, t[2], t[1]));
    let q1 = fma(fma(h, t[8], t[7]), s, fma(h, t[6], t[5]));
    let q2 = fma(t[11], s, fma(h, t[10], t[9]));
    let q = fma(fma(fma(q2, s2, q1), s2, q), h, t[0]);
    let b = fma(h, q, SIXTH);
    let b_low = fma(h, q, SIXTH - b) + SIXTH_LOW;
    let (m, m_low) = two_product(h, b);
    let (u, u_low) = fast_two_sum(0.5, m);
    let u_low = u_low + fma(h, b_low, m_low);
    let (v, v_low) = two_product(s, u);
    let v_low = v_low + fma(s, u_low, s_low * u);
    let (sum, low) = fast_two_sum(1.0, h);
    let (sum, low_2) = fast_two_sum(sum, v);
    let low = fma(l, sum, (low + low_2) + v_low);
    let value = rounded(sum, low, 1.5 * TINY);
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    // Beyond, the result or a part of it may leave the normal numbers.
    if x.abs() <= 708.0 { value * scale } else { f64::NAN }
}

/// `e^x`, NaN where the scalar definition decides.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
pub(super) fn exp(x: &[f64], out: &mut [f64]) {
    if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
        return super::scalar(real::exp, x, out);
    }
    for (y, &x) in out.iter_mut().zip(x) {
        *y = lane(x);
    }
}

/// `1 / (1 + e^-x)` by the formula of the scalar definition, NaN where that decides.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
pub(super) fn logistic_sigmoid(x: &[f64], out: &mut [f64]) {
    if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
        return super::scalar(real::logistic_sigmoid, x, out);
    }
    for (y, &x) in out.iter_mut().zip(x) {
        let small = lane(-x.abs());
        let above = if x >= 0.0 { 1.0 } else { small };
        *y = if x >= -700.0 { above / (1.0 + small) } else { f64::NAN };
    }
}
