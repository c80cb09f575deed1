//! Assignments.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Scalar, Type, sym};

use super::arithmetic::{binary, negate};
use super::{Row, form};
use crate::check::types::to_scalar;
use crate::check::{Checked, Checker, Want};
use crate::ir::{Node, Operation, rank, scalar};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("AddTo", add_to, "variable or part += number"),
    form("AppendTo", append_to, "tensor variable, element"),
    form("Decrement", decrement, "variable or part --"),
    form("DivideBy", divide_by, "variable or part /= number"),
    form("Increment", increment, "variable or part ++"),
    form("PreDecrement", pre_decrement, "-- variable or part"),
    form("PreIncrement", pre_increment, "++ variable or part"),
    form("PrependTo", prepend_to, "tensor variable, element"),
    form("Set", set, "variable, part or list of them = value"),
    form("SetDelayed", set_delayed, "name[x_, …] := body, as a statement of Module"),
    form("SubtractFrom", subtract_from, "variable or part -= number"),
    form("TimesBy", times_by, "variable or part *= number"),
];

fn set(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    check.assignment(call, want)
}

/// What `Module` has not taken for a function of its own: a definition of a local name cannot be compiled.
fn set_delayed(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let target = call.args.first();
    let symbol = target.and_then(|target| match target {
        Expr::Symbol(symbol) => Some(*symbol),
        Expr::Normal(left) => left.head_symbol(),
        _ => None,
    });
    match symbol.filter(|&symbol| !check.is_free(symbol)) {
        Some(symbol) => check.function_variable(symbol, call),
        None => Ok(None),
    }
}

fn by(
    check: &mut Checker,
    call: &Arc<Normal>,
    want: Want,
    f: fn(Node, Node, scheelite_runtime::source::Origin) -> Option<Node>,
) -> Checked {
    let [target, value] = &call.args[..] else { return Ok(None) };
    if !check.is_value(value) {
        return Ok(None);
    }
    if target.is_list() {
        return by_all(check, call, target, value, want);
    }
    let value = value.clone();
    check.update(call, want, false, &mut |check, before| {
        let value = check.value(&value)?;
        Ok(f(before, value, call.origin))
    })
}

/// `{a, b} += value` as `{a, b} = {a, b} + value`.
fn by_all(check: &mut Checker, call: &Arc<Normal>, target: &Expr, value: &Expr, want: Want) -> Checked {
    let operation = match call.head_symbol() {
        Some(sym::AddTo) => sym::Plus,
        Some(sym::SubtractFrom) => sym::Subtract,
        Some(sym::TimesBy) => sym::Times,
        _ => sym::Divide,
    };
    let made = |head, args: [Expr; 2]| {
        Normal::with_origin(Expr::Symbol(head), args.into_iter().collect(), call.origin)
    };
    let result = Expr::from(made(operation, [target.clone(), value.clone()]));
    check.assignment(&Arc::new(made(sym::Set, [target.clone(), result])), want)
}

fn add_to(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    by(check, call, want, |a, b, origin| super::arithmetic::sum(vec![a, b], origin))
}

fn subtract_from(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    by(check, call, want, |a, b, origin| {
        let b = negate(b, origin)?;
        super::arithmetic::sum(vec![a, b], origin)
    })
}

fn times_by(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    by(check, call, want, |a, b, origin| binary(Operation::Multiply, a, b, origin))
}

fn divide_by(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    by(check, call, want, |a, b, origin| binary(Operation::Divide, a, b, origin))
}

fn one(check: &mut Checker, call: &Arc<Normal>, want: Want, old: bool, operation: Operation) -> Checked {
    if call.args.len() != 1 {
        return Ok(None);
    }
    check.update(call, want, old, &mut |_, before| {
        Ok(binary(operation, before, Node::integer(1), call.origin))
    })
}

fn increment(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    one(check, call, want, true, Operation::Add)
}

fn decrement(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    one(check, call, want, true, Operation::Subtract)
}

fn pre_increment(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    one(check, call, want, false, Operation::Add)
}

fn pre_decrement(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    one(check, call, want, false, Operation::Subtract)
}

fn grow(check: &mut Checker, call: &Arc<Normal>, want: Want, kernel: &'static str) -> Checked {
    let [_, value] = &call.args[..] else { return Ok(None) };
    if !check.is_value(value) {
        return Ok(None);
    }
    let value = value.clone();
    check.type_empty(call, &value, 1)?;
    check.update(call, want, false, &mut |check, before| {
        let value = check.value(&value)?;
        let (Some(element), Some(given)) = (scalar(before.ty), scalar(value.ty)) else { return Ok(None) };
        if rank(before.ty) != rank(value.ty) + 1 || given == Scalar::Boolean {
            return Ok(None);
        }
        let wide = element.max(given);
        let ty = Type::Of(wide, rank(before.ty));
        let args = vec![to_scalar(before, wide), to_scalar(value, wide)];
        Ok(Some(Node::op(Operation::Kernel(kernel), args, ty, call.origin)))
    })
}

fn append_to(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    grow(check, call, want, "Append")
}

fn prepend_to(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    grow(check, call, want, "Prepend")
}
