//! Nodes as statements: inputs, functions one after the other, the loop until finished, outputs.

use scheelite_runtime::{Expr, Symbol};

use super::apply::{Items, formula, spread};
use super::{Lowering, Parameter, StageCells, combine_head, frozen_value, source_value, split_parameter};
use crate::composition::emit::{Env, Val, binary, call, compare};
use crate::composition::functions::Code;
use crate::composition::model::{
    Finish, Measure, Mechanism, ModelError, Modulation, NodeKind, Result, Target, canonical,
};
use crate::composition::wide;

impl Lowering<'_, '_> {
    /// Parameters of a node with control signals in effect.
    fn modulated(&mut self, number: usize, node: usize, stage: &str, name: &str, value: Val) -> Result<Val> {
        let (stage, name) = (canonical(stage), name.to_owned());
        let signals = self.signals(number, node, &|target| match target {
            Target::Parameter(_, wanted) => {
                let lower: String = wanted.to_lowercase();
                let (own_stage, own) = split_parameter(&lower);
                canonical(own) == canonical(&name) && own_stage.is_none_or(|own| canonical(own) == stage)
            }
            _ => false,
        });
        self.modulate(value, &signals)
    }

    /// A value with control signals in effect.
    pub fn modulate(&mut self, value: Val, signals: &[(Val, Modulation)]) -> Result<Val> {
        let mut value = value;
        for (signal, modulation) in signals {
            // A signal of one number acts on every element.
            let signal = match signal.count() {
                1 => Val::scalar(signal.elems[0].clone()),
                _ => signal.clone(),
            };
            value = match modulation {
                Modulation::Disable => value,
                Modulation::Override => {
                    let dims = value.dims.clone();
                    spread(&signal, &dims)?
                }
                Modulation::Multiplicative => self.emitter.map("Times", &[value, signal])?,
                Modulation::Additive => self.emitter.map("Plus", &[value, signal])?,
            };
            value = self.emitter.atoms("modulated", value);
        }
        Ok(value)
    }

    /// Starts a function's generator anew when a control signal has changed its seed.
    fn reseed(&mut self, number: usize, node: usize, stage: &str, cells: &StageCells) -> Result<()> {
        let (Some(draws), Some((cell, used))) = (cells.draws, cells.seeds.clone()) else {
            return Ok(());
        };
        let seed = self.modulated(number, node, stage, "seed", Val::scalar(cell))?.elems.remove(0);
        let seed = self.emitter.atom("seed", seed);
        self.emitter.when(compare("Unequal", &seed, &used), |emitter| {
            emitter.set(&used, seed.clone());
            emitter.push(super::draw::seed(draws, &seed));
            Ok(())
        })
    }

    /// The inputs of a node: what comes over projections and from outside.
    fn inputs(&mut self, number: usize, node: usize) -> Result<Vec<Val>> {
        let ports = self.levels[number].nodes[node].input_dims.len();
        let mut values = Vec::with_capacity(ports);
        for port in 0..ports {
            values.push(self.input(number, node, port)?);
        }
        Ok(values)
    }

    fn input(&mut self, number: usize, node: usize, port: usize) -> Result<Val> {
        let model = self.levels[number].model;
        let cells = &self.levels[number].nodes[node];
        let dims = cells.input_dims[port].clone();
        let own_port = match &model.nodes[node].kind {
            NodeKind::Mechanism(mechanism) => mechanism.inputs.get(port),
            NodeKind::Composition(_) => None,
        };
        let nothing = cells.input_defaults.get(port).copied().unwrap_or(0.0);
        let head = combine_head(own_port.map(|port| port.combine).unwrap_or_default());
        let mut parts: Vec<Val> = Vec::new();
        if let Some(external) = &cells.external {
            parts.push(external[port].clone());
        }
        for index in self.levels[number].graph.arriving[node].clone() {
            let projection = &model.projections[index];
            let (_, input) =
                self.receiver(number, &projection.receiver, projection.receiver_port.as_deref())?;
            if input != port {
                continue;
            }
            let (sender, output) =
                self.sender(number, &projection.sender, projection.sender_port.as_deref())?;
            let value = frozen_value(&self.levels[number].nodes[sender].outputs[output], &self.frozen);
            let weight = self.levels[number].weights[index].clone();
            parts.push(match weight {
                None => value,
                Some(weight) if weight.dims.is_empty() => self.emitter.map("Times", &[value, weight])?,
                // A matrix of values is multiplied from the left, as description files mean it.
                Some(weight) if value.dims.len() == 2 => {
                    let left = match weight.wide {
                        true => self.emitter.transpose_wide(&weight),
                        false => crate::composition::array::transpose(&weight),
                    };
                    crate::composition::array::dot(&mut self.emitter, &[left, value])?
                }
                Some(weight) => {
                    let row = value.with_dims(&[value.count()]);
                    crate::composition::array::dot(&mut self.emitter, &[row, weight])?
                }
            });
        }
        let mut net: Option<Val> = None;
        for part in parts {
            let part = part.with_dims(&dims);
            net = Some(match net {
                None => part,
                Some(net) => self.emitter.map(head, &[net, part])?,
            });
        }
        let net = net.unwrap_or_else(|| Val::filled(dims, Expr::Real(nothing)));
        let value = self.emitter.atoms("net", net);
        let names = self.levels[number].nodes[node].input_names.clone();
        let signals = self.signals(number, node, &|target| match target {
            Target::Input(_, None) => port == 0,
            Target::Input(_, Some(name)) => canonical(name) == canonical(&names[port]),
            _ => false,
        });
        self.modulate(value, &signals)
    }

    /// Writes one execution of a node. Reads of other nodes of its step go through [`Lowering::frozen`].
    pub fn execute(&mut self, number: usize, node: usize) -> Result<()> {
        let model = self.levels[number].model;
        match &model.nodes[node].kind {
            NodeKind::Composition(_) => {
                let Some(inner) = self.levels[number].nodes[node].nested else {
                    return Ok(());
                };
                let values = self.inputs(number, node)?;
                let mut values = values.into_iter();
                let cells: Vec<Val> = self.levels[inner]
                    .graph
                    .inputs
                    .iter()
                    .flat_map(|&node| self.levels[inner].nodes[node].external.clone().unwrap_or_default())
                    .collect();
                for cell in cells {
                    let value = values.next().unwrap_or_else(|| cell.clone());
                    self.assign(&cell, &value);
                }
                self.trial(inner)
            }
            NodeKind::Mechanism(mechanism) => {
                let name = self.levels[number].nodes[node].name.clone();
                let saved = self.emitter.open();
                let result = self.mechanism_code(number, node, mechanism);
                let block = self.emitter.close(saved);
                result.map_err(|error| error.at(&name))?;
                let part = self.parts.len();
                self.parts.push(name);
                self.emitter.push(Expr::call(
                    Symbol::new(super::parts::NODE_CODE),
                    [Expr::Integer(i64::try_from(part).unwrap_or(0)), block],
                ));
                Ok(())
            }
        }
    }

    /// Writes `cells = values`, element by element.
    pub fn assign(&mut self, cells: &Val, values: &Val) {
        if let Some(variable) = wide::variable(cells) {
            let value = match values.count() {
                1 => Val::filled(cells.dims.clone(), wide::element(values, &Expr::Integer(1))),
                _ => values.with_dims(&cells.dims),
            };
            if value != *cells {
                self.emitter.set(&variable, wide::whole(&value));
            }
            return;
        }
        if values.wide {
            return self.assign(cells, &values.with_dims(&cells.dims));
        }
        for (index, cell) in cells.elems.iter().enumerate() {
            let value = if values.count() == 1 { &values.elems[0] } else { &values.elems[index] };
            if value != cell {
                self.emitter.set(cell, value.clone());
            }
        }
    }

    fn mechanism_code(&mut self, number: usize, node: usize, mechanism: &Mechanism) -> Result<()> {
        let inputs = self.inputs(number, node)?;
        // Values that do not change while the node repeats are worked out before the loop.
        let mut modulated: Vec<StageCells> = Vec::new();
        for (index, stage) in mechanism.stages.iter().enumerate() {
            let mut cells = self.levels[number].nodes[node].stages[index].clone();
            for (name, parameter) in &mut cells.parameters {
                if let Parameter::Cells(value) = parameter {
                    *value = self.modulated(number, node, &stage.name, name, value.clone())?;
                }
            }
            self.reseed(number, node, &stage.name, &cells)?;
            modulated.push(cells);
        }
        let repeats = mechanism.finish != Finish::Always && mechanism.until_finished;
        if !repeats {
            return self.pass_code(number, node, mechanism, &inputs, &modulated, None);
        }
        let go = Expr::Symbol(self.emitter.fresh("go"));
        let count = Expr::Symbol(self.emitter.fresh("count"));
        self.emitter.set(&go, Expr::boolean(true));
        self.emitter.set(&count, Expr::Integer(0));
        let saved = self.emitter.open();
        let next = binary("Plus", &count, &Expr::Integer(1));
        self.emitter.set(&count, next);
        let result = self.pass_code(number, node, mechanism, &inputs, &modulated, Some(&count));
        let finished = self.levels[number].nodes[node].finished.clone().unwrap_or(Expr::Real(1.0));
        let unfinished = call("Less", [finished, Expr::Real(0.5)]);
        let test = match mechanism.most_executions.and_then(|most| i64::try_from(most).ok()) {
            Some(most) => call("And", [unfinished, call("Less", [count.clone(), Expr::Integer(most)])]),
            None => unfinished,
        };
        self.emitter.set(&go, test);
        let body = self.emitter.close(saved);
        result?;
        self.emitter.push(call("While", [go, body]));
        Ok(())
    }

    /// One pass of a mechanism: functions, state, outputs, finished or not.
    fn pass_code(
        &mut self,
        number: usize,
        node: usize,
        mechanism: &Mechanism,
        inputs: &[Val],
        stages: &[StageCells],
        count: Option<&Expr>,
    ) -> Result<()> {
        let mut inputs = inputs.to_vec();
        if let Some(matrix) = self.levels[number].nodes[node].recurrent.clone() {
            let matrix = self.modulated(number, node, "Function", "matrix", matrix)?;
            let own = &self.levels[number].nodes[node].outputs[0];
            let own = own.with_dims(&[own.count()]);
            let back = crate::composition::array::dot(&mut self.emitter, &[own, matrix])?;
            let back = back.with_dims(&inputs[0].dims);
            let net = self.emitter.map("Plus", &[inputs[0].clone(), back])?;
            inputs[0] = self.emitter.atoms("net", net);
        }
        let mut items: Items =
            mechanism.inputs.iter().zip(inputs).map(|(port, value)| (port.name.clone(), value)).collect();
        for (stage, cells) in mechanism.stages.iter().zip(stages) {
            let (results, updates) = self.apply(&stage.function, cells, &items)?;
            for (cell, value) in updates {
                let value = spread(&value, &cell.dims)?;
                self.assign(&cell, &value);
            }
            items = results;
        }
        self.finish_code(number, node, mechanism, &items, stages, count)?;
        self.output_code(number, node, mechanism, &items)
    }

    /// Writes the outputs from the value.
    fn output_code(
        &mut self,
        number: usize,
        node: usize,
        mechanism: &Mechanism,
        items: &Items,
    ) -> Result<()> {
        let mut values = Vec::new();
        for (index, port) in mechanism.outputs.iter().enumerate() {
            let mut value = source_value(items, &port.source)?;
            if let (Some(function), Some(cells)) =
                (&port.function, self.levels[number].nodes[node].output_stages[index].clone())
            {
                let item = [(port.name.clone(), value)];
                let (results, updates) = self.apply(function, &cells, &item)?;
                for (cell, value) in updates {
                    self.assign(&cell, &value);
                }
                value = results[0].1.clone();
            }
            let name = canonical(&port.name);
            let signals = self.signals(number, node, &|target| match target {
                Target::Output(_, None) => index == 0,
                Target::Output(_, Some(wanted)) => canonical(wanted) == name,
                _ => false,
            });
            values.push(self.modulate(value, &signals)?);
        }
        for (index, value) in values.into_iter().enumerate() {
            let cells = self.levels[number].nodes[node].outputs[index].clone();
            if value.count() != cells.count() && value.count() != 1 {
                return Err(ModelError::new(
                    "shape-mismatch",
                    format!("output `{}` changes its shape from {:?} to {:?}", index, cells.dims, value.dims),
                ));
            }
            self.assign(&cells, &value);
        }
        Ok(())
    }

    fn finish_code(
        &mut self,
        number: usize,
        node: usize,
        mechanism: &Mechanism,
        items: &Items,
        stages: &[StageCells],
        count: Option<&Expr>,
    ) -> Result<()> {
        let Some(finished) = self.levels[number].nodes[node].finished.clone() else {
            return Ok(());
        };
        let test = match &mechanism.finish {
            Finish::Always => return Ok(()),
            Finish::Boundary => {
                let threshold = stages
                    .iter()
                    .flat_map(|stage| &stage.parameters)
                    .find_map(|(name, parameter)| match parameter {
                        Parameter::Cells(value) if name == "threshold" => Some(value.elems[0].clone()),
                        _ => None,
                    })
                    .unwrap_or(Expr::Real(0.0));
                let mut reached = items[0].1.clone();
                if reached.wide {
                    let mut env = Env::default();
                    env.set("x", reached);
                    reached = self.emitter.value(&formula("Smallest[Abs[x]]")?, &env)?;
                }
                let state = reached.elems.iter().map(|elem| call("Abs", [elem.clone()]));
                let tests: Vec<Expr> = state.map(|size| compare("GreaterEqual", &size, &threshold)).collect();
                all_of(tests)
            }
            Finish::Measure { measure, comparator, threshold } => {
                let measured = match measure {
                    Measure::Executions => {
                        let count = count.cloned().unwrap_or(Expr::Integer(1));
                        self.emitter.atom("executions", call("N", [count]))
                    }
                    Measure::Largest => {
                        let mut env = Env::default();
                        env.set("x", items[0].1.clone());
                        self.emitter.value(&formula("Largest[x]")?, &env)?.elems.remove(0)
                    }
                    Measure::Change => {
                        let old = self.levels[number].nodes[node]
                            .previous
                            .clone()
                            .unwrap_or_else(|| items[0].1.clone());
                        let mut env = Env::default();
                        env.set("x", items[0].1.clone());
                        env.set("y", old.clone());
                        let change = self.emitter.value(&formula("Largest[Abs[x - y]]")?, &env)?;
                        let change = self.emitter.atoms("change", change).elems.remove(0);
                        self.assign(&old, &items[0].1);
                        change
                    }
                };
                let measured = self.emitter.atom("measured", measured);
                let threshold = match self.levels[number].nodes[node].threshold.clone() {
                    Some(cell) => {
                        self.modulated(number, node, "", "terminationthreshold", cell)?.elems.remove(0)
                    }
                    None => Expr::Real(*threshold),
                };
                compare(comparator.head(), &measured, &threshold)
            }
        };
        self.emitter.set(&finished, call("If", [test, Expr::Real(1.0), Expr::Real(0.0)]));
        Ok(())
    }

    /// Writes the return of a node to the beginning: state as it was given, outputs from it.
    pub fn reset_code(&mut self, number: usize, node: usize) -> Result<()> {
        let model = self.levels[number].model;
        let NodeKind::Mechanism(mechanism) = &model.nodes[node].kind else {
            return Ok(());
        };
        let mut items: Option<Items> = None;
        for (index, stage) in mechanism.stages.iter().enumerate() {
            let cells = self.levels[number].nodes[node].stages[index].clone();
            if let Some(values) = &items {
                let (results, _) = self.apply(&stage.function, &cells, values)?;
                items = Some(results);
            }
            let Code::Row(row) = stage.function.code else {
                continue;
            };
            if row.state.is_empty() {
                continue;
            }
            let mut results = Vec::new();
            for state in &cells.state {
                for (name, cell) in state {
                    let initializer =
                        row.state.iter().find(|(own, ..)| own == name).map(|(_, from, _)| *from);
                    let from = cells.parameters.iter().find_map(|(own, parameter)| match parameter {
                        Parameter::Cells(value) if Some(&own[..]) == initializer => Some(value.clone()),
                        _ => None,
                    });
                    if let Some(from) = from {
                        let value = spread(&from, &cell.dims)?;
                        self.assign(cell, &value);
                    }
                    results.push((name.clone(), cell.clone()));
                }
            }
            items = Some(results);
        }
        if let Some(finished) = self.levels[number].nodes[node].finished.clone() {
            self.emitter.set(&finished, Expr::Real(0.0));
        }
        match items {
            Some(items) => self.output_code(number, node, mechanism, &items),
            None => Ok(()),
        }
    }
}

/// All tests in one.
pub fn all_of(mut tests: Vec<Expr>) -> Expr {
    match tests.len() {
        0 => Expr::boolean(true),
        1 => tests.remove(0),
        _ => call("And", tests),
    }
}

/// One of the tests.
pub fn any_of(mut tests: Vec<Expr>) -> Expr {
    match tests.len() {
        0 => Expr::boolean(false),
        1 => tests.remove(0),
        _ => call("Or", tests),
    }
}
