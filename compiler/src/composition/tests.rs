//! Lowering seen as text.

use scheelite_runtime::Expr;

use super::mechanisms::{Value, make};
use super::model::{Model, Weight};
use super::{Condition, Function, Numbers, lower, text};

fn none(_: Expr) -> Option<Expr> {
    None
}

fn chain() -> Model {
    let sized = |size: f64| vec![("size".to_owned(), Value::Numbers(size.into()))];
    let input = make("TransferMechanism", sized(2.0)).unwrap();
    let mut options = sized(1.0);
    options.push((
        "function".into(),
        Value::Function(Function::new("Logistic").unwrap().with("gain", 2.0).unwrap()),
    ));
    let output = make("TransferMechanism", options).unwrap();
    Model::new("chain").mechanism("in", input).mechanism("out", output).project(
        "in",
        "out",
        Weight::Matrix(Numbers::matrix(2, 1, vec![0.5, -1.0])),
    )
}

#[test]
fn a_chain_becomes_straight_code() {
    let program = lower(&chain(), &mut none).unwrap();
    let text = text::form(&program.run);
    assert!(text.contains("net = in$Result * "), "{text}");
    assert!(!text.contains("done"), "a chain needs no loop of passes: {text}");
}

#[test]
fn what_is_written_reads_back() {
    let model = chain().when("out", Condition::every("in", 3));
    let program = lower(&model, &mut none).unwrap();
    for form in [&program.run, &program.trial, &program.run_calls] {
        let written = text::form(form);
        let read = super::lower::apply::parse(&written).unwrap();
        let again = super::lower::apply::parse(&text::expression(&read)).unwrap();
        assert_eq!(read, again);
    }
}

#[test]
fn formulas_of_the_library_are_array_formulas() {
    for row in super::functions::FUNCTIONS {
        for (choice, formula) in row.formulas {
            assert!(super::lower::apply::parse(formula).is_ok(), "{} {choice}: {formula}", row.name);
        }
    }
}

/// Names of variables are compared without case: two that differ by nothing else would be one.
#[test]
fn variables_of_formulas_are_distinct() {
    for row in super::functions::FUNCTIONS {
        for (choice, formula) in row.formulas {
            let mut names: Vec<&str> =
                formula.split(';').filter_map(|part| part.split_once(" = ")).map(|(n, _)| n.trim()).collect();
            names.extend(row.parameters.iter().map(|(name, _)| *name));
            for (index, name) in names.iter().enumerate() {
                let twin = names[..index]
                    .iter()
                    .find(|other| super::model::canonical(other) == super::model::canonical(name));
                assert_eq!(twin, None, "{} {choice}: `{name}`", row.name);
            }
        }
    }
}
