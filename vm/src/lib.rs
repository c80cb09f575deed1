//! The engine.

pub mod numeric;
pub mod pictures;
