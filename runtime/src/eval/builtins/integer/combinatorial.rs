//! Factorials, binomial coefficients, Fibonacci, Bernoulli and harmonic numbers.

use std::sync::Arc;

use super::{LISTABLE, product, rows, small};
use crate::eval::builtins::arithmetic::NUMERIC;
use crate::eval::builtins::special::by_series;
use crate::eval::builtins::written;
use crate::eval::simplify::{complex_infinity, infinity};
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::integer;
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::sym;

/// Results with more digits than this are not computed.
const MAX_FACTORIAL: i64 = 5_000_000;
const MAX_INDEX: i64 = 10_000_000;

rows! {
    "BernoulliB" LISTABLE, Arity::between(1, 2), "BernoulliB[n] gives the nth Bernoulli number; BernoulliB[n, x] the Bernoulli polynomial.", ("BernoulliB[10]", "5/66"), bernoulli;
    "Binomial" NUMERIC, Arity::exactly(2), "Binomial[n, m] gives the binomial coefficient of n over m.", ("Binomial[10, 3]", "120"), binomial;
    "Factorial" NUMERIC, Arity::exactly(1), "Factorial[n] or n! gives the factorial of n.", ("20!", "2432902008176640000"), factorial;
    "Factorial2" NUMERIC, Arity::exactly(1), "Factorial2[n] or n!! gives the double factorial of n.", ("7!!", "105"), factorial2;
    "Fibonacci" NUMERIC, Arity::between(1, 2), "Fibonacci[n] gives the nth Fibonacci number; Fibonacci[n, x] the Fibonacci polynomial.", ("Fibonacci[100]", "354224848179261915075"), fibonacci;
    "HarmonicNumber" NUMERIC, Arity::between(1, 2), "HarmonicNumber[n] gives the sum of 1/i for i from 1 to n; HarmonicNumber[n, r] that of 1/i^r.",
        ("HarmonicNumber[4]", "25/12"), harmonic;
    "LucasL" NUMERIC, Arity::between(1, 2), "LucasL[n] gives the nth Lucas number; LucasL[n, x] the Lucas polynomial.", ("LucasL[10]", "123"), lucas;
    "Multinomial" NUMERIC.and(Attributes::ORDERLESS), Arity::ANY, "Multinomial[n1, n2, ...] gives (n1 + n2 + ...)!/(n1! n2! ...).",
        ("Multinomial[1, 2, 1]", "12"), multinomial;
    "Pochhammer" NUMERIC, Arity::exactly(2), "Pochhammer[a, n] gives a (a + 1) ... (a + n - 1).", ("Pochhammer[3, 4]", "360"), pochhammer;
}

/// The polynomials behind sequences of numbers, for a second argument.
const BERNOULLI_POLYNOMIAL: &str =
    "f[n_Integer?NonNegative, x_] := Sum[Binomial[n, k] BernoulliB[n - k] x^k, {k, 1, n}] + BernoulliB[n]";
const FIBONACCI_POLYNOMIAL: &str = "f[n_Integer?Negative, x_] := (-1)^(n + 1) f[-n, x]
     f[n_Integer, x_] := Sum[Binomial[n - k - 1, k] If[n == 2 k + 1, 1, x^(n - 2 k - 1)], {k, 0, Floor[(n - 1)/2]}]";
const LUCAS_POLYNOMIAL: &str = "f[n_Integer?Negative, x_] := (-1)^n f[-n, x]
     f[0, _] := 2
     f[n_Integer, x_] := Expand[Fibonacci[n + 1, x] + Fibonacci[n - 1, x]]";

fn inexact(expr: &Expr) -> bool {
    expr.is_number() && !number::is_exact(expr)
}

/// `low (low + step) … high`
fn run(low: i64, high: i64, step: usize) -> BigInteger {
    // A few factors at a time in machine words first.
    let mut words = Vec::new();
    let mut word: i64 = 1;
    for factor in (low..=high).step_by(step) {
        word = word.checked_mul(factor).unwrap_or_else(|| {
            words.push(BigInteger::from(word));
            factor
        });
    }
    words.push(BigInteger::from(word));
    product(words)
}

fn factorial(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let n = &call.args[0];
    match n {
        Expr::Integer(n) if *n < 0 => Ok(Some(complex_infinity())),
        Expr::Integer(n) if *n <= 20 => Ok(integer::factorial(*n).map(Expr::Integer)),
        Expr::Integer(n) if *n <= MAX_FACTORIAL => Ok(Some(Expr::from(run(2, *n, 1)))),
        Expr::Integer(_) | Expr::BigInteger(_) => {
            ev.message(sym::General, "ovfl", &[]);
            Ok(Some(Expr::call(sym::Overflow, [])))
        }
        n if inexact(n) || matches!(n, Expr::Rational(_)) => {
            // The sum of a machine number and 1 may be rounded.
            let is_exact = matches!(n, Expr::Real(x) if (x + 1.0) - 1.0 == *x && (x + 1.0) - x == 1.0);
            if !is_exact && let Some(value) = by_series(call, &call.args) {
                return Ok(Some(value));
            }
            Ok(Some(Expr::call(sym::Gamma, [number::add(n, &Expr::Integer(1))])))
        }
        n if *n == infinity() => Ok(Some(n.clone())),
        _ => Ok(None),
    }
}

fn factorial2(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(n) = small(&call.args[0]) else {
        if !inexact(&call.args[0]) {
            return Ok(None);
        }
        if let Expr::Real(x) = &call.args[0]
            && *x < -1.0
            && x % 2.0 == 0.0
        {
            return Ok(Some(complex_infinity()));
        }
        return Ok(by_series(call, &call.args));
    };
    Ok(match n {
        -1 | 0 => Some(Expr::Integer(1)),
        n if n < 0 && n % 2 == 0 => Some(complex_infinity()),
        n if (1..=MAX_FACTORIAL).contains(&n) => Some(Expr::from(run(if n % 2 == 0 { 2 } else { 1 }, n, 2))),
        // (-n)!! = (-1)^((n-1)/2) / (n-2)!!
        n if n > -MAX_FACTORIAL => {
            let value = run(1, -n - 2, 2);
            let sign = if (-n - 1) / 2 % 2 == 0 { 1 } else { -1 };
            Some(Expr::from(BigRational::from_parts_signed(BigInteger::from(sign), value)))
        }
        _ => None,
    })
}

fn binomial(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (n, k) = (&call.args[0], &call.args[1]);
    if let (Expr::Integer(n), Expr::Integer(k)) = (n, k) {
        if let Some(value) = integer::binomial(*n, *k) {
            return Ok(Some(Expr::Integer(value)));
        }
        let (top, bottom, sign) = if *n >= 0 {
            (*n, (*k).min(n - k), 1)
        } else if *k >= 0 {
            (k - n - 1, (*k).min(-n - 1), if k % 2 == 0 { 1 } else { -1 })
        } else {
            (-k - 1, (n - k).min(-n - 1), if (n - k) % 2 == 0 { 1 } else { -1 })
        };
        if bottom > MAX_FACTORIAL {
            return Ok(None);
        }
        let value = run(top - bottom + 1, top, 1) / run(1, bottom, 1);
        return Ok(Some(Expr::from(value * BigInteger::from(sign))));
    }
    if !n.is_number() && !k.is_number() {
        let rest = ev.eval(Expr::call(sym::Subtract, [n.clone(), k.clone()]))?;
        return Ok(match rest {
            Expr::Integer(0) => Some(Expr::Integer(1)),
            Expr::Integer(1) => Some(n.clone()),
            _ => None,
        });
    }
    if inexact(n)
        && k.is_number()
        && let Some(value) = by_series(call, &call.args)
    {
        return Ok(Some(value));
    }
    if let Expr::Integer(k @ 0..=2000) = k {
        // n (n - 1) … (n - k + 1) / k!
        if n.is_number() {
            let mut value = Expr::Integer(1);
            for i in 0..*k {
                value = number::multiply(&value, &number::subtract(n, &Expr::Integer(i)));
            }
            return Ok(number::divide(&value, &Expr::from(run(1, *k, 1))));
        }
        return Ok(match k {
            0 => Some(Expr::Integer(1)),
            1 => Some(n.clone()),
            2..=10 => {
                // n (n - 1) … (n - k + 1) / k!
                let factor = |i: i64| Expr::call(sym::Plus, [Expr::Integer(-i), n.clone()]);
                let product = Expr::call(sym::Times, (0..*k).map(factor));
                Some(Expr::call(sym::Divide, [product, Expr::from(run(1, *k, 1))]))
            }
            _ => None,
        });
    }
    if n.is_number() && k.is_number() && (inexact(n) || inexact(k)) {
        if let Some(value) = by_series(call, &call.args) {
            return Ok(Some(value));
        }
        let gamma = |x: Expr| Expr::call(sym::Gamma, [x]);
        let up = |x: &Expr| number::add(x, &Expr::Integer(1));
        let bottom = [gamma(up(k)), gamma(up(&number::subtract(n, k)))];
        return Ok(Some(Expr::call(sym::Divide, [gamma(up(n)), Expr::call(sym::Times, bottom)])));
    }
    if let (Some(n), Some(k)) = (number::to_rational(n), number::to_rational(k)) {
        let one = BigRational::from(1);
        return quotient_of_gammas(ev, &[&n + &one], &[&k + &one, &n - &k + &one]);
    }
    Ok(None)
}

fn multinomial(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(parts) = call.args.iter().map(small).collect::<Option<Vec<i64>>>() else {
        if call.args.len() < 2 {
            return Ok(None);
        }
        let mut total = Expr::Integer(0);
        let mut factors = Vec::with_capacity(call.args.len());
        for part in &call.args {
            total = ev.eval(Expr::call(sym::Plus, [total, part.clone()]))?;
            factors.push(Expr::call(sym::Binomial, [total.clone(), part.clone()]));
        }
        return Ok(Some(Expr::call(sym::Times, factors)));
    };
    let mut total: i64 = 0;
    let mut factors = Vec::with_capacity(parts.len());
    for part in parts {
        let Some(sum) = total.checked_add(part) else {
            return Ok(None);
        };
        total = sum;
        factors.push(Expr::call(sym::Binomial, [Expr::Integer(total), Expr::Integer(part)]));
    }
    Ok(Some(Expr::call(sym::Times, factors)))
}

/// The value of a quotient of gamma functions of integers and halves of odd integers, whose poles are `numerator - denominator`
/// in number: infinite where more are above, 0 where more are below, None where as many are.
fn quotient_of_gammas(ev: &mut Evaluator, above: &[BigRational], below: &[BigRational]) -> Reply {
    let two = BigRational::from(2);
    let known = |x: &&BigRational| (*x * &two).is_int() && magnitude(x) <= BigRational::from(10_000);
    if !above.iter().chain(below).all(|x| known(&x)) {
        return Ok(None);
    }
    let poles = |list: &[BigRational]| list.iter().filter(|x| x.is_int() && **x <= BigRational::ZERO).count();
    match poles(above).cmp(&poles(below)) {
        std::cmp::Ordering::Greater => return Ok(Some(complex_infinity())),
        std::cmp::Ordering::Less => return Ok(Some(Expr::Integer(0))),
        std::cmp::Ordering::Equal if poles(above) > 0 => return Ok(None),
        std::cmp::Ordering::Equal => {}
    }
    let product = |list: &[BigRational]| {
        Expr::call(sym::Times, list.iter().map(|x| Expr::call(sym::Gamma, [Expr::from(x.clone())])))
    };
    ev.eval(Expr::call(sym::Divide, [product(above), product(below)])).map(Some)
}

fn magnitude(x: &BigRational) -> BigRational {
    if *x < BigRational::ZERO { -x.clone() } else { x.clone() }
}

fn pochhammer(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (a, n) = (&call.args[0], &call.args[1]);
    if let Expr::Integer(count @ -100_000..=100_000) = n
        && (a.is_number() || count.unsigned_abs() <= 20)
        && (!inexact(a) || matches!(a, Expr::Real(x) if *x <= 0.0 && x.fract() == 0.0 && *count <= 1000))
    {
        // a (a + 1) … (a + n - 1), or 1 / ((a - 1) … (a + n))
        let (from, to) = if *count < 0 { (*count, 0) } else { (0, *count) };
        let value = if a.is_number() {
            (from..to).fold(Expr::Integer(1), |value, i| {
                number::multiply(&value, &number::add(a, &Expr::Integer(i)))
            })
        } else {
            let factors = (from..to).map(|i| Expr::call(sym::Plus, [a.clone(), Expr::Integer(i)]));
            Expr::call(sym::Times, factors.collect::<Vec<_>>())
        };
        if *count >= 0 {
            return Ok(Some(value));
        }
        if number::is_exact_zero(&value) {
            return Ok(Some(complex_infinity()));
        }
        return Ok(Some(Expr::call(sym::Power, [value, Expr::Integer(-1)])));
    }
    if (inexact(a) || inexact(n))
        && let Some(value) = by_series(call, &call.args)
    {
        return Ok(Some(value));
    }
    if let (Some(x), Some(k)) = (number::to_rational(a), number::to_rational(n)) {
        return quotient_of_gammas(ev, &[&x + &k], &[x]);
    }
    if inexact(a) || inexact(n) {
        let gamma = |x: Expr| Expr::call(sym::Gamma, [x]);
        let sum = Expr::call(sym::Plus, [a.clone(), n.clone()]);
        return Ok(Some(Expr::call(sym::Divide, [gamma(sum), gamma(a.clone())])));
    }
    Ok(None)
}

/// `F(n)` and `F(n + 1)` by doubling.
fn fibonacci_pair(n: u64) -> (BigInteger, BigInteger) {
    let (mut a, mut b) = (BigInteger::from(0), BigInteger::from(1));
    for place in (0..64 - n.leading_zeros()).rev() {
        let c = &a * (&b * BigInteger::from(2) - &a);
        let d = &a * &a + &b * &b;
        if n >> place & 1 == 0 {
            (a, b) = (c, d);
        } else {
            let e = &c + &d;
            (a, b) = (d, e);
        }
    }
    (a, b)
}

fn fibonacci(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() == 2 {
        return written::run(ev, call, "Fibonacci", FIBONACCI_POLYNOMIAL);
    }
    if inexact(&call.args[0]) {
        return Ok(by_series(call, &call.args));
    }
    indexed(call, |n| {
        let (value, _) = fibonacci_pair(n.unsigned_abs());
        if n < 0 && n % 2 == 0 { -value } else { value }
    })
}

fn lucas(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() == 2 {
        return written::run(ev, call, "LucasL", LUCAS_POLYNOMIAL);
    }
    if inexact(&call.args[0]) {
        return Ok(by_series(call, &call.args));
    }
    indexed(call, |n| {
        let (f, next) = fibonacci_pair(n.unsigned_abs());
        let value = next * BigInteger::from(2) - f;
        if n < 0 && n % 2 != 0 { -value } else { value }
    })
}

fn indexed(call: &Arc<Normal>, f: fn(i64) -> BigInteger) -> Reply {
    Ok(match small(&call.args[0]) {
        Some(n) if n.unsigned_abs() <= MAX_INDEX.unsigned_abs() => Some(Expr::from(f(n))),
        _ => None,
    })
}

/// The Bernoulli numbers B(0) to B(n), by the Akiyama-Tanigawa algorithm.
fn bernoulli(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() == 2 {
        return written::run(ev, call, "BernoulliB", BERNOULLI_POLYNOMIAL);
    }
    let Some(n @ 0..=2000) = small(&call.args[0]) else {
        return Ok(None);
    };
    if n == 1 {
        return Ok(Some(Expr::from(BigRational::from_parts((-1).into(), 2u8.into()))));
    }
    if n % 2 == 1 {
        return Ok(Some(Expr::Integer(0)));
    }
    let n = usize::try_from(n).unwrap_or(0);
    let mut row: Vec<BigRational> = Vec::with_capacity(n + 1);
    for m in 0..=n {
        row.push(BigRational::from_parts(1.into(), (m + 1).into()));
        for j in (1..=m).rev() {
            let difference = &row[j - 1] - &row[j];
            row[j - 1] = difference * BigRational::from(j);
        }
    }
    Ok(Some(Expr::from(row.swap_remove(0))))
}

fn harmonic(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let order = match call.args.get(1) {
        None => 1,
        Some(order) => match small(order) {
            Some(order @ -1000..=1000) if order != 0 => order,
            _ => return Ok(None),
        },
    };
    match &call.args[0] {
        Expr::Integer(n) if (0..=1_000_000).contains(n) => {
            let order = isize::try_from(order).unwrap_or(1);
            Ok(Some(Expr::from(harmonic_sum(1, n + 1, order))))
        }
        x if inexact(x) && order == 1 => {
            if let Some(value) = super::super::special::by_series(call, &call.args) {
                return Ok(Some(value));
            }
            // ψ(x + 1) + γ
            let digamma = Expr::call(sym::PolyGamma, [Expr::Integer(0), number::add(x, &Expr::Integer(1))]);
            Ok(Some(Expr::call(sym::Plus, [digamma, Expr::Symbol(sym::EulerGamma)])))
        }
        _ => Ok(None),
    }
}

/// The sum over `low..high`, by halves.
fn harmonic_sum(low: i64, high: i64, order: isize) -> BigRational {
    if high - low <= 0 {
        return BigRational::ZERO;
    }
    if high - low == 1 {
        return BigRational::from(low).pow(-order);
    }
    let middle = low + (high - low) / 2;
    harmonic_sum(low, middle, order) + harmonic_sum(middle, high, order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_gives_fibonacci_numbers() {
        let values: Vec<BigInteger> = (0..10).map(|n| fibonacci_pair(n).0).collect();
        let expected: Vec<BigInteger> = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34].map(BigInteger::from).to_vec();
        assert_eq!(values, expected);
        assert_eq!(run(2, 25, 1), "15511210043330985984000000".parse::<BigInteger>().unwrap());
    }
}
