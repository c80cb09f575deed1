//! Plus, Times, Power and what is written with them.

use std::sync::Arc;

use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Type, Value, sym};

use super::{Call, Row, form, typed};
use crate::check::types::{coerce, to_scalar, widest};
use crate::check::{Checked, Checker, Want};
use crate::ir::{Kind, Node, Operation, rank, scalar};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    typed("Divide", divide_typed, "Integer, Integer → Real; Real; Complex; elementwise"),
    typed("Exp", exp, "Real → Real; Complex → Complex; elementwise"),
    typed("Minus", minus, "Integer, Real, Complex; elementwise"),
    form("Plus", plus, "Integer, Real, Complex; elementwise"),
    form("Power", power, "Integer^literal ≥ 0 → Integer; Real; Complex; elementwise"),
    typed("Sqrt", sqrt, "Real → Real; Complex → Complex; elementwise"),
    typed("Subtract", subtract_typed, "Integer, Real, Complex; elementwise"),
    form("Times", times, "Integer, Real, Complex; elementwise"),
];

/// `a ∘ b` with both brought to one element type; none when one is not a number.
pub fn binary(operation: Operation, a: Node, b: Node, origin: Origin) -> Option<Node> {
    let wide = widest([&a, &b])?;
    let ty = |scalar| Type::Of(scalar, rank(a.ty).max(rank(b.ty)));
    let result = match (operation, wide) {
        (Operation::Divide, Scalar::Integer) => ty(Scalar::Real),
        _ => ty(wide),
    };
    let (a, b) = match (operation, wide) {
        // Two machine integers divide exactly before the one rounding; tensors as reals.
        (Operation::Divide, Scalar::Integer) if rank(result) > 0 => {
            (to_scalar(a, Scalar::Real), to_scalar(b, Scalar::Real))
        }
        _ => (to_scalar(a, wide), to_scalar(b, wide)),
    };
    Some(fold(Node::op(operation, vec![a, b], result, origin)))
}

/// `-a`; none when it is not a number.
pub fn negate(a: Node, origin: Origin) -> Option<Node> {
    widest([&a])?;
    match a.kind {
        Kind::Constant(Value::Real(value)) => return Some(Node::constant(Value::Real(-value), origin)),
        Kind::Constant(Value::Complex(value)) => return Some(Node::constant(Value::Complex(-value), origin)),
        Kind::Constant(Value::Integer(value)) => {
            if let Some(value) = integer::negate(value) {
                return Some(Node::constant(Value::Integer(value), origin));
            }
        }
        _ => {}
    }
    let ty = a.ty;
    Some(Node::op(Operation::Negate, vec![a], ty, origin))
}

/// Known numbers computed now, as long as nothing overflows.
fn fold(node: Node) -> Node {
    let Kind::Op(operation, args) = &node.kind else { return node };
    let [a, b] = &args[..] else { return node };
    let value = match (a.as_constant(), b.as_constant()) {
        (Some(a), Some(b)) => known(*operation, a, b),
        _ => None,
    };
    match value {
        Some(value) => Node::constant(value, node.origin),
        None => node,
    }
}

/// The value of an arithmetic operation on two known numbers of one type; none when it overflows or has none.
pub fn known(operation: Operation, a: &Value, b: &Value) -> Option<Value> {
    match (a, b, operation) {
        (Value::Integer(a), Value::Integer(b), Operation::Divide) => {
            (*b != 0).then(|| Value::Real(integer::to_real(*a) / integer::to_real(*b)))
        }
        (Value::Integer(a), Value::Integer(b), _) => match operation {
            Operation::Add => integer::add(*a, *b),
            Operation::Subtract => integer::subtract(*a, *b),
            Operation::Multiply => integer::multiply(*a, *b),
            _ => None,
        }
        .map(Value::Integer),
        (Value::Real(a), Value::Real(b), _) => match operation {
            Operation::Add => Some(a + b),
            Operation::Subtract => Some(a - b),
            Operation::Multiply => Some(a * b),
            Operation::Divide if *b != 0.0 => Some(a / b),
            _ => None,
        }
        .filter(|value| value.is_finite())
        .map(Value::Real),
        (Value::Complex(a), Value::Complex(b), _) => match operation {
            Operation::Add => Some(a + b),
            Operation::Subtract => Some(a - b),
            Operation::Multiply => Some(a * b),
            _ => None,
        }
        .filter(|value| value.is_finite())
        .map(Value::Complex),
        _ => None,
    }
}

/// The values of the arguments of a call; none when one is no number.
fn numbers(check: &mut Checker, args: &[Expr]) -> Result<Option<Vec<Node>>, crate::check::Failed> {
    if !args.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut nodes = Vec::with_capacity(args.len());
    for arg in args {
        nodes.push(check.value(arg)?);
    }
    Ok(widest(&nodes).is_some().then_some(nodes))
}

/// A sum from the left; `a + (-b)` as `a - b`.
fn plus(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(terms) = numbers(check, &call.args)? else { return Ok(None) };
    Ok(by_chunks(check, terms, call.origin, sum))
}

/// Longest chain of operations in one tree.
const CHUNK: usize = 200;

/// A long sum or product in chunks, each of which starts with the value so far, so that trees stay shallow.
fn by_chunks(
    check: &mut Checker,
    terms: Vec<Node>,
    origin: Origin,
    combine: fn(Vec<Node>, Origin) -> Option<Node>,
) -> Option<Node> {
    if terms.len() <= CHUNK {
        return combine(terms, origin);
    }
    let mut nodes = Vec::new();
    let mut so_far: Vec<Node> = Vec::new();
    for term in terms {
        so_far.push(term);
        if so_far.len() > CHUNK {
            let value = combine(std::mem::take(&mut so_far), origin)?;
            let (local, set) = check.hold("sum", value);
            nodes.push(set);
            so_far.push(check.get(local, origin));
        }
    }
    nodes.push(combine(so_far, origin)?);
    Some(Node::sequence(nodes, origin))
}

/// The sum of numbers, from the left.
pub fn sum(nodes: Vec<Node>, origin: Origin) -> Option<Node> {
    let mut terms = nodes.into_iter();
    let Some(mut total) = terms.next() else { return Some(Node::integer(0)) };
    for term in terms {
        let negated = matches!(&term.kind, Kind::Op(Operation::Negate, _));
        total = match term.kind {
            Kind::Op(Operation::Negate, mut args) if negated => {
                binary(Operation::Subtract, total, args.pop()?, origin)?
            }
            kind => binary(Operation::Add, total, Node { kind, ..term }, origin)?,
        };
    }
    Some(total)
}

/// A factor that stands as `base^-n`: the base and `n`.
fn divisor(check: &Checker, factor: &Expr) -> Option<(Expr, i64)> {
    let power = factor.as_call(sym::Power).filter(|_| check.is_free(sym::Power))?;
    match &power.args[..] {
        [base, Expr::Integer(n)] if *n < 0 && !base.is_symbol(sym::E) => {
            Some((base.clone(), n.checked_neg()?))
        }
        _ => None,
    }
}

/// A product from the left. Integers with integer divisors give one quotient, rounded once.
fn times(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    if call.args.len() > CHUNK {
        let Some(factors) = numbers(check, &call.args)? else { return Ok(None) };
        return Ok(by_chunks(check, factors, call.origin, |factors, origin| {
            let mut factors = factors.into_iter();
            let first = factors.next()?;
            factors.try_fold(first, |product, factor| binary(Operation::Multiply, product, factor, origin))
        }));
    }
    if !call.args.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut factors: Vec<(Node, Option<i64>)> = Vec::new();
    for arg in &call.args {
        let factor = match divisor(check, arg) {
            Some((base, n)) => (check.value(&base)?, Some(n)),
            None => (check.value(arg)?, None),
        };
        if widest([&factor.0]).is_none() {
            return Ok(None);
        }
        factors.push(factor);
    }
    Ok(quotient_of_products(factors, call.origin))
}

fn quotient_of_products(factors: Vec<(Node, Option<i64>)>, origin: Origin) -> Option<Node> {
    let nodes: Vec<&Node> = factors.iter().map(|(node, _)| node).collect();
    let integers = widest(nodes.iter().copied())? == Scalar::Integer;
    let scalars = nodes.iter().all(|node| rank(node.ty) == 0);
    if integers && scalars && factors.iter().any(|(_, power)| power.is_some()) {
        let (mut above, mut below): (Option<Node>, Option<Node>) = (None, None);
        let multiply = |product: Option<Node>, factor: Node| match product {
            None => Some(factor),
            Some(product) => binary(Operation::Multiply, product, factor, origin),
        };
        for (node, power) in factors {
            match power {
                None => above = Some(multiply(above, node)?),
                Some(n) => below = Some(multiply(below, integer_power(node, n, origin))?),
            }
        }
        let above = above.unwrap_or_else(|| Node::integer(1));
        return binary(Operation::Divide, above, below?, origin);
    }
    let mut product: Option<Node> = None;
    let mut negative = false;
    for (index, (node, power)) in factors.into_iter().enumerate() {
        if index == 0 && power.is_none() && node.as_integer() == Some(-1) {
            negative = true;
            continue;
        }
        product = Some(match (product, power) {
            (None, None) => node,
            (None, Some(n)) => negative_power(node, n, origin)?,
            (Some(product), None) => binary(Operation::Multiply, product, node, origin)?,
            // One division, rounded once.
            (Some(product), Some(1)) => binary(Operation::Divide, product, node, origin)?,
            (Some(product), Some(n)) => {
                binary(Operation::Multiply, product, negative_power(node, n, origin)?, origin)?
            }
        });
    }
    match (product, negative) {
        (Some(product), true) => negate(product, origin),
        (Some(product), false) => Some(product),
        (None, negative) => Some(Node::integer(if negative { -1 } else { 1 })),
    }
}

/// `node^n` for an integer and `n > 0`.
fn integer_power(node: Node, n: i64, origin: Origin) -> Node {
    match n {
        1 => node,
        2 => Node::op(Operation::Function("Square"), vec![node], Type::INTEGER, origin),
        _ => Node::op(Operation::Power, vec![node, Node::integer(n)], Type::INTEGER, origin),
    }
}

/// `node^-n` for `n > 0`, never an integer.
fn negative_power(node: Node, n: i64, origin: Origin) -> Option<Node> {
    let wide = widest([&node])?;
    if wide == Scalar::Integer && rank(node.ty) == 0 {
        return binary(Operation::Divide, Node::integer(1), integer_power(node, n, origin), origin);
    }
    let node = to_scalar(node, wide.max(Scalar::Real));
    let ty = node.ty;
    if let (1, Kind::Constant(Value::Real(value))) = (n, &node.kind)
        && *value != 0.0
    {
        return Some(Node::constant(Value::Real(1.0 / value), origin));
    }
    Some(match n {
        1 => Node::op(Operation::Function("Reciprocal"), vec![node], ty, origin),
        _ => Node::op(Operation::Power, vec![node, Node::integer(-n)], ty, origin),
    })
}

/// `1/2` as written: a rational, or a product of integers and reciprocals.
fn is_half(expr: &Expr) -> bool {
    match expr {
        Expr::Rational(value) => {
            **value == scheelite_runtime::number::BigRational::from_parts(1.into(), 2u8.into())
        }
        Expr::Real(value) => *value == 0.5,
        Expr::Normal(normal) if normal.has_head(sym::Power) => {
            matches!(&normal.args[..], [Expr::Integer(2), Expr::Integer(-1)])
        }
        Expr::Normal(normal) if normal.has_head(sym::Times) => {
            matches!(&normal.args[..], [Expr::Integer(1), half] if is_half(half))
        }
        _ => false,
    }
}

fn power(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [base, exponent] = &call.args[..] else { return Ok(None) };
    let origin = call.origin;
    if base.is_symbol(sym::E) && check.is_free(sym::E) {
        let Some(mut nodes) = numbers(check, std::slice::from_ref(exponent))? else { return Ok(None) };
        return Ok(nodes.pop().and_then(|node| elementary("Exp", node, origin)));
    }
    if is_half(exponent) && !matches!(exponent, Expr::Real(_)) {
        let Some(mut nodes) = numbers(check, std::slice::from_ref(base))? else { return Ok(None) };
        return Ok(nodes.pop().and_then(|node| elementary("Sqrt", node, origin)));
    }
    let Some(nodes) = numbers(check, &call.args)? else { return Ok(None) };
    let Ok([base, exponent]) = <[Node; 2]>::try_from(nodes) else { return Ok(None) };
    Ok(power_of(base, exponent, origin))
}

/// `base^exponent`.
pub fn power_of(base: Node, exponent: Node, origin: Origin) -> Option<Node> {
    let (base_scalar, exponent_scalar) = (scalar(base.ty)?, scalar(exponent.ty)?);
    if base_scalar == Scalar::Boolean || exponent_scalar == Scalar::Boolean {
        return None;
    }
    let ty = |scalar| Type::Of(scalar, rank(base.ty).max(rank(exponent.ty)));
    if let Some(n) = exponent.as_integer() {
        return match n {
            0 if matches!(base_scalar, Scalar::Integer) && rank(base.ty) == 0 => {
                // `0^0` has no value, everything else is 1: checked when it runs.
                Some(Node::op(Operation::Power, vec![base, exponent], Type::INTEGER, origin))
            }
            1 => Some(base),
            // Tensors of integers have no Square of their own.
            2 if base_scalar != Scalar::Integer || rank(base.ty) == 0 => {
                let ty = base.ty;
                Some(Node::op(Operation::Function("Square"), vec![base], ty, origin))
            }
            _ if n < 0 => negative_power(base, n.checked_neg()?, origin),
            _ => {
                let ty = base.ty;
                Some(Node::op(Operation::Power, vec![base, exponent], ty, origin))
            }
        };
    }
    if exponent_scalar == Scalar::Integer && rank(exponent.ty) == 0 {
        let ty = ty(base_scalar);
        return Some(Node::op(Operation::Power, vec![base, exponent], ty, origin));
    }
    let wide = base_scalar.max(exponent_scalar);
    let ty = ty(wide);
    let args = vec![to_scalar(base, wide), to_scalar(exponent, wide)];
    Some(Node::op(Operation::Power, args, ty, origin))
}

/// A function of a real or complex number; integers become reals.
pub fn elementary(name: &'static str, node: Node, origin: Origin) -> Option<Node> {
    let wide = widest([&node])?.max(Scalar::Real);
    let node = to_scalar(node, wide);
    let ty = node.ty;
    Some(Node::op(Operation::Function(name), vec![node], ty, origin))
}

fn sqrt(_: &mut Checker, mut call: Call) -> Checked {
    let Some(arg) = call.args.pop().filter(|_| call.args.is_empty()) else { return Ok(None) };
    Ok(elementary("Sqrt", arg, call.origin))
}

fn exp(_: &mut Checker, mut call: Call) -> Checked {
    let Some(arg) = call.args.pop().filter(|_| call.args.is_empty()) else { return Ok(None) };
    Ok(elementary("Exp", arg, call.origin))
}

fn minus(_: &mut Checker, mut call: Call) -> Checked {
    let Some(arg) = call.args.pop().filter(|_| call.args.is_empty()) else { return Ok(None) };
    Ok(negate(arg, call.origin))
}

fn two(operation: Operation, call: Call) -> Checked {
    let origin = call.origin;
    let Ok([a, b]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    Ok(binary(operation, a, b, origin))
}

fn subtract_typed(_: &mut Checker, call: Call) -> Checked {
    two(Operation::Subtract, call)
}

fn divide_typed(_: &mut Checker, call: Call) -> Checked {
    two(Operation::Divide, call)
}

/// A product of two numbers, from nodes.
pub fn product(a: Node, b: Node, origin: Origin) -> Option<Node> {
    binary(Operation::Multiply, a, b, origin)
}

/// Both brought to the wider of their types, for comparisons.
pub fn unify(a: Node, b: Node) -> Option<(Node, Node)> {
    let ty = crate::check::types::join(a.ty, b.ty)?;
    Some((coerce(a, ty), coerce(b, ty)))
}
