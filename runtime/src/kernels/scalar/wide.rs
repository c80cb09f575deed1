//! Elementary functions of double-doubles, to 80 bits and more: what complex functions are put together from where
//! products, quotients and sums of rounded factors would lose the last bits.
//!
//! Each reduces its argument to a hundredth around an entry of a table, where a few terms of the Taylor series do.
//! Angles of any size are reduced by as many digits of 2/π as they need (Payne and Hanek, 1983).

use super::double_double::{DoubleDouble, two_product, two_sum};
use super::wide_tables::{CIRCLE, EXPONENTIALS, TWO_OVER_PI};

const ZERO: DoubleDouble = DoubleDouble { high: 0.0, low: 0.0 };
const ONE: DoubleDouble = DoubleDouble { high: 1.0, low: 0.0 };
const HALF: DoubleDouble = DoubleDouble { high: 0.5, low: 0.0 };
const SIXTH: DoubleDouble = DoubleDouble { high: 1.0 / 6.0, low: 9.251_858_538_542_97e-18 };
/// π
pub(super) const PI: DoubleDouble =
    DoubleDouble { high: std::f64::consts::PI, low: 1.224_646_799_147_353_2e-16 };
const HALF_PI: DoubleDouble = DoubleDouble { high: 0.5 * PI.high, low: 0.5 * PI.low };
const LN_2: DoubleDouble = DoubleDouble { high: std::f64::consts::LN_2, low: 2.319_046_813_846_299_6e-17 };
/// `1 / log 2`
pub(super) const LOG2_E: DoubleDouble =
    DoubleDouble { high: std::f64::consts::LOG2_E, low: 2.035_527_374_093_103_3e-17 };
/// `1 / log 10`
pub(super) const LOG10_E: DoubleDouble =
    DoubleDouble { high: std::f64::consts::LOG10_E, low: 1.098_319_650_216_765e-17 };

/// The power of two `2^exponent` with the exponent brought into [-1000, 1000].
pub(super) fn power_of_two(exponent: i32) -> f64 {
    let exponent = exponent.clamp(-1000, 1000) + 1023;
    f64::from_bits(u64::from(exponent.unsigned_abs()) << 52)
}

/// About log2 of a positive number, right to one for normal numbers.
pub(super) fn exponent(x: f64) -> i32 {
    ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023
}

/// `x 2^k`, rounded once.
pub(super) fn scale(x: f64, k: i32) -> f64 {
    if x == 0.0 {
        return x;
    }
    let k = k.clamp(-2200, 2200);
    if k.abs() <= 1000 {
        return x * power_of_two(k);
    }
    let (first, second) = (k / 2, k - k / 2);
    if second.abs() <= 1000 {
        x * power_of_two(first) * power_of_two(second)
    } else {
        x * 2f64.powi(first) * 2f64.powi(second)
    }
}

/// `x^2 + y^2` of numbers near 1.
pub(super) fn norm(x: f64, y: f64) -> DoubleDouble {
    two_product(x, x).add(two_product(y, y))
}

/// `e^x = 2^k (1 + rest)`, with the small numbers' `e^x - 1` relatively exact.
pub(super) struct Exponential {
    pub k: i32,
    /// `e^x / 2^k - 1`, between -0.3 and 0.42.
    pub rest: DoubleDouble,
}

impl Exponential {
    /// `e^x / 2^k`
    pub fn mantissa(&self) -> DoubleDouble {
        ONE.add(self.rest)
    }
}

/// `e^x` for `|x|` below 10^9.
pub(super) fn exp(x: DoubleDouble) -> Exponential {
    // The first part of log 2 has 41 bits, so that its multiples by k are exact.
    const FIRST: f64 = 0.693_147_180_559_663;
    const REST: DoubleDouble =
        DoubleDouble { high: 2.823_529_056_303_157_7e-13, low: 1.947_045_092_380_75e-31 };
    let k = (x.high * LOG2_E.high).round_ties_even();
    let reduced = if k == 0.0 {
        x
    } else {
        let first = two_sum(x.high, -k * FIRST);
        first.add(x.low.into()).add(REST.multiply((-k).into()))
    };
    let j = (reduced.high * 64.0).round_ties_even().clamp(-23.0, 23.0);
    let t = reduced.add((-j / 64.0).into());
    let h = t.high;
    let series = 1.0 / 24.0 + h * (1.0 / 120.0 + h * (1.0 / 720.0 + h * (1.0 / 5040.0 + h / 40320.0)));
    let inner = HALF.add(t.multiply(SIXTH.add((h * series).into())));
    let small = t.add(t.multiply(t).multiply(inner));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped, and far below 2^31"
    )]
    let (k, j) = (k as i32, (j + 23.0) as usize);
    let (high, low) = EXPONENTIALS[j];
    let entry = DoubleDouble { high, low };
    let rest = if j == 23 { small } else { entry.add((-1.0).into()).add(entry.multiply(small)) };
    Exponential { k, rest }
}

/// Hyperbolic sine and cosine of `x`, both divided by `2^k`; `|x|` below 10^9.
pub(super) fn sinh_cosh(x: f64) -> (DoubleDouble, DoubleDouble, i32) {
    let Exponential { k, rest } = exp(x.abs().into());
    let up = ONE.add(rest);
    let (sinh, cosh) = if k == 0 {
        // (m + m / (1 + m)) / 2 and 1 + m^2 / (2 (1 + m)) for m = e^x - 1
        let down = rest.divide(up);
        (rest.add(down).scale(0.5), ONE.add(rest.multiply(down).scale(0.5)))
    } else {
        let down = ONE.divide(up).scale(power_of_two(-2 * k.min(400)));
        (up.add(down.negate()).scale(0.5), up.add(down).scale(0.5))
    };
    (if x.is_sign_negative() { sinh.negate() } else { sinh }, cosh, k)
}

/// The quadrant of an angle and what is left of it, within π/4.
fn reduce(x: f64) -> (i64, DoubleDouble) {
    let size = x.abs();
    if size < 0.785 {
        return (0, x.into());
    }
    let exponent = exponent(size) - 52;
    let significand = (size.to_bits() & ((1 << 52) - 1)) | (1 << 52);
    // The digits of 2/π from weight 2^1 on, after multiplication by 2^exponent: 256 of them.
    let start = exponent - 2;
    let word = |i: i32| usize::try_from(i).ok().and_then(|i| TWO_OVER_PI.get(i)).copied().unwrap_or(0);
    let (first, shift) = (start.div_euclid(64), start.rem_euclid(64).unsigned_abs());
    let digits = |i: i32| {
        let high = word(first + i) << shift;
        if shift == 0 { high } else { high | word(first + i + 1) >> (64 - shift) }
    };
    // Their product with the significand modulo 4, in units of 2^-254.
    let mut product = [0u64; 4];
    let mut carry = 0u128;
    for i in (0..4).rev() {
        let sum = u128::from(digits(i)) * u128::from(significand) + carry;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the lower word, i is 0 to 3"
        )]
        {
            product[i as usize] = sum as u64;
        }
        carry = sum >> 64;
    }
    let quadrant = (product[0] >> 62) as i64;
    // The fraction as a signed number of quarter turns in [-1/2, 1/2).
    let up = product[0] >> 61 & 1 == 1;
    product[0] <<= 2;
    product[0] >>= 2;
    if up {
        let mut borrow = 1u64;
        for word in product.iter_mut().rev() {
            let (negated, over) = (!*word).overflowing_add(borrow);
            *word = negated;
            borrow = u64::from(over);
        }
        product[0] &= u64::MAX >> 2;
    }
    // The first 128 digits that are not 0.
    let (mut high, mut low) = (
        u128::from(product[0]) << 64 | u128::from(product[1]),
        u128::from(product[2]) << 64 | u128::from(product[3]),
    );
    let zeros = high.leading_zeros().min(127);
    if zeros > 0 {
        high = high << zeros | low >> (128 - zeros);
        low <<= zeros;
    }
    debug_assert!(high >> 127 == 1 || low == 0);
    let top = (high >> 75) as f64 * power_of_two(-51);
    let next = (high & ((1 << 75) - 1)) as f64 * power_of_two(-126);
    #[expect(clippy::cast_possible_wrap, reason = "at most 128")]
    let down = power_of_two(-(zeros as i32));
    let turns = two_sum(top, next).scale(down);
    let angle = turns.multiply(HALF_PI);
    let (quadrant, angle) = if up { (quadrant + 1, angle.negate()) } else { (quadrant, angle) };
    if x < 0.0 { (-quadrant, angle.negate()) } else { (quadrant, angle) }
}

/// Sine and cosine of an angle within about 0.8.
fn sin_cos_reduced(angle: DoubleDouble) -> (DoubleDouble, DoubleDouble) {
    let size = if angle.high < 0.0 { angle.negate() } else { angle };
    let j = (size.high * 64.0).round_ties_even().min(51.0);
    let t = size.add((-j / 64.0).into());
    let square = t.multiply(t);
    let q = square.high;
    let sin_series = 1.0 / 120.0 - q * (1.0 / 5040.0 - q / 362_880.0);
    let sin = t.add(t.multiply(square.multiply(SIXTH.negate().add((q * sin_series).into()))));
    let cos_series = 1.0 / 24.0 - q * (1.0 / 720.0 - q / 40320.0);
    let cos_less_one = square.multiply(HALF.negate().add((q * cos_series).into()));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 51")]
    let [(s, s_low), (c, c_low)] = CIRCLE[j as usize];
    let (s, c) = (DoubleDouble { high: s, low: s_low }, DoubleDouble { high: c, low: c_low });
    let (sin, cos) = if j == 0.0 {
        (sin, ONE.add(cos_less_one))
    } else {
        (
            s.add(s.multiply(cos_less_one).add(c.multiply(sin))),
            c.add(c.multiply(cos_less_one).add(s.multiply(sin).negate())),
        )
    };
    (if angle.high < 0.0 { sin.negate() } else { sin }, cos)
}

fn turned(quadrant: i64, (sin, cos): (DoubleDouble, DoubleDouble)) -> (DoubleDouble, DoubleDouble) {
    match quadrant.rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, sin.negate()),
        2 => (sin.negate(), cos.negate()),
        _ => (cos.negate(), sin),
    }
}

/// Sine and cosine of a finite angle.
pub(super) fn sin_cos(x: f64) -> (DoubleDouble, DoubleDouble) {
    if x.abs() < 1e-100 {
        return (x.into(), ONE);
    }
    let (quadrant, angle) = reduce(x);
    turned(quadrant, sin_cos_reduced(angle))
}

/// Sine and cosine of a finite angle given to 106 bits.
pub(super) fn sin_cos_of(x: DoubleDouble) -> (DoubleDouble, DoubleDouble) {
    if x.high.abs() < 1e-100 {
        return (x, ONE);
    }
    let (quadrant, angle) = reduce(x.high);
    turned(quadrant, sin_cos_reduced(angle.add(x.low.into())))
}

/// Sine and cosine of `eighths π/4 + rest`: exact zeros and ones at quarter turns.
pub(super) fn sin_cos_of_eighths(eighths: DoubleDouble, rest: DoubleDouble) -> (DoubleDouble, DoubleDouble) {
    // Multiples of 8 are whole turns; beyond 2^55 all doubles are.
    let high = eighths.high % 8.0;
    let low = eighths.low % 8.0;
    let quadrant = (0.5 * high).round_ties_even();
    let part = two_sum(high, -2.0 * quadrant).add(low.into());
    let again = (0.5 * part.high).round_ties_even();
    let part = part.add((-2.0 * again).into());
    #[expect(clippy::cast_possible_truncation, reason = "a few quarter turns")]
    let quadrant = (quadrant + again) as i64;
    let angle = if part.high == 0.0 { rest } else { part.multiply(HALF_PI.scale(0.5)).add(rest) };
    if angle.high == 0.0 { turned(quadrant, (ZERO, ONE)) } else { turned(quadrant, sin_cos_of(angle)) }
}

/// The logarithm of a number between 10^-250 and 10^250.
pub(super) fn log(x: DoubleDouble) -> DoubleDouble {
    let mut k = exponent(x.high);
    let mut m = x.scale(power_of_two(-k));
    if m.high > std::f64::consts::SQRT_2 {
        m = m.scale(0.5);
        k += 1;
    }
    // One step of Newton's method for e^y = m.
    let first = pxfm::f_log(m.high);
    let Exponential { k: turn, rest } = exp((-first).into());
    debug_assert!(turn == 0 || first.abs() > 0.3);
    let rest = if turn == 0 { rest } else { ONE.add(rest).scale(power_of_two(turn)).add((-1.0).into()) };
    let error = m.add((-1.0).into()).add(m.multiply(rest));
    let value = two_sum(first, error.high).add(error.low.into());
    if k == 0 { value } else { LN_2.multiply(f64::from(k).into()).add(value) }
}

/// `log sqrt(x^2 + y^2)` for any finite numbers that are not both 0.
pub(super) fn log_hypotenuse(x: f64, y: f64) -> DoubleDouble {
    let (small, large) = if x.abs() < y.abs() { (x.abs(), y.abs()) } else { (y.abs(), x.abs()) };
    // Subnormal numbers are brought up first.
    let (small, large, up) = if large < 1e-290 {
        (small * power_of_two(200), large * power_of_two(200), 200)
    } else {
        (small, large, 0)
    };
    let mut k = exponent(large);
    if large * power_of_two(-k) > std::f64::consts::SQRT_2 {
        k += 1;
    }
    let (small, large) = (scale(small, -k), scale(large, -k));
    let shift = LN_2.multiply(f64::from(k - up).into());
    if small < 1e-100 {
        let value = log(large.into());
        let tiny = 0.5 * (small / large) * (small / large);
        return if k == up { value.add(tiny.into()) } else { shift.add(value) };
    }
    let norm = norm(large, small);
    let value = log(norm).scale(0.5);
    if k == up && value.high.abs() < 1e-3 {
        return log_near_one(two_product(large, large).add((-1.0).into()).add(two_product(small, small)));
    }
    if k == up { value } else { shift.add(value) }
}

/// `log(1 + x) / 2` for a small `x`, which keeps all of its bits.
fn log_near_one(x: DoubleDouble) -> DoubleDouble {
    if x.high == 0.0 {
        return ZERO;
    }
    let first = pxfm::f_log1p(x.high);
    let Exponential { rest, .. } = exp((-first).into());
    // (1 + x) e^-first - 1 = x + rest + x rest
    let error = x.add(rest).add(x.multiply(rest));
    two_sum(first, error.high).add(error.low.into()).scale(0.5)
}

/// The angle of the point (x, y), not both 0.
pub(super) fn angle(y: f64, x: f64) -> DoubleDouble {
    let first = pxfm::f_atan2(y, x);
    let size = x.abs().max(y.abs());
    let (up, down) = if size < 1.0 { (600, 300) } else { (-600, -300) };
    let (mut x, mut y) = (x, y);
    if !(1e-120..1e120).contains(&size) {
        (x, y) = (scale(x, up), scale(y, up));
        if !(1e-120..1e120).contains(&x.abs().max(y.abs())) {
            (x, y) = (scale(x, down), scale(y, down));
        }
    }
    if y == 0.0 || x == 0.0 || (y / x).abs() < 1e-140 && x > 0.0 {
        return match () {
            () if x == 0.0 => HALF_PI.scale(y.signum()),
            () if y == 0.0 && first.abs() > 3.0 => PI.scale(first.signum()),
            () => first.into(),
        };
    }
    let (sin, cos) = sin_cos(first);
    let (x, y) = (DoubleDouble::from(x), DoubleDouble::from(y));
    let across = y.multiply(cos).add(x.multiply(sin).negate());
    let along = x.multiply(cos).add(y.multiply(sin));
    let error = across.divide(along);
    two_sum(first, error.high).add(error.low.into())
}
