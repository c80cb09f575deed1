//! Derivatives.

use std::sync::Arc;

use super::derivatives;
use crate::eval::simplify::make_power;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::sym;

/// Derivatives.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "D",
        attributes: Attributes::PROTECTED.and(Attributes::STOPPABLE),
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

/// The product.
pub(super) fn times(factors: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(sym::Times, factors)
}

/// The sum.
pub(super) fn plus(terms: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::call(sym::Plus, terms)
}

/// Whether `x` occurs nowhere in the expression.
fn is_free(expr: &Expr, x: &Expr) -> bool {
    if expr == x {
        return false;
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            crate::stop::poll();
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
    let is_composed = [sym::Plus, sym::Times, sym::Power].iter().any(|&head| x.as_call(head).is_some());
    if x.is_number() || matches!(x, Expr::String(_)) || x.is_list() || is_composed {
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
        Some(sym::Equal) => {
            let sides = args.iter().map(|arg| ev_of(ev, arg, x)).collect::<Eval<Vec<Expr>>>()?;
            return Ok(Expr::call(sym::Equal, sides));
        }
        Some(sym::Dot | sym::Cross) => {
            let mut terms = Vec::new();
            for (index, arg) in args.iter().enumerate().filter(|(_, arg)| !is_free(arg, x)) {
                let mut factors = args.to_vec();
                factors[index] = ev_of(ev, arg, x)?;
                terms.push(Expr::call(normal.head.clone(), factors));
            }
            return Ok(plus(terms));
        }
        Some(sym::Sum | sym::Integrate) if args.len() >= 2 => {
            if let Some(found) = of_range(ev, normal, x)? {
                return Ok(found);
            }
        }
        None => {
            if let Some(inverse) = normal.head.as_call(sym::InverseFunction)
                && let ([function], [_]) = (&inverse.args[..], &args[..])
            {
                let slope = Expr::call(Expr::call(sym::Derivative, [Expr::Integer(1)]), [function.clone()]);
                let there = Expr::call(slope, [Expr::Normal(Arc::clone(normal))]);
                let inner = differentiate(ev, &args[0], x)?;
                return Ok(times([make_power(there, Expr::Integer(-1)), inner]));
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
        let outer = derivatives::partial(ev, normal, index)?;
        let inner = differentiate(ev, arg, x)?;
        terms.push(times([outer, inner]));
    }
    Ok(plus(terms))
}

/// The derivative, evaluated.
fn ev_of(ev: &mut Evaluator, expr: &Expr, x: &Expr) -> Eval {
    let derivative = differentiate(ev, expr, x)?;
    ev.eval(derivative)
}

/// Of a sum or integral over ranges: inside, and for an integral at the ends that move. None where the variable itself
/// or the ends of a sum are differentiated by.
fn of_range(ev: &mut Evaluator, call: &Arc<Normal>, x: &Expr) -> Eval<Option<Expr>> {
    let body = &call.args[0];
    let is_integral = call.has_head(sym::Integrate);
    let [.., last] = &call.args[..] else { return Ok(None) };
    if is_integral && call.args.len() == 2 && last == x {
        return Ok(Some(body.clone()));
    }
    let mut terms = Vec::new();
    for range in &call.args[1..] {
        let Some(parts) = range.elements() else { return Ok(None) };
        let Some((name, ends)) = parts.split_first() else { return Ok(None) };
        if name == x {
            return Ok(is_free(&Expr::list(ends.to_vec()), x).then_some(Expr::Integer(0)));
        }
        if ends.iter().all(|end| is_free(end, x)) {
            continue;
        }
        let ([low, high], true) = (ends, is_integral && call.args.len() == 2) else { return Ok(None) };
        for (end, sign) in [(high, 1), (low, -1)] {
            if is_free(end, x) {
                continue;
            }
            let rule = Expr::call(sym::Rule, [name.clone(), end.clone()]);
            let there = ev.eval(Expr::call(sym::ReplaceAll, [body.clone(), rule]))?;
            terms.push(times([Expr::Integer(sign), there, ev_of(ev, end, x)?]));
        }
    }
    if !is_free(body, x) {
        let inner = ev_of(ev, body, x)?;
        let args = std::iter::once(inner).chain(call.args[1..].iter().cloned());
        terms.push(Expr::call(call.head.clone(), args));
    }
    Ok(Some(plus(terms)))
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
    let is_function = match function {
        Expr::Symbol(_) => true,
        Expr::Normal(normal) => normal.has_head(sym::Function),
        _ => false,
    };
    if !is_function || orders.is_empty() {
        return Ok(None);
    }
    let serial = crate::symbol::Symbol::new("System`Private`x");
    let variables: Vec<Expr> =
        (0..orders.len()).map(|place| Expr::Symbol(serial.with_serial(place as u32 + 1))).collect();
    let applied = Expr::call(function.clone(), variables.iter().cloned());
    let mut body = ev.silently(|ev| ev.eval(applied.clone()))?;
    // A function that stays as it is has a derivative when the language knows one by each argument asked for.
    let by_rules = [sym::Plus, sym::Power, sym::Times].iter().any(|&head| body.as_call(head).is_some());
    if body == applied && !by_rules {
        let Expr::Normal(call) = &body else { return Ok(None) };
        for (index, _) in orders.iter().enumerate().filter(|(_, order)| **order != Expr::Integer(0)) {
            if derivatives::known(ev, call, index)?.is_none() {
                return Ok(None);
            }
        }
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

/// An interpolating function counts its derivatives in its sixth part: a number, or a list of one by each variable.
fn of_interpolation(function: &Expr, orders: &[Expr]) -> Option<Expr> {
    let known = function.as_normal()?;
    if known.head_symbol()?.full_name() != "System`InterpolatingFunction" {
        return None;
    }
    let (parts, before) = match &known.args[..] {
        [parts @ .., before] if parts.len() == 5 => (parts, Some(before)),
        parts if parts.len() == 5 => (parts, None),
        _ => return None,
    };
    let order = |at: usize| match orders.get(at) {
        Some(Expr::Integer(order @ 0..=1000)) => Some(*order),
        _ => None,
    };
    let earlier = |at: usize| match before {
        Some(Expr::Integer(before)) => *before,
        Some(list) => match list.elements().as_deref().and_then(|all| all.get(at).cloned()) {
            Some(Expr::Integer(before)) => before,
            _ => 0,
        },
        None => 0,
    };
    let total = |at: usize| order(at).map(|order| Expr::Integer(order.saturating_add(earlier(at))));
    let count = match orders.len() {
        1 => total(0)?,
        n => Expr::list((0..n).map(total).collect::<Option<Vec<Expr>>>()?),
    };
    Some(Expr::call(known.head.clone(), parts.iter().cloned().chain([count])))
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
