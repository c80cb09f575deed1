//! A request to a verified program.

use scheelite_bytecode::program::Program;
use scheelite_bytecode::{Verified, verify};

use crate::check::check;
use crate::diagnostic::Diagnostic;
use crate::ir::Function;
use crate::lower::lower;
use crate::request::{Environment, Request};

/// What compiling gives.
pub struct Compiled {
    /// The program; none when the body breaks a rule.
    pub program: Option<Verified>,
    /// The typed tree that was lowered.
    pub function: Option<Function>,
    /// Findings in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of calls of the evaluator in the body.
    pub externals: u32,
}

/// Compiles a function.
pub fn compile(name: &str, request: &Request, env: &mut dyn Environment) -> Compiled {
    let checked = check(request, env);
    let mut diagnostics = checked.diagnostics;
    let Some(function) = checked.function else {
        return Compiled { program: None, function: None, diagnostics, externals: checked.externals };
    };
    debug_assert_eq!(function.check(), Ok(()), "{function}");
    let lowered = lower(name, &function, &request.options).map_err(|error| error.to_string());
    let verified =
        lowered.and_then(|code| verify(Program { functions: vec![code] }).map_err(|error| error.to_string()));
    let program = match verified {
        Ok(program) => Some(program),
        Err(why) => {
            diagnostics.push(
                Diagnostic::error("size", format!("The function cannot be compiled: {why}."))
                    .help("split it into smaller functions"),
            );
            None
        }
    };
    Compiled { program, function: Some(function), diagnostics, externals: checked.externals }
}
