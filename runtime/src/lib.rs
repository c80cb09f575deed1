//! Values, expressions and the evaluator of Scheelite.
//!
//! Everything to the right in the line of crates (`bytecode`, `compiler`, `vm`) may use this crate; it knows nothing
//! of them. What they add to the language (`Compile`, a parser) comes in through [`eval::Evaluator`]'s extension
//! points.

pub mod association;
mod bare_names;
pub mod eval;
pub mod expr;
pub mod format;
pub mod kernels;
pub mod memory;
pub mod number;
pub mod operators;
pub mod order;
pub mod parallel;
pub mod polynomial;
pub mod random;
mod shared;
pub mod size;
pub mod source;
pub mod stop;
pub mod storage;
pub mod symbol;
mod system_names;
pub mod tensor;
pub mod value;

pub use expr::{Args, Expr, Normal};
pub use symbol::{Symbol, sym};
pub use value::{Scalar, Type, Value};
