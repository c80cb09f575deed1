//! Source text to verified programs.

pub mod composition;
pub mod diagnostic;
pub mod syntax;

pub use diagnostic::{Diagnostic, Severity};
