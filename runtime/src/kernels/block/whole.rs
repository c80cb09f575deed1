//! Runs a tape one whole array after the other: for arrays whose lengths differ. What goes wrong first goes wrong
//! here, and this is what blocks are tested against.

use num_complex::Complex64;

use super::{Operation, Step, Tape};
use crate::kernels::element::{Element, scalar_type, widen};
use crate::kernels::elementwise::{map, map_same, zip_same};
use crate::kernels::function::{complex_or_leave, real_or_leave};
use crate::kernels::scalar::{complex, real};
use crate::kernels::{Fault, KernelState, kernel};
use crate::value::{Scalar, Value};
use crate::with_element;

/// The result of a tape.
pub(super) fn run(tape: &Tape, args: &[Value]) -> Result<Value, Fault> {
    let mut values: Vec<Value> = args.to_vec();
    for step in &tape.steps {
        values.push(apply(step, &values)?);
    }
    let result = values.pop().ok_or(Fault::Argument)?;
    match tape.outcome.name() {
        None => Ok(result),
        Some(name) => {
            let kernel = kernel(name).ok_or(Fault::Argument)?;
            kernel.call(&mut KernelState::default(), &mut [result])
        }
    }
}

fn apply(step: &Step, values: &[Value]) -> Result<Value, Fault> {
    let (a, b) = (values[usize::from(step.a)].clone(), values[usize::from(step.b)].clone());
    let of = scalar_type(&a)?;
    match step.operation {
        Operation::Add => with_element!(of, T => zip_same::<T>(a, b, T::add)),
        Operation::Subtract => with_element!(of, T => zip_same::<T>(a, b, T::sub)),
        Operation::Multiply => with_element!(of, T => zip_same::<T>(a, b, T::mul)),
        Operation::Negate => with_element!(of, T => map_same::<T>(a, T::neg)),
        Operation::Widen(to) => widen(a, to),
        Operation::Power(n) if of == Scalar::Complex => {
            map_same::<Complex64>(a, |z| complex_or_leave(complex::power_integer(z, n)))
        }
        Operation::Power(n) => map_same::<f64>(a, |x| real_or_leave(real::power_integer(x, n))),
        Operation::Integer(f) => map_same::<i64>(a, |x| f.apply(x).ok_or(Fault::Overflow)),
        Operation::IntegerPair(f) => zip_same::<i64>(a, b, |x, y| f.apply(x, y).ok_or(Fault::Overflow)),
        Operation::Real(f) => map_same::<f64>(a, |x| real_or_leave(f.apply(x))),
        Operation::RealPair(f) => zip_same::<f64>(a, b, |x, y| real_or_leave(f.apply(x, y))),
        Operation::RealToInteger(f) => map::<f64, i64>(&a, |x| f.apply(x).ok_or(Fault::Overflow)),
        Operation::Complex(f) => map_same::<Complex64>(a, |z| complex_or_leave(f.apply(z))),
        Operation::ComplexPair(f) => zip_same::<Complex64>(a, b, |z, w| complex_or_leave(f.apply(z, w))),
        Operation::ComplexToReal(f) => map::<Complex64, f64>(&a, |z| real_or_leave(f.apply(z))),
        // Tests and choices occur in the rounds of loops only.
        Operation::Test(_)
        | Operation::TestTolerant(_)
        | Operation::Where(_)
        | Operation::WhereNot(_)
        | Operation::Either => Err(Fault::Argument),
    }
}
