//! Rounds run ahead of a counted loop, as an instruction before it.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::Register;
use scheelite_bytecode::program::Block;
use scheelite_bytecode::rounds::{Affine, RoundInput, Rounds};
use scheelite_runtime::kernels::block::{Outcome, Tape};

use super::Lower;
use crate::ahead::{Ahead, Does, Index, Input};

/// Loops of fewer rounds are left as they are.
pub(super) const LEAST: i64 = 32;

impl Lower<'_> {
    /// The instruction that runs rounds ahead.
    pub(super) fn run_ahead(&mut self, ahead: &Ahead, index: Register, last: Register) -> Option<()> {
        let mut args = Vec::new();
        let mut sources = Vec::new();
        for (input, _) in &ahead.inputs {
            let (register, source) = match input {
                Input::Number(local) => (self.local(*local)?, RoundInput::Number),
                Input::Constant(value) => {
                    let value = value.value();
                    (self.registers.constant(&mut self.build, &value)?, RoundInput::Number)
                }
                Input::Integer(at) => (index, RoundInput::Integer(self.affine(*at)?)),
                Input::Part(array, at) => (self.local(*array)?, RoundInput::Part(self.affines(at)?)),
            };
            args.push(register);
            sources.push(source);
        }
        let (dst, part) = match &ahead.does {
            Does::Sets(array, at) => (self.local(*array)?, Some(self.affines(at)?)),
            Does::Adds(sum) => (self.local(*sum)?, None),
        };
        let moving = match ahead.moving {
            Some(local) => Some(self.local(local)?),
            None => None,
        };
        let inputs = ahead.inputs.iter().map(|(_, ty)| *ty).collect();
        let tape = Tape { inputs, steps: ahead.steps.clone(), outcome: Outcome::Array };
        let rounds = Rounds { index, last, inputs: sources, part, moving };
        let block = self.build.block(Block { tape, args, dst, fill: None, rounds: Some(rounds) });
        self.emit(Op::TensorBlock { block });
        Some(())
    }

    fn affine(&mut self, at: Index) -> Option<Affine> {
        let base = match at.base {
            Some(local) => Some(self.local(local)?),
            None => None,
        };
        Some(Affine { offset: at.offset, base, follows: at.follows })
    }

    fn affines(&mut self, at: &[Index]) -> Option<Vec<Affine>> {
        at.iter().map(|&at| self.affine(at)).collect()
    }
}
