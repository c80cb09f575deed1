//! Runs of a plan: the mode that serves, rows of inputs, all trials at once or one after the other.

use std::sync::Arc;

use scheelite_compiler::composition::condition::Scale;
use scheelite_compiler::composition::lower::program::Form;
use scheelite_compiler::composition::model::{ModelError, Result};
use scheelite_runtime::Value;
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::tensor::{Array, Dims, Tensor};

use super::compiled::{Compiled, call, compile_nodes, compiled, vector, with_heads};
use super::plan::{Mode, Outcome, Plan, Request};
use crate::compiled_function::CompiledFunction;

/// A run that would give more numbers than this is refused: its results are kept.
const MOST_RESULTS: usize = 1 << 27;

/// What one run works on.
struct Work<'w, 'h> {
    mode: Mode,
    memory: &'w mut Vec<f64>,
    rows: &'w [Vec<f64>],
    trials: usize,
    request: &'w mut Request<'h>,
}

impl Plan {
    /// Runs trials.
    pub fn run(&mut self, evaluator: &mut Evaluator, mut request: Request<'_>) -> Result<Outcome> {
        let rows = self.rows(&request)?;
        let trials = request.trials.unwrap_or(rows.len());
        // Each trial takes a row of its own.
        let numbers = self.width() + 4;
        if trials > MOST_RESULTS / numbers {
            let text = format!("the results of {trials} trials are too many to be kept");
            return Err(ModelError::new("too-many-trials", text)
                .help(format!("at most {} trials can be run at a time", MOST_RESULTS / numbers)));
        }
        self.open(&request.id, request.seed);
        let mut memory = self.contexts[&request.id].memory.clone();
        for entry in &self.layout().entries {
            if entry.reset == Some(Scale::Run) {
                memory[entry.offset..entry.offset + entry.len()].fill(0.0);
            }
        }
        let order: &[Mode] = match request.mode {
            Mode::Auto => &[Mode::Run, Mode::Exec, Mode::PerNode, Mode::Interpreted],
            Mode::Run => &[Mode::Run],
            Mode::Exec => &[Mode::Exec],
            Mode::PerNode => &[Mode::PerNode],
            Mode::Interpreted => &[Mode::Interpreted],
        };
        let mut warnings = Vec::new();
        for &mode in order {
            match self.can(evaluator, mode, &request) {
                Ok(()) => {}
                Err(why) if request.mode == Mode::Auto => {
                    if !self.warned.contains(&mode) {
                        self.warned.push(mode);
                        warnings.push(format!(
                            "`{}` cannot be run in mode {}: {why}",
                            self.program.name,
                            mode.name()
                        ));
                    }
                    continue;
                }
                Err(why) => {
                    return Err(ModelError::new(
                        "mode-not-possible",
                        format!("`{}` cannot be run in mode {}: {why}", self.program.name, mode.name()),
                    )
                    .help("mode Auto takes the next finer granularity"));
                }
            }
            if let (Mode::PerNode, Some(nodes)) = (mode, &mut self.nodes)
                && !std::mem::replace(&mut nodes.told, true)
            {
                let name = &self.program.name;
                warnings.extend(nodes.left.iter().map(|why| format!("`{name}`, interpreted in part: {why}")));
            }
            let work = Work { mode, memory: &mut memory, rows: &rows, trials, request: &mut request };
            let (results, left) = self.run_in(evaluator, work)?;
            self.check_stuck(&memory)?;
            for entry in &self.program.layout.entries {
                if entry.name.ends_with("clock.Run.Life") {
                    memory[entry.offset] += 1.0;
                }
            }
            if let Some(context) = self.contexts.get_mut(&request.id) {
                context.memory = memory;
                context.results.extend(results.iter().cloned());
            }
            return Ok(Outcome { results, mode, warnings, left });
        }
        Err(ModelError::new("mode-not-possible", "no mode can serve"))
    }

    /// Numbers that a trial gives.
    fn width(&self) -> usize {
        self.program.outputs.iter().map(|channel| channel.size).sum()
    }

    fn check_stuck(&self, memory: &[f64]) -> Result<()> {
        let stuck = self.layout().entries.iter().find(|entry| entry.name == "run.stuck");
        let reason = stuck.map_or(0, |entry| memory[entry.offset] as usize);
        match reason.checked_sub(1).and_then(|index| self.program.endless.get(index)) {
            None => Ok(()),
            Some(text) => Err(ModelError::new("never-ends", text.clone())
                .help("change the conditions, say when a trial ends, or allow more with MaxPasses")),
        }
    }

    /// Rows of inputs, one a trial, from the inputs of each node.
    pub(super) fn rows(&self, request: &Request<'_>) -> Result<Vec<Vec<f64>>> {
        let channels = &self.program.inputs;
        for (node, _) in &request.inputs {
            if !channels.iter().any(|channel| channel.node == *node) {
                let known: Vec<&str> = channels.iter().map(|channel| &channel.node[..]).collect();
                return Err(ModelError::new(
                    "unknown-node",
                    format!("inputs are given for `{node}`, which takes none"),
                )
                .help(format!("input nodes are {}", known.join(", "))));
            }
        }
        let given = |name: &str| request.inputs.iter().find(|(node, _)| node == name).map(|(_, rows)| rows);
        let mut count: usize = 1;
        for (node, rows) in &request.inputs {
            if rows.is_empty() {
                return Err(ModelError::new("bad-input", format!("node `{node}` is given no inputs")));
            }
            count = least_common_multiple(count, rows.len());
        }
        let most = request
            .trials
            .unwrap_or_else(|| request.inputs.iter().map(|(_, rows)| rows.len()).max().unwrap_or(1));
        let count = count.min(most.max(1)).min(MOST_RESULTS);
        let mut result = vec![Vec::new(); count];
        let mut node = "";
        let mut at = 0;
        for channel in channels {
            if channel.node != node {
                node = &channel.node;
                at = 0;
            }
            let rows = given(node);
            let whole: usize =
                channels.iter().filter(|other| other.node == node).map(|other| other.size).sum();
            for (index, row) in result.iter_mut().enumerate() {
                match rows {
                    None => row.extend(std::iter::repeat_n(channel.default, channel.size)),
                    Some(rows) => {
                        let own = &rows[index % rows.len()];
                        if own.len() != whole {
                            return Err(ModelError::new(
                                "bad-input",
                                format!(
                                    "node `{node}` takes {whole} number{}, but is given {}",
                                    if whole == 1 { "" } else { "s" },
                                    own.len()
                                ),
                            ));
                        }
                        row.extend_from_slice(&own[at..at + channel.size]);
                    }
                }
            }
            at += channel.size;
        }
        Ok(result)
    }

    /// Whether a mode can serve, compiling what it needs.
    fn can(
        &mut self,
        evaluator: &mut Evaluator,
        mode: Mode,
        request: &Request<'_>,
    ) -> std::result::Result<(), String> {
        let hooks = request.before_trial.is_some() || request.after_trial.is_some();
        match mode {
            Mode::Interpreted | Mode::Auto => Ok(()),
            Mode::Run if hooks => Err("a function of the host is called around every trial".to_owned()),
            Mode::Run if request.threads > 1 && self.program.search.is_some() => {
                Err("the search over threads is done trial by trial".to_owned())
            }
            Mode::Run => compiled(&mut self.run, evaluator, &self.program.run).map(|_| ()),
            Mode::Exec => compiled(&mut self.trial, evaluator, &self.program.trial).map(|_| ()),
            Mode::PerNode => {
                let nodes = self.nodes.get_or_insert_with(|| compile_nodes(evaluator, &self.program));
                match nodes.left.first() {
                    Some(why) if nodes.functions.iter().all(Option::is_none) => Err(why.clone()),
                    _ => Ok(()),
                }
            }
        }
    }

    fn run_in(&mut self, evaluator: &mut Evaluator, work: Work<'_, '_>) -> Result<(Vec<Vec<f64>>, bool)> {
        let hooks = work.request.before_trial.is_some() || work.request.after_trial.is_some();
        if work.mode == Mode::Exec || hooks {
            return self.trial_by_trial(evaluator, work);
        }
        let Work { mode, memory, rows, trials, request } = work;
        let width = self.width();
        let columns = rows.first().map_or(0, Vec::len);
        let inputs: Vec<f64> = if columns == 0 { vec![0.0] } else { rows.concat() };
        let dims = Dims::from_slice(&[if columns == 0 { 1 } else { rows.len() }, columns.max(1)]);
        let inputs = Array::new(dims, inputs)
            .ok_or_else(|| ModelError::new("bad-input", "inputs of different length"))?;
        let inputs = Value::Tensor(Arc::new(Tensor::Real(inputs)));
        let form = match mode {
            Mode::PerNode => self.per_node(&self.program.run_calls),
            _ => self.program.run.clone(),
        };
        // With someone watching, trials are run in portions that begin at the first row of inputs.
        let portion = match request.progress {
            Some(_) => (trials / 100).max(1).next_multiple_of(rows.len().max(1)),
            None => trials,
        };
        let size = self.layout().size();
        let mut results = Vec::new();
        let mut any_left = false;
        loop {
            let wanted = portion.min(trials - results.len());
            let arguments = vec![
                vector(std::mem::take(memory)),
                inputs.clone(),
                Value::Integer(i64::try_from(wanted).unwrap_or(i64::MAX)),
            ];
            let function = match mode {
                Mode::Run => compiled(&mut self.run, evaluator, &self.program.run).ok(),
                _ => None,
            };
            let (mut numbers, left) = call(evaluator, function, &form, arguments)?;
            any_left |= left && mode == Mode::Run;
            if numbers.len() < size + 1 {
                return Err(ModelError::new("bad-result", "a run gave too few numbers"));
            }
            let done = numbers[numbers.len() - 1] as usize;
            results.extend(
                (0..done).map(|trial| numbers[size + trial * width..size + (trial + 1) * width].to_vec()),
            );
            numbers.truncate(size);
            *memory = numbers;
            if let Some(progress) = &mut request.progress {
                progress(results.len());
            }
            if done < wanted || results.len() >= trials {
                return Ok((results, any_left));
            }
        }
    }

    fn trial_by_trial(
        &mut self,
        evaluator: &mut Evaluator,
        work: Work<'_, '_>,
    ) -> Result<(Vec<Vec<f64>>, bool)> {
        let Work { mode, memory, rows, trials, request } = work;
        let width = self.width();
        let size = self.layout().size();
        let form = match mode {
            Mode::PerNode => self.per_node(&self.program.trial_calls),
            _ => self.program.trial.clone(),
        };
        let mut results = Vec::with_capacity(trials.min(1 << 16));
        let mut any_left = false;
        for trial in 0..trials {
            if let Some(hook) = &mut request.before_trial {
                hook(evaluator, trial)?;
            }
            let row = &rows[trial % rows.len()];
            let row = if row.is_empty() { vec![0.0] } else { row.clone() };
            let mut arguments = vec![vector(std::mem::take(memory)), vector(row)];
            let threads = request.threads.max(1);
            let (numbers, left) = if mode == Mode::Exec && threads > 1 && self.program.search.is_some() {
                let chosen = self.search(evaluator, &mut arguments, threads)?;
                arguments.push(Value::Integer(chosen));
                let Some(search) = &self.program.search else {
                    return Err(ModelError::new("bad-controller", "there is no controller"));
                };
                let function = compiled(&mut self.given, evaluator, &search.trial).ok();
                call(evaluator, function, &search.trial, arguments)?
            } else {
                let function = match mode {
                    Mode::Exec => compiled(&mut self.trial, evaluator, &self.program.trial).ok(),
                    _ => None,
                };
                call(evaluator, function, &form, arguments)?
            };
            any_left |= left && mode == Mode::Exec;
            if numbers.len() != size + width + 1 {
                return Err(ModelError::new("bad-result", "a trial gave too few numbers"));
            }
            results.push(numbers[size..size + width].to_vec());
            let ended = numbers[size + width] != 0.0;
            *memory = numbers;
            memory.truncate(size);
            if let Some(hook) = &mut request.after_trial {
                hook(evaluator, trial)?;
            }
            if let Some(progress) = &mut request.progress {
                progress(trial + 1);
            }
            if ended {
                break;
            }
        }
        Ok((results, any_left))
    }

    /// A form with compiled nodes in the places of calls.
    fn per_node(&self, form: &Form) -> Form {
        let Some(nodes) = &self.nodes else {
            return form.clone();
        };
        let mut by_symbol = rustc_hash::FxHashMap::default();
        for (node, function) in self.program.nodes.iter().zip(&nodes.functions) {
            let function = match function {
                Some(function) => function.to_expr(),
                None => node.form.function(),
            };
            by_symbol.insert(node.symbol, function);
        }
        Form { arguments: form.arguments.clone(), body: with_heads(&form.body, &by_symbol) }
    }

    /// The listing of the compiled program in a mode.
    pub fn compiled_form(
        &mut self,
        evaluator: &mut Evaluator,
        mode: Mode,
    ) -> Result<Vec<(String, CompiledFunction)>> {
        let request = Request::default();
        self.can(evaluator, mode, &request).map_err(|why| {
            ModelError::new("mode-not-possible", format!("mode {} cannot serve: {why}", mode.name()))
        })?;
        let named = |name: &str, compiled: &Compiled| match compiled {
            Compiled::Yes(function) => vec![(name.to_owned(), function.clone())],
            _ => Vec::new(),
        };
        Ok(match mode {
            Mode::Run | Mode::Auto => named("run", &self.run),
            Mode::Exec => named("trial", &self.trial),
            Mode::PerNode => {
                let functions = self.nodes.iter().flat_map(|nodes| &nodes.functions);
                let named = self.program.nodes.iter().zip(functions);
                named.filter_map(|(node, function)| Some((node.name.clone(), function.clone()?))).collect()
            }
            Mode::Interpreted => Vec::new(),
        })
    }
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x.max(1)).saturating_mul(b)
}
