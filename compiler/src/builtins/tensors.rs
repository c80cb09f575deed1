//! Whole-tensor operations: most rows name a kernel of `scheelite_runtime::kernels` and a rule for the type it gives.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Scalar, Type, Value, sym};

use super::comparison::compare;
use super::control::choose;
use super::iteration::element_type;
use super::kernels::{joined, kernel, total_levels};
use super::{Call, Row, form, typed};
use crate::check::types::{coerce, to_scalar, widest};
use crate::check::{Checked, Checker, Want};
use crate::ir::{Index, Kind, Node, Operation, Relation, rank, scalar};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    typed("Accumulate", kernel, "tensor → same"),
    typed("Append", insert, "tensor, element → tensor"),
    typed("ArrayDepth", array_depth, "tensor → Integer"),
    typed("ArrayReshape", kernel, "tensor, list of Integer → tensor"),
    typed("Clip", clip, "number or tensor, bounds → same"),
    typed("Compile`GetElement", get_element, "tensor, Integer, … → element"),
    typed("Complement", kernel, "vectors → vector"),
    typed("ConjugateTranspose", kernel, "matrix → matrix"),
    typed("ConstantArray", kernel, "number, Integer or list → tensor"),
    typed("Count", kernel, "vector, number → Integer"),
    typed("Cross", kernel, "vectors of 3 → vector"),
    typed("DeleteDuplicates", kernel, "vector → same"),
    typed("Delete", kernel, "tensor, Integer → tensor"),
    typed("Det", kernel, "matrix → Real or Complex"),
    typed("Diagonal", kernel, "matrix → vector"),
    typed("DiagonalMatrix", kernel, "vector → matrix"),
    typed("Differences", kernel, "tensor → same"),
    typed("Dimensions", kernel, "tensor → vector of Integer"),
    typed("Dot", dot, "tensors → tensor or number"),
    typed("Drop", kernel, "tensor, Integer or list → tensor"),
    typed("Eigenvalues", kernel, "Real matrix → Real vector; Complex"),
    typed("First", end_element, "tensor → element"),
    typed("Flatten", kernel, "tensor → vector"),
    typed("Fourier", kernel, "vector → Complex vector"),
    typed("FreeQ", kernel, "tensor, number → Boolean"),
    typed("IdentityMatrix", kernel, "Integer → Integer matrix"),
    typed("Insert", kernel, "tensor, element, Integer → tensor"),
    typed("IntegerDigits", kernel, "Integer, base → vector of Integer"),
    form("Internal`Bag", bag, "→ bag"),
    typed("Internal`BagLength", length, "bag → Integer"),
    form("Internal`BagPart", bag_part, "bag, Integer or All → element or vector"),
    form("Internal`StuffBag", stuff_bag, "bag, element"),
    typed("Intersection", kernel, "vectors → vector"),
    typed("Inverse", kernel, "matrix → Real or Complex matrix"),
    typed("InverseFourier", kernel, "vector → Complex vector"),
    typed("Join", join_tensors, "tensors → tensor"),
    typed("KroneckerProduct", kernel, "matrices → matrix"),
    typed("Last", end_element, "tensor → element"),
    typed("Length", length, "tensor → Integer"),
    typed("LinearSolve", kernel, "matrix, vector → vector"),
    form("List", list, "elements of one type and shape → tensor"),
    typed("LowerTriangularize", kernel, "matrix → same"),
    typed("Max", extreme, "numbers and tensors → number"),
    typed("Mean", kernel, "tensor → Real or Complex"),
    typed("Median", kernel, "vector → Real"),
    typed("MemberQ", kernel, "tensor, number → Boolean"),
    typed("Min", extreme, "numbers and tensors → number"),
    typed("Most", kernel, "tensor → same"),
    typed("Norm", norm, "number, vector → Real"),
    typed("Normalize", kernel, "vector → Real or Complex vector"),
    typed("Ordering", kernel, "vector → vector of Integer"),
    typed("PadLeft", kernel, "vector, Integer, number → vector"),
    typed("PadRight", kernel, "vector, Integer, number → vector"),
    form("Part", part, "tensor, Integer, list, Span, All → part"),
    typed("Partition", kernel, "tensor, Integer, Integer → tensor"),
    typed("Position", kernel, "tensor, number → Integer matrix"),
    typed("Prepend", insert, "tensor, element → tensor"),
    typed("Range", range, "Integer or Real, … → vector"),
    typed("Rest", kernel, "tensor → same"),
    typed("Reverse", kernel, "tensor → same"),
    typed("Riffle", kernel, "vector, vector → vector"),
    typed("RotateLeft", kernel, "tensor, Integer or list → same"),
    typed("RotateRight", kernel, "tensor, Integer or list → same"),
    typed("SingularValueList", kernel, "matrix → Real vector"),
    typed("Sort", kernel, "tensor → same"),
    typed("StandardDeviation", kernel, "vector → Real"),
    typed("Take", kernel, "tensor, Integer or list → tensor"),
    typed("Total", total_levels, "tensor, level → element"),
    typed("Tr", kernel, "matrix or vector → number"),
    typed("Transpose", kernel, "matrix → same"),
    typed("Union", kernel, "vectors → vector"),
    typed("UnitVector", kernel, "Integer, Integer → vector"),
    typed("UpperTriangularize", kernel, "matrix → same"),
    typed("Variance", kernel, "vector → Real"),
];

fn length(_: &mut Checker, mut call: Call) -> Checked {
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    match rank(arg.ty) {
        // Length of a number is 0, as of any atom.
        0 => {
            let first = crate::check::types::discard(arg);
            Ok(Some(Node::sequence([first, Node::integer(0)], call.origin)))
        }
        _ => Ok(Some(Node::op(Operation::Length, vec![arg], Type::INTEGER, call.origin))),
    }
}

fn array_depth(_: &mut Checker, mut call: Call) -> Checked {
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    let levels = i64::from(rank(arg.ty));
    let first = crate::check::types::discard(arg);
    Ok(Some(Node::sequence([first, Node::integer(levels)], call.origin)))
}

fn end_element(_: &mut Checker, mut call: Call) -> Checked {
    let at = if call.name == "First" { 1 } else { -1 };
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    let Some(ty) = element_type(arg.ty) else { return Ok(None) };
    let index = vec![Index::At(Node::integer(at), false)];
    Ok(Some(Node::new(Kind::Part(Box::new(arg), index), ty, call.origin)))
}

fn get_element(_: &mut Checker, mut call: Call) -> Checked {
    let origin = call.origin;
    let indices = call.args.split_off(call.args.len().min(1));
    let (Some(array), false) = (call.args.pop(), indices.is_empty()) else { return Ok(None) };
    let Type::Of(element, levels) = array.ty else { return Ok(None) };
    if indices.len() != usize::from(levels) || indices.iter().any(|index| index.ty != Type::INTEGER) {
        return Ok(None);
    }
    let indices = indices.into_iter().map(|index| Index::At(index, false)).collect();
    Ok(Some(Node::new(Kind::Part(Box::new(array), indices), Type::Of(element, 0), origin)))
}

fn part(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    if call.args.is_empty() {
        return Ok(None);
    }
    check.part(call)
}

/// `{a, b, …}` of numbers, or of tensors of one rank.
fn list(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    if call.args.is_empty() {
        let ty = Type::Of(Scalar::Integer, 1);
        return Ok(Some(Node::op(Operation::NewTable, vec![Node::integer(0)], ty, call.origin)));
    }
    if !call.args.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut nodes = Vec::with_capacity(call.args.len());
    for arg in &call.args {
        nodes.push(check.value(arg)?);
    }
    let Some(wide) = widest(&nodes) else { return Ok(None) };
    let levels = rank(nodes[0].ty);
    if nodes.iter().any(|node| rank(node.ty) != levels) {
        let text = check.env.text(&Expr::Normal(call.clone()));
        let span = check.span(call.origin);
        let title = format!("The elements of {text} have different ranks and do not make a full array.");
        return Err(check.report(
            crate::diagnostic::Diagnostic::error("ragged", title)
                .at(span, "not a full array")
                .help("give all elements one shape"),
        ));
    }
    let Some(depth) = levels.checked_add(1) else { return Ok(None) };
    let nodes: Vec<Node> = nodes.into_iter().map(|node| to_scalar(node, wide)).collect();
    let node = Node::op(Operation::List, nodes, Type::Of(wide, depth), call.origin);
    Ok(Some(constant_list(node)))
}

/// A list of known numbers is a known tensor.
fn constant_list(node: Node) -> Node {
    let Kind::Op(Operation::List, args) = &node.kind else { return node };
    let mut values = Vec::new();
    for arg in args {
        match arg.as_constant() {
            Some(value) => values.push(value.clone()),
            None => return node,
        }
    }
    let kernel = scheelite_runtime::kernels::kernel("List");
    let made = kernel.and_then(|kernel| kernel.call(&mut Default::default(), &mut values).ok());
    match made {
        Some(value) if value.ty() == node.ty => Node::constant(value, node.origin),
        _ => node,
    }
}

fn range(_: &mut Checker, call: Call) -> Checked {
    if call.args.is_empty() || call.args.len() > 3 || call.args.iter().any(|arg| rank(arg.ty) > 0) {
        return Ok(None);
    }
    let kinds = match &call.args[..] {
        [_] => vec![&call.args[0]],
        [first, _] => vec![first],
        [first, _, step] => vec![first, step],
        _ => return Ok(None),
    };
    let wide = match (&call.args[..], widest(kinds)) {
        // `Range[5.5]` is a list of integers.
        ([_], Some(Scalar::Real)) => Scalar::Integer,
        (_, Some(wide @ (Scalar::Integer | Scalar::Real))) => wide,
        _ => return Ok(None),
    };
    if widest(&call.args) == Some(Scalar::Complex) {
        return Ok(None);
    }
    Ok(Some(Node::op(Operation::Kernel("Range"), call.args, Type::Of(wide, 1), call.origin)))
}

fn dot(_: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Some(wide) = widest(&call.args) else { return Ok(None) };
    let mut args = call.args.into_iter();
    let Some(mut product) = args.next() else { return Ok(None) };
    for arg in args {
        let (a, b) = (rank(product.ty), rank(arg.ty));
        if a == 0 || b == 0 {
            return Ok(None);
        }
        let ty = Type::Of(wide, a + b - 2);
        let operands = vec![to_scalar(product, wide), to_scalar(arg, wide)];
        product = Node::op(Operation::Kernel("Dot"), operands, ty, origin);
    }
    Ok(Some(product))
}

/// Append and Prepend.
fn insert(_: &mut Checker, call: Call) -> Checked {
    let (name, origin) = (call.name, call.origin);
    let Ok([tensor, element]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    let Some(wide) = widest([&tensor, &element]) else { return Ok(None) };
    if rank(tensor.ty) != rank(element.ty) + 1 {
        return Ok(None);
    }
    let ty = Type::Of(wide, rank(tensor.ty));
    let args = vec![to_scalar(tensor, wide), to_scalar(element, wide)];
    Ok(Some(Node::op(
        Operation::Kernel(if name == "Append" { "Append" } else { "Prepend" }),
        args,
        ty,
        origin,
    )))
}

fn join_tensors(_: &mut Checker, call: Call) -> Checked {
    let Some(ty) = joined(&call.args).filter(|&ty| rank(ty) > 0 && scalar(ty) != Some(Scalar::Boolean))
    else {
        return Ok(None);
    };
    let args = call.args.into_iter().map(|arg| coerce(arg, ty)).collect();
    Ok(Some(Node::op(Operation::Kernel("Join"), args, ty, call.origin)))
}

/// Max and Min: of tensors their extreme element, of numbers the extreme one.
fn extreme(_: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let name = if call.name == "Max" { "Max" } else { "Min" };
    let Some(wide @ (Scalar::Integer | Scalar::Real)) = widest(&call.args) else { return Ok(None) };
    if call.args.is_empty() {
        return Ok(None);
    }
    let mut result: Option<Node> = None;
    for arg in call.args {
        let arg = match rank(arg.ty) {
            0 => arg,
            _ => {
                let ty = Type::Of(scalar(arg.ty).unwrap_or(wide), 0);
                Node::op(Operation::Kernel(name), vec![arg], ty, origin)
            }
        };
        let arg = to_scalar(arg, wide);
        result = Some(match result {
            None => arg,
            Some(so_far) => Node::op(Operation::Function(name), vec![so_far, arg], Type::Of(wide, 0), origin),
        });
    }
    Ok(result)
}

fn clip(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let mut args = call.args.into_iter();
    let (Some(x), bounds, outside, None) = (args.next(), args.next(), args.next(), args.next()) else {
        return Ok(None);
    };
    let Some((low, high)) = clip_bounds(bounds.as_ref()) else { return Ok(None) };
    let (below_value, above_value) = match &outside {
        None => (low.clone(), high.clone()),
        Some(_) if rank(x.ty) > 0 => return Ok(None),
        some => match clip_bounds(some.as_ref()) {
            Some(values) => values,
            None => return Ok(None),
        },
    };
    if widest([&below_value, &above_value]) == Some(Scalar::Complex) {
        return Ok(None);
    }
    let all = [&low, &high, &x, &below_value, &above_value];
    let Some(wide @ (Scalar::Integer | Scalar::Real)) = widest(all) else { return Ok(None) };
    if rank(x.ty) > 0 {
        let ty = Type::Of(wide, rank(x.ty));
        let limits = vec![to_scalar(low, wide), to_scalar(high, wide)];
        let limits = Node::op(Operation::List, limits, Type::Of(wide, 1), origin);
        let args = vec![to_scalar(x, wide), constant_list(limits)];
        return Ok(Some(Node::op(Operation::Kernel("Clip"), args, ty, origin)));
    }
    let mut nodes = Vec::new();
    let x = check.simple(to_scalar(x, wide), "x", &mut nodes);
    let low = check.simple(to_scalar(low, wide), "low", &mut nodes);
    let high = check.simple(to_scalar(high, wide), "high", &mut nodes);
    let below = compare(Relation::Less, x.clone(), low.clone(), origin);
    let above = compare(Relation::Greater, x.clone(), high.clone(), origin);
    let (Some(below), Some(above)) = (below, above) else { return Ok(None) };
    let (low, high) = match outside {
        None => (low, high),
        Some(_) => (to_scalar(below_value, wide), to_scalar(above_value, wide)),
    };
    nodes.push(choose(below, low, choose(above, high, x, origin), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

/// The two numbers of a pair written out; -1 and 1 when there is none.
fn clip_bounds(bounds: Option<&Node>) -> Option<(Node, Node)> {
    use scheelite_runtime::tensor::Tensor;
    let Some(bounds) = bounds else { return Some((Node::integer(-1), Node::integer(1))) };
    match &bounds.kind {
        Kind::Op(Operation::List, items) if items.len() == 2 && rank(items[0].ty) == 0 => {
            Some((items[0].clone(), items[1].clone()))
        }
        Kind::Constant(Value::Tensor(tensor)) if tensor.len() == 2 && tensor.rank() == 1 => match &**tensor {
            Tensor::Integer(array) => Some((Node::integer(array.data()[0]), Node::integer(array.data()[1]))),
            Tensor::Real(array) => Some((Node::real(array.data()[0]), Node::real(array.data()[1]))),
            Tensor::Complex(_) => None,
        },
        _ => None,
    }
}

fn norm(check: &mut Checker, mut call: Call) -> Checked {
    let origin = call.origin;
    let p = if call.args.len() == 2 { call.args.pop() } else { None };
    let (Some(x), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    let Some(wide) = widest([&x]) else { return Ok(None) };
    match rank(x.ty) {
        0 if p.is_none() => super::scalar::function(check, Call { name: "Abs", args: vec![x], origin }),
        1 => {
            let mut args = vec![to_scalar(x, wide.max(Scalar::Real))];
            args.extend(p.map(|p| if p.ty == Type::INTEGER { p } else { to_scalar(p, Scalar::Real) }));
            if args.len() == 2 && rank(args[1].ty) > 0 {
                return Ok(None);
            }
            Ok(Some(Node::op(Operation::Kernel("Norm"), args, Type::REAL, origin)))
        }
        _ => Ok(None),
    }
}

/// `Internal`Bag[]`, `Internal`Bag[list]`: an empty one gets its type where it is declared.
fn bag(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    match &call.args[..] {
        [] => {
            let ty = Type::Of(Scalar::Real, 1);
            Ok(Some(Node::op(Operation::NewTable, vec![Node::integer(0)], ty, call.origin)))
        }
        [list] if check.is_value(list) => {
            let list = check.value(list)?;
            Ok((rank(list.ty) > 0).then_some(list))
        }
        _ => Ok(None),
    }
}

fn bag_part(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [bag, at] = &call.args[..] else { return Ok(None) };
    if !check.is_value(bag) {
        return Ok(None);
    }
    if at.is_symbol(sym::All) {
        return check.value(bag).map(Some);
    }
    let part = Normal::with_origin(Expr::Symbol(sym::Part), call.args.clone(), call.origin);
    check.part(&part)
}

fn stuff_bag(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let (value, level) = match &call.args[..] {
        [_, value] | [_, value, Expr::Integer(0)] => (value.clone(), 0),
        [_, value, Expr::Integer(1)] => (value.clone(), 1),
        _ => return Ok(None),
    };
    if !check.is_value(&value) {
        return Ok(None);
    }
    let origin = call.origin;
    check.type_empty(call, &value, 1 - level)?;
    check.update(call, want, false, &mut |check, before| {
        let value = check.value(&value)?;
        let (Type::Of(element, levels), Some(given)) = (before.ty, scalar(value.ty)) else { return Ok(None) };
        if given > element || given == Scalar::Boolean || rank(value.ty) + 1 - level != levels {
            return Ok(None);
        }
        let kernel = if level == 0 { "Append" } else { "Join" };
        let args = vec![before, to_scalar(value, element)];
        Ok(Some(Node::op(Operation::Kernel(kernel), args, Type::Of(element, levels), origin)))
    })
}
