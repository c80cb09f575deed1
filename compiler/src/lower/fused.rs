//! Several operations on numbers that are one instruction: sums and differences of products, products of three, sums
//! under a modulus. Operands are computed in the order in which they are written.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Imm, In, Out, Register};
use scheelite_runtime::{Type, Value};

use super::scalar::integer;
use super::{Lower, Slot};
use crate::ir::{Kind, Node, Operation};

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

/// Whether a number has to be computed or read.
fn varies(node: &Node) -> bool {
    node.as_constant().is_none()
}

/// A product of which neither factor is a literal.
fn product(node: &Node, ty: Type) -> Option<(&Node, &Node)> {
    pair(node, Operation::Multiply, ty).filter(|(a, b)| varies(a) && varies(b))
}

/// A product with a literal: the other factor, and the literal.
fn scaled<T>(node: &Node, ty: Type, literal: impl Fn(&Node) -> Option<T>) -> Option<(&Node, T)> {
    let (a, b) = pair(node, Operation::Multiply, ty)?;
    literal(a).map(|k| (b, k)).or_else(|| literal(b).map(|k| (a, k)))
}

/// Whether a complex number is a real one widened: then scaling is exact and cheaper.
fn is_widened(node: &Node) -> bool {
    matches!(&node.kind, Kind::Op(Operation::Coerce, args) if args[0].ty == Type::REAL)
}

/// Which of two terms is written first.
#[derive(Clone, Copy)]
enum First {
    Product,
    Other,
}

/// The terms of a sum, the one that may be a product first, in both ways.
fn ways<'n>((left, right): (&'n Node, &'n Node)) -> [(&'n Node, &'n Node, First); 2] {
    [(left, right, First::Product), (right, left, First::Other)]
}

impl Lower<'_> {
    /// The node as one instruction with operations inside it; none when there is no such instruction.
    pub(super) fn fused(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        match node.ty {
            Type::REAL => self.fused_real(node, into),
            Type::INTEGER => self.fused_integer(node, into),
            Type::COMPLEX => self.fused_complex(node, into),
            _ => None,
        }
    }

    /// Computes operands in order and emits what `make` makes of them.
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

    /// The same for the factors of a product and what it is added to: `make` gets the registers in this order, whichever is
    /// written first.
    fn emit_sum(
        &mut self,
        factors: &[&Node],
        other: &Node,
        first: First,
        into: Option<Register>,
        make: impl FnOnce(&Self, Register, &[Register]) -> Op,
    ) -> Option<Slot> {
        let mut nodes = factors.to_vec();
        match first {
            First::Product => nodes.push(other),
            First::Other => nodes.insert(0, other),
        }
        self.emit_with(&nodes, other.ty, into, |lower, dst, registers| {
            let mut ordered = registers.to_vec();
            if let First::Other = first {
                ordered.rotate_left(1);
            }
            make(lower, dst, &ordered)
        })
    }

    fn fused_real(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        const R: Type = Type::REAL;
        macro_rules! op {
            ($name:ident $dst:ident $($field:ident)+: $r:ident $(, $constant:ident = $k:expr)?) => {{
                let mut registers = $r.iter();
                $(let $field = In::from(*registers.next().expect("as many operands as nodes"));)+
                Op::$name { dst: Out::from($dst), $($field,)+ $($constant: Imm($k))? }
            }};
        }
        // With every overflow to be caught, each operation is its own instruction.
        if self.options.catch_overflow || self.options.catch_underflow {
            return None;
        }
        if let Some((left, right)) = pair(node, Operation::Add, R) {
            if let (Some((a, b)), Some((c, d))) = (product(left, R), product(right, R)) {
                return self.emit_with(&[a, b, c, d], R, into, |_, dst, r| op!(RealMulAddMul dst a b c d: r));
            }
            for (of, other, first) in ways((left, right)) {
                if !varies(other) {
                    continue;
                }
                if let Some((factor, k)) = scaled(of, R, real) {
                    return self.emit_sum(
                        &[factor],
                        other,
                        first,
                        into,
                        |_, dst, r| op!(RealMulConstantAdd dst a c: r, k = k),
                    );
                }
                if let Some((a, b)) = pair(of, Operation::Multiply, R) {
                    return self.emit_sum(
                        &[a, b],
                        other,
                        first,
                        into,
                        |_, dst, r| op!(RealMulAdd dst a b c: r),
                    );
                }
            }
            if varies(right)
                && let Some((a, b)) = pair(left, Operation::Add, R)
                && varies(a)
                && varies(b)
            {
                return self.emit_with(&[a, b, right], R, into, |_, dst, r| op!(RealAdd3 dst a b c: r));
            }
        }
        if let Some((left, right)) = pair(node, Operation::Subtract, R) {
            if let (Some((a, b)), Some((c, d))) = (product(left, R), product(right, R)) {
                return self.emit_with(&[a, b, c, d], R, into, |_, dst, r| op!(RealMulSubMul dst a b c d: r));
            }
            for (of, other, first) in ways((left, right)) {
                if !varies(other) {
                    continue;
                }
                if let Some((a, b)) = product(of, R) {
                    return self.emit_sum(&[a, b], other, first, into, |_, dst, r| match first {
                        First::Product => op!(RealMulSub dst a b c: r),
                        First::Other => op!(RealSubMul dst a b c: r),
                    });
                }
            }
        }
        if let Some((left, right)) = pair(node, Operation::Multiply, R)
            && varies(right)
        {
            if let Some((factor, k)) = scaled(left, R, real) {
                return self.emit_with(
                    &[factor, right],
                    R,
                    into,
                    |_, dst, r| op!(RealConstantMulMul dst a b: r, k = k),
                );
            }
            if let Some((a, b)) = pair(left, Operation::Multiply, R) {
                return self.emit_with(&[a, b, right], R, into, |_, dst, r| op!(RealMul3 dst a b c: r));
            }
        }
        None
    }

    fn fused_integer(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        const I: Type = Type::INTEGER;
        let out = Out::from;
        if let Kind::Op(Operation::Function("Mod"), args) = &node.kind
            && let Some(modulus) = args[1].as_integer().filter(|&m| m > 1)
            && let Some((left, right)) = pair(&args[0], Operation::Add, I)
            && varies(right)
        {
            if let Some((factor, k)) = scaled(left, I, Node::as_integer) {
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
            if varies(left) && pair(left, Operation::Multiply, I).is_none() {
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
        for (of, other, first) in ways(pair(node, Operation::Add, I)?) {
            if !varies(other) {
                continue;
            }
            if let (First::Product, Some((factor, k))) = (first, scaled(of, I, Node::as_integer)) {
                return self.emit_sum(&[factor], other, first, into, |lower, dst, r| {
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
            if let Some((a, b)) = product(of, I) {
                return self.emit_sum(&[a, b], other, first, into, |lower, dst, r| {
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
}
