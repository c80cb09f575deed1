//! Do, Table, Sum, Product, Array.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::arithmetic::binary;
use super::{Row, form};
use crate::check::iterate::Level;
use crate::check::scope::{Binding, Name};
use crate::check::types::{coerce, discard};
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Node, Operation, rank, scalar};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("Array", array, "function, counts, origins → tensor"),
    form("Do", do_loop, "any, iterators"),
    form("ParallelDo", do_loop, "any, iterators"),
    form("ParallelTable", table, "T, iterators → tensor"),
    form("Product", product, "Integer, Real or Complex, iterators"),
    form("Sum", sum, "Integer, Real, Complex or tensor, iterators"),
    form("Table", table, "T, iterators → tensor"),
];

fn do_loop(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let Some(body) = call.args.first().filter(|_| call.args.len() > 1) else { return Ok(None) };
    let found = check.levels(call, 1, |check, levels| {
        let (Some(first), Some(last)) = (levels.first(), levels.last()) else {
            return Err(crate::check::Failed);
        };
        if check.is_own(levels) {
            // A functional without value: what leaves its function leaves what is around it.
            return check.table_body_effect(body).map(|body| (body, None));
        }
        // `Break` leaves all iterators of one Do, `Continue` goes on with the innermost.
        let labels = crate::check::Loop { next: last.labels.next, end: first.labels.end };
        check.in_loop(labels, want, |check| check.effect(body)).map(|(body, frame)| (body, Some(frame)))
    })?;
    let Some((levels, (body, frame))) = found else { return Ok(None) };
    let mut nodes = check.nest_loops(levels, body);
    nodes.push(Node::void(call.origin));
    let node = discard(Node::sequence(nodes, call.origin));
    Ok(Some(match frame {
        Some(frame) => check.finish_loop(node, frame, call.origin),
        None => node,
    }))
}

fn table(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(body) = call.args.first().filter(|_| call.args.len() > 1) else { return Ok(None) };
    let found = check.levels(call, 1, |check, levels| check.table_body(body, levels))?;
    let Some((levels, body)) = found else { return Ok(None) };
    check.table(levels, body, call.origin).map(Some)
}

fn sum(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let Some(body) = call.args.first().filter(|_| call.args.len() > 1) else { return Ok(None) };
    let snapshot = check.snapshot();
    let found = check.levels(call, 1, |check, _| check.closed_body(body))?;
    let Some((levels, body)) = found else { return Ok(None) };
    if rank(body.ty) > 0 && levels.len() > 1 {
        // Of arrays, one iterator after the other.
        check.restore(&snapshot);
        return nested_sum(check, call, want);
    }
    if rank(body.ty) > 0 {
        let ty = body.ty;
        let rows = check.table(levels, body, call.origin)?;
        return Ok(Some(Node::op(Operation::Kernel("Total"), vec![rows], ty, call.origin)));
    }
    accumulate(check, call, levels, body, Operation::Add, 0)
}

/// `Sum[body, i, j, …]` as `Sum[Sum[body, j, …], i]`.
fn nested_sum(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [body, first, rest @ ..] = &call.args[..] else { return Ok(None) };
    let sum = |args| Expr::from(Normal::with_origin(call.head.clone(), args, call.origin));
    let inner = sum(std::iter::once(body.clone()).chain(rest.iter().cloned()).collect());
    check.expr(&sum([inner, first.clone()].into_iter().collect()), want).map(Some)
}

fn product(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(body) = call.args.first().filter(|_| call.args.len() > 1) else { return Ok(None) };
    let found = check.levels(call, 1, |check, _| check.closed_body(body))?;
    let Some((levels, body)) = found else { return Ok(None) };
    accumulate(check, call, levels, body, Operation::Multiply, 1)
}

fn accumulate(
    check: &mut Checker,
    call: &Arc<Normal>,
    levels: Vec<Level>,
    body: Node,
    operation: Operation,
    start: i64,
) -> Checked {
    if rank(body.ty) > 0 || matches!(scalar(body.ty), None | Some(Scalar::Boolean)) {
        return Ok(None);
    }
    let start = coerce(Node::integer(start), body.ty);
    let (total, set) = check.hold("total", start);
    let Some(next) = binary(operation, check.get(total, call.origin), body, call.origin) else {
        return Ok(None);
    };
    let body = check.set(total, next, call.origin);
    let mut nodes = vec![set];
    nodes.extend(check.nest_loops(levels, body));
    nodes.push(check.get(total, call.origin));
    Ok(Some(Node::sequence(nodes, call.origin)))
}

/// Checks an expression in which fresh symbols stand for variables.
pub fn with_symbols(
    check: &mut Checker,
    locals: &[crate::ir::LocalId],
    make: impl FnOnce(&[Symbol]) -> Expr,
    want: Want,
) -> Check {
    let symbols: Vec<Symbol> = locals.iter().map(|_| check.fresh_symbol()).collect();
    let outer = check.scope();
    let mut scope = outer;
    for (symbol, local) in symbols.iter().zip(locals) {
        scope = check.scopes().bind(scope, Name::Symbol(*symbol), Binding::Constant(*local));
    }
    check.set_scope(scope);
    let result = check.expr(&make(&symbols), want);
    check.set_scope(outer);
    result
}

/// `Array[f, n]`, `Array[f, {n, …}]`, with origins: a table of `f` over fresh iterators.
fn array(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (function, counts, origins) = match &call.args[..] {
        [function, counts] => (function, counts, None),
        [function, counts, origins] => (function, counts, Some(origins)),
        _ => return Ok(None),
    };
    let counts = match counts.as_call(sym::List) {
        Some(list) => list.args.to_vec(),
        None => vec![counts.clone()],
    };
    let origins = match origins {
        None => vec![Expr::Integer(1); counts.len()],
        Some(origin) => match origin.as_call(sym::List) {
            Some(list) if list.args.len() == counts.len() => list.args.to_vec(),
            Some(_) => return Ok(None),
            None => vec![origin.clone(); counts.len()],
        },
    };
    if !check.is_function(function) || !counts.iter().chain(&origins).all(|bound| check.is_value(bound)) {
        return Ok(None);
    }
    let mut iterators = Vec::new();
    let mut symbols = Vec::new();
    for (count, from) in counts.iter().zip(&origins) {
        let symbol = check.fresh_symbol();
        let last = match from {
            Expr::Integer(1) => count.clone(),
            // from + count - 1
            _ => Expr::call(sym::Plus, [from.clone(), count.clone(), Expr::Integer(-1)]),
        };
        iterators.push(Expr::list([Expr::Symbol(symbol), from.clone(), last]));
        symbols.push(Expr::Symbol(symbol));
    }
    let body = Expr::call(function.clone(), symbols);
    let table = Normal::with_origin(
        Expr::Symbol(sym::Table),
        std::iter::once(body).chain(iterators).collect(),
        scheelite_runtime::source::Origin::NONE,
    );
    check.expr(&Expr::from(table), want).map(Some)
}

/// A tensor's type with one level less.
pub fn element_type(ty: Type) -> Option<Type> {
    match ty {
        Type::Of(scalar, rank @ 1..) => Some(Type::Of(scalar, rank - 1)),
        _ => None,
    }
}
