//! Integrals to infinity of what swings with a fixed period, `Sin[x]/x`: the integrals between the zeros of the swing make
//! an alternating series, which is summed by Wynn's epsilon algorithm (1956).

use num_complex::Complex64;
use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol, sym};

use super::goals::Goals;
use super::integrate::{Estimate, Integrand, integrate};

/// Swings that are integrated at most.
const MOST_SWINGS: usize = 120;

/// Half the period of the first sine or cosine of a linear argument inside; none when there is none.
pub(super) fn half_period(ev: &mut Evaluator, body: &Expr, variable: Symbol) -> Eval<Option<f64>> {
    let Expr::Normal(call) = body else { return Ok(None) };
    if let ([argument], true) = (&call.args[..], call.has_head(sym::Sin) || call.has_head(sym::Cos)) {
        let mut at = |x: f64| -> Eval<Option<f64>> {
            let rule = Expr::call(sym::Rule, [Expr::Symbol(variable), Expr::Real(x)]);
            match ev.eval(Expr::call(sym::ReplaceAll, [argument.clone(), rule]))? {
                Expr::Real(value) => Ok(Some(value)),
                _ => Ok(None),
            }
        };
        if let (Some(a), Some(b), Some(c)) = (at(1.0)?, at(2.0)?, at(4.0)?) {
            let slope = b - a;
            let is_linear = (c - b - 2.0 * slope).abs() <= 1e-12 * (c.abs() + b.abs());
            if is_linear && slope != 0.0 {
                return Ok(Some(std::f64::consts::PI / slope.abs()));
            }
        }
    }
    for arg in &call.args {
        if let Some(found) = half_period(ev, arg, variable)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The integral from `from` to infinity; none when the series does not settle.
pub(super) fn to_infinity(
    ev: &mut Evaluator,
    f: &mut Integrand,
    from: f64,
    half: f64,
    goals: Goals,
) -> Eval<Option<Estimate>> {
    let first = (from / half).floor() * half + half;
    let swing = Goals { relative: 1e-13, absolute: goals.absolute / 100.0 };
    let mut sum = integrate(ev, f, &[from, first], swing, 400)?;
    // The last row of the table of differences, oldest entry last.
    let mut row = vec![sum.value];
    let (mut best, mut agreed) = (sum.value, 0);
    for index in 0..MOST_SWINGS {
        let low = first + index as f64 * half;
        let next = integrate(ev, f, &[low, low + half], swing, 60)?;
        sum.value += next.value;
        sum.error += next.error;
        sum.numeric |= next.numeric;
        row = next_row(&row, sum.value);
        let limit = row[(row.len() - 1) / 2 * 2];
        let change = (limit - best).norm();
        let goal = (goals.relative * limit.norm()).max(goals.absolute).max(1e-14);
        agreed = if change <= goal { agreed + 1 } else { 0 };
        best = limit;
        if agreed == 3 && index > 6 {
            let error = change.max(sum.error.min(goal));
            return Ok(Some(Estimate { value: best, error, met: true, numeric: sum.numeric, worst: from }));
        }
    }
    Ok(None)
}

/// Places at which a function is looked at for a change of sign, at most.
const MOST_LOOKS: usize = 20_000;

/// The integral from `from` to infinity of what changes sign again and again at places to be found, `Sin[x^2]` or a Bessel
/// function; none when there are no such places or the series does not settle.
pub(super) fn between_zeros(
    ev: &mut Evaluator,
    f: &mut Integrand,
    from: f64,
    goals: Goals,
) -> Eval<Option<Estimate>> {
    let swing = Goals { relative: 1e-13, absolute: goals.absolute / 100.0 };
    let (mut low, mut sum, mut looks) = (from, None::<Estimate>, 0);
    let mut row: Vec<Complex64> = Vec::new();
    let (mut best, mut agreed) = (Complex64::ZERO, 0);
    let mut stride = 0.05;
    for index in 0..MOST_SWINGS {
        // The next zero after the last one, by strides of a part of the last distance and then by halving.
        let mut at = low + stride;
        let Some(mut value) = f(ev, at)? else { return Ok(None) };
        let zero = loop {
            looks += 1;
            if looks > MOST_LOOKS || value.im != 0.0 || !value.re.is_finite() {
                return Ok(None);
            }
            let Some(next) = f(ev, at + stride)? else { return Ok(None) };
            if value.re * next.re <= 0.0 {
                let (mut a, mut b) = (at, at + stride);
                for _ in 0..50 {
                    let middle = 0.5 * (a + b);
                    match f(ev, middle)? {
                        Some(there) if there.re * value.re > 0.0 => a = middle,
                        _ => b = middle,
                    }
                }
                break 0.5 * (a + b);
            }
            at += stride;
            value = next;
        };
        let part = integrate(ev, f, &[low, zero], swing, 200)?;
        stride = (zero - low) / 16.0;
        low = zero;
        let total = match &sum {
            Some(sum) => sum.value + part.value,
            None => part.value,
        };
        let error = sum.as_ref().map_or(0.0, |sum| sum.error) + part.error;
        sum = Some(Estimate { value: total, error, ..part });
        row = next_row(&row, total);
        let limit = row[(row.len() - 1) / 2 * 2];
        let change = (limit - best).norm();
        let goal = (goals.relative * limit.norm()).max(goals.absolute).max(1e-14);
        agreed = if change <= goal { agreed + 1 } else { 0 };
        best = limit;
        if agreed == 3 && index > 6 {
            return Ok(Some(Estimate {
                value: best,
                error: change.max(error.min(goal)),
                met: true,
                numeric: true,
                worst: from,
            }));
        }
    }
    Ok(None)
}

/// The next row of the epsilon table: its entries of even index are sums and what they tend to.
fn next_row(before: &[Complex64], sum: Complex64) -> Vec<Complex64> {
    let mut row = vec![sum];
    for (index, old) in before.iter().enumerate() {
        let difference = row[index] - old;
        if difference.norm() == 0.0 {
            break;
        }
        let older = if index == 0 { Complex64::ZERO } else { before[index - 1] };
        row.push(older + difference.inv());
    }
    row
}
