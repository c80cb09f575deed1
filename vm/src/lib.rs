//! Scheelite: a fast, exact, embeddable implementation of the Wolfram Language's numerical compiler.
//!
//! ```
//! use scheelite::{Engine, Session};
//!
//! let engine = Engine::new();
//! let mut session = Session::new(&engine);
//! let sum = session.evaluate("1 + 1")?;
//! assert_eq!(session.output_form(&sum), "2");
//! # Ok::<(), scheelite::Error>(())
//! ```

mod automatic;
mod call;
pub mod check;
mod compile;
mod compiled_function;
pub mod composition;
mod convert;
mod engine;
mod error;
#[expect(unsafe_code, reason = "register access, see interp/frame.rs")]
mod interp;
pub mod numeric;
mod outcome;
pub mod pictures;
pub mod profile;
mod reading;
mod session;
pub mod verification;

pub use call::{Native, NativeArguments, TypedFunction};
pub use compiled_function::{Argument, CompiledFunction};
pub use engine::{Config, Engine, InterruptHandle};
pub use error::Error;
pub use outcome::{Outcome, Path, Why};
pub use reading::render_message;
pub use scheelite_bytecode as bytecode;
pub use scheelite_compiler as compiler;
pub use scheelite_runtime as runtime;
pub use session::{RunEnd, Session};

/// The chapter on embedding: its code runs as tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/guide/embedding.md")]
struct Embedding;
