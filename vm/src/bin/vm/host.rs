//! The terminal as a session's host: output to stdout, messages to stderr, files of the machine granted.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use scheelite_runtime::eval::{Disk, Files, Host, Message};
use scheelite_runtime::source::SourceMap;

/// How long output may wait in the buffer while a script computes: whoever reads a pipe sees it then, and a killed
/// process has lost no more.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// Standard output, buffered unless a person watches, shared by the host and the program's end.
#[derive(Clone)]
pub struct Output(Arc<Mutex<Buffered>>);

struct Buffered {
    out: BufWriter<io::Stdout>,
    immediate: bool,
    failure: Option<io::Error>,
    faulty: bool,
    /// Whether what a script prints goes to the error channel.
    aside: bool,
    /// Whether a thread writes out what waits.
    is_tended: bool,
}

impl Buffered {
    /// Writes out what waits; after the first failure nothing more is tried.
    fn flush(&mut self) {
        if self.failure.is_none() {
            self.failure = self.out.flush().err();
        }
    }
}

/// Writes out what waits, again and again while there is an output.
fn tend(output: &Weak<Mutex<Buffered>>) {
    while let Some(buffered) = output.upgrade() {
        let Ok(mut buffered) = buffered.lock() else { return };
        if !buffered.out.buffer().is_empty() {
            buffered.flush();
        }
        drop(buffered);
        std::thread::sleep(LONGEST_WAIT);
    }
}

impl Output {
    pub fn new() -> Output {
        let out = io::stdout();
        let immediate = out.is_terminal();
        Output(Arc::new(Mutex::new(Buffered {
            out: BufWriter::with_capacity(1 << 16, out),
            immediate,
            failure: None,
            faulty: false,
            aside: false,
            is_tended: immediate,
        })))
    }

    /// Writes; after the first failure (a closed pipe, a full disk) nothing more is tried.
    pub fn write(&self, text: &str) {
        let mut buffered = self.0.lock().expect("output is never poisoned");
        if buffered.failure.is_some() {
            return;
        }
        buffered.failure = buffered.out.write_all(text.as_bytes()).err();
        if buffered.immediate {
            buffered.flush();
        } else if !buffered.is_tended {
            buffered.is_tended = true;
            let output = Arc::downgrade(&self.0);
            std::thread::spawn(move || tend(&output));
        }
    }

    /// Sends what a script prints to the error channel from now on: standard output is for something else.
    pub fn keep_free(&self) {
        self.0.lock().expect("output is never poisoned").aside = true;
    }

    /// What a script prints.
    fn print(&self, text: &str) {
        if self.0.lock().expect("output is never poisoned").aside {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        } else {
            self.write(text);
        }
    }

    /// Notes that what was run is at fault, so that the exit code says so.
    pub fn note_fault(&self) {
        self.0.lock().expect("output is never poisoned").faulty = true;
    }

    /// Whether what was run is at fault.
    pub fn is_faulty(&self) -> bool {
        self.0.lock().expect("output is never poisoned").faulty
    }

    /// Writes out what is buffered.
    pub fn flush(&self) {
        self.0.lock().expect("output is never poisoned").flush();
    }

    /// Why output failed, once, if it did. A closed pipe is told like any other failure.
    pub fn failure(&self) -> Option<io::Error> {
        self.flush();
        self.0.lock().expect("output is never poisoned").failure.take()
    }
}

/// Messages with colour?
pub fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes a line to the error channel, after all output so far, so that both stay in order on a terminal.
pub fn complain(output: &Output, text: &str) {
    output.flush();
    let mut stderr = io::stderr().lock();
    // Nothing is left to tell a failure to.
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.write_all(b"\n");
}

/// Whether a message means that the script itself is wrong: a function that does not compile as written, or evaluation
/// without end. Other messages are answers, after which the language goes on.
fn is_fault(message: &Message) -> bool {
    match message.symbol.name() {
        "Compile" => !matches!(message.tag.as_str(), "noinfo" | "nonative" | "cmplist"),
        "$RecursionLimit" | "$IterationLimit" => true,
        _ => false,
    }
}

/// The host of a session at the command line.
pub struct Terminal {
    output: Output,
    disk: Disk,
    colour: bool,
}

impl Terminal {
    pub fn new(output: Output) -> Terminal {
        Terminal { output, disk: Disk, colour: colour() }
    }
}

impl Host for Terminal {
    fn print(&mut self, text: &str) {
        self.output.print(text);
    }

    fn message(&mut self, message: &Message, sources: &SourceMap) {
        if is_fault(message) {
            self.output.note_fault();
        }
        complain(&self.output, &scheelite::render_message(message, sources, self.colour));
    }

    fn diagnostic(&mut self, rendered: &str) {
        complain(&self.output, rendered.trim_end());
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        Some(&mut self.disk)
    }

    fn environment(&mut self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}
