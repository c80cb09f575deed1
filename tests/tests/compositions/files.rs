//! Model description files made by others.

use scheelite::compiler::composition::{Model, Numbers, mdf};

use super::harness::{close, everywhere, plan, request, session};

fn model(name: &str) -> Model {
    let path = format!("{}/tests/compositions/mdf/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    mdf::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The outputs of all nodes after one trial: `node.port`, the same in all modes.
fn outputs(model: &Model, names: &[&str]) -> Vec<Vec<f64>> {
    let mut session = session();
    let mut plan = plan(&mut session, model.clone()).unwrap_or_else(|error| panic!("{error}"));
    let mut found = super::harness::MODES.map(|mode| {
        let id = mode.name();
        plan.run(session.evaluator(), request(&[], 1, mode, id)).unwrap_or_else(|error| panic!("{error}"));
        let of = |name: &&str| plan.get(id, name).unwrap_or_else(|error| panic!("{error}")).data;
        names.iter().map(of).collect::<Vec<_>>()
    });
    assert!(found.iter().all(|other| *other == found[0]), "{found:?}");
    std::mem::take(&mut found[0])
}

#[test]
fn simple() {
    let model = model("Simple.json");
    close(&everywhere(&model, &[], 1)[0], &[0.6016871801828567]);
}

#[test]
fn abcd() {
    let ports = ["A.output_1", "B.output_1", "C.output_1", "D.output_1"];
    let model = self::model("ABCD.json");
    everywhere(&model, &[], 1);
    let found = outputs(&model, &ports);
    close(&found.concat(), &[1.2, 0.9921549769695442, 2014.220321197659, -1.7737500239216302]);
    let oldest = self::model("ABCD_v0.1.json");
    let found = outputs(&oldest, &ports);
    close(&found.concat(), &[2.2, 0.9002495108803148, 2.460216885462939, 0.6298621883736628]);
}

/// A A A B A B A B A B C
#[test]
fn passes() {
    let model = model("timeinterval_condition.json");
    everywhere(&model, &[], 1);
    assert_eq!(outputs(&model, &["A.output_1", "B.output_1", "C.output_1"]).concat(), [6.0, 4.0, 1.0]);
}

#[test]
fn arrays() {
    let model = model("Arrays.json");
    close(&everywhere(&model, &[], 1)[0], &[0.5, 2.0, 3.5, 4.0]);
}

/// The order A A B A C A B A A {B, C} A: A is called 7 times, B 3 and C 2.
#[test]
fn conditions() {
    let model = model("abc_conditions.json");
    everywhere(&model, &[], 1);
    let counts = outputs(&model, &["A.Function.count_A", "B.Function.count_B", "C.Function.count_C"]);
    assert_eq!(counts.concat(), [7.0, 3.0, 2.0]);
}

#[test]
fn threshold() {
    assert_eq!(everywhere(&model("threshold_condition.json"), &[], 1), [[5.0]]);
}

/// One evaluation, then a hundred steps of a millisecond: each equation sees those before it already moved on.
#[test]
fn states() {
    let model = model("States.json");
    let mut session = session();
    let mut plan = plan(&mut session, model).unwrap();
    for mode in super::harness::MODES {
        let id = mode.name();
        let mut run = |trials| {
            plan.run(session.evaluator(), request(&[], trials, mode, id)).unwrap();
        };
        run(1);
        assert_eq!(plan.get(id, "counter_node.Function.count").unwrap().data, [1.0]);
        assert_eq!(plan.get(id, "sine_node.Function.level").unwrap().data, [0.0]);
        plan.set(Some(id), "sine_node.Function.timeincrement", &Numbers::scalar(0.001)).unwrap();
        plan.run(session.evaluator(), request(&[], 100, mode, id)).unwrap();
        assert_eq!(plan.get(id, "counter_node.Function.count").unwrap().data, [101.0]);
        close(&plan.get(id, "sine_node.out_port").unwrap().data, &[3.000092531425593]);
        close(&plan.get(id, "sine_node.Function.rate").unwrap().data, &[-0.007870296250152758]);
    }
}

#[test]
fn fitzhugh_nagumo() {
    let model = model("FN.mdf.json");
    let mut session = session();
    let mut plan = plan(&mut session, model).unwrap();
    plan.set(None, "FNpop_0.Function.timeincrement", &Numbers::scalar(5e-5)).unwrap();
    for mode in super::harness::MODES {
        let id = mode.name();
        plan.run(session.evaluator(), request(&[], 1000, mode, id)).unwrap();
        close(&plan.get(id, "FNpop_0.Function.V").unwrap().data, &[1.4333278808509473]);
        close(&plan.get(id, "FNpop_0.Function.W").unwrap().data, &[1.5194349248861008]);
    }
}

/// Models exported by PsyNeuLink give its own numbers.
#[test]
fn exports_of_psyneulink() {
    close(&everywhere(&model("basic.json"), &[("A", &[&[1.0]])], 1)[0], &[2.7158064623163662]);
    let model = model("integrators.json");
    let results = everywhere(&model, &[("A", &[&[1.0]]), ("B", &[&[0.5]])], 3);
    for (row, expected) in results.iter().zip([[0.1, 2.2], [0.2, 2.4], [0.3, 2.6]]) {
        close(&row[..2], &expected);
    }
}

#[test]
fn what_is_not_supported_is_named_with_its_place() {
    let text = r#"{"m": {"graphs": {"g": {"nodes": {"A": {"functions": {"f": {"function": "onnx::LSTM", "args": {}}},
        "output_ports": {"o": {"value": "f"}}}}}}}}"#;
    let error = mdf::read(text).unwrap_err();
    assert_eq!(error.code, "unsupported-feature");
    assert!(error.text.contains("m/graphs/g/nodes/A/functions/f"), "{error}");
    for broken in ["", "{", "[]", "{\"a\": 1, \"b\": 2}", "- 1\n- 2", "\u{0}", "{\"graphs\": 3}"] {
        assert!(mdf::read(broken).is_err(), "{broken}");
    }
}

/// The same model in YAML.
#[test]
fn yaml() {
    let text = "m:\n  graphs:\n    g:\n      nodes:\n        A:\n          input_ports:\n            i: {shape: [1]}\n\
        \x20         parameters:\n            gain: {value: 3}\n          output_ports:\n            o: {value: gain * i + 1}\n";
    let model = mdf::read(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(everywhere(&model, &[("A", &[&[2.0]])], 1), [[7.0]]);
}
