//! `vm test FILE…`: runs files of `VerificationTest`s and reports like a test runner.

use std::path::PathBuf;
use std::process::ExitCode;

use scheelite::verification::{Summary, run_tests};

use crate::FAILED;
use crate::host::{Output, complain};
use crate::run;

/// Runs each file in a session of its own; the last line counts all tests.
pub fn run(files: &[PathBuf]) -> ExitCode {
    let output = Output::new();
    let mut total = Summary::default();
    for file in files {
        let name = file.to_string_lossy();
        let text = match run::read(file) {
            Ok(text) => text,
            Err((_, error)) => {
                complain(&output, &format!("vm: {name}: {error}"));
                total.failed += 1;
                continue;
            }
        };
        let mut session = run::begin(&output, &name, &[]);
        let summary = run_tests(&mut session, &name, &text, &mut |line| output.write(&format!("{line}\n")));
        total.passed += summary.passed;
        total.failed += summary.failed;
        total.syntax_errors += summary.syntax_errors;
    }
    output.write(&format!("{}\n", total.line()));
    if let Some(error) = output.failure() {
        complain(&output, &format!("vm: standard output: {error}"));
        return ExitCode::from(FAILED);
    }
    if total.is_success() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}
