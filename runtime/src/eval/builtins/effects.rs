//! What evaluation does beside giving a value: messages, results sown on the way, limits of time and memory.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::eval::assign::hold_form;
use crate::eval::iterate::Collector;
use crate::eval::messages::{Name, Quiet};
use crate::eval::pattern::Pattern;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::size;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// Messages, `Sow` and `Reap`, limits.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Assert",
        Attributes::HOLD_ALL_COMPLETE,
        Arity::between(1, 2),
        "Assert[test] issues a message when test is not True, once On[Assert] has switched assertions on; Assert[test, tag] names the place.",
        ("On[Assert]; Assert[1 + 1 == 2]", "Null"),
        assert,
    ),
    Builtin::new(
        "Check",
        HOLD_ALL,
        Arity::at_least(2),
        "Check[expr, failed] gives failed when evaluating expr issues messages; Check[expr, failed, f::tag, …] for these messages.",
        ("Check[Quiet[1/0], bad]", "ComplexInfinity"),
        check,
    ),
    Builtin::new(
        "Evaluate",
        NONE,
        Arity::ANY,
        "Evaluate[expr] evaluates expr where it would be left unevaluated.",
        ("Hold[Evaluate[1 + 1]]", "Hold[2]"),
        |_, call| {
            Ok(Some(match &call.args[..] {
                [one] => one.clone(),
                several => Expr::call(sym::Sequence, several.iter().cloned()),
            }))
        },
    ),
    Builtin::new(
        "MemoryConstrained",
        HOLD_ALL,
        Arity::between(2, 3),
        "MemoryConstrained[expr, bytes, failed] stops expr when it takes more than so many bytes, and gives failed, or $Aborted.",
        ("MemoryConstrained[Range[1000], 100, big]", "big"),
        |ev, call| {
            let bytes = match ev.eval(call.args[1].clone())? {
                Expr::Integer(bytes) => u64::try_from(bytes).unwrap_or(0),
                _ => u64::MAX / 2,
            };
            let (result, stopped) = ev.within_memory(bytes, |ev| ev.eval(call.args[0].clone()));
            if stopped {
                return Ok(Some(failed(call)));
            }
            let value = result?;
            let fits = size::byte_count(&value) <= u128::from(bytes);
            Ok(Some(if fits { value } else { failed(call) }))
        },
    ),
    Builtin::new(
        "MaxMemoryUsed",
        Attributes::HOLD_ALL,
        Arity::between(0, 1),
        "MaxMemoryUsed[] is the most memory that the session has held, in bytes; MaxMemoryUsed[expr] the memory that evaluating expr took.",
        ("MaxMemoryUsed[] >= MemoryInUse[]/2", "True"),
        |ev, call| {
            let bytes = |bytes: u64| Expr::Integer(i64::try_from(bytes).unwrap_or(i64::MAX));
            let before = crate::memory::resident().unwrap_or(0);
            if let Some(expr) = call.args.first() {
                let value = ev.eval(expr.clone())?;
                let grown = crate::memory::resident().unwrap_or(0).saturating_sub(before);
                let held = u64::try_from(size::byte_count(&value)).unwrap_or(u64::MAX);
                return Ok(Some(bytes(grown.max(held))));
            }
            Ok(Some(bytes(crate::memory::most_resident().unwrap_or(before))))
        },
    ),
    Builtin::new(
        "MemoryInUse",
        Attributes::PROTECTED,
        Arity::exactly(0),
        "MemoryInUse[] is the memory that the session holds, in bytes.",
        ("MemoryInUse[] > 100000", "True"),
        |_, _| {
            let bytes = crate::memory::resident().unwrap_or(0);
            Ok(Some(Expr::Integer(i64::try_from(bytes).unwrap_or(i64::MAX))))
        },
    ),
    Builtin::new(
        "Message",
        Attributes::HOLD_FIRST,
        Arity::at_least(1),
        "Message[f::tag, e1, …] issues the message f::tag with the e in the places of its text.",
        ("f::bad = \"Bad `1`.\"; Quiet[Message[f::bad, 1]]", "Null"),
        |ev, call| {
            let Some((symbol, tag)) = message_name(&call.args[0]) else {
                ev.message(sym::Message, "name", &[call.args[0].clone()]);
                return Ok(None);
            };
            ev.message(symbol, &tag, &call.args[1..]);
            Ok(Some(Expr::null()))
        },
    ),
    Builtin::new(
        "MessageName",
        Attributes::HOLD_FIRST.and(Attributes::READ_PROTECTED),
        Arity::at_least(2),
        "f::tag or MessageName[f, \"tag\"] is the text of a message.",
        ("f::bad = \"No.\"; f::bad", "No."),
        |ev, call| {
            let (Expr::Symbol(symbol), Expr::String(tag)) = (&call.args[0], &call.args[1]) else {
                return Ok(None);
            };
            if tag.as_str() == "usage"
                && let Some(builtin) = ev.definition(*symbol).and_then(|definition| definition.builtin)
            {
                return Ok(Some(Expr::string(builtin.usage)));
            }
            Ok(ev.message_template(*symbol, tag).map(|text| Expr::string(text.into_owned())))
        },
    ),
    Builtin::new(
        "Off",
        HOLD_ALL,
        Arity::ANY,
        "Off[f::tag, …] switches messages off.",
        ("Off[Power::infy]; 1/0", "ComplexInfinity"),
        |ev, call| switch(ev, call, false),
    ),
    Builtin::new(
        "On",
        HOLD_ALL,
        Arity::ANY,
        "On[f::tag, …] switches messages on.",
        ("On[Power::infy]", "Null"),
        |ev, call| switch(ev, call, true),
    ),
    Builtin::new(
        "Quiet",
        HOLD_ALL,
        Arity::between(1, 3),
        "Quiet[expr] evaluates expr without messages; Quiet[expr, {f::tag, …}] without these.",
        ("Quiet[1/0]", "ComplexInfinity"),
        |ev, call| {
            let names = |at: usize| call.args.get(at).map(message_names).unwrap_or_default();
            let on = names(2);
            let both: Vec<Name> = names(1).into_iter().filter(|name| on.contains(name)).collect();
            if !both.is_empty() {
                let shown = both.into_iter().map(|(symbol, tag)| {
                    hold_form(&Expr::call(sym::MessageName, [Expr::Symbol(symbol), Expr::string(tag)]))
                });
                let whole = hold_form(&Expr::Normal(Arc::clone(call)));
                ev.message(sym::Quiet, "conflict", &[whole, Expr::list(shown)]);
                return Ok(None);
            }
            let quiet = match (call.args.get(1), call.args.get(2)) {
                (None, _) => Quiet::All,
                (Some(Expr::Symbol(sym::All)), None) => Quiet::All,
                (Some(Expr::Symbol(sym::All | sym::None)), Some(on)) => Quiet::AllBut(message_names(on)),
                (Some(Expr::Symbol(sym::None)), None) => Quiet::These(Vec::new()),
                (Some(off), _) => Quiet::These(message_names(off)),
            };
            ev.quietly(quiet, |ev| ev.eval(call.args[0].clone())).map(Some)
        },
    ),
    Builtin::new(
        "Reap",
        Attributes::HOLD_FIRST,
        Arity::between(1, 3),
        "Reap[expr] gives the value of expr and the lists of what Sow sowed in it; Reap[expr, form] for tags that match form.",
        ("Reap[Do[Sow[i^2], {i, 3}]]", "{Null, {{1, 4, 9}}}"),
        reap,
    ),
    Builtin::new(
        "ReleaseHold",
        NONE,
        Arity::exactly(1),
        "ReleaseHold[expr] takes Hold, HoldForm, HoldPattern and HoldComplete off.",
        ("ReleaseHold[Hold[1 + 1]]", "2"),
        |_, call| Ok(Some(released(&call.args[0]))),
    ),
    Builtin::new(
        "Sow",
        NONE,
        Arity::between(1, 2),
        "Sow[e] gives e and sows it for the Reap around it; Sow[e, tag] with a tag.",
        ("Reap[Sow[1]; 2]", "{2, {{1}}}"),
        sow,
    ),
    Builtin::new(
        "TimeConstrained",
        HOLD_ALL,
        Arity::between(2, 3),
        "TimeConstrained[expr, seconds, failed] gives failed when expr takes longer.",
        ("TimeConstrained[While[True], 0.01, late]", "late"),
        time_constrained,
    ),
];

/// `f::tag`, unevaluated.
fn message_name(expr: &Expr) -> Option<Name> {
    let name = expr.as_call(sym::MessageName)?;
    match &name.args[..] {
        [Expr::Symbol(symbol), Expr::String(tag), ..] => Some((*symbol, String::clone(tag))),
        _ => None,
    }
}

fn message_names(expr: &Expr) -> Vec<Name> {
    match expr.as_call(sym::List) {
        Some(list) => list.args.iter().filter_map(message_name).collect(),
        None => message_name(expr).into_iter().collect(),
    }
}

/// Whether `Assert` looks at its test: not before `On[Assert]`.
#[derive(Default)]
struct Assertions(bool);

fn assert(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if ev.state::<Assertions>().0 && !ev.eval(call.args[0].clone())?.is_symbol(sym::True) {
        let test = Expr::call(sym::HoldForm, [call.args[0].clone()]);
        match call.args.get(1) {
            None => ev.message(Symbol::new("Assert"), "asrtf", &[test]),
            Some(tag) => ev.message(Symbol::new("Assert"), "asrtfl", &[test, tag.clone()]),
        }
    }
    Ok(Some(Expr::null()))
}

fn switch(ev: &mut Evaluator, call: &Arc<Normal>, on: bool) -> Reply {
    if call.args.iter().any(|arg| arg.is_symbol(Symbol::new("Assert"))) {
        ev.state::<Assertions>().0 = on;
    }
    for name in call.args.iter().flat_map(message_names) {
        ev.switch_message(name, on);
    }
    Ok(Some(Expr::null()))
}

fn check(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let wanted: Vec<Name> = call.args[2..].iter().flat_map(message_names).collect();
    let (result, seen) = ev.checked(|ev| ev.eval(call.args[0].clone()));
    let value = result?;
    let failed =
        if wanted.is_empty() { !seen.is_empty() } else { seen.iter().any(|name| wanted.contains(name)) };
    Ok(Some(if failed { call.args[1].clone() } else { value }))
}

fn failed(call: &Normal) -> Expr {
    call.args.get(2).cloned().unwrap_or_else(|| Expr::Symbol(Symbol::new("$Aborted")))
}

fn time_constrained(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let limit = ev.eval(call.args[1].clone())?;
    let seconds = match &limit {
        #[expect(clippy::cast_precision_loss, reason = "a duration")]
        Expr::Integer(seconds) if *seconds > 0 => *seconds as f64,
        Expr::Real(seconds) if *seconds > 0.0 => *seconds,
        Expr::Rational(seconds) => seconds.to_f64().value(),
        Expr::Symbol(sym::Infinity) => f64::INFINITY,
        Expr::Normal(infinite) if infinite.has_head(sym::DirectedInfinity) => f64::INFINITY,
        _ => {
            ev.message(sym::TimeConstrained, "timc", &[limit]);
            return Ok(None);
        }
    };
    let Ok(allowed) = Duration::try_from_secs_f64(seconds) else {
        return ev.eval(call.args[0].clone()).map(Some);
    };
    let end = Instant::now() + allowed;
    let (result, timed_out) = ev.within(end, |ev| ev.eval(call.args[0].clone()));
    if timed_out {
        return Ok(Some(failed(call)));
    }
    result.map(Some)
}

fn released(expr: &Expr) -> Expr {
    let Expr::Normal(normal) = expr else { return expr.clone() };
    if matches!(normal.head_symbol(), Some(sym::Hold | sym::HoldForm | sym::HoldPattern | sym::HoldComplete))
    {
        return match &normal.args[..] {
            [one] => one.clone(),
            several => Expr::call(sym::Sequence, several.iter().cloned()),
        };
    }
    let args: Args = normal.args.iter().map(released).collect();
    Expr::from(Normal::with_origin(normal.head.clone(), args, normal.origin))
}

/// What has been sown for the `Reap`s under way, the innermost last.
#[derive(Default)]
struct Reaping(Vec<Reaped>);

#[derive(Default)]
struct Reaped {
    forms: Vec<Expr>,
    sown: Vec<(Expr, Expr)>,
}

fn sow(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let value = call.args[0].clone();
    let tags: Vec<Expr> = match call.args.get(1) {
        None => vec![Expr::Symbol(sym::None)],
        Some(tags) => tags.elements().map_or_else(|| vec![tags.clone()], std::borrow::Cow::into_owned),
    };
    ev.mark_all_escaped(&value);
    for tag in tags {
        let levels = ev.state::<Reaping>().0.len();
        for level in (0..levels).rev() {
            let forms = ev.state::<Reaping>().0[level].forms.clone();
            let mut taken = false;
            for form in &forms {
                taken |= form.as_call(sym::Blank).is_some_and(|blank| blank.args.is_empty()) || {
                    let pattern = Pattern::new(form, ev);
                    ev.matches(&pattern, &tag)?
                };
            }
            if taken {
                ev.state::<Reaping>().0[level].sown.push((value.clone(), tag.clone()));
                break;
            }
        }
    }
    Ok(Some(value))
}

fn reap(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let form = call.args.get(1).cloned().unwrap_or_else(|| Expr::call(sym::Blank, []));
    let several = form.as_call(sym::List).map(|list| list.args.to_vec());
    let forms = several.clone().unwrap_or_else(|| vec![form]);
    ev.state::<Reaping>().0.push(Reaped { forms: forms.clone(), sown: Vec::new() });
    let depth = ev.state::<Reaping>().0.len();
    let result = ev.eval(call.args[0].clone());
    let reaping = &mut ev.state::<Reaping>().0;
    reaping.truncate(depth);
    let sown = reaping.pop().unwrap_or_default().sown;
    let value = result?;
    let mut per_form = Args::new();
    for form in &forms {
        let groups = groups(ev, form, &sown, call.args.get(2))?;
        per_form.push(Expr::list(groups));
    }
    let reaped = match several {
        Some(_) => Expr::list(per_form),
        None => per_form.pop().unwrap_or_else(|| Expr::list([])),
    };
    Ok(Some(Expr::list([value, reaped])))
}

/// Values by tag, in order of the first of each, for tags that match the form.
fn groups(ev: &mut Evaluator, form: &Expr, sown: &[(Expr, Expr)], f: Option<&Expr>) -> Eval<Args> {
    let pattern = Pattern::new(form, ev);
    let mut groups: indexmap::IndexMap<Expr, Collector, rustc_hash::FxBuildHasher> = Default::default();
    for (value, tag) in sown {
        if groups.contains_key(tag) || ev.matches(&pattern, tag)? {
            groups.entry(tag.clone()).or_default().push(value.clone());
        }
    }
    let mut lists = Args::new();
    for (tag, group) in groups {
        let list = group.finish();
        lists.push(match f {
            None => list,
            Some(f) => ev.apply(f, [tag, list])?,
        });
    }
    Ok(lists)
}
