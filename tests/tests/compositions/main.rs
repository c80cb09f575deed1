//! Models: every mode gives the same bits, and the numbers that are known.

mod basics;
mod harness;
