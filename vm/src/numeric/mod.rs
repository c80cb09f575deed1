//! Numerical methods over compiled functions.

pub mod function;
pub mod real;
