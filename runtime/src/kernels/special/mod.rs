//! Special functions of machine numbers: gamma and kin over the complex numbers, polygamma, zeta, Bessel functions.
//!
//! As everywhere in [`scalar`](super::scalar): NaN where there is no value, infinity on overflow. Where the real line
//! has a function of `pxfm`, that is the definition; the methods here are named with their source.

pub mod bessel;
pub mod gamma;
pub mod polynomials;
pub mod regularized;
