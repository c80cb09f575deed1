//! Runs every test file: `language`, `fallback` through the library and the binary, the other folders as goldens.

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use scheelite::verification::run_tests;
use scheelite::{Engine, Session};
use scheelite_tests::{binary, case, compiles, golden, kernels, library};

type Check = fn(&Path) -> Result<(), String>;

/// Folder, door, and how its files are checked.
const SUITES: &[(&str, &str, Check)] = &[
    ("language", "library", through_library),
    ("language", "binary", through_binary),
    ("fallback", "library", through_library),
    ("fallback", "binary", through_binary),
    ("kernels", "binary", kernels::check),
    ("compiles", "library", compiles::check),
    ("listings", "binary", listing),
    ("profiles", "binary", profile),
    ("errors", "binary", error_text),
    ("checks", "binary", checked_text),
    ("wlt", "library", verified_by_library),
    ("wlt", "binary", verified_by_binary),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (folder, door, check) in SUITES {
        for path in files(&binary::folder().join(folder)) {
            let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            if *door == "binary" && LIBRARY_ONLY.contains(&stem.as_str()) {
                continue;
            }
            let check = *check;
            let name = format!("{folder}/{stem} ({door})");
            trials.push(Trial::test(name, move || check(&path).map_err(Failed::from)));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    // The copies of golden files are of no use after the run; a folder that was never made is no failure.
    let _ = std::fs::remove_dir_all(golden::scratch());
    conclusion.exit();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| {
        let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
        extension.is_some_and(|extension| ["txt", "wl", "wlt"].contains(&extension.as_str()))
    });
    found.sort();
    found
}

fn read(path: &Path) -> Result<Vec<case::Step>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    case::parse(&text)
}

fn through_library(path: &Path) -> Result<(), String> {
    let steps = read(path)?;
    match own_folder(path, "library") {
        Some(folder) => library::check_in(&folder, &steps),
        None => library::check(&steps),
    }
}

fn through_binary(path: &Path) -> Result<(), String> {
    let steps = read(path)?;
    match own_folder(path, "binary") {
        Some(folder) => binary::check_in(&folder, &steps),
        None => binary::check(&steps),
    }
}

/// Rows whose pages work with files: each has a folder of its own, which goes at the end of the run.
const WITH_FILES: &[&str] = &["v12_", "v13_"];

fn own_folder(path: &Path, door: &str) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_string_lossy();
    WITH_FILES
        .iter()
        .any(|row| stem.starts_with(row))
        .then(|| golden::scratch().join(format!("{stem}-{door}")))
}

/// Files whose inputs leave to the top level: as a script they have no value to print.
const LIBRARY_ONLY: &[&str] = &["v10_limits"];

fn listing(path: &Path) -> Result<(), String> {
    golden::check(path, |path| binary::printed(&["compile-print", &path.to_string_lossy()]))
}

fn profile(path: &Path) -> Result<(), String> {
    golden::check(path, |path| binary::printed_in_place(&["profile", "--counts"], path))
}

fn checked_text(path: &Path) -> Result<(), String> {
    golden::check(path, binary::checked)
}

fn error_text(path: &Path) -> Result<(), String> {
    golden::check(path, binary::complained)
}

/// A file in the language's own format of tests. A file without any test would pass for nothing.
fn verified_by_library(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut session = Session::new(&Engine::new());
    let mut wrong = Vec::new();
    let summary = run_tests(&mut session, &path.to_string_lossy(), &text, &mut |line| {
        if line.starts_with("FAILED") {
            wrong.push(line.to_owned());
        }
    });
    if summary.is_success() && summary.passed > 0 {
        Ok(())
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), summary.line()))
    }
}

fn verified_by_binary(path: &Path) -> Result<(), String> {
    let printed = binary::printed(&["test", &path.to_string_lossy()])?;
    let last = printed.lines().last().unwrap_or_default();
    if last.ends_with(" passed, 0 failed") && !last.starts_with("0 ") { Ok(()) } else { Err(printed) }
}
