//! Known values: operations on them are done now, branches that are decided disappear, and operations that give back
//! one operand, or have a cheaper form of the same bits, become that.

use num_complex::Complex64;
use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::{Type, Value};

use crate::builtins::arithmetic;
use crate::ir::{Function, Kind, Node, Operation, Relation, rank};
use crate::request::Options;

/// Computes what is known.
pub fn run(function: &mut Function, _: &Options) {
    visit(&mut function.body);
}

fn visit(node: &mut Node) {
    node.for_each_child_mut(&mut |child| visit(child));
    let origin = node.origin;
    match &mut node.kind {
        Kind::If(parts) => {
            let taken = match parts[0].as_constant() {
                Some(Value::Boolean(true)) => 1,
                Some(Value::Boolean(false)) => 2,
                _ => return,
            };
            // A branch that never ends has no type of its own.
            if parts[taken].ty == node.ty {
                *node = std::mem::replace(&mut parts[taken], Node::void(origin));
            }
        }
        Kind::Op(operation, args) => {
            let operation = *operation;
            if let Some(value) = value_of(operation, args, node.ty).filter(|value| value.ty() == node.ty) {
                *node = Node::constant(value, origin);
            } else if let Some(at) = same_as(operation, args) {
                if args[at].ty == node.ty {
                    *node = args.swap_remove(at);
                }
            } else if let Some(cheaper) = cheaper(operation, args, node.ty) {
                node.kind = cheaper;
            }
        }
        _ => {}
    }
}

/// The value of an operation on known numbers; none where it has none or overflows.
fn value_of(operation: Operation, args: &[Node], ty: Type) -> Option<Value> {
    let values: Vec<&Value> = args.iter().map(Node::as_constant).collect::<Option<_>>()?;
    match (operation, &values[..]) {
        (Operation::Coerce, [Value::Integer(value)]) => match ty {
            Type::REAL => Some(Value::Real(integer::to_real(*value))),
            Type::COMPLEX => Some(Value::Complex(Complex64::new(integer::to_real(*value), 0.0))),
            _ => None,
        },
        (Operation::Coerce, [Value::Real(value)]) if ty == Type::COMPLEX => {
            Some(Value::Complex(Complex64::new(*value, 0.0)))
        }
        (Operation::Not, [Value::Boolean(value)]) => Some(Value::Boolean(!value)),
        (Operation::Length, [Value::Tensor(tensor)]) => i64::try_from(tensor.len()).ok().map(Value::Integer),
        (Operation::Compare(relation), [Value::Integer(a), Value::Integer(b)]) => {
            Some(Value::Boolean(match relation {
                Relation::Equal => a == b,
                Relation::Unequal => a != b,
                Relation::Less => a < b,
                Relation::LessEqual => a <= b,
                Relation::Greater => a > b,
                Relation::GreaterEqual => a >= b,
            }))
        }
        (Operation::Negate, [Value::Integer(value)]) => integer::negate(*value).map(Value::Integer),
        (Operation::Negate, [Value::Real(value)]) => Some(Value::Real(-value)),
        (Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Divide, [_, _]) => {
            arithmetic::known(operation, values[0], values[1])
        }
        _ => None,
    }
}

/// The operand that the operation gives back as it is: `x 1`, `x - 0`, `x / 1`; `x + 0` of integers only, for `-0.`.
fn same_as(operation: Operation, args: &[Node]) -> Option<usize> {
    let [a, b] = args else { return None };
    let is = |node: &Node, whole: i64, real: f64| match node.as_constant() {
        Some(Value::Integer(value)) => *value == whole,
        Some(Value::Real(value)) => value.to_bits() == real.to_bits(),
        _ => false,
    };
    if rank(a.ty) + rank(b.ty) > 0 {
        return None;
    }
    let integers = a.ty == Type::INTEGER;
    match operation {
        Operation::Multiply if is(b, 1, 1.0) => Some(0),
        Operation::Multiply if is(a, 1, 1.0) => Some(1),
        Operation::Divide if is(b, 1, 1.0) && !integers => Some(0),
        Operation::Subtract if is(b, 0, 0.0) => Some(0),
        // x + -0. is x, also for -0.
        Operation::Add if is(b, 0, -0.0) => Some(0),
        Operation::Add if integers && is(a, 0, 0.0) => Some(1),
        _ => None,
    }
}

/// A cheaper form of the same bits.
fn cheaper(operation: Operation, args: &mut Vec<Node>, ty: Type) -> Option<Kind> {
    let [a, b] = &args[..] else { return None };
    match operation {
        // x x; of reals the product is as cheap, and sums and differences of two products are one instruction
        Operation::Multiply if ty == Type::INTEGER => match (&a.kind, &b.kind) {
            (Kind::Local(x), Kind::Local(y)) if x == y => {
                args.truncate(1);
                Some(Kind::Op(Operation::Function("Square"), std::mem::take(args)))
            }
            _ => None,
        },
        // A power of two has an exact reciprocal.
        Operation::Divide if ty == Type::REAL && a.ty == Type::REAL => match b.as_constant() {
            Some(Value::Real(value)) if is_power_of_two(*value) => {
                let factor = Node::constant(Value::Real(value.recip()), b.origin);
                args[1] = factor;
                Some(Kind::Op(Operation::Multiply, std::mem::take(args)))
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_power_of_two(value: f64) -> bool {
    let fraction = value.to_bits() & ((1 << 52) - 1);
    value.is_normal() && fraction == 0 && value.recip().is_normal()
}
