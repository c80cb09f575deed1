//! Infinite quantities: their directions, and what `Re`, `Im`, `Arg`, `Sign` and `Conjugate` say of them.

use std::sync::Arc;

use crate::eval::numeric::{Precision, approximate, is_numeric, sign_of};
use crate::eval::simplify::{complex_infinity, direction_of, is_infinite};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number;
use crate::symbol::{Symbol, sym};

/// Infinite quantities.
pub const ROWS: &[Builtin] = &[Builtin::new(
    "DirectedInfinity",
    Attributes::PROTECTED,
    Arity::between(0, 1),
    "DirectedInfinity[z] is an infinite quantity in the direction of z.",
    ("DirectedInfinity[-2]", "-Infinity"),
    directed_infinity,
)];

/// A direction has size 1; an exact one whose size is 1 only as far as machine numbers tell is left as it is.
const NEAR_ONE: f64 = 1e-12;

fn directed_infinity(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [z] = &call.args[..] else { return Ok(None) };
    if matches!(z, Expr::Integer(1 | -1)) {
        return Ok(None);
    }
    if z.is_symbol(sym::Indeterminate) || is_infinite(z) {
        return Ok(Some(z.clone()));
    }
    if !z.is_number() && !is_numeric(ev, z) {
        return Ok(None);
    }
    let size = approximate(ev, &Expr::call(sym::Abs, [z.clone()]), Precision::Machine)?;
    if number::is_zero(&size) {
        return Ok(Some(complex_infinity()));
    }
    if let Some(sign) = sign_of(ev, z)? {
        return Ok(Some(Expr::call(sym::DirectedInfinity, [Expr::Integer(i64::from(sign))])));
    }
    if !size.is_number() || (number::to_f64(&size) - 1.0).abs() < NEAR_ONE {
        return Ok(None);
    }
    let unit = ev.eval(Expr::call(sym::Sign, [z.clone()]))?;
    Ok(unit.as_call(sym::Sign).is_none().then(|| Expr::call(sym::DirectedInfinity, [unit])))
}

/// `Re`, `Im`, `Arg`, `Sign` or `Conjugate` of an infinite quantity; None of what is finite or of no known direction.
pub(super) fn part(ev: &mut Evaluator, head: Symbol, x: &Expr) -> Eval<Option<Expr>> {
    let Some(direction) = direction_of(x) else { return Ok(None) };
    let Some(z) = direction else {
        return Ok(Some(match head {
            sym::Conjugate => x.clone(),
            sym::Arg => {
                let pi = || Expr::Symbol(sym::Pi);
                let ends = [Expr::call(sym::Times, [Expr::Integer(-1), pi()]), pi()];
                Expr::call(sym::Interval, [Expr::list(ends)])
            }
            _ => Expr::Symbol(sym::Indeterminate),
        }));
    };
    if !is_numeric(ev, &z) {
        return Ok((head == sym::Sign).then(|| Expr::call(sym::Sign, [z])));
    }
    let of_direction = ev.eval(Expr::call(head, [z]))?;
    Ok(match head {
        sym::Arg | sym::Sign => Some(of_direction),
        sym::Conjugate => Some(Expr::call(sym::DirectedInfinity, [of_direction])),
        _ => sign_of(ev, &of_direction)?.map(|sign| match sign {
            0 => Expr::Integer(0),
            sign => Expr::call(sym::DirectedInfinity, [Expr::Integer(i64::from(sign))]),
        }),
    })
}
