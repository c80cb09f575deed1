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
pub mod integer;
mod logic;
pub mod output;
mod parts;
mod patterns;
pub mod precision;
pub mod rounding;
mod scoping;
mod sets;
mod shape;
mod sorting;
mod streams;
mod strings;

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
    integer::BIT_ROWS,
    integer::COMBINATORIAL_ROWS,
    integer::DIGIT_ROWS,
    integer::DIVISIBILITY_ROWS,
    integer::PREDICATE_ROWS,
    integer::PRIME_ROWS,
    logic::ROWS,
    output::ROWS,
    output::WRAPPER_ROWS,
    parts::ROWS,
    patterns::ROWS,
    precision::ROWS,
    rounding::ROWS,
    scoping::ROWS,
    sets::ROWS,
    shape::ROWS,
    sorting::ROWS,
    streams::ROWS,
    strings::CHARACTER_ROWS,
    strings::DISTANCE_ROWS,
    strings::PATTERN_ROWS,
    strings::ROWS,
    strings::SEARCH_ROWS,
];
