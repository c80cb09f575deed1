//! Parts of expressions: `Part`, `Take`, `First` and their kin.

use std::sync::Arc;

use super::part_changes::{append, delete, insert, prepend, replace_part};
use crate::eval::builtin::Builtin;
use crate::eval::pack::list_like;
use crate::eval::part::{self, Missing, child, integer_list, sequence, with_children};
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::kernels::part::Positions;
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
        Arity::between(2, 3),
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
    if list.iter().all(Expr::is_list) {
        let parts: Option<Vec<Expr>> =
            list.iter().map(|position| at(ev, &position.elements().unwrap_or_default())).collect();
        return Ok(parts.map(|parts| list_like(whole, parts)));
    }
    Ok(at(ev, &list))
}

fn end(ev: &mut Evaluator, call: &Arc<Normal>, end: End) -> Reply {
    if let [expr, default] = &call.args[..]
        && !matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_))
    {
        return Ok(Some(default.clone()));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
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
