//! Graphs, values and conditions of small models.

use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{Role, Weight};
use scheelite::compiler::composition::{Condition, Model, Numbers};

use scheelite::runtime::Expr;

use super::harness::{close, everywhere, function, mechanism, number, session, word};

fn linear(slope: f64) -> Value {
    Value::Function(function("Linear", &[("slope", slope)]))
}

/// test_composition.py::test_3_mechanisms_frozen_values
#[test]
fn frozen_values() {
    let model = Model::new("frozen")
        .mechanism("A", mechanism("TransferMechanism", &[("function", linear(5.0))]))
        .mechanism("B", mechanism("TransferMechanism", &[("function", linear(4.0))]))
        .mechanism("C", mechanism("TransferMechanism", &[("function", linear(3.0))]))
        .mechanism("D", mechanism("TransferMechanism", &[("function", linear(2.0))]))
        .pathway(&["A", "D"])
        .pathway(&["B", "C"])
        .pathway(&["C", "B"])
        .pathway(&["A", "B", "D"])
        .pathway(&["A", "C", "D"]);
    assert_eq!(everywhere(&model, &[("A", &[&[4.0]])], 1), [[320.0]]);
}

/// test_composition.py::test_run_2_mechanisms_with_scheduling_AAB_transfer
#[test]
fn every_second_call() {
    let model = Model::new("AAB")
        .mechanism("A", mechanism("TransferMechanism", &[("function", linear(2.0))]))
        .mechanism("B", mechanism("TransferMechanism", &[("function", linear(5.0))]))
        .pathway(&["A", "B"])
        .when("B", Condition::every("A", 2));
    assert_eq!(everywhere(&model, &[("A", &[&[5.0]])], 1), [[50.0]]);
}

fn hetero(integrate: bool) -> Model {
    let mut options = vec![
        ("size", number(2.0)),
        ("function", Value::Function(function("Logistic", &[]))),
        ("hetero", number(-2.0)),
        ("auto", number(0.0)),
    ];
    if integrate {
        options.push(("integratormode", word("True")));
        options.push(("integrationrate", number(0.01)));
    }
    Model::new("recurrent").mechanism("R", mechanism("RecurrentTransferMechanism", &options))
}

/// test_composition.py::test_run_recurrent_transfer_mechanism_hetero_2
#[test]
fn recurrent_hetero() {
    let results = everywhere(&hetero(false), &[("R", &[&[1.0, 2.0]])], 12);
    close(&results[0], &[0.5, 0.73105858]);
    close(&results[1], &[0.3864837, 0.73105858]);
    close(&results[11], &[0.36286875, 0.78146724]);
}

/// test_composition.py::test_run_recurrent_transfer_mechanism_integrator_2
#[test]
fn recurrent_integrator() {
    let results = everywhere(&hetero(true), &[("R", &[&[1.0, 2.0]])], 12);
    close(&results[0], &[0.5, 0.50249998]);
    close(&results[1], &[0.4999875, 0.50497484]);
    close(&results[11], &[0.49922843, 0.52838607]);
}

/// test_composition.py::test_transfer_mechanism_composition and its nested version
#[test]
fn integrator_and_logistic() {
    let one = Model::new("one").mechanism(
        "A",
        mechanism(
            "TransferMechanism",
            &[
                ("function", Value::Function(function("Logistic", &[]))),
                ("integratormode", word("True")),
                ("integrationrate", number(0.1)),
            ],
        ),
    );
    let integrator = || Value::Function(function("AdaptiveIntegrator", &[("rate", 0.1)]));
    let two = |name: &str| {
        Model::new(name)
            .mechanism("I", mechanism("IntegratorMechanism", &[("function", integrator())]))
            .mechanism(
                "L",
                mechanism("TransferMechanism", &[("function", Value::Function(function("Logistic", &[])))]),
            )
            .pathway(&["I", "L"])
    };
    let rows: [&[f64]; 3] = [&[1.0], &[2.0], &[3.0]];
    let expected = [0.52497918747894, 0.5719961329315186, 0.6366838893983633];
    for (model, node) in [(one, "A"), (two("two"), "I")] {
        let results = everywhere(&model, &[(node, &rows)], 3);
        close(&results.concat(), &expected);
    }
    let nested = Model::new("outer").composition(two("inner"));
    close(&everywhere(&nested, &[("inner", &[&[1.0]])], 1)[0], &[0.52497918747894]);
}

/// test_bi_percepts.py::test_necker_cube[3-10]
#[test]
fn necker_cube() {
    let normal = |row: usize, trial: usize| NECKER_INPUTS[row * 10 + trial];
    let mut model = Model::new("necker");
    let names = ["a0", "a1", "a2", "b0", "b1", "b2"];
    for name in names {
        model = model.mechanism(
            name,
            mechanism(
                "TransferMechanism",
                &[
                    ("function", linear(1.0)),
                    ("integratormode", word("True")),
                    ("integrationrate", number(0.5)),
                ],
            ),
        );
    }
    for percept in ["a", "b"] {
        for i in 0..3 {
            for j in (0..3).filter(|&j| j != i) {
                let one = Weight::Matrix(Numbers::scalar(1.0));
                model = model.project(&format!("{percept}{i}"), &format!("{percept}{j}"), one);
            }
        }
    }
    for i in 0..3 {
        for (from, to) in [("a", "b"), ("b", "a")] {
            let minus = Weight::Matrix(Numbers::scalar(-1.0));
            model = model.project(&format!("{from}{i}"), &format!("{to}{i}"), minus);
        }
    }
    for name in names {
        model = model.role(name, Role::Input).role(name, Role::Output);
    }
    let rows: Vec<Vec<[f64; 1]>> =
        (0..6).map(|row| (0..10).map(|trial| [normal(row, trial)]).collect()).collect();
    let rows: Vec<Vec<&[f64]>> = rows.iter().map(|row| row.iter().map(|x| &x[..]).collect()).collect();
    let inputs: Vec<(&str, &[&[f64]])> =
        names.iter().zip(&rows).map(|(name, rows)| (*name, &rows[..])).collect();
    let results = everywhere(&model, &inputs, 10);
    close(
        &results[9],
        &[
            205.67990124253475,
            205.5360339965996,
            206.2961260467459,
            -204.8723019775848,
            -204.98539771455245,
            -205.35434272710512,
        ],
    );
}

/// `numpy.random.seed(0); numpy.random.normal(size=60)`, the inputs of the published model.
const NECKER_INPUTS: [f64; 60] = [
    1.764052345967664,
    0.4001572083672233,
    0.9787379841057392,
    2.240893199201458,
    1.8675579901499675,
    -0.977277879876411,
    0.9500884175255894,
    -0.1513572082976979,
    -0.10321885179355784,
    0.41059850193837233,
    0.144043571160878,
    1.454273506962975,
    0.7610377251469934,
    0.12167501649282841,
    0.44386323274542566,
    0.33367432737426683,
    1.4940790731576061,
    -0.20515826376580087,
    0.31306770165090136,
    -0.8540957393017248,
    -2.5529898158340787,
    0.6536185954403606,
    0.8644361988595057,
    -0.7421650204064419,
    2.2697546239876076,
    -1.4543656745987648,
    0.04575851730144607,
    -0.1871838500258336,
    1.5327792143584575,
    1.469358769900285,
    0.1549474256969163,
    0.37816251960217356,
    -0.8877857476301128,
    -1.980796468223927,
    -0.3479121493261526,
    0.15634896910398005,
    1.2302906807277207,
    1.2023798487844113,
    -0.3873268174079523,
    -0.30230275057533557,
    -1.0485529650670926,
    -1.4200179371789752,
    -1.7062701906250126,
    1.9507753952317897,
    -0.5096521817516535,
    -0.4380743016111864,
    -1.2527953600499262,
    0.7774903558319101,
    -1.6138978475579515,
    -0.2127402802139687,
    -0.8954665611936756,
    0.386902497859262,
    -0.510805137568873,
    -1.180632184122412,
    -0.028182228338654868,
    0.42833187053041766,
    0.06651722238316789,
    0.3024718977397814,
    -0.6343220936809636,
    -0.3627411659871381,
];

/// The picture of a graph: every node once, no two boxes over each other, all inside the page, names escaped and cut with a
/// mark, what the colours mean.
#[test]
fn pictures_of_graphs() {
    let mut session = session();
    let text = r#"
        in = TransferMechanism["in"]; ctl = ControlMechanism["control"];
        mid = TransferMechanism["a name that is too long to fit into its box", "Function" -> "Logistic"];
        out = TransferMechanism["out <&>"]; ring = Table[TransferMechanism["r" <> ToString[i]], {i, 5}];
        ModelGraph[ModelComposition[Join[{in -> mid -> out, in -> ctl, in -> out, out -> ring[[1]]},
          Table[{ring[[i]], ring[[Mod[i, 5] + 1]]}, {i, 5}]], "Signals" -> {ctl -> {mid, "Gain"}},
          "Controller" -> <|"Objective" -> out, "Signals" -> {<|"Target" -> {mid, "Bias"}, "Samples" -> {1.}|>}|>], "SVG"]
    "#;
    let value = session.evaluate(text).unwrap();
    let Expr::String(svg) = &value else { panic!("{value:?}") };
    let attribute = |tag: &str, name: &str| -> f64 {
        let from = tag.find(&format!(" {name}=\"")).expect("the attribute") + name.len() + 3;
        tag[from..].split('"').next().unwrap().parse().unwrap()
    };
    let size = [attribute(svg, "width"), attribute(svg, "height")];
    let boxes: Vec<[f64; 4]> = svg
        .split("<rect ")
        .filter(|tag| tag.contains("height=\"46\""))
        .map(|tag| ["x", "y", "width", "height"].map(|name| attribute(&format!(" {tag}"), name)))
        .collect();
    assert_eq!(boxes.len(), 10);
    for (index, [x, y, width, height]) in boxes.iter().enumerate() {
        assert!(*x >= 0.0 && *y > 30.0 && x + width <= size[0] && y + height <= size[1]);
        for [other_x, other_y, ..] in &boxes[..index] {
            assert!((x - other_x).abs() >= *width || (y - other_y).abs() >= *height, "boxes overlap: {svg}");
        }
    }
    for wanted in [
        "out &lt;&amp;&gt;",
        "…</text>",
        ">Gain</text>",
        ">Bias</text>",
        ">objective</text>",
        ">input</text>",
    ] {
        assert!(svg.contains(wanted), "{wanted}: {svg}");
    }
}
