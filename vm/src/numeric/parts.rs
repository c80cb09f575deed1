//! Functions that give one part of what a search finds: the place, or the value.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol};

use super::goals::head;

/// Function, the search behind it, and whether the place is wanted.
const SEARCHES: &[(&str, &str, bool)] = &[
    ("FindArgMax", "FindMaximum", true),
    ("FindArgMin", "FindMinimum", true),
    ("FindMaxValue", "FindMaximum", false),
    ("FindMinValue", "FindMinimum", false),
    ("NArgMax", "NMaximize", true),
    ("NArgMin", "NMinimize", true),
    ("NMaxValue", "NMaximize", false),
    ("NMinValue", "NMinimize", false),
];

/// `FindArgMin[f, …]`, `NMinValue[f, …]` and their kin.
pub fn part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = head(call).name().to_owned();
    let Some((_, search, is_place)) = SEARCHES.iter().find(|(known, ..)| *known == name) else {
        return Ok(None);
    };
    let whole = Normal::with_origin(Expr::Symbol(Symbol::new(search)), call.args.clone(), call.origin);
    let found = ev.eval(Expr::from(whole))?;
    let parts = found.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
    let [value, rules] = &parts[..] else { return Ok(None) };
    if !is_place {
        return Ok(Some(value.clone()));
    }
    let places: Vec<Expr> = rules
        .elements()
        .unwrap_or_default()
        .iter()
        .filter_map(|rule| rule.as_normal().and_then(|rule| rule.args.get(1).cloned()))
        .collect();
    // NArgMin of one variable gives the place itself, FindArgMin a list of it.
    if let ([place], true, Some(Expr::Symbol(_))) = (&places[..], name.starts_with('N'), call.args.get(1)) {
        return Ok(Some(place.clone()));
    }
    Ok(Some(Expr::list(places)))
}
