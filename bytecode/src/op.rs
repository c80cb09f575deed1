//! The instruction type, expanded from [`crate::ops`].

use scheelite_runtime::kernels::scalar::compare::{largest_less, largest_less_equal};

use crate::for_each_op;
use crate::operand::pool::{Block, Call, CompiledCall, External, Function, Integer, KernelCall, Registers};
use crate::operand::{
    Any, AsOperand, Bool, Cplx, Cplxs, Imm, In, InOut, Int, Ints, Operand, Out, Pool, Real, Reals, Renumber,
    Target,
};

/// What is known of an instruction besides its operands.
#[derive(Debug)]
pub struct OpInfo {
    /// Name: bank, verb, detail.
    pub name: &'static str,
    /// Meaning.
    pub doc: &'static str,
    /// Names of the operands.
    pub operands: &'static [&'static str],
    /// Types of the operands as written in the list.
    pub kinds: &'static [&'static str],
    /// Text in listings, operands in braces.
    pub text: &'static str,
}

macro_rules! define {
    ($(
        #[doc = $doc:literal]
        $name:ident = $variant:ident { $($field:ident: $kind:ty),* } $text:literal;
    )*) => {
        /// An instruction, in the form that runs.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Op {
            $(
                #[doc = $doc]
                $variant {
                    $(#[doc = concat!("`", stringify!($kind), "`")] $field: $kind,)*
                },
            )*
        }

        impl Op {
            /// All instructions, in the order of the list.
            pub const INFO: &'static [OpInfo] = &[$(OpInfo {
                name: stringify!($name),
                doc: $doc.trim_ascii(),
                operands: &[$(stringify!($field)),*],
                kinds: &[$(stringify!($kind)),*],
                text: $text,
            }),*];

            /// One of each instruction: registers, places and pool entries 0, literals 1.
            pub fn samples() -> Vec<Op> {
                vec![$(Op::$variant { $($field: <$kind as AsOperand>::sample()),* }),*]
            }

            /// The place in [`Op::INFO`].
            pub fn number(&self) -> usize {
                #[repr(u16)]
                #[derive(Clone, Copy)]
                enum Number { $($variant),* }
                (match self { $(Op::$variant { .. } => Number::$variant,)* }) as usize
            }

            /// Calls `f` with the name and the content of each operand.
            pub fn each_operand(&self, mut f: impl FnMut(&'static str, Operand)) {
                let _ = &mut f;
                match *self {
                    $(Op::$variant { $($field),* } => { $(f(stringify!($field), $field.operand());)* })*
                }
            }

            /// The same instruction with registers and targets renumbered.
            pub fn renumbered(self, by: &mut impl Renumber) -> Op {
                let _ = &by;
                match self {
                    $(Op::$variant { $($field),* } => Op::$variant { $($field: $field.renumbered(by)),* },)*
                }
            }
        }
    };
}

for_each_op!(define);

const _: () = assert!(size_of::<Op>() == 16);

impl Op {
    /// What is known of this instruction.
    pub fn info(&self) -> &'static OpInfo {
        &Op::INFO[self.number()]
    }

    /// Where it may go other than to the next instruction.
    pub fn target(&self) -> Option<u32> {
        let mut target = None;
        self.each_operand(|_, operand| {
            if let Operand::Target(to) = operand {
                target = Some(to);
            }
        });
        target
    }

    /// Whether the next instruction never follows it.
    pub fn ends_block(&self) -> bool {
        matches!(self, Op::Jump { .. } | Op::Return {} | Op::ReturnError {})
    }

    /// The fastest form with the same meaning for these literals. Programs hold the general one, which is listed.
    /// `integer` puts a constant into the pool, if there is room.
    pub fn specialized(self, integer: &mut dyn FnMut(i64) -> Option<Pool<Integer>>) -> Op {
        match self {
            Op::IntModConstant { dst, a, b: Imm(b) } if b > 0 && b & (b - 1) == 0 => {
                Op::IntModPowerOfTwo { dst, a, b: Imm(b) }
            }
            Op::IntQuotientConstant { dst, a, b: Imm(b) } if b > 0 && b & (b - 1) == 0 => {
                Op::IntQuotientPowerOfTwo { dst, a, b: Imm(i64::from(b.trailing_zeros())) }
            }
            Op::IntModConstant { dst, a, b: Imm(b) } if b > 1 => match integer(b) {
                Some(m) => Op::IntModDivisor { dst, a, m },
                None => self,
            },
            Op::IntQuotientConstant { dst, a, b: Imm(b) } if b > 1 => match integer(b) {
                Some(m) => Op::IntQuotientDivisor { dst, a, m },
                None => self,
            },
            other => other.with_bound(),
        }
    }

    /// A comparison up to the tolerance with a literal as one without tolerance, with the last number for which it holds. Jumps
    /// stay: of the plain comparison the optimizer makes a choice between two addresses, for which the next instruction
    /// then waits (mandel_real 2.9 to 5.5 times C), of the tolerant one a jump that the processor foresees.
    fn with_bound(self) -> Op {
        macro_rules! forms {
            ($($from:ident { $($field:ident),* } => $to:ident |$b:ident| $bound:expr;)*) => {
                match self {
                    $(Op::$from { $($field,)* b: Imm($b) } if $b.is_finite() => {
                        Op::$to { $($field,)* b: Imm($bound) }
                    })*
                    other => other,
                }
            };
        }
        forms! {
            RealLessConstantTolerant { dst, a } => RealLessEqualConstant |b| largest_less(b);
            RealLessEqualConstantTolerant { dst, a } => RealLessEqualConstant |b| largest_less_equal(b);
            RealGreaterConstantTolerant { dst, a } => RealGreaterEqualConstant |b| -largest_less(-b);
            RealGreaterEqualConstantTolerant { dst, a } => RealGreaterEqualConstant |b| -largest_less_equal(-b);
        }
    }

    /// The form that wraps around, for functions that do not catch integer overflow.
    pub fn wrapping(self) -> Op {
        match self {
            Op::IntAdd { dst, a, b } => Op::IntAddWrapping { dst, a, b },
            Op::IntAddConstant { dst, a, b } => Op::IntAddConstantWrapping { dst, a, b },
            Op::IntSub { dst, a, b } => Op::IntSubWrapping { dst, a, b },
            Op::IntConstantSub { dst, a, b } => Op::IntConstantSubWrapping { dst, a, b },
            Op::IntMul { dst, a, b } => Op::IntMulWrapping { dst, a, b },
            Op::IntMulConstant { dst, a, b } => Op::IntMulConstantWrapping { dst, a, b },
            Op::IntMulAdd { dst, a, b, c } => Op::IntMulAddWrapping { dst, a, b, c },
            Op::IntMulConstantAdd { dst, a, c, k } => Op::IntMulConstantAddWrapping { dst, a, c, k },
            Op::IntMulConstantAddModConstant { dst, a, c, k, m } => {
                Op::IntMulConstantAddModConstantWrapping { dst, a, c, k, m }
            }
            Op::IntAddModConstant { dst, a, b, m } => Op::IntAddModConstantWrapping { dst, a, b, m },
            Op::IntAddConstantIf { dst, a, test, k } => Op::IntAddConstantIfWrapping { dst, a, test, k },
            Op::IntNeg { dst, a } => Op::IntNegWrapping { dst, a },
            Op::IntAbs { dst, a } => Op::IntAbsWrapping { dst, a },
            Op::IntSquare { dst, a } => Op::IntSquareWrapping { dst, a },
            Op::IntPower { dst, a, b } => Op::IntPowerWrapping { dst, a, b },
            Op::IntPowerConstant { dst, a, b } => Op::IntPowerConstantWrapping { dst, a, b },
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_texts_name_operands() {
        let mut names = std::collections::HashSet::new();
        for info in Op::INFO {
            assert!(names.insert(info.name), "{} is listed twice", info.name);
            for operand in info.operands {
                assert!(
                    info.text.contains(&format!("{{{operand}}}")),
                    "{}: {operand} is not shown",
                    info.name
                );
            }
        }
    }
}
