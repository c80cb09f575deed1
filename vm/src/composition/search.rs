//! The search of a controller over threads, and the outcomes of all of its settings.

use std::sync::Arc;

use scheelite_compiler::composition::lower::control::{SELECTION_ABSOLUTE, SELECTION_RELATIVE};
use scheelite_compiler::composition::lower::program::Form;
use scheelite_compiler::composition::model::{ModelError, Result};
use scheelite_runtime::Value;
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::tensor::Tensor;

use super::compiled::{call, compiled, reals, stopped, vector};
use super::plan::{Plan, Request};
use crate::compiled_function::limits;

impl Plan {
    /// The number of the best setting, found over threads.
    pub(super) fn search(
        &mut self,
        evaluator: &mut Evaluator,
        arguments: &mut [Value],
        threads: usize,
    ) -> Result<i64> {
        let Some(search) = &self.program.search else {
            return Err(ModelError::new("bad-controller", "there is no controller"));
        };
        let (samples, minimize, picks) = (search.samples, search.minimize, search.picks);
        let form = search.evaluate.clone();
        let values = self.outcomes_of(evaluator, &form, arguments, samples, threads)?;
        let mut draw = || match (picks, &mut arguments[0]) {
            (Some((generator, at)), Value::Tensor(memory)) => match Arc::make_mut(memory) {
                Tensor::Real(array) => {
                    array.data_mut().get_mut(at..).and_then(|state| generator.uniform(state))
                }
                _ => None,
            },
            _ => None,
        };
        let mut best = 0;
        let mut equals = 1.0;
        for index in 1..values.len() {
            let (value, top) = (values[index], values[best]);
            let close = (value - top).abs() <= SELECTION_ABSOLUTE + SELECTION_RELATIVE * top.abs();
            if picks.is_some() && close {
                equals += 1.0;
                if draw().is_some_and(|draw| draw < 1.0 / equals) {
                    best = index;
                }
            } else if if minimize { value < top } else { value > top } {
                best = index;
                equals = 1.0;
            }
        }
        Ok(i64::try_from(best).unwrap_or(0))
    }

    fn outcomes_of(
        &mut self,
        evaluator: &mut Evaluator,
        form: &Form,
        arguments: &[Value],
        samples: usize,
        threads: usize,
    ) -> Result<Vec<f64>> {
        let range = |from: usize, to: usize| {
            let mut arguments = arguments.to_vec();
            for bound in [from, to] {
                arguments.push(Value::Integer(i64::try_from(bound).unwrap_or(i64::MAX)));
            }
            arguments
        };
        let function = compiled(&mut self.evaluate, evaluator, form).ok().cloned();
        let Some(function) = function.filter(|_| threads > 1) else {
            let compiled = compiled(&mut self.evaluate, evaluator, form).ok();
            return Ok(call(evaluator, compiled, form, range(0, samples))?.0);
        };
        let limits = limits(evaluator);
        let share = samples.div_ceil(threads);
        let parts: Vec<Option<Vec<f64>>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|thread| {
                    let (from, to) = ((thread * share).min(samples), ((thread + 1) * share).min(samples));
                    let arguments = range(from, to);
                    let function = function.clone();
                    let limits = &limits;
                    scope.spawn(move || {
                        function.call_within(limits, arguments).ok().and_then(|value| reals(&value))
                    })
                })
                .collect();
            workers.into_iter().map(|worker| worker.join().ok().flatten()).collect()
        });
        let parts: Option<Vec<Vec<f64>>> = parts.into_iter().collect();
        match parts {
            Some(parts) => Ok(parts.concat()),
            None if evaluator.check_interrupt_now().is_err() => Err(stopped(evaluator)),
            None => Ok(call(evaluator, None, form, range(0, samples))?.0),
        }
    }

    /// Net outcomes of all settings of the controller for one row of inputs, on the state of an execution id.
    pub fn outcomes(&mut self, evaluator: &mut Evaluator, request: &Request<'_>) -> Result<Vec<f64>> {
        let rows = self.rows(request)?;
        self.open(&request.id, request.seed);
        let Some(search) = &self.program.search else {
            return Err(ModelError::new(
                "bad-controller",
                format!("`{}` has no controller", self.program.name),
            ));
        };
        let (form, samples) = (search.evaluate.clone(), search.samples);
        let row = if rows[0].is_empty() { vec![0.0] } else { rows[0].clone() };
        let arguments = [vector(self.contexts[&request.id].memory.clone()), vector(row)];
        self.outcomes_of(evaluator, &form, &arguments, samples, request.threads)
    }
}
