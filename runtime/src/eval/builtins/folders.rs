//! Directories as a whole, the directories that a session has been in, and files by date and by place.

use std::path::Path;
use std::sync::Arc;

use super::super::streams::{ReadError, failed, file_name};
use super::super::{Arity, Builtin, Eval, Evaluator, FileStatus, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const ONE: Arity = Arity::exactly(1);

/// Functions of directories, and of files where they stand.
pub const ROWS: &[Builtin] = &[
    Builtin::plain(
        "CopyDirectory",
        Arity::exactly(2),
        "CopyDirectory[\"from\", \"to\"] copies a directory with all that is in it.",
        ("", ""),
        copy_directory,
    ),
    Builtin::plain(
        "CreateFile",
        Arity::between(0, 1).with_options(),
        "CreateFile[\"name\"] creates an empty file; CreateFile[] one with a name of its own in $TemporaryDirectory.",
        ("", ""),
        create_file,
    ),
    Builtin::plain(
        "DirectoryStack",
        Arity::exactly(0),
        "DirectoryStack[] lists the directories that SetDirectory left.",
        ("DirectoryStack[]", "{}"),
        |ev, _| {
            let left = ev.directories_left();
            Ok(Some(Expr::list(left.iter().map(|path| shown(path)))))
        },
    ),
    Builtin::plain(
        "FileDate",
        Arity::between(1, 2),
        "FileDate[\"name\"] gives the date when a file was changed last.",
        ("", ""),
        file_date,
    ),
    Builtin::plain(
        "FileNameDepth",
        ONE,
        "FileNameDepth[\"name\"] counts the parts of a file's name.",
        ("FileNameDepth[\"a/b/c.txt\"]", "3"),
        |ev, call| {
            let Some(name) = name_at(ev, call, 0) else { return Ok(None) };
            let parts = super::files::parts_of(&name).len();
            Ok(Some(Expr::Integer(i64::try_from(parts).unwrap_or(i64::MAX))))
        },
    ),
    Builtin::plain(
        "FilePrint",
        Arity::between(1, 2),
        "FilePrint[\"name\"] prints the text of a file; FilePrint[\"name\", n] its first n lines, -n the last, a span those.",
        ("", ""),
        file_print,
    ),
    Builtin::plain(
        "FindFile",
        ONE,
        "FindFile[\"name\"] gives the full name of the file that Get would read, looking through $Path.",
        ("FindFile[\"no-such-file.wl\"]", "$Failed"),
        |ev, call| {
            let Some(name) = name_at(ev, call, 0) else { return Ok(None) };
            Ok(Some(found(ev, &name).map_or_else(failed, Expr::from)))
        },
    ),
    Builtin::plain(
        "RenameDirectory",
        Arity::exactly(2),
        "RenameDirectory[\"from\", \"to\"] renames a directory.",
        ("", ""),
        copy_directory,
    ),
    Builtin::plain(
        "ResetDirectory",
        Arity::exactly(0),
        "ResetDirectory[] goes back to the directory that SetDirectory left.",
        ("", ""),
        |ev, call| {
            Ok(Some(match ev.reset_directory() {
                Some(path) => shown(&path),
                None => {
                    ev.message_at(head(call), "dtop", &[], call.origin);
                    failed()
                }
            }))
        },
    ),
];

fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

fn shown(path: &Path) -> Expr {
    Expr::from(path.to_string_lossy().into_owned())
}

fn name_at(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<String> {
    let found = call.args.get(index).and_then(file_name).map(str::to_owned);
    if found.is_none() {
        let place = i64::try_from(index + 1).unwrap_or(1);
        ev.message_at(head(call), "fstr", &[call.args[index].clone(), Expr::Integer(place)], call.origin);
    }
    found
}

/// The value, or a message and `$Failed`.
fn or_failed(ev: &mut Evaluator, call: &Normal, name: &str, result: Result<Expr, ReadError>) -> Reply {
    Ok(Some(match result {
        Ok(value) => value,
        Err(error) => {
            ev.file_message(head(call), "nffil", name, &error);
            failed()
        }
    }))
}

/// The names where a file of this name, or of a package's context, may be: as it is given, then in each of `$Path`.
pub(super) fn candidates(ev: &mut Evaluator, name: &str) -> Vec<String> {
    let forms = match name.strip_suffix('`') {
        None => vec![name.to_owned()],
        Some(context) => {
            let path = context.replace('`', "/");
            ["{}.wl", "{}.m", "{}/init.wl", "{}/init.m", "{}/Kernel/init.wl", "{}/Kernel/init.m"]
                .iter()
                .map(|form| form.replace("{}", &path))
                .collect()
        }
    };
    let path = ev.definition(Symbol::new("$Path")).and_then(|known| known.own_value.clone());
    let folders: Vec<String> = path
        .as_ref()
        .and_then(Expr::elements)
        .map_or_else(Vec::new, |parts| parts.iter().filter_map(file_name).map(str::to_owned).collect());
    let mut all = forms.clone();
    for folder in folders.iter().filter(|folder| folder.as_str() != ".") {
        all.extend(forms.iter().map(|form| format!("{}/{form}", folder.trim_end_matches('/'))));
    }
    all
}

/// The full name of the file that a name means.
fn found(ev: &mut Evaluator, name: &str) -> Option<String> {
    candidates(ev, name).into_iter().find_map(|candidate| {
        let full = ev.with_file(&candidate, |files, path| match files.status(path)? {
            FileStatus::File { .. } => Ok(path.to_string_lossy().into_owned()),
            FileStatus::Directory => Err(std::io::ErrorKind::IsADirectory.into()),
        });
        full.ok()
    })
}

fn file_date(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name_at(ev, call, 0) else { return Ok(None) };
    let modified = ev.with_file(&name, |files, path| match files.status(path)? {
        FileStatus::File { modified: Some(time), .. } => Ok(time),
        FileStatus::File { modified: None, .. } => Err(std::io::ErrorKind::Unsupported.into()),
        FileStatus::Directory => Err(std::io::ErrorKind::IsADirectory.into()),
    });
    let seconds = modified.map(|time| {
        let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Expr::call(Symbol::new("FromUnixTime"), [Expr::Integer(i64::try_from(since.as_secs()).unwrap_or(0))])
    });
    or_failed(ev, call, &name, seconds)
}

fn create_file(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = match call.args.first().is_none_or(|arg| arg.as_call(sym::Rule).is_some()) {
        true => super::files::unused_name(ev),
        false => name_at(ev, call, 0),
    };
    let Some(name) = name else { return Ok(None) };
    let taken = ev.with_file(&name, |files, path| files.status(path)).is_ok();
    if taken {
        ev.message_at(head(call), "filex", &[Expr::from(name)], call.origin);
        return Ok(Some(failed()));
    }
    let result = ev.write_bytes(&name, b"").and_then(|()| ev.absolute_path(&name).map_err(ReadError::System));
    or_failed(ev, call, &name, result.map(|path| shown(&path)))
}

/// `CopyDirectory`, `RenameDirectory`.
fn copy_directory(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(from), Some(to)) = (name_at(ev, call, 0), name_at(ev, call, 1)) else { return Ok(None) };
    if ev.with_file(&to, |files, path| files.status(path)).is_ok() {
        ev.message_at(head(call), "filex", &[Expr::from(to)], call.origin);
        return Ok(Some(failed()));
    }
    let within = ev.absolute_path(&from).ok().zip(ev.absolute_path(&to).ok());
    if within.is_some_and(|(from, to)| to.starts_with(from)) {
        // A copy into itself would never end.
        let error = ReadError::System(std::io::ErrorKind::InvalidInput.into());
        return or_failed(ev, call, &from, Err(error));
    }
    let copied = copy_all(ev, &from, &to)?;
    let result = match (copied, head(call).name()) {
        (Ok(()), "RenameDirectory") => ev.with_file(&from, |files, path| files.delete_with_contents(path)),
        (copied, _) => copied,
    };
    let result = result.and_then(|()| ev.absolute_path(&to).map_err(ReadError::System));
    or_failed(ev, call, &from, result.map(|path| shown(&path)))
}

/// Copies a directory and what is in it, folder by folder.
fn copy_all(ev: &mut Evaluator, from: &str, to: &str) -> Eval<Result<(), ReadError>> {
    let mut open = vec![(from.to_owned(), to.to_owned())];
    while let Some((from, to)) = open.pop() {
        ev.check_interrupt()?;
        let names = ev.with_file(&from, |files, path| files.list(path));
        let names = names
            .and_then(|names| ev.with_file(&to, |files, path| files.create_directory(path)).map(|()| names));
        let names = match names {
            Ok(names) => names,
            Err(error) => return Ok(Err(error)),
        };
        for name in names {
            let (from, to) = (format!("{from}/{name}"), format!("{to}/{name}"));
            let status = ev.with_file(&from, |files, path| files.status(path));
            let copied = match status {
                Ok(FileStatus::Directory) => {
                    open.push((from, to));
                    Ok(())
                }
                Ok(FileStatus::File { .. }) => {
                    ev.read_bytes(&from).and_then(|bytes| ev.write_bytes(&to, &bytes))
                }
                Err(error) => Err(error),
            };
            if let Err(error) = copied {
                return Ok(Err(error));
            }
        }
    }
    Ok(Ok(()))
}

fn file_print(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name_at(ev, call, 0) else { return Ok(None) };
    let text = match ev.read_text(&name) {
        Ok(text) => text,
        Err(error) => {
            ev.file_message(head(call), "noopen", &name, &error);
            return Ok(Some(failed()));
        }
    };
    let lines: Vec<&str> = text.lines().collect();
    let length = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    // Places from 1, those from the end negative.
    let place = |place: &Expr| match place {
        Expr::Integer(place) if *place < 0 => Some(length + place + 1),
        Expr::Integer(place) => Some(*place),
        Expr::Symbol(sym::All) => Some(length),
        _ => None,
    };
    let span = match call.args.get(1) {
        None => Some((1, length)),
        Some(Expr::Integer(count)) if *count >= 0 => Some((1, *count)),
        Some(Expr::Integer(count)) => Some((length.saturating_add(*count).saturating_add(1), length)),
        Some(span) => {
            span.as_call(sym::Span).and_then(|span| place(span.args.first()?).zip(place(span.args.get(1)?)))
        }
    };
    let Some((from, to)) = span else {
        ev.message_at(head(call), "intm", &[Expr::Normal(call.clone()), Expr::Integer(2)], call.origin);
        return Ok(None);
    };
    let (from, to) = (from.clamp(1, length + 1), to.clamp(0, length));
    for line in
        lines.iter().take(usize::try_from(to).unwrap_or(0)).skip(usize::try_from(from - 1).unwrap_or(0))
    {
        ev.host.print(&format!("{line}\n"));
    }
    Ok(Some(Expr::null()))
}
