//! The graph of a model as a picture: DOT for graph tools, SVG to look at.

use std::fmt::Write as _;

use super::graph;
use super::model::{Model, NodeKind, Result, Role, Target};

mod svg;

pub use svg::svg;

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
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
