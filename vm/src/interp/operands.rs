//! What the instruction at which a run was left had read: for messages.

use num_complex::Complex64;
use scheelite_bytecode::Bank;
use scheelite_bytecode::operand::{Direction, Operand};
use scheelite_runtime::Value;

use super::frame::Frame;
use super::run::Run;

/// The values of the scalar registers that the instruction reads, in the order of its operands; none when it may have
/// overwritten one of them.
#[cold]
pub(super) fn read(run: &mut Run<'_>, pc: usize) -> Vec<Value> {
    let Some(op) = run.function().code.get(pc).copied() else { return Vec::new() };
    let frame = Frame::<true> { registers: run.registers(), run };
    let mut read: Vec<(u16, Value)> = Vec::new();
    let mut written: Vec<u16> = Vec::new();
    op.each_operand(|_, operand| {
        let Operand::Register(direction, shape, slot) = operand else { return };
        if direction != Direction::In {
            written.push(slot);
            return;
        }
        let at = usize::from(slot);
        read.push((
            slot,
            match shape.bank {
                Bank::Bool => Value::Boolean(frame.get(at) != 0),
                Bank::Int => Value::Integer(frame.get(at).cast_signed()),
                Bank::Real => Value::Real(f64::from_bits(frame.get(at))),
                Bank::Cplx => {
                    let part = |slot| f64::from_bits(frame.get(slot));
                    Value::Complex(Complex64::new(part(at), part(at + 1)))
                }
                Bank::Tensor => Value::Void,
            },
        ));
    });
    if read.iter().any(|(slot, _)| written.contains(slot)) {
        return Vec::new();
    }
    read.into_iter().map(|(_, value)| value).collect()
}
