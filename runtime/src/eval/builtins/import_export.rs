//! `Import` and `Export`: whole files and strings in a format.

use std::sync::Arc;

use super::super::formats::{Format, Formats, Problem};
use super::super::settings::Settings;
use super::super::streams::{failed, file_name};
use super::super::{Arity, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

/// `Import`, `Export` and their kin.
pub const ROWS: &[Builtin] = &[
    Builtin::plain(
        "Export",
        Arity::between(2, 3).with_options(),
        "Export[\"file\", expr, \"format\"] writes a file; without a format, the one that the name of the file means.",
        ("Export[\"file.nothing\", 1]", "$Failed"),
        export,
    ),
    Builtin::plain(
        "ExportByteArray",
        Arity::exactly(2).with_options(),
        "ExportByteArray[expr, \"format\"] gives the file that Export would write as a byte array.",
        ("Normal[ExportByteArray[{{1, 2}}, \"CSV\"]]", "{49, 44, 50, 10}"),
        export_string,
    ),
    Builtin::plain(
        "ExportString",
        Arity::exactly(2).with_options(),
        "ExportString[expr, \"format\"] gives the file that Export would write as a string.",
        ("ExportString[{{1, 2.5}, {3, 4}}, \"TSV\"]", "1\t2.5\n3\t4\n"),
        export_string,
    ),
    Builtin::plain(
        "Import",
        Arity::between(1, 2).with_options(),
        "Import[\"file\", \"format\"] reads a file; Import[\"file\", {\"format\", \"element\"}] gives a part of it.",
        ("Import[\"no-such-file.csv\"]", "$Failed"),
        import,
    ),
    Builtin::plain(
        "ImportByteArray",
        Arity::between(1, 2).with_options(),
        "ImportByteArray[bytes, \"format\"] reads a byte array as Import reads a file.",
        ("ImportByteArray[StringToByteArray[\"1,2\"], \"CSV\"]", "{{1, 2}}"),
        import_string,
    ),
    Builtin::plain(
        "ImportString",
        Arity::between(1, 2).with_options(),
        "ImportString[\"text\", \"format\"] reads text as Import reads a file.",
        ("ImportString[\"1,2\\n3,4.5\", \"CSV\"]", "{{1, 2}, {3, 4.5}}"),
        import_string,
    ),
];

/// The format, the element and the parts of it that an argument such as `{"CSV", "Data", 1}` asks for.
#[derive(Default)]
struct Request {
    format: Option<&'static Format>,
    element: String,
    parts: Vec<Expr>,
    /// Several elements, `{"CSV", {"Data", "Dimensions"}}`: their values make a list.
    elements: Option<Vec<String>>,
}

fn request(ev: &mut Evaluator, spec: Option<&Expr>) -> Result<Request, Expr> {
    let Some(spec) = spec else { return Ok(Request::default()) };
    let words = spec.elements().map_or_else(|| vec![spec.clone()], std::borrow::Cow::into_owned);
    let mut request = Request::default();
    for (index, word) in words.iter().enumerate() {
        match word {
            Expr::String(word) => {
                let named = (index == 0).then(|| ev.state::<Formats>().named(word)).flatten();
                if named.is_some() {
                    request.format = named;
                }
                // "Lines" is the element of a text as well as a name for it.
                if named.is_none_or(|format| !format.name.eq_ignore_ascii_case(word)) && **word != "WL" {
                    request.element = (**word).clone();
                }
            }
            other if index > 0 => match names(other).filter(|_| request.element.is_empty()) {
                Some(names) => request.elements = Some(names),
                None => request.parts.push(other.clone()),
            },
            other => return Err(other.clone()),
        }
    }
    Ok(request)
}

/// The names in a list that has nothing else.
fn names(list: &Expr) -> Option<Vec<String>> {
    let name = |part: &Expr| match part {
        Expr::String(name) => Some(String::clone(name)),
        _ => None,
    };
    list.elements().filter(|parts| !parts.is_empty())?.iter().map(name).collect()
}

fn import(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let head = Symbol::new("Import");
    let Some(name) = before.first().and_then(file_name).map(str::to_owned) else {
        ev.message_at(head, "chtype", &before[..1], call.origin);
        return Ok(Some(failed()));
    };
    let mut request = match request(ev, before.get(1)) {
        Ok(request) => request,
        Err(spec) => {
            ev.message_at(head, "fmtnosup", &[spec], call.origin);
            return Ok(Some(failed()));
        }
    };
    let bytes = match ev.read_bytes(&name) {
        Ok(bytes) => bytes,
        Err(error) => {
            ev.file_message(head, "nffil", &name, &error);
            return Ok(Some(failed()));
        }
    };
    let of_file = ev.state::<Formats>().of_file(&name);
    request.format = request.format.or(of_file);
    if request.format.is_none() && before.len() == 1 {
        // What has no known ending is read as text.
        request.format = ev.state::<Formats>().named("Text");
    }
    read(ev, head, bytes, &name, request, &settings, call)
}

fn import_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let head = call.head_symbol().unwrap_or(sym::List);
    let given = before.first().and_then(super::encodings::bytes_of);
    let text = before.first().filter(|_| given.is_none() && head.name() == "ImportString");
    if given.is_none() && !matches!(text, Some(Expr::String(_))) {
        ev.message_at(head, "string", &before[..before.len().min(1)], call.origin);
        return Ok(None);
    }
    let mut request = match request(ev, before.get(1)) {
        Ok(request) => request,
        Err(spec) => {
            ev.message_at(head, "fmtnosup", &[spec], call.origin);
            return Ok(Some(failed()));
        }
    };
    if before.len() == 1 {
        request.format = ev.state::<Formats>().named("Text");
    }
    // Strings with binary formats hold a byte a character.
    let binary = request.format.is_some_and(|format| format.name == "PNG");
    let bytes = match (given, text) {
        (Some(bytes), _) => bytes,
        (None, Some(Expr::String(text))) if binary => {
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
        }
        (None, Some(Expr::String(text))) => text.as_bytes().to_vec(),
        (None, _) => Vec::new(),
    };
    read(ev, head, bytes, "the string", request, &settings, call)
}

fn read(
    ev: &mut Evaluator,
    head: Symbol,
    bytes: Vec<u8>,
    name: &str,
    request: Request,
    settings: &Settings,
    call: &Arc<Normal>,
) -> Reply {
    let import = Symbol::new("Import");
    let Some((format, read)) = request.format.and_then(|format| Some((format, format.import?))) else {
        match request.format {
            Some(format) => ev.message_at(head, "fmtnosup", &[Expr::string(format.name)], call.origin),
            None if request.element.is_empty() => {
                ev.message_at(import, "infer", &[Expr::string(name)], call.origin);
            }
            None => ev.message_at(head, "fmtnosup", &[Expr::from(request.element)], call.origin),
        }
        return Ok(Some(failed()));
    };
    if let Some(elements) = request.elements {
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            let one = Request { format: request.format, element, ..Request::default() };
            let Some(value) = self::read(ev, head, bytes.clone(), name, one, settings, call)? else {
                return Ok(None);
            };
            values.push(value);
        }
        return Ok(Some(Expr::list(values)));
    }
    if request.element == "Elements" {
        return Ok(Some(Expr::list(["Data", "Elements"].map(Expr::from))));
    }
    let format_name = Expr::string(format.name);
    match read(ev, bytes, &request.element, settings)? {
        Ok(value) if request.parts.is_empty() => Ok(Some(value)),
        Ok(value) => Ok(Some(Expr::call(sym::Part, [value].into_iter().chain(request.parts)))),
        Err(Problem::NotText(error)) => {
            ev.file_message(import, "nffil", name, &error);
            Ok(Some(failed()))
        }
        Err(Problem::NoElement) => {
            ev.message_at(import, "noelem", &[Expr::from(request.element), format_name], call.origin);
            Ok(Some(failed()))
        }
        Err(Problem::Damaged(why) | Problem::NoForm(why)) => {
            ev.message_at(import, "fmterr", &[format_name, Expr::from(why)], call.origin);
            Ok(Some(failed()))
        }
    }
}

fn export(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let head = Symbol::new("Export");
    let Some(name) = before.first().and_then(file_name).map(str::to_owned) else {
        ev.message_at(head, "chtype", &before[..1], call.origin);
        return Ok(Some(failed()));
    };
    let Some(expr) = before.get(1) else { return Ok(None) };
    let mut request = match request(ev, before.get(2)) {
        Ok(request) => request,
        Err(spec) => {
            ev.message_at(head, "fmtnosup", &[spec], call.origin);
            return Ok(Some(failed()));
        }
    };
    if before.len() == 2 {
        request.format = ev.state::<Formats>().of_file(&name);
        if request.format.is_none() {
            ev.message_at(head, "infer", &[Expr::from(name)], call.origin);
            return Ok(Some(failed()));
        }
    }
    let Some(bytes) = write(ev, head, expr, &request, &settings, call)? else { return Ok(Some(failed())) };
    Ok(Some(match ev.write_bytes(&name, &bytes) {
        Ok(()) => Expr::from(name),
        Err(error) => {
            ev.file_message(head, "noopen", &name, &error);
            failed()
        }
    }))
}

fn export_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let head = call.head_symbol().unwrap_or(sym::List);
    let [expr, spec] = before else { return Ok(None) };
    let request = match request(ev, Some(spec)) {
        Ok(request) => request,
        Err(spec) => {
            ev.message_at(head, "fmtnosup", &[spec], call.origin);
            return Ok(Some(failed()));
        }
    };
    Ok(Some(match write(ev, head, expr, &request, &settings, call)? {
        Some(bytes) if head.name() == "ExportByteArray" => super::encodings::byte_array(&bytes),
        // Bytes that are no text become a character each.
        Some(bytes) => Expr::from(
            String::from_utf8(bytes)
                .unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect()),
        ),
        None => failed(),
    }))
}

/// The bytes of an expression in a format; a message has been issued when there are none.
fn write(
    ev: &mut Evaluator,
    head: Symbol,
    expr: &Expr,
    request: &Request,
    settings: &Settings,
    call: &Arc<Normal>,
) -> Eval<Option<Vec<u8>>> {
    let Some((format, write)) = request.format.and_then(|format| Some((format, format.export?))) else {
        let name = request.format.map_or(request.element.as_str(), |format| format.name);
        ev.message_at(head, "fmtnosup", &[Expr::string(name)], call.origin);
        return Ok(None);
    };
    match write(ev, expr, settings)? {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Problem::Damaged(why) | Problem::NoForm(why)) => {
            let args = [expr.clone(), Expr::string(format.name), Expr::from(why)];
            ev.message_at(Symbol::new("Export"), "errelem", &args, call.origin);
            Ok(None)
        }
        Err(Problem::NotText(error)) => {
            ev.file_message(head, "noopen", "", &error);
            Ok(None)
        }
        Err(Problem::NoElement) => {
            let args = [Expr::from(request.element.as_str()), Expr::string(format.name)];
            ev.message_at(head, "noelem", &args, call.origin);
            Ok(None)
        }
    }
}
