//! `NDSolve`: initial values of ordinary differential equations, read and brought to systems of first order.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::goals::{self, Goals, count, head, number, residual, split, variable};
use super::interpolation::Table;
use super::linear::solve;
use super::ode_events::Events;
use super::ode_steps::{After, Course, Limits, Method, integrate};
use super::real::{array, real};

/// An unknown function: its name, its order, the lengths of its values when they are lists.
pub(super) struct Unknown {
    pub name: Symbol,
    pub order: usize,
    pub dims: Vec<usize>,
}

impl Unknown {
    /// How many numbers a value has.
    fn width(&self) -> usize {
        self.dims.iter().product()
    }

    fn symbols(&self, derivative: usize) -> Vec<Symbol> {
        let name = self.name.name();
        if self.dims.is_empty() {
            return vec![Symbol::new(&format!("NDSolve`{name}{derivative}"))];
        }
        (0..self.width()).map(|part| Symbol::new(&format!("NDSolve`{name}{derivative}p{part}"))).collect()
    }

    /// The symbol, or the list of symbols, that stands for a derivative.
    pub fn stand_in(&self, derivative: usize) -> Expr {
        let symbols: Vec<Expr> = self.symbols(derivative).into_iter().map(Expr::Symbol).collect();
        super::root::shaped(&self.dims, &symbols)
    }
}

/// A system of first order: how fast each component of the state moves.
enum System {
    /// The right sides, by time and state.
    Explicit(Function),
    /// Residuals, linear in the highest derivatives, by time, state and those derivatives.
    Linear(Function),
}

/// Names of methods and how their steps are made.
const METHODS: &[(&str, Method)] = &[
    ("Adams", Method::Switching),
    ("Automatic", Method::Switching),
    ("BDF", Method::Implicit),
    ("DoubleStep", Method::Switching),
    ("EventLocator", Method::Switching),
    ("ExplicitEuler", Method::Explicit),
    ("ExplicitModifiedMidpoint", Method::Explicit),
    ("ExplicitRungeKutta", Method::Explicit),
    ("Extrapolation", Method::Switching),
    ("IDA", Method::Implicit),
    ("ImplicitRungeKutta", Method::Implicit),
    ("LSODA", Method::Switching),
    ("LinearlyImplicitEuler", Method::Implicit),
    ("StiffnessSwitching", Method::Switching),
    ("SymplecticPartitionedRungeKutta", Method::Explicit),
    ("TimeIntegration", Method::Switching),
];

/// `NDSolve[equations, y, {t, from, to}]`.
pub fn nd_solve(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let say =
        |ev: &mut Evaluator, tag: &str, args: &[Expr]| ev.message_at(head(call), tag, args, call.origin);
    let (equations, asked, range) = match &before[..] {
        [equations, asked, range] => (equations, asked, range),
        // Several ranges: a partial differential equation.
        [equations, ..] => {
            say(ev, "nopde", std::slice::from_ref(equations));
            return Ok(None);
        }
        [] => return Ok(None),
    };
    let Some((time, ends)) = variable(ev, range)?.filter(|(_, ends)| !ends.is_empty()) else {
        say(ev, "dvlim", std::slice::from_ref(range));
        return Ok(None);
    };
    let names: Vec<&str> = METHODS.iter().map(|(name, _)| *name).collect();
    if !goals::method_known(ev, call, &settings, &names) {
        return Ok(None);
    }
    let chosen = goals::method(&settings);
    let method = METHODS.iter().find(|(name, _)| chosen.as_deref() == Some(*name));
    let method = method.map_or(Method::Switching, |(_, method)| *method);
    let is_value = head(call).name() == "NDSolveValue";
    let asked_all = asked.elements().map_or_else(|| vec![asked.clone()], std::borrow::Cow::into_owned);
    let mut unknowns: Vec<Unknown> = Vec::new();
    for one in &asked_all {
        let name = match one {
            Expr::Symbol(name) => Some(*name),
            Expr::Normal(y) if y.args.len() == 1 && y.args[0].as_normal().is_none() => y.head_symbol(),
            _ => None,
        };
        match name {
            Some(name) if !unknowns.iter().any(|unknown| unknown.name == name) => {
                unknowns.push(Unknown { name, order: 0, dims: Vec::new() });
            }
            Some(_) => {}
            // Anything made of the unknowns may be asked for.
            None if is_value && matches!(one, Expr::Normal(_)) => {}
            None => {
                say(ev, "dsfun", std::slice::from_ref(one));
                return Ok(None);
            }
        }
    }
    let mut all = Vec::new();
    flatten(equations, &mut all);
    let (event_calls, all): (Vec<Expr>, Vec<Expr>) =
        all.into_iter().partition(|one| one.as_call(Symbol::new("WhenEvent")).is_some());
    if let Some(wrong) =
        all.iter().find(|one| one.as_call(sym::Equal).is_none_or(|equal| equal.args.len() != 2))
    {
        say(ev, "deqn", &[wrong.clone(), equations.clone()]);
        return Ok(None);
    }
    // What names the time is a differential equation; the rest are initial values.
    let (differential, initial): (Vec<Expr>, Vec<Expr>) =
        all.into_iter().partition(|equation| mentions(equation, time));
    // Functions that are differentiated are unknown, asked for or not; what was asked for and is none is something else.
    let mut moving = Vec::new();
    differential.iter().for_each(|equation| differentiated(equation, time, &mut moving, 0));
    let asked_names: Vec<Symbol> = unknowns.iter().map(|unknown| unknown.name).collect();
    if is_value && !moving.is_empty() {
        unknowns.retain(|unknown| {
            moving.contains(&unknown.name) || asked_all.contains(&Expr::Symbol(unknown.name))
        });
    }
    for name in moving {
        if !unknowns.iter().any(|unknown| unknown.name == name) {
            unknowns.push(Unknown { name, order: 0, dims: Vec::new() });
        }
    }
    for unknown in &mut unknowns {
        unknown.order = differential.iter().map(|one| highest(one, unknown.name, 0)).max().unwrap_or(0);
    }
    if let Some(unknown) = unknowns.iter().find(|unknown| unknown.order == 0) {
        say(ev, "underdet", &[Expr::Symbol(unknown.name)]);
        return Ok(None);
    }
    if unknowns.is_empty() {
        say(ev, "underdet", &[Expr::list(asked_names.into_iter().map(Expr::Symbol))]);
        return Ok(None);
    }
    if differential.len() != unknowns.len() {
        let names = Expr::list(unknowns.iter().map(|unknown| Expr::Symbol(unknown.name)));
        say(ev, if differential.len() < unknowns.len() { "underdet" } else { "overdet" }, &[names]);
        return Ok(None);
    }
    let (start, state) = match initial_values(ev, &mut unknowns, &initial)? {
        Initial::Values(start, state) => (start, state),
        Initial::Apart => {
            say(ev, "ndbvp", &[Expr::list(initial)]);
            return Ok(None);
        }
        Initial::Unclear => {
            let order: usize = unknowns.iter().map(|unknown| unknown.order).sum();
            let counts = [initial.len(), order].map(|n| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
            say(ev, "ndnco", &counts);
            return Ok(None);
        }
    };
    let system = system(ev, &unknowns, time, &differential)?;
    let (from, to) = match ends[..] {
        [to] => (start.min(to), start.max(to)),
        [from, to, ..] => (from.min(to), from.max(to)),
        [] => return Ok(None),
    };
    let monitor = goals::monitor(&settings, "EvaluationMonitor");
    let system = match system {
        System::Explicit(function) => System::Explicit(function.watched(monitor)),
        System::Linear(function) => System::Linear(function.watched(monitor)),
    };
    if slopes(ev, &system, &unknowns, start, &state)?.is_none() {
        say(ev, "ndnum", &[Expr::Symbol(time), Expr::Real(start)]);
        return Ok(None);
    }
    let Some(mut events) = Events::read(ev, call, &unknowns, time, &event_calls)? else { return Ok(None) };
    let step_monitor = goals::monitor(&settings, "StepMonitor").map(|monitor| {
        Function::evaluated(&names_of_state(&unknowns, time), plain(&monitor, &unknowns, time, 0))
    });
    let goals = Goals::read(&settings, 1e-9, 1e-9);
    let part = settings.chosen("MaxStepFraction").and_then(real).filter(|&part| part > 0.0).unwrap_or(0.1);
    let limits = Limits {
        steps: count(&settings, "MaxSteps", 100_000),
        largest: settings
            .chosen("MaxStepSize")
            .and_then(real)
            .map_or(f64::INFINITY, f64::abs)
            .min(part * (to - from).abs().max(f64::MIN_POSITIVE)),
        first: settings.chosen("StartingStepSize").and_then(real).map(f64::abs).filter(|&first| first > 0.0),
    };
    let mut course = Course::new();
    for end in [from, to] {
        if end == start {
            continue;
        }
        let mut moves =
            |ev: &mut Evaluator, time: f64, state: &[f64]| slopes(ev, &system, &unknowns, time, state);
        events.begin();
        let mut watch = |ev: &mut Evaluator, course: &mut Course, at: usize| -> Eval<After> {
            if let (Some(monitor), Some((time, state, _))) = (&step_monitor, course.last()) {
                let point: Vec<f64> = std::iter::once(*time).chain(state.iter().copied()).collect();
                monitor.at(ev, &point)?;
            }
            let mut again =
                |ev: &mut Evaluator, time: f64, state: &[f64]| slopes(ev, &system, &unknowns, time, state);
            events.check(ev, course, at, &mut again)
        };
        let span = (start, end);
        let (mut part, stop) = integrate(ev, &mut moves, &mut watch, span, &state, (goals, limits), method)?;
        if let Some(stop) = stop {
            let place = [Expr::Symbol(time), Expr::Real(stop.time)];
            let steps = Expr::Integer(i64::try_from(stop.steps).unwrap_or(i64::MAX));
            match stop.tag {
                "mxst" => say(ev, "mxst", &[vec![steps], place.to_vec()].concat()),
                tag => say(ev, tag, &place),
            }
        }
        if end < start {
            part.reverse();
        }
        course.extend(part);
    }
    if course.is_empty() {
        // A range of no length: the initial values alone.
        let first = slopes(ev, &system, &unknowns, start, &state)?.unwrap_or_default();
        course.push((start, state, first));
    }
    course.dedup_by(|a, b| a.0 == b.0);
    let mut functions = Vec::new();
    let mut at = 0;
    for unknown in &unknowns {
        let width = unknown.width();
        let own = at..at + width;
        let table = Table {
            places: course.iter().map(|point| point.0).collect(),
            values: course.iter().flat_map(|point| point.1[own.clone()].to_vec()).collect(),
            slopes: course.iter().flat_map(|point| point.2[own.clone()].to_vec()).collect(),
            dims: unknown.dims.clone(),
            order: 3,
            period: None,
        };
        at += unknown.order * width;
        functions.push((unknown.name, table.to_expr()));
    }
    let rules = Expr::list(
        functions
            .iter()
            .map(|(name, function)| Expr::call(sym::Rule, [Expr::Symbol(*name), function.clone()])),
    );
    let value_of = |ev: &mut Evaluator, one: &Expr| match one {
        Expr::Symbol(name) if let Some((_, function)) = functions.iter().find(|(known, _)| known == name) => {
            Ok(function.clone())
        }
        other => ev.eval(Expr::call(sym::ReplaceAll, [other.clone(), rules.clone()])),
    };
    if is_value {
        return value_of(ev, asked).map(Some);
    }
    let mut found = Vec::new();
    for one in &asked_all {
        found.push(Expr::call(sym::Rule, [one.clone(), value_of(ev, one)?]));
    }
    Ok(Some(Expr::list([Expr::list(found)])))
}

fn flatten(expr: &Expr, all: &mut Vec<Expr>) {
    if let Some(list) = expr.as_call(sym::List) {
        list.args.iter().for_each(|part| flatten(part, all));
        return;
    }
    // An equation of two lists is as many equations.
    let sides = expr.as_call(sym::Equal).filter(|equal| equal.args.len() == 2);
    let lists = sides.and_then(|equal| Some((equal.args[0].elements()?, equal.args[1].elements()?)));
    match lists.filter(|(left, right)| left.len() == right.len()) {
        Some((left, right)) => left
            .iter()
            .zip(right.iter())
            .for_each(|(left, right)| flatten(&Expr::call(sym::Equal, [left.clone(), right.clone()]), all)),
        None => all.push(expr.clone()),
    }
}

/// Deepest equation that is looked into.
const DEEPEST: usize = 500;

pub(super) fn mentions(expr: &Expr, name: Symbol) -> bool {
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

/// Functions of the time whose derivatives an equation holds.
fn differentiated(expr: &Expr, time: Symbol, found: &mut Vec<Symbol>, depth: usize) {
    if let Some((1.., name, at)) = unknown_at(expr)
        && at.is_symbol(time)
        && !found.contains(&name)
    {
        found.push(name);
    }
    if let (Expr::Normal(normal), true) = (expr, depth < DEEPEST) {
        differentiated(&normal.head, time, found, depth + 1);
        normal.args.iter().for_each(|arg| differentiated(arg, time, found, depth + 1));
    }
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

/// The expression with plain symbols in place of the unknown functions of the time and their derivatives.
pub(super) fn plain(expr: &Expr, unknowns: &[Unknown], time: Symbol, depth: usize) -> Expr {
    if let Some((order, name, at)) = unknown_at(expr)
        && at.is_symbol(time)
        && let Some(unknown) = unknowns.iter().find(|unknown| unknown.name == name)
    {
        return unknown.stand_in(order);
    }
    match expr {
        Expr::Normal(normal) if depth < DEEPEST => Expr::call(
            plain(&normal.head, unknowns, time, depth + 1),
            normal.args.iter().map(|arg| plain(arg, unknowns, time, depth + 1)),
        ),
        other => other.clone(),
    }
}

/// The time and the symbols of the state, in its order.
pub(super) fn names_of_state(unknowns: &[Unknown], time: Symbol) -> Vec<Symbol> {
    let mut names = vec![time];
    for unknown in unknowns {
        names.extend((0..unknown.order).flat_map(|order| unknown.symbols(order)));
    }
    names
}

/// Where a derivative of an unknown begins in the state.
pub(super) fn place(unknowns: &[Unknown], index: usize, order: usize) -> usize {
    let before: usize = unknowns[..index].iter().map(|unknown| unknown.order * unknown.width()).sum();
    before + order * unknowns[index].width()
}

/// What the initial values come to.
enum Initial {
    /// A time and the state there.
    Values(f64, Vec<f64>),
    /// Values at several times.
    Apart,
    /// Too few, too many or no values.
    Unclear,
}

/// The time and the state that the initial values give, all at one time; the lengths of unknowns that are lists are set.
fn initial_values(ev: &mut Evaluator, unknowns: &mut [Unknown], initial: &[Expr]) -> Eval<Initial> {
    let total: usize = unknowns.iter().map(|unknown| unknown.order).sum();
    if initial.len() != total {
        return Ok(Initial::Unclear);
    }
    let mut values: Vec<(usize, usize, Vec<usize>, Vec<f64>)> = Vec::new();
    let mut start = None;
    for equation in initial {
        let Some(equal) = equation.as_call(sym::Equal) else { return Ok(Initial::Unclear) };
        let known = |side: &Expr| {
            let (order, name, at) = unknown_at(side)?;
            let index = unknowns.iter().position(|unknown| unknown.name == name)?;
            (order < unknowns[index].order).then(|| (index, order, at.clone()))
        };
        let (left, right) = (&equal.args[0], &equal.args[1]);
        let Some(((index, order, at), value)) =
            known(left).zip(Some(right)).or_else(|| known(right).zip(Some(left)))
        else {
            return Ok(Initial::Unclear);
        };
        let value = ev.eval(Expr::call(sym::N, [value.clone()]))?;
        let (Some(at), Some((dims, numbers))) =
            (number(ev, &at)?, real(&value).map(|value| (Vec::new(), vec![value])).or_else(|| array(&value)))
        else {
            return Ok(Initial::Unclear);
        };
        if start.is_some_and(|start| start != at) {
            return Ok(Initial::Apart);
        }
        start = Some(at);
        if values.iter().any(|(i, o, ..)| (*i, *o) == (index, order)) {
            return Ok(Initial::Unclear);
        }
        values.push((index, order, dims, numbers));
    }
    for (index, _, dims, _) in &values {
        unknowns[*index].dims.clone_from(dims);
    }
    if values.iter().any(|(index, _, dims, _)| unknowns[*index].dims != *dims) {
        return Ok(Initial::Unclear);
    }
    values.sort_by_key(|(index, order, ..)| (*index, *order));
    let state: Vec<f64> = values.into_iter().flat_map(|(.., numbers)| numbers).collect();
    Ok(start.map_or(Initial::Unclear, |start| Initial::Values(start, state)))
}

fn system(ev: &mut Evaluator, unknowns: &[Unknown], time: Symbol, differential: &[Expr]) -> Eval<System> {
    let mut names = names_of_state(unknowns, time);
    let equations: Vec<Expr> =
        differential.iter().map(|equation| plain(equation, unknowns, time, 0)).collect();
    let top_symbols: Vec<Symbol> =
        unknowns.iter().flat_map(|unknown| unknown.symbols(unknown.order)).collect();
    // `y' == …` with nothing of the highest derivatives on the right.
    let right_side = |unknown: &Unknown| {
        let top = unknown.stand_in(unknown.order);
        equations.iter().find_map(|equation| {
            let equal = equation.as_call(sym::Equal)?;
            let (left, right) = (&equal.args[0], &equal.args[1]);
            let other = if *left == top {
                right
            } else if *right == top {
                left
            } else {
                return None;
            };
            top_symbols.iter().all(|&symbol| !mentions(other, symbol)).then(|| other.clone())
        })
    };
    let explicit: Option<Vec<Expr>> = unknowns.iter().map(right_side).collect();
    let has_lists = unknowns.iter().any(|unknown| !unknown.dims.is_empty());
    Ok(match explicit {
        Some(sides) => {
            let body = flat(ev, &names, Expr::list(sides), has_lists)?;
            System::Explicit(Function::new(ev, &names, body)?.quiet())
        }
        None => {
            names.extend(top_symbols);
            let residuals = Expr::list(equations.iter().map(residual));
            let body = flat(ev, &names, residuals, has_lists)?;
            System::Linear(Function::new(ev, &names, body)?.quiet())
        }
    })
}

/// One list of all numbers.
fn flat(ev: &mut Evaluator, names: &[Symbol], body: Expr, has_lists: bool) -> Eval {
    if has_lists { goals::symbolic(ev, names, &Expr::call(sym::Flatten, [body])) } else { Ok(body) }
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
    let n: usize = unknowns.iter().map(Unknown::width).sum();
    let tops = match system {
        System::Explicit(function) => function.reals(ev, &point)?,
        System::Linear(function) => {
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
    let Some(tops) = tops.filter(|tops| tops.len() == n) else { return Ok(None) };
    let mut slopes = Vec::with_capacity(state.len());
    let (mut at, mut top) = (0, 0);
    for unknown in unknowns {
        let width = unknown.width();
        slopes.extend_from_slice(&state[at + width..at + unknown.order * width]);
        slopes.extend_from_slice(&tops[top..top + width]);
        at += unknown.order * width;
        top += width;
    }
    Ok(slopes.iter().all(|slope| slope.is_finite()).then_some(slopes))
}
