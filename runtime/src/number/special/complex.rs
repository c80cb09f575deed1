//! Complex arithmetic at a working precision.

use dashu_base::{Abs, BitTest, Sign};

use super::super::software::evaluate;
use super::super::{BigFloat, BigInteger, BigRational, log10_abs};
use crate::kernels::scalar::RealFunction;
use crate::symbol::{Symbol, sym};

/// A complex number.
#[derive(Clone, Debug)]
pub struct Z {
    /// Real part.
    pub re: BigFloat,
    /// Imaginary part; exactly zero for a real number.
    pub im: BigFloat,
}

impl Z {
    /// Whether the imaginary part is zero.
    pub fn is_real(&self) -> bool {
        self.im.repr().significand().is_zero()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.is_real() && self.re.repr().significand().is_zero()
    }

    /// The integer that it is.
    pub fn as_integer(&self) -> Option<i64> {
        if !self.is_real() || log10_abs(&self.re) > 15.0 {
            return None;
        }
        let value = self.re.to_f64().value();
        let whole = value.round();
        #[expect(clippy::cast_possible_truncation, reason = "below 10^15")]
        (BigFloat::try_from(whole).is_ok_and(|whole| whole == self.re)).then_some(whole as i64)
    }

    /// As a machine complex number.
    pub fn to_machine(&self) -> num_complex::Complex64 {
        num_complex::Complex64::new(self.re.to_f64().value(), self.im.to_f64().value())
    }

    /// Whether the real part is negative.
    pub fn is_left(&self) -> bool {
        negative(&self.re)
    }

    /// The absolute value, roughly.
    pub fn size(&self) -> f64 {
        10f64.powf(log10_abs(&self.re)).hypot(10f64.powf(log10_abs(&self.im)))
    }
}

fn negative(x: &BigFloat) -> bool {
    x.sign() == Sign::Negative && !x.repr().significand().is_zero()
}

/// Binary exponent of the size of a number.
fn exponent(x: &BigFloat) -> isize {
    let significand = x.repr().significand();
    if significand.is_zero() {
        return isize::MIN / 2;
    }
    let bits = isize::try_from(significand.clone().abs().bit_len()).unwrap_or(isize::MAX / 4);
    x.repr().exponent().saturating_add(bits)
}

/// Arithmetic with this many bits.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Working precision.
    pub bits: usize,
}

impl Field {
    /// Arithmetic with this many bits.
    pub fn new(bits: usize) -> Field {
        Field { bits }
    }

    fn round(self, x: BigFloat) -> BigFloat {
        x.with_precision(self.bits).value()
    }

    /// An integer.
    pub fn integer(self, value: i64) -> Z {
        let re = BigFloat::from(BigInteger::from(value)).with_precision(self.bits.max(64)).value();
        Z { re, im: BigFloat::ZERO }
    }

    /// A fraction.
    pub fn fraction(self, numerator: i64, denominator: i64) -> Z {
        self.div(&self.integer(numerator), &self.integer(denominator)).unwrap_or_else(|| self.integer(0))
    }

    /// A rational.
    pub fn rational(self, value: &BigRational) -> Z {
        let part = |part: BigInteger| Z {
            re: BigFloat::from(part).with_precision(self.bits).value(),
            im: BigFloat::ZERO,
        };
        let top = part(value.numerator().clone());
        let bottom = part(BigInteger::from(value.denominator().clone()));
        self.div(&top, &bottom).unwrap_or_else(|| self.integer(0))
    }

    /// The imaginary unit.
    pub fn i(self) -> Z {
        Z { re: BigFloat::ZERO, im: self.integer(1).re }
    }

    /// `2^-shift`
    pub fn tiny(self, shift: usize) -> Z {
        let one = self.integer(1).re;
        Z { re: one >> isize::try_from(shift).unwrap_or(isize::MAX), im: BigFloat::ZERO }
    }

    /// `Pi` and kin.
    pub fn constant(self, symbol: Symbol) -> Z {
        let digits = self.bits as f64 * std::f64::consts::LOG10_2 + 2.0;
        let re = super::super::software_constant(symbol, digits).map_or(BigFloat::ZERO, |value| value.value);
        Z { re: self.round(re), im: BigFloat::ZERO }
    }

    /// π
    pub fn pi(self) -> Z {
        self.constant(sym::Pi)
    }

    /// `a + b`
    pub fn add(self, a: &Z, b: &Z) -> Z {
        Z {
            re: self.round(&a.re + &b.re),
            im: if a.is_real() && b.is_real() { BigFloat::ZERO } else { self.round(&a.im + &b.im) },
        }
    }

    /// `a - b`
    pub fn sub(self, a: &Z, b: &Z) -> Z {
        Z {
            re: self.round(&a.re - &b.re),
            im: if a.is_real() && b.is_real() { BigFloat::ZERO } else { self.round(&a.im - &b.im) },
        }
    }

    /// `-a`
    pub fn neg(self, a: &Z) -> Z {
        Z { re: -a.re.clone(), im: if a.is_real() { BigFloat::ZERO } else { -a.im.clone() } }
    }

    /// `a b`
    pub fn mul(self, a: &Z, b: &Z) -> Z {
        match (a.is_real(), b.is_real()) {
            (true, true) => Z { re: self.round(&a.re * &b.re), im: BigFloat::ZERO },
            (true, false) => Z { re: self.round(&a.re * &b.re), im: self.round(&a.re * &b.im) },
            (false, true) => Z { re: self.round(&a.re * &b.re), im: self.round(&a.im * &b.re) },
            (false, false) => Z {
                re: self.round(&a.re * &b.re - &a.im * &b.im),
                im: self.round(&a.re * &b.im + &a.im * &b.re),
            },
        }
    }

    /// `a^2`
    pub fn square(self, a: &Z) -> Z {
        self.mul(a, a)
    }

    /// `a / b`; None for a zero divisor.
    pub fn div(self, a: &Z, b: &Z) -> Option<Z> {
        let over = |x: BigFloat, y: &BigFloat| -> BigFloat {
            let wide =
                |x: BigFloat| if x.precision() < self.bits { x.with_precision(self.bits).value() } else { x };
            if x.repr().significand().is_zero() { BigFloat::ZERO } else { self.round(wide(x) / y) }
        };
        if b.is_zero() {
            return None;
        }
        if b.is_real() {
            let im = if a.is_real() { BigFloat::ZERO } else { over(a.im.clone(), &b.re) };
            return Some(Z { re: over(a.re.clone(), &b.re), im });
        }
        let size = self.round(&b.re * &b.re + &b.im * &b.im);
        let conjugate = Z { re: b.re.clone(), im: -b.im.clone() };
        let top = self.mul(a, &conjugate);
        Some(Z { re: over(top.re, &size), im: over(top.im, &size) })
    }

    /// `a k`
    pub fn scale(self, a: &Z, k: i64) -> Z {
        self.mul(a, &self.integer(k))
    }

    /// `a / 2^k`
    pub fn halve(self, a: &Z, k: isize) -> Z {
        Z { re: a.re.clone() >> k, im: if a.is_real() { BigFloat::ZERO } else { a.im.clone() >> k } }
    }

    /// Whether `term` no longer changes `sum`.
    pub fn negligible(self, term: &Z, sum: &Z) -> bool {
        let size = |z: &Z| exponent(&z.re).max(exponent(&z.im));
        let bits = isize::try_from(self.bits).unwrap_or(isize::MAX / 4);
        size(term) < size(sum).saturating_sub(bits).saturating_sub(4)
    }

    fn real(self, function: RealFunction, x: &BigFloat) -> Option<BigFloat> {
        let x = if x.precision() == 0 { x.clone().with_precision(self.bits).value() } else { x.clone() };
        evaluate(function, &x, self.bits)
    }

    /// `e^a`
    pub fn exp(self, a: &Z) -> Option<Z> {
        if log10_abs(&a.re) > 9.0 || log10_abs(&a.im) > 9.0 {
            return None;
        }
        let size = self.real(RealFunction::Exp, &a.re)?;
        if a.is_real() {
            return Some(Z { re: size, im: BigFloat::ZERO });
        }
        let (cos, sin) = (self.real(RealFunction::Cos, &a.im)?, self.real(RealFunction::Sin, &a.im)?);
        Some(Z { re: self.round(&size * cos), im: self.round(size * sin) })
    }

    /// The principal logarithm.
    pub fn log(self, a: &Z) -> Option<Z> {
        if a.is_zero() {
            return None;
        }
        if a.is_real() {
            let re = self.real(RealFunction::Log, &a.re.clone().abs())?;
            let im = if a.is_left() { self.pi().re } else { BigFloat::ZERO };
            return Some(Z { re, im });
        }
        let square = self.round(&a.re * &a.re + &a.im * &a.im);
        Some(Z { re: self.real(RealFunction::Log, &square)? >> 1, im: self.arg(a)? })
    }

    fn arg(self, a: &Z) -> Option<BigFloat> {
        let pi = self.pi().re;
        let steep = a.im.clone().abs() > a.re.clone().abs();
        let wide = |x: &BigFloat| x.clone().with_precision(self.bits).value();
        if steep {
            let turn = self.real(RealFunction::ArcTan, &self.round(wide(&a.re) / wide(&a.im)))?;
            let half = pi >> 1;
            return Some(if negative(&a.im) { -half - turn } else { half - turn });
        }
        let turn = self.real(RealFunction::ArcTan, &self.round(wide(&a.im) / wide(&a.re)))?;
        Some(match (a.is_left(), negative(&a.im)) {
            (true, true) => turn - pi,
            (true, false) => turn + pi,
            (false, _) => turn,
        })
    }

    /// The principal root.
    pub fn sqrt(self, a: &Z) -> Option<Z> {
        if a.is_zero() {
            return Some(self.integer(0));
        }
        if a.is_real() {
            let root = self.real(RealFunction::Sqrt, &a.re.clone().abs())?;
            return Some(if a.is_left() {
                Z { re: BigFloat::ZERO, im: root }
            } else {
                Z { re: root, im: BigFloat::ZERO }
            });
        }
        let size = self.real(RealFunction::Sqrt, &self.round(&a.re * &a.re + &a.im * &a.im))?;
        let large = self.real(RealFunction::Sqrt, &self.round((size + a.re.clone().abs()) >> 1))?;
        let small = self.round(a.im.clone().with_precision(self.bits).value() / &large) >> 1;
        Some(if a.is_left() {
            let down = negative(&a.im);
            Z { re: small.abs(), im: if down { -large } else { large } }
        } else {
            Z { re: large, im: small }
        })
    }

    /// `a^b`
    pub fn pow(self, a: &Z, b: &Z) -> Option<Z> {
        if let Some(n) = b.as_integer()
            && n.unsigned_abs() <= 4096
        {
            let mut result = self.integer(1);
            let mut factor = a.clone();
            let mut left = n.unsigned_abs();
            while left > 0 {
                if left & 1 == 1 {
                    result = self.mul(&result, &factor);
                }
                left >>= 1;
                if left > 0 {
                    factor = self.square(&factor);
                }
            }
            return if n < 0 { self.div(&self.integer(1), &result) } else { Some(result) };
        }
        if a.is_zero() {
            return (!b.is_left()).then(|| self.integer(0));
        }
        self.exp(&self.mul(b, &self.log(a)?))
    }

    /// `(sin π a, cos π a)`
    pub fn sin_cos_pi(self, a: &Z) -> Option<(Z, Z)> {
        // The whole turns do nothing.
        let turns = self.integer(2 * (a.to_machine().re / 2.0).round() as i64);
        self.sin_cos(&self.mul(&self.sub(a, &turns), &self.pi()))
    }

    /// `(sin a, cos a)`
    pub fn sin_cos(self, a: &Z) -> Option<(Z, Z)> {
        if a.is_real() {
            let part = |function| Some(Z { re: self.real(function, &a.re)?, im: BigFloat::ZERO });
            return Some((part(RealFunction::Sin)?, part(RealFunction::Cos)?));
        }
        let up = self.exp(&self.mul(&self.i(), a))?;
        let down = self.div(&self.integer(1), &up)?;
        let cos = self.halve(&self.add(&up, &down), 1);
        let sin = self.halve(&self.sub(&up, &down), 1);
        Some((self.div(&sin, &self.i())?, cos))
    }

    /// The angle whose sine it is, for a real between -1 and 1.
    pub fn arc_sin(self, a: &Z) -> Option<Z> {
        Some(Z { re: self.real(RealFunction::ArcSin, &a.re)?, im: BigFloat::ZERO })
    }
}
