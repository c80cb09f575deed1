//! Random numbers: the session's generator, the same numbers as in the evaluator.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Scalar, Type, sym};

use super::{Call, Row, form, typed};
use crate::check::types::to_scalar;
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Kind, Node, Operation, rank, scalar};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("BlockRandom", block_random, "any"),
    typed("Models`MersenneNormal", generator, "Real vector, Integer → Real vector"),
    typed("Models`MersenneSeed", reseed, "Real vector, Integer, Real → Real vector"),
    typed("Models`MersenneUniform", generator, "Real vector, Integer → Real vector"),
    typed("Models`PhiloxNormal", generator, "Real vector, Integer → Real vector"),
    typed("Models`PhiloxSeed", reseed, "Real vector, Integer, Real → Real vector"),
    typed("Models`PhiloxUniform", generator, "Real vector, Integer → Real vector"),
    typed("Models`Restored", restored, "Real vector, Real vector → Real vector"),
    typed("RandomChoice", choice, "vector, shape → element or tensor"),
    form("RandomComplex", random, "{Complex, Complex}, shape → Complex"),
    form("RandomInteger", random, "{Integer, Integer}, shape → Integer"),
    form("RandomReal", random, "{Real, Real}, shape → Real"),
    typed("RandomSample", sample, "vector, Integer → vector"),
    form("RandomVariate", variate, "distribution, shape → Real or Integer"),
    typed("SeedRandom", seed, "Integer"),
];

/// Distributions: name, number of parameters, type.
const DISTRIBUTIONS: &[(&str, usize, Scalar)] = &[
    ("BernoulliDistribution", 1, Scalar::Integer),
    ("BetaDistribution", 2, Scalar::Real),
    ("BinomialDistribution", 2, Scalar::Integer),
    ("ExponentialDistribution", 1, Scalar::Real),
    ("GammaDistribution", 2, Scalar::Real),
    ("GeometricDistribution", 1, Scalar::Integer),
    ("LogNormalDistribution", 2, Scalar::Real),
    ("NormalDistribution", 2, Scalar::Real),
    ("PoissonDistribution", 1, Scalar::Integer),
    ("UniformDistribution", 2, Scalar::Real),
];

/// Appends the shape to the arguments of a kernel and gives the rank of the value.
fn shape(check: &mut Checker, written: Option<&Expr>, args: &mut Vec<Node>) -> Check<Option<u8>> {
    let Some(written) = written else { return Ok(Some(0)) };
    if !check.is_value(written) {
        return Ok(None);
    }
    let levels = match written.as_call(sym::List) {
        Some(list) => u8::try_from(list.args.len()).ok(),
        None => Some(1),
    };
    let node = check.value(written)?;
    if !matches!(node.ty, Type::Of(Scalar::Integer, 0 | 1)) {
        return Ok(None);
    }
    args.push(node);
    Ok(levels)
}

fn random(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let (name, element) = match call.head_symbol().map(scheelite_runtime::Symbol::name) {
        Some("RandomReal") => ("RandomReal", Scalar::Real),
        Some("RandomInteger") => ("RandomInteger", Scalar::Integer),
        Some("RandomComplex") => ("RandomComplex", Scalar::Complex),
        _ => return Ok(None),
    };
    if call.args.len() > 2 {
        return Ok(None);
    }
    let head = call.args.first().and_then(Expr::as_normal).and_then(|call| call.head_symbol());
    if element != Scalar::Complex
        && head.is_some_and(|head| DISTRIBUTIONS.iter().any(|row| row.0 == head.name()))
    {
        // The older way to write RandomVariate.
        return variate(check, call, Want::Value);
    }
    let zero = to_scalar(Node::integer(0), element);
    let one = match element {
        Scalar::Complex => Node::constant(
            scheelite_runtime::Value::Complex(num_complex::Complex64::new(1.0, 1.0)),
            call.origin,
        ),
        _ => to_scalar(Node::integer(1), element),
    };
    let mut args = match call.args.first() {
        None => vec![zero, one],
        Some(range) if !check.is_value(range) => return Ok(None),
        Some(range) => match range.as_call(sym::List).map(|list| list.args.to_vec()) {
            Some(bounds) => {
                let [low, high] = &bounds[..] else { return Ok(None) };
                vec![check.value(low)?, check.value(high)?]
            }
            None => vec![zero, check.value(range)?],
        },
    };
    if args.iter().any(|arg| rank(arg.ty) > 0 || scalar(arg.ty).is_none_or(|given| given > element)) {
        return Ok(None);
    }
    args = args.into_iter().map(|arg| to_scalar(arg, element)).collect();
    let Some(levels) = shape(check, call.args.get(1), &mut args)? else { return Ok(None) };
    Ok(Some(Node::op(Operation::Kernel(name), args, Type::Of(element, levels), call.origin)))
}

fn variate(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(distribution) = call.args.first().and_then(Expr::as_normal).filter(|_| call.args.len() <= 2)
    else {
        return Ok(None);
    };
    let Some(head) = distribution.head_symbol().filter(|&head| check.is_free(head)) else { return Ok(None) };
    let Some(&(name, count, element)) = DISTRIBUTIONS.iter().find(|row| row.0 == head.name()) else {
        return Ok(None);
    };
    let mut args = Vec::new();
    if !distribution.args.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut written = distribution.args.to_vec();
    if written.is_empty() && count == 2 && matches!(name, "NormalDistribution" | "UniformDistribution") {
        written = vec![Expr::Integer(0), Expr::Integer(1)];
    }
    if let ("UniformDistribution", [Expr::Normal(bounds)]) = (name, &written[..])
        && bounds.has_head(sym::List)
    {
        let bounds = bounds.args.to_vec();
        written = bounds;
    }
    if written.len() != count {
        return Ok(None);
    }
    for parameter in &written {
        let node = check.value(parameter)?;
        if !matches!(node.ty, Type::Of(Scalar::Integer | Scalar::Real, 0)) {
            return Ok(None);
        }
        args.push(to_scalar(node, Scalar::Real));
    }
    let Some(levels) = shape(check, call.args.get(1), &mut args)? else { return Ok(None) };
    Ok(Some(Node::op(Operation::Kernel(name), args, Type::Of(element, levels), call.origin)))
}

fn choice(_: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Some(Type::Of(element, 1)) = call.args.first().map(|list| list.ty) else { return Ok(None) };
    let levels = match call.args.get(1) {
        None => 0,
        Some(shape) => match (&shape.kind, shape.ty) {
            (_, Type::INTEGER) => 1,
            (Kind::Op(Operation::List, items), Type::Of(Scalar::Integer, 1)) => {
                match u8::try_from(items.len()) {
                    Ok(levels) => levels,
                    Err(_) => return Ok(None),
                }
            }
            _ => return Ok(None),
        },
    };
    if call.args.len() > 2 {
        return Ok(None);
    }
    Ok(Some(Node::op(Operation::Kernel("RandomChoice"), call.args, Type::Of(element, levels), origin)))
}

fn sample(_: &mut Checker, call: Call) -> Checked {
    let Some(ty @ Type::Of(_, 1..)) = call.args.first().map(|list| list.ty) else { return Ok(None) };
    if call.args.len() > 2 || call.args.get(1).is_some_and(|count| count.ty != Type::INTEGER) {
        return Ok(None);
    }
    Ok(Some(Node::op(Operation::Kernel("RandomSample"), call.args, ty, call.origin)))
}

fn seed(_: &mut Checker, call: Call) -> Checked {
    if call.args.len() > 1 || call.args.first().is_some_and(|seed| seed.ty != Type::INTEGER) {
        return Ok(None);
    }
    Ok(Some(Node::op(Operation::Kernel("SeedRandom"), call.args, Type::Void, call.origin)))
}

fn block_random(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let [body] = &call.args[..] else { return Ok(None) };
    let origin = call.origin;
    let body = check.closed_body(body)?;
    let save = Node::op(Operation::Kernel("RandomSave"), Vec::new(), Type::Void, origin);
    let restore = Node::op(Operation::Kernel("RandomRestore"), Vec::new(), Type::Void, origin);
    if body.ty == Type::Void || want == Want::Effect {
        return Ok(Some(Node::sequence([save, body, restore, Node::void(origin)], origin)));
    }
    let (value, set) = check.hold("value", body);
    let value = check.get(value, origin);
    Ok(Some(Node::sequence([save, set, restore, value], origin)))
}

/// A draw from a generator of a model, whose state is in the vector.
fn generator(_: &mut Checker, call: Call) -> Checked {
    let ty = Type::Of(Scalar::Real, 1);
    match &call.args[..] {
        [states, start] if states.ty == ty && start.ty == Type::INTEGER => {
            Ok(Some(Node::op(Operation::Kernel(call.name), call.args, ty, call.origin)))
        }
        _ => Ok(None),
    }
}

/// States of generators as they were.
fn restored(_: &mut Checker, call: Call) -> Checked {
    let ty = Type::Of(Scalar::Real, 1);
    match &call.args[..] {
        [states, kept] if states.ty == ty && kept.ty == ty => {
            Ok(Some(Node::op(Operation::Kernel("Models`Restored"), call.args, ty, call.origin)))
        }
        _ => Ok(None),
    }
}

/// A generator of a model started anew with a seed.
fn reseed(_: &mut Checker, call: Call) -> Checked {
    let ty = Type::Of(Scalar::Real, 1);
    match &call.args[..] {
        [states, start, seed]
            if states.ty == ty
                && start.ty == Type::INTEGER
                && matches!(seed.ty, Type::INTEGER | Type::Of(Scalar::Real, 0)) =>
        {
            Ok(Some(Node::op(Operation::Kernel(call.name), call.args, ty, call.origin)))
        }
        _ => Ok(None),
    }
}
