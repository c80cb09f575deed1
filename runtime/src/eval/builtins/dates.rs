//! Dates: the Gregorian calendar, in UTC, between lists, numbers of seconds and text.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::date_text;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::Symbol;

const NONE: Attributes = Attributes::NONE;

/// Dates. A date is a list `{year, month, …}`, a number of seconds since 1900, a string such as `"2020-03-04"`, or
/// `DateObject[{year, …}]`.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AbsoluteTime",
        NONE,
        Arity::between(0, 1),
        "AbsoluteTime[] is the number of seconds since the beginning of 1900; AbsoluteTime[date] that of a date.",
        ("AbsoluteTime[{2000, 1, 1}]", "3155673600"),
        |_, call| {
            Ok(match call.args.first() {
                None => Some(Expr::Real(unix_time().as_secs_f64() + number(SECONDS_1900_TO_1970))),
                Some(date) => Moment::read(date).map(|moment| moment.seconds_since(-SECONDS_1900_TO_1970)),
            })
        },
    ),
    Builtin::new(
        "DateDifference",
        NONE,
        Arity::between(2, 3),
        "DateDifference[date1, date2] gives the days from date1 to date2 as a Quantity; DateDifference[date1, date2, unit] in \"Year\", \"Month\", \"Week\", \"Day\", \"Hour\", \"Minute\" or \"Second\"; with a list of units in all of them.",
        ("DateDifference[{2020, 1, 1}, {2020, 3, 1}]", "Quantity[60, Days]"),
        date_difference,
    ),
    Builtin::new(
        "DateList",
        NONE,
        Arity::between(0, 1),
        "DateList[] is {year, month, day, hour, minute, second}, in UTC; DateList[date] that of a date.",
        ("DateList[\"2020-03-04\"]", "{2020, 3, 4, 0, 0, 0.}"),
        |_, call| {
            let moment = call.args.first().map_or_else(|| Some(Moment::now()), Moment::read);
            Ok(moment.map(|moment| moment.date().list()))
        },
    ),
    Builtin::new(
        "DateObject",
        NONE,
        Arity::between(0, 4),
        "DateObject[date] stands for a date: {year, month, day, …}, a string or seconds since 1900; DateObject[] for the present moment. It shows as text.",
        ("DateObject[{2020, 1, 5}]", "Sun 5 Jan 2020"),
        date_object,
    ),
    Builtin::new(
        "DatePlus",
        NONE,
        Arity::between(1, 2),
        "DatePlus[date, n] gives the date n days later; DatePlus[date, {n, unit}] with \"Year\", \"Month\", \"Week\", \"Day\", \"Hour\", \"Minute\" or \"Second\".",
        ("DatePlus[{2020, 2, 28}, 2]", "{2020, 3, 1}"),
        date_plus,
    ),
    Builtin::new(
        "DateString",
        NONE,
        Arity::between(0, 2),
        "DateString[] is the date and time in UTC; DateString[date] that of a date; DateString[date, {\"Year\", \"-\", \"Month\", …}] puts elements together.",
        ("DateString[{2020, 1, 5}, {\"Year\", \"-\", \"Month\", \"-\", \"Day\"}]", "2020-01-05"),
        date_string,
    ),
    Builtin::new(
        "DateValue",
        NONE,
        Arity::between(1, 2),
        "DateValue[date, \"Year\"] gives an element of a date as a number: \"Month\", \"Day\", \"Hour\", \"Minute\" or \"Second\" too; a list of names gives a list.",
        ("DateValue[{2020, 3, 4}, {\"Month\", \"Day\"}]", "{3, 4}"),
        date_value,
    ),
    Builtin::new(
        "DayCount",
        NONE,
        Arity::exactly(2),
        "DayCount[date1, date2] gives the number of days from date1 to date2.",
        ("DayCount[{2020, 1, 1}, {2020, 3, 1}]", "60"),
        |_, call| Ok(day_difference(call)),
    ),
    Builtin::new(
        "DayName",
        NONE,
        Arity::between(0, 1),
        "DayName[date] gives the day of the week.",
        ("DayName[{2020, 1, 1}]", "Wednesday"),
        |_, call| {
            let moment = call.args.first().map_or_else(|| Some(Moment::now()), Moment::read);
            Ok(moment.map(|moment| Expr::Symbol(Symbol::new(moment.date().day_name()))))
        },
    ),
    Builtin::new(
        "FromUnixTime",
        NONE,
        Arity::exactly(1),
        "FromUnixTime[s] gives the date s seconds after the beginning of 1970.",
        ("FromUnixTime[86400]", "Fri 2 Jan 1970 00:00:00"),
        |_, call| {
            let moment = seconds(&call.args[0]).map(|(whole, fraction)| Moment { whole, fraction });
            Ok(moment.map(|moment| Expr::call(Symbol::new("DateObject"), [moment.date().list()])))
        },
    ),
    Builtin::new(
        "JulianDate",
        NONE,
        Arity::between(0, 1),
        "JulianDate[date] gives the Julian date: days since noon of 1 January 4713 BC.",
        ("JulianDate[{2000, 1, 1, 12}] - 2451545", "0."),
        |_, call| {
            let moment = call.args.first().map_or_else(|| Some(Moment::now()), Moment::read);
            let days = |moment: Moment| (number(moment.whole) + moment.fraction) / 86_400.0 + 2_440_587.5;
            Ok(moment.map(|moment| Expr::Real(days(moment))))
        },
    ),
    Builtin::new(
        "LeapYearQ",
        NONE,
        Arity::between(0, 1),
        "LeapYearQ[{year}] says whether year is a leap year.",
        ("LeapYearQ[{2020}]", "True"),
        |_, call| {
            let moment = call.args.first().map_or_else(|| Some(Moment::now()), Moment::read);
            Ok(moment.map(|moment| {
                let year = moment.date().year;
                Expr::boolean(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
            }))
        },
    ),
    Builtin::new(
        "UnixTime",
        NONE,
        Arity::between(0, 1),
        "UnixTime[] is the number of seconds since the beginning of 1970; UnixTime[date] that of a date.",
        ("UnixTime[{2000, 1, 1}]", "946684800"),
        |_, call| {
            let moment = call.args.first().map_or_else(|| Some(Moment::now()), Moment::read);
            Ok(moment.map(|moment| Expr::Integer(moment.whole)))
        },
    ),
];

const SECONDS_1900_TO_1970: i64 = 2_208_988_800;

/// Dates farther away than this are not understood.
const MOST_SECONDS: i64 = 1 << 50;

#[expect(clippy::cast_precision_loss, reason = "times are below 2^53 seconds")]
fn number(whole: i64) -> f64 {
    whole as f64
}

fn unix_time() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// A number as whole seconds and the rest.
fn seconds(expr: &Expr) -> Option<(i64, f64)> {
    match expr {
        Expr::Integer(whole) => Some((*whole, 0.0)),
        Expr::Real(value) if value.abs() < number(MOST_SECONDS) => {
            #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
            let whole = value.floor() as i64;
            Some((whole, value - value.floor()))
        }
        Expr::Rational(value) => seconds(&Expr::Real(value.to_f64().value())),
        _ => None,
    }
    .filter(|(whole, _)| whole.abs() < MOST_SECONDS)
}

/// A point in time, in seconds since the beginning of 1970.
#[derive(Clone, Copy)]
struct Moment {
    whole: i64,
    fraction: f64,
}

impl Moment {
    fn now() -> Moment {
        let since = unix_time();
        Moment {
            whole: i64::try_from(since.as_secs()).unwrap_or(0),
            fraction: f64::from(since.subsec_nanos()) / 1e9,
        }
    }

    fn date(self) -> Date {
        Date::at(self.whole, self.fraction)
    }

    /// Seconds since another point in time: whole as long as nothing is left over.
    fn seconds_since(self, start: i64) -> Expr {
        let whole = self.whole - start;
        if self.fraction == 0.0 { Expr::Integer(whole) } else { Expr::Real(number(whole) + self.fraction) }
    }

    /// So many units later, `rest` being a part of one more of a fixed length.
    fn later(self, count: i64, rest: f64, unit: &str) -> Option<Moment> {
        if let Some((_, length)) = UNITS.iter().find(|(name, _)| *name == unit) {
            let whole = self.whole.checked_add(count.checked_mul(*length)?)?;
            #[expect(clippy::cast_possible_truncation, reason = "below the length of a week")]
            let extra = (rest * number(*length)).floor() as i64;
            return Some(Moment { whole: whole + extra, fraction: self.fraction })
                .filter(|moment| moment.whole.abs() < MOST_SECONDS);
        }
        let months = match unit {
            "Month" => 1,
            "Quarter" => 3,
            "Year" => 12,
            _ => return None,
        };
        let date = self.date();
        let month = (date.month - 1).checked_add(count.checked_mul(months)?)?;
        let (year, month) = (date.year.checked_add(month.div_euclid(12))?, month.rem_euclid(12) + 1);
        if year.abs() > 10_000_000 {
            return None;
        }
        // The last day of a shorter month.
        let next = if month == 12 { days_of(year + 1, 1) } else { days_of(year, month + 1) };
        let day = date.day.min(next - days_of(year, month));
        let days = days_of(year, month) + day - 1;
        Some(Moment { whole: days * 86_400 + self.whole.rem_euclid(86_400), fraction: self.fraction })
    }

    /// How many whole units lie between this and a later moment; less than none when it is earlier.
    fn whole_units_until(self, to: Moment, unit: &str) -> Option<i64> {
        if let Some((_, length)) = UNITS.iter().find(|(name, _)| *name == unit) {
            return Some((to.whole - self.whole).div_euclid(*length));
        }
        let (a, b) = (self.date(), to.date());
        let months = (b.year - a.year) * 12 + b.month - a.month;
        let mut count = months.div_euclid(match unit {
            "Month" => 1,
            "Quarter" => 3,
            "Year" => 12,
            _ => return None,
        });
        while self.later(count, 0.0, unit)?.whole > to.whole {
            count -= 1;
        }
        Some(count)
    }

    /// The same with the part of the last unit.
    fn units_until(self, to: Moment, unit: &str) -> Option<Expr> {
        let count = self.whole_units_until(to, unit)?;
        let (start, end) = (self.later(count, 0.0, unit)?, self.later(count + 1, 0.0, unit)?);
        let past = number(to.whole - start.whole) + to.fraction - start.fraction;
        Some(if past == 0.0 {
            Expr::Integer(count)
        } else {
            Expr::Real(number(count) + past / number(end.whole - start.whole))
        })
    }

    /// What the language takes as a date.
    fn read(expr: &Expr) -> Option<Moment> {
        match expr {
            Expr::String(text) => Moment::of_text(text),
            Expr::Normal(call) if call.has_head(Symbol::new("DateObject")) => {
                Moment::read(call.args.first()?)
            }
            list if list.is_list() => {
                let parts = list.elements()?;
                Moment::of_parts(&parts).or_else(|| Moment::of_elements(&parts))
            }
            other => {
                let (whole, fraction) = seconds(other)?;
                Some(Moment { whole: whole - SECONDS_1900_TO_1970, fraction })
            }
        }
    }

    /// `{year, month, day, hour, minute, second}`; those at the end may be missing, and may be out of range.
    fn of_parts(parts: &[Expr]) -> Option<Moment> {
        if parts.is_empty() || parts.len() > 6 {
            return None;
        }
        let mut given = [1900, 1, 1, 0, 0];
        // Fractions of days, hours and minutes are seconds.
        const LENGTHS: [f64; 5] = [0.0, 0.0, 86_400.0, 3600.0, 60.0];
        let mut extra = 0.0;
        for ((part, value), length) in given.iter_mut().zip(parts).zip(LENGTHS) {
            let (whole, rest) = seconds(value).filter(|(_, rest)| *rest == 0.0 || length > 0.0)?;
            *part = whole;
            extra += rest * length;
        }
        let (second, rest) = parts.get(5).map_or(Some((0, 0.0)), seconds)?;
        let (whole_extra, fraction) = seconds(&Expr::Real(extra + rest))?;
        let second = second + whole_extra;
        let [year, month, day, hour, minute] = given;
        if given.iter().any(|part| part.abs() > MOST_SECONDS / 86_400 / 366) {
            return None;
        }
        let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
        let days = days_of(year, month) + day - 1;
        Some(Moment { whole: ((days * 24 + hour) * 60 + minute) * 60 + second, fraction })
    }

    /// `2020-03-04`, with `T12:30:00` or ` 12:30` behind, `6 June 1991`, `31/10/1991` and the like.
    fn of_text(text: &str) -> Option<Moment> {
        let iso = text.split_once('T').filter(|(day, time)| {
            day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && time.contains(':')
        });
        let spaced = iso.map(|(day, time)| format!("{day} {time}"));
        Moment::of_read(&date_text::free(spaced.as_deref().unwrap_or(text))?)
    }

    fn of_read(read: &date_text::Read) -> Option<Moment> {
        let (date, time) = read.parts(Moment::now().date().year);
        Moment::of_parts(&[date.map(Expr::Integer), time.map(Expr::Real)].concat())
    }

    /// `{"31/10/91", {"Day", "Month", "YearShort"}}`
    fn of_elements(parts: &[Expr]) -> Option<Moment> {
        let [Expr::String(text), elements] = parts else { return None };
        let elements = elements.elements()?;
        let names: Option<Vec<&str>> = elements
            .iter()
            .map(|name| if let Expr::String(name) = name { Some(name.as_str()) } else { None })
            .collect();
        Moment::of_read(&date_text::by_elements(text, &names?)?)
    }
}

/// Days from the beginning of 1970 to the first of a month.
fn days_of(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * from_march + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
}

fn day_difference(call: &Arc<Normal>) -> Option<Expr> {
    let (from, to) = (Moment::read(&call.args[0])?, Moment::read(&call.args[1])?);
    let seconds = to.whole - from.whole;
    Some(if seconds % 86_400 == 0 && from.fraction == to.fraction {
        Expr::Integer(seconds / 86_400)
    } else {
        Expr::Real((number(seconds) + to.fraction - from.fraction) / 86_400.0)
    })
}

/// Seconds of the units of fixed length.
const UNITS: [(&str, i64); 5] =
    [("Second", 1), ("Minute", 60), ("Hour", 3600), ("Day", 86_400), ("Week", 7 * 86_400)];

fn date_difference(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(days) = day_difference(call) else { return Ok(None) };
    let quantity = |count: Expr, unit: Expr| Expr::call(Symbol::new("Quantity"), [count, unit]);
    let plural = |unit: &str| Expr::string(format!("{unit}s"));
    let one = |unit: &Expr| match unit {
        Expr::String(unit) => Some(unit.trim_end_matches('s').to_owned()),
        _ => None,
    };
    let Some(wanted) = call.args.get(2) else { return Ok(Some(quantity(days, plural("Day")))) };
    let Some((from, to)) = Moment::read(&call.args[0]).zip(Moment::read(&call.args[1])) else {
        return Ok(None);
    };
    if let Some(unit) = one(wanted) {
        return Ok(from.units_until(to, &unit).map(|count| quantity(count, plural(&unit))));
    }
    let Some(units) = wanted.elements().and_then(|units| units.iter().map(one).collect::<Option<Vec<_>>>())
    else {
        return Ok(None);
    };
    let mut at = from;
    let mut counts = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        let last = place + 1 == units.len();
        let Some(whole) = at.whole_units_until(to, unit) else { return Ok(None) };
        let count = if last { at.units_until(to, unit) } else { Some(Expr::Integer(whole)) };
        let (Some(count), Some(next)) = (count, at.later(whole, 0.0, unit)) else { return Ok(None) };
        counts.push(count);
        at = next;
    }
    let names = units.iter().map(|unit| plural(unit));
    let magnitude = Expr::call(Symbol::new("MixedMagnitude"), [Expr::list(counts)]);
    let unit = Expr::call(Symbol::new("MixedUnit"), [Expr::list(names)]);
    Ok(Some(quantity(magnitude, unit)))
}

fn date_plus(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (start, step) = match &call.args[..] {
        [step] => (Moment::now().date().list(), step),
        [start, step] => (start.clone(), step),
        _ => return Ok(None),
    };
    let one = |step: &Expr| -> Option<(i64, f64, String)> {
        let (count, unit) = match step.elements().as_deref() {
            Some([count, Expr::String(unit)]) => (count.clone(), unit.trim_end_matches('s').to_owned()),
            None => match step {
                Expr::String(unit) => (Expr::Integer(1), unit.trim_end_matches('s').to_owned()),
                count => (count.clone(), "Day".to_owned()),
            },
            Some(_) => return None,
        };
        seconds(&count).map(|(count, rest)| (count, rest, unit))
    };
    let several = step.elements().filter(|steps| steps.iter().all(Expr::is_list) && !steps.is_empty());
    let steps: Option<Vec<_>> = match several {
        Some(several) => several.iter().map(one).collect(),
        None => one(step).map(|step| vec![step]),
    };
    let (Some(moment), Some(steps)) = (Moment::read(&start), steps) else { return Ok(None) };
    let moved =
        steps.iter().try_fold(moment, |moment, (count, rest, unit)| moment.later(*count, *rest, unit));
    // As many parts as were given.
    let object = start.as_call(Symbol::new("DateObject")).and_then(|object| object.args.first().cloned());
    let parts = object.as_ref().unwrap_or(&start).elements().map_or(6, |parts| parts.len());
    Ok(moved.map(|moved| {
        let list = moved.date().list();
        let list = match list.elements() {
            Some(all) => Expr::list(all.iter().take(parts.max(3)).cloned()),
            None => list,
        };
        if object.is_some() { Expr::call(Symbol::new("DateObject"), [list]) } else { list }
    }))
}

/// What a date of so many parts stands for.
const GRANULARITIES: [&str; 6] = ["Year", "Month", "Day", "Hour", "Minute", "Instant"];

fn date_object(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (moment, parts) = match &call.args[..] {
        [] => (Some(Moment::now()), 6),
        [date] => {
            let parts = match date {
                Expr::String(text) if !text.contains([':']) => 3,
                list => list.elements().map_or(6, |parts| parts.len()),
            };
            (Moment::read(date), parts)
        }
        _ => return Ok(None),
    };
    Ok(moment.and_then(|moment| {
        let list = moment.date().list();
        let granularity = GRANULARITIES.get(parts.checked_sub(1)?)?;
        let list = Expr::list(list.elements()?.iter().take(parts).cloned());
        Some(Expr::call(call.head.clone(), [list, Expr::string(*granularity)]))
    }))
}

/// The text that a `DateObject[…]` shows as.
pub(in crate::eval) fn shown(object: &Normal) -> Option<String> {
    let [parts, Expr::String(granularity), ..] = &object.args[..] else { return None };
    let date = Moment::read(parts)?.date();
    let elements: &[&str] = match granularity.as_str() {
        "Year" => &["Year"],
        "Month" => &["MonthNameShort", " ", "Year"],
        "Day" => &["Date"],
        "Hour" | "Minute" => &["Date", " ", "Hour", ":", "Minute"],
        _ => &["Date", " ", "Time"],
    };
    Some(elements.iter().map(|element| date.element(element)).collect())
}

fn date_value(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (moment, wanted) = match &call.args[..] {
        [wanted] => (Some(Moment::now()), wanted),
        [date, wanted] => (Moment::read(date), wanted),
        _ => return Ok(None),
    };
    let Some(date) = moment.map(Moment::date) else { return Ok(None) };
    let one = |name: &Expr| -> Option<Expr> {
        let Expr::String(name) = name else { return None };
        Some(match name.as_str() {
            "Year" => Expr::Integer(date.year),
            "Month" => Expr::Integer(date.month),
            "Day" => Expr::Integer(date.day),
            "Hour" => Expr::Integer(date.hour),
            "Minute" => Expr::Integer(date.minute),
            "Second" => Expr::Real(date.second),
            "Quarter" => Expr::Integer((date.month + 2) / 3),
            "DayName" | "MonthName" => Expr::Symbol(Symbol::new(&date.element(name))),
            _ => return None,
        })
    };
    Ok(match wanted.elements() {
        Some(names) => names.iter().map(one).collect::<Option<Vec<Expr>>>().map(Expr::list),
        None => one(wanted),
    })
}

/// A date and time of the Gregorian calendar, in UTC.
#[derive(Clone)]
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

pub(super) const MONTHS: [&str; 12] = [
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
pub(super) const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

impl Date {
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

    /// `{year, month, day, hour, minute, second}`
    fn list(&self) -> Expr {
        let whole = [self.year, self.month, self.day, self.hour, self.minute].map(Expr::Integer);
        Expr::list(whole.into_iter().chain([Expr::Real(self.second)]))
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
    let is_format = |expr: &Expr| match expr {
        Expr::String(text) => Moment::of_text(text).is_none(),
        list => list.elements().is_some_and(|parts| parts.iter().all(|part| matches!(part, Expr::String(_)))),
    };
    let (moment, format) = match &call.args[..] {
        [] => (Some(Moment::now()), None),
        [format] if is_format(format) => (Some(Moment::now()), Some(format)),
        [date] => (Moment::read(date), None),
        [date, format, ..] => (Moment::read(date), Some(format)),
    };
    let Some(moment) = moment else { return Ok(None) };
    let date = moment.date();
    let Some(format) = format else {
        return Ok(Some(Expr::string(format!("{} {}", date.element("Date"), date.element("Time")))));
    };
    let elements = match format.elements() {
        Some(elements) => elements.into_owned(),
        None => vec![format.clone()],
    };
    let text: Option<String> = elements
        .iter()
        .map(|element| match element {
            Expr::String(name) => Some(date.element(name)),
            _ => None,
        })
        .collect();
    Ok(text.map(Expr::string))
}

#[cfg(test)]
mod tests {
    use super::{Date, days_of};

    #[test]
    fn dates_follow_the_calendar() {
        let shown = |seconds| Date::at(seconds, 0.0).element("ISODateTime");
        assert_eq!(shown(0), "1970-01-01T00:00:00");
        assert_eq!(shown(951_782_400), "2000-02-29T00:00:00");
        assert_eq!(shown(1_700_000_000), "2023-11-14T22:13:20");
        assert_eq!(shown(-1), "1969-12-31T23:59:59");
        assert_eq!(Date::at(1_700_000_000, 0.0).element("DayName"), "Tuesday");
    }

    #[test]
    fn days_and_dates_are_inverse() {
        for (year, month) in [(1600, 2), (1900, 3), (1970, 1), (2000, 12), (2024, 2), (-4, 7)] {
            let date = Date::at(days_of(year, month) * 86_400, 0.0);
            assert_eq!((date.year, date.month, date.day), (year, month, 1));
        }
    }
}
