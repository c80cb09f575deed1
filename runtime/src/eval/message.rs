//! Messages and the host that receives them.

use crate::source::{Origin, SourceMap};
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
}

/// The program around a session: receives what it prints. The library itself never prints.
pub trait Host: Send {
    /// Output of `Print` and its kin, line ends included.
    fn print(&mut self, text: &str);

    /// A message.
    fn message(&mut self, message: &Message, sources: &SourceMap);
}
