//! Listings and texts.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, format};

use crate::compiled_function::CompiledFunction;

pub(super) fn compile_print(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(listing(ev, &call.args[0]).map(Expr::string))
}

/// The listing of a value that is a compiled function.
pub(crate) fn listing(_: &mut Evaluator, value: &Expr) -> Option<String> {
    CompiledFunction::from_expr(value)?.listing(&input_form)
}

/// The text of an expression that reads back as the same expression.
pub(crate) fn input_form(expr: &Expr) -> String {
    format::input_form(expr)
}
