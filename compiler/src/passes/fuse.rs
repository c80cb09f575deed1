//! Fusion: elementwise expressions over arrays of one rank become one operation, which is computed in blocks without
//! arrays in between; so do their sums and extrema.

use rustc_hash::FxHashSet;

use crate::ir::{Function, Kind, Node};
use crate::lower::block::operands_of_fused;
use crate::request::Options;

/// Marks the expressions that are one operation.
pub fn run(function: &mut Function, options: &Options) {
    let mut roots = FxHashSet::default();
    find(&function.body, options, &mut roots);
    if !roots.is_empty() {
        mark(&mut function.body, &roots);
    }
}

/// Notes the outermost expressions that can be one operation, and those within what they take from elsewhere.
fn find(node: &Node, options: &Options, roots: &mut FxHashSet<*const Node>) {
    match operands_of_fused(node, options) {
        Some(operands) => {
            roots.insert(node);
            operands.into_iter().for_each(|operand| find(operand, options, roots));
        }
        None => node.for_each_child(&mut |child| find(child, options, roots)),
    }
}

/// Marks from the inside out, so that no node is moved before it has been looked up.
fn mark(node: &mut Node, roots: &FxHashSet<*const Node>) {
    node.for_each_child_mut(&mut |child| mark(child, roots));
    if roots.contains(&std::ptr::from_ref(node)) {
        let (ty, origin) = (node.ty, node.origin);
        let expression = std::mem::replace(node, Node::void(origin));
        *node = Node::new(Kind::Fused(Box::new(expression)), ty, origin);
    }
}
