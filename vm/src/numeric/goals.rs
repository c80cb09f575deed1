//! What a call of a numerical method asks for beyond its arguments: variables with starts or ranges, and options.

use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::real::real;

/// Options that every method takes.
pub const OPTIONS: &[&str] = &[
    "AccuracyGoal",
    "Compiled",
    "DampingFactor",
    "EvaluationMonitor",
    "Exclusions",
    "Gradient",
    "InterpolationOrder",
    "Jacobian",
    "MaxIterations",
    "MaxPoints",
    "MaxRecursion",
    "MaxStepFraction",
    "MaxStepSize",
    "MaxSteps",
    "Method",
    "MinRecursion",
    "NSumTerms",
    "NormFunction",
    "PrecisionGoal",
    "StartingStepSize",
    "StepMonitor",
    "Tolerance",
    "VerifyConvergence",
    "WorkingPrecision",
];

/// How close a method is to come.
#[derive(Clone, Copy, Debug)]
pub struct Goals {
    /// Relative error.
    pub relative: f64,
    /// Absolute error.
    pub absolute: f64,
}

impl Goals {
    /// The goals that the options ask for, in decimal digits; the usual ones otherwise.
    pub fn read(settings: &Settings, relative: f64, absolute: f64) -> Goals {
        let goal = |name: &str, usual: f64| match settings.chosen(name) {
            Some(digits) => real(digits).map_or(0.0, |digits| 10f64.powf(-digits.clamp(0.0, 15.0))),
            None => usual,
        };
        Goals { relative: goal("PrecisionGoal", relative), absolute: goal("AccuracyGoal", absolute) }
    }
}

/// Arguments with evaluated options split off. Issues `optx` for one that no method has.
pub fn split(ev: &mut Evaluator, call: &Normal) -> Eval<Option<(Vec<Expr>, Settings)>> {
    let (before, _) = Settings::split(&call.args);
    let before = before.to_vec();
    let mut options = vec![Expr::null()];
    for option in &call.args[before.len()..] {
        options.push(ev.eval(option.clone())?);
    }
    let settings = Settings::split(&options).1;
    if let Some(name) = settings.unknown(&[OPTIONS]) {
        let whole = Expr::Normal(std::sync::Arc::new(call.clone()));
        ev.message_at(head(call), "optx", &[Expr::string(name), whole], call.origin);
        return Ok(None);
    }
    Ok(Some((before, settings)))
}

/// What to evaluate at every step or evaluation, when something is to be.
pub fn monitor(settings: &Settings, name: &str) -> Option<Expr> {
    settings.chosen(name).filter(|value| !value.is_symbol(sym::None)).cloned()
}

/// Evaluates a monitor with the variables set to a point.
pub fn watch(ev: &mut Evaluator, monitor: Option<&Expr>, names: &[Symbol], point: &[f64]) -> Eval<()> {
    if let Some(monitor) = monitor {
        Function::evaluated(names, monitor.clone()).at(ev, point)?;
    }
    Ok(())
}

/// The decimal digits that `WorkingPrecision` asks for when they are more than those of machine numbers.
pub fn digits(ev: &mut Evaluator, settings: &Settings) -> Eval<Option<f64>> {
    let Some(chosen) = settings.chosen("WorkingPrecision") else { return Ok(None) };
    if chosen.is_symbol(sym::MachinePrecision) {
        return Ok(None);
    }
    Ok(number(ev, chosen)?.filter(|digits| (1.0..=100_000.0).contains(digits)))
}

/// The name of the method asked for, that of its first part where it has parts.
pub fn method(settings: &Settings) -> Option<String> {
    let chosen = settings.chosen("Method")?;
    match chosen.as_call(sym::List).and_then(|list| list.args.first()).unwrap_or(chosen) {
        Expr::String(name) => Some(name.as_str().to_owned()),
        Expr::Symbol(name) => Some(name.name().to_owned()),
        _ => None,
    }
}

/// Whether the method asked for is one of those known, with a message when not.
pub fn method_known(ev: &mut Evaluator, call: &Normal, settings: &Settings, known: &[&str]) -> bool {
    let Some(chosen) = settings.chosen("Method") else { return true };
    let is_known = method(settings).is_some_and(|name| known.contains(&name.as_str()));
    if !is_known {
        ev.message_at(head(call), "bdmtd", std::slice::from_ref(chosen), call.origin);
    }
    is_known
}

/// The function called.
pub fn head(call: &Normal) -> Symbol {
    call.head_symbol().unwrap_or(sym::List)
}

/// A whole number given by an option.
pub fn count(settings: &Settings, name: &str, usual: usize) -> usize {
    match settings.chosen(name) {
        Some(Expr::Integer(value)) => usize::try_from(*value).unwrap_or(usual),
        // Infinity: as long as it takes, ended by interrupts only.
        Some(Expr::Symbol(_) | Expr::Normal(_)) => usize::MAX,
        _ => usual,
    }
}

/// A machine number out of an expression that evaluates to one.
pub fn number(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<f64>> {
    if let Some(value) = real(expr) {
        return Ok(Some(value));
    }
    let value = ev.eval(Expr::call(sym::N, [expr.clone()]))?;
    Ok(real(&value))
}

/// An end of a range: a number or an infinity.
pub fn bound(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<f64>> {
    let value = ev.eval(Expr::call(sym::N, [expr.clone()]))?;
    if value.is_symbol(sym::Infinity) {
        return Ok(Some(f64::INFINITY));
    }
    if let Some(infinity) = value.as_call(sym::DirectedInfinity) {
        return Ok(infinity.args.first().and_then(real).map(|sign| sign.signum() * f64::INFINITY));
    }
    Ok(real(&value))
}

/// A variable and the numbers that follow it: `{x, a, b, …}`, or `x` alone.
pub fn variable(ev: &mut Evaluator, spec: &Expr) -> Eval<Option<Given>> {
    if let Expr::Symbol(variable) = spec {
        return Ok(Some((*variable, Vec::new())));
    }
    let Some(parts) = spec.as_call(sym::List) else { return Ok(None) };
    let Some((Expr::Symbol(variable), numbers)) = parts.args.split_first() else { return Ok(None) };
    let mut values = Vec::new();
    for number in numbers {
        match bound(ev, number)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some((*variable, values)))
}

/// A variable and the numbers given with it.
pub type Given = (Symbol, Vec<f64>);

/// Variables with starts: `{x, a}`, `{{x, a}, {y, b}}`, or several such arguments.
pub fn variables(ev: &mut Evaluator, specs: &[Expr]) -> Eval<Option<Vec<Given>>> {
    let nested = |spec: &Expr| {
        spec.as_call(sym::List)
            .filter(|list| list.args.first().is_some_and(|arg| arg.as_call(sym::List).is_some()))
            .cloned()
    };
    // {x, y}: names alone, unless y has a number for a value.
    if let [spec] = specs
        && let Some(list) = spec.as_call(sym::List)
        && !list.args.is_empty()
        && list.args.iter().all(|arg| matches!(arg, Expr::Symbol(_)))
    {
        let mut numeric = false;
        for arg in &list.args[1..] {
            numeric |= number(ev, arg)?.is_some() || bound(ev, arg)?.is_some();
        }
        if !numeric {
            return Ok(Some(
                list.args.iter().filter_map(Expr::as_symbol).map(|name| (name, Vec::new())).collect(),
            ));
        }
    }
    let all = match specs {
        [spec] => nested(spec).map_or_else(|| vec![spec.clone()], |list| list.args.to_vec()),
        specs => specs.to_vec(),
    };
    let mut found = Vec::new();
    for spec in &all {
        match variable(ev, spec)? {
            Some(one) => found.push(one),
            None => return Ok(None),
        }
    }
    Ok((!found.is_empty()).then_some(found))
}

/// `variable -> value`.
pub fn rule(variable: Symbol, value: f64) -> Expr {
    Expr::call(sym::Rule, [Expr::Symbol(variable), Expr::Real(value)])
}

/// `lhs - rhs` of an equation, other expressions as they are.
pub fn residual(equation: &Expr) -> Expr {
    match equation.as_call(sym::Equal).map(|equal| &equal.args[..]) {
        Some([left, right]) if *right == Expr::Integer(0) => left.clone(),
        Some([left, right]) => Expr::call(sym::Subtract, [left.clone(), right.clone()]),
        _ => equation.clone(),
    }
}

/// The value of an expression with variables left as symbols.
pub fn symbolic(ev: &mut Evaluator, names: &[Symbol], expr: &Expr) -> Eval {
    let blocked = Expr::list(names.iter().map(|&name| Expr::Symbol(name)));
    ev.silently(|ev| ev.eval(Expr::call(sym::Block, [blocked, expr.clone()])))
}
