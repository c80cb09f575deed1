//! Operations on numbers: the instruction for an operation and its types, and patterns that have one of their own.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Imm, In, Out, Register};
use scheelite_runtime::{Scalar, Type, Value};

use super::{Lower, Slot};
use crate::ir::{Node, Operation, rank, scalar};

/// The checked or the wrapping form of an integer instruction.
macro_rules! integer {
    ($self:ident, $checked:ident | $wrapping:ident { $($field:ident : $value:expr),* $(,)? }) => {
        if $self.options.catch_integer_overflow {
            Op::$checked { $($field: $value),* }
        } else {
            Op::$wrapping { $($field: $value),* }
        }
    };
}
pub(super) use integer;

impl Lower<'_> {
    /// An operation; on tensors a kernel.
    pub(super) fn operation(
        &mut self,
        node: &Node,
        operation: Operation,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        let tensors = rank(node.ty) > 0 || args.iter().any(|arg| rank(arg.ty) > 0);
        match operation {
            Operation::Kernel(name) => return self.kernel(node, name, args, into),
            Operation::List | Operation::NewTable | Operation::Length => {
                return self.tensor_operation(node, operation, args, into);
            }
            _ if tensors => return self.elementwise(node, operation, args, into),
            Operation::Compare(relation) => return self.comparison(relation, args, into),
            Operation::Steps => return self.kernel(node, "Steps", args, into),
            _ => {}
        }
        if let Some(slot) = self.fused(node, into) {
            return Some(slot);
        }
        if let Some(slot) = self.with_literal(node, operation, args, into) {
            return Some(slot);
        }
        let slots = self.operands(args.iter());
        let dst = self.target(into, node.ty)?;
        let op = match slots[..] {
            [a] => self.unary(operation, scalar(args[0].ty)?, scalar(node.ty)?, dst.register, a.register),
            [a, b] => self.binary(operation, args, dst.register, a.register, b.register),
            _ => None,
        };
        self.emit(op?);
        self.release_all(&slots);
        Some(dst)
    }

    /// Instructions with a literal operand.
    fn with_literal(
        &mut self,
        node: &Node,
        operation: Operation,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        let [a, b] = args else { return None };
        match (a.ty, a.as_constant(), b.as_constant()) {
            (Type::INTEGER, None, Some(Value::Integer(k))) if node.ty == Type::INTEGER => {
                let k = *k;
                let make = |lower: &Self, dst: Register, r: &[Register]| {
                    let (dst, a) = (Out::from(dst), In::from(r[0]));
                    Some(match operation {
                        Operation::Add => integer!(
                            lower,
                            IntAddConstant | IntAddConstantWrapping { dst: dst, a: a, b: Imm(k) }
                        ),
                        Operation::Subtract => {
                            let k = k.checked_neg()?;
                            integer!(
                                lower,
                                IntAddConstant | IntAddConstantWrapping { dst: dst, a: a, b: Imm(k) }
                            )
                        }
                        Operation::Multiply => integer!(
                            lower,
                            IntMulConstant | IntMulConstantWrapping { dst: dst, a: a, b: Imm(k) }
                        ),
                        Operation::Power if k >= 0 => {
                            integer!(
                                lower,
                                IntPowerConstant | IntPowerConstantWrapping { dst: dst, a: a, b: Imm(k) }
                            )
                        }
                        Operation::Function("Mod") if k != 0 => Op::IntModConstant { dst, a, b: Imm(k) },
                        Operation::Function("Quotient") if k != 0 => {
                            Op::IntQuotientConstant { dst, a, b: Imm(k) }
                        }
                        _ => return None,
                    })
                };
                self.literal(a, node.ty, into, make)
            }
            (Type::INTEGER, Some(Value::Integer(k)), None) if node.ty == Type::INTEGER => {
                let k = *k;
                let make = |lower: &Self, dst: Register, r: &[Register]| {
                    let (dst, a) = (Out::from(dst), In::from(r[0]));
                    Some(match operation {
                        Operation::Add => integer!(
                            lower,
                            IntAddConstant | IntAddConstantWrapping { dst: dst, a: a, b: Imm(k) }
                        ),
                        Operation::Subtract => {
                            integer!(
                                lower,
                                IntConstantSub | IntConstantSubWrapping { dst: dst, a: a, b: Imm(k) }
                            )
                        }
                        Operation::Multiply => integer!(
                            lower,
                            IntMulConstant | IntMulConstantWrapping { dst: dst, a: a, b: Imm(k) }
                        ),
                        _ => return None,
                    })
                };
                self.literal(b, node.ty, into, make)
            }
            (Type::REAL, None, Some(Value::Real(k))) if node.ty == Type::REAL => {
                let k = *k;
                let make = |_: &Self, dst: Register, r: &[Register]| {
                    let (dst, a) = (Out::from(dst), In::from(r[0]));
                    Some(match operation {
                        Operation::Add => Op::RealAddConstant { dst, a, b: Imm(k) },
                        Operation::Subtract => Op::RealSubConstant { dst, a, b: Imm(k) },
                        Operation::Multiply => Op::RealMulConstant { dst, a, b: Imm(k) },
                        Operation::Divide if k != 0.0 => Op::RealDivConstant { dst, a, b: Imm(k) },
                        _ => return None,
                    })
                };
                self.literal(a, node.ty, into, make)
            }
            (Type::REAL, Some(Value::Real(k)), None) if node.ty == Type::REAL => {
                let k = *k;
                let make = |_: &Self, dst: Register, r: &[Register]| {
                    let (dst, a) = (Out::from(dst), In::from(r[0]));
                    Some(match operation {
                        Operation::Add => Op::RealAddConstant { dst, a, b: Imm(k) },
                        Operation::Subtract => Op::RealConstantSub { dst, a, b: Imm(k) },
                        Operation::Multiply => Op::RealMulConstant { dst, a, b: Imm(k) },
                        Operation::Divide => Op::RealConstantDiv { dst, a, b: Imm(k) },
                        _ => return None,
                    })
                };
                self.literal(b, node.ty, into, make)
            }
            (Type::REAL, None, Some(Value::Integer(k))) if operation == Operation::Power => {
                let k = *k;
                let make = |_: &Self, dst: Register, r: &[Register]| {
                    Some(Op::RealPowerConstant { dst: Out::from(dst), a: In::from(r[0]), b: Imm(k) })
                };
                self.literal(a, node.ty, into, make)
            }
            (Type::COMPLEX, None, Some(Value::Integer(k))) if operation == Operation::Power => {
                let k = *k;
                let make = |_: &Self, dst: Register, r: &[Register]| {
                    Some(Op::ComplexPowerConstant { dst: Out::from(dst), a: In::from(r[0]), b: Imm(k) })
                };
                self.literal(a, node.ty, into, make)
            }
            _ => None,
        }
    }

    fn literal(
        &mut self,
        operand: &Node,
        ty: Type,
        into: Option<Register>,
        make: impl Fn(&Self, Register, &[Register]) -> Option<Op>,
    ) -> Option<Slot> {
        // Whether there is such an instruction is known before anything is emitted.
        let any = Register::new(scheelite_bytecode::operand::Bank::of(ty)?, 0);
        let left = Register::new(scheelite_bytecode::operand::Bank::of(operand.ty)?, 0);
        make(self, any, &[left])?;
        let slots = self.operands([operand]);
        let [slot] = slots[..] else { return None };
        let dst = self.target(into, ty)?;
        let op = make(self, dst.register, &[slot.register])?;
        self.emit(op);
        self.release(slot);
        Some(dst)
    }

    fn unary(
        &mut self,
        operation: Operation,
        from: Scalar,
        to: Scalar,
        dst: Register,
        a: Register,
    ) -> Option<Op> {
        use Scalar::{Boolean, Complex, Integer, Real};
        let name = match operation {
            Operation::Coerce => {
                return Some(match (from, to) {
                    (Integer, Real) => Op::IntToReal { dst: Out::from(dst), a: In::from(a) },
                    (Integer, Complex) => Op::IntToComplex { dst: Out::from(dst), a: In::from(a) },
                    (Real, Complex) => Op::RealToComplex { dst: Out::from(dst), a: In::from(a) },
                    _ => return None,
                });
            }
            Operation::Negate => {
                return Some(match from {
                    Integer => {
                        integer!(self, IntNeg | IntNegWrapping { dst: Out::from(dst), a: In::from(a) })
                    }
                    Real => Op::RealNeg { dst: Out::from(dst), a: In::from(a) },
                    Complex => Op::ComplexNeg { dst: Out::from(dst), a: In::from(a) },
                    Boolean => return None,
                });
            }
            Operation::Not => return Some(Op::BoolNot { dst: Out::from(dst), a: In::from(a) }),
            Operation::Function(name) => name,
            _ => return None,
        };
        Some(match (name, from, to) {
            ("Boole", Boolean, _) => Op::BoolToInt { dst: Out::from(dst), a: In::from(a) },
            ("EvenQ", Integer, _) => Op::IntEven { dst: Out::from(dst), a: In::from(a) },
            ("OddQ", Integer, _) => Op::IntOdd { dst: Out::from(dst), a: In::from(a) },
            ("PrimeQ", Integer, _) => Op::IntPrime { dst: Out::from(dst), a: In::from(a) },
            ("Abs", Integer, _) => {
                integer!(self, IntAbs | IntAbsWrapping { dst: Out::from(dst), a: In::from(a) })
            }
            ("Square", Integer, _) => {
                integer!(self, IntSquare | IntSquareWrapping { dst: Out::from(dst), a: In::from(a) })
            }
            ("Sign", Integer, _) => Op::IntSign { dst: Out::from(dst), a: In::from(a) },
            ("BitNot", Integer, _) => Op::IntBitNot { dst: Out::from(dst), a: In::from(a) },
            (_, Integer, Integer) => {
                Op::IntFunction { dst: Out::from(dst), a: In::from(a), f: self.build.scalar_function(name) }
            }
            ("Abs", Real, _) => Op::RealAbs { dst: Out::from(dst), a: In::from(a) },
            ("Square", Real, _) => Op::RealSquare { dst: Out::from(dst), a: In::from(a) },
            ("Sqrt", Real, _) => Op::RealSqrt { dst: Out::from(dst), a: In::from(a) },
            ("Reciprocal", Real, _) => Op::RealReciprocal { dst: Out::from(dst), a: In::from(a) },
            ("Sign", Real, _) => Op::RealSign { dst: Out::from(dst), a: In::from(a) },
            ("Floor", Real, _) => Op::RealFloor { dst: Out::from(dst), a: In::from(a) },
            ("Ceiling", Real, _) => Op::RealCeiling { dst: Out::from(dst), a: In::from(a) },
            ("Round", Real, _) => Op::RealRound { dst: Out::from(dst), a: In::from(a) },
            ("IntegerPart", Real, _) => Op::RealIntegerPart { dst: Out::from(dst), a: In::from(a) },
            ("FractionalPart", Real, _) => Op::RealFractionalPart { dst: Out::from(dst), a: In::from(a) },
            (_, Real, Integer) => Op::RealToIntFunction {
                dst: Out::from(dst),
                a: In::from(a),
                f: self.build.scalar_function(name),
            },
            (_, Real, Real) => {
                Op::RealFunction { dst: Out::from(dst), a: In::from(a), f: self.build.scalar_function(name) }
            }
            ("Re", Complex, _) => Op::ComplexRe { dst: Out::from(dst), a: In::from(a) },
            ("Im", Complex, _) => Op::ComplexIm { dst: Out::from(dst), a: In::from(a) },
            ("Abs", Complex, _) => Op::ComplexAbs { dst: Out::from(dst), a: In::from(a) },
            ("Arg", Complex, _) => Op::ComplexArg { dst: Out::from(dst), a: In::from(a) },
            ("Square", Complex, _) => Op::ComplexSquare { dst: Out::from(dst), a: In::from(a) },
            ("Sqrt", Complex, _) => Op::ComplexSqrt { dst: Out::from(dst), a: In::from(a) },
            ("Reciprocal", Complex, _) => Op::ComplexReciprocal { dst: Out::from(dst), a: In::from(a) },
            ("Conjugate", Complex, _) => Op::ComplexConjugate { dst: Out::from(dst), a: In::from(a) },
            (_, Complex, Complex) => Op::ComplexFunction {
                dst: Out::from(dst),
                a: In::from(a),
                f: self.build.scalar_function(name),
            },
            (_, Complex, Real) => Op::ComplexToRealFunction {
                dst: Out::from(dst),
                a: In::from(a),
                f: self.build.scalar_function(name),
            },
            _ => return None,
        })
    }

    fn binary(
        &mut self,
        operation: Operation,
        args: &[Node],
        dst: Register,
        a: Register,
        b: Register,
    ) -> Option<Op> {
        use Scalar::{Boolean, Complex, Integer, Real};
        let (left, right) = (scalar(args[0].ty)?, scalar(args[1].ty)?);
        macro_rules! op {
            ($name:ident) => {
                Op::$name { dst: Out::from(dst), a: In::from(a), b: In::from(b) }
            };
        }
        macro_rules! checked {
            ($checked:ident $wrapping:ident) => {
                integer!(self, $checked | $wrapping { dst: Out::from(dst), a: In::from(a), b: In::from(b) })
            };
        }
        Some(match (operation, left, right) {
            (Operation::Add, Integer, _) => checked!(IntAdd IntAddWrapping),
            (Operation::Subtract, Integer, _) => checked!(IntSub IntSubWrapping),
            (Operation::Multiply, Integer, _) => checked!(IntMul IntMulWrapping),
            (Operation::Divide, Integer, _) => op!(IntDivide),
            (Operation::Power, Integer, Integer) => checked!(IntPower IntPowerWrapping),
            (Operation::Add, Real, _) => op!(RealAdd),
            (Operation::Subtract, Real, _) => op!(RealSub),
            (Operation::Multiply, Real, _) => op!(RealMul),
            (Operation::Divide, Real, _) => op!(RealDiv),
            (Operation::Power, Real, Integer) => op!(RealPowerInt),
            (Operation::Power, Real, Real) => op!(RealPower),
            (Operation::Add, Complex, _) => op!(ComplexAdd),
            (Operation::Subtract, Complex, _) => op!(ComplexSub),
            (Operation::Multiply, Complex, _) => op!(ComplexMul),
            (Operation::Divide, Complex, _) => op!(ComplexDiv),
            (Operation::Power, Complex, Integer) => op!(ComplexPowerInt),
            (Operation::Power, Complex, Complex) => op!(ComplexPower),
            (Operation::Same, Real, _) => op!(RealSame),
            (Operation::Same, Complex, _) => op!(ComplexSame),
            (Operation::Same, Integer, _) => op!(IntEqual),
            (Operation::Same, Boolean, _) => op!(BoolEqual),
            (Operation::Xor, Boolean, _) => op!(BoolXor),
            (Operation::MakeComplex, Real, _) => {
                Op::ComplexMake { dst: Out::from(dst), re: In::from(a), im: In::from(b) }
            }
            (Operation::Function(name), Integer, Integer) => match name {
                "Mod" => op!(IntMod),
                "Quotient" => op!(IntQuotient),
                "Min" => op!(IntMin),
                "Max" => op!(IntMax),
                "BitAnd" => op!(IntBitAnd),
                "BitOr" => op!(IntBitOr),
                "BitXor" => op!(IntBitXor),
                "BitShiftLeft" => op!(IntShiftLeft),
                "BitShiftRight" => op!(IntShiftRight),
                _ => {
                    let f = self.build.scalar_function(name);
                    Op::IntFunction2 { dst: Out::from(dst), a: In::from(a), b: In::from(b), f }
                }
            },
            (Operation::Function(name), Real, Real) => match name {
                "Mod" => op!(RealMod),
                "Quotient" => op!(RealQuotient),
                "Min" => op!(RealMin),
                "Max" => op!(RealMax),
                _ => {
                    let f = self.build.scalar_function(name);
                    Op::RealFunction2 { dst: Out::from(dst), a: In::from(a), b: In::from(b), f }
                }
            },
            (Operation::Function(name), Complex, Complex) => {
                let f = self.build.scalar_function(name);
                Op::ComplexFunction2 { dst: Out::from(dst), a: In::from(a), b: In::from(b), f }
            }
            _ => return None,
        })
    }
}
