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
    /// How many bytes were read more than once, after brackets, strings and comments that were left open.
    read_again: usize,
}

/// After so many errors the rest of a text is not read.
const MOST_ERRORS: usize = 100;
/// Reading again after something that was open to the end of the text costs time in proportion to the rest: no more
/// bytes than this in all.
const MOST_READ_AGAIN: usize = 64 << 20;

/// Longest text read, in bytes: an expression takes some thirty times as much memory as its text.
const MOST_TEXT: usize = 64 << 20;

/// How many brackets are shown that are open inside one that is.
const MOST_SHOWN_OPEN: usize = 3;

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
            read_again: 0,
        };
        if text.len() > MOST_TEXT {
            let span = Span { source, start: 0, end: 0 };
            let title = format!(
                "a source text has at most {} MiB, this one has {}",
                MOST_TEXT >> 20,
                text.len().div_ceil(1 << 20)
            );
            parser.found.push(
                fault("too-long", span, title)
                    .help("read data with `Import` or `ReadList`, not as a program"),
            );
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
        let (mut expr, failure) = self.read(map, resolve);
        // Where brackets do not match, the place where the next expression seems to begin decides what is left open.
        let boundary = self.roles.boundary;
        let boundary = match &failure {
            Some(failure) if failure.code == "unclosed-bracket" => boundary.sure.or(boundary.possible),
            Some(failure) => boundary.sure.filter(|&at| failure.span.is_some_and(|span| at <= span.start)),
            None => boundary.sure.filter(|&at| self.roles.bracket_fault.is_some_and(|fault| at <= fault)),
        };
        if let Some(boundary) = boundary {
            let boundary = boundary as usize;
            self.read_again += self.roles.position().max(boundary) - boundary;
            self.found.truncate(before);
            self.roles = Roles::new(&self.text[..boundary], start, self.source);
            self.roles.begin();
            let (_, failure) = self.read(map, resolve);
            self.found.extend(failure);
            expr = None;
            self.incomplete = false;
            self.roles = Roles::new(self.text, boundary, self.source);
        } else if let Some(failure) = failure {
            self.recover(&failure);
            self.found.push(failure);
        }
        self.found[before..].sort_by_key(|found| found.span.map(|span| span.start));
        let errors = self.found[before..].iter().filter(|diagnostic| diagnostic.is_error()).count();
        self.errors += errors;
        if !self.done && (self.errors >= MOST_ERRORS || self.read_again > MOST_READ_AGAIN) {
            self.done = true;
            let at = self.roles.position() as u32;
            let span = Span { source: self.source, start: at, end: at };
            self.found.push(
                Diagnostic::note("too-many-errors", "after so many errors the rest is not read")
                    .at(Some(span), ""),
            );
        }
        Some(expr.filter(|_| errors == 0))
    }

    /// Reads one expression; gives it, and what reading it failed at. What could be mended is noted in `found`.
    fn read(
        &mut self,
        map: &mut SourceMap,
        resolve: &mut dyn FnMut(&str) -> Symbol,
    ) -> (Option<Expr>, Option<Diagnostic>) {
        self.stacks.clear();
        let most = self.found.len() + MOST_ERRORS;
        let mut builder = Builder {
            text: self.text,
            source: self.source,
            map,
            resolve,
            found: &mut self.found,
            most,
            stacks: &mut self.stacks,
        };
        let result = grammar::TopParser::new().parse(&mut builder, &mut self.roles);
        let expr = builder.finish();
        let failure = result.err().map(|error| self.explain(error));
        if let Some(failure) = &failure {
            self.incomplete |= matches!(failure.code, "unclosed-string" | "unclosed-comment");
        }
        self.found.append(&mut self.roles.faults);
        (expr, failure)
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
            ParseError::UnrecognizedToken { token: (start, _, end), .. } => {
                let read = self.text[start as usize..end as usize].lines().next().unwrap_or_default();
                fault("syntax", span(start, end), format!("`{read}` cannot stand here"))
            }
        }
    }

    /// The text ends within an expression.
    fn explain_end(&mut self) -> Diagnostic {
        self.incomplete = self.roles.is_incomplete();
        let mut open = self.roles.open();
        if let Some((bracket, span)) = open.next() {
            let (opening, closing) = bracket.texts();
            let found = fault("unclosed-bracket", span, format!("`{opening}` is never closed"))
                .under("opened here")
                .help(format!("write `{closing}` where it ends"));
            let inner = open.take(MOST_SHOWN_OPEN);
            return inner.fold(found, |found, (_, span)| found.related(span, "this is open too"));
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
        // A bracket is open to the end, and nothing after it looks like another expression.
        if matches!(diagnostic.code, "unclosed-bracket" | "unexpected-end") {
            self.done = true;
            return;
        }
        // A string or comment is: go on at the next line that begins like an expression.
        let mut at = diagnostic.span.map_or(self.text.len(), |span| span.start as usize);
        self.read_again += self.text.len() - at;
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
mod operator_order;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
