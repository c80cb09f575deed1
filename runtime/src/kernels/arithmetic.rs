//! Arithmetic over arrays.

use num_complex::Complex64;

use super::Fault;
use super::element::{Element, scalar_type, take, unify, widen};
use super::elementwise::{map, map_same, zip_same};
use super::table::{Kernel, KernelState, row};
use crate::tensor::Tensor;
use crate::value::{Scalar, Value};
use crate::with_element;

/// Arithmetic kernels.
pub const KERNELS: &[Kernel] = &[
    row("Conjugate", 1, 1, conjugate),
    row("Im", 1, 1, im),
    row("Minus", 1, 1, minus),
    row("N", 1, 1, to_real),
    row("Plus", 1, usize::MAX, plus),
    row("Re", 1, 1, re),
    row("SameQ", 2, 2, same),
    row("Subtract", 2, 2, subtract),
    row("Times", 1, usize::MAX, times),
    row("ToComplex", 1, 1, to_complex),
];

macro_rules! fold_kernel {
    ($name:ident, $method:ident) => {
        /// Of all arguments, from the left.
        pub fn $name(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
            let (first, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
            let mut result = take(first);
            for arg in rest {
                let mut pair = [result, take(arg)];
                let scalar = unify(&mut pair)?;
                let [a, b] = pair;
                result = with_element!(scalar, T => zip_same::<T>(a, b, T::$method))?;
            }
            Ok(result)
        }
    };
}

fold_kernel!(plus, add);
fold_kernel!(subtract, sub);
fold_kernel!(times, mul);

fn minus(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    with_element!(scalar_type(&value)?, T => map_same::<T>(value, T::neg))
}

fn conjugate(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    match scalar_type(&value)? {
        Scalar::Complex => map_same::<Complex64>(value, |z| Ok(z.conj())),
        _ => Ok(value),
    }
}

fn re(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    match scalar_type(&value)? {
        Scalar::Complex => map::<Complex64, f64>(&value, |z| Ok(z.re)),
        _ => Ok(value),
    }
}

fn im(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    match scalar_type(&value)? {
        Scalar::Complex => map::<Complex64, f64>(&value, |z| Ok(z.im)),
        // The imaginary part of any real is an exact zero.
        Scalar::Real => map::<f64, i64>(&value, |_| Ok(0)),
        _ => map::<i64, i64>(&value, |_| Ok(0)),
    }
}

fn to_real(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    match scalar_type(&value)? {
        Scalar::Integer => widen(value, Scalar::Real),
        _ => Ok(value),
    }
}

fn to_complex(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    widen(take(&mut args[0]), Scalar::Complex)
}

/// Whether two values are the same: type, shape and every element.
fn same(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let equal = match (&args[0], &args[1]) {
        (Value::Tensor(a), Value::Tensor(b)) => a == b || (a.count() == 0 && a.dims() == b.dims()),
        (a, b) => a == b,
    };
    Ok(equal.into())
}

/// Whether every real and complex element of the tensor is finite.
pub fn is_finite(tensor: &Tensor) -> bool {
    match tensor {
        Tensor::Integer(_) => true,
        Tensor::Real(array) => all_in_groups(array.data(), |x| x.is_finite()),
        Tensor::Complex(array) => all_in_groups(array.data(), |z| z.is_finite()),
    }
}

/// Whether something holds for all: a group of elements at a time, without a branch for each.
fn all_in_groups<T: Copy>(elements: &[T], holds: impl Fn(T) -> bool) -> bool {
    elements.chunks(256).all(|group| group.iter().fold(true, |all, &x| all & holds(x)))
}
