//! Kinds of things that are read from a stream: bytes, characters, words, numbers, records, lines and expressions, and
//! what separates them.

use super::super::formats::csv::number;
use super::super::settings::Settings;
use super::super::streams::end_of_file;
use super::super::{Eval, Evaluator};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

/// What stands between words and between records.
pub(super) struct Separators {
    words: Vec<String>,
    pub(super) records: Vec<String>,
    tokens: Vec<String>,
    null_words: bool,
    null_records: bool,
    /// Whether all of these are the usual ones.
    usual: bool,
}

pub(super) const LINE_ENDS: [&str; 3] = ["\r\n", "\n", "\r"];

impl Separators {
    pub(super) fn read(settings: &Settings) -> Separators {
        let texts = |name: &str, usual: &[&str]| -> Vec<String> {
            let given = match settings.chosen(name) {
                Some(Expr::String(text)) => vec![String::clone(text)],
                Some(list) => list.elements().map_or_else(Vec::new, |parts| {
                    let text = |part: &Expr| match part {
                        Expr::String(text) => Some(String::clone(text)),
                        _ => None,
                    };
                    parts.iter().filter_map(text).collect()
                }),
                None => usual.iter().map(|&text| text.to_owned()).collect(),
            };
            given.into_iter().filter(|text| !text.is_empty()).collect()
        };
        let is_set = |name: &str| settings.chosen(name).is_some_and(Expr::is_true);
        let named = ["WordSeparators", "RecordSeparators", "TokenWords", "NullWords"];
        Separators {
            words: texts("WordSeparators", &[" ", "\t"]),
            records: texts("RecordSeparators", &LINE_ENDS),
            tokens: texts("TokenWords", &[]),
            null_words: is_set("NullWords"),
            null_records: is_set("NullRecords"),
            usual: named.iter().all(|name| settings.get(name).is_none()),
        }
    }

    /// The length of the separator of words or records that a text begins with.
    pub(super) fn of_words(&self, text: &str) -> Option<usize> {
        starts(text, &self.records).or_else(|| starts(text, &self.words))
    }

    /// A word and where reading goes on.
    pub(super) fn word<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        if self.usual {
            let start = text.find(|c: char| !c.is_whitespace())?;
            let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
            return Some((&text[start..start + length], start + length));
        }
        let mut start = 0;
        while !self.null_words
            && let Some(length) = self.of_words(&text[start..])
        {
            start += length;
        }
        if start == text.len() {
            return None;
        }
        if let Some(length) = starts(&text[start..], &self.tokens) {
            return Some((&text[start..start + length], start + length));
        }
        for (at, _) in text[start..].char_indices() {
            let rest = &text[start + at..];
            if let Some(length) = self.of_words(rest) {
                // An empty word stands between two separators only when each of them is read once.
                let read = if self.null_words { at + length } else { at };
                return Some((&text[start..start + at], start + read));
            }
            if at > 0 && starts(rest, &self.tokens).is_some() {
                return Some((&text[start..start + at], start + at));
            }
        }
        Some((&text[start..], text.len()))
    }

    /// A record between these separators, without them, and where reading goes on.
    pub(super) fn record<'t>(
        &self,
        text: &'t str,
        separators: &[impl AsRef<str>],
    ) -> Option<(&'t str, usize)> {
        let mut start = 0;
        while !self.null_records
            && let Some(length) = starts(&text[start..], separators)
        {
            start += length;
        }
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        for (at, _) in rest.char_indices() {
            if let Some(length) = starts(&rest[at..], separators) {
                return Some((&rest[..at], start + at + length));
            }
        }
        Some((rest, text.len()))
    }
}

/// The length of the first of these texts that another begins with.
pub(super) fn starts(text: &str, separators: &[impl AsRef<str>]) -> Option<usize> {
    let found = separators.iter().find(|separator| text.starts_with(separator.as_ref()));
    found.map(|separator| separator.as_ref().len())
}

/// So many things of a kind from a text, or all, and where the last one ends; no things when something else stands there.
pub(super) fn pieces(
    ev: &mut Evaluator,
    text: &str,
    kind: &Expr,
    most: usize,
    separators: &Separators,
) -> Eval<(Option<Vec<Expr>>, usize)> {
    let (mut values, mut at) = (Vec::new(), 0);
    while values.len() < most {
        ev.check_interrupt()?;
        match piece(ev, text, &mut at, kind, separators)? {
            Some(value) if value == end_of_file() => break,
            Some(value) => values.push(value),
            None => return Ok((None, at)),
        }
    }
    Ok((Some(values), at))
}

/// All expressions in a text, evaluated one after another.
pub(super) fn expressions(ev: &mut Evaluator, text: &str) -> Eval<Vec<Expr>> {
    let Some(parser) = ev.parser else { return Ok(Vec::new()) };
    let mut values = Vec::new();
    parser(ev, "ReadList", text, &mut |ev, expr| {
        values.push(ev.eval(expr)?);
        Ok(())
    })?;
    Ok(values)
}

/// Where the first expression of a text ends: at the end of a line where all brackets, strings and comments are closed.
pub(super) fn expression_end(text: &str) -> usize {
    let (mut depth, mut comments, mut quoted, mut seen) = (0usize, 0usize, false, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let pair = &bytes[at..bytes.len().min(at + 2)];
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' if comments == 0 => {
                quoted = !quoted;
                seen = true;
            }
            _ if quoted => {}
            _ if pair == b"(*" => {
                comments += 1;
                at += 1;
            }
            _ if pair == b"*)" && comments > 0 => {
                comments -= 1;
                at += 1;
            }
            _ if comments > 0 => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' if depth == 0 && seen => return at + 1,
            byte => seen |= !byte.is_ascii_whitespace(),
        }
        at += 1;
    }
    text.len()
}

/// One piece of a type from `at` on, which moves past it; nothing when the text there is not of the type.
pub(super) fn piece(
    ev: &mut Evaluator,
    text: &str,
    at: &mut usize,
    kind: &Expr,
    separators: &Separators,
) -> Eval<Option<Expr>> {
    if let Expr::Normal(call) = kind {
        let mut values = Vec::with_capacity(call.args.len());
        for (index, inner) in call.args.iter().enumerate() {
            match read_held(ev, text, at, inner, separators)? {
                Some(value) if value == end_of_file() && index == 0 => return Ok(Some(value)),
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        let whole = Expr::from(Normal::new(call.head.clone(), values));
        // A list of numbers and texts is its own value.
        let is_value = call.has_head(sym::List)
            && call
                .args
                .iter()
                .all(|inner| inner.as_symbol().is_some_and(|kind| kind.name() != "Expression"));
        return if is_value { Ok(Some(whole)) } else { ev.eval(whole).map(Some) };
    }
    let value = read_held(ev, text, at, kind, separators)?;
    match (value, kind.as_symbol().map(Symbol::name)) {
        (Some(value), Some("Expression")) => ev.eval(value).map(Some),
        (value, _) => Ok(value),
    }
}

/// One piece, expressions as they are written.
pub(super) fn read_held(
    ev: &mut Evaluator,
    text: &str,
    at: &mut usize,
    kind: &Expr,
    separators: &Separators,
) -> Eval<Option<Expr>> {
    if matches!(kind, Expr::Normal(_)) {
        return piece(ev, text, at, kind, separators);
    }
    let Some(kind) = kind.as_symbol() else { return Ok(None) };
    let rest = &text[*at..];
    if rest.is_empty() {
        return Ok(Some(end_of_file()));
    }
    let mut text_or_end = |found: Option<(&str, usize)>| match found {
        Some((found, read)) => {
            *at += read;
            Expr::from(found)
        }
        None => {
            *at = text.len();
            end_of_file()
        }
    };
    Ok(match kind.name() {
        "Number" | "Real" => match separators.word(rest) {
            None => {
                *at = text.len();
                Some(end_of_file())
            }
            // Numbers of a line may stand between commas.
            Some((word, read)) => match number(word.trim_matches(',')) {
                Some(value) => {
                    *at += read;
                    Some(match (kind.name(), value) {
                        ("Real", Expr::Integer(value)) => Expr::Real(value as f64),
                        (_, value) => value,
                    })
                }
                None => None,
            },
        },
        "Word" => Some(text_or_end(separators.word(rest))),
        "String" => Some(text_or_end(separators.record(rest, &LINE_ENDS))),
        "Record" => Some(text_or_end(separators.record(rest, &separators.records))),
        "Character" => rest.chars().next().map(|c| {
            *at += c.len_utf8();
            Expr::from(c.to_string())
        }),
        "Byte" => rest.chars().next().map(|c| {
            *at += c.len_utf8();
            Expr::Integer(u32::from(c).into())
        }),
        "Expression" => {
            let Some(parser) = ev.parser else { return Ok(None) };
            let end = expression_end(rest);
            let mut first = None;
            let errors = parser(ev, "Read", &rest[..end], &mut |_, expr| {
                first.get_or_insert(expr);
                Ok(())
            })?;
            *at += end;
            first.or_else(|| (errors == 0).then(end_of_file))
        }
        _ => None,
    })
}
