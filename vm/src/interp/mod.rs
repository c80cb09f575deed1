//! The register machine: runs verified, linked programs.
//!
//! - `link`: a verified program with registers as slots of one slab and pools resolved; 1:1 with its instructions
//! - `threaded`: the loop of optimized builds
//! - `fused`: its handlers for sequences of instructions
//! - `families`: those that hold for parts of all kinds
//! - `loops`: its handlers for whole inner loops
//! - `frame`: access to the registers of the running function; the only unchecked reads and writes
//! - `rounds`: counted loops run ahead in blocks
//! - `run`: the state of a run, the loop, calls
//! - `stack`: the frames below the running one, calls whose callee is known
//! - `assigned`: whether frames of a function need zeros
//! - `operands`: what the instruction had read at which a run was left
//! - the rest: handlers by topic, ordinary methods of `Frame` named like the rows of the instruction list

mod assigned;
mod blocks;
mod calls;
mod complex;
mod copy;
#[cfg(threaded)]
mod families;
mod frame;
#[cfg(threaded)]
mod fused;
mod generators;
mod int;
mod link;
mod logic;
#[cfg(threaded)]
mod loops;
mod operands;
mod parts;
mod real;
mod rounds;
mod run;
mod stack;
mod tensor;
#[cfg(test)]
mod tests;
#[cfg(threaded)]
mod threaded;

pub use link::Linked;
pub use run::{
    Arguments, Detail, Ended, Finished, Leave, Limits, Outside, Results, execute, execute_each, with_machine,
};
