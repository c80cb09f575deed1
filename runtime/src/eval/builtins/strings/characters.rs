//! Codes, cases and kinds of characters, and numbers as text.

use std::sync::Arc;

use super::expect_string;
use crate::eval::builtins::parts::say;
use crate::eval::part::integer_list;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number::BigInteger;
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;
const LISTABLE: Attributes = Attributes::LISTABLE.and(PROTECTED);

/// A row of a test of all characters of a string.
macro_rules! test {
    ($name:literal, $usage:literal, $input:literal => $output:literal, $test:expr) => {
        Builtin::new($name, LISTABLE, Arity::exactly(1), $usage, ($input, $output), |_, call| {
            let test: fn(char) -> bool = $test;
            let fits = matches!(&call.args[0], Expr::String(text) if text.chars().all(test));
            Ok(Some(fits.into()))
        })
    };
}

/// Functions of characters.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Capitalize",
        LISTABLE,
        Arity::between(1, 2),
        "Capitalize[string] gives string with its first character in upper case; Capitalize[string, \"AllWords\"] the first of each word.",
        ("Capitalize[\"abc\"]", "Abc"),
        capitalize,
    ),
    Builtin::new(
        "CharacterRange",
        PROTECTED,
        Arity::exactly(2),
        "CharacterRange[\"a\", \"z\"] gives the list of characters from a to z; codes may be given instead.",
        ("CharacterRange[\"a\", \"e\"]", "{a, b, c, d, e}"),
        character_range,
    ),
    Builtin::new(
        "Decapitalize",
        LISTABLE,
        Arity::exactly(1),
        "Decapitalize[string] gives string with its first character in lower case.",
        ("Decapitalize[\"Abc\"]", "abc"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            Ok(Some(with_first(text, |first| first.to_lowercase().collect()).into()))
        },
    ),
    test!(
        "DigitQ", "DigitQ[string] tells whether all characters of string are digits.",
        "DigitQ[\"123\"]" => "True", |character| character.is_ascii_digit()
    ),
    Builtin::new(
        "FromCharacterCode",
        PROTECTED,
        Arity::between(1, 2),
        "FromCharacterCode[n] gives the character with code n; FromCharacterCode[{n1, n2, …}] a string.",
        ("FromCharacterCode[{104, 105}]", "hi"),
        from_character_code,
    ),
    Builtin::new(
        "IntegerString",
        LISTABLE,
        Arity::between(1, 3),
        "IntegerString[n] gives the digits of n as a string; IntegerString[n, b] in base b; IntegerString[n, b, len] of len digits.",
        ("IntegerString[255, 16]", "ff"),
        integer_string,
    ),
    test!(
        "LetterQ", "LetterQ[string] tells whether all characters of string are letters.",
        "LetterQ[\"ab1\"]" => "False", char::is_alphabetic
    ),
    test!(
        "LowerCaseQ", "LowerCaseQ[string] tells whether all characters of string are lower case letters.",
        "LowerCaseQ[\"abc\"]" => "True", char::is_lowercase
    ),
    test!(
        "PrintableASCIIQ", "PrintableASCIIQ[string] tells whether all characters of string are printable ASCII.",
        "PrintableASCIIQ[\"a b\"]" => "True", |character| matches!(character, ' '..='~')
    ),
    Builtin::new(
        "ToCharacterCode",
        PROTECTED,
        Arity::between(1, 2),
        "ToCharacterCode[string] gives the list of codes of the characters of string; ToCharacterCode[string, \"UTF8\"] of its bytes.",
        ("ToCharacterCode[\"hi\"]", "{104, 105}"),
        to_character_code,
    ),
    Builtin::new(
        "ToLowerCase",
        LISTABLE,
        Arity::exactly(1),
        "ToLowerCase[string] gives string in lower case.",
        ("ToLowerCase[\"AbC\"]", "abc"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            Ok(Some(text.to_lowercase().into()))
        },
    ),
    Builtin::new(
        "ToUpperCase",
        LISTABLE,
        Arity::exactly(1),
        "ToUpperCase[string] gives string in upper case.",
        ("ToUpperCase[\"AbC\"]", "ABC"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            Ok(Some(text.to_uppercase().into()))
        },
    ),
    test!(
        "UpperCaseQ", "UpperCaseQ[string] tells whether all characters of string are upper case letters.",
        "UpperCaseQ[\"Abc\"]" => "False", char::is_uppercase
    ),
];

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => change(first) + characters.as_str(),
        None => String::new(),
    }
}

fn capitalize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
    let upper = |first: char| first.to_uppercase().collect();
    let words = match call.args.get(1) {
        None => false,
        Some(Expr::String(kind)) if **kind == "AllWords" => true,
        Some(_) => return Ok(None),
    };
    if words {
        let words: Vec<String> = text.split(' ').map(|word| with_first(word, upper)).collect();
        return Ok(Some(words.join(" ").into()));
    }
    Ok(Some(with_first(text, upper).into()))
}

fn character_range(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let code = |expr: &Expr| match expr {
        Expr::Integer(code) => u32::try_from(*code).ok(),
        Expr::String(text) if text.chars().count() == 1 => text.chars().next().map(u32::from),
        _ => None,
    };
    match (code(&call.args[0]), code(&call.args[1])) {
        (Some(first), Some(last)) => {
            let characters = (first..=last.min(0x0010_FFFF)).filter_map(char::from_u32);
            Ok(Some(Expr::list(characters.map(|character| character.to_string().into()))))
        }
        _ => {
            say(ev, call, "argtype", &[call.args[0].clone(), call.args[1].clone()]);
            Ok(None)
        }
    }
}

fn to_character_code(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(list) = call.args[0].as_call(sym::List) {
        if !list.args.iter().all(|part| matches!(part, Expr::String(_))) {
            say(ev, call, "strse", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
            return Ok(None);
        }
        let of_each = |text: &Expr| {
            let args = std::iter::once(text.clone()).chain(call.args[1..].iter().cloned());
            Expr::call(call.head.clone(), args)
        };
        return Ok(Some(Expr::list(list.args.iter().map(of_each))));
    }
    let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
    let bytes = match call.args.get(1) {
        None => false,
        Some(Expr::String(encoding)) => matches!(encoding.as_str(), "UTF8" | "UTF-8"),
        Some(_) => return Ok(None),
    };
    let codes: Vec<i64> = if bytes {
        text.bytes().map(i64::from).collect()
    } else {
        text.chars().map(|character| i64::from(u32::from(character))).collect()
    };
    Ok(Some(Expr::from(crate::tensor::Tensor::from(crate::tensor::Array::vector(codes)))))
}

fn from_character_code(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let codes = &call.args[0];
    if let Some(lists) = codes.as_call(sym::List)
        && !lists.args.is_empty()
        && lists.args.iter().all(Expr::is_list)
    {
        let head = call.head.clone();
        return Ok(Some(Expr::list(lists.args.iter().map(|list| {
            Expr::call(head.clone(), std::iter::once(list.clone()).chain(call.args[1..].iter().cloned()))
        }))));
    }
    let list = match codes {
        Expr::Integer(code) => Some(vec![*code]),
        other => integer_list(other),
    };
    let utf8 = matches!(call.args.get(1), Some(Expr::String(encoding)) if matches!(encoding.as_str(), "UTF8" | "UTF-8"));
    let text: Option<String> = list.and_then(|list| {
        if utf8 {
            let bytes: Option<Vec<u8>> = list.iter().map(|&code| u8::try_from(code).ok()).collect();
            return bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        }
        list.iter().map(|&code| u32::try_from(code).ok().and_then(char::from_u32)).collect()
    });
    match text {
        Some(text) => Ok(Some(text.into())),
        None => {
            say(ev, call, "notunicode", std::slice::from_ref(codes));
            Ok(None)
        }
    }
}

fn integer_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let value = match &call.args[0] {
        Expr::Integer(value) => BigInteger::from(*value),
        Expr::BigInteger(value) => BigInteger::clone(value),
        _ => {
            say(ev, call, "int", &[Expr::Normal(call.clone()), Expr::Integer(1)]);
            return Ok(None);
        }
    };
    let base = match call.args.get(1) {
        None => 10,
        Some(Expr::Integer(base @ 2..=36)) => *base as u8,
        Some(other) => {
            say(ev, call, "basf", &[other.clone(), Expr::Integer(36)]);
            return Ok(None);
        }
    };
    let digits = value.in_radix(base).to_string();
    let digits = digits.trim_start_matches('-');
    let text = match call.args.get(2) {
        None => digits.to_owned(),
        Some(Expr::Integer(length @ 0..=10_000_000)) => {
            let length = *length as usize;
            match digits.len().checked_sub(length) {
                // Only the last digits.
                Some(cut) => digits[cut..].to_owned(),
                None => "0".repeat(length - digits.len()) + digits,
            }
        }
        Some(_) => {
            say(ev, call, "innf", &[Expr::Integer(3), Expr::Normal(call.clone())]);
            return Ok(None);
        }
    };
    Ok(Some(text.into()))
}
