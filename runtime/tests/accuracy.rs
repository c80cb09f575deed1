//! The functions of machine numbers against values by mpmath: see `accuracy/make_values.py`.

use num_complex::Complex64;
use scheelite_runtime::kernels::scalar::{ComplexFunction, RealFunction};

/// Distance in units of the last place of the expected value.
fn ulps(value: f64, expected: f64) -> f64 {
    if value == expected || value.is_nan() && expected.is_nan() {
        return 0.0;
    }
    if !value.is_finite() || !expected.is_finite() {
        return f64::INFINITY;
    }
    let next = f64::from_bits(expected.abs().to_bits() + 1);
    let unit = (next - expected.abs()).max(f64::from_bits(1));
    ((value - expected) / unit).abs()
}

/// Functions put together from several roundings; all others must be right to the last bit but one half.
const COMPOSED: &[&str] = &[
    "ArcCosh",
    "ArcCot",
    "ArcCoth",
    "ArcCsc",
    "ArcCsch",
    "ArcSec",
    "ArcSech",
    "Coth",
    "Csch",
    "Gamma",
    "Gudermannian",
    "Haversine",
    "InverseGudermannian",
    "InverseHaversine",
    "LogisticSigmoid",
    "Sech",
];

#[test]
fn real_functions_are_right_to_the_last_bit() {
    let mut wrong = Vec::new();
    let mut worst = (0.0, "");
    for line in include_str!("accuracy/real.txt").lines() {
        let mut fields = line.split(' ');
        let name = fields.next().unwrap();
        let [x, expected] = [(); 2].map(|()| fields.next().unwrap().parse::<f64>().unwrap());
        let value = RealFunction::named(name).unwrap().apply(x);
        let error = ulps(value, expected);
        let allowed = if COMPOSED.contains(&name) { 2.0 } else { 1.0 };
        if error > worst.0 {
            worst = (error, name);
        }
        if error > allowed {
            wrong.push(format!("{line}: got {value:?}, {error} ulps"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(worst.0 <= 2.0, "{worst:?}");
}

#[test]
fn complex_functions_are_right_to_the_last_but_one_bit() {
    let mut wrong = Vec::new();
    for line in include_str!("accuracy/complex.txt").lines() {
        let mut fields = line.split(' ');
        let name = fields.next().unwrap();
        let [x, y, re, im] = [(); 4].map(|()| fields.next().unwrap().parse::<f64>().unwrap());
        let value = ComplexFunction::named(name).unwrap().apply(Complex64::new(x, y));
        // Each part by itself where it is not the small rest of a large cancellation.
        let size = re.abs().max(im.abs());
        let error = |value: f64, expected: f64| {
            let alone = ulps(value, expected);
            let together = (value - expected).abs() / (size * f64::EPSILON);
            alone.min(2.0 * together)
        };
        let error = error(value.re, re).max(error(value.im, im));
        if !(error <= 4.0) {
            wrong.push(format!("{line}: got {value:?}, {error} ulps"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
