//! Derivatives.

use std::sync::Arc;

use super::elementary;
use crate::eval::simplify::make_power;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

/// Derivatives.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "D",
        attributes: Attributes::PROTECTED,
        arity: Arity::at_least(1),
        usage: "D[f, x] gives the partial derivative of f with respect to x; D[f, {x, n}] the nth, D[f, {{x, y}}] the gradient.",
        example: ("D[x^3 + Sin[x], x]", "3 x^2 + Cos[x]"),
        run: d,
    },
    Builtin {
        name: "Derivative",
        attributes: Attributes::PROTECTED,
        arity: Arity::ANY,
        usage: "Derivative[n][f] or f' is the nth derivative of the function f.",
        example: ("Sin'[0.]", "1."),
        run: |_, _| Ok(None),
    },
];

/// Gives `Derivative[n][f]` its meaning.
pub fn define(ev: &mut Evaluator) {
    ev.install_sub(sym::Derivative, derivative);
}

fn times(factors: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(sym::Times, factors)
}

fn plus(terms: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(sym::Plus, terms)
}

/// Whether `x` occurs nowhere in the expression.
fn is_free(expr: &Expr, x: &Expr) -> bool {
    if expr == x {
        return false;
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            is_free(&normal.head, x) && normal.args.iter().all(|arg| is_free(arg, x))
        }),
        _ => true,
    }
}

fn d(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut result = call.args[0].clone();
    for variable in &call.args[1..] {
        result = match variable.elements() {
            None => match by_variable(ev, &result, variable)? {
                Some(result) => result,
                None => return Ok(None),
            },
            Some(elements) => match &elements[..] {
                [x, count] => {
                    let Expr::Integer(count @ 0..=1000) = count else {
                        return Ok(None);
                    };
                    let mut result = result;
                    for _ in 0..*count {
                        let next = match x.is_list() {
                            true => gradient(ev, &result, x)?,
                            false => by_variable(ev, &result, x)?,
                        };
                        result = match next {
                            Some(result) => result,
                            None => return Ok(None),
                        };
                    }
                    result
                }
                [variables] if variables.is_list() => match gradient(ev, &result, variables)? {
                    Some(result) => result,
                    None => return Ok(None),
                },
                _ => return Ok(None),
            },
        };
    }
    Ok(Some(result))
}

fn gradient(ev: &mut Evaluator, expr: &Expr, variables: &Expr) -> Eval<Option<Expr>> {
    if let Some(elements) = expr.elements() {
        let mut rows = Vec::with_capacity(elements.len());
        for element in elements.iter() {
            match gradient(ev, element, variables)? {
                Some(row) => rows.push(row),
                None => return Ok(None),
            }
        }
        return Ok(Some(Expr::list(rows)));
    }
    let Some(variables) = variables.elements() else {
        return Ok(None);
    };
    let mut parts = Vec::with_capacity(variables.len());
    for x in variables.iter() {
        match by_variable(ev, expr, x)? {
            Some(part) => parts.push(part),
            None => return Ok(None),
        }
    }
    Ok(Some(Expr::list(parts)))
}

fn by_variable(ev: &mut Evaluator, expr: &Expr, x: &Expr) -> Eval<Option<Expr>> {
    if x.is_number() || matches!(x, Expr::String(_)) || x.is_list() {
        ev.message(sym::D, "ivar", std::slice::from_ref(x));
        return Ok(None);
    }
    let derivative = differentiate(ev, expr, x)?;
    ev.eval(derivative).map(Some)
}

fn differentiate(ev: &mut Evaluator, expr: &Expr, x: &Expr) -> Eval {
    if expr == x {
        return Ok(Expr::Integer(1));
    }
    if is_free(expr, x) {
        return Ok(match expr.elements() {
            Some(elements) => Expr::list(elements.iter().map(|_| Expr::Integer(0))),
            None => Expr::Integer(0),
        });
    }
    let Expr::Normal(normal) = expr else {
        return Ok(Expr::Integer(0));
    };
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || of_call(ev, normal, x))
}

fn of_call(ev: &mut Evaluator, normal: &Arc<Normal>, x: &Expr) -> Eval {
    let args = &normal.args;
    match normal.head_symbol() {
        Some(sym::List | sym::Plus) => {
            let mut parts = Vec::with_capacity(args.len());
            for arg in args {
                parts.push(differentiate(ev, arg, x)?);
            }
            return Ok(Expr::call(normal.head.clone(), parts));
        }
        Some(sym::Times) => {
            let mut terms = Vec::new();
            for (index, arg) in args.iter().enumerate() {
                if is_free(arg, x) {
                    continue;
                }
                let inner = differentiate(ev, arg, x)?;
                let others =
                    args.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, arg)| arg.clone());
                terms.push(times(others.chain([inner])));
            }
            return Ok(plus(terms));
        }
        Some(sym::Power) if args.len() == 2 => return of_power(ev, &args[0], &args[1], x),
        Some(sym::If) if args.len() >= 2 => {
            let mut parts = vec![args[0].clone()];
            for arg in &args[1..] {
                let inner = differentiate(ev, arg, x)?;
                parts.push(ev.eval(inner)?);
            }
            return Ok(Expr::call(sym::If, parts));
        }
        Some(sym::Which) if args.len().is_multiple_of(2) => {
            let mut parts = args.to_vec();
            for value in parts.iter_mut().skip(1).step_by(2) {
                let inner = differentiate(ev, value, x)?;
                *value = ev.eval(inner)?;
            }
            return Ok(Expr::call(sym::Which, parts));
        }
        Some(head @ (sym::Max | sym::Min)) if args.len() == 2 => {
            let (above, below) =
                if head == sym::Max { (sym::Greater, sym::Less) } else { (sym::Less, sym::Greater) };
            let mut pieces = Vec::new();
            for (arg, wins) in args.iter().zip([above, below]) {
                let inner = differentiate(ev, arg, x)?;
                let test = Expr::call(wins, args.iter().cloned());
                pieces.push(Expr::list([ev.eval(inner)?, test]));
            }
            return Ok(Expr::call(sym::Piecewise, [Expr::list(pieces), Expr::Symbol(sym::Indeterminate)]));
        }
        Some(sym::Piecewise) if !args.is_empty() => {
            if let Some(pieces) = args[0].elements() {
                let mut parts = Vec::new();
                for piece in pieces.iter() {
                    let Some([value, condition]) =
                        piece.elements().as_deref().map(|p| [p[0].clone(), p[p.len() - 1].clone()])
                    else {
                        return Ok(Expr::call(sym::D, [Expr::Normal(Arc::clone(normal)), x.clone()]));
                    };
                    let inner = differentiate(ev, &value, x)?;
                    parts.push(Expr::list([ev.eval(inner)?, condition]));
                }
                let rest = match args.get(1) {
                    Some(rest) => differentiate(ev, rest, x)?,
                    None => Expr::Integer(0),
                };
                return Ok(Expr::call(sym::Piecewise, [Expr::list(parts), ev.eval(rest)?]));
            }
        }
        _ => {}
    }
    // The chain rule, argument by argument.
    let mut terms = Vec::new();
    for (index, arg) in args.iter().enumerate() {
        if is_free(arg, x) {
            continue;
        }
        let outer = partial(normal, index);
        let inner = differentiate(ev, arg, x)?;
        terms.push(times([outer, inner]));
    }
    Ok(plus(terms))
}

fn of_power(ev: &mut Evaluator, base: &Expr, exponent: &Expr, x: &Expr) -> Eval {
    if is_free(exponent, x) {
        let inner = differentiate(ev, base, x)?;
        let less = plus([exponent.clone(), Expr::Integer(-1)]);
        return Ok(times([exponent.clone(), make_power(base.clone(), less), inner]));
    }
    let power = make_power(base.clone(), exponent.clone());
    let log = Expr::call(sym::Log, [base.clone()]);
    let inner = differentiate(ev, exponent, x)?;
    if is_free(base, x) {
        return Ok(times([power, log, inner]));
    }
    let of_base = differentiate(ev, base, x)?;
    let terms = plus([
        times([inner, log]),
        times([exponent.clone(), make_power(base.clone(), Expr::Integer(-1)), of_base]),
    ]);
    Ok(times([power, terms]))
}

fn digamma(x: Expr) -> Expr {
    Expr::call(sym::PolyGamma, [Expr::Integer(0), x])
}

/// Derivatives of functions of two numbers that come from the gamma function.
fn of_pair(head: Symbol, args: &[Expr], index: usize) -> Option<Expr> {
    let [a, b] = args else { return None };
    let minus = |expr: Expr| times([Expr::Integer(-1), expr]);
    let one = || Expr::Integer(1);
    let itself = Expr::call(head, args.iter().cloned());
    let difference = |from: Expr, what: Expr| plus([digamma(from), minus(digamma(what))]);
    let without = || plus([one(), minus(b.clone()), a.clone()]);
    Some(match (head, index) {
        (sym::Beta, _) => times([itself, difference(args[index].clone(), plus([a.clone(), b.clone()]))]),
        (sym::Binomial, 0) => times([itself, difference(plus([one(), a.clone()]), without())]),
        (sym::Binomial, _) => times([itself, difference(without(), plus([one(), b.clone()]))]),
        (sym::Gamma, 1) => {
            let decay = make_power(Expr::Symbol(sym::E), minus(b.clone()));
            minus(times([decay, make_power(b.clone(), plus([Expr::Integer(-1), a.clone()]))]))
        }
        _ => return None,
    })
}

/// The derivative of a call by its argument at `index`.
fn partial(call: &Arc<Normal>, index: usize) -> Expr {
    let args = &call.args;
    let inverse = |expr: Expr| make_power(expr, Expr::Integer(-1));
    if let Some(head) = call.head_symbol() {
        if args.len() == 1 {
            let x = args[0].clone();
            if let Some(row) = elementary::function(head) {
                return (row.derivative)(x);
            }
            let square = || make_power(x.clone(), Expr::Integer(2));
            match head {
                sym::Log => return inverse(x),
                sym::ArcTan => return inverse(plus([Expr::Integer(1), square()])),
                sym::Re | sym::Im | sym::Abs | sym::Sign | sym::Arg | sym::Conjugate => {}
                sym::LogGamma => return digamma(x),
                sym::Gamma => {
                    let gamma = Expr::call(sym::Gamma, [x.clone()]);
                    return times([gamma, digamma(x)]);
                }
                sym::Factorial => {
                    let next = plus([Expr::Integer(1), x]);
                    let gamma = Expr::call(sym::Gamma, [next.clone()]);
                    return times([gamma, digamma(next)]);
                }
                sym::UnitStep | sym::Floor | sym::Ceiling | sym::Round | sym::IntegerPart => {}
                sym::Ramp => return Expr::call(sym::UnitStep, [x]),
                _ => {}
            }
        }
        if let (sym::ArcTan, [x, y]) = (head, &args[..]) {
            let two = Expr::Integer(2);
            let norm = plus([make_power(x.clone(), two.clone()), make_power(y.clone(), two)]);
            let top = if index == 0 { times([Expr::Integer(-1), y.clone()]) } else { x.clone() };
            return times([top, inverse(norm)]);
        }
        if let Some(known) = of_pair(head, args, index) {
            return known;
        }
        if let (sym::PolyGamma, [Expr::Integer(n), x], 1) = (head, &args[..], index) {
            return Expr::call(sym::PolyGamma, [Expr::Integer(n.saturating_add(1)), x.clone()]);
        }
        if let (sym::BesselJ | sym::BesselY | sym::BesselI | sym::BesselK, [n, x], 1) =
            (head, &args[..], index)
        {
            let neighbour = |step: i64| Expr::call(head, [plus([Expr::Integer(step), n.clone()]), x.clone()]);
            let half = Expr::from(crate::number::BigRational::from_parts(1.into(), 2u8.into()));
            let (sign_below, sign_above) = match head {
                sym::BesselI => (1, 1),
                sym::BesselK => (-1, -1),
                _ => (1, -1),
            };
            let terms = [
                times([Expr::Integer(sign_below), neighbour(-1)]),
                times([Expr::Integer(sign_above), neighbour(1)]),
            ];
            return times([half, plus(terms)]);
        }
        // Derivative[…][f][…]: one order more.
    } else if let Some(inner) = call.head.as_normal()
        && let Some(orders) = inner.head.as_call(sym::Derivative)
        && orders.args.len() == args.len()
        && inner.args.len() == 1
        && let Expr::Integer(order) = orders.args[index]
    {
        let mut orders = orders.args.clone();
        orders[index] = Expr::Integer(order.saturating_add(1));
        let derivative = Expr::call(Expr::call(sym::Derivative, orders), inner.args.iter().cloned());
        return Expr::call(derivative, args.iter().cloned());
    }
    let orders = (0..args.len()).map(|other| Expr::Integer(i64::from(other == index)));
    let derivative = Expr::call(Expr::call(sym::Derivative, orders), [call.head.clone()]);
    Expr::call(derivative, args.iter().cloned())
}

/// `Derivative[n][f]` and `Derivative[n][f][x]`.
fn derivative(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    // Derivative[n][f]
    if let Some(orders) = call.head.as_call(sym::Derivative) {
        let orders = orders.args.clone();
        if orders.iter().all(|order| matches!(order, Expr::Integer(0))) {
            return Ok(call.args.first().cloned());
        }
        let [function] = &call.args[..] else {
            return Ok(None);
        };
        return of_function(ev, function, &orders);
    }
    // Derivative[n][f][x…]: when the derivative of f is known, it is applied.
    let Some(inner) = call.head.as_normal() else {
        return Ok(None);
    };
    let (Some(orders), [function]) = (inner.head.as_call(sym::Derivative), &inner.args[..]) else {
        return Ok(None);
    };
    let orders = orders.args.clone();
    Ok(of_function(ev, function, &orders)?.map(|function| Expr::call(function, call.args.iter().cloned())))
}

/// The derivative of a function as a pure function; None when it is not known.
fn of_function(ev: &mut Evaluator, function: &Expr, orders: &[Expr]) -> Reply {
    if let Some(known) = of_interpolation(function, orders) {
        return Ok(Some(known));
    }
    let known = match function {
        Expr::Symbol(symbol) => {
            elementary::function(*symbol).is_some()
                || matches!(
                    *symbol,
                    sym::Log | sym::Exp | sym::ArcTan | sym::Sqrt | sym::Gamma | sym::LogGamma
                )
                || ev.definition(*symbol).is_some_and(|definition| definition.rules.is_some())
        }
        Expr::Normal(normal) => normal.has_head(sym::Function),
        _ => false,
    };
    if !known {
        return Ok(None);
    }
    let serial = crate::symbol::Symbol::new("System`Private`x");
    let variables: Vec<Expr> =
        (0..orders.len()).map(|place| Expr::Symbol(serial.with_serial(place as u32 + 1))).collect();
    let applied = Expr::call(function.clone(), variables.iter().cloned());
    let mut body = ev.eval(applied.clone())?;
    if body == applied
        && !matches!(function, Expr::Symbol(symbol) if elementary::function(*symbol).is_some() || matches!(*symbol, sym::Log | sym::ArcTan) || (orders.len() == 1 && matches!(*symbol, sym::Gamma | sym::LogGamma)))
    {
        return Ok(None);
    }
    for (variable, order) in variables.iter().zip(orders) {
        let Expr::Integer(order @ 0..=1000) = order else {
            return Ok(None);
        };
        for _ in 0..*order {
            let derivative = differentiate(ev, &body, variable)?;
            body = ev.eval(derivative)?;
        }
    }
    let slots = |place: usize| Expr::call(sym::Slot, [Expr::Integer(place as i64 + 1)]);
    let body = replaced(&body, &variables, &slots);
    Ok(Some(Expr::call(sym::Function, [body])))
}

/// An interpolating function counts its derivatives in its sixth part.
fn of_interpolation(function: &Expr, orders: &[Expr]) -> Option<Expr> {
    let known = function.as_normal()?;
    let [Expr::Integer(order @ 1..=1000)] = orders else { return None };
    if known.head_symbol()?.full_name() != "System`InterpolatingFunction" {
        return None;
    }
    let (parts, before) = match &known.args[..] {
        [parts @ .., Expr::Integer(before)] if parts.len() == 5 => (parts, *before),
        parts if parts.len() == 5 => (parts, 0),
        _ => return None,
    };
    let order = Expr::Integer(order.saturating_add(before));
    Some(Expr::call(known.head.clone(), parts.iter().cloned().chain([order])))
}

fn replaced(expr: &Expr, variables: &[Expr], slot: &dyn Fn(usize) -> Expr) -> Expr {
    if let Some(place) = variables.iter().position(|variable| variable == expr) {
        return slot(place);
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let args = normal.args.iter().map(|arg| replaced(arg, variables, slot)).collect();
            Expr::from(Normal::with_origin(replaced(&normal.head, variables, slot), args, normal.origin))
        }),
        other => other.clone(),
    }
}
