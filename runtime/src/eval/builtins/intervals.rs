//! Intervals: their normal form, sets of them, arithmetic, functions and comparisons.
//!
//! Arithmetic comes to intervals as rules of its arguments do, so that nothing is asked of calls before the first
//! interval of a session is made. Machine numbers are rounded outward, so that a result encloses every value.

use std::cmp::Ordering;
use std::sync::Arc;

use super::change::apply;
use super::formula::{int, minus, plus, power, times};
use super::parts::children;
use crate::eval::builtin::Builtin;
use crate::eval::numeric::is_numeric;
use crate::eval::simplify::{direction_of, infinity};
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::number;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Intervals and sets of them.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Interval",
        PROTECTED,
        Arity::ANY,
        "Interval[{min, max}] stands for the real numbers from min to max, Interval[{min1, max1}, {min2, max2}, …] for those of several ranges.",
        ("1/Interval[{2, 4}] + Interval[{-1, 2}]^2", "Interval[{1/4, 9/2}]"),
        interval,
    ),
    Builtin::new(
        "IntervalIntersection",
        PROTECTED,
        Arity::ANY,
        "IntervalIntersection[a, b, …] gives the numbers that are in all of the intervals.",
        ("IntervalIntersection[Interval[{1, 4}], Interval[{3, 6}]]", "Interval[{3, 4}]"),
        intersection,
    ),
    Builtin::new(
        "IntervalMemberQ",
        PROTECTED,
        Arity::exactly(2),
        "IntervalMemberQ[a, x] says whether the number x, or all of the interval x, is in the interval a.",
        ("IntervalMemberQ[Interval[{1, 4}], Pi]", "True"),
        member,
    ),
    Builtin::new(
        "IntervalUnion",
        PROTECTED,
        Arity::ANY,
        "IntervalUnion[a, b, …] gives the numbers that are in one of the intervals.",
        ("IntervalUnion[Interval[{1, 4}], Interval[{3, 6}]]", "Interval[{1, 6}]"),
        union,
    ),
];

/// Lets intervals say what becomes of the calls that they stand in.
pub fn define(ev: &mut Evaluator) {
    ev.install_up(sym::Interval, up);
}

/// One range, from the lower to the upper end.
type Range = (Expr, Expr);

/// How functions of one argument act on a range.
#[derive(Clone, Copy)]
enum Shape {
    /// Never falls, between the ends of its domain.
    Rises(Domain),
    /// Never rises, between the ends of its domain.
    Falls(Domain),
    /// Even, and rises from 0 on.
    Even,
    /// Has a greatest value at `phase` Pi and a least one at `phase + 1` Pi, given in halves.
    Wave(i64),
    /// Rises, or falls, between poles at `phase` Pi + k Pi, given in halves.
    Poles(i64, bool),
    /// The reciprocal of another function.
    Over(Symbol),
}

/// Where a function has real values.
#[derive(Clone, Copy)]
enum Domain {
    All,
    AtLeast(i64),
    Unit,
}

/// The functions of one argument.
const FUNCTIONS: &[(Symbol, Shape)] = &[
    (sym::Abs, Shape::Even),
    (sym::ArcCos, Shape::Falls(Domain::Unit)),
    (sym::ArcCosh, Shape::Rises(Domain::AtLeast(1))),
    (sym::ArcSin, Shape::Rises(Domain::Unit)),
    (sym::ArcSinh, Shape::Rises(Domain::All)),
    (sym::ArcTan, Shape::Rises(Domain::All)),
    (sym::ArcTanh, Shape::Rises(Domain::Unit)),
    (sym::Ceiling, Shape::Rises(Domain::All)),
    (sym::Cos, Shape::Wave(0)),
    (sym::Cosh, Shape::Even),
    (sym::Cot, Shape::Poles(0, false)),
    (sym::Coth, Shape::Over(sym::Tanh)),
    (sym::Csc, Shape::Over(sym::Sin)),
    (sym::Csch, Shape::Over(sym::Sinh)),
    (sym::Erf, Shape::Rises(Domain::All)),
    (sym::Erfc, Shape::Falls(Domain::All)),
    (sym::Exp, Shape::Rises(Domain::All)),
    (sym::Floor, Shape::Rises(Domain::All)),
    (sym::IntegerPart, Shape::Rises(Domain::All)),
    (sym::Log, Shape::Rises(Domain::AtLeast(0))),
    (sym::Round, Shape::Rises(Domain::All)),
    (sym::Sec, Shape::Over(sym::Cos)),
    (sym::Sech, Shape::Over(sym::Cosh)),
    (sym::Sign, Shape::Rises(Domain::All)),
    (sym::Sin, Shape::Wave(1)),
    (sym::Sinh, Shape::Rises(Domain::All)),
    (sym::Sqrt, Shape::Rises(Domain::AtLeast(0))),
    (sym::Tan, Shape::Poles(1, true)),
    (sym::Tanh, Shape::Rises(Domain::All)),
    (sym::UnitStep, Shape::Rises(Domain::All)),
];

/// `Interval[…]` in normal form: ends in order, ranges in order and apart.
fn interval(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    ev.has_intervals();
    let mut ranges = Vec::with_capacity(call.args.len());
    for arg in &call.args {
        let range = match &children(arg)[..] {
            _ if !arg.is_list() => around(arg),
            [low, high] => (low.clone(), high.clone()),
            _ => return Ok(None),
        };
        if !is_real(ev, &range.0)? || !is_real(ev, &range.1)? {
            return Ok(None);
        }
        ranges.push(range);
    }
    let Some(normal) = normalized(ev, ranges)? else { return Ok(None) };
    let same = normal.len() == call.args.len()
        && normal.iter().zip(&call.args).all(|((low, high), arg)| match &children(arg)[..] {
            [a, b] => arg.is_list() && a == low && b == high,
            _ => false,
        });
    Ok(if same { None } else { Some(to_expr(normal)) })
}

/// The range of what a number may stand for.
fn around(x: &Expr) -> Range {
    (outward(x.clone(), Ordering::Less), outward(x.clone(), Ordering::Greater))
}

/// A machine number one step further down or up.
fn outward(x: Expr, side: Ordering) -> Expr {
    match (x, side) {
        (Expr::Real(x), Ordering::Less) if x.is_finite() => Expr::Real(x.next_down()),
        (Expr::Real(x), Ordering::Greater) if x.is_finite() => Expr::Real(x.next_up()),
        (x, _) => x,
    }
}

fn to_expr(ranges: Vec<Range>) -> Expr {
    Expr::call(sym::Interval, ranges.into_iter().map(|(low, high)| Expr::list([low, high])))
}

/// Whether it is a real number, exact or not, or an infinity on the real line.
fn is_real(ev: &mut Evaluator, x: &Expr) -> Eval<bool> {
    Ok(match x {
        Expr::Integer(_) | Expr::Real(_) | Expr::Rational(_) => true,
        x if x.is_number() => !matches!(x, Expr::Complex(_)),
        x if direction_of(x).is_some() => matches!(direction_of(x).flatten(), Some(Expr::Integer(1 | -1))),
        x if is_numeric(ev, x) => !matches!(apply(ev, sym::N, [x.clone()])?, Expr::Complex(_)),
        _ => false,
    })
}

/// Which of two real numbers is greater; `None` when that cannot be told.
fn compare(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<Ordering>> {
    if a == b {
        return Ok(Some(Ordering::Equal));
    }
    if a.is_number() && b.is_number() {
        return Ok(Some(number::compare_reals(a, b)));
    }
    for (head, ordering) in [(sym::Less, Ordering::Less), (sym::Greater, Ordering::Greater)] {
        if apply(ev, head, [a.clone(), b.clone()])?.is_true() {
            return Ok(Some(ordering));
        }
    }
    Ok(apply(ev, sym::Equal, [a.clone(), b.clone()])?.is_true().then_some(Ordering::Equal))
}

/// The least and the greatest of some numbers.
fn bounds(ev: &mut Evaluator, values: Vec<Expr>) -> Eval<Option<Range>> {
    let mut values = values.into_iter();
    let Some(first) = values.next() else { return Ok(None) };
    let (mut low, mut high) = (first.clone(), first);
    for value in values {
        match compare(ev, &value, &low)? {
            None => return Ok(None),
            Some(Ordering::Less) => low = value,
            Some(_) => {
                if compare(ev, &value, &high)? == Some(Ordering::Greater) {
                    high = value;
                }
            }
        }
    }
    Ok(Some((low, high)))
}

/// Ranges in order, those that meet made one.
fn normalized(ev: &mut Evaluator, ranges: Vec<Range>) -> Eval<Option<Vec<Range>>> {
    let mut sorted: Vec<Range> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        let Some(range) = bounds(ev, vec![low, high])? else { return Ok(None) };
        let mut at = sorted.len();
        while at > 0 && compare(ev, &range.0, &sorted[at - 1].0)? == Some(Ordering::Less) {
            at -= 1;
        }
        sorted.insert(at, range);
    }
    let mut merged: Vec<Range> = Vec::with_capacity(sorted.len());
    for (low, high) in sorted {
        if let Some(last) = merged.last_mut()
            && compare(ev, &low, &last.1)? != Some(Ordering::Greater)
        {
            if compare(ev, &high, &last.1)? == Some(Ordering::Greater) {
                last.1 = high;
            }
            continue;
        }
        merged.push((low, high));
    }
    Ok(Some(merged))
}

/// The ranges of an interval in normal form, or of a real number.
fn ranges_of(ev: &mut Evaluator, x: &Expr) -> Eval<Option<Vec<Range>>> {
    let Some(call) = x.as_call(sym::Interval) else {
        return Ok(is_real(ev, x)?.then(|| vec![(x.clone(), x.clone())]));
    };
    let mut ranges = Vec::with_capacity(call.args.len());
    for arg in &call.args {
        match &children(arg)[..] {
            [low, high] if is_real(ev, low)? && is_real(ev, high)? => {
                ranges.push((low.clone(), high.clone()))
            }
            _ => return Ok(None),
        }
    }
    Ok(Some(ranges))
}

fn intervals_of(ev: &mut Evaluator, args: &[Expr]) -> Eval<Option<Vec<Vec<Range>>>> {
    let mut all = Vec::with_capacity(args.len());
    for arg in args {
        match ranges_of(ev, arg)? {
            Some(ranges) => all.push(ranges),
            None => return Ok(None),
        }
    }
    Ok(Some(all))
}

fn union(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(all) = intervals_of(ev, &call.args)? else { return Ok(None) };
    Ok(normalized(ev, all.into_iter().flatten().collect())?.map(to_expr))
}

fn intersection(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(all) = intervals_of(ev, &call.args)? else { return Ok(None) };
    let mut common = vec![(Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]), infinity())];
    for ranges in all {
        let mut next = Vec::new();
        for (low, high) in &common {
            for (a, b) in &ranges {
                let Some((_, low)) = bounds(ev, vec![low.clone(), a.clone()])? else { return Ok(None) };
                let Some((high, _)) = bounds(ev, vec![high.clone(), b.clone()])? else { return Ok(None) };
                if compare(ev, &low, &high)? != Some(Ordering::Greater) {
                    next.push((low, high));
                }
            }
        }
        common = next;
    }
    Ok(normalized(ev, common)?.map(to_expr))
}

fn member(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args[0].as_call(sym::Interval).is_none() {
        return Ok(None);
    }
    if call.args[1].is_list() {
        let each = |x: Expr| Expr::call(call.head.clone(), [call.args[0].clone(), x]);
        return Ok(Some(Expr::list(children(&call.args[1]).into_iter().map(each))));
    }
    let [Some(whole), Some(part)] = [ranges_of(ev, &call.args[0])?, ranges_of(ev, &call.args[1])?] else {
        return Ok(Some(false.into()));
    };
    for range in part {
        if !contains(ev, &whole, &range)? {
            return Ok(Some(false.into()));
        }
    }
    Ok(Some(true.into()))
}

/// Whether one of the ranges has all of another in it.
fn contains(ev: &mut Evaluator, whole: &[Range], (low, high): &Range) -> Eval<bool> {
    for (a, b) in whole {
        let (from, to) = (compare(ev, a, low)?, compare(ev, high, b)?);
        if [from, to].iter().all(|side| matches!(side, Some(Ordering::Less | Ordering::Equal))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a call becomes that has an interval among its arguments.
fn up(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(head) = call.head_symbol() else { return Ok(None) };
    match (head, &call.args[..]) {
        (sym::Plus, _) => folded(ev, call, sum_of),
        (sym::Times, _) => folded(ev, call, product_of),
        (sym::Power, [base, exponent]) => power_of(ev, base, exponent),
        (sym::Max, args) => extreme(ev, call, args, Ordering::Greater),
        (sym::Min, args) => extreme(ev, call, args, Ordering::Less),
        (sym::Positive, [x]) => decided(ev, sym::Greater, &[x.clone(), Expr::Integer(0)]),
        (sym::Negative, [x]) => decided(ev, sym::Less, &[x.clone(), Expr::Integer(0)]),
        (sym::NonNegative, [x]) => decided(ev, sym::GreaterEqual, &[x.clone(), Expr::Integer(0)]),
        (sym::NonPositive, [x]) => decided(ev, sym::LessEqual, &[x.clone(), Expr::Integer(0)]),
        (sym::Less | sym::LessEqual | sym::Greater | sym::GreaterEqual | sym::Equal | sym::Unequal, args) => {
            decided(ev, head, args)
        }
        (_, [x]) => match FUNCTIONS.iter().find(|row| row.0 == head) {
            Some((_, shape)) => function(ev, head, *shape, x),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// A sum or product with its intervals and numbers made one.
fn folded(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    combine: fn(&mut Evaluator, &Range, &Range) -> Eval<Option<Range>>,
) -> Reply {
    let mut total: Option<Vec<Range>> = None;
    let (mut others, mut count) = (Vec::new(), 0);
    for arg in &call.args {
        let Some(ranges) = ranges_of(ev, arg)? else {
            others.push(arg.clone());
            continue;
        };
        count += 1;
        total = Some(match total {
            None => ranges,
            Some(total) => {
                let mut next = Vec::with_capacity(total.len() * ranges.len());
                for a in &total {
                    for b in &ranges {
                        let Some(range) = combine(ev, a, b)? else { return Ok(None) };
                        next.push(range);
                    }
                }
                match normalized(ev, next)? {
                    Some(next) => next,
                    None => return Ok(None),
                }
            }
        });
    }
    let Some(total) = total.filter(|_| count > 1) else { return Ok(None) };
    if others.is_empty() {
        return Ok(Some(to_expr(total)));
    }
    others.push(to_expr(total));
    Ok(Some(Expr::call(call.head.clone(), others)))
}

fn sum_of(ev: &mut Evaluator, a: &Range, b: &Range) -> Eval<Option<Range>> {
    let low = ev.eval(plus(a.0.clone(), b.0.clone()))?;
    let high = ev.eval(plus(a.1.clone(), b.1.clone()))?;
    Ok(Some((outward(low, Ordering::Less), outward(high, Ordering::Greater))))
}

fn product_of(ev: &mut Evaluator, a: &Range, b: &Range) -> Eval<Option<Range>> {
    let mut corners = Vec::with_capacity(4);
    for x in [&a.0, &a.1] {
        for y in [&b.0, &b.1] {
            // Nothing times no bound is nothing here.
            let zero = [x, y].into_iter().any(|x| x.is_number() && number::is_zero(x));
            corners.push(if zero { Expr::Integer(0) } else { ev.eval(times(x.clone(), y.clone()))? });
        }
    }
    let is_sign = |r: &Range| r.0 == r.1 && matches!(r.0, Expr::Integer(1 | -1));
    let exact = is_sign(a) || is_sign(b);
    Ok(bounds(ev, corners)?.map(|range| if exact { range } else { widened(range) }))
}

fn widened((low, high): Range) -> Range {
    (outward(low, Ordering::Less), outward(high, Ordering::Greater))
}

/// Every range by a function that may give several.
fn each(
    ev: &mut Evaluator,
    ranges: &[Range],
    mut f: impl FnMut(&mut Evaluator, &Range) -> Eval<Option<Vec<Range>>>,
) -> Reply {
    let mut found = Vec::new();
    for range in ranges {
        match f(ev, range)? {
            Some(more) => found.extend(more),
            None => return Ok(None),
        }
    }
    Ok(normalized(ev, found)?.map(to_expr))
}

fn sign_of(ev: &mut Evaluator, x: &Expr) -> Eval<Option<Ordering>> {
    compare(ev, x, &Expr::Integer(0))
}

/// `1/x` over a range.
fn reciprocal(ev: &mut Evaluator, (low, high): &Range) -> Eval<Option<Vec<Range>>> {
    let over = |ev: &mut Evaluator, x: &Expr| match direction_of(x) {
        Some(_) => Ok(Expr::Integer(0)),
        None => ev.eval(power(x.clone(), Expr::Integer(-1))),
    };
    let least = Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]);
    Ok(match (sign_of(ev, low)?, sign_of(ev, high)?) {
        (None, _) | (_, None) | (Some(Ordering::Equal), Some(Ordering::Equal)) => None,
        (Some(Ordering::Less), Some(Ordering::Greater)) => {
            let (below, above) = (over(ev, low)?, over(ev, high)?);
            Some(vec![widened((least, below)), widened((above, infinity()))])
        }
        (Some(Ordering::Equal), _) => Some(vec![widened((over(ev, high)?, infinity()))]),
        (_, Some(Ordering::Equal)) => Some(vec![widened((least, over(ev, low)?))]),
        _ => Some(vec![widened((over(ev, high)?, over(ev, low)?))]),
    })
}

fn power_of(ev: &mut Evaluator, base: &Expr, exponent: &Expr) -> Reply {
    let [Some(bases), Some(exponents)] = [ranges_of(ev, base)?, ranges_of(ev, exponent)?] else {
        return Ok(None);
    };
    if number::is_exact_zero(exponent) {
        return Ok(None);
    }
    let is_interval = exponent.as_call(sym::Interval).is_some();
    let negative = !is_interval && sign_of(ev, exponent)? == Some(Ordering::Less);
    if negative {
        let opposite = ev.eval(times(Expr::Integer(-1), exponent.clone()))?;
        let positive = match opposite {
            Expr::Integer(1) => to_expr(bases),
            opposite => match power_of(ev, base, &opposite)? {
                Some(positive) => positive,
                None => return Ok(None),
            },
        };
        let Some(ranges) = ranges_of(ev, &positive)? else { return Ok(None) };
        return each(ev, &ranges, reciprocal);
    }
    let even = matches!(exponent, Expr::Integer(n) if n % 2 == 0);
    let odd = matches!(exponent, Expr::Integer(n) if n % 2 != 0);
    each(ev, &bases, |ev, (low, high)| {
        let mut corners = Vec::with_capacity(4);
        let spans =
            sign_of(ev, low)? == Some(Ordering::Less) && sign_of(ev, high)? == Some(Ordering::Greater);
        let positive = match sign_of(ev, low)? {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !is_interval,
            _ => false,
        };
        if !positive && !even && !odd {
            return Ok(None);
        }
        if spans && even {
            corners.push(Expr::Integer(0));
        }
        for x in [low, high] {
            for (a, b) in &exponents {
                corners.push(ev.eval(power(x.clone(), a.clone()))?);
                corners.push(ev.eval(power(x.clone(), b.clone()))?);
            }
        }
        Ok(bounds(ev, corners)?.map(|range| vec![widened(range)]))
    })
}

/// `Max` and `Min`: of an interval its own end counts.
fn extreme(ev: &mut Evaluator, call: &Arc<Normal>, args: &[Expr], side: Ordering) -> Reply {
    let mut ends = Vec::with_capacity(args.len());
    for arg in args {
        match (arg.as_call(sym::Interval).is_some(), ranges_of(ev, arg)?) {
            (true, Some(ranges)) => match (side, ranges.first(), ranges.last()) {
                (Ordering::Less, Some(first), _) => ends.push(first.0.clone()),
                (_, _, Some(last)) => ends.push(last.1.clone()),
                _ => {}
            },
            (true, None) => return Ok(None),
            _ => ends.push(arg.clone()),
        }
    }
    Ok(Some(Expr::call(call.head.clone(), ends)))
}

/// A comparison that holds for all numbers of the intervals, or for none.
fn decided(ev: &mut Evaluator, head: Symbol, args: &[Expr]) -> Reply {
    let mut all = true;
    for pair in args.windows(2) {
        let [Some(a), Some(b)] = [ranges_of(ev, &pair[0])?, ranges_of(ev, &pair[1])?] else {
            return Ok(None);
        };
        match holds(ev, head, &a, &b)? {
            Some(true) => {}
            Some(false) => return Ok(Some(false.into())),
            None => all = false,
        }
    }
    Ok((all && args.len() > 1).then(|| true.into()))
}

fn holds(ev: &mut Evaluator, head: Symbol, a: &[Range], b: &[Range]) -> Eval<Option<bool>> {
    let (Some(a_low), Some(a_high)) = (a.first().map(|r| &r.0), a.last().map(|r| &r.1)) else {
        return Ok(None);
    };
    let (Some(b_low), Some(b_high)) = (b.first().map(|r| &r.0), b.last().map(|r| &r.1)) else {
        return Ok(None);
    };
    let up = (compare(ev, a_high, b_low)?, compare(ev, a_low, b_high)?);
    let below = up.0 == Some(Ordering::Less);
    let above = up.1 == Some(Ordering::Greater);
    let at_most = below || up.0 == Some(Ordering::Equal);
    let at_least = above || up.1 == Some(Ordering::Equal);
    let answer = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    Ok(match head {
        sym::Less => answer(below, at_least),
        sym::LessEqual => answer(at_most, above),
        sym::Greater => answer(above, at_most),
        sym::GreaterEqual => answer(at_least, below),
        sym::Equal | sym::Unequal => {
            let apart = below || above || !overlap(ev, a, b)?;
            let equal = answer(a == b, apart);
            if head == sym::Equal { equal } else { equal.map(|equal| !equal) }
        }
        _ => None,
    })
}

/// Whether the intervals have a number in common.
fn overlap(ev: &mut Evaluator, a: &[Range], b: &[Range]) -> Eval<bool> {
    for (low, high) in a {
        for (from, to) in b {
            let apart = compare(ev, high, from)? == Some(Ordering::Less)
                || compare(ev, to, low)? == Some(Ordering::Less);
            if !apart {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn function(ev: &mut Evaluator, head: Symbol, shape: Shape, x: &Expr) -> Reply {
    let Some(ranges) = ranges_of(ev, x)? else { return Ok(None) };
    if let Shape::Over(other) = shape {
        let below = apply(ev, other, [x.clone()])?;
        return Ok(Some(power(below, Expr::Integer(-1))));
    }
    each(ev, &ranges, |ev, (low, high)| {
        let at = |ev: &mut Evaluator, x: &Expr| apply(ev, head, [x.clone()]);
        Ok(match shape {
            Shape::Rises(domain) | Shape::Falls(domain) => {
                let ends: &[(i64, Ordering)] = match domain {
                    Domain::All => &[],
                    Domain::AtLeast(0) => &[(0, Ordering::Less)],
                    Domain::AtLeast(_) => &[(1, Ordering::Less)],
                    Domain::Unit => &[(-1, Ordering::Less), (1, Ordering::Greater)],
                };
                for (end, outside) in ends {
                    let side = if *outside == Ordering::Less { low } else { high };
                    if compare(ev, side, &Expr::Integer(*end))? == Some(*outside) {
                        return Ok(None);
                    }
                }
                let (a, b) = (at(ev, low)?, at(ev, high)?);
                Some(vec![widened(if matches!(shape, Shape::Rises(_)) { (a, b) } else { (b, a) })])
            }
            Shape::Even => {
                let spans = sign_of(ev, low)? == Some(Ordering::Less)
                    && sign_of(ev, high)? == Some(Ordering::Greater);
                let mut values = vec![at(ev, low)?, at(ev, high)?];
                if spans {
                    values.push(at(ev, &Expr::Integer(0))?);
                }
                let exact = head == sym::Abs;
                bounds(ev, values)?.map(|range| vec![if exact { range } else { widened(range) }])
            }
            Shape::Wave(phase) => {
                let mut values = Vec::new();
                for (halves, value) in [(phase, 1), (phase + 2, -1)] {
                    if meets(ev, (low, high), halves, 2)? {
                        values.push(Expr::Integer(value));
                    }
                }
                for end in [low, high] {
                    if direction_of(end).is_none() {
                        values.push(at(ev, end)?);
                    }
                }
                bounds(ev, values)?.map(|range| vec![widened(range)])
            }
            Shape::Poles(phase, rises) => {
                let everything = (Expr::call(sym::DirectedInfinity, [Expr::Integer(-1)]), infinity());
                let width = ev.eval(minus(high.clone(), low.clone()))?;
                if compare(ev, &width, &Expr::Symbol(sym::Pi))? != Some(Ordering::Less) {
                    return Ok(Some(vec![everything]));
                }
                let (a, b) = (at(ev, low)?, at(ev, high)?);
                let (a, b) = if rises { (a, b) } else { (b, a) };
                if [&a, &b].into_iter().any(|x| direction_of(x).is_some()) {
                    return Ok(None);
                }
                Some(if meets(ev, (low, high), phase, 1)? {
                    vec![widened((everything.0, b)), widened((a, everything.1))]
                } else {
                    vec![widened((a, b))]
                })
            }
            Shape::Over(_) => None,
        })
    })
}

/// Whether a range has a number `halves` Pi/2 + k `period` Pi in it.
fn meets(ev: &mut Evaluator, (low, high): (&Expr, &Expr), halves: i64, period: i64) -> Eval<bool> {
    if [low, high].into_iter().any(|end| direction_of(end).is_some()) {
        return Ok(true);
    }
    let pi = || Expr::Symbol(sym::Pi);
    let half = number::divide(&Expr::Integer(halves), &Expr::Integer(2)).unwrap_or(int(0));
    let turns = |x: &Expr| {
        let shifted = minus(x.clone(), times(half.clone(), pi()));
        times(shifted, power(times(Expr::Integer(period), pi()), Expr::Integer(-1)))
    };
    let (first, last) = (Expr::call(sym::Ceiling, [turns(low)]), Expr::call(sym::Floor, [turns(high)]));
    let (first, last) = (ev.eval(first)?, ev.eval(last)?);
    Ok(compare(ev, &first, &last)? != Some(Ordering::Greater))
}
