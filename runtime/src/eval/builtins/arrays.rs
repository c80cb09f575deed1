//! `Array`: the values of a function over a grid of indices.

use std::sync::Arc;

use super::functional::with_head;
use crate::eval::iterate::Collector;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply, Unwind};
use crate::expr::{Args, Expr, Normal};
use crate::kernels::MAX_ELEMENTS;
use crate::symbol::sym;

const NONE: Attributes = Attributes::NONE;

/// The table of this topic.
pub const ROWS: &[Builtin] = &[Builtin::new(
    "Array",
    NONE,
    Arity::between(2, 4),
    "Array[f, n] is the list of f[1] to f[n]; Array[f, {n1, n2, …}] the array of f[i1, i2, …]; a third argument is the first index, or {a, b} for indices spread evenly from a to b.",
    ("Array[g, 3]", "{g[1], g[2], g[3]}"),
    array,
)];

fn array(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let lengths: Option<Vec<i64>> = match call.args[1].elements() {
        None => integer(&call.args[1]).map(|length| vec![length]),
        Some(list) => list.iter().map(integer).collect(),
    };
    let Some(lengths) = lengths.filter(|lengths| lengths.iter().all(|length| *length >= 0)) else {
        ev.message(sym::Array, "ilsmn", &[Expr::Integer(2), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    let count = lengths.iter().try_fold(1i64, |n, &length| n.checked_mul(length)).unwrap_or(i64::MAX);
    if usize::try_from(count).map_or(true, |count| count > MAX_ELEMENTS) {
        ev.message(sym::Array, "toobig", &[Expr::Integer(count)]);
        return Err(Unwind::Abort);
    }
    let mut origins: Vec<Expr> = match call.args.get(2) {
        None => vec![Expr::Integer(1); lengths.len()],
        Some(range)
            if call.args[1].elements().is_none() && range.elements().is_some_and(|ends| ends.len() == 2) =>
        {
            vec![range.clone()]
        }
        Some(list) => match list.elements() {
            Some(all) if all.len() == lengths.len() => all.into_owned(),
            Some(_) => return Ok(None),
            None => vec![list.clone(); lengths.len()],
        },
    };
    // `{a, b}` for an origin is a range: so many indices from a to b.
    let mut steps = vec![Expr::Integer(1); lengths.len()];
    for ((origin, step), length) in origins.iter_mut().zip(&mut steps).zip(&lengths) {
        let Some(ends) = origin.elements().map(|ends| ends.into_owned()) else { continue };
        let [from, to] = &ends[..] else { return Ok(None) };
        // A single index stands in the middle.
        if *length == 1 {
            let sum = Expr::call(sym::Plus, [from.clone(), to.clone()]);
            *origin = ev.eval(Expr::call(sym::Divide, [sum, Expr::Integer(2)]))?;
            continue;
        }
        let width = Expr::call(sym::Subtract, [to.clone(), from.clone()]);
        let width = Expr::call(sym::Divide, [width, Expr::Integer((*length - 1).max(1))]);
        *step = ev.eval(width)?;
        *origin = from.clone();
    }
    let head = call.args.get(3).cloned().unwrap_or(Expr::Symbol(sym::List));
    let plain = steps.iter().all(|step| matches!(step, Expr::Integer(1)));
    if plain && head.is_symbol(sym::List) && ev.automatic.is_long(sym::Array, count.unsigned_abs()) {
        let lengths = Expr::list(lengths.iter().map(|&length| Expr::Integer(length)));
        let args = [call.args[0].clone(), lengths, Expr::list(origins.iter().cloned())];
        if let Some(value) = ev.run_automatically(sym::Array, &args)? {
            return Ok(Some(value));
        }
    }
    let axes: Vec<Axis> = lengths
        .into_iter()
        .zip(origins.into_iter().zip(steps))
        .map(|(length, (origin, step))| Axis { length, origin, step })
        .collect();
    fill(ev, &call.args[0], &axes, &head, &mut Args::new()).map(Some)
}

/// The indices of one level.
struct Axis {
    length: i64,
    origin: Expr,
    step: Expr,
}

fn fill(ev: &mut Evaluator, f: &Expr, axes: &[Axis], head: &Expr, indices: &mut Args) -> Eval {
    let [Axis { length, origin, step }, axes @ ..] = axes else {
        return ev.apply(f, indices.iter().cloned());
    };
    let mut collected = Collector::default();
    for k in 0..*length {
        ev.check_interrupt()?;
        let index = match (origin, step) {
            (Expr::Integer(first), Expr::Integer(1)) if first.checked_add(k).is_some() => {
                Expr::Integer(first + k)
            }
            (other, Expr::Integer(1)) => ev.eval(Expr::call(sym::Plus, [other.clone(), Expr::Integer(k)]))?,
            (other, step) => {
                let distance = Expr::call(sym::Times, [step.clone(), Expr::Integer(k)]);
                ev.eval(Expr::call(sym::Plus, [other.clone(), distance]))?
            }
        };
        indices.push(index);
        let value = fill(ev, f, axes, head, indices);
        indices.pop();
        collected.push(value?);
    }
    let list = collected.finish();
    Ok(if head.is_symbol(sym::List) { list } else { with_head(head, &list) })
}

fn integer(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Integer(value) => Some(*value),
        _ => None,
    }
}
