//! `FindRoot`: Newton's method with a line search, and Brent's method between two starts. Complex unknowns and those of
//! more than machine precision are left to `precise`.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::{Function, complex};
use super::goals::{self, Goals, count, head, residual, split, symbolic};
use super::linear::solve;
use super::precise;
use super::real::{array, real, reals};

/// How a search ended.
enum End {
    Found(Vec<f64>),
    /// The best point so far, and the message that tells why no better one was found.
    Stuck(Vec<f64>, &'static str),
    /// The function has no real value at a point.
    NoNumber(Vec<f64>),
}

/// What a call of `FindRoot` asks for, read.
struct Search<'a> {
    names: &'a [Symbol],
    goals: Goals,
    most: usize,
    /// By how much a step is lengthened, for roots of known multiplicity.
    damping: f64,
    /// The matrix of derivatives as the caller gives it.
    jacobian: Option<Expr>,
    step_monitor: Option<Expr>,
}

/// Names of methods that are known; all but Brent's and the secant method are Newton's.
const METHODS: &[&str] = &["AffineCovariantNewton", "Automatic", "Brent", "Newton", "Secant"];

/// `FindRoot[f, {x, start}]`, `FindRoot[{f, …}, {{x, start}, …}]`; starts may be lists of numbers.
pub fn find_root(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [equations, specs @ ..] = &before[..] else { return Ok(None) };
    if specs.is_empty() {
        return Ok(None);
    }
    let Some(starts) = starts(ev, specs)? else {
        ev.message_at(head(call), "fdss", &specs[..1], call.origin);
        return Ok(None);
    };
    if !goals::method_known(ev, call, &settings, METHODS) {
        return Ok(None);
    }
    // Lists of unknowns become lists of symbols.
    let names: Vec<Symbol> = starts.iter().flat_map(Start::symbols).collect();
    let given: Vec<Symbol> = starts.iter().map(|start| start.name).collect();
    let equations = lists_of_symbols(ev, &starts, &given, equations)?;
    let mut bodies = Vec::new();
    residuals(ev, &equations, &mut bodies)?;
    let search = Search {
        names: &names,
        goals: Goals::read(&settings, 1e-10, 1e-12),
        most: count(&settings, "MaxIterations", 100),
        damping: settings.chosen("DampingFactor").and_then(real).filter(|&d| d > 0.0).unwrap_or(1.0),
        jacobian: settings.chosen("Jacobian").filter(|given| !matches!(given, Expr::String(_))).cloned(),
        step_monitor: goals::monitor(&settings, "StepMonitor"),
    };
    let digits = goals::digits(ev, &settings)?;
    let is_real = starts.iter().all(Start::is_real);
    if digits.is_some() || !is_real {
        let point: Vec<Expr> = starts.iter().flat_map(|start| start.values.clone()).collect();
        let problem = precise::Problem {
            names: &names,
            bodies: &bodies,
            digits,
            monitor: goals::monitor(&settings, "EvaluationMonitor"),
            step_monitor: search.step_monitor.clone(),
            most: search.most,
            goals: search.goals,
            chosen_goals: ["AccuracyGoal", "PrecisionGoal"]
                .iter()
                .any(|goal| settings.chosen(goal).is_some()),
        };
        return Ok(precise::solve(ev, call, &problem, point)?.map(|point| rules(&starts, &point)));
    }
    let start: Vec<f64> = starts.iter().flat_map(|start| start.numbers.iter().map(|all| all[0])).collect();
    let mut functions = Vec::new();
    if bodies.len() == names.len() {
        for body in bodies.clone() {
            functions.push(Function::new(ev, &names, body)?);
        }
    } else {
        functions.push(Function::new(ev, &names, Expr::list(bodies.clone()))?);
    }
    functions[0] = functions[0].clone().watched(goals::monitor(&settings, "EvaluationMonitor"));
    let first = values(ev, &functions, &start)?;
    let Some(first) = first else {
        // A function that is complex at a real place is looked at in the complex plane.
        let mut complex = functions.len() == names.len();
        for function in &functions {
            complex &= function.complex(ev, &start)?.is_some_and(|value| value.re.is_finite());
        }
        if complex {
            let problem = precise::Problem {
                names: &names,
                bodies: &bodies,
                digits: None,
                monitor: None,
                step_monitor: search.step_monitor.clone(),
                most: search.most,
                goals: search.goals,
                chosen_goals: false,
            };
            let point = start.iter().copied().map(Expr::Real).collect();
            return Ok(precise::solve(ev, call, &problem, point)?.map(|point| rules(&starts, &point)));
        }
        let value = value_at(ev, &bodies, &names, &start)?;
        // One function may give a list of values.
        let values = match value.elements().as_deref() {
            Some([one]) if one.is_list() => one.length(),
            Some(values) => values.len(),
            None => 1,
        };
        if values != names.len() {
            ev.message_at(head(call), "nveq", &[count_of(values), count_of(names.len())], call.origin);
            return Ok(None);
        }
        let count = Expr::list([count_of(bodies.len())]);
        ev.message_at(
            head(call),
            "nlnum",
            &[value, count, names_of(&given), point_of(&starts, &start)],
            call.origin,
        );
        return Ok(None);
    };
    if first.len() != names.len() {
        ev.message_at(head(call), "nveq", &[count_of(first.len()), count_of(names.len())], call.origin);
        return Ok(None);
    }
    let numbers: &[f64] = &starts[0].numbers[0];
    let by_name = |name: &str| goals::method(&settings).is_some_and(|method| method == name);
    let end = match (&functions[..], numbers) {
        ([function], &[a, b]) if names.len() == 1 && !by_name("Secant") => {
            bracketed(ev, function, (a, b), &search)?
        }
        ([function], &[a, b]) if names.len() == 1 => {
            let (fa, fb) = (first[0], function.real(ev, &[b])?);
            match fb {
                Some(fb) => secant(ev, function, [(a, fa), (b, fb)], &search)?,
                None => End::NoNumber(vec![b]),
            }
        }
        ([function], &[_, low, high]) if names.len() == 1 && by_name("Brent") => {
            bracketed(ev, function, (low, high), &search)?
        }
        _ => {
            let mut limits = Vec::new();
            for numbers in starts.iter().flat_map(|start| &start.numbers) {
                limits.push(match numbers[..] {
                    [_, low, high] => (low, high),
                    _ => (f64::NEG_INFINITY, f64::INFINITY),
                });
            }
            newton(ev, &functions, &search, start, &limits)?
        }
    };
    let point = match end {
        End::Found(point) => point,
        End::Stuck(point, tag) => {
            let most = Expr::Integer(i64::try_from(search.most).unwrap_or(i64::MAX));
            ev.message_at(head(call), tag, &[most], call.origin);
            point
        }
        End::NoNumber(point) => {
            let value = value_at(ev, &bodies, &names, &point)?;
            let count = Expr::list([count_of(bodies.len())]);
            let args = [value, count, names_of(&given), point_of(&starts, &point)];
            ev.message_at(head(call), "nlnum", &args, call.origin);
            return Ok(None);
        }
    };
    let point: Vec<Expr> = point.into_iter().map(Expr::Real).collect();
    Ok(Some(rules(&starts, &point)))
}

fn count_of(n: usize) -> Expr {
    Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What the functions come to at a point, for a message.
fn value_at(ev: &mut Evaluator, bodies: &[Expr], names: &[Symbol], point: &[f64]) -> Eval {
    Function::evaluated(names, Expr::list(bodies.to_vec())).quiet().at(ev, point)
}

/// An unknown and where the search for it starts.
struct Start {
    name: Symbol,
    /// The lengths of an unknown that is a list, none for a number.
    dims: Vec<usize>,
    /// The start, component by component.
    values: Vec<Expr>,
    /// For each component the machine numbers given: a start, a second start or the ends of a range.
    numbers: Vec<Vec<f64>>,
}

impl Start {
    fn is_real(&self) -> bool {
        self.numbers.len() == self.values.len() && self.numbers.iter().all(|numbers| !numbers.is_empty())
    }

    /// The symbols for the components.
    fn symbols(&self) -> Vec<Symbol> {
        if self.dims.is_empty() {
            return vec![self.name];
        }
        let symbol = |index: usize| Symbol::new(&format!("FindRoot`{}{}", self.name.name(), index + 1));
        (0..self.values.len()).map(symbol).collect()
    }
}

/// Components shaped as the unknown is.
pub(super) fn shaped(dims: &[usize], parts: &[Expr]) -> Expr {
    match dims {
        [] => parts.first().cloned().unwrap_or_else(Expr::null),
        [_] => Expr::list(parts.to_vec()),
        [rows, inner @ ..] => {
            Expr::list(parts.chunks((parts.len() / rows).max(1)).map(|part| shaped(inner, part)))
        }
    }
}

/// `{x -> value, …}`
fn rules(starts: &[Start], point: &[Expr]) -> Expr {
    let mut rest = point;
    let mut rules = Vec::new();
    for start in starts {
        let (own, others) = rest.split_at(start.values.len().min(rest.len()));
        rest = others;
        rules.push(Expr::call(sym::Rule, [Expr::Symbol(start.name), shaped(&start.dims, own)]));
    }
    Expr::list(rules)
}

fn point_of(starts: &[Start], point: &[f64]) -> Expr {
    let mut rest = point;
    let mut parts = Vec::new();
    for start in starts {
        let (own, others) = rest.split_at(start.values.len().min(rest.len()));
        rest = others;
        let own: Vec<Expr> = own.iter().copied().map(Expr::Real).collect();
        parts.push(shaped(&start.dims, &own));
    }
    Expr::list(parts)
}

/// Unknowns with starts: `{x, a}`, `{x, a, b}`, `{x, a, low, high}`, `{v, {a, …}}`, several of them or a list of them.
fn starts(ev: &mut Evaluator, specs: &[Expr]) -> Eval<Option<Vec<Start>>> {
    let is_list_of_specs = |list: &Normal| {
        list.args.iter().all(|arg| arg.as_call(sym::List).is_some() || matches!(arg, Expr::Symbol(_)))
            && list.args.iter().any(|arg| arg.as_call(sym::List).is_some_and(|one| one.args.len() > 1))
            && !list.args.first().is_some_and(|arg| matches!(arg, Expr::Symbol(_)))
    };
    let all = match specs {
        [spec] => match spec.as_call(sym::List).filter(|list| is_list_of_specs(list)) {
            Some(list) => list.args.to_vec(),
            None => vec![spec.clone()],
        },
        specs => specs.to_vec(),
    };
    let mut found = Vec::new();
    for spec in &all {
        let (name, given) = match spec {
            Expr::Symbol(name) => (*name, vec![Expr::Integer(1)]),
            _ => match spec.as_call(sym::List).map(|list| &list.args[..]) {
                Some([Expr::Symbol(name), given @ ..]) if (1..=3).contains(&given.len()) => {
                    (*name, given.to_vec())
                }
                _ => return Ok(None),
            },
        };
        let mut machine = Vec::new();
        let mut exact = Vec::new();
        for given in given {
            let value = ev.eval(given)?;
            machine.push(ev.eval(Expr::call(sym::N, [value.clone()]))?);
            exact.push(value);
        }
        let Some(start) = (match array(&machine[0]).filter(|_| machine[0].is_list()) {
            Some((dims, data)) if machine.len() == 1 => {
                let flat = ev.eval(Expr::call(sym::Flatten, [exact[0].clone()]))?;
                let values = flat.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
                let numbers = data.into_iter().map(|value| vec![value]).collect();
                Some(Start { name, dims, values, numbers })
            }
            Some(_) => None,
            None => {
                let numbers: Vec<f64> = machine.iter().filter_map(real).collect();
                let is_number = machine.iter().all(|value| complex(value).is_some() || value.is_number());
                let whole = numbers.len() == machine.len();
                is_number.then(|| Start {
                    name,
                    dims: Vec::new(),
                    values: vec![exact[0].clone()],
                    numbers: if whole { vec![numbers] } else { Vec::new() },
                })
            }
        }) else {
            return Ok(None);
        };
        found.push(start);
    }
    Ok((!found.is_empty()).then_some(found))
}

/// The equations with lists of symbols in place of the unknowns that are lists.
fn lists_of_symbols(ev: &mut Evaluator, starts: &[Start], given: &[Symbol], equations: &Expr) -> Eval {
    let set: Vec<Expr> = starts
        .iter()
        .filter(|start| !start.dims.is_empty())
        .map(|start| {
            let symbols: Vec<Expr> = start.symbols().into_iter().map(Expr::Symbol).collect();
            Expr::call(sym::Set, [Expr::Symbol(start.name), shaped(&start.dims, &symbols)])
        })
        .collect();
    if set.is_empty() {
        return symbolic(ev, given, equations);
    }
    let plain = starts.iter().filter(|start| start.dims.is_empty()).map(|start| Expr::Symbol(start.name));
    let set: Vec<Expr> = set.into_iter().chain(plain).collect();
    ev.silently(|ev| ev.eval(Expr::call(sym::Block, [Expr::list(set), equations.clone()])))
}

/// What is to be zero: the sides of equations less each other, lists of them taken apart.
fn residuals(ev: &mut Evaluator, equations: &Expr, all: &mut Vec<Expr>) -> Eval<()> {
    if let Some(list) = equations.elements() {
        for equation in list.iter() {
            residuals(ev, equation, all)?;
        }
        return Ok(());
    }
    let body = residual(equations);
    let threaded = equations.as_call(sym::Equal).is_some_and(|equal| equal.args.iter().any(Expr::is_list));
    if threaded {
        let body = ev.silently(|ev| ev.eval(body))?;
        if body.is_list() {
            return residuals(ev, &body, all);
        }
        all.push(body);
        return Ok(());
    }
    all.push(body);
    Ok(())
}

/// The variables as a list.
pub fn names_of(names: &[Symbol]) -> Expr {
    Expr::list(names.iter().map(|&name| Expr::Symbol(name)))
}

/// A point as a list.
pub fn numbers_of(point: &[f64]) -> Expr {
    Expr::list(point.iter().map(|&value| Expr::Real(value)))
}

/// The values of all functions, of one that gives a list its elements.
fn values(ev: &mut Evaluator, functions: &[Function], point: &[f64]) -> Eval<Option<Vec<f64>>> {
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

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// The matrix of derivatives that the caller gives, when its values are numbers.
fn given_jacobian(
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
fn derivatives(
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

fn newton(
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
fn bracketed(ev: &mut Evaluator, function: &Function, (a, b): (f64, f64), search: &Search) -> Eval<End> {
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

fn secant(
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
