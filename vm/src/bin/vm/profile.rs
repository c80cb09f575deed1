//! `vm profile FILE`: runs a script and reports how often and how long each compiled instruction ran, and where
//! compiled code was left.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use scheelite::Engine;
use scheelite::profile::{Fallback, FunctionProfile, InstructionProfile, Profile};
use scheelite_runtime::source::{SourceMap, Span};
use serde_json::{Map, Value, json};

use crate::host::Output;
use crate::run;

#[derive(Args)]
pub struct Options {
    /// The script; what it prints comes first.
    file: PathBuf,
    /// What the script sees in $ScriptCommandLine.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
    /// Only counts, no times: the same from run to run.
    #[arg(long)]
    counts: bool,
    /// Only functions that take at least this share of the time, in percent, show their instructions.
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    least: f64,
    /// The report as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the script, then prints the report.
pub fn run(options: &Options) -> ExitCode {
    let output = Output::new();
    let name = options.file.to_string_lossy();
    let text = match run::read_or_complain(&output, &options.file) {
        Ok(text) => text,
        Err(code) => return code,
    };
    let mut session = run::begin_with(&Engine::new().profiled(), &output, &name, &options.args);
    let end = session.run(&name, &text, &mut |_, _| {});
    if let Some(mut profile) = session.profile() {
        if options.counts {
            profile.functions.sort_by_key(|function| std::cmp::Reverse(function.count()));
        }
        let report = Report { profile: &profile, sources: session.sources(), options };
        output.write(&if options.json { format!("{}\n", report.json()) } else { report.text() });
    }
    run::finish(&output, end, false)
}

struct Report<'a> {
    profile: &'a Profile,
    sources: &'a SourceMap,
    options: &'a Options,
}

/// Columns of numbers before the last column, which is text.
struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(heading: &[&str]) -> Table {
        Table { rows: vec![heading.iter().map(|&name| name.to_owned()).collect()] }
    }

    fn text(&self) -> String {
        let columns = self.rows[0].len() - 1;
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            for (cell, &width) in row.iter().zip(&widths) {
                text.push_str(&format!("{cell:>width$}  "));
            }
            text.push_str(row[columns].trim_end());
            text.push('\n');
        }
        text
    }
}

/// A count with its thousands apart.
fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn seconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64())
}

impl Report<'_> {
    /// Time of the samples: what shares are shares of.
    fn sampled(&self) -> Duration {
        self.profile.compiled + self.profile.evaluator + self.profile.compiling
    }

    fn share(&self, time: Duration) -> f64 {
        let all = self.sampled().as_secs_f64();
        if all > 0.0 { 100.0 * time.as_secs_f64() / all } else { 0.0 }
    }

    /// Cells for a time: its share, and seconds; none where only counts are asked for.
    fn times(&self, time: Duration) -> Vec<String> {
        if self.options.counts {
            Vec::new()
        } else {
            vec![format!("{:.1}%", self.share(time)), seconds(time)]
        }
    }

    fn table(&self, heading: &[&str]) -> Table {
        let times: &[&str] = if self.options.counts { &[] } else { &["share", "seconds"] };
        Table::new(&[times, heading].concat())
    }

    /// `file:line`
    fn line(&self, place: Option<Span>) -> String {
        place.map_or_else(String::new, |span| {
            let (line, _) = self.sources.line_column(span.source, span.start);
            format!("{}:{line}", self.sources.source(span.source).name)
        })
    }

    fn source_line(&self, source: u32, line: usize) -> &str {
        self.sources.source(source).text.lines().nth(line - 1).unwrap_or_default()
    }

    fn text(&self) -> String {
        let mut text = self.summary();
        let sections = [self.functions(), self.fallbacks(), self.externals(), self.inputs(), self.lines()];
        for section in sections.into_iter().flatten() {
            text.push('\n');
            text.push_str(&section);
        }
        for function in self.profile.functions.iter().filter(|function| self.is_worth_showing(function)) {
            text.push('\n');
            text.push_str(&self.instructions(function));
        }
        text
    }

    fn is_worth_showing(&self, function: &FunctionProfile) -> bool {
        self.options.counts || self.share(function.time()) >= self.options.least
    }

    fn summary(&self) -> String {
        let profile = self.profile;
        let calls: u64 = profile.functions.iter().map(|function| function.calls).sum();
        let instructions: u64 = profile.functions.iter().map(FunctionProfile::count).sum();
        let fallbacks: u64 = profile.fallbacks.iter().map(|fallback| fallback.count).sum();
        let counts = format!(
            "{} calls of compiled functions, {} instructions, {} fallbacks\n",
            thousands(calls),
            thousands(instructions),
            thousands(fallbacks)
        );
        if self.options.counts {
            return counts;
        }
        let time = |what: &str, time| format!("{:>7.1}%  {:>9}  {what}\n", self.share(time), seconds(time));
        format!(
            "{} seconds, {} samples\n{}{}{}{counts}",
            seconds(profile.elapsed),
            thousands(profile.samples),
            time("in compiled functions", profile.compiled),
            time("in the evaluator outside of them", profile.evaluator),
            time("compiling", profile.compiling),
        )
    }

    fn functions(&self) -> Option<String> {
        let functions = &self.profile.functions;
        let mut table = self.table(&["calls", "instructions", "external calls", "function"]);
        for function in functions {
            let mut row = self.times(function.time());
            row.extend([function.calls, function.count(), function.external()].map(thousands));
            row.push(format!("{}  {}", function.name, self.line(function.place)));
            table.rows.push(row);
        }
        (!functions.is_empty()).then(|| table.text())
    }

    fn fallbacks(&self) -> Option<String> {
        let fallbacks = &self.profile.fallbacks;
        let mut table = Table::new(&["fallbacks", "why", "function and place"]);
        for Fallback { function, why, instruction, place, count } in fallbacks {
            let inside = instruction.as_ref().map(|(number, text)| format!("  {number}: {text}"));
            let place = format!("{function}  {}{}", self.line(*place), inside.unwrap_or_default());
            table.rows.push(vec![thousands(*count), why.to_string(), place]);
        }
        (!fallbacks.is_empty()).then(|| table.text())
    }

    fn externals(&self) -> Option<String> {
        let all = self.profile.functions.iter().flat_map(|function| {
            function.instructions.iter().map(move |instruction| (function, instruction))
        });
        let mut external: Vec<(&FunctionProfile, &InstructionProfile)> =
            all.filter(|(_, instruction)| instruction.external > 0).collect();
        external.sort_by_key(|(_, instruction)| std::cmp::Reverse(instruction.external));
        let mut table = self.table(&["external calls", "function, place and call"]);
        for (function, instruction) in &external {
            let mut row = self.times(instruction.time);
            row.push(thousands(instruction.external));
            row.push(format!("{}  {}  {}", function.name, self.line(instruction.place), instruction.text));
            table.rows.push(row);
        }
        (!external.is_empty()).then(|| table.text())
    }

    /// The top-level expressions that take time.
    fn inputs(&self) -> Option<String> {
        let mut table = self.table(&["outside", "top-level expression"]);
        let shown = |time| !self.options.counts && self.share(time) >= self.options.least;
        for input in self.profile.inputs.iter().filter(|input| shown(input.time)) {
            let mut row = self.times(input.time);
            row.push(format!("{:.1}%", self.share(input.outside)));
            let text = input.place.map_or_else(String::new, |span| {
                let text = &self.sources.source(span.source).text[span.start as usize..span.end as usize];
                format!("{}  {}", self.line(input.place), text.lines().next().unwrap_or_default())
            });
            row.push(text);
            table.rows.push(row);
        }
        (table.rows.len() > 1).then(|| table.text())
    }

    fn lines(&self) -> Option<String> {
        let lines = self.profile.lines(self.sources);
        let mut table = self.table(&["runs", "instructions", "line", ""]);
        let mut source = None;
        for line in &lines {
            if source.replace(line.source) != Some(line.source) {
                let mut row = vec![String::new(); table.rows[0].len() - 1];
                row.push(format!("{}:", self.sources.source(line.source).name));
                table.rows.push(row);
            }
            let mut row = self.times(line.time);
            row.extend([thousands(line.runs), thousands(line.instructions), line.line.to_string()]);
            row.push(format!("| {}", self.source_line(line.source, line.line)));
            table.rows.push(row);
        }
        (!lines.is_empty()).then(|| table.text())
    }

    fn instructions(&self, function: &FunctionProfile) -> String {
        let mut table = self.table(&["count", "line", &function.name]);
        for (index, instruction) in function.instructions.iter().enumerate() {
            let mut row = self.times(instruction.time);
            row.push(thousands(instruction.count));
            let line = instruction.place.map(|span| self.sources.line_column(span.source, span.start).0);
            row.push(line.map_or_else(String::new, |line| line.to_string()));
            row.push(format!("{}  {}", index + 1, instruction.text));
            table.rows.push(row);
        }
        table.text()
    }

    fn json(&self) -> Value {
        let profile = self.profile;
        let functions: Vec<Value> =
            profile.functions.iter().map(|function| self.json_function(function)).collect();
        let fallbacks: Vec<Value> = profile
            .fallbacks
            .iter()
            .map(|fallback| {
                self.json_row(
                    fallback.place,
                    None,
                    [
                        ("function", json!(fallback.function)),
                        ("why", json!(fallback.why.to_string())),
                        ("instruction", json!(fallback.instruction.as_ref().map(|(number, _)| number))),
                        ("text", json!(fallback.instruction.as_ref().map(|(_, text)| text))),
                        ("count", json!(fallback.count)),
                    ],
                )
            })
            .collect();
        let lines: Vec<Value> = profile
            .lines(self.sources)
            .iter()
            .map(|line| {
                let file = &self.sources.source(line.source).name;
                let row = [
                    ("file", json!(file)),
                    ("line", json!(line.line)),
                    ("runs", json!(line.runs)),
                    ("instructions", json!(line.instructions)),
                ];
                self.json_row(None, Some(line.time), row)
            })
            .collect();
        let mut report = json!({"functions": functions, "fallbacks": fallbacks, "lines": lines});
        if !self.options.counts {
            report["seconds"] = json!(profile.elapsed.as_secs_f64());
            report["samples"] = json!(profile.samples);
            report["compiled_seconds"] = json!(profile.compiled.as_secs_f64());
            report["evaluator_seconds"] = json!(profile.evaluator.as_secs_f64());
            report["compiling_seconds"] = json!(profile.compiling.as_secs_f64());
        }
        report
    }

    fn json_function(&self, function: &FunctionProfile) -> Value {
        let instruction = |(index, instruction): (usize, &InstructionProfile)| {
            let row = [
                ("instruction", json!(index + 1)),
                ("text", json!(instruction.text)),
                ("count", json!(instruction.count)),
                ("external", json!(instruction.external)),
            ];
            self.json_row(instruction.place, Some(instruction.time), row)
        };
        let instructions: Vec<Value> = function.instructions.iter().enumerate().map(instruction).collect();
        let row = [
            ("name", json!(function.name)),
            ("calls", json!(function.calls)),
            ("count", json!(function.count())),
            ("external", json!(function.external())),
            ("instructions", json!(instructions)),
        ];
        self.json_row(function.place, Some(function.time()), row)
    }

    /// An object of these members, the place and the time.
    fn json_row<const N: usize>(
        &self,
        place: Option<Span>,
        time: Option<Duration>,
        members: [(&str, Value); N],
    ) -> Value {
        let mut row: Map<String, Value> =
            members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if let Some(span) = place {
            let (line, column) = self.sources.line_column(span.source, span.start);
            row.insert("file".to_owned(), json!(self.sources.source(span.source).name));
            row.insert("line".to_owned(), json!(line));
            row.insert("column".to_owned(), json!(column));
        }
        if let Some(time) = time.filter(|_| !self.options.counts) {
            row.insert("seconds".to_owned(), json!(time.as_secs_f64()));
        }
        Value::Object(row)
    }
}
