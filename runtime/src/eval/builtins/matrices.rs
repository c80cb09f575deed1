//! Matrices of given structure, and tests of structure.

use crate::eval::stoppable;
use std::sync::Arc;

use super::formula::{divide, int, multiply, plus, power};
use super::parts::{children, say};
use super::shape::{count_product, counts};
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Nested, Packing, dimensions, is_allowed, nest};
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions that make and test matrices.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Diagonal",
        PROTECTED,
        Arity::between(1, 2),
        "Diagonal[m] gives the diagonal; Diagonal[m, k] the k-th one above, -k below.",
        ("Diagonal[{{a, b}, {c, d}}]", "{a, d}"),
        diagonal,
    ),
    Builtin::new(
        "DiagonalMatrix",
        PROTECTED,
        Arity::between(1, 3),
        "DiagonalMatrix[list] gives the matrix with list on its diagonal; DiagonalMatrix[list, k, n] on the k-th diagonal of an n by n matrix.",
        ("DiagonalMatrix[{a, b}]", "{{a, 0}, {0, b}}"),
        diagonal_matrix,
    ),
    Builtin::new(
        "HankelMatrix",
        PROTECTED,
        Arity::between(1, 2),
        "HankelMatrix[n] gives the matrix with 1 .. n on its antidiagonals; HankelMatrix[{c1, …}, {r1, …}] by first column and last row.",
        ("HankelMatrix[2]", "{{1, 2}, {2, 0}}"),
        hankel,
    ),
    Builtin::new(
        "HermitianMatrixQ",
        PROTECTED,
        Arity::exactly(1),
        "HermitianMatrixQ[m] tells whether m is its conjugate transpose.",
        ("HermitianMatrixQ[{{1, I}, {-I, 2}}]", "True"),
        |ev, call| equals_turned(ev, call, true),
    ),
    Builtin::new(
        "HilbertMatrix",
        PROTECTED,
        Arity::exactly(1),
        "HilbertMatrix[n] gives the n by n matrix of 1/(i + j - 1).",
        ("HilbertMatrix[2]", "{{1, 1/2}, {1/2, 1/3}}"),
        |ev, call| by_formula(ev, call, |ev, i, j| ev.eval(power(int(i + j + 1), Expr::Integer(-1)))),
    ),
    Builtin::new(
        "IdentityMatrix",
        PROTECTED,
        Arity::between(1, 2),
        "IdentityMatrix[n] gives the n by n unit matrix; IdentityMatrix[{m, n}] m by n.",
        ("IdentityMatrix[2]", "{{1, 0}, {0, 1}}"),
        identity,
    ),
    Builtin::new(
        "LowerTriangularize",
        PROTECTED,
        Arity::between(1, 2),
        "LowerTriangularize[m, k] puts zeros above the k-th diagonal.",
        ("LowerTriangularize[{{a, b}, {c, d}}]", "{{a, 0}, {c, d}}"),
        |ev, call| triangle(ev, call, "LowerTriangularize", |above, k| above <= k),
    ),
    Builtin::new(
        "PositiveDefiniteMatrixQ",
        PROTECTED,
        Arity::exactly(1),
        "PositiveDefiniteMatrixQ[m] tells whether all eigenvalues of the Hermitian part of m are positive.",
        ("PositiveDefiniteMatrixQ[{{2, 1}, {1, 2}}]", "True"),
        positive_definite,
    ),
    Builtin::new(
        "SquareMatrixQ",
        PROTECTED,
        Arity::exactly(1),
        "SquareMatrixQ[m] tells whether m is a square matrix.",
        ("SquareMatrixQ[{{1, 2}, {3, 4}}]", "True"),
        |_, call| {
            let dims = dimensions(&call.args[0]);
            Ok(Some(Expr::boolean(dims.len() == 2 && dims[0] == dims[1])))
        },
    ),
    Builtin::new(
        "SymmetricMatrixQ",
        PROTECTED,
        Arity::exactly(1),
        "SymmetricMatrixQ[m] tells whether m is its transpose.",
        ("SymmetricMatrixQ[{{1, 2}, {2, 1}}]", "True"),
        |ev, call| equals_turned(ev, call, false),
    ),
    Builtin::new(
        "ToeplitzMatrix",
        PROTECTED,
        Arity::between(1, 2),
        "ToeplitzMatrix[n] gives the matrix of 1 + Abs[i - j]; ToeplitzMatrix[{c1, …}, {r1, …}] by first column and first row.",
        ("ToeplitzMatrix[2]", "{{1, 2}, {2, 1}}"),
        toeplitz,
    ),
    Builtin::new(
        "UpperTriangularize",
        PROTECTED,
        Arity::between(1, 2),
        "UpperTriangularize[m, k] puts zeros below the k-th diagonal.",
        ("UpperTriangularize[{{a, b}, {c, d}}]", "{{a, b}, {0, d}}"),
        |ev, call| triangle(ev, call, "UpperTriangularize", |above, k| above >= k),
    ),
    Builtin::new(
        "VandermondeMatrix",
        PROTECTED,
        Arity::between(1, 2),
        "VandermondeMatrix[{x1, …}] gives the matrix of powers xi^(j - 1).",
        ("VandermondeMatrix[{2, 3}]", "{{1, 2}, {1, 3}}"),
        vandermonde,
    ),
]);

/// Sides given by an integer or a list of two.
fn sides(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<[usize; 2]> {
    let found = match counts(&call.args[0]).as_deref() {
        Some([n]) => Some([*n, *n]),
        Some([m, n]) => Some([*m, *n]),
        _ => None,
    };
    let Some(found) = found else {
        say(ev, call, "ilsmn", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return None;
    };
    if !is_allowed(&found) {
        say(ev, call, "toobig", &[count_product(&found)]);
        return None;
    }
    Some(found)
}

fn identity(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(form) = call.args.get(1) {
        // Sparse arrays are arrays here.
        let array = form.is_symbol(crate::symbol::Symbol::new("SparseArray")) || form.is_symbol(sym::List);
        return Ok(array.then(|| Expr::call(call.head.clone(), [call.args[0].clone()])));
    }
    match sides(ev, call) {
        Some(_) => Ok(ev.kernel("IdentityMatrix", &call.args).ok()),
        None => Ok(None),
    }
}

fn by_formula(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    element: fn(&mut Evaluator, usize, usize) -> Eval,
) -> Reply {
    let Some([rows, columns]) = sides(ev, call) else { return Ok(None) };
    let mut data = Vec::with_capacity(rows * columns);
    for i in 0..rows {
        for j in 0..columns {
            data.push(element(ev, i, j)?);
        }
    }
    Ok(Some(nest(&[rows, columns], data, Packing::Plain)))
}

/// First column and first row (or last row) of a structured matrix, from `n` or lists.
fn edges(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    whole: fn(usize, usize) -> i64,
) -> Option<(Vec<Expr>, Vec<Expr>)> {
    match &call.args[..] {
        [n @ Expr::Integer(_)] => {
            let [n, _] = sides(ev, call).filter(|_| counts(n).is_some())?;
            let edge =
                |last: bool| (0..n).map(|i| Expr::Integer(whole(if last { n } else { 0 }, i))).collect();
            Some((edge(false), edge(true)))
        }
        [list] if list.is_list() => Some((children(list), Vec::new())),
        [column, row] if column.is_list() && row.is_list() => Some((children(column), children(row))),
        _ => None,
    }
}

fn toeplitz(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((column, row)) = edges(ev, call, |_, i| i as i64 + 1) else { return Ok(None) };
    let row = if row.is_empty() { column.clone() } else { row };
    if !is_allowed(&[column.len(), row.len()]) {
        return Ok(None);
    }
    let data = (0..column.len())
        .flat_map(|i| (0..row.len()).map(move |j| (i, j)))
        .map(|(i, j)| if i >= j { column[i - j].clone() } else { row[j - i].clone() })
        .collect();
    Ok(Some(nest(&[column.len(), row.len()], data, Packing::Plain)))
}

fn hankel(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((column, row)) = edges(ev, call, |n, i| {
        if n == 0 {
            i as i64 + 1
        } else if i == 0 {
            n as i64
        } else {
            0
        }
    }) else {
        return Ok(None);
    };
    let n = column.len();
    let row = if row.is_empty() { vec![Expr::Integer(0); n] } else { row };
    if !is_allowed(&[n, row.len()]) {
        return Ok(None);
    }
    let data = (0..n)
        .flat_map(|i| (0..row.len()).map(move |j| (i, j)))
        .map(|(i, j)| if i + j < n { column[i + j].clone() } else { row[i + j + 1 - n].clone() })
        .collect();
    Ok(Some(nest(&[n, row.len()], data, Packing::Plain)))
}

fn vandermonde(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !call.args[0].is_list() {
        return Ok(None);
    }
    let xs = children(&call.args[0]);
    let columns = match call.args.get(1) {
        None => xs.len(),
        Some(n) => match counts(n).as_deref() {
            Some([n]) => *n,
            _ => return Ok(None),
        },
    };
    if !is_allowed(&[xs.len(), columns]) {
        return Ok(None);
    }
    let mut data = Vec::with_capacity(xs.len() * columns);
    for x in &xs {
        let mut value = Expr::Integer(1);
        for _ in 0..columns {
            data.push(value.clone());
            value = multiply(ev, value, x.clone())?;
        }
    }
    Ok(Some(nest(&[xs.len(), columns], data, Packing::of(&call.args[0]))))
}

/// The optional number of a diagonal.
fn diagonal_number(call: &Arc<Normal>) -> Option<i64> {
    match call.args.get(1) {
        None => Some(0),
        Some(Expr::Integer(k)) => Some(*k),
        Some(_) => None,
    }
}

fn diagonal(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("Diagonal", &call.args) {
        return Ok(Some(result));
    }
    let (Some(k), true) = (diagonal_number(call), call.args[0].is_list()) else { return Ok(None) };
    let distance = usize::try_from(k.unsigned_abs()).unwrap_or(usize::MAX);
    let rows = children(&call.args[0]);
    if !rows.iter().all(Expr::is_list) {
        return Ok(None);
    }
    let (top, left) = if k >= 0 { (0, distance) } else { (distance, 0) };
    let found = rows
        .iter()
        .skip(top)
        .enumerate()
        .map_while(|(i, row)| crate::eval::part::child(row, left.checked_add(i)?));
    Ok(Some(Expr::list(found.collect::<Vec<_>>())))
}

fn diagonal_matrix(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(k), true) = (diagonal_number(call), call.args[0].is_list()) else { return Ok(None) };
    let entries = children(&call.args[0]);
    let distance = usize::try_from(k.unsigned_abs()).unwrap_or(usize::MAX);
    let side = match call.args.get(2) {
        None => entries.len().saturating_add(distance),
        Some(n) => match counts(n).as_deref() {
            Some([n]) => *n,
            _ => return Ok(None),
        },
    };
    if !is_allowed(&[side, side]) {
        say(ev, call, "toobig", &[count_product(&[side, side])]);
        return Ok(None);
    }
    if let Some(result) = ev.packed_kernel("DiagonalMatrix", &call.args) {
        return Ok(Some(result));
    }
    // A machine number among exact ones makes all of them machine numbers.
    if entries.iter().any(|entry| matches!(entry, Expr::Real(_)))
        && entries.iter().any(|entry| !matches!(entry, Expr::Real(_)))
        && entries.iter().all(|entry| matches!(entry, Expr::Real(_) | Expr::Integer(_) | Expr::Rational(_)))
    {
        let numbers = Expr::call(sym::N, [call.args[0].clone()]);
        let args = std::iter::once(numbers).chain(call.args[1..].iter().cloned());
        return Ok(Some(Expr::call(call.head.clone(), args)));
    }
    let all_real = !entries.is_empty() && entries.iter().all(|entry| matches!(entry, Expr::Real(_)));
    let zero = if all_real { Expr::Real(0.0) } else { Expr::Integer(0) };
    let mut data = vec![zero; side * side];
    let (top, left) = if k >= 0 { (0, distance) } else { (distance, 0) };
    for (i, entry) in entries.into_iter().enumerate() {
        if top + i < side && left + i < side {
            data[(top + i) * side + left + i] = entry;
        }
    }
    Ok(Some(nest(&[side, side], data, Packing::Plain)))
}

fn triangle(ev: &mut Evaluator, call: &Arc<Normal>, name: &str, keep: fn(i64, i64) -> bool) -> Reply {
    if let Some(result) = ev.packed_kernel(name, &call.args) {
        return Ok(Some(result));
    }
    let Some(k) = diagonal_number(call) else { return Ok(None) };
    let Some(mut matrix) = Nested::new(&call.args[0], 2).filter(|matrix| matrix.dims.len() == 2) else {
        return Ok(None);
    };
    let columns = matrix.dims[1].max(1);
    for (at, element) in matrix.data.iter_mut().enumerate() {
        if !keep((at % columns) as i64 - (at / columns) as i64, k) {
            *element = Expr::Integer(0);
        }
    }
    Ok(Some(matrix.into_expr(Packing::of(&call.args[0]))))
}

fn equals_turned(ev: &mut Evaluator, call: &Arc<Normal>, conjugate: bool) -> Reply {
    let dims = dimensions(&call.args[0]);
    if dims.len() != 2 || dims[0] != dims[1] {
        return Ok(Some(Expr::boolean(false)));
    }
    let head = if conjugate { sym::ConjugateTranspose } else { sym::Transpose };
    let turned = Expr::call(head, [call.args[0].clone()]);
    let same = ev.eval(Expr::call(sym::Equal, [call.args[0].clone(), turned]))?;
    Ok(Some(Expr::boolean(same.is_true())))
}

fn positive_definite(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let dims = dimensions(&call.args[0]);
    if dims.len() != 2 || dims[0] != dims[1] || dims[0] == 0 {
        return Ok(Some(Expr::boolean(false)));
    }
    let turned = Expr::call(sym::ConjugateTranspose, [call.args[0].clone()]);
    let part = divide(plus(call.args[0].clone(), turned), Expr::Integer(2));
    let values = ev.eval(Expr::call(sym::Eigenvalues, [Expr::call(sym::N, [part])]))?;
    let positive =
        values.is_list() && children(&values).iter().all(|value| matches!(value, Expr::Real(x) if *x > 0.0));
    Ok(Some(Expr::boolean(positive)))
}
