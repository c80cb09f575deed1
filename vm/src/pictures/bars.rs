//! `Histogram` and `BarChart`.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::color;
use super::curves::curve_style;
use super::scene::OPTIONS;
use crate::numeric::real::{real, reals};
use scheelite_runtime::eval::settings::Settings;

pub(super) const OWN: &[&str] =
    &["BarSpacing", "ChartElements", "ChartLabels", "ChartLegends", "ChartStyle", "PlotStyle"];

fn rule(name: &str, value: impl Into<Expr>) -> Expr {
    Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.into()])
}

/// A bar from the axis up (or down) to a height.
fn bar(left: f64, right: f64, height: f64) -> Expr {
    let corner = |x: f64, y: f64| Expr::list([Expr::Real(x), Expr::Real(y)]);
    Expr::call(Symbol::new("Rectangle"), [corner(left, 0.0), corner(right, height)])
}

/// The style of the bars at `index`, outlined.
fn styles(settings: &Settings, index: usize) -> Vec<Expr> {
    let edge =
        Expr::call(Symbol::new("EdgeForm"), [Expr::call(Symbol::new("GrayLevel"), [Expr::Real(0.35)])]);
    let mut styles = vec![edge, color::curve(index).to_expr()];
    styles.extend(curve_style(settings.chosen("ChartStyle").or(settings.chosen("PlotStyle")), index));
    styles
}

fn chart(bars: Vec<Expr>, settings: &Settings, mut added: Vec<Expr>) -> Expr {
    let mut options = settings.others(OWN);
    options.append(&mut added);
    options.push(rule("Axes", !settings.flag("Frame").unwrap_or(false)));
    options.push(rule("AspectRatio", 0.618_033_988_749_894_9));
    Expr::call(Symbol::new("Graphics"), [Expr::list(bars)].into_iter().chain(options))
}

/// `Histogram[data]`, `Histogram[data, bins]`, `Histogram[data, bins, heights]`.
pub fn histogram(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, OWN]) {
        let head = Symbol::new("Histogram");
        ev.message_at(head, "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    super::rows::tell_of_options(ev, call, &settings);
    let data = before.first().cloned().unwrap_or(Expr::null());
    let sets: Vec<Expr> = match data.elements() {
        Some(sets) if !sets.is_empty() && sets.iter().all(Expr::is_list) => sets.into_owned(),
        _ => vec![data.clone()],
    };
    // Several sets share the bins of all their data.
    let all = match &sets[..] {
        [one] => one.clone(),
        several => ev.eval(Expr::call(sym::Join, several.iter().cloned()))?,
    };
    let list = |data: Expr, rest: &[Expr]| {
        Expr::call(Symbol::new("HistogramList"), std::iter::once(data).chain(rest.iter().cloned()))
    };
    let shared = ev.eval(list(all, before.get(1..).unwrap_or_default()))?;
    let edges = shared.elements().and_then(|pair| pair.first().cloned());
    let mut groups = Vec::new();
    for (index, set) in sets.iter().enumerate() {
        let mut rest = before.get(1..).unwrap_or_default().to_vec();
        if let (Some(edges), 2..) = (&edges, sets.len()) {
            let bins = Expr::list([edges.clone()]);
            match rest.first_mut() {
                Some(first) => *first = bins,
                None => rest.push(bins),
            }
        }
        let counted = ev.eval(list(set.clone(), &rest))?;
        let pair = counted.elements().unwrap_or_default().into_owned();
        let (Some(edges), Some(heights)) =
            (pair.first().and_then(numbers(ev)), pair.get(1).and_then(numbers(ev)))
        else {
            ev.message_at(Symbol::new("Histogram"), "ldata", &[data], call.origin);
            return Ok(None);
        };
        let mut bars = styles(&settings, index);
        if sets.len() > 1 {
            bars.push(Expr::call(Symbol::new("Opacity"), [Expr::Real(0.6)]));
        }
        bars.extend(edges.windows(2).zip(&heights).map(|(edge, &height)| bar(edge[0], edge[1], height)));
        groups.push(Expr::list(bars));
    }
    Ok(Some(chart(groups, &settings, Vec::new())))
}

fn numbers(ev: &mut Evaluator) -> impl FnMut(&Expr) -> Option<Vec<f64>> {
    move |expr| reals(expr).or_else(|| reals(&ev.eval(Expr::call(sym::N, [expr.clone()])).ok()?))
}

/// `BarChart[{height, …}]`, `BarChart[{{height, …}, …}]`.
pub fn bar_chart(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let head = Symbol::new("BarChart");
    let (before, settings) = Settings::split(&call.args);
    if let Some(name) = settings.unknown(&[OPTIONS, OWN]) {
        ev.message_at(head, "optx", &[Expr::string(name), Expr::Normal(call.clone())], call.origin);
        return Ok(None);
    }
    super::rows::tell_of_options(ev, call, &settings);
    let Some(data) = before.first() else { return Ok(None) };
    let (data, keys) = match data {
        Expr::Association(entries) => {
            (Expr::list(entries.entries.values().cloned()), Some(Expr::list(entries.entries.keys().cloned())))
        }
        other => (other.clone(), None),
    };
    let data = ev.eval(Expr::call(sym::N, [data]))?;
    let groups: Option<Vec<Vec<f64>>> = data.elements().and_then(|parts| {
        parts
            .iter()
            .map(|part| if part.is_list() { reals(part) } else { real(part).map(|height| vec![height]) })
            .collect()
    });
    let Some(groups) = groups.filter(|groups| !groups.is_empty()) else {
        ev.message_at(head, "ldata", &[data], call.origin);
        return Ok(None);
    };
    let grouped = data.elements().is_some_and(|parts| parts.iter().any(Expr::is_list));
    let mut bars = Vec::new();
    let mut centers = Vec::new();
    let mut left = 0.6;
    for group in &groups {
        let start = left;
        for (index, &height) in group.iter().enumerate() {
            let mut one = styles(&settings, if grouped { index } else { 0 });
            one.push(bar(left, left + 0.8, height));
            bars.push(Expr::list(one));
            left += 0.8;
        }
        centers.push((start + left) / 2.0);
        left += if grouped { 0.6 } else { 0.2 };
    }
    let names = settings.chosen("ChartLabels").cloned().or(keys);
    let names = names.as_ref().and_then(Expr::elements).unwrap_or_default().into_owned();
    let marks = centers.iter().enumerate().map(|(index, &at)| {
        let name = names.get(index).cloned().unwrap_or(Expr::string(""));
        Expr::list([Expr::Real(at), name])
    });
    let ticks = Expr::list([Expr::list(marks), Expr::Symbol(sym::Automatic)]);
    let ticks = rule(if settings.flag("Frame").unwrap_or(false) { "FrameTicks" } else { "Ticks" }, ticks);
    let mut added = vec![ticks];
    if let Some(legends) = settings.chosen("ChartLegends").and_then(Expr::elements) {
        let rows = legends
            .iter()
            .enumerate()
            .map(|(index, name)| Expr::list([Expr::list(styles(&settings, index)), name.clone()]));
        added.push(rule("PlotLegends", Expr::list(rows)));
    }
    Ok(Some(chart(bars, &settings, added)))
}
