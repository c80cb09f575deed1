//! Numbers from their text: `1`, `1.5`, `1.5*^-8`, `` 1.5`30 ``, `16^^ff`.

use std::sync::Arc;

use crate::expr::Expr;
use crate::number::{BigFloat, BigInteger, BigRational, BigReal, MACHINE_PRECISION, bits_of_digits};

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// A base other than 2 to 36.
    Base,
    /// A digit that the base does not have.
    Digit,
    /// An exponent beyond what can be held.
    Exponent,
    /// Anything else.
    Form,
}

/// Largest exponent of an exact number: `1*^n` has n digits.
const MOST_EXACT: i64 = 10_000_000;
/// Largest exponent of a software real.
const MOST_REAL: i64 = 2_000_000_000_000_000_000;
/// Up to this exponent powers of ten are computed exactly.
const EXACT_POWERS: u64 = 5_000;
/// With more digits than this a real is a software real: every machine real has a shortest form of at most 17.
const MACHINE_DIGITS: usize = 17;
const LOG2_10: f64 = std::f64::consts::LOG2_10;

/// How the precision of a number is given.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// By its digits.
    Digits,
    /// `` 1.5` ``
    Machine,
    /// `` 1.5`30 ``
    Precision(f64),
    /// ``` 1.5``30 ```
    Accuracy(f64),
}

/// Reads a number in the syntax of the language, without sign.
pub fn read_number(text: &str) -> Result<Expr, NumberError> {
    // By far the most frequent forms first.
    if text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(Expr::Integer).map_err(|_| NumberError::Form);
    }
    if text.len() <= MACHINE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.parse().map(Expr::Real).map_err(|_| NumberError::Form);
    }
    let (base, rest) = match text.split_once("^^") {
        Some((base, rest)) => {
            let base = base.parse().ok().filter(|base| (2..=36).contains(base)).ok_or(NumberError::Base)?;
            (base, rest)
        }
        None => (10, text),
    };
    let (rest, exponent) = match rest.split_once("*^") {
        Some((rest, exponent)) => (rest, exponent.parse::<i64>().map_err(|_| NumberError::Exponent)?),
        None => (rest, 0),
    };
    let (digits, mark) = match rest.split_once('`') {
        Some((digits, mark)) => (digits, read_mark(mark)?),
        None => (rest, Mark::Digits),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut all = String::with_capacity(digits.len());
    all.push_str(whole);
    all.push_str(fraction);
    if !all.chars().all(|digit| digit.is_digit(base)) {
        return Err(NumberError::Digit);
    }
    let exact = !digits.contains('.') && mark == Mark::Digits;
    let significant = all.trim_start_matches('0').len();
    let scale = exponent.checked_sub(fraction.len() as i64).ok_or(NumberError::Exponent)?;
    if !exact
        && base == 10
        && (mark == Mark::Machine || (mark == Mark::Digits && significant <= MACHINE_DIGITS))
    {
        let value: f64 = format!("{all}e{scale}").parse().map_err(|_| NumberError::Form)?;
        let exact_enough = !value.is_subnormal() || is_shortest(value, &all);
        if value.is_finite() && (value != 0.0 || significant == 0) && exact_enough {
            return Ok(Expr::Real(value));
        }
    }
    let limit = if exact { MOST_EXACT } else { MOST_REAL };
    if scale.abs() > limit || all.is_empty() {
        return Err(if all.is_empty() { NumberError::Form } else { NumberError::Exponent });
    }
    let significand = BigInteger::from_str_radix(&all, base).map_err(|_| NumberError::Digit)?;
    if exact {
        let power = power(base, scale.unsigned_abs())?;
        return Ok(if scale >= 0 {
            (significand * power).into()
        } else {
            let (negative, power) = power.into_parts();
            debug_assert_eq!(negative, dashu_base::Sign::Positive);
            BigRational::from_parts(significand, power).into()
        });
    }
    let given = significant as f64 * f64::from(base).log10();
    let size = log10(&significand) + scale as f64 * f64::from(base).log10();
    let precision = match mark {
        Mark::Precision(precision) => precision,
        Mark::Accuracy(accuracy) if significand == BigInteger::ZERO => accuracy,
        Mark::Accuracy(accuracy) => accuracy + size,
        Mark::Digits if significant > MACHINE_DIGITS => given - 1.0 + size - size.floor(),
        Mark::Machine | Mark::Digits => MACHINE_PRECISION,
    };
    let real = software_real(&significand, base, scale, precision)?;
    if mark == Mark::Machine || (mark == Mark::Digits && significant <= MACHINE_DIGITS) {
        let machine = real.value.to_f64().value();
        if machine.is_normal() || significand == BigInteger::ZERO {
            return Ok(Expr::Real(machine));
        }
    }
    Ok(Expr::BigReal(Arc::new(real)))
}

/// Whether these are the digits that a subnormal number is printed with: others have more than it can hold.
fn is_shortest(value: f64, digits: &str) -> bool {
    let shortest = format!("{value:e}");
    let mantissa = shortest.split('e').next().unwrap_or_default();
    let shortest: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0') == shortest.trim_matches('0')
}

fn read_mark(text: &str) -> Result<Mark, NumberError> {
    let number =
        |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite()).ok_or(NumberError::Form);
    match text.strip_prefix('`') {
        Some(accuracy) => Ok(Mark::Accuracy(number(accuracy)?)),
        None if text.is_empty() => Ok(Mark::Machine),
        None => Ok(Mark::Precision(number(text)?)),
    }
}

fn power(base: u32, exponent: u64) -> Result<BigInteger, NumberError> {
    let exponent = usize::try_from(exponent).map_err(|_| NumberError::Exponent)?;
    Ok(BigInteger::from(base).pow(exponent))
}

/// `base^exponent` to so many bits.
pub fn power_of(base: u32, exponent: i64, bits: usize) -> BigFloat {
    // Each doubling of the exponent may cost a bit.
    let wide = bits + 64;
    BigFloat::from(BigInteger::from(base)).with_precision(wide).value().powi(exponent.into())
}

/// Whether a power of ten with this exponent is computed exactly.
pub fn is_exact_power(exponent: i64) -> bool {
    exponent.unsigned_abs() <= EXACT_POWERS
}

/// Decimal logarithm of an integer's size.
fn log10(value: &BigInteger) -> f64 {
    use dashu_base::{Abs, BitTest};
    let bits = value.bit_len();
    let shift = bits.saturating_sub(64);
    let top: f64 = (value.clone().abs() >> shift).to_f64().value();
    top.log10() + shift as f64 / LOG2_10
}

/// `significand base^scale` to a precision in decimal digits.
fn software_real(
    significand: &BigInteger,
    base: u32,
    scale: i64,
    precision: f64,
) -> Result<BigReal, NumberError> {
    use dashu_base::BitTest;
    let bits = bits_of_digits(precision);
    let value = if scale.unsigned_abs() > EXACT_POWERS {
        let wide = bits.max(significand.bit_len()) + 128;
        let significand = BigFloat::from(significand.clone()).with_precision(wide).value();
        significand * power_of(base, scale, wide)
    } else if scale >= 0 {
        BigFloat::from(significand * power(base, scale.unsigned_abs())?)
    } else {
        let divisor = power(base, scale.unsigned_abs())?;
        let shift = (bits + 4 + divisor.bit_len()).saturating_sub(significand.bit_len());
        let quotient = (significand.clone() << shift) / divisor;
        BigFloat::from_parts(quotient, -(shift as isize))
    };
    Ok(BigReal { value: value.with_precision(bits).value(), precision })
}

#[cfg(test)]
mod tests {
    use super::{NumberError, read_number};
    use crate::expr::Expr;

    fn text(number: &str) -> String {
        format!("{:?}", read_number(number).unwrap())
    }

    #[test]
    fn integers_and_rationals() {
        assert_eq!(text("0"), "0");
        assert_eq!(text("007"), "7");
        assert_eq!(text("9223372036854775807"), "9223372036854775807");
        assert!(matches!(read_number("9223372036854775808"), Ok(Expr::BigInteger(_))));
        assert_eq!(text("16^^ff"), "255");
        assert_eq!(text("2^^101"), "5");
        assert_eq!(text("36^^Zz"), "1295");
        assert_eq!(text("2*^3"), "2000");
        assert_eq!(text("25*^-1"), "Rational[5, 2]");
        assert_eq!(text("2^^1*^3"), "8");
        assert_eq!(read_number("1*^99999999999"), Err(NumberError::Exponent));
        assert_eq!(read_number("2^^12"), Err(NumberError::Digit));
        assert_eq!(read_number("40^^12"), Err(NumberError::Base));
    }

    #[test]
    fn machine_reals() {
        assert_eq!(text("1."), "1.0");
        assert_eq!(text(".5"), "0.5");
        assert_eq!(text("1.5*^-8"), "1.5e-8");
        assert_eq!(text("1.5`"), "1.5");
        assert_eq!(text("0.1234567890123456`"), "0.1234567890123456");
        assert_eq!(text("16^^f.8"), "15.5");
        assert_eq!(text("1.7976931348623157*^308"), "1.7976931348623157e308");
        assert_eq!(text("2.2250738585072014*^-308"), "2.2250738585072014e-308");
        assert_eq!(text("0.30000000000000004"), "0.30000000000000004");
    }

    #[test]
    fn software_reals() {
        let precision = |number| match read_number(number).unwrap() {
            Expr::BigReal(real) => (real.precision * 1e4).round() / 1e4,
            other => panic!("{other:?} is not a software real"),
        };
        assert_eq!(precision("1.5`30"), 30.0);
        assert_eq!(precision("15.``30"), 31.1761);
        assert_eq!(precision("3.14159265358979323846"), 20.4971);
        assert_eq!(precision("1.*^400"), 15.9546);
        assert_eq!(precision("5`20"), 20.0);
    }
}
