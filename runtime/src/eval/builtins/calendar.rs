//! The calendar: moments of the Gregorian calendar, in UTC, as days and seconds, and dates as they are given.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::date_text;
use crate::expr::Expr;
use crate::symbol::Symbol;

pub(super) const SECONDS_1900_TO_1970: i64 = 2_208_988_800;

/// Dates farther away than this are not understood.
pub(super) const MOST_SECONDS: i64 = 1 << 50;

#[expect(clippy::cast_precision_loss, reason = "times are below 2^53 seconds")]
pub(super) fn number(whole: i64) -> f64 {
    whole as f64
}

pub(super) fn unix_time() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// A number as whole seconds and the rest.
pub(super) fn seconds(expr: &Expr) -> Option<(i64, f64)> {
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
pub(super) struct Moment {
    pub(super) whole: i64,
    pub(super) fraction: f64,
}

impl Moment {
    pub(super) fn now() -> Moment {
        let since = unix_time();
        Moment {
            whole: i64::try_from(since.as_secs()).unwrap_or(0),
            fraction: f64::from(since.subsec_nanos()) / 1e9,
        }
    }

    pub(super) fn date(self) -> Date {
        Date::at(self.whole, self.fraction)
    }

    /// Seconds since another point in time: whole as long as nothing is left over.
    pub(super) fn seconds_since(self, start: i64) -> Expr {
        let whole = self.whole - start;
        if self.fraction == 0.0 { Expr::Integer(whole) } else { Expr::Real(number(whole) + self.fraction) }
    }

    /// So many units later, `rest` being a part of one more of a fixed length.
    pub(super) fn later(self, count: i64, rest: f64, unit: &str) -> Option<Moment> {
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
    pub(super) fn whole_units_until(self, to: Moment, unit: &str) -> Option<i64> {
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
    pub(super) fn units_until(self, to: Moment, unit: &str) -> Option<Expr> {
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
    pub(super) fn read(expr: &Expr) -> Option<Moment> {
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
    pub(super) fn of_parts(parts: &[Expr]) -> Option<Moment> {
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
    pub(super) fn of_text(text: &str) -> Option<Moment> {
        let iso = text.split_once('T').filter(|(day, time)| {
            day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && time.contains(':')
        });
        let spaced = iso.map(|(day, time)| format!("{day} {time}"));
        Moment::of_read(&date_text::free(spaced.as_deref().unwrap_or(text))?)
    }

    pub(super) fn of_read(read: &date_text::Read) -> Option<Moment> {
        let (date, time) = read.parts(Moment::now().date().year);
        Moment::of_parts(&[date.map(Expr::Integer), time.map(Expr::Real)].concat())
    }

    /// `{"31/10/91", {"Day", "Month", "YearShort"}}`
    pub(super) fn of_elements(parts: &[Expr]) -> Option<Moment> {
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
pub(super) fn days_of(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * from_march + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
}

/// A date and time of the Gregorian calendar, in UTC.
#[derive(Clone)]
pub(super) struct Date {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: f64,
    /// From 0 for Sunday.
    pub(super) weekday: i64,
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
    pub(super) fn at(seconds: i64, fraction: f64) -> Date {
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
    pub(super) fn list(&self) -> Expr {
        let whole = [self.year, self.month, self.day, self.hour, self.minute].map(Expr::Integer);
        Expr::list(whole.into_iter().chain([Expr::Real(self.second)]))
    }

    pub(super) fn month_name(&self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
    }

    pub(super) fn day_name(&self) -> &'static str {
        usize::try_from(self.weekday).ok().and_then(|index| DAYS.get(index)).copied().unwrap_or_default()
    }

    /// An element of `DateString`, or the text itself.
    pub(super) fn element(&self, name: &str) -> String {
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

/// Seconds of the units of fixed length.
pub(super) const UNITS: [(&str, i64); 5] =
    [("Second", 1), ("Minute", 60), ("Hour", 3600), ("Day", 86_400), ("Week", 7 * 86_400)];
