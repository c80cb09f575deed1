//! Running models: plans, execution modes, structures kept by execution id, and the language's own door to them.

mod compiled;
pub mod plan;
pub mod reading;
pub mod rows;
mod run;
mod search;

pub use plan::{Context, Mode, Outcome, Plan, Request};
