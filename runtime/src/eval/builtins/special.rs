//! Special functions: gamma and kin, zeta, Bessel functions, orthogonal polynomials.

use std::sync::Arc;

use super::arithmetic::NUMERIC;
use super::elementary::{Side, inexact};
use super::written;
use crate::eval::numeric::{Precision, approximate, is_numeric};
use crate::eval::simplify::{complex_infinity, infinity, make_power};
use crate::eval::{Arity, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::{RealFunction, real};
use crate::kernels::special::{bessel, gamma, polynomials};
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::{Symbol, sym};

macro_rules! rows {
    ($($name:literal $arity:expr, $usage:literal, $example:expr, $run:expr;)*) => {
        /// Special functions.
        pub const ROWS: &[Builtin] = &crate::eval::stoppable([$(Builtin {
            name: $name,
            attributes: NUMERIC,
            arity: $arity,
            usage: $usage,
            example: $example,
            run: |ev, call| match super::arithmetic::on_arrays(ev, call, $name) {
                Some(reply) => Ok(reply),
                None => ($run)(ev, call),
            },
        }),*]);
    };
}

rows! {
    "BesselI" Arity::exactly(2), "BesselI[n, z] gives the modified Bessel function of the first kind.", ("BesselI[0, 1.]", "1.26607"),
        |ev: &mut Evaluator, call: &Arc<Normal>| of_two(ev, call, bessel::i);
    "BesselJ" Arity::exactly(2), "BesselJ[n, z] gives the Bessel function of the first kind.", ("BesselJ[0, 1.]", "0.765198"),
        |ev: &mut Evaluator, call: &Arc<Normal>| of_two(ev, call, bessel::j);
    "BesselK" Arity::exactly(2), "BesselK[n, z] gives the modified Bessel function of the second kind.", ("BesselK[0, 1.]", "0.421024"),
        |ev: &mut Evaluator, call: &Arc<Normal>| of_two(ev, call, bessel::k);
    "BesselY" Arity::exactly(2), "BesselY[n, z] gives the Bessel function of the second kind.", ("BesselY[0, 1.]", "0.088257"),
        |ev: &mut Evaluator, call: &Arc<Normal>| of_two(ev, call, bessel::y);
    "Beta" Arity::between(2, 3), "Beta[a, b] gives the beta function; Beta[z, a, b] the incomplete beta function.", ("Beta[2, 3]", "1/12"), beta;
    "ChebyshevT" Arity::exactly(2), "ChebyshevT[n, x] gives the Chebyshev polynomial of the first kind.", ("ChebyshevT[3, 0.5]", "-1."),
        |ev: &mut Evaluator, call: &Arc<Normal>| polynomial(ev, call, polynomials::chebyshev_t, |k, p, q, x| (vec![(2, Some(x), p), (-1, None, q)], k, 0));
    "ChebyshevU" Arity::exactly(2), "ChebyshevU[n, x] gives the Chebyshev polynomial of the second kind.", ("ChebyshevU[2, 0.5]", "0."),
        |ev: &mut Evaluator, call: &Arc<Normal>| polynomial(ev, call, polynomials::chebyshev_u, |k, p, q, x| (vec![(2, Some(x), p), (-1, None, q)], k, 0));
    "Gamma" Arity::between(1, 3), "Gamma[z] gives Euler's gamma function; Gamma[a, z] the incomplete gamma function; Gamma[a, z0, z1] its difference between z0 and z1.", ("Gamma[5]", "24"), gamma_function;
    "HermiteH" Arity::exactly(2), "HermiteH[n, x] gives the Hermite polynomial.", ("HermiteH[3, 0.5]", "-5."),
        |ev: &mut Evaluator, call: &Arc<Normal>| polynomial(ev, call, polynomials::hermite, |k, p, q, x| (vec![(2, Some(x), p), (-2 * k, None, q)], k, 0));
    "LaguerreL" Arity::between(2, 3), "LaguerreL[n, x] gives the Laguerre polynomial; LaguerreL[n, a, x] the generalized one.", ("LaguerreL[2, 1.]", "-0.5"),
        |ev: &mut Evaluator, call: &Arc<Normal>| match &call.args[..] {
            [_, _, _] => generalized_laguerre(ev, call),
            _ => polynomial(ev, call, polynomials::laguerre, |k, p, q, x| (vec![(2 * k + 1, None, p.clone()), (-1, Some(x), p), (-k, None, q)], k, k + 1)),
        };
    "LegendreP" Arity::between(2, 4), "LegendreP[n, x] gives the Legendre polynomial; LegendreP[n, m, x] the associated function; LegendreP[n, m, type, x] that of type 1, 2 or 3.", ("LegendreP[2, 0.5]", "-0.125"),
        |ev: &mut Evaluator, call: &Arc<Normal>| if call.args.len() > 2 { written::run(ev, call, "LegendreP", ASSOCIATED_LEGENDRE) } else { polynomial(ev, call, polynomials::legendre, |k, p, q, x| (vec![(2 * k + 1, Some(x), p), (-k, None, q)], k, k + 1)) };
    "LogGamma" Arity::exactly(1), "LogGamma[z] gives the logarithm of the gamma function.", ("LogGamma[10.5]", "13.9406"), log_gamma;
    "PolyGamma" Arity::between(1, 2), "PolyGamma[z] gives the digamma function; PolyGamma[n, z] its nth derivative.", ("PolyGamma[1.]", "-0.577216"), polygamma;
    "Zeta" Arity::between(1, 2), "Zeta[s] gives the Riemann zeta function; Zeta[s, a] the generalized one.", ("Zeta[2]", "Pi^2/6"), zeta;
}

fn machine_reals(args: &[Expr]) -> Option<Vec<f64>> {
    let is_real = |x: &Expr| x.is_number() && !matches!(x, Expr::Complex(_));
    let any_machine = args.iter().any(|arg| matches!(arg, Expr::Real(_)));
    (any_machine && args.iter().all(is_real)).then(|| args.iter().map(number::to_f64).collect())
}

/// Exact numeric arguments beside machine numbers, made machine numbers too.
pub(super) fn numeric_args(ev: &mut Evaluator, call: &Normal) -> Eval<Vec<Expr>> {
    let mut args = call.args.to_vec();
    if args.iter().any(|arg| matches!(arg, Expr::Real(_))) {
        for arg in &mut args {
            if !arg.is_number() && is_numeric(ev, arg) {
                *arg = approximate(ev, arg, Precision::Machine)?;
            }
        }
    }
    Ok(args)
}

fn finite(value: f64) -> Option<Expr> {
    value.is_finite().then_some(Expr::Real(value))
}

/// The value of the function called at numbers of which one is inexact, by its series in software arithmetic.
pub(super) fn by_series(call: &Normal, args: &[Expr]) -> Option<Expr> {
    if !args.iter().all(Expr::is_number) || args.iter().all(number::is_exact) {
        return None;
    }
    let row = number::special::special(call.head_symbol()?.name(), args.len())?;
    number::special::special_value(row.value, args)
}

fn of_two(ev: &mut Evaluator, call: &Arc<Normal>, f: fn(f64, f64) -> f64) -> Reply {
    let args = numeric_args(ev, call)?;
    if let Some(values) = machine_reals(&args)
        && let Some(value) = finite(f(values[0], values[1]))
        && (!number::is_zero(&value) || values[1] == 0.0)
    {
        return Ok(Some(value));
    }
    if let Some(value) = by_series(call, &args) {
        return Ok(Some(value));
    }
    match call.head_symbol() {
        Some(sym::BesselI) => written::run(ev, call, "BesselI", EXACT_BESSEL_I),
        Some(sym::BesselJ) => written::run(ev, call, "BesselJ", EXACT_BESSEL_J),
        Some(sym::BesselK) => written::run(ev, call, "BesselK", EXACT_BESSEL_K),
        Some(sym::BesselY) => written::run(ev, call, "BesselY", EXACT_BESSEL_Y),
        _ => Ok(None),
    }
}

/// Exact values of Bessel functions: at 0 and at infinity, of negative orders and arguments, and of half-integer orders as
/// elementary functions (DLMF 10.16.1, 10.39.1, 10.39.2 and the recurrences 10.6.1 and 10.29.1); of exact numbers only
/// where those do not cancel.
const EXACT_BESSEL_J: &str = "f[0, 0] := 1
    f[_Integer, 0] := 0
    f[n_Rational, 0] := If[n > 0, 0, ComplexInfinity]
    f[_?NumericQ, Infinity | -Infinity] := 0
    f[n_Integer?Negative, z_] := (-1)^n BesselJ[-n, z]
    f[n_Integer, z_] := (-1)^n BesselJ[n, -z] /; MatchQ[z, _?Negative | Times[_?Negative, __]]
    f[n_Rational, z_] := Module[{g}, g[1/2] = Sin[z]; g[-1/2] = Cos[z];
        g[m_] := g[m] = Expand[If[m > 0, 2 (m - 1)/z g[m - 1] - g[m - 2], 2 (m + 1)/z g[m + 1] - g[m + 2]]];
        Sqrt[2/Pi] g[n]/Sqrt[z]] /; Denominator[n] == 2 && Abs[n] < 20 && (! NumericQ[z] || Abs[n] == 1/2)";
const EXACT_BESSEL_Y: &str = "f[0, 0] := -Infinity
    f[n_?NumericQ, 0] := ComplexInfinity
    f[_?NumericQ, Infinity] := 0
    f[n_Integer?Negative, z_] := (-1)^n BesselY[-n, z]
    f[n_Rational, z_] := (-1)^(n + 1/2) BesselJ[-n, z] /; Denominator[n] == 2 && Abs[n] < 20 && (! NumericQ[z] || Abs[n] == 1/2)";
const EXACT_BESSEL_I: &str = "f[0, 0] := 1
    f[_Integer, 0] := 0
    f[n_Rational, 0] := If[n > 0, 0, ComplexInfinity]
    f[_?NumericQ, Infinity] := Infinity
    f[n_Integer, -Infinity] := (-1)^n Infinity
    f[n_Integer?Negative, z_] := BesselI[-n, z]
    f[n_Integer, z_] := (-1)^n BesselI[n, -z] /; MatchQ[z, _?Negative | Times[_?Negative, __]]
    f[n_Rational, z_] := Module[{g}, g[1/2] = Sinh[z]; g[-1/2] = Cosh[z];
        g[m_] := g[m] = Expand[If[m > 0, g[m - 2] - 2 (m - 1)/z g[m - 1], g[m + 2] + 2 (m + 1)/z g[m + 1]]];
        Sqrt[2/Pi] g[n]/Sqrt[z]] /; Denominator[n] == 2 && Abs[n] < 20 && (! NumericQ[z] || Abs[n] == 1/2)";
const EXACT_BESSEL_K: &str = "f[0, 0] := Infinity
    f[n_?NumericQ, 0] := ComplexInfinity
    f[_?NumericQ, Infinity] := 0
    f[n_?Negative, z_] := BesselK[-n, z]
    f[n_Rational, z_] := Sqrt[Pi/2] Sum[(n - 1/2 + k)!/(k! (n - 1/2 - k)! (2 z)^k), {k, 0, n - 1/2}]/(E^z Sqrt[z]) /; Denominator[n] == 2 && n < 20";

fn half_integer(value: &BigRational) -> bool {
    *value.denominator() == 2u8.into()
}

/// Associated Legendre functions of integer degree and order (DLMF 14.6.1, 14.9.3); the others stay.
const ASSOCIATED_LEGENDRE: &str = "f[n_, 0, x_] := LegendreP[n, x]
    f[n_, 0, 1 | 2, x_] := LegendreP[n, x]
    f[n_, m_, 1, x_] := LegendreP[n, m, x]
    f[n_Integer?Negative, m_Integer, x_] := LegendreP[-n - 1, m, x]
    f[n_Integer, m_Integer, x_] := 0 /; m > n
    f[n_Integer, m_Integer?Positive, x_] := Module[{t}, (-1)^m (1 - x^2)^(m/2) (Factor[D[LegendreP[n, t], {t, m}]] /. t -> x)] /; n <= 200
    f[n_Integer, m_Integer?Negative, x_] := (-1)^m (n + m)!/(n - m)! LegendreP[n, -m, x] /; -m <= n";

/// Exact values of the incomplete gamma functions.
const EXACT_INCOMPLETE_GAMMA: &str = "f[a_, 0] := Gamma[a]
    f[1, z_] := E^-z
    f[_, Infinity] := 0
    f[1, x_, y_] := E^-x - E^-y
    f[_, x_, x_] := 0
    f[a_, x_, Infinity] := Gamma[a, x]";

fn gamma_function(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() > 1 {
        let args = numeric_args(ev, call)?;
        if let Some(value) = by_series(call, &args) {
            return Ok(Some(value));
        }
        return written::run(ev, call, "Gamma", EXACT_INCOMPLETE_GAMMA);
    }
    let x = &call.args[0];
    match x {
        Expr::Integer(n) if *n <= 0 => Ok(Some(complex_infinity())),
        Expr::Integer(n) => Ok(Some(Expr::call(sym::Factorial, [Expr::Integer(n - 1)]))),
        Expr::Rational(value) if half_integer(value) => Ok(gamma_of_half_integer(value)),
        x if *x == infinity() => Ok(Some(x.clone())),
        x if x.is_number() && !number::is_exact(x) => {
            let value = of_inexact(ev, RealFunction::Gamma, gamma::gamma, x)?;
            Ok(value.or_else(|| by_series(call, std::slice::from_ref(x))))
        }
        _ => Ok(None),
    }
}

/// `gamma(n + 1/2)` as a rational multiple of the root of π.
fn gamma_of_half_integer(value: &BigRational) -> Option<Expr> {
    let n = i64::try_from(value.floor()).ok().filter(|n| n.unsigned_abs() <= 10_000)?;
    let mut product = BigRational::from(1);
    let half = BigRational::from_parts(1.into(), 2u8.into());
    for k in 0..n.unsigned_abs() {
        let k = BigRational::from(BigInteger::from(k));
        if n > 0 {
            product *= k + &half;
        } else {
            product /= -(k + &half);
        }
    }
    let root = make_power(Expr::Symbol(sym::Pi), Expr::from(half));
    Some(Expr::call(sym::Times, [Expr::from(product), root]))
}

/// A function of one inexact number with a real and a complex definition.
fn of_inexact(
    ev: &mut Evaluator,
    function: RealFunction,
    complex: fn(num_complex::Complex64) -> num_complex::Complex64,
    x: &Expr,
) -> Reply {
    if let Expr::Complex(z) = x {
        if !matches!(z.re, Expr::Real(_)) {
            return Ok(None);
        }
        let value = complex(number::to_complex64(x));
        return Ok(value.is_finite().then(|| Expr::complex(value)));
    }
    if let Some(value) = inexact(function, None, Side::Above, x) {
        if value.as_call(sym::Overflow).is_some() {
            ev.message(sym::General, "ovfl", &[]);
        }
        return Ok(Some(value));
    }
    let nearest = number::round_to_integer(x, number::Rounding::Round);
    // Neighbours of an integer, which `Equal` takes for it, have values.
    let at_integer = |nearest: &Expr| match x {
        Expr::Real(x) => x.fract() == 0.0,
        x => number::equal(nearest, x),
    };
    if nearest.is_some_and(|nearest| number::sign(&nearest) <= 0 && at_integer(&nearest)) {
        return Ok(Some(complex_infinity()));
    }
    if let Expr::Real(x) = x {
        let value = complex(num_complex::Complex64::new(*x, 0.0));
        return Ok(value.is_finite().then(|| Expr::complex(value)));
    }
    Ok(None)
}

fn log_gamma(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    match x {
        Expr::Integer(n) if *n <= 0 => Ok(Some(infinity())),
        Expr::Integer(n @ 1..=1_000_000) => {
            let factorial = Expr::call(sym::Factorial, [Expr::Integer(n - 1)]);
            Ok(Some(Expr::call(sym::Log, [factorial])))
        }
        x if *x == infinity() => Ok(Some(x.clone())),
        x if x.is_number() && !number::is_exact(x) => {
            let value = of_inexact(ev, RealFunction::LogGamma, gamma::exact_log_gamma, x)?;
            Ok(value.or_else(|| by_series(call, std::slice::from_ref(x))))
        }
        _ => Ok(None),
    }
}

fn beta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = numeric_args(ev, call)?;
    // An integer above 0 cancels the pole that the other may have.
    let whole = |x: &Expr| matches!(x, Expr::Real(x) if x.fract() == 0.0);
    if let [a, b] = &args[..]
        && let (Expr::Real(x), Expr::Real(y)) = (a, b)
        && (whole(a) && *x <= 0.0 || whole(b) && *y <= 0.0)
    {
        let (positive, other) = if *x > *y { (*x, b) } else { (*y, a) };
        if !(positive > 0.0 && positive.fract() == 0.0 && positive < 1000.0)
            || matches!(other, Expr::Real(0.0))
        {
            return Ok(Some(complex_infinity()));
        }
        let factorial = Expr::call(sym::Gamma, [Expr::Real(positive)]);
        let below =
            Expr::call(Symbol::new("System`Pochhammer"), [other.clone(), Expr::Integer(positive as i64)]);
        return Ok(Some(Expr::call(sym::Divide, [factorial, below])));
    }
    if let Some(values) = machine_reals(&args)
        && let [a, b] = values[..]
        && let Some(value) = finite(real::beta(a, b))
    {
        return Ok(Some(value));
    }
    if let Some(value) = by_series(call, &args) {
        return Ok(Some(value));
    }
    if let Some(value) = written::run(ev, call, "Beta", EXACT_BETA)? {
        return Ok(Some(value));
    }
    let [a, b] = &args[..] else {
        return Ok(None);
    };
    if number::to_rational(a).is_some() && number::to_rational(b).is_some()
        || (a.is_number() && b.is_number())
    {
        let of = |x: Expr| Expr::call(sym::Gamma, [x]);
        let top = Expr::call(sym::Times, [of(a.clone()), of(b.clone())]);
        let value = ev.eval(Expr::call(sym::Divide, [top, of(number::add(a, b))]))?;
        let open = |value: &Expr| value.as_normal().is_some_and(|_| !is_numeric(ev, value));
        return Ok((!open(&value) && !contains(&value, sym::Gamma)).then_some(value));
    }
    Ok(None)
}

fn contains(expr: &Expr, head: Symbol) -> bool {
    match expr {
        Expr::Normal(normal) => normal.has_head(head) || normal.args.iter().any(|arg| contains(arg, head)),
        _ => false,
    }
}

fn polygamma(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (order, x) = match &call.args[..] {
        [x] => return Ok(Some(Expr::call(sym::PolyGamma, [Expr::Integer(0), x.clone()]))),
        [order, x] => (order, x),
        _ => return Ok(None),
    };
    let n = match order {
        Expr::Integer(n) => *n,
        // A whole number, made inexact by `N`.
        Expr::Real(_) | Expr::BigReal(_) => match number::round_to_integer(order, number::Rounding::Round) {
            Some(Expr::Integer(n)) if number::equal(order, &Expr::Integer(n)) => n,
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    let n = &n;
    let mut args = numeric_args(ev, call)?;
    args[0] = Expr::Integer(*n);
    // The machine's digamma is right but near its zeros and to the left of 0.
    let trusted = matches!(x, Expr::Real(x) if *n == 0 && (*x > 1e-300 && *x < 1.4 || *x > 1.5));
    let whole = |x: &Expr| matches!(x, Expr::Real(x) if *x <= 0.0 && *x == x.floor());
    if !trusted
        && !whole(x)
        && let Some(value) = number::special::special("PolyGamma", 2)
            .filter(|_| args[1].is_number() && !number::is_exact(&args[1]))
            .and_then(|row| number::special::special_value(row.value, &args))
    {
        return Ok(Some(value));
    }
    Ok(match x {
        Expr::Real(x) => {
            let value = gamma::polygamma(*n, *x);
            if value.is_nan() && *x <= 0.0 && *x == x.floor() {
                Some(complex_infinity())
            } else {
                finite(value)
            }
        }
        Expr::Integer(x) if *x <= 0 && *n >= 0 => Some(complex_infinity()),
        // (-1)^(n+1) n! (2^(n+1) - 1) ζ(n + 1)
        Expr::Rational(half)
            if **half == BigRational::from_parts(1.into(), 2u8.into()) && (1..=100).contains(n) =>
        {
            let scale = make_power(Expr::Integer(2), Expr::Integer(n + 1));
            let scale = Expr::call(sym::Plus, [scale, Expr::Integer(-1)]);
            let zeta = Expr::call(sym::Zeta, [Expr::Integer(n + 1)]);
            let sign = Expr::Integer(if n % 2 == 0 { -1 } else { 1 });
            let factorial = Expr::call(sym::Factorial, [Expr::Integer(*n)]);
            Some(Expr::call(sym::Times, [sign, factorial, scale, zeta]))
        }
        // (-1)^(n+1) n! ζ(n + 1), less the terms before.
        Expr::Integer(x @ 1..=100) if (1..=100).contains(n) && n % 2 == 1 => {
            let power = |k: i64| make_power(Expr::Integer(k), Expr::Integer(-n - 1));
            let terms = (1..*x).map(|k| Expr::call(sym::Times, [Expr::Integer(-1), power(k)]));
            let zeta = Expr::call(sym::Zeta, [Expr::Integer(n + 1)]);
            let sum = Expr::call(sym::Plus, std::iter::once(zeta).chain(terms));
            let product = Expr::call(sym::Times, [Expr::call(sym::Factorial, [Expr::Integer(*n)]), sum]);
            Some(Expr::call(sym::Expand, [product]))
        }
        // The harmonic numbers less Euler's constant.
        Expr::Integer(x) if *n == 0 && *x <= 10_000 => {
            let harmonic = Expr::call(sym::HarmonicNumber, [Expr::Integer(x - 1)]);
            let gamma = Expr::call(sym::Times, [Expr::Integer(-1), Expr::Symbol(sym::EulerGamma)]);
            Some(Expr::call(sym::Plus, [harmonic, gamma]))
        }
        _ => None,
    })
}

/// Exact values of the generalized zeta function.
const EXACT_GENERALIZED_ZETA: &str = "f[s_, 1] := Zeta[s]
    f[s_, 1/2] := (2^s - 1) Zeta[s]
    f[s_Integer, a_Integer?Positive] := Zeta[s] - Sum[1/k^s, {k, a - 1}] /; s > 1 && a < 1000";

/// Exact values of the beta functions where an argument is a positive integer.
const EXACT_BETA: &str = "f[a_, n_Integer?Positive] := (n - 1)!/Pochhammer[a, n] /; NumberQ[a] && n < 1000
    f[n_Integer?Positive, b_] := (n - 1)!/Pochhammer[b, n] /; NumberQ[b] && n < 1000
    f[a_, b_] := ComplexInfinity /; NumberQ[a] && NumberQ[b] && (a == 0 || b == 0)
    f[1, a_, b_] := Beta[a, b]
    f[z_, a_Integer?Positive, b_Integer?Positive] := Sum[Binomial[b - 1, k] (-1)^k z^(a + k)/(a + k), {k, 0, b - 1}] /; NumberQ[z] && b < 100";

fn zeta(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = numeric_args(ev, call)?;
    if let Some(values) = machine_reals(&args)
        && values[0] == 1.0
    {
        return Ok(Some(complex_infinity()));
    }
    if let Some(value) = by_series(call, &args) {
        return Ok(Some(value));
    }
    if args.len() == 2 {
        return written::run(ev, call, "Zeta", EXACT_GENERALIZED_ZETA);
    }
    let [s] = &args[..] else {
        return Ok(None);
    };
    Ok(match s {
        Expr::Integer(1) => Some(complex_infinity()),
        Expr::Integer(0) => Some(Expr::from(BigRational::from_parts((-1).into(), 2u8.into()))),
        Expr::Integer(n @ -1000..=-1) => {
            // -B(1 - n) / (1 - n)
            let bernoulli = Expr::call(Symbol::new("System`BernoulliB"), [Expr::Integer(1 - n)]);
            Some(Expr::call(
                sym::Times,
                [Expr::from(BigRational::from_parts((-1).into(), (1 - n).unsigned_abs().into())), bernoulli],
            ))
        }
        Expr::Integer(n @ 2..=1000) if n % 2 == 0 => {
            // |B(n)| (2 π)^n / (2 n!)
            let bernoulli =
                Expr::call(sym::Abs, [Expr::call(Symbol::new("System`BernoulliB"), [Expr::Integer(*n)])]);
            let scale = Expr::call(
                sym::Divide,
                [
                    make_power(Expr::Integer(2), Expr::Integer(n - 1)),
                    Expr::call(sym::Factorial, [Expr::Integer(*n)]),
                ],
            );
            Some(Expr::call(
                sym::Times,
                [bernoulli, scale, make_power(Expr::Symbol(sym::Pi), Expr::Integer(*n))],
            ))
        }
        s if *s == infinity() => Some(Expr::Integer(1)),
        _ => None,
    })
}

/// A recurrence step: terms (coefficient, factor x or none, polynomial), and what they are divided by (0 for nothing).
type Step = fn(i64, Expr, Expr, Expr) -> (Vec<(i64, Option<Expr>, Expr)>, i64, i64);

/// Largest degree of an exact or symbolic polynomial.
const MAX_EXACT_DEGREE: i64 = 1000;

/// `Σ (-x)^i (a + i + 1) … (a + n) / (i! (n - i)!)`
fn generalized_laguerre(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = numeric_args(ev, call)?;
    if let Some(value) = by_series(call, &args) {
        return Ok(Some(value));
    }
    let [Expr::Integer(n @ 0..=200), a, x] = &args[..] else { return Ok(None) };
    let terms = (0..=*n).map(|i| {
        let factorials = [i, n - i].map(|k| Expr::call(sym::Factorial, [Expr::Integer(k)]));
        let factors = (i + 1..=*n).map(|j| Expr::call(sym::Plus, [a.clone(), Expr::Integer(j)]));
        let minus_x = Expr::call(sym::Times, [Expr::Integer(-1), x.clone()]);
        let power = if i == 0 { Expr::Integer(1) } else { make_power(minus_x, Expr::Integer(i)) };
        let top = Expr::call(sym::Times, factors.chain([power]));
        Expr::call(sym::Divide, [top, Expr::call(sym::Times, factorials)])
    });
    let sum = Expr::call(sym::Plus, terms.collect::<Vec<_>>());
    Ok(Some(ev.eval(Expr::call(sym::Expand, [sum]))?))
}

fn polynomial(ev: &mut Evaluator, call: &Arc<Normal>, machine: fn(i64, f64) -> f64, step: Step) -> Reply {
    let (Expr::Integer(n), x) = (&call.args[0], &call.args[1]) else {
        return super::inverses::polynomial_of_any_degree(ev, call);
    };
    if let Expr::Real(x) = x {
        // Sums in machine numbers lose digits near the zeros; degrees beyond are too many terms for software.
        let few = n.unsigned_abs() <= 1000;
        let value = if few { by_series(call, &call.args) } else { None };
        return Ok(value.or_else(|| finite(machine(*n, *x))));
    }
    if *n < 0 && *n >= -MAX_EXACT_DEGREE {
        let of = |degree: i64| Expr::call(call.head.clone(), [Expr::Integer(degree), x.clone()]);
        return Ok(match call.head_symbol() {
            Some(sym::ChebyshevU) if *n == -1 => Some(Expr::Integer(0)),
            Some(sym::ChebyshevU) => Some(Expr::call(sym::Times, [Expr::Integer(-1), of(-n - 2)])),
            Some(sym::ChebyshevT) => Some(of(-n)),
            Some(sym::LegendreP) => Some(of(-n - 1)),
            _ => None,
        });
    }
    if !(0..=MAX_EXACT_DEGREE).contains(n) || (!x.is_number() && *n > 30) {
        return Ok(None);
    }
    let first_order = |ev: &mut Evaluator| -> Eval {
        let two_x = Expr::call(sym::Times, [Expr::Integer(2), x.clone()]);
        match &call.head {
            Expr::Symbol(sym::ChebyshevU | sym::HermiteH) => ev.eval(two_x),
            Expr::Symbol(sym::LaguerreL) => ev.eval(Expr::call(sym::Subtract, [Expr::Integer(1), x.clone()])),
            _ => Ok(x.clone()),
        }
    };
    let (mut before, mut now) = (Expr::Integer(1), first_order(ev)?);
    if *n == 0 {
        return Ok(Some(before));
    }
    for k in 1..*n {
        let (terms, _, divisor) = step(k, now.clone(), before, x.clone());
        let terms = terms.into_iter().map(|(coefficient, factor, polynomial)| {
            Expr::call(
                sym::Times,
                std::iter::once(Expr::Integer(coefficient)).chain(factor).chain([polynomial]),
            )
        });
        let sum = Expr::call(sym::Plus, terms.collect::<Vec<_>>());
        let sum = if divisor == 0 { sum } else { Expr::call(sym::Divide, [sum, Expr::Integer(divisor)]) };
        let next = ev.eval(Expr::call(sym::Expand, [sum]))?;
        before = std::mem::replace(&mut now, next);
    }
    over_common_denominator(ev, &now).map(Some)
}

/// A sum of terms with rational coefficients as one fraction: `(-1 + 3 x^2)/2`.
fn over_common_denominator(ev: &mut Evaluator, sum: &Expr) -> Eval {
    let Some(terms) = sum.as_call(sym::Plus) else { return Ok(sum.clone()) };
    let coefficient = |term: &Expr| match term.as_call(sym::Times) {
        Some(product) => product.args.first().and_then(number::to_rational),
        None => number::to_rational(term),
    };
    let mut least = BigInteger::from(1);
    for below in terms.args.iter().filter_map(coefficient).map(|c| BigInteger::from(c.denominator().clone()))
    {
        let common = BigInteger::from(dashu_base::Gcd::gcd(&least, &below));
        least = &least / &common * below;
    }
    if least == BigInteger::from(1) {
        return Ok(sum.clone());
    }
    let whole = Expr::call(sym::Times, [Expr::from(least.clone()), sum.clone()]);
    let whole = ev.eval(Expr::call(sym::Expand, [whole]))?;
    Ok(Expr::call(sym::Divide, [whole, Expr::from(least)]))
}
