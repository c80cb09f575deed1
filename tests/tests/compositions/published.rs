//! Models of PsyNeuLink's own tests with random numbers and searches, and the numbers that they publish.

use scheelite::compiler::composition::functions::{Code, Function, Generator, OwnFunction};
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{
    ControlSignal, Controller, Cost, Direction, Modulation, Role, Target, Weight, When,
};
use scheelite::compiler::composition::{Condition, Model};
use scheelite::composition::{Mode, Request};

use super::harness::{
    bits, close, everywhere, function, mechanism, number, numbers, plan, request, session, word,
};

fn own(text: &str) -> Value {
    let mut session = session();
    let function = session.evaluate(text).unwrap();
    Value::Function(Function::of(Code::Own(OwnFunction { function, parameters: Vec::new(), dims: None })))
}

/// Towards the prey and away from the predator.
const ACTION: &str = "Function[{predator, player, prey}, Module[{ax, ay, nx, ny, da, dn, wa, wn},
    ax = player[[1]] - predator[[1]]; ay = player[[2]] - predator[[2]];
    nx = prey[[1]] - player[[1]]; ny = prey[[2]] - player[[2]];
    da = Sqrt[ax ax + ay ay]; dn = Sqrt[nx nx + ny ny];
    wa = Divide[dn, da + dn]; wn = Divide[da, da + dn];
    {Divide[ax, da] wa + Divide[nx, dn] wn, Divide[ay, da] wa + Divide[ny, dn] wn}]]";

/// The model of test_greedy_agent.py::test_predator_prey; building it there draws six numbers from each of the Mersenne
/// Twisters.
pub fn predator_prey(samples: &[f64], generator: &str) -> Model {
    let two = || ("size", number(2.0));
    let seen = |seed: f64| {
        let burn = if generator == "Philox" { 0.0 } else { 6.0 };
        let function = function("GaussianDistort", &[("seed", seed), ("burn", burn)])
            .with("generator", generator)
            .unwrap();
        mechanism("ProcessingMechanism", &[two(), ("function", Value::Function(function))])
    };
    let position = || mechanism("ProcessingMechanism", &[two()]);
    let distance = function("Distance", &[]).with("metric", "NormedL0Similarity").unwrap();
    let names = ["predator", "player", "prey"];
    let mut action =
        mechanism("ProcessingMechanism", &[("size", numbers(&[2.0, 2.0, 2.0])), ("function", own(ACTION))]);
    action.inputs.iter_mut().zip(names).for_each(|(port, name)| port.name = name.to_owned());
    let signal = |node: &str| ControlSignal {
        targets: vec![Target::Parameter(node.to_owned(), "Variance".to_owned())],
        modulation: Modulation::Multiplicative,
        samples: samples.to_vec(),
        initial: 1.0,
        costs: vec![Cost::Intensity],
    };
    let objective = [("size", numbers(&[2.0, 2.0])), ("function", Value::Function(distance))];
    Model::new("predator prey")
        .mechanism("player", position())
        .mechanism("prey", position())
        .mechanism("predator", position())
        .mechanism("player seen", seen(0.0))
        .mechanism("prey seen", seen(1.0))
        .mechanism("predator seen", seen(2.0))
        .mechanism("action", action)
        .mechanism("direct", mechanism("ComparatorMechanism", &[two()]))
        .mechanism("objective", mechanism("ObjectiveMechanism", &objective))
        .pathway(&["player", "player seen"])
        .pathway(&["prey", "prey seen"])
        .pathway(&["predator", "predator seen"])
        .project_ports(("predator seen", None), ("action", Some("predator")), Weight::Automatic)
        .project_ports(("prey seen", None), ("action", Some("player")), Weight::Automatic)
        .project_ports(("player seen", None), ("action", Some("prey")), Weight::Automatic)
        .project_ports(("player", None), ("direct", Some("Sample")), Weight::Automatic)
        .project_ports(("prey", None), ("direct", Some("Target")), Weight::Automatic)
        .project_ports(("action", None), ("objective", Some("InputPort0")), Weight::Automatic)
        .project_ports(("direct", None), ("objective", Some("InputPort1")), Weight::Automatic)
        .without_role("direct", Role::Output)
        .control(Controller {
            name: "controller".to_owned(),
            signals: vec![signal("player seen"), signal("predator seen"), signal("prey seen")],
            objective: "objective".to_owned(),
            objective_port: None,
            trials: 1,
            when: When::After,
            direction: Direction::Minimize,
            random_selection: false,
            seed: Some(3),
            generator: Generator::MersenneTwister,
        })
}

const POSITIONS: [(&str, &[&[f64]]); 3] = [
    ("player", &[&[1.1576537, 0.60782117]]),
    ("predator", &[&[-0.03479106, -0.47666293]]),
    ("prey", &[&[-0.60836214, 0.1760381]]),
];

/// test_greedy_agent.py::test_predator_prey, both generators
#[test]
fn predator_and_prey() {
    let cases = [
        ("MersenneTwister", [0.9705216285127504, -0.1343332460369043]),
        ("Philox", [-0.16882940384606543, -0.07280074899749223]),
    ];
    for (generator, expected) in cases {
        let results = everywhere(&predator_prey(&[0.0, 10.0], generator), &POSITIONS, 2);
        close(&results[1], &expected);
    }
}

/// The outcomes of the eight settings, which costs dominate.
#[test]
fn predator_and_prey_outcomes() {
    let mut session = session();
    let mut plan = plan(&mut session, predator_prey(&[0.0, 10.0], "MersenneTwister")).unwrap();
    plan.run(session.evaluator(), request(&POSITIONS, 1, Mode::Auto, "x")).unwrap();
    let found = plan.outcomes(session.evaluator(), &request(&POSITIONS, 1, Mode::Auto, "x")).unwrap();
    let expected = [
        -2.66258741,
        -22027.9970321,
        -22028.17515945,
        -44053.59867802,
        -22028.06045185,
        -44053.4048842,
        -44053.40736234,
        -66078.90687915,
    ];
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-5 + 1e-5 * expected.abs(), "{found} {expected}");
    }
}

/// The same bits on one thread and on several, with random numbers in every try.
#[test]
fn predator_and_prey_over_threads() {
    let mut found = Vec::new();
    for threads in [1, 3] {
        let mut session = session();
        let model = predator_prey(&[0.0, 2.0, 10.0], "Philox");
        let mut plan = plan(&mut session, model).unwrap();
        let request = Request { threads, ..request(&POSITIONS, 3, Mode::Auto, "x") };
        found.push(bits(&plan.run(session.evaluator(), request).unwrap().results));
    }
    assert_eq!(found[0], found[1]);
}

/// test_greedy_agent.py::test_simplified_greedy_agent and test_simplified_greedy_agent_random
#[test]
fn greedy_agent() {
    let agent = |node: &dyn Fn(f64) -> Value| {
        let seen = |seed: f64| {
            let options = [("size", number(2.0)), ("function", node(seed))];
            mechanism("ProcessingMechanism", &options)
        };
        Model::new("agent")
            .mechanism("player", seen(0.0))
            .mechanism("prey", seen(1.0))
            .mechanism("move", mechanism("ComparatorMechanism", &[("size", number(2.0))]))
            .project_ports(("player", None), ("move", Some("Sample")), Weight::Automatic)
            .project_ports(("prey", None), ("move", Some("Target")), Weight::Automatic)
    };
    let inputs: [(&str, &[&[f64]]); 2] = [("player", &[&[619.0, 177.0]]), ("prey", &[&[419.0, 69.0]])];
    let plain = agent(&|_| Value::Function(function("Linear", &[])));
    assert_eq!(everywhere(&plain, &inputs, 1), [[-200.0, -108.0]]);
    let random =
        agent(&|seed| Value::Function(function("GaussianDistort", &[("seed", seed), ("burn", GREEDY_BURN)])));
    close(&everywhere(&random, &inputs, 1)[0], &[-199.5484223217141, -107.79361870517444]);
}

/// Numbers drawn there while the model is built.
const GREEDY_BURN: f64 = 6.0;

/// test_control.py::test_grid_search_random_selection
#[test]
fn one_of_equal_settings_is_picked() {
    let model = Model::new("random selection")
        .mechanism("A", mechanism("ProcessingMechanism", &[]))
        .mechanism(
            "B",
            mechanism("ProcessingMechanism", &[("function", Value::Function(function("Logistic", &[])))]),
        )
        .mechanism("objective", mechanism("ObjectiveMechanism", &[]))
        .pathway(&["A", "B", "objective"])
        .control(Controller {
            name: "controller".to_owned(),
            signals: vec![ControlSignal {
                targets: vec![Target::Parameter("A".to_owned(), "Slope".to_owned())],
                modulation: Modulation::Multiplicative,
                samples: vec![15.0, 20.0, 25.0, 30.0, 35.0],
                initial: 1.0,
                costs: Vec::new(),
            }],
            objective: "objective".to_owned(),
            objective_port: None,
            trials: 1,
            when: When::After,
            direction: Direction::Maximize,
            random_selection: true,
            seed: Some(0),
            generator: Generator::MersenneTwister,
        });
    let expected = [
        0.7310585786300049,
        0.999999694097773,
        0.999999694097773,
        0.9999999979388463,
        0.9999999979388463,
        0.999999694097773,
        0.9999999979388463,
        0.999999999986112,
        0.999999694097773,
        0.9999999999999993,
    ];
    let results = everywhere(&model, &[("A", &[&[1.0]])], 10).concat();
    assert!(results.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-14), "{results:?}");
    let mut session = session();
    let mut plan = plan(&mut session, model).unwrap();
    let request = Request { threads: 2, ..request(&[("A", &[&[1.0]])], 10, Mode::Auto, "threads") };
    let threaded = plan.run(session.evaluator(), request).unwrap().results.concat();
    assert_eq!(bits(&[threaded]), bits(&[results]));
}

fn seeded(node: Value, kind: &str, inputs: &[f64], seeds: [f64; 3]) -> Vec<Vec<f64>> {
    let mut model = Model::new("seeds")
        .mechanism("drawn", mechanism(kind, &[("function", node)]))
        .mechanism("control", mechanism("ControlMechanism", &[]))
        .role("control", Role::Input)
        .role("drawn", Role::Output)
        .signal("control", Target::Parameter("drawn".to_owned(), "Seed".to_owned()), Modulation::Override);
    let seeds = seeds.map(|seed| [seed]);
    let seeds: Vec<&[f64]> = seeds.iter().map(|seed| &seed[..]).collect();
    let mut given: Vec<(&str, &[&[f64]])> = vec![("control", &seeds)];
    let own = [inputs];
    if !inputs.is_empty() {
        model = model.role("drawn", Role::Input);
        given.push(("drawn", &own));
    }
    everywhere(&model, &given, 6)
}

/// test_control.py::test_modulation_of_random_state_direct, _DDM and _DDM_Analytical: a generator starts anew when a
/// signal changes its seed, and goes on when the seed stays.
#[test]
fn seeds_are_modulated() {
    for generator in ["MersenneTwister", "Philox"] {
        let drawn = function("UniformDist", &[("seed", 0.0)]).with("generator", generator).unwrap();
        let results = seeded(Value::Function(drawn), "ProcessingMechanism", &[], [13.0, 13.0, 14.0]).concat();
        let fresh = |seed: f64, count: usize| {
            let own = function("UniformDist", &[("seed", seed)]).with("generator", generator).unwrap();
            let node = mechanism("ProcessingMechanism", &[("function", Value::Function(own))]);
            everywhere(&Model::new("fresh").mechanism("drawn", node), &[], count).concat()
        };
        let (first, other) = (fresh(13.0, 2), fresh(14.0, 1));
        assert_eq!(results, [first[0], first[1], other[0], first[0], first[1], other[0]], "{generator}");
    }
    let times = [("MersenneTwister", [21.0, 23.0, 20.0]), ("Philox", [19.0, 21.0, 21.0])];
    for (generator, expected) in times {
        let steps = function("DriftDiffusionIntegrator", &[("noise", 5f64.sqrt())]);
        let steps = steps.with("generator", generator).unwrap();
        let results = seeded(Value::Function(steps), "DDM", &[5.0], [13.0, 13.0, 14.0]);
        for (row, time) in results.iter().zip(expected.iter().cycle()) {
            assert_eq!(row[..], [100.0, *time], "{generator}");
        }
    }
    let choices = [("MersenneTwister", [-1.0, 1.0, -1.0]), ("Philox", [-1.0, -1.0, 1.0])];
    for (generator, expected) in choices {
        let decided = function("DriftDiffusionAnalytical", &[]).with("generator", generator).unwrap();
        let results = seeded(Value::Function(decided), "DDM", &[0.1], [3.0, 3.0, 4.0]);
        for (row, side) in results.iter().zip(expected.iter().cycle()) {
            close(&row[..2], &[*side, 3.99948962]);
        }
    }
}

/// A node that draws and a model without inputs.
#[test]
fn a_condition_of_the_host_from_rust() {
    let mut session = session();
    let gate = session.evaluate("hostGate[trial_, pass_, step_] := pass >= 2; hostGate").unwrap();
    let model = Model::new("host")
        .mechanism("A", mechanism("ProcessingMechanism", &[]))
        .mechanism(
            "B",
            mechanism(
                "IntegratorMechanism",
                &[("function", Value::Function(function("SimpleIntegrator", &[])))],
            ),
        )
        .pathway(&["A", "B"])
        .when("B", Condition::Host(gate));
    let mut plan = plan(&mut session, model).unwrap();
    let mut warnings = Vec::new();
    let mut results = Vec::new();
    for mode in [Mode::Auto, Mode::Auto, Mode::PerNode, Mode::Interpreted] {
        let id = format!("{mode:?}{}", results.len());
        let outcome =
            plan.run(session.evaluator(), request(&[("A", &[&[2.0], &[3.0]])], 2, mode, &id)).unwrap();
        assert_eq!(outcome.mode, if mode == Mode::Interpreted { mode } else { Mode::PerNode });
        warnings.push(outcome.warnings.len());
        results.push(bits(&outcome.results));
    }
    assert_eq!(warnings, [2, 0, 0, 0], "one for Run and one for Exec, told once");
    assert!(results.iter().all(|other| *other == results[0]));
    let run = plan.run(session.evaluator(), request(&[("A", &[&[2.0]])], 1, Mode::Run, "run")).unwrap_err();
    assert!(run.code == "mode-not-possible" && run.text.contains("hostGate"), "{run}");
}

/// A node that only the evaluator knows beside one that compiles: in mode PerNode each goes its own way.
#[test]
fn a_node_of_the_host_among_compiled_ones() {
    let mut session = session();
    let host = session.evaluate("hostDouble[v_] := 2 v; hostDouble").unwrap();
    let own = Function::of(Code::Own(OwnFunction { function: host, parameters: Vec::new(), dims: None }));
    let model = Model::new("mixed")
        .mechanism("A", mechanism("ProcessingMechanism", &[("function", Value::Function(own))]))
        .mechanism(
            "B",
            mechanism(
                "TransferMechanism",
                &[("function", Value::Function(function("Logistic", &[]))), ("integratormode", word("True"))],
            ),
        )
        .pathway(&["A", "B"]);
    let mut plan = plan(&mut session, model).unwrap();
    let inputs: [(&str, &[&[f64]]); 1] = [("A", &[&[0.5], &[-1.0], &[2.0]])];
    let mut run =
        |mode: Mode, id: &str| plan.run(session.evaluator(), request(&inputs, 3, mode, id)).unwrap();
    let mixed = run(Mode::Auto, "mixed");
    assert_eq!((mixed.mode, mixed.warnings.len()), (Mode::PerNode, 3), "{:?}", mixed.warnings);
    assert!(mixed.warnings[2].contains("`A`") && !mixed.warnings[2].contains("`B`"), "{:?}", mixed.warnings);
    let interpreted = run(Mode::Interpreted, "plain");
    assert_eq!(bits(&mixed.results), bits(&interpreted.results));
    assert!(run(Mode::Auto, "again").warnings.is_empty());
}
