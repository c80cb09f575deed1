//! Kernels over integers that calculate modulo 2^64: what compiled functions run whose check for integer overflow is off.

use super::Fault;
use super::element::{array, integer, scalar_type, take, take_tensor};
use super::elementwise::{map_same, zip_same};
use super::table::{Kernel, KernelState, kernel, row};
use crate::tensor::{Array, Tensor};
use crate::value::{Scalar, Value};

/// The kernels that can overflow in sums and products, by their names; for other arguments than integers they are the usual
/// ones.
const KERNELS: &[Kernel] = &[
    row("Abs", 1, 1, |state, args| unary(state, args, "Abs", i64::wrapping_abs)),
    row("Accumulate", 1, 1, accumulate),
    row("Differences", 1, 3, differences),
    row("Dot", 2, 2, dot),
    row("Minus", 1, 1, |state, args| unary(state, args, "Minus", i64::wrapping_neg)),
    row("Plus", 1, usize::MAX, |state, args| folded(state, args, "Plus", i64::wrapping_add)),
    row("Power", 2, 2, power),
    row("Square", 1, 1, |state, args| unary(state, args, "Square", |x| x.wrapping_mul(x))),
    row("Subtract", 2, 2, |state, args| folded(state, args, "Subtract", i64::wrapping_sub)),
    row("Times", 1, usize::MAX, |state, args| folded(state, args, "Times", i64::wrapping_mul)),
    row("Total", 1, 2, total),
];

/// The kernel that calculates modulo 2^64 where this one finds overflow.
pub fn wrapping(checked: &'static Kernel) -> &'static Kernel {
    KERNELS.iter().find(|kernel| kernel.name == checked.name).unwrap_or(checked)
}

fn all_integers(args: &[Value]) -> bool {
    args.iter().all(|arg| scalar_type(arg) == Ok(Scalar::Integer))
}

/// The usual kernel of this name.
fn usual(state: &mut KernelState, args: &mut [Value], name: &str) -> Result<Value, Fault> {
    kernel(name).ok_or(Fault::Argument)?.call(state, args)
}

fn unary(state: &mut KernelState, args: &mut [Value], name: &str, f: fn(i64) -> i64) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, name);
    }
    map_same::<i64>(take(&mut args[0]), |x| Ok(f(x)))
}

fn folded(
    state: &mut KernelState,
    args: &mut [Value],
    name: &str,
    f: fn(i64, i64) -> i64,
) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, name);
    }
    let (first, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
    rest.iter_mut()
        .try_fold(take(first), |result, arg| zip_same::<i64>(result, take(arg), |a, b| Ok(f(a, b))))
}

/// `base^exponent` modulo 2^64; none for a negative exponent and for `0^0`.
pub fn wrapping_power(base: i64, exponent: i64) -> Option<i64> {
    let mut left = u64::try_from(exponent).ok()?;
    if base == 0 && left == 0 {
        return None;
    }
    let (mut result, mut square) = (1i64, base);
    while left > 0 {
        if left & 1 == 1 {
            result = result.wrapping_mul(square);
        }
        square = square.wrapping_mul(square);
        left >>= 1;
    }
    Some(result)
}

fn power(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, "Power");
    }
    let (base, exponent) = (take(&mut args[0]), take(&mut args[1]));
    zip_same::<i64>(base, exponent, |base, exponent| wrapping_power(base, exponent).ok_or(Fault::Domain))
}

/// An argument as an array of integers of its own.
fn integers(arg: &mut Value) -> Result<Array<i64>, Fault> {
    match super::element::owned(take_tensor(arg)?) {
        Tensor::Integer(array) => Ok(array),
        _ => Err(Fault::Argument),
    }
}

fn total(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, "Total");
    }
    let levels = args.get(1).map_or(Ok(1), integer)?;
    let from = integers(&mut args[0])?;
    let rank = from.rank();
    let levels = match usize::try_from(levels) {
        Ok(levels) => levels.min(rank),
        Err(_) => return Err(Fault::Argument),
    };
    let dims = &from.dims()[levels..];
    let stride: usize = dims.iter().product();
    let mut sums = vec![0i64; stride];
    for row in from.data().chunks(stride.max(1)) {
        for (sum, x) in sums.iter_mut().zip(row) {
            *sum = sum.wrapping_add(*x);
        }
    }
    match dims.is_empty() {
        true => Ok(Value::Integer(sums[0])),
        false => array(dims, sums).map(Value::from),
    }
}

fn accumulate(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, "Accumulate");
    }
    let mut own = integers(&mut args[0])?;
    let stride = own.stride();
    let data = own.data_mut();
    for at in stride..data.len() {
        data[at] = data[at].wrapping_add(data[at - stride]);
    }
    Ok(own.into())
}

fn differences(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    if !all_integers(args) || args.len() > 2 {
        return usual(state, args, "Differences");
    }
    let times = usize::try_from(args.get(1).map_or(Ok(1), integer)?).map_err(|_| Fault::Argument)?;
    let own = integers(&mut args[0])?;
    let (mut dims, stride) = (own.dims().to_vec(), own.stride());
    let mut data = own.into_data();
    for _ in 0..times.min(dims[0]) {
        dims[0] -= 1;
        for at in 0..dims[0] * stride {
            data[at] = data[at + stride].wrapping_sub(data[at]);
        }
        data.truncate(dims[0] * stride);
    }
    array(&dims[..], data).map(Value::from)
}

/// The last level of the first contracted with the first level of the second.
fn dot(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    if !all_integers(args) {
        return usual(state, args, "Dot");
    }
    let (a, b) = (integers(&mut args[0])?, integers(&mut args[1])?);
    let (Some((&inner, outer)), Some((&length, rest))) = (a.dims().split_last(), b.dims().split_first())
    else {
        return Err(Fault::Argument);
    };
    if inner != length {
        return Err(Fault::Lengths { left: inner, right: length });
    }
    let (rows, columns): (usize, usize) = (outer.iter().product(), rest.iter().product());
    let mut out = vec![0i64; rows * columns];
    for i in 0..rows {
        for k in 0..inner {
            let x = a.data()[i * inner + k];
            for j in 0..columns {
                let sum = &mut out[i * columns + j];
                *sum = sum.wrapping_add(x.wrapping_mul(b.data()[k * columns + j]));
            }
        }
    }
    let dims: Vec<usize> = outer.iter().chain(rest).copied().collect();
    match dims.is_empty() {
        true => Ok(Value::Integer(out[0])),
        false => array(&dims[..], out).map(Value::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(data: &[i64]) -> Value {
        Array::vector(data.to_vec()).into()
    }

    fn run(name: &str, args: &[Value]) -> Result<Value, Fault> {
        let checked = kernel(name).expect("a kernel");
        let mut args = args.to_vec();
        wrapping(checked).call(&mut KernelState::default(), &mut args)
    }

    #[test]
    fn sums_and_products_run_modulo_two_to_the_64() {
        let half = 1i64 << 62;
        assert_eq!(run("Plus", &[vector(&[half, 1]), vector(&[half, 1])]), Ok(vector(&[i64::MIN, 2])));
        assert_eq!(run("Times", &[vector(&[half, 3]), Value::Integer(4)]), Ok(vector(&[0, 12])));
        assert_eq!(run("Minus", &[vector(&[i64::MIN])]), Ok(vector(&[i64::MIN])));
        assert_eq!(run("Abs", &[vector(&[i64::MIN, -1])]), Ok(vector(&[i64::MIN, 1])));
        assert_eq!(
            run("Power", &[vector(&[3, 2]), Value::Integer(41)]),
            Ok(vector(&[-420_491_770_248_316_829, 1 << 41]))
        );
        assert_eq!(run("Total", &[vector(&[half, half, 5])]), Ok(Value::Integer(i64::MIN + 5)));
        assert_eq!(run("Accumulate", &[vector(&[half, half])]), Ok(vector(&[half, i64::MIN])));
        assert_eq!(run("Differences", &[vector(&[i64::MIN, i64::MAX])]), Ok(vector(&[-1])));
        assert_eq!(run("Dot", &[vector(&[half, 1]), vector(&[4, 7])]), Ok(Value::Integer(7)));
    }

    #[test]
    fn other_arguments_go_the_usual_way() {
        let reals: Value = Array::vector(vec![1.5, 2.5]).into();
        assert_eq!(run("Plus", &[reals.clone(), vector(&[1, 2])]), Ok(Array::vector(vec![2.5, 4.5]).into()));
        assert_eq!(run("Total", &[reals]), Ok(Value::Real(4.0)));
        assert_eq!(run("Power", &[vector(&[2]), Value::Integer(-1)]), Err(Fault::Domain));
    }
}
