//! Nodes as statements: inputs, functions one after the other, the loop until finished, outputs.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol};

use super::{
    Lowering, Parameter, StageCells, combine_head, draws, frozen_value, module, setting_numbers,
    source_value, split_parameter,
};
use crate::composition::emit::{
    Draws, Emitter, Env, Val, binary, broadcast_dims, broadcast_element, call, compare,
};
use crate::composition::functions::{Code, Derivative, Equation, Function, Generator, Inputs, OwnFunction};
use crate::composition::model::{
    Finish, Measure, Mechanism, ModelError, Modulation, NodeKind, Numbers, Result, Setting, Target, canonical,
};

/// Named items of a mechanism's value.
pub type Items = Vec<(String, Val)>;

/// State variables with their new values.
type Updates = Vec<(Val, Val)>;

/// A mechanism worked through on numbers.
pub struct Probe {
    /// Parameters and state as numbers.
    pub stages: Vec<StageCells>,
    /// The same for functions of output ports.
    pub output_stages: Vec<Option<StageCells>>,
    /// The value.
    pub items: Items,
    /// The outputs.
    pub outputs: Vec<Val>,
}

/// First values found by a probe.
pub struct FirstValues {
    /// The first item of the value.
    pub value: Vec<f64>,
    /// Outputs, one a port.
    pub outputs: Vec<Vec<f64>>,
}

thread_local! {
    static FORMULAS: RefCell<FxHashMap<&'static str, Expr>> = RefCell::default();
}

/// A formula of the library, parsed.
fn formula(text: &'static str) -> Result<Expr> {
    FORMULAS.with_borrow_mut(|formulas| {
        if let Some(expr) = formulas.get(text) {
            return Ok(expr.clone());
        }
        let expr = parse(text)?;
        formulas.insert(text, expr.clone());
        Ok(expr)
    })
}

/// Text in our language as one expression.
pub fn parse(text: &str) -> Result<Expr> {
    let mut map = SourceMap::default();
    let source = map.add("formula", text);
    let parsed = crate::syntax::parse(text, source, &mut map);
    match (parsed.diagnostics.is_empty(), &parsed.exprs[..]) {
        (true, [expr]) => Ok(expr.clone()),
        _ => Err(ModelError::new("bad-formula", format!("`{text}` is not one expression"))),
    }
}

impl Lowering<'_, '_> {
    /// Works a mechanism through on zeros, with numbers in place of cells: for shapes and first values.
    pub fn probe(&mut self, mechanism: &Mechanism, inputs: &[Val]) -> Result<Probe> {
        let mut items: Items = mechanism
            .inputs
            .iter()
            .zip(inputs)
            .map(|(port, value)| (port.name.clone(), value.clone()))
            .collect();
        let mut stages = Vec::new();
        for stage in &mechanism.stages {
            let (cells, next) = self.probe_function(&stage.function, &items, mechanism)?;
            stages.push(cells);
            items = next;
        }
        let mut outputs = Vec::new();
        let mut output_stages = Vec::new();
        for port in &mechanism.outputs {
            let value = source_value(&items, &port.source)?;
            match &port.function {
                None => {
                    outputs.push(value);
                    output_stages.push(None);
                }
                Some(function) => {
                    let (cells, next) =
                        self.probe_function(function, &[(port.name.clone(), value)], mechanism)?;
                    output_stages.push(Some(cells));
                    outputs.push(next[0].1.clone());
                }
            }
        }
        Ok(Probe { stages, output_stages, items, outputs })
    }

    fn probe_function(
        &mut self,
        function: &Function,
        items: &[(String, Val)],
        mechanism: &Mechanism,
    ) -> Result<(StageCells, Items)> {
        let mut cells = constant_cells(function, items, mechanism)?;
        let (results, updates) = self.apply(function, &cells, items)?;
        // State takes the shape of what is put into it.
        let mut reshaped = false;
        for (old, new) in updates {
            for state in cells.state.iter_mut().flatten() {
                if state.1 == old && new.dims != old.dims && old.count() == 1 {
                    let elems = vec![old.elems[0].clone(); new.count()];
                    state.1 = Val { dims: new.dims.clone(), elems };
                    reshaped = true;
                }
            }
        }
        if !reshaped {
            return Ok((cells, results));
        }
        let (results, _) = self.apply(function, &cells, items)?;
        Ok((cells, results))
    }

    /// The numbers of a probe, by the evaluator.
    pub fn first_values(&mut self, scratch: &mut Emitter, probe: &Probe) -> Result<FirstValues> {
        let values: Vec<&Val> = std::iter::once(&probe.items[0].1).chain(&probe.outputs).collect();
        let elems: Vec<Expr> = values.iter().flat_map(|value| value.elems.iter().cloned()).collect();
        let mut statements = scratch.finish();
        let locals = scratch.made.iter().map(|&symbol| Expr::Symbol(symbol)).collect();
        statements.push(call("List", elems));
        let program = module(locals, crate::composition::emit::sequence(statements));
        let found = (self.evaluate)(program).and_then(|result| result.elements().map(|e| e.into_owned()));
        let count: usize = values.iter().map(|value| value.count()).sum();
        let numbers: Vec<f64> = match found {
            Some(elements) if elements.len() == count => elements.iter().map(real_part).collect(),
            _ => vec![0.0; count],
        };
        let mut rest = &numbers[..];
        let mut split = values.iter().map(|value| {
            let (own, others) = rest.split_at(value.count());
            rest = others;
            own.to_vec()
        });
        let value = split.next().unwrap_or_default();
        Ok(FirstValues { value, outputs: split.collect() })
    }

    /// Applies a function to inputs: its results and the new values of its state.
    pub fn apply(
        &mut self,
        function: &Function,
        cells: &StageCells,
        items: &[(String, Val)],
    ) -> Result<(Items, Updates)> {
        match &function.code {
            Code::Row(row) => {
                let Some(text) = function.formula() else {
                    return Err(ModelError::new("bad-formula", "a function without a formula"));
                };
                let program = formula(text)?;
                let each = row.inputs == Inputs::Each && items.len() > 1;
                let groups: Vec<Vec<Val>> = if each {
                    items.iter().map(|(_, value)| vec![value.clone()]).collect()
                } else {
                    vec![items.iter().map(|(_, value)| value.clone()).collect()]
                };
                let mut results = Vec::new();
                let mut updates = Vec::new();
                for (group, inputs) in groups.into_iter().enumerate() {
                    let mut env = Env { draws: cells.draws, ..Env::default() };
                    for (name, value) in ["x", "y"].iter().zip(&inputs) {
                        env.set(name, value.clone());
                    }
                    env.items = inputs;
                    self.parameters(cells, &mut env)?;
                    let state = cells.state.get(group).or_else(|| cells.state.first());
                    for (name, value) in state.into_iter().flatten() {
                        env.set(name, value.clone());
                    }
                    self.emitter.assignments(&program, &mut env)?;
                    for (index, name) in row.result.iter().enumerate() {
                        let value = env.get(name).cloned().unwrap_or_else(|| Val::real(0.0));
                        results.push((format!("{name}{}", if index == 0 { group } else { index }), value));
                    }
                    for ((_, cell), (_, _, new)) in state.into_iter().flatten().zip(row.state) {
                        if let Some(value) = env.get(new) {
                            updates.push((cell.clone(), value.clone()));
                        }
                    }
                }
                Ok((results, updates))
            }
            Code::Equations(equations) => self.equations(equations, cells, items),
            Code::Own(own) => {
                let value = self.own_function(own, cells, items)?;
                Ok((vec![("value".to_owned(), value)], Vec::new()))
            }
        }
    }

    fn parameters(&mut self, cells: &StageCells, env: &mut Env) -> Result<()> {
        for (name, parameter) in &cells.parameters {
            let value = match parameter {
                Parameter::Cells(value) => value.clone(),
                Parameter::Drawn(function, inner) => {
                    let like = env.get("x").cloned().unwrap_or_else(|| Val::real(0.0));
                    let item = [("x".to_owned(), like)];
                    let (mut results, _) = self.apply(function, inner, &item)?;
                    results.remove(0).1
                }
            };
            env.set(name, value);
        }
        Ok(())
    }

    fn equations(
        &mut self,
        equations: &[Equation],
        cells: &StageCells,
        items: &[(String, Val)],
    ) -> Result<(Items, Updates)> {
        let mut env = Env { draws: cells.draws, exact: true, ..Env::default() };
        for (name, value) in items {
            env.set(name, value.clone());
        }
        env.items = items.iter().map(|(_, value)| value.clone()).collect();
        self.parameters(cells, &mut env)?;
        for (name, value) in cells.state.iter().flatten() {
            env.set(name, value.clone());
        }
        let mut results = Vec::new();
        let mut updates = Vec::new();
        for equation in equations {
            if cells.parameters.iter().any(|(name, _)| *name == equation.name) {
                continue;
            }
            let value = self
                .emitter
                .value(&equation.value, &env)
                .map_err(|error| error.at(&format!("`{}`", equation.name)))?;
            let state = cells.state.iter().flatten().find(|(name, _)| *name == equation.name);
            let value = match (equation.derivative, state) {
                (Derivative::Time, Some((_, old))) => {
                    let step = env.get("timeincrement").cloned().unwrap_or_else(|| Val::real(1.0));
                    let change = self.emitter.map("Times", &[value, step])?;
                    self.emitter.map("Plus", &[old.clone(), change])?
                }
                _ => value,
            };
            let value = self.emitter.atoms(&equation.name, value);
            if let Some((_, old)) = state {
                // The new value is in a variable of its own: equations after this one see it, and the cell is
                // written when all have been worked out.
                let value = spread(&value, &old.dims)?;
                let fresh = self.emitter.copies(&equation.name, &value);
                updates.push((old.clone(), fresh.clone()));
                env.set(&equation.name, fresh.clone());
                results.push((equation.name.clone(), fresh));
                continue;
            }
            env.set(&equation.name, value.clone());
            results.push((equation.name.clone(), value));
        }
        Ok((results, updates))
    }

    fn own_function(
        &mut self,
        own: &OwnFunction,
        cells: &StageCells,
        items: &[(String, Val)],
    ) -> Result<Val> {
        let mut arguments: Vec<Val> = items.iter().map(|(_, value)| value.clone()).collect();
        for (_, parameter) in &cells.parameters {
            if let Parameter::Cells(value) = parameter {
                arguments.push(value.clone());
            }
        }
        // A body of arithmetic is unrolled like the formulas of the library.
        if let Some((names, body)) = function_parts(&own.function)
            && names.len() == arguments.len()
        {
            let mut env = Env::default();
            names.iter().zip(&arguments).for_each(|(name, value)| env.set(name, value.clone()));
            let distinct = names
                .iter()
                .enumerate()
                .all(|(i, a)| names[..i].iter().all(|b| canonical(a) != canonical(b)));
            let marks = (self.emitter.made.len(), self.emitter.mark());
            if distinct {
                match self.emitter.value(&body, &env) {
                    Ok(value) => return Ok(self.emitter.atoms("value", value)),
                    Err(_) => self.emitter.rewind(marks.0, marks.1),
                }
            }
        }
        // Anything else is called on arrays.
        let dims = match &own.dims {
            Some(dims) => dims.clone(),
            None => self.result_dims(own, &arguments)?,
        };
        let call = Expr::call(own.function.clone(), arguments.iter().map(nested_list));
        if dims.is_empty() {
            let result = self.emitter.atom("result", call);
            return Ok(Val::scalar(result));
        }
        let result = self.emitter.atom("result", call);
        let count: usize = dims.iter().product();
        let elems = (0..count)
            .map(|index| {
                let mut rest = index;
                let mut at: Vec<Expr> = Vec::new();
                for &length in dims.iter().rev() {
                    at.push(Expr::Integer((rest % length) as i64 + 1));
                    rest /= length;
                }
                let mut part = vec![result.clone()];
                part.extend(at.into_iter().rev());
                self.emitter.atom("r", crate::composition::emit::call("Part", part))
            })
            .collect();
        Ok(Val { dims, elems })
    }

    /// The shape of what a function gives, from a call on numbers of the arguments' shapes.
    fn result_dims(&mut self, own: &OwnFunction, arguments: &[Val]) -> Result<Vec<usize>> {
        let numbers = arguments.iter().map(|value| {
            let elems = match value.constant() {
                Some(numbers) => Val::numbers(&numbers).elems,
                None => vec![Expr::Real(0.0); value.count()],
            };
            nested_list(&Val { dims: value.dims.clone(), elems })
        });
        let result = (self.evaluate)(Expr::call(own.function.clone(), numbers));
        let Some(result) = result else {
            return Err(ModelError::new("bad-function", "a function could not be evaluated on zeros"));
        };
        dims_of(&result).ok_or_else(|| {
            ModelError::new("bad-function", format!("a function gave `{result:?}` where numbers are needed"))
        })
    }

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
        for (index, projection) in model.projections.iter().enumerate() {
            let (receiver, input) =
                self.receiver(number, &projection.receiver, projection.receiver_port.as_deref())?;
            if receiver != node || input != port {
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
                    let left = crate::composition::array::transpose(&weight);
                    crate::composition::array::dot(&mut self.emitter, &[left, value])?
                }
                Some(weight) => {
                    let row = Val::vector(value.elems);
                    crate::composition::array::dot(&mut self.emitter, &[row, weight])?
                }
            });
        }
        let count: usize = dims.iter().product();
        let mut elems: Vec<Expr> = Vec::with_capacity(count);
        for index in 0..count {
            let sum = parts.iter().map(|part| part.elems[index].clone()).reduce(|a, b| binary(head, &a, &b));
            elems.push(sum.unwrap_or(Expr::Real(nothing)));
        }
        let value = self.emitter.atoms("net", Val { dims, elems });
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
                    Symbol::new("Models`NodeCode"),
                    [Expr::Integer(i64::try_from(part).unwrap_or(0)), block],
                ));
                Ok(())
            }
        }
    }

    /// Writes `cells = values`, element by element.
    pub fn assign(&mut self, cells: &Val, values: &Val) {
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
            let own = Val::vector(self.levels[number].nodes[node].outputs[0].elems.clone());
            let back = crate::composition::array::dot(&mut self.emitter, &[own, matrix])?;
            let back = Val { dims: inputs[0].dims.clone(), elems: back.elems };
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
                let state = items[0].1.elems.iter().map(|elem| call("Abs", [elem.clone()]));
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

/// A value in the shape of its place.
pub fn spread(value: &Val, dims: &[usize]) -> Result<Val> {
    let count: usize = dims.iter().product();
    if value.count() == count {
        return Ok(Val { dims: dims.to_vec(), elems: value.elems.clone() });
    }
    match broadcast_dims(&value.dims, dims) {
        Some(shape) if shape == dims => Ok(Val {
            dims: shape,
            elems: (0..count).map(|i| broadcast_element(value, dims, i).clone()).collect(),
        }),
        _ => Err(ModelError::new(
            "shape-mismatch",
            format!("a value of shape {:?} does not fit a place of shape {dims:?}", value.dims),
        )),
    }
}

/// Parameters and state of a function as numbers.
fn constant_cells(function: &Function, items: &[(String, Val)], mechanism: &Mechanism) -> Result<StageCells> {
    let mut cells = StageCells::default();
    if draws(function) {
        cells.draws = Some(Draws { generator: Generator::MersenneTwister, offset: 1 });
    }
    match &function.code {
        Code::Row(row) => {
            for (name, default) in row.parameters {
                if let Some(Setting::Drawn(inner)) = function.setting(name) {
                    cells.parameters.push((
                        (*name).to_owned(),
                        Parameter::Drawn((**inner).clone(), constant_cells(inner, items, mechanism)?),
                    ));
                    continue;
                }
                let mut numbers = setting_numbers(function, name, *default);
                if numbers.data[..].iter().all(|x| x.is_nan()) {
                    numbers = match (*name, &mechanism.recurrent) {
                        ("matrix", Some(matrix)) => matrix.clone(),
                        ("initializer", _) => setting_numbers(function, "rest", 0.0),
                        _ => {
                            return Err(ModelError::new(
                                "missing-parameter",
                                format!("`{}` needs `{name}`", row.name),
                            ));
                        }
                    };
                }
                cells.parameters.push(((*name).to_owned(), Parameter::Cells(Val::numbers(&numbers))));
            }
            let groups = if row.inputs == Inputs::Each { items.len().max(1) } else { 1 };
            if row.state.is_empty() {
                return Ok(cells);
            }
            for group in 0..groups {
                let like = items.get(group).map_or_else(Vec::new, |(_, value)| value.dims.clone());
                let mut state = Vec::new();
                for (name, initializer, _) in row.state {
                    let initial = cells.parameters.iter().find_map(|(own, parameter)| match parameter {
                        Parameter::Cells(value) if own == initializer => Some(value.clone()),
                        _ => None,
                    });
                    let initial = initial.unwrap_or_else(|| Val::real(0.0));
                    state.push((
                        (*name).to_owned(),
                        spread(&initial, &like).or_else(|_| spread(&initial, &initial.dims))?,
                    ));
                }
                cells.state.push(state);
            }
        }
        Code::Own(own) => {
            for (name, numbers) in &own.parameters {
                let key = canonical(name);
                let numbers = match function.setting(&key) {
                    Some(Setting::Numbers(numbers)) => numbers.clone(),
                    _ => numbers.clone(),
                };
                cells.parameters.push((key, Parameter::Cells(Val::numbers(&numbers))));
            }
        }
        Code::Equations(equations) => {
            let mut state = Vec::new();
            for equation in equations {
                match &equation.initial {
                    Some(initial) => state.push((equation.name.clone(), Val::numbers(initial))),
                    None => {
                        let port = equation.name.starts_with("output_ports.");
                        if let Some(numbers) = constant_equation(equation).filter(|_| !port) {
                            let numbers = match function.setting(&canonical(&equation.name)) {
                                Some(Setting::Numbers(numbers)) => numbers.clone(),
                                _ => numbers,
                            };
                            cells
                                .parameters
                                .push((equation.name.clone(), Parameter::Cells(Val::numbers(&numbers))));
                        }
                    }
                }
            }
            cells.state.push(state);
        }
    }
    Ok(cells)
}

/// The numbers of an equation that only names a constant: such equations are parameters.
fn constant_equation(equation: &Equation) -> Option<Numbers> {
    fn numbers(expr: &Expr) -> Option<Numbers> {
        match expr {
            Expr::Integer(n) => Some(Numbers::scalar(*n as f64)),
            Expr::Real(x) => Some(Numbers::scalar(*x)),
            _ => {
                let rows: Vec<Numbers> = expr.elements()?.iter().map(numbers).collect::<Option<_>>()?;
                let inner = rows.first().map_or_else(Vec::new, |row| row.dims.clone());
                if rows.iter().any(|row| row.dims != inner) {
                    return None;
                }
                let mut dims = vec![rows.len()];
                dims.extend(inner);
                Some(Numbers { dims, data: rows.into_iter().flat_map(|row| row.data).collect() })
            }
        }
    }
    numbers(&equation.value)
}

/// `Function[{a, b}, body]` as names and body.
fn function_parts(function: &Expr) -> Option<(Vec<String>, Expr)> {
    let parts = function.as_call(Symbol::new("Function"))?;
    let [names, body] = &parts.args[..] else {
        return None;
    };
    let names: Vec<String> = match names {
        Expr::Symbol(symbol) => vec![symbol.name().to_owned()],
        list => list
            .elements()?
            .iter()
            .map(|name| name.as_symbol().map(|symbol| symbol.name().to_owned()))
            .collect::<Option<_>>()?,
    };
    Some((names, body.clone()))
}

/// An array as nested lists of its atoms.
fn nested_list(value: &Val) -> Expr {
    fn level(dims: &[usize], elems: &[Expr]) -> Expr {
        match dims {
            [] => elems[0].clone(),
            [_] => call("List", elems.to_vec()),
            [length, rest @ ..] => {
                let inner = elems.len() / (*length).max(1);
                call("List", elems.chunks(inner.max(1)).map(|row| level(rest, row)))
            }
        }
    }
    level(&value.dims, &value.elems)
}

fn dims_of(expr: &Expr) -> Option<Vec<usize>> {
    match expr.elements() {
        Some(elements) => {
            let inner = match elements.first() {
                Some(first) => dims_of(first)?,
                None => Vec::new(),
            };
            let mut dims = vec![elements.len()];
            dims.extend(inner);
            Some(dims)
        }
        None => expr.is_number().then(Vec::new),
    }
}

/// A number as a real, 0 for what is none.
fn real_part(expr: &Expr) -> f64 {
    match expr {
        Expr::Integer(n) => *n as f64,
        Expr::Real(x) => *x,
        Expr::Rational(ratio) => ratio.to_f64().value(),
        _ => 0.0,
    }
}
