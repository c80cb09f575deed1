//! Complex arithmetic at a working precision: in software reals of a few limbs as far as they go, beyond in those of any
//! size.

use dashu_base::{Abs, BitTest, Sign};

use super::super::software::evaluate;
use super::super::{BigFloat, BigInteger, BigRational, log10_abs};
use super::wide::{MOST_LIMBS, Wide};
use super::wide_functions as functions;
use crate::kernels::scalar::RealFunction;
use crate::symbol::{Symbol, sym};

/// A part of a complex number.
#[derive(Clone, Debug)]
pub enum Real {
    /// Of a few limbs.
    Wide(Wide),
    /// Of any size.
    Big(BigFloat),
}

impl Real {
    /// Zero.
    pub const ZERO: Real = Real::Wide(Wide::ZERO);

    /// A machine real, exactly; None when it is not finite.
    pub fn of_machine(value: f64) -> Option<Real> {
        Wide::from_f64(value).map(Real::Wide)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        match self {
            Real::Wide(x) => x.is_zero(),
            Real::Big(x) => x.repr().significand().is_zero(),
        }
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Real::Wide(x) => x.is_negative(),
            Real::Big(x) => x.sign() == Sign::Negative && !x.repr().significand().is_zero(),
        }
    }

    /// The nearest machine real.
    pub fn to_f64(&self) -> f64 {
        match self {
            Real::Wide(x) => x.to_f64(),
            Real::Big(x) => x.to_f64().value(),
        }
    }

    /// As a software real of any size.
    pub fn to_big(&self) -> BigFloat {
        match self {
            Real::Wide(x) => x.to_big(),
            Real::Big(x) => x.clone(),
        }
    }

    /// `log10 |x|`, -infinity for 0.
    pub fn log10(&self) -> f64 {
        match self {
            Real::Wide(x) => x.exponent().map_or(f64::NEG_INFINITY, |exponent| {
                (x.shift(-exponent).to_f64().abs().log2() + exponent as f64) * std::f64::consts::LOG10_2
            }),
            Real::Big(x) => log10_abs(x),
        }
    }

    /// The binary exponent; very small for zero.
    fn exponent(&self) -> i64 {
        const OF_ZERO: i64 = i64::MIN / 2;
        match self {
            Real::Wide(x) => x.exponent().unwrap_or(OF_ZERO),
            Real::Big(x) => {
                let significand = x.repr().significand();
                if significand.is_zero() {
                    return OF_ZERO;
                }
                let bits = significand.clone().abs().bit_len() as i64;
                (x.repr().exponent() as i64).saturating_add(bits)
            }
        }
    }

    fn negate(&self) -> Real {
        match self {
            Real::Wide(x) => Real::Wide(x.negate()),
            Real::Big(x) => Real::Big(-x.clone()),
        }
    }

    fn size(&self) -> Real {
        if self.is_negative() { self.negate() } else { self.clone() }
    }

    fn halve(&self, k: isize) -> Real {
        match self {
            Real::Wide(x) => Real::Wide(x.shift(-(k as i64))),
            Real::Big(x) => Real::Big(x.clone() >> k),
        }
    }
}

/// A complex number.
#[derive(Clone, Debug)]
pub struct Z {
    /// Real part.
    pub re: Real,
    /// Imaginary part; exactly zero for a real number.
    pub im: Real,
}

impl Z {
    /// A real number.
    pub fn real(re: Real) -> Z {
        Z { re, im: Real::ZERO }
    }

    /// Whether the imaginary part is zero.
    pub fn is_real(&self) -> bool {
        self.im.is_zero()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.is_real() && self.re.is_zero()
    }

    /// The integer that it is.
    pub fn as_integer(&self) -> Option<i64> {
        if !self.is_real() || self.re.exponent() > 49 {
            return None;
        }
        let value = self.re.to_f64();
        let whole = value.round();
        if whole != value {
            return None;
        }
        let exact = match &self.re {
            Real::Wide(x) => x.is_exactly(whole),
            Real::Big(x) => BigFloat::try_from(whole).is_ok_and(|whole| whole == *x),
        };
        #[expect(clippy::cast_possible_truncation, reason = "below 2^49")]
        exact.then_some(whole as i64)
    }

    /// As a machine complex number.
    pub fn to_machine(&self) -> num_complex::Complex64 {
        num_complex::Complex64::new(self.re.to_f64(), self.im.to_f64())
    }

    /// Whether the real part is negative.
    pub fn is_left(&self) -> bool {
        self.re.is_negative()
    }

    /// Whether the imaginary part is negative.
    pub fn is_below(&self) -> bool {
        self.im.is_negative()
    }

    /// The absolute value, roughly.
    pub fn size(&self) -> f64 {
        10f64.powf(self.re.log10()).hypot(10f64.powf(self.im.log10()))
    }

    /// The binary exponent of the larger part, `i64::MIN / 2` for zero.
    pub fn exponent(&self) -> i64 {
        self.re.exponent().max(self.im.exponent())
    }
}

/// A rational to all the limbs that there are.
pub(super) fn in_all_limbs(value: &BigRational) -> Z {
    match Field::new(64 * MOST_LIMBS + 8).rational(value).re {
        Real::Big(value) => Z::real(Real::Wide(Wide::from_big(&value, MOST_LIMBS))),
        wide @ Real::Wide(_) => Z::real(wide),
    }
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

    /// The limbs that hold the bits, where there are not too many.
    pub(super) fn limbs(self) -> Option<usize> {
        let limbs = self.bits / 64 + 1;
        (limbs <= functions::MOST_FUNCTION_LIMBS).then_some(limbs)
    }

    /// The bits by which a function chooses among its formulas: the same for all small fields, whose results are compared.
    pub(super) fn choosing_bits(self) -> usize {
        self.bits.max(132)
    }

    fn round(self, x: BigFloat) -> BigFloat {
        x.with_precision(self.bits).value()
    }

    /// The number in limbs; one with more than fit is rounded.
    fn wide(self, x: &Real) -> Wide {
        match x {
            Real::Wide(x) => *x,
            Real::Big(x) => Wide::from_big(x, MOST_LIMBS),
        }
    }

    /// The number with all its bits, and with so many for what is computed from it.
    fn big(self, x: &Real) -> BigFloat {
        let big = x.to_big();
        if big.precision() < self.bits { big.with_precision(self.bits.max(64)).value() } else { big }
    }

    fn combine(
        self,
        a: &Real,
        b: &Real,
        wide: fn(&Wide, &Wide, usize) -> Wide,
        big: fn(BigFloat, BigFloat) -> BigFloat,
    ) -> Real {
        match (self.limbs(), a, b) {
            (Some(limbs), Real::Wide(a), Real::Wide(b)) => Real::Wide(wide(a, b, limbs)),
            (Some(limbs), a, b) => Real::Wide(wide(&self.wide(a), &self.wide(b), limbs)),
            (None, a, b) => Real::Big(self.round(big(self.big(a), self.big(b)))),
        }
    }

    fn plus(self, a: &Real, b: &Real) -> Real {
        self.combine(a, b, Wide::add, |a, b| a + b)
    }

    fn minus(self, a: &Real, b: &Real) -> Real {
        self.combine(a, b, Wide::sub, |a, b| a - b)
    }

    fn times(self, a: &Real, b: &Real) -> Real {
        self.combine(a, b, Wide::mul, |a, b| a * b)
    }

    /// `a / b` for `b` other than zero.
    fn over(self, a: &Real, b: &Real) -> Real {
        if a.is_zero() { Real::ZERO } else { self.combine(a, b, Wide::div, |a, b| a / b) }
    }

    /// An integer.
    pub fn integer(self, value: i64) -> Z {
        Z::real(Real::Wide(Wide::integer(value)))
    }

    /// A fraction.
    pub fn fraction(self, numerator: i64, denominator: i64) -> Z {
        self.div(&self.integer(numerator), &self.integer(denominator)).unwrap_or_else(|| self.integer(0))
    }

    /// A rational.
    pub fn rational(self, value: &BigRational) -> Z {
        let part = |part: BigInteger| Z::real(Real::Big(self.round(BigFloat::from(part))));
        let top = part(value.numerator().clone());
        let bottom = part(BigInteger::from(value.denominator().clone()));
        self.div(&top, &bottom).unwrap_or_else(|| self.integer(0))
    }

    /// The imaginary unit.
    pub fn i(self) -> Z {
        Z { re: Real::ZERO, im: self.integer(1).re }
    }

    /// `2^-shift`
    pub fn tiny(self, shift: usize) -> Z {
        Z::real(Real::Wide(Wide::integer(1).shift(-i64::try_from(shift).unwrap_or(i64::MAX))))
    }

    /// `Pi` and kin.
    pub fn constant(self, symbol: Symbol) -> Z {
        if let Some(limbs) = self.limbs() {
            return Z::real(Real::Wide(functions::constant(symbol).round(limbs)));
        }
        let digits = self.bits as f64 * std::f64::consts::LOG10_2 + 2.0;
        let re = super::super::software_constant(symbol, digits).map_or(BigFloat::ZERO, |value| value.value);
        Z::real(Real::Big(self.round(re)))
    }

    /// π
    pub fn pi(self) -> Z {
        self.constant(sym::Pi)
    }

    /// `log(2 π) / 2`
    pub fn half_log_two_pi(self) -> Option<Z> {
        if let Some(limbs) = self.limbs() {
            return Some(Z::real(Real::Wide(functions::half_log_two_pi().round(limbs))));
        }
        Some(self.halve(&self.log(&self.scale(&self.pi(), 2))?, 1))
    }

    /// `a + b`
    pub fn add(self, a: &Z, b: &Z) -> Z {
        let im = if a.is_real() && b.is_real() { Real::ZERO } else { self.plus(&a.im, &b.im) };
        Z { re: self.plus(&a.re, &b.re), im }
    }

    /// `a - b`
    pub fn sub(self, a: &Z, b: &Z) -> Z {
        let im = if a.is_real() && b.is_real() { Real::ZERO } else { self.minus(&a.im, &b.im) };
        Z { re: self.minus(&a.re, &b.re), im }
    }

    /// `-a`
    pub fn neg(self, a: &Z) -> Z {
        Z { re: a.re.negate(), im: a.im.negate() }
    }

    /// `a b`
    pub fn mul(self, a: &Z, b: &Z) -> Z {
        match (a.is_real(), b.is_real()) {
            (true, true) => Z::real(self.times(&a.re, &b.re)),
            (true, false) => Z { re: self.times(&a.re, &b.re), im: self.times(&a.re, &b.im) },
            (false, true) => Z { re: self.times(&a.re, &b.re), im: self.times(&a.im, &b.re) },
            (false, false) => Z {
                re: self.minus(&self.times(&a.re, &b.re), &self.times(&a.im, &b.im)),
                im: self.plus(&self.times(&a.re, &b.im), &self.times(&a.im, &b.re)),
            },
        }
    }

    /// `a^2`
    pub fn square(self, a: &Z) -> Z {
        self.mul(a, a)
    }

    fn norm(self, a: &Z) -> Real {
        self.plus(&self.times(&a.re, &a.re), &self.times(&a.im, &a.im))
    }

    /// `a / b`; None for a zero divisor.
    pub fn div(self, a: &Z, b: &Z) -> Option<Z> {
        if b.is_zero() {
            return None;
        }
        if b.is_real() {
            let im = if a.is_real() { Real::ZERO } else { self.over(&a.im, &b.re) };
            return Some(Z { re: self.over(&a.re, &b.re), im });
        }
        let size = self.norm(b);
        let top = self.mul(a, &Z { re: b.re.clone(), im: b.im.negate() });
        Some(Z { re: self.over(&top.re, &size), im: self.over(&top.im, &size) })
    }

    /// `a k`
    pub fn scale(self, a: &Z, k: i64) -> Z {
        self.mul(a, &self.integer(k))
    }

    /// `a / 2^k`
    pub fn halve(self, a: &Z, k: isize) -> Z {
        Z { re: a.re.halve(k), im: a.im.halve(k) }
    }

    /// Whether `term` no longer changes `sum`.
    pub fn negligible(self, term: &Z, sum: &Z) -> bool {
        let bits = i64::try_from(self.bits).unwrap_or(i64::MAX / 4);
        term.exponent() < sum.exponent().saturating_sub(bits).saturating_sub(4)
    }

    /// A function of a real: in limbs where there are few, and where that has a value.
    fn real(self, function: RealFunction, x: &Real) -> Option<Real> {
        if let Some(limbs) = self.limbs() {
            let x = self.wide(x);
            let value = match function {
                RealFunction::Exp => functions::exp(&x, limbs),
                RealFunction::Log => functions::log(&x, limbs),
                RealFunction::Sqrt => (!x.is_negative()).then(|| x.sqrt(limbs)),
                RealFunction::ArcSin => functions::arc_sin(&x, limbs),
                _ => None,
            };
            if let Some(value) = value {
                return Some(Real::Wide(value));
            }
        }
        evaluate(function, &self.big(x), self.bits).map(Real::Big)
    }

    fn real_sin_cos(self, x: &Real) -> Option<(Real, Real)> {
        if let Some(limbs) = self.limbs()
            && let Some((sin, cos)) = functions::sin_cos(&self.wide(x), limbs)
        {
            return Some((Real::Wide(sin), Real::Wide(cos)));
        }
        Some((self.real(RealFunction::Sin, x)?, self.real(RealFunction::Cos, x)?))
    }

    /// `e^a`
    pub fn exp(self, a: &Z) -> Option<Z> {
        // Beyond, the exponent of the result would not fit, or the angle would take more digits than any function uses.
        if a.re.exponent() > 51 || a.im.exponent() > 6000 {
            return None;
        }
        let size = self.real(RealFunction::Exp, &a.re)?;
        if a.is_real() {
            return Some(Z::real(size));
        }
        let (sin, cos) = self.real_sin_cos(&a.im)?;
        Some(Z { re: self.times(&size, &cos), im: self.times(&size, &sin) })
    }

    /// The principal logarithm.
    pub fn log(self, a: &Z) -> Option<Z> {
        if a.is_zero() {
            return None;
        }
        if a.is_real() {
            let re = self.real(RealFunction::Log, &a.re.size())?;
            let im = if a.is_left() { self.pi().re } else { Real::ZERO };
            return Some(Z { re, im });
        }
        Some(Z { re: self.real(RealFunction::Log, &self.norm(a))?.halve(1), im: self.arg(a)? })
    }

    fn arg(self, a: &Z) -> Option<Real> {
        if let Some(limbs) = self.limbs() {
            return functions::angle(&self.wide(&a.re), &self.wide(&a.im), limbs).map(Real::Wide);
        }
        let pi = self.pi().re;
        let (x, y) = (self.big(&a.re), self.big(&a.im));
        let steep = y.clone().abs() > x.clone().abs();
        if steep {
            let turn = self.real(RealFunction::ArcTan, &Real::Big(self.round(x / y)))?;
            let half = if a.is_below() { pi.halve(1).negate() } else { pi.halve(1) };
            return Some(self.minus(&half, &turn));
        }
        let turn = self.real(RealFunction::ArcTan, &Real::Big(self.round(y / x)))?;
        Some(match (a.is_left(), a.is_below()) {
            (true, true) => self.minus(&turn, &pi),
            (true, false) => self.plus(&turn, &pi),
            (false, _) => turn,
        })
    }

    /// The principal root.
    pub fn sqrt(self, a: &Z) -> Option<Z> {
        if a.is_zero() {
            return Some(self.integer(0));
        }
        if a.is_real() {
            let root = self.real(RealFunction::Sqrt, &a.re.size())?;
            return Some(if a.is_left() { Z { re: Real::ZERO, im: root } } else { Z::real(root) });
        }
        let size = self.real(RealFunction::Sqrt, &self.norm(a))?;
        let large = self.real(RealFunction::Sqrt, &self.plus(&size, &a.re.size()).halve(1))?;
        let small = self.over(&a.im, &large).halve(1);
        Some(if a.is_left() {
            Z { re: small.size(), im: if a.is_below() { large.negate() } else { large } }
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
        let turns = match &a.re {
            re if re.exponent() < 50 => self.integer(2 * (re.to_f64() / 2.0).round() as i64),
            Real::Wide(x) => Z::real(Real::Wide(x.shift(-1).whole_part().shift(1))),
            Real::Big(x) => Z::real(Real::Big((x.clone() >> 1).trunc() << 1)),
        };
        self.sin_cos(&self.mul(&self.sub(a, &turns), &self.pi()))
    }

    /// `(sin a, cos a)`
    pub fn sin_cos(self, a: &Z) -> Option<(Z, Z)> {
        if a.is_real() {
            let (sin, cos) = self.real_sin_cos(&a.re)?;
            return Some((Z::real(sin), Z::real(cos)));
        }
        let up = self.exp(&self.mul(&self.i(), a))?;
        let down = self.div(&self.integer(1), &up)?;
        let cos = self.halve(&self.add(&up, &down), 1);
        let sin = self.halve(&self.sub(&up, &down), 1);
        Some((self.div(&sin, &self.i())?, cos))
    }

    /// The angle whose sine it is, for a real between -1 and 1.
    pub fn arc_sin(self, a: &Z) -> Option<Z> {
        self.real(RealFunction::ArcSin, &a.re).map(Z::real)
    }
}
