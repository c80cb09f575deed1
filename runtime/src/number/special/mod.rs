//! Special functions of complex numbers to any precision, by series in software arithmetic.
//!
//! A function is evaluated at two working precisions; where the results do not agree to the digits asked for, with more:
//! so cancellation costs time and no digits. Machine numbers go the same way and are rounded once, at the end.

mod bessel;
mod bessel_orders;
mod complex;
mod elliptic;
mod far;
mod functions;
mod gamma;
mod hypergeometric;
mod jacobi;
mod kelvin;
mod lerch;
mod polynomials;
mod sequences;
mod wide;
mod wide_functions;
mod zeros;
mod zeta;

use std::cell::Cell;

pub use complex::{Field, Real, Z};
pub use functions::{OF_LISTS, SPECIAL, Special, special};
use wide::Wide;

use super::{BigReal, MACHINE_PRECISION, bits_of_digits, make_complex, parts, precision_of, software};
use crate::expr::Expr;
use crate::symbol::{Symbol, sym};

/// Largest number of bits tried.
const MOST_BITS: usize = 60_000;

/// Bits of a field of one limb; twice as many make one of two.
const ONE_LIMB: usize = 62;

/// In how many of those a result has to be right, for twice as many to hold a machine number and guard bits.
const KEPT: usize = 46;

/// Bits from which on special functions take long.
const LONG: usize = 1 << 13;

thread_local! {
    /// Whether software reals stand for themselves, without an error whose effect would have to be found.
    static EXACT_ARGUMENTS: Cell<bool> = const { Cell::new(false) };
}

/// Runs `f` with the arguments of special functions taken as exact: their precision says to how many digits a value is
/// wanted, and the value is given to so many.
pub fn with_exact_arguments<T>(f: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            EXACT_ARGUMENTS.set(self.0);
        }
    }
    let _restore = Restore(EXACT_ARGUMENTS.replace(true));
    f()
}

/// The value of a special function of numbers of which at least one is inexact; None at a pole, where the function is
/// not known, and where too many digits cancel.
pub fn special_value(f: fn(&Field, &[Z]) -> Option<Z>, args: &[Expr]) -> Option<Expr> {
    let machine = args.iter().any(|arg| {
        let (re, im) = parts(arg);
        matches!(re, Expr::Real(_)) || matches!(im, Expr::Real(_))
    });
    // An inexact zero has no digits; those of the others count.
    let known = args.iter().map(precision_of).filter(|digits| *digits > 0.0);
    let digits = if machine { 17.0 } else { known.fold(f64::INFINITY, f64::min).max(1.0) };
    if !digits.is_finite() || digits > 10_000.0 {
        return None;
    }
    let wanted = bits_of_digits(digits);
    let value = match wanted > LONG {
        true => {
            let args = args.to_vec();
            super::apart(usize::MAX, move || to_bits(f, &args, wanted))?
        }
        false => to_bits(f, args, wanted)?,
    };
    let digits =
        if machine || EXACT_ARGUMENTS.get() { digits } else { (digits - lost_digits(f, args)).max(1.0) };
    let real = |x: &Real| -> Expr {
        if !machine {
            return software_of(x, digits);
        }
        let near = x.to_f64();
        let vanishes = near == 0.0 && !x.is_zero();
        // Beyond the range of machine numbers.
        if near.is_infinite() || vanishes { software_of(x, MACHINE_PRECISION) } else { Expr::Real(near) }
    };
    let re = real(&value.re);
    if value.is_real() {
        // A real result of complex arguments has an imaginary part all the same.
        let all_real = args.iter().all(|arg| !matches!(arg, Expr::Complex(_)));
        return if all_real {
            finite(re)
        } else {
            finite(make_complex(re, if machine { Expr::Real(0.0) } else { Expr::Integer(0) }))
        };
    }
    finite(make_complex(re, real(&value.im)))
}

/// The real value of a special function of machine reals, rounded once; NaN where it has none, beyond the range of machine
/// numbers infinite or 0.
pub fn machine_value(name: &str, args: &[f64]) -> f64 {
    let Some(row) = special(name, args.len()) else { return f64::NAN };
    if !args.iter().all(|arg| arg.is_finite()) {
        return f64::NAN;
    }
    let args: Vec<Expr> = args.iter().map(|&arg| Expr::Real(arg)).collect();
    match special_value(row.value, &args) {
        Some(Expr::Complex(_)) | None => f64::NAN,
        Some(value) => super::to_f64(&value),
    }
}

/// The value of a special function of machine complex numbers; NaN where it has none.
pub fn machine_complex_value(name: &str, args: &[num_complex::Complex64]) -> num_complex::Complex64 {
    const NONE: num_complex::Complex64 = num_complex::Complex64::new(f64::NAN, f64::NAN);
    let Some(row) = special(name, args.len()) else { return NONE };
    if !args.iter().all(|arg| arg.is_finite()) {
        return NONE;
    }
    let args: Vec<Expr> =
        args.iter().map(|arg| make_complex(Expr::Real(arg.re), Expr::Real(arg.im))).collect();
    special_value(row.value, &args).map_or(NONE, |value| super::to_complex64(&value))
}

/// Bits enough for machine numbers whose parts lie far apart, and for differences that leave few of them.
const EXACTLY: usize = 400;

/// A formula of machine complex numbers, rounded once; `None` beyond the range of machine numbers. On a branch cut the
/// sign of a zero says nothing.
fn rounded_once<const N: usize>(
    bits: usize,
    args: [num_complex::Complex64; N],
    formula: impl Fn(Field, [Z; N]) -> Option<Z>,
) -> Option<num_complex::Complex64> {
    let mut numbers = [const { Z { re: Real::ZERO, im: Real::ZERO } }; N];
    for (number, arg) in numbers.iter_mut().zip(args) {
        *number = Z { re: Real::of_machine(arg.re)?, im: Real::of_machine(arg.im)? };
    }
    let value = formula(Field::new(bits), numbers)?.to_machine();
    value.is_finite().then_some(value)
}

/// `z^w` of machine complex numbers, rounded once: for large exponents, which multiply the error of the logarithm. `None`
/// beyond the range of machine numbers.
pub fn machine_power(z: num_complex::Complex64, w: num_complex::Complex64) -> Option<num_complex::Complex64> {
    if z.im == 0.0 && z.im.is_sign_negative() && z.re < 0.0 {
        // Below the cut.
        return machine_power(z.conj(), w.conj()).map(|value| value.conj());
    }
    rounded_once(EXACTLY, [z, w], |field, [z, w]| field.exp(&field.mul(&w, &field.log(&z)?)))
}

/// `z / w`, rounded once: for parts so far apart that products of them leave the range.
pub fn machine_quotient(
    z: num_complex::Complex64,
    w: num_complex::Complex64,
) -> Option<num_complex::Complex64> {
    rounded_once(EXACTLY, [z, w], |field, [z, w]| field.div(&z, &w))
}

/// `log(z) / log(base)`, rounded once: for angles below the normal numbers.
pub fn machine_log_to_base(
    base: num_complex::Complex64,
    z: num_complex::Complex64,
) -> Option<num_complex::Complex64> {
    rounded_once(EXACTLY, [base, z], |field, [base, z]| field.div(&field.log(&z)?, &field.log(&base)?))
}

/// `sin(z / 2)^2 = (1 - cos z) / 2`, rounded once: near the zeros of its real part.
pub fn machine_haversine(z: num_complex::Complex64) -> Option<num_complex::Complex64> {
    // Of a small number, whose square is left of 1 - cos z, and its fourth power where parts of the same size cancel.
    let small = -z.re.abs().max(z.im.abs()).log2().clamp(-1100.0, 0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1100")]
    let bits = EXACTLY + 4 * small as usize;
    rounded_once(bits, [z], |field, [z]| {
        let (_, cos) = field.sin_cos(&z)?;
        Some(field.halve(&field.sub(&field.integer(1), &cos), 1))
    })
}

/// The complementary error function of a real number so large that its expansion gives so many bits.
pub fn real_erfc_far(x: &super::BigFloat, bits: usize) -> Option<super::BigFloat> {
    let z = Z::real(Real::Big(x.clone()));
    // The exponent loses as many bits as its square has before the point.
    let before = usize::try_from(2 * z.exponent().clamp(0, 100)).unwrap_or(0);
    far::erfc(&Field::new(bits + before + 32), &z).map(|value| value.re.to_big())
}

/// The constants of Glaisher and of Khinchin to so many bits; of other symbols none.
pub fn constant(symbol: Symbol, bits: usize) -> Option<super::BigFloat> {
    let value = match symbol {
        sym::Glaisher => lerch::glaisher,
        sym::Khinchin => lerch::khinchin,
        _ => return None,
    };
    value(&Field::new(bits + 32)).map(|value| value.re.to_big().with_precision(bits).value())
}

/// Gamma of a real number to so many bits.
pub fn real_gamma(x: &super::BigFloat, bits: usize) -> Option<super::BigFloat> {
    gamma::gamma(&Field::new(bits), &Z::real(Real::Big(x.clone()))).map(|value| value.re.to_big())
}

/// The logarithm of gamma of a positive real to so many bits, near its zeros 1 and 2 too.
pub fn real_log_gamma(x: &super::BigFloat, bits: usize) -> Option<super::BigFloat> {
    let z = Z::real(Real::Big(x.clone()));
    let value = gamma::log_gamma(&Field::new(bits), &z)?.re;
    let lost = -value.log10() / std::f64::consts::LOG10_2;
    if lost.is_finite() && lost > 8.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bits")]
        let wide = Field::new(bits + lost as usize + 8);
        return gamma::log_gamma(&wide, &z).map(|value| value.re.to_big());
    }
    Some(value.to_big())
}

/// How many digits fewer the value has than the arguments: what a small change of each does to it.
fn lost_digits(f: fn(&Field, &[Z]) -> Option<Z>, args: &[Expr]) -> f64 {
    const BITS: usize = 100;
    const SHIFT: isize = 40;
    let changed = |part: &Expr| -> Expr {
        let value = software(part, 60.0).value.with_precision(2 * BITS).value();
        BigReal { value: &value + (value.clone() >> SHIFT), precision: 60.0 }.into()
    };
    let field = Field::new(BITS);
    let size = |z: &Z| z.re.log10().max(z.im.log10());
    let Some(value) = to_bits(f, args, BITS) else { return 0.0 };
    let inexact = (0..args.len()).filter(|&index| !super::is_exact(&args[index]));
    inexact
        .filter_map(|index| {
            let (re, im) = parts(&args[index]);
            let mut args = args.to_vec();
            args[index] = match &args[index] {
                Expr::Complex(_) => make_complex(changed(re), changed(im)),
                _ => changed(re),
            };
            let change = size(&field.sub(&to_bits(f, &args, BITS)?, &value)) - size(&value);
            Some(change + SHIFT as f64 * std::f64::consts::LOG10_2)
        })
        .filter(|lost| lost.is_finite())
        .fold(0.0, f64::max)
}

fn software_of(x: &Real, digits: f64) -> Expr {
    let value = x.to_big().with_precision(bits_of_digits(digits)).value();
    Expr::from(BigReal { value, precision: digits })
}

fn finite(value: Expr) -> Option<Expr> {
    let (re, im) = parts(&value);
    let fits = |part: &Expr| !matches!(part, Expr::Real(part) if !part.is_finite());
    (fits(re) && fits(im)).then_some(value)
}

/// The value to `wanted` bits of its size.
fn to_bits(f: fn(&Field, &[Z]) -> Option<Z>, args: &[Expr], wanted: usize) -> Option<Z> {
    let at = |bits: usize| -> Option<Z> {
        let field = Field::new(bits);
        let digits = bits as f64 * std::f64::consts::LOG10_2;
        let part = |part: &Expr| match part {
            Expr::Integer(value) => Real::Wide(Wide::integer(*value)),
            Expr::Real(value) => Wide::from_f64(*value).map_or(Real::ZERO, Real::Wide),
            part => Real::Big(software(part, digits.max(400.0)).value.with_precision(bits.max(1100)).value()),
        };
        let args: Vec<Z> = args
            .iter()
            .map(|arg| {
                let (re, im) = parts(arg);
                Z { re: part(re), im: part(im) }
            })
            .collect();
        f(&field, &args)
    };
    // Most machine numbers are done with one limb and two: where those agree to all but a few bits of the one, the bits
    // that the formula loses leave two enough.
    let (mut bits, mut before) = (wanted + 43, None);
    if wanted <= 2 * ONE_LIMB - KEPT {
        let (first, second) = (at(ONE_LIMB), at(2 * ONE_LIMB));
        if let (Some(first), Some(second)) = (first, second) {
            let change = Field::new(2 * ONE_LIMB).sub(&second, &first).exponent();
            if !second.is_zero() && second.exponent().saturating_sub(change) >= KEPT as i64 {
                return Some(second);
            }
            (bits, before) = (2 * ONE_LIMB, Some(second));
        }
    }
    let mut before = match before {
        Some(before) => before,
        None => at(bits)?,
    };
    loop {
        bits = wanted + 2 * (bits - wanted) + 21;
        if bits > MOST_BITS {
            return None;
        }
        let now = at(bits)?;
        let change = Field::new(bits).sub(&now, &before).exponent();
        let size = now.exponent();
        if now.is_zero() || size.saturating_sub(change) >= i64::try_from(wanted).ok()? - 10 {
            return Some(now);
        }
        // A value that is nothing but noise at every precision is zero.
        if (size as f64) < -0.83 * (bits - wanted) as f64 - 665.0 {
            return Some(Field::new(bits).integer(0));
        }
        before = now;
    }
}
