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

mod sound;
mod text;

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
