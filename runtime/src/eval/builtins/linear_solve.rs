//! `LinearSolve` and the functions that it makes.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::elimination::{Field, Modulus, modulus, not_prime, residues, rows_of, solve};
use super::formula::{int, plus, times};
use super::linear::{Matrix, matrix, pack_widened};
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::matrix::{Rational, to_rational};
use crate::eval::nested::dimensions;
use crate::eval::pack::pack;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::Fault;
use crate::kernels::element::integer_to_real;
use crate::number::BigRational;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Solving linear systems.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "LinearSolve",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "LinearSolve[m, b] gives an x with m . x == b; LinearSolve[m] a function of b. Option: Modulus.",
        ("LinearSolve[{{1, 2}, {3, 4}}, {5, 6}]", "{-4, 9/2}"),
        linear_solve,
    ),
    Builtin::new(
        "LinearSolveFunction",
        PROTECTED,
        Arity::ANY,
        "LinearSolveFunction[…][b] gives an x with m . x == b for the m it was made of by LinearSolve[m].",
        ("LinearSolve[{{2., 0.}, {0., 4.}}][{2., 4.}]", "{1., 1.}"),
        |_, _| Ok(None),
    ),
]);

fn linear_solve(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (count, modulus) = modulus(ev, call);
    if count == 1 {
        return solver(ev, call);
    }
    if !call.args[1].is_list() || matches!(modulus, Modulus::Wrong) {
        return Ok(None);
    }
    let Some(left) = matrix(ev, call, 0)? else { return Ok(None) };
    let right = &call.args[1];
    let (rows, columns) = (call.args[0].length(), dimensions(&call.args[0])[1]);
    if right.length() != rows {
        say(ev, call, "lslc", &[]);
        return Ok(None);
    }
    if let Modulus::Of(modulus) = modulus {
        let column = Expr::list(rows_of(right).into_iter().map(Expr::list));
        let (Some(m), Some(b)) = (residues(&call.args[0], &modulus), residues(&column, &modulus)) else {
            return Ok(None);
        };
        return by_elimination(ev, call, &Field::Residues(modulus), &m, &b);
    }
    let right_dims = dimensions(right);
    let inexact_right = pack(right).is_some_and(|tensor| !matches!(*tensor, Tensor::Integer(_)));
    let solution = match left {
        Matrix::Exact(exact) if !inexact_right => {
            let column: Option<Vec<BigRational>> = children(right).iter().map(to_rational).collect();
            let target = column.map(Rational::column).or_else(|| Rational::new(right));
            match target {
                Some(target) => exact.solve(&target).map(|solution| {
                    if right_dims.len() == 1 {
                        Expr::list(solution.into_rows().into_iter().flatten())
                    } else {
                        solution.into_expr()
                    }
                }),
                None => return in_symbols(ev, call),
            }
        }
        Matrix::Symbolic(_) => return in_symbols(ev, call),
        _ if rows == columns => {
            let args = [0, 1].map(|at| apply(ev, sym::N, [call.args[at].clone()]));
            let [a, b] = args;
            let (Some(a), Some(b)) = (pack_widened(&a?), pack_widened(&b?)) else {
                return in_symbols(ev, call);
            };
            match ev.kernel("LinearSolve", &[Expr::from(a), Expr::from(b)]) {
                Ok(solution) => {
                    if rows <= CONDITION_SIDE {
                        tell_condition(ev, call, &call.args[0], None)?;
                    }
                    Some(solution)
                }
                Err(Fault::Singular) => {
                    say(ev, call, "sing1", &[call.args[0].clone()]);
                    return Ok(None);
                }
                Err(_) => None,
            }
        }
        _ => {
            let solution = apply(ev, Symbol::new("LeastSquares"), [call.args[0].clone(), right.clone()])?;
            let back = apply(ev, sym::Dot, [call.args[0].clone(), solution.clone()])?;
            let rest = apply(
                ev,
                sym::Norm,
                [Expr::call(sym::Flatten, [plus(back, times(Expr::Integer(-1), right.clone()))])],
            )?;
            let size = apply(ev, sym::Norm, [Expr::call(sym::Flatten, [right.clone()])])?;
            match (rest, size) {
                (Expr::Real(rest), Expr::Real(size)) if rest <= 1e-10 * size => Some(solution),
                (Expr::Real(rest), Expr::Integer(_)) if rest <= 1e-10 => Some(solution),
                _ => None,
            }
        }
    };
    if solution.is_none() {
        say(ev, call, "nosol", &[]);
    }
    Ok(solution)
}

/// `LinearSolve[m]`: a function of the right side.
fn solver(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let m = &call.args[0];
    let singular = match matrix(ev, call, 0)? {
        None => return Ok(None),
        Some(Matrix::Exact(exact)) => exact.rows == exact.columns && exact.determinant().is_zero(),
        Some(Matrix::Inexact(tensor)) if tensor.dims()[0] == tensor.dims()[1] => {
            matches!(ev.kernel("Inverse", &[Expr::Array(tensor)]), Err(Fault::Singular))
        }
        Some(_) => false,
    };
    if singular {
        say(ev, call, "sing1", std::slice::from_ref(m));
        return Ok(None);
    }
    let dims = Expr::list(dimensions(m).into_iter().map(int));
    Ok(Some(Expr::call(Symbol::new("LinearSolveFunction"), [dims, m.clone()])))
}

/// `LinearSolveFunction[…][b]`
fn apply_solver(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(function), [right]) = (call.head.as_normal(), &call.args[..]) else { return Ok(None) };
    let [_, m] = &function.args[..] else { return Ok(None) };
    Ok(right.is_list().then(|| Expr::call(sym::LinearSolve, [m.clone(), right.clone()])))
}

/// Gives `LinearSolveFunction[…][b]` its meaning.
pub fn define(ev: &mut Evaluator) {
    ev.install_sub(Symbol::new("LinearSolveFunction"), apply_solver);
}

/// Largest side of a matrix of which the condition is looked at before its system is solved.
const CONDITION_SIDE: usize = 64;

/// Says so when a matrix of machine numbers is so near to a singular one that rounding decides.
pub(super) fn tell_condition(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    m: &Expr,
    inverse: Option<&Expr>,
) -> Eval<()> {
    let inverse = match inverse {
        Some(inverse) => inverse.clone(),
        None => match pack_widened(m).map(|tensor| ev.kernel("Inverse", &[Expr::from(tensor)])) {
            Some(Ok(inverse)) => inverse,
            _ => return Ok(()),
        },
    };
    let condition: f64 =
        [m, &inverse].into_iter().filter_map(pack_widened).map(|tensor| one_norm(&tensor)).product();
    if condition > 1.0 / f64::EPSILON {
        say(
            ev,
            call,
            "luc",
            &[Expr::Symbol(call.head_symbol().unwrap_or(sym::LinearSolve)), call.args[0].clone()],
        );
    }
    Ok(())
}

/// The greatest sum of absolute values of a column.
fn one_norm(tensor: &Tensor) -> f64 {
    let sizes: Vec<f64> = match tensor {
        Tensor::Integer(array) => array.data().iter().map(|&x| integer_to_real(x).abs()).collect(),
        Tensor::Real(array) => array.data().iter().map(|x| x.abs()).collect(),
        Tensor::Complex(array) => array.data().iter().map(|z| z.norm()).collect(),
    };
    let columns = tensor.dims().last().copied().unwrap_or(1).max(1);
    (0..columns).map(|column| sizes.iter().skip(column).step_by(columns).sum()).fold(0.0, f64::max)
}

/// A system with symbols or complex numbers: by elimination where all is exact or the matrix has no inverse.
fn in_symbols(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [m, b] = [rows_of(&call.args[0]), rows_of(&call.args[1])];
    let is_exact = |rows: &[Vec<Expr>]| rows.iter().flatten().all(crate::number::is_exact);
    if m.len() == m[0].len() && !(is_exact(&m) && is_exact(&b)) {
        let inverse = ev.silently(|ev| apply(ev, sym::Inverse, [call.args[0].clone()]))?;
        if inverse.is_list() {
            return super::products::product(ev, &inverse, &call.args[1]);
        }
    }
    by_elimination(ev, call, &Field::Quotients, &m, &b)
}

/// By elimination over a field, with a message when there is no solution.
fn by_elimination(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    field: &Field,
    m: &[Vec<Expr>],
    b: &[Vec<Expr>],
) -> Reply {
    match (solve(ev, field, m, b)?, field) {
        (Some(Some(rows)), _) if dimensions(&call.args[1]).len() == 1 => {
            Ok(Some(Expr::list(rows.into_iter().flatten())))
        }
        (Some(Some(rows)), _) => Ok(Some(Expr::list(rows.into_iter().map(Expr::list)))),
        (Some(None), _) => {
            say(ev, call, "nosol", &[]);
            Ok(None)
        }
        (None, Field::Residues(modulus)) => {
            not_prime(ev, call, &Expr::from(modulus.clone()));
            Ok(None)
        }
        (None, Field::Quotients) => Ok(None),
    }
}
