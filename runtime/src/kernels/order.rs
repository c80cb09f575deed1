//! Arrays sorted, searched and compared.

use std::cmp::Ordering;

use super::Fault;
use super::change::pick_rows;
use super::element::{
    Element, array, count_to_integer, integer, owned, scalar_type, take, take_tensor, tensor, tensor_type,
    unify,
};
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Array, Tensor};
use crate::value::Value;
use crate::with_element;

/// Kernels that order and search.
pub const KERNELS: &[Kernel] = &[
    row("Complement", 2, usize::MAX, |_, args| {
        set_operation(args, |counts| counts[0] > 0 && counts[1..].iter().all(|&n| n == 0))
    }),
    row("Count", 2, 2, |_, args| Ok(count_to_integer(matches(args, 1)?.len()).into())),
    row("DeleteDuplicates", 1, 1, delete_duplicates),
    row("FreeQ", 2, 2, |_, args| Ok(matches(args, usize::MAX)?.is_empty().into())),
    row("Intersection", 1, usize::MAX, |_, args| set_operation(args, |counts| counts.iter().all(|&n| n > 0))),
    row("MemberQ", 2, 2, |_, args| Ok((!matches(args, 1)?.is_empty()).into())),
    row("OrderedQ", 1, 1, ordered),
    row("Ordering", 1, 2, ordering),
    row("Position", 2, 2, position),
    row("Sort", 1, 1, sort),
    row("Union", 1, usize::MAX, |_, args| set_operation(args, |_| true)),
];

/// The order of two rows of one length: by the first elements that differ.
fn order_rows<T: Element>(a: &[T], b: &[T]) -> Ordering {
    a.iter().zip(b).map(|(&a, &b)| a.order(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The positions of the parts of the first level in canonical order, equal ones in the order they stand.
pub fn sorted_positions<T: Element>(from: &Array<T>) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..from.len()).collect();
    if from.rank() == 1 {
        let data = from.data();
        positions.sort_by(|&a, &b| data[a].order(data[b]));
    } else {
        positions.sort_by(|&a, &b| order_rows(from.row(a), from.row(b)));
    }
    positions
}

fn sort(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let tensor = take_tensor(&mut args[0])?;
    with_element!(tensor_type(&tensor), T => {
        if tensor.rank() == 1 {
            let mut own = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
            own.data_mut().sort_by(|a, b| a.order(*b));
            return Ok(own.into());
        }
        let positions = sorted_positions(T::of(&tensor).ok_or(Fault::Argument)?);
        pick_rows(&Value::Tensor(tensor), &positions)
    })
}

fn ordered(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let tensor = tensor(&args[0])?;
    with_element!(tensor_type(tensor), T => {
        let from = T::of(tensor).ok_or(Fault::Argument)?;
        Ok((1..from.len()).all(|i| order_rows(from.row(i - 1), from.row(i)).is_le()).into())
    })
}

fn ordering(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let tensor = tensor(&args[0])?;
    let mut positions =
        with_element!(tensor_type(tensor), T => Ok(sorted_positions(T::of(tensor).ok_or(Fault::Argument)?)))?;
    if let Some(n) = args.get(1) {
        let n = integer(n)?;
        let wanted = usize::try_from(n.unsigned_abs()).map_err(|_| Fault::Argument)?;
        let length = positions.len();
        if n >= 0 {
            positions.truncate(wanted);
        } else {
            positions.drain(..length.saturating_sub(wanted));
        }
    }
    Ok(Array::vector(positions.into_iter().map(|at| count_to_integer(at + 1)).collect()).into())
}

/// The distinct parts of all arguments, in order, of which `keep` approves given how often each argument has it.
fn set_operation(args: &mut [Value], keep: impl Fn(&[usize]) -> bool) -> Result<Value, Fault> {
    let kind = unify(args)?;
    with_element!(kind, T => {
        let arrays = args
            .iter()
            .map(|arg| T::of(tensor(arg)?).ok_or(Fault::Argument))
            .collect::<Result<Vec<&Array<T>>, Fault>>()?;
        if arrays.iter().any(|array| array.dims()[1..] != arrays[0].dims()[1..]) {
            return Err(Fault::Ragged);
        }
        let mut rows: Vec<(usize, &[T])> = arrays
            .iter()
            .enumerate()
            .flat_map(|(source, array)| (0..array.len()).map(move |i| (source, array.row(i))))
            .collect();
        rows.sort_by(|a, b| order_rows(a.1, b.1));
        let (mut data, mut length) = (Vec::new(), 0);
        for run in rows.chunk_by(|a, b| order_rows(a.1, b.1).is_eq()) {
            let mut counts = vec![0; arrays.len()];
            run.iter().for_each(|&(source, _)| counts[source] += 1);
            if keep(&counts) {
                data.extend_from_slice(run[0].1);
                length += 1;
            }
        }
        let mut dims: crate::tensor::Dims = arrays[0].dims().into();
        dims[0] = length;
        array(dims, data).map(Value::from)
    })
}

fn delete_duplicates(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = take(&mut args[0]);
    let tensor = tensor(&value)?;
    let positions = with_element!(tensor_type(tensor), T => {
        let from = T::of(tensor).ok_or(Fault::Argument)?;
        let mut positions = sorted_positions(from);
        positions.dedup_by(|later, first| order_rows(from.row(*later), from.row(*first)).is_eq());
        positions.sort_unstable();
        Ok::<_, Fault>(positions)
    })?;
    pick_rows(&value, &positions)
}

/// Where the second argument stands in the first, down to a level: positions from 0 as offsets of elements.
fn matches(args: &[Value], deepest: usize) -> Result<Vec<usize>, Fault> {
    let from = tensor(&args[0])?;
    // Elements of another type are never the same.
    if scalar_type(&args[1])? != tensor_type(from) {
        return Ok(Vec::new());
    }
    with_element!(tensor_type(from), T => {
        let data = T::of(from).ok_or(Fault::Argument)?.data();
        match &args[1] {
            Value::Tensor(wanted) => {
                let level = from.rank().checked_sub(wanted.rank());
                if !level.is_some_and(|level| level >= 1 && level <= deepest && &from.dims()[level..] == wanted.dims())
                    || wanted.count() == 0
                {
                    return Ok(Vec::new());
                }
                let wanted = T::of(wanted).ok_or(Fault::Argument)?.data();
                Ok(data.chunks_exact(wanted.len()).enumerate().filter(|(_, row)| *row == wanted).map(|(i, _)| i).collect())
            }
            _ if from.rank() > deepest => Ok(Vec::new()),
            scalar => {
                let wanted = T::scalar(scalar).ok_or(Fault::Argument)?;
                Ok(data.iter().enumerate().filter(|(_, x)| **x == wanted).map(|(i, _)| i).collect())
            }
        }
    })
}

fn position(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let found = matches(args, usize::MAX)?;
    let from: &Tensor = tensor(&args[0])?;
    let levels = match &args[1] {
        Value::Tensor(wanted) => from.rank().saturating_sub(wanted.rank()).max(1),
        _ => from.rank(),
    };
    let mut data = Vec::with_capacity(found.len() * levels);
    for &at in &found {
        let mut stride: usize = from.dims()[..levels].iter().product();
        let mut rest = at;
        for &n in &from.dims()[..levels] {
            stride /= n;
            data.push(count_to_integer(rest / stride + 1));
            rest %= stride;
        }
    }
    array(&[found.len(), levels][..], data).map(Value::from)
}
