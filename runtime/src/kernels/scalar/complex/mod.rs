//! Machine complex numbers. A part that is NaN says that there is no value. On a branch cut the sign of a zero part
//! says from which side the value is taken.
//!
//! Formulas follow W. Kahan, "Branch cuts for complex elementary functions" (1987), with the differences and roots
//! inside taken to 106 bits where they would cancel, and scaling where squares would leave the range.

mod arithmetic;
mod exponential;
mod inverse;
mod pair;
mod power;
mod related;
#[cfg(test)]
mod tests;
mod trigonometric;

use num_complex::Complex64;

pub use arithmetic::{
    abs, add, arg, chop, conjugate, divide, im, multiply, negate, re, reciprocal, sign, square, subtract,
};
pub use exponential::{exp, log, log_to_base, log2, log10, sqrt};
pub use inverse::{
    arc_cos, arc_cosh, arc_cot, arc_coth, arc_csc, arc_csch, arc_sec, arc_sech, arc_sin, arc_sinh, arc_tan,
    arc_tan_of_point, arc_tanh,
};
pub use power::{power, power_integer};
pub use related::{gudermannian, haversine, inverse_gudermannian, inverse_haversine, logistic_sigmoid, sinc};
pub use trigonometric::{cos, cosh, cot, coth, csc, csch, sec, sech, sin, sinh, tan, tanh};

const NAN: Complex64 = Complex64::new(f64::NAN, f64::NAN);
const ONE: Complex64 = Complex64::new(1.0, 0.0);
/// Where `z` is so large that `z^2 ± 1` is `z^2`, and squares would come near the end of the range.
const HUGE: f64 = 1e150;
