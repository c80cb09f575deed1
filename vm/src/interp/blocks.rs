//! Elementwise expressions over arrays.

use scheelite_bytecode::Pool;
use scheelite_bytecode::operand::pool;
use scheelite_runtime::Value;
use scheelite_runtime::kernels::Fault;

use super::frame::{Flow, Frame};
use super::run::Leave;

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(never)]
    pub fn tensor_block(self, block: Pool<pool::Block>) -> Flow {
        let block = &self.run().function().blocks[block.index()];
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
}
