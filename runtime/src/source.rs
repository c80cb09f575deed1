//! Where expressions came from: files, spans, and the table that ties parsed expressions to them.
//!
//! Expressions carry one 32-bit [`Origin`]; places are looked up only when a message needs them.

use std::sync::Arc;

/// A run of bytes of one source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which source, in the order they were added to the [`SourceMap`].
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The place in the [`SourceMap`] of a parsed expression; [`Origin::NONE`] for what evaluation made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin(u32);

impl Origin {
    /// No place: the expression was computed.
    pub const NONE: Origin = Origin(0);
}

/// One source text.
#[derive(Debug)]
pub struct Source {
    /// File name, `-e` or `In[3]`.
    pub name: String,
    /// The text itself.
    pub text: Arc<str>,
}

/// All source texts of a session and the spans of all expressions read from them.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    /// For each parsed normal expression, consecutively: its own span, its head's, each argument's.
    spans: Vec<Span>,
}

impl SourceMap {
    /// Adds a text and gives its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> u32 {
        self.sources.push(Source { name: name.into(), text: text.into() });
        u32::try_from(self.sources.len() - 1).expect("fewer than 2^32 sources")
    }

    /// The text with this number.
    pub fn source(&self, number: u32) -> &Source {
        &self.sources[number as usize]
    }

    /// Records the spans of a normal expression: its own, its head's, its arguments'.
    pub fn record(&mut self, own: Span, head: Span, args: &[Span]) -> Origin {
        if self.spans.is_empty() {
            self.spans.push(own); // Origin 0 means "no place".
        }
        let origin = Origin(u32::try_from(self.spans.len()).expect("fewer than 2^32 spans"));
        self.spans.push(own);
        self.spans.push(head);
        self.spans.extend_from_slice(args);
        origin
    }

    /// Gives an expression a larger span of its own: one that includes its brackets or its sign.
    pub fn widen(&mut self, origin: Origin, start: u32, end: u32) {
        if origin != Origin::NONE {
            let own = &mut self.spans[origin.0 as usize];
            (own.start, own.end) = (start, end);
        }
    }

    /// The span of the whole expression.
    pub fn span(&self, origin: Origin) -> Option<Span> {
        (origin != Origin::NONE).then(|| self.spans[origin.0 as usize])
    }

    /// The span of the head.
    pub fn head_span(&self, origin: Origin) -> Option<Span> {
        (origin != Origin::NONE).then(|| self.spans[origin.0 as usize + 1])
    }

    /// The span of the argument at `index`, from 0. The caller knows that the expression has that argument.
    pub fn arg_span(&self, origin: Origin, index: usize) -> Option<Span> {
        if origin == Origin::NONE {
            return None;
        }
        self.spans.get(origin.0 as usize + 2 + index).copied()
    }

    /// The place of the argument at `index`, from 0, as an origin: for messages about a symbol or number, which has none of
    /// its own. The caller knows that the expression has that argument.
    pub fn arg_origin(&self, origin: Origin, index: usize) -> Origin {
        match (u32::try_from(index), self.arg_span(origin, index)) {
            (Ok(index), Some(_)) => Origin(origin.0 + 2 + index),
            _ => Origin::NONE,
        }
    }

    /// Line and column, both from 1, of a byte offset; columns count characters.
    pub fn line_column(&self, source: u32, offset: u32) -> (usize, usize) {
        let before = &self.source(source).text[..offset as usize];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
