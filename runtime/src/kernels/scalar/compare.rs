//! Comparison of machine reals, with the tolerance of the language and without.
//!
//! With tolerance, two reals are equal when they differ in at most their last seven binary digits; `less` then means
//! less and not equal. NaN compares false with everything.

/// 2^-46: seven of 53 bits.
const TOLERANCE: f64 = 1.0 / (1u64 << 46) as f64;

/// `a == b` up to the last seven binary digits.
#[inline]
pub fn equal(a: f64, b: f64) -> bool {
    // The first comparison decides almost always, and equal infinities.
    a == b || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()) && a.is_finite() && b.is_finite()
}

/// `a < b` and not equal up to the last seven binary digits.
#[inline]
pub fn less(a: f64, b: f64) -> bool {
    a < b && !equal(a, b)
}

/// `a < b` or equal up to the last seven binary digits.
#[inline]
pub fn less_equal(a: f64, b: f64) -> bool {
    a <= b || equal(a, b)
}

/// `a === b`: the same up to the last binary digit. Zeros of either sign are the same.
#[inline]
pub fn same(a: f64, b: f64) -> bool {
    a == b
        || (a.is_sign_negative() == b.is_sign_negative()
            && a.to_bits().abs_diff(b.to_bits()) <= 1
            && a.is_finite()
            && b.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerance_is_seven_bits() {
        let step = f64::EPSILON;
        assert!(
            equal(1.0, 1.0 + 4.0 * step) && equal(1.0, 1.0 + 64.0 * step) && !equal(1.0, 1.0 + 66.0 * step)
        );
        assert!(!less(1.0, 1.0 + step) && less_equal(1.0 + step, 1.0) && less(1.0, 1.1));
        assert!(
            !equal(f64::INFINITY, 1.0) && equal(f64::INFINITY, f64::INFINITY) && !equal(f64::NAN, f64::NAN)
        );
        assert!(less(1.0, f64::INFINITY) && !equal(0.0, 1e-300) && equal(0.0, -0.0));
        assert!(!equal(f64::INFINITY, f64::NEG_INFINITY) && !less_equal(f64::NAN, 1.0));
    }

    #[test]
    fn sameness_is_one_bit() {
        assert!(same(1.0, 1.0 + f64::EPSILON) && !same(1.0, 1.0 + 2.0 * f64::EPSILON));
        assert!(same(0.0, -0.0) && !same(f64::MAX, f64::INFINITY) && !same(1.0, -1.0));
    }
}
