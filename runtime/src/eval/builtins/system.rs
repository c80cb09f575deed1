//! Time, memory, and variables that tell of the system.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::number;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// Time and memory.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AbsoluteTiming",
        HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        Arity::exactly(1),
        "AbsoluteTiming[expr] gives the seconds that evaluating expr took, and its value.",
        ("Last[AbsoluteTiming[1 + 1]]", "2"),
        |ev, call| timed(ev, &call.args[0]),
    ),
    Builtin::new(
        "Pause",
        NONE,
        Arity::exactly(1),
        "Pause[n] waits for n seconds.",
        ("Pause[0]", "Null"),
        pause,
    ),
    Builtin::new(
        "RepeatedTiming",
        Attributes::HOLD_FIRST,
        Arity::between(1, 2),
        "RepeatedTiming[expr] evaluates expr for about a second and gives the mean time and the value; RepeatedTiming[expr, t] for t seconds.",
        ("Last[RepeatedTiming[1 + 1, 0.01]]", "2"),
        repeated_timing,
    ),
    Builtin::new(
        "SessionTime",
        NONE,
        Arity::exactly(0),
        "SessionTime[] is the number of seconds since the program began.",
        ("SessionTime[] >= 0", "True"),
        |_, _| Ok(Some(Expr::Real(START.elapsed().as_secs_f64()))),
    ),
    Builtin::new(
        "TimeUsed",
        NONE,
        Arity::exactly(0),
        "TimeUsed[] is the number of seconds since the program began.",
        ("TimeUsed[] >= 0", "True"),
        |_, _| Ok(Some(Expr::Real(START.elapsed().as_secs_f64()))),
    ),
    Builtin::new(
        "Timing",
        HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        Arity::exactly(1),
        "Timing[expr] gives the seconds of processor time that evaluating expr took, and its value.",
        ("Last[Timing[1 + 1]]", "2"),
        cpu_timing,
    ),
];

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Processor time of the whole process, where the system tells it.
fn cpu_timing(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Ok(start) = ProcessTime::try_now() else { return timed(ev, &call.args[0]) };
    let value = ev.eval(call.args[0].clone())?;
    let seconds = start.try_elapsed().unwrap_or_default().as_secs_f64();
    Ok(Some(Expr::list([Expr::Real(seconds), value])))
}

fn timed(ev: &mut Evaluator, expr: &Expr) -> Reply {
    let start = Instant::now();
    let value = ev.eval(expr.clone())?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Some(Expr::list([Expr::Real(seconds), value])))
}

fn seconds(expr: &Expr) -> Option<f64> {
    match expr {
        #[expect(clippy::cast_precision_loss, reason = "a duration")]
        Expr::Integer(value) => Some(*value as f64),
        Expr::Real(value) => Some(*value),
        Expr::Rational(value) => Some(value.to_f64().value()),
        _ => None,
    }
    .filter(|seconds| *seconds >= 0.0 && seconds.is_finite())
}

/// The mean of the middle half of the times, over at least four evaluations.
fn repeated_timing(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(budget) = call.args.get(1).map_or(Some(1.0), seconds) else { return Ok(None) };
    let start = Instant::now();
    let mut times = Vec::new();
    let value = loop {
        let one = Instant::now();
        let value = ev.eval(call.args[0].clone())?;
        times.push(one.elapsed().as_secs_f64());
        if times.len() >= 4 && start.elapsed().as_secs_f64() >= budget {
            break value;
        }
    };
    times.sort_by(f64::total_cmp);
    let middle = &times[times.len() / 4..times.len() - times.len() / 4];
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    let mean = middle.iter().sum::<f64>() / middle.len() as f64;
    Ok(Some(Expr::list([Expr::Real(mean), value])))
}

fn pause(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(seconds) = seconds(&call.args[0]) else {
        ev.message(sym::Pause, "numnm", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    let Ok(wait) = Duration::try_from_secs_f64(seconds) else { return Ok(None) };
    let end = Instant::now() + wait;
    // In short pieces, so that an interrupt is seen.
    loop {
        ev.check_interrupt_now()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Some(Expr::null()));
        }
        std::thread::sleep(left.min(Duration::from_millis(20)));
    }
}

/// Gives the variables of the system their values.
pub(in crate::eval) fn define(ev: &mut Evaluator) {
    LazyLock::force(&START);
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let version = env!("CARGO_PKG_VERSION");
    let numbers: Args = version.split('.').filter_map(|part| part.parse().ok()).map(Expr::Integer).collect();
    let version_number = match &numbers[..] {
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        [Expr::Integer(major), Expr::Integer(minor), ..] => *major as f64 + *minor as f64 / 10.0,
        _ => 0.0,
    };
    let named = |head: &str, args: Vec<Expr>| Expr::call(Symbol::new(head), args);
    let now = || named("DateList", Vec::new());
    let today = Expr::call(sym::Take, [now(), Expr::Integer(3)]);
    let variables = [
        ("$Assumptions", Expr::Symbol(sym::True)),
        ("$ByteOrdering", Expr::Integer(if cfg!(target_endian = "little") { -1 } else { 1 })),
        ("$CharacterEncoding", Expr::string("UTF-8")),
        ("$HistoryLength", Expr::Integer(100)),
        ("$IterationLimit", Expr::Integer(4096)),
        ("$Language", Expr::string("English")),
        ("$MachineEpsilon", Expr::Real(f64::EPSILON)),
        ("$MachineName", Expr::string("")),
        ("$MachinePrecision", Expr::Real(f64::from(f64::MANTISSA_DIGITS) * std::f64::consts::LOG10_2)),
        ("$MaxExtraPrecision", Expr::Real(50.0)),
        ("$MaxMachineNumber", Expr::Real(f64::MAX)),
        ("$MaxPrecision", crate::eval::simplify::infinity()),
        ("$MinPrecision", Expr::Integer(0)),
        ("$MaxNumber", number::largest_number()),
        ("$MinMachineNumber", Expr::Real(f64::MIN_POSITIVE)),
        ("$MinNumber", number::smallest_number()),
        (
            "$OperatingSystem",
            Expr::string(if cfg!(windows) {
                "Windows"
            } else if cfg!(target_os = "macos") {
                "MacOSX"
            } else {
                "Unix"
            }),
        ),
        ("$ProcessorCount", Expr::Integer(i64::try_from(processors).unwrap_or(1))),
        ("$RecursionLimit", Expr::Integer(1024)),
        (
            "$ProcessorType",
            Expr::string(if cfg!(target_arch = "x86_64") { "x86-64" } else { std::env::consts::ARCH }),
        ),
        ("$ReleaseNumber", Expr::Integer(0)),
        ("$SystemCharacterEncoding", Expr::string("UTF-8")),
        ("$System", Expr::string(format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH))),
        ("$SystemID", Expr::string(format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH))),
        ("$SystemWordLength", Expr::Integer(i64::from(usize::BITS))),
        ("$TimeZone", Expr::Integer(0)),
        ("$Version", Expr::string(format!("Scheelite {version}"))),
        ("$VersionNumber", Expr::Real(version_number)),
        // Moments: looked at anew each time.
        ("Now", named("DateObject", vec![now()])),
        ("Today", named("DateObject", vec![today])),
        ("Developer`$MaxMachineInteger", Expr::Integer(i64::MAX)),
    ];
    for (name, value) in variables {
        ev.set_own_value(Symbol::new(name), Some(value));
    }
    ev.watch_limits();
    ev.show_contexts();
}

impl Evaluator {
    /// Makes assignments to `$RecursionLimit`, `$IterationLimit`, `$Context` and `$ContextPath` take effect.
    fn watch_limits(&mut self) {
        self.watch(Symbol::new("$RecursionLimit"), |ev, value| {
            limit(value, 20).map(|limit| ev.recursion_limit = limit).is_some()
        });
        self.watch(Symbol::new("$IterationLimit"), |ev, value| {
            limit(value, 20).map(|limit| ev.iteration_limit = limit).is_some()
        });
        self.watch(Symbol::new("$Context"), |ev, value| match value {
            Expr::String(context) if context.ends_with('`') => {
                ev.contexts.current = String::clone(context);
                true
            }
            _ => false,
        });
        self.watch(Symbol::new("$ContextPath"), |ev, value| {
            let path: Option<Vec<String>> = value.elements().and_then(|list| {
                list.iter()
                    .map(|one| if let Expr::String(one) = one { Some(String::clone(one)) } else { None })
                    .collect()
            });
            path.map(|path| ev.contexts.path = path).is_some()
        });
    }
}

fn limit(value: &Expr, least: usize) -> Option<usize> {
    match value {
        Expr::Integer(limit) => usize::try_from(*limit).ok().filter(|limit| *limit >= least),
        Expr::Symbol(sym::Infinity) => Some(usize::MAX),
        Expr::Normal(normal) if normal.has_head(sym::DirectedInfinity) => Some(usize::MAX),
        _ => None,
    }
}
