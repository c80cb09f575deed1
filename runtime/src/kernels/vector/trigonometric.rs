//! Sine, cosine and the functions made of them.

use std::f64::consts::FRAC_2_PI;

use multiversion::multiversion;
use multiversion::target::target_cfg_f;

use super::super::Fault;
use super::super::scalar::real;
use super::double::{
    ROUND, SIXTH, SIXTH_LOW, TINY, fast_two_sum, fma, inverse_factorial, rounded, two_product,
};

/// π/2 in parts of 31, 32 and 53 bits: products of the first two with a 20-bit integer are exact.
const HALF_PI: [f64; 3] = [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11, 2.022_266_248_795_950_6e-21];

/// Beyond, the reduction would lose digits.
const LARGEST: f64 = 1e6;

/// What the reduction may have lost: `|x|` times what is left of π/2 after its three parts, and rounding.
const REDUCTION: f64 = 1e-29;

const TWENTY_FOURTH: f64 = 1.0 / 24.0;
/// 1/4! - `TWENTY_FOURTH`
const TWENTY_FOURTH_LOW: f64 = 2.312_964_634_635_742_7e-18;

/// `1/n! with alternating signs, n = 5, 7, …` or `n = 6, 8, …`, the first sign given.
const fn series<const N: usize>(first: u32, mut sign: f64) -> [f64; N] {
    let mut terms = [0.0; N];
    let mut i = 0;
    while i < N {
        terms[i] = sign * inverse_factorial(first + 2 * i as u32);
        sign = -sign;
        i += 1;
    }
    terms
}

const SINE: [f64; 8] = series(5, 1.0);
const COSINE: [f64; 7] = series(6, -1.0);

/// `sin h` for `|h| <= π/4`, `s + s_low = h^2`: `h (1 - s (1/6 - s p(s)))`. The last rounding of `p` is made good too,
/// so that its term, at most 2^-8 of the whole, adds less than 2^-66.
#[inline(always)]
fn sine(h: f64, s: f64, s_low: f64) -> (f64, f64) {
    let (s2, c) = (s * s, &SINE);
    let q = fma(fma(fma(s2, c[7], fma(s, c[6], c[5])), s2, fma(s, c[4], c[3])), s2, fma(s, c[2], c[1]));
    let p = fma(s, q, c[0]);
    let p_low = fma(s, q, c[0] - p);
    let b = fma(-s, p, SIXTH);
    let b_low = fma(-s, p_low, fma(-s, p, SIXTH - b) + SIXTH_LOW);
    let (m, m_low) = two_product(s, b);
    let m_low = fma(s_low, fma(-s, p, b), fma(s, b_low, m_low));
    let (g, g_low) = fast_two_sum(1.0, -m);
    let g_low = g_low - m_low;
    let (r, r_low) = two_product(h, g);
    (r, fma(h, g_low, r_low))
}

/// `cos h` for `|h| <= π/4`, `s + s_low = h^2`: `1 + s (-1/2 + s (1/24 + s p(s)))`. The term of `p` is at most 2^-11.6,
/// its error below 2^-64.
#[inline(always)]
fn cosine(s: f64, s_low: f64) -> (f64, f64) {
    let (s2, c) = (s * s, &COSINE);
    let p = fma(fma(fma(s2, c[6], fma(s, c[5], c[4])), s2, fma(s, c[3], c[2])), s2, fma(s, c[1], c[0]));
    let b = fma(s, p, TWENTY_FOURTH);
    let b_low = fma(s, p, TWENTY_FOURTH - b) + TWENTY_FOURTH_LOW;
    let (m, m_low) = two_product(s, b);
    let m_low = fma(s_low, b, fma(s, b_low, m_low));
    let (u, u_low) = fast_two_sum(-0.5, m);
    let u_low = u_low + m_low;
    let (v, v_low) = two_product(s, u);
    let v_low = v_low + fma(s, u_low, s_low * u);
    let (r, r_low) = fast_two_sum(1.0, v);
    (r, r_low + v_low)
}

/// `x = k π/2 + h + l`: the bits of `k`, `|h|`, sine and cosine of `h + l` in two doubles each.
#[inline(always)]
fn parts(x: f64) -> (u64, f64, (f64, f64), (f64, f64)) {
    let shifted = fma(x, FRAC_2_PI, ROUND);
    let k = shifted - ROUND;
    let rest = fma(-k, HALF_PI[0], x);
    let h = fma(-k, HALF_PI[1], rest);
    let l = fma(-k, HALF_PI[2], fma(-k, HALF_PI[1], rest - h));
    let (s, s_low) = two_product(h, h);
    let (sin, sin_low) = sine(h, s, s_low);
    let (cos, cos_low) = cosine(s, s_low);
    // The first terms in `l`.
    (shifted.to_bits(), h.abs(), (sin, fma(l, cos, sin_low)), (cos, fma(-l, sin, cos_low)))
}

/// Sine and cosine of `x`, NaN where the scalar definition decides.
#[inline(always)]
fn lane(x: f64) -> (f64, f64) {
    let (k, h, (sin, sin_low), (cos, cos_low)) = parts(x);
    let sin = rounded(sin, sin_low, fma(h, TINY, REDUCTION));
    let cos = rounded(cos, cos_low, TINY);
    let (a, b) = if k & 1 == 0 { (sin, cos) } else { (cos, sin) };
    // The sign bit of the quadrant.
    let a = f64::from_bits(a.to_bits() ^ ((k & 2) << 62));
    let b = f64::from_bits(b.to_bits() ^ ((k.wrapping_add(1) & 2) << 62));
    if x.abs() <= LARGEST { (a, b) } else { (f64::NAN, f64::NAN) }
}

/// Tangent or cotangent of `x`, NaN where the scalar definition decides: sine by cosine, or cosine by sine with the other
/// sign. Their relative errors add up to 2.5 2^-63; an error of the angle changes the result by `1 + value^2` of it.
#[inline(always)]
fn ratio<const INVERSE: bool>(x: f64) -> f64 {
    let (k, _, (sin, sin_low), cos) = parts(x);
    // Near a multiple of π/2 the low part is not small beside the high one.
    let sin = fast_two_sum(sin, sin_low);
    let even = k & 1 == 0;
    let ((above, above_low), (below, below_low)) = if even != INVERSE { (sin, cos) } else { (cos, sin) };
    let reciprocal = 1.0 / below;
    let value = above * reciprocal;
    let rest = fma(-value, below, above);
    let low = fma(-value, below_low, rest + above_low) * reciprocal;
    let error = fma(value.abs(), 2.75 * TINY, fma(value * value, REDUCTION, REDUCTION));
    let value = rounded(value, low, error);
    let value = f64::from_bits(value.to_bits() ^ ((k & 1) << 63));
    if x.abs() <= LARGEST { value } else { f64::NAN }
}

/// Secant (`PART` 1) or cosecant (`PART` 0) of `x`, NaN where the scalar definition decides: 1 by cosine or sine, whose
/// relative error of 1.25 2^-63 it takes over; an error of the angle changes the result by less than its square.
#[inline(always)]
fn inverse<const PART: u64>(x: f64) -> f64 {
    let (k, _, (sin, sin_low), cos) = parts(x);
    let sin = fast_two_sum(sin, sin_low);
    let (below, below_low) = if k & 1 != PART { cos } else { sin };
    let value = 1.0 / below;
    let low = fma(-value, below_low, fma(-value, below, 1.0)) * value;
    let error = fma(value.abs(), 1.75 * TINY, value * value * REDUCTION);
    let value = rounded(value, low, error);
    let value = f64::from_bits(value.to_bits() ^ ((k.wrapping_add(PART) & 2) << 62));
    if x.abs() <= LARGEST { value } else { f64::NAN }
}

elementwise! {
    /// Sine, NaN where the scalar definition decides.
    sin |x| lane(x).0;
    /// Cosine, NaN where the scalar definition decides.
    cos |x| lane(x).1;
    /// Tangent, NaN where the scalar definition decides.
    tan |x| ratio::<false>(x);
    /// Cotangent, NaN where the scalar definition decides.
    cot |x| if x.abs() >= SMALLEST { ratio::<true>(x) } else { f64::NAN };
    /// Secant, NaN where the scalar definition decides.
    sec |x| inverse::<1>(x);
    /// Cosecant, NaN where the scalar definition decides.
    csc |x| if x.abs() >= SMALLEST { inverse::<0>(x) } else { f64::NAN };
}

/// Of so small arguments the inverse is too large for its square.
const SMALLEST: f64 = 1e-150;

#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
fn both(x: &[f64], sin: &mut [f64], cos: &mut [f64]) {
    if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
        super::scalar(real::sin, x, sin);
        return super::scalar(real::cos, x, cos);
    }
    for ((sin, cos), &x) in sin.iter_mut().zip(cos).zip(x) {
        (*sin, *cos) = lane(x);
    }
}

/// Sine and cosine of the same elements; a fault where there is no value.
pub fn sin_cos(x: &[f64], sin: &mut [f64], cos: &mut [f64]) -> Result<(), Fault> {
    both(x, sin, cos);
    super::settle(real::sin, x, sin)?;
    super::settle(real::cos, x, cos)
}
