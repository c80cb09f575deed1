//! Large models: nodes with hundreds of units are not written out unit by unit.

use std::time::Instant;

use scheelite::compiler::composition::functions::Function;
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{Role, Weight};
use scheelite::compiler::composition::{Model, Numbers, text};
use scheelite::composition::Mode;

use super::harness::{close, everywhere, function, mechanism, number, plan, request, session, word};

fn weights(rows: usize, columns: usize) -> Numbers {
    let data = (0..rows * columns).map(|i| ((i * 7919 % 1000) as f64 / 500.0 - 1.0) / rows as f64).collect();
    Numbers::matrix(rows, columns, data)
}

fn layer(size: usize, function: Function) -> (&'static str, Vec<(&'static str, Value)>) {
    ("TransferMechanism", vec![("size", number(size as f64)), ("function", Value::Function(function))])
}

fn network(sizes: [usize; 4]) -> Model {
    let gain: Vec<f64> = (0..sizes[1]).map(|i| 1.0 + i as f64 / 100.0).collect();
    let logistic = function("Logistic", &[]).with("gain", gain).unwrap();
    let make = |(kind, options): (&str, Vec<(&str, Value)>)| mechanism(kind, &options);
    Model::new("network")
        .mechanism("in", make(layer(sizes[0], function("Linear", &[]))))
        .mechanism("hidden", make(layer(sizes[1], logistic)))
        .mechanism("soft", make(layer(sizes[2], function("SoftMax", &[("gain", 2.0)]))))
        .mechanism("out", make(layer(sizes[3], function("Tanh", &[]))))
        .project("in", "hidden", Weight::Matrix(weights(sizes[0], sizes[1])))
        .project("hidden", "soft", Weight::Matrix(weights(sizes[1], sizes[2])))
        .project("soft", "out", Weight::Matrix(weights(sizes[2], sizes[3])))
        .role("soft", Role::Output)
}

/// What the network computes, by hand.
fn by_hand(sizes: [usize; 4], input: &[f64]) -> Vec<f64> {
    let dot = |x: &[f64], columns: usize| -> Vec<f64> {
        let matrix = weights(x.len(), columns).data;
        (0..columns).map(|c| x.iter().enumerate().map(|(r, x)| x * matrix[r * columns + c]).sum()).collect()
    };
    let hidden: Vec<f64> = dot(input, sizes[1])
        .iter()
        .enumerate()
        .map(|(i, x)| 1.0 / (1.0 + (-(1.0 + i as f64 / 100.0) * x).exp()))
        .collect();
    let net = dot(&hidden, sizes[2]);
    let top = net.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e: Vec<f64> = net.iter().map(|x| (2.0 * (x - top)).exp()).collect();
    let sum: f64 = e.iter().sum();
    let soft: Vec<f64> = e.iter().map(|x| x / sum).collect();
    let out = dot(&soft, sizes[3]);
    soft.iter().copied().chain(out.iter().map(|x| x.tanh())).collect()
}

#[test]
fn hundreds_of_units() {
    for sizes in [[200, 150, 100, 3], [5, 130, 70, 66], [40, 40, 40, 40]] {
        let input: Vec<f64> = (0..sizes[0]).map(|i| (i as f64 / 17.0).sin()).collect();
        let results = everywhere(&network(sizes), &[("in", &[&input])], 1);
        close(&results[0], &by_hand(sizes, &input));
    }
}

/// Memory, noise, competition, recurrence, conditions and choices over wide arrays: the same bits in all modes.
#[test]
fn wide_nodes_of_all_kinds() {
    let size = || ("size", number(80.0));
    let of = |kind: &str, more: Vec<(&str, Value)>| {
        let mut options: Vec<(&str, Value)> = vec![size()];
        options.extend(more);
        mechanism(kind, &options)
    };
    let named =
        |name: &str, settings: &[(&str, f64)]| ("function", Value::Function(function(name, settings)));
    let noise = function("NormalDist", &[("standarddeviation", 0.1)]).with("generator", "Philox").unwrap();
    let hot = |mode: &str| {
        ("function", Value::Function(Function::new("OneHot").unwrap().with("mode", mode).unwrap()))
    };
    let model = Model::new("wide")
        .mechanism("in", of("ProcessingMechanism", vec![]))
        .mechanism(
            "noisy",
            of(
                "TransferMechanism",
                vec![
                    named("Logistic", &[]),
                    ("integratormode", word("True")),
                    ("noise", Value::Function(noise)),
                    ("terminationthreshold", number(0.05)),
                    ("maxexecutionsbeforefinished", number(5.0)),
                ],
            ),
        )
        .mechanism("lca", of("LCAMechanism", vec![("competition", number(0.2))]))
        .mechanism(
            "recurrent",
            of("RecurrentTransferMechanism", vec![named("Tanh", &[]), ("hetero", number(-0.01))]),
        )
        .mechanism("relu", of("ProcessingMechanism", vec![named("ReLU", &[("leak", 0.1)])]))
        .mechanism("hot", of("ProcessingMechanism", vec![hot("MaxVal")]))
        .mechanism("picked", of("ProcessingMechanism", vec![hot("ProbIndicator")]))
        .mechanism("norm", of("ProcessingMechanism", vec![named("Normalize", &[])]))
        .mechanism("energy", of("ProcessingMechanism", vec![("function", energy(80))]))
        .mechanism("both", of("ProcessingMechanism", vec![named("Linear", &[("slope", 0.5)])]))
        .pathway(&["in", "noisy", "lca", "hot"])
        .pathway(&["in", "recurrent", "relu", "both"])
        .pathway(&["noisy", "norm", "both"])
        .pathway(&["both", "relu"])
        .pathway(&["recurrent", "picked"])
        .pathway(&["norm", "energy"])
        .when("relu", scheelite::compiler::composition::Condition::every("recurrent", 2));
    let rows: Vec<Vec<f64>> =
        (0..2).map(|k| (0..80).map(|i| ((i + 40 * k) as f64).cos()).collect()).collect();
    let results = everywhere(&model, &[("in", &[&rows[0], &rows[1]])], 3);
    assert!(results.iter().flatten().all(|x| x.is_finite()));
    assert!(results[2].iter().any(|x| *x != results[1][0]));
}

fn energy(size: usize) -> Value {
    let matrix = Numbers::diagonal(size, 0.0, -0.5);
    Value::Function(function("Energy", &[]).with("matrix", matrix).unwrap())
}

/// The program of a larger network is hardly longer, and is made in no more time than there are weights to store.
#[test]
fn programs_do_not_grow_with_units() {
    let mut session = session();
    let mut lengths = Vec::new();
    for size in [100, 500] {
        let started = Instant::now();
        let plan = plan(&mut session, network([size, size, size, size])).unwrap();
        lengths.push(text::program(&plan.program).len());
        assert!(started.elapsed().as_secs() < 60, "{size} units took {:?}", started.elapsed());
    }
    assert!(lengths[1] < lengths[0] * 11 / 10, "{lengths:?}");
}

/// The first result of a chain of nodes takes time in proportion to its length: lowering, checking, compiling, linking.
#[test]
fn time_to_the_first_result_grows_with_nodes() {
    let first = |count: usize| {
        let mut model = Model::new("chain");
        for place in 0..count {
            let settings = [("gain", 1.0 + place as f64 / count as f64)];
            let options =
                [("size", number(2.0)), ("function", Value::Function(function("Logistic", &settings)))];
            model = model.mechanism(format!("n{place}"), mechanism("TransferMechanism", &options));
        }
        for number in 1..count {
            let weight = Weight::Matrix(Numbers::matrix(2, 2, vec![1.0, 0.5, -0.5, 1.0]));
            model = model.project(&format!("n{}", number - 1), &format!("n{number}"), weight);
        }
        let mut session = session();
        let start = Instant::now();
        let mut plan = plan(&mut session, model).unwrap();
        plan.run(session.evaluator(), request(&[("n0", &[&[1.0, 0.0]])], 1, Mode::Run, "x")).unwrap();
        start.elapsed()
    };
    let short = (0..3).map(|_| first(20)).min().unwrap();
    let long = first(400);
    let growth = long.as_secs_f64() / short.as_secs_f64();
    assert!(growth < 4.0 * 20.0, "20 times the nodes take {growth:.0} times as long: {short:?}, {long:?}");
}
