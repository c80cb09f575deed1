//! Mechanisms in memory: parameters and state of their functions, outputs, generators, and first values of all of them.

use scheelite_runtime::Expr;

use super::links::find_port;
use super::{Lowering, NodeCells, Parameter, StageCells, split_parameter};
use crate::composition::emit::{Emitter, Val};
use crate::composition::functions::{Function, Generator};
use crate::composition::graph::Graph;
use crate::composition::layout::{Entry, Section, Seed, Seeding};
use crate::composition::lower::Draws;
use crate::composition::model::{
    Finish, Measure, Mechanism, Model, ModelError, Numbers, Result, Target, Weight,
};

impl<'m> Lowering<'m, '_> {
    pub(super) fn mechanism(
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
            if matches!(mechanism.finish, Finish::Measure { measure: Measure::Change, .. }) {
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
}

/// Whether a control signal sets the seed of a node.
pub(super) fn sets_seed(model: &Model, node: &str) -> bool {
    let controlled = model.controller.iter().flat_map(|c| c.signals.iter().flat_map(|s| &s.targets));
    model.signals.iter().map(|signal| &signal.target).chain(controlled).any(|target| match target {
        Target::Parameter(own, name) => own == node && split_parameter(&name.to_lowercase()).1 == "seed",
        _ => false,
    })
}

/// Shapes of the input ports of a mechanism: as they are said, or as what is sent to them.
pub(super) fn inferred(
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
