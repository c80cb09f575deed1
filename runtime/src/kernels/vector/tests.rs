//! Vectors give the bits of the scalar definitions. `VECTOR_ARGUMENTS` sets the number of random arguments.

use super::super::scalar::{RealBinary, RealFunction, RealToInteger};
use super::*;

/// A small generator of 64-bit numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Arguments of all sizes: any bits, around 0, around 1, in the middle of the range of each function.
    fn argument(&mut self) -> f64 {
        let (kind, unit) = (self.next() % 8, self.unit());
        let sign = if self.next().is_multiple_of(2) { 1.0 } else { -1.0 };
        match kind {
            0 => f64::from_bits(self.next()),
            1 => sign * unit,
            2 => 1.0 + sign * unit * 1e-3,
            3 => sign * unit * 720.0,
            4 => sign * unit * 1.2e6,
            5 => sign * (unit * 100.0 - 90.0).exp2(),
            6 => (unit * 1000.0).round() * std::f64::consts::FRAC_PI_4 * (1.0 + sign * 1e-15),
            _ => sign * unit * 10.0,
        }
    }
}

fn hard_arguments() -> Vec<f64> {
    let mut hard = vec![
        0.0,
        f64::MIN_POSITIVE,
        f64::from_bits(1),
        f64::from_bits(0x000f_ffff_ffff_ffff),
        1e-300,
        1e-20,
        5.55e-17,
        1e-8,
        0.5,
        std::f64::consts::FRAC_1_SQRT_2,
        1.0 - f64::EPSILON / 2.0,
        1.0,
        1.0 + f64::EPSILON,
        std::f64::consts::SQRT_2,
        707.999,
        708.0,
        708.396_418_532_264_1,
        709.782_712_893_384,
        709.79,
        745.13,
        745.14,
        999_999.999_999,
        1e6,
        1_000_000.000_000_1,
        6_381_956_970_095_103.0 * 2f64.powi(797),
        9_007_199_254_740_993.0,
        1e300,
        f64::MAX,
        f64::INFINITY,
        f64::NAN,
    ];
    for k in 1..400 {
        let near = f64::from(k) * std::f64::consts::FRAC_PI_2;
        hard.extend([near, near.next_up(), near.next_down()]);
        let near = f64::from(k) * std::f64::consts::LN_2 * 2.5;
        hard.extend([near, near + std::f64::consts::LN_2 / 2.0]);
    }
    hard.extend(hard.clone().iter().map(|x| -x));
    hard
}

fn count(default: usize) -> usize {
    std::env::var("VECTOR_ARGUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// Runs blocks of arguments, the hard ones first, past a check.
fn blocks(mut check: impl FnMut(&[f64])) {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    hard_arguments().chunks(256).for_each(&mut check);
    for _ in 0..count(200_000).div_ceil(256) {
        check(&[(); 256].map(|()| numbers.argument()));
    }
}

fn same(what: &str, x: f64, vector: f64, scalar: f64) {
    let equal = vector.to_bits() == scalar.to_bits() || vector.is_nan() && scalar.is_nan();
    assert!(equal, "{what} of {x:e}: {vector:e} in a vector, {scalar:e} alone");
}

#[test]
fn functions_have_the_bits_of_the_scalar_definition() {
    // Those without a vector kernel go element by element.
    let without = [
        "ArcCosh",
        "ArcCoth",
        "ArcCsc",
        "ArcCsch",
        "ArcSec",
        "ArcSech",
        "ArcSinh",
        "ArcTanh",
        "Chop",
        "Conjugate",
        "Erf",
        "Erfc",
        "Factorial",
        "FractionalPart",
        "Gamma",
        "InverseErf",
        "InverseErfc",
        "InverseGudermannian",
        "InverseHaversine",
        "LogGamma",
        "PolyGamma",
        "Re",
        "Sinc",
    ];
    for &function in RealFunction::ALL.iter().filter(|function| !without.contains(&function.name())) {
        blocks(|x| {
            let mut out = vec![0.5; x.len()];
            let result = real(function, x, &mut out);
            let mut sound = true;
            for (&x, &y) in x.iter().zip(&out) {
                same(function.name(), x, y, function.apply(x));
                sound &= !y.is_nan();
            }
            assert_eq!(result.is_ok(), sound || function == RealFunction::Minus, "{}", function.name());
        });
    }
}

#[test]
fn sine_and_cosine_together() {
    blocks(|x| {
        let (mut sin, mut cos) = (vec![0.5; x.len()], vec![0.5; x.len()]);
        let result = sin_cos(x, &mut sin, &mut cos);
        // The second is settled only when the first has its values.
        if result.is_ok() {
            for ((&x, &sin), &cos) in x.iter().zip(&sin).zip(&cos) {
                same("Sin", x, sin, RealFunction::Sin.apply(x));
                same("Cos", x, cos, RealFunction::Cos.apply(x));
            }
        } else {
            assert!(x.iter().any(|x| !x.is_finite()));
        }
    });
}

#[test]
fn powers_of_reals() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let hard = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, 3.0, 1.0 / 3.0, 1e-300, 1e300, 52.0, -1074.0, f64::NAN];
    let mut asked = 0;
    blocks(|x| {
        let exponent = |at: usize| match at % 4 {
            0 => hard[at / 4 % hard.len()],
            1 => numbers.argument(),
            2 => (numbers.unit() * 40.0 - 20.0).round(),
            _ => numbers.unit() * 20.0 - 10.0,
        };
        let y: Vec<f64> = (0..x.len()).map(exponent).collect();
        let mut out = vec![0.5; x.len()];
        let result = real_pair(RealBinary::Power, x, &y, &mut out);
        let sizes: Vec<f64> = x.iter().map(|x| x.abs()).collect();
        let mut of_sizes = vec![0.5; x.len()];
        let _ = real_pair(RealBinary::Power, &sizes, &y, &mut of_sizes);
        for (at, &y) in y.iter().enumerate() {
            same(&format!("power {y:e}"), x[at], out[at], RealBinary::Power.apply(x[at], y));
            same(&format!("power {y:e}"), sizes[at], of_sizes[at], RealBinary::Power.apply(sizes[at], y));
            asked += usize::from(out[at].is_nan());
        }
        assert_eq!(result.is_ok(), out.iter().all(|z| !z.is_nan()));
    });
    assert!(asked > 1000, "negative bases have no real powers");
}

#[test]
fn integer_powers() {
    for n in [-3, -1, 0, 1, 2, 3, 4, 5, 6, 7, 20] {
        blocks(|x| {
            let mut out = vec![0.5; x.len()];
            let _ = power(n, x, &mut out);
            for (&x, &y) in x.iter().zip(&out) {
                same(&format!("power {n}"), x, y, crate::kernels::scalar::real::power_integer(x, n));
            }
        });
    }
}

#[test]
fn division_by_zero_is_a_fault() {
    let mut out = [0.0; 3];
    assert_eq!(real_pair(RealBinary::Divide, &[1.0, 2.0, 3.0], &[2.0, 4.0, 8.0], &mut out), Ok(()));
    assert_eq!(out, [0.5, 0.5, 0.375]);
    assert_eq!(
        real_pair(RealBinary::Divide, &[1.0, 2.0, 3.0], &[2.0, 0.0, 8.0], &mut out),
        Err(Fault::Domain)
    );
}

#[test]
fn integers_leave_when_they_overflow() {
    let mut out = [0; 2];
    assert_eq!(integer_add(&[i64::MAX, 1], &[0, 2], &mut out), Ok(()));
    assert_eq!(out, [i64::MAX, 3]);
    assert_eq!(integer_add(&[1, i64::MAX], &[2, 1], &mut out), Err(Fault::Overflow));
    assert_eq!(integer_subtract(&[1, i64::MIN], &[2, 1], &mut out), Err(Fault::Overflow));
    assert_eq!(integer_multiply(&[1 << 32, 3], &[1 << 31, 4], &mut out), Err(Fault::Overflow));
    assert_eq!(real_to_integer(RealToInteger::Floor, &[1.5, -1.5], &mut out), Ok(()));
    assert_eq!(out, [1, -2]);
    assert_eq!(real_to_integer(RealToInteger::Floor, &[1.5, 1e19], &mut out), Err(Fault::Overflow));
}
