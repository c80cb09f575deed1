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

/// The largest `a` with `less(a, b)`, for a finite `b`: `less(a, b)` is `a <= largest_less(b)`.
pub fn largest_less(b: f64) -> f64 {
    last(b, |a| less(a, b))
}

/// The largest `a` with `less_equal(a, b)`, for a finite `b`.
pub fn largest_less_equal(b: f64) -> f64 {
    last(b, |a| less_equal(a, b))
}

/// The last real of those from minus infinity on for which something holds, near `b`.
fn last(b: f64, holds: impl Fn(f64) -> bool) -> f64 {
    // Reals in the order of these numbers; between neighbours of both zeros there is nothing to tell apart.
    let place = |x: f64| if x < 0.0 { -i128::from((-x).to_bits()) } else { i128::from(x.abs().to_bits()) };
    let real = |place: i128| {
        let size = f64::from_bits(u64::try_from(place.unsigned_abs()).unwrap_or(u64::MAX));
        if place < 0 { -size } else { size }
    };
    let far = 1 << 9;
    let (mut low, mut high) =
        ((place(b) - far).max(place(f64::NEG_INFINITY)), (place(b) + far).min(place(f64::INFINITY)));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(real(middle)) { low = middle } else { high = middle }
    }
    real(low)
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
    fn comparisons_with_a_known_number_have_a_bound() {
        let steps = |x: f64, n: i64| f64::from_bits(x.to_bits().wrapping_add_signed(n));
        for b in [
            1.0,
            -1.0,
            0.5,
            4.0,
            -3.7,
            1e300,
            f64::MAX,
            -f64::MAX,
            1e-308,
            -5e-324,
            0.0,
            -0.0,
            5e-324,
            2e-310,
        ] {
            let (below, up_to) = (largest_less(b), largest_less_equal(b));
            let mut near =
                vec![b, -b, 0.0, 2.0 * b, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1e-320, -1e-320];
            if b != 0.0 {
                near.extend((-200..200).map(|n| steps(b, n)));
            }
            for a in near {
                assert_eq!(less(a, b), a <= below, "{a:e} < {b:e}");
                assert_eq!(less_equal(a, b), a <= up_to, "{a:e} <= {b:e}");
                assert_eq!(less(b, a), a >= -largest_less(-b), "{a:e} > {b:e}");
                assert_eq!(less_equal(b, a), a >= -largest_less_equal(-b), "{a:e} >= {b:e}");
            }
        }
    }

    #[test]
    fn sameness_is_one_bit() {
        assert!(same(1.0, 1.0 + f64::EPSILON) && !same(1.0, 1.0 + 2.0 * f64::EPSILON));
        assert!(same(0.0, -0.0) && !same(f64::MAX, f64::INFINITY) && !same(1.0, -1.0));
    }
}
