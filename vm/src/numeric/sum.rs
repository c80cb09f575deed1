//! `NSum` and `NProduct`: terms added up, long tails by the Euler-Maclaurin formula or by alternation.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::goals::{Goals, bound, head, split, symbolic};
use super::integrate::integrate;

/// Terms added one by one before the tail is estimated.
const DIRECT: usize = 30;
/// Most terms of a finite sum.
const MOST: f64 = 1e9;

/// `NSum[f, {i, from, to}]`, `NProduct[f, {i, from, to}]`.
pub fn n_sum(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, _)) = split(ev, call)? else { return Ok(None) };
    let [body, spec] = &before[..] else { return Ok(None) };
    let product = head(call).name() == "NProduct";
    let Some((name, from, to, step)) = range(ev, spec)? else {
        ev.message_at(head(call), "nslim", std::slice::from_ref(spec), call.origin);
        return Ok(None);
    };
    let body = symbolic(ev, &[name], body)?;
    let terms = Function::new(ev, &[name], body.clone())?.quiet();
    let value = if to.is_finite() {
        finite(ev, &terms, from, to, step, product)?
    } else {
        let logs = if product {
            let log = Expr::call(sym::Log, [body.clone()]);
            Function::new(ev, &[name], log)?.quiet()
        } else {
            terms
        };
        infinite(ev, &logs, from, step)?.map(|sum| if product { sum.exp() } else { sum })
    };
    match value {
        Some(value) => Ok(Some(if value.im == 0.0 { Expr::Real(value.re) } else { Expr::complex(value) })),
        None => {
            ev.message_at(head(call), "nsnum", &[body, Expr::Symbol(name), Expr::Real(from)], call.origin);
            Ok(None)
        }
    }
}

fn range(ev: &mut Evaluator, spec: &Expr) -> Eval<Option<(Symbol, f64, f64, f64)>> {
    let Some(parts) = spec.as_call(sym::List) else { return Ok(None) };
    let Some((Expr::Symbol(name), ends)) = parts.args.split_first() else { return Ok(None) };
    let mut values = Vec::new();
    for end in ends {
        match bound(ev, end)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(match values[..] {
        [from, to] if from.is_finite() => Some((*name, from, to, 1.0)),
        [from, to, step] if from.is_finite() && step > 0.0 && step.is_finite() => {
            Some((*name, from, to, step))
        }
        _ => None,
    })
}

fn finite(
    ev: &mut Evaluator,
    terms: &Function,
    from: f64,
    to: f64,
    step: f64,
    product: bool,
) -> Eval<Option<Complex64>> {
    let count = ((to - from) / step + 1e-9).floor() + 1.0;
    if count > MOST {
        return Ok(None);
    }
    let mut total = if product { Complex64::ONE } else { Complex64::ZERO };
    let mut lost = Complex64::ZERO;
    let mut index = 0.0;
    while index < count {
        ev.check_interrupt()?;
        let Some(term) = terms.complex(ev, &[from + step * index])? else { return Ok(None) };
        if product {
            total *= term;
        } else {
            // What rounding takes from one sum is added to the next (Kahan, 1965).
            let term = term - lost;
            let next = total + term;
            lost = (next - total) - term;
            total = next;
        }
        index += 1.0;
    }
    Ok(Some(total))
}

fn infinite(ev: &mut Evaluator, terms: &Function, from: f64, step: f64) -> Eval<Option<Complex64>> {
    let mut values = Vec::new();
    for index in 0..DIRECT {
        match terms.complex(ev, &[from + step * index as f64])? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    let alternates = values.iter().all(|value| value.im == 0.0)
        && values[5..].windows(2).all(|pair| pair[0].re * pair[1].re < 0.0);
    let head: Complex64 = values.iter().sum();
    let start = from + step * DIRECT as f64;
    let total = if alternates {
        alternating(ev, terms, start, step)?
    } else if values[DIRECT - 1].norm() <= 1e-18 * head.norm() {
        Some(Complex64::ZERO)
    } else {
        tail(ev, terms, start, step)?
    };
    Ok(total.map(|tail| head + tail))
}

/// The tail of an alternating sum by weights from Chebyshev polynomials (Cohen, Rodriguez Villegas and Zagier, 2000).
fn alternating(ev: &mut Evaluator, terms: &Function, start: f64, step: f64) -> Eval<Option<Complex64>> {
    const COUNT: usize = 22;
    let power = (3.0 + 8f64.sqrt()).powi(22);
    let d = (power + 1.0 / power) / 2.0;
    let (mut b, mut c, mut sum) = (-1.0, -d, Complex64::ZERO);
    for k in 0..COUNT {
        let Some(value) = terms.complex(ev, &[start + step * k as f64])? else { return Ok(None) };
        let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
        c = b - c;
        sum += c * sign * value;
        let (k, n) = (k as f64, COUNT as f64);
        b *= (k + n) * (k - n) / ((k + 0.5) * (k + 1.0));
    }
    Ok(Some(sum / d))
}

/// The tail of a smooth sum: the integral, half the first term, and corrections by derivatives at the start.
fn tail(ev: &mut Evaluator, terms: &Function, start: f64, step: f64) -> Eval<Option<Complex64>> {
    let goals = Goals { relative: 1e-13, absolute: 0.0 };
    let mut smooth = |ev: &mut Evaluator, x: f64| terms.complex(ev, &[x]);
    let integral = integrate(ev, &mut smooth, &[start, f64::INFINITY], goals, 400)?;
    if !integral.numeric || integral.error > 1e-5 * integral.value.norm() {
        return Ok(None);
    }
    let mut at = |offset: f64| terms.complex(ev, &[start + offset]);
    let h = step * 0.25;
    let mut near = Vec::new();
    for k in -3..=3 {
        match at(h * f64::from(k))? {
            Some(value) => near.push(value),
            None => return Ok(None),
        }
    }
    let first = ((near[4] - near[2]) * 45.0 - (near[5] - near[1]) * 9.0 + (near[6] - near[0])) / (60.0 * h);
    let third =
        ((near[4] - near[2]) * -13.0 + (near[5] - near[1]) * 8.0 - (near[6] - near[0])) / (8.0 * h.powi(3));
    let fifth =
        ((near[4] - near[2]) * 5.0 - (near[5] - near[1]) * 4.0 + (near[6] - near[0])) / (2.0 * h.powi(5));
    let corrections =
        near[3] / 2.0 - first * step / 12.0 + third * step.powi(3) / 720.0 - fifth * step.powi(5) / 30240.0;
    Ok(Some(integral.value / step + corrections))
}
