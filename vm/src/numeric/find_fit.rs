//! `FindFit`: parameters of a model nearest to data, by the method of Levenberg and Marquardt.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::fit::data_rows;
use super::function::Function;
use super::goals::{count, head, split};
use super::linear::least_squares;
use super::real::real;

/// Damping to start from, and where no step is found any more.
const DAMPING: f64 = 1e-3;
const MOST_DAMPING: f64 = 1e12;
/// Relative size of a step that counts as none.
const STEP: f64 = 1e-11;

/// A model over data.
struct Model {
    function: Function,
    /// For each row the variables and then the value.
    rows: Vec<Vec<f64>>,
    parameters: usize,
}

impl Model {
    /// What the data have over the model; no answer where the model is not real.
    fn residuals(&self, ev: &mut Evaluator, parameters: &[f64]) -> Eval<Option<Vec<f64>>> {
        let mut residuals = Vec::with_capacity(self.rows.len());
        let mut point = parameters.to_vec();
        for row in &self.rows {
            ev.check_interrupt()?;
            let Some((y, x)) = row.split_last() else { return Ok(None) };
            point.truncate(self.parameters);
            point.extend_from_slice(x);
            match self.function.real(ev, &point)? {
                Some(value) if value.is_finite() => residuals.push(y - value),
                _ => return Ok(None),
            }
        }
        Ok(Some(residuals))
    }

    /// Derivatives of the model by the parameters at each row, from central differences.
    fn slopes(&self, ev: &mut Evaluator, at: &[f64]) -> Eval<Option<Vec<Vec<f64>>>> {
        let mut slopes = vec![Vec::with_capacity(at.len()); self.rows.len()];
        for parameter in 0..at.len() {
            let step = f64::EPSILON.cbrt() * at[parameter].abs().max(1e-2);
            let mut moved = at.to_vec();
            moved[parameter] = at[parameter] + step;
            let Some(above) = self.residuals(ev, &moved)? else { return Ok(None) };
            moved[parameter] = at[parameter] - step;
            let Some(below) = self.residuals(ev, &moved)? else { return Ok(None) };
            for ((slopes, above), below) in slopes.iter_mut().zip(above).zip(below) {
                slopes.push((below - above) / (2.0 * step));
            }
        }
        Ok(Some(slopes))
    }
}

fn squares(residuals: &[f64]) -> f64 {
    residuals.iter().map(|r| r * r).sum()
}

/// `FindFit[data, model, {a, {b, start}, …}, {x, …}]`
pub fn find_fit(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((args, settings)) = split(ev, call)? else { return Ok(None) };
    let [data, body, parameters, variables] = &args[..] else { return Ok(None) };
    let Some((names, mut at)) = starts(parameters) else {
        ev.message_at(head(call), "ivar", std::slice::from_ref(parameters), call.origin);
        return Ok(None);
    };
    let variables: Option<Vec<Symbol>> = match variables.elements() {
        Some(list) => list.iter().map(Expr::as_symbol).collect(),
        None => variables.as_symbol().map(|name| vec![name]),
    };
    let Some(variables) = variables.filter(|variables| !variables.is_empty()) else {
        ev.message_at(head(call), "ivar", std::slice::from_ref(&args[3]), call.origin);
        return Ok(None);
    };
    let Some(rows) = data_rows(ev, data, variables.len())? else {
        ev.message_at(head(call), "fitd", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let symbols: Vec<Symbol> = names.iter().chain(&variables).copied().collect();
    let function = Function::new(ev, &symbols, body.clone())?.quiet();
    let model = Model { function, rows, parameters: names.len() };
    let Some(mut residuals) = model.residuals(ev, &at)? else {
        let list = Expr::list(names.iter().copied().map(Expr::Symbol));
        let point = Expr::list(at.iter().copied().map(Expr::Real));
        ev.message_at(head(call), "nrnum", &[body.clone(), list, point], call.origin);
        return Ok(None);
    };
    let most = count(&settings, "MaxIterations", 500);
    let mut damping = DAMPING;
    let mut done = false;
    for _ in 0..most {
        let Some(slopes) = model.slopes(ev, &at)? else { break };
        let scales: Vec<f64> = (0..at.len())
            .map(|k| slopes.iter().map(|row| row[k] * row[k]).sum::<f64>().sqrt().max(f64::MIN_POSITIVE))
            .collect();
        let before = squares(&residuals);
        loop {
            // The damped normal equations as one system of least squares.
            let mut system = slopes.clone();
            let mut right = residuals.clone();
            for (k, scale) in scales.iter().enumerate() {
                let mut row = vec![0.0; at.len()];
                row[k] = damping.sqrt() * scale;
                system.push(row);
                right.push(0.0);
            }
            let step = least_squares(system, right);
            let moved: Option<Vec<f64>> =
                step.as_ref().map(|step| at.iter().zip(step).map(|(a, d)| a + d).collect());
            let new = match &moved {
                Some(moved) => model.residuals(ev, moved)?,
                None => None,
            };
            if let (Some(step), Some(moved), Some(new)) = (step, moved, new)
                && squares(&new) <= before
            {
                let small = step.iter().zip(&moved).all(|(d, a)| d.abs() <= STEP * (a.abs() + STEP));
                done = small || squares(&new) == 0.0;
                at = moved;
                residuals = new;
                damping = (damping * 0.1).max(1e-15);
                break;
            }
            damping *= 10.0;
            if damping > MOST_DAMPING {
                // No step makes the sum of squares less: this is the place, to rounding.
                done = true;
                break;
            }
        }
        if done {
            break;
        }
    }
    if !done {
        let limit = Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX));
        ev.message_at(head(call), "cvmit", &[limit], call.origin);
    }
    let rules = names
        .into_iter()
        .zip(at)
        .map(|(name, value)| Expr::call(sym::Rule, [Expr::Symbol(name), Expr::Real(value)]));
    Ok(Some(Expr::list(rules)))
}

/// Names of parameters with where to start: 1 when nothing else is said.
fn starts(parameters: &Expr) -> Option<(Vec<Symbol>, Vec<f64>)> {
    let list = match parameters.elements() {
        Some(list) => list.into_owned(),
        None => vec![parameters.clone()],
    };
    let one = |parameter: &Expr| match parameter.elements().as_deref() {
        Some([name, start]) => Some((name.as_symbol()?, real(start)?)),
        Some(_) => None,
        None => Some((parameter.as_symbol()?, 1.0)),
    };
    let pairs: Vec<(Symbol, f64)> = list.iter().map(one).collect::<Option<_>>()?;
    (!pairs.is_empty()).then(|| pairs.into_iter().unzip())
}
