//! Functions of several variables between values on a grid.
//!
//! `InterpolatingFunction[{{low, high}, …}, {order, …}, {places, …}, values, {}]`, with a sixth part that counts derivatives
//! by each variable, is the product of the polynomials along the lines of the grid.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, sym};

use super::interpolation::{symbol, value_of, values_of};
use super::real::{array, real, reals};

/// Values on a grid.
pub(super) struct Grid {
    /// Increasing places along each variable.
    pub places: Vec<Vec<f64>>,
    /// Values, the last variable changing first, the numbers of one value together.
    pub values: Vec<f64>,
    /// Orders of the polynomials.
    pub orders: Vec<usize>,
    /// Lengths of the levels of one value.
    pub dims: Vec<usize>,
}

/// A grid out of places with values, when they fill one.
pub(super) fn gathered(
    rows: Vec<(Vec<f64>, Vec<f64>)>,
    orders: Vec<usize>,
    dims: Vec<usize>,
) -> Option<Grid> {
    let variables = rows.first()?.0.len();
    let mut places = Vec::new();
    for variable in 0..variables {
        let mut line: Vec<f64> = rows.iter().map(|(place, _)| place[variable]).collect();
        line.sort_by(f64::total_cmp);
        line.dedup();
        places.push(line);
    }
    let count: usize = places.iter().map(Vec::len).product();
    if count != rows.len() {
        return None;
    }
    let width = rows[0].1.len();
    let mut values = vec![f64::NAN; count * width];
    for (place, value) in rows {
        let mut at = 0;
        for (x, line) in place.iter().zip(&places) {
            at = at * line.len() + line.iter().position(|y| y == x)?;
        }
        values[at * width..(at + 1) * width].copy_from_slice(&value);
    }
    values.iter().all(|value| value.is_finite()).then_some(Grid { places, values, orders, dims })
}

impl Grid {
    /// `InterpolatingFunction[…]`.
    pub fn to_expr(&self) -> Expr {
        let ends = self.places.iter().map(|line| Expr::list([line[0], line[line.len() - 1]].map(Expr::Real)));
        let orders = self.orders.iter().zip(&self.places).map(|(&order, line)| {
            Expr::Integer(i64::try_from(order.min(line.len() - 1)).unwrap_or(i64::MAX))
        });
        let lines = self.places.iter().map(|line| Expr::list(line.iter().copied().map(Expr::Real)));
        let lengths: Vec<usize> = self.places.iter().map(Vec::len).collect();
        Expr::call(
            symbol(),
            [
                Expr::list(ends),
                Expr::list(orders),
                Expr::list(lines),
                values_of(&lengths, &self.dims, &self.values),
                Expr::list([]),
            ],
        )
    }
}

/// The first place that counts for a value and the weights of the places from there on, by the scheme of Fornberg (1988).
fn weights(line: &[f64], order: usize, x: f64, derivative: usize) -> (usize, Vec<f64>) {
    let n = line.len();
    if n == 1 {
        return (0, vec![if derivative == 0 { 1.0 } else { 0.0 }]);
    }
    let piece = line.partition_point(|&place| place <= x).clamp(1, n - 1) - 1;
    if order == 0 {
        let at = if x == line[piece] { piece } else { piece + 1 };
        return (at, vec![if derivative == 0 { 1.0 } else { 0.0 }]);
    }
    let count = (order + 1).min(n);
    let start = (piece + 1).saturating_sub(count / 2).min(n - count);
    let nodes = &line[start..start + count];
    if derivative >= count {
        return (start, vec![0.0; count]);
    }
    let mut table = vec![vec![0.0; count]; derivative + 1];
    table[0][0] = 1.0;
    let (mut before, mut away) = (1.0, nodes[0] - x);
    for i in 1..count {
        let most = i.min(derivative);
        let mut product = 1.0;
        let old = away;
        away = nodes[i] - x;
        for j in 0..i {
            let apart = nodes[i] - nodes[j];
            product *= apart;
            if j == i - 1 {
                for k in (0..=most).rev() {
                    let lower = if k > 0 { k as f64 * table[k - 1][i - 1] } else { 0.0 };
                    table[k][i] = before * (lower - old * table[k][i - 1]) / product;
                }
            }
            for k in (0..=most).rev() {
                let lower = if k > 0 { k as f64 * table[k - 1][j] } else { 0.0 };
                table[k][j] = (away * table[k][j] - lower) / apart;
            }
        }
        before = product;
    }
    (start, table.swap_remove(derivative))
}

/// `InterpolatingFunction[…][x, y, …]` on a grid.
pub(super) fn apply(ev: &mut Evaluator, call: &Arc<Normal>, function: &Normal) -> Reply {
    let (parts, derivatives) = match &function.args[..] {
        [parts @ .., last] if parts.len() == 5 => (parts, reals(last)),
        parts => (parts, None),
    };
    let [domain, orders, lines, values, _] = parts else { return Ok(None) };
    let (Some(orders), Some(lines)) = (reals(orders), lines.elements()) else { return Ok(None) };
    let Some(lines) = lines.iter().map(reals).collect::<Option<Vec<Vec<f64>>>>() else { return Ok(None) };
    if let [Expr::String(property)] = &call.args[..] {
        return Ok(match property.as_str() {
            "Domain" => Some(domain.clone()),
            "Coordinates" => Some(parts[2].clone()),
            "ValuesOnGrid" => Some(values.clone()),
            "InterpolationOrder" => Some(parts[1].clone()),
            _ => None,
        });
    }
    let n = lines.len();
    if call.args.len() != n || orders.len() != n || lines.iter().any(Vec::is_empty) {
        return Ok(None);
    }
    let mut point = Vec::with_capacity(n);
    for arg in &call.args {
        let value = match real(arg) {
            Some(value) => Some(value),
            None => real(&ev.eval(Expr::call(sym::N, [arg.clone()]))?),
        };
        match value {
            Some(value) => point.push(value),
            None => return Ok(None),
        }
    }
    let Some((lengths, data)) = array(values) else { return Ok(None) };
    let count: usize = lines.iter().map(Vec::len).product();
    if lengths.len() < n || data.len() % count.max(1) != 0 {
        return Ok(None);
    }
    let outside = point.iter().zip(&lines).any(|(x, line)| {
        let (low, high) = (line[0], line[line.len() - 1]);
        let room = 1e-12 * (high - low).max(low.abs()).max(high.abs());
        *x < low - room || *x > high + room
    });
    if outside {
        let place = Expr::list(point.iter().copied().map(Expr::Real));
        ev.message_at(symbol(), "dmval", &[place], call.origin);
    }
    // Variable by variable from the first: what is left are values over the variables after it.
    let mut rest = data;
    for (at, line) in lines.iter().enumerate() {
        let derivative = derivatives.as_ref().and_then(|all| all.get(at)).map_or(0, |k| k.max(0.0) as usize);
        let (start, weights) = weights(line, orders[at].max(0.0) as usize, point[at], derivative);
        let inner = rest.len() / line.len();
        let mut sums = vec![0.0; inner];
        for (k, weight) in weights.iter().enumerate() {
            let slice = &rest[(start + k) * inner..(start + k + 1) * inner];
            sums.iter_mut().zip(slice).for_each(|(sum, value)| *sum += weight * value);
        }
        rest = sums;
    }
    Ok(Some(value_of(&lengths[n..], &rest)))
}

#[cfg(test)]
mod tests {
    use super::weights;

    #[test]
    fn weights_of_derivatives_are_exact_for_cubics() {
        let line = [0.0, 1.0, 2.5, 3.0, 4.0, 7.0];
        let cubic = |x: f64| x * x * x - 2.0 * x + 1.0;
        let slopes: [fn(f64) -> f64; 5] =
            [|x| x * x * x - 2.0 * x + 1.0, |x| 3.0 * x * x - 2.0, |x| 6.0 * x, |_| 6.0, |_| 0.0];
        for (derivative, exact) in slopes.iter().enumerate() {
            for x in [0.0, 0.4, 2.5, 6.0] {
                let (start, weights) = weights(&line, 3, x, derivative);
                let value: f64 = weights.iter().zip(&line[start..]).map(|(w, &place)| w * cubic(place)).sum();
                assert!((value - exact(x)).abs() < 1e-11, "{derivative} at {x}: {value}");
            }
        }
    }
}
