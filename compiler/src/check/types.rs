//! Types brought together: joins, coercions, arithmetic of types.

use num_complex::Complex64;
use scheelite_runtime::kernels::scalar::integer::to_real;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Scalar, Type, Value};

use crate::ir::{Kind, Node, Operation, rank, scalar};

/// The type both fit in without loss of meaning: Integer in Real in Complex, at one rank.
pub fn join(a: Type, b: Type) -> Option<Type> {
    if a == b {
        return Some(a);
    }
    match (a, b) {
        (Type::Of(a, rank_a), Type::Of(b, rank_b)) if rank_a == rank_b => {
            (a != Scalar::Boolean && b != Scalar::Boolean).then_some(Type::Of(a.max(b), rank_a))
        }
        _ => None,
    }
}

/// Whether values of one type can become the other by widening.
pub fn widens(from: Type, to: Type) -> bool {
    join(from, to) == Some(to)
}

/// The widest element type of numbers, none when one is not a number.
pub fn widest<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Option<Scalar> {
    let mut found = Scalar::Integer;
    for node in nodes {
        match scalar(node.ty)? {
            Scalar::Boolean => return None,
            other => found = found.max(other),
        }
    }
    Some(found)
}

/// The node with its elements widened; the caller knows that they can be.
pub fn to_scalar(node: Node, to: Scalar) -> Node {
    let ty = Type::Of(to, rank(node.ty));
    coerce(node, ty)
}

/// The node as a value of a wider type of the same rank; the caller knows that it can be.
pub fn coerce(mut node: Node, to: Type) -> Node {
    if node.ty == to || node.never_ends() {
        return node;
    }
    let Type::Of(wanted, _) = to else { return node };
    let origin = node.origin;
    match node.kind {
        Kind::Constant(Value::Integer(value)) if wanted == Scalar::Real => {
            return Node::constant(Value::Real(to_real(value)), origin);
        }
        Kind::Constant(Value::Integer(value)) if wanted == Scalar::Complex => {
            return Node::constant(Value::Complex(Complex64::new(to_real(value), 0.0)), origin);
        }
        Kind::Constant(Value::Real(value)) if wanted == Scalar::Complex => {
            return Node::constant(Value::Complex(Complex64::new(value, 0.0)), origin);
        }
        Kind::Sequence(ref mut nodes) if !nodes.is_empty() => {
            if let Some(last) = nodes.pop() {
                nodes.push(coerce(last, to));
            }
            node.ty = to;
            return node;
        }
        Kind::If(ref mut parts) => {
            for branch in &mut parts[1..] {
                let old = std::mem::replace(branch, Node::void(Origin::NONE));
                *branch = coerce(old, to);
            }
            node.ty = to;
            return node;
        }
        _ => {}
    }
    Node::op(Operation::Coerce, vec![node], to, origin)
}

/// The node without its value: what it does stays.
pub fn discard(mut node: Node) -> Node {
    let origin = node.origin;
    match node.kind {
        Kind::Constant(_) | Kind::Local(_) => Node::void(origin),
        Kind::Sequence(mut nodes) => {
            if let Some(last) = nodes.pop() {
                let last = discard(last);
                if !last.is_nothing() {
                    nodes.push(last);
                }
            }
            Node::new(Kind::Sequence(nodes), Type::Void, origin)
        }
        Kind::If(parts) => {
            let [test, yes, no] = *parts;
            Node::new(Kind::If(Box::new([test, discard(yes), discard(no)])), Type::Void, origin)
        }
        Kind::Op(Operation::Coerce, mut args) if args.len() == 1 => {
            args.pop().map_or_else(|| Node::void(origin), discard)
        }
        _ => {
            if node.ty != Type::Void && !node.never_ends() {
                node = Node::new(Kind::Sequence(vec![node, Node::void(origin)]), Type::Void, origin);
            }
            node
        }
    }
}
