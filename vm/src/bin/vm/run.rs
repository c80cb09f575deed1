//! `vm SCRIPT`, `vm run SCRIPT`, `vm -e EXPRESSION`, `vm < SCRIPT`.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use scheelite::{Engine, RunEnd, Session};
use scheelite_runtime::{Expr, Symbol};

use crate::host::{Output, Terminal, complain};
use crate::{FAILED, USAGE};

/// The exit code after Ctrl-C, as shells have it.
const INTERRUPTED: u8 = 130;

/// Runs a script; `-` is standard input.
pub fn script(path: &Path, args: &[String]) -> ExitCode {
    let output = Output::new();
    let name = path.to_string_lossy();
    let text = match read_or_complain(&output, path) {
        Ok(text) => text,
        Err(code) => return code,
    };
    let mut session = begin(&output, &name, args);
    let mut failed = false;
    let end = session.run(&name, &text, &mut |_, value| failed = value.is_symbol(Symbol::new("$Failed")));
    finish(&output, end, failed)
}

/// Evaluates expressions one after the other and prints their values unless they are `Null`.
pub fn expressions(texts: &[String]) -> ExitCode {
    let output = Output::new();
    let mut session = begin(&output, "-e", &[]);
    let mut failed = false;
    let mut whole = RunEnd::default();
    for text in texts {
        let end = session.run("-e", text, &mut |session, value| {
            failed = value.is_symbol(Symbol::new("$Failed"));
            if !value.is_symbol(scheelite_runtime::sym::Null) {
                output.write(&session.result_text(&value));
                output.write("\n");
            }
        });
        whole.syntax_errors += end.syntax_errors;
        whole.quit = end.quit;
        whole.stopped = end.stopped;
        if whole.quit.is_some() || whole.stopped {
            break;
        }
    }
    finish(&output, whole, failed)
}

/// Without arguments: a script on standard input.
pub fn standard_input() -> ExitCode {
    script(Path::new("-"), &[])
}

/// A session at the terminal, Ctrl-C wired to it.
pub fn begin(output: &Output, script: &str, args: &[String]) -> Session {
    begin_with(&Engine::new(), output, script, args)
}

/// The same with an engine of the caller's.
pub fn begin_with(engine: &Engine, output: &Output, script: &str, args: &[String]) -> Session {
    let mut session = Session::with_host(engine, Box::new(Terminal::new(output.clone())));
    session.evaluator().watch_memory();
    let interrupt = session.interrupt_handle();
    let asked = Arc::new(AtomicBool::new(false));
    // Ctrl-C ends a script; statements that come through a pipe go on with the next, as at a prompt.
    if script != "-" {
        session.stop_when(Arc::clone(&asked));
    }
    let out = output.clone();
    // The handler can only be set once a process; a second session shares the first one's.
    let _ = ctrlc::set_handler(move || {
        interrupt.interrupt();
        if asked.swap(true, Ordering::Relaxed) {
            out.flush();
            std::process::exit(INTERRUPTED.into());
        }
    });
    let words = |first: &str| -> Expr {
        let first = std::iter::once(Expr::string(first));
        Expr::list(first.chain(args.iter().map(|arg| Expr::string(arg.as_str()))))
    };
    let script_words = words(script);
    let evaluator = session.evaluator();
    evaluator.definition_mut(Symbol::new("$ScriptCommandLine")).own_value = Some(script_words);
    let all = std::env::args().map(|arg| Expr::string(arg.as_str()));
    evaluator.definition_mut(Symbol::new("$CommandLine")).own_value = Some(Expr::list(all));
    let folders =
        [("$HomeDirectory", std::env::home_dir()), ("$TemporaryDirectory", Some(std::env::temp_dir()))];
    for (name, folder) in folders {
        let value = folder.map(|folder| Expr::string(folder.to_string_lossy()));
        evaluator.definition_mut(Symbol::new(name)).own_value = value;
    }
    evaluator.definition_mut(Symbol::new("$InputFileName")).own_value = Some(Expr::string(script));
    // Where Get looks: here, then in the folder of the script, then at home.
    let script_folder =
        std::path::Path::new(script).parent().and_then(|folder| std::path::absolute(folder).ok());
    let folders = [Some(".".into()), script_folder, std::env::home_dir()];
    let folders = folders.into_iter().flatten().map(|folder| Expr::string(folder.to_string_lossy()));
    evaluator.definition_mut(Symbol::new("$Path")).own_value = Some(Expr::list(folders));
    let here = std::env::current_dir()
        .map_or_else(|_| Expr::string("."), |path| Expr::string(path.to_string_lossy()));
    let user = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_default();
    let variables = [
        ("$InitialDirectory", here),
        ("$PathnameSeparator", Expr::string(std::path::MAIN_SEPARATOR_STR)),
        ("$ProcessID", Expr::Integer(std::process::id().into())),
        ("$UserName", Expr::string(user)),
    ];
    for (name, value) in variables {
        evaluator.definition_mut(Symbol::new(name)).own_value = Some(value);
    }
    session
}

/// Exit code and last words.
pub fn finish(output: &Output, end: RunEnd, failed: bool) -> ExitCode {
    if let Some(error) = output.failure() {
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            complain(output, &format!("vm: standard output: {error}"));
        }
        return ExitCode::from(FAILED);
    }
    if end.stopped {
        complain(output, "vm: interrupted");
        return ExitCode::from(INTERRUPTED);
    }
    match end.quit {
        Some(code) => ExitCode::from((code & 0xFF) as u8),
        None if end.syntax_errors > 0 || failed || output.is_faulty() => ExitCode::from(FAILED),
        None => ExitCode::SUCCESS,
    }
}

/// The text of a script; where there is none, says so and gives the exit code.
pub fn read_or_complain(output: &Output, path: &Path) -> Result<String, ExitCode> {
    read(path).map_err(|(code, error)| {
        complain(output, &format!("vm: {}: {error}", path.to_string_lossy()));
        ExitCode::from(code)
    })
}

/// The text of a script, or the exit code and what is wrong.
pub fn read(path: &Path) -> Result<String, (u8, String)> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else if path.is_dir() {
        return Err((USAGE, "is a directory, not a file".to_owned()));
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => (USAGE, "no such file".to_owned()),
        _ => (FAILED, error.to_string()),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        (FAILED, format!("line {line}: byte {} is not UTF-8", valid + 1))
    })
}
