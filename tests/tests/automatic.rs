//! Loops that compile by themselves give what the evaluator gives: value to the last bit, messages, effects.
//!
//! Each body runs in two sessions, with automatic compilation and without. `+` before it says that the loop runs as
//! compiled code from its beginning to its end, `-` that it is left to the evaluator.

use scheelite::{Engine, Path, Session};

const OFF: &str = "SetSystemOptions[\"CompileOptions\" -> {\"ArrayCompileLength\" -> Infinity, \"FoldCompileLength\" -> Infinity,
    \"MapCompileLength\" -> Infinity, \"NestCompileLength\" -> Infinity, \"ProductCompileLength\" -> Infinity,
    \"SumCompileLength\" -> Infinity, \"TableCompileLength\" -> Infinity}]";

const SETUP: &str = "v = Table[Sin[1. k], {k, 400}]; w = Table[Mod[7 k, 31] - 15, {k, 400}]; m = Table[1. i - j, {i, 20}, {j, 20}];
    x = 0.3; y = -1.75; n = 5; big = 2^62; f[t_] := t + 1;";

const BODIES: &str = include_str!("automatic.txt");

/// What a session makes of a body: value, messages, output, and how loops went.
fn run(session: &mut Session, body: &str) -> (String, Vec<String>, String, Vec<Path>) {
    let value = session.evaluate(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    let shown = session.input_form(&value);
    let messages = session.take_messages();
    let messages = messages.iter().map(|one| format!("{}::{}: {}", one.symbol, one.tag, one.text)).collect();
    (shown, messages, session.take_printed(), session.take_paths())
}

fn session(setup: &[&str]) -> Session {
    let mut session = Session::new(&Engine::new());
    for text in setup {
        session.evaluate(text).expect("the tools are read");
    }
    session.take_paths();
    session
}

#[test]
fn loops_give_the_same_with_and_without_compilation() {
    let mut with = session(&[SETUP]);
    let mut without = session(&[OFF, SETUP]);
    let (mut compiled, mut wrong) = (0, Vec::new());
    let lines = BODIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let (mark, body) = line.split_once(' ').expect("a line has a mark and a body");
        let (value, messages, printed, paths) = run(&mut with, body);
        let expected = run(&mut without, body);
        assert!(expected.3.is_empty(), "{body} compiled in the session without compilation");
        if (&value, &messages, &printed) != (&expected.0, &expected.1, &expected.2) {
            wrong.push(format!(
                "{body}\n  compiled  {value} {messages:?} {printed}\n  evaluated {} {:?} {}",
                expected.0, expected.1, expected.2
            ));
        }
        let ran = !paths.is_empty() && paths.iter().all(|path| *path == Path::Fast);
        compiled += usize::from(ran);
        if ran != (mark == "+") {
            wrong.push(format!("{body}\n  took the paths {paths:?}, marked {mark}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    println!("{compiled} bodies ran compiled");
    assert!(compiled >= 100, "only {compiled} bodies ran compiled");
}

#[test]
fn the_lengths_are_those_of_the_system_options() {
    let mut session = session(&[]);
    let compiled = |session: &mut Session, text: &str| {
        session.evaluate(text).expect("the loop is read");
        !session.take_paths().is_empty()
    };
    assert!(!compiled(&mut session, "Table[i^2, {i, 249}]"));
    assert!(compiled(&mut session, "Table[i^2, {i, 250}]"));
    assert!(!compiled(&mut session, "Map[# + 1 &, Range[99]]"));
    assert!(compiled(&mut session, "Map[# + 1 &, Range[100]]"));
    session
        .evaluate("SetSystemOptions[\"CompileOptions\" -> {\"TableCompileLength\" -> 10, \"MapCompileLength\" -> Infinity}]")
        .expect("the options are set");
    assert!(!compiled(&mut session, "Table[i^2, {i, 9}]"));
    assert!(compiled(&mut session, "Table[i^2, {i, 10}]"));
    assert!(!compiled(&mut session, "Map[# + 1 &, Range[1000]]"));
}

#[test]
fn a_loop_that_always_leaves_is_no_longer_tried() {
    let mut session = session(&[]);
    let mut tries = Vec::new();
    for _ in 0..6 {
        session.evaluate("Product[k, {k, 300}]").expect("the loop is read");
        tries.push(session.take_paths().len());
    }
    assert_eq!(tries, [1, 1, 1, 0, 0, 0]);
}
