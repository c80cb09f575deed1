//! Built-in functions by topic: each file has one table, `ROWS`.

pub mod arithmetic;
pub mod compare;
pub mod constants;
pub mod elementary;

use super::Builtin;

/// All tables of this crate, one a line so that additions made side by side merge.
pub const TABLES: &[&[Builtin]] = &[
    arithmetic::ROWS,
    compare::INEQUALITY_ROWS,
    compare::ROWS,
    compare::SIGN_ROWS,
    elementary::LOGARITHM_ROWS,
    elementary::ROWS,
];
