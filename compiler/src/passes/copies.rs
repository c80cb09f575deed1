//! Copies of what never changes: a variable set once to an argument or a known number is that argument or number.

use scheelite_runtime::{Type, Value};

use crate::ir::{Function, Index, Kind, LocalId, Node};
use crate::request::Options;

/// Puts arguments and numbers in place of variables that only hold them.
pub fn run(function: &mut Function, _: &Options) {
    let mut writes = vec![0u32; function.locals.len()];
    count_writes(&function.body, &mut writes);
    let mut found: Vec<Option<Node>> = vec![None; function.locals.len()];
    collect(&function.body, function.parameters, &writes, &mut found);
    if found.iter().any(Option::is_some) {
        replace(&mut function.body, &found);
    }
}

fn count_writes(node: &Node, writes: &mut [u32]) {
    node.for_each_written(&mut |local| writes[local.0 as usize] += 1);
    node.for_each_child(&mut |child| count_writes(child, writes));
}

fn collect(node: &Node, parameters: usize, writes: &[u32], found: &mut [Option<Node>]) {
    if let Kind::Assign(local, value) = &node.kind
        && writes[local.0 as usize] == 1
    {
        let unchanging = match &value.kind {
            Kind::Local(from) => (from.0 as usize) < parameters && writes[from.0 as usize] == 0,
            Kind::Constant(Value::Integer(_) | Value::Real(_) | Value::Boolean(_)) => true,
            _ => false,
        };
        if unchanging {
            found[local.0 as usize] = Some((**value).clone());
        }
    }
    node.for_each_child(&mut |child| collect(child, parameters, writes, found));
}

fn replace(node: &mut Node, found: &[Option<Node>]) {
    node.for_each_child_mut(&mut |child| replace(child, found));
    let new = |local: LocalId| found.get(local.0 as usize).and_then(Option::as_ref);
    match &mut node.kind {
        Kind::Local(local) => {
            if let Some(value) = new(*local) {
                node.kind = value.kind.clone();
            }
        }
        Kind::External(crate::ir::External::Block(_, locals)) => {
            // The evaluator needs the variable itself; arguments serve as well.
            for of in locals {
                if let Some(Node { kind: Kind::Local(from), .. }) = new(of.local) {
                    of.local = *from;
                }
            }
        }
        Kind::Part(_, indices) => {
            for index in indices {
                if let Index::At(at, known) = index
                    && at.as_constant().is_some()
                    && at.ty == Type::INTEGER
                {
                    // A literal index is checked like any other.
                    *known = false;
                }
            }
        }
        _ => {}
    }
}
