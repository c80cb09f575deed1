//! Whether a function writes its scalar registers before it reads them: then its frames need no zeros.

use scheelite_bytecode::operand::{Direction, Operand, PoolKind};
use scheelite_bytecode::program::Function;
use scheelite_bytecode::{Bank, Op, Register};

/// Functions with more instructions are taken to need zeros: they are seldom called in a loop.
const MOST_CODE: usize = 4096;

/// The scalar registers as bits of one word.
struct Bits<'a> {
    function: &'a Function,
    first: [u32; 4],
}

impl Bits<'_> {
    fn of(&self, bank: Bank, index: u16) -> u64 {
        let at = match bank {
            Bank::Bool => 0,
            Bank::Int => 1,
            Bank::Real => 2,
            Bank::Cplx => 3,
            Bank::Tensor => return 0,
        };
        1 << (self.first[at] + u32::from(index))
    }

    fn register(&self, register: Register) -> u64 {
        self.of(register.bank, register.index)
    }

    /// What an instruction reads and writes; none when that is not known.
    fn effect(&self, op: &Op) -> Option<(u64, u64)> {
        let (mut reads, mut writes, mut known) = (0, 0, true);
        op.each_operand(|_, operand| match operand {
            Operand::Register(Direction::In, shape, index) => reads |= self.of(shape.bank, index),
            Operand::Register(Direction::Out, shape, index) => writes |= self.of(shape.bank, index),
            Operand::Register(Direction::InOut, shape, index) => {
                reads |= self.of(shape.bank, index);
                writes |= self.of(shape.bank, index);
            }
            Operand::Pool(PoolKind::Integer | PoolKind::Function, _) => {}
            Operand::Pool(kind, entry) => {
                let pools = &self.function.pools;
                let (args, dst) = match kind {
                    PoolKind::Call => {
                        let call = &pools.calls[usize::from(entry)];
                        (&call.args, call.dst)
                    }
                    PoolKind::CompiledCall => {
                        let call = &pools.compiled_calls[usize::from(entry)];
                        (&call.args, call.dst)
                    }
                    _ => {
                        known = false;
                        return;
                    }
                };
                reads |= args.iter().fold(0, |bits, arg| bits | self.register(*arg));
                writes |= dst.map_or(0, |dst| self.register(dst));
            }
            Operand::Target(_) | Operand::Integer(_) | Operand::Real(_) | Operand::Offset(_) => {}
        });
        if matches!(op, Op::Return {})
            && let Some((_, result)) = self.function.result
        {
            reads |= self.register(result);
        }
        known.then_some((reads, writes))
    }
}

/// Whether some path may read a scalar register that nothing has written; true when that would take long to find out.
pub(super) fn may_read_before_write(function: &Function) -> bool {
    let counts = &function.counts;
    let mut first = [0; 4];
    let mut all = 0u32;
    for (first, bank) in first.iter_mut().zip([Bank::Bool, Bank::Int, Bank::Real, Bank::Cplx]) {
        *first = all;
        all += counts.of(bank) as u32;
    }
    if all > u64::BITS || function.code.len() > MOST_CODE {
        return true;
    }
    let bits = Bits { function, first };
    let arrive = function.args.iter().map(|(_, register)| *register);
    let preset = function.presets.iter().map(|(register, _)| *register);
    let start = arrive.chain(preset).fold(0, |mask, register| mask | bits.register(register));
    // What is written on every path to an instruction that has been found so far.
    let mut written: Vec<Option<u64>> = vec![None; function.code.len()];
    written[0] = Some(start);
    let mut pending = vec![0];
    while let Some(pc) = pending.pop() {
        let op = &function.code[pc];
        let before = written[pc].unwrap_or(0);
        let Some((reads, writes)) = bits.effect(op) else { return true };
        if reads & !before != 0 {
            return true;
        }
        let after = before | writes;
        let next = (!op.ends_block()).then_some(pc + 1);
        for to in next.into_iter().chain(op.target().map(|to| to as usize)) {
            let common = written[to].map_or(after, |known| known & after);
            if written[to] != Some(common) {
                written[to] = Some(common);
                pending.push(to);
            }
        }
    }
    false
}
