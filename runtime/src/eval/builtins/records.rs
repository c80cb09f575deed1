//! Reading of streams, piece by piece: characters, words, numbers, records, lines and expressions.

use std::sync::Arc;

use super::super::formats::csv::packed_rows;
use super::super::formats::encodings::a_character_a_byte;
use super::super::settings::Settings;
use super::super::streams::{Stream, Streams, end_of_file, failed, file_name};
use super::super::{Arity, Builtin, BuiltinFn, Eval, Evaluator, Reply};
use super::record_kinds::{Separators, expressions, piece, pieces};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const fn row(name: &'static str, arity: Arity, usage: &'static str, run: BuiltinFn) -> Builtin {
    Builtin::plain(name, arity, usage, ("", ""), run)
}

/// Functions that read streams.
pub const ROWS: &[Builtin] = &[
    Builtin {
        example: ("Find[StringToStream[\"one\\ntwo\\nthree\"], \"t\"]", "two"),
        ..row(
            "Find",
            Arity::exactly(2).with_options(),
            "Find[stream, \"text\"] reads on to the first line that holds the text and gives it; a list of texts looks for any of them.",
            find,
        )
    },
    row(
        "FindList",
        Arity::between(2, 3).with_options(),
        "FindList[\"file\", \"text\", n] gives all lines, or the first n, that hold the text.",
        find,
    ),
    row(
        "Read",
        Arity::between(1, 2).with_options(),
        "Read[stream, type] reads one Number, Word, String, Record, Character, Byte or Expression, or an expression of such types.",
        read,
    ),
    Builtin {
        example: ("ReadLine[StringToStream[\"one\\ntwo\"]]", "one"),
        ..row("ReadLine", Arity::exactly(1), "ReadLine[stream] reads one line.", read_line)
    },
    row(
        "ReadList",
        Arity::between(1, 3).with_options(),
        "ReadList[\"file\", type, n] reads all of a file, or n pieces, as a list.",
        read_list,
    ),
    row(
        "ReadString",
        Arity::between(1, 2),
        "ReadString[\"file\"] reads the rest of a file as a string.",
        read_string,
    ),
    row(
        "SetStreamPosition",
        Arity::exactly(2),
        "SetStreamPosition[stream, n] goes to byte n of a stream to read, Infinity to its end.",
        stream_position,
    ),
    Builtin {
        example: ("s = StringToStream[\"ab cd ef\"]; Skip[s, Word, 2]; Read[s, Word]", "ef"),
        ..row(
            "Skip",
            Arity::between(1, 3).with_options(),
            "Skip[stream, type, n] reads n pieces and forgets them.",
            skip,
        )
    },
    Builtin {
        example: ("s = StringToStream[\"ab cd\"]; Read[s, Word]; StreamPosition[s]", "2"),
        ..row(
            "StreamPosition",
            Arity::exactly(1),
            "StreamPosition[stream] tells how many bytes have been read.",
            stream_position,
        )
    },
];

fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

/// A stream to read becomes one of bytes, a character each, when it is not: what has been read stays read.
fn read_by_byte(text: &mut String, at: &mut usize, by_byte: &mut bool) {
    if !*by_byte && !text.is_ascii() {
        let before = a_character_a_byte(&text.as_bytes()[..*at]);
        let after = a_character_a_byte(&text.as_bytes()[*at..]);
        *at = before.len();
        *text = before + &after;
    }
    *by_byte = true;
}

/// Does something with what is left of a stream or file to read, and moves the stream on by what was read. `by_byte`
/// makes each character a byte.
pub(super) fn with_input<T>(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    by_byte: bool,
    work: impl FnOnce(&mut Evaluator, &str) -> Eval<(T, usize)>,
) -> Eval<Option<T>> {
    let (target, settings) = (&call.args[0], Settings::split(&call.args).1);
    let number = ev.state::<Streams>().number(target);
    let opened = match number.and_then(|number| ev.state::<Streams>().get(number)) {
        Some(Stream::Input { text, at, by_byte: is_by_byte }) => {
            if by_byte {
                read_by_byte(text, at, is_by_byte);
            }
            Some((std::mem::take(text), *at, *is_by_byte))
        }
        _ => None,
    };
    if let (Some((text, at, by_byte)), Some(number)) = (opened, number) {
        let result = work(ev, &text[at..]);
        let read = result.as_ref().map_or(0, |(_, read)| *read);
        if let Some(stream) = ev.state::<Streams>().get(number) {
            *stream = Stream::Input { text, at: at + read, by_byte };
        }
        return result.map(|(value, _)| Some(value));
    }
    let Some(name) = file_name(target).map(str::to_owned) else {
        ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
        return Ok(None);
    };
    match ev.read_stream(&name, by_byte, &settings) {
        Ok(Stream::Input { text, by_byte, .. }) => {
            // Reading from a name opens the file, so that the next read goes on; a whole read leaves it closed.
            let (value, read) = work(ev, &text)?;
            let stays = !matches!(head(call).name(), "ReadList" | "FindList" | "BinaryReadList");
            if stays && read < text.len() {
                ev.state::<Streams>().add(&name, Stream::Input { text, at: read, by_byte });
            }
            Ok(Some(value))
        }
        Ok(Stream::Output(_) | Stream::Session) => Ok(None),
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            Ok(None)
        }
    }
}

fn read_line(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let line = with_input(ev, call, false, |_, text| {
        if text.is_empty() {
            return Ok((end_of_file(), 0));
        }
        let (line, read) = text.find('\n').map_or((text, text.len()), |at| (&text[..at], at + 1));
        Ok((Expr::from(line.strip_suffix('\r').unwrap_or(line)), read))
    })?;
    Ok(Some(line.unwrap_or_else(failed)))
}

fn read_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let stop = match call.args.get(1) {
        Some(Expr::String(stop)) if !stop.is_empty() => Some((**stop).clone()),
        _ => None,
    };
    let whole = with_input(ev, call, false, |_, text| {
        if text.is_empty() {
            return Ok((end_of_file(), 0));
        }
        let (part, read) = match stop.as_ref().and_then(|stop| Some((text.find(stop.as_str())?, stop.len())))
        {
            Some((at, length)) => (&text[..at], at + length),
            None => (text, text.len()),
        };
        Ok((Expr::from(part), read))
    })?;
    Ok(Some(whole.unwrap_or_else(failed)))
}

/// The type to read in the second argument, and whether it reads bytes.
fn kind_of(before: &[Expr]) -> (Expr, bool) {
    let kind = before.get(1).cloned().unwrap_or(Expr::Symbol(Symbol::new("Expression")));
    let by_byte = mentions_bytes(&kind);
    (kind, by_byte)
}

fn mentions_bytes(kind: &Expr) -> bool {
    match kind {
        Expr::Symbol(symbol) => symbol.name() == "Byte",
        Expr::Normal(call) => call.args.iter().any(mentions_bytes),
        _ => false,
    }
}

/// Says that what stands in the input is not of a type.
fn invalid(ev: &mut Evaluator, call: &Arc<Normal>, kind: &Expr) {
    let target = call.args[0].clone();
    if matches!(kind.as_symbol().map(Symbol::name), Some("Number" | "Real")) {
        ev.message_at(head(call), "readn", &[target], call.origin);
    } else {
        ev.message_at(head(call), "readt", &[kind.clone(), target], call.origin);
    }
}

fn read(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let (kind, by_byte) = kind_of(before);
    let separators = Separators::read(&settings);
    let value = with_input(ev, call, by_byte, |ev, text| {
        let mut at = 0;
        let value = piece(ev, text, &mut at, &kind, &separators)?;
        Ok((value, at))
    })?;
    Ok(Some(match value {
        Some(Some(value)) => value,
        Some(None) => {
            invalid(ev, call, &kind);
            failed()
        }
        None => failed(),
    }))
}

/// How many pieces an argument asks for.
fn count(ev: &mut Evaluator, call: &Arc<Normal>, given: Option<&Expr>) -> Option<Option<usize>> {
    match given {
        None => Some(None),
        Some(Expr::Integer(count)) if *count >= 0 => {
            Some(Some(usize::try_from(*count).unwrap_or(usize::MAX)))
        }
        Some(other) if other.is_symbol(sym::Infinity) || other.as_call(sym::DirectedInfinity).is_some() => {
            Some(Some(usize::MAX))
        }
        Some(_) => {
            let place = [Expr::Normal(call.clone()), Expr::Integer(3)];
            ev.message_at(head(call), "intnm", &place, call.origin);
            None
        }
    }
}

fn skip(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let (kind, by_byte) = kind_of(before);
    let separators = Separators::read(&settings);
    let Some(count) = count(ev, call, before.get(2)) else { return Ok(None) };
    let found = with_input(ev, call, by_byte, |ev, text| {
        let mut at = 0;
        for _ in 0..count.unwrap_or(1) {
            ev.check_interrupt()?;
            match piece(ev, text, &mut at, &kind, &separators)? {
                Some(value) if value == end_of_file() => return Ok((Some(value), at)),
                Some(_) => {}
                None => return Ok((None, at)),
            }
        }
        Ok((Some(Expr::null()), at))
    })?;
    Ok(Some(match found {
        Some(Some(value)) => value,
        Some(None) => {
            invalid(ev, call, &kind);
            failed()
        }
        None => failed(),
    }))
}

fn read_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let by_record = settings.chosen("RecordLists").is_some_and(Expr::is_true);
    let (kind, by_byte) = kind_of(before);
    let separators = Separators::read(&settings);
    let Some(most) = count(ev, call, before.get(2)) else { return Ok(None) };
    let most = most.unwrap_or(usize::MAX);
    let whole = kind.is_symbol(Symbol::new("Expression")) && most == usize::MAX && !by_record;
    let values = with_input(ev, call, by_byte, |ev, text| {
        if whole {
            return Ok((Some(expressions(ev, text)?), text.len()));
        }
        if !by_record {
            return pieces(ev, text, &kind, most, &separators);
        }
        let (mut records, mut at) = (Vec::new(), 0);
        while records.len() < most
            && let Some((record, read)) = separators.record(&text[at..], &separators.records)
        {
            let (values, _) = pieces(ev, record, &kind, usize::MAX, &separators)?;
            at += read;
            let Some(values) = values else { return Ok((None, at)) };
            records.push(packed_rows(Expr::list(values)));
        }
        Ok((Some(records), at))
    })?;
    Ok(Some(match values {
        Some(Some(values)) => packed_rows(Expr::list(values)),
        Some(None) => {
            invalid(ev, call, &kind);
            failed()
        }
        None => failed(),
    }))
}

/// `Find`, `FindList`.
fn find(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let all = head(call).name() == "FindList";
    let Some(texts) = before.get(1).and_then(texts_of) else {
        let place = [Expr::Integer(2), Expr::Normal(call.clone())];
        ev.message_at(head(call), "string", &place, call.origin);
        return Ok(None);
    };
    let Some(most) = count(ev, call, before.get(2)) else { return Ok(None) };
    let most = if all { most.unwrap_or(usize::MAX) } else { 1 };
    let is_set = |name: &str| settings.chosen(name).is_some_and(Expr::is_true);
    let (ignore_case, anchored, whole_words) =
        (is_set("IgnoreCase"), is_set("AnchoredSearch"), is_set("WordSearch"));
    let lowered = |text: &str| if ignore_case { text.to_lowercase() } else { text.to_owned() };
    let texts: Vec<String> = texts.iter().map(|text| lowered(text)).collect();
    let separators = Separators::read(&settings);
    let holds = |record: &str| {
        let record = lowered(record);
        texts.iter().any(|text| match (anchored, whole_words) {
            (true, _) => record.starts_with(text.as_str()),
            (false, true) => record.split(|c: char| !c.is_alphanumeric()).any(|word| word == text),
            (false, false) => record.contains(text.as_str()),
        })
    };
    let found = with_input(ev, call, false, |ev, text| {
        let (mut found, mut at) = (Vec::new(), 0);
        while found.len() < most
            && let Some((record, read)) = separators.record(&text[at..], &separators.records)
        {
            ev.check_interrupt()?;
            at += read;
            if holds(record) {
                found.push(Expr::from(record));
            }
        }
        Ok((found, if found_all(at, text) { text.len() } else { at }))
    })?;
    Ok(Some(match found {
        Some(found) if all => Expr::list(found),
        Some(mut found) => found.pop().unwrap_or_else(end_of_file),
        None => failed(),
    }))
}

/// Whether only the ends of lines are left.
fn found_all(at: usize, text: &str) -> bool {
    text[at..].chars().all(|c| c == '\n' || c == '\r')
}

fn texts_of(expr: &Expr) -> Option<Vec<String>> {
    let text = |expr: &Expr| match expr {
        Expr::String(text) => Some(String::clone(text)),
        _ => None,
    };
    match expr.elements() {
        Some(parts) => parts.iter().map(text).collect(),
        None => Some(vec![text(expr)?]),
    }
}

/// `StreamPosition`, `SetStreamPosition`.
fn stream_position(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let number = ev.state::<Streams>().number(&call.args[0]);
    let Some(Stream::Input { text, at, .. }) = number.and_then(|number| ev.state::<Streams>().get(number))
    else {
        ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
        return Ok(None);
    };
    if let Some(to) = call.args.get(1) {
        let infinite = to.is_symbol(sym::Infinity) || to.as_call(sym::DirectedInfinity).is_some();
        let to = match to {
            Expr::Integer(to) => usize::try_from(*to).ok().filter(|to| *to <= text.len()),
            _ if infinite => Some(text.len()),
            _ => None,
        };
        let Some(mut to) = to else {
            let args = [call.args[1].clone(), call.args[0].clone()];
            ev.message_at(head(call), "stmrng", &args, call.origin);
            return Ok(None);
        };
        // Never in the middle of a character.
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        *at = to;
    }
    Ok(Some(Expr::Integer(i64::try_from(*at).unwrap_or(i64::MAX))))
}

#[cfg(test)]
mod tests {
    use super::super::record_kinds::expression_end;
    use super::{Separators, Settings, read_by_byte};
    use crate::expr::Expr;
    use crate::symbol::sym;

    #[test]
    fn expressions_end_with_their_line() {
        for (text, end) in
            [("a + b\nc", 6), ("{1,\n2}\n3", 7), ("\n\n\"x\n[\"\ny", 8), ("(* [\n *) 1\n2", 11), ("f[", 2)]
        {
            assert_eq!(expression_end(text), end, "{text:?}");
        }
    }

    #[test]
    fn words_end_at_separators_and_tokens() {
        let words = |settings: Settings, text: &str| {
            let separators = Separators::read(&settings);
            let (mut found, mut at) = (Vec::new(), 0);
            while let Some((word, read)) = separators.word(&text[at..]) {
                found.push(word.to_owned());
                at += read;
            }
            found
        };
        let commas = || Settings::default().replaced("WordSeparators", Expr::string(","));
        assert_eq!(words(Settings::default(), " a  b\n"), ["a", "b"]);
        assert_eq!(words(commas(), "a b,,c\nd"), ["a b", "c", "d"]);
        assert_eq!(words(commas().replaced("NullWords", Expr::Symbol(sym::True)), "a,,c"), ["a", "", "c"]);
        let tokens = Settings::default().replaced("TokenWords", Expr::string("+"));
        assert_eq!(words(tokens, "a+b c"), ["a", "+", "b", "c"]);
    }

    #[test]
    fn bytes_go_on_where_characters_ended() {
        let (mut text, mut at, mut by_byte) = ("é€x".to_owned(), 2, false);
        read_by_byte(&mut text, &mut at, &mut by_byte);
        let rest: Vec<u32> = text[at..].chars().map(u32::from).collect();
        assert_eq!(rest, [0xe2, 0x82, 0xac, 0x78]);
    }
}
