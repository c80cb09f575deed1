//! Long loops over machine numbers, which someone outside may run faster: the extension point, and the lengths from
//! which it is asked.

use super::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Runs a loop given as the function that it is a call of, and the arguments: functions and bodies as they stand, lists,
/// numbers and the bounds of the first iterator evaluated. `None` when the evaluator has to do it; then nothing has
/// happened.
pub type LoopFn = fn(&mut Evaluator, Symbol, &[Expr]) -> Eval<Option<Expr>>;

/// Who runs long loops, and what counts as long.
#[derive(Clone, Debug)]
pub struct Automatic {
    /// Plugged in from the right of the line of crates.
    pub run: Option<LoopFn>,
    lengths: [u64; OPTIONS.len()],
}

/// The options `"CompileOptions"` of the system, and their first values.
const OPTIONS: &[(&str, u64)] = &[
    ("ArrayCompileLength", 250),
    ("FoldCompileLength", 100),
    ("MapCompileLength", 100),
    ("NestCompileLength", 100),
    ("ProductCompileLength", 250),
    ("SumCompileLength", 250),
    ("TableCompileLength", 250),
];

impl Default for Automatic {
    fn default() -> Self {
        Automatic { run: None, lengths: std::array::from_fn(|option| OPTIONS[option].1) }
    }
}

impl Automatic {
    /// The number of rounds from which a loop is worth it.
    pub fn length(&self, head: Symbol) -> u64 {
        let option = match head {
            sym::Array => 0,
            sym::Fold | sym::FoldList => 1,
            sym::FixedPoint | sym::FixedPointList | sym::Nest | sym::NestList => 3,
            sym::Product => 4,
            sym::Sum => 5,
            sym::Do | sym::Table => 6,
            _ => 2,
        };
        self.lengths[option]
    }

    /// Whether a loop of so many rounds is to be offered.
    #[inline]
    pub fn is_long(&self, head: Symbol, rounds: u64) -> bool {
        self.run.is_some() && rounds >= self.length(head)
    }
}

impl Evaluator {
    /// Offers a loop; the caller has looked at its length.
    pub fn run_automatically(&mut self, head: Symbol, args: &[Expr]) -> Eval<Option<Expr>> {
        match self.automatic.run {
            Some(run) => run(self, head, args),
            None => Ok(None),
        }
    }
}

/// Options of the system.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "SetSystemOptions",
        Attributes::NONE,
        Arity::exactly(1),
        "SetSystemOptions[\"CompileOptions\" -> {name -> value, …}] sets from which length on loops are compiled.",
        (
            "SetSystemOptions[\"CompileOptions\" -> {\"MapCompileLength\" -> 100}]",
            "{CompileOptions -> {MapCompileLength -> 100}}",
        ),
        set_system_options,
    ),
    Builtin::new(
        "SystemOptions",
        Attributes::NONE,
        Arity::between(0, 1),
        "SystemOptions[] gives the options of the system, SystemOptions[group] and SystemOptions[group -> name] some.",
        (
            "SystemOptions[\"CompileOptions\" -> \"MapCompileLength\"]",
            "{CompileOptions -> {MapCompileLength -> 100}}",
        ),
        system_options,
    ),
];

const GROUP: &str = "CompileOptions";

fn rule(name: &str, value: Expr) -> Expr {
    Expr::call(sym::Rule, [Expr::string(name), value])
}

/// The group with the values of these options.
fn shown(ev: &Evaluator, options: impl Iterator<Item = usize>) -> Expr {
    let value = |option: usize| match i64::try_from(ev.automatic.lengths[option]) {
        Ok(length) => Expr::Integer(length),
        Err(_) => Expr::call(sym::DirectedInfinity, [Expr::Integer(1)]),
    };
    let options = options.map(|option| rule(OPTIONS[option].0, value(option)));
    Expr::list([rule(GROUP, Expr::list(options))])
}

fn text(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::String(text) => Some(text),
        _ => None,
    }
}

fn option_named(name: &Expr) -> Option<usize> {
    OPTIONS.iter().position(|(known, _)| Some(*known) == text(name))
}

/// A call that names no option: said so, and left as it is.
fn unknown(ev: &mut Evaluator, call: &Normal, name: &Expr) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::General);
    ev.message(head, "optx", &[name.clone(), Expr::from(call.clone())]);
    Ok(None)
}

fn system_options(ev: &mut Evaluator, call: &std::sync::Arc<Normal>) -> Reply {
    let Some(asked) = call.args.first() else { return Ok(Some(shown(ev, 0..OPTIONS.len()))) };
    let (group, name) = match asked.as_call(sym::Rule).map(|rule| &rule.args[..]) {
        Some([group, name]) => (group, Some(name)),
        _ => (asked, None),
    };
    if text(group) != Some(GROUP) {
        return unknown(ev, call, group);
    }
    match name {
        None => Ok(Some(shown(ev, 0..OPTIONS.len()))),
        Some(name) => match option_named(name) {
            Some(option) => Ok(Some(shown(ev, std::iter::once(option)))),
            None => unknown(ev, call, name),
        },
    }
}

fn set_system_options(ev: &mut Evaluator, call: &std::sync::Arc<Normal>) -> Reply {
    let Some([group, settings]) = call.args[0].as_call(sym::Rule).map(|rule| &rule.args[..]) else {
        return unknown(ev, call, &call.args[0]);
    };
    if text(group) != Some(GROUP) {
        return unknown(ev, call, group);
    }
    let single = [settings.clone()];
    let settings = settings.elements();
    let mut changes = Vec::new();
    for setting in settings.as_deref().unwrap_or(&single) {
        let Some([name, value]) = setting.as_call(sym::Rule).map(|rule| &rule.args[..]) else {
            return unknown(ev, call, setting);
        };
        let length = match value {
            Expr::Integer(length) => u64::try_from(*length).ok(),
            Expr::Normal(endless) if endless.has_head(sym::DirectedInfinity) => Some(u64::MAX),
            Expr::Symbol(sym::Infinity) => Some(u64::MAX),
            _ => None,
        };
        match (option_named(name), length) {
            (Some(option), Some(length)) => changes.push((option, length)),
            _ => return unknown(ev, call, setting),
        }
    }
    for &(option, length) in &changes {
        ev.automatic.lengths[option] = length;
    }
    Ok(Some(shown(ev, changes.into_iter().map(|(option, _)| option))))
}
