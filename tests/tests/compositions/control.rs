//! Control signals and grid search.

use scheelite::compiler::composition::functions::Generator;
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{
    ControlSignal, Controller, Cost, Direction, Modulation, OutputPort, OutputSource, Role, Target, Weight,
    When,
};
use scheelite::compiler::composition::{Model, Numbers};
use scheelite::composition::{Mode, Request};

use super::harness::{bits, close, everywhere, function, mechanism, number, plan, request, session, word};

const KINDS: [Modulation; 4] =
    [Modulation::Override, Modulation::Disable, Modulation::Multiplicative, Modulation::Additive];

fn controlled(target: Target, modulation: Modulation, integrate: bool) -> f64 {
    let mut options = Vec::new();
    if integrate {
        options.push(("integratormode", word("True")));
        options.push(("terminationthreshold", number(0.1)));
    }
    let model = Model::new("control")
        .mechanism("mech", mechanism("TransferMechanism", &options))
        .mechanism("control", mechanism("ControlMechanism", &[]))
        .role("mech", Role::Input)
        .role("control", Role::Input)
        .signal("control", target, modulation);
    let results = everywhere(&model, &[("mech", &[&[0.5]]), ("control", &[&[0.2]])], 1);
    assert_eq!(results[0].len(), 1);
    results[0][0]
}

/// test_control.py::test_control_of_mech_port, _input_port, _output_port
#[test]
fn signals_on_ports() {
    let node = || "mech".to_owned();
    for (modulation, expected) in KINDS.into_iter().zip([0.375, 0.4375, 0.484375, 0.25]) {
        let target = Target::Parameter(node(), "TerminationThreshold".to_owned());
        close(&[controlled(target, modulation, true)], &[expected]);
    }
    for (modulation, expected) in KINDS.into_iter().zip([0.2, 0.5, 0.1, 0.7]) {
        close(&[controlled(Target::Input(node(), None), modulation, false)], &[expected]);
        close(&[controlled(Target::Output(node(), None), modulation, false)], &[expected]);
    }
}

fn searched(costs: &[Cost]) -> Model {
    Model::new("search")
        .mechanism("mech", mechanism("ProcessingMechanism", &[]))
        .mechanism("objective", mechanism("ObjectiveMechanism", &[]))
        .pathway(&["mech", "objective"])
        .role("mech", Role::Input)
        .control(Controller {
            name: "controller".to_owned(),
            signals: vec![ControlSignal {
                targets: vec![Target::Parameter("mech".to_owned(), "Intercept".to_owned())],
                modulation: Modulation::Override,
                samples: vec![1.0, 2.0, 3.0, 4.0, 5.0],
                initial: 1.0,
                costs: costs.to_vec(),
            }],
            objective: "objective".to_owned(),
            objective_port: None,
            trials: 1,
            when: When::Before,
            direction: Direction::Maximize,
            random_selection: false,
            seed: None,
            generator: Generator::MersenneTwister,
        })
}

/// test_control.py::test_modulation_simple
#[test]
fn grid_search_with_costs() {
    type Case = (&'static [Cost], f64, [f64; 5]);
    let intensity = [
        0.2817181715409549,
        -3.3890560989306495,
        -15.085536923187664,
        -48.59815003314423,
        -141.41315910257657,
    ];
    let both = [
        0.2817181715409549,
        -4.389056098930649,
        -17.085536923187664,
        -51.59815003314423,
        -145.41315910257657,
    ];
    let cases: [Case; 5] = [
        (&[], 7.0, [3.0, 4.0, 5.0, 6.0, 7.0]),
        (&[Cost::Intensity], 3.0, intensity),
        (&[Cost::Adjustment], 3.0, [3.0; 5]),
        (&[Cost::Intensity, Cost::Adjustment], 3.0, both),
        (&[Cost::Duration], 3.0, [-1.0, -2.0, -3.0, -4.0, -5.0]),
    ];
    for (costs, expected, values) in cases {
        let model = searched(costs);
        assert_eq!(everywhere(&model, &[("mech", &[&[2.0]])], 1), [[expected]], "{costs:?}");
        let mut session = session();
        let mut plan = plan(&mut session, model).unwrap();
        let found =
            plan.outcomes(session.evaluator(), &request(&[("mech", &[&[2.0]])], 1, Mode::Auto, "x")).unwrap();
        close(&found, &values);
    }
}

/// The same bits on one thread and on several.
#[test]
fn grid_search_over_threads() {
    let mut model = searched(&[Cost::Intensity]);
    if let Some(controller) = &mut model.controller {
        controller.signals[0].samples = (0..500).map(|i| f64::from(i) * 0.01 - 2.0).collect();
    }
    let mut found = Vec::new();
    for threads in [1, 2, 3, 7] {
        let mut session = session();
        let mut plan = plan(&mut session, model.clone()).unwrap();
        let request =
            Request { threads, ..request(&[("mech", &[&[2.0], &[-1.0]])], 6, Mode::Auto, "threads") };
        let outcome = plan.run(session.evaluator(), request).unwrap();
        assert!(!outcome.left);
        found.push(bits(&outcome.results));
    }
    assert!(found.iter().all(|other| *other == found[0]));
}

/// test_control.py::test_multilevel_control
#[test]
fn control_of_several_levels() {
    let scaled = |slope: f64| {
        let mut control = mechanism("ControlMechanism", &[]);
        control.outputs = vec![OutputPort {
            name: "ControlSignal".to_owned(),
            source: OutputSource::Item(0),
            function: Some(function("Linear", &[("slope", slope)])),
        }];
        control
    };
    let plain = || mechanism("TransferMechanism", &[]);
    let slope = |path: &str| Target::Parameter(path.to_owned(), "Slope".to_owned());
    let inner = Model::new("inner")
        .mechanism("iA", plain())
        .mechanism("iB", plain())
        .mechanism("iControl", scaled(4.0))
        .pathway(&["iA", "iB"])
        .signal("iControl", slope("iB"), Modulation::Multiplicative);
    let outer = Model::new("outer")
        .mechanism("oA", plain())
        .mechanism("oB", plain())
        .composition(inner)
        .mechanism("oControl", scaled(2.0))
        .project("oA", "inner", Weight::Automatic)
        .project("inner", "oB", Weight::Automatic)
        .signal("oControl", slope("inner/iA"), Modulation::Multiplicative);
    assert_eq!(everywhere(&outer, &[("oA", &[&[5.0]])], 1), [[40.0]]);
}

/// test_control.py::test_recurrent_control
#[test]
fn control_of_recurrent_noise() {
    let matrix = Value::Numbers(Numbers::matrix(2, 2, vec![1.0, -1.0, -1.0, 1.0]));
    let model = Model::new("recurrent control")
        .mechanism("monitor", mechanism("TransferMechanism", &[]))
        .mechanism(
            "rtm",
            mechanism(
                "RecurrentTransferMechanism",
                &[
                    ("size", number(2.0)),
                    ("function", Value::Function(function("Logistic", &[]))),
                    ("matrix", matrix),
                    ("integratormode", word("True")),
                    ("integrationrate", number(1.0)),
                ],
            ),
        )
        .mechanism("controller", mechanism("ControlMechanism", &[]))
        .pathway(&["monitor", "controller"])
        .signal(
            "controller",
            Target::Parameter("rtm".to_owned(), "Noise".to_owned()),
            Modulation::Multiplicative,
        )
        .role("monitor", Role::Output)
        .role("rtm", Role::Input)
        .role("rtm", Role::Output);
    let monitor: [&[f64]; 4] = [&[1.0], &[5.0], &[1.0], &[5.0]];
    let rtm: [&[f64]; 4] = [&[1.0, 0.0]; 4];
    let results = everywhere(&model, &[("monitor", &monitor), ("rtm", &rtm)], 4);
    close(&results[3], &[5.0, 0.7978996, 0.40776362]);
}
