//! `NMinimize` and `NMaximize`: the least value anywhere, by differential evolution (Storn and Price, 1997) and a search
//! from the best places found. Its random numbers are its own, so that a call always gives the same.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::constraints::{self, Kind};
use super::function::Function;
use super::goals::{self, Goals, count, head, rule, split, symbolic, variables};
use super::minimum::{End, Search, Term, constrained, free};
use super::root::names_of;

/// Methods known by name; all lead to the same search.
const METHODS: &[&str] =
    &["Automatic", "DifferentialEvolution", "NelderMead", "RandomSearch", "SimulatedAnnealing"];

/// Points for each variable, and the fewest and most of all.
const POINTS: (usize, usize, usize) = (15, 30, 120);
/// Best points from which a search is made.
const STARTS: usize = 4;

/// Marsaglia's xorshift generator (2003).
struct Random(u64);

impl Random {
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n - 1)
    }
}

/// The value to be made least with what broken constraints cost.
fn cost(ev: &mut Evaluator, search: &Search, whole: &[bool], point: &[f64]) -> Eval<f64> {
    let rounded: Vec<f64> =
        point.iter().zip(whole).map(|(&x, &whole)| if whole { x.round() } else { x }).collect();
    let Some(value) = search.function.real(ev, &rounded)? else { return Ok(f64::INFINITY) };
    let mut broken = 0.0;
    for term in &search.terms {
        let Some(g) = term.function.real(ev, &rounded)? else { return Ok(f64::INFINITY) };
        broken += match term.kind {
            Kind::Zero => g.abs(),
            Kind::NotPositive => g.max(0.0),
        };
    }
    let value = search.sign * value;
    Ok(value + broken * (1e2 * (1.0 + value.abs())) + broken * broken * 1e3)
}

/// `NMinimize[f, x]`, `NMaximize[{f, constraints}, {x, y}]`.
pub fn n_minimize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [body, specs] = &before[..] else { return Ok(None) };
    let Some(found) = variables(ev, std::slice::from_ref(specs))? else {
        ev.message_at(head(call), "vlist", std::slice::from_ref(specs), call.origin);
        return Ok(None);
    };
    if !goals::method_known(ev, call, &settings, METHODS) {
        return Ok(None);
    }
    let names: Vec<Symbol> = found.iter().map(|(name, _)| *name).collect();
    let body = symbolic(ev, &names, body)?;
    let Some((body, constraints)) = constraints::read(ev, call, &names, &body)? else { return Ok(None) };
    let monitor = goals::monitor(&settings, "EvaluationMonitor");
    let function = Function::new(ev, &names, body.clone())?.watched(monitor).quiet();
    let sign = if head(call).name() == "NMaximize" { -1.0 } else { 1.0 };
    let mut terms = Vec::new();
    for constraint in &constraints.all {
        let function = Function::new(ev, &names, constraint.body.clone())?.quiet();
        terms.push(Term { function, kind: constraint.kind, multiplier: 0.0 });
    }
    let mut search = Search {
        function: &function,
        sign,
        limits: vec![(f64::NEG_INFINITY, f64::INFINITY); names.len()],
        terms,
        weight: 10.0,
        gradient: None,
        step_monitor: goals::monitor(&settings, "StepMonitor"),
        names: &names,
    };
    let whole: Vec<bool> = names.iter().map(|name| constraints.whole.contains(name)).collect();
    // Where nothing is said a search begins within 1 of 0, or beside the one end that is given.
    let region: Vec<(f64, f64)> = constraints
        .ranges
        .iter()
        .zip(&found)
        .map(|(&(low, high), (_, given))| match (low.is_finite(), high.is_finite(), &given[..]) {
            (_, _, &[from, to]) if from < to => (from.max(low), to.min(high)),
            (true, true, _) if low <= high => (low, high),
            (true, false, _) => (low, low + 2.0),
            (false, true, _) => (high - 2.0, high),
            _ => (-1.0, 1.0),
        })
        .collect();
    let generations = count(&settings, "MaxIterations", 100).min(10_000);
    let population = evolve(ev, &search, &whole, &region, generations)?;
    if population.iter().all(|(_, cost)| !cost.is_finite()) {
        let point = Expr::list(population[0].0.iter().map(|&x| Expr::Real(x)));
        ev.message_at(head(call), "nnum", &[body, names_of(&names), point], call.origin);
        return Ok(None);
    }
    let goals = Goals::read(&settings, 1e-8, 1e-10);
    let mut best: Option<(Vec<f64>, f64, End)> = None;
    for (start, _) in population.into_iter().take(STARTS) {
        search.weight = 10.0;
        search.terms.iter_mut().for_each(|term| term.multiplier = 0.0);
        search.limits = vec![(f64::NEG_INFINITY, f64::INFINITY); names.len()];
        let mut start = start;
        for (index, value) in start.iter_mut().enumerate() {
            if whole[index] {
                *value = value.round();
                search.limits[index] = (*value, *value);
            }
        }
        let (point, value, end) = if whole.iter().all(|&whole| whole) {
            let value = search.function.real(ev, &start)?.map_or(f64::INFINITY, |value| sign * value);
            (start, value, End::Met)
        } else if search.terms.is_empty() {
            free(ev, &search, start, goals, 500, false)?
        } else {
            constrained(ev, &mut search, start, goals, 500)?
        };
        let better = best.as_ref().is_none_or(|(_, least, how)| {
            (end != End::Broken && *how == End::Broken)
                || ((end == End::Broken) == (*how == End::Broken) && value < *least)
        });
        if better {
            best = Some((point, value, end));
        }
    }
    let Some((point, value, end)) = best else { return Ok(None) };
    match end {
        End::Broken => {
            let shown = Expr::list(constraints.shown.clone());
            ev.message_at(head(call), "nosat", &[shown], call.origin);
        }
        End::OnItsWay => {
            let most = Expr::Integer(i64::try_from(generations).unwrap_or(i64::MAX));
            ev.message_at(head(call), "cvmit", &[most], call.origin);
        }
        _ => {}
    }
    let shown = |(index, value): (usize, f64)| {
        let name = names[index];
        if whole[index] {
            Expr::call(sym::Rule, [Expr::Symbol(name), Expr::Integer(value as i64)])
        } else {
            rule(name, value)
        }
    };
    let rules = Expr::list(point.into_iter().enumerate().map(shown));
    Ok(Some(Expr::list([Expr::Real(sign * value + 0.0), rules])))
}

/// Points in order of their cost after some generations.
fn evolve(
    ev: &mut Evaluator,
    search: &Search,
    whole: &[bool],
    region: &[(f64, f64)],
    generations: usize,
) -> Eval<Vec<(Vec<f64>, f64)>> {
    let n = region.len();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let size = (POINTS.0 * n).clamp(POINTS.1, POINTS.2);
    let mut all: Vec<(Vec<f64>, f64)> = Vec::with_capacity(size);
    for _ in 0..size {
        let point: Vec<f64> = region.iter().map(|(low, high)| low + random.unit() * (high - low)).collect();
        let cost = cost(ev, search, whole, &point)?;
        all.push((point, cost));
    }
    for _ in 0..generations {
        ev.check_interrupt()?;
        for index in 0..size {
            let [a, b, c] = [0; 3].map(|_| random.below(size));
            let sure = random.below(n);
            let scale = 0.5 + 0.4 * random.unit();
            let point: Vec<f64> = (0..n)
                .map(|k| {
                    if k == sure || random.unit() < 0.6 {
                        all[a].0[k] + scale * (all[b].0[k] - all[c].0[k])
                    } else {
                        all[index].0[k]
                    }
                })
                .collect();
            let there = cost(ev, search, whole, &point)?;
            if there < all[index].1 || there == all[index].1 && there.is_finite() {
                all[index] = (point, there);
            }
        }
        let costs = all.iter().map(|(_, cost)| *cost);
        let (low, high) =
            costs.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        if high - low <= 1e-10 * (1.0 + low.abs()) {
            break;
        }
    }
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    // Starts are to lie apart: of points that are nearly one the best is kept in front.
    let mut apart: Vec<(Vec<f64>, f64)> = Vec::new();
    for (point, cost) in &all {
        let near = |other: &(Vec<f64>, f64)| {
            other.0.iter().zip(point).all(|(x, y)| (x - y).abs() <= 1e-3 * (1.0 + x.abs()))
        };
        if !apart.iter().any(near) {
            apart.push((point.clone(), *cost));
        }
    }
    Ok(apart)
}
