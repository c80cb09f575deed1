//! Models: every mode gives the same bits, and the numbers that are known.

mod basics;
mod conditions;
mod control;
mod decisions;
mod files;
mod harness;
mod runs;
