//! Elements of lists put together by what they are or what a function gives of them.

use std::sync::Arc;

use super::associations::{association, rules};
use crate::association::Entries;
use crate::eval::functions::delayed_value;
use crate::eval::iterate::Collector;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::sym;

const NONE: Attributes = Attributes::NONE;

/// The table of this topic.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Counts",
        NONE,
        Arity::exactly(1),
        "Counts[list] is the association of the distinct elements with how often they occur.",
        ("Counts[{a, b, a}]", "<|a -> 2, b -> 1|>"),
        |ev, call| counts(ev, &call.args[0], None),
    ),
    Builtin::new(
        "CountsBy",
        NONE,
        Arity::between(1, 2),
        "CountsBy[list, f] is the association of the distinct values of f with how often they occur.",
        ("CountsBy[{1, 2, 3}, OddQ]", "<|True -> 2, False -> 1|>"),
        |ev, call| match &call.args[..] {
            [list, f] => counts(ev, list, Some(f)),
            _ => Ok(None),
        },
    ),
    Builtin::new(
        "GroupBy",
        NONE,
        Arity::between(1, 3),
        "GroupBy[list, f] is the association of the values of f with the elements that have them; GroupBy[list, f -> g] with g of these; a third argument is applied to each group.",
        ("GroupBy[{1, 2, 3, 4}, OddQ]", "<|True -> {1, 3}, False -> {2, 4}|>"),
        group_by,
    ),
    Builtin::new(
        "Merge",
        NONE,
        Arity::between(1, 2),
        "Merge[{a, b, …}, f] applies f to the list of the values that each key has.",
        ("Merge[{<|a -> 1|>, <|a -> 2, b -> 3|>}, Total]", "<|a -> 3, b -> 3|>"),
        |ev, call| {
            let [list, f] = &call.args[..] else { return Ok(None) };
            let Some(all) = list.elements() else { return Ok(None) };
            let mut groups = Groups::default();
            for one in all.iter() {
                let Some(entries) = rules(one) else { return Ok(None) };
                for (key, value) in entries {
                    groups.entry(key).or_default().push(delayed_value(&value));
                }
            }
            grouped(ev, groups, Some(f))
        },
    ),
    Builtin::new(
        "PositionIndex",
        NONE,
        Arity::exactly(1),
        "PositionIndex[list] is the association of the distinct elements with their positions.",
        ("PositionIndex[{a, b, a}]", "<|a -> {1, 3}, b -> {2}|>"),
        |ev, call| {
            let mut groups = Groups::default();
            if let Expr::Association(association) = &call.args[0] {
                for (key, value) in &association.entries {
                    groups.entry(value.clone()).or_default().push(key.clone());
                }
                return grouped(ev, groups, None);
            }
            let Some(all) = call.args[0].elements() else { return Ok(None) };
            for (index, element) in all.iter().enumerate() {
                let place = Expr::Integer(i64::try_from(index + 1).unwrap_or(i64::MAX));
                groups.entry(element.clone()).or_default().push(place);
            }
            grouped(ev, groups, None)
        },
    ),
];

fn counts(ev: &mut Evaluator, list: &Expr, by: Option<&Expr>) -> Reply {
    let elements = match list {
        Expr::Association(association) => association.entries.values().cloned().collect(),
        other => match other.elements() {
            Some(elements) => elements.into_owned(),
            None => return Ok(None),
        },
    };
    let mut entries = Entries::default();
    for element in elements {
        let key = match by {
            Some(f) => ev.apply(f, [element])?,
            None => element,
        };
        match entries.entry(key).or_insert(Expr::Integer(0)) {
            Expr::Integer(count) => *count += 1,
            _ => return Ok(None),
        }
    }
    Ok(Some(association(entries)))
}

type Groups = indexmap::IndexMap<Expr, Collector, rustc_hash::FxBuildHasher>;

fn grouped(ev: &mut Evaluator, groups: Groups, f: Option<&Expr>) -> Reply {
    let mut entries = Entries::default();
    for (key, group) in groups {
        let list = group.finish();
        let value = match f {
            Some(f) => ev.apply(f, [list])?,
            None => list,
        };
        entries.insert(key, value);
    }
    Ok(Some(association(entries)))
}

fn group_by(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [list, by, rest @ ..] = &call.args[..] else { return Ok(None) };
    let (key_of, value_of) = match by.as_call(sym::Rule) {
        Some(rule) if rule.args.len() == 2 => (rule.args[0].clone(), Some(rule.args[1].clone())),
        _ => (by.clone(), None),
    };
    if let Some(fs) = by.as_call(sym::List) {
        // Several functions: groups within groups.
        let Some((first, inner)) = fs.args.split_first() else {
            return Ok(rest.first().map(|f| Expr::call(f.clone(), [list.clone()])).or(Some(list.clone())));
        };
        let grouped = ev.eval(Expr::call(sym::GroupBy, [list.clone(), first.clone()]))?;
        let Expr::Association(outer) = grouped else { return Ok(None) };
        let mut entries = Entries::default();
        for (key, group) in &outer.entries {
            let by = if inner.len() == 1 { inner[0].clone() } else { Expr::list(inner.iter().cloned()) };
            let value = if inner.is_empty() {
                rest.first().map_or_else(|| group.clone(), |f| Expr::call(f.clone(), [group.clone()]))
            } else {
                Expr::call(
                    sym::GroupBy,
                    [group.clone(), by].into_iter().chain(rest.first().cloned()).collect::<Args>(),
                )
            };
            entries.insert(key.clone(), ev.eval(value)?);
        }
        return Ok(Some(association(entries)));
    }
    if let Expr::Association(old) = list {
        let mut groups: indexmap::IndexMap<Expr, Entries, rustc_hash::FxBuildHasher> = Default::default();
        for (key, value) in &old.entries {
            let group = ev.apply(&key_of, [delayed_value(value)])?;
            let value = match &value_of {
                Some(f) => ev.apply(f, [delayed_value(value)])?,
                None => value.clone(),
            };
            groups.entry(group).or_default().insert(key.clone(), value);
        }
        let mut entries = Entries::default();
        for (key, group) in groups {
            let value = association(group);
            entries.insert(
                key,
                match rest.first() {
                    Some(f) => ev.apply(f, [value])?,
                    None => value,
                },
            );
        }
        return Ok(Some(association(entries)));
    }
    let Some(elements) = list.elements() else { return Ok(None) };
    let mut groups = Groups::default();
    for element in elements.iter() {
        ev.check_interrupt()?;
        let key = ev.apply(&key_of, [element.clone()])?;
        let value = match &value_of {
            Some(f) => ev.apply(f, [element.clone()])?,
            None => element.clone(),
        };
        groups.entry(key).or_default().push(value);
    }
    grouped(ev, groups, rest.first())
}
