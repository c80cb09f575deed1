//! Eigenvalues and eigenvectors: of machine numbers by kernels, of rationals by the characteristic polynomial, of
//! software numbers by its roots, of two matrices by their quotient.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::formula::times;
use super::linear::{Matrix, square_matrix};
use super::parts::children;
use super::surd::{self, Quadratic, Surd};
use crate::eval::builtin::Builtin;
use crate::eval::matrix::{Rational, to_rational};
use crate::eval::nested::dimensions;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::eigen::{Spectrum, Vectors, eigensystem};
use crate::number::{BigInteger, BigRational};
use crate::symbol::{Symbol, sym};
use crate::tensor::{Array, Tensor};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Eigenvalues and eigenvectors.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Eigensystem",
        PROTECTED,
        Arity::between(1, 2),
        "Eigensystem[m] gives {eigenvalues, eigenvectors}.",
        ("Eigensystem[{{2, 0}, {0, 3}}]", "{{3, 2}, {{0, 1}, {1, 0}}}"),
        |ev, call| spectrum(ev, call, Wanted::Both),
    ),
    Builtin::new(
        "Eigenvalues",
        PROTECTED,
        Arity::between(1, 2),
        "Eigenvalues[m] gives the eigenvalues, largest absolute value first; Eigenvalues[m, k] the first k, -k the last.",
        ("Eigenvalues[{{2, 1}, {1, 2}}]", "{3, 1}"),
        |ev, call| spectrum(ev, call, Wanted::Values),
    ),
    Builtin::new(
        "Eigenvectors",
        PROTECTED,
        Arity::between(1, 2),
        "Eigenvectors[m] gives the eigenvectors, in the order of Eigenvalues[m].",
        ("Eigenvectors[{{2, 0}, {0, 3}}]", "{{0, 1}, {1, 0}}"),
        |ev, call| spectrum(ev, call, Wanted::Vectors),
    ),
]);

/// What of a spectrum is asked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    /// `Eigenvalues`
    Values,
    /// `Eigenvectors`
    Vectors,
    /// `Eigensystem`
    Both,
}

/// The first or last of the eigenvalues, as a second argument asks.
pub(super) fn cut(list: Vec<Expr>, count: Option<&Expr>) -> Option<Vec<Expr>> {
    let length = list.len();
    match count {
        None => Some(list),
        Some(Expr::Integer(k)) if *k >= 0 => {
            let k = usize::try_from(*k).ok().filter(|&k| k <= length)?;
            Some(list.into_iter().take(k).collect())
        }
        Some(Expr::Integer(k)) => {
            let k = usize::try_from(k.unsigned_abs()).ok().filter(|&k| k <= length)?;
            Some(list.into_iter().skip(length - k).collect())
        }
        Some(other) => super::change::wanted(other, length).map(|k| list.into_iter().take(k).collect()),
    }
}

/// Eigenvalues of `a` with respect to `b`, that is of `b^-1 a`.
fn quotient(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<Arc<Normal>>> {
    let pair = children(&call.args[0]);
    let dims: Vec<Vec<usize>> = pair.iter().map(dimensions).collect();
    if dims.len() != 2 || dims[0].len() != 2 || dims[0] != dims[1] || dims[0][0] != dims[0][1] {
        return Ok(None);
    }
    let quotient = apply(ev, sym::LinearSolve, [pair[1].clone(), pair[0].clone()])?;
    if !quotient.is_list() {
        return Ok(None);
    }
    let args = std::iter::once(quotient).chain(call.args[1..].iter().cloned());
    Ok(Some(Arc::new(Normal::with_origin(call.head.clone(), args.collect(), call.origin))))
}

/// Values and vectors of a matrix of software numbers, by the roots of its exact characteristic polynomial.
fn of_precision(ev: &mut Evaluator, call: &Arc<Normal>, wanted: Wanted) -> Eval<Option<Found>> {
    let vectors = Expr::from(wanted != Wanted::Values);
    let inner = Arc::new(Normal::with_origin(
        call.head.clone(),
        [call.args[0].clone(), vectors].into_iter().collect(),
        call.origin,
    ));
    let found = super::written::run(ev, &inner, "EigensystemOfPrecision", OF_PRECISION)?;
    Ok(found.and_then(|found| match &children(&found)[..] {
        [values, vectors] => Some((children(values), children(vectors))),
        _ => None,
    }))
}

/// Roots by the method of Aberth (1973) of the factors without multiple roots; vectors by inverse iteration.
const OF_PRECISION: &str = "
    f[m_, wanted_] := Module[{p = Precision[m], n = Length[m], wp, a, e, one = IdentityMatrix[Length[m]], size, x},
        wp = 2 p + 20 + 2 n;
        a = SetPrecision[m, Infinity];
        e = roots[CharacteristicPolynomial[a, x], x, wp, FreeQ[a, Complex] && n <= 12];
        If[FreeQ[a, Complex], e = Map[If[Abs[Im[#]] <= 10^-(p + 5) (1 + Abs[#]), Re[#], If[Abs[Re[#]] <= 10^-(p + 5) Abs[#], I Im[#], #]] &, e]];
        If[a === ConjugateTranspose[a], e = Re[e]];
        e = Sort[e, If[Abs[Abs[#1] - Abs[#2]] <= 10^-p Abs[#1], N[Im[#1]] > N[Im[#2]] || N[Im[#1]] == N[Im[#2]] && N[Re[#1]] <= N[Re[#2]], Abs[#1] > Abs[#2]] &];
        size = 10^-(p + 10) (1 + Max[Abs[e]]);
        a = SetPrecision[a, wp];
        {SetPrecision[e, p], If[wanted, SetPrecision[MapIndexed[vector[a - SetPrecision[#1 + size, wp] one, First[#2], n, wp] &, e], p], {}]}]
    roots[c_, x_, wp_, square_] := Module[{g = If[square, PolynomialGCD[c, D[c, x]], 1]},
        If[FreeQ[g, x], simple[CoefficientList[c, x], wp],
          Join[simple[CoefficientList[PolynomialQuotient[c, g, x], x], wp], roots[g, x, wp, True]]]]
    simple[k_, wp_] := Module[{l = SetPrecision[k/Last[k], wp], n = Length[k] - 1, d, z, w, by},
        If[n < 1, Return[{}]];
        If[First[k] === 0, Return[Append[simple[Rest[k], wp], 0]]];
        d = Range[n] Rest[l];
        z = Max[Abs[Most[l]]^(1/Range[n, 1, -1])] Table[E^(I N[2 Pi j/n + 2/5, wp]), {j, n}];
        Do[w = Map[horner[l, #]/horner[d, #] &, z];
           by = Table[w[[i]]/(1 - w[[i]] Sum[If[i == j, 0, 1/(z[[i]] - z[[j]])], {j, n}]), {i, n}];
           z = SetPrecision[z - by, wp];
           If[Max[Abs[by]] <= 10^-(wp - 10) Max[Abs[z]], Break[]], {300}];
        z]
    horner[l_, z_] := SetPrecision[Fold[#1 z + #2 &, 0, Reverse[l]], Precision[z]]
    vector[a_, k_, n_, wp_] := Module[{v = SetPrecision[Table[1 + Mod[7 i + 3 k, 11]/11, {i, n}], wp]},
        Do[v = solve[a, v]; v = SetPrecision[v/Norm[v], wp], {2}];
        v]
    solve[m_, v_] := Module[{a = MapThread[Append, {m, v}], n = Length[v], r, x},
        Do[r = i - 1 + First[Ordering[-Abs[a[[i ;;, i]]], 1]];
           a[[{i, r}]] = a[[{r, i}]];
           Do[a[[j]] = a[[j]] - (a[[j, i]]/a[[i, i]]) a[[i]], {j, i + 1, n}], {i, n}];
        x = Table[0, {n}];
        Do[x[[i]] = (a[[i, n + 1]] - a[[i, i + 1 ;; n]] . x[[i + 1 ;;]])/a[[i, i]], {i, n, 1, -1}];
        x]";

fn spectrum(ev: &mut Evaluator, call: &Arc<Normal>, wanted: Wanted) -> Reply {
    if call.args[0].length() == 2
        && let Some(quotient) = quotient(ev, call)?
    {
        return spectrum(ev, &quotient, wanted);
    }
    let (values, vectors) = match square_matrix(ev, call)? {
        None => return Ok(None),
        Some(Matrix::Inexact(tensor)) => {
            let find = if wanted == Wanted::Values { Vectors::Skip } else { Vectors::Find };
            let Ok((values, vectors)) = eigensystem(&tensor, find) else { return Ok(None) };
            let values = match values {
                Spectrum::Real(values) => Expr::from(Tensor::Real(Array::vector(values))),
                Spectrum::Complex(values) => Expr::from(Tensor::Complex(Array::vector(values))),
            };
            (children(&values), vectors.map_or_else(Vec::new, |vectors| children(&Expr::from(vectors))))
        }
        Some(Matrix::Exact(exact)) => match exact_spectrum(ev, &exact, wanted)? {
            Some(found) => found,
            None => return Ok(None),
        },
        Some(Matrix::Symbolic(rows)) => {
            let software = rows.iter().flatten().all(Expr::is_number)
                && !rows.iter().flatten().all(crate::number::is_exact);
            let found = if software {
                of_precision(ev, call, wanted)?
            } else {
                super::spectra_exact::spectrum(ev, &rows, wanted)?
            };
            match found {
                Some(found) => found,
                None => return Ok(None),
            }
        }
    };
    let count = call.args.get(1);
    let pack = |list: Vec<Expr>| crate::eval::pack::packed_list(list);
    Ok(match wanted {
        Wanted::Values => cut(values, count).map(pack),
        Wanted::Vectors => cut(vectors, count).map(pack),
        Wanted::Both => cut(values, count)
            .zip(cut(vectors, count))
            .map(|(values, vectors)| Expr::list([pack(values), pack(vectors)])),
    })
}

/// Rational roots of a polynomial with rational coefficients, constant first, and what is left of it.
fn rational_roots(coefficients: Vec<BigRational>) -> (Vec<BigRational>, Vec<BigRational>) {
    let (mut left, mut roots) = (coefficients, Vec::new());
    'search: while left.len() > 1 {
        if left[0].is_zero() {
            roots.push(BigRational::ZERO);
            left.remove(0);
            continue;
        }
        // Numerators divide the constant, denominators the leading coefficient, over a common denominator.
        use dashu_base::Gcd;
        let scale = left.iter().fold(BigInteger::ONE, |scale, x| {
            let denominator = BigInteger::from(x.denominator().clone());
            let common = BigInteger::from((&scale).gcd(&denominator));
            scale * denominator / common
        });
        let whole = |x: &BigRational| (x.numerator() * &scale) / BigInteger::from(x.denominator().clone());
        let (constant, leading) = (whole(&left[0]), whole(&left[left.len() - 1]));
        let (Some(tops), Some(bottoms)) = (divisors(&constant), divisors(&leading)) else { break };
        for &bottom in &bottoms {
            for &top in &tops {
                for sign in [1, -1] {
                    let candidate = BigRational::from(BigInteger::from(top) * sign)
                        / BigRational::from(BigInteger::from(bottom));
                    let (quotient, rest) = divide_out(&left, &candidate);
                    if rest.is_zero() {
                        roots.push(candidate);
                        left = quotient;
                        continue 'search;
                    }
                }
            }
        }
        break;
    }
    (roots, left)
}

/// Divisors of a number that is small enough to try all.
fn divisors(n: &BigInteger) -> Option<Vec<u64>> {
    use dashu_base::UnsignedAbs;
    let n = u64::try_from(n.clone().unsigned_abs()).ok().filter(|&n| n <= 1 << 40)?;
    let mut found = Vec::new();
    let mut k = 1;
    while k * k <= n {
        if n % k == 0 {
            found.push(k);
            if k * k != n {
                found.push(n / k);
            }
        }
        k += 1;
    }
    Some(found)
}

/// The polynomial divided by `x - root`, and the rest.
fn divide_out(coefficients: &[BigRational], root: &BigRational) -> (Vec<BigRational>, BigRational) {
    let mut quotient = vec![BigRational::ZERO; coefficients.len() - 1];
    let mut carry = BigRational::ZERO;
    for (at, coefficient) in coefficients.iter().enumerate().rev() {
        let value = coefficient + &carry * root;
        if at == 0 {
            return (quotient, value);
        }
        quotient[at - 1] = value.clone();
        carry = value;
    }
    (quotient, carry)
}

type Found = (Vec<Expr>, Vec<Expr>);

/// An eigenvalue of a matrix of rationals.
enum Root {
    Rational(BigRational),
    Quadratic(Surd),
}

/// The factors of a polynomial without rational roots, constant first, when all are quadratic.
fn quadratics(ev: &mut Evaluator, left: Vec<BigRational>) -> Eval<Option<Vec<Quadratic>>> {
    match &left[..] {
        [] | [_] => return Ok(Some(Vec::new())),
        [c, b, a] => return Ok(Some(vec![Quadratic { linear: b / a, constant: c / a }])),
        _ if left.len().is_multiple_of(2) => return Ok(None),
        _ => {}
    }
    let x = Expr::Symbol(Symbol::new("System`Private`x"));
    let terms = left.into_iter().enumerate().map(|(k, coefficient)| {
        times(Expr::from(coefficient), super::formula::power(x.clone(), super::formula::int(k)))
    });
    let polynomial = ev.eval(Expr::call(sym::Plus, terms))?;
    let factors = apply(ev, Symbol::new("FactorList"), [polynomial])?;
    let mut found = Vec::new();
    for factor in children(&factors) {
        let [polynomial, Expr::Integer(count)] = &children(&factor)[..] else { return Ok(None) };
        let list = apply(ev, Symbol::new("CoefficientList"), [polynomial.clone(), x.clone()])?;
        let coefficients: Option<Vec<BigRational>> = children(&list).iter().map(to_rational).collect();
        match coefficients.as_deref() {
            Some([_]) => {}
            Some([c, b, a]) => {
                for _ in 0..*count {
                    found.push(Quadratic { linear: b / a, constant: c / a });
                }
            }
            _ => return Ok(None),
        }
    }
    Ok(Some(found))
}

/// Eigenvalues of an exact matrix when its characteristic polynomial splits into rational roots and quadratics.
fn exact_spectrum(ev: &mut Evaluator, exact: &Rational, wanted: Wanted) -> Eval<Option<Found>> {
    let (roots, left) = rational_roots(exact.characteristic());
    let mut values: Vec<(Expr, Root)> =
        roots.into_iter().map(|root| (Expr::from(root.clone()), Root::Rational(root))).collect();
    for quadratic in match quadratics(ev, left)? {
        Some(quadratics) => quadratics,
        None => return Ok(None),
    } {
        for sign in [1, -1] {
            let root = quadratic.root(sign);
            values.push((root.to_expr(ev)?, Root::Quadratic(root)));
        }
    }
    let mut sizes = Vec::with_capacity(values.len());
    for (value, _) in &values {
        let size = apply(ev, sym::N, [Expr::call(sym::Abs, [value.clone()])])?;
        sizes.push(super::formula::to_real(ev, &size)?.unwrap_or(0.0));
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    // Of two of one size the negative one comes first.
    let negative = |at: usize| match &values[at].1 {
        Root::Rational(root) => *root < BigRational::ZERO,
        Root::Quadratic(root) => root.is_negative(),
    };
    let first = |at: usize| values.iter().position(|value| value.0 == values[at].0);
    order.sort_by(|&a, &b| {
        sizes[b].total_cmp(&sizes[a]).then(negative(b).cmp(&negative(a))).then(first(a).cmp(&first(b)))
    });
    let mut vectors = Vec::new();
    if wanted != Wanted::Values {
        let mut done: Vec<Expr> = Vec::new();
        for &at in &order {
            let (value, root) = &values[at];
            if done.contains(value) {
                continue;
            }
            done.push(value.clone());
            let times_there = values.iter().filter(|other| other.0 == *value).count();
            let space: Vec<Expr> = match root {
                Root::Rational(root) => {
                    let space = exact.shifted(root).null_space();
                    space.into_iter().map(|vector| Expr::list(vector.into_iter().map(Expr::from))).collect()
                }
                Root::Quadratic(root) => surd::null_space(exact, root)
                    .into_iter()
                    .map(|vector| {
                        Ok(Expr::list(vector.iter().map(|x| x.to_expr(ev)).collect::<Eval<Vec<Expr>>>()?))
                    })
                    .collect::<Eval<Vec<Expr>>>()?,
            };
            let missing = times_there - space.len().min(times_there);
            vectors.extend(space);
            // A defective matrix has fewer vectors than values: zero vectors fill up.
            vectors.extend((0..missing).map(|_| Expr::list(vec![Expr::Integer(0); exact.rows])));
        }
    }
    Ok(Some((order.into_iter().map(|at| values[at].0.clone()).collect(), vectors)))
}
