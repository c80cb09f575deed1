//! What a loop computes anew in every round although nothing in it changes is computed once before it.
//!
//! Only operations that can never leave are moved: a loop may make no round at all.

use scheelite_runtime::{Scalar, Type};

use crate::ir::{Function, Kind, Local, LocalId, Node, Operation, rank, scalar};
use crate::request::Options;

/// Functions of a real that have a value for every finite argument.
const TOTAL: &[&str] = &[
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
    let mut before = Vec::new();
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
    if before.is_empty() {
        return;
    }
    let (ty, origin) = (node.ty, node.origin);
    let inner = std::mem::replace(node, Node::void(origin));
    before.push(inner);
    *node = Node::new(Kind::Sequence(before), ty, origin);
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
            let local = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
            let (ty, origin) = (node.ty, node.origin);
            self.locals.push(Local { name: "invariant".into(), ty, writes: 1 });
            let value = std::mem::replace(node, Node::new(Kind::Local(local), ty, origin));
            self.before.push(Node::assign(local, value, origin));
            return;
        }
        node.for_each_child_mut(&mut |child| self.hoist(child));
    }
}
