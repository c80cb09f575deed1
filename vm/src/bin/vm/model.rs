//! `vm model run FILE`, `vm model print FILE`: models from description files and from scripts.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use scheelite::Session;
use scheelite::compiler::composition::model::{ModelError, Numbers};
use scheelite::compiler::composition::{mdf, picture, text};
use scheelite::composition::rows::ModelObject;
use scheelite::composition::{Mode, Outcome, Plan, Request};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Symbol, sym};
use serde_json::{Value, json};

use crate::host::{Output, complain};
use crate::run;
use crate::{FAILED, USAGE};

/// What to do with a model.
#[derive(Subcommand)]
pub enum Model {
    /// Run a model and print the outputs of each trial.
    #[command(after_help = "Example: vm model run necker.json --inputs trials.json --trials 100 --json")]
    Run(RunOptions),
    /// Print a model: its layout, its program, its listing, its graph.
    #[command(after_help = "Example: vm model print necker.json --layout")]
    Print(PrintOptions),
}

/// How to run a model.
#[derive(Args)]
pub struct RunOptions {
    /// A model description file (MDF, JSON or YAML), or a script (.wl) whose last value is a model.
    file: PathBuf,
    /// A JSON file of inputs: `{"node": [[trial], [trial], …]}`.
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,
    /// Number of trials; as many as there are inputs when absent.
    #[arg(long, value_name = "N")]
    trials: Option<usize>,
    /// Interpreted, PerNode, Exec, Run or Auto.
    #[arg(long, value_name = "MODE", default_value = "Auto")]
    mode: String,
    /// The name under which the structures of the run are kept.
    #[arg(long, value_name = "ID", default_value = "")]
    execution_id: String,
    /// Seed of random generators without one of their own.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Threads for the search of a controller.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Set a parameter: `node.parameter=number`. Can be given several times.
    #[arg(long = "set", value_name = "NAME=NUMBER")]
    settings: Vec<String>,
    /// Print results as JSON.
    #[arg(long)]
    json: bool,
    /// Draw the outputs over trials into a file (.svg or .png).
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

/// What of a model to print.
#[derive(Args)]
pub struct PrintOptions {
    /// A model description file (MDF, JSON or YAML), or a script (.wl) whose last value is a model.
    file: PathBuf,
    /// Where everything lies in memory: name, section, offset, shape.
    #[arg(long)]
    layout: bool,
    /// The program in the language.
    #[arg(long)]
    program: bool,
    /// The listing of the compiled program; `--mode` says what is compiled.
    #[arg(long)]
    listing: bool,
    /// Interpreted, PerNode, Exec or Run.
    #[arg(long, value_name = "MODE", default_value = "Run")]
    mode: String,
    /// The graph in the DOT language.
    #[arg(long)]
    dot: bool,
    /// The graph as SVG.
    #[arg(long)]
    svg: bool,
}

/// Why a command failed, and with which exit code.
struct Failure(u8, String);

impl From<ModelError> for Failure {
    fn from(error: ModelError) -> Failure {
        Failure(FAILED, error.to_string())
    }
}

/// Does it.
pub fn run(model: &Model) -> ExitCode {
    let output = Output::new();
    // Results, programs and pictures are read by other programs.
    output.keep_free();
    let result = match model {
        Model::Run(options) => run_model(&output, options),
        Model::Print(options) => print_model(&output, options),
    };
    output.flush();
    match result {
        Ok(()) => match output.failure() {
            None => ExitCode::SUCCESS,
            Some(error) => {
                complain(&output, &format!("vm: output: {error}"));
                ExitCode::from(FAILED)
            }
        },
        Err(Failure(code, text)) => {
            complain(&output, &format!("vm: {text}"));
            ExitCode::from(code)
        }
    }
}

fn mode(name: &str) -> Result<Mode, Failure> {
    Mode::named(name).ok_or_else(|| {
        let known: Vec<&str> = Mode::NAMES.iter().map(|(name, _)| *name).collect();
        Failure(USAGE, format!("there is no mode `{name}`; modes are {}", known.join(", ")))
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    run::read(path).map_err(|(code, error)| Failure(code, format!("{}: {error}", path.display())))
}

/// Works with the model of a file.
fn with_plan<R>(
    output: &Output,
    path: &Path,
    work: impl FnOnce(&mut Session, &mut Plan) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let name = path.to_string_lossy();
    let text = read(path)?;
    let mut session = run::begin(output, &name, &[]);
    if !matches!(path.extension().and_then(|end| end.to_str()), Some("wl" | "wls" | "m")) {
        let model = mdf::read(&text).map_err(|error| Failure(FAILED, format!("{name}: {error}")))?;
        let mut plan = Plan::new(session.evaluator(), model)
            .map_err(|error| Failure(FAILED, format!("{name}: {error}")))?;
        return work(&mut session, &mut plan);
    }
    let mut found: Option<Expr> = None;
    let end = session.run(&name, &text, &mut |_, value| {
        if ModelObject::from_expr(&value).is_some() {
            found = Some(value);
        }
    });
    if end.syntax_errors > 0 {
        return Err(Failure(FAILED, format!("{name}: the script has errors")));
    }
    let Some(object) = found.as_ref().and_then(ModelObject::from_expr) else {
        return Err(Failure(FAILED, format!("{name}: none of the expressions of the script gives a model")));
    };
    work(&mut session, &mut object.plan())
}

fn rows(value: &Value) -> Option<Vec<Vec<f64>>> {
    let trials = match value {
        Value::Array(trials) => trials.clone(),
        single => vec![single.clone()],
    };
    fn flat(value: &Value, into: &mut Vec<f64>) -> Option<()> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| flat(item, into)),
            Value::Bool(flag) => {
                into.push(f64::from(u8::from(*flag)));
                Some(())
            }
            other => {
                into.push(other.as_f64()?);
                Some(())
            }
        }
    }
    trials
        .iter()
        .map(|trial| {
            let mut row = Vec::new();
            flat(trial, &mut row).map(|()| row)
        })
        .collect()
}

fn inputs(path: &Path) -> Result<Vec<(String, Vec<Vec<f64>>)>, Failure> {
    let text = read(path)?;
    let wrong = |what: String| Failure(FAILED, format!("{}: {what}", path.display()));
    let value: Value =
        serde_json::from_str(&text).map_err(|error| wrong(format!("not valid JSON: {error}")))?;
    let Value::Object(nodes) = value else {
        return Err(wrong("inputs are a mapping of nodes to lists of trials".to_owned()));
    };
    nodes
        .iter()
        .map(|(node, value)| {
            let rows = rows(value).ok_or_else(|| wrong(format!("inputs of `{node}` are not numbers")))?;
            Ok((node.clone(), rows))
        })
        .collect()
}

fn run_model(output: &Output, options: &RunOptions) -> Result<(), Failure> {
    let mode = mode(&options.mode)?;
    let inputs = match &options.inputs {
        Some(path) => inputs(path)?,
        None => Vec::new(),
    };
    with_plan(output, &options.file, |session, plan| {
        for setting in &options.settings {
            let parsed =
                setting.split_once('=').and_then(|(name, value)| Some((name, value.parse::<f64>().ok()?)));
            let Some((name, value)) = parsed else {
                return Err(Failure(USAGE, format!("`--set {setting}` is not NAME=NUMBER")));
            };
            plan.set_or_lower(session.evaluator(), None, name.trim(), &Numbers::scalar(value))?;
        }
        let most = inputs.iter().map(|(_, rows)| rows.len()).max().unwrap_or(1);
        let total = options.trials.unwrap_or(most);
        let started = std::time::Instant::now();
        let mut shown = false;
        let mut bar = |done: usize| {
            if started.elapsed().as_millis() > 300 {
                shown = true;
                show_progress(done, total);
            }
        };
        let watched = std::io::stderr().is_terminal() && total > 1;
        let request = Request {
            inputs: inputs.clone(),
            trials: options.trials,
            mode,
            id: options.execution_id.clone(),
            seed: options.seed,
            threads: usize::from(options.threads),
            progress: if watched { Some(&mut bar) } else { None },
            ..Request::default()
        };
        let outcome = plan.run(session.evaluator(), request);
        if shown {
            eprint!("\r\x1b[K");
        }
        let outcome = outcome?;
        for warning in &outcome.warnings {
            complain(output, &format!("vm: warning: {warning}"));
        }
        if let Some(path) = &options.plot {
            plot(session, path, plan, &outcome)?;
        }
        print_results(output, plan, &outcome, options.json);
        Ok(())
    })
}

fn show_progress(done: usize, total: usize) {
    let width = 40;
    let filled = done * width / total.max(1);
    let bar: String = (0..width).map(|at| if at < filled { '#' } else { '.' }).collect();
    eprint!("\r[{bar}] {done}/{total} trials");
    let _ = std::io::stderr().flush();
}

fn print_results(output: &Output, plan: &Plan, outcome: &Outcome, as_json: bool) {
    let channels = &plan.program.outputs;
    if as_json {
        let names: Vec<Value> = channels
            .iter()
            .map(|channel| json!({"node": channel.node, "port": channel.port, "size": channel.size}))
            .collect();
        let value = json!({
            "model": plan.program.name,
            "mode": outcome.mode.name(),
            "trials": outcome.results.len(),
            "outputs": names,
            "results": outcome.results,
            "warnings": outcome.warnings,
        });
        output.write(&format!("{value}\n"));
        return;
    }
    output.write(&format!("trial\t{}\n", columns(plan).join("\t")));
    for (trial, row) in outcome.results.iter().enumerate() {
        let numbers: Vec<String> = row.iter().map(|x| format!("{x}")).collect();
        output.write(&format!("{trial}\t{}\n", numbers.join("\t")));
    }
}

/// Names of the numbers that a trial gives.
fn columns(plan: &Plan) -> Vec<String> {
    let names = plan.program.outputs.iter().flat_map(|channel| {
        let base = format!("{}.{}", channel.node, channel.port);
        (0..channel.size)
            .map(move |index| if channel.size == 1 { base.clone() } else { format!("{base}[{index}]") })
    });
    names.collect()
}

/// With more lines than this a plot has no legend.
const MOST_NAMED: usize = 16;

/// The outputs over trials as lines, drawn by the language's own plots.
fn plot(session: &mut Session, path: &Path, plan: &Plan, outcome: &Outcome) -> Result<(), Failure> {
    let width = outcome.results.first().map_or(0, Vec::len);
    let series = (0..width).map(|column| {
        let values: Vec<f64> = outcome.results.iter().map(|row| row[column]).collect();
        let dims = Dims::from_slice(&[values.len()]);
        Array::new(dims, values).map_or_else(|| Expr::list([]), |array| Expr::from(Tensor::Real(array)))
    });
    let lines = Expr::list(series.collect::<Vec<_>>());
    let names = columns(plan);
    let option = |name: &str, value: Expr| Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value]);
    let labels = [Expr::string("trial"), Expr::Symbol(Symbol::new("None"))];
    let mut arguments = vec![
        lines,
        option("PlotLabel", Expr::string(plan.program.name.as_str())),
        option("AxesLabel", Expr::list(labels)),
        option("DataRange", Expr::list([Expr::Integer(0), Expr::Integer(outcome.results.len() as i64 - 1)])),
        option("PlotRange", Expr::Symbol(Symbol::new("All"))),
    ];
    if names.len() <= MOST_NAMED {
        arguments.push(option("PlotLegends", Expr::list(names.into_iter().map(Expr::string))));
    }
    let picture = Expr::call(Symbol::new("ListLinePlot"), arguments);
    let export = Expr::call(Symbol::new("Export"), [Expr::string(path.to_string_lossy()), picture]);
    match session.eval(export) {
        Ok(Expr::String(_)) => Ok(()),
        _ => Err(Failure(FAILED, format!("{}: the picture could not be written", path.display()))),
    }
}

fn print_model(output: &Output, options: &PrintOptions) -> Result<(), Failure> {
    let mode = mode(&options.mode)?;
    with_plan(output, &options.file, |session, plan| {
        let everything =
            !(options.layout || options.program || options.listing || options.dot || options.svg);
        if options.layout || everything {
            output.write(&plan.layout().table());
        }
        if options.program || everything {
            output.write(&text::program(&plan.program));
            output.write("\n");
        }
        if options.listing {
            for (name, function) in plan.compiled_form(session.evaluator(), mode)? {
                let listing = session.listing(&function.to_expr()).unwrap_or_default();
                output.write(&format!("{name}:\n{listing}\n"));
            }
        }
        if options.dot {
            output.write(&picture::dot(&plan.model)?);
        }
        if options.svg {
            output.write(&picture::svg(&plan.model)?);
        }
        Ok(())
    })
}
