//! The functions of pictures, and the symbols that stand for colours and directives.

use std::sync::Arc;

use scheelite_runtime::eval::formats::Formats;
use scheelite_runtime::eval::settings::Settings;
use scheelite_runtime::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol};

use super::scene::OPTIONS;
use super::{arrays, bars, color, curves, files, image};

/// A function of an expression and the range of its variable, both held.
const fn held(name: &'static str, usage: &'static str, example: (&'static str, &'static str)) -> Builtin {
    let attributes = Attributes::PROTECTED.and(Attributes::HOLD_ALL);
    let arity = Arity::exactly(2).with_options();
    Builtin { name, attributes, arity, usage, example, run: curves::function_plot }
}

const DATA: Arity = Arity::exactly(1).with_options();

/// All functions of pictures.
pub const ROWS: &[Builtin] = &[
    Builtin::plain(
        "ArrayPlot",
        DATA,
        "ArrayPlot[matrix] is a picture of the matrix with a cell of grey for each number.",
        ("ArrayPlot[{{0, 1}, {1, 0}}]", "-Graphics-"),
        arrays::array_plot,
    ),
    Builtin::plain(
        "BarChart",
        DATA,
        "BarChart[{height, …}] is a picture with a bar for each height.",
        ("BarChart[{1, 2, 3}]", "-Graphics-"),
        bars::bar_chart,
    ),
    Builtin::plain(
        "Histogram",
        Arity::between(1, 3).with_options(),
        "Histogram[data, bins] is a picture of how many of the data lie in each bin.",
        ("Histogram[{1, 2, 2, 3}]", "-Graphics-"),
        bars::histogram,
    ),
    Builtin::plain(
        "Image",
        Arity::between(1, 2).with_options(),
        "Image[array] is a picture with a pixel for each number from 0 to 1; Image[array, \"Byte\"] takes 0 to 255.",
        ("Image[{{0, 1}, {1, 0}}]", "-Image-"),
        image::image,
    ),
    Builtin::plain(
        "ImageChannels",
        Arity::exactly(1),
        "ImageChannels[image] gives the number of channels.",
        ("ImageChannels[Image[{{0, 1}, {1, 0}}]]", "1"),
        image::image_channels,
    ),
    Builtin::plain(
        "ImageData",
        Arity::between(1, 2),
        "ImageData[image] gives the array of numbers from 0 to 1; ImageData[image, \"Byte\"] gives bytes.",
        ("ImageData[Image[{{0, 51}}, \"Byte\"]]", "{{0., 0.2}}"),
        image::image_data,
    ),
    Builtin::plain(
        "ImageDimensions",
        Arity::exactly(1),
        "ImageDimensions[image] gives width and height in pixels.",
        ("ImageDimensions[Image[{{0, 1, 0}, {1, 0, 1}}]]", "{3, 2}"),
        image::image_dimensions,
    ),
    Builtin::plain(
        "ListDensityPlot",
        DATA,
        "ListDensityPlot[matrix] is a picture of the matrix as a surface seen from above.",
        ("ListDensityPlot[{{1, 2}, {3, 4}}]", "-Graphics-"),
        arrays::density_plot,
    ),
    Builtin::plain(
        "ListLinePlot",
        DATA,
        "ListLinePlot[{y, …}] is a picture of a line through the values; {{x, y}, …} through the points.",
        ("ListLinePlot[{1, 4, 9}]", "-Graphics-"),
        curves::list_plot,
    ),
    Builtin::plain(
        "ListLogLinearPlot",
        DATA,
        "ListLogLinearPlot[{y, …}] is a picture of points with a logarithmic x axis.",
        ("ListLogLinearPlot[{1, 4, 9}]", "-Graphics-"),
        curves::list_plot,
    ),
    Builtin::plain(
        "ListLogLogPlot",
        DATA,
        "ListLogLogPlot[{y, …}] is a picture of points with logarithmic axes.",
        ("ListLogLogPlot[{1, 4, 9}]", "-Graphics-"),
        curves::list_plot,
    ),
    Builtin::plain(
        "ListLogPlot",
        DATA,
        "ListLogPlot[{y, …}] is a picture of points with a logarithmic y axis.",
        ("ListLogPlot[{1, 4, 9}]", "-Graphics-"),
        curves::list_plot,
    ),
    Builtin::plain(
        "ListPlot",
        DATA,
        "ListPlot[{y, …}] is a picture of points at the values; {{x, y}, …} of the points.",
        ("ListPlot[{1, 4, 9}]", "-Graphics-"),
        curves::list_plot,
    ),
    held(
        "LogLinearPlot",
        "LogLinearPlot[f, {x, from, to}] is a picture of a function with a logarithmic x axis.",
        ("LogLinearPlot[Log[x], {x, 1, 10}]", "-Graphics-"),
    ),
    held(
        "LogLogPlot",
        "LogLogPlot[f, {x, from, to}] is a picture of a function with logarithmic axes.",
        ("LogLogPlot[x^3, {x, 1, 10}]", "-Graphics-"),
    ),
    held(
        "LogPlot",
        "LogPlot[f, {x, from, to}] is a picture of a function with a logarithmic y axis.",
        ("LogPlot[Exp[x], {x, 0, 5}]", "-Graphics-"),
    ),
    Builtin::plain(
        "MatrixPlot",
        DATA,
        "MatrixPlot[matrix] is a picture of the matrix: zero white, positive orange, negative blue.",
        ("MatrixPlot[{{-1, 0}, {1, 2}}]", "-Graphics-"),
        arrays::array_plot,
    ),
    held(
        "ParametricPlot",
        "ParametricPlot[{x, y}, {t, from, to}] is a picture of the curve that x and y draw.",
        ("ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}]", "-Graphics-"),
    ),
    held(
        "Plot",
        "Plot[f, {x, from, to}] is a picture of the function; Plot[{f, g}, …] of several.",
        ("Plot[Sin[x], {x, 0, 2 Pi}]", "-Graphics-"),
    ),
    Builtin::plain(
        "Rasterize",
        Arity::exactly(1).with_options(),
        "Rasterize[graphics] gives the picture as an Image.",
        ("ImageDimensions[Rasterize[ListPlot[{1, 2}, ImageSize -> {40, 30}]]]", "{40, 30}"),
        rasterize,
    ),
    Builtin::plain(
        "Show",
        Arity::at_least(1),
        "Show[picture, picture, …, options] draws pictures over one another.",
        ("Show[ListPlot[{1, 4, 9}], ListLinePlot[{1, 4, 9}]]", "-Graphics-"),
        show,
    ),
];

/// Options that pictures take and that change nothing in them.
const WITHOUT_EFFECT: &[&str] = &["ImagePadding", "PlotTheme"];
/// Those of curves besides.
const WITHOUT_EFFECT_ON_CURVES: &[&str] = &["ColorFunction", "FillingStyle", "Exclusions"];

/// Says which of the options of a call change nothing, unless they are set to what they are anyway.
pub(super) fn tell_of_options(ev: &mut Evaluator, call: &Arc<Normal>, settings: &Settings) {
    let head = call.head_symbol().unwrap_or(scheelite_runtime::sym::List);
    let of_curves = own_options(head.name())
        .filter(|own| own.contains(&"Filling"))
        .map_or(&[][..], |_| WITHOUT_EFFECT_ON_CURVES);
    for name in WITHOUT_EFFECT.iter().chain(of_curves) {
        let is_set = settings.chosen(name).is_some_and(|value| *value != option_default(name));
        if is_set {
            ev.message_at(head, "noeff", &[Expr::string(*name)], call.origin);
        }
    }
}

/// `Show[picture, …, options]`: the shapes of all pictures over one another, with the options of the call and then of the
/// first.
fn show(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (before, settings) = Settings::split(&call.args);
    let mut pictures = Vec::new();
    for part in before {
        pictures.extend(
            part.elements()
                .filter(|_| part.is_list())
                .map_or_else(|| vec![part.clone()], |parts| parts.into_owned()),
        );
    }
    let graphics = Symbol::new("Graphics");
    if let [image] = &pictures[..]
        && image.as_call(graphics).is_none()
        && super::image::pixels(image).is_some()
    {
        return Ok(Some(image.clone()));
    }
    let (mut shapes, mut options) = (Vec::new(), settings.others(&[]));
    for picture in &pictures {
        let Some(picture) = picture.as_call(graphics).filter(|picture| !picture.args.is_empty()) else {
            ev.message_at(Symbol::new("Show"), "gtype", std::slice::from_ref(picture), call.origin);
            return Ok(None);
        };
        shapes.push(Expr::list([picture.args[0].clone()]));
        // A range that a plot chose for itself would cut off the others.
        let (_, own) = Settings::split(&picture.args);
        let left_out: &[&str] = if pictures.len() > 1 { &["PlotRange", "PlotLegends"] } else { &[] };
        options.extend(own.others(left_out));
        if pictures.len() > 1
            && let Some(legend) = own.get("PlotLegends")
        {
            options.push(Expr::call(
                scheelite_runtime::sym::Rule,
                [Expr::Symbol(Symbol::new("PlotLegends")), legend.clone()],
            ));
        }
    }
    Ok(Some(Expr::call(graphics, [Expr::list(shapes)].into_iter().chain(options))))
}

/// Symbols that stand for a directive.
const DIRECTIVES: &[(&str, &str, &str)] = &[("Thick", "Thickness", "Large"), ("Thin", "Thickness", "Tiny")];

/// Symbols that stand for dashing, with the lengths of dash and gap in pixels.
const DASHES: &[(&str, [f64; 2])] = &[("Dashed", [6.0, 4.0]), ("Dotted", [1.5, 3.5])];

/// Which options a picture knows besides those of all.
fn own_options(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "ArrayPlot" | "MatrixPlot" | "ListDensityPlot" => arrays::OWN,
        "BarChart" | "Histogram" => bars::OWN,
        name if name.starts_with("List") => curves::LIST_OPTIONS,
        name if name.ends_with("Plot") => curves::FUNCTION_OPTIONS,
        _ => return None,
    })
}

/// What an option is when it is not set.
fn option_default(name: &str) -> Expr {
    match name {
        "Axes" => Expr::boolean(true),
        "Frame" | "Joined" | "DataReversed" | "ColorFunctionScaling" => Expr::boolean(false),
        "AxesStyle" | "BaseStyle" | "ColorRules" | "Epilog" | "FrameStyle" | "LabelStyle" | "Prolog" => {
            Expr::list([])
        }
        "AxesLabel" | "Background" | "ChartLabels" | "ChartLegends" | "Exclusions" | "Filling"
        | "FrameLabel" | "GridLines" | "InterpolationOrder" | "Mesh" | "PlotLabel" | "PlotLegends"
        | "PlotMarkers" | "ScalingFunctions" => Expr::Symbol(Symbol::new("None")),
        _ => Expr::Symbol(Symbol::new("Automatic")),
    }
}

/// `Options[ListPlot]` and the like, in order of their names.
fn give_options(ev: &mut Evaluator) {
    for row in ROWS {
        let Some(own) = own_options(row.name) else { continue };
        let mut names: Vec<&str> = OPTIONS.iter().chain(own).copied().collect();
        names.sort_unstable();
        names.dedup();
        let options = names.into_iter().map(|name| (Expr::Symbol(Symbol::new(name)), option_default(name)));
        ev.set_default_options(Symbol::new(row.name), options);
    }
}

/// Gives colours and directives their values.
pub fn install(ev: &mut Evaluator) {
    ev.install(ROWS);
    give_options(ev);
    ev.state::<Formats>().add(files::FORMATS);
    let mut give = |name: &str, value: Expr| {
        ev.set_own_value(Symbol::new(name), Some(value));
        ev.set_attributes(Symbol::new(name), Attributes::PROTECTED);
    };
    for (name, color) in color::NAMED {
        give(name, color.to_expr());
    }
    for (name, head, size) in DIRECTIVES {
        give(name, Expr::call(Symbol::new(head), [Expr::Symbol(Symbol::new(size))]));
    }
    for (name, lengths) in DASHES {
        give(name, Expr::call(Symbol::new("AbsoluteDashing"), [Expr::list(lengths.map(Expr::Real))]));
    }
}

fn rasterize(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match super::rasterize(ev, &call.args[0])? {
        Ok(pixels) => Ok(Some(image::to_expr(pixels))),
        Err(problem) => {
            let args = [call.args[0].clone(), Expr::from(problem)];
            ev.message_at(Symbol::new("Rasterize"), "nodraw", &args, call.origin);
            Ok(Some(Expr::Symbol(Symbol::new("$Failed"))))
        }
    }
}
