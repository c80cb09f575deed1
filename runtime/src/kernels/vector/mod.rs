//! The functions of [`scalar`](super::scalar) over many elements at once, with the same bits.
//!
//! Each is plain code over elements, compiled for several instruction sets; the one to use is chosen when the program
//! starts. The elementary functions compute value and error bound together: where the bound does not
//! decide the rounding, and outside the range of the formula, the scalar definition is asked. Since that definition
//! rounds correctly, both give the same bits, and so does a machine that has none of the instruction sets.
//!
//! A NaN out of a formula means "ask the scalar definition"; one out of the scalar definition is a [`Fault`].

/// Functions over elements, each by a formula that gives NaN where the scalar definition of the same name is to decide.
macro_rules! elementwise {
    ($($(#[$doc:meta])* $name:ident |$x:ident| $lane:expr;)*) => {
        $($(#[$doc])*
        #[multiversion::multiversion(targets(
            "x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"
        ))]
        pub(super) fn $name(x: &[f64], out: &mut [f64]) {
            use multiversion::target::target_cfg_f;
            if !target_cfg_f!(any(target_arch = "aarch64", target_feature = "fma")) {
                return super::scalar(real::$name, x, out);
            }
            for (y, &$x) in out.iter_mut().zip(x) {
                *y = $lane;
            }
        })*
    };
}

mod arcs;
mod arithmetic;
mod double;
mod exponential;
mod hyperbolic;
mod logarithm;
mod power;
mod real_power;
mod trigonometric;

pub use arithmetic::{add, integer_add, integer_multiply, integer_subtract, multiply, subtract, widen};
pub use power::power;
pub use trigonometric::sin_cos;

use multiversion::multiversion;

use super::Fault;
use super::scalar::{RealBinary, RealFunction, RealToInteger};

/// Elements that are looked at together for doubtful ones.
const GROUP: usize = 32;

/// `out = f(x)` one by one.
fn scalar(f: impl Fn(f64) -> f64, x: &[f64], out: &mut [f64]) {
    for (y, &x) in out.iter_mut().zip(x) {
        *y = f(x);
    }
}

/// Where the next group of elements with a NaN begins; past the end when there is none.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
fn next_doubtful(out: &[f64], from: usize) -> usize {
    let groups = out[from.min(out.len())..].chunks_exact(GROUP);
    let rest = groups.remainder();
    let mut at = from;
    for group in groups {
        if group.iter().fold(false, |any, y| any | y.is_nan()) {
            return at;
        }
        at += GROUP;
    }
    if rest.iter().any(|y| y.is_nan()) { at } else { out.len() }
}

/// Whether all elements are finite.
#[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
pub fn all_finite(x: &[f64]) -> bool {
    let groups = x.chunks_exact(GROUP);
    let rest = groups.remainder();
    let finite = |group: &[f64]| group.iter().fold(true, |all, x| all & x.is_finite());
    groups.into_iter().all(finite) && finite(rest)
}

/// Asks the scalar definition about the elements that are NaN.
fn settle(f: impl Fn(f64) -> f64, x: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    let mut sound = true;
    let mut at = next_doubtful(out, 0);
    while at < out.len() {
        let end = out.len().min(at + GROUP);
        for (&x, y) in x[at..end].iter().zip(&mut out[at..end]) {
            if y.is_nan() {
                *y = f(x);
                sound &= !y.is_nan();
            }
        }
        at = next_doubtful(out, end);
    }
    if sound { Ok(()) } else { Err(Fault::Domain) }
}

/// `out = f(x)`; a fault where there is no value.
pub fn real(function: RealFunction, x: &[f64], out: &mut [f64]) -> Result<(), Fault> {
    let f = function.function();
    match function {
        RealFunction::Abs => arithmetic::abs(x, out),
        RealFunction::ArcCos => arcs::arc_cos(x, out),
        RealFunction::ArcCot => arcs::arc_cot(x, out),
        RealFunction::ArcSin => arcs::arc_sin(x, out),
        RealFunction::ArcTan => arcs::arc_tan(x, out),
        RealFunction::Cos => trigonometric::cos(x, out),
        RealFunction::Cosh => hyperbolic::cosh(x, out),
        RealFunction::Cot => trigonometric::cot(x, out),
        RealFunction::Coth => hyperbolic::coth(x, out),
        RealFunction::Csc => trigonometric::csc(x, out),
        RealFunction::Csch => hyperbolic::csch(x, out),
        RealFunction::Exp => exponential::exp(x, out),
        RealFunction::Gudermannian => arcs::gudermannian(x, out),
        RealFunction::Log => logarithm::log(x, out),
        RealFunction::Log10 => logarithm::log10(x, out),
        RealFunction::Log2 => logarithm::log2(x, out),
        RealFunction::LogisticSigmoid => exponential::logistic_sigmoid(x, out),
        RealFunction::Minus => {
            arithmetic::negate(x, out);
            // As in arithmetic, a NaN runs on.
            return Ok(());
        }
        RealFunction::Ramp => arithmetic::ramp(x, out),
        RealFunction::Reciprocal => arithmetic::reciprocal(x, out),
        RealFunction::Sec => trigonometric::sec(x, out),
        RealFunction::Sech => hyperbolic::sech(x, out),
        RealFunction::Sin => trigonometric::sin(x, out),
        RealFunction::Sinh => hyperbolic::sinh(x, out),
        RealFunction::Sqrt => arithmetic::sqrt(x, out),
        RealFunction::Square => arithmetic::square(x, out),
        RealFunction::Tan => trigonometric::tan(x, out),
        RealFunction::Tanh => hyperbolic::tanh(x, out),
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
    let f = function.function();
    match function {
        RealBinary::Divide => arithmetic::divide(x, y, out),
        RealBinary::Power => {
            real_power::power(x, y, out);
            // Where the formula has no value the scalar definition is asked; the last look finds what has none at all.
            let mut at = next_doubtful(out, 0);
            while at < out.len() {
                let end = out.len().min(at + GROUP);
                for ((&x, &y), z) in x[at..end].iter().zip(&y[at..end]).zip(&mut out[at..end]) {
                    if z.is_nan() {
                        *z = f(x, y);
                    }
                }
                at = next_doubtful(out, end);
            }
        }
        _ => {
            for ((z, &x), &y) in out.iter_mut().zip(x).zip(y) {
                *z = f(x, y);
            }
        }
    }
    if next_doubtful(out, 0) >= out.len() { Ok(()) } else { Err(Fault::Domain) }
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
