//! Expressions of the language as models: mechanisms, functions, conditions, pathways, options.

use std::sync::Arc;

use scheelite_compiler::composition::condition::{self, Argument, Arguments, Scale};
use scheelite_compiler::composition::functions::{Code, Generator, OwnFunction, named};
use scheelite_compiler::composition::mechanisms::{Options, Port, Value, kind, make};
use scheelite_compiler::composition::model::{
    Combine, ControlSignal, Controller, Cost, Direction, ModelError, Modulation, Node, NodeKind, Numbers,
    Projection, Result, Role, Signal, Target, Weight, When, canonical,
};
use scheelite_compiler::composition::{Condition, Function, Model};
use scheelite_runtime::number::to_f64;
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::rows::ModelObject;

fn wrong(code: &'static str, text: impl Into<String>) -> ModelError {
    ModelError::new(code, text)
}

fn show(expr: &Expr) -> String {
    let text = scheelite_runtime::format::text(expr, scheelite_runtime::format::FormatType::InputForm);
    text.chars().take(200).collect()
}

/// Numbers of any rank, exact ones included.
pub fn numbers(expr: &Expr) -> Option<Numbers> {
    match expr {
        Expr::Integer(_) | Expr::Real(_) | Expr::BigInteger(_) | Expr::Rational(_) | Expr::BigReal(_) => {
            Some(Numbers::scalar(to_f64(expr)))
        }
        _ => {
            let rows: Vec<Numbers> = expr.elements()?.iter().map(numbers).collect::<Option<_>>()?;
            Numbers::of_rows(rows)
        }
    }
}

/// A string, or the name of a symbol.
pub fn word(expr: &Expr) -> Option<String> {
    match expr {
        Expr::String(text) => Some(String::clone(text)),
        Expr::Symbol(symbol) => Some(symbol.name().to_owned()),
        _ => None,
    }
}

/// The rules of options, lists of rules and associations.
pub fn rules(args: &[Expr]) -> Result<Vec<(Expr, Expr)>> {
    let mut found = Vec::new();
    for arg in args {
        match arg {
            Expr::Association(association) => {
                found.extend(association.entries.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
            Expr::Normal(normal) if normal.has_head(sym::Rule) || normal.has_head(sym::RuleDelayed) => {
                if let [key, value] = &normal.args[..] {
                    found.push((key.clone(), value.clone()));
                }
            }
            list if list.is_list() => found.extend(rules(&list.elements().unwrap_or_default())?),
            other => return Err(wrong("bad-option", format!("`{}` is not an option", show(other)))),
        }
    }
    Ok(found)
}

/// A function: by name, by name with settings, or any function of the language.
pub fn function(expr: &Expr) -> Result<Function> {
    match expr {
        Expr::String(name) => Function::new(name),
        Expr::Symbol(symbol) if named(symbol.name()).is_some() => Function::new(symbol.name()),
        Expr::Normal(normal) => {
            if let Some(head) = normal.head_symbol().filter(|head| named(head.name()).is_some()) {
                let mut function = Function::new(head.name())?;
                for (key, value) in rules(&normal.args)? {
                    let key = word(&key)
                        .ok_or_else(|| wrong("bad-option", format!("`{}` names no parameter", show(&key))))?;
                    set(&mut function, &key, &value)?;
                }
                return Ok(function);
            }
            Ok(own(expr))
        }
        other => Ok(own(other)),
    }
}

fn own(expr: &Expr) -> Function {
    Function::of(Code::Own(OwnFunction { function: expr.clone(), parameters: Vec::new(), dims: None }))
}

fn set(function: &mut Function, key: &str, value: &Expr) -> Result<()> {
    if let Some(numbers) = numbers(value) {
        return function.set(key, numbers.into());
    }
    if value.is_true() || value.is_symbol(sym::False) {
        return function.set(key, f64::from(u8::from(value.is_true())).into());
    }
    match word(value) {
        Some(word) if named(&word).is_none() => function.set(key, word.as_str().into()),
        _ => function.set(key, self::function(value)?.into()),
    }
}

/// Whether an expression describes a mechanism.
pub fn is_mechanism(expr: &Expr) -> bool {
    matches!(expr, Expr::Normal(normal) if normal.head_symbol().is_some_and(|head| kind(head.name()).is_some()))
}

/// The node that an expression describes: its name and what it does.
fn node(expr: &Expr) -> Option<Result<Node>> {
    if let Some(object) = ModelObject::from_expr(expr) {
        let model = object.model();
        let name = model.name.clone();
        return Some(Ok(Node { name, kind: NodeKind::Composition(Box::new((*model).clone())) }));
    }
    match expr {
        Expr::Normal(normal) if is_mechanism(expr) => Some(mechanism(normal)),
        _ => None,
    }
}

/// A mechanism's name and what it does.
pub fn mechanism(normal: &Arc<Normal>) -> Result<Node> {
    let head = normal.head_symbol().map_or("", Symbol::name);
    let Some((Expr::String(name), options)) = normal.args.split_first() else {
        return Err(wrong("bad-option", format!("`{head}` needs a name in quotes as its first argument")));
    };
    let mut read: Options = Vec::new();
    let mut parameters: Vec<(String, Numbers)> = Vec::new();
    for (key, value) in rules(options)? {
        let key = word(&key)
            .ok_or_else(|| wrong("bad-option", format!("`{}` is not the name of an option", show(&key))))?;
        let key = canonical(&key);
        if key == "parameters" {
            for (own, value) in rules(std::slice::from_ref(&value))? {
                match (word(&own), numbers(&value)) {
                    (Some(own), Some(value)) => parameters.push((own, value)),
                    _ => {
                        return Err(wrong(
                            "bad-option",
                            format!("`{name}`: a parameter needs a name and numbers"),
                        ));
                    }
                }
            }
            continue;
        }
        read.push((key.clone(), option(&key, &value).map_err(|error| error.at(name))?));
    }
    for (_, value) in &mut read {
        if let Value::Function(function) = value
            && let Code::Own(own) = &mut function.code
        {
            own.parameters = parameters.clone();
        }
    }
    let mechanism = make(head, read).map_err(|error| error.at(name))?;
    Ok(Node { name: String::clone(name), kind: NodeKind::Mechanism(Box::new(mechanism)) })
}

fn option(key: &str, value: &Expr) -> Result<Value> {
    match key {
        "function" | "integratorfunction" => Ok(Value::Function(function(value)?)),
        "inputports" | "outputports" => ports(value).map(Value::Ports),
        "resetstatefulfunctionwhen" | "resetwhen" => condition(value).map(Value::Condition),
        _ => {
            if let Some(numbers) = numbers(value) {
                return Ok(Value::Numbers(numbers));
            }
            match value {
                Expr::Symbol(symbol) if named(symbol.name()).is_none() => {
                    Ok(Value::Word(symbol.name().to_owned()))
                }
                Expr::String(text) => Ok(Value::Word(String::clone(text))),
                other => Ok(Value::Function(function(other)?)),
            }
        }
    }
}

fn ports(value: &Expr) -> Result<Vec<Port>> {
    let bad = || wrong("bad-option", "ports are a list of names, or of names with sizes or functions");
    value
        .elements()
        .ok_or_else(bad)?
        .iter()
        .map(|port| {
            let plain =
                |name: String| Port { name, size: None, function: None, combine: Combine::Sum, item: None };
            match port.as_call(sym::Rule).map(|rule| &rule.args[..]) {
                Some([name, what]) => {
                    let mut port = plain(word(name).ok_or_else(bad)?);
                    match (numbers(what), word(what)) {
                        (Some(size), _) if size.dims.is_empty() => port.size = Some(size.data[0] as usize),
                        (_, Some(word)) if word == "Product" => port.combine = Combine::Product,
                        _ => port.function = Some(function(what)?),
                    }
                    Ok(port)
                }
                _ => Ok(plain(word(port).ok_or_else(bad)?)),
            }
        })
        .collect()
}

/// The name of a node: of a mechanism, a model, or a string.
pub fn node_name(expr: &Expr) -> Option<String> {
    if let Some(object) = ModelObject::from_expr(expr) {
        return Some(object.model().name.clone());
    }
    match expr {
        Expr::String(name) => Some(String::clone(name)),
        Expr::Normal(normal) if is_mechanism(expr) => match normal.args.first() {
            Some(Expr::String(name)) => Some(String::clone(name)),
            _ => None,
        },
        _ => None,
    }
}

/// A condition.
pub fn condition(expr: &Expr) -> Result<Condition> {
    let (head, args): (String, &[Expr]) = match expr {
        Expr::Normal(normal) => match normal.head_symbol() {
            Some(head) => (head.name().to_owned(), &normal.args),
            None => return Ok(Condition::Host(expr.clone())),
        },
        Expr::Symbol(symbol) => (symbol.name().to_owned(), &[]),
        _ => return Err(wrong("bad-condition", format!("`{}` is not a condition", show(expr)))),
    };
    if matches!(expr, Expr::Normal(_)) && head == "Function" {
        return Ok(Condition::Host(expr.clone()));
    }
    if head == "Condition" || head == "HostCondition" {
        return match args {
            [function] => Ok(Condition::Host(function.clone())),
            _ => Err(wrong("bad-condition", "`HostCondition` needs one function")),
        };
    }
    let mut arguments = Arguments::default();
    for arg in args {
        if let Some(name) = node_name(arg).filter(|_| !matches!(arg, Expr::String(_))) {
            arguments.nodes.push(name);
            continue;
        }
        if let Some(rule) = arg.as_call(sym::Rule)
            && let [key, value] = &rule.args[..]
        {
            let key = canonical(&word(key).unwrap_or_default());
            match (key.as_str(), word(value), numbers(value)) {
                ("timescale", Some(scale), _) => arguments.scale = Scale::named(&scale),
                (_, _, Some(numbers)) => arguments.named.push((key, Argument::Numbers(numbers.data))),
                (_, Some(word), _) => arguments.named.push((key, Argument::Word(word))),
                _ => return Err(wrong("bad-condition", format!("`{}` in a condition", show(arg)))),
            }
            continue;
        }
        match arg {
            Expr::Integer(_) | Expr::Real(_) => arguments.n = numbers(arg).map(|numbers| numbers.data[0]),
            Expr::String(text) => match (Scale::named(text), condition_word(&head, text)) {
                (_, Some(name)) => {
                    arguments.named.push((name.to_owned(), Argument::Word(String::clone(text))))
                }
                (Some(scale), _) => arguments.scale = Some(scale),
                (None, None) => arguments.nodes.push(String::clone(text)),
            },
            list if list.is_list() => {
                for part in list.elements().unwrap_or_default().iter() {
                    match node_name(part) {
                        Some(name) => arguments.nodes.push(name),
                        None => arguments.conditions.push(condition(part)?),
                    }
                }
            }
            other => arguments.conditions.push(condition(other)?),
        }
    }
    condition::make(&head, &arguments)
}

/// Words of `Threshold[node, parameter, threshold, comparator]`.
fn condition_word(head: &str, text: &str) -> Option<&'static str> {
    if head != "Threshold" {
        return None;
    }
    match scheelite_compiler::composition::model::Comparator::named(text) {
        Some(_) => Some("comparator"),
        None if text.starts_with(|c: char| c.is_lowercase()) => Some("parameter"),
        None => None,
    }
}

/// A model from pathways and options.
pub fn model(pathways: &Expr, options: &[Expr]) -> Result<Model> {
    let mut model = Model::new("model");
    let elements = pathways.elements().ok_or_else(|| {
        wrong("bad-pathway", "a model is a list of nodes, of chains a -> b -> c and of lists {a, matrix, b}")
    })?;
    for element in elements.iter() {
        let mut steps = Vec::new();
        chain(element, &mut steps);
        pathway(&mut model, &steps)?;
    }
    for (key, value) in rules(options)? {
        let key = word(&key).unwrap_or_default();
        model_option(&mut model, &key, &value).map_err(|error| error.at(&format!("option \"{key}\"")))?;
    }
    Ok(model)
}

fn chain(expr: &Expr, steps: &mut Vec<Expr>) {
    match expr.as_call(sym::Rule).map(|rule| &rule.args[..]) {
        Some([from, to]) => {
            steps.push(from.clone());
            chain(to, steps);
        }
        _ => match expr.elements() {
            Some(elements) if numbers(expr).is_none() => steps.extend(elements.iter().cloned()),
            _ => steps.push(expr.clone()),
        },
    }
}

fn add(model: &mut Model, expr: &Expr) -> Result<Option<String>> {
    let Some(found) = node(expr) else {
        return Ok(match expr {
            Expr::String(name) => Some(String::clone(name)),
            _ => None,
        });
    };
    let found = found?;
    let name = found.name.clone();
    if !model.nodes.iter().any(|node| node.name == name) {
        model.nodes.push(found);
    }
    Ok(Some(name))
}

fn pathway(model: &mut Model, steps: &[Expr]) -> Result<()> {
    let mut before: Option<String> = None;
    let mut weight = Weight::Automatic;
    for step in steps {
        if let Some(matrix) = numbers(step) {
            weight = Weight::Matrix(matrix);
            continue;
        }
        let Some(name) = add(model, step)? else {
            return Err(wrong(
                "bad-pathway",
                format!("`{}` in a pathway is neither a node nor a matrix", show(step)),
            ));
        };
        if let Some(sender) = before.replace(name.clone()) {
            model.projections.push(Projection {
                sender,
                sender_port: None,
                receiver: name,
                receiver_port: None,
                weight: std::mem::replace(&mut weight, Weight::Automatic),
                feedback: false,
            });
        }
    }
    Ok(())
}

fn model_option(model: &mut Model, key: &str, value: &Expr) -> Result<()> {
    match canonical(key).as_str() {
        "name" => model.name = word(value).unwrap_or_default(),
        "conditions" => {
            for (node, value) in rules(std::slice::from_ref(value))? {
                let node = node_name(&node)
                    .ok_or_else(|| wrong("unknown-node", format!("`{}` is not a node", show(&node))))?;
                model.conditions.push((node, condition(&value)?));
            }
        }
        "trialend" => model.trial_end = Some(condition(value)?),
        "runend" => model.run_end = Some(condition(value)?),
        "roles" | "excludedroles" => {
            for (node, roles) in rules(std::slice::from_ref(value))? {
                let node = node_name(&node)
                    .ok_or_else(|| wrong("unknown-node", format!("`{}` is not a node", show(&node))))?;
                let list = roles.elements().map_or_else(|| vec![roles.clone()], |list| list.into_owned());
                for role in list {
                    let role = word(&role).unwrap_or_default();
                    let Some((_, role)) = Role::NAMES.iter().find(|(name, _)| *name == role) else {
                        return Err(wrong("bad-option", format!("`{role}` is not a role")));
                    };
                    let list =
                        if canonical(key) == "roles" { &mut model.roles } else { &mut model.excluded_roles };
                    list.push((node.clone(), *role));
                }
            }
        }
        "projections" => {
            for (from, to) in rules(std::slice::from_ref(value))? {
                let (sender, sender_port) = end(&from)?;
                let (to, weight) = match to.as_call(sym::Rule).map(|rule| &rule.args[..]) {
                    Some([matrix, to]) => {
                        (to.clone(), numbers(matrix).map_or(Weight::Automatic, Weight::Matrix))
                    }
                    _ => (to, Weight::Automatic),
                };
                let (receiver, receiver_port) = end(&to)?;
                model.projections.push(Projection {
                    sender,
                    sender_port,
                    receiver,
                    receiver_port,
                    weight,
                    feedback: false,
                });
            }
        }
        "signals" => {
            for (from, to) in rules(std::slice::from_ref(value))? {
                let (sender, sender_port) = end(&from)?;
                let (target, modulation) = target(&to)?;
                model.signals.push(Signal { sender, sender_port, target, modulation });
            }
        }
        "controller" => model.controller = Some(controller(value)?),
        "maxpasses" => {
            let most = numbers(value).map(|n| n.data[0]).filter(|n| *n >= 1.0 && n.fract() == 0.0);
            model.most_passes =
                Some(most.ok_or_else(|| wrong("bad-option", "MaxPasses is a whole number from 1"))? as u64);
        }
        _ => {
            return Err(wrong("unknown-option", "it is not an option of a model").help(
                "options are Name, Conditions, TrialEnd, RunEnd, MaxPasses, Roles, ExcludedRoles, Projections, Signals, Controller",
            ));
        }
    }
    Ok(())
}

/// A node, or `{node, port}`.
fn end(expr: &Expr) -> Result<(String, Option<String>)> {
    let bad = || wrong("unknown-node", format!("`{}` is not a node", show(expr)));
    if let Some(name) = node_name(expr) {
        return Ok((name, None));
    }
    match expr.elements().as_deref() {
        Some([node, port]) => Ok((node_name(node).ok_or_else(bad)?, word(port))),
        _ => Err(bad()),
    }
}

/// `{node, parameter}` or `{node, parameter, modulation}`; `"InputPort"` and `"OutputPort"` stand for ports.
fn target(expr: &Expr) -> Result<(Target, Modulation)> {
    let bad = || wrong("bad-option", format!("`{}` is not {{node, parameter}}", show(expr)));
    let parts = expr.elements().ok_or_else(bad)?;
    let (node, what) = match &parts[..] {
        [node, what, ..] => (node_name(node).ok_or_else(bad)?, word(what).ok_or_else(bad)?),
        _ => return Err(bad()),
    };
    let modulation = match parts.get(2).and_then(word) {
        None => Modulation::Multiplicative,
        Some(word) => Modulation::NAMES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, modulation)| *modulation)
            .ok_or_else(|| wrong("bad-option", format!("`{word}` is not a modulation")))?,
    };
    let target = match what.as_str() {
        "InputPort" => Target::Input(node, None),
        "OutputPort" => Target::Output(node, None),
        _ => Target::Parameter(node, what),
    };
    Ok((target, modulation))
}

fn controller(value: &Expr) -> Result<Controller> {
    let mut controller = Controller {
        name: "controller".to_owned(),
        signals: Vec::new(),
        objective: String::new(),
        objective_port: None,
        trials: 1,
        when: When::Before,
        direction: Direction::Maximize,
        random_selection: false,
        seed: None,
        generator: Generator::MersenneTwister,
    };
    for (key, value) in rules(std::slice::from_ref(value))? {
        match canonical(&word(&key).unwrap_or_default()).as_str() {
            "objective" => (controller.objective, controller.objective_port) = end(&value)?,
            "signals" => {
                let list = value.elements().ok_or_else(|| wrong("bad-option", "signals are a list"))?;
                controller.signals = list.iter().map(signal).collect::<Result<_>>()?;
            }
            "trials" => controller.trials = numbers(&value).map_or(1, |n| n.data[0].max(1.0) as u64),
            "when" => {
                controller.when = one_of(&key, &value, &[("Before", When::Before), ("After", When::After)])?;
            }
            "direction" => {
                let words = [("Maximize", Direction::Maximize), ("Minimize", Direction::Minimize)];
                controller.direction = one_of(&key, &value, &words)?;
            }
            "randomselection" => {
                controller.random_selection = one_of(&key, &value, &[("True", true), ("False", false)])?;
            }
            "seed" => controller.seed = numbers(&value).map(|n| n.data[0].abs() as u64),
            "generator" => {
                let name = word(&value).unwrap_or_default();
                controller.generator = Generator::named(&name)
                    .ok_or_else(|| wrong("bad-option", format!("there is no generator `{name}`")))?;
            }
            other => {
                return Err(wrong("unknown-option", format!("`{other}` is not an option of a controller")));
            }
        }
    }
    if controller.objective.is_empty() {
        return Err(wrong("bad-controller", "a controller needs \"Objective\" -> node"));
    }
    Ok(controller)
}

/// What a word stands for.
fn one_of<T: Copy>(key: &Expr, value: &Expr, words: &[(&str, T)]) -> Result<T> {
    let found = word(value).and_then(|value| words.iter().find(|(word, _)| *word == value));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let (key, value) = (word(key).unwrap_or_default(), show(value));
        wrong("bad-option", format!("\"{key}\" -> {value} is not one of {}", words.join(", ")))
    })
}

fn signal(value: &Expr) -> Result<ControlSignal> {
    let mut signal = ControlSignal {
        targets: Vec::new(),
        modulation: Modulation::Multiplicative,
        samples: Vec::new(),
        initial: 1.0,
        costs: Vec::new(),
    };
    for (key, value) in rules(std::slice::from_ref(value))? {
        match canonical(&word(&key).unwrap_or_default()).as_str() {
            "target" => {
                let (target, modulation) = target(&value)?;
                signal.targets.push(target);
                signal.modulation = modulation;
            }
            "samples" => signal.samples = numbers(&value).map(|n| n.data).unwrap_or_default(),
            "initial" => signal.initial = numbers(&value).map_or(1.0, |n| n.data[0]),
            "costs" => {
                let list = value.elements().map_or_else(|| vec![value.clone()], |list| list.into_owned());
                for cost in list {
                    let cost = word(&cost).unwrap_or_default();
                    let Some((_, cost)) = Cost::NAMES.iter().find(|(name, _)| *name == cost) else {
                        return Err(wrong("bad-option", format!("`{cost}` is not a cost")));
                    };
                    signal.costs.push(*cost);
                }
            }
            other => return Err(wrong("unknown-option", format!("`{other}` is not an option of a signal"))),
        }
    }
    Ok(signal)
}

/// Inputs of a run: an association or rules of nodes with lists of trials, or the trials of the only input node.
pub fn inputs(value: &Expr, only: Option<&str>) -> Result<Vec<(String, Vec<Vec<f64>>)>> {
    let bad = |node: &str| {
        wrong("bad-input", format!("inputs of `{node}` are a list of trials, each a list of numbers"))
    };
    let trials = |name: &str, value: &Expr| -> Result<Vec<Vec<f64>>> {
        let numbers = numbers(value).ok_or_else(|| bad(name))?;
        Ok(match &numbers.dims[..] {
            [] => vec![numbers.data],
            [_] => numbers.data.into_iter().map(|x| vec![x]).collect(),
            [rows, ..] => {
                let width = numbers.data.len() / (*rows).max(1);
                numbers.data.chunks(width.max(1)).map(<[f64]>::to_vec).collect()
            }
        })
    };
    if let Ok(rules) = rules(std::slice::from_ref(value)) {
        return rules
            .iter()
            .map(|(node, value)| {
                let name = node_name(node)
                    .ok_or_else(|| wrong("unknown-node", format!("`{}` is not a node", show(node))))?;
                Ok((name.clone(), trials(&name, value)?))
            })
            .collect();
    }
    let name =
        only.ok_or_else(|| wrong("bad-input", "say which node takes which inputs: <|node -> {...}|>"))?;
    Ok(vec![(name.to_owned(), trials(name, value)?)])
}
