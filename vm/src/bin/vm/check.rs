//! `vm check FILE…`: what is wrong with files, without running them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use scheelite::check::check;
use scheelite_compiler::{Diagnostic, Severity};
use scheelite_runtime::source::SourceMap;
use serde_json::{Value, json};

use crate::FAILED;
use crate::host::{Output, complain};
use crate::run;

#[derive(Args)]
pub struct Options {
    /// The files; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Findings as JSON, on standard output.
    #[arg(long)]
    json: bool,
}

/// Checks each file by itself. All files are looked at, whatever is wrong with one.
pub fn run(options: &Options) -> ExitCode {
    let output = Output::new();
    let mut worst = 0;
    let mut all = Vec::new();
    for file in &options.files {
        let name = file.to_string_lossy();
        let text = match run::read(file) {
            Ok(text) => text,
            Err((code, error)) => {
                if options.json {
                    all.push(
                        json!({ "file": name, "severity": "error", "code": "unreadable", "title": error }),
                    );
                } else {
                    complain(&output, &format!("vm: {name}: {error}"));
                }
                worst = worst.max(code);
                continue;
            }
        };
        let mut session = run::begin(&output, &name, &[]);
        let checked = check(&mut session, &name, &text);
        if checked.has_errors() {
            worst = worst.max(FAILED);
        }
        let sources = &session.evaluator().sources;
        for found in &checked.findings {
            if options.json {
                all.push(as_json(&name, found, sources));
            } else {
                output.write(&found.render(sources));
            }
        }
    }
    if options.json {
        output.write(&format!("{:#}\n", Value::Array(all)));
    }
    if let Some(error) = output.failure()
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        complain(&output, &format!("vm: standard output: {error}"));
        worst = worst.max(FAILED);
    }
    ExitCode::from(worst)
}

fn as_json(file: &str, found: &Diagnostic, sources: &SourceMap) -> Value {
    let severity = match found.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut value = json!({
        "file": file,
        "severity": severity,
        "code": found.code,
        "title": found.title,
        "label": found.label,
        "help": found.help,
    });
    if let Some(span) = found.span {
        let place = |offset| {
            let (line, column) = sources.line_column(span.source, offset);
            json!({ "line": line, "column": column })
        };
        value["start"] = place(span.start);
        value["end"] = place(span.end);
    }
    value
}
