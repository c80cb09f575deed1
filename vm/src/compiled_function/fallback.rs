//! What happens when compiled code has no answer: a message, then the evaluator on the original arguments.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Unwind};
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Symbol, Type, sym};

use super::apply::{MESSAGES, count, type_name};
use super::{CompiledFunction, State, note_fallback, note_path};
use crate::interp::{Detail, Finished, Leave};
use crate::outcome::{Path, Why};

/// Why compiled code has no answer.
pub(crate) enum Failure {
    /// The argument at this place, from 0, does not have the type of the function's argument.
    Argument(usize),
    /// The function has errors.
    NotCompiled,
    /// The result is not finite.
    NotFinite,
    /// The result is an array that was never set.
    Unset,
    /// The code was left.
    Left(Box<Finished>),
}

impl Failure {
    /// The same in short.
    pub(crate) fn why(&self) -> Why {
        match self {
            Failure::Argument(_) => Why::Argument,
            Failure::NotCompiled => Why::NotCompiled,
            Failure::NotFinite => Why::NotFinite,
            Failure::Unset => Why::Numerical,
            Failure::Left(finished) => finished.leave.why(),
        }
    }
}

/// Says what went wrong and gives the answer of the evaluator.
pub(super) fn leave(
    ev: &mut Evaluator,
    function: &CompiledFunction,
    call: &Arc<Normal>,
    failure: &Failure,
) -> Eval {
    note_path(ev, Path::Exact(failure.why()));
    let finished = if let Failure::Left(finished) = failure { Some(&**finished) } else { None };
    note_fallback(ev, function, failure.why(), finished, call.origin);
    if let Failure::Left(finished) = failure
        && let Some(Detail::Unwind(unwind)) = &finished.detail
    {
        return Err(unwind.clone());
    }
    report(ev, function, call, failure);
    if let Failure::Left(finished) = failure {
        match finished.leave {
            Leave::Depth => return Err(Unwind::Terminated("RecursionLimit")),
            Leave::Fuel | Leave::Time | Leave::Memory | Leave::Interrupt => return Err(Unwind::Abort),
            _ => {}
        }
    }
    let is_error = !matches!(failure, Failure::Argument(_) | Failure::NotCompiled);
    match &function.parts.behaviour.error_handler {
        Some(handler) if is_error => {
            let held = Expr::call(
                sym::Hold,
                [Expr::call(function.parts.function.clone(), call.args.iter().cloned())],
            );
            ev.eval(Expr::call(handler.clone(), [held]))
        }
        _ => uncompiled(ev, function, &call.args),
    }
}

/// The evaluator's answer on the original arguments.
pub(super) fn uncompiled(ev: &mut Evaluator, function: &CompiledFunction, args: &[Expr]) -> Eval {
    let address = Arc::as_ptr(&function.parts) as usize;
    ev.state::<State>().leaving.push(address);
    let result = ev.eval(Expr::call(function.parts.function.clone(), args.iter().cloned()));
    ev.state::<State>().leaving.pop();
    result
}

/// Issues the message of a failure.
pub(super) fn report(ev: &mut Evaluator, function: &CompiledFunction, call: &Arc<Normal>, failure: &Failure) {
    if !function.parts.behaviour.warnings {
        return;
    }
    match failure {
        Failure::NotCompiled => {}
        Failure::NotFinite | Failure::Unset => ev.message_at(MESSAGES, "cfne", &[], call.origin),
        Failure::Argument(index) => {
            let position = Expr::Integer(count(index + 1));
            let ty = function.parts.arguments[*index].ty;
            let arg = call.args[*index].clone();
            type_message(ev, ("cfsa", "cfta"), &[arg, position], ty, call.origin);
        }
        Failure::Left(finished) => report_left(ev, call, finished),
    }
}

/// A message about something that should be of a type: one tag for scalars, one for arrays.
fn type_message(ev: &mut Evaluator, (scalar, tensor): (&str, &str), args: &[Expr], ty: Type, origin: Origin) {
    let mut args = args.to_vec();
    let (one, many) = type_name(ty);
    match ty {
        Type::Of(_, rank) if rank > 0 => {
            args.push(Expr::Integer(rank.into()));
            args.push(Expr::string(many));
            ev.message_at(MESSAGES, tensor, &args, origin);
        }
        _ => {
            let article = if one.starts_with("True") { "" } else { "a " };
            args.push(Expr::string(format!("{article}{one}")));
            ev.message_at(MESSAGES, scalar, &args, origin);
        }
    }
}

fn report_left(ev: &mut Evaluator, call: &Arc<Normal>, finished: &Finished) {
    let function = &finished.program.verified.program().functions[finished.function];
    let origin = match function.origins.get(finished.pc).copied() {
        Some(origin) if origin != Origin::NONE => origin,
        _ => call.origin,
    };
    let instruction = Expr::Integer(count(finished.pc + 1));
    match (finished.leave, &finished.detail) {
        (Leave::Part, Some(Detail::Part { part, length } | Detail::Kernel(Fault::Part { part, length }))) => {
            let args = [Expr::Integer(*part), Expr::Integer(count(*length)), instruction];
            ev.message_at(MESSAGES, "cfpart", &args, origin);
        }
        (Leave::Lengths, _) => ev.message_at(MESSAGES, "cflist", &[], origin),
        (Leave::External, Some(Detail::External { result, expected })) => {
            type_message(ev, ("cfse", "cfte"), std::slice::from_ref(result), *expected, origin);
            ev.message_at(MESSAGES, "cfex", &[instruction], origin);
        }
        (Leave::External | Leave::Unwind, _) => ev.message_at(MESSAGES, "cfex", &[instruction], origin),
        (Leave::Depth, _) => {
            let depth = ev.state::<State>().engine.config().depth;
            let args = [Expr::Integer(count(depth)), Expr::Normal(call.clone())];
            ev.message_at(Symbol::new("$RecursionLimit"), "reclim2", &args, origin);
        }
        (Leave::Fuel, _) => ev.message_at(MESSAGES, "cffuel", &[instruction], origin),
        (Leave::Time, _) => ev.message_at(MESSAGES, "cftime", &[instruction], origin),
        (Leave::Memory, _) => ev.message_at(MESSAGES, "cfmem", &[instruction], origin),
        (Leave::Interrupt, _) => {}
        _ => ev.message_at(MESSAGES, "cfn", &[instruction], origin),
    }
}
