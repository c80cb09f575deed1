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
        let read = super::lower::node::parse(&written).unwrap();
        let again = super::lower::node::parse(&text::expression(&read)).unwrap();
        assert_eq!(read, again);
    }
}

#[test]
fn formulas_of_the_library_are_array_formulas() {
    for row in super::functions::FUNCTIONS {
        for (choice, formula) in row.formulas {
            assert!(super::lower::node::parse(formula).is_ok(), "{} {choice}: {formula}", row.name);
        }
    }
}
