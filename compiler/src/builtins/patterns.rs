//! Patterns over values of a known type, as tests: what depends on the type alone is decided now.

use scheelite_runtime::{Expr, Scalar, Symbol, Type, sym};

/// Whether an expression is a pattern rather than a value.
pub fn is_pattern(expr: &Expr) -> bool {
    let Expr::Normal(normal) = expr else { return false };
    match normal.head_symbol() {
        Some(
            sym::Blank
            | sym::Pattern
            | sym::PatternTest
            | sym::Condition
            | sym::Alternatives
            | sym::Except
            | sym::HoldPattern,
        ) => true,
        Some(sym::List) => normal.args.iter().any(is_pattern),
        _ => false,
    }
}

/// An expression in which names stand for parts of a subject.
pub fn with_names(names: &[(Symbol, Expr)], expr: Expr) -> Expr {
    if names.is_empty() {
        return expr;
    }
    let sets = names.iter().map(|(name, part)| Expr::call(sym::Set, [Expr::Symbol(*name), part.clone()]));
    Expr::call(sym::With, [Expr::list(sets), expr])
}

fn known(holds: bool) -> Expr {
    Expr::Symbol(if holds { sym::True } else { sym::False })
}

fn and(tests: impl IntoIterator<Item = Expr>) -> Expr {
    let mut kept: Vec<Expr> = Vec::new();
    for test in tests {
        match test {
            Expr::Symbol(sym::True) => {}
            Expr::Symbol(sym::False) => return known(false),
            test => kept.push(test),
        }
    }
    match kept.len() {
        0 => known(true),
        1 => kept.swap_remove(0),
        _ => Expr::call(sym::And, kept),
    }
}

/// The test whether `subject`, of a type, matches a pattern; none for patterns of other kinds. Names of the pattern are
/// added with the parts they stand for.
pub fn test(pattern: &Expr, subject: &Expr, ty: Type, names: &mut Vec<(Symbol, Expr)>) -> Option<Expr> {
    let Type::Of(element, levels) = ty else { return None };
    let Expr::Normal(normal) = pattern else { return literal(pattern, subject, ty) };
    match (normal.head_symbol()?, &normal.args[..]) {
        (sym::Blank, []) => Some(known(true)),
        (sym::Blank, [Expr::Symbol(head)]) => {
            let scalar = match *head {
                sym::Integer => Scalar::Integer,
                sym::Real => Scalar::Real,
                sym::Complex => Scalar::Complex,
                sym::List => return Some(known(levels > 0)),
                _ => return None,
            };
            Some(known(levels == 0 && element == scalar))
        }
        (sym::HoldPattern, [inner]) => test(inner, subject, ty, names),
        (sym::Pattern, [Expr::Symbol(name), inner]) => {
            let found = test(inner, subject, ty, names)?;
            if names.iter().any(|(known, _)| known == name) {
                return None;
            }
            names.push((*name, subject.clone()));
            Some(found)
        }
        (sym::PatternTest, [inner, function]) => {
            let inner = test(inner, subject, ty, names)?;
            Some(and([inner, Expr::call(function.clone(), [subject.clone()])]))
        }
        (sym::Condition, [inner, condition]) => {
            let inner = test(inner, subject, ty, names)?;
            Some(and([inner, with_names(names, condition.clone())]))
        }
        (sym::Alternatives, options) => {
            let mut tests = Vec::new();
            for option in options {
                let before = names.len();
                match test(option, subject, ty, names)? {
                    Expr::Symbol(sym::False) => {}
                    found => tests.push(found),
                }
                if names.len() > before {
                    return None;
                }
            }
            Some(match tests.len() {
                0 => known(false),
                1 => tests.swap_remove(0),
                _ => Expr::call(sym::Or, tests),
            })
        }
        (sym::Except, [inner]) => {
            let before = names.len();
            let found = test(inner, subject, ty, names)?;
            (names.len() == before).then(|| match found {
                Expr::Symbol(sym::True) => known(false),
                Expr::Symbol(sym::False) => known(true),
                found => Expr::call(sym::Not, [found]),
            })
        }
        (sym::List, parts) if levels > 0 => {
            let count = i64::try_from(parts.len()).ok()?;
            let length = Expr::call(sym::Length, [subject.clone()]);
            let mut tests = vec![Expr::call(sym::Equal, [length, Expr::Integer(count)])];
            for (at, part) in (1..).zip(parts) {
                let item = Expr::call(sym::Part, [subject.clone(), Expr::Integer(at)]);
                tests.push(test(part, &item, Type::Of(element, levels - 1), names)?);
            }
            Some(and(tests))
        }
        (sym::List, _) => Some(known(false)),
        _ => None,
    }
}

/// Numbers match by `===`: a literal of another type never does.
fn literal(pattern: &Expr, subject: &Expr, ty: Type) -> Option<Expr> {
    let literal = match pattern {
        Expr::Symbol(sym::True | sym::False) => Type::BOOLEAN,
        _ => crate::check::types_of::number(pattern)?.ty(),
    };
    Some(match literal == ty {
        true => Expr::call(sym::SameQ, [subject.clone(), pattern.clone()]),
        false => known(false),
    })
}
