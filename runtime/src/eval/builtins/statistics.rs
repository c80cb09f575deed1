//! Sums over lists and descriptive statistics.

use std::sync::Arc;

use super::change::apply;
use super::formula::{divide, f, int, minus, plus, power, sqrt, square, subtract, sum, times, to_reals};
use super::parts::{children, say};
use super::sorting::merge_sort;
use super::written::distributions::{is_distribution, statistic as of_distribution};
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Nested, Packing, dimensions};
use crate::eval::order::compare;
use crate::eval::pack::{list_like, pack};
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;
use crate::tensor::Tensor;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// `MinMax` with so much more on both sides.
const WIDER: &str = "f[list_, Scaled[s_]] := f[list, s (Max[list] - Min[list])]
    f[list_, {a_, b_}] := {Min[list] - a, Max[list] + b}
    f[list_, d_] := {Min[list] - d, Max[list] + d}";

/// Statistics.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "CentralMoment",
        PROTECTED,
        Arity::exactly(2),
        "CentralMoment[list, r] gives the mean of the r-th powers of distances from the mean.",
        ("CentralMoment[{1, 2, 3}, 2]", "2/3"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let r = call.args[1].clone();
                central_moment(ev, list, r)
            })
        },
    ),
    Builtin::new(
        "Commonest",
        PROTECTED,
        Arity::between(1, 2),
        "Commonest[list] gives the elements that occur most often; Commonest[list, n] the n most common.",
        ("Commonest[{a, b, a}]", "{a}"),
        commonest,
    ),
    Builtin::new(
        "Correlation",
        PROTECTED,
        Arity::between(1, 2),
        "Correlation[v, w] gives the correlation of two lists; Correlation[m] the matrix of correlations of columns.",
        ("Correlation[{1, 2, 3}, {2, 4, 6}]", "1"),
        |ev, call| paired(ev, call, correlation),
    ),
    Builtin::new(
        "Covariance",
        PROTECTED,
        Arity::between(1, 2),
        "Covariance[v, w] gives the covariance of two lists; Covariance[m] the matrix of covariances of columns.",
        ("Covariance[{1, 2, 3}, {2, 4, 6}]", "2"),
        |ev, call| paired(ev, call, covariance),
    ),
    Builtin::new(
        "GeometricMean",
        PROTECTED,
        Arity::exactly(1),
        "GeometricMean[list] gives the n-th root of the product.",
        ("GeometricMean[{2, 8}]", "4"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let n = int(list.len());
                ev.eval(power(Expr::call(sym::Times, list.iter().cloned()), power(n, Expr::Integer(-1))))
            })
        },
    ),
    Builtin::new(
        "HarmonicMean",
        PROTECTED,
        Arity::exactly(1),
        "HarmonicMean[list] gives the reciprocal of the mean of reciprocals.",
        ("HarmonicMean[{1, 2}]", "4/3"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let total = sum(ev, list.iter().map(|x| power(x.clone(), Expr::Integer(-1))))?;
                ev.eval(divide(int(list.len()), total))
            })
        },
    ),
    Builtin::new(
        "InterquartileRange",
        PROTECTED,
        Arity::exactly(1),
        "InterquartileRange[list] gives the distance between the upper and the lower quartile.",
        ("InterquartileRange[{1, 2, 3, 4}]", "2"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let (low, high) = (quartile(ev, list, 1)?, quartile(ev, list, 3)?);
                ev.eval(minus(high, low))
            })
        },
    ),
    Builtin::new(
        "Kurtosis",
        PROTECTED,
        Arity::exactly(1),
        "Kurtosis[list] gives the fourth central moment over the square of the second.",
        ("Kurtosis[{1, 2, 3}]", "3/2"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let (second, fourth) = (
                    central_moment(ev, list, Expr::Integer(2))?,
                    central_moment(ev, list, Expr::Integer(4))?,
                );
                ev.eval(divide(fourth, square(second)))
            })
        },
    ),
    Builtin::new(
        "Mean",
        PROTECTED,
        Arity::exactly(1),
        "Mean[list] gives the mean; of a matrix the means of its columns.",
        ("Mean[{1, 2, 4}]", "7/3"),
        mean,
    ),
    Builtin::new(
        "MeanDeviation",
        PROTECTED,
        Arity::exactly(1),
        "MeanDeviation[list] gives the mean distance from the mean.",
        ("MeanDeviation[{1, 2, 3}]", "2/3"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let middle = mean_of(ev, list)?;
                let away = distances(ev, list, &middle)?;
                mean_of(ev, &away)
            })
        },
    ),
    Builtin::new(
        "Median",
        PROTECTED,
        Arity::exactly(1),
        "Median[list] gives the middle element, or the mean of the two in the middle.",
        ("Median[{1, 5, 2}]", "2"),
        median,
    ),
    Builtin::new(
        "MedianDeviation",
        PROTECTED,
        Arity::exactly(1),
        "MedianDeviation[list] gives the median distance from the median.",
        ("MedianDeviation[{1, 2, 4}]", "1"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let middle = median_of(ev, list)?;
                let away = distances(ev, list, &middle)?;
                median_of(ev, &away)
            })
        },
    ),
    Builtin::new(
        "MinMax",
        PROTECTED,
        Arity::between(1, 2),
        "MinMax[list] gives {Min[list], Max[list]}; MinMax[list, d] with d, {d1, d2} or Scaled[s] more on both sides.",
        ("MinMax[{3, 1, 2}]", "{1, 3}"),
        |ev, call| {
            if call.args.len() == 2 {
                return super::written::run(ev, call, "MinMax", WIDER);
            }
            let pair = [sym::Min, sym::Max].map(|head| Expr::call(head, [call.args[0].clone()]));
            ev.eval(Expr::list(pair)).map(Some)
        },
    ),
    Builtin::new(
        "Moment",
        PROTECTED,
        Arity::exactly(2),
        "Moment[list, r] gives the mean of the r-th powers.",
        ("Moment[{1, 2, 3}, 2]", "14/3"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let r = &call.args[1];
                let powers: Vec<Expr> = list.iter().map(|x| power(x.clone(), r.clone())).collect();
                mean_of(ev, &powers)
            })
        },
    ),
    Builtin::new(
        "Quantile",
        PROTECTED,
        Arity::between(2, 3),
        "Quantile[list, q] gives the q-th quantile; Quantile[list, {q1, …}] several; Quantile[list, q, {{a, b}, {c, d}}] by other definitions.",
        ("Quantile[{1, 2, 3, 4}, 1/2]", "2"),
        quantile,
    ),
    Builtin::new(
        "Quartiles",
        PROTECTED,
        Arity::exactly(1),
        "Quartiles[list] gives the three quartiles.",
        ("Quartiles[{1, 2, 3, 4}]", "{3/2, 5/2, 7/2}"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let all = [quartile(ev, list, 1)?, quartile(ev, list, 2)?, quartile(ev, list, 3)?];
                Ok(Expr::list(all))
            })
        },
    ),
    Builtin::new(
        "RootMeanSquare",
        PROTECTED,
        Arity::exactly(1),
        "RootMeanSquare[list] gives the root of the mean of squares.",
        ("RootMeanSquare[{1, 7}]", "5"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let total = sum(ev, list.iter().cloned().map(square))?;
                ev.eval(sqrt(divide(total, int(list.len()))))
            })
        },
    ),
    Builtin::new(
        "Skewness",
        PROTECTED,
        Arity::exactly(1),
        "Skewness[list] gives the third central moment over the cube of the standard deviation.",
        ("Skewness[{1, 2, 3}]", "0"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let (second, third) = (
                    central_moment(ev, list, Expr::Integer(2))?,
                    central_moment(ev, list, Expr::Integer(3))?,
                );
                ev.eval(divide(third, times(second.clone(), sqrt(second))))
            })
        },
    ),
    Builtin::new(
        "StandardDeviation",
        PROTECTED,
        Arity::exactly(1),
        "StandardDeviation[list] gives the square root of the variance.",
        ("StandardDeviation[{1, 2, 3}]", "1"),
        |ev, call| spread(ev, call, "StandardDeviation"),
    ),
    Builtin::new(
        "Standardize",
        PROTECTED,
        Arity::exactly(1),
        "Standardize[list] shifts and scales to mean 0 and standard deviation 1.",
        ("Standardize[{1, 2, 3}]", "{-1, 0, 1}"),
        |ev, call| {
            by_column(ev, call, |ev, list| {
                let (middle, scale) = (mean_of(ev, list)?, variance_of(ev, list)?);
                ev.eval(divide(minus(Expr::list(list.iter().cloned()), middle), sqrt(scale)))
            })
        },
    ),
    Builtin::new(
        "Variance",
        PROTECTED,
        Arity::exactly(1),
        "Variance[list] gives the sum of squared distances from the mean over the length less one; of a matrix column by column.",
        ("Variance[{1, 2, 3}]", "1"),
        |ev, call| spread(ev, call, "Variance"),
    ),
];

/// Whether it is a full array of inexact machine numbers.
fn is_inexact(expr: &Expr) -> bool {
    pack(expr).is_some_and(|tensor| !matches!(*tensor, Tensor::Integer(_)))
}

/// Whether the argument is a list with elements; says so otherwise.
fn expect_data(ev: &mut Evaluator, call: &Arc<Normal>) -> bool {
    let good = matches!(call.args[0], Expr::Association(_)) || call.args[0].is_list();
    let good = good && call.args[0].length() > 0;
    if !good && (call.args[0].is_list() || call.args[0].is_number()) {
        say(ev, call, "rectt", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
    }
    good
}

/// A statistic of a list, or of each column of a matrix.
fn by_column(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    statistic: impl Fn(&mut Evaluator, &[Expr]) -> Eval,
) -> Reply {
    if is_distribution(&call.args[0]) {
        return of_distribution(ev, call);
    }
    if !expect_data(ev, call) {
        return Ok(None);
    }
    let expr = &call.args[0];
    let Some(matrix) = Nested::new(expr, 2).filter(|matrix| matrix.dims.len() == 2) else {
        return statistic(ev, &children(expr)).map(Some);
    };
    let (rows, columns) = (matrix.dims[0], matrix.dims[1]);
    let results = (0..columns)
        .map(|column| {
            let values: Vec<Expr> =
                (0..rows).map(|row| matrix.data[row * columns + column].clone()).collect();
            statistic(ev, &values)
        })
        .collect::<Eval<Vec<_>>>()?;
    Ok(Some(Packing::of(expr).list(results)))
}

fn mean_of(ev: &mut Evaluator, list: &[Expr]) -> Eval {
    let total = sum(ev, list.iter().cloned())?;
    match total {
        Expr::Real(total) => Ok(Expr::Real(total / list.len() as f64)),
        total => ev.eval(divide(total, int(list.len()))),
    }
}

fn mean(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if is_distribution(&call.args[0]) {
        return of_distribution(ev, call);
    }
    if is_inexact(&call.args[0])
        && let Some(result) = ev.numeric_kernel("Mean", &call.args)
    {
        return Ok(Some(result));
    }
    if !expect_data(ev, call) {
        return Ok(None);
    }
    mean_of(ev, &children(&call.args[0])).map(Some)
}

fn variance_of(ev: &mut Evaluator, list: &[Expr]) -> Eval {
    let middle = mean_of(ev, list)?;
    let mut squares = Vec::with_capacity(list.len());
    for x in list {
        let away = subtract(ev, x.clone(), middle.clone())?;
        squares.push(times(away.clone(), Expr::call(sym::Conjugate, [away])));
    }
    let total = sum(ev, squares)?;
    ev.eval(divide(total, int(list.len() - 1)))
}

fn spread(ev: &mut Evaluator, call: &Arc<Normal>, name: &str) -> Reply {
    if is_distribution(&call.args[0]) {
        return of_distribution(ev, call);
    }
    if is_inexact(&call.args[0])
        && let Some(result) = ev.numeric_kernel(name, &call.args)
    {
        return Ok(Some(result));
    }
    if call.args[0].is_list() && call.args[0].length() < 2 {
        say(ev, call, "shlen", &[call.args[0].clone()]);
        return Ok(None);
    }
    let root = name == "StandardDeviation";
    by_column(ev, call, |ev, list| {
        let variance = variance_of(ev, list)?;
        if root { ev.eval(sqrt(variance)) } else { Ok(variance) }
    })
}

fn central_moment(ev: &mut Evaluator, list: &[Expr], r: Expr) -> Eval {
    let middle = mean_of(ev, list)?;
    let powers: Vec<Expr> = list.iter().map(|x| power(minus(x.clone(), middle.clone()), r.clone())).collect();
    mean_of(ev, &powers)
}

fn distances(ev: &mut Evaluator, list: &[Expr], from: &Expr) -> Eval<Vec<Expr>> {
    list.iter().map(|x| ev.eval(Expr::call(sym::Abs, [minus(x.clone(), from.clone())]))).collect()
}

/// The elements by numerical value, `None` when one is not numeric.
fn sorted_by_value(ev: &mut Evaluator, list: &[Expr]) -> Eval<Option<Vec<Expr>>> {
    let Some(values) = to_reals(ev, list)? else { return Ok(None) };
    let positions = merge_sort(list.len(), &mut |a, b| {
        Ok(match values[a].partial_cmp(&values[b]) {
            Some(std::cmp::Ordering::Equal) | None => compare(&list[a], &list[b]).is_gt(),
            Some(order) => order.is_gt(),
        })
    })?;
    Ok(Some(positions.into_iter().map(|at| list[at].clone()).collect()))
}

pub(super) fn median_of(ev: &mut Evaluator, list: &[Expr]) -> Eval {
    let Some(sorted) = sorted_by_value(ev, list)? else {
        return Ok(Expr::call(sym::Median, [Expr::list(list.iter().cloned())]));
    };
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return Ok(sorted[middle].clone());
    }
    ev.eval(divide(plus(sorted[middle - 1].clone(), sorted[middle].clone()), Expr::Integer(2)))
}

fn median(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if is_distribution(&call.args[0]) {
        return of_distribution(ev, call);
    }
    if is_inexact(&call.args[0])
        && let Some(result) = ev.numeric_kernel("Median", &call.args)
    {
        return Ok(Some(result));
    }
    if !expect_data(ev, call) {
        return Ok(None);
    }
    if dimensions(&call.args[0]).len() == 1 && to_reals(ev, &children(&call.args[0]))?.is_none() {
        say(ev, call, "rectn", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    }
    by_column(ev, call, median_of)
}

/// The quantile between the elements around place `a + (n + b) q`, for parameters `{{a, b}, {c, d}}`.
fn quantile_of(ev: &mut Evaluator, list: &[Expr], q: &Expr, parameters: &[Expr; 4]) -> Eval<Option<Expr>> {
    let outside =
        q.is_number() && !matches!(q, Expr::Complex(_)) && !(0. ..=1.).contains(&crate::number::to_f64(q));
    if outside {
        return Ok(None);
    }
    let Some(sorted) = sorted_by_value(ev, list)? else { return Ok(None) };
    let [a, b, c, d] = parameters.clone();
    let place = ev.eval(plus(a, times(plus(int(sorted.len()), b), q.clone())))?;
    let (Expr::Integer(low), Expr::Integer(high)) =
        (apply(ev, sym::Floor, [place.clone()])?, apply(ev, sym::Ceiling, [place.clone()])?)
    else {
        return Ok(None);
    };
    let at = |place: i64| {
        let last = sorted.len() - 1;
        sorted[usize::try_from(place - 1).unwrap_or(0).min(last)].clone()
    };
    let (low, high) = (at(low), at(high));
    // Without a slope the weight is exact, and an element comes back as it is.
    let weight = match d {
        Expr::Integer(0) => c,
        d => ev.eval(plus(c, times(d, Expr::call(sym::FractionalPart, [place]))))?,
    };
    match weight {
        Expr::Integer(0) => Ok(Some(low)),
        Expr::Integer(1) => Ok(Some(high)),
        weight => ev.eval(plus(low.clone(), times(minus(high, low), weight))).map(Some),
    }
}

fn quantile(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if is_distribution(&call.args[0]) {
        return of_distribution(ev, call);
    }
    let parameters = match call.args.get(2) {
        None => [0, 0, 1, 0].map(Expr::Integer),
        Some(parameters) => match Nested::new(parameters, 2).map(|nested| nested.data) {
            Some(data) if data.len() == 4 => {
                [data[0].clone(), data[1].clone(), data[2].clone(), data[3].clone()]
            }
            _ => return Ok(None),
        },
    };
    if !expect_data(ev, call) {
        return Ok(None);
    }
    let list = children(&call.args[0]);
    let q = &call.args[1];
    let one = |ev: &mut Evaluator, q: &Expr| quantile_of(ev, &list, q, &parameters);
    match q.elements() {
        Some(several) => {
            let found = several.iter().map(|q| one(ev, q)).collect::<Eval<Option<Vec<_>>>>()?;
            Ok(found.map(Expr::list))
        }
        None => one(ev, q),
    }
}

fn quartile(ev: &mut Evaluator, list: &[Expr], which: i64) -> Eval {
    let half = ev.eval(divide(Expr::Integer(1), Expr::Integer(2)))?;
    let q = ev.eval(divide(Expr::Integer(which), Expr::Integer(4)))?;
    let parameters = [half, Expr::Integer(0), Expr::Integer(0), Expr::Integer(1)];
    let found = quantile_of(ev, list, &q, &parameters)?;
    Ok(found.unwrap_or_else(|| f("Quantile", [Expr::list(list.iter().cloned()), q])))
}

fn covariance(ev: &mut Evaluator, v: &[Expr], w: &[Expr]) -> Eval {
    let (middle_v, middle_w) = (mean_of(ev, v)?, mean_of(ev, w)?);
    let products = v.iter().zip(w).map(|(x, y)| {
        let away = Expr::call(sym::Conjugate, [minus(y.clone(), middle_w.clone())]);
        times(minus(x.clone(), middle_v.clone()), away)
    });
    let total = sum(ev, products.collect::<Vec<_>>())?;
    ev.eval(divide(total, int(v.len() - 1)))
}

fn correlation(ev: &mut Evaluator, v: &[Expr], w: &[Expr]) -> Eval {
    let together = covariance(ev, v, w)?;
    let (apart_v, apart_w) = (variance_of(ev, v)?, variance_of(ev, w)?);
    ev.eval(divide(together, sqrt(times(apart_v, apart_w))))
}

/// A statistic of two lists, or of all pairs of columns of a matrix or of two.
fn paired(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    statistic: fn(&mut Evaluator, &[Expr], &[Expr]) -> Eval,
) -> Reply {
    let columns = |expr: &Expr| -> Option<Vec<Vec<Expr>>> {
        let matrix = Nested::new(expr, 2).filter(|matrix| matrix.dims.len() == 2)?;
        let (rows, columns) = (matrix.dims[0], matrix.dims[1]);
        Some(
            (0..columns).map(|c| (0..rows).map(|r| matrix.data[r * columns + c].clone()).collect()).collect(),
        )
    };
    let other = call.args.get(1).unwrap_or(&call.args[0]);
    if call.args[0].length() < 2 || call.args[0].length() != other.length() {
        say(ev, call, "shlen", &[call.args[0].clone()]);
        return Ok(None);
    }
    match (columns(&call.args[0]), columns(other)) {
        (Some(a), Some(b)) => {
            let mut rows = Vec::with_capacity(a.len());
            for v in &a {
                let row = b.iter().map(|w| statistic(ev, v, w)).collect::<Eval<Vec<_>>>()?;
                rows.push(Packing::of(&call.args[0]).list(row));
            }
            Ok(Some(Packing::of(&call.args[0]).list(rows)))
        }
        (None, None) if call.args.len() == 2 => {
            statistic(ev, &children(&call.args[0]), &children(other)).map(Some)
        }
        _ => Ok(None),
    }
}

fn commonest(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !call.args[0].is_list() {
        return Ok(None);
    }
    let tally = children(&apply(ev, crate::symbol::Symbol::new("Tally"), [call.args[0].clone()])?);
    let pairs: Vec<(Expr, i64)> = tally
        .iter()
        .filter_map(|pair| match &children(pair)[..] {
            [element, Expr::Integer(count)] => Some((element.clone(), *count)),
            _ => None,
        })
        .collect();
    let least = match call.args.get(1) {
        None => pairs.iter().map(|pair| pair.1).max().unwrap_or(0),
        Some(Expr::Integer(n)) => {
            let mut counts: Vec<i64> = pairs.iter().map(|pair| pair.1).collect();
            counts.sort_unstable_by(|a, b| b.cmp(a));
            let n = usize::try_from(*n).unwrap_or(0);
            let mut order: Vec<usize> = (0..pairs.len()).collect();
            order.sort_by(|&a, &b| pairs[b].1.cmp(&pairs[a].1));
            order.truncate(n);
            order.sort_unstable();
            return Ok(Some(list_like(
                &call.args[0],
                order.into_iter().map(|at| pairs[at].0.clone()).collect(),
            )));
        }
        Some(_) => return Ok(None),
    };
    let common = pairs.into_iter().filter(|pair| pair.1 == least).map(|pair| pair.0).collect();
    Ok(Some(list_like(&call.args[0], common)))
}
