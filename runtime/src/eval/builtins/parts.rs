//! Parts of expressions: `Part`, `Take`, `First` and their kin.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::associations::{association, rules};
use crate::association::Entries;
use crate::eval::builtin::Builtin;
use crate::eval::pack::list_like;
use crate::eval::part::{self, Missing, child, integer_list, sequence, with_children};
use crate::eval::pattern::has_pattern;
use crate::eval::rules::Rule;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::element::count_to_integer;
use crate::kernels::part::{Positions, position};
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions that take expressions apart.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Append",
        PROTECTED,
        Arity::exactly(2),
        "Append[expr, elem] gives expr with elem added at its end.",
        ("Append[{a, b}, c]", "{a, b, c}"),
        append,
    ),
    Builtin::new(
        "Delete",
        PROTECTED,
        Arity::exactly(2),
        "Delete[expr, n] gives expr without its part n; {i, j, …} stands for a deeper part, {{…}, …} for several.",
        ("Delete[{a, b, c}, 2]", "{a, c}"),
        delete,
    ),
    Builtin::new(
        "Drop",
        PROTECTED.and(Attributes::N_HOLD_REST),
        Arity::at_least(2),
        "Drop[list, n] gives list without its first n elements, Drop[list, -n] without its last n, Drop[list, {m, n}] without elements m through n.",
        ("Drop[{a, b, c}, 1]", "{b, c}"),
        drop_parts,
    ),
    Builtin::new(
        "Extract",
        PROTECTED.and(Attributes::N_HOLD_REST),
        Arity::between(2, 3),
        "Extract[expr, {i, j, …}] gives the part at that position, Extract[expr, {p1, p2, …}] the parts at several, Extract[expr, p, h] wraps h around each.",
        ("Extract[{a, {b, c}}, {2, 1}]", "b"),
        extract,
    ),
    Builtin::new(
        "First",
        PROTECTED,
        Arity::between(1, 2),
        "First[expr] gives the first element; First[expr, default] gives default when there is none.",
        ("First[{a, b}]", "a"),
        |ev, call| end(ev, call, End::First),
    ),
    Builtin::new(
        "Insert",
        PROTECTED,
        Arity::exactly(3),
        "Insert[list, elem, n] gives list with elem inserted at position n.",
        ("Insert[{a, b}, x, 2]", "{a, x, b}"),
        insert,
    ),
    Builtin::new(
        "Last",
        PROTECTED,
        Arity::between(1, 2),
        "Last[expr] gives the last element; Last[expr, default] gives default when there is none.",
        ("Last[{a, b}]", "b"),
        |ev, call| end(ev, call, End::Last),
    ),
    Builtin::new(
        "Most",
        PROTECTED,
        Arity::exactly(1),
        "Most[expr] gives expr without its last element.",
        ("Most[{a, b, c}]", "{a, b}"),
        |ev, call| without_end(ev, call, End::Last),
    ),
    Builtin::new(
        "Compile`GetElement",
        PROTECTED,
        Arity::at_least(2),
        "Compile`GetElement[array, i, j, …] gives an element of an array.",
        ("Compile`GetElement[{a, b, c}, 2]", "b"),
        part_of,
    ),
    Builtin::new(
        "Part",
        PROTECTED.and(Attributes::N_HOLD_REST),
        Arity::at_least(1),
        "expr[[i, j, …]] gives a part of expr. i may be an integer, negative from the end, a list of integers, a span m ;; n ;; s, All, or Key[k] of an association.",
        ("{a, b, c}[[2]]", "b"),
        part_of,
    ),
    Builtin::new(
        "Prepend",
        PROTECTED,
        Arity::exactly(2),
        "Prepend[expr, elem] gives expr with elem added at its start.",
        ("Prepend[{a, b}, c]", "{c, a, b}"),
        prepend,
    ),
    Builtin::new(
        "ReplacePart",
        PROTECTED,
        Arity::exactly(2),
        "ReplacePart[expr, {p1 -> new1, …}] gives expr with parts replaced.",
        ("ReplacePart[{a, b, c}, 2 -> x]", "{a, x, c}"),
        replace_part,
    ),
    Builtin::new(
        "Rest",
        PROTECTED,
        Arity::exactly(1),
        "Rest[expr] gives expr without its first element.",
        ("Rest[{a, b, c}]", "{b, c}"),
        |ev, call| without_end(ev, call, End::First),
    ),
    Builtin::new(
        "Take",
        PROTECTED.and(Attributes::N_HOLD_REST),
        Arity::at_least(2),
        "Take[list, n] gives the first n elements, Take[list, -n] the last n, Take[list, {m, n, s}] elements m through n in steps of s; further specifications are for deeper levels.",
        ("Take[{a, b, c}, 2]", "{a, b}"),
        take,
    ),
    Builtin::new(
        "TakeDrop",
        PROTECTED,
        Arity::exactly(2),
        "TakeDrop[list, n] gives {Take[list, n], Drop[list, n]}.",
        ("TakeDrop[{a, b, c}, 1]", "{{a}, {b, c}}"),
        take_drop,
    ),
];

#[derive(Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}

/// Whether the argument at `index` from 0 has parts; says so otherwise.
pub(crate) fn expect_parts(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> bool {
    let has_parts = matches!(
        call.args[index],
        Expr::Normal(_) | Expr::Array(_) | Expr::Association(_) | Expr::Foreign(_)
    );
    if !has_parts {
        let at = Expr::Integer(i64::try_from(index + 1).unwrap_or(i64::MAX));
        say(ev, call, "normal", &[at, Expr::Normal(Arc::clone(call))]);
    }
    has_parts
}

/// Issues a message of the function called.
pub(crate) fn say(ev: &mut Evaluator, call: &Arc<Normal>, tag: &str, args: &[Expr]) {
    ev.message_at(call.head_symbol().unwrap_or(sym::General), tag, args, call.origin);
}

/// All parts at the first level.
pub(crate) fn children(expr: &Expr) -> Vec<Expr> {
    match expr {
        Expr::Normal(normal) => normal.args.to_vec(),
        Expr::Array(tensor) => crate::expr::unpack_level(tensor),
        Expr::Association(association) => association.entries.values().cloned().collect(),
        Expr::Foreign(foreign) => foreign.0.parts(),
        _ => Vec::new(),
    }
}

/// The parts at these positions from 0, under the same head.
pub(crate) fn at_positions(expr: &Expr, positions: &Positions) -> Expr {
    if let (Expr::Normal(normal), Positions::Run(start, count)) = (expr, positions) {
        let args: Args = normal.args[*start..start + count].iter().cloned().collect();
        return Expr::from(Normal::with_origin(normal.head.clone(), args, crate::source::Origin::NONE));
    }
    let positions = positions.to_vec();
    let children = positions.iter().filter_map(|&at| child(expr, at)).collect();
    with_children(expr, &positions, children)
}

fn part_of(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (whole, specs) = (&call.args[0], &call.args[1..]);
    match part::get(whole, specs) {
        Ok(part) => Ok(Some(part)),
        Err(missing) => {
            missing.report(ev, sym::Part, whole, specs, call.origin);
            Ok(None)
        }
    }
}

fn extract(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (whole, wrap) = (&call.args[0], call.args.get(2));
    let at = |ev: &mut Evaluator, position: &[Expr]| match part::get(whole, position) {
        Ok(part) => Some(match wrap {
            Some(head) => Expr::call(head.clone(), [part]),
            None => part,
        }),
        Err(missing) => {
            let missing = match missing {
                Missing::Part(_) => Missing::Part(Expr::list(position.iter().cloned())),
                other => other,
            };
            missing.report(ev, Symbol::new("Extract"), whole, position, call.origin);
            None
        }
    };
    let Some(list) = call.args[1].elements() else {
        return Ok(at(ev, &call.args[1..2]));
    };
    if !list.is_empty() && list.iter().all(Expr::is_list) {
        let parts: Option<Vec<Expr>> =
            list.iter().map(|position| at(ev, &position.elements().unwrap_or_default())).collect();
        return Ok(parts.map(|parts| list_like(whole, parts)));
    }
    Ok(at(ev, &list))
}

fn end(ev: &mut Evaluator, call: &Arc<Normal>, end: End) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(call.args.get(1).cloned());
    }
    let expr = &call.args[0];
    let at = if end == End::First { 0 } else { expr.length().wrapping_sub(1) };
    match (child(expr, at), call.args.get(1)) {
        (Some(part), _) => Ok(Some(part)),
        (None, Some(default)) => Ok(Some(default.clone())),
        (None, None) => {
            say(ev, call, if end == End::First { "nofirst" } else { "nolast" }, std::slice::from_ref(expr));
            Ok(None)
        }
    }
}

fn without_end(ev: &mut Evaluator, call: &Arc<Normal>, end: End) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let (name, tag, start) = if end == End::First { ("Rest", "norest", 1) } else { ("Most", "nomost", 0) };
    if let Some(result) = ev.packed_kernel(name, &call.args) {
        return Ok(Some(result));
    }
    let Some(count) = expr.length().checked_sub(1) else {
        say(ev, call, tag, std::slice::from_ref(expr));
        return Ok(None);
    };
    Ok(Some(at_positions(expr, &Positions::Run(start, count))))
}

fn append(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let length = call.args[0].length();
    place(ev, call, "Append", length)
}

fn prepend(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    place(ev, call, "Prepend", 0)
}

fn place(ev: &mut Evaluator, call: &Arc<Normal>, name: &str, at: usize) -> Reply {
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
fn fits(expr: &Expr, element: &Expr) -> bool {
    let (Expr::Array(tensor), Some(value)) = (expr, crate::eval::pack::to_value(element)) else {
        return false;
    };
    !tensor.is_empty()
        && crate::kernels::element::scalar_type(&value) == Ok(crate::kernels::element::tensor_type(tensor))
}

fn inserted(expr: &Expr, at: usize, element: &Expr) -> Expr {
    let mut parts = children(expr);
    parts.insert(at, element.clone());
    match expr {
        Expr::Normal(normal) => Expr::call(normal.head.clone(), parts),
        _ => Expr::list(parts),
    }
}

/// Positions as lists of specifications: `n`, `{i, j}` or `{{…}, …}`.
fn positions(spec: &Expr) -> Option<Vec<Vec<Expr>>> {
    let Some(list) = spec.elements() else { return Some(vec![vec![spec.clone()]]) };
    if list.iter().all(Expr::is_list) {
        return list.iter().map(|position| position.elements().map(|position| position.to_vec())).collect();
    }
    Some(vec![list.to_vec()])
}

/// The positions as indices from 0 that exist, of the innermost level one past the end too when inserting.
fn resolve(expr: &Expr, position_spec: &[Expr], extra: usize) -> Option<Vec<usize>> {
    let mut expr = expr.clone();
    let mut path = Vec::with_capacity(position_spec.len());
    for (level, spec) in position_spec.iter().enumerate() {
        let last = level + 1 == position_spec.len();
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
fn at_path(expr: &Expr, path: &[usize], change: &mut dyn FnMut(&Expr, usize) -> Expr) -> Expr {
    match path {
        [] => expr.clone(),
        [at] => change(expr, *at),
        [at, deeper @ ..] => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let inner = at_path(&child(expr, *at).unwrap_or_else(Expr::null), deeper, change);
            replaced(expr, *at, inner)
        }),
    }
}

fn replaced(expr: &Expr, at: usize, new: Expr) -> Expr {
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

fn removed(expr: &Expr, at: usize) -> Expr {
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
fn change_at(
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
                let shown = if spec.is_list() { Expr::list(position.iter().cloned()) } else { spec.clone() };
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

fn insert(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
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

fn delete(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if matches!(call.args[1], Expr::Integer(_))
        && let Some(result) = ev.packed_kernel("Delete", &call.args)
    {
        return Ok(Some(result));
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

fn replace_part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
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
                let mut value = ev.replaced(&pattern, &Expr::list(place.iter().cloned()))?;
                if let (None, [index]) = (&value, &place[..]) {
                    value = ev.replaced(&pattern, index)?;
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
fn paths(expr: &Expr) -> Vec<Vec<usize>> {
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

/// `Take` and `Drop` level by level; `keep` turns the positions named into those kept.
fn by_level(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    tag: &str,
    keep: fn(Positions, usize) -> Positions,
) -> Reply {
    fn go(
        expr: &Expr,
        specs: &[Expr],
        keep: fn(Positions, usize) -> Positions,
    ) -> Result<Expr, Option<Missing>> {
        let Some((spec, deeper)) = specs.split_first() else { return Ok(expr.clone()) };
        if !matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) {
            return Err(None);
        }
        let named = sequence(spec, expr.length()).ok_or(None)?.map_err(Some)?;
        let kept = at_positions(expr, &keep(named, expr.length()));
        if deeper.is_empty() {
            return Ok(kept);
        }
        let parts =
            children(&kept).iter().map(|part| go(part, deeper, keep)).collect::<Result<Vec<_>, _>>()?;
        let positions: Vec<usize> = (0..parts.len()).collect();
        Ok(with_children(&kept, &positions, parts))
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    match go(&call.args[0], &call.args[1..], keep) {
        Ok(result) => Ok(Some(result)),
        Err(Some(Missing::Positions(first, last))) => {
            let args = [Expr::Integer(first), Expr::Integer(last), call.args[0].clone()];
            say(ev, call, tag, &args);
            Ok(None)
        }
        Err(_) => {
            say(ev, call, "seqs", &[Expr::Integer(2), Expr::Normal(Arc::clone(call))]);
            Ok(None)
        }
    }
}

fn take(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match ev.packed_kernel("Take", &call.args) {
        Some(result) => Ok(Some(result)),
        None => by_level(ev, call, "take", |named, _| named),
    }
}

fn complement(named: Positions, length: usize) -> Positions {
    let mut keep = vec![true; length];
    named.to_vec().iter().for_each(|&at| keep[at] = false);
    Positions::Many((0..length).filter(|&at| keep[at]).collect())
}

fn drop_parts(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match ev.packed_kernel("Drop", &call.args) {
        Some(result) => Ok(Some(result)),
        None => by_level(ev, call, "drop", complement),
    }
}

fn take_drop(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(taken) = by_level(ev, call, "take", |named, _| named)? else { return Ok(None) };
    let Some(left) = by_level(ev, call, "drop", complement)? else { return Ok(None) };
    Ok(Some(Expr::list([taken, left])))
}

/// The integers of an argument that is an integer or a list of integers.
pub(crate) fn integers(expr: &Expr) -> Option<Vec<i64>> {
    match expr {
        Expr::Integer(value) => Some(vec![*value]),
        list => integer_list(list),
    }
}
