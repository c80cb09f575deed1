//! Functions of functions: application over parts.

use std::sync::Arc;

use crate::association::{Association, Entries};
use crate::eval::evaluate::{is_return, unreturned};
use crate::eval::functions::delayed_value;
use crate::eval::iterate::Collector;
use crate::eval::levels::{Heads, Levels, depth, parts, with_parts};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply, Unwind};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::size;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;

/// Functions of functions.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Apply",
        NONE,
        Arity::between(1, 3).with_options(),
        "f @@ expr or Apply[f, expr] puts f in place of the head of expr; Apply[f, expr, levels] does so at levels.",
        ("Plus @@ {1, 2, 3}", "6"),
        |ev, call| match &call.args[..] {
            [f, expr] => Ok(Some(with_head(f, expr))),
            [f, expr, levels, ..] => apply_at(ev, call, f, expr, levels),
            _ => Ok(None),
        },
    ),
    Builtin::new(
        "Composition",
        Attributes::FLAT.and(Attributes::ONE_IDENTITY),
        Arity::ANY,
        "f @* g or Composition[f, g, …] applies the last function first.",
        ("(f @* g)[x]", "f[g[x]]"),
        |_, call| identity_composition(call),
    ),
    Builtin::new(
        "Construct",
        NONE,
        Arity::at_least(1),
        "Construct[f, x, …] is f[x, …].",
        ("Construct[f, a, b]", "f[a, b]"),
        |_, call| Ok(Some(Expr::call(call.args[0].clone(), call.args[1..].iter().cloned()))),
    ),
    Builtin::new(
        "Depth",
        NONE,
        Arity::exactly(1),
        "Depth[expr] is one more than the number of levels in expr.",
        ("Depth[{{a}, b}]", "3"),
        |_, call| Ok(Some(Expr::Integer(depth(&call.args[0])))),
    ),
    Builtin::new(
        "Head",
        NONE,
        Arity::between(1, 2),
        "Head[expr] is the head of expr; Head[expr, h] wraps h around it.",
        ("Head[{1, 2}]", "List"),
        |_, call| {
            let head = call.args[0].head();
            Ok(Some(match call.args.get(1) {
                Some(wrapper) => Expr::call(wrapper.clone(), [head]),
                None => head,
            }))
        },
    ),
    Builtin::new(
        "Identity",
        NONE,
        Arity::exactly(1),
        "Identity[expr] is expr.",
        ("Identity[3]", "3"),
        |_, call| Ok(Some(call.args[0].clone())),
    ),
    Builtin::new(
        "LeafCount",
        NONE,
        Arity::exactly(1),
        "LeafCount[expr] is the number of indivisible parts of expr, heads included.",
        ("LeafCount[a + b^2]", "5"),
        |_, call| Ok(Some(size::integer(size::leaf_count(&call.args[0])))),
    ),
    Builtin::new(
        "Level",
        NONE,
        Arity::between(2, 3).with_options(),
        "Level[expr, levels] is the list of the parts of expr at levels.",
        ("Level[{{a, b}, c}, {-1}]", "{a, b, c}"),
        level,
    ),
    Builtin::new(
        "Map",
        NONE,
        Arity::between(1, 3).with_options(),
        "f /@ expr or Map[f, expr] applies f to each part of expr; Map[f, expr, levels] to the parts at levels.",
        ("Map[f, {a, b}]", "{f[a], f[b]}"),
        map,
    ),
    Builtin::new(
        "MapAll",
        NONE,
        Arity::exactly(2).with_options(),
        "f //@ expr or MapAll[f, expr] applies f to every part of expr.",
        ("f //@ {a}", "f[{f[a]}]"),
        |ev, call| {
            let f = call.args[0].clone();
            let heads = heads(call);
            let change = &mut |_: &mut Evaluator, part: Expr, _: &[Expr]| Ok(Expr::call(f.clone(), [part]));
            ev.change(&call.args[1], Levels::ALL, heads, change).map(Some)
        },
    ),
    Builtin::new(
        "MapApply",
        NONE,
        Arity::between(1, 2),
        "f @@@ list or MapApply[f, list] puts f in place of the head of each element.",
        ("f @@@ {{a, b}, {c}}", "{f[a, b], f[c]}"),
        |ev, call| match &call.args[..] {
            [f, expr] => {
                let mut results = Args::with_capacity(expr.length());
                for part in parts(expr).iter() {
                    ev.check_interrupt()?;
                    let applied = with_head(f, part);
                    results.push(ev.eval(applied)?);
                }
                Ok(Some(with_parts(expr, results)))
            }
            _ => Ok(None),
        },
    ),
    Builtin::new(
        "MapAt",
        NONE,
        Arity::between(2, 3),
        "MapAt[f, expr, n] applies f to the part n of expr; MapAt[f, expr, {i, j, …}] and {{i1, …}, {i2, …}} to parts further in.",
        ("MapAt[f, {a, b, c}, 2]", "{a, f[b], c}"),
        map_at,
    ),
    Builtin::new(
        "MapIndexed",
        NONE,
        Arity::between(1, 3).with_options(),
        "MapIndexed[f, expr] applies f to each part and the list of its indices.",
        ("MapIndexed[f, {a, b}]", "{f[a, {1}], f[b, {2}]}"),
        map_indexed,
    ),
    Builtin::new(
        "MapThread",
        NONE,
        Arity::between(1, 3),
        "MapThread[f, {{a1, a2, …}, {b1, b2, …}}] gives {f[a1, b1], f[a2, b2], …}.",
        ("MapThread[f, {{a, b}, {c, d}}]", "{f[a, c], f[b, d]}"),
        map_thread,
    ),
    Builtin::new(
        "Nothing",
        NONE,
        Arity::ANY,
        "Nothing vanishes from lists.",
        ("{1, Nothing, 2}", "{1, 2}"),
        |_, _| Ok(Some(Expr::Symbol(sym::Nothing))),
    ),
    Builtin::new(
        "Operate",
        NONE,
        Arity::between(2, 3),
        "Operate[p, f[x, y]] gives p[f][x, y]; Operate[p, expr, n] puts p around the head n levels in.",
        ("Operate[p, f[x, y]]", "p[f][x, y]"),
        |_, call| {
            let depth = match call.args.get(2) {
                None => 1,
                Some(Expr::Integer(depth @ 0..)) => *depth,
                Some(_) => return Ok(None),
            };
            Ok(Some(operated(&call.args[0], &call.args[1], depth)))
        },
    ),
    Builtin::new(
        "RightComposition",
        Attributes::FLAT.and(Attributes::ONE_IDENTITY),
        Arity::ANY,
        "f /* g or RightComposition[f, g, …] applies the first function first.",
        ("(f /* g)[x]", "g[f[x]]"),
        |_, call| identity_composition(call),
    ),
    Builtin::new(
        "Scan",
        NONE,
        Arity::between(1, 3).with_options(),
        "Scan[f, expr] applies f to each part of expr and gives Null.",
        ("Scan[(s = #) &, {1, 2}]; s", "2"),
        scan,
    ),
    Builtin::new(
        "Thread",
        NONE,
        Arity::between(1, 3),
        "Thread[f[args]] threads f over the lists in args; Thread[f[args], h] over arguments with head h.",
        ("Thread[f[{a, b}, c]]", "{f[a, c], f[b, c]}"),
        thread,
    ),
    Builtin::new(
        "Through",
        NONE,
        Arity::between(1, 2),
        "Through[p[f, g][x]] gives p[f[x], g[x]].",
        ("Through[{f, g}[x]]", "{f[x], g[x]}"),
        |_, call| {
            let Some((outer, functions)) =
                call.args[0].as_normal().and_then(|outer| Some((outer, outer.head.as_normal()?)))
            else {
                return Ok(Some(call.args[0].clone()));
            };
            let results = functions.args.iter().map(|f| Expr::call(f.clone(), outer.args.iter().cloned()));
            Ok(Some(Expr::call(functions.head.clone(), results.collect::<Args>())))
        },
    ),
];

fn identity_composition(call: &Normal) -> Reply {
    let is_identity = |f: &Expr| f.is_symbol(sym::Identity);
    Ok(match &call.args[..] {
        [] => Some(Expr::Symbol(sym::Identity)),
        [one] => Some(one.clone()),
        all if all.iter().any(is_identity) => Some(Expr::call(
            call.head.clone(),
            all.iter().filter(|f| !is_identity(f)).cloned().collect::<Args>(),
        )),
        _ => None,
    })
}

/// `f @@ expr`: atoms stay as they are.
pub(super) fn with_head(f: &Expr, expr: &Expr) -> Expr {
    match expr {
        Expr::Normal(normal) => {
            Expr::from(Normal::with_origin(f.clone(), normal.args.clone(), normal.origin))
        }
        Expr::Array(_) => Expr::call(f.clone(), parts(expr).into_owned()),
        Expr::Association(association) => {
            Expr::call(f.clone(), association.entries.values().map(delayed_value))
        }
        atom => atom.clone(),
    }
}

fn heads(call: &Normal) -> Heads {
    let given = call.args.iter().rev().find_map(|arg| {
        let rule = arg.as_call(sym::Rule)?;
        (rule.args.len() == 2 && rule.args[0].is_symbol(sym::Heads)).then(|| rule.args[1].is_true())
    });
    if given == Some(true) { Heads::Included } else { Heads::Skipped }
}

/// The level specification at `index`, or the default when there is none there; `None` after a message.
fn levels_at(ev: &mut Evaluator, call: &Normal, index: usize, default: Levels) -> Option<Levels> {
    match call.args.get(index) {
        None => Some(default),
        Some(option) if option.as_call(sym::Rule).is_some() => Some(default),
        Some(spec) => {
            let head = call.head_symbol().unwrap_or(sym::Map);
            ev.levels(head, spec)
        }
    }
}

fn apply_at(ev: &mut Evaluator, call: &Normal, f: &Expr, expr: &Expr, _: &Expr) -> Reply {
    let Some(levels) = levels_at(ev, call, 2, Levels::WHOLE) else { return Ok(None) };
    let change = &mut |_: &mut Evaluator, part: Expr, _: &[Expr]| Ok(with_head(f, &part));
    ev.change(expr, levels, heads(call), change).map(Some)
}

fn map(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, expr, ..] = &call.args[..] else { return Ok(None) };
    if call.args.len() == 2 {
        return map_first_level(ev, f, expr).map(Some);
    }
    let Some(levels) = levels_at(ev, call, 2, Levels::FIRST) else { return Ok(None) };
    let heads = heads(call);
    if levels == Levels::FIRST && heads == Heads::Skipped {
        return map_first_level(ev, f, expr).map(Some);
    }
    let change = &mut |_: &mut Evaluator, part: Expr, _: &[Expr]| Ok(Expr::call(f.clone(), [part]));
    ev.change(expr, levels, heads, change).map(Some)
}

fn map_first_level(ev: &mut Evaluator, f: &Expr, expr: &Expr) -> Eval {
    // Only in lists are the results evaluated in any case.
    if !expr.is_list() {
        let mapped = match expr {
            Expr::Association(association) => {
                let mut entries = Entries::default();
                for (key, value) in &association.entries {
                    entries.insert(key.clone(), ev.apply(f, [delayed_value(value)])?);
                }
                Expr::Association(Arc::new(Association::new(entries)))
            }
            other => {
                let args = parts(other).iter().map(|part| Expr::call(f.clone(), [part.clone()])).collect();
                if matches!(other, Expr::Normal(_)) { with_parts(other, args) } else { other.clone() }
            }
        };
        return Ok(mapped);
    }
    if is_long_array(ev, sym::Map, expr)
        && let Some(value) = ev.run_automatically(sym::Map, &[f.clone(), expr.clone()])?
    {
        return Ok(value);
    }
    let mut collected = Collector::default();
    for part in parts(expr).iter() {
        ev.check_interrupt()?;
        collected.push(ev.apply(f, [part.clone()])?);
    }
    Ok(collected.finish())
}

/// Whether a function of the elements of this list is to be offered to who may run it faster.
pub(super) fn is_long_array(ev: &Evaluator, head: Symbol, list: &Expr) -> bool {
    matches!(list, Expr::Array(tensor) if ev.automatic.is_long(head, tensor.len() as u64))
}

fn map_indexed(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, expr, ..] = &call.args[..] else { return Ok(None) };
    let Some(levels) = levels_at(ev, call, 2, Levels::FIRST) else { return Ok(None) };
    let is_list = expr.is_list();
    let change = &mut |ev: &mut Evaluator, part: Expr, place: &[Expr]| {
        let place = Expr::list(place.iter().cloned());
        let applied = Expr::call(f.clone(), [part, place]);
        if is_list { ev.eval(applied) } else { Ok(applied) }
    };
    ev.change(expr, levels, heads(call), change).map(Some)
}

fn scan(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, expr, ..] = &call.args[..] else { return Ok(None) };
    let Some(levels) = levels_at(ev, call, 2, Levels::FIRST) else { return Ok(None) };
    let visit = &mut |ev: &mut Evaluator, part: &Expr, _: &[Expr]| {
        let value = ev.apply(f, [part.clone()])?;
        if is_return(&value) {
            return Err(Unwind::Return { value: unreturned(value), from: sym::Scan });
        }
        Ok(true)
    };
    match ev.visit(expr, levels, heads(call), visit) {
        Ok(_) => Ok(Some(Expr::null())),
        Err(Unwind::Return { value, from: sym::Scan }) => Ok(Some(value)),
        Err(unwind) => Err(unwind),
    }
}

fn level(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(levels) = levels_at(ev, call, 1, Levels::FIRST) else { return Ok(None) };
    let mut found = Args::new();
    ev.visit(&call.args[0], levels, heads(call), &mut |_, part, _| {
        found.push(part.clone());
        Ok(true)
    })?;
    let head = match call.args.get(2) {
        Some(head) if head.as_call(sym::Rule).is_none() => head.clone(),
        _ => Expr::Symbol(sym::List),
    };
    Ok(Some(Expr::call(head, found)))
}

fn map_at(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, expr, spec] = &call.args[..] else { return Ok(None) };
    let positions: Vec<Vec<Expr>> = match spec.elements() {
        None => vec![vec![spec.clone()]],
        Some(list) if list.iter().all(Expr::is_list) && !list.is_empty() => list
            .iter()
            .map(|one| one.elements().map(std::borrow::Cow::into_owned).unwrap_or_default())
            .collect(),
        Some(list) if list.is_empty() => return Ok(Some(expr.clone())),
        Some(list) => vec![list.into_owned()],
    };
    let mut new = expr.clone();
    // Inner positions first.
    let mut positions = positions;
    positions.sort_by_key(|position| std::cmp::Reverse(position.len()));
    for position in positions {
        match mapped_at(f, &new, &position) {
            Ok(changed) => new = changed,
            Err(missing) => {
                ev.message(sym::MapAt, "partw", &[missing, expr.clone()]);
                return Ok(None);
            }
        }
    }
    Ok(Some(new))
}

fn mapped_at(f: &Expr, expr: &Expr, position: &[Expr]) -> Result<Expr, Expr> {
    let [first, rest @ ..] = position else { return Ok(Expr::call(f.clone(), [expr.clone()])) };
    if let Expr::Association(association) = expr {
        let key = match (first, first.as_call(sym::Key)) {
            (_, Some(key)) if key.args.len() == 1 => Some(key.args[0].clone()),
            (Expr::String(_), _) => Some(first.clone()),
            _ => None,
        };
        if let Some(key) = key {
            let value = association.entries.get(&key).ok_or_else(|| first.clone())?;
            let mut entries = association.entries.clone();
            let new = stacker::maybe_grow(RED_ZONE, STACK_STEP, || mapped_at(f, value, rest))?;
            entries.insert(key, new);
            return Ok(Expr::Association(Arc::new(Association::new(entries))));
        }
    }
    let mut all: Args = parts(expr).iter().cloned().collect();
    let indices: Vec<usize> = match first {
        Expr::Symbol(sym::All) => (0..all.len()).collect(),
        Expr::Integer(0) if rest.is_empty() => {
            let head = Expr::call(f.clone(), [expr.head()]);
            return Ok(Expr::call(head, all));
        }
        Expr::Integer(place) => {
            let index = usize::try_from(place.unsigned_abs()).ok().and_then(|place_from| {
                if *place < 0 { all.len().checked_sub(place_from) } else { place_from.checked_sub(1) }
            });
            vec![index.filter(|index| *index < all.len()).ok_or_else(|| first.clone())?]
        }
        Expr::Normal(span) if span.has_head(sym::Span) => {
            let bound = |expr: Option<&Expr>, default: i64| match expr {
                Some(Expr::Integer(place)) if *place < 0 => all.len() as i64 + 1 + place,
                Some(Expr::Integer(place)) => *place,
                _ => default,
            };
            let (from, to, step) = (
                bound(span.args.first(), 1),
                bound(span.args.get(1), all.len() as i64),
                bound(span.args.get(2), 1),
            );
            if step <= 0 || from < 1 || to > all.len() as i64 {
                return Err(first.clone());
            }
            (from..=to).step_by(step as usize).map(|place| place as usize - 1).collect()
        }
        _ => return Err(first.clone()),
    };
    for index in indices {
        all[index] = stacker::maybe_grow(RED_ZONE, STACK_STEP, || mapped_at(f, &all[index], rest))?;
    }
    Ok(with_parts(expr, all))
}

/// `p` around the head so many levels in; around the expression where it has fewer.
fn operated(p: &Expr, expr: &Expr, depth: i64) -> Expr {
    let mut calls: Vec<&Arc<Normal>> = Vec::new();
    let mut inner = expr;
    while (calls.len() as i64) < depth
        && let Expr::Normal(call) = inner
    {
        calls.push(call);
        inner = &call.head;
    }
    if (calls.len() as i64) < depth {
        return expr.clone();
    }
    let around = |inner: &Expr| Expr::call(p.clone(), [inner.clone()]);
    calls.iter().rev().fold(around(inner), |head, call| Expr::call(head, call.args.iter().cloned()))
}

fn map_thread(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, lists, rest @ ..] = &call.args[..] else { return Ok(None) };
    let level = match rest.first() {
        None => 1,
        Some(Expr::Integer(level)) if *level >= 0 => *level,
        Some(_) => return Ok(None),
    };
    let Some(lists) = lists.elements() else {
        ev.message(sym::MapThread, "list", &[Expr::Normal(Arc::clone(call)), Expr::Integer(2)]);
        return Ok(None);
    };
    let lists: Args = lists.iter().cloned().collect();
    threaded(ev, call, f, &lists, level)
}

fn threaded(ev: &mut Evaluator, call: &Arc<Normal>, f: &Expr, lists: &[Expr], level: i64) -> Reply {
    if level == 0 {
        return ev.apply(f, lists.iter().cloned()).map(Some);
    }
    let Some(first) = lists.first() else { return Ok(Some(Expr::list([]))) };
    for (index, list) in lists.iter().enumerate() {
        let place = Expr::Integer(index as i64 + 1);
        if !list.is_list() {
            let whole = Expr::Normal(Arc::clone(call));
            ev.message(
                sym::MapThread,
                "mptd",
                &[list.clone(), place, whole, Expr::Integer(0), Expr::Integer(level)],
            );
            return Ok(None);
        }
        if list.length() != first.length() {
            let whole = Expr::Normal(Arc::clone(call));
            let lengths = [first, list].map(|list| Expr::Integer(list.length() as i64));
            let [a, b] = lengths;
            ev.message(sym::MapThread, "mptc", &[Expr::Integer(1), place, whole, a, b]);
            return Ok(None);
        }
    }
    let columns: Vec<_> = lists.iter().map(|list| parts(list)).collect();
    let mut collected = Collector::default();
    for row in 0..first.length() {
        ev.check_interrupt()?;
        let args: Args = columns.iter().map(|column| column[row].clone()).collect();
        match threaded(ev, call, f, &args, level - 1)? {
            Some(value) => collected.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(collected.finish()))
}

fn thread(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(inner) = call.args[0].as_normal() else { return Ok(Some(call.args[0].clone())) };
    let over = call.args.get(1).cloned().unwrap_or(Expr::Symbol(sym::List));
    let threads = |arg: &Expr| matches!(arg, Expr::Normal(_) | Expr::Array(_)) && arg.head() == over;
    let mut length = None;
    for arg in inner.args.iter().filter(|arg| threads(arg)) {
        match length {
            None => length = Some(arg.length()),
            Some(known) if known == arg.length() => {}
            Some(_) => {
                ev.message(sym::Thread, "tdlen", &[call.args[0].clone()]);
                return Ok(Some(call.args[0].clone()));
            }
        }
    }
    let Some(length) = length else { return Ok(Some(call.args[0].clone())) };
    let columns: Vec<_> = inner.args.iter().map(|arg| threads(arg).then(|| parts(arg))).collect();
    let rows = (0..length).map(|row| {
        let args = columns.iter().zip(&inner.args).map(|(column, arg)| match column {
            Some(column) => column[row].clone(),
            None => arg.clone(),
        });
        Expr::call(inner.head.clone(), args.collect::<Args>())
    });
    Ok(Some(Expr::call(over, rows.collect::<Args>())))
}
