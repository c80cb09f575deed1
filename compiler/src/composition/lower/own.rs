//! Functions of the user's own: straight-line bodies are unrolled like the formulas of the library, any other is called on
//! arrays.

use scheelite_runtime::{Expr, Symbol};

use super::Lowering;
use crate::composition::emit::{Emitter, Env, Val, call};
use crate::composition::functions::OwnFunction;
use crate::composition::model::{ModelError, Numbers, Result};
use crate::composition::wide;

impl Lowering<'_, '_> {
    /// A function of the user's own, applied.
    pub fn own_function(&mut self, own: &OwnFunction, arguments: &[Val]) -> Result<Val> {
        if let Some((names, body)) = function_parts(&own.function)
            && names.len() == arguments.len()
        {
            let mut env = Env { exact: true, ..Env::default() };
            names.iter().zip(arguments).for_each(|(name, value)| env.set(name, value.clone()));
            let marks = (self.emitter.made.len(), self.emitter.mark());
            if env.names.len() == names.len() {
                let plain = std::mem::replace(&mut self.emitter.plain, true);
                let value = straight(&mut self.emitter, &body, &mut env);
                self.emitter.plain = plain;
                match value {
                    Ok(value) => return Ok(self.emitter.atoms("value", value)),
                    Err(_) => self.emitter.rewind(marks.0, marks.1),
                }
            }
        }
        let dims = match &own.dims {
            Some(dims) => dims.clone(),
            None => self.result_dims(own, arguments)?,
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
                Some(other) => {
                    let shown: String = format!("{other:?}").chars().take(100).collect();
                    format!("a function gave `{shown}` where numbers are needed")
                }
            },
        ))
    }
}

/// A body that assigns to its own variables one after the other, each a formula over arrays, and gives a formula. An error
/// says that it is none.
fn straight(emitter: &mut Emitter, body: &Expr, env: &mut Env) -> Result<Val> {
    let no = || ModelError::new("not-an-array-formula", "a body that is not straight");
    let Expr::Normal(normal) = body else {
        return emitter.value(body, env);
    };
    match (normal.head_symbol().map_or("", Symbol::name), &normal.args[..]) {
        ("Module" | "Block" | "With", [locals, body]) => {
            let mut made = Vec::new();
            for local in locals.elements().ok_or_else(no)?.iter() {
                let (name, value) = match (local, local.as_call(Symbol::new("Set")).map(|set| &set.args[..]))
                {
                    (Expr::Symbol(name), _) => (*name, None),
                    (_, Some([Expr::Symbol(name), value])) => (*name, Some(emitter.value(value, env)?)),
                    _ => return Err(no()),
                };
                made.push((name, value.map(|value| emitter.atoms(name.name(), value))));
            }
            for (name, value) in made {
                // A name that is there already would stand for two variables.
                if env.get(name.name()).is_some() || env.locals.contains(&name) {
                    return Err(no());
                }
                env.locals.push(name);
                if let Some(value) = value {
                    env.set(name.name(), value);
                }
            }
            straight(emitter, body, env)
        }
        ("CompoundExpression", [statements @ .., last]) => {
            for statement in statements {
                straight(emitter, statement, env)?;
            }
            straight(emitter, last, env)
        }
        ("Set", [Expr::Symbol(name), value]) if env.locals.contains(name) => {
            let value = emitter.value(value, env)?;
            let value = emitter.atoms(name.name(), value);
            env.set(name.name(), value.clone());
            Ok(value)
        }
        _ => emitter.value(body, env),
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
