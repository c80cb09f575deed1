//! Complex numbers of software reals: the elementary functions by their real parts.

use dashu_base::Sign;

use super::arithmetic::{add, divide, is_zero, make_complex, multiply, negate, parts, subtract, to_f64};
use super::comparison::sign;
use super::software::{self, software, software_constant, software_function};
use super::{BigReal, precision_of};
use crate::expr::Expr;
use crate::kernels::scalar::{ComplexFunction, RealFunction};
use crate::symbol::sym;

/// A complex number with parts of this many digits.
fn prepare(z: &Expr, digits: f64) -> (Expr, Expr) {
    let (re, im) = parts(z);
    let part = |part: &Expr| -> Expr {
        match part {
            // Smaller than any machine number that it may stand beside.
            Expr::Real(0.0) => BigReal { value: software::zero(), precision: 700.0 }.into(),
            _ => software(part, digits).into(),
        }
    };
    (part(re), part(im))
}

fn real(function: RealFunction, x: &Expr) -> Option<Expr> {
    match x {
        Expr::BigReal(x) => software_function(function, x).map(Expr::from),
        _ => None,
    }
}

fn half(digits: f64) -> Expr {
    divide(&software(&Expr::Integer(1), digits).into(), &Expr::Integer(2)).unwrap_or(Expr::Integer(0))
}

fn digits_of(z: &Expr) -> f64 {
    let (re, im) = parts(z);
    // An exact part has none of its own.
    let digits = |part: &Expr| match part {
        Expr::BigReal(part) => part.precision,
        _ => 0.0,
    };
    match digits(re).max(digits(im)) {
        0.0 => super::MACHINE_PRECISION,
        digits => digits.max(1.0),
    }
}

fn i_times(z: &Expr) -> Expr {
    let (re, im) = parts(z);
    make_complex(negate(im), re.clone())
}

fn over_i(z: &Expr) -> Expr {
    let (re, im) = parts(z);
    make_complex(im.clone(), negate(re))
}

fn constant_pi(digits: f64) -> Option<Expr> {
    software_constant(sym::Pi, digits).map(Expr::from)
}

/// The angle of a complex number that is not zero.
pub(super) fn argument(z: &Expr) -> Option<Expr> {
    let (re, im) = parts(z);
    let digits = digits_of(z);
    if is_zero(im) {
        return if sign(re) >= 0 { Some(Expr::Integer(0)) } else { constant_pi(digits) };
    }
    let half_pi = multiply(&constant_pi(digits)?, &half(digits + 10.0));
    if is_zero(re) {
        return Some(if sign(im) > 0 { half_pi } else { negate(&half_pi) });
    }
    let (size_re, size_im) = (absolute(re), absolute(im));
    let steep = sign(&subtract(&size_im, &size_re)) > 0;
    // The angle from the nearer axis, in the first octant.
    let ratio = if steep { divide(&size_re, &size_im)? } else { divide(&size_im, &size_re)? };
    let small = real(RealFunction::ArcTan, &ratio)?;
    let first = if steep { subtract(&half_pi, &small) } else { small };
    let upper = if sign(re) < 0 { subtract(&constant_pi(digits)?, &first) } else { first };
    Some(if sign(im) < 0 { negate(&upper) } else { upper })
}

fn absolute(x: &Expr) -> Expr {
    if sign(x) < 0 { negate(x) } else { x.clone() }
}

fn modulus(z: &Expr) -> Option<Expr> {
    let (re, im) = parts(z);
    if is_zero(im) {
        return Some(absolute(re));
    }
    if is_zero(re) {
        return Some(absolute(im));
    }
    real(RealFunction::Sqrt, &add(&multiply(re, re), &multiply(im, im)))
}

fn log(z: &Expr) -> Option<Expr> {
    let (re, im) = parts(z);
    let size = if is_zero(im) {
        real(RealFunction::Log, &absolute(re))?
    } else if is_zero(re) {
        real(RealFunction::Log, &absolute(im))?
    } else {
        let log = real(RealFunction::Log, &add(&multiply(re, re), &multiply(im, im)))?;
        multiply(&log, &half(digits_of(z) + 10.0))
    };
    Some(make_complex(size, argument(z)?))
}

fn exp(z: &Expr) -> Option<Expr> {
    let (re, im) = parts(z);
    let size = real(RealFunction::Exp, re)?;
    if is_zero(im) {
        return Some(size);
    }
    let direction = make_complex(real(RealFunction::Cos, im)?, real(RealFunction::Sin, im)?);
    Some(multiply(&size, &direction))
}

fn sqrt(z: &Expr) -> Option<Expr> {
    let (re, im) = parts(z);
    if is_zero(im) {
        let root = real(RealFunction::Sqrt, &absolute(re))?;
        return Some(if sign(re) >= 0 { root } else { make_complex(Expr::Integer(0), root) });
    }
    let size = modulus(z)?;
    let large = real(RealFunction::Sqrt, &multiply(&add(&size, &absolute(re)), &half(digits_of(z) + 10.0)))?;
    let small = divide(im, &add(&large, &large))?;
    Some(if sign(re) >= 0 {
        make_complex(large, small)
    } else {
        let up = sign(im) > 0;
        make_complex(absolute(&small), if up { large } else { negate(&large) })
    })
}

fn sin_cos(z: &Expr) -> Option<(Expr, Expr)> {
    let (x, y) = parts(z);
    let (sin, cos) = (real(RealFunction::Sin, x)?, real(RealFunction::Cos, x)?);
    let (sinh, cosh) = (real(RealFunction::Sinh, y)?, real(RealFunction::Cosh, y)?);
    let sin_z = make_complex(multiply(&sin, &cosh), multiply(&cos, &sinh));
    let cos_z = make_complex(multiply(&cos, &cosh), negate(&multiply(&sin, &sinh)));
    Some((sin_z, cos_z))
}

/// `log(i z + sqrt(1 - z^2)) / i`, on the side where the sum does not cancel.
fn arc_sin(z: &Expr) -> Option<Expr> {
    let root = sqrt(&subtract(&Expr::Integer(1), &multiply(z, z)))?;
    let iz = i_times(z);
    let (plus, minus) = (add(&root, &iz), subtract(&root, &iz));
    let size = |z: &Expr| to_f64(&modulus(z).unwrap_or(Expr::Integer(0)));
    if size(&plus) >= size(&minus) {
        Some(over_i(&log(&plus)?))
    } else {
        Some(negate(&over_i(&log(&minus)?)))
    }
}

fn arc_tanh(z: &Expr) -> Option<Expr> {
    let (plus, minus) = (add(&Expr::Integer(1), z), subtract(&Expr::Integer(1), z));
    let difference = subtract(&log(&plus)?, &log(&minus)?);
    Some(multiply(&difference, &half(digits_of(z) + 10.0)))
}

/// A function of a complex number whose parts are software reals or exact, with the digits its parts allow. None at
/// a pole and where the function is not known to any precision.
pub fn software_complex_function(function: ComplexFunction, z: &Expr) -> Option<Expr> {
    let given = precision_of(z);
    let digits = digits_of(z);
    // Digits more for the formulas' own cancellation; the result is cut back to what was given.
    let (re, im) = prepare(z, digits);
    let extend = |part: Expr| -> Expr {
        match part {
            Expr::BigReal(part) if part.precision < digits + 12.0 => {
                super::with_digits(&Expr::BigReal(part), digits + 12.0).into()
            }
            other => other,
        }
    };
    let wide = make_complex(extend(re), extend(im));
    let value = evaluate(function, &wide)?;
    let (re, im) = parts(&value);
    let cut = |part: &Expr| -> Expr {
        match part {
            Expr::BigReal(part) if part.precision > given => {
                super::with_digits(&Expr::BigReal(part.clone()), given.max(1.0)).into()
            }
            other => other.clone(),
        }
    };
    Some(make_complex(cut(re), cut(im)))
}

fn evaluate(function: ComplexFunction, z: &Expr) -> Option<Expr> {
    use ComplexFunction as F;
    let one = Expr::Integer(1);
    let inverse = |value: Option<Expr>| divide(&one, &value?);
    let reciprocal = || divide(&one, z);
    let doubled = |value: Option<Expr>| value.map(|value| add(&value, &value));
    let halved = || multiply(z, &half(digits_of(z) + 10.0));
    match function {
        F::Exp => exp(z),
        F::Log => log(z),
        F::Log2 => divide(&log(z)?, &real(RealFunction::Log, &software(&2.into(), digits_of(z)).into())?),
        F::Log10 => divide(&log(z)?, &real(RealFunction::Log, &software(&10.into(), digits_of(z)).into())?),
        F::Sqrt => sqrt(z),
        F::Sin => sin_cos(z).map(|(sin, _)| sin),
        F::Cos => sin_cos(z).map(|(_, cos)| cos),
        F::Tan => sin_cos(z).and_then(|(sin, cos)| divide(&sin, &cos)),
        F::Cot => sin_cos(z).and_then(|(sin, cos)| divide(&cos, &sin)),
        F::Sec => inverse(evaluate(F::Cos, z)),
        F::Csc => inverse(evaluate(F::Sin, z)),
        F::Sinh => evaluate(F::Sin, &i_times(z)).map(|value| over_i(&value)),
        F::Cosh => evaluate(F::Cos, &i_times(z)),
        F::Tanh => evaluate(F::Tan, &i_times(z)).map(|value| over_i(&value)),
        F::Coth => evaluate(F::Cot, &i_times(z)).map(|value| i_times(&value)),
        F::Sech => inverse(evaluate(F::Cosh, z)),
        F::Csch => inverse(evaluate(F::Sinh, z)),
        F::ArcSin => arc_sin(z),
        F::ArcCos => {
            let half_pi = multiply(&constant_pi(digits_of(z))?, &half(digits_of(z) + 10.0));
            Some(subtract(&half_pi, &arc_sin(z)?))
        }
        F::ArcTan => arc_tanh(&i_times(z)).map(|value| over_i(&value)),
        F::ArcCot => evaluate(F::ArcTan, &reciprocal()?),
        F::ArcSec => evaluate(F::ArcCos, &reciprocal()?),
        F::ArcCsc => evaluate(F::ArcSin, &reciprocal()?),
        F::ArcSinh => arc_sin(&i_times(z)).map(|value| over_i(&value)),
        F::ArcCosh => {
            // log(z + sqrt(z - 1) sqrt(z + 1))
            let product = multiply(&sqrt(&subtract(z, &one))?, &sqrt(&add(z, &one))?);
            log(&add(z, &product))
        }
        F::ArcTanh => arc_tanh(z),
        F::ArcCoth => arc_tanh(&reciprocal()?),
        F::ArcSech => evaluate(F::ArcCosh, &reciprocal()?),
        F::ArcCsch => evaluate(F::ArcSinh, &reciprocal()?),
        F::Sinc => divide(&evaluate(F::Sin, z)?, z),
        F::LogisticSigmoid => inverse(exp(&negate(z)).map(|value| add(&one, &value))),
        F::Haversine => evaluate(F::Sin, &halved()).map(|sin| multiply(&sin, &sin)),
        F::InverseHaversine => doubled(sqrt(z).and_then(|root| arc_sin(&root))),
        F::Gudermannian => {
            doubled(evaluate(F::Tanh, &halved()).and_then(|value| evaluate(F::ArcTan, &value)))
        }
        F::InverseGudermannian => doubled(evaluate(F::Tan, &halved()).and_then(|value| arc_tanh(&value))),
        F::Minus => Some(negate(z)),
        F::Conjugate => Some(super::conjugate(z)),
        F::Reciprocal => reciprocal(),
        F::Square => Some(multiply(z, z)),
        F::Sign => divide(z, &modulus(z)?),
        F::Chop => Some(z.clone()),
        // Of machine numbers only.
        F::Gamma | F::LogGamma => None,
    }
}

/// `base^exponent = exp(exponent log base)` for numbers of which one is complex or the base negative.
pub fn software_complex_power(base: &Expr, exponent: &Expr, digits: f64) -> Option<Expr> {
    let digits = if digits.is_finite() { digits } else { super::MACHINE_PRECISION };
    // The digits of the product before its point say nothing of the angle and the size.
    let turns = |z: &Expr| match z {
        Expr::Complex(z) => software_size(&z.re).max(software_size(&z.im)),
        real => software_size(real),
    };
    let wide = digits + 24.0 + turns(exponent).clamp(0.0, 20.0);
    let extend = |z: &Expr| {
        let (re, im) = parts(z);
        let part = |part: &Expr| -> Expr { super::with_digits(part, wide).into() };
        if is_zero(im) { part(re) } else { make_complex(part(re), part(im)) }
    };
    let value = exp(&multiply(&extend(exponent), &log(&extend(base))?))?;
    let (re, im) = parts(&value);
    let cut = |part: &Expr| -> Expr {
        match part {
            Expr::BigReal(value) if is_negligible(value, &value_size(re, im)) => {
                BigReal { value: software::zero(), precision: digits - value_size(re, im) }.into()
            }
            Expr::BigReal(value) => {
                let cut = super::with_digits(&Expr::BigReal(value.clone()), digits);
                cut.into()
            }
            other => other.clone(),
        }
    };
    Some(make_complex(cut(re), cut(im)))
}

/// The decimal exponent of a real number of any kind.
fn software_size(x: &Expr) -> f64 {
    software::log10_abs(&software(x, super::MACHINE_PRECISION).value)
}

fn value_size(re: &Expr, im: &Expr) -> f64 {
    let size = |part: &Expr| match part {
        Expr::BigReal(part) => software::log10_abs(&part.value),
        _ => f64::NEG_INFINITY,
    };
    size(re).max(size(im))
}

/// Whether a part is nothing but the rounding of the whole.
fn is_negligible(part: &BigReal, size: &f64) -> bool {
    software::log10_abs(&part.value) < size - part.precision.max(1.0) - 1.0
        || part.value.sign() == Sign::Positive && part.value.repr().significand().is_zero()
}
