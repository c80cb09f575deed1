//! Ends of loops copied to the jumps to them.
//!
//! The branches of a test inside a loop end with a jump to the few instructions that end the round: where these are
//! copied, a round is one jump shorter. The code after a copy goes on behind the original.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Bank, Direction, Renumber, Target};
use scheelite_bytecode::program::Function;

/// Most instructions of an end.
const LONGEST: usize = 4;

/// Copies ends of loops.
pub(super) fn copy(function: &mut Function) {
    let code = &function.code;
    // Of each instruction, how many are put in its place.
    let mut copied = vec![0usize; code.len()];
    let mut room = code.len() / 4 + LONGEST;
    for (pc, op) in code.iter().enumerate() {
        if let Op::Jump { to } = op
            && let Some(length) = end_of_loop(code, pc, to.index())
            && length <= room
        {
            copied[pc] = length;
            room -= length;
        }
    }
    if copied.iter().all(|&length| length == 0) {
        return;
    }
    let mut places = Places(Vec::with_capacity(code.len()));
    let mut next = 0;
    for &length in &copied {
        places.0.push(next);
        next += 1 + length as u32;
    }
    let mut moved = Vec::with_capacity(next as usize);
    let mut origins = Vec::with_capacity(next as usize);
    for (pc, (op, origin)) in code.iter().zip(&function.origins).enumerate() {
        let (mut op, mut origin) = (*op, *origin);
        if let (Op::Jump { to }, length @ 1..) = (op, copied[pc]) {
            let end = to.index()..to.index() + length;
            moved.extend(code[end.clone()].iter().map(|op| op.renumbered(&mut places)));
            origins.extend_from_slice(&function.origins[end.clone()]);
            op = Op::Jump { to: Target(end.end as u32) };
            origin = function.origins[end.end - 1];
        }
        moved.push(op.renumbered(&mut places));
        origins.push(origin);
    }
    (function.code, function.origins) = (moved, origins);
}

/// The number of instructions from `to` to the conditional jump that goes back before `pc`, when there is nothing but
/// arithmetic between.
fn end_of_loop(code: &[Op], pc: usize, to: usize) -> Option<usize> {
    for (index, op) in code.get(to..)?.iter().take(LONGEST).enumerate() {
        match op.target() {
            Some(back) if !op.ends_block() => {
                let follows = to + index + 1 < code.len();
                return ((back as usize) < pc && pc < to && follows).then_some(index + 1);
            }
            Some(_) => return None,
            None if op.ends_block() || calls(op) => return None,
            None => {}
        }
    }
    None
}

fn calls(op: &Op) -> bool {
    matches!(
        op,
        Op::Call { .. }
            | Op::CallCompiled { .. }
            | Op::MainEvaluate { .. }
            | Op::KernelCall { .. }
            | Op::TensorBlock { .. }
    )
}

/// Where each instruction has come to stand.
struct Places(Vec<u32>);

impl Renumber for Places {
    fn register(&mut self, _: Direction, _: Bank, index: u16) -> u16 {
        index
    }

    fn target(&mut self, to: u32) -> u32 {
        self.0.get(to as usize).copied().unwrap_or(to)
    }
}
