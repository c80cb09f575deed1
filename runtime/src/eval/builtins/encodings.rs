//! Bytes as text: byte arrays, base 64, and the escapes of web addresses.

use std::sync::Arc;

use super::parts::children;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::Symbol;

const NONE: Attributes = Attributes::NONE;

/// Bytes and text.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "BaseDecode",
        NONE,
        Arity::exactly(1),
        "BaseDecode[\"text\"] gives the byte array that a text in base 64 stands for.",
        ("Normal[BaseDecode[\"SGk=\"]]", "{72, 105}"),
        |_, call| {
            let Expr::String(text) = &call.args[0] else { return Ok(None) };
            Ok(decoded(text).map(|bytes| byte_array(&bytes)))
        },
    ),
    Builtin::new(
        "BaseEncode",
        NONE,
        Arity::exactly(1),
        "BaseEncode[bytes] gives a byte array as text in base 64.",
        ("BaseEncode[ByteArray[{72, 105}]]", "SGk="),
        |_, call| Ok(bytes_of(&call.args[0]).map(|bytes| Expr::string(encoded(&bytes)))),
    ),
    Builtin::new(
        "ByteArray",
        NONE,
        Arity::exactly(1),
        "ByteArray[{b1, b2, …}] is an array of bytes; ByteArray[\"text\"] that which a text in base 64 stands for.",
        ("ByteArrayQ[ByteArray[{1, 2, 255}]]", "True"),
        |ev, call| {
            if matches!(call.args[0], Expr::String(_)) {
                super::written::attach(ev, "ByteArray", OF_BYTES)?;
            }
            if !call.args[0].is_list() {
                return Ok(None);
            }
            let byte = |expr: &Expr| match expr {
                Expr::Integer(value) => u8::try_from(*value).ok(),
                _ => None,
            };
            let bytes: Option<Vec<u8>> = children(&call.args[0]).iter().map(byte).collect();
            if bytes.is_none() {
                super::parts::say(ev, call, "lend", &[Expr::Normal(Arc::clone(call))]);
            }
            Ok(bytes.map(|bytes| byte_array(&bytes)))
        },
    ),
    Builtin::new(
        "ByteArrayQ",
        NONE,
        Arity::exactly(1),
        "ByteArrayQ[expr] says whether expr is a byte array.",
        ("ByteArrayQ[{1, 2}]", "False"),
        |_, call| Ok(Some(Expr::boolean(bytes_of(&call.args[0]).is_some()))),
    ),
    Builtin::new(
        "ByteArrayToString",
        NONE,
        Arity::between(1, 2),
        "ByteArrayToString[bytes] gives the text of a byte array in UTF-8.",
        ("ByteArrayToString[ByteArray[{226, 130, 172}]]", "€"),
        |_, call| {
            let text = bytes_of(&call.args[0]).and_then(|bytes| String::from_utf8(bytes).ok());
            Ok(text.map(Expr::string))
        },
    ),
    Builtin::new(
        "StringToByteArray",
        NONE,
        Arity::between(1, 2),
        "StringToByteArray[\"text\"] gives the bytes of a text in UTF-8.",
        ("Normal[StringToByteArray[\"é\"]]", "{195, 169}"),
        |_, call| match &call.args[0] {
            Expr::String(text) => Ok(Some(byte_array(text.as_bytes()))),
            _ => Ok(None),
        },
    ),
    Builtin::new(
        "URLDecode",
        Attributes::LISTABLE,
        Arity::exactly(1),
        "URLDecode[\"text\"] gives a text with the escapes of web addresses replaced by what they stand for.",
        ("URLDecode[\"a%20b%2Fc\"]", "a b/c"),
        url_decode,
    ),
    Builtin::new(
        "URLEncode",
        Attributes::LISTABLE,
        Arity::exactly(1),
        "URLEncode[\"text\"] gives a text with all that has a meaning in web addresses escaped.",
        ("URLEncode[\"a b/c\"]", "a%20b%2Fc"),
        url_encode,
    ),
];

/// Functions of lists act on the list of the bytes.
const OF_BYTES: &str = "Part[b_ByteArray, s__] := packed[Normal[b][[s]]]
    (g : (First | Last))[b_ByteArray] := g[Normal[b]]
    (g : (Most | Rest | Reverse))[b_ByteArray] := ByteArray[g[Normal[b]]]
    (g : (Take | Drop))[b_ByteArray, s_] := ByteArray[g[Normal[b], s]]
    (g : (Total | Max | Min | Length))[b_ByteArray] := g[Normal[b]]
    Dimensions[b_ByteArray] := {Length[b]}
    Join[a : (_ByteArray ..)] := ByteArray[Join @@ Map[Normal, {a}]]
    AtomQ[_ByteArray] := True
    Format[ByteArray[s_String], OutputForm] := \"ByteArray[<\" <> ToString[Length[ByteArray[s]]] <> \">]\"
    packed[l_List] := ByteArray[l]
    packed[x_] := x";

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 of RFC 4648, padded.
pub(super) fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word =
            group.iter().fold(0u32, |word, &byte| word << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            if place <= group.len() {
                text.push(char::from(DIGITS[(word >> (18 - 6 * place) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// The bytes that a padded text in base 64 stands for; line ends and spaces do not count.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let kept = digits.iter().rposition(|&digit| digit != b'=').map_or(0, |last| last + 1);
    if digits.len() - kept > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(kept * 3 / 4);
    for group in digits[..kept].chunks(4) {
        let mut word = 0u32;
        for digit in group {
            let value = DIGITS.iter().position(|known| known == digit)?;
            word = word << 6 | u32::try_from(value).ok()?;
        }
        let [_, all @ ..] = (word << (6 * (4 - group.len()))).to_be_bytes();
        bytes.extend_from_slice(all.get(..group.len().checked_sub(1)?)?);
    }
    Some(bytes)
}

pub(super) fn byte_array(bytes: &[u8]) -> Expr {
    Expr::call(Symbol::new("ByteArray"), [Expr::string(encoded(bytes))])
}

/// The bytes of `ByteArray["…"]`.
pub(super) fn bytes_of(expr: &Expr) -> Option<Vec<u8>> {
    match &expr.as_normal().filter(|call| call.has_head(Symbol::new("ByteArray")))?.args[..] {
        [Expr::String(text)] => decoded(text),
        _ => None,
    }
}

fn url_encode(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let text = match &call.args[0] {
        Expr::String(text) => String::clone(text),
        number if number.is_number() => crate::format::output_form(number),
        _ => return Ok(None),
    };
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(Some(Expr::string(out)))
}

fn url_decode(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(text) = &call.args[0] else { return Ok(None) };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escape = (byte == b'%').then(|| after.get(..2)).flatten();
        let code = escape.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                rest = after;
            }
        }
    }
    Ok(String::from_utf8(bytes).ok().map(Expr::string))
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded};

    /// The examples of RFC 4648, section 10.
    #[test]
    fn base_64() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encoded(text.as_bytes()), code);
            assert_eq!(decoded(code).as_deref(), Some(text.as_bytes()));
        }
        for wrong in ["Zg", "Z===", "Zm9!", "=AAA"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
