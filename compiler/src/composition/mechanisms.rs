//! The kinds of mechanisms: which functions each is made of and what its options mean.

use super::condition::Condition;
use super::functions::Function;
use super::model::{
    Combine, Comparator, Finish, InputPort, Measure, Mechanism, ModelError, Numbers, OutputPort,
    OutputSource, Result, Setting, Stage, canonical,
};

/// An option given to a mechanism.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Numbers.
    Numbers(Numbers),
    /// A word, `True` and `False` included.
    Word(String),
    /// A function.
    Function(Function),
    /// Words, or pairs of a name and a number.
    Ports(Vec<Port>),
    /// A condition.
    Condition(Condition),
}

/// A port given by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Its name.
    pub name: String,
    /// Its size, when it is said.
    pub size: Option<usize>,
    /// Its function, when it has one.
    pub function: Option<Function>,
    /// How projections come together.
    pub combine: Combine,
    /// Which item of the value it gives.
    pub item: Option<usize>,
}

/// Options of a mechanism by canonical name.
pub type Options = Vec<(String, Value)>;

type Make = fn(&Kind, &mut Taken) -> Result<Mechanism>;

/// A kind of mechanism.
pub struct Kind {
    /// Name.
    pub name: &'static str,
    /// Function when none is given.
    pub function: &'static str,
    /// Integrator when none is given.
    pub integrator: &'static str,
    /// One line for the reference page.
    pub about: &'static str,
    make: Make,
}

/// All kinds, in alphabetical order.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "ComparatorMechanism",
        function: "LinearCombination",
        integrator: "",
        about: "target minus sample",
        make: comparator,
    },
    Kind {
        name: "ControlMechanism",
        function: "Identity",
        integrator: "",
        about: "gives control signals",
        make: control,
    },
    Kind {
        name: "DDM",
        function: "DriftDiffusionAnalytical",
        integrator: "",
        about: "a drift-diffusion decision",
        make: decision,
    },
    Kind {
        name: "IntegratorMechanism",
        function: "AdaptiveIntegrator",
        integrator: "",
        about: "a function with memory",
        make: processing,
    },
    Kind {
        name: "LCAMechanism",
        function: "Logistic",
        integrator: "LeakyCompetingIntegrator",
        about: "leaky competing accumulators",
        make: competing,
    },
    Kind {
        name: "LCControlMechanism",
        function: "FitzHughNagumoIntegrator",
        integrator: "",
        about: "a gain signal from FitzHugh-Nagumo dynamics",
        make: locus_coeruleus,
    },
    Kind {
        name: "ObjectiveMechanism",
        function: "LinearCombination",
        integrator: "",
        about: "combines what it monitors",
        make: processing,
    },
    Kind {
        name: "ProcessingMechanism",
        function: "Linear",
        integrator: "",
        about: "a function of its input",
        make: processing,
    },
    Kind {
        name: "RecurrentTransferMechanism",
        function: "Linear",
        integrator: "AdaptiveIntegrator",
        about: "a transfer mechanism that receives its own output",
        make: recurrent,
    },
    Kind {
        name: "TransferMechanism",
        function: "Linear",
        integrator: "AdaptiveIntegrator",
        about: "a function of its input, integrated over time if wanted",
        make: transfer,
    },
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A mechanism of this kind with these options.
pub fn make(kind_name: &str, options: Options) -> Result<Mechanism> {
    let Some(kind) = kind(kind_name) else {
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        return Err(ModelError::new("unknown-mechanism", format!("there is no mechanism `{kind_name}`"))
            .help(format!("mechanisms are {}", known.join(", "))));
    };
    let mut taken = Taken { options, kind: kind.name };
    let mut mechanism = (kind.make)(kind, &mut taken)?;
    if let Some(Value::Condition(condition)) =
        taken.take("resetstatefulfunctionwhen").or_else(|| taken.take("resetwhen"))
    {
        mechanism.reset_when = condition;
    }
    if let Some(until) = taken.flag("executeuntilfinished")? {
        mechanism.until_finished = until;
    }
    if let Some(most) = taken.number("maxexecutionsbeforefinished")? {
        mechanism.most_executions = (most < 9e15).then_some(most.max(1.0) as u64);
    }
    // What is left names parameters of the functions.
    for (name, value) in std::mem::take(&mut taken.options) {
        let setting = match value {
            Value::Numbers(numbers) => Setting::Numbers(numbers),
            Value::Word(word) => match word.as_str() {
                "True" => Setting::Numbers(1.0.into()),
                "False" => Setting::Numbers(0.0.into()),
                _ => Setting::Choice(word),
            },
            Value::Function(function) => Setting::Drawn(Box::new(function)),
            Value::Ports(_) | Value::Condition(_) => return Err(taken.unknown(&name)),
        };
        let owner = mechanism.stages.iter_mut().rev().find(|stage| {
            matches!(name.as_str(), "seed" | "generator" | "burn") || stage.function.has_parameter(&name)
        });
        match owner {
            Some(stage) => stage.function.set(&name, setting)?,
            None => return Err(taken.unknown(&name)),
        }
    }
    Ok(mechanism)
}

/// Options while a mechanism is made of them.
struct Taken {
    options: Options,
    kind: &'static str,
}

impl Taken {
    fn take(&mut self, name: &str) -> Option<Value> {
        let position = self.options.iter().position(|(own, _)| own == name)?;
        Some(self.options.remove(position).1)
    }

    fn number(&mut self, name: &str) -> Result<Option<f64>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Numbers(numbers)) if numbers.data.len() == 1 => Ok(Some(numbers.data[0])),
            Some(Value::Word(word)) if word == "None" || word == "Infinity" => Ok(None),
            Some(_) => Err(self.bad(name, "a number")),
        }
    }

    fn numbers(&mut self, name: &str) -> Result<Option<Numbers>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Numbers(numbers)) => Ok(Some(numbers)),
            Some(_) => Err(self.bad(name, "numbers")),
        }
    }

    fn flag(&mut self, name: &str) -> Result<Option<bool>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Word(word)) if word == "True" => Ok(Some(true)),
            Some(Value::Word(word)) if word == "False" => Ok(Some(false)),
            Some(Value::Numbers(numbers)) if numbers.data.len() == 1 => Ok(Some(numbers.data[0] != 0.0)),
            Some(_) => Err(self.bad(name, "True or False")),
        }
    }

    fn function(&mut self, name: &str, default: &str) -> Result<Function> {
        match self.take(name) {
            None => Function::new(default),
            Some(Value::Function(function)) => Ok(function),
            Some(Value::Word(word)) => Function::new(&word),
            Some(_) => Err(self.bad(name, "a function")),
        }
    }

    fn bad(&self, name: &str, what: &str) -> ModelError {
        ModelError::new("bad-option", format!("option `{name}` of `{}` must be {what}", self.kind))
    }

    fn unknown(&self, name: &str) -> ModelError {
        ModelError::new("unknown-option", format!("`{}` has no option or parameter `{name}`", self.kind))
    }

    /// Input ports from `Size` or `InputPorts`.
    fn inputs(&mut self) -> Result<Vec<InputPort>> {
        let size = self.numbers("size")?.or(self.numbers("inputshapes")?);
        let sizes: Vec<Vec<usize>> = match &size {
            None => vec![vec![1]],
            Some(numbers) if numbers.dims.is_empty() => vec![vec![whole(self, numbers.data[0])?]],
            Some(numbers) if numbers.dims.len() == 2 => {
                // One shape a port.
                let columns = numbers.dims[1];
                numbers
                    .data
                    .chunks(columns.max(1))
                    .map(|row| row.iter().map(|&x| whole(self, x)).collect())
                    .collect::<Result<_>>()?
            }
            Some(numbers) => {
                numbers.data.iter().map(|&x| Ok(vec![whole(self, x)?])).collect::<Result<_>>()?
            }
        };
        match self.take("inputports") {
            None => Ok(sizes
                .into_iter()
                .enumerate()
                .map(|(index, dims)| InputPort {
                    name: format!("InputPort{index}"),
                    dims,
                    inferred: false,
                    combine: Combine::Sum,
                    default: None,
                })
                .collect()),
            Some(Value::Ports(ports)) => Ok(ports
                .into_iter()
                .enumerate()
                .map(|(index, port)| InputPort {
                    name: port.name,
                    dims: port
                        .size
                        .map(|size| vec![size])
                        .or_else(|| sizes.get(index).cloned())
                        .unwrap_or_else(|| sizes[0].clone()),
                    inferred: false,
                    combine: port.combine,
                    default: None,
                })
                .collect()),
            Some(_) => Err(self.bad("inputports", "a list of ports")),
        }
    }

    /// Output ports: one for each item of the value, or those given.
    fn outputs(&mut self, names: &[&str]) -> Result<Vec<OutputPort>> {
        match self.take("outputports") {
            None => Ok(names
                .iter()
                .enumerate()
                .map(|(index, name)| OutputPort {
                    name: (*name).to_owned(),
                    source: OutputSource::Item(index),
                    function: None,
                })
                .collect()),
            Some(Value::Ports(ports)) => Ok(ports
                .into_iter()
                .map(|port| {
                    let named = names.iter().position(|name| canonical(name) == canonical(&port.name));
                    OutputPort {
                        source: OutputSource::Item(port.item.or(named).unwrap_or(0)),
                        name: port.name,
                        function: port.function,
                    }
                })
                .collect()),
            Some(_) => Err(self.bad("outputports", "a list of ports")),
        }
    }
}

fn whole(taken: &Taken, value: f64) -> Result<usize> {
    if value.fract() == 0.0 && (1.0..=1e7).contains(&value) {
        return Ok(value as usize);
    }
    Err(taken.bad("size", "whole numbers from 1"))
}

fn plain(kind: &Kind, inputs: Vec<InputPort>, stages: Vec<Stage>, outputs: Vec<OutputPort>) -> Mechanism {
    Mechanism {
        kind: kind.name.to_owned(),
        inputs,
        stages,
        outputs,
        recurrent: None,
        finish: Finish::Always,
        until_finished: true,
        most_executions: Some(1000),
        reset_when: Condition::Never,
    }
}

fn stage(name: &str, function: Function) -> Stage {
    Stage { name: name.to_owned(), function }
}

fn result_names(function: &Function, ports: usize) -> Vec<String> {
    use super::functions::{Code, Inputs};
    match &function.code {
        Code::Row(row) if row.result.len() > 1 => {
            (0..row.result.len()).map(|i| format!("Result{i}")).collect()
        }
        Code::Row(row) if row.inputs == Inputs::Each && ports > 1 => {
            (0..ports).map(|i| format!("Result{i}")).collect()
        }
        _ => vec!["Result".to_owned()],
    }
}

fn processing(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let function = taken.function("function", kind.function)?;
    let names = result_names(&function, inputs.len());
    let names: Vec<&str> = names.iter().map(|name| &name[..]).collect();
    let outputs = taken.outputs(&names)?;
    Ok(plain(kind, inputs, vec![stage("Function", function)], outputs))
}

/// Without input its allocation is one.
fn control(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let allocation = taken.numbers("defaultallocation")?.unwrap_or_else(|| 1.0.into());
    let mut mechanism = processing(kind, taken)?;
    for port in &mut mechanism.inputs {
        port.default = Some(allocation.clone());
    }
    Ok(mechanism)
}

fn comparator(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let dims = taken.inputs()?[0].dims.clone();
    let port = |name: &str| InputPort {
        name: name.to_owned(),
        dims: dims.clone(),
        inferred: false,
        combine: Combine::Sum,
        default: None,
    };
    let function =
        taken.function("function", kind.function)?.with("weights", Numbers::matrix(2, 1, vec![-1.0, 1.0]))?;
    let outputs = taken.outputs(&["Result"])?;
    Ok(plain(kind, vec![port("Sample"), port("Target")], vec![stage("Function", function)], outputs))
}

fn transfer(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let integrate = taken.flag("integratormode")?.unwrap_or(false);
    transfer_stages(kind, taken, inputs, integrate)
}

fn transfer_stages(
    kind: &Kind,
    taken: &mut Taken,
    inputs: Vec<InputPort>,
    integrate: bool,
) -> Result<Mechanism> {
    let function = taken.function("function", kind.function)?;
    let mut integrator = taken.function("integratorfunction", kind.integrator)?;
    let noise = taken.take("noise");
    if kind.integrator == "AdaptiveIntegrator"
        && integrator.has_parameter("rate")
        && integrator.setting("rate").is_none()
    {
        let rate = taken.numbers("integrationrate")?.unwrap_or_else(|| 0.5.into());
        integrator.set("rate", rate.into())?;
    } else if let Some(rate) = taken.numbers("integrationrate")? {
        integrator.set("rate", rate.into())?;
    }
    if let Some(initial) = taken.numbers("initialvalue")? {
        integrator.set("initializer", initial.into())?;
    }
    let noise = match noise {
        None => None,
        Some(Value::Numbers(numbers)) => Some(Setting::Numbers(numbers)),
        Some(Value::Function(function)) => Some(Setting::Drawn(Box::new(function))),
        Some(_) => return Err(taken.bad("noise", "a number or a distribution")),
    };
    let mut stages = Vec::new();
    if integrate {
        if let Some(noise) = noise {
            integrator.set("noise", noise)?;
        }
        stages.push(stage("IntegratorFunction", integrator));
    } else if let Some(noise) = noise {
        let mut add = Function::new("AddNoise")?;
        add.set("noise", noise)?;
        stages.push(stage("Noise", add));
    }
    let names = result_names(&function, inputs.len());
    stages.push(stage("Function", function));
    if let Some(clip) = taken.numbers("clip")? {
        let [low, high] = clip.data[..] else {
            return Err(taken.bad("clip", "two numbers"));
        };
        stages.push(stage("Clip", Function::new("Clip")?.with("low", low)?.with("high", high)?));
    }
    let measure = taken.take("terminationmeasure");
    let comparison = taken.take("terminationcomparisonop");
    let threshold = taken.number("terminationthreshold")?.or(if kind.name == "LCAMechanism" {
        taken.number("threshold")?
    } else {
        None
    });
    let finish = match threshold {
        Some(threshold) if integrate => {
            let competing = kind.name == "LCAMechanism";
            let (measure, default) = match measure {
                Some(Value::Word(word)) => match canonical(&word).as_str() {
                    "max" | "largest" => (Measure::Largest, Comparator::GreaterEqual),
                    "executions" | "trial" | "pass" | "timescaletrial" => {
                        (Measure::Executions, Comparator::GreaterEqual)
                    }
                    "change" | "maxabsdiff" => (Measure::Change, Comparator::LessEqual),
                    _ => return Err(taken.bad("terminationmeasure", "\"Max\", \"Change\" or \"Executions\"")),
                },
                Some(_) => return Err(taken.bad("terminationmeasure", "a word")),
                None if competing => (Measure::Largest, Comparator::GreaterEqual),
                None => (Measure::Change, Comparator::LessEqual),
            };
            let comparator = match comparison {
                Some(Value::Word(word)) => Comparator::named(&word)
                    .ok_or_else(|| taken.bad("terminationcomparisonop", "one of < <= > >= == !="))?,
                Some(_) => return Err(taken.bad("terminationcomparisonop", "a word")),
                None => default,
            };
            Finish::Measure { measure, comparator, threshold }
        }
        _ => Finish::Always,
    };
    let names: Vec<&str> = names.iter().map(|name| &name[..]).collect();
    let outputs = taken.outputs(&names)?;
    Ok(Mechanism { finish, ..plain(kind, inputs, stages, outputs) })
}

/// A matrix from `Matrix`, or from what stands on the diagonal and beside it.
fn recurrent_matrix(
    taken: &mut Taken,
    size: usize,
    names: (&str, &str),
    defaults: (f64, f64),
) -> Result<Numbers> {
    let matrix = taken.numbers("matrix")?;
    let on = taken.numbers(names.0)?;
    let off = taken.numbers(names.1)?;
    let given = matrix.is_some();
    let mut result = match matrix {
        Some(matrix) if matrix.dims == [size, size] => matrix,
        Some(_) => return Err(taken.bad("matrix", "a square matrix of the mechanism's size")),
        None => Numbers::diagonal(size, defaults.0, defaults.1),
    };
    if !given || on.is_some() || off.is_some() {
        for i in 0..size * size {
            let (row, column) = (i / size, i % size);
            let value = if row == column {
                on.as_ref().map(|on| on.data[if on.data.len() == 1 { 0 } else { row.min(on.data.len() - 1) }])
            } else {
                off.as_ref().map(|off| off.data[if off.data.len() == size * size { i } else { 0 }])
            };
            if let Some(value) = value {
                result.data[i] = value;
            }
        }
    }
    Ok(result)
}

fn recurrent(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let size = inputs[0].dims.iter().product();
    let given = ["auto", "hetero", "matrix"].map(|name| taken.options.iter().any(|(own, _)| own == name));
    // Nothing given: all others at one. One of the two given: the other is its own default.
    let defaults = match given {
        [false, false, false] => (0.0, 1.0),
        [false, true, _] => (1.0, 0.0),
        [true, false, _] => (1.0, 0.0),
        _ => (1.0, 0.0),
    };
    let matrix = recurrent_matrix(taken, size, ("auto", "hetero"), defaults)?;
    let integrate = taken.flag("integratormode")?.unwrap_or(false);
    let mechanism = transfer_stages(kind, taken, inputs, integrate)?;
    Ok(Mechanism { recurrent: Some(matrix), ..mechanism })
}

fn competing(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let size = inputs[0].dims.iter().product();
    if let Some(competition) = taken.number("competition")? {
        taken.options.push(("competition".into(), Value::Numbers((-competition).into())));
    }
    let matrix = recurrent_matrix(taken, size, ("selfexcitation", "competition"), (0.0, -1.0))?;
    let integrate = taken.flag("integratormode")?.unwrap_or(true);
    if !taken.options.iter().any(|(name, _)| name == "integratorfunction") {
        let leak = taken.numbers("leak")?.unwrap_or_else(|| 0.5.into());
        let step = taken.numbers("timestepsize")?.unwrap_or_else(|| 0.1.into());
        let integrator = Function::new(kind.integrator)?.with("leak", leak)?.with("timestepsize", step)?;
        taken.options.push(("integratorfunction".into(), Value::Function(integrator)));
    }
    let mechanism = transfer_stages(kind, taken, inputs, integrate)?;
    Ok(Mechanism { recurrent: Some(matrix), ..mechanism })
}

fn decision(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let mut function = taken.function("function", kind.function)?;
    let steps = function.has_parameter("timestepsize");
    if !steps && function.title() == "DriftDiffusionAnalytical" {
        function.code = Function::new("DDMDecision")?.code;
    }
    let all = [
        "DecisionVariable",
        "ResponseTime",
        "ProbabilityUpperThreshold",
        "ProbabilityLowerThreshold",
        "RTCorrectMean",
        "RTCorrectVariance",
        "RTCorrectSkew",
        "RTIncorrectMean",
        "RTIncorrectVariance",
        "RTIncorrectSkew",
    ];
    let names = if steps { &all[..2] } else { &all[..] };
    let wanted = taken.outputs(names)?;
    let outputs = if wanted.len() == names.len() { wanted[..2].to_vec() } else { wanted };
    Ok(Mechanism {
        finish: if steps { Finish::Boundary } else { Finish::Always },
        most_executions: None,
        reset_when: if steps {
            super::condition::make("AtTrialStart", &super::condition::Arguments::default())?
        } else {
            Condition::Never
        },
        ..plain(kind, inputs, vec![stage("Function", function)], outputs)
    })
}

fn locus_coeruleus(kind: &Kind, taken: &mut Taken) -> Result<Mechanism> {
    let inputs = taken.inputs()?;
    let function = taken.function("function", kind.function)?;
    let mut gain = Function::new("LCGain")?;
    for name in ["baselevelgain", "scalingfactorgain"] {
        if let Some(value) = taken.numbers(name)? {
            gain.set(name, value.into())?;
        }
    }
    let outputs = taken.outputs(&["ControlSignal"])?;
    Ok(plain(kind, inputs, vec![stage("Function", function), stage("Gain", gain)], outputs))
}
