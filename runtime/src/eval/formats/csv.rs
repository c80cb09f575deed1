//! Comma- and tab-separated values.

use super::super::settings::Settings;
use super::super::streams::text_of;
use super::super::{Eval, Evaluator};
use super::Problem;
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

/// The separator: `"FieldSeparators" -> ";"`, one character.
fn separator(settings: &Settings, usual: u8) -> u8 {
    let given = match settings.chosen("FieldSeparators") {
        Some(Expr::String(text)) => text.as_bytes().first().copied(),
        Some(list) => match list.elements().and_then(|parts| parts.first().cloned()) {
            Some(Expr::String(text)) => text.as_bytes().first().copied(),
            _ => None,
        },
        None => None,
    };
    given.unwrap_or(usual)
}

fn import(bytes: Vec<u8>, usual: u8, element: &str, settings: &Settings) -> Result<Expr, Problem> {
    let text = text_of(bytes).map_err(Problem::NotText)?;
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(settings, usual))
        .from_reader(text.as_bytes());
    let numeric = settings.flag("Numeric").unwrap_or(true);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Problem::Damaged(error.to_string()))?;
        rows.push(Expr::list(
            record.iter().map(|field| if numeric { cell(field) } else { Expr::from(field) }),
        ));
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
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".eEdD+-".contains(&byte));
    // Fortran writes 1.5D3; Rust reads only e.
    let value = text.replace(['d', 'D'], "e").parse::<f64>().ok()?;
    (plain && value.is_finite()).then_some(Expr::Real(value))
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
    let separator = char::from(separator(settings, usual));
    // Tab-separated text has no quotes; in comma-separated text they stand around every text unless switched off.
    let quotes = match settings.chosen("TextDelimiters") {
        Some(Expr::String(text)) => !text.is_empty(),
        Some(value) => !value.is_symbol(crate::symbol::sym::None),
        None => usual == b',',
    };
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
                text.push(separator);
            }
            match cell {
                Expr::String(field) => {
                    let needed = field.contains([separator, '"', '\n', '\r']);
                    if quotes || needed {
                        text.push('"');
                        text.push_str(&field.replace('"', "\"\""));
                        text.push('"');
                    } else {
                        text.push_str(field);
                    }
                }
                other => {
                    let field = input_form(other);
                    if field.contains([separator, '"', '\n']) {
                        text.push_str(&format!("\"{}\"", field.replace('"', "\"\"")));
                    } else {
                        text.push_str(&field);
                    }
                }
            }
        }
        text.push('\n');
    };
    if let Some(header) = settings.chosen("TableHeadings").and_then(Expr::elements) {
        write(&header);
    }
    for row in rows.iter() {
        match row.elements() {
            Some(cells) => write(&cells),
            None => write(std::slice::from_ref(row)),
        }
    }
    Ok(text.into_bytes())
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
        for (text, value) in [("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("2.5D-1", 0.25)] {
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
