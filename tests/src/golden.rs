//! Golden files: a source whose last comment `(*= … =*)` holds the text that it must give.
//!
//! `BLESS=1` rewrites the comment; the diff is read before it is committed.

use std::path::{Path, PathBuf};

const OPEN: &str = "(*=";
const CLOSE: &str = "=*)";

/// Compares what `produce` makes of the source with the golden comment at its end. `produce` gets the path of a copy
/// without that comment, in a folder of the same name.
pub fn check(path: &Path, produce: impl Fn(&Path) -> Result<String, String>) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let (source, golden) = match text.rfind(OPEN) {
        Some(at) => (&text[..at], text[at + OPEN.len()..].trim_end().strip_suffix(CLOSE).unwrap_or("")),
        None => (&text[..], ""),
    };
    let got = normal(&produce(&copy(path, source)?)?);
    if std::env::var_os("BLESS").is_some() {
        let blessed = format!("{}\n{OPEN}\n{got}\n{CLOSE}\n", source.trim_end());
        return std::fs::write(path, blessed).map_err(|error| error.to_string());
    }
    if normal(golden) == got {
        return Ok(());
    }
    Err(format!("the golden text differs\n--- golden\n{}\n+++ got\n{got}", normal(golden)))
}

fn copy(path: &Path, source: &str) -> Result<PathBuf, String> {
    let folder = path.parent().and_then(Path::file_name).ok_or("a golden file lies in a folder")?;
    let folder = scratch().join(folder);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let copied = folder.join(path.file_name().ok_or("a golden file has a name")?);
    std::fs::write(&copied, source).map_err(|error| error.to_string())?;
    Ok(copied)
}

/// Where the copies lie, apart for each run.
pub fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("scheelite-tests-{}", std::process::id()))
}

/// Without blank lines at the ends, line ends trimmed.
fn normal(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}
