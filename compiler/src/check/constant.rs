//! Expressions of known numbers: computed exactly by the session now, and rounded once.
//!
//! `10^-20` is one real, not a quotient of which the divisor overflows; `2^(1/3)`, `Pi/4` and `1/3 + 1/6` are one number.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Scalar, Type, Value, sym};

use super::types::coerce;
use super::{Checker, types_of};
use crate::builtins;
use crate::ir::Node;

/// Exponents beyond this make numbers that nobody writes down as constants.
const LARGEST_EXPONENT: f64 = 2000.0;

/// Expressions of numbers nested deeper are computed when the function runs.
const DEEPEST: u32 = 12;

impl Checker<'_> {
    /// Whether an expression is made of numbers, constants and functions of numbers only, and is cheap to compute.
    pub(super) fn is_known_number(&self, expr: &Expr) -> bool {
        self.is_known_within(expr, DEEPEST)
    }

    fn is_known_within(&self, expr: &Expr, levels: u32) -> bool {
        match expr {
            Expr::Integer(_)
            | Expr::Real(_)
            | Expr::Rational(_)
            | Expr::BigInteger(_)
            | Expr::BigReal(_)
            | Expr::Complex(_) => true,
            Expr::Symbol(symbol) => {
                matches!(builtins::constant(*symbol), Some(Value::Real(_) | Value::Complex(_)))
                    && self.is_free(*symbol)
                    && !symbol.name().starts_with('$')
                    && symbol.name() != "Infinity"
            }
            Expr::Normal(normal) => levels > 0 && self.is_known_call(normal, levels - 1),
            _ => false,
        }
    }

    fn is_known_call(&self, call: &Normal, levels: u32) -> bool {
        let Some(head) = call.head_symbol().filter(|&head| self.is_free(head)) else { return false };
        if call.args.is_empty() || call.args.len() > 16 {
            return false;
        }
        let numeric = matches!(head, sym::Divide | sym::Minus) || crate::optimize::is_pure(head);
        let small =
            head != sym::Power || call.args.get(1).and_then(size).is_some_and(|n| n <= LARGEST_EXPONENT);
        numeric && small && call.args.iter().all(|arg| self.is_known_within(arg, levels))
    }

    /// The value of a call of known numbers in place of the node that would compute it.
    pub(super) fn fold_known(&mut self, call: &Arc<Normal>, node: Node) -> Node {
        let Type::Of(wanted, 0) = node.ty else { return node };
        if node.as_constant().is_some_and(|value| !matches!(value, Value::Real(_)))
            || wanted == Scalar::Boolean
        {
            return node;
        }
        let Some(value) = self.env.number(&Expr::Normal(call.clone())) else { return node };
        let Some(value) = types_of::number(&value) else { return node };
        let fits = match (&value, wanted) {
            // What does not fit in a machine integer becomes a real.
            (Value::Integer(_), _) | (Value::Real(_), Scalar::Real | Scalar::Integer) => true,
            (Value::Real(_) | Value::Complex(_), Scalar::Complex) => true,
            _ => false,
        };
        if !fits {
            return node;
        }
        let constant = Node::constant(value, node.origin);
        if wanted == Scalar::Integer { constant } else { coerce(constant, node.ty) }
    }
}

/// About how large a number is, for the numbers that exponents are written with.
fn size(expr: &Expr) -> Option<f64> {
    let known = match expr {
        Expr::Normal(normal) => {
            let sizes = normal.args.iter().map(size);
            match normal.head_symbol()? {
                sym::Plus | sym::Subtract => sizes.sum::<Option<f64>>()?,
                sym::Times => sizes.product::<Option<f64>>()?,
                sym::Power => match &normal.args[..] {
                    [base, Expr::Integer(-1)] => match size(base)? {
                        0.0 => return None,
                        base => base.recip(),
                    },
                    _ => return None,
                },
                _ => return None,
            }
        }
        Expr::Symbol(symbol) => match builtins::constant(*symbol)? {
            Value::Real(value) => value,
            _ => return None,
        },
        _ => match types_of::number(expr)? {
            Value::Integer(value) => scheelite_runtime::kernels::scalar::integer::to_real(value),
            Value::Real(value) => value,
            _ => return None,
        },
    };
    Some(known.abs())
}
