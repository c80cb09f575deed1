//! `FindMinimum` and `FindMaximum`: a quasi-Newton search, and Nelder and Mead's where there are no slopes.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol};

use super::function::Function;
use super::goals::{Goals, count, head, rule, split, symbolic, variables};
use super::root::{names_of, numbers_of};

/// How a search ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// At a point that meets the goals.
    Met,
    /// Where the slopes show no way down.
    Stuck,
    /// On its way when its rounds were over, or far out.
    OnItsWay,
}

struct Search<'a> {
    function: &'a Function,
    /// 1 to look for the least value, -1 for the greatest.
    sign: f64,
    limits: Vec<(f64, f64)>,
}

impl Search<'_> {
    /// The value to be made least; infinite outside the limits and where there is no number.
    fn value(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<f64> {
        if point.iter().zip(&self.limits).any(|(x, (low, high))| !(*low..=*high).contains(x)) {
            return Ok(f64::INFINITY);
        }
        Ok(self.function.real(ev, point)?.map_or(f64::INFINITY, |value| self.sign * value))
    }

    fn slope(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Vec<f64>> {
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

/// `FindMinimum[f, {x, start}]`, `FindMaximum[f, {{x, start}, …}]`.
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
    let names: Vec<Symbol> = found.iter().map(|(name, _)| *name).collect();
    let start: Vec<f64> = found.iter().map(|(_, numbers)| numbers.first().copied().unwrap_or(1.0)).collect();
    let limits = found.iter().map(|(_, numbers)| match numbers[..] {
        [_, low, high] => (low, high),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    });
    let body = symbolic(ev, &names, body)?;
    let function = Function::new(ev, &names, body.clone())?;
    let sign = if head(call).name() == "FindMaximum" { -1.0 } else { 1.0 };
    if function.real(ev, &start)?.is_none() {
        ev.message_at(head(call), "nrnum", &[body, names_of(&names), numbers_of(&start)], call.origin);
        return Ok(None);
    }
    let quiet = function.clone().quiet();
    let search = Search { function: &quiet, sign, limits: limits.collect() };
    let goals = Goals::read(&settings, 1e-8, 1e-10);
    let most = count(&settings, "MaxIterations", 500);
    let by_values =
        matches!(settings.chosen("Method"), Some(Expr::String(name)) if name.as_str() == "NelderMead");
    let (mut point, mut value, mut end) = if by_values {
        (start.clone(), f64::INFINITY, End::Stuck)
    } else {
        quasi_newton(ev, &search, start, goals, most)?
    };
    if end == End::Stuck {
        let (other, least, done) = nelder_mead(ev, &search, &point, goals, most)?;
        if least <= value {
            (point, value) = (other, least);
        }
        end = if done && value > FAR { End::Met } else { End::OnItsWay };
    }
    if end != End::Met {
        let most = Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX));
        ev.message_at(head(call), "cvmit", &[most], call.origin);
    }
    let rules = Expr::list(names.iter().zip(point).map(|(&name, value)| rule(name, value)));
    Ok(Some(Expr::list([Expr::Real(sign * value + 0.0), rules])))
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
