//! Sets, groups, and lists of all choices.

use crate::eval::stoppable;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::parts::{at_positions, children, expect_parts, say};
use super::sorting::sorted;
use crate::association::{Association, Entries};
use crate::eval::builtin::Builtin;
use crate::eval::pack::list_like;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::element::count_to_integer;
use crate::kernels::part::Positions;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;
const SET: Attributes = PROTECTED.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY);

/// Functions of sets and groups.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Complement",
        PROTECTED,
        Arity::at_least(1).with_options(),
        "Complement[all, e1, e2, …] gives the elements of all that are in none of the ei, sorted.",
        ("Complement[{c, b, a}, {b}]", "{a, c}"),
        |ev, call| {
            set_operation(ev, call, "Complement", |counts| {
                counts[0] > 0 && counts[1..].iter().all(|&n| n == 0)
            })
        },
    ),
    Builtin::new(
        "ContainsAll",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "ContainsAll[a, b] tells whether every element of b is in a.",
        ("ContainsAll[{1, 2, 3}, {1, 3}]", "True"),
        |ev, call| contains(ev, call, all_of_second),
    ),
    Builtin::new(
        "ContainsAny",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "ContainsAny[a, b] tells whether some element of b is in a.",
        ("ContainsAny[{1, 2, 3}, {3, 4}]", "True"),
        |ev, call| contains(ev, call, some_common),
    ),
    Builtin::new(
        "ContainsNone",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "ContainsNone[a, b] tells whether no element of b is in a.",
        ("ContainsNone[{1, 2, 3}, {4}]", "True"),
        |ev, call| contains(ev, call, none_common),
    ),
    Builtin::new(
        "ContainsExactly",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "ContainsExactly[a, b] says whether a and b have the same elements; SameTest -> f says when two are the same.",
        ("ContainsExactly[{1, 2, 1}, {2, 1}]", "True"),
        |ev, call| contains(ev, call, |common| all_of_first(common) && all_of_second(common)),
    ),
    Builtin::new(
        "ContainsOnly",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "ContainsOnly[a, b] says whether all elements of a are elements of b.",
        ("ContainsOnly[{1}, {1, 2}]", "True"),
        |ev, call| contains(ev, call, all_of_first),
    ),
    Builtin::new(
        "DeleteDuplicates",
        PROTECTED,
        Arity::between(1, 2),
        "DeleteDuplicates[list] keeps the first of equal elements; DeleteDuplicates[list, test] of elements for which test[a, b] is True.",
        ("DeleteDuplicates[{b, a, b}]", "{b, a}"),
        delete_duplicates,
    ),
    Builtin::new(
        "DeleteDuplicatesBy",
        PROTECTED,
        Arity::exactly(2),
        "DeleteDuplicatesBy[list, f] keeps the first of elements with the same f.",
        ("DeleteDuplicatesBy[{1, -1, 2}, Abs]", "{1, 2}"),
        delete_duplicates_by,
    ),
    Builtin::new(
        "DuplicateFreeQ",
        PROTECTED,
        Arity::between(1, 2),
        "DuplicateFreeQ[list] tells whether no two elements are equal.",
        ("DuplicateFreeQ[{a, b, a}]", "False"),
        duplicate_free,
    ),
    Builtin::new(
        "Gather",
        PROTECTED,
        Arity::between(1, 2),
        "Gather[list] puts equal elements together; Gather[list, test] those for which test[a, b] is True.",
        ("Gather[{a, b, a}]", "{{a, a}, {b}}"),
        gather,
    ),
    Builtin::new(
        "GatherBy",
        PROTECTED,
        Arity::exactly(2),
        "GatherBy[list, f] puts elements with the same f together; GatherBy[list, {f1, f2, …}] level by level.",
        ("GatherBy[{1, 2, 3, 4}, EvenQ]", "{{1, 3}, {2, 4}}"),
        gather_by,
    ),
    Builtin::new(
        "Intersection",
        SET,
        Arity::at_least(1).with_options(),
        "Intersection[l1, l2, …] gives the elements common to all lists, sorted.",
        ("Intersection[{c, a, b}, {b, c}]", "{b, c}"),
        |ev, call| set_operation(ev, call, "Intersection", |counts| counts.iter().all(|&n| n > 0)),
    ),
    Builtin::new(
        "IntersectingQ",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "IntersectingQ[a, b] tells whether the lists have an element in common.",
        ("IntersectingQ[{1, 2}, {2, 3}]", "True"),
        |ev, call| contains(ev, call, some_common),
    ),
    Builtin::new(
        "DisjointQ",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "DisjointQ[a, b] tells whether the lists have no element in common.",
        ("DisjointQ[{1, 2}, {3}]", "True"),
        |ev, call| contains(ev, call, none_common),
    ),
    Builtin::new(
        "Split",
        PROTECTED,
        Arity::between(1, 2),
        "Split[list] cuts list into runs of equal elements; Split[list, test] where test[a, b] of neighbours is not True.",
        ("Split[{a, a, b, a}]", "{{a, a}, {b}, {a}}"),
        split,
    ),
    Builtin::new(
        "SplitBy",
        PROTECTED,
        Arity::exactly(2),
        "SplitBy[list, f] cuts list into runs with the same f.",
        ("SplitBy[{1, 3, 2, 5}, EvenQ]", "{{1, 3}, {2}, {5}}"),
        split_by,
    ),
    Builtin::new(
        "SubsetQ",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "SubsetQ[a, b] tells whether every element of b is in a.",
        ("SubsetQ[{1, 2, 3}, {1, 3}]", "True"),
        |ev, call| contains(ev, call, all_of_second),
    ),
    Builtin::new(
        "SymmetricDifference",
        PROTECTED,
        Arity::at_least(1).with_options(),
        "SymmetricDifference[l1, l2, …] gives the elements in an odd number of the lists.",
        ("SymmetricDifference[{a, b}, {b, c}]", "{a, c}"),
        |ev, call| {
            set_operation(ev, call, "SymmetricDifference", |counts| {
                counts.iter().filter(|&&n| n > 0).count() % 2 == 1
            })
        },
    ),
    Builtin::new(
        "Tally",
        PROTECTED,
        Arity::between(1, 2),
        "Tally[list] gives the distinct elements with how often each occurs.",
        ("Tally[{a, b, a}]", "{{a, 2}, {b, 1}}"),
        tally,
    ),
    Builtin::new(
        "Union",
        SET,
        Arity::ANY.with_options(),
        "Union[l1, l2, …] gives the distinct elements of all lists, sorted.",
        ("Union[{c, a}, {b, a}]", "{a, b, c}"),
        |ev, call| set_operation(ev, call, "Union", |_| true),
    ),
]);

/// The value of `SameTest -> test` after the lists.
fn same_test(args: &[Expr]) -> (usize, Option<Expr>) {
    let last = args.last().map(|last| match last.as_call(sym::List) {
        Some(list) if list.args.len() == 1 && args.len() > 2 => &list.args[0],
        _ => last,
    });
    match last.and_then(|last| last.as_call(sym::Rule)) {
        Some(rule) if rule.args.len() == 2 && rule.args[0].is_symbol(Symbol::new("SameTest")) => {
            let test = Some(rule.args[1].clone()).filter(|test| !test.is_symbol(sym::Automatic));
            (args.len() - 1, test)
        }
        _ => (args.len(), None),
    }
}

fn set_operation(ev: &mut Evaluator, call: &Arc<Normal>, name: &str, keep: fn(&[usize]) -> bool) -> Reply {
    let (count, test) = same_test(&call.args);
    let lists = &call.args[..count];
    let Some(first) = lists.first() else { return Ok(Some(Expr::list([]))) };
    if let Some(all) = all_associations(lists) {
        return Ok(Some(of_keys(&all, name, keep)));
    }
    if test.is_none()
        && lists.windows(2).all(|pair| same_kind(&pair[0], &pair[1]))
        && let Some(result) = ev.packed_kernel(name, lists)
    {
        return Ok(Some(result));
    }
    let head = first.head();
    for (index, list) in lists.iter().enumerate() {
        if !expect_parts(ev, call, index) {
            return Ok(None);
        }
        let other = list.head();
        if other != head {
            let at = |index: usize| Expr::Integer(count_to_integer(index + 1));
            say(ev, call, "heads", &[other, head, at(index), at(0)]);
            return Ok(None);
        }
    }
    let mut parts = Vec::new();
    let mut sources = Vec::new();
    for (source, list) in lists.iter().enumerate() {
        let inner = children(list);
        sources.extend(std::iter::repeat_n(source, inner.len()));
        parts.extend(inner);
    }
    let positions = sorted(&parts);
    let mut kept: Vec<Expr> = Vec::new();
    if let Some(test) = test {
        // Classes by the test: representatives in canonical order.
        let mut classes: Vec<(Expr, Vec<usize>)> = Vec::new();
        for &at in &positions {
            let mut found = None;
            for (index, (representative, _)) in classes.iter().enumerate() {
                if ev.eval(Expr::call(test.clone(), [parts[at].clone(), representative.clone()]))?.is_true() {
                    found = Some(index);
                    break;
                }
            }
            let index = found.unwrap_or_else(|| {
                classes.push((parts[at].clone(), vec![0; count]));
                classes.len() - 1
            });
            classes[index].1[sources[at]] += 1;
        }
        kept.extend(classes.into_iter().filter(|(_, counts)| keep(counts)).map(|(part, _)| part));
    } else {
        for run in positions.chunk_by(|&a, &b| parts[a] == parts[b]) {
            let mut counts = vec![0; count];
            run.iter().for_each(|&at| counts[sources[at]] += 1);
            if keep(&counts) {
                kept.push(parts[run[0]].clone());
            }
        }
    }
    Ok(Some(if first.is_list() { list_like(first, kept) } else { Expr::call(head, kept) }))
}

fn all_associations(lists: &[Expr]) -> Option<Vec<Arc<Association>>> {
    let association = |list: &Expr| match list {
        Expr::Association(association) => Some(Arc::clone(association)),
        _ => None,
    };
    lists.iter().map(association).collect()
}

/// Of associations the entries count, keys with values; `Union` keeps the last value of a key.
fn of_keys(all: &[Arc<Association>], name: &str, keep: fn(&[usize]) -> bool) -> Expr {
    let mut entries = Entries::default();
    for one in all {
        for (key, value) in &one.entries {
            if name == "Union" || !entries.contains_key(key) {
                entries.insert(key.clone(), value.clone());
            }
        }
    }
    let counts = |key: &Expr, value: &Expr| -> Vec<usize> {
        all.iter().map(|one| usize::from(one.entries.get(key) == Some(value))).collect()
    };
    entries.retain(|key, value| keep(&counts(key, value)));
    Expr::Association(Arc::new(Association::new(entries)))
}

/// Packed arrays of the same element type and inner shape.
fn same_kind(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Array(a), Expr::Array(b)) => {
            std::mem::discriminant(&**a) == std::mem::discriminant(&**b) && a.dims()[1..] == b.dims()[1..]
        }
        _ => false,
    }
}

/// Of the elements of two lists, which are in the other one.
struct Common {
    /// Whether each element of the first list is in the second.
    first: Vec<bool>,
    /// Whether each element of the second list is in the first.
    second: Vec<bool>,
}

fn all_of_first(common: &Common) -> bool {
    common.first.iter().all(|&is_in| is_in)
}

fn all_of_second(common: &Common) -> bool {
    common.second.iter().all(|&is_in| is_in)
}

fn some_common(common: &Common) -> bool {
    common.second.contains(&true)
}

fn none_common(common: &Common) -> bool {
    !some_common(common)
}

/// What two lists, or associations by their values, have in common decides. `SameTest -> f` gives `f` an element of the
/// first and one of the second list.
fn contains(ev: &mut Evaluator, call: &Arc<Normal>, decide: fn(&Common) -> bool) -> Reply {
    let (count, test) = same_test(&call.args);
    let [a, b] = &call.args[..count] else { return Ok(None) };
    let is_known = |expr: &Expr| expr.is_list() || matches!(expr, Expr::Association(_));
    if !is_known(a) || !is_known(b) {
        return Ok(None);
    }
    let (a, b) = (children(a), children(b));
    let common = match test {
        None => {
            let all = |parts: &[Expr]| parts.iter().cloned().collect::<FxHashSet<Expr>>();
            let (in_a, in_b) = (all(&a), all(&b));
            Common {
                first: a.iter().map(|part| in_b.contains(part)).collect(),
                second: b.iter().map(|part| in_a.contains(part)).collect(),
            }
        }
        Some(test) => {
            let mut common = Common { first: vec![false; a.len()], second: vec![false; b.len()] };
            for (at, one) in a.iter().enumerate() {
                for (place, other) in b.iter().enumerate() {
                    if ev.eval(Expr::call(test.clone(), [one.clone(), other.clone()]))?.is_true() {
                        common.first[at] = true;
                        common.second[place] = true;
                    }
                }
            }
            common
        }
    };
    Ok(Some(Expr::boolean(decide(&common))))
}

/// For each class of equal keys the positions in order: by hash, or by a test of the first member with each other.
pub(super) fn classes(ev: &mut Evaluator, keys: &[Expr], test: Option<&Expr>) -> Eval<Vec<Vec<usize>>> {
    let mut classes: Vec<Vec<usize>> = Vec::new();
    match test {
        None => {
            let mut seen: FxHashMap<&Expr, usize> = FxHashMap::default();
            for (at, key) in keys.iter().enumerate() {
                crate::stop::poll();
                let class = *seen.entry(key).or_insert_with(|| {
                    classes.push(Vec::new());
                    classes.len() - 1
                });
                classes[class].push(at);
            }
        }
        Some(test) => {
            for (at, key) in keys.iter().enumerate() {
                ev.check_interrupt()?;
                let mut found = None;
                for (index, class) in classes.iter().enumerate() {
                    let pair = [keys[class[0]].clone(), key.clone()];
                    if ev.eval(Expr::call(test.clone(), pair))?.is_true() {
                        found = Some(index);
                        break;
                    }
                }
                match found {
                    Some(index) => classes[index].push(at),
                    None => classes.push(vec![at]),
                }
            }
        }
    }
    Ok(classes)
}

fn values(ev: &mut Evaluator, function: &Expr, parts: &[Expr]) -> Eval<Vec<Expr>> {
    parts.iter().map(|part| ev.eval(Expr::call(function.clone(), [part.clone()]))).collect()
}

fn delete_duplicates(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(result) = ev.packed_kernel("DeleteDuplicates", &call.args) {
        return Ok(Some(result));
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let classes = classes(ev, &children(&call.args[0]), call.args.get(1))?;
    let firsts = classes.iter().map(|class| class[0]).collect();
    Ok(Some(at_positions(&call.args[0], &Positions::Many(firsts))))
}

fn delete_duplicates_by(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let keys = values(ev, &call.args[1], &children(&call.args[0]))?;
    let firsts = classes(ev, &keys, None)?.iter().map(|class| class[0]).collect();
    Ok(Some(at_positions(&call.args[0], &Positions::Many(firsts))))
}

fn duplicate_free(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let parts = children(&call.args[0]);
    let classes = classes(ev, &parts, call.args.get(1))?;
    Ok(Some(Expr::boolean(classes.len() == parts.len())))
}

/// The parts of an expression in classes of positions, each class a list.
fn grouped(expr: &Expr, classes: Vec<Vec<usize>>) -> Expr {
    let groups: Vec<Expr> =
        classes.into_iter().map(|class| at_positions(expr, &Positions::Many(class))).collect();
    match expr {
        Expr::Normal(normal) => Expr::call(normal.head.clone(), groups),
        _ => Expr::list(groups),
    }
}

fn gather(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let classes = classes(ev, &children(&call.args[0]), call.args.get(1))?;
    Ok(Some(grouped(&call.args[0], classes)))
}

fn gather_by(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    fn go(ev: &mut Evaluator, expr: &Expr, functions: &[Expr]) -> Eval {
        let Some((function, deeper)) = functions.split_first() else { return Ok(expr.clone()) };
        let keys = values(ev, function, &children(expr))?;
        let groups = grouped(expr, classes(ev, &keys, None)?);
        if deeper.is_empty() {
            return Ok(groups);
        }
        let groups = children(&groups).iter().map(|group| go(ev, group, deeper)).collect::<Eval<Vec<_>>>()?;
        Ok(Expr::list(groups))
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let functions = match call.args[1].elements() {
        Some(functions) => functions.to_vec(),
        None => vec![call.args[1].clone()],
    };
    go(ev, &call.args[0], &functions).map(Some)
}

/// The runs of neighbours that belong together.
fn runs(count: usize, mut together: impl FnMut(usize) -> Eval<bool>) -> Eval<Vec<Vec<usize>>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in 0..count {
        match runs.last_mut() {
            Some(run) if together(at)? => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    Ok(runs)
}

fn split(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let parts = children(&call.args[0]);
    let runs = runs(parts.len(), |at| match call.args.get(1) {
        None => Ok(parts[at - 1] == parts[at]),
        Some(test) => {
            Ok(ev.eval(Expr::call(test.clone(), [parts[at - 1].clone(), parts[at].clone()]))?.is_true())
        }
    })?;
    Ok(Some(grouped(&call.args[0], runs)))
}

fn split_by(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    fn go(ev: &mut Evaluator, expr: &Expr, functions: &[Expr]) -> Eval {
        let Some((function, deeper)) = functions.split_first() else { return Ok(expr.clone()) };
        let keys = values(ev, function, &children(expr))?;
        let groups = grouped(expr, runs(keys.len(), |at| Ok(keys[at - 1] == keys[at]))?);
        if deeper.is_empty() {
            return Ok(groups);
        }
        Ok(Expr::list(children(&groups).iter().map(|group| go(ev, group, deeper)).collect::<Eval<Vec<_>>>()?))
    }
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let functions = match call.args[1].elements() {
        Some(functions) => functions.to_vec(),
        None => vec![call.args[1].clone()],
    };
    go(ev, &call.args[0], &functions).map(Some)
}

fn tally(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !expect_parts(ev, call, 0) {
        return Ok(None);
    }
    let parts = children(&call.args[0]);
    let classes = classes(ev, &parts, call.args.get(1))?;
    let pairs = classes.iter().map(|class| {
        list_like(&call.args[0], vec![parts[class[0]].clone(), Expr::Integer(count_to_integer(class.len()))])
    });
    Ok(Some(list_like(&call.args[0], pairs.collect())))
}
