//! Strings: joining, taking apart, padding, codes, cases, distances; and, by patterns, searching and replacing.

mod basic;
mod characters;
mod distance;
pub mod pattern;
mod pattern_names;
mod search;

pub use basic::ROWS;
pub use characters::ROWS as CHARACTER_ROWS;
pub use distance::ROWS as DISTANCE_ROWS;
pub use pattern_names::PATTERN_ROWS;
pub use search::ROWS as SEARCH_ROWS;

use std::sync::Arc;

use super::parts::say;
use crate::eval::{Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};

/// Applies `f` to the string in the first argument, or to each of a list of them. Says so and leaves the call as it is
/// when there is something else.
fn each_string(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    f: &mut dyn FnMut(&mut Evaluator, &str) -> Eval<Option<Expr>>,
) -> Reply {
    fn mapped(
        ev: &mut Evaluator,
        expr: &Expr,
        f: &mut dyn FnMut(&mut Evaluator, &str) -> Eval<Option<Expr>>,
    ) -> Eval<Result<Option<Expr>, ()>> {
        if let Expr::String(text) = expr {
            return f(ev, text).map(Ok);
        }
        let Some(elements) = expr.as_call(crate::symbol::sym::List).map(|list| &list.args) else {
            return Ok(Err(()));
        };
        let mut results = Vec::with_capacity(elements.len());
        for element in elements {
            match mapped(ev, element, f)? {
                Ok(Some(result)) => results.push(result),
                other => return Ok(other),
            }
        }
        Ok(Ok(Some(Expr::list(results))))
    }
    match mapped(ev, &call.args[0], f)? {
        Ok(result) => Ok(result),
        Err(()) => {
            say(ev, call, "strse", &[Expr::Integer(1), Expr::Normal(call.clone())]);
            Ok(None)
        }
    }
}

/// The string at an argument's position; says so when there is something else.
fn expect_string<'c>(ev: &mut Evaluator, call: &'c Arc<Normal>, index: usize) -> Option<&'c Arc<String>> {
    if let Some(Expr::String(text)) = call.args.get(index) {
        return Some(text);
    }
    say(ev, call, "string", &[Expr::Integer(index as i64 + 1), Expr::Normal(call.clone())]);
    None
}

/// The strings of a list of them.
fn strings_of(expr: &Expr) -> Option<Vec<Arc<String>>> {
    let list = expr.as_call(crate::symbol::sym::List)?;
    list.args.iter().map(|arg| if let Expr::String(text) = arg { Some(text.clone()) } else { None }).collect()
}

/// Longest string that functions make out of little, in bytes.
const MOST_BYTES: usize = 1 << 30;
