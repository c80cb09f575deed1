//! Digits of numbers, continued fractions.

use std::sync::Arc;

use dashu_base::BitTest;
use dashu_int::UBig;

use super::{LISTABLE, big, is_negative, rows, size, small};
use crate::eval::builtins::written;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number::{self, BigInteger, BigRational};
use crate::symbol::{Symbol, sym};

/// Results with more digits than this are not computed.
const MAX_DIGITS: usize = 50_000_000;

rows! {
    "ContinuedFraction" LISTABLE, Arity::between(1, 2), "ContinuedFraction[x] gives the terms of the continued fraction of x; ContinuedFraction[x, n] the first n.",
        ("ContinuedFraction[47/17]", "{2, 1, 3, 4}"), continued_fraction;
    "DigitCount" LISTABLE, Arity::between(1, 3), "DigitCount[n, b, d] gives the number of digits d in the base b representation of n.", ("DigitCount[1122, 10, 2]", "2"), digit_count;
    "DigitSum" LISTABLE, Arity::between(1, 2), "DigitSum[n] gives the sum of the decimal digits of n; DigitSum[n, b] of the base b digits.", ("DigitSum[123]", "6"), digit_sum;
    "FromContinuedFraction" Attributes::PROTECTED, Arity::exactly(1), "FromContinuedFraction[list] gives the number with the continued fraction terms list.",
        ("FromContinuedFraction[{2, 1, 3, 4}]", "47/17"), from_continued_fraction;
    "FromDigits" Attributes::PROTECTED, Arity::between(1, 2), "FromDigits[list] gives the integer with the decimal digits list; FromDigits[list, b] with base b digits.",
        ("FromDigits[{1, 2, 3}]", "123"), from_digits;
    "IntegerDigits" LISTABLE, Arity::between(1, 3), "IntegerDigits[n, b, len] gives the base b digits of n, padded on the left to length len.",
        ("IntegerDigits[6, 2]", "{1, 1, 0}"), integer_digits;
    "IntegerExponent" LISTABLE, Arity::between(1, 2), "IntegerExponent[n, b] gives the highest power of b that divides n.", ("IntegerExponent[1000]", "3"), integer_exponent;
    "IntegerLength" LISTABLE, Arity::between(1, 2), "IntegerLength[n, b] gives the number of base b digits of n.", ("IntegerLength[2^100]", "31"), integer_length;
    "RealDigits" LISTABLE, Arity::between(1, 4), "RealDigits[x] gives the decimal digits of x and the number of them before the point; RealDigits[x, b, len, n] len digits to base b from that of b^n on.", ("RealDigits[0.25, 10, 3]", "{{2, 5, 0}, 0}"), real_digits;
}

fn base_of(call: &Arc<Normal>, place: usize) -> Option<u64> {
    match call.args.get(place) {
        None => Some(10),
        Some(base) => small(base).and_then(|base| u64::try_from(base).ok()).filter(|base| *base >= 2),
    }
}

/// Digits, the highest first; of 0 none.
fn digits_of(n: &BigInteger, base: u64) -> Vec<u64> {
    let (_, magnitude): (_, UBig) = n.clone().into_parts();
    // The text of a long number is made in less than quadratic time.
    if let (Ok(radix @ 2..=36), true) = (u8::try_from(base), magnitude >= (UBig::ONE << (1 << 14))) {
        let text = number::apart(magnitude.bit_len(), move || magnitude.in_radix(radix).to_string());
        return text.chars().map(|digit| digit.to_digit(36).unwrap_or(0).into()).collect();
    }
    let digits: Vec<u64> = magnitude.to_digits(base);
    if digits == [0] { Vec::new() } else { digits }
}

fn list(digits: impl IntoIterator<Item = u64>) -> Expr {
    Expr::list(digits.into_iter().map(|digit| i64::try_from(digit).map_or(Expr::Integer(0), Expr::Integer)))
}

fn integer_digits(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(n), Some(base)) = (big(&call.args[0]), base_of(call, 1)) else {
        return Ok(None);
    };
    let mut digits = digits_of(&n, base);
    if let Some(length) = call.args.get(2) {
        let Some(length) =
            small(length).and_then(|length| usize::try_from(length).ok()).filter(|l| *l <= MAX_DIGITS)
        else {
            return Ok(None);
        };
        let mut padded = vec![0; length.saturating_sub(digits.len())];
        padded.extend_from_slice(&digits[digits.len().saturating_sub(length)..]);
        digits = padded;
    } else if digits.is_empty() {
        digits.push(0);
    }
    Ok(Some(list(digits)))
}

/// How many digits a positive integer has.
fn length_of(n: BigInteger, base: u64) -> usize {
    number::apart(n.bit_len(), move || n.ilog(&UBig::from(base)) + 1)
}

fn integer_length(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(n), Some(base)) = (big(&call.args[0]), base_of(call, 1)) else {
        return Ok(None);
    };
    let length = if n.is_zero() { 0 } else { length_of(size(n), base) };
    Ok(i64::try_from(length).ok().map(Expr::Integer))
}

fn digit_count(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(n), Some(base)) = (big(&call.args[0]), base_of(call, 1)) else {
        return Ok(None);
    };
    let digits = digits_of(&n, base);
    let count = |digit: u64| Expr::Integer(digits.iter().filter(|d| **d == digit).count() as i64);
    if let Some(digit) = call.args.get(2) {
        return Ok(small(digit).and_then(|digit| u64::try_from(digit).ok()).map(count));
    }
    if base > 10_000 {
        return Ok(None);
    }
    Ok(Some(Expr::list((1..base).chain([0]).map(count))))
}

fn digit_sum(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(n), Some(base)) = (big(&call.args[0]), base_of(call, 1)) else {
        return Ok(None);
    };
    Ok(Some(Expr::from(digits_of(&n, base).into_iter().map(BigInteger::from).sum::<BigInteger>())))
}

fn integer_exponent(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(mut n), Some(base)) = (big(&call.args[0]), base_of(call, 1)) else {
        return Ok(None);
    };
    if n.is_zero() {
        return Ok(Some(crate::eval::simplify::infinity()));
    }
    let base = BigInteger::from(base);
    let mut count = 0;
    while (&n % &base).is_zero() {
        crate::stop::poll_now();
        n /= &base;
        count += 1;
    }
    Ok(Some(Expr::Integer(count)))
}

fn from_digits(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let base = match call.args.get(1) {
        None => Expr::Integer(10),
        Some(base) => base.clone(),
    };
    if let Expr::String(text) = &call.args[0] {
        if let Expr::String(name) = &base {
            let number = Expr::call(Symbol::new("FromRomanNumeral"), [call.args[0].clone()]);
            return Ok((name.as_str() == "Roman").then_some(number));
        }
        let Some(radix) =
            small(&base).and_then(|base| u32::try_from(base).ok()).filter(|base| (2..=36).contains(base))
        else {
            return Ok(None);
        };
        if let Ok(value) = BigInteger::from_str_radix(&text.to_lowercase(), radix) {
            return Ok(Some(Expr::from(value)));
        }
        // Letters are digits from 10 to 35 in any base.
        let digits: Option<Vec<Expr>> =
            text.chars().map(|digit| digit.to_digit(36).map(|digit| Expr::Integer(digit.into()))).collect();
        return Ok(digits.map(|digits| fold_digits(&digits, &base)));
    }
    let Some(elements) = call.args[0].elements() else {
        return Ok(None);
    };
    // {digits, places before the point}
    if let [digits, Expr::Integer(places)] = &elements[..]
        && let Some(digits) = digits.elements()
    {
        if let Some((repeated, first)) = digits.split_last()
            && let Some(repeated) = repeated.elements()
            && !repeated.is_empty()
        {
            // The digits that repeat are a geometric series.
            let (Ok(before), Ok(length)) = (i64::try_from(first.len()), i64::try_from(repeated.len())) else {
                return Ok(None);
            };
            let power = |n: i64| Expr::call(sym::Power, [base.clone(), Expr::Integer(n)]);
            let nines = Expr::call(sym::Plus, [power(length), Expr::Integer(-1)]);
            let tail = Expr::call(sym::Divide, [fold_digits(&repeated, &base), nines]);
            let whole = Expr::call(sym::Plus, [fold_digits(first, &base), tail]);
            return Ok(Some(Expr::call(sym::Times, [whole, power(places - before)])));
        }
        let whole = fold_digits(&digits, &base);
        let Ok(count) = i64::try_from(digits.len()) else {
            return Ok(None);
        };
        let shift = Expr::call(sym::Power, [base, Expr::Integer(places - count)]);
        return Ok(Some(Expr::call(sym::Times, [whole, shift])));
    }
    Ok(Some(fold_digits(&elements, &base)))
}

/// Many digits in a base as a number, in less than quadratic time; `None` when they are not digits of the base.
fn long_number(digits: &[Expr], base: &Expr) -> Option<Expr> {
    let radix = u32::try_from(small(base)?).ok().filter(|radix| (2..=36).contains(radix))?;
    let character = |digit: &Expr| match digit {
        Expr::Integer(digit) => char::from_digit(u32::try_from(*digit).ok()?, radix),
        _ => None,
    };
    let text: String = digits.iter().map(character).collect::<Option<_>>()?;
    number::apart(text.len() * 3, move || BigInteger::from_str_radix(&text, radix)).ok().map(Expr::from)
}

fn fold_digits(digits: &[Expr], base: &Expr) -> Expr {
    if digits.len() > 1000
        && let Some(number) = long_number(digits, base)
    {
        return number;
    }
    if base.is_number() && digits.iter().all(Expr::is_number) {
        return digits
            .iter()
            .fold(Expr::Integer(0), |value, digit| number::add(&number::multiply(&value, base), digit));
    }
    let count = digits.len();
    let terms = digits.iter().enumerate().map(|(place, digit)| {
        let power = Expr::call(sym::Power, [base.clone(), Expr::Integer((count - 1 - place) as i64)]);
        Expr::call(sym::Times, [digit.clone(), power])
    });
    Expr::call(sym::Plus, terms)
}

/// The value of a real number as a fraction, with the number of decimal digits known of it.
fn exact_value(ev: &mut Evaluator, x: &Expr, digits: f64) -> crate::eval::Eval<Option<(BigRational, f64)>> {
    let value = if x.is_number() {
        x.clone()
    } else {
        match crate::eval::numeric::approximate_to(ev, x, digits)? {
            Some(value) => value,
            None => return Ok(None),
        }
    };
    let known = number::precision_of(&value);
    Ok(match &value {
        Expr::Real(value) => BigRational::try_from(*value).ok(),
        Expr::BigReal(value) => BigRational::try_from(value.value.clone()).ok(),
        other => number::to_rational(other),
    }
    .map(|exact| (exact, known)))
}

fn real_digits(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(base) = base_of(call, 1) else {
        return Ok(None);
    };
    let length = match call.args.get(2) {
        None => None,
        Some(length) => match small(length).and_then(|length| usize::try_from(length).ok()) {
            Some(length) if length <= MAX_DIGITS => Some(length),
            _ => return Ok(None),
        },
    };
    if let (Some(length), Some(first)) = (length, call.args.get(3)) {
        return digits_from(ev, call, base, length, first);
    }
    let x = &call.args[0];
    if length.is_none() && !x.is_number() && crate::eval::numeric::sign_of(ev, x)?.is_some() {
        ev.message(Symbol::new("RealDigits"), "ndig", &[]);
        return Ok(None);
    }
    let scale = (base as f64).log10();
    let wanted = length.map_or(17.0, |length| length as f64 * scale + 5.0);
    let Some((exact, known)) = exact_value(ev, x, wanted)? else {
        return Ok(None);
    };
    let exact = if exact < BigRational::ZERO { -exact } else { exact };
    if exact == BigRational::ZERO {
        // Of an inexact zero the first digit that might not be 0 stands where its accuracy ends.
        let point = match x {
            Expr::Real(_) => (-number::ZERO_ACCURACY / scale).floor() as i64 + 1,
            Expr::BigReal(value) => (-value.precision / scale).floor() as i64 + 1,
            _ => 1,
        };
        let zeros = vec![0; length.unwrap_or(1)];
        return Ok(Some(Expr::list([list(zeros), Expr::Integer(point)])));
    }
    if known.is_infinite() && length.is_none() {
        return Ok(recurring(&exact, base));
    }
    // Inexact numbers are rounded at their last known digit, exact ones cut where asked.
    let natural = if known.is_finite() { (known / scale).round().max(1.0) as usize } else { 0 };
    let wanted = length.unwrap_or(natural);
    let count = if natural == 0 { wanted } else { natural };
    // The first digit stands for base^(point - 1).
    let b = BigRational::from(BigInteger::from(base));
    let estimate = (exact.numerator().to_f64().value()
        / BigInteger::from(exact.denominator().clone()).to_f64().value())
    .log10()
        / scale;
    let mut point = if estimate.is_finite() { estimate.floor() as i64 + 1 } else { magnitude(&exact, base) };
    let power = |n: i64| b.pow(isize::try_from(n).unwrap_or(0));
    while exact >= power(point) {
        point += 1;
    }
    while exact < power(point - 1) {
        point -= 1;
    }
    let scaled = exact * power(count as i64 - point);
    let whole = if natural == 0 {
        scaled.floor()
    } else {
        (scaled + BigRational::from_parts(1.into(), 2u8.into())).floor()
    };
    let mut digits = digits_of(&whole, base);
    if digits.len() > count {
        point += 1;
    }
    digits.truncate(count.min(wanted));
    // What is beyond the digits known is not determined.
    let unknown = std::iter::repeat_n(Expr::Symbol(sym::Indeterminate), wanted - digits.len().min(wanted));
    let digits = digits.into_iter().map(|digit| Expr::from(BigInteger::from(digit))).chain(unknown);
    Ok(Some(Expr::list([Expr::list(digits), Expr::Integer(point)])))
}

/// So many digits from that of `base^first` on, with zeros before the number and `Indeterminate` beyond what is known.
fn digits_from(ev: &mut Evaluator, call: &Normal, base: u64, length: usize, first: &Expr) -> Reply {
    let Some(first) = small(first).filter(|first| first.unsigned_abs() <= MAX_DIGITS as u64) else {
        return Ok(None);
    };
    let scale = (base as f64).log10();
    // Digits of the whole part too, of which none are wanted.
    let size = exact_value(ev, &call.args[0], 20.0)?.map_or(0.0, |(x, _)| magnitude(&x, 10).max(0) as f64);
    let below = (length as f64 - first as f64).max(1.0) * scale;
    let Some((exact, known)) = exact_value(ev, &call.args[0], size + below + 5.0)? else {
        return Ok(None);
    };
    let exact = if exact < BigRational::ZERO { -exact } else { exact };
    let b = BigRational::from(BigInteger::from(base));
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let lowest = first + 1 - length;
    let whole = (&exact * b.pow(isize::try_from(-lowest).unwrap_or(0))).floor();
    let mut digits = digits_of(&whole, base);
    while (digits.len() as i64) < length {
        digits.insert(0, 0);
    }
    let start = digits.len() - usize::try_from(length).unwrap_or(0);
    let top = if exact == BigRational::ZERO { 0 } else { magnitude(&exact, base) };
    let digits = digits[start..].iter().enumerate().map(|(at, digit)| {
        let place = top - (first - at as i64);
        let is_known = known.is_infinite() || place as f64 * scale <= known;
        if is_known { Expr::from(BigInteger::from(*digit)) } else { Expr::Symbol(sym::Indeterminate) }
    });
    Ok(Some(Expr::list([Expr::list(digits.collect::<Vec<_>>()), Expr::Integer(first + 1)])))
}

/// About the number of digits before the point of a fraction beyond the range of doubles.
fn magnitude(exact: &BigRational, base: u64) -> i64 {
    let length = |n: BigInteger| if n.is_zero() { 0 } else { n.ilog(&UBig::from(base)) as i64 };
    length(exact.numerator().clone()) - length(BigInteger::from(exact.denominator().clone()))
}

/// The digits of a fraction, with the part that repeats as a list.
fn recurring(exact: &BigRational, base: u64) -> Option<Expr> {
    let b = BigInteger::from(base);
    let denominator = BigInteger::from(exact.denominator().clone());
    let whole = exact.floor();
    let mut digits = digits_of(&whole, base);
    let mut point = digits.len() as i64;
    let mut rest = exact.numerator() - whole * &denominator;
    let mut seen: rustc_hash::FxHashMap<BigInteger, usize> = rustc_hash::FxHashMap::default();
    let mut started = !digits.is_empty();
    while !rest.is_zero() {
        if let Some(&start) = seen.get(&rest) {
            let mut parts: Vec<Expr> = digits[..start].iter().map(|d| Expr::Integer(*d as i64)).collect();
            parts.push(list(digits[start..].iter().copied()));
            return Some(Expr::list([Expr::list(parts), Expr::Integer(point)]));
        }
        rest *= &b;
        let digit = u64::try_from(&rest / &denominator).ok()?;
        if !started && digit == 0 {
            rest %= &denominator;
            point -= 1;
            continue;
        }
        if seen.len() > 1_000_000 {
            return None;
        }
        seen.insert(&rest / &b, digits.len());
        started = true;
        digits.push(digit);
        rest %= &denominator;
    }
    Some(Expr::list([list(digits), Expr::Integer(point)]))
}

/// The periodic continued fraction of a quadratic irrational `(p + Sqrt[d])/q`, `q` a divisor of `d - p^2`: the steps repeat.
const PERIODIC: &str = "f[x_] := -f[-x] /; TrueQ[x < 0]
     f[x0_] := Module[{x = x0 /. GoldenRatio -> (1 + Sqrt[5])/2, r, t, y, a, b, m, k, p, q, d, good = False},
         r = roots[x];
         If[Length[r] == 1,
             r = First[r];
             y = x /. {Sqrt[r] -> t, 1/Sqrt[r] -> t/r};
             a = y /. t -> 0;
             b = Expand[(y /. t -> 1) - a];
             good = rational[a] && rational[b] && b =!= 0 && Expand[y - a - b t] === 0];
         If[good,
             m = LCM[Denominator[a], Denominator[b]] Sign[b];
             k = Denominator[(b m)^2 r];
             {p, q, d} = {a m k, m k, (b m k)^2 r};
             If[! Divisible[d - p^2, q], {p, q, d} = {p Abs[q], q Abs[q], d q^2}]];
         steps[p, q, d] /; good]
     roots[x_] := Union[Cases[{x}, Power[n_Integer | n_Rational, 1/2 | -1/2] :> n, Infinity]]
     rational[a_] := IntegerQ[a] || Head[a] === Rational
     steps[p0_, q0_, d_] := Module[{p = p0, q = q0, terms = {}, seen = <||>, k = 0, a},
         While[! KeyExistsQ[seen, {p, q}], seen[{p, q}] = ++k; a = Floor[(p + Sqrt[d])/q]; AppendTo[terms, a]; p = a q - p; q = (d - p^2)/q];
         With[{s = seen[{p, q}]}, If[s == 1, {First[terms], RotateLeft[terms]}, Append[Take[terms, s - 1], Drop[terms, s - 1]]]]]";

/// The number of a continued fraction that ends in a period: the fixed point of the period's steps, without roots below.
const FROM_PERIODIC: &str = "f[{first___Integer, {period__Integer}}] := Module[{m, n, s, w, u, v},
         m = Fold[Dot, {{1, 0}, {0, 1}}, Map[{{#, 1}, {1, 0}} &, {period}]];
         w = (m[[1, 1]] - m[[2, 2]])^2 + 4 m[[1, 2]] m[[2, 1]];
         n = Fold[Dot, {{1, 0}, {0, 1}}, Map[{{#, 1}, {1, 0}} &, {first}]];
         {u, v} = n . {{m[[1, 1]] - m[[2, 2]], 1}, {2 m[[2, 1]], 0}};
         s = Sqrt[w];
         lowest[Expand[(u[[1]] + u[[2]] s) (v[[1]] - v[[2]] s)], v[[1]]^2 - v[[2]]^2 w]]
     lowest[n_, d_] := Module[{a = n /. Sqrt[_] -> 0, b, g},
         b = Replace[n - a, {k_Integer Sqrt[_] :> k, Sqrt[_] -> 1}];
         g = GCD[a, b, d] Sign[d];
         (a/g + (n - a)/g)/(d/g)]";

fn continued_fraction(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let count = match call.args.get(1) {
        None => None,
        Some(count) => match small(count).and_then(|count| usize::try_from(count).ok()) {
            Some(count) if count <= 1_000_000 => Some(count),
            _ => return Ok(None),
        },
    };
    let wanted = count.map_or(17.0, |count| count as f64 * 1.5 + 20.0);
    if !call.args[0].is_number() && count.is_none() {
        return written::run(ev, call, "ContinuedFraction", PERIODIC);
    }
    let Some((exact, known)) = exact_value(ev, &call.args[0], wanted)? else {
        return Ok(None);
    };
    // Two numbers around an inexact one agree in the terms that are sure.
    let spread = if known.is_infinite() {
        BigRational::ZERO
    } else {
        let digits = usize::try_from(known.max(1.0) as u64).unwrap_or(15);
        &exact * BigRational::from_parts(1.into(), UBig::from(10u8).pow(digits))
    };
    let (low, high) = (&exact - &spread, &exact + &spread);
    let bits = exact.numerator().bit_len();
    Ok(Some(Expr::list(number::apart(bits, move || common_terms(low, high, count)))))
}

/// The terms in which the continued fractions of two numbers agree, so many at most.
fn common_terms(mut low: BigRational, mut high: BigRational, count: Option<usize>) -> Vec<Expr> {
    let mut terms: Vec<Expr> = Vec::new();
    while count.is_none_or(|count| terms.len() < count) {
        let negative = is_negative(low.numerator());
        let (a, b) = if negative { (low.ceil(), high.ceil()) } else { (low.floor(), high.floor()) };
        if a != b {
            // An integer as far as is known ends the fraction.
            let middle = (&low + &high) / BigRational::from(2);
            let nearest = (middle + BigRational::from_parts(1.into(), 2u8.into())).floor();
            let whole = BigRational::from(nearest.clone());
            if low <= whole && whole <= high {
                terms.push(Expr::from(nearest));
            }
            break;
        }
        terms.push(Expr::from(a.clone()));
        let whole = BigRational::from(a);
        let (rest_low, rest_high) = (&low - &whole, &high - &whole);
        if rest_low == BigRational::ZERO || rest_high == BigRational::ZERO {
            break;
        }
        let one = BigRational::from(1);
        (low, high) = (&one / rest_high, one / rest_low);
    }
    terms
}

fn from_continued_fraction(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args[0].elements().is_some_and(|terms| terms.last().is_some_and(Expr::is_list)) {
        return written::run(ev, call, "FromContinuedFraction", FROM_PERIODIC);
    }
    let Some(terms) = call.args[0].elements() else {
        return Ok(None);
    };
    let mut value: Option<Expr> = None;
    for term in terms.iter().rev() {
        value = Some(match value {
            None => term.clone(),
            Some(rest) if term.is_number() && rest.is_number() => match number::reciprocal(&rest) {
                Some(inverse) => number::add(term, &inverse),
                None => return Ok(Some(crate::eval::simplify::complex_infinity())),
            },
            Some(rest) => {
                Expr::call(sym::Plus, [term.clone(), Expr::call(sym::Power, [rest, Expr::Integer(-1)])])
            }
        });
    }
    Ok(value)
}
