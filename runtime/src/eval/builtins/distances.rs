//! Distances, and what is nearest.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::formula::{divide, int, minus, plus, square, subtract, times, to_real};
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::pack::list_like;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Distances, and what is nearest.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "BrayCurtisDistance",
        PROTECTED,
        Arity::exactly(2),
        "BrayCurtisDistance[u, v] gives Total[Abs[u - v]]/Total[Abs[u + v]].",
        ("BrayCurtisDistance[{1, 2}, {3, 4}]", "2/5"),
        |ev, call| {
            distance(ev, call, |u, v| divide(total_abs(minus(u.clone(), v.clone())), total_abs(plus(u, v))))
        },
    ),
    Builtin::new(
        "CanberraDistance",
        PROTECTED,
        Arity::exactly(2),
        "CanberraDistance[u, v] gives Total[Abs[u - v]/(Abs[u] + Abs[v])].",
        ("CanberraDistance[{1, 2}, {3, 4}]", "5/6"),
        |ev, call| {
            distance(ev, call, |u, v| {
                let sizes = plus(Expr::call(sym::Abs, [u.clone()]), Expr::call(sym::Abs, [v.clone()]));
                Expr::call(sym::Total, [divide(Expr::call(sym::Abs, [minus(u, v)]), sizes)])
            })
        },
    ),
    Builtin::new(
        "ChessboardDistance",
        PROTECTED,
        Arity::exactly(2),
        "ChessboardDistance[u, v] gives Max[Abs[u - v]].",
        ("ChessboardDistance[{1, 2}, {3, 8}]", "6"),
        |ev, call| distance(ev, call, |u, v| Expr::call(sym::Max, [Expr::call(sym::Abs, [minus(u, v)])])),
    ),
    Builtin::new(
        "CorrelationDistance",
        PROTECTED,
        Arity::exactly(2),
        "CorrelationDistance[u, v] gives the cosine distance of u and v less their means.",
        ("CorrelationDistance[{1, 2}, {3, 4}]", "0"),
        |ev, call| {
            distance(ev, call, |u, v| {
                let centred = |u: Expr| minus(u.clone(), Expr::call(sym::Mean, [u]));
                cosine(centred(u), centred(v))
            })
        },
    ),
    Builtin::new(
        "CosineDistance",
        PROTECTED,
        Arity::exactly(2),
        "CosineDistance[u, v] gives 1 - u.Conjugate[v]/(Norm[u] Norm[v]).",
        ("CosineDistance[{1, 0}, {0, 1}]", "1"),
        |ev, call| distance(ev, call, cosine),
    ),
    Builtin::new(
        "EuclideanDistance",
        PROTECTED,
        Arity::exactly(2),
        "EuclideanDistance[u, v] gives Norm[u - v].",
        ("EuclideanDistance[{0, 0}, {3, 4}]", "5"),
        |ev, call| distance(ev, call, |u, v| Expr::call(sym::Norm, [minus(u, v)])),
    ),
    Builtin::new(
        "HammingDistance",
        PROTECTED,
        Arity::exactly(2),
        "HammingDistance[u, v] gives the number of places where lists or strings of one length differ.",
        ("HammingDistance[{1, 2, 3}, {1, 5, 3}]", "1"),
        hamming,
    ),
    Builtin::new(
        "ManhattanDistance",
        PROTECTED,
        Arity::exactly(2),
        "ManhattanDistance[u, v] gives Total[Abs[u - v]].",
        ("ManhattanDistance[{1, 2}, {3, 5}]", "5"),
        |ev, call| distance(ev, call, |u, v| total_abs(minus(u, v))),
    ),
    Builtin::new(
        "Nearest",
        PROTECTED,
        Arity::between(2, 3),
        "Nearest[list, x] gives the elements of list nearest to x; Nearest[list, x, n] the n nearest.",
        ("Nearest[{1, 5, 9}, 6]", "{5}"),
        nearest,
    ),
    Builtin::new(
        "SquaredEuclideanDistance",
        PROTECTED,
        Arity::exactly(2),
        "SquaredEuclideanDistance[u, v] gives Norm[u - v]^2.",
        ("SquaredEuclideanDistance[{0, 0}, {3, 4}]", "25"),
        |ev, call| {
            distance(ev, call, |u, v| Expr::call(sym::Total, [square(Expr::call(sym::Abs, [minus(u, v)]))]))
        },
    ),
]);

fn total_abs(expr: Expr) -> Expr {
    Expr::call(sym::Total, [Expr::call(sym::Abs, [expr])])
}

fn cosine(u: Expr, v: Expr) -> Expr {
    let product = Expr::call(sym::Dot, [u.clone(), Expr::call(sym::Conjugate, [v.clone()])]);
    let sizes = times(Expr::call(sym::Norm, [u]), Expr::call(sym::Norm, [v]));
    minus(Expr::Integer(1), divide(product, sizes))
}

/// A distance of two vectors of one length, or of two numbers.
fn distance(ev: &mut Evaluator, call: &Arc<Normal>, formula: fn(Expr, Expr) -> Expr) -> Reply {
    let as_vector = |expr: &Expr| if expr.is_list() { expr.clone() } else { Expr::list([expr.clone()]) };
    let (u, v) = (as_vector(&call.args[0]), as_vector(&call.args[1]));
    if call.args[0].is_list() != call.args[1].is_list() {
        return Ok(None);
    }
    let numbers = call.args[0].is_number() && call.args[1].is_number();
    if !(call.args[0].is_list() || numbers) {
        return Ok(None);
    }
    if u.length() != v.length() {
        say(ev, call, "shape", &[call.args[0].clone(), call.args[1].clone()]);
        return Ok(None);
    }
    ev.eval(formula(u, v)).map(Some)
}

fn hamming(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let parts = |expr: &Expr| match expr {
        Expr::String(text) => Some(text.chars().map(|c| Expr::string(c.to_string())).collect()),
        list if list.is_list() => Some(children(list)),
        _ => None,
    };
    let (Some(u), Some(v)) = (parts(&call.args[0]), parts(&call.args[1])) else { return Ok(None) };
    if u.len() != v.len() {
        return Ok(None);
    }
    Ok(Some(int(u.iter().zip(&v).filter(|(a, b)| a != b).count())))
}

fn nearest(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let list = &call.args[0];
    let (elements, values) = match list.as_call(sym::Rule).filter(|rule| rule.args.len() == 2) {
        Some(rule) => (children(&rule.args[0]), children(&rule.args[1])),
        None => (children(list), children(list)),
    };
    if elements.is_empty() || elements.len() != values.len() {
        return Ok(None);
    }
    let x = &call.args[1];
    let mut distances = Vec::with_capacity(elements.len());
    for element in &elements {
        let apart = subtract(ev, element.clone(), x.clone())?;
        let length = apply(ev, sym::Norm, [apart])?;
        let Some(length) = to_real(ev, &length)? else { return Ok(None) };
        distances.push(length);
    }
    let mut order: Vec<usize> = (0..elements.len()).collect();
    order.sort_by(|&a, &b| distances[a].total_cmp(&distances[b]));
    let wanted = match call.args.get(2) {
        None => order.iter().take_while(|&&at| distances[at] == distances[order[0]]).count(),
        Some(n) => match super::change::wanted(n, usize::MAX) {
            Some(n) => n.min(order.len()),
            None => return Ok(None),
        },
    };
    Ok(Some(list_like(list, order.into_iter().take(wanted).map(|at| values[at].clone()).collect())))
}
