//! Whole-tensor operations and numeric functions: one definition for the evaluator and for compiled code.
//!
//! A [`Kernel`] takes typed [`Value`](crate::Value)s and gives one, or a [`Fault`] that says why it cannot; the caller
//! then leaves the matter to the evaluator, whose general path takes expressions of any kind.

pub mod arithmetic;
pub mod bag;
pub mod block;
pub mod build;
pub mod change;
pub mod eigen;
pub mod element;
pub mod elementwise;
mod fault;
pub mod fourier;
pub mod function;
pub mod generators;
pub mod linear;
pub mod order;
pub mod part;
pub mod random;
pub mod reduce;
pub mod scalar;
pub mod special;
pub mod structure;
mod table;
pub mod vector;
pub mod wrapping;

pub use element::{Element, MAX_ELEMENTS, take};
pub use fault::Fault;
pub use table::{Kernel, KernelFn, KernelState, TABLES, kernel};

#[cfg(test)]
mod tests;
