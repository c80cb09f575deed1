//! Sums of two doubles for one lane of a vector: with a fused multiply-add, so only where there is one.

/// 2^-53
pub(super) const UNIT: f64 = 1.0 / (1u64 << 53) as f64;

/// 2^-63
pub(super) const TINY: f64 = 0.5 / (1u64 << 62) as f64;

/// 1.5 · 2^52: adding it leaves the nearest integer in the lowest bits.
pub(super) const ROUND: f64 = 6_755_399_441_055_744.0;

/// log 2 to 42 bits, so that its products with exponents are exact.
pub(super) const LN_2_HIGH: f64 = 0.693_147_180_559_890_3;
/// log 2 - `LN_2_HIGH`
pub(super) const LN_2_LOW: f64 = 5.497_923_018_708_371e-14;

/// 1/3
pub(super) const THIRD: f64 = 1.0 / 3.0;
/// 1/3 - `THIRD`
pub(super) const THIRD_LOW: f64 = 1.850_371_707_708_594e-17;

/// 1/3!
pub(super) const SIXTH: f64 = 1.0 / 6.0;
/// 1/3! - `SIXTH`
pub(super) const SIXTH_LOW: f64 = 9.251_858_538_542_97e-18;

/// `a b + c`, rounded once.
#[inline(always)]
pub(super) fn fma(a: f64, b: f64, c: f64) -> f64 {
    a.mul_add(b, c)
}

/// `a + b` exactly, when `a` is zero or `|a| >= |b|` (Dekker).
#[inline(always)]
pub(super) fn fast_two_sum(a: f64, b: f64) -> (f64, f64) {
    let high = a + b;
    (high, (a - high) + b)
}

/// `a b` exactly.
#[inline(always)]
pub(super) fn two_product(a: f64, b: f64) -> (f64, f64) {
    let high = a * b;
    (high, fma(a, b, -high))
}

/// `high + low` rounded when an error of at most `error` cannot change the result, else NaN (Ziv's test).
#[inline(always)]
pub(super) fn rounded(high: f64, low: f64, error: f64) -> f64 {
    let (up, down) = (high + (low + error), high + (low - error));
    if up == down { up } else { f64::NAN }
}

/// `1 / n!`
pub(super) const fn inverse_factorial(n: u32) -> f64 {
    let mut factorial = 1u64;
    let mut i = 2;
    while i <= n {
        factorial *= i as u64;
        i += 1;
    }
    1.0 / factorial as f64
}
