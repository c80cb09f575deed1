//! What a `Graphics` expression shows: its shapes with their styles, its axes, labels and size.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Normal, Symbol};

use super::axis::{Axis, Tick};
use super::color::Color;
use super::label::label;
use super::scene_options::{
    axis_labels, bar, colour, grid, hand_ticks, image_size, legend, origin, ranges, scales, sized,
};
use crate::numeric::real::{array, real, reals};
use scheelite_runtime::eval::settings::Settings;

/// A place in the coordinates of the data.
pub type Place = (f64, f64);

/// How a shape is drawn. Lengths are in pixels of the finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Of lines, points, fills and text.
    pub color: Color,
    /// Of the outline of filled shapes.
    pub edge: Option<Color>,
    /// Of lines.
    pub thickness: f64,
    /// Diameter of points.
    pub point: f64,
    /// Lengths of dashes and gaps in turn; empty for solid lines.
    pub dashes: Vec<f64>,
}

impl Default for Style {
    fn default() -> Style {
        Style { color: Color::BLACK, edge: None, thickness: 1.2, point: 4.0, dashes: Vec::new() }
    }
}

/// A shape in the coordinates of the data.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Points.
    Points(Vec<Place>),
    /// A line through points.
    Line(Vec<Place>),
    /// A line through points with a head at its end.
    Arrow(Vec<Place>),
    /// A filled polygon.
    Polygon(Vec<Place>),
    /// A filled rectangle between two corners.
    Rectangle(Place, Place),
    /// An ellipse: its centre and half axes, filled or as a line.
    Ellipse(Place, Place, Fill),
    /// Coloured cells, the lowest row first, between two corners.
    Raster(Cells, Place, Place),
    /// Text centred at a place.
    Text(String, Place),
}

/// Whether a round shape is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// `Disk`.
    Filled,
    /// `Circle`.
    Outline,
}

/// A grid of colours, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Number of cells in a row.
    pub columns: usize,
    /// Colours, the lowest row first.
    pub colors: Vec<Color>,
}

/// The lines with ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// None.
    None,
    /// Two, crossing at the origin.
    Axes,
    /// A box around the picture.
    Frame,
}

/// An entry of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// As the curve is drawn.
    pub style: Style,
    /// Whether a line stands for it, or a point.
    pub line: bool,
    /// Its name.
    pub text: String,
}

/// Lines through the picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Grid {
    /// None.
    None,
    /// At the ticks with labels.
    Ticks,
    /// At these values.
    At(Vec<f64>),
}

/// A legend of colours: the values at its ends and the colours from the lowest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The lowest and the highest value.
    pub values: Axis,
    /// Colours at equal steps.
    pub colors: Vec<Color>,
}

/// Everything that a picture shows.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Shapes in the order of drawing.
    pub items: Vec<(Shape, Style)>,
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// Axes or frame.
    pub lines: Lines,
    /// Ticks set by hand along x and y.
    pub ticks: [Option<Vec<Tick>>; 2],
    /// Where lines go through the picture, along x and y.
    pub grid: [Grid; 2],
    /// Where the axes cross, when it is set.
    pub origin: [Option<f64>; 2],
    /// Of axes and frame.
    pub ink: Option<Color>,
    /// Of labels, ticks and title.
    pub text: Option<Color>,
    /// Colours of values, beside the picture.
    pub bar: Option<Bar>,
    /// Above the picture.
    pub title: Option<String>,
    /// Of the x axis and the y axis.
    pub labels: [Option<String>; 2],
    /// Names of the curves.
    pub legend: Vec<Entry>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Height over width of the area inside the axes; the whole area when there is none.
    pub ratio: Option<f64>,
    /// Behind everything.
    pub background: Color,
}

/// Options of `Graphics` and of everything that makes one.
pub const OPTIONS: &[&str] = &[
    "AspectRatio",
    "Axes",
    "AxesLabel",
    "AxesOrigin",
    "AxesStyle",
    "Background",
    "BaseStyle",
    "Epilog",
    "Frame",
    "FrameLabel",
    "FrameStyle",
    "FrameTicks",
    "GridLines",
    "ImagePadding",
    "ImageSize",
    "LabelStyle",
    "PlotLabel",
    "PlotLegends",
    "PlotRange",
    "PlotRangeClipping",
    "PlotRangePadding",
    "PlotTheme",
    "Prolog",
    "ScalingFunctions",
    "Ticks",
];

/// The largest width or height of a picture, in pixels.
pub const LARGEST_SIDE: u32 = 16_384;

impl Scene {
    /// Reads `Graphics[primitives, options…]`; the error says what is wrong with it.
    pub fn read(ev: &mut Evaluator, graphics: &Normal) -> Eval<Result<Scene, String>> {
        let (before, settings) = Settings::split(&graphics.args);
        let mut items = Vec::new();
        for (index, part) in
            [settings.get("Prolog"), before.first(), settings.get("Epilog")].iter().enumerate()
        {
            if let Some(part) = part {
                let mut style = Style::default();
                if index == 1 {
                    style.point = 4.0;
                }
                walk(ev, part, &mut style, &mut items, 0)?;
            }
        }
        let scales = scales(&settings);
        let [mut x, mut y] = ranges(&items, &settings, scales);
        // Axes that cross outside the data are shown when the range is not set by hand.
        if settings.chosen("PlotRange").is_none()
            && let [at_x, at_y] = origin(settings.chosen("AxesOrigin"))
        {
            x = at_x.map_or(x, |at| Axis::new(x.scale, x.low.min(at), x.high.max(at)));
            y = at_y.map_or(y, |at| Axis::new(y.scale, y.low.min(at), y.high.max(at)));
        }
        let raster = items.iter().any(|(shape, _)| matches!(shape, Shape::Raster(..)));
        let ratio = match settings.get("AspectRatio").and_then(real) {
            Some(ratio) if ratio > 0.0 => Some(ratio),
            _ if settings.get("AspectRatio").is_some_and(|value| value.is_symbol(Symbol::new("Full"))) => {
                None
            }
            _ => Some(((y.high - y.low) / (x.high - x.low)).clamp(0.05, 20.0)),
        };
        let size = match image_size(&settings, ratio, raster) {
            Ok(size) => size,
            Err(problem) => return Ok(Err(problem)),
        };
        let frame = settings.flag("Frame").unwrap_or(false);
        let lines = if frame {
            Lines::Frame
        } else if settings.flag("Axes").unwrap_or(false) {
            Lines::Axes
        } else {
            Lines::None
        };
        let names = settings.chosen(if frame { "FrameLabel" } else { "AxesLabel" }).cloned();
        Ok(Ok(Scene {
            items,
            x,
            y,
            lines,
            ticks: hand_ticks(ev, settings.chosen(if frame { "FrameTicks" } else { "Ticks" }))?,
            grid: grid(settings.get("GridLines")),
            origin: origin(settings.chosen("AxesOrigin")),
            ink: settings.chosen(if frame { "FrameStyle" } else { "AxesStyle" }).and_then(colour),
            text: settings.chosen("LabelStyle").or(settings.chosen("BaseStyle")).and_then(colour),
            bar: settings.chosen("PlotLegends").and_then(bar),
            title: match settings.chosen("PlotLabel").cloned() {
                Some(title) => label(ev, &title)?,
                None => None,
            },
            labels: axis_labels(ev, names)?,
            legend: legend(ev, settings.chosen("PlotLegends").cloned())?,
            size,
            ratio,
            background: settings.get("Background").and_then(Color::from_expr).unwrap_or(Color::WHITE),
        }))
    }
}

/// Reads primitives and directives; a directive counts to the end of its list.
fn walk(
    ev: &mut Evaluator,
    expr: &Expr,
    style: &mut Style,
    items: &mut Vec<(Shape, Style)>,
    depth: usize,
) -> Eval<()> {
    let Some(call) = expr.as_normal() else { return Ok(()) };
    let Some(head) = call.head_symbol() else { return Ok(()) };
    // Deeper nesting than anyone writes is not a picture.
    if depth > 100 || directive(expr, style) {
        return Ok(());
    }
    let first = call.args.first();
    let mut add = |shape: Shape| items.push((shape, style.clone()));
    match (head.name(), first) {
        ("List", _) => {
            let mut inner = style.clone();
            for part in &call.args {
                walk(ev, part, &mut inner, items, depth + 1)?;
            }
        }
        ("Style", Some(inside)) => {
            let mut inner = style.clone();
            call.args[1..].iter().for_each(|part| {
                directive(part, &mut inner);
            });
            walk(ev, inside, &mut inner, items, depth + 1)?;
        }
        ("Tooltip" | "Annotation" | "GraphicsGroup" | "Legended", Some(inside)) => {
            walk(ev, inside, style, items, depth + 1)?;
        }
        ("Point", Some(at)) => {
            add(Shape::Points(place(at).map(|at| vec![at]).or(places(at)).unwrap_or_default()))
        }
        ("Arrow", Some(inside)) => {
            if let Some(points) = places(inside).filter(|points| points.len() > 1) {
                add(Shape::Arrow(points));
            }
        }
        ("Line" | "Polygon", Some(inside)) => {
            let make = if head.name() == "Polygon" { Shape::Polygon } else { Shape::Line };
            match places(inside) {
                Some(points) => add(make(points)),
                None => inside
                    .elements()
                    .iter()
                    .flat_map(|parts| parts.iter())
                    .filter_map(places)
                    .for_each(|points| add(make(points))),
            }
        }
        ("Rectangle", from) => {
            let from = from.and_then(place).unwrap_or((0.0, 0.0));
            let to = call.args.get(1).and_then(place).unwrap_or((from.0 + 1.0, from.1 + 1.0));
            add(Shape::Rectangle(from, to));
        }
        ("Disk" | "Circle", center) => {
            let center = center.and_then(place).unwrap_or((0.0, 0.0));
            let radius = match call.args.get(1) {
                Some(radius) => real(radius).map(|r| (r, r)).or(place(radius)).unwrap_or((1.0, 1.0)),
                None => (1.0, 1.0),
            };
            let fill = if head.name() == "Disk" { Fill::Filled } else { Fill::Outline };
            add(Shape::Ellipse(center, radius, fill));
        }
        ("Raster", Some(cells)) => {
            if let Some(cells) = raster(cells) {
                let rows = cells.colors.len() / cells.columns.max(1);
                let corner = |index: usize| call.args.get(1)?.elements()?.get(index).and_then(place);
                let from = corner(0).unwrap_or((0.0, 0.0));
                let to = corner(1).unwrap_or((cells.columns as f64, rows as f64));
                add(Shape::Raster(cells, from, to));
            }
        }
        ("Text", Some(text)) => {
            let at = call.args.get(1).and_then(place);
            if let (Some(at), Some(text)) = (at, label(ev, text)?) {
                items.push((Shape::Text(text, at), style.clone()));
            }
        }
        _ => {}
    }
    Ok(())
}

/// Applies a directive to a style; false when the expression is none.
pub fn directive(expr: &Expr, style: &mut Style) -> bool {
    if let Some(color) = Color::from_expr(expr) {
        style.color = Color { opacity: color.opacity * style.color.opacity, ..color };
        return true;
    }
    let Some(call) = expr.as_normal() else { return false };
    let Some(head) = call.head_symbol() else { return false };
    let first = call.args.first();
    let amount = first.and_then(real);
    let named = first.and_then(Expr::as_symbol).map(Symbol::name);
    // Relative sizes are parts of the width of the picture, taken as 360 pixels.
    const WIDTH: f64 = 360.0;
    match (head.name(), amount) {
        ("Directive", _) => call.args.iter().for_each(|part| {
            directive(part, style);
        }),
        ("Opacity", Some(opacity)) => style.color.opacity = opacity.clamp(0.0, 1.0),
        ("AbsoluteThickness", Some(width)) => style.thickness = width,
        ("Thickness", Some(part)) => style.thickness = part * WIDTH,
        ("Thickness", None) => style.thickness = sized(named, [0.5, 1.2, 2.0, 3.0]),
        ("AbsolutePointSize", Some(size)) => style.point = size,
        ("PointSize", Some(part)) => style.point = part * WIDTH,
        ("PointSize", None) => style.point = sized(named, [2.5, 3.5, 5.0, 8.0]),
        ("AbsoluteDashing" | "Dashing", _) => {
            let part = if head.name() == "Dashing" { WIDTH } else { 1.0 };
            let lengths = first.and_then(reals).or(amount.map(|length| vec![length])).unwrap_or_default();
            style.dashes = lengths.iter().map(|length| (length * part).max(0.5)).collect();
            if style.dashes.len() % 2 == 1 {
                style.dashes.extend_from_within(..);
            }
        }
        ("EdgeForm", _) => {
            style.edge = first.and_then(|form| {
                let mut edge = Style::default();
                directive(form, &mut edge).then_some(edge.color)
            });
        }
        ("FaceForm", _) => {
            if let Some(form) = first {
                directive(form, style);
            }
        }
        _ => return false,
    }
    style.thickness = if style.thickness.is_finite() { style.thickness.clamp(0.0, 1000.0) } else { 1.0 };
    style.point = if style.point.is_finite() { style.point.clamp(0.0, 1000.0) } else { 4.0 };
    true
}

pub(super) fn place(expr: &Expr) -> Option<Place> {
    if !expr.is_list() || expr.length() != 2 {
        return None;
    }
    match reals(expr)?[..] {
        [x, y] => Some((x, y)),
        _ => None,
    }
}

fn places(expr: &Expr) -> Option<Vec<Place>> {
    let (dims, data) = array(expr)?;
    (dims.len() == 2 && dims[1] == 2).then(|| data.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

/// Cells from levels of grey, or from lists of 1 (grey), 3 (red, green, blue) or 4 channels.
fn raster(expr: &Expr) -> Option<Cells> {
    let (dims, data) = array(expr)?;
    let channels = match dims[..] {
        [_, _] => 1,
        [_, _, channels @ (1 | 3 | 4)] => channels,
        _ => return None,
    };
    let clamp = |value: f64| value.clamp(0.0, 1.0);
    let color = |parts: &[f64]| match *parts {
        [gray] => Color::gray(clamp(gray)),
        [red, green, blue] => Color::solid(clamp(red), clamp(green), clamp(blue)),
        [red, green, blue, opacity] => {
            Color { opacity: clamp(opacity), ..Color::solid(clamp(red), clamp(green), clamp(blue)) }
        }
        _ => Color::BLACK,
    };
    Some(Cells { columns: dims[1], colors: data.chunks_exact(channels).map(color).collect() })
}
