//! The library as a test door.

use std::sync::{Arc, Mutex};

use scheelite::{Engine, Path, Session};
use scheelite_runtime::eval::{Disk, Files, Host, Message};
use scheelite_runtime::source::SourceMap;

use crate::case::{Expectation, Step};

/// What a session said.
#[derive(Default)]
struct Said {
    printed: String,
    messages: Vec<Message>,
}

/// A host that listens, and grants the files of the machine when it has them.
struct Listener {
    said: Arc<Mutex<Said>>,
    disk: Option<Disk>,
}

impl Host for Listener {
    fn print(&mut self, text: &str) {
        self.said.lock().expect("one thread").printed.push_str(text);
    }

    fn message(&mut self, message: &Message, _: &SourceMap) {
        self.said.lock().expect("one thread").messages.push(message.clone());
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        self.disk.as_mut().map(|disk| disk as &mut dyn Files)
    }
}

/// A session whose output, messages and paths are looked at after each input.
pub struct Capture {
    session: Session,
    said: Arc<Mutex<Said>>,
}

impl Capture {
    /// A fresh session, without files.
    pub fn session() -> Capture {
        Capture::with(None)
    }

    /// A fresh session that works in this folder.
    pub fn session_in(folder: &std::path::Path) -> Result<Capture, String> {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let mut capture = Capture::with(Some(Disk));
        capture.evaluate(&format!("SetDirectory[{:?}]", folder.to_string_lossy()))?;
        Ok(capture)
    }

    fn with(disk: Option<Disk>) -> Capture {
        let said = Arc::new(Mutex::new(Said::default()));
        let host = Listener { said: said.clone(), disk };
        Capture { session: Session::with_host(&Engine::new(), Box::new(host)), said }
    }

    /// Evaluates a text: `OutputForm` of its value, the names of the messages issued, the path of each compiled call.
    pub fn evaluate(&mut self, text: &str) -> Result<(String, Vec<String>, Vec<String>), String> {
        let value = self.session.evaluate(text).map_err(|error| error.to_string())?;
        let shown = self.session.output_form(&value);
        let messages = std::mem::take(&mut self.said.lock().expect("one thread").messages);
        let name = |message: &Message| format!("{}::{}", message.symbol, message.tag);
        let paths = self.session.take_paths();
        let path = |path: &Path| if *path == Path::Fast { "fast".to_owned() } else { "exact".to_owned() };
        Ok((shown, messages.iter().map(name).collect(), paths.iter().map(path).collect()))
    }

    /// What was printed since last asked.
    pub fn printed(&mut self) -> String {
        std::mem::take(&mut self.said.lock().expect("one thread").printed)
    }
}

/// Runs the steps of a test file in one session.
pub fn check(steps: &[Step]) -> Result<(), String> {
    check_with(Capture::session(), steps)
}

/// The same in a session that works in this folder.
pub fn check_in(folder: &std::path::Path, steps: &[Step]) -> Result<(), String> {
    check_with(Capture::session_in(folder)?, steps)
}

fn check_with(mut session: Capture, steps: &[Step]) -> Result<(), String> {
    let mut wrong = Vec::new();
    for step in steps {
        let (line, result) = match step {
            Step::Code { text, line } => (*line, code(&mut session, text)),
            Step::Expect(found) => (found.line, expect(&mut session, found)),
        };
        if let Err(error) = result {
            wrong.push(format!("line {line}: {error}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn code(session: &mut Capture, text: &str) -> Result<(), String> {
    let (_, messages, _) = session.evaluate(text)?;
    session.printed();
    if messages.is_empty() { Ok(()) } else { Err(format!("unexpected messages {messages:?}")) }
}

fn expect(session: &mut Capture, found: &Expectation) -> Result<(), String> {
    let text =
        if found.same { format!("({}) === ({})", found.input, found.expected) } else { found.input.clone() };
    let (got, messages, paths) = session.evaluate(&text)?;
    let wanted = if found.same { "True" } else { &found.expected };
    let mut wrong = Vec::new();
    if got.trim_end() != wanted {
        wrong.push(format!("{}\n  expected {wanted}\n  got      {got}", found.input));
    }
    if messages != found.messages {
        wrong.push(format!(
            "{}\n  expected messages {:?}\n  got      {messages:?}",
            found.input, found.messages
        ));
    }
    let printed = session.printed();
    if !found.prints.is_empty() && !found.prints.iter().map(String::as_str).eq(printed.lines()) {
        wrong.push(format!("{}\n  printed {printed:?}", found.input));
    }
    let path_is_right = match found.path.as_deref() {
        None => true,
        Some("fast") => !paths.is_empty() && paths.iter().all(|path| path == "fast"),
        Some("exact") => paths.last().is_some_and(|path| path == "exact"),
        Some(other) => return Err(format!("`path: {other}` is neither fast nor exact")),
    };
    if !path_is_right {
        wrong.push(format!(
            "{}\n  took the paths {paths:?}, not {}",
            found.input,
            found.path.as_deref().unwrap_or("")
        ));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
