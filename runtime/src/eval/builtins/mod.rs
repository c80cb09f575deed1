//! Built-in functions by topic: each file has one table, `ROWS`.

pub mod arithmetic;
mod assignment;
mod change;
pub mod compare;
pub mod constants;
mod control;
pub mod elementary;
mod files;
mod functional;
mod generators;
mod heads;
mod import_export;
mod logic;
pub mod output;
mod parts;
mod patterns;
mod scoping;
mod sets;
mod shape;
mod sorting;
mod streams;

use super::Builtin;

/// All tables of this crate, one a line so that additions made side by side merge.
pub const TABLES: &[&[Builtin]] = &[
    arithmetic::ROWS,
    assignment::ROWS,
    change::ROWS,
    compare::INEQUALITY_ROWS,
    compare::ROWS,
    compare::SIGN_ROWS,
    control::ROWS,
    elementary::LOGARITHM_ROWS,
    elementary::ROWS,
    files::ROWS,
    functional::ROWS,
    generators::ROWS,
    heads::ROWS,
    import_export::ROWS,
    logic::ROWS,
    output::ROWS,
    output::WRAPPER_ROWS,
    parts::ROWS,
    patterns::ROWS,
    scoping::ROWS,
    sets::ROWS,
    shape::ROWS,
    sorting::ROWS,
    streams::ROWS,
];
