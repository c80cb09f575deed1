//! What nodes send each other: matrices of projections, ports, and the aims of control signals.

use super::{Lowering, frozen_value, split_parameter};
use crate::composition::emit::Val;
use crate::composition::layout::Section;
use crate::composition::model::{ModelError, Modulation, Numbers, Result, Target, Weight, canonical};

impl Lowering<'_, '_> {
    /// Matrices of projections, with their shapes checked.
    pub(super) fn weights(&mut self, number: usize) -> Result<()> {
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
    pub(super) fn check_targets(&mut self, number: usize) -> Result<()> {
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

pub(super) fn find_port(names: &[String], port: Option<&str>, node: &str, kind: &str) -> Result<usize> {
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
