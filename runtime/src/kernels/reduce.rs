//! Sums, extremes and simple statistics of arrays.
//!
//! Sums run from the first element to the last, so that the evaluator, which adds lists of any kind one by one, gives
//! the same bits.

use std::cmp::Ordering;

use num_complex::Complex64;

use super::Fault;
use super::element::{
    Element, array, count, integer, owned, scalar_type, take, take_tensor, tensor, tensor_type, unify, widen,
};
use super::elementwise::map_same;
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Array, Dims, Tensor};
use crate::value::{Scalar, Value};
use crate::with_element;

/// Kernels that reduce.
pub const KERNELS: &[Kernel] = &[
    row("Accumulate", 1, 1, accumulate),
    row("Clip", 1, 3, clip),
    row("Differences", 1, 3, differences),
    row("Max", 1, usize::MAX, |_, args| extreme(args, Ordering::Greater)),
    row("Mean", 1, 1, mean),
    row("Median", 1, 1, median),
    row("Min", 1, usize::MAX, |_, args| extreme(args, Ordering::Less)),
    row("Norm", 1, 2, norm),
    row("Normalize", 1, 1, normalize),
    row("StandardDeviation", 1, 1, standard_deviation),
    row("Total", 1, 2, total),
    row("Variance", 1, 1, variance),
];

/// One value for each place of the inner levels, made from the values there along the first level.
fn along_first<T: Element, U: Element>(
    from: &Array<T>,
    mut f: impl FnMut(&mut dyn Iterator<Item = T>) -> Result<U, Fault>,
) -> Result<Value, Fault> {
    if from.rank() == 1 {
        return f(&mut from.data().iter().copied()).map(U::into);
    }
    let stride = from.stride();
    let mut out = Vec::with_capacity(stride);
    for column in 0..stride {
        out.push(f(&mut from.data().iter().copied().skip(column).step_by(stride))?);
    }
    array(&from.dims()[1..], out).map(Value::from)
}

/// The sum over the first level.
pub fn total_first<T: Element>(from: &Array<T>) -> Result<Value, Fault> {
    if from.rank() == 1 {
        let mut sum = from.data().first().copied().unwrap_or_default();
        for &x in from.data().iter().skip(1) {
            sum = sum.add(x)?;
        }
        return Ok(sum.into());
    }
    let stride = from.stride();
    let mut sum = vec![T::default(); stride];
    for i in 0..from.len() {
        let row = from.row(i);
        if i == 0 {
            sum.copy_from_slice(row);
            continue;
        }
        for (sum, &x) in sum.iter_mut().zip(row) {
            *sum = sum.add(x)?;
        }
    }
    array(&from.dims()[1..], sum).map(Value::from)
}

fn total(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let mut value = Value::Tensor(take_tensor(&mut args[0])?);
    let rank = tensor(&value)?.rank();
    // Levels 1 through n; -1 is the innermost.
    let levels = match args.get(1).map(integer).transpose()? {
        None => 1,
        Some(n) if n >= 0 => usize::try_from(n).map_err(|_| Fault::Argument)?.min(rank),
        Some(n) => rank
            .checked_sub(usize::try_from(-(n + 1)).map_err(|_| Fault::Argument)?)
            .ok_or(Fault::Argument)?,
    };
    for _ in 0..levels {
        let level = tensor(&value)?.clone();
        value = with_element!(tensor_type(&level), T => total_first(T::of(&level).ok_or(Fault::Argument)?))?;
    }
    Ok(value)
}

fn accumulate(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let tensor = take_tensor(&mut args[0])?;
    with_element!(tensor_type(&tensor), T => {
        let mut own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
        let stride = own.stride();
        if stride == 1 {
            let mut sum: Option<T> = None;
            for x in own.data_mut() {
                let next = match sum {
                    Some(sum) => sum.add(*x)?,
                    None => *x,
                };
                *x = next;
                sum = Some(next);
            }
        } else {
            let data = own.data_mut();
            for at in stride..data.len() {
                data[at] = data[at - stride].add(data[at])?;
            }
        }
        Ok(own.into())
    })
}

fn differences(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let times = args.get(1).map_or(Ok(1), count)?;
    let apart = args.get(2).map_or(Ok(1), count)?;
    let tensor = take_tensor(&mut args[0])?;
    if apart == 0 {
        return Err(Fault::Argument);
    }
    with_element!(tensor_type(&tensor), T => {
        let mut own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
        let (mut dims, stride): (Dims, usize) = (own.dims().into(), own.stride());
        let mut length = dims[0];
        for _ in 0..times.min(dims[0] + 1) {
            length = length.saturating_sub(apart);
            let data = own.data_mut();
            for at in 0..length * stride {
                data[at] = data[at + apart * stride].sub(data[at])?;
            }
        }
        let mut data = own.into_data();
        data.truncate(length * stride);
        dims[0] = length;
        array(dims, data).map(Value::from)
    })
}

/// The argument as reals or complex numbers, with at least `least` elements.
fn inexact(args: &mut [Value], least: usize) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    let kind = scalar_type(&value)?.max(Scalar::Real);
    if tensor(&value)?.len() < least {
        return Err(Fault::Shape);
    }
    widen(value, kind)
}

fn mean(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(args, 1)?;
    let length = tensor(&value)?.len() as f64;
    match &**tensor(&value)? {
        Tensor::Real(array) => map_same::<f64>(total_first(array)?, |x| Ok(x / length)),
        Tensor::Complex(array) => map_same::<Complex64>(total_first(array)?, |z| Ok(z / length)),
        Tensor::Integer(_) => Err(Fault::Argument),
    }
}

/// Sum of squared distances from the mean over the length less one.
pub fn variance_of(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)
}

fn variance(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(args, 2)?;
    match &**tensor(&value)? {
        Tensor::Real(array) => along_first(array, |column| Ok(variance_of(&column.collect::<Vec<_>>()))),
        Tensor::Complex(array) => along_first(array, |column| {
            let values: Vec<Complex64> = column.collect();
            let n = values.len() as f64;
            let mean = values.iter().sum::<Complex64>() / n;
            Ok(values.iter().map(|z| (z - mean).norm_sqr()).sum::<f64>() / (n - 1.0))
        }),
        Tensor::Integer(_) => Err(Fault::Argument),
    }
}

fn standard_deviation(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    map_same::<f64>(variance(state, args)?, |x| Ok(x.sqrt()))
}

fn median(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(args, 1)?;
    match &**tensor(&value)? {
        Tensor::Real(array) => along_first(array, |column| {
            let mut values: Vec<f64> = column.collect();
            let middle = values.len() / 2;
            let odd = values.len() % 2 == 1;
            let (below, &mut upper, _) = values.select_nth_unstable_by(middle, |a, b| a.order(*b));
            if odd {
                return Ok(upper);
            }
            let lower = below.iter().copied().max_by(|a, b| a.order(*b)).unwrap_or(upper);
            Ok((lower + upper) / 2.0)
        }),
        _ => Err(Fault::Argument),
    }
}

fn extreme(args: &mut [Value], wanted: Ordering) -> Result<Value, Fault> {
    if unify(args)? == Scalar::Complex {
        return Err(Fault::Domain);
    }
    let kind = scalar_type(&args[0])?;
    with_element!(kind, T => {
        let mut best: Option<T> = None;
        let mut see = |x: T| {
            if best.is_none_or(|best| x.order(best) == wanted) {
                best = Some(x);
            }
        };
        for arg in args.iter() {
            match arg {
                Value::Tensor(tensor) => T::of(tensor).ok_or(Fault::Argument)?.data().iter().for_each(|&x| see(x)),
                scalar => see(T::scalar(scalar).ok_or(Fault::Argument)?),
            }
        }
        best.map(T::into).ok_or(Fault::Domain)
    })
}

fn clip(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let pair = |value: Option<&Value>, default: Value| -> Result<[Value; 2], Fault> {
        let Some(value) = value else { return Ok([default.clone(), default]) };
        let tensor = tensor(value)?;
        if tensor.dims() != [2] {
            return Err(Fault::Shape);
        }
        with_element!(tensor_type(tensor), T => {
            let ends = T::of(tensor).ok_or(Fault::Argument)?.data();
            Ok([ends[0].into(), ends[1].into()])
        })
    };
    let [low, high] = match args.get(1) {
        Some(ends) => pair(Some(ends), Value::Void)?,
        None => [Value::Integer(-1), Value::Integer(1)],
    };
    let [below, above] = match args.get(2) {
        Some(ends) => pair(Some(ends), Value::Void)?,
        None => [low.clone(), high.clone()],
    };
    let mut all = [take(&mut args[0]), low, high, below, above];
    let kind = unify(&mut all)?;
    if kind == Scalar::Complex {
        return Err(Fault::Domain);
    }
    with_element!(kind, T => {
        let [value, ends @ ..] = all;
        let end = |k: usize| T::scalar(&ends[k]).ok_or(Fault::Argument);
        let (low, high, below, above) = (end(0)?, end(1)?, end(2)?, end(3)?);
        map_same::<T>(value, |x| {
            Ok(if x.order(low) == Ordering::Less {
                below
            } else if x.order(high) == Ordering::Greater {
                above
            } else {
                x
            })
        })
    })
}

/// Absolute values of the elements.
fn absolute(tensor: &Tensor) -> Vec<f64> {
    match tensor {
        Tensor::Integer(array) => {
            array.data().iter().map(|&x| super::element::integer_to_real(x).abs()).collect()
        }
        Tensor::Real(array) => array.data().iter().map(|x| x.abs()).collect(),
        Tensor::Complex(array) => array.data().iter().map(|z| z.norm()).collect(),
    }
}

/// The Euclidean length of a vector, scaled where squares would overflow or vanish.
pub fn euclidean(values: &[f64]) -> f64 {
    let sum: f64 = values.iter().map(|x| x * x).sum();
    if sum.is_finite() && sum > f64::MIN_POSITIVE {
        return sum.sqrt();
    }
    let largest = values.iter().fold(0.0, |a: f64, x| a.max(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    largest * values.iter().map(|x| (x / largest) * (x / largest)).sum::<f64>().sqrt()
}

fn norm(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    let Value::Tensor(tensor) = &value else {
        return match value {
            Value::Integer(x) => x.checked_abs().map(Value::Integer).ok_or(Fault::Overflow),
            Value::Real(x) => Ok(x.abs().into()),
            Value::Complex(z) => Ok(z.norm().into()),
            _ => Err(Fault::Argument),
        };
    };
    let p = match args.get(1) {
        None => 2.0,
        Some(p) => f64::scalar(p).filter(|&p| p >= 1.0).ok_or(Fault::Domain)?,
    };
    match tensor.rank() {
        1 => {
            let values = absolute(tensor);
            Ok(Value::Real(if p == 2.0 {
                euclidean(&values)
            } else if p == 1.0 {
                values.iter().sum()
            } else if p.is_infinite() {
                values.iter().copied().fold(0.0, f64::max)
            } else {
                values.iter().map(|x| pxfm::f_pow(*x, p)).sum::<f64>().powf(1.0 / p)
            }))
        }
        2 if p == 2.0 => Ok(super::eigen::singular_values(tensor)?.first().copied().unwrap_or(0.0).into()),
        _ => Err(Fault::Shape),
    }
}

fn normalize(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(args, 0)?;
    if tensor(&value)?.rank() != 1 {
        return Err(Fault::Shape);
    }
    let Value::Real(length) = norm(state, &mut [value.clone()])? else { return Err(Fault::Argument) };
    if length == 0.0 {
        return Ok(value);
    }
    match scalar_type(&value)? {
        Scalar::Complex => map_same::<Complex64>(value, |z| Ok(z / length)),
        _ => map_same::<f64>(value, |x| Ok(x / length)),
    }
}
