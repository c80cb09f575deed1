//! Tapes as listings show them: `T(R1)1 * R0 + Sin[ T(R1)1]`.
//!
//! A value that is used several times is shown where it is first used, with a name: `(#1 = Sin[ T(R1)0]) * Cos[ #1]`.

use scheelite_runtime::kernels::block::{Operation, Tape};
use scheelite_runtime::kernels::scalar::{ComplexBinary, RealBinary};

/// How tightly the outermost operation of a text binds.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Atom,
}

struct Writer<'a> {
    tape: &'a Tape,
    args: &'a [String],
    /// How often each value is used.
    uses: Vec<usize>,
    /// Numbers of the values that have been shown with a name.
    named: Vec<Option<usize>>,
    names: usize,
}

/// The text of a tape over inputs with these texts.
pub(crate) fn text(tape: &Tape, args: &[String]) -> String {
    let count = tape.inputs.len() + tape.steps.len();
    let mut uses = vec![0; count];
    for step in &tape.steps {
        uses[usize::from(step.a)] += 1;
        if step.operation.is_pair() {
            uses[usize::from(step.b)] += 1;
        }
    }
    let mut writer = Writer { tape, args, uses, named: vec![None; count], names: 0 };
    let (value, _) = writer.value(count - 1);
    match tape.outcome.name() {
        Some(name) => format!("{name}[ {value}]"),
        None => value,
    }
}

impl Writer<'_> {
    fn value(&mut self, value: usize) -> (String, Binding) {
        let Some(at) = value.checked_sub(self.tape.inputs.len()) else {
            return (self.args[value].clone(), Binding::Atom);
        };
        if let Some(name) = self.named[value] {
            return (format!("#{name}"), Binding::Atom);
        }
        let text = self.step(at);
        if self.uses[value] < 2 || matches!(self.tape.steps[at].operation, Operation::Widen(_)) {
            return text;
        }
        self.names += 1;
        self.named[value] = Some(self.names);
        (format!("(#{} = {})", self.names, text.0), Binding::Atom)
    }

    fn step(&mut self, at: usize) -> (String, Binding) {
        let step = self.tape.steps[at];
        if let Some(choice) = self.choice(at) {
            return self.call("If", &choice);
        }
        let (a, b) = (usize::from(step.a), usize::from(step.b));
        let infix = |writer: &mut Self, sign: &str, binding: Binding, right: Binding| {
            let left = writer.operand(a, binding);
            (format!("{left} {sign} {}", writer.operand(b, right)), binding)
        };
        match step.operation {
            Operation::Add => infix(self, "+", Binding::Sum, Binding::Product),
            Operation::Subtract => infix(self, "-", Binding::Sum, Binding::Product),
            Operation::Multiply => infix(self, "*", Binding::Product, Binding::Atom),
            Operation::RealPair(RealBinary::Divide) | Operation::ComplexPair(ComplexBinary::Divide) => {
                infix(self, "/", Binding::Product, Binding::Atom)
            }
            Operation::Negate => (format!("- {}", self.operand(a, Binding::Atom)), Binding::Sum),
            Operation::Widen(_) => self.value(a),
            Operation::Power(n) => (format!("Power[ {}, {n}]", self.value(a).0), Binding::Atom),
            Operation::Integer(f) => self.call(f.name(), &[a]),
            Operation::Real(f) => self.call(f.name(), &[a]),
            Operation::RealToInteger(f) => self.call(f.name(), &[a]),
            Operation::Complex(f) => self.call(f.name(), &[a]),
            Operation::ComplexToReal(f) => self.call(f.name(), &[a]),
            Operation::IntegerPair(f) => self.call(f.name(), &[a, b]),
            Operation::RealPair(f) => self.call(f.name(), &[a, b]),
            Operation::ComplexPair(f) => self.call(f.name(), &[a, b]),
            Operation::Test(test) | Operation::TestTolerant(test) => self.call(test.name(), &[a, b]),
            Operation::Where(_) => self.call("Where", &[a, b]),
            Operation::WhereNot(_) => self.call("WhereNot", &[a, b]),
            Operation::Either => self.call("Either", &[a, b]),
        }
    }

    /// Test and values, when a step chooses between two.
    fn choice(&self, at: usize) -> Option<[usize; 3]> {
        let steps = &self.tape.steps;
        let operand = |value: u16| steps.get(usize::from(value).checked_sub(self.tape.inputs.len())?);
        let (yes, no) = (operand(steps[at].a)?, operand(steps[at].b)?);
        let chooses = matches!(
            (steps[at].operation, yes.operation, no.operation),
            (Operation::Either, Operation::Where(_), Operation::WhereNot(_))
        );
        chooses.then_some([yes.a, yes.b, no.b].map(usize::from))
    }

    /// An operand, in parentheses when it binds less than needed.
    fn operand(&mut self, value: usize, least: Binding) -> String {
        let (text, binding) = self.value(value);
        if binding < least { format!("({text})") } else { text }
    }

    fn call(&mut self, name: &str, operands: &[usize]) -> (String, Binding) {
        let operands: Vec<String> = operands.iter().map(|&operand| self.value(operand).0).collect();
        (format!("{name}[ {}]", operands.join(", ")), Binding::Atom)
    }
}

#[cfg(test)]
mod tests {
    use scheelite_runtime::kernels::block::{Outcome, Step};
    use scheelite_runtime::kernels::scalar::RealFunction;
    use scheelite_runtime::{Scalar, Type};

    use super::*;

    #[test]
    fn parentheses_and_names() {
        let step = |operation, a, b| Step { operation, a, b };
        let vector = Type::Of(Scalar::Real, 1);
        let mut tape = Tape {
            inputs: vec![vector, Type::REAL],
            steps: vec![
                step(Operation::Add, 0, 1),
                step(Operation::Real(RealFunction::Sin), 2, 2),
                step(Operation::Multiply, 2, 3),
                step(Operation::Subtract, 4, 3),
                step(Operation::RealPair(RealBinary::Divide), 0, 5),
                step(Operation::Negate, 6, 6),
            ],
            outcome: Outcome::Total,
        };
        let args = ["T(R1)0".to_owned(), "R0".to_owned()];
        assert_eq!(text(&tape, &args), "Total[ - (T(R1)0 / ((#1 = T(R1)0 + R0) * (#2 = Sin[ #1]) - #2))]");
        tape.steps.truncate(2);
        tape.outcome = Outcome::Array;
        assert_eq!(text(&tape, &args), "Sin[ T(R1)0 + R0]");
    }
}
