//! `vm` as a new user meets it: expressions, scripts, standard input, odd files, wrong use, hostile input; what it prints,
//! what it says and how it exits.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use scheelite_tests::binary;

/// A folder for the files of one test, which goes when it does.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("scheelite-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for temporary files");
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("the file is written");
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs `vm`: standard output, exit code, and each of `said` must stand in what it says.
fn check(args: &[&str], input: &[u8], printed: &str, said: &[&str], code: i32) {
    let output = binary::run(args, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), printed, "{args:?}: {errors}");
    for part in said {
        assert!(errors.contains(part), "{args:?}: {part:?} is not in {errors}");
    }
    assert!(!said.is_empty() || errors.is_empty(), "{args:?}: {errors}");
    assert_eq!(output.status.code(), Some(code), "{args:?}: {errors}");
}

#[test]
fn expressions_share_a_session() {
    check(&["-e", "1 + 1"], b"", "2\n", &[], 0);
    check(&["-e", "x = 3;", "-e", "f[y_] := x y", "-e", "f[2]"], b"", "6\n", &[], 0);
    check(&["-e", "1/0", "-e", "2"], b"", "ComplexInfinity\n2\n", &["Power::infy", "-e:1:3"], 0);
    check(&["-e", "Quit[7]", "-e", "2"], b"", "", &[], 7);
    check(&["-e", "$Failed"], b"", "$Failed\n", &[], 1);
    check(&["-e", "1 +", "-e", "2"], b"", "2\n", &["expected an expression"], 1);
    check(&["-e"], b"", "", &["--evaluate"], 2);
}

#[test]
fn scripts_come_from_files_and_pipes() {
    let folder = Folder::new("scripts");
    check(&[], b"Print[1 + 1]\n3 + 3\nPrint[2]", "2\n2\n", &[], 0);
    check(&["-"], b"Print[\"piped\"]", "piped\n", &[], 0);
    let args = folder.file("args.wls", "Print[Rest[$ScriptCommandLine]]\nExit[3]\nPrint[\"not reached\"]");
    check(&[&args, "x", "-y", "--z", "a b"], b"", "{x, -y, --z, a b}\n", &[], 3);
    let first_line = folder.file("first.wls", "#!/usr/bin/env vm\nPrint[\"begins on line 2\"]\n");
    check(&[&first_line], b"", "begins on line 2\n", &[], 0);
    let marked = folder
        .file("marked.wl", "\u{feff}Print[\"mark\"]\r\nx = 1;\r\nIf[x == 1,\r\n  Print[\"lines\"]]\r\n");
    check(&[&marked], b"", "mark\nlines\n", &[], 0);
    let failed = folder.file("failed.wl", "Print[1]\n$Failed\n");
    check(&[&failed], b"", "1\n", &[], 1);
}

#[test]
fn wrong_files_are_told_with_their_place() {
    let folder = Folder::new("wrong");
    check(&["no-such-file.wl"], b"", "", &["no-such-file.wl: no such file"], 2);
    check(&[&folder.0.to_string_lossy()], b"", "", &["is a directory"], 2);
    let bytes = folder.file("bytes.wl", b"Print[1]\nPrint[\"\xff\"]\n");
    check(&[&bytes], b"", "", &["line 2: byte 17 is not UTF-8"], 1);
    let bracket = folder.file("bracket.wl", "Print[1]\nPrint[2\nPrint[3]\n");
    check(&[&bracket], b"", "1\n3\n", &["`[` is never closed", "bracket.wl:2:6", "help: write `]`"], 1);
    let string = folder.file("string.wl", "Print[\"open]\n");
    check(&[&string], b"", "", &["this string has no end", "string.wl:1:7"], 1);
    let comment = folder.file("comment.wl", "(* open\nPrint[3]\n");
    check(&[&comment], b"", "3\n", &["this comment has no end", "comment.wl:1:1"], 1);
    check(&["--no-such-option"], b"", "", &["unexpected argument"], 2);
}

#[test]
fn hostile_input_ends_with_a_message_and_the_session_lives_on() {
    let folder = Folder::new("hostile");
    let alive = ["-e", "2 + 2"];
    let ended = |input: &str, printed: &str, said: &str, code: i32| {
        check(&[&["-e", input][..], &alive].concat(), b"", &format!("{printed}4\n"), &[said], code);
    };
    let limit = |name: &str| format!("TerminatedEvaluation[{name}]\n");
    ended("x = x + x", &limit("RecursionLimit"), "reclim2", 1);
    ended("f[x_] := f[x + 1]; f[1]", &limit("IterationLimit"), "itlim", 1);
    ended("f[x_] := 1 + f[x + 1]; f[1]", &limit("RecursionLimit"), "reclim2", 1);
    ended("Range[10^12]", "Range[1000000000000]\n", "Range::toobig", 0);
    ended("Table[0, {10^6}, {10^6}];", "$Aborted\n", "Table::toobig", 0);
    ended("10^10^10", "Overflow[]\n", "General::ovfl", 0);
    let late =
        "TimeConstrained[MatchQ[Range[30], {a___, b___, c___, d___, e___, f___, g___} /; False], 0.2, late]";
    check(&[&["-e", late][..], &alive].concat(), b"", "late\n4\n", &[], 0);
    let deep =
        folder.file("deep.wl", format!("x = {}{};\nPrint[\"on\"]", "{".repeat(100_000), "}".repeat(100_000)));
    check(&[&deep], b"", "on\n", &["reclim2"], 1);
    let open = folder.file("open.wl", "f[".repeat(20_000));
    check(&[&open], b"", "", &["never closed"], 1);
    let long: Vec<String> = (0..200_000).map(|n| n.to_string()).collect();
    let long = folder.file("long.wl", format!("Print[Total[{{{}}}]]", long.join(", ")));
    check(&[&long], b"", "19999900000\n", &[], 0);
}

/// Sends Ctrl-C to `vm` once it has issued a message; gives what it printed, what it said last and its exit code.
#[cfg(unix)]
fn interrupted(args: &[&str], input: &str) -> (String, String, Option<i32>) {
    use std::io::{Read, Write};
    let mut child = Command::new(binary::vm())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("vm starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("vm reads");
    let mut errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    errors.read_line(&mut line).expect("a line");
    assert!(line.starts_with("Power::infy"), "{line}");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success());
    let mut rest = String::new();
    errors.read_to_string(&mut rest).expect("text");
    let end = child.wait_with_output().expect("vm ends");
    let last = rest.lines().last().unwrap_or_default().to_owned();
    (String::from_utf8_lossy(&end.stdout).into_owned(), last, end.status.code())
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_script_and_a_statement_of_a_pipe() {
    let folder = Folder::new("interrupt");
    let text = "1/0; While[True]\nPrint[\"after\"]\n";
    let script = folder.file("endless.wl", text);
    let stopped = (String::new(), "vm: interrupted".to_owned(), Some(130));
    assert_eq!(interrupted(&[&script], ""), stopped);
    // Caught, it ends the script all the same.
    let caught = "1/0; CheckAbort[While[True], 1]\nPrint[\"after\"]\n";
    assert_eq!(interrupted(&[&folder.file("caught.wl", caught)], ""), stopped);
    let (printed, said, code) = interrupted(&["-e", "1/0; While[True]", "-e", "1"], "");
    assert_eq!((printed.as_str(), said.as_str(), code), ("$Aborted\n", "vm: interrupted", Some(130)));
    let (printed, said, code) = interrupted(&["-"], text);
    assert_eq!((printed.as_str(), code), ("after\n", Some(0)));
    assert!(!said.contains("interrupted"), "{said}");
}

#[test]
fn very_many_faults_are_told_of_in_part() {
    let folder = Folder::new("faults");
    for (name, text) in [("part", "["), ("group", "()"), ("number", "1^^")] {
        let file = folder.file(name, text.repeat(100_000));
        let output = binary::run(&[&file], b"");
        assert_eq!(output.status.code(), Some(1), "{name}");
        let said = String::from_utf8_lossy(&output.stderr);
        let faults = said.matches("error[").count();
        assert!((1..=201).contains(&faults), "{name}: {faults}");
    }
    let file = folder.file("commas.wl", format!("Length[{{{}}}] == 100001 // Print", ",".repeat(100_000)));
    let output = binary::run(&[&file], b"");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "True\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr).matches("missing-argument").count(), 100);
}

#[test]
fn a_closed_pipe_ends_the_run_in_silence() {
    let mut child = Command::new(binary::vm())
        .args(["-e", "Do[Print[i], {i, 10^6}]"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("vm starts");
    let mut first = String::new();
    let mut output = BufReader::with_capacity(16, child.stdout.take().expect("a pipe"));
    output.read_line(&mut first).expect("a line");
    drop(output);
    let rest = child.wait_with_output().expect("vm ends");
    assert_eq!(first, "1\n");
    assert_eq!(String::from_utf8_lossy(&rest.stderr), "");
}

#[test]
fn a_pipe_gets_what_is_printed_while_the_script_goes_on() {
    let mut child = Command::new(binary::vm())
        .args(["-e", "Print[\"early\"]; Pause[600]"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("vm starts");
    let mut first = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    output.read_line(&mut first).expect("a line");
    assert!(child.try_wait().expect("vm answers").is_none(), "it has ended");
    child.kill().expect("vm is killed");
    child.wait().expect("vm ends");
    assert_eq!(first, "early\n");
}
