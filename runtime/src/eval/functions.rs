//! Application of pure functions, compositions and associations.

use std::sync::Arc;

use super::local::{is_slot_function, slot_template, template};
use super::plan::Body;
use super::{Attributes, Eval, Evaluator, Reply};
use crate::association::Association;
use crate::expr::{Args, Expr, Normal};
use crate::source::Origin;
use crate::symbol::{Symbol, sym};

/// A pure function taken apart for repeated application.
pub(crate) struct Prepared {
    /// Kept so that its address stays its own.
    function: Arc<Normal>,
    parameters: Parameters,
    pub(crate) body: Body,
}

enum Parameters {
    /// What each stand-in stands for.
    Slots(Vec<SlotOf>),
    /// So many names.
    Names(usize),
}

#[derive(Clone, PartialEq)]
enum SlotOf {
    /// `#n`; `#0` is the function.
    One(usize),
    /// `##n`
    From(usize),
    /// `#name`
    Named(Expr),
}

const CACHED: usize = 64;

/// The pure functions last applied.
pub(super) struct Cache([Option<Arc<Prepared>>; CACHED]);

impl Default for Cache {
    fn default() -> Self {
        Cache(std::array::from_fn(|_| None))
    }
}

pub(super) fn install(ev: &mut Evaluator) {
    ev.install_sub(sym::Composition, |_, call| Ok(composed(call, Order::RightFirst)));
    ev.install_sub(sym::RightComposition, |_, call| Ok(composed(call, Order::LeftFirst)));
    ev.install_sub(sym::Key, apply_key);
}

enum Order {
    RightFirst,
    LeftFirst,
}

fn composed(call: &Normal, order: Order) -> Option<Expr> {
    let functions = call.head.as_normal()?;
    let mut value: Option<Expr> = None;
    let mut step = |function: &Expr| {
        let args: Args = match value.take() {
            None => call.args.clone(),
            Some(value) => [value].into_iter().collect(),
        };
        value = Some(Expr::from(Normal::with_origin(function.clone(), args, call.origin)));
    };
    match order {
        Order::RightFirst => functions.args.iter().rev().for_each(&mut step),
        Order::LeftFirst => functions.args.iter().for_each(&mut step),
    }
    match value {
        None => call.args.first().cloned(),
        value => value,
    }
}

fn apply_key(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(match (call.head.as_normal().map(|key| &key.args[..]), &call.args[..]) {
        (Some([key]), [Expr::Association(association)]) => Some(entry(association, key)),
        _ => None,
    })
}

/// `association[key]`: the value, or `Missing["KeyAbsent", key]`.
pub(crate) fn entry(association: &Association, key: &Expr) -> Expr {
    let bare = match key.as_call(sym::Key) {
        Some(wrapped) if wrapped.args.len() == 1 && !association.entries.contains_key(key) => {
            &wrapped.args[0]
        }
        _ => key,
    };
    match association.entries.get(bare) {
        Some(value) => delayed_value(value),
        None => Expr::call(sym::Missing, [Expr::string("KeyAbsent"), bare.clone()]),
    }
}

/// What an entry stands for: the right side where it was given by a delayed rule.
pub(crate) fn delayed_value(value: &Expr) -> Expr {
    match value.as_call(sym::RuleDelayed) {
        Some(rule) if rule.args.len() == 2 => rule.args[1].clone(),
        _ => value.clone(),
    }
}

/// The attributes in `Function[params, body, attributes]`.
pub(super) fn attributes(function: &Normal) -> Attributes {
    let Some(given) = function.args.get(2) else { return Attributes::NONE };
    let names = given.elements().unwrap_or_else(|| vec![given.clone()].into());
    names
        .iter()
        .filter_map(Expr::as_symbol)
        .filter_map(|symbol| Attributes::named(symbol.name()))
        .fold(Attributes::NONE, |all, one| all | one)
}

fn prepare(function: &Arc<Normal>) -> Option<Prepared> {
    let args = &function.args;
    let (parameters, body) = if is_slot_function(function) {
        let mut slots: Vec<SlotOf> = Vec::new();
        let body = slot_template(&args[usize::from(args.len() > 1)], &mut |slot| {
            let of = match (slot.head_symbol(), slot.args.first()) {
                (Some(sym::SlotSequence), Some(Expr::Integer(from))) => {
                    SlotOf::From(usize::try_from(*from).unwrap_or(usize::MAX))
                }
                (Some(sym::SlotSequence), _) => SlotOf::From(1),
                (_, Some(Expr::Integer(at))) => SlotOf::One(usize::try_from(*at).unwrap_or(usize::MAX)),
                (_, Some(name)) => SlotOf::Named(name.clone()),
                (_, None) => SlotOf::One(1),
            };
            slots.iter().position(|known| *known == of).unwrap_or_else(|| {
                slots.push(of);
                slots.len() - 1
            })
        });
        (Parameters::Slots(slots), body)
    } else {
        let names: Vec<Symbol> = match &args[0] {
            Expr::Symbol(name) => vec![*name],
            list => list.as_call(sym::List)?.args.iter().map(Expr::as_symbol).collect::<Option<_>>()?,
        };
        (Parameters::Names(names.len()), template(&args[1], &names))
    };
    Some(Prepared { function: Arc::clone(function), parameters, body: Body::new(body) })
}

impl Evaluator {
    fn prepared(&mut self, function: &Arc<Normal>) -> Option<Arc<Prepared>> {
        let place = (Arc::as_ptr(function) as usize >> 4) % CACHED;
        if let Some(known) = &self.functions.0[place]
            && Arc::ptr_eq(&known.function, function)
        {
            return Some(Arc::clone(known));
        }
        let prepared = Arc::new(prepare(function)?);
        self.functions.0[place] = Some(Arc::clone(&prepared));
        Some(prepared)
    }

    /// A pure function made ready with the values of its body's stand-ins; `None`, after a message, when the
    /// arguments do not suffice.
    pub(super) fn function_body(
        &mut self,
        function: &Arc<Normal>,
        args: &mut Args,
        origin: Origin,
    ) -> Eval<Option<(Arc<Prepared>, Args)>> {
        if function.args.is_empty() {
            return Ok(None);
        }
        let Some(prepared) = self.prepared(function) else {
            let whole = Expr::Normal(Arc::clone(function));
            self.message_at(sym::Function, "flpar", &[function.args[0].clone(), whole], origin);
            return Ok(None);
        };
        match &prepared.parameters {
            Parameters::Names(count) => {
                if args.len() < *count {
                    let call = Expr::call(Expr::Normal(Arc::clone(function)), args.iter().cloned());
                    self.message_at(sym::Function, "fpct", &[function.args[0].clone(), call], origin);
                    return Ok(None);
                }
                args.truncate(*count);
                Ok(Some((prepared, std::mem::take(args))))
            }
            Parameters::Slots(slots) => {
                let mut values = Args::with_capacity(slots.len());
                for slot in slots {
                    values.push(match slot {
                        SlotOf::One(0) => Expr::Normal(Arc::clone(function)),
                        SlotOf::One(at) => match args.get(at - 1) {
                            Some(arg) => arg.clone(),
                            None => {
                                let whole = Expr::Normal(Arc::clone(function));
                                let call = Expr::call(whole.clone(), args.iter().cloned());
                                let slot = Expr::call(sym::Slot, [integer(*at)]);
                                self.message_at(sym::Function, "slotn", &[integer(*at), whole, call], origin);
                                slot
                            }
                        },
                        SlotOf::From(from) => match args.get(from.saturating_sub(1)..) {
                            Some([one]) => one.clone(),
                            rest => Expr::call(sym::Sequence, rest.unwrap_or_default().iter().cloned()),
                        },
                        SlotOf::Named(name) => match args.first() {
                            Some(Expr::Association(association))
                                if association.entries.contains_key(name) =>
                            {
                                entry(association, name)
                            }
                            _ => {
                                let slot = Expr::call(sym::Slot, [name.clone()]);
                                let first = args.first().cloned().unwrap_or_else(Expr::null);
                                let whole = Expr::Normal(Arc::clone(function));
                                self.message_at(
                                    sym::Function,
                                    "slota",
                                    &[name.clone(), whole, first],
                                    origin,
                                );
                                slot
                            }
                        },
                    });
                }
                Ok(Some((prepared, values)))
            }
        }
    }
}

fn integer(value: usize) -> Expr {
    Expr::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
