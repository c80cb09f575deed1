//! `Trace`: the standard evaluation sequence with every step kept.
//!
//! What an expression turns into stands in a list, held; the steps of its head and its arguments are lists within it, before
//! the call with the arguments evaluated. What built-in functions evaluate inside themselves is one step.

use std::sync::Arc;

use super::evaluate::Next;
use super::local::instantiate;
use super::{Arity, Attributes, Builtin, Eval, Evaluator};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::sym;

/// `Trace`.
pub const ROWS: &[Builtin] = &[Builtin::new(
    "Trace",
    Attributes::HOLD_ALL,
    Arity::between(1, 2),
    "Trace[expr] gives the list of the steps of the evaluation of expr, those of parts in lists inside; Trace[expr, form] the steps that match form.",
    ("Trace[2^3 + 1]", "{{2^3, 8}, 8 + 1, 9}"),
    |ev, call| {
        let mut steps = Vec::new();
        let start = call.args[0].clone();
        steps_of(ev, start, &mut steps)?;
        match call.args.get(1) {
            None => Ok(Some(Expr::list(steps))),
            Some(form) => {
                let steps = Expr::list(steps);
                let matching = Expr::call(sym::HoldForm, [form.clone()]);
                ev.eval(Expr::call(sym::Cases, [steps, matching, crate::eval::simplify::infinity()]))
                    .map(Some)
            }
        }
    },
)];

fn held(expr: &Expr) -> Expr {
    Expr::call(sym::HoldForm, [expr.clone()])
}

/// Evaluates, and adds the steps: nothing for what is its own value, else the expression, with the steps of its parts
/// before it, and all that it turns into.
fn steps_of(ev: &mut Evaluator, expr: Expr, steps: &mut Vec<Expr>) -> Eval {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        let mut expr = expr;
        let mut left = ev.iteration_limit;
        let push = |steps: &mut Vec<Expr>, expr: &Expr| {
            let step = held(expr);
            if steps.last() != Some(&step) {
                steps.push(step);
            }
        };
        while left > 0 {
            left -= 1;
            ev.check_interrupt()?;
            let next = match &expr {
                Expr::Symbol(symbol) => {
                    match ev.definition(*symbol).and_then(|known| known.own_value.clone()) {
                        Some(value) => {
                            push(steps, &expr);
                            value
                        }
                        None => return Ok(expr),
                    }
                }
                Expr::Normal(normal) => {
                    let normal = Arc::clone(normal);
                    let (call, parts) = with_parts(ev, &normal)?;
                    let any_parts = !parts.is_empty();
                    steps.extend(parts);
                    match step(ev, &call)? {
                        Some(next) => {
                            push(steps, &Expr::Normal(Arc::clone(&call)));
                            push(steps, &next);
                            next
                        }
                        None => {
                            if any_parts {
                                push(steps, &Expr::Normal(Arc::clone(&call)));
                            }
                            return ev.eval(Expr::Normal(call));
                        }
                    }
                }
                _ => {
                    if !steps.is_empty() {
                        push(steps, &expr);
                    }
                    return Ok(expr);
                }
            };
            expr = next;
        }
        ev.eval(expr)
    })
}

/// The call with its head and arguments evaluated as the head's attributes ask, and the lists of their steps.
fn with_parts(ev: &mut Evaluator, normal: &Arc<Normal>) -> Eval<(Arc<Normal>, Vec<Expr>)> {
    let mut parts = Vec::new();
    let traced = |ev: &mut Evaluator, expr: &Expr, parts: &mut Vec<Expr>| -> Eval {
        let mut steps = Vec::new();
        let value = steps_of(ev, expr.clone(), &mut steps)?;
        if !steps.is_empty() {
            parts.push(Expr::list(steps));
        }
        Ok(value)
    };
    let head = match &normal.head {
        Expr::Symbol(symbol) if ev.definition(*symbol).is_none_or(|known| known.own_value.is_none()) => {
            normal.head.clone()
        }
        head => traced(ev, head, &mut parts)?,
    };
    let attributes = match (&head, head.as_call(sym::Function)) {
        (Expr::Symbol(symbol), _) => ev.attributes(*symbol),
        (_, Some(function)) => super::functions::attributes(function),
        _ => Attributes::NONE,
    };
    let mut args = Args::with_capacity(normal.args.len());
    for (index, arg) in normal.args.iter().enumerate() {
        let evaluated =
            arg.as_call(sym::Evaluate).is_some() && !attributes.has(Attributes::HOLD_ALL_COMPLETE);
        let held = arg.as_call(sym::Unevaluated).is_some() || attributes.holds(index) && !evaluated;
        args.push(if held { arg.clone() } else { traced(ev, arg, &mut parts)? });
    }
    Ok((Arc::new(Normal::with_origin(head, args, normal.origin)), parts))
}

/// What a call with evaluated arguments turns into; None when it is its own value.
fn step(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<Expr>> {
    let plain = call.args.iter().all(|arg| arg.as_call(sym::Unevaluated).is_none());
    let next = match &call.head {
        Expr::Symbol(symbol) if plain => {
            if *symbol == sym::List {
                return Ok(None);
            }
            let args = super::arguments::spliced(call.args.clone());
            ev.finish(*symbol, args, None, call.origin)?
        }
        head if plain && head.as_call(sym::Function).is_some() => {
            let function = head.as_call(sym::Function).cloned();
            let mut args = call.args.clone();
            match function {
                Some(function) => match ev.function_body(&function, &mut args, call.origin)? {
                    Some((function, slots)) => return Ok(Some(instantiate(&function.body.template, &slots))),
                    None => return Ok(None),
                },
                None => return Ok(None),
            }
        }
        _ => Next::Done(ev.eval(Expr::Normal(Arc::clone(call)))?),
    };
    let value = match next {
        Next::Done(value) | Next::Again(value) => value,
        Next::Enter(rule, slots) => instantiate(&rule.body.template, &slots),
        Next::Body(function, slots) => instantiate(&function.body.template, &slots),
        Next::Tail(_) | Next::Call(_) | Next::Standard => return Ok(None),
    };
    Ok((value != Expr::Normal(Arc::clone(call))).then_some(value))
}
