//! Dates: the Gregorian calendar, in UTC, between lists, numbers of seconds and text.

use std::sync::Arc;

use super::calendar::{Moment, SECONDS_1900_TO_1970, number, seconds, unix_time};
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

fn day_difference(call: &Arc<Normal>) -> Option<Expr> {
    let (from, to) = (Moment::read(&call.args[0])?, Moment::read(&call.args[1])?);
    let seconds = to.whole - from.whole;
    Some(if seconds % 86_400 == 0 && from.fraction == to.fraction {
        Expr::Integer(seconds / 86_400)
    } else {
        Expr::Real((number(seconds) + to.fraction - from.fraction) / 86_400.0)
    })
}

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
    use super::super::calendar::{Date, days_of};

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
