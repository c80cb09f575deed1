//! A request to a verified program.

use scheelite_bytecode::program::Program;
use scheelite_bytecode::{Verified, verify};
use scheelite_runtime::{Expr, Scalar, Symbol, Type, sym};

use crate::check::check;
use crate::check::scope::mentions;
use crate::diagnostic::Diagnostic;
use crate::ir::Function;
use crate::lower::lower;
use crate::optimize::optimize;
use crate::passes;
use crate::request::{Choice, Declared, Environment, Request};

/// What compiling gives.
pub struct Compiled {
    /// The program; none when the body breaks a rule.
    pub program: Option<Verified>,
    /// The typed tree that was lowered.
    pub function: Option<Function>,
    /// The body with temporaries for what occurs twice; none when it is compiled as written.
    pub body: Option<Expr>,
    /// Findings in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of calls of the evaluator in the body.
    pub externals: u32,
}

/// Whether a symbol occurs, and everywhere as the head of a call with this number of arguments: what assigns to it or has a
/// variable of this name means something else.
fn only_calls(body: &Expr, symbol: Symbol, arguments: usize) -> bool {
    let mut found = false;
    let mut pending = vec![body];
    while let Some(expr) = pending.pop() {
        match expr {
            Expr::Symbol(other) if *other == symbol => return false,
            Expr::Normal(normal) => {
                if normal.has_head(symbol) {
                    if normal.args.len() != arguments {
                        return false;
                    }
                    found = true;
                } else {
                    pending.push(&normal.head);
                }
                pending.extend(normal.args.iter());
            }
            _ => {}
        }
    }
    found
}

/// The request with the type of calls of the function itself declared: the narrowest type that the body then has. As it
/// is when the body does not call it, or its type is declared, or no type is one.
fn with_own_type(request: &Request, env: &mut dyn Environment) -> Request {
    let Some(name) = request.name.filter(|&name| only_calls(&request.body, name, request.arguments.len()))
    else {
        return request.clone();
    };
    if request.declared.iter().any(|declared| mentions(&declared.pattern, name)) {
        return request.clone();
    }
    let blanks = request.arguments.iter().map(|_| Expr::call(sym::Blank, []));
    let pattern = Expr::call(name, blanks);
    for scalar in [Scalar::Integer, Scalar::Real, Scalar::Complex, Scalar::Boolean] {
        let ty = Type::Of(scalar, 0);
        let mut with = request.clone();
        with.declared.push(Declared { pattern: pattern.clone(), ty });
        if check(&with, env).function.is_some_and(|function| function.result == ty) {
            return with;
        }
    }
    request.clone()
}

/// Compiles a function.
pub fn compile(name: &str, request: &Request, env: &mut dyn Environment) -> Compiled {
    let request = &with_own_type(request, env);
    let mut checked = check(request, env);
    let mut body = None;
    let wanted = match request.options.optimize {
        Choice::Automatic => checked.externals == 0,
        Choice::Yes => true,
        Choice::No => false,
    };
    if wanted
        && checked.function.is_some()
        && let Some(rewritten) = optimize(&request.body)
    {
        let request = Request { body: rewritten, ..request.clone() };
        let again = check(&request, env);
        if again.function.is_some() {
            checked.function = again.function;
            checked.externals = again.externals;
            body = Some(request.body);
        }
    }
    let mut diagnostics = checked.diagnostics;
    let Some(mut function) = checked.function else {
        return Compiled { program: None, function: None, body, diagnostics, externals: checked.externals };
    };
    debug_assert_eq!(function.check(), Ok(()), "{function}");
    passes::run(&mut function, &request.options);
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
    Compiled { program, function: Some(function), body, diagnostics, externals: checked.externals }
}
