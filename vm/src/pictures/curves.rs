//! Plots of points and curves: `ListPlot`, `ListLinePlot`, `Plot` and their logarithmic kin.

use std::sync::Arc;

use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::tensor::{Array, Dims};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::axis::Scale;
use super::color;
use super::sample::{Sampling, sample};
use super::scene::{OPTIONS, Place};
use crate::numeric::function::Function;
use crate::numeric::real::{array, matrix, real, reals};
use scheelite_runtime::eval::settings::Settings;

/// What sets the members of a family of plots apart.
struct Kind {
    name: &'static str,
    scales: [Scale; 2],
    joined: bool,
}

const fn kind(name: &'static str, x: Scale, y: Scale, joined: bool) -> Kind {
    Kind { name, scales: [x, y], joined }
}

use Scale::{Linear, Log};

const KINDS: &[Kind] = &[
    kind("ListLinePlot", Linear, Linear, true),
    kind("ListLogLinearPlot", Log, Linear, false),
    kind("ListLogLogPlot", Log, Log, false),
    kind("ListLogPlot", Linear, Log, false),
    kind("ListPlot", Linear, Linear, false),
    kind("LogLinearPlot", Log, Linear, true),
    kind("LogLogPlot", Log, Log, true),
    kind("LogPlot", Linear, Log, true),
    kind("ParametricPlot", Linear, Linear, true),
    kind("Plot", Linear, Linear, true),
];

pub(super) const LIST_OPTIONS: &[&str] = &[
    "ColorFunction",
    "DataRange",
    "Filling",
    "FillingStyle",
    "InterpolationOrder",
    "Joined",
    "MaxPlotPoints",
    "Mesh",
    "PerformanceGoal",
    "PlotMarkers",
    "PlotStyle",
];

pub(super) const FUNCTION_OPTIONS: &[&str] = &[
    "ColorFunction",
    "Exclusions",
    "Filling",
    "FillingStyle",
    "MaxRecursion",
    "Mesh",
    "PerformanceGoal",
    "PlotPoints",
    "PlotMarkers",
    "PlotStyle",
    "WorkingPrecision",
];

fn kind_of(call: &Normal) -> (Symbol, &'static Kind) {
    let head = call.head_symbol().unwrap_or(sym::List);
    (head, KINDS.iter().find(|kind| kind.name == head.name()).unwrap_or(&KINDS[4]))
}

/// A curve: places in order, those that are not numbers being gaps.
type Curve = Vec<Place>;

/// `ListPlot[data, options…]` and its kin.
pub fn list_plot(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (head, kind) = kind_of(call);
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, LIST_OPTIONS]) {
        ev.message_at(head, "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    super::rows::tell_of_options(ev, call, &settings);
    let data = match before.first() {
        Some(data @ Expr::Array(_)) => data.clone(),
        Some(data) => ev.eval(Expr::call(sym::N, [data.clone()]))?,
        None => return Ok(None),
    };
    let Some(curves) = datasets(&data, settings.get("DataRange")) else {
        ev.message_at(head, "lpn", &[data], call.origin);
        return Ok(None);
    };
    let joined = settings.flag("Joined").unwrap_or(kind.joined);
    Ok(Some(assemble(&curves, kind, joined, settings, LIST_OPTIONS, None)))
}

/// `Plot[f, {x, from, to}, options…]` and its kin.
pub fn function_plot(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (head, kind) = kind_of(call);
    let (before, _) = Settings::split(&call.args);
    let given = call.args[before.len()..].to_vec();
    let mut options = Vec::with_capacity(given.len());
    for option in given {
        options.push(ev.eval(option)?);
    }
    let settings = Settings::split(&[vec![Expr::null()], options].concat()).1;
    if let Some(name) = settings.unknown(&[OPTIONS, FUNCTION_OPTIONS]) {
        ev.message_at(head, "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    super::rows::tell_of_options(ev, call, &settings);
    let [body, iterator] = before else { return Ok(None) };
    let Some((variable, from, to)) = range(ev, iterator)? else {
        ev.message_at(head, "pllim", std::slice::from_ref(iterator), call.origin);
        return Ok(None);
    };
    let Some(bodies) = bodies(ev, body, variable, from, kind)? else {
        ev.message_at(head, "pptr", std::slice::from_ref(body), call.origin);
        return Ok(None);
    };
    let count = |name: &str, usual: usize, most: usize| {
        settings.chosen(name).and_then(real).map_or(usual, |value| (value.max(0.0) as usize).min(most))
    };
    let sampling = Sampling {
        points: count("PlotPoints", 60, 100_000).max(2),
        recursion: count("MaxRecursion", 7, 15),
        scales: kind.scales,
    };
    let mut curves = Vec::new();
    for body in &bodies {
        let parts = match body.as_call(sym::List) {
            Some(pair) if kind.name == "ParametricPlot" => pair.args.to_vec(),
            _ => vec![body.clone()],
        };
        let mut functions = Vec::new();
        for part in parts {
            functions.push(Function::new(ev, &[variable], part)?.quiet());
        }
        let mut curve = Vec::new();
        if let [x, y] = &functions[..] {
            for step in 0..=400 {
                let at = [from + (to - from) * f64::from(step) / 400.0];
                let place = (x.real(ev, &at)?, y.real(ev, &at)?);
                curve.push((place.0.unwrap_or(f64::NAN), place.1.unwrap_or(f64::NAN)));
            }
        } else {
            curve = sample(&mut |x| functions[0].real(ev, &[x]), from, to, sampling)?;
        }
        curves.push(curve);
    }
    let mut settings = settings;
    if settings.chosen("PlotRange").is_none() && kind.name == "Plot" {
        let (low, high) = sensible_range(&curves);
        let y = Expr::list([Expr::Real(low), Expr::Real(high)]);
        settings = settings.replaced("PlotRange", Expr::list([Expr::Symbol(sym::All), y]));
    }
    Ok(Some(assemble(&curves, kind, true, settings, FUNCTION_OPTIONS, Some(&bodies))))
}

/// The variable and its range: `{x, from, to}`.
pub fn range(ev: &mut Evaluator, iterator: &Expr) -> Eval<Option<(Symbol, f64, f64)>> {
    let Some(parts) = iterator.as_call(sym::List) else { return Ok(None) };
    let [Expr::Symbol(variable), from, to] = &parts.args[..] else { return Ok(None) };
    let mut ends = [0.0; 2];
    for (end, part) in ends.iter_mut().zip([from, to]) {
        let value = ev.eval(Expr::call(sym::N, [part.clone()]))?;
        match real(&value) {
            Some(value) => *end = value,
            None => return Ok(None),
        }
    }
    Ok((ends[0] < ends[1]).then_some((*variable, ends[0], ends[1])))
}

/// The functions to plot: one, those of a list, or those of a list that the expression evaluates to.
fn bodies(
    ev: &mut Evaluator,
    body: &Expr,
    variable: Symbol,
    from: f64,
    kind: &Kind,
) -> Eval<Option<Vec<Expr>>> {
    let parametric = kind.name == "ParametricPlot";
    let is_pair = |expr: &Expr| {
        expr.as_call(sym::List)
            .is_some_and(|list| list.args.len() == 2 && !(parametric && list.args.iter().any(Expr::is_list)))
    };
    if parametric && is_pair(body) {
        return Ok(Some(vec![body.clone()]));
    }
    if let Some(list) = body.as_call(sym::List) {
        return Ok(Some(list.args.to_vec()));
    }
    let trial = Function::evaluated(&[variable], body.clone()).quiet().at(ev, &[from])?;
    if !trial.is_list() {
        return Ok(if parametric { None } else { Some(vec![body.clone()]) });
    }
    let value = ev.eval(Expr::call(sym::Block, [Expr::list([Expr::Symbol(variable)]), body.clone()]))?;
    Ok(match value.elements() {
        Some(_) if parametric && is_pair(&value) => Some(vec![value]),
        Some(parts) => Some(parts.into_owned()),
        None => None,
    })
}

/// The height of curves without the few points far outside, such as those near a pole.
fn sensible_range(curves: &[Curve]) -> (f64, f64) {
    let mut heights: Vec<f64> =
        curves.iter().flatten().map(|place| place.1).filter(|y| y.is_finite()).collect();
    heights.sort_by(f64::total_cmp);
    let (Some(&lowest), Some(&highest)) = (heights.first(), heights.last()) else { return (-1.0, 1.0) };
    let part = |share: f64| heights[(share * (heights.len() - 1) as f64) as usize];
    let (low, high) = (part(0.1), part(0.9));
    let room = 2.5 * (high - low);
    let (mut bottom, mut top) = (lowest.max(low - room), highest.min(high + room));
    if room == 0.0 {
        (bottom, top) = (lowest, highest);
    }
    // A curve that begins near zero is shown from zero.
    if bottom > 0.0 && bottom < 0.25 * top {
        bottom = 0.0;
    }
    let margin = if top > bottom { 0.04 * (top - bottom) } else { bottom.abs().max(1.0) };
    (if bottom == 0.0 { bottom } else { bottom - margin }, top + margin)
}

/// The curves in the data: a list of numbers, of pairs, or of such lists.
fn datasets(data: &Expr, data_range: Option<&Expr>) -> Option<Vec<Curve>> {
    if let Expr::Association(association) = data {
        let values = Expr::list(association.entries.values().cloned());
        return datasets(&values, data_range);
    }
    let spread = data_range.and_then(reals).filter(|range| range.len() == 2);
    let numbers = |values: Vec<f64>| -> Curve {
        let count = values.len();
        let at = |index: usize| match &spread {
            Some(range) if count > 1 => range[0] + (range[1] - range[0]) * index as f64 / (count - 1) as f64,
            _ => (index + 1) as f64,
        };
        values.into_iter().enumerate().map(|(index, value)| (at(index), value)).collect()
    };
    let pairs = |rows: Vec<Vec<f64>>| -> Curve { rows.into_iter().map(|row| (row[0], row[1])).collect() };
    if let Expr::Array(_) = data {
        let (dims, values) = array(data)?;
        return match dims[..] {
            [_] => Some(vec![numbers(values)]),
            [_, 2] => Some(vec![values.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()]),
            [_, width] if width > 0 => {
                Some(values.chunks_exact(width).map(|row| numbers(row.to_vec())).collect())
            }
            [_, count, 2] if count > 0 => Some(
                values
                    .chunks_exact(count * 2)
                    .map(|rows| rows.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
                    .collect(),
            ),
            _ => None,
        };
    }
    let elements = data.elements()?;
    if elements.iter().all(|element| !element.is_list()) {
        // What is not a number leaves a gap.
        let values = elements.iter().map(|element| real(element).unwrap_or(f64::NAN)).collect::<Vec<f64>>();
        return (values.is_empty() || values.iter().any(|value| !value.is_nan()))
            .then(|| vec![numbers(values)]);
    }
    if elements.iter().all(|element| element.length() == 2 && element.is_list())
        && let Some(rows) = numeric_rows(&elements)
    {
        return Some(vec![pairs(rows)]);
    }
    let mut curves = Vec::new();
    for element in elements.iter() {
        curves.extend(match numeric_rows(&element.elements()?) {
            Some(rows) if rows.iter().all(|row| row.len() == 2) && !rows.is_empty() => vec![pairs(rows)],
            _ => datasets(element, data_range)?,
        });
    }
    Some(curves)
}

fn numeric_rows(elements: &[Expr]) -> Option<Vec<Vec<f64>>> {
    matrix(&Expr::list(elements.to_vec()))
}

fn packed(places: &[Place]) -> Expr {
    let data: Vec<f64> = places.iter().flat_map(|&(x, y)| [x, y]).collect();
    let dims = Dims::from_slice(&[places.len(), 2]);
    Expr::from(scheelite_runtime::tensor::Tensor::from(Array::new(dims, data).expect("two numbers a place")))
}

fn rule(name: &str, value: impl Into<Expr>) -> Expr {
    Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.into()])
}

fn directive(name: &str, amount: f64) -> Expr {
    Expr::call(Symbol::new(name), [Expr::Real(amount)])
}

/// `Graphics[curves, options]`.
fn assemble(
    curves: &[Curve],
    kind: &Kind,
    joined: bool,
    settings: Settings,
    own: &[&str],
    bodies: Option<&[Expr]>,
) -> Expr {
    let filling = settings.chosen("Filling").cloned();
    let by_steps = settings.get("InterpolationOrder").and_then(real) == Some(0.0);
    let marker = settings.get("PlotMarkers").filter(|marker| !marker.is_symbol(sym::None)).cloned();
    let mut parts = Vec::new();
    let mut entries = Vec::new();
    for (index, curve) in curves.iter().enumerate() {
        let visible = |place: &Place| {
            place.0.is_finite()
                && place.1.is_finite()
                && (kind.scales[0] == Linear || place.0 > 0.0)
                && (kind.scales[1] == Linear || place.1 > 0.0)
        };
        let mut styles = vec![color::curve(index).to_expr(), directive("AbsoluteThickness", 1.6)];
        // Many points are drawn smaller.
        styles.push(directive("AbsolutePointSize", if curve.len() > 400 { 2.5 } else { 4.0 }));
        styles.extend(curve_style(settings.chosen("PlotStyle"), index));
        let runs: Vec<&[Place]> =
            curve.split(|place| !visible(place)).filter(|run| !run.is_empty()).collect();
        let mut group = styles.clone();
        let stepped: Vec<Vec<Place>>;
        let runs: Vec<&[Place]> = if joined && by_steps {
            stepped = runs.iter().map(|run| steps(run)).collect();
            stepped.iter().map(Vec::as_slice).collect()
        } else {
            runs
        };
        if let Some(level) = filling.as_ref().and_then(|to| fill_level(to, curve)) {
            group.push(Expr::list(
                [directive("Opacity", if joined { 0.25 } else { 0.5 })]
                    .into_iter()
                    .chain(runs.iter().map(|run| if joined { fill(run, level) } else { stems(run, level) })),
            ));
        }
        if joined {
            group.extend(
                runs.iter()
                    .filter(|run| run.len() > 1)
                    .map(|run| Expr::call(Symbol::new("Line"), [packed(run)])),
            );
        }
        let marked = marker.is_some() || settings.flag("Mesh").unwrap_or(false);
        if (!joined || marked) && !runs.is_empty() {
            let points = curve.iter().copied().filter(visible).collect::<Vec<Place>>();
            match marker.as_ref().and_then(|marker| marker_text(marker, index)) {
                // A text stands at every point instead of a dot.
                Some(text) => group.extend(points.iter().map(|&(x, y)| {
                    let at = Expr::list([Expr::Real(x), Expr::Real(y)]);
                    Expr::call(Symbol::new("Text"), [text.clone(), at])
                })),
                None => {
                    if marked {
                        group.push(directive("AbsolutePointSize", 6.0));
                    }
                    group.push(Expr::call(Symbol::new("Point"), [packed(&points)]));
                }
            }
        }
        parts.push(Expr::list(group));
        styles.push(Expr::boolean(joined));
        entries.push(styles);
    }
    let mut options = settings.others(&[own, &["PlotLegends"]].concat());
    if let Some(names) = legend_names(settings.chosen("PlotLegends"), curves.len(), bodies) {
        let rows =
            entries.into_iter().zip(names).map(|(styles, name)| Expr::list([Expr::list(styles), name]));
        options.push(rule("PlotLegends", Expr::list(rows)));
    }
    if kind.scales != [Linear, Linear] {
        let name = |scale: Scale| Expr::from(if scale == Log { "Log" } else { "None" });
        options.push(rule("ScalingFunctions", Expr::list(kind.scales.map(name))));
    }
    options.push(rule("Axes", !settings.flag("Frame").unwrap_or(false)));
    if kind.name != "ParametricPlot" {
        options.push(rule("AspectRatio", 0.618_033_988_749_894_9));
    }
    Expr::call(Symbol::new("Graphics"), [Expr::list(parts)].into_iter().chain(options))
}

fn fill_level(to: &Expr, curve: &Curve) -> Option<f64> {
    let finite = || curve.iter().map(|place| place.1).filter(|y| y.is_finite());
    match to {
        Expr::Symbol(symbol) => match symbol.name() {
            "Axis" => Some(0.0),
            "Bottom" => Some(finite().fold(f64::INFINITY, f64::min)),
            "Top" => Some(finite().fold(f64::NEG_INFINITY, f64::max)),
            _ => None,
        },
        other => real(other),
    }
}

/// A line of steps through points: each height holds up to the next point.
fn steps(run: &[Place]) -> Vec<Place> {
    let corners = run.windows(2).flat_map(|pair| [pair[0], (pair[1].0, pair[0].1)]);
    corners.chain(run.last().copied()).collect()
}

/// Lines from points to a level.
fn stems(run: &[Place], level: f64) -> Expr {
    let line = |&(x, y): &Place| Expr::call(Symbol::new("Line"), [packed(&[(x, y), (x, level)])]);
    Expr::list(run.iter().map(line))
}

/// The text that marks the points of the curve at `index`; `Automatic` marks them with dots.
fn marker_text(marker: &Expr, index: usize) -> Option<Expr> {
    let one = match marker.elements() {
        // `{"x", size}` is one marker.
        Some(pair) if pair.len() == 2 && real(&pair[1]).is_some() => pair[0].clone(),
        Some(list) if !list.is_empty() => list[index % list.len()].clone(),
        _ => marker.clone(),
    };
    match one.elements() {
        Some(pair) if !pair.is_empty() => matches!(pair[0], Expr::String(_)).then(|| pair[0].clone()),
        _ => matches!(one, Expr::String(_)).then_some(one),
    }
}

fn fill(run: &[Place], level: f64) -> Expr {
    let mut outline = run.to_vec();
    outline.push((run[run.len() - 1].0, level));
    outline.push((run[0].0, level));
    Expr::call(Symbol::new("Polygon"), [packed(&outline)])
}

/// The style of the curve at `index`: lists give one style a curve, in turn.
pub fn curve_style(style: Option<&Expr>, index: usize) -> Vec<Expr> {
    match style {
        None => Vec::new(),
        Some(list) if list.is_list() => match list.elements() {
            Some(styles) if !styles.is_empty() => match &styles[index % styles.len()] {
                inner if inner.is_list() => inner.elements().unwrap_or_default().into_owned(),
                one => vec![one.clone()],
            },
            _ => Vec::new(),
        },
        Some(one) => vec![one.clone()],
    }
}

fn legend_names(legends: Option<&Expr>, count: usize, bodies: Option<&[Expr]>) -> Option<Vec<Expr>> {
    let legends = match legends {
        // `Placed[names, place]`: legends stand to the right.
        Some(Expr::Normal(call)) if call.head_symbol().is_some_and(|head| head.name() == "Placed") => {
            call.args.first()
        }
        other => other,
    }?;
    match legends {
        Expr::Symbol(symbol) if *symbol == sym::None => None,
        Expr::String(name) if name.as_str() == "Expressions" => {
            Some(bodies.map_or_else(Vec::new, |bodies| {
                bodies.iter().map(|body| Expr::call(sym::HoldForm, [body.clone()])).collect()
            }))
        }
        list if list.is_list() => list.elements().map(std::borrow::Cow::into_owned),
        Expr::Symbol(_) => (1..=count).map(|index| i64::try_from(index).ok().map(Expr::Integer)).collect(),
        one => Some(vec![one.clone()]),
    }
}
