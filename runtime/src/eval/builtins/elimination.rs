//! Elimination over a field whose elements are expressions: exact complex numbers, quotients of symbols, or residues
//! of a modulus.

use std::sync::Arc;

use dashu_base::Gcd;

use super::change::apply;
use super::formula::{divide, minus, times};
use super::parts::{children, say};
use crate::eval::matrix::to_rational;
use crate::eval::nested::Nested;
use crate::eval::settings::Settings;
use crate::eval::{Eval, Evaluator};
use crate::expr::{Expr, Normal};
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::{Symbol, sym};

/// What the elements are and how they are brought to a normal form.
pub(super) enum Field {
    /// Exact complex numbers, and anything that `Together` makes one fraction of.
    Quotients,
    /// Integers from 0 to below the modulus.
    Residues(BigInteger),
}

/// A matrix in reduced row echelon form.
pub(super) struct Echelon {
    /// All rows, those of zeros last.
    pub rows: Vec<Vec<Expr>>,
    /// The column of the leading one in each row that has one.
    pub pivots: Vec<usize>,
}

/// What the option `Modulus` of a call says.
pub(super) enum Modulus {
    /// Nothing, or 0.
    None,
    /// A positive integer.
    Of(BigInteger),
    /// Something else, or an option that is not known; a message has been given where there is one.
    Wrong,
}

/// The arguments of a call before its options, and the modulus that they set.
pub(super) fn modulus(ev: &mut Evaluator, call: &Arc<Normal>) -> (usize, Modulus) {
    let (before, options) = Settings::split(&call.args);
    if let Some(name) = options.unknown(&[&["Modulus", "Method", "ZeroTest", "Tolerance"]]) {
        let rule = options.others(&["Modulus", "Method", "ZeroTest", "Tolerance"]);
        let rule = rule.first().cloned().unwrap_or_else(|| Expr::string(name));
        say(ev, call, "optx", &[rule, Expr::Normal(Arc::clone(call))]);
        return (before.len(), Modulus::Wrong);
    }
    let modulus = match options.chosen("Modulus") {
        None | Some(Expr::Integer(0)) => Modulus::None,
        Some(value) => match to_rational(value).filter(|value| value.denominator().is_one()) {
            Some(value) if value > BigRational::ZERO => Modulus::Of(value.numerator().clone()),
            _ => {
                not_prime(ev, call, value);
                Modulus::Wrong
            }
        },
    };
    (before.len(), modulus)
}

/// Says that the modulus should be a prime number.
pub(super) fn not_prime(ev: &mut Evaluator, call: &Arc<Normal>, modulus: &Expr) {
    let rule = Expr::call(sym::Rule, [Expr::Symbol(Symbol::new("Modulus")), modulus.clone()]);
    say(ev, call, "modp", &[rule]);
}

/// The rows of a matrix of residues; `None` when an element is no rational or has no value by the modulus.
pub(super) fn residues(m: &Expr, modulus: &BigInteger) -> Option<Vec<Vec<Expr>>> {
    let nested = Nested::new(m, 2).filter(|nested| nested.dims.len() == 2 && !nested.dims.contains(&0))?;
    let data: Option<Vec<Expr>> = nested.data.iter().map(|x| residue(x, modulus)).collect();
    Some(data?.chunks(nested.dims[1]).map(<[Expr]>::to_vec).collect())
}

/// A rational as an integer from 0 to below the modulus.
pub(super) fn residue(x: &Expr, modulus: &BigInteger) -> Option<Expr> {
    let x = to_rational(x)?;
    let below = inverse_of(&BigInteger::from(x.denominator().clone()), modulus)?;
    Some(Expr::from(rest(x.numerator() * below, modulus)))
}

fn rest(x: BigInteger, modulus: &BigInteger) -> BigInteger {
    let rest = x % modulus;
    if rest < BigInteger::ZERO { rest + modulus } else { rest }
}

/// The inverse by a modulus, when there is one, by Euclid's algorithm.
fn inverse_of(x: &BigInteger, modulus: &BigInteger) -> Option<BigInteger> {
    let (mut a, mut b) = (rest(x.clone(), modulus), modulus.clone());
    let (mut u, mut v) = (BigInteger::ONE, BigInteger::ZERO);
    while b != BigInteger::ZERO {
        let quotient = &a / &b;
        (a, b) = (b.clone(), a - &quotient * &b);
        (u, v) = (v.clone(), u - quotient * v);
    }
    (a == BigInteger::ONE).then(|| rest(u, modulus))
}

/// An integer that is an element of a field of residues.
fn integer(x: &Expr) -> Option<BigInteger> {
    to_rational(x).map(|x| x.numerator().clone())
}

impl Field {
    /// Whether an element is zero.
    pub fn is_zero(&self, ev: &mut Evaluator, x: &Expr) -> Eval<bool> {
        match x {
            x if number::is_exact_zero(x) => Ok(true),
            x if x.is_number() && number::is_exact(x) => Ok(false),
            x => Ok(apply(ev, Symbol::new("PossibleZeroQ"), [x.clone()])?.is_true()),
        }
    }

    /// `a / b`; `None` when `b` has no inverse.
    fn quotient(&self, ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<Expr>> {
        if let Field::Residues(modulus) = self {
            let inverse = integer(b).and_then(|b| inverse_of(&b, modulus));
            return Ok(inverse.zip(integer(a)).map(|(inverse, a)| Expr::from(rest(a * inverse, modulus))));
        }
        if let (true, true, Some(value)) = (a.is_number(), b.is_number(), number::divide(a, b)) {
            return Ok(Some(value));
        }
        together(ev, divide(a.clone(), b.clone())).map(Some)
    }

    /// `a - factor b`
    fn reduced(&self, ev: &mut Evaluator, a: &Expr, factor: &Expr, b: &Expr) -> Eval {
        if let Field::Residues(modulus) = self
            && let (Some(a), Some(factor), Some(b)) = (integer(a), integer(factor), integer(b))
        {
            return Ok(Expr::from(rest(a - factor * b, modulus)));
        }
        if a.is_number() && factor.is_number() && b.is_number() {
            return Ok(number::subtract(a, &number::multiply(factor, b)));
        }
        together(ev, minus(a.clone(), times(factor.clone(), b.clone())))
    }

    /// `-a`
    fn negative(&self, ev: &mut Evaluator, a: &Expr) -> Eval {
        self.reduced(ev, &Expr::Integer(0), &Expr::Integer(1), a)
    }

    /// Gauss-Jordan elimination over the first `among` columns; `None` when the elements that are left of a column have
    /// no inverse, as may be where the modulus is not prime.
    pub fn eliminate(
        &self,
        ev: &mut Evaluator,
        mut rows: Vec<Vec<Expr>>,
        among: usize,
    ) -> Eval<Option<Echelon>> {
        let mut pivots: Vec<usize> = Vec::new();
        for column in 0..among {
            let top = pivots.len();
            if top == rows.len() {
                break;
            }
            let mut found = None;
            let mut is_stuck = false;
            for (row, elements) in rows.iter_mut().enumerate().skip(top) {
                if self.is_zero(ev, &elements[column])? {
                    elements[column] = Expr::Integer(0);
                } else if self.quotient(ev, &Expr::Integer(1), &elements[column])?.is_some() {
                    found.get_or_insert(row);
                } else {
                    is_stuck = true;
                }
            }
            let Some(found) = found else {
                if is_stuck {
                    return Ok(None);
                }
                continue;
            };
            rows.swap(top, found);
            let pivot = rows[top][column].clone();
            for element in &mut rows[top][column..] {
                if let Some(quotient) = self.quotient(ev, element, &pivot)? {
                    *element = quotient;
                }
            }
            let leading = rows[top].clone();
            for (row, elements) in rows.iter_mut().enumerate() {
                let factor = elements[column].clone();
                if row == top || number::is_exact_zero(&factor) {
                    continue;
                }
                for (element, above) in elements.iter_mut().zip(&leading).skip(column) {
                    if !number::is_exact_zero(above) {
                        *element = self.reduced(ev, element, &factor, above)?;
                    }
                }
                elements[column] = Expr::Integer(0);
                ev.check_interrupt()?;
            }
            pivots.push(column);
        }
        Ok(Some(Echelon { rows, pivots }))
    }

    /// Vectors that span what the matrix sends to zero, the one for the last free column first. Those of exact numbers
    /// have no denominators.
    pub fn null_space(&self, ev: &mut Evaluator, echelon: &Echelon) -> Eval<Vec<Vec<Expr>>> {
        let columns = echelon.rows.first().map_or(0, Vec::len);
        let mut space = Vec::new();
        for column in (0..columns).rev().filter(|column| !echelon.pivots.contains(column)) {
            let mut vector = vec![Expr::Integer(0); columns];
            vector[column] = Expr::Integer(1);
            for (row, &pivot) in echelon.rows.iter().zip(&echelon.pivots) {
                vector[pivot] = self.negative(ev, &row[column])?;
            }
            space.push(without_denominators(vector));
        }
        Ok(space)
    }
}

/// One fraction, evaluated.
fn together(ev: &mut Evaluator, x: Expr) -> Eval {
    let x = ev.eval(x)?;
    if x.is_number() { Ok(x) } else { apply(ev, Symbol::new("Together"), [x]) }
}

/// A vector of exact numbers times the least common multiple of their denominators.
fn without_denominators(vector: Vec<Expr>) -> Vec<Expr> {
    let mut scale = BigInteger::ONE;
    for x in &vector {
        let parts = match x {
            Expr::Complex(z) => vec![&z.re, &z.im],
            x => vec![x],
        };
        for part in parts {
            let Some(part) = to_rational(part) else { return vector };
            let denominator = BigInteger::from(part.denominator().clone());
            let common = BigInteger::from((&scale).gcd(&denominator));
            scale = scale * denominator / common;
        }
    }
    let scale = Expr::from(scale);
    vector.iter().map(|x| number::multiply(&scale, x)).collect()
}

/// A solution of `m . x == b`, free unknowns zero, as rows of `x`: outer `None` when elimination is stuck, inner when there
/// is no solution. `b` has as many rows as `m`.
pub(super) fn solve(
    ev: &mut Evaluator,
    field: &Field,
    m: &[Vec<Expr>],
    b: &[Vec<Expr>],
) -> Eval<Option<Option<Vec<Vec<Expr>>>>> {
    let columns = m.first().map_or(0, Vec::len);
    let width = b.first().map_or(0, Vec::len);
    let beside = m.iter().zip(b).map(|(left, right)| [left.as_slice(), right.as_slice()].concat()).collect();
    let Some(echelon) = field.eliminate(ev, beside, columns)? else { return Ok(None) };
    for row in &echelon.rows[echelon.pivots.len()..] {
        for x in &row[columns..] {
            if !field.is_zero(ev, x)? {
                return Ok(Some(None));
            }
        }
    }
    let mut solution = vec![vec![Expr::Integer(0); width]; columns];
    for (row, &pivot) in echelon.rows.iter().zip(&echelon.pivots) {
        solution[pivot] = row[columns..].to_vec();
    }
    Ok(Some(Some(solution)))
}

/// The rows of a matrix, or of a vector as a column.
pub(super) fn rows_of(m: &Expr) -> Vec<Vec<Expr>> {
    children(m).iter().map(|row| if row.is_list() { children(row) } else { vec![row.clone()] }).collect()
}
