//! Functions of numbers with branches and without loops, as a tree of tests over expressions: a listable function of this
//! kind runs over pieces of its arrays. A test divides the elements of a piece, and each side computes its own, so that
//! nothing is computed that a call of the element would not compute.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use scheelite_bytecode::operand::Imm;
use scheelite_bytecode::program::Function;
use scheelite_bytecode::{Bank, Op, Register};
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::kernels::block::{Operation, Outcome, Plan, Step, Tape};
use scheelite_runtime::kernels::element::Element;
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Scalar, Type, Value};

use super::condition::{Condition, Effect, Relation, condition};
use super::straight::{Id, Reader};

/// Elements of a piece: its arrays stay in the second cache.
pub(super) const PIECE: usize = 2048;

/// Most instructions on all ways through a function: the code behind a test is read once a side.
const MOST_INSTRUCTIONS: usize = 2000;

/// Most tests on one way.
const MOST_TESTS: usize = 64;

/// A function of numbers without loops and calls.
pub(crate) struct Branches(Node);

/// What is done with some elements.
enum Node {
    /// The value, after what has no value for some arguments has been computed.
    Leaf { checks: Vec<Line>, value: Line },
    /// The operands are computed, and kept where they are no columns yet; then the elements part.
    Test { operands: [Line; 2], kept: [bool; 2], relation: Relation, then: Box<Node>, other: Box<Node> },
}

/// A value for each element: those of an argument or of an operand of an earlier test, a constant, or an expression over
/// such.
enum Line {
    Column(usize),
    Constant(Value),
    Computed { plan: Plan, inputs: Vec<Input> },
}

/// An input of an expression.
enum Input {
    Column(usize),
    Constant(Value),
}

/// What is known on one way through the code.
#[derive(Clone)]
struct Way<'f> {
    reader: Reader<'f>,
    booleans: FxHashMap<Register, bool>,
    /// Columns of the steps that tests have needed as operands.
    columns: FxHashMap<usize, usize>,
    /// Number of columns.
    width: usize,
    /// Steps that have been computed for these elements, in order of the code.
    computed: Vec<bool>,
    tests: usize,
}

struct Walk<'f> {
    function: &'f Function,
    instructions: usize,
}

impl Branches {
    /// The function as a tree; none when it is something else.
    pub(crate) fn of(function: &Function) -> Option<Branches> {
        let reader = Reader::new(function)?;
        let way = Way {
            width: reader.arguments().len(),
            reader,
            booleans: FxHashMap::default(),
            columns: FxHashMap::default(),
            computed: Vec::new(),
            tests: 0,
        };
        Walk { function, instructions: 0 }.from(way, 0).map(Branches)
    }

    /// The results for some elements, `columns` holding the values of each argument.
    pub(crate) fn run<T: Element>(&self, columns: Vec<Value>, count: usize) -> Result<Vec<T>, Fault> {
        self.0.run(columns, count)
    }
}

impl<'f> Walk<'f> {
    /// What the code from `pc` on does.
    fn from(&mut self, mut way: Way<'f>, mut pc: usize) -> Option<Node> {
        loop {
            self.instructions += 1;
            if self.instructions > MOST_INSTRUCTIONS {
                return None;
            }
            let op = *self.function.code.get(pc)?;
            // A way back would be a loop.
            let ahead = |to: usize| (to > pc).then_some(to);
            let next = match op {
                Op::Return {} => return way.leaf(self.function.result?.1),
                Op::Jump { to } => ahead(to.0 as usize)?,
                Op::JumpIf { a, to } if way.boolean(a.index())? => ahead(to.0 as usize)?,
                Op::JumpIfNot { a, to } if !way.boolean(a.index())? => ahead(to.0 as usize)?,
                Op::JumpIf { .. } | Op::JumpIfNot { .. } => pc + 1,
                _ => match condition(op) {
                    Some(found) => {
                        let ends = match found.effect {
                            Effect::Set(dst) => [(pc + 1, Some((dst, true))), (pc + 1, Some((dst, false)))],
                            Effect::JumpIf(to) => [(ahead(to)?, None), (pc + 1, None)],
                            Effect::JumpUnless(to) => [(pc + 1, None), (ahead(to)?, None)],
                        };
                        return self.test(way, &found, ends);
                    }
                    None => {
                        way.read(op)?;
                        pc + 1
                    }
                },
            };
            pc = next;
        }
    }

    /// A test and what follows when it holds and when not.
    fn test(
        &mut self,
        mut way: Way<'f>,
        condition: &Condition,
        ends: [(usize, Option<(Register, bool)>); 2],
    ) -> Option<Node> {
        way.tests += 1;
        if way.tests > MOST_TESTS {
            return None;
        }
        let mut kept = [false; 2];
        let mut operands = Vec::with_capacity(2);
        for (operand, kept) in condition.operands.iter().zip(&mut kept) {
            let id = way.reader.operand(condition.bank, *operand, Id::Input(0))?;
            let line = way.line(id)?;
            if let (Line::Computed { .. }, Id::Step(step)) = (&line, id) {
                way.columns.insert(step, way.width);
                way.width += 1;
                *kept = true;
            }
            operands.push(line);
        }
        let mut follow = |way: &Way<'f>, (pc, boolean): (usize, Option<(Register, bool)>)| {
            let mut way = way.clone();
            if let Some((register, value)) = boolean {
                way.booleans.insert(register, value);
            }
            self.from(way, pc).map(Box::new)
        };
        let [then, other] = ends;
        Some(Node::Test {
            then: follow(&way, then)?,
            other: follow(&way, other)?,
            operands: <[Line; 2]>::try_from(operands).ok()?,
            kept,
            relation: condition.relation,
        })
    }
}

impl Way<'_> {
    fn boolean(&self, index: u16) -> Option<bool> {
        self.booleans.get(&Register::new(Bank::Bool, index)).copied()
    }

    /// Takes an instruction in; none when it is none of these.
    fn read(&mut self, op: Op) -> Option<()> {
        let to = |index| Register::new(Bank::Bool, index);
        match op {
            Op::BoolCopy { dst, a } => {
                self.booleans.insert(to(dst.index()), self.boolean(a.index())?);
            }
            Op::BoolConstant { dst, value: Imm(value) } => {
                self.booleans.insert(to(dst.index()), value != 0);
            }
            Op::BoolNot { dst, a } => {
                self.booleans.insert(to(dst.index()), !self.boolean(a.index())?);
            }
            Op::BoolAnd { dst, a, b } => {
                self.booleans.insert(to(dst.index()), self.boolean(a.index())? && self.boolean(b.index())?);
            }
            Op::BoolOr { dst, a, b } => {
                self.booleans.insert(to(dst.index()), self.boolean(a.index())? || self.boolean(b.index())?);
            }
            Op::BoolXor { dst, a, b } => {
                self.booleans.insert(to(dst.index()), self.boolean(a.index())? != self.boolean(b.index())?);
            }
            Op::BoolToInt { dst, a } => {
                let value = i64::from(self.boolean(a.index())?);
                self.reader.set(Register::new(Bank::Int, dst.index()), Value::Integer(value));
            }
            _ => self.reader.read(op)?,
        }
        self.computed.resize(self.reader.steps().len(), false);
        Some(())
    }

    /// A value as an expression over columns and constants.
    fn line(&mut self, id: Id) -> Option<Line> {
        let arguments = self.reader.arguments().len();
        let step = match id {
            Id::Input(input) if input < arguments => return Some(Line::Column(input)),
            Id::Input(input) => {
                return Some(Line::Constant(self.reader.constants()[input - arguments].clone()));
            }
            Id::Step(step) => step,
        };
        if let Some(&column) = self.columns.get(&step) {
            return Some(Line::Column(column));
        }
        let needed = self.needed(step);
        let mut inputs: Vec<(Input, Type)> = Vec::new();
        let mut places: FxHashMap<Id, usize> = FxHashMap::default();
        let all = self.reader.steps();
        for &at in &needed {
            for id in [all[at].1, all[at].2] {
                let (input, rank) = match id {
                    Id::Input(input) if input < arguments => (Input::Column(input), 1),
                    Id::Input(input) => {
                        (Input::Constant(self.reader.constants()[input - arguments].clone()), 0)
                    }
                    Id::Step(step) => match self.columns.get(&step) {
                        Some(&column) => (Input::Column(column), 1),
                        None => continue,
                    },
                };
                if let Entry::Vacant(place) = places.entry(id) {
                    place.insert(inputs.len());
                    inputs.push((input, Type::Of(self.scalar(id)?, rank)));
                }
            }
        }
        for (index, &at) in needed.iter().enumerate() {
            places.insert(Id::Step(at), inputs.len() + index);
        }
        let place = |id: &Id| places.get(id).and_then(|&place| u16::try_from(place).ok());
        let steps = needed
            .iter()
            .map(|&at| Some(Step { operation: all[at].0, a: place(&all[at].1)?, b: place(&all[at].2)? }))
            .collect::<Option<Vec<_>>>()?;
        let types = inputs.iter().map(|(_, ty)| *ty).collect();
        let plan = Plan::new(&Tape { inputs: types, steps, outcome: Outcome::Array })?;
        for at in needed {
            self.computed[at] = true;
        }
        Some(Line::Computed { plan, inputs: inputs.into_iter().map(|(input, _)| input).collect() })
    }

    /// The steps that a step needs and that are no columns, itself included, in order.
    fn needed(&self, step: usize) -> Vec<usize> {
        let mut found = vec![false; step + 1];
        found[step] = true;
        for at in (0..=step).rev() {
            if found[at] {
                let (_, a, b) = self.reader.steps()[at];
                for id in [a, b] {
                    if let Id::Step(operand) = id
                        && !self.columns.contains_key(&operand)
                    {
                        found[operand] = true;
                    }
                }
            }
        }
        (0..=step).filter(|&at| found[at]).collect()
    }

    fn scalar(&self, id: Id) -> Option<Scalar> {
        match id {
            Id::Input(input) => self.reader.types().get(input).copied(),
            Id::Step(step) => {
                let (operation, a, b) = self.reader.steps()[step];
                operation.result(self.scalar(a)?, self.scalar(b)?)
            }
        }
    }

    /// The value of the register, behind what may leave and has not been computed on the way.
    fn leaf(mut self, result: Register) -> Option<Node> {
        let id = self.reader.value(result)?;
        let value = self.line(id)?;
        let mut checks = Vec::new();
        for step in 0..self.computed.len() {
            if !self.computed[step] && may_leave(self.reader.steps()[step].0, self.scalar(Id::Step(step))?) {
                checks.push(self.line(Id::Step(step))?);
            }
        }
        Some(Node::Leaf { checks, value })
    }
}

/// Whether there are operands without a value.
fn may_leave(operation: Operation, result: Scalar) -> bool {
    match operation {
        Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Negate => {
            result == Scalar::Integer
        }
        Operation::Widen(_) => false,
        _ => true,
    }
}

impl Line {
    fn value(&self, columns: &[Value]) -> Result<Value, Fault> {
        match self {
            Line::Column(column) => Ok(columns[*column].clone()),
            Line::Constant(value) => Ok(value.clone()),
            Line::Computed { plan, inputs } => {
                let mut args: Vec<Value> = inputs
                    .iter()
                    .map(|input| match input {
                        Input::Column(column) => columns[*column].clone(),
                        Input::Constant(value) => value.clone(),
                    })
                    .collect();
                plan.run(&mut args, None)
            }
        }
    }
}

impl Node {
    fn run<T: Element>(&self, mut columns: Vec<Value>, count: usize) -> Result<Vec<T>, Fault> {
        match self {
            Node::Leaf { checks, value } => {
                for check in checks {
                    check.value(&columns)?;
                }
                elements(value.value(&columns)?, count)
            }
            Node::Test { operands, kept, relation, then, other } => {
                let mut values = Vec::with_capacity(2);
                for (operand, &kept) in operands.iter().zip(kept) {
                    let value = operand.value(&columns)?;
                    if kept {
                        columns.push(value.clone());
                    }
                    values.push(value);
                }
                let holds = relation.holds(&values[0], &values[1], count)?;
                drop(values);
                let (yes, no) = parted(&holds);
                if no.is_empty() {
                    return then.run(columns, count);
                }
                if yes.is_empty() {
                    return other.run(columns, count);
                }
                let mut out = vec![T::default(); count];
                for (node, chosen) in [(then, yes), (other, no)] {
                    let own: Vec<T> = node.run(gathered(&columns, &chosen), chosen.len())?;
                    for (value, index) in own.into_iter().zip(chosen) {
                        out[index] = value;
                    }
                }
                Ok(out)
            }
        }
    }
}

/// The elements of a column; of a constant, as many as there should be.
fn elements<T: Element>(value: Value, count: usize) -> Result<Vec<T>, Fault> {
    match value {
        Value::Tensor(tensor) => match std::sync::Arc::try_unwrap(tensor) {
            Ok(tensor) => T::into_array(tensor).map(Array::into_data),
            Err(shared) => T::of(&shared).map(|array| array.data().to_vec()),
        },
        value => T::scalar(&value).map(|value| vec![value; count]),
    }
    .ok_or(Fault::Argument)
}

/// The places where something holds, and those where not: without a branch for each, which would be guessed wrong half the
/// time.
fn parted(holds: &[bool]) -> (Vec<usize>, Vec<usize>) {
    let (mut yes, mut no) = (vec![0; holds.len()], vec![0; holds.len()]);
    let (mut y, mut n) = (0, 0);
    for (index, &holds) in holds.iter().enumerate() {
        yes[y] = index;
        no[n] = index;
        y += usize::from(holds);
        n += usize::from(!holds);
    }
    yes.truncate(y);
    no.truncate(n);
    (yes, no)
}

/// The chosen elements of each column.
fn gathered(columns: &[Value], chosen: &[usize]) -> Vec<Value> {
    fn some<T: Copy>(array: &Array<T>, chosen: &[usize]) -> Array<T> {
        Array::vector(chosen.iter().map(|&index| array.data()[index]).collect())
    }
    let gather = |value: &Value| match value {
        Value::Tensor(tensor) => match &**tensor {
            Tensor::Integer(array) => Value::from(some(array, chosen)),
            Tensor::Real(array) => Value::from(some(array, chosen)),
            Tensor::Complex(array) => Value::from(some(array, chosen)),
        },
        value => value.clone(),
    };
    columns.iter().map(gather).collect()
}

#[cfg(test)]
mod tests {
    use scheelite_runtime::tensor::{Array, Tensor};

    use super::*;
    use crate::{Engine, Session};

    /// Whether a function has such a tree, whose tests and leaves are counted.
    fn count(body: &str) -> Option<(usize, usize)> {
        fn of(node: &Node) -> (usize, usize) {
            match node {
                Node::Leaf { .. } => (0, 1),
                Node::Test { then, other, .. } => {
                    let (a, b) = (of(then), of(other));
                    (a.0 + b.0 + 1, a.1 + b.1)
                }
            }
        }
        let function = Session::new(&Engine::new()).function(body).expect("it compiles");
        Branches::of(function.entry().expect("code")).map(|branches| of(&branches.0))
    }

    #[test]
    fn functions_with_branches_are_trees() {
        assert_eq!(count("Compile[{x}, If[x > 0., Sin[x], 1. - x]]"), Some((1, 2)));
        assert_eq!(count("Compile[{x}, Which[x < 0., 0., x < 1., x, True, 1.]]"), Some((2, 3)));
        assert_eq!(count("Compile[{{k, _Integer}}, If[EvenQ[k], Quotient[k, 2], 3 k + 1]]"), Some((1, 2)));
        assert_eq!(count("Compile[{x}, 2. x]"), Some((0, 1)));
        assert_eq!(count("Compile[{x}, Module[{y = x}, While[y > 1., y = y / 2.]; y]]"), None);
        assert_eq!(count("Compile[{x}, Do[If[x > 0., Print[x]], {2}]; x]"), None);
    }

    #[test]
    fn operands_of_tests_are_computed_once() {
        let text = "Compile[{x}, Module[{a = Exp[x]}, If[a > 2., a + 1., a - 1.]]]";
        let function = Session::new(&Engine::new()).function(text).expect("it compiles");
        let branches = Branches::of(function.entry().expect("code")).expect("a tree");
        let Node::Test { kept, then, .. } = &branches.0 else { panic!("a test") };
        assert_eq!(kept, &[true, false]);
        let Node::Leaf { checks, value: Line::Computed { plan, .. } } = &**then else {
            panic!("an expression")
        };
        assert_eq!((checks.len(), plan.tape().steps.len()), (0, 1), "only the sum is left to compute");
        let column = Value::from(Tensor::Real(Array::vector(vec![0.0, 1.0])));
        assert_eq!(branches.run::<f64>(vec![column], 2), Ok(vec![0.0, 1f64.exp() + 1.0]));
    }
}
