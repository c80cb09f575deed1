//! A tape made ready: each value has its place in a block register, and sine and cosine of one value are one step.

use super::super::scalar::RealFunction;
use super::{Operation, Outcome, Step, Tape};
use crate::value::{Scalar, Type};

/// Where an operand is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The elements of an input array.
    Input(u16),
    /// A block register of the element type.
    Block(u16),
}

/// What a step of a plan does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// An operation of the tape.
    Operation(Operation),
    /// Sine to the destination, cosine to the second destination.
    SinCos,
}

/// One step of a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction {
    pub action: Action,
    /// Element type of the operands.
    pub of: Scalar,
    pub a: Place,
    pub b: Place,
    /// Block register of the result, none for the last value when it goes straight to the array that results.
    pub dst: Option<u16>,
    /// Block register of the second result.
    pub second: u16,
}

/// A tape ready to run.
#[derive(Debug)]
pub struct Plan {
    pub(super) tape: Tape,
    pub(super) instructions: Vec<Instruction>,
    /// Block registers by element type: integers, reals, complex numbers.
    pub(super) registers: [usize; 3],
    /// Block register of each input that is a number, or an array whose storage becomes the result.
    pub(super) loaded: Vec<u16>,
    /// Where the last value is, when it is folded.
    pub(super) last: Option<Place>,
    /// Its element type.
    pub(super) element: Scalar,
}

pub(super) fn bank(scalar: Scalar) -> usize {
    match scalar {
        Scalar::Boolean | Scalar::Integer => 0,
        Scalar::Real => 1,
        Scalar::Complex => 2,
    }
}

/// Free block registers of each bank.
struct Registers {
    free: [Vec<u16>; 3],
    count: [usize; 3],
}

impl Registers {
    fn take(&mut self, scalar: Scalar) -> u16 {
        let bank = bank(scalar);
        self.free[bank].pop().unwrap_or_else(|| {
            self.count[bank] += 1;
            u16::try_from(self.count[bank] - 1).expect("a tape has at most 256 values")
        })
    }
}

impl Plan {
    /// Makes a tape ready; none when it cannot run.
    pub fn new(tape: &Tape) -> Option<Plan> {
        let types = tape.check().ok()?;
        let (inputs, result) = (tape.inputs.len(), types.len() - 1);
        let mut registers = Registers { free: Default::default(), count: [0; 3] };
        let loaded: Vec<u16> = types[..inputs].iter().map(|&scalar| registers.take(scalar)).collect();
        let mut values = Values { places: vec![None; types.len()], last_use: vec![0; types.len()], types };
        for (input, (&ty, &register)) in tape.inputs.iter().zip(&loaded).enumerate() {
            values.places[input] = Some(match ty {
                Type::Of(_, 1..) => Place::Input(u16::try_from(input).ok()?),
                _ => Place::Block(register),
            });
        }
        for (at, step) in tape.steps.iter().enumerate() {
            values.last_use[usize::from(step.a)] = at;
            values.last_use[usize::from(step.b)] = at;
        }
        values.last_use[result] = usize::MAX;
        let mut instructions = Vec::with_capacity(tape.steps.len());
        for (at, step) in tape.steps.iter().enumerate() {
            let value = inputs + at;
            // A cosine may have been computed along with its sine.
            if values.places[value].is_none() {
                let (a, b) = (usize::from(step.a), usize::from(step.b));
                let straight = value == result && tape.outcome == Outcome::Array;
                let mut instruction = Instruction {
                    action: Action::Operation(step.operation),
                    of: values.types[a],
                    a: values.places[a]?,
                    b: values.places[b]?,
                    dst: (!straight).then(|| registers.take(values.types[value])),
                    second: 0,
                };
                values.places[value] = instruction.dst.map(Place::Block);
                if let (Some(dst), Some(other)) = (instruction.dst, partner(tape, at)) {
                    let second = registers.take(Scalar::Real);
                    values.places[inputs + other] = Some(Place::Block(second));
                    instruction.action = Action::SinCos;
                    let is_sine = step.operation == Operation::Real(RealFunction::Sin);
                    (instruction.dst, instruction.second) =
                        if is_sine { (Some(dst), second) } else { (Some(second), dst) };
                }
                instructions.push(instruction);
            }
            values.release(&mut registers, at, step, inputs);
        }
        Some(Plan {
            tape: tape.clone(),
            instructions,
            registers: registers.count,
            loaded,
            last: values.places[result],
            element: values.types[result],
        })
    }

    /// The tape.
    pub fn tape(&self) -> &Tape {
        &self.tape
    }
}

/// What is known of each value while registers are given out.
struct Values {
    types: Vec<Scalar>,
    places: Vec<Option<Place>>,
    /// The last step that reads it.
    last_use: Vec<usize>,
}

impl Values {
    /// Gives back the registers of the operands that are not used after step `at`.
    fn release(&self, registers: &mut Registers, at: usize, step: &Step, inputs: usize) {
        let operands = [step.a, step.b];
        let distinct = if step.a == step.b { &operands[..1] } else { &operands[..] };
        for &operand in distinct {
            let value = usize::from(operand);
            if value >= inputs
                && self.last_use[value] == at
                && let Some(Place::Block(register)) = self.places[value]
            {
                registers.free[bank(self.types[value])].push(register);
            }
        }
    }
}

/// The later step that is the cosine for this sine, or the sine for this cosine.
fn partner(tape: &Tape, at: usize) -> Option<usize> {
    let step = &tape.steps[at];
    let wanted = match step.operation {
        Operation::Real(RealFunction::Sin) => RealFunction::Cos,
        Operation::Real(RealFunction::Cos) => RealFunction::Sin,
        _ => return None,
    };
    // The last value goes straight to the result.
    let before_last = tape.steps.len() - 1;
    let later = tape.steps[..before_last]
        .get(at + 1..)?
        .iter()
        .position(|other| other.operation == Operation::Real(wanted) && other.a == step.a)?;
    Some(at + 1 + later)
}
