//! Whether a tree is sound: what tests ask after each pass.

use std::collections::BTreeMap;

use scheelite_runtime::Type;

use super::{Function, Kind, LabelId, LocalId, Node, Operation, scalar};

impl Function {
    /// What is wrong with the tree, if anything: for tests after each pass.
    pub fn check(&self) -> Result<(), String> {
        let mut marks: BTreeMap<LabelId, u32> = BTreeMap::new();
        let mut jumps: Vec<LabelId> = Vec::new();
        let mut problem = None;
        let mut pending = vec![&self.body];
        while let Some(node) = pending.pop() {
            let mut local_type = |local: LocalId, ty: Type| {
                match self.locals.get(local.0 as usize) {
                    Some(found) if found.ty == ty => {}
                    found => problem = Some(format!("local {} is {found:?}, used as {ty:?}", local.0)),
                };
            };
            match &node.kind {
                Kind::Local(local) => local_type(*local, node.ty),
                Kind::Assign(local, value) => local_type(*local, value.ty),
                Kind::Count(of) => {
                    local_type(of.index, Type::INTEGER);
                    *marks.entry(of.next).or_default() += 1;
                    *marks.entry(of.end).or_default() += 1;
                }
                Kind::While(of) => {
                    *marks.entry(of.next).or_default() += 1;
                    *marks.entry(of.end).or_default() += 1;
                }
                Kind::Mark(label) => *marks.entry(*label).or_default() += 1,
                Kind::Goto(label) => jumps.push(*label),
                Kind::Return(value) if value.ty != self.result => {
                    problem = Some(format!("returns {:?}, not {:?}", value.ty, self.result));
                }
                Kind::Op(operation, args) => {
                    if let Some(found) = operation_problem(*operation, args, node.ty) {
                        problem = Some(format!("{found} in {}", self.line(node)));
                    }
                }
                _ => {}
            }
            node.for_each_child(&mut |child| pending.push(child));
        }
        if let Some(problem) = problem {
            return Err(problem);
        }
        if let Some((label, _)) = marks.iter().find(|(_, count)| **count > 1) {
            return Err(format!("label {} stands twice", label.0));
        }
        match jumps.iter().find(|label| !marks.contains_key(label)) {
            Some(label) => Err(format!("label {} stands nowhere", label.0)),
            None => Ok(()),
        }
    }
}

/// Why operands do not fit an operation.
fn operation_problem(operation: Operation, args: &[Node], ty: Type) -> Option<String> {
    let same = |what: &str| {
        let first = scalar(args.first()?.ty);
        let fits = args.iter().all(|arg| scalar(arg.ty) == first);
        (!fits).then(|| format!("{what} of {:?}", args.iter().map(|arg| arg.ty).collect::<Vec<_>>()))
    };
    match operation {
        Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Divide => {
            if args.len() != 2 {
                return Some(format!("{operation:?} has {} operands", args.len()));
            }
            same("arithmetic").or_else(|| {
                (scalar(ty) != scalar(args[0].ty) && operation != Operation::Divide)
                    .then(|| format!("{:?} from {:?}", ty, args[0].ty))
            })
        }
        Operation::Compare(_) | Operation::Same => same("comparison"),
        Operation::List => same("list"),
        _ => None,
    }
}
