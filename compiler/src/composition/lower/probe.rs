//! Mechanisms worked through on numbers before any code is written: shapes of results, first values.

use scheelite_runtime::Expr;

use super::apply::{Items, spread};
use super::{Draws, Lowering, Parameter, StageCells, draws, module, setting_numbers, source_value};
use crate::composition::emit::{Emitter, Val, call};
use crate::composition::functions::{Code, Equation, Function, Generator, Inputs};
use crate::composition::model::{Mechanism, ModelError, Numbers, Result, Setting, canonical};
use crate::composition::wide;

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
                    state.1 = Val::filled(new.dims.clone(), old.elems[0].clone());
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
        let parts: Vec<Expr> = values.iter().map(|value| wide::whole(value)).collect();
        let mut statements = scratch.finish();
        let locals = scratch.made.iter().map(|&symbol| Expr::Symbol(symbol)).collect();
        statements.push(call("List", parts));
        let program = module(locals, crate::composition::emit::sequence(statements));
        let count: usize = values.iter().map(|value| value.count()).sum();
        let mut numbers = Vec::with_capacity(count);
        if let Some(found) = (self.evaluate)(program) {
            flat(&found, &mut numbers);
        }
        if numbers.len() != count {
            numbers = vec![0.0; count];
        }
        let mut rest = &numbers[..];
        let mut split = values.iter().map(|value| {
            let (own, others) = rest.split_at(value.count());
            rest = others;
            own.to_vec()
        });
        let value = split.next().unwrap_or_default();
        Ok(FirstValues { value, outputs: split.collect() })
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
                Numbers::of_rows(rows)
            }
        }
    }
    numbers(&equation.value)
}

/// The numbers of nested lists; 0 for what is none.
fn flat(expr: &Expr, into: &mut Vec<f64>) {
    match (expr, expr.elements()) {
        (_, Some(elements)) => elements.iter().for_each(|element| flat(element, into)),
        (Expr::Integer(n), _) => into.push(*n as f64),
        (Expr::Real(x), _) => into.push(*x),
        (Expr::Rational(ratio), _) => into.push(ratio.to_f64().value()),
        _ => into.push(0.0),
    }
}
