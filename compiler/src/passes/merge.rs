//! Variables made one: where a temporary is built and then only handed to a variable, the variable is built itself.
//!
//! `t = …; … t …; a = t` becomes `a = …; … a …` when all of `t` stands between, and nothing there knows `a` or leaves.
//! For arrays this saves the second reference, and with it the copy at the next change of a part.

use crate::ir::{Function, Kind, LabelId, LocalId, Node};
use crate::request::Options;

/// Statements looked back over.
const WINDOW: usize = 16;

/// Hands arrays and numbers over without a copy.
pub fn run(function: &mut Function, _: &Options) {
    let mut uses = vec![0u32; function.locals.len()];
    count(&function.body, &mut uses);
    let parameters = function.parameters;
    sequences(&mut function.body, &mut uses, parameters);
}

/// Every mention of every variable.
fn count(node: &Node, uses: &mut [u32]) {
    node.for_each_read(&mut |local| uses[local.0 as usize] += 1);
    node.for_each_written(&mut |local| uses[local.0 as usize] += 1);
    node.for_each_child(&mut |child| count(child, uses));
}

fn sequences(node: &mut Node, uses: &mut [u32], parameters: usize) {
    node.for_each_child_mut(&mut |child| sequences(child, uses, parameters));
    if let Some(nodes) = spread(node) {
        node.kind = Kind::Sequence(nodes);
    }
    let Kind::Sequence(nodes) = &mut node.kind else { return };
    if nodes.iter().any(|node| matches!(&node.kind, Kind::Sequence(inner) if !inner.is_empty())) {
        let valued = node.ty;
        let all = std::mem::take(nodes);
        let last = all.len() - 1;
        for (at, inner) in all.into_iter().enumerate() {
            match inner.kind {
                // The value of the last statement is the value of the whole.
                Kind::Sequence(parts) if !parts.is_empty() && (at < last || inner.ty == valued) => {
                    nodes.extend(parts)
                }
                kind => nodes.push(Node { kind, ..inner }),
            }
        }
    }
    let mut at = 0;
    while at < nodes.len() {
        if let Some((from, to)) = handed(&nodes[at], parameters)
            && let Some(start) = start_of(&nodes[..at], from, to, uses)
        {
            for node in &mut nodes[start..at] {
                rename(node, from, to);
            }
            uses[to.0 as usize] += uses[from.0 as usize];
            uses[from.0 as usize] = 0;
            nodes.remove(at);
            continue;
        }
        at += 1;
    }
    if nodes.is_empty() {
        *node = Node::void(node.origin);
    }
}

/// `a = (…; t)` as `…; a = t`.
fn spread(node: &mut Node) -> Option<Vec<Node>> {
    let Kind::Assign(local, value) = &mut node.kind else { return None };
    let Kind::Sequence(nodes) = &mut value.kind else { return None };
    if nodes.last().is_none_or(|last| last.ty != value.ty || last.never_ends()) {
        return None;
    }
    let mut nodes = std::mem::take(nodes);
    let last = nodes.pop()?;
    nodes.push(Node::assign(*local, last, node.origin));
    Some(nodes)
}

/// `to = from`
fn handed(node: &Node, parameters: usize) -> Option<(LocalId, LocalId)> {
    match &node.kind {
        Kind::Assign(to, value) => match value.kind {
            Kind::Local(from) if from.0 as usize >= parameters && *to != from => Some((from, *to)),
            _ => None,
        },
        _ => None,
    }
}

/// Mentions of one variable.
fn mentions(node: &Node, local: LocalId) -> u32 {
    let mut found = 0;
    node.for_each_read(&mut |read| found += u32::from(read == local));
    node.for_each_written(&mut |written| found += u32::from(written == local));
    node.for_each_child(&mut |child| found += mentions(child, local));
    found
}

/// Where the temporary starts, when all of it stands in the statements just before (and in the assignment after them),
/// it is set first, and nothing from there on mentions the variable or leaves.
fn start_of(before: &[Node], from: LocalId, to: LocalId, uses: &[u32]) -> Option<usize> {
    // The one mention outside is the assignment itself.
    let mut missing = uses[from.0 as usize].checked_sub(1).filter(|&missing| missing > 0)?;
    for (start, node) in before.iter().enumerate().rev().take(WINDOW) {
        if mentions(node, to) > 0 || !stays(node) {
            return None;
        }
        missing = missing.checked_sub(mentions(node, from))?;
        if missing == 0 {
            let set =
                matches!(&node.kind, Kind::Assign(local, value) if *local == from && !value.reads(from));
            return set.then_some(start);
        }
    }
    None
}

/// Whether control cannot leave a statement but by its end.
fn stays(node: &Node) -> bool {
    let mut marks: Vec<LabelId> = Vec::new();
    labels(node, &mut marks);
    !node.any(&mut |inner| match &inner.kind {
        Kind::Goto(label) => !marks.contains(label),
        Kind::Mark(_) => true,
        _ => false,
    })
}

fn labels(node: &Node, marks: &mut Vec<LabelId>) {
    match &node.kind {
        Kind::While(of) => marks.extend([of.next, of.end]),
        Kind::Count(of) => marks.extend([of.next, of.end]),
        _ => {}
    }
    node.for_each_child(&mut |child| labels(child, marks));
}

fn rename(node: &mut Node, from: LocalId, to: LocalId) {
    let change = |local: &mut LocalId| {
        if *local == from {
            *local = to;
        }
    };
    match &mut node.kind {
        Kind::Local(local)
        | Kind::Assign(local, _)
        | Kind::SetPart(local, ..)
        | Kind::SetElement(local, ..)
        | Kind::SetRow(local, _) => change(local),
        Kind::Count(of) => change(&mut of.index),
        Kind::External(crate::ir::External::Block(_, locals)) => {
            locals.iter_mut().for_each(|of| change(&mut of.local));
        }
        _ => {}
    }
    node.for_each_child_mut(&mut |child| rename(child, from, to));
}
