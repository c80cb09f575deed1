//! Values of functions, as PsyNeuLink 0.21 computes them.

use scheelite::compiler::composition::functions::Function;
use scheelite::compiler::composition::mechanisms::Value;
use scheelite::compiler::composition::model::Setting;
use scheelite::compiler::composition::{Model, Numbers};

use super::harness::{close, everywhere, function, mechanism, numbers};

fn results(function: Function, sizes: &[usize], input: &[f64], calls: usize) -> Vec<Vec<f64>> {
    let sizes: Vec<f64> = sizes.iter().map(|&size| size as f64).collect();
    let model = Model::new("function").mechanism(
        "F",
        mechanism(
            "ProcessingMechanism",
            &[("size", numbers(&sizes)), ("function", Value::Function(function))],
        ),
    );
    everywhere(&model, &[("F", &[input])], calls)
}

#[test]
fn transfer_functions() {
    let x = [-1.5, 0.0, 0.25, 2.0];
    type Case = (&'static str, &'static [(&'static str, f64)], [f64; 4]);
    let cases: [Case; 8] = [
        ("Linear", &[("slope", 2.0), ("intercept", 1.0)], [-2.0, 1.0, 1.5, 5.0]),
        (
            "Exponential",
            &[("rate", 0.5), ("bias", 0.1), ("scale", 2.0), ("offset", 0.3)],
            [1.3440915535220321, 2.5103418361512952, 2.8046454323837287, 6.308332047892866],
        ),
        (
            "Logistic",
            &[("gain", 2.0), ("bias", 0.5), ("x_0", 0.1), ("scale", 1.5), ("offset", -0.25)],
            [-0.1003742663204723, 0.7849617216914186, 0.9287524745638378, 1.2377561432702602],
        ),
        (
            "Tanh",
            &[("gain", 2.0), ("bias", 0.5), ("x_0", 0.1), ("scale", 1.5), ("offset", 0.25)],
            [-1.4404790827977674, 1.1727095364131614, 1.3706782351767415, 1.4998767663967056],
        ),
        ("ReLU", &[("gain", 2.0), ("bias", 0.5), ("leak", 0.1)], [-0.4, -0.1, -0.05, 3.0]),
        (
            "Gaussian",
            &[("standard_deviation", 0.7), ("bias", 0.2), ("scale", 2.0), ("offset", 0.1)],
            [0.1499649523412217, 1.015513464963212, 1.0512247624572781, 0.13495910498441002],
        ),
        (
            "SoftMax",
            &[("gain", 1.5)],
            [0.004654224220738626, 0.04415804992954969, 0.06424958353377667, 0.8869381423159349],
        ),
        ("Normalize", &[], [-0.5970223141259935, 0.0, 0.09950371902099892, 0.7960297521679913]),
    ];
    for (name, settings, expected) in cases {
        close(&results(function(name, settings), &[4], &x, 1)[0], &expected);
    }
}

#[test]
fn distances() {
    let cases = [
        ("difference", 0.7999999999999999, 0.26666666666666666),
        ("euclidean", 0.5477225575051661, 0.18257418583505536),
        ("energy", -0.365, -0.04055555555555555),
        ("cross-entropy", 1.463516149254915, 0.48783871641830495),
        ("cosine", 0.14324913856623822, 0.14324913856623822),
        ("correlation", 0.5728789019113754, 0.5728789019113754),
        ("max_abs_diff", 0.5, 0.5),
        ("dot_product", 0.73, 0.24333333333333332),
        ("normed_L0_similarity", 0.8, 0.26666666666666666),
    ];
    for (metric, plain, normalized) in cases {
        for (normalize, expected) in [(0.0, plain), (1.0, normalized)] {
            let distance = function("Distance", &[("normalize", normalize)]).with("metric", metric).unwrap();
            close(&results(distance, &[3, 3], &[0.2, 0.5, 0.9, 0.1, 0.7, 0.4], 1)[0], &[expected]);
        }
    }
    let matrix = Numbers::matrix(3, 3, vec![0.0, -1.0, 2.0, -1.0, 0.0, 0.5, 2.0, 0.5, 0.0]);
    let cases = [
        ("energy", 0.0, -0.48500000000000004),
        ("energy", 1.0, -0.053888888888888896),
        ("entropy", 0.0, 1.0283789521496558),
        ("entropy", 1.0, 0.3427929840498853),
    ];
    for (metric, normalize, expected) in cases {
        let stability = function("Stability", &[("normalize", normalize)])
            .with("metric", metric)
            .and_then(|stability| stability.with("matrix", Setting::Numbers(matrix.clone())))
            .unwrap();
        close(&results(stability, &[3], &[0.2, 0.5, 0.9], 1)[0], &[expected]);
    }
}

#[test]
fn integrators_over_three_calls() {
    type Case = (&'static str, &'static [(&'static str, f64)], [f64; 2], [[f64; 2]; 3]);
    let cases: [Case; 7] = [
        (
            "AccumulatorIntegrator",
            &[("rate", 0.9), ("increment", 0.5), ("noise", 0.1)],
            [1.0, 2.0],
            [[0.6, 0.6], [1.14, 1.14], [1.6260000000000003, 1.6260000000000003]],
        ),
        (
            "SimpleIntegrator",
            &[("rate", 0.5), ("noise", 0.1), ("offset", 0.2)],
            [1.0, 2.0],
            [[0.8, 1.3], [1.6, 2.6], [2.4, 3.9]],
        ),
        (
            "AdaptiveIntegrator",
            &[("rate", 0.3), ("noise", 0.1), ("offset", 0.2)],
            [1.0, 2.0],
            [[0.6, 0.9], [1.02, 1.53], [1.314, 1.971]],
        ),
        (
            "LeakyCompetingIntegrator",
            &[("leak", 0.5), ("time_step_size", 0.1), ("noise", 0.1), ("offset", 0.2)],
            [1.0, 2.0],
            [
                [0.3316227766016838, 0.4316227766016838],
                [0.6466644143732834, 0.8416644143732834],
                [0.9459539702563029, 1.2312039702563031],
            ],
        ),
        (
            "DriftDiffusionIntegrator",
            &[("rate", 0.5), ("time_step_size", 0.1), ("threshold", 10.0), ("offset", 0.2)],
            [1.0, 2.0],
            [[0.25, 0.3], [0.5, 0.6], [0.75, 0.9]],
        ),
        (
            "OrnsteinUhlenbeckIntegrator",
            &[("rate", 0.5), ("decay", 0.3), ("time_step_size", 0.1)],
            [1.0, 2.0],
            [[-0.05, -0.1], [-0.1015, -0.203], [-0.154545, -0.30909]],
        ),
        (
            "InteractiveActivationIntegrator",
            &[("rate", 0.5), ("decay", 0.1), ("rest", 0.2)],
            [1.0, -2.0],
            [[0.6, -1.0], [0.76, -0.88], [0.824, -0.892]],
        ),
    ];
    for (name, settings, input, expected) in cases {
        let found = results(function(name, settings), &[2], &input, 3);
        for (row, expected) in found.iter().zip(expected) {
            close(&row[..2], &expected);
        }
    }
}

/// The defaults of the class: both methods give nearly the same.
#[test]
fn fitzhugh_nagumo_methods_agree() {
    let rk4 = results(function("FitzHughNagumoIntegrator", &[]), &[1], &[1.0], 3);
    let euler = function("FitzHughNagumoIntegrator", &[]).with("IntegrationMethod", "Euler").unwrap();
    let euler = results(euler, &[1], &[1.0], 3);
    for (a, b) in rk4.iter().zip(&euler) {
        assert!((a[0] - b[0]).abs() < 1e-2 && (a[1] - b[1]).abs() < 1e-3, "{rk4:?} {euler:?}");
        assert_eq!(a[2], b[2]);
    }
    close(&[rk4[2][2]], &[0.15]);
}

/// test_fhn_integrator.py: parameters of `numpy.random.seed(0)`, three calls, a vector and one number.
#[test]
fn fitzhugh_nagumo_published() {
    let settings = [
        ("av", 0.5488135039273248),
        ("bv", 0.7151893663724195),
        ("cv", 0.6027633760716439),
        ("dv", 0.5448831829968969),
        ("ev", 0.4236547993389047),
        ("fv", 0.6458941130666561),
        ("aw", 0.4375872112626925),
        ("bw", 0.8917730007820798),
        ("cw", 0.9636627605010293),
        ("timeconstantv", 0.3834415188257777),
        ("timeconstantw", 0.7917250380826646),
        ("threshold", 0.5288949197529045),
        ("uncorrelatedactivity", 0.5680445610939323),
        ("mode", 0.925596638292661),
    ];
    let vector = [
        0.07103605819788694,
        0.08712929970154071,
        0.02021839744032572,
        0.832619845547938,
        0.7781567509498505,
        0.8700121482468192,
        0.978618342232764,
        0.7991585642167236,
    ];
    let methods = [
        (
            "RK4",
            [0.23619944, 0.24032298, 0.22321782, 0.43865125, 0.42363054, 0.44901757, 0.47938108, 0.42941189],
            [0.21378097, 0.21388886, 0.21344061, 0.21894107, 0.21856817, 0.21919746, 0.21994384, 0.2187119],
            [0.33803257, 0.21641212, 0.15],
        ),
        (
            "Euler",
            [0.23686576, 0.24093183, 0.22404678, 0.43291206, 0.41863405, 0.44273909, 0.47139546, 0.42413492],
            [0.20757016, 0.2076755, 0.20723764, 0.21257185, 0.21221299, 0.21281834, 0.21353476, 0.21235135],
            [0.33642314, 0.21013003, 0.15],
        ),
    ];
    let near = |found: &[f64], expected: &[f64]| {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() <= 1e-8 + 1e-5 * expected.abs(), "{found} {expected}");
        }
    };
    for (method, v, w, one) in methods {
        let function =
            function("FitzHughNagumoIntegrator", &settings).with("IntegrationMethod", method).unwrap();
        let last = results(function.clone(), &[8], &vector, 3).remove(2);
        near(&last[..8], &v);
        near(&last[8..16], &w);
        assert!(last[16..].iter().all(|t| (t - 0.15).abs() < 1e-12));
        near(&results(function, &[1], &[0.46147936225293185], 3)[2], &one);
    }
}

/// Check values of numpy's generators, seed 42.
#[test]
fn random_numbers_are_those_of_numpy() {
    let cases: [(&str, &str, [f64; 3]); 4] = [
        ("NormalDist", "MersenneTwister", [-0.19180638444130121, 0.05630222241972935, -0.9019774569160152]),
        ("UniformDist", "MersenneTwister", [0.6394267984578837, 0.025010755222666936, 0.27502931836911926]),
        ("NormalDist", "Philox", [-1.1043995228921153, 0.1891281100736375, 0.04600092882122236]),
        ("UniformDist", "Philox", [0.08607763073528474, 0.14155732377913233, 0.27009303504774695]),
    ];
    for (name, generator, expected) in cases {
        let distribution = function(name, &[("seed", 42.0)]).with("generator", generator).unwrap();
        assert_eq!(results(distribution, &[1], &[0.0], 3).concat(), expected, "{name} {generator}");
    }
}
