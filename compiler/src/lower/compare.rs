//! Comparisons and tests: as values, and as jumps.

use scheelite_bytecode::builder::Label;
use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Imm, In, Out, Register};
use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::{Scalar, Type, Value};

use super::{Lower, Slot};
use crate::ir::{Kind, Node, Operation, Relation, scalar};

/// The relation with its sides exchanged.
fn mirrored(relation: Relation) -> Relation {
    match relation {
        Relation::Equal | Relation::Unequal => relation,
        Relation::Less => Relation::Greater,
        Relation::LessEqual => Relation::GreaterEqual,
        Relation::Greater => Relation::Less,
        Relation::GreaterEqual => Relation::LessEqual,
    }
}

/// The relation that holds for integers when this one does not.
fn negated(relation: Relation) -> Relation {
    match relation {
        Relation::Equal => Relation::Unequal,
        Relation::Unequal => Relation::Equal,
        Relation::Less => Relation::GreaterEqual,
        Relation::LessEqual => Relation::Greater,
        Relation::Greater => Relation::LessEqual,
        Relation::GreaterEqual => Relation::Less,
    }
}

/// The second operand: a register or a literal.
enum Right<T> {
    Register(Register),
    Constant(T),
}

macro_rules! comparison {
    ($relation:expr, $right:expr, $dst:expr, $a:expr;
     $($name:ident $plain:ident $constant:ident;)*) => {
        match ($relation, $right) {
            $(
                (Relation::$name, Right::Register(b)) => Op::$plain { dst: $dst, a: $a, b: In::from(b) },
                (Relation::$name, Right::Constant(b)) => Op::$constant { dst: $dst, a: $a, b: Imm(b) },
            )*
        }
    };
}

macro_rules! jump {
    ($relation:expr, $right:expr, $to:expr, $a:expr;
     $($name:ident $plain:ident $constant:ident;)*) => {
        match ($relation, $right) {
            $(
                (Relation::$name, Right::Register(b)) => Op::$plain { a: $a, b: In::from(b), to: $to },
                (Relation::$name, Right::Constant(b)) => Op::$constant { a: $a, to: $to, b: Imm(b) },
            )*
        }
    };
}

impl Lower<'_> {
    /// A test as a jump: goes to `to` when the node is `when`, else goes on.
    pub(super) fn branch(&mut self, node: &Node, when: bool, to: Label) {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let outer = self.origin;
            if node.origin != scheelite_runtime::source::Origin::NONE {
                self.origin = node.origin;
            }
            self.branch_here(node, when, to);
            self.origin = outer;
        });
    }

    fn branch_here(&mut self, node: &Node, when: bool, to: Label) {
        match &node.kind {
            Kind::Constant(Value::Boolean(value)) => {
                if *value == when {
                    self.emit(Op::Jump { to: to.target() });
                }
            }
            Kind::Sequence(nodes) => {
                if let Some((last, before)) = nodes.split_last() {
                    for node in before {
                        self.effect(node);
                    }
                    self.branch(last, when, to);
                }
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                // `deciding` is what one operand needs to be to decide the whole.
                let deciding = matches!(node.kind, Kind::Or(_));
                if when == deciding {
                    nodes.iter().for_each(|node| self.branch(node, deciding, to));
                    return;
                }
                let Some((last, before)) = nodes.split_last() else {
                    if when != deciding {
                        self.emit(Op::Jump { to: to.target() });
                    }
                    return;
                };
                let skip = self.build.label();
                before.iter().for_each(|node| self.branch(node, deciding, skip));
                self.branch(last, when, to);
                self.bind_label(skip);
            }
            Kind::Op(Operation::Not, args) => self.branch(&args[0], !when, to),
            Kind::Op(Operation::Compare(relation), args) if self.jump_on(*relation, args, when, to) => {}
            Kind::Op(Operation::Function(name @ ("EvenQ" | "OddQ")), args) => {
                let slots = self.operands(args.iter());
                let [slot] = slots[..] else { return };
                let a = In::from(slot.register);
                self.emit(match (*name == "EvenQ") == when {
                    true => Op::JumpIfIntEven { a, to: to.target() },
                    false => Op::JumpIfIntOdd { a, to: to.target() },
                });
                self.release(slot);
            }
            _ => {
                if let Some(slot) = self.value(node, None) {
                    let a = In::from(slot.register);
                    self.emit(match when {
                        true => Op::JumpIf { a, to: to.target() },
                        false => Op::JumpIfNot { a, to: to.target() },
                    });
                    self.release(slot);
                }
            }
        }
    }

    /// The operands of a comparison, a literal on the right when there is one.
    fn sides(
        &mut self,
        relation: Relation,
        args: &[Node],
    ) -> Option<(Relation, Slot, Option<Value>, Option<Slot>)> {
        let [a, b] = args else { return None };
        if let Some(value) = b.as_constant() {
            let a = self.operands([a]).pop()?;
            return Some((relation, a, Some(value.clone()), None));
        }
        if let Some(value) = a.as_constant() {
            let b = self.operands([b]).pop()?;
            return Some((mirrored(relation), b, Some(value.clone()), None));
        }
        let slots = self.operands([a, b]);
        let [a, b] = slots[..] else { return None };
        Some((relation, a, None, Some(b)))
    }

    fn jump_on(&mut self, relation: Relation, args: &[Node], when: bool, to: Label) -> bool {
        let to = to.target();
        match args[0].ty {
            Type::INTEGER => {
                let Some((relation, left, constant, right)) = self.sides(relation, args) else {
                    return false;
                };
                let relation = if when { relation } else { negated(relation) };
                let right_side = match (constant, right) {
                    (Some(Value::Integer(value)), _) => Right::Constant(value),
                    (_, Some(slot)) => Right::Register(slot.register),
                    _ => return false,
                };
                let a = In::from(left.register);
                self.emit(jump! { relation, right_side, to, a;
                    Equal JumpIfIntEqual JumpIfIntEqualConstant;
                    Unequal JumpIfIntUnequal JumpIfIntUnequalConstant;
                    Less JumpIfIntLess JumpIfIntLessConstant;
                    LessEqual JumpIfIntLessEqual JumpIfIntLessEqualConstant;
                    Greater JumpIfIntGreater JumpIfIntGreaterConstant;
                    GreaterEqual JumpIfIntGreaterEqual JumpIfIntGreaterEqualConstant;
                });
                self.release(left);
                right.into_iter().for_each(|slot| self.release(slot));
                true
            }
            Type::REAL => {
                let Some((relation, left, constant, right)) = self.sides(relation, args) else {
                    return false;
                };
                let right_side = match (constant, right) {
                    (Some(Value::Real(value)), _) => Right::Constant(value),
                    (_, Some(slot)) => Right::Register(slot.register),
                    _ => return false,
                };
                let a = In::from(left.register);
                // Nothing compares with what is not a number, so that "not less" is not "greater or equal".
                let op = match (when, self.options.tolerance) {
                    (true, false) => jump! { relation, right_side, to, a;
                        Equal JumpIfRealEqual JumpIfRealEqualConstant;
                        Unequal JumpIfRealUnequal JumpIfRealUnequalConstant;
                        Less JumpIfRealLess JumpIfRealLessConstant;
                        LessEqual JumpIfRealLessEqual JumpIfRealLessEqualConstant;
                        Greater JumpIfRealGreater JumpIfRealGreaterConstant;
                        GreaterEqual JumpIfRealGreaterEqual JumpIfRealGreaterEqualConstant;
                    },
                    (false, false) => jump! { relation, right_side, to, a;
                        Equal JumpIfRealUnequal JumpIfRealUnequalConstant;
                        Unequal JumpIfRealEqual JumpIfRealEqualConstant;
                        Less JumpUnlessRealLess JumpUnlessRealLessConstant;
                        LessEqual JumpUnlessRealLessEqual JumpUnlessRealLessEqualConstant;
                        Greater JumpUnlessRealGreater JumpUnlessRealGreaterConstant;
                        GreaterEqual JumpUnlessRealGreaterEqual JumpUnlessRealGreaterEqualConstant;
                    },
                    (true, true) => jump! { relation, right_side, to, a;
                        Equal JumpIfRealEqualTolerant JumpIfRealEqualConstantTolerant;
                        Unequal JumpIfRealUnequalTolerant JumpIfRealUnequalConstantTolerant;
                        Less JumpIfRealLessTolerant JumpIfRealLessConstantTolerant;
                        LessEqual JumpIfRealLessEqualTolerant JumpIfRealLessEqualConstantTolerant;
                        Greater JumpIfRealGreaterTolerant JumpIfRealGreaterConstantTolerant;
                        GreaterEqual JumpIfRealGreaterEqualTolerant JumpIfRealGreaterEqualConstantTolerant;
                    },
                    (false, true) => jump! { relation, right_side, to, a;
                        Equal JumpIfRealUnequalTolerant JumpIfRealUnequalConstantTolerant;
                        Unequal JumpIfRealEqualTolerant JumpIfRealEqualConstantTolerant;
                        Less JumpUnlessRealLessTolerant JumpUnlessRealLessConstantTolerant;
                        LessEqual JumpUnlessRealLessEqualTolerant JumpUnlessRealLessEqualConstantTolerant;
                        Greater JumpUnlessRealGreaterTolerant JumpUnlessRealGreaterConstantTolerant;
                        GreaterEqual JumpUnlessRealGreaterEqualTolerant JumpUnlessRealGreaterEqualConstantTolerant;
                    },
                };
                self.emit(op);
                self.release(left);
                right.into_iter().for_each(|slot| self.release(slot));
                true
            }
            _ => false,
        }
    }

    /// A comparison as a value.
    pub(super) fn comparison(
        &mut self,
        relation: Relation,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        match scalar(args.first()?.ty)? {
            Scalar::Boolean => {
                let slots = self.operands(args.iter());
                let [a, b] = slots[..] else { return None };
                let dst = self.target(into, Type::BOOLEAN)?;
                let (a, b) = (In::from(a.register), In::from(b.register));
                let out = Out::from(dst.register);
                self.emit(match relation {
                    Relation::Equal => Op::BoolEqual { dst: out, a, b },
                    _ => Op::BoolXor { dst: out, a, b },
                });
                self.release_all(&slots);
                Some(dst)
            }
            Scalar::Complex => {
                let slots = self.operands(args.iter());
                let [a, b] = slots[..] else { return None };
                let dst = self.target(into, Type::BOOLEAN)?;
                let (a, b) = (In::from(a.register), In::from(b.register));
                let out = Out::from(dst.register);
                self.emit(match self.options.tolerance {
                    true => Op::ComplexEqualTolerant { dst: out, a, b },
                    false => Op::ComplexEqual { dst: out, a, b },
                });
                if relation == Relation::Unequal {
                    self.emit(Op::BoolNot { dst: out, a: In::from(dst.register) });
                }
                self.release_all(&slots);
                Some(dst)
            }
            Scalar::Integer => {
                let (relation, left, constant, right) = self.sides(relation, args)?;
                let right_side = match (constant, right) {
                    (Some(Value::Integer(value)), _) => Right::Constant(value),
                    (_, Some(slot)) => Right::Register(slot.register),
                    _ => return None,
                };
                let dst = self.target(into, Type::BOOLEAN)?;
                let (out, a) = (Out::from(dst.register), In::from(left.register));
                self.emit(comparison! { relation, right_side, out, a;
                    Equal IntEqual IntEqualConstant;
                    Unequal IntUnequal IntUnequalConstant;
                    Less IntLess IntLessConstant;
                    LessEqual IntLessEqual IntLessEqualConstant;
                    Greater IntGreater IntGreaterConstant;
                    GreaterEqual IntGreaterEqual IntGreaterEqualConstant;
                });
                self.release(left);
                right.into_iter().for_each(|slot| self.release(slot));
                Some(dst)
            }
            Scalar::Real => {
                let (relation, left, constant, right) = self.sides(relation, args)?;
                let right_side = match (constant, right) {
                    (Some(Value::Real(value)), _) => Right::Constant(value),
                    (_, Some(slot)) => Right::Register(slot.register),
                    _ => return None,
                };
                let dst = self.target(into, Type::BOOLEAN)?;
                let (out, a) = (Out::from(dst.register), In::from(left.register));
                let op = match self.options.tolerance {
                    false => comparison! { relation, right_side, out, a;
                        Equal RealEqual RealEqualConstant;
                        Unequal RealUnequal RealUnequalConstant;
                        Less RealLess RealLessConstant;
                        LessEqual RealLessEqual RealLessEqualConstant;
                        Greater RealGreater RealGreaterConstant;
                        GreaterEqual RealGreaterEqual RealGreaterEqualConstant;
                    },
                    true => comparison! { relation, right_side, out, a;
                        Equal RealEqualTolerant RealEqualConstantTolerant;
                        Unequal RealUnequalTolerant RealUnequalConstantTolerant;
                        Less RealLessTolerant RealLessConstantTolerant;
                        LessEqual RealLessEqualTolerant RealLessEqualConstantTolerant;
                        Greater RealGreaterTolerant RealGreaterConstantTolerant;
                        GreaterEqual RealGreaterEqualTolerant RealGreaterEqualConstantTolerant;
                    },
                };
                self.emit(op);
                self.release(left);
                right.into_iter().for_each(|slot| self.release(slot));
                Some(dst)
            }
        }
    }

    /// `And` or `Or` as a value: by jumps, so that later operands are computed only when needed.
    pub(super) fn truth(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        let dst = self.target(into, Type::BOOLEAN)?;
        let (no, end) = (self.build.label(), self.build.label());
        self.branch(node, false, no);
        let out = || Out::from(dst.register);
        self.emit(Op::BoolConstant { dst: out(), value: Imm(1) });
        self.emit(Op::Jump { to: end.target() });
        self.bind_label(no);
        self.emit(Op::BoolConstant { dst: out(), value: Imm(0) });
        self.bind_label(end);
        Some(dst)
    }
}
