//! Dates read from text: numbers and names of months in any usual order, or by elements that the caller names.

use super::calendar::{DAYS, MONTHS};

/// Year, month, day, hour, minute, second as far as they are known.
#[derive(Default)]
pub(super) struct Read {
    pub year: Option<i64>,
    pub month: Option<i64>,
    pub day: Option<i64>,
    pub time: [f64; 3],
    afternoon: Option<bool>,
}

impl Read {
    /// `[year, month, day, hour, minute]` and seconds; a year that is not said is `this_year`.
    pub(super) fn parts(&self, this_year: i64) -> ([i64; 3], [f64; 3]) {
        let [hour, minute, second] = self.time;
        let hour = match self.afternoon {
            Some(afternoon) => hour % 12.0 + if afternoon { 12.0 } else { 0.0 },
            None => hour,
        };
        (
            [self.year.unwrap_or(this_year), self.month.unwrap_or(1), self.day.unwrap_or(1)],
            [hour, minute, second],
        )
    }
}

/// The place of a name in a list, from 1: all of it or its first letters, three at least.
fn named(names: &[&str], word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let at = names.iter().position(|name| {
        let name = name.to_lowercase();
        word.len() >= 3 && word.is_char_boundary(3) && name.starts_with(&word)
    })?;
    i64::try_from(at + 1).ok()
}

/// A year of two digits lies between 1969 and 2068.
fn whole_year(year: i64, digits: usize) -> i64 {
    match year {
        69..=99 if digits <= 2 => 1900 + year,
        0..=68 if digits <= 2 => 2000 + year,
        year => year,
    }
}

/// `6 June 1991`, `June 6, 1991`, `31/10/1991`, `1991-10-31`, with a time such as `10:20:30` or `3:45 PM`.
pub(super) fn free(text: &str) -> Option<Read> {
    let mut read = Read::default();
    let mut numbers: Vec<(i64, usize)> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || ",/-".contains(c)).filter(|word| !word.is_empty()) {
        if word.contains(':') {
            let word = word.trim_end_matches('Z');
            for (place, part) in word.split(':').enumerate() {
                *read.time.get_mut(place)? = part.parse().ok().filter(|part: &f64| part.is_finite())?;
            }
        } else if let Ok(number) = word.trim_end_matches('.').parse::<i64>() {
            numbers.push((number, word.len()));
        } else if let Some(month) = named(&MONTHS, word) {
            read.month = Some(month);
        } else {
            match word.to_uppercase().as_str() {
                "AM" => read.afternoon = Some(false),
                "PM" => read.afternoon = Some(true),
                _ => {
                    named(&DAYS, word)?;
                }
            }
        }
    }
    let is_year = |(number, digits): (i64, usize)| digits > 2 || number > 31;
    match (&numbers[..], read.month) {
        (&[a, b], Some(_)) => {
            let (year, day) = if is_year(a) { (a, b) } else { (b, a) };
            (read.year, read.day) = (Some(whole_year(year.0, year.1)), Some(day.0));
        }
        (&[year], Some(_)) => read.year = Some(whole_year(year.0, year.1)),
        (&[a, b, c], None) => {
            let (year, month, day) = if is_year(a) {
                (a, b, c)
            } else if a.0 > 12 {
                (c, b, a)
            } else {
                (c, a, b)
            };
            read.year = Some(whole_year(year.0, year.1));
            (read.month, read.day) = (Some(month.0), Some(day.0));
        }
        _ => return None,
    }
    let good = read.month.is_none_or(|month| (1..=12).contains(&month))
        && read.day.is_none_or(|day| (1..=31).contains(&day));
    good.then_some(read)
}

/// Text by elements such as `"Day"`, `"MonthName"`, `"YearShort"`; another element is text that must stand there. Between
/// elements that follow each other anything but letters and digits may stand.
pub(super) fn by_elements(text: &str, elements: &[&str]) -> Option<Read> {
    let mut read = Read::default();
    let mut rest = text;
    for element in elements {
        let digits = |rest: &mut &str, most: usize| -> Option<(i64, usize)> {
            let start = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let length = start.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let (number, behind) = start.split_at_checked(length)?;
            *rest = behind;
            Some((number.parse().ok()?, length))
        };
        let letters = |rest: &mut &str| -> String {
            let start = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let length = start.find(|c: char| !c.is_alphabetic()).unwrap_or(start.len());
            let (word, behind) = start.split_at(length);
            *rest = behind;
            word.to_owned()
        };
        match *element {
            "Year" => read.year = Some(digits(&mut rest, 4)?.0),
            "YearShort" => read.year = digits(&mut rest, 2).map(|(year, length)| whole_year(year, length)),
            "Month" | "MonthShort" => read.month = Some(digits(&mut rest, 2)?.0),
            "MonthName" | "MonthNameShort" => read.month = Some(named(&MONTHS, &letters(&mut rest))?),
            "Day" | "DayShort" => read.day = Some(digits(&mut rest, 2)?.0),
            "DayName" | "DayNameShort" => {
                named(&DAYS, &letters(&mut rest))?;
            }
            "Hour" | "Hour24" | "Hour12" => read.time[0] = small(digits(&mut rest, 2)?.0),
            "AMPM" => read.afternoon = Some(letters(&mut rest).eq_ignore_ascii_case("PM")),
            "Minute" => read.time[1] = small(digits(&mut rest, 2)?.0),
            "Second" => read.time[2] = small(digits(&mut rest, 2)?.0),
            literal => rest = rest.strip_prefix(literal)?,
        }
    }
    rest.trim().is_empty().then_some(read)
}

fn small(number: i64) -> f64 {
    i32::try_from(number).map_or(0.0, f64::from)
}
