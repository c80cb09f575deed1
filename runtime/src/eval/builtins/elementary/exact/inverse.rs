//! Inverse functions, circular and hyperbolic, at the values that the functions have at multiples of π/60.

use super::*;

/// The angle, in units of π, of a value that `function` has at a multiple of π/60, or of its opposite.
fn angle_of(
    ev: &mut Evaluator,
    x: &Expr,
    inverse: fn(f64) -> f64,
    function: fn(&BigRational) -> Option<Expr>,
) -> Eval<Option<BigRational>> {
    if !is_numeric(ev, x) || x.is_number() && !number::is_exact(x) {
        return Ok(None);
    }
    let near = match approximate(ev, x, Precision::Machine)? {
        Expr::Real(near) => near,
        _ => return Ok(None),
    };
    let sixtieths = inverse(near.abs()) / std::f64::consts::PI * 60.0;
    let whole = sixtieths.round();
    if !((sixtieths - whole).abs() < 1e-9) {
        return Ok(None);
    }
    let q = rational(whole as i64, 60);
    let Some(value) = function(&q) else { return Ok(None) };
    let negative = near < 0.0;
    let difference = plus([x.clone(), times([Expr::Integer(if negative { 1 } else { -1 }), value])]);
    let difference = ev.eval(difference)?;
    let same =
        number::is_exact_zero(&difference) || !difference.is_number() && sign_of(ev, &difference)? == Some(0);
    Ok(same.then_some(if negative { -q } else { q }))
}

/// The angle of a sine.
fn angle_of_sine(ev: &mut Evaluator, x: &Expr) -> Eval<Option<BigRational>> {
    angle_of(ev, x, f64::asin, sine_in_first_quadrant)
}

/// The angle of a tangent.
fn angle_of_tangent(ev: &mut Evaluator, x: &Expr) -> Eval<Option<BigRational>> {
    angle_of(ev, x, f64::atan, tangent_in_first_quadrant)
}

fn angle(r: BigRational) -> Expr {
    if r == BigRational::ZERO {
        return Expr::Integer(0);
    }
    times([Expr::from(r), Expr::Symbol(sym::Pi)])
}

/// Inverse sine.
pub fn arc_sin(ev: &mut Evaluator, x: &Expr) -> Exact {
    if let Some(r) = angle_of_sine(ev, x)? {
        return done(angle(r));
    }
    if let Some(y) = over_i(x) {
        return done(times([i(), call(sym::ArcSinh, y)]));
    }
    Ok(None)
}

/// Inverse cosine.
pub fn arc_cos(ev: &mut Evaluator, x: &Expr) -> Exact {
    Ok(angle_of_sine(ev, x)?.map(|r| angle(rational(1, 2) - r)))
}

/// Inverse tangent of one argument.
pub fn arc_tan(ev: &mut Evaluator, x: &Expr) -> Exact {
    if let Some(r) = angle_of_tangent(ev, x)? {
        return done(angle(r));
    }
    if *x == infinity() {
        return done(pi_times(1, 2));
    }
    if crate::eval::simplify::direction_of(x) == Some(None) {
        return done(sym::Indeterminate);
    }
    if let Some(y) = over_i(x) {
        return done(match y {
            y if y == infinity() => pi_times(1, 2),
            y if is_infinite(&y) => pi_times(-1, 2),
            Expr::Integer(1) => times([i(), infinity()]),
            Expr::Integer(-1) => times([number::negate(&i()), infinity()]),
            y => times([i(), call(sym::ArcTanh, y)]),
        });
    }
    Ok(None)
}

/// Inverse cotangent.
pub fn arc_cot(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(pi_times(1, 2));
    }
    if is_infinite(x) {
        return done(0);
    }
    by_reciprocal(ev, x, arc_tan)
}

/// Inverse secant.
pub fn arc_sec(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return pole();
    }
    if is_infinite(x) {
        return done(pi_times(1, 2));
    }
    by_reciprocal(ev, x, arc_cos)
}

/// Inverse cosecant.
pub fn arc_csc(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return pole();
    }
    if is_infinite(x) {
        return done(0);
    }
    by_reciprocal(ev, x, arc_sin)
}

fn by_reciprocal(ev: &mut Evaluator, x: &Expr, function: fn(&mut Evaluator, &Expr) -> Exact) -> Exact {
    let inverse = ev.eval(make_power(x.clone(), Expr::Integer(-1)))?;
    function(ev, &inverse)
}

/// Inverse hyperbolic sine.
pub fn arc_sinh(_: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) || *x == infinity() {
        return done(x.clone());
    }
    if let Some(y) = over_i(x) {
        return done(times([i(), call(sym::ArcSin, y)]));
    }
    Ok(None)
}

/// Inverse hyperbolic cosine.
pub fn arc_cosh(ev: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(1) => done(0),
        Expr::Integer(0) => {
            done(times([number::make_complex(0.into(), number(1, 2)), Expr::Symbol(sym::Pi)]))
        }
        Expr::Integer(-1) => done(times([i(), Expr::Symbol(sym::Pi)])),
        x if *x == infinity() => done(infinity()),
        // Between -1 and 1 the angle of the cosine, turned.
        x => Ok(arc_cos(ev, x)?.map(|angle| times([i(), angle]))),
    }
}

/// Inverse hyperbolic tangent.
pub fn arc_tanh(_: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(0) => done(0),
        Expr::Integer(1) => done(infinity()),
        Expr::Integer(-1) => done(times([Expr::Integer(-1), infinity()])),
        x => Ok(over_i(x).map(|y| times([i(), call(sym::ArcTan, y)]))),
    }
}

/// Inverse hyperbolic cotangent.
pub fn arc_coth(_: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(0) => {
            done(times([number::make_complex(0.into(), number(1, 2)), Expr::Symbol(sym::Pi)]))
        }
        Expr::Integer(1) => done(infinity()),
        Expr::Integer(-1) => done(times([Expr::Integer(-1), infinity()])),
        x if is_infinite(x) => done(0),
        x => Ok(over_i(x).map(|y| times([number::negate(&i()), call(sym::ArcCsc, y)]))),
    }
}

/// Inverse hyperbolic secant.
pub fn arc_sech(ev: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(1) => done(0),
        Expr::Integer(0) => done(infinity()),
        x => Ok(arc_sec(ev, x)?.filter(|_| !is_infinite(x)).map(|angle| times([i(), angle]))),
    }
}

/// Inverse hyperbolic cosecant.
pub fn arc_csch(_: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(0) => pole(),
        x if is_infinite(x) => done(0),
        _ => Ok(None),
    }
}
