//! The cases of `tests/functions`: `input => output`, or `input => messages | output`, the output as `OutputForm` (in
//! quotes where it begins or ends with a blank). Each case begins with no definitions but those of the system.

use std::path::Path;
use std::sync::{Arc, Mutex};

use scheelite::runtime::eval::{Attributes, Builtin, Host, Message, builtins};
use scheelite::runtime::source::SourceMap;
use scheelite::{Engine, Session};

/// What was said while a case ran.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    printed: String,
    messages: Vec<String>,
}

impl Host for Listener {
    fn print(&mut self, text: &str) {
        self.0.lock().expect("one thread").printed.push_str(text);
    }

    fn message(&mut self, message: &Message, _: &SourceMap) {
        self.0.lock().expect("one thread").messages.push(format!("{}::{}", message.symbol, message.tag));
    }
}

struct Case {
    place: String,
    input: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("functions");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of the cases")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (input, expected) = line.rsplit_once(" => ").expect("a case has an arrow");
            cases.push(Case {
                place: format!("{name}:{number}"),
                input: input.trim().to_owned(),
                expected: expected.trim().to_owned(),
            });
        }
    }
    cases
}

/// What a case gives: messages, what it printed, its value.
fn outcome(session: &mut Session, listener: &Listener, input: &str) -> String {
    let value = match session.evaluate(input) {
        Ok(value) => session.output_form(&value),
        Err(error) => format!("{error}"),
    };
    let _ = session.evaluate("ClearAll[\"Global`*\"]; On[General::stop]");
    let heard = std::mem::take(&mut *listener.0.lock().expect("one thread"));
    let text = (heard.printed + &value).replace('\n', "\\n");
    let text = if text.trim() == text { text } else { format!("\"{text}\"") };
    if heard.messages.is_empty() { text } else { format!("{} | {text}", heard.messages.join(" ")) }
}

#[test]
fn every_case_gives_what_it_says() {
    let cases = cases();
    let listener = Listener::default();
    let engine = Engine::default();
    let mut session = Session::with_host(&engine, Box::new(listener.clone()));
    let only = std::env::var("CASES").unwrap_or_default();
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|case| case.place.contains(&only)) {
        let found = outcome(&mut session, &listener, &case.input);
        if found != case.expected {
            wrong.push(format!(
                "{}: {}\n    gives    {found}\n    expected {}",
                case.place, case.input, case.expected
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn rows() -> impl Iterator<Item = &'static Builtin> {
    builtins::TABLES.iter().flat_map(|table| table.iter())
}

/// Whether the case calls the function: its name, and no letter beside it.
fn names(case: &Case, name: &str) -> bool {
    let beside = |c: char| c.is_alphanumeric() || c == '$' || c == '`';
    case.input.match_indices(name).any(|(at, _)| {
        !case.input[..at].ends_with(beside) && !case.input[at + name.len()..].starts_with(beside)
    })
}

/// Functions without cases: generators of models, tested with these, and what prints a time or ends the session.
fn is_tested_elsewhere(name: &str) -> bool {
    name.starts_with("Models`") || ["EchoTiming", "Exit", "Quit"].contains(&name)
}

/// What deals with files has its cases where a host grants files.
const WITH_FILES: &str = include_str!("data.rs");

#[test]
fn every_function_has_cases() {
    let cases = cases();
    let with_files = Case { place: String::new(), input: WITH_FILES.to_owned(), expected: String::new() };
    let mut without: Vec<&str> = rows()
        .map(|row| row.name)
        .filter(|name| !is_tested_elsewhere(name))
        .filter(|name| !cases.iter().chain([&with_files]).any(|case| names(case, name)))
        .collect();
    without.sort_unstable();
    without.dedup();
    assert!(without.is_empty(), "{} functions have no case:\n{}", without.len(), without.join(" "));
}

/// Functions that take anything, hold what they are given, or say nothing to what has no value: a symbol, a string or a number in
/// any place leaves their calls as they are, as in the original. Names, a topic a line.
const SAY_NOTHING: &str = include_str!("says_nothing.txt");

/// A function has a case with a message, the wrong kind of argument for it, or stands in the list of those that say nothing; none
/// does both.
#[test]
fn every_function_has_a_case_of_a_wrong_kind_or_says_nothing() {
    let cases = cases();
    let quiet: Vec<&str> =
        SAY_NOTHING.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let mut lacking = Vec::new();
    let mut both = Vec::new();
    for row in rows().filter(|row| !is_tested_elsewhere(row.name)) {
        let short = row.name.rsplit('`').next().unwrap_or(row.name);
        let tag = format!("{short}::");
        let said = |case: &Case| {
            case.place.starts_with("wrong_kinds") && case.expected.contains(&tag) && names(case, row.name)
        };
        match (cases.iter().any(said), quiet.contains(&row.name)) {
            (false, false) => lacking.push(row.name),
            (true, true) => both.push(row.name),
            _ => (),
        }
    }
    assert!(lacking.is_empty(), "no wrong kind and not in says_nothing.txt:\n{}", lacking.join(" "));
    assert!(both.is_empty(), "in says_nothing.txt and in wrong_kinds.txt:\n{}", both.join(" "));
}

/// A numeric function of one argument has an exact and an inexact case or a case that threads over a list, besides the calls
/// with too many arguments below: at least two cases, of which one holds a machine number, a list or a symbol.
#[test]
fn numeric_functions_have_cases_of_each_kind() {
    let cases = cases();
    let mut lacking = Vec::new();
    for row in rows().filter(|row| row.attributes.has(Attributes::NUMERIC_FUNCTION)) {
        let own: Vec<&Case> = cases.iter().filter(|case| names(case, row.name)).collect();
        let digits = |text: &str| {
            let mut before = ' ';
            text.chars().any(|c| {
                let point = c == '.' && before.is_ascii_digit();
                before = c;
                point
            })
        };
        let inexact = own.iter().any(|case| digits(&case.input) || case.input.contains("N["));
        let exact = own.iter().any(|case| !digits(&case.input));
        let list = own.iter().any(|case| case.input.contains('{'));
        let listable = row.attributes.has(Attributes::LISTABLE);
        let kinds: Vec<&str> = [("exact", exact), ("inexact", inexact), ("listable", list || !listable)]
            .into_iter()
            .filter_map(|(kind, has)| (!has).then_some(kind))
            .collect();
        if !kinds.is_empty() {
            lacking.push(format!("{}: {}", row.name, kinds.join(", ")));
        }
    }
    assert!(lacking.is_empty(), "{} functions lack cases:\n{}", lacking.len(), lacking.join("\n"));
}

/// Every function with a bound on the number of its arguments refuses more with a message, and stays as it is.
#[test]
fn too_many_arguments_are_refused() {
    let listener = Listener::default();
    let engine = Engine::default();
    let mut session = Session::with_host(&engine, Box::new(listener.clone()));
    let mut wrong = Vec::new();
    let mut checked = 0;
    for row in rows().filter(|row| row.arity.max < 100) {
        let args = vec!["argument"; row.arity.max + 1].join(", ");
        let call = format!("{}[{args}]", row.name);
        let found = outcome(&mut session, &listener, &format!("{call} // InputForm"));
        let short = row.name.rsplit('`').next().unwrap_or(row.name);
        let said = ["arg", "nonopt"].iter().any(|tag| found.contains(&format!("{short}::{tag}")));
        if !said {
            wrong.push(format!("{call} gives {found}"));
        }
        checked += 1;
    }
    assert!(wrong.is_empty(), "{} of {checked} functions:\n{}", wrong.len(), wrong.join("\n"));
}
