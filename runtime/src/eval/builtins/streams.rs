//! Streams: opening, closing, and writing to them.

use std::io::Write;
use std::sync::Arc;

use super::super::settings::Settings;
use super::super::streams::{ReadError, Stream, Streams, failed, file_name};
use super::super::{Arity, Attributes, Builtin, BuiltinFn, Evaluator, Reply, WriteMode};
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
    row(
        "OpenWrite",
        Arity::between(0, 1).with_options(),
        "OpenWrite[\"file\"] opens a file to write anew; OpenWrite[] one with a name of its own in $TemporaryDirectory.",
        open_write,
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
    let (_, settings) = Settings::split(&call.args);
    let by_byte = settings.chosen("BinaryFormat").is_some_and(Expr::is_true);
    Ok(Some(match ev.read_stream(&name, by_byte, &settings) {
        Ok(stream) => ev.state::<Streams>().add(&name, stream),
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
    let stream = Stream::Input { text: (**text).clone(), at: 0, by_byte: false };
    Ok(Some(ev.state::<Streams>().add("String", stream)))
}

fn open_write(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = match call.args.first() {
        Some(name) if name.as_call(sym::Rule).is_none() => file_name(name).map(str::to_owned),
        _ => super::files::unused_name(ev),
    };
    let Some(name) = name else {
        let given = call.args.first().cloned().unwrap_or_else(|| Expr::string(""));
        ev.message_at(head(call), "fstr", &[given, Expr::Integer(1)], call.origin);
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
        let is_stream = call.args[0].as_normal().is_some_and(|stream| {
            stream.head_symbol().is_some_and(|head| matches!(head.name(), "InputStream" | "OutputStream"))
        });
        if is_stream || matches!(call.args[0], Expr::String(_)) {
            ev.message_at(Symbol::new("General"), "openx", &call.args[..1], call.origin);
        } else {
            ev.message_at(head(call), "stream", &call.args[..1], call.origin);
        }
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

/// The number of the stream to write to: an open one, or a file that is opened now. A message has been issued with the
/// failure.
pub(super) fn output_number(ev: &mut Evaluator, target: &Expr, kind: Symbol) -> Result<Option<i64>, Expr> {
    match (ev.state::<Streams>().number(target), file_name(target).map(str::to_owned)) {
        (Some(number), _) => Ok(Some(number)),
        (None, Some(name)) => match opened(ev, &name, WriteMode::Replace) {
            Ok(stream) => Ok(ev.state::<Streams>().number(&stream)),
            Err(error) => {
                ev.file_message(kind, "noopen", &name, &error);
                Err(failed())
            }
        },
        (None, None) => Ok(None),
    }
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
        let number = match output_number(ev, target, kind) {
            Ok(number) => number,
            Err(failure) => return Ok(Some(failure)),
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
