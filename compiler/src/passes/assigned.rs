//! Variables that may be read before any assignment has run: the evaluator would give back a symbol there, so compiled
//! code leaves. A flag for each such variable tells at run time.

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Type, Value};

use crate::ir::{Function, Kind, Local, LocalId, Node};

/// Which variables have a value for certain.
#[derive(Clone)]
struct Known(Vec<u64>);

impl Known {
    fn has(&self, local: LocalId) -> bool {
        self.0[local.0 as usize / 64] >> (local.0 % 64) & 1 == 1
    }

    fn add(&mut self, local: LocalId) {
        self.0[local.0 as usize / 64] |= 1 << (local.0 % 64);
    }

    fn keep_common(&mut self, other: &Known) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }
}

/// Guards reads of variables that may have no value.
pub fn run(function: &mut Function) {
    let mut known = Known(vec![0; function.locals.len() / 64 + 1]);
    for index in 0..function.parameters {
        known.add(LocalId(u32::try_from(index).unwrap_or(u32::MAX)));
    }
    let mut walk = Walk { doubtful: Vec::new(), jumps: vec![None; function.labels as usize] };
    walk.walk(&function.body, &mut known);
    let mut doubtful = walk.doubtful;
    doubtful.sort_unstable();
    doubtful.dedup();
    if doubtful.is_empty() {
        return;
    }
    let mut flags: Vec<Option<LocalId>> = vec![None; function.locals.len()];
    let mut start = Vec::new();
    for local in doubtful {
        let flag = LocalId(u32::try_from(function.locals.len()).unwrap_or(u32::MAX));
        let name = format!("{} is set", function.locals[local.0 as usize].name);
        function.locals.push(Local { name, ty: Type::BOOLEAN, writes: 2 });
        flags[local.0 as usize] = Some(flag);
        start.push(Node::assign(flag, Node::boolean(false), Origin::NONE));
    }
    guard(&mut function.body, &flags);
    let body = std::mem::replace(&mut function.body, Node::void(Origin::NONE));
    let origin = body.origin;
    start.push(body);
    function.body = Node::sequence(start, origin);
}

struct Walk {
    /// Variables read where they may have no value.
    doubtful: Vec<LocalId>,
    /// What is known at every jump to a label so far. Jumps back know at least what the label knew.
    jumps: Vec<Option<Known>>,
}

impl Walk {
    /// `known` becomes what is known after the node.
    fn walk(&mut self, node: &Node, known: &mut Known) {
        match &node.kind {
            Kind::Sequence(nodes) => {
                let mut reached = true;
                for node in nodes {
                    if let Kind::Mark(label) = node.kind {
                        match self.jumps[label.0 as usize].take() {
                            Some(jump) if reached => known.keep_common(&jump),
                            Some(jump) => *known = jump,
                            None => {}
                        }
                        reached = true;
                    }
                    self.walk(node, known);
                    reached = reached && !node.never_ends();
                }
            }
            Kind::If(parts) => {
                let [test, yes, no] = &**parts;
                self.walk(test, known);
                let mut other = known.clone();
                self.walk(yes, known);
                self.walk(no, &mut other);
                if yes.never_ends() {
                    *known = other;
                } else if !no.never_ends() {
                    known.keep_common(&other);
                }
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                let mut inner = known.clone();
                for (index, node) in nodes.iter().enumerate() {
                    self.walk(node, &mut inner);
                    if index == 0 {
                        *known = inner.clone();
                    }
                }
            }
            Kind::While(of) => {
                self.walk(&of.test, known);
                let mut inner = known.clone();
                self.walk(&of.body, &mut inner);
                // `Continue` may come from before any assignment of the body.
                self.walk(&of.step, &mut known.clone());
            }
            Kind::Count(of) => {
                self.walk(&of.last, known);
                known.add(of.index);
                self.walk(&of.body, &mut known.clone());
            }
            Kind::Goto(label) => match &mut self.jumps[label.0 as usize] {
                Some(jump) => jump.keep_common(known),
                none => *none = Some(known.clone()),
            },
            _ => {
                node.for_each_child(&mut |child| self.walk(child, known));
                node.for_each_read(&mut |local| {
                    if !known.has(local) {
                        self.doubtful.push(local);
                    }
                });
                if let Kind::Assign(local, _) = &node.kind {
                    known.add(*local);
                }
            }
        }
    }
}

/// Sets flags where variables are set, checks them where variables are read.
fn guard(node: &mut Node, flags: &[Option<LocalId>]) {
    node.for_each_child_mut(&mut |child| guard(child, flags));
    let flag_of = |local: LocalId| flags.get(local.0 as usize).copied().flatten();
    let (ty, origin) = (node.ty, node.origin);
    let mut before = Vec::new();
    node.for_each_read(&mut |local| {
        if let Some(flag) = flag_of(local) {
            let test = Node::new(Kind::Local(flag), Type::BOOLEAN, origin);
            let leave = Node::new(Kind::Leave, Type::Void, origin);
            let parts = Box::new([test, Node::void(origin), leave]);
            before.push(Node::new(Kind::If(parts), Type::Void, origin));
        }
    });
    let after = match &node.kind {
        Kind::Assign(local, _) => flag_of(*local)
            .map(|flag| Node::assign(flag, Node::constant(Value::Boolean(true), origin), origin)),
        _ => None,
    };
    if before.is_empty() && after.is_none() {
        return;
    }
    let inner = std::mem::replace(node, Node::void(origin));
    before.push(inner);
    before.extend(after);
    *node = Node::new(Kind::Sequence(before), ty, origin);
}
