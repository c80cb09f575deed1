//! Bags: vectors that grow at the end.

use super::Fault;
use super::element::{integers, take, tensor};
use super::part::{Spec, get};
use super::table::{Kernel, KernelState, kernel, row};
use crate::value::Value;

/// Kernels for bags. A bag in compiled code is a vector that its local variable owns, so that `StuffBag` adds in place.
pub const KERNELS: &[Kernel] = &[
    row("Internal`Bag", 1, 1, |_, args| Ok(take(&mut args[0]))),
    row("Internal`BagPart", 1, 2, bag_part),
    row("Internal`StuffBag", 2, 3, stuff),
];

fn bag_part(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    match args.get(1) {
        None => Ok(take(&mut args[0])),
        Some(Value::Integer(index)) => get(tensor(&args[0])?, &[Spec::Index(*index)]),
        Some(list) => get(tensor(&args[0])?, &[Spec::List(integers(list)?)]),
    }
}

/// Adds one element, or with a third argument 1 all elements of a vector.
fn stuff(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let name = match args.get(2) {
        None | Some(Value::Integer(0)) => "Append",
        Some(Value::Integer(1)) => "Join",
        Some(_) => return Err(Fault::Argument),
    };
    let run = kernel(name).ok_or(Fault::Argument)?.run;
    run(state, &mut args[..2])
}
