//! Lexemes that stand for themselves: names, numbers, strings, blanks, slots.

use std::borrow::Cow;

use scheelite_runtime::format::read::{NumberError, read_number};
use scheelite_runtime::{Expr, Symbol, sym};

use super::build::Builder;
use super::characters;
use super::token::{self, Lexeme};
use super::{doubt, fault};

/// The expression of a lexeme.
pub fn operand(builder: &mut Builder, lexeme: Lexeme, start: u32, end: u32) -> Expr {
    let text = builder.text;
    let text = &text[start as usize..end as usize];
    match lexeme {
        Lexeme::Absent => Expr::null(),
        Lexeme::Number => number(builder, text, start, end),
        Lexeme::String => string(builder, text, start).into(),
        Lexeme::Blank => blank(builder, text, start, end),
        Lexeme::Slot => slot(builder, text, start, end),
        Lexeme::Out => {
            let digits = text.trim_start_matches('%');
            let line = match (text.len(), digits.parse()) {
                (_, Ok(line)) => Some(Expr::Integer(line)),
                (1, _) => None,
                (back, _) => Some(Expr::Integer(-(back as i64))),
            };
            builder.atom(sym::Out, line, start, end)
        }
        Lexeme::Get => {
            let name = suffix_text(builder, lexeme, start, end);
            builder.atom(sym::Get, [name.into()], start, end)
        }
        _ => symbol(builder, text),
    }
}

/// The tag or file name after `::`, `<<`, `>>`, `>>>`.
pub fn suffix_text(builder: &mut Builder, lexeme: Lexeme, start: u32, end: u32) -> String {
    let mark = if lexeme == Lexeme::PutAppend { 3 } else { 2 };
    let text = builder.text;
    let after = &text[start as usize + mark..end as usize];
    let name = after.trim_start();
    if name.starts_with('"') {
        let at = end - name.len() as u32;
        return string(builder, name, at);
    }
    if lexeme == Lexeme::Tag { decode_name(name).into_owned() } else { name.to_owned() }
}

fn symbol(builder: &mut Builder, text: &str) -> Expr {
    let name = decode_name(text);
    let mut characters = name.chars();
    if let (Some(character), None) = (characters.next(), characters.next())
        && let Some(alias) = characters::alias(character)
    {
        return Expr::Symbol(Symbol::new(alias));
    }
    Expr::Symbol((builder.resolve)(&name))
}

/// A name with its `\[Name]` characters put in.
fn decode_name(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut name = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        name.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((character, length)) = token::escape(rest) {
            name.push(character);
            rest = &rest[length..];
        }
    }
    name.push_str(rest);
    Cow::Owned(name)
}

fn number(builder: &mut Builder, text: &str, start: u32, end: u32) -> Expr {
    match read_number(text) {
        Ok(number) => number,
        Err(error) => {
            let message = match error {
                NumberError::Base => "the base of a number is from 2 to 36",
                NumberError::Digit => "a digit of this number does not fit its base",
                NumberError::Exponent => "the exponent of this number is too large",
                NumberError::Form => "this number cannot be read",
            };
            let span = scheelite_runtime::source::Span { source: builder.source, start, end };
            builder.report(fault("bad-number", span, message));
            Expr::Integer(0)
        }
    }
}

/// The number times minus one, when the expression is a real number.
pub fn negative(expr: &Expr) -> Option<Expr> {
    Some(match expr {
        Expr::Integer(value) => match value.checked_neg() {
            Some(negative) => Expr::Integer(negative),
            None => (-scheelite_runtime::number::BigInteger::from(*value)).into(),
        },
        Expr::BigInteger(value) => (-(**value).clone()).into(),
        Expr::Real(value) => Expr::Real(-value),
        Expr::Rational(value) => (-(**value).clone()).into(),
        Expr::BigReal(value) => {
            let mut negative = (**value).clone();
            negative.value = -negative.value;
            Expr::BigReal(negative.into())
        }
        _ => return None,
    })
}

/// The text of a string in quotes.
fn string(builder: &mut Builder, quoted: &str, start: u32) -> String {
    let inner = &quoted[1..quoted.len() - 1];
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find(['\\', '\r']) {
        text.push_str(&rest[..at]);
        let offset = start + 1 + (inner.len() - rest.len() + at) as u32;
        if rest.as_bytes()[at] == b'\r' {
            // A line end of two characters is one line end.
            let next = rest[at + 1..].starts_with('\n');
            text.push('\n');
            rest = &rest[at + 1 + usize::from(next)..];
            continue;
        }
        let after = &rest[at + 1..];
        let simple = match after.as_bytes().first() {
            Some(b'n') => Some("\n"),
            Some(b't') => Some("\t"),
            Some(b'r') => Some("\r"),
            Some(b'b') => Some("\u{8}"),
            Some(b'f') => Some("\u{c}"),
            Some(b'"') => Some("\""),
            Some(b'\\') => Some("\\"),
            // Marks of the notebook interface, and lines that continue.
            Some(b'<' | b'>' | b'\n') => Some(""),
            _ => None,
        };
        if let Some(simple) = simple {
            text.push_str(simple);
            rest = &after[1..];
        } else if let Some((character, length)) = token::escape(after) {
            text.push(character);
            rest = &after[length..];
        } else {
            let length = after.chars().next().map_or(0, char::len_utf8);
            let span = scheelite_runtime::source::Span {
                source: builder.source,
                start: offset,
                end: offset + 1 + length as u32,
            };
            let escape = &rest[at..at + 1 + length];
            builder.report(
                doubt("unknown-escape", span, format!("`{escape}` has no meaning in a string; it is kept"))
                    .help("write `\\\\` for a backslash"),
            );
            text.push_str(escape);
            rest = &after[length..];
        }
    }
    text.push_str(rest);
    text
}

fn blank(builder: &mut Builder, text: &str, start: u32, end: u32) -> Expr {
    let at = text.find('_').unwrap_or(0);
    let (name, rest) = text.split_at(at);
    let head = rest.trim_start_matches('_');
    let blank = match rest.len() - head.len() {
        1 => sym::Blank,
        2 => sym::BlankSequence,
        _ => sym::BlankNullSequence,
    };
    let optional = head == ".";
    let head = (!optional && !head.is_empty()).then(|| symbol(builder, head));
    let named = start + at as u32;
    let mut expr = builder.atom(blank, head, named, end - u32::from(optional));
    if !name.is_empty() {
        let name = symbol(builder, name);
        expr = builder.atom(sym::Pattern, [name, expr], start, end - u32::from(optional));
    }
    if optional {
        expr = builder.atom(sym::Optional, [expr], start, end);
    }
    expr
}

fn slot(builder: &mut Builder, text: &str, start: u32, end: u32) -> Expr {
    let (head, rest) = match text.strip_prefix("##") {
        Some(rest) => (sym::SlotSequence, rest),
        None => (sym::Slot, &text[1..]),
    };
    let argument = if rest.is_empty() {
        Expr::Integer(1)
    } else if rest.starts_with('"') {
        string(builder, rest, end - rest.len() as u32).into()
    } else if rest.as_bytes()[0].is_ascii_digit() {
        number(builder, rest, start, end)
    } else {
        decode_name(rest).into_owned().into()
    };
    builder.atom(head, [argument], start, end)
}
