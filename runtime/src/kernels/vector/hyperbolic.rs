//! The hyperbolic tangent.

use std::f64::consts::LOG2_E;

use multiversion::multiversion;
use multiversion::target::target_cfg_f;

use super::super::scalar::real;
use super::double::{
    LN_2_HIGH, LN_2_LOW, ROUND, SIXTH, SIXTH_LOW, THIRD, TINY, UNIT, fast_two_sum, fma, rounded,
};
use super::exponential::tail;

/// The 17 leading bits, so that the cube is a double.
#[inline(always)]
fn leading(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !((1 << 36) - 1))
}

/// `tanh x`, or NaN where the scalar definition decides.
///
/// `tanh |x| = (1 - u) / (1 + u)` with `u = e^(-2|x|) = 2^k (1 + p)`, `p = h + h^2/2 + h^3/6 + …` as for the exponential,
/// but in two doubles whose error is relative to `p`: `-p / (2 + p)` is the result for small `x`. An error of `u` changes the
/// result by `2 / (1 + u)^2` of it.
#[inline(always)]
fn lane(x: f64) -> f64 {
    let size = x.abs();
    let y = -2.0 * size;
    let shifted = fma(y, LOG2_E, ROUND);
    let k = shifted - ROUND;
    let rest = fma(-k, LN_2_HIGH, y);
    let r = fma(-k, LN_2_LOW, rest);
    let h = leading(r);
    let l = fma(-k, LN_2_LOW, rest - h);
    let (r4, q) = tail(r);
    let h2 = h * h;
    let h3 = h2 * h;
    let third = h3 * SIXTH;
    let third_low = fma(h3, SIXTH_LOW, fma(h3, SIXTH, -third));
    let (p, p_low) = fast_two_sum(h, 0.5 * h2);
    let slope = fma(0.5 * l, fma(l, THIRD, 1.0 + h), 1.0 + p);
    let (p, third_lost) = fast_two_sum(p, third);
    let low = fma(l, slope, p_low + third_lost) + fma(r4, q, third_low);
    let (p, p_low) = fast_two_sum(p, low);
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    let (p, p_low) = (scale * p, scale * p_low);
    let (above, above_low) = fast_two_sum(1.0 - scale, -p);
    let (below, below_low) = fast_two_sum(1.0 + scale, p);
    let reciprocal = 1.0 / below;
    let value = above * reciprocal;
    let rest = fma(-value, below, above);
    let value_low = fma(-value, below_low + p_low, rest + (above_low - p_low)) * reciprocal;
    let error = fma(r4, 0.5 * UNIT, h.abs() * (0.25 * TINY)) * (scale + scale) * (reciprocal * reciprocal);
    let value = rounded(value, value_low, error).copysign(x);
    let value = if size <= 18.0 { value } else { f64::NAN };
    if size >= 20.0 { 1f64.copysign(x) } else { value }
}

/// Hyperbolic tangent, NaN where the scalar definition decides.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
pub(super) fn tanh(x: &[f64], out: &mut [f64]) {
    if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
        return super::scalar(real::tanh, x, out);
    }
    for (y, &x) in out.iter_mut().zip(x) {
        *y = lane(x);
    }
}
