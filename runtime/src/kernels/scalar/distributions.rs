//! Densities and distribution functions on the whole line, of machine reals: the reduced place `(x - m) / s` and what
//! follows from it to 106 bits, rounded once. NaN for a scale that is not positive; 0 below the range.

use super::double_double::{DoubleDouble, two_sum};
use super::{real, wide};

/// A function of the place, the location and the scale.
pub type OnTheLine = fn(f64, f64, f64) -> f64;

/// The distributions with a location and a scale: name, density, distribution function, and the tail above.
pub const ON_THE_LINE: &[(&str, OnTheLine, OnTheLine, OnTheLine)] = &[
    ("CauchyDistribution", cauchy_density, cauchy_below, cauchy_above),
    ("LogisticDistribution", logistic_density, logistic_below, logistic_above),
    ("NormalDistribution", normal_density, normal_below, normal_above),
];

/// `1 / sqrt(2 π)`
const BELL: DoubleDouble = DoubleDouble { high: 0.398_942_280_401_432_7, low: -2.492_327_202_777_73e-17 };
/// `1 / sqrt(2)`
const ROOT_HALF: DoubleDouble =
    DoubleDouble { high: std::f64::consts::FRAC_1_SQRT_2, low: -4.833_646_656_726_457e-17 };

/// `(x - m) / s`
fn reduced(x: f64, m: f64, s: f64) -> DoubleDouble {
    two_sum(x, -m).divide(s.into())
}

/// Whether the parameters are right and no product below leaves the range.
fn is_plain(x: f64, m: f64, s: f64) -> bool {
    let size = ((x - m) / s).abs();
    (1e-140..1e140).contains(&s) && x.abs() < 1e150 && m.abs() < 1e150 && size < 1e140
}

/// `e^x factor`, rounded once.
fn exponential(x: DoubleDouble, factor: DoubleDouble) -> f64 {
    if x.high < -1500.0 {
        return 0.0;
    }
    let e = wide::exp(x);
    wide::scale(e.mantissa().multiply(factor).value(), e.k)
}

fn normal_density(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    let z = reduced(x, m, s);
    exponential(z.multiply(z).scale(-0.5), BELL.divide(s.into()))
}

/// `erfc(-z / sqrt(2)) / 2`
fn normal_below(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    half_complement(reduced(x, m, s).negate())
}

fn normal_above(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    half_complement(reduced(x, m, s))
}

/// `erfc(z / sqrt(2)) / 2`, at the nearest double and from there along the slope.
fn half_complement(z: DoubleDouble) -> f64 {
    const SLOPE: f64 = std::f64::consts::FRAC_2_SQRT_PI;
    let t = z.multiply(ROOT_HALF);
    let value = real::erfc(t.high);
    if t.high > 26.0 {
        // Near the end of the range, where the value has lost bits, and beyond.
        return if value == 0.0 { 0.0 } else { f64::NAN };
    }
    let change = if t.high.abs() < 26.0 { SLOPE * real::exp(-t.high * t.high) * t.low } else { 0.0 };
    0.5 * (value - change)
}

fn cauchy_density(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    let z = reduced(x, m, s);
    let below = DoubleDouble::from(1.0).add(z.multiply(z)).multiply(wide::PI).multiply(s.into());
    DoubleDouble::from(1.0).quotient(below)
}

fn cauchy_below(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    let place = two_sum(x, -m);
    // The angle of (-(x - m), s), and its change along the rest of the difference.
    let angle = wide::angle(s, -place.high);
    let norm = place.high * place.high + s * s;
    angle.add((place.low * (s / norm)).into()).quotient(wide::PI)
}

fn cauchy_above(x: f64, m: f64, s: f64) -> f64 {
    cauchy_below(-x, -m, s)
}

/// `e / (s (1 + e)^2)` for `e = e^-|z|`
fn logistic_density(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    let z = reduced(x, m, s);
    let down = if z.high > 0.0 { z.negate() } else { z };
    let above = one_and_exponential(down);
    exponential(down, DoubleDouble::from(1.0).divide(above.multiply(above).multiply(s.into())))
}

/// `1 + e^x` for `x` not positive.
fn one_and_exponential(x: DoubleDouble) -> DoubleDouble {
    if x.high < -600.0 {
        return DoubleDouble::from(1.0);
    }
    let e = wide::exp(x);
    DoubleDouble::from(1.0).add(e.mantissa().scale(wide::power_of_two(e.k)))
}

fn logistic_below(x: f64, m: f64, s: f64) -> f64 {
    if !is_plain(x, m, s) {
        return f64::NAN;
    }
    let z = reduced(x, m, s);
    if z.high > 0.0 {
        return DoubleDouble::from(1.0).quotient(one_and_exponential(z.negate()));
    }
    exponential(z, DoubleDouble::from(1.0).divide(one_and_exponential(z)))
}

fn logistic_above(x: f64, m: f64, s: f64) -> f64 {
    logistic_below(-x, -m, s)
}
