//! The functions of the language that make and show compiled functions.

use std::sync::Arc;

use scheelite_runtime::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal};

use crate::compiled_function::CompiledFunction;

/// The table of this file.
pub(crate) const ROWS: &[Builtin] = &[Builtin::new(
    "CompiledFunctionTools`CompilePrint",
    Attributes::PROTECTED,
    Arity::exactly(1),
    "CompilePrint[cf] gives a listing of the instructions of the compiled function cf.",
    ("", ""),
    compile_print,
)];

fn compile_print(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(listing(ev, &call.args[0]).map(Expr::string))
}

/// The listing of a value that is a compiled function.
pub(crate) fn listing(ev: &mut Evaluator, value: &Expr) -> Option<String> {
    let ev = std::cell::RefCell::new(ev);
    CompiledFunction::from_expr(value)?.listing(&|expr| input_form(&mut ev.borrow_mut(), expr))
}

/// The text of an expression as `Print` shows it.
pub(crate) fn output_form(_: &mut Evaluator, expr: &Expr) -> String {
    match expr {
        Expr::String(text) => String::clone(text),
        other => format!("{other:?}"),
    }
}

/// The text of an expression that reads back as the same expression.
pub(crate) fn input_form(_: &mut Evaluator, expr: &Expr) -> String {
    format!("{expr:?}")
}
