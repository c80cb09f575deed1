//! The cases of `tests/lists`: an input and the value it has, or the message it gives.

use std::sync::{Arc, Mutex};

use scheelite::{Engine, Session};
use scheelite_runtime::eval::{Host, Message};
use scheelite_runtime::format::input_form;
use scheelite_runtime::source::SourceMap;

#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

impl Host for Listener {
    fn print(&mut self, _: &str) {}

    fn message(&mut self, message: &Message, _: &SourceMap) {
        self.0.lock().expect("one thread").push(format!("{}::{}", message.symbol, message.tag));
    }
}

fn value(session: &mut Session, input: &str) -> String {
    match session.evaluate(input) {
        Ok(value) => input_form(&value),
        Err(error) => format!("{error:?}"),
    }
}

#[track_caller]
fn check(cases: &str) {
    let engine = Engine::default();
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let listener = Listener::default();
        let mut session = Session::with_host(&engine, Box::new(listener.clone()));
        if let Some((input, message)) = line.split_once("!!") {
            let found = value(&mut session, input);
            let issued = listener.0.lock().expect("one thread").clone();
            if !issued.contains(&message.trim().to_owned()) {
                wrong.push(format!("{line}\n  gives {found} with {issued:?}"));
            }
            continue;
        }
        let (input, expected) = line.split_once("==>").expect("a case has ==> or !!");
        let found = value(&mut session, input);
        let expected = value(&mut Session::new(&engine), expected);
        let issued = listener.0.lock().expect("one thread").clone();
        if found != expected || !issued.is_empty() {
            wrong.push(format!("{line}\n  gives {found} with {issued:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn linear() {
    check(include_str!("../lists/linear.txt"));
}

#[test]
fn order() {
    check(include_str!("../lists/order.txt"));
}

#[test]
fn parts() {
    check(include_str!("../lists/parts.txt"));
}

#[test]
fn random() {
    check(include_str!("../lists/random.txt"));
}

#[test]
fn shapes() {
    check(include_str!("../lists/shapes.txt"));
}

#[test]
fn statistics() {
    check(include_str!("../lists/statistics.txt"));
}
