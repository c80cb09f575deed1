//! Constraints of a search, `{f, x + y >= 1 && x y == 2}`, as functions that must not be positive or must be zero.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::goals::head;
use super::real::real;

/// What a constraint asks of its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Zero or negative.
    NotPositive,
    /// Zero.
    Zero,
}

/// One constraint.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// The function.
    pub body: Expr,
    /// What is asked of it.
    pub kind: Kind,
}

/// All constraints of a search.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    /// One by one.
    pub all: Vec<Constraint>,
    /// As the caller wrote them.
    pub shown: Vec<Expr>,
    /// Variables that must be whole numbers.
    pub whole: Vec<Symbol>,
    /// The range that constraints give for each variable.
    pub ranges: Vec<(f64, f64)>,
}

/// The function and the constraints out of `{f, constraints, …}`; none, with a message, for what is no constraint.
pub fn read(
    ev: &mut Evaluator,
    call: &Normal,
    names: &[Symbol],
    body: &Expr,
) -> Eval<Option<(Expr, Constraints)>> {
    let mut found = Constraints {
        ranges: vec![(f64::NEG_INFINITY, f64::INFINITY); names.len()],
        ..Constraints::default()
    };
    let Some(parts) = body.as_call(sym::List) else { return Ok(Some((body.clone(), found))) };
    let Some((function, given)) = parts.args.split_first() else { return Ok(None) };
    for one in given {
        if !found.add(ev, names, one)? {
            ev.message_at(head(call), "bcons", std::slice::from_ref(one), call.origin);
            return Ok(None);
        }
    }
    Ok(Some((function.clone(), found)))
}

impl Constraints {
    fn add(&mut self, ev: &mut Evaluator, names: &[Symbol], expr: &Expr) -> Eval<bool> {
        if expr.is_symbol(sym::True) {
            return Ok(true);
        }
        let Expr::Normal(call) = expr else { return Ok(false) };
        let args = &call.args;
        match call.head_symbol() {
            Some(sym::And | sym::List) => {
                for arg in args {
                    if !self.add(ev, names, arg)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Some(head @ (sym::Less | sym::LessEqual | sym::Greater | sym::GreaterEqual | sym::Equal)) => {
                self.shown.push(expr.clone());
                args.windows(2).try_fold(true, |done, pair| {
                    Ok(done && self.relation(ev, names, head, &pair[0], &pair[1])?)
                })
            }
            Some(sym::Inequality) if args.len() >= 3 => {
                self.shown.push(expr.clone());
                for at in (0..args.len() - 2).step_by(2) {
                    let Expr::Symbol(head) = args[at + 1] else { return Ok(false) };
                    if !self.relation(ev, names, head, &args[at], &args[at + 2])? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Some(head) if head == Symbol::new("Element") && args.len() == 2 => {
                let inside = match args[0].as_call(sym::Alternatives) {
                    Some(several) => several.args.to_vec(),
                    None => vec![args[0].clone()],
                };
                let all_known =
                    inside.iter().all(|one| one.as_symbol().is_some_and(|name| names.contains(&name)));
                if args[1].is_symbol(sym::Integers) {
                    self.whole.extend(inside.iter().filter_map(Expr::as_symbol));
                    return Ok(all_known);
                }
                Ok(all_known && args[1].is_symbol(sym::Reals))
            }
            _ => Ok(false),
        }
    }

    /// `left < right` and its kin.
    fn relation(
        &mut self,
        ev: &mut Evaluator,
        names: &[Symbol],
        head: Symbol,
        left: &Expr,
        right: &Expr,
    ) -> Eval<bool> {
        let (low, high, kind) = match head {
            sym::Less | sym::LessEqual => (left, right, Kind::NotPositive),
            sym::Greater | sym::GreaterEqual => (right, left, Kind::NotPositive),
            sym::Equal => (left, right, Kind::Zero),
            _ => return Ok(false),
        };
        let body = ev.eval(Expr::call(sym::Subtract, [low.clone(), high.clone()]))?;
        if kind == Kind::NotPositive {
            for (variable, other, is_low) in [(low, high, false), (high, low, true)] {
                let place =
                    variable.as_symbol().and_then(|name| names.iter().position(|&known| known == name));
                let value = ev.eval(Expr::call(sym::N, [other.clone()]))?;
                if let (Some(place), Some(value)) = (place, real(&value)) {
                    let range = &mut self.ranges[place];
                    *range =
                        if is_low { (range.0.max(value), range.1) } else { (range.0, range.1.min(value)) };
                }
            }
        }
        self.all.push(Constraint { body, kind });
        Ok(true)
    }
}
