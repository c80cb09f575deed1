//! Text of expressions: `FullForm`, `InputForm`, `OutputForm`, and the forms of numbers and tables.
//!
//! Text is put out from a stack of pieces, without recursion, so that no expression is too deep to be printed.

mod arithmetic;
mod fraction;
mod notation;
mod number;
mod print;
mod program;
pub mod read;
mod structure;
mod tex;
mod wrappers;

#[cfg(test)]
mod tests;

use crate::expr::Expr;
use crate::symbol::{Symbol, sym};

pub use number::{Notation, NumberStyle, Padding};
pub use print::{Printer, Style};
pub(crate) use wrappers::number_style;

/// The forms that text can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatType {
    /// Heads and arguments only.
    FullForm,
    /// What can be read again.
    InputForm,
    /// What is read by people: reals to six digits, strings without quotes, wrappers such as `TableForm` at work.
    OutputForm,
}

impl FormatType {
    /// The form that a symbol names; those of the notebook interface are taken for `OutputForm`.
    pub fn named(symbol: Symbol) -> Option<FormatType> {
        Some(match symbol.name() {
            "FullForm" => FormatType::FullForm,
            "InputForm" => FormatType::InputForm,
            "OutputForm" | "StandardForm" | "TraditionalForm" | "TextForm" => FormatType::OutputForm,
            _ => return None,
        })
    }

    /// The symbol that names the form.
    pub fn symbol(self) -> Symbol {
        match self {
            FormatType::FullForm => sym::FullForm,
            FormatType::InputForm => sym::InputForm,
            FormatType::OutputForm => sym::OutputForm,
        }
    }
}

/// Whether a symbol is written without its context when nothing is known of a session: `` System` `` and `` Global` ``.
pub fn usual_contexts(symbol: Symbol) -> bool {
    matches!(symbol.context(), "System`" | "Global`")
}

/// The text of an expression.
pub fn text(expr: &Expr, form: FormatType) -> String {
    Printer::new(&usual_contexts).text(expr, form)
}

/// `OutputForm` of an expression.
pub fn output_form(expr: &Expr) -> String {
    text(expr, FormatType::OutputForm)
}

/// `InputForm` of an expression.
pub fn input_form(expr: &Expr) -> String {
    text(expr, FormatType::InputForm)
}

/// `FullForm` of an expression.
pub fn full_form(expr: &Expr) -> String {
    text(expr, FormatType::FullForm)
}

/// A string in quotes, as it is written in a program.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control.is_control() => out.push_str(&format!("\\:{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
