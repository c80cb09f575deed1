//! Numbers as text: digits, rounding, scientific and engineering notation, padding, bases.

use std::fmt::Write;

use dashu_base::BitTest;

use super::FormatType;
use super::print::Style;
use super::read::{is_exact_power, power_of, read_number};
use crate::expr::Expr;
use crate::number::{BigInteger, BigReal, MACHINE_PRECISION, bits_of_digits};

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberStyle {
    /// Significant digits of a real; 0 for as many as the form asks for.
    pub digits: u16,
    /// When powers of ten are split off.
    pub notation: Notation,
    /// How many digits before and after the point are always there.
    pub padding: Option<Padding>,
    /// Digits to the right of the point, when they are given.
    pub fraction: Option<u16>,
    /// The base of integers and reals.
    pub base: u8,
}

/// When powers of ten are split off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// For large and small numbers.
    Usual,
    /// Always.
    Scientific,
    /// Always, in steps of three.
    Engineering,
    /// Never.
    Positional,
}

/// A width to fill with blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Padding {
    /// Digits in all.
    pub digits: u16,
}

impl NumberStyle {
    /// As usual.
    pub const DEFAULT: NumberStyle =
        NumberStyle { digits: 0, notation: Notation::Usual, padding: None, fraction: None, base: 10 };
}

/// A decimal number: `0.d1 d2 d3… × 10^(exponent + 1)`.
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

/// The text of a machine real.
pub fn real_text(value: f64, style: Style) -> String {
    if !value.is_finite() {
        let text = if value.is_nan() {
            "Indeterminate"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        return text.to_owned();
    }
    let shortest = style.form != FormatType::OutputForm && style.number.digits == 0;
    if style.number.base != 10 {
        return in_base(value, style.number.base);
    }
    let mut text = String::new();
    let decimal = if let Some(fraction) = style.number.fraction {
        match style.number.notation {
            Notation::Scientific => fixed_from(value, fraction, style.number.digits, 1),
            Notation::Engineering => fixed_from(value, fraction, style.number.digits, 3),
            _ => fixed(value, fraction, style.number.digits),
        }
    } else if shortest {
        machine_decimal(&format!("{value:e}"))
    } else {
        let digits = if style.number.digits == 0 { 6 } else { style.number.digits };
        rounded(value, usize::from(digits.max(1)))
    };
    let decimal = Decimal {
        // Minus zero is told from zero only where the text is to be read again.
        negative: decimal.negative && (value != 0.0 || style.form != FormatType::OutputForm),
        ..decimal
    };
    let keep = style.number.fraction.is_some();
    let digits = if keep { &decimal.digits } else { decimal.digits.trim_end_matches('0') };
    let decimal = Decimal { digits: digits.to_owned(), ..decimal };
    write_decimal(&mut text, &decimal, style);
    if style.form == FormatType::FullForm {
        text = match text.split_once("*^") {
            Some((mantissa, exponent)) => format!("{mantissa}`*^{exponent}"),
            None => text + "`",
        };
    }
    text
}

/// The digits of `value` with so many after the point, and no more than `most` in all (0 for no bound).
fn fixed(value: f64, fraction: u16, most: u16) -> Decimal {
    let mut decimal = machine_decimal(&format!("{value:e}"));
    let places = decimal.exponent + 1 + i64::from(fraction);
    if most > 0 && places > i64::from(most) {
        decimal = rounded(value, usize::from(most));
        let wanted = (decimal.exponent + 1 + i64::from(fraction)).clamp(0, 1000) as usize;
        decimal.digits.extend(std::iter::repeat_n('0', wanted.saturating_sub(decimal.digits.len())));
        return decimal;
    }
    // Zeros stand before the digits of numbers below one.
    let before = usize::try_from(-decimal.exponent.min(0)).unwrap_or(0).min(1000);
    decimal.digits.insert_str(0, &"0".repeat(before));
    decimal.exponent = decimal.exponent.max(0);
    let places = usize::try_from(decimal.exponent + 1).unwrap_or(1) + usize::from(fraction.min(1000));
    decimal.round(places);
    decimal.digits.extend(std::iter::repeat_n('0', places.saturating_sub(decimal.digits.len())));
    decimal
}

/// The shortest digits that give the value back, rounded to no more than so many: a half goes away from zero, as the
/// language has it (1/512. is 0.00195313).
fn rounded(value: f64, most: usize) -> Decimal {
    let mut decimal = machine_decimal(&format!("{value:e}"));
    decimal.round(most);
    decimal
}

impl Decimal {
    /// Rounds to the first so many digits.
    fn round(&mut self, most: usize) {
        let Some(next) = self.digits.as_bytes().get(most) else { return };
        let up = *next >= b'5';
        self.digits.truncate(most);
        if !up {
            return;
        }
        let kept = self.digits.trim_end_matches('9').len();
        let zeros = most - kept;
        self.digits.truncate(kept);
        match self.digits.pop() {
            Some(digit) => self.digits.push(char::from(digit as u8 + 1)),
            None => {
                self.digits.push('1');
                self.exponent += 1;
            }
        }
        self.digits.extend(std::iter::repeat_n('0', zeros));
    }
}

/// The same where the point stands after the first digit, or after the first to third: exponents are multiples of `step`.
fn fixed_from(value: f64, fraction: u16, most: u16, step: i64) -> Decimal {
    let exponent = machine_decimal(&format!("{value:e}")).exponent;
    let places = (exponent.rem_euclid(step) + 1 + i64::from(fraction)).clamp(1, 1000) as usize;
    let known = if most == 0 { places } else { places.min(usize::from(most)) };
    let mut decimal = rounded(value, known);
    decimal.digits.extend(std::iter::repeat_n('0', places.saturating_sub(decimal.digits.len())));
    decimal
}

/// From the text of Rust's exponent format.
fn machine_decimal(text: &str) -> Decimal {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    Decimal { negative, digits, exponent: exponent.parse().unwrap_or(0) }
}

/// Positional notation for exponents from -5 to 5, powers of ten beyond.
fn write_decimal(out: &mut String, decimal: &Decimal, style: Style) {
    if decimal.negative {
        out.push('-');
    }
    let digits = &decimal.digits;
    let split = match style.number.notation {
        Notation::Usual => {
            let zero = digits.bytes().all(|digit| digit == b'0');
            if zero || (-5..6).contains(&decimal.exponent) || style.number.fraction.is_some() {
                0
            } else {
                decimal.exponent
            }
        }
        Notation::Scientific => decimal.exponent,
        Notation::Engineering => decimal.exponent.div_euclid(3) * 3,
        Notation::Positional => 0,
    };
    let point = decimal.exponent - split;
    if point >= 0 {
        let whole = point as usize + 1;
        if digits.len() >= whole {
            out.push_str(&digits[..whole]);
        } else {
            out.push_str(if digits.is_empty() { "0" } else { digits });
            out.extend(std::iter::repeat_n('0', whole - digits.len().max(1)));
        }
        out.push('.');
        out.push_str(digits.get(whole..).unwrap_or_default());
    } else {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', (-point - 1) as usize));
        out.push_str(digits);
    }
    if split != 0 || (style.number.notation == Notation::Scientific && decimal.exponent != 0) {
        let mark = if style.form == FormatType::OutputForm { "*10^" } else { "*^" };
        let _ = write!(out, "{mark}{split}");
    }
}

/// A number's text with the blanks of a style before it: a place for each digit, for the sign and for the point.
pub fn padded(text: String, style: Style) -> String {
    let Some(padding) = style.number.padding else { return text };
    let width = usize::from(padding.digits) + 1 + usize::from(text.contains('.'));
    format!("{text:>width$}")
}

/// The text of a software real.
pub fn big_real_text(real: &BigReal, style: Style) -> String {
    let zero = *real.value.repr().significand() == BigInteger::ZERO;
    let output = style.form == FormatType::OutputForm;
    if zero {
        return if output {
            format!("0.*10^{}", -(real.precision.round() as i64))
        } else {
            format!("0``{}", shortest(real.precision))
        };
    }
    // What became of a machine real beyond the range of those looks like one.
    let machine = (real.precision - MACHINE_PRECISION).abs() < 1e-6;
    if output && machine && style.number.digits == 0 {
        let mut decimal = big_decimal(real, 6);
        decimal.digits.truncate(decimal.digits.trim_end_matches('0').len().max(1));
        let mut text = String::new();
        write_decimal(&mut text, &decimal, style);
        return text;
    }
    if output || style.number.digits > 0 {
        let known = real.precision.round().clamp(1.0, 1e8) as usize;
        let digits = if style.number.digits > 0 { known.min(style.number.digits.into()) } else { known };
        let mut text = String::new();
        write_decimal(&mut text, &big_decimal(real, digits), style);
        return text;
    }
    // The digits that are known, unless it takes more to find the same bits when they are read again.
    let known = real.precision.ceil().clamp(1.0, 1e8) as usize;
    let text = marked(real, known, style);
    let plain = machine.then(|| text.replace(&format!("`{}", shortest(real.precision)), ""));
    let same = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let size = match read_number(digits) {
            Ok(Expr::BigReal(size)) => size,
            _ => return false,
        };
        let read = if digits.len() < text.len() { -size.value.clone() } else { size.value.clone() };
        read == real.value
    };
    if let Some(plain) = plain.filter(|plain| same(plain)) {
        return plain;
    }
    if same(&text) {
        return text;
    }
    let bits = bits_of_digits(real.precision).max(real.value.digits());
    marked(real, (bits as f64 * std::f64::consts::LOG10_2).ceil() as usize + 2, style)
}

/// So many digits of a software real, with its precision.
fn marked(real: &BigReal, digits: usize, style: Style) -> String {
    let mut decimal = big_decimal(real, digits);
    let kept = decimal.digits.trim_end_matches('0').len().max(1);
    decimal.digits.truncate(kept);
    let mut mantissa = String::new();
    write_decimal(&mut mantissa, &decimal, style);
    let (mantissa, exponent) = mantissa.split_once("*^").map_or((&*mantissa, None), |(a, b)| (a, Some(b)));
    let mut text = format!("{mantissa}`{}", shortest(real.precision));
    if let Some(exponent) = exponent {
        let _ = write!(text, "*^{exponent}");
    }
    text
}

/// A machine real in the shortest positional form, for precisions.
fn shortest(value: f64) -> String {
    let text = format!("{value}");
    if text.contains('.') { text } else { text + "." }
}

/// So many significant digits of a software real.
fn big_decimal(real: &BigReal, count: usize) -> Decimal {
    use dashu_base::{Abs, BitTest, Signed};
    let repr = real.value.repr();
    let negative = repr.significand().is_negative();
    let significand = repr.significand().clone().abs();
    let binary = repr.exponent() as i64;
    let log = (significand.bit_len() as i64 + binary) as f64 * std::f64::consts::LOG10_2;
    // Off by at most one; the number of digits found tells.
    let mut exponent = log.floor() as i64;
    let exact = is_exact_power(exponent) && is_exact_power(binary) && count < 100_000;
    loop {
        let shift = count as i64 - 1 - exponent;
        let digits = if exact {
            rounded_digits(&significand, binary, shift)
        } else {
            let wide = bits_of_digits(count as f64).max(real.value.digits()) + 64;
            let size = real.value.clone().with_precision(wide).value();
            let scaled = (size * power_of(10, shift, wide)).to_int().value().abs();
            scaled.to_string()
        };
        if digits == "0" {
            exponent -= 1;
            continue;
        }
        match digits.len().cmp(&count) {
            std::cmp::Ordering::Equal => return Decimal { negative, digits, exponent },
            std::cmp::Ordering::Less => exponent -= 1,
            std::cmp::Ordering::Greater => exponent += 1,
        }
    }
}

/// The digits of `significand 2^binary 10^shift`, rounded to an integer.
fn rounded_digits(significand: &BigInteger, binary: i64, shift: i64) -> String {
    let mut top = significand.clone();
    let mut bottom = BigInteger::ONE;
    let power = BigInteger::from(10).pow(shift.unsigned_abs() as usize);
    if shift >= 0 {
        top *= power;
    } else {
        bottom *= power;
    }
    if binary >= 0 {
        top <<= binary as usize;
    } else {
        bottom <<= binary.unsigned_abs() as usize;
    }
    let quotient: BigInteger = (top * BigInteger::from(2) + &bottom) / (bottom * BigInteger::from(2));
    quotient.to_string()
}

/// An integer with the padding and base of a style.
pub fn integer_text(value: &BigInteger, style: Style) -> String {
    if style.number.base != 10 {
        return based(value.in_radix(style.number.base).to_string(), style.number.base);
    }
    if value.bit_len() <= 64 {
        return value.to_string();
    }
    let value = value.clone();
    crate::number::apart(value.bit_len(), move || value.to_string())
}

fn based(digits: String, base: u8) -> String {
    match digits.strip_prefix('-') {
        Some(digits) => format!("-{base}^^{digits}"),
        None => format!("{base}^^{digits}"),
    }
}

/// A real in another base, to the digits that six decimal ones make.
fn in_base(value: f64, base: u8) -> String {
    let radix = f64::from(base);
    let size = value.abs();
    let digits = (6.0 / radix.log10()).ceil() as i32;
    let whole = size.trunc();
    let whole_digits = if whole < 1.0 { 0 } else { whole.log(radix).floor() as i32 + 1 };
    let places = (digits - whole_digits).clamp(0, 1000);
    let scaled = (size * radix.powi(places)).round();
    let Ok(scaled) = BigInteger::try_from(scaled) else { return format!("{value}") };
    let mut text = scaled.in_radix(base).to_string();
    while text.len() <= places as usize {
        text.insert(0, '0');
    }
    let point = text.len() - places as usize;
    let fraction = text[point..].trim_end_matches('0').to_owned();
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{base}^^{}.{fraction}", &text[..point])
}
