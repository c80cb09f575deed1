//! The canonical order of expressions: what `Sort`, `Order` and `Orderless` use.
//!
//! Numbers by value, then strings, then symbols by name, then everything else: shorter before longer, then head and
//! arguments from the left. Products and powers compare like the terms of a polynomial (`x < x^2 < y < x y < y^2`).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::expr::{Expr, RED_ZONE, STACK_STEP};
use crate::number::{BigInteger, BigRational};
use crate::shared;
use crate::symbol::{Symbol, sym};

/// The canonical order of two expressions.
pub fn compare(a: &Expr, b: &Expr) -> Ordering {
    match (a, b) {
        (Expr::Integer(a), Expr::Integer(b)) => return a.cmp(b),
        (Expr::Symbol(a), Expr::Symbol(b)) => return compare_symbols(*a, *b),
        (Expr::Real(a), Expr::Real(b)) => return a.partial_cmp(b).unwrap_or(Ordering::Equal),
        _ => {}
    }
    let (rank_a, rank_b) = (rank(a), rank(b));
    if rank_a < 2 || rank_b < 2 {
        return rank_a.cmp(&rank_b).then_with(|| match (a, b) {
            (Expr::String(a), Expr::String(b)) => compare_names(a, b),
            _ => compare_numbers(a, b),
        });
    }
    let structures = || stacker::maybe_grow(RED_ZONE, STACK_STEP, || compare_structures(a, b));
    match (a, b) {
        (Expr::Normal(a), Expr::Normal(b)) if Arc::ptr_eq(a, b) => Ordering::Equal,
        (Expr::Normal(a), Expr::Normal(b)) => shared::once(&ORDER, a, b, Ordering::Equal, structures),
        _ => structures(),
    }
}

thread_local! {
    static ORDER: shared::Walk = shared::Walk::default();
}

/// 0 for numbers, 1 for strings, 2 for symbols, 3 for the rest.
fn rank(expr: &Expr) -> u8 {
    match expr {
        expr if expr.is_number() => 0,
        Expr::String(_) => 1,
        Expr::Symbol(_) => 2,
        _ => 3,
    }
}

/// Numbers by value, integers before inexact numbers before fractions where equal; complex numbers by real part, then by the size of the
/// imaginary part, then by its sign.
pub fn compare_numbers(a: &Expr, b: &Expr) -> Ordering {
    let (re_a, im_a) = complex_parts(a);
    let (re_b, im_b) = complex_parts(b);
    let zero = Expr::Integer(0);
    let (im_a, im_b) = (im_a.unwrap_or(&zero), im_b.unwrap_or(&zero));
    compare_reals(re_a, re_b)
        .then_with(|| compare_reals(&magnitude(im_a), &magnitude(im_b)))
        .then_with(|| compare_reals(im_a, im_b))
        .then_with(|| kind(re_a).cmp(&kind(re_b)))
}

fn complex_parts(expr: &Expr) -> (&Expr, Option<&Expr>) {
    match expr {
        Expr::Complex(complex) => (&complex.re, Some(&complex.im)),
        real => (real, None),
    }
}

/// Where values are equal: integers, then inexact numbers, then fractions.
fn kind(expr: &Expr) -> u8 {
    match expr {
        Expr::Real(_) | Expr::BigReal(_) => 1,
        Expr::Rational(_) => 2,
        _ => 0,
    }
}

fn magnitude(expr: &Expr) -> Expr {
    match expr {
        Expr::Integer(value) => value.checked_abs().map_or(Expr::Real(2f64.powi(63)), Expr::Integer),
        Expr::Real(value) => Expr::Real(value.abs()),
        Expr::BigInteger(value) if **value < 0.into() => Expr::from(-BigInteger::clone(value)),
        Expr::Rational(value) if **value < BigRational::ZERO => Expr::from(-BigRational::clone(value)),
        other => other.clone(),
    }
}

fn compare_reals(a: &Expr, b: &Expr) -> Ordering {
    if let (Expr::Integer(a), Expr::Integer(b)) = (a, b) {
        return a.cmp(b);
    }
    let rough = approximate(a).partial_cmp(&approximate(b)).unwrap_or(Ordering::Equal);
    if rough != Ordering::Equal {
        return rough;
    }
    match (exact(a), exact(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    }
}

fn approximate(expr: &Expr) -> f64 {
    match expr {
        #[expect(clippy::cast_precision_loss, reason = "ties are settled exactly")]
        Expr::Integer(value) => *value as f64,
        Expr::Real(value) => *value,
        Expr::BigInteger(value) => value.to_f64().value(),
        Expr::Rational(value) => value.to_f64().value(),
        Expr::BigReal(value) => value.value.to_f64().value(),
        _ => 0.0,
    }
}

fn exact(expr: &Expr) -> Option<BigRational> {
    match expr {
        Expr::Integer(value) => Some(BigRational::from(BigInteger::from(*value))),
        Expr::Real(value) => BigRational::try_from(*value).ok(),
        Expr::BigInteger(value) => Some(BigRational::from(BigInteger::clone(value))),
        Expr::Rational(value) => Some(BigRational::clone(value)),
        Expr::BigReal(value) => BigRational::try_from(value.value.clone()).ok(),
        _ => None,
    }
}

/// Symbols by name, then by context, then by the serial number of temporaries.
pub fn compare_symbols(a: Symbol, b: Symbol) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    compare_names(a.name(), b.name())
        .then_with(|| a.context().cmp(b.context()))
        .then_with(|| a.serial().cmp(&b.serial()))
}

/// Names and strings as in a dictionary: letters without regard to case, then lower case before upper case.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    let folded = |text: &str| -> Vec<(bool, char)> {
        text.chars().map(|c| (c.is_alphabetic(), c.to_lowercase().next().unwrap_or(c))).collect()
    };
    let quick = a.bytes().chain(b.bytes()).all(|c| c.is_ascii_lowercase());
    if quick {
        return a.cmp(b);
    }
    folded(a).cmp(&folded(b)).then_with(|| {
        let upper = |text: &str| -> Vec<bool> { text.chars().map(char::is_uppercase).collect() };
        upper(a).cmp(&upper(b))
    })
}

/// Order of what is neither number nor string: as terms of a polynomial where that applies.
fn compare_structures(a: &Expr, b: &Expr) -> Ordering {
    let special = |expr: &Expr| {
        matches!(expr, Expr::Normal(n)
            if n.has_head(sym::Times) || n.has_head(sym::Plus) || (n.has_head(sym::Power) && n.args.len() == 2))
    };
    if special(a) || special(b) {
        return compare_sums(a, b);
    }
    compare_plain(a, b)
}

/// Sums term by term from the last; anything else is a sum of one term.
fn compare_sums(a: &Expr, b: &Expr) -> Ordering {
    let (terms_a, terms_b) = (parts(a, sym::Plus), parts(b, sym::Plus));
    if terms_a.len() == 1 && terms_b.len() == 1 {
        return compare_products(a, b);
    }
    // What one of them lacks counts as zero: `x - 1` comes before `x`, and `x + 1` after it.
    let beyond = |terms: &[Expr], others: usize| {
        terms.len().checked_sub(others + 1).and_then(|at| match &terms[at] {
            number if number.is_number() => Some(compare_numbers(number, &Expr::Integer(0))),
            _ => None,
        })
    };
    let lengths = || {
        let (count_a, count_b) = (terms_a.len(), terms_b.len());
        let signed = beyond(terms_a, count_b).or_else(|| beyond(terms_b, count_a).map(Ordering::reverse));
        signed.unwrap_or_else(|| count_a.cmp(&count_b))
    };
    compare_from_last(terms_a, terms_b, compare).then_with(lengths)
}

/// Products factor by factor from the last, leaving out a leading number; powers by base, then by exponent.
fn compare_products(a: &Expr, b: &Expr) -> Ordering {
    let (coefficient_a, factors_a) = without_number(parts(a, sym::Times));
    let (coefficient_b, factors_b) = without_number(parts(b, sym::Times));
    if factors_a.len() == 1 && factors_b.len() == 1 {
        return compare_powers(&factors_a[0], &factors_b[0])
            .then_with(|| compare_coefficients(coefficient_a, coefficient_b));
    }
    compare_from_last(factors_a, factors_b, compare_powers)
        .then_with(|| factors_a.len().cmp(&factors_b.len()))
        .then_with(|| compare_coefficients(coefficient_a, coefficient_b))
}

fn compare_coefficients(a: Option<&Expr>, b: Option<&Expr>) -> Ordering {
    let one = Expr::Integer(1);
    compare_numbers(a.unwrap_or(&one), b.unwrap_or(&one))
}

fn compare_powers(a: &Expr, b: &Expr) -> Ordering {
    let one = Expr::Integer(1);
    let split = |expr: &Expr| match expr.as_call(sym::Power) {
        Some(power) if power.args.len() == 2 => (power.args[0].clone(), power.args[1].clone()),
        _ => (expr.clone(), one.clone()),
    };
    let (a_is_power, b_is_power) = (a.as_call(sym::Power).is_some(), b.as_call(sym::Power).is_some());
    if !a_is_power && !b_is_power {
        return if parts(a, sym::Plus).len() > 1 || parts(b, sym::Plus).len() > 1 {
            compare_sums(a, b)
        } else {
            compare_plain(a, b)
        };
    }
    let ((base_a, exponent_a), (base_b, exponent_b)) = (split(a), split(b));
    compare(&base_a, &base_b).then_with(|| compare(&exponent_a, &exponent_b))
}

fn parts(expr: &Expr, head: Symbol) -> &[Expr] {
    match expr.as_call(head) {
        Some(normal) if !normal.args.is_empty() => &normal.args,
        _ => std::slice::from_ref(expr),
    }
}

fn without_number(factors: &[Expr]) -> (Option<&Expr>, &[Expr]) {
    match factors {
        [number, rest @ ..] if number.is_number() && !rest.is_empty() => (Some(number), rest),
        factors => (None, factors),
    }
}

fn compare_from_last(a: &[Expr], b: &[Expr], by: fn(&Expr, &Expr) -> Ordering) -> Ordering {
    a.iter()
        .rev()
        .zip(b.iter().rev())
        .map(|(a, b)| by(a, b))
        .find(|order| *order != Ordering::Equal)
        .unwrap_or(Ordering::Equal)
}

fn compare_plain(a: &Expr, b: &Expr) -> Ordering {
    match (a, b) {
        (Expr::Symbol(a), Expr::Symbol(b)) => return compare_symbols(*a, *b),
        _ if rank(a) != 3 || rank(b) != 3 => return rank(a).cmp(&rank(b)).then_with(|| compare(a, b)),
        _ => {}
    }
    a.length().cmp(&b.length()).then_with(|| compare(&a.head(), &b.head())).then_with(|| {
        let (a, b) = (children(a), children(b));
        a.iter()
            .zip(b.iter())
            .map(|(a, b)| compare(a, b))
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    })
}

fn children(expr: &Expr) -> std::borrow::Cow<'_, [Expr]> {
    use std::borrow::Cow;
    match expr {
        Expr::Normal(normal) => Cow::Borrowed(&normal.args[..]),
        Expr::Array(tensor) => Cow::Owned(crate::expr::unpack_level(tensor)),
        Expr::Association(association) => Cow::Owned(association.rules().collect()),
        Expr::Foreign(foreign) => Cow::Owned(foreign.0.parts()),
        _ => Cow::Borrowed(&[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x(name: &str) -> Expr {
        Expr::Symbol(Symbol::new(&format!("Global`{name}")))
    }

    fn power(base: Expr, exponent: i64) -> Expr {
        Expr::call(sym::Power, [base, Expr::Integer(exponent)])
    }

    #[test]
    fn the_order_is_that_of_a_polynomial() {
        let product = Expr::call(sym::Times, [x("x"), x("y")]);
        let sorted = [
            Expr::Integer(-3),
            Expr::from(BigRational::from_parts(1.into(), 2u8.into())),
            Expr::Integer(1),
            Expr::Real(1.0),
            Expr::Real(2.5),
            Expr::string("a"),
            Expr::string("A"),
            Expr::string("b"),
            x("x"),
            Expr::call(sym::Times, [Expr::Integer(2), x("x")]),
            power(x("x"), 2),
            x("y"),
            product,
            power(x("y"), 2),
            x("Z"),
            Expr::call(sym::Sin, [x("x")]),
            Expr::list([Expr::Integer(1), Expr::Integer(2)]),
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a:?} and {b:?}");
            }
        }
    }
}
