//! Properties of distributions at machine numbers, rounded once: the closed forms are evaluated with the numbers taken as
//! exact, at growing precision until two values agree to more digits than a machine number has.
//!
//! A formula such as `E^(-(x - m)^2/(2 s^2))` of machine numbers would lose as many bits as its exponent has before the
//! point, and `1 - E^(-r x)` all of them for small arguments.

use std::sync::Arc;

use crate::eval::{Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::distributions::{ON_THE_LINE, OnTheLine};
use crate::number::{self, BigReal, log10_abs, special};
use crate::symbol::sym;

/// The properties that are functions of a place or a chance.
const OF_A_PLACE: [&str; 7] =
    ["CDF", "HazardFunction", "InverseCDF", "InverseSurvivalFunction", "PDF", "Quantile", "SurvivalFunction"];

/// Digits taken in turn. The first are what special functions give from two limbs.
const DIGITS: [f64; 6] = [23.0, 40.0, 80.0, 160.0, 320.0, 640.0];

/// Digits to which two values have to agree.
const ENOUGH: f64 = 17.5;

/// The value of `name[dist, x]`, with `f` for the formula, where one of the numbers is a machine real. `None` where there
/// is none, or no number comes out: then the formula says what there is.
pub(super) fn value(
    ev: &mut Evaluator,
    name: &'static str,
    call: &Arc<Normal>,
    formula: impl Fn(&mut Evaluator, &Arc<Normal>) -> Reply,
) -> Reply {
    let [dist, x] = &call.args[..] else { return Ok(None) };
    if !OF_A_PLACE.contains(&name) || !has_machine_real(dist) && !has_machine_real(x) {
        return Ok(None);
    }
    let native = native(name, dist);
    of(ev, &native, call, dist, x, &formula)
}

type Formula<'a> = &'a dyn Fn(&mut Evaluator, &Arc<Normal>) -> Reply;
type Native = Option<(OnTheLine, f64, f64)>;

fn of(
    ev: &mut Evaluator,
    native: &Native,
    call: &Arc<Normal>,
    dist: &Expr,
    x: &Expr,
    formula: Formula,
) -> Reply {
    if let Some(elements) = x.elements() {
        let mut values = Vec::with_capacity(elements.len());
        for x in elements.iter() {
            let one = Arc::new(Normal::new(call.head.clone(), [dist.clone(), x.clone()]));
            let value = match of(ev, native, &one, dist, x, formula)? {
                Some(value) => Some(value),
                None => formula(ev, &one)?,
            };
            let Some(value) = value else { return Ok(None) };
            values.push(value);
        }
        return Ok(Some(Expr::call(sym::List, values)));
    }
    if !x.is_number() || matches!(x, Expr::Complex(_)) {
        return Ok(None);
    }
    if let (Some((f, m, s)), Some(x)) = (native, plain(x)) {
        let value = f(x, *m, *s);
        if value.is_normal() {
            return Ok(Some(Expr::Real(value)));
        }
    }
    if !has_machine_real(dist) && !matches!(x, Expr::Real(_)) {
        return Ok(None);
    }
    let mut before: Option<BigReal> = None;
    for digits in DIGITS {
        let args = [exactly(dist, digits), exactly(x, digits)];
        let wide = Arc::new(Normal::new(call.head.clone(), args));
        let value = ev.silently(|ev| special::with_exact_arguments(|| formula(ev, &wide)));
        let Some(Expr::BigReal(value)) = value? else { return Ok(None) };
        if before.is_some_and(|before| agree(&before, &value)) {
            return Ok(Some(rounded(&value)));
        }
        before = Some(BigReal::clone(&value));
    }
    Ok(None)
}

/// The function of machine reals that the distribution has, with its location and scale.
fn native(name: &str, dist: &Expr) -> Native {
    let dist = dist.as_normal()?;
    let head = dist.head_symbol()?;
    let (_, density, below, above) = ON_THE_LINE.iter().find(|row| row.0 == head.name())?;
    let function = match name {
        "PDF" => density,
        "CDF" => below,
        "SurvivalFunction" => above,
        _ => return None,
    };
    let [m, s] = &dist.args[..] else { return None };
    Some((*function, plain(m)?, plain(s)?))
}

/// A machine real, or an integer that is one exactly.
fn plain(x: &Expr) -> Option<f64> {
    match x {
        Expr::Real(x) => Some(*x),
        Expr::Integer(n) if n.unsigned_abs() < 1 << 53 => Some(*n as f64),
        _ => None,
    }
}

fn has_machine_real(expr: &Expr) -> bool {
    match expr {
        Expr::Real(_) => true,
        Expr::Array(_) => expr.elements().is_some_and(|elements| elements.iter().any(has_machine_real)),
        Expr::Normal(normal) => normal.args.iter().any(has_machine_real),
        _ => false,
    }
}

/// The expression with its machine reals as software reals of the same value.
fn exactly(expr: &Expr, digits: f64) -> Expr {
    match expr {
        // A zero, of which software arithmetic would know nothing.
        Expr::Real(0.0) => Expr::Integer(0),
        Expr::Real(_) => number::with_digits(expr, digits).into(),
        Expr::Array(_) => {
            let elements = expr.elements().unwrap_or_default();
            Expr::call(sym::List, elements.iter().map(|x| exactly(x, digits)))
        }
        Expr::Normal(normal) => {
            Expr::call(normal.head.clone(), normal.args.iter().map(|arg| exactly(arg, digits)))
        }
        other => other.clone(),
    }
}

fn agree(a: &BigReal, b: &BigReal) -> bool {
    let size = log10_abs(&b.value);
    let change = log10_abs(&(a.value.clone() - b.value.clone()));
    change < size - ENOUGH
}

/// The nearest machine real; beyond their range the software real, with as many digits.
fn rounded(value: &BigReal) -> Expr {
    let near = value.value.to_f64().value();
    if near.is_finite() && near != 0.0 {
        return Expr::Real(near);
    }
    number::with_digits(&Expr::BigReal(Arc::new(value.clone())), number::MACHINE_PRECISION).into()
}
