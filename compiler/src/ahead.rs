//! What is run ahead of a counted loop: found by the pass `rounds`, made an instruction by the lowering.

use scheelite_bytecode::rounds::Follows;
use scheelite_runtime::kernels::block::{Operation, Step};
use scheelite_runtime::{Scalar, Type, Value};

use crate::ir::{Count, LocalId};

/// An integer that follows the rounds, over variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// A known number.
    pub offset: i64,
    /// A variable that the rounds do not change.
    pub base: Option<LocalId>,
    /// What it follows.
    pub follows: Follows,
}

/// What rounds take in.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A variable that the rounds do not change.
    Number(LocalId),
    /// A known number.
    Constant(Literal),
    /// An integer that may follow the rounds.
    Integer(Index),
    /// A part of an array.
    Part(LocalId, Vec<Index>),
}

/// A known number by its bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// An integer.
    Integer(i64),
    /// A real.
    Real(u64),
    /// A complex number.
    Complex(u64, u64),
}

impl Literal {
    /// A number; none for anything else.
    pub fn of(value: &Value) -> Option<Literal> {
        match value {
            Value::Integer(value) => Some(Literal::Integer(*value)),
            Value::Real(value) => Some(Literal::Real(value.to_bits())),
            Value::Complex(value) => Some(Literal::Complex(value.re.to_bits(), value.im.to_bits())),
            _ => None,
        }
    }

    /// The number.
    pub fn value(self) -> Value {
        match self {
            Literal::Integer(value) => Value::Integer(value),
            Literal::Real(bits) => Value::Real(f64::from_bits(bits)),
            Literal::Complex(re, im) => {
                Value::Complex(num_complex::Complex64::new(f64::from_bits(re), f64::from_bits(im)))
            }
        }
    }
}

/// What a round does.
#[derive(Clone, Debug)]
pub enum Does {
    /// Sets a part of an array.
    Sets(LocalId, Vec<Index>),
    /// Adds to a variable.
    Adds(LocalId),
}

/// What is run ahead of a counted loop. The value of a round is that of the last step.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// What a round does with its value.
    pub does: Does,
    /// Inputs of the tape, with their types.
    pub inputs: Vec<(Input, Type)>,
    /// The tape.
    pub steps: Vec<Step>,
    /// The variable that each round counts up by one before it is used.
    pub moving: Option<LocalId>,
}

impl Ahead {
    /// As the printed tree shows it, with the names of variables.
    pub fn text(&self, of: &Count, name: &dyn Fn(LocalId) -> String) -> String {
        let value = self.value(self.inputs.len() + self.steps.len() - 1, of, name);
        match &self.does {
            Does::Sets(array, at) => format!("{}[[{}]] = {value}", name(*array), self.indices(at, of, name)),
            Does::Adds(sum) => format!("{0} = Add[{0}, {value}]", name(*sum)),
        }
    }

    fn indices(&self, at: &[Index], of: &Count, name: &dyn Fn(LocalId) -> String) -> String {
        at.iter().map(|index| self.index(index, of, name)).collect::<Vec<_>>().join(", ")
    }

    fn index(&self, at: &Index, of: &Count, name: &dyn Fn(LocalId) -> String) -> String {
        let follows = match (at.follows, self.moving) {
            (Follows::Counter, _) => Some(name(of.index)),
            (Follows::Moving, Some(moving)) => Some(format!("next {}", name(moving))),
            _ => None,
        };
        let offset = (at.offset != 0).then(|| at.offset.to_string());
        let terms: Vec<String> = follows.into_iter().chain(at.base.map(name)).chain(offset).collect();
        if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
    }

    fn value(&self, value: usize, of: &Count, name: &dyn Fn(LocalId) -> String) -> String {
        let Some(at) = value.checked_sub(self.inputs.len()) else {
            return match &self.inputs[value].0 {
                Input::Number(local) => name(*local),
                Input::Constant(literal) => match literal.value() {
                    Value::Integer(value) => value.to_string(),
                    Value::Real(value) => format!("{value:?}"),
                    other => format!("{other:?}"),
                },
                Input::Integer(at) => self.index(at, of, name),
                Input::Part(array, at) => format!("{}[[{}]]", name(*array), self.indices(at, of, name)),
            };
        };
        let Step { operation, a, b } = self.steps[at];
        let step = |value: u16| usize::from(value).checked_sub(self.inputs.len()).map(|at| self.steps[at]);
        if let (Operation::Either, Some(yes), Some(no)) = (operation, step(a), step(b))
            && let (Operation::Where(_), Operation::WhereNot(_)) = (yes.operation, no.operation)
        {
            let [test, yes, no] = [yes.a, yes.b, no.b].map(|value| self.value(usize::from(value), of, name));
            return format!("If[{test}, {yes}, {no}]");
        }
        let mut operands = vec![self.value(usize::from(a), of, name)];
        if operation.is_pair() {
            operands.push(self.value(usize::from(b), of, name));
        }
        if let Operation::Power(n) = operation {
            operands.push(n.to_string());
        }
        let head = match operation {
            Operation::Add => "Add",
            Operation::Subtract => "Subtract",
            Operation::Multiply => "Multiply",
            Operation::Negate => "Negate",
            Operation::Widen(Scalar::Real) => "Real",
            Operation::Widen(_) => "Complex",
            Operation::Power(_) => "Power",
            Operation::Integer(f) => f.name(),
            Operation::IntegerPair(f) => f.name(),
            Operation::Real(f) => f.name(),
            Operation::RealPair(f) => f.name(),
            Operation::RealToInteger(f) => f.name(),
            Operation::Complex(f) => f.name(),
            Operation::ComplexPair(f) => f.name(),
            Operation::ComplexToReal(f) => f.name(),
            Operation::Test(test) | Operation::TestTolerant(test) => test.name(),
            Operation::Where(_) => "Where",
            Operation::WhereNot(_) => "WhereNot",
            Operation::Either => "Either",
        };
        format!("{head}[{}]", operands.join(", "))
    }
}
