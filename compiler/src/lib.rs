//! Source text to verified programs.

mod ahead;
pub mod builtins;
pub mod check;
pub mod compile;
pub mod composition;
pub mod diagnostic;
pub mod ir;
pub mod lower;
pub mod optimize;
pub mod passes;
mod registers;
pub mod request;
pub mod syntax;
#[cfg(test)]
mod testing;

pub use compile::{Compiled, compile};
pub use diagnostic::{Diagnostic, Severity};
