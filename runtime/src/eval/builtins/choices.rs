//! Lists of chosen elements and of all choices: subsets, tuples, permutations.

use std::sync::Arc;

use super::parts::{at_positions, children, expect_parts, say};
use super::sets::classes;
use super::shape::counts;
use super::sorting::sorted;
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Packing, is_allowed};
use crate::eval::pack::list_like;
use crate::eval::pattern::Pattern;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::MAX_ELEMENTS;
use crate::kernels::element::count_to_integer;
use crate::kernels::part::Positions;
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Lists of chosen elements and of all choices.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Permutations",
        PROTECTED,
        Arity::between(1, 2),
        "Permutations[list] gives all orders of the elements; Permutations[list, n] of at most n elements, {n} of exactly n.",
        ("Permutations[{a, b}]", "{{a, b}, {b, a}}"),
        permutations,
    ),
    Builtin::new(
        "Pick",
        PROTECTED,
        Arity::between(2, 3),
        "Pick[list, marks] gives the elements of list whose marks are True; Pick[list, marks, pattern] those whose marks match.",
        ("Pick[{a, b, c}, {True, False, True}]", "{a, c}"),
        pick,
    ),
    Builtin::new(
        "Signature",
        PROTECTED,
        Arity::exactly(1),
        "Signature[list] gives 1 or -1 for an even or odd number of exchanges to sort the list, 0 when elements are equal.",
        ("Signature[{a, c, b}]", "-1"),
        signature,
    ),
    Builtin::new(
        "Subsets",
        PROTECTED,
        Arity::between(1, 3),
        "Subsets[list] gives all subsets; Subsets[list, n] of at most n elements, {n} of exactly n, {m, n} of m to n; Subsets[list, spec, s] the first s of them.",
        ("Subsets[{a, b}]", "{{}, {a}, {b}, {a, b}}"),
        subsets,
    ),
    Builtin::new(
        "Tuples",
        PROTECTED,
        Arity::between(1, 2),
        "Tuples[list, n] gives all lists of n elements of list; Tuples[{l1, l2, …}] all lists with one element of each.",
        ("Tuples[{0, 1}, 2]", "{{0, 0}, {0, 1}, {1, 0}, {1, 1}}"),
        tuples,
    ),
];

fn pick(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let pattern = Pattern::new(&call.args.get(2).cloned().unwrap_or(Expr::Symbol(sym::True)), ev);
    picked(ev, &call.args[0], &call.args[1], &pattern, call)
}

/// Elements whose marks match; where a mark is itself a list the choice goes on inside.
fn picked(ev: &mut Evaluator, list: &Expr, marks: &Expr, pattern: &Pattern, call: &Arc<Normal>) -> Reply {
    let (elements, marks_of) = (children(list), children(marks));
    if elements.len() != marks_of.len() || list.length() == 0 && !list.is_list() {
        ev.message_at(sym::Pick, "incomp", &[list.clone(), marks.clone()], call.origin);
        return Ok(None);
    }
    let mut kept = Vec::new();
    let mut places = Vec::new();
    for (place, (element, mark)) in elements.iter().zip(&marks_of).enumerate() {
        if ev.matches(pattern, mark)? {
            places.push(place);
            kept.push(element.clone());
        } else if mark.is_list() && element.length() > 0 {
            let Some(inner) = picked(ev, element, mark, pattern, call)? else { return Ok(None) };
            kept.push(inner);
        }
    }
    if let Expr::Association(_) = list {
        return Ok(Some(at_positions(list, &Positions::Many(places))));
    }
    Ok(Some(Expr::call(list.head(), kept)))
}

/// Refuses a result of this many lists of this many elements when it is too large.
fn too_large(ev: &mut Evaluator, call: &Arc<Normal>, lists: f64, length: usize) -> bool {
    let elements = lists * (length as f64 + 4.0);
    let large = elements.is_nan() || elements > (MAX_ELEMENTS / 32) as f64;
    if large {
        say(ev, call, "toobig", &[Expr::Real(elements.min(f64::MAX).round())]);
    }
    large
}

fn binomial(n: usize, k: usize) -> f64 {
    (0..k.min(n - k)).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
}

fn subsets(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let n = expr.length();
    let sizes = sizes(call.args.get(1), n, 0..=n);
    let Some(sizes) = sizes else { return Ok(None) };
    let first = match call.args.get(2) {
        None => usize::MAX,
        Some(Expr::Integer(k)) if *k >= 0 => usize::try_from(*k).unwrap_or(usize::MAX),
        // Another part of them is taken from all.
        Some(part) => {
            let all = ev.eval(Expr::call(sym::Subsets, call.args[..2].iter().cloned()))?;
            return Ok(all.is_list().then(|| Expr::call(sym::Take, [all, part.clone()])));
        }
    };
    let total: f64 = sizes.iter().filter(|&&k| k <= n).map(|&k| binomial(n, k)).sum();
    if too_large(ev, call, total.min(first as f64), n) {
        return Ok(None);
    }
    let mut found = Vec::new();
    'sizes: for &k in sizes.iter().filter(|&&k| k <= n) {
        let mut chosen: Vec<usize> = (0..k).collect();
        loop {
            if found.len() >= first {
                break 'sizes;
            }
            ev.check_interrupt()?;
            found.push(at_positions(expr, &Positions::Many(chosen.clone())));
            // The next choice: the last place that can move up, and those after it close behind.
            let Some(place) = (0..k).rev().find(|&place| chosen[place] < n - k + place) else { break };
            chosen[place] += 1;
            for later in place + 1..k {
                chosen[later] = chosen[later - 1] + 1;
            }
        }
    }
    Ok(Some(Expr::list(found)))
}

fn tuples(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let mut shape = None;
    let lists: Vec<Vec<Expr>> = match call.args.get(1) {
        None => {
            let lists = children(expr);
            if lists.iter().any(|list| list.as_normal().is_none() && !list.is_list()) {
                say(ev, call, "normal", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
                return Ok(None);
            }
            lists.iter().map(children).collect()
        }
        Some(n) => {
            let Some(dims) = counts(n) else {
                say(ev, call, "intnm", &[Expr::Normal(Arc::clone(call)), Expr::Integer(2)]);
                return Ok(None);
            };
            if !is_allowed(&dims) {
                return Ok(None);
            }
            let length = dims.iter().product();
            if n.is_list() {
                shape = Some(dims);
            }
            vec![children(expr); length]
        }
    };
    let total: f64 = lists.iter().map(|list| list.len() as f64).product();
    if too_large(ev, call, total, lists.len()) {
        return Ok(None);
    }
    let head = expr.head();
    let mut at = vec![0; lists.len()];
    let mut found = Vec::with_capacity(total as usize);
    if !lists.iter().any(Vec::is_empty) {
        'all: loop {
            ev.check_interrupt()?;
            let tuple: Vec<Expr> = at.iter().zip(&lists).map(|(&at, list)| list[at].clone()).collect();
            found.push(match &shape {
                Some(dims) => crate::eval::nested::nest(dims, tuple, Packing::of(expr)),
                None if matches!(expr, Expr::Array(_)) => list_like(expr, tuple),
                None => Expr::call(head.clone(), tuple),
            });
            let mut place = at.len();
            loop {
                if place == 0 {
                    break 'all;
                }
                place -= 1;
                at[place] += 1;
                if at[place] < lists[place].len() {
                    break;
                }
                at[place] = 0;
            }
        }
    }
    Ok(Some(list_like(expr, found)))
}

/// The integers of a list; `Infinity` is `n`.
fn bounds(spec: &Expr, n: usize) -> Option<Vec<i64>> {
    let bound = |expr: &Expr| match expr {
        Expr::Integer(k) => Some(*k),
        other => super::shape::is_infinity(other).then(|| count_to_integer(n)),
    };
    spec.elements()?.iter().map(bound).collect()
}

/// How many of `n` elements are chosen, as the second argument says it: `k` for at most `k`, `{k}` for exactly so many,
/// `{from, to}`, `{from, to, step}`, `All`.
fn sizes(spec: Option<&Expr>, n: usize, unsaid: std::ops::RangeInclusive<usize>) -> Option<Vec<usize>> {
    let size = |k: i64| usize::try_from(k).ok();
    match spec {
        None => Some(unsaid.collect()),
        Some(Expr::Symbol(sym::All)) => Some((0..=n).collect()),
        Some(Expr::Integer(k)) => size(*k).map(|k| (0..=k.min(n)).collect()),
        Some(spec) if super::shape::is_infinity(spec) => Some((0..=n).collect()),
        Some(spec) => match bounds(spec, n)?[..] {
            [k] => Some(vec![size(k)?]),
            // More than `n` elements cannot be chosen.
            [from, to] => Some((size(from)?..=size(to)?.min(n)).collect()),
            [from, to, step] if step > 0 => {
                Some((size(from)?..=size(to)?.min(n)).step_by(size(step)?).collect())
            }
            [from, to, step] if step < 0 => {
                let down = std::iter::successors(Some(from), |k| k.checked_add(step));
                let all = down.take_while(|&k| k >= to).map(size).collect::<Option<Vec<_>>>()?;
                size(to).is_some().then_some(all)
            }
            _ => None,
        },
    }
}

fn permutations(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let parts = children(expr);
    let n = parts.len();
    let sizes = sizes(call.args.get(1), n, n..=n);
    let Some(sizes) = sizes else { return Ok(None) };
    // Equal elements are one kind; orders run over kinds, in the order in which they first occur.
    let classes = classes(ev, &parts, None)?;
    let sizes: Vec<usize> = sizes.into_iter().filter(|&k| k <= n).collect();
    let distinct: f64 =
        classes.iter().map(|class| (1..=class.len()).fold(1.0, |product, i| product * i as f64)).product();
    let total: f64 =
        sizes.iter().map(|&k| (0..k).fold(1.0, |product, i| product * (n - i) as f64)).sum::<f64>()
            / distinct;
    if too_large(ev, call, total, n) {
        return Ok(None);
    }
    let mut left: Vec<usize> = classes.iter().map(Vec::len).collect();
    let mut found = Vec::new();
    for k in sizes {
        let mut chosen: Vec<usize> = Vec::with_capacity(k);
        // From where the search for the next kind starts at each place.
        let mut starts = vec![0];
        while let Some(start) = starts.last_mut() {
            ev.check_interrupt()?;
            if chosen.len() == k {
                found.push(at_positions(
                    expr,
                    &Positions::Many(chosen.iter().map(|&kind| classes[kind][0]).collect()),
                ));
            }
            let next =
                if chosen.len() == k { None } else { (*start..left.len()).find(|&kind| left[kind] > 0) };
            match next {
                Some(kind) => {
                    *start = kind + 1;
                    left[kind] -= 1;
                    chosen.push(kind);
                    starts.push(0);
                }
                None => {
                    starts.pop();
                    if let Some(kind) = chosen.pop() {
                        left[kind] += 1;
                    }
                }
            }
        }
    }
    Ok(Some(list_like(expr, found)))
}

fn signature(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let parts = children(&call.args[0]);
    let order = sorted(&parts);
    if order.windows(2).any(|pair| parts[pair[0]] == parts[pair[1]]) {
        return Ok(Some(Expr::Integer(0)));
    }
    // A cycle of even length is an odd permutation.
    let mut seen = vec![false; order.len()];
    let mut sign = 1;
    for start in 0..order.len() {
        let (mut at, mut length) = (start, 0);
        while !seen[at] {
            seen[at] = true;
            at = order[at];
            length += 1;
        }
        if length > 0 && length % 2 == 0 {
            sign = -sign;
        }
    }
    Ok(Some(Expr::Integer(sign)))
}
