//! Arrays as cells of colour: `ArrayPlot`, `MatrixPlot`, `ListDensityPlot`.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::color::{Color, Gradient};
use super::scene::OPTIONS;
use crate::numeric::real::{array, matrix, real};
use scheelite_runtime::eval::settings::Settings;

pub(super) const OWN: &[&str] = &[
    "ClippingStyle",
    "ColorFunction",
    "ColorFunctionScaling",
    "ColorRules",
    "DataRange",
    "DataReversed",
    "InterpolationOrder",
    "MaxPlotPoints",
    "Mesh",
    "PixelConstrained",
    "PlotRange",
];

/// Most cells of a picture; larger arrays are refused with a message.
const MOST_CELLS: usize = 50_000_000;

/// Cells that are no number.
const NO_NUMBER: Color = Color::solid(0.96, 0.90, 0.90);

/// A grid of values, the row that is shown lowest first.
struct Grid {
    columns: usize,
    values: Vec<f64>,
}

impl Grid {
    fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    fn range(&self) -> (f64, f64) {
        let finite = || self.values.iter().copied().filter(|value| value.is_finite());
        (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max))
    }
}

fn graphics(grid: &Grid, colors: &[Color], corners: [(f64, f64); 2], options: Vec<Expr>) -> Expr {
    let data: Vec<f64> = colors.iter().flat_map(|color| [color.red, color.green, color.blue]).collect();
    let dims = Dims::from_slice(&[grid.rows(), grid.columns, 3]);
    let cells = Tensor::from(Array::new(dims, data).expect("three numbers a cell"));
    let corner = |(x, y): (f64, f64)| Expr::list([Expr::Real(x), Expr::Real(y)]);
    let raster = Expr::call(Symbol::new("Raster"), [Expr::from(cells), Expr::list(corners.map(corner))]);
    Expr::call(Symbol::new("Graphics"), [raster].into_iter().chain(options))
}

/// `Mesh -> True` or `All`: grey lines between the cells of a picture, as the option `Epilog` before what it has.
fn mesh(settings: &Settings, columns: usize, rows: usize) -> Option<Expr> {
    if !settings.flag("Mesh").unwrap_or(false) {
        return None;
    }
    let line = |from: (f64, f64), to: (f64, f64)| {
        let corner = |(x, y): (f64, f64)| Expr::list([Expr::Real(x), Expr::Real(y)]);
        Expr::call(Symbol::new("Line"), [Expr::list([corner(from), corner(to)])])
    };
    let (wide, high) = (columns as f64, rows as f64);
    let gray = Expr::call(Symbol::new("GrayLevel"), [Expr::Real(0.5)]);
    let thin = Expr::call(Symbol::new("AbsoluteThickness"), [Expr::Real(0.6)]);
    let upright = (0..=columns).map(|at| line((at as f64, 0.0), (at as f64, high)));
    let level = (0..=rows).map(|at| line((0.0, at as f64), (wide, at as f64)));
    let lines = Expr::list([gray, thin].into_iter().chain(upright).chain(level));
    let given = settings.get("Epilog").cloned();
    Some(rule("Epilog", Expr::list([lines].into_iter().chain(given))))
}

/// Shades of a legend.
const SHADES_OF_LEGEND: usize = 64;

/// `PlotLegends -> Automatic`: `BarLegend[{low, high}, colours]` as the option; nothing when no legend is asked for.
fn bar_legend(
    ev: &mut Evaluator,
    settings: &Settings,
    (low, high): (f64, f64),
    share: &dyn Fn(f64) -> f64,
    usual: Gradient,
) -> Eval<Option<Expr>> {
    if settings.get("PlotLegends").is_none_or(|legend| legend.is_symbol(sym::None)) || low >= high {
        return Ok(None);
    }
    let step = (high - low) / (SHADES_OF_LEGEND - 1) as f64;
    let shares: Vec<f64> = (0..SHADES_OF_LEGEND).map(|index| share(low + step * index as f64)).collect();
    let colors = colors_by(ev, settings.chosen("ColorFunction"), &shares, usual)?.unwrap_or_default();
    let range = Expr::list([Expr::Real(low), Expr::Real(high)]);
    let colors = Expr::list(colors.into_iter().map(Color::to_expr));
    Ok(Some(rule("PlotLegends", Expr::call(Symbol::new("BarLegend"), [range, colors]))))
}

fn rule(name: &str, value: impl Into<Expr>) -> Expr {
    Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.into()])
}

/// The first argument and the options of a call, with a message for an option that there is not.
fn data_and_settings<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>) -> Option<(&'a Expr, Settings)> {
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, OWN]) {
        let head = call.head_symbol().unwrap_or(sym::List);
        ev.message_at(head, "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return None;
    }
    super::rows::tell_of_options(ev, call, &settings);
    Some((before.first()?, settings))
}

/// `ArrayPlot[matrix, options…]` and `MatrixPlot[matrix, options…]`.
pub fn array_plot(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::List);
    let Some((data, settings)) = data_and_settings(ev, call) else { return Ok(None) };
    let Some((grid, fixed)) = read(ev, data, settings.get("ColorRules"))? else {
        ev.message_at(head, "mat", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let signed = head.name() == "MatrixPlot";
    let (low, high) = match settings.chosen("PlotRange").and_then(crate::numeric::real::reals).as_deref() {
        Some(&[low, high]) => (low, high),
        _ => grid.range(),
    };
    let scaled = settings.flag("ColorFunctionScaling").unwrap_or(true);
    let share = |value: f64| {
        let (bottom, top) = if signed {
            let reach = low.abs().max(high.abs());
            (-reach, reach)
        } else {
            (low.min(0.0), high)
        };
        // A custom colouring spans the values that occur; the usual greys keep zero white.
        let (bottom, top) =
            if settings.chosen("ColorFunction").is_some() { (low, high) } else { (bottom, top) };
        match top > bottom {
            _ if !scaled => value,
            true => (value - bottom) / (top - bottom),
            false if signed => 0.5,
            false => f64::from(u8::from(value != 0.0)),
        }
    };
    let usual = if signed { Gradient::SIGNED } else { Gradient::WHITE_TO_BLACK };
    let shares: Vec<f64> = grid.values.iter().map(|&value| share(value)).collect();
    let Some(mut colors) = colored(ev, call, &settings, &shares, usual)? else {
        return Ok(None);
    };
    for (color, fixed) in colors.iter_mut().zip(&fixed) {
        if let Some(fixed) = fixed {
            *color = *fixed;
        }
    }
    let flipped = settings.flag("DataReversed").unwrap_or(false);
    let (columns, rows) = (grid.columns as f64, grid.rows() as f64);
    let mut options = settings.others(&[OWN, &["PlotLegends"]].concat());
    options.extend(bar_legend(ev, &settings, (low, high), &share, usual)?);
    if let Some(mesh) = mesh(&settings, grid.columns, grid.rows()) {
        options.insert(0, mesh);
    }
    options.push(rule("Frame", true));
    let (row_ticks, column_ticks) =
        if signed { cell_ticks(grid.rows(), grid.columns) } else { (none(), none()) };
    options.push(rule("FrameTicks", Expr::list([column_ticks, row_ticks])));
    options.push(rule("AspectRatio", rows / columns));
    let colors: Vec<Color> = if flipped {
        colors
    } else {
        colors.chunks_exact(grid.columns.max(1)).rev().flatten().copied().collect()
    };
    Ok(Some(graphics(&grid, &colors, [(0.0, 0.0), (columns, rows)], options)))
}

fn none() -> Expr {
    Expr::Symbol(sym::None)
}

/// Row and column numbers at a few cells, rows counted from the top.
fn cell_ticks(rows: usize, columns: usize) -> (Expr, Expr) {
    let marks = |count: usize, place: &dyn Fn(usize) -> f64| {
        let step = count.div_ceil(5).max(1);
        let numbers = (1..=count).filter(|number| *number == 1 || *number == count || number % step == 0);
        Expr::list(numbers.filter_map(|number| {
            let label = Expr::Integer(i64::try_from(number).ok()?);
            Some(Expr::list([Expr::Real(place(number)), label]))
        }))
    };
    (marks(rows, &|number| (rows - number) as f64 + 0.5), marks(columns, &|number| number as f64 - 0.5))
}

/// The values of a matrix and the colours that some cells have whatever their value.
fn read(ev: &mut Evaluator, data: &Expr, rules: Option<&Expr>) -> Eval<Option<(Grid, Vec<Option<Color>>)>> {
    let rules: Vec<(Expr, Color)> = rules
        .and_then(Expr::elements)
        .unwrap_or_default()
        .iter()
        .filter_map(|rule| {
            let rule = rule.as_call(sym::Rule)?;
            Some((rule.args.first()?.clone(), Color::from_expr(rule.args.get(1)?)?))
        })
        .collect();
    if rules.is_empty()
        && let Some((dims, values)) = array(data)
    {
        let grid = match dims[..] {
            [_, columns] if columns > 0 && values.len() <= MOST_CELLS => Grid { columns, values },
            _ => return Ok(None),
        };
        return Ok(Some((grid, Vec::new())));
    }
    let Some(rows) = data.elements() else { return Ok(None) };
    let columns = rows.iter().map(Expr::length).max().unwrap_or(0);
    let full = columns > 0 && rows.iter().all(Expr::is_list);
    if !full || rows.len().saturating_mul(columns) > MOST_CELLS {
        return Ok(None);
    }
    let (mut values, mut fixed) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        let cells = row.elements().unwrap_or_default();
        for index in 0..columns {
            let cell = cells.get(index).cloned().unwrap_or(Expr::null());
            let ruled = rules.iter().find(|(key, _)| {
                *key == cell || matches!((real(key), real(&cell)), (Some(a), Some(b)) if a == b)
            });
            let value = match real(&cell) {
                Some(value) => Some(value),
                None if ruled.is_some() || Color::from_expr(&cell).is_some() => None,
                None => real(&ev.eval(Expr::call(sym::N, [cell.clone()]))?),
            };
            values.push(value.unwrap_or(f64::NAN));
            fixed.push(match (ruled, value) {
                (Some((_, color)), _) => Some(*color),
                (None, Some(_)) => None,
                (None, None) => Some(Color::from_expr(&cell).unwrap_or(NO_NUMBER)),
            });
        }
    }
    Ok(Some((Grid { columns, values }, fixed)))
}

/// Colours of shares of the range by the option `ColorFunction`; a message and none when it gives no colours.
fn colored(
    ev: &mut Evaluator,
    call: &Normal,
    settings: &Settings,
    shares: &[f64],
    usual: Gradient,
) -> Eval<Option<Vec<Color>>> {
    let function = settings.chosen("ColorFunction");
    let colors = colors_by(ev, function, shares, usual)?;
    if colors.is_none() {
        let head = call.head_symbol().unwrap_or(sym::List);
        let given = settings.get("ColorFunction").cloned().unwrap_or(Expr::null());
        ev.message_at(head, "cfun", &[given], call.origin);
    }
    Ok(colors)
}

/// Colours of shares of the range: a named gradient, a function of the language, or the usual one.
fn colors_by(
    ev: &mut Evaluator,
    function: Option<&Expr>,
    shares: &[f64],
    usual: Gradient,
) -> Eval<Option<Vec<Color>>> {
    let by = |gradient: Gradient| {
        let color = |&share: &f64| if share.is_finite() { gradient.at(share) } else { NO_NUMBER };
        Some(shares.iter().map(color).collect())
    };
    let function = match function {
        None => return Ok(by(usual)),
        Some(Expr::String(name)) => return Ok(Gradient::named(name).and_then(by)),
        Some(Expr::Symbol(symbol)) if symbol.name() == "GrayLevel" => {
            return Ok(Gradient::named("GrayTones").and_then(by));
        }
        Some(Expr::Symbol(symbol)) if symbol.name() == "Hue" => {
            return Ok(Some(shares.iter().map(|&share| Color::hue(share, 1.0, 1.0)).collect()));
        }
        Some(function) => function.clone(),
    };
    // One call for each of 1024 shades, not for each cell.
    const SHADES: usize = 1024;
    let mut shades = vec![None; SHADES + 1];
    let mut colors = Vec::with_capacity(shares.len());
    for &share in shares {
        if !share.is_finite() {
            colors.push(NO_NUMBER);
            continue;
        }
        let in_range = (0.0..=1.0).contains(&share);
        let slot = (share.clamp(0.0, 1.0) * SHADES as f64).round() as usize;
        if let (true, Some(color)) = (in_range, shades[slot]) {
            colors.push(color);
            continue;
        }
        let at = if in_range { slot as f64 / SHADES as f64 } else { share };
        let value = ev.eval(Expr::call(function.clone(), [Expr::Real(at)]))?;
        let Some(color) = Color::from_expr(&value) else { return Ok(None) };
        if in_range {
            shades[slot] = Some(color);
        }
        colors.push(color);
    }
    Ok(Some(colors))
}

/// `ListDensityPlot[matrix, options…]`, also of `{x, y, z}` triples.
pub fn density_plot(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let head = call.head_symbol().unwrap_or(sym::List);
    let Some((data, settings)) = data_and_settings(ev, call) else { return Ok(None) };
    let rows = matrix(data).filter(|rows| rows.len() > 1 && rows[0].len() > 1);
    let Some(rows) = rows else {
        ev.message_at(head, "mat", std::slice::from_ref(data), call.origin);
        return Ok(None);
    };
    let smooth = settings.get("InterpolationOrder").and_then(real) != Some(0.0);
    let (grid, corners) = if rows[0].len() == 3 && rows.len() > 3 {
        scattered(&rows)
    } else {
        let ends = settings.chosen("DataRange").and_then(matrix);
        let corners = match ends.as_deref() {
            Some([x, y]) if x.len() == 2 => [(x[0], y[0]), (x[1], y[1])],
            _ => [(1.0, 1.0), (rows[0].len() as f64, rows.len() as f64)],
        };
        let grid = Grid { columns: rows[0].len(), values: rows.concat() };
        (if smooth { finer(&grid) } else { grid }, corners)
    };
    let (low, high) = grid.range();
    let spread = if high > low { high - low } else { 1.0 };
    let shares: Vec<f64> = grid.values.iter().map(|value| (value - low) / spread).collect();
    let Some(colors) = colored(ev, call, &settings, &shares, Gradient::DENSITY)? else {
        return Ok(None);
    };
    let mut options = settings.others(&[OWN, &["PlotLegends"]].concat());
    let share = |value: f64| (value - low) / spread;
    options.extend(bar_legend(ev, &settings, (low, high), &share, Gradient::DENSITY)?);
    options.push(rule("Frame", true));
    options.push(rule("AspectRatio", 1.0));
    Ok(Some(graphics(&grid, &colors, corners, options)))
}

/// Cells between the values, each the mean of its four neighbours weighted by nearness.
fn finer(grid: &Grid) -> Grid {
    let (rows, columns) = (grid.rows(), grid.columns);
    let cells = |count: usize| (200 / count.max(1)).max(1) * (count - 1);
    let (high, wide) = (cells(rows), cells(columns));
    let mut values = Vec::with_capacity(high * wide);
    for y in 0..high {
        for x in 0..wide {
            let place = |index: usize, fine: usize, count: usize| {
                (index as f64 + 0.5) / fine as f64 * (count - 1) as f64
            };
            let (v, u) = (place(y, high, rows), place(x, wide, columns));
            let (row, column) = (v.floor() as usize, u.floor() as usize);
            let (t, s) = (v - row as f64, u - column as f64);
            let at = |r: usize, c: usize| grid.values[r.min(rows - 1) * columns + c.min(columns - 1)];
            let lower = at(row, column) * (1.0 - s) + at(row, column + 1) * s;
            let upper = at(row + 1, column) * (1.0 - s) + at(row + 1, column + 1) * s;
            values.push(lower * (1.0 - t) + upper * t);
        }
    }
    Grid { columns: wide, values }
}

/// Scattered `{x, y, z}` on a grid: each cell the mean of the points weighted by the fourth power of nearness.
fn scattered(rows: &[Vec<f64>]) -> (Grid, [(f64, f64); 2]) {
    let bound = |index: usize| {
        let values = || rows.iter().map(|row| row[index]);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((x0, x1), (y0, y1)) = (bound(0), bound(1));
    let (wide, high) = ((x1 - x0).max(f64::MIN_POSITIVE), (y1 - y0).max(f64::MIN_POSITIVE));
    // The work is cells times points.
    let side = if rows.len() > 2000 { 60 } else { 120 };
    let mut values = Vec::with_capacity(side * side);
    for j in 0..side {
        for i in 0..side {
            let (u, v) = ((i as f64 + 0.5) / side as f64, (j as f64 + 0.5) / side as f64);
            let (mut sum, mut weights) = (0.0, 0.0);
            for row in rows {
                let (dx, dy) = ((row[0] - x0) / wide - u, (row[1] - y0) / high - v);
                let weight = 1.0 / (dx * dx + dy * dy).max(1e-12).powi(2);
                sum += weight * row[2];
                weights += weight;
            }
            values.push(sum / weights);
        }
    }
    (Grid { columns: side, values }, [(x0, y0), (x1, y1)])
}
