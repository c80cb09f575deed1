//! Whether texts and names mean something to the session.

use crate::eval::{Arity, Attributes, Builtin, Evaluator, Host, Message, Reply};
use crate::expr::{Expr, Normal};
use crate::source::SourceMap;
use crate::symbol::Symbol;
use std::sync::Arc;

/// Questions about texts.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "NameQ",
        Attributes::NONE,
        Arity::exactly(1),
        "NameQ[\"pattern\"] says whether there is a symbol whose name matches.",
        ("{NameQ[\"Map\"], NameQ[\"NoSuchName\"]}", "{True, False}"),
        is_name,
    ),
    Builtin::new(
        "SyntaxQ",
        Attributes::LISTABLE,
        Arity::exactly(1),
        "SyntaxQ[\"text\"] says whether the text is of the language.",
        ("SyntaxQ[{\"f[x]\", \"f[x\"}]", "{True, False}"),
        is_syntax,
    ),
];

fn is_name(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(pattern) = &call.args[0] else { return Ok(None) };
    if let Some(symbol) = Symbol::known(&format!("System`{pattern}"))
        && ev.definition(symbol).is_some_and(|known| known.builtin.is_some() || known.own_value.is_some())
    {
        return Ok(Some(Expr::boolean(true)));
    }
    let names = ev.eval(Expr::call(Symbol::new("Names"), [call.args[0].clone()]))?;
    Ok(Some(Expr::boolean(names.length() > 0)))
}

/// Takes no notice of anything.
struct Deaf;

impl Host for Deaf {
    fn print(&mut self, _: &str) {}
    fn message(&mut self, _: &Message, _: &SourceMap) {}
}

fn is_syntax(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Expr::String(text), Some(parser)) = (&call.args[0], ev.parser) else { return Ok(None) };
    let host = std::mem::replace(&mut ev.host, Box::new(Deaf));
    let errors = parser(ev, "SyntaxQ", text, &mut |_, _| Ok(()));
    ev.host = host;
    Ok(Some(Expr::boolean(errors? == 0)))
}
