//! `expr[[…]]` read, for expressions of every kind.

use std::sync::Arc;

use super::Evaluator;
use super::pack::list_like;
use crate::association::{Association, Entries};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::part::{DEFAULT, Positions, Spec, get as get_packed, position, span};
use crate::kernels::{Element, Fault};
use crate::source::Origin;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;

/// Why a part cannot be given: the tag of the message and what it says.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// `partw`: there is no such part.
    Part(Expr),
    /// `partd`: the specification goes deeper than the expression.
    TooDeep,
    /// `pkspec1`: this is no specification.
    Specification(Expr),
    /// `take`: these positions cannot be taken, in this expression.
    Positions(i64, i64),
}

impl Missing {
    /// Issues the message, under this symbol.
    pub fn report(&self, ev: &mut Evaluator, symbol: Symbol, whole: &Expr, specs: &[Expr], origin: Origin) {
        let (tag, args) = match self {
            Missing::Part(part) => ("partw", vec![part.clone(), whole.clone()]),
            Missing::TooDeep => {
                let call = Expr::call(sym::Part, std::iter::once(whole.clone()).chain(specs.iter().cloned()));
                ("partd", vec![call])
            }
            Missing::Specification(spec) => ("pkspec1", vec![spec.clone()]),
            Missing::Positions(first, last) => {
                ("take", vec![Expr::Integer(*first), Expr::Integer(*last), whole.clone()])
            }
        };
        ev.message_at(symbol, tag, &args, origin);
    }
}

fn missing(fault: Fault, spec: &Expr) -> Missing {
    match fault {
        Fault::Span { first, last, .. } => Missing::Positions(first, last),
        _ => Missing::Part(spec.clone()),
    }
}

/// What a span of integers, `All` and `UpTo[n]` asks for.
fn span_spec(spec: &Expr, normal: &Normal) -> Result<Spec, Missing> {
    let bad = || Missing::Specification(spec.clone());
    let bound = |expr: &Expr| match expr {
        Expr::Integer(part) => Ok(*part),
        Expr::Symbol(sym::All) => Ok(DEFAULT),
        _ => Err(bad()),
    };
    let (first, last, step) = match &normal.args[..] {
        [first, last] => (first, last, 1),
        [first, last, Expr::Integer(step)] if *step != 0 => (first, last, *step),
        [first, last, Expr::Symbol(sym::All)] => (first, last, 1),
        _ => return Err(bad()),
    };
    let first = bound(first)?;
    // A span written without its start has 1 there, also when it runs backwards.
    let last = match last {
        Expr::Normal(up_to) if up_to.has_head(Symbol::new("UpTo")) => match up_to.args[..] {
            [Expr::Integer(n)] => n,
            _ => return Err(bad()),
        },
        last => bound(last)?,
    };
    Ok(Spec::Span { first, last, step })
}

/// The kernel specification, for what needs no keys and no heads.
fn plain_spec(spec: &Expr) -> Result<Option<Spec>, Missing> {
    Ok(Some(match spec {
        Expr::Integer(0) => return Ok(None),
        Expr::Integer(index) => Spec::Index(*index),
        Expr::Symbol(sym::All) => Spec::All,
        Expr::Array(tensor) => match &**tensor {
            Tensor::Integer(indices) if indices.rank() == 1 && !indices.data().contains(&0) => {
                Spec::List(indices.data().to_vec())
            }
            _ => return Ok(None),
        },
        Expr::Normal(list) if list.has_head(sym::List) => {
            let indices: Option<Vec<i64>> = list
                .args
                .iter()
                .map(|index| match index {
                    Expr::Integer(index) if *index != 0 => Some(*index),
                    _ => None,
                })
                .collect();
            match indices {
                Some(indices) => Spec::List(indices),
                None => return Ok(None),
            }
        }
        Expr::Normal(normal) if normal.has_head(sym::Span) => span_spec(spec, normal)?,
        _ => return Ok(None),
    }))
}

/// The parts of an expression that a sequence of specifications names.
pub fn get(expr: &Expr, specs: &[Expr]) -> Result<Expr, Missing> {
    let Some((spec, deeper)) = specs.split_first() else { return Ok(expr.clone()) };
    if let Expr::Array(tensor) = expr
        && specs.len() <= tensor.rank()
        && let Some(plain) = specs.iter().map(plain_spec).collect::<Result<Option<Vec<_>>, _>>()?
    {
        return get_packed(tensor, &plain).map(Expr::from).map_err(|fault| {
            // Name the specification at fault, not only its level.
            let at = (1..=plain.len()).find(|&n| get_packed(tensor, &plain[..n]).is_err()).unwrap_or(1);
            match fault {
                Fault::Part { part, .. } => Missing::Part(Expr::Integer(part)),
                other => missing(other, &specs[at - 1]),
            }
        });
    }
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || get_general(expr, spec, deeper))
}

/// Number of parts at the first level, `None` for atoms.
fn level_length(expr: &Expr) -> Option<usize> {
    match expr {
        Expr::Normal(_) | Expr::Array(_) | Expr::Association(_) | Expr::Foreign(_) => Some(expr.length()),
        _ => None,
    }
}

/// The part at a position from 0, which exists.
pub fn child(expr: &Expr, at: usize) -> Option<Expr> {
    match expr {
        Expr::Normal(normal) => normal.args.get(at).cloned(),
        Expr::Array(tensor) => {
            let index = i64::try_from(at + 1).ok()?;
            get_packed(tensor, &[Spec::Index(index)]).ok().map(Expr::from)
        }
        Expr::Association(association) => association.entries.get_index(at).map(|(_, value)| value.clone()),
        Expr::Foreign(foreign) => foreign.0.parts().get(at).cloned(),
        _ => None,
    }
}

/// An expression like this one with other parts: same head, or same keys where the parts are given with positions.
pub fn with_children(expr: &Expr, positions: &[usize], children: Vec<Expr>) -> Expr {
    match expr {
        Expr::Association(association) => {
            let mut entries = Entries::default();
            for (&at, value) in positions.iter().zip(children) {
                if let Some((key, _)) = association.entries.get_index(at) {
                    entries.insert(key.clone(), value);
                }
            }
            Expr::Association(Arc::new(Association::new(entries)))
        }
        Expr::Array(_) => list_like(expr, children),
        Expr::Normal(normal) => {
            Expr::from(Normal::with_origin(normal.head.clone(), Args::from_vec(children), Origin::NONE))
        }
        other => Expr::call(other.head(), children),
    }
}

fn key(expr: &Expr, spec: &Expr, wanted: &Expr) -> Result<Expr, Missing> {
    match expr {
        Expr::Association(association) => Ok(association.entries.get(wanted).cloned().unwrap_or_else(|| {
            Expr::call(Symbol::new("Missing"), [Expr::string("KeyAbsent"), wanted.clone()])
        })),
        _ => Err(Missing::Part(spec.clone())),
    }
}

fn get_general(expr: &Expr, spec: &Expr, deeper: &[Expr]) -> Result<Expr, Missing> {
    if let Expr::Integer(0) = spec {
        return get(&expr.head(), deeper);
    }
    let Some(length) = level_length(expr) else { return Err(Missing::TooDeep) };
    match spec {
        Expr::String(_) => return get(&key(expr, spec, spec)?, deeper),
        Expr::Normal(named) if named.has_head(Symbol::new("Key")) && named.args.len() == 1 => {
            return get(&key(expr, spec, &named.args[0])?, deeper);
        }
        _ => {}
    }
    let several = |positions: Vec<usize>| -> Result<Expr, Missing> {
        let children = positions
            .iter()
            .map(|&at| get(&child(expr, at).ok_or(Missing::TooDeep)?, deeper))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(with_children(expr, &positions, children))
    };
    if let Some(plain) = plain_spec(spec)? {
        return match plain.resolve(length).map_err(|fault| match (&plain, fault) {
            (Spec::List(_), Fault::Part { part, .. }) => Missing::Part(Expr::Integer(part)),
            (_, fault) => missing(fault, spec),
        })? {
            Positions::One(at) => get(&child(expr, at).ok_or(Missing::TooDeep)?, deeper),
            positions => several(positions.to_vec()),
        };
    }
    let Some(list) = spec.elements() else { return Err(Missing::Specification(spec.clone())) };
    // A list with heads or keys among the indices.
    if let Expr::Association(association) = expr {
        let positions: Option<Vec<usize>> = list
            .iter()
            .map(|one| match one {
                Expr::Integer(index) => position(*index, length).ok(),
                Expr::Normal(named) if named.has_head(Symbol::new("Key")) && named.args.len() == 1 => {
                    association.entries.get_index_of(&named.args[0])
                }
                Expr::String(_) => association.entries.get_index_of(one),
                _ => None,
            })
            .collect();
        return several(positions.ok_or_else(|| Missing::Part(spec.clone()))?);
    }
    let children = list
        .iter()
        .map(|one| match one {
            Expr::Integer(_) | Expr::String(_) => get_general(expr, one, deeper),
            _ => Err(Missing::Specification(spec.clone())),
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(with_children(expr, &[], children))
}

/// The positions from 0 that `Take`, `Drop` and their kin are asked for: `n`, `-n`, `{n}`, `{m, n}`, `{m, n, s}`, `All`,
/// `None`, `UpTo[n]`. `None` for what is no such specification.
pub fn sequence(spec: &Expr, length: usize) -> Option<Result<Positions, Missing>> {
    let n = i64::try_from(length).ok()?;
    let (first, last, step) = match spec {
        Expr::Integer(k) if *k >= 0 => (1, *k, 1),
        Expr::Integer(k) if k.checked_neg()? <= n => (n + 1 + k, n, 1),
        Expr::Integer(k) => return Some(Err(Missing::Positions(*k, -1))),
        Expr::Symbol(sym::All) => (1, n, 1),
        Expr::Symbol(sym::None) => (1, 0, 1),
        Expr::Normal(normal) if normal.has_head(Symbol::new("UpTo")) => match normal.args[..] {
            [Expr::Integer(k)] if k >= 0 => (1, k.min(n), 1),
            [Expr::Symbol(sym::Infinity)] => (1, n, 1),
            [Expr::Normal(ref infinity)] if infinity.has_head(sym::DirectedInfinity) => (1, n, 1),
            _ => return None,
        },
        Expr::Normal(normal) if normal.has_head(sym::Span) => match span_spec(spec, normal) {
            Ok(Spec::Span { first, last, step }) => (first, last, step),
            _ => return None,
        },
        list => {
            let list = list.elements()?;
            let part = |expr: &Expr| match expr {
                Expr::Integer(part) => Some(*part),
                Expr::Symbol(sym::All) => Some(DEFAULT),
                Expr::Normal(up_to) if up_to.has_head(Symbol::new("UpTo")) => match up_to.args[..] {
                    [Expr::Integer(k)] if k >= 0 => Some(k.min(n)),
                    [Expr::Symbol(sym::Infinity)] => Some(n),
                    _ => None,
                },
                _ => None,
            };
            match &list[..] {
                [] => (1, 0, 1),
                [at] => (part(at)?, part(at)?, 1),
                [first, last] => (part(first)?, part(last)?, 1),
                [first, last, step] => (part(first)?, part(last)?, part(step).filter(|step| *step != 0)?),
                _ => return None,
            }
        }
    };
    Some(span(first, last, step, length).map_err(|fault| missing(fault, spec)))
}

/// The integers of a list of integers, packed or not.
pub fn integer_list(expr: &Expr) -> Option<Vec<i64>> {
    match expr {
        Expr::Array(tensor) => {
            i64::of(tensor).filter(|array| array.rank() == 1).map(|array| array.data().to_vec())
        }
        _ => expr
            .elements()?
            .iter()
            .map(|element| if let Expr::Integer(value) = element { Some(*value) } else { None })
            .collect(),
    }
}
