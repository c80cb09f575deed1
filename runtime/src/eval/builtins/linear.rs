//! Linear algebra: exact for rationals, by kernels for machine numbers, by minors for small symbolic matrices.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::elimination::{Echelon, Field, Modulus, modulus, not_prime, residue, residues};
use super::formula::{divide, int, multiply, plus, sum, times};
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::matrix::Rational;
use crate::eval::nested::{Nested, dimensions};
use crate::eval::pack::pack;
use crate::eval::settings::Settings;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::Fault;
use crate::number::BigInteger;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions of matrices.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Adjugate",
        PROTECTED,
        Arity::exactly(1),
        "Adjugate[m] gives the matrix of cofactors, transposed.",
        ("Adjugate[{{1, 2}, {3, 4}}]", "{{4, -2}, {-3, 1}}"),
        adjugate,
    ),
    Builtin::new(
        "CharacteristicPolynomial",
        PROTECTED,
        Arity::exactly(2),
        "CharacteristicPolynomial[m, x] gives Det[m - x IdentityMatrix[n]].",
        ("CharacteristicPolynomial[{{1, 2}, {3, 4}}, x]", "-2 - 5 x + x^2"),
        characteristic,
    ),
    Builtin::new(
        "Det",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "Det[m] gives the determinant. Option: Modulus.",
        ("Det[{{1, 2}, {3, 4}}]", "-2"),
        det,
    ),
    Builtin::new(
        "Inverse",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "Inverse[m] gives the inverse of a square matrix. Option: Modulus.",
        ("Inverse[{{1, 2}, {3, 4}}]", "{{-2, 1}, {3/2, -1/2}}"),
        inverse,
    ),
    Builtin::new(
        "LeastSquares",
        PROTECTED,
        Arity::exactly(2),
        "LeastSquares[m, b] gives the x with the smallest Norm[m . x - b].",
        ("LeastSquares[{{1}, {1}}, {1, 3}]", "{2}"),
        least_squares,
    ),
    Builtin::new(
        "MatrixPower",
        PROTECTED,
        Arity::between(2, 3),
        "MatrixPower[m, n] gives the n-th power; MatrixPower[m, n, v] that power times v.",
        ("MatrixPower[{{1, 1}, {1, 0}}, 10]", "{{89, 55}, {55, 34}}"),
        matrix_power,
    ),
    Builtin::new(
        "MatrixRank",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "MatrixRank[m] gives the number of independent rows. Options: Modulus, Tolerance.",
        ("MatrixRank[{{1, 2}, {2, 4}}]", "1"),
        matrix_rank,
    ),
    Builtin::new(
        "NullSpace",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "NullSpace[m] gives vectors that span what m sends to zero. Options: Modulus, Tolerance.",
        ("NullSpace[{{1, 2}, {2, 4}}]", "{{-2, 1}}"),
        null_space,
    ),
    Builtin::new(
        "PseudoInverse",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "PseudoInverse[m] gives the Moore-Penrose inverse. Option: Tolerance.",
        ("PseudoInverse[{{1}, {1}}]", "{{1/2, 1/2}}"),
        pseudo_inverse,
    ),
    Builtin::new(
        "RowReduce",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "RowReduce[m] gives the reduced row echelon form. Option: Modulus.",
        ("RowReduce[{{1, 2}, {3, 4}}]", "{{1, 0}, {0, 1}}"),
        row_reduce,
    ),
]);

/// A matrix as the functions here treat it.
pub(super) enum Matrix {
    /// Machine numbers, packed.
    Inexact(Arc<Tensor>),
    /// Rationals.
    Exact(Rational),
    /// Anything else, by rows.
    Symbolic(Vec<Vec<Expr>>),
}

/// The argument as a matrix; `None`, with a message, when it is none.
pub(super) fn matrix(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Eval<Option<Matrix>> {
    let expr = &call.args[index];
    let nested = Nested::new(expr, 2).filter(|nested| nested.dims.len() == 2 && !nested.dims.contains(&0));
    let Some(nested) = nested.filter(|nested| !nested.data.iter().any(Expr::is_list)) else {
        say(ev, call, "matrix", &[expr.clone(), int(index + 1)]);
        return Ok(None);
    };
    if let Some(tensor) = pack(expr).filter(|tensor| !matches!(**tensor, Tensor::Integer(_))) {
        return Ok(Some(Matrix::Inexact(tensor)));
    }
    if let Some(exact) = Rational::new(expr) {
        return Ok(Some(Matrix::Exact(exact)));
    }
    let machine = |expr: &Expr| match expr {
        Expr::Real(_) => true,
        Expr::Complex(value) => matches!(value.re, Expr::Real(_)),
        _ => false,
    };
    if nested.data.iter().any(machine) {
        let numbers = apply(ev, sym::N, [expr.clone()])?;
        if let Some(tensor) = pack_widened(&numbers) {
            return Ok(Some(Matrix::Inexact(Arc::new(tensor))));
        }
    }
    Ok(Some(Matrix::Symbolic(nested.data.chunks(nested.dims[1]).map(<[Expr]>::to_vec).collect())))
}

/// A full array of reals and complex numbers mixed, as complex numbers where there are any.
pub(super) fn pack_widened(expr: &Expr) -> Option<Tensor> {
    if let Some(tensor) = pack(expr) {
        return Some((*tensor).clone());
    }
    let nested = Nested::whole(expr)?;
    let data: Option<Vec<num_complex::Complex64>> = nested
        .data
        .iter()
        .map(|element| {
            crate::eval::pack::to_value(element)
                .and_then(|value| <num_complex::Complex64 as crate::kernels::Element>::scalar(&value))
        })
        .collect();
    crate::kernels::element::array(&nested.dims[..], data?).ok().map(Tensor::Complex)
}

fn is_square(matrix: &Matrix) -> bool {
    match matrix {
        Matrix::Inexact(tensor) => tensor.dims()[0] == tensor.dims()[1],
        Matrix::Exact(exact) => exact.rows == exact.columns,
        Matrix::Symbolic(rows) => rows.len() == rows[0].len(),
    }
}

/// The argument as a square matrix, with a message when it is none.
pub(super) fn square_matrix(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<Matrix>> {
    let dims = dimensions(&call.args[0]);
    if dims.len() != 2 || dims[0] != dims[1] || dims[0] == 0 {
        say(ev, call, "matsq", &[call.args[0].clone(), Expr::Integer(1)]);
        return Ok(None);
    }
    Ok(matrix(ev, call, 0)?.filter(is_square))
}

/// Largest side of a symbolic matrix whose minors are written out.
pub(super) const SYMBOLIC_SIDE: usize = 8;

/// The determinant by minors of the first row, each set of columns once.
pub(super) fn determinant(ev: &mut Evaluator, rows: &[Vec<Expr>]) -> Eval {
    let n = rows.len();
    if n == 0 {
        return Ok(Expr::Integer(1));
    }
    // minors[set] is the determinant of the last rows over this set of columns, one row for each column.
    let mut minors: Vec<Option<Expr>> = vec![None; 1 << n];
    minors[0] = Some(Expr::Integer(1));
    for set in 1usize..1 << n {
        let row = n - set.count_ones() as usize;
        let mut terms = Vec::new();
        let columns = (0..n).filter(|column| set >> column & 1 == 1);
        for (at, column) in columns.enumerate() {
            let element = rows[row][column].clone();
            if element == Expr::Integer(0) {
                continue;
            }
            let minor = minors[set & !(1 << column)].clone().unwrap_or(Expr::Integer(0));
            let sign = Expr::Integer(if at % 2 == 0 { 1 } else { -1 });
            terms.push(Expr::call(sym::Times, [sign, element, minor]));
        }
        let total = sum(ev, terms)?;
        let expanded = if total.is_number() { total } else { apply(ev, Symbol::new("Expand"), [total])? };
        minors[set] = Some(match expanded.as_call(Symbol::new("Expand")) {
            Some(unexpanded) => unexpanded.args[0].clone(),
            None => expanded,
        });
    }
    Ok(minors.pop().flatten().unwrap_or(Expr::Integer(0)))
}

fn det(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match modulus(ev, call).1 {
        Modulus::Wrong => return Ok(None),
        Modulus::None => {}
        Modulus::Of(value) => {
            let Some(_) = square_matrix(ev, call)? else { return Ok(None) };
            let determinant = apply(ev, sym::Det, [call.args[0].clone()])?;
            return Ok(residue(&determinant, &value));
        }
    }
    match square_matrix(ev, call)? {
        None => Ok(None),
        Some(Matrix::Inexact(tensor)) => Ok(ev.numeric_kernel("Det", &[Expr::Array(tensor)])),
        Some(Matrix::Exact(exact)) => Ok(Some(Expr::from(exact.determinant()))),
        Some(Matrix::Symbolic(rows)) if rows.len() <= SYMBOLIC_SIDE => determinant(ev, &rows).map(Some),
        Some(Matrix::Symbolic(_)) => match rationalized(ev, &call.args[0])? {
            Some((exact, precision)) => {
                apply(ev, Symbol::new("SetPrecision"), [Expr::from(exact.determinant()), precision]).map(Some)
            }
            None => Ok(None),
        },
    }
}

/// A large square matrix of software numbers as rationals, with the least precision of its elements in digits.
fn rationalized(ev: &mut Evaluator, m: &Expr) -> Eval<Option<(Rational, Expr)>> {
    let numbers = Nested::new(m, 2).is_some_and(|nested| nested.data.iter().all(Expr::is_number));
    if !numbers {
        return Ok(None);
    }
    let precision = apply(ev, Symbol::new("Precision"), [m.clone()])?;
    let exact = apply(ev, Symbol::new("SetPrecision"), [m.clone(), Expr::Symbol(sym::Infinity)])?;
    Ok(Rational::new(&exact).map(|exact| (exact, precision)))
}

/// The transposed matrix of cofactors.
fn adjugate_of(ev: &mut Evaluator, rows: &[Vec<Expr>]) -> Eval<Vec<Vec<Expr>>> {
    let n = rows.len();
    let mut result = vec![Vec::with_capacity(n); n];
    for (i, line) in result.iter_mut().enumerate() {
        for j in 0..n {
            let minor: Vec<Vec<Expr>> = (0..n)
                .filter(|&row| row != j)
                .map(|row| {
                    (0..n).filter(|&column| column != i).map(|column| rows[row][column].clone()).collect()
                })
                .collect();
            let value = determinant(ev, &minor)?;
            line.push(if (i + j) % 2 == 0 { value } else { multiply(ev, Expr::Integer(-1), value)? });
        }
    }
    Ok(result)
}

fn to_list(rows: Vec<Vec<Expr>>) -> Expr {
    Expr::list(rows.into_iter().map(Expr::list))
}

fn adjugate(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let rows = match square_matrix(ev, call)? {
        None => return Ok(None),
        Some(Matrix::Symbolic(rows)) => rows,
        Some(_) => children(&call.args[0]).iter().map(children).collect(),
    };
    if rows.len() > SYMBOLIC_SIDE {
        return Ok(None);
    }
    Ok(Some(to_list(adjugate_of(ev, &rows)?)))
}

/// The exact inverse by a modulus, which need not be prime.
fn inverse_by_modulus(ev: &mut Evaluator, call: &Arc<Normal>, modulus: &BigInteger) -> Reply {
    let Some(Matrix::Exact(exact)) = square_matrix(ev, call)? else { return Ok(None) };
    // The denominators divide the determinant, and have inverses where it has one.
    let found = exact.inverse().and_then(|inverse| residues(&inverse.into_expr(), modulus));
    if found.is_none() {
        say(ev, call, "sing", &[call.args[0].clone()]);
    }
    Ok(found.map(to_list))
}

fn inverse(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match modulus(ev, call).1 {
        Modulus::Wrong => return Ok(None),
        Modulus::None => {}
        Modulus::Of(value) => return inverse_by_modulus(ev, call, &value),
    }
    let found = match square_matrix(ev, call)? {
        None => return Ok(None),
        Some(Matrix::Inexact(tensor)) => match ev.kernel("Inverse", &[Expr::Array(tensor)]) {
            Ok(result) => {
                super::linear_solve::tell_condition(ev, call, &call.args[0], Some(&result))?;
                Some(result)
            }
            Err(Fault::Singular) => None,
            Err(_) => return Ok(None),
        },
        Some(Matrix::Exact(exact)) => exact.inverse().map(Rational::into_expr),
        Some(Matrix::Symbolic(rows)) if rows.len() <= SYMBOLIC_SIDE => {
            let whole = determinant(ev, &rows)?;
            if whole == Expr::Integer(0) {
                None
            } else {
                let adjugate = adjugate_of(ev, &rows)?;
                let scaled = adjugate
                    .into_iter()
                    .map(|row| row.into_iter().map(|x| ev.eval(divide(x, whole.clone()))).collect())
                    .collect::<Eval<Vec<Vec<Expr>>>>()?;
                Some(to_list(scaled))
            }
        }
        Some(Matrix::Symbolic(_)) => match rationalized(ev, &call.args[0])? {
            Some((exact, precision)) => match exact.inverse() {
                Some(inverse) => {
                    Some(apply(ev, Symbol::new("SetPrecision"), [inverse.into_expr(), precision])?)
                }
                None => None,
            },
            None => return Ok(None),
        },
    };
    if found.is_none() {
        say(ev, call, "sing", &[call.args[0].clone()]);
    }
    Ok(found)
}

fn matrix_power(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(_) = square_matrix(ev, call)? else { return Ok(None) };
    let Expr::Integer(n) = call.args[1] else {
        // By the function of its eigenvalues.
        let power = Expr::call(sym::Power, [Expr::call(sym::Slot, [Expr::Integer(1)]), call.args[1].clone()]);
        let power = Expr::call(sym::Function, [power]);
        let value = apply(ev, Symbol::new("MatrixFunction"), [power, call.args[0].clone()])?;
        return Ok(match call.args.get(2) {
            _ if !value.is_list() => None,
            None => Some(value),
            Some(vector) => Some(Expr::call(sym::Dot, [value, vector.clone()])),
        });
    };
    let side = call.args[0].length();
    let mut base = call.args[0].clone();
    if n < 0 {
        base = apply(ev, sym::Inverse, [base])?;
        if !base.is_list() {
            return Ok(None);
        }
    }
    let mut rest = n.unsigned_abs();
    let mut result: Option<Expr> = None;
    while rest > 0 {
        if rest & 1 == 1 {
            result = match result {
                None => Some(base.clone()),
                Some(result) => super::products::product(ev, &result, &base)?,
            };
        }
        rest >>= 1;
        if rest > 0 {
            let Some(squared) = super::products::product(ev, &base, &base)? else { return Ok(None) };
            base = squared;
        }
        ev.check_interrupt()?;
    }
    let result = match result {
        Some(result) => result,
        None => apply(ev, sym::IdentityMatrix, [int(side)])?,
    };
    match call.args.get(2) {
        None => Ok(Some(result)),
        Some(vector) => super::products::product(ev, &result, vector),
    }
}

/// The matrix of a call in reduced row echelon form, over expressions or by the option `Modulus`, with its field. There is
/// none of what elimination over machine numbers, or over rationals, is for.
fn echelon(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Found> {
    let field = match modulus(ev, call).1 {
        Modulus::Wrong => return Ok(Found::Nothing),
        Modulus::None => Field::Quotients,
        Modulus::Of(value) => Field::Residues(value),
    };
    let rows = match (matrix(ev, call, 0)?, &field) {
        (None, _) => return Ok(Found::Nothing),
        (Some(Matrix::Exact(_)), Field::Residues(modulus)) => residues(&call.args[0], modulus),
        (Some(Matrix::Symbolic(rows)), Field::Quotients) => Some(rows),
        (Some(_), Field::Residues(_)) => return Ok(Found::Nothing),
        (Some(other), _) => return Ok(Found::Matrix(other)),
    };
    let stuck = match rows {
        Some(rows) => {
            let columns = rows[0].len();
            field.eliminate(ev, rows, columns)?
        }
        None => None,
    };
    match (stuck, field) {
        (Some(echelon), field) => Ok(Found::Echelon(echelon, field)),
        (None, Field::Residues(modulus)) => {
            not_prime(ev, call, &Expr::from(modulus));
            Ok(Found::Nothing)
        }
        (None, Field::Quotients) => Ok(Found::Nothing),
    }
}

/// What is there to be reduced.
enum Found {
    Nothing,
    Matrix(Matrix),
    Echelon(Echelon, Field),
}

fn row_reduce(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match echelon(ev, call)? {
        Found::Matrix(Matrix::Exact(exact)) => Ok(Some(exact.reduce(exact.columns).matrix.into_expr())),
        Found::Matrix(Matrix::Inexact(tensor)) => Ok(reduce_reals(&tensor).map(|(rows, _)| rows)),
        Found::Echelon(echelon, _) => Ok(Some(to_list(echelon.rows))),
        _ => Ok(None),
    }
}

/// Elimination over reals, elements below the rounding of the largest taken as zero. Gives the rows and the rank.
fn reduce_reals(tensor: &Tensor) -> Option<(Expr, usize)> {
    let Tensor::Real(array) = tensor else { return None };
    let (rows, columns) = (array.dims()[0], array.dims()[1]);
    let mut data = array.data().to_vec();
    let largest = data.iter().fold(0.0f64, |largest, x| largest.max(x.abs()));
    let tolerance = largest * f64::EPSILON * rows.max(columns) as f64;
    let mut rank = 0;
    for column in 0..columns {
        let size = |row: usize, data: &[f64]| data[row * columns + column].abs();
        let Some(best) = (rank..rows).max_by(|&a, &b| size(a, &data).total_cmp(&size(b, &data))) else {
            break;
        };
        if size(best, &data) <= tolerance {
            (rank..rows).for_each(|row| data[row * columns + column] = 0.0);
            continue;
        }
        for c in 0..columns {
            data.swap(rank * columns + c, best * columns + c);
        }
        let pivot = data[rank * columns + column];
        (0..columns).for_each(|c| data[rank * columns + c] /= pivot);
        for row in (0..rows).filter(|&row| row != rank) {
            let factor = data[row * columns + column];
            if factor != 0.0 {
                (0..columns).for_each(|c| data[row * columns + c] -= factor * data[rank * columns + c]);
            }
        }
        rank += 1;
    }
    crate::kernels::element::array(&[rows, columns][..], data)
        .ok()
        .map(|array| (Expr::from(Tensor::Real(array)), rank))
}

/// The option `Tolerance`: the part of the largest singular value up to which others count as zero.
fn tolerance(call: &Arc<Normal>) -> Option<f64> {
    let (_, options) = Settings::split(&call.args);
    options.chosen("Tolerance").filter(|value| value.is_number()).map(crate::number::to_f64)
}

fn matrix_rank(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match echelon(ev, call)? {
        Found::Matrix(Matrix::Exact(exact)) => Ok(Some(int(exact.reduce(exact.columns).pivots.len()))),
        Found::Matrix(Matrix::Inexact(tensor)) => {
            let Ok(values) = crate::kernels::eigen::singular_values(&tensor) else { return Ok(None) };
            let largest = values.first().copied().unwrap_or(0.0);
            let sides = tensor.dims()[0].max(tensor.dims()[1]) as f64;
            let least = largest * tolerance(call).unwrap_or(sides * f64::EPSILON);
            Ok(Some(int(values.iter().filter(|&&value| value > least).count())))
        }
        Found::Echelon(echelon, _) => Ok(Some(int(echelon.pivots.len()))),
        _ => Ok(None),
    }
}

fn null_space(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match echelon(ev, call)? {
        Found::Matrix(Matrix::Exact(exact)) => Ok(Some(Expr::list(
            exact.null_space().into_iter().map(|vector| Expr::list(vector.into_iter().map(Expr::from))),
        ))),
        Found::Matrix(Matrix::Inexact(tensor)) => {
            Ok(super::decompositions::null_space(&tensor, tolerance(call)))
        }
        Found::Echelon(echelon, field) => Ok(Some(to_list(field.null_space(ev, &echelon)?))),
        _ => Ok(None),
    }
}

fn pseudo_inverse(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let m = call.args[0].clone();
    let (rows, pivots) = match echelon(ev, call)? {
        Found::Nothing | Found::Matrix(Matrix::Symbolic(_)) => return Ok(None),
        Found::Matrix(Matrix::Inexact(tensor)) => {
            return Ok(super::decompositions::pseudo_inverse(&tensor, tolerance(call)));
        }
        Found::Matrix(Matrix::Exact(exact)) => {
            let reduced = exact.reduce(exact.columns);
            (reduced.matrix.into_rows(), reduced.pivots)
        }
        Found::Echelon(echelon, _) => (echelon.rows, echelon.pivots),
    };
    let rank = pivots.len();
    let turned = Expr::call(sym::ConjugateTranspose, [m.clone()]);
    // (m^* m)^-1 m^* or m^* (m m^*)^-1, whichever has an inverse.
    let formula = if rank == rows.len() && rank == rows[0].len() {
        Expr::call(sym::Inverse, [m])
    } else if rank == rows[0].len() {
        let square = Expr::call(sym::Inverse, [Expr::call(sym::Dot, [turned.clone(), m])]);
        Expr::call(sym::Dot, [square, turned])
    } else if rank == rows.len() {
        let square = Expr::call(sym::Inverse, [Expr::call(sym::Dot, [m, turned.clone()])]);
        Expr::call(sym::Dot, [turned, square])
    } else if rank == 0 {
        times(Expr::Integer(0), turned)
    } else {
        // By a rank factorisation m = c f: the pivot columns times the rows of the reduced form.
        let c = Expr::list(children(&m).iter().map(|row| {
            let row = children(row);
            Expr::list(pivots.iter().map(|&at| row[at].clone()).collect::<Vec<_>>())
        }));
        let f = Expr::list(rows.into_iter().take(rank).map(Expr::list));
        let inverse = |name: Expr| Expr::call(Symbol::new("PseudoInverse"), [name]);
        Expr::call(sym::Dot, [inverse(f), inverse(c)])
    };
    ev.eval(formula).map(Some)
}

fn least_squares(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(_), true) = (matrix(ev, call, 0)?, call.args[1].is_list()) else { return Ok(None) };
    if call.args[0].length() != call.args[1].length() {
        say(ev, call, "lslc", &[]);
        return Ok(None);
    }
    let inverse = apply(ev, Symbol::new("PseudoInverse"), [call.args[0].clone()])?;
    if !inverse.is_list() {
        return Ok(None);
    }
    super::products::product(ev, &inverse, &call.args[1])
}

fn characteristic(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(matrix) = square_matrix(ev, call)? else { return Ok(None) };
    let x = &call.args[1];
    let coefficients: Vec<Expr> = match &matrix {
        Matrix::Exact(exact) => exact.characteristic().into_iter().map(Expr::from).collect(),
        _ => {
            let rows: Vec<Vec<Expr>> = children(&call.args[0]).iter().map(children).collect();
            if rows.len() > SYMBOLIC_SIDE {
                return Ok(None);
            }
            let mut shifted = rows;
            for (at, row) in shifted.iter_mut().enumerate() {
                row[at] = plus(row[at].clone(), times(Expr::Integer(-1), x.clone()));
            }
            return determinant(ev, &shifted).map(Some);
        }
    };
    // Det[m - x] is (-1)^n Det[x - m].
    let sign = Expr::Integer(if call.args[0].length().is_multiple_of(2) { 1 } else { -1 });
    let terms = coefficients
        .into_iter()
        .enumerate()
        .map(|(k, c)| Expr::call(sym::Times, [sign.clone(), c, Expr::call(sym::Power, [x.clone(), int(k)])]));
    let terms: Vec<Expr> = terms.collect();
    sum(ev, terms).map(Some)
}
