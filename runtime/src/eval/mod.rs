//! The evaluator: the standard evaluation sequence over definitions and built-in functions.

pub mod attributes;
pub mod builtin;
pub mod builtins;
pub mod files;
pub mod message;
pub mod numeric;
pub mod simplify;

use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use crate::order;
pub use attributes::Attributes;
pub use builtin::{Arity, Builtin};
pub use files::{Disk, FileStatus, Files, WriteMode};
pub use message::{Host, Message};

use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::source::{Origin, SourceMap};
use crate::symbol::{Symbol, sym};

/// What leaves an evaluation other than by its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Unwind {
    /// `Throw[value, tag]`.
    Throw {
        /// The value thrown.
        value: Expr,
        /// The tag, when there is one.
        tag: Option<Expr>,
    },
    /// `Return[value, head]`.
    Return {
        /// The value returned.
        value: Expr,
        /// From which construct, when named.
        from: Option<Symbol>,
    },
    /// `Break[]`.
    Break,
    /// `Continue[]`.
    Continue,
    /// `Goto[label]`.
    Goto(Expr),
    /// `Abort[]`, an interrupt or a limit.
    Abort,
    /// `Quit[code]`, `Exit[code]`.
    Quit(i32),
}

/// A value, or what leaves the evaluation instead.
pub type Eval<T = Expr> = Result<T, Unwind>;

/// What a built-in function gives: a value (which is evaluated further), `None` when the call stays as it is.
pub type Reply = Eval<Option<Expr>>;

/// Implementation of a built-in function. Arguments have been evaluated as its attributes ask.
pub type BuiltinFn = fn(&mut Evaluator, &Arc<Normal>) -> Reply;

/// What is known of a symbol.
#[derive(Default)]
pub struct Definition {
    /// Its attributes.
    pub attributes: Attributes,
    /// The value of the symbol itself.
    pub own_value: Option<Expr>,
    /// The built-in function of this name.
    pub builtin: Option<&'static Builtin>,
}

/// A session's evaluator: definitions, messages, limits, random state.
pub struct Evaluator {
    definitions: Vec<Definition>,
    temporaries: FxHashMap<Symbol, Definition>,
    /// Texts read and the places of expressions in them.
    pub sources: SourceMap,
    /// Where output and messages go, and what the session may do outside.
    pub host: Box<dyn Host>,
    depth: usize,
    recursion_limit: usize,
}

impl Evaluator {
    /// An evaluator with all built-in functions of this crate.
    pub fn new(host: Box<dyn Host>) -> Self {
        let mut evaluator = Evaluator {
            definitions: Vec::new(),
            temporaries: FxHashMap::default(),
            sources: SourceMap::default(),
            host,
            depth: 0,
            recursion_limit: 1024,
        };
        builtins::TABLES.iter().for_each(|table| evaluator.install(table));
        builtins::constants::define(&mut evaluator);
        evaluator
    }

    /// Adds built-in functions: how crates to the right plug theirs in.
    pub fn install(&mut self, table: &'static [Builtin]) {
        for builtin in table {
            let definition = self.definition_mut(Symbol::new(builtin.name));
            definition.attributes = builtin.attributes;
            definition.builtin = Some(builtin);
        }
    }

    /// What is known of a symbol.
    pub fn definition(&self, symbol: Symbol) -> Option<&Definition> {
        if symbol.serial() == 0 {
            self.definitions.get(symbol.index())
        } else {
            self.temporaries.get(&symbol)
        }
    }

    /// What is known of a symbol, to change.
    pub fn definition_mut(&mut self, symbol: Symbol) -> &mut Definition {
        if symbol.serial() != 0 {
            return self.temporaries.entry(symbol).or_default();
        }
        if self.definitions.len() <= symbol.index() {
            self.definitions.resize_with(symbol.index() + 1, Definition::default);
        }
        &mut self.definitions[symbol.index()]
    }

    /// Attributes of a symbol.
    pub fn attributes(&self, symbol: Symbol) -> Attributes {
        self.definition(symbol).map_or(Attributes::NONE, |definition| definition.attributes)
    }

    /// Evaluates to the end.
    pub fn eval(&mut self, expr: Expr) -> Eval {
        match expr {
            Expr::Symbol(symbol) => match self.definition(symbol).and_then(|d| d.own_value.clone()) {
                Some(value) => self.eval(value),
                None => Ok(expr),
            },
            Expr::Normal(normal) if !normal.is_inert() => {
                if self.depth >= self.recursion_limit {
                    self.message(sym::General, "reclim", &[Expr::Integer(self.recursion_limit as i64)]);
                    return Ok(Expr::call(sym::Hold, [Expr::Normal(normal)]));
                }
                self.depth += 1;
                let result = stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.eval_normal(normal));
                self.depth -= 1;
                result
            }
            done => Ok(done),
        }
    }

    fn eval_normal(&mut self, normal: Arc<Normal>) -> Eval {
        let head = self.eval(normal.head.clone())?;
        let Expr::Symbol(symbol) = head else {
            return Ok(Expr::Normal(normal));
        };
        let attributes = self.attributes(symbol);
        let mut args = normal.args.clone();
        for (index, arg) in args.iter_mut().enumerate() {
            if !attributes.holds(index) {
                *arg = self.eval(std::mem::replace(arg, Expr::Integer(0)))?;
            }
        }
        let call = Arc::new(Normal::with_origin(Expr::Symbol(symbol), args, normal.origin));
        let Some(builtin) = self.definition(symbol).and_then(|definition| definition.builtin) else {
            return Ok(Expr::Normal(call));
        };
        match (builtin.run)(self, &call)? {
            Some(value) => self.eval(value),
            None => Ok(Expr::Normal(call)),
        }
    }

    /// Issues `symbol::tag` with arguments for its text.
    pub fn message(&mut self, symbol: Symbol, tag: &str, args: &[Expr]) {
        self.message_at(symbol, tag, args, Origin::NONE);
    }

    /// Issues `symbol::tag`, pointing at the place `origin`.
    pub fn message_at(&mut self, symbol: Symbol, tag: &str, args: &[Expr], origin: Origin) {
        let text = format!("{args:?}");
        let message = Message { symbol, tag: tag.to_owned(), text, origin };
        self.host.message(&message, &self.sources);
    }
}
