//! `FindRoot`: Newton's method with a line search, and Brent's method between two starts. Complex unknowns and those of
//! more than machine precision are left to `precise`.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::{Function, complex};
use super::goals::{self, Goals, count, head, residual, split, symbolic};
use super::precise;
use super::real::{array, real};
use super::root_steps::{End, Search, bracketed, newton, secant, values};

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
