//! Labels of pictures.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol, sym};

/// The text of a label: strings as they are, anything else as `OutputForm` writes it.
pub fn label(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<String>> {
    if expr.is_symbol(sym::None) {
        return Ok(None);
    }
    if let Some(style) = expr.as_normal().filter(|call| {
        call.head_symbol().is_some_and(|head| matches!(head.name(), "Style" | "Text"))
            && !call.args.is_empty()
    }) {
        return label(ev, &style.args[0]);
    }
    match expr {
        Expr::String(text) => Ok(Some((**text).clone())),
        _ => match ev.eval(Expr::call(Symbol::new("ToString"), [expr.clone()]))? {
            Expr::String(text) => Ok(Some((*text).clone())),
            other => Ok(Some(format!("{other:?}"))),
        },
    }
}
