//! A plan: one lowered model, what of it has been compiled, and the memories of its runs.

use std::sync::Arc;

use indexmap::IndexMap;
use scheelite_compiler::composition::condition::Scale;
use scheelite_compiler::composition::layout::{Layout, Section};
use scheelite_compiler::composition::lower::program::Form;
use scheelite_compiler::composition::model::{ModelError, NodeKind, Numbers, Result};
use scheelite_compiler::composition::{Model, Program, lower};
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Symbol, Value};

use crate::compiled_function::CompiledFunction;

/// How much of a model is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Nothing: the evaluator runs the program.
    Interpreted,
    /// Nodes; the evaluator schedules them.
    PerNode,
    /// A trial.
    Exec,
    /// All trials.
    Run,
    /// The first of `Run`, `Exec`, `PerNode`, `Interpreted` that can serve.
    Auto,
}

impl Mode {
    /// All modes with their names.
    pub const NAMES: &[(&str, Mode)] = &[
        ("Auto", Mode::Auto),
        ("Exec", Mode::Exec),
        ("Interpreted", Mode::Interpreted),
        ("PerNode", Mode::PerNode),
        ("Run", Mode::Run),
    ];

    /// The mode of this name.
    pub fn named(name: &str) -> Option<Mode> {
        Mode::NAMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, mode)| *mode)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Mode::NAMES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }
}

/// The memory and results of one execution id.
#[derive(Clone, Debug)]
pub struct Context {
    /// The memory, laid out as [`Program::layout`] says.
    pub memory: Vec<f64>,
    /// Outputs of all trials so far.
    pub results: Vec<Vec<f64>>,
}

/// Called around trials.
pub type Hook<'h> = &'h mut dyn FnMut(&mut Evaluator, usize) -> Result<()>;

/// What to run.
pub struct Request<'h> {
    /// For each node its inputs, one a trial; repeated when there are more trials.
    pub inputs: Vec<(String, Vec<Vec<f64>>)>,
    /// Number of trials; as many as there are inputs when absent.
    pub trials: Option<usize>,
    /// How much is compiled.
    pub mode: Mode,
    /// Under which name memory is kept.
    pub id: String,
    /// Seed of generators without one of their own, used when the memory is made.
    pub seed: u64,
    /// Threads for the search of a controller.
    pub threads: usize,
    /// Called before every trial with its number.
    pub before_trial: Option<Hook<'h>>,
    /// Called after every trial with its number.
    pub after_trial: Option<Hook<'h>>,
    /// Told now and then how many trials are done.
    pub progress: Option<&'h mut dyn FnMut(usize)>,
}

impl Default for Request<'_> {
    fn default() -> Self {
        Request {
            inputs: Vec::new(),
            trials: None,
            mode: Mode::Auto,
            id: String::new(),
            seed: 0,
            threads: 1,
            before_trial: None,
            after_trial: None,
            progress: None,
        }
    }
}

/// What a run gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Outputs of each trial of this run.
    pub results: Vec<Vec<f64>>,
    /// The mode that served.
    pub mode: Mode,
    /// Why granularities could not serve, told once each.
    pub warnings: Vec<String>,
    /// Whether compiled code was left and the evaluator ran the program instead.
    pub left: bool,
}

/// What has been compiled of a form.
enum Compiled {
    Not,
    Yes(CompiledFunction),
    No(String),
}

/// A model that can be run.
pub struct Plan {
    /// The model as it was given.
    pub model: Arc<Model>,
    /// Its program.
    pub program: Program,
    run: Compiled,
    trial: Compiled,
    evaluate: Compiled,
    given: Compiled,
    nodes: Option<std::result::Result<Vec<CompiledFunction>, String>>,
    warned: Vec<Mode>,
    contexts: IndexMap<String, Context>,
    /// Parameters set for all execution ids: place, contents.
    set: Vec<(usize, Vec<f64>)>,
}

impl Plan {
    /// Lowers a model. Nothing is compiled yet.
    pub fn new(evaluator: &mut Evaluator, model: Model) -> Result<Plan> {
        let program = lower(&model, &mut |expr| evaluator.eval(expr).ok())?;
        Ok(Plan {
            model: Arc::new(model),
            program,
            run: Compiled::Not,
            trial: Compiled::Not,
            evaluate: Compiled::Not,
            given: Compiled::Not,
            nodes: None,
            warned: Vec::new(),
            contexts: IndexMap::new(),
            set: Vec::new(),
        })
    }

    /// The layout of memory.
    pub fn layout(&self) -> &Layout {
        &self.program.layout
    }

    /// The structures kept under an execution id.
    pub fn context(&self, id: &str) -> Option<&Context> {
        self.contexts.get(id)
    }

    /// Puts structures kept from before in place of those of an execution id.
    pub fn restore(&mut self, id: &str, context: Context) -> Result<()> {
        if context.memory.len() != self.layout().size() {
            return Err(ModelError::new(
                "bad-snapshot",
                format!(
                    "a snapshot of {} reals does not fit this model, which has {}",
                    context.memory.len(),
                    self.layout().size()
                ),
            ));
        }
        self.contexts.insert(id.to_owned(), context);
        Ok(())
    }

    /// Forgets the structures of an execution id.
    pub fn forget(&mut self, id: &str) {
        self.contexts.shift_remove(id);
    }

    /// The numbers of an entry of memory, by name.
    pub fn get(&self, id: &str, name: &str) -> Result<Numbers> {
        let entry = self.layout().find(name).ok_or_else(|| self.unknown(name))?;
        let range = entry.offset..entry.offset + entry.len();
        let data = match self.contexts.get(id) {
            Some(context) => context.memory[range].to_vec(),
            None => {
                let own = self.set.iter().rev().find(|(offset, _)| *offset == entry.offset);
                own.map_or_else(|| entry.initial.clone(), |(_, data)| data.clone())
            }
        };
        Ok(Numbers { dims: entry.dims.clone(), data })
    }

    /// Sets an entry of memory, by name: under one execution id, or for all, those to come included. Gives `false`
    /// when the numbers have another shape, so that the model must be lowered anew.
    pub fn set(&mut self, id: Option<&str>, name: &str, numbers: &Numbers) -> Result<bool> {
        let Some(entry) = self.layout().find(name) else {
            return Err(self.unknown(name));
        };
        if entry.section == Section::Generators {
            return Err(ModelError::new(
                "bad-option",
                format!("`{name}` is a generator; set its seed instead"),
            ));
        }
        let Some(data) = Layout::fit(entry, numbers) else {
            return Ok(false);
        };
        if numbers.data.len() == 1 && entry.initial.len() == 1
            || numbers.dims == entry.dims
            || numbers.dims.is_empty()
        {
            let offset = entry.offset;
            let place = |memory: &mut Vec<f64>| memory[offset..offset + data.len()].copy_from_slice(&data);
            match id {
                Some(id) => {
                    self.open(id, 0);
                    if let Some(context) = self.contexts.get_mut(id) {
                        place(&mut context.memory);
                    }
                }
                None => {
                    self.contexts.values_mut().for_each(|context| place(&mut context.memory));
                    self.set.push((offset, data.clone()));
                }
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// Sets an entry of memory; a parameter that is given another shape makes the model be lowered anew, with the
    /// memories that there are carried over by name.
    pub fn set_or_lower(
        &mut self,
        evaluator: &mut Evaluator,
        id: Option<&str>,
        name: &str,
        numbers: &Numbers,
    ) -> Result<()> {
        if self.set(id, name, numbers)? {
            return Ok(());
        }
        let entry = self.layout().find(name).ok_or_else(|| self.unknown(name))?;
        let mut model = (*self.model).clone();
        let path: Vec<&str> = entry.name.split('.').collect();
        let changed = match path[..] {
            [node, stage, parameter] => {
                model.nodes.iter_mut().find(|own| own.name == node).and_then(|own| match &mut own.kind {
                    NodeKind::Mechanism(mechanism) => mechanism
                        .stages
                        .iter_mut()
                        .find(|own| own.name == stage)
                        .map(|stage| stage.function.set(parameter, numbers.clone().into())),
                    NodeKind::Composition(_) => None,
                })
            }
            _ => None,
        };
        match changed {
            Some(result) => result?,
            None => {
                return Err(ModelError::new(
                    "shape-mismatch",
                    format!(
                        "`{name}` has shape {:?} and cannot be given shape {:?}",
                        entry.dims, numbers.dims
                    ),
                ));
            }
        }
        let mut plan = Plan::new(evaluator, model)?;
        for (id, context) in &self.contexts {
            let mut memory = plan.layout().initial(0);
            for entry in &plan.program.layout.entries {
                let before = self.program.layout.entries.iter().find(|own| own.name == entry.name);
                if let Some(before) = before.filter(|before| before.len() == entry.len()) {
                    memory[entry.offset..entry.offset + entry.len()]
                        .copy_from_slice(&context.memory[before.offset..before.offset + before.len()]);
                }
            }
            plan.contexts.insert(id.clone(), Context { memory, results: context.results.clone() });
        }
        *self = plan;
        Ok(())
    }

    fn unknown(&self, name: &str) -> ModelError {
        ModelError::new("unknown-parameter", format!("model `{}` has no `{name}`", self.program.name))
            .help("`vm model print FILE --layout` shows all names")
    }

    /// Makes the structures of an execution id when there are none.
    fn open(&mut self, id: &str, seed: u64) {
        if self.contexts.contains_key(id) {
            return;
        }
        let mut memory = self.layout().initial(seed);
        for (offset, data) in &self.set {
            memory[*offset..offset + data.len()].copy_from_slice(data);
        }
        self.contexts.insert(id.to_owned(), Context { memory, results: Vec::new() });
    }

    /// Runs trials.
    pub fn run(&mut self, evaluator: &mut Evaluator, mut request: Request<'_>) -> Result<Outcome> {
        let rows = self.rows(&request)?;
        let trials = request.trials.unwrap_or(rows.len());
        if trials > MOST_TRIALS {
            return Err(ModelError::new(
                "too-many-trials",
                format!("{trials} trials are more than {MOST_TRIALS}"),
            ));
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
            let (results, left) = self.run_in(evaluator, mode, &mut memory, &rows, trials, &mut request)?;
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

    fn check_stuck(&self, memory: &[f64]) -> Result<()> {
        let stuck = self.layout().entries.iter().find(|entry| entry.name == "run.stuck");
        if stuck.is_some_and(|entry| memory[entry.offset] != 0.0) {
            return Err(ModelError::new(
                "never-ends",
                format!("a trial of `{}` does not end: no node could run in many passes", self.program.name),
            )
            .help("change the conditions, or say when a trial ends"));
        }
        Ok(())
    }

    /// Rows of inputs, one a trial, from the inputs of each node.
    fn rows(&self, request: &Request<'_>) -> Result<Vec<Vec<f64>>> {
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
        let count = count.min(most.max(1)).min(MOST_TRIALS);
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
                                format!("node `{node}` takes {whole} numbers, but is given {}", own.len()),
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
                if self.nodes.is_none() {
                    let mut functions = Vec::new();
                    let mut failed = None;
                    for node in &self.program.nodes {
                        let mut one = Compiled::Not;
                        match compiled(&mut one, evaluator, &node.form) {
                            Ok(function) => functions.push(function.clone()),
                            Err(why) => {
                                failed = Some(format!("node `{}`: {why}", node.name));
                                break;
                            }
                        }
                    }
                    self.nodes = Some(match failed {
                        None => Ok(functions),
                        Some(why) => Err(why),
                    });
                }
                match &self.nodes {
                    Some(Err(why)) => Err(why.clone()),
                    _ => Ok(()),
                }
            }
        }
    }

    fn run_in(
        &mut self,
        evaluator: &mut Evaluator,
        mode: Mode,
        memory: &mut Vec<f64>,
        rows: &[Vec<f64>],
        trials: usize,
        request: &mut Request<'_>,
    ) -> Result<(Vec<Vec<f64>>, bool)> {
        let width: usize = self.program.outputs.iter().map(|channel| channel.size).sum();
        let hooks = request.before_trial.is_some() || request.after_trial.is_some();
        if mode == Mode::Exec || hooks {
            return self.trial_by_trial(evaluator, mode, memory, rows, trials, request);
        }
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
        mode: Mode,
        memory: &mut Vec<f64>,
        rows: &[Vec<f64>],
        trials: usize,
        request: &mut Request<'_>,
    ) -> Result<(Vec<Vec<f64>>, bool)> {
        let width: usize = self.program.outputs.iter().map(|channel| channel.size).sum();
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
                let chosen = self.search(evaluator, &arguments, threads)?;
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

    /// The number of the best setting, found over threads.
    fn search(&mut self, evaluator: &mut Evaluator, arguments: &[Value], threads: usize) -> Result<i64> {
        let Some(search) = &self.program.search else {
            return Err(ModelError::new("bad-controller", "there is no controller"));
        };
        let (samples, minimize) = (search.samples, search.minimize);
        let form = search.evaluate.clone();
        let values = self.outcomes_of(evaluator, &form, arguments, samples, threads)?;
        let mut best = 0;
        for (index, value) in values.iter().enumerate() {
            let better = if minimize { *value < values[best] } else { *value > values[best] };
            if better {
                best = index;
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
        let share = samples.div_ceil(threads);
        let parts: Vec<Option<Vec<f64>>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|thread| {
                    let (from, to) = ((thread * share).min(samples), ((thread + 1) * share).min(samples));
                    let arguments = range(from, to);
                    let function = function.clone();
                    scope.spawn(move || function.call(arguments).ok().and_then(|value| reals(&value)))
                })
                .collect();
            workers.into_iter().map(|worker| worker.join().ok().flatten()).collect()
        });
        let parts: Option<Vec<Vec<f64>>> = parts.into_iter().collect();
        match parts {
            Some(parts) => Ok(parts.concat()),
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

    /// A form with compiled nodes in the places of calls.
    fn per_node(&self, form: &Form) -> Form {
        let Some(Ok(functions)) = &self.nodes else {
            return form.clone();
        };
        let mut by_symbol = rustc_hash::FxHashMap::default();
        for (node, function) in self.program.nodes.iter().zip(functions) {
            by_symbol.insert(node.symbol, function.to_expr());
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
            Mode::PerNode => match &self.nodes {
                Some(Ok(functions)) => self
                    .program
                    .nodes
                    .iter()
                    .map(|node| node.name.clone())
                    .zip(functions.iter().cloned())
                    .collect(),
                _ => Vec::new(),
            },
            Mode::Interpreted => Vec::new(),
        })
    }
}

/// More trials than this in one run are refused.
const MOST_TRIALS: usize = 1_000_000_000;

fn vector(data: Vec<f64>) -> Value {
    Value::Tensor(Arc::new(Tensor::Real(Array::vector(data))))
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x.max(1)).saturating_mul(b)
}

fn reals(value: &Value) -> Option<Vec<f64>> {
    match value {
        Value::Tensor(tensor) => match &**tensor {
            Tensor::Real(array) => Some(array.data().to_vec()),
            _ => None,
        },
        _ => None,
    }
}

/// Compiles a form once; says why when parts of it are left to the evaluator.
fn compiled<'c>(
    slot: &'c mut Compiled,
    evaluator: &mut Evaluator,
    form: &Form,
) -> std::result::Result<&'c CompiledFunction, String> {
    if matches!(slot, Compiled::Not) {
        *slot = match compile(evaluator, form) {
            Ok(function) => Compiled::Yes(function),
            Err(why) => Compiled::No(why),
        };
    }
    match slot {
        Compiled::Yes(function) => Ok(function),
        Compiled::No(why) => Err(why.clone()),
        Compiled::Not => Err("it was not compiled".to_owned()),
    }
}

fn compile(evaluator: &mut Evaluator, form: &Form) -> std::result::Result<CompiledFunction, String> {
    let value = evaluator.eval(form.compile()).map_err(|_| "compilation was stopped".to_owned())?;
    let Some(function) = CompiledFunction::from_expr(&value).filter(|function| function.is_compiled()) else {
        return Err("it does not compile".to_owned());
    };
    match function.program().and_then(evaluated) {
        Some(what) => Err(format!("`{what}` does not compile and would call the evaluator")),
        None => Ok(function.clone()),
    }
}

/// What a program leaves to the evaluator.
fn evaluated(program: &scheelite_bytecode::Program) -> Option<String> {
    program.functions.iter().find_map(|function| {
        function.code.iter().find_map(|op| match op {
            scheelite_bytecode::Op::MainEvaluate { call } => {
                Some(match function.pools.externals.get(call.index()).map(|external| &external.target) {
                    Some(scheelite_bytecode::program::ExternalTarget::Head { head, .. }) => {
                        format!("{head:?}")
                    }
                    other => format!("{other:?}"),
                })
            }
            _ => None,
        })
    })
}

/// Calls compiled code, or the evaluator where there is none or it is left.
fn call(
    evaluator: &mut Evaluator,
    function: Option<&CompiledFunction>,
    form: &Form,
    arguments: Vec<Value>,
) -> Result<(Vec<f64>, bool)> {
    if let Some(function) = function
        && let Ok(value) = function.call(arguments.clone())
        && let Some(numbers) = reals(&value)
    {
        return Ok((numbers, false));
    }
    let arguments = arguments.into_iter().map(|value| match value {
        Value::Integer(n) => Expr::Integer(n),
        Value::Tensor(tensor) => Expr::Array(tensor),
        Value::Real(x) => Expr::Real(x),
        _ => Expr::null(),
    });
    let result = evaluator
        .eval(Expr::call(form.function(), arguments))
        .map_err(|_| ModelError::new("stopped", "the evaluation was stopped"))?;
    let numbers = match &result {
        Expr::Array(tensor) => match &**tensor {
            Tensor::Real(array) => Some(array.data().to_vec()),
            _ => None,
        },
        list => list.elements().and_then(|elements| {
            elements
                .iter()
                .map(|element| match element {
                    Expr::Real(x) => Some(*x),
                    Expr::Integer(n) => Some(*n as f64),
                    _ => None,
                })
                .collect()
        }),
    };
    let Some(numbers) = numbers else {
        return Err(ModelError::new("bad-result", "a result of the model is not a machine number"));
    };
    Ok((numbers, true))
}

/// The expression with symbols in head position replaced.
fn with_heads(expr: &Expr, heads: &rustc_hash::FxHashMap<Symbol, Expr>) -> Expr {
    let Expr::Normal(normal) = expr else {
        return expr.clone();
    };
    let head = match &normal.head {
        Expr::Symbol(symbol) => heads.get(symbol).cloned().unwrap_or_else(|| normal.head.clone()),
        other => with_heads(other, heads),
    };
    Expr::call(head, normal.args.iter().map(|arg| with_heads(arg, heads)))
}
