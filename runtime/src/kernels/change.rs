//! Arrays made longer, shorter or reordered at their first level.

use std::sync::Arc;

use super::Fault;
use super::element::{
    Element, array, count, element_count, integer, integers, owned, scalar_type, take, take_tensor, tensor,
    tensor_type, unify,
};
use super::part::{Spec, get, position, span};
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Array, Dims};
use crate::value::Value;
use crate::with_element;

/// Kernels that change lengths and order.
pub const KERNELS: &[Kernel] = &[
    row("Append", 2, 2, |_, args| insert_at(args, Ok)),
    row("Delete", 2, 2, delete),
    row("Drop", 2, usize::MAX, drop),
    row("First", 1, 1, |_, args| get(tensor(&args[0])?, &[Spec::Index(1)])),
    row("Insert", 3, 3, insert),
    row("Join", 1, usize::MAX, join),
    row("Last", 1, 1, |_, args| get(tensor(&args[0])?, &[Spec::Index(-1)])),
    row("Most", 1, 1, |_, args| shorten(args, 0, 1)),
    row("PadLeft", 1, 3, |_, args| pad(args, true)),
    row("PadRight", 1, 3, |_, args| pad(args, false)),
    row("Prepend", 2, 2, |_, args| insert_at(args, |_| Ok(0))),
    row("Rest", 1, 1, |_, args| shorten(args, 1, 0)),
    row("Reverse", 1, 2, reverse),
    row("Riffle", 2, 2, riffle),
    row("RotateLeft", 1, 2, |_, args| rotate(args, 1)),
    row("RotateRight", 1, 2, |_, args| rotate(args, -1)),
    row("Take", 2, usize::MAX, take_parts),
];

/// Puts an element into the array, at a place found from the array's length. An empty array takes the shape of its
/// first element.
fn insert_at(args: &mut [Value], place: impl Fn(usize) -> Result<usize, Fault>) -> Result<Value, Fault> {
    unify(args)?;
    let mut tensor = take_tensor(&mut args[0])?;
    let element = take(&mut args[1]);
    with_element!(tensor_type(&tensor), T => {
        let place = place(tensor.len())?;
        let mut dims: Dims = tensor.dims().into();
        let inner: &[usize] = if let Value::Tensor(row) = &element { row.dims() } else { &[] };
        if tensor.is_empty() {
            dims.truncate(1);
            dims.extend_from_slice(inner);
        } else if inner != &dims[1..] {
            return Err(Fault::Ragged);
        }
        dims[0] += 1;
        let count = element_count(&dims)?;
        // With another holder only the elements are copied, with room for one more.
        let mut data = match Arc::get_mut(&mut tensor) {
            Some(own) => std::mem::replace(T::of_mut(own).ok_or(Fault::Argument)?, Array::vector(Vec::new())).into_data(),
            None => {
                let mut data = Vec::with_capacity(count);
                data.extend_from_slice(T::of(&tensor).ok_or(Fault::Argument)?.data());
                data
            }
        };
        match &element {
            Value::Tensor(row) => {
                let at = place * row.count();
                let elements = T::of(row).ok_or(Fault::Argument)?.data();
                if at == data.len() {
                    data.extend_from_slice(elements);
                } else {
                    data.splice(at..at, elements.iter().copied());
                }
            }
            scalar => data.insert(place, T::scalar(scalar).ok_or(Fault::Argument)?),
        }
        array(dims, data).map(Value::from)
    })
}

fn insert(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let at = integer(&args[2])?;
    insert_at(&mut args[..2], |length| {
        // Place -1 is after the last element, so that the new element is itself at that place.
        let places = length + 1;
        position(at, places).map_err(|_| Fault::Part { part: at, length })
    })
}

fn delete(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let at = integer(&args[1])?;
    let tensor = take_tensor(&mut args[0])?;
    let at = position(at, tensor.len())?;
    with_element!(tensor_type(&tensor), T => {
        let own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
        let (mut dims, stride): (Dims, usize) = (own.dims().into(), own.stride());
        dims[0] -= 1;
        let mut data = own.into_data();
        data.drain(at * stride..(at + 1) * stride);
        array(dims, data).map(Value::from)
    })
}

/// Without some elements at the start and at the end of the first level.
fn shorten(args: &mut [Value], front: usize, back: usize) -> Result<Value, Fault> {
    let tensor = take_tensor(&mut args[0])?;
    if tensor.len() < front + back {
        return Err(Fault::Part { part: 1, length: tensor.len() });
    }
    with_element!(tensor_type(&tensor), T => {
        let (mut dims, stride): (Dims, usize) =
            (tensor.dims().into(), tensor.dims()[1..].iter().product());
        dims[0] -= front + back;
        let keep = front * stride..(front + dims[0]) * stride;
        let data = match Arc::try_unwrap(tensor) {
            Ok(own) => {
                let mut data = T::into_array(own).ok_or(Fault::Argument)?.into_data();
                data.truncate(keep.end);
                data.drain(..keep.start);
                data
            }
            Err(shared) => T::of(&shared).ok_or(Fault::Argument)?.data()[keep].to_vec(),
        };
        array(dims, data).map(Value::from)
    })
}

fn join(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let scalar = unify(args)?;
    with_element!(scalar, T => {
        let mut dims: Dims = tensor(&args[0])?.dims().into();
        let mut total = 0usize;
        for arg in args.iter() {
            let arg = tensor(arg)?;
            if arg.dims()[1..] != dims[1..] {
                return Err(Fault::Ragged);
            }
            total = total.checked_add(arg.len()).ok_or(Fault::Memory)?;
        }
        dims[0] = total;
        let count = element_count(&dims)?;
        let (first, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
        let mut data = T::into_array(owned(take_tensor(first)?)).ok_or(Fault::Argument)?.into_data();
        data.reserve(count - data.len());
        for arg in rest {
            data.extend_from_slice(T::of(tensor(arg)?).ok_or(Fault::Argument)?.data());
        }
        array(dims, data).map(Value::from)
    })
}

/// What `Take[_, n]` or `Take[_, {first, last, step}]` asks for; `usize::MAX` parts fault as a span does.
fn sequence(spec: &Value, length: usize) -> Result<Spec, Fault> {
    let n = i64::try_from(length).map_err(|_| Fault::Memory)?;
    Ok(match spec {
        Value::Integer(k) if *k >= 0 => Spec::Span { first: 1, last: *k, step: 1 },
        Value::Integer(k) if k.checked_neg().is_some_and(|k| k <= n) => {
            Spec::Span { first: n + k + 1, last: n, step: 1 }
        }
        Value::Integer(k) => return Err(Fault::Span { first: *k, last: -1, length }),
        list => match integers(list)?[..] {
            [at] => Spec::Span { first: at, last: at, step: 1 },
            [first, last] => Spec::Span { first, last, step: 1 },
            [first, last, step] => Spec::Span { first, last, step },
            _ => return Err(Fault::Argument),
        },
    })
}

fn take_parts(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (from, rest) = args.split_first().ok_or(Fault::Argument)?;
    let tensor = tensor(from)?;
    if rest.len() > tensor.rank() {
        return Err(Fault::TooDeep { levels: rest.len(), rank: tensor.rank() });
    }
    let specs = rest.iter().zip(tensor.dims()).map(|(spec, &length)| sequence(spec, length));
    get(tensor, &specs.collect::<Result<Vec<_>, _>>()?)
}

fn drop(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (from, rest) = args.split_first().ok_or(Fault::Argument)?;
    let tensor = tensor(from)?;
    if rest.len() > tensor.rank() {
        return Err(Fault::TooDeep { levels: rest.len(), rank: tensor.rank() });
    }
    let specs = rest.iter().zip(tensor.dims()).map(|(spec, &length)| {
        let Spec::Span { first, last, step } = sequence(spec, length)? else { return Err(Fault::Argument) };
        let dropped = span(first, last, step, length)?.to_vec();
        let mut keep = vec![true; length];
        dropped.iter().for_each(|&at| keep[at] = false);
        Ok(Spec::List((0..length).filter(|&at| keep[at]).map(|at| at as i64 + 1).collect()))
    });
    get(tensor, &specs.collect::<Result<Vec<_>, _>>()?)
}

fn reverse(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let levels = args.get(1).map_or(Ok(vec![1]), integers)?;
    let tensor = take_tensor(&mut args[0])?;
    let mut by = vec![false; tensor.rank()];
    for level in levels {
        let at = usize::try_from(level).ok().filter(|&level| level >= 1 && level <= by.len());
        by[at.ok_or(Fault::Argument)? - 1] = true;
    }
    with_element!(tensor_type(&tensor), T => {
        let mut own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
        let dims: Dims = own.dims().into();
        for (level, _) in by.iter().enumerate().filter(|(_, by)| **by) {
            let stride: usize = dims[level + 1..].iter().product();
            if stride * dims[level] == 0 {
                continue;
            }
            for block in own.data_mut().chunks_exact_mut(stride * dims[level]) {
                for i in 0..dims[level] / 2 {
                    let (head, tail) = block.split_at_mut((dims[level] - 1 - i) * stride);
                    head[i * stride..(i + 1) * stride].swap_with_slice(&mut tail[..stride]);
                }
            }
        }
        Ok(own.into())
    })
}

fn rotate(args: &mut [Value], sign: i64) -> Result<Value, Fault> {
    let shifts = args.get(1).map_or(Ok(vec![1]), integers)?;
    let tensor = take_tensor(&mut args[0])?;
    if shifts.len() > tensor.rank() {
        return Err(Fault::Argument);
    }
    with_element!(tensor_type(&tensor), T => {
        let mut own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
        let dims: Dims = own.dims().into();
        for (level, shift) in shifts.iter().enumerate() {
            let stride: usize = dims[level + 1..].iter().product();
            if stride * dims[level] == 0 {
                continue;
            }
            let length = dims[level] as i128;
            let left = (i128::from(*shift) * i128::from(sign)).rem_euclid(length) as usize * stride;
            if left != 0 {
                own.data_mut().chunks_exact_mut(stride * dims[level]).for_each(|block| block.rotate_left(left));
            }
        }
        Ok(own.into())
    })
}

fn riffle(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let scalar = unify(args)?;
    with_element!(scalar, T => {
        let list = T::of(tensor(&args[0])?).ok_or(Fault::Argument)?;
        let between = match &args[1] {
            Value::Tensor(tensor) => T::of(tensor).ok_or(Fault::Argument)?.clone(),
            scalar => Array::vector(vec![T::scalar(scalar).ok_or(Fault::Argument)?]),
        };
        if list.rank() != 1 || between.rank() != 1 || between.is_empty() {
            return Err(Fault::Shape);
        }
        let n = list.len();
        let ends = matches!(args[1], Value::Tensor(_)) && between.len() == n;
        let mut data = Vec::with_capacity(2 * n);
        for (i, &x) in list.data().iter().enumerate() {
            data.push(x);
            if i + 1 < n || ends {
                data.push(between.data()[i % between.len()]);
            }
        }
        Ok(Array::vector(data).into())
    })
}

/// Pads or cuts a vector to a length; the padding is one number.
fn pad(args: &mut [Value], at_left: bool) -> Result<Value, Fault> {
    let Some(length) = args.get(1).map(count).transpose()? else {
        return Ok(take(&mut args[0]));
    };
    element_count(&[length])?;
    let padding = args.get(2).cloned().unwrap_or(Value::Integer(0));
    let mut pair = [take(&mut args[0]), padding];
    let scalar = unify(&mut pair)?;
    let [vector, padding] = pair;
    with_element!(scalar, T => {
        let Value::Tensor(tensor) = vector else { return Err(Fault::Argument) };
        let own = T::into_array(owned(tensor)).filter(|array| array.rank() == 1).ok_or(Fault::Shape)?;
        if matches!(padding, Value::Tensor(_)) {
            return Err(Fault::Argument);
        }
        let fill = T::scalar(&padding).ok_or(Fault::Argument)?;
        let mut data = own.into_data();
        if at_left {
            let more = length.saturating_sub(data.len());
            data.drain(..data.len().saturating_sub(length));
            data.splice(0..0, std::iter::repeat_n(fill, more));
        } else {
            data.resize(length, fill);
        }
        Ok(Array::vector(data).into())
    })
}

/// The elements of the first level at these positions, from 0.
pub fn pick_rows(value: &Value, positions: &[usize]) -> Result<Value, Fault> {
    let tensor = tensor(value)?;
    with_element!(scalar_type(value)?, T => {
        let from = T::of(tensor).ok_or(Fault::Argument)?;
        let mut dims: Dims = from.dims().into();
        dims[0] = positions.len();
        let mut data = Vec::with_capacity(element_count(&dims)?);
        positions.iter().for_each(|&at| data.extend_from_slice(from.row(at)));
        array(dims, data).map(Value::from)
    })
}
