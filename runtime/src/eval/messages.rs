//! Issuing messages: what is off, quiet or counted, and the text with its arguments.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::builtin::Builtin;
use super::{Evaluator, Mark, Message, message_texts};
use crate::expr::{Expr, Normal};
use crate::source::Origin;
use crate::symbol::{Symbol, sym};

/// `symbol::tag`
pub(crate) type Name = (Symbol, String);

/// The symbol that holds the names of the messages of the input under way.
const MESSAGE_LIST: &str = "$MessageList";

/// How often a message is shown in one input.
const SHOWN: u32 = 3;

#[derive(Default)]
pub(super) struct State {
    off: FxHashSet<Name>,
    on: FxHashSet<Name>,
    quiet: Vec<Quiet>,
    checks: Vec<Check>,
    counts: FxHashMap<Name, u32>,
    /// What `$MessageList` holds.
    list: Vec<Expr>,
    /// How many messages there were, those off or kept quiet too.
    pub(super) issued: u64,
}

/// Messages kept quiet while something is evaluated.
pub(crate) enum Quiet {
    All,
    These(Vec<Name>),
    AllBut(Vec<Name>),
}

impl Quiet {
    fn silences(&self, name: &Name) -> bool {
        match self {
            Quiet::All => true,
            Quiet::These(names) => names.contains(name),
            Quiet::AllBut(names) => !names.contains(name),
        }
    }
}

struct Check {
    /// How many `Quiet`s were around when the check began: those do not hide messages from it.
    quiet_before: usize,
    seen: Vec<Name>,
}

impl State {
    fn start_input(&mut self) {
        self.counts.clear();
        self.quiet.clear();
        self.checks.clear();
    }

    /// How many calls of `Quiet` and `Check` are around.
    pub(super) fn around(&self) -> (usize, usize) {
        (self.quiet.len(), self.checks.len())
    }

    /// Leaves those that were left by unwinding.
    pub(super) fn back_to(&mut self, (quiet, checks): (usize, usize)) {
        self.quiet.truncate(quiet);
        self.checks.truncate(checks);
    }
}

impl Evaluator {
    /// A new input: messages are counted afresh.
    pub(super) fn start_messages(&mut self) {
        self.messages.start_input();
        let symbol = Symbol::new(MESSAGE_LIST);
        if !self.messages.list.is_empty()
            || self.definition(symbol).is_none_or(|list| list.own_value.is_none())
        {
            self.messages.list.clear();
            self.set_own_value(symbol, Some(Expr::list([])));
        }
    }

    fn note_message(&mut self, symbol: Symbol, tag: &str) {
        let name = Expr::call(sym::MessageName, [Expr::Symbol(symbol), Expr::string(tag)]);
        self.messages.list.push(Expr::call(sym::HoldForm, [name]));
        let list = Expr::list(self.messages.list.iter().cloned());
        self.set_own_value(Symbol::new(MESSAGE_LIST), Some(list));
    }

    /// Issues `symbol::tag` with arguments for its text, pointing at the built-in call under way.
    pub fn message(&mut self, symbol: Symbol, tag: &str, args: &[Expr]) {
        let origin = self.origin;
        self.message_at(symbol, tag, args, origin);
    }

    /// Issues `symbol::tag`, pointing at the place `origin`, or at the built-in call under way when there is none.
    pub fn message_at(&mut self, symbol: Symbol, tag: &str, args: &[Expr], origin: Origin) {
        let origin = if origin == Origin::NONE { self.origin } else { origin };
        self.issue(symbol, tag, |ev| Message {
            symbol,
            tag: tag.to_owned(),
            text: ev.message_text(symbol, tag, args),
            origin,
            span: None,
            label: String::new(),
            help: None,
        });
    }

    /// The same with what a picture of the source shows: the part at fault, what stands under it, what to write instead.
    pub fn message_marked(&mut self, symbol: Symbol, tag: &str, args: &[Expr], mark: Mark) {
        self.issue(symbol, tag, |ev| Message {
            symbol,
            tag: tag.to_owned(),
            text: ev.message_text(symbol, tag, args),
            origin: mark.origin,
            span: mark.span,
            label: mark.label,
            help: mark.help,
        });
    }

    /// Issues a message whose text is already made, unless it is off or kept quiet.
    pub fn message_with_text(&mut self, message: Message) {
        let (symbol, tag) = (message.symbol, message.tag.clone());
        self.issue(symbol, &tag, |_| message);
    }

    fn issue(&mut self, symbol: Symbol, tag: &str, message: impl FnOnce(&mut Self) -> Message) {
        self.messages.issued += 1;
        let name = (symbol, tag.to_owned());
        let off_by_default =
            matches!((symbol, tag), (sym::General, "newsym") | (sym::Compile, "noinfo") | (_, "unfl"));
        // `Off[General::tag]` is meant for every symbol.
        let everywhere = (sym::General, tag.to_owned());
        if !self.messages.off.is_empty()
            && self.messages.off.contains(&everywhere)
            && !self.messages.on.contains(&name)
        {
            return;
        }
        if self.messages.off.contains(&name) || (off_by_default && !self.messages.on.contains(&name)) {
            return;
        }
        let state = &mut self.messages;
        for check in &mut state.checks {
            let hidden = state.quiet.get(check.quiet_before..).unwrap_or_default();
            if !hidden.iter().any(|quiet| quiet.silences(&name)) {
                check.seen.push(name.clone());
            }
        }
        if state.quiet.iter().any(|quiet| quiet.silences(&name)) {
            return;
        }
        let count = state.counts.entry(name).or_default();
        *count += 1;
        let count = *count;
        if count > SHOWN {
            return;
        }
        self.note_message(symbol, tag);
        let message = message(self);
        let stop = (count == SHOWN).then(|| Message {
            symbol: sym::General,
            tag: "stop".to_owned(),
            text: format!("Further output of {symbol}::{tag} will be suppressed during this calculation."),
            span: None,
            label: String::new(),
            help: None,
            origin: message.origin,
        });
        self.show(message);
        if let Some(stop) = stop {
            self.show(stop);
        }
    }

    fn show(&mut self, message: Message) {
        self.host.message(&message, &self.sources);
    }

    /// The text of a message with its arguments put in.
    fn message_text(&mut self, symbol: Symbol, tag: &str, args: &[Expr]) -> String {
        let Some(template) = self.message_template(symbol, tag) else {
            let mut text = "-- Message text not found --".to_owned();
            for arg in args {
                text.push_str(&format!(" ({})", self.message_part(arg)));
            }
            return text;
        };
        let parts: Vec<String> = args.iter().map(|arg| self.message_part(arg)).collect();
        fill(&template, &parts)
    }

    /// The text with its slots, as set by the user or from the table.
    pub(crate) fn message_template(&self, symbol: Symbol, tag: &str) -> Option<Cow<'static, str>> {
        for symbol in [symbol, sym::General] {
            let set = self.definition(symbol).and_then(|definition| definition.rules.as_deref());
            if let Some(Expr::String(text)) = set.and_then(|rules| rules.messages.get(tag)) {
                return Some(Cow::Owned(String::clone(text)));
            }
            if let Some(text) = message_texts::text(symbol.name(), tag) {
                return Some(Cow::Borrowed(text));
            }
        }
        None
    }

    /// An argument as it stands in a message: long ones without their middle.
    fn message_part(&mut self, expr: &Expr) -> String {
        const LONG: usize = 500;
        const KEPT: usize = 200;
        if super::levels::depth(expr) > 200 {
            return format!("{}[<<deeply nested>>]", self.output_text(&expr_head(expr)));
        }
        let text = match expr.as_call(sym::HoldForm) {
            Some(held) if held.args.len() == 1 => self.output_text(&held.args[0]),
            _ => self.output_text(expr),
        };
        if text.len() <= LONG {
            return text;
        }
        let (start, end) = (text.floor_char_boundary(KEPT), text.ceil_char_boundary(text.len() - KEPT / 2));
        format!("{}<<{}>>{}", &text[..start], text[start..end].chars().count(), &text[end..])
    }

    /// Text as `Print` shows it.
    pub(crate) fn output_text(&mut self, expr: &Expr) -> String {
        match expr {
            Expr::String(text) => String::clone(text),
            other => self.text(other, crate::format::FormatType::OutputForm),
        }
    }

    /// Runs `f` with messages kept quiet.
    pub(crate) fn quietly<T>(&mut self, quiet: Quiet, f: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.messages.quiet.len();
        self.messages.quiet.push(quiet);
        let result = f(self);
        self.messages.quiet.truncate(depth);
        result
    }

    /// Runs `f` with all messages kept quiet.
    pub fn silently<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        self.quietly(Quiet::All, f)
    }

    /// Runs `f` and gives the names of the messages that it issued, those kept quiet inside left out.
    pub fn checked<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> (T, Vec<(Symbol, String)>) {
        let depth = self.messages.checks.len();
        let quiet_before = self.messages.quiet.len();
        self.messages.checks.push(Check { quiet_before, seen: Vec::new() });
        let result = f(self);
        let seen = self.messages.checks.drain(depth..).next().map(|check| check.seen).unwrap_or_default();
        (result, seen)
    }

    /// Switches a message on or off.
    pub(crate) fn switch_message(&mut self, name: Name, on: bool) {
        let state = &mut self.messages;
        let (to, from) = if on { (&mut state.on, &mut state.off) } else { (&mut state.off, &mut state.on) };
        from.remove(&name);
        to.insert(name);
    }

    /// Whether the number of arguments is right once options are left out; a message says so when it is not.
    pub(super) fn arity_fits(&mut self, builtin: &'static Builtin, call: &Normal) -> bool {
        let arity = builtin.arity;
        let options = if arity.options {
            call.args.iter().rev().take_while(|arg| super::pattern::is_option(arg)).count()
        } else {
            0
        };
        let count = call.args.len();
        let positional = count - options;
        if (positional..=count).any(|n| (arity.min..=arity.max).contains(&n)) {
            return true;
        }
        let symbol = Symbol::new(builtin.name);
        if count < arity.min && super::operator_forms::is_form(symbol, count) {
            return false;
        }
        let name = Expr::Symbol(symbol);
        if arity.options && positional > arity.max {
            let beyond = call.args[arity.max].clone();
            let whole = Expr::Normal(std::sync::Arc::new(call.clone()));
            self.message_at(symbol, "nonopt", &[beyond, integer(arity.max), whole], call.origin);
            return false;
        }
        let (min, max) = (integer(arity.min), integer(arity.max));
        let given = integer(positional);
        let one = positional == 1;
        let (tag, args) = match (arity.min, arity.max) {
            (1, 1) => ("argx", vec![name, given]),
            (low, high) if low == high && one => ("argr", vec![name, min]),
            (low, high) if low == high => ("argrx", vec![name, given, min]),
            (_, usize::MAX) if one => ("argmu", vec![name, min]),
            (_, usize::MAX) => ("argm", vec![name, given, min]),
            (low, high) if high == low + 1 && one => ("argtu", vec![name, min, max]),
            (low, high) if high == low + 1 => ("argt", vec![name, given, min, max]),
            _ if one => ("argbu", vec![name, min, max]),
            _ => ("argb", vec![name, given, min, max]),
        };
        self.message_at(symbol, tag, &args, call.origin);
        false
    }
}

/// The head, of what is held if it is held.
fn expr_head(expr: &Expr) -> Expr {
    match expr.as_call(sym::HoldForm) {
        Some(held) if held.args.len() == 1 => held.args[0].head(),
        _ => expr.head(),
    }
}

fn integer(value: usize) -> Expr {
    Expr::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Puts parts for `` `1` `` and so on, the next one for ``` `` ```.
pub(crate) fn fill(template: &str, parts: &[String]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    let mut next = 0;
    while let Some(open) = rest.find('`') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let Some(close) = after.find('`') else {
            text.push('`');
            rest = after;
            continue;
        };
        let number = &after[..close];
        let slot = if number.is_empty() {
            next += 1;
            Some(next)
        } else {
            number.parse::<usize>().ok()
        };
        match slot {
            Some(slot) => {
                next = slot;
                match slot.checked_sub(1).and_then(|at| parts.get(at)) {
                    Some(part) => text.push_str(part),
                    None if number.is_empty() => text.push_str("``"),
                    None => text.push_str(&format!("`{slot}`")),
                }
                rest = &after[close + 1..];
            }
            None => {
                text.push('`');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn slots_are_filled_by_number_or_in_turn() {
        let parts = ["a".to_owned(), "b".to_owned()];
        assert_eq!(super::fill("`2` and `1`.", &parts), "b and a.");
        assert_eq!(super::fill("`` then ``", &parts), "a then b");
        assert_eq!(super::fill("`3` tick ` x", &parts), "`3` tick ` x");
    }
}
