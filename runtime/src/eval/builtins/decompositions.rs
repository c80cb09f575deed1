//! Decompositions of matrices, by `nalgebra` for machine numbers.

use crate::eval::stoppable;
use std::sync::Arc;

use nalgebra::{ComplexField, DMatrix};
use num_complex::Complex64;

use super::change::apply;
use super::formula::{divide, int, minus, sqrt, times};
use super::linear::{Matrix, matrix, square_matrix};
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::Element;
use crate::kernels::eigen::singular_values;
use crate::kernels::linear::{from_matrix, to_matrix};
use crate::symbol::{Symbol, sym};
use crate::tensor::{Array, Tensor};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Decompositions.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "CholeskyDecomposition",
        PROTECTED,
        Arity::exactly(1),
        "CholeskyDecomposition[m] gives the upper triangular u with ConjugateTranspose[u] . u == m.",
        ("CholeskyDecomposition[{{4, 2}, {2, 5}}]", "{{2, 1}, {0, 2}}"),
        cholesky,
    ),
    Builtin::new(
        "LUDecomposition",
        PROTECTED,
        Arity::exactly(1),
        "LUDecomposition[m] gives {lu, p, c}: both factors in one matrix, the order of rows, and a condition number.",
        ("LUDecomposition[{{1, 2}, {3, 4}}]", "{{{1, 2}, {3, -2}}, {1, 2}, 1}"),
        lu,
    ),
    Builtin::new(
        "MatrixExp",
        PROTECTED,
        Arity::between(1, 2),
        "MatrixExp[m] gives the exponential of a square matrix; MatrixExp[m, v] its product with the vector v.",
        ("MatrixExp[{{1, 1}, {0, 1}}]", "{{E, E}, {0, E}}"),
        matrix_exp,
    ),
    Builtin::new(
        "QRDecomposition",
        PROTECTED,
        Arity::exactly(1),
        "QRDecomposition[m] gives {q, r} with ConjugateTranspose[q] . r == m.",
        ("Round[Abs[QRDecomposition[{{0., 2.}, {1., 0.}}][[2]]]]", "{{1, 0}, {0, 2}}"),
        qr,
    ),
    Builtin::new(
        "SingularValueDecomposition",
        PROTECTED,
        Arity::exactly(1),
        "SingularValueDecomposition[m] gives {u, w, v} with u . w . ConjugateTranspose[v] == m, for machine numbers.",
        ("Round[SingularValueDecomposition[{{3., 0.}, {0., 4.}}][[2]]]", "{{4, 0}, {0, 3}}"),
        svd,
    ),
    Builtin::new(
        "SingularValueList",
        PROTECTED,
        Arity::between(1, 2),
        "SingularValueList[m] gives the singular values that are not zero, largest first; SingularValueList[m, k] the first k, -k the last.",
        ("Round[SingularValueList[{{3., 0.}, {0., 4.}}]]", "{4, 3}"),
        singular_value_list,
    ),
]);

/// The argument as a matrix of machine numbers, when it has some.
fn inexact(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<Arc<Tensor>>> {
    Ok(match matrix(ev, call, 0)? {
        Some(Matrix::Inexact(tensor)) => Some(tensor),
        _ => None,
    })
}

/// Runs a body over a matrix of reals or of complex numbers.
macro_rules! over {
    ($tensor:expr, $matrix:ident => $body:expr) => {
        match $tensor {
            Tensor::Real(array) => to_matrix(array).ok().and_then(|$matrix| $body),
            Tensor::Complex(array) => to_matrix(array).ok().and_then(|$matrix| $body),
            Tensor::Integer(_) => None,
        }
    };
}

fn packed<T: Element + nalgebra::Scalar>(matrix: &DMatrix<T>) -> Option<Expr> {
    from_matrix(matrix).ok().map(|array| Expr::from(T::tensor(array)))
}

fn matrix_exp(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let value = match square_matrix(ev, call)? {
        None => None,
        Some(Matrix::Inexact(tensor)) => over!(&*tensor, m => packed(&m.exp())),
        Some(_) => Some(apply(ev, Symbol::new("MatrixFunction"), [sym::Exp.into(), call.args[0].clone()])?),
    };
    Ok(match (value.filter(Expr::is_list), call.args.get(1)) {
        (Some(value), Some(vector)) => Some(Expr::call(sym::Dot, [value, vector.clone()])),
        (value, _) => value,
    })
}

fn qr(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let tensor = match matrix(ev, call, 0)? {
        None => return Ok(None),
        Some(Matrix::Inexact(tensor)) => tensor,
        Some(_) => return exact_qr(ev, &call.args[0]).map(Some),
    };
    Ok(over!(&*tensor, m => {
        let (q, r) = m.qr().unpack();
        Some(Expr::list([packed(&q.adjoint())?, packed(&r)?]))
    }))
}

/// By the method of Gram and Schmidt, with the lengths taken out last so that roots stay simple.
fn exact_qr(ev: &mut Evaluator, m: &Expr) -> Eval {
    let columns = children(&apply(ev, sym::Transpose, [m.clone()])?);
    let (mut q, mut r) = (Vec::new(), Vec::new());
    let mut basis: Vec<(Expr, Expr)> = Vec::new();
    let conjugate = |v: &Expr| Expr::call(sym::Conjugate, [v.clone()]);
    let dot = |a: &Expr, b: &Expr| Expr::call(sym::Dot, [conjugate(a), b.clone()]);
    for column in &columns {
        let mut rest = column.clone();
        for (v, square) in &basis {
            let along = divide(dot(v, column), square.clone());
            rest = ev.eval(minus(rest, times(along, v.clone())))?;
        }
        let square = ev.eval(dot(&rest, &rest))?;
        if square != Expr::Integer(0) {
            basis.push((rest, square));
        }
    }
    for (v, square) in &basis {
        let length = sqrt(square.clone());
        q.push(ev.eval(divide(conjugate(v), length.clone()))?);
        let row = columns.iter().map(|column| ev.eval(divide(dot(v, column), length.clone())));
        r.push(Expr::list(row.collect::<Eval<Vec<Expr>>>()?));
    }
    Ok(Expr::list([Expr::list(q), Expr::list(r)]))
}

/// Columns made a whole orthonormal basis by unit vectors made orthogonal to those there.
fn completed<T: ComplexField<RealField = f64> + Element>(columns: &DMatrix<T>) -> DMatrix<T> {
    let n = columns.nrows();
    let mut basis: Vec<_> = columns.column_iter().map(|column| column.clone_owned()).collect();
    let mut axis = 0;
    while basis.len() < n && axis < n {
        let mut unit = nalgebra::DVector::<T>::zeros(n);
        unit[axis] = <T as Element>::ONE;
        axis += 1;
        for _ in 0..2 {
            for known in &basis {
                let along = known.dotc(&unit);
                unit -= known * along;
            }
        }
        let length = unit.norm();
        if length > 0.1 / (n as f64).sqrt() {
            basis.push(unit.unscale(length));
        }
    }
    DMatrix::from_columns(&basis)
}

fn svd(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(tensor) = inexact(ev, call)? else { return Ok(None) };
    Ok(over!(&*tensor, m => {
        let (rows, columns) = (m.nrows(), m.ncols());
        let svd = m.try_svd(true, true, f64::EPSILON, 10_000)?;
        let u = completed(svd.u.as_ref()?);
        let v = completed(&svd.v_t.as_ref()?.adjoint());
        let mut w = DMatrix::<f64>::zeros(rows, columns);
        svd.singular_values.iter().enumerate().for_each(|(i, &value)| w[(i, i)] = value);
        Some(Expr::list([packed(&u)?, packed(&w)?, packed(&v)?]))
    }))
}

fn singular_value_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let tensor = match matrix(ev, call, 0)? {
        None => return Ok(None),
        Some(Matrix::Inexact(tensor)) => tensor,
        Some(_) => {
            // Roots of the eigenvalues of the smaller of the squares.
            let m = &call.args[0];
            let turned = Expr::call(sym::ConjugateTranspose, [m.clone()]);
            let tall = m.length() > crate::eval::nested::dimensions(m)[1];
            let square = if tall { [turned, m.clone()] } else { [m.clone(), turned] };
            let square = ev.eval(Expr::call(sym::Dot, square))?;
            let values = apply(ev, sym::Eigenvalues, [square])?;
            if !values.is_list() {
                return Ok(None);
            }
            let roots = children(&values).into_iter().filter(|value| *value != Expr::Integer(0));
            return Ok(super::spectra::cut(roots.map(sqrt).collect(), call.args.get(1)).map(Expr::list));
        }
    };
    let Ok(mut values) = singular_values(&tensor) else { return Ok(None) };
    let largest = values.first().copied().unwrap_or(0.0);
    let sides = tensor.dims()[0].max(tensor.dims()[1]) as f64;
    values.retain(|&value| value > largest * sides * f64::EPSILON);
    let values = values.into_iter().map(Expr::Real).collect();
    Ok(super::spectra::cut(values, call.args.get(1)).map(crate::eval::pack::packed_list))
}

/// Unit vectors that span what a matrix of machine numbers sends to zero. Singular values up to `tolerance` times the
/// largest count as zero; by default those that rounding alone could make.
pub(super) fn null_space(tensor: &Tensor, tolerance: Option<f64>) -> Option<Expr> {
    over!(tensor, m => {
        let columns = m.ncols();
        let sides = m.nrows().max(columns) as f64;
        let svd = m.try_svd(false, true, f64::EPSILON, 10_000)?;
        let largest = svd.singular_values.iter().fold(0.0f64, |a, &b| a.max(b));
        let least = largest * tolerance.unwrap_or(sides * f64::EPSILON);
        let rank = svd.singular_values.iter().filter(|&&value| value > least).count();
        let v = completed(&svd.v_t.as_ref()?.adjoint());
        let rows: Vec<Expr> = (rank..columns)
            .map(|at| Expr::from(Element::tensor(Array::vector(v.column(at).iter().copied().collect()))))
            .collect();
        Some(Expr::list(rows))
    })
}

/// The Moore-Penrose inverse of a matrix of machine numbers, with a tolerance as for [`null_space`].
pub(super) fn pseudo_inverse(tensor: &Tensor, tolerance: Option<f64>) -> Option<Expr> {
    let largest = singular_values(tensor).ok()?.first().copied().unwrap_or(0.0);
    let sides = tensor.dims()[0].max(tensor.dims()[1]) as f64;
    over!(tensor, m => packed(&m.pseudo_inverse(largest * tolerance.unwrap_or(sides * f64::EPSILON)).ok()?))
}

/// Whether a matrix of numbers is its conjugate transpose, with a message when not.
fn is_hermitian(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<bool> {
    let turned = apply(ev, sym::ConjugateTranspose, [call.args[0].clone()])?;
    let equal = apply(ev, sym::Equal, [turned, call.args[0].clone()])?.is_symbol(sym::True);
    if !equal {
        say(ev, call, "herm", &[call.args[0].clone()]);
    }
    Ok(equal)
}

fn cholesky(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(matrix) = square_matrix(ev, call)? else { return Ok(None) };
    if let Matrix::Inexact(tensor) = &matrix {
        if !is_hermitian(ev, call)? {
            return Ok(None);
        }
        let found = over!(&**tensor, m => {
            let hermitian = (0..m.nrows()).all(|i| (0..=i).all(|j| m[(i, j)] == ComplexField::conjugate(m[(j, i)])));
            if hermitian { packed(&m.cholesky()?.l().adjoint()) } else { None }
        });
        if found.is_none() {
            say(ev, call, "posdef", &[call.args[0].clone()]);
        }
        return Ok(found);
    }
    let rows: Vec<Vec<Expr>> = children(&call.args[0]).iter().map(children).collect();
    if matches!(matrix, Matrix::Exact(_)) && !is_hermitian(ev, call)? {
        return Ok(None);
    }
    let n = rows.len();
    let mut u = vec![vec![Expr::Integer(0); n]; n];
    for i in 0..n {
        for j in i..n {
            let terms = (0..i).map(|k| {
                let conjugate = Expr::call(sym::Conjugate, [u[k][i].clone()]);
                Expr::call(sym::Times, [Expr::Integer(-1), conjugate, u[k][j].clone()])
            });
            let rest = ev.eval(Expr::call(
                sym::Plus,
                std::iter::once(rows[i][j].clone()).chain(terms).collect::<Vec<_>>(),
            ))?;
            if i == j {
                let positive = apply(ev, sym::Positive, [rest.clone()])?;
                if positive.is_symbol(sym::False) {
                    say(ev, call, "posdef", &[call.args[0].clone()]);
                    return Ok(None);
                }
                u[i][i] = ev.eval(sqrt(rest))?;
            } else {
                u[i][j] = ev.eval(divide(rest, u[i][i].clone()))?;
            }
        }
    }
    Ok(Some(Expr::list(u.into_iter().map(Expr::list))))
}

fn lu(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(matrix) = square_matrix(ev, call)? else { return Ok(None) };
    let is_machine = matches!(matrix, Matrix::Inexact(_));
    let mut rows: Vec<Vec<Expr>> = match &matrix {
        Matrix::Inexact(tensor) => children(&Expr::Array(Arc::clone(tensor))).iter().map(children).collect(),
        _ => children(&call.args[0]).iter().map(children).collect(),
    };
    let n = rows.len();
    let mut order: Vec<usize> = (0..n).collect();
    let size = |x: &Expr| match x {
        Expr::Real(x) => x.abs(),
        Expr::Complex(z) => crate::eval::pack::machine_complex(z).map_or(0.0, Complex64::norm),
        _ => 0.0,
    };
    for column in 0..n {
        // Machine numbers take the largest pivot, exact ones the first that is not zero.
        let pivot = if is_machine {
            (column..n)
                .max_by(|&a, &b| size(&rows[a][column]).total_cmp(&size(&rows[b][column])).then(b.cmp(&a)))
        } else {
            (column..n).find(|&row| rows[row][column] != Expr::Integer(0))
        };
        let Some(pivot) = pivot.filter(|&row| !is_machine || size(&rows[row][column]) > 0.0) else {
            say(ev, call, "sing", &[call.args[0].clone()]);
            return Ok(None);
        };
        rows.swap(column, pivot);
        order.swap(column, pivot);
        for row in column + 1..n {
            let factor = ev.eval(divide(rows[row][column].clone(), rows[column][column].clone()))?;
            let above = rows[column].clone();
            for (element, above) in rows[row].iter_mut().zip(above).skip(column + 1) {
                *element = ev.eval(minus(element.clone(), times(factor.clone(), above)))?;
            }
            rows[row][column] = factor;
        }
    }
    let condition = if is_machine {
        let inverse = Expr::call(
            sym::Norm,
            [Expr::call(sym::Inverse, [call.args[0].clone()]), Expr::Symbol(sym::Infinity)],
        );
        let own = Expr::call(sym::Norm, [call.args[0].clone(), Expr::Symbol(sym::Infinity)]);
        ev.eval(times(own, inverse))?
    } else {
        Expr::Integer(1)
    };
    let factors = if is_machine {
        crate::eval::pack::packed_list(rows.into_iter().map(crate::eval::pack::packed_list).collect())
    } else {
        Expr::list(rows.into_iter().map(Expr::list))
    };
    Ok(Some(Expr::list([factors, Expr::list(order.into_iter().map(|at| int(at + 1))), condition])))
}
