//! Instructions, programs, the verifier and the listing.
//!
//! [`ops`] holds the one list of instructions; [`op`] expands it to the type [`Op`]. A [`Program`] is built with

pub mod builder;
pub mod listing;
pub mod op;
pub mod operand;
pub mod ops;
pub mod program;
pub mod rounds;
mod tape;
pub mod verify;

pub use builder::{FunctionBuilder, Label};
pub use op::Op;
pub use operand::{
    Any, Bank, Bool, Cplx, Cplxs, Imm, In, InOut, Int, Ints, Out, Pool, Real, Reals, Register, Target,
};
pub use program::{Function, Program};
pub use verify::{Verified, VerifyError, verify};
