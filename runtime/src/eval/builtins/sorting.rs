//! Sorting and ordering.

use crate::eval::stoppable;
use std::cmp::Ordering;
use std::sync::Arc;

use super::change::apply;
use super::parts::{at_positions, children, expect_parts, say};
use super::shape::is_infinity;
use crate::eval::builtin::Builtin;
use crate::eval::nested::Packing;
use crate::eval::order::compare;
use crate::eval::pack::list_like;
use crate::eval::pattern::{Matcher, Pattern};
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::element::count_to_integer;
use crate::kernels::part::Positions;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions that sort.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "MaximalBy",
        PROTECTED,
        Arity::between(2, 3),
        "MaximalBy[list, f] gives the elements for which f is largest; MaximalBy[list, f, n] the n elements with the largest f.",
        ("MaximalBy[{-3, 1, 2}, Abs]", "{-3}"),
        |ev, call| extreme_by(ev, call, Ordering::Greater),
    ),
    Builtin::new(
        "MinimalBy",
        PROTECTED,
        Arity::between(2, 3),
        "MinimalBy[list, f] gives the elements for which f is smallest; MinimalBy[list, f, n] the n elements with the smallest f.",
        ("MinimalBy[{-3, 1, 2}, Abs]", "{1}"),
        |ev, call| extreme_by(ev, call, Ordering::Less),
    ),
    Builtin::new(
        "Order",
        PROTECTED,
        Arity::exactly(2),
        "Order[a, b] gives 1 when a comes before b in canonical order, -1 when after, 0 when they are the same.",
        ("Order[a, b]", "1"),
        order,
    ),
    Builtin::new(
        "OrderedQ",
        PROTECTED,
        Arity::between(1, 2),
        "OrderedQ[expr] tells whether the elements are in canonical order; OrderedQ[expr, p] in the order that p gives.",
        ("OrderedQ[{1, 2, 2}]", "True"),
        ordered,
    ),
    Builtin::new(
        "Ordering",
        PROTECTED,
        Arity::between(1, 3),
        "Ordering[expr] gives the positions of the elements in sorted order; Ordering[expr, n] the first n of them, -n the last n.",
        ("Ordering[{c, a, b}]", "{2, 3, 1}"),
        ordering,
    ),
    Builtin::new(
        "ReverseSort",
        PROTECTED,
        Arity::between(1, 2),
        "ReverseSort[expr] sorts into the reverse of canonical order.",
        ("ReverseSort[{1, 3, 2}]", "{3, 2, 1}"),
        |ev, call| sort(ev, call, Direction::Down),
    ),
    Builtin::new(
        "ReverseSortBy",
        PROTECTED,
        Arity::between(2, 3),
        "ReverseSortBy[expr, f] sorts by decreasing f.",
        ("ReverseSortBy[{1, -3, 2}, Abs]", "{-3, 2, 1}"),
        |ev, call| sort_by(ev, call, Direction::Down),
    ),
    Builtin::new(
        "Sort",
        PROTECTED,
        Arity::between(1, 2),
        "Sort[expr] sorts the elements into canonical order; Sort[expr, p] by the order function p.",
        ("Sort[{b, 3, a}]", "{3, a, b}"),
        |ev, call| sort(ev, call, Direction::Up),
    ),
    Builtin::new(
        "SortBy",
        PROTECTED,
        Arity::between(2, 3),
        "SortBy[expr, f] sorts by the values of f, elements with the same value in canonical order; SortBy[expr, {f1, f2, …}] breaks ties by further functions and keeps the order of what is left.",
        ("SortBy[{1, -3, 2}, Abs]", "{1, 2, -3}"),
        |ev, call| sort_by(ev, call, Direction::Up),
    ),
    Builtin::new(
        "TakeLargest",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "TakeLargest[list, n] gives the n largest elements, largest first.",
        ("TakeLargest[{1, 3, 2}, 2]", "{3, 2}"),
        |ev, call| take_extreme(ev, call, None, Ordering::Greater, is_missing),
    ),
    Builtin::new(
        "TakeLargestBy",
        PROTECTED,
        Arity::exactly(3).with_options(),
        "TakeLargestBy[list, f, n] gives the n elements with the largest f, largest first.",
        ("TakeLargestBy[{1, -3, 2}, Abs, 2]", "{-3, 2}"),
        |ev, call| take_extreme(ev, call, Some(1), Ordering::Greater, is_missing),
    ),
    Builtin::new(
        "TakeSmallest",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "TakeSmallest[list, n] gives the n smallest elements, smallest first.",
        ("TakeSmallest[{1, 3, 2}, 2]", "{1, 2}"),
        |ev, call| take_extreme(ev, call, None, Ordering::Less, is_missing),
    ),
    Builtin::new(
        "TakeSmallestBy",
        PROTECTED,
        Arity::exactly(3).with_options(),
        "TakeSmallestBy[list, f, n] gives the n elements with the smallest f, smallest first.",
        ("TakeSmallestBy[{1, -3, 2}, Abs, 2]", "{1, 2}"),
        |ev, call| take_extreme(ev, call, Some(1), Ordering::Less, is_missing),
    ),
]);

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Up,
    Down,
}

/// The positions 0 .. n sorted, equal ones in the order they stand. `after(a, b)` tells whether `a` must come after `b`.
/// A merge sort of its own: an order that a program gives may be no order at all.
pub(crate) fn merge_sort(n: usize, after: &mut dyn FnMut(usize, usize) -> Eval<bool>) -> Eval<Vec<usize>> {
    let mut from: Vec<usize> = (0..n).collect();
    let mut width = 1;
    while width < n {
        let mut to = Vec::with_capacity(n);
        for block in from.chunks(2 * width) {
            let (left, right) = block.split_at(width.min(block.len()));
            let (mut i, mut j) = (0, 0);
            while i < left.len() && j < right.len() {
                if after(left[i], right[j])? {
                    to.push(right[j]);
                    j += 1;
                } else {
                    to.push(left[i]);
                    i += 1;
                }
            }
            to.extend_from_slice(&left[i..]);
            to.extend_from_slice(&right[j..]);
        }
        from = to;
        width *= 2;
    }
    Ok(from)
}

/// The positions sorted canonically.
pub(crate) fn sorted(parts: &[Expr]) -> Vec<usize> {
    merge_sort(parts.len(), &mut |a, b| Ok(compare(&parts[a], &parts[b]).is_gt())).unwrap_or_default()
}

/// Whether an order function says that `a` must come after `b`.
fn is_after(ev: &mut Evaluator, function: &Expr, a: &Expr, b: &Expr) -> Eval<bool> {
    ev.check_interrupt()?;
    let answer = ev.eval(Expr::call(function.clone(), [a.clone(), b.clone()]))?;
    Ok(match answer {
        Expr::Integer(sign) => sign < 0,
        Expr::Symbol(sym::False) => true,
        _ => false,
    })
}

fn positions_sorted(ev: &mut Evaluator, parts: &[Expr], function: Option<&Expr>) -> Eval<Vec<usize>> {
    match function {
        None => Ok(sorted(parts)),
        Some(function) => merge_sort(parts.len(), &mut |a, b| is_after(ev, function, &parts[a], &parts[b])),
    }
}

fn sort(ev: &mut Evaluator, call: &Arc<Normal>, direction: Direction) -> Reply {
    if direction == Direction::Up
        && let Some(result) = ev.packed_kernel("Sort", &call.args)
    {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let mut positions = positions_sorted(ev, &children(expr), call.args.get(1))?;
    if direction == Direction::Down {
        positions.reverse();
    }
    Ok(Some(at_positions(expr, &Positions::Many(positions))))
}

fn sort_by(ev: &mut Evaluator, call: &Arc<Normal>, direction: Direction) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let parts = children(expr);
    let (functions, ties) = match call.args[1].elements() {
        Some(functions) => (functions.to_vec(), false),
        None => (vec![call.args[1].clone()], true),
    };
    let mut keys = Vec::with_capacity(parts.len());
    for part in &parts {
        let mut key = Vec::with_capacity(functions.len());
        for function in &functions {
            key.push(ev.eval(Expr::call(function.clone(), [part.clone()]))?);
        }
        keys.push(key);
    }
    let function = call.args.get(2);
    let mut positions = merge_sort(parts.len(), &mut |a, b| {
        for (key_a, key_b) in keys[a].iter().zip(&keys[b]) {
            match function {
                Some(function) => {
                    if is_after(ev, function, key_a, key_b)? {
                        return Ok(true);
                    }
                    if is_after(ev, function, key_b, key_a)? {
                        return Ok(false);
                    }
                }
                None => match compare(key_a, key_b) {
                    Ordering::Equal => {}
                    other => return Ok(other.is_gt()),
                },
            }
        }
        Ok(ties && compare(&parts[a], &parts[b]).is_gt())
    })?;
    if direction == Direction::Down {
        positions.reverse();
    }
    Ok(Some(at_positions(expr, &Positions::Many(positions))))
}

fn order(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(Some(Expr::Integer(match compare(&call.args[0], &call.args[1]) {
        Ordering::Less => 1,
        Ordering::Equal => 0,
        Ordering::Greater => -1,
    })))
}

fn ordered(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("OrderedQ", &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let parts = children(&call.args[0]);
    for pair in parts.windows(2) {
        let wrong = match call.args.get(1) {
            None => compare(&pair[0], &pair[1]).is_gt(),
            Some(function) => is_after(ev, function, &pair[0], &pair[1])?,
        };
        if wrong {
            return Ok(Some(Expr::boolean(false)));
        }
    }
    Ok(Some(Expr::boolean(true)))
}

fn ordering(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("Ordering", &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let mut positions = positions_sorted(ev, &children(expr), call.args.get(2))?;
    let length = positions.len();
    match call.args.get(1) {
        None | Some(Expr::Symbol(sym::All)) => {}
        Some(Expr::Integer(n)) => {
            let wanted = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
            if wanted > length {
                let (from, to) = if *n >= 0 { (1, *n) } else { (*n, -1) };
                let all = positions.iter().map(|&at| Expr::Integer(count_to_integer(at + 1)));
                let told = [Expr::Integer(from), Expr::Integer(to), Expr::list(all)];
                ev.message(sym::Take, "take", &told);
                return Ok(None);
            }
            if *n >= 0 {
                positions.truncate(wanted);
            } else {
                positions.drain(..length.saturating_sub(wanted));
            }
        }
        Some(_) => return Ok(None),
    }
    let positions = positions.into_iter().map(|at| Expr::Integer(count_to_integer(at + 1))).collect();
    Ok(Some(Packing::of(expr).list(positions)))
}

/// The numerical value of what is numeric, else the expression itself.
fn key(ev: &mut Evaluator, expr: &Expr) -> Eval {
    if expr.is_number() {
        return Ok(expr.clone());
    }
    let value = apply(ev, sym::N, [expr.clone()])?;
    Ok(if value.is_number() { value } else { expr.clone() })
}

fn keys(ev: &mut Evaluator, parts: &[Expr], function: Option<&Expr>) -> Eval<Vec<Expr>> {
    let mut keys = Vec::with_capacity(parts.len());
    for part in parts {
        let value = match function {
            Some(function) => ev.eval(Expr::call(function.clone(), [part.clone()]))?,
            None => part.clone(),
        };
        keys.push(key(ev, &value)?);
    }
    Ok(keys)
}

fn extreme_by(ev: &mut Evaluator, call: &Arc<Normal>, wanted: Ordering) -> Reply {
    if call.args.len() == 3 {
        // As many as there are.
        let mut at_most = Normal::clone(call);
        if let Expr::Integer(n) = at_most.args[2] {
            at_most.args[2] = Expr::Integer(n.min(count_to_integer(call.args[0].length())));
        }
        return take_extreme(ev, &Arc::new(at_most), Some(1), wanted, |_| false);
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let keys = keys(ev, &children(expr), call.args.get(1))?;
    let mut best: Vec<usize> = Vec::new();
    for at in 0..keys.len() {
        match best.first().map(|&first| compare(&keys[at], &keys[first])) {
            Some(Ordering::Equal) => best.push(at),
            Some(other) if other != wanted => {}
            _ => best = vec![at],
        }
    }
    Ok(Some(at_positions(expr, &Positions::Many(best))))
}

/// `left_out` says which keys do not count unless `ExcludedForms` says otherwise.
fn take_extreme(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    function: Option<usize>,
    wanted: Ordering,
    left_out: fn(&Expr) -> bool,
) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let (args, excluded) = excluded_forms(&call.args);
    let excluded = excluded.map(|forms| Pattern::new(&forms, ev));
    let every = children(expr);
    let keys_of_all = keys(ev, &every, function.map(|at| &args[at]))?;
    let mut kept = Vec::with_capacity(every.len());
    for (at, key) in keys_of_all.iter().enumerate() {
        let is_excluded = match &excluded {
            None => left_out(key),
            Some(pattern) => Matcher::matched(ev, pattern, key)?.is_some(),
        };
        if !is_excluded {
            kept.push(at);
        }
    }
    let count = match args.last() {
        Some(Expr::Integer(n)) if *n >= 0 => usize::try_from(*n).unwrap_or(usize::MAX),
        Some(Expr::Normal(up_to)) if up_to.has_head(Symbol::new("UpTo")) => match up_to.args[..] {
            [Expr::Integer(n)] if n >= 0 => usize::try_from(n).unwrap_or(usize::MAX).min(kept.len()),
            _ => return Ok(None),
        },
        Some(Expr::Symbol(sym::All)) => kept.len(),
        Some(n) if is_infinity(n) => kept.len(),
        _ => return Ok(None),
    };
    if count > kept.len() {
        let length = Expr::Integer(count_to_integer(kept.len()));
        say(ev, call, "insuff", &[Expr::Integer(count_to_integer(count)), length, expr.clone()]);
        return Ok(None);
    }
    let after =
        |a: usize, b: usize| compare(&keys_of_all[kept[a]], &keys_of_all[kept[b]]) == wanted.reverse();
    let order = merge_sort(kept.len(), &mut |a, b| Ok(after(a, b)))?;
    let positions: Vec<usize> = order.into_iter().take(count).map(|at| kept[at]).collect();
    Ok(Some(match expr {
        Expr::Array(_) => list_like(expr, positions.iter().map(|&at| every[at].clone()).collect()),
        _ => at_positions(expr, &Positions::Many(positions)),
    }))
}

/// The arguments before `ExcludedForms -> {…}`, and the forms.
fn excluded_forms(args: &[Expr]) -> (&[Expr], Option<Expr>) {
    let option = args.last().and_then(|last| last.as_call(sym::Rule)).map(|rule| &rule.args[..]);
    match option {
        Some([name, forms]) if name.is_symbol(Symbol::new("ExcludedForms")) => {
            let forms = match forms.elements() {
                Some(list) => Some(Expr::call(sym::Alternatives, list.iter().cloned())),
                None => Some(forms.clone()).filter(|forms| !forms.is_symbol(sym::Automatic)),
            };
            (&args[..args.len() - 1], forms)
        }
        _ => (args, None),
    }
}

/// What is left out where nothing is said: what stands for a value that is not there.
fn is_missing(key: &Expr) -> bool {
    match key {
        Expr::Symbol(sym::None | sym::Null | sym::Indeterminate) => true,
        other => other.head().is_symbol(sym::Missing),
    }
}

#[cfg(test)]
mod tests {
    use super::merge_sort;

    #[test]
    fn the_sort_is_stable_and_takes_any_order() {
        let keys = [3, 1, 2, 1, 3, 0, 2];
        assert_eq!(merge_sort(7, &mut |a, b| Ok(keys[a] > keys[b])), Ok(vec![5, 1, 3, 2, 6, 0, 4]));
        assert_eq!(merge_sort(5, &mut |_, _| Ok(false)), Ok(vec![0, 1, 2, 3, 4]));
        assert_eq!(merge_sort(5, &mut |_, _| Ok(true)).map(|sorted| sorted.len()), Ok(5));
    }
}
