//! Source text to expressions.
//!
//! `token` finds the lexemes, `roles` decides what part each plays, the grammar checks that they alternate and that
//! brackets match, and `build` makes expressions of them by the operator table. Text is read one top-level expression
//! at a time, so that a package's context changes can act on the names that follow.

pub mod build;
pub mod characters;
mod literal;
pub mod roles;
pub mod token;

#[allow(missing_docs, clippy::all, clippy::pedantic)]
mod grammar {
    include!(concat!(env!("OUT_DIR"), "/syntax/grammar.rs"));
}

use lalrpop_util::ParseError;
use scheelite_runtime::source::{SourceMap, Span};
use scheelite_runtime::{Expr, Symbol, sym};

use crate::diagnostic::Diagnostic;
use build::{Builder, Stacks};
use roles::{Roles, Token};

/// A text that has been read to its end.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The top-level expressions without errors, in order.
    pub exprs: Vec<Expr>,
    /// What is wrong, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the last expression breaks off where more text could complete it.
    pub incomplete: bool,
}

/// Reads a whole text. Names that are known in `` System` `` are taken from there, others are in `` Global` ``.
pub fn parse(text: &str, source: u32, map: &mut SourceMap) -> Parsed {
    let mut parser = Parser::new(text, source);
    let mut parsed = Parsed::default();
    while let Some(expr) = parser.next(map, &mut default_symbol) {
        parsed.exprs.extend(expr);
    }
    parsed.diagnostics = parser.take_diagnostics();
    parsed.incomplete = parser.is_incomplete();
    parsed
}

/// The symbol of a name when there is no session: in `` System` `` if it is known there, else in `` Global` ``.
pub fn default_symbol(name: &str) -> Symbol {
    match name.strip_prefix('`') {
        Some(name) => Symbol::new(&format!("Global`{name}")),
        None if name.contains('`') => Symbol::new(name),
        None => {
            Symbol::known(&format!("System`{name}")).unwrap_or_else(|| Symbol::new(&format!("Global`{name}")))
        }
    }
}

/// An error at a place.
fn fault(code: &'static str, span: Span, title: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, title).at(Some(span), "")
}

/// A warning at a place.
fn doubt(code: &'static str, span: Span, title: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, title).at(Some(span), "")
}

/// Reads one top-level expression after the other.
pub struct Parser<'t> {
    text: &'t str,
    source: u32,
    roles: Roles<'t>,
    stacks: Stacks,
    found: Vec<Diagnostic>,
    incomplete: bool,
    done: bool,
    errors: usize,
    /// How often reading began again after a bracket, string or comment that was open to the end of the text.
    restarts: usize,
    /// How many bytes were before the end of the text then.
    read_again: usize,
}

/// After so many errors the rest of a text is not read.
const MOST_ERRORS: usize = 100;
/// Reading again after something that was open to the end of the text costs time in proportion to the rest: no more
/// often than this, and no more bytes in all.
const MOST_RESTARTS: usize = 20;
const MOST_READ_AGAIN: usize = 32 << 20;

impl<'t> Parser<'t> {
    /// A parser at the start of a text; a first line that begins with `#!` is passed.
    pub fn new(text: &'t str, source: u32) -> Self {
        let start = if text.starts_with("#!") { text.find('\n').unwrap_or(text.len()) } else { 0 };
        let mut parser = Parser {
            text,
            source,
            roles: Roles::new(text, start, source),
            stacks: Stacks::default(),
            found: Vec::new(),
            incomplete: false,
            done: false,
            errors: 0,
            restarts: 0,
            read_again: 0,
        };
        if u32::try_from(text.len()).is_err() {
            let span = Span { source, start: 0, end: 0 };
            parser.found.push(fault("too-long", span, "a source text has at most 4 GiB"));
            parser.done = true;
        }
        parser
    }

    /// What was found wrong since the last call.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }

    /// Whether the last expression breaks off where more text could complete it.
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The first byte that has not been read.
    pub fn position(&self) -> usize {
        self.roles.position()
    }

    /// The next top-level expression; `Some(None)` for one with errors; `None` at the end of the text. `resolve` gives
    /// the symbol of a name as it is written, with or without context.
    pub fn next(
        &mut self,
        map: &mut SourceMap,
        resolve: &mut dyn FnMut(&str) -> Symbol,
    ) -> Option<Option<Expr>> {
        if self.done || !self.roles.begin() {
            self.done = true;
            return None;
        }
        let start = self.roles.position();
        if let Some(question) = self.question(start) {
            return Some(Some(question));
        }
        let before = self.found.len();
        self.stacks.clear();
        let mut builder = Builder {
            text: self.text,
            source: self.source,
            map,
            resolve,
            found: &mut self.found,
            stacks: &mut self.stacks,
        };
        let result = grammar::TopParser::new().parse(&mut builder, &mut self.roles);
        let expr = builder.finish();
        if let Err(error) = result {
            let diagnostic = self.explain(error);
            self.incomplete |= matches!(diagnostic.code, "unclosed-string" | "unclosed-comment");
            self.recover(&diagnostic);
            self.found.push(diagnostic);
        }
        let errors = self.found[before..].iter().filter(|diagnostic| diagnostic.is_error()).count();
        self.errors += errors;
        if self.errors >= MOST_ERRORS {
            self.done = true;
        }
        Some(expr.filter(|_| errors == 0))
    }

    /// `?name` and `??name` at the start of a line.
    fn question(&mut self, start: usize) -> Option<Expr> {
        let rest = self.text[start..].strip_prefix('?')?;
        let (rest, long) = rest.strip_prefix('?').map_or((rest, sym::False), |rest| (rest, sym::True));
        let line = rest.lines().next().unwrap_or_default();
        let name = line.trim().trim_end_matches(';').trim_matches('"');
        let end = self.text.len() - rest.len() + line.len();
        self.roles = Roles::new(self.text, end, self.source);
        let option = Expr::call(sym::Rule, [Symbol::new("LongForm").into(), long.into()]);
        Some(Expr::call(sym::Information, [name.into(), option]))
    }

    fn explain(&mut self, error: ParseError<u32, Token, Box<Diagnostic>>) -> Diagnostic {
        let span = |start, end| Span { source: self.source, start, end };
        match error {
            ParseError::User { error } => *error,
            ParseError::InvalidToken { location } => {
                fault("syntax", span(location, location), "this cannot be read")
            }
            ParseError::ExtraToken { token: (start, _, end) } => {
                fault("syntax", span(start, end), "expected the end of the expression")
            }
            ParseError::UnrecognizedEof { .. } => self.explain_end(),
            ParseError::UnrecognizedToken { token: (start, token, end), expected } => {
                let read = self.text[start as usize..end as usize].lines().next().unwrap_or_default();
                let operand = expected.iter().any(|name| name == "\"operand\"");
                let closer = self.roles.innermost().map(|(bracket, _)| bracket.texts().1);
                let wanted = match (operand, closer) {
                    (true, _) => "an expression".to_owned(),
                    (false, Some(closer)) => format!("an operator, `,` or `{closer}`"),
                    (false, None) => "an operator or a new line".to_owned(),
                };
                let diagnostic =
                    fault("syntax", span(start, end), format!("expected {wanted}, read `{read}`"));
                match (token, self.roles.last_operator) {
                    (Token::Close | Token::Comma | Token::Infix(_) | Token::Postfix(_), Some((from, to)))
                        if operand && (from, to) != (start, end) && to <= start =>
                    {
                        diagnostic.related(span(from, to), "this needs an operand")
                    }
                    (Token::Call(_), _) if operand => {
                        diagnostic.help("a list is written `{a, b}`; `[` follows the function that is called")
                    }
                    (Token::Comma, _) if closer.is_none() => diagnostic
                        .help("commas stand only between arguments; end a statement with `;` or a new line"),
                    _ => diagnostic,
                }
            }
        }
    }

    /// The text ends within an expression.
    fn explain_end(&mut self) -> Diagnostic {
        self.incomplete = self.roles.is_incomplete();
        if let (Some((bracket, span)), Some((_, inner))) = (self.roles.outermost(), self.roles.innermost()) {
            let (open, close) = bracket.texts();
            let found = fault("unclosed-bracket", span, format!("`{open}` is never closed"))
                .under("opened here")
                .help(format!("write `{close}` where it ends"));
            return if inner == span { found } else { found.related(inner, "this is open too") };
        }
        let end = self.roles.last_end;
        let span = match self.roles.last_operator {
            Some((start, end)) => Span { source: self.source, start, end },
            None => Span { source: self.source, start: end, end },
        };
        fault("unexpected-end", span, "expected an expression, read the end of the text")
            .under("this needs an operand")
    }

    /// Moves on to where the next expression probably begins.
    fn recover(&mut self, diagnostic: &Diagnostic) {
        let open_to_end =
            matches!(diagnostic.code, "unclosed-bracket" | "unclosed-string" | "unclosed-comment");
        if !open_to_end && self.roles.skip_line() {
            return;
        }
        // Something is open to the end of the text: go on at the next line that begins like an expression.
        let mut at = diagnostic.span.map_or(self.text.len(), |span| span.start as usize);
        self.restarts += 1;
        self.read_again += self.text.len() - at;
        let too_much = self.restarts > MOST_RESTARTS || self.read_again > MOST_READ_AGAIN;
        if diagnostic.code == "unexpected-end" || too_much {
            self.done = true;
            return;
        }
        loop {
            match self.text[at..].find('\n') {
                None => {
                    self.done = true;
                    return;
                }
                Some(line_end) => at += line_end + 1,
            }
            let begins =
                |c: char| !c.is_whitespace() && !matches!(c, ')' | ']' | '}' | '|' | ',' | ';' | '*');
            if self.text[at..].starts_with(begins) {
                self.roles = Roles::new(self.text, at, self.source);
                return;
            }
        }
    }
}

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
