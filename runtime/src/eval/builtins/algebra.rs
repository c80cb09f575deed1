//! Products multiplied out, coefficients of polynomials.

use std::sync::Arc;

use crate::eval::simplify::make_power;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::BigRational;
use crate::symbol::sym;

/// Sums with more terms than this are not multiplied out.
const MAX_TERMS: usize = 1_000_000;

/// Polynomials.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "Coefficient",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::between(2, 3),
        usage: "Coefficient[expr, x, n] gives the coefficient of x^n in expr.",
        example: ("Coefficient[(1 + x)^3, x, 2]", "3"),
        run: coefficient,
    },
    Builtin {
        name: "CoefficientList",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(2),
        usage: "CoefficientList[poly, x] gives the coefficients of the powers of x in poly, from power 0.",
        example: ("CoefficientList[(1 + x)^3, x]", "{1, 3, 3, 1}"),
        run: coefficient_list,
    },
    Builtin {
        name: "Expand",
        attributes: Attributes::PROTECTED,
        arity: Arity::exactly(1),
        usage: "Expand[expr] multiplies out products and positive integer powers in expr.",
        example: ("Expand[(a + b)^2]", "a^2 + 2 a b + b^2"),
        run: |ev, call| expand(ev, &call.args[0]).map(Some),
    },
    Builtin {
        name: "Exponent",
        attributes: Attributes::LISTABLE.and(Attributes::PROTECTED),
        arity: Arity::exactly(2),
        usage: "Exponent[expr, x] gives the highest power of x in expr.",
        example: ("Exponent[x^3 + x, x]", "3"),
        run: exponent,
    },
];

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

/// Multiplied out and evaluated.
fn expand(ev: &mut Evaluator, expr: &Expr) -> Eval {
    let Expr::Normal(normal) = expr else {
        return Ok(expr.clone());
    };
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || match normal.head_symbol() {
        Some(sym::Plus | sym::List | sym::Equal | sym::Rule) => {
            let mut parts = Vec::with_capacity(normal.args.len());
            for arg in &normal.args {
                parts.push(expand(ev, arg)?);
            }
            ev.eval(Expr::call(normal.head.clone(), parts))
        }
        Some(sym::Times) => {
            let mut product = Expr::Integer(1);
            for arg in &normal.args {
                let factor = expand(ev, arg)?;
                product = product_of_sums(ev, &product, &factor)?;
            }
            Ok(product)
        }
        Some(sym::Power) => match &normal.args[..] {
            [base, Expr::Integer(n @ 2..=10_000)] => {
                let base = expand(ev, base)?;
                if base.as_call(sym::Plus).is_none() {
                    return ev.eval(make_power(base, Expr::Integer(*n)));
                }
                let mut product = base.clone();
                for _ in 1..*n {
                    product = product_of_sums(ev, &product, &base)?;
                }
                Ok(product)
            }
            _ => Ok(expr.clone()),
        },
        _ => Ok(expr.clone()),
    })
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

fn coefficient(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expanded = expand(ev, &call.args[0])?;
    let x = &call.args[1];
    let wanted = match call.args.get(2) {
        None => BigRational::from(1),
        Some(n) => match crate::number::to_rational(n) {
            Some(n) => n,
            None => return Ok(None),
        },
    };
    // Coefficient[expr, x^n] is written with the power.
    let (power, rest) = power_in_term(x, x.as_call(sym::Power).map_or(x, |power| &power.args[0]));
    let (x, wanted) = match x.as_call(sym::Power) {
        Some(inner) if rest == Expr::Integer(1) => (&inner.args[0], wanted * power),
        _ => (x, wanted),
    };
    let found = terms_of(&expanded).into_iter().filter_map(|term| {
        let (power, rest) = power_in_term(&term, x);
        (power == wanted).then_some(rest)
    });
    Ok(Some(Expr::call(sym::Plus, found.collect::<Vec<_>>())))
}

fn powers(ev: &mut Evaluator, expr: &Expr, x: &Expr) -> Eval<Vec<(BigRational, Expr)>> {
    let expanded = expand(ev, expr)?;
    Ok(terms_of(&expanded).iter().map(|term| power_in_term(term, x)).collect())
}

fn coefficient_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if crate::number::is_exact_zero(&call.args[0]) {
        return Ok(Some(Expr::list([])));
    }
    let mut lists: Vec<Vec<Expr>> = Vec::new();
    for (power, rest) in powers(ev, &call.args[0], &call.args[1])? {
        let place = power.is_int().then(|| usize::try_from(power.trunc()).ok()).flatten();
        let Some(place) = place.filter(|place| *place <= MAX_TERMS) else {
            return Ok(None);
        };
        if lists.len() <= place {
            lists.resize_with(place + 1, Vec::new);
        }
        lists[place].push(rest);
    }
    Ok(Some(Expr::list(lists.into_iter().map(|terms| Expr::call(sym::Plus, terms)))))
}

fn exponent(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let highest = powers(ev, &call.args[0], &call.args[1])?.into_iter().map(|(power, _)| power).max();
    Ok(highest.map(Expr::from))
}
