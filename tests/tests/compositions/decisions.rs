//! Drift-diffusion decisions and random numbers.

use scheelite::compiler::composition::Model;
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::{Modulation, Role, Target};

use super::harness::{close, everywhere, function, mechanism, word};

/// test_ddm_mechanism.py::test_DDM_in_composition
#[test]
fn steps_of_a_decision() {
    let integrator = function("DriftDiffusionIntegrator", &[("timestepsize", 0.1)]);
    let mut ddm = mechanism(
        "DDM",
        &[("function", Value::Function(integrator)), ("executeuntilfinished", word("False"))],
    );
    ddm.reset_when = scheelite::compiler::composition::Condition::Never;
    let model = Model::new("ddm").mechanism("DDM", ddm);
    close(&everywhere(&model, &[("DDM", &[&[10.0]])], 2)[1], &[2.0, 0.2]);
}

/// test_ddm_mechanism.py::test_DDM_threshold_modulation_analytical, _integrator
#[test]
fn the_threshold_is_modulated() {
    let analytical = function("DriftDiffusionAnalytical", &[("threshold", 20.0)]);
    let integrator = function("DriftDiffusionIntegrator", &[("threshold", 20.0)]);
    for (function, input, expected) in [(analytical, 1.0, [60.0, 60.2]), (integrator, 1.11, [60.0, 55.0])] {
        let model = Model::new("threshold")
            .mechanism("DDM", mechanism("DDM", &[("function", Value::Function(function))]))
            .mechanism("control", mechanism("ControlMechanism", &[]))
            .role("DDM", Role::Input)
            .role("DDM", Role::Output)
            .signal(
                "control",
                Target::Parameter("DDM".to_owned(), "Threshold".to_owned()),
                Modulation::Multiplicative,
            );
        close(&everywhere(&model, &[("DDM", &[&[input]]), ("control", &[&[3.0]])], 1)[0], &expected);
    }
}

/// test_ddm_mechanism.py::test_ddm_is_finished: there a decision has been made four times before the first trial.
#[test]
fn noise_to_the_threshold() {
    let cases = [
        (1.0f64, 0.0, [0.0, 1.0]),
        (1.5, 2.0, [-2.0, 1.0]),
        (10.0, 10.0, [10.0, 29.0]),
        (100.0, 100.0, [100.0, 76.0]),
    ];
    for (noise, threshold, expected) in cases {
        let integrator = function(
            "DriftDiffusionIntegrator",
            &[("threshold", threshold), ("noise", noise.sqrt()), ("timestepsize", 1.0), ("burn", 4.0)],
        );
        let model = Model::new("noise")
            .mechanism("DDM", mechanism("DDM", &[("function", Value::Function(integrator))]));
        assert_eq!(everywhere(&model, &[("DDM", &[&[0.0]])], 1), [expected]);
    }
}

fn moments(settings: &[(&str, f64)], input: f64) -> Vec<f64> {
    let function = function("DriftDiffusionAnalytical", settings);
    let node = mechanism("ProcessingMechanism", &[("function", Value::Function(function))]);
    everywhere(&Model::new("analytical").mechanism("F", node), &[("F", &[&[input]])], 1).concat()
}

/// test_distribution.py: mean response time, error rate and conditional moments of both decisions. The last case is
/// checked to the digits that mathematics libraries agree on there.
#[test]
fn analytical_moments() {
    let input = 0.5488135039273248;
    let settings = [
        ("driftrate", 0.7151893663724195),
        ("threshold", 0.6027633760716439),
        ("startingvalue", 0.5448831829968969),
        ("nondecisiontime", 0.4236547993389047),
        ("noise", 0.6458941130666561),
    ];
    let plain = [1.9774974807292212, 0.012242689689501842];
    let own = [1.9774974807292207, 1.3147677945132479, 1.7929299891370192];
    close(&moments(&[], input), &[&plain[..], &own, &own].concat());
    let moved = [
        0.4236547993389047,
        0.0,
        0.5173675420165031,
        0.06942854144616283,
        6.302631815990666,
        1.4934079600147951,
        0.4288991185241868,
        1.7740760781361433,
    ];
    close(&moments(&settings, input), &moved);
    close(&moments(&settings, -input), &moved);
    let mut slow = settings;
    slow[0].1 = 1e-5;
    let expected = [
        0.5828813465336954,
        0.04801236718458773,
        0.532471083815943,
        0.09633801555720854,
        6.1142591416669765,
        1.5821207676710864,
        0.5392724051148722,
        1.806647390875747,
    ];
    let found = moments(&slow, 1e-4);
    close(&found[..2], &expected[..2]);
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 0.03 * expected.abs(), "{found} {expected}");
    }
}

/// test_distribution.py: one number is drawn there while a function is built.
#[test]
fn drawn_numbers() {
    let cases = [
        ("NormalDist", "MersenneTwister", 1.0, 1.0890232855122397),
        ("NormalDist", "Philox", 0.0, 0.5910357654927911),
        ("UniformDist", "Philox", 0.0, 0.6043448764869507),
    ];
    for (name, generator, burn, expected) in cases {
        let (a, b) = (0.7151893663724195, 0.6027633760716439);
        let settings = match name {
            "NormalDist" => [("mean", a), ("standarddeviation", b), ("seed", 0.0), ("burn", burn)],
            _ => [("low", b), ("high", a), ("seed", 0.0), ("burn", burn)],
        };
        let drawn = function(name, &settings).with("generator", generator).unwrap();
        let node = mechanism("ProcessingMechanism", &[("function", Value::Function(drawn))]);
        close(&everywhere(&Model::new("drawn").mechanism("F", node), &[], 1)[0], &[expected]);
    }
    // A uniform number takes as much of the generator as a draw that is dropped: the second of the stream.
    let uniform =
        function("UniformDist", &[("low", 0.6027633760716439), ("high", 0.7151893663724195), ("seed", 0.0)]);
    let node = mechanism("ProcessingMechanism", &[("function", Value::Function(uniform))]);
    let results = everywhere(&Model::new("drawn").mechanism("F", node), &[], 2);
    close(&results[1], &[0.6879771504250405]);
}
