//! Discrete Fourier transforms, by `rustfft`.

use num_complex::Complex64;
use rustfft::FftPlanner;

use super::Fault;
use super::element::{Element, integer, integer_to_real, owned, take, widen};
use super::table::{Kernel, row};
use crate::tensor::{Array, Dims, Tensor};
use crate::value::{Scalar, Value};

/// Kernels for transforms: an array, and the two Fourier parameters where they are not 0 and 1.
pub const KERNELS: &[Kernel] = &[
    row("Fourier", 1, 3, |_, args| transform(args, 1)),
    row("InverseFourier", 1, 3, |_, args| transform(args, -1)),
];

/// With parameters `{a, b}`, `v[s] = n^(-(1-a)/2) Sum[u[r] Exp[2 Pi I b (r-1)(s-1)/n]]`; the inverse has the other
/// sign and `n^(-(1+a)/2)`. Several levels transform one after the other.
fn transform(args: &mut [Value], sign: i64) -> Result<Value, Fault> {
    let a = args.get(1).map_or(Ok(0.0), |a| f64::scalar(a).ok_or(Fault::Argument))?;
    let b = args.get(2).map_or(Ok(1), integer)?;
    let Value::Tensor(tensor) = widen(take(&mut args[0]), Scalar::Complex)? else {
        return Err(Fault::Argument);
    };
    let Tensor::Complex(mut own) = owned(tensor) else { return Err(Fault::Argument) };
    let dims: Dims = own.dims().into();
    if dims.contains(&0) {
        return Err(Fault::Shape);
    }
    let b = b.checked_mul(sign).ok_or(Fault::Overflow)?;
    let mut planner = FftPlanner::new();
    for (level, &n) in dims.iter().enumerate() {
        along(&mut own, level, n, b, &mut planner);
    }
    let n = integer_to_real(super::element::count_to_integer(own.data().len()));
    let exponent = (1.0 - sign as f64 * a) / 2.0;
    let scale = if exponent == 0.5 {
        1.0 / n.sqrt()
    } else if exponent == 0.0 {
        1.0
    } else {
        n.powf(-exponent)
    };
    if scale != 1.0 {
        own.data_mut().iter_mut().for_each(|z| *z *= scale);
    }
    Ok(own.into())
}

/// The unscaled transform along one level of length `n`.
fn along(array: &mut Array<Complex64>, level: usize, n: usize, b: i64, planner: &mut FftPlanner<f64>) {
    if n == 1 {
        return;
    }
    // `rustfft` calls the transform with the positive exponent the inverse one.
    let fft = if b >= 0 { planner.plan_fft_inverse(n) } else { planner.plan_fft_forward(n) };
    let stride: usize = array.dims()[level + 1..].iter().product();
    let mut line = vec![Complex64::default(); n];
    let mut scratch = vec![Complex64::default(); fft.get_inplace_scratch_len()];
    let spread = (b.unsigned_abs() % n as u64) as usize;
    for block in array.data_mut().chunks_exact_mut(stride * n) {
        for offset in 0..stride {
            for (i, z) in line.iter_mut().enumerate() {
                *z = block[i * stride + offset];
            }
            fft.process_with_scratch(&mut line, &mut scratch);
            for i in 0..n {
                block[i * stride + offset] = line[if spread == 1 { i } else { i * spread % n }];
            }
        }
    }
}
