//! Messages and the host that receives them.

use super::files::Files;
use crate::source::{Origin, SourceMap, Span};
use crate::symbol::Symbol;

/// An issued message, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The symbol of `symbol::tag`.
    pub symbol: Symbol,
    /// The tag.
    pub tag: String,
    /// The text with its arguments put in.
    pub text: String,
    /// Where the expression at fault was read.
    pub origin: Origin,
    /// The place itself, when it is a part of that expression that is at fault.
    pub span: Option<Span>,
    /// What stands under the mark in a picture of the source, such as the types involved; empty for nothing.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// Where a message points, and what it says there.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where the expression at fault was read.
    pub origin: Origin,
    /// The part of it that is at fault.
    pub span: Option<Span>,
    /// What stands under the mark; empty for nothing.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Mark {
    /// A whole expression with a word about it.
    pub fn new(origin: Origin, label: impl Into<String>) -> Mark {
        Mark { origin, span: None, label: label.into(), help: None }
    }

    /// The same with advice.
    pub fn help(self, help: impl Into<String>) -> Mark {
        Mark { help: Some(help.into()), ..self }
    }

    /// The same for a part of the expression.
    pub fn part(self, span: Option<Span>) -> Mark {
        Mark { span, ..self }
    }
}

impl Message {
    /// Where the fault is in the source.
    pub fn place(&self, sources: &SourceMap) -> Option<Span> {
        self.span.or_else(|| sources.span(self.origin))
    }
}

/// The program around a session: receives what it prints, and grants what it may reach outside. The library itself
/// never prints, and reaches nothing that was not granted.
pub trait Host: Send {
    /// Output of `Print` and its kin, line ends included.
    fn print(&mut self, text: &str);

    /// A message.
    fn message(&mut self, message: &Message, sources: &SourceMap);

    /// The description of a syntax error, with its picture of the source.
    fn diagnostic(&mut self, rendered: &str) {
        self.print(rendered);
    }

    /// The files that the session may touch; none unless the host grants them.
    fn files(&mut self) -> Option<&mut dyn Files> {
        None
    }

    /// The environment variable of this name; none unless the host grants it.
    fn environment(&mut self, _name: &str) -> Option<String> {
        None
    }
}
