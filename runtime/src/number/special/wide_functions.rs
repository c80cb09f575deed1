//! The elementary functions of software reals of a few limbs. Where a machine value is a good beginning, one correction by
//! a short series makes it exact.

use std::cell::RefCell;

use super::super::software_constant;
use super::wide::{MOST_LIMBS, Wide};
use crate::symbol::{Symbol, sym};

/// Limbs of a function's result; inside, up to three more are used.
pub const MOST_FUNCTION_LIMBS: usize = MOST_LIMBS - 3;

thread_local! {
    /// `Pi` and kin to all limbs, once computed.
    static CONSTANTS: RefCell<Vec<(Symbol, Wide)>> = const { RefCell::new(Vec::new()) };
    /// The logarithm of 2.
    static LOG_TWO: RefCell<Option<Wide>> = const { RefCell::new(None) };
    /// Half the logarithm of 2 π.
    static HALF_LOG_TWO_PI: RefCell<Option<Wide>> = const { RefCell::new(None) };
}

/// `Pi` and kin, to all limbs.
pub fn constant(symbol: Symbol) -> Wide {
    CONSTANTS.with_borrow_mut(|known| {
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == symbol) {
            return *value;
        }
        let digits = (64 * MOST_LIMBS + 8) as f64 * std::f64::consts::LOG10_2;
        let value = software_constant(symbol, digits)
            .map_or(Wide::ZERO, |value| Wide::from_big(&value.value, MOST_LIMBS));
        known.push((symbol, value));
        value
    })
}

/// `log 2`: `Σ 1 / (k 2^k)` would be slow, `2 artanh(1/3)` gives three bits a term and is computed once.
fn log_two() -> Wide {
    LOG_TWO.with_borrow_mut(|known| {
        *known.get_or_insert_with(|| {
            let third = Wide::integer(1).div(&Wide::integer(3), MOST_LIMBS);
            odd_series(&third, MOST_LIMBS, false).shift(1)
        })
    })
}

/// `log(2 π) / 2`, to all but one limb.
pub fn half_log_two_pi() -> Wide {
    HALF_LOG_TWO_PI.with_borrow_mut(|known| {
        *known.get_or_insert_with(|| {
            log(&constant(sym::Pi).shift(1), MOST_LIMBS - 1).unwrap_or(Wide::ZERO).shift(-1)
        })
    })
}

/// `u ± u^3/3 + u^5/5 ± …`: the inverse tangent with alternating signs, the inverse hyperbolic one without.
fn odd_series(u: &Wide, limbs: usize, alternating: bool) -> Wide {
    let Some(size) = u.exponent() else { return *u };
    let square = u.mul(u, limbs);
    let (mut power, mut sum, mut k) = (*u, *u, 1i64);
    loop {
        power = power.mul(&square, limbs);
        k += 2;
        match power.exponent() {
            Some(e) if e > size - 64 * limbs as i64 - 2 => {}
            _ => return sum,
        }
        let term = power.div(&Wide::integer(k), limbs);
        sum = if alternating && k % 4 == 3 { sum.sub(&term, limbs) } else { sum.add(&term, limbs) };
    }
}

/// `e^x`; None where the exponent of the result would not fit.
pub fn exp(x: &Wide, limbs: usize) -> Option<Wide> {
    let one = Wide::integer(1);
    let Some(size) = x.exponent() else { return Some(one) };
    if size > 51 {
        return None;
    }
    let work = limbs + 1;
    // Each halving costs a squaring and saves terms of the series.
    let halvings: i64 = 4 + 2 * limbs as i64;
    let turns = (x.to_f64() * std::f64::consts::LOG2_E).round();
    let turns = if size < -1 { 0 } else { turns as i64 };
    let rest = x.sub(&log_two().mul(&Wide::integer(turns), work + 1), work).shift(-halvings);
    // e^r - 1 = r + r^2/2 + …, which (1 + s)^2 - 1 = s (2 + s) takes back up without loss.
    let (mut term, mut sum, mut k) = (rest, rest, 1i64);
    if let Some(size) = rest.exponent() {
        loop {
            k += 1;
            term = term.mul(&rest, work).div(&Wide::integer(k), work);
            match term.exponent() {
                Some(e) if e > size - 64 * work as i64 => sum = sum.add(&term, work),
                _ => break,
            }
        }
    }
    for _ in 0..halvings {
        sum = sum.mul(&sum.add(&Wide::integer(2), work), work);
    }
    Some(one.add(&sum, limbs).shift(turns))
}

/// The logarithm of a positive number.
pub fn log(x: &Wide, limbs: usize) -> Option<Wide> {
    let exponent = x.exponent().filter(|_| !x.is_negative())?;
    let work = limbs + 1;
    let mut turns = exponent;
    let mut m = x.shift(-turns);
    // From 3/4 to 3/2, so that nothing cancels near 1.
    if m.to_f64() < 0.75 {
        turns -= 1;
        m = m.shift(1);
    }
    let one = Wide::integer(1);
    let above = m.sub(&one, work);
    let value = if above.exponent().is_none_or(|e| e < -8) {
        odd_series(&above.div(&m.add(&one, work), work), work, false).shift(1)
    } else {
        let near = Wide::from_f64(m.to_f64().ln())?;
        let scaled = m.mul(&exp(&near.negate(), work)?, work);
        let ratio = scaled.sub(&one, work).div(&scaled.add(&one, work), work);
        near.add(&odd_series(&ratio, work, false).shift(1), work)
    };
    if turns == 0 {
        return Some(value.round(limbs));
    }
    Some(value.add(&log_two().mul(&Wide::integer(turns), work), limbs))
}

/// Sine and cosine; None for angles of so many turns that π has not the digits.
pub fn sin_cos(x: &Wide, limbs: usize) -> Option<(Wide, Wide)> {
    let Some(size) = x.exponent() else { return Some((*x, Wide::integer(1))) };
    if size > 50 {
        return None;
    }
    let work = limbs + 1;
    let quarter = constant(sym::Pi).shift(-1);
    let turns = if size < 0 { 0 } else { (x.to_f64() * std::f64::consts::FRAC_2_PI).round() as i64 };
    let rest = if turns == 0 { *x } else { x.sub(&quarter.mul(&Wide::integer(turns), MOST_LIMBS), work) };
    let halvings = 4 + limbs as i64 / 2;
    let part = rest.shift(-halvings);
    let mut sin = part;
    if let Some(size) = part.exponent() {
        let square = part.mul(&part, work);
        let (mut term, mut k) = (part, 1i64);
        loop {
            term = term.mul(&square, work).div(&Wide::integer((k + 1) * (k + 2)), work).negate();
            k += 2;
            match term.exponent() {
                Some(e) if e > size - 64 * work as i64 => sin = sin.add(&term, work),
                _ => break,
            }
        }
    }
    let one = Wide::integer(1);
    let mut cos = one.sub(&sin.mul(&sin, work), work).sqrt(work);
    for _ in 0..halvings {
        let double = sin.mul(&cos, work).shift(1);
        cos = one.sub(&sin.mul(&sin, work).shift(1), work);
        sin = double;
    }
    let (sin, cos) = (sin.round(limbs), cos.round(limbs));
    Some(match turns.rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, sin.negate()),
        2 => (sin.negate(), cos.negate()),
        _ => (cos.negate(), sin),
    })
}

/// The angle of the point (x, y), in (-π, π]; None at the origin.
pub fn angle(x: &Wide, y: &Wide, limbs: usize) -> Option<Wide> {
    let work = limbs + 1;
    if y.is_zero() {
        return match (x.is_zero(), x.is_negative()) {
            (true, _) => None,
            (_, true) => Some(constant(sym::Pi).round(limbs)),
            _ => Some(Wide::ZERO),
        };
    }
    // From the nearer axis.
    if y.is_larger(x) {
        let quarter = constant(sym::Pi).shift(-1);
        let quarter = if y.is_negative() { quarter.negate() } else { quarter };
        return Some(quarter.sub(&small_angle(y, x, work)?, limbs));
    }
    let turn = small_angle(x, y, work)?;
    let pi = constant(sym::Pi);
    Some(match (x.is_negative(), y.is_negative()) {
        (true, true) => turn.sub(&pi, limbs),
        (true, false) => turn.add(&pi, limbs),
        (false, _) => turn.round(limbs),
    })
}

/// `arctan(y / x)` for `|y| <= |x|`.
fn small_angle(x: &Wide, y: &Wide, limbs: usize) -> Option<Wide> {
    let ratio = y.div(x, limbs);
    if ratio.exponent().is_none_or(|e| e < -8) {
        return Some(odd_series(&ratio, limbs, true));
    }
    let near = Wide::from_f64(ratio.to_f64().atan())?;
    let (sin, cos) = sin_cos(&near, limbs)?;
    let across = ratio.mul(&cos, limbs).sub(&sin, limbs);
    let along = cos.add(&ratio.mul(&sin, limbs), limbs);
    Some(near.add(&odd_series(&across.div(&along, limbs), limbs, true), limbs))
}

/// The inverse sine of a number from -1 to 1.
pub fn arc_sin(x: &Wide, limbs: usize) -> Option<Wide> {
    let one = Wide::integer(1);
    let work = limbs + 1;
    let square = one.sub(x, work).mul(&one.add(x, work), work);
    if square.is_negative() {
        return None;
    }
    angle(&square.sqrt(work), x, limbs)
}

#[cfg(test)]
mod tests {
    use super::super::super::software::evaluate;
    use super::super::super::{BigFloat, log10_abs};
    use super::*;
    use crate::kernels::scalar::RealFunction;

    /// Numbers of one to twelve limbs and of sizes far apart, with long runs of equal bits among them.
    fn numbers() -> Vec<Wide> {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let mut list = vec![Wide::integer(1), Wide::integer(-3), Wide::integer(i64::MIN)];
        for k in 0..60u64 {
            let limbs = 1 + (next() % MOST_LIMBS as u64) as usize;
            let mut value = Wide::integer((next() >> 1) as i64);
            for _ in 1..limbs {
                let limb = match next() % 4 {
                    0 => 0,
                    1 => i64::MAX,
                    _ => (next() >> 1) as i64,
                };
                value = value.shift(64).add(&Wide::integer(limb), MOST_LIMBS);
            }
            let value = value.shift(-value.exponent().unwrap_or(0) + (next() % 7) as i64 - 3);
            list.push(if k % 3 == 0 { value.negate() } else { value });
        }
        // Neighbours, whose difference is one bit far down.
        let near: Vec<Wide> = list.iter().map(|x| x.add(&Wide::integer(1).shift(-700), MOST_LIMBS)).collect();
        list.extend(near);
        list
    }

    /// A software real with more bits than any of the tests asks for.
    fn big(x: &Wide) -> BigFloat {
        x.to_big().with_precision(2000).value()
    }

    #[track_caller]
    fn agree(found: &Wide, expected: &BigFloat, limbs: usize, what: &str) {
        let error = log10_abs(&(big(found) - expected)) - log10_abs(expected);
        let allowed = -(64.0 * limbs as f64 - 1.0) * std::f64::consts::LOG10_2;
        let both_zero = found.is_zero() && expected.repr().significand().is_zero();
        assert!(both_zero || error <= allowed, "{what} to {limbs} limbs: off by 10^{error}");
    }

    #[test]
    fn arithmetic_agrees_with_that_of_any_size() {
        let numbers = numbers();
        for (i, a) in numbers.iter().enumerate() {
            for b in numbers.iter().skip(i % 3).step_by(3) {
                for limbs in [1, 2, 3, 7, MOST_LIMBS] {
                    let what = format!("{a:?} and {b:?}");
                    agree(&a.add(b, limbs), &(big(a) + big(b)), limbs, &what);
                    agree(&a.sub(b, limbs), &(big(a) - big(b)), limbs, &what);
                    agree(&a.mul(b, limbs), &(big(a) * big(b)), limbs, &what);
                    agree(&a.div(b, limbs), &(big(a) / big(b)), limbs, &what);
                }
            }
            for limbs in [1, 2, 5, MOST_LIMBS - 1] {
                let root = evaluate(RealFunction::Sqrt, &big(&a.abs()), 1500).expect("not negative");
                agree(&a.abs().sqrt(limbs), &root, limbs, "a root");
            }
        }
    }

    #[test]
    fn functions_agree_with_those_of_any_size() {
        for x in numbers() {
            for limbs in [1, 2, 3, 5, MOST_FUNCTION_LIMBS] {
                let of = |function, x: &Wide| evaluate(function, &big(x), 1200).expect("a value");
                let what = format!("a function of {x:?}");
                if x.exponent().is_some_and(|e| e < 20) {
                    agree(&exp(&x, limbs).expect("small"), &of(RealFunction::Exp, &x), limbs, &what);
                    let (sin, cos) = sin_cos(&x, limbs).expect("small");
                    agree(&sin, &of(RealFunction::Sin, &x), limbs, &what);
                    agree(&cos, &of(RealFunction::Cos, &x), limbs, &what);
                }
                agree(
                    &log(&x.abs(), limbs).expect("positive"),
                    &of(RealFunction::Log, &x.abs()),
                    limbs,
                    &what,
                );
                let turn = angle(&Wide::integer(1), &x, limbs).expect("no origin");
                agree(&turn, &of(RealFunction::ArcTan, &x), limbs, &what);
                if !x.is_larger(&Wide::integer(1)) {
                    let turn = arc_sin(&x, limbs).expect("within the circle");
                    agree(&turn, &of(RealFunction::ArcSin, &x), limbs, &what);
                }
            }
        }
    }

    #[test]
    fn machine_reals_are_taken_and_given_exactly() {
        for x in [1.0, -0.1, 5e-324, -2.2250738585072014e-308, 1.1e-310, f64::MAX, 3.0f64.sqrt()] {
            assert_eq!(Wide::from_f64(x).map(Wide::to_f64), Some(x));
        }
        assert_eq!(Wide::from_f64(f64::NAN).map(Wide::to_f64), None);
        let tiny = |shift: i64| Wide::integer(1).shift(shift);
        assert_eq!(tiny(-1075).to_f64(), 0.0);
        assert_eq!(tiny(-1075).add(&tiny(-1200), 4).to_f64(), 5e-324);
        assert_eq!(Wide::integer(3).shift(-1075).to_f64(), 1e-323);
        assert_eq!(tiny(1024).to_f64(), f64::INFINITY);
        // Ties to even; a bit far below decides.
        let odd = Wide::integer((1 << 53) + 1);
        assert_eq!(odd.to_f64(), 9007199254740992.0);
        assert_eq!(odd.add(&tiny(-300), 8).to_f64(), 9007199254740994.0);
    }
}
