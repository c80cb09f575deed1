//! Primes and factors.

use std::sync::Arc;

use dashu_base::Gcd;

use super::divisibility::power_modulo;
use super::{LISTABLE, big, is_negative, rows, size, small};
use crate::eval::builtins::arithmetic::NUMERIC;
use crate::eval::{Arity, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::integer;
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::sym;

/// Largest index for `Prime`: a sieve of about 500 MB of numbers, in 60 MB of bits.
const MAX_PRIME_INDEX: i64 = 25_000_000;
/// Largest argument for `PrimePi`.
const MAX_COUNTED: i64 = 1_000_000_000_000;

rows! {
    "FactorInteger" LISTABLE, Arity::exactly(1), "FactorInteger[n] gives the prime factors of n with their exponents.", ("FactorInteger[60]", "{{2, 2}, {3, 1}, {5, 1}}"), factor_integer;
    "NextPrime" LISTABLE, Arity::between(1, 2), "NextPrime[n] gives the next prime above n; NextPrime[n, k] the kth above, or below for negative k.", ("NextPrime[100]", "101"), next_prime;
    "Prime" LISTABLE, Arity::exactly(1), "Prime[n] gives the nth prime number.", ("Prime[100]", "541"), prime;
    "PrimePi" NUMERIC, Arity::exactly(1), "PrimePi[x] gives the number of primes up to x.", ("PrimePi[1000000]", "78498"), prime_pi;
    "PrimeQ" LISTABLE, Arity::exactly(1), "PrimeQ[n] is True when n is a prime number.", ("PrimeQ[2^61 - 1]", "True"), prime_q;
}

/// Whether a positive integer is prime: certain below 2^64, beyond by 24 Miller-Rabin tests.
fn is_prime(n: &BigInteger) -> bool {
    if let Ok(machine) = i64::try_from(n) {
        return integer::is_prime(machine);
    }
    let one = BigInteger::from(1);
    let two = BigInteger::from(2);
    const BASES: [u32; 24] =
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89];
    if BASES.iter().any(|&p| (n % BigInteger::from(p)).is_zero()) {
        return false;
    }
    let less = n - &one;
    let twos = less.trailing_zeros().unwrap_or(0);
    let odd = &less >> twos;
    BASES.iter().all(|&base| {
        let mut x = power_modulo(&BigInteger::from(base), &odd, n);
        if x == one || x == less {
            return true;
        }
        for _ in 1..twos {
            x = power_modulo(&x, &two, n);
            if x == less {
                return true;
            }
        }
        false
    })
}

fn prime_q(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(Some(Expr::boolean(match &call.args[0] {
        Expr::Integer(n) => integer::is_prime(*n),
        other => big(other).is_some_and(|n| is_prime(&size(n))),
    })))
}

/// A factor of a composite number by Pollard's method as improved by Brent (1980). None after `effort` steps.
fn split_machine(n: u64, effort: u64) -> Option<u64> {
    let gcd = |mut a: u64, mut b: u64| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    for c in 1..20u64 {
        let step = |x: u64| {
            let square = integer::multiply_modulo(x, x, n);
            u64::try_from((u128::from(square) + u128::from(c)) % u128::from(n)).unwrap_or(0)
        };
        let (mut x, mut y, mut product, mut count) = (2u64, 2u64, 1u64, 0u64);
        let (mut saved_x, mut saved_y) = (x, y);
        while count < effort {
            crate::stop::poll();
            x = step(x);
            y = step(step(y));
            if x == y {
                break;
            }
            product = integer::multiply_modulo(product, x.abs_diff(y), n);
            count += 1;
            if count.is_multiple_of(128) || product == 0 {
                let mut factor = gcd(product, n);
                if factor == n {
                    // One step at a time from the last good place.
                    (x, y) = (saved_x, saved_y);
                    loop {
                        x = step(x);
                        y = step(step(y));
                        factor = gcd(x.abs_diff(y), n);
                        if factor != 1 {
                            break;
                        }
                    }
                    if factor == n {
                        break;
                    }
                }
                if factor != 1 {
                    return Some(factor);
                }
                (saved_x, saved_y) = (x, y);
            }
        }
        let factor = gcd(product, n);
        if factor != 1 && factor != n {
            return Some(factor);
        }
    }
    None
}

fn split_big(n: &BigInteger, effort: u64) -> Option<BigInteger> {
    let one = BigInteger::from(1);
    for c in [1u32, 3, 5] {
        let step = |x: &BigInteger| (x * x + BigInteger::from(c)) % n;
        let (mut x, mut y) = (BigInteger::from(2), BigInteger::from(2));
        let mut product = one.clone();
        for count in 1..effort {
            crate::stop::poll();
            x = step(&x);
            y = step(&step(&y));
            product = product * size(&x - &y) % n;
            if product.is_zero() {
                break;
            }
            if count % 128 == 0 {
                let factor = BigInteger::from((&product).gcd(n));
                if factor != one {
                    return (factor != *n).then_some(factor);
                }
            }
        }
    }
    None
}

/// Divides by a prime as often as it goes; gives how often.
pub(crate) fn divide_out(n: &mut BigInteger, prime: &BigInteger) -> u32 {
    let mut count = 0;
    while (&*n % prime).is_zero() {
        *n /= prime;
        count += 1;
    }
    count
}

/// The prime factors of a positive integer in order; None when they cannot be found with reasonable effort.
pub(super) fn factor(n: &BigInteger) -> Option<Vec<(BigInteger, u32)>> {
    let mut found: Vec<(BigInteger, u32)> = Vec::new();
    let mut add = |prime: BigInteger, count: u32| match found.iter_mut().find(|(other, _)| *other == prime) {
        Some((_, total)) => *total += count,
        None => found.push((prime, count)),
    };
    let mut rest = n.clone();
    let mut p = 2u64;
    while p < 5000 {
        if let Ok(machine) = u64::try_from(&rest)
            && p * p > machine
        {
            break;
        }
        let prime = BigInteger::from(p);
        let count = divide_out(&mut rest, &prime);
        if count > 0 {
            add(prime, count);
        }
        p += if p == 2 { 1 } else { 2 };
    }
    let mut pending = vec![rest];
    while let Some(part) = pending.pop() {
        if part == BigInteger::from(1) {
            continue;
        }
        let small_enough = BigInteger::from(p) * BigInteger::from(p) > part;
        if small_enough || is_prime(&part) {
            add(part, 1);
            continue;
        }
        let divisor = match u64::try_from(&part) {
            Ok(machine) => {
                let root = machine.isqrt();
                let square = (root * root == machine).then_some(root);
                BigInteger::from(square.or_else(|| split_machine(machine, 1 << 24))?)
            }
            Err(_) => split_big(&part, 1 << 20)?,
        };
        pending.push(&part / &divisor);
        pending.push(divisor);
    }
    found.sort();
    Some(found)
}

fn factor_integer(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(exact) = number::to_rational(&call.args[0]) else {
        return Ok(None);
    };
    let pair = |prime: BigInteger, count: i64| Expr::list([Expr::from(prime), Expr::Integer(count)]);
    if exact == BigRational::ZERO || exact == BigRational::from(1) {
        return Ok(Some(Expr::list([pair(exact.numerator().clone(), 1)])));
    }
    let (Some(above), Some(below)) =
        (factor(&size(exact.numerator().clone())), factor(&BigInteger::from(exact.denominator().clone())))
    else {
        return Ok(None);
    };
    let mut all: Vec<(BigInteger, i64)> = above.into_iter().map(|(p, k)| (p, i64::from(k))).collect();
    all.extend(below.into_iter().map(|(p, k)| (p, -i64::from(k))));
    all.sort();
    if is_negative(exact.numerator()) {
        all.insert(0, (BigInteger::from(-1), 1));
    }
    Ok(Some(Expr::list(all.into_iter().map(|(p, k)| pair(p, k)))))
}

fn next_prime(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let steps = match call.args.get(1) {
        None => 1,
        Some(steps) => match small(steps) {
            Some(steps) if steps.unsigned_abs() <= 1_000_000 => steps,
            _ => return Ok(None),
        },
    };
    let rounding = if steps < 0 { sym::Ceiling } else { sym::Floor };
    let start = ev.eval(Expr::call(rounding, [call.args[0].clone()]))?;
    let Some(mut n) = big(&start) else {
        return Ok(None);
    };
    let step = BigInteger::from(if steps < 0 { -1 } else { 1 });
    for _ in 0..steps.unsigned_abs() {
        loop {
            n += &step;
            if is_prime(&size(n.clone())) && n != BigInteger::from(0) {
                break;
            }
        }
    }
    Ok(Some(Expr::from(n)))
}

fn prime(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(n @ 1..=MAX_PRIME_INDEX) = small(&call.args[0]) else {
        return Ok(None);
    };
    if n < 6 {
        return Ok(Some(Expr::Integer([2, 3, 5, 7, 11][usize::try_from(n - 1).unwrap_or(0)])));
    }
    // n (log n + log log n) lies above the nth prime (Rosser 1941).
    let x = integer::to_real(n);
    let limit = (x * (x.ln() + x.ln().ln())) as usize + 1;
    let half = limit / 2 + 1;
    // Bit i stands for 2 i + 1.
    let mut composite = vec![0u64; half / 64 + 1];
    let mut i = 1;
    while 2 * i * (i + 1) < half {
        if composite[i / 64] >> (i % 64) & 1 == 0 {
            let mut multiple = 2 * i * (i + 1);
            while multiple < half {
                composite[multiple / 64] |= 1 << (multiple % 64);
                multiple += 2 * i + 1;
            }
        }
        i += 1;
    }
    let mut left = n - 1;
    for i in 1..half {
        if composite[i / 64] >> (i % 64) & 1 == 0 {
            left -= 1;
            if left == 0 {
                return Ok(i64::try_from(2 * i + 1).ok().map(Expr::Integer));
            }
        }
    }
    Ok(None)
}

/// The number of primes up to `x`, by counting what the sieve leaves at every quotient of `x` (Legendre's method).
fn count_primes(x: u64) -> u64 {
    if x < 2 {
        return 0;
    }
    let root = x.isqrt();
    let root_index = usize::try_from(root).unwrap_or(usize::MAX);
    let mut below: Vec<u64> = (0..=root).map(|v| v.saturating_sub(1)).collect();
    let mut above: Vec<u64> = (0..=root).map(|i| x.checked_div(i).map_or(0, |count| count - 1)).collect();
    for p in 2..=root {
        let index = usize::try_from(p).unwrap_or(usize::MAX);
        if below[index] == below[index - 1] {
            continue;
        }
        let smaller = below[index - 1];
        let square = p * p;
        let last = root.min(x / square);
        for i in 1..=last {
            let place = usize::try_from(i).unwrap_or(0);
            let multiple = i * p;
            let count = if multiple <= root {
                above[usize::try_from(multiple).unwrap_or(0)]
            } else {
                below[usize::try_from(x / multiple).unwrap_or(0)]
            };
            above[place] -= count - smaller;
        }
        for v in (usize::try_from(square).unwrap_or(usize::MAX)..=root_index).rev() {
            below[v] -= below[v / index] - smaller;
        }
    }
    above[1]
}

fn prime_pi(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = ev.eval(Expr::call(sym::Floor, [call.args[0].clone()]))?;
    Ok(match x {
        Expr::Integer(x) if x < 2 => Some(Expr::Integer(0)),
        Expr::Integer(x) if x <= MAX_COUNTED => {
            i64::try_from(count_primes(x.unsigned_abs())).ok().map(Expr::Integer)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn primes_are_counted() {
        assert_eq!([0, 1, 2, 3, 4, 10, 100, 1_000_000].map(count_primes), [0, 0, 1, 2, 2, 4, 25, 78498]);
    }

    #[test]
    fn factors_multiply_back() {
        for text in [
            "1",
            "2",
            "360",
            "1000000007",
            "9223372036854775807",
            "1000000016000000063",
            "18446744073709551617",
        ] {
            let n: BigInteger = text.parse().unwrap();
            let factors = factor(&n).unwrap();
            let back = factors
                .iter()
                .fold(BigInteger::from(1), |product, (p, k)| product * p.pow(usize::try_from(*k).unwrap()));
            assert_eq!(back, n);
            assert!(factors.iter().all(|(p, _)| is_prime(p)), "{factors:?}");
        }
    }
}
