//! Runs one model in every mode and compares bits.

use scheelite::compiler::composition::mechanisms::{Options, Value, make};
use scheelite::compiler::composition::model::{Mechanism, ModelError};
use scheelite::compiler::composition::{Function, Model, Numbers};
use scheelite::composition::{Mode, Outcome, Plan, Request};
use scheelite::{Engine, Session};

/// Inputs of one node, a row a trial.
pub type Inputs<'a> = &'a [(&'a str, &'a [&'a [f64]])];

/// The modes that a model is run in.
pub const MODES: [Mode; 4] = [Mode::Interpreted, Mode::PerNode, Mode::Exec, Mode::Run];

pub fn session() -> Session {
    Session::new(&Engine::new())
}

pub fn plan(session: &mut Session, model: Model) -> Result<Plan, ModelError> {
    Plan::new(session.evaluator(), model)
}

pub fn request<'h>(inputs: Inputs<'_>, trials: usize, mode: Mode, id: &str) -> Request<'h> {
    Request {
        inputs: inputs
            .iter()
            .map(|(node, rows)| ((*node).to_owned(), rows.iter().map(|row| row.to_vec()).collect()))
            .collect(),
        trials: Some(trials),
        mode,
        id: id.to_owned(),
        ..Request::default()
    }
}

/// Runs a fresh plan in each mode and gives the results, which must be the same in all of them.
pub fn everywhere(model: &Model, inputs: Inputs<'_>, trials: usize) -> Vec<Vec<f64>> {
    let mut first: Option<(Outcome, Vec<f64>)> = None;
    for mode in MODES {
        let mut session = session();
        let mut plan = plan(&mut session, model.clone()).unwrap_or_else(|error| panic!("{error}"));
        let outcome = plan
            .run(session.evaluator(), request(inputs, trials, mode, "test"))
            .unwrap_or_else(|error| panic!("{mode:?}: {error}"));
        assert!(!outcome.left, "{mode:?} left compiled code");
        let memory = plan.context("test").unwrap().memory.clone();
        match &first {
            None => first = Some((outcome, memory)),
            Some((expected, kept)) => {
                assert_eq!(bits(&outcome.results), bits(&expected.results), "{mode:?}");
                assert_eq!(bits(&[memory]), bits(std::slice::from_ref(kept)), "memory after {mode:?}");
            }
        }
    }
    first.unwrap().0.results
}

pub fn bits(rows: &[Vec<f64>]) -> Vec<Vec<u64>> {
    rows.iter().map(|row| row.iter().map(|x| x.to_bits()).collect()).collect()
}

/// Whether numbers agree to about nine digits, as the numbers published for the models do.
pub fn close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{found:?} {expected:?}");
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= 1e-8 + 1e-7 * b.abs(), "{found:?} is not {expected:?}");
    }
}

pub fn function(name: &str, settings: &[(&str, f64)]) -> Function {
    settings
        .iter()
        .fold(Function::new(name).unwrap(), |function, (key, value)| function.with(key, *value).unwrap())
}

/// A mechanism with options: numbers, functions and words.
pub fn mechanism(kind: &str, options: &[(&str, Value)]) -> Mechanism {
    let options: Options = options.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    make(kind, options).unwrap_or_else(|error| panic!("{error}"))
}

pub fn number(value: f64) -> Value {
    Value::Numbers(Numbers::scalar(value))
}

pub fn numbers(values: &[f64]) -> Value {
    Value::Numbers(Numbers::vector(values.to_vec()))
}

pub fn word(word: &str) -> Value {
    Value::Word(word.to_owned())
}
