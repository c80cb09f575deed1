//! `FindMinimum` and `FindMaximum`: a quasi-Newton search, and Nelder and Mead's where there are no slopes.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::constraints::{self, Kind};
use super::function::Function;
use super::goals::{self, Goals, count, head, rule, split, symbolic, variables};
use super::precise::{self, Problem};
use super::root::{names_of, numbers_of};

/// How a search ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// At a point that meets the goals.
    Met,
    /// Where the slopes show no way down.
    Stuck,
    /// On its way when its rounds were over, or far out.
    OnItsWay,
    /// Where constraints are broken.
    Broken,
}

/// What is to be made least: a function, and constraints by an augmented Lagrangian (Nocedal and Wright, chapter 17).
pub(super) struct Search<'a> {
    pub function: &'a Function,
    /// 1 to look for the least value, -1 for the greatest.
    pub sign: f64,
    pub limits: Vec<(f64, f64)>,
    /// What must not be positive, or must be zero, with its multiplier.
    pub terms: Vec<Term>,
    /// How much a broken constraint weighs.
    pub weight: f64,
    /// Derivatives as the caller gives them.
    pub gradient: Option<Vec<Function>>,
    pub step_monitor: Option<Expr>,
    pub names: &'a [Symbol],
}

/// A constraint in the search.
#[derive(Clone)]
pub(super) struct Term {
    pub function: Function,
    pub kind: Kind,
    pub multiplier: f64,
}

impl Search<'_> {
    /// The value to be made least; infinite outside the limits and where there is no number.
    pub fn value(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<f64> {
        if point.iter().zip(&self.limits).any(|(x, (low, high))| !(*low..=*high).contains(x)) {
            return Ok(f64::INFINITY);
        }
        let Some(mut value) = self.function.real(ev, point)?.map(|value| self.sign * value) else {
            return Ok(f64::INFINITY);
        };
        for term in &self.terms {
            let Some(g) = term.function.real(ev, point)? else { return Ok(f64::INFINITY) };
            let pushed = term.multiplier + self.weight * g;
            value += match term.kind {
                Kind::Zero => (term.multiplier + 0.5 * self.weight * g) * g,
                Kind::NotPositive => {
                    (pushed.max(0.0).powi(2) - term.multiplier * term.multiplier) / (2.0 * self.weight)
                }
            };
        }
        Ok(value)
    }

    /// By how much each constraint is broken.
    fn broken(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Vec<f64>> {
        let mut all = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let g = term.function.real(ev, point)?.unwrap_or(f64::INFINITY);
            all.push(match term.kind {
                Kind::Zero => g,
                Kind::NotPositive => g.max(-term.multiplier / self.weight),
            });
        }
        Ok(all)
    }

    fn slope(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Vec<f64>> {
        if let (Some(gradient), true) = (&self.gradient, self.terms.is_empty()) {
            let mut slope = Vec::with_capacity(point.len());
            for part in gradient {
                slope.push(self.sign * part.real(ev, point)?.unwrap_or(f64::NAN));
            }
            return Ok(slope);
        }
        let mut slope = Vec::with_capacity(point.len());
        for index in 0..point.len() {
            let step = f64::EPSILON.cbrt() * point[index].abs().max(1.0);
            let mut at = |part: f64| {
                let mut moved = point.to_vec();
                moved[index] += part * step;
                self.value(ev, &moved)
            };
            // Four points: the error is of the fourth order in the step.
            let (a, b, c, d) = (at(-2.0)?, at(-1.0)?, at(1.0)?, at(2.0)?);
            slope.push((8.0 * (c - b) - (d - a)) / (12.0 * step));
        }
        Ok(slope)
    }
}

/// Values below this have no least one.
const FAR: f64 = -1e100;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Methods that are known by name; only Nelder and Mead's is another one.
const METHODS: &[&str] = &[
    "Automatic",
    "ConjugateGradient",
    "InteriorPoint",
    "IPOPT",
    "LevenbergMarquardt",
    "LinearProgramming",
    "NelderMead",
    "Newton",
    "PrincipalAxis",
    "QuasiNewton",
];

/// `FindMinimum[f, {x, start}]`, `FindMaximum[f, {{x, start}, …}]`, `FindMinimum[{f, constraints}, …]`.
pub fn find_extremum(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [body, specs @ ..] = &before[..] else { return Ok(None) };
    if specs.is_empty() {
        return Ok(None);
    }
    let Some(found) = variables(ev, specs)? else {
        ev.message_at(head(call), "fdss", &specs[..1], call.origin);
        return Ok(None);
    };
    if !goals::method_known(ev, call, &settings, METHODS) {
        return Ok(None);
    }
    let names: Vec<Symbol> = found.iter().map(|(name, _)| *name).collect();
    let start: Vec<f64> = found.iter().map(|(_, numbers)| numbers.first().copied().unwrap_or(1.0)).collect();
    let limits = found.iter().map(|(_, numbers)| match numbers[..] {
        [_, low, high] => (low, high),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    });
    let body = symbolic(ev, &names, body)?;
    let Some((body, constraints)) = constraints::read(ev, call, &names, &body)? else { return Ok(None) };
    let monitor = goals::monitor(&settings, "EvaluationMonitor");
    let function = Function::new(ev, &names, body.clone())?.watched(monitor);
    let sign = if head(call).name() == "FindMaximum" { -1.0 } else { 1.0 };
    if function.real(ev, &start)?.is_none() {
        ev.message_at(head(call), "nrnum", &[body, names_of(&names), numbers_of(&start)], call.origin);
        return Ok(None);
    }
    let quiet = function.clone().quiet();
    let gradient = match settings.chosen("Gradient").and_then(|given| given.elements()) {
        Some(given) if given.len() == names.len() => {
            let given = given.into_owned();
            let parts: Eval<Vec<Function>> = given
                .into_iter()
                .map(|part| {
                    let part = symbolic(ev, &names, &part)?;
                    Ok(Function::new(ev, &names, part)?.quiet())
                })
                .collect();
            Some(parts?)
        }
        _ => None,
    };
    let mut search = Search {
        function: &quiet,
        sign,
        limits: limits.collect(),
        terms: Vec::new(),
        weight: 10.0,
        gradient,
        step_monitor: goals::monitor(&settings, "StepMonitor"),
        names: &names,
    };
    for constraint in &constraints.all {
        let function = Function::new(ev, &names, constraint.body.clone())?.quiet();
        if function.real(ev, &start)?.is_none() {
            let args = [constraint.body.clone(), names_of(&names), numbers_of(&start)];
            ev.message_at(head(call), "nrnum", &args, call.origin);
            return Ok(None);
        }
        search.terms.push(Term { function, kind: constraint.kind, multiplier: 0.0 });
    }
    let goals = Goals::read(&settings, 1e-8, 1e-10);
    let most = count(&settings, "MaxIterations", 500);
    let by_values = goals::method(&settings).is_some_and(|name| name == "NelderMead");
    let (point, value, end) = if constraints.all.is_empty() {
        free(ev, &search, start, goals, most, by_values)?
    } else {
        constrained(ev, &mut search, start, goals, most)?
    };
    match end {
        End::Met => {}
        End::Broken => {
            ev.message_at(head(call), "eqineq", &[Expr::list(constraints.shown.clone())], call.origin);
        }
        _ => {
            let most = Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX));
            ev.message_at(head(call), "cvmit", &[most], call.origin);
        }
    }
    if let (Some(digits), true) = (goals::digits(ev, &settings)?, constraints.all.is_empty())
        && let Some(found) = refined(ev, call, &body, &names, &point, digits)?
    {
        return Ok(Some(found));
    }
    let rules = Expr::list(names.iter().zip(point).map(|(&name, value)| rule(name, value)));
    Ok(Some(Expr::list([Expr::Real(sign * value + 0.0), rules])))
}

/// A least or greatest value in more digits than a machine number has: where the derivatives are zero.
fn refined(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    body: &Expr,
    names: &[Symbol],
    point: &[f64],
    digits: f64,
) -> Eval<Option<Expr>> {
    let mut slopes = Vec::with_capacity(names.len());
    for &name in names {
        slopes.push(ev.eval(Expr::call(sym::D, [body.clone(), Expr::Symbol(name)]))?);
    }
    let problem = Problem {
        names,
        bodies: &slopes,
        digits: Some(digits),
        monitor: None,
        step_monitor: None,
        most: 100,
        goals: Goals { relative: 1e-8, absolute: 1e-8 },
        chosen_goals: false,
    };
    let start = point.iter().copied().map(Expr::Real).collect();
    let Some(found) = ev.silently(|ev| precise::solve(ev, call, &problem, start))? else { return Ok(None) };
    let rules = Expr::list(
        names.iter().zip(found).map(|(&name, value)| Expr::call(sym::Rule, [Expr::Symbol(name), value])),
    );
    let value = ev.eval(Expr::call(sym::ReplaceAll, [body.clone(), rules.clone()]))?;
    let value = ev.eval(Expr::call(sym::N, [value, Expr::Real(digits)]))?;
    Ok(value.is_number().then(|| Expr::list([value, rules])))
}

/// A search without constraints: by slopes, and by values alone where that gets stuck.
pub(super) fn free(
    ev: &mut Evaluator,
    search: &Search,
    start: Vec<f64>,
    goals: Goals,
    most: usize,
    by_values: bool,
) -> Eval<(Vec<f64>, f64, End)> {
    let (mut point, mut value, mut end) = if by_values {
        (start, f64::INFINITY, End::Stuck)
    } else {
        quasi_newton(ev, search, start, goals, most)?
    };
    if end == End::Stuck {
        let (other, least, done) = nelder_mead(ev, search, &point, goals, most)?;
        if least <= value {
            (point, value) = (other, least);
        }
        end = if done && value > FAR { End::Met } else { End::OnItsWay };
    }
    Ok((point, value, end))
}

/// Rounds in which the multipliers settle.
const ROUNDS: usize = 60;
/// By how much constraints may be broken at the end.
const TOLERANCE: f64 = 1e-9;

/// A search with constraints: searches without them, with multipliers that follow what is broken.
pub(super) fn constrained(
    ev: &mut Evaluator,
    search: &mut Search,
    start: Vec<f64>,
    goals: Goals,
    most: usize,
) -> Eval<(Vec<f64>, f64, End)> {
    let mut point = start;
    let mut before = f64::INFINITY;
    let mut end = End::Broken;
    for _ in 0..ROUNDS {
        ev.check_interrupt()?;
        let (next, value, how) = free(ev, search, point.clone(), goals, most, false)?;
        if value < FAR {
            return Ok((next, value, End::OnItsWay));
        }
        point = next;
        let broken = search.broken(ev, &point)?;
        let worst = broken.iter().fold(0.0f64, |most, g| most.max(g.abs()));
        if !worst.is_finite() {
            break;
        }
        for (term, g) in search.terms.iter_mut().zip(&broken) {
            term.multiplier += search.weight * g;
            if term.kind == Kind::NotPositive {
                term.multiplier = term.multiplier.max(0.0);
            }
        }
        if worst <= TOLERANCE {
            end = if how == End::OnItsWay { End::OnItsWay } else { End::Met };
            break;
        }
        if worst > 0.25 * before {
            search.weight = (search.weight * 5.0).min(1e7);
        }
        before = worst;
    }
    if end == End::Broken && search.broken(ev, &point)?.iter().all(|g| g.abs() <= 1e-6) {
        end = End::Met;
    }
    let value = search.function.real(ev, &point)?.map_or(f64::NAN, |value| search.sign * value);
    Ok((point, value, end))
}

/// The method of Broyden, Fletcher, Goldfarb and Shanno with a backtracking line search.
fn quasi_newton(
    ev: &mut Evaluator,
    search: &Search,
    start: Vec<f64>,
    goals: Goals,
    most: usize,
) -> Eval<(Vec<f64>, f64, End)> {
    let n = start.len();
    let mut point = start;
    let mut value = search.value(ev, &point)?;
    let mut slope = search.slope(ev, &point)?;
    let identity = |scale: f64| -> Vec<Vec<f64>> {
        (0..n).map(|i| (0..n).map(|j| if i == j { scale } else { 0.0 }).collect()).collect()
    };
    let mut inverse = identity(1.0);
    let mut fresh = true;
    for _ in 0..most {
        ev.check_interrupt()?;
        if slope.iter().any(|part| !part.is_finite()) {
            return Ok((point, value, End::Stuck));
        }
        let steep = dot(&slope, &slope).sqrt();
        let reach = dot(&point, &point).sqrt().max(1.0);
        if steep * reach <= 1e-12 * (1.0 + value.abs()) {
            return Ok((point, value, End::Met));
        }
        let mut direction: Vec<f64> = inverse.iter().map(|row| -dot(row, &slope)).collect();
        if dot(&direction, &slope) >= 0.0 {
            inverse = identity(1.0);
            direction = slope.iter().map(|part| -part).collect();
            fresh = true;
        }
        // A first step no longer than the point is far, since nothing is known of the scale yet.
        let length = dot(&direction, &direction).sqrt();
        let mut part = if fresh { (reach / length).min(1.0) } else { 1.0 };
        let descent = dot(&direction, &slope);
        let mut next = None;
        while part * length > 1e-17 * reach {
            let moved: Vec<f64> = point.iter().zip(&direction).map(|(x, d)| x + part * d).collect();
            let there = search.value(ev, &moved)?;
            if there <= value + 1e-4 * part * descent {
                next = Some((moved, there));
                break;
            }
            part /= if part * length > 1e-3 * reach { 2.0 } else { 5.0 };
        }
        let Some((moved, there)) = next else {
            // Rounding is all that is left when the slope is small; otherwise try from a fresh start once.
            let flat = steep * reach <= 1e-6 * (1.0 + value.abs());
            if fresh || flat {
                return Ok((point, value, if flat { End::Met } else { End::Stuck }));
            }
            inverse = identity(1.0);
            fresh = true;
            continue;
        };
        if there < FAR {
            return Ok((moved, there, End::OnItsWay));
        }
        let next_slope = search.slope(ev, &moved)?;
        let step: Vec<f64> = moved.iter().zip(&point).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curvature = dot(&step, &change);
        let moved_by = dot(&step, &step).sqrt();
        if curvature > 1e-14 * moved_by * dot(&change, &change).sqrt() {
            if fresh {
                inverse = identity(curvature / dot(&change, &change));
            }
            let along: Vec<f64> = inverse.iter().map(|row| dot(row, &change)).collect();
            let scale = (1.0 + dot(&change, &along) / curvature) / curvature;
            for i in 0..n {
                for j in 0..n {
                    inverse[i][j] +=
                        scale * step[i] * step[j] - (along[i] * step[j] + step[i] * along[j]) / curvature;
                }
            }
            fresh = false;
        }
        let gained = value - there;
        (point, value, slope) = (moved, there, next_slope);
        goals::watch(ev, search.step_monitor.as_ref(), search.names, &point)?;
        let still = moved_by <= goals.relative * 1e-2 * dot(&point, &point).sqrt() + goals.absolute;
        if still && gained <= 1e-14 * value.abs() + f64::MIN_POSITIVE {
            return Ok((point, value, End::Met));
        }
    }
    Ok((point, value, End::OnItsWay))
}

/// Nelder and Mead's search with a simplex, started anew once where it ends.
fn nelder_mead(
    ev: &mut Evaluator,
    search: &Search,
    start: &[f64],
    goals: Goals,
    most: usize,
) -> Eval<(Vec<f64>, f64, bool)> {
    let n = start.len();
    let mut best = (start.to_vec(), search.value(ev, start)?);
    let mut done = false;
    for scale in [0.1, 0.01] {
        let mut simplex = vec![best.clone()];
        for index in 0..n {
            let mut corner = best.0.clone();
            corner[index] += scale * corner[index].abs().max(1.0);
            let value = search.value(ev, &corner)?;
            simplex.push((corner, value));
        }
        done = false;
        for _ in 0..most.saturating_mul(n.max(1)).max(200) {
            ev.check_interrupt()?;
            simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
            let spread = (0..n)
                .map(|i| {
                    let values = simplex.iter().map(|corner| corner.0[i]);
                    values.clone().fold(f64::NEG_INFINITY, f64::max) - values.fold(f64::INFINITY, f64::min)
                })
                .fold(0.0, f64::max);
            let reach = simplex[0].0.iter().fold(1.0f64, |most, x| most.max(x.abs()));
            if spread <= goals.relative * reach + goals.absolute * 1e-2 {
                done = true;
                break;
            }
            let center: Vec<f64> = (0..n)
                .map(|i| simplex[..n].iter().map(|corner| corner.0[i]).sum::<f64>() / n as f64)
                .collect();
            let worst = simplex[n].clone();
            let along = |factor: f64| -> Vec<f64> {
                center.iter().zip(&worst.0).map(|(c, w)| c + factor * (c - w)).collect()
            };
            let mirrored = along(1.0);
            let value = search.value(ev, &mirrored)?;
            if value < simplex[0].1 {
                let further = along(2.0);
                let beyond = search.value(ev, &further)?;
                simplex[n] = if beyond < value { (further, beyond) } else { (mirrored, value) };
                continue;
            }
            if value < simplex[n - 1].1 {
                simplex[n] = (mirrored, value);
                continue;
            }
            let inner = along(if value < worst.1 { 0.5 } else { -0.5 });
            let inside = search.value(ev, &inner)?;
            if inside < worst.1.min(value) {
                simplex[n] = (inner, inside);
                continue;
            }
            let first = simplex[0].0.clone();
            for corner in &mut simplex[1..] {
                corner.0 = corner.0.iter().zip(&first).map(|(x, b)| b + 0.5 * (x - b)).collect();
                corner.1 = search.value(ev, &corner.0)?;
            }
        }
        simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
        best = simplex.swap_remove(0);
    }
    Ok((best.0, best.1, done))
}
