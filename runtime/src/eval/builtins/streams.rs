//! Reading and writing of open files, piece by piece.

use std::io::Write;
use std::sync::Arc;

use super::super::formats::csv::number;
use super::super::settings::Settings;
use super::super::streams::{ReadError, Stream, Streams, end_of_file, failed, file_name};
use super::super::{Arity, Attributes, Builtin, BuiltinFn, Eval, Evaluator, Reply, WriteMode};
use crate::expr::{Expr, Normal};
use crate::format::{input_form, output_form};
use crate::symbol::{Symbol, sym};

const fn row(name: &'static str, arity: Arity, usage: &'static str, run: BuiltinFn) -> Builtin {
    Builtin { name, attributes: Attributes::PROTECTED, arity, usage, example: ("", ""), run }
}

const ONE: Arity = Arity::exactly(1);

/// Functions of streams.
pub const ROWS: &[Builtin] = &[
    row("Close", ONE, "Close[stream] closes a stream.", close),
    row(
        "OpenAppend",
        ONE.with_options(),
        "OpenAppend[\"file\"] opens a file to write at its end.",
        open_write,
    ),
    row("OpenRead", ONE.with_options(), "OpenRead[\"file\"] opens a file to read.", open_read),
    row("OpenWrite", ONE.with_options(), "OpenWrite[\"file\"] opens a file to write anew.", open_write),
    row(
        "Read",
        Arity::between(1, 2),
        "Read[stream, type] reads one Number, Word, String, Character, Byte or Expression, or a list of them.",
        read,
    ),
    Builtin {
        example: ("ReadLine[StringToStream[\"one\\ntwo\"]]", "one"),
        ..row("ReadLine", ONE, "ReadLine[stream] reads one line.", read_line)
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
    Builtin {
        example: ("Read[StringToStream[\"12 abc\"], {Number, Word}]", "{12, abc}"),
        ..row("StringToStream", ONE, "StringToStream[\"text\"] opens a string to read.", string_to_stream)
    },
    row("Streams", Arity::between(0, 1), "Streams[] gives all open streams.", streams),
    row(
        "Write",
        Arity::at_least(2),
        "Write[stream, expr, …] writes expressions in InputForm and ends the line.",
        write,
    ),
    row("WriteLine", Arity::exactly(2), "WriteLine[stream, \"text\"] writes a line.", write),
    row("WriteString", Arity::at_least(2), "WriteString[stream, expr, …] writes text.", write),
    Builtin {
        attributes: Attributes::PROTECTED.and(Attributes::HOLD_FIRST),
        ..row(
            "Put",
            Arity::at_least(1),
            "Put[expr, …, \"file\"], expr >> file, writes expressions in InputForm.",
            put,
        )
    },
    Builtin {
        attributes: Attributes::PROTECTED.and(Attributes::HOLD_FIRST),
        ..row(
            "PutAppend",
            Arity::at_least(1),
            "PutAppend[expr, …, \"file\"], expr >>> file, adds to a file.",
            put,
        )
    },
];

fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

fn open_read(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = file_name(&call.args[0]).map(str::to_owned) else {
        ev.message_at(head(call), "fstr", &[call.args[0].clone(), Expr::Integer(1)], call.origin);
        return Ok(Some(failed()));
    };
    Ok(Some(match ev.read_text(&name) {
        Ok(text) => ev.state::<Streams>().add(&name, Stream::Input { text, at: 0 }),
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            failed()
        }
    }))
}

fn string_to_stream(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(text) = &call.args[0] else {
        ev.message_at(head(call), "string", &[Expr::Integer(1), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    };
    let stream = Stream::Input { text: (**text).clone(), at: 0 };
    Ok(Some(ev.state::<Streams>().add("String", stream)))
}

fn open_write(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = file_name(&call.args[0]).map(str::to_owned) else {
        ev.message_at(head(call), "fstr", &[call.args[0].clone(), Expr::Integer(1)], call.origin);
        return Ok(Some(failed()));
    };
    let mode = if head(call).name() == "OpenAppend" { WriteMode::Append } else { WriteMode::Replace };
    Ok(Some(match opened(ev, &name, mode) {
        Ok(stream) => stream,
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            failed()
        }
    }))
}

fn opened(ev: &mut Evaluator, name: &str, mode: WriteMode) -> Result<Expr, ReadError> {
    let file = ev.with_file(name, |files, path| files.write(path, mode))?;
    Ok(ev.state::<Streams>().add(name, Stream::Output(file)))
}

fn close(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let number = ev.state::<Streams>().number(&call.args[0]);
    let Some((name, result)) = number.and_then(|number| ev.state::<Streams>().close(number)) else {
        ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
        return Ok(None);
    };
    if let Err(error) = result {
        ev.file_message(head(call), "noopen", &name, &ReadError::System(error));
        return Ok(Some(failed()));
    }
    Ok(Some(Expr::from(name)))
}

fn streams(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let all = ev.state::<Streams>().all();
    Ok(Some(match call.args.first() {
        Some(name) => {
            let named = |stream: &Expr| stream.as_normal().is_some_and(|stream| stream.args[0] == *name);
            Expr::list(all.into_iter().filter(named))
        }
        None => Expr::list(all),
    }))
}

/// `Write`, `WriteLine`, `WriteString`.
fn write(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let kind = head(call);
    let mut text = String::new();
    for arg in &call.args[1..] {
        text.push_str(&match kind.name() {
            "Write" => input_form(arg),
            _ => output_form(arg),
        });
    }
    if kind.name() != "WriteString" {
        text.push('\n');
    }
    let targets =
        call.args[0].elements().map_or_else(|| vec![call.args[0].clone()], std::borrow::Cow::into_owned);
    for target in &targets {
        let number = match (ev.state::<Streams>().number(target), file_name(target).map(str::to_owned)) {
            (Some(number), _) => Some(number),
            (None, Some(name)) => match opened(ev, &name, WriteMode::Replace) {
                Ok(stream) => ev.state::<Streams>().number(&stream),
                Err(error) => {
                    ev.file_message(kind, "noopen", &name, &error);
                    return Ok(Some(failed()));
                }
            },
            (None, None) => None,
        };
        let result = match number.and_then(|number| ev.state::<Streams>().get(number)) {
            Some(Stream::Output(file)) => file.write_all(text.as_bytes()),
            Some(Stream::Session) => {
                ev.host.print(&text);
                Ok(())
            }
            Some(Stream::Input { .. }) | None => {
                ev.message_at(Symbol::new("General"), "openx", std::slice::from_ref(target), call.origin);
                return Ok(None);
            }
        };
        if let Err(error) = result {
            let name = output_form(target);
            ev.file_message(kind, "noopen", &name, &ReadError::System(error));
            return Ok(Some(failed()));
        }
    }
    Ok(Some(Expr::null()))
}

/// `Put`, `PutAppend`.
fn put(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((target, exprs)) = call.args.split_last() else { return Ok(None) };
    let Some(name) = file_name(target).map(str::to_owned) else {
        ev.message_at(head(call), "fstr", &[target.clone(), Expr::Integer(1)], call.origin);
        return Ok(None);
    };
    let mut text = String::new();
    for (index, expr) in exprs.iter().enumerate() {
        let value = if index == 0 { ev.eval(expr.clone())? } else { expr.clone() };
        text.push_str(&input_form(&value));
        text.push('\n');
    }
    let mode = if head(call).name() == "PutAppend" { WriteMode::Append } else { WriteMode::Replace };
    let result = ev.with_file(&name, |files, path| {
        let mut file = files.write(path, mode)?;
        file.write_all(text.as_bytes())?;
        file.flush()
    });
    Ok(Some(match result {
        Ok(()) => Expr::null(),
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            failed()
        }
    }))
}

/// Does something with the text of a stream or file to read, and moves the stream on by what was read.
fn with_input<T>(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    work: impl FnOnce(&mut Evaluator, &str) -> Eval<(T, usize)>,
) -> Eval<Option<T>> {
    let number = ev.state::<Streams>().number(&call.args[0]);
    let opened = match number.and_then(|number| ev.state::<Streams>().get(number)) {
        Some(Stream::Input { text, at }) => Some((std::mem::take(text), *at)),
        _ => None,
    };
    if let (Some((text, at)), Some(number)) = (opened, number) {
        let result = work(ev, &text[at..]);
        let read = result.as_ref().map_or(0, |(_, read)| *read);
        if let Some(stream) = ev.state::<Streams>().get(number) {
            *stream = Stream::Input { text, at: at + read };
        }
        return result.map(|(value, _)| Some(value));
    }
    let Some(name) = file_name(&call.args[0]).map(str::to_owned) else {
        ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
        return Ok(None);
    };
    match ev.read_text(&name) {
        Ok(text) => {
            // Reading from a name opens the file, so that the next read goes on; a whole read leaves it closed.
            let (value, read) = work(ev, &text)?;
            if read < text.len() && head(call).name() != "ReadList" {
                ev.state::<Streams>().add(&name, Stream::Input { text, at: read });
            }
            Ok(Some(value))
        }
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            Ok(None)
        }
    }
}

fn read_line(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let line = with_input(ev, call, |_, text| Ok(line(text)))?;
    Ok(Some(line.unwrap_or_else(failed)))
}

fn line(text: &str) -> (Expr, usize) {
    if text.is_empty() {
        return (end_of_file(), 0);
    }
    let (line, read) = text.find('\n').map_or((text, text.len()), |at| (&text[..at], at + 1));
    (Expr::from(line.strip_suffix('\r').unwrap_or(line)), read)
}

fn read_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let stop = match call.args.get(1) {
        Some(Expr::String(stop)) if !stop.is_empty() => Some((**stop).clone()),
        _ => None,
    };
    let whole = with_input(ev, call, |_, text| {
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

fn read(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let kind = call.args.get(1).cloned().unwrap_or(Expr::Symbol(Symbol::new("Expression")));
    let value = with_input(ev, call, |ev, text| {
        let mut at = 0;
        let value = piece(ev, text, &mut at, &kind)?;
        Ok((value, at))
    })?;
    Ok(Some(match value {
        Some(Some(value)) => value,
        Some(None) => {
            ev.message_at(head(call), "readt", &[kind], call.origin);
            failed()
        }
        None => failed(),
    }))
}

fn read_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let by_record = settings.chosen("RecordLists").is_some_and(|chosen| chosen.is_true());
    let kind = before.get(1).cloned().unwrap_or(Expr::Symbol(Symbol::new("Expression")));
    let most = match before.get(2) {
        Some(Expr::Integer(most)) => usize::try_from(*most).unwrap_or(0),
        _ => usize::MAX,
    };
    let whole = kind.is_symbol(Symbol::new("Expression")) && most == usize::MAX;
    let values = with_input(ev, call, |ev, text| {
        if whole {
            return Ok((Some(expressions(ev, text)?), text.len()));
        }
        if !by_record {
            return pieces(ev, text, &kind, most);
        }
        let (mut records, mut at) = (Vec::new(), 0);
        for line in text.split_inclusive('\n').take(most) {
            let (values, read) = pieces(ev, line, &kind, usize::MAX)?;
            let Some(values) = values else { return Ok((None, at + read)) };
            at += line.len();
            records.push(super::super::formats::csv::packed_rows(Expr::list(values)));
        }
        Ok((Some(records), at))
    })?;
    Ok(Some(match values {
        Some(Some(values)) => super::super::formats::csv::packed_rows(Expr::list(values)),
        Some(None) => {
            ev.message_at(head(call), "readn", &[kind], call.origin);
            failed()
        }
        None => failed(),
    }))
}

/// So many things of a kind from a text, or all, and where the last one ends; no things when something else stands there.
fn pieces(ev: &mut Evaluator, text: &str, kind: &Expr, most: usize) -> Eval<(Option<Vec<Expr>>, usize)> {
    let (mut values, mut at) = (Vec::new(), 0);
    while values.len() < most {
        ev.check_interrupt()?;
        match piece(ev, text, &mut at, kind)? {
            Some(value) if value == end_of_file() => break,
            Some(value) => values.push(value),
            None => return Ok((None, at)),
        }
    }
    Ok((Some(values), at))
}

/// All expressions in a text, evaluated one after another.
fn expressions(ev: &mut Evaluator, text: &str) -> Eval<Vec<Expr>> {
    let Some(parser) = ev.parser else { return Ok(Vec::new()) };
    let mut values = Vec::new();
    parser(ev, "ReadList", text, &mut |ev, expr| {
        values.push(ev.eval(expr)?);
        Ok(())
    })?;
    Ok(values)
}

/// Where the first expression of a text ends: at the end of a line where all brackets, strings and comments are closed.
fn expression_end(text: &str) -> usize {
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
fn piece(ev: &mut Evaluator, text: &str, at: &mut usize, kind: &Expr) -> Eval<Option<Expr>> {
    if let Some(kinds) = kind.elements() {
        let mut values = Vec::with_capacity(kinds.len());
        for (index, kind) in kinds.iter().enumerate() {
            match piece(ev, text, at, kind)? {
                Some(value) if value == end_of_file() && index == 0 => return Ok(Some(value)),
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        return Ok(Some(Expr::list(values)));
    }
    let Some(kind) = kind.as_symbol() else { return Ok(None) };
    let rest = &text[*at..];
    if rest.is_empty() {
        return Ok(Some(end_of_file()));
    }
    let word = || {
        let start = rest.find(|c: char| !c.is_whitespace())?;
        let length = rest[start..].find(char::is_whitespace).unwrap_or(rest.len() - start);
        Some((&rest[start..start + length], start + length))
    };
    Ok(match kind.name() {
        "Number" | "Real" => match word() {
            None => {
                *at = text.len();
                Some(end_of_file())
            }
            // Numbers of a line may stand between commas.
            Some((word, read)) => match number(word.trim_matches(',')) {
                Some(value) => {
                    *at += read;
                    Some(match (kind, value) {
                        (sym::Real, Expr::Integer(value)) => Expr::Real(value as f64),
                        (_, value) => value,
                    })
                }
                None => None,
            },
        },
        "Word" => Some(match word() {
            None => {
                *at = text.len();
                end_of_file()
            }
            Some((word, read)) => {
                *at += read;
                Expr::from(word)
            }
        }),
        "String" | "Record" => {
            let (value, read) = line(rest);
            *at += read;
            Some(value)
        }
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
            match first {
                Some(expr) => Some(ev.eval(expr)?),
                None => (errors == 0).then(end_of_file),
            }
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::expression_end;

    #[test]
    fn expressions_end_with_their_line() {
        for (text, end) in
            [("a + b\nc", 6), ("{1,\n2}\n3", 7), ("\n\n\"x\n[\"\ny", 8), ("(* [\n *) 1\n2", 11), ("f[", 2)]
        {
            assert_eq!(expression_end(text), end, "{text:?}");
        }
    }
}
