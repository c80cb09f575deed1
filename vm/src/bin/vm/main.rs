//! The `vm` command: runs scripts and expressions, prints listings of compiled functions.

mod check;
mod compile_print;
mod host;
mod model;
mod profile;
mod run;
mod test;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Failure of the work asked for.
const FAILED: u8 = 1;
/// The request itself was wrong.
const USAGE: u8 = 2;

#[derive(Parser)]
#[command(
    name = "vm",
    version,
    about = "Runs Wolfram Language scripts; shows what compiled functions become",
    override_usage = "vm [OPTIONS] SCRIPT [ARGS]...\n       vm -e EXPRESSION [-e EXPRESSION]...\n       vm COMMAND ...",
    after_help = "Examples:\n  vm script.wl 10 20\n  vm -e 'Total[Range[100]]'\n  vm compile-print kernels.wl\n\
                  \nExit codes: 0 success, 1 failure or $Failed, 2 wrong usage, 130 after Ctrl-C, n after Exit[n].",
    subcommand_negates_reqs = true,
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    /// Evaluate an expression and print it; given several times, one after the other in one session.
    #[arg(short = 'e', long = "evaluate", value_name = "EXPRESSION", allow_hyphen_values = true)]
    expressions: Vec<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run a script: `-` is standard input.
    #[command(after_help = "Example: vm run script.wl 10 20")]
    Run {
        /// The script.
        script: PathBuf,
        /// What the script sees in $ScriptCommandLine.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Read files without running them: syntax errors, and names that are not implemented.
    #[command(
        after_help = "Example: vm check analysis.wl helpers.wl\n         vm check --json analysis.wl\n\
                            \nExit codes: 0 no errors, 1 syntax errors, 2 a file that cannot be read."
    )]
    Check(check::Options),
    /// Print the listing of the compiled functions that a file makes.
    #[command(after_help = "Example: vm compile-print kernels.wl --function mandel")]
    CompilePrint(compile_print::Options),
    /// Run a script and report what its compiled functions did: by function, by line, by instruction.
    #[command(
        after_help = "Example: vm profile simulation.wl\n         vm profile --counts --json simulation.wl"
    )]
    Profile(profile::Options),
    /// Run test files (VerificationTest).
    #[command(after_help = "Example: vm test lists.wlt strings.wlt")]
    Test {
        /// The test files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Run or print a model: a graph of mechanisms.
    #[command(subcommand)]
    Model(model::Model),
    /// A script and its arguments.
    #[command(external_subcommand)]
    Script(Vec<OsString>),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are successes. A closed pipe while printing them is no concern of the caller's.
            let code = if error.use_stderr() { USAGE } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    if !arguments.expressions.is_empty() {
        return run::expressions(&arguments.expressions);
    }
    match arguments.command {
        Some(Command::Run { script, args }) => run::script(&script, &args),
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::CompilePrint(options)) => compile_print::run(&options),
        Some(Command::Profile(options)) => profile::run(&options),
        Some(Command::Test { files }) => test::run(&files),
        Some(Command::Model(model)) => model::run(&model),
        Some(Command::Script(words)) => {
            let mut words = words.into_iter();
            let script = PathBuf::from(words.next().expect("an external subcommand has a name"));
            let args: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
            run::script(&script, &args)
        }
        None => run::standard_input(),
    }
}
