//! Parameters, functions and output ports of a node as equations, in the order in which they depend on each other.

use rustc_hash::FxHashMap;
use scheelite_runtime::{Expr, Symbol};
use serde_json::Value;

use super::{constant, functions, kind, numbers, python};
use crate::composition::emit::call;
use crate::composition::functions::{Derivative, Equation};
use crate::composition::lower::apply::parse;
use crate::composition::model::{ModelError, Numbers, Result};

/// A named quantity of a node.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) value: Expr,
    pub(super) initial: Option<Numbers>,
    pub(super) derivative: Derivative,
}

/// The quantities of a node while they are read.
pub(super) struct Equations<'p> {
    pub(super) psyneulink: bool,
    pub(super) place: &'p str,
    pub(super) definitions: Vec<Definition>,
    /// Numbers of parts of quantities that are tuples.
    pub(super) tuples: FxHashMap<String, usize>,
}

impl Equations<'_> {
    pub(super) fn parameter(&mut self, name: &str, parameter: &Value) -> Result<()> {
        let place = format!("{}/parameters/{name}", self.place);
        let Some(body) = parameter.as_object() else {
            if let Some(value) = self.plain(parameter, &place)? {
                self.push(name, value, None, Derivative::None);
            }
            return Ok(());
        };
        if body.contains_key("function") {
            return self.definition(name, parameter, &place);
        }
        let initial = match body.get("default_initial_value") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.trim().parse::<f64>().is_err() => {
                Some(self.named_constant(text, &place)?)
            }
            Some(value) => Some(numbers(value).ok_or_else(|| {
                ModelError::new("bad-file", format!("{place}: the initial value cannot be read"))
            })?),
        };
        if let Some(derivative) = body.get("time_derivative").filter(|value| !value.is_null()) {
            let Some(text) = derivative.as_str() else {
                return Err(ModelError::new("bad-file", format!("{place}: `time_derivative` is not a text")));
            };
            let value = python::read(text).map_err(|error| error.at(&place))?;
            if !self.definitions.iter().any(|d| d.name == "timeincrement") {
                self.push("timeincrement", Expr::Real(0.0), None, Derivative::None);
            }
            self.push(name, value, Some(initial.unwrap_or_else(|| 0.0.into())), Derivative::Time);
            return Ok(());
        }
        let Some(value) = body.get("value").filter(|value| !value.is_null()) else {
            if let Some(initial) = initial {
                let zero = constant(&Value::Array(Vec::new()));
                let value = initial_expr(&initial).or(zero).unwrap_or(Expr::Real(0.0));
                self.push(name, value, None, Derivative::None);
            }
            return Ok(());
        };
        let Some(mut value) = self.plain(value, &place)? else {
            return Ok(());
        };
        // Overrides, the first that holds.
        if let Some(Value::Array(rules)) = body.get("conditions") {
            for rule in rules.iter().rev() {
                let part = |key: &str| -> Result<Expr> {
                    match rule.get(key) {
                        Some(Value::String(text)) => python::read(text).map_err(|error| error.at(&place)),
                        Some(other) => constant(other).ok_or_else(|| {
                            ModelError::new("bad-file", format!("{place}/conditions: `{key}` cannot be read"))
                        }),
                        None => Err(ModelError::new(
                            "bad-file",
                            format!("{place}/conditions: `{key}` is missing"),
                        )),
                    }
                };
                value = call("If", [part("test")?, part("value")?, value]);
            }
        }
        let itself = mentions(&value, name);
        let initial = match (initial, itself) {
            (None, true) => Some(0.0.into()),
            (initial, _) => initial,
        };
        self.push(name, value, initial, Derivative::None);
        Ok(())
    }

    pub(super) fn push(&mut self, name: &str, value: Expr, initial: Option<Numbers>, derivative: Derivative) {
        if let Some(tuple) = value.as_call(Symbol::new(python::TUPLE)) {
            self.tuples.insert(name.to_owned(), tuple.args.len());
            for (index, part) in tuple.args.iter().enumerate() {
                let name = format!("{name}.{index}");
                self.definitions.push(Definition { name, value: part.clone(), initial: None, derivative });
            }
            return;
        }
        self.definitions.push(Definition { name: name.to_owned(), value, initial, derivative });
    }

    /// Numbers, or an expression in a text. Other texts name settings that mean nothing here.
    pub(super) fn plain(&self, value: &Value, place: &str) -> Result<Option<Expr>> {
        match value {
            Value::String(text) => python::read(text).map(Some).map_err(|error| error.at(place)),
            Value::Null => Ok(None),
            other => match constant(other) {
                Some(value) => Ok(Some(value)),
                None => {
                    Err(ModelError::new("bad-file", format!("{place}: {} cannot be a value", kind(other))))
                }
            },
        }
    }

    pub(super) fn named_constant(&self, text: &str, place: &str) -> Result<Numbers> {
        let symbol = python::name(text.trim());
        let found = self.definitions.iter().find(|definition| python::name(&definition.name) == symbol);
        match found.map(|definition| &definition.value) {
            Some(Expr::Real(x)) => Ok(Numbers::scalar(*x)),
            Some(Expr::Integer(n)) => Ok(Numbers::scalar(*n as f64)),
            _ => Err(ModelError::new(
                "unsupported-feature",
                format!("{place}: the initial value `{text}` is not a number or a parameter with one"),
            )),
        }
    }

    /// A function: an expression, or one by name with arguments.
    pub(super) fn definition(&mut self, name: &str, body: &Value, place: &str) -> Result<()> {
        let mut arguments: Vec<(String, Expr)> = Vec::new();
        if let Some(Value::Object(given)) = body.get("args") {
            for (argument, value) in given {
                match value {
                    Value::String(text) => {
                        arguments
                            .push((argument.clone(), python::read(text).map_err(|error| error.at(place))?));
                    }
                    other => {
                        if let Some(value) = constant(other) {
                            arguments.push((argument.clone(), value));
                        }
                    }
                }
            }
        }
        if let Some(Value::String(text)) = body.get("value") {
            let value = python::read(text).map_err(|error| error.at(place))?;
            let value = substitute(&value, &arguments);
            self.push(name, value, None, Derivative::None);
            return Ok(());
        }
        // Old files write `{"function": {"linear": {...}}}`.
        let (function, inner) = match body.get("function") {
            Some(Value::String(function)) => (function.clone(), None),
            Some(Value::Object(map)) => match map.iter().next() {
                Some((function, inner)) => (function.clone(), Some(inner)),
                None => return Err(ModelError::new("bad-file", format!("{place}: `function` is empty"))),
            },
            _ => return Err(ModelError::new("bad-file", format!("{place}: neither `function` nor `value`"))),
        };
        if let Some(Value::Object(given)) = inner {
            for (argument, value) in given {
                if let Some(value) = self.plain(value, place)? {
                    arguments.push((argument.clone(), value));
                }
            }
        }
        let value = self.call(&function, &arguments, place)?;
        self.push(name, value, None, Derivative::None);
        Ok(())
    }

    pub(super) fn call(&self, function: &str, arguments: &[(String, Expr)], place: &str) -> Result<Expr> {
        let given =
            |name: &str| arguments.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
        let lower = function.to_lowercase();
        if let "onnx::randomnormal" | "onnx::randomuniform" = lower.as_str() {
            let like = call("List", [Expr::Real(0.0)]);
            return Ok(if lower.ends_with("normal") {
                let draw = call("NormalDraw", [like]);
                match (given("mean"), given("scale")) {
                    (None, None) => draw,
                    (mean, scale) => call(
                        "Plus",
                        [
                            mean.unwrap_or(Expr::Integer(0)),
                            call("Times", [scale.unwrap_or(Expr::Integer(1)), draw]),
                        ],
                    ),
                }
            } else {
                call("UniformDraw", [like])
            });
        }
        let own = self.psyneulink || ["x_0", "scale"].iter().any(|name| given(name).is_some());
        let row = functions::named(function, own).ok_or_else(|| {
            ModelError::new(
                "unsupported-feature",
                format!("{place}: the function `{function}` is not supported"),
            )
        })?;
        let mut values: Vec<(String, Expr)> = Vec::new();
        // Positional spellings of the first arguments: `variable0`, `A`, `input`, `data`.
        let mut unnamed: Vec<Expr> = arguments
            .iter()
            .filter(|(name, _)| !row.arguments.iter().any(|(own, _)| own == name))
            .map(|(_, value)| value.clone())
            .rev()
            .collect();
        for (name, default) in row.arguments {
            let value = match given(name) {
                Some(value) => value,
                None if default.is_empty() => unnamed.pop().ok_or_else(|| {
                    ModelError::new(
                        "bad-file",
                        format!("{place}: the argument `{name}` of `{function}` is missing"),
                    )
                })?,
                None => parse(default)?,
            };
            values.push(((*name).replace('_', ""), value));
        }
        Ok(substitute(&parse(row.formula)?, &values))
    }

    /// Equations in the order in which they depend on each other: states in file order, everything else before what
    /// uses it.
    pub(super) fn ordered(self) -> Result<Vec<Equation>> {
        let Equations { definitions, tuples, place, .. } = self;
        let definitions: Vec<Definition> = definitions
            .into_iter()
            .map(|definition| Definition { value: untuple(&definition.value, &tuples), ..definition })
            .collect();
        let index: FxHashMap<String, usize> =
            definitions.iter().enumerate().map(|(at, definition)| (definition.name.clone(), at)).collect();
        let mut order = Vec::new();
        let mut state = vec![0u8; definitions.len()];
        for start in 0..definitions.len() {
            visit(start, &definitions, &index, &mut state, &mut order, place, 0)?;
        }
        Ok(order
            .into_iter()
            .map(|at| {
                let definition = &definitions[at];
                Equation {
                    name: definition.name.clone(),
                    value: definition.value.clone(),
                    initial: definition.initial.clone(),
                    derivative: definition.derivative,
                }
            })
            .collect())
    }
}

fn initial_expr(numbers: &Numbers) -> Option<Expr> {
    match &numbers.dims[..] {
        [] => Some(Expr::Real(numbers.data[0])),
        [_] => Some(call("List", numbers.data.iter().map(|&x| Expr::Real(x)))),
        _ => None,
    }
}

fn visit(
    at: usize,
    definitions: &[Definition],
    index: &FxHashMap<String, usize>,
    state: &mut [u8],
    order: &mut Vec<usize>,
    place: &str,
    depth: usize,
) -> Result<()> {
    match state[at] {
        2 => return Ok(()),
        1 if definitions[at].initial.is_some() => return Ok(()),
        1 => {
            return Err(ModelError::new(
                "bad-file",
                format!("{place}: `{}` depends on itself and has no initial value", definitions[at].name),
            ));
        }
        _ => {}
    }
    if depth > 2000 {
        return Err(ModelError::new(
            "bad-file",
            format!("{place}: quantities depend on each other too deeply"),
        ));
    }
    state[at] = 1;
    let mut used = Vec::new();
    names(&definitions[at].value, &mut used);
    for name in used {
        if let Some(&other) = index.get(&name) {
            // A state that another state uses keeps its place in the file.
            let both = definitions[at].initial.is_some() && definitions[other].initial.is_some();
            if other != at && !both {
                stacker::maybe_grow(
                    scheelite_runtime::expr::RED_ZONE,
                    scheelite_runtime::expr::STACK_STEP,
                    || visit(other, definitions, index, state, order, place, depth + 1),
                )?;
            }
        }
    }
    if definitions[at].derivative == Derivative::Time
        && let Some(&step) = index.get("timeincrement")
    {
        visit(step, definitions, index, state, order, place, depth + 1)?;
    }
    state[at] = 2;
    order.push(at);
    Ok(())
}

/// Names that an expression uses.
fn names(expr: &Expr, found: &mut Vec<String>) {
    match expr {
        Expr::Symbol(symbol) if symbol.context() == "Global`" => found.push(symbol.name().to_owned()),
        Expr::Normal(normal) => normal.args.iter().for_each(|arg| names(arg, found)),
        _ => {}
    }
}

fn mentions(expr: &Expr, name: &str) -> bool {
    let mut found = Vec::new();
    names(expr, &mut found);
    found.iter().any(|own| own == name)
}

/// Names replaced by expressions.
fn substitute(expr: &Expr, values: &[(String, Expr)]) -> Expr {
    match expr {
        Expr::Symbol(symbol) => values
            .iter()
            .find(|(name, _)| name == symbol.name())
            .map_or_else(|| expr.clone(), |(_, value)| value.clone()),
        Expr::Normal(normal) => {
            Expr::call(normal.head.clone(), normal.args.iter().map(|arg| substitute(arg, values)))
        }
        other => other.clone(),
    }
}

/// Parts of tuples by the names of the parts; a tuple itself stands for its first part.
fn untuple(expr: &Expr, tuples: &FxHashMap<String, usize>) -> Expr {
    match expr {
        Expr::Symbol(symbol) if tuples.contains_key(symbol.name()) => {
            python::name(&format!("{}.0", symbol.name()))
        }
        Expr::Normal(normal) => {
            if normal.has_head(Symbol::new("Part"))
                && let [Expr::Symbol(symbol), Expr::Integer(part), rest @ ..] = &normal.args[..]
                && tuples.contains_key(symbol.name())
            {
                let name = python::name(&format!("{}.{}", symbol.name(), part - 1));
                if rest.is_empty() {
                    return name;
                }
                return call("Part", std::iter::once(name).chain(rest.iter().cloned()));
            }
            Expr::call(normal.head.clone(), normal.args.iter().map(|arg| untuple(arg, tuples)))
        }
        other => other.clone(),
    }
}
