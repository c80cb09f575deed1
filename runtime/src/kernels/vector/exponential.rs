//! `e^x` and the logistic function.

use std::f64::consts::LOG2_E;

use multiversion::multiversion;
use multiversion::target::target_cfg_f;

use super::super::scalar::real;
use super::double::{
    LN_2_HIGH, LN_2_LOW, ROUND, SIXTH, SIXTH_LOW, THIRD, TINY, UNIT, fast_two_sum, fma, rounded,
};

/// `q`, so that `e^r = 1 + r + r^2/2 + r^3/6 + r^4 q(r)` for `|r| <= log 2 / 2` to 2^-64.
const SERIES: [f64; 10] = [
    0.041_666_666_666_666_664,
    0.008_333_333_333_333_333,
    0.001_388_888_888_888_655_2,
    0.000_198_412_698_412_645_45,
    2.480_158_731_714_708_3e-5,
    2.755_731_924_556_095_2e-6,
    2.755_728_296_587_825e-7,
    2.505_207_178_280_606_3e-8,
    2.091_123_825_333_368_4e-9,
    1.608_662_881_843_487_4e-10,
];

/// 1.5 2^34: adding it leaves 18 bits behind the point.
const ROUND_18: f64 = 25_769_803_776.0;

/// `r^4` and `q(r)`.
#[inline(always)]
pub(super) fn tail(r: f64) -> (f64, f64) {
    let c = &SERIES;
    let r2 = r * r;
    let r4 = r2 * r2;
    let q = fma(fma(r, c[7], c[6]), r2, fma(r, c[5], c[4]));
    let q = fma(fma(r, c[9], c[8]), r4, q);
    (r4, fma(q, r4, fma(fma(r, c[3], c[2]), r2, fma(r, c[1], c[0]))))
}

/// `e^(r + low)` for `|r| <= log 2 / 2` with 2^-54 for its last place, given to an error of at most `error`; NaN when that
/// does not decide its rounding.
///
/// `r + low = h + l` where `h` has 18 bits behind the point, so that `h^3` and `1 + h + h^2/2` are doubles. To those come
/// `h^3/6` in two doubles, `r^4 q(r)`, and the terms with `l`, at most 2^-18. The error is that of `q`, 6.8 2^-53 of its
/// term of at most `0.0448 r^4`, three roundings of sums of its size, and what the series lacks.
#[inline(always)]
pub(super) fn sum(r: f64, low: f64, error: f64) -> f64 {
    let whole = r + low;
    let h = (whole + ROUND_18) - ROUND_18;
    let l = (r - h) + low;
    let (r4, q) = tail(whole);
    let h2 = h * h;
    let h3 = h2 * h;
    let third = h3 * SIXTH;
    let third_low = fma(h3, SIXTH_LOW, fma(h3, SIXTH, -third));
    let one = 1.0 + h;
    let a = fma(h2, 0.5, one);
    let (sum, sum_low) = fast_two_sum(a, third);
    let slope = fma(0.5 * l, fma(l, THIRD, one), a);
    let low = fma(r4, q, third_low) + fma(l, slope, sum_low);
    rounded(sum, low, fma(r4, 0.5 * UNIT, error))
}

/// `e^x`, or NaN where the scalar definition decides. `x = k log 2 + r`.
#[inline(always)]
fn lane(x: f64) -> f64 {
    let shifted = fma(x, LOG2_E, ROUND);
    let k = shifted - ROUND;
    let value = sum(fma(-k, LN_2_HIGH, x), -k * LN_2_LOW, 0.25 * TINY);
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
        let sum = 1.0 + small;
        let quotient = above / sum;
        let rest = if x >= 0.0 { 0.0 } else { quotient * ((small - (sum - 1.0)) / sum) };
        *y = if x >= -700.0 { quotient - rest } else { f64::NAN };
    }
}
