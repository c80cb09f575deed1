//! Functionals: their functions are put into loops.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::comparison::compare;
use super::control::{choose, require};
use super::iteration::{element_type, with_symbols};
use super::{Row, form};
use crate::check::types::coerce;
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Index, Kind, LocalId, Node, Operation, Relation, rank};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("Apply", apply, "function, tensor or list"),
    form("Map", map, "function, tensor → tensor"),
    form("MapApply", map_apply, "function, tensor → tensor"),
    form("MapIndexed", map_indexed, "function, tensor → tensor"),
    form("MapThread", map_thread, "function, {tensor, …} → tensor"),
    form("ParallelMap", map, "function, tensor → tensor"),
    form("Scan", scan, "function, tensor"),
    form("Select", select, "tensor, test → tensor"),
];

/// Checks the values among the arguments of a functional; none when one is the evaluator's.
pub(super) fn values<const N: usize>(check: &mut Checker, args: [&Expr; N]) -> Check<Option<[Node; N]>> {
    if !args.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    for arg in args {
        let node = check.value(arg)?;
        if node.ty == Type::Void {
            return Ok(None);
        }
        nodes.push(node);
    }
    Ok(nodes.try_into().ok())
}

/// `Table[body, {x, list}]` for a fresh `x`.
fn over(
    check: &mut Checker,
    head: Symbol,
    list: LocalId,
    want: Want,
    body: impl FnOnce(Expr) -> Expr,
) -> Check {
    let item = Expr::Symbol(check.fresh_symbol());
    with_symbols(
        check,
        &[list],
        |symbols| {
            let iterator = Expr::list([item.clone(), Expr::Symbol(symbols[0])]);
            Expr::call(head, [body(item), iterator])
        },
        want,
    )
}

fn map(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (function, list, depth) = match &call.args[..] {
        [function, list] => (function, list, 1),
        [function, list, levels] => match levels.as_call(sym::List).map(|levels| &levels.args[..]) {
            Some([Expr::Integer(depth @ 1..=8)]) => (function, list, *depth),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    if !check.is_function(function) {
        return Ok(None);
    }
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    if i64::from(rank(list.ty)) < depth {
        return Ok(None);
    }
    let (local, set) = check.hold("list", list);
    let function = function.clone();
    let head = if want == Want::Effect { sym::Do } else { sym::Table };
    let node = over(check, head, local, want, |item| match depth {
        1 => Expr::call(function, [item]),
        _ => Expr::call(sym::Map, [function, item, Expr::list([Expr::Integer(depth - 1)])]),
    })?;
    Ok(Some(Node::sequence([set, node], call.origin)))
}

/// `Return` in the function of a `Scan` ends the `Scan`.
fn scan(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    if call.args.len() != 2 {
        return Ok(None);
    }
    let labels = check.new_loop();
    let (node, frame) = check.in_scan(labels, want, |check| map(check, call, Want::Effect))?;
    let Some(node) = node else { return Ok(None) };
    let end = Node::new(Kind::Mark(labels.end), Type::Void, call.origin);
    let node = Node::sequence([node, end, Node::void(call.origin)], call.origin);
    Ok(Some(check.finish_loop(node, frame, call.origin)))
}

fn map_apply(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [function, list] = &call.args[..] else { return Ok(None) };
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    if rank(list.ty) < 2 {
        return Ok(None);
    }
    let (local, set) = check.hold("list", list);
    let node = over(check, sym::Table, local, want, |item| Expr::call(sym::Apply, [function.clone(), item]))?;
    Ok(Some(Node::sequence([set, node], call.origin)))
}

/// Part `k` of a list in the source, for fresh symbols.
fn part(list: Symbol, at: &Expr) -> Expr {
    Expr::call(sym::Part, [Expr::Symbol(list), at.clone()])
}

fn map_thread(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [function, lists] = &call.args[..] else { return Ok(None) };
    if !check.is_function(function) || !check.is_value(lists) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    let mut locals = Vec::new();
    match lists.as_call(sym::List) {
        Some(lists) => {
            for list in &lists.args {
                let list = check.value(list)?;
                if rank(list.ty) == 0 {
                    return Ok(None);
                }
                let (local, set) = check.hold("list", list);
                locals.push(local);
                nodes.push(set);
            }
        }
        None => return Ok(None),
    }
    let Some(&first) = locals.first() else { return Ok(None) };
    for &local in &locals[1..] {
        let both = vec![check.get(first, call.origin), check.get(local, call.origin)];
        let length = Node::op(Operation::Kernel("SameLength"), both, Type::INTEGER, call.origin);
        nodes.push(crate::check::types::discard(length));
    }
    let at = Expr::Symbol(check.fresh_symbol());
    let node = with_symbols(
        check,
        &locals,
        |lists| {
            let body = Expr::call(function.clone(), lists.iter().map(|&list| part(list, &at)));
            let length = Expr::call(sym::Length, [Expr::Symbol(lists[0])]);
            Expr::call(sym::Table, [body, Expr::list([at, length])])
        },
        want,
    )?;
    nodes.push(node);
    Ok(Some(Node::sequence(nodes, call.origin)))
}

fn map_indexed(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [function, list] = &call.args[..] else { return Ok(None) };
    if !check.is_function(function) {
        return Ok(None);
    }
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    if rank(list.ty) == 0 {
        return Ok(None);
    }
    let (local, set) = check.hold("list", list);
    let at = Expr::Symbol(check.fresh_symbol());
    let node = with_symbols(
        check,
        &[local],
        |lists| {
            let body = Expr::call(function.clone(), [part(lists[0], &at), Expr::list([at.clone()])]);
            let length = Expr::call(sym::Length, [Expr::Symbol(lists[0])]);
            Expr::call(sym::Table, [body, Expr::list([at, length])])
        },
        want,
    )?;
    Ok(Some(Node::sequence([set, node], call.origin)))
}

/// The highest slot or number of parameters of a pure function.
fn parameters(function: &Expr) -> Option<i64> {
    let function = function.as_call(sym::Function)?;
    match &function.args[..] {
        [body] => {
            let mut highest = 0;
            let mut pending = vec![body];
            while let Some(expr) = pending.pop() {
                let Expr::Normal(normal) = expr else { continue };
                match normal.head_symbol() {
                    Some(sym::Slot) => {
                        let slot = normal.args.first().map_or(Some(1), |arg| match arg {
                            Expr::Integer(slot) => Some(*slot),
                            _ => None,
                        })?;
                        highest = highest.max(slot);
                    }
                    Some(sym::SlotSequence) => return None,
                    Some(sym::Function) if normal.args.len() == 1 => {}
                    _ => {
                        pending.push(&normal.head);
                        pending.extend(normal.args.iter());
                    }
                }
            }
            Some(highest)
        }
        [parameters, ..] => Some(
            parameters
                .as_call(sym::List)
                .map_or(1, |list| i64::try_from(list.args.len()).unwrap_or(i64::MAX)),
        ),
        [] => None,
    }
}

/// Functions of any number of arguments that are computed from the left, two at a time.
const FROM_THE_LEFT: &[&str] =
    &["BitAnd", "BitOr", "BitXor", "Dot", "GCD", "Intersection", "LCM", "Times", "Union"];

/// Whether an expression only computes a value: nothing is assigned, drawn, left or called that this cannot tell of.
fn is_pure(check: &Checker, expr: &Expr) -> bool {
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        let Expr::Normal(normal) = expr else { continue };
        pending.extend(normal.args.iter());
        match normal.head_symbol() {
            Some(head) => {
                let acts =
                    ACTING.contains(&head.name()) || super::row(head).is_none_or(|_| !check.is_free(head));
                if acts && head != sym::Slot && head != sym::Function && head != sym::Span {
                    return false;
                }
            }
            None => pending.push(&normal.head),
        }
    }
    true
}

/// Functions that do something besides giving a value.
const ACTING: &[&str] = &[
    "AddTo",
    "AppendTo",
    "BlockRandom",
    "Break",
    "Catch",
    "Continue",
    "Decrement",
    "DivideBy",
    "Goto",
    "Increment",
    "PreDecrement",
    "PreIncrement",
    "PrependTo",
    "RandomChoice",
    "RandomComplex",
    "RandomInteger",
    "RandomReal",
    "RandomSample",
    "RandomVariate",
    "Return",
    "SeedRandom",
    "Set",
    "StuffBag",
    "SubtractFrom",
    "Throw",
    "TimesBy",
];

/// `And @@ Map[f, list]`, `Or @@ Table[test, …]`: tests that only compute stop at the first that decides.
fn all_of(check: &mut Checker, list: &Normal, all: bool, want: Want) -> Checked {
    let head = list.head_symbol().filter(|&head| check.is_free(head));
    let (test, iterators) = match (head, &list.args[..]) {
        (Some(sym::Table), [test, iterator]) => (test.clone(), vec![iterator.clone()]),
        (Some(sym::Map), [function, list]) => {
            let item = Expr::Symbol(check.fresh_symbol());
            (Expr::call(function.clone(), [item.clone()]), vec![Expr::list([item, list.clone()])])
        }
        _ => return Ok(None),
    };
    let truth = |value: bool| Expr::Symbol(if value { sym::True } else { sym::False });
    let pure = is_pure(check, &test) && iterators.iter().all(|iterator| is_pure(check, iterator));
    let deciding = if all { Expr::call(sym::Not, [test]) } else { test };
    if pure {
        let leave = Expr::call(sym::If, [deciding, Expr::call(sym::Throw, [truth(!all)])]);
        let body = Expr::call(sym::Do, std::iter::once(leave).chain(iterators));
        let body = Expr::call(sym::CompoundExpression, [body, truth(all)]);
        return check.expr(&Expr::call(sym::Catch, [body]), want).map(Some);
    }
    let result = Expr::Symbol(check.fresh_symbol());
    let note = Expr::call(sym::If, [deciding, Expr::call(sym::Set, [result.clone(), truth(!all)])]);
    let body = Expr::call(sym::Do, std::iter::once(note).chain(iterators));
    let start = Expr::list([Expr::call(sym::Set, [result.clone(), truth(all)])]);
    let body = Expr::call(sym::CompoundExpression, [body, result]);
    check.expr(&Expr::call(sym::Module, [start, body]), want).map(Some)
}

fn apply(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (function, list) = match &call.args[..] {
        [function, list] => (function, list),
        [function, list, levels] => match levels.as_call(sym::List).map(|levels| &levels.args[..]) {
            Some([Expr::Integer(1)]) => {
                let map = Normal::with_origin(
                    Expr::Symbol(sym::MapApply),
                    [function.clone(), list.clone()].into_iter().collect(),
                    call.origin,
                );
                return map_apply(check, &Arc::new(map), want);
            }
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    // A list written out: its elements are the arguments.
    if let Some(items) = list.as_call(sym::List).filter(|_| check.is_free(sym::List)) {
        let direct = Normal::with_origin(function.clone(), items.args.clone(), call.origin);
        return check.expr(&Expr::from(direct), want).map(Some);
    }
    let free = check.free_symbol(function);
    if let (Some(head @ (sym::And | sym::Or)), Expr::Normal(list)) = (free, list) {
        return all_of(check, list, head == sym::And, want);
    }
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    if rank(list.ty) == 0 {
        return Ok(None);
    }
    let origin = call.origin;
    let written = |check: &mut Checker, list: Node, make: fn(&Expr, Expr) -> Expr| {
        let (local, set) = check.hold("list", list);
        let node = with_symbols(check, &[local], |lists| make(function, Expr::Symbol(lists[0])), want)?;
        Ok(Some(Node::sequence([set, node], origin)))
    };
    match free {
        Some(sym::List) => return Ok(Some(list)),
        Some(sym::Plus) => {
            let Some(ty) = element_type(list.ty) else { return Ok(None) };
            return Ok(Some(Node::op(Operation::Kernel("Total"), vec![list], ty, origin)));
        }
        Some(sym::Max | sym::Min) => {
            return written(check, list, |function, list| Expr::call(function.clone(), [list]));
        }
        Some(sym::Times) if rank(list.ty) == 1 => {
            let item = Expr::Symbol(check.fresh_symbol());
            let (local, set) = check.hold("list", list);
            let node = with_symbols(
                check,
                &[local],
                |lists| Expr::call(sym::Product, [item.clone(), Expr::list([item, Expr::Symbol(lists[0])])]),
                want,
            )?;
            return Ok(Some(Node::sequence([set, node], origin)));
        }
        Some(sym::Join) if rank(list.ty) > 1 => {
            return written(check, list, |_, list| Expr::call(sym::Flatten, [list, Expr::Integer(1)]));
        }
        Some(symbol) if FROM_THE_LEFT.contains(&symbol.name()) => {
            return written(check, list, |function, list| Expr::call(sym::Fold, [function.clone(), list]));
        }
        _ => {}
    }
    let (meaning, _, _) = check.meaning(function);
    let count = match (parameters(&meaning), free) {
        (Some(count), _) => count,
        // A function of exactly two arguments by its row: a pair.
        (
            None,
            Some(
                sym::Power
                | sym::ArcTan
                | sym::Complex
                | sym::Mod
                | sym::Quotient
                | sym::Subtract
                | sym::Divide,
            ),
        ) => 2,
        _ => return Ok(None),
    };
    let (local, set) = check.hold("list", list);
    let length = Node::op(Operation::Length, vec![check.get(local, origin)], Type::INTEGER, origin);
    let relation = if free.is_some() { Relation::Equal } else { Relation::GreaterEqual };
    let Some(test) = compare(relation, length, Node::integer(count), origin) else { return Ok(None) };
    let function = function.clone();
    let node = with_symbols(
        check,
        &[local],
        |lists| Expr::call(function, (1..=count).map(|at| part(lists[0], &Expr::Integer(at)))),
        want,
    )?;
    Ok(Some(Node::sequence([set, require(test, origin), node], origin)))
}
fn select(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [list, test] = &call.args[..] else { return Ok(None) };
    if !check.is_function(test) {
        return Ok(None);
    }
    let origin = call.origin;
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    let list_type = list.ty;
    let Some(item_type) = element_type(list_type) else { return Ok(None) };
    let mut nodes = Vec::new();
    let (list, set) = check.hold("list", list);
    nodes.push(set);
    let counter = check.local("counter", Type::INTEGER);
    let current = check.local("item", item_type);
    let condition = check.apply(test, &[current], origin)?;
    if condition.ty != Type::BOOLEAN {
        return Ok(None);
    }
    let length = Node::op(Operation::Length, vec![check.get(list, origin)], Type::INTEGER, origin);
    let length = check.simple(length, "length", &mut nodes);
    // Positions that pass; the items are taken together at the end.
    let positions = check.local("positions", Type::Of(Scalar::Integer, 1));
    let make = Node::op(Operation::NewTable, vec![length.clone()], Type::Of(Scalar::Integer, 1), origin);
    nodes.push(check.set(positions, make, origin));
    let (found, set) = check.hold("found", Node::integer(0));
    nodes.push(set);
    let Some(value) = item(check, list, counter, origin) else { return Ok(None) };
    let take = check.set(current, value, origin);
    let one_more = plus_one(check.get(found, origin), origin);
    let one_more = check.set(found, one_more, origin);
    let at = Box::new(check.get(found, origin));
    let put = Kind::SetElement(positions, at, Box::new(check.get(counter, origin)));
    let keep = Node::sequence([one_more, Node::new(put, Type::Void, origin)], origin);
    let body = Node::sequence([take, choose(condition, keep, Node::void(origin), origin)], origin);
    nodes.push(check.set(counter, Node::integer(1), origin));
    let labels = check.new_loop();
    let count = crate::ir::Count {
        index: counter,
        last: length,
        body,
        next: labels.next,
        end: labels.end,
        ahead: None,
    };
    nodes.push(Node::new(Kind::Count(Box::new(count)), Type::Void, origin));
    let chosen = Node::op(
        Operation::Kernel("Take"),
        vec![check.get(positions, origin), check.get(found, origin)],
        Type::Of(Scalar::Integer, 1),
        origin,
    );
    let result = Kind::Part(Box::new(check.get(list, origin)), vec![Index::List(chosen)]);
    nodes.push(coerce(Node::new(result, list_type, origin), list_type));
    Ok(Some(Node::sequence(nodes, origin)))
}

pub(super) fn plus_one(node: Node, origin: Origin) -> Node {
    match node.as_integer() {
        Some(value) if value < i64::MAX => Node::integer(value + 1),
        _ => Node::op(Operation::Add, vec![node, Node::integer(1)], Type::INTEGER, origin),
    }
}

/// The item of a list at a counter known to be good.
pub(super) fn item(check: &Checker, list: LocalId, counter: LocalId, origin: Origin) -> Option<Node> {
    let list = check.get(list, origin);
    let ty = element_type(list.ty)?;
    let index = Index::At(check.get(counter, origin), true);
    Some(Node::new(Kind::Part(Box::new(list), vec![index]), ty, origin))
}
