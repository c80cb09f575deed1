//! What the options of a picture say: scales, ranges, size, labels, ticks, grid lines, bars and legends.

use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol, sym};

use super::axis::{Axis, Scale, Tick};
use super::color::Color;
use super::label::label;
use super::scene::{Bar, Entry, Grid, LARGEST_SIDE, Place, Shape, Style, directive, place};
use crate::numeric::real::real;

pub(super) fn sized(name: Option<&str>, [tiny, small, medium, large]: [f64; 4]) -> f64 {
    match name {
        Some("Tiny") => tiny,
        Some("Small") => small,
        Some("Large") => large,
        _ => medium,
    }
}

pub(super) fn scales(settings: &Settings) -> [Scale; 2] {
    let scale = |value: &Expr| match value {
        Expr::String(name) if name.starts_with("Log") => Scale::Log,
        _ => Scale::Linear,
    };
    match settings.get("ScalingFunctions") {
        Some(value) if value.is_list() => {
            let parts = value.elements().unwrap_or_default();
            let at = |index: usize| parts.get(index).map_or(Scale::Linear, scale);
            [at(0), at(1)]
        }
        Some(value) => [Scale::Linear, scale(value)],
        None => [Scale::Linear; 2],
    }
}

/// What the axes show: what `PlotRange` asks for, else everything with a little room around.
pub(super) fn ranges(items: &[(Shape, Style)], settings: &Settings, scales: [Scale; 2]) -> [Axis; 2] {
    let asked = |index: usize| -> Option<(f64, f64)> {
        let range = settings.get("PlotRange")?;
        let pair = |expr: &Expr| place(expr);
        if let Some(y) = pair(range) {
            return (index == 1).then_some(y);
        }
        if let Some(limit) = real(range) {
            return (index == 1).then_some((-limit.abs(), limit.abs()));
        }
        pair(range.elements()?.get(index)?)
    };
    let padding = |index: usize| -> f64 {
        match settings.chosen("PlotRangePadding") {
            Some(value) if value.is_symbol(sym::None) => 0.0,
            Some(value) if value.is_list() => {
                value.elements().and_then(|parts| real(parts.get(index)?)).map_or(0.0, |_| 0.02)
            }
            _ => 0.02,
        }
    };
    let filled = items.iter().any(|(shape, _)| matches!(shape, Shape::Raster(..)));
    [0, 1].map(|index| {
        if let Some((low, high)) = asked(index) {
            return Axis::new(scales[index], low, high);
        }
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut include = |value: f64| {
            if value.is_finite() && (scales[index] == Scale::Linear || value > 0.0) {
                low = low.min(value);
                high = high.max(value);
            }
        };
        let part = |place: Place| if index == 0 { place.0 } else { place.1 };
        for (shape, _) in items {
            match shape {
                Shape::Points(places)
                | Shape::Line(places)
                | Shape::Arrow(places)
                | Shape::Polygon(places) => {
                    places.iter().for_each(|&at| include(part(at)));
                }
                Shape::Rectangle(a, b) | Shape::Raster(_, a, b) => {
                    include(part(*a));
                    include(part(*b));
                }
                Shape::Ellipse(center, radius, _) => {
                    include(part(*center) - part(*radius));
                    include(part(*center) + part(*radius));
                }
                Shape::Text(_, at) => include(part(*at)),
            }
        }
        let room = if filled { 0.0 } else { padding(index) };
        // A curve that begins near zero is shown from zero.
        if index == 1 && scales[1] == Scale::Linear && low > 0.0 && low < 0.25 * high && !filled {
            return Axis::new(scales[1], 0.0, high).padded(0.0, room.max(0.02));
        }
        Axis::new(scales[index], low, high).padded(room, room)
    })
}

pub(super) fn image_size(
    settings: &Settings,
    ratio: Option<f64>,
    raster: bool,
) -> Result<(u32, u32), String> {
    let named = |name: &str| match name {
        "Tiny" => 100.0,
        "Small" => 180.0,
        "Large" => 576.0,
        _ => 360.0,
    };
    let one = |expr: &Expr| real(expr).or_else(|| expr.as_symbol().map(|symbol| named(symbol.name())));
    let (width, height) = match settings.chosen("ImageSize") {
        Some(size) if size.is_list() => {
            let parts = size.elements().unwrap_or_default();
            let width = parts.first().and_then(one).unwrap_or(360.0);
            (width, parts.get(1).and_then(real))
        }
        Some(size) => (one(size).unwrap_or(360.0), None),
        None => (360.0, None),
    };
    let shape = ratio.unwrap_or(0.62).clamp(if raster { 0.1 } else { 0.2 }, 5.0);
    let height = height.unwrap_or(width * shape);
    let side = |length: f64| {
        let pixels = length.round();
        // In range, so the cast is exact.
        (1.0..=f64::from(LARGEST_SIDE)).contains(&pixels).then_some(pixels as u32)
    };
    match (side(width), side(height)) {
        (Some(width), Some(height)) => Ok((width, height)),
        _ => Err(format!("an image of {width} by {height} pixels; sides go from 1 to {LARGEST_SIDE}")),
    }
}

pub(super) fn axis_labels(ev: &mut Evaluator, given: Option<Expr>) -> Eval<[Option<String>; 2]> {
    let mut labels = [None, None];
    match given {
        Some(list) if list.is_list() => {
            let parts = list.elements().unwrap_or_default().into_owned();
            for (slot, part) in labels.iter_mut().zip(&parts) {
                *slot = label(ev, part)?;
            }
        }
        Some(one) => labels[1] = label(ev, &one)?,
        None => {}
    }
    Ok(labels)
}

pub(super) fn hand_ticks(ev: &mut Evaluator, given: Option<&Expr>) -> Eval<[Option<Vec<Tick>>; 2]> {
    let mut ticks = [None, None];
    let Some(given) = given else { return Ok(ticks) };
    if given.is_symbol(sym::None) {
        return Ok([Some(Vec::new()), Some(Vec::new())]);
    }
    let Some(parts) = given.elements() else { return Ok(ticks) };
    for (slot, part) in ticks.iter_mut().zip(parts.iter()) {
        if part.is_symbol(sym::None) {
            *slot = Some(Vec::new());
            continue;
        }
        let Some(marks) = part.elements() else { continue };
        let mut found = Vec::new();
        for mark in marks.iter() {
            let pair = mark.elements();
            let at = pair.as_ref().map_or(real(mark), |pair| real(pair.first()?));
            let text = pair.as_ref().and_then(|pair| pair.get(1)).unwrap_or(mark);
            if let Some(at) = at {
                found.push(Tick { at, label: label(ev, text)?.unwrap_or_default() });
            }
        }
        *slot = Some(found);
    }
    Ok(ticks)
}

/// The colour in a style: the last of its colours.
pub(super) fn colour(style: &Expr) -> Option<Color> {
    if let Some(color) = Color::from_expr(style) {
        return Some(color);
    }
    let call = style.as_normal()?;
    let is_group = call.head_symbol().is_some_and(|head| matches!(head.name(), "List" | "Directive"));
    call.args.iter().rev().filter(|_| is_group).find_map(colour)
}

/// `GridLines -> Automatic`, `{xs, ys}`, where each is a list of values, of `{value, style}`, `Automatic` or `None`.
pub(super) fn grid(given: Option<&Expr>) -> [Grid; 2] {
    let one = |part: &Expr| match part.elements() {
        Some(values) => {
            let value = |mark: &Expr| real(mark).or_else(|| real(mark.elements()?.first()?));
            Grid::At(values.iter().filter_map(value).collect())
        }
        None if part.is_symbol(sym::None) => Grid::None,
        None => Grid::Ticks,
    };
    let Some(given) = given.filter(|given| !given.is_symbol(sym::None)) else {
        return [Grid::None, Grid::None];
    };
    match given.elements() {
        Some(parts) => [0, 1].map(|index| parts.get(index).map_or(Grid::None, one)),
        None => [Grid::Ticks, Grid::Ticks],
    }
}

/// `AxesOrigin -> {x, y}`; `Automatic` in either place leaves that one.
pub(super) fn origin(given: Option<&Expr>) -> [Option<f64>; 2] {
    let parts = given.and_then(Expr::elements).unwrap_or_default();
    [0, 1].map(|index| parts.get(index).and_then(real).filter(|at| at.is_finite()))
}

/// `BarLegend[{low, high}, colours]`, as the plots of arrays write it.
pub(super) fn bar(given: &Expr) -> Option<Bar> {
    let legend = given.as_call(Symbol::new("BarLegend"))?;
    let (low, high) = place(legend.args.first()?)?;
    let colors = legend.args.get(1)?.elements()?;
    let colors: Option<Vec<Color>> = colors.iter().map(Color::from_expr).collect();
    let values = Axis::new(Scale::Linear, low, high);
    colors.filter(|colors| !colors.is_empty()).map(|colors| Bar { values, colors })
}

/// Entries are `{{style…, kind}, name}` lists, as the plot functions write them.
pub(super) fn legend(ev: &mut Evaluator, given: Option<Expr>) -> Eval<Vec<Entry>> {
    let mut entries = Vec::new();
    let Some(given) = given.filter(Expr::is_list) else { return Ok(entries) };
    let parts = given.elements().unwrap_or_default().into_owned();
    for part in &parts {
        let pair = part.elements().unwrap_or_default().into_owned();
        let [styles, name] = &pair[..] else { continue };
        let mut style = Style::default();
        for form in styles.elements().unwrap_or_default().iter() {
            directive(form, &mut style);
        }
        let line = styles.elements().is_some_and(|forms| forms.iter().any(|form| form.is_true()));
        if let Some(text) = label(ev, name)? {
            entries.push(Entry { style, line, text });
        }
    }
    Ok(entries)
}
