//! Compiled functions as values of the language: what they are, how they are called, what happens when compiled code
//! cannot give the answer.

mod apply;
mod branches;
mod condition;
mod elements;
mod fallback;
mod listable;
mod numbers;
mod straight;

use std::any::Any;
use std::sync::{Arc, OnceLock};

use scheelite_bytecode::listing::{self, Style};
use scheelite_bytecode::program::Function;
use scheelite_bytecode::{Bank, Register};
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::expr::{Foreign, ForeignValue};
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Scalar, Symbol, Type, Value, sym};

use crate::compile::input_form;
use crate::convert::value_to_expr;
use crate::engine::Engine;
use crate::interp::{Finished, Linked};
use crate::outcome::{Path, Why};

pub(crate) use apply::{apply, limits};
pub(crate) use branches::Branches;
pub(crate) use numbers::Numeric;
pub(crate) use straight::Straight;

/// A compiled function: immutable, cheap to clone, shared between threads.
#[derive(Clone)]
pub struct CompiledFunction {
    pub(crate) parts: Arc<Parts>,
}

/// An argument as it was declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: Symbol,
    /// Its type.
    pub ty: Type,
}

/// What is done when something goes wrong while compiled code runs.
#[derive(Clone, Debug)]
pub(crate) struct Behaviour {
    /// Applied to the held uncompiled call after an error; none for `Evaluate`.
    pub error_handler: Option<Expr>,
    /// `"WarningMessages"`
    pub warnings: bool,
    /// `"EvaluateSymbolically"`
    pub symbolic: bool,
    /// `RuntimeAttributes -> {Listable}`
    pub listable: bool,
    /// `Parallelization -> True`
    pub parallel: bool,
}

/// What a compiled function consists of.
pub(crate) struct Parts {
    /// The program; none when the function has errors and is always evaluated uncompiled.
    pub linked: Option<Arc<Linked>>,
    /// The arguments.
    pub arguments: Vec<Argument>,
    /// The body as it was written.
    pub body: Expr,
    /// `Function[{x}, body]`, with what the optimizer made of the body.
    pub function: Expr,
    /// What happens in the run.
    pub behaviour: Behaviour,
    /// Whether its options are such that its body can be put into other functions.
    pub default_options: bool,
    /// The value as an expression, for calls from outside.
    pub engine: Engine,
    /// What calls with machine numbers need, when it can be called with them alone.
    pub numeric: Option<Numeric>,
    /// The code as an expression over elements, once a listable call has asked for it.
    pub straight: OnceLock<Option<Straight>>,
    /// The code as a tree of tests, once a listable call has asked for it.
    pub branches: OnceLock<Option<Branches>>,
}

/// Version of the instruction set, in part 1.
const VERSION: i64 = 1;

/// Version of this library, in part 1: `0.1` for 0.1.7.
fn engine_version() -> f64 {
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR")).parse().unwrap_or_default()
}

impl CompiledFunction {
    /// The compiled function that is this expression.
    pub fn from_expr(expr: &Expr) -> Option<&CompiledFunction> {
        match expr {
            Expr::Foreign(foreign) => foreign.0.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// The function as an expression.
    pub fn to_expr(&self) -> Expr {
        Expr::Foreign(Arc::new(Foreign(Box::new(self.clone()))))
    }

    pub(crate) fn linked(&self) -> Option<&Arc<Linked>> {
        self.parts.linked.as_ref()
    }

    fn entry(&self) -> Option<&Function> {
        self.linked().map(|linked| linked.verified.program().entry())
    }

    /// The code as an expression over elements; none when it is more than a straight line of arithmetic.
    fn straight(&self) -> Option<&Straight> {
        self.parts.straight.get_or_init(|| self.entry().and_then(Straight::of)).as_ref()
    }

    /// The code as a tree of tests over expressions; none when it has loops, calls or arrays.
    fn branches(&self) -> Option<&Branches> {
        self.parts.branches.get_or_init(|| self.entry().and_then(Branches::of)).as_ref()
    }

    /// The arguments.
    pub fn arguments(&self) -> &[Argument] {
        &self.parts.arguments
    }

    /// The type of the result; `Void` when the function has errors.
    pub fn result_type(&self) -> Type {
        self.entry().map_or(Type::Void, Function::result_type)
    }

    /// Whether it threads over lists.
    pub fn is_listable(&self) -> bool {
        self.parts.behaviour.listable
    }

    /// Whether there is compiled code: without, each call is evaluated.
    pub fn is_compiled(&self) -> bool {
        self.parts.linked.is_some()
    }

    pub(crate) fn body(&self) -> &Expr {
        &self.parts.body
    }

    pub(crate) fn has_default_options(&self) -> bool {
        self.parts.default_options
    }

    /// The listing of its code. `expr` writes expressions inside calls of the evaluator.
    pub fn listing(&self, expr: &dyn Fn(&Expr) -> String) -> Option<String> {
        let linked = self.linked()?;
        let attributes = if self.parts.behaviour.listable { "{Listable}" } else { "{}" };
        Some(listing::listing(linked.verified.program(), &Style { attributes, expr, ..Style::default() }))
    }

    /// The program.
    pub fn program(&self) -> Option<&scheelite_bytecode::Program> {
        self.linked().map(|linked| linked.verified.program())
    }
}

/// The number of a type in part 3.
fn type_code(scalar: Scalar) -> i64 {
    match scalar {
        Scalar::Boolean => 1,
        Scalar::Integer => 2,
        Scalar::Real => 3,
        Scalar::Complex => 4,
    }
}

fn integers(values: impl IntoIterator<Item = i64>) -> Expr {
    Expr::list(values.into_iter().map(Expr::Integer))
}

fn register_triple(function: &Function, register: Register) -> Expr {
    match function.ty(register) {
        Some(Type::Of(scalar, rank)) => integers([type_code(scalar), rank.into(), register.index.into()]),
        _ => integers([6, 0, 0]),
    }
}

/// `_Real` and its kin, as in part 2.
fn pattern(ty: Type) -> Expr {
    let blank = |head| Expr::call(sym::Blank, [Expr::Symbol(head)]);
    let Type::Of(scalar, rank) = ty else {
        return Expr::null();
    };
    let scalar = match scalar {
        Scalar::Boolean => Expr::call(sym::Alternatives, [Expr::boolean(true), Expr::boolean(false)]),
        Scalar::Integer => blank(sym::Integer),
        Scalar::Real => blank(sym::Real),
        Scalar::Complex => blank(sym::Complex),
    };
    if rank == 0 { scalar } else { Expr::list([scalar, Expr::Integer(rank.into())]) }
}

impl ForeignValue for CompiledFunction {
    fn head(&self) -> Symbol {
        sym::CompiledFunction
    }

    fn parts(&self) -> Vec<Expr> {
        let parts = &*self.parts;
        let patterns = Expr::list(parts.arguments.iter().map(|argument| pattern(argument.ty)));
        let handler = parts.behaviour.error_handler.clone().unwrap_or(Expr::Symbol(sym::Evaluate));
        let flags = i64::from(parts.behaviour.warnings) + 2 * i64::from(parts.behaviour.symbolic);
        let version = Expr::list([VERSION.into(), engine_version().into(), flags.into()]);
        let Some(function) = self.entry() else {
            let none = || Expr::list([]);
            return vec![version, patterns, none(), none(), none(), none(), parts.function.clone(), handler];
        };
        let args = function.args.iter().map(|&(_, register)| register_triple(function, register));
        let result = match function.result {
            Some((_, register)) => register_triple(function, register),
            None => integers([6, 0, 0]),
        };
        let registers = Expr::list(args.chain([result]));
        let constants = function.presets.iter().map(|(register, value)| {
            Expr::list([value_to_expr(value.clone()), register_triple(function, *register)])
        });
        let counts = Bank::ALL.map(|bank| i64::try_from(function.counts.of(bank)).unwrap_or(i64::MAX));
        let code = function.code.iter().map(instruction);
        vec![
            version,
            patterns,
            registers,
            Expr::list(constants),
            integers(counts),
            Expr::list(code),
            parts.function.clone(),
            handler,
        ]
    }

    fn text(&self) -> String {
        let names = Expr::list(self.parts.arguments.iter().map(|argument| Expr::Symbol(argument.name)));
        format!("CompiledFunction[{}, {}, -CompiledCode-]", input_form(&names), input_form(&self.parts.body))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// An instruction in part 6: its number in the list, then its operands.
fn instruction(op: &scheelite_bytecode::Op) -> Expr {
    use scheelite_bytecode::operand::Operand;
    let mut parts = vec![Expr::Integer(i64::try_from(op.number()).unwrap_or(i64::MAX))];
    op.each_operand(|_, operand| {
        parts.push(match operand {
            Operand::Register(_, _, index) | Operand::Pool(_, index) => Expr::Integer(index.into()),
            Operand::Target(to) => Expr::Integer(i64::from(to) + 1),
            Operand::Integer(value) => Expr::Integer(value),
            Operand::Offset(value) => Expr::Integer(value.into()),
            Operand::Real(value) => value_to_expr(Value::Real(value)),
        });
    });
    Expr::list(parts)
}

/// What compiled functions keep with a session.
#[derive(Default)]
pub(crate) struct State {
    /// What the session's host set.
    pub engine: Engine,
    /// How calls went.
    paths: Vec<Path>,
    /// Addresses of functions whose calls are being evaluated uncompiled: calls of them inside are evaluated too, without
    /// a second try and a second message.
    leaving: Vec<usize>,
    /// The functions that `Compile` made, if they are kept.
    made: Option<Vec<Expr>>,
}

/// Most calls whose way is remembered.
const MOST_PATHS: usize = 1 << 16;

/// Plugs compiled functions into an evaluator.
pub(crate) fn install(evaluator: &mut Evaluator, engine: &Engine) {
    evaluator.state::<State>().engine = engine.clone();
    evaluator.apply_foreign = Some(apply);
    evaluator.apply_foreign_to_numbers = Some(numbers::apply);
    crate::compile::install(evaluator);
    crate::automatic::install(evaluator);
}

/// How calls went since the last time this was asked.
pub(crate) fn take_paths(evaluator: &mut Evaluator) -> Vec<Path> {
    std::mem::take(&mut evaluator.state::<State>().paths)
}

/// Keeps from now on what `Compile` makes, for `take_made`.
pub(crate) fn keep_made(evaluator: &mut Evaluator) {
    evaluator.state::<State>().made.get_or_insert_default();
}

/// The functions made since the last time this was asked.
pub(crate) fn take_made(evaluator: &mut Evaluator) -> Vec<Expr> {
    evaluator.state::<State>().made.as_mut().map(std::mem::take).unwrap_or_default()
}

/// Notes a function that `Compile` has made.
pub(crate) fn note_made(evaluator: &mut Evaluator, function: &Expr) {
    if let Some(made) = &mut evaluator.state::<State>().made
        && made.len() < MOST_PATHS
    {
        made.push(function.clone());
    }
}

/// Tells the profile, if there is one, that the evaluator computes a call.
fn note_fallback(
    evaluator: &mut Evaluator,
    function: &CompiledFunction,
    why: Why,
    finished: Option<&Finished>,
    call: Origin,
) {
    if let Some(recorder) = &evaluator.state::<State>().engine.recorder {
        let place = finished.map(|finished| (&finished.program, finished.function, finished.pc));
        recorder.fallback(&function.parts, why, place, call);
    }
}

/// Notes the way of a call.
pub(crate) fn note_path(evaluator: &mut Evaluator, path: Path) {
    let paths = &mut evaluator.state::<State>().paths;
    if paths.len() < MOST_PATHS {
        paths.push(path);
    }
}
