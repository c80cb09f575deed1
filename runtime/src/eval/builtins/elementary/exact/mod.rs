//! Values at exact arguments: multiples of π, inverse functions at the values of these, special points, limits.

mod inverse;
mod points;

use super::pole;
use crate::eval::numeric::{Precision, approximate, is_numeric, sign_of};
use crate::eval::simplify::{direction_of, infinity, is_infinite, make_power};
use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::{Symbol, sym};

pub use inverse::{
    arc_cos, arc_cosh, arc_cot, arc_coth, arc_csc, arc_csch, arc_sec, arc_sech, arc_sin, arc_sinh, arc_tan,
    arc_tanh,
};
pub(super) use points::exact_logarithm;
pub use points::{
    erf, erfc, haversine, inverse_erf, inverse_erfc, inverse_haversine, logistic_sigmoid, odd_at_zero, sinc,
};

type Exact = Eval<Option<Expr>>;

fn rational(top: i64, bottom: u64) -> BigRational {
    BigRational::from_parts(top.into(), bottom.into())
}

fn number(top: i64, bottom: u64) -> Expr {
    Expr::from(rational(top, bottom))
}

fn root(n: i64) -> Expr {
    make_power(Expr::Integer(n), number(1, 2))
}

fn inverse_root(n: i64) -> Expr {
    make_power(Expr::Integer(n), number(-1, 2))
}

fn times<const N: usize>(factors: [Expr; N]) -> Expr {
    Expr::call(sym::Times, factors)
}

fn plus<const N: usize>(terms: [Expr; N]) -> Expr {
    Expr::call(sym::Plus, terms)
}

fn call(symbol: Symbol, x: Expr) -> Expr {
    Expr::call(symbol, [x])
}

fn pi_times(top: i64, bottom: u64) -> Expr {
    match (top, bottom) {
        (0, _) => Expr::Integer(0),
        (1, 1) => Expr::Symbol(sym::Pi),
        _ => times([number(top, bottom), Expr::Symbol(sym::Pi)]),
    }
}

fn done(value: impl Into<Expr>) -> Exact {
    Ok(Some(value.into()))
}

/// `r` when `x` is `r Pi` or `180 r Degree`.
fn multiple_of_pi(x: &Expr) -> Option<BigRational> {
    let unit = |symbol: &Expr| match symbol {
        Expr::Symbol(sym::Pi) => Some(rational(1, 1)),
        Expr::Symbol(sym::Degree) => Some(rational(1, 180)),
        _ => None,
    };
    if let Some(product) = x.as_call(sym::Times)
        && let [first, second] = &product.args[..]
    {
        return Some(number::to_rational(first)? * unit(second)?);
    }
    unit(x)
}

/// `y` when `x` is `I y` with an exact coefficient.
fn over_i(x: &Expr) -> Option<Expr> {
    let of_number = |z: &Expr| match z {
        Expr::Complex(z) if number::is_exact_zero(&z.re) => Some(z.im.clone()),
        _ => None,
    };
    if let Some(direction) = direction_of(x) {
        return of_number(&direction?).map(|unit| Expr::call(sym::DirectedInfinity, [unit]));
    }
    if let Some(product) = x.as_call(sym::Times)
        && let [first, rest @ ..] = &product.args[..]
    {
        let coefficient = of_number(first)?;
        return Some(Expr::call(sym::Times, std::iter::once(coefficient).chain(rest.iter().cloned())));
    }
    of_number(x)
}

fn i() -> Expr {
    number::make_complex(Expr::Integer(0), Expr::Integer(1))
}

/// The argument of `inverse[…]`.
fn argument_of(x: &Expr, inverse: Symbol) -> Option<Expr> {
    x.as_call(inverse).filter(|call| call.args.len() == 1).map(|call| call.args[0].clone())
}

/// The sine of `π q` for `q` in [0, 1/2], where a closed form is customary.
fn sine_in_first_quadrant(q: &BigRational) -> Option<Expr> {
    let q60 = q * rational(60, 1);
    let sixtieths = i64::try_from(q60.is_int().then(|| q60.trunc())?).ok()?;
    let five_eighths =
        |sign: i64| make_power(plus([number(5, 8), times([number(sign, 8), root(5)])]), number(1, 2));
    Some(match sixtieths {
        0 => Expr::Integer(0),
        5 => times([plus([Expr::Integer(-1), root(3)]), number(1, 2), inverse_root(2)]),
        6 => times([number(1, 4), plus([Expr::Integer(-1), root(5)])]),
        10 => number(1, 2),
        12 => five_eighths(-1),
        15 => inverse_root(2),
        18 => times([number(1, 4), plus([Expr::Integer(1), root(5)])]),
        20 => times([number(1, 2), root(3)]),
        24 => five_eighths(1),
        25 => times([plus([Expr::Integer(1), root(3)]), number(1, 2), inverse_root(2)]),
        30 => Expr::Integer(1),
        _ => return None,
    })
}

/// The cosecant of so many sixtieths of π, where it is not just one over the sine.
fn cosecant(sixtieths: i64) -> Option<Expr> {
    let of_root = |sign: i64| {
        let inside = plus([Expr::Integer(2), times([Expr::Integer(2 * sign), inverse_root(5)])]);
        make_power(inside, number(1, 2))
    };
    Some(match sixtieths {
        5 => times([root(2), plus([Expr::Integer(1), root(3)])]),
        6 => plus([Expr::Integer(1), root(5)]),
        12 => of_root(1),
        18 => plus([Expr::Integer(-1), root(5)]),
        24 => of_root(-1),
        25 => times([root(2), plus([Expr::Integer(-1), root(3)])]),
        _ => return None,
    })
}

/// The tangent of `π q` for `q` in [0, 1/2), where a closed form is customary.
fn tangent_in_first_quadrant(q: &BigRational) -> Option<Expr> {
    let q60 = q * rational(60, 1);
    let sixtieths = i64::try_from(q60.is_int().then(|| q60.trunc())?).ok()?;
    let of_root = |a: i64, b: Expr| make_power(plus([Expr::Integer(a), b]), number(1, 2));
    Some(match sixtieths {
        0 => Expr::Integer(0),
        5 => plus([Expr::Integer(2), times([Expr::Integer(-1), root(3)])]),
        6 => of_root(1, times([Expr::Integer(-2), inverse_root(5)])),
        10 => inverse_root(3),
        12 => of_root(5, times([Expr::Integer(-2), root(5)])),
        15 => Expr::Integer(1),
        18 => of_root(1, times([Expr::Integer(2), inverse_root(5)])),
        20 => root(3),
        24 => of_root(5, times([Expr::Integer(2), root(5)])),
        25 => plus([Expr::Integer(2), root(3)]),
        _ => return None,
    })
}

fn modulo(r: &BigRational, period: &BigRational) -> BigRational {
    r - BigRational::from((r / period).floor()) * period
}

fn signed(negative: bool, value: Expr) -> Expr {
    if negative { times([Expr::Integer(-1), value]) } else { value }
}

/// `sin(π r)`: a value, or the same function or its partner in the first octant. None when nothing changes.
fn sine_of(r: &BigRational, written: (Symbol, &BigRational)) -> Option<Expr> {
    let (one, half) = (rational(1, 1), rational(1, 2));
    let mut q = modulo(r, &rational(2, 1));
    let negative = q >= one;
    if negative {
        q -= &one;
    }
    if q > half {
        q = &one - q;
    }
    if let Some(value) = sine_in_first_quadrant(&q) {
        return Some(signed(negative, value));
    }
    let (symbol, q) = if q > rational(1, 4) { (sym::Cos, half - q) } else { (sym::Sin, q) };
    if written == (symbol, &q) {
        return None;
    }
    Some(signed(negative, call(symbol, times([Expr::from(q), Expr::Symbol(sym::Pi)]))))
}

/// `tan(π r)`, as for the sine.
fn tangent_of(r: &BigRational, written: (Symbol, &BigRational)) -> Option<Expr> {
    let (one, half) = (rational(1, 1), rational(1, 2));
    let mut q = modulo(r, &one);
    if q == half {
        return Some(crate::eval::simplify::complex_infinity());
    }
    let negative = q > half;
    if negative {
        q = &one - q;
    }
    if let Some(value) = tangent_in_first_quadrant(&q) {
        return Some(signed(negative, value));
    }
    let (symbol, q) = if q > rational(1, 4) { (sym::Cot, half - q) } else { (sym::Tan, q) };
    if written == (symbol, &q) {
        return None;
    }
    Some(signed(negative, call(symbol, times([Expr::from(q), Expr::Symbol(sym::Pi)]))))
}

/// Sine and cosine, or their hyperbolic partners, of what an inverse function gives.
fn of_inverse(x: &Expr, hyperbolic: bool) -> Option<(Expr, Expr)> {
    let inverse = x.as_normal().filter(|call| call.args.len() == 1)?;
    let y = || inverse.args[0].clone();
    let over = |y: Expr| make_power(y, Expr::Integer(-1));
    // Sqrt[1 + sign y^power], and the same below 1.
    let root_of = |sign: i64, power: i64, exponent: i64| {
        let square = times([Expr::Integer(sign), make_power(y(), Expr::Integer(power))]);
        make_power(plus([Expr::Integer(1), square]), number(exponent, 2))
    };
    let beside = |sign: i64| {
        // Sqrt[(y - 1)/(y + 1)] (y + 1), right on both sides of the cut
        let (below, above) =
            (plus([Expr::Integer(-sign), times([Expr::Integer(sign), y()])]), plus([Expr::Integer(1), y()]));
        times([make_power(times([below, over(above.clone())]), number(1, 2)), above])
    };
    let sign = if hyperbolic { 1 } else { -1 };
    Some(match (inverse.head_symbol()?, hyperbolic) {
        (sym::ArcSin, false) | (sym::ArcSinh, true) => (y(), root_of(sign, 2, 1)),
        (sym::ArcCos, false) => (root_of(-1, 2, 1), y()),
        (sym::ArcCosh, true) => (beside(1), y()),
        (sym::ArcTan, false) | (sym::ArcTanh, true) => {
            (times([y(), root_of(-sign, 2, -1)]), root_of(-sign, 2, -1))
        }
        (sym::ArcCot, false) | (sym::ArcCoth, true) => {
            (times([over(y()), root_of(-sign, -2, -1)]), root_of(-sign, -2, -1))
        }
        (sym::ArcSec, false) => (root_of(-1, -2, 1), over(y())),
        (sym::ArcSech, true) => (times([over(y()), beside(-1)]), over(y())),
        (sym::ArcCsc, false) | (sym::ArcCsch, true) => (over(y()), root_of(sign, -2, 1)),
        (sym::Log, true) => {
            let half =
                |sign: i64| times([number(1, 2), plus([y(), times([Expr::Integer(sign), over(y())])])]);
            (half(-1), half(1))
        }
        _ => return None,
    })
}

/// The quotient of the two, for the other functions.
fn ratio(top: Expr, bottom: Expr) -> Expr {
    times([top, make_power(bottom, Expr::Integer(-1))])
}

fn interval(ev: &mut Evaluator, symbol: Symbol, x: &Expr) -> Exact {
    if direction_of(x).flatten().is_some_and(|d| matches!(d, Expr::Integer(1 | -1))) {
        return done(Expr::call(sym::Interval, [Expr::list([Expr::Integer(-1), Expr::Integer(1)])]));
    }
    let _ = (ev, symbol);
    let everywhere = x.as_call(sym::DirectedInfinity).is_some_and(|infinite| infinite.args.is_empty());
    if everywhere { done(sym::Indeterminate) } else { Ok(None) }
}

/// Sine.
pub fn sin(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(0);
    }
    if let Some(r) = multiple_of_pi(x) {
        return Ok(sine_of(&r, (sym::Sin, &r)));
    }
    if let Some(y) = over_i(x) {
        return done(times([i(), call(sym::Sinh, y)]));
    }
    if let Some((sine, _)) = of_inverse(x, false) {
        return done(sine);
    }
    if is_infinite(x) {
        return interval(ev, sym::Sin, x);
    }
    shifted(ev, x, |quarter, y| match quarter {
        0 => call(sym::Sin, y),
        1 => call(sym::Cos, y),
        2 => signed(true, call(sym::Sin, y)),
        _ => signed(true, call(sym::Cos, y)),
    })
}

/// Cosine.
pub fn cos(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(1);
    }
    if let Some(r) = multiple_of_pi(x) {
        return Ok(sine_of(&(&r + rational(1, 2)), (sym::Cos, &r)));
    }
    if let Some(y) = over_i(x) {
        return done(call(sym::Cosh, y));
    }
    if let Some((_, cosine)) = of_inverse(x, false) {
        return done(cosine);
    }
    if is_infinite(x) {
        return interval(ev, sym::Cos, x);
    }
    shifted(ev, x, |quarter, y| match quarter {
        0 => call(sym::Cos, y),
        1 => signed(true, call(sym::Sin, y)),
        2 => signed(true, call(sym::Cos, y)),
        _ => call(sym::Sin, y),
    })
}

/// A sum with a multiple of π/2 among its terms: `f(quarter, rest)`.
fn shifted(_: &mut Evaluator, x: &Expr, f: fn(i64, Expr) -> Expr) -> Exact {
    let Some(sum) = x.as_call(sym::Plus) else {
        return Ok(None);
    };
    for (index, term) in sum.args.iter().enumerate() {
        let Some(r) = multiple_of_pi(term) else {
            continue;
        };
        let quarters = r * rational(2, 1);
        if !quarters.is_int() {
            continue;
        }
        let quarter = i64::try_from(modulo(&quarters, &rational(4, 1)).trunc()).unwrap_or(0);
        let mut rest = sum.args.clone();
        rest.remove(index);
        return Ok(Some(f(quarter, Expr::call(sym::Plus, rest))));
    }
    Ok(None)
}

/// All real numbers, which a tangent takes towards a real infinity.
fn everything(x: &Expr) -> Exact {
    match direction_of(x) {
        Some(None) => done(sym::Indeterminate),
        Some(Some(Expr::Integer(1 | -1))) => {
            let ends = [times([Expr::Integer(-1), infinity()]), infinity()];
            done(Expr::call(sym::Interval, [Expr::list(ends)]))
        }
        _ => Ok(None),
    }
}

/// Tangent.
pub fn tan(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(0);
    }
    if let Some(r) = multiple_of_pi(x) {
        return Ok(tangent_of(&r, (sym::Tan, &r)));
    }
    if let Some(y) = over_i(x) {
        return done(times([i(), call(sym::Tanh, y)]));
    }
    if let Some(y) = argument_of(x, sym::ArcTan) {
        return done(y);
    }
    if let Some((sine, cosine)) = of_inverse(x, false) {
        return done(ratio(sine, cosine));
    }
    if is_infinite(x) {
        return everything(x);
    }
    shifted(
        ev,
        x,
        |quarter, y| if quarter % 2 == 0 { call(sym::Tan, y) } else { signed(true, call(sym::Cot, y)) },
    )
}

/// Cotangent.
pub fn cot(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return pole();
    }
    if let Some(r) = multiple_of_pi(x) {
        return Ok(tangent_of(&(rational(1, 2) - &r), (sym::Cot, &r)));
    }
    if let Some(y) = over_i(x) {
        return done(times([number::negate(&i()), call(sym::Coth, y)]));
    }
    if let Some(y) = argument_of(x, sym::ArcCot) {
        return done(y);
    }
    if let Some((sine, cosine)) = of_inverse(x, false) {
        return done(ratio(cosine, sine));
    }
    if is_infinite(x) {
        return everything(x);
    }
    shifted(
        ev,
        x,
        |quarter, y| if quarter % 2 == 0 { call(sym::Cot, y) } else { signed(true, call(sym::Tan, y)) },
    )
}

/// Secant and cosecant by the reciprocal of their partner where that has a value.
fn reciprocal_of(
    ev: &mut Evaluator,
    x: &Expr,
    partner: fn(&mut Evaluator, &Expr) -> Exact,
    names: [Symbol; 2],
) -> Exact {
    if is_infinite(x) {
        // Of a direction no values between -1 and 1; of none nothing is known.
        if !matches!(direction_of(x).flatten(), Some(Expr::Integer(1 | -1))) {
            return if direction_of(x) == Some(None) { done(sym::Indeterminate) } else { Ok(None) };
        }
        let ray = |a: Expr, b: Expr| Expr::list([a, b]);
        let below = ray(times([Expr::Integer(-1), infinity()]), Expr::Integer(-1));
        return done(Expr::call(sym::Interval, [below, ray(Expr::Integer(1), infinity())]));
    }
    if multiple_of_pi(x).is_none() && !number::is_exact_zero(x) {
        let is_secant = partner(ev, &Expr::Integer(0))?.is_some_and(|value| value == Expr::Integer(1));
        return if is_secant {
            shifted(ev, x, |quarter, y| match quarter {
                0 => call(sym::Sec, y),
                1 => signed(true, call(sym::Csc, y)),
                2 => signed(true, call(sym::Sec, y)),
                _ => call(sym::Csc, y),
            })
        } else {
            shifted(ev, x, |quarter, y| match quarter {
                0 => call(sym::Csc, y),
                1 => call(sym::Sec, y),
                2 => signed(true, call(sym::Csc, y)),
                _ => signed(true, call(sym::Sec, y)),
            })
        };
    }
    let Some(value) = partner(ev, x)? else {
        return Ok(None);
    };
    let value = ev.eval(value)?;
    if number::is_exact_zero(&value) {
        return pole();
    }
    for sixtieths in [5, 6, 12, 18, 24, 25] {
        let Some((sine, cosecant)) =
            sine_in_first_quadrant(&rational(sixtieths, 60)).zip(cosecant(sixtieths))
        else {
            continue;
        };
        let sine = ev.eval(sine)?;
        if sine == value {
            return done(cosecant);
        }
        if ev.eval(times([Expr::Integer(-1), sine]))? == value {
            return done(times([Expr::Integer(-1), cosecant]));
        }
    }
    // Sin and Cos left standing become Csc and Sec.
    let swapped = |expr: &Expr| -> Option<Expr> {
        let inner = expr.as_normal()?;
        let name = if inner.has_head(sym::Sin) { names[0] } else { names[1] };
        (inner.has_head(sym::Sin) || inner.has_head(sym::Cos)).then(|| call(name, inner.args[0].clone()))
    };
    if let Some(call) = swapped(&value) {
        return done(call);
    }
    if let Some(product) = value.as_call(sym::Times)
        && let [Expr::Integer(-1), inner] = &product.args[..]
        && let Some(call) = swapped(inner)
    {
        return done(signed(true, call));
    }
    done(make_power(value, Expr::Integer(-1)))
}

/// Secant.
pub fn sec(ev: &mut Evaluator, x: &Expr) -> Exact {
    if let Some(y) = over_i(x) {
        return done(call(sym::Sech, y));
    }
    if let Some(y) = argument_of(x, sym::ArcSec) {
        return done(y);
    }
    if let Some((_, cosine)) = of_inverse(x, false) {
        return done(make_power(cosine, Expr::Integer(-1)));
    }
    reciprocal_of(ev, x, cos, [sym::Csc, sym::Sec])
}

/// Cosecant.
pub fn csc(ev: &mut Evaluator, x: &Expr) -> Exact {
    if let Some(y) = over_i(x) {
        return done(times([number::negate(&i()), call(sym::Csch, y)]));
    }
    if let Some(y) = argument_of(x, sym::ArcCsc) {
        return done(y);
    }
    if let Some((sine, _)) = of_inverse(x, false) {
        return done(make_power(sine, Expr::Integer(-1)));
    }
    reciprocal_of(ev, x, sin, [sym::Csc, sym::Sec])
}

/// One of the hyperbolic functions: its value at 0 and at infinity, its circular partner and its inverse.
fn hyperbolic(
    x: &Expr,
    at_zero: Option<Expr>,
    at_infinity: Expr,
    at_imaginary: fn(Expr) -> Expr,
    inverse: Symbol,
    of_both: fn(Expr, Expr) -> Expr,
) -> Exact {
    if number::is_exact_zero(x) {
        return at_zero.map_or_else(pole, done);
    }
    if let Some(y) = over_i(x) {
        return done(at_imaginary(y));
    }
    if let Some(y) = argument_of(x, inverse) {
        return done(y);
    }
    if let Some((sine, cosine)) = of_inverse(x, true) {
        return done(of_both(sine, cosine));
    }
    if *x == infinity() {
        return done(at_infinity);
    }
    if direction_of(x) == Some(None) {
        return done(sym::Indeterminate);
    }
    Ok(None)
}

/// Hyperbolic sine.
pub fn sinh(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(
        x,
        Some(0.into()),
        infinity(),
        |y| times([i(), call(sym::Sin, y)]),
        sym::ArcSinh,
        |sine, _| sine,
    )
}

/// Hyperbolic cosine.
pub fn cosh(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(x, Some(1.into()), infinity(), |y| call(sym::Cos, y), sym::ArcCosh, |_, cosine| cosine)
}

/// Hyperbolic tangent.
pub fn tanh(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(x, Some(0.into()), 1.into(), |y| times([i(), call(sym::Tan, y)]), sym::ArcTanh, ratio)
}

/// Hyperbolic cotangent.
pub fn coth(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(
        x,
        None,
        1.into(),
        |y| times([number::negate(&i()), call(sym::Cot, y)]),
        sym::ArcCoth,
        |sine, cosine| ratio(cosine, sine),
    )
}

/// Hyperbolic secant.
pub fn sech(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(
        x,
        Some(1.into()),
        0.into(),
        |y| call(sym::Sec, y),
        sym::ArcSech,
        |_, cosine| make_power(cosine, Expr::Integer(-1)),
    )
}

/// Hyperbolic cosecant.
pub fn csch(_: &mut Evaluator, x: &Expr) -> Exact {
    hyperbolic(
        x,
        None,
        0.into(),
        |y| times([number::negate(&i()), call(sym::Csc, y)]),
        sym::ArcCsch,
        |sine, _| make_power(sine, Expr::Integer(-1)),
    )
}
