//! `Interpolation` and the functions that it and `NDSolve` make.
//!
//! `InterpolatingFunction[{{low, high}}, order, places, values, slopes]` is an ordinary expression: between places it is
//! the cubic with the values and slopes at both, or, without slopes, the polynomial through the nearest places. Values may
//! be arrays. A sixth part counts how often the function has been differentiated; the order of a periodic function is
//! written `"Periodic" -> order`. Functions of several variables are those of `grid`.

use std::sync::Arc;

use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::goals::{self, OPTIONS, head};
use super::grid;
use super::real::{array, matrix, real, reals};

/// Highest order of a polynomial between places.
const HIGHEST: usize = 12;

/// How the order of a periodic function is marked.
const PERIODIC: &str = "Periodic";

/// Values at increasing places.
#[derive(Clone, Debug)]
pub struct Table {
    /// Places, increasing.
    pub places: Vec<f64>,
    /// Values there, those of one place together.
    pub values: Vec<f64>,
    /// Slopes there; empty for polynomials through the nearest places.
    pub slopes: Vec<f64>,
    /// Lengths of the levels of a value; none for numbers.
    pub dims: Vec<usize>,
    /// Order of the polynomials.
    pub order: usize,
    /// The range that repeats, when the function is periodic; places beyond its ends repeat those inside.
    pub period: Option<(f64, f64)>,
}

/// The symbol `InterpolatingFunction`.
pub fn symbol() -> Symbol {
    Symbol::new("InterpolatingFunction")
}

fn vector(values: &[f64]) -> Expr {
    Expr::from(Tensor::from(Array::vector(values.to_vec())))
}

/// Values as an array, those of one place of the lengths given.
pub(super) fn values_of(places: &[usize], dims: &[usize], values: &[f64]) -> Expr {
    let whole: Vec<usize> = places.iter().chain(dims).copied().collect();
    match Array::new(whole[..].into(), values.to_vec()) {
        Some(array) => Expr::from(Tensor::from(array)),
        None => vector(values),
    }
}

/// A value as an expression.
pub(super) fn value_of(dims: &[usize], values: &[f64]) -> Expr {
    match values {
        [value] if dims.is_empty() => Expr::Real(*value),
        _ => values_of(&[], dims, values),
    }
}

impl Table {
    /// `InterpolatingFunction[…]`.
    pub fn to_expr(&self) -> Expr {
        let (low, high) = self.period.unwrap_or((self.places[0], self.places[self.places.len() - 1]));
        let order = Expr::Integer(i64::try_from(self.order).unwrap_or(i64::MAX));
        let order = match self.period {
            Some(_) => Expr::call(sym::Rule, [Expr::string(PERIODIC), order]),
            None => order,
        };
        let count = [self.places.len()];
        let slopes =
            if self.slopes.is_empty() { vector(&[]) } else { values_of(&count, &self.dims, &self.slopes) };
        Expr::call(
            symbol(),
            [
                Expr::list([Expr::list([low, high].map(Expr::Real))]),
                order,
                vector(&self.places),
                values_of(&count, &self.dims, &self.values),
                slopes,
            ],
        )
    }

    /// The same function repeated beyond its ends, as far as polynomials reach.
    fn repeated(mut self) -> Table {
        let n = self.places.len();
        if n < 2 {
            return self;
        }
        let (low, high) = (self.places[0], self.places[n - 1]);
        let width = self.values.len() / n;
        let reach = (self.order + 1).min(n - 1);
        let shifted = |from: &Table, at: usize, by: f64| {
            (from.places[at] + by, from.values[at * width..(at + 1) * width].to_vec())
        };
        let before: Vec<(f64, Vec<f64>)> =
            (n - 1 - reach..n - 1).map(|at| shifted(&self, at, low - high)).collect();
        let after: Vec<(f64, Vec<f64>)> = (1..=reach).map(|at| shifted(&self, at, high - low)).collect();
        let inside: Vec<(f64, Vec<f64>)> = (0..n).map(|at| shifted(&self, at, 0.0)).collect();
        let all: Vec<(f64, Vec<f64>)> = before.into_iter().chain(inside).chain(after).collect();
        self.places = all.iter().map(|(place, _)| *place).collect();
        self.values = all.into_iter().flat_map(|(_, value)| value).collect();
        self.period = Some((low, high));
        self
    }

    /// Slopes of the cubic spline through the values whose first and last two pieces are one cubic each.
    fn with_spline_slopes(mut self) -> Table {
        let n = self.places.len();
        if n < 4 || self.values.len() != n {
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
#[derive(Clone)]
struct View<'a> {
    places: &'a [f64],
    values: &'a [f64],
    slopes: &'a [f64],
    order: usize,
    /// Which derivative.
    derivative: usize,
    /// How many numbers a value has, and which of them is looked at.
    width: usize,
    component: usize,
    is_periodic: bool,
}

fn data(expr: &Expr) -> Option<&[f64]> {
    match expr {
        Expr::Array(tensor) => match &**tensor {
            Tensor::Real(array) => Some(array.data()),
            _ => None,
        },
        Expr::Normal(list) if list.has_head(sym::List) && list.args.is_empty() => Some(&[]),
        _ => None,
    }
}

/// The lengths of the levels of one value.
fn dims_of(values: &Expr, before: usize) -> Vec<usize> {
    match values {
        Expr::Array(tensor) => tensor.dims().iter().skip(before).copied().collect(),
        _ => Vec::new(),
    }
}

impl<'a> View<'a> {
    fn of(function: &'a Normal) -> Option<View<'a>> {
        let (derivative, parts) = match &function.args[..] {
            [parts @ .., Expr::Integer(derivative @ 1..)] if parts.len() == 5 => (*derivative, parts),
            parts => (0, parts),
        };
        let [_, order, places, values, slopes] = parts else { return None };
        let (order, is_periodic) = match order {
            Expr::Integer(order) => (*order, false),
            other => match other.as_call(sym::Rule).map(|rule| &rule.args[..]) {
                Some([_, Expr::Integer(order)]) => (*order, true),
                _ => return None,
            },
        };
        let (places, values) = (data(places)?, data(values)?);
        let view = View {
            places,
            values,
            slopes: data(slopes)?,
            order: usize::try_from(order).ok()?.min(HIGHEST),
            derivative: usize::try_from(derivative).ok()?.min(HIGHEST + 1),
            width: values.len() / places.len().max(1),
            component: 0,
            is_periodic,
        };
        let full =
            !view.places.is_empty() && view.width > 0 && view.places.len() * view.width == view.values.len();
        (full && (view.slopes.is_empty() || view.slopes.len() == view.values.len())).then_some(view)
    }

    fn value(&self, place: usize) -> f64 {
        self.values[place * self.width + self.component]
    }

    fn slope(&self, place: usize) -> f64 {
        self.slopes[place * self.width + self.component]
    }

    /// The values of all components at a place.
    fn all_at(&self, x: f64) -> Vec<f64> {
        (0..self.width).map(|component| View { component, ..self.clone() }.at(x)).collect()
    }

    /// The value at a place; beyond the ends the nearest piece goes on.
    fn at(&self, x: f64) -> f64 {
        let n = self.places.len();
        if n == 1 {
            return if self.derivative == 0 { self.value(0) } else { 0.0 };
        }
        let piece = self.places.partition_point(|&place| place <= x).clamp(1, n - 1) - 1;
        let (a, b) = (self.places[piece], self.places[piece + 1]);
        if self.derivative > 0 {
            return self.derivative_at(piece, x);
        }
        if !self.slopes.is_empty() {
            let (h, t) = (b - a, (x - a) / (b - a));
            let (u, v) = (self.value(piece), self.value(piece + 1));
            let (p, q) = (h * self.slope(piece), h * self.slope(piece + 1));
            let s = 1.0 - t;
            return s * s * ((1.0 + 2.0 * t) * u + t * p) + t * t * ((1.0 + 2.0 * s) * v - s * q);
        }
        if self.order == 0 {
            return if x == a { self.value(piece) } else { self.value(piece + 1) };
        }
        if self.order == 1 {
            let t = (x - a) / (b - a);
            return self.value(piece) * (1.0 - t) + self.value(piece + 1) * t;
        }
        // By Neville's scheme.
        let (start, count) = self.nearest(piece);
        let mut row: Vec<f64> = (start..start + count).map(|place| self.value(place)).collect();
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
            row = (start..start + count).map(|place| self.value(place)).collect();
            for level in 1..count {
                for i in (level..count).rev() {
                    row[i] = (row[i] - row[i - 1]) / (places[i] - places[i - level]);
                }
            }
        } else {
            let (a, b) = (self.places[piece], self.places[piece + 1]);
            let (u, p, q) = (self.value(piece), self.slope(piece), self.slope(piece + 1));
            let rise = (self.value(piece + 1) - u) / (b - a);
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

/// The same function with arrays in place of lists of numbers.
fn packed(function: &Normal) -> Arc<Normal> {
    let mut function = function.clone();
    for part in function.args.iter_mut().skip(2).take(3).filter(|part| part.length() > 0) {
        if let Some((dims, data)) = array(part) {
            *part = values_of(&dims, &[], &data);
        }
    }
    Arc::new(function)
}

/// `InterpolatingFunction[…][x]`.
pub fn apply(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(function) = call.head.as_call(symbol()).cloned() else { return Ok(None) };
    let [arg] = &call.args[..] else { return grid::apply(ev, call, &function) };
    // What was read from text has lists where computed functions have arrays.
    let function = if View::of(&function).is_none() { packed(&function) } else { function };
    let Some(mut view) = View::of(&function) else { return grid::apply(ev, call, &function) };
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
    let dims = dims_of(&function.args[3], 1);
    let mut x = x;
    if view.is_periodic {
        let ends = function.args[0].elements().and_then(|domain| reals(domain.first()?));
        if let Some([low, high]) = ends.as_deref() {
            x = low + (x - low).rem_euclid(high - low);
        }
    } else {
        let (low, high) = (view.places[0], view.places[view.places.len() - 1]);
        let room = 1e-12 * (high - low).abs().max(low.abs()).max(high.abs());
        if x < low - room || x > high + room {
            ev.message_at(symbol(), "dmval", &[Expr::list([Expr::Real(x)])], call.origin);
        }
    }
    if view.width == 1 && dims.is_empty() {
        view.component = 0;
        return Ok(Some(Expr::Real(view.at(x))));
    }
    Ok(Some(value_of(&dims, &view.all_at(x))))
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
    let Some(rows) = points(&numeric).filter(|rows| !rows.is_empty()) else {
        ev.message_at(head(call), "indat", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let function = if rows[0].places.len() > 1 {
        let orders = asked_orders(&settings, rows[0].places.len());
        let values = rows.into_iter().map(|row| (row.places, row.values)).collect();
        match grid::gathered(values, orders, rows_dims(&numeric)) {
            Some(grid) => grid.to_expr(),
            None => {
                ev.message_at(head(call), "ingrid", &[], call.origin);
                return Ok(None);
            }
        }
    } else {
        match along_a_line(ev, call, &settings, rows)? {
            Some(table) => table.to_expr(),
            None => return Ok(None),
        }
    };
    Ok(Some(match before.get(1) {
        Some(x) => Expr::call(function, [x.clone()]),
        None => function,
    }))
}

/// The orders asked for, one for each variable.
fn asked_orders(settings: &Settings, variables: usize) -> Vec<usize> {
    let one = |expr: &Expr| match expr {
        Expr::Integer(order) => usize::try_from(*order).unwrap_or(3),
        _ => 3,
    };
    match settings.chosen("InterpolationOrder") {
        Some(list) if list.is_list() => {
            let orders = list.elements().unwrap_or_default();
            (0..variables).map(|at| orders.get(at).map_or(3, one)).collect()
        }
        Some(order) => vec![one(order); variables],
        None => vec![3; variables],
    }
}

/// A function of one variable through points.
fn along_a_line(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    settings: &Settings,
    mut rows: Vec<Point>,
) -> Eval<Option<Table>> {
    rows.sort_by(|a, b| a.places[0].total_cmp(&b.places[0]));
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].places[0] == pair[1].places[0]) {
        ev.message_at(head(call), "indupt", &[Expr::Real(pair[0].places[0])], call.origin);
        return Ok(None);
    }
    let asked = asked_orders(settings, 1)[0];
    let order = asked.min(rows.len() - 1).min(HIGHEST);
    if order < asked && settings.chosen("InterpolationOrder").is_some() {
        let reduced = Expr::list([Expr::Integer(i64::try_from(order).unwrap_or(i64::MAX))]);
        ev.message_at(head(call), "inhr", &[reduced], call.origin);
    }
    let slopes: Option<Vec<f64>> =
        rows.iter().map(|row| row.slopes.clone()).collect::<Option<Vec<Vec<f64>>>>().map(|all| all.concat());
    let table = Table {
        places: rows.iter().map(|row| row.places[0]).collect(),
        dims: rows[0].dims.clone(),
        values: rows.into_iter().flat_map(|row| row.values).collect(),
        slopes: slopes.unwrap_or_default(),
        order,
        period: None,
    };
    if settings.flag("PeriodicInterpolation") == Some(true) {
        return Ok(Some(table.repeated()));
    }
    let is_spline = goals::method(settings).is_some_and(|method| method == "Spline");
    Ok(Some(if is_spline && order == 3 { table.with_spline_slopes() } else { table }))
}

/// A point of the data.
struct Point {
    places: Vec<f64>,
    dims: Vec<usize>,
    values: Vec<f64>,
    slopes: Option<Vec<f64>>,
}

/// The lengths of the levels of the first value of data with places in lists.
fn rows_dims(data: &Expr) -> Vec<usize> {
    let value = data.elements().and_then(|rows| rows.first()?.elements()?.get(1).cloned());
    value
        .and_then(|value| value.is_list().then(|| array(&value)).flatten())
        .map_or_else(Vec::new, |(dims, _)| dims)
}

/// Places, values, and slopes where they are given: `{value, …}`, `{{x, value}, …}`, `{{{x, …}, value, slope}, …}`.
fn points(data: &Expr) -> Option<Vec<Point>> {
    let plain =
        |x: f64, value: f64| Point { places: vec![x], dims: Vec::new(), values: vec![value], slopes: None };
    if let Some(values) = reals(data) {
        return Some(
            values.into_iter().enumerate().map(|(index, value)| plain((index + 1) as f64, value)).collect(),
        );
    }
    if let Some(rows) = matrix(data) {
        return rows
            .iter()
            .map(|row| match row[..] {
                [x, y] => Some(plain(x, y)),
                _ => None,
            })
            .collect();
    }
    let number_or_array = |expr: &Expr| match real(expr) {
        Some(value) => Some((Vec::new(), vec![value])),
        None => array(expr),
    };
    let parts = data.elements()?;
    let points: Vec<Point> = parts
        .iter()
        .map(|part| {
            let row = part.elements()?;
            let places = match row.first()? {
                list if list.is_list() => reals(list).filter(|places| !places.is_empty())?,
                one => vec![real(one)?],
            };
            let (dims, values) = number_or_array(row.get(1)?)?;
            let slopes = match row.get(2) {
                Some(slope) if places.len() == 1 => Some(number_or_array(slope)?.1),
                Some(_) => return None,
                None => None,
            };
            Some(Point { places, dims, values, slopes })
        })
        .collect::<Option<_>>()?;
    let first = points.first()?;
    let alike = |point: &Point| {
        point.places.len() == first.places.len()
            && point.dims == first.dims
            && point.slopes.as_ref().is_none_or(|slopes| slopes.len() == point.values.len())
    };
    points.iter().all(alike).then_some(points)
}

/// `ListInterpolation[array]`, `ListInterpolation[array, {{a, b}, {c, d}}]`: places spread evenly, or given one by one.
pub fn list_interpolation(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, &["PeriodicInterpolation"]]) {
        ev.message_at(head(call), "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    let Some(data) = before.first() else { return Ok(None) };
    let numeric = ev.eval(Expr::call(sym::N, [data.clone()]))?;
    let Some((dims, values)) = array(&numeric).filter(|(dims, _)| !dims.contains(&0)) else {
        ev.message_at(head(call), "indat", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let mut places = Vec::new();
    match before.get(1) {
        None => places.extend(dims.iter().map(|&n| (1..=n).map(|k| k as f64).collect::<Vec<f64>>())),
        Some(given) => {
            let given = ev.eval(Expr::call(sym::N, [given.clone()]))?;
            let ranges = given.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
            for (range, &n) in ranges.iter().zip(&dims) {
                places.push(match reals(range).as_deref() {
                    Some(&[low, high]) if low < high => {
                        (0..n).map(|k| low + (high - low) * k as f64 / (n.max(2) - 1) as f64).collect()
                    }
                    Some(each) if each.len() == n && each.windows(2).all(|pair| pair[0] < pair[1]) => {
                        each.to_vec()
                    }
                    _ => Vec::new(),
                });
            }
            if ranges.is_empty() || ranges.len() > dims.len() || places.iter().any(Vec::is_empty) {
                ev.message_at(head(call), "inrange", &[before[1].clone()], call.origin);
                return Ok(None);
            }
        }
    }
    let inner = dims[places.len()..].to_vec();
    if let [line] = &places[..] {
        let width: usize = inner.iter().product();
        let rows = line
            .iter()
            .zip(values.chunks(width.max(1)))
            .map(|(&x, values)| Point {
                places: vec![x],
                dims: inner.clone(),
                values: values.to_vec(),
                slopes: None,
            })
            .collect();
        return Ok(along_a_line(ev, call, &settings, rows)?.map(|table| table.to_expr()));
    }
    let orders = asked_orders(&settings, places.len());
    Ok(Some(grid::Grid { places, values, orders, dims: inner }.to_expr()))
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
            width: 1,
            component: 0,
            is_periodic: false,
        }
    }

    #[test]
    fn polynomials_of_the_order_are_exact() {
        let places: Vec<f64> = (0..8).map(f64::from).collect();
        let cubic = |x: f64| x * x * x - 2.0 * x + 1.0;
        let values = places.iter().map(|&x| cubic(x)).collect();
        let table = Table { places, values, slopes: Vec::new(), dims: Vec::new(), order: 3, period: None };
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
