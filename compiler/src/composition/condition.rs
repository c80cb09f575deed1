//! When nodes run: conditions over calls, passes, trials and values.

use std::fmt;

use scheelite_runtime::Expr;

use super::model::{Comparator, ModelError, Result, canonical};

/// A scale of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scale {
    /// One consideration set: nodes that run together.
    Step,
    /// Once through all consideration sets.
    Pass,
    /// One input to one output.
    Trial,
    /// One call of `run`.
    Run,
    /// Since the structures were made.
    Life,
}

impl Scale {
    /// All scales with the names that they go by, the newer spelling first.
    pub const NAMES: &[(&str, Scale)] = &[
        ("considerationsetexecution", Scale::Step),
        ("timestep", Scale::Step),
        ("step", Scale::Step),
        ("pass", Scale::Pass),
        ("environmentstateupdate", Scale::Trial),
        ("trial", Scale::Trial),
        ("environmentsequence", Scale::Run),
        ("run", Scale::Run),
        ("life", Scale::Life),
    ];

    /// The scale of this name, with or without `TimeScale.` in front.
    pub fn named(name: &str) -> Option<Scale> {
        let name = canonical(name.rsplit('.').next().unwrap_or(name));
        Scale::NAMES.iter().find(|(own, _)| *own == name).map(|(_, scale)| *scale)
    }
}

/// How a count compares with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Below.
    Before,
    /// Equal.
    At,
    /// Above.
    After,
    /// Equal or above.
    AfterN,
    /// A multiple.
    Every,
}

impl Scale {
    fn word(self) -> &'static str {
        match self {
            Scale::Step => "TimeStep",
            Scale::Pass => "Pass",
            Scale::Trial => "Trial",
            Scale::Run | Scale::Life => "Run",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Scale::Step => "TimeSteps",
            Scale::Pass => "Passes",
            Scale::Trial => "Trials",
            Scale::Run | Scale::Life => "Runs",
        }
    }
}

impl Relation {
    fn word(self) -> &'static str {
        match self {
            Relation::Before => "Before",
            Relation::At => "At",
            Relation::After | Relation::AfterN => "After",
            Relation::Every => "Every",
        }
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always.
    Always,
    /// Never.
    Never,
    /// When the other does not hold.
    Not(Box<Condition>),
    /// When all hold.
    All(Vec<Condition>),
    /// When one holds.
    Any(Vec<Condition>),
    /// The first `n` times that the other holds.
    NWhen(Box<Condition>, i64),
    /// When each of the nodes (all when none is named) has run in this scale.
    AllHaveRun(Vec<String>, Scale),
    /// Calls of the nodes together in a scale, compared.
    Calls(Vec<String>, Relation, i64, Scale),
    /// When the node has run `n` times since the owner last ran.
    EveryNCalls(String, i64),
    /// When the node ran in the step before.
    JustRan(String),
    /// Units of time in a scale, compared: passes in a trial, trials in a run.
    Clock(Scale, Relation, i64, Scale),
    /// When all of the nodes, or one of them, have finished.
    WhenFinished(Vec<String>, Quantifier),
    /// When a quantity of a node compares with a threshold.
    Threshold(Box<Threshold>),
    /// In milliseconds of model time, one a step.
    TimeInterval(Box<TimeInterval>),
    /// When model time has reached so many milliseconds.
    TimeTermination(f64, Bound),
    /// When the function, applied to the numbers of trial, pass and step, gives `True`.
    Host(Expr),
}

/// All or one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// All of them.
    All,
    /// At least one.
    Any,
}

/// Whether a bound itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It does.
    Inclusive,
    /// It does not.
    Exclusive,
}

/// A quantity compared with a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The node.
    pub node: String,
    /// `value`, `num_executions`, or a state variable or parameter of the node.
    pub parameter: String,
    /// Compared with.
    pub threshold: f64,
    /// How.
    pub comparator: Comparator,
    /// Which element, counted from 0; the first of each level when absent.
    pub indices: Vec<i64>,
    /// Absolute tolerance of `==` and `!=`.
    pub absolute: f64,
    /// Relative tolerance of `==` and `!=`.
    pub relative: f64,
}

/// An interval of model time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeInterval {
    /// Every so many milliseconds.
    pub repeat: Option<f64>,
    /// From.
    pub start: Option<(f64, Bound)>,
    /// Up to.
    pub end: Option<(f64, Bound)>,
}

/// The arguments of a condition as any front end has them.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Nodes named.
    pub nodes: Vec<String>,
    /// Conditions inside.
    pub conditions: Vec<Condition>,
    /// The number.
    pub n: Option<f64>,
    /// The scale.
    pub scale: Option<Scale>,
    /// Others, by canonical name.
    pub named: Vec<(String, Argument)>,
}

/// An argument of a condition with a name of its own.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Numbers.
    Numbers(Vec<f64>),
    /// A word.
    Word(String),
}

type Make = fn(&Arguments) -> std::result::Result<Condition, &'static str>;

/// Conditions by canonical name. New and old names of one condition stand in rows of their own.
pub const CONDITIONS: &[(&str, Make)] = &[
    ("aftercall", |a| calls(a, Relation::After)),
    ("afterconsiderationsetexecution", |a| clock(a, Scale::Step, Relation::After, Scale::Trial)),
    ("afterenvironmentsequence", |a| clock(a, Scale::Run, Relation::After, Scale::Life)),
    ("afterenvironmentstateupdate", |a| clock(a, Scale::Trial, Relation::After, Scale::Run)),
    ("afterncalls", |a| calls(a, Relation::AfterN)),
    ("afterncallscombined", |a| calls(a, Relation::AfterN)),
    ("afternconsiderationsetexecutions", |a| clock(a, Scale::Step, Relation::AfterN, Scale::Trial)),
    ("afternenvironmentsequences", |a| clock(a, Scale::Run, Relation::AfterN, Scale::Life)),
    ("afternenvironmentstateupdates", |a| clock(a, Scale::Trial, Relation::AfterN, Scale::Run)),
    ("afternpasses", |a| clock(a, Scale::Pass, Relation::AfterN, Scale::Trial)),
    ("afternruns", |a| clock(a, Scale::Run, Relation::AfterN, Scale::Life)),
    ("afterntimesteps", |a| clock(a, Scale::Step, Relation::AfterN, Scale::Trial)),
    ("afterntrials", |a| clock(a, Scale::Trial, Relation::AfterN, Scale::Run)),
    ("afterpass", |a| clock(a, Scale::Pass, Relation::After, Scale::Trial)),
    ("afterrun", |a| clock(a, Scale::Run, Relation::After, Scale::Life)),
    ("aftertimestep", |a| clock(a, Scale::Step, Relation::After, Scale::Trial)),
    ("aftertrial", |a| clock(a, Scale::Trial, Relation::After, Scale::Run)),
    ("all", |a| Ok(Condition::All(a.conditions.clone()))),
    ("allhaverun", |a| Ok(Condition::AllHaveRun(a.nodes.clone(), a.scale.unwrap_or(Scale::Trial)))),
    ("always", |_| Ok(Condition::Always)),
    ("and", |a| Ok(Condition::All(a.conditions.clone()))),
    ("any", |a| Ok(Condition::Any(a.conditions.clone()))),
    ("atconsiderationsetexecution", |a| clock(a, Scale::Step, Relation::At, Scale::Trial)),
    ("atenvironmentsequence", |a| clock(a, Scale::Run, Relation::At, Scale::Life)),
    ("atenvironmentsequencenstart", |a| nth_start(a, Scale::Trial, Scale::Run)),
    ("atenvironmentsequencestart", |_| Ok(start(Scale::Trial, Scale::Run))),
    ("atenvironmentstateupdate", |a| clock(a, Scale::Trial, Relation::At, Scale::Run)),
    ("atenvironmentstateupdatenstart", |a| nth_start(a, Scale::Pass, Scale::Trial)),
    ("atenvironmentstateupdatestart", |_| Ok(start(Scale::Pass, Scale::Trial))),
    ("atncalls", |a| calls(a, Relation::At)),
    ("atpass", |a| clock(a, Scale::Pass, Relation::At, Scale::Trial)),
    ("atrun", |a| clock(a, Scale::Run, Relation::At, Scale::Life)),
    ("atrunnstart", |a| nth_start(a, Scale::Trial, Scale::Run)),
    ("atrunstart", |_| Ok(start(Scale::Trial, Scale::Run))),
    ("attimestep", |a| clock(a, Scale::Step, Relation::At, Scale::Trial)),
    ("attrial", |a| clock(a, Scale::Trial, Relation::At, Scale::Run)),
    ("attrialnstart", |a| nth_start(a, Scale::Pass, Scale::Trial)),
    ("attrialstart", |_| Ok(start(Scale::Pass, Scale::Trial))),
    ("beforeconsiderationsetexecution", |a| clock(a, Scale::Step, Relation::Before, Scale::Trial)),
    ("beforeenvironmentstateupdate", |a| clock(a, Scale::Trial, Relation::Before, Scale::Run)),
    ("beforencalls", |a| calls(a, Relation::Before)),
    ("beforepass", |a| clock(a, Scale::Pass, Relation::Before, Scale::Trial)),
    ("beforetimestep", |a| clock(a, Scale::Step, Relation::Before, Scale::Trial)),
    ("beforetrial", |a| clock(a, Scale::Trial, Relation::Before, Scale::Run)),
    ("everyncalls", |a| Ok(Condition::EveryNCalls(one_node(a)?, number(a)?))),
    ("everynpasses", |a| clock(a, Scale::Pass, Relation::Every, Scale::Trial)),
    ("justran", |a| Ok(Condition::JustRan(one_node(a)?))),
    ("never", |_| Ok(Condition::Never)),
    ("not", |a| match &a.conditions[..] {
        [condition] => Ok(Condition::Not(Box::new(condition.clone()))),
        _ => Err("one condition"),
    }),
    ("nwhen", |a| match &a.conditions[..] {
        [condition] => Ok(Condition::NWhen(Box::new(condition.clone()), a.n.map_or(Ok(1), |_| number(a))?)),
        _ => Err("one condition"),
    }),
    ("or", |a| Ok(Condition::Any(a.conditions.clone()))),
    ("threshold", threshold),
    ("timeinterval", time_interval),
    ("timetermination", |a| {
        let at = a.time("t")?.or(a.n).ok_or("a time")?;
        Ok(Condition::TimeTermination(at, a.bound("inclusive")))
    }),
    ("whenfinished", |a| Ok(Condition::WhenFinished(vec![one_node(a)?], Quantifier::All))),
    ("whenfinishedall", |a| Ok(Condition::WhenFinished(a.nodes.clone(), Quantifier::All))),
    ("whenfinishedany", |a| Ok(Condition::WhenFinished(a.nodes.clone(), Quantifier::Any))),
    ("whilenot", |a| match &a.conditions[..] {
        [condition] => Ok(Condition::Not(Box::new(condition.clone()))),
        _ => Err("one condition"),
    }),
];

impl Arguments {
    fn real(&self, name: &str) -> Option<f64> {
        self.numbers(name).and_then(|numbers| numbers.first().copied())
    }

    fn numbers(&self, name: &str) -> Option<&[f64]> {
        self.named.iter().find_map(|(own, value)| match value {
            Argument::Numbers(numbers) if own == name => Some(&numbers[..]),
            _ => None,
        })
    }

    /// A time in milliseconds: a number in the unit that goes with it, or a text with a unit of its own.
    fn time(&self, name: &str) -> std::result::Result<Option<f64>, &'static str> {
        let unit = self.word("unit").unwrap_or("ms");
        if let Some(number) = self.real(name) {
            return Ok(Some(number * milliseconds(unit).ok_or(UNITS)?));
        }
        let Some(text) = self.word(name) else { return Ok(None) };
        let end = text.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(text.len());
        let (number, own) = text.split_at(end);
        let own = if own.trim().is_empty() { unit } else { own.trim() };
        let number: f64 = number.parse().map_err(|_| "a time as a number, or a text like \"2 s\"")?;
        Ok(Some(number * milliseconds(own).ok_or(UNITS)?))
    }

    fn word(&self, name: &str) -> Option<&str> {
        self.named.iter().find_map(|(own, value)| match value {
            Argument::Word(word) if own == name => Some(&word[..]),
            _ => None,
        })
    }

    fn bound(&self, name: &str) -> Bound {
        match (self.word(name), self.real(name)) {
            (Some("False" | "false"), _) | (_, Some(0.0)) => Bound::Exclusive,
            _ => Bound::Inclusive,
        }
    }
}

const UNITS: &str = "a unit of time: ns, us, ms, s, min or h";

/// Milliseconds of a unit.
fn milliseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" | "nanosecond" | "nanoseconds" => 1e-6,
        "us" | "µs" | "microsecond" | "microseconds" => 1e-3,
        "ms" | "millisecond" | "milliseconds" => 1.0,
        "s" | "second" | "seconds" => 1e3,
        "min" | "minute" | "minutes" => 6e4,
        "h" | "hour" | "hours" => 3.6e6,
        _ => return None,
    })
}

fn number(arguments: &Arguments) -> std::result::Result<i64, &'static str> {
    match arguments.n {
        Some(n) if n.fract() == 0.0 && n.abs() < 9e15 => Ok(n as i64),
        _ => Err("a whole number"),
    }
}

fn one_node(arguments: &Arguments) -> std::result::Result<String, &'static str> {
    match &arguments.nodes[..] {
        [node] => Ok(node.clone()),
        _ => Err("one node"),
    }
}

fn calls(arguments: &Arguments, relation: Relation) -> std::result::Result<Condition, &'static str> {
    if arguments.nodes.is_empty() {
        return Err("a node");
    }
    let scale = arguments.scale.unwrap_or(Scale::Trial);
    Ok(Condition::Calls(arguments.nodes.clone(), relation, number(arguments)?, scale))
}

fn clock(
    arguments: &Arguments,
    unit: Scale,
    relation: Relation,
    scale: Scale,
) -> std::result::Result<Condition, &'static str> {
    Ok(Condition::Clock(unit, relation, number(arguments)?, arguments.scale.unwrap_or(scale)))
}

fn start(unit: Scale, scale: Scale) -> Condition {
    Condition::Clock(unit, Relation::At, 0, scale)
}

fn nth_start(
    arguments: &Arguments,
    unit: Scale,
    scale: Scale,
) -> std::result::Result<Condition, &'static str> {
    let outer = if scale == Scale::Trial { Scale::Run } else { Scale::Life };
    let nth = Condition::Clock(scale, Relation::At, number(arguments)?, outer);
    Ok(Condition::All(vec![start(unit, scale), nth]))
}

fn threshold(arguments: &Arguments) -> std::result::Result<Condition, &'static str> {
    let comparator = arguments.word("comparator").and_then(Comparator::named).ok_or("a comparator")?;
    Ok(Condition::Threshold(Box::new(Threshold {
        node: one_node(arguments)?,
        parameter: arguments.word("parameter").unwrap_or("value").to_owned(),
        threshold: arguments.real("threshold").or(arguments.n).ok_or("a threshold")?,
        comparator,
        indices: match arguments.word("indices").and_then(Scale::named) {
            Some(scale) => vec![scale as i64],
            None => arguments.numbers("indices").unwrap_or(&[]).iter().map(|&i| i as i64).collect(),
        },
        absolute: arguments.real("atol").unwrap_or(0.0),
        relative: arguments.real("rtol").unwrap_or(0.0),
    })))
}

fn time_interval(arguments: &Arguments) -> std::result::Result<Condition, &'static str> {
    let edge = |name: &str, bound: &str| {
        Ok::<_, &'static str>(arguments.time(name)?.map(|at| (at, arguments.bound(bound))))
    };
    let interval = TimeInterval {
        repeat: arguments.time("repeat")?.or(arguments.n),
        start: edge("start", "startinclusive")?,
        end: edge("end", "endinclusive")?,
    };
    match interval {
        TimeInterval { repeat: None, start: None, end: None } => Err("`repeat`, `start` or `end`"),
        _ => Ok(Condition::TimeInterval(Box::new(interval))),
    }
}

/// The condition of this name with these arguments.
pub fn make(name: &str, arguments: &Arguments) -> Result<Condition> {
    let key = canonical(name);
    let Some((_, make)) = CONDITIONS.iter().find(|(own, _)| *own == key) else {
        return Err(ModelError::new("unknown-condition", format!("there is no condition `{name}`")));
    };
    make(arguments)
        .map_err(|what| ModelError::new("bad-condition", format!("condition `{name}` needs {what}")))
}

impl Condition {
    /// `EveryNCalls[node, n]`.
    pub fn every(node: &str, n: i64) -> Condition {
        Condition::EveryNCalls(node.to_owned(), n)
    }

    /// Calls `f` with every node that is named.
    pub fn each_node(&self, f: &mut dyn FnMut(&str)) {
        match self {
            Condition::Not(inner) | Condition::NWhen(inner, _) => inner.each_node(f),
            Condition::All(all) | Condition::Any(all) => all.iter().for_each(|inner| inner.each_node(f)),
            Condition::AllHaveRun(nodes, _)
            | Condition::Calls(nodes, ..)
            | Condition::WhenFinished(nodes, _) => nodes.iter().for_each(|node| f(node)),
            Condition::EveryNCalls(node, _) | Condition::JustRan(node) => f(node),
            Condition::Threshold(threshold) => f(&threshold.node),
            _ => {}
        }
    }

    /// Whether model time in milliseconds is looked at.
    pub fn is_absolute(&self) -> bool {
        match self {
            Condition::Not(inner) | Condition::NWhen(inner, _) => inner.is_absolute(),
            Condition::All(all) | Condition::Any(all) => all.iter().any(Condition::is_absolute),
            Condition::TimeInterval(_) | Condition::TimeTermination(..) => true,
            _ => false,
        }
    }
}

/// As it is written in the language.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, name: &str, all: &[Condition]| {
            write!(f, "{name}[")?;
            for (index, inner) in all.iter().enumerate() {
                write!(f, "{}{inner}", if index == 0 { "" } else { ", " })?;
            }
            write!(f, "]")
        };
        match self {
            Condition::Always => write!(f, "Always[]"),
            Condition::Never => write!(f, "Never[]"),
            Condition::Not(inner) => write!(f, "Not[{inner}]"),
            Condition::All(all) => list(f, "All", all),
            Condition::Any(all) => list(f, "Any", all),
            Condition::NWhen(inner, n) => write!(f, "NWhen[{inner}, {n}]"),
            Condition::AllHaveRun(nodes, _) => write!(f, "AllHaveRun[{}]", nodes.join(", ")),
            Condition::Calls(nodes, relation, n, _) => {
                write!(f, "{}NCalls[{}, {n}]", relation.word(), nodes.join(", "))
            }
            Condition::EveryNCalls(node, n) => write!(f, "EveryNCalls[{node}, {n}]"),
            Condition::JustRan(node) => write!(f, "JustRan[{node}]"),
            Condition::Clock(unit, Relation::AfterN, n, _) => write!(f, "AfterN{}[{n}]", unit.plural()),
            Condition::Clock(unit, Relation::Every, n, _) => write!(f, "EveryN{}[{n}]", unit.plural()),
            Condition::Clock(unit, relation, n, _) => write!(f, "{}{}[{n}]", relation.word(), unit.word()),
            Condition::WhenFinished(nodes, quantifier) => {
                write!(f, "WhenFinished{quantifier:?}[{}]", nodes.join(", "))
            }
            Condition::Threshold(t) => {
                let sign = Comparator::NAMES.iter().find(|(_, own)| *own == t.comparator);
                let sign = sign.map_or("", |(sign, _)| sign);
                write!(f, "Threshold[{}, {}, {}, {sign}]", t.node, t.parameter, t.threshold)
            }
            Condition::TimeInterval(interval) => {
                let part = |name: &str, at: Option<f64>| at.map(|at| format!("{name} -> {at}"));
                let parts = [
                    part("Repeat", interval.repeat),
                    part("Start", interval.start.map(|(at, _)| at)),
                    part("End", interval.end.map(|(at, _)| at)),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                write!(f, "TimeInterval[{}]", parts.join(", "))
            }
            Condition::TimeTermination(at, _) => write!(f, "TimeTermination[{at}]"),
            Condition::Host(function) => write!(f, "HostCondition[{function:?}]"),
        }
    }
}
