//! Elementwise expressions over arrays as one instruction: a tape of their operations.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::Register;
use scheelite_bytecode::program::{Block, Fill};
use scheelite_runtime::kernels::block::{self, MAX_VALUES, Outcome, Step, Tape};
use scheelite_runtime::{Scalar, Type, Value};

use super::{Lower, Slot};
use crate::ir::{Count, Kind, LocalId, Node, Operation, rank, scalar};
use crate::request::Options;

/// Deepest tree that becomes one tape; what lies deeper is computed before.
pub(crate) const DEPTH: usize = 100;

/// A value of a tape in the making: inputs come to stand before steps at the end.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Id {
    Input(usize),
    Step(usize),
}

/// Collects the operations of a tree.
struct Collector<'n> {
    /// Rank of the arrays; 0 for the rounds of a loop.
    rank: u8,
    /// The counter of the loop.
    index: Option<LocalId>,
    /// Variables set in each round, in order; only those before the one being read have values.
    set: Vec<(LocalId, &'n Node)>,
    visible: usize,
    leaves: Vec<&'n Node>,
    steps: Vec<(block::Operation, Id, Id)>,
}

/// The operation on elements that a node is, with the operands it takes from registers or other steps.
pub(crate) fn operation(node: &Node) -> Option<(block::Operation, &[Node])> {
    let Kind::Op(operation, args) = &node.kind else { return None };
    let of = scalar(args.first()?.ty)?;
    let unary = |name: &str| block::Operation::unary(name, of);
    let pair = |name: &str| block::Operation::pair(name, of);
    let found = match (operation, &args[..]) {
        (Operation::Add, [_, _]) => block::Operation::Add,
        (Operation::Subtract, [_, _]) => block::Operation::Subtract,
        (Operation::Multiply, [_, _]) => block::Operation::Multiply,
        (Operation::Divide, [_, _]) => pair("Divide")?,
        (Operation::Negate, [_]) => block::Operation::Negate,
        (Operation::Coerce, [_]) => block::Operation::Widen(scalar(node.ty)?),
        (Operation::Power, [_, exponent]) => match exponent.as_integer() {
            Some(n) if of >= Scalar::Real => block::Operation::Power(n),
            _ => pair("Power")?,
        },
        (Operation::Function("Square"), [_]) if of == Scalar::Integer => block::Operation::Multiply,
        (Operation::Function(name), [_]) => unary(name)?,
        (Operation::Function(name), [_, _]) => pair(name)?,
        (Operation::Kernel(name @ ("Re" | "Im")), [_]) if of == Scalar::Complex => unary(name)?,
        _ => return None,
    };
    let second = scalar(args.get(1).unwrap_or(&args[0]).ty)?;
    (found.result(of, second) == scalar(node.ty)).then_some((found, args))
}

/// Whether a node may be computed before the operations to its left: it neither sets a variable nor calls anything.
fn is_quiet(node: &Node) -> bool {
    !node.any(&mut |inner| {
        matches!(
            inner.kind,
            Kind::Assign(..)
                | Kind::SetPart(..)
                | Kind::SetElement(..)
                | Kind::SetRow(..)
                | Kind::External(_)
                | Kind::Call(..)
                | Kind::Return(_)
                | Kind::Goto(_)
                | Kind::Leave
        )
    })
}

impl<'n> Collector<'n> {
    fn new(rank: u8) -> Collector<'n> {
        Collector { rank, index: None, set: Vec::new(), visible: 0, leaves: Vec::new(), steps: Vec::new() }
    }

    fn fuses(&self, node: &Node) -> bool {
        rank(node.ty) == self.rank
            && operation(node).is_some_and(|(_, args)| {
                args.iter().all(|arg| matches!(rank(arg.ty), 0) || rank(arg.ty) == self.rank)
            })
    }

    /// The value of a node; none when it cannot be part of a tape.
    fn value(&mut self, node: &'n Node, depth: usize) -> Option<Id> {
        let room = depth < DEPTH && 2 * (self.leaves.len() + self.steps.len() + depth) < MAX_VALUES;
        match operation(node).filter(|_| room && self.fuses(node)) {
            Some((operation, args)) => {
                let a = self.value(&args[0], depth + 1)?;
                let b = match args.get(1).filter(|_| operation.is_pair()) {
                    Some(b) => self.value(b, depth + 1)?,
                    None => a,
                };
                let step = (operation, a, b);
                let known = self.steps.iter().position(|other| *other == step);
                Some(Id::Step(known.unwrap_or_else(|| {
                    self.steps.push(step);
                    self.steps.len() - 1
                })))
            }
            None => self.leaf(node, depth),
        }
    }

    fn leaf(&mut self, node: &'n Node, depth: usize) -> Option<Id> {
        if self.index.is_some() {
            match node.kind {
                Kind::Local(local) => {
                    if let Some(place) = self.set.iter().rposition(|(set, _)| *set == local) {
                        // The value of the round before is none of a tape.
                        let (_, value) = *self.set.get(place).filter(|_| place < self.visible)?;
                        let visible = std::mem::replace(&mut self.visible, place);
                        let id = self.value(value, depth + 1);
                        self.visible = visible;
                        return id;
                    }
                }
                Kind::Constant(_) => {}
                _ => return None,
            }
        } else if !is_quiet(node) {
            return None;
        }
        let same = |other: &&Node| match (&node.kind, &other.kind) {
            (Kind::Local(a), Kind::Local(b)) => a == b,
            (Kind::Constant(Value::Integer(a)), Kind::Constant(Value::Integer(b))) => a == b,
            (Kind::Constant(Value::Real(a)), Kind::Constant(Value::Real(b))) => a.to_bits() == b.to_bits(),
            _ => false,
        };
        let known = self.leaves.iter().position(same);
        Some(Id::Input(known.unwrap_or_else(|| {
            self.leaves.push(node);
            self.leaves.len() - 1
        })))
    }

    fn tape(&self, outcome: Outcome) -> Tape {
        let is_index = |leaf: &Node| matches!(leaf.kind, Kind::Local(local) if Some(local) == self.index);
        let ty = |leaf: &&Node| if is_index(leaf) { Type::Of(Scalar::Integer, 1) } else { leaf.ty };
        let inputs: Vec<Type> = self.leaves.iter().map(ty).collect();
        let number = |id: Id| {
            let value = match id {
                Id::Input(input) => input,
                Id::Step(step) => inputs.len() + step,
            };
            u16::try_from(value).unwrap_or(u16::MAX)
        };
        let steps = self
            .steps
            .iter()
            .map(|&(operation, a, b)| Step { operation, a: number(a), b: number(b) })
            .collect();
        Tape { inputs: inputs.clone(), steps, outcome }
    }
}

/// The operations of an elementwise expression over arrays of one rank, or of one whose sum or extremum a node is, and
/// what is made of their values; none when this is not one.
fn collected<'n>(node: &'n Node, options: &Options) -> Option<(Collector<'n>, Outcome)> {
    let (of, outcome) = match &node.kind {
        Kind::Op(Operation::Kernel(name), args) => match (*name, &args[..]) {
            ("Total", [arg]) => (arg, Outcome::Total),
            ("Max", [arg]) => (arg, Outcome::Max),
            ("Min", [arg]) => (arg, Outcome::Min),
            _ => (node, Outcome::Array),
        },
        _ => (node, Outcome::Array),
    };
    // Integers of arrays may overflow unchecked: blocks check them, kernels need not.
    let wraps =
        |inner: &Node| matches!(inner.kind, Kind::Op(..)) && scalar(inner.ty) == Some(Scalar::Integer);
    let mut collector = Collector::new(rank(of.ty));
    if collector.rank == 0
        || !collector.fuses(of)
        || !options.catch_integer_overflow && of.any(&mut |inner| wraps(inner))
    {
        return None;
    }
    collector.value(of, 0)?;
    (collector.tape(outcome).result() == Some(node.ty)).then_some((collector, outcome))
}

/// What an expression that can be one operation in blocks takes from elsewhere; none when it cannot.
pub(crate) fn operands_of_fused<'n>(node: &'n Node, options: &Options) -> Option<Vec<&'n Node>> {
    collected(node, options).map(|(collector, _)| collector.leaves)
}

impl Lower<'_> {
    /// An expression that the pass `fuse` found to be one operation.
    pub(super) fn block(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        let Some((collector, outcome)) = collected(node, self.options) else { return self.value(node, into) };
        let tape = collector.tape(outcome);
        let ty = node.ty;
        let slots = self.operands(collector.leaves.iter().copied());
        // The result takes the place of an array that nothing else needs.
        let spare = slots.iter().position(|slot| slot.temporary && slot.ty == ty && rank(ty) > 0);
        let dst = match (into, spare) {
            (None, Some(spare)) => slots[spare],
            _ => self.target(into, ty)?,
        };
        let args = slots.iter().map(|slot| slot.register).collect();
        let block = self.build.block(Block { tape, args, dst: dst.register, fill: None, rounds: None });
        self.emit(Op::TensorBlock { block });
        for slot in slots.into_iter().filter(|slot| slot.register != dst.register) {
            self.release(slot);
        }
        Some(dst)
    }

    /// A counted loop each round of which puts one number, an expression over the counter, into an array: one
    /// instruction. False when this is not one.
    pub(super) fn fill(&mut self, of: &Count) -> bool {
        let options = self.options;
        if !options.passes
            || !options.catch_integer_overflow
            || options.catch_overflow
            || options.catch_underflow
        {
            return false;
        }
        self.try_fill(of).is_some()
    }

    fn try_fill(&mut self, of: &Count) -> Option<()> {
        let nodes = match &of.body.kind {
            Kind::Sequence(nodes) => &nodes[..],
            _ => std::slice::from_ref(&of.body),
        };
        let (put, before) = nodes.split_last()?;
        let Kind::SetElement(array, at, value) = &put.kind else { return None };
        let Kind::Local(at) = at.kind else { return None };
        let mut collector = Collector::new(0);
        collector.index = Some(of.index);
        let mut moves = false;
        for node in before {
            let Kind::Assign(local, value) = &node.kind else { return None };
            if *local == at && !moves && is_next(value, at) {
                moves = true;
            } else if *local == at || *local == of.index || *local == *array {
                return None;
            } else {
                collector.set.push((*local, value));
            }
        }
        if moves == (at == of.index) || !matches!(of.last.kind, Kind::Local(_) | Kind::Constant(_)) {
            return None;
        }
        collector.visible = collector.set.len();
        collector.value(value, 0)?;
        let reads_at = |leaf: &&Node| matches!(leaf.kind, Kind::Local(local) if local == at && moves);
        if collector.leaves.iter().any(reads_at) {
            return None;
        }
        // What a round sets is not looked at afterwards, nor is the counter.
        let ir = self.ir;
        let mut of_round = collector.set.iter().map(|(local, _)| *local).chain([of.index]);
        let reads = self.reads.get_or_insert_with(|| reads(&ir.body, ir.locals.len()));
        let inside = self::reads(&of.body, ir.locals.len());
        if of_round.any(|local| {
            let place = local.0 as usize;
            // The loop itself reads its counter.
            reads[place] != inside[place] + u32::from(local == of.index)
        }) {
            return None;
        }
        let tape = collector.tape(Outcome::Array);
        let Type::Of(element, 1) = tape.result()? else { return None };
        let (array, index, at) = (self.local(*array)?, self.local(of.index)?, self.local(at)?);
        match self.build.ty(array) {
            Some(Type::Of(scalar, _)) if scalar == element => {}
            _ => return None,
        }
        let leaves = collector.leaves.iter().copied().chain([&of.last]);
        let slots = self.operands(leaves);
        let (last, args) = slots.split_last()?;
        let fill = Fill { index, last: last.register, at, moves };
        let args = args.iter().map(|slot| slot.register).collect();
        let block = self.build.block(Block { tape, args, dst: array, fill: Some(fill), rounds: None });
        self.emit(Op::TensorBlock { block });
        self.release_all(&slots);
        self.bind(of.next);
        self.bind(of.end);
        Some(())
    }
}

/// Whether a node is `local + 1`.
pub(crate) fn is_next(node: &Node, local: LocalId) -> bool {
    matches!(&node.kind, Kind::Op(Operation::Add, args)
        if matches!(args[0].kind, Kind::Local(from) if from == local) && args[1].as_integer() == Some(1))
}

/// How often each variable is read.
fn reads(node: &Node, locals: usize) -> Vec<u32> {
    fn count(node: &Node, counts: &mut [u32]) {
        node.for_each_read(&mut |local| counts[local.0 as usize] += 1);
        node.for_each_child(&mut |child| count(child, counts));
    }
    let mut counts = vec![0; locals];
    count(node, &mut counts);
    counts
}
