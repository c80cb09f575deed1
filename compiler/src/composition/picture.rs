//! The graph of a model as a picture: DOT for graph tools, SVG to look at.

use std::fmt::Write as _;

use super::graph::{self, Graph};
use super::model::{Model, NodeKind, Result, Role, Target};

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands under a node's name.
fn kind(kind: &NodeKind) -> String {
    match kind {
        NodeKind::Mechanism(mechanism) => {
            let functions: Vec<&str> = mechanism.stages.iter().map(|stage| stage.function.title()).collect();
            format!("{} ({})", mechanism.kind, functions.join(", "))
        }
        NodeKind::Composition(model) => format!("model of {} nodes", model.nodes.len()),
    }
}

fn target(target: &Target) -> (&str, String) {
    match target {
        Target::Parameter(node, name) => (node, name.clone()),
        Target::Input(node, _) => (node, "input".to_owned()),
        Target::Output(node, _) => (node, "output".to_owned()),
    }
}

/// The graph in the DOT language.
pub fn dot(model: &Model) -> Result<String> {
    let graph = graph::analyse(model)?;
    let mut text =
        format!("digraph {} {{\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", quoted(&model.name));
    for (position, node) in model.nodes.iter().enumerate() {
        let roles = &graph.roles[position];
        let colour = match (roles.contains(&Role::Input), roles.contains(&Role::Output)) {
            (true, true) => ", color=purple",
            (true, false) => ", color=green",
            (false, true) => ", color=red",
            (false, false) => "",
        };
        let label = format!("{}\n{}", node.name, kind(&node.kind)).replace('\n', "\\n").replace('"', "\\\"");
        let _ = writeln!(text, "  {} [label=\"{label}\"{colour}];", quoted(&node.name));
    }
    for projection in &model.projections {
        let style = if projection.feedback { " [style=dotted]" } else { "" };
        let _ =
            writeln!(text, "  {} -> {}{style};", quoted(&projection.sender), quoted(&projection.receiver));
    }
    for signal in &model.signals {
        let (node, what) = target(&signal.target);
        let node = node.split('/').next().unwrap_or(node);
        let _ = writeln!(
            text,
            "  {} -> {} [style=dashed, color=blue, label={}];",
            quoted(&signal.sender),
            quoted(node),
            quoted(&what)
        );
    }
    if let Some(controller) = &model.controller {
        let name = quoted(&controller.name);
        let _ = writeln!(text, "  {name} [shape=diamond, color=blue];");
        let _ = writeln!(text, "  {} -> {name} [style=dashed, color=blue];", quoted(&controller.objective));
        for aimed in controller.signals.iter().flat_map(|signal| &signal.targets) {
            let (node, what) = target(aimed);
            let node = node.split('/').next().unwrap_or(node);
            let _ = writeln!(
                text,
                "  {name} -> {} [style=dashed, color=blue, label={}];",
                quoted(node),
                quoted(&what)
            );
        }
    }
    text.push_str("}\n");
    Ok(text)
}

const WIDTH: usize = 190;
const HEIGHT: usize = 46;
const ACROSS: usize = 250;
const DOWN: usize = 76;

/// The graph as SVG: a column for each set of nodes that run together.
pub fn svg(model: &Model) -> Result<String> {
    let graph = graph::analyse(model)?;
    let place = places(&graph, model.nodes.len());
    let rows = graph.sets.iter().map(Vec::len).max().unwrap_or(1);
    let (width, height) = (graph.sets.len() * ACROSS + 40, rows * DOWN + 60);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"20\" y=\"26\" font-size=\"15\">{}</text>\n",
        escaped(&model.name)
    );
    let mut arrow = |from: usize, to: usize, style: &str, what: &str| {
        let ((x1, y1), (x2, y2)) = (place[from], place[to]);
        let path = if from == to {
            format!("M{} {}c20 -34 50 -34 -40 0", x1 + WIDTH / 2 + 20, y1)
        } else if x2 > x1 {
            format!("M{} {}L{} {}", x1 + WIDTH, y1 + HEIGHT / 2, x2, y2 + HEIGHT / 2)
        } else if x2 < x1 {
            // Back along the lower edge, so that it can be told from the way there.
            let (a, b) = (x1 + WIDTH / 2, x2 + WIDTH / 2);
            format!(
                "M{a} {}C{a} {} {b} {} {b} {}",
                y1 + HEIGHT,
                y1 + HEIGHT + 40,
                y2 + HEIGHT + 40,
                y2 + HEIGHT
            )
        } else {
            let (start, end) = if y2 > y1 { (y1 + HEIGHT, y2) } else { (y1, y2 + HEIGHT) };
            let bow = if y2 > y1 { 30i64 } else { -30 };
            let x = x1 + WIDTH / 2;
            let side = i64::try_from(x).unwrap_or(0) + bow;
            format!("M{x} {start}Q{side} {} {x} {end}", (start + end) / 2)
        };
        let _ = writeln!(text, "<path d=\"{path}\" fill=\"none\" marker-end=\"url(#tip)\" {style}/>");
        if !what.is_empty() {
            let (x, y) = ((x1 + x2 + WIDTH) / 2, (y1 + y2 + HEIGHT) / 2);
            let _ = writeln!(
                text,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"10\" fill=\"#1f5fbf\">{}</text>",
                escaped(what)
            );
        }
    };
    for projection in &model.projections {
        if let (Some(&from), Some(&to)) =
            (graph.index.get(&projection.sender), graph.index.get(&projection.receiver))
        {
            arrow(from, to, "stroke=\"#444\" stroke-width=\"1.4\"", "");
        }
    }
    for signal in &model.signals {
        let (node, what) = target(&signal.target);
        let node = node.split('/').next().unwrap_or(node);
        if let (Some(&from), Some(&to)) = (graph.index.get(&signal.sender), graph.index.get(node)) {
            arrow(from, to, "stroke=\"#1f5fbf\" stroke-dasharray=\"5 3\"", &what);
        }
    }
    for (position, node) in model.nodes.iter().enumerate() {
        let (x, y) = place[position];
        let roles = &graph.roles[position];
        let colour = match (roles.contains(&Role::Input), roles.contains(&Role::Output)) {
            (true, true) => "#7a3fa0",
            (true, false) => "#2a8a3a",
            (false, true) => "#b83232",
            (false, false) => "#444",
        };
        let what: String = kind(&node.kind).chars().take(34).collect();
        let _ = writeln!(
            text,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"8\" fill=\"#fafafa\" \
             stroke=\"{colour}\" stroke-width=\"1.6\"/>\n\
             <text x=\"{tx}\" y=\"{ny}\" font-size=\"13\" text-anchor=\"middle\">{}</text>\n\
             <text x=\"{tx}\" y=\"{ky}\" font-size=\"9\" text-anchor=\"middle\" fill=\"#666\">{}</text>",
            escaped(&node.name),
            escaped(&what),
            tx = x + WIDTH / 2,
            ny = y + 20,
            ky = y + 35,
        );
    }
    text.push_str("</svg>\n");
    Ok(text)
}

fn places(graph: &Graph, count: usize) -> Vec<(usize, usize)> {
    let mut place = vec![(0, 0); count];
    for (column, set) in graph.sets.iter().enumerate() {
        for (row, &node) in set.iter().enumerate() {
            place[node] = (30 + column * ACROSS, 46 + row * DOWN);
        }
    }
    place
}
