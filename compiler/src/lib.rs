//! Source text to verified programs.

pub mod builtins;
pub mod check;
pub mod composition;
pub mod diagnostic;
pub mod ir;
pub mod request;
pub mod syntax;

pub use diagnostic::{Diagnostic, Severity};
