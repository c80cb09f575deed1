//! The functions of [`scalar`](super::scalar) over many elements at once, with the same bits.
//!
//! Each is plain code over elements, compiled for several instruction sets; the one to use is chosen when the program
//! starts. Exponential, logarithm, sine and cosine compute value and error bound together: where the bound does not
//! decide the rounding, and outside the range of the formula, the scalar definition is asked. Since that definition
//! rounds correctly, both give the same bits, and so does a machine that has none of the instruction sets.
//!
//! A NaN out of a formula means "ask the scalar definition"; one out of the scalar definition is a [`Fault`].

mod arithmetic;
mod double;
mod exponential;
mod logarithm;
mod power;
mod trigonometric;

pub use arithmetic::{add, integer_add, integer_multiply, integer_subtract, multiply, subtract, widen};
pub use power::power;
pub use trigonometric::sin_cos;

use super::Fault;
use super::scalar::{RealBinary, RealFunction, RealToInteger};

/// Elements that are looked at together for doubtful ones.
const GROUP: usize = 16;

/// `out = f(x)` one by one.
fn scalar(f: impl Fn(f64) -> f64, x: &[f64], out: &mut [f64]) {
    for (y, &x) in out.iter_mut().zip(x) {
        *y = f(x);
    }
}

/// Asks the scalar definition about the elements that are NaN.
fn settle(f: impl Fn(f64) -> f64, x: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    let mut sound = true;
    for (x, out) in x.chunks(GROUP).zip(out.chunks_mut(GROUP)) {
        let doubtful = out.iter().fold(false, |any, y| any | y.is_nan());
        if doubtful {
            for (&x, y) in x.iter().zip(out) {
                if y.is_nan() {
                    *y = f(x);
                    sound &= !y.is_nan();
                }
            }
        }
    }
    if sound { Ok(()) } else { Err(Fault::Domain) }
}

/// `out = f(x)`; a fault where there is no value.
pub fn real(function: RealFunction, x: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    let f = function.function();
    match function {
        RealFunction::Abs => arithmetic::abs(x, out),
        RealFunction::Cos => trigonometric::cos(x, out),
        RealFunction::Exp => exponential::exp(x, out),
        RealFunction::Log => logarithm::log(x, out),
        RealFunction::LogisticSigmoid => exponential::logistic_sigmoid(x, out),
        RealFunction::Minus => {
            arithmetic::negate(x, out);
            // As in arithmetic, a NaN runs on.
            return Ok(());
        }
        RealFunction::Ramp => arithmetic::ramp(x, out),
        RealFunction::Reciprocal => arithmetic::reciprocal(x, out),
        RealFunction::Sin => trigonometric::sin(x, out),
        RealFunction::Sqrt => arithmetic::sqrt(x, out),
        RealFunction::Square => arithmetic::square(x, out),
        _ => {
            let mut sound = true;
            for (y, &x) in out.iter_mut().zip(x) {
                *y = f(x);
                sound &= !y.is_nan();
            }
            return if sound { Ok(()) } else { Err(Fault::Domain) };
        }
    }
    settle(f, x, out)
}

/// `out = f(x, y)`; a fault where there is no value.
pub fn real_pair(function: RealBinary, x: &[f64], y: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    if function == RealBinary::Divide {
        arithmetic::divide(x, y, out);
    } else {
        let f = function.function();
        for ((z, &x), &y) in out.iter_mut().zip(x).zip(y) {
            *z = f(x, y);
        }
    }
    let sound = out.chunks(GROUP).all(|out| !out.iter().fold(false, |any, z| any | z.is_nan()));
    if sound { Ok(()) } else { Err(Fault::Domain) }
}

/// `out = f(x)`; a fault where there is no machine integer.
pub fn real_to_integer(function: RealToInteger, x: &[f64], out: &mut [i64]) -> Result<(), Fault> {
    let f = function.function();
    for (y, &x) in out.iter_mut().zip(x) {
        *y = f(x).ok_or(Fault::Overflow)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
