//! Calls of a listable function with each element, by one thread or by several, whose results go straight to their places
//! in the array of the results.

use std::ops::Range;
use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::kernels::Element;
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Value, parallel, storage};

use super::fallback::Failure;
use super::listable::Threaded;
use crate::call::Native;
use crate::convert::is_finite;
use crate::interp::{Arguments, Ended, Limits, Linked, Outside, Results, execute_each, with_machine};
use crate::outcome::Why;

/// The work of a threaded call.
pub(super) struct Job<'a> {
    pub linked: &'a Arc<Linked>,
    pub args: &'a [Threaded],
    /// Lengths of the levels threaded over.
    pub outer: &'a [usize],
    pub limits: &'a Limits,
    /// More than one only for a function that may run on several.
    pub threads: usize,
}

/// Results in order, and why they end where they do when they are not all.
pub(super) struct Computed<T> {
    pub results: Vec<T>,
    /// Lengths of the levels of each result.
    pub inner: Dims,
    /// `Unset` also where it is not known which call it was.
    pub ended: Option<Failure>,
}

/// What the next calls get in the place of an argument.
enum Feed<'a> {
    Same(&'a Value),
    Integers(&'a [i64], usize),
    Reals(&'a [f64], usize),
    Complexes(&'a [Complex64], usize),
    /// Arrays of this rank, with the storage of the last one.
    Parts(&'a Tensor, usize, usize, Option<Arc<Tensor>>),
}

impl<'a> Feed<'a> {
    fn of(arg: &'a Threaded, outer: &[usize]) -> Feed<'a> {
        match arg {
            Threaded::Same(value) => Feed::Same(value),
            Threaded::Over { array, levels } => {
                // Calls that follow each other and get the same element.
                let below = outer[*levels..].iter().product();
                match &**array {
                    Tensor::Integer(array) if array.rank() == *levels => Feed::Integers(array.data(), below),
                    Tensor::Real(array) if array.rank() == *levels => Feed::Reals(array.data(), below),
                    Tensor::Complex(array) if array.rank() == *levels => Feed::Complexes(array.data(), below),
                    array => Feed::Parts(array, array.rank() - levels, below, None),
                }
            }
        }
    }

    /// Puts the argument of call `index` into its register.
    #[inline(always)]
    fn put(&mut self, registers: &mut Arguments<'_, '_>, place: usize, index: usize) -> bool {
        let at = |below: usize| if below == 1 { index } else { index / below };
        match self {
            Feed::Same(value) => registers.put(place, value.clone()),
            Feed::Integers(data, below) => data[at(*below)].put(registers, place),
            Feed::Reals(data, below) => data[at(*below)].put(registers, place),
            Feed::Complexes(data, below) => data[at(*below)].put(registers, place),
            Feed::Parts(array, rank, below, storage) => {
                let part = part(array, at(*below), *rank, storage.take());
                *storage = Some(part.clone());
                registers.put(place, Value::Tensor(part))
            }
        }
    }
}

/// The part of so many levels with this number, all parts being counted through; in `storage` when that is free and fits.
fn part(array: &Tensor, index: usize, rank: usize, storage: Option<Arc<Tensor>>) -> Arc<Tensor> {
    fn of<T: Element>(
        array: &Array<T>,
        index: usize,
        rank: usize,
        storage: Option<Arc<Tensor>>,
    ) -> Arc<Tensor> {
        let dims = &array.dims()[array.rank() - rank..];
        let stride: usize = dims.iter().product();
        let data = &array.data()[index * stride..(index + 1) * stride];
        if let Some(mut storage) = storage
            && let Some(tensor) = Arc::get_mut(&mut storage)
            && let Some(array) = T::of_mut(tensor)
            && array.dims() == dims
        {
            array.data_mut().copy_from_slice(data);
            return storage;
        }
        Arc::new(T::tensor(Array::new(dims.into(), data.to_vec()).expect("a part has its dims")))
    }
    match array {
        Tensor::Integer(array) => of(array, index, rank, storage),
        Tensor::Real(array) => of(array, index, rank, storage),
        Tensor::Complex(array) => of(array, index, rank, storage),
    }
}

impl Job<'_> {
    fn count(&self) -> usize {
        self.outer.iter().product()
    }

    /// Calls with some of the elements; `take` takes each result.
    #[inline(always)]
    fn calls(
        &self,
        ev: Outside<'_>,
        range: Range<usize>,
        take: impl FnMut(&mut Results<'_, '_>, usize) -> Result<(), Failure>,
    ) -> Result<(), (usize, Failure)> {
        let mut feeds: smallvec::SmallVec<[Feed<'_>; 4]> =
            self.args.iter().map(|arg| Feed::of(arg, self.outer)).collect();
        let pass = |registers: &mut Arguments<'_, '_>, index: usize| {
            feeds.iter_mut().enumerate().all(|(place, feed)| feed.put(registers, place, index))
        };
        with_machine(|machine| execute_each(self.linked, machine, self.limits, ev, range, pass, take))
            .map_err(|(index, ended)| match ended {
                Ended::Arguments => (index, Failure::Unset),
                Ended::Left(finished) => (index, Failure::Left(finished)),
                Ended::Refused(failure) => (index, failure),
            })
    }

    /// The results of a function whose results are numbers or Booleans. `ev` is there for what calls the evaluator, on one
    /// thread.
    pub fn scalars<T: Native + Clone + Default + Send + 'static>(&self, ev: Outside<'_>) -> Computed<T> {
        let mut results = storage::elements::<T>(self.count());
        let piece = |ev: Outside<'_>, from: usize, out: &mut [T]| {
            self.calls(ev, from..from + out.len(), |results, index| {
                out[index - from] = T::take(results).map_err(|why| match why {
                    Why::NotFinite => Failure::NotFinite,
                    _ => Failure::Unset,
                })?;
                Ok(())
            })
        };
        let ended = if self.threads > 1 {
            self.on_threads(&mut results, 1, piece)
        } else {
            piece(ev, 0, &mut results)
        };
        Computed::until(results, Dims::new(), ended)
    }

    /// The results of a function whose results are arrays; they all have the shape of the first.
    pub fn arrays<T: Element>(&self, mut ev: Outside<'_>) -> Computed<T> {
        let mut first: Option<Array<T>> = None;
        let take = |results: &mut Results<'_, '_>| match results.take() {
            Some(value) if !is_finite(&value) => Err(Failure::NotFinite),
            Some(Value::Tensor(tensor)) => Ok(tensor),
            _ => Err(Failure::Unset),
        };
        let ended = self.calls(ev.as_deref_mut(), 0..1, |results, _| {
            first = T::into_array(Arc::unwrap_or_clone(take(results)?));
            Ok(())
        });
        let (Some(first), Ok(())) = (first, &ended) else {
            let failure = ended.err().map_or(Failure::Unset, |(_, failure)| failure);
            return Computed { results: Vec::new(), inner: Dims::new(), ended: Some(failure) };
        };
        let (inner, stride) = (first.dims(), first.data().len());
        let Some(count) = self.count().checked_mul(stride).filter(|&count| count > 0) else {
            return Computed { results: Vec::new(), inner: inner.into(), ended: Some(Failure::Unset) };
        };
        let mut results = storage::elements::<T>(count);
        let (place, others) = results.split_at_mut(stride);
        place.copy_from_slice(first.data());
        let piece = |ev: Outside<'_>, from: usize, out: &mut [T]| {
            let (from, count) = (from / stride + 1, out.len() / stride);
            self.calls(ev, from..from + count, |results, index| {
                let tensor = take(results)?;
                let array = T::of(&tensor).filter(|array| array.dims() == inner).ok_or(Failure::Unset)?;
                out[(index - from) * stride..][..stride].copy_from_slice(array.data());
                Ok(())
            })
        };
        let ended =
            if self.threads > 1 { self.on_threads(others, stride, piece) } else { piece(ev, 0, others) };
        Computed::until(results, inner.into(), ended)
    }

    /// Has the threads fill the results, `unit` elements for each call.
    fn on_threads<T: Send>(
        &self,
        out: &mut [T],
        unit: usize,
        piece: impl Fn(Outside<'_>, usize, &mut [T]) -> Result<(), (usize, Failure)> + Sync,
    ) -> Result<(), (usize, Failure)> {
        parallel::fill(self.threads, out, unit, |pieces| {
            while let Some((from, out)) = pieces.next() {
                // What other threads have done is not known: nothing counts as done.
                piece(None, from, out).map_err(|_| (0, Failure::Unset))?;
            }
            Ok(())
        })
    }
}

impl<T> Computed<T> {
    fn until(mut results: Vec<T>, inner: Dims, ended: Result<(), (usize, Failure)>) -> Computed<T> {
        let ended = ended.err().map(|(calls, failure)| {
            results.truncate(calls * inner.iter().product::<usize>());
            failure
        });
        Computed { results, inner, ended }
    }
}
