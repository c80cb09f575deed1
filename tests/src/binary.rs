//! The `vm` binary as a test door.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use crate::case::Step;

/// The folder of this package.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The `vm` binary of this build, brought up to date once.
pub fn vm() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut exe = std::env::current_exe().expect("a running test has a path");
        exe.pop();
        if exe.ends_with("deps") {
            exe.pop();
        }
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--quiet", "--package", "scheelite", "--bin", "vm"]);
        if exe.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(folder()).status().expect("cargo runs");
        assert!(built.success(), "the vm binary builds");
        exe.join(format!("vm{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Runs `vm` with arguments and standard input, in the folder of this package.
pub fn run(args: &[&str], input: &[u8]) -> Output {
    run_in(&folder(), args, input)
}

/// Runs `vm` with arguments and standard input, in a folder.
pub fn run_in(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(vm())
        .args(args)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("vm starts");
    // The program may end without reading all its input.
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("vm ends");
    writer.join().expect("the writer ends");
    output
}

/// What `vm` prints with these arguments; an error when it fails.
pub fn printed(args: &[&str]) -> Result<String, String> {
    text(run(args, b""))
}

/// What `vm` prints with these arguments and a golden file, which is named as it stands in the scratch folder.
pub fn printed_in_place(args: &[&str], path: &Path) -> Result<String, String> {
    let scratch = crate::golden::scratch();
    let name = path.strip_prefix(&scratch).unwrap_or(path).to_string_lossy();
    text(run_in(&scratch, &[args, &[&*name]].concat(), b""))
}

fn text(output: Output) -> Result<String, String> {
    let errors = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || !errors.is_empty() {
        return Err(format!("{}: {errors}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// What `vm FILE` says on its error channel, with the exit code; the file is named as it stands in the scratch folder.
pub fn complained(path: &Path) -> Result<String, String> {
    let scratch = crate::golden::scratch();
    let name = path.strip_prefix(&scratch).unwrap_or(path).to_string_lossy().into_owned();
    let output = run_in(&scratch, &[&name], b"");
    let code = output.status.code().ok_or("vm was ended by a signal")?;
    let errors = String::from_utf8(output.stderr).map_err(|error| error.to_string())?;
    if errors.contains("panicked") {
        return Err(errors);
    }
    Ok(format!("{}\nexit {code}", errors.trim_end()))
}

/// What `vm check FILE` says, with the exit code; the file is named as it stands in the scratch folder.
pub fn checked(path: &Path) -> Result<String, String> {
    let scratch = crate::golden::scratch();
    let name = path.strip_prefix(&scratch).unwrap_or(path).to_string_lossy().into_owned();
    let output = run_in(&scratch, &["check", &name], b"");
    let code = output.status.code().ok_or("vm was ended by a signal")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if !errors.is_empty() {
        return Err(errors.into_owned());
    }
    let found = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    Ok(format!("{}\nexit {code}", found.trim_end()))
}

/// Runs the steps of a test file as one script, and compares the values that it prints.
pub fn check(steps: &[Step]) -> Result<(), String> {
    check_in(&folder(), steps)
}

/// The same in this folder.
pub fn check_in(folder: &Path, steps: &[Step]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    const MARK: &str = "\u{1}value\u{1}";
    let mut script = String::new();
    let mut expected = Vec::new();
    for step in steps {
        match step {
            Step::Code { text, .. } => script.push_str(text),
            Step::Expect(found) => {
                let shown = if found.same {
                    format!("InputForm[({}) === ({})]", found.input, found.expected)
                } else {
                    format!("({})", found.input)
                };
                script.push_str(&format!("\nPrint[\"{MARK}\", {shown}, \"{MARK}\"];\n"));
                expected.push(found);
            }
        }
    }
    let output = run_in(folder, &["-"], script.as_bytes());
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("panicked") || output.status.code().is_none() {
        return Err(format!("{}: {errors}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let values: Vec<&str> = text.split(MARK).skip(1).step_by(2).collect();
    if values.len() != expected.len() {
        return Err(format!(
            "{} values for {} expectations; messages: {errors}",
            values.len(),
            expected.len()
        ));
    }
    let wrong = expected.iter().zip(values).filter_map(|(found, got)| {
        let wanted = if found.same { "True" } else { &found.expected };
        (got.trim_end() != wanted)
            .then(|| format!("line {}: {}\n  expected {wanted}\n  got      {got}", found.line, found.input))
    });
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
