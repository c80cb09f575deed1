//! One function applied to every element, with scalars and shorter shapes spread over longer ones.
//!
//! Two arrays go together when the lengths of one begin with all lengths of the other, as in the language: a vector
//! of length 2 and a 2 by 3 matrix combine row by row.

use std::sync::Arc;

use super::Fault;
use super::element::{Element, array, owned};
use crate::storage;
use crate::tensor::{Array, Tensor};
use crate::value::Value;

/// The value with `f` applied to each element, in place when nobody else holds the array.
pub fn map_same<T: Element>(value: Value, f: impl Fn(T) -> Result<T, Fault>) -> Result<Value, Fault> {
    let Value::Tensor(shared) = value else {
        return f(T::scalar(&value).ok_or(Fault::Argument)?).map(T::into);
    };
    match Arc::try_unwrap(shared) {
        Ok(tensor) => {
            let mut own = T::into_array(tensor).ok_or(Fault::Argument)?;
            for x in own.data_mut() {
                *x = f(*x)?;
            }
            Ok(own.into())
        }
        Err(shared) => map_array(T::of(&shared).ok_or(Fault::Argument)?, f).map(Value::from),
    }
}

/// The value with `f`, which changes the type, applied to each element.
pub fn map<T: Element, U: Element>(value: &Value, f: impl Fn(T) -> Result<U, Fault>) -> Result<Value, Fault> {
    match value {
        Value::Tensor(tensor) => map_array(T::of(tensor).ok_or(Fault::Argument)?, f).map(Value::from),
        _ => f(T::scalar(value).ok_or(Fault::Argument)?).map(U::into),
    }
}

/// The array with `f` applied to each element.
pub fn map_array<T: Element, U: Element>(
    from: &Array<T>,
    f: impl Fn(T) -> Result<U, Fault>,
) -> Result<Array<U>, Fault> {
    let mut out = storage::elements::<U>(from.data().len());
    for (slot, &x) in out.iter_mut().zip(from.data()) {
        *slot = f(x)?;
    }
    array(from.dims(), out)
}

/// `f` over the elements of two values of the same element type, in place when one of the arrays has no other holder.
pub fn zip_same<T: Element>(
    a: Value,
    b: Value,
    f: impl Fn(T, T) -> Result<T, Fault>,
) -> Result<Value, Fault> {
    let scalar = |value: &Value| T::scalar(value).ok_or(Fault::Argument);
    match (a, b) {
        (Value::Tensor(a), Value::Tensor(b)) => {
            let (rank_a, rank_b) = (a.rank(), b.rank());
            check_prefix(a.dims(), b.dims())?;
            if rank_a >= rank_b && Arc::strong_count(&a) == 1 || Arc::strong_count(&b) != 1 && rank_a > rank_b
            {
                spread(a, &b, f)
            } else if rank_b >= rank_a && Arc::strong_count(&b) == 1 || rank_b > rank_a {
                spread(b, &a, |y, x| f(x, y))
            } else if rank_a > rank_b {
                spread(a, &b, f)
            } else {
                zip_arrays(T::of(&a).ok_or(Fault::Argument)?, T::of(&b).ok_or(Fault::Argument)?, f)
                    .map(Value::from)
            }
        }
        (a @ Value::Tensor(_), b) => {
            let b = scalar(&b)?;
            map_same(a, |x| f(x, b))
        }
        (a, b @ Value::Tensor(_)) => {
            let a = scalar(&a)?;
            map_same(b, |x| f(a, x))
        }
        (a, b) => f(scalar(&a)?, scalar(&b)?).map(T::into),
    }
}

/// `f` over the elements of two values of the same element type, giving another.
pub fn zip<T: Element, U: Element>(
    a: &Value,
    b: &Value,
    f: impl Fn(T, T) -> Result<U, Fault>,
) -> Result<Value, Fault> {
    zip_types::<T, T, U>(a, b, f)
}

/// `f` over the elements of two values of different element types.
pub fn zip_types<S: Element, T: Element, U: Element>(
    a: &Value,
    b: &Value,
    f: impl Fn(S, T) -> Result<U, Fault>,
) -> Result<Value, Fault> {
    match (a, b) {
        (Value::Tensor(a), Value::Tensor(b)) => {
            check_prefix(a.dims(), b.dims())?;
            let (a, b) = (S::of(a).ok_or(Fault::Argument)?, T::of(b).ok_or(Fault::Argument)?);
            let dims = if a.rank() >= b.rank() { a.dims() } else { b.dims() };
            let count = a.data().len().max(b.data().len());
            let mut out = storage::elements::<U>(if dims.contains(&0) { 0 } else { count });
            if !out.is_empty() {
                let (run_a, run_b) = (out.len() / a.data().len(), out.len() / b.data().len());
                for (index, slot) in out.iter_mut().enumerate() {
                    *slot = f(a.data()[index / run_a], b.data()[index / run_b])?;
                }
            }
            array(dims, out).map(Value::from)
        }
        (Value::Tensor(a), b) => {
            let b = T::scalar(b).ok_or(Fault::Argument)?;
            map_array(S::of(a).ok_or(Fault::Argument)?, |x| f(x, b)).map(Value::from)
        }
        (a, Value::Tensor(b)) => {
            let a = S::scalar(a).ok_or(Fault::Argument)?;
            map_array(T::of(b).ok_or(Fault::Argument)?, |y| f(a, y)).map(Value::from)
        }
        (a, b) => f(S::scalar(a).ok_or(Fault::Argument)?, T::scalar(b).ok_or(Fault::Argument)?).map(U::into),
    }
}

fn zip_arrays<T: Element, U: Element>(
    a: &Array<T>,
    b: &Array<T>,
    f: impl Fn(T, T) -> Result<U, Fault>,
) -> Result<Array<U>, Fault> {
    let mut out = storage::elements::<U>(a.data().len());
    for ((slot, &x), &y) in out.iter_mut().zip(a.data()).zip(b.data()) {
        *slot = f(x, y)?;
    }
    array(a.dims(), out)
}

/// `f` over a large array and one whose lengths begin the large one's.
fn spread<T: Element>(
    large: Arc<Tensor>,
    small: &Tensor,
    f: impl Fn(T, T) -> Result<T, Fault>,
) -> Result<Value, Fault> {
    let small = T::of(small).ok_or(Fault::Argument)?;
    let mut large = T::into_array(owned(large)).ok_or(Fault::Argument)?;
    if large.data().is_empty() {
        return Ok(large.into());
    }
    let run = large.data().len() / small.data().len();
    if run == 1 {
        for (x, &y) in large.data_mut().iter_mut().zip(small.data()) {
            *x = f(*x, y)?;
        }
    } else {
        for (chunk, &y) in large.data_mut().chunks_exact_mut(run).zip(small.data()) {
            for x in chunk {
                *x = f(*x, y)?;
            }
        }
    }
    Ok(large.into())
}

/// Whether two shapes go together; the fault names the first lengths that differ.
pub fn check_prefix(a: &[usize], b: &[usize]) -> Result<(), Fault> {
    match a.iter().zip(b).find(|(a, b)| a != b) {
        Some((&left, &right)) => Err(Fault::Lengths { left, right }),
        None => Ok(()),
    }
}
