//! Eigenvalues and eigenvectors of matrices with symbols or exact complex numbers, by the factors of the characteristic
//! polynomial.

use super::change::apply;
use super::elimination::Field;
use super::formula::{self, divide, minus, plus, sqrt, times};
use super::linear::{SYMBOLIC_SIDE, determinant};
use super::parts::children;
use crate::eval::numeric::is_numeric;
use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number;
use crate::symbol::{Symbol, sym};

/// Eigenvalues, and eigenvectors when they are wanted.
type Found = (Vec<Expr>, Vec<Expr>);

/// The spectrum, when the characteristic polynomial splits into linear and quadratic factors.
pub(super) fn spectrum(
    ev: &mut Evaluator,
    rows: &[Vec<Expr>],
    vectors: super::spectra::Wanted,
) -> Eval<Option<Found>> {
    let zero = |x: &Expr| number::is_exact_zero(x);
    let n = rows.len();
    let below = (0..n).all(|i| (0..i).all(|j| zero(&rows[i][j])));
    let above = (0..n).all(|i| (i + 1..n).all(|j| zero(&rows[i][j])));
    let mut values: Vec<Expr> = if below || above {
        (0..n).map(|i| rows[i][i].clone()).collect()
    } else if n <= SYMBOLIC_SIDE {
        match by_factors(ev, rows)? {
            Some(values) => values,
            None => return Ok(None),
        }
    } else {
        return Ok(None);
    };
    if values.iter().all(|value| is_numeric(ev, value)) {
        values = by_size(ev, values)?;
    }
    let mut found = Vec::new();
    if vectors != super::spectra::Wanted::Values {
        let mut done: Vec<&Expr> = Vec::new();
        for value in &values {
            if done.contains(&value) {
                continue;
            }
            done.push(value);
            let count = values.iter().filter(|other| *other == value).count();
            let space = match space_of(ev, rows, value)? {
                Some(space) => space,
                None => return Ok(None),
            };
            let missing = count - space.len().min(count);
            found.extend(space.into_iter().take(count).map(Expr::list));
            // A defective matrix has fewer vectors than values: zero vectors fill up.
            found.extend((0..missing).map(|_| Expr::list(vec![Expr::Integer(0); n])));
        }
    }
    Ok(Some((values, found)))
}

/// Numbers by falling size; of two of one size the negative one first, or the one above the real axis.
fn by_size(ev: &mut Evaluator, values: Vec<Expr>) -> Eval<Vec<Expr>> {
    let mut sized = Vec::with_capacity(values.len());
    for value in values {
        let approximate = number::to_complex64(&apply(ev, sym::N, [value.clone()])?);
        sized.push((value, approximate));
    }
    sized.sort_by(|(_, a), (_, b)| {
        let (size_a, size_b) = (a.norm(), b.norm());
        if (size_a - size_b).abs() > 1e-12 * size_a.max(size_b) {
            return size_b.total_cmp(&size_a);
        }
        let is_real = |z: &num_complex::Complex64| z.im.abs() <= 1e-12 * z.norm();
        if is_real(a) && is_real(b) { a.re.total_cmp(&b.re) } else { b.im.total_cmp(&a.im) }
    });
    Ok(sized.into_iter().map(|(value, _)| value).collect())
}

/// The roots of the characteristic polynomial.
fn by_factors(ev: &mut Evaluator, rows: &[Vec<Expr>]) -> Eval<Option<Vec<Expr>>> {
    let x = Expr::Symbol(Symbol::new("System`Private`x"));
    let mut shifted = rows.to_vec();
    for (at, row) in shifted.iter_mut().enumerate() {
        row[at] = minus(row[at].clone(), x.clone());
    }
    let polynomial = determinant(ev, &shifted)?;
    let factors = apply(ev, Symbol::new("FactorList"), [polynomial])?;
    let mut values = Vec::new();
    for factor in children(&factors) {
        let [factor, Expr::Integer(count)] = &children(&factor)[..] else { return Ok(None) };
        let coefficients = apply(ev, Symbol::new("CoefficientList"), [factor.clone(), x.clone()])?;
        let roots = match &children(&coefficients)[..] {
            [_] => continue,
            [c, b] => {
                let root = formula::f("Together", [times(Expr::Integer(-1), divide(c.clone(), b.clone()))]);
                vec![ev.eval(root)?]
            }
            [c, b, a] => quadratic(ev, a, b, c)?,
            _ => return Ok(None),
        };
        (0..*count).for_each(|_| values.extend(roots.iter().cloned()));
    }
    Ok((values.len() == rows.len()).then_some(values))
}

/// Both roots of `a x^2 + b x + c`, squares taken out of the root of the discriminant.
fn quadratic(ev: &mut Evaluator, a: &Expr, b: &Expr, c: &Expr) -> Eval<Vec<Expr>> {
    let discriminant =
        minus(formula::square(b.clone()), times(Expr::Integer(4), times(a.clone(), c.clone())));
    let discriminant = apply(ev, sym::Expand, [discriminant])?;
    let (front, under) = root_of(ev, &discriminant)?;
    let has_roots = is_numeric(ev, &front) && !front.is_number();
    let root = match &under {
        Some(under) => times(front, sqrt(under.clone())),
        None => front,
    };
    let mut pair = Vec::new();
    // The root with the minus sign is the first, whatever the sign of the leading coefficient.
    let first = if a.is_number() && number::sign(a) < 0 { 1 } else { -1 };
    for sign in [first, -first] {
        let top = plus(times(Expr::Integer(-1), b.clone()), times(Expr::Integer(sign), root.clone()));
        let whole = divide(top, times(Expr::Integer(2), a.clone()));
        let name = if under.is_some() || has_roots { "Together" } else { "Expand" };
        pair.push(ev.eval(formula::f(name, [whole]))?);
    }
    Ok(pair)
}

/// A square root as what comes out of it and what stays, if anything does.
fn root_of(ev: &mut Evaluator, x: &Expr) -> Eval<(Expr, Option<Expr>)> {
    if is_numeric(ev, x) {
        return Ok((ev.eval(sqrt(x.clone()))?, None));
    }
    let factors = apply(ev, Symbol::new("FactorList"), [x.clone()])?;
    let mut front = Vec::new();
    let mut under = Vec::new();
    for factor in children(&factors) {
        let [factor, Expr::Integer(count)] = &children(&factor)[..] else {
            return Ok((Expr::Integer(1), Some(x.clone())));
        };
        if is_numeric(ev, factor) {
            // The part of the number that has a root, as in 2 Sqrt[3].
            let root = ev.eval(sqrt(factor.clone()))?;
            let (rational, rest) = match root.as_call(sym::Times).map(|product| &product.args[..]) {
                Some([rational, rest @ ..]) if rational.is_number() => {
                    (rational.clone(), Expr::call(sym::Times, rest.iter().cloned()))
                }
                _ if root.is_number() => (root, Expr::Integer(1)),
                _ => (Expr::Integer(1), root),
            };
            front.push(rational);
            under.push(formula::square(rest));
            continue;
        }
        front.push(formula::power(factor.clone(), Expr::Integer(count / 2)));
        under.push(formula::power(factor.clone(), Expr::Integer(count % 2)));
    }
    let front = ev.eval(Expr::call(sym::Times, front))?;
    let under = apply(ev, sym::Expand, [Expr::call(sym::Times, under)])?;
    Ok(if under == Expr::Integer(1) { (front, None) } else { (front, Some(under)) })
}

/// Vectors that the matrix less an eigenvalue sends to zero.
fn space_of(ev: &mut Evaluator, rows: &[Vec<Expr>], value: &Expr) -> Eval<Option<Vec<Vec<Expr>>>> {
    let is_root = !value.is_number() && !matches!(value, Expr::Symbol(_));
    if let ([_, below], true) = (rows, is_root)
        && !number::is_exact_zero(&below[0])
    {
        // The second row says it: c u + (d - value) v == 0.
        let u = divide(minus(value.clone(), below[1].clone()), below[0].clone());
        let u = apply(ev, Symbol::new("Together"), [u])?;
        return Ok(Some(vec![vec![u, Expr::Integer(1)]]));
    }
    let mut shifted = rows.to_vec();
    for (at, row) in shifted.iter_mut().enumerate() {
        row[at] = ev.eval(minus(row[at].clone(), value.clone()))?;
    }
    let field = Field::Quotients;
    Ok(match field.eliminate(ev, shifted, rows.len())? {
        Some(echelon) => Some(field.null_space(ev, &echelon)?),
        None => None,
    })
}
