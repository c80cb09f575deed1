//! Common subexpressions: what has been computed before on every way here, from variables that have not changed since,
//! is computed once and kept in a variable.
//!
//! Only scalars are kept, computed by arithmetic, functions of numbers, lengths and parts of array variables. Comparisons
//! are not: they are one with the jump that follows. What a branch or a loop computes is known inside it only; what a
//! loop changes is forgotten before it.
//!
//! A name is used only in statements after the one that computes it: the order in which instructions compute the pieces of
//! one statement is the lowering's affair (the value of a part assignment comes before its indices, for instance).

use std::hash::{Hash, Hasher};
use std::mem::discriminant;
use std::rc::Rc;

use rustc_hash::FxHasher;
use scheelite_runtime::Type;

use crate::ir::{Function, Index, Kind, Local, LocalId, Node, Operation, rank};
use crate::request::{Choice, Options};

/// Expressions remembered at a time; the oldest are forgotten.
const REMEMBERED: usize = 128;

/// Expressions of more nodes are not compared.
const LARGEST: usize = 32;

/// Names what is computed twice.
pub fn run(function: &mut Function, options: &Options) {
    // As for the rewriting of the body: not when it is switched off, by itself only without calls of the evaluator.
    let wanted = match options.optimize {
        Choice::Yes => true,
        Choice::No => false,
        Choice::Automatic => !function.body.any(&mut |node| matches!(node.kind, Kind::External(_))),
    };
    if !wanted {
        return;
    }
    let mut walk = Walk { known: Vec::new(), occurrences: 0, names: Vec::new(), step: Step::Find };
    walk.node(&mut function.body, &mut function.locals);
    if walk.names.iter().all(|of| of.uses < 2) {
        return;
    }
    for of in &mut walk.names {
        if of.uses > 1 {
            let local = LocalId(u32::try_from(function.locals.len()).unwrap_or(u32::MAX));
            function.locals.push(Local { name: "common".into(), ty: of.ty, writes: 1 });
            of.local = Some(local);
        }
    }
    (walk.known, walk.occurrences, walk.step) = (Vec::new(), 0, Step::Replace);
    walk.node(&mut function.body, &mut function.locals);
}

/// The tree is walked twice in the same way: uses are counted, then replaced.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Find,
    Replace,
}

/// An expression that may get a name.
struct Named {
    ty: Type,
    uses: u32,
    local: Option<LocalId>,
}

/// An expression whose value is known, as it stood at its first place.
#[derive(Clone)]
struct Known {
    node: Rc<Node>,
    outline: Outline,
    name: usize,
    /// Whether the statement that computes it is still going on.
    fresh: bool,
}

/// What tells most expressions apart without a walk through them.
#[derive(Clone, Copy)]
struct Outline {
    shape: u64,
    /// A bit for each variable that is read, by its number modulo 64.
    reads: u64,
}

impl Outline {
    fn of(node: &Node) -> Outline {
        let (mut hasher, mut reads) = (FxHasher::default(), 0);
        Outline::add(node, &mut hasher, &mut reads);
        Outline { shape: hasher.finish(), reads }
    }

    fn add(node: &Node, hasher: &mut FxHasher, reads: &mut u64) {
        discriminant(&node.kind).hash(hasher);
        if let Kind::Op(operation, _) = &node.kind {
            discriminant(operation).hash(hasher);
        }
        node.for_each_read(&mut |local| {
            local.0.hash(hasher);
            *reads |= bit(local);
        });
        node.for_each_child(&mut |child| Outline::add(child, hasher, reads));
    }
}

fn bit(local: LocalId) -> u64 {
    1 << (local.0 % 64)
}

/// What is known besides, when a test has held and when it has not; none where it makes no difference.
struct Facts {
    when_true: Option<Vec<Known>>,
    when_false: Option<Vec<Known>>,
}

struct Walk {
    known: Vec<Known>,
    /// Expressions remembered so far: the number of the next.
    occurrences: usize,
    names: Vec<Named>,
    step: Step,
}

/// Whether an expression depends on nothing but variables, and the number of its nodes.
pub(super) fn plain(node: &Node) -> Option<usize> {
    let index = |index: &Index| match index {
        Index::At(node, _) => plain(node),
        _ => None,
    };
    let size = match &node.kind {
        Kind::Constant(_) | Kind::Local(_) => 1,
        Kind::Op(operation, args) => {
            let kept = match operation {
                Operation::Kernel(_) | Operation::List | Operation::NewTable => false,
                Operation::Length => matches!(args[0].kind, Kind::Local(_)),
                _ => rank(node.ty) == 0 && args.iter().all(|arg| rank(arg.ty) == 0),
            };
            if !kept {
                return None;
            }
            1 + args.iter().map(plain).sum::<Option<usize>>()?
        }
        Kind::Part(array, indices) if matches!(array.kind, Kind::Local(_)) && rank(node.ty) == 0 => {
            2 + indices.iter().map(index).sum::<Option<usize>>()?
        }
        _ => return None,
    };
    (size <= LARGEST).then_some(size)
}

/// Whether it is worth a name: computed from some variable, and no Boolean.
fn is_candidate(node: &Node) -> bool {
    let computed = match &node.kind {
        Kind::Op(..) => node.any(&mut |inner| matches!(inner.kind, Kind::Local(_))),
        Kind::Part(..) => true,
        _ => false,
    };
    computed && node.ty != Type::BOOLEAN && plain(node).is_some()
}

/// Whether computing it again costs more than an instruction that another one can be fused with: sums and products of two
/// numbers that stand ready do not (mandel_real, whose test computes squares that the round needs too, took 4.9 times C with
/// names for them and 3.0 without).
fn is_dear(node: &Node) -> bool {
    use Operation::{Add, Function, Multiply, Negate, Subtract};
    match &node.kind {
        Kind::Op(Add | Subtract | Multiply | Negate | Function("Square"), args) => {
            args.iter().any(|arg| !matches!(arg.kind, Kind::Constant(_) | Kind::Local(_)))
        }
        _ => true,
    }
}

/// Whether two plain expressions are the same.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    let all = |a: &[Node], b: &[Node]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    a.ty == b.ty
        && match (&a.kind, &b.kind) {
            (Kind::Constant(a), Kind::Constant(b)) => same_constant(a, b),
            (Kind::Local(a), Kind::Local(b)) => a == b,
            (Kind::Op(f, a), Kind::Op(g, b)) => f == g && all(a, b),
            (Kind::Part(a, i), Kind::Part(b, j)) => {
                let equal = |pair: (&Index, &Index)| match pair {
                    (Index::At(a, _), Index::At(b, _)) => same(a, b),
                    _ => false,
                };
                same(a, b) && i.len() == j.len() && i.iter().zip(j).all(equal)
            }
            _ => false,
        }
}

/// The same bits: `0.` and `-0.` are two constants.
fn same_constant(a: &scheelite_runtime::Value, b: &scheelite_runtime::Value) -> bool {
    use scheelite_runtime::Value;
    match (a, b) {
        (Value::Real(a), Value::Real(b)) => a.to_bits() == b.to_bits(),
        (Value::Complex(a), Value::Complex(b)) => {
            a.re.to_bits() == b.re.to_bits() && a.im.to_bits() == b.im.to_bits()
        }
        (Value::Integer(a), Value::Integer(b)) => a == b,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        _ => false,
    }
}

impl Walk {
    fn forget(&mut self, local: LocalId) {
        self.known.retain(|known| known.outline.reads & bit(local) == 0 || !known.node.reads(local));
    }

    /// Forgets what a part of the tree changes.
    fn forget_written(&mut self, node: &Node) {
        if self.known.is_empty() {
            return;
        }
        node.for_each_written(&mut |local| self.forget(local));
        node.for_each_child(&mut |child| self.forget_written(child));
    }

    /// Walks a part that may not run, or runs again: what it computes is known inside it only.
    fn inside(&mut self, node: &mut Node, locals: &mut Vec<Local>) {
        let before = self.known.clone();
        self.node(node, locals);
        self.known = before;
    }

    /// Walks what runs only when a test has come out in one way, with what is known then.
    fn branch(&mut self, known: Option<Vec<Known>>, first: usize, node: &mut Node, locals: &mut Vec<Local>) {
        let Some(known) = known else { return self.inside(node, locals) };
        let before = std::mem::replace(&mut self.known, known);
        self.set_fresh(first, false);
        self.node(node, locals);
        self.known = before;
    }

    /// Walks a test. What is known however it comes out stays; what is known besides when all operands of an `And` have
    /// held, or none of an `Or`, is given.
    fn test(&mut self, node: &mut Node, locals: &mut Vec<Local>) -> Facts {
        let is_and = matches!(node.kind, Kind::And(_));
        match &mut node.kind {
            Kind::And(nodes) | Kind::Or(nodes) => {
                let mut neutral = None;
                for operand in nodes.iter_mut() {
                    let facts = self.test(operand, locals);
                    neutral.get_or_insert_with(|| self.known.clone());
                    let passed = if is_and { facts.when_true } else { facts.when_false };
                    if let Some(known) = passed {
                        self.known = known;
                    }
                }
                let neutral = neutral.unwrap_or_default();
                let mut passed = std::mem::replace(&mut self.known, neutral);
                passed.retain(|known| {
                    is_dear(&known.node) || self.known.iter().any(|other| other.name == known.name)
                });
                nodes.iter().skip(1).for_each(|node| self.forget_written(node));
                match is_and {
                    true => Facts { when_true: Some(passed), when_false: None },
                    false => Facts { when_true: None, when_false: Some(passed) },
                }
            }
            Kind::Op(Operation::Not, args) => {
                let Facts { when_true, when_false } = self.test(&mut args[0], locals);
                Facts { when_true: when_false, when_false: when_true }
            }
            _ => {
                self.node(node, locals);
                Facts { when_true: None, when_false: None }
            }
        }
    }

    /// Walks the operands of a node. Constants that are added to the indices of a part cost nothing where they stand.
    fn operands(&mut self, node: &mut Node, locals: &mut Vec<Local>) {
        match &mut node.kind {
            Kind::Part(array, indices) if Index::are_moved(indices) => {
                self.node(array, locals);
                indices.iter_mut().for_each(|index| self.index(index, locals));
            }
            Kind::SetPart(_, indices, value) if Index::are_moved(indices) => {
                indices.iter_mut().for_each(|index| self.index(index, locals));
                self.node(value, locals);
            }
            _ => node.for_each_child_mut(&mut |child| self.node(child, locals)),
        }
    }

    fn index(&mut self, index: &mut Index, locals: &mut Vec<Local>) {
        if let Index::At(node, _) = index {
            self.node(node.moved_mut(), locals);
        }
    }

    fn node(&mut self, node: &mut Node, locals: &mut Vec<Local>) {
        if is_candidate(node) {
            return self.candidate(node, locals);
        }
        match &mut node.kind {
            Kind::If(parts) => {
                let [test, yes, no] = &mut **parts;
                let first = self.occurrences;
                let facts = self.test(test, locals);
                self.set_fresh(first, false);
                self.branch(facts.when_true, first, yes, locals);
                self.branch(facts.when_false, first, no, locals);
                self.set_fresh(first, true);
                self.forget_written(yes);
                self.forget_written(no);
            }
            Kind::And(_) | Kind::Or(_) => {
                self.test(node, locals);
            }
            Kind::While(of) => {
                for part in [&of.test, &of.body, &of.step] {
                    self.forget_written(part);
                }
                let before = self.known.clone();
                let first = self.occurrences;
                let facts = self.test(&mut of.test, locals);
                self.set_fresh(first, false);
                self.branch(facts.when_true, first, &mut of.body, locals);
                // `Continue` comes here from anywhere in the body.
                self.known.clone_from(&before);
                self.node(&mut of.step, locals);
                self.known = before;
            }
            Kind::Count(of) => {
                self.node(&mut of.last, locals);
                self.forget(of.index);
                self.forget_written(&of.body);
                self.inside(&mut of.body, locals);
            }
            // Control comes here from elsewhere.
            Kind::Mark(_) => self.known.clear(),
            Kind::Sequence(statements) => {
                let first = self.occurrences;
                for statement in statements {
                    self.node(statement, locals);
                    self.set_fresh(first, false);
                }
                // The statement around this sequence goes on.
                self.set_fresh(first, true);
            }
            _ => {
                self.operands(node, locals);
                let mut written = Vec::new();
                node.for_each_written(&mut |local| written.push(local));
                written.into_iter().for_each(|local| self.forget(local));
            }
        }
    }

    /// Marks what has been remembered since the expression of this number.
    fn set_fresh(&mut self, first: usize, fresh: bool) {
        self.known.iter_mut().filter(|known| known.name >= first).for_each(|known| known.fresh = fresh);
    }

    fn candidate(&mut self, node: &mut Node, locals: &mut Vec<Local>) {
        let outline = Outline::of(node);
        let is_same = |known: &&Known| known.outline.shape == outline.shape && same(&known.node, node);
        if let Some(known) = self.known.iter().rev().find(is_same) {
            if known.fresh {
                self.operands(node, locals);
                return;
            }
            let of = &mut self.names[known.name];
            match (self.step, of.local) {
                (Step::Find, _) => of.uses += 1,
                (Step::Replace, Some(local)) => node.kind = Kind::Local(local),
                (Step::Replace, None) => {}
            }
            return;
        }
        let original = Rc::new(node.clone());
        self.operands(node, locals);
        let name = self.occurrences;
        self.occurrences += 1;
        if self.step == Step::Find {
            self.names.push(Named { ty: node.ty, uses: 1, local: None });
        }
        if let (Step::Replace, Some(local)) = (self.step, self.names[name].local) {
            let (ty, origin) = (node.ty, node.origin);
            let value = std::mem::replace(node, Node::void(origin));
            let set = Node::assign(local, value, origin);
            let get = Node::new(Kind::Local(local), ty, origin);
            *node = Node::new(Kind::Sequence(vec![set, get]), ty, origin);
        }
        if self.known.len() == REMEMBERED {
            self.known.remove(0);
        }
        self.known.push(Known { node: original, outline, name, fresh: true });
    }
}
