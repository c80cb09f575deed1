//! Sums and products over iterators.

use std::sync::Arc;

use super::written;
use crate::eval::iterate::Iterated;
use crate::eval::messages::Quiet;
use crate::eval::simplify::infinity;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Sums and products.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Product",
        Attributes::HOLD_ALL,
        Arity::at_least(2),
        "Product[expr, {i, a, b, step}, …] is the product of the values of expr for each value of i.",
        ("Product[k, {k, 5}]", "120"),
        |ev, call| accumulate(ev, call, sym::Times, 1),
    ),
    Builtin::new(
        "Sum",
        Attributes::HOLD_ALL,
        Arity::at_least(2),
        "Sum[expr, {i, a, b, step}, …] is the sum of the values of expr for each value of i.",
        ("Sum[i^2, {i, 4}]", "30"),
        |ev, call| accumulate(ev, call, sym::Plus, 0),
    ),
];

/// Sums and products with bounds that are no numbers, as far as they are known.
fn in_closed_form(ev: &mut Evaluator, call: &Arc<Normal>, operation: Symbol) -> Reply {
    match operation == sym::Plus {
        true => written::run(ev, call, "Sum", written::SUM),
        false => written::run(ev, call, "Product", written::PRODUCT),
    }
}

/// Numbers are added from the first to the last; other terms are gathered and added at the end.
fn accumulate(ev: &mut Evaluator, call: &Arc<Normal>, operation: Symbol, neutral: i64) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::Sum);
    let (expr, specs) = call.args.split_first().expect("two arguments at least");
    // Infinitely many terms are not added up one by one.
    let endless = |spec: &Expr| {
        let ends = spec.elements().unwrap_or_default();
        ends.iter()
            .skip(1)
            .take(2)
            .any(|end| *end == infinity() || end.as_symbol().is_some_and(|end| end.name() == "Infinity"))
    };
    if specs.iter().any(endless) {
        return in_closed_form(ev, call, operation);
    }
    let mut total: Option<Expr> = None;
    let mut others = Args::new();
    let body = &mut |ev: &mut Evaluator| {
        let value = ev.eval(expr.clone())?;
        if !value.is_number() && !matches!(value, Expr::Array(_)) {
            others.push(value);
            return Ok(());
        }
        total = Some(match total.take() {
            None => value,
            Some(Expr::Integer(so_far)) if operation == sym::Plus => match value {
                Expr::Integer(value) if so_far.checked_add(value).is_some() => Expr::Integer(so_far + value),
                value => ev.eval(Expr::call(operation, [Expr::Integer(so_far), value]))?,
            },
            Some(so_far) => ev.eval(Expr::call(operation, [so_far, value]))?,
        });
        Ok(())
    };
    // Bounds that are no numbers leave the sum as it is.
    let quiet = Quiet::These(vec![(head, "iterb".to_owned())]);
    match ev.quietly(quiet, |ev| ev.iterate_over(head, expr, specs, body))? {
        Iterated::Done => {}
        Iterated::NoIterator => return in_closed_form(ev, call, operation),
        Iterated::Value(value) => return Ok(Some(value)),
    }
    let total = total.unwrap_or(Expr::Integer(neutral));
    if others.is_empty() {
        return Ok(Some(total));
    }
    others.insert(0, total);
    Ok(Some(Expr::call(operation, others)))
}
