//! Whole-tensor operations and numeric functions: one definition for the evaluator and for compiled code.

pub mod scalar;
