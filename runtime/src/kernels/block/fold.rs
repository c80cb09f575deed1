//! Folding the blocks of a value into one number.

use std::cmp::Ordering;

use super::Outcome;
use crate::kernels::Fault;
use crate::kernels::element::Element;
use crate::value::Value;

/// A fold in progress.
pub(super) struct Fold<T> {
    outcome: Outcome,
    /// What the elements so far have given.
    so_far: Option<T>,
}

impl<T: Element> Fold<T> {
    pub(super) fn new(outcome: Outcome) -> Fold<T> {
        Fold { outcome, so_far: None }
    }

    /// Takes the next elements in.
    pub(super) fn block(&mut self, elements: &[T]) -> Result<(), Fault> {
        let (mut value, rest) = match (self.so_far, elements) {
            (Some(so_far), _) => (so_far, elements),
            (None, [first, rest @ ..]) => (*first, rest),
            (None, []) => return Ok(()),
        };
        match self.outcome {
            // From the first to the last, as the evaluator adds.
            Outcome::Total | Outcome::Array => {
                for &x in rest {
                    value = value.add(x)?;
                }
            }
            Outcome::Max => value = extreme(value, rest, Ordering::Greater),
            Outcome::Min => value = extreme(value, rest, Ordering::Less),
        }
        self.so_far = Some(value);
        Ok(())
    }

    /// The number. Without elements the total is 0 and there is no extreme.
    pub(super) fn finish(self) -> Result<Value, Fault> {
        match (self.so_far, self.outcome) {
            (Some(value), _) => Ok(value.into()),
            (None, Outcome::Total) => Ok(T::default().into()),
            (None, _) => Err(Fault::Domain),
        }
    }
}

fn extreme<T: Element>(mut best: T, elements: &[T], wanted: Ordering) -> T {
    for &x in elements {
        if x.order(best) == wanted {
            best = x;
        }
    }
    best
}
