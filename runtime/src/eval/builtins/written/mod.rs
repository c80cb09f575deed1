//! Functions written in the language itself: one row each, with the definition as text.
//!
//! The text defines `f`; it is read in a context of its own when the function is first called, so that it costs
//! nothing before and its names meet no others. A call for which no definition of `f` fits stays as it
//! is, and so does one with an argument of the wrong kind (`eval/kinds.rs`).

mod algebra;
mod boolean;
mod calendar;
mod combinatorics;
mod conditional;
mod dissimilarities;
pub mod distributions;
mod distributions_rounded;
mod lists;
mod matrices;
mod number_theory;
mod numbers;
mod parallel;
mod permutations;
mod polynomials;
mod sequences;
mod shapes;
mod signals;
mod solve;
mod statistics;
mod strings;
mod sums;
mod symbolic;
mod tests_of_values;
mod transformations;
mod vector_calculus;
mod waves;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::eval::arguments::innermost_head;
use crate::eval::rules::{Kind, Rule};
use crate::eval::{Attributes, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

pub use algebra::ROWS as ALGEBRA;
pub use boolean::ROWS as BOOLEAN;
pub use calendar::ROWS as CALENDAR;
pub use combinatorics::ROWS as COMBINATORICS;
pub use conditional::ROWS as CONDITIONAL;
pub use dissimilarities::ROWS as DISSIMILARITIES;
pub use lists::ROWS as LISTS;
pub use matrices::ROWS as MATRICES;
pub use number_theory::ROWS as NUMBER_THEORY;
pub use numbers::ROWS as NUMBERS;
pub use parallel::ROWS as PARALLEL;
pub use permutations::ROWS as PERMUTATIONS;
pub use polynomials::ROWS as POLYNOMIALS;
pub use sequences::ROWS as SEQUENCES;
pub use shapes::ROWS as SHAPES;
pub use signals::ROWS as SIGNALS;
pub use solve::ROWS as SOLVE;
pub use statistics::ROWS as STATISTICS;
pub use strings::ROWS as STRINGS;
pub use sums::{PRODUCT, SUM};
pub use symbolic::ROWS as SYMBOLIC;
pub use tests_of_values::ROWS as TESTS_OF_VALUES;
pub use transformations::{FUNCTION as TRANSFORMATION, ROWS as TRANSFORMATIONS};
pub use vector_calculus::ROWS as VECTOR_CALCULUS;
pub use waves::ROWS as WAVES;

/// Rows: name, attributes, number of arguments; usage; example; definition.
macro_rules! written {
    ($($name:literal, $attributes:expr, $arity:expr; $usage:literal; $input:literal => $output:literal; $text:literal;)*) => {
        /// Functions written in the language.
        pub const ROWS: &[$crate::eval::Builtin] = &[$($crate::eval::Builtin::new(
            $name,
            $crate::eval::Attributes::PROTECTED.and($attributes),
            $arity,
            $usage,
            ($input, $output),
            |ev, call| super::run(ev, call, $name, $text),
        )),*];
    };
}
use written;

/// The symbols that the functions called so far are defined under.
#[derive(Default)]
struct Loaded(FxHashMap<&'static str, Symbol>);

/// The value of a call by the definition in the language, read when first needed.
pub(in crate::eval::builtins) fn run(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    name: &'static str,
    text: &'static str,
) -> Reply {
    if ev.tell_wrong_kind(call) {
        return Ok(None);
    }
    // Of inexact numbers the table of special functions knows more digits.
    if call.args.iter().all(Expr::is_number)
        && call.args.iter().any(|arg| !crate::number::is_exact(arg))
        && let Some(value) = super::special::by_series(call, &call.args)
    {
        return Ok(Some(value));
    }
    let f = match ev.state::<Loaded>().0.get(name) {
        Some(f) => *f,
        None => load(ev, name, text)?,
    };
    let value = ev.eval(Expr::call(f, call.args.iter().cloned()))?;
    Ok(if mentions(&value, f) { None } else { Some(value) })
}

/// Whether a call for which no definition fits stands anywhere in a value.
fn mentions(value: &Expr, f: Symbol) -> bool {
    let mut left = vec![value];
    while let Some(expr) = left.pop() {
        if let Expr::Normal(normal) = expr {
            if normal.has_head(f) {
                return true;
            }
            left.push(&normal.head);
            left.extend(normal.args.iter().filter(|arg| matches!(arg, Expr::Normal(_))));
        }
    }
    false
}

/// The symbols whose rules in the language have been given to them.
#[derive(Default)]
struct Attached(FxHashSet<&'static str>);

/// Gives a symbol of the language rules written in the language, once: those for what stands around it,
/// `f[name[…]] := …`, and those for `name[…][…]`. Definitions of other heads are helpers in a context of their own.
pub(in crate::eval::builtins) fn attach(
    ev: &mut Evaluator,
    name: &'static str,
    text: &'static str,
) -> Eval<()> {
    if !ev.state::<Attached>().0.insert(name) {
        return Ok(());
    }
    let symbol = Symbol::new(name);
    let context = format!("System`{name}`");
    for definition in definitions(ev, name, text, context.clone())? {
        match definition.as_call(sym::SetDelayed).map(|set| &set.args[..]) {
            Some([lhs, rhs]) if is_rule_of(lhs, symbol, &context) => {
                let is_sub = innermost_head(lhs) == Some(symbol);
                let rule = Rule::new(ev, lhs, rhs);
                ev.add_rule(symbol, if is_sub { Kind::Sub } else { Kind::Up }, rule);
            }
            _ => {
                ev.eval(definition)?;
            }
        }
    }
    Ok(())
}

/// Whether a left side is about a symbol: `f[name[…]]`, `name[…][…]`; not a helper's.
fn is_rule_of(lhs: &Expr, symbol: Symbol, context: &str) -> bool {
    let Some(head) = innermost_head(lhs) else { return true };
    head == symbol || !head.full_name().starts_with(context)
}

/// Reads the definition of a function and evaluates it.
fn load(ev: &mut Evaluator, name: &'static str, text: &'static str) -> Eval<Symbol> {
    let context = format!("System`{name}`");
    let f = Symbol::new(&format!("{context}f"));
    let kept = [
        Attributes::HOLD_ALL,
        Attributes::HOLD_FIRST,
        Attributes::HOLD_REST,
        Attributes::HOLD_ALL_COMPLETE,
        Attributes::SEQUENCE_HOLD,
    ];
    let of_row = ev.definition(Symbol::new(name)).map(|definition| definition.attributes).unwrap_or_default();
    let held = kept.into_iter().filter(|kept| of_row.has(*kept)).fold(Attributes::NONE, Attributes::and);
    ev.definition_mut(f).attributes = held;
    ev.state::<Loaded>().0.insert(name, f);
    for definition in definitions(ev, name, text, context)? {
        ev.eval(definition)?;
    }
    Ok(f)
}

/// What a text says, read in a context.
fn definitions(ev: &mut Evaluator, name: &str, text: &str, context: String) -> Eval<Vec<Expr>> {
    let Some(parse) = ev.parser else { return Ok(Vec::new()) };
    let current = std::mem::replace(&mut ev.contexts.current, context);
    let path = std::mem::replace(&mut ev.contexts.path, vec!["System`".to_owned()]);
    let mut all = Vec::new();
    let read = parse(ev, name, text, &mut |_, expr| {
        all.push(of_system(&expr));
        Ok(())
    });
    ev.contexts.current = current;
    ev.contexts.path = path;
    read?;
    Ok(all)
}

/// The same expression as if computed, so that messages point at the call in the user's text, and with names that begin
/// as those of the language do, such as heads that nothing is known of, taken to be of the language.
fn of_system(expr: &Expr) -> Expr {
    match expr {
        Expr::Normal(normal) => {
            let args: Args = normal.args.iter().map(of_system).collect();
            Expr::from(Normal::new(of_system(&normal.head), args))
        }
        Expr::Symbol(symbol)
            if symbol.name().starts_with(|first: char| first.is_ascii_uppercase() || first == '$') =>
        {
            Expr::Symbol(Symbol::new(symbol.name()))
        }
        other => other.clone(),
    }
}
