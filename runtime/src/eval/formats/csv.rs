//! Comma- and tab-separated values.

use std::borrow::Cow;

use super::super::settings::Settings;
use super::super::{Eval, Evaluator};
use super::{Problem, encoded, text};
use crate::expr::Expr;
use crate::format::input_form;
use crate::number::BigInteger;
use crate::tensor::{Array, Dims, Tensor};

/// Reads `"CSV"`.
pub fn import_csv(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    Ok(import(bytes, b',', element, settings))
}

/// Reads `"TSV"`.
pub fn import_tsv(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    Ok(import(bytes, b'\t', element, settings))
}

/// Writes `"CSV"`.
pub fn export_csv(_: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    Ok(export(expr, b',', settings))
}

/// Writes `"TSV"`.
pub fn export_tsv(_: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    Ok(export(expr, b'\t', settings))
}

/// How many lines at the start are no data: `"HeaderLines" -> n` or `{n, m}`.
pub fn header_lines(settings: &Settings) -> usize {
    let count = match settings.get("HeaderLines") {
        Some(list) if list.is_list() => list.elements().and_then(|parts| parts.first().cloned()),
        other => other.cloned(),
    };
    match count {
        Some(Expr::Integer(count)) => usize::try_from(count).unwrap_or(0),
        _ => 0,
    }
}

/// The texts that an option names, one or several; the usual one when it names none.
fn texts(settings: &Settings, name: &str, usual: &str) -> Vec<String> {
    let text = |expr: &Expr| match expr {
        Expr::String(text) if !text.is_empty() => Some(String::clone(text)),
        _ => None,
    };
    let given: Vec<String> = match settings.chosen(name) {
        Some(one @ Expr::String(_)) => text(one).into_iter().collect(),
        Some(list) => list.elements().map_or_else(Vec::new, |parts| parts.iter().filter_map(text).collect()),
        None => Vec::new(),
    };
    if given.is_empty() { vec![usual.to_owned()] } else { given }
}

/// The character around texts: `"TextDelimiters" -> "'"`; nothing when it is switched off.
fn delimiter(settings: &Settings) -> Option<char> {
    match settings.chosen("TextDelimiters") {
        None => Some('"'),
        Some(Expr::String(text)) => text.chars().next(),
        Some(list) if list.length() > 0 => match list.elements()?.first()? {
            Expr::String(text) => text.chars().next(),
            _ => None,
        },
        Some(_) => None,
    }
}

fn import(bytes: Vec<u8>, usual: u8, element: &str, settings: &Settings) -> Result<Expr, Problem> {
    let text = text(bytes, settings)?;
    let fields = texts(settings, "FieldSeparators", char::from(usual).to_string().as_str());
    let mut ends = texts(settings, "RowSeparators", "\n");
    if ends.iter().all(|end| end.trim().is_empty()) {
        // Lines end as they do on any system.
        ends = ["\r\n", "\n", "\r"].map(str::to_owned).to_vec();
    }
    let reader = Reader::new(&text, &fields, &ends, delimiter(settings));
    let numeric = settings.flag("Numeric").unwrap_or(true);
    let ignores_empty = settings.flag("IgnoreEmptyLines").unwrap_or(false);
    let mut rows = Vec::new();
    for row in reader {
        let row = row?;
        if ignores_empty && row.len() == 1 && row[0].is_empty() {
            continue;
        }
        let value = |field: Cow<str>| if numeric { cell(&field) } else { Expr::from(field.into_owned()) };
        rows.push(Expr::list(row.into_iter().map(value)));
    }
    let skip = header_lines(settings).min(rows.len());
    let rows = rows.split_off(skip);
    let width = rows.iter().map(Expr::length).max().unwrap_or(0);
    Ok(match element {
        "" | "Data" | "Grid" | "Table" => packed_rows(Expr::list(rows)),
        "List" => packed_rows(Expr::list(
            rows.iter().flat_map(|row| row.elements().unwrap_or_default().into_owned()),
        )),
        "Columns" => packed_rows(Expr::list((0..width).map(|column| {
            let cell = |row: &Expr| row.elements().and_then(|cells| cells.get(column).cloned());
            packed_rows(Expr::list(rows.iter().map(|row| cell(row).unwrap_or_else(|| Expr::from("")))))
        }))),
        "Dimensions" => {
            Expr::list([rows.len(), width].map(|n| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))))
        }
        "RowCount" => Expr::Integer(i64::try_from(rows.len()).unwrap_or(i64::MAX)),
        "ColumnCount" => Expr::Integer(i64::try_from(width).unwrap_or(i64::MAX)),
        _ => return Err(Problem::NoElement),
    })
}

/// Rows of fields.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    fields: &'t [String],
    rows: &'t [String],
    quote: Option<char>,
    /// The bytes that separators begin with.
    stops: [bool; 256],
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, fields: &'t [String], rows: &'t [String], quote: Option<char>) -> Reader<'t> {
        let mut stops = [false; 256];
        for separator in fields.iter().chain(rows) {
            stops[usize::from(separator.as_bytes()[0])] = true;
        }
        Reader { text, at: 0, fields, rows, quote, stops }
    }

    /// The length of the separator of this kind that stands here.
    fn separator(&self, kind: &[String]) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        kind.iter().find(|separator| rest.starts_with(separator.as_bytes())).map(String::len)
    }

    /// Where the next separator or the end of the text is.
    fn plain_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut here = Reader { at: self.at, ..*self };
        while here.at < bytes.len() {
            if self.stops[usize::from(bytes[here.at])]
                && (here.separator(self.fields).is_some() || here.separator(self.rows).is_some())
            {
                break;
            }
            here.at += 1;
        }
        here.at
    }

    /// The field that begins here, and moves to what follows it.
    fn field(&mut self) -> Result<Cow<'t, str>, Problem> {
        let quoted = self.quote.filter(|quote| self.text[self.at..].starts_with(*quote));
        let Some(quote) = quoted else {
            let (start, end) = (self.at, self.plain_end());
            self.at = end;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        };
        let (start, width) = (self.at, quote.len_utf8());
        self.at += width;
        let mut inner = String::new();
        loop {
            let Some(length) = self.text[self.at..].find(quote) else {
                let line = self.text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
                return Err(Problem::Damaged(format!("the quote that opens in line {line} is not closed")));
            };
            inner.push_str(&self.text[self.at..self.at + length]);
            self.at += length + width;
            if !self.text[self.at..].starts_with(quote) {
                break;
            }
            // Two quotes inside quotes are one.
            inner.push(quote);
            self.at += width;
        }
        let end = self.plain_end();
        inner.push_str(&self.text[self.at..end]);
        self.at = end;
        Ok(Cow::Owned(inner))
    }
}

impl<'t> Iterator for Reader<'t> {
    type Item = Result<Vec<Cow<'t, str>>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            match self.field() {
                Ok(field) => row.push(field),
                Err(problem) => return Some(Err(problem)),
            }
            match self.separator(self.fields) {
                Some(length) => self.at += length,
                None => {
                    self.at += self.separator(self.rows).unwrap_or(0);
                    return Some(Ok(row));
                }
            }
        }
    }
}

/// A field as the number that it is written as, else as text.
pub fn cell(field: &str) -> Expr {
    number(field.trim()).unwrap_or_else(|| Expr::from(field))
}

/// The number that a text is, in the decimal notation of data files.
pub fn number(text: &str) -> Option<Expr> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let first = digits.bytes().next()?;
    if !(first.is_ascii_digit() || first == b'.') {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.parse::<i64>() {
            Ok(value) => Some(Expr::Integer(value)),
            Err(_) => text.strip_prefix('+').unwrap_or(text).parse::<BigInteger>().ok().map(Expr::from),
        };
    }
    // Fortran writes 1.5D3 and the language 1.5*^3; Rust reads only e.
    let plain = digits.replace("*^", "e");
    if !plain.bytes().all(|byte| byte.is_ascii_digit() || b".eEdD+-".contains(&byte)) {
        return None;
    }
    let value = text.replace("*^", "e").replace(['d', 'D'], "e").parse::<f64>().ok()?;
    value.is_finite().then_some(Expr::Real(value))
}

/// A list of numbers, or of equally long lists of numbers, as a packed array when all are of one type.
pub fn packed_rows(list: Expr) -> Expr {
    let Some(rows) = list.elements() else { return list };
    let width = rows.first().map_or(0, Expr::length);
    let flat = !rows.first().is_some_and(Expr::is_list);
    if rows.is_empty() || (!flat && (width == 0 || rows.iter().any(|row| row.length() != width))) {
        return list;
    }
    let cells: Vec<Expr> = if flat {
        rows.to_vec()
    } else {
        rows.iter().flat_map(|row| row.elements().unwrap_or_default().into_owned()).collect()
    };
    let dims = if flat { Dims::from_slice(&[rows.len()]) } else { Dims::from_slice(&[rows.len(), width]) };
    let integers: Option<Vec<i64>> =
        cells.iter().map(|cell| if let Expr::Integer(value) = cell { Some(*value) } else { None }).collect();
    if let Some(integers) = integers {
        return Array::new(dims, integers).map_or(list.clone(), |array| Tensor::from(array).into());
    }
    let reals: Option<Vec<f64>> =
        cells.iter().map(|cell| if let Expr::Real(value) = cell { Some(*value) } else { None }).collect();
    match reals.and_then(|reals| Array::new(dims, reals)) {
        Some(array) => Tensor::from(array).into(),
        None => list.clone(),
    }
}

fn export(expr: &Expr, usual: u8, settings: &Settings) -> Result<Vec<u8>, Problem> {
    let separator = texts(settings, "FieldSeparators", char::from(usual).to_string().as_str()).swap_remove(0);
    let row_end = texts(settings, "RowSeparators", "\n").swap_remove(0);
    // Tab-separated text has no quotes; in comma-separated text they stand around every text unless switched off.
    let quote = match settings.chosen("TextDelimiters") {
        Some(_) => delimiter(settings),
        None => (usual == b',').then_some('"'),
    };
    let between = quote.unwrap_or('"');
    let doubled = [between, between].iter().collect::<String>();
    let is_special = |field: &str| field.contains(&separator) || field.contains([between, '\n', '\r']);
    let rows = match expr {
        Expr::Association(_) => None,
        other => other.elements(),
    };
    let Some(rows) = rows else {
        return Err(Problem::NoForm("it is not a list of rows".to_owned()));
    };
    let mut text = String::new();
    let mut write = |cells: &[Expr]| {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                text.push_str(&separator);
            }
            let (field, quoted) = match cell {
                Expr::String(field) => (Cow::Borrowed(field.as_str()), quote.is_some()),
                other => (Cow::Owned(input_form(other)), false),
            };
            if quoted || is_special(&field) {
                text.push(between);
                text.push_str(&field.replace(between, &doubled));
                text.push(between);
            } else {
                text.push_str(&field);
            }
        }
        text.push_str(&row_end);
    };
    // Associations with the same keys are rows under these keys.
    let keys = |row: &Expr| match row {
        Expr::Association(row) => Some(row.entries.iter().map(|(key, _)| key.clone()).collect::<Vec<Expr>>()),
        _ => None,
    };
    if let Some(header) = rows.first().and_then(keys)
        && rows.iter().all(|row| keys(row).as_ref() == Some(&header))
    {
        write(&header);
        for row in rows.iter() {
            if let Expr::Association(row) = row {
                write(&row.entries.iter().map(|(_, value)| value.clone()).collect::<Vec<Expr>>());
            }
        }
        return encoded(text, settings);
    }
    if let Some(header) = settings.chosen("TableHeadings").and_then(Expr::elements) {
        write(&header);
    }
    for row in rows.iter() {
        match row.elements() {
            Some(cells) => write(&cells),
            None => write(std::slice::from_ref(row)),
        }
    }
    encoded(text, settings)
}

#[cfg(test)]
mod tests {
    use super::{number, packed_rows};
    use crate::expr::Expr;

    #[test]
    fn fields_become_the_numbers_they_are_written_as() {
        for (text, value) in [("12", Expr::Integer(12)), ("-3", Expr::Integer(-3)), ("+7", Expr::Integer(7))]
        {
            assert_eq!(number(text), Some(value));
        }
        for (text, value) in
            [("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("-1.*^3", -1000.0), ("2.5D-1", 0.25)]
        {
            assert_eq!(number(text), Some(Expr::Real(value)));
        }
        assert!(matches!(number("123456789012345678901234567890"), Some(Expr::BigInteger(_))));
        for text in ["", "-", ".", "e5", "1a", "nan", "inf", "1e999", "0x10", "1-2", "12 3", "--1"] {
            assert_eq!(number(text), None, "{text:?}");
        }
    }

    #[test]
    fn rows_of_one_type_are_packed() {
        let row = |a: i64| Expr::list([Expr::Integer(a), Expr::Integer(2)]);
        assert!(matches!(packed_rows(Expr::list([row(1), row(2)])), Expr::Array(_)));
        let mixed = Expr::list([row(1), Expr::list([Expr::Real(1.0), Expr::Integer(2)])]);
        assert_eq!(packed_rows(mixed.clone()), mixed);
        assert!(matches!(packed_rows(mixed), Expr::Normal(_)));
        assert_eq!(packed_rows(Expr::list([])), Expr::list([]));
    }
}
