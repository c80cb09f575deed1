//! Changes of expressions at positions: `Insert`, `Delete`, `ReplacePart`, `Append` and `Prepend`.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::associations::{association, rules};
use super::parts::{children, expect_parts, say};
use crate::association::Entries;
use crate::eval::pack::list_like;
use crate::eval::part::child;
use crate::eval::pattern::has_pattern;
use crate::eval::rules::Rule;
use crate::eval::{Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::element::count_to_integer;
use crate::kernels::part::position;
use crate::symbol::{Symbol, sym};

pub(super) fn append(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let length = call.args[0].length();
    place(ev, call, "Append", length)
}

pub(super) fn prepend(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    place(ev, call, "Prepend", 0)
}

pub(super) fn place(ev: &mut Evaluator, call: &Arc<Normal>, name: &str, at: usize) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let (expr, element) = (&call.args[0], &call.args[1]);
    if fits(expr, element)
        && let Some(result) = ev.packed_kernel(name, &call.args)
    {
        return Ok(Some(result));
    }
    if let Expr::Association(association) = expr {
        let Some(new) = super::associations::rules(element) else {
            say(ev, call, "invdt", std::slice::from_ref(element));
            return Ok(None);
        };
        let mut association = (**association).clone();
        association.entries.retain(|key, _| !new.contains_key(key));
        let at = at.min(association.entries.len());
        for (index, (key, value)) in new.into_iter().enumerate() {
            association.entries.shift_insert(at + index, key, value);
        }
        return Ok(Some(Expr::Association(Arc::new(association))));
    }
    Ok(Some(inserted(expr, at, element)))
}

/// Whether an element has the type that the packed array holds, so that adding it changes no number.
pub(super) fn fits(expr: &Expr, element: &Expr) -> bool {
    let (Expr::Array(tensor), Some(value)) = (expr, crate::eval::pack::to_value(element)) else {
        return false;
    };
    !tensor.is_empty()
        && crate::kernels::element::scalar_type(&value) == Ok(crate::kernels::element::tensor_type(tensor))
}

pub(super) fn inserted(expr: &Expr, at: usize, element: &Expr) -> Expr {
    let mut parts = children(expr);
    parts.insert(at, element.clone());
    match expr {
        Expr::Normal(normal) => Expr::call(normal.head.clone(), parts),
        _ => Expr::list(parts),
    }
}

/// Positions as lists of specifications: `n`, `{i, j}` or `{{…}, …}`.
pub(super) fn positions(spec: &Expr) -> Option<Vec<Vec<Expr>>> {
    let Some(list) = spec.elements() else { return Some(vec![vec![spec.clone()]]) };
    if list.iter().all(Expr::is_list) {
        return list.iter().map(|position| position.elements().map(|position| position.to_vec())).collect();
    }
    Some(vec![list.to_vec()])
}

/// The positions as indices from 0 that exist, of the innermost level one past the end too when inserting.
pub(super) fn resolve(expr: &Expr, position_spec: &[Expr], extra: usize) -> Option<Vec<usize>> {
    let mut expr = expr.clone();
    let mut path = Vec::with_capacity(position_spec.len());
    for (level, spec) in position_spec.iter().enumerate() {
        let last = level + 1 == position_spec.len();
        if !matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) {
            return None;
        }
        let length = expr.length();
        let room = if last { length + extra } else { length };
        let at = match spec {
            Expr::Integer(index) => position(*index, room).ok()?,
            Expr::String(_) | Expr::Normal(_) => {
                let Expr::Association(association) = &expr else { return None };
                let key = match spec {
                    Expr::Normal(key) if key.has_head(Symbol::new("Key")) && key.args.len() == 1 => {
                        &key.args[0]
                    }
                    key => key,
                };
                association.entries.get_index_of(key)?
            }
            _ => return None,
        };
        path.push(at);
        if !last {
            expr = child(&expr, at)?;
        }
    }
    (!path.is_empty()).then_some(path)
}

/// The expression with the part at this path changed: `change` gets the parent and the index in it.
pub(super) fn at_path(expr: &Expr, path: &[usize], change: &mut dyn FnMut(&Expr, usize) -> Expr) -> Expr {
    match path {
        [] => expr.clone(),
        [at] => change(expr, *at),
        [at, deeper @ ..] => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let inner = at_path(&child(expr, *at).unwrap_or_else(Expr::null), deeper, change);
            replaced(expr, *at, inner)
        }),
    }
}

pub(super) fn replaced(expr: &Expr, at: usize, new: Expr) -> Expr {
    match expr {
        Expr::Normal(normal) => {
            let mut args = normal.args.clone();
            args[at] = new;
            Expr::from(Normal::with_origin(normal.head.clone(), args, crate::source::Origin::NONE))
        }
        Expr::Association(association) => {
            let mut association = (**association).clone();
            association.entries[at] = new;
            Expr::Association(Arc::new(association))
        }
        _ => {
            let mut parts = children(expr);
            parts[at] = new;
            list_like(expr, parts)
        }
    }
}

pub(super) fn removed(expr: &Expr, at: usize) -> Expr {
    match expr {
        Expr::Normal(normal) => {
            let mut args = normal.args.clone();
            args.remove(at);
            Expr::from(Normal::with_origin(normal.head.clone(), args, crate::source::Origin::NONE))
        }
        Expr::Association(association) => {
            let mut association = (**association).clone();
            association.entries.shift_remove_index(at);
            Expr::Association(Arc::new(association))
        }
        _ => {
            let mut parts = children(expr);
            parts.remove(at);
            list_like(expr, parts)
        }
    }
}

/// Applies a change at several paths, the last in order of position first, so that earlier ones stay where they were.
pub(super) fn change_at(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    spec: &Expr,
    extra: usize,
    change: &mut dyn FnMut(&Expr, usize) -> Expr,
) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let Some(positions) = positions(spec) else { return Ok(None) };
    let mut paths = Vec::with_capacity(positions.len());
    for position in &positions {
        match resolve(expr, position, extra) {
            Some(path) => paths.push(path),
            None => {
                let shown = if spec.is_list() || extra == 1 {
                    Expr::list(position.iter().cloned())
                } else {
                    spec.clone()
                };
                let tag = if extra == 1 { "ins" } else { "partw" };
                say(ev, call, tag, &[shown, expr.clone()]);
                return Ok(None);
            }
        }
    }
    paths.sort();
    if extra == 0 {
        paths.dedup();
    }
    let mut result = expr.clone();
    for path in paths.iter().rev() {
        result = at_path(&result, path, change);
    }
    Ok(Some(result))
}

pub(super) fn insert(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let (Expr::Integer(_), true) = (&call.args[2], fits(&call.args[0], &call.args[1]))
        && let Some(result) = ev.packed_kernel("Insert", &call.args)
    {
        return Ok(Some(result));
    }
    if let (Expr::Association(old), Some(new)) = (&call.args[0], rules(&call.args[1]))
        && let Some([at]) = resolve(&call.args[0], &call.args[2..], 1).as_deref()
    {
        let kept =
            |(key, value): (&Expr, &Expr)| (!new.contains_key(key)).then(|| (key.clone(), value.clone()));
        let mut entries: Entries = old.entries.iter().take(*at).filter_map(kept).collect();
        entries.extend(new.iter().map(|(key, value)| (key.clone(), value.clone())));
        entries.extend(old.entries.iter().skip(*at).filter_map(kept));
        return Ok(Some(association(entries)));
    }
    let element = call.args[1].clone();
    change_at(ev, call, &call.args[2], 1, &mut |parent, at| inserted(parent, at, &element))
}

pub(super) fn delete(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if matches!(call.args[1], Expr::Integer(_))
        && let Some(result) = ev.packed_kernel("Delete", &call.args)
    {
        return Ok(Some(result));
    }
    // A key that is not there takes nothing out.
    if let Expr::Association(association) = &call.args[0]
        && let Some(key) = call.args[1].as_call(Symbol::new("Key"))
        && !key.args.first().is_some_and(|key| association.entries.contains_key(key))
    {
        return Ok(Some(call.args[0].clone()));
    }
    // Without its head a part is the sequence of its arguments.
    let place: &[Expr] = &match call.args[1].elements() {
        Some(place) => place.into_owned(),
        None => vec![call.args[1].clone()],
    };
    if let [path @ .., Expr::Integer(0)] = place
        && path.iter().all(|at| !at.is_list())
    {
        let expr = &call.args[0];
        let path = if path.is_empty() { Some(Vec::new()) } else { resolve(expr, path, 0) };
        let part = path.as_ref().and_then(|path| {
            path.iter()
                .try_fold(expr.clone(), |part, &at| child(&part, at))
                .filter(|part| matches!(part, Expr::Normal(_) | Expr::Array(_)))
                .map(|part| children(&part))
        });
        if let (Some(path), Some(parts)) = (path, part) {
            let sequence = Expr::call(sym::Sequence, parts);
            return Ok(Some(if path.is_empty() {
                sequence
            } else {
                at_path(expr, &path, &mut |parent, at| replaced(parent, at, sequence.clone()))
            }));
        }
    }
    change_at(ev, call, &call.args[1], 0, &mut removed)
}

pub(super) fn replace_part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    // The old form: the new part, then where.
    if let [expr, new, place] = &call.args[..] {
        let rule = Expr::call(sym::Rule, [place.clone(), new.clone()]);
        return Ok(Some(Expr::call(call.head.clone(), [expr.clone(), rule])));
    }
    let rules: Vec<Expr> = match call.args[1].elements() {
        Some(rules) => rules.to_vec(),
        None => vec![call.args[1].clone()],
    };
    let mut result = call.args[0].clone();
    // The first rule for a part counts.
    let mut done: FxHashSet<Vec<usize>> = FxHashSet::default();
    for rule in &rules {
        let Some(rule) = rule.as_normal().filter(|rule| {
            (rule.has_head(sym::Rule) || rule.has_head(sym::RuleDelayed)) && rule.args.len() == 2
        }) else {
            say(ev, call, "reps", &[call.args[1].clone()]);
            return Ok(None);
        };
        let [left, right] = [&rule.args[0], &rule.args[1]];
        if has_pattern(left) {
            let pattern = Arc::new(Rule::new(ev, left, right));
            for path in paths(&call.args[0]) {
                let place: Vec<Expr> =
                    path.iter().map(|&at| Expr::Integer(count_to_integer(at + 1))).collect();
                let mut value = match &place[..] {
                    [index] => ev.replaced(&pattern, index)?,
                    _ => None,
                };
                if value.is_none() {
                    value = ev.replaced(&pattern, &Expr::list(place.iter().cloned()))?;
                }
                if let Some(value) = value
                    && done.insert(path.clone())
                    && resolve(&result, &place, 0).is_some()
                {
                    result = at_path(&result, &path, &mut |parent, at| replaced(parent, at, value.clone()));
                }
            }
            continue;
        }
        for position in positions(left).unwrap_or_default() {
            // Positions that are not there are left out.
            if let Some(path) = resolve(&result, &position, 0) {
                if done.insert(path.clone()) {
                    result = at_path(&result, &path, &mut |parent, at| replaced(parent, at, right.clone()));
                }
            } else if let [Expr::Integer(0)] = position[..]
                && let Expr::Normal(normal) = &result
            {
                result = Expr::call(right.clone(), normal.args.iter().cloned());
            }
        }
    }
    Ok(Some(result))
}

/// The paths of all parts, those of a part before those within it.
pub(super) fn paths(expr: &Expr) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut waiting = vec![(Vec::new(), expr.clone())];
    while let Some((path, expr)) = waiting.pop() {
        for (at, part) in children(&expr).into_iter().enumerate().rev() {
            let mut path = path.clone();
            path.push(at);
            waiting.push((path, part));
        }
        if !path.is_empty() {
            found.push(path);
        }
    }
    found
}
