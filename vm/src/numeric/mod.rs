//! Numerical methods over compiled functions.

pub mod find_fit;
pub mod fit;
pub mod function;
pub mod goals;
pub mod integrate;
pub mod interpolation;
pub mod linear;
pub mod minimum;
pub mod ode;
mod oscillating;
mod precise;
pub mod real;
pub mod root;
pub mod rows;
pub mod sum;
