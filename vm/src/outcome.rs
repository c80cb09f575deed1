//! Which way a compiled call took.

use std::fmt;

use scheelite_runtime::Expr;

/// A value, and which way it was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The value.
    pub value: Expr,
    /// The way.
    pub path: Path,
}

/// Which way a call of a compiled function took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Compiled code.
    Fast,
    /// The evaluator, and why.
    Exact(Why),
}

/// Why compiled code was left, or not entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// An argument is not of the type that the function takes.
    Argument,
    /// An argument is symbolic.
    Symbolic,
    /// The function has errors and was not compiled.
    NotCompiled,
    /// An operation has no machine number as its value.
    Numerical,
    /// The result is not finite.
    NotFinite,
    /// A part that is not there.
    Part,
    /// Arrays that do not fit together.
    Lengths,
    /// The evaluator gave something else than was expected.
    External,
    /// Calls too deep.
    Depth,
    /// More instructions, time or memory than allowed.
    Limit,
    /// Interrupted.
    Interrupt,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::Argument => "argument",
            Why::Symbolic => "symbolic",
            Why::NotCompiled => "not compiled",
            Why::Numerical => "numerical",
            Why::NotFinite => "not finite",
            Why::Part => "part",
            Why::Lengths => "lengths",
            Why::External => "external",
            Why::Depth => "depth",
            Why::Limit => "limit",
            Why::Interrupt => "interrupt",
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Fast => f.write_str("fast"),
            Path::Exact(why) => write!(f, "exact {why}"),
        }
    }
}
