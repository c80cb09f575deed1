//! Divisors known beforehand: a division by one is a multiplication and a shift.
//!
//! For a dividend below 2^63 and a divisor `d` with `2^(l - 1) < d <= 2^l`, the quotient is the product with
//! `ceil(2^(63 + l) / d)` divided by `2^(63 + l)`, rounded down (T. Granlund, P. L. Montgomery, "Division by invariant
//! integers using multiplication", 1994, theorem 4.2).

/// A divisor greater than 1.
#[derive(Clone, Copy, Debug)]
pub struct Divisor {
    value: i64,
    multiplier: u64,
    shift: u32,
}

impl Divisor {
    /// The smallest.
    pub const TWO: Divisor = Divisor { value: 2, multiplier: 1 << 63, shift: 0 };

    /// A divisor; none below 2.
    pub fn new(value: i64) -> Option<Divisor> {
        if value < 2 {
            return None;
        }
        let divisor = value.unsigned_abs();
        let log = 64 - (divisor - 1).leading_zeros();
        let multiplier = (1u128 << (63 + log)).div_ceil(divisor.into());
        Some(Divisor { value, multiplier: u64::try_from(multiplier).ok()?, shift: log - 1 })
    }

    /// The divisor.
    pub fn value(self) -> i64 {
        self.value
    }

    #[inline(always)]
    fn divide(self, dividend: i64) -> i64 {
        let product = u128::from(dividend.cast_unsigned()) * u128::from(self.multiplier);
        (((product >> 64) as u64) >> self.shift).cast_signed()
    }

    /// `floor(a / d)`
    #[inline(always)]
    pub fn quotient(self, a: i64) -> i64 {
        if a >= 0 { self.divide(a) } else { !self.divide(!a) }
    }

    /// `Mod[a, d]`, never negative.
    #[inline(always)]
    pub fn modulo(self, a: i64) -> i64 {
        // Modulo 2^64 the difference is exact.
        a.wrapping_sub(self.quotient(a).wrapping_mul(self.value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::integer;
    use super::*;

    #[test]
    fn divisors_divide_as_integers_do() {
        let mut noise = 1u64;
        let mut next = || {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (noise >> (noise >> 59)).cast_signed()
        };
        let edges = [
            2,
            3,
            5,
            7,
            10,
            641,
            65_537,
            (1 << 31) - 1,
            1 << 31,
            1_000_000_007,
            1 << 62,
            i64::MAX - 1,
            i64::MAX,
        ];
        let random: Vec<i64> = (0..2000).map(|_| next().saturating_abs().max(2)).collect();
        for &value in edges.iter().chain(&random) {
            let divisor = Divisor::new(value).expect("greater than 1");
            let near = [-2i64, -1, 0, 1, 2].map(|step| (i64::MAX / value * value).saturating_add(step));
            let hard = [i64::MIN, i64::MIN + 1, -value, -1, 0, 1, value - 1, value, i64::MAX - 1, i64::MAX];
            let dividends =
                hard.into_iter().chain(near).chain(near.map(|a| !a)).chain((0..50).map(|_| next()));
            for a in dividends {
                assert_eq!(Some(divisor.quotient(a)), integer::quotient(a, value), "{a} / {value}");
                assert_eq!(Some(divisor.modulo(a)), integer::modulo(a, value), "{a} mod {value}");
            }
        }
        assert!(Divisor::new(1).is_none() && Divisor::new(0).is_none() && Divisor::new(-3).is_none());
        assert_eq!(Divisor::TWO.quotient(-5), -3);
    }
}
