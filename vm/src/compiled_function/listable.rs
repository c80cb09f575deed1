//! Calls of listable functions: threading over arrays at any depth, with scalars broadcast, on one thread or on all.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use num_complex::Complex64;
use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::kernels::{Element, Fault};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Normal, Scalar, Type, Value, parallel, storage, sym, with_element};

use super::apply::{self, extra_levels, is_pure};
use super::branches::{Branches, PIECE};
use super::elements::{Computed, Job};
use super::fallback::{self, Failure};
use super::{CompiledFunction, State, note_path};
use crate::convert::{expr_to_tensor, expr_to_value, value_to_expr};
use crate::interp::Limits;
use crate::outcome::{Path, Why};

/// Whether some argument has more levels than the function takes.
pub(super) fn threads(function: &CompiledFunction, args: &[Expr]) -> bool {
    args.iter().zip(&function.parts.arguments).any(|(arg, argument)| extra_levels(arg, argument.ty) > 0)
}

/// An argument of a threaded call.
pub(super) enum Threaded {
    /// The same value for every element.
    Same(Value),
    /// An array whose first levels are threaded over.
    Over {
        array: Arc<Tensor>,
        /// Number of levels threaded over.
        levels: usize,
    },
}

/// Applies a listable function to arguments of which some have extra levels.
pub(super) fn apply(ev: &mut Evaluator, function: &CompiledFunction, call: &Arc<Normal>) -> Reply {
    let Some(args) = prepare(function, &call.args) else {
        return by_elements(ev, function, call, Vec::new(), None);
    };
    let Some(outer) = common_dims(&args) else {
        ev.message_at(sym::Thread, "tdlen", &[Expr::Normal(call.clone())], call.origin);
        note_path(ev, Path::Exact(Why::Lengths));
        return Ok(None);
    };
    let Some(linked) = function.linked() else {
        return by_elements(ev, function, call, Vec::new(), None);
    };
    let count: usize = outer.iter().product();
    if count == 0 {
        return by_elements(ev, function, call, Vec::new(), None);
    }
    let limits = apply::limits(ev);
    let is_pure = function.program().is_some_and(is_pure);
    let threads = if function.parts.behaviour.parallel && is_pure { thread_count(ev, count) } else { 1 };
    if let Some(tensor) = in_blocks(function, &args, &outer, threads)
        .or_else(|| in_pieces(function, &args, &outer, threads, &limits))
    {
        note_path(ev, Path::Fast);
        return Ok(Some(Expr::Array(tensor)));
    }
    let job = Job { linked, args: &args, outer: &outer, limits: &limits, threads };
    // What calls neither the evaluator nor its generator needs neither at hand.
    let outside = if is_pure { None } else { Some(&mut *ev) };
    macro_rules! answer {
        ($calls:ident, $list:expr) => {{
            let computed = job.$calls(outside);
            finish(ev, function, call, &outer, computed, $list)
        }};
    }
    match function.result_type() {
        Type::Of(Scalar::Boolean, 0) => answer!(scalars, booleans),
        Type::Of(Scalar::Integer, 0) => answer!(scalars, packed::<i64>),
        Type::Of(Scalar::Real, 0) => answer!(scalars, packed::<f64>),
        Type::Of(Scalar::Complex, 0) => answer!(scalars, packed::<Complex64>),
        Type::Of(Scalar::Integer, _) => answer!(arrays, packed::<i64>),
        Type::Of(Scalar::Real, _) => answer!(arrays, packed::<f64>),
        Type::Of(Scalar::Complex, _) => answer!(arrays, packed::<Complex64>),
        Type::Of(Scalar::Boolean, _) | Type::Void => by_elements(ev, function, call, Vec::new(), None),
    }
}

/// The value of a threaded call: results and, where they end too early, what the evaluator says about the others. `list`
/// makes a list of these dimensions.
fn finish<T: Clone>(
    ev: &mut Evaluator,
    function: &CompiledFunction,
    call: &Arc<Normal>,
    outer: &[usize],
    computed: Computed<T>,
    list: impl Fn(Vec<T>, Dims) -> Expr,
) -> Reply {
    let Computed { results, inner, ended } = computed;
    let all: Dims = outer.iter().chain(&inner).copied().collect();
    let Some(failure) = ended else {
        note_path(ev, Path::Fast);
        return Ok(Some(list(results, all)));
    };
    // Elements of the first level that are there as a whole keep their values.
    let dims = &all[1..];
    let rows = results.chunks_exact(dims.iter().product::<usize>().max(1));
    let done: Vec<Expr> = rows.map(|row| list(row.to_vec(), dims.into())).collect();
    done.iter().for_each(|_| note_path(ev, Path::Fast));
    let failure = Some(failure).filter(|failure| outer.len() == 1 && !matches!(failure, Failure::Unset));
    by_elements(ev, function, call, done, failure)
}

/// A packed array, or the one number of no dimensions.
fn packed<T: Element>(mut data: Vec<T>, dims: Dims) -> Expr {
    if dims.is_empty() {
        return data.pop().map_or_else(Expr::null, |number| value_to_expr(number.into()));
    }
    Array::new(dims, data).map_or_else(Expr::null, |array| Expr::from(T::tensor(array)))
}

/// Lists of `True` and `False`, or the one of no dimensions.
fn booleans(data: Vec<bool>, dims: Dims) -> Expr {
    nested(&dims, &mut data.into_iter().map(Expr::boolean))
}

/// Lists in lists.
fn nested(dims: &[usize], leaves: &mut dyn Iterator<Item = Expr>) -> Expr {
    match dims {
        [] => leaves.next().unwrap_or_else(Expr::null),
        [length, dims @ ..] => Expr::list((0..*length).map(|_| nested(dims, leaves)).collect::<Vec<_>>()),
    }
}

fn thread_count(ev: &mut Evaluator, count: usize) -> usize {
    let available = || std::thread::available_parallelism().map_or(1, usize::from);
    ev.state::<State>().engine.config().threads.unwrap_or_else(available).min(count)
}

/// Converts all arguments; none when one is not a full array of numbers.
fn prepare(function: &CompiledFunction, args: &[Expr]) -> Option<Vec<Threaded>> {
    args.iter()
        .zip(&function.parts.arguments)
        .map(|(arg, argument)| {
            let Type::Of(scalar, rank) = argument.ty else { return None };
            let levels = extra_levels(arg, argument.ty);
            if levels == 0 {
                return expr_to_value(arg, argument.ty).map(Threaded::Same);
            }
            let array = expr_to_tensor(arg, scalar)?;
            (array.rank() == levels + usize::from(rank)).then_some(Threaded::Over { array, levels })
        })
        .collect()
}

/// The lengths of the levels threaded over; none when arguments disagree.
fn common_dims(args: &[Threaded]) -> Option<Dims> {
    let mut outer = Dims::new();
    for arg in args {
        let Threaded::Over { array, levels } = arg else { continue };
        let dims = &array.dims()[..*levels];
        let shared = outer.len().min(dims.len());
        if outer[..shared] != dims[..shared] {
            return None;
        }
        if dims.len() > outer.len() {
            outer = dims.into();
        }
    }
    Some(outer)
}

/// The result of a function of numbers that is one straight line of arithmetic, in blocks; none when it is something else
/// or an element has no finite value.
fn in_blocks(
    function: &CompiledFunction,
    args: &[Threaded],
    outer: &[usize],
    threads: usize,
) -> Option<Arc<Tensor>> {
    let straight = function.straight()?;
    let fits = |arg: &Threaded| match arg {
        Threaded::Same(_) => true,
        Threaded::Over { array, .. } => array.dims() == outer,
    };
    if !args.iter().all(fits) {
        return None;
    }
    let is_array = |index: usize| matches!(args[index], Threaded::Over { .. });
    let (plan, constants) = straight.plan(u8::try_from(outer.len()).ok()?, is_array)?;
    let mut values: Vec<Value> = args
        .iter()
        .map(|arg| match arg {
            Threaded::Same(value) => value.clone(),
            Threaded::Over { array, .. } => Value::Tensor(array.clone()),
        })
        .collect();
    values.extend_from_slice(constants);
    match plan.run_on(threads, &mut values) {
        Ok(Value::Tensor(tensor)) => Some(tensor),
        _ => None,
    }
}

/// The result of a function of numbers with branches, in pieces; none when it is something else or an element has no
/// finite value.
fn in_pieces(
    function: &CompiledFunction,
    args: &[Threaded],
    outer: &[usize],
    threads: usize,
    limits: &Limits,
) -> Option<Arc<Tensor>> {
    if function.straight().is_some() {
        return None;
    }
    let branches = function.branches()?;
    let fits = |arg: &Threaded| match arg {
        Threaded::Same(_) => true,
        Threaded::Over { array, .. } => array.dims() == outer,
    };
    if !args.iter().all(fits) {
        return None;
    }
    let Type::Of(scalar, 0) = function.result_type() else { return None };
    let job = |from: usize, count: usize| -> Option<Vec<Value>> {
        (!stopped(limits)).then(|| args.iter().map(|arg| piece(arg, from, count)).collect())
    };
    let tensor = with_element!(scalar, T => by_pieces::<T>(branches, &job, outer, threads));
    Some(Arc::new(tensor.ok()?))
}

/// The results for all elements; `columns` gives the arguments of a piece, none when the work is to end.
fn by_pieces<T: Element>(
    branches: &Branches,
    columns: &(dyn Fn(usize, usize) -> Option<Vec<Value>> + Sync),
    outer: &[usize],
    threads: usize,
) -> Result<Tensor, Fault> {
    let mut out = storage::elements::<T>(outer.iter().product());
    parallel::fill(threads, &mut out, PIECE / 8, |pieces| {
        while let Some((from, out)) = pieces.next() {
            for (index, out) in out.chunks_mut(PIECE).enumerate() {
                let columns = columns(from + index * PIECE, out.len()).ok_or(Fault::Argument)?;
                out.copy_from_slice(&branches.run::<T>(columns, out.len())?);
                if !T::all_finite(out) {
                    return Err(Fault::Domain);
                }
            }
        }
        Ok(())
    })?;
    Array::new(outer.into(), out).map(T::tensor).ok_or(Fault::Argument)
}

/// Whether the evaluation around is to end.
fn stopped(limits: &Limits) -> bool {
    limits.interrupt.as_ref().is_some_and(|interrupt| interrupt.load(Ordering::Relaxed))
        || limits.deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

/// `count` elements of an argument from one on, as a vector.
fn piece(arg: &Threaded, from: usize, count: usize) -> Value {
    match arg {
        Threaded::Same(Value::Integer(value)) => Array::vector(vec![*value; count]).into(),
        Threaded::Same(Value::Real(value)) => Array::vector(vec![*value; count]).into(),
        Threaded::Same(Value::Complex(value)) => Array::vector(vec![*value; count]).into(),
        Threaded::Same(value) => value.clone(),
        Threaded::Over { array, .. } => match &**array {
            Tensor::Integer(array) => Array::vector(array.data()[from..from + count].to_vec()).into(),
            Tensor::Real(array) => Array::vector(array.data()[from..from + count].to_vec()).into(),
            Tensor::Complex(array) => Array::vector(array.data()[from..from + count].to_vec()).into(),
        },
    }
}

/// Threads over the first level by calls of the function with each element. The first elements are `done`; the call of the
/// next one has ended in `failure`, if that is known, so that it is not made again.
fn by_elements(
    ev: &mut Evaluator,
    function: &CompiledFunction,
    call: &Arc<Normal>,
    done: Vec<Expr>,
    mut failure: Option<Failure>,
) -> Reply {
    let arguments = &function.parts.arguments;
    let over: Vec<bool> =
        call.args.iter().zip(arguments).map(|(arg, argument)| extra_levels(arg, argument.ty) > 0).collect();
    let mut lengths = call.args.iter().zip(&over).filter(|(_, over)| **over).map(|(arg, _)| arg.length());
    let Some(length) = lengths.next() else { return Ok(None) };
    if lengths.any(|other| other != length) {
        ev.message_at(sym::Thread, "tdlen", &[Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    let columns: Vec<Option<Vec<Expr>>> = call
        .args
        .iter()
        .zip(&over)
        .map(|(arg, over)| if *over { arg.elements().map(std::borrow::Cow::into_owned) } else { None })
        .collect();
    let mut results = done;
    results.reserve(length.saturating_sub(results.len()));
    for index in results.len()..length {
        let args = columns.iter().zip(&call.args).map(|(column, arg)| match column {
            Some(column) => column[index].clone(),
            None => arg.clone(),
        });
        results.push(match (Expr::call(call.head.clone(), args), failure.take()) {
            (Expr::Normal(call), Some(failure)) => fallback::leave(ev, function, &call, &failure)?,
            (call, _) => ev.eval(call)?,
        });
    }
    Ok(Some(Expr::list(results)))
}
