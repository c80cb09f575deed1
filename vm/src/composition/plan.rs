//! A plan: one lowered model, what of it has been compiled, and the memories of its runs.

use std::sync::Arc;

use indexmap::IndexMap;
use scheelite_compiler::composition::layout::{Layout, Section, Seed, Seeding};
use scheelite_compiler::composition::model::{ModelError, NodeKind, Numbers, Result};
use scheelite_compiler::composition::{Model, Program, lower};
use scheelite_runtime::eval::Evaluator;

use super::compiled::{Compiled, Nodes};

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

/// A model that can be run.
pub struct Plan {
    /// The model as it was given.
    pub model: Arc<Model>,
    /// Its program.
    pub program: Program,
    pub(super) run: Compiled,
    pub(super) trial: Compiled,
    pub(super) evaluate: Compiled,
    pub(super) given: Compiled,
    pub(super) nodes: Option<Nodes>,
    pub(super) warned: Vec<Mode>,
    pub(super) contexts: IndexMap<String, Context>,
    /// Parameters set for all execution ids: place, contents.
    set: Vec<(usize, Vec<f64>)>,
}

impl Plan {
    /// Lowers a model. Nothing is compiled yet.
    pub fn new(evaluator: &mut Evaluator, model: Model) -> Result<Plan> {
        // A function worked through on zeros may divide by them; that is nothing to tell of.
        let program = lower(&model, &mut |expr| evaluator.silently(|evaluator| evaluator.eval(expr)).ok())?;
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
            return match self.reseeded(name, numbers) {
                Some((offset, data)) => {
                    self.put(id, offset, data);
                    Ok(true)
                }
                None => Err(self.unknown(name)),
            };
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
            self.put(id, offset, data);
            return Ok(true);
        }
        Ok(false)
    }

    /// Writes into the memory of one execution id, or of all.
    fn put(&mut self, id: Option<&str>, offset: usize, data: Vec<f64>) {
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
                self.set.push((offset, data));
            }
        }
    }

    /// Where the generator lies whose seed has this name, and its state with this seed.
    fn reseeded(&self, name: &str, numbers: &Numbers) -> Option<(usize, Vec<f64>)> {
        let (node, last) = name.rsplit_once('.')?;
        if !last.eq_ignore_ascii_case("seed") {
            return None;
        }
        let entry = self.layout().find(&format!("{node}.generator"))?;
        let seed = numbers.data.first().filter(|seed| **seed >= 0.0 && seed.fract() == 0.0)?;
        let mut state = vec![0.0; entry.len()];
        Seeding { seed: Seed::Own(*seed as u64), ..entry.seeding? }.start(0, &mut state);
        Some((entry.offset, state))
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
        let node = name.split('.').next().unwrap_or_default();
        let entries = self.layout().entries.iter().filter(|entry| entry.section == Section::Parameters);
        let own: Vec<&str> = entries
            .map(|entry| &entry.name[..])
            .filter(|own| own.split('.').next().is_some_and(|own| own.eq_ignore_ascii_case(node)))
            .collect();
        ModelError::new("unknown-parameter", format!("model `{}` has no `{name}`", self.program.name)).help(
            match own[..] {
                [] => "`vm model print FILE --layout` shows all names".to_owned(),
                _ => format!("parameters of `{node}` are {}", own.join(", ")),
            },
        )
    }

    /// Makes the structures of an execution id when there are none.
    pub(super) fn open(&mut self, id: &str, seed: u64) {
        if self.contexts.contains_key(id) {
            return;
        }
        let mut memory = self.layout().initial(seed);
        for (offset, data) in &self.set {
            memory[*offset..offset + data.len()].copy_from_slice(data);
        }
        self.contexts.insert(id.to_owned(), Context { memory, results: Vec::new() });
    }
}
