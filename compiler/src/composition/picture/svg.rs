//! The graph of a model as SVG: a column for each set of nodes that run together, those of a cycle on a circle.

use std::fmt::Write as _;

use super::{kind, target};
use crate::composition::graph::{self, Graph};
use crate::composition::model::{Model, Result, Role};

const HEIGHT: f64 = 46.0;
const BETWEEN_COLUMNS: f64 = 70.0;
const BETWEEN_ROWS: f64 = 30.0;
const MARGIN: f64 = 30.0;
const TITLE: f64 = 46.0;
/// Boxes are as wide as the longest text needs, within these bounds.
const NARROWEST: f64 = 110.0;
const WIDEST: f64 = 270.0;
/// Widths of letters of names and of what stands under them.
const LETTER: f64 = 8.0;
const SMALL_LETTER: f64 = 5.4;

const PLAIN: &str = "stroke=\"#444\" stroke-width=\"1.4\"";
const FEEDBACK: &str = "stroke=\"#444\" stroke-width=\"1.4\" stroke-dasharray=\"2 3\"";
const CONTROL: &str = "stroke=\"#1f5fbf\" stroke-width=\"1.2\" stroke-dasharray=\"5 3\"";

/// Colours of boxes with what they stand for.
const COLOURS: [(&str, &str); 5] = [
    ("#2a8a3a", "input"),
    ("#b83232", "output"),
    ("#7a3fa0", "input and output"),
    ("#444", "inside"),
    ("#1f5fbf", "control"),
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text that fits, with a mark where it is cut.
fn fitting(text: &str, letter: f64, width: f64) -> String {
    let most = ((width - 12.0) / letter) as usize;
    if text.chars().count() <= most {
        return escaped(text);
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    escaped(&kept) + "…"
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

/// A box, by its centre.
#[derive(Clone, Copy)]
struct Place {
    centre: Point,
    width: f64,
}

impl Place {
    fn holds(&self, at: Point, slack: f64) -> bool {
        (at.x - self.centre.x).abs() < self.width / 2.0 + slack
            && (at.y - self.centre.y).abs() < HEIGHT / 2.0 + slack
    }

    /// Where a line from the centre towards a point leaves the box.
    fn border(&self, towards: Point) -> Point {
        let (dx, dy) = (towards.x - self.centre.x, towards.y - self.centre.y);
        let scale = (dx.abs() / (self.width / 2.0)).max(dy.abs() / (HEIGHT / 2.0));
        if scale == 0.0 {
            return self.centre;
        }
        Point { x: self.centre.x + dx / scale, y: self.centre.y + dy / scale }
    }
}

fn middle(a: Point, b: Point) -> Point {
    Point { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 }
}

/// A point of the curve from `a` to `b` that is drawn towards `bend`.
fn along(a: Point, bend: Point, b: Point, t: f64) -> Point {
    let of = |a: f64, bend: f64, b: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * bend + t * t * b;
    Point { x: of(a.x, bend.x, b.x), y: of(a.y, bend.y, b.y) }
}

/// The picture while it is drawn.
struct Drawing {
    places: Vec<Place>,
    text: String,
    /// Right and lower edge of what has been drawn.
    edge: Point,
}

impl Drawing {
    fn reach(&mut self, at: Point) {
        self.edge = Point { x: self.edge.x.max(at.x), y: self.edge.y.max(at.y) };
    }

    /// How far a curve between two boxes must bend, and to which side, so that it passes no other box.
    fn bend(&self, from: usize, to: usize, both_ways: bool) -> Point {
        let (a, b) = (self.places[from].centre, self.places[to].centre);
        let length = (b.x - a.x).hypot(b.y - a.y).max(1.0);
        let side = Point { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
        let bent = |by: f64| {
            let mid = middle(a, b);
            Point { x: mid.x + by * side.x, y: mid.y + by * side.y }
        };
        let first = if both_ways { 26.0 } else { 0.0 };
        let free = |bend: &Point| {
            let (start, end) = (self.places[from].border(*bend), self.places[to].border(*bend));
            (1..32).map(|i| along(start, *bend, end, f64::from(i) / 32.0)).all(|at| {
                at.x > 4.0
                    && at.y > 30.0
                    && self
                        .places
                        .iter()
                        .enumerate()
                        .all(|(other, place)| other == from || other == to || !place.holds(at, 5.0))
            })
        };
        // Of two ways one bends to each side.
        let wider = (0..14).flat_map(|i| {
            let by = first + 24.0 * f64::from(i);
            [by, if both_ways { by + 12.0 } else { -by }]
        });
        wider.map(bent).find(free).unwrap_or_else(|| bent(first))
    }

    fn arrow(&mut self, from: usize, to: usize, both_ways: bool, style: &str, what: &str) {
        let place = self.places[from];
        if from == to {
            let Point { x, y } = place.centre;
            let (left, right, top) = (x + place.width / 4.0, x + place.width / 2.0, y - HEIGHT / 2.0);
            self.path(
                &format!(
                    "M{left:.0} {top:.0}C{left:.0} {0:.0} {1:.0} {0:.0} {right:.0} {y:.0}",
                    top - 22.0,
                    right + 22.0
                ),
                style,
            );
            return;
        }
        let bend = self.bend(from, to, both_ways);
        let (start, end) = (place.border(bend), self.places[to].border(bend));
        self.path(
            &format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", start.x, start.y, bend.x, bend.y, end.x, end.y),
            style,
        );
        let mid = along(start, bend, end, 0.5);
        self.reach(mid);
        if !what.is_empty() {
            let _ = writeln!(
                self.text,
                "<text x=\"{:.0}\" y=\"{:.0}\" font-size=\"10\" text-anchor=\"middle\" fill=\"#1f5fbf\" \
                 stroke=\"white\" stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
                mid.x,
                mid.y + 3.0,
                escaped(what)
            );
        }
    }

    fn path(&mut self, path: &str, style: &str) {
        let _ = writeln!(self.text, "<path d=\"{path}\" fill=\"none\" marker-end=\"url(#tip)\" {style}/>");
    }

    fn node(&mut self, place: Place, colour: &str, name: &str, under: &str) {
        let Place { centre: Point { x, y }, width } = place;
        self.reach(Point { x: x + width / 2.0, y: y + HEIGHT / 2.0 });
        let _ = writeln!(
            self.text,
            "<rect x=\"{:.0}\" y=\"{:.0}\" width=\"{width:.0}\" height=\"{HEIGHT}\" rx=\"8\" fill=\"#fafafa\" \
             stroke=\"{colour}\" stroke-width=\"1.6\"/>\n\
             <text x=\"{x:.0}\" y=\"{:.0}\" font-size=\"13\" text-anchor=\"middle\">{}</text>\n\
             <text x=\"{x:.0}\" y=\"{:.0}\" font-size=\"9\" text-anchor=\"middle\" fill=\"#666\">{}</text>",
            x - width / 2.0,
            y - HEIGHT / 2.0,
            y - 3.0,
            fitting(name, LETTER, width),
            y + 12.0,
            fitting(under, SMALL_LETTER, width),
        );
    }
}

/// The graph as SVG.
pub fn svg(model: &Model) -> Result<String> {
    let graph = graph::analyse(model)?;
    let controller = model.controller.as_ref();
    let longest = model
        .nodes
        .iter()
        .map(|node| {
            let (name, under) = (node.name.chars().count() as f64, kind(&node.kind).chars().count() as f64);
            (name * LETTER).max(under * SMALL_LETTER)
        })
        .fold(0.0, f64::max);
    let width = (longest + 14.0).clamp(NARROWEST, WIDEST);
    let mut places = places(model, &graph, width);
    let lower = places.iter().map(|place| place.centre.y).fold(0.0, f64::max);
    let right = places.iter().map(|place| place.centre.x).fold(0.0, f64::max);
    if controller.is_some() {
        let centre = Point { x: (MARGIN + width / 2.0 + right) / 2.0, y: lower + HEIGHT + 60.0 };
        places.push(Place { centre, width });
    }
    let mut drawing = Drawing { places, text: String::new(), edge: Point { x: 0.0, y: 0.0 } };
    let at = |name: &str| graph.index.get(name.split('/').next().unwrap_or(name)).copied();
    let sends = |from: &str, to: &str| model.projections.iter().any(|p| p.sender == from && p.receiver == to);
    for projection in &model.projections {
        if let (Some(from), Some(to)) = (at(&projection.sender), at(&projection.receiver)) {
            let style = if projection.feedback { FEEDBACK } else { PLAIN };
            drawing.arrow(from, to, sends(&projection.receiver, &projection.sender), style, "");
        }
    }
    for signal in &model.signals {
        let (node, what) = target(&signal.target);
        if let (Some(from), Some(to)) = (at(&signal.sender), at(node)) {
            drawing.arrow(from, to, true, CONTROL, &what);
        }
    }
    if let Some(controller) = controller {
        let own = model.nodes.len();
        if let Some(objective) = at(&controller.objective) {
            drawing.arrow(objective, own, false, CONTROL, "objective");
        }
        for aimed in controller.signals.iter().flat_map(|signal| &signal.targets) {
            let (node, what) = target(aimed);
            if let Some(node) = at(node) {
                drawing.arrow(own, node, false, CONTROL, &what);
            }
        }
        let signals = controller.signals.len();
        let plural = if signals == 1 { "" } else { "s" };
        let under = format!("grid search over {signals} signal{plural}");
        drawing.node(drawing.places[own], COLOURS[4].0, &controller.name, &under);
    }
    let mut used = vec![false; COLOURS.len()];
    used[4] = controller.is_some();
    for (position, node) in model.nodes.iter().enumerate() {
        let roles = &graph.roles[position];
        let colour = match (roles.contains(&Role::Input), roles.contains(&Role::Output)) {
            (true, false) => 0,
            (false, true) => 1,
            (true, true) => 2,
            (false, false) => 3,
        };
        used[colour] = true;
        drawing.node(drawing.places[position], COLOURS[colour].0, &node.name, &kind(&node.kind));
    }
    Ok(page(&model.name, drawing, &used))
}

/// Title, drawing, and what the colours stand for.
fn page(title: &str, mut drawing: Drawing, used: &[bool]) -> String {
    let y = drawing.edge.y + 40.0;
    let mut x = MARGIN;
    let mut legend = String::new();
    for ((colour, what), _) in COLOURS.iter().zip(used).filter(|(_, used)| **used) {
        let _ = writeln!(
            legend,
            "<rect x=\"{x:.0}\" y=\"{:.0}\" width=\"14\" height=\"10\" rx=\"3\" fill=\"#fafafa\" stroke=\"{colour}\" \
             stroke-width=\"1.6\"/>\n<text x=\"{:.0}\" y=\"{y:.0}\" font-size=\"10\" fill=\"#666\">{what}</text>",
            y - 9.0,
            x + 20.0
        );
        x += 36.0 + SMALL_LETTER * 1.1 * what.len() as f64;
    }
    drawing.reach(Point { x: x.max(MARGIN + LETTER * 1.2 * title.chars().count() as f64), y });
    let (width, height) = (drawing.edge.x + MARGIN, drawing.edge.y + 20.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"sans-serif\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"{MARGIN}\" y=\"26\" font-size=\"15\">{}</text>\n{}{legend}</svg>\n",
        escaped(title),
        drawing.text
    )
}

/// Boxes of all nodes.
fn places(model: &Model, graph: &Graph, width: f64) -> Vec<Place> {
    let mut places = vec![Place { centre: Point { x: 0.0, y: 0.0 }, width }; model.nodes.len()];
    let connected = |set: &[usize]| {
        model.projections.iter().any(|projection| {
            let inside = |name: &str| graph.index.get(name).is_some_and(|node| set.contains(node));
            projection.sender != projection.receiver
                && inside(&projection.sender)
                && inside(&projection.receiver)
        })
    };
    // Half the height of a column, and the radii of a circle on which neighbours do not touch.
    let sizes: Vec<(f64, Option<Point>)> = graph
        .sets
        .iter()
        .map(|set| {
            let count = set.len() as f64;
            if set.len() > 2 && connected(set) {
                let apart = 2.0 * (std::f64::consts::PI / count).sin();
                let radii = Point {
                    x: (width + BETWEEN_ROWS) / apart,
                    y: ((HEIGHT + 2.0 * BETWEEN_ROWS) / apart).max(120.0),
                };
                (radii.y + HEIGHT / 2.0, Some(radii))
            } else {
                ((count * (HEIGHT + BETWEEN_ROWS) - BETWEEN_ROWS) / 2.0, None)
            }
        })
        .collect();
    let half = sizes.iter().map(|(half, _)| *half).fold(HEIGHT / 2.0, f64::max);
    let middle = TITLE + half;
    let mut left = MARGIN;
    let mut done = vec![false; model.nodes.len()];
    for (set, (own, circle)) in graph.sets.iter().zip(&sizes) {
        let wide = circle.map_or(0.0, |radii| radii.x);
        let centre = left + wide + width / 2.0;
        let mut set = set.clone();
        if circle.is_none() {
            // Nodes stand near those that send to them.
            let height = |node: usize| {
                let senders = model
                    .projections
                    .iter()
                    .filter(|projection| graph.index.get(&projection.receiver) == Some(&node))
                    .filter_map(|projection| graph.index.get(&projection.sender).copied())
                    .filter(|&sender| done[sender]);
                let heights: Vec<f64> = senders.map(|sender| places[sender].centre.y).collect();
                if heights.is_empty() { middle } else { heights.iter().sum::<f64>() / heights.len() as f64 }
            };
            set.sort_by(|&a, &b| height(a).total_cmp(&height(b)));
        }
        for (row, &node) in set.iter().enumerate() {
            let turn = std::f64::consts::TAU * row as f64 / set.len() as f64;
            places[node].centre = match circle {
                Some(radii) => Point { x: centre + radii.x * turn.sin(), y: middle - radii.y * turn.cos() },
                None => {
                    Point { x: centre, y: middle - own + HEIGHT / 2.0 + row as f64 * (HEIGHT + BETWEEN_ROWS) }
                }
            };
            done[node] = true;
        }
        left += 2.0 * wide + width + BETWEEN_COLUMNS;
    }
    places
}
