//! Associations.

use std::sync::Arc;

use crate::association::{Association, Entries, entry_rule};
use crate::eval::functions::{delayed_value, entry};
use crate::eval::iterate::Collector;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;

/// Associations.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "AssociateTo",
        Attributes::HOLD_FIRST,
        Arity::exactly(2),
        "AssociateTo[a, key -> value] puts entries into the association that is the value of a.",
        ("a = <|x -> 1|>; AssociateTo[a, y -> 2]", "<|x -> 1, y -> 2|>"),
        associate_to,
    ),
    Builtin::new(
        "Association",
        NONE,
        Arity::ANY,
        "<|key -> value, …|> is an association of keys with values; later entries replace earlier ones.",
        ("<|a -> 1, b -> 2, a -> 3|>", "<|a -> 3, b -> 2|>"),
        |_, call| {
            let mut entries = Entries::default();
            Ok(call.args.iter().all(|arg| add_entries(&mut entries, arg)).then(|| association(entries)))
        },
    ),
    Builtin::new(
        "AssociationMap",
        NONE,
        Arity::between(1, 2),
        "AssociationMap[f, {k1, k2, …}] is <|k1 -> f[k1], …|>.",
        ("AssociationMap[#^2 &, {1, 2}]", "<|1 -> 1, 2 -> 4|>"),
        |ev, call| {
            let [f, keys] = &call.args[..] else { return Ok(None) };
            let mut entries = Entries::default();
            let mut all = Args::new();
            match keys {
                Expr::Association(old) => {
                    for (key, value) in &old.entries {
                        let rule = entry_rule(key, value);
                        let mapped = ev.apply(f, [rule.clone()])?;
                        if !add_entries(&mut entries, &mapped) {
                            let told = [f.clone(), rule, mapped.clone()];
                            ev.message(Symbol::new("AssociationMap"), "invrlf", &told);
                        }
                        all.push(mapped);
                    }
                }
                list => {
                    let Some(keys) = list.elements() else { return Ok(None) };
                    for key in keys.iter() {
                        entries.insert(key.clone(), ev.apply(f, [key.clone()])?);
                    }
                }
            }
            // What is no rule leaves a call of Association.
            if all.iter().any(|mapped| rules(mapped).is_none()) {
                return Ok(Some(ev.as_is(Expr::call(sym::Association, all))));
            }
            Ok(Some(association(entries)))
        },
    ),
    Builtin::new(
        "AssociationQ",
        NONE,
        Arity::exactly(1),
        "AssociationQ[expr] tells whether expr is an association.",
        ("AssociationQ[<|a -> 1|>]", "True"),
        |_, call| Ok(Some(Expr::boolean(matches!(call.args[0], Expr::Association(_))))),
    ),
    Builtin::new(
        "AssociationThread",
        NONE,
        Arity::between(1, 2),
        "AssociationThread[{k1, …}, {v1, …}] or AssociationThread[{k1, …} -> {v1, …}] is <|k1 -> v1, …|>.",
        ("AssociationThread[{a, b}, {1, 2}]", "<|a -> 1, b -> 2|>"),
        |ev, call| {
            let (keys, values) = match (&call.args[..], call.args[0].as_call(sym::Rule)) {
                ([keys, values], _) => (keys.clone(), values.clone()),
                (_, Some(rule)) if rule.args.len() == 2 => (rule.args[0].clone(), rule.args[1].clone()),
                _ => return Ok(None),
            };
            let (Some(keys), Some(values)) = (keys.elements(), values.elements()) else { return Ok(None) };
            if keys.len() != values.len() {
                ev.message(
                    sym::AssociationThread,
                    "idim",
                    &[Expr::list(keys.into_owned()), Expr::list(values.into_owned())],
                );
                return Ok(None);
            }
            Ok(Some(association(keys.iter().cloned().zip(values.iter().cloned()).collect())))
        },
    ),
    Builtin::new(
        "DeleteMissing",
        NONE,
        Arity::exactly(1),
        "DeleteMissing[list] leaves out elements with head Missing.",
        ("DeleteMissing[{1, Missing[], 2}]", "{1, 2}"),
        |_, call| {
            let is_missing = |expr: &Expr| expr.as_call(sym::Missing).is_some();
            Ok(match &call.args[0] {
                Expr::Association(old) => Some(association(kept(old, |_, value| !is_missing(value)))),
                list => list.elements().map(|all| {
                    Expr::list(all.iter().filter(|one| !is_missing(one)).cloned().collect::<Args>())
                }),
            })
        },
    ),
    Builtin::new(
        "Key",
        NONE,
        Arity::exactly(1),
        "Key[k] stands for the key k in parts of associations; Key[k][a] is the value of k in a.",
        ("Key[x][<|x -> 5|>]", "5"),
        |_, _| Ok(None),
    ),
    Builtin::new(
        "KeyComplement",
        NONE,
        Arity::exactly(1),
        "KeyComplement[{all, a, …}] has the entries of all whose keys are not in the a.",
        ("KeyComplement[{<|a -> 1, b -> 2|>, <|a -> 3|>}]", "<|b -> 2|>"),
        |_, call| {
            let Some((first, rest)) =
                associations(&call.args[0]).and_then(|all| Some((all.first()?.clone(), all[1..].to_vec())))
            else {
                return Ok(None);
            };
            Ok(Some(association(kept(&first, |key, _| {
                !rest.iter().any(|other| other.entries.contains_key(key))
            }))))
        },
    ),
    Builtin::new(
        "KeyDrop",
        NONE,
        Arity::between(1, 2),
        "KeyDrop[a, {k1, …}] leaves the keys k out.",
        ("KeyDrop[<|a -> 1, b -> 2|>, a]", "<|b -> 2|>"),
        |ev, call| by_keys(ev, call, |old, keys| kept(old, |key, _| !keys.contains(key))),
    ),
    Builtin::new(
        "KeyDropFrom",
        Attributes::HOLD_FIRST,
        Arity::exactly(2),
        "KeyDropFrom[a, key] takes an entry out of the association that is the value of a.",
        ("a = <|x -> 1, y -> 2|>; KeyDropFrom[a, x]", "<|y -> 2|>"),
        |ev, call| {
            match &call.args[0] {
                Expr::Symbol(symbol)
                    if ev.definition(*symbol).is_none_or(|known| known.own_value.is_none()) =>
                {
                    ev.message(
                        Symbol::new("KeyDropFrom"),
                        "blnoval",
                        &[call.args[0].clone(), Expr::Integer(1)],
                    );
                    return Ok(None);
                }
                Expr::Symbol(_) | Expr::Normal(_) => {}
                Expr::Association(_) => {
                    return Ok(Some(Expr::call(sym::KeyDrop, [call.args[0].clone(), call.args[1].clone()])));
                }
                value => {
                    ev.message(Symbol::new("KeyDropFrom"), "rvalue", std::slice::from_ref(value));
                    return Ok(None);
                }
            }
            let new = Expr::call(sym::KeyDrop, [call.args[0].clone(), call.args[1].clone()]);
            Ok(Some(Expr::call(sym::Set, [call.args[0].clone(), new])))
        },
    ),
    Builtin::new(
        "KeyExistsQ",
        NONE,
        Arity::between(1, 2),
        "KeyExistsQ[a, key] tells whether the association has this key.",
        ("KeyExistsQ[<|a -> 1|>, a]", "True"),
        |ev, call| {
            Ok(match &call.args[..] {
                [Expr::Association(entries), key] => Some(Expr::boolean(entries.entries.contains_key(key))),
                [Expr::Normal(_) | Expr::Array(_), key] if rules(&call.args[0]).is_some() => {
                    rules(&call.args[0]).map(|entries| Expr::boolean(entries.contains_key(key)))
                }
                [other, _] => {
                    ev.message(Symbol::new("KeyExistsQ"), "invrl", std::slice::from_ref(other));
                    Some(Expr::boolean(false))
                }
                _ => None,
            })
        },
    ),
    Builtin::new(
        "KeyIntersection",
        NONE,
        Arity::exactly(1),
        "KeyIntersection[{a, b, …}] keeps in each association the keys that all have.",
        ("KeyIntersection[{<|a -> 1, b -> 2|>, <|a -> 3|>}]", "{<|a -> 1|>, <|a -> 3|>}"),
        |_, call| {
            let Some(all) = associations(&call.args[0]) else { return Ok(None) };
            let Some(first) = all.first() else { return Ok(Some(Expr::list([]))) };
            let keys = kept(first, |key, _| all.iter().all(|other| other.entries.contains_key(key)));
            let common = |one: &Arc<Association>| -> Entries {
                keys.keys().map(|key| (key.clone(), one.entries[key].clone())).collect()
            };
            Ok(Some(Expr::list(all.iter().map(|one| association(common(one))).collect::<Args>())))
        },
    ),
    Builtin::new(
        "KeyMap",
        NONE,
        Arity::between(1, 2),
        "KeyMap[f, a] applies f to the keys.",
        ("KeyMap[f, <|a -> 1|>]", "<|f[a] -> 1|>"),
        |ev, call| {
            let [f, Expr::Association(old)] = &call.args[..] else {
                return no_association(ev, call, 1, "invak");
            };
            let mut entries = Entries::default();
            for (key, value) in &old.entries {
                entries.insert(ev.apply(f, [key.clone()])?, value.clone());
            }
            Ok(Some(association(entries)))
        },
    ),
    Builtin::new(
        "KeySelect",
        NONE,
        Arity::between(1, 2),
        "KeySelect[a, test] keeps the entries whose keys pass a test.",
        ("KeySelect[<|1 -> a, 2 -> b|>, EvenQ]", "<|2 -> b|>"),
        |ev, call| {
            let [Expr::Association(old), test] = &call.args[..] else {
                return if call.args.len() > 1 { no_association(ev, call, 0, "invru") } else { Ok(None) };
            };
            let mut entries = Entries::default();
            for (key, value) in &old.entries {
                if ev.apply(test, [key.clone()])?.is_true() {
                    entries.insert(key.clone(), value.clone());
                }
            }
            Ok(Some(association(entries)))
        },
    ),
    Builtin::new(
        "KeySort",
        NONE,
        Arity::between(1, 2),
        "KeySort[a] sorts the entries by their keys; KeySort[a, p] as the ordering function p says.",
        ("KeySort[<|b -> 1, a -> 2|>]", "<|a -> 2, b -> 1|>"),
        |ev, call| {
            let Expr::Association(old) = &call.args[0] else { return no_association(ev, call, 0, "invrl") };
            if let Some(order) = call.args.get(1) {
                let keys = Expr::list(old.entries.keys().cloned());
                let sorted = ev.eval(Expr::call(sym::Sort, [keys, order.clone()]))?;
                let Some(keys) = sorted.elements() else { return Ok(None) };
                let entry = |key: &Expr| Some((key.clone(), old.entries.get(key)?.clone()));
                return Ok(Some(association(keys.iter().filter_map(entry).collect())));
            }
            let mut entries = old.entries.clone();
            entries.sort_by(|a, _, b, _| crate::order::compare(a, b));
            Ok(Some(association(entries)))
        },
    ),
    Builtin::new(
        "KeySortBy",
        NONE,
        Arity::between(1, 2),
        "KeySortBy[a, f] sorts the entries by f of their keys.",
        ("KeySortBy[<|1 -> a, 2 -> b|>, -# &]", "<|2 -> b, 1 -> a|>"),
        |ev, call| {
            let [Expr::Association(old), f] = &call.args[..] else { return Ok(None) };
            let functions = f.elements().map_or_else(|| vec![f.clone()], std::borrow::Cow::into_owned);
            let mut keyed = Vec::with_capacity(old.len());
            for (key, value) in &old.entries {
                let by = functions.iter().map(|f| ev.apply(f, [key.clone()])).collect::<Eval<Args>>()?;
                keyed.push((Expr::call(sym::Sequence, by), key.clone(), value.clone()));
            }
            keyed.sort_by(|a, b| {
                crate::order::compare(&a.0, &b.0).then_with(|| crate::order::compare(&a.1, &b.1))
            });
            Ok(Some(association(keyed.into_iter().map(|(_, key, value)| (key, value)).collect())))
        },
    ),
    Builtin::new(
        "KeyTake",
        NONE,
        Arity::between(1, 2),
        "KeyTake[a, {k1, …}] keeps the keys k, in this order.",
        ("KeyTake[<|a -> 1, b -> 2|>, {b, c}]", "<|b -> 2|>"),
        |ev, call| {
            by_keys(ev, call, |old, keys| {
                keys.iter().filter_map(|key| Some((key.clone(), old.entries.get(key)?.clone()))).collect()
            })
        },
    ),
    Builtin::new(
        "KeyUnion",
        NONE,
        Arity::exactly(1),
        "KeyUnion[{a, b, …}] gives all associations all keys, with Missing values where they lack them.",
        (
            "KeyUnion[{<|a -> 1|>, <|b -> 2|>}]",
            "{<|a -> 1, b -> Missing[KeyAbsent, b]|>, <|a -> Missing[KeyAbsent, a], b -> 2|>}",
        ),
        |_, call| {
            let Some(all) = associations(&call.args[0]) else { return Ok(None) };
            let mut keys = Entries::default();
            all.iter().flat_map(|one| one.entries.keys()).for_each(|key| {
                keys.insert(key.clone(), Expr::null());
            });
            Ok(Some(Expr::list(
                all.iter()
                    .map(|one| association(keys.keys().map(|key| (key.clone(), entry(one, key))).collect()))
                    .collect::<Args>(),
            )))
        },
    ),
    Builtin::new(
        "KeyValueMap",
        NONE,
        Arity::between(1, 2),
        "KeyValueMap[f, a] is the list of f[key, value] for each entry.",
        ("KeyValueMap[f, <|a -> 1, b -> 2|>]", "{f[a, 1], f[b, 2]}"),
        |ev, call| {
            let [f, Expr::Association(old)] = &call.args[..] else {
                return no_association(ev, call, 1, "invak");
            };
            let mut results = Collector::default();
            for (key, value) in &old.entries {
                results.push(ev.apply(f, [key.clone(), delayed_value(value)])?);
            }
            Ok(Some(results.finish()))
        },
    ),
    Builtin::new(
        "Keys",
        NONE,
        Arity::between(1, 2),
        "Keys[a] is the list of the keys of an association or of rules.",
        ("Keys[<|a -> 1, b -> 2|>]", "{a, b}"),
        |ev, call| ends_of_rules(ev, call, |key, _| key.clone()),
    ),
    Builtin::new(
        "Lookup",
        Attributes::HOLD_ALL,
        Arity::between(1, 3),
        "Lookup[a, key] is the value of a key; Lookup[a, key, default] gives default where there is none; Lookup[a, {k1, …}] is a list.",
        ("Lookup[<|a -> 1|>, {a, b}, 0]", "{1, 0}"),
        lookup,
    ),
    Builtin::new(
        "MissingQ",
        NONE,
        Arity::exactly(1),
        "MissingQ[expr] tells whether expr has the head Missing.",
        ("MissingQ[<|a -> 1|>[b]]", "True"),
        |_, call| Ok(Some(Expr::boolean(call.args[0].as_call(sym::Missing).is_some()))),
    ),
    Builtin::new(
        "Values",
        NONE,
        Arity::between(1, 2),
        "Values[a] is the list of the values of an association or of rules.",
        ("Values[<|a -> 1, b -> 2|>]", "{1, 2}"),
        |ev, call| ends_of_rules(ev, call, |_, value| delayed_value(value)),
    ),
];

pub(super) fn association(entries: Entries) -> Expr {
    Expr::Association(Arc::new(Association::new(entries)))
}

/// Adds the entries of rules, lists of rules and associations; `false` when it is none of these.
fn add_entries(entries: &mut Entries, from: &Expr) -> bool {
    match from {
        Expr::Association(other) => {
            entries.extend(other.entries.iter().map(|(key, value)| (key.clone(), value.clone())));
            true
        }
        Expr::Normal(normal) => match (normal.head_symbol(), &normal.args[..]) {
            (Some(sym::Rule), [key, value]) => {
                entries.insert(key.clone(), value.clone());
                true
            }
            (Some(sym::RuleDelayed), [key, _]) => {
                entries.insert(key.clone(), from.clone());
                true
            }
            (Some(sym::List), rules) => rules.iter().all(|rule| add_entries(entries, rule)),
            _ => false,
        },
        Expr::Array(tensor) => tensor.is_empty(),
        _ => false,
    }
}

/// The entries of rules, lists of rules or an association.
pub(super) fn rules(expr: &Expr) -> Option<Entries> {
    let mut entries = Entries::default();
    add_entries(&mut entries, expr).then_some(entries)
}

fn associations(list: &Expr) -> Option<Vec<Arc<Association>>> {
    list.elements()?
        .iter()
        .map(|one| match one {
            Expr::Association(association) => Some(Arc::clone(association)),
            _ => None,
        })
        .collect()
}

fn kept(old: &Association, keep: impl Fn(&Expr, &Expr) -> bool) -> Entries {
    old.entries
        .iter()
        .filter(|(key, value)| keep(key, value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// `KeyTake` and `KeyDrop`: over an association, rules, or a list of associations.
/// Says that an argument is no association; the call stays.
fn no_association(ev: &mut Evaluator, call: &Normal, index: usize, tag: &str) -> Reply {
    if let (Some(head), Some(arg)) = (call.head_symbol(), call.args.get(index)) {
        ev.message(head, tag, std::slice::from_ref(arg));
    }
    Ok(None)
}

fn by_keys(ev: &mut Evaluator, call: &Normal, select: fn(&Association, &[Expr]) -> Entries) -> Reply {
    let [from, keys] = &call.args[..] else { return Ok(None) };
    let keys: Vec<Expr> = match keys.elements() {
        Some(list) => list.into_owned(),
        None => vec![keys.clone()],
    };
    let one = |from: &Expr| match from {
        Expr::Association(old) => Some(association(select(old, &keys))),
        other => rules(other).map(|entries| association(select(&Association::new(entries), &keys))),
    };
    let found = match (from, from.elements()) {
        (Expr::Normal(_), Some(list))
            if !list.is_empty() && list.iter().all(|one| matches!(one, Expr::Association(_))) =>
        {
            list.iter().map(one).collect::<Option<Args>>().map(Expr::list)
        }
        _ => one(from),
    };
    match found {
        Some(found) => Ok(Some(found)),
        None => no_association(ev, call, 0, "invrl"),
    }
}

/// `Keys` and `Values`, of associations and rules at any depth of lists.
fn ends_of_rules(ev: &mut Evaluator, call: &Arc<Normal>, end: fn(&Expr, &Expr) -> Expr) -> Reply {
    fn ends(expr: &Expr, end: fn(&Expr, &Expr) -> Expr, f: Option<&Expr>) -> Option<Expr> {
        let end_of = |key: &Expr, value: &Expr| match f {
            Some(f) => Expr::call(f.clone(), [end(key, value)]),
            None => end(key, value),
        };
        match expr {
            Expr::Association(association) => {
                let mut all = Collector::default();
                association.entries.iter().for_each(|(key, value)| all.push(end_of(key, value)));
                Some(all.finish())
            }
            Expr::Normal(normal) => match (normal.head_symbol(), &normal.args[..]) {
                (Some(sym::Rule), [key, value]) => Some(end_of(key, value)),
                (Some(sym::RuleDelayed), [key, _]) => Some(end_of(key, expr)),
                (Some(sym::List), all) => {
                    all.iter().map(|one| ends(one, end, f)).collect::<Option<Args>>().map(Expr::list)
                }
                _ => None,
            },
            Expr::Array(tensor) if tensor.is_empty() => Some(expr.clone()),
            _ => None,
        }
    }
    let f = call.args.get(1);
    let Some(found) = ends(&call.args[0], end, f) else {
        let head = call.head_symbol().unwrap_or(sym::Keys);
        ev.message(head, "invrl", &[call.args[0].clone()]);
        return Ok(None);
    };
    Ok(Some(found))
}

fn lookup(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [from, key, ..] = &call.args[..] else { return Ok(None) };
    let (from, key) = (ev.eval(from.clone())?, ev.eval(key.clone())?);
    // Several associations: one answer each.
    if let Some(list) = from.as_call(sym::List)
        && !list.args.is_empty()
        && list.args.iter().all(|one| matches!(one, Expr::Association(_)))
    {
        let each = list.args.iter().map(|one| {
            let args = [one.clone(), key.clone()].into_iter().chain(call.args.get(2).cloned());
            Expr::call(sym::Lookup, args.collect::<Args>())
        });
        return Ok(Some(Expr::list(each.collect::<Args>())));
    }
    let from = match &from {
        Expr::Association(association) => Arc::clone(association),
        other => match rules(other) {
            Some(entries) => Arc::new(Association::new(entries)),
            None => {
                ev.message(sym::Lookup, "invrl", std::slice::from_ref(other));
                return Ok(None);
            }
        },
    };
    let one = |ev: &mut Evaluator, key: &Expr| -> Eval {
        let bare = match key.as_call(sym::Key) {
            Some(wrapped) if wrapped.args.len() == 1 => &wrapped.args[0],
            _ => key,
        };
        match (from.entries.get(bare), call.args.get(2)) {
            (None, Some(default)) => ev.eval(default.clone()),
            _ => ev.eval(entry(&from, bare)),
        }
    };
    match key.elements() {
        None => one(ev, &key).map(Some),
        Some(keys) => {
            let mut values = Collector::default();
            for key in keys.iter() {
                values.push(one(ev, key)?);
            }
            Ok(Some(values.finish()))
        }
    }
}

fn associate_to(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::Symbol(symbol) = call.args[0] else { return Ok(None) };
    let Some(new) = rules(&call.args[1]) else {
        ev.message(sym::AssociateTo, "invrl", &[call.args[1].clone()]);
        return Ok(None);
    };
    ev.mark_all_escaped(&call.args[1]);
    match &mut ev.definition_mut(symbol).own_value {
        Some(Expr::Association(association)) => {
            let association = Arc::make_mut(association);
            association.entries.extend(new);
            association.clear_stamp();
        }
        _ => {
            ev.message(sym::AssociateTo, "invak", &[call.args[0].clone()]);
            return Ok(None);
        }
    }
    Ok(ev.definition(symbol).and_then(|definition| definition.own_value.clone()))
}
