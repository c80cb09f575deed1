//! Counted loops each round of which puts one number into an array, or adds one to a sum: their rounds are run ahead in
//! blocks. The loop itself follows and takes over where that ends, so whatever a block cannot do is left to it, and it
//! always runs the last round, after which all variables hold what they should.

use rustc_hash::{FxHashMap, FxHashSet};
use scheelite_bytecode::rounds::Follows;
use scheelite_runtime::kernels::block::{self, Outcome, Step, Tape, Test};
use scheelite_runtime::kernels::scalar::IntegerBinary;
use scheelite_runtime::{Scalar, Type, Value};

use crate::ahead::{Ahead, Does, Index, Input, Literal};
use crate::ir::{self, Count, Function, Kind, Local, LocalId, Node, Operation, Relation, rank, scalar};
use crate::lower::block::{DEPTH, Id, is_next, operation};
use crate::request::Options;

/// Most values of a tape of rounds.
const MOST: usize = 100;

/// Says of each loop what is run ahead of it.
pub fn run(function: &mut Function, options: &Options) {
    // Blocks check every integer, and no real.
    if !options.catch_integer_overflow || options.catch_overflow || options.catch_underflow {
        return;
    }
    visit(&mut function.body, &function.locals, options);
}

fn visit(node: &mut Node, locals: &[Local], options: &Options) {
    node.for_each_child_mut(&mut |child| visit(child, locals, options));
    if let Kind::Count(of) = &mut node.kind {
        of.ahead = ahead(of, locals, options).map(Box::new);
    }
}

/// Reads a round.
struct Reader<'n> {
    counter: LocalId,
    locals: &'n [Local],
    options: &'n Options,
    /// Variables that the rounds set.
    written: FxHashSet<LocalId>,
    /// The array that they change.
    array: Option<LocalId>,
    /// The variable that counts up by one at the start of each round.
    moving: Option<LocalId>,
    /// Variables set so far in the round.
    set: FxHashMap<LocalId, &'n Node>,
    used: FxHashSet<LocalId>,
    known: FxHashMap<LocalId, Id>,
    inputs: Vec<(Input, Type)>,
    steps: Vec<(block::Operation, Id, Id)>,
}

impl<'n> Reader<'n> {
    /// Notes what an expression sets; none when it does more than compute, or needs what rounds before have set.
    fn scan(&mut self, node: &'n Node) -> Option<()> {
        match &node.kind {
            Kind::Constant(_) => Some(()),
            Kind::Local(local) => {
                let earlier = self.written.contains(local)
                    && *local != self.counter
                    && Some(*local) != self.moving
                    && !self.set.contains_key(local);
                (!earlier).then_some(())
            }
            Kind::Op(_, args) => args.iter().try_for_each(|arg| self.scan(arg)),
            Kind::Part(array, indices) => {
                match array.kind {
                    Kind::Local(local) if !self.written.contains(&local) || Some(local) == self.array => {}
                    _ => return None,
                }
                self.scan_indices(indices)
            }
            Kind::Sequence(nodes) => nodes.iter().try_for_each(|node| self.scan(node)),
            // What is chosen is computed in all rounds, so it has to have a value in all.
            Kind::If(parts) if node.ty != Type::Void => {
                let [test, yes, no] = &**parts;
                self.scan(test)?;
                [yes, no].into_iter().try_for_each(|arm| self.scan_total(arm))
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                let (first, rest) = nodes.split_first()?;
                self.scan(first)?;
                rest.iter().try_for_each(|node| self.scan_total(node))
            }
            Kind::Assign(local, value) => {
                if self.moving.is_none() && self.set.is_empty() && is_next(value, *local) {
                    self.moving = Some(*local);
                    return Some(());
                }
                self.scan(value)?;
                let again =
                    *local == self.counter || Some(*local) == self.moving || Some(*local) == self.array;
                (!again && rank(value.ty) == 0 && self.set.insert(*local, value).is_none()).then_some(())
            }
            _ => None,
        }
    }

    /// The same for what only some rounds compute.
    fn scan_total(&mut self, node: &'n Node) -> Option<()> {
        let locals = self.locals;
        let is_named = |local: LocalId| locals.get(local.0 as usize).is_some_and(|of| of.writes == 1);
        is_total(node, &is_named).then_some(())?;
        self.scan(node)
    }

    fn scan_indices(&mut self, indices: &'n [ir::Index]) -> Option<()> {
        indices.iter().try_for_each(|index| match index {
            ir::Index::At(node, _) => self.scan(node),
            _ => None,
        })
    }

    /// A variable set in the round, as the expression it was set to.
    fn definition(&mut self, local: LocalId) -> Option<&'n Node> {
        let node = self.set.get(&local).copied()?;
        self.used.insert(local);
        Some(node)
    }

    /// An integer that follows the rounds.
    fn index(&mut self, node: &'n Node) -> Option<Index> {
        if node.ty != Type::INTEGER {
            return None;
        }
        let none = Index { offset: 0, base: None, follows: Follows::Nothing };
        match &node.kind {
            Kind::Constant(Value::Integer(offset)) => Some(Index { offset: *offset, ..none }),
            Kind::Local(local) if *local == self.counter => Some(Index { follows: Follows::Counter, ..none }),
            Kind::Local(local) if Some(*local) == self.moving => {
                Some(Index { follows: Follows::Moving, ..none })
            }
            Kind::Local(local) if !self.written.contains(local) => Some(Index { base: Some(*local), ..none }),
            Kind::Local(local) => {
                let node = self.definition(*local)?;
                self.index(node)
            }
            Kind::Sequence(nodes) => self.index(nodes.last()?),
            Kind::Op(Operation::Add, args) => {
                let [a, b] = &args[..] else { return None };
                let (a, b) = (self.index(a)?, self.index(b)?);
                let follows = match (a.follows, b.follows) {
                    (follows, Follows::Nothing) | (Follows::Nothing, follows) => follows,
                    _ => return None,
                };
                let base = match (a.base, b.base) {
                    (base, None) | (None, base) => base,
                    _ => return None,
                };
                Some(Index { offset: a.offset.checked_add(b.offset)?, base, follows })
            }
            Kind::Op(Operation::Subtract, args) => {
                let [a, b] = &args[..] else { return None };
                let (a, b) = (self.index(a)?, self.index(b)?);
                let offset = a.offset.checked_sub(b.offset)?;
                (b.base.is_none() && b.follows == Follows::Nothing).then_some(Index { offset, ..a })
            }
            _ => None,
        }
    }

    fn indices(&mut self, indices: &'n [ir::Index]) -> Option<Vec<Index>> {
        indices
            .iter()
            .map(|index| match index {
                ir::Index::At(node, _) => self.index(node),
                _ => None,
            })
            .collect()
    }

    /// Whether what is set and not used always has a value: integers that follow the rounds.
    fn rest_has_values(&mut self) -> bool {
        let rest: Vec<&'n Node> =
            self.set.iter().filter(|(local, _)| !self.used.contains(local)).map(|(_, node)| *node).collect();
        rest.into_iter().all(|node| self.index(node).is_some())
    }

    fn input(&mut self, input: Input, ty: Type) -> Option<Id> {
        let known = self.inputs.iter().position(|(other, _)| *other == input);
        let place = known.unwrap_or_else(|| {
            self.inputs.push((input, ty));
            self.inputs.len() - 1
        });
        (self.inputs.len() + self.steps.len() < MOST).then_some(Id::Input(place))
    }

    /// The value of an expression that has been scanned.
    fn value(&mut self, node: &'n Node, depth: usize) -> Option<Id> {
        if depth > DEPTH || rank(node.ty) > 0 {
            return None;
        }
        if node.as_constant().is_none()
            && let Some(index) = self.index(node)
        {
            return match index {
                Index { offset: 0, base: Some(local), follows: Follows::Nothing } => {
                    self.input(Input::Number(local), Type::INTEGER)
                }
                index => self.input(Input::Integer(index), Type::Of(Scalar::Integer, follows(&[index]))),
            };
        }
        match &node.kind {
            Kind::Constant(value) => self.input(Input::Constant(Literal::of(value)?), value.ty()),
            Kind::Local(local) if self.set.contains_key(local) => {
                if let Some(&id) = self.known.get(local) {
                    return Some(id);
                }
                let node = self.definition(*local)?;
                let id = self.value(node, depth + 1)?;
                self.known.insert(*local, id);
                Some(id)
            }
            Kind::Local(local) => match node.ty {
                Type::INTEGER | Type::REAL | Type::COMPLEX => self.input(Input::Number(*local), node.ty),
                _ => None,
            },
            Kind::Sequence(nodes) => self.value(nodes.last()?, depth + 1),
            Kind::If(parts) => {
                let [test, yes, no] = &**parts;
                let test = self.value(test, depth + 1)?;
                if (yes.as_integer(), no.as_integer()) == (Some(1), Some(0)) {
                    return Some(test);
                }
                let (yes, no) = (self.value(yes, depth + 1)?, self.value(no, depth + 1)?);
                self.choose(test, yes, no, scalar(node.ty)?)
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                let is_and = matches!(node.kind, Kind::And(_));
                let join = if is_and { IntegerBinary::BitAnd } else { IntegerBinary::BitOr };
                let mut all = None;
                for node in nodes {
                    let next = self.value(node, depth + 1)?;
                    all = Some(match all {
                        None => next,
                        Some(before) => self.step(block::Operation::IntegerPair(join), before, next)?,
                    });
                }
                all
            }
            Kind::Op(Operation::Compare(relation), args) if rank(args[0].ty) == 0 => {
                let (a, b) = (self.value(&args[0], depth + 1)?, self.value(&args[1], depth + 1)?);
                let test = test(*relation);
                let operation = match args[0].ty {
                    Type::INTEGER => block::Operation::Test(test),
                    Type::REAL if self.options.tolerance => block::Operation::TestTolerant(test),
                    Type::REAL => block::Operation::Test(test),
                    _ => return None,
                };
                self.step(operation, a, b)
            }
            Kind::Op(Operation::Not, args) => {
                let (a, zero) = (self.value(&args[0], depth + 1)?, self.literal(0)?);
                self.step(block::Operation::Test(Test::Equal), a, zero)
            }
            Kind::Op(Operation::Function("Boole"), args) if args[0].ty == Type::BOOLEAN => {
                self.value(&args[0], depth + 1)
            }
            Kind::Op(Operation::Function(name @ ("EvenQ" | "OddQ")), args) => {
                let (a, one) = (self.value(&args[0], depth + 1)?, self.literal(1)?);
                let digit = self.step(block::Operation::IntegerPair(IntegerBinary::BitAnd), a, one)?;
                let wanted = self.literal(i64::from(*name == "OddQ"))?;
                self.step(block::Operation::Test(Test::Equal), digit, wanted)
            }
            Kind::Part(array, indices) => {
                let Kind::Local(local) = array.kind else { return None };
                let at = self.indices(indices)?;
                let whole = at.len() == usize::from(rank(array.ty));
                let ty = Type::Of(scalar(node.ty)?, follows(&at));
                if whole { self.input(Input::Part(local, at), ty) } else { None }
            }
            _ => {
                let (operation, args) = operation(node)?;
                let a = self.value(&args[0], depth + 1)?;
                let b = match args.get(1).filter(|_| operation.is_pair()) {
                    Some(b) => self.value(b, depth + 1)?,
                    None => a,
                };
                self.step(operation, a, b)
            }
        }
    }

    /// The indices of a part that each round sets another one of.
    fn place(&mut self, array: LocalId, indices: &'n [ir::Index]) -> Option<Vec<Index>> {
        self.scan_indices(indices)?;
        let at = self.indices(indices)?;
        let levels = usize::from(rank(self.locals[array.0 as usize].ty));
        (at.len() == levels && follows(&at) == 1).then_some(at)
    }

    /// What a round adds to a sum.
    fn term(&mut self, sum: LocalId, value: &'n Node, negative: bool) -> Option<Id> {
        if Some(sum) == self.moving || self.set.contains_key(&sum) {
            return None;
        }
        let value = self.value(value, 0)?;
        if negative { self.step(block::Operation::Negate, value, value) } else { Some(value) }
    }

    /// A part that is set, or a sum that is added to, only where a test holds: elsewhere the part is set to what it is, and
    /// nothing is added.
    fn chosen(&mut self, [test, yes, no]: &'n [Node; 3]) -> Option<(Does, Id)> {
        self.scan(test)?;
        match &yes.kind {
            Kind::SetPart(array, indices, value) => {
                self.scan_total(value)?;
                let at = self.place(*array, indices)?;
                let of = scalar(value.ty)?;
                let other = match &no.kind {
                    Kind::SetPart(other, indices, value)
                        if other == array && scalar(value.ty) == Some(of) =>
                    {
                        self.scan_total(value)?;
                        (self.place(*other, indices)? == at).then_some(())?;
                        self.value(value, 0)?
                    }
                    _ if no.is_nothing() => self.input(Input::Part(*array, at.clone()), Type::Of(of, 1))?,
                    _ => return None,
                };
                let (test, value) = (self.value(test, 0)?, self.value(value, 0)?);
                Some((Does::Sets(*array, at), self.choose(test, value, other, of)?))
            }
            Kind::Assign(sum, value) if no.is_nothing() => {
                let (value, negative) = added(*sum, value)?;
                self.scan_total(value)?;
                let of = scalar(value.ty)?;
                let test = self.value(test, 0)?;
                let term = self.term(*sum, value, negative)?;
                let term = match of {
                    Scalar::Integer => self.step(block::Operation::Where(of), test, term)?,
                    // What changes no sum is the negative zero.
                    _ => {
                        let nothing =
                            self.input(Input::Constant(Literal::Real((-0.0f64).to_bits())), Type::REAL)?;
                        self.choose(test, term, nothing, of)?
                    }
                };
                Some((Does::Adds(*sum), term))
            }
            _ => None,
        }
    }

    fn literal(&mut self, value: i64) -> Option<Id> {
        self.input(Input::Constant(Literal::Integer(value)), Type::INTEGER)
    }

    /// `yes` where the test holds, else `no`.
    fn choose(&mut self, test: Id, yes: Id, no: Id, of: Scalar) -> Option<Id> {
        if !matches!(of, Scalar::Integer | Scalar::Real) {
            return None;
        }
        let yes = self.step(block::Operation::Where(of), test, yes)?;
        let no = self.step(block::Operation::WhereNot(of), test, no)?;
        self.step(block::Operation::Either, yes, no)
    }

    fn step(&mut self, operation: block::Operation, a: Id, b: Id) -> Option<Id> {
        let step = (operation, a, b);
        let known = self.steps.iter().position(|other| *other == step);
        let place = known.unwrap_or_else(|| {
            self.steps.push(step);
            self.steps.len() - 1
        });
        (self.inputs.len() + self.steps.len() < MOST).then_some(Id::Step(place))
    }
}

/// 1 when an index follows the rounds, else 0.
fn follows(at: &[Index]) -> u8 {
    u8::from(at.iter().any(|index| index.follows != Follows::Nothing))
}

/// The array that a statement sets a part of.
fn changed_array(node: &Node) -> Option<LocalId> {
    match &node.kind {
        Kind::SetPart(array, ..) | Kind::SetElement(array, ..) => Some(*array),
        Kind::If(parts) => changed_array(&parts[1]),
        _ => None,
    }
}

fn flatten<'n>(node: &'n Node, into: &mut Vec<&'n Node>) {
    match &node.kind {
        Kind::Sequence(nodes) => nodes.iter().for_each(|node| flatten(node, into)),
        _ => into.push(node),
    }
}

fn test(relation: Relation) -> Test {
    match relation {
        Relation::Equal => Test::Equal,
        Relation::Unequal => Test::Unequal,
        Relation::Less => Test::Less,
        Relation::LessEqual => Test::LessEqual,
        Relation::Greater => Test::Greater,
        Relation::GreaterEqual => Test::GreaterEqual,
    }
}

/// Whether an expression has a value whenever its parts are there and its integers do not overflow. It may set variables
/// that have a name for it only.
fn is_total(node: &Node, is_named: &dyn Fn(LocalId) -> bool) -> bool {
    use Operation::{Add, Coerce, Compare, Function, Multiply, Negate, Not, Subtract};
    let total = match &node.kind {
        Kind::Constant(_)
        | Kind::Local(_)
        | Kind::Part(..)
        | Kind::Sequence(_)
        | Kind::If(_)
        | Kind::And(_)
        | Kind::Or(_) => true,
        Kind::Assign(local, _) => is_named(*local),
        Kind::Op(operation, args) => match operation {
            Add | Subtract | Multiply | Negate | Coerce | Not | Compare(_) => true,
            Function("Mod" | "Quotient") => args.get(1).and_then(Node::as_integer).is_some_and(|by| by != 0),
            Function(name) => {
                matches!(*name, "Abs" | "Square" | "Min" | "Max" | "Sign" | "Boole" | "EvenQ" | "OddQ")
                    || super::invariant::TOTAL.contains(name)
            }
            _ => false,
        },
        _ => false,
    };
    let mut all = total;
    node.for_each_child(&mut |child| all = all && is_total(child, is_named));
    all
}

/// Whether a body does nothing but compute and choose, without loops.
fn is_straight(node: &Node) -> bool {
    let mut straight = matches!(
        node.kind,
        Kind::Constant(_)
            | Kind::Local(_)
            | Kind::Op(..)
            | Kind::Part(..)
            | Kind::Sequence(_)
            | Kind::Assign(..)
            | Kind::SetPart(..)
            | Kind::SetElement(..)
            | Kind::If(_)
            | Kind::And(_)
            | Kind::Or(_)
    );
    node.for_each_child(&mut |child| straight = straight && is_straight(child));
    straight
}

fn mark_written(node: &Node, written: &mut FxHashSet<LocalId>) {
    node.for_each_written(&mut |local| {
        written.insert(local);
    });
    node.for_each_child(&mut |child| mark_written(child, written));
}

/// What is added to `sum` by `sum + value`, `value + sum` or `sum - value`; true for the last.
fn added(sum: LocalId, value: &Node) -> Option<(&Node, bool)> {
    let is_sum = |node: &Node| matches!(node.kind, Kind::Local(local) if local == sum);
    match &value.kind {
        Kind::Op(Operation::Add, args) if is_sum(&args[0]) => Some((&args[1], false)),
        Kind::Op(Operation::Add, args) if is_sum(&args[1]) => Some((&args[0], false)),
        Kind::Op(Operation::Subtract, args) if is_sum(&args[0]) => Some((&args[1], true)),
        _ => None,
    }
}

/// What can be run ahead of a loop; none when it does more than that, or too little for it to be worth while.
fn ahead(of: &Count, locals: &[Local], options: &Options) -> Option<Ahead> {
    if !is_straight(&of.body) {
        return None;
    }
    let mut statements = Vec::new();
    flatten(&of.body, &mut statements);
    let (last, before) = statements.split_last()?;
    let mut written = FxHashSet::default();
    mark_written(&of.body, &mut written);
    if written.contains(&of.index) {
        return None;
    }
    let mut reader = Reader {
        counter: of.index,
        locals,
        options,
        written,
        array: changed_array(last),
        moving: None,
        set: FxHashMap::default(),
        used: FxHashSet::default(),
        known: FxHashMap::default(),
        inputs: Vec::new(),
        steps: Vec::new(),
    };
    before.iter().try_for_each(|node| match node.kind {
        Kind::Assign(..) => reader.scan(node),
        _ => None,
    })?;
    let (does, result) = match &last.kind {
        Kind::SetPart(array, indices, value) => {
            reader.scan(value)?;
            let at = reader.place(*array, indices)?;
            (Does::Sets(*array, at), reader.value(value, 0)?)
        }
        Kind::SetElement(array, at, value) => {
            reader.scan(at)?;
            reader.scan(value)?;
            let at = reader.index(at)?;
            (follows(&[at]) == 1).then_some(())?;
            (Does::Sets(*array, vec![at]), reader.value(value, 0)?)
        }
        Kind::Assign(sum, value) => {
            let (value, negative) = added(*sum, value)?;
            reader.scan(value)?;
            (Does::Adds(*sum), reader.term(*sum, value, negative)?)
        }
        Kind::If(parts) => reader.chosen(parts)?,
        _ => return None,
    };
    let (target, least) = match &does {
        Does::Sets(array, _) => (*array, 1),
        // A sum of parts, or of products of parts, has a handler of its own.
        Does::Adds(sum) => (*sum, 2),
    };
    let element = scalar(reader.locals[target.0 as usize].ty)?;
    if element == Scalar::Boolean || reader.steps.len() < least || !reader.rest_has_values() {
        return None;
    }
    let number = |id: Id| {
        u16::try_from(match id {
            Id::Input(input) => input,
            Id::Step(step) => reader.inputs.len() + step,
        })
        .ok()
    };
    let steps = reader
        .steps
        .iter()
        .map(|&(operation, a, b)| Some(Step { operation, a: number(a)?, b: number(b)? }))
        .collect::<Option<Vec<_>>>()?;
    let inputs = reader.inputs.iter().map(|(_, ty)| *ty).collect();
    let tape = Tape { inputs, steps, outcome: Outcome::Array };
    // The last step is the value: an expression that is a part of another one of the round is rare, and left alone.
    let is_last = result == Id::Step(tape.steps.len() - 1);
    if !is_last || tape.result() != Some(Type::Of(element, 1)) {
        return None;
    }
    Some(Ahead { does, inputs: reader.inputs, steps: tape.steps, moving: reader.moving })
}
