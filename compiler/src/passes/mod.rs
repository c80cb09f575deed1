//! Improvements of the typed tree, one a file. None changes a result.

pub mod assigned;
pub mod common;
pub mod copies;
pub mod dead;
pub mod fold;
pub mod fuse;
pub mod invariant;
pub mod merge;
pub mod relax;
pub mod rounds;
pub mod strength;

use crate::ir::Function;
use crate::request::Options;

/// A pass: its name for printing, and what it does.
pub type Pass = (&'static str, fn(&mut Function, &Options));

/// All passes in order.
pub const PASSES: &[Pass] = &[
    ("copies", copies::run),
    ("fold", fold::run),
    ("strength", strength::run),
    ("merge", merge::run),
    ("relax", relax::run),
    ("invariant", invariant::run),
    ("common", common::run),
    ("dead", dead::run),
    ("fuse", fuse::run),
    ("rounds", rounds::run),
];

/// Makes the tree safe and, unless the options say otherwise, fast.
pub fn run(function: &mut Function, options: &Options) {
    assigned::run(function);
    if options.passes {
        for (_, pass) in PASSES {
            pass(function, options);
        }
    }
}
