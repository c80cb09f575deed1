//! What a loop computes anew in every round although nothing in it changes is computed once before it.
//!
//! A loop may make no round at all, so what can leave (a part of an array, a sum of integers) is moved only out of counted
//! loops, behind a test that there is a round, and only when the first round is certain to compute it before anything
//! that can be noticed.

use scheelite_runtime::{Scalar, Type};

use crate::ir::{Function, Index, Kind, Local, LocalId, Node, Operation, Relation, rank, scalar};
use crate::request::Options;

/// Functions of a real that have a value for every finite argument.
pub(super) const TOTAL: &[&str] = &[
    "Abs",
    "ArcSinh",
    "ArcTan",
    "Cos",
    "Cosh",
    "Erf",
    "Erfc",
    "Exp",
    "Gudermannian",
    "Haversine",
    "LogisticSigmoid",
    "Ramp",
    "Sech",
    "Sin",
    "Sinc",
    "Sinh",
    "Square",
    "Tanh",
];

/// Moves invariant operations out of loops.
pub fn run(function: &mut Function, options: &Options) {
    let jumps_freely = function.body.any(&mut |node| matches!(node.kind, Kind::Mark(_)));
    if jumps_freely {
        return;
    }
    let mut locals = std::mem::take(&mut function.locals);
    visit(&mut function.body, &mut locals, options);
    function.locals = locals;
}

/// Whether an operation (not its operands) always has a value and no effect.
pub(super) fn is_harmless(node: &Node, options: &Options) -> bool {
    let Kind::Op(operation, args) = &node.kind else { return false };
    if options.catch_overflow || options.catch_underflow {
        return matches!(operation, Operation::Length);
    }
    let scalars = rank(node.ty) == 0 && args.iter().all(|arg| rank(arg.ty) == 0);
    let inexact = matches!(scalar(node.ty), Some(Scalar::Real | Scalar::Complex));
    match operation {
        Operation::Length => true,
        Operation::Coerce | Operation::MakeComplex | Operation::Not | Operation::Xor => scalars,
        Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Negate => scalars && inexact,
        Operation::Compare(_) | Operation::Same => scalars,
        Operation::Function(name) => {
            scalars && node.ty == Type::REAL && args.len() == 1 && TOTAL.contains(name)
        }
        _ => false,
    }
}

fn visit(node: &mut Node, locals: &mut Vec<Local>, options: &Options) {
    node.for_each_child_mut(&mut |child| visit(child, locals, options));
    if !matches!(node.kind, Kind::While(_) | Kind::Count(_)) {
        return;
    }
    let mut written = vec![false; locals.len()];
    mark_written(node, &mut written);
    let (mut before, mut certain) = (Vec::new(), Vec::new());
    let mut hoister = Hoister { locals, options, written: &written, before: &mut before };
    match &mut node.kind {
        Kind::While(of) => {
            hoister.hoist(&mut of.test);
            hoister.hoist(&mut of.body);
            hoister.hoist(&mut of.step);
        }
        Kind::Count(of) => hoister.hoist(&mut of.body),
        _ => {}
    }
    if let Kind::Count(of) = &mut node.kind
        && !options.catch_overflow
        && !options.catch_underflow
    {
        let mut hoister = Hoister { locals, options, written: &written, before: &mut certain };
        hoister.hoist_certain(&mut of.body);
        if !certain.is_empty() {
            guard(node, certain, &mut before, locals);
        }
    }
    if before.is_empty() {
        return;
    }
    let (ty, origin) = (node.ty, node.origin);
    let inner = std::mem::replace(node, Node::void(origin));
    before.push(inner);
    *node = Node::new(Kind::Sequence(before), ty, origin);
}

/// Puts `certain` before a counted loop, and a test that it makes a round around both. The last value is computed once,
/// before the test.
fn guard(node: &mut Node, mut certain: Vec<Node>, before: &mut Vec<Node>, locals: &mut Vec<Local>) {
    let (ty, origin) = (node.ty, node.origin);
    let mut inner = std::mem::replace(node, Node::void(origin));
    let Kind::Count(of) = &mut inner.kind else { return };
    if !matches!(of.last.kind, Kind::Constant(_) | Kind::Local(_)) {
        let local = LocalId(u32::try_from(locals.len()).unwrap_or(u32::MAX));
        locals.push(Local { name: "last".into(), ty: Type::INTEGER, writes: 1 });
        let get = Node::new(Kind::Local(local), Type::INTEGER, origin);
        before.push(Node::assign(local, std::mem::replace(&mut of.last, get), origin));
    }
    let index = Node::new(Kind::Local(of.index), Type::INTEGER, origin);
    let some = vec![index, of.last.clone()];
    let some = Node::op(Operation::Compare(Relation::LessEqual), some, Type::BOOLEAN, origin);
    certain.push(inner);
    let loop_ = Node::new(Kind::Sequence(certain), ty, origin);
    *node = Node::new(Kind::If(Box::new([some, loop_, Node::void(origin)])), ty, origin);
}

fn mark_written(node: &Node, written: &mut [bool]) {
    node.for_each_written(&mut |local| written[local.0 as usize] = true);
    node.for_each_child(&mut |child| mark_written(child, written));
}

struct Hoister<'a> {
    locals: &'a mut Vec<Local>,
    options: &'a Options,
    written: &'a [bool],
    before: &'a mut Vec<Node>,
}

impl Hoister<'_> {
    fn is_invariant(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Constant(_) => true,
            Kind::Local(local) => !self.written.get(local.0 as usize).copied().unwrap_or(false),
            Kind::Op(_, args) => {
                is_harmless(node, self.options) && args.iter().all(|arg| self.is_invariant(arg))
            }
            _ => false,
        }
    }

    fn hoist(&mut self, node: &mut Node) {
        let computes = match &node.kind {
            Kind::Op(_, args) => args.iter().any(|arg| arg.as_constant().is_none()),
            _ => false,
        };
        if computes && self.is_invariant(node) {
            self.move_out(node);
            return;
        }
        node.for_each_child_mut(&mut |child| self.hoist(child));
    }

    /// Whether a number depends on nothing that the loop changes, and is computed without any effect.
    fn is_fixed(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Constant(_) => true,
            Kind::Local(local) => !self.written.get(local.0 as usize).copied().unwrap_or(false),
            Kind::Op(Operation::Kernel(_) | Operation::List | Operation::NewTable, _) => false,
            Kind::Op(_, args) => {
                rank(node.ty) == 0 && args.iter().all(|arg| rank(arg.ty) == 0 && self.is_fixed(arg))
            }
            Kind::Part(array, indices) => {
                rank(node.ty) == 0
                    && matches!(array.kind, Kind::Local(_))
                    && self.is_fixed(array)
                    && indices.iter().all(|index| matches!(index, Index::At(at, _) if self.is_fixed(at)))
            }
            _ => false,
        }
    }

    /// Moves what the first round certainly computes; whether control certainly goes on after the node, without anything
    /// that could be noticed.
    fn hoist_certain(&mut self, node: &mut Node) -> bool {
        let computes = match &node.kind {
            Kind::Op(_, args) => args.iter().any(|arg| arg.as_constant().is_none()),
            Kind::Part(..) => true,
            _ => false,
        };
        if computes && node.ty != Type::BOOLEAN && self.is_fixed(node) {
            self.move_out(node);
            return true;
        }
        match &mut node.kind {
            Kind::Constant(_) | Kind::Local(_) => true,
            Kind::Op(operation, args) => {
                let on = args.iter_mut().all(|arg| self.hoist_certain(arg));
                on && !matches!(operation, Operation::Kernel(_))
            }
            Kind::Assign(_, value) | Kind::Fused(value) => self.hoist_certain(value),
            Kind::Sequence(nodes) => nodes.iter_mut().all(|node| self.hoist_certain(node)),
            Kind::Part(array, indices) => {
                let moved = Index::are_moved(indices);
                self.hoist_certain(array) && indices.iter_mut().all(|index| self.hoist_index(index, moved))
            }
            // The value is computed before the indices.
            Kind::SetPart(_, indices, value) => {
                let moved = Index::are_moved(indices);
                self.hoist_certain(value) && indices.iter_mut().all(|index| self.hoist_index(index, moved))
            }
            Kind::SetElement(_, at, value) => self.hoist_certain(at) && self.hoist_certain(value),
            Kind::SetRow(_, nodes) => nodes.iter_mut().all(|node| self.hoist_certain(node)),
            // Of the rest the part that comes first is certain, and then anything may happen.
            Kind::If(parts) => {
                self.hoist_certain(&mut parts[0]);
                false
            }
            Kind::Count(of) => {
                self.hoist_certain(&mut of.last);
                false
            }
            Kind::Return(value) => {
                self.hoist_certain(value);
                false
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                if let Some(first) = nodes.first_mut() {
                    self.hoist_certain(first);
                }
                false
            }
            Kind::While(_)
            | Kind::Mark(_)
            | Kind::Goto(_)
            | Kind::Leave
            | Kind::External(_)
            | Kind::Call(..) => false,
        }
    }

    /// An index; where constants added to it cost nothing, they stay.
    fn hoist_index(&mut self, index: &mut Index, moved: bool) -> bool {
        match index {
            Index::At(node, _) if moved => self.hoist_certain(node.moved_mut()),
            Index::At(node, _) | Index::List(node) => self.hoist_certain(node),
            Index::Span(nodes) => nodes.iter_mut().all(|node| self.hoist_certain(node)),
            Index::All => true,
        }
    }

    /// Computes a node before the loop.
    fn move_out(&mut self, node: &mut Node) {
        let local = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        let (ty, origin) = (node.ty, node.origin);
        self.locals.push(Local { name: "invariant".into(), ty, writes: 1 });
        let value = std::mem::replace(node, Node::new(Kind::Local(local), ty, origin));
        self.before.push(Node::assign(local, value, origin));
    }
}
