//! Inverse trigonometric functions.

use super::super::scalar::real;
use super::double::{THIRD, THIRD_LOW, TINY, fast_two_sum, fma, rounded, two_product};
use super::hyperbolic;

/// `1/5, -1/7, …`
const SERIES: [f64; 14] = [
    1.0 / 5.0,
    -1.0 / 7.0,
    1.0 / 9.0,
    -1.0 / 11.0,
    1.0 / 13.0,
    -1.0 / 15.0,
    1.0 / 17.0,
    -1.0 / 19.0,
    1.0 / 21.0,
    -1.0 / 23.0,
    1.0 / 25.0,
    -1.0 / 27.0,
    1.0 / 29.0,
    -1.0 / 31.0,
];

/// arctan 1/2 in two doubles.
const OF_HALF: (f64, f64) = (0.463_647_609_000_806_1, 2.269_877_745_296_168_7e-17);
/// π/2 - arctan 1/2 in two doubles.
const OF_TWO: (f64, f64) = (1.107_148_717_794_090_4, 9.404_471_373_566_38e-17);
/// π/4 in two doubles.
const QUARTER: (f64, f64) = (std::f64::consts::FRAC_PI_4, 3.061_616_997_868_383e-17);

/// `arctan (u/v)` in two doubles, for `u` and `v` in two doubles each, not negative.
///
/// With `y = u/v` or its inverse, whichever is at most 1, and `c` the nearest of 0, 1/2 and 1, it is an angle known in
/// advance and that of `t = (y - c) / (1 + c y)`, `|t| <= 1/4`: `t (1 - z (1/3 - z p(z)))`, `z = t^2`. The term of `p` is at
/// most 2^-10 of the whole, so that its error of about 1.5 2^-53 gives 2^-62.4 of it; the bound used is 2^-61.
#[inline(always)]
fn angle((u, u_low): (f64, f64), (v, v_low): (f64, f64)) -> (f64, f64) {
    let inverse = u > v;
    let (a, a_low, b, b_low) = if inverse { (v, v_low, u, u_low) } else { (u, u_low, v, v_low) };
    let (far, near) = (4.0 * a >= 3.0 * b, 4.0 * a < b);
    let c = if far { 1.0 } else { 0.5 };
    let c = if near { 0.0 } else { c };
    // The products with `c` are doubles, and so is the difference.
    let (n, n_low) = (a - c * b, a_low - c * b_low);
    let (d, d_low) = fast_two_sum(b, c * a);
    let d_low = d_low + (b_low + c * a_low);
    let reciprocal = 1.0 / d;
    let t = n * reciprocal;
    let t_low = (fma(-t, d, n) + fma(-t, d_low, n_low)) * reciprocal;
    let (z, z_low) = two_product(t, t);
    let z_low = fma(t + t, t_low, z_low);
    let (z2, k) = (z * z, &SERIES);
    let z4 = z2 * z2;
    let p = fma(fma(z, k[3], k[2]), z2, fma(z, k[1], k[0]));
    let p1 = fma(fma(z, k[7], k[6]), z2, fma(z, k[5], k[4]));
    let p2 = fma(fma(z, k[11], k[10]), z2, fma(z, k[9], k[8]));
    let p = fma(fma(fma(fma(z, k[13], k[12]), z4, p2), z4, p1), z4, p);
    let b = fma(-z, p, THIRD);
    let b_low = fma(-z, p, THIRD - b) + THIRD_LOW;
    let (m, m_low) = two_product(z, b);
    let m_low = fma(z_low, b, fma(z, b_low, m_low));
    let (g, g_low) = fast_two_sum(1.0, -m);
    let g_low = g_low - m_low;
    let (r, r_low) = two_product(t, g);
    let r_low = fma(t, g_low, fma(t_low, g, r_low));
    let known = if near { (0.0, 0.0) } else { OF_HALF };
    let known_inverse = if near { (QUARTER.0 + QUARTER.0, QUARTER.1 + QUARTER.1) } else { OF_TWO };
    let (base, base_low) = if inverse { known_inverse } else { known };
    let (base, base_low) = if far { QUARTER } else { (base, base_low) };
    let (r, r_low) = if inverse { (-r, -r_low) } else { (r, r_low) };
    let (sum, sum_low) = fast_two_sum(base, r);
    (sum, sum_low + (r_low + base_low))
}

/// The square root of `1 - x^2` in two doubles, for `0 <= x < 1`.
#[inline(always)]
fn beside(x: f64) -> (f64, f64) {
    let (a, a_low) = fast_two_sum(1.0, -x);
    let (b, b_low) = fast_two_sum(1.0, x);
    let (w, w_low) = two_product(a, b);
    let w_low = fma(a, b_low, fma(a_low, b, w_low));
    let root = w.sqrt();
    (root, (fma(-root, root, w) + w_low) / (root + root))
}

/// Of so small arguments the low parts would be subnormal numbers.
const SMALLEST: f64 = 1e-250;

#[inline(always)]
fn arc_tan_of(x: f64) -> f64 {
    let size = x.abs();
    let (value, low) = angle((size, 0.0), (1.0, 0.0));
    let value = rounded(value, low, value * (4.0 * TINY)).copysign(x);
    if size >= SMALLEST { value } else { f64::NAN }
}

#[inline(always)]
fn arc_sin_of(x: f64) -> f64 {
    let size = x.abs();
    let (value, low) = angle((size, 0.0), beside(size));
    let value = rounded(value, low, value * (5.0 * TINY)).copysign(x);
    if size >= SMALLEST { value } else { f64::NAN }
}

#[inline(always)]
fn arc_cos_of(x: f64) -> f64 {
    let (value, low) = angle(beside(x.abs()), (x.abs(), 0.0));
    let (turned, turned_low) = fast_two_sum(4.0 * QUARTER.0, -value);
    let below = x < 0.0;
    let (value, low) = if below { (turned, turned_low + (4.0 * QUARTER.1 - low)) } else { (value, low) };
    rounded(value, low, value * (5.0 * TINY))
}

elementwise! {
    /// Inverse tangent, NaN where the scalar definition decides.
    arc_tan |x| arc_tan_of(x);
    /// Inverse sine, NaN where the scalar definition decides.
    arc_sin |x| arc_sin_of(x);
    /// Inverse cosine, NaN where the scalar definition decides.
    arc_cos |x| arc_cos_of(x);
    /// Inverse cotangent by the formula of the scalar definition, NaN where that decides.
    arc_cot |x| arc_tan_of(1.0 / x);
    /// The Gudermannian by the formula of the scalar definition, NaN where that decides.
    gudermannian |x| arc_tan_of(hyperbolic::sinh_of(x));
}
