//! The typed tree that the checker makes, passes improve and `lower` turns into instructions.
//!
//! A function is a tree of nodes over mutable local variables. Every node has a type; control is structured (`If`,
//! `While`, `Count`) with jumps to labels for `Break`, `Continue`, `Goto`. The printed form is what tests compare:
//!
//! ```text
//! function(x: Real) -> Real
//!   local t: Real
//!   t = Square[x]
//!   Add[t, Sin[t]]
//! ```

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Scalar, Symbol, Type, Value};

use crate::ahead::Ahead;

/// A local variable of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelId(pub u32);

/// A function: parameters are its first locals.
#[derive(Clone, Debug)]
pub struct Function {
    /// Number of parameters.
    pub parameters: usize,
    /// All local variables.
    pub locals: Vec<Local>,
    /// Number of labels.
    pub labels: u32,
    /// What it computes.
    pub body: Node,
    /// Type of its value.
    pub result: Type,
}

/// A local variable: one type for life.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// The name in the source, or of the construct that needed it.
    pub name: String,
    /// Its type; `Void` until it is first set.
    pub ty: Type,
    /// Number of assignments in the tree the checker made; parameters start at 1.
    pub writes: u32,
}

/// An expression with its type and the place it was read from.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Type of its value.
    pub ty: Type,
    /// Where it was read.
    pub origin: Origin,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A known value.
    Constant(Value),
    /// The value of a variable.
    Local(LocalId),
    /// Sets a variable; no value.
    Assign(LocalId, Box<Node>),
    /// One after the other; the value is that of the last.
    Sequence(Vec<Node>),
    /// `[test, yes, no]`
    If(Box<[Node; 3]>),
    /// True when all are; stops at the first that is not.
    And(Vec<Node>),
    /// True when one is; stops at the first that is.
    Or(Vec<Node>),
    /// Repeats `body` then `step` while `test` holds.
    While(Box<While>),
    /// Runs `body` with `index` rising by one up to `last`, `index` having been set to the first value before.
    Count(Box<Count>),
    /// A place to jump to.
    Mark(LabelId),
    /// Continues at a label; no value, or a type that no path takes.
    Goto(LabelId),
    /// Leaves the function with a value.
    Return(Box<Node>),
    /// Leaves compiled code: the evaluator takes the whole call over.
    Leave,
    /// An operation on operands.
    Op(Operation, Vec<Node>),
    /// Part of a tensor.
    Part(Box<Node>, Vec<Index>),
    /// Sets a part of a tensor variable; no value.
    SetPart(LocalId, Vec<Index>, Box<Node>),
    /// Sets the element of a tensor variable at a flat position known to be good; no value.
    SetElement(LocalId, Box<Node>, Box<Node>),
    /// Row `.1` of `.2` rows of a tensor variable becomes `.3`; the first row makes the tensor; no value.
    SetRow(LocalId, Box<[Node; 3]>),
    /// An elementwise expression over arrays, or its sum or extremum, to be computed in blocks as one operation.
    Fused(Box<Node>),
    /// A call of the evaluator.
    External(External),
    /// A call of a compiled function.
    Call(Callee, Vec<Node>),
}

/// A loop.
#[derive(Clone, Debug)]
pub struct While {
    /// Checked before each round.
    pub test: Node,
    /// A round.
    pub body: Node,
    /// After each round; where `Continue` goes.
    pub step: Node,
    /// Stands before `step`.
    pub next: LabelId,
    /// Stands after the loop.
    pub end: LabelId,
}

/// A counted loop.
#[derive(Clone, Debug)]
pub struct Count {
    /// The counter, an integer.
    pub index: LocalId,
    /// Its last value; evaluated once.
    pub last: Node,
    /// A round.
    pub body: Node,
    /// Where `Continue` goes.
    pub next: LabelId,
    /// Stands after the loop.
    pub end: LabelId,
    /// What is run ahead of it, once the pass `rounds` has looked.
    pub ahead: Option<Box<Ahead>>,
}

/// One subscript of a part.
#[derive(Clone, Debug)]
pub enum Index {
    /// An integer; `true` when it is known to lie within the length.
    At(Node, bool),
    /// A vector of integers.
    List(Node),
    /// `from ;; to ;; step`
    Span(Box<[Node; 3]>),
    /// `All`
    All,
}

impl Index {
    /// Whether these are indices of a vector or a matrix that instructions take together with constants added to them.
    pub fn are_moved(indices: &[Index]) -> bool {
        matches!(indices, [Index::At(_, false)] | [Index::At(..), Index::At(..)])
    }
}

/// A call of the evaluator.
#[derive(Clone, Debug)]
pub enum External {
    /// `head[args…]`
    Head(Expr, Vec<Node>),
    /// An expression in which symbols are variables of the compiled code.
    Block(Expr, Vec<BlockLocal>),
}

/// A variable of the compiled code inside an expression for the evaluator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockLocal {
    /// How the expression names it.
    pub symbol: Symbol,
    /// The variable.
    pub local: LocalId,
    /// Whether the expression may change it.
    pub write_back: bool,
}

/// What a call of a compiled function calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// The function being compiled, through its own name.
    Own,
    /// A compiled function put in.
    Value(Expr),
    /// The compiled function that a symbol holds at the time of the call.
    Symbol(Symbol),
}

/// Comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// What an operation computes. Operand types have been brought together by the checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Its operand with the element type of the node.
    Coerce,
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a b`
    Multiply,
    /// `a / b`
    Divide,
    /// `-a`
    Negate,
    /// `a^b`; `b` an integer, or of the type of `a`.
    Power,
    /// Numbers compared; with the tolerance of the function for reals and complex numbers.
    Compare(Relation),
    /// `a === b` on two values of one type.
    Same,
    /// `!a`
    Not,
    /// `a ⊻ b`
    Xor,
    /// Function of one or two numbers, by its name in the table of scalar functions; elementwise on tensors.
    Function(&'static str),
    /// Whole-tensor operation, by its name in the table of kernels.
    Kernel(&'static str),
    /// Tensor of its operands, which have one type.
    List,
    /// A tensor of the node's type with these lengths, all zero.
    NewTable,
    /// Length of a tensor.
    Length,
    /// Number of steps from the first operand to the second by the third.
    Steps,
    /// `a + I b`
    MakeComplex,
}

impl Node {
    /// A node.
    pub fn new(kind: Kind, ty: Type, origin: Origin) -> Node {
        Node { kind, ty, origin }
    }

    /// Nothing.
    pub fn void(origin: Origin) -> Node {
        Node::new(Kind::Sequence(Vec::new()), Type::Void, origin)
    }

    /// A known value.
    pub fn constant(value: Value, origin: Origin) -> Node {
        let ty = value.ty();
        Node::new(Kind::Constant(value), ty, origin)
    }

    /// An integer.
    pub fn integer(value: i64) -> Node {
        Node::constant(Value::Integer(value), Origin::NONE)
    }

    /// A real.
    pub fn real(value: f64) -> Node {
        Node::constant(Value::Real(value), Origin::NONE)
    }

    /// `True` or `False`.
    pub fn boolean(value: bool) -> Node {
        Node::constant(Value::Boolean(value), Origin::NONE)
    }

    /// An operation.
    pub fn op(operation: Operation, args: Vec<Node>, ty: Type, origin: Origin) -> Node {
        Node::new(Kind::Op(operation, args), ty, origin)
    }

    /// Sets a variable.
    pub fn assign(local: LocalId, value: Node, origin: Origin) -> Node {
        Node::new(Kind::Assign(local, Box::new(value)), Type::Void, origin)
    }

    /// One after the other, flattened.
    pub fn sequence(nodes: impl IntoIterator<Item = Node>, origin: Origin) -> Node {
        let mut flat: Vec<Node> = Vec::new();
        let mut ty = Type::Void;
        for node in nodes {
            // A valueless empty sequence adds nothing unless it takes the value away.
            ty = node.ty;
            match node.kind {
                Kind::Sequence(inner) if !inner.is_empty() => flat.extend(inner),
                _ => flat.push(node),
            }
        }
        if flat.len() == 1
            && let Some(only) = flat.pop()
        {
            return only;
        }
        Node::new(Kind::Sequence(flat), ty, origin)
    }

    /// Whether it is the constant value.
    pub fn as_constant(&self) -> Option<&Value> {
        match &self.kind {
            Kind::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The integer it is known to be.
    pub fn as_integer(&self) -> Option<i64> {
        match self.kind {
            Kind::Constant(Value::Integer(value)) => Some(value),
            _ => None,
        }
    }

    /// Calls `f` with each direct child, in the order of evaluation.
    pub fn for_each_child<'a>(&'a self, f: &mut dyn FnMut(&'a Node)) {
        fn index<'a>(index: &'a Index, f: &mut dyn FnMut(&'a Node)) {
            match index {
                Index::At(node, _) | Index::List(node) => f(node),
                Index::Span(nodes) => nodes.iter().for_each(f),
                Index::All => {}
            }
        }
        match &self.kind {
            Kind::Constant(_) | Kind::Local(_) | Kind::Mark(_) | Kind::Goto(_) | Kind::Leave => {}
            Kind::Assign(_, value) | Kind::Return(value) | Kind::Fused(value) => f(value),
            Kind::Sequence(nodes)
            | Kind::And(nodes)
            | Kind::Or(nodes)
            | Kind::Op(_, nodes)
            | Kind::Call(_, nodes) => nodes.iter().for_each(f),
            Kind::If(nodes) => nodes.iter().for_each(f),
            Kind::While(of) => {
                f(&of.test);
                f(&of.body);
                f(&of.step);
            }
            Kind::Count(of) => {
                f(&of.last);
                f(&of.body);
            }
            Kind::Part(array, indices) => {
                f(array);
                indices.iter().for_each(|i| index(i, f));
            }
            Kind::SetPart(_, indices, value) => {
                indices.iter().for_each(|i| index(i, f));
                f(value);
            }
            Kind::SetElement(_, at, value) => {
                f(at);
                f(value);
            }
            Kind::SetRow(_, nodes) => nodes.iter().for_each(f),
            Kind::External(External::Head(_, args)) => args.iter().for_each(f),
            Kind::External(External::Block(..)) => {}
        }
    }

    /// Calls `f` with each direct child, to change.
    pub fn for_each_child_mut(&mut self, f: &mut dyn FnMut(&mut Node)) {
        fn index(index: &mut Index, f: &mut dyn FnMut(&mut Node)) {
            match index {
                Index::At(node, _) | Index::List(node) => f(node),
                Index::Span(nodes) => nodes.iter_mut().for_each(f),
                Index::All => {}
            }
        }
        match &mut self.kind {
            Kind::Constant(_) | Kind::Local(_) | Kind::Mark(_) | Kind::Goto(_) | Kind::Leave => {}
            Kind::Assign(_, value) | Kind::Return(value) | Kind::Fused(value) => f(value),
            Kind::Sequence(nodes)
            | Kind::And(nodes)
            | Kind::Or(nodes)
            | Kind::Op(_, nodes)
            | Kind::Call(_, nodes) => nodes.iter_mut().for_each(f),
            Kind::If(nodes) => nodes.iter_mut().for_each(f),
            Kind::While(of) => {
                f(&mut of.test);
                f(&mut of.body);
                f(&mut of.step);
            }
            Kind::Count(of) => {
                f(&mut of.last);
                f(&mut of.body);
            }
            Kind::Part(array, indices) => {
                f(array);
                indices.iter_mut().for_each(|i| index(i, f));
            }
            Kind::SetPart(_, indices, value) => {
                indices.iter_mut().for_each(|i| index(i, f));
                f(value);
            }
            Kind::SetElement(_, at, value) => {
                f(at);
                f(value);
            }
            Kind::SetRow(_, nodes) => nodes.iter_mut().for_each(f),
            Kind::External(External::Head(_, args)) => args.iter_mut().for_each(f),
            Kind::External(External::Block(..)) => {}
        }
    }

    /// Whether some node inside (this one included) satisfies the test.
    pub fn any(&self, test: &mut dyn FnMut(&Node) -> bool) -> bool {
        if test(self) {
            return true;
        }
        let mut found = false;
        self.for_each_child(&mut |child| found = found || child.any(test));
        found
    }

    /// Calls `f` with each variable that this node itself changes.
    pub fn for_each_written(&self, f: &mut dyn FnMut(LocalId)) {
        match &self.kind {
            Kind::Assign(local, _)
            | Kind::SetPart(local, ..)
            | Kind::SetElement(local, ..)
            | Kind::SetRow(local, _) => f(*local),
            Kind::Count(of) => f(of.index),
            Kind::External(External::Block(_, locals)) => {
                locals.iter().filter(|of| of.write_back).for_each(|of| f(of.local));
            }
            _ => {}
        }
    }

    /// Calls `f` with each variable that this node itself reads; changing a part of a tensor reads it.
    pub fn for_each_read(&self, f: &mut dyn FnMut(LocalId)) {
        match &self.kind {
            Kind::Local(local)
            | Kind::SetPart(local, ..)
            | Kind::SetElement(local, ..)
            | Kind::SetRow(local, _) => f(*local),
            Kind::Count(of) => f(of.index),
            Kind::External(External::Block(_, locals)) => locals.iter().for_each(|of| f(of.local)),
            _ => {}
        }
    }

    /// An integer as another one and a small constant added to it.
    pub fn moved(&self) -> (&Node, i16) {
        let Kind::Op(operation @ (Operation::Add | Operation::Subtract), args) = &self.kind else {
            return (self, 0);
        };
        let small = |node: &Node| node.as_integer().and_then(|by| i16::try_from(by).ok());
        match (operation, &args[..]) {
            (Operation::Add, [node, by]) | (Operation::Add, [by, node])
                if node.as_constant().is_none() && small(by).is_some() =>
            {
                (node, small(by).unwrap_or(0))
            }
            (Operation::Subtract, [node, by]) if node.as_constant().is_none() => {
                match small(by).and_then(i16::checked_neg) {
                    Some(by) => (node, by),
                    None => (self, 0),
                }
            }
            _ => (self, 0),
        }
    }

    /// The node of [`Node::moved`].
    pub fn moved_mut(&mut self) -> &mut Node {
        if self.moved().1 == 0 {
            return self;
        }
        let Kind::Op(_, args) = &mut self.kind else { unreachable!("what is moved is a sum") };
        let place = usize::from(args[0].as_constant().is_some());
        &mut args[place]
    }

    /// Whether something inside changes this variable.
    pub fn writes(&self, local: LocalId) -> bool {
        self.any(&mut |node| {
            let mut found = false;
            node.for_each_written(&mut |written| found |= written == local);
            found
        })
    }

    /// Whether something inside reads this variable.
    pub fn reads(&self, local: LocalId) -> bool {
        self.any(&mut |node| {
            let mut found = false;
            node.for_each_read(&mut |read| found |= read == local);
            found
        })
    }

    /// Whether control never comes out at its end.
    pub fn never_ends(&self) -> bool {
        match &self.kind {
            Kind::Goto(_) | Kind::Return(_) | Kind::Leave => true,
            Kind::Sequence(nodes) => nodes.last().is_some_and(Node::never_ends),
            Kind::If(parts) => parts[1].never_ends() && parts[2].never_ends(),
            _ => false,
        }
    }

    /// Whether it does nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Sequence(nodes) if nodes.is_empty())
            || matches!(&self.kind, Kind::Constant(Value::Void))
    }
}

/// The rank of a type; 0 for no value.
pub fn rank(ty: Type) -> u8 {
    match ty {
        Type::Void => 0,
        Type::Of(_, rank) => rank,
    }
}

/// The element type, when there is a value.
pub fn scalar(ty: Type) -> Option<Scalar> {
    match ty {
        Type::Void => None,
        Type::Of(scalar, _) => Some(scalar),
    }
}

/// A type as in `{_Real, 1}`, the form of messages.
pub fn type_text(ty: Type) -> String {
    match ty {
        Type::Void => "Null".into(),
        Type::Of(Scalar::Boolean, rank) => format!("{{True|False, {rank}}}"),
        Type::Of(scalar, rank) => format!("{{_{scalar:?}, {rank}}}"),
    }
}

/// A type in words: `a machine real`, `a vector of machine integers`.
pub fn type_words(ty: Type) -> String {
    let (scalar, rank) = match ty {
        Type::Void => return "no value".into(),
        Type::Of(scalar, rank) => (scalar, rank),
    };
    let name = match scalar {
        Scalar::Boolean => "Boolean",
        Scalar::Integer => "machine integer",
        Scalar::Real => "machine real",
        Scalar::Complex => "machine complex number",
    };
    match rank {
        0 => format!("a {name}"),
        1 => format!("a vector of {name}s"),
        2 => format!("a matrix of {name}s"),
        _ => format!("a rank-{rank} array of {name}s"),
    }
}

fn short(ty: Type) -> String {
    match ty {
        Type::Void => "Void".into(),
        Type::Of(scalar, 0) => format!("{scalar:?}"),
        Type::Of(scalar, rank) => format!("{scalar:?}({rank})"),
    }
}

impl Function {
    /// What is wrong with the tree, if anything: for tests after each pass.
    pub fn check(&self) -> Result<(), String> {
        let mut marks: BTreeMap<LabelId, u32> = BTreeMap::new();
        let mut jumps: Vec<LabelId> = Vec::new();
        let mut problem = None;
        let mut pending = vec![&self.body];
        while let Some(node) = pending.pop() {
            let mut local_type = |local: LocalId, ty: Type| {
                match self.locals.get(local.0 as usize) {
                    Some(found) if found.ty == ty => {}
                    found => problem = Some(format!("local {} is {found:?}, used as {ty:?}", local.0)),
                };
            };
            match &node.kind {
                Kind::Local(local) => local_type(*local, node.ty),
                Kind::Assign(local, value) => local_type(*local, value.ty),
                Kind::Count(of) => {
                    local_type(of.index, Type::INTEGER);
                    *marks.entry(of.next).or_default() += 1;
                    *marks.entry(of.end).or_default() += 1;
                }
                Kind::While(of) => {
                    *marks.entry(of.next).or_default() += 1;
                    *marks.entry(of.end).or_default() += 1;
                }
                Kind::Mark(label) => *marks.entry(*label).or_default() += 1,
                Kind::Goto(label) => jumps.push(*label),
                Kind::Return(value) if value.ty != self.result => {
                    problem = Some(format!("returns {:?}, not {:?}", value.ty, self.result));
                }
                Kind::Op(operation, args) => {
                    if let Some(found) = operation_problem(*operation, args, node.ty) {
                        problem = Some(format!("{found} in {}", self.line(node)));
                    }
                }
                _ => {}
            }
            node.for_each_child(&mut |child| pending.push(child));
        }
        if let Some(problem) = problem {
            return Err(problem);
        }
        if let Some((label, _)) = marks.iter().find(|(_, count)| **count > 1) {
            return Err(format!("label {} stands twice", label.0));
        }
        match jumps.iter().find(|label| !marks.contains_key(label)) {
            Some(label) => Err(format!("label {} stands nowhere", label.0)),
            None => Ok(()),
        }
    }

    fn name(&self, local: LocalId) -> String {
        let Some(found) = self.locals.get(local.0 as usize) else { return format!("?{}", local.0) };
        let same = |other: &Local| other.name == found.name;
        if self.locals.iter().filter(|other| same(other)).count() == 1 {
            return found.name.clone();
        }
        format!("{}.{}", found.name, local.0)
    }

    fn line(&self, node: &Node) -> String {
        let mut out = String::new();
        let _ = self.write_value(&mut out, node, 0);
        out
    }

    fn write_statement(&self, out: &mut String, node: &Node, depth: usize) -> fmt::Result {
        let pad = "  ".repeat(depth);
        match &node.kind {
            Kind::Sequence(nodes) => nodes.iter().try_for_each(|node| self.write_statement(out, node, depth)),
            Kind::If(parts) => {
                let [test, yes, no] = &**parts;
                write!(out, "{pad}if ")?;
                self.write_value(out, test, depth)?;
                out.push('\n');
                self.write_statement(out, yes, depth + 1)?;
                if !matches!(&no.kind, Kind::Sequence(nodes) if nodes.is_empty()) {
                    writeln!(out, "{pad}else")?;
                    self.write_statement(out, no, depth + 1)?;
                }
                Ok(())
            }
            Kind::While(of) => {
                write!(out, "{pad}while ")?;
                self.write_value(out, &of.test, depth)?;
                writeln!(out, "   (next L{}, end L{})", of.next.0, of.end.0)?;
                self.write_statement(out, &of.body, depth + 1)?;
                if !matches!(&of.step.kind, Kind::Sequence(nodes) if nodes.is_empty()) {
                    writeln!(out, "{pad}step")?;
                    self.write_statement(out, &of.step, depth + 1)?;
                }
                Ok(())
            }
            Kind::Count(of) => {
                write!(out, "{pad}count {} to ", self.name(of.index))?;
                self.write_value(out, &of.last, depth)?;
                writeln!(out, "   (next L{}, end L{})", of.next.0, of.end.0)?;
                if let Some(ahead) = &of.ahead {
                    writeln!(out, "{pad}  (ahead: {})", ahead.text(of, &|local| self.name(local)))?;
                }
                self.write_statement(out, &of.body, depth + 1)
            }
            _ => {
                out.push_str(&pad);
                self.write_value(out, node, depth)?;
                out.push('\n');
                Ok(())
            }
        }
    }

    fn write_list(&self, out: &mut String, nodes: &[Node], depth: usize) -> fmt::Result {
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_value(out, node, depth)?;
        }
        Ok(())
    }

    fn write_indices(&self, out: &mut String, indices: &[Index], depth: usize) -> fmt::Result {
        for (position, index) in indices.iter().enumerate() {
            if position > 0 {
                out.push_str(", ");
            }
            match index {
                Index::At(node, known) => {
                    self.write_value(out, node, depth)?;
                    out.push_str(if *known { "!" } else { "" });
                }
                Index::List(node) => self.write_value(out, node, depth)?,
                Index::Span(nodes) => {
                    for (at, node) in nodes.iter().enumerate() {
                        out.push_str(if at > 0 { ";;" } else { "" });
                        self.write_value(out, node, depth)?;
                    }
                }
                Index::All => out.push_str("All"),
            }
        }
        Ok(())
    }

    fn write_value(&self, out: &mut String, node: &Node, depth: usize) -> fmt::Result {
        match &node.kind {
            Kind::Constant(Value::Boolean(value)) => write!(out, "{}", if *value { "True" } else { "False" }),
            Kind::Constant(Value::Integer(value)) => write!(out, "{value}"),
            Kind::Constant(Value::Real(value)) => write!(out, "{value:?}"),
            Kind::Constant(Value::Complex(value)) => write!(out, "({:?} + {:?} I)", value.re, value.im),
            Kind::Constant(Value::Tensor(value)) => write!(out, "{:?}", Expr::Array(value.clone())),
            Kind::Constant(Value::Void) => write!(out, "Null"),
            Kind::Local(local) => write!(out, "{}", self.name(*local)),
            Kind::Assign(local, value) => {
                write!(out, "{} = ", self.name(*local))?;
                self.write_value(out, value, depth)
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                out.push_str(if matches!(node.kind, Kind::And(_)) { "And[" } else { "Or[" });
                self.write_list(out, nodes, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Mark(label) => write!(out, "L{}:", label.0),
            Kind::Goto(label) => write!(out, "goto L{}", label.0),
            Kind::Leave => write!(out, "leave"),
            Kind::Return(value) => {
                out.push_str("return ");
                self.write_value(out, value, depth)
            }
            Kind::Op(operation, args) => {
                match operation {
                    Operation::Coerce => write!(out, "{}[", short(node.ty))?,
                    Operation::Function(name) | Operation::Kernel(name) => write!(out, "{name}[")?,
                    Operation::Compare(relation) => write!(out, "{relation:?}[")?,
                    Operation::NewTable => write!(out, "NewTable {}[", short(node.ty))?,
                    _ => write!(out, "{operation:?}[")?,
                }
                self.write_list(out, args, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Part(array, indices) => {
                self.write_value(out, array, depth)?;
                out.push_str("[[");
                self.write_indices(out, indices, depth)?;
                out.push_str("]]");
                Ok(())
            }
            Kind::SetPart(local, indices, value) => {
                write!(out, "{}[[", self.name(*local))?;
                self.write_indices(out, indices, depth)?;
                out.push_str("]] = ");
                self.write_value(out, value, depth)
            }
            Kind::SetElement(local, at, value) => {
                write!(out, "Element[{}, ", self.name(*local))?;
                self.write_value(out, at, depth)?;
                out.push_str("] = ");
                self.write_value(out, value, depth)
            }
            Kind::SetRow(local, nodes) => {
                write!(out, "Row[{}, ", self.name(*local))?;
                self.write_value(out, &nodes[0], depth)?;
                out.push_str(" of ");
                self.write_value(out, &nodes[1], depth)?;
                out.push_str("] = ");
                self.write_value(out, &nodes[2], depth)
            }
            Kind::Fused(value) => {
                out.push_str("Fused[");
                self.write_value(out, value, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::External(External::Head(head, args)) => {
                write!(out, "MainEvaluate {}[Hold[{head:?}][", short(node.ty))?;
                self.write_list(out, args, depth)?;
                out.push_str("]]");
                Ok(())
            }
            Kind::External(External::Block(body, locals)) => {
                write!(out, "MainEvaluate {}[Hold[{body:?}]", short(node.ty))?;
                for of in locals {
                    let way = if of.write_back { "<->" } else { "<-" };
                    write!(out, ", {} {way} {}", of.symbol, self.name(of.local))?;
                }
                out.push(']');
                Ok(())
            }
            Kind::Call(callee, args) => {
                match callee {
                    Callee::Own => write!(out, "CallOwn[")?,
                    Callee::Value(_) => write!(out, "CallCompiled[")?,
                    Callee::Symbol(symbol) => write!(out, "Call {symbol}[")?,
                }
                self.write_list(out, args, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Sequence(_) | Kind::If(_) | Kind::While(_) | Kind::Count(_) => {
                out.push_str("(\n");
                self.write_statement(out, node, depth + 2)?;
                write!(out, "{})", "  ".repeat(depth + 1))
            }
        }
    }
}

/// Why operands do not fit an operation.
fn operation_problem(operation: Operation, args: &[Node], ty: Type) -> Option<String> {
    let same = |what: &str| {
        let first = scalar(args.first()?.ty);
        let fits = args.iter().all(|arg| scalar(arg.ty) == first);
        (!fits).then(|| format!("{what} of {:?}", args.iter().map(|arg| arg.ty).collect::<Vec<_>>()))
    };
    match operation {
        Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Divide => {
            if args.len() != 2 {
                return Some(format!("{operation:?} has {} operands", args.len()));
            }
            same("arithmetic").or_else(|| {
                (scalar(ty) != scalar(args[0].ty) && operation != Operation::Divide)
                    .then(|| format!("{:?} from {:?}", ty, args[0].ty))
            })
        }
        Operation::Compare(_) | Operation::Same => same("comparison"),
        Operation::List => same("list"),
        _ => None,
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("function(")?;
        for index in 0..self.parameters {
            let local = &self.locals[index];
            let name = self.name(LocalId(u32::try_from(index).unwrap_or(u32::MAX)));
            write!(f, "{}{name}: {}", if index > 0 { ", " } else { "" }, short(local.ty))?;
        }
        writeln!(f, ") -> {}", short(self.result))?;
        for (index, local) in self.locals.iter().enumerate().skip(self.parameters) {
            let name = self.name(LocalId(u32::try_from(index).unwrap_or(u32::MAX)));
            writeln!(f, "  local {name}: {}", short(local.ty))?;
        }
        let mut out = String::new();
        self.write_statement(&mut out, &self.body, 1)?;
        f.write_str(&out)
    }
}
