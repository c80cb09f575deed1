//! Operations over whole arrays that formulas use besides arithmetic: sums, products with matrices, choices.
//!
//! Names without a counterpart in the language (`Largest`, `Indicator`) exist in formulas only; readers of model
//! description files translate numpy and ONNX names to these.

use scheelite_runtime::Expr;

use super::emit::{Emitter, Env, Val, binary, call, compare, stack};
use super::model::{ModelError, Result};

type Operation = fn(&mut Emitter, &[Val]) -> Result<Val>;

/// Operations by name with their number of arguments.
const OPERATIONS: &[(&str, usize, Operation)] = &[
    (
        "Concatenate",
        usize::MAX,
        |e, a| if a.iter().any(|v| v.wide) { e.join_wide(a) } else { concatenate(a) },
    ),
    ("Dot", 2, dot),
    ("Flatten", 1, |_, a| Ok(a[0].with_dims(&[a[0].count()]))),
    ("Indicator", 1, indicator),
    ("Largest", 1, |e, a| extreme(e, "Greater", &a[0])),
    ("Length", 1, |_, a| Ok(Val::real(a[0].dims.first().copied().unwrap_or(1) as f64))),
    ("Mean", 1, |e, a| {
        let total = fold(e, "Plus", &a[0])?;
        e.map("Divide", &[total, Val::real(a[0].count() as f64)])
    }),
    ("Picked", 2, picked),
    ("PositionOfLargest", 1, position_of_largest),
    ("ProductOf", 1, |e, a| fold(e, "Times", &a[0])),
    ("Smallest", 1, |e, a| extreme(e, "Less", &a[0])),
    ("Squeeze", 1, |_, a| {
        let dims: Vec<usize> = a[0].dims.iter().copied().filter(|&d| d != 1).collect();
        Ok(a[0].with_dims(&dims))
    }),
    ("Total", 1, |e, a| fold(e, "Plus", &a[0])),
    ("Transpose", 1, |e, a| Ok(if a[0].wide { e.transpose_wide(&a[0]) } else { transpose(&a[0]) })),
];

/// Those that the language has, with the rank up to which they are the same there.
const PLAIN: &[(&str, usize)] = &[
    ("Dot", 2),
    ("Flatten", usize::MAX),
    ("Length", usize::MAX),
    ("Mean", 1),
    ("Total", 1),
    ("Transpose", 2),
];

/// The operation of this name applied, `None` when there is none.
pub fn operation(emitter: &mut Emitter, head: &str, args: &[Expr], env: &Env) -> Option<Result<Val>> {
    let (_, count, run) = OPERATIONS.iter().find(|(name, ..)| *name == head)?;
    if *count != usize::MAX && args.len() != *count {
        let text = format!("`{head}` takes {count} arguments, got {}", args.len());
        return Some(Err(ModelError::new("bad-formula", text)));
    }
    let values: Result<Vec<Val>> = args
        .iter()
        .map(|arg| {
            let value = emitter.value(arg, env)?;
            let plain =
                PLAIN.iter().any(|(name, rank)| *name == head && (1..=*rank).contains(&value.dims.len()));
            if emitter.plain && !plain {
                return Err(ModelError::new("bad-formula", format!("`{head}` of an array of this rank")));
            }
            Ok(emitter.atoms("t", value))
        })
        .collect();
    Some(values.and_then(|values| run(emitter, &values)))
}

/// The elements put together from left to right.
pub fn fold(emitter: &mut Emitter, head: &str, value: &Val) -> Result<Val> {
    let neutral = if head == "Plus" { 0.0 } else { 1.0 };
    if value.wide {
        return Ok(emitter.fold_wide(value, "sum", Expr::Real(neutral), &|sum, elem| binary(head, sum, elem)));
    }
    emitter.written += value.count();
    Ok(Val::scalar(
        value
            .elems
            .iter()
            .cloned()
            .reduce(|sum, elem| binary(head, &sum, &elem))
            .unwrap_or(Expr::Real(neutral)),
    ))
}

/// The largest or smallest element.
fn extreme(emitter: &mut Emitter, test: &str, value: &Val) -> Result<Val> {
    if value.wide {
        let start = super::wide::element(value, &Expr::Integer(1));
        return Ok(emitter.fold_wide(value, "best", start, &|best, elem| {
            call("If", [compare(test, elem, best), elem.clone(), best.clone()])
        }));
    }
    let mut elems = value.elems.iter();
    let Some(first) = elems.next() else {
        return Err(ModelError::new("bad-formula", "the largest element of no elements"));
    };
    let mut best = first.clone();
    for elem in elems {
        let larger = call("If", [compare(test, elem, &best), elem.clone(), best.clone()]);
        best = emitter.atom("best", larger);
    }
    Ok(Val::scalar(best))
}

/// 1 at the first largest element, 0 elsewhere.
fn indicator(emitter: &mut Emitter, values: &[Val]) -> Result<Val> {
    let best = extreme(emitter, "Greater", &values[0])?;
    if values[0].wide {
        return Ok(emitter.mark_wide(&values[0], None, &|elem, _| compare("Equal", elem, &best.elems[0])));
    }
    let mut open = Expr::Real(1.0);
    let mut elems = Vec::new();
    for elem in &values[0].elems {
        let test = call(
            "And",
            [compare("Greater", &open, &Expr::Real(0.0)), compare("Equal", elem, &best.elems[0])],
        );
        let here = emitter.atom("here", call("If", [test, Expr::Real(1.0), Expr::Real(0.0)]));
        open = emitter.atom("open", binary("Subtract", &open, &here));
        elems.push(here);
    }
    Ok(Val::of(values[0].dims.clone(), elems))
}

/// 1 at the first element at which the running sum passes a number, 0 elsewhere.
fn picked(emitter: &mut Emitter, values: &[Val]) -> Result<Val> {
    let draw = &values[1].elems[0];
    if values[0].wide {
        return Ok(emitter.mark_wide(&values[0], Some("sum"), &|_, sum| compare("GreaterEqual", sum, draw)));
    }
    let mut open = Expr::Real(1.0);
    let mut sum = Expr::Real(0.0);
    let mut elems = Vec::new();
    for elem in &values[0].elems {
        sum = emitter.atom("sum", binary("Plus", &sum, elem));
        let test =
            call("And", [compare("Greater", &open, &Expr::Real(0.0)), compare("GreaterEqual", &sum, draw)]);
        let here = emitter.atom("here", call("If", [test, Expr::Real(1.0), Expr::Real(0.0)]));
        open = emitter.atom("open", binary("Subtract", &open, &here));
        elems.push(here);
    }
    Ok(Val::of(values[0].dims.clone(), elems))
}

/// The position of the first largest element, from 0.
fn position_of_largest(emitter: &mut Emitter, values: &[Val]) -> Result<Val> {
    let marks = indicator(emitter, values)?;
    if marks.wide {
        return Ok(emitter.position_wide(&marks));
    }
    let mut position = Expr::Real(0.0);
    for (index, mark) in marks.elems.iter().enumerate().skip(1) {
        let test = compare("Greater", mark, &Expr::Real(0.0));
        position = emitter.atom("position", call("If", [test, Expr::Real(index as f64), position]));
    }
    Ok(Val::scalar(position))
}

fn concatenate(values: &[Val]) -> Result<Val> {
    let values: Vec<Val> = values
        .iter()
        .map(|value| if value.dims.is_empty() { value.with_dims(&[1]) } else { value.clone() })
        .collect();
    let inner = values.first().map_or_else(Vec::new, |first| first.dims[1..].to_vec());
    if values.iter().any(|value| value.dims[1..] != inner[..]) {
        return Err(ModelError::new("shape-mismatch", "arrays of different inner shape are joined"));
    }
    let mut dims = vec![values.iter().map(|value| value.dims[0]).sum()];
    dims.extend(inner);
    Ok(Val::of(dims, values.iter().flat_map(|value| value.elems.iter().cloned()).collect()))
}

/// A matrix turned; vectors and scalars stay.
pub fn transpose(value: &Val) -> Val {
    let [rows, columns] = value.dims[..] else {
        return value.clone();
    };
    let elems = (0..rows * columns).map(|i| value.elems[(i % rows) * columns + i / rows].clone()).collect();
    Val::of(vec![columns, rows], elems)
}

/// The product of vectors and matrices; scalars multiply, and a matrix of one element is one.
pub fn dot(emitter: &mut Emitter, values: &[Val]) -> Result<Val> {
    let (a, b) = (&values[0], &values[1]);
    if a.dims.is_empty() || b.dims.is_empty() {
        return emitter.map("Times", &[a.clone(), b.clone()]);
    }
    let (left, inner) = (&a.dims[..a.dims.len() - 1], a.dims[a.dims.len() - 1]);
    let (other, right) = (b.dims[0], &b.dims[1..]);
    if inner != other || b.dims.len() > 2 {
        return Err(ModelError::new(
            "shape-mismatch",
            format!("an array of shape {:?} cannot be multiplied with one of shape {:?}", a.dims, b.dims),
        ));
    }
    if a.wide || b.wide {
        return Ok(emitter.dot_wide(a, b));
    }
    let rows: usize = left.iter().product();
    let columns: usize = right.iter().product();
    emitter.written += rows * columns * inner;
    emitter.check_size()?;
    let mut elems = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let terms: Vec<Expr> = (0..inner)
                .map(|k| binary("Times", &a.elems[row * inner + k], &b.elems[k * columns + column]))
                .collect();
            elems.push(
                terms.into_iter().reduce(|sum, term| binary("Plus", &sum, &term)).unwrap_or(Expr::Real(0.0)),
            );
        }
    }
    let mut dims = left.to_vec();
    dims.extend(right);
    Ok(Val::of(dims, elems))
}

/// Several vectors one after the other as rows.
pub fn rows(values: &[Val]) -> Result<Val> {
    stack(values)
}
