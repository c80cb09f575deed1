//! Functions that a `Module` gives to its variables by statements.

use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::scoping::stands_for_expression;
use crate::check::external::ASSIGNING;
use crate::check::function::DEFINED;
use crate::check::scope::{Binding, Name, mentions};
use crate::check::{Check, Checker};

/// The functions that statements of a body give to variables declared without value, `f = #^2 &` or `f[x_] := x^2`, stand
/// for the variables from there on; the statements go. Each must be the only assignment to its variable.
pub fn with_functions(
    check: &mut Checker,
    body: &Expr,
    declared: &[Symbol],
    f: impl FnOnce(&mut Checker, &Expr) -> Check,
) -> Check {
    let Some(compound) = body.as_call(sym::CompoundExpression) else { return f(check, body) };
    let mut kept: Vec<Expr> = Vec::new();
    for statement in &compound.args {
        let Some((symbol, function)) = function_given(check, statement).filter(|(symbol, function)| {
            declared.contains(symbol)
                && !kept.iter().any(|before| mentions(before, *symbol))
                && !mentions(function, *symbol)
                && assignments(body, *symbol) == 1
        }) else {
            kept.push(statement.clone());
            continue;
        };
        let scope = check.scope();
        let scope = check.scopes().bind(scope, Name::Symbol(symbol), Binding::Expr(function, scope));
        check.set_scope(scope);
    }
    if kept.len() == compound.args.len() {
        return f(check, body);
    }
    let origin = compound.origin;
    let rest = Normal::with_origin(compound.head.clone(), kept.into_iter().collect(), origin);
    f(check, &Expr::from(rest))
}

/// `f = function`, `f[x_, y_] := body`: the name and the function.
fn function_given(check: &Checker, statement: &Expr) -> Option<(Symbol, Expr)> {
    let set = statement.as_normal()?;
    let [target, value] = &set.args[..] else { return None };
    match (set.head_symbol()?, target) {
        (sym::Set, Expr::Symbol(symbol)) if stands_for_expression(check, value) => {
            Some((*symbol, value.clone()))
        }
        (sym::SetDelayed, Expr::Normal(left)) => {
            let mut names = Vec::new();
            for parameter in &left.args {
                let pattern = parameter.as_call(sym::Pattern)?;
                match &pattern.args[..] {
                    [Expr::Symbol(name), blank]
                        if blank.as_call(sym::Blank).is_some_and(|it| it.args.is_empty()) =>
                    {
                        names.push(Expr::Symbol(*name));
                    }
                    _ => return None,
                }
            }
            let args = [Expr::list(names), value.clone(), DEFINED];
            let function =
                Normal::with_origin(Expr::Symbol(sym::Function), args.into_iter().collect(), set.origin);
            Some((left.head_symbol()?, Expr::from(function)))
        }
        _ => None,
    }
}

/// How often a symbol, or a call of it, is assigned to in an expression.
fn assignments(expr: &Expr, symbol: Symbol) -> usize {
    let mut count = 0;
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        let Expr::Normal(normal) = expr else { continue };
        let assigning = normal.head_symbol().is_some_and(|head| ASSIGNING.contains(&head));
        if assigning && normal.args.first().is_some_and(|target| mentions(target, symbol)) {
            count += 1;
        }
        pending.push(&normal.head);
        pending.extend(normal.args.iter());
    }
    count
}
