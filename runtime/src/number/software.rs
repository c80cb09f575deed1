//! Software reals: arithmetic that keeps account of the digits that are known, and the elementary functions.
//!
//! The account is the simple form of significance arithmetic: absolute errors add in a sum, relative errors in a
//! product, and a function passes on the change that the error of its argument makes.

use std::cell::RefCell;

use dashu_base::{Abs, BitTest, Sign};
use dashu_float::round::mode::HalfEven;
use dashu_float::{ConstCache, Context};

use super::special::{real_erfc_far, real_gamma, real_log_gamma};
use super::{BigFloat, BigInteger, BigRational, BigReal};
use crate::expr::Expr;
use crate::kernels::scalar::RealFunction;
use crate::symbol::{Symbol, sym};

/// Decimal digits of a machine real: 53 log10(2).
pub const MACHINE_PRECISION: f64 = 15.954_589_770_191_003;

/// The accuracy of the machine number 0: that of the smallest number.
pub const ZERO_ACCURACY: f64 = 323.607_240_221_014_4;

/// Bits kept beyond the known digits.
const GUARD_BITS: usize = 20;

thread_local! {
    /// Digits of π, log 2 and kin once computed.
    static CONSTANTS: RefCell<ConstCache> = const { RefCell::new(ConstCache::new()) };
}

/// An operation of two reals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Add,
    Multiply,
    Divide,
}

/// Bits that hold this many decimal digits and some guard bits.
pub fn bits_of_digits(digits: f64) -> usize {
    let bits = (digits.clamp(1.0, 1e8) * std::f64::consts::LOG2_10).ceil();
    bits as usize + GUARD_BITS
}

/// `log10 |x|` as a machine real; -infinity for 0.
pub fn log10_abs(x: &BigFloat) -> f64 {
    let significand = x.repr().significand();
    if significand.is_zero() {
        return f64::NEG_INFINITY;
    }
    let size = significand.clone().abs();
    let drop = size.bit_len().saturating_sub(64);
    let top: BigInteger = size >> drop;
    (top.to_f64().value().log2() + drop as f64 + x.repr().exponent() as f64) * std::f64::consts::LOG10_2
}

fn is_zero(x: &BigFloat) -> bool {
    x.repr().significand().is_zero()
}

/// The software zero.
pub(super) fn zero() -> BigFloat {
    BigFloat::ZERO
}

/// Rounds to `bits`.
fn round(value: BigFloat, bits: usize) -> BigFloat {
    value.with_precision(bits.max(2)).value()
}

/// A real number as a software real with this many digits: exact numbers and machine reals are taken as exact, and a
/// software real of fewer digits keeps its own.
pub fn software(number: &Expr, digits: f64) -> BigReal {
    let bits = bits_of_digits(digits);
    let context = Context::<HalfEven>::new(bits);
    let value = match number {
        Expr::Integer(value) => context.convert_int::<2>(BigInteger::from(*value)).value(),
        Expr::BigInteger(value) => context.convert_int::<2>(BigInteger::clone(value)).value(),
        Expr::Rational(value) => {
            let top = BigFloat::from(value.numerator().clone());
            let bottom = BigFloat::from(BigInteger::from(value.denominator().clone()));
            context.div(top.repr(), bottom.repr()).map_or(BigFloat::ZERO, |quotient| quotient.value())
        }
        Expr::Real(value) => {
            let exact = BigFloat::try_from(*value).unwrap_or(BigFloat::ZERO);
            round(exact, bits.max(53))
        }
        Expr::BigReal(value) if value.precision <= digits => return BigReal::clone(value),
        Expr::BigReal(value) => round(value.value.clone(), bits),
        _ => BigFloat::ZERO,
    };
    BigReal { value, precision: digits }
}

/// The number with exactly this many digits, zeros put in where it had fewer.
pub fn with_digits(number: &Expr, digits: f64) -> BigReal {
    match number {
        Expr::BigReal(value) => {
            BigReal { value: round(value.value.clone(), bits_of_digits(digits)), precision: digits }
        }
        other => software(other, digits),
    }
}

/// `Precision[x]` of a real or complex number; infinite for exact numbers.
pub fn precision_of(number: &Expr) -> f64 {
    match number {
        Expr::Real(_) => MACHINE_PRECISION,
        Expr::BigReal(value) if is_zero(&value.value) => 0.0,
        Expr::BigReal(value) => value.precision,
        Expr::Complex(complex) => {
            let (a, b) = (precision_of(&complex.re), precision_of(&complex.im));
            // The error of both parts against the size of the whole.
            match (&complex.re, &complex.im) {
                (Expr::BigReal(re), Expr::BigReal(im)) => {
                    let size = log10_abs(&re.value).max(log10_abs(&im.value));
                    size - add_exponents(error_exponent(re), error_exponent(im))
                }
                _ => a.min(b),
            }
        }
        _ => f64::INFINITY,
    }
}

/// `log10` of the absolute error.
fn error_exponent(x: &BigReal) -> f64 {
    if is_zero(&x.value) { -x.precision } else { log10_abs(&x.value) - x.precision }
}

/// The exact value of a software real moved by its error, up or down; none where there is no sensible fraction.
pub fn moved(x: &BigReal, direction: i32) -> Option<Expr> {
    const LARGEST: f64 = 1e6;
    let error = error_exponent(x).ceil();
    if error.abs() > LARGEST || log10_abs(&x.value) > LARGEST {
        return None;
    }
    let value =
        if is_zero(&x.value) { BigRational::ZERO } else { BigRational::try_from(x.value.clone()).ok()? };
    let power = BigInteger::from(10).pow(error.abs() as usize);
    let step =
        if error < 0.0 { BigRational::ONE / BigRational::from(power) } else { BigRational::from(power) };
    Some(Expr::from(if direction < 0 { value - step } else { value + step }))
}

/// `log10(10^a + 10^b)`
fn add_exponents(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if high == f64::NEG_INFINITY {
        high
    } else {
        high + 10f64.powf(low - high).ln_1p() * std::f64::consts::LOG10_E
    }
}

/// A value whose absolute error has this exponent, cut to the bits that mean something.
fn with_error(value: BigFloat, error: f64) -> BigReal {
    if is_zero(&value) {
        return BigReal { value, precision: -error };
    }
    let precision = log10_abs(&value) - error;
    // Nothing is known of a number smaller than its error.
    if precision <= 0.0 {
        return BigReal { value: BigFloat::ZERO, precision: -error };
    }
    BigReal { value: round(value, bits_of_digits(precision)), precision }
}

/// `a ∘ b`; None on overflow of the exponent.
pub(super) fn operation(a: &BigReal, b: &BigReal, operation: Operation) -> Option<BigReal> {
    let context = Context::<HalfEven>::new(bits_of_digits(a.precision.max(b.precision)).max(64));
    let (x, y) = (a.value.repr(), b.value.repr());
    if operation == Operation::Add {
        let sum = context.add(x, y).ok()?.value();
        return Some(with_error(sum, add_exponents(error_exponent(a), error_exponent(b))));
    }
    let value = match operation {
        Operation::Multiply => context.mul(x, y).ok()?.value(),
        _ => context.div(x, y).ok()?.value(),
    };
    if is_zero(&a.value) && is_zero(&b.value) && operation == Operation::Multiply {
        return Some(BigReal { value, precision: a.precision + b.precision });
    }
    if is_zero(&a.value) || is_zero(&b.value) {
        let scale = if is_zero(&a.value) { log10_abs(&b.value) } else { log10_abs(&a.value) };
        let scale = if operation == Operation::Divide { -scale } else { scale };
        let error = if is_zero(&a.value) { -a.precision } else { -b.precision };
        return Some(BigReal { value, precision: -(error + if scale.is_finite() { scale } else { 0.0 }) });
    }
    let precision = -add_exponents(-a.precision, -b.precision);
    Some(BigReal { value: round(value, bits_of_digits(precision)), precision })
}

/// `a ∘ b` where one is a software real and the other may be exact and then adds no error.
pub(super) fn mixed_operation(a: &Expr, b: &Expr, kind: Operation) -> Option<BigReal> {
    match (a, b) {
        (Expr::BigReal(x), Expr::BigReal(y)) => operation(x, y, kind),
        (Expr::BigReal(x), exact) => {
            let y = software(exact, x.precision.max(MACHINE_PRECISION) + 40.0);
            let result = operation(x, &BigReal { precision: f64::from(u16::MAX), ..y.clone() }, kind)?;
            Some(if kind == Operation::Add { refine_sum(x, &y, result) } else { result })
        }
        (exact, Expr::BigReal(y)) => {
            let x = software(exact, y.precision.max(MACHINE_PRECISION) + 40.0);
            let result = operation(&BigReal { precision: f64::from(u16::MAX), ..x.clone() }, y, kind)?;
            Some(if kind == Operation::Add { refine_sum(y, &x, result) } else { result })
        }
        _ => None,
    }
}

/// The sum of an inexact and an exact number carries the absolute error of the inexact one.
fn refine_sum(inexact: &BigReal, exact: &BigReal, sum: BigReal) -> BigReal {
    let error = error_exponent(inexact);
    let digits = (log10_abs(&sum.value) - error).max(1.0);
    let context = Context::<HalfEven>::new(bits_of_digits(digits).max(64));
    match context.add(inexact.value.repr(), exact.value.repr()) {
        Ok(value) if digits.is_finite() => with_error(value.value(), error),
        _ => with_error(sum.value, error),
    }
}

/// `Pi`, `E` and kin to this many digits.
pub fn software_constant(symbol: Symbol, digits: f64) -> Option<BigReal> {
    let bits = bits_of_digits(digits);
    let value = super::apart(bits, move || constant(symbol, bits))?;
    Some(BigReal { value: round(value, bits), precision: digits })
}

fn constant(symbol: Symbol, bits: usize) -> Option<BigFloat> {
    let context = Context::<HalfEven>::new(bits);
    if let Some(value) = super::special::constant(symbol, bits) {
        return Some(value);
    }
    CONSTANTS.with_borrow_mut(|cache| match symbol {
        sym::Pi => Some(context.pi::<2>(Some(cache)).value()),
        sym::E => Some(context.e::<2>().value()),
        sym::Degree => {
            let pi = context.pi::<2>(Some(cache)).value();
            context.div(pi.repr(), BigFloat::from(180).repr()).ok().map(|value| value.value())
        }
        sym::GoldenRatio => {
            let context = Context::<HalfEven>::new(bits + 4);
            let root = context.sqrt(BigFloat::from(5).repr()).ok()?.value();
            Some((root + BigFloat::ONE) >> 1)
        }
        sym::EulerGamma => Some(euler_gamma(bits)),
        sym::Catalan => Some(catalan(bits)),
        // (3 - √5) π
        sym::GoldenAngle => {
            let context = Context::<HalfEven>::new(bits + 8);
            let root = context.sqrt(BigFloat::from(5).repr()).ok()?.value();
            let pi = context.pi::<2>(Some(cache)).value();
            Some((BigFloat::from(3) - root) * pi)
        }
        // 53 log 2/log 10
        sym::MachinePrecision => {
            let context = Context::<HalfEven>::new(bits + 8);
            let log = |n: u8, cache: &mut ConstCache| {
                context.ln(BigFloat::from(n).repr(), Some(cache)).ok().map(|value| value.value())
            };
            let (two, ten) = (log(2, cache)?, log(10, cache)?);
            context.div((two * BigFloat::from(53)).repr(), ten.repr()).ok().map(|value| value.value())
        }
        _ => None,
    })
}

/// Euler's constant by the Bessel function method of Brent and McMillan (1980), algorithm B1.
fn euler_gamma(bits: usize) -> BigFloat {
    let work = bits + 40;
    // The error is of the order e^(-4 n).
    let n = (work as f64 * std::f64::consts::LN_2 / 4.0).ceil() as u64 + 1;
    let one = BigInteger::from(1) << work;
    let context = Context::<HalfEven>::new(work + 64);
    let log_n = context.ln::<2>(BigFloat::from(n).repr(), None).map_or(BigFloat::ZERO, |value| value.value());
    let mut a: BigInteger = BigInteger::try_from((-log_n << work as isize).trunc()).unwrap_or_default();
    let (mut b, mut u, mut v) = (one.clone(), a.clone(), one);
    let square = BigInteger::from(n) * BigInteger::from(n);
    let mut k: u64 = 1;
    while !b.is_zero() || k < 2 * n {
        let k_big = BigInteger::from(k);
        b = b * &square / (&k_big * &k_big);
        a = (a * &square / &k_big + &b) / &k_big;
        u += &a;
        v += &b;
        k += 1;
    }
    quotient(&u, &v, bits)
}

/// Catalan's constant by Ramanujan's series `π log(2 + √3) / 8 + 3/8 Σ 1 / ((2k + 1)^2 binomial(2k, k))`.
fn catalan(bits: usize) -> BigFloat {
    let work = bits + 30;
    let mut term = BigInteger::from(1) << work;
    let (mut sum, mut k) = (BigInteger::from(0), 0u64);
    while !term.is_zero() {
        let odd = 2 * k + 1;
        sum += &term / BigInteger::from(odd * odd);
        // 1 / binomial(2k, k) from one k to the next.
        k += 1;
        term = term * BigInteger::from(k) / BigInteger::from(2 * (2 * k - 1));
    }
    let context = Context::<HalfEven>::new(work);
    let parts = (|| {
        let root = context.sqrt(BigFloat::from(3).repr()).ok()?.value();
        let log = context.ln::<2>((root + BigFloat::from(2)).repr(), None).ok()?.value();
        let pi = context.pi::<2>(None).value();
        context.mul(pi.repr(), log.repr()).ok().map(|value| value.value() >> 3)
    })();
    let series = quotient(&(sum * BigInteger::from(3)), &(BigInteger::from(8) << work), work);
    context
        .add(parts.unwrap_or(BigFloat::ZERO).repr(), series.repr())
        .map_or(BigFloat::ZERO, |value| value.value())
}

fn quotient(a: &BigInteger, b: &BigInteger, bits: usize) -> BigFloat {
    let context = Context::<HalfEven>::new(bits + 8);
    context
        .div(BigFloat::from(a.clone()).repr(), BigFloat::from(b.clone()).repr())
        .map_or(BigFloat::ZERO, |value| value.value())
}

/// A function of a software real; None outside its real domain, at a pole, on overflow, and where the function is not
/// known to any precision.
pub fn software_function(function: RealFunction, x: &BigReal) -> Option<BigReal> {
    let bits = bits_of_digits(x.precision) + 16;
    if bits > LONG {
        let x = x.clone();
        return super::apart(usize::MAX, move || direct_function(function, &x, bits));
    }
    direct_function(function, x, bits)
}

/// Bits from which on functions take long.
const LONG: usize = 1 << 14;

fn direct_function(function: RealFunction, x: &BigReal, bits: usize) -> Option<BigReal> {
    let value = evaluate(function, &x.value, bits)?;
    // The change that the error of the argument makes. An error as large as the argument says nothing.
    let digits = x.precision;
    let nudge = scaled_error(x, bits);
    let moved = Context::<HalfEven>::new(bits).add(x.value.repr(), nudge.repr()).ok()?.value();
    let change = evaluate(function, &moved, bits)
        .or_else(|| {
            let moved = Context::<HalfEven>::new(bits).sub(x.value.repr(), nudge.repr()).ok()?.value();
            evaluate(function, &moved, bits)
        })
        .map(|other| other - &value);
    let error = match change {
        // Where the function is flat the argument's error does nothing to first order.
        Some(change) if !is_zero(&change) => log10_abs(&change),
        _ => log10_abs(&value) - 2.0 * digits,
    };
    let floor = log10_abs(&value) - (digits + 10f64.max(digits));
    Some(with_error(value, error.max(floor)))
}

fn scaled_error(x: &BigReal, bits: usize) -> BigFloat {
    let exponent = (error_exponent(x) * std::f64::consts::LOG2_10).floor().clamp(-1e15, 1e15);
    let one = round(BigFloat::ONE, bits.max(2));
    one << exponent as isize
}

/// The function to `bits` bits.
pub(super) fn evaluate(function: RealFunction, x: &BigFloat, bits: usize) -> Option<BigFloat> {
    use RealFunction as F;
    let context = Context::<HalfEven>::new(bits.max(8));
    let wide = Context::<HalfEven>::new(bits.max(8) + 16);
    let repr = x.repr();
    let of =
        |context: &Context<HalfEven>, function: F, x: &BigFloat| evaluate(function, x, context.precision());
    let inverse = |value: BigFloat| -> Option<BigFloat> {
        if is_zero(&value) { None } else { wide.inv(value.repr()).ok().map(|value| value.value()) }
    };
    let guarded = |function: F| -> Option<BigFloat> { of(&wide, function, x) };
    let of_inverse = |function: F| -> Option<BigFloat> { of(&wide, function, &inverse(x.clone())?) };
    let half = || -> BigFloat { x.clone() >> 1 };
    let negative = x.sign() == Sign::Negative && !is_zero(x);
    let value = CONSTANTS.with_borrow_mut(|cache| -> Option<Option<BigFloat>> {
        let result = match function {
            F::Exp => context.exp::<2>(repr, Some(cache)),
            F::Log if negative || is_zero(x) => return Some(None),
            F::Log => context.ln::<2>(repr, Some(cache)),
            F::Log2 if negative || is_zero(x) => return Some(None),
            F::Log2 => context.log2::<2>(repr, Some(cache)),
            F::Log10 if negative || is_zero(x) => return Some(None),
            F::Log10 => context.log10::<2>(repr, Some(cache)),
            F::Sin => context.sin::<2>(repr, Some(cache)),
            F::Cos => context.cos::<2>(repr, Some(cache)),
            F::Tan => context.tan::<2>(repr, Some(cache)),
            F::ArcSin => context.asin::<2>(repr, Some(cache)),
            F::ArcCos => context.acos::<2>(repr, Some(cache)),
            F::ArcTan => context.atan::<2>(repr, Some(cache)),
            F::Sinh => context.sinh::<2>(repr, Some(cache)),
            F::Cosh => context.cosh::<2>(repr, Some(cache)),
            F::Tanh => context.tanh::<2>(repr, Some(cache)),
            F::ArcSinh => context.asinh::<2>(repr, Some(cache)),
            F::ArcCosh => context.acosh::<2>(repr, Some(cache)),
            F::ArcTanh => context.atanh::<2>(repr, Some(cache)),
            F::Sqrt if negative => return Some(None),
            F::Sqrt => context.sqrt::<2>(repr),
            _ => return None,
        };
        Some(result.ok().map(|value| value.value()))
    });
    if let Some(value) = value {
        return value.filter(|value| value.repr().is_finite());
    }
    let value = match function {
        F::Cot => inverse(guarded(F::Tan)?)?,
        F::Sec => inverse(guarded(F::Cos)?)?,
        F::Csc => inverse(guarded(F::Sin)?)?,
        F::Coth => inverse(guarded(F::Tanh)?)?,
        F::Sech => inverse(guarded(F::Cosh)?)?,
        F::Csch => inverse(guarded(F::Sinh)?)?,
        F::ArcCot => of_inverse(F::ArcTan)?,
        F::ArcSec => of_inverse(F::ArcCos)?,
        F::ArcCsc => of_inverse(F::ArcSin)?,
        F::ArcCoth => of_inverse(F::ArcTanh)?,
        F::ArcSech => of_inverse(F::ArcCosh)?,
        F::ArcCsch => of_inverse(F::ArcSinh)?,
        F::Sinc if is_zero(x) => BigFloat::ONE,
        F::Sinc => wide.div(guarded(F::Sin)?.repr(), repr).ok()?.value(),
        F::LogisticSigmoid => match of(&wide, F::Exp, &-x.clone()) {
            Some(small) => inverse(small + BigFloat::ONE)?,
            None if negative => return None,
            None => BigFloat::ONE,
        },
        F::Haversine => {
            let sin = of(&wide, F::Sin, &half())?;
            wide.mul(sin.repr(), sin.repr()).ok()?.value()
        }
        F::InverseHaversine => of(&wide, F::ArcSin, &of(&wide, F::Sqrt, x)?)? << 1,
        F::Gudermannian => match guarded(F::Sinh) {
            Some(sinh) => of(&wide, F::ArcTan, &sinh)?,
            None => of(&wide, F::ArcTan, &if negative { -BigFloat::ONE } else { BigFloat::ONE })? << 1,
        },
        F::InverseGudermannian => {
            // Only between -π/2 and π/2.
            if of(&wide, F::Cos, x)?.sign() == Sign::Negative || log10_abs(x) > 0.2 {
                return None;
            }
            of(&wide, F::ArcSinh, &guarded(F::Tan)?)?
        }
        F::Abs => x.clone().abs(),
        F::Erf => erf(x, bits)?,
        F::Erfc => erfc(x, bits)?,
        F::Gamma => real_gamma(x, bits + 16)?,
        F::LogGamma if negative => return None,
        F::LogGamma => real_log_gamma(x, bits + 32)?,
        _ => return None,
    };
    Some(round(value, bits))
}

/// The error function by its series `2 e^(-x^2) / √π Σ 2^n x^(2n+1) / (2n+1)!!`, whose terms are all positive.
fn erf(x: &BigFloat, bits: usize) -> Option<BigFloat> {
    let size = log10_abs(x);
    if size > 2.0 && 10f64.powf(2.0 * size) > bits as f64 {
        return Some(if x.sign() == Sign::Negative { BigFloat::NEG_ONE } else { BigFloat::ONE });
    }
    let context = Context::<HalfEven>::new(bits + 24);
    let square = context.mul(x.repr(), x.repr()).ok()?.value();
    let (mut term, mut sum, mut n) = (x.clone(), x.clone(), 1u64);
    loop {
        term = context.mul(term.repr(), square.repr()).ok()?.value();
        term = context.div((term << 1).repr(), BigFloat::from(2 * n + 1).repr()).ok()?.value();
        let next = context.add(sum.repr(), term.repr()).ok()?.value();
        if next == sum {
            break;
        }
        sum = next;
        n += 1;
    }
    let scale = evaluate(RealFunction::Exp, &-square, bits + 24)?;
    let root = context.sqrt(context.pi::<2>(None).value().repr()).ok()?.value();
    let product = context.mul((sum << 1).repr(), scale.repr()).ok()?.value();
    Some(context.div(product.repr(), root.repr()).ok()?.value())
}

fn erfc(x: &BigFloat, bits: usize) -> Option<BigFloat> {
    if let Some(value) = real_erfc_far(x, bits) {
        return Some(value);
    }
    // 1 - erf(x) loses about x^2 log2(e) bits for positive x.
    let loss = if x.sign() == Sign::Negative { 0.0 } else { 10f64.powf(2.0 * log10_abs(x)) * 1.45 };
    if loss > 1e6 {
        return None;
    }
    let wide = bits + loss as usize + 16;
    let context = Context::<HalfEven>::new(wide);
    let erf = erf(x, wide)?;
    Some(context.sub(BigFloat::ONE.repr(), erf.repr()).ok()?.value())
}

/// Binary exponents go this far: beyond lie `Overflow[]` and `Underflow[]`, as with `$MaxNumber` of the language.
const MAX_EXPONENT: i64 = (1 << 52) - 128;

/// `$MaxNumber`: the largest software real of machine precision.
pub fn largest_number() -> Expr {
    let exponent = isize::try_from(MAX_EXPONENT - 53).unwrap_or(0);
    BigReal { value: BigFloat::from_parts(((1i64 << 53) - 1).into(), exponent), precision: MACHINE_PRECISION }
        .into()
}

/// `$MinNumber`: the smallest positive software real.
pub fn smallest_number() -> Expr {
    let exponent = isize::try_from(-MAX_EXPONENT).unwrap_or(0);
    BigReal { value: BigFloat::from_parts(1.into(), exponent), precision: MACHINE_PRECISION }.into()
}

impl From<BigReal> for Expr {
    /// `Overflow[]` or `Underflow[]` when it is beyond the largest or below the smallest number.
    fn from(value: BigReal) -> Expr {
        let repr = value.value.repr();
        let exponent = i64::try_from(repr.exponent()).unwrap_or(i64::MAX);
        let top = exponent.saturating_add(i64::try_from(repr.significand().bit_len()).unwrap_or(i64::MAX));
        if repr.significand().is_zero() || top <= MAX_EXPONENT && top > -MAX_EXPONENT {
            return Expr::BigReal(std::sync::Arc::new(value));
        }
        Expr::call(if top > 0 { sym::Overflow } else { sym::Underflow }, [])
    }
}
