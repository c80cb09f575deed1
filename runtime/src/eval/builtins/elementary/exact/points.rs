//! Functions with a few special points, and exact logarithms.

use super::*;

/// Functions that are 0 at 0 and have no other special points here.
pub fn odd_at_zero(_: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) { done(0) } else { Ok(None) }
}

/// `(1 - Cos[x])/2` where the cosine is known.
pub fn haversine(ev: &mut Evaluator, x: &Expr) -> Exact {
    let value = ev.eval(Expr::call(sym::Cos, [x.clone()]))?;
    if value.as_call(sym::Cos).is_some() || multiple_of_pi(x).is_none() && !number::is_exact_zero(x) {
        return Ok(None);
    }
    let half = || Expr::from(crate::number::BigRational::from_parts(1.into(), 2u8.into()));
    let minus_half = Expr::call(sym::Times, [Expr::Integer(-1), half(), value]);
    Ok(Some(Expr::call(sym::Plus, [half(), minus_half])))
}

/// `ArcCos[1 - 2 x]` where that is a known angle.
pub fn inverse_haversine(ev: &mut Evaluator, x: &Expr) -> Exact {
    let cosine =
        Expr::call(sym::Plus, [Expr::Integer(1), Expr::call(sym::Times, [Expr::Integer(-2), x.clone()])]);
    let angle = ev.eval(Expr::call(sym::ArcCos, [cosine]))?;
    Ok((number::is_exact_zero(&angle) || multiple_of_pi(&angle).is_some()).then_some(angle))
}

/// `Sin[x]/x`
pub fn sinc(ev: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(1);
    }
    if is_infinite(x) {
        return done(0);
    }
    if multiple_of_pi(x).is_some()
        && let Some(value) = sin(ev, x)?
    {
        return done(times([value, make_power(x.clone(), Expr::Integer(-1))]));
    }
    Ok(None)
}

/// The logistic function.
pub fn logistic_sigmoid(_: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(number(1, 2));
    }
    if *x == infinity() {
        return done(1);
    }
    if *x == Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]) {
        return done(0);
    }
    Ok(None)
}

/// The error function.
pub fn erf(_: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(0);
    }
    if *x == infinity() {
        return done(1);
    }
    Ok(argument_of(x, sym::InverseErf))
}

/// The complementary error function.
pub fn erfc(_: &mut Evaluator, x: &Expr) -> Exact {
    if number::is_exact_zero(x) {
        return done(1);
    }
    if *x == infinity() {
        return done(0);
    }
    if *x == Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]) {
        return done(2);
    }
    Ok(argument_of(x, sym::InverseErfc))
}

/// The inverse of the error function.
pub fn inverse_erf(_: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(0) => done(0),
        Expr::Integer(1) => done(infinity()),
        _ => Ok(None),
    }
}

/// The inverse of the complementary error function.
pub fn inverse_erfc(_: &mut Evaluator, x: &Expr) -> Exact {
    match x {
        Expr::Integer(1) => done(0),
        Expr::Integer(0) => done(infinity()),
        Expr::Integer(2) => done(Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)])),
        _ => Ok(None),
    }
}

/// The exponent of `base` in `x`: `k` with `base^k = x`, for exact positive numbers.
pub(in super::super) fn exact_logarithm(base: &BigRational, x: &BigRational) -> Option<BigRational> {
    let one = BigRational::from(1);
    if *x <= BigRational::ZERO || *base <= BigRational::ZERO || *base == one {
        return None;
    }
    if *x == one {
        return Some(BigRational::ZERO);
    }
    // Euclid's algorithm on the exponents: both are powers of a common root or the logarithm is irrational.
    let flip = |value: &BigRational| if *value < one { (true, &one / value) } else { (false, value.clone()) };
    let ((base_below, mut b), (x_below, mut a)) = (flip(base), flip(x));
    let (mut a_steps, mut b_steps) = ((1i64, 0i64), (0i64, 1i64));
    for _ in 0..10_000 {
        if a == b {
            // log a = log b: p1 log x + q1 log base = p2 log x + q2 log base
            let (p, q) = (a_steps.0 - b_steps.0, b_steps.1 - a_steps.1);
            if p == 0 {
                return None;
            }
            let value = BigRational::from_parts_signed(BigInteger::from(q), BigInteger::from(p));
            return Some(if base_below != x_below { -value } else { value });
        }
        if a < b {
            std::mem::swap(&mut a, &mut b);
            std::mem::swap(&mut a_steps, &mut b_steps);
        }
        if b <= one {
            return None;
        }
        let quotient = &a / &b;
        // Bases of a common root divide without growing.
        if quotient.numerator() * BigInteger::from(quotient.denominator().clone())
            >= a.numerator() * BigInteger::from(a.denominator().clone())
        {
            return None;
        }
        a = quotient;
        a_steps = (a_steps.0 - b_steps.0, a_steps.1 - b_steps.1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_that_are_rational_are_found() {
        let log =
            |base: (i64, u64), x: (i64, u64)| exact_logarithm(&rational(base.0, base.1), &rational(x.0, x.1));
        assert_eq!(log((2, 1), (8, 1)), Some(rational(3, 1)));
        assert_eq!(log((8, 1), (2, 1)), Some(rational(1, 3)));
        assert_eq!(log((4, 1), (8, 1)), Some(rational(3, 2)));
        assert_eq!(log((10, 1), (1, 1000)), Some(rational(-3, 1)));
        assert_eq!(log((1, 2), (8, 1)), Some(rational(-3, 1)));
        assert_eq!(log((4, 9), (8, 27)), Some(rational(3, 2)));
        assert_eq!(log((2, 1), (12, 1)), None);
        assert_eq!(log((10, 1), (2, 1)), None);
    }
}
