//! What can go wrong for a host.

use std::fmt;

use scheelite_compiler::Diagnostic;
use scheelite_runtime::{Expr, Type};

/// Why there is no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The text is not an expression of the language.
    Syntax {
        /// What was found, in order.
        diagnostics: Vec<Diagnostic>,
        /// The same with pictures of the source.
        rendered: String,
    },
    /// `Abort[]`, an interrupt or a limit.
    Aborted,
    /// `Quit[code]`.
    Quit(i32),
    /// The value is not a compiled function.
    NotCompiled(Expr),
    /// A typed call asks for other types than the function has.
    Signature {
        /// Types of the arguments and of the result of the function.
        function: (Vec<Type>, Type),
        /// Those asked for.
        asked: (Vec<Type>, Type),
    },
    /// An argument of a dynamic call does not have the type of the function's argument.
    Argument {
        /// Its place, from 1.
        position: usize,
        /// The type it should have.
        expected: Type,
    },
    /// A number of arguments that the function does not take.
    Arguments {
        /// What it takes.
        expected: usize,
        /// What it got.
        found: usize,
    },
    /// The fast path was left, and there is no session to compute the exact answer.
    Left {
        /// Why.
        why: crate::Why,
        /// The instruction, from 1.
        instruction: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Syntax { rendered, .. } => f.write_str(rendered),
            Error::Aborted => f.write_str("the computation was aborted"),
            Error::Quit(code) => write!(f, "the program asked to quit with code {code}"),
            Error::NotCompiled(value) => write!(f, "{value:?} is not a compiled function"),
            Error::Signature { function, asked } => {
                write!(f, "the function is of type {function:?}, the call asks for {asked:?}")
            }
            Error::Argument { position, expected } => {
                write!(f, "argument {position} should be of type {expected:?}")
            }
            Error::Arguments { expected, found } => {
                write!(f, "the function takes {expected} arguments, not {found}")
            }
            Error::Left { why, instruction } => {
                write!(f, "compiled code was left at instruction {instruction}: {why}")
            }
        }
    }
}

impl std::error::Error for Error {}
