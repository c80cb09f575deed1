//! Tests in the language's own format: files (`.wlt`) of `VerificationTest[input, expected, messages]`.

use std::sync::Arc;

use scheelite_runtime::association::Association;
use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::streams::{failed, file_name};
use scheelite_runtime::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply, Unwind};
use scheelite_runtime::format::input_form;
use scheelite_runtime::source::{Origin, SourceMap};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use crate::Session;

/// How a test went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Value and messages are those expected.
    Success,
    /// The value is another one.
    Failure,
    /// The value is right, the messages are not.
    MessagesFailure,
}

/// A test that was run.
#[derive(Clone, Debug)]
pub struct TestResult {
    /// How it went.
    pub outcome: Outcome,
    /// Its name, from the option `TestID`.
    pub name: Option<String>,
    /// What was evaluated.
    pub input: Expr,
    /// The value it should have.
    pub expected: Expr,
    /// The value it has.
    pub actual: Expr,
    /// The messages it should issue, as `symbol::tag`.
    pub expected_messages: Vec<String>,
    /// The messages it issued.
    pub actual_messages: Vec<String>,
    /// Where the test was read.
    pub origin: Origin,
}

/// How the tests of a file went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Tests with the value and messages expected.
    pub passed: usize,
    /// Tests without.
    pub failed: usize,
    /// Errors that kept parts of the file from being read.
    pub syntax_errors: usize,
}

impl Summary {
    /// Whether everything was read and passed.
    pub fn is_success(self) -> bool {
        self.failed == 0 && self.syntax_errors == 0
    }

    /// The line that a test runner ends with.
    pub fn line(self) -> String {
        let errors = match self.syntax_errors {
            0 => String::new(),
            1 => ", 1 syntax error".to_owned(),
            more => format!(", {more} syntax errors"),
        };
        format!("{} passed, {} failed{errors}", self.passed, self.failed)
    }

    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Success => self.passed += 1,
            Outcome::Failure | Outcome::MessagesFailure => self.failed += 1,
        }
    }
}

impl TestResult {
    /// The result as a test runner shows it: one line, and what went wrong below.
    pub fn report(&self, sources: &SourceMap) -> String {
        const LONGEST: usize = 100;
        let mut input = input_form(&self.input);
        if let Some(name) = &self.name {
            input.clone_from(name);
        }
        let short = match input.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &input[..at]),
            None => input,
        };
        if self.outcome == Outcome::Success {
            return format!("ok      {short}");
        }
        let place = sources.span(self.origin).map_or(String::new(), |span| {
            let (line, column) = sources.line_column(span.source, span.start);
            format!("  ({}:{line}:{column})", sources.source(span.source).name)
        });
        let mut lines = vec![format!("FAILED  {short}{place}")];
        let mut line = |what: &str, text: &str| lines.push(format!("        {what:<10}{text}"));
        line("input:", &input_form(&self.input));
        line("expected:", &input_form(&self.expected));
        line("actual:", &input_form(&self.actual));
        if self.expected_messages != self.actual_messages {
            line("expected messages:", &format!(" {{{}}}", self.expected_messages.join(", ")));
            line("actual messages:", &format!(" {{{}}}", self.actual_messages.join(", ")));
        }
        lines.join("\n")
    }
}

/// Tests run since they were last taken.
#[derive(Default)]
struct Results(Vec<TestResult>);

/// The functions of tests.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "TestReport",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(1).with_options(),
        usage: "TestReport[\"file\"] runs the tests of a file.",
        example: ("", ""),
        run: test_report,
    },
    Builtin {
        name: "VerificationTest",
        attributes: Attributes::PROTECTED.and(Attributes::HOLD_ALL_COMPLETE),
        arity: Arity::between(1, 3).with_options(),
        usage: "VerificationTest[input, expected, messages] tests that the input has the value and issues the messages.",
        example: ("VerificationTest[1 + 1, 2][\"Outcome\"]", "Success"),
        run: verification_test,
    },
];

/// Adds tests to a session.
pub fn install(ev: &mut Evaluator) {
    ev.install(ROWS);
    for name in ["TestReportObject", "TestResultObject"] {
        ev.install_sub(Symbol::new(name), property);
    }
}

/// Runs the tests of a text, reporting each to `report`, and everything else that stands between them.
pub fn run_tests(session: &mut Session, name: &str, text: &str, report: &mut dyn FnMut(&str)) -> Summary {
    let mut summary = Summary::default();
    session.evaluator().state::<Results>().0.clear();
    let mut take = |session: &mut Session| {
        for result in std::mem::take(&mut session.evaluator().state::<Results>().0) {
            summary.add(result.outcome);
            report(&result.report(session.sources()));
        }
    };
    let end = session.run(name, text, &mut |session, _| take(session));
    take(session);
    summary.syntax_errors = end.syntax_errors;
    summary
}

fn message_name(symbol: Symbol, tag: &str) -> String {
    format!("{symbol}::{tag}")
}

/// `{f::tag, …}` held, as names.
fn message_names(expr: &Expr) -> Vec<String> {
    match expr.as_normal() {
        Some(call)
            if call.has_head(sym::List) || call.has_head(sym::HoldForm) || call.has_head(sym::Hold) =>
        {
            call.args.iter().flat_map(message_names).collect()
        }
        Some(call) if call.has_head(sym::MessageName) => match &call.args[..] {
            [Expr::Symbol(symbol), Expr::String(tag), ..] => vec![message_name(*symbol, tag)],
            [Expr::Symbol(symbol), Expr::Symbol(tag), ..] => vec![message_name(*symbol, tag.name())],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A value even when something else leaves the evaluation, as at the top level of a session.
fn settled(result: Eval) -> Eval {
    match result {
        Ok(value) => Ok(value),
        Err(Unwind::Abort) => Ok(Expr::Symbol(Symbol::new("$Aborted"))),
        Err(Unwind::Return { value, .. }) => Ok(value),
        Err(Unwind::Throw { value, tag, .. }) => {
            let call = Expr::call(sym::Throw, std::iter::once(value).chain(tag));
            Ok(Expr::call(sym::Hold, [call]))
        }
        Err(other) => Err(other),
    }
}

fn verification_test(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let Some(input) = before.first() else { return Ok(None) };
    // The limits of the input count, not those of the file around it.
    let (actual, issued) = ev.silently(|ev| ev.checked(|ev| ev.eval(input.clone())));
    let actual = settled(actual)?;
    let expected = match before.get(1) {
        Some(expected) => ev.silently(|ev| settled(ev.eval(expected.clone())))?,
        None => Expr::boolean(true),
    };
    let expected_messages = before.get(2).map(message_names).unwrap_or_default();
    let actual_messages: Vec<String> =
        issued.iter().map(|(symbol, tag)| message_name(*symbol, tag)).collect();
    let same = match settings.chosen("SameTest") {
        Some(test) => ev.eval(Expr::call(test.clone(), [actual.clone(), expected.clone()]))?.is_true(),
        None => actual == expected,
    };
    let outcome = match (same, actual_messages == expected_messages) {
        (true, true) => Outcome::Success,
        (true, false) => Outcome::MessagesFailure,
        (false, _) => Outcome::Failure,
    };
    let name = settings.get("TestID").map(|name| match name {
        Expr::String(name) => (**name).clone(),
        other => input_form(other),
    });
    let result = TestResult {
        outcome,
        name,
        input: input.clone(),
        expected,
        actual,
        expected_messages,
        actual_messages,
        origin: call.origin,
    };
    let object = object(&result);
    ev.state::<Results>().0.push(result);
    Ok(Some(ev.as_is(object)))
}

fn association(entries: impl IntoIterator<Item = (&'static str, Expr)>) -> Expr {
    let entries = entries.into_iter().map(|(key, value)| (Expr::from(key), value)).collect();
    Expr::Association(Arc::new(Association::new(entries)))
}

fn object(result: &TestResult) -> Expr {
    let outcome = match result.outcome {
        Outcome::Success => "Success",
        Outcome::Failure => "Failure",
        Outcome::MessagesFailure => "MessagesFailure",
    };
    let held = |expr: &Expr| Expr::call(sym::HoldForm, [expr.clone()]);
    let names = |names: &[String]| Expr::list(names.iter().map(|name| Expr::from(name.as_str())));
    let entries = [
        ("Outcome", Expr::from(outcome)),
        ("TestID", result.name.as_deref().map_or(Expr::Symbol(sym::None), Expr::from)),
        ("Input", held(&result.input)),
        ("ExpectedOutput", held(&result.expected)),
        ("ActualOutput", held(&result.actual)),
        ("ExpectedMessages", names(&result.expected_messages)),
        ("ActualMessages", names(&result.actual_messages)),
    ];
    Expr::call(Symbol::new("TestResultObject"), [association(entries)])
}

/// `TestResultObject[…]["Outcome"]` and its kin.
fn property(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let entries = call.head.as_normal().and_then(|object| object.args.first().cloned());
    Ok(match (entries, &call.args[..]) {
        (Some(Expr::Association(entries)), [key]) => entries.entries.get(key).cloned(),
        _ => None,
    })
}

fn test_report(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(name) = file_name(&call.args[0]).map(str::to_owned) else { return Ok(None) };
    let text = match ev.read_text(&name) {
        Ok(text) => text,
        Err(error) => {
            ev.file_message(Symbol::new("TestReport"), "nffil", &name, &error);
            return Ok(Some(failed()));
        }
    };
    let Some(parser) = ev.parser else { return Ok(None) };
    let before = std::mem::take(&mut ev.state::<Results>().0);
    let read = parser(ev, &name, &text, &mut |ev, expr| ev.eval(expr).map(|_| ()));
    let results = std::mem::replace(&mut ev.state::<Results>().0, before);
    let mut summary = Summary { syntax_errors: read?, ..Summary::default() };
    results.iter().for_each(|result| summary.add(result.outcome));
    let count = |n: usize| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    let entries = [
        ("TestsSucceededCount", count(summary.passed)),
        ("TestsFailedCount", count(summary.failed)),
        ("AllTestsSucceeded", Expr::boolean(summary.is_success())),
        ("TestResults", Expr::list(results.iter().map(object))),
    ];
    let report = Expr::call(Symbol::new("TestReportObject"), [association(entries)]);
    Ok(Some(ev.as_is(report)))
}
