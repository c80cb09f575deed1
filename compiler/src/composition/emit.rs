//! Writing programs in our own language: statements over scalar variables, and arrays as lists of them.
//!
//! A [`Val`] is an array whose elements are atoms (variables and numbers). Formulas over arrays are unrolled into
//! assignments of scalars, always with two-argument arithmetic and in one order, so that every way of running the
//! program gives the same bits. Arrays of more than a few dozen elements are wide instead: see `wide`.

use rustc_hash::FxHashMap;
use scheelite_runtime::{Expr, Symbol};

use super::model::{ModelError, Numbers, Result};
use super::wide::{self, is_wide};

pub use super::formula::{Env, broadcast_dims, broadcast_element, compare, shapes, stack};

/// An array of atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Val {
    /// Lengths of the levels; none for a scalar.
    pub dims: Vec<usize>,
    /// The elements in row-major order; for a wide array one expression that gives any of them.
    pub elems: Vec<Expr>,
    /// Whether it is wide.
    pub wide: bool,
}

impl Val {
    /// A scalar.
    pub fn scalar(value: Expr) -> Val {
        Val::of(Vec::new(), vec![value])
    }

    /// A real number.
    pub fn real(value: f64) -> Val {
        Val::scalar(Expr::Real(value))
    }

    /// A vector.
    pub fn vector(elems: Vec<Expr>) -> Val {
        Val::of(vec![elems.len()], elems)
    }

    /// An array of these elements.
    pub fn of(dims: Vec<usize>, elems: Vec<Expr>) -> Val {
        Val { dims, elems, wide: false }
    }

    /// An array of numbers.
    pub fn numbers(numbers: &Numbers) -> Val {
        match numbers.data.first() {
            Some(&first)
                if is_wide(&numbers.dims) && numbers.data.iter().all(|x| x.to_bits() == first.to_bits()) =>
            {
                Val::filled(numbers.dims.clone(), Expr::Real(first))
            }
            _ => Val::of(numbers.dims.clone(), numbers.data.iter().map(|&x| Expr::Real(x)).collect()),
        }
    }

    /// An array of one atom everywhere.
    pub fn filled(dims: Vec<usize>, atom: Expr) -> Val {
        if is_wide(&dims) {
            return Val { dims, elems: vec![atom], wide: true };
        }
        let count = dims.iter().product();
        Val::of(dims, vec![atom; count])
    }

    /// Number of elements.
    pub fn count(&self) -> usize {
        if self.wide { self.dims.iter().product() } else { self.elems.len() }
    }

    /// The numbers when all elements are numbers.
    pub fn constant(&self) -> Option<Numbers> {
        let data: Option<Vec<f64>> = self
            .elems
            .iter()
            .map(|elem| match elem {
                Expr::Real(value) => Some(*value),
                Expr::Integer(value) => Some(*value as f64),
                _ => None,
            })
            .collect();
        let data = data?;
        let data = if self.wide { vec![data[0]; self.count()] } else { data };
        Some(Numbers { dims: self.dims.clone(), data })
    }

    /// The same elements in another shape, when their number fits.
    pub fn reshaped(&self, dims: &[usize]) -> Option<Val> {
        (dims.iter().product::<usize>() == self.count()).then(|| self.with_dims(dims))
    }

    /// The same elements in another shape of as many.
    pub fn with_dims(&self, dims: &[usize]) -> Val {
        if self.wide && self.dims != dims {
            return wide::reshaped(self, dims);
        }
        Val { dims: dims.to_vec(), elems: self.elems.clone(), wide: self.wide }
    }
}

/// `head[args…]` with a head of the language.
pub fn call(head: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(Symbol::new(head), args)
}

/// A two-argument operation.
pub fn binary(head: &str, a: &Expr, b: &Expr) -> Expr {
    call(head, [a.clone(), b.clone()])
}

/// Writes statements and declares the variables that they use.
#[derive(Default)]
pub struct Emitter {
    blocks: Vec<Vec<Expr>>,
    taken: FxHashMap<String, u32>,
    /// Variables made so far, in order.
    pub made: Vec<Symbol>,
    /// Statements written, in all.
    pub written: usize,
    /// Whether formulas are worked through for their shapes only: random numbers are then zero.
    pub probing: bool,
    /// Variables that hold arrays, with their shapes.
    pub arrays: FxHashMap<Symbol, Vec<usize>>,
    /// Whether formulas follow the language alone: without names that only formulas of models have, and without putting
    /// arrays of different shape together as numpy does.
    pub plain: bool,
}

/// Variables of the program that are not cells.
pub const RESERVED: &[&str] =
    &["at", "generators", "input", "inputs", "memory", "results", "row", "run", "save", "trial", "trials"];

/// More statements than this are refused rather than compiled: a bound against memory bombs.
const MOST_STATEMENTS: usize = 2_000_000;

impl Emitter {
    /// An emitter with one open block.
    pub fn new() -> Self {
        let taken = RESERVED.iter().map(|name| ((*name).to_owned(), 1)).collect();
        Emitter { blocks: vec![Vec::new()], taken, ..Emitter::default() }
    }

    /// A new variable named after `hint`.
    pub fn fresh(&mut self, hint: &str) -> Symbol {
        let mut base: String =
            hint.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '$' }).collect();
        if !base.starts_with(|c: char| c.is_ascii_lowercase()) {
            base.insert(0, 'v');
        }
        let count = self.taken.entry(base.clone()).or_insert(0);
        *count += 1;
        let name = if *count == 1 { format!("Global`{base}") } else { format!("Global`{base}$${count}") };
        let symbol = Symbol::new(&name);
        self.made.push(symbol);
        symbol
    }

    /// Writes a statement.
    pub fn push(&mut self, statement: Expr) {
        self.written += 1;
        if let Some(block) = self.blocks.last_mut() {
            block.push(statement);
        }
    }

    /// Writes `target = value`.
    pub fn set(&mut self, target: &Expr, value: Expr) {
        self.push(call("Set", [target.clone(), value]));
    }

    /// The value in an atom: itself when it is one, else a new variable.
    pub fn atom(&mut self, hint: &str, value: Expr) -> Expr {
        match value {
            Expr::Normal(_) => {
                let symbol = Expr::Symbol(self.fresh(hint));
                self.set(&symbol, value);
                symbol
            }
            atom => atom,
        }
    }

    /// Writes into a block of its own and gives it as one expression.
    pub fn block<R>(&mut self, write: impl FnOnce(&mut Emitter) -> Result<R>) -> Result<(R, Expr)> {
        self.blocks.push(Vec::new());
        let result = write(self);
        let statements = self.blocks.pop().unwrap_or_default();
        Ok((result?, sequence(statements)))
    }

    /// Opens a block; [`Emitter::close`] gives it as one expression.
    pub fn open(&mut self) -> usize {
        self.blocks.push(Vec::new());
        self.blocks.len()
    }

    /// Closes the block that [`Emitter::open`] opened, and any left open inside it by an error.
    pub fn close(&mut self, opened: usize) -> Expr {
        let mut statements = Vec::new();
        while self.blocks.len() >= opened.max(2) {
            statements = self.blocks.pop().unwrap_or_default();
        }
        sequence(statements)
    }

    /// Where the block stands, for [`Emitter::rewind`].
    pub fn mark(&self) -> usize {
        self.blocks.last().map_or(0, Vec::len)
    }

    /// Takes back variables and statements written since a mark.
    pub fn rewind(&mut self, made: usize, statements: usize) {
        self.made.truncate(made);
        if let Some(block) = self.blocks.last_mut() {
            block.truncate(statements);
        }
    }

    /// The value in variables of its own.
    pub fn copies(&mut self, hint: &str, value: &Val) -> Val {
        if value.wide {
            return self.array_variable(hint, value);
        }
        let elems = value
            .elems
            .iter()
            .map(|elem| {
                let symbol = Expr::Symbol(self.fresh(hint));
                self.set(&symbol, elem.clone());
                symbol
            })
            .collect();
        Val::of(value.dims.clone(), elems)
    }

    /// Writes `If[test, …]`.
    pub fn when(&mut self, test: Expr, write: impl FnOnce(&mut Emitter) -> Result<()>) -> Result<()> {
        if test.is_true() {
            return write(self);
        }
        let ((), body) = self.block(write)?;
        self.push(call("If", [test, body]));
        Ok(())
    }

    /// The statements of the outermost block.
    pub fn finish(&mut self) -> Vec<Expr> {
        self.blocks.pop().unwrap_or_default()
    }

    /// An error when the program has grown beyond reason.
    pub fn check_size(&self) -> Result<()> {
        if self.written > MOST_STATEMENTS {
            return Err(ModelError::new(
                "model-too-large",
                format!("the model needs more than {MOST_STATEMENTS} statements"),
            ));
        }
        Ok(())
    }
}

/// Statements as one expression: `Null` for none.
pub fn sequence(statements: Vec<Expr>) -> Expr {
    let compound = Symbol::new("CompoundExpression");
    let mut statements: Vec<Expr> = statements
        .into_iter()
        .flat_map(|statement| match statement.as_call(compound) {
            Some(inner) => inner.args.to_vec(),
            None => vec![statement],
        })
        .filter(|statement| !statement.is_symbol(scheelite_runtime::sym::Null))
        .collect();
    match statements.len() {
        0 => Expr::null(),
        1 => statements.remove(0),
        _ => call("CompoundExpression", statements),
    }
}
