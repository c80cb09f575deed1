//! Matrices brought to simpler forms by unitary transforms: Schur's and Hessenberg's, by `nalgebra`.

use std::sync::Arc;

use nalgebra::DMatrix;
use num_complex::Complex64;

use super::linear::{Matrix, square_matrix};
use crate::eval::builtin::Builtin;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::Element;
use crate::kernels::linear::{from_matrix, to_matrix};
use crate::symbol::Symbol;
use crate::tensor::Tensor;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Transforms to simpler form.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "HessenbergDecomposition",
        PROTECTED,
        Arity::exactly(1),
        "HessenbergDecomposition[m] gives {p, h} with p . h . ConjugateTranspose[p] == m and h zero below the subdiagonal, for machine numbers.",
        ("Chop[HessenbergDecomposition[{{1., 2.}, {3., 4.}}]]", "{{{1., 0}, {0, 1.}}, {{1., 2.}, {3., 4.}}}"),
        hessenberg,
    ),
    Builtin::new(
        "SchurDecomposition",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "SchurDecomposition[m] gives {q, t} with q . t . ConjugateTranspose[q] == m and t upper triangular, with blocks of 2 by 2 where a real matrix has complex eigenvalues, for machine numbers.",
        ("Round[Abs[SchurDecomposition[{{2., 0.}, {0., 2.}}][[2]]]]", "{{2, 0}, {0, 2}}"),
        schur,
    ),
];

fn packed<T: Element + nalgebra::Scalar>(matrix: &DMatrix<T>) -> Option<Expr> {
    from_matrix(matrix).ok().map(|array| Expr::from(T::tensor(array)))
}

fn pair<T: Element + nalgebra::Scalar>(a: &DMatrix<T>, b: &DMatrix<T>) -> Option<Expr> {
    Some(Expr::list([packed(a)?, packed(b)?]))
}

fn hessenberg(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(Matrix::Inexact(tensor)) = square_matrix(ev, call)? else { return Ok(None) };
    Ok(match &*tensor {
        Tensor::Real(array) => to_matrix(array).ok().and_then(|matrix| {
            // A matrix of one element has nothing to be brought to.
            if matrix.nrows() == 1 {
                return pair(&DMatrix::identity(1, 1), &matrix);
            }
            let (p, h) = matrix.hessenberg().unpack();
            pair(&p, &h)
        }),
        Tensor::Complex(array) => to_matrix(array).ok().and_then(|matrix| {
            if matrix.nrows() == 1 {
                return pair(&DMatrix::identity(1, 1), &matrix);
            }
            let (p, h) = matrix.hessenberg().unpack();
            pair(&p, &h)
        }),
        Tensor::Integer(_) => None,
    })
}

fn schur_form<T>(matrix: DMatrix<T>) -> Option<Expr>
where
    T: nalgebra::ComplexField<RealField = f64> + crate::kernels::Element,
{
    let (reflection, schur) = crate::kernels::eigen::schur(matrix).ok()?;
    let (q, t) = schur.unpack();
    pair(&reflection.map_or_else(|| q.clone(), |reflection| reflection * &q), &t)
}

fn schur(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let positional =
        Normal::with_origin(call.head.clone(), call.args[..1].iter().cloned().collect(), call.origin);
    let Some(Matrix::Inexact(tensor)) = square_matrix(ev, &Arc::new(positional))? else { return Ok(None) };
    let blocks = !call.args[1..].iter().any(|option| {
        let name = Expr::Symbol(Symbol::new("RealBlockDiagonalForm"));
        option
            .as_normal()
            .is_some_and(|rule| rule.args.len() == 2 && rule.args[0] == name && !rule.args[1].is_true())
    });
    Ok(match &*tensor {
        Tensor::Real(array) if blocks => to_matrix(array).ok().and_then(schur_form),
        Tensor::Real(array) => {
            to_matrix(array).ok().and_then(|matrix: DMatrix<f64>| schur_form(matrix.map(Complex64::from)))
        }
        Tensor::Complex(array) => to_matrix(array).ok().and_then(schur_form),
        Tensor::Integer(_) => None,
    })
}
