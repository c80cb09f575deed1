//! Compositions: models as graphs of mechanisms, lowered to one program in our own language.
//!
//! - `model`: a model as data, with a builder
//! - `library`, `mechanisms`, `condition`: the libraries, one row each; `functions`: functions with their settings
//! - `graph`: order of nodes, roles, and what is wrong with a model
//! - `layout`: the memory of a run
//! - `emit`, `formula`, `array`, `wide`: statements, formulas over arrays of scalars, whole arrays
//! - `lower`: from a model to a program
//! - `mdf`: models from description files
//! - `picture`, `text`: graphs as DOT and SVG, programs as text
//!
//! There is one program for all execution modes; see [`lower::program`].

pub mod array;
pub mod condition;
pub mod emit;
pub mod formula;
pub mod functions;
pub mod graph;
pub mod layout;
pub mod library;
pub mod lower;
pub mod mdf;
pub mod mechanisms;
pub mod model;
pub mod picture;
pub mod text;
pub mod wide;

pub use condition::Condition;
pub use functions::Function;
pub use lower::{Program, lower};
pub use model::{Mechanism, Model, ModelError, Numbers};

#[cfg(test)]
mod tests;
