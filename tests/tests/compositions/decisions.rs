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
