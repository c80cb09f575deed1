//! A call of a compiled function in the language.

use std::sync::Arc;

use scheelite_bytecode::Program;
use scheelite_runtime::eval::{Evaluator, Mark, Reply};
use scheelite_runtime::expr::Foreign;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, Value, sym};

use super::fallback::{self, Failure};
use super::{CompiledFunction, State, listable, note_fallback, note_path};
use crate::compile::input_form;
use crate::convert::{depth, expr_to_value, is_finite, value_to_expr};
use crate::interp::{self, Finished, Limits, with_machine};
use crate::outcome::{Path, Why};

/// What applying a compiled function to arguments gives: the hook of the evaluator.
pub(crate) fn apply(ev: &mut Evaluator, foreign: &Arc<Foreign>, call: &Arc<Normal>) -> Reply {
    let Some(function) = foreign.0.as_any().downcast_ref::<CompiledFunction>() else {
        return Ok(None);
    };
    let expected = function.parts.arguments.len();
    if call.args.len() != expected {
        if function.parts.behaviour.warnings {
            let counts = [Expr::Integer(count(call.args.len())), Expr::Integer(count(expected))];
            let names =
                Expr::list(function.parts.arguments.iter().map(|argument| Expr::Symbol(argument.name)));
            let mark = Mark::new(call.origin, format!("the arguments are {}", input_form(&names)));
            ev.message_marked(sym::CompiledFunction, "cfct", &counts, mark);
        }
        return Ok(None);
    }
    if function.parts.behaviour.listable && listable::threads(function, &call.args) {
        return listable::apply(ev, function, call);
    }
    let address = Arc::as_ptr(&function.parts) as usize;
    if ev.state::<State>().leaving.contains(&address) {
        return fallback::uncompiled(ev, function, &call.args).map(Some);
    }
    if let Some(value) = run(ev, function, &call.args) {
        return match value {
            Ok(value) => {
                note_path(ev, Path::Fast);
                Ok(Some(value_to_expr(value)))
            }
            Err(failure) => fallback::leave(ev, function, call, &failure).map(Some),
        };
    }
    let args = match arguments(ev, function, &call.args)? {
        Converted::Values(args) => args,
        Converted::Symbolic if function.parts.behaviour.symbolic => {
            note_path(ev, Path::Exact(Why::Symbolic));
            note_fallback(ev, function, Why::Symbolic, None, call.origin);
            return fallback::uncompiled(ev, function, &call.args).map(Some);
        }
        Converted::Symbolic => return Ok(None),
        Converted::Wrong(position) => {
            return fallback::leave(ev, function, call, &Failure::Argument(position)).map(Some);
        }
    };
    let args: Vec<Expr> = args.into_iter().map(value_to_expr).collect();
    match run(ev, function, &args).unwrap_or(Err(Failure::NotCompiled)) {
        Ok(value) => {
            note_path(ev, Path::Fast);
            Ok(Some(value_to_expr(value)))
        }
        Err(failure) => fallback::leave(ev, function, call, &failure).map(Some),
    }
}

/// Arguments after conversion.
pub(super) enum Converted {
    /// Values of the types of the function's arguments.
    Values(smallvec::SmallVec<[Value; 4]>),
    /// Some argument is symbolic.
    Symbolic,
    /// The argument at this place, from 0, is not of the type that is asked for.
    Wrong(usize),
}

/// Converts the arguments to the types of the function.
pub(super) fn arguments(
    ev: &mut Evaluator,
    function: &CompiledFunction,
    args: &[Expr],
) -> Result<Converted, scheelite_runtime::eval::Unwind> {
    let mut values = smallvec::SmallVec::new();
    let mut wrong = None;
    let mut symbolic = false;
    for (index, (arg, argument)) in args.iter().zip(&function.parts.arguments).enumerate() {
        if let Some(value) = expr_to_value(arg, argument.ty) {
            values.push(value);
            continue;
        }
        if let Some(value) = numeric(ev, arg, argument.ty)? {
            values.push(value);
            continue;
        }
        if is_symbolic(arg) {
            symbolic = true;
        } else if wrong.is_none() {
            wrong = Some(index);
        }
    }
    Ok(match wrong {
        Some(index) => Converted::Wrong(index),
        None if symbolic => Converted::Symbolic,
        None => Converted::Values(values),
    })
}

/// An exact quantity such as `Pi` for an argument that takes inexact numbers.
fn numeric(
    ev: &mut Evaluator,
    arg: &Expr,
    ty: Type,
) -> Result<Option<Value>, scheelite_runtime::eval::Unwind> {
    let inexact = matches!(ty, Type::Of(Scalar::Real | Scalar::Complex, _));
    let candidate = match arg {
        Expr::Symbol(symbol) => !matches!(*symbol, sym::True | sym::False | sym::Null),
        Expr::Normal(_) => true,
        _ => false,
    };
    if !inexact || !candidate || (arg.is_list() && !matches!(ty, Type::Of(_, 1..))) {
        return Ok(None);
    }
    if let Expr::Symbol(symbol) = arg
        && !ev.attributes(*symbol).has(scheelite_runtime::eval::Attributes::CONSTANT)
    {
        return Ok(None);
    }
    let value = ev.eval(Expr::call(sym::N, [arg.clone()]))?;
    Ok(expr_to_value(&value, ty))
}

/// Whether an argument stands for a value that is not known: no message is due for those.
fn is_symbolic(arg: &Expr) -> bool {
    match arg {
        Expr::Symbol(symbol) => !matches!(*symbol, sym::True | sym::False | sym::Null),
        Expr::Normal(normal) => !normal.has_head(sym::List),
        _ => false,
    }
}

pub(super) fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Bounds of calls that run without the evaluator of the session: the host's, and the time that the evaluation around
/// them has.
pub(crate) fn limits(ev: &mut Evaluator) -> Limits {
    let (interrupt, deadline) = (ev.interrupt_handle(), ev.deadline());
    let limits = ev.state::<State>().engine.limits();
    let deadline = limits.deadline.into_iter().chain(deadline).min();
    Limits { interrupt: Some(interrupt), deadline, ..limits }
}

/// Runs compiled code over arguments of its types; none when one is not, or there is no code.
fn run(ev: &mut Evaluator, function: &CompiledFunction, args: &[Expr]) -> Option<Result<Value, Failure>> {
    let linked = function.linked()?;
    let deadline = ev.deadline();
    let limits = ev.state::<State>().engine.limits();
    let limits = Limits { deadline: limits.deadline.into_iter().chain(deadline).min(), ..limits };
    let types = &function.parts.arguments;
    let value = with_machine(|machine| {
        interp::execute(
            linked,
            machine,
            &limits,
            Some(ev),
            |registers| {
                args.iter().zip(types).enumerate().all(|(index, (arg, argument))| {
                    expr_to_value(arg, argument.ty).is_some_and(|value| registers.put(index, value))
                })
            },
            |results| results.take(),
        )
    });
    match answer(value) {
        Ok(None) => None,
        Ok(Some(value)) => Some(Ok(value)),
        Err(failure) => Some(Err(failure)),
    }
}

/// The value of a run, or why it gives no answer; none when the arguments did not fit.
pub(super) fn answer(value: Result<Option<Option<Value>>, Box<Finished>>) -> Result<Option<Value>, Failure> {
    match value {
        Ok(None) => Ok(None),
        Ok(Some(Some(value))) if is_finite(&value) => Ok(Some(value)),
        Ok(Some(Some(_))) => Err(Failure::NotFinite),
        Ok(Some(None)) => Err(Failure::Unset),
        Err(finished) => Err(Failure::Left(finished)),
    }
}

/// Whether a function may run on several threads: it calls neither the evaluator nor the random generator.
pub(super) fn is_pure(program: &Program) -> bool {
    program.functions.iter().all(|function| {
        let pools = &function.pools;
        pools.externals.is_empty()
            && pools.compiled_calls.is_empty()
            && pools.kernel_calls.iter().all(|call| !is_random(call.kernel))
    })
}

fn is_random(kernel: &str) -> bool {
    kernel.starts_with("Random") || kernel.ends_with("Distribution") || kernel == "SeedRandom"
}

/// The depth of lists that an argument needs before its function threads over it.
pub(super) fn extra_levels(arg: &Expr, ty: Type) -> usize {
    let Type::Of(_, rank) = ty else { return 0 };
    depth(arg).saturating_sub(rank.into())
}

/// How messages name a type: `machine-size real number`, and in the plural.
pub(super) fn type_name(ty: Type) -> (&'static str, &'static str) {
    match ty {
        Type::Void => ("Null", "Null"),
        Type::Of(Scalar::Boolean, _) => ("True or False", "True or False"),
        Type::Of(Scalar::Integer, _) => ("machine-size integer", "machine-size integers"),
        Type::Of(Scalar::Real, _) => ("machine-size real number", "machine-size real numbers"),
        Type::Of(Scalar::Complex, _) => ("machine-size complex number", "machine-size complex numbers"),
    }
}

/// The symbol whose messages these are.
pub(super) const MESSAGES: Symbol = sym::CompiledFunction;
