//! Elementwise expressions over arrays.

use std::sync::Arc;

use scheelite_bytecode::Pool;
use scheelite_bytecode::operand::pool;
use scheelite_runtime::Value;
use scheelite_runtime::kernels::Fault;

use super::frame::{Flow, Frame};
use super::link::{LinkedBlock, LinkedFill};
use super::run::Leave;

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(never)]
    pub fn tensor_block(self, block: Pool<pool::Block>) -> Flow {
        let block = &self.run().function().blocks[block.index()];
        if let Some(rounds) = &block.rounds {
            return self.rounds_ahead(block, rounds);
        }
        if let Some(fill) = block.fill {
            return self.tensor_fill(block, fill);
        }
        let mut args: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
        for place in &block.args {
            // The array that the result replaces is moved in, so that it can be changed in place.
            let replaced = place.rank != 0 && place.slot == block.dst.slot;
            let value = match replaced {
                true => self.take_tensor(usize::from(place.slot)).map(Value::Tensor),
                false => self.value(*place),
            };
            match value {
                Some(value) => args.push(value),
                None => return Flow::Leave(Leave::Unset),
            }
        }
        // Otherwise the storage of what the register held before serves again.
        let spare = match block.dst.rank {
            0 => None,
            _ => self.take_tensor(usize::from(block.dst.slot)),
        };
        match block.plan.run(&mut args, spare) {
            Ok(result) => match self.put_value(block.dst, result) {
                true => Flow::Next,
                false => self.fault(Fault::Argument),
            },
            Err(fault) => self.fault(fault),
        }
    }

    /// The rounds of a loop that puts a number each into an array.
    fn tensor_fill(self, block: &LinkedBlock, fill: LinkedFill) -> Flow {
        let int = |slot| self.get(slot).cast_signed();
        let (first, last, at) = (int(fill.index), int(fill.last), int(fill.at));
        if first > last {
            return Flow::Next;
        }
        let slot = usize::from(block.dst.slot);
        let Some(mut tensor) = self.take_tensor(slot) else { return Flow::Leave(Leave::Unset) };
        let before = if fill.moves { Some(at) } else { at.checked_sub(1) };
        let rounds = last.checked_sub(first).and_then(|rounds| rounds.checked_add(1));
        let place = |value: Option<i64>| value.and_then(|value| usize::try_from(value).ok());
        let fits = match (place(before), place(rounds)) {
            (Some(from), Some(count)) => {
                from.checked_add(count).filter(|&end| end <= tensor.count()).map(|_| (from, count))
            }
            _ => None,
        };
        let Some((from, count)) = fits else { return self.fault(Fault::Argument) };
        let mut args: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
        let mut firsts: smallvec::SmallVec<[i64; 4]> = smallvec::SmallVec::new();
        for place in &block.args {
            firsts.push(int(usize::from(place.slot)));
            args.extend(self.value(*place));
        }
        let result = block.plan.fill(&args, &firsts, Arc::make_mut(&mut tensor), from, count);
        self.put_tensor(slot, tensor);
        if fill.moves {
            self.set(fill.at, (from + count) as u64);
        }
        match result {
            Ok(()) => Flow::Next,
            Err(fault) => self.fault(fault),
        }
    }
}
