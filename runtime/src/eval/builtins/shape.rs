//! Shapes of lists: lengths, levels merged, cut up and turned.

use crate::eval::stoppable;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::parts::{children, expect_parts, integers, say};
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Nested, Packing, dimensions, is_allowed, nest};
use crate::eval::part::integer_list;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::kernels::element::count_to_integer;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions of the shape of lists.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "ArrayDepth",
        PROTECTED,
        Arity::exactly(1),
        "ArrayDepth[expr] gives the number of levels at which expr is a full array.",
        ("ArrayDepth[{{a, b}, {c, d}}]", "2"),
        |_, call| Ok(Some(Expr::Integer(count_to_integer(dimensions(&call.args[0]).len())))),
    ),
    Builtin::new(
        "ArrayFlatten",
        PROTECTED,
        Arity::between(1, 2),
        "ArrayFlatten[{{m11, m12, …}, …}] makes one matrix of a matrix of matrices.",
        ("ArrayFlatten[{{{{a}}, {{b}}}}]", "{{a, b}}"),
        array_flatten,
    ),
    Builtin::new(
        "ArrayQ",
        PROTECTED,
        Arity::between(1, 3),
        "ArrayQ[expr] tells whether expr is a full array; ArrayQ[expr, d, test] whether of depth d with elements that pass test.",
        ("ArrayQ[{{1, 2}, {3}}]", "False"),
        array_q,
    ),
    Builtin::new(
        "ArrayReshape",
        PROTECTED,
        Arity::between(2, 3),
        "ArrayReshape[list, dims, padding] arranges the elements of list in an array of these dimensions.",
        ("ArrayReshape[{1, 2, 3, 4}, {2, 2}]", "{{1, 2}, {3, 4}}"),
        array_reshape,
    ),
    Builtin::new(
        "ConjugateTranspose",
        PROTECTED,
        Arity::exactly(1),
        "ConjugateTranspose[m] gives the transposed matrix of complex conjugates.",
        ("ConjugateTranspose[{{1, I}, {2, 3}}]", "{{1, 2}, {-I, 3}}"),
        conjugate_transpose,
    ),
    Builtin::new(
        "Dimensions",
        PROTECTED,
        Arity::between(1, 2),
        "Dimensions[expr] gives the lengths of the levels at which expr is a full array; Dimensions[expr, n] of at most n levels.",
        ("Dimensions[{{1, 2, 3}, {4, 5, 6}}]", "{2, 3}"),
        dimensions_of,
    ),
    Builtin::new(
        "Flatten",
        PROTECTED,
        Arity::between(1, 3),
        "Flatten[list] flattens nested lists; Flatten[list, n] n levels of them; Flatten[list, n, h] heads h; Flatten[list, {{s11, …}, …}] combines levels.",
        ("Flatten[{a, {b, {c}}}]", "{a, b, c}"),
        flatten,
    ),
    Builtin::new(
        "Length",
        PROTECTED,
        Arity::exactly(1),
        "Length[expr] gives the number of elements of expr.",
        ("Length[{a, b, c}]", "3"),
        |_, call| Ok(Some(Expr::Integer(count_to_integer(call.args[0].length())))),
    ),
    Builtin::new(
        "MatrixQ",
        PROTECTED,
        Arity::between(1, 2),
        "MatrixQ[expr] tells whether expr is a matrix; MatrixQ[expr, test] whether all elements pass test.",
        ("MatrixQ[{{1, 2}, {3, 4}}]", "True"),
        |ev, call| depth_q(ev, call, 2),
    ),
    Builtin::new(
        "Partition",
        PROTECTED,
        Arity::between(2, 6),
        "Partition[list, n] cuts list into sublists of length n; Partition[list, n, d] with offset d; Partition[list, n, d, {kL, kR}, padding] with overhangs at the ends.",
        ("Partition[{a, b, c, d}, 2]", "{{a, b}, {c, d}}"),
        partition,
    ),
    Builtin::new(
        "TensorRank",
        PROTECTED,
        Arity::exactly(1),
        "TensorRank[expr] gives the number of levels at which expr is a full array.",
        ("TensorRank[{1, 2}]", "1"),
        |_, call| {
            let rank = || Expr::Integer(count_to_integer(dimensions(&call.args[0]).len()));
            Ok((call.args[0].is_list() || call.args[0].is_number()).then(rank))
        },
    ),
    Builtin::new(
        "Transpose",
        PROTECTED,
        Arity::between(1, 2),
        "Transpose[list] swaps the first two levels; Transpose[list, {n1, n2, …}] sends level k to level nk.",
        ("Transpose[{{a, b, c}, {1, 2, 3}}]", "{{a, 1}, {b, 2}, {c, 3}}"),
        transpose,
    ),
    Builtin::new(
        "VectorQ",
        PROTECTED,
        Arity::between(1, 2),
        "VectorQ[expr] tells whether expr is a list of which no element is a list; VectorQ[expr, test] whether all elements pass test.",
        ("VectorQ[{1, 2}]", "True"),
        |ev, call| depth_q(ev, call, 1),
    ),
]);

/// A list of counts.
pub(crate) fn count_list(counts: &[usize]) -> Expr {
    Expr::list(counts.iter().map(|&n| Expr::Integer(count_to_integer(n))))
}

/// Counts given by an integer or a list of integers, none negative.
pub(crate) fn counts(expr: &Expr) -> Option<Vec<usize>> {
    integers(expr)?.into_iter().map(|n| usize::try_from(n).ok()).collect()
}

/// Whether it is `Infinity`.
pub(crate) fn is_infinity(expr: &Expr) -> bool {
    expr.is_symbol(sym::Infinity)
        || expr.as_call(sym::DirectedInfinity).is_some_and(|infinity| infinity.args[..] == [Expr::Integer(1)])
}

fn dimensions_of(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut dims = dimensions(&call.args[0]);
    match call.args.get(1) {
        None => {}
        Some(Expr::Integer(n)) if *n >= 0 => dims.truncate(usize::try_from(*n).unwrap_or(usize::MAX)),
        Some(n) if is_infinity(n) => {}
        Some(_) => return Ok(None),
    }
    Ok(Some(count_list(&dims)))
}

fn all_pass(ev: &mut Evaluator, elements: &[Expr], test: &Expr) -> Reply {
    for element in elements {
        if !ev.eval(Expr::call(test.clone(), [element.clone()]))?.is_true() {
            return Ok(Some(Expr::boolean(false)));
        }
    }
    Ok(Some(Expr::boolean(true)))
}

/// `VectorQ` and `MatrixQ`: full at these levels and no lists below them.
fn depth_q(ev: &mut Evaluator, call: &Arc<Normal>, levels: usize) -> Reply {
    let expr = &call.args[0];
    if let (Expr::Array(tensor), None) = (expr, call.args.get(1)) {
        return Ok(Some(Expr::boolean(tensor.rank() == levels)));
    }
    let Some(nested) = Nested::new(expr, levels).filter(|nested| nested.dims.len() == levels || levels == 1)
    else {
        return Ok(Some(Expr::boolean(false)));
    };
    match call.args.get(1) {
        None => Ok(Some(Expr::boolean(!nested.data.iter().any(Expr::is_list)))),
        Some(test) => all_pass(ev, &nested.data, test),
    }
}

fn array_q(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let dims = dimensions(&call.args[0]);
    if !call.args[0].is_list() {
        return Ok(Some(Expr::boolean(false)));
    }
    let Some(nested) = Nested::new(&call.args[0], dims.len()) else { return Ok(Some(Expr::boolean(false))) };
    if call.args.len() == 1 {
        return Ok(Some(Expr::boolean(!nested.data.iter().any(Expr::is_list))));
    }
    let depth = Expr::Integer(count_to_integer(dims.len()));
    let pattern = Expr::call(Symbol::new("MatchQ"), [depth, call.args[1].clone()]);
    if !ev.eval(pattern)?.is_true() {
        return Ok(Some(Expr::boolean(false)));
    }
    match call.args.get(2) {
        None => Ok(Some(Expr::boolean(!nested.data.iter().any(Expr::is_list)))),
        Some(test) => all_pass(ev, &nested.data, test),
    }
}

fn flatten(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("Flatten", &call.args) {
        return Ok(Some(result));
    }
    let expr = &call.args[0];
    if matches!(expr, Expr::Association(_)) || !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let levels = match call.args.get(1) {
        None => usize::MAX,
        Some(Expr::Integer(n)) if *n >= 0 => usize::try_from(*n).unwrap_or(usize::MAX),
        Some(n) if is_infinity(n) => usize::MAX,
        Some(groups) if groups.is_list() && groups.length() == 0 => return Ok(Some(expr.clone())),
        Some(groups) if groups.is_list() => return Ok(flatten_levels(expr, groups)),
        Some(levels) => {
            let told = [levels.clone(), Expr::Integer(2), Expr::Normal(Arc::clone(call))];
            say(ev, call, "flev", &told);
            return Ok(None);
        }
    };
    let head = call.args.get(2).cloned().unwrap_or_else(|| expr.head());
    let mut flat = Vec::new();
    flatten_into(expr, &head, levels, &mut flat);
    Ok(Some(match expr {
        Expr::Array(_) => crate::eval::pack::packed_list(flat),
        _ => Expr::call(expr.head(), flat),
    }))
}

fn flatten_into(expr: &Expr, head: &Expr, levels: usize, flat: &mut Vec<Expr>) {
    for part in children(expr) {
        crate::stop::poll();
        let nests = levels > 0
            && match &part {
                Expr::Normal(normal) => normal.head == *head,
                Expr::Array(_) => head.is_symbol(sym::List),
                _ => false,
            };
        if nests {
            stacker::maybe_grow(RED_ZONE, STACK_STEP, || flatten_into(&part, head, levels - 1, flat));
        } else {
            flat.push(part);
        }
    }
}

/// `Flatten[list, {{s11, s12, …}, {s21, …}, …}]`: each group of levels becomes one level; levels not named follow as
/// they are. Ragged lists lose the places they do not have.
fn flatten_levels(expr: &Expr, groups: &Expr) -> Option<Expr> {
    let groups = groups.elements()?;
    let groups: Vec<Vec<usize>> = if groups.iter().all(Expr::is_list) {
        groups.iter().map(counts).collect::<Option<_>>()?
    } else {
        vec![counts(&Expr::list(groups.iter().cloned()))?]
    };
    let mut groups = groups;
    let named: Vec<usize> = groups.iter().flatten().copied().collect();
    let depth = named.iter().copied().max()?;
    if named.contains(&0) || (1..named.len()).any(|at| named[at..].contains(&named[at - 1])) {
        return None;
    }
    // Levels above the deepest one named follow in their order.
    groups.extend((1..depth).filter(|level| !named.contains(level)).map(|level| vec![level]));
    let mut places: Vec<(Vec<usize>, Expr)> = vec![(Vec::new(), expr.clone())];
    for _ in 0..depth {
        let mut deeper = Vec::new();
        for (path, part) in &places {
            for (index, inner) in part.elements()?.iter().enumerate() {
                let mut path = path.clone();
                path.push(index);
                deeper.push((path, inner.clone()));
            }
        }
        places = deeper;
    }
    fn build(groups: &[Vec<usize>], places: Vec<(Vec<usize>, Expr)>) -> Vec<Expr> {
        let Some((group, deeper)) = groups.split_first() else {
            return places.into_iter().map(|(_, element)| element).collect();
        };
        let mut by_key: BTreeMap<Vec<usize>, Vec<(Vec<usize>, Expr)>> = BTreeMap::new();
        for (path, element) in places {
            by_key
                .entry(group.iter().map(|&level| path[level - 1]).collect())
                .or_default()
                .push((path, element));
        }
        by_key
            .into_values()
            .map(|places| {
                let inner = build(deeper, places);
                if deeper.is_empty() && inner.len() == 1 {
                    inner.into_iter().next().unwrap_or_else(Expr::null)
                } else {
                    Expr::list(inner)
                }
            })
            .collect()
    }
    Some(Packing::of(expr).list(build(&groups, places)))
}

fn array_reshape(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("ArrayReshape", &call.args) {
        return Ok(Some(result));
    }
    let (Some(dims), true) = (counts(&call.args[1]), call.args[0].is_list()) else { return Ok(None) };
    if !is_allowed(&dims) {
        say(ev, call, "toobig", &[count_product(&dims)]);
        return Ok(None);
    }
    let mut flat = Vec::new();
    flatten_into(&call.args[0], &Expr::Symbol(sym::List), usize::MAX, &mut flat);
    let count: usize = dims.iter().product();
    match call.args.get(2) {
        Some(padding) if padding.is_list() && padding.length() > 0 => {
            let missing = count.saturating_sub(flat.len());
            let mut leaves = Vec::new();
            flatten_into(padding, &Expr::Symbol(sym::List), usize::MAX, &mut leaves);
            flat.extend(leaves.into_iter().cycle().take(missing).collect::<Vec<_>>());
            flat.truncate(count);
        }
        padding => flat.resize(count, padding.cloned().unwrap_or(Expr::Integer(0))),
    }
    Ok(Some(nest(&dims, flat, Packing::of(&call.args[0]))))
}

/// The product of lengths, for a message.
pub(crate) fn count_product(dims: &[usize]) -> Expr {
    let product = dims.iter().fold(crate::number::BigInteger::from(1), |n, &d| n * d);
    Expr::from(product)
}

fn array_flatten(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match call.args.get(1) {
        Some(Expr::Integer(1)) if call.args[0].is_list() => {
            return Ok(Some(Expr::call(sym::Flatten, [call.args[0].clone(), Expr::Integer(1)])));
        }
        None | Some(Expr::Integer(2)) => {}
        Some(_) => return Ok(None),
    }
    let Some(blocks) = Nested::new(&call.args[0], 2).filter(|blocks| blocks.dims.len() == 2) else {
        return Ok(None);
    };
    let (rows, columns) = (blocks.dims[0], blocks.dims[1]);
    let shapes: Vec<Option<(usize, usize)>> = blocks
        .data
        .iter()
        .map(|block| match dimensions(block)[..] {
            [height, width, ..] => Some((height, width)),
            _ => None,
        })
        .collect();
    // A number stands for a block filled with it, of the size of its neighbours.
    let heights: Vec<usize> = (0..rows)
        .map(|row| {
            (0..columns).find_map(|column| shapes[row * columns + column].map(|shape| shape.0)).unwrap_or(1)
        })
        .collect();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            (0..rows).find_map(|row| shapes[row * columns + column].map(|shape| shape.1)).unwrap_or(1)
        })
        .collect();
    let mut matrix = Vec::new();
    for row in 0..rows {
        let mut lines = vec![Vec::new(); heights[row]];
        for column in 0..columns {
            let block = &blocks.data[row * columns + column];
            match shapes[row * columns + column] {
                Some(shape) if shape == (heights[row], widths[column]) => {
                    for (line, inner) in lines.iter_mut().zip(children(block)) {
                        line.extend(children(&inner));
                    }
                }
                Some(_) => return Ok(None),
                None => lines
                    .iter_mut()
                    .for_each(|line| line.extend(std::iter::repeat_n(block.clone(), widths[column]))),
            }
        }
        matrix.extend(lines.into_iter().map(Expr::list));
    }
    Ok(Some(Expr::list(matrix)))
}

fn transpose(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("Transpose", &call.args) {
        return Ok(Some(result));
    }
    let places = match call.args.get(1) {
        None => vec![2, 1],
        Some(places) => match counts(places).filter(|places| !places.is_empty() && !places.contains(&0)) {
            Some(places) => places,
            None => {
                say(ev, call, "perm", &[call.args[1].clone()]);
                return Ok(None);
            }
        },
    };
    let expr = &call.args[0];
    let Some(nested) = Nested::new(expr, places.len()).filter(|nested| nested.dims.len() == places.len())
    else {
        // A vector has nothing to turn.
        if call.args.len() == 1 && expr.is_list() && !children(expr).iter().any(Expr::is_list) {
            return Ok(Some(expr.clone()));
        }
        if matches!(expr, Expr::Symbol(_)) {
            return Ok(None);
        }
        say(ev, call, "nmtx", std::slice::from_ref(expr));
        return Ok(None);
    };
    let rank = places.iter().copied().max().unwrap_or(0);
    if (1..=rank).any(|place| !places.contains(&place)) {
        say(ev, call, "perm", &[call.args.get(1).cloned().unwrap_or_else(Expr::null)]);
        return Ok(None);
    }
    let mut dims = vec![usize::MAX; rank];
    let mut strides = vec![0; rank];
    for (level, &place) in places.iter().enumerate() {
        dims[place - 1] = dims[place - 1].min(nested.dims[level]);
        strides[place - 1] += nested.dims[level + 1..].iter().product::<usize>();
    }
    let mut data = Vec::with_capacity(dims.iter().product());
    visit(&dims, &strides, 0, &mut |at| data.push(nested.data[at].clone()));
    Ok(Some(nest(&dims, data, Packing::of(expr))))
}

/// Calls `see` with the offset of each place, the last level running fastest.
fn visit(dims: &[usize], strides: &[usize], at: usize, see: &mut dyn FnMut(usize)) {
    match (dims.split_first(), strides.split_first()) {
        (Some((&length, dims)), Some((&stride, strides))) => {
            for index in 0..length {
                visit(dims, strides, at + index * stride, see);
            }
        }
        _ => see(at),
    }
}

fn conjugate_transpose(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("ConjugateTranspose", &call.args) {
        return Ok(Some(result));
    }
    match transpose(ev, call)? {
        Some(turned) => ev.eval(Expr::call(sym::Conjugate, [turned])).map(Some),
        None => Ok(None),
    }
}

/// What stands at places before the start and after the end of a list.
enum Padding {
    Cyclic,
    Nothing,
    Elements(Vec<Expr>),
}

fn partition(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() <= 3
        && let Some(result) = ev.packed_kernel("Partition", &call.args)
    {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let mut short_last = false;
    let sizes = match &call.args[1] {
        Expr::Normal(up_to) if up_to.has_head(Symbol::new("UpTo")) && up_to.args.len() == 1 => {
            short_last = true;
            counts(&up_to.args[0])
        }
        sizes => counts(sizes),
    };
    let offsets = call.args.get(2).map_or_else(|| sizes.clone(), counts);
    let positive = |counts: &Option<Vec<usize>>| {
        counts.as_ref().is_some_and(|counts| !counts.is_empty() && !counts.contains(&0))
    };
    let place = if positive(&sizes) { 3 } else { 2 };
    let (Some(sizes), Some(offsets), true) = (&sizes, &offsets, positive(&sizes) && positive(&offsets))
    else {
        say(ev, call, "ilsmp", &[Expr::Integer(place), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    let (sizes, offsets) = (sizes.clone(), offsets.clone());
    let ends = match call.args.get(3) {
        None => (1, -1),
        Some(Expr::Integer(k)) if *k != 0 => (*k, *k),
        Some(list) => match integer_list(list).as_deref() {
            Some([left, right]) if *left != 0 && *right != 0 => (*left, *right),
            _ => return Ok(None),
        },
    };
    let ends = if short_last { (1, 1) } else { ends };
    let padding = match call.args.get(4) {
        _ if short_last => Padding::Nothing,
        None => Padding::Cyclic,
        Some(list) if list.is_list() => match children(list) {
            empty if empty.is_empty() => Padding::Nothing,
            elements => Padding::Elements(elements),
        },
        Some(element) => Padding::Elements(vec![element.clone()]),
    };
    let offset =
        |level: usize| if offsets.len() == 1 { offsets[0] } else { offsets.get(level).copied().unwrap_or(1) };
    if sizes.len() > 1 {
        let Some(nested) = Nested::new(&call.args[0], sizes.len()) else { return Ok(None) };
        return Ok(partition_levels(nested, &sizes, &offset, Packing::of(&call.args[0])));
    }
    let parts = children(&call.args[0]);
    let elements = (parts.len() / offset(0) + 1).saturating_mul(sizes[0]);
    ev.ask_room(elements, size_of::<Expr>())?;
    let runs = blocks(&parts, sizes[0], offset(0), ends, &padding);
    let head = call.args[0].head();
    let packing = Packing::of(&call.args[0]);
    let row = |run: Vec<Expr>| {
        if packing == Packing::Packed { packing.list(run) } else { Expr::call(head.clone(), run) }
    };
    let rows: Vec<Expr> = runs.into_iter().map(row).collect();
    Ok(Some(if packing == Packing::Packed { packing.list(rows) } else { Expr::call(head.clone(), rows) }))
}

/// The runs of `size` elements, each `step` after the one before. The first element stands at place `ends.0` of the
/// first run, the last one at place `ends.1` or later of the last run.
fn blocks(parts: &[Expr], size: usize, step: usize, ends: (i64, i64), padding: &Padding) -> Vec<Vec<Expr>> {
    let (length, size, step) = (parts.len() as i64, size as i64, step as i64);
    let place = |k: i64| if k > 0 { k - 1 } else { size + k };
    let first = -place(ends.0);
    let last = length - 1 - place(ends.1);
    let mut runs = Vec::new();
    let mut start = first;
    while start <= last {
        crate::stop::poll();
        let run = (start..start + size).filter_map(|at| {
            match (usize::try_from(at).ok().and_then(|at| parts.get(at)), padding) {
                (Some(part), _) => Some(part.clone()),
                (None, Padding::Nothing) => None,
                (None, Padding::Cyclic) => parts.get(at.rem_euclid(length.max(1)) as usize).cloned(),
                (None, Padding::Elements(elements)) => {
                    Some(elements[at.rem_euclid(elements.len() as i64) as usize].clone())
                }
            }
        });
        runs.push(run.collect());
        start += step;
    }
    runs
}

fn partition_levels(
    nested: Nested,
    sizes: &[usize],
    offset: &dyn Fn(usize) -> usize,
    packing: Packing,
) -> Option<Expr> {
    let levels = sizes.len();
    let blocks =
        |level: usize| crate::kernels::structure::blocks(nested.dims[level], sizes[level], offset(level));
    if nested.dims.len() != levels {
        return None;
    }
    let stride = |level: usize| nested.dims[level + 1..].iter().product::<usize>();
    let mut dims: Vec<usize> = (0..levels).map(blocks).collect();
    dims.extend_from_slice(sizes);
    let mut strides: Vec<usize> = (0..levels).map(|level| offset(level) * stride(level)).collect();
    strides.extend((0..levels).map(stride));
    let mut data = Vec::new();
    visit(&dims, &strides, 0, &mut |at| data.push(nested.data[at].clone()));
    Some(nest(&dims, data, packing))
}
