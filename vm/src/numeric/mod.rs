//! Numerical methods over compiled functions.

mod constraints;
pub mod find_fit;
pub mod fit;
pub mod function;
mod global;
pub mod goals;
mod grid;
pub mod integrate;
pub mod interpolation;
pub mod linear;
pub mod minimum;
pub mod ode;
mod ode_events;
mod ode_steps;
mod oscillating;
mod parts;
mod precise;
pub mod real;
pub mod root;
mod root_steps;
pub mod rows;
pub mod sum;
