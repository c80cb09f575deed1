//! Choices between two values that stand ready, without a jump that the processor would have to foresee.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{In, Out, Register};
use scheelite_runtime::Type;

use super::{Lower, Slot};
use crate::ir::{Kind, LocalId, Node, Operation, Relation, rank};

/// What a choice is about.
struct Choice<'n> {
    /// The variable that is set; none when the choice is a value.
    to: Option<LocalId>,
    yes: &'n Node,
    no: Otherwise<'n>,
}

/// What there is when the test does not hold.
enum Otherwise<'n> {
    Value(&'n Node),
    /// What the variable is already.
    Kept(LocalId),
}

/// A number that needs no computing.
fn stands_ready(node: &Node) -> bool {
    matches!(node.ty, Type::INTEGER | Type::REAL) && matches!(node.kind, Kind::Constant(_) | Kind::Local(_))
}

/// The variable whose value a node is, after whatever it sets.
fn variable(node: &Node) -> Option<LocalId> {
    match &node.kind {
        Kind::Local(local) => Some(*local),
        Kind::Sequence(nodes) => variable(nodes.last()?),
        _ => None,
    }
}

impl<'n> Choice<'n> {
    fn of(node: &Node, [_, yes, no]: &'n [Node; 3]) -> Option<Choice<'n>> {
        if node.ty != Type::Void {
            let ready = stands_ready(yes) && stands_ready(no);
            return ready.then_some(Choice { to: None, yes, no: Otherwise::Value(no) });
        }
        let Kind::Assign(to, yes) = &yes.kind else { return None };
        let no = match &no.kind {
            Kind::Assign(other, value) if other == to && stands_ready(value) => Otherwise::Value(value),
            _ if no.is_nothing() => Otherwise::Kept(*to),
            _ => return None,
        };
        stands_ready(yes).then_some(Choice { to: Some(*to), yes, no })
    }

    /// The smaller or the larger of the two operands of a comparison of integers, when that is what is chosen.
    fn extreme(&self, relation: Relation, a: &Node, b: &Node) -> Option<&'static str> {
        if self.yes.ty != Type::INTEGER || a.ty != Type::INTEGER {
            return None;
        }
        let other = match self.no {
            Otherwise::Value(node) => variable(node)?,
            Otherwise::Kept(local) => local,
        };
        let (yes, a, b) = (variable(self.yes)?, variable(a)?, variable(b)?);
        let first = match (yes == a && other == b, yes == b && other == a) {
            (true, _) => true,
            (_, true) => false,
            _ => return None,
        };
        match relation {
            Relation::Less | Relation::LessEqual => Some(if first { "Min" } else { "Max" }),
            Relation::Greater | Relation::GreaterEqual => Some(if first { "Max" } else { "Min" }),
            Relation::Equal | Relation::Unequal => None,
        }
    }
}

impl Lower<'_> {
    /// `If[test, x, y]` and `If[test, v = x]` inside a loop, for a comparison of numbers and values that stand ready; none
    /// when this is not one.
    pub(super) fn choice(
        &mut self,
        node: &Node,
        parts: &[Node; 3],
        into: Option<Register>,
    ) -> Option<Option<Slot>> {
        // Functions without loops are run over whole arrays by their branches.
        if !self.options.passes || self.loops == 0 {
            return None;
        }
        let Kind::Op(Operation::Compare(relation), args) = &parts[0].kind else { return None };
        let [a, b] = &args[..] else { return None };
        if !matches!(a.ty, Type::INTEGER | Type::REAL) || rank(b.ty) > 0 {
            return None;
        }
        let choice = Choice::of(node, parts)?;
        let ty = choice.yes.ty;
        // A largest real so far seldom changes, which a jump foresees, and the comparison of the next round would wait for
        // the choice of this one: seidel took 5.0 times C with it and 4.1 without.
        if ty == Type::REAL && matches!(choice.no, Otherwise::Kept(_)) {
            return None;
        }
        let to = match choice.to {
            Some(local) => Some(self.local(local)?),
            None => into,
        };
        if let Some(extreme) = choice.extreme(*relation, a, b) {
            let slots = self.operands([a, b]);
            let [a, b] = slots[..] else { return None };
            let dst = self.target(to, ty)?;
            let (out, a, b) = (Out::from(dst.register), In::from(a.register), In::from(b.register));
            self.emit(match extreme {
                "Min" => Op::IntMin { dst: out, a, b },
                _ => Op::IntMax { dst: out, a, b },
            });
            self.release_all(&slots);
            return Some((choice.to.is_none()).then_some(dst));
        }
        let test = self.value(&parts[0], None)?;
        let mut ready = |node: &Node| match &node.kind {
            Kind::Local(local) => self.local(*local),
            Kind::Constant(value) => self.constant(value).map(|slot| slot.register),
            _ => None,
        };
        let yes = ready(choice.yes)?;
        let no = match choice.no {
            Otherwise::Value(node) => ready(node)?,
            Otherwise::Kept(local) => self.local(local)?,
        };
        let dst = self.target(to, ty)?;
        let test_in = In::from(test.register);
        self.emit(match ty {
            Type::INTEGER => Op::IntSelect {
                dst: Out::from(dst.register),
                test: test_in,
                a: In::from(yes),
                b: In::from(no),
            },
            _ => Op::RealSelect {
                dst: Out::from(dst.register),
                test: test_in,
                a: In::from(yes),
                b: In::from(no),
            },
        });
        self.release(test);
        Some((choice.to.is_none()).then_some(dst))
    }
}
