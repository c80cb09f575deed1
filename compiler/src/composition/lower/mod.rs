//! From a model to one program in our own language.
//!
//! Each number of the model (a parameter, a state variable, an output, a count) has a place in the memory of a run
//! and a variable, its cell, in the program. Nodes become statements over cells; conditions become tests over
//! counts; a trial is the scheduler's loop with the nodes in it; a run is a loop of trials. What is compiled and what
//! is evaluated is decided afterwards, by cutting this one program: see [`program`].

pub mod apply;
pub mod control;
pub mod draw;
pub mod node;
pub mod own;
pub mod probe;
pub mod program;
pub mod schedule;
pub mod time;

use rustc_hash::FxHashMap;
use scheelite_runtime::{Expr, Symbol};

use super::condition::{Condition, Scale};
use super::emit::{Emitter, Val, call};
use super::functions::{Code, Function, Generator};
use super::graph::{self, Graph};
use super::layout::{Entry, Layout, Section, Seed, Seeding};
use super::model::{
    Combine, Finish, Mechanism, Model, ModelError, Modulation, NodeKind, Numbers, OutputSource, Result,
    Setting, Target, Weight, canonical,
};
use super::wide;

pub use draw::Draws;
pub use program::Program;

/// Evaluates an expression without free variables to numbers: shapes of results and outputs before the first trial
/// are found so.
pub type Evaluate<'a> = &'a mut dyn FnMut(Expr) -> Option<Expr>;

/// A model being lowered.
pub struct Lowering<'m, 'e> {
    /// Statements go here.
    pub emitter: Emitter,
    /// Memory grows here.
    pub layout: Layout,
    /// The model and the models nested in it.
    pub levels: Vec<Level<'m>>,
    evaluate: Evaluate<'e>,
    seeds: u64,
    generator_words: usize,
    /// Names of the nodes whose code has been written, one for each time that it stands in the program.
    pub parts: Vec<String>,
    /// What cells held before the step being written.
    pub frozen: Frozen,
    /// Whether the trial being written is one of a search.
    pub simulating: bool,
    /// The setting to use in place of a search.
    pub given: Option<Expr>,
    /// Why a trial was given up, for each number above zero that the program can leave as the reason.
    pub endless: Vec<String>,
}

/// One level of a model.
pub struct Level<'m> {
    /// The model.
    pub model: &'m Model,
    /// Its analysis.
    pub graph: Graph,
    /// Names of enclosing models, each followed by `/`.
    pub prefix: String,
    /// What each node has in memory.
    pub nodes: Vec<NodeCells>,
    /// When each node runs.
    pub conditions: Vec<Condition>,
    /// Counts that conditions look at.
    pub counters: Vec<(Counter, Expr)>,
    /// Settings of the controller's signals.
    pub control: Vec<Val>,
    /// The generator by which the controller picks among equals.
    pub picks: Option<Draws>,
    /// Tests of the conditions, once they have been lowered.
    pub tests: Option<schedule::Tests>,
    /// Matrices of projections, in the order of `Model::projections`; none where the value passes unchanged.
    pub weights: Vec<Option<Val>>,
}

/// What a node has in memory.
#[derive(Default)]
pub struct NodeCells {
    /// Name with prefix.
    pub name: String,
    /// The level of a nested model.
    pub nested: Option<usize>,
    /// Parameters and state of each stage.
    pub stages: Vec<StageCells>,
    /// Outputs, one a port.
    pub outputs: Vec<Val>,
    /// Names of the output ports.
    pub output_names: Vec<String>,
    /// Parameters and state of the functions of output ports.
    pub output_stages: Vec<Option<StageCells>>,
    /// Shapes of input ports.
    pub input_dims: Vec<Vec<usize>>,
    /// Names of input ports.
    pub input_names: Vec<String>,
    /// What each input port takes when nothing is sent to it.
    pub input_defaults: Vec<f64>,
    /// Input from outside, one a port.
    pub external: Option<Vec<Val>>,
    /// The matrix by which it receives its own output.
    pub recurrent: Option<Val>,
    /// The value before, where its change is measured.
    pub previous: Option<Val>,
    /// 1 when it has finished.
    pub finished: Option<Expr>,
    /// What is measured is compared with this.
    pub threshold: Option<Val>,
}

/// Parameters and state of one function.
#[derive(Clone, Default)]
pub struct StageCells {
    /// Parameters by canonical name.
    pub parameters: Vec<(String, Parameter)>,
    /// State variables for each input: name, cells.
    pub state: Vec<Vec<(String, Val)>>,
    /// Its random generator.
    pub draws: Option<Draws>,
    /// Where that generator's seed comes from.
    pub seed: Option<Seed>,
    /// The seed and the seed that the generator was started with, where a control signal sets it.
    pub seeds: Option<(Expr, Expr)>,
}

/// A parameter of a function.
#[derive(Clone)]
pub enum Parameter {
    /// Numbers in memory.
    Cells(Val),
    /// Drawn from a distribution.
    Drawn(Function, StageCells),
}

/// What is counted for conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum Counter {
    /// Calls of a node in a scale.
    Calls(usize, Scale),
    /// Runs of the first node that the second has not used.
    Usable(usize, usize),
    /// Units of time in a scale.
    Units(Scale, Scale),
    /// 1 when the node ran in the last step.
    Ran(usize),
    /// How often the condition of this number has held.
    Held(usize),
    /// Milliseconds of model time.
    Time,
}

/// Lowers a model. `evaluate` is the language's evaluator.
pub fn lower(model: &Model, evaluate: Evaluate<'_>) -> Result<Program> {
    let mut lowering = Lowering {
        emitter: Emitter::new(),
        layout: Layout::default(),
        levels: Vec::new(),
        evaluate,
        seeds: 0,
        generator_words: 0,
        parts: Vec::new(),
        frozen: Frozen::default(),
        simulating: false,
        given: None,
        endless: Vec::new(),
    };
    let top = lowering.level(model, String::new(), 0)?;
    lowering.program(top)
}

/// Models nested deeper than this are refused.
const DEEPEST: usize = 32;

impl<'m> Lowering<'m, '_> {
    fn level(&mut self, model: &'m Model, prefix: String, depth: usize) -> Result<usize> {
        if depth > DEEPEST {
            return Err(ModelError::new(
                "nested-too-deep",
                format!("models are nested deeper than {DEEPEST}"),
            ));
        }
        let graph = graph::analyse(model)?;
        let conditions =
            (0..model.nodes.len()).map(|node| graph::condition_of(model, &graph, node)).collect();
        let mut nodes: Vec<NodeCells> = (0..model.nodes.len()).map(|_| NodeCells::default()).collect();
        for &position in graph.sets.iter().flatten() {
            let node = &model.nodes[position];
            let name = format!("{prefix}{}", node.name);
            let takes_input = graph.inputs.contains(&position);
            nodes[position] = match &node.kind {
                NodeKind::Mechanism(mechanism) => {
                    let dims = inferred(model, &graph, &nodes, position, mechanism);
                    let seed_is_set = sets_seed(model, &node.name);
                    self.mechanism(mechanism, dims, name.clone(), takes_input, seed_is_set)
                        .map_err(|error| error.at(&name))?
                }
                NodeKind::Composition(inner) => {
                    let inner = self.level(inner, format!("{name}/"), depth + 1)?;
                    self.nested(inner, name, takes_input)
                }
            };
        }
        let number = self.levels.len();
        self.levels.push(Level {
            model,
            graph,
            prefix,
            nodes,
            conditions,
            counters: Vec::new(),
            control: Vec::new(),
            picks: None,
            weights: Vec::new(),
            tests: None,
        });
        self.weights(number)?;
        self.check_targets(number)?;
        self.control_cells(number);
        Ok(number)
    }

    /// Adds an entry to memory and gives its cells.
    pub fn entry(&mut self, section: Section, name: String, initial: Numbers, reset: Option<Scale>) -> Val {
        let hint = name.replace("Function.", "");
        let value = self.cells(&hint, &initial.dims);
        let cells = match wide::variable(&value) {
            Some(variable) => vec![variable],
            None => value.elems.clone(),
        };
        self.layout.entries.push(Entry {
            name,
            section,
            dims: initial.dims.clone(),
            offset: 0,
            initial: initial.data,
            cells,
            reset,
            seeding: None,
            holds_seed: None,
        });
        value
    }

    /// New variables for an array: one for each element, or one for all.
    fn cells(&mut self, hint: &str, dims: &[usize]) -> Val {
        if wide::is_wide(dims) {
            let variable = self.emitter.fresh_array(hint, dims);
            return wide::array(dims, &variable);
        }
        let count = dims.iter().product();
        Val::of(dims.to_vec(), (0..count).map(|_| Expr::Symbol(self.emitter.fresh(hint))).collect())
    }

    /// What a nested model shows of itself: inputs of its input nodes, outputs of its output nodes.
    fn nested(&mut self, inner: usize, name: String, takes_input: bool) -> NodeCells {
        let level = &self.levels[inner];
        let mut cells = NodeCells { name, nested: Some(inner), ..NodeCells::default() };
        for &node in &level.graph.inputs {
            let own = &level.nodes[node];
            for (port, dims) in own.input_dims.iter().enumerate() {
                cells.input_dims.push(dims.clone());
                cells.input_defaults.push(own.input_defaults[port]);
                cells.input_names.push(port_name(
                    &level.model.nodes[node].name,
                    &own.input_names[port],
                    port,
                ));
            }
        }
        for &node in &level.graph.outputs {
            let own = &level.nodes[node];
            for (port, value) in own.outputs.iter().enumerate() {
                cells.outputs.push(value.clone());
                cells.output_names.push(port_name(
                    &level.model.nodes[node].name,
                    &own.output_names[port],
                    port,
                ));
            }
        }
        if takes_input {
            cells.external = Some(self.external(&cells.name.clone(), &cells.input_dims.clone()));
        }
        cells
    }

    /// Cells for input from outside.
    fn external(&mut self, name: &str, dims: &[Vec<usize>]) -> Vec<Val> {
        dims.iter()
            .enumerate()
            .map(|(port, dims)| {
                let hint = if port == 0 { format!("in.{name}") } else { format!("in.{name}.{port}") };
                self.cells(&hint, dims)
            })
            .collect()
    }

    fn mechanism(
        &mut self,
        mechanism: &'m Mechanism,
        dims: Vec<Vec<usize>>,
        name: String,
        takes_input: bool,
        seed_is_set: bool,
    ) -> Result<NodeCells> {
        let zeros: Vec<Val> = mechanism
            .inputs
            .iter()
            .zip(&dims)
            .map(|(port, dims)| {
                let dims = dims.clone();
                let count: usize = dims.iter().product();
                match &port.default {
                    Some(default) if default.data.len() == count => Val::numbers(default),
                    _ => Val::filled(dims, Expr::Real(0.0)),
                }
            })
            .collect();
        let mut cells = NodeCells {
            input_dims: dims,
            input_names: mechanism.inputs.iter().map(|port| port.name.clone()).collect(),
            input_defaults: mechanism
                .inputs
                .iter()
                .map(|port| {
                    port.default.as_ref().and_then(|default| default.data.first().copied()).unwrap_or(0.0)
                })
                .collect(),
            output_names: mechanism.outputs.iter().map(|port| port.name.clone()).collect(),
            name,
            ..NodeCells::default()
        };
        // Shapes and first values, on numbers in place of cells.
        let program = std::mem::take(&mut self.emitter);
        self.emitter = Emitter::new();
        self.emitter.probing = true;
        let probed = self.probe(mechanism, &zeros);
        let mut scratch = std::mem::replace(&mut self.emitter, program);
        let probe = probed?;
        let stages: Vec<(String, &Function, usize)> = mechanism
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| (format!("{}.{}", cells.name, stage.name), &stage.function, index))
            .collect();
        for (path, function, index) in stages {
            let constants = &probe.stages[index];
            cells.stages.push(self.stage_cells(&path, function, constants)?);
        }
        for (index, stage) in mechanism.stages.iter().enumerate() {
            if let (true, Some(seed)) = (seed_is_set, cells.stages[index].seed) {
                let path = format!("{}.{}", cells.name, stage.name);
                let mut cell = |section, what: &str| {
                    let cell = self.entry(section, format!("{path}.{what}"), 0.0.into(), None);
                    if let Some(entry) = self.layout.entries.last_mut() {
                        entry.holds_seed = Some(seed);
                    }
                    cell.elems[0].clone()
                };
                let seeds = (cell(Section::Parameters, "seed"), cell(Section::State, "used_seed"));
                cells.stages[index].seeds = Some(seeds);
            }
        }
        let first = self.first_values(&mut scratch, &probe)?;
        for (port, output) in mechanism.outputs.iter().enumerate() {
            let path = format!("{}.{}", cells.name, output.name);
            let stage = match (&output.function, &probe.output_stages[port]) {
                (Some(function), Some(constants)) => Some(self.stage_cells(&path, function, constants)?),
                _ => None,
            };
            cells.output_stages.push(stage);
            let value = &probe.outputs[port];
            let initial = Numbers { dims: value.dims.clone(), data: first.outputs[port].clone() };
            cells.outputs.push(self.entry(Section::Data, path, initial, None));
        }
        if let Some(matrix) = &mechanism.recurrent {
            let path = format!("{}.matrix", cells.name);
            let size = cells.outputs.first().map_or(0, Val::count);
            if matrix.dims != [size, cells.input_dims[0].iter().product::<usize>()] {
                return Err(ModelError::new(
                    "shape-mismatch",
                    format!("its recurrent matrix has shape {:?}, its output {size} elements", matrix.dims),
                ));
            }
            cells.recurrent = Some(self.entry(Section::Parameters, path, matrix.clone(), None));
        }
        if mechanism.finish != Finish::Always {
            let path = format!("{}.finished", cells.name);
            cells.finished = Some(self.entry(Section::State, path, 0.0.into(), None).elems[0].clone());
            if let Finish::Measure { threshold, .. } = &mechanism.finish {
                let path = format!("{}.termination_threshold", cells.name);
                cells.threshold = Some(self.entry(Section::Parameters, path, (*threshold).into(), None));
            }
            if matches!(mechanism.finish, Finish::Measure { measure: super::model::Measure::Change, .. }) {
                let path = format!("{}.previous_value", cells.name);
                let value = Numbers { dims: probe.items[0].1.dims.clone(), data: first.value };
                cells.previous = Some(self.entry(Section::State, path, value, None));
            }
        }
        if takes_input {
            cells.external = Some(self.external(&cells.name.clone(), &cells.input_dims.clone()));
        }
        Ok(cells)
    }

    /// The cells of a function that has been probed.
    fn stage_cells(&mut self, path: &str, function: &Function, constants: &StageCells) -> Result<StageCells> {
        let mut cells = StageCells::default();
        for (name, parameter) in &constants.parameters {
            let path = format!("{path}.{name}");
            let parameter = match parameter {
                Parameter::Cells(value) => {
                    let numbers = value.constant().unwrap_or_else(|| Numbers::scalar(0.0));
                    Parameter::Cells(self.entry(Section::Parameters, path, numbers, None))
                }
                Parameter::Drawn(function, inner) => {
                    Parameter::Drawn(function.clone(), self.stage_cells(&path, function, inner)?)
                }
            };
            cells.parameters.push((name.clone(), parameter));
        }
        for (item, state) in constants.state.iter().enumerate() {
            let mut own = Vec::new();
            for (name, value) in state {
                let path = if constants.state.len() > 1 {
                    format!("{path}.{name}.{item}")
                } else {
                    format!("{path}.{name}")
                };
                let numbers = value.constant().unwrap_or_else(|| Numbers::scalar(0.0));
                own.push((name.clone(), self.entry(Section::State, path, numbers, None)));
            }
            cells.state.push(own);
        }
        if constants.draws.is_some() {
            let wanted = (function.generator, function.seed, function.burn);
            let (draws, seed) = self.generator(path, wanted);
            cells.draws = Some(draws);
            cells.seed = Some(seed);
        }
        Ok(cells)
    }

    /// Adds a random generator to memory: which one, its own seed, how many numbers are dropped.
    pub fn generator(
        &mut self,
        path: &str,
        (generator, seed, burn): (Generator, Option<u64>, u64),
    ) -> (Draws, Seed) {
        let seed = seed.map_or_else(
            || {
                self.seeds += 1;
                Seed::Nth(self.seeds - 1)
            },
            Seed::Own,
        );
        let offset = self.generator_words + 1;
        self.generator_words += generator.words();
        self.layout.entries.push(Entry {
            name: format!("{path}.generator"),
            section: Section::Generators,
            dims: Vec::new(),
            offset: 0,
            initial: Vec::new(),
            cells: Vec::new(),
            reset: None,
            seeding: Some(Seeding { generator, seed, burn }),
            holds_seed: None,
        });
        (Draws { generator, offset }, seed)
    }

    /// Matrices of projections, with their shapes checked.
    fn weights(&mut self, number: usize) -> Result<()> {
        let model = self.levels[number].model;
        for projection in &model.projections {
            let level = &self.levels[number];
            let (sender, port) =
                self.sender(number, &projection.sender, projection.sender_port.as_deref())?;
            let output = level.nodes[sender].outputs[port].clone();
            let (receiver, input) =
                self.receiver(number, &projection.receiver, projection.receiver_port.as_deref())?;
            let wanted = level.nodes[receiver].input_dims[input].clone();
            let (from, to) = (output.count(), wanted.iter().product::<usize>());
            let title =
                format!("{}MappingProjection[{}, {}]", level.prefix, projection.sender, projection.receiver);
            let mismatch = |shape: &[usize]| {
                ModelError::new(
                    "shape-mismatch",
                    format!(
                        "the projection from `{}` to `{}` has a matrix of shape {shape:?}, but must take {from} \
                         elements to {to}",
                        projection.sender, projection.receiver
                    ),
                )
                .help(format!("give it a {from} by {to} matrix"))
            };
            let weight = match &projection.weight {
                Weight::Automatic if from == to => None,
                Weight::Automatic => Some(self.entry(
                    Section::Parameters,
                    title,
                    Numbers::matrix(from, to, vec![1.0; from * to]),
                    None,
                )),
                Weight::Matrix(matrix) => {
                    let fitting = match matrix.data.len() {
                        1 if from == 1 && to == 1 => Numbers::matrix(1, 1, matrix.data.clone()),
                        1 if from == to && matrix.dims.is_empty() => {
                            Numbers::diagonal(from, matrix.data[0], 0.0)
                        }
                        n if n == from * to && (matrix.dims == [from, to] || from == 1 || to == 1) => {
                            Numbers::matrix(from, to, matrix.data.clone())
                        }
                        _ => return Err(mismatch(&matrix.dims)),
                    };
                    Some(self.entry(Section::Parameters, title, fitting, None))
                }
                Weight::Left(matrix) => match &matrix.dims[..] {
                    _ if matrix.data.len() == 1 && matrix.data[0] == 1.0 => None,
                    _ if matrix.data.len() == 1 => {
                        Some(self.entry(Section::Parameters, title, Numbers::scalar(matrix.data[0]), None))
                    }
                    [_, columns] if *columns == from || output.dims.first() == Some(columns) => {
                        // Kept turned, so that every projection is `value . matrix`.
                        Some(self.entry(Section::Parameters, title, matrix.transposed(), None))
                    }
                    dims => return Err(mismatch(dims)),
                },
            };
            let arriving = match &weight {
                None => from,
                Some(matrix) if matrix.dims.is_empty() => from,
                Some(matrix) => match &output.dims[..] {
                    [_, columns] => matrix.dims[1] * columns,
                    _ => matrix.dims[1],
                },
            };
            if arriving != to {
                return Err(ModelError::new(
                    "shape-mismatch",
                    format!(
                        "the projection from `{}` to `{}` delivers {arriving} elements, but the port takes {to}",
                        projection.sender, projection.receiver
                    ),
                ));
            }
            self.levels[number].weights.push(weight);
        }
        Ok(())
    }

    /// A sending node and its output port.
    pub fn sender(&self, number: usize, node: &str, port: Option<&str>) -> Result<(usize, usize)> {
        let level = &self.levels[number];
        let position = level.graph.index.get(node).copied().unwrap_or(0);
        let names = &level.nodes[position].output_names;
        Ok((position, find_port(names, port, node, "output")?))
    }

    /// A receiving node and its input port.
    pub fn receiver(&self, number: usize, node: &str, port: Option<&str>) -> Result<(usize, usize)> {
        let level = &self.levels[number];
        let position = level.graph.index.get(node).copied().unwrap_or(0);
        let names = &level.nodes[position].input_names;
        Ok((position, find_port(names, port, node, "input")?))
    }

    /// Says which control signals aim at nothing.
    fn check_targets(&mut self, number: usize) -> Result<()> {
        let level = &self.levels[number];
        let controlled =
            level.model.controller.iter().flat_map(|c| c.signals.iter().flat_map(|s| &s.targets));
        for target in level.model.signals.iter().map(|signal| &signal.target).chain(controlled) {
            self.check_target(number, target)?;
        }
        for signal in &level.model.signals {
            self.sender(number, &signal.sender, signal.sender_port.as_deref())?;
        }
        Ok(())
    }

    fn check_target(&self, number: usize, target: &Target) -> Result<()> {
        let level = &self.levels[number];
        let (Target::Parameter(path, _) | Target::Input(path, _) | Target::Output(path, _)) = target;
        let (node, rest) = match path.split_once('/') {
            Some((node, rest)) => (node, Some(rest)),
            None => (&path[..], None),
        };
        let Some(&position) = level.graph.index.get(node) else {
            return Err(ModelError::new(
                "unknown-node",
                format!("a control signal aims at `{path}`, which is not in the model"),
            ));
        };
        if let Some(rest) = rest {
            let Some(inner) = level.nodes[position].nested else {
                return Err(ModelError::new(
                    "unknown-node",
                    format!("`{node}` is not a nested model, so there is no `{path}`"),
                ));
            };
            return self.check_target(inner, &with_path(target, rest));
        }
        let cells = &level.nodes[position];
        match target {
            Target::Parameter(_, name) => {
                let key = name.split('.').map(canonical).collect::<Vec<_>>().join(".");
                let known: Vec<&str> = cells
                    .stages
                    .iter()
                    .flat_map(|stage| stage.parameters.iter().map(|(name, _)| &name[..]))
                    .collect();
                let (_, own) = split_parameter(&key);
                let known_beside = match own {
                    "matrix" => cells.recurrent.is_some(),
                    "seed" => cells.stages.iter().any(|stage| stage.draws.is_some()),
                    "terminationthreshold" => cells.threshold.is_some(),
                    _ => false,
                };
                if known.contains(&own) || known_beside {
                    return Ok(());
                }
                Err(ModelError::new("unknown-parameter", format!("node `{node}` has no parameter `{name}`"))
                    .help(format!("its parameters are {}", known.join(", "))))
            }
            Target::Input(_, port) => {
                find_port(&cells.input_names, port.as_deref(), node, "input").map(|_| ())
            }
            Target::Output(_, port) => {
                find_port(&cells.output_names, port.as_deref(), node, "output").map(|_| ())
            }
        }
    }

    /// The signals that set a quantity of a node: cells and kind. Signals of enclosing models count too.
    pub fn signals(
        &self,
        number: usize,
        node: usize,
        wanted: &dyn Fn(&Target) -> bool,
    ) -> Vec<(Val, Modulation)> {
        let mut found = Vec::new();
        let name = self.levels[number].nodes[node].name.clone();
        for (outer, level) in self.levels.iter().enumerate() {
            if !name.starts_with(&level.prefix) {
                continue;
            }
            let relative = &name[level.prefix.len()..];
            let aims = |target: &Target| {
                let (Target::Parameter(path, _) | Target::Input(path, _) | Target::Output(path, _)) = target;
                path == relative && wanted(target)
            };
            for signal in level.model.signals.iter().filter(|signal| aims(&signal.target)) {
                if let Ok((sender, port)) = self.sender(outer, &signal.sender, signal.sender_port.as_deref())
                {
                    let value = frozen_value(&level.nodes[sender].outputs[port], &self.frozen);
                    found.push((value, signal.modulation));
                }
            }
            if let Some(controller) = &level.model.controller {
                for (index, signal) in controller.signals.iter().enumerate() {
                    if signal.targets.iter().any(aims)
                        && let Some(value) = level.control.get(index)
                    {
                        found.push((value.clone(), signal.modulation));
                    }
                }
            }
        }
        found
    }
}

/// Whether a control signal sets the seed of a node.
fn sets_seed(model: &Model, node: &str) -> bool {
    let controlled = model.controller.iter().flat_map(|c| c.signals.iter().flat_map(|s| &s.targets));
    model.signals.iter().map(|signal| &signal.target).chain(controlled).any(|target| match target {
        Target::Parameter(own, name) => own == node && split_parameter(&name.to_lowercase()).1 == "seed",
        _ => false,
    })
}

/// Shapes of the input ports of a mechanism: as they are said, or as what is sent to them.
fn inferred(
    model: &Model,
    graph: &Graph,
    nodes: &[NodeCells],
    position: usize,
    mechanism: &Mechanism,
) -> Vec<Vec<usize>> {
    let arriving = |port: usize, name: &str| {
        graph.arriving[position].iter().map(|&index| &model.projections[index]).find_map(|projection| {
            let receives = match &projection.receiver_port {
                None => port == 0,
                Some(own) => own == name,
            };
            let sender = &nodes[*graph.index.get(&projection.sender)?];
            if !receives {
                return None;
            }
            let from =
                find_port(&sender.output_names, projection.sender_port.as_deref(), "", "output").ok()?;
            let mut dims = sender.outputs.get(from)?.dims.clone();
            if let Weight::Left(matrix) = &projection.weight
                && matrix.data.len() > 1
                && let (Some(first), [rows, _]) = (dims.first_mut(), &matrix.dims[..])
            {
                *first = *rows;
            }
            Some(dims)
        })
    };
    mechanism
        .inputs
        .iter()
        .enumerate()
        .map(|(index, port)| {
            let found = if port.inferred { arriving(index, &port.name) } else { None };
            found.unwrap_or_else(|| port.dims.clone())
        })
        .collect()
}

fn port_name(node: &str, port: &str, index: usize) -> String {
    if index == 0 { node.to_owned() } else { format!("{node}.{port}") }
}

fn find_port(names: &[String], port: Option<&str>, node: &str, kind: &str) -> Result<usize> {
    let missing = |port: &str| {
        ModelError::new("unknown-port", format!("node `{node}` has no {kind} port `{port}`"))
            .help(format!("its {kind} ports are {}", names.join(", ")))
    };
    match port {
        None if names.is_empty() => {
            Err(ModelError::new("unknown-port", format!("node `{node}` has no {kind} port")))
        }
        None => Ok(0),
        Some(port) => names
            .iter()
            .position(|name| name == port)
            .or_else(|| names.iter().position(|name| canonical(name) == canonical(port)))
            .ok_or_else(|| missing(port)),
    }
}

/// The same target with another path.
pub fn with_path(target: &Target, path: &str) -> Target {
    match target {
        Target::Parameter(_, name) => Target::Parameter(path.to_owned(), name.clone()),
        Target::Input(_, port) => Target::Input(path.to_owned(), port.clone()),
        Target::Output(_, port) => Target::Output(path.to_owned(), port.clone()),
    }
}

/// A parameter's stage, when it is named, and its own name.
pub fn split_parameter(key: &str) -> (Option<&str>, &str) {
    match key.split_once('.') {
        Some((stage, own)) => (Some(stage), own),
        None => (None, key),
    }
}

/// The numbers of a setting, for parameters that are not drawn.
pub fn setting_numbers(function: &Function, key: &str, default: f64) -> Numbers {
    match function.setting(key) {
        Some(Setting::Numbers(numbers)) => numbers.clone(),
        _ => Numbers::scalar(default),
    }
}

/// Whether a function draws random numbers.
pub fn draws(function: &Function) -> bool {
    match &function.code {
        Code::Row(_) => function.formula().is_some_and(|text| text.contains("Draw[")),
        Code::Own(_) => false,
        Code::Equations(equations) => equations.iter().any(|equation| contains_draw(&equation.value)),
    }
}

fn contains_draw(expr: &Expr) -> bool {
    match expr {
        Expr::Normal(normal) => {
            normal.head_symbol().is_some_and(|head| matches!(head.name(), "NormalDraw" | "UniformDraw"))
                || normal.args.iter().any(contains_draw)
        }
        _ => false,
    }
}

/// Cells by which a value can be replaced, for reading the state before a step.
pub type Frozen = FxHashMap<Symbol, Expr>;

/// The value with cells replaced by what they held before.
pub fn frozen_value(value: &Val, frozen: &Frozen) -> Val {
    if frozen.is_empty() {
        return value.clone();
    }
    if value.wide {
        let old = wide::variable(value);
        let kept = old.as_ref().and_then(Expr::as_symbol).and_then(|symbol| frozen.get(&symbol));
        return match (old.as_ref(), kept) {
            (Some(old), Some(kept)) => wide::with_variable(value, old, kept),
            _ => value.clone(),
        };
    }
    let elems = value
        .elems
        .iter()
        .map(|elem| elem.as_symbol().and_then(|symbol| frozen.get(&symbol)).unwrap_or(elem).clone())
        .collect();
    Val::of(value.dims.clone(), elems)
}

/// `Module[{locals…}, body]`.
pub fn module(locals: Vec<Expr>, body: Expr) -> Expr {
    if locals.is_empty() {
        return body;
    }
    call("Module", [call("List", locals), body])
}

/// How inputs of a port come together.
pub fn combine_head(combine: Combine) -> &'static str {
    match combine {
        Combine::Sum => "Plus",
        Combine::Product => "Times",
    }
}

/// The item of a mechanism's value that an output gives.
pub fn source_value(items: &[(String, Val)], source: &OutputSource) -> Result<Val> {
    let missing = |what: String| ModelError::new("unknown-port", format!("its value has no {what}"));
    match source {
        OutputSource::Item(item) => {
            items.get(*item).map(|(_, value)| value.clone()).ok_or_else(|| missing(format!("item {item}")))
        }
        OutputSource::Element(item, element) => {
            let value =
                items.get(*item).map(|(_, value)| value).ok_or_else(|| missing(format!("item {item}")))?;
            if *element >= value.count() {
                return Err(missing(format!("element {element}")));
            }
            Ok(Val::vector(vec![wide::element(value, &Expr::Integer(*element as i64 + 1))]))
        }
        OutputSource::Variable(name) => items
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.clone())
            .ok_or_else(|| missing(format!("variable `{name}`"))),
    }
}
