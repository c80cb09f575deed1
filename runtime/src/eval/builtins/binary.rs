//! Binary files: numbers of fixed sizes and byte orders.

use std::io::Write;
use std::sync::Arc;

use super::super::settings::Settings;
use super::super::streams::{ReadError, Stream, Streams, end_of_file, failed};
use super::super::{Arity, Builtin, Evaluator, Reply};
use super::encodings::{byte_array, bytes_of};
use super::records::with_input;
use super::streams::output_number;
use crate::expr::{Expr, Normal};
use crate::number::BigInteger;
use crate::number::{to_complex64, to_f64};
use crate::symbol::{Symbol, sym};

/// Functions of binary files.
pub const ROWS: &[Builtin] = &[
    Builtin::plain(
        "BinaryRead",
        Arity::between(1, 2).with_options(),
        "BinaryRead[stream, type] reads one \"Byte\", \"Character8\", \"Integer32\", \"Real64\" or the like; a list of types gives a list.",
        ("BinaryRead[StringToStream[\"AB\"], {\"Byte\", \"Character8\"}]", "{65, B}"),
        binary_read,
    ),
    Builtin::plain(
        "BinaryReadList",
        Arity::between(1, 3).with_options(),
        "BinaryReadList[\"file\", type, n] reads all of a file, or n values, as a list.",
        ("BinaryReadList[StringToStream[\"AB\"], \"Integer16\", ByteOrdering -> 1]", "{16706}"),
        binary_read,
    ),
    Builtin::plain(
        "BinaryWrite",
        Arity::between(2, 3).with_options(),
        "BinaryWrite[stream, values, type] writes bytes, or values of a type.",
        ("", ""),
        binary_write,
    ),
    Builtin::plain(
        "ReadByteArray",
        Arity::exactly(1),
        "ReadByteArray[\"file\"] reads the bytes that are left.",
        ("Normal[ReadByteArray[StringToStream[\"AB\"]]]", "{65, 66}"),
        |ev, call| {
            let bytes = with_input(ev, call, true, |_, text| {
                let bytes = bytes(text);
                Ok((if bytes.is_empty() { end_of_file() } else { byte_array(&bytes) }, text.len()))
            })?;
            Ok(Some(bytes.unwrap_or_else(failed)))
        },
    ),
];

/// What bytes stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Unsigned,
    Signed,
    Real,
    Complex,
    Character,
    /// Characters up to a byte of zero.
    Text,
}

/// A type of binary data: what its bytes mean and how many there are.
#[derive(Clone, Copy, Debug)]
struct Kind {
    name: &'static str,
    meaning: Meaning,
    size: usize,
}

const fn kind(name: &'static str, meaning: Meaning, size: usize) -> Kind {
    Kind { name, meaning, size }
}

const KINDS: &[Kind] = &[
    kind("Byte", Meaning::Unsigned, 1),
    kind("Character8", Meaning::Character, 1),
    kind("Character16", Meaning::Character, 2),
    kind("Complex64", Meaning::Complex, 8),
    kind("Complex128", Meaning::Complex, 16),
    kind("Integer8", Meaning::Signed, 1),
    kind("Integer16", Meaning::Signed, 2),
    kind("Integer24", Meaning::Signed, 3),
    kind("Integer32", Meaning::Signed, 4),
    kind("Integer64", Meaning::Signed, 8),
    kind("Integer128", Meaning::Signed, 16),
    kind("Real32", Meaning::Real, 4),
    kind("Real64", Meaning::Real, 8),
    kind("TerminatedString", Meaning::Text, 1),
    kind("UnsignedInteger8", Meaning::Unsigned, 1),
    kind("UnsignedInteger16", Meaning::Unsigned, 2),
    kind("UnsignedInteger24", Meaning::Unsigned, 3),
    kind("UnsignedInteger32", Meaning::Unsigned, 4),
    kind("UnsignedInteger64", Meaning::Unsigned, 8),
    kind("UnsignedInteger128", Meaning::Unsigned, 16),
];

fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

/// The bytes of a text whose characters stand for one each.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// The types that an argument names, and whether it is a list of them; a message has been issued when it names none.
fn kinds(ev: &mut Evaluator, call: &Arc<Normal>, given: Option<&Expr>) -> Option<(Vec<Kind>, bool)> {
    let Some(given) = given else { return Some((vec![KINDS[0]], false)) };
    let named = |name: &Expr| {
        let name = match name {
            Expr::String(name) => name.as_str(),
            Expr::Symbol(name) => name.name(),
            _ => return None,
        };
        KINDS.iter().find(|kind| kind.name == name).copied()
    };
    let found = match given.elements() {
        Some(names) => names.iter().map(named).collect::<Option<Vec<Kind>>>().filter(|all| !all.is_empty()),
        None => named(given).map(|kind| vec![kind]),
    };
    if found.is_none() {
        ev.message_at(head(call), "binf", std::slice::from_ref(given), call.origin);
    }
    Some((found?, given.is_list()))
}

/// Whether the highest byte comes first: `ByteOrdering -> 1`.
fn big_endian(settings: &Settings) -> bool {
    settings.chosen("ByteOrdering") == Some(&Expr::Integer(1))
}

/// A number of so many bytes, the lowest first, with sign or without.
fn integer(low_first: &[u8], signed: bool) -> Expr {
    let negative = signed && low_first.last().is_some_and(|byte| *byte >= 128);
    let mut wide = [if negative { 0xff } else { 0 }; 16];
    wide[..low_first.len()].copy_from_slice(low_first);
    match signed {
        true => Expr::from(BigInteger::from(i128::from_le_bytes(wide))),
        false => Expr::from(BigInteger::from(u128::from_le_bytes(wide))),
    }
}

fn real(low_first: &[u8]) -> f64 {
    match *low_first {
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => f64::NAN,
    }
}

/// A machine number in the language: what is no number is `Indeterminate` or infinite there.
fn real_value(value: f64) -> Expr {
    match value {
        value if value.is_finite() => Expr::Real(value),
        value if value.is_nan() => Expr::Symbol(sym::Indeterminate),
        value => Expr::call(sym::DirectedInfinity, [Expr::Integer(if value > 0.0 { 1 } else { -1 })]),
    }
}

impl Kind {
    /// The value that bytes begin with, and how many they are; nothing when there are too few.
    fn read(self, bytes: &[u8], big_endian: bool) -> Option<(Expr, usize)> {
        if self.meaning == Meaning::Text {
            let length = bytes.iter().position(|byte| *byte == 0)?;
            let text: String = bytes[..length].iter().copied().map(char::from).collect();
            return Some((Expr::from(text), length + 1));
        }
        let mut part = bytes.get(..self.size)?.to_vec();
        let pieces = if self.meaning == Meaning::Complex { 2 } else { 1 };
        if big_endian {
            part.chunks_mut(self.size / pieces).for_each(<[u8]>::reverse);
        }
        let value = match self.meaning {
            Meaning::Unsigned => integer(&part, false),
            Meaning::Signed => integer(&part, true),
            Meaning::Real => real_value(real(&part)),
            Meaning::Complex => {
                let (re, im) = part.split_at(self.size / 2);
                Expr::call(Symbol::new("Complex"), [real_value(real(re)), real_value(real(im))])
            }
            Meaning::Character | Meaning::Text => {
                let code = part.iter().rev().fold(0u32, |code, &byte| code << 8 | u32::from(byte));
                Expr::from(char::from_u32(code).unwrap_or('\u{fffd}').to_string())
            }
        };
        Some((value, self.size))
    }

    /// The bytes of a value; nothing when it is not of this type.
    fn write(self, value: &Expr, big_endian: bool, out: &mut Vec<u8>) -> Option<()> {
        let start = out.len();
        let one_real = |value: f64, out: &mut Vec<u8>, size: usize| match size {
            4 => out.extend((value as f32).to_le_bytes()),
            _ => out.extend(value.to_le_bytes()),
        };
        match self.meaning {
            Meaning::Unsigned | Meaning::Signed => {
                let text = crate::format::input_form(value);
                let wide = text.parse::<i128>().ok().map(i128::to_le_bytes);
                let wide = wide.or_else(|| text.parse::<u128>().ok().map(u128::to_le_bytes))?;
                let low = wide.get(..self.size)?;
                // What does not come back from the bytes kept is too large for them.
                if integer(low, self.meaning == Meaning::Signed) != *value {
                    return None;
                }
                out.extend(low);
            }
            Meaning::Real if value.is_number() && !matches!(value, Expr::Complex(_)) => {
                one_real(to_f64(value), out, self.size);
            }
            Meaning::Complex if value.is_number() => {
                let value = to_complex64(value);
                one_real(value.re, out, self.size / 2);
                one_real(value.im, out, self.size / 2);
            }
            Meaning::Real | Meaning::Complex => return None,
            Meaning::Character | Meaning::Text => {
                let Expr::String(text) = value else { return None };
                for c in text.chars() {
                    let code = u32::from(c).to_le_bytes();
                    if code[self.size..].iter().any(|byte| *byte != 0) {
                        return None;
                    }
                    out.extend(&code[..self.size]);
                }
                if self.meaning == Meaning::Text {
                    out.push(0);
                }
            }
        }
        if big_endian && self.meaning != Meaning::Text {
            let piece = if self.meaning == Meaning::Complex { self.size / 2 } else { self.size };
            out[start..].chunks_mut(piece).for_each(<[u8]>::reverse);
        }
        Some(())
    }
}

/// `BinaryRead`, `BinaryReadList`.
fn binary_read(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let Some((kinds, is_list)) = kinds(ev, call, before.get(1)) else { return Ok(None) };
    let big_endian = big_endian(&settings);
    let all = head(call).name() == "BinaryReadList";
    let most = match before.get(2) {
        None => usize::MAX,
        Some(Expr::Integer(most)) if *most >= 0 => usize::try_from(*most).unwrap_or(usize::MAX),
        Some(_) => {
            let place = [Expr::Normal(call.clone()), Expr::Integer(3)];
            ev.message_at(head(call), "intnm", &place, call.origin);
            return Ok(None);
        }
    };
    let value = with_input(ev, call, true, |ev, text| {
        // A single value needs no more of a long file than its own bytes.
        let needed = match all || kinds.iter().any(|kind| kind.meaning == Meaning::Text) {
            true => usize::MAX,
            false => kinds.iter().map(|kind| kind.size).sum(),
        };
        let end = text.char_indices().nth(needed).map_or(text.len(), |(place, _)| place);
        let bytes = bytes(&text[..end]);
        let mut at = 0;
        let mut one = || {
            let mut values = Vec::with_capacity(kinds.len());
            for kind in &kinds {
                let Some((value, read)) = kind.read(&bytes[at..], big_endian) else {
                    at = bytes.len();
                    values.push(end_of_file());
                    continue;
                };
                at += read;
                values.push(value);
            }
            let ended = values[0] == end_of_file();
            (if is_list { Expr::list(values) } else { values.swap_remove(0) }, ended)
        };
        let value = match all {
            false => one().0,
            true => {
                let mut values = Vec::new();
                while values.len() < most {
                    ev.check_interrupt()?;
                    let (value, ended) = one();
                    if ended {
                        break;
                    }
                    values.push(value);
                }
                super::super::formats::csv::packed_rows(Expr::list(values))
            }
        };
        // Reading is counted in bytes of the text, where those from 128 on take two.
        let read = text.char_indices().nth(at).map_or(text.len(), |(place, _)| place);
        Ok((value, read))
    })?;
    Ok(Some(value.unwrap_or_else(failed)))
}

fn binary_write(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let Some((kinds, is_list)) = kinds(ev, call, before.get(2)) else { return Ok(None) };
    let big_endian = big_endian(&settings);
    let mut out = Vec::new();
    let given = &before[1];
    let values = match (bytes_of(given), given) {
        (Some(bytes), _) => {
            out = bytes;
            Vec::new()
        }
        (None, Expr::String(text)) if before.len() < 3 => {
            out = text.as_bytes().to_vec();
            Vec::new()
        }
        (None, given) => given.elements().map_or_else(|| vec![given.clone()], std::borrow::Cow::into_owned),
    };
    // A list of types is for the values of one list, or of each of several.
    let values: Vec<Expr> = match is_list {
        true => values
            .iter()
            .flat_map(|value| {
                value.elements().map_or_else(|| vec![value.clone()], std::borrow::Cow::into_owned)
            })
            .collect(),
        false => values,
    };
    for (index, value) in values.iter().enumerate() {
        let kind = kinds[index % kinds.len()];
        if kind.write(value, big_endian, &mut out).is_none() {
            ev.message_at(head(call), "nocoerce", &[value.clone(), Expr::from(kind.name)], call.origin);
            return Ok(Some(failed()));
        }
    }
    let number = match output_number(ev, &call.args[0], head(call)) {
        Ok(number) => number,
        Err(failure) => return Ok(Some(failure)),
    };
    let result = match number.and_then(|number| ev.state::<Streams>().get(number)) {
        Some(Stream::Output(file)) => file.write_all(&out),
        Some(Stream::Session) => {
            let text = String::from_utf8_lossy(&out).into_owned();
            ev.host.print(&text);
            Ok(())
        }
        Some(Stream::Input { .. }) | None => {
            ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
            return Ok(None);
        }
    };
    if let Err(error) = result {
        let name = crate::format::output_form(&call.args[0]);
        ev.file_message(head(call), "noopen", &name, &ReadError::System(error));
        return Ok(Some(failed()));
    }
    Ok(Some(call.args[0].clone()))
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};
    use crate::expr::Expr;

    fn named(name: &str) -> Kind {
        *KINDS.iter().find(|kind| kind.name == name).unwrap()
    }

    #[test]
    fn values_come_back_from_their_bytes() {
        for (name, value, low_first) in [
            ("Byte", Expr::Integer(200), &[200][..]),
            ("Integer8", Expr::Integer(-2), &[254]),
            ("Integer24", Expr::Integer(-2), &[254, 255, 255]),
            ("UnsignedInteger32", Expr::Integer(4_294_967_295), &[255, 255, 255, 255]),
            ("Integer64", Expr::Integer(i64::MIN), &[0, 0, 0, 0, 0, 0, 0, 128]),
            ("Real32", Expr::Real(1.5), &[0, 0, 192, 63]),
            ("Real64", Expr::Real(-2.0), &[0, 0, 0, 0, 0, 0, 0, 192]),
            ("Character16", Expr::string("€"), &[172, 32]),
        ] {
            for big_endian in [false, true] {
                let mut bytes = Vec::new();
                named(name).write(&value, big_endian, &mut bytes).unwrap();
                let mut expected = low_first.to_vec();
                if big_endian {
                    expected.reverse();
                }
                assert_eq!(bytes, expected, "{name}");
                assert_eq!(
                    named(name).read(&bytes, big_endian),
                    Some((value.clone(), bytes.len())),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn values_that_do_not_fit_are_refused() {
        for (name, value) in [
            ("Byte", Expr::Integer(256)),
            ("Byte", Expr::Integer(-1)),
            ("Integer8", Expr::Integer(128)),
            ("Integer16", Expr::Real(1.0)),
            ("Character8", Expr::string("€")),
            ("Real64", Expr::string("1")),
        ] {
            assert_eq!(named(name).write(&value, false, &mut Vec::new()), None, "{name}");
        }
        assert_eq!(named("Integer32").read(&[1, 2, 3], false), None);
    }
}
