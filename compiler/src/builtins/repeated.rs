//! Functionals that repeat a function: their states go through loops.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::comparison::compare;
use super::control::{choose, repeat_while, require};
use super::functional::{item, plus_one, values};
use super::iteration::{element_type, with_symbols};
use super::{Row, form};
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Index, Kind, LocalId, Node, Operation, Relation, rank};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("FixedPoint", fixed_point, "function, T → T"),
    form("FixedPointList", fixed_point_list, "function, T → tensor of T"),
    form("Fold", fold, "function, T, tensor → T"),
    form("FoldList", fold_list, "function, T, tensor → tensor of T"),
    form("Nest", nest, "function, T, Integer → T"),
    form("NestList", nest_list, "function, T, Integer → tensor of T"),
    form("NestWhile", nest_while, "function, T, test → T"),
    form("NestWhileList", nest_while_list, "function, T, test → tensor of T"),
];

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

    fn put(&self, at: Node, value: Node, origin: Origin) -> Node {
        let kind = match rank(value.ty) {
            0 => Kind::SetElement(self.table, Box::new(at), Box::new(value)),
            _ => Kind::SetRow(self.table, Box::new([at, self.count.clone(), value])),
        };
        Node::new(kind, Type::Void, origin)
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
    nodes.push(collector.put(Node::integer(1), first, origin));
    nodes.extend(check.count_to(count, origin, |check, counter| {
        let set = check.set(state, next, origin);
        let at = plus_one(check.get(counter, origin), origin);
        let put = collector.put(at, check.get(state, origin), origin);
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
    let Some(of) = found else {
        return match (&call.args[..], all) {
            ([function, start, list], false) if !is_first_step(start) => {
                fold_from_first(check, function, start, list, origin)
            }
            _ => Ok(None),
        };
    };
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
        nodes.push(collector.put(Node::integer(1), first, origin));
        Some(collector)
    } else {
        None
    };
    let mut body = vec![take, step];
    if let Some(collector) = &collector {
        let at = plus_one(check.get(counter, origin), origin);
        let value = check.get(state, origin);
        body.push(collector.put(at, value, origin));
    }
    nodes.push(check.set(counter, Node::integer(1), origin));
    let labels = check.new_loop();
    let count = crate::ir::Count {
        index: counter,
        last: length,
        body: Node::sequence(body, origin),
        next: labels.next,
        end: labels.end,
        ahead: None,
    };
    nodes.push(Node::new(Kind::Count(Box::new(count)), Type::Void, origin));
    nodes.push(check.get(collector.map_or(state, |collector| collector.table), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

/// Whether an expression is the first step that [`fold_from_first`] makes.
fn is_first_step(start: &Expr) -> bool {
    let item = start.as_normal().and_then(|call| call.args.get(1)).and_then(|item| item.as_call(sym::First));
    item.and_then(|first| first.args[0].as_symbol()).is_some_and(|symbol| symbol.context() == "Compile`")
}

/// `Fold[f, x, list]` where `f` gives a value of another rank than `x` has, as in `Fold[Plus, 0, matrix]`: the first step is
/// made by itself.
fn fold_from_first(
    check: &mut Checker,
    function: &Expr,
    start: &Expr,
    list: &Expr,
    origin: Origin,
) -> Checked {
    let Some([list]) = values(check, [list])? else { return Ok(None) };
    let (local, set) = check.hold("list", list);
    let node = with_symbols(
        check,
        &[local],
        |lists| {
            let list = Expr::Symbol(lists[0]);
            let first = Expr::call(function.clone(), [start.clone(), Expr::call(sym::First, [list.clone()])]);
            Expr::call(sym::Fold, [function.clone(), first, Expr::call(sym::Rest, [list])])
        },
        Want::Value,
    )?;
    Ok(Some(Node::sequence([set, node], origin)))
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

/// The limit on the number of rounds, if one is given; none when it is no integer.
fn most_rounds(
    check: &mut Checker,
    limit: Option<&Expr>,
    nodes: &mut Vec<Node>,
) -> Check<Option<Option<Node>>> {
    let Some(limit) = limit else { return Ok(Some(None)) };
    let Some([limit]) = values(check, [limit])? else { return Ok(None) };
    Ok((limit.ty == Type::INTEGER).then(|| Some(check.simple(limit, "limit", nodes))))
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
    let Some(limit) = most_rounds(check, limit, &mut nodes)? else { return Ok(None) };
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
    let growing = if all { Growing::new(check, &mut nodes, state, origin) } else { None };
    if all && growing.is_none() {
        return Ok(None);
    }
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
    let Some(limit) = most_rounds(check, limit, &mut nodes)? else { return Ok(None) };
    let function = function.clone();
    let found = check.iterated(&start, &mut |check, state| check.apply(&function, &[state], origin))?;
    let Some(of) = found else { return Ok(None) };
    nodes.push(of.start);
    let (state, next) = (of.state, of.next);
    let ty = check.local_type(state);
    let before = check.local("before", ty);
    let Some(same) = same_state(check, before, state, test.as_ref(), origin)? else { return Ok(None) };
    let growing = if all { Growing::new(check, &mut nodes, state, origin) } else { None };
    if all && growing.is_none() {
        return Ok(None);
    }
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
