//! Time, dates, memory, and variables that tell of the system.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// Time, dates, memory.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AbsoluteTime",
        NONE,
        Arity::exactly(0),
        "AbsoluteTime[] is the number of seconds since the beginning of 1900.",
        ("AbsoluteTime[] > 3*10^9", "True"),
        |_, _| Ok(Some(Expr::Real(unix_time().as_secs_f64() + SECONDS_1900_TO_1970))),
    ),
    Builtin::new(
        "AbsoluteTiming",
        HOLD_ALL.and(Attributes::SEQUENCE_HOLD),
        Arity::exactly(1),
        "AbsoluteTiming[expr] gives the seconds that evaluating expr took, and its value.",
        ("Last[AbsoluteTiming[1 + 1]]", "2"),
        |ev, call| timed(ev, &call.args[0]),
    ),
    Builtin::new(
        "DateList",
        NONE,
        Arity::exactly(0),
        "DateList[] is {year, month, day, hour, minute, second}, in UTC.",
        ("Length[DateList[]]", "6"),
        |_, _| {
            let now = Date::now();
            let whole = [now.year, now.month, now.day, now.hour, now.minute].map(Expr::Integer);
            Ok(Some(Expr::list(whole.into_iter().chain([Expr::Real(now.second)]))))
        },
    ),
    Builtin::new(
        "DateString",
        NONE,
        Arity::between(0, 1),
        "DateString[] is the date and time in UTC; DateString[{\"Year\", \"-\", \"Month\", …}] puts elements together.",
        ("StringLength[DateString[{\"Year\", \"-\", \"Month\"}]]", "7"),
        date_string,
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
        "Timing[expr] gives the seconds that evaluating expr took, and its value.",
        ("Last[Timing[1 + 1]]", "2"),
        |ev, call| timed(ev, &call.args[0]),
    ),
    Builtin::new(
        "UnixTime",
        NONE,
        Arity::exactly(0),
        "UnixTime[] is the number of seconds since the beginning of 1970.",
        ("IntegerQ[UnixTime[]]", "True"),
        |_, _| Ok(Some(Expr::Integer(i64::try_from(unix_time().as_secs()).unwrap_or(i64::MAX)))),
    ),
];

const SECONDS_1900_TO_1970: f64 = 2_208_988_800.0;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn unix_time() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
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

/// A date and time of the Gregorian calendar, in UTC.
struct Date {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: f64,
    /// From 0 for Sunday.
    weekday: i64,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

impl Date {
    fn now() -> Date {
        let since = unix_time();
        Date::at(i64::try_from(since.as_secs()).unwrap_or(0), f64::from(since.subsec_nanos()) / 1e9)
    }

    /// The date so many seconds after the beginning of 1970. Days are counted in eras of 400 years that begin in
    /// March, so that leap days come last.
    fn at(seconds: i64, fraction: f64) -> Date {
        let days = seconds.div_euclid(86_400);
        let of_day = seconds.rem_euclid(86_400);
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        #[expect(clippy::cast_precision_loss, reason = "below 60")]
        let second = (of_day % 60) as f64 + fraction;
        Date {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
            hour: of_day / 3600,
            minute: of_day / 60 % 60,
            second,
            weekday: (days + 4).rem_euclid(7),
        }
    }

    fn month_name(&self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
    }

    fn day_name(&self) -> &'static str {
        usize::try_from(self.weekday).ok().and_then(|index| DAYS.get(index)).copied().unwrap_or_default()
    }

    /// An element of `DateString`, or the text itself.
    fn element(&self, name: &str) -> String {
        let second = self.second.floor();
        match name {
            "Year" => self.year.to_string(),
            "YearShort" => format!("{:02}", self.year.rem_euclid(100)),
            "Month" => format!("{:02}", self.month),
            "MonthShort" => self.month.to_string(),
            "MonthName" => self.month_name().to_owned(),
            "MonthNameShort" => self.month_name()[..3].to_owned(),
            "Day" => format!("{:02}", self.day),
            "DayShort" => self.day.to_string(),
            "DayName" => self.day_name().to_owned(),
            "DayNameShort" => self.day_name()[..3].to_owned(),
            "Hour" | "Hour24" => format!("{:02}", self.hour),
            "Hour12" => format!("{:02}", (self.hour + 11) % 12 + 1),
            "AMPM" => (if self.hour < 12 { "AM" } else { "PM" }).to_owned(),
            "Minute" => format!("{:02}", self.minute),
            "Second" => format!("{second:02}"),
            "SecondExact" => format!("{:09.6}", self.second),
            "Millisecond" => format!("{:03}", ((self.second - second) * 1000.0).floor()),
            "Time" => format!("{:02}:{:02}:{second:02}", self.hour, self.minute),
            "Date" => format!(
                "{} {} {} {}",
                self.element("DayNameShort"),
                self.day,
                self.element("MonthNameShort"),
                self.year
            ),
            "DateShort" => {
                format!("{} {} {}", self.element("DayNameShort"), self.day, self.element("MonthNameShort"))
            }
            "DateTime" => format!(
                "{} {} {} {} {}",
                self.day_name(),
                self.day,
                self.month_name(),
                self.year,
                self.element("Time")
            ),
            "ISODate" => format!("{}-{:02}-{:02}", self.year, self.month, self.day),
            "ISODateTime" => format!("{}T{}", self.element("ISODate"), self.element("Time")),
            text => text.to_owned(),
        }
    }
}

fn date_string(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let now = Date::now();
    let elements: Vec<Expr> = match call.args.first() {
        None => {
            let day = format!(
                "{} {} {} {}",
                now.element("DayNameShort"),
                now.day,
                now.element("MonthNameShort"),
                now.year
            );
            return Ok(Some(Expr::string(format!("{day} {}", now.element("Time")))));
        }
        Some(list) => match list.elements() {
            Some(elements) => elements.into_owned(),
            None => vec![list.clone()],
        },
    };
    let text: Option<String> = elements
        .iter()
        .map(|element| match element {
            Expr::String(name) => Some(now.element(name)),
            _ => None,
        })
        .collect();
    Ok(text.map(Expr::string))
}

/// Gives the variables of the system their values.
pub(in crate::eval) fn define(ev: &mut Evaluator) {
    LazyLock::force(&START);
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let version = env!("CARGO_PKG_VERSION");
    let numbers: Args = version.split('.').filter_map(|part| part.parse().ok()).map(Expr::Integer).collect();
    let number = match &numbers[..] {
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        [Expr::Integer(major), Expr::Integer(minor), ..] => *major as f64 + *minor as f64 / 10.0,
        _ => 0.0,
    };
    let variables = [
        ("$ByteOrdering", Expr::Integer(if cfg!(target_endian = "little") { -1 } else { 1 })),
        ("$HistoryLength", Expr::Integer(100)),
        ("$IterationLimit", Expr::Integer(4096)),
        ("$MachineEpsilon", Expr::Real(f64::EPSILON)),
        ("$MachineName", Expr::string("")),
        ("$MachinePrecision", Expr::Real(f64::from(f64::MANTISSA_DIGITS) * std::f64::consts::LOG10_2)),
        ("$MaxMachineNumber", Expr::Real(f64::MAX)),
        ("$MinMachineNumber", Expr::Real(f64::MIN_POSITIVE)),
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
        ("$ReleaseNumber", Expr::Integer(0)),
        ("$System", Expr::string(format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH))),
        ("$SystemID", Expr::string(format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH))),
        ("$SystemWordLength", Expr::Integer(i64::from(usize::BITS))),
        ("$TimeZone", Expr::Integer(0)),
        ("$Version", Expr::string(format!("Scheelite {version}"))),
        ("$VersionNumber", Expr::Real(number)),
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

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_follow_the_calendar() {
        let shown = |seconds| Date::at(seconds, 0.0).element("ISODateTime");
        assert_eq!(shown(0), "1970-01-01T00:00:00");
        assert_eq!(shown(951_782_400), "2000-02-29T00:00:00");
        assert_eq!(shown(1_700_000_000), "2023-11-14T22:13:20");
        assert_eq!(shown(-1), "1969-12-31T23:59:59");
        assert_eq!(Date::at(1_700_000_000, 0.0).element("DayName"), "Tuesday");
    }
}
