//! Cheaper operations for the same values: a test of the remainder by 2 is one of parity, small powers of integers are
//! products, and divisions by 1 and -1 disappear. Other divisions by constants become multiplications and shifts when a
//! program is linked, so that programs and listings name what was written.

use scheelite_runtime::Type;

use crate::ir::{Function, Kind, Node, Operation, Relation};
use crate::request::Options;

/// Replaces operations by cheaper ones.
pub fn run(function: &mut Function, options: &Options) {
    visit(&mut function.body, options);
}

fn visit(node: &mut Node, options: &Options) {
    node.for_each_child_mut(&mut |child| visit(child, options));
    let Kind::Op(operation, args) = &mut node.kind else { return };
    let cheaper = match operation {
        Operation::Compare(relation) => parity(*relation, args),
        Operation::Power if node.ty == Type::INTEGER => power(args),
        Operation::Function("Quotient") if node.ty == Type::INTEGER => match args[1].as_integer() {
            Some(1) => Some(args.swap_remove(0).kind),
            // Leaves for the least integer, as the quotient does.
            Some(-1) if options.catch_integer_overflow => {
                args.truncate(1);
                Some(Kind::Op(Operation::Negate, std::mem::take(args)))
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(kind) = cheaper {
        node.kind = kind;
    }
}

/// `Mod[n, 2] == 0` and its kin.
fn parity(relation: Relation, args: &mut [Node]) -> Option<Kind> {
    let [a, b] = args else { return None };
    let (remainder, value) = match (a.as_integer(), b.as_integer()) {
        (None, Some(value)) => (a, value),
        (Some(value), None) => (b, value),
        _ => return None,
    };
    let equal = match relation {
        Relation::Equal => true,
        Relation::Unequal => false,
        _ => return None,
    };
    let Kind::Op(Operation::Function("Mod"), parts) = &mut remainder.kind else { return None };
    if parts[0].ty != Type::INTEGER {
        return None;
    }
    let even = match (parts[1].as_integer()?, value) {
        (2 | -2, 0) => equal,
        (2, 1) | (-2, -1) => !equal,
        _ => return None,
    };
    let name = if even { "EvenQ" } else { "OddQ" };
    parts.truncate(1);
    Some(Kind::Op(Operation::Function(name), std::mem::take(parts)))
}

/// `n^3` and `n^4` of a variable as products: a partial product that is no machine integer means a power that is none.
fn power(args: &[Node]) -> Option<Kind> {
    let [base, exponent] = args else { return None };
    let Kind::Local(_) = base.kind else { return None };
    let op = |operation, args| Node::op(operation, args, Type::INTEGER, base.origin);
    let square = |of: &Node| op(Operation::Function("Square"), vec![of.clone()]);
    match exponent.as_integer()? {
        3 => Some(Kind::Op(Operation::Multiply, vec![square(base), base.clone()])),
        4 => Some(square(&square(base)).kind),
        _ => None,
    }
}
