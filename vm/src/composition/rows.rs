//! Models in the language: `ModelComposition`, `ModelRun` and their kin.

use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard};

use scheelite_compiler::composition::mechanisms::KINDS;
use scheelite_compiler::composition::model::{ModelError, Numbers, Result, Role};
use scheelite_compiler::composition::{Model, mdf, picture, text};
use scheelite_runtime::association::Association;
use scheelite_runtime::eval::{Arity, Attributes, Builtin, BuiltinFn, Evaluator, Message, Reply, Unwind};
use scheelite_runtime::expr::{Foreign, ForeignValue};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Normal, Symbol};

use super::compiled::STOPPED;
use super::plan::{Context, Mode, Plan, Request};
use super::reading;

/// A model in an expression: its plan, shared by all copies of the expression.
pub struct ModelObject {
    model: Arc<Model>,
    plan: Mutex<Plan>,
}

impl ModelObject {
    /// An expression for a plan.
    pub fn to_expr(plan: Plan) -> Expr {
        let object = ModelObject { model: Arc::clone(&plan.model), plan: Mutex::new(plan) };
        Expr::Foreign(Arc::new(Foreign(Box::new(object))))
    }

    /// The model inside an expression.
    pub fn from_expr(expr: &Expr) -> Option<&ModelObject> {
        match expr {
            Expr::Foreign(foreign) => foreign.0.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// The model as it was given.
    pub fn model(&self) -> Arc<Model> {
        Arc::clone(&self.model)
    }

    /// Its plan. A plan that a panic left behind is as good as any: runs change it only when they are done.
    pub fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl ForeignValue for ModelObject {
    fn head(&self) -> Symbol {
        Symbol::new("ModelObject")
    }

    fn parts(&self) -> Vec<Expr> {
        vec![
            Expr::string(self.model.name.clone()),
            Expr::Integer(i64::try_from(self.model.nodes.len()).unwrap_or(0)),
        ]
    }

    fn text(&self) -> String {
        format!("ModelObject[{:?}, -{} nodes-]", self.model.name, self.model.nodes.len())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

const fn row(name: &'static str, arity: Arity, usage: &'static str, run: BuiltinFn) -> Builtin {
    Builtin::new(name, Attributes::PROTECTED, arity, usage, ("", ""), run)
}

/// A mechanism is what it says until a model is made of it.
fn inert(_: &mut Evaluator, _: &Arc<Normal>) -> Reply {
    Ok(None)
}

const MECHANISM: Arity = Arity::at_least(1);

/// All functions of models.
pub const ROWS: &[Builtin] = &[
    row("ComparatorMechanism", MECHANISM, "ComparatorMechanism[name] gives target minus sample.", inert),
    row("ControlMechanism", MECHANISM, "ControlMechanism[name] gives control signals.", inert),
    row("DDM", MECHANISM, "DDM[name, options] is a drift-diffusion decision.", inert),
    row(
        "IntegratorMechanism",
        MECHANISM,
        "IntegratorMechanism[name, options] is a function with memory.",
        inert,
    ),
    row("LCAMechanism", MECHANISM, "LCAMechanism[name, options] are leaky competing accumulators.", inert),
    row(
        "LCControlMechanism",
        MECHANISM,
        "LCControlMechanism[name, options] is a gain signal from FitzHugh-Nagumo dynamics.",
        inert,
    ),
    row(
        "ModelComposition",
        Arity::exactly(1).with_options(),
        "ModelComposition[{a -> b -> c, {a, matrix, d}, …}, options] makes a model of pathways.",
        composition,
    ),
    row(
        "ModelEvaluate",
        Arity::between(2, 3),
        "ModelEvaluate[mechanism, input] calls a mechanism or a function of models alone; ModelEvaluate[mechanism, {input, …}, n] calls it n times.",
        evaluate,
    ),
    row(
        "ModelGet",
        Arity::between(2, 3),
        "ModelGet[model, name] gives the numbers of an entry of a model's memory; ModelGet[model, name, id] under an execution id.",
        get,
    ),
    row(
        "ModelGraph",
        Arity::between(1, 2),
        "ModelGraph[model] gives the graph of a model in the DOT language; ModelGraph[model, \"SVG\"] as a picture.",
        graph,
    ),
    row(
        "ModelImport",
        Arity::exactly(1),
        "ModelImport[file] reads a model description file (MDF), JSON or YAML.",
        import,
    ),
    row(
        "ModelImportString",
        Arity::exactly(1),
        "ModelImportString[text] reads a model description (MDF) from a string.",
        import_string,
    ),
    row(
        "ModelLayout",
        Arity::exactly(1),
        "ModelLayout[model] shows where everything lies in a model's memory: name, section, offset, shape.",
        layout,
    ),
    row(
        "ModelOutcomes",
        Arity::exactly(2).with_options(),
        "ModelOutcomes[model, inputs, options] gives the net outcomes of all settings of a model's controller.",
        outcomes,
    ),
    row(
        "ModelProgram",
        Arity::exactly(1),
        "ModelProgram[model] gives the program that a model becomes, as text.",
        program,
    ),
    row(
        "ModelRestore",
        Arity::between(2, 3),
        "ModelRestore[model, snapshot] puts back the structures that ModelSnapshot gave; ModelRestore[model, snapshot, id] under an execution id.",
        restore,
    ),
    row(
        "ModelResults",
        Arity::between(1, 2),
        "ModelResults[model] gives the outputs of all trials so far; ModelResults[model, id] under an execution id.",
        results,
    ),
    row(
        "ModelRun",
        Arity::between(1, 2).with_options(),
        "ModelRun[model, <|node -> {trial, …}, …|>, options] runs a model and gives the outputs of each trial. Options are Trials, ExecutionMode, ExecutionID, Seed, Threads, BeforeTrial, AfterTrial.",
        run,
    ),
    row(
        "ModelSet",
        Arity::between(2, 3),
        "ModelSet[model, name -> numbers] sets a parameter or state of a model; ModelSet[model, name -> numbers, id] under one execution id only.",
        set,
    ),
    row(
        "ModelSnapshot",
        Arity::between(1, 2),
        "ModelSnapshot[model] gives the structures of a model; ModelSnapshot[model, id] those of an execution id.",
        snapshot,
    ),
    row(
        "ObjectiveMechanism",
        MECHANISM,
        "ObjectiveMechanism[name, options] combines what it monitors.",
        inert,
    ),
    row(
        "ProcessingMechanism",
        MECHANISM,
        "ProcessingMechanism[name, options] is a function of its input.",
        inert,
    ),
    row(
        "RecurrentTransferMechanism",
        MECHANISM,
        "RecurrentTransferMechanism[name, options] receives its own output.",
        inert,
    ),
    row(
        "TransferMechanism",
        MECHANISM,
        "TransferMechanism[name, options] is a function of its input, integrated over time if wanted.",
        inert,
    ),
];

/// Adds the functions of models to a session.
pub fn install(evaluator: &mut Evaluator) {
    debug_assert!(KINDS.iter().all(|kind| ROWS.iter().any(|row| row.name == kind.name)));
    evaluator.install(ROWS);
}

/// Tells an error as a message of the function called.
fn told(evaluator: &mut Evaluator, call: &Arc<Normal>, result: Result<Expr>) -> Reply {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code == STOPPED => Err(Unwind::Abort),
        Err(error) => {
            let symbol = call.head_symbol().unwrap_or(Symbol::new("ModelRun"));
            say(evaluator, symbol, error.code, &error.to_string(), call);
            Ok(Some(Expr::Symbol(Symbol::new("$Failed"))))
        }
    }
}

fn say(evaluator: &mut Evaluator, symbol: Symbol, tag: &str, text: &str, call: &Arc<Normal>) {
    let message = Message {
        symbol,
        tag: tag.to_owned(),
        text: text.to_owned(),
        origin: call.origin,
        span: None,
        label: String::new(),
        help: None,
    };
    evaluator.message_with_text(message);
}

fn object(expr: &Expr) -> Result<&ModelObject> {
    ModelObject::from_expr(expr).ok_or_else(|| {
        ModelError::new("not-a-model", "the first argument is not a model")
            .help("make one with ModelComposition or ModelImport")
    })
}

fn id_at(call: &Arc<Normal>, index: usize) -> String {
    match call.args.get(index) {
        Some(Expr::String(id)) => String::clone(id),
        _ => String::new(),
    }
}

fn tensor(numbers: Numbers) -> Expr {
    if numbers.dims.is_empty() {
        return Expr::Real(numbers.data[0]);
    }
    match Array::new(Dims::from_slice(&numbers.dims), numbers.data) {
        Some(array) => Expr::from(Tensor::Real(array)),
        None => Expr::list([]),
    }
}

fn table(rows: &[Vec<f64>]) -> Expr {
    let width = rows.first().map_or(0, Vec::len);
    if rows.is_empty() || width == 0 {
        return Expr::list(rows.iter().map(|_| Expr::list([])));
    }
    tensor(Numbers { dims: vec![rows.len(), width], data: rows.concat() })
}

fn composition(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = reading::model(&call.args[0], &call.args[1..])
        .and_then(|model| Plan::new(evaluator, model))
        .map(ModelObject::to_expr);
    told(evaluator, call, result)
}

fn import(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(name) = &call.args[0] else {
        return Ok(None);
    };
    let read = match evaluator.host.files() {
        None => Err(ModelError::new("no-file-access", "the host grants no access to files")),
        Some(files) => files
            .read(std::path::Path::new(&**name))
            .map_err(|error| ModelError::new("bad-file", format!("{name}: {error}")))
            .and_then(|bytes| {
                String::from_utf8(bytes)
                    .map_err(|_| ModelError::new("bad-file", format!("{name} is not UTF-8 text")))
            }),
    };
    let result = read
        .and_then(|text| mdf::read(&text).map_err(|error| error.at(name)))
        .and_then(|model| Plan::new(evaluator, model))
        .map(ModelObject::to_expr);
    told(evaluator, call, result)
}

fn import_string(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(text) = &call.args[0] else {
        return Ok(None);
    };
    let result = mdf::read(text).and_then(|model| Plan::new(evaluator, model)).map(ModelObject::to_expr);
    told(evaluator, call, result)
}

fn request(plan: &Plan, args: &[Expr]) -> Result<(Request<'static>, Option<Expr>, Option<Expr>)> {
    let mut request = Request::default();
    let (mut before, mut after) = (None, None);
    let mut options = args;
    if let Some(first) = args.first().filter(|first| {
        first.as_call(scheelite_runtime::sym::Rule).is_none() || {
            // `node -> trials` is input, `"Trials" -> n` an option.
            let rule = first.as_call(scheelite_runtime::sym::Rule);
            rule.is_some_and(|rule| {
                reading::node_name(&rule.args[0])
                    .is_some_and(|name| plan.program.inputs.iter().any(|c| c.node == name))
            })
        }
    }) {
        let mut nodes: Vec<&str> = plan.program.inputs.iter().map(|channel| &channel.node[..]).collect();
        nodes.dedup();
        let only = match nodes[..] {
            [only] => Some(only),
            _ => None,
        };
        request.inputs = reading::inputs(first, only)?;
        options = &args[1..];
    }
    for (key, value) in reading::rules(options)? {
        let key = reading::word(&key).unwrap_or_default();
        let number = reading::numbers(&value).map(|numbers| numbers.data[0]);
        match (&key[..], number, reading::word(&value)) {
            ("Trials", Some(n), _) if n >= 0.0 => request.trials = Some(n as usize),
            ("Seed", Some(n), _) if n >= 0.0 => request.seed = n as u64,
            ("Threads", Some(n), _) if n >= 1.0 => request.threads = (n as usize).min(256),
            ("ExecutionMode", _, Some(name)) => {
                request.mode = Mode::named(&name).ok_or_else(|| {
                    let known: Vec<&str> = Mode::NAMES.iter().map(|(name, _)| *name).collect();
                    ModelError::new("bad-option", format!("there is no mode `{name}`"))
                        .help(format!("modes are {}", known.join(", ")))
                })?;
            }
            ("ExecutionID", _, Some(id)) => request.id = id,
            ("BeforeTrial", ..) => before = Some(value),
            ("AfterTrial", ..) => after = Some(value),
            _ => {
                return Err(ModelError::new(
                    "unknown-option",
                    format!("`{key}` with this value is not an option of a run"),
                )
                .help(
                    "options are Trials, ExecutionMode, ExecutionID, Seed, Threads, BeforeTrial, AfterTrial",
                ));
            }
        }
    }
    Ok((request, before, after))
}

fn run(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = run_model(evaluator, call);
    told(evaluator, call, result)
}

fn run_model(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Result<Expr> {
    let mut plan = object(&call.args[0])?.plan();
    let (read, before, after) = request(&plan, &call.args[1..])?;
    let hook = |function: Expr| {
        move |evaluator: &mut Evaluator, trial: usize| {
            let number = Expr::Integer(i64::try_from(trial).unwrap_or(i64::MAX));
            evaluator
                .eval(Expr::call(function.clone(), [number]))
                .map(|_| ())
                .map_err(|_| ModelError::new(STOPPED, "a function called around a trial stopped the run"))
        }
    };
    let mut before = before.map(hook);
    let mut after = after.map(hook);
    let request = Request {
        before_trial: before.as_mut().map(|hook| hook as super::plan::Hook<'_>),
        after_trial: after.as_mut().map(|hook| hook as super::plan::Hook<'_>),
        progress: None,
        inputs: read.inputs,
        trials: read.trials,
        mode: read.mode,
        id: read.id,
        seed: read.seed,
        threads: read.threads,
    };
    let outcome = plan.run(evaluator, request)?;
    for warning in &outcome.warnings {
        say(evaluator, Symbol::new("ModelRun"), "fallback", warning, call);
    }
    Ok(table(&outcome.results))
}

fn outcomes(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = object(&call.args[0]).and_then(|object| {
        let mut plan = object.plan();
        let (request, ..) = request(&plan, &call.args[1..])?;
        plan.outcomes(evaluator, &request).map(|values| tensor(Numbers::vector(values)))
    });
    told(evaluator, call, result)
}

fn results(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = object(&call.args[0]).map(|object| {
        let plan = object.plan();
        table(plan.context(&id_at(call, 1)).map_or(&[], |context| &context.results))
    });
    told(evaluator, call, result)
}

fn get(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(Expr::String(name)) = call.args.get(1) else {
        return Ok(None);
    };
    let result =
        object(&call.args[0]).and_then(|object| object.plan().get(&id_at(call, 2), name)).map(tensor);
    told(evaluator, call, result)
}

fn set(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = set_model(evaluator, call);
    told(evaluator, call, result)
}

fn set_model(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Result<Expr> {
    let mut plan = object(&call.args[0])?.plan();
    let id = call.args.get(2).map(|_| id_at(call, 2));
    for (name, value) in reading::rules(&call.args[1..2])? {
        let name = reading::word(&name).unwrap_or_default();
        let numbers = reading::numbers(&value)
            .ok_or_else(|| ModelError::new("bad-option", format!("`{name}` can only be set to numbers")))?;
        plan.set_or_lower(evaluator, id.as_deref(), &name, &numbers)?;
    }
    Ok(Expr::null())
}

const SNAPSHOT: &str = "ModelState";

fn snapshot(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let id = id_at(call, 1);
    let result = object(&call.args[0]).and_then(|object| {
        let plan = object.plan();
        let context = plan.context(&id).ok_or_else(|| {
            ModelError::new("no-such-id", format!("nothing has been run under the execution id `{id}`"))
        })?;
        let mut association = Association::default();
        association.entries.insert(Expr::from("Memory"), tensor(Numbers::vector(context.memory.clone())));
        association.entries.insert(Expr::from("Results"), table(&context.results));
        Ok(Expr::call(Symbol::new(SNAPSHOT), [Expr::Association(Arc::new(association))]))
    });
    told(evaluator, call, result)
}

fn restore(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let id = id_at(call, 2);
    let read = |key: &str| match call.args[1].as_call(Symbol::new(SNAPSHOT)).map(|state| &state.args[..]) {
        Some([Expr::Association(association)]) => {
            association.entries.get(&Expr::from(key)).and_then(reading::numbers)
        }
        _ => None,
    };
    let result = object(&call.args[0]).and_then(|object| {
        let memory = read("Memory").ok_or_else(|| {
            ModelError::new("bad-snapshot", "the second argument is not what ModelSnapshot gave")
        })?;
        let results = read("Results").map_or_else(Vec::new, |numbers| match numbers.dims[..] {
            [_, width] if width > 0 => numbers.data.chunks(width).map(<[f64]>::to_vec).collect(),
            _ => Vec::new(),
        });
        object.plan().restore(&id, Context { memory: memory.data, results })?;
        Ok(Expr::null())
    });
    told(evaluator, call, result)
}

fn layout(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = object(&call.args[0]).map(|object| Expr::string(object.plan().layout().table()));
    told(evaluator, call, result)
}

fn program(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = object(&call.args[0]).map(|object| Expr::string(text::program(&object.plan().program)));
    told(evaluator, call, result)
}

fn graph(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let format = call.args.get(1).map_or(Some("DOT".to_owned()), reading::word);
    let result = object(&call.args[0]).and_then(|object| match format.as_deref() {
        Some("DOT") => picture::dot(&object.model()),
        Some("SVG") => picture::svg(&object.model()),
        _ => Err(ModelError::new("bad-option", "a graph is given as \"DOT\" or \"SVG\"")),
    });
    told(evaluator, call, result.map(Expr::string))
}

/// A mechanism, or a function in a mechanism of its own, as a model with one node.
fn evaluate(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let result = evaluate_alone(evaluator, call);
    told(evaluator, call, result)
}

fn evaluate_alone(evaluator: &mut Evaluator, call: &Arc<Normal>) -> Result<Expr> {
    let input = reading::numbers(&call.args[1])
        .ok_or_else(|| ModelError::new("bad-input", "the input is a list of numbers"))?;
    let name = "alone";
    let node = if reading::is_mechanism(&call.args[0]) {
        call.args[0].clone()
    } else {
        let size = Expr::call(
            scheelite_runtime::sym::Rule,
            [Expr::from("Size"), Expr::Integer(input.data.len() as i64)],
        );
        let function =
            Expr::call(scheelite_runtime::sym::Rule, [Expr::from("Function"), call.args[0].clone()]);
        Expr::call(Symbol::new("ProcessingMechanism"), [Expr::from(name), size, function])
    };
    let mut model = reading::model(&Expr::list([node]), &[])?;
    let node = model.nodes[0].name.clone();
    model.roles.push((node.clone(), Role::Output));
    let mut plan = Plan::new(evaluator, model)?;
    let times = call.args.get(2).and_then(reading::numbers).map_or(1, |n| n.data[0].max(1.0) as usize);
    let request =
        Request { inputs: vec![(node, vec![input.data])], trials: Some(times), ..Request::default() };
    let outcome = plan.run(evaluator, request)?;
    Ok(match times {
        1 => tensor(Numbers::vector(outcome.results.into_iter().next().unwrap_or_default())),
        _ => table(&outcome.results),
    })
}
