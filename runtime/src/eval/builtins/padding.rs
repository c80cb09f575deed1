//! Lists padded and interleaved.

use crate::eval::stoppable;
use std::sync::Arc;

use super::parts::{children, expect_parts, integers, say};
use super::shape::count_product;
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Nested, Packing, dimensions, is_allowed, nest};
use crate::eval::pack::{list_like, packed_list};
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::element::count_to_integer;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Lists padded and interleaved.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "ArrayPad",
        PROTECTED,
        Arity::between(2, 3),
        "ArrayPad[array, m] adds m zeros on every side; ArrayPad[array, {m, n}, padding] m before and n after; {{m1, n1}, …} for each level. padding may be \"Fixed\", \"Periodic\" or \"Reflected\".",
        ("ArrayPad[{1, 2}, 1]", "{0, 1, 2, 0}"),
        array_pad,
    ),
    Builtin::new(
        "PadLeft",
        PROTECTED,
        Arity::between(1, 4),
        "PadLeft[list, n, x] adds x on the left up to length n.",
        ("PadLeft[{a, b}, 3]", "{0, a, b}"),
        |ev, call| pad(ev, call, Side::Left),
    ),
    Builtin::new(
        "PadRight",
        PROTECTED,
        Arity::between(1, 4),
        "PadRight[list, n, x] adds x on the right up to length n.",
        ("PadRight[{a, b}, 3]", "{a, b, 0}"),
        |ev, call| pad(ev, call, Side::Right),
    ),
    Builtin::new(
        "Riffle",
        PROTECTED,
        Arity::between(2, 3),
        "Riffle[{a, b, …}, x] puts x between elements; Riffle[list, {x, y, …}] takes from a second list in turn; Riffle[list, x, n] makes x every n-th element.",
        ("Riffle[{a, b, c}, x]", "{a, x, b, x, c}"),
        riffle,
    ),
]);

fn riffle(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let list = &call.args[0];
    if !list.is_list() {
        return Ok(None);
    }
    let parts = children(list);
    let between = if call.args[1].is_list() { children(&call.args[1]) } else { vec![call.args[1].clone()] };
    if between.is_empty() {
        return Ok(Some(list.clone()));
    }
    let every = match call.args.get(2) {
        None => 2,
        Some(Expr::Integer(every)) if *every >= 2 => usize::try_from(*every).unwrap_or(usize::MAX),
        Some(places) => match integers(places).as_deref() {
            Some(&[from, to, step]) if from > 0 && step > 0 => {
                let result = riffled_at(&parts, &between, from, to, step);
                return Ok(result.map(|result| list_like(list, result)));
            }
            _ => return Ok(None),
        },
    };
    let ends = call.args[1].is_list() && between.len() == parts.len() && every == 2;
    let mut result = Vec::with_capacity(2 * parts.len());
    let mut used = 0;
    for (index, part) in parts.iter().enumerate() {
        result.push(part.clone());
        if result.len() % every == every - 1 && (index + 1 < parts.len() || ends) {
            result.push(between[used % between.len()].clone());
            used += 1;
        }
    }
    Ok(Some(list_like(list, result)))
}

/// `Riffle[list, x, {from, to, step}]`: elements of `between` at these places of the result, counted from its end
/// where `to` is negative.
fn riffled_at(parts: &[Expr], between: &[Expr], from: i64, to: i64, step: i64) -> Option<Vec<Expr>> {
    // Where the last place is counted from the end, the result is as long as lets that place be filled.
    let places = |length: i64| {
        let last = if to < 0 { length + to + 1 } else { to };
        if last < from { 0 } else { (last.min(length) - from) / step + 1 }
    };
    let count = i64::try_from(parts.len()).ok()?;
    let mut length = count;
    while length < 2 * count + 2 && length - places(length) < count {
        length += 1;
    }
    // One more may fit behind the last element.
    if length + 1 - places(length + 1) == count {
        length += 1;
    }
    if length - places(length) != count {
        return None;
    }
    let last = if to < 0 { length + to + 1 } else { to };
    let mut rest = parts.iter();
    let mut used = between.iter().cycle();
    (1..=length)
        .map(|place| {
            let filled = place >= from && place <= last && (place - from) % step == 0;
            if filled { used.next() } else { rest.next() }.cloned()
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn pad(ev: &mut Evaluator, call: &Arc<Normal>, side: Side) -> Reply {
    let list = &call.args[0];
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let lengths: Vec<i64> = match call.args.get(1) {
        None | Some(Expr::Symbol(sym::Automatic)) => {
            longest(list).iter().map(|&n| count_to_integer(n)).collect()
        }
        Some(lengths) => match integers(lengths) {
            Some(lengths) => lengths,
            None => {
                say(ev, call, "ilsm", &[Expr::Integer(2), Expr::Normal(Arc::clone(call))]);
                return Ok(None);
            }
        },
    };
    let sizes: Vec<usize> =
        lengths.iter().map(|n| usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX)).collect();
    if !is_allowed(&sizes) {
        say(ev, call, "toobig", &[count_product(&sizes)]);
        return Ok(None);
    }
    let padding = call.args.get(2).cloned().unwrap_or(Expr::Integer(0));
    if let (Expr::String(_), [length], None) = (&padding, &lengths[..], call.args.get(3))
        && let Ok(extra) = usize::try_from(length - count_to_integer(list.length()))
        && list.is_list()
    {
        let extra = Expr::Integer(count_to_integer(extra));
        let ends = if side == Side::Left { [extra, Expr::Integer(0)] } else { [Expr::Integer(0), extra] };
        return Ok(Some(Expr::call(Symbol::new("ArrayPad"), [list.clone(), Expr::list(ends), padding])));
    }
    if padding.is_list() && padding.length() == 0 {
        return Ok(Some(list.clone()));
    }
    if !is_as_deep(list, lengths.len()) {
        let levels = Expr::Integer(count_to_integer(dimensions(list).len().max(1)));
        let told =
            [call.args.get(1).cloned().unwrap_or_else(Expr::null), count_of(&lengths), list.clone(), levels];
        say(ev, call, "level", &told);
        return Ok(None);
    }
    let margins = match call.args.get(3) {
        None => Vec::new(),
        Some(Expr::Integer(margin)) => vec![*margin; lengths.len()],
        Some(margins) => match integers(margins) {
            Some(margins) => margins,
            None => return Ok(None),
        },
    };
    Ok(Some(pad_level(list, &lengths, &padding, &margins, side)))
}

fn count_of(lengths: &[i64]) -> Expr {
    Expr::Integer(count_to_integer(lengths.len()))
}

/// Whether a list has so many levels; an empty list may have any number.
fn is_as_deep(list: &Expr, levels: usize) -> bool {
    levels < 2 || children(list).iter().all(|part| part.is_list() && is_as_deep(part, levels - 1))
}

/// How many levels of lists a padding has.
fn depth_of(padding: &Expr) -> usize {
    if padding.is_list() { 1 + children(padding).first().map_or(0, depth_of) } else { 0 }
}

/// The longest length of each level of a ragged array.
fn longest(list: &Expr) -> Vec<usize> {
    let mut lengths = vec![list.length()];
    let mut level = children(list);
    while !level.is_empty() && level.iter().all(Expr::is_list) {
        lengths.push(level.iter().map(Expr::length).max().unwrap_or(0));
        level = level.iter().flat_map(children).collect();
    }
    lengths
}

/// One level of the result. A padding that is an array is laid out periodically in all directions, in step with the
/// edge of the list from which it is counted.
fn pad_level(list: &Expr, lengths: &[i64], padding: &Expr, margins: &[i64], side: Side) -> Expr {
    let Some((&length, deeper)) = lengths.split_first() else { return list.clone() };
    let margin = margins.first().copied().unwrap_or(0);
    let inner_margins = margins.get(1..).unwrap_or_default();
    let outer_side = side;
    let side = match (length < 0, side) {
        (false, side) => side,
        (true, Side::Left) => Side::Right,
        (true, Side::Right) => Side::Left,
    };
    let length = length.saturating_abs();
    let parts = if list.is_list() || list.as_normal().is_some() { children(list) } else { Vec::new() };
    let count = count_to_integer(parts.len());
    // A padding of fewer levels is the same for all rows.
    let fill: Vec<Expr> = if padding.is_list() && depth_of(padding) >= lengths.len() {
        children(padding)
    } else {
        vec![padding.clone()]
    };
    let period = count_to_integer(fill.len());
    // Place of the first element in the result; padding elements repeat from the list's own edge.
    let start = if side == Side::Right { margin } else { length - count - margin };
    let result: Vec<Expr> = (0..length)
        .map(|at| {
            let index = at - start;
            let of_padding = || {
                let from_edge = if side == Side::Right { index } else { index - count };
                let at = from_edge.checked_rem_euclid(period).and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| fill.get(at)).cloned().unwrap_or(Expr::Integer(0))
            };
            let part = usize::try_from(index).ok().and_then(|index| parts.get(index));
            match (part, deeper) {
                (Some(part), []) => part.clone(),
                (None, []) => of_padding(),
                (part, _) => {
                    let row = part.cloned().unwrap_or_else(|| Expr::list([]));
                    pad_level(&row, deeper, &of_padding(), inner_margins, outer_side)
                }
            }
        })
        .collect();
    match list {
        Expr::Normal(normal) if !normal.has_head(sym::List) => Expr::call(normal.head.clone(), result),
        Expr::Array(_) => packed_list(result),
        _ => Expr::list(result),
    }
}

fn array_pad(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let array = &call.args[0];
    let dims = dimensions(array);
    let widths: Option<Vec<(i64, i64)>> = match &call.args[1] {
        Expr::Integer(m) => Some(vec![(*m, *m); dims.len()]),
        list => match list.elements() {
            Some(ends) if ends.iter().all(Expr::is_list) => ends
                .iter()
                .map(|end| match integers(end).as_deref() {
                    Some([m, n]) => Some((*m, *n)),
                    Some([m]) => Some((*m, *m)),
                    _ => None,
                })
                .collect(),
            _ => match integers(list).as_deref() {
                Some([m, n]) => Some(vec![(*m, *n); dims.len()]),
                Some([m]) => Some(vec![(*m, *m); dims.len()]),
                _ => None,
            },
        },
    };
    let Some(widths) = widths.filter(|widths| !widths.is_empty() && widths.len() <= dims.len()) else {
        return Ok(None);
    };
    let Some(mut nested) =
        Nested::new(array, widths.len()).filter(|nested| nested.dims.len() == widths.len())
    else {
        return Ok(None);
    };
    let old = std::mem::take(&mut nested.dims);
    let new: Option<Vec<usize>> = old
        .iter()
        .zip(&widths)
        .map(|(&length, (m, n))| {
            usize::try_from(count_to_integer(length).checked_add(*m)?.checked_add(*n)?).ok()
        })
        .collect();
    let Some(new) = new.filter(|new| is_allowed(new)) else {
        say(ev, call, "toobig", &[call.args[1].clone()]);
        return Ok(None);
    };
    let padding = call.args.get(2).cloned().unwrap_or(Expr::Integer(0));
    let mode = match &padding {
        Expr::String(text) => Some(text.to_string()),
        _ => None,
    };
    // The place in the old level that a place outside it copies.
    let source = |at: i64, length: i64| -> Option<i64> {
        if (0..length).contains(&at) {
            return Some(at);
        }
        match mode.as_deref()? {
            "Fixed" => Some(at.clamp(0, length - 1)),
            "Periodic" | "Cyclic" => Some(at.rem_euclid(length.max(1))),
            "Reflected" if length > 1 => {
                let period = 2 * (length - 1);
                let at = at.rem_euclid(period);
                Some(if at < length { at } else { period - at })
            }
            "Reversed" => {
                let at = at.rem_euclid(2 * length.max(1));
                Some(if at < length { at } else { 2 * length - 1 - at })
            }
            _ => None,
        }
    };
    let total: usize = new.iter().product();
    let data = (0..total)
        .map(|flat| {
            let mut rest = flat;
            let mut offset = Some(0usize);
            let mut stride: usize = total;
            for (level, &length) in new.iter().enumerate() {
                stride /= length;
                let at = count_to_integer(rest / stride) - widths[level].0;
                rest %= stride;
                let inside = source(at, count_to_integer(old[level])).and_then(|at| usize::try_from(at).ok());
                offset = offset.zip(inside).map(|(offset, at)| offset * old[level] + at);
            }
            match offset.and_then(|offset| nested.data.get(offset)) {
                Some(element) => element.clone(),
                None if mode.is_some() => Expr::Integer(0),
                None => padding.clone(),
            }
        })
        .collect();
    Ok(Some(nest(&new, data, Packing::of(array))))
}
