//! Assignment to parts of lists and associations, in place.

use std::sync::Arc;

use super::Evaluator;
use crate::association::Association;
use crate::expr::{Args, Expr, Normal, unpack_level};
use crate::symbol::sym;
use crate::tensor::{Array, Dims, Tensor};

/// Why parts cannot be assigned: the message's tag and the arguments it needs.
pub(crate) enum Fault {
    /// `partw`: this place does not exist in the whole.
    Missing(Expr),
    /// `pkspec1`: this is no specification of a part.
    NoSpecification(Expr),
    /// `shape`: the list assigned does not fit the places.
    Shape,
    /// `partd`: there are no parts so deep.
    TooDeep,
}

/// The places that a specification names at one level.
enum Places {
    One(usize),
    Several(Vec<usize>),
}

/// The places, from 0, that a specification names in a list of this length.
fn places(spec: &Expr, length: usize) -> Result<Places, Fault> {
    let index = |expr: &Expr| -> Result<usize, Fault> {
        let Expr::Integer(place) = expr else { return Err(Fault::NoSpecification(expr.clone())) };
        let index = match usize::try_from(place.unsigned_abs()) {
            Ok(place_from_end) if *place < 0 => length.checked_sub(place_from_end),
            Ok(from_start) => from_start.checked_sub(1),
            Err(_) => None,
        };
        index.filter(|index| *index < length).ok_or_else(|| Fault::Missing(expr.clone()))
    };
    match spec {
        Expr::Integer(_) => Ok(Places::One(index(spec)?)),
        Expr::Symbol(sym::All) => Ok(Places::Several((0..length).collect())),
        Expr::Normal(span) if span.has_head(sym::Span) && (2..=3).contains(&span.args.len()) => {
            let step = match span.args.get(2) {
                None => 1,
                Some(Expr::Integer(step)) if *step != 0 => *step,
                Some(_) => return Err(Fault::NoSpecification(spec.clone())),
            };
            let bound = |expr: &Expr| -> Result<i64, Fault> {
                let count = i64::try_from(length).unwrap_or(i64::MAX);
                match expr {
                    Expr::Symbol(sym::All) => Ok(count),
                    Expr::Integer(place) if *place < 0 => Ok(count + 1 + place),
                    Expr::Integer(place) => Ok(*place),
                    _ => Err(Fault::NoSpecification(spec.clone())),
                }
            };
            let (from, to) = (bound(&span.args[0])?, bound(&span.args[1])?);
            let mut found = Vec::new();
            let mut at = from;
            while (step > 0 && at <= to) || (step < 0 && at >= to) {
                match usize::try_from(at - 1) {
                    Ok(index) if index < length => found.push(index),
                    _ => return Err(Fault::Missing(Expr::Integer(at))),
                }
                at = match at.checked_add(step) {
                    Some(next) => next,
                    None => break,
                };
            }
            Ok(Places::Several(found))
        }
        list => match list.elements() {
            Some(elements) => Ok(Places::Several(elements.iter().map(index).collect::<Result<_, _>>()?)),
            None => Err(Fault::NoSpecification(spec.clone())),
        },
    }
}

/// Puts `value` at the places `specs` of `target`. A list goes element by element to several places.
pub(crate) fn set_part(target: &mut Expr, specs: &[Expr], value: &Expr) -> Result<(), Fault> {
    let [spec, rest @ ..] = specs else {
        *target = value.clone();
        return Ok(());
    };
    if let Expr::Array(tensor) = target {
        if set_packed(Arc::make_mut(tensor), specs, value)? {
            return Ok(());
        }
        *target = Expr::list(unpack_level(tensor));
    }
    match target {
        Expr::Normal(normal) => {
            let normal = owned(normal, value);
            if matches!(spec, Expr::Integer(0)) && rest.is_empty() {
                normal.head = value.clone();
                return Ok(());
            }
            match places(spec, normal.args.len())? {
                Places::One(index) => set_part(&mut normal.args[index], rest, value),
                Places::Several(indices) => set_each(&mut normal.args, &indices, rest, value),
            }
        }
        Expr::Association(association) => set_entry(Arc::make_mut(association), spec, rest, value),
        _ => Err(Fault::TooDeep),
    }
}

/// The expression, copied when others share it. An inert list stays inert when what goes in is.
fn owned<'a>(normal: &'a mut Arc<Normal>, value: &Expr) -> &'a mut Normal {
    let stays_inert = normal.is_inert() && super::evaluate::is_inert(value);
    let normal = Arc::make_mut(normal);
    if stays_inert {
        normal.set_inert();
    } else {
        normal.clear_stamp();
    }
    normal
}

fn set_each(args: &mut Args, indices: &[usize], rest: &[Expr], value: &Expr) -> Result<(), Fault> {
    match value.elements() {
        Some(values) if values.len() == indices.len() => indices
            .iter()
            .zip(values.iter())
            .try_for_each(|(&index, value)| set_part(&mut args[index], rest, value)),
        Some(_) => Err(Fault::Shape),
        None => indices.iter().try_for_each(|&index| set_part(&mut args[index], rest, value)),
    }
}

fn set_entry(association: &mut Association, spec: &Expr, rest: &[Expr], value: &Expr) -> Result<(), Fault> {
    association.clear_stamp();
    let key = match (spec, spec.as_call(sym::Key)) {
        (_, Some(key)) if key.args.len() == 1 => key.args[0].clone(),
        (Expr::String(_), _) => spec.clone(),
        _ => match places(spec, association.len())? {
            Places::One(index) => match association.entries.get_index_mut(index) {
                Some((_, entry)) => return set_part(entry, rest, value),
                None => return Err(Fault::Missing(spec.clone())),
            },
            Places::Several(_) => return Err(Fault::NoSpecification(spec.clone())),
        },
    };
    match association.entries.get_mut(&key) {
        Some(entry) => set_part(entry, rest, value),
        None if rest.is_empty() => {
            association.entries.insert(key, value.clone());
            Ok(())
        }
        None => Err(Fault::Missing(spec.clone())),
    }
}

/// Assigns within a packed array where the value fits its type and shape; `false` when the array must be unpacked.
fn set_packed(tensor: &mut Tensor, specs: &[Expr], value: &Expr) -> Result<bool, Fault> {
    if specs.len() > tensor.rank() {
        return Err(Fault::TooDeep);
    }
    let levels = specs
        .iter()
        .zip(tensor.dims())
        .map(|(spec, &length)| places(spec, length))
        .collect::<Result<Vec<_>, Fault>>();
    let levels = match levels {
        Ok(levels) => levels,
        // A head in the place of a list.
        Err(_) if matches!(specs.last(), Some(Expr::Integer(0))) => return Ok(false),
        Err(fault) => return Err(fault),
    };
    let inner = &tensor.dims()[specs.len()..];
    let mut shape: Dims = levels
        .iter()
        .filter_map(|level| match level {
            Places::One(_) => None,
            Places::Several(indices) => Some(indices.len()),
        })
        .collect();
    shape.extend_from_slice(inner);
    let stride: usize = inner.iter().product();
    let mut offsets = vec![0usize];
    for (level, &length) in levels.iter().zip(tensor.dims()) {
        offsets = match level {
            Places::One(index) => offsets.into_iter().map(|offset| offset * length + index).collect(),
            Places::Several(indices) => offsets
                .into_iter()
                .flat_map(|offset| indices.iter().map(move |index| offset * length + index))
                .collect(),
        };
    }
    Ok(match (tensor, value) {
        (Tensor::Integer(array), Expr::Integer(value)) if inner_is_scalar(stride, &shape, &levels) => {
            fill(array, &offsets, *value)
        }
        (Tensor::Real(array), Expr::Real(value)) if inner_is_scalar(stride, &shape, &levels) => {
            fill(array, &offsets, *value)
        }
        (Tensor::Complex(array), value)
            if inner_is_scalar(stride, &shape, &levels) && machine_complex(value).is_some() =>
        {
            fill(array, &offsets, machine_complex(value).unwrap_or_default())
        }
        (tensor, value) if value.is_list() => {
            let packed = match value {
                Expr::Array(packed) => Some(Arc::clone(packed)),
                list => super::pack::pack(list),
            };
            match (tensor, packed.as_deref()) {
                (Tensor::Integer(array), Some(Tensor::Integer(new))) if new.dims() == &shape[..] => {
                    scatter(array, &offsets, stride, new)
                }
                (Tensor::Real(array), Some(Tensor::Real(new))) if new.dims() == &shape[..] => {
                    scatter(array, &offsets, stride, new)
                }
                (Tensor::Complex(array), Some(Tensor::Complex(new))) if new.dims() == &shape[..] => {
                    scatter(array, &offsets, stride, new)
                }
                _ => false,
            }
        }
        _ => false,
    })
}

/// A number goes to each of the places only when they are numbers, or when it replaces whole rows by itself: the
/// latter unpacks.
fn inner_is_scalar(stride: usize, shape: &[usize], levels: &[Places]) -> bool {
    stride == 1 && shape.len() == levels.iter().filter(|level| matches!(level, Places::Several(_))).count()
}

fn machine_complex(value: &Expr) -> Option<num_complex::Complex64> {
    match value {
        Expr::Complex(value) => super::pack::machine_complex(value),
        _ => None,
    }
}

fn fill<T: Copy>(array: &mut Array<T>, offsets: &[usize], value: T) -> bool {
    let data = array.data_mut();
    offsets.iter().for_each(|&offset| data[offset] = value);
    true
}

fn scatter<T: Copy>(array: &mut Array<T>, offsets: &[usize], stride: usize, new: &Array<T>) -> bool {
    let data = array.data_mut();
    for (&offset, row) in offsets.iter().zip(new.data().chunks_exact(stride.max(1))) {
        data[offset * stride..(offset + 1) * stride].copy_from_slice(row);
    }
    true
}

impl Evaluator {
    /// Issues the message of a failed part assignment.
    pub(crate) fn part_fault(&mut self, fault: Fault, target: &Expr, whole: &Expr, value: &Expr) {
        match fault {
            Fault::Missing(place) => self.message(sym::Set, "partw", &[place, whole.clone()]),
            Fault::NoSpecification(spec) => self.message(sym::Set, "pkspec1", &[spec]),
            Fault::Shape => {
                self.message(sym::Set, "shape", &[super::assign::hold_form(target), value.clone()])
            }
            Fault::TooDeep => self.message(sym::Set, "partd", &[super::assign::hold_form(target)]),
        }
    }
}
