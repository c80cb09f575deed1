//! Sums, differences and moving averages.

use std::sync::Arc;

use super::formula::{add, divide, subtract, sum, times};
use super::parts::{children, expect_parts, say};
use super::shape::is_infinity;
use super::statistics::median_of;
use crate::eval::builtin::Builtin;
use crate::eval::nested::dimensions;
use crate::eval::numeric::is_numeric;
use crate::eval::pack::list_like;
use crate::eval::stoppable;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Sums, differences and moving averages.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Accumulate",
        PROTECTED,
        Arity::exactly(1),
        "Accumulate[list] gives the running sums.",
        ("Accumulate[{a, b, c}]", "{a, a + b, a + b + c}"),
        accumulate,
    ),
    Builtin::new(
        "Differences",
        PROTECTED,
        Arity::between(1, 3),
        "Differences[list] gives differences of neighbours; Differences[list, n] n-th differences; Differences[list, n, s] of elements s apart.",
        ("Differences[{a, b, c}]", "{-a + b, -b + c}"),
        differences,
    ),
    Builtin::new(
        "MovingAverage",
        PROTECTED,
        Arity::exactly(2),
        "MovingAverage[list, r] gives the means of runs of r elements; MovingAverage[list, {w1, …}] weighted means.",
        ("MovingAverage[{a, b, c}, 2]", "{(a + b)/2, (b + c)/2}"),
        moving_average,
    ),
    Builtin::new(
        "MovingMedian",
        PROTECTED,
        Arity::exactly(2),
        "MovingMedian[list, r] gives the medians of runs of r elements.",
        ("MovingMedian[{1, 5, 2, 8}, 3]", "{2, 5}"),
        moving_median,
    ),
    Builtin::new(
        "Ratios",
        PROTECTED,
        Arity::between(1, 3),
        "Ratios[list] gives ratios of neighbours; Ratios[list, n] n times over.",
        ("Ratios[{1, 2, 6}]", "{2, 3}"),
        ratios,
    ),
    Builtin::new(
        "Total",
        PROTECTED,
        Arity::between(1, 2),
        "Total[list] adds the elements; Total[list, n] over n levels, Infinity over all, {n} at level n alone.",
        ("Total[{a, b, c}]", "a + b + c"),
        total,
    ),
]);

fn total(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.numeric_kernel("Total", &call.args) {
        return Ok(Some(result));
    }
    let expr = &call.args[0];
    if !matches!(expr, Expr::Association(_)) && expr.elements().is_none() {
        // A numeric quantity is its own total; of other expressions there is none.
        if is_numeric(ev, expr) {
            return Ok(Some(expr.clone()));
        }
        if matches!(expr, Expr::String(_)) {
            expect_parts(ev, call, 0);
        }
        return Ok(None);
    }
    let lengths: Vec<usize> = match call.args.len() {
        1 => children(expr).iter().filter_map(|part| part.elements().map(|inner| inner.len())).collect(),
        _ => Vec::new(),
    };
    if lengths.windows(2).any(|pair| pair[0] != pair[1]) {
        ev.message(sym::Total, "tllen", std::slice::from_ref(expr));
        return Ok(None);
    }
    let depth = dimensions(expr).len().max(1);
    let (first, last) = match call.args.get(1) {
        None => (1, 1),
        Some(Expr::Integer(n)) if *n >= 0 => (1, usize::try_from(*n).unwrap_or(usize::MAX)),
        Some(Expr::Integer(n)) => {
            (1, (depth + 1).saturating_sub(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX)))
        }
        Some(n) if is_infinity(n) => (1, usize::MAX),
        Some(list) => match super::shape::counts(list).as_deref() {
            Some([n]) => (*n, *n),
            Some([m, n]) => (*m, *n),
            _ => return Ok(None),
        },
    };
    total_levels(ev, expr, first, last).map(Some)
}

fn total_levels(ev: &mut Evaluator, expr: &Expr, first: usize, last: usize) -> Eval {
    if last == 0 {
        return Ok(expr.clone());
    }
    let mut parts = children(expr);
    if first > 1 {
        for part in &mut parts {
            if part.is_list() {
                *part = total_levels(ev, part, first - 1, last - 1)?;
            }
        }
        return Ok(list_like(expr, parts));
    }
    if last > 1 {
        for part in &mut parts {
            if part.is_list() {
                *part = total_levels(ev, part, 1, last - 1)?;
            }
        }
    }
    sum(ev, parts)
}

fn accumulate(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.numeric_kernel("Accumulate", &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let mut parts = children(&call.args[0]);
    for at in 1..parts.len() {
        ev.check_interrupt()?;
        parts[at] = add(ev, parts[at - 1].clone(), parts[at].clone())?;
    }
    if let Expr::Association(association) = &call.args[0] {
        let entries = association.entries.keys().cloned().zip(parts).collect();
        return Ok(Some(Expr::Association(Arc::new(crate::association::Association::new(entries)))));
    }
    Ok(Some(Expr::call(call.args[0].head(), parts)))
}

fn differences(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.numeric_kernel("Differences", &call.args) {
        return Ok(Some(result));
    }
    if !call.args[0].is_list() {
        return Ok(None);
    }
    // Orders for several levels: the first here, the others within.
    if let Some(orders) = call.args.get(1).and_then(|orders| orders.elements())
        && let [order, deeper @ ..] = &orders[..]
        && crate::eval::nested::dimensions(&call.args[0]).len() >= orders.len()
    {
        let outer = Expr::call(call.head.clone(), [call.args[0].clone(), order.clone()]);
        let outer = ev.eval(outer)?;
        if deeper.is_empty() || !outer.is_list() {
            return Ok(Some(outer));
        }
        let rest = Expr::list(deeper.iter().cloned());
        let inner = children(&outer).into_iter();
        return Ok(Some(Expr::list(inner.map(|row| Expr::call(call.head.clone(), [row, rest.clone()])))));
    }
    let mut counts = [1usize, 1];
    for (count, arg) in counts.iter_mut().zip(&call.args[1..]) {
        let Expr::Integer(n) = arg else { return Ok(None) };
        let Ok(n) = usize::try_from(*n) else { return Ok(None) };
        *count = n;
    }
    let [times, apart] = counts;
    if apart == 0 {
        return Ok(None);
    }
    let mut parts = children(&call.args[0]);
    for _ in 0..times.min(parts.len()) {
        parts = (apart..parts.len())
            .map(|at| subtract(ev, parts[at].clone(), parts[at - apart].clone()))
            .collect::<Eval<_>>()?;
    }
    Ok(Some(list_like(&call.args[0], parts)))
}

fn ratios(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !call.args[0].is_list() {
        return Ok(None);
    }
    let times = match call.args.get(1) {
        None => 1,
        Some(Expr::Integer(n)) if *n >= 0 => usize::try_from(*n).unwrap_or(usize::MAX),
        Some(_) => return Ok(None),
    };
    let apart = match call.args.get(2) {
        None => 1,
        Some(Expr::Integer(n)) if *n > 0 => usize::try_from(*n).unwrap_or(usize::MAX),
        Some(_) => return Ok(None),
    };
    let mut parts = children(&call.args[0]);
    for _ in 0..times.min(parts.len()) {
        parts = (apart..parts.len())
            .map(|at| ev.eval(divide(parts[at].clone(), parts[at - apart].clone())))
            .collect::<Eval<_>>()?;
    }
    Ok(Some(list_like(&call.args[0], parts)))
}

fn moving_average(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !call.args[0].is_list() {
        return Ok(None);
    }
    let list = children(&call.args[0]);
    let weights: Vec<Expr> = match &call.args[1] {
        Expr::Integer(r) if *r > 0 => match usize::try_from(*r).ok().filter(|&r| r <= list.len()) {
            Some(r) => vec![Expr::Integer(1); r],
            None => {
                say(ev, call, "arg2", &[call.args[0].clone(), call.args[1].clone()]);
                return Ok(None);
            }
        },
        weights if weights.is_list() && weights.length() > 0 => children(weights),
        _ => return Ok(None),
    };
    let whole = sum(ev, weights.iter().cloned())?;
    let mut means = Vec::new();
    for run in list.windows(weights.len()) {
        ev.check_interrupt()?;
        let total = sum(ev, run.iter().zip(&weights).map(|(x, w)| times(x.clone(), w.clone())))?;
        means.push(ev.eval(divide(total, whole.clone()))?);
    }
    Ok(Some(list_like(&call.args[0], means)))
}

fn moving_median(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::Integer(r) = call.args[1] else { return Ok(None) };
    let list = children(&call.args[0]);
    let Some(r) = usize::try_from(r).ok().filter(|&r| r > 0 && r <= list.len()) else { return Ok(None) };
    let medians = list.windows(r).map(|run| median_of(ev, run)).collect::<Eval<Vec<_>>>()?;
    Ok(Some(list_like(&call.args[0], medians)))
}
