//! Models from description files of the ModECI format (MDF), JSON or YAML, versions 0.1 to 0.4.
//!
//! A node of a file becomes a mechanism of equations: parameters with state, functions, and output ports, in the order
//! in which they depend on each other. What a file asks for and we do not have is named with its place in the file.

mod equations;
pub mod functions;
pub mod python;

use rustc_hash::FxHashMap;
use scheelite_runtime::Expr;
use serde_json::{Map, Value};

use super::condition::{self, Argument, Arguments, Condition, Scale};
use super::emit::call;
use super::functions::{Code, Derivative, Function};
use super::model::{
    Combine, Finish, InputPort, Mechanism, Model, ModelError, Node, NodeKind, Numbers, OutputPort,
    OutputSource, Projection, Result, Stage, Weight, canonical,
};
use equations::{Definition, Equations};

/// Reads a model from text: JSON, or YAML when it is not JSON.
pub fn read(text: &str) -> Result<Model> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) if text.trim_start().starts_with('{') => {
            return Err(ModelError::new("bad-file", format!("the file is not valid JSON: {error}")));
        }
        Err(_) => yaml(text)?,
    };
    model(&value)
}

fn yaml(text: &str) -> Result<Value> {
    use saphyr::{LoadableYamlNode, Yaml};
    fn convert(yaml: &Yaml<'_>, depth: usize) -> Option<Value> {
        if depth > 200 {
            return None;
        }
        if let Some(map) = yaml.as_mapping() {
            let mut result = Map::new();
            for (key, value) in map {
                let key = match convert(key, depth + 1)? {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                result.insert(key, convert(value, depth + 1)?);
            }
            return Some(Value::Object(result));
        }
        if let Some(items) = yaml.as_sequence() {
            return items
                .iter()
                .map(|item| convert(item, depth + 1))
                .collect::<Option<Vec<_>>>()
                .map(Value::Array);
        }
        Some(if let Some(n) = yaml.as_integer() {
            n.into()
        } else if let Some(x) = yaml.as_floating_point() {
            x.into()
        } else if let Some(b) = yaml.as_bool() {
            b.into()
        } else if let Some(text) = yaml.as_str() {
            text.into()
        } else {
            Value::Null
        })
    }
    let documents = Yaml::load_from_str(text).map_err(|error| {
        ModelError::new("bad-file", format!("the file is neither JSON nor YAML: {error}"))
    })?;
    documents
        .first()
        .and_then(|document| convert(document, 0))
        .ok_or_else(|| ModelError::new("bad-file", "the file holds no model"))
}

fn object<'v>(value: &'v Value, place: &str) -> Result<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| {
        ModelError::new("bad-file", format!("{place}: a mapping is expected, not {}", kind(value)))
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "True or False",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// The entries of a mapping that may be absent.
fn entries<'v>(parent: &'v Map<String, Value>, key: &str, place: &str) -> Result<Vec<(&'v str, &'v Value)>> {
    match parent.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(value) => {
            Ok(object(value, &format!("{place}/{key}"))?.iter().map(|(k, v)| (&k[..], v)).collect())
        }
    }
}

fn model(value: &Value) -> Result<Model> {
    let top = object(value, "the file")?;
    // Files hold the model under its name, or are the model themselves.
    let (name, body) = match top.get("graphs") {
        Some(_) => ("model", top),
        None => match top.iter().next() {
            Some((name, body)) if top.len() == 1 => (&name[..], object(body, name)?),
            _ => return Err(ModelError::new("bad-file", "the file is not a model: it has no `graphs`")),
        },
    };
    let psyneulink =
        body.get("generating_application").and_then(Value::as_str).is_some_and(|a| a.contains("PsyNeuLink"));
    let graphs = entries(body, "graphs", name)?;
    let [(graph_name, graph)] = graphs[..] else {
        return Err(ModelError::new(
            "unsupported-feature",
            format!("{name}/graphs: {} graphs in one file are not supported, only one", graphs.len()),
        ));
    };
    let place = format!("{name}/graphs/{graph_name}");
    Graph { psyneulink }.read(graph_name, graph, &place)
}

struct Graph {
    psyneulink: bool,
}

impl Graph {
    fn read(&self, name: &str, graph: &Value, place: &str) -> Result<Model> {
        let graph = object(graph, place)?;
        let mut model = Model::new(name);
        for (node_name, node) in entries(graph, "nodes", place)? {
            let place = format!("{place}/nodes/{node_name}");
            let body = object(node, &place)?;
            if body.contains_key("graphs") || body.contains_key("nodes") {
                return Err(ModelError::new(
                    "unsupported-feature",
                    format!("{place}: graphs inside nodes are not supported"),
                ));
            }
            let mechanism = self.node(body, &place)?;
            model
                .nodes
                .push(Node { name: node_name.to_owned(), kind: NodeKind::Mechanism(Box::new(mechanism)) });
        }
        for (edge_name, edge) in entries(graph, "edges", place)? {
            let place = format!("{place}/edges/{edge_name}");
            model.projections.push(self.edge(object(edge, &place)?, &place)?);
        }
        if let Some(conditions) = graph.get("conditions").filter(|value| !value.is_null()) {
            self.conditions(&mut model, conditions, &format!("{place}/conditions"))?;
        }
        Ok(model)
    }

    fn edge(&self, edge: &Map<String, Value>, place: &str) -> Result<Projection> {
        let text = |key: &str| -> Result<String> {
            edge.get(key)
                .and_then(Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| ModelError::new("bad-file", format!("{place}: `{key}` is missing")))
        };
        let port = |key: &str| edge.get(key).and_then(Value::as_str).map(str::to_owned);
        let weight = edge
            .get("parameters")
            .and_then(|parameters| parameters.get("weight"))
            .map(|weight| weight.get("value").unwrap_or(weight));
        let weight = match weight {
            None | Some(Value::Null) => Weight::Left(Numbers::scalar(1.0)),
            Some(weight) => Weight::Left(numbers(weight).ok_or_else(|| {
                ModelError::new("bad-file", format!("{place}: the weight is not an array of numbers"))
            })?),
        };
        Ok(Projection {
            sender: text("sender")?,
            sender_port: port("sender_port"),
            receiver: text("receiver")?,
            receiver_port: port("receiver_port"),
            weight,
            feedback: false,
        })
    }

    fn node(&self, node: &Map<String, Value>, place: &str) -> Result<Mechanism> {
        let mut inputs = Vec::new();
        for (name, port) in entries(node, "input_ports", place)? {
            let dims = match port.get("shape") {
                None | Some(Value::Null) => None,
                Some(shape) => Some(shape_of(shape).ok_or_else(|| {
                    ModelError::new(
                        "bad-file",
                        format!("{place}/input_ports/{name}: the shape cannot be read"),
                    )
                })?),
            };
            let default = port.get("default_value").and_then(numbers);
            inputs.push(InputPort {
                name: name.to_owned(),
                inferred: dims.is_none(),
                dims: dims.unwrap_or_default(),
                combine: Combine::Sum,
                default,
            });
        }
        let mut reader = Equations {
            psyneulink: self.psyneulink,
            place,
            definitions: Vec::new(),
            tuples: FxHashMap::default(),
        };
        for (name, parameter) in entries(node, "parameters", place)? {
            reader.parameter(name, parameter)?;
        }
        // Older files list functions in place of a mapping.
        match node.get("functions") {
            Some(Value::Array(items)) => {
                for item in items {
                    let name = item.get("id").and_then(Value::as_str).unwrap_or("function");
                    reader.definition(name, item, &format!("{place}/functions/{name}"))?;
                }
            }
            _ => {
                for (name, function) in entries(node, "functions", place)? {
                    reader.definition(name, function, &format!("{place}/functions/{name}"))?;
                }
            }
        }
        let mut outputs = Vec::new();
        for (name, port) in entries(node, "output_ports", place)? {
            let variable = format!("output_ports.{name}");
            let place = format!("{place}/output_ports/{name}");
            let value = match port.get("value") {
                Some(Value::String(text)) => python::read(text).map_err(|error| error.at(&place))?,
                Some(other) => constant(other).ok_or_else(|| {
                    ModelError::new("bad-file", format!("{place}: the value cannot be read"))
                })?,
                None => return Err(ModelError::new("bad-file", format!("{place}: `value` is missing"))),
            };
            reader.definitions.push(Definition {
                name: variable.clone(),
                value,
                initial: None,
                derivative: Derivative::None,
            });
            outputs.push(OutputPort {
                name: name.to_owned(),
                source: OutputSource::Variable(variable),
                function: None,
            });
        }
        let equations = reader.ordered()?;
        Ok(Mechanism {
            kind: "Node".to_owned(),
            inputs,
            stages: vec![Stage {
                name: "Function".to_owned(),
                function: Function::of(Code::Equations(equations)),
            }],
            outputs,
            recurrent: None,
            finish: Finish::Always,
            until_finished: true,
            most_executions: Some(1000),
            reset_when: Condition::Never,
        })
    }

    fn conditions(&self, model: &mut Model, conditions: &Value, place: &str) -> Result<()> {
        let conditions = object(conditions, place)?;
        for (node, condition) in entries(conditions, "node_specific", place)? {
            let condition = read_condition(condition, &format!("{place}/node_specific/{node}"))?;
            model.conditions.push((node.to_owned(), condition));
        }
        for (scale, condition) in entries(conditions, "termination", place)? {
            let place = format!("{place}/termination/{scale}");
            let condition = read_condition(condition, &place)?;
            match Scale::named(scale) {
                Some(Scale::Trial) => model.trial_end = Some(condition),
                Some(Scale::Run) => model.run_end = Some(condition),
                _ => {
                    return Err(ModelError::new(
                        "unsupported-feature",
                        format!("{place}: `{scale}` cannot be ended by a condition"),
                    ));
                }
            }
        }
        Ok(())
    }
}

fn read_condition(value: &Value, place: &str) -> Result<Condition> {
    let body = object(value, place)?;
    let name = body
        .get("type")
        .and_then(Value::as_str)
        .ok_or_else(|| ModelError::new("bad-file", format!("{place}: the condition has no `type`")))?;
    let mut arguments = Arguments::default();
    for key in ["args", "kwargs"] {
        match body.get(key) {
            Some(Value::Object(named)) => {
                for (name, value) in named {
                    condition_argument(&mut arguments, name, value, place)?;
                }
            }
            Some(Value::Array(items)) => {
                for item in items {
                    condition_argument(&mut arguments, "", item, place)?;
                }
            }
            _ => {}
        }
    }
    condition::make(name, &arguments).map_err(|error| error.at(place))
}

fn condition_argument(arguments: &mut Arguments, name: &str, value: &Value, place: &str) -> Result<()> {
    let key = canonical(name);
    match value {
        Value::Object(_) if value.get("type").is_some() => {
            arguments.conditions.push(read_condition(value, place)?)
        }
        Value::Array(items)
            if matches!(
                key.as_str(),
                "dependencies" | "dependency" | "conditions" | "args" | "condition"
            ) =>
        {
            for item in items {
                condition_argument(arguments, "dependency", item, place)?;
            }
        }
        Value::String(text) => match (key.as_str(), Scale::named(text)) {
            ("timescale", Some(scale)) => arguments.scale = Some(scale),
            ("dependency" | "dependencies" | "node" | "", None) => arguments.nodes.push(text.clone()),
            ("dependency" | "dependencies" | "node", Some(_)) => arguments.nodes.push(text.clone()),
            ("", Some(scale)) => arguments.scale = Some(scale),
            _ => arguments.named.push((key, Argument::Word(text.clone()))),
        },
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            if key == "n" || key.is_empty() {
                arguments.n = Some(number);
            } else {
                arguments.named.push((key, Argument::Numbers(vec![number])));
            }
        }
        Value::Array(items) => {
            arguments.named.push((key, Argument::Numbers(items.iter().filter_map(Value::as_f64).collect())));
        }
        Value::Bool(flag) => {
            arguments.named.push((key, Argument::Word(if *flag { "True" } else { "False" }.to_owned())));
        }
        Value::Null => {}
        Value::Object(_) => {
            return Err(ModelError::new(
                "unsupported-feature",
                format!("{place}: the argument `{name}` is not supported"),
            ));
        }
    }
    Ok(())
}

/// A shape: a list of numbers, or the text `(2,)` of old files.
fn shape_of(value: &Value) -> Option<Vec<usize>> {
    match value {
        Value::Array(items) => {
            items.iter().map(|item| item.as_u64().and_then(|n| usize::try_from(n).ok())).collect()
        }
        Value::Number(n) => n.as_u64().and_then(|n| usize::try_from(n).ok()).map(|n| vec![n]),
        Value::String(text) => text
            .trim_matches(|c| matches!(c, '(' | ')' | '[' | ']'))
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect(),
        _ => None,
    }
}

/// Numbers, nested lists of them, or a text of one number.
fn numbers(value: &Value) -> Option<Numbers> {
    match value {
        Value::Number(number) => number.as_f64().map(Numbers::scalar),
        Value::Bool(flag) => Some(Numbers::scalar(if *flag { 1.0 } else { 0.0 })),
        Value::String(text) => text.trim().parse().ok().map(Numbers::scalar),
        Value::Array(items) => {
            let rows: Vec<Numbers> = items.iter().map(numbers).collect::<Option<_>>()?;
            Numbers::of_rows(rows)
        }
        _ => None,
    }
}

fn constant(value: &Value) -> Option<Expr> {
    fn nested(dims: &[usize], data: &[f64]) -> Expr {
        match dims {
            [] => Expr::Real(data[0]),
            [length, rest @ ..] => {
                let inner = data.len() / (*length).max(1);
                call("List", data.chunks(inner.max(1)).map(|row| nested(rest, row)))
            }
        }
    }
    numbers(value).map(|numbers| nested(&numbers.dims, &numbers.data))
}
