//! Functions applied to inputs: formulas of the library, equations of description files, functions of the user's own.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol};

use super::{Lowering, Parameter, StageCells};
use crate::composition::emit::{Env, Val, broadcast_dims, broadcast_element, call};
use crate::composition::functions::{Code, Derivative, Equation, Function, Inputs, OwnFunction};
use crate::composition::model::{ModelError, Numbers, Result, canonical};
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
        let applied = Expr::call(own.function.clone(), arguments.iter().map(wide::whole));
        if dims.is_empty() {
            let result = self.emitter.atom("result", applied);
            return Ok(Val::scalar(result));
        }
        let result = self.emitter.fresh_array("result", &dims);
        self.emitter.set(&result, applied);
        if wide::is_wide(&dims) {
            return Ok(wide::array(&dims, &result));
        }
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
                self.emitter.atom("r", call("Part", part))
            })
            .collect();
        Ok(Val::of(dims, elems))
    }

    /// The shape of what a function gives, from a call on numbers of the arguments' shapes: zeros, or where they are
    /// not fit some others.
    fn result_dims(&mut self, own: &OwnFunction, arguments: &[Val]) -> Result<Vec<usize>> {
        let mut found = None;
        for others in [false, true] {
            let numbers = arguments.iter().enumerate().map(|(number, value)| {
                let count = value.count();
                let one = |index: usize| if others { 1.0 / (1 + number + index) as f64 } else { 0.0 };
                wide::whole(&match value.constant() {
                    Some(numbers) if !others => Val::numbers(&numbers),
                    _ => Val::numbers(&Numbers {
                        dims: value.dims.clone(),
                        data: (0..count).map(one).collect(),
                    }),
                })
            });
            found = (self.evaluate)(Expr::call(own.function.clone(), numbers));
            if let Some(dims) = found.as_ref().and_then(dims_of) {
                return Ok(dims);
            }
        }
        Err(ModelError::new(
            "bad-function",
            match found {
                None => "a function could not be evaluated on numbers".to_owned(),
                Some(other) => format!("a function gave `{other:?}` where numbers are needed"),
            },
        ))
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
