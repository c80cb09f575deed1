//! Why a kernel cannot give a value: the fast path is left and the evaluator decides what is said and what comes out.

use std::fmt;

/// Why a kernel has no value for its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An integer result does not fit 64 bits.
    Overflow,
    /// The function has no value of this type here: `Sqrt` of a negative real, division by zero.
    Domain,
    /// Two arrays whose lengths should agree do not.
    Lengths {
        /// Length of the first.
        left: usize,
        /// Length of the second.
        right: usize,
    },
    /// A part that is not there.
    Part {
        /// The part asked for, as the program wrote it.
        part: i64,
        /// Length of the level.
        length: usize,
    },
    /// A range of parts that is not there.
    Span {
        /// First part, counted from 1.
        first: i64,
        /// Last part, counted from 1.
        last: i64,
        /// Length of the level.
        length: usize,
    },
    /// A position deeper than the array.
    TooDeep {
        /// Number of levels asked for.
        levels: usize,
        /// Number of levels of the array.
        rank: usize,
    },
    /// The parts of a result have different shapes, so that it is not a full array.
    Ragged,
    /// The shape of an argument is not what the function takes.
    Shape,
    /// The type of an argument is not what the function takes.
    Argument,
    /// A matrix has no inverse.
    Singular,
    /// An iteration did not settle.
    NoConvergence,
    /// The result would have more elements than a packed array may have.
    Memory,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Overflow => f.write_str("the result does not fit a machine integer"),
            Fault::Domain => f.write_str("the function has no machine number as its value here"),
            Fault::Lengths { left, right } => {
                write!(f, "arrays of lengths {left} and {right} do not fit together")
            }
            Fault::Part { part, length } => {
                write!(f, "part {part} of an array of length {length} does not exist")
            }
            Fault::Span { first, last, length } => {
                write!(f, "parts {first} through {last} of an array of length {length} do not exist")
            }
            Fault::TooDeep { levels, rank } => {
                write!(f, "{levels} part numbers are given for an array with {rank} levels")
            }
            Fault::Ragged => f.write_str("the result is not a full array"),
            Fault::Shape => f.write_str("an argument has the wrong shape"),
            Fault::Argument => f.write_str("an argument has the wrong type"),
            Fault::Singular => f.write_str("the matrix is singular"),
            Fault::NoConvergence => f.write_str("the iteration did not settle"),
            Fault::Memory => f.write_str("the result is too large"),
        }
    }
}

impl std::error::Error for Fault {}
