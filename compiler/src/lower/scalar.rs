//! Operations on numbers: the instruction for an operation and its types, and patterns that have one of their own.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Imm, In, Out, Register};
use scheelite_runtime::{Scalar, Type, Value};

use super::{Lower, Slot};
use crate::ir::{Kind, Node, Operation, rank, scalar};

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

/// The operands when a node is this operation on two numbers of this type.
fn pair(node: &Node, operation: Operation, ty: Type) -> Option<(&Node, &Node)> {
    match &node.kind {
        Kind::Op(found, args) if *found == operation && node.ty == ty => match &args[..] {
            [a, b] if a.ty == ty && b.ty == ty => Some((a, b)),
            _ => None,
        },
        _ => None,
    }
}

fn real(node: &Node) -> Option<f64> {
    match node.as_constant() {
        Some(Value::Real(value)) => Some(*value),
        _ => None,
    }
}

/// A product of which neither factor is a literal.
fn product(node: &Node, ty: Type) -> Option<(&Node, &Node)> {
    pair(node, Operation::Multiply, ty)
        .filter(|(a, b)| a.as_constant().is_none() && b.as_constant().is_none())
}

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

    fn emit_with(
        &mut self,
        nodes: &[&Node],
        ty: Type,
        into: Option<Register>,
        make: impl FnOnce(&Self, Register, &[Register]) -> Op,
    ) -> Option<Slot> {
        let slots = self.operands(nodes.iter().copied());
        let registers: Vec<Register> = slots.iter().map(|slot| slot.register).collect();
        let dst = self.target(into, ty)?;
        let op = make(self, dst.register, &registers);
        self.emit(op);
        self.release_all(&slots);
        Some(dst)
    }

    /// Sums and differences of products, products of three.
    fn fused(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        match node.ty {
            Type::REAL => self.fused_real(node, into),
            Type::INTEGER => self.fused_integer(node, into),
            Type::COMPLEX => self.fused_complex(node, into),
            _ => None,
        }
    }

    fn fused_real(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        const R: Type = Type::REAL;
        let out = Out::from;
        // With every overflow to be caught, each operation is its own instruction.
        if self.options.catch_overflow || self.options.catch_underflow {
            return None;
        }
        if let Some((left, right)) = pair(node, Operation::Add, R) {
            if let (Some((a, b)), Some((c, d))) = (product(left, R), product(right, R)) {
                return self.emit_with(&[a, b, c, d], R, into, |_, dst, r| Op::RealMulAddMul {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                    d: In::from(r[3]),
                });
            }
            if right.as_constant().is_none()
                && let Some((a, b)) = pair(left, Operation::Multiply, R)
            {
                if let Some(k) = real(a).or_else(|| real(b)) {
                    let factor = if real(a).is_some() { b } else { a };
                    return self.emit_with(&[factor, right], R, into, |_, dst, r| Op::RealMulConstantAdd {
                        dst: out(dst),
                        a: In::from(r[0]),
                        c: In::from(r[1]),
                        k: Imm(k),
                    });
                }
                return self.emit_with(&[a, b, right], R, into, |_, dst, r| Op::RealMulAdd {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                });
            }
            if left.as_constant().is_none()
                && let Some((a, b)) = pair(right, Operation::Multiply, R)
            {
                if let Some(k) = real(a).or_else(|| real(b)) {
                    let factor = if real(a).is_some() { b } else { a };
                    return self.emit_with(&[left, factor], R, into, |_, dst, r| Op::RealMulConstantAdd {
                        dst: out(dst),
                        a: In::from(r[1]),
                        c: In::from(r[0]),
                        k: Imm(k),
                    });
                }
                return self.emit_with(&[left, a, b], R, into, |_, dst, r| Op::RealMulAdd {
                    dst: out(dst),
                    a: In::from(r[1]),
                    b: In::from(r[2]),
                    c: In::from(r[0]),
                });
            }
            if right.as_constant().is_none()
                && let Some((a, b)) = pair(left, Operation::Add, R)
                && a.as_constant().is_none()
                && b.as_constant().is_none()
            {
                return self.emit_with(&[a, b, right], R, into, |_, dst, r| Op::RealAdd3 {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                });
            }
        }
        if let Some((left, right)) = pair(node, Operation::Subtract, R) {
            if let (Some((a, b)), Some((c, d))) = (product(left, R), product(right, R)) {
                return self.emit_with(&[a, b, c, d], R, into, |_, dst, r| Op::RealMulSubMul {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                    d: In::from(r[3]),
                });
            }
            if right.as_constant().is_none()
                && let Some((a, b)) = product(left, R)
            {
                return self.emit_with(&[a, b, right], R, into, |_, dst, r| Op::RealMulSub {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                });
            }
            if left.as_constant().is_none()
                && let Some((a, b)) = product(right, R)
            {
                return self.emit_with(&[left, a, b], R, into, |_, dst, r| Op::RealSubMul {
                    dst: out(dst),
                    a: In::from(r[1]),
                    b: In::from(r[2]),
                    c: In::from(r[0]),
                });
            }
        }
        if let Some((left, right)) = pair(node, Operation::Multiply, R)
            && right.as_constant().is_none()
            && let Some((a, b)) = pair(left, Operation::Multiply, R)
        {
            if let Some(k) = real(a).or_else(|| real(b)) {
                let factor = if real(a).is_some() { b } else { a };
                return self.emit_with(&[factor, right], R, into, |_, dst, r| Op::RealConstantMulMul {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    k: Imm(k),
                });
            }
            return self.emit_with(&[a, b, right], R, into, |_, dst, r| Op::RealMul3 {
                dst: out(dst),
                a: In::from(r[0]),
                b: In::from(r[1]),
                c: In::from(r[2]),
            });
        }
        None
    }

    fn fused_integer(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        const I: Type = Type::INTEGER;
        let out = Out::from;
        if let Kind::Op(Operation::Function("Mod"), args) = &node.kind
            && let Some(modulus) = args[1].as_integer().filter(|&m| m > 1)
            && let Some((left, right)) = pair(&args[0], Operation::Add, I)
            && right.as_constant().is_none()
        {
            if let Some((a, b)) = pair(left, Operation::Multiply, I)
                && let Some(k) = a.as_integer().or_else(|| b.as_integer())
            {
                let factor = if a.as_integer().is_some() { b } else { a };
                let (k, m) = (self.build.integer(k), self.build.integer(modulus));
                return self.emit_with(&[factor, right], I, into, |lower, dst, r| {
                    integer!(
                        lower,
                        IntMulConstantAddModConstant
                            | IntMulConstantAddModConstantWrapping {
                                dst: out(dst),
                                a: In::from(r[0]),
                                c: In::from(r[1]),
                                k: k,
                                m: m,
                            }
                    )
                });
            }
            if left.as_constant().is_none() && pair(left, Operation::Multiply, I).is_none() {
                let m = self.build.integer(modulus);
                return self.emit_with(&[left, right], I, into, |lower, dst, r| {
                    integer!(
                        lower,
                        IntAddModConstant
                            | IntAddModConstantWrapping {
                                dst: out(dst),
                                a: In::from(r[0]),
                                b: In::from(r[1]),
                                m: m,
                            }
                    )
                });
            }
        }
        let (left, right) = pair(node, Operation::Add, I)?;
        if right.as_constant().is_none()
            && let Some((a, b)) = pair(left, Operation::Multiply, I)
        {
            if let Some(k) = a.as_integer().or_else(|| b.as_integer()) {
                let factor = if a.as_integer().is_some() { b } else { a };
                return self.emit_with(&[factor, right], I, into, |lower, dst, r| {
                    integer!(
                        lower,
                        IntMulConstantAdd
                            | IntMulConstantAddWrapping {
                                dst: out(dst),
                                a: In::from(r[0]),
                                c: In::from(r[1]),
                                k: Imm(k),
                            }
                    )
                });
            }
            return self.emit_with(&[a, b, right], I, into, |lower, dst, r| {
                integer!(
                    lower,
                    IntMulAdd
                        | IntMulAddWrapping {
                            dst: out(dst),
                            a: In::from(r[0]),
                            b: In::from(r[1]),
                            c: In::from(r[2]),
                        }
                )
            });
        }
        if left.as_constant().is_none()
            && let Some((a, b)) = product(right, I)
        {
            return self.emit_with(&[left, a, b], I, into, |lower, dst, r| {
                integer!(
                    lower,
                    IntMulAdd
                        | IntMulAddWrapping {
                            dst: out(dst),
                            a: In::from(r[1]),
                            b: In::from(r[2]),
                            c: In::from(r[0]),
                        }
                )
            });
        }
        None
    }

    fn fused_complex(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        const C: Type = Type::COMPLEX;
        let out = Out::from;
        if self.options.catch_overflow || self.options.catch_underflow {
            return None;
        }
        if let Some((left, right)) = pair(node, Operation::Add, C) {
            if let Kind::Op(Operation::Function("Square"), args) = &left.kind {
                return self.emit_with(&[&args[0], right], C, into, |_, dst, r| Op::ComplexSquareAdd {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                });
            }
            if let Some((a, b)) = product(left, C).filter(|(a, b)| !is_widened(a) && !is_widened(b)) {
                return self.emit_with(&[a, b, right], C, into, |_, dst, r| Op::ComplexMulAdd {
                    dst: out(dst),
                    a: In::from(r[0]),
                    b: In::from(r[1]),
                    c: In::from(r[2]),
                });
            }
        }
        None
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

/// Whether a complex number is a real one widened: then scaling is exact and cheaper.
fn is_widened(node: &Node) -> bool {
    matches!(&node.kind, Kind::Op(Operation::Coerce, args) if args[0].ty == Type::REAL)
}
