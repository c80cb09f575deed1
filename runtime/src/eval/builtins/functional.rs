//! Functions of functions: application over parts, iteration of functions, selection.

use std::sync::Arc;

use crate::association::{Association, Entries};
use crate::eval::functions::delayed_value;
use crate::eval::iterate::Collector;
use crate::eval::levels::{Heads, Levels, depth, parts, with_parts};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply, Unwind};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::MAX_ELEMENTS;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;

/// Functions of functions.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AllTrue",
        NONE,
        Arity::between(1, 2),
        "AllTrue[list, test] tells whether test gives True for every element.",
        ("AllTrue[{2, 4}, EvenQ]", "True"),
        |ev, call| quantifier(ev, call, false, false),
    ),
    Builtin::new(
        "AnyTrue",
        NONE,
        Arity::between(1, 2),
        "AnyTrue[list, test] tells whether test gives True for some element.",
        ("AnyTrue[{1, 3}, EvenQ]", "False"),
        |ev, call| quantifier(ev, call, true, true),
    ),
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
        "Array",
        NONE,
        Arity::between(2, 4),
        "Array[f, n] is the list of f[1] to f[n]; Array[f, {n1, n2, …}] the array of f[i1, i2, …]; a third argument is the first index.",
        ("Array[g, 3]", "{g[1], g[2], g[3]}"),
        array,
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
        "FixedPoint",
        NONE,
        Arity::between(2, 3).with_options(),
        "FixedPoint[f, x] applies f again and again until the result no longer changes, at most n times in FixedPoint[f, x, n].",
        ("FixedPoint[Floor[#/2] &, 100]", "0"),
        |ev, call| fixed_point(ev, call, Keep::Last),
    ),
    Builtin::new(
        "FixedPointList",
        NONE,
        Arity::between(2, 3).with_options(),
        "FixedPointList[f, x] lists x, f[x], f[f[x]], … until the result no longer changes.",
        ("FixedPointList[Floor[#/2] &, 5]", "{5, 2, 1, 0, 0}"),
        |ev, call| fixed_point(ev, call, Keep::All),
    ),
    Builtin::new(
        "Fold",
        NONE,
        Arity::between(1, 3),
        "Fold[f, x, {a, b, …}] gives f[… f[f[x, a], b] …]; Fold[f, list] begins with the first element.",
        ("Fold[f, x, {a, b}]", "f[f[x, a], b]"),
        |ev, call| fold(ev, call, Keep::Last),
    ),
    Builtin::new(
        "FoldList",
        NONE,
        Arity::between(1, 3),
        "FoldList[f, x, {a, b, …}] gives {x, f[x, a], f[f[x, a], b], …}.",
        ("FoldList[Plus, 0, {1, 2, 3}]", "{0, 1, 3, 6}"),
        |ev, call| fold(ev, call, Keep::All),
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
        |_, call| Ok(Some(Expr::Integer(leaf_count(&call.args[0])))),
    ),
    Builtin::new(
        "LengthWhile",
        NONE,
        Arity::exactly(2),
        "LengthWhile[list, test] is the number of elements at the start of list for which test gives True.",
        ("LengthWhile[{1, 2, 5, 1}, # < 3 &]", "2"),
        |ev, call| {
            let count = leading(ev, &call.args[0], &call.args[1])?;
            Ok(Some(Expr::Integer(i64::try_from(count).unwrap_or(i64::MAX))))
        },
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
        "Nest",
        NONE,
        Arity::exactly(3),
        "Nest[f, x, n] applies f to x n times.",
        ("Nest[f, x, 3]", "f[f[f[x]]]"),
        |ev, call| nest(ev, call, Keep::Last),
    ),
    Builtin::new(
        "NestList",
        NONE,
        Arity::exactly(3),
        "NestList[f, x, n] lists x, f[x], … up to n applications.",
        ("NestList[2 # &, 1, 4]", "{1, 2, 4, 8, 16}"),
        |ev, call| nest(ev, call, Keep::All),
    ),
    Builtin::new(
        "NestWhile",
        NONE,
        Arity::between(3, 6),
        "NestWhile[f, x, test] applies f as long as test of the result is True; NestWhile[f, x, test, m] tests the last m results.",
        ("NestWhile[#/2 &, 48, EvenQ]", "3"),
        |ev, call| nest_while(ev, call, Keep::Last),
    ),
    Builtin::new(
        "NestWhileList",
        NONE,
        Arity::between(3, 6),
        "NestWhileList[f, x, test] lists x, f[x], … as long as test of the result is True.",
        ("NestWhileList[#/2 &, 12, EvenQ]", "{12, 6, 3}"),
        |ev, call| nest_while(ev, call, Keep::All),
    ),
    Builtin::new(
        "NoneTrue",
        NONE,
        Arity::between(1, 2),
        "NoneTrue[list, test] tells whether test gives True for no element.",
        ("NoneTrue[{1, 3}, EvenQ]", "True"),
        |ev, call| quantifier(ev, call, true, false),
    ),
    Builtin::new(
        "Operate",
        NONE,
        Arity::between(2, 3),
        "Operate[p, f[x, y]] gives p[f][x, y].",
        ("Operate[p, f[x, y]]", "p[f][x, y]"),
        |_, call| match (&call.args[..], call.args[1].as_normal()) {
            ([p, _], Some(inner)) => {
                Ok(Some(Expr::call(Expr::call(p.clone(), [inner.head.clone()]), inner.args.iter().cloned())))
            }
            ([p, expr], None) => Ok(Some(Expr::call(p.clone(), [expr.clone()]))),
            _ => Ok(None),
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
        "Select",
        NONE,
        Arity::between(1, 3),
        "Select[list, test] keeps the elements for which test gives True, the first n in Select[list, test, n].",
        ("Select[{1, 2, 3, 4}, EvenQ]", "{2, 4}"),
        select,
    ),
    Builtin::new(
        "SelectFirst",
        NONE,
        Arity::between(1, 3),
        "SelectFirst[list, test] is the first element for which test gives True; SelectFirst[list, test, default] gives default when there is none.",
        ("SelectFirst[{1, 2, 3}, # > 1 &]", "2"),
        |ev, call| {
            let [list, test, ..] = &call.args[..] else { return Ok(None) };
            for part in parts(list).iter() {
                if ev.apply(test, [part.clone()])?.is_true() {
                    return Ok(Some(part.clone()));
                }
            }
            Ok(Some(
                call.args
                    .get(2)
                    .cloned()
                    .unwrap_or_else(|| Expr::call(sym::Missing, [Expr::string("NotFound")])),
            ))
        },
    ),
    Builtin::new(
        "TakeWhile",
        NONE,
        Arity::exactly(2),
        "TakeWhile[list, test] gives the elements at the start of list for which test gives True.",
        ("TakeWhile[{1, 2, 5, 1}, # < 3 &]", "{1, 2}"),
        |ev, call| {
            let count = leading(ev, &call.args[0], &call.args[1])?;
            Ok(Some(Expr::call(sym::Take, [call.args[0].clone(), Expr::Integer(count as i64)])))
        },
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

/// Whether an iteration gives all intermediate results.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Last,
    All,
}

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
fn with_head(f: &Expr, expr: &Expr) -> Expr {
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
fn is_long_array(ev: &Evaluator, head: Symbol, list: &Expr) -> bool {
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
        ev.apply(f, [part.clone()])?;
        Ok(true)
    };
    match ev.visit(expr, levels, heads(call), visit) {
        Ok(_) => Ok(Some(Expr::null())),
        Err(Unwind::Return { value, from: None | Some(sym::Scan) }) => Ok(Some(value)),
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

fn leaf_count(expr: &Expr) -> i64 {
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            leaf_count(&normal.head) + normal.args.iter().map(leaf_count).sum::<i64>()
        }),
        Expr::Array(_) | Expr::Association(_) => 1 + parts(expr).iter().map(leaf_count).sum::<i64>(),
        Expr::Rational(_) | Expr::Complex(_) => 3,
        _ => 1,
    }
}

fn map_at(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [f, expr, spec] = &call.args[..] else { return Ok(None) };
    let positions: Vec<Vec<Expr>> = match spec.elements() {
        None => vec![vec![spec.clone()]],
        Some(list) if list.iter().all(Expr::is_list) && !list.is_empty() => list
            .iter()
            .map(|one| one.elements().map(std::borrow::Cow::into_owned).unwrap_or_default())
            .collect(),
        Some(list) => vec![list.into_owned()],
    };
    let mut new = expr.clone();
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
            entries.insert(key, mapped_at(f, value, rest)?);
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
        all[index] = mapped_at(f, &all[index], rest)?;
    }
    Ok(with_parts(expr, all))
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

/// `{f[x, …]…}` for `Nest` and its kin: results so far, or the last.
struct Results {
    keep: Keep,
    all: Args,
    last: Expr,
}

impl Results {
    fn new(keep: Keep, first: Expr) -> Results {
        let all = if keep == Keep::All { [first.clone()].into_iter().collect() } else { Args::new() };
        Results { keep, all, last: first }
    }

    fn add(&mut self, value: Expr) {
        if self.keep == Keep::All {
            self.all.push(value.clone());
        }
        self.last = value;
    }

    fn finish(self) -> Expr {
        match self.keep {
            Keep::Last => self.last,
            Keep::All => crate::eval::levels::repacked(Expr::list(self.all)),
        }
    }
}

fn count_at(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<u64> {
    match &call.args[index] {
        Expr::Integer(count) if *count >= 0 => Some(count.unsigned_abs()),
        Expr::Symbol(sym::Infinity) => Some(u64::MAX),
        Expr::Normal(normal) if normal.has_head(sym::DirectedInfinity) => Some(u64::MAX),
        _ => {
            let head = call.head_symbol().unwrap_or(sym::Nest);
            let place = Expr::Integer(index as i64 + 1);
            ev.message(head, "innf", &[place, Expr::Normal(Arc::clone(call))]);
            None
        }
    }
}

fn nest(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let Some(count) = count_at(ev, call, 2) else { return Ok(None) };
    let f = &call.args[0];
    let head = if keep == Keep::All { sym::NestList } else { sym::Nest };
    if ev.automatic.is_long(head, count)
        && count != u64::MAX
        && let Some(value) = ev.run_automatically(head, &call.args)?
    {
        return Ok(Some(value));
    }
    let mut results = Results::new(keep, call.args[1].clone());
    for _ in 0..count {
        ev.check_interrupt()?;
        let next = ev.apply(f, [results.last.clone()])?;
        results.add(next);
    }
    Ok(Some(results.finish()))
}

fn nest_while(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let (f, test) = (&call.args[0], &call.args[2]);
    let wanted = match call.args.get(3) {
        None => (1, 1),
        Some(Expr::Integer(m)) if *m >= 0 => (*m as usize, *m as usize),
        Some(Expr::Symbol(sym::All)) => (1, usize::MAX),
        Some(spec) => match spec.elements().as_deref() {
            Some([Expr::Integer(min), Expr::Integer(max)]) if *min >= 0 && max >= min => {
                (*min as usize, *max as usize)
            }
            Some([Expr::Integer(min), _]) if *min >= 0 => (*min as usize, usize::MAX),
            _ => return Ok(None),
        },
    };
    let most = if call.args.len() > 4 { count_at(ev, call, 4) } else { Some(u64::MAX) };
    let Some(most) = most else { return Ok(None) };
    let extra = match call.args.get(5) {
        None => 0,
        Some(Expr::Integer(extra)) => *extra,
        Some(_) => return Ok(None),
    };
    let mut all: Vec<Expr> = vec![call.args[1].clone()];
    let mut done = 0;
    while done < most {
        ev.check_interrupt()?;
        if all.len() >= wanted.0 {
            let shown = all[all.len() - all.len().min(wanted.1)..].to_vec();
            if !ev.apply(test, shown)?.is_true() {
                break;
            }
        }
        let last = all.last().cloned().unwrap_or_else(Expr::null);
        all.push(ev.apply(f, [last])?);
        done += 1;
        if keep == Keep::Last && wanted.1 != usize::MAX && extra >= 0 && all.len() > wanted.1 + 1 {
            all.remove(0);
        }
    }
    for _ in 0..extra {
        let last = all.last().cloned().unwrap_or_else(Expr::null);
        all.push(ev.apply(f, [last])?);
    }
    if extra < 0 {
        let left = all.len().saturating_sub(extra.unsigned_abs() as usize).max(1);
        all.truncate(left);
    }
    Ok(Some(match keep {
        Keep::Last => all.pop().unwrap_or_else(Expr::null),
        Keep::All => crate::eval::levels::repacked(Expr::list(all)),
    }))
}

fn fold(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let head = if keep == Keep::All { sym::FoldList } else { sym::Fold };
    if let [_, _, list] = &call.args[..]
        && is_long_array(ev, head, list)
        && let Some(value) = ev.run_automatically(head, &call.args)?
    {
        return Ok(Some(value));
    }
    let (f, first, rest) = match &call.args[..] {
        [f, list] => {
            let all = parts(list).into_owned();
            match all.split_first() {
                Some((first, rest)) => (f, first.clone(), rest.to_vec()),
                None if keep == Keep::All => return Ok(Some(list.clone())),
                None => return Ok(None),
            }
        }
        [f, x, list] if matches!(list, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) => {
            (f, x.clone(), parts(list).into_owned())
        }
        [_, _, list] => {
            let head = call.head_symbol().unwrap_or(sym::Fold);
            let _ = list;
            ev.message(head, "normal", &[Expr::Integer(3), Expr::Normal(Arc::clone(call))]);
            return Ok(None);
        }
        _ => return Ok(None),
    };
    let mut results = Results::new(keep, first);
    for element in rest {
        ev.check_interrupt()?;
        let last = std::mem::replace(&mut results.last, Expr::Integer(0));
        let next = ev.apply(f, [last, element])?;
        results.add(next);
    }
    Ok(Some(results.finish()))
}

fn fixed_point(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let option = |arg: &Expr| {
        let rule = arg.as_call(sym::Rule)?;
        (rule.args.len() == 2 && rule.args[0].is_symbol(sym::SameTest)).then(|| rule.args[1].clone())
    };
    let same_test = call.args.iter().skip(2).find_map(option);
    let most = match call.args.get(2) {
        Some(arg) if option(arg).is_none() => match count_at(ev, call, 2) {
            Some(most) => most,
            None => return Ok(None),
        },
        _ => u64::MAX,
    };
    let f = &call.args[0];
    let mut results = Results::new(keep, call.args[1].clone());
    // How many rounds there will be is not known: it is a long loop once it has gone on for long.
    let offered = ev.automatic.length(sym::FixedPoint);
    for round in 0..most {
        ev.check_interrupt()?;
        let before = results.last.clone();
        if round == offered
            && keep == Keep::Last
            && same_test.is_none()
            && let Ok(left) = i64::try_from((most - round).min(i64::MAX.unsigned_abs()))
            && let Some(value) =
                ev.run_automatically(sym::FixedPoint, &[f.clone(), before.clone(), Expr::Integer(left)])?
        {
            return Ok(Some(value));
        }
        let next = ev.apply(f, [before.clone()])?;
        let same = match &same_test {
            Some(test) => ev.apply(test, [before, next.clone()])?.is_true(),
            None => same_value(&before, &next),
        };
        results.add(next);
        if same {
            break;
        }
    }
    Ok(Some(results.finish()))
}

/// As `SameQ` compares: reals up to the last bit.
pub(super) fn same_value(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Real(a), Expr::Real(b)) => crate::kernels::scalar::compare::same(*a, *b),
        _ => a == b,
    }
}

fn quantifier(ev: &mut Evaluator, call: &Arc<Normal>, on: bool, found: bool) -> Reply {
    let [list, test] = &call.args[..] else { return Ok(None) };
    let mut undecided: Args = Args::new();
    for part in parts(list).iter() {
        ev.check_interrupt()?;
        match ev.apply(test, [part.clone()])? {
            Expr::Symbol(sym::True) if on => return Ok(Some(Expr::boolean(found))),
            Expr::Symbol(sym::False) if !on => return Ok(Some(Expr::boolean(found))),
            Expr::Symbol(sym::True | sym::False) => {}
            other => undecided.push(other),
        }
    }
    if undecided.is_empty() {
        return Ok(Some(Expr::boolean(!found)));
    }
    let head = match call.head_symbol() {
        Some(sym::AllTrue) => sym::And,
        Some(sym::AnyTrue) => sym::Or,
        _ => sym::Nor,
    };
    Ok(Some(Expr::call(head, undecided)))
}

fn leading(ev: &mut Evaluator, list: &Expr, test: &Expr) -> Eval<usize> {
    let parts = parts(list);
    for (index, part) in parts.iter().enumerate() {
        if !ev.apply(test, [part.clone()])?.is_true() {
            return Ok(index);
        }
    }
    Ok(parts.len())
}

fn select(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [list, test, rest @ ..] = &call.args[..] else { return Ok(None) };
    let most = match rest.first() {
        None => u64::MAX,
        Some(_) => match count_at(ev, call, 2) {
            Some(most) => most,
            None => return Ok(None),
        },
    };
    if let Expr::Association(association) = list {
        let mut entries = Entries::default();
        for (key, value) in &association.entries {
            if entries.len() as u64 >= most {
                break;
            }
            if ev.apply(test, [delayed_value(value)])?.is_true() {
                entries.insert(key.clone(), value.clone());
            }
        }
        return Ok(Some(Expr::Association(Arc::new(Association::new(entries)))));
    }
    if !matches!(list, Expr::Normal(_) | Expr::Array(_)) {
        ev.message(sym::Select, "normal", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    }
    if rest.is_empty()
        && is_long_array(ev, sym::Select, list)
        && let Some(value) = ev.run_automatically(sym::Select, &[list.clone(), test.clone()])?
    {
        return Ok(Some(value));
    }
    let mut kept = Args::new();
    for part in parts(list).iter() {
        ev.check_interrupt()?;
        if kept.len() as u64 >= most {
            break;
        }
        if ev.apply(test, [part.clone()])?.is_true() {
            kept.push(part.clone());
        }
    }
    Ok(Some(with_parts(list, kept)))
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
    let origins: Vec<Expr> = match call.args.get(2) {
        None => vec![Expr::Integer(1); lengths.len()],
        Some(list) => match list.elements() {
            Some(all) if all.len() == lengths.len() => all.into_owned(),
            Some(_) => return Ok(None),
            None => vec![list.clone(); lengths.len()],
        },
    };
    let head = call.args.get(3).cloned().unwrap_or(Expr::Symbol(sym::List));
    if head.is_symbol(sym::List) && ev.automatic.is_long(sym::Array, count.unsigned_abs()) {
        let lengths = Expr::list(lengths.iter().map(|&length| Expr::Integer(length)));
        let args = [call.args[0].clone(), lengths, Expr::list(origins.iter().cloned())];
        if let Some(value) = ev.run_automatically(sym::Array, &args)? {
            return Ok(Some(value));
        }
    }
    fill(ev, &call.args[0], &lengths, &origins, &head, &mut Args::new()).map(Some)
}

fn fill(
    ev: &mut Evaluator,
    f: &Expr,
    lengths: &[i64],
    origins: &[Expr],
    head: &Expr,
    indices: &mut Args,
) -> Eval {
    let ([length, lengths @ ..], [origin, origins @ ..]) = (lengths, origins) else {
        return ev.apply(f, indices.iter().cloned());
    };
    let mut collected = Collector::default();
    for k in 0..*length {
        ev.check_interrupt()?;
        let index = match origin {
            Expr::Integer(first) if first.checked_add(k).is_some() => Expr::Integer(first + k),
            other => ev.eval(Expr::call(sym::Plus, [other.clone(), Expr::Integer(k)]))?,
        };
        indices.push(index);
        let value = fill(ev, f, lengths, origins, head, indices);
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
