//! Random generators of model components, whose states lie in one vector of reals with the rest of a model's memory.
//!
//! A kernel takes the vector and the place, from 1, where the state of a generator begins; it gives the vector with the
//! state moved on and the number drawn in the place after the state. States are copied, kept and put back as reals.

use super::Fault;
use super::element::take;
use super::table::{Kernel, KernelState, row};
use crate::random::{MERSENNE_STATE, Mersenne, MersenneIn, PHILOX_STATE, Philox, PhiloxIn};
use crate::tensor::Tensor;
use crate::value::Value;

/// Kernels for generators.
pub const KERNELS: &[Kernel] = &[
    row("Models`MersenneNormal", 2, 2, |_: &mut KernelState, args| {
        draw::<MERSENNE_STATE>(args, |state| MersenneIn(state).normal())
    }),
    row("Models`MersenneSeed", 3, 3, |_: &mut KernelState, args| {
        let seed = seed(&args[2])?;
        change::<MERSENNE_STATE>(args, |state, _| Mersenne::from_seed(seed).store(state))
    }),
    row("Models`MersenneUniform", 2, 2, |_: &mut KernelState, args| {
        draw::<MERSENNE_STATE>(args, |state| MersenneIn(state).uniform())
    }),
    row("Models`PhiloxNormal", 2, 2, |_: &mut KernelState, args| {
        draw::<PHILOX_STATE>(args, |state| PhiloxIn(state).normal())
    }),
    row("Models`PhiloxSeed", 3, 3, |_: &mut KernelState, args| {
        let seed = seed(&args[2])?;
        change::<PHILOX_STATE>(args, |state, _| Philox::from_seed(seed).store(state))
    }),
    row("Models`PhiloxUniform", 2, 2, |_: &mut KernelState, args| {
        draw::<PHILOX_STATE>(args, |state| PhiloxIn(state).uniform())
    }),
    row("Models`Restored", 2, 2, |_: &mut KernelState, args| Ok(take(&mut args[1]))),
];

fn draw<const N: usize>(args: &mut [Value], draw: impl Fn(&mut [f64; N]) -> f64) -> Result<Value, Fault> {
    change(args, |state, drawn| *drawn = draw(state))
}

/// A seed: a whole number from 0, as a real below 2^53.
fn seed(value: &Value) -> Result<u64, Fault> {
    match value {
        Value::Integer(seed) => u64::try_from(*seed).map_err(|_| Fault::Argument),
        Value::Real(seed) if (0.0..9.1e15).contains(seed) => Ok(*seed as u64),
        _ => Err(Fault::Argument),
    }
}

fn change<const N: usize>(
    args: &mut [Value],
    change: impl Fn(&mut [f64; N], &mut f64),
) -> Result<Value, Fault> {
    let Value::Integer(start) = args[1] else {
        return Err(Fault::Argument);
    };
    let Value::Tensor(mut tensor) = take(&mut args[0]) else {
        return Err(Fault::Argument);
    };
    let Tensor::Real(array) = std::sync::Arc::make_mut(&mut tensor) else {
        return Err(Fault::Argument);
    };
    let first = usize::try_from(start).ok().and_then(|start| start.checked_sub(1)).ok_or(Fault::Argument)?;
    let rest = array.data_mut().get_mut(first..).ok_or(Fault::Argument)?;
    let (state, after) = rest.split_first_chunk_mut::<N>().ok_or(Fault::Argument)?;
    change(state, after.first_mut().ok_or(Fault::Argument)?);
    Ok(Value::Tensor(tensor))
}
