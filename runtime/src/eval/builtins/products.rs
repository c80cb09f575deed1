//! Products of vectors and arrays, norms and distances.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::formula::{divide, int, multiply, power, sqrt, square, subtract, sum, times, to_real};
use super::parts::{children, say};
use super::shape::is_infinity;
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Nested, Packing, dimensions, is_allowed, nest};
use crate::eval::pack::list_like;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Products and distances.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Cross",
        PROTECTED,
        Arity::at_least(1),
        "Cross[a, b] gives the vector product of vectors with three elements; Cross[{x, y}] gives {-y, x}.",
        ("Cross[{1, 0, 0}, {0, 1, 0}]", "{0, 0, 1}"),
        cross,
    ),
    Builtin::new(
        "Dot",
        PROTECTED.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY),
        Arity::ANY,
        "a . b gives products of vectors, matrices and tensors.",
        ("{a, b} . {c, d}", "a c + b d"),
        dot,
    ),
    Builtin::new(
        "Inner",
        PROTECTED,
        Arity::between(3, 4),
        "Inner[f, a, b, g] is a . b with f for Times and g for Plus.",
        ("Inner[f, {a, b}, {x, y}, g]", "g[f[a, x], f[b, y]]"),
        inner,
    ),
    Builtin::new(
        "KroneckerProduct",
        PROTECTED,
        Arity::at_least(2),
        "KroneckerProduct[m1, m2, …] gives the matrix of blocks of products.",
        ("KroneckerProduct[{{1, 2}}, {{a, b}}]", "{{a, b, 2 a, 2 b}}"),
        kronecker,
    ),
    Builtin::new(
        "Norm",
        PROTECTED,
        Arity::between(1, 2),
        "Norm[v] gives the length of a vector, the absolute value of a number, the largest singular value of a matrix; Norm[v, p] the p-norm.",
        ("Norm[{3, 4}]", "5"),
        norm,
    ),
    Builtin::new(
        "Normalize",
        PROTECTED,
        Arity::between(1, 2),
        "Normalize[v] gives v/Norm[v], or v when its norm is 0; Normalize[v, f] divides by f[v].",
        ("Normalize[{3, 4}]", "{3/5, 4/5}"),
        normalize,
    ),
    Builtin::new(
        "Orthogonalize",
        PROTECTED,
        Arity::exactly(1),
        "Orthogonalize[{v1, v2, …}] gives an orthonormal basis made from the vectors one by one.",
        ("Orthogonalize[{{3, 0}, {1, 1}}]", "{{1, 0}, {0, 1}}"),
        orthogonalize,
    ),
    Builtin::new(
        "Outer",
        PROTECTED,
        Arity::at_least(2),
        "Outer[f, a, b, …] applies f to all choices of one element from each list; Outer[f, a, b, …, n] of parts at level n.",
        ("Outer[Times, {1, 2}, {a, b}]", "{{a, b}, {2 a, 2 b}}"),
        outer,
    ),
    Builtin::new(
        "Projection",
        PROTECTED,
        Arity::exactly(2),
        "Projection[u, v] gives the projection of u onto v.",
        ("Projection[{1, 1}, {2, 0}]", "{1, 0}"),
        projection,
    ),
    Builtin::new(
        "Tr",
        PROTECTED,
        Arity::between(1, 3),
        "Tr[m] gives the sum of the diagonal; Tr[m, f] applies f to the diagonal elements.",
        ("Tr[{{a, b}, {c, d}}]", "a + d"),
        trace,
    ),
]);

/// `a . b` over expressions of any kind, `None` when the lengths do not fit.
pub(super) fn product(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<Expr>> {
    if let Some(result) = ev.numeric_kernel("Dot", &[a.clone(), b.clone()]) {
        return Ok(Some(result));
    }
    let (Some(a_nested), Some(b_nested)) = (Nested::whole(a), Nested::whole(b)) else { return Ok(None) };
    let (Some((&k, outer)), Some((&n, inner))) = (a_nested.dims.split_last(), b_nested.dims.split_first())
    else {
        return Ok(None);
    };
    if k != n {
        return Ok(None);
    }
    let (rows, columns): (usize, usize) = (outer.iter().product(), inner.iter().product());
    let mut data = Vec::with_capacity(rows * columns);
    for i in 0..rows {
        for j in 0..columns {
            ev.check_interrupt()?;
            let mut terms = Vec::with_capacity(k);
            for l in 0..k {
                let (x, y) = (a_nested.data[i * k + l].clone(), b_nested.data[l * columns + j].clone());
                terms.push(multiply(ev, x, y)?);
            }
            data.push(sum(ev, terms)?);
        }
    }
    let dims: Vec<usize> = outer.iter().chain(inner).copied().collect();
    if dims.is_empty() {
        return Ok(data.pop());
    }
    let packing = if matches!(a, Expr::Array(_)) { Packing::of(b) } else { Packing::Plain };
    Ok(Some(nest(&dims, data, packing)))
}

fn dot(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [first, rest @ ..] = &call.args[..] else { return Ok(None) };
    if rest.is_empty() {
        return Ok(Some(first.clone()));
    }
    // Neighbours that are arrays are multiplied, others stay.
    let mut factors = vec![first.clone()];
    let mut changed = false;
    for next in rest {
        let last = factors.len() - 1;
        if !factors[last].is_list() || !next.is_list() {
            factors.push(next.clone());
            continue;
        }
        match product(ev, &factors[last], next)? {
            Some(result) => {
                factors[last] = result;
                changed = true;
            }
            None => {
                say(ev, call, "dotsh", &[factors[last].clone(), next.clone()]);
                return Ok(None);
            }
        }
    }
    match (changed, factors.len()) {
        (false, _) => Ok(None),
        (true, 1) => Ok(factors.pop()),
        (true, _) => Ok(Some(Expr::call(sym::Dot, factors))),
    }
}

fn cross(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.numeric_kernel("Cross", &call.args) {
        return Ok(Some(result));
    }
    let vectors: Vec<Vec<Expr>> = call.args.iter().map(children).collect();
    let n = vectors.len() + 1;
    if !call.args.iter().all(Expr::is_list) || vectors.iter().any(|vector| vector.len() != n) {
        if call.args.iter().all(Expr::is_list) {
            say(ev, call, "nonn1", &[Expr::Normal(Arc::clone(call))]);
        }
        return Ok(None);
    }
    // Signed minors of the matrix of the vectors.
    let mut result = Vec::with_capacity(n);
    for skip in 0..n {
        let minor: Vec<Vec<Expr>> = vectors
            .iter()
            .map(|row| row.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, x)| x.clone()).collect())
            .collect();
        let value = super::linear::determinant(ev, &minor)?;
        result.push(if (n + 1 + skip).is_multiple_of(2) {
            value
        } else {
            multiply(ev, Expr::Integer(-1), value)?
        });
    }
    Ok(Some(Expr::list(result)))
}

fn inner(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (function, a, b) = (&call.args[0], &call.args[1], &call.args[2]);
    let join = call.args.get(3).cloned().unwrap_or(Expr::Symbol(sym::Plus));
    if function.is_symbol(sym::Times) && join.is_symbol(sym::Plus) && a.is_list() && b.is_list() {
        return product(ev, a, b);
    }
    let (Some(a), Some(b)) = (Nested::whole(a), Nested::whole(b)) else { return Ok(None) };
    let (Some((&k, outer)), Some((&n, inner))) = (a.dims.split_last(), b.dims.split_first()) else {
        return Ok(None);
    };
    if k != n {
        say(ev, call, "incom", &[int(k), int(n)]);
        return Ok(None);
    }
    let (rows, columns): (usize, usize) = (outer.iter().product(), inner.iter().product());
    let mut data = Vec::with_capacity(rows * columns);
    for i in 0..rows {
        for j in 0..columns {
            let terms = (0..k).map(|l| {
                Expr::call(function.clone(), [a.data[i * k + l].clone(), b.data[l * columns + j].clone()])
            });
            data.push(ev.eval(Expr::call(join.clone(), terms.collect::<Vec<_>>()))?);
        }
    }
    let dims: Vec<usize> = outer.iter().chain(inner).copied().collect();
    if dims.is_empty() {
        return Ok(data.pop());
    }
    Ok(Some(nest(&dims, data, Packing::Plain)))
}

fn outer(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let function = &call.args[0];
    let mut lists = &call.args[1..];
    let mut levels = vec![usize::MAX; lists.len()];
    let first_number = lists.iter().position(|list| matches!(list, Expr::Integer(_)) || is_infinity(list));
    if let Some(count) = first_number {
        let given: Vec<usize> = lists[count..]
            .iter()
            .map(|n| if let Expr::Integer(n) = n { usize::try_from(*n).unwrap_or(0) } else { usize::MAX })
            .collect();
        lists = &lists[..count];
        levels = (0..count).map(|at| given.get(at).or(given.last()).copied().unwrap_or(usize::MAX)).collect();
    }
    if function.is_symbol(sym::Times)
        && first_number.is_none()
        && let [a, b] = lists
        && let Some(result) = ev.numeric_kernel("OuterTimes", &[a.clone(), b.clone()])
    {
        return Ok(Some(result));
    }
    let Some(head) =
        lists.first().filter(|list| list.is_list() || list.as_normal().is_some()).map(Expr::head)
    else {
        return Ok(None);
    };
    for list in lists {
        if list.head() != head {
            say(ev, call, "heads", &[head, list.head(), Expr::Integer(2), Expr::Integer(3)]);
            return Ok(None);
        }
    }
    let leaves: f64 =
        lists.iter().zip(&levels).map(|(list, &level)| count_leaves(list, &head, level)).product();
    if !is_allowed(&[leaves as usize]) {
        say(ev, call, "toobig", &[Expr::Real(leaves)]);
        return Ok(None);
    }
    let packing = if lists.iter().all(|list| matches!(list, Expr::Array(_))) {
        Packing::Packed
    } else {
        Packing::Plain
    };
    let mut chosen = Vec::with_capacity(lists.len());
    outer_level(ev, function, lists, &levels, &head, packing, &mut chosen).map(Some)
}

fn count_leaves(list: &Expr, head: &Expr, level: usize) -> f64 {
    if level == 0 || list.head() != *head || matches!(list, Expr::Symbol(_)) {
        return 1.0;
    }
    match list {
        Expr::Array(tensor) if level >= tensor.rank() => tensor.count() as f64,
        _ => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            children(list).iter().map(|part| count_leaves(part, head, level - 1)).sum()
        }),
    }
}

fn outer_level(
    ev: &mut Evaluator,
    function: &Expr,
    lists: &[Expr],
    levels: &[usize],
    head: &Expr,
    packing: Packing,
    chosen: &mut Vec<Expr>,
) -> Eval {
    let Some((first, rest)) = lists.split_first() else {
        ev.check_interrupt()?;
        return ev.eval(Expr::call(function.clone(), chosen.iter().cloned()));
    };
    let is_list = first.head() == *head && (first.as_normal().is_some() || matches!(first, Expr::Array(_)));
    if levels[0] > 0 && is_list {
        let mut inner: Vec<usize> = levels.to_vec();
        inner[0] = inner[0].saturating_sub(usize::from(levels[0] != usize::MAX));
        let mut parts = Vec::with_capacity(first.length());
        for part in children(first) {
            let mut with_part: Vec<Expr> = lists.to_vec();
            with_part[0] = part;
            parts.push(stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                outer_level(ev, function, &with_part, &inner, head, packing, chosen)
            })?);
        }
        return Ok(if head.is_symbol(sym::List) {
            packing.list(parts)
        } else {
            Expr::call(head.clone(), parts)
        });
    }
    chosen.push(first.clone());
    let result = outer_level(ev, function, rest, &levels[1..], head, packing, chosen);
    chosen.pop();
    result
}

fn kronecker(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut result = call.args[0].clone();
    for next in &call.args[1..] {
        if let Some(product) = ev.numeric_kernel("KroneckerProduct", &[result.clone(), next.clone()]) {
            result = product;
            continue;
        }
        let (a, b) = (Nested::new(&result, 2), Nested::new(next, 2));
        let (Some(a), Some(b)) = (a.filter(|a| a.dims.len() == 2), b.filter(|b| b.dims.len() == 2)) else {
            return Ok(None);
        };
        let dims = [a.dims[0] * b.dims[0], a.dims[1] * b.dims[1]];
        if !is_allowed(&dims) {
            return Ok(None);
        }
        let mut data = Vec::with_capacity(dims[0] * dims[1]);
        for i in 0..dims[0] {
            for j in 0..dims[1] {
                let x = a.data[i / b.dims[0] * a.dims[1] + j / b.dims[1]].clone();
                let y = b.data[i % b.dims[0] * b.dims[1] + j % b.dims[1]].clone();
                data.push(multiply(ev, x, y)?);
            }
        }
        result = nest(&dims, data, Packing::Plain);
    }
    Ok(Some(result))
}

fn trace(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() == 1
        && let Some(result) = ev.numeric_kernel("Tr", &call.args)
    {
        return Ok(Some(result));
    }
    if !call.args[0].is_list() {
        return Ok(call.args[0].is_number().then(|| call.args[0].clone()));
    }
    let Some(nested) = Nested::whole(&call.args[0]) else { return Ok(None) };
    let rank = match call.args.get(2) {
        Some(Expr::Integer(n)) => usize::try_from(*n).unwrap_or(0).clamp(1, nested.dims.len()),
        _ => nested.dims.len(),
    };
    let Some(nested) = Nested::new(&call.args[0], rank) else { return Ok(None) };
    let length = nested.dims.iter().copied().min().unwrap_or(0);
    let step: usize = (0..rank).map(|level| nested.dims[level + 1..].iter().product::<usize>()).sum();
    let diagonal: Vec<Expr> = (0..length).map(|i| nested.data[i * step].clone()).collect();
    let head = call.args.get(1).cloned().unwrap_or(Expr::Symbol(sym::Plus));
    ev.eval(Expr::call(head, diagonal)).map(Some)
}

fn norm(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expr = &call.args[0];
    let whole = |x: &Expr| match x {
        Expr::Array(tensor) => matches!(**tensor, crate::tensor::Tensor::Integer(_)),
        x => x.is_number() && crate::number::is_exact(x),
    };
    let is_exact = children(expr).iter().all(|x| whole(x) || children(x).iter().all(whole) && x.is_list());
    let bad = |p: &Expr| match p {
        Expr::String(name) => **name != *"Frobenius",
        p => p.is_number() && (matches!(p, Expr::Complex(_)) || crate::number::to_f64(p) < 1.0),
    };
    if let Some(p) = call.args.get(1)
        && expr.is_list()
        && bad(p)
    {
        say(ev, call, "ptype", std::slice::from_ref(p));
        return Ok(None);
    }
    if !is_exact
        && expr.is_list()
        && let Some(result) = ev.numeric_kernel("Norm", &call.args)
    {
        return Ok(Some(result));
    }
    let dims = dimensions(expr);
    if !expr.is_list() {
        return if expr.is_number() { apply(ev, sym::Abs, [expr.clone()]).map(Some) } else { Ok(None) };
    }
    let p = call.args.get(1).cloned().unwrap_or(Expr::Integer(2));
    let sizes: Vec<Expr> = children(expr).into_iter().map(|x| Expr::call(sym::Abs, [x])).collect();
    if expr.length() == 0 || dims.len() > 2 {
        say(ev, call, "nvm", &[]);
        return Ok(None);
    }
    let frobenius = matches!(&p, Expr::String(name) if **name == "Frobenius");
    if dims.len() == 1 && frobenius {
        return apply(ev, sym::Norm, [expr.clone()]).map(Some);
    }
    if dims.len() == 1 {
        return Ok(Some(if is_infinity(&p) {
            ev.eval(Expr::call(sym::Max, sizes))?
        } else if p == Expr::Integer(1) {
            sum(ev, sizes)?
        } else if p == Expr::Integer(2) {
            let total = sum(ev, sizes.into_iter().map(square))?;
            ev.eval(sqrt(total))?
        } else {
            let total = sum(ev, sizes.into_iter().map(|x| power(x, p.clone())))?;
            ev.eval(power(total, power(p, Expr::Integer(-1))))?
        }));
    }
    let flat = Expr::call(sym::Flatten, [expr.clone()]);
    if frobenius {
        return apply(ev, sym::Norm, [flat]).map(Some);
    }
    let sums = |turned: bool| {
        let matrix = if turned { Expr::call(sym::Transpose, [expr.clone()]) } else { expr.clone() };
        Expr::call(sym::Max, [Expr::call(sym::Total, [Expr::call(sym::Abs, [matrix])])])
    };
    if p == Expr::Integer(1) {
        return ev.eval(sums(false)).map(Some);
    }
    if is_infinity(&p) {
        return ev.eval(sums(true)).map(Some);
    }
    if p == Expr::Integer(2) {
        // The largest singular value is the root of the largest eigenvalue of the square.
        let product =
            Expr::call(sym::Dot, [Expr::call(sym::ConjugateTranspose, [expr.clone()]), expr.clone()]);
        let values = apply(ev, sym::Eigenvalues, [product])?;
        if values.is_list() {
            let values = Expr::call(sym::Map, [sym::Expand.into(), values]);
            return ev.eval(sqrt(Expr::call(sym::Max, [values]))).map(Some);
        }
    }
    Ok(None)
}

fn normalize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expr = &call.args[0];
    if call.args.len() == 1
        && crate::eval::pack::pack(expr)
            .is_some_and(|tensor| !matches!(*tensor, crate::tensor::Tensor::Integer(_)))
        && let Some(result) = ev.numeric_kernel("Normalize", &call.args)
    {
        return Ok(Some(result));
    }
    if expr.is_list() && expr.length() == 0 {
        return Ok(Some(expr.clone()));
    }
    if call.args.len() == 1 && !(expr.is_number() || expr.is_list() && dimensions(expr).len() == 1) {
        return Ok(None);
    }
    let length = match call.args.get(1) {
        None => apply(ev, sym::Norm, [expr.clone()])?,
        Some(function) => ev.eval(Expr::call(function.clone(), [expr.clone()]))?,
    };
    if to_real(ev, &length)? == Some(0.0) {
        return Ok(Some(expr.clone()));
    }
    ev.eval(divide(expr.clone(), length)).map(Some)
}

/// The part of `u` along `v`.
fn projection_of(ev: &mut Evaluator, u: &Expr, v: &Expr) -> Eval {
    let conjugate = Expr::call(sym::Conjugate, [v.clone()]);
    let along = Expr::call(sym::Dot, [conjugate.clone(), u.clone()]);
    let size = Expr::call(sym::Dot, [conjugate, v.clone()]);
    ev.eval(times(divide(along, size), v.clone()))
}

fn projection(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (u, v) = (&call.args[0], &call.args[1]);
    if !u.is_list() || u.length() != v.length() {
        return Ok(None);
    }
    projection_of(ev, u, v).map(Some)
}

fn orthogonalize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if dimensions(&call.args[0]).len() != 2 {
        return Ok(None);
    }
    let mut basis: Vec<Expr> = Vec::new();
    for vector in children(&call.args[0]) {
        let mut rest = vector.clone();
        for unit in basis
            .iter()
            .filter(|unit| children(unit).iter().any(|x| *x != Expr::Integer(0) && *x != Expr::Real(0.0)))
        {
            let along = projection_of(ev, &rest, unit)?;
            rest = subtract(ev, rest, along)?;
        }
        basis.push(apply(ev, sym::Normalize, [rest])?);
    }
    Ok(Some(list_like(&call.args[0], basis)))
}
