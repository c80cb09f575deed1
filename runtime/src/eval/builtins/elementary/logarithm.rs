//! Exp, the logarithms and ArcTan with their several numbers of arguments.

use std::sync::{Arc, LazyLock};

use super::exact::{self, exact_logarithm};
use super::{Elementary, Parity, Side, apply};
use crate::eval::builtins::arithmetic::{NUMERIC, on_arrays};
use crate::eval::numeric::sign_of;
use crate::eval::simplify::{infinity, is_infinite, make_power};
use crate::eval::{Arity, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::{ComplexFunction, RealFunction, complex, real};
use crate::number::{self, BigRational};
use crate::symbol::sym;

/// Exp, logarithms and ArcTan.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "ArcTan",
        attributes: NUMERIC,
        arity: Arity::between(1, 2),
        usage: "ArcTan[z] gives the inverse tangent of z; ArcTan[x, y] gives the angle of the point {x, y}.",
        example: ("ArcTan[-1, 1]", "(3 Pi)/4"),
        run: arc_tan,
    },
    Builtin {
        name: "Exp",
        attributes: NUMERIC,
        arity: Arity::exactly(1),
        usage: "Exp[z] gives E to the power z.",
        example: ("Exp[I Pi]", "-1"),
        run: exp,
    },
    Builtin {
        name: "Log",
        attributes: NUMERIC,
        arity: Arity::between(1, 2),
        usage: "Log[z] gives the natural logarithm of z; Log[b, z] gives the logarithm to base b.",
        example: ("Log[2, 8]", "3"),
        run: log,
    },
    Builtin {
        name: "Log10",
        attributes: NUMERIC,
        arity: Arity::exactly(1),
        usage: "Log10[z] gives the logarithm of z to base 10.",
        example: ("Log10[1000]", "3"),
        run: |ev, call| log_of_fixed_base(ev, call, &LOG10, 10),
    },
    Builtin {
        name: "Log2",
        attributes: NUMERIC,
        arity: Arity::exactly(1),
        usage: "Log2[z] gives the logarithm of z to base 2.",
        example: ("Log2[1/8]", "-3"),
        run: |ev, call| log_of_fixed_base(ev, call, &LOG2, 2),
    },
];

const fn row(
    symbol: crate::Symbol,
    real: RealFunction,
    complex: ComplexFunction,
    parity: Parity,
    side: Side,
    exact: fn(&mut Evaluator, &Expr) -> Eval<Option<Expr>>,
) -> Elementary {
    Elementary { symbol, real, complex: Some(complex), parity, side, exact, derivative: |x| x }
}

static LOG: LazyLock<Elementary> = LazyLock::new(|| {
    row(sym::Log, RealFunction::Log, ComplexFunction::Log, Parity::Neither, Side::Above, exact_log)
});
static LOG2: LazyLock<Elementary> = LazyLock::new(|| {
    row(sym::Log2, RealFunction::Log2, ComplexFunction::Log2, Parity::Neither, Side::Above, |_, _| Ok(None))
});
static LOG10: LazyLock<Elementary> = LazyLock::new(|| {
    row(sym::Log10, RealFunction::Log10, ComplexFunction::Log10, Parity::Neither, Side::Above, |_, _| {
        Ok(None)
    })
});
static ARC_TAN: LazyLock<Elementary> = LazyLock::new(|| {
    row(sym::ArcTan, RealFunction::ArcTan, ComplexFunction::ArcTan, Parity::Odd, Side::Above, exact::arc_tan)
});

fn exp(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(reply) = on_arrays(ev, call, "Exp") {
        return Ok(reply);
    }
    let x = &call.args[0];
    if let Expr::Real(value) = x
        && real::exp(*value).is_finite()
    {
        return Ok(Some(Expr::Real(real::exp(*value))));
    }
    Ok(Some(make_power(Expr::Symbol(sym::E), x.clone())))
}

fn log(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(reply) = on_arrays(ev, call, "Log") {
        return Ok(reply);
    }
    if call.args.len() == 1 {
        return match at_zero(ev, call) {
            Some(reply) => Ok(Some(reply)),
            None => apply(ev, call, &LOG),
        };
    }
    let (base, x) = (&call.args[0], &call.args[1]);
    if let (Expr::Real(b), Expr::Real(x)) = (base, x) {
        let value = real::log_to_base(*b, *x);
        if value.is_finite() {
            return Ok(Some(Expr::Real(value)));
        }
    }
    if let Some(value) = machine_log_to_base(base, x) {
        return Ok(Some(value));
    }
    if let (Some(b), Some(x)) = (number::to_rational(base), number::to_rational(x))
        && let Some(value) = exact_logarithm(&b, &x)
    {
        return Ok(Some(Expr::from(value)));
    }
    let log = |x: &Expr| Expr::call(sym::Log, [x.clone()]);
    Ok(Some(Expr::call(sym::Times, [log(x), make_power(log(base), Expr::Integer(-1))])))
}

/// `log(x) / log(base)` when one of them is a machine number and the other is one or exact.
fn machine_log_to_base(base: &Expr, x: &Expr) -> Option<Expr> {
    let machine = |z: &Expr| matches!(number::parts(z), (Expr::Real(_), _) | (_, Expr::Real(_)));
    let [b, z] = [base, x].map(|z| {
        let usable = z.is_number() && (machine(z) || number::is_exact(z));
        usable.then(|| number::to_complex64(z)).filter(|z| z.is_finite())
    });
    let (b, z) = (b?, z?);
    if !machine(base) && !machine(x) {
        return None;
    }
    if b.im == 0.0 && z.im == 0.0 && !matches!((base, x), (Expr::Complex(_), _) | (_, Expr::Complex(_))) {
        let value = real::log_to_base(b.re, z.re);
        if value.is_finite() {
            return Some(Expr::Real(value));
        }
    }
    let value = complex::log_to_base(b, z);
    value.is_finite().then(|| Expr::complex(value))
}

/// Of an inexact zero, which may stand for a number of either sign, a logarithm has no value.
fn at_zero(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<Expr> {
    let x = &call.args[0];
    if number::is_exact(x) || !x.is_number() || !number::is_zero(x) {
        return None;
    }
    let head = call.head_symbol()?;
    ev.message(head, "indet", &[Expr::call(sym::HoldForm, [Expr::from(Normal::clone(call))])]);
    Some(Expr::Symbol(sym::Indeterminate))
}

fn log_of_fixed_base(ev: &mut Evaluator, call: &Arc<Normal>, row: &Elementary, base: i64) -> Reply {
    let x = &call.args[0];
    if let Some(reply) = at_zero(ev, call) {
        return Ok(Some(reply));
    }
    if x.is_number() && !number::is_exact(x) || matches!(x, Expr::Array(_)) {
        return apply(ev, call, row);
    }
    if let Some(exact) = number::to_rational(x)
        && let Some(value) = exact_logarithm(&BigRational::from(base), &exact)
    {
        return Ok(Some(Expr::from(value)));
    }
    let log = |x: Expr| Expr::call(sym::Log, [x]);
    Ok(Some(Expr::call(
        sym::Times,
        [log(x.clone()), make_power(log(Expr::Integer(base)), Expr::Integer(-1))],
    )))
}

/// `Log` of exact arguments.
fn exact_log(ev: &mut Evaluator, x: &Expr) -> Eval<Option<Expr>> {
    let i_pi = |quarters: i64| {
        let half = BigRational::from_parts(quarters.into(), 2u8.into());
        let coefficient = number::make_complex(Expr::Integer(0), Expr::from(half));
        Expr::call(sym::Times, [coefficient, Expr::Symbol(sym::Pi)])
    };
    match x {
        Expr::Integer(0) => return Ok(Some(Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]))),
        Expr::Integer(1) => return Ok(Some(Expr::Integer(0))),
        Expr::Symbol(sym::E) => return Ok(Some(Expr::Integer(1))),
        Expr::Complex(z) if number::is_exact_zero(&z.re) => {
            let size = Expr::call(sym::Log, [Expr::call(sym::Abs, [z.im.clone()])]);
            return Ok(Some(Expr::call(sym::Plus, [i_pi(i64::from(number::sign(&z.im))), size])));
        }
        _ => {}
    }
    if is_infinite(x) {
        return Ok(Some(infinity()));
    }
    if let Expr::Rational(value) = x
        && (BigRational::ZERO..BigRational::ONE).contains(value)
    {
        // Of a fraction below one: that of its inverse.
        let inverse: BigRational = BigRational::ONE / BigRational::clone(value);
        let log = Expr::call(sym::Log, [Expr::from(inverse)]);
        return Ok(Some(Expr::call(sym::Times, [Expr::Integer(-1), log])));
    }
    if let Some(power) = x.as_call(sym::Power)
        && let [base, exponent] = &power.args[..]
        && base.is_symbol(sym::E)
        && sign_of(ev, exponent)?.is_some()
    {
        return Ok(Some(exponent.clone()));
    }
    if let Some(exponent) = crate::eval::builtins::complex_parts::exponent_of_e(ev, x)?
        && crate::eval::numeric::is_numeric(ev, &exponent)
    {
        let of = |head| Expr::call(head, [exponent.clone()]);
        let angle = crate::eval::builtins::complex_parts::principal_angle(of(sym::Im));
        let i = number::make_complex(Expr::Integer(0), Expr::Integer(1));
        return Ok(Some(Expr::call(sym::Plus, [of(sym::Re), Expr::call(sym::Times, [i, angle])])));
    }
    if super::opposite(x).is_some() && sign_of(ev, x)? == Some(-1) {
        let size = Expr::call(sym::Times, [Expr::Integer(-1), x.clone()]);
        return Ok(Some(Expr::call(sym::Plus, [i_pi(2), Expr::call(sym::Log, [size])])));
    }
    Ok(None)
}

fn arc_tan(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(reply) = on_arrays(ev, call, "ArcTan") {
        return Ok(reply);
    }
    if call.args.len() == 1 {
        return apply(ev, call, &ARC_TAN);
    }
    let (x, y) = (&call.args[0], &call.args[1]);
    if x.is_number() && y.is_number() && !(number::is_exact(x) && number::is_exact(y)) {
        return arc_tan_of_inexact(ev, x, y);
    }
    let (Some(sign_x), Some(sign_y)) = (sign_of(ev, x)?, sign_of(ev, y)?) else {
        return Ok(None);
    };
    let pi = |top: i64, bottom: u64| {
        let multiple = Expr::from(BigRational::from_parts(top.into(), bottom.into()));
        Expr::call(sym::Times, [multiple, Expr::Symbol(sym::Pi)])
    };
    Ok(match (sign_x, sign_y) {
        (0, 0) => {
            ev.message(sym::ArcTan, "indet", &[Expr::call(sym::HoldForm, [Expr::from(Normal::clone(call))])]);
            Some(Expr::Symbol(sym::Indeterminate))
        }
        (1, 0) => Some(Expr::Integer(0)),
        (-1, 0) => Some(pi(1, 1)),
        (0, sign) => Some(pi(i64::from(sign), 2)),
        (sign_x, sign_y) => {
            let ratio = Expr::call(sym::Times, [y.clone(), make_power(x.clone(), Expr::Integer(-1))]);
            let angle = Expr::call(sym::ArcTan, [ratio]);
            Some(if sign_x > 0 { angle } else { Expr::call(sym::Plus, [angle, pi(i64::from(sign_y), 1)]) })
        }
    })
}

fn arc_tan_of_inexact(ev: &mut Evaluator, x: &Expr, y: &Expr) -> Reply {
    let is_complex = |number: &Expr| matches!(number, Expr::Complex(_));
    let machine = |number: &Expr| matches!(number::parts(number).0, Expr::Real(_));
    if is_complex(x) || is_complex(y) {
        let value = complex::arc_tan_of_point(number::to_complex64(x), number::to_complex64(y));
        return Ok(value.is_finite().then(|| Expr::complex(value)));
    }
    if number::is_zero(x) && number::is_zero(y) {
        ev.message(
            sym::ArcTan,
            "indet",
            &[Expr::call(sym::HoldForm, [Expr::call(sym::ArcTan, [x.clone(), y.clone()])])],
        );
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    if machine(x) || machine(y) {
        return Ok(Some(Expr::Real(real::arc_tan_of_point(number::to_f64(x), number::to_f64(y)))));
    }
    let ratio = if number::is_zero(x) { None } else { number::divide(y, x) };
    let Some(ratio) = ratio else {
        let half = Expr::from(BigRational::from_parts(number::sign(y).into(), 2u8.into()));
        let digits = number::precision_of(y).min(number::precision_of(x)).max(1.0);
        let pi = number::software_constant(sym::Pi, digits).map(Expr::from);
        return Ok(pi.map(|pi| number::multiply(&pi, &half)));
    };
    let Some(angle) = super::inexact(RealFunction::ArcTan, None, Side::Above, &ratio) else {
        return Ok(None);
    };
    if number::sign(x) > 0 {
        return Ok(Some(angle));
    }
    let pi = number::software_constant(sym::Pi, number::precision_of(&angle).max(5.0)).map(Expr::from);
    Ok(pi
        .map(|pi| if number::sign(y) < 0 { number::subtract(&angle, &pi) } else { number::add(&angle, &pi) }))
}
