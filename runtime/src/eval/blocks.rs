//! Sums and products of large arrays of reals as they are written, `Sin[v]^2 + Cos[v] Exp[-v]`: one expression in blocks
//! instead of an array for each operation. The value is the one that the operations one after the other give; where that
//! is not certain, they are done.

use std::sync::Arc;

use super::Evaluator;
use crate::expr::{Expr, Normal};
use crate::kernels::block::{Operation, Outcome, Plan, Step, Tape};
use crate::kernels::scalar::{RealBinary, RealFunction};
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;
use crate::value::{Scalar, Type, Value};

/// Elements from which on arrays between operations cost more than looking at the expression.
const LARGE: usize = 1024;

/// Most operations of one expression.
const MOST_STEPS: usize = 64;

/// Functions of one real that are read.
const FUNCTIONS: &[(Symbol, RealFunction)] = &[
    (sym::Abs, RealFunction::Abs),
    (sym::Cos, RealFunction::Cos),
    (sym::Exp, RealFunction::Exp),
    (sym::Log, RealFunction::Log),
    (sym::Sin, RealFunction::Sin),
    (sym::Sqrt, RealFunction::Sqrt),
    (sym::Tan, RealFunction::Tan),
    (sym::Tanh, RealFunction::Tanh),
];

/// Whether a value is an array for which this is worth while.
pub(super) fn is_large(value: &Expr) -> bool {
    matches!(value, Expr::Array(tensor) if tensor.count() >= LARGE)
}

/// An operand of a step.
#[derive(Clone, Copy, PartialEq)]
enum Id {
    Array(usize),
    Number(usize),
    Step(usize),
}

/// What a part of the expression is.
#[derive(Clone, Copy)]
enum Term {
    Value(Id),
    /// An exact integer, which counts as a real beside one.
    Exact(i64),
}

struct Reader<'e> {
    ev: &'e Evaluator,
    slots: &'e [Expr],
    arrays: Vec<Arc<Tensor>>,
    numbers: Vec<f64>,
    steps: Vec<(Operation, Id, Id)>,
}

/// The value of a sum or product of large arrays; none when it is something else.
#[inline]
pub(super) fn evaluate(ev: &Evaluator, call: &Arc<Normal>, slots: &[Expr]) -> Option<Expr> {
    if !ev.has_large_arrays && !slots.iter().any(is_large) || ev.has_up_values {
        return None;
    }
    of_arrays(ev, call, slots)
}

#[inline(never)]
fn of_arrays(ev: &Evaluator, call: &Arc<Normal>, slots: &[Expr]) -> Option<Expr> {
    // Quotients are read as such where powers have no other rules.
    if ev.definition(sym::Power).is_some_and(|power| power.rules.is_some()) {
        return None;
    }
    let mut reader = Reader { ev, slots, arrays: Vec::new(), numbers: Vec::new(), steps: Vec::new() };
    reader.call(call)?;
    if reader.steps.len() < 2 || !reader.keeps_infinities() {
        return None;
    }
    reader.run()
}

impl Reader<'_> {
    fn term(&mut self, expr: &Expr) -> Option<Term> {
        const EXACT: i64 = 1 << 53;
        match expr {
            // An exact zero is no real.
            Expr::Integer(n) if *n != 0 && (-EXACT..=EXACT).contains(n) => Some(Term::Exact(*n)),
            Expr::Real(x) => Some(Term::Value(self.number(*x))),
            Expr::Array(tensor) => self.array(tensor).map(Term::Value),
            Expr::Symbol(symbol) => {
                let value = match symbol.as_local() {
                    Some(slot) => &self.slots[slot],
                    None => self.ev.definition(*symbol)?.own_value.as_ref()?,
                };
                match value {
                    Expr::Symbol(_) | Expr::Normal(_) => None,
                    // The values of symbols outlive the reading.
                    value => self.term(&value.clone()),
                }
            }
            Expr::Normal(call) => self.call(call).map(Term::Value),
            _ => None,
        }
    }

    fn number(&mut self, x: f64) -> Id {
        self.numbers.push(x);
        Id::Number(self.numbers.len() - 1)
    }

    fn array(&mut self, tensor: &Arc<Tensor>) -> Option<Id> {
        if !matches!(**tensor, Tensor::Real(_)) || tensor.count() < LARGE {
            return None;
        }
        if let Some(known) = self.arrays.iter().position(|known| Arc::ptr_eq(known, tensor)) {
            return Some(Id::Array(known));
        }
        if self.arrays.first().is_some_and(|first| first.dims() != tensor.dims()) {
            return None;
        }
        self.arrays.push(Arc::clone(tensor));
        Some(Id::Array(self.arrays.len() - 1))
    }

    /// A term as an operand.
    fn operand(&mut self, term: Term) -> Id {
        match term {
            Term::Value(id) => id,
            #[expect(clippy::cast_precision_loss, reason = "small enough to be exact")]
            Term::Exact(n) => self.number(n as f64),
        }
    }

    /// An operation on values of which one is an array.
    fn step(&mut self, operation: Operation, a: Term, b: Term) -> Option<Id> {
        let (a, b) = (self.operand(a), self.operand(b));
        if matches!((a, b), (Id::Number(_), Id::Number(_))) || self.steps.len() == MOST_STEPS {
            return None;
        }
        let step = (operation, a, b);
        let known = self.steps.iter().position(|known| *known == step);
        Some(Id::Step(known.unwrap_or_else(|| {
            self.steps.push(step);
            self.steps.len() - 1
        })))
    }

    fn function(&mut self, function: RealFunction, of: Term) -> Option<Id> {
        self.step(Operation::Real(function), of, of)
    }

    fn call(&mut self, call: &Normal) -> Option<Id> {
        let head = call.head_symbol()?;
        let definition = self.ev.definition(head)?;
        if definition.own_value.is_some() || definition.rules.is_some() {
            return None;
        }
        match (head, &call.args[..]) {
            (sym::Plus, [first, rest @ ..]) => {
                let mut sum = self.term(first)?;
                for arg in rest {
                    let term = self.term(arg)?;
                    sum = Term::Value(self.step(Operation::Add, sum, term)?);
                }
                self.value(sum)
            }
            (sym::Times, [first, rest @ ..]) => {
                let mut product = self.term(first)?;
                for arg in rest {
                    product = Term::Value(match divisor(arg) {
                        Some(below) => {
                            let below = self.term(below)?;
                            self.step(Operation::RealPair(RealBinary::Divide), product, below)?
                        }
                        None => {
                            let term = self.term(arg)?;
                            self.step(Operation::Multiply, product, term)?
                        }
                    });
                }
                self.value(product)
            }
            (sym::Power, [Expr::Symbol(sym::E), exponent]) => {
                let exponent = self.term(exponent)?;
                self.function(RealFunction::Exp, exponent)
            }
            (sym::Power, [base, exponent]) => {
                let (base, exponent) = (self.term(base)?, self.term(exponent)?);
                match (base, exponent) {
                    (_, Term::Exact(1)) | (Term::Exact(_), Term::Exact(_)) => None,
                    (base, Term::Exact(2)) => self.function(RealFunction::Square, base),
                    (base, Term::Exact(-1)) => self.function(RealFunction::Reciprocal, base),
                    (base, Term::Exact(n)) => self.step(Operation::Power(n), base, base),
                    (base, exponent) => self.step(Operation::RealPair(RealBinary::Power), base, exponent),
                }
            }
            (head, [argument]) => {
                let (_, function) = FUNCTIONS.iter().find(|(name, _)| *name == head)?;
                let argument = self.term(argument)?;
                self.function(*function, argument)
            }
            _ => None,
        }
    }

    /// The value of a call that did something.
    fn value(&self, term: Term) -> Option<Id> {
        match term {
            Term::Value(id @ Id::Step(_)) => Some(id),
            _ => None,
        }
    }

    /// Whether no operation can get an infinity that it makes a number of: outside of blocks each result is looked at, and
    /// one that is too large for the machine is computed in another way.
    fn keeps_infinities(&self) -> bool {
        use Operation::{Add, Multiply, Power, Real, RealPair};
        use RealFunction::{Abs, Cos, Exp, Log, Reciprocal, Sin, Sqrt, Square, Tan, Tanh};
        let arrays: Vec<f64> = self.arrays.iter().map(|tensor| largest(tensor)).collect();
        let mut steps: Vec<f64> = Vec::with_capacity(self.steps.len());
        for &(operation, a, b) in &self.steps {
            let bound = |id: Id| match id {
                Id::Array(array) => arrays[array],
                Id::Number(number) => self.numbers[number].abs(),
                Id::Step(step) => steps[step],
            };
            let (a, b) = (bound(a), bound(b));
            // The bound of the result, and the operand that must be finite.
            let (result, finite) = match operation {
                Add => (a + b, 0.0),
                Multiply => (a * b, 0.0),
                Power(n @ 0..) => (a.max(1.0).powf(n as f64), 0.0),
                Power(_) | Real(Reciprocal) => (f64::INFINITY, a),
                Real(Exp) => (a.exp(), a),
                Real(Sin | Cos) => (1.0, 0.0),
                Real(Tanh) => (1.0, a),
                // Of doubles.
                Real(Tan) => (1e20, 0.0),
                Real(Log) if a.is_finite() => (1e3, 0.0),
                Real(Square) => (a * a, 0.0),
                Real(Abs | Sqrt) => (a.max(1.0), 0.0),
                RealPair(RealBinary::Divide) => (f64::INFINITY, b),
                _ => (f64::INFINITY, a.max(b)),
            };
            // With room for the roundings of bounds. A bound that is no number holds nothing.
            if !(finite < 1e300) {
                return false;
            }
            steps.push(if result < 1e300 { result } else { f64::INFINITY });
        }
        true
    }

    fn run(self) -> Option<Expr> {
        let arrays = self.arrays.len();
        let rank = u8::try_from(self.arrays.first()?.rank()).ok()?;
        let inputs = (0..arrays).map(|_| Type::Of(Scalar::Real, rank));
        let inputs: Vec<Type> =
            inputs.chain(self.numbers.iter().map(|_| Type::Of(Scalar::Real, 0))).collect();
        let place = |id: Id| {
            u16::try_from(match id {
                Id::Array(array) => array,
                Id::Number(number) => arrays + number,
                Id::Step(step) => inputs.len() + step,
            })
        };
        let steps = self
            .steps
            .iter()
            .map(|&(operation, a, b)| Some(Step { operation, a: place(a).ok()?, b: place(b).ok()? }));
        let steps = steps.collect::<Option<Vec<_>>>()?;
        let plan = Plan::new(&Tape { inputs, steps, outcome: Outcome::Array })?;
        let numbers = self.numbers.into_iter().map(Value::Real);
        let mut values: Vec<Value> = self.arrays.into_iter().map(Value::Tensor).chain(numbers).collect();
        super::pack::finite(plan.run(&mut values, None).ok()?)
    }
}

/// `b` in `b^-1`, as a factor.
fn divisor(arg: &Expr) -> Option<&Expr> {
    match &arg.as_call(sym::Power)?.args[..] {
        [base, Expr::Integer(-1)] => Some(base),
        _ => None,
    }
}

/// The largest absolute value.
fn largest(tensor: &Tensor) -> f64 {
    let Tensor::Real(array) = tensor else { return f64::INFINITY };
    array.data().chunks(256).fold(0.0, |most, group| {
        // In lanes of their own, so that they are compared side by side.
        let mut lanes = [most; 8];
        for eight in group.chunks(8) {
            for (lane, x) in lanes.iter_mut().zip(eight) {
                *lane = if x.abs() > *lane { x.abs() } else { *lane };
            }
        }
        lanes.into_iter().fold(most, f64::max)
    })
}
