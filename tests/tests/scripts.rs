//! Scripts as people write them: `scripts/NAME.wl` prints what stands in `NAME.out`, through the library and through the
//! `vm` binary.
//!
//! A line of `NAME.out` that begins with `! ` is a message, the others are printed; messages and printed lines are
//! compared one after the other, since a script says them on different channels. Blank lines do not count.

use std::path::{Path, PathBuf};

use std::sync::{Arc, Mutex};

use scheelite::{Engine, Session};
use scheelite_runtime::eval::{Disk, Files, Host, Message};
use scheelite_runtime::source::SourceMap;
use scheelite_tests::binary;

/// What a script says.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    printed: Vec<String>,
    messages: Vec<String>,
}

/// A host that grants the files of the machine and keeps what is said.
struct Listener {
    disk: Disk,
    heard: Arc<Mutex<(String, Vec<String>)>>,
}

impl Host for Listener {
    fn print(&mut self, text: &str) {
        self.heard.lock().expect("one thread").0.push_str(text);
    }

    fn message(&mut self, message: &Message, _: &SourceMap) {
        let line = format!("{}::{}: {}", message.symbol, message.tag, message.text);
        self.heard.lock().expect("one thread").1.push(line);
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        Some(&mut self.disk)
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn scripts() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(binary::folder().join("scripts"))
        .expect("the folder of the scripts")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wl"))
        .collect();
    found.sort();
    assert!(found.len() >= 40, "{} scripts", found.len());
    found
}

fn expected(path: &Path) -> Said {
    let text = std::fs::read_to_string(path.with_extension("out")).expect("what the script prints");
    let (messages, printed): (Vec<_>, Vec<_>) =
        lines(&text).into_iter().partition(|line| line.starts_with("! "));
    Said { printed, messages: messages.iter().map(|line| line[2..].to_owned()).collect() }
}

/// Runs the scripts, several at a time, and compares what they say.
fn check(said: impl Fn(&Path) -> Said + Sync) {
    let scripts = scripts();
    let wrong = std::sync::Mutex::new(Vec::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(path) = scripts.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let (got, wanted) = (said(path), expected(path));
                    if got != wanted {
                        let difference = difference(&got, &wanted);
                        wrong
                            .lock()
                            .expect("no thread fails")
                            .push(format!("{}: {difference}", path.display()));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no thread fails");
    assert!(wrong.is_empty(), "{} of {} scripts:\n{}", wrong.len(), scripts.len(), wrong.join("\n"));
}

/// The first lines that are not the same.
fn difference(got: &Said, wanted: &Said) -> String {
    for (got, wanted) in [(&got.printed, &wanted.printed), (&got.messages, &wanted.messages)] {
        let at = (0..got.len().max(wanted.len())).find(|at| got.get(*at) != wanted.get(*at));
        if let Some(at) = at {
            return format!(
                "line {}\n    gives    {:?}\n    expected {:?}",
                at + 1,
                got.get(at),
                wanted.get(at)
            );
        }
    }
    String::new()
}

#[test]
fn scripts_say_the_same_through_the_library() {
    check(|path| {
        let text = std::fs::read_to_string(path).expect("the script");
        let heard = Arc::new(Mutex::new((String::new(), Vec::new())));
        let host = Listener { disk: Disk, heard: heard.clone() };
        let mut session = Session::with_host(&Engine::new(), Box::new(host));
        let temporary = std::env::temp_dir();
        session.evaluate(&format!("$TemporaryDirectory = {temporary:?};")).expect("a folder");
        session.evaluate(&text).expect("the script ends");
        let (printed, messages) = std::mem::take(&mut *heard.lock().expect("one thread"));
        Said { printed: lines(&printed), messages }
    });
}

#[test]
fn scripts_say_the_same_through_the_binary() {
    check(|path| {
        let output = binary::run(&[&path.to_string_lossy()], b"");
        let errors = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!(output.status.success(), "{}: {}: {errors}", path.display(), output.status);
        // A picture of the source stands below each message: its lines begin with blanks, bars or line numbers.
        let is_message = |line: &String| {
            line.split_once(": ").is_some_and(|(name, _)| {
                name.contains("::") && !name.contains(|c: char| c.is_whitespace() || c == '|')
            })
        };
        let messages = lines(&errors).into_iter().filter(is_message).collect();
        Said { printed: lines(&String::from_utf8(output.stdout).expect("output is UTF-8")), messages }
    });
}
