//! Machine integers: `None` where the exact result is not a machine integer, or where there is none.

/// `a + b`
pub fn add(a: i64, b: i64) -> Option<i64> {
    a.checked_add(b)
}

/// `a - b`
pub fn subtract(a: i64, b: i64) -> Option<i64> {
    a.checked_sub(b)
}

/// `a b`
pub fn multiply(a: i64, b: i64) -> Option<i64> {
    a.checked_mul(b)
}

/// `-a`
pub fn negate(a: i64) -> Option<i64> {
    a.checked_neg()
}

/// `|a|`
pub fn abs(a: i64) -> Option<i64> {
    a.checked_abs()
}

/// `a^n` for `n >= 0`. None for `0^0` and for negative `n`, whatever `a` is: the result type would depend on the value.
pub fn power(a: i64, n: i64) -> Option<i64> {
    if n == 0 {
        return (a != 0).then_some(1);
    }
    match a {
        0 | 1 if n > 0 => Some(a),
        -1 if n > 0 => Some(if n % 2 == 0 { 1 } else { -1 }),
        _ => a.checked_pow(u32::try_from(n).ok()?),
    }
}

/// `m - n floor(m / n)`: zero or with the sign of `n`.
pub fn modulo(m: i64, n: i64) -> Option<i64> {
    if n == 0 {
        return None;
    }
    let remainder = m.wrapping_rem(n);
    Some(if remainder != 0 && (remainder < 0) != (n < 0) { remainder + n } else { remainder })
}

/// `floor(m / n)`
pub fn quotient(m: i64, n: i64) -> Option<i64> {
    let truncated = m.checked_div(n)?;
    Some(if truncated * n != m && (m < 0) != (n < 0) { truncated - 1 } else { truncated })
}

/// The greatest common divisor, never negative.
pub fn gcd(a: i64, b: i64) -> Option<i64> {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).ok()
}

/// The least common multiple, never negative.
pub fn lcm(a: i64, b: i64) -> Option<i64> {
    if a == 0 || b == 0 {
        return Some(0);
    }
    let divisor = gcd(a, b)?;
    (a / divisor).checked_mul(b)?.checked_abs()
}

/// Bitwise and, in two's complement without end.
pub fn bit_and(a: i64, b: i64) -> Option<i64> {
    Some(a & b)
}

/// Bitwise or.
pub fn bit_or(a: i64, b: i64) -> Option<i64> {
    Some(a | b)
}

/// Bitwise exclusive or.
pub fn bit_xor(a: i64, b: i64) -> Option<i64> {
    Some(a ^ b)
}

/// `-a - 1`
pub fn bit_not(a: i64) -> Option<i64> {
    Some(!a)
}

/// `a 2^n`, and `floor(a / 2^-n)` for negative `n`.
pub fn shift_left(a: i64, n: i64) -> Option<i64> {
    if n < 0 {
        return Some(a >> n.unsigned_abs().min(63));
    }
    if a == 0 {
        return Some(0);
    }
    let shifted = a.checked_shl(u32::try_from(n).ok()?)?;
    (shifted >> n == a).then_some(shifted)
}

/// `floor(a / 2^n)`, and `a 2^-n` for negative `n`.
pub fn shift_right(a: i64, n: i64) -> Option<i64> {
    if n >= 0 { Some(a >> n.min(63)) } else { shift_left(a, n.checked_neg()?) }
}

/// Number of binary digits: of `a`, or of `-a - 1` when `a` is negative.
pub fn bit_length(a: i64) -> Option<i64> {
    Some(i64::from(64 - (if a < 0 { !a } else { a }).leading_zeros()))
}

/// Number of decimal digits of `|a|`; 0 for 0.
pub fn decimal_length(a: i64) -> Option<i64> {
    Some(a.unsigned_abs().checked_ilog10().map_or(0, |digits| i64::from(digits) + 1))
}

/// -1, 0 or 1.
pub fn sign(a: i64) -> Option<i64> {
    Some(a.signum())
}

/// 1 when `a >= 0`, else 0.
pub fn unit_step(a: i64) -> Option<i64> {
    Some(i64::from(a >= 0))
}

/// 0 for 0, else 1.
pub fn unitize(a: i64) -> Option<i64> {
    Some(i64::from(a != 0))
}

/// `max(a, 0)`
pub fn ramp(a: i64) -> Option<i64> {
    Some(a.max(0))
}

/// The smaller.
pub fn min(a: i64, b: i64) -> Option<i64> {
    Some(a.min(b))
}

/// The larger.
pub fn max(a: i64, b: i64) -> Option<i64> {
    Some(a.max(b))
}

/// `a` itself: the Floor, Ceiling, Round and IntegerPart of an integer.
pub fn identity(a: i64) -> Option<i64> {
    Some(a)
}

/// `n!` for `n >= 0`.
pub fn factorial(n: i64) -> Option<i64> {
    if !(0..=20).contains(&n) {
        return None;
    }
    Some((2..=n).product())
}

/// The binomial coefficient; for negative `n` as `(-1)^k binomial(k - n - 1, k)`, and 0 for negative `k` with `n >= 0`.
pub fn binomial(n: i64, k: i64) -> Option<i64> {
    if n >= 0 {
        if k < 0 || k > n {
            return Some(0);
        }
        let k = k.min(n - k);
        let mut value: i128 = 1;
        for i in 0..k {
            // Exact at every step: it is binomial(n, i + 1). The product stays below 2^127 since the value fits 64 bits.
            value = value.checked_mul(i128::from(n - i))? / i128::from(i + 1);
            if value > i128::from(i64::MAX) {
                return None;
            }
        }
        return i64::try_from(value).ok();
    }
    let (top, bottom) = if k >= 0 {
        (k.checked_sub(n)?.checked_sub(1)?, k)
    } else if k <= n {
        (k.checked_neg()?.checked_sub(1)?, n - k)
    } else {
        return Some(0);
    };
    let magnitude = binomial(top, bottom)?;
    Some(if bottom % 2 == 0 { magnitude } else { -magnitude })
}

/// Whether `a` is a multiple of 2.
pub fn is_even(a: i64) -> bool {
    a & 1 == 0
}

/// Whether `|a|` is a prime number.
pub fn is_prime(a: i64) -> bool {
    let n = a.unsigned_abs();
    const SMALL: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    for p in SMALL {
        if n.is_multiple_of(p) {
            return n == p;
        }
    }
    let twos = (n - 1).trailing_zeros();
    let odd = (n - 1) >> twos;
    // The first twelve primes decide for every 64-bit number (Sorenson and Webster 2015).
    SMALL.iter().all(|&base| {
        let mut x = power_modulo(base, odd, n);
        if x == 1 || x == n - 1 {
            return true;
        }
        for _ in 1..twos {
            x = multiply_modulo(x, x, n);
            if x == n - 1 {
                return true;
            }
        }
        false
    })
}

/// `a b mod n`
pub fn multiply_modulo(a: u64, b: u64, n: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) % u128::from(n)).expect("less than n")
}

/// `a^e mod n`
pub fn power_modulo(mut a: u64, mut e: u64, n: u64) -> u64 {
    let mut result = 1 % n;
    a %= n;
    while e != 0 {
        if e & 1 == 1 {
            result = multiply_modulo(result, a, n);
        }
        a = multiply_modulo(a, a, n);
        e >>= 1;
    }
    result
}

/// The nearest real, halves to even.
pub fn to_real(a: i64) -> f64 {
    a as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modulo_and_quotient_round_down() {
        for (m, n) in [(7, 3), (-7, 3), (7, -3), (-7, -3), (i64::MIN, 3), (i64::MAX, -2), (0, 5)] {
            let (q, r) = (quotient(m, n).unwrap(), modulo(m, n).unwrap());
            assert_eq!(i128::from(q) * i128::from(n) + i128::from(r), i128::from(m), "{m} {n}");
            assert!(r == 0 || (r < 0) == (n < 0), "{m} {n} {r}");
        }
        assert_eq!(quotient(i64::MIN, -1), None);
        assert_eq!(modulo(i64::MIN, -1), Some(0));
        assert_eq!((modulo(1, 0), quotient(1, 0)), (None, None));
    }

    #[test]
    fn power_is_exact_or_none() {
        assert_eq!(power(2, 62), Some(1 << 62));
        assert_eq!(power(-2, 63), Some(i64::MIN));
        assert_eq!(power(2, 63), None);
        assert_eq!(power(0, 0), None);
        assert_eq!(power(-1, i64::MAX), Some(-1));
        assert_eq!(power(2, -1), None);
    }

    #[test]
    fn shifts_lose_no_bits() {
        assert_eq!(shift_left(1, 62), Some(1 << 62));
        assert_eq!(shift_left(1, 63), None);
        assert_eq!(shift_left(-1, 63), Some(i64::MIN));
        assert_eq!(shift_left(1, i64::MAX), None);
        assert_eq!(shift_left(-5, -1), Some(-3));
        assert_eq!(shift_right(-5, i64::MAX), Some(-1));
        assert_eq!(shift_right(5, i64::MIN), None);
    }

    #[test]
    fn combinatorial_values() {
        assert_eq!((factorial(20), factorial(21), factorial(-1)), (Some(2432902008176640000), None, None));
        assert_eq!(binomial(66, 33), Some(7219428434016265740));
        assert_eq!(binomial(67, 33), None);
        assert_eq!((binomial(-3, 2), binomial(5, 6), binomial(-1, -1)), (Some(6), Some(0), Some(1)));
        assert_eq!(binomial(i64::MAX, i64::MAX - 1), Some(i64::MAX));
        assert_eq!((gcd(i64::MIN, 0), lcm(4, -6)), (None, Some(12)));
        assert!(is_prime(9223372036854775783) && !is_prime(9223372036854775807) && is_prime(-7));
    }
}
