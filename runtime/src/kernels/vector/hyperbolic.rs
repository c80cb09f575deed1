//! Hyperbolic functions.

use std::f64::consts::LOG2_E;

use super::super::scalar::real;
use super::double::{
    LN_2_HIGH, LN_2_LOW, ROUND, SIXTH, SIXTH_LOW, THIRD, TINY, UNIT, fast_two_sum, fma, rounded, two_product,
};
use super::exponential::tail;

/// The 17 leading bits, so that the cube is a double.
#[inline(always)]
fn leading(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !((1 << 36) - 1))
}

/// `2^k (1 + p)`, the exponential of `y`.
struct Power {
    /// `2^k`
    scale: f64,
    /// `2^k p` in two doubles.
    p: f64,
    p_low: f64,
    /// What `p` may be wrong by.
    error: f64,
}

/// `e^y`, `p = h + h^2/2 + h^3/6 + …` as for the exponential, but in two doubles whose error is relative to `p`: that is
/// what is left of functions that vanish with `y`.
#[inline(always)]
fn power(y: f64) -> Power {
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
    let error = fma(r4, 0.5 * UNIT, h.abs() * (0.25 * TINY));
    Power { scale, p: scale * p, p_low: scale * p_low, error }
}

/// `tanh x`, or NaN where the scalar definition decides.
///
/// `tanh |x| = (1 - u) / (1 + u)` with `u = e^(-2|x|)`: `-p / (2 + p)` is the result for small `x`. An error of `u` changes
/// the result by `2 / (1 + u)^2` of it.
#[inline(always)]
fn tanh_of(x: f64) -> f64 {
    let size = x.abs();
    let Power { scale, p, p_low, error } = power(-2.0 * size);
    let (above, above_low) = fast_two_sum(1.0 - scale, -p);
    let (below, below_low) = fast_two_sum(1.0 + scale, p);
    let reciprocal = 1.0 / below;
    let value = above * reciprocal;
    let rest = fma(-value, below, above);
    let value_low = fma(-value, below_low + p_low, rest + (above_low - p_low)) * reciprocal;
    let error = error * (scale + scale) * (reciprocal * reciprocal);
    let value = rounded(value, value_low, error).copysign(x);
    let value = if size <= 18.0 { value } else { f64::NAN };
    if size >= 20.0 { 1f64.copysign(x) } else { value }
}

/// What formulas add to the error of the exponential, of the result.
const ROUNDINGS: f64 = 0.25 * TINY;

/// `sinh x`, or NaN where the scalar definition decides: `(u - 1) (u + 1) / (2 u)` with `u = e^|x|`. An error of `u` changes
/// the result by half of it at least, and by all of it for small `x`.
#[inline(always)]
pub(super) fn sinh_of(x: f64) -> f64 {
    let size = x.abs();
    let Power { scale, p, p_low, error } = power(size);
    let (less, less_low) = fast_two_sum(scale, -1.0);
    let (a, a_low) = fast_two_sum(less, p);
    let a_low = a_low + (less_low + p_low);
    let (more, more_low) = fast_two_sum(scale, 1.0);
    let (b, b_low) = fast_two_sum(more, p);
    let b_low = b_low + (more_low + p_low);
    let (c, c_low) = fast_two_sum(scale, p);
    let c_low = c_low + p_low;
    let reciprocal = 1.0 / c;
    let q = b * reciprocal;
    let q_low = fma(-q, c_low, fma(-q, c, b) + b_low) * reciprocal;
    let (value, low) = two_product(0.5 * a, q);
    let low = fma(0.5 * a, q_low, fma(0.5 * a_low, q, low));
    let error = fma(error * scale, q, value * ROUNDINGS);
    let value = rounded(value, low, error).copysign(x);
    // The low parts of the smallest would be subnormal numbers.
    let (large, small) = (size >= 1e-250, size <= 708.0);
    if large & small { value } else { f64::NAN }
}

/// `cosh x`, or NaN where the scalar definition decides: `(u + 1/u) / 2` with `u = e^|x|`.
#[inline(always)]
fn cosh_of(x: f64) -> f64 {
    let size = x.abs();
    let Power { scale, p, p_low, error } = power(size);
    let (u, u_low) = fast_two_sum(scale, p);
    let u_low = u_low + p_low;
    let v = 1.0 / u;
    let v_low = fma(-v, u_low, fma(-v, u, 1.0)) * v;
    let (sum, low) = fast_two_sum(u, v);
    let low = low + (u_low + v_low);
    let value = rounded(0.5 * sum, 0.5 * low, fma(error, scale, sum * ROUNDINGS));
    if size <= 708.0 { value } else { f64::NAN }
}

/// The value where `1 / value` is the scalar definition's formula.
#[inline(always)]
fn before_overflow(x: f64, value: f64) -> f64 {
    if x.abs() < 700.0 { value } else { f64::NAN }
}

elementwise! {
    /// Hyperbolic tangent, NaN where the scalar definition decides.
    tanh |x| tanh_of(x);
    /// Hyperbolic sine, NaN where the scalar definition decides.
    sinh |x| sinh_of(x);
    /// Hyperbolic cosine, NaN where the scalar definition decides.
    cosh |x| cosh_of(x);
    /// Hyperbolic cotangent by the formula of the scalar definition, NaN where that decides.
    coth |x| if x == 0.0 { f64::NAN } else { 1.0 / tanh_of(x) };
    /// Hyperbolic secant by the formula of the scalar definition, NaN where that decides.
    sech |x| 1.0 / before_overflow(x, cosh_of(x));
    /// Hyperbolic cosecant by the formula of the scalar definition, NaN where that decides.
    csch |x| 1.0 / before_overflow(x, sinh_of(x));
}
