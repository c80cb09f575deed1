//! Number types: exact integers and rationals of any size, software reals.
//!
//! `dashu` carries the digits: pure Rust, MIT OR Apache-2.0, integers, rationals and binary floats of one family.

use std::hash::{Hash, Hasher};

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

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
    /// `Precision[x]` in decimal digits.
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
