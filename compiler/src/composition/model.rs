//! A model as data: nodes, ports, projections, conditions, modulation, control. Nothing here is resolved yet; see
//! `graph` for what is checked before anything runs.

use std::fmt;

use scheelite_runtime::Expr;

use super::condition::Condition;
use super::functions::{Function, Generator};

/// What is wrong with a model, found before anything runs or while it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    /// A stable name of the kind of error, such as `unknown-node`.
    pub code: &'static str,
    /// What is wrong, naming the thing.
    pub text: String,
    /// What to write instead, empty when there is nothing to say.
    pub help: String,
}

impl ModelError {
    /// An error without advice.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        ModelError { code, text: text.into(), help: String::new() }
    }

    /// The same with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        ModelError { help: help.into(), ..self }
    }

    /// The same with the place at which it was found put in front.
    pub fn at(self, place: &str) -> Self {
        ModelError { text: format!("{place}: {}", self.text), ..self }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.text, self.code)?;
        if !self.help.is_empty() {
            write!(f, "\nhelp: {}", self.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for ModelError {}

/// Result of an operation on models.
pub type Result<T> = std::result::Result<T, ModelError>;

/// A name as it is compared: letters and digits only, lower case, so that `"TimeStepSize"`, `time_step_size` and
/// `timeStepSize` are one.
pub fn canonical(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Numbers in an array of any rank, in row-major order. Rank 0 holds one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// Lengths of the levels.
    pub dims: Vec<usize>,
    /// The elements.
    pub data: Vec<f64>,
}

impl Numbers {
    /// One number.
    pub fn scalar(value: f64) -> Self {
        Numbers { dims: Vec::new(), data: vec![value] }
    }

    /// Numbers of one level more; none when the rows have different lengths.
    pub fn of_rows(rows: Vec<Numbers>) -> Option<Self> {
        let inner = rows.first().map_or_else(Vec::new, |row| row.dims.clone());
        if rows.iter().any(|row| row.dims != inner) {
            return None;
        }
        let mut dims = vec![rows.len()];
        dims.extend(inner);
        Some(Numbers { dims, data: rows.into_iter().flat_map(|row| row.data).collect() })
    }

    /// A vector.
    pub fn vector(data: Vec<f64>) -> Self {
        Numbers { dims: vec![data.len()], data }
    }

    /// A matrix with rows of equal length.
    pub fn matrix(rows: usize, columns: usize, data: Vec<f64>) -> Self {
        Numbers { dims: vec![rows, columns], data }
    }

    /// A matrix turned; all else stays.
    pub fn transposed(&self) -> Self {
        let [rows, columns] = self.dims[..] else {
            return self.clone();
        };
        let data = (0..rows * columns).map(|i| self.data[(i % rows) * columns + i / rows]).collect();
        Numbers::matrix(columns, rows, data)
    }

    /// Ones on the diagonal.
    pub fn identity(size: usize) -> Self {
        Numbers::diagonal(size, 1.0, 0.0)
    }

    /// One number on the diagonal, another beside it.
    pub fn diagonal(size: usize, on: f64, off: f64) -> Self {
        let data =
            (0..size * size).map(|i| if i / size.max(1) == i % size.max(1) { on } else { off }).collect();
        Numbers::matrix(size, size, data)
    }
}

impl From<f64> for Numbers {
    fn from(value: f64) -> Self {
        Numbers::scalar(value)
    }
}

impl From<Vec<f64>> for Numbers {
    fn from(data: Vec<f64>) -> Self {
        Numbers::vector(data)
    }
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Numbers.
    Numbers(Numbers),
    /// A word, such as the metric of `Distance`.
    Choice(String),
    /// A distribution that is drawn from once per element, for noise.
    Drawn(Box<Function>),
}

impl From<f64> for Setting {
    fn from(value: f64) -> Self {
        Setting::Numbers(value.into())
    }
}

impl From<Vec<f64>> for Setting {
    fn from(data: Vec<f64>) -> Self {
        Setting::Numbers(data.into())
    }
}

impl From<Numbers> for Setting {
    fn from(numbers: Numbers) -> Self {
        Setting::Numbers(numbers)
    }
}

impl From<&str> for Setting {
    fn from(choice: &str) -> Self {
        Setting::Choice(choice.to_owned())
    }
}

impl From<Function> for Setting {
    fn from(function: Function) -> Self {
        Setting::Drawn(Box::new(function))
    }
}

/// A graph of nodes.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Name.
    pub name: String,
    /// Nodes, in the order in which they were added.
    pub nodes: Vec<Node>,
    /// Who sends to whom.
    pub projections: Vec<Projection>,
    /// What of one node sets parameters of others.
    pub signals: Vec<Signal>,
    /// When a node runs, by name; the others follow the default.
    pub conditions: Vec<(String, Condition)>,
    /// When a trial ends, when it is not `AllHaveRun[]`.
    pub trial_end: Option<Condition>,
    /// When a run ends before its trials are over.
    pub run_end: Option<Condition>,
    /// Roles given by hand: nodes that take input or give output besides those that the graph says.
    pub roles: Vec<(String, Role)>,
    /// Roles taken away by hand from nodes to which the graph gives them.
    pub excluded_roles: Vec<(String, Role)>,
    /// Searches parameters in every trial.
    pub controller: Option<Controller>,
    /// Time that one trial stands for in models with time derivatives.
    pub time_increment: Option<f64>,
    /// A trial with more passes than this is given up; [`MOST_PASSES`] when absent.
    pub most_passes: Option<u64>,
}

/// Passes after which a trial is given up when the model does not say.
pub const MOST_PASSES: u64 = 100_000;

/// What a node is for in its composition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Takes input from outside.
    Input,
    /// Gives output to outside.
    Output,
    /// Nothing sends to it.
    Origin,
    /// It sends to nothing.
    Terminal,
    /// Stands on a cycle of projections.
    Cycle,
    /// Sends along a feedback projection.
    FeedbackSender,
}

impl Role {
    /// All roles with their names in the language.
    pub const NAMES: &[(&str, Role)] = &[
        ("Cycle", Role::Cycle),
        ("FeedbackSender", Role::FeedbackSender),
        ("Input", Role::Input),
        ("Origin", Role::Origin),
        ("Output", Role::Output),
        ("Terminal", Role::Terminal),
    ];
}

/// A node of a graph.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name, unique in its model.
    pub name: String,
    /// What it does.
    pub kind: NodeKind,
}

/// What a node does.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A function of its inputs.
    Mechanism(Box<Mechanism>),
    /// A whole model that runs one trial of its own whenever the node runs.
    Composition(Box<Model>),
}

/// A function of inputs, with parameters and state.
#[derive(Clone, Debug)]
pub struct Mechanism {
    /// What it was made as, such as `TransferMechanism`.
    pub kind: String,
    /// Input ports.
    pub inputs: Vec<InputPort>,
    /// Functions applied one after the other to the inputs.
    pub stages: Vec<Stage>,
    /// Output ports.
    pub outputs: Vec<OutputPort>,
    /// The matrix by which the last output comes back as input, inside the loop of `until_finished`.
    pub recurrent: Option<Numbers>,
    /// When it has finished.
    pub finish: Finish,
    /// Whether one call goes on until it has finished.
    pub until_finished: bool,
    /// How often one call repeats at most.
    pub most_executions: Option<u64>,
    /// When its state goes back to the beginning, looked at when a trial starts.
    pub reset_when: Condition,
}

/// Where values come in.
#[derive(Clone, Debug, PartialEq)]
pub struct InputPort {
    /// Name.
    pub name: String,
    /// Shape of its value.
    pub dims: Vec<usize>,
    /// Whether the shape is that of what is sent to it.
    pub inferred: bool,
    /// How several projections come together.
    pub combine: Combine,
    /// Value when nothing is sent to it, for ports of a fixed value.
    pub default: Option<Numbers>,
}

/// How several projections to one port come together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Combine {
    /// Added.
    #[default]
    Sum,
    /// Multiplied element by element.
    Product,
}

/// One function of a mechanism.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Under which its parameters are found: `Function`, `IntegratorFunction`, ….
    pub name: String,
    /// The function.
    pub function: Function,
}

/// Where values go out.
#[derive(Clone, Debug)]
pub struct OutputPort {
    /// Name.
    pub name: String,
    /// What it gives.
    pub source: OutputSource,
    /// Applied to it before it goes out.
    pub function: Option<Function>,
}

/// What an output port gives.
#[derive(Clone, Debug, PartialEq)]
pub enum OutputSource {
    /// An item of the mechanism's value: most functions have one, `DriftDiffusionIntegrator` has two.
    Item(usize),
    /// One element of an item.
    Element(usize, usize),
    /// A named variable of a mechanism of expressions.
    Variable(String),
}

/// When a mechanism has finished.
#[derive(Clone, Debug, PartialEq)]
pub enum Finish {
    /// After every call.
    Always,
    /// When a measure of its value compares with a threshold.
    Measure {
        /// What is measured.
        measure: Measure,
        /// `<`, `<=`, `>`, `>=`, `==` or `!=`.
        comparator: Comparator,
        /// Compared with.
        threshold: f64,
    },
    /// When the absolute value of its integrator's state reaches the integrator's own threshold.
    Boundary,
}

/// What `Finish` measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Largest absolute difference of the value and the value before.
    Change,
    /// Largest element of the value.
    Largest,
    /// Number of executions in this call.
    Executions,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}

impl Comparator {
    /// All comparisons as they are written.
    pub const NAMES: &[(&str, Comparator)] = &[
        ("<", Comparator::Less),
        ("<=", Comparator::LessEqual),
        (">", Comparator::Greater),
        (">=", Comparator::GreaterEqual),
        ("==", Comparator::Equal),
        ("!=", Comparator::Unequal),
    ];

    /// The comparison that is written so.
    pub fn named(text: &str) -> Option<Comparator> {
        Comparator::NAMES.iter().find(|(name, _)| *name == text).map(|(_, comparator)| *comparator)
    }

    /// The head of the comparison in the language.
    pub fn head(self) -> &'static str {
        match self {
            Comparator::Less => "Less",
            Comparator::LessEqual => "LessEqual",
            Comparator::Greater => "Greater",
            Comparator::GreaterEqual => "GreaterEqual",
            Comparator::Equal => "Equal",
            Comparator::Unequal => "Unequal",
        }
    }
}

/// A value sent from an output port to an input port.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// The sending node.
    pub sender: String,
    /// Its output port, the first when absent.
    pub sender_port: Option<String>,
    /// The receiving node.
    pub receiver: String,
    /// Its input port, the first when absent.
    pub receiver_port: Option<String>,
    /// What the value is multiplied with.
    pub weight: Weight,
    /// Whether it carries the value of the step before even where it is not needed to order a cycle.
    pub feedback: bool,
}

/// What a projection multiplies a value with.
#[derive(Clone, Debug, PartialEq)]
pub enum Weight {
    /// The identity where sizes agree, else all ones.
    Automatic,
    /// `value . matrix`.
    Matrix(Numbers),
    /// `matrix . value`, or a factor, as in model description files.
    Left(Numbers),
}

/// One control signal: what of a node's output sets which quantities of others.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// The node that sends it.
    pub sender: String,
    /// Its output port, the first when absent.
    pub sender_port: Option<String>,
    /// What it sets.
    pub target: Target,
    /// How.
    pub modulation: Modulation,
}

/// What a control signal sets.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A parameter of a node.
    Parameter(String, String),
    /// An input port of a node.
    Input(String, Option<String>),
    /// An output port of a node.
    Output(String, Option<String>),
}

/// How a control signal sets a quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modulation {
    /// Multiplied.
    #[default]
    Multiplicative,
    /// Added.
    Additive,
    /// Replaced.
    Override,
    /// Left alone.
    Disable,
}

impl Modulation {
    /// All kinds with their names in the language.
    pub const NAMES: &[(&str, Modulation)] = &[
        ("Additive", Modulation::Additive),
        ("Disable", Modulation::Disable),
        ("Multiplicative", Modulation::Multiplicative),
        ("Override", Modulation::Override),
    ];
}

/// Chooses settings of control signals in every trial by trying all of a grid on copies of the state.
#[derive(Clone, Debug)]
pub struct Controller {
    /// Name of the node that holds the chosen settings.
    pub name: String,
    /// The signals with the settings to try. The last varies fastest.
    pub signals: Vec<ControlSignal>,
    /// The node whose output is the objective.
    pub objective: String,
    /// Its output port, the first when absent.
    pub objective_port: Option<String>,
    /// Trials simulated for each try.
    pub trials: u64,
    /// Whether it works before or after the trial.
    pub when: When,
    /// Whether the smallest objective is sought.
    pub direction: Direction,
    /// Whether one of several equal best is picked at random.
    pub random_selection: bool,
    /// Seed of that pick; taken from the model's when absent.
    pub seed: Option<u64>,
    /// Generator of that pick.
    pub generator: Generator,
}

/// When a controller works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Before the trial.
    #[default]
    Before,
    /// After the trial.
    After,
}

/// What a controller seeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The largest net outcome.
    #[default]
    Maximize,
    /// The smallest net outcome.
    Minimize,
}

/// A control signal of a controller.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlSignal {
    /// What it sets.
    pub targets: Vec<Target>,
    /// How.
    pub modulation: Modulation,
    /// Settings to try.
    pub samples: Vec<f64>,
    /// Setting before the first trial.
    pub initial: f64,
    /// What a setting costs.
    pub costs: Vec<Cost>,
}

/// What a setting of a control signal costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// `Exp` of the setting.
    Intensity,
    /// The absolute change of the setting.
    Adjustment,
    /// The sum of the settings so far.
    Duration,
}

impl Cost {
    /// All costs with their names in the language.
    pub const NAMES: &[(&str, Cost)] =
        &[("Adjustment", Cost::Adjustment), ("Duration", Cost::Duration), ("Intensity", Cost::Intensity)];
}

impl Model {
    /// A model without nodes.
    pub fn new(name: impl Into<String>) -> Self {
        Model { name: name.into(), ..Model::default() }
    }

    /// Adds a mechanism.
    pub fn mechanism(mut self, name: impl Into<String>, mechanism: Mechanism) -> Self {
        self.nodes.push(Node { name: name.into(), kind: NodeKind::Mechanism(Box::new(mechanism)) });
        self
    }

    /// Adds a nested model under its own name.
    pub fn composition(mut self, model: Model) -> Self {
        self.nodes.push(Node { name: model.name.clone(), kind: NodeKind::Composition(Box::new(model)) });
        self
    }

    /// Adds a projection between the first ports of two nodes.
    pub fn project(self, sender: &str, receiver: &str, weight: Weight) -> Self {
        self.project_ports((sender, None), (receiver, None), weight)
    }

    /// Adds a projection between ports.
    pub fn project_ports(
        mut self,
        (sender, sender_port): (&str, Option<&str>),
        (receiver, receiver_port): (&str, Option<&str>),
        weight: Weight,
    ) -> Self {
        self.projections.push(Projection {
            sender: sender.to_owned(),
            sender_port: sender_port.map(str::to_owned),
            receiver: receiver.to_owned(),
            receiver_port: receiver_port.map(str::to_owned),
            weight,
            feedback: false,
        });
        self
    }

    /// Adds projections from each node to the next.
    pub fn pathway(mut self, nodes: &[&str]) -> Self {
        for pair in nodes.windows(2) {
            self = self.project(pair[0], pair[1], Weight::Automatic);
        }
        self
    }

    /// Says when a node runs.
    pub fn when(mut self, node: &str, condition: Condition) -> Self {
        self.conditions.push((node.to_owned(), condition));
        self
    }

    /// Says when a trial ends.
    pub fn trial_until(mut self, condition: Condition) -> Self {
        self.trial_end = Some(condition);
        self
    }

    /// Says when a run ends.
    pub fn run_until(mut self, condition: Condition) -> Self {
        self.run_end = Some(condition);
        self
    }

    /// Gives a node a role.
    pub fn role(mut self, node: &str, role: Role) -> Self {
        self.roles.push((node.to_owned(), role));
        self
    }

    /// Takes a role from a node.
    pub fn without_role(mut self, node: &str, role: Role) -> Self {
        self.excluded_roles.push((node.to_owned(), role));
        self
    }

    /// Lets an output of a node set a quantity of another.
    pub fn signal(mut self, sender: &str, target: Target, modulation: Modulation) -> Self {
        self.signals.push(Signal { sender: sender.to_owned(), sender_port: None, target, modulation });
        self
    }

    /// Says after how many passes a trial is given up.
    pub fn at_most_passes(mut self, passes: u64) -> Self {
        self.most_passes = Some(passes);
        self
    }

    /// Adds a controller.
    pub fn control(mut self, controller: Controller) -> Self {
        self.controller = Some(controller);
        self
    }
}

/// A host function in a condition or in place of a node's function: any expression that can be applied.
pub type HostFunction = Expr;
