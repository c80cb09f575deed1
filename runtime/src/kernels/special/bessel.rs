//! Bessel functions of real order and real argument.
//!
//! Orders 0 and 1 of J, Y, I, K are `pxfm`'s; other integer orders come by recurrence in the direction in which it is
//! stable. Other orders: I by its power series or expansion for large arguments, K by the trapezoidal rule on
//! `∫ e^(-x cosh t) cosh(ν t) dt` (which converges twice exponentially), J and Y by the power series in software
//! reals, which can afford its cancellation, or Hankel's expansion.

use std::f64::consts::{FRAC_PI_4, PI};

use dashu_float::round::mode::HalfEven;
use dashu_float::{Context, FBig};

use crate::kernels::scalar::real;

type Float = FBig<HalfEven, 2>;

/// Orders beyond this are not computed.
const MAX_ORDER: f64 = 1e5;

fn is_integer(x: f64) -> bool {
    x == x.trunc()
}

/// `(-1)^n value`
fn alternating(n: f64, value: f64) -> f64 {
    if n % 2.0 == 0.0 { value } else { -value }
}

/// The Bessel function of the first kind; NaN for negative `x` with fractional order, and at 0 with negative order.
pub fn j(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if is_integer(order) {
        let n = order.abs();
        let value = if x < 0.0 { alternating(n, j_integer(n, -x)) } else { j_integer(n, x) };
        return if order < 0.0 { alternating(n, value) } else { value };
    }
    if x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return if order > 0.0 { 0.0 } else { f64::NAN };
    }
    match hankel(order, x) {
        Some((j, _)) => j,
        None => series(order, x).map_or(f64::NAN, |value| value.to_f64().value()),
    }
}

fn j_integer(n: f64, x: f64) -> f64 {
    if n == 0.0 {
        return pxfm::f_j0(x);
    }
    if n == 1.0 {
        return pxfm::f_j1(x);
    }
    if x == 0.0 {
        return 0.0;
    }
    if n < x {
        let (mut before, mut now) = (pxfm::f_j0(x), pxfm::f_j1(x));
        let mut k = 1.0;
        while k < n {
            (before, now) = (now, 2.0 * k / x * now - before);
            k += 1.0;
        }
        return now;
    }
    // Backwards from far above (Miller), scaled by the value at 0 or 1.
    let mut k = 2.0 * ((n + 15.0 + (40.0 * n).sqrt()) / 2.0).floor();
    let (mut above, mut now, mut wanted) = (0.0, 1e-300, 0.0);
    while k > 0.0 {
        if k == n {
            wanted = now;
        }
        (above, now) = (now, 2.0 * k / x * now - above);
        k -= 1.0;
        if now.abs() > 1e250 {
            (above, now, wanted) = (above * 1e-250, now * 1e-250, wanted * 1e-250);
        }
    }
    let (j0, j1) = (pxfm::f_j0(x), pxfm::f_j1(x));
    if j0.abs() > j1.abs() { wanted / now * j0 } else { wanted / above * j1 }
}

/// The Bessel function of the second kind, for `x > 0`.
pub fn y(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x <= 0.0 || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if is_integer(order) {
        let n = order.abs();
        let value = match n {
            0.0 => pxfm::f_y0(x),
            1.0 => pxfm::f_y1(x),
            _ => {
                let (mut before, mut now) = (pxfm::f_y0(x), pxfm::f_y1(x));
                let mut k = 1.0;
                while k < n {
                    (before, now) = (now, 2.0 * k / x * now - before);
                    k += 1.0;
                }
                now
            }
        };
        return if order < 0.0 { alternating(n, value) } else { value };
    }
    if let Some((_, y)) = hankel(order, x) {
        return y;
    }
    // (J(ν) cos πν - J(-ν)) / sin πν
    let (Some(plus), Some(minus)) = (series(order, x), series(-order, x)) else {
        return f64::NAN;
    };
    let context = Context::<HalfEven>::new(200);
    let angle = Float::try_from(order).ok().zip(Some(context.pi::<2>(None).value()));
    let Some((order, pi)) = angle else {
        return f64::NAN;
    };
    let angle = context.mul(order.repr(), pi.repr()).map(|value| value.value());
    let (Ok(sin), Ok(cos)) = (
        angle.as_ref().map_err(|e| *e).and_then(|a| context.sin::<2>(a.repr(), None)),
        angle.as_ref().map_err(|e| *e).and_then(|a| context.cos::<2>(a.repr(), None)),
    ) else {
        return f64::NAN;
    };
    ((plus * cos.value() - minus) / sin.value()).to_f64().value()
}

/// `Σ (-1)^k (x/2)^(2k + ν) / (k! gamma(k + ν + 1))` with enough bits for the size of its largest term.
fn series(order: f64, x: f64) -> Option<Float> {
    let bits = 160 + (3.0 * x + 2.0 * order.abs()) as usize;
    let context = Context::<HalfEven>::new(bits);
    let exact = |value: f64| Float::try_from(value).ok().map(|value| value.with_precision(bits).value());
    let (half, nu) = (exact(0.5 * x)?, exact(order)?);
    let square = context.mul(half.repr(), half.repr()).ok()?.value();
    // gamma(ν + 1) by the recurrence from a value in [1, 2).
    let gamma = crate::number::software_gamma(&(nu.clone() + Float::ONE), bits)?;
    let log = context.ln::<2>(half.repr(), None).ok()?.value();
    let power = context.exp::<2>((nu.clone() * log).repr(), None).ok()?.value();
    let mut term = context.div(power.repr(), gamma.repr()).ok()?.value();
    let mut sum = term.clone();
    let mut k = 1u32;
    loop {
        let factor = (nu.clone() + Float::from(k)) * Float::from(k);
        term = -context.div((term * &square).repr(), factor.repr()).ok()?.value();
        let next = context.add(sum.repr(), term.repr()).ok()?.value();
        if next == sum && f64::from(k) > x {
            return Some(next);
        }
        sum = next;
        k = k.checked_add(1)?;
    }
}

/// J and Y by Hankel's expansion (DLMF 10.17.3), where its terms become small enough.
fn hankel(order: f64, x: f64) -> Option<(f64, f64)> {
    if x < 30.0 || x < order * order {
        return None;
    }
    let mu = 4.0 * order * order;
    let (mut p, mut q, mut term) = (1.0, 0.0, 1.0);
    for k in 1..60 {
        let odd = f64::from(2 * k - 1);
        let next = term * (mu - odd * odd) / (f64::from(k) * 8.0 * x);
        if next.abs() > f64::abs(term) {
            return None;
        }
        term = next;
        match k % 4 {
            1 => q += term,
            2 => p -= term,
            3 => q -= term,
            _ => p += term,
        }
        if term.abs() < 1e-17 {
            let phase = (0.5 * order * PI + FRAC_PI_4) % (2.0 * PI);
            // cos(x - phase) by the addition theorem: x itself is exact.
            let (sin_x, cos_x) = (real::sin(x), real::cos(x));
            let (sin_p, cos_p) = (real::sin(phase), real::cos(phase));
            let (cos, sin) = (cos_x * cos_p + sin_x * sin_p, sin_x * cos_p - cos_x * sin_p);
            let scale = (2.0 / (PI * x)).sqrt();
            return Some((scale * (p * cos - q * sin), scale * (p * sin + q * cos)));
        }
    }
    None
}

/// The modified Bessel function of the first kind; NaN for negative `x` with fractional order.
pub fn i(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    if is_integer(order) {
        let n = order.abs();
        let value = match n {
            0.0 => pxfm::f_i0(x.abs()),
            1.0 => pxfm::f_i1(x.abs()),
            2.0 => pxfm::f_i2(x.abs()),
            _ => i_positive(n, x.abs()),
        };
        return if x < 0.0 { alternating(n, value) } else { value };
    }
    if x < 0.0 || x == 0.0 && order < 0.0 {
        return f64::NAN;
    }
    if order < 0.0 {
        // I(-ν) = I(ν) + 2/π sin(πν) K(ν)
        let (sin, _) = pxfm::f_sincospi(-order);
        return i_positive(-order, x) + 2.0 / PI * sin * k(-order, x);
    }
    i_positive(order, x)
}

fn i_positive(order: f64, x: f64) -> f64 {
    if x == 0.0 {
        return 0.0;
    }
    let mu = 4.0 * order * order;
    if x > 30.0 && x > order * order {
        // e^x / sqrt(2 π x) Σ (-1)^k a_k(ν) / x^k
        let (mut sum, mut term, mut k) = (1.0, 1.0f64, 1.0);
        while term.abs() > 1e-17 && k < 60.0 {
            let odd = 2.0 * k - 1.0;
            term *= -(mu - odd * odd) / (k * 8.0 * x);
            sum += term;
            k += 1.0;
        }
        let half = real::exp(0.5 * x);
        return half * (half / (2.0 * PI * x).sqrt() * sum);
    }
    let quarter = 0.25 * x * x;
    let (mut sum, mut term, mut k) = (1.0, 1.0, 1.0);
    while term > 1e-18 * sum {
        term *= quarter / (k * (k + order));
        sum += term;
        k += 1.0;
    }
    let scale = real::power(0.5 * x, order) / real::gamma(order + 1.0);
    if scale.is_normal() {
        return scale * sum;
    }
    real::exp(order * real::log(0.5 * x) - real::log_gamma(order + 1.0)) * sum
}

/// The modified Bessel function of the second kind, for `x > 0`.
pub fn k(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x <= 0.0 || order.abs() > MAX_ORDER {
        return f64::NAN;
    }
    let nu = order.abs();
    if nu == 0.0 {
        return pxfm::f_k0(x);
    }
    if nu == 1.0 {
        return pxfm::f_k1(x);
    }
    if is_integer(nu) {
        let (mut before, mut now, mut n) = (pxfm::f_k0(x), pxfm::f_k1(x), 1.0);
        while n < nu {
            (before, now) = (now, 2.0 * n / x * now + before);
            n += 1.0;
        }
        return now;
    }
    // e^-x is taken out so that the sum neither under- nor overflows.
    let step = 0.05;
    let (mut sum, mut t) = (0.5, step);
    loop {
        let sinh = real::sinh(0.5 * t);
        let exponent = -2.0 * x * sinh * sinh;
        let term = 0.5 * (real::exp(exponent + nu * t) + real::exp(exponent - nu * t));
        sum += term;
        if term < 1e-18 * sum && exponent + nu * t < 0.0 {
            break;
        }
        t += step;
        if t > 800.0 {
            return f64::INFINITY;
        }
    }
    sum * step * real::exp(-x)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::FRAC_PI_2;

    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64) {
        assert!((value / expected - 1.0).abs() < 2e-14, "{value:e} is not {expected:e}");
    }

    #[test]
    fn values_of_all_four_kinds() {
        // Half-integer orders have closed forms.
        for x in [0.5f64, 3.0, 20.0, 45.0] {
            let scale = (2.0 / (PI * x)).sqrt();
            near(j(0.5, x), scale * x.sin());
            near(y(0.5, x), -scale * x.cos());
            near(k(0.5, x), (FRAC_PI_2 / x).sqrt() * (-x).exp());
            near(i(0.5, x), scale * x.sinh());
            near(j(-0.5, x), scale * x.cos());
        }
        // Wronskians: J(n+1) Y(n) - J(n) Y(n+1) = 2 / (π x), I(n) K(n+1) + I(n+1) K(n) = 1 / x
        for (n, x) in [(0.0, 2.5), (3.0, 2.5), (7.0, 30.0), (12.0, 4.0), (2.25, 5.5), (6.75, 60.0)] {
            near(j(n + 1.0, x) * y(n, x) - j(n, x) * y(n + 1.0, x), 2.0 / (PI * x));
            near(i(n, x) * k(n + 1.0, x) + i(n + 1.0, x) * k(n, x), 1.0 / x);
        }
    }
}
