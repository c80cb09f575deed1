//! Plain text, and numbers in lines and columns.

use super::super::settings::Settings;
use super::super::streams::failed;
use super::super::{Eval, Evaluator};
use super::csv::{cell, packed_rows};
use super::{Problem, encoded, text};
use crate::expr::Expr;
use crate::format::{input_form, output_form};
use crate::symbol::Symbol;

/// `"Text"`: the whole text, its lines or its words.
pub fn import_text(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    let text = match text(bytes, settings) {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem)),
    };
    Ok(Ok(match element {
        "" | "Plaintext" | "Text" => Expr::from(text.strip_suffix('\n').unwrap_or(&text)),
        "String" => Expr::from(text),
        "Lines" | "Data" => Expr::list(text.lines().map(Expr::from)),
        "Words" => Expr::list(text.split_whitespace().map(Expr::from)),
        _ => return Ok(Err(Problem::NoElement)),
    }))
}

/// `"Text"`: strings as they are, anything else as `OutputForm` writes it; lists of strings line by line.
pub fn export_text(_: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let lines = expr.elements().filter(|parts| parts.iter().all(|part| matches!(part, Expr::String(_))));
    let text = match lines {
        Some(lines) => {
            let texts: Vec<&str> = lines
                .iter()
                .filter_map(|line| if let Expr::String(text) = line { Some(text.as_str()) } else { None })
                .collect();
            texts.join("\n")
        }
        None => output_form(expr),
    };
    Ok(encoded(text, settings))
}

/// `"List"`: a number or text a line.
pub fn import_list(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    if !matches!(element, "" | "Data" | "List") {
        return Ok(Err(Problem::NoElement));
    }
    Ok(text(bytes, settings).map(|text| {
        let cells: Vec<Expr> = text.lines().map(|line| cell(line.trim())).collect();
        packed_rows(Expr::list(cells))
    }))
}

/// `"List"`: an element a line.
pub fn export_list(_: &mut Evaluator, expr: &Expr, _: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let mut text = String::new();
    match expr.elements() {
        Some(parts) => {
            for part in parts.iter() {
                text.push_str(&plain(part));
                text.push('\n');
            }
        }
        None => text = plain(expr),
    }
    Ok(Ok(text.into_bytes()))
}

/// `"Table"`: rows of numbers or words with white space between.
pub fn import_table(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    if !matches!(element, "" | "Data" | "Table" | "Grid") {
        return Ok(Err(Problem::NoElement));
    }
    Ok(text(bytes, settings).map(|text| {
        let skip = super::csv::header_lines(settings);
        let rows = text.lines().skip(skip).map(|line| Expr::list(line.split_whitespace().map(cell)));
        packed_rows(Expr::list(rows))
    }))
}

/// `"Table"`: rows with a tab between their elements.
pub fn export_table(_: &mut Evaluator, expr: &Expr, _: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let mut text = String::new();
    let rows = expr.elements().map_or_else(|| vec![expr.clone()], std::borrow::Cow::into_owned);
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let cells = row.elements().map_or_else(|| vec![row.clone()], std::borrow::Cow::into_owned);
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                text.push('\t');
            }
            text.push_str(&plain(cell));
        }
    }
    Ok(Ok(text.into_bytes()))
}

/// `"Package"`: the expressions of a file, evaluated; the last one is the value.
pub fn import_package(
    ev: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    settings: &Settings,
) -> Eval<Result<Expr, Problem>> {
    let text = match text(bytes, settings) {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem)),
    };
    let Some(parser) = ev.parser else { return Ok(Ok(failed())) };
    let held = match element {
        "" | "Expression" => false,
        "HeldExpressions" | "Expressions" => true,
        "Text" => return Ok(Ok(Expr::from(text))),
        _ => return Ok(Err(Problem::NoElement)),
    };
    let (mut last, mut all) = (Expr::null(), Vec::new());
    parser(ev, "Import", &text, &mut |ev, expr| {
        match held {
            true => all.push(Expr::call(Symbol::new("HoldComplete"), [expr])),
            false => last = ev.eval(expr)?,
        }
        Ok(())
    })?;
    Ok(Ok(if held { Expr::list(all) } else { last }))
}

/// `"Package"`: the `InputForm` on a line.
pub fn export_package(_: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    Ok(encoded(input_form(expr) + "\n", settings))
}

/// Strings without quotes, numbers with all their digits.
fn plain(expr: &Expr) -> String {
    match expr {
        Expr::String(text) => (**text).clone(),
        other => input_form(other),
    }
}
