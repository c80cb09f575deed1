//! Elementwise expressions over arrays as one operation.
//!
//! A [`Tape`] is an expression over arrays of one shape and over numbers, in static single assignment: its values are
//! the inputs followed by the results of the steps. It runs in blocks of [`BLOCK`] elements, whose intermediate values
//! stay in the nearest cache and whose result is written once, or is folded into a number without being written at
//! all. Every element has the bits that the operations one after the other give.

mod fold;
mod machine;
mod plan;
mod whole;

pub use machine::{Blocks, Lane, Source, with_blocks};
pub use plan::Plan;

use super::scalar::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger,
};
use crate::value::{Scalar, Type};

/// Elements of a block: 2 KB of reals, so that a dozen registers fit the nearest cache.
pub const BLOCK: usize = 256;

/// Most values of a tape.
pub const MAX_VALUES: usize = 256;

/// An elementwise expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Tape {
    /// Types of the inputs: arrays of one rank, or numbers.
    pub inputs: Vec<Type>,
    /// What is computed, in order.
    pub steps: Vec<Step>,
    /// What becomes of the last value.
    pub outcome: Outcome,
}

/// One operation of a tape. Operands name values: inputs from 0, then results of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is computed.
    pub operation: Operation,
    /// The first operand.
    pub a: u16,
    /// The second operand; the first again when there is one.
    pub b: u16,
}

/// What becomes of the value of a tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the array that results.
    Array,
    /// Its elements are added, from the first to the last.
    Total,
    /// The largest element.
    Max,
    /// The smallest element.
    Min,
}

impl Outcome {
    /// The function of the language that does it; none for the array itself.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Outcome::Array => None,
            Outcome::Total => Some("Total"),
            Outcome::Max => Some("Max"),
            Outcome::Min => Some("Min"),
        }
    }
}

/// An operation on elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a b`
    Multiply,
    /// `-a`
    Negate,
    /// `a` widened to this type.
    Widen(Scalar),
    /// `a^n` for a real or complex `a`.
    Power(i64),
    /// Function of an integer.
    Integer(IntegerFunction),
    /// Function of two integers.
    IntegerPair(IntegerBinary),
    /// Function of a real.
    Real(RealFunction),
    /// Function of two reals.
    RealPair(RealBinary),
    /// Integer-valued function of a real.
    RealToInteger(RealToInteger),
    /// Function of a complex number.
    Complex(ComplexFunction),
    /// Function of two complex numbers.
    ComplexPair(ComplexBinary),
    /// Real-valued function of a complex number.
    ComplexToReal(ComplexToReal),
    /// 1 where two integers or two reals compare so, else 0.
    Test(Test),
    /// The same for reals up to the tolerance of the language.
    TestTolerant(Test),
    /// `b`, of this type, where the integer `a` is not 0, else a number without bits.
    Where(Scalar),
    /// `b`, of this type, where the integer `a` is 0, else a number without bits.
    WhereNot(Scalar),
    /// Of two numbers one of which has no bits, the other.
    Either,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// `a == b`
    Equal,
    /// `a != b`
    Unequal,
    /// `a < b`
    Less,
    /// `a <= b`
    LessEqual,
    /// `a > b`
    Greater,
    /// `a >= b`
    GreaterEqual,
}

impl Test {
    /// The function of the language.
    pub fn name(self) -> &'static str {
        match self {
            Test::Equal => "Equal",
            Test::Unequal => "Unequal",
            Test::Less => "Less",
            Test::LessEqual => "LessEqual",
            Test::Greater => "Greater",
            Test::GreaterEqual => "GreaterEqual",
        }
    }
}

impl Operation {
    /// The operation that a function of one argument of this type is.
    pub fn unary(name: &str, of: Scalar) -> Option<Operation> {
        match of {
            Scalar::Integer => IntegerFunction::named(name).map(Operation::Integer),
            Scalar::Real => match RealToInteger::named(name) {
                Some(function) => Some(Operation::RealToInteger(function)),
                None => RealFunction::named(name).map(Operation::Real),
            },
            Scalar::Complex => match ComplexToReal::named(name) {
                Some(function) => Some(Operation::ComplexToReal(function)),
                None => ComplexFunction::named(name).map(Operation::Complex),
            },
            Scalar::Boolean => None,
        }
    }

    /// The operation that a function of two arguments of this type is.
    pub fn pair(name: &str, of: Scalar) -> Option<Operation> {
        match of {
            Scalar::Integer => IntegerBinary::named(name).map(Operation::IntegerPair),
            Scalar::Real => RealBinary::named(name).map(Operation::RealPair),
            Scalar::Complex => ComplexBinary::named(name).map(Operation::ComplexPair),
            Scalar::Boolean => None,
        }
    }

    /// Whether there are two operands.
    pub fn is_pair(self) -> bool {
        use Operation::{
            Add, ComplexPair, Either, IntegerPair, Multiply, RealPair, Subtract, Test, TestTolerant, Where,
            WhereNot,
        };
        matches!(
            self,
            Add | Subtract
                | Multiply
                | IntegerPair(_)
                | RealPair(_)
                | ComplexPair(_)
                | Test(_)
                | TestTolerant(_)
                | Where(_)
                | WhereNot(_)
                | Either
        )
    }

    /// Type of the result for operands of these types; none when they do not fit.
    pub fn result(self, a: Scalar, b: Scalar) -> Option<Scalar> {
        use Scalar::{Boolean, Complex, Integer, Real};
        let (wanted, result) = match self {
            Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Negate => (a, a),
            Operation::Widen(to) if a < to => (a, to),
            Operation::Widen(_) => return None,
            Operation::Power(_) if a >= Real => (a, a),
            Operation::Power(_) => return None,
            Operation::Integer(_) | Operation::IntegerPair(_) => (Integer, Integer),
            Operation::Real(_) | Operation::RealPair(_) => (Real, Real),
            Operation::RealToInteger(_) => (Real, Integer),
            Operation::Complex(_) | Operation::ComplexPair(_) => (Complex, Complex),
            Operation::ComplexToReal(_) => (Complex, Real),
            Operation::Test(_) | Operation::Either if a >= Complex => return None,
            Operation::Test(_) => (a, Integer),
            Operation::Either => (a, a),
            Operation::TestTolerant(_) => (Real, Integer),
            Operation::Where(of) | Operation::WhereNot(of) => {
                let fits = a == Integer && b == of && matches!(of, Integer | Real);
                return fits.then_some(of);
            }
        };
        (a == wanted && a != Boolean && (!self.is_pair() || b == wanted)).then_some(result)
    }
}

impl Tape {
    /// Types of all values; what is wrong with the tape when it cannot run.
    pub fn check(&self) -> Result<Vec<Scalar>, &'static str> {
        if self.inputs.len() + self.steps.len() > MAX_VALUES {
            return Err("a tape has too many values");
        }
        let mut shape = None;
        let mut types = Vec::with_capacity(self.inputs.len() + self.steps.len());
        for &input in &self.inputs {
            match input {
                Type::Of(scalar, rank) if scalar != Scalar::Boolean => {
                    types.push(scalar);
                    if rank > 0 && *shape.get_or_insert(rank) != rank {
                        return Err("arrays of a tape have different ranks");
                    }
                }
                _ => return Err("the inputs of a tape are numbers"),
            }
        }
        if shape.is_none() {
            return Err("a tape has an array among its inputs");
        }
        for step in &self.steps {
            let ty = |value: u16| types.get(usize::from(value)).copied();
            let (Some(a), Some(b)) = (ty(step.a), ty(step.b)) else {
                return Err("an operand of a tape is computed after it is used");
            };
            match step.operation.result(a, b) {
                Some(result) => types.push(result),
                None => return Err("an operation of a tape does not take its operands"),
            }
        }
        match (types.last(), self.outcome) {
            (_, Outcome::Total) if shape != Some(1) => Err("only vectors are added up"),
            (Some(Scalar::Complex), Outcome::Max | Outcome::Min) => Err("complex numbers have no order"),
            _ if self.steps.is_empty() => Err("a tape computes something"),
            _ => Ok(types),
        }
    }

    /// Rank of the arrays.
    pub fn rank(&self) -> u8 {
        let rank = |input: &Type| if let Type::Of(_, rank) = input { *rank } else { 0 };
        self.inputs.iter().map(rank).max().unwrap_or(0)
    }

    /// Type of the result; none when the tape cannot run.
    pub fn result(&self) -> Option<Type> {
        let element = *self.check().ok()?.last()?;
        let rank = if self.outcome == Outcome::Array { self.rank() } else { 0 };
        Some(Type::Of(element, rank))
    }
}

#[cfg(test)]
mod tests;
