//! `Fit`: the combination of functions nearest to data, by least squares.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::goals::head;
use super::linear::least_squares;
use super::real::{matrix, reals};

/// `Fit[data, {f, …}, x]` with data `{y, …}` or `{{x, y}, …}`; `Fit[data, {f, …}, {x, z, …}]`.
pub fn fit(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [data, basis, names, property @ ..] = &call.args[..] else { return Ok(None) };
    let functions = basis.elements().map_or_else(|| vec![basis.clone()], std::borrow::Cow::into_owned);
    let symbols: Option<Vec<Symbol>> = match names.elements() {
        Some(list) => list.iter().map(Expr::as_symbol).collect(),
        None => names.as_symbol().map(|name| vec![name]),
    };
    let Some(symbols) = symbols.filter(|symbols| !symbols.is_empty()) else {
        ev.message_at(head(call), "ivar", std::slice::from_ref(names), call.origin);
        return Ok(None);
    };
    let Some(rows) = data_rows(ev, data, symbols.len())? else {
        ev.message_at(head(call), "fitd", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let mut design = vec![Vec::with_capacity(functions.len()); rows.len()];
    for body in &functions {
        let function = Function::new(ev, &symbols, body.clone())?;
        for (row, line) in rows.iter().zip(&mut design) {
            match function.real(ev, &row[..symbols.len()])? {
                Some(value) => line.push(value),
                None => {
                    ev.message_at(head(call), "fitm", std::slice::from_ref(body), call.origin);
                    return Ok(None);
                }
            }
        }
    }
    let values: Vec<f64> = rows.iter().map(|row| row[symbols.len()]).collect();
    let Some(parameters) = least_squares(design, values) else {
        ev.message_at(head(call), "fitm", std::slice::from_ref(basis), call.origin);
        return Ok(None);
    };
    if matches!(property.first(), Some(Expr::String(name)) if name.as_str() == "BestFitParameters") {
        return Ok(Some(Expr::list(parameters.into_iter().map(Expr::Real))));
    }
    let terms = functions
        .into_iter()
        .zip(parameters)
        .map(|(function, parameter)| Expr::call(sym::Times, [Expr::Real(parameter), function]));
    Ok(Some(Expr::call(sym::Plus, terms)))
}

/// Data `{y, …}`, numbered from 1, or `{{x, …, y}, …}`, as rows of so many variables and a value.
pub fn data_rows(ev: &mut Evaluator, data: &Expr, variables: usize) -> Eval<Option<Vec<Vec<f64>>>> {
    let numeric = match data {
        Expr::Array(_) => data.clone(),
        other => ev.eval(Expr::call(sym::N, [other.clone()]))?,
    };
    let rows = match reals(&numeric) {
        Some(values) => {
            Some(values.into_iter().enumerate().map(|(index, y)| vec![(index + 1) as f64, y]).collect())
        }
        None => matrix(&numeric),
    };
    Ok(rows
        .filter(|rows: &Vec<Vec<f64>>| !rows.is_empty() && rows.iter().all(|row| row.len() == variables + 1)))
}
