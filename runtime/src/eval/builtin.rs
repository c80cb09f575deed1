//! A row of the tables of built-in functions.

use super::{Attributes, BuiltinFn};

/// How many arguments a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arity {
    /// At least.
    pub min: usize,
    /// At most; `usize::MAX` for no bound.
    pub max: usize,
    /// Whether rules after the positional arguments are options and not counted.
    pub options: bool,
}

impl Arity {
    /// Any number.
    pub const ANY: Arity = Arity { min: 0, max: usize::MAX, options: false };

    /// Exactly `n`.
    pub const fn exactly(n: usize) -> Arity {
        Arity { min: n, max: n, options: false }
    }

    /// From `min` to `max`.
    pub const fn between(min: usize, max: usize) -> Arity {
        Arity { min, max, options: false }
    }

    /// `min` or more.
    pub const fn at_least(min: usize) -> Arity {
        Arity { min, max: usize::MAX, options: false }
    }

    /// The same, with options after the arguments.
    pub const fn with_options(self) -> Arity {
        Arity { options: true, ..self }
    }
}

/// Rows that may be left by unwinding when the time is over: they work long by themselves and leave nothing behind that
/// would have to be put in order. See [`crate::stop`].
pub const fn stoppable<const N: usize>(mut rows: [Builtin; N]) -> [Builtin; N] {
    let mut at = 0;
    while at < N {
        rows[at].attributes = rows[at].attributes.and(Attributes::STOPPABLE);
        at += 1;
    }
    rows
}

/// One built-in function: everything the system knows of it in one row.
pub struct Builtin {
    /// Name, in `` System` `` unless it has a context.
    pub name: &'static str,
    /// Attributes.
    pub attributes: Attributes,
    /// Number of arguments; a call outside it issues `argx` and its kin and stays unevaluated.
    pub arity: Arity,
    /// Usage line, shown by `?Name` and the reference page.
    pub usage: &'static str,
    /// Input and output of an example, checked by a test; empty for none.
    pub example: (&'static str, &'static str),
    /// The implementation.
    pub run: BuiltinFn,
}

impl Builtin {
    /// A row, in the order name, attributes, arity, usage, example, implementation.
    pub const fn new(
        name: &'static str,
        attributes: Attributes,
        arity: Arity,
        usage: &'static str,
        example: (&'static str, &'static str),
        run: BuiltinFn,
    ) -> Builtin {
        Builtin { name, attributes, arity, usage, example, run }
    }

    /// A row with no attribute but `Protected`.
    pub const fn plain(
        name: &'static str,
        arity: Arity,
        usage: &'static str,
        example: (&'static str, &'static str),
        run: BuiltinFn,
    ) -> Builtin {
        Builtin::new(name, Attributes::PROTECTED, arity, usage, example, run)
    }
}
