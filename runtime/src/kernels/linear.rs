//! Linear algebra: products by `ndarray` (which multiplies large real and complex matrices by `matrixmultiply`),
//! systems of equations by the LU decomposition of `nalgebra`.

use nalgebra::{ComplexField, DMatrix};
use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView1, ArrayView2, LinalgScalar};
use num_complex::Complex64;

use super::Fault;
use super::element::{
    Element, array, element_count, owned, scalar_type, take, take_tensor, tensor, tensor_type, unify, widen,
};
use super::structure::{matrix_dims, square_side};
use super::table::{Kernel, KernelState, row};
use crate::tensor::{Array, Dims, Tensor};
use crate::value::{Scalar, Value};
use crate::with_element;

/// Kernels of linear algebra.
pub const KERNELS: &[Kernel] = &[
    row("Cross", 2, 2, cross),
    row("Det", 1, 1, determinant),
    row("Dot", 2, usize::MAX, dot),
    row("Inverse", 1, 1, inverse),
    row("KroneckerProduct", 2, 2, kronecker),
    row("LinearSolve", 2, 2, linear_solve),
    row("OuterTimes", 2, 2, outer_times),
    row("Tr", 1, 1, trace),
];

/// Element types with a product of matrices.
trait Product: Element {
    /// The inner product.
    fn inner(a: &[Self], b: &[Self]) -> Result<Self, Fault>;
    /// The product of an `m` by `k` matrix with a `k` by `n` matrix, all in row-major order.
    fn product(a: &[Self], b: &[Self], m: usize, k: usize, n: usize) -> Result<Vec<Self>, Fault>;
}

impl Product for i64 {
    fn inner(a: &[i64], b: &[i64]) -> Result<i64, Fault> {
        let mut sum = 0i64;
        for (x, y) in a.iter().zip(b) {
            sum = x.checked_mul(*y).and_then(|xy| sum.checked_add(xy)).ok_or(Fault::Overflow)?;
        }
        Ok(sum)
    }

    fn product(a: &[i64], b: &[i64], m: usize, k: usize, n: usize) -> Result<Vec<i64>, Fault> {
        let mut out = vec![0i64; m * n];
        for i in 0..m {
            let sums = &mut out[i * n..(i + 1) * n];
            for j in 0..k {
                let x = a[i * k + j];
                for (sum, y) in sums.iter_mut().zip(&b[j * n..(j + 1) * n]) {
                    *sum = x.checked_mul(*y).and_then(|xy| sum.checked_add(xy)).ok_or(Fault::Overflow)?;
                }
            }
        }
        Ok(out)
    }
}

fn view<T>(data: &[T], rows: usize, columns: usize) -> Result<ArrayView2<'_, T>, Fault> {
    ArrayView2::from_shape((rows, columns), data).map_err(|_| Fault::Shape)
}

/// Below this many multiplications the plain loop is faster than packing for `matrixmultiply`.
const SMALL_PRODUCT: usize = 512;

/// Below this many complex multiplications parts are not taken apart.
const SMALL_COMPLEX_PRODUCT: usize = 32 * 32 * 32;

fn inexact_product<T: Element + LinalgScalar>(
    a: &[T],
    b: &[T],
    m: usize,
    k: usize,
    n: usize,
) -> Result<Vec<T>, Fault> {
    if n == 1 {
        let column = ArrayView1::from(b);
        return (0..m).map(|i| Ok(ArrayView1::from(&a[i * k..(i + 1) * k]).dot(&column))).collect();
    }
    // A vector times a matrix reads the matrix once: packing it would cost as much again.
    if m == 1 || m * k * n <= SMALL_PRODUCT {
        let mut out = vec![<T as Default>::default(); m * n];
        for i in 0..m {
            let sums = &mut out[i * n..(i + 1) * n];
            for j in 0..k {
                let x = a[i * k + j];
                for (sum, &y) in sums.iter_mut().zip(&b[j * n..(j + 1) * n]) {
                    *sum = *sum + x * y;
                }
            }
        }
        return Ok(out);
    }
    let product = view(a, m, k)?.dot(&view(b, k, n)?);
    Ok(Array::from(product.into_dyn()).into_data())
}

impl Product for f64 {
    fn inner(a: &[f64], b: &[f64]) -> Result<f64, Fault> {
        Ok(ArrayView1::from(a).dot(&ArrayView1::from(b)))
    }

    fn product(a: &[f64], b: &[f64], m: usize, k: usize, n: usize) -> Result<Vec<f64>, Fault> {
        inexact_product(a, b, m, k, n)
    }
}

impl Product for Complex64 {
    fn inner(a: &[Complex64], b: &[Complex64]) -> Result<Complex64, Fault> {
        Ok(ArrayView1::from(a).dot(&ArrayView1::from(b)))
    }

    fn product(
        a: &[Complex64],
        b: &[Complex64],
        m: usize,
        k: usize,
        n: usize,
    ) -> Result<Vec<Complex64>, Fault> {
        if m == 1 || n == 1 || m * k * n <= SMALL_COMPLEX_PRODUCT {
            return inexact_product(a, b, m, k, n);
        }
        // Four real products take 0.6 of the time of one complex one.
        let part = |data: &[Complex64], of: fn(&Complex64) -> f64| data.iter().map(of).collect::<Vec<f64>>();
        let (a_re, a_im) = (part(a, |z| z.re), part(a, |z| z.im));
        let (b_re, b_im) = (part(b, |z| z.re), part(b, |z| z.im));
        let (a_re, a_im) = (view(&a_re, m, k)?, view(&a_im, m, k)?);
        let (b_re, b_im) = (view(&b_re, k, n)?, view(&b_im, k, n)?);
        let (mut re, mut im) = (a_re.dot(&b_re), a_re.dot(&b_im));
        general_mat_mul(-1.0, &a_im, &b_im, 1.0, &mut re);
        general_mat_mul(1.0, &a_im, &b_re, 1.0, &mut im);
        Ok(re.iter().zip(&im).map(|(&re, &im)| Complex64::new(re, im)).collect())
    }
}

/// `a . b`: the last level of `a` contracted with the first of `b`.
pub fn contract(a: Value, b: Value) -> Result<Value, Fault> {
    let mut pair = [a, b];
    let kind = unify(&mut pair)?;
    let (a, b) = (tensor(&pair[0])?, tensor(&pair[1])?);
    let k = a.dims()[a.rank() - 1];
    if k != b.len() {
        return Err(Fault::Lengths { left: k, right: b.len() });
    }
    with_element!(kind, T => {
        let (a, b) = (T::of(a).ok_or(Fault::Argument)?, T::of(b).ok_or(Fault::Argument)?);
        if a.rank() == 1 && b.rank() == 1 {
            return <T as Product>::inner(a.data(), b.data()).map(T::into);
        }
        let mut dims: Dims = a.dims()[..a.rank() - 1].into();
        dims.extend_from_slice(&b.dims()[1..]);
        element_count(&dims)?;
        let m = a.dims()[..a.rank() - 1].iter().product();
        let n = b.stride();
        array(dims, <T as Product>::product(a.data(), b.data(), m, k, n)?).map(Value::from)
    })
}

fn dot(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (first, rest) = args.split_first_mut().ok_or(Fault::Argument)?;
    rest.iter_mut().try_fold(take(first), |product, arg| contract(product, take(arg)))
}

fn cross(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let kind = unify(args)?;
    let (a, b) = (tensor(&args[0])?, tensor(&args[1])?);
    if a.dims() != [3] || b.dims() != [3] {
        return Err(Fault::Shape);
    }
    with_element!(kind, T => {
        let (a, b) = (T::of(a).ok_or(Fault::Argument)?.data(), T::of(b).ok_or(Fault::Argument)?.data());
        let minor = |i: usize, j: usize| a[i].mul(b[j])?.sub(a[j].mul(b[i])?);
        Ok(Array::vector(vec![minor(1, 2)?, minor(2, 0)?, minor(0, 1)?]).into())
    })
}

fn outer_times(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let kind = unify(args)?;
    let (a, b) = (tensor(&args[0])?, tensor(&args[1])?);
    let mut dims: Dims = a.dims().into();
    dims.extend_from_slice(b.dims());
    let total = element_count(&dims)?;
    with_element!(kind, T => {
        let (a, b) = (T::of(a).ok_or(Fault::Argument)?, T::of(b).ok_or(Fault::Argument)?);
        let mut data = Vec::with_capacity(total);
        for &x in a.data() {
            for &y in b.data() {
                data.push(x.mul(y)?);
            }
        }
        array(dims, data).map(Value::from)
    })
}

fn kronecker(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let kind = unify(args)?;
    let (a, b) = (tensor(&args[0])?, tensor(&args[1])?);
    let ((rows_a, columns_a), (rows_b, columns_b)) = (matrix_dims(a)?, matrix_dims(b)?);
    let dims = [rows_a.saturating_mul(rows_b), columns_a.saturating_mul(columns_b)];
    let total = element_count(&dims)?;
    with_element!(kind, T => {
        let (a, b) = (T::of(a).ok_or(Fault::Argument)?, T::of(b).ok_or(Fault::Argument)?);
        let mut data = Vec::with_capacity(total);
        for i in 0..dims[0] {
            for j in 0..dims[1] {
                data.push(a.row(i / rows_b)[j / columns_b].mul(b.row(i % rows_b)[j % columns_b])?);
            }
        }
        array(&dims[..], data).map(Value::from)
    })
}

fn trace(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let tensor = tensor(&args[0])?;
    with_element!(tensor_type(tensor), T => {
        let from = T::of(tensor).ok_or(Fault::Argument)?;
        let length = from.dims().iter().copied().min().unwrap_or(0);
        // One step along every level at once.
        let step: usize = (0..from.rank()).map(|level| from.dims()[level + 1..].iter().product::<usize>()).sum();
        let mut sum = T::default();
        for i in 0..length {
            sum = if i == 0 { from.data()[0] } else { sum.add(from.data()[i * step])? };
        }
        Ok(sum.into())
    })
}

/// An array of inexact numbers as a matrix of `nalgebra`.
pub fn to_matrix<T: Element + nalgebra::Scalar>(from: &Array<T>) -> Result<DMatrix<T>, Fault> {
    match *from.dims() {
        [rows, columns] => Ok(DMatrix::from_row_slice(rows, columns, from.data())),
        [rows] => Ok(DMatrix::from_row_slice(rows, 1, from.data())),
        _ => Err(Fault::Shape),
    }
}

/// A matrix of `nalgebra` as an array.
pub fn from_matrix<T: Element + nalgebra::Scalar>(matrix: &DMatrix<T>) -> Result<Array<T>, Fault> {
    array(&[matrix.nrows(), matrix.ncols()][..], matrix.transpose().as_slice().to_vec())
}

/// The argument widened to reals or complex numbers.
pub fn inexact(value: Value) -> Result<Value, Fault> {
    let kind = scalar_type(&value)?.max(Scalar::Real);
    widen(value, kind)
}

/// Runs a generic function over reals or complex numbers.
macro_rules! with_inexact {
    ($tensor:expr, $array:ident => $body:expr) => {
        match $tensor {
            Tensor::Real($array) => $body,
            Tensor::Complex($array) => $body,
            Tensor::Integer(_) => Err(Fault::Argument),
        }
    };
}
pub(super) use with_inexact;

fn determinant(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(take(&mut args[0]))?;
    let tensor = tensor(&value)?;
    let side = square_side(tensor)?;
    with_inexact!(&**tensor, array => {
        let matrix = to_matrix(array)?;
        Ok(apart(side, move || matrix.lu().determinant()).into())
    })
}

fn inverse(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let value = inexact(take(&mut args[0]))?;
    let tensor = tensor(&value)?;
    let side = square_side(tensor)?;
    with_inexact!(&**tensor, array => {
        let identity = DMatrix::identity(side, side);
        from_matrix(&solve(to_matrix(array)?, identity)?).map(Value::from)
    })
}

fn solve<T: ComplexField<RealField = f64>>(
    matrix: DMatrix<T>,
    right: DMatrix<T>,
) -> Result<DMatrix<T>, Fault> {
    apart(matrix.nrows(), move || matrix.lu().solve(&right)).ok_or(Fault::Singular)
}

/// Sides from which on decompositions are worth a thread that can be left.
const LARGE: usize = 500;

/// What the library of matrices does in one call, where it can be left; see [`crate::stop`].
fn apart<T: Send + 'static>(side: usize, work: impl FnOnce() -> T + Send + 'static) -> T {
    if side < LARGE { work() } else { crate::stop::apart(work) }
}

fn linear_solve(_: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let mut pair = [inexact(take(&mut args[0]))?, inexact(take(&mut args[1]))?];
    unify(&mut pair)?;
    let (matrix, right) = (tensor(&pair[0])?, tensor(&pair[1])?);
    let side = square_side(matrix)?;
    if right.len() != side {
        return Err(Fault::Lengths { left: side, right: right.len() });
    }
    let dims: Dims = right.dims().into();
    with_inexact!(&**matrix, array_a => {
        let right = Element::of(right).ok_or(Fault::Argument)?;
        let solution = from_matrix(&solve(to_matrix(array_a)?, to_matrix(right)?)?)?;
        array(dims, solution.into_data()).map(Value::from)
    })
}

/// Takes an argument out as an array of its own of one element type.
pub fn take_array<T: Element>(value: &mut Value) -> Result<Array<T>, Fault> {
    T::into_array(owned(take_tensor(value)?)).ok_or(Fault::Argument)
}
