//! One program, cut at different places: a run, a trial, or single nodes.
//!
//! The statements of a trial are written once. A run is a loop around them; a trial on its own loads all cells from
//! memory, works, and stores them; a node on its own is a function of the cells that it reads, giving those that it
//! writes. Compiling one of these and evaluating the rest is what the execution modes do.

use rustc_hash::{FxHashMap, FxHashSet};
use scheelite_runtime::{Expr, Symbol};

use super::parts::{assigned, inline, mentions, symbols};
use super::{Lowering, control, module};
use crate::composition::emit::{Val, binary, call, sequence};
use crate::composition::functions::Generator;
use crate::composition::layout::{Layout, Section};
use crate::composition::model::{Model, Result};
use crate::composition::wide;

/// A model as a program.
#[derive(Clone, Debug)]
pub struct Program {
    /// Name of the model.
    pub name: String,
    /// The memory of a run.
    pub layout: Layout,
    /// All trials: of memory, inputs (a row a trial), number of trials. Gives memory, results, number of trials run.
    pub run: Form,
    /// One trial: of memory and one row of inputs. Gives memory, outputs, 1 when the run has ended.
    pub trial: Form,
    /// All trials with calls of nodes in place of their code.
    pub run_calls: Form,
    /// One trial with calls of nodes in place of their code.
    pub trial_calls: Form,
    /// Nodes on their own.
    pub nodes: Vec<NodeForm>,
    /// The search of a controller, when there is one.
    pub search: Option<Search>,
    /// Names and sizes of the inputs in a row.
    pub inputs: Vec<Channel>,
    /// Names and sizes of the outputs of a trial.
    pub outputs: Vec<Channel>,
    /// Why a trial was given up, for each number above zero in the entry `run.stuck`.
    pub endless: Vec<String>,
}

/// A part of a row of inputs or outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// The node.
    pub node: String,
    /// Its port.
    pub port: String,
    /// Number of elements.
    pub size: usize,
    /// What comes in when no input is given.
    pub default: f64,
}

/// A function of the program.
#[derive(Clone, Debug)]
pub struct Form {
    /// Arguments: name, element type, rank.
    pub arguments: Vec<(Symbol, &'static str, u8)>,
    /// The body.
    pub body: Expr,
}

/// A node as a function.
#[derive(Clone, Debug)]
pub struct NodeForm {
    /// The node's name.
    pub name: String,
    /// The symbol by which `run_calls` and `trial_calls` call it.
    pub symbol: Symbol,
    /// The function.
    pub form: Form,
}

/// The search of a controller as functions of its own.
#[derive(Clone, Debug)]
pub struct Search {
    /// Number of settings.
    pub samples: usize,
    /// Net outcomes of a range of settings: of memory, one row of inputs, first and one past the last setting.
    pub evaluate: Form,
    /// One trial with the setting given: of memory, one row of inputs, the setting.
    pub trial: Form,
    /// Whether the smallest outcome is the best.
    pub minimize: bool,
    /// Settings of all signals.
    pub signals: Vec<Vec<f64>>,
    /// The generator by which one of equal settings is picked, and where its state begins in memory.
    pub picks: Option<(Generator, usize)>,
}

impl Form {
    /// `Function[{…}, body]`.
    pub fn function(&self) -> Expr {
        let names = self.arguments.iter().map(|(symbol, ..)| Expr::Symbol(*symbol));
        call("Function", [call("List", names), self.body.clone()])
    }

    /// `Compile[{{…}, …}, body]`.
    pub fn compile(&self) -> Expr {
        let specs = self.arguments.iter().map(|(symbol, ty, rank)| {
            let mut spec = vec![Expr::Symbol(*symbol), call("Blank", [Expr::Symbol(Symbol::new(ty))])];
            if *rank > 0 {
                spec.push(Expr::Integer(i64::from(*rank)));
            }
            call("List", spec)
        });
        call("Compile", [call("List", specs), self.body.clone()])
    }
}

pub(super) fn global(name: &str) -> Symbol {
    Symbol::new(&format!("Global`{name}"))
}

fn var(name: &str) -> Expr {
    Expr::Symbol(global(name))
}

/// A whole number of the program.
pub(super) fn integer(n: usize) -> Expr {
    Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

impl Lowering<'_, '_> {
    /// Writes the program of a level and everything in it.
    pub fn program(mut self, top: usize) -> Result<Program> {
        let opened = self.emitter.open();
        let result = self.trial(top);
        let trial = self.emitter.close(opened);
        result?;
        let run_end = self.tests(top)?.run_end;
        let search = self.search(top)?;
        let level = &self.levels[top];
        let model: &Model = level.model;
        let mut inputs = Vec::new();
        let mut input_cells: Vec<Val> = Vec::new();
        for &node in &level.graph.inputs {
            let own = &level.nodes[node];
            for (port, value) in own.external.iter().flatten().enumerate() {
                inputs.push(Channel {
                    node: own.name.clone(),
                    port: own.input_names[port].clone(),
                    size: value.count(),
                    default: own.input_defaults[port],
                });
                input_cells.push(value.clone());
            }
        }
        let mut outputs = Vec::new();
        let mut output_cells: Vec<Val> = Vec::new();
        for &node in &level.graph.outputs {
            let own = &level.nodes[node];
            for (port, value) in own.outputs.iter().enumerate() {
                outputs.push(Channel {
                    node: own.name.clone(),
                    port: own.output_names[port].clone(),
                    size: value.count(),
                    default: 0.0,
                });
                output_cells.push(value.clone());
            }
        }
        self.layout.place();
        let assembly = Assembly {
            layout: &self.layout,
            cells: cells(&self.layout),
            arrays: &self.emitter.arrays,
            inputs: input_cells,
            outputs: output_cells,
            run_end,
            stuck: self.layout.entries.iter().find(|e| e.name == "run.stuck").map(|e| e.cells[0].clone()),
        };
        let picks = level.picks.map(|draws| (draws.generator, assembly.generators().0 + draws.offset - 1));
        let (nodes, calls) = assembly.nodes(&trial, &self.parts);
        let inlined = inline(&trial);
        let program = Program {
            name: model.name.clone(),
            run: assembly.run(&inlined),
            trial: assembly.trial(&inlined),
            run_calls: assembly.run(&calls),
            trial_calls: assembly.trial(&calls),
            nodes,
            search: search.map(|(samples, net, attempt, restore, save, sample, given)| {
                let controller = model.controller.as_ref();
                Search {
                    samples,
                    evaluate: assembly.evaluate(&net, &inline(&attempt), &restore, &save, &sample),
                    trial: assembly.given(&inline(&given)),
                    minimize: controller
                        .is_some_and(|c| c.direction == super::super::model::Direction::Minimize),
                    signals: controller
                        .map(|c| control::setting_table(c).into_iter().map(|n| n.data).collect())
                        .unwrap_or_default(),
                    picks,
                }
            }),
            inputs,
            outputs,
            endless: self.endless,
            layout: Layout::default(),
        };
        Ok(Program { layout: self.layout, ..program })
    }

    #[allow(clippy::type_complexity)]
    fn search(&mut self, top: usize) -> Result<Option<(usize, Expr, Expr, Expr, Expr, Expr, Expr)>> {
        let model = self.levels[top].model;
        let Some(controller) = &model.controller else {
            return Ok(None);
        };
        let samples = control::samples(controller).unwrap_or(0);
        let sample = var("sample");
        let (net, attempt) = self.attempt(top, controller, &sample)?;
        let control::Kept { save, restore, .. } = self.saved(&attempt);
        self.given = Some(sample.clone());
        let opened = self.emitter.open();
        let result = self.trial(top);
        let given = self.emitter.close(opened);
        self.given = None;
        result?;
        Ok(Some((samples, net, attempt, restore, save, sample, given)))
    }
}

fn cells(layout: &Layout) -> FxHashMap<Symbol, (usize, Section)> {
    let mut cells = FxHashMap::default();
    for entry in &layout.entries {
        for (index, cell) in entry.cells.iter().enumerate() {
            if let Some(symbol) = cell.as_symbol() {
                cells.insert(symbol, (entry.offset + index, entry.section));
            }
        }
    }
    cells
}

/// What the forms of one program share.
pub(super) struct Assembly<'l> {
    pub(super) layout: &'l Layout,
    pub(super) cells: FxHashMap<Symbol, (usize, Section)>,
    pub(super) arrays: &'l FxHashMap<Symbol, Vec<usize>>,
    pub(super) inputs: Vec<Val>,
    outputs: Vec<Val>,
    run_end: Option<Expr>,
    stuck: Option<Expr>,
}

impl Assembly<'_> {
    /// Where the states of generators begin.
    fn generators(&self) -> (usize, usize) {
        self.layout.range(Section::Generators)
    }

    /// Locals that load cells and declare variables for this code, and the statements that store cells after it.
    fn frame(&self, code: &[&Expr], arguments: &[Symbol]) -> (Vec<Expr>, Vec<Expr>) {
        let mut used = Vec::new();
        let mut seen = FxHashSet::default();
        let mut written = Vec::new();
        for expr in code {
            symbols(expr, &mut used, &mut seen);
            assigned(expr, &mut written);
        }
        let written: FxHashSet<Symbol> = written.into_iter().collect();
        let mut locals = Vec::new();
        let mut stores = Vec::new();
        let mut loops = self.outputs.iter().any(|value| value.wide);
        for symbol in used {
            if arguments.contains(&symbol) || symbol.context() != "Global`" {
                continue;
            }
            let name = Expr::Symbol(symbol);
            match self.cells.get(&symbol) {
                Some(&(offset, _)) if self.arrays.contains_key(&symbol) => {
                    let dims = &self.arrays[&symbol];
                    let count: usize = dims.iter().product();
                    locals.push(call("Set", [name.clone(), taken(var("memory"), offset, dims)]));
                    if written.contains(&symbol) {
                        let place = binary("Plus", &integer(offset), &wide::counter());
                        let elem = wide::element(&wide::array(dims, &name), &wide::counter());
                        let store = call("Set", [call("Part", [var("save"), place]), elem]);
                        stores.extend(each(count, store));
                        loops = true;
                    }
                }
                Some(&(offset, section)) => {
                    let place = call("Part", [var("memory"), integer(offset + 1)]);
                    let saved = call("Part", [var("save"), integer(offset + 1)]);
                    let (load, store) = match section {
                        Section::Clock => (call("Round", [place]), call("N", [name.clone()])),
                        _ => (place, name.clone()),
                    };
                    locals.push(call("Set", [name, load]));
                    if written.contains(&symbol) {
                        stores.push(call("Set", [saved, store]));
                    }
                }
                None if symbol == global("generators") => {
                    let (start, _) = self.generators();
                    locals.push(call("Set", [name, call("Drop", [var("memory"), integer(start)])]));
                }
                None => locals.push(name),
            }
        }
        if loops && !seen.contains(&global("at")) {
            locals.push(wide::counter());
        }
        (locals, stores)
    }

    fn join(&self, draws: bool, rest: Vec<Expr>) -> Expr {
        let (start, end) = self.generators();
        let mut parts = Vec::new();
        if start == end {
            parts.push(var("save"));
        } else if draws {
            parts.push(call("Take", [var("save"), integer(start)]));
            parts.push(var("generators"));
        } else {
            parts.push(var("save"));
        }
        parts.extend(rest);
        call("Join", parts)
    }

    fn going(&self) -> Vec<Expr> {
        let mut tests = Vec::new();
        if let Some(end) = &self.run_end {
            tests.push(call("Not", [end.clone()]));
        }
        if let Some(stuck) = &self.stuck {
            tests.push(call("Less", [stuck.clone(), Expr::Integer(1)]));
        }
        tests
    }

    fn run(&self, trial: &Expr) -> Form {
        let count: usize = self.outputs.iter().map(Val::count).sum();
        let mut body = Vec::new();
        if !self.inputs.is_empty() {
            let row = binary(
                "Plus",
                &call("Mod", [var("trial"), call("Length", [var("inputs")])]),
                &Expr::Integer(1),
            );
            body.push(call("Set", [var("row"), row]));
            let rows = |index: usize| call("Part", [var("inputs"), var("row"), integer(index + 1)]);
            let row = call("Part", [var("inputs"), var("row")]);
            body.extend(self.loads(&rows, &row));
        }
        body.push(trial.clone());
        let start = binary("Times", &var("trial"), &integer(count));
        let mut first = 0;
        for value in &self.outputs {
            let put = |place: Expr, elem: Expr| {
                call("Set", [call("Part", [var("results"), binary("Plus", &start, &place)]), elem])
            };
            if value.wide {
                let place = binary("Plus", &wide::counter(), &integer(first));
                body.extend(each(value.count(), put(place, wide::element(value, &wide::counter()))));
            } else {
                body.extend(
                    value.elems.iter().enumerate().map(|(k, e)| put(integer(first + k + 1), e.clone())),
                );
            }
            first += value.count();
        }
        body.push(call("Set", [var("trial"), binary("Plus", &var("trial"), &Expr::Integer(1))]));
        let mut tests = vec![binary("Less", &var("trial"), &var("trials"))];
        tests.extend(self.going());
        let body = call("While", [super::node::all_of(tests), sequence(body)]);
        let arguments = vec![
            (global("memory"), "Real", 1),
            (global("inputs"), "Real", 2),
            (global("trials"), "Integer", 0),
        ];
        let names: Vec<Symbol> = arguments.iter().map(|(name, ..)| *name).collect();
        let own = [global("trial"), global("results"), global("save")];
        let known: Vec<Symbol> = names.iter().chain(&own).copied().collect();
        let (mut locals, stores) = self.frame(&[&body], &known);
        locals.push(call("Set", [var("trial"), Expr::Integer(0)]));
        let length = binary("Times", &var("trials"), &integer(count.max(1)));
        locals.push(call("Set", [var("results"), call("ConstantArray", [Expr::Real(0.0), length])]));
        locals.push(call("Set", [var("save"), var("memory")]));
        let draws = mentions(&body, global("generators"));
        let mut statements = vec![body];
        statements.extend(stores);
        let done = call("List", [call("N", [var("trial")])]);
        statements.push(self.join(draws, vec![var("results"), done]));
        Form { arguments, body: module(locals, sequence(statements)) }
    }

    fn trial(&self, trial: &Expr) -> Form {
        self.single(trial, vec![])
    }

    /// A trial with the number of the controller's setting as one more argument.
    fn given(&self, trial: &Expr) -> Form {
        self.single(trial, vec![(global("sample"), "Integer", 0)])
    }

    fn load_inputs(&self) -> Vec<Expr> {
        self.loads(&|index| call("Part", [var("input"), integer(index + 1)]), &var("input"))
    }

    /// The statements that take inputs from a row.
    fn loads(&self, place: &dyn Fn(usize) -> Expr, row: &Expr) -> Vec<Expr> {
        let mut statements = Vec::new();
        let mut first = 0;
        for value in &self.inputs {
            match wide::variable(value) {
                Some(variable) => {
                    let dims = wide::variable_dims(&value.dims);
                    statements.push(call("Set", [variable, taken(row.clone(), first, &dims)]));
                }
                None => statements.extend(
                    value
                        .elems
                        .iter()
                        .enumerate()
                        .map(|(k, cell)| call("Set", [cell.clone(), place(first + k)])),
                ),
            }
            first += value.count();
        }
        statements
    }

    fn single(&self, trial: &Expr, more: Vec<(Symbol, &'static str, u8)>) -> Form {
        let mut statements = self.load_inputs();
        statements.push(trial.clone());
        let ended = match super::node::all_of(self.going()) {
            always if always.is_true() => Expr::Real(0.0),
            going => call("If", [going, Expr::Real(0.0), Expr::Real(1.0)]),
        };
        let mut outputs = self.outputs.clone();
        outputs.push(Val::scalar(ended));
        let outputs = pieces(&outputs);
        let outputs = if outputs.len() == 1 { outputs[0].clone() } else { call("Join", outputs) };
        let body = sequence(statements);
        let mut arguments = vec![(global("memory"), "Real", 1), (global("input"), "Real", 1)];
        arguments.extend(more);
        let mut known: Vec<Symbol> = arguments.iter().map(|(name, ..)| *name).collect();
        known.push(global("save"));
        let (mut locals, stores) = self.frame(&[&body, &outputs], &known);
        locals.push(call("Set", [var("save"), var("memory")]));
        let draws = mentions(&body, global("generators"));
        let mut statements = vec![body];
        statements.extend(stores);
        statements.push(self.join(draws, vec![outputs]));
        Form { arguments, body: module(locals, sequence(statements)) }
    }

    fn evaluate(&self, net: &Expr, attempt: &Expr, restore: &Expr, save: &Expr, sample: &Expr) -> Form {
        let mut statements = self.load_inputs();
        statements.push(save.clone());
        statements.push(call("Set", [sample.clone(), var("from")]));
        let place = binary("Plus", &binary("Subtract", sample, &var("from")), &Expr::Integer(1));
        let round = call(
            "CompoundExpression",
            [
                attempt.clone(),
                call("Set", [call("Part", [var("results"), place]), net.clone()]),
                restore.clone(),
                call("Set", [sample.clone(), binary("Plus", sample, &Expr::Integer(1))]),
            ],
        );
        statements.push(call("While", [binary("Less", sample, &var("to")), round]));
        let body = sequence(statements);
        let arguments = vec![
            (global("memory"), "Real", 1),
            (global("input"), "Real", 1),
            (global("from"), "Integer", 0),
            (global("to"), "Integer", 0),
        ];
        let mut known: Vec<Symbol> = arguments.iter().map(|(name, ..)| *name).collect();
        known.push(global("results"));
        let (mut locals, _) = self.frame(&[&body], &known);
        let length = binary("Subtract", &var("to"), &var("from"));
        locals.push(call("Set", [var("results"), call("ConstantArray", [Expr::Real(0.0), length])]));
        Form { arguments, body: module(locals, call("CompoundExpression", [body, var("results")])) }
    }
}

/// The part of a vector that holds an array of this shape after `offset` elements.
pub(super) fn taken(vector: Expr, offset: usize, dims: &[usize]) -> Expr {
    let count: usize = dims.iter().product();
    let ends = call("List", [integer(offset + 1), integer(offset + count)]);
    let part = call("Take", [vector, ends]);
    match dims {
        [_] => part,
        _ => call("ArrayReshape", [part, call("List", dims.iter().map(|&length| integer(length)))]),
    }
}

/// A statement for every position from 1, as a loop.
fn each(count: usize, statement: Expr) -> [Expr; 2] {
    let next = call("Set", [wide::counter(), binary("Plus", &wide::counter(), &Expr::Integer(1))]);
    let test = binary("LessEqual", &wide::counter(), &integer(count));
    [
        call("Set", [wide::counter(), Expr::Integer(1)]),
        call("While", [test, call("CompoundExpression", [statement, next])]),
    ]
}

/// Values as vectors that are joined: lists of scalars, and whole arrays.
pub(super) fn pieces(values: &[Val]) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let mut open: Vec<Expr> = Vec::new();
    for value in values {
        if !value.wide {
            open.extend(value.elems.iter().cloned());
            continue;
        }
        if !open.is_empty() {
            found.push(call("List", std::mem::take(&mut open)));
        }
        let whole = wide::whole(value);
        found.push(if wide::variable_dims(&value.dims).len() == 1 {
            whole
        } else {
            call("Flatten", [whole])
        });
    }
    if !open.is_empty() {
        found.push(call("List", open));
    }
    found
}
