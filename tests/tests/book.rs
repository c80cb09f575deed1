//! The chapters in `docs/` are run: what stands in a `text` block is what the `wolfram` block above it gives. One session a
//! chapter. `BLESS=1` rewrites the `text` blocks; read the diff.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use scheelite::runtime::eval::{Host, Message};
use scheelite::runtime::source::SourceMap;
use scheelite::runtime::sym;
use scheelite::{Engine, Session, render_message};

/// Everything that a session says, in order.
#[derive(Clone, Default)]
struct Transcript(Arc<Mutex<String>>);

impl Transcript {
    fn push(&self, text: &str) {
        self.0.lock().expect("one thread").push_str(text);
    }

    fn take(&self) -> String {
        std::mem::take(&mut self.0.lock().expect("one thread"))
    }
}

impl Host for Transcript {
    fn print(&mut self, text: &str) {
        self.push(text);
    }

    fn message(&mut self, message: &Message, sources: &SourceMap) {
        self.push(&render_message(message, sources, false));
        self.push("\n");
    }

    fn diagnostic(&mut self, rendered: &str) {
        self.push(rendered);
    }
}

/// What a block of code says: prints, messages, and the value of each expression that has one.
fn run(session: &mut Session, said: &Transcript, code: &str) -> String {
    session.run("example", code, &mut |session, value| {
        if !value.is_symbol(sym::Null) {
            said.push(&session.output_form(&value));
            said.push("\n");
        }
    });
    said.take()
}

/// A chapter with its `text` blocks as they should be.
fn told_anew(page: &str) -> String {
    let said = Transcript::default();
    let mut session = Session::with_host(&Engine::new(), Box::new(said.clone()));
    let mut told = String::new();
    let mut lines = page.split_inclusive('\n');
    let mut output = String::new();
    while let Some(line) = lines.next() {
        told.push_str(line);
        let block = |lines: &mut std::str::SplitInclusive<'_, char>| -> String {
            lines.by_ref().take_while(|line| line.trim_end() != "```").collect()
        };
        match line.trim_end() {
            "```wolfram" => {
                let code = block(&mut lines);
                output = run(&mut session, &said, &code);
                told.push_str(&code);
                told.push_str("```\n");
            }
            "```text" => {
                block(&mut lines);
                let trimmed: Vec<&str> = output.lines().map(str::trim_end).collect();
                let shown = trimmed.join("\n");
                told.push_str(shown.trim_matches('\n'));
                told.push_str("\n```\n");
            }
            _ => {}
        }
    }
    told
}

fn chapters(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            chapters(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

#[test]
fn chapters_say_what_the_code_gives() {
    let mut pages = vec![];
    chapters(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs"), &mut pages);
    let mut wrong = vec![];
    let mut examples = 0;
    for path in pages {
        let page = std::fs::read_to_string(&path).expect("a chapter is text");
        examples += page.matches("```wolfram\n").count();
        let told = told_anew(&page);
        if told == page {
            continue;
        }
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, told).expect("docs can be written");
        } else {
            let differs = page.lines().zip(told.lines()).find(|(stands, gives)| stands != gives);
            wrong.push(format!("{}: {differs:?}", path.display()));
        }
    }
    assert!(examples > 0, "no chapter has an example");
    assert!(wrong.is_empty(), "chapters that say something else (stands, gives):\n{}", wrong.join("\n"));
}

#[test]
fn the_table_of_contents_names_every_chapter() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let contents = std::fs::read_to_string(docs.join("SUMMARY.md")).expect("the contents are there");
    let mut pages = vec![];
    chapters(&docs, &mut pages);
    for page in pages {
        let name =
            page.strip_prefix(&docs).expect("a chapter is in docs").to_string_lossy().replace('\\', "/");
        let listed =
            name == "SUMMARY.md" || name.starts_with("examples/") || contents.contains(&format!("({name})"));
        assert!(listed, "docs/{name} is not in SUMMARY.md");
    }
    for line in contents.lines() {
        if let Some((_, rest)) = line.split_once("](") {
            let name = rest.trim_end_matches(')');
            assert!(docs.join(name).is_file(), "SUMMARY.md names docs/{name}, which is not there");
        }
    }
}
