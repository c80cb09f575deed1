//! Real and imaginary part of what is not a number: the numbers in sums and products come out, `Re[x + I y]` is
//! `-Im[y] + Re[x]`, and quantities such as `Sqrt[2] + I Pi` come apart whole.

use crate::eval::numeric::{is_numeric, sign_of};
use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number;
use crate::symbol::{Symbol, sym};

fn times<const N: usize>(factors: [Expr; N]) -> Expr {
    Expr::call(sym::Times, factors)
}

fn plus(terms: Vec<Expr>) -> Expr {
    Expr::call(sym::Plus, terms)
}

/// `(a + b I) r u`: what is known of a term.
struct Term {
    /// a and b.
    coefficient: (Expr, Expr),
    /// The real factors.
    real: Expr,
    /// The others, when there are any.
    unknown: Option<Expr>,
}

impl Term {
    fn of(ev: &mut Evaluator, term: &Expr) -> Eval<Term> {
        let factors = match term.as_call(sym::Times) {
            Some(product) => product.args.to_vec(),
            None => vec![term.clone()],
        };
        let mut coefficient = (Expr::Integer(1), Expr::Integer(0));
        let (mut real, mut unknown) = (Vec::new(), Vec::new());
        for factor in factors {
            if factor.is_number() {
                let (re, im) = number::parts(&factor);
                coefficient = (re.clone(), im.clone());
            } else if let Some((cos, sin)) = turned(&factor) {
                // (a + b I)(c + s I)
                let (a, b) = coefficient;
                coefficient = (
                    plus(vec![
                        times([a.clone(), cos.clone()]),
                        times([Expr::Integer(-1), b.clone(), sin.clone()]),
                    ]),
                    plus(vec![times([a, sin]), times([b, cos])]),
                );
            } else if is_numeric(ev, &factor) && sign_of(ev, &factor)?.is_some() {
                real.push(factor);
            } else {
                unknown.push(factor);
            }
        }
        let unknown = (!unknown.is_empty()).then(|| Expr::call(sym::Times, unknown));
        Ok(Term { coefficient, real: Expr::call(sym::Times, real), unknown })
    }

    /// Nothing comes out of it.
    fn is_plain(&self) -> bool {
        self.unknown.is_some() && number::is_exact_zero(&self.coefficient.1)
    }

    /// The part that `head` names, given the real and the imaginary part of the unknown factors.
    fn part(&self, head: Symbol) -> Expr {
        let (a, b) = self.coefficient.clone();
        let scaled = |number: Expr, part: Expr| times([number, self.real.clone(), part]);
        let minus = |x: Expr| times([Expr::Integer(-1), x]);
        let Some(unknown) = &self.unknown else {
            return match head {
                sym::Re => scaled(a, Expr::Integer(1)),
                sym::Im => scaled(b, Expr::Integer(1)),
                _ => {
                    let i = number::make_complex(Expr::Integer(0), Expr::Integer(-1));
                    plus(vec![scaled(a, Expr::Integer(1)), times([i, scaled(b, Expr::Integer(1))])])
                }
            };
        };
        let of = |head: Symbol| Expr::call(head, [unknown.clone()]);
        match head {
            sym::Re => plus(vec![scaled(a, of(sym::Re)), scaled(minus(b), of(sym::Im))]),
            sym::Im => plus(vec![scaled(a, of(sym::Im)), scaled(b, of(sym::Re))]),
            _ => {
                let i = number::make_complex(Expr::Integer(0), Expr::Integer(-1));
                let number = plus(vec![a, times([i, b])]);
                scaled(number, of(sym::Conjugate))
            }
        }
    }
}

/// Cosine and sine of the angle of `E^(q I Pi)` and `(-1)^q`.
fn turned(factor: &Expr) -> Option<(Expr, Expr)> {
    let power = factor.as_call(sym::Power).filter(|power| power.args.len() == 2)?;
    let turns = match (&power.args[0], &power.args[1]) {
        (Expr::Integer(-1), Expr::Rational(turns)) => Expr::Rational(turns.clone()),
        (base, exponent) if base.is_symbol(sym::E) => match &exponent.as_call(sym::Times)?.args[..] {
            [Expr::Complex(z), pi] if pi.is_symbol(sym::Pi) && number::is_exact_zero(&z.re) => z.im.clone(),
            _ => return None,
        },
        _ => return None,
    };
    let angle = times([turns, sym::Pi.into()]);
    Some((Expr::call(sym::Cos, [angle.clone()]), Expr::call(sym::Sin, [angle])))
}

/// The exponent of `E^z` for an expression z that is not known to be real.
pub(super) fn exponent_of_e(ev: &mut Evaluator, x: &Expr) -> Eval<Option<Expr>> {
    let Some(power) = x.as_call(sym::Power).filter(|power| power.args.len() == 2) else { return Ok(None) };
    let exponent = &power.args[1];
    if !power.args[0].is_symbol(sym::E) || sign_of(ev, exponent)?.is_some() {
        return Ok(None);
    }
    Ok(Some(exponent.clone()))
}

/// `Re`, `Im` or `Conjugate` of a conjugate or of what is real.
fn of_part(head: Symbol, x: &Expr) -> Option<Expr> {
    let inner = x.as_normal()?;
    let [z] = &inner.args[..] else { return None };
    let itself = |head: Symbol| Expr::call(head, [z.clone()]);
    match (inner.head_symbol()?, head) {
        (sym::Conjugate, sym::Conjugate) => Some(z.clone()),
        (sym::Conjugate, sym::Re) => Some(itself(sym::Re)),
        (sym::Conjugate, sym::Im) => Some(times([Expr::Integer(-1), itself(sym::Im)])),
        (sym::Re | sym::Im | sym::Abs | sym::Arg, sym::Im) => Some(Expr::Integer(0)),
        (sym::Re | sym::Im | sym::Abs | sym::Arg, _) => Some(x.clone()),
        _ => None,
    }
}

/// A real angle less whole turns, above -π and to π.
pub(super) fn principal_angle(angle: Expr) -> Expr {
    // x - 2 π ceiling(x / (2 π) - 1/2)
    let turn = times([Expr::Integer(2), sym::Pi.into()]);
    let half = Expr::from(number::BigRational::from_parts((-1).into(), 2u8.into()));
    let turns = plus(vec![Expr::call(sym::Divide, [angle.clone(), turn.clone()]), half]);
    plus(vec![angle, times([Expr::Integer(-1), turn, Expr::call(sym::Ceiling, [turns])])])
}

/// `Re`, `Im` or `Conjugate` of an expression that is no number; None when nothing comes out.
pub(super) fn part(ev: &mut Evaluator, head: Symbol, x: &Expr) -> Eval<Option<Expr>> {
    if let Some(known) = of_part(head, x) {
        return Ok(Some(known));
    }
    if let Some(exponent) = exponent_of_e(ev, x)?
        && (head == sym::Conjugate || turned(x).is_none())
    {
        let of = |head: Symbol| Expr::call(head, [exponent.clone()]);
        let size = Expr::call(sym::Exp, [of(sym::Re)]);
        return Ok(Some(match head {
            sym::Re => times([size, Expr::call(sym::Cos, [of(sym::Im)])]),
            sym::Im => times([size, Expr::call(sym::Sin, [of(sym::Im)])]),
            _ => Expr::call(sym::Exp, [of(sym::Conjugate)]),
        }));
    }
    let Some(sum) = x.as_call(sym::Plus) else {
        let term = Term::of(ev, x)?;
        let bare = matches!(term.coefficient.0, Expr::Integer(1))
            && matches!(term.real, Expr::Normal(ref real) if real.args.is_empty());
        return Ok((!(term.is_plain() && bare)).then(|| term.part(head)));
    };
    let (mut plain, mut parts) = (Vec::new(), Vec::new());
    for arg in &sum.args {
        let term = Term::of(ev, arg)?;
        if term.is_plain() {
            plain.push(arg.clone());
        } else {
            parts.push(term.part(head));
        }
    }
    if parts.is_empty() {
        return Ok(None);
    }
    if !plain.is_empty() {
        parts.push(Expr::call(head, [plus(plain)]));
    }
    Ok(Some(plus(parts)))
}

/// Real and imaginary part of an exact quantity that is not real; None when they are not known.
pub(super) fn known_parts(ev: &mut Evaluator, x: &Expr) -> Eval<Option<(Expr, Expr)>> {
    if !is_numeric(ev, x) || x.is_number() {
        return Ok(None);
    }
    let re = ev.eval(Expr::call(sym::Re, [x.clone()]))?;
    let im = ev.eval(Expr::call(sym::Im, [x.clone()]))?;
    for part in [&re, &im] {
        if part.is_number() && !number::is_exact(part) || sign_of(ev, part)?.is_none() || has_part(part) {
            return Ok(None);
        }
    }
    Ok(Some((re, im)))
}

fn has_part(expr: &Expr) -> bool {
    expr.as_normal().is_some_and(|normal| {
        matches!(normal.head_symbol(), Some(sym::Re | sym::Im)) || normal.args.iter().any(has_part)
    })
}
