//! From a model to one program in our own language.
//!
//! Each number of the model (a parameter, a state variable, an output, a count) has a place in the memory of a run
//! and a variable, its cell, in the program. Nodes become statements over cells; conditions become tests over
//! counts; a trial is the scheduler's loop with the nodes in it; a run is a loop of trials. What is compiled and what
//! is evaluated is decided afterwards, by cutting this one program: see [`program`].

pub mod apply;
mod cells;
pub mod control;
pub mod draw;
mod links;
pub mod node;
pub mod own;
mod parts;
pub mod probe;
pub mod program;
pub mod schedule;
pub mod time;

use rustc_hash::FxHashMap;
use scheelite_runtime::{Expr, Symbol};

use super::condition::{Condition, Scale};
use super::emit::{Emitter, Val, call};
use super::functions::{Code, Function};
use super::graph::{self, Graph};
use super::layout::{Entry, Layout, Section, Seed};
use super::model::{Combine, Model, ModelError, NodeKind, Numbers, OutputSource, Result, Setting};
use super::wide;

use cells::{inferred, sets_seed};
pub use draw::Draws;
pub use links::with_path;
pub use program::Program;

/// Evaluates an expression without free variables to numbers: shapes of results and outputs before the first trial
/// are found so.
pub type Evaluate<'a> = &'a mut dyn FnMut(Expr) -> Option<Expr>;

/// A model being lowered.
pub struct Lowering<'m, 'e> {
    /// Statements go here.
    pub emitter: Emitter,
    /// Memory grows here.
    pub layout: Layout,
    /// The model and the models nested in it.
    pub levels: Vec<Level<'m>>,
    evaluate: Evaluate<'e>,
    seeds: u64,
    generator_words: usize,
    /// Names of the nodes whose code has been written, one for each time that it stands in the program.
    pub parts: Vec<String>,
    /// What cells held before the step being written.
    pub frozen: Frozen,
    /// Whether the trial being written is one of a search.
    pub simulating: bool,
    /// The setting to use in place of a search.
    pub given: Option<Expr>,
    /// Why a trial was given up, for each number above zero that the program can leave as the reason.
    pub endless: Vec<String>,
}

/// One level of a model.
pub struct Level<'m> {
    /// The model.
    pub model: &'m Model,
    /// Its analysis.
    pub graph: Graph,
    /// Names of enclosing models, each followed by `/`.
    pub prefix: String,
    /// What each node has in memory.
    pub nodes: Vec<NodeCells>,
    /// When each node runs.
    pub conditions: Vec<Condition>,
    /// Counts that conditions look at.
    pub counters: Vec<(Counter, Expr)>,
    /// Settings of the controller's signals.
    pub control: Vec<Val>,
    /// The generator by which the controller picks among equals.
    pub picks: Option<Draws>,
    /// Tests of the conditions, once they have been lowered.
    pub tests: Option<schedule::Tests>,
    /// Matrices of projections, in the order of `Model::projections`; none where the value passes unchanged.
    pub weights: Vec<Option<Val>>,
}

/// What a node has in memory.
#[derive(Default)]
pub struct NodeCells {
    /// Name with prefix.
    pub name: String,
    /// The level of a nested model.
    pub nested: Option<usize>,
    /// Parameters and state of each stage.
    pub stages: Vec<StageCells>,
    /// Outputs, one a port.
    pub outputs: Vec<Val>,
    /// Names of the output ports.
    pub output_names: Vec<String>,
    /// Parameters and state of the functions of output ports.
    pub output_stages: Vec<Option<StageCells>>,
    /// Shapes of input ports.
    pub input_dims: Vec<Vec<usize>>,
    /// Names of input ports.
    pub input_names: Vec<String>,
    /// What each input port takes when nothing is sent to it.
    pub input_defaults: Vec<f64>,
    /// Input from outside, one a port.
    pub external: Option<Vec<Val>>,
    /// The matrix by which it receives its own output.
    pub recurrent: Option<Val>,
    /// The value before, where its change is measured.
    pub previous: Option<Val>,
    /// 1 when it has finished.
    pub finished: Option<Expr>,
    /// What is measured is compared with this.
    pub threshold: Option<Val>,
}

/// Parameters and state of one function.
#[derive(Clone, Default)]
pub struct StageCells {
    /// Parameters by canonical name.
    pub parameters: Vec<(String, Parameter)>,
    /// State variables for each input: name, cells.
    pub state: Vec<Vec<(String, Val)>>,
    /// Its random generator.
    pub draws: Option<Draws>,
    /// Where that generator's seed comes from.
    pub seed: Option<Seed>,
    /// The seed and the seed that the generator was started with, where a control signal sets it.
    pub seeds: Option<(Expr, Expr)>,
}

/// A parameter of a function.
#[derive(Clone)]
pub enum Parameter {
    /// Numbers in memory.
    Cells(Val),
    /// Drawn from a distribution.
    Drawn(Function, StageCells),
}

/// What is counted for conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum Counter {
    /// Calls of a node in a scale.
    Calls(usize, Scale),
    /// Runs of the first node that the second has not used.
    Usable(usize, usize),
    /// Units of time in a scale.
    Units(Scale, Scale),
    /// 1 when the node ran in the last step.
    Ran(usize),
    /// How often the condition of this number has held.
    Held(usize),
    /// Milliseconds of model time.
    Time,
}

/// Lowers a model. `evaluate` is the language's evaluator.
pub fn lower(model: &Model, evaluate: Evaluate<'_>) -> Result<Program> {
    let mut lowering = Lowering {
        emitter: Emitter::new(),
        layout: Layout::default(),
        levels: Vec::new(),
        evaluate,
        seeds: 0,
        generator_words: 0,
        parts: Vec::new(),
        frozen: Frozen::default(),
        simulating: false,
        given: None,
        endless: Vec::new(),
    };
    let top = lowering.level(model, String::new(), 0)?;
    lowering.program(top)
}

/// Models nested deeper than this are refused.
const DEEPEST: usize = 32;

impl<'m> Lowering<'m, '_> {
    fn level(&mut self, model: &'m Model, prefix: String, depth: usize) -> Result<usize> {
        if depth > DEEPEST {
            return Err(ModelError::new(
                "nested-too-deep",
                format!("models are nested deeper than {DEEPEST}"),
            ));
        }
        let graph = graph::analyse(model)?;
        let conditions =
            (0..model.nodes.len()).map(|node| graph::condition_of(model, &graph, node)).collect();
        let mut nodes: Vec<NodeCells> = (0..model.nodes.len()).map(|_| NodeCells::default()).collect();
        for &position in graph.sets.iter().flatten() {
            let node = &model.nodes[position];
            let name = format!("{prefix}{}", node.name);
            let takes_input = graph.inputs.contains(&position);
            nodes[position] = match &node.kind {
                NodeKind::Mechanism(mechanism) => {
                    let dims = inferred(model, &graph, &nodes, position, mechanism);
                    let seed_is_set = sets_seed(model, &node.name);
                    self.mechanism(mechanism, dims, name.clone(), takes_input, seed_is_set)
                        .map_err(|error| error.at(&name))?
                }
                NodeKind::Composition(inner) => {
                    let inner = self.level(inner, format!("{name}/"), depth + 1)?;
                    self.nested(inner, name, takes_input)
                }
            };
        }
        let number = self.levels.len();
        self.levels.push(Level {
            model,
            graph,
            prefix,
            nodes,
            conditions,
            counters: Vec::new(),
            control: Vec::new(),
            picks: None,
            weights: Vec::new(),
            tests: None,
        });
        self.weights(number)?;
        self.check_targets(number)?;
        self.control_cells(number);
        Ok(number)
    }

    /// Adds an entry to memory and gives its cells.
    pub fn entry(&mut self, section: Section, name: String, initial: Numbers, reset: Option<Scale>) -> Val {
        let hint = name.replace("Function.", "");
        let value = self.cells(&hint, &initial.dims);
        let cells = match wide::variable(&value) {
            Some(variable) => vec![variable],
            None => value.elems.clone(),
        };
        self.layout.entries.push(Entry {
            name,
            section,
            dims: initial.dims.clone(),
            offset: 0,
            initial: initial.data,
            cells,
            reset,
            seeding: None,
            holds_seed: None,
        });
        value
    }

    /// New variables for an array: one for each element, or one for all.
    fn cells(&mut self, hint: &str, dims: &[usize]) -> Val {
        if wide::is_wide(dims) {
            let variable = self.emitter.fresh_array(hint, dims);
            return wide::array(dims, &variable);
        }
        let count = dims.iter().product();
        Val::of(dims.to_vec(), (0..count).map(|_| Expr::Symbol(self.emitter.fresh(hint))).collect())
    }

    /// What a nested model shows of itself: inputs of its input nodes, outputs of its output nodes.
    fn nested(&mut self, inner: usize, name: String, takes_input: bool) -> NodeCells {
        let level = &self.levels[inner];
        let mut cells = NodeCells { name, nested: Some(inner), ..NodeCells::default() };
        for &node in &level.graph.inputs {
            let own = &level.nodes[node];
            for (port, dims) in own.input_dims.iter().enumerate() {
                cells.input_dims.push(dims.clone());
                cells.input_defaults.push(own.input_defaults[port]);
                cells.input_names.push(port_name(
                    &level.model.nodes[node].name,
                    &own.input_names[port],
                    port,
                ));
            }
        }
        for &node in &level.graph.outputs {
            let own = &level.nodes[node];
            for (port, value) in own.outputs.iter().enumerate() {
                cells.outputs.push(value.clone());
                cells.output_names.push(port_name(
                    &level.model.nodes[node].name,
                    &own.output_names[port],
                    port,
                ));
            }
        }
        if takes_input {
            cells.external = Some(self.external(&cells.name.clone(), &cells.input_dims.clone()));
        }
        cells
    }

    /// Cells for input from outside.
    fn external(&mut self, name: &str, dims: &[Vec<usize>]) -> Vec<Val> {
        dims.iter()
            .enumerate()
            .map(|(port, dims)| {
                let hint = if port == 0 { format!("in.{name}") } else { format!("in.{name}.{port}") };
                self.cells(&hint, dims)
            })
            .collect()
    }
}

fn port_name(node: &str, port: &str, index: usize) -> String {
    if index == 0 { node.to_owned() } else { format!("{node}.{port}") }
}

/// A parameter's stage, when it is named, and its own name.
pub fn split_parameter(key: &str) -> (Option<&str>, &str) {
    match key.split_once('.') {
        Some((stage, own)) => (Some(stage), own),
        None => (None, key),
    }
}

/// The numbers of a setting, for parameters that are not drawn.
pub fn setting_numbers(function: &Function, key: &str, default: f64) -> Numbers {
    match function.setting(key) {
        Some(Setting::Numbers(numbers)) => numbers.clone(),
        _ => Numbers::scalar(default),
    }
}

/// Whether a function draws random numbers.
pub fn draws(function: &Function) -> bool {
    match &function.code {
        Code::Row(_) => function.formula().is_some_and(|text| text.contains("Draw[")),
        Code::Own(_) => false,
        Code::Equations(equations) => equations.iter().any(|equation| contains_draw(&equation.value)),
    }
}

fn contains_draw(expr: &Expr) -> bool {
    match expr {
        Expr::Normal(normal) => {
            normal.head_symbol().is_some_and(|head| matches!(head.name(), "NormalDraw" | "UniformDraw"))
                || normal.args.iter().any(contains_draw)
        }
        _ => false,
    }
}

/// Cells by which a value can be replaced, for reading the state before a step.
pub type Frozen = FxHashMap<Symbol, Expr>;

/// The value with cells replaced by what they held before.
pub fn frozen_value(value: &Val, frozen: &Frozen) -> Val {
    if frozen.is_empty() {
        return value.clone();
    }
    if value.wide {
        let old = wide::variable(value);
        let kept = old.as_ref().and_then(Expr::as_symbol).and_then(|symbol| frozen.get(&symbol));
        return match (old.as_ref(), kept) {
            (Some(old), Some(kept)) => wide::with_variable(value, old, kept),
            _ => value.clone(),
        };
    }
    let elems = value
        .elems
        .iter()
        .map(|elem| elem.as_symbol().and_then(|symbol| frozen.get(&symbol)).unwrap_or(elem).clone())
        .collect();
    Val::of(value.dims.clone(), elems)
}

/// `Module[{locals…}, body]`.
pub fn module(locals: Vec<Expr>, body: Expr) -> Expr {
    if locals.is_empty() {
        return body;
    }
    call("Module", [call("List", locals), body])
}

/// How inputs of a port come together.
pub fn combine_head(combine: Combine) -> &'static str {
    match combine {
        Combine::Sum => "Plus",
        Combine::Product => "Times",
    }
}

/// The item of a mechanism's value that an output gives.
pub fn source_value(items: &[(String, Val)], source: &OutputSource) -> Result<Val> {
    let missing = |what: String| ModelError::new("unknown-port", format!("its value has no {what}"));
    match source {
        OutputSource::Item(item) => {
            items.get(*item).map(|(_, value)| value.clone()).ok_or_else(|| missing(format!("item {item}")))
        }
        OutputSource::Element(item, element) => {
            let value =
                items.get(*item).map(|(_, value)| value).ok_or_else(|| missing(format!("item {item}")))?;
            if *element >= value.count() {
                return Err(missing(format!("element {element}")));
            }
            Ok(Val::vector(vec![wide::element(value, &Expr::Integer(*element as i64 + 1))]))
        }
        OutputSource::Variable(name) => items
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.clone())
            .ok_or_else(|| missing(format!("variable `{name}`"))),
    }
}
