//! JSON: objects as associations or lists of rules, arrays as lists.

use std::sync::Arc;

use serde_json::{Map, Number, Value};

use super::super::settings::Settings;
use super::super::{Eval, Evaluator};
use super::Problem;
use super::csv::{number, packed_rows};
use crate::association::Association;
use crate::expr::Expr;
use crate::symbol::{Symbol, sym};

/// Reads `"JSON"`: objects become lists of rules.
pub fn import_rules(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    _: &Settings,
) -> Eval<Result<Expr, Problem>> {
    Ok(import(&bytes, element, |entries| {
        Expr::list(entries.into_iter().map(|(key, value)| Expr::call(sym::Rule, [key, value])))
    }))
}

/// Reads `"RawJSON"`: objects become associations.
pub fn import_association(
    _: &mut Evaluator,
    bytes: Vec<u8>,
    element: &str,
    _: &Settings,
) -> Eval<Result<Expr, Problem>> {
    Ok(import(&bytes, element, association))
}

fn association(entries: Vec<(Expr, Expr)>) -> Expr {
    Expr::Association(Arc::new(Association::new(entries.into_iter().collect())))
}

fn import(bytes: &[u8], element: &str, object: fn(Vec<(Expr, Expr)>) -> Expr) -> Result<Expr, Problem> {
    if !matches!(element, "" | "Data") {
        return Err(Problem::NoElement);
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    // serde_json refuses nesting deeper than 128 levels, so the walk over the value cannot run out of stack.
    let value: Value = serde_json::from_slice(bytes).map_err(|error| Problem::Damaged(error.to_string()))?;
    Ok(to_expr(value, object))
}

fn to_expr(value: Value, object: fn(Vec<(Expr, Expr)>) -> Expr) -> Expr {
    match value {
        Value::Null => Expr::null(),
        Value::Bool(value) => Expr::boolean(value),
        Value::Number(value) => {
            let text = value.to_string();
            number(&text).or_else(|| beyond_machine(&text)).unwrap_or(Expr::from(text))
        }
        Value::String(text) => Expr::from(text),
        Value::Array(parts) => packed_rows(Expr::list(parts.into_iter().map(|part| to_expr(part, object)))),
        Value::Object(entries) => object(
            entries.into_iter().map(|(key, value)| (Expr::from(key), to_expr(value, object))).collect(),
        ),
    }
}

/// A number too large for a machine real: `N` of its exact value.
fn beyond_machine(text: &str) -> Option<Expr> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let exponent = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    if exponent.abs() > 1_000_000 {
        return None;
    }
    let digits = number(&format!("{whole}{fraction}"))?;
    let power = Expr::call(sym::Power, [Expr::Integer(10), Expr::Integer(exponent)]);
    Some(Expr::call(sym::N, [Expr::call(sym::Times, [digits, power])]))
}

/// Writes `"JSON"`: associations and lists of rules as objects, lists as arrays.
pub fn export(ev: &mut Evaluator, expr: &Expr, settings: &Settings) -> Eval<Result<Vec<u8>, Problem>> {
    let value = match to_value(ev, expr, 0)? {
        Ok(value) => value,
        Err(problem) => return Ok(Err(problem)),
    };
    if settings.flag("Compact").unwrap_or(false) {
        return Ok(Ok(value.to_string().into_bytes()));
    }
    let mut text = String::new();
    pretty(&value, 0, &mut text);
    Ok(Ok(text.into_bytes()))
}

/// Deepest nesting that is written; deeper is surely an accident.
const DEEPEST: usize = 512;

fn to_value(ev: &mut Evaluator, expr: &Expr, depth: usize) -> Eval<Result<Value, Problem>> {
    if depth > DEEPEST {
        return Ok(Err(Problem::NoForm(format!("it is nested deeper than {DEEPEST} levels"))));
    }
    let entries = match expr {
        Expr::Association(association) => Some(
            association.entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>(),
        ),
        _ => rules(expr),
    };
    if let Some(entries) = entries {
        let mut object = Map::new();
        for (key, value) in entries {
            let Expr::String(key) = key else {
                return Ok(Err(Problem::NoForm("keys of a JSON object are strings".to_owned())));
            };
            match to_value(ev, &value, depth + 1)? {
                Ok(value) => object.insert((*key).clone(), value),
                Err(problem) => return Ok(Err(problem)),
            };
        }
        return Ok(Ok(Value::Object(object)));
    }
    if let Some(parts) = expr.elements() {
        let mut values = Vec::with_capacity(parts.len());
        for part in parts.iter() {
            match to_value(ev, part, depth + 1)? {
                Ok(value) => values.push(value),
                Err(problem) => return Ok(Err(problem)),
            }
        }
        return Ok(Ok(Value::Array(values)));
    }
    let digits = |text: String| text.parse::<Number>().ok().map(Value::Number);
    let value = match expr {
        Expr::String(text) => Some(Value::String((**text).clone())),
        Expr::Symbol(sym::True) => Some(Value::Bool(true)),
        Expr::Symbol(sym::False) => Some(Value::Bool(false)),
        Expr::Symbol(sym::Null) => Some(Value::Null),
        Expr::Symbol(symbol) if *symbol == Symbol::new("Missing") => Some(Value::Null),
        Expr::Integer(value) => Some(Value::Number((*value).into())),
        Expr::BigInteger(value) => digits(value.to_string()),
        Expr::Real(value) if value.is_finite() => digits(format!("{value:?}")),
        Expr::Rational(_) | Expr::BigReal(_) | Expr::Normal(_) | Expr::Symbol(_) => {
            match ev.eval(Expr::call(sym::N, [expr.clone()]))? {
                Expr::Real(value) if value.is_finite() => digits(format!("{value:?}")),
                _ => None,
            }
        }
        _ => None,
    };
    Ok(value.ok_or_else(|| {
        Problem::NoForm("JSON has numbers, strings, True, False, Null, lists and rules".to_owned())
    }))
}

/// The entries of a list of rules that is not empty.
fn rules(expr: &Expr) -> Option<Vec<(Expr, Expr)>> {
    let list = expr.as_call(sym::List).filter(|list| !list.args.is_empty())?;
    list.args
        .iter()
        .map(|arg| {
            let rule = arg.as_call(sym::Rule).filter(|rule| rule.args.len() == 2)?;
            Some((rule.args[0].clone(), rule.args[1].clone()))
        })
        .collect()
}

/// One entry a line, indented by tabs, no space after colons.
fn pretty(value: &Value, depth: usize, text: &mut String) {
    let lines = |text: &mut String, open: char, close: char, parts: Vec<(Option<&String>, &Value)>| {
        text.push(open);
        let count = parts.len();
        for (index, (key, value)) in parts.into_iter().enumerate() {
            text.push('\n');
            text.extend(std::iter::repeat_n('\t', depth + 1));
            if let Some(key) = key {
                text.push_str(&Value::String(key.clone()).to_string());
                text.push(':');
            }
            pretty(value, depth + 1, text);
            if index + 1 < count {
                text.push(',');
            }
        }
        if count > 0 {
            text.push('\n');
            text.extend(std::iter::repeat_n('\t', depth));
        }
        text.push(close);
    };
    match value {
        Value::Array(parts) => lines(text, '[', ']', parts.iter().map(|part| (None, part)).collect()),
        Value::Object(entries) => {
            lines(text, '{', '}', entries.iter().map(|(key, value)| (Some(key), value)).collect());
        }
        other => text.push_str(&other.to_string()),
    }
}
