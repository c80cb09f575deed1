//! Source text to verified programs.

pub mod diagnostic;

pub use diagnostic::{Diagnostic, Severity};
