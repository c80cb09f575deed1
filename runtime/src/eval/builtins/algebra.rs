//! Products multiplied out, coefficients of polynomials.

use crate::eval::stoppable;
use std::sync::Arc;

use crate::eval::simplify::make_power;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::BigRational;
use crate::symbol::{Symbol, sym};

/// Heads whose arguments are expanded one by one.
const THREADS: &[Symbol] = &[
    sym::Plus,
    sym::List,
    sym::Rule,
    sym::Equal,
    sym::Unequal,
    sym::Less,
    sym::LessEqual,
    sym::Greater,
    sym::GreaterEqual,
    sym::And,
    sym::Or,
    sym::Not,
];
/// Sums with more terms than this are not multiplied out.
const MAX_TERMS: usize = 1_000_000;

/// Polynomials.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin {
        name: "Coefficient",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::between(2, 3),
        usage: "Coefficient[expr, x, n] gives the coefficient of x^n in expr; x may be a product of powers.",
        example: ("Coefficient[(1 + x)^3, x, 2]", "3"),
        run: coefficient,
    },
    Builtin {
        name: "CoefficientList",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(2),
        usage: "CoefficientList[poly, x] gives the coefficients of the powers of x in poly, from power 0; CoefficientList[poly, {x, y, …}] an array of them.",
        example: ("CoefficientList[(1 + x)^3, x]", "{1, 3, 3, 1}"),
        run: coefficient_list,
    },
    Builtin {
        name: "Expand",
        attributes: Attributes::PROTECTED,
        arity: Arity::between(1, 2).with_options(),
        usage: "Expand[expr] multiplies out products and positive integer powers in expr; Expand[expr, patt] leaves parts alone that are free of patt. Options: Modulus, Trig.",
        example: ("Expand[(a + b)^2]", "a^2 + 2 a b + b^2"),
        run: expand_call,
    },
    Builtin {
        name: "Exponent",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::between(2, 3),
        usage: "Exponent[expr, x] gives the highest power of x in expr; Exponent[expr, x, h] gives h of the powers.",
        example: ("Exponent[x^3 + x, x]", "3"),
        run: exponent,
    },
]);

/// What is left alone while the rest is multiplied out.
#[derive(Clone, Copy)]
enum Kept<'a> {
    Nothing,
    /// What none of these expressions occurs in.
    FreeOf(&'a [Expr]),
    /// What no part of matches the pattern.
    FreeOfPattern(&'a Expr),
}

impl Kept<'_> {
    fn keeps(self, ev: &mut Evaluator, expr: &Expr) -> Eval<bool> {
        match self {
            Kept::Nothing => Ok(false),
            Kept::FreeOf(list) => Ok(list.iter().all(|x| is_free(expr, x))),
            Kept::FreeOfPattern(pattern) => {
                let free = Expr::call(Symbol::new("System`FreeQ"), [expr.clone(), pattern.clone()]);
                Ok(ev.eval(free)?.is_true())
            }
        }
    }
}

fn terms_of(expr: &Expr) -> Vec<Expr> {
    match expr.as_call(sym::Plus) {
        Some(sum) => sum.args.to_vec(),
        None => vec![expr.clone()],
    }
}

fn product_of_sums(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval {
    let (a, b) = (terms_of(a), terms_of(b));
    if a.len().saturating_mul(b.len()) > MAX_TERMS {
        return ev.eval(Expr::call(sym::Times, [Expr::call(sym::Plus, a), Expr::call(sym::Plus, b)]));
    }
    let mut terms = Vec::with_capacity(a.len() * b.len());
    for x in &a {
        for y in &b {
            terms.push(Expr::call(sym::Times, [x.clone(), y.clone()]));
        }
    }
    ev.eval(Expr::call(sym::Plus, terms))
}

/// `Expand` with its pattern and options.
fn expand_call(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let is_option = |arg: &Expr| arg.as_call(sym::Rule).is_some() || arg.as_call(sym::RuleDelayed).is_some();
    let (options, plain): (Vec<&Expr>, Vec<&Expr>) = call.args[1..].iter().partition(|arg| is_option(arg));
    let (mut modulus, mut trig) = (None, false);
    for option in options {
        let Some(rule) = option.as_normal() else { return Ok(None) };
        match (rule.args[0].as_symbol().map(|name| name.name().to_owned()).as_deref(), &rule.args[1]) {
            (Some("Modulus"), Expr::Integer(0)) => modulus = None,
            (Some("Modulus"), value @ Expr::Integer(1..)) => modulus = Some(value.clone()),
            (Some("Trig"), value) => trig = value.is_true(),
            _ => return Ok(None),
        }
    }
    let kept = match plain[..] {
        [] => Kept::Nothing,
        [pattern] => Kept::FreeOfPattern(pattern),
        _ => return Ok(None),
    };
    let mut expanded = expand_except(ev, &call.args[0], kept)?;
    if trig {
        let flat = ev.eval(Expr::call(Symbol::new("System`TrigExpand"), [expanded]))?;
        expanded = expand_except(ev, &flat, kept)?;
    }
    Ok(Some(match modulus {
        Some(modulus) => Expr::call(Symbol::new("System`PolynomialMod"), [expanded, modulus]),
        None => expanded,
    }))
}

/// Multiplied out and evaluated, but for what is kept.
fn expand_except(ev: &mut Evaluator, expr: &Expr, kept: Kept) -> Eval {
    let Expr::Normal(normal) = expr else {
        return Ok(expr.clone());
    };
    let Some(head) = normal.head_symbol() else { return Ok(expr.clone()) };
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || match head {
        _ if THREADS.contains(&head) => {
            let mut parts = Vec::with_capacity(normal.args.len());
            for arg in &normal.args {
                parts.push(expand_except(ev, arg, kept)?);
            }
            ev.eval(Expr::call(normal.head.clone(), parts))
        }
        sym::Times => {
            let mut product = Expr::Integer(1);
            let mut whole = Vec::new();
            for arg in &normal.args {
                if kept.keeps(ev, arg)? {
                    whole.push(arg.clone());
                    continue;
                }
                let factor = expand_except(ev, arg, kept)?;
                product = product_of_sums(ev, &product, &factor)?;
            }
            if whole.is_empty() {
                return Ok(product);
            }
            let whole = Expr::call(sym::Times, whole);
            let terms =
                terms_of(&product).into_iter().map(|term| Expr::call(sym::Times, [whole.clone(), term]));
            ev.eval(Expr::call(sym::Plus, terms))
        }
        sym::Power => match &normal.args[..] {
            [base, Expr::Integer(n @ 2..=10_000)] if !kept.keeps(ev, expr)? => {
                let base = expand_except(ev, base, kept)?;
                if base.as_call(sym::Plus).is_none() {
                    return ev.eval(make_power(base, Expr::Integer(*n)));
                }
                let count = number_of_terms(terms_of(&base).len(), *n);
                if count > MAX_TERMS {
                    return Ok(expr.clone());
                }
                let mut product = base.clone();
                for _ in 1..*n {
                    ev.check_interrupt_now()?;
                    product = product_of_sums(ev, &product, &base)?;
                }
                Ok(product)
            }
            _ => Ok(expr.clone()),
        },
        _ => Ok(expr.clone()),
    })
}

/// The number of monomials in the `n`th power of a sum of `k` terms: Binomial[n + k - 1, k - 1].
fn number_of_terms(k: usize, n: i64) -> usize {
    let mut count = 1u128;
    for i in 1..k as u128 {
        count = count * (n as u128 + i) / i;
        if count > MAX_TERMS as u128 {
            return usize::MAX;
        }
    }
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Whether `x` occurs nowhere in the expression.
fn is_free(expr: &Expr, x: &Expr) -> bool {
    if expr == x {
        return false;
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            crate::stop::poll();
            is_free(&normal.head, x) && normal.args.iter().all(|arg| is_free(arg, x))
        }),
        _ => true,
    }
}

/// The power of `x` in a term, with what it multiplies.
fn power_in_term(term: &Expr, x: &Expr) -> (BigRational, Expr) {
    let factors = match term.as_call(sym::Times) {
        Some(product) => product.args.to_vec(),
        None => vec![term.clone()],
    };
    let mut power = BigRational::ZERO;
    let mut rest = Vec::new();
    for factor in factors {
        if factor == *x {
            power += BigRational::from(1);
            continue;
        }
        if let Some(inner) = factor.as_call(sym::Power)
            && inner.args[0] == *x
            && let Some(exponent) = crate::number::to_rational(&inner.args[1])
        {
            power += exponent;
            continue;
        }
        rest.push(factor);
    }
    let rest = match rest.len() {
        0 => Expr::Integer(1),
        1 => rest.remove(0),
        _ => Expr::call(sym::Times, rest),
    };
    (power, rest)
}

/// What a form asks for: the powers of its factors.
fn powers_of_form(form: &Expr, times: &BigRational) -> Vec<(Expr, BigRational)> {
    let factors = form.as_call(sym::Times).map_or(vec![form.clone()], |product| product.args.to_vec());
    let power = |factor: &Expr| match factor.as_call(sym::Power) {
        Some(power) => match crate::number::to_rational(&power.args[1]) {
            Some(k) => (power.args[0].clone(), k * times),
            None => (factor.clone(), times.clone()),
        },
        None => (factor.clone(), times.clone()),
    };
    factors.iter().map(power).collect()
}

fn coefficient(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let times = match call.args.get(2) {
        None => BigRational::from(1),
        Some(n) => match crate::number::to_rational(n) {
            Some(n) => n,
            None => return Ok(None),
        },
    };
    let wanted = powers_of_form(&call.args[1], &times);
    if wanted.iter().any(|(x, _)| x.is_number()) {
        return Ok(Some(Expr::Integer(0)));
    }
    let forms: Vec<Expr> = wanted.iter().map(|(x, _)| x.clone()).collect();
    let expanded = expand_except(ev, &call.args[0], Kept::FreeOf(&forms))?;
    let mut found = Vec::new();
    for term in terms_of(&expanded) {
        let mut rest = term;
        let fits = wanted.iter().all(|(x, k)| {
            let (power, left) = power_in_term(&rest, x);
            rest = left;
            power == *k
        });
        // The part without the form has none of it in functions or denominators either.
        let apart = !times.is_zero() || forms.iter().all(|x| is_free(&rest, x));
        if fits && apart {
            found.push(rest);
        }
    }
    Ok(Some(Expr::call(sym::Plus, found)))
}

fn coefficient_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let listed = call.args[1].elements();
    let variables: Vec<Expr> = listed.as_deref().map_or_else(|| vec![call.args[1].clone()], <[Expr]>::to_vec);
    if crate::number::is_exact_zero(&call.args[0]) {
        let nested = (1..variables.len()).fold(Expr::list([]), |inner, _| Expr::list([inner]));
        return Ok(Some(nested));
    }
    let expanded = expand_except(ev, &call.args[0], Kept::FreeOf(&variables))?;
    let mut terms = Vec::new();
    let mut dimensions = vec![1usize; variables.len()];
    for term in terms_of(&expanded) {
        let mut rest = term;
        let mut places = Vec::with_capacity(variables.len());
        for (x, length) in variables.iter().zip(&mut dimensions) {
            let (power, left) = power_in_term(&rest, x);
            rest = left;
            let place = power.is_int().then(|| usize::try_from(power.trunc()).ok()).flatten();
            let Some(place) = place.filter(|place| *place <= MAX_TERMS) else {
                return not_polynomial(ev, call);
            };
            *length = (*length).max(place + 1);
            places.push(place);
        }
        if variables.iter().any(|x| !is_free(&rest, x)) {
            return not_polynomial(ev, call);
        }
        terms.push((places, rest));
    }
    let size = dimensions.iter().try_fold(1usize, |size, n| size.checked_mul(*n));
    let Some(size) = size.filter(|size| *size <= 10 * MAX_TERMS) else { return Ok(None) };
    let mut cells: Vec<Vec<Expr>> = vec![Vec::new(); size];
    for (places, rest) in terms {
        let index = places.iter().zip(&dimensions).fold(0, |index, (place, length)| index * length + place);
        cells[index].push(rest);
    }
    let mut level: Vec<Expr> = cells.into_iter().map(|terms| Expr::call(sym::Plus, terms)).collect();
    for length in dimensions.iter().skip(1).rev() {
        level = level.chunks(*length).map(|chunk| Expr::list(chunk.iter().cloned())).collect();
    }
    Ok(Some(Expr::list(level)))
}

/// Says that the expression is no polynomial in the variables.
fn not_polynomial(ev: &mut Evaluator, call: &Normal) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::Expand);
    ev.message(head, "poly", std::slice::from_ref(&call.args[0]));
    Ok(None)
}

fn exponent(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[1];
    let expanded = expand_except(ev, &call.args[0], Kept::FreeOf(std::slice::from_ref(x)))?;
    let mut powers: Vec<Expr> = Vec::new();
    for term in terms_of(&expanded) {
        if crate::number::is_exact_zero(&term) {
            continue;
        }
        let factors = term.as_call(sym::Times).map_or(vec![term.clone()], |product| product.args.to_vec());
        let exponents = factors.iter().filter_map(|factor| match factor.as_call(sym::Power) {
            _ if factor == x => Some(Expr::Integer(1)),
            Some(power) if power.args[0] == *x => Some(power.args[1].clone()),
            _ => None,
        });
        let power = ev.eval(Expr::call(sym::Plus, exponents))?;
        if !powers.contains(&power) {
            powers.push(power);
        }
    }
    powers.sort_by(crate::order::compare);
    let h = call.args.get(2).cloned().unwrap_or_else(|| Expr::from(sym::Max));
    Ok(Some(Expr::call(h, powers)))
}
