//! Models: every mode gives the same bits, and the numbers that are known.

mod basics;
mod conditions;
mod control;
mod decisions;
mod files;
mod functions;
mod harness;
mod large;
mod published;
mod random;
mod runs;
