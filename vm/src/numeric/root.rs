//! `FindRoot`: Newton's method with a line search, and Brent's method between two starts.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::{Function, complex};
use super::goals::{Goals, count, head, residual, rule, split, symbolic, variables};
use super::linear::solve;

/// How a search ended.
enum End {
    Found(Vec<f64>),
    /// The best point so far, and the message that tells why no better one was found.
    Stuck(Vec<f64>, &'static str),
    /// The function has no real value at a point.
    NoNumber(Vec<f64>),
}

/// `FindRoot[f, {x, start}]`, `FindRoot[{f, …}, {{x, start}, …}]`.
pub fn find_root(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [equations, specs @ ..] = &before[..] else { return Ok(None) };
    if specs.is_empty() {
        return Ok(None);
    }
    let Some(found) = variables(ev, specs)? else {
        return complex_root(ev, call, equations, specs);
    };
    let names: Vec<Symbol> = found.iter().map(|(name, _)| *name).collect();
    let equations = symbolic(ev, &names, equations)?;
    let starts: Vec<f64> = found.iter().map(|(_, numbers)| numbers.first().copied().unwrap_or(1.0)).collect();
    let bodies: Vec<Expr> = match equations.as_call(sym::List) {
        Some(list) => list.args.iter().map(residual).collect(),
        None => vec![residual(&equations)],
    };
    if bodies.len() != names.len() {
        let counts = [bodies.len(), names.len()].map(|n| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
        ev.message_at(head(call), "nveq", &counts, call.origin);
        return Ok(None);
    }
    let goals = Goals::read(&settings, 1e-10, 1e-12);
    let most = count(&settings, "MaxIterations", 100);
    let mut functions = Vec::new();
    for body in bodies {
        functions.push(Function::new(ev, &names, body)?);
    }
    let numbers = &found[0].1;
    let end = match (&functions[..], &numbers[..]) {
        ([function], &[a, b]) => bracketed(ev, function, a, b, goals, most)?,
        _ => {
            let limits = found.iter().map(|(_, numbers)| match numbers[..] {
                [_, low, high] => (low, high),
                _ => (f64::NEG_INFINITY, f64::INFINITY),
            });
            newton(ev, &functions, &names, starts, &limits.collect::<Vec<_>>(), goals, most)?
        }
    };
    let point = match end {
        End::Found(point) => point,
        End::Stuck(point, tag) => {
            let most = Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX));
            ev.message_at(head(call), tag, &[most], call.origin);
            point
        }
        End::NoNumber(point) => {
            let args = [functions[0].body().clone(), names_of(&names), numbers_of(&point)];
            ev.message_at(head(call), "nlnum", &args, call.origin);
            return Ok(None);
        }
    };
    Ok(Some(Expr::list(names.iter().zip(point).map(|(&name, value)| rule(name, value)))))
}

/// The variables as a list.
pub fn names_of(names: &[Symbol]) -> Expr {
    Expr::list(names.iter().map(|&name| Expr::Symbol(name)))
}

/// A point as a list.
pub fn numbers_of(point: &[f64]) -> Expr {
    Expr::list(point.iter().map(|&value| Expr::Real(value)))
}

fn values(ev: &mut Evaluator, functions: &[Function], point: &[f64]) -> Eval<Option<Vec<f64>>> {
    let mut values = Vec::with_capacity(functions.len());
    for function in functions {
        match function.real(ev, point)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// Symbolic derivatives of each function by each variable, when the language knows them.
fn derivatives(
    ev: &mut Evaluator,
    functions: &[Function],
    names: &[Symbol],
    start: &[f64],
) -> Eval<Option<Vec<Vec<Function>>>> {
    if ev.definition(sym::D).and_then(|definition| definition.builtin).is_none() {
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

fn jacobian(
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
    let mut matrix = vec![vec![0.0; point.len()]; functions.len()];
    for column in 0..point.len() {
        // The step that balances the error of the difference against rounding.
        let step = f64::EPSILON.cbrt() * point[column].abs().max(1.0);
        let mut at = |value: f64| {
            let mut moved = point.to_vec();
            moved[column] = value;
            values(ev, functions, &moved)
        };
        let (low, high) = (at(point[column] - step)?, at(point[column] + step)?);
        for row in 0..functions.len() {
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

fn newton(
    ev: &mut Evaluator,
    functions: &[Function],
    names: &[Symbol],
    start: Vec<f64>,
    limits: &[(f64, f64)],
    goals: Goals,
    most: usize,
) -> Eval<End> {
    let mut point = start;
    let Some(mut here) = values(ev, functions, &point)? else { return Ok(End::NoNumber(point)) };
    let exact = derivatives(ev, functions, names, &point)?;
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
        let mut part = 1.0;
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
        // One more step after the goal is met takes the root to the last bits.
        if small {
            let matrix = jacobian(ev, &quiet, exact.as_deref(), &point, &here)?;
            if let Some(step) = matrix.and_then(|matrix| solve(matrix, here.clone())) {
                let moved: Vec<f64> = point.iter().zip(&step).map(|(value, step)| value - step).collect();
                if values(ev, &quiet, &moved)?.is_some_and(|there| norm(&there) <= norm(&here)) {
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
fn bracketed(
    ev: &mut Evaluator,
    function: &Function,
    a: f64,
    b: f64,
    goals: Goals,
    most: usize,
) -> Eval<End> {
    let (mut a, mut b) = (a, b);
    let (Some(mut fa), Some(mut fb)) = (function.real(ev, &[a])?, function.real(ev, &[b])?) else {
        return Ok(End::NoNumber(vec![a]));
    };
    if fa.signum() == fb.signum() && fa != 0.0 && fb != 0.0 {
        return secant(ev, function, [(a, fa), (b, fb)], goals, most);
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
        match function.real(ev, &[b])? {
            Some(value) => fb = value,
            None => return Ok(End::NoNumber(vec![b])),
        }
    }
    Ok(End::Stuck(vec![b], "cvmit"))
}

fn secant(
    ev: &mut Evaluator,
    function: &Function,
    [(mut a, mut fa), (mut b, mut fb)]: [(f64, f64); 2],
    goals: Goals,
    most: usize,
) -> Eval<End> {
    for _ in 0..most {
        if fb == 0.0 {
            return Ok(End::Found(vec![b]));
        }
        let step = fb * (b - a) / (fb - fa);
        if !step.is_finite() {
            return Ok(End::Stuck(vec![b], "jsing"));
        }
        (a, fa) = (b, fb);
        b -= step;
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

/// Newton's method in the complex plane, for one equation with a complex start.
fn complex_root(ev: &mut Evaluator, call: &Arc<Normal>, equation: &Expr, specs: &[Expr]) -> Reply {
    let start = match specs {
        [spec] => spec.as_call(sym::List).and_then(|list| match &list.args[..] {
            [Expr::Symbol(name), start] => Some((*name, start.clone())),
            _ => None,
        }),
        _ => None,
    };
    let start = match start {
        Some((name, start)) => complex(&ev.eval(Expr::call(sym::N, [start]))?).map(|start| (name, start)),
        None => None,
    };
    let Some((name, mut point)) = start else {
        ev.message_at(head(call), "fdss", &specs[..1], call.origin);
        return Ok(None);
    };
    let body = residual(equation);
    let at = |ev: &mut Evaluator, point: Complex64| -> Eval<Option<Complex64>> {
        let set = Expr::call(sym::Set, [Expr::Symbol(name), Expr::complex(point)]);
        let block = Expr::call(sym::Block, [Expr::list([set]), body.clone()]);
        Ok(complex(&ev.eval(Expr::call(sym::N, [block]))?))
    };
    for _ in 0..100 {
        let size = f64::EPSILON.cbrt() * point.norm().max(1.0);
        let (Some(here), Some(low), Some(high)) =
            (at(ev, point)?, at(ev, point - size)?, at(ev, point + size)?)
        else {
            ev.message_at(
                head(call),
                "nlnum",
                &[body.clone(), names_of(&[name]), Expr::list([Expr::complex(point)])],
                call.origin,
            );
            return Ok(None);
        };
        let step = here / ((high - low) / (2.0 * size));
        if !(step.re.is_finite() && step.im.is_finite()) {
            break;
        }
        point -= step;
        if step.norm() <= 1e-15 * point.norm() || here.norm() == 0.0 {
            let value = Expr::complex(point);
            return Ok(Some(Expr::list([Expr::call(sym::Rule, [Expr::Symbol(name), value])])));
        }
    }
    ev.message_at(head(call), "cvmit", &[Expr::Integer(100)], call.origin);
    Ok(Some(Expr::list([Expr::call(sym::Rule, [Expr::Symbol(name), Expr::complex(point)])])))
}
