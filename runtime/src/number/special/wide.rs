//! Software reals of a bounded number of 64-bit limbs, without allocation: what special functions of machine numbers and of
//! up to some 150 digits are computed with. An operation takes the number of limbs that its result is rounded to.

use std::cmp::Ordering;

use dashu_base::Sign;
use dashu_int::UBig;

use super::super::{BigFloat, BigInteger};

/// Limbs that a number can have.
pub const MOST_LIMBS: usize = 12;

/// Limbs of a product or of a dividend while it is worked on.
const BUFFER: usize = 2 * MOST_LIMBS + 6;

/// Exponents stay within this, far from what overflows in a sum of two.
const MOST_EXPONENT: i64 = 1 << 60;

/// `± 0.limbs 2^exponent`, the first limb the most significant and with its highest bit set; zero has no limbs.
#[derive(Clone, Copy, Debug)]
pub struct Wide {
    limbs: [u64; MOST_LIMBS],
    length: usize,
    negative: bool,
    exponent: i64,
}

fn low(value: u128) -> u64 {
    (value & u128::from(u64::MAX)) as u64
}

fn high(value: u128) -> u64 {
    (value >> 64) as u64
}

impl Wide {
    /// Zero.
    pub const ZERO: Wide = Wide { limbs: [0; MOST_LIMBS], length: 0, negative: false, exponent: 0 };

    /// A positive or negative number from limbs, rounded to so many.
    #[inline]
    fn new(buffer: &[u64], negative: bool, exponent: i64, limbs: usize) -> Wide {
        let first = if buffer.first().is_some_and(|limb| *limb != 0) {
            0
        } else {
            let Some(first) = buffer.iter().position(|limb| *limb != 0) else { return Wide::ZERO };
            first
        };
        let buffer = &buffer[first..];
        let shift = buffer[0].leading_zeros();
        // In two steps, for a shift by none.
        let limb = |k: usize| {
            let next = buffer.get(k + 1).map_or(0, |next| *next >> 1 >> (63 - shift));
            buffer[k] << shift | next
        };
        let limbs = limbs.clamp(1, MOST_LIMBS);
        let mut length = buffer.len().min(limbs);
        let mut result = Wide {
            limbs: [0; MOST_LIMBS],
            length,
            negative,
            exponent: exponent - 64 * first as i64 - i64::from(shift),
        };
        for (k, kept) in result.limbs[..length].iter_mut().enumerate() {
            *kept = limb(k);
        }
        if buffer.len() > limbs && limb(limbs) >> 63 == 1 {
            let carry = result.limbs[..length].iter_mut().rev().all(|limb| {
                *limb = limb.wrapping_add(1);
                *limb == 0
            });
            if carry {
                result.limbs[0] = 1 << 63;
                result.exponent += 1;
            }
        }
        while result.limbs[length - 1] == 0 {
            length -= 1;
        }
        result.length = length;
        result.exponent = result.exponent.clamp(-MOST_EXPONENT, MOST_EXPONENT);
        result
    }

    /// An integer.
    pub fn integer(value: i64) -> Wide {
        Wide::new(&[value.unsigned_abs()], value < 0, 64, 1)
    }

    /// A machine real, exactly; None when it is not finite.
    pub fn from_f64(value: f64) -> Option<Wide> {
        if !value.is_finite() {
            return None;
        }
        let bits = value.to_bits();
        let (field, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
        let (significand, exponent) =
            if field == 0 { (fraction, 1) } else { (fraction | 1 << 52, field as i64) };
        Some(Wide::new(&[significand], value.is_sign_negative() && value != 0.0, exponent - 1075 + 64, 1))
    }

    /// The number to the nearest so many limbs.
    pub fn from_big(value: &BigFloat, limbs: usize) -> Wide {
        let significand = value.repr().significand();
        if significand.is_zero() {
            return Wide::ZERO;
        }
        let (sign, size) = significand.as_sign_words();
        let exponent = (value.repr().exponent() as i64).saturating_add(64 * size.len() as i64);
        let mut buffer = [0u64; MOST_LIMBS + 2];
        let taken = size.len().min(buffer.len());
        for (limb, word) in buffer.iter_mut().zip(size.iter().rev()) {
            *limb = *word;
        }
        Wide::new(&buffer[..taken], sign == Sign::Negative, exponent, limbs)
    }

    /// The number as a software real of any size.
    pub fn to_big(self) -> BigFloat {
        if self.is_zero() {
            return BigFloat::ZERO;
        }
        let mut words: Vec<u64> = self.limbs[..self.length].to_vec();
        words.reverse();
        let sign = if self.negative { Sign::Negative } else { Sign::Positive };
        let size = BigInteger::from_parts(sign, UBig::from_words(&words));
        let exponent = self.exponent - 64 * self.length as i64;
        BigFloat::from_parts(size, isize::try_from(exponent).unwrap_or(isize::MAX / 4))
    }

    /// The nearest machine real, ties to even; infinite beyond their range.
    pub fn to_f64(self) -> f64 {
        if self.is_zero() {
            return 0.0;
        }
        let sign = if self.negative { -1.0 } else { 1.0 };
        if self.exponent > 1024 {
            return sign * f64::INFINITY;
        }
        // Fewer bits below the normal numbers.
        let kept = (53 - (-1021 - self.exponent).max(0)).max(-1);
        if kept < 0 {
            return sign * 0.0;
        }
        let drop = 64 - kept as u32;
        let top = self.limbs[0];
        let whole = if drop >= 64 { 0 } else { top >> drop };
        let half = 1u64 << (drop - 1);
        let rest = if drop >= 64 { top } else { top & ((1u64 << drop) - 1) };
        let more = self.limbs[1..self.length].iter().any(|limb| *limb != 0);
        let up = rest > half || rest == half && (more || whole & 1 == 1);
        let significand = whole + u64::from(up);
        // Exact: at most 53 bits, and the power of two is applied in steps that stay in range.
        let scale = self.exponent - kept;
        let (first, second) = (scale / 2, scale - scale / 2);
        sign * significand as f64 * power_of_two(first) * power_of_two(second)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.length == 0
    }

    /// Whether it is exactly this machine real.
    pub fn is_exactly(&self, value: f64) -> bool {
        Wide::from_f64(value).is_some_and(|value| {
            self.compare_size(&value) == Ordering::Equal && self.negative == value.negative
        })
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The binary exponent: the size is from `2^(e - 1)` to below `2^e`. None for zero.
    pub fn exponent(&self) -> Option<i64> {
        (self.length > 0).then_some(self.exponent)
    }

    /// `-a`
    pub fn negate(mut self) -> Wide {
        self.negative = !self.negative && self.length > 0;
        self
    }

    /// `|a|`
    pub fn abs(mut self) -> Wide {
        self.negative = false;
        self
    }

    /// `a 2^shift`
    pub fn shift(mut self, shift: i64) -> Wide {
        self.exponent = self.exponent.saturating_add(shift).clamp(-MOST_EXPONENT, MOST_EXPONENT);
        self
    }

    /// The integer next to it towards zero.
    pub fn whole_part(mut self) -> Wide {
        if self.exponent <= 0 {
            return Wide::ZERO;
        }
        for (k, limb) in (0i64..).zip(&mut self.limbs[..self.length]) {
            let kept = (self.exponent - 64 * k).clamp(0, 64);
            *limb = if kept == 0 { 0 } else { *limb & (u64::MAX << (64 - kept)) };
        }
        while self.length > 0 && self.limbs[self.length - 1] == 0 {
            self.length -= 1;
        }
        self
    }

    /// The nearest number of so many limbs.
    pub fn round(&self, limbs: usize) -> Wide {
        if self.length <= limbs {
            return *self;
        }
        Wide::new(&self.limbs[..self.length], self.negative, self.exponent, limbs)
    }

    fn compare_size(&self, other: &Wide) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => self.exponent.cmp(&other.exponent).then_with(|| self.limbs.cmp(&other.limbs)),
        }
    }

    /// Whether `|a| > |b|`.
    pub fn is_larger(&self, other: &Wide) -> bool {
        self.compare_size(other) == Ordering::Greater
    }

    /// `a + b`
    pub fn add(&self, other: &Wide, limbs: usize) -> Wide {
        self.sum(other, other.negative, limbs)
    }

    /// `a - b`
    pub fn sub(&self, other: &Wide, limbs: usize) -> Wide {
        self.sum(other, !other.negative, limbs)
    }

    fn sum(&self, other: &Wide, other_negative: bool, limbs: usize) -> Wide {
        if other.is_zero() {
            return self.round(limbs);
        }
        let signed = |mut value: Wide| {
            value.negative = other_negative;
            value
        };
        if self.is_zero() {
            return signed(other.round(limbs));
        }
        let (large, small, negative) = match self.compare_size(other) {
            Ordering::Less => (other, self, other_negative),
            _ => (self, other, self.negative),
        };
        let apart = large.exponent.saturating_sub(small.exponent);
        let room = limbs.min(MOST_LIMBS) + 2;
        if apart >= 64 * room as i64 {
            let mut result = large.round(limbs);
            result.negative = negative;
            return result;
        }
        let (skip, shift) = (apart as usize / 64, apart as u32 % 64);
        // Only numbers of nearly the same exponent cancel more than a bit; their difference is exact.
        let exact = large.length.max(skip + small.length + 1);
        let width = if apart <= 1 { exact } else { exact.min(room) };
        // One limb in front for the carry.
        let mut buffer = [0u64; BUFFER];
        let taken = large.length.min(width);
        buffer[1..=taken].copy_from_slice(&large.limbs[..taken]);
        let part = |k: usize| -> u64 {
            // Limb k of the smaller one, moved to the exponent of the larger one.
            let Some(k) = k.checked_sub(skip) else { return 0 };
            let here = if k < small.length { small.limbs[k] } else { 0 };
            if shift == 0 {
                return here;
            }
            let before = if k > 0 && k - 1 < small.length { small.limbs[k - 1] << (64 - shift) } else { 0 };
            here >> shift | before
        };
        let mut carry = false;
        if self.negative == other_negative {
            for k in (0..width).rev() {
                let (first, a) = buffer[k + 1].overflowing_add(part(k));
                let (second, b) = first.overflowing_add(u64::from(carry));
                buffer[k + 1] = second;
                carry = a || b;
            }
            buffer[0] = u64::from(carry);
        } else {
            for k in (0..width).rev() {
                let (first, a) = buffer[k + 1].overflowing_sub(part(k));
                let (second, b) = first.overflowing_sub(u64::from(carry));
                buffer[k + 1] = second;
                carry = a || b;
            }
        }
        Wide::new(&buffer[..=width], negative, large.exponent + 64, limbs)
    }

    /// `a b`
    pub fn mul(&self, other: &Wide, limbs: usize) -> Wide {
        if self.is_zero() || other.is_zero() {
            return Wide::ZERO;
        }
        let room = limbs.min(MOST_LIMBS) + 1;
        let (a, b) = (&self.limbs[..self.length.min(room)], &other.limbs[..other.length.min(room)]);
        let mut buffer = [0u64; BUFFER];
        for (i, &x) in a.iter().enumerate().rev() {
            let mut carry = 0u64;
            for (j, &y) in b.iter().enumerate().rev() {
                let sum = u128::from(x) * u128::from(y) + u128::from(buffer[i + j + 1]) + u128::from(carry);
                buffer[i + j + 1] = low(sum);
                carry = high(sum);
            }
            buffer[i] = carry;
        }
        let exponent = self.exponent + other.exponent;
        Wide::new(&buffer[..a.len() + b.len()], self.negative != other.negative, exponent, limbs)
    }

    /// `a / b`; zero for a zero divisor, which callers exclude.
    pub fn div(&self, other: &Wide, limbs: usize) -> Wide {
        if self.is_zero() || other.is_zero() {
            return Wide::ZERO;
        }
        let limbs = limbs.min(MOST_LIMBS);
        let (exponent, negative) = (self.exponent - other.exponent, self.negative != other.negative);
        let room = limbs + 1;
        let divisor = &other.limbs[..other.length.min(room)];
        // Half the dividend, so that the first quotient limb does not overflow: one limb of zeros in front does it.
        let mut rest = [0u64; BUFFER];
        let taken = self.length.min(room + divisor.len());
        rest[1..=taken].copy_from_slice(&self.limbs[..taken]);
        let mut quotient = [0u64; MOST_LIMBS + 2];
        let steps = room + 1;
        if let [single] = divisor {
            let mut remainder = 0u64;
            for k in 0..steps {
                let top = u128::from(remainder) << 64 | u128::from(rest[k + 1]);
                quotient[k] = low(top / u128::from(*single));
                remainder = low(top % u128::from(*single));
            }
            return Wide::new(&quotient[..steps], negative, exponent + 64, limbs);
        }
        // Knuth's algorithm D; the divisor is normalized as it is.
        let (first, second) = (divisor[0], divisor[1]);
        for k in 0..steps {
            let top = u128::from(rest[k]) << 64 | u128::from(rest[k + 1]);
            let mut guess = if rest[k] >= first { u128::from(u64::MAX) } else { top / u128::from(first) };
            let mut left = top - guess * u128::from(first);
            while high(left) == 0 && guess * u128::from(second) > (left << 64 | u128::from(rest[k + 2])) {
                guess -= 1;
                left += u128::from(first);
            }
            let mut digit = low(guess);
            // Subtract digit times the divisor from the limbs k to k + length.
            let (mut carry, mut borrow) = (0u64, false);
            for (j, &y) in divisor.iter().enumerate().rev() {
                let product = u128::from(digit) * u128::from(y) + u128::from(carry);
                carry = high(product);
                let (one, a) = rest[k + 1 + j].overflowing_sub(low(product));
                let (two, b) = one.overflowing_sub(u64::from(borrow));
                rest[k + 1 + j] = two;
                borrow = a || b;
            }
            let (one, a) = rest[k].overflowing_sub(carry);
            let (two, b) = one.overflowing_sub(u64::from(borrow));
            rest[k] = two;
            if a || b {
                digit = digit.wrapping_sub(1);
                let mut carry = false;
                for (j, &y) in divisor.iter().enumerate().rev() {
                    let (one, a) = rest[k + 1 + j].overflowing_add(y);
                    let (two, b) = one.overflowing_add(u64::from(carry));
                    rest[k + 1 + j] = two;
                    carry = a || b;
                }
                rest[k] = rest[k].wrapping_add(u64::from(carry));
            }
            quotient[k] = digit;
        }
        Wide::new(&quotient[..steps], negative, exponent + 64, limbs)
    }

    /// The root of a number that is not negative.
    pub fn sqrt(&self, limbs: usize) -> Wide {
        if self.is_zero() {
            return Wide::ZERO;
        }
        // m 4^k with m from 1/4 to 1
        let half = self.exponent.div_euclid(2) + self.exponent.rem_euclid(2);
        let m = self.shift(-2 * half).abs();
        let mut inverse = Wide::from_f64(1.0 / m.to_f64().sqrt()).unwrap_or(Wide::ZERO);
        let one = Wide::integer(1);
        // y + y (1 - m y^2) / 2 doubles the digits.
        let mut known = 50;
        while known < 32 * limbs as i64 + 8 {
            known = 2 * known - 2;
            let now = (known as usize / 64 + 1).min(limbs);
            let error = one.sub(&m.mul(&inverse.mul(&inverse, now + 1), now + 1), now);
            inverse = inverse.add(&inverse.mul(&error, now).shift(-1), now);
        }
        let root = m.mul(&inverse, limbs + 1);
        let error = m.sub(&root.mul(&root, limbs + 1), limbs);
        root.add(&error.mul(&inverse, limbs).shift(-1), limbs).shift(half)
    }
}

fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023).clamp(1, 2046) as u64) << 52)
}
