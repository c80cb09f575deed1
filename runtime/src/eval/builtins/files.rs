//! Names of files, directories, and what can be asked of files without opening them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::streams::{ReadError, failed, file_name};
use super::super::{Arity, Builtin, Evaluator, FileStatus, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const ONE: Arity = Arity::exactly(1);

/// Functions of file names, files and directories.
pub const ROWS: &[Builtin] = &[
    Builtin::plain(
        "AbsoluteFileName",
        ONE,
        "AbsoluteFileName[\"name\"] gives the full name of a file that exists.",
        ("", ""),
        absolute_file_name,
    ),
    Builtin::plain(
        "CopyFile",
        Arity::exactly(2),
        "CopyFile[\"from\", \"to\"] copies a file.",
        ("", ""),
        copy_file,
    ),
    Builtin::plain(
        "CreateDirectory",
        Arity::between(0, 1).with_options(),
        "CreateDirectory[\"name\"] creates a directory and those above it; CreateDirectory[] one with a name of its own in $TemporaryDirectory.",
        ("", ""),
        create_directory,
    ),
    Builtin::plain(
        "DeleteDirectory",
        ONE.with_options(),
        "DeleteDirectory[\"name\"] deletes an empty directory; with DeleteContents -> True one with all that is in it.",
        ("", ""),
        delete_file,
    ),
    Builtin::plain(
        "DeleteFile",
        ONE,
        "DeleteFile[\"name\"] deletes a file, DeleteFile[{…}] several.",
        ("", ""),
        delete_file,
    ),
    Builtin::plain(
        "Directory",
        Arity::exactly(0),
        "Directory[] gives the directory of the session.",
        ("", ""),
        directory,
    ),
    Builtin::plain(
        "DirectoryName",
        Arity::between(1, 2),
        "DirectoryName[\"name\"] gives the directory part of a file's name; DirectoryName[\"name\", n] goes n levels up.",
        ("DirectoryName[\"a/b/c.txt\"]", "a/b/"),
        directory_name,
    ),
    Builtin::plain(
        "DirectoryQ",
        ONE,
        "DirectoryQ[\"name\"] tells whether there is such a directory.",
        ("", ""),
        directory_q,
    ),
    Builtin::plain(
        "Environment",
        ONE,
        "Environment[\"name\"] gives the value of an environment variable.",
        ("", ""),
        environment,
    ),
    Builtin::plain(
        "ExpandFileName",
        ONE,
        "ExpandFileName[\"name\"] gives the full name of a file.",
        ("ExpandFileName[\"/a/./b/../c\"]", "/a/c"),
        expand_file_name,
    ),
    Builtin::plain(
        "FileBaseName",
        ONE,
        "FileBaseName[\"name\"] gives the name of a file without directory and extension.",
        ("FileBaseName[\"a/b.tar.gz\"]", "b.tar"),
        file_base_name,
    ),
    Builtin::plain(
        "FileByteCount",
        ONE,
        "FileByteCount[\"name\"] gives the length of a file.",
        ("", ""),
        file_byte_count,
    ),
    Builtin::plain(
        "FileExistsQ",
        ONE,
        "FileExistsQ[\"name\"] tells whether there is such a file.",
        ("", ""),
        file_exists_q,
    ),
    Builtin::plain(
        "FileExtension",
        ONE,
        "FileExtension[\"name\"] gives what follows the last dot of a file's name.",
        ("FileExtension[\"a/b.tar.gz\"]", "gz"),
        file_extension,
    ),
    Builtin::plain(
        "FileNameDrop",
        Arity::between(1, 2),
        "FileNameDrop[\"name\", n] drops parts of a file's name, the last when n is not given.",
        ("FileNameDrop[\"a/b/c\"]", "a/b"),
        file_name_drop,
    ),
    Builtin::plain(
        "FileNameJoin",
        ONE,
        "FileNameJoin[{part, …}] joins the parts of a file's name.",
        ("FileNameJoin[{\"a\", \"b\", \"c.txt\"}]", "a/b/c.txt"),
        file_name_join,
    ),
    Builtin::plain(
        "FileNames",
        Arity::between(0, 3),
        "FileNames[form, directory, depth] gives the files whose names are of the form, where * stands for any text.",
        ("", ""),
        file_names,
    ),
    Builtin::plain(
        "FileNameSplit",
        ONE,
        "FileNameSplit[\"name\"] gives the parts of a file's name.",
        ("FileNameSplit[\"a/b/c.txt\"]", "{a, b, c.txt}"),
        file_name_split,
    ),
    Builtin::plain(
        "FileNameTake",
        Arity::between(1, 2),
        "FileNameTake[\"name\", n] takes parts of a file's name, the last when n is not given.",
        ("FileNameTake[\"a/b/c.txt\"]", "c.txt"),
        file_name_take,
    ),
    Builtin::plain("FileType", ONE, "FileType[\"name\"] gives File, Directory or None.", ("", ""), file_type),
    Builtin::plain(
        "ParentDirectory",
        Arity::between(0, 1),
        "ParentDirectory[\"name\"] gives the directory above.",
        ("ParentDirectory[\"/a/b\"]", "/a"),
        parent_directory,
    ),
    Builtin::plain(
        "RenameFile",
        Arity::exactly(2),
        "RenameFile[\"from\", \"to\"] renames a file.",
        ("", ""),
        rename_file,
    ),
    Builtin::plain(
        "SetDirectory",
        Arity::between(0, 1),
        "SetDirectory[\"name\"] changes the directory of the session.",
        ("", ""),
        set_directory,
    ),
];

/// The name in the first argument; a message has been issued when it is none.
fn name(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<String> {
    name_at(ev, call, 0)
}

fn name_at(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<String> {
    let found = call.args.get(index).and_then(file_name).map(str::to_owned);
    if found.is_none() {
        let head = call.head_symbol().unwrap_or(sym::List);
        let place = i64::try_from(index + 1).unwrap_or(1);
        ev.message_at(head, "fstr", &[call.args[index].clone(), Expr::Integer(place)], call.origin);
    }
    found
}

fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

fn status(ev: &mut Evaluator, name: &str) -> Option<FileStatus> {
    ev.with_file(name, |files, path| files.status(path)).ok()
}

/// The value, or a message and `$Failed`.
fn or_failed(
    ev: &mut Evaluator,
    call: &Normal,
    tag: &str,
    name: &str,
    result: Result<Expr, ReadError>,
) -> Option<Expr> {
    Some(match result {
        Ok(value) => value,
        Err(error) => {
            ev.file_message(head(call), tag, name, &error);
            failed()
        }
    })
}

fn shown(path: &Path) -> Expr {
    Expr::from(path.to_string_lossy().into_owned())
}

fn directory(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = ev.directory().map(|path| shown(&path)).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => ReadError::Refused,
        _ => ReadError::System(error),
    });
    Ok(or_failed(ev, call, "cdir", "", result))
}

fn set_directory(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let to = match call.args.first() {
        Some(_) => match name(ev, call) {
            Some(name) => name,
            None => return Ok(Some(failed())),
        },
        None => ev.host.environment("HOME").unwrap_or_else(|| "/".to_owned()),
    };
    if ev.host.files().is_none() {
        ev.file_message(head(call), "cdir", &to, &ReadError::Refused);
        return Ok(Some(failed()));
    }
    if let Ok(path) = ev.absolute_path(&to)
        && ev.set_directory(path.clone())
    {
        return Ok(Some(shown(&path)));
    }
    ev.message_at(head(call), "cdir", &[Expr::from(to)], call.origin);
    Ok(Some(failed()))
}

fn environment(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    Ok(Some(ev.host.environment(&name).map_or_else(failed, Expr::from)))
}

fn file_exists_q(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    Ok(Some(Expr::boolean(status(ev, &name).is_some())))
}

fn directory_q(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = call.args.first().and_then(file_name).map(str::to_owned) else {
        return Ok(Some(Expr::boolean(false)));
    };
    Ok(Some(Expr::boolean(status(ev, &name) == Some(FileStatus::Directory))))
}

fn file_type(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    Ok(Some(Expr::Symbol(match status(ev, &name) {
        Some(FileStatus::Directory) => Symbol::new("Directory"),
        Some(FileStatus::File { .. }) => Symbol::new("File"),
        None => sym::None,
    })))
}

fn file_byte_count(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let bytes = ev.with_file(&name, |files, path| match files.status(path)? {
        FileStatus::File { bytes, .. } => Ok(Expr::Integer(i64::try_from(bytes).unwrap_or(i64::MAX))),
        FileStatus::Directory => Err(std::io::ErrorKind::IsADirectory.into()),
    });
    Ok(or_failed(ev, call, "fdnfnd", &name, bytes))
}

fn expand_file_name(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let result = ev.absolute_path(&name).map(|path| shown(&path)).map_err(|_| ReadError::Refused);
    Ok(or_failed(ev, call, "nffil", &name, result))
}

fn absolute_file_name(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let result = ev.with_file(&name, |files, path| files.status(path).map(|_| shown(path)));
    Ok(or_failed(ev, call, "fdnfnd", &name, result))
}

fn create_directory(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = match call.args.is_empty() {
        true => unused_name(ev),
        false => name(ev, call),
    };
    let Some(name) = name else { return Ok(None) };
    let result = ev.with_file(&name, |files, path| files.create_directory(path).map(|()| shown(path)));
    Ok(or_failed(ev, call, "nffil", &name, result))
}

/// A name in `$TemporaryDirectory` that nothing has yet; `None` when the host has told of no such folder.
pub(super) fn unused_name(ev: &mut Evaluator) -> Option<String> {
    let folder = ev.definition(Symbol::new("$TemporaryDirectory"))?.own_value.clone()?;
    let folder = PathBuf::from(file_name(&folder)?);
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    (0..1000_u128).find_map(|attempt| {
        let name = folder.join(format!("m-{:016x}", since.as_nanos().wrapping_add(attempt)));
        let name = name.to_string_lossy().into_owned();
        status(ev, &name).is_none().then_some(name)
    })
}

fn delete_file(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let with_contents = call.args[1..].iter().any(|option| {
        option.as_normal().is_some_and(|rule| {
            let name = rule.args.first().and_then(Expr::as_symbol);
            name.is_some_and(|name| name.name() == "DeleteContents")
                && rule.args.get(1).is_some_and(Expr::is_true)
        })
    });
    let names =
        call.args[0].elements().map_or_else(|| vec![call.args[0].clone()], std::borrow::Cow::into_owned);
    let wants_directory = head(call).name() == "DeleteDirectory";
    for given in &names {
        let Some(name) = file_name(given) else {
            ev.message_at(head(call), "fstr", &[given.clone(), Expr::Integer(1)], call.origin);
            return Ok(Some(failed()));
        };
        let result = ev.with_file(name, |files, path| {
            match (files.status(path)?, wants_directory) {
                (FileStatus::Directory, false) => return Err(std::io::ErrorKind::IsADirectory.into()),
                (FileStatus::File { .. }, true) => return Err(std::io::ErrorKind::NotADirectory.into()),
                _ if wants_directory && with_contents => files.delete_with_contents(path)?,
                _ => files.delete(path)?,
            }
            Ok(Expr::null())
        });
        let value = or_failed(ev, call, "fdnfnd", name, result);
        if value != Some(Expr::null()) {
            return Ok(value);
        }
    }
    Ok(Some(Expr::null()))
}

/// Copies a file, refusing to write over another.
fn copied(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<(String, Result<Expr, ReadError>)> {
    let (from, to) = (name_at(ev, call, 0)?, name_at(ev, call, 1)?);
    if status(ev, &to).is_some() {
        ev.message_at(head(call), "filex", &[Expr::from(to)], call.origin);
        return None;
    }
    let result = ev.read_bytes(&from).and_then(|bytes| ev.write_bytes(&to, &bytes));
    let result = result.and_then(|()| ev.absolute_path(&to).map_err(ReadError::System));
    Some((from, result.map(|path| shown(&path))))
}

fn copy_file(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((from, result)) = copied(ev, call) else { return Ok(Some(failed())) };
    Ok(or_failed(ev, call, "nffil", &from, result))
}

fn rename_file(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((from, result)) = copied(ev, call) else { return Ok(Some(failed())) };
    let result = result.and_then(|to| ev.with_file(&from, |files, path| files.delete(path)).map(|()| to));
    Ok(or_failed(ev, call, "nffil", &from, result))
}

/// The parts of a name; a name that begins at the root begins with an empty part.
pub(super) fn parts_of(name: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = name.split('/').collect();
    let rooted = parts.first() == Some(&"");
    parts.retain(|part| !part.is_empty());
    if rooted && !name.is_empty() {
        parts.insert(0, "");
    }
    parts
}

fn joined(parts: &[&str]) -> String {
    match parts {
        [""] => "/".to_owned(),
        parts => parts.join("/"),
    }
}

fn directory_name(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let levels = match call.args.get(1) {
        None => 1,
        Some(Expr::Integer(levels)) if *levels > 0 => usize::try_from(*levels).unwrap_or(usize::MAX),
        Some(other) => {
            ev.message_at(head(call), "intpm", &[Expr::Normal(call.clone()), Expr::Integer(2)], call.origin);
            let _ = other;
            return Ok(None);
        }
    };
    let parts = parts_of(&name);
    let kept = &parts[..parts.len().saturating_sub(levels)];
    let directory = joined(kept);
    Ok(Some(Expr::from(if directory.is_empty() || directory.ends_with('/') {
        directory
    } else {
        directory + "/"
    })))
}

fn parent_directory(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let path = match call.args.first() {
        Some(_) => match name(ev, call) {
            Some(name) => ev.absolute_path(&name),
            None => return Ok(None),
        },
        None => ev.directory(),
    };
    let result = path.map_err(|_| ReadError::Refused);
    let parent = result.map(|path| shown(path.parent().unwrap_or(&path)));
    Ok(or_failed(ev, call, "nffil", "", parent))
}

fn file_base_name(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let last = parts_of(&name).last().copied().unwrap_or("").to_owned();
    let base = last.rsplit_once('.').map_or(last.as_str(), |(base, _)| base);
    Ok(Some(Expr::from(base)))
}

fn file_extension(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    let last = parts_of(&name).last().copied().unwrap_or("").to_owned();
    Ok(Some(Expr::from(last.rsplit_once('.').map_or("", |(_, extension)| extension))))
}

fn file_name_join(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let parts =
        call.args[0].elements().map_or_else(|| vec![call.args[0].clone()], std::borrow::Cow::into_owned);
    let mut path = PathBuf::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Expr::String(part) if part.is_empty() && index == 0 => path.push("/"),
            // A later part that begins at the root goes on from where the name has come to.
            Expr::String(part) => {
                path.push(if index == 0 { part.as_str() } else { part.trim_start_matches('/') })
            }
            other => {
                ev.message_at(head(call), "fstr", &[other.clone(), Expr::Integer(1)], call.origin);
                return Ok(None);
            }
        }
    }
    Ok(Some(shown(&path)))
}

fn file_name_split(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = name(ev, call) else { return Ok(None) };
    Ok(Some(Expr::list(parts_of(&name).into_iter().map(Expr::from))))
}

/// How many parts to take or drop: positive from the start, negative from the end.
fn count(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<i64> {
    match call.args.get(1) {
        None => Some(-1),
        Some(Expr::Integer(count)) => Some(*count),
        Some(_) => {
            ev.message_at(head(call), "intm", &[Expr::Normal(call.clone()), Expr::Integer(2)], call.origin);
            None
        }
    }
}

fn file_name_take(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(name), Some(count)) = (name(ev, call), count(ev, call)) else { return Ok(None) };
    let parts = parts_of(&name);
    let size = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX).min(parts.len());
    let kept = if count >= 0 { &parts[..size] } else { &parts[parts.len() - size..] };
    Ok(Some(Expr::from(joined(kept))))
}

fn file_name_drop(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(name), Some(count)) = (name(ev, call), count(ev, call)) else { return Ok(None) };
    let parts = parts_of(&name);
    let size = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX).min(parts.len());
    let kept = if count >= 0 { &parts[size..] } else { &parts[..parts.len() - size] };
    Ok(Some(Expr::from(joined(kept))))
}

fn file_names(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let texts = |expr: &Expr| -> Option<Vec<String>> {
        match expr.elements() {
            Some(parts) => parts.iter().map(|part| file_name(part).map(str::to_owned)).collect(),
            None => file_name(expr).map(|text| vec![text.to_owned()]),
        }
    };
    let forms = call.args.first().map_or_else(|| Some(vec!["*".to_owned()]), &texts);
    let starts = call.args.get(1).map_or_else(|| Some(vec![String::new()]), &texts);
    let depth = match call.args.get(2) {
        None => Some(1),
        Some(Expr::Integer(depth)) => usize::try_from(*depth).ok(),
        // Deeper than any tree of files that is not a loop of links.
        Some(depth) if depth.is_symbol(sym::Infinity) || depth.as_call(sym::DirectedInfinity).is_some() => {
            Some(64)
        }
        Some(_) => None,
    };
    let (Some(forms), Some(starts), Some(depth)) = (forms, starts, depth) else {
        ev.message_at(head(call), "fstr", &[call.args[0].clone(), Expr::Integer(1)], call.origin);
        return Ok(None);
    };
    if ev.host.files().is_none() {
        ev.file_message(head(call), "nffil", "", &ReadError::Refused);
        return Ok(Some(Expr::list([])));
    }
    let mut found = Vec::new();
    for start in starts {
        list(ev, &start, &forms, depth, &mut found)?;
    }
    found.sort();
    Ok(Some(Expr::list(found.into_iter().map(Expr::from))))
}

fn list(
    ev: &mut Evaluator,
    directory: &str,
    forms: &[String],
    depth: usize,
    found: &mut Vec<String>,
) -> super::super::Eval<()> {
    ev.check_interrupt()?;
    let here = if directory.is_empty() { "." } else { directory };
    let names = ev.with_file(here, |files, path| files.list(path)).unwrap_or_default();
    for name in names {
        let full = match directory {
            "" => name.clone(),
            directory => format!("{}/{name}", directory.trim_end_matches('/')),
        };
        if forms.iter().any(|form| matches(form.as_bytes(), name.as_bytes())) {
            found.push(full.clone());
        }
        if depth > 1 && status(ev, &full) == Some(FileStatus::Directory) {
            list(ev, &full, forms, depth - 1, found)?;
        }
    }
    Ok(())
}

/// Whether a name is of a form in which `*` stands for any text and `@` for text without capital letters.
fn matches(form: &[u8], name: &[u8]) -> bool {
    // Where to go on when the text after the last wild card does not fit: the wild card takes one letter more.
    let (mut f, mut n) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while n < name.len() || f < form.len() {
        if f < form.len() && (form[f] == b'*' || form[f] == b'@') {
            retry = Some((f, n));
            f += 1;
            continue;
        }
        if f < form.len() && n < name.len() && form[f] == name[n] {
            f += 1;
            n += 1;
            continue;
        }
        match retry {
            Some((at, from))
                if from < name.len() && (form[at] == b'*' || !name[from].is_ascii_uppercase()) =>
            {
                retry = Some((at, from + 1));
                f = at + 1;
                n = from + 1;
            }
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{matches, parts_of};

    #[test]
    fn stars_stand_for_any_text() {
        for (form, name, fits) in [
            ("*", "anything.txt", true),
            ("*.txt", "a.txt", true),
            ("*.txt", "a.txt.bak", false),
            ("a*b*c", "aXXbYYc", true),
            ("a*b*c", "aXXcYYb", false),
            ("@.m", "plot.m", true),
            ("@.m", "Plot.m", false),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(form.as_bytes(), name.as_bytes()), fits, "{form} {name}");
        }
    }

    #[test]
    fn names_split_into_parts() {
        assert_eq!(parts_of("/a//b/"), ["", "a", "b"]);
        assert_eq!(parts_of("a"), ["a"]);
        assert!(parts_of("").is_empty());
    }
}
