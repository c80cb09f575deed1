//! Eigenvalues, eigenvectors and singular values, by `nalgebra`.

use std::cmp::Ordering;

use nalgebra::{ComplexField, DMatrix, Schur, SymmetricEigen};
use num_complex::Complex64;

use super::Fault;
use super::element::{Element, array, take, tensor};
use super::linear::{from_matrix, inexact, to_matrix, with_inexact};
use super::structure::square_side;
use super::table::{Kernel, row};
use crate::tensor::{Array, Tensor};
use crate::value::{Scalar, Value};

/// Kernels for spectra.
pub const KERNELS: &[Kernel] = &[
    row("Eigenvalues", 1, 1, |_, args| eigenvalues(args, Scalar::Real)),
    row("EigenvaluesComplex", 1, 1, |_, args| eigenvalues(args, Scalar::Complex)),
    row("SingularValueList", 1, 1, |_, args| Ok(Array::vector(singular_values(tensor(&args[0])?)?).into())),
];

/// Most sweeps of the iterations.
const ITERATIONS: usize = 10_000;

/// Eigenvalues in order of decreasing absolute value; `Eigenvalues` leaves when one of a real matrix is not real, so
/// that its result type is known beforehand.
fn eigenvalues(args: &mut [Value], kind: Scalar) -> Result<Value, Fault> {
    let value = inexact(take(&mut args[0]))?;
    let (values, _) = eigensystem(tensor(&value)?, Vectors::Skip)?;
    match (values, kind, &**tensor(&value)?) {
        (Spectrum::Real(values), Scalar::Real, Tensor::Real(_)) => Ok(Array::vector(values).into()),
        (Spectrum::Real(values), ..) => {
            Ok(Array::vector(values.into_iter().map(Complex64::from).collect::<Vec<_>>()).into())
        }
        (Spectrum::Complex(_), Scalar::Real, Tensor::Real(_)) => Err(Fault::Domain),
        (Spectrum::Complex(values), ..) => Ok(Array::vector(values).into()),
    }
}

/// Whether eigenvectors are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vectors {
    /// No.
    Skip,
    /// Yes.
    Find,
}

/// Eigenvalues.
#[derive(Clone, Debug, PartialEq)]
pub enum Spectrum {
    /// All real.
    Real(Vec<f64>),
    /// Not all real.
    Complex(Vec<Complex64>),
}

fn is_hermitian<T: ComplexField>(matrix: &DMatrix<T>) -> bool {
    (0..matrix.nrows()).all(|i| (0..=i).all(|j| matrix[(i, j)] == matrix[(j, i)].clone().conjugate()))
}

/// Eigenvalues by decreasing absolute value, and unit eigenvectors as rows when wanted.
pub fn eigensystem(tensor: &Tensor, vectors: Vectors) -> Result<(Spectrum, Option<Tensor>), Fault> {
    square_side(tensor)?;
    with_inexact!(tensor, from => {
        if from.data().iter().any(|x| !ComplexField::is_finite(x)) {
            return Err(Fault::Domain);
        }
        let matrix = to_matrix(from)?;
        if is_hermitian(&matrix) { hermitian(matrix, vectors) } else { general(&matrix.map(to_complex), from, vectors) }
    })
}

fn to_complex<T: ComplexField<RealField = f64>>(x: T) -> Complex64 {
    Complex64::new(x.clone().real(), x.imaginary())
}

fn hermitian<T>(matrix: DMatrix<T>, vectors: Vectors) -> Result<(Spectrum, Option<Tensor>), Fault>
where
    T: ComplexField<RealField = f64> + Element,
{
    let system = SymmetricEigen::try_new(matrix, f64::EPSILON, ITERATIONS).ok_or(Fault::NoConvergence)?;
    let values: Vec<f64> = system.eigenvalues.iter().copied().collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].abs().order(values[a].abs()).then_with(|| values[a].order(values[b])));
    let sorted = order.iter().map(|&i| values[i]).collect();
    let rows = (vectors == Vectors::Find)
        .then(|| {
            let columns: Vec<_> =
                order.iter().map(|&i| system.eigenvectors.column(i).clone_owned()).collect();
            from_matrix(&DMatrix::from_columns(&columns).transpose()).map(T::tensor)
        })
        .transpose()?;
    Ok((Spectrum::Real(sorted), rows))
}

/// Sweeps after which the shifts of the iteration are taken to go round in circles.
const STALLED: usize = 300;

/// Schur's form of `h m h` and the reflection `h`, which is none as long as the iteration ends without one. Matrices
/// such as cyclic permutations, whose eigenvalues are of one size, have shifts that lead nowhere; any other basis does.
pub fn schur<T>(matrix: DMatrix<T>) -> Result<(Option<DMatrix<T>>, Schur<T, nalgebra::Dyn>), Fault>
where
    T: ComplexField<RealField = f64>,
{
    let n = matrix.nrows();
    let most = STALLED.max(30 * n);
    if let Some(schur) = Schur::try_new(matrix.clone(), f64::EPSILON, most) {
        return Ok((None, schur));
    }
    for attempt in 1..4u32 {
        let direction: Vec<f64> = (0..n).map(|i| 1.0 / (i as f64 + f64::from(attempt))).collect();
        let square: f64 = direction.iter().map(|x| x * x).sum();
        let reflection = DMatrix::from_fn(n, n, |i, j| {
            let unit = if i == j { 1.0 } else { 0.0 };
            T::from_real(unit - 2.0 * direction[i] * direction[j] / square)
        });
        let turned = &reflection * &matrix * &reflection;
        if let Some(schur) = Schur::try_new(turned, f64::EPSILON, ITERATIONS) {
            return Ok((Some(reflection), schur));
        }
    }
    Err(Fault::NoConvergence)
}

/// By decreasing absolute value; of a conjugate pair the one with positive imaginary part first.
fn by_size(a: Complex64, b: Complex64) -> Ordering {
    let (size_a, size_b) = (a.norm(), b.norm());
    if (size_a - size_b).abs() <= 1e-12 * size_a.max(size_b) {
        return a.re.order(b.re).reverse().then_with(|| b.im.order(a.im));
    }
    size_b.order(size_a)
}

fn general<T: Element>(
    matrix: &DMatrix<Complex64>,
    from: &Array<T>,
    vectors: Vectors,
) -> Result<(Spectrum, Option<Tensor>), Fault> {
    let is_real = f64::of(&T::tensor(from.clone())).is_some();
    let mut values: Vec<Complex64> = if is_real {
        let real = to_matrix(&array(from.dims(), matrix.transpose().iter().map(|z| z.re).collect())?)?;
        schur(real)?.1.complex_eigenvalues().iter().copied().collect()
    } else {
        schur(matrix.clone())?.1.unpack().1.diagonal().iter().copied().collect()
    };
    if is_real {
        pair_up(&mut values);
    }
    values.sort_by(|&a, &b| by_size(a, b));
    let all_real = is_real && values.iter().all(|z| z.im == 0.0);
    let rows = (vectors == Vectors::Find).then(|| eigenvectors(matrix, &values)).transpose()?;
    if !all_real {
        return Ok((Spectrum::Complex(values), rows.map(Tensor::Complex)));
    }
    let mut rows = rows.map(|rows| rows.map(|z| z.re));
    if let ([a, b, c, d], Some(rows)) = (matrix.transpose().map(|z| z.re).as_slice(), &mut rows) {
        turn_pair([*a, *b, *c, *d], &values, rows.data_mut());
    }
    let rows = rows.map(Tensor::Real);
    Ok((Spectrum::Real(values.iter().map(|z| z.re).collect()), rows))
}

/// Gives the eigenvectors of a 2 by 2 matrix of reals, by rows, the signs that they have where they come from Schur's form
/// of the matrix: of the first the column of the rotation, of the second the one with a positive part along its other column.
/// The rotation is that of the standard form of such a block, Golub and Van Loan, section 7.4.
fn turn_pair([a, b, c, d]: [f64; 4], values: &[Complex64], rows: &mut [f64]) {
    if b == 0.0 || c == 0.0 {
        return;
    }
    let p = 0.5 * (a - d);
    let root = (p * p + b * c).max(0.0).sqrt();
    let z = p + root.copysign(p);
    let length = c.hypot(z);
    if length == 0.0 {
        return;
    }
    let (cosine, sine) = (z / length, c / length);
    // The rotation brings the eigenvalue d + z first.
    let first = if (values[0].re - (d + z)).abs() <= (values[1].re - (d + z)).abs() { 0 } else { 1 };
    for at in [0, 1] {
        let along = if at == first { [cosine, sine] } else { [-sine, cosine] };
        let row = &mut rows[2 * at..2 * at + 2];
        if row[0] * along[0] + row[1] * along[1] < 0.0 {
            row.iter_mut().for_each(|x| *x = -*x);
        }
    }
}

/// Makes members of conjugate pairs exact conjugates.
fn pair_up(values: &mut [Complex64]) {
    for i in 1..values.len() {
        let (a, b) = (values[i - 1], values[i]);
        if a.im != 0.0 && a.im == -b.im {
            values[i] = a.conj();
        }
    }
}

/// A unit eigenvector for each eigenvalue, by inverse iteration on a slightly moved matrix. Rows of the result.
fn eigenvectors(matrix: &DMatrix<Complex64>, values: &[Complex64]) -> Result<Array<Complex64>, Fault> {
    let n = matrix.nrows();
    let scale = matrix.iter().map(|z| z.norm()).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let mut rows = Vec::with_capacity(n * n);
    for (k, &value) in values.iter().enumerate() {
        let mut nudge = scale * f64::EPSILON;
        let vector = loop {
            let moved = matrix - DMatrix::identity(n, n) * (value + Complex64::from(nudge));
            // Starts that differ tell apart the vectors of a repeated eigenvalue.
            let start = DMatrix::from_fn(n, 1, |i, _| {
                Complex64::new(1.0 + ((i * 7 + k * 3) % 11) as f64 / 11.0, 0.0)
            });
            let lu = moved.lu();
            let found = (0..3).try_fold(start, |vector, _| {
                let next = lu.solve(&vector)?;
                let length = next.norm();
                (length.is_finite() && length > 0.0).then(|| next / Complex64::from(length))
            });
            match found {
                Some(vector) => break vector,
                None if nudge < scale => nudge *= 16.0,
                None => return Err(Fault::NoConvergence),
            }
        };
        // The largest component real and positive, so that a real vector comes out real.
        let largest =
            vector.iter().copied().max_by(|a, b| a.norm().order(b.norm())).unwrap_or(Complex64::ONE);
        let turn = largest.conj() / largest.norm();
        rows.extend(vector.iter().map(|z| z * turn));
    }
    array(&[n, n][..], rows)
}

/// Singular values in decreasing order.
pub fn singular_values(tensor: &Tensor) -> Result<Vec<f64>, Fault> {
    let value = inexact(Value::from(tensor.clone()))?;
    let tensor = super::element::tensor(&value)?;
    let mut values: Vec<f64> = with_inexact!(&**tensor, array => {
        let matrix = to_matrix(array)?;
        if matrix.is_empty() {
            return Ok(Vec::new());
        }
        let svd = matrix.try_svd(false, false, f64::EPSILON, ITERATIONS).ok_or(Fault::NoConvergence)?;
        Ok(svd.singular_values.iter().copied().collect())
    })?;
    values.sort_by(|a, b| b.order(*a));
    Ok(values)
}
