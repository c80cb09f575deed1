//! Functions of signs: steps, boxes and the deltas.

use std::cmp::Ordering;
use std::sync::Arc;

use super::arithmetic::NUMERIC;
use super::rounding::{minus, one, order, plus, rows};
use crate::eval::numeric::sign_of;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::real;
use crate::number::{self, BigRational};
use crate::symbol::sym;

rows! {
    "DiscreteDelta" NUMERIC, Arity::ANY, "DiscreteDelta[n1, n2, ...] gives 1 if all ni are zero, 0 otherwise.", ("DiscreteDelta[0]", "1"), discrete_delta;
    "HeavisideTheta" NUMERIC, Arity::ANY, "HeavisideTheta[x] gives 0 for x < 0 and 1 for x > 0.", ("HeavisideTheta[2]", "1"), heaviside_theta;
    "KroneckerDelta" NUMERIC.and(Attributes::ORDERLESS), Arity::ANY, "KroneckerDelta[n1, n2, ...] gives 1 if all ni are equal, 0 otherwise.", ("KroneckerDelta[2, 3]", "0"), kronecker_delta;
    "Ramp" NUMERIC, Arity::exactly(1), "Ramp[x] gives x if x >= 0 and 0 otherwise.", ("Ramp[-3]", "0"), ramp;
    "Unitize" NUMERIC, Arity::exactly(1), "Unitize[x] gives 0 if x is 0 and 1 otherwise.", ("Unitize[-3.5]", "1"), unitize;
    "UnitBox" NUMERIC, Arity::ANY, "UnitBox[x] gives 1 if |x| <= 1/2 and 0 otherwise.", ("UnitBox[1/4]", "1"), unit_box;
    "UnitStep" NUMERIC, Arity::ANY, "UnitStep[x] gives 0 for x < 0 and 1 for x >= 0.", ("UnitStep[0]", "1"), unit_step;
    "UnitTriangle" NUMERIC, Arity::exactly(1), "UnitTriangle[x] gives 1 - |x| if |x| <= 1 and 0 otherwise.", ("UnitTriangle[1/4]", "3/4"), unit_triangle;
}

/// Signs of all arguments; None when one is not known.
fn signs(ev: &mut Evaluator, args: &[Expr]) -> Eval<Option<Vec<i32>>> {
    let mut found = Vec::with_capacity(args.len());
    for arg in args {
        let sign = match arg.as_call(sym::DirectedInfinity).and_then(|infinite| infinite.args.first()) {
            Some(direction) => sign_of(ev, direction)?,
            None => sign_of(ev, arg)?,
        };
        match sign {
            Some(sign) => found.push(sign),
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

fn unit_step(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(signs(ev, &call.args)?.map(|signs| Expr::Integer(i64::from(signs.iter().all(|&sign| sign >= 0)))))
}

fn heaviside_theta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(signs(ev, &call.args)?.and_then(|signs| {
        if signs.contains(&-1) {
            return Some(Expr::Integer(0));
        }
        (!signs.contains(&0)).then_some(Expr::Integer(1))
    }))
}

fn discrete_delta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(signs(ev, &call.args)?.map(|signs| Expr::Integer(i64::from(signs.iter().all(|&sign| sign == 0)))))
}

fn kronecker_delta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = &call.args;
    if args.len() < 2 {
        let zero = args.first().is_none_or(|n| n.is_number() && number::is_zero(n));
        return Ok((args.is_empty() || args[0].is_number()).then(|| Expr::Integer(i64::from(zero))));
    }
    for pair in args.windows(2) {
        let equal = ev.eval(Expr::call(sym::Equal, pair.iter().cloned()))?;
        if equal.is_symbol(sym::False) {
            return one(0);
        }
        if !equal.is_true() {
            return Ok(None);
        }
    }
    one(1)
}

fn ramp(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if let Expr::Real(x) = x {
        return Ok(Some(Expr::Real(real::ramp(*x))));
    }
    Ok(sign_of(ev, x)?.map(|sign| if sign >= 0 { x.clone() } else { Expr::Integer(0) }))
}

fn unitize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if x.is_number() {
        return one(i64::from(!number::is_zero(x)));
    }
    Ok(sign_of(ev, x)?.map(|sign| Expr::Integer(i64::from(sign != 0))))
}

/// Whether `|x| <= bound`.
fn within(ev: &mut Evaluator, x: &Expr, bound: BigRational) -> Eval<Option<bool>> {
    let size = ev.eval(Expr::call(sym::Abs, [x.clone()]))?;
    Ok(order(ev, &size, &Expr::from(bound))?.map(Ordering::is_le))
}

fn unit_box(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    for x in &call.args {
        match within(ev, x, BigRational::from_parts(1.into(), 2u8.into()))? {
            Some(true) => {}
            Some(false) => return one(0),
            None => return Ok(None),
        }
    }
    one(1)
}

fn unit_triangle(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    Ok(within(ev, x, BigRational::from(1))?.map(|inside| {
        if inside {
            plus(Expr::Integer(1), minus(Expr::call(sym::Abs, [x.clone()])))
        } else {
            Expr::Integer(0)
        }
    }))
}
