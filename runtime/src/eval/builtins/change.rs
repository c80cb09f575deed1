//! Lists joined, turned round, padded and made.

use crate::eval::stoppable;
use std::sync::Arc;

use super::parts::{children, expect_parts, integers, say};
use super::shape::{count_product, counts, is_infinity};
use crate::association::{Association, Entries};
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Packing, is_allowed, nest};
use crate::eval::pack::{list_like, packed_list};
use crate::eval::pattern::has_pattern;
use crate::eval::rules::Rule;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::element::count_to_integer;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions that make and change lists.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Catenate",
        PROTECTED,
        Arity::exactly(1),
        "Catenate[{list1, list2, …}] joins the lists.",
        ("Catenate[{{a, b}, {c}}]", "{a, b, c}"),
        catenate,
    ),
    Builtin::new(
        "ConstantArray",
        PROTECTED,
        Arity::exactly(2),
        "ConstantArray[c, {n1, n2, …}] gives an array of copies of c.",
        ("ConstantArray[0, {2, 2}]", "{{0, 0}, {0, 0}}"),
        constant_array,
    ),
    Builtin::new(
        "Join",
        PROTECTED.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY),
        Arity::ANY,
        "Join[list1, list2, …] joins lists; Join[list1, …, n] at level n.",
        ("Join[{a, b}, {c}]", "{a, b, c}"),
        join,
    ),
    Builtin::new(
        "Normal",
        PROTECTED,
        Arity::between(1, 2),
        "Normal[expr] turns a special form of expr, such as an association, into ordinary expressions.",
        ("Normal[<|a -> 1|>]", "{a -> 1}"),
        normal,
    ),
    Builtin::new(
        "Range",
        PROTECTED.and(Attributes::LISTABLE),
        Arity::between(1, 3),
        "Range[n] gives {1, 2, …, n}; Range[a, b, d] numbers from a through b in steps of d.",
        ("Range[2, 8, 3]", "{2, 5, 8}"),
        range,
    ),
    Builtin::new(
        "Reverse",
        PROTECTED,
        Arity::between(1, 2),
        "Reverse[expr] gives the elements in reverse order; Reverse[expr, levels] at these levels.",
        ("Reverse[{a, b, c}]", "{c, b, a}"),
        reverse,
    ),
    Builtin::new(
        "RotateLeft",
        PROTECTED,
        Arity::between(1, 2),
        "RotateLeft[expr, n] cycles the elements n places to the left; {n1, n2, …} for each level.",
        ("RotateLeft[{a, b, c}]", "{b, c, a}"),
        |ev, call| rotate(ev, call, "RotateLeft", 1),
    ),
    Builtin::new(
        "RotateRight",
        PROTECTED,
        Arity::between(1, 2),
        "RotateRight[expr, n] cycles the elements n places to the right; {n1, n2, …} for each level.",
        ("RotateRight[{a, b, c}]", "{c, a, b}"),
        |ev, call| rotate(ev, call, "RotateRight", -1),
    ),
    Builtin::new(
        "SparseArray",
        PROTECTED,
        Arity::between(1, 3),
        "SparseArray[{p1 -> v1, …}, dims, default] gives the array with these elements at these positions, as an ordinary array.",
        ("SparseArray[{{1, 2} -> 5}, {2, 2}]", "{{0, 5}, {0, 0}}"),
        sparse_array,
    ),
    Builtin::new(
        "Subdivide",
        PROTECTED,
        Arity::between(1, 3),
        "Subdivide[a, b, n] gives the ends of n equal parts of the interval from a to b; Subdivide[b, n] from 0; Subdivide[n] of 0 to 1.",
        ("Subdivide[0, 1, 4]", "{0, 1/4, 1/2, 3/4, 1}"),
        subdivide,
    ),
    Builtin::new(
        "UnitVector",
        PROTECTED,
        Arity::between(1, 2),
        "UnitVector[n, k] gives the vector of length n with 1 at place k; UnitVector[k] of length 2.",
        ("UnitVector[3, 2]", "{0, 1, 0}"),
        |ev, call| Ok(ev.kernel("UnitVector", &call.args).ok()),
    ),
]);

/// Evaluates a call.
pub(crate) fn apply(ev: &mut Evaluator, head: Symbol, args: impl IntoIterator<Item = Expr>) -> Eval {
    ev.eval(Expr::call(head, args))
}

fn join(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(first) = call.args.first() else { return Ok(Some(Expr::list([]))) };
    if call.args.len() > 1
        && let Some(Expr::Integer(level)) = call.args.last()
    {
        let Ok(level) = usize::try_from(*level) else { return Ok(None) };
        let lists = &call.args[..call.args.len() - 1];
        for index in 0..lists.len() {
            if !expect_parts(ev, call, index) {
                return Ok(None);
            }
        }
        return Ok(join_at(lists, level.max(1)));
    }
    let elements = call.args.iter().fold(0_usize, |sum, arg| {
        sum.saturating_add(match arg {
            Expr::Array(tensor) => tensor.count(),
            other => other.length(),
        })
    });
    ev.ask_room(elements, size_of::<Expr>() / 2)?;
    let same_type = |a: &Expr, b: &Expr| match (a, b) {
        (Expr::Array(a), Expr::Array(b)) => std::mem::discriminant(&**a) == std::mem::discriminant(&**b),
        _ => false,
    };
    if call.args.iter().all(|arg| same_type(first, arg))
        && let Some(result) = ev.packed_kernel("Join", &call.args)
    {
        return Ok(Some(result));
    }
    for index in 0..call.args.len() {
        if !expect_parts(ev, call, index) {
            return Ok(None);
        }
        let (head, other) = (first.head(), call.args[index].head());
        if head != other {
            let at = |index: usize| Expr::Integer(count_to_integer(index + 1));
            say(ev, call, "heads", &[other, head, at(index), at(0)]);
            return Ok(None);
        }
    }
    Ok(join_at(&call.args, 1))
}

fn join_at(lists: &[Expr], level: usize) -> Option<Expr> {
    if level > 1 {
        let rows: Vec<Vec<Expr>> = lists.iter().map(children).collect();
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let joined = (0..longest).map(|index| {
            let parts: Vec<Expr> = rows.iter().filter_map(|row| row.get(index).cloned()).collect();
            parts.iter().all(Expr::is_list).then(|| join_at(&parts, level - 1)).flatten()
        });
        return joined.collect::<Option<Vec<_>>>().map(|rows| joined_list(lists, rows));
    }
    if let Some(Expr::Association(_)) = lists.first() {
        let mut entries = Entries::default();
        for list in lists {
            let Expr::Association(association) = list else { return None };
            entries.extend(association.entries.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        return Some(Expr::Association(Arc::new(Association::new(entries))));
    }
    let mut all = Vec::with_capacity(lists.iter().map(Expr::length).sum());
    lists.iter().for_each(|list| all.extend(children(list)));
    match lists.first() {
        Some(first) if !first.is_list() => Some(Expr::call(first.head(), all)),
        _ => Some(joined_list(lists, all)),
    }
}

fn joined_list(lists: &[Expr], elements: Vec<Expr>) -> Expr {
    if lists.iter().any(|list| matches!(list, Expr::Array(_))) {
        packed_list(elements)
    } else {
        Expr::list(elements)
    }
}

fn catenate(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let lists = children(&call.args[0]);
    if !(call.args[0].is_list() || matches!(call.args[0], Expr::Association(_)))
        || !lists.iter().all(|list| list.is_list() || matches!(list, Expr::Association(_)))
    {
        return Ok(None);
    }
    let mut all = Vec::new();
    lists.iter().for_each(|list| all.extend(children(list)));
    Ok(Some(match &call.args[0] {
        Expr::Association(_) => Expr::list(all),
        list => list_like(list, all),
    }))
}

fn constant_array(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(dims) = counts(&call.args[1]) else {
        say(ev, call, "ilsmn", &[Expr::Integer(2), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    if crate::kernels::element::element_count(&dims).is_err() {
        say(ev, call, "toobig", &[count_product(&dims)]);
        return Ok(None);
    }
    if let Ok(array) = ev.kernel("ConstantArray", &call.args) {
        return Ok(Some(array));
    }
    if !is_allowed(&dims) {
        say(ev, call, "toobig", &[count_product(&dims)]);
        return Ok(None);
    }
    let copies = vec![call.args[0].clone(); dims.iter().product()];
    Ok(Some(nest(&dims, copies, Packing::Plain)))
}

fn range(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match ev.kernel("Range", &call.args) {
        Ok(list) => return Ok(Some(list)),
        Err(crate::kernels::Fault::Memory) => {
            say(ev, call, "toobig", &[call.args[usize::from(call.args.len() > 1)].clone()]);
            return Ok(None);
        }
        Err(_) => {}
    }
    let one = Expr::Integer(1);
    let (first, last, step) = match &call.args[..] {
        [last] => (one.clone(), last.clone(), one),
        [first, last] => (first.clone(), last.clone(), one),
        [first, last, step] => (first.clone(), last.clone(), step.clone()),
        _ => return Ok(None),
    };
    if step == Expr::Integer(0) || step == Expr::Real(0.0) {
        say(ev, call, "range", &[Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    }
    if let Some(values) = ev.one_step(&first, &last, &step)? {
        return Ok(Some(packed_list(values)));
    }
    let minus = apply(ev, sym::Times, [Expr::Integer(-1), first.clone()])?;
    let distance = apply(ev, sym::Plus, [last, minus])?;
    let inverse = apply(ev, sym::Power, [step.clone(), Expr::Integer(-1)])?;
    let ratio = apply(ev, sym::Times, [distance, inverse])?;
    let Expr::Integer(steps) = apply(ev, sym::Floor, [ratio])? else {
        say(ev, call, "range", &[Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    let count = usize::try_from(steps.saturating_add(1)).unwrap_or(0);
    if !is_allowed(&[count]) {
        say(ev, call, "toobig", &[Expr::Integer(steps)]);
        return Ok(None);
    }
    let mut values = Vec::with_capacity(count);
    for index in 0..count {
        let distance = apply(ev, sym::Times, [Expr::Integer(count_to_integer(index)), step.clone()])?;
        values.push(apply(ev, sym::Plus, [first.clone(), distance])?);
        ev.check_interrupt()?;
    }
    Ok(Some(packed_list(values)))
}

fn subdivide(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (first, last, parts) = match &call.args[..] {
        [parts] => (Expr::Integer(0), Expr::Integer(1), parts),
        [last, parts] => (Expr::Integer(0), last.clone(), parts),
        [first, last, parts] => (first.clone(), last.clone(), parts),
        _ => return Ok(None),
    };
    let Expr::Integer(parts) = *parts else { return Ok(None) };
    let Some(count) = usize::try_from(parts).ok().filter(|&parts| parts > 0 && is_allowed(&[parts])) else {
        return Ok(None);
    };
    let mut values = Vec::with_capacity(count + 1);
    for index in 0..=parts {
        // Weights on both ends give both ends exactly.
        let weight = |k: i64| {
            Expr::call(
                sym::Times,
                [Expr::Integer(k), Expr::call(sym::Power, [Expr::Integer(parts), Expr::Integer(-1)])],
            )
        };
        let near = Expr::call(sym::Times, [weight(parts - index), first.clone()]);
        let far = Expr::call(sym::Times, [weight(index), last.clone()]);
        values.push(apply(ev, sym::Plus, [near, far])?);
    }
    Ok(Some(packed_list(values)))
}

fn reverse(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("Reverse", &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let levels = match call.args.get(1) {
        None => vec![1],
        Some(levels) => match counts(levels).filter(|levels| !levels.contains(&0)) {
            Some(levels) => levels,
            None => return Ok(None),
        },
    };
    let deepest = levels.iter().copied().max().unwrap_or(0);
    Ok(Some(at_levels(&call.args[0], deepest, 1, &|level, parts| {
        if levels.contains(&level) {
            parts.reverse();
        }
    })))
}

fn rotate(ev: &mut Evaluator, call: &Arc<Normal>, name: &str, sign: i64) -> Reply {
    if let Some(result) = ev.packed_kernel(name, &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let Some(shifts) = call.args.get(1).map_or_else(|| Some(vec![1]), integers) else {
        let shown = match &call.args[1] {
            list if list.is_list() => list.clone(),
            one => Expr::list([one.clone()]),
        };
        say(ev, call, "rspec", &[shown]);
        return Ok(None);
    };
    Ok(Some(at_levels(&call.args[0], shifts.len(), 1, &|level, parts| {
        if !parts.is_empty() {
            let length = parts.len() as i128;
            let left = (i128::from(shifts[level - 1]) * i128::from(sign)).rem_euclid(length);
            parts.rotate_left(left as usize);
        }
    })))
}

/// Applies a change of order to the parts at each level down to the deepest.
fn at_levels(expr: &Expr, deepest: usize, level: usize, change: &dyn Fn(usize, &mut [Expr])) -> Expr {
    if level > deepest || !matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) {
        return expr.clone();
    }
    if let Expr::Association(association) = expr {
        let mut pairs: Vec<Expr> = association
            .entries
            .iter()
            .map(|(key, value)| {
                Expr::call(sym::Rule, [key.clone(), at_levels(value, deepest, level + 1, change)])
            })
            .collect();
        change(level, &mut pairs);
        let entries =
            pairs.iter().filter_map(Expr::as_normal).map(|rule| (rule.args[0].clone(), rule.args[1].clone()));
        return Expr::Association(Arc::new(Association::new(entries.collect())));
    }
    let mut parts: Vec<Expr> = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        children(expr).iter().map(|part| at_levels(part, deepest, level + 1, change)).collect()
    });
    change(level, &mut parts);
    match expr {
        Expr::Normal(normal) => Expr::call(normal.head.clone(), parts),
        _ => list_like(expr, parts),
    }
}

fn normal(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(Some(match &call.args[0] {
        Expr::Association(association) => Expr::list(association.rules()),
        other => match super::encodings::bytes_of(other) {
            Some(bytes) => Expr::list(bytes.into_iter().map(|byte| Expr::Integer(i64::from(byte)))),
            None => other.clone(),
        },
    }))
}

/// What a rule of a sparse array puts where.
enum Fill {
    At(Vec<i64>, Expr),
    /// From a place by steps, up to another place when one is given.
    Band {
        start: Vec<i64>,
        end: Option<Vec<i64>>,
        step: Vec<i64>,
        value: Expr,
    },
    /// Where a position matches.
    Matching(Arc<Rule>),
}

impl Fill {
    /// The fills of one rule; `None` where it is no rule for positions.
    fn of(ev: &Evaluator, rule: &Expr) -> Option<Vec<Fill>> {
        let rule = rule.as_call(sym::Rule).or_else(|| rule.as_call(sym::RuleDelayed))?;
        let [position, value] = &rule.args[..] else { return None };
        if has_pattern(position) && position.as_call(sym::Alternatives).is_none() {
            return Some(vec![Fill::Matching(Arc::new(Rule::new(ev, position, value)))]);
        }
        if let Some(band) = position.as_call(Symbol::new("Band")) {
            let start = integers(band.args.first()?)?;
            let end = match band.args.get(1) {
                None | Some(Expr::Symbol(sym::Automatic)) => None,
                Some(end) => Some(integers(end)?),
            };
            let step = match band.args.get(2) {
                None => vec![1; start.len()],
                Some(step) => integers(step)?,
            };
            return Some(vec![Fill::Band { start, end, step, value: value.clone() }]);
        }
        if let Some(choices) = position.as_call(sym::Alternatives) {
            let each = choices.args.iter().map(|one| Some(Fill::At(integers(one)?, value.clone())));
            return each.collect();
        }
        match position.elements() {
            Some(several) if several.iter().all(Expr::is_list) && value.is_list() => {
                let pairs = several.iter().zip(children(value));
                pairs.map(|(one, value)| Some(Fill::At(integers(one)?, value))).collect()
            }
            _ => Some(vec![Fill::At(integers(position)?, value.clone())]),
        }
    }
}

fn sparse_array(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let is_rule = |expr: &Expr| expr.as_call(sym::Rule).is_some() || expr.as_call(sym::RuleDelayed).is_some();
    let rules: Vec<Expr> = match call.args[0].elements() {
        Some(elements) if elements.iter().all(is_rule) => elements.to_vec(),
        Some(_) if call.args.len() == 1 => return Ok(Some(call.args[0].clone())),
        Some(_) => return Ok(None),
        None => vec![call.args[0].clone()],
    };
    let fills: Option<Vec<Vec<Fill>>> = rules.iter().map(|rule| Fill::of(ev, rule)).collect();
    let Some(fills) = fills else { return Ok(None) };
    let fills: Vec<Fill> = fills.into_iter().flatten().collect();
    let dims = match call.args.get(1).filter(|dims| !dims.is_symbol(sym::Automatic)).map(counts) {
        Some(Some(dims)) => dims,
        Some(None) => return Ok(None),
        None => {
            let places = || {
                fills.iter().filter_map(|fill| match fill {
                    Fill::At(place, _) => Some(place),
                    _ => None,
                })
            };
            let rank = places().next().map_or(0, Vec::len);
            (0..rank)
                .map(|level| {
                    let largest = places().filter_map(|place| place.get(level)).max().copied();
                    usize::try_from(largest.unwrap_or(0)).unwrap_or(0)
                })
                .collect()
        }
    };
    if !is_allowed(&dims) {
        say(ev, call, "toobig", &[count_product(&dims)]);
        return Ok(None);
    }
    let default = call.args.get(2).cloned().unwrap_or(Expr::Integer(0));
    let mut data = vec![default; dims.iter().product()];
    let offset_of = |place: &[i64]| {
        if place.len() != dims.len() {
            return None;
        }
        place.iter().zip(&dims).try_fold(0usize, |offset, (&at, &length)| {
            crate::kernels::part::position(at, length).ok().map(|at| offset * length + at)
        })
    };
    // Of several values for one place the first counts.
    for fill in fills.into_iter().rev() {
        match fill {
            Fill::At(place, value) => {
                if let Some(offset) = offset_of(&place) {
                    data[offset] = value;
                }
            }
            Fill::Band { start, end, step, value } => {
                let longest = dims.iter().copied().max().unwrap_or(0);
                let values = if value.is_list() { children(&value) } else { vec![value; longest] };
                for (count, value) in values.into_iter().enumerate() {
                    let count = count_to_integer(count);
                    let place: Vec<i64> = start
                        .iter()
                        .zip(&step)
                        .map(|(at, step)| at.saturating_add(step.saturating_mul(count)))
                        .collect();
                    let beyond = |end: &Vec<i64>| place.iter().zip(end).any(|(at, end)| at > end);
                    if end.as_ref().is_some_and(beyond) {
                        break;
                    }
                    if place.iter().all(|&at| at > 0)
                        && let Some(offset) = offset_of(&place)
                    {
                        data[offset] = value;
                    }
                }
            }
            Fill::Matching(rule) => {
                for (offset, element) in data.iter_mut().enumerate() {
                    ev.check_interrupt()?;
                    let mut rest = offset;
                    let mut place = Vec::with_capacity(dims.len());
                    for &length in dims.iter().rev() {
                        place.push(Expr::Integer(count_to_integer(rest % length + 1)));
                        rest /= length;
                    }
                    place.reverse();
                    if let Some(value) = ev.replaced(&rule, &Expr::list(place))? {
                        *element = ev.eval(value)?;
                    }
                }
            }
        }
    }
    Ok(Some(nest(&dims, data, Packing::Packed)))
}

/// A number of elements asked for: a whole number, `All`, `UpTo[n]` or `Infinity`, at most `length`.
pub(crate) fn wanted(expr: &Expr, length: usize) -> Option<usize> {
    match expr {
        Expr::Integer(n) => usize::try_from(*n).ok().filter(|&n| n <= length),
        Expr::Symbol(sym::All) => Some(length),
        Expr::Normal(up_to) if up_to.has_head(Symbol::new("UpTo")) => match up_to.args[..] {
            [Expr::Integer(n)] => usize::try_from(n).ok().map(|n| n.min(length)),
            _ => None,
        },
        other if is_infinity(other) => Some(length),
        _ => None,
    }
}
