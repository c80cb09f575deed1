//! Calls of listable functions: threading over arrays at any depth, with scalars broadcast, on one thread or on all.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use num_complex::Complex64;
use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::kernels::{Element, Fault};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Normal, Type, Value, storage, sym, with_element};

use super::apply::{self, extra_levels, is_pure};
use super::branches::{Branches, PIECE};
use super::fallback::Failure;
use super::{CompiledFunction, State, note_path};
use crate::convert::{expr_to_tensor, expr_to_value, is_finite};
use crate::interp::{self, Limits, Linked, Machine, with_machine};
use crate::outcome::{Path, Why};

/// Whether some argument has more levels than the function takes.
pub(super) fn threads(function: &CompiledFunction, args: &[Expr]) -> bool {
    args.iter().zip(&function.parts.arguments).any(|(arg, argument)| extra_levels(arg, argument.ty) > 0)
}

/// An argument of a threaded call.
enum Threaded {
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
        return by_elements(ev, function, call);
    };
    let Some(outer) = common_dims(&args) else {
        ev.message_at(sym::Thread, "tdlen", &[Expr::Normal(call.clone())], call.origin);
        note_path(ev, Path::Exact(Why::Lengths));
        return Ok(None);
    };
    let Some(linked) = function.linked() else {
        return by_elements(ev, function, call);
    };
    let count: usize = outer.iter().product();
    if count == 0 {
        return by_elements(ev, function, call);
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
    let job = Job { linked, args: &args, outer: &outer, limits: &limits };
    let parts = match threads {
        // What calls neither the evaluator nor its generator needs neither at hand.
        1 => vec![job.elements(0..count, if is_pure { None } else { Some(&mut *ev) })],
        _ => job.on_threads(threads, count),
    };
    let mut results = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Ok(part) => results.push(part),
            // Some element leaves: each is called by itself, so that the others keep their values.
            Err(_) => return by_elements(ev, function, call),
        }
    }
    match join(results, outer) {
        Some(tensor) => {
            note_path(ev, Path::Fast);
            Ok(Some(Expr::from(tensor)))
        }
        None => by_elements(ev, function, call),
    }
}

/// Elements below which a second thread costs more than it gives.
const PARALLEL_FROM: usize = 256;

fn thread_count(ev: &mut Evaluator, count: usize) -> usize {
    if count < PARALLEL_FROM {
        return 1;
    }
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
    match plan.run_on(threads, &mut values, None) {
        Ok(value @ Value::Tensor(_)) if is_finite(&value) => match value {
            Value::Tensor(tensor) => Some(tensor),
            _ => None,
        },
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
    let tensor =
        with_element!(scalar, T => by_pieces::<T>(branches, &job, outer, threads).ok_or(Fault::Argument))
            .ok()?;
    let value = Value::Tensor(Arc::new(tensor));
    match (is_finite(&value), value) {
        (true, Value::Tensor(tensor)) => Some(tensor),
        _ => None,
    }
}

/// The results for all elements; `columns` gives the arguments of a piece, none when the work is to end.
fn by_pieces<T: Element>(
    branches: &Branches,
    columns: &(dyn Fn(usize, usize) -> Option<Vec<Value>> + Sync),
    outer: &[usize],
    threads: usize,
) -> Option<Tensor> {
    let mut out = storage::elements::<T>(outer.iter().product());
    let length = out.len().div_ceil(threads).max(1);
    let part = |from: usize, out: &mut [T]| {
        for (index, out) in out.chunks_mut(PIECE).enumerate() {
            let columns = columns(from + index * PIECE, out.len())?;
            out.copy_from_slice(&branches.run::<T>(columns, out.len()).ok()?);
        }
        Some(())
    };
    if threads > 1 {
        std::thread::scope(|scope| {
            let part = &part;
            let parts = out.chunks_mut(length).enumerate();
            let workers: Vec<_> =
                parts.map(|(index, out)| scope.spawn(move || part(index * length, out))).collect();
            workers.into_iter().try_for_each(|worker| worker.join().ok().flatten())
        })?;
    } else {
        part(0, &mut out)?;
    }
    Some(T::tensor(Array::new(outer.into(), out)?))
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

/// The results of a run of elements, all of one type.
enum Column {
    Booleans(Vec<bool>),
    Integers(Vec<i64>, Dims),
    Reals(Vec<f64>, Dims),
    Complexes(Vec<Complex64>, Dims),
}

/// The work of a threaded call.
struct Job<'a> {
    linked: &'a Arc<Linked>,
    args: &'a [Threaded],
    outer: &'a [usize],
    limits: &'a Limits,
}

impl Job<'_> {
    /// The value of argument `arg` for element `index`.
    fn argument(&self, arg: &Threaded, index: usize) -> Value {
        match arg {
            Threaded::Same(value) => value.clone(),
            Threaded::Over { array, levels } => {
                let below: usize = self.outer[*levels..].iter().product();
                element(array, *levels, index / below)
            }
        }
    }

    fn one(&self, machine: &mut Machine, ev: interp::Outside<'_>, index: usize) -> Result<Value, Failure> {
        let value = interp::execute(
            self.linked,
            machine,
            self.limits,
            ev,
            |registers| {
                let mut args = self.args.iter().enumerate();
                args.all(|(place, arg)| registers.put(place, self.argument(arg, index)))
            },
            |results| results.take(),
        );
        apply::answer(value)?.ok_or(Failure::Unset)
    }

    /// Computes a run of elements.
    fn elements(
        &self,
        range: std::ops::Range<usize>,
        mut ev: interp::Outside<'_>,
    ) -> Result<Column, Failure> {
        with_machine(|machine| {
            let mut column: Option<Column> = None;
            let capacity = range.len();
            for index in range {
                let value = self.one(machine, ev.as_deref_mut(), index)?;
                match &mut column {
                    None => column = Some(Column::start(value, capacity)?),
                    Some(column) => column.push(value)?,
                }
            }
            column.ok_or(Failure::Unset)
        })
    }

    /// Computes all elements on several threads.
    fn on_threads(&self, threads: usize, count: usize) -> Vec<Result<Column, Failure>> {
        let chunk = count.div_ceil(threads);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|worker| (worker * chunk).min(count)..((worker + 1) * chunk).min(count))
                .filter(|range| !range.is_empty())
                .map(|range| scope.spawn(move || self.elements(range, None)))
                .collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or(Err(Failure::Unset))).collect()
        })
    }
}

/// Part `index` of an array whose first `levels` levels are taken as one.
fn element(array: &Tensor, levels: usize, index: usize) -> Value {
    fn of<T: Copy>(array: &Array<T>, levels: usize, index: usize) -> Result<T, Array<T>> {
        let inner = &array.dims()[levels..];
        let stride: usize = inner.iter().product();
        if inner.is_empty() {
            return Ok(array.data()[index]);
        }
        let data = array.data()[index * stride..(index + 1) * stride].to_vec();
        Err(Array::new(inner.into(), data).expect("a part has the inner dims"))
    }
    fn value<T: Copy>(
        part: Result<T, Array<T>>,
        scalar: fn(T) -> Value,
        tensor: fn(Array<T>) -> Tensor,
    ) -> Value {
        match part {
            Ok(number) => scalar(number),
            Err(array) => Value::Tensor(Arc::new(tensor(array))),
        }
    }
    match array {
        Tensor::Integer(array) => value(of(array, levels, index), Value::Integer, Tensor::Integer),
        Tensor::Real(array) => value(of(array, levels, index), Value::Real, Tensor::Real),
        Tensor::Complex(array) => value(of(array, levels, index), Value::Complex, Tensor::Complex),
    }
}

impl Column {
    fn start(value: Value, capacity: usize) -> Result<Column, Failure> {
        fn filled<T>(first: T, capacity: usize) -> Vec<T> {
            let mut data = Vec::with_capacity(capacity);
            data.push(first);
            data
        }
        Ok(match value {
            Value::Boolean(value) => Column::Booleans(filled(value, capacity)),
            Value::Integer(value) => Column::Integers(filled(value, capacity), Dims::new()),
            Value::Real(value) => Column::Reals(filled(value, capacity), Dims::new()),
            Value::Complex(value) => Column::Complexes(filled(value, capacity), Dims::new()),
            Value::Tensor(tensor) => match Arc::unwrap_or_clone(tensor) {
                Tensor::Integer(array) => Column::Integers(array.data().to_vec(), array.dims().into()),
                Tensor::Real(array) => Column::Reals(array.data().to_vec(), array.dims().into()),
                Tensor::Complex(array) => Column::Complexes(array.data().to_vec(), array.dims().into()),
            },
            Value::Void => return Err(Failure::Unset),
        })
    }

    fn push(&mut self, value: Value) -> Result<(), Failure> {
        fn extend<T: Copy>(data: &mut Vec<T>, dims: &Dims, array: &Array<T>) -> bool {
            data.extend_from_slice(array.data());
            array.dims() == &dims[..]
        }
        let fits = match (self, value) {
            (Column::Booleans(data), Value::Boolean(value)) => {
                data.push(value);
                true
            }
            (Column::Integers(data, _), Value::Integer(value)) => {
                data.push(value);
                true
            }
            (Column::Reals(data, _), Value::Real(value)) => {
                data.push(value);
                true
            }
            (Column::Complexes(data, _), Value::Complex(value)) => {
                data.push(value);
                true
            }
            (column, Value::Tensor(tensor)) => match (column, &*tensor) {
                (Column::Integers(data, dims), Tensor::Integer(array)) => extend(data, dims, array),
                (Column::Reals(data, dims), Tensor::Real(array)) => extend(data, dims, array),
                (Column::Complexes(data, dims), Tensor::Complex(array)) => extend(data, dims, array),
                _ => false,
            },
            _ => false,
        };
        if fits { Ok(()) } else { Err(Failure::Unset) }
    }
}

/// One array of the results of all runs; none when their shapes differ or they are Booleans.
fn join(columns: Vec<Column>, outer: Dims) -> Option<Tensor> {
    fn array<T>(parts: Vec<(Vec<T>, Dims)>, mut outer: Dims) -> Option<Array<T>> {
        let inner = parts.first()?.1.clone();
        if parts.iter().any(|(_, dims)| *dims != inner) {
            return None;
        }
        outer.extend(inner);
        let mut parts = parts.into_iter().map(|(data, _)| data);
        let mut all = parts.next()?;
        parts.for_each(|data| all.extend(data));
        Array::new(outer, all)
    }
    macro_rules! all {
        ($variant:ident, $tensor:ident) => {{
            let parts = columns.into_iter().map(|column| match column {
                Column::$variant(data, dims) => Some((data, dims)),
                _ => None,
            });
            array(parts.collect::<Option<Vec<_>>>()?, outer).map(Tensor::$tensor)
        }};
    }
    match columns.first()? {
        Column::Booleans(_) => None,
        Column::Integers(..) => all!(Integers, Integer),
        Column::Reals(..) => all!(Reals, Real),
        Column::Complexes(..) => all!(Complexes, Complex),
    }
}

/// Threads over the first level by calls of the function with each element.
fn by_elements(ev: &mut Evaluator, function: &CompiledFunction, call: &Arc<Normal>) -> Reply {
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
    let mut results = Vec::with_capacity(length);
    for index in 0..length {
        let args = columns.iter().zip(&call.args).map(|(column, arg)| match column {
            Some(column) => column[index].clone(),
            None => arg.clone(),
        });
        results.push(ev.eval(Expr::call(call.head.clone(), args))?);
    }
    Ok(Some(Expr::list(results)))
}
