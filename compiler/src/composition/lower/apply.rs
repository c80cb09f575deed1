//! Functions applied to inputs: formulas of the library, equations of description files.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use scheelite_runtime::Expr;
use scheelite_runtime::source::SourceMap;

use super::{Lowering, Parameter, StageCells};
use crate::composition::emit::{Env, Val, broadcast_dims, broadcast_element};
use crate::composition::functions::{Code, Derivative, Equation, Function, Inputs};
use crate::composition::model::{ModelError, Result};
use crate::composition::wide;

/// Named items of a mechanism's value.
pub type Items = Vec<(String, Val)>;

/// State variables with their new values.
pub type Updates = Vec<(Val, Val)>;

thread_local! {
    static FORMULAS: RefCell<FxHashMap<&'static str, Expr>> = RefCell::default();
}

/// A formula of the library, parsed.
pub fn formula(text: &'static str) -> Result<Expr> {
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
                let mut arguments: Vec<Val> = items.iter().map(|(_, value)| value.clone()).collect();
                arguments.extend(cells.parameters.iter().filter_map(|(_, parameter)| match parameter {
                    Parameter::Cells(value) => Some(value.clone()),
                    Parameter::Drawn(..) => None,
                }));
                let value = self.own_function(own, &arguments)?;
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
}

/// A value in the shape of its place.
pub fn spread(value: &Val, dims: &[usize]) -> Result<Val> {
    let count: usize = dims.iter().product();
    if value.count() == count {
        return Ok(value.with_dims(dims));
    }
    if value.count() == 1 && wide::is_wide(dims) {
        return Ok(Val::filled(dims.to_vec(), wide::element(value, &Expr::Integer(1))));
    }
    match broadcast_dims(&value.dims, dims) {
        Some(shape) if shape == dims && !wide::is_wide(dims) => {
            Ok(Val::of(shape, (0..count).map(|i| broadcast_element(value, dims, i).clone()).collect()))
        }
        _ => Err(ModelError::new(
            "shape-mismatch",
            format!("a value of shape {:?} does not fit a place of shape {dims:?}", value.dims),
        )),
    }
}
