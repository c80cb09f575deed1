//! `If[x < v[[i]], v[[i]] = x]` inside a loop, the step of shortest ways, knapsacks and alignments, sets the part in every
//! round: to the smaller of the two. Both are computed by the test, so that nothing new can leave, and whether the part
//! changes is often hard to foresee.

use scheelite_runtime::{Scalar, Type};

use super::common::{plain, same};
use crate::ir::{Function, Index, Kind, Local, LocalId, Node, Operation, rank};
use crate::request::Options;

/// Rewrites such steps.
pub fn run(function: &mut Function, _: &Options) {
    visit(&mut function.body, &mut function.locals, false);
}

fn visit(node: &mut Node, locals: &mut Vec<Local>, inside: bool) {
    let inside = inside || matches!(node.kind, Kind::While(_) | Kind::Count(_));
    node.for_each_child_mut(&mut |child| visit(child, locals, inside));
    if inside && is_step(node) {
        rewrite(node, locals);
    }
}

/// Whether a node sets a part to what it has been compared with.
fn is_step(node: &Node) -> bool {
    let Kind::If(parts) = &node.kind else { return false };
    let [test, yes, no] = &**parts;
    let (Kind::Op(Operation::Compare(_), sides), Kind::SetPart(array, indices, value)) =
        (&test.kind, &yes.kind)
    else {
        return false;
    };
    let is_part = |side: &Node| match &side.kind {
        Kind::Part(from, at) if matches!(from.kind, Kind::Local(local) if local == *array) => {
            at.len() == indices.len()
                && at
                    .iter()
                    .zip(indices)
                    .all(|pair| matches!(pair, (Index::At(a, _), Index::At(b, _)) if same(a, b)))
        }
        _ => false,
    };
    let number = |ty: Type| matches!(ty, Type::Of(Scalar::Integer | Scalar::Real, 0));
    let [a, b] = &sides[..] else { return false };
    no.is_nothing()
        && rank(value.ty) == 0
        && number(a.ty)
        && a.ty == value.ty
        && plain(a).is_some()
        && plain(b).is_some()
        && ((is_part(a) && same(b, value)) || (is_part(b) && same(a, value)))
}

fn rewrite(node: &mut Node, locals: &mut Vec<Local>) {
    let origin = node.origin;
    let Kind::If(parts) = &mut node.kind else { return };
    let [test, yes, _] = &mut **parts;
    let (Kind::Op(_, sides), Kind::SetPart(_, _, value)) = (&mut test.kind, &mut yes.kind) else { return };
    let is_first = same(&sides[0], value);
    let mut statements = Vec::new();
    for side in sides.iter_mut() {
        let local = LocalId(u32::try_from(locals.len()).unwrap_or(u32::MAX));
        locals.push(Local { name: "side".into(), ty: side.ty, writes: 1 });
        let get = Node::new(Kind::Local(local), side.ty, side.origin);
        statements.push(Node::assign(local, std::mem::replace(side, get), origin));
    }
    let (chosen, kept) = if is_first { (0, 1) } else { (1, 0) };
    let (chosen, kept) = (sides[chosen].clone(), sides[kept].clone());
    let ty = chosen.ty;
    let test = std::mem::replace(test, Node::void(origin));
    **value = Node::new(Kind::If(Box::new([test, chosen, kept])), ty, origin);
    statements.push(std::mem::replace(yes, Node::void(origin)));
    *node = Node::new(Kind::Sequence(statements), Type::Void, origin);
}
