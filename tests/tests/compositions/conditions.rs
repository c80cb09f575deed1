//! Conditions and the ends of trials and runs.

use scheelite::compiler::composition::condition::{Argument, Arguments, Condition, Scale, make};
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{Role, Weight};
use scheelite::compiler::composition::{Model, Numbers};

use super::harness::{close, everywhere, function, mechanism, number, plan, session, word};

fn condition(name: &str, nodes: &[&str], n: Option<f64>, scale: Option<Scale>) -> Condition {
    let nodes = nodes.iter().map(|node| (*node).to_owned()).collect();
    make(name, &Arguments { nodes, n, scale, ..Arguments::default() }).unwrap()
}

fn around(name: &str, inner: Condition) -> Condition {
    make(name, &Arguments { conditions: vec![inner], ..Arguments::default() }).unwrap()
}

/// test_scheduler.py::test_scheduler_conditions
#[test]
fn when_the_gate_opens() {
    let on = |name: &str, n: f64, scale: Scale| condition(name, &["DDM"], Some(n), Some(scale));
    let finished = || condition("WhenFinished", &["DDM"], None, None);
    let cases = [
        (on("BeforeNCalls", 5.0, Scale::Trial), 0.05),
        (on("BeforeNCalls", 5.0, Scale::Pass), 0.05),
        (Condition::every("DDM", 1), 0.05),
        (on("AtNCalls", 5.0, Scale::Trial), 0.25),
        (on("AtNCalls", 5.0, Scale::Run), 0.25),
        (on("AfterNCalls", 5.0, Scale::Trial), 0.25),
        (on("AfterNCalls", 1.0, Scale::Pass), 0.05),
        (finished(), 1.0),
        (condition("WhenFinishedAny", &["DDM"], None, None), 1.0),
        (condition("WhenFinishedAll", &["DDM"], None, None), 1.0),
        (around("All", finished()), 1.0),
        (around("Any", finished()), 1.0),
        (around("Not", finished()), 0.05),
        (condition("AllHaveRun", &["DDM"], None, None), 0.05),
        (Condition::Always, 0.05),
        (condition("AtPass", &[], Some(5.0), None), 0.3),
        (condition("AtTrial", &[], Some(0.0), None), 0.05),
    ];
    for (gate, expected) in cases {
        let decision = function("DriftDiffusionIntegrator", &[("threshold", 1.0), ("timestepsize", 1.0)]);
        let mut ddm = mechanism(
            "DDM",
            &[("function", Value::Function(decision)), ("executeuntilfinished", word("False"))],
        );
        ddm.outputs.truncate(1);
        let model = Model::new("gate")
            .mechanism("DDM", ddm)
            .mechanism("gate", mechanism("ProcessingMechanism", &[("size", number(2.0))]))
            .project("DDM", "gate", Weight::Automatic)
            .when("gate", gate.clone());
        let results = everywhere(&model, &[("DDM", &[&[0.05]])], 1);
        close(&results[0], &[expected, expected]);
    }
}

fn threshold(comparator: &str, at: f64, absolute: f64, relative: f64) -> Condition {
    let named = vec![
        ("comparator".to_owned(), Argument::Word(comparator.to_owned())),
        ("threshold".to_owned(), Argument::Numbers(vec![at])),
        ("atol".to_owned(), Argument::Numbers(vec![absolute])),
        ("rtol".to_owned(), Argument::Numbers(vec![relative])),
    ];
    make("Threshold", &Arguments { nodes: vec!["A".to_owned()], named, ..Arguments::default() }).unwrap()
}

/// test_condition.py::test_Threshold_comparators, test_Threshold_tolerances
#[test]
fn thresholds() {
    let cases = [
        (">", 1.0, 5.0, 0.0, 0.0, 6.0),
        (">=", 1.0, 5.0, 0.0, 0.0, 5.0),
        ("<", -1.0, -5.0, 0.0, 0.0, -6.0),
        ("<=", -1.0, -5.0, 0.0, 0.0, -5.0),
        ("==", 1.0, 5.0, 0.0, 0.0, 5.0),
        ("!=", 1.0, 0.0, 0.0, 0.0, 1.0),
        ("!=", -1.0, 0.0, 0.0, 0.0, -1.0),
        ("==", 1.0, 10.0, 1.0, 0.1, 8.0),
        ("==", 1.0, 10.0, 1.0, 0.0, 9.0),
        ("==", 1.0, 10.0, 0.0, 0.1, 9.0),
        ("!=", 1.0, 2.0, 1.0, 0.5, 5.0),
        ("!=", 1.0, 1.0, 1.0, 0.0, 3.0),
        ("!=", 1.0, 1.0, 0.0, 1.0, 3.0),
        ("!=", -1.0, -2.0, 1.0, 0.5, -5.0),
        ("!=", -1.0, -1.0, 1.0, 0.0, -3.0),
        ("!=", -1.0, -1.0, 0.0, 1.0, -3.0),
    ];
    for (comparator, increment, at, absolute, relative, expected) in cases {
        let integrator = function("AccumulatorIntegrator", &[("rate", 1.0), ("increment", increment)]);
        let model = Model::new("threshold")
            .mechanism(
                "A",
                mechanism(
                    "TransferMechanism",
                    &[("integratormode", word("True")), ("integratorfunction", Value::Function(integrator))],
                ),
            )
            .trial_until(threshold(comparator, at, absolute, relative));
        let results = everywhere(&model, &[("A", &[&[1.0]])], 1);
        assert_eq!(results, [[expected]], "{comparator} {at} {absolute} {relative}");
    }
}

/// test_scheduler.py::test_run_term_conditions
#[test]
fn a_run_ends_before_its_trials() {
    let model = Model::new("ends")
        .mechanism(
            "A",
            mechanism(
                "ProcessingMechanism",
                &[("function", Value::Function(function("SimpleIntegrator", &[])))],
            ),
        )
        .run_until(condition("AtTrial", &[], Some(2.0), None));
    assert_eq!(everywhere(&model, &[("A", &[&[1.0]])], 5), [[1.0], [2.0]]);
}

/// The model of `scheduler_conditions.py`: integrators make the order of calls visible in the numbers.
#[test]
fn many_conditions() {
    let integrator = |settings: &[(&str, f64)]| {
        mechanism(
            "IntegratorMechanism",
            &[("function", Value::Function(function("SimpleIntegrator", settings)))],
        )
    };
    let all = |conditions: Vec<Condition>| Condition::All(conditions);
    let after = |node: &str, n: f64| condition("AfterNCalls", &[node], Some(n), None);
    let at_pass = |n: f64| condition("AtPass", &[], Some(n), None);
    let linear = function("Linear", &[("slope", 2.0), ("intercept", 1.0)]);
    let model = Model::new("many")
        .mechanism("A", integrator(&[("rate", 1.0)]))
        .mechanism("B", integrator(&[("rate", 0.5)]))
        .mechanism("C", integrator(&[("rate", 0.25), ("offset", 0.125)]))
        .mechanism("D", mechanism("TransferMechanism", &[("function", Value::Function(linear))]))
        .pathway(&["A", "B", "C", "D"])
        .when("B", Condition::every("A", 1))
        .when("C", all(vec![after("B", 5.0), around("Not", at_pass(7.0))]))
        .when("D", Condition::Any(vec![at_pass(3.0), after("C", 2.0)]))
        .trial_until(after("C", 3.0));
    let results = everywhere(&model, &[("A", &[&[1.0], &[0.5]])], 4);
    close(&results.concat(), &MANY);
}

const MANY: [f64; 4] = [10.5, 56.0, 162.875, 360.625];

/// A weight that does not fit, an unknown node, a condition on one, a trial that cannot end.
#[test]
fn what_is_wrong_is_said_before_anything_runs() {
    let two = || mechanism("TransferMechanism", &[("size", number(2.0))]);
    let base = || Model::new("wrong").mechanism("A", two()).mechanism("B", two());
    let cases = [
        (base().project("A", "B", Weight::Matrix(Numbers::matrix(3, 2, vec![0.0; 6]))), "shape-mismatch"),
        (base().project("A", "X", Weight::Automatic), "unknown-node"),
        (base().pathway(&["A", "B"]).when("X", Condition::Always), "unknown-node"),
        (base().pathway(&["A", "B"]).when("B", Condition::every("X", 1)), "unknown-node"),
        (base().pathway(&["A", "B"]).when("B", Condition::Never), "never-ends"),
        (base().when("A", Condition::every("B", 1)).when("B", Condition::every("A", 1)), "never-ends"),
        (base().mechanism("A", two()), "duplicate-node"),
        (Model::new("empty"), "empty-model"),
    ];
    for (model, code) in cases {
        let mut session = super::harness::session();
        let error = match super::harness::plan(&mut session, model) {
            Ok(_) => panic!("{code} was not found"),
            Err(error) => error,
        };
        assert_eq!(error.code, code, "{error}");
    }
}

fn timed(name: &str, named: &[(&str, Argument)]) -> Condition {
    let named = named.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    make(name, &Arguments { named, ..Arguments::default() }).unwrap()
}

fn interval(named: &[(&str, f64)]) -> Condition {
    let named: Vec<_> = named.iter().map(|(name, value)| (*name, Argument::Numbers(vec![*value]))).collect();
    timed("TimeInterval", &named)
}

/// Model time as graph-scheduler has it (standard mode): the numbers are of its version 1.2.2. Each case has how often A, B
/// and C of a chain have run at the end of each trial.
#[test]
fn model_time() {
    let text = |name: &str, value: &str| timed("TimeInterval", &[(name, Argument::Word(value.to_owned()))]);
    let until = |t: f64| timed("TimeTermination", &[("t", Argument::Numbers(vec![t]))]);
    let passes = |n: f64| condition("AtPass", &[], Some(n), None);
    let open = Argument::Word("False".to_owned());
    let before_nine =
        timed("TimeTermination", &[("t", Argument::Numbers(vec![9.0])), ("inclusive", open.clone())]);
    let always = || Condition::Always;
    type Case = ([Condition; 3], Condition, &'static [[f64; 3]]);
    let cases: [Case; 7] = [
        (
            [interval(&[("repeat", 2.0)]), interval(&[("repeat", 3.0)]), always()],
            passes(6.0),
            &[[3.0, 2.0, 6.0]],
        ),
        (
            [
                interval(&[("repeat", 10.0)]),
                interval(&[("repeat", 20.0), ("start", 20.0)]),
                interval(&[("start", 30.0), ("end", 50.0)]),
            ],
            passes(8.0),
            &[[8.0, 3.0, 2.0]],
        ),
        (
            [interval(&[("start", 5.0)]), interval(&[("start", 5.0)]), interval(&[("start", 7.0)])],
            passes(4.0),
            &[[4.0, 4.0, 4.0], [8.0, 8.0, 8.0]],
        ),
        ([text("repeat", "2s"), text("repeat", "500 ms"), always()], until(3000.0), &[[2.0, 6.0, 6.0]]),
        ([always(), interval(&[("repeat", 4.0)]), always()], before_nine, &[[3.0, 2.0, 2.0]]),
        ([text("repeat", "1500us"), Condition::every("A", 2), always()], until(4.3), &[[3.0, 1.0, 3.0]]),
        (
            [interval(&[("repeat", 2.0)]), interval(&[("repeat", 2.0)]), interval(&[("repeat", 2.0)])],
            condition("AfterNCalls", &["C"], Some(3.0), None),
            &[[3.0, 3.0, 3.0], [6.0, 6.0, 6.0], [9.0, 9.0, 9.0]],
        ),
    ];
    for (number, (conditions, end, expected)) in cases.into_iter().enumerate() {
        let counting = || {
            mechanism(
                "ProcessingMechanism",
                &[(
                    "function",
                    Value::Function(function("AccumulatorIntegrator", &[("rate", 1.0), ("increment", 1.0)])),
                )],
            )
        };
        let mut model = Model::new("time").trial_until(end);
        for name in ["A", "B", "C"] {
            model = model.mechanism(name, counting()).role(name, Role::Output);
        }
        model = model.project("A", "B", Weight::Automatic).project("B", "C", Weight::Automatic);
        for (name, condition) in ["A", "B", "C"].into_iter().zip(conditions) {
            model = model.when(name, condition);
        }
        let results = everywhere(&model, &[("A", &[&[0.0]])], expected.len());
        assert_eq!(results, expected, "case {number}");
    }
}

/// Times that are none.
#[test]
fn wrong_times() {
    let fails = |name: &str, value: &str| {
        let named = vec![(name.to_owned(), Argument::Word(value.to_owned()))];
        make("TimeInterval", &Arguments { named, ..Arguments::default() }).unwrap_err().to_string()
    };
    assert!(fails("repeat", "2 parsecs").contains("a unit of time"), "{}", fails("repeat", "2 parsecs"));
    assert!(fails("repeat", "soon").contains("a time as a number"));
    let mut session = session();
    for at in [0.0, -1.0, 1e-9, 1e300, f64::NAN] {
        let model = Model::new("time")
            .mechanism("A", mechanism("ProcessingMechanism", &[]))
            .when("A", interval(&[("repeat", at)]));
        let error = plan(&mut session, model).err().map(|error| error.code);
        assert_eq!(error, Some("bad-condition"), "{at}");
    }
}
