//! Parts of arrays: read and write by index, list, range or all.

use std::sync::Arc;

use super::Fault;
use super::element::{Element, array, integer, integers, scalar_type, take, take_tensor, tensor_type, widen};
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Dims, Tensor};
use crate::value::Value;
use crate::with_element;

/// Kernels for parts.
///
/// `Part[array, kinds, …]` and `SetPart[array, kinds, …, value]` take a group of arguments for each level; the base-4
/// digits of `kinds`, first level in the lowest digit and one digit 1 above the last, say which: 0 an index (one
/// argument), 1 a list of indices (one argument), 2 `All` (no argument), 3 a range (three arguments: first, last,
/// step; [`DEFAULT`] where none is written). [`kinds`] makes the number.
pub const KERNELS: &[Kernel] = &[
    row("Part", 2, usize::MAX, part),
    row("SetPart", 3, usize::MAX, set_part),
    row("GetPart", 2, usize::MAX, get_part),
];

/// In a range: the end of the level, whichever it is for the sign of the step.
pub const DEFAULT: i64 = i64::MIN;

/// What is asked for at one level.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// One part, counted from 1, or from the end when negative.
    Index(i64),
    /// Several parts.
    List(Vec<i64>),
    /// All parts.
    All,
    /// From a first part to a last one by a step.
    Span {
        /// First part or [`DEFAULT`].
        first: i64,
        /// Last part or [`DEFAULT`].
        last: i64,
        /// Step, not 0.
        step: i64,
    },
}

/// Positions from 0 at one level.
#[derive(Clone, Debug, PartialEq)]
pub enum Positions {
    /// One: the level vanishes from the result.
    One(usize),
    /// Several: the level stays.
    Many(Vec<usize>),
    /// A run of neighbours: the level stays.
    Run(usize, usize),
}

impl Positions {
    /// How many, `None` when the level vanishes.
    pub fn len(&self) -> Option<usize> {
        match self {
            Positions::One(_) => None,
            Positions::Many(positions) => Some(positions.len()),
            Positions::Run(_, count) => Some(*count),
        }
    }

    /// Whether the level stays and has no part.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// All of them.
    pub fn to_vec(&self) -> Vec<usize> {
        match self {
            Positions::One(position) => vec![*position],
            Positions::Many(positions) => positions.clone(),
            Positions::Run(start, count) => (*start..start + count).collect(),
        }
    }
}

/// The position from 0 of part `index` of a level.
pub fn position(index: i64, length: usize) -> Result<usize, Fault> {
    let missing = Fault::Part { part: index, length };
    let at = if index > 0 {
        usize::try_from(index - 1).map_err(|_| missing)?
    } else if index < 0 {
        let back = usize::try_from(index.unsigned_abs()).map_err(|_| missing)?;
        length.checked_sub(back).ok_or(missing)?
    } else {
        return Err(missing);
    };
    if at < length { Ok(at) } else { Err(missing) }
}

/// The first position from 0, the number of positions and the step of a range of parts.
pub fn range(first: i64, last: i64, step: i64, length: usize) -> Result<(usize, usize, i64), Fault> {
    let n = i64::try_from(length).map_err(|_| Fault::Memory)?;
    let (low, high) = if step > 0 { (1, n) } else { (n, 1) };
    let missing = Fault::Span {
        first: if first == DEFAULT { low } else { first },
        last: if last == DEFAULT { high } else { last },
        length,
    };
    if step == 0 {
        return Err(missing);
    }
    let resolve = |part: i64, default: i64| match part {
        DEFAULT => default,
        part if part < 0 => n + 1 + part,
        part => part,
    };
    let b = resolve(last, high);
    // A span written without its start has 1 there, also when it runs backwards.
    let a = if step < 0 && first == 1 && b > 1 || last == DEFAULT && first == 1 {
        low
    } else {
        resolve(first, low)
    };
    // One step back from the start is the empty range, further back is an error.
    if b == a - step.signum() && (1..=n + 1).contains(&a.max(b)) {
        return Ok((0, 0, step));
    }
    if !(1..=n).contains(&a) || !(1..=n).contains(&b) || (b - a).signum() == -step.signum() {
        return Err(missing);
    }
    let count = (b - a) / step + 1;
    Ok((usize::try_from(a - 1).map_err(|_| missing)?, usize::try_from(count).map_err(|_| missing)?, step))
}

/// The positions of a range of parts.
pub fn span(first: i64, last: i64, step: i64, length: usize) -> Result<Positions, Fault> {
    let (start, count, step) = range(first, last, step, length)?;
    if step == 1 || count == 0 {
        return Ok(Positions::Run(start, count));
    }
    let positions = (0..count).map(|k| (start as i64 + k as i64 * step) as usize).collect();
    Ok(Positions::Many(positions))
}

impl Spec {
    /// The positions in a level of this length.
    pub fn resolve(&self, length: usize) -> Result<Positions, Fault> {
        Ok(match self {
            Spec::Index(index) => Positions::One(position(*index, length)?),
            Spec::List(indices) => Positions::Many(
                indices.iter().map(|&index| position(index, length)).collect::<Result<_, _>>()?,
            ),
            Spec::All => Positions::Run(0, length),
            Spec::Span { first, last, step } => span(*first, *last, *step, length)?,
        })
    }
}

fn resolve_all(specs: &[Spec], dims: &[usize]) -> Result<Vec<Positions>, Fault> {
    if specs.len() > dims.len() {
        return Err(Fault::TooDeep { levels: specs.len(), rank: dims.len() });
    }
    specs.iter().zip(dims).map(|(spec, &length)| spec.resolve(length)).collect()
}

/// The parts asked for, a scalar when every level vanishes.
pub fn get(tensor: &Tensor, specs: &[Spec]) -> Result<Value, Fault> {
    let positions = resolve_all(specs, tensor.dims())?;
    with_element!(tensor_type(tensor), T => {
        let from = T::of(tensor).ok_or(Fault::Argument)?;
        let mut dims: Dims = positions.iter().filter_map(Positions::len).collect();
        dims.extend_from_slice(&from.dims()[positions.len()..]);
        let mut out = Vec::with_capacity(dims.iter().product());
        gather(from.data(), from.dims(), &positions, &mut |run: &[T]| out.extend_from_slice(run));
        if dims.is_empty() { Ok(out[0].into()) } else { array(dims, out).map(Value::from) }
    })
}

/// Calls `visit` with each run of elements asked for, in order.
fn gather<T>(data: &[T], dims: &[usize], positions: &[Positions], visit: &mut dyn FnMut(&[T])) {
    let Some((here, deeper)) = positions.split_first() else {
        return visit(data);
    };
    let stride: usize = dims[1..].iter().product();
    match here {
        Positions::Run(start, count) if deeper.is_empty() => {
            visit(&data[start * stride..(start + count) * stride])
        }
        Positions::One(at) => gather(&data[at * stride..(at + 1) * stride], &dims[1..], deeper, visit),
        Positions::Run(start, count) => {
            for at in *start..start + count {
                gather(&data[at * stride..(at + 1) * stride], &dims[1..], deeper, visit);
            }
        }
        Positions::Many(many) => {
            for at in many {
                gather(&data[at * stride..(at + 1) * stride], &dims[1..], deeper, visit);
            }
        }
    }
}

/// Calls `visit` with each run of elements to change, in order.
fn scatter<T>(data: &mut [T], dims: &[usize], positions: &[Positions], visit: &mut dyn FnMut(&mut [T])) {
    let Some((here, deeper)) = positions.split_first() else {
        return visit(data);
    };
    let stride: usize = dims[1..].iter().product();
    match here {
        Positions::Run(start, count) if deeper.is_empty() => {
            visit(&mut data[start * stride..(start + count) * stride])
        }
        _ => {
            for at in here.to_vec() {
                scatter(&mut data[at * stride..(at + 1) * stride], &dims[1..], deeper, visit);
            }
        }
    }
}

/// Sets the parts asked for: to a scalar, or to an array of exactly their shape. The value may be narrower than the
/// array, not wider.
pub fn set(tensor: &mut Tensor, specs: &[Spec], value: Value) -> Result<(), Fault> {
    let positions = resolve_all(specs, tensor.dims())?;
    let scalar = tensor_type(tensor);
    if scalar_type(&value)? > scalar {
        return Err(Fault::Argument);
    }
    let value = widen(value, scalar)?;
    with_element!(scalar, T => {
        let to = T::of_mut(tensor).ok_or(Fault::Argument)?;
        let dims: Dims = to.dims().into();
        match &value {
            Value::Tensor(from) => {
                let from = T::of(from).ok_or(Fault::Argument)?;
                let mut target: Dims = positions.iter().filter_map(Positions::len).collect();
                target.extend_from_slice(&dims[positions.len()..]);
                if from.dims() != &target[..] {
                    let length = |dims: &[usize]| dims.first().copied().unwrap_or(0);
                    return Err(match (target.len(), from.rank()) {
                        (a, b) if a != b => Fault::Ragged,
                        _ => Fault::Lengths { left: length(&target), right: length(from.dims()) },
                    });
                }
                let mut rest = from.data();
                scatter(to.data_mut(), &dims, &positions, &mut |run: &mut [T]| {
                    let (now, later) = rest.split_at(run.len());
                    run.copy_from_slice(now);
                    rest = later;
                });
            }
            _ => {
                if positions.len() < dims.len() {
                    return Err(Fault::Ragged);
                }
                let x = T::scalar(&value).ok_or(Fault::Argument)?;
                scatter(to.data_mut(), &dims, &positions, &mut |run: &mut [T]| run.fill(x));
            }
        }
        Ok(())
    })
}

/// The number that tells `Part` and `SetPart` what each level is given.
pub fn kinds(specs: &[Spec]) -> i64 {
    specs.iter().rev().fold(1, |kinds, spec| {
        kinds * 4
            + match spec {
                Spec::Index(_) => 0,
                Spec::List(_) => 1,
                Spec::All => 2,
                Spec::Span { .. } => 3,
            }
    })
}

/// Reads the specifications that follow `kinds`; gives them and what is left of the arguments.
fn specs(args: &[Value]) -> Result<(Vec<Spec>, &[Value]), Fault> {
    let (kinds, mut rest) = args.split_first().ok_or(Fault::Argument)?;
    let mut kinds = u64::try_from(integer(kinds)?).map_err(|_| Fault::Argument)?;
    let mut specs = Vec::new();
    let mut next = |n: usize| {
        let (now, later) = rest.split_at_checked(n).ok_or(Fault::Argument)?;
        rest = later;
        Ok::<&[Value], Fault>(now)
    };
    while kinds > 1 {
        specs.push(match kinds % 4 {
            0 => Spec::Index(integer(&next(1)?[0])?),
            1 => Spec::List(integers(&next(1)?[0])?),
            2 => Spec::All,
            _ => {
                let span = next(3)?;
                Spec::Span { first: integer(&span[0])?, last: integer(&span[1])?, step: integer(&span[2])? }
            }
        });
        kinds /= 4;
    }
    Ok((specs, rest))
}

fn part(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (from, rest) = args.split_first().ok_or(Fault::Argument)?;
    let (specs, _) = specs(rest)?;
    get(super::element::tensor(from)?, &specs)
}

fn set_part(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (target, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
    let (specs, left) = specs(rest)?;
    let [value] = left else { return Err(Fault::Argument) };
    let value = value.clone();
    let mut tensor = take_tensor(target)?;
    set(Arc::make_mut(&mut tensor), &specs, value)?;
    Ok(Value::Tensor(tensor))
}

/// `GetPart[array, i, j, …]`: one part by indices alone.
fn get_part(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (from, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
    let specs = rest.iter().map(|index| integer(index).map(Spec::Index)).collect::<Result<Vec<_>, _>>()?;
    let Value::Tensor(tensor) = take(from) else { return Err(Fault::Argument) };
    get(&tensor, &specs)
}
