//! Assignments to variables that nothing reads, and values that nothing uses.

use scheelite_runtime::Type;

use super::invariant::is_harmless;
use crate::ir::{Function, Kind, Node};
use crate::request::Options;

/// Drops what has no effect.
pub fn run(function: &mut Function, options: &Options) {
    // What is dropped may have been the only reader of something else.
    for _ in 0..3 {
        let mut reads = vec![0u32; function.locals.len()];
        count(&function.body, &mut reads);
        let mut changed = false;
        sweep(&mut function.body, &reads, options, &mut changed);
        if !changed {
            break;
        }
    }
}

fn count(node: &Node, reads: &mut [u32]) {
    node.for_each_read(&mut |local| reads[local.0 as usize] += 1);
    node.for_each_child(&mut |child| count(child, reads));
}

fn sweep(node: &mut Node, reads: &[u32], options: &Options, changed: &mut bool) {
    node.for_each_child_mut(&mut |child| sweep(child, reads, options, changed));
    match &mut node.kind {
        Kind::Assign(local, value) if reads[local.0 as usize] == 0 && has_no_effect(value, options) => {
            *node = Node::void(node.origin);
            *changed = true;
        }
        Kind::Sequence(nodes) => {
            let last = nodes.len().saturating_sub(1);
            let mut index = 0;
            let before = nodes.len();
            let valued = node.ty != Type::Void;
            nodes.retain(|node| {
                let keep = (index == last && valued) || !(node.is_nothing() || is_unused(node, options));
                index += 1;
                keep
            });
            *changed |= nodes.len() != before;
        }
        _ => {}
    }
}

/// A value in the middle of a sequence that may as well not be computed.
fn is_unused(node: &Node, options: &Options) -> bool {
    node.ty != Type::Void && has_no_effect(node, options)
}

fn has_no_effect(node: &Node, options: &Options) -> bool {
    !node.any(&mut |inner| {
        !matches!(inner.kind, Kind::Constant(_) | Kind::Local(_)) && !is_harmless(inner, options)
    })
}
