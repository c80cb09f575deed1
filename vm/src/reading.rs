//! Source text for the evaluator: the reader that `Get`, `ToExpression` and sessions use.

use std::sync::Arc;

use scheelite_compiler::syntax::Parser;
use scheelite_compiler::{Diagnostic, Severity};
use scheelite_runtime::eval::{Eval, Evaluator, Message};
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol};

/// Reads a text and hands over its expressions one by one, each before the next is read. Syntax errors go to the host,
/// those of `ToExpression` as messages; gives their number.
pub(crate) fn read(
    ev: &mut Evaluator,
    name: &str,
    text: &str,
    each: &mut dyn FnMut(&mut Evaluator, Expr) -> Eval<()>,
) -> Eval<usize> {
    let text: Arc<str> = text.into();
    let source = ev.sources.add(name, text.clone());
    let mut parser = Parser::new(&text, source);
    let mut errors = 0;
    loop {
        let (sources, contexts) = ev.reading();
        let next = parser.next(sources, &mut |name| contexts.resolve(name));
        for diagnostic in parser.take_diagnostics() {
            errors += usize::from(diagnostic.severity == Severity::Error);
            if name == "ToExpression" {
                if diagnostic.severity == Severity::Error {
                    invalid_syntax(ev, &text, &diagnostic, parser.is_incomplete());
                }
                continue;
            }
            let rendered = diagnostic.render(&ev.sources);
            ev.host.diagnostic(&rendered);
        }
        match next {
            Some(Some(expr)) => each(ev, expr)?,
            Some(None) => {}
            None => return Ok(errors),
        }
    }
}

/// The message for a string that cannot be read.
fn invalid_syntax(ev: &mut Evaluator, text: &str, diagnostic: &Diagnostic, incomplete: bool) {
    let symbol = Symbol::new("ToExpression");
    if incomplete {
        ev.message(symbol, "sntxi", &[Expr::string("")]);
        return;
    }
    let end = diagnostic.span.map_or(text.len(), |span| (span.end as usize).min(text.len()));
    let before = text.get(..end).unwrap_or(text);
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    ev.message(symbol, "sntx", &[Expr::string(format!("\"{line}\""))]);
}

/// A message with the picture of the source it is about: text, place, underlined line.
pub fn render_message(message: &Message, sources: &SourceMap, colour: bool) -> String {
    let (bold, red, plain) = if colour { ("\x1b[1m", "\x1b[31m", "\x1b[0m") } else { ("", "", "") };
    let mut out =
        format!("{bold}{red}{}::{}{plain}{bold}: {}{plain}\n", message.symbol, message.tag, message.text);
    if let Some(span) = message.place(sources) {
        out.push_str(&scheelite_compiler::diagnostic::picture(sources, span, &message.label));
    }
    if let Some(help) = &message.help {
        out.push_str(&format!("help: {help}\n"));
    }
    out
}
