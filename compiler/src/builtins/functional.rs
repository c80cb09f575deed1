//! Functionals: their functions are put into loops.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::comparison::compare;
use super::control::{choose, repeat_while, require};
use super::iteration::{element_type, with_symbols};
use super::{Row, form};
use crate::check::types::coerce;
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Index, Kind, LocalId, Node, Operation, Relation, rank};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("Apply", apply, "function, tensor or list"),
    form("FixedPoint", fixed_point, "function, T → T"),
    form("FixedPointList", fixed_point_list, "function, T → tensor of T"),
    form("Fold", fold, "function, T, tensor → T"),
    form("FoldList", fold_list, "function, T, tensor → tensor of T"),
    form("Map", map, "function, tensor → tensor"),
    form("MapApply", map_apply, "function, tensor → tensor"),
    form("MapIndexed", map_indexed, "function, tensor → tensor"),
    form("MapThread", map_thread, "function, {tensor, …} → tensor"),
    form("Nest", nest, "function, T, Integer → T"),
    form("NestList", nest_list, "function, T, Integer → tensor of T"),
    form("NestWhile", nest_while, "function, T, test → T"),
    form("NestWhileList", nest_while_list, "function, T, test → tensor of T"),
    form("ParallelMap", map, "function, tensor → tensor"),
    form("Scan", scan, "function, tensor"),
    form("Select", select, "tensor, test → tensor"),
];

/// Checks the values among the arguments of a functional; none when one is the evaluator's.
fn values<const N: usize>(check: &mut Checker, args: [&Expr; N]) -> Check<Option<[Node; N]>> {
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

fn scan(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    if call.args.len() != 2 {
        return Ok(None);
    }
    map(check, call, Want::Effect)
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
    let length = |check: &Checker, local| {
        Node::op(Operation::Length, vec![check.get(local, call.origin)], Type::INTEGER, call.origin)
    };
    for &local in &locals[1..] {
        let (a, b) = (length(check, first), length(check, local));
        let Some(test) = compare(Relation::Equal, a, b, call.origin) else { return Ok(None) };
        nodes.push(require(test, call.origin));
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

/// `And @@ Map[f, list]`, `Or @@ Table[test, …]`: all tests are made, as in the evaluator.
fn all_of(check: &mut Checker, list: &Normal, all: bool, want: Want) -> Checked {
    let head = list.head_symbol().filter(|&head| check.is_free(head));
    let (test, iterators) = match (head, &list.args[..]) {
        (Some(sym::Table), [test, iterators @ ..]) if !iterators.is_empty() => {
            (test.clone(), iterators.to_vec())
        }
        (Some(sym::Map), [function, list]) => {
            let item = Expr::Symbol(check.fresh_symbol());
            (Expr::call(function.clone(), [item.clone()]), vec![Expr::list([item, list.clone()])])
        }
        _ => return Ok(None),
    };
    let truth = |value: bool| Expr::Symbol(if value { sym::True } else { sym::False });
    let result = Expr::Symbol(check.fresh_symbol());
    let failing = if all { Expr::call(sym::Not, [test]) } else { test };
    let note = Expr::call(sym::If, [failing, Expr::call(sym::Set, [result.clone(), truth(!all)])]);
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

/// A tensor that collects states, and how a state is put at a position.
struct Collector {
    table: LocalId,
    count: Node,
}

impl Collector {
    /// A tensor for `count` states of a type; `None` for states that no tensor holds.
    fn new(
        check: &mut Checker,
        nodes: &mut Vec<Node>,
        state: Type,
        count: Node,
        origin: Origin,
    ) -> Option<Collector> {
        let Type::Of(scalar, rank) = state else { return None };
        if scalar == Scalar::Boolean {
            return None;
        }
        let ty = Type::Of(scalar, rank.checked_add(1)?);
        let lengths = match rank {
            0 => vec![count.clone()],
            _ => vec![Node::integer(0); usize::from(rank) + 1],
        };
        let table = check.local("states", ty);
        nodes.push(check.set(table, Node::op(Operation::NewTable, lengths, ty, origin), origin));
        Some(Collector { table, count })
    }

    fn put(&self, check: &Checker, at: Node, value: Node, origin: Origin) -> Node {
        let _ = check;
        let kind = match rank(value.ty) {
            0 => Kind::SetElement(self.table, Box::new(at), Box::new(value)),
            _ => Kind::SetRow(self.table, Box::new([at, self.count.clone(), value])),
        };
        Node::new(kind, Type::Void, origin)
    }
}

fn plus_one(node: Node, origin: Origin) -> Node {
    match node.as_integer() {
        Some(value) if value < i64::MAX => Node::integer(value + 1),
        _ => Node::op(Operation::Add, vec![node, Node::integer(1)], Type::INTEGER, origin),
    }
}

fn nest_any(check: &mut Checker, call: &Arc<Normal>, list: bool) -> Checked {
    let [function, start, count] = &call.args[..] else { return Ok(None) };
    if !check.is_function(function) {
        return Ok(None);
    }
    let Some([start, count]) = values(check, [start, count])? else { return Ok(None) };
    if count.ty != Type::INTEGER {
        return Ok(None);
    }
    let origin = call.origin;
    let mut nodes = Vec::new();
    let count = check.simple(count, "rounds", &mut nodes);
    let function = function.clone();
    let found = check.iterated(&start, &mut |check, state| check.apply(&function, &[state], origin))?;
    let Some(of) = found else { return Ok(None) };
    nodes.push(of.start);
    // A negative number of rounds is the evaluator's.
    if count.as_integer().is_none_or(|count| count < 0) {
        let Some(test) = compare(Relation::GreaterEqual, count.clone(), Node::integer(0), origin) else {
            return Ok(None);
        };
        nodes.push(require(test, origin));
    }
    let state = of.state;
    let next = of.next;
    if !list {
        let set = check.set(state, next, origin);
        nodes.extend(check.count_to(count, origin, |_, _| Ok(set))?);
        nodes.push(check.get(state, origin));
        return Ok(Some(Node::sequence(nodes, origin)));
    }
    let total = plus_one(count.clone(), origin);
    let total = check.simple(total, "states", &mut nodes);
    let ty = check.local_type(state);
    let Some(collector) = Collector::new(check, &mut nodes, ty, total, origin) else { return Ok(None) };
    let first = check.get(state, origin);
    nodes.push(collector.put(check, Node::integer(1), first, origin));
    nodes.extend(check.count_to(count, origin, |check, counter| {
        let set = check.set(state, next, origin);
        let at = plus_one(check.get(counter, origin), origin);
        let put = collector.put(check, at, check.get(state, origin), origin);
        Ok(Node::sequence([set, put], origin))
    })?);
    nodes.push(check.get(collector.table, origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

fn nest(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    nest_any(check, call, false)
}

fn nest_list(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    nest_any(check, call, true)
}

/// The item of a list at a counter known to be good.
fn item(check: &Checker, list: LocalId, counter: LocalId, origin: Origin) -> Option<Node> {
    let list = check.get(list, origin);
    let ty = element_type(list.ty)?;
    let index = Index::At(check.get(counter, origin), true);
    Some(Node::new(Kind::Part(Box::new(list), vec![index]), ty, origin))
}

fn fold_any(check: &mut Checker, call: &Arc<Normal>, all: bool) -> Checked {
    let origin = call.origin;
    let (function, start, list) = match &call.args[..] {
        [function, start, list] => (function, Some(start), list),
        [function, list] => (function, None, list),
        _ => return Ok(None),
    };
    if !check.is_function(function) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    let start = match start {
        Some(start) => {
            let Some([start]) = values(check, [start])? else { return Ok(None) };
            Some(start)
        }
        None => None,
    };
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    let Some(item_type) = element_type(list.ty) else { return Ok(None) };
    let (start, list) = match start {
        Some(start) => {
            // The start is computed before the list.
            let start = check.simple(start, "start", &mut nodes);
            let (list, set) = check.hold("list", list);
            nodes.push(set);
            (start, list)
        }
        None => {
            // Fold[f, list] starts with the first element and goes over the rest.
            let (whole, set) = check.hold("list", list);
            nodes.push(set);
            let first = Node::new(
                Kind::Part(Box::new(check.get(whole, origin)), vec![Index::At(Node::integer(1), false)]),
                item_type,
                origin,
            );
            let start = check.simple(first, "start", &mut nodes);
            let ty = check.local_type(whole);
            let rest = Node::op(Operation::Kernel("Rest"), vec![check.get(whole, origin)], ty, origin);
            let (list, set) = check.hold("rest", rest);
            nodes.push(set);
            (start, list)
        }
    };
    let counter = check.local("counter", Type::INTEGER);
    let current = check.local("item", item_type);
    let function = function.clone();
    let found =
        check.iterated(&start, &mut |check, state| check.apply(&function, &[state, current], origin))?;
    let Some(of) = found else { return Ok(None) };
    nodes.push(of.start);
    let (state, next) = (of.state, of.next);
    let length = Node::op(Operation::Length, vec![check.get(list, origin)], Type::INTEGER, origin);
    let length = check.simple(length, "length", &mut nodes);
    let Some(value) = item(check, list, counter, origin) else { return Ok(None) };
    let take = check.set(current, value, origin);
    let step = check.set(state, next, origin);
    let collector = if all {
        let total = plus_one(length.clone(), origin);
        let total = check.simple(total, "states", &mut nodes);
        let ty = check.local_type(state);
        let Some(collector) = Collector::new(check, &mut nodes, ty, total, origin) else { return Ok(None) };
        let first = check.get(state, origin);
        nodes.push(collector.put(check, Node::integer(1), first, origin));
        Some(collector)
    } else {
        None
    };
    let mut body = vec![take, step];
    if let Some(collector) = &collector {
        let at = plus_one(check.get(counter, origin), origin);
        let value = check.get(state, origin);
        body.push(collector.put(check, at, value, origin));
    }
    nodes.push(check.set(counter, Node::integer(1), origin));
    let labels = check.new_loop();
    let count = crate::ir::Count {
        index: counter,
        last: length,
        body: Node::sequence(body, origin),
        next: labels.next,
        end: labels.end,
    };
    nodes.push(Node::new(Kind::Count(Box::new(count)), Type::Void, origin));
    nodes.push(check.get(collector.map_or(state, |collector| collector.table), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

fn fold(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    fold_any(check, call, false)
}

fn fold_list(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    fold_any(check, call, true)
}

/// States collected one by one when their number is not known: appended to a tensor.
struct Growing {
    table: LocalId,
}

impl Growing {
    fn new(check: &mut Checker, nodes: &mut Vec<Node>, state: LocalId, origin: Origin) -> Option<Growing> {
        let Type::Of(scalar, rank) = check.local_type(state) else { return None };
        if scalar == Scalar::Boolean {
            return None;
        }
        let ty = Type::Of(scalar, rank.checked_add(1)?);
        let first = Node::op(Operation::List, vec![check.get(state, origin)], ty, origin);
        let (table, set) = check.hold("states", first);
        nodes.push(set);
        Some(Growing { table })
    }

    fn push(&self, check: &mut Checker, state: LocalId, origin: Origin) -> Node {
        let ty = check.local_type(self.table);
        let args = vec![check.get(self.table, origin), check.get(state, origin)];
        let grown = Node::op(Operation::Kernel("Append"), args, ty, origin);
        check.set(self.table, grown, origin)
    }
}

fn nest_while_any(check: &mut Checker, call: &Arc<Normal>, all: bool) -> Checked {
    let origin = call.origin;
    let (function, start, test, seen, limit) = match &call.args[..] {
        [function, start, test] => (function, start, test, 1, None),
        [function, start, test, Expr::Integer(seen @ 1..=8)] => (function, start, test, *seen, None),
        [function, start, test, Expr::Integer(seen @ 1..=8), limit] => {
            (function, start, test, *seen, Some(limit).filter(|limit| !limit.is_symbol(sym::Infinity)))
        }
        _ => return Ok(None),
    };
    if !check.is_function(function) || !check.is_function(test) {
        return Ok(None);
    }
    let Some([start]) = values(check, [start])? else { return Ok(None) };
    let mut nodes = Vec::new();
    let limit = match limit {
        Some(limit) => {
            let Some([limit]) = values(check, [limit])? else { return Ok(None) };
            if limit.ty != Type::INTEGER {
                return Ok(None);
            }
            Some(check.simple(limit, "limit", &mut nodes))
        }
        None => None,
    };
    let function = function.clone();
    let found = check.iterated(&start, &mut |check, state| check.apply(&function, &[state], origin))?;
    let Some(of) = found else { return Ok(None) };
    nodes.push(of.start);
    let (state, next) = (of.state, of.next);
    // The last states before the present one, oldest first, for a test that sees several.
    let ty = check.local_type(state);
    let mut window: Vec<LocalId> = Vec::new();
    for _ in 1..seen {
        let (before, set) = check.hold("before", check.get(state, origin));
        window.push(before);
        nodes.push(set);
    }
    window.push(state);
    let mut condition = check.apply(test, &window, origin)?;
    if condition.ty != Type::BOOLEAN {
        return Ok(None);
    }
    let growing = match all {
        true => match Growing::new(check, &mut nodes, state, origin) {
            Some(growing) => Some(growing),
            None => return Ok(None),
        },
        false => None,
    };
    let mut body = Vec::new();
    if limit.is_some() || seen > 1 {
        let (rounds, set) = check.hold("rounds", Node::integer(0));
        nodes.push(set);
        let below =
            |check: &Checker, limit| compare(Relation::Less, check.get(rounds, origin), limit, origin);
        if seen > 1 {
            let Some(few) = below(check, Node::integer(seen - 1)) else { return Ok(None) };
            condition = Node::new(Kind::Or(vec![few, condition]), Type::BOOLEAN, origin);
        }
        if let Some(limit) = limit {
            let Some(below) = below(check, limit) else { return Ok(None) };
            condition = Node::new(Kind::And(vec![below, condition]), Type::BOOLEAN, origin);
        }
        let next_round = plus_one(check.get(rounds, origin), origin);
        body.push(check.set(rounds, next_round, origin));
    }
    for pair in window.windows(2) {
        let later = Node::new(Kind::Local(pair[1]), ty, origin);
        body.push(check.set(pair[0], later, origin));
    }
    body.push(check.set(state, next, origin));
    if let Some(growing) = &growing {
        body.push(growing.push(check, state, origin));
    }
    nodes.push(repeat_while(check, condition, Node::sequence(body, origin), origin));
    nodes.push(check.get(growing.map_or(state, |growing| growing.table), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

fn nest_while(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    nest_while_any(check, call, false)
}

fn nest_while_list(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    nest_while_any(check, call, true)
}

/// Whether two states are the same, as `SameQ` or by a given test.
fn same_state(check: &mut Checker, a: LocalId, b: LocalId, test: Option<&Expr>, origin: Origin) -> Checked {
    if let Some(test) = test {
        let node = check.apply(test, &[a, b], origin)?;
        return Ok(Some(node).filter(|node| node.ty == Type::BOOLEAN));
    }
    let operation = match check.local_type(a) {
        Type::Of(Scalar::Integer | Scalar::Boolean, 0) => Operation::Compare(Relation::Equal),
        Type::Of(_, 0) => Operation::Same,
        _ => Operation::Kernel("SameQ"),
    };
    let args = vec![check.get(a, origin), check.get(b, origin)];
    Ok(Some(Node::op(operation, args, Type::BOOLEAN, origin)))
}

fn fixed_point_any(check: &mut Checker, call: &Arc<Normal>, all: bool) -> Checked {
    let origin = call.origin;
    let mut args = call.args.to_vec();
    let same_test = Symbol::new("SameTest");
    let mut test = None;
    if let Some(rule) = args.last().and_then(|last| last.as_call(sym::Rule)).cloned()
        && rule.args.len() == 2
        && rule.args[0].is_symbol(same_test)
    {
        test = Some(rule.args[1].clone());
        args.pop();
    }
    let (function, start, limit) = match &args[..] {
        [function, start] => (function, start, None),
        [function, start, limit] => (function, start, Some(limit)),
        _ => return Ok(None),
    };
    if !check.is_function(function) || test.as_ref().is_some_and(|test| !check.is_function(test)) {
        return Ok(None);
    }
    let Some([start]) = values(check, [start])? else { return Ok(None) };
    let mut nodes = Vec::new();
    let limit = match limit {
        Some(limit) => {
            let Some([limit]) = values(check, [limit])? else { return Ok(None) };
            if limit.ty != Type::INTEGER {
                return Ok(None);
            }
            Some(check.simple(limit, "limit", &mut nodes))
        }
        None => None,
    };
    let function = function.clone();
    let found = check.iterated(&start, &mut |check, state| check.apply(&function, &[state], origin))?;
    let Some(of) = found else { return Ok(None) };
    nodes.push(of.start);
    let (state, next) = (of.state, of.next);
    let ty = check.local_type(state);
    let before = check.local("before", ty);
    let Some(same) = same_state(check, before, state, test.as_ref(), origin)? else { return Ok(None) };
    let growing = match all {
        true => match Growing::new(check, &mut nodes, state, origin) {
            Some(growing) => Some(growing),
            None => return Ok(None),
        },
        false => None,
    };
    let labels = check.new_loop();
    let mut body = Vec::new();
    if let Some(limit) = limit {
        let (rounds, set) = check.hold("rounds", Node::integer(0));
        nodes.push(set);
        let done = compare(Relation::GreaterEqual, check.get(rounds, origin), limit, origin);
        let Some(done) = done else { return Ok(None) };
        let go = Node::new(Kind::Goto(labels.end), Type::Void, origin);
        body.push(choose(done, go, Node::void(origin), origin));
        let next_round = plus_one(check.get(rounds, origin), origin);
        body.push(check.set(rounds, next_round, origin));
    }
    let keep = check.get(state, origin);
    body.push(check.set(before, keep, origin));
    body.push(check.set(state, next, origin));
    if let Some(growing) = &growing {
        body.push(growing.push(check, state, origin));
    }
    let go = Node::new(Kind::Goto(labels.end), Type::Void, origin);
    body.push(choose(same, go, Node::void(origin), origin));
    let of = crate::ir::While {
        test: Node::boolean(true),
        body: Node::sequence(body, origin),
        step: Node::void(origin),
        next: labels.next,
        end: labels.end,
    };
    nodes.push(Node::new(Kind::While(Box::new(of)), Type::Void, origin));
    nodes.push(check.get(growing.map_or(state, |growing| growing.table), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

fn fixed_point(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    fixed_point_any(check, call, false)
}

fn fixed_point_list(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    fixed_point_any(check, call, true)
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
    let count = crate::ir::Count { index: counter, last: length, body, next: labels.next, end: labels.end };
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
