//! Transforms, convolutions and histograms of lists.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::formula::{divide, int, minus, multiply, plus, sum, times, to_real, to_reals};
use super::parts::{children, say};
use super::shape::is_infinity;
use crate::eval::builtin::Builtin;
use crate::eval::nested::is_allowed;
use crate::eval::pack::{list_like, packed_list};
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::element::count_to_integer;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Transforms and histograms.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "BinCounts",
        PROTECTED,
        Arity::between(1, 2),
        "BinCounts[list, dx] counts elements in bins of width dx; BinCounts[list, {min, max, dx}] from min to max; {{b0, b1, …}} between these.",
        ("BinCounts[{1, 3, 2, 1}, {0, 4, 2}]", "{2, 2}"),
        |ev, call| bins(ev, call, Bins::Counts),
    ),
    Builtin::new(
        "BinLists",
        PROTECTED,
        Arity::between(1, 2),
        "BinLists[list, dx] gives the elements in each bin, with bins as for BinCounts.",
        ("BinLists[{1, 3, 2, 1}, {0, 4, 2}]", "{{1, 1}, {3, 2}}"),
        |ev, call| bins(ev, call, Bins::Lists),
    ),
    Builtin::new(
        "Fourier",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "Fourier[list] gives the discrete Fourier transform, Sum[u[r] Exp[2 Pi I (r - 1) (s - 1)/n], {r, n}]/Sqrt[n]; FourierParameters -> {a, b} for other conventions.",
        ("Fourier[{1, 0, 0, 0}]", "{0.5 + 0. I, 0.5 + 0. I, 0.5 + 0. I, 0.5 + 0. I}"),
        |ev, call| fourier(ev, call, "Fourier"),
    ),
    Builtin::new(
        "HistogramList",
        PROTECTED,
        Arity::between(1, 3),
        "HistogramList[list] gives {edges of bins, counts}; bins as for BinCounts, or a number of bins; HistogramList[list, bins, \"Probability\"] and the like gives other heights.",
        ("HistogramList[{1, 2, 2, 5}, {0, 6, 3}]", "{{0, 3, 6}, {3, 1}}"),
        |ev, call| bins(ev, call, Bins::Histogram),
    ),
    Builtin::new(
        "InverseFourier",
        PROTECTED,
        Arity::exactly(1).with_options(),
        "InverseFourier[list] gives the inverse discrete Fourier transform.",
        ("InverseFourier[{1, 1}]", "{1.41421 + 0. I, 0. + 0. I}"),
        |ev, call| fourier(ev, call, "InverseFourier"),
    ),
    Builtin::new(
        "ListConvolve",
        PROTECTED,
        Arity::between(2, 4),
        "ListConvolve[ker, list] gives Sum[ker[[r]] list[[s - r]]] wherever they overlap fully; ListConvolve[ker, list, k] cyclically, {kL, kR} with overhangs, padded with a fourth argument.",
        ("ListConvolve[{x, y}, {a, b, c}]", "{b x + a y, c x + b y}"),
        |ev, call| convolve(ev, call, Kind::Convolve),
    ),
    Builtin::new(
        "ListCorrelate",
        PROTECTED,
        Arity::between(2, 4),
        "ListCorrelate[ker, list] gives Sum[ker[[r]] list[[s + r]]] wherever they overlap fully; further arguments as for ListConvolve.",
        ("ListCorrelate[{x, y}, {a, b, c}]", "{a x + b y, b x + c y}"),
        |ev, call| convolve(ev, call, Kind::Correlate),
    ),
]);

fn fourier(ev: &mut Evaluator, call: &Arc<Normal>, name: &str) -> Reply {
    let list = &call.args[0];
    if !list.is_list() {
        return Ok(None);
    }
    let mut parameters = [Expr::Integer(0), Expr::Integer(1)];
    for option in &call.args[1..] {
        let Some(rule) = option.as_call(sym::Rule).filter(|rule| rule.args.len() == 2) else {
            return Ok(None);
        };
        match (rule.args[0].is_symbol(Symbol::new("FourierParameters")), &children(&rule.args[1])[..]) {
            (true, [a, b @ Expr::Integer(_)]) => parameters = [a.clone(), b.clone()],
            _ => return Ok(None),
        }
    }
    let numbers = apply(ev, sym::N, [list.clone()])?;
    let Some(tensor) = super::linear::pack_widened(&numbers).filter(|tensor| tensor.count() > 0) else {
        say(ev, call, "fftl", std::slice::from_ref(list));
        return Ok(None);
    };
    let [a, b] = parameters;
    let Some(a) = to_real(ev, &a)? else { return Ok(None) };
    Ok(ev.kernel(name, &[Expr::from(tensor), Expr::Real(a), b]).ok())
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Convolve,
    Correlate,
}

fn convolve(ev: &mut Evaluator, call: &Arc<Normal>, kind: Kind) -> Reply {
    if !call.args[0].is_list() || !call.args[1].is_list() {
        return Ok(None);
    }
    let (mut kernel, list) = (children(&call.args[0]), children(&call.args[1]));
    let (m, n) = (count_to_integer(kernel.len()), count_to_integer(list.len()));
    if m == 0 || n == 0 || call.args.len() == 2 && m > n {
        say(ev, call, "kldims", &[call.args[0].clone(), call.args[1].clone()]);
        return Ok(None);
    }
    // Ends: which kernel element stands at the first and at the last list element. A convolution is the correlation
    // with the reversed kernel.
    let ends = match call.args.get(2) {
        None => {
            if kind == Kind::Convolve {
                (-1, 1)
            } else {
                (1, -1)
            }
        }
        Some(Expr::Integer(k)) => (*k, *k),
        Some(list) => match super::parts::integers(list).as_deref() {
            Some([left, right]) => (*left, *right),
            _ => return Ok(None),
        },
    };
    let place = |k: i64| if k > 0 { k } else { m + 1 + k };
    let (mut left, mut right) = (place(ends.0), place(ends.1));
    if kind == Kind::Convolve {
        kernel.reverse();
        left = m + 1 - left;
        right = m + 1 - right;
    }
    let cyclic = call.args.get(3).is_none();
    let padding: Vec<Expr> = match call.args.get(3) {
        None => Vec::new(),
        Some(padding) if padding.is_list() => children(padding),
        Some(padding) => vec![padding.clone()],
    };
    let element = |at: i64| -> Option<Expr> {
        match usize::try_from(at).ok().and_then(|at| list.get(at)) {
            Some(element) => Some(element.clone()),
            None if cyclic => Some(list[at.rem_euclid(n) as usize].clone()),
            None if padding.is_empty() => None,
            None => Some(padding[at.rem_euclid(count_to_integer(padding.len())) as usize].clone()),
        }
    };
    let reals = match (to_exact_reals(&kernel), to_exact_reals(&list)) {
        (Some(kernel), Some(list)) if call.args.len() == 2 => Some((kernel, list)),
        _ => None,
    };
    if let Some((kernel, list)) = reals {
        let sums = list
            .windows(kernel.len())
            .map(|run| run.iter().zip(&kernel).fold(0.0, |sum, (x, w)| sum + x * w));
        return Ok(Some(packed_list(sums.map(Expr::Real).collect())));
    }
    let mut result = Vec::new();
    let mut start = 1 - left;
    while start <= n - right {
        ev.check_interrupt()?;
        let mut terms = Vec::with_capacity(kernel.len());
        for (at, weight) in (start..).zip(&kernel) {
            let Some(element) = element(at) else { continue };
            terms.push(match weight.is_list() && element.is_list() {
                // The next level: the same function of the rows, with the same overhangs and padding.
                true => {
                    let rows = [weight.clone(), element].into_iter().chain(call.args[2..].iter().cloned());
                    apply(ev, call.head_symbol().unwrap_or(sym::Null), rows)?
                }
                false => multiply(ev, weight.clone(), element)?,
            });
        }
        result.push(sum(ev, terms)?);
        start += 1;
    }
    Ok(Some(list_like(&call.args[1], result)))
}

/// The elements when all are machine reals.
fn to_exact_reals(list: &[Expr]) -> Option<Vec<f64>> {
    list.iter().map(|x| if let Expr::Real(x) = x { Some(*x) } else { None }).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Bins {
    Counts,
    Lists,
    Histogram,
}

/// The edges of bins as exact as they were given.
fn edges(ev: &mut Evaluator, call: &Arc<Normal>, values: &[f64], want: Bins) -> Eval<Option<Vec<Expr>>> {
    let (low, high) =
        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &x| (a.min(x), b.max(x)));
    let aligned = |ev: &mut Evaluator, width: Expr, last_inside: bool| -> Eval<Option<Vec<Expr>>> {
        let Some(step) = to_real(ev, &width)?.filter(|step| *step > 0.0) else { return Ok(None) };
        let (first, last) = ((low / step).floor(), (high / step).floor());
        let last = if last_inside && last * step == high && last > first { last } else { last + 1.0 };
        if !is_allowed(&[(last - first) as usize]) {
            return Ok(None);
        }
        let edges = (first as i64..=last as i64).map(|k| ev.eval(times(Expr::Integer(k), width.clone())));
        edges.collect::<Eval<Vec<_>>>().map(Some)
    };
    match call.args.get(1).filter(|spec| !spec.is_symbol(sym::Automatic)) {
        None if want == Bins::Histogram => {
            let count = (values.len() as f64).log2().ceil().max(1.0) + 1.0;
            aligned(ev, nice_width((high - low) / count), false)
        }
        None => aligned(ev, Expr::Integer(1), false),
        Some(Expr::Integer(count)) if want == Bins::Histogram && *count > 0 => {
            aligned(ev, nice_width((high - low) / *count as f64), false)
        }
        Some(spec) => match spec.elements() {
            None => aligned(ev, spec.clone(), false),
            Some(spec) => match &spec[..] {
                [inner] if inner.is_list() => {
                    let edges: Vec<Expr> =
                        children(inner).into_iter().filter(|edge| !is_infinity(edge)).collect();
                    Ok(Some(edges).filter(|edges| edges.len() > 1))
                }
                [width] => aligned(ev, width.clone(), false),
                [min, max, width] => {
                    let apart = minus(max.clone(), min.clone());
                    let count = apply(ev, sym::Ceiling, [divide(apart, width.clone())])?;
                    let Expr::Integer(count) = count else { return Ok(None) };
                    if count < 1 || !is_allowed(&[usize::try_from(count).unwrap_or(usize::MAX)]) {
                        return Ok(None);
                    }
                    let edges = (0..=count)
                        .map(|k| ev.eval(plus(min.clone(), times(Expr::Integer(k), width.clone()))));
                    edges.collect::<Eval<Vec<_>>>().map(Some)
                }
                _ => Ok(None),
            },
        },
    }
}

/// The width 1, 2 or 5 times a power of ten that is next above.
fn nice_width(width: f64) -> Expr {
    if width.is_nan() || width <= 0.0 {
        return Expr::Integer(1);
    }
    let power = width.log10().floor();
    let scale = 10f64.powf(power);
    let digit =
        [1.0, 2.0, 5.0].into_iter().find(|digit| digit * scale >= width * (1.0 - 1e-12)).unwrap_or(10.0);
    if power >= 0.0 && digit * scale < 9e15 {
        return Expr::Integer((digit * scale) as i64);
    }
    Expr::Real(digit * scale)
}

/// How high the bars of a histogram are, exactly: counts, running sums of them, parts of all, or parts by width.
fn heights(
    ev: &mut Evaluator,
    name: Option<&Expr>,
    counts: &[i64],
    edges: &[Expr],
) -> Eval<Option<Vec<Expr>>> {
    let name = match name {
        None => "Count",
        Some(Expr::Symbol(sym::Automatic)) => "Count",
        Some(Expr::String(name)) => name.as_str(),
        Some(_) => return Ok(None),
    };
    let all: i64 = counts.iter().sum();
    let mut below = 0;
    let mut found = Vec::with_capacity(counts.len());
    for (index, &count) in counts.iter().enumerate() {
        let width = |ev: &mut Evaluator| -> Eval {
            let lower = Expr::call(sym::Times, [Expr::Integer(-1), edges[index].clone()]);
            ev.eval(Expr::call(sym::Plus, [edges[index + 1].clone(), lower]))
        };
        let (part, whole) = match name {
            "Count" => (count, Expr::Integer(1)),
            "CumulativeCount" => (below + count, Expr::Integer(1)),
            "SurvivalCount" => (all - below, Expr::Integer(1)),
            "Probability" => (count, Expr::Integer(all)),
            "CDF" => (below + count, Expr::Integer(all)),
            "SF" => (all - below, Expr::Integer(all)),
            "Intensity" => (count, width(ev)?),
            "PDF" => (count, Expr::call(sym::Times, [Expr::Integer(all), width(ev)?])),
            _ => return Ok(None),
        };
        below += count;
        let inverse = Expr::call(sym::Power, [whole, Expr::Integer(-1)]);
        found.push(ev.eval(Expr::call(sym::Times, [Expr::Integer(part), inverse]))?);
    }
    Ok(Some(found))
}

fn bins(ev: &mut Evaluator, call: &Arc<Normal>, want: Bins) -> Reply {
    if !call.args[0].is_list() {
        return Ok(None);
    }
    let elements = children(&call.args[0]);
    let Some(values) = to_reals(ev, &elements)?.filter(|values| !values.is_empty()) else { return Ok(None) };
    let Some(edges) = edges(ev, call, &values, want)? else {
        say(ev, call, "bins", &[call.args.get(1).cloned().unwrap_or_else(Expr::null)]);
        return Ok(None);
    };
    let Some(marks) = to_reals(ev, &edges)? else { return Ok(None) };
    let mut lists: Vec<Vec<usize>> = vec![Vec::new(); marks.len() - 1];
    let inner = marks.iter().all(|mark| mark.is_finite());
    for (at, value) in values.iter().enumerate() {
        // Each bin holds its lower edge.
        let bin = marks.partition_point(|mark| mark <= value);
        if inner && bin >= 1 && bin < marks.len() {
            lists[bin - 1].push(at);
        }
    }
    let counts = || Expr::list(lists.iter().map(|list| int(list.len())).collect::<Vec<_>>());
    Ok(Some(match want {
        Bins::Counts => counts(),
        Bins::Histogram => {
            let counts: Vec<i64> =
                lists.iter().map(|list| i64::try_from(list.len()).unwrap_or(i64::MAX)).collect();
            let Some(heights) = heights(ev, call.args.get(2), &counts, &edges)? else {
                say(ev, call, "hspec", &[call.args[2].clone()]);
                return Ok(None);
            };
            Expr::list([Expr::list(edges), Expr::list(heights)])
        }
        Bins::Lists => Expr::list(
            lists
                .iter()
                .map(|list| list_like(&call.args[0], list.iter().map(|&at| elements[at].clone()).collect()))
                .collect::<Vec<_>>(),
        ),
    }))
}
