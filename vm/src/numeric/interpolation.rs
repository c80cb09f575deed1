//! `Interpolation` and the functions that it and `NDSolve` make.
//!
//! `InterpolatingFunction[{{low, high}}, order, places, values, slopes]` is an ordinary expression: between places it is
//! the cubic with the values and slopes at both, or, without slopes, the polynomial through the nearest places. A sixth
//! part counts how often the function has been differentiated.

use std::sync::Arc;

use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::goals::{OPTIONS, head};
use super::real::{matrix, real, reals};

/// Highest order of a polynomial between places.
const HIGHEST: usize = 12;

/// Values at increasing places.
#[derive(Clone, Debug)]
pub struct Table {
    /// Places, increasing.
    pub places: Vec<f64>,
    /// Values there.
    pub values: Vec<f64>,
    /// Slopes there; empty for polynomials through the nearest places.
    pub slopes: Vec<f64>,
    /// Order of the polynomials.
    pub order: usize,
}

/// The symbol `InterpolatingFunction`.
pub fn symbol() -> Symbol {
    Symbol::new("InterpolatingFunction")
}

fn vector(values: &[f64]) -> Expr {
    Expr::from(Tensor::from(Array::vector(values.to_vec())))
}

impl Table {
    /// `InterpolatingFunction[…]`.
    pub fn to_expr(&self) -> Expr {
        let ends = [self.places[0], self.places[self.places.len() - 1]].map(Expr::Real);
        let order = Expr::Integer(i64::try_from(self.order).unwrap_or(i64::MAX));
        Expr::call(
            symbol(),
            [
                Expr::list([Expr::list(ends)]),
                order,
                vector(&self.places),
                vector(&self.values),
                vector(&self.slopes),
            ],
        )
    }

    /// Slopes of the cubic spline through the values whose first and last two pieces are one cubic each.
    fn with_spline_slopes(mut self) -> Table {
        let n = self.places.len();
        if n < 4 {
            return self;
        }
        let step = |i: usize| self.places[i + 1] - self.places[i];
        let rise = |i: usize| (self.values[i + 1] - self.values[i]) / step(i);
        let (mut low, mut diagonal, mut high, mut right) =
            (vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        diagonal[0] = step(1);
        high[0] = step(0) + step(1);
        right[0] = ((step(0) + 2.0 * high[0]) * step(1) * rise(0) + step(0) * step(0) * rise(1)) / high[0];
        for i in 1..n - 1 {
            low[i] = step(i);
            diagonal[i] = 2.0 * (step(i - 1) + step(i));
            high[i] = step(i - 1);
            right[i] = 3.0 * (step(i) * rise(i - 1) + step(i - 1) * rise(i));
        }
        diagonal[n - 1] = step(n - 3);
        low[n - 1] = step(n - 2) + step(n - 3);
        right[n - 1] = (step(n - 2) * step(n - 2) * rise(n - 3)
            + (2.0 * low[n - 1] + step(n - 2)) * step(n - 3) * rise(n - 2))
            / low[n - 1];
        for i in 1..n {
            let factor = low[i] / diagonal[i - 1];
            diagonal[i] -= factor * high[i - 1];
            right[i] -= factor * right[i - 1];
        }
        for i in (0..n).rev() {
            let after = if i + 1 < n { high[i] * right[i + 1] } else { 0.0 };
            right[i] = (right[i] - after) / diagonal[i];
        }
        self.slopes = right;
        self
    }
}

/// A view of the parts of `InterpolatingFunction[…]`.
struct View<'a> {
    places: &'a [f64],
    values: &'a [f64],
    slopes: &'a [f64],
    order: usize,
    /// Which derivative.
    derivative: usize,
}

fn data(expr: &Expr) -> Option<&[f64]> {
    match expr {
        Expr::Array(tensor) => match &**tensor {
            Tensor::Real(array) if array.rank() == 1 => Some(array.data()),
            _ => None,
        },
        Expr::Normal(list) if list.has_head(sym::List) && list.args.is_empty() => Some(&[]),
        _ => None,
    }
}

impl<'a> View<'a> {
    fn of(function: &'a Normal) -> Option<View<'a>> {
        let (derivative, parts) = match &function.args[..] {
            [parts @ .., Expr::Integer(derivative @ 1..)] if parts.len() == 5 => (*derivative, parts),
            parts => (0, parts),
        };
        let [_, Expr::Integer(order), places, values, slopes] = parts else { return None };
        let view = View {
            places: data(places)?,
            values: data(values)?,
            slopes: data(slopes)?,
            order: usize::try_from(*order).ok()?.min(HIGHEST),
            derivative: usize::try_from(derivative).ok()?.min(HIGHEST + 1),
        };
        let full = view.places.len() == view.values.len() && !view.places.is_empty();
        (full && (view.slopes.is_empty() || view.slopes.len() == view.places.len())).then_some(view)
    }

    /// The value at a place; beyond the ends the nearest piece goes on.
    fn at(&self, x: f64) -> f64 {
        let n = self.places.len();
        if n == 1 {
            return if self.derivative == 0 { self.values[0] } else { 0.0 };
        }
        let piece = self.places.partition_point(|&place| place <= x).clamp(1, n - 1) - 1;
        let (a, b) = (self.places[piece], self.places[piece + 1]);
        if self.derivative > 0 {
            return self.derivative_at(piece, x);
        }
        if !self.slopes.is_empty() {
            let (h, t) = (b - a, (x - a) / (b - a));
            let (u, v) = (self.values[piece], self.values[piece + 1]);
            let (p, q) = (h * self.slopes[piece], h * self.slopes[piece + 1]);
            let s = 1.0 - t;
            return s * s * ((1.0 + 2.0 * t) * u + t * p) + t * t * ((1.0 + 2.0 * s) * v - s * q);
        }
        if self.order == 0 {
            return if x == a { self.values[piece] } else { self.values[piece + 1] };
        }
        if self.order == 1 {
            let t = (x - a) / (b - a);
            return self.values[piece] * (1.0 - t) + self.values[piece + 1] * t;
        }
        // By Neville's scheme.
        let (start, count) = self.nearest(piece);
        let mut row: Vec<f64> = self.values[start..start + count].to_vec();
        let place = |index: usize| self.places[start + index];
        for level in 1..count {
            for i in 0..count - level {
                let (from, to) = (place(i), place(i + level));
                row[i] = ((to - x) * row[i] + (x - from) * row[i + 1]) / (to - from);
            }
        }
        row[0]
    }

    /// As many places to the left of a piece as to its right: the first, and how many.
    fn nearest(&self, piece: usize) -> (usize, usize) {
        let n = self.places.len();
        let count = (self.order + 1).min(n);
        ((piece + 1).saturating_sub(count / 2).min(n - count), count)
    }

    /// The derivative at a place: the piece's polynomial in Newton's form, expanded about the place.
    fn derivative_at(&self, piece: usize, x: f64) -> f64 {
        let mut places: Vec<f64>;
        let mut row: Vec<f64>;
        if self.slopes.is_empty() {
            let (start, count) = self.nearest(piece);
            places = self.places[start..start + count].to_vec();
            row = self.values[start..start + count].to_vec();
            for level in 1..count {
                for i in (level..count).rev() {
                    row[i] = (row[i] - row[i - 1]) / (places[i] - places[i - level]);
                }
            }
        } else {
            let (a, b) = (self.places[piece], self.places[piece + 1]);
            let (u, p, q) = (self.values[piece], self.slopes[piece], self.slopes[piece + 1]);
            let rise = (self.values[piece + 1] - u) / (b - a);
            let (second, third) = ((rise - p) / (b - a), (q - rise) / (b - a));
            places = vec![a, a, b, b];
            row = vec![u, p, second, (third - second) / (b - a)];
        }
        let count = row.len();
        if self.derivative >= count {
            return 0.0;
        }
        // Newton's form about x: the places move to x one by one.
        places.iter_mut().for_each(|place| *place -= x);
        for moved in 0..count {
            for i in (moved..count - 1).rev() {
                row[i] -= places[i - moved] * row[i + 1];
            }
        }
        (1..=self.derivative).fold(row[self.derivative], |value, k| value * k as f64)
    }
}

/// `InterpolatingFunction[…][x]`.
pub fn apply(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(function) = call.head.as_call(symbol()).cloned() else { return Ok(None) };
    let [arg] = &call.args[..] else { return Ok(None) };
    let Some(view) = View::of(&function) else { return Ok(None) };
    if let Expr::String(property) = arg {
        return Ok(match property.as_str() {
            "Domain" => Some(function.args[0].clone()),
            "Grid" => Some(Expr::list(view.places.iter().map(|&x| Expr::list([Expr::Real(x)])))),
            "Coordinates" => Some(Expr::list([function.args[2].clone()])),
            "ValuesOnGrid" => Some(function.args[3].clone()),
            "InterpolationOrder" => Some(Expr::list([function.args[1].clone()])),
            _ => None,
        });
    }
    if arg.is_list() {
        let parts = arg.elements().unwrap_or_default().into_owned();
        return Ok(Some(Expr::list(parts.into_iter().map(|part| Expr::call(call.head.clone(), [part])))));
    }
    let x = match real(arg) {
        Some(x) => x,
        // Constants such as Pi have a place too; what has none leaves the call as it is.
        None => {
            let value = ev.eval(Expr::call(sym::N, [arg.clone()]))?;
            match real(&value) {
                Some(x) => x,
                None => return Ok(None),
            }
        }
    };
    let (low, high) = (view.places[0], view.places[view.places.len() - 1]);
    let room = 1e-12 * (high - low).abs().max(low.abs()).max(high.abs());
    if x < low - room || x > high + room {
        ev.message_at(symbol(), "dmval", &[Expr::list([Expr::Real(x)])], call.origin);
    }
    Ok(Some(Expr::Real(view.at(x))))
}

/// `Interpolation[data]` with data `{value, …}`, `{{place, value}, …}` or `{{{place}, value, slope}, …}`.
pub fn interpolation(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, &["PeriodicInterpolation"]]) {
        ev.message_at(head(call), "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    let Some(data) = before.first() else { return Ok(None) };
    let numeric = if matches!(data, Expr::Array(_)) {
        data.clone()
    } else {
        ev.eval(Expr::call(sym::N, [data.clone()]))?
    };
    let Some(mut rows) = points(&numeric).filter(|rows| !rows.is_empty()) else {
        ev.message_at(head(call), "indat", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        ev.message_at(head(call), "indupt", &[Expr::Real(pair[0].0)], call.origin);
        return Ok(None);
    }
    let asked = match settings.chosen("InterpolationOrder") {
        Some(Expr::Integer(order)) => usize::try_from(*order).unwrap_or(3),
        _ => 3,
    };
    let order = asked.min(rows.len() - 1).min(HIGHEST);
    if order < asked && settings.chosen("InterpolationOrder").is_some() {
        let reduced = Expr::list([Expr::Integer(i64::try_from(order).unwrap_or(i64::MAX))]);
        ev.message_at(head(call), "inhr", &[reduced], call.origin);
    }
    let slopes: Option<Vec<f64>> = rows.iter().map(|row| row.2).collect();
    let table = Table {
        places: rows.iter().map(|row| row.0).collect(),
        values: rows.iter().map(|row| row.1).collect(),
        slopes: slopes.unwrap_or_default(),
        order,
    };
    let spline = matches!(settings.chosen("Method"), Some(Expr::String(name)) if name.as_str() == "Spline");
    let table = if spline && order == 3 { table.with_spline_slopes() } else { table };
    let function = table.to_expr();
    Ok(Some(match before.get(1) {
        Some(x) => Expr::call(function, [x.clone()]),
        None => function,
    }))
}

/// Place, value, and slope where it is given.
fn points(data: &Expr) -> Option<Vec<(f64, f64, Option<f64>)>> {
    if let Some(values) = reals(data) {
        return Some(
            values.into_iter().enumerate().map(|(index, value)| ((index + 1) as f64, value, None)).collect(),
        );
    }
    if let Some(rows) = matrix(data) {
        return rows
            .iter()
            .map(|row| match row[..] {
                [x, y] => Some((x, y, None)),
                _ => None,
            })
            .collect();
    }
    let parts = data.elements()?;
    parts
        .iter()
        .map(|part| {
            let row = part.elements()?;
            let place = match row.first()? {
                list if list.is_list() => reals(list).filter(|place| place.len() == 1)?[0],
                one => real(one)?,
            };
            let slope = match row.get(2) {
                Some(slope) => Some(real(slope)?),
                None => None,
            };
            Some((place, real(row.get(1)?)?, slope))
        })
        .collect()
}

/// Evaluates nothing: `InterpolatingFunction[…]` is its own value.
pub fn inert(_: &mut Evaluator, _: &Arc<Normal>) -> Eval<Option<Expr>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{Table, View};

    fn view(table: &Table) -> View<'_> {
        View {
            places: &table.places,
            values: &table.values,
            slopes: &table.slopes,
            order: table.order,
            derivative: 0,
        }
    }

    #[test]
    fn polynomials_of_the_order_are_exact() {
        let places: Vec<f64> = (0..8).map(f64::from).collect();
        let cubic = |x: f64| x * x * x - 2.0 * x + 1.0;
        let values = places.iter().map(|&x| cubic(x)).collect();
        let table = Table { places, values, slopes: Vec::new(), order: 3 };
        let spline = table.clone().with_spline_slopes();
        for x in [0.0, 0.3, 1.5, 3.0, 6.9, 7.0] {
            assert!((view(&table).at(x) - cubic(x)).abs() < 1e-12, "{x}");
            assert!((view(&spline).at(x) - cubic(x)).abs() < 1e-11, "{x}");
        }
        for (derivative, exact) in
            [(1, (|x| 3.0 * x * x - 2.0) as fn(f64) -> f64), (2, |x| 6.0 * x), (3, |_| 6.0), (4, |_| 0.0)]
        {
            for x in [0.0, 0.3, 1.5, 3.0, 6.9, 7.0, 8.5] {
                for table in [&table, &spline] {
                    let slope = View { derivative, ..view(table) }.at(x);
                    assert!((slope - exact(x)).abs() < 1e-9, "derivative {derivative} at {x}: {slope}");
                }
            }
        }
        let linear = Table { order: 1, ..table };
        assert_eq!(view(&linear).at(0.5), (cubic(0.0) + cubic(1.0)) / 2.0);
    }
}
