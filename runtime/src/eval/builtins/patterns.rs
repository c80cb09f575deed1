//! Functions that match patterns and apply rules.

use std::sync::Arc;

use crate::association::{Association, Entries};
use crate::eval::levels::{Heads, Levels, parts, with_parts};
use crate::eval::pattern::{Matcher, Pattern};
use crate::eval::rules::Rule;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;

/// Functions that match patterns and apply rules.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Default",
        Attributes::NONE,
        Arity::at_least(1),
        "Default[f] = v gives the value of omitted arguments of f, x_. in patterns; Default[f, i] that of the ith.",
        ("Default[f] = 5; g[x_.] := x; Default[Times]", "1"),
        |_, call| {
            Ok(match call.args.first() {
                Some(Expr::Symbol(sym::Plus)) => Some(Expr::Integer(0)),
                Some(Expr::Symbol(sym::Times | sym::Power)) => Some(Expr::Integer(1)),
                _ => None,
            })
        },
    ),
    Builtin::new(
        "Cases",
        NONE,
        Arity::between(1, 4).with_options(),
        "Cases[list, pattern] gives the elements that match; Cases[list, pattern :> rhs, levels, n] what a rule makes of the first n at levels.",
        ("Cases[{1, a, 2.5, b}, _Symbol]", "{a, b}"),
        cases,
    ),
    Builtin::new(
        "Count",
        NONE,
        Arity::between(1, 3).with_options(),
        "Count[list, pattern] is the number of elements that match, Count[list, pattern, levels] of parts at levels.",
        ("Count[{a, b, a}, a]", "2"),
        |ev, call| {
            let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
            let Some((levels, heads)) = walk(ev, call, 2, Levels::FIRST, Heads::Skipped) else {
                return Ok(None);
            };
            let pattern = Pattern::new(pattern, ev);
            let mut count = 0;
            ev.visit(expr, levels, heads, &mut |ev, part, _| {
                count += i64::from(ev.matches(&pattern, part)?);
                Ok(true)
            })?;
            Ok(Some(Expr::Integer(count)))
        },
    ),
    Builtin::new(
        "DeleteCases",
        NONE,
        Arity::between(1, 4).with_options(),
        "DeleteCases[list, pattern] leaves out the elements that match.",
        ("DeleteCases[{1, a, 2}, _Symbol]", "{1, 2}"),
        delete_cases,
    ),
    Builtin::new(
        "Dispatch",
        NONE,
        Arity::exactly(1),
        "Dispatch[rules] is rules, prepared for use.",
        ("a /. Dispatch[{a -> 1}]", "1"),
        |_, call| Ok(Some(call.args[0].clone())),
    ),
    Builtin::new(
        "FirstCase",
        Attributes::HOLD_REST,
        Arity::between(1, 4).with_options(),
        "FirstCase[list, pattern] is the first element that matches; FirstCase[list, pattern, default] gives default when there is none.",
        ("FirstCase[{1, a, b}, _Symbol]", "a"),
        first_case,
    ),
    Builtin::new(
        "FirstPosition",
        Attributes::HOLD_REST,
        Arity::between(1, 4).with_options(),
        "FirstPosition[expr, pattern] is the position of the first part that matches.",
        ("FirstPosition[{a, b}, b]", "{2}"),
        first_position,
    ),
    Builtin::new(
        "FreeQ",
        NONE,
        Arity::between(1, 3).with_options(),
        "FreeQ[expr, pattern] tells whether no part of expr matches.",
        ("FreeQ[x^2 + 1, x]", "False"),
        |ev, call| match widened(ev, call) {
            Some(wider) => contains(ev, &wider, Levels::ALL, Heads::Included, false),
            None => contains(ev, call, Levels::ALL, Heads::Included, false),
        },
    ),
    Builtin::new(
        "MatchQ",
        NONE,
        Arity::between(1, 2),
        "MatchQ[expr, pattern] tells whether expr matches.",
        ("MatchQ[{1, 2}, {_, _Integer}]", "True"),
        |ev, call| {
            let [expr, pattern] = &call.args[..] else { return Ok(None) };
            let pattern = Pattern::new(pattern, ev);
            Ok(Some(Expr::boolean(ev.matches(&pattern, expr)?)))
        },
    ),
    Builtin::new(
        "MemberQ",
        NONE,
        Arity::between(1, 3).with_options(),
        "MemberQ[list, pattern] tells whether an element matches.",
        ("MemberQ[{1, 2, 3}, 2]", "True"),
        |ev, call| contains(ev, call, Levels::FIRST, Heads::Skipped, true),
    ),
    Builtin::new(
        "Position",
        NONE,
        Arity::between(1, 4).with_options(),
        "Position[expr, pattern] lists the positions of the parts that match.",
        ("Position[{a, b, a}, a]", "{{1}, {3}}"),
        position,
    ),
    Builtin::new(
        "Replace",
        NONE,
        Arity::between(1, 3).with_options(),
        "Replace[expr, rules] applies a rule to expr as a whole; Replace[expr, rules, levels] to parts at levels.",
        ("Replace[{1, 2}, {x_, y_} :> x + y]", "3"),
        replace,
    ),
    Builtin::new(
        "ReplaceAll",
        NONE,
        Arity::between(1, 2),
        "expr /. rules or ReplaceAll[expr, rules] applies rules to the parts of expr, outer ones first, each once.",
        ("{x, x^2} /. x -> 3", "{3, 9}"),
        |ev, call| {
            let [expr, rules] = &call.args[..] else { return Ok(None) };
            match rule_sets(ev, sym::ReplaceAll, rules)? {
                Some(Sets::One(rules)) => {
                    replace_all(ev, expr, &rules).map(|new| Some(new.unwrap_or_else(|| expr.clone())))
                }
                Some(Sets::Many(sets)) => {
                    let mut results = Args::new();
                    for rules in sets {
                        results.push(Expr::call(sym::ReplaceAll, [expr.clone(), rules]));
                    }
                    Ok(Some(Expr::list(results)))
                }
                None => Ok(None),
            }
        },
    ),
    Builtin::new(
        "ReplaceRepeated",
        NONE,
        Arity::between(1, 2).with_options(),
        "expr //. rules or ReplaceRepeated[expr, rules] applies rules until nothing changes.",
        ("f[f[f[x]]] //. f[y_] :> y", "x"),
        replace_repeated,
    ),
];

impl Evaluator {
    /// Whether an expression matches a prepared pattern.
    pub(crate) fn matches(&mut self, pattern: &Pattern, expr: &Expr) -> Eval<bool> {
        Ok(Matcher::matched(self, pattern, expr)?.is_some())
    }
}

/// The level specification at `index` and the option `Heads`; `None` after a message.
fn walk(
    ev: &mut Evaluator,
    call: &Normal,
    index: usize,
    levels: Levels,
    heads: Heads,
) -> Option<(Levels, Heads)> {
    let is_rule = |arg: &Expr| arg.as_call(sym::Rule).is_some();
    let head = call.head_symbol().unwrap_or(sym::Cases);
    let levels = match call.args.get(index) {
        Some(spec) if !is_rule(spec) => ev.levels(head, spec)?,
        _ => levels,
    };
    let given = call.args.iter().skip(2).rev().find_map(|arg| {
        let rule = arg.as_call(sym::Rule)?;
        (rule.args.len() == 2 && rule.args[0].is_symbol(sym::Heads)).then(|| rule.args[1].is_true())
    });
    let heads = match given {
        Some(true) => Heads::Included,
        Some(false) => Heads::Skipped,
        None => heads,
    };
    Some((levels, heads))
}

fn limit(call: &Normal, index: usize) -> usize {
    match call.args.get(index) {
        Some(Expr::Integer(n)) => usize::try_from(*n).unwrap_or(0),
        _ => usize::MAX,
    }
}

/// A pattern, or a rule whose right side is given for what matches.
enum Wanted {
    Pattern(Pattern),
    Rule(Arc<Rule>),
}

impl Wanted {
    fn new(ev: &Evaluator, expr: &Expr) -> Wanted {
        match as_rule(expr) {
            Some((lhs, rhs)) => Wanted::Rule(Arc::new(Rule::new(ev, lhs, rhs))),
            None => Wanted::Pattern(Pattern::new(expr, ev)),
        }
    }

    /// What is found for `expr`, `None` when it does not match.
    fn found(&self, ev: &mut Evaluator, expr: &Expr) -> Eval<Option<Expr>> {
        match self {
            Wanted::Pattern(pattern) => Ok(ev.matches(pattern, expr)?.then(|| expr.clone())),
            Wanted::Rule(rule) => match ev.replaced(rule, expr)? {
                Some(value) => ev.eval(value).map(Some),
                None => Ok(None),
            },
        }
    }
}

fn as_rule(expr: &Expr) -> Option<(&Expr, &Expr)> {
    let normal = expr.as_normal()?;
    match (normal.head_symbol()?, &normal.args[..]) {
        (sym::Rule | sym::RuleDelayed, [lhs, rhs]) => Some((lhs, rhs)),
        _ => None,
    }
}

fn cases(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let Some((levels, heads)) = walk(ev, call, 2, Levels::FIRST, Heads::Skipped) else { return Ok(None) };
    if call.args.get(3).is_some_and(|most| matches!(most, Expr::Integer(..0))) {
        ev.message(sym::Cases, "innf", &[Expr::Integer(4), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    }
    let most = limit(call, 3);
    let wanted = Wanted::new(ev, pattern);
    let mut found = Args::new();
    if most == 0 {
        return Ok(Some(Expr::list(found)));
    }
    ev.visit(expr, levels, heads, &mut |ev, part, _| {
        if let Some(value) = wanted.found(ev, part)? {
            found.push(value);
        }
        Ok(found.len() < most)
    })?;
    Ok(Some(crate::eval::levels::repacked(Expr::list(found))))
}

fn first_case(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let pattern = ev.eval(pattern.clone())?;
    let Some((levels, heads)) = walk(ev, call, 3, Levels::FIRST, Heads::Skipped) else { return Ok(None) };
    let wanted = Wanted::new(ev, &pattern);
    let mut found = None;
    ev.visit(expr, levels, heads, &mut |ev, part, _| {
        found = wanted.found(ev, part)?;
        Ok(found.is_none())
    })?;
    Ok(Some(found.unwrap_or_else(|| not_found(call))))
}

fn not_found(call: &Normal) -> Expr {
    call.args.get(2).cloned().unwrap_or_else(|| Expr::call(sym::Missing, [Expr::string("NotFound")]))
}

fn first_position(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let pattern = ev.eval(pattern.clone())?;
    let Some((levels, heads)) = walk(ev, call, 3, Levels::ALL, Heads::Included) else { return Ok(None) };
    let pattern = Pattern::new(&pattern, ev);
    let mut found = None;
    ev.visit(expr, levels, heads, &mut |ev, part, place| {
        if ev.matches(&pattern, part)? {
            found = Some(Expr::list(place.iter().cloned()));
        }
        Ok(found.is_none())
    })?;
    Ok(Some(found.unwrap_or_else(|| not_found(call))))
}

fn position(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let Some((levels, heads)) = walk(ev, call, 2, Levels::ALL, Heads::Included) else { return Ok(None) };
    let most = limit(call, 3);
    let pattern = Pattern::new(pattern, ev);
    let mut found = Args::new();
    ev.visit(expr, levels, heads, &mut |ev, part, place| {
        if ev.matches(&pattern, part)? {
            found.push(Expr::list(place.iter().cloned()));
        }
        Ok(found.len() < most)
    })?;
    Ok(Some(Expr::list(found)))
}

/// Part of a flat expression counts as in it: `a + b` stands in `a + b + c`.
fn widened(ev: &Evaluator, call: &Arc<Normal>) -> Option<Arc<Normal>> {
    let pattern = call.args.get(1)?.as_normal().filter(|pattern| pattern.args.len() > 1)?;
    let attributes = ev.attributes(pattern.head_symbol()?);
    if !attributes.has(Attributes::FLAT) {
        return None;
    }
    let any = Expr::call(sym::BlankNullSequence, []);
    let before = (!attributes.has(Attributes::ORDERLESS)).then(|| any.clone());
    let args = before.into_iter().chain(pattern.args.iter().cloned()).chain([any]);
    let mut wider = Normal::clone(call);
    wider.args[1] = Expr::call(pattern.head.clone(), args);
    Some(Arc::new(wider))
}

fn contains(ev: &mut Evaluator, call: &Arc<Normal>, levels: Levels, heads: Heads, answer: bool) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let Some((levels, heads)) = walk(ev, call, 2, levels, heads) else { return Ok(None) };
    let pattern = Pattern::new(pattern, ev);
    let mut found = false;
    ev.visit(expr, levels, heads, &mut |ev, part, _| {
        found = ev.matches(&pattern, part)?;
        Ok(!found)
    })?;
    Ok(Some(Expr::boolean(found == answer)))
}

fn delete_cases(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, pattern, ..] = &call.args[..] else { return Ok(None) };
    let Some((levels, heads)) = walk(ev, call, 2, Levels::FIRST, Heads::Skipped) else { return Ok(None) };
    let mut left = limit(call, 3);
    let pattern = Pattern::new(pattern, ev);
    if let Expr::Association(association) = expr {
        let mut entries = Entries::default();
        for (key, value) in &association.entries {
            if left > 0 && ev.matches(&pattern, value)? {
                left -= 1;
            } else {
                entries.insert(key.clone(), value.clone());
            }
        }
        return Ok(Some(Expr::Association(Arc::new(Association::new(entries)))));
    }
    if levels == Levels::FIRST {
        let mut kept = Args::new();
        for part in parts(expr).iter() {
            ev.check_interrupt()?;
            if left > 0 && ev.matches(&pattern, part)? {
                left -= 1;
            } else {
                kept.push(part.clone());
            }
        }
        return Ok(Some(if matches!(expr, Expr::Normal(_) | Expr::Array(_)) {
            with_parts(expr, kept)
        } else {
            expr.clone()
        }));
    }
    ev.change(expr, levels, heads, &mut |ev, part, place| {
        if left > 0 && !place.is_empty() && ev.matches(&pattern, &part)? {
            left -= 1;
            return Ok(Expr::call(sym::Sequence, []));
        }
        Ok(part)
    })
    .map(Some)
}

/// Rules to apply, or lists of rules each to be applied by itself.
enum Sets {
    One(Vec<Arc<Rule>>),
    Many(Vec<Expr>),
}

/// Rules read from a rule, a list of rules, an association, or a list of such lists.
fn rule_sets(ev: &mut Evaluator, head: Symbol, rules: &Expr) -> Eval<Option<Sets>> {
    if let Expr::Association(association) = rules {
        let entries = association.entries.iter();
        return Ok(Some(Sets::One(
            entries.map(|(key, value)| Arc::new(Rule::new(ev, key, value))).collect(),
        )));
    }
    if let Some((lhs, rhs)) = as_rule(rules) {
        return Ok(Some(Sets::One(vec![Arc::new(Rule::new(ev, lhs, rhs))])));
    }
    if let Some(list) = rules.as_call(sym::List) {
        if !list.args.is_empty()
            && list.args.iter().all(|arg| matches!(arg, Expr::Association(_)) || arg.is_list())
        {
            return Ok(Some(Sets::Many(list.args.to_vec())));
        }
        let read: Option<Vec<Arc<Rule>>> = list
            .args
            .iter()
            .map(|rule| as_rule(rule).map(|(lhs, rhs)| Arc::new(Rule::new(ev, lhs, rhs))))
            .collect();
        if let Some(read) = read {
            return Ok(Some(Sets::One(read)));
        }
    }
    ev.message(head, "reps", std::slice::from_ref(rules));
    Ok(None)
}

/// What the first rule that applies makes of `expr` as a whole.
fn replaced(ev: &mut Evaluator, expr: &Expr, rules: &[Arc<Rule>]) -> Eval<Option<Expr>> {
    for rule in rules {
        if let Some(new) = ev.replaced(rule, expr)? {
            return Ok(Some(new));
        }
        if let Some(new) = ev.replaced_within_flat(rule, expr)? {
            return Ok(Some(new));
        }
    }
    Ok(None)
}

/// Outer parts first; what a rule has made is left alone. `None` when nothing changes.
fn replace_all(ev: &mut Evaluator, expr: &Expr, rules: &[Arc<Rule>]) -> Eval<Option<Expr>> {
    ev.check_interrupt()?;
    if let Some(new) = replaced(ev, expr, rules)? {
        return Ok(Some(new));
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let head = replace_all(ev, &normal.head, rules)?;
            let mut args: Option<Args> = None;
            for (index, arg) in normal.args.iter().enumerate() {
                if let Some(new) = replace_all(ev, arg, rules)? {
                    args.get_or_insert_with(|| normal.args.clone())[index] = new;
                }
            }
            if head.is_none() && args.is_none() {
                return Ok(None);
            }
            Ok(Some(Expr::from(Normal::with_origin(
                head.unwrap_or_else(|| normal.head.clone()),
                args.unwrap_or_else(|| normal.args.clone()),
                normal.origin,
            ))))
        }),
        Expr::Array(_) => {
            let mut changed = false;
            let mut args = Args::with_capacity(expr.length());
            for part in parts(expr).iter() {
                let new = replace_all(ev, part, rules)?;
                changed |= new.is_some();
                args.push(new.unwrap_or_else(|| part.clone()));
            }
            Ok(changed.then(|| Expr::list(args)))
        }
        Expr::Association(association) => {
            let mut changed = false;
            let mut entries = Entries::default();
            for (key, value) in &association.entries {
                let new = stacker::maybe_grow(RED_ZONE, STACK_STEP, || replace_all(ev, value, rules))?;
                changed |= new.is_some();
                entries.insert(key.clone(), new.unwrap_or_else(|| value.clone()));
            }
            Ok(changed.then(|| Expr::Association(Arc::new(Association::new(entries)))))
        }
        _ => Ok(None),
    }
}

fn replace_repeated(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    const MOST: usize = 65536;
    let [expr, rules, ..] = &call.args[..] else { return Ok(None) };
    let Some(sets) = rule_sets(ev, sym::ReplaceRepeated, rules)? else { return Ok(None) };
    let Sets::One(rules) = sets else {
        let Sets::Many(sets) = sets else { return Ok(None) };
        let each = sets.into_iter().map(|rules| Expr::call(sym::ReplaceRepeated, [expr.clone(), rules]));
        return Ok(Some(Expr::list(each.collect::<Args>())));
    };
    let most = call.args.iter().skip(2).find_map(|option| match as_rule(option) {
        Some((Expr::Symbol(sym::MaxIterations), Expr::Integer(most))) => usize::try_from(*most).ok(),
        _ => None,
    });
    let most = most.unwrap_or(MOST);
    let mut current = expr.clone();
    for _ in 0..most {
        ev.check_interrupt()?;
        let Some(new) = replace_all(ev, &current, &rules)? else { return Ok(Some(current)) };
        let new = ev.eval(new)?;
        if new == current {
            return Ok(Some(current));
        }
        current = new;
    }
    let count = Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX));
    ev.message(sym::ReplaceRepeated, "rrlim", &[expr.clone(), count]);
    Ok(Some(current))
}

fn replace(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let [expr, rules, ..] = &call.args[..] else { return Ok(None) };
    let Some((levels, heads)) = walk(ev, call, 2, Levels::WHOLE, Heads::Skipped) else { return Ok(None) };
    let rules = match rule_sets(ev, sym::Replace, rules)? {
        Some(Sets::One(rules)) => rules,
        Some(Sets::Many(sets)) => {
            let rest = call.args[2..].to_vec();
            let each = sets.into_iter().map(|rules| {
                let args = [expr.clone(), rules].into_iter().chain(rest.iter().cloned());
                Expr::call(sym::Replace, args.collect::<Args>())
            });
            return Ok(Some(Expr::list(each.collect::<Args>())));
        }
        None => return Ok(None),
    };
    ev.change(expr, levels, heads, &mut |ev, part, _| {
        for rule in &rules {
            if let Some(new) = ev.replaced(rule, &part)? {
                return Ok(new);
            }
        }
        Ok(part)
    })
    .map(Some)
}
