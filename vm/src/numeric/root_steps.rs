//! The steps of `FindRoot`: Newton's method with a line search, Brent's method between two starts, and the secant method.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol, sym};

use super::function::Function;
use super::goals::{self, Goals, symbolic};
use super::linear::solve;
use super::real::reals;

/// How a search ended.
pub(super) enum End {
    Found(Vec<f64>),
    /// The best point so far, and the message that tells why no better one was found.
    Stuck(Vec<f64>, &'static str),
    /// The function has no real value at a point.
    NoNumber(Vec<f64>),
}

/// What a call of `FindRoot` asks for, read.
pub(super) struct Search<'a> {
    pub(super) names: &'a [Symbol],
    pub(super) goals: Goals,
    pub(super) most: usize,
    /// By how much a step is lengthened, for roots of known multiplicity.
    pub(super) damping: f64,
    /// The matrix of derivatives as the caller gives it.
    pub(super) jacobian: Option<Expr>,
    pub(super) step_monitor: Option<Expr>,
}

/// The values of all functions, of one that gives a list its elements.
pub(super) fn values(ev: &mut Evaluator, functions: &[Function], point: &[f64]) -> Eval<Option<Vec<f64>>> {
    if let [function] = functions
        && function.body().is_list()
    {
        let value = function.at(ev, point)?;
        let value = ev.eval(Expr::call(sym::N, [Expr::call(sym::Flatten, [value])]))?;
        return Ok(reals(&value));
    }
    let mut values = Vec::with_capacity(functions.len());
    for function in functions {
        match function.real(ev, point)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

pub(super) fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// The matrix of derivatives that the caller gives, when its values are numbers.
pub(super) fn given_jacobian(
    ev: &mut Evaluator,
    given: &Expr,
    names: &[Symbol],
    start: &[f64],
) -> Eval<Option<Vec<Vec<Function>>>> {
    let n = names.len();
    let whole = symbolic(ev, names, given)?;
    let flat = ev.eval(Expr::call(sym::Flatten, [Expr::list([whole])]))?;
    let parts = flat.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
    if parts.len() != n * n {
        return Ok(None);
    }
    let mut rows = vec![Vec::with_capacity(n); n];
    for (index, part) in parts.into_iter().enumerate() {
        let function = Function::new(ev, names, part)?.quiet();
        if function.real(ev, start)?.is_none() {
            return Ok(None);
        }
        rows[index / n].push(function);
    }
    Ok(Some(rows))
}

/// Symbolic derivatives of each function by each variable, when the language knows them.
pub(super) fn derivatives(
    ev: &mut Evaluator,
    functions: &[Function],
    names: &[Symbol],
    start: &[f64],
) -> Eval<Option<Vec<Vec<Function>>>> {
    if ev.definition(sym::D).and_then(|definition| definition.builtin).is_none()
        || functions.len() != names.len()
    {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for function in functions {
        let mut row = Vec::new();
        for &name in names {
            let derivative = Expr::call(sym::D, [function.body().clone(), Expr::Symbol(name)]);
            let body = symbolic(ev, names, &derivative)?;
            let derivative = Function::new(ev, names, body)?.quiet();
            if derivative.real(ev, start)?.is_none() {
                return Ok(None);
            }
            row.push(derivative);
        }
        rows.push(row);
    }
    Ok(Some(rows))
}

pub(super) fn jacobian(
    ev: &mut Evaluator,
    functions: &[Function],
    exact: Option<&[Vec<Function>]>,
    point: &[f64],
    here: &[f64],
) -> Eval<Option<Vec<Vec<f64>>>> {
    if let Some(rows) = exact {
        let mut matrix = Vec::new();
        for row in rows {
            match values(ev, row, point)? {
                Some(row) => matrix.push(row),
                None => return Ok(None),
            }
        }
        return Ok(Some(matrix));
    }
    let mut matrix = vec![vec![0.0; point.len()]; here.len()];
    for column in 0..point.len() {
        // The step that balances the error of the difference against rounding.
        let step = f64::EPSILON.cbrt() * point[column].abs().max(1.0);
        let mut at = |value: f64| {
            let mut moved = point.to_vec();
            moved[column] = value;
            values(ev, functions, &moved)
        };
        let (low, high) = (at(point[column] - step)?, at(point[column] + step)?);
        for row in 0..here.len() {
            matrix[row][column] = match (&low, &high) {
                (Some(low), Some(high)) => (high[row] - low[row]) / (2.0 * step),
                (None, Some(high)) => (high[row] - here[row]) / step,
                (Some(low), None) => (here[row] - low[row]) / step,
                (None, None) => return Ok(None),
            };
        }
    }
    Ok(Some(matrix))
}

pub(super) fn newton(
    ev: &mut Evaluator,
    functions: &[Function],
    search: &Search,
    start: Vec<f64>,
    limits: &[(f64, f64)],
) -> Eval<End> {
    let &Search { names, goals, most, damping, .. } = search;
    let mut point = start;
    let Some(mut here) = values(ev, functions, &point)? else { return Ok(End::NoNumber(point)) };
    let exact = match &search.jacobian {
        Some(given) => given_jacobian(ev, given, names, &point)?,
        None => derivatives(ev, functions, names, &point)?,
    };
    let quiet: Vec<Function> = functions.iter().map(|function| function.clone().quiet()).collect();
    let mut iteration = 0;
    while iteration < most {
        ev.check_interrupt()?;
        if norm(&here) == 0.0 {
            return Ok(End::Found(point));
        }
        let matrix = jacobian(ev, &quiet, exact.as_deref(), &point, &here)?;
        let Some(step) = matrix.and_then(|matrix| solve(matrix, here.clone())) else {
            // A flat spot: a nudge leads off it unless it is the root.
            if iteration == 0 {
                point.iter_mut().for_each(|value| *value += 1e-3 * value.abs().max(1.0));
                if let Some(moved) = values(ev, &quiet, &point)? {
                    here = moved;
                    iteration += 1;
                    continue;
                }
            }
            return Ok(End::Stuck(point, "jsing"));
        };
        let mut part = damping;
        let mut next = None;
        while part > 1e-10 {
            let moved: Vec<f64> = point.iter().zip(&step).map(|(value, step)| value - part * step).collect();
            let inside = moved.iter().zip(limits).all(|(value, (low, high))| (*low..=*high).contains(value));
            if inside
                && let Some(there) = values(ev, &quiet, &moved)?
                && norm(&there) < norm(&here)
            {
                next = Some((moved, there));
                break;
            }
            part /= 2.0;
        }
        let small = norm(&step) <= goals.relative * norm(&point) + goals.absolute;
        let Some((moved, there)) = next else {
            // No step gains anything: either rounding is all that is left, or there is no root here.
            let outside = limits.iter().any(|(low, _)| low.is_finite());
            return Ok(match (small, outside) {
                (true, _) => End::Found(point),
                (false, true) => End::Stuck(point, "reged"),
                (false, false) => End::Stuck(point, "lstol"),
            });
        };
        point = moved;
        here = there;
        goals::watch(ev, search.step_monitor.as_ref(), names, &point)?;
        // One more step after the goal is met takes the root to the last bits.
        if small {
            let matrix = jacobian(ev, &quiet, exact.as_deref(), &point, &here)?;
            if let Some(step) = matrix.and_then(|matrix| solve(matrix, here.clone())) {
                let moved: Vec<f64> = point.iter().zip(&step).map(|(value, step)| value - step).collect();
                if values(ev, &quiet, &moved)?.is_some_and(|there| norm(&there) < norm(&here)) {
                    point = moved;
                }
            }
            return Ok(End::Found(point));
        }
        iteration += 1;
    }
    Ok(End::Stuck(point, "cvmit"))
}

/// Brent's method when the signs at the starts differ, else the secant method (Brent, 1973, chapter 4).
pub(super) fn bracketed(
    ev: &mut Evaluator,
    function: &Function,
    (a, b): (f64, f64),
    search: &Search,
) -> Eval<End> {
    let &Search { most, .. } = search;
    let (mut a, mut b) = (a, b);
    let (Some(mut fa), Some(mut fb)) = (function.real(ev, &[a])?, function.real(ev, &[b])?) else {
        return Ok(End::NoNumber(vec![a]));
    };
    if fa.signum() == fb.signum() && fa != 0.0 && fb != 0.0 {
        return secant(ev, function, [(a, fa), (b, fb)], search);
    }
    let (mut c, mut fc) = (a, fa);
    let (mut step, mut before) = (b - a, b - a);
    for _ in 0..most.max(200) {
        if fb.signum() == fc.signum() {
            (c, fc) = (a, fa);
            step = b - a;
            before = step;
        }
        if fc.abs() < fb.abs() {
            (a, b, c) = (b, c, b);
            (fa, fb, fc) = (fb, fc, fb);
        }
        let near = 2.0 * f64::EPSILON * b.abs() + f64::MIN_POSITIVE;
        let half = (c - b) / 2.0;
        if half.abs() <= near || fb == 0.0 {
            return Ok(End::Found(vec![b]));
        }
        if before.abs() >= near && fa.abs() > fb.abs() {
            let s = fb / fa;
            let (mut p, mut q) = if a == c {
                (2.0 * half * s, 1.0 - s)
            } else {
                let (q, r) = (fa / fc, fb / fc);
                (s * (2.0 * half * q * (q - r) - (b - a) * (r - 1.0)), (q - 1.0) * (r - 1.0) * (s - 1.0))
            };
            if p > 0.0 {
                q = -q;
            }
            p = p.abs();
            if 2.0 * p < (3.0 * half * q - (near * q).abs()).min((before * q).abs()) {
                before = step;
                step = p / q;
            } else {
                step = half;
                before = half;
            }
        } else {
            step = half;
            before = half;
        }
        (a, fa) = (b, fb);
        b += if step.abs() > near { step } else { near.copysign(half) };
        goals::watch(ev, search.step_monitor.as_ref(), search.names, &[b])?;
        match function.real(ev, &[b])? {
            Some(value) => fb = value,
            None => return Ok(End::NoNumber(vec![b])),
        }
    }
    Ok(End::Stuck(vec![b], "cvmit"))
}

pub(super) fn secant(
    ev: &mut Evaluator,
    function: &Function,
    [(mut a, mut fa), (mut b, mut fb)]: [(f64, f64); 2],
    search: &Search,
) -> Eval<End> {
    let &Search { goals, most, .. } = search;
    for _ in 0..most {
        ev.check_interrupt()?;
        if fb == 0.0 {
            return Ok(End::Found(vec![b]));
        }
        let step = fb * (b - a) / (fb - fa);
        if !step.is_finite() {
            return Ok(End::Stuck(vec![b], "jsing"));
        }
        (a, fa) = (b, fb);
        b -= step;
        goals::watch(ev, search.step_monitor.as_ref(), search.names, &[b])?;
        match function.real(ev, &[b])? {
            Some(value) => fb = value,
            None => return Ok(End::NoNumber(vec![b])),
        }
        if step.abs() <= 1e-3 * goals.relative * b.abs() + goals.absolute {
            return Ok(End::Found(vec![b]));
        }
    }
    Ok(End::Stuck(vec![b], "cvmit"))
}
