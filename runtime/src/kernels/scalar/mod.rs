//! Functions of machine numbers: one definition each, for the evaluator, for compiled code and for tensor kernels.
//!
//! - `integer`: `None` where the exact result is not a machine integer or does not exist.
//! - `real`: NaN where there is no finite real value (outside the domain, at a pole, `0.^0.`), ±infinity where the value
//!   overflows. So a NaN out of finite arguments always means "leave", and an infinity means "ran over".
//! - `complex`: a NaN part likewise; branch cuts as in the language (continuous from the side that the sign of a zero
//!   imaginary part names).
//! - `compare`: comparison of reals with and without tolerance.
//! - `distributions`: densities and distribution functions on the whole line.
//! - `function`: the tables of all of these by name.

pub mod compare;
pub mod complex;
pub mod distributions;
pub mod divisor;
mod double_double;
pub mod function;
pub mod integer;
pub mod real;
mod wide;
mod wide_tables;

pub use function::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger,
};
