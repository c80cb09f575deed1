//! What compiles: one row a function.
//!
//! A row names a function of the language and how a call of it becomes typed nodes:
//!
//! - [`Rule::Typed`]: the arguments are values. They are checked first; the rule gets their nodes and gives the node of
//!   the call, or `None` when there is no such operation for these types (the call then goes to the evaluator).
//! - [`Rule::Form`]: the call is seen unevaluated: control structures, iterators, assignments, functionals.
//!
//! What no rule takes may have a definition in terms of other functions, in `definitions.wl`: see [`defined`].
//!
//! Most rows need no code of their own: [`scalar::function`] takes types and meaning of a function of numbers from the
//! tables of `scheelite_runtime::kernels::scalar` (elementwise on tensors), and [`kernels::kernel`] rows name a kernel
//! of `scheelite_runtime::kernels` and one of a few rules for the type of its result. To add a function: one row in the
//! file of its topic, with the `types` line that the reference page shows.

pub mod arithmetic;
pub mod assignment;
pub mod comparison;
pub mod control;
pub mod defined;
pub mod functional;
pub mod iteration;
pub mod kernels;
pub mod local_functions;
pub mod patterns;
pub mod random;
pub mod repeated;
pub mod scalar;
pub mod scoping;
pub mod tensors;
pub mod threading;

use std::sync::{Arc, LazyLock};

use num_complex::Complex64;
use rustc_hash::FxHashMap;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Symbol, Value, sym};

use crate::check::{Checked, Checker, Want};
use crate::ir::Node;

/// How a call becomes typed nodes.
#[derive(Clone, Copy)]
pub enum Rule {
    /// From the nodes of its arguments.
    Typed(fn(&mut Checker, Call) -> Checked),
    /// From the unevaluated call.
    Form(fn(&mut Checker, &Arc<Normal>, Want) -> Checked),
}

/// One function that compiles.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its name, in `` System` `` unless it has a context.
    pub name: &'static str,
    /// How a call becomes typed nodes.
    pub rule: Rule,
    /// Argument and result types for the reference page.
    pub types: &'static str,
}

/// A call whose arguments have been checked.
pub struct Call {
    /// Name of the row.
    pub name: &'static str,
    /// The arguments.
    pub args: Vec<Node>,
    /// Where it was read.
    pub origin: Origin,
}

/// All rows by topic.
pub const TABLES: &[&[Row]] = &[
    arithmetic::ROWS,
    assignment::ROWS,
    comparison::ROWS,
    control::ROWS,
    defined::ROWS,
    functional::ROWS,
    iteration::ROWS,
    random::ROWS,
    repeated::ROWS,
    scalar::ROWS,
    scoping::ROWS,
    tensors::ROWS,
];

static BY_SYMBOL: LazyLock<FxHashMap<Symbol, &'static Row>> =
    LazyLock::new(|| TABLES.iter().copied().flatten().map(|row| (Symbol::new(row.name), row)).collect());

/// The row of a function.
pub fn row(symbol: Symbol) -> Option<&'static Row> {
    BY_SYMBOL.get(&symbol).copied()
}

/// A row that sees the unevaluated call.
pub const fn form(
    name: &'static str,
    form: fn(&mut Checker, &Arc<Normal>, Want) -> Checked,
    types: &'static str,
) -> Row {
    Row { name, rule: Rule::Form(form), types }
}

/// A row over values.
pub const fn typed(name: &'static str, typed: fn(&mut Checker, Call) -> Checked, types: &'static str) -> Row {
    Row { name, rule: Rule::Typed(typed), types }
}

/// Named constants.
const CONSTANTS: &[(&str, f64)] = &[
    ("Catalan", 0.915_965_594_177_219),
    ("Degree", std::f64::consts::PI / 180.0),
    ("E", std::f64::consts::E),
    ("EulerGamma", 0.577_215_664_901_532_9),
    ("Glaisher", 1.282_427_129_100_622_6),
    ("GoldenAngle", 2.399_963_229_728_653_3),
    ("GoldenRatio", 1.618_033_988_749_895),
    ("Infinity", f64::INFINITY),
    ("Khinchin", 2.685_452_001_065_306_4),
    ("MachinePrecision", 15.954_589_770_191_003),
    ("Pi", std::f64::consts::PI),
    ("$MachineEpsilon", f64::EPSILON),
    ("$MachinePrecision", 15.954_589_770_191_003),
    ("$MaxMachineNumber", f64::MAX),
    ("$MinMachineNumber", f64::MIN_POSITIVE),
];

static CONSTANT_VALUES: LazyLock<FxHashMap<Symbol, Value>> = LazyLock::new(|| {
    let mut values: FxHashMap<Symbol, Value> =
        CONSTANTS.iter().map(|&(name, value)| (Symbol::new(name), Value::Real(value))).collect();
    values.insert(Symbol::new("True"), Value::Boolean(true));
    values.insert(Symbol::new("False"), Value::Boolean(false));
    values.insert(Symbol::new("Null"), Value::Void);
    values.insert(Symbol::new("I"), Value::Complex(Complex64::new(0.0, 1.0)));
    values.insert(Symbol::new("Developer`$MaxMachineInteger"), Value::Integer(i64::MAX));
    values
});

/// Whether an expression is a symbol that is no function: a constant, or a word like `All`.
fn constant_symbol(expr: &Expr) -> bool {
    expr.as_symbol().is_some_and(|symbol| {
        constant(symbol).is_some() || matches!(symbol, sym::All | sym::None | sym::Automatic)
    })
}

/// The machine value of a named constant.
pub fn constant(symbol: Symbol) -> Option<Value> {
    CONSTANT_VALUES.get(&symbol).cloned()
}

#[cfg(test)]
mod tests {
    use super::{BY_SYMBOL, TABLES};

    #[test]
    fn every_row_is_found_once() {
        let rows: usize = TABLES.iter().map(|table| table.len()).sum();
        assert_eq!(BY_SYMBOL.len(), rows, "a function has two rows");
        assert!(TABLES.iter().copied().flatten().all(|row| !row.types.is_empty()));
    }
}
