//! New arrays.

use super::Fault;
use super::element::{
    Element, MAX_ELEMENTS, array, count, count_to_integer, counts, element_count, fits, integer, scalar_type,
    take, tensor, unify,
};
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Array, Dims};
use crate::value::{Scalar, Value};
use crate::with_element;

/// Kernels that make arrays.
pub const KERNELS: &[Kernel] = &[
    row("ConstantArray", 2, 2, constant_array),
    row("Diagonal", 1, 2, diagonal),
    row("DiagonalMatrix", 1, 3, diagonal_matrix),
    row("IdentityMatrix", 1, 1, identity_matrix),
    row("IntegerDigits", 1, 3, integer_digits),
    row("List", 1, usize::MAX, list),
    row("LowerTriangularize", 1, 2, |_, args| triangle(args, |row, column, k| column - row <= k)),
    row("Range", 1, 3, range),
    row("Steps", 3, 3, steps),
    row("UnitVector", 1, 2, unit_vector),
    row("UpperTriangularize", 1, 2, |_, args| triangle(args, |row, column, k| column - row >= k)),
];

/// Number of values of an iterator `{i, first, last, step}` over reals: a last value missed by no more than the
/// rounding of its own computation counts.
pub fn real_steps(first: f64, last: f64, step: f64) -> Result<usize, Fault> {
    let steps = (last - first) / step;
    if step == 0.0 || !steps.is_finite() {
        return Err(Fault::Domain);
    }
    let steps = (steps + 1e-10 * steps.abs().clamp(1.0, 1e5)).floor();
    if steps < 0.0 {
        return Ok(0);
    }
    if steps >= MAX_ELEMENTS as f64 {
        return Err(Fault::Memory);
    }
    Ok(steps as usize + 1)
}

/// Number of values of an iterator `{i, first, last, step}` over integers.
pub fn integer_steps(first: i64, last: i64, step: i64) -> Result<u64, Fault> {
    if step == 0 {
        return Err(Fault::Domain);
    }
    let distance = (i128::from(last) - i128::from(first)) / i128::from(step);
    if (last < first) == (step > 0) && last != first {
        return Ok(0);
    }
    u64::try_from(distance + 1).map_err(|_| Fault::Memory)
}

/// `Steps[first, last, step]`: how many rounds an iterator makes.
fn steps(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let count = match args {
        [Value::Integer(first), Value::Integer(last), Value::Integer(step)] => {
            i64::try_from(integer_steps(*first, *last, *step)?).map_err(|_| Fault::Memory)?
        }
        [first, last, step] => {
            let real = |value: &Value| f64::scalar(value).ok_or(Fault::Argument);
            count_to_integer(real_steps(real(first)?, real(last)?, real(step)?)?)
        }
        _ => return Err(Fault::Argument),
    };
    Ok(Value::Integer(count))
}

fn range(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let mut bounds = match args {
        [last] => [Value::Integer(1), take(last), Value::Integer(1)],
        [first, last] => [take(first), take(last), Value::Integer(1)],
        [first, last, step] => [take(first), take(last), take(step)],
        _ => return Err(Fault::Argument),
    };
    match unify(&mut bounds)? {
        Scalar::Integer => integer_range(integer(&bounds[0])?, integer(&bounds[1])?, integer(&bounds[2])?),
        // One real among the bounds makes all values real.
        Scalar::Real => {
            let [Value::Real(first), Value::Real(last), Value::Real(step)] = bounds else {
                return Err(Fault::Argument);
            };
            let count =
                Some(real_steps(first, last, step)?).filter(|&count| fits(count)).ok_or(Fault::Memory)?;
            Ok(Array::vector((0..count).map(|k| first + k as f64 * step).collect()).into())
        }
        _ => Err(Fault::Argument),
    }
}

fn integer_range(first: i64, last: i64, step: i64) -> Result<Value, Fault> {
    let steps = integer_steps(first, last, step)?;
    let count = usize::try_from(steps).ok().filter(|&count| fits(count)).ok_or(Fault::Memory)?;
    // Each value lies between two machine integers, so nothing wraps.
    Ok(Array::vector((0..count as i64).map(|k| first + k * step).collect()).into())
}

fn constant_array(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let dims: Dims = counts(&args[1])?.into();
    let value = take(&mut args[0]);
    with_element!(scalar_type(&value)?, T => match &value {
        Value::Tensor(inner) => {
            let inner = T::of(inner).ok_or(Fault::Argument)?;
            let outer = element_count(&dims)?;
            let mut all = dims;
            all.extend_from_slice(inner.dims());
            element_count(&all)?;
            array(all, inner.data().repeat(outer)).map(Value::from)
        }
        scalar => {
            let x = T::scalar(scalar).ok_or(Fault::Argument)?;
            let count = element_count(&dims)?;
            if dims.is_empty() {
                return Ok(x.into());
            }
            array(dims, vec![x; count]).map(Value::from)
        }
    })
}

fn identity_matrix(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let sides = counts(&args[0])?;
    let (rows, columns) = match sides[..] {
        [n] => (n, n),
        [rows, columns] => (rows, columns),
        _ => return Err(Fault::Argument),
    };
    let mut data = vec![0i64; element_count(&[rows, columns])?];
    for i in 0..rows.min(columns) {
        data[i * columns + i] = 1;
    }
    array(&[rows, columns][..], data).map(Value::from)
}

/// Row and column, from 0, where the `k`-th diagonal begins.
fn diagonal_start(k: i64) -> Result<(usize, usize), Fault> {
    let distance = usize::try_from(k.unsigned_abs()).map_err(|_| Fault::Memory)?;
    Ok(if k >= 0 { (0, distance) } else { (distance, 0) })
}

fn diagonal_matrix(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let k = args.get(1).map_or(Ok(0), integer)?;
    let side = args.get(2).map(count).transpose()?;
    let tensor = tensor(&args[0])?.clone();
    with_element!(scalar_type(&args[0])?, T => {
        let entries = T::of(&tensor).filter(|array| array.rank() == 1).ok_or(Fault::Shape)?.data();
        let (row, column) = diagonal_start(k)?;
        let side = side.unwrap_or(entries.len().saturating_add(row + column));
        let mut data = vec![T::default(); element_count(&[side, side])?];
        for (i, &entry) in entries.iter().enumerate() {
            if row + i < side && column + i < side {
                data[(row + i) * side + column + i] = entry;
            }
        }
        array(&[side, side][..], data).map(Value::from)
    })
}

fn diagonal(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let k = args.get(1).map_or(Ok(0), integer)?;
    let tensor = tensor(&args[0])?;
    with_element!(scalar_type(&args[0])?, T => {
        let matrix = T::of(tensor).filter(|array| array.rank() == 2).ok_or(Fault::Shape)?;
        let (row, column) = diagonal_start(k)?;
        let (rows, columns) = (matrix.dims()[0], matrix.dims()[1]);
        let length = rows.saturating_sub(row).min(columns.saturating_sub(column));
        Ok(Array::vector((0..length).map(|i| matrix.row(row + i)[column + i]).collect()).into())
    })
}

fn triangle(args: &mut [Value], keep: fn(i64, i64, i64) -> bool) -> Result<Value, Fault> {
    let k = args.get(1).map_or(Ok(0), integer)?;
    let value = take(&mut args[0]);
    with_element!(scalar_type(&value)?, T => {
        let Value::Tensor(tensor) = value else { return Err(Fault::Shape) };
        let mut matrix = T::into_array(super::element::owned(tensor)).filter(|m| m.rank() == 2).ok_or(Fault::Shape)?;
        let columns = matrix.dims()[1];
        for (index, x) in matrix.data_mut().iter_mut().enumerate() {
            let (row, column) = ((index / columns) as i64, (index % columns) as i64);
            if !keep(row, column, k) {
                *x = T::default();
            }
        }
        Ok(matrix.into())
    })
}

fn unit_vector(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (length, k) = match args {
        [k] => (2, count(k)?),
        [n, k] => (count(n)?, count(k)?),
        _ => return Err(Fault::Argument),
    };
    let mut data = vec![0i64; element_count(&[length])?];
    *data.get_mut(k.wrapping_sub(1)).ok_or(Fault::Argument)? = 1;
    Ok(Array::vector(data).into())
}

/// A list of scalars, or of arrays of one shape.
fn list(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let scalar = unify(args)?;
    with_element!(scalar, T => match &args[0] {
        Value::Tensor(first) => {
            let mut dims: Dims = first.dims().into();
            let mut data = Vec::with_capacity(first.count() * args.len());
            for arg in args.iter() {
                let Value::Tensor(row) = arg else { return Err(Fault::Ragged) };
                if row.dims() != &dims[..] {
                    return Err(Fault::Ragged);
                }
                data.extend_from_slice(T::of(row).ok_or(Fault::Argument)?.data());
            }
            dims.insert(0, args.len());
            array(dims, data).map(Value::from)
        }
        _ => {
            let data = args.iter().map(|arg| match arg {
                Value::Tensor(_) => Err(Fault::Ragged),
                arg => T::scalar(arg).ok_or(Fault::Argument),
            });
            Ok(Array::vector(data.collect::<Result<_, _>>()?).into())
        }
    })
}

/// The digits of `n` in `base`, most significant first.
pub fn digits(n: u64, base: u64) -> Vec<i64> {
    let mut digits = Vec::new();
    let mut rest = n;
    loop {
        digits.push((rest % base) as i64);
        rest /= base;
        if rest == 0 {
            break;
        }
    }
    digits.reverse();
    digits
}

fn integer_digits(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let base = match args.get(1) {
        Some(base) => u64::try_from(integer(base)?).ok().filter(|&base| base >= 2).ok_or(Fault::Domain)?,
        None => 10,
    };
    let mut digits = digits(integer(&args[0])?.unsigned_abs(), base);
    if let Some(length) = args.get(2) {
        let length = count(length)?;
        element_count(&[length])?;
        if digits.len() >= length {
            digits.drain(..digits.len() - length);
        } else {
            digits.splice(0..0, std::iter::repeat_n(0, length - digits.len()));
        }
    }
    Ok(Array::vector(digits).into())
}
