//! `NDSolve`: initial values of explicit systems by the method of Dormand and Prince, 5(4), with step control.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::goals::{Goals, count, head, number, residual, split, variable};
use super::interpolation::Table;
use super::linear::solve;
use super::real::real;

/// An unknown function: its name, its order, and the symbols that stand for it and its derivatives.
struct Unknown {
    name: Symbol,
    /// As the caller wrote it: `y` or `y[t]`.
    asked: Expr,
    order: usize,
}

impl Unknown {
    fn symbol(&self, derivative: usize) -> Symbol {
        Symbol::new(&format!("NDSolve`{}{derivative}", self.name.name()))
    }
}

/// A system of first order: how fast each component of the state moves.
enum System {
    /// The right sides, by time and state.
    Explicit(Function),
    /// Residuals, linear in the highest derivatives, by time, state and those derivatives.
    Linear(Function),
}

/// Why an integration ended before its time.
struct Stop {
    tag: &'static str,
    time: f64,
    steps: usize,
}

/// The course of a solution: time, state and slopes.
type Course = Vec<(f64, Vec<f64>, Vec<f64>)>;

/// `NDSolve[equations, y, {t, from, to}]`.
pub fn nd_solve(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [equations, asked, range] = &before[..] else { return Ok(None) };
    let Some((time, ends)) = variable(ev, range)?.filter(|(_, ends)| !ends.is_empty()) else {
        ev.message_at(head(call), "dvlim", std::slice::from_ref(range), call.origin);
        return Ok(None);
    };
    let mut unknowns = Vec::new();
    for one in asked.elements().map_or_else(|| vec![asked.clone()], std::borrow::Cow::into_owned) {
        let name = match &one {
            Expr::Symbol(name) => Some(*name),
            Expr::Normal(y) if y.args[..] == [Expr::Symbol(time)] => y.head_symbol(),
            _ => None,
        };
        let Some(name) = name else {
            ev.message_at(head(call), "dsfun", &[one], call.origin);
            return Ok(None);
        };
        unknowns.push(Unknown { name, asked: one, order: 0 });
    }
    let mut all = Vec::new();
    flatten(equations, &mut all);
    if let Some(wrong) =
        all.iter().find(|one| one.as_call(sym::Equal).is_none_or(|equal| equal.args.len() != 2))
    {
        ev.message_at(head(call), "deqn", &[wrong.clone(), equations.clone()], call.origin);
        return Ok(None);
    }
    // What names the time is a differential equation; the rest are initial values.
    let (differential, initial): (Vec<Expr>, Vec<Expr>) =
        all.into_iter().partition(|equation| mentions(equation, time));
    for unknown in &mut unknowns {
        unknown.order = differential.iter().map(|one| highest(one, unknown.name, 0)).max().unwrap_or(0);
    }
    if let Some(unknown) = unknowns.iter().find(|unknown| unknown.order == 0) {
        ev.message_at(head(call), "underdet", std::slice::from_ref(&unknown.asked), call.origin);
        return Ok(None);
    }
    if differential.len() != unknowns.len() {
        let names = Expr::list(unknowns.iter().map(|unknown| unknown.asked.clone()));
        let tag = if differential.len() < unknowns.len() { "underdet" } else { "overdet" };
        ev.message_at(head(call), tag, &[names], call.origin);
        return Ok(None);
    }
    let Some((start, state)) = initial_values(ev, &unknowns, &initial)? else {
        let order: usize = unknowns.iter().map(|unknown| unknown.order).sum();
        let counts = [initial.len(), order].map(|n| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
        ev.message_at(head(call), "ndnco", &counts, call.origin);
        return Ok(None);
    };
    let system = system(ev, &unknowns, time, &differential)?;
    let (from, to) = match ends[..] {
        [to] => (start.min(to), start.max(to)),
        [from, to, ..] => (from.min(to), from.max(to)),
        [] => return Ok(None),
    };
    if slopes(ev, &system, &unknowns, start, &state)?.is_none() {
        ev.message_at(head(call), "ndnum", &[Expr::Symbol(time), Expr::Real(start)], call.origin);
        return Ok(None);
    }
    let goals = Goals::read(&settings, 1e-9, 1e-9);
    let limits = Limits {
        steps: count(&settings, "MaxSteps", 100_000),
        largest: settings.chosen("MaxStepSize").and_then(real).map_or(f64::INFINITY, f64::abs),
    };
    let mut course = Course::new();
    for end in [from, to] {
        if end == start {
            continue;
        }
        let (mut part, stop) = integrate(ev, &system, &unknowns, (start, end), &state, goals, &limits)?;
        if let Some(stop) = stop {
            let place = [Expr::Symbol(time), Expr::Real(stop.time)];
            let steps = Expr::Integer(i64::try_from(stop.steps).unwrap_or(i64::MAX));
            match stop.tag {
                "mxst" => {
                    ev.message_at(head(call), "mxst", &[vec![steps], place.to_vec()].concat(), call.origin)
                }
                tag => ev.message_at(head(call), tag, &place, call.origin),
            }
        }
        if end < start {
            part.reverse();
        }
        course.extend(part);
    }
    course.dedup_by(|a, b| a.0 == b.0);
    let mut rules = Vec::new();
    let mut functions = Vec::new();
    let mut at = 0;
    for unknown in &unknowns {
        let table = Table {
            places: course.iter().map(|point| point.0).collect(),
            values: course.iter().map(|point| point.1[at]).collect(),
            slopes: course.iter().map(|point| point.2[at]).collect(),
            order: 3,
        };
        at += unknown.order;
        let function = table.to_expr();
        let value = match unknown.asked {
            Expr::Symbol(_) => function,
            _ => Expr::call(function, [Expr::Symbol(time)]),
        };
        functions.push(value.clone());
        rules.push(Expr::call(sym::Rule, [unknown.asked.clone(), value]));
    }
    if head(call).name() == "NDSolveValue" {
        return Ok(Some(if asked.is_list() { Expr::list(functions) } else { functions.swap_remove(0) }));
    }
    Ok(Some(Expr::list([Expr::list(rules)])))
}

fn flatten(expr: &Expr, all: &mut Vec<Expr>) {
    match expr.as_call(sym::List) {
        Some(list) => list.args.iter().for_each(|part| flatten(part, all)),
        None => all.push(expr.clone()),
    }
}

/// Deepest equation that is looked into.
const DEEPEST: usize = 500;

fn mentions(expr: &Expr, name: Symbol) -> bool {
    fn at(expr: &Expr, name: Symbol, depth: usize) -> bool {
        match expr {
            Expr::Symbol(symbol) => *symbol == name,
            Expr::Normal(normal) if depth < DEEPEST => {
                at(&normal.head, name, depth + 1) || normal.args.iter().any(|arg| at(arg, name, depth + 1))
            }
            _ => false,
        }
    }
    at(expr, name, 0)
}

/// `y[x]` and `Derivative[k][y][x]`: the order, the name and the argument.
fn unknown_at(expr: &Expr) -> Option<(usize, Symbol, &Expr)> {
    let call = expr.as_normal()?;
    let [arg] = &call.args[..] else { return None };
    match &call.head {
        Expr::Symbol(name) => Some((0, *name, arg)),
        Expr::Normal(inner) => {
            let derivative = inner.head.as_call(sym::Derivative)?;
            match (&derivative.args[..], &inner.args[..]) {
                ([Expr::Integer(order)], [Expr::Symbol(name)]) => {
                    Some((usize::try_from(*order).ok()?, *name, arg))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The highest derivative of a function in an equation.
fn highest(expr: &Expr, name: Symbol, depth: usize) -> usize {
    let own = match unknown_at(expr) {
        Some((order, found, _)) if found == name => order,
        _ => 0,
    };
    match expr {
        Expr::Normal(normal) if depth < DEEPEST => {
            let inner = normal.args.iter().map(|arg| highest(arg, name, depth + 1)).max();
            own.max(inner.unwrap_or(0)).max(highest(&normal.head, name, depth + 1))
        }
        _ => own,
    }
}

/// The expression with plain symbols in place of the unknown functions and their derivatives.
fn plain(expr: &Expr, unknowns: &[Unknown], depth: usize) -> Expr {
    if let Some((order, name, Expr::Symbol(_))) = unknown_at(expr)
        && let Some(unknown) = unknowns.iter().find(|unknown| unknown.name == name)
    {
        return Expr::Symbol(unknown.symbol(order));
    }
    match expr {
        Expr::Normal(normal) if depth < DEEPEST => Expr::call(
            plain(&normal.head, unknowns, depth + 1),
            normal.args.iter().map(|arg| plain(arg, unknowns, depth + 1)),
        ),
        other => other.clone(),
    }
}

/// The time and the state that the initial values give, all at one time.
fn initial_values(
    ev: &mut Evaluator,
    unknowns: &[Unknown],
    initial: &[Expr],
) -> Eval<Option<(f64, Vec<f64>)>> {
    let total: usize = unknowns.iter().map(|unknown| unknown.order).sum();
    if initial.len() != total {
        return Ok(None);
    }
    let mut state = vec![None; total];
    let mut start = None;
    for equation in initial {
        let Some(equal) = equation.as_call(sym::Equal) else { return Ok(None) };
        let known = |side: &Expr| {
            let (order, name, at) = unknown_at(side)?;
            let index = unknowns.iter().position(|unknown| unknown.name == name)?;
            let before: usize = unknowns[..index].iter().map(|unknown| unknown.order).sum();
            (order < unknowns[index].order).then(|| (before + order, at.clone()))
        };
        let (left, right) = (&equal.args[0], &equal.args[1]);
        let Some(((place, at), value)) =
            known(left).zip(Some(right)).or_else(|| known(right).zip(Some(left)))
        else {
            return Ok(None);
        };
        let (Some(at), Some(value)) = (number(ev, &at)?, number(ev, value)?) else { return Ok(None) };
        if start.is_some_and(|start| start != at) {
            return Ok(None);
        }
        start = Some(at);
        state[place] = Some(value);
    }
    Ok(start.zip(state.into_iter().collect()))
}

fn system(ev: &mut Evaluator, unknowns: &[Unknown], time: Symbol, differential: &[Expr]) -> Eval<System> {
    let mut names = vec![time];
    for unknown in unknowns {
        names.extend((0..unknown.order).map(|order| unknown.symbol(order)));
    }
    let equations: Vec<Expr> = differential.iter().map(|equation| plain(equation, unknowns, 0)).collect();
    // `y' == …` with nothing of the highest derivatives on the right.
    let right_side = |unknown: &Unknown| {
        let top = unknown.symbol(unknown.order);
        equations.iter().find_map(|equation| {
            let equal = equation.as_call(sym::Equal)?;
            let (left, right) = (&equal.args[0], &equal.args[1]);
            let other = if left.is_symbol(top) {
                right
            } else if right.is_symbol(top) {
                left
            } else {
                return None;
            };
            let free = unknowns.iter().all(|unknown| !mentions(other, unknown.symbol(unknown.order)));
            free.then(|| other.clone())
        })
    };
    let explicit: Option<Vec<Expr>> = unknowns.iter().map(right_side).collect();
    Ok(match explicit {
        Some(sides) => System::Explicit(Function::new(ev, &names, Expr::list(sides))?.quiet()),
        None => {
            names.extend(unknowns.iter().map(|unknown| unknown.symbol(unknown.order)));
            let residuals = Expr::list(equations.iter().map(residual));
            System::Linear(Function::new(ev, &names, residuals)?.quiet())
        }
    })
}

/// How fast the state moves; `None` where that is no number.
fn slopes(
    ev: &mut Evaluator,
    system: &System,
    unknowns: &[Unknown],
    time: f64,
    state: &[f64],
) -> Eval<Option<Vec<f64>>> {
    let mut point = vec![time];
    point.extend_from_slice(state);
    let tops = match system {
        System::Explicit(function) => function.reals(ev, &point)?,
        System::Linear(function) => {
            let n = unknowns.len();
            let at = |ev: &mut Evaluator, one: Option<usize>| {
                let mut point = point.clone();
                point.extend((0..n).map(|index| if Some(index) == one { 1.0 } else { 0.0 }));
                function.reals(ev, &point)
            };
            let Some(base) = at(ev, None)?.filter(|base| base.len() == n) else { return Ok(None) };
            let mut matrix = vec![Vec::with_capacity(n); n];
            for column in 0..n {
                let Some(moved) = at(ev, Some(column))?.filter(|moved| moved.len() == n) else {
                    return Ok(None);
                };
                matrix.iter_mut().zip(moved.iter().zip(&base)).for_each(|(row, (a, b))| row.push(a - b));
            }
            let tops = solve(matrix, base.iter().map(|value| -value).collect());
            // The solution must make the equations true, or they were not linear.
            if let Some(tops) = &tops {
                point.extend_from_slice(tops);
                let left = function.reals(ev, &point)?.unwrap_or_default();
                let size = base.iter().chain(tops).fold(1.0f64, |most, value| most.max(value.abs()));
                if left.iter().any(|value| value.abs() > 1e-8 * size) {
                    return Ok(None);
                }
            }
            tops
        }
    };
    let Some(tops) = tops.filter(|tops| tops.len() == unknowns.len()) else { return Ok(None) };
    let mut slopes = Vec::with_capacity(state.len());
    let mut at = 0;
    for (unknown, top) in unknowns.iter().zip(tops) {
        slopes.extend_from_slice(&state[at + 1..at + unknown.order]);
        slopes.push(top);
        at += unknown.order;
    }
    Ok(slopes.iter().all(|slope| slope.is_finite()).then_some(slopes))
}

struct Limits {
    steps: usize,
    largest: f64,
}

/// Coefficients of Dormand and Prince (1980): stages, their times, and the difference of the two orders.
const STAGES: [&[f64]; 6] = [
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0],
    &[9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0],
    &[35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
];
const TIMES: [f64; 6] = [1.0 / 5.0, 3.0 / 10.0, 4.0 / 5.0, 8.0 / 9.0, 1.0, 1.0];
const ERROR: [f64; 7] =
    [71.0 / 57600.0, 0.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0];
/// Of the continuous solution between steps (Hairer, Norsett and Wanner, II.6).
const BETWEEN: [f64; 7] = [
    -12715105075.0 / 11282082432.0,
    0.0,
    87487479700.0 / 32700410799.0,
    -10690763975.0 / 1880347072.0,
    701980252875.0 / 199316789632.0,
    -1453857185.0 / 822651844.0,
    69997945.0 / 29380423.0,
];

fn combination(stages: &[Vec<f64>], weights: &[f64], index: usize) -> f64 {
    stages.iter().zip(weights).map(|(stage, weight)| stage[index] * weight).sum()
}

fn integrate(
    ev: &mut Evaluator,
    system: &System,
    unknowns: &[Unknown],
    (start, end): (f64, f64),
    initial: &[f64],
    goals: Goals,
    limits: &Limits,
) -> Eval<(Course, Option<Stop>)> {
    let n = initial.len();
    let direction = (end - start).signum();
    let mut time = start;
    let mut state = initial.to_vec();
    let Some(mut first) = slopes(ev, system, unknowns, time, &state)? else {
        return Ok((Course::new(), Some(Stop { tag: "ndnum", time, steps: 0 })));
    };
    let mut course = vec![(time, state.clone(), first.clone())];
    let scale = |state: &[f64], i: usize| goals.absolute + goals.relative * state[i].abs();
    let norm =
        |values: &dyn Fn(usize) -> f64| ((0..n).map(|i| values(i).powi(2)).sum::<f64>() / n as f64).sqrt();
    let (size, speed) = (norm(&|i| state[i] / scale(&state, i)), norm(&|i| first[i] / scale(&state, i)));
    let span = (end - start).abs();
    let guess = if size > 1e-5 && speed > 1e-5 { 0.01 * size / speed } else { 1e-6 * span };
    let mut step = guess.min(span / 10.0).min(limits.largest);
    let mut steps = 0;
    while (end - time) * direction > 0.0 {
        ev.check_interrupt()?;
        if steps >= limits.steps {
            return Ok((course, Some(Stop { tag: "mxst", time, steps })));
        }
        let left = (end - time).abs();
        let last = step >= left * (1.0 - 1e-12);
        let h = if last { end - time } else { step * direction };
        if h.abs() <= 4.0 * f64::EPSILON * time.abs().max(f64::MIN_POSITIVE) {
            return Ok((course, Some(Stop { tag: "ndsz", time, steps })));
        }
        let mut stages = vec![first.clone()];
        for (weights, part) in STAGES.iter().zip(TIMES) {
            let moved: Vec<f64> = (0..n).map(|i| state[i] + h * combination(&stages, weights, i)).collect();
            match slopes(ev, system, unknowns, time + part * h, &moved)? {
                Some(stage) => stages.push(stage),
                None => break,
            }
        }
        if stages.len() < 7 {
            // Beyond the edge of where there are numbers: come closer by smaller steps.
            step = h.abs() / 4.0;
            continue;
        }
        let next: Vec<f64> = (0..n).map(|i| state[i] + h * combination(&stages, STAGES[5], i)).collect();
        let error = norm(&|i| h * combination(&stages, &ERROR, i) / scale(&state, i).max(scale(&next, i)));
        if error > 1.0 || !error.is_finite() {
            let factor = if error.is_finite() { (0.9 * error.powf(-0.2)).max(0.2) } else { 0.2 };
            step = h.abs() * factor;
            continue;
        }
        for part in [0.25, 0.5, 0.75] {
            let rest = 1.0 - part;
            let (mut values, mut rates) = (Vec::with_capacity(n), Vec::with_capacity(n));
            for i in 0..n {
                let rise = next[i] - state[i];
                let bend = h * stages[0][i] - rise;
                let twist = rise - h * stages[6][i] - bend;
                let last = h * combination(&stages, &BETWEEN, i);
                values.push(state[i] + part * (rise + rest * (bend + part * (twist + rest * last))));
                let inner = twist + rest * last;
                let middle = bend + part * inner;
                let rate = rise + rest * middle - part * middle + part * rest * (inner - part * last);
                rates.push(rate / h);
            }
            course.push((time + part * h, values, rates));
        }
        time = if last { end } else { time + h };
        state = next;
        first = stages.swap_remove(6);
        course.push((time, state.clone(), first.clone()));
        steps += 1;
        let factor = if error > 0.0 { (0.9 * error.powf(-0.2)).clamp(0.2, 5.0) } else { 5.0 };
        step = (h.abs() * factor).min(limits.largest);
    }
    Ok((course, None))
}
