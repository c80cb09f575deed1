//! The functions of machine numbers over arrays: one row a name, the function itself chosen by element type from the
//! tables of [`scalar`](super::scalar).

use std::sync::{Arc, LazyLock};

use num_complex::Complex64;

use super::block::BLOCK;
use super::element::{Element, array, scalar_type, take, unify, widen};
use super::elementwise::{map, map_same, zip_same, zip_types};
use super::scalar::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger, complex, real,
};
use super::table::{Kernel, KernelState, row};
use super::{Fault, vector};
use crate::storage;
use crate::value::{Scalar, Value};

/// A function of one number for each element type it takes.
struct Unary {
    integer: Option<fn(i64) -> Option<i64>>,
    real: Option<RealFunction>,
    real_to_integer: Option<fn(f64) -> Option<i64>>,
    complex: Option<fn(Complex64) -> Complex64>,
    complex_to_real: Option<fn(Complex64) -> f64>,
}

/// A function of two numbers for each element type it takes.
struct Binary {
    integer: Option<fn(i64, i64) -> Option<i64>>,
    real: Option<RealBinary>,
    complex: Option<fn(Complex64, Complex64) -> Complex64>,
}

impl Unary {
    fn named(name: &str) -> Unary {
        Unary {
            integer: IntegerFunction::named(name).map(IntegerFunction::function),
            real: RealFunction::named(name),
            real_to_integer: RealToInteger::named(name).map(RealToInteger::function),
            complex: ComplexFunction::named(name).map(ComplexFunction::function),
            complex_to_real: ComplexToReal::named(name).map(ComplexToReal::function),
        }
    }

    fn apply(&self, value: Value) -> Result<Value, Fault> {
        match scalar_type(&value)? {
            Scalar::Integer => match self.integer {
                Some(f) => map_same::<i64>(value, |x| f(x).ok_or(Fault::Overflow)),
                None => self.apply(widen(value, Scalar::Real)?),
            },
            Scalar::Real => {
                if let Some(f) = self.real_to_integer {
                    return map::<f64, i64>(&value, |x| f(x).ok_or(Fault::Overflow));
                }
                let f = self.real.ok_or(Fault::Argument)?;
                map_reals(value, |x, out| vector::real(f, x, out))
            }
            Scalar::Complex => {
                if let Some(f) = self.complex_to_real {
                    return map::<Complex64, f64>(&value, |z| real_or_leave(f(z)));
                }
                let f = self.complex.ok_or(Fault::Argument)?;
                map_same::<Complex64>(value, |z| complex_or_leave(f(z)))
            }
            Scalar::Boolean => Err(Fault::Argument),
        }
    }
}

impl Binary {
    fn named(name: &str) -> Binary {
        Binary {
            integer: IntegerBinary::named(name).map(IntegerBinary::function),
            real: RealBinary::named(name),
            complex: ComplexBinary::named(name).map(ComplexBinary::function),
        }
    }

    fn apply(&self, a: Value, b: Value) -> Result<Value, Fault> {
        let mut pair = [a, b];
        let mut kind = unify(&mut pair)?;
        if kind == Scalar::Integer && self.integer.is_none() {
            kind = Scalar::Real;
        }
        let [a, b] = pair;
        let (a, b) = (widen(a, kind)?, widen(b, kind)?);
        match kind {
            Scalar::Integer => {
                let f = self.integer.ok_or(Fault::Argument)?;
                zip_same::<i64>(a, b, |x, y| f(x, y).ok_or(Fault::Overflow))
            }
            Scalar::Real => {
                let f = self.real.ok_or(Fault::Argument)?;
                zip_reals(f, a, b)
            }
            _ => {
                let f = self.complex.ok_or(Fault::Argument)?;
                zip_same::<Complex64>(a, b, |x, y| complex_or_leave(f(x, y)))
            }
        }
    }
}

pub(super) fn real_or_leave(x: f64) -> Result<f64, Fault> {
    if x.is_nan() { Err(Fault::Domain) } else { Ok(x) }
}

pub(super) fn complex_or_leave(z: Complex64) -> Result<Complex64, Fault> {
    if z.is_nan() { Err(Fault::Domain) } else { Ok(z) }
}

/// A real, or the elements of an array of reals, put through a function of many elements; in place when nobody else holds
/// the array.
fn map_reals(value: Value, f: impl Fn(&[f64], &mut [f64]) -> Result<(), Fault>) -> Result<Value, Fault> {
    let Value::Tensor(shared) = value else {
        let mut out = [0.0];
        f(&[f64::scalar(&value).ok_or(Fault::Argument)?], &mut out)?;
        return Ok(out[0].into());
    };
    match Arc::try_unwrap(shared) {
        Ok(tensor) => {
            let mut own = f64::into_array(tensor).ok_or(Fault::Argument)?;
            let mut block = [0.0; BLOCK];
            for out in own.data_mut().chunks_mut(BLOCK) {
                let x = &mut block[..out.len()];
                x.copy_from_slice(out);
                f(x, out)?;
            }
            Ok(own.into())
        }
        Err(shared) => {
            let from = f64::of(&shared).ok_or(Fault::Argument)?;
            let mut out = storage::elements::<f64>(from.data().len());
            for (x, out) in from.data().chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
                f(x, out)?;
            }
            array(from.dims(), out).map(Value::from)
        }
    }
}

/// A function of two reals over two arrays of one shape, or an array and a number, by blocks; otherwise one by one.
fn zip_reals(function: RealBinary, a: Value, b: Value) -> Result<Value, Fault> {
    let vector = |x: &[f64], y: &[f64], out: &mut [f64]| vector::real_pair(function, x, y, out);
    match (&a, &b) {
        (Value::Tensor(x), Value::Tensor(y)) if x.dims() == y.dims() => {
            let (x, y) = (f64::of(x).ok_or(Fault::Argument)?, f64::of(y).ok_or(Fault::Argument)?);
            let mut out = storage::elements::<f64>(x.data().len());
            let blocks = x.data().chunks(BLOCK).zip(y.data().chunks(BLOCK));
            for ((x, y), out) in blocks.zip(out.chunks_mut(BLOCK)) {
                vector(x, y, out)?;
            }
            array(x.dims(), out).map(Value::from)
        }
        (Value::Tensor(_), Value::Real(y)) => {
            let y = [*y; BLOCK];
            map_reals(a, |x, out| vector(x, &y[..x.len()], out))
        }
        (Value::Real(x), Value::Tensor(_)) => {
            let x = [*x; BLOCK];
            map_reals(b, |y, out| vector(&x[..y.len()], y, out))
        }
        _ => zip_same::<f64>(a, b, |x, y| real_or_leave(function.apply(x, y))),
    }
}

/// Integer powers of reals and complex numbers have their own, exacter definition.
fn power(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    static POWER: LazyLock<Binary> = LazyLock::new(|| Binary::named("Power"));
    let (a, b) = (take(&mut args[0]), take(&mut args[1]));
    match (scalar_type(&a)?, scalar_type(&b)?, &b) {
        (Scalar::Real, Scalar::Integer, Value::Integer(n)) => {
            map_reals(a, |x, out| vector::power(*n, x, out))
        }
        (Scalar::Real, Scalar::Integer, _) => {
            zip_types::<f64, i64, f64>(&a, &b, |x, n| real_or_leave(real::power_integer(x, n)))
        }
        (Scalar::Complex, Scalar::Integer, _) => zip_types::<Complex64, i64, Complex64>(&a, &b, |z, n| {
            complex_or_leave(complex::power_integer(z, n))
        }),
        _ => POWER.apply(a, b),
    }
}

/// Whether all elements are equal, reals up to their last seven binary digits; arrays of different shapes are unequal.
fn equal(args: &[Value]) -> Result<bool, Fault> {
    let mut pair = [args[0].clone(), args[1].clone()];
    let kind = unify(&mut pair)?;
    fn all<T: Element>(a: &Value, b: &Value, same: impl Fn(T, T) -> bool) -> Result<bool, Fault> {
        match (a, b) {
            (Value::Tensor(a), Value::Tensor(b)) => {
                let (a, b) = (T::of(a).ok_or(Fault::Argument)?, T::of(b).ok_or(Fault::Argument)?);
                Ok(a.dims() == b.dims() && a.data().iter().zip(b.data()).all(|(&x, &y)| same(x, y)))
            }
            // A list is neither equal nor unequal to a number.
            (Value::Tensor(_), _) | (_, Value::Tensor(_)) => Err(Fault::Argument),
            (a, b) => Ok(same(T::scalar(a).ok_or(Fault::Argument)?, T::scalar(b).ok_or(Fault::Argument)?)),
        }
    }
    let near = super::scalar::compare::equal;
    match kind {
        Scalar::Integer => all::<i64>(&pair[0], &pair[1], |x, y| x == y),
        Scalar::Real => all::<f64>(&pair[0], &pair[1], near),
        _ => all::<Complex64>(&pair[0], &pair[1], |x, y| near(x.re, y.re) && near(x.im, y.im)),
    }
}

macro_rules! kernels {
    ($($name:literal $min:literal $max:literal;)*) => {
        /// Kernels that apply a function of numbers to each element, or to each pair of elements.
        pub const KERNELS: &[Kernel] = &[
            row("Equal", 2, 2, |_, args| Ok(equal(args)?.into())),
            row("Power", 2, 2, power),
            row("Unequal", 2, 2, |_, args| Ok((!equal(args)?).into())),
            $(row($name, $min, $max, |_, args| {
                static ONE: LazyLock<Unary> = LazyLock::new(|| Unary::named($name));
                static TWO: LazyLock<Binary> = LazyLock::new(|| Binary::named($name));
                match args {
                    [a] => ONE.apply(take(a)),
                    [a, b] => TWO.apply(take(a), take(b)),
                    _ => Err(Fault::Argument),
                }
            }),)*
        ];
    };
}

kernels! {
    "Abs" 1 1;
    "ArcCos" 1 1;
    "ArcCosh" 1 1;
    "ArcCot" 1 1;
    "ArcCoth" 1 1;
    "ArcCsc" 1 1;
    "ArcCsch" 1 1;
    "ArcSec" 1 1;
    "ArcSech" 1 1;
    "ArcSin" 1 1;
    "ArcSinh" 1 1;
    "ArcTan" 1 2;
    "ArcTanh" 1 1;
    "Arg" 1 1;
    "BesselI" 2 2;
    "BesselJ" 2 2;
    "BesselK" 2 2;
    "BesselY" 2 2;
    "Beta" 2 2;
    "Binomial" 2 2;
    "BitAnd" 2 2;
    "BitLength" 1 1;
    "BitNot" 1 1;
    "BitOr" 2 2;
    "BitShiftLeft" 2 2;
    "BitShiftRight" 2 2;
    "BitXor" 2 2;
    "Ceiling" 1 1;
    "Chop" 1 1;
    "Cos" 1 1;
    "Cosh" 1 1;
    "Cot" 1 1;
    "Coth" 1 1;
    "Csc" 1 1;
    "Csch" 1 1;
    "Divide" 2 2;
    "Erf" 1 1;
    "Erfc" 1 1;
    "Exp" 1 1;
    "Factorial" 1 1;
    "Floor" 1 1;
    "FractionalPart" 1 1;
    "GCD" 2 2;
    "Gamma" 1 1;
    "Gudermannian" 1 1;
    "Haversine" 1 1;
    "IntegerLength" 1 1;
    "IntegerPart" 1 1;
    "InverseErf" 1 1;
    "InverseErfc" 1 1;
    "InverseGudermannian" 1 1;
    "InverseHaversine" 1 1;
    "LCM" 2 2;
    "Log" 1 2;
    "Log10" 1 1;
    "Log2" 1 1;
    "LogGamma" 1 1;
    "LogisticSigmoid" 1 1;
    "Mod" 2 2;
    "PolyGamma" 1 1;
    "Quotient" 2 2;
    "Ramp" 1 1;
    "Reciprocal" 1 1;
    "Round" 1 1;
    "Sec" 1 1;
    "Sech" 1 1;
    "Sign" 1 1;
    "Sin" 1 1;
    "Sinc" 1 1;
    "Sinh" 1 1;
    "Sqrt" 1 1;
    "Square" 1 1;
    "Tan" 1 1;
    "Tanh" 1 1;
    "UnitStep" 1 1;
    "Unitize" 1 1;
}
