//! `vm compile-print FILE`: the listings of the compiled functions that a file makes.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use scheelite::Session;
use scheelite_runtime::Expr;

use crate::host::{Output, complain};
use crate::run;
use crate::{FAILED, USAGE};

#[derive(Args)]
pub struct Options {
    /// The file: it is run, and every function that `Compile` makes is listed.
    file: PathBuf,
    /// Only the function held in this symbol.
    #[arg(long, value_name = "NAME")]
    function: Option<String>,
}

/// Runs the file and lists the functions that it compiles, in order.
pub fn run(options: &Options) -> ExitCode {
    let output = Output::new();
    let name = options.file.to_string_lossy();
    let text = match run::read_or_complain(&output, &options.file) {
        Ok(text) => text,
        Err(code) => return code,
    };
    let mut session = run::begin(&output, &name, &[]);
    session.keep_compiled();
    let end = session.run(&name, &text, &mut |_, _| {});
    let found = session.take_compiled();
    match &options.function {
        Some(wanted) => {
            let held = session.evaluate(wanted).ok().and_then(|value| session.listing(&value));
            let Some(listing) = held else {
                complain(&output, &format!("vm: {name}: no compiled function is held in `{wanted}`"));
                return ExitCode::from(USAGE);
            };
            output.write(&format!("{wanted}:\n{listing}\n"));
        }
        None if found.is_empty() && end.syntax_errors == 0 => {
            complain(&output, &format!("vm: {name}: the file makes no compiled function"));
            return ExitCode::from(FAILED);
        }
        None => found.iter().for_each(|function| output.write(&listed(&mut session, function))),
    }
    run::finish(&output, end, false)
}

/// The function as it is written, with the symbol that holds it, then its listing.
fn listed(session: &mut Session, function: &Expr) -> String {
    let symbol = session.evaluator().symbol_holding(function);
    let name = symbol.map_or_else(String::new, |symbol| format!("{} = ", symbol.name()));
    let heading = session.output_form(function);
    let listing = session.listing(function).unwrap_or_default();
    format!("{name}{heading}\n{listing}\n")
}
