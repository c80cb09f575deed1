//! Cuts, exceptions, the ends of the range, and inverses.

use num_complex::Complex64;

use super::*;

fn c(re: f64, im: f64) -> Complex64 {
    Complex64::new(re, im)
}

#[test]
fn the_sign_of_zero_names_the_side_of_a_cut() {
    assert_eq!(sqrt(c(-4.0, 0.0)), c(0.0, 2.0));
    assert_eq!(sqrt(c(-4.0, -0.0)), c(0.0, -2.0));
    assert_eq!(log(c(-1.0, -0.0)).im, -std::f64::consts::PI);
    assert!(arc_sin(c(2.0, 0.0)).im > 1.3 && arc_sin(c(2.0, -0.0)).im < -1.3);
    assert!(arc_cosh(c(-2.0, 0.0)).im > 3.1 && arc_cosh(c(-2.0, -0.0)).im < -3.1);
    assert!(arc_tanh(c(2.0, 0.0)).im > 1.5 && arc_tanh(c(2.0, -0.0)).im < -1.5);
}

#[test]
fn quotients_survive_the_ends_of_the_range() {
    assert_eq!(divide(c(1e308, 1e308), c(1e308, 1e308)), ONE);
    assert_eq!(divide(c(5e-324, 5e-324), c(5e-324, 5e-324)), ONE);
    assert_eq!(divide(c(1e-300, 1e-300), c(1e300, 1e300)), c(0.0, 0.0));
    assert!(divide(ONE, c(0.0, 0.0)).re.is_nan());
    let third = divide(c(1.0, 0.0), c(1e-200, 1e-200));
    assert!((third.re / 5e199 - 1.0).abs() < 1e-15, "{third}");
}

#[test]
fn powers_and_their_exceptions() {
    assert_eq!(power_integer(c(1.0, 2.0), 2), c(-3.0, 4.0));
    assert_eq!(power(c(0.0, 1.0), c(2.0, 0.0)), c(-1.0, 0.0));
    assert!(power(c(0.0, 0.0), c(0.0, 0.0)).re.is_nan() && power_integer(c(0.0, 0.0), -1).re.is_nan());
    let i_to_i = power(c(0.0, 1.0), c(0.0, 1.0));
    assert!((i_to_i.re - 0.20787957635076193).abs() < 1e-16, "{i_to_i}");
}

#[test]
fn inverses_invert_over_hard_arguments() {
    let parts = [0.0, 1e-300, 1e-9, 0.3, 1.0 - 1e-15, 1.0, 1.0 + 1e-15, 7.0, 1e9];
    for x in parts {
        for y in parts {
            let z = c(x, y);
            for (name, f, inverse) in [
                ("sin", sin as fn(Complex64) -> Complex64, arc_sin as fn(Complex64) -> Complex64),
                ("cos", cos, arc_cos),
                ("sinh", sinh, arc_sinh),
                ("cosh", cosh, arc_cosh),
            ] {
                let back = f(inverse(z));
                assert!(abs(subtract(back, z)) <= 2e-14 * abs(z) + 1e-15, "{name} arc{name} {z} = {back}");
            }
        }
    }
}
