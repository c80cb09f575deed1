//! The number tower: exact integers and rationals of any size, machine reals, software reals, complex numbers.
//!
//! `dashu` carries the digits: pure Rust, MIT OR Apache-2.0, integers, rationals and binary floats of one family (the
//! choice and its measurement: `docs/design/big-numbers.md`).

mod arithmetic;
mod comparison;
mod long;
mod power;
mod rounding;
mod software;
mod software_complex;
pub mod special;

use std::hash::{Hash, Hasher};

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

pub use arithmetic::{
    add, conjugate, divide, from_complex64, from_f64, is_exact, is_exact_zero, is_zero, make_complex,
    multiply, negate, parts, reciprocal, subtract, to_complex64, to_f64, to_rational,
};
pub use comparison::{compare_reals, equal, same, sign};
pub use long::{apart, is_long, of_long};
pub use power::{MAX_BITS, Power, power, power_of_integer};
pub use rounding::{Rounding, round_to_integer};
pub use software::{
    MACHINE_PRECISION, ZERO_ACCURACY, bits_of_digits, largest_number, log10_abs, moved, precision_of,
    smallest_number, software, software_constant, software_function, with_digits,
};
pub use software_complex::{software_complex_function, software_complex_power};

/// An integer of any size.
pub type BigInteger = dashu_int::IBig;

/// A rational in lowest terms.
pub type BigRational = dashu_ratio::RBig;

/// The digits of a software real, in base 2.
pub type BigFloat = FBig<HalfEven, 2>;

/// A software real: a binary float with the number of decimal digits that are known of it.
#[derive(Clone, Debug)]
pub struct BigReal {
    /// The number, kept with some guard bits beyond `precision`.
    pub value: BigFloat,
    /// `Precision[x]` in decimal digits; for a zero, which has no precision, `Accuracy[x]`.
    pub precision: f64,
}

impl PartialEq for BigReal {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Hash for BigReal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.repr().significand().hash(state);
        self.value.repr().exponent().hash(state);
    }
}
