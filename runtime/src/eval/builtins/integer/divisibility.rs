//! Divisors and remainders.

use std::sync::Arc;

use dashu_base::{BitTest, ExtendedGcd, Gcd};

use super::primes::factor;
use super::{LISTABLE, big, is_negative, rows, size, small};
use crate::eval::builtins::arithmetic::NUMERIC;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::integer;
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::sym;

const FOLDED: Attributes =
    NUMERIC.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY).and(Attributes::ORDERLESS);

rows! {
    "CoprimeQ" LISTABLE, Arity::at_least(1), "CoprimeQ[n1, n2, ...] is True when the integers have no common divisor in pairs.", ("CoprimeQ[8, 15]", "True"), coprime;
    "Denominator" LISTABLE, Arity::exactly(1), "Denominator[expr] gives the denominator of expr.", ("Denominator[3/4]", "4"), denominator;
    "Divisible" LISTABLE, Arity::exactly(2), "Divisible[n, m] is True when n is divisible by m.", ("Divisible[10, 5]", "True"), divisible;
    "DivisorSigma" LISTABLE, Arity::exactly(2), "DivisorSigma[k, n] gives the sum of the kth powers of the divisors of n.", ("DivisorSigma[1, 12]", "28"), divisor_sigma;
    "Divisors" LISTABLE, Arity::exactly(1), "Divisors[n] gives the positive divisors of n.", ("Divisors[12]", "{1, 2, 3, 4, 6, 12}"), divisors;
    "EulerPhi" LISTABLE, Arity::exactly(1), "EulerPhi[n] gives the number of integers up to n that have no common divisor with n.", ("EulerPhi[36]", "12"), euler_phi;
    "ExtendedGCD" LISTABLE, Arity::exactly(2), "ExtendedGCD[a, b] gives {g, {r, s}} with g = GCD[a, b] = r a + s b.", ("ExtendedGCD[2, 3]", "{1, {-1, 1}}"), extended_gcd;
    "GCD" FOLDED, Arity::ANY, "GCD[n1, n2, ...] gives the greatest common divisor of the ni.", ("GCD[12, 18]", "6"), gcd;
    "JacobiSymbol" LISTABLE, Arity::exactly(2), "JacobiSymbol[n, m] gives the Jacobi symbol of n over m.", ("JacobiSymbol[2, 7]", "1"), jacobi;
    "LCM" FOLDED, Arity::ANY, "LCM[n1, n2, ...] gives the least common multiple of the ni.", ("LCM[4, 6]", "12"), lcm;
    "ModularInverse" LISTABLE, Arity::exactly(2), "ModularInverse[k, n] gives the inverse of k modulo n.", ("ModularInverse[3, 5]", "2"), modular_inverse;
    "MoebiusMu" LISTABLE, Arity::exactly(1), "MoebiusMu[n] gives the Möbius function of n.", ("MoebiusMu[30]", "-1"), moebius;
    "Numerator" LISTABLE, Arity::exactly(1), "Numerator[expr] gives the numerator of expr.", ("Numerator[3/4]", "3"), numerator;
    "PowerMod" LISTABLE, Arity::exactly(3), "PowerMod[a, b, m] gives a^b mod m.", ("PowerMod[2, 10, 7]", "2"), power_mod;
}

fn gcd_of(a: BigRational, b: BigRational) -> BigRational {
    // gcd(p/q, r/s) = gcd(p s, r q) / (q s)
    let (q, s) = (BigInteger::from(a.denominator().clone()), BigInteger::from(b.denominator().clone()));
    let (x, y) = (a.numerator() * &s, b.numerator() * &q);
    if x.is_zero() && y.is_zero() {
        return BigRational::ZERO;
    }
    let bits = x.bit_len().max(y.bit_len());
    BigRational::from_parts_signed(number::apart(bits, move || BigInteger::from(x.gcd(y))), q * s)
}

fn gcd(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let [Expr::Integer(a), Expr::Integer(b)] = &call.args[..]
        && let Some(value) = integer::gcd(*a, *b)
    {
        return Ok(Some(Expr::Integer(value)));
    }
    let Some(values) = call.args.iter().map(number::to_rational).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    Ok(Some(Expr::from(values.into_iter().fold(BigRational::ZERO, gcd_of))))
}

fn lcm(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let [Expr::Integer(a), Expr::Integer(b)] = &call.args[..]
        && let Some(value) = integer::lcm(*a, *b)
    {
        return Ok(Some(Expr::Integer(value)));
    }
    let Some(values) = call.args.iter().map(number::to_rational).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let Some(first) = values.first().cloned() else {
        return Ok(None);
    };
    let positive = |x: BigRational| if x < BigRational::ZERO { -x } else { x };
    let value = values.into_iter().skip(1).fold(positive(first), |a, b| {
        let gcd = gcd_of(a.clone(), b.clone());
        if gcd == BigRational::ZERO { gcd } else { positive(a * b / gcd) }
    });
    Ok(Some(Expr::from(value)))
}

/// `g`, `r`, `s` with `g = r a + s b` and `g` not negative.
fn extended(a: &BigInteger, b: &BigInteger) -> (BigInteger, BigInteger, BigInteger) {
    if a.is_zero() || b.is_zero() {
        let unit =
            |x: &BigInteger| BigInteger::from(if is_negative(x) { -1 } else { i32::from(!x.is_zero()) });
        return (size(a + b), unit(a), unit(b));
    }
    let (a, b) = (a.clone(), b.clone());
    let (g, r, s) = number::apart(a.bit_len().max(b.bit_len()), move || a.gcd_ext(b));
    (BigInteger::from(g), r, s)
}

fn extended_gcd(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(a), Some(b)) = (big(&call.args[0]), big(&call.args[1])) else {
        return Ok(None);
    };
    let (g, r, s) = extended(&a, &b);
    Ok(Some(Expr::list([Expr::from(g), Expr::list([Expr::from(r), Expr::from(s)])])))
}

fn coprime(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(values) = call.args.iter().map(big).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    if let [only] = &values[..] {
        return Ok(Some(Expr::boolean(*only == BigInteger::from(1) || *only == BigInteger::from(-1))));
    }
    for (index, a) in values.iter().enumerate() {
        for b in &values[index + 1..] {
            if (a.is_zero() && b.is_zero()) || BigInteger::from(a.gcd(b)) != BigInteger::from(1) {
                return Ok(Some(Expr::boolean(false)));
            }
        }
    }
    Ok(Some(Expr::boolean(true)))
}

fn divisible(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let remainder = ev.eval(Expr::call(sym::Mod, call.args.iter().cloned()))?;
    Ok(remainder.is_number().then(|| Expr::boolean(number::is_zero(&remainder))))
}

fn positive_mod(a: &BigInteger, n: &BigInteger) -> BigInteger {
    let rest = a % n;
    if is_negative(&rest) { rest + n } else { rest }
}

fn inverse_modulo(a: &BigInteger, n: &BigInteger) -> Option<BigInteger> {
    let n = size(n.clone());
    let a = positive_mod(a, &n);
    if n == BigInteger::from(1) {
        return Some(BigInteger::from(0));
    }
    if a.is_zero() {
        return None;
    }
    let (g, r, _) = extended(&a, &n);
    (g == BigInteger::from(1)).then(|| positive_mod(&r, &n))
}

fn modular_inverse(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(a), Some(n)) = (big(&call.args[0]), big(&call.args[1])) else {
        return Ok(None);
    };
    if n.is_zero() {
        return Ok(None);
    }
    let inverse = inverse_modulo(&a, &n);
    if inverse.is_none() {
        ev.message(sym::ModularInverse, "ninv", &[call.args[0].clone(), call.args[1].clone()]);
    }
    Ok(inverse.map(Expr::from))
}

/// `a^e mod n` for positive `n` and `e` not negative.
pub(super) fn power_modulo(a: &BigInteger, e: &BigInteger, n: &BigInteger) -> BigInteger {
    use dashu_int::UBig;
    use dashu_int::fast_div::ConstDivisor;
    if *n == BigInteger::from(1) {
        return BigInteger::from(0);
    }
    let (_, modulus) = n.clone().into_parts();
    let (_, exponent) = e.clone().into_parts();
    let (_, base) = positive_mod(a, n).into_parts();
    // Each bit of the exponent takes a product modulo `n`.
    let work = exponent.bit_len().saturating_mul(modulus.bit_len()) / 64;
    let power = move || -> UBig { ConstDivisor::new(modulus).reduce(base).pow(&exponent).residue() };
    BigInteger::from(number::apart(work, power))
}

fn power_mod(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(a), Some(e), Some(n)) = (big(&call.args[0]), big(&call.args[1]), big(&call.args[2])) else {
        return Ok(None);
    };
    if n.is_zero() {
        return Ok(None);
    }
    let modulus = size(n.clone());
    let base = if is_negative(&e) {
        match inverse_modulo(&a, &modulus) {
            Some(inverse) => inverse,
            None => {
                ev.message(sym::PowerMod, "ninv", &[call.args[0].clone(), call.args[2].clone()]);
                return Ok(None);
            }
        }
    } else {
        a
    };
    let value = power_modulo(&base, &size(e), &modulus);
    // The result has the sign of the modulus.
    Ok(Some(Expr::from(if is_negative(&n) && !value.is_zero() { value + n } else { value })))
}

fn jacobi(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(a), Some(n)) = (big(&call.args[0]), big(&call.args[1])) else {
        return Ok(None);
    };
    let two = BigInteger::from(2);
    if n.is_zero() || is_negative(&n) || (&n % &two).is_zero() {
        return Ok(None);
    }
    let (mut a, mut n, mut sign) = (positive_mod(&a, &n), n, 1);
    while !a.is_zero() {
        crate::stop::poll_now();
        while (&a % &two).is_zero() {
            a /= &two;
            let rest = i64::try_from(&n % BigInteger::from(8)).unwrap_or(1);
            if rest == 3 || rest == 5 {
                sign = -sign;
            }
        }
        std::mem::swap(&mut a, &mut n);
        let four = BigInteger::from(4);
        if &a % &four == BigInteger::from(3) && &n % &four == BigInteger::from(3) {
            sign = -sign;
        }
        a %= &n;
    }
    Ok(Some(Expr::Integer(if n == BigInteger::from(1) { sign } else { 0 })))
}

fn factored(call: &Arc<Normal>, place: usize) -> Option<Vec<(BigInteger, u32)>> {
    let n = size(big(&call.args[place])?);
    if n.is_zero() {
        return None;
    }
    factor(&n)
}

fn divisors(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(factors) = factored(call, 0) else {
        return Ok(None);
    };
    let count = factors.iter().fold(1u64, |count, (_, k)| count.saturating_mul(u64::from(*k) + 1));
    if count > 10_000_000 {
        return Ok(None);
    }
    let mut found = vec![BigInteger::from(1)];
    for (prime, count) in factors {
        let before = found.len();
        let mut power = BigInteger::from(1);
        for _ in 0..count {
            power *= &prime;
            for place in 0..before {
                let multiple = &found[place] * &power;
                found.push(multiple);
            }
        }
    }
    found.sort();
    Ok(Some(Expr::list(found.into_iter().map(Expr::from))))
}

fn divisor_sigma(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    // The reciprocals of the divisors are the divisors over the number.
    if let (Some(k @ -10_000..=-1), Expr::Integer(1..) | Expr::BigInteger(_)) =
        (small(&call.args[0]), &call.args[1])
    {
        let [k, n] = [Expr::Integer(-k), call.args[1].clone()];
        let sum = Expr::call(call.head.clone(), [k.clone(), n.clone()]);
        return Ok(Some(Expr::call(sym::Divide, [sum, Expr::call(sym::Power, [n, k])])));
    }
    let (Some(k @ 0..=10_000), Some(factors)) = (small(&call.args[0]), factored(call, 1)) else {
        return Ok(None);
    };
    let k = usize::try_from(k).unwrap_or(0);
    let mut total = BigInteger::from(1);
    for (prime, count) in factors {
        let step = prime.pow(k);
        let (mut sum, mut power) = (BigInteger::from(1), BigInteger::from(1));
        for _ in 0..count {
            power *= &step;
            sum += &power;
        }
        total *= sum;
    }
    Ok(Some(Expr::from(total)))
}

fn euler_phi(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if matches!(call.args[0], Expr::Integer(0)) {
        return Ok(Some(Expr::Integer(0)));
    }
    Ok(factored(call, 0).map(|factors| {
        Expr::from(factors.into_iter().fold(BigInteger::from(1), |total, (prime, count)| {
            let power = prime.pow(usize::try_from(count - 1).unwrap_or(0));
            total * power * (prime - BigInteger::from(1))
        }))
    }))
}

fn moebius(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if matches!(call.args[0], Expr::Integer(0)) {
        return Ok(Some(Expr::Integer(0)));
    }
    Ok(factored(call, 0).map(|factors| {
        if factors.iter().any(|(_, count)| *count > 1) {
            return Expr::Integer(0);
        }
        Expr::Integer(if factors.len() % 2 == 0 { 1 } else { -1 })
    }))
}

/// The factors of a product that stand above and below the line.
fn above_and_below(expr: &Expr) -> (Vec<Expr>, Vec<Expr>) {
    let factors =
        expr.as_call(sym::Times).map_or_else(|| vec![expr.clone()], |product| product.args.to_vec());
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for factor in factors {
        match &factor {
            Expr::Rational(value) => {
                above.push(Expr::from(value.numerator().clone()));
                below.push(Expr::from(BigInteger::from(value.denominator().clone())));
            }
            Expr::Complex(z) if number::is_exact(&factor) => {
                let part = |part: &Expr| number::to_rational(part).unwrap_or(BigRational::ZERO);
                let (re, im) = (part(&z.re), part(&z.im));
                let scale = BigInteger::from(re.denominator().clone())
                    * BigInteger::from(im.denominator().clone())
                    / BigInteger::from(
                        BigInteger::from(re.denominator().clone())
                            .gcd(&BigInteger::from(im.denominator().clone())),
                    );
                above.push(number::multiply(&factor, &Expr::from(scale.clone())));
                below.push(Expr::from(scale));
            }
            _ => {
                let inverse = factor.as_call(sym::Power).and_then(|power| {
                    let [base, exponent] = &power.args[..] else {
                        return None;
                    };
                    let opposite = super::super::elementary::opposite(exponent)?;
                    Some(Expr::call(sym::Power, [base.clone(), opposite]))
                });
                match inverse {
                    Some(inverse) => below.push(inverse),
                    None => above.push(factor),
                }
            }
        }
    }
    (above, below)
}

fn numerator(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(Some(Expr::call(sym::Times, above_and_below(&call.args[0]).0)))
}

fn denominator(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(Some(Expr::call(sym::Times, above_and_below(&call.args[0]).1)))
}
