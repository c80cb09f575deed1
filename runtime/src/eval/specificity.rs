//! Which of two definitions is the more specific, and so is tried first.

use std::cmp::Ordering;

use super::pattern::{CallPattern, Pat};
use super::rules::Rule;
use crate::expr::Expr;

/// `Greater` when `new` matches less than `old` and is to be tried before it; `None` when neither is known to.
pub(super) fn specificity(new: &Rule, old: &Rule) -> Option<Ordering> {
    let order = compare_patterns(&new.pattern.pat, &old.pattern.pat)?;
    let order = order.then_with(|| repeated_names(&new.pattern.pat).cmp(&repeated_names(&old.pattern.pat)));
    match (order, new.condition.is_some(), old.condition.is_some()) {
        (Ordering::Equal, new, old) => Some(new.cmp(&old)),
        // What the condition turns away the other may match: neither is the special case.
        (Ordering::Greater, false, true) | (Ordering::Less, true, false) => None,
        _ => Some(order),
    }
}

/// How often a pattern asks for what a name already stands for: `f[x_, x_]` matches less than `f[x_, y_]`.
fn repeated_names(pat: &Pat) -> usize {
    fn names(pat: &Pat, seen: &mut Vec<usize>) {
        match pat {
            Pat::Bind(slot, of) => {
                seen.push(*slot);
                names(of, seen);
            }
            Pat::Call(call) => {
                names(&call.head, seen);
                call.args.iter().for_each(|arg| names(arg, seen));
            }
            Pat::Test(of, _) | Pat::Condition(of, _) => names(of, seen),
            _ => {}
        }
    }
    let mut seen = Vec::new();
    names(pat, &mut seen);
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    all - seen.len()
}

fn compare_patterns(a: &Pat, b: &Pat) -> Option<Ordering> {
    match (a, b) {
        (Pat::Bind(_, a), b) => return compare_patterns(a, b),
        (a, Pat::Bind(_, b)) => return compare_patterns(a, b),
        (Pat::Condition(a, _) | Pat::Test(a, _), Pat::Condition(b, _) | Pat::Test(b, _)) => {
            return compare_patterns(a, b);
        }
        (Pat::Condition(a, _) | Pat::Test(a, _), b) => {
            return compare_patterns(a, b).filter(|order| order.is_ge()).map(|_| Ordering::Greater);
        }
        (a, Pat::Condition(b, _) | Pat::Test(b, _)) => {
            return compare_patterns(a, b).filter(|order| order.is_le()).map(|_| Ordering::Less);
        }
        (Pat::Call(a), Pat::Call(b)) => return compare_calls(a, b),
        (Pat::Literal(Expr::Normal(literal)), Pat::Call(_)) => {
            let _ = literal;
            return Some(Ordering::Greater);
        }
        (Pat::Call(_), Pat::Literal(Expr::Normal(_))) => return Some(Ordering::Less),
        _ => {}
    }
    Some(breadth(b).cmp(&breadth(a)))
}

/// How much a pattern matches, roughly.
fn breadth(pat: &Pat) -> u32 {
    match pat {
        Pat::Literal(_) => 0,
        Pat::Call(_) | Pat::Association(_) | Pat::Entries(_) => 1,
        Pat::Alternatives(choices) => choices.iter().map(breadth).max().unwrap_or(0) + 1,
        Pat::Typed(_) => 10,
        Pat::Except { .. } => 15,
        Pat::Any => 20,
        Pat::Bind(_, pat) | Pat::Longest(pat) | Pat::Shortest(pat) => breadth(pat),
        Pat::Test(pat, _) | Pat::Condition(pat, _) => breadth(pat).saturating_sub(1),
        Pat::Optional(pat, _) => breadth(pat) + 5,
        Pat::Repeated { of, min, .. } => 30 + breadth(of) + u32::from(*min == 0),
        Pat::Several(_) | Pat::InAnyOrder(_) => 40,
        Pat::Sequence { min: 1, head: Some(_) } => 60,
        Pat::Sequence { min: 1, head: None } => 70,
        Pat::Sequence { head: Some(_), .. } => 80,
        Pat::Sequence { head: None, .. } => 90,
        Pat::Options(_) => 100,
    }
}

fn compare_calls(a: &CallPattern, b: &CallPattern) -> Option<Ordering> {
    let mut order = compare_patterns(&a.head, &b.head)?;
    if a.args.len() != b.args.len() {
        // Different numbers of arguments compare only when the longer ends in sequences or options.
        let variable = |call: &CallPattern| call.args.iter().any(Pat::is_sequence);
        return match (variable(a), variable(b)) {
            (false, true) => fits(&a.args, &b.args).then_some(Ordering::Greater),
            (true, false) => fits(&b.args, &a.args).then_some(Ordering::Less),
            (true, true) if a.args.len() > b.args.len() => {
                fits(&a.args, &b.args).then_some(Ordering::Greater)
            }
            (true, true) => fits(&b.args, &a.args).then_some(Ordering::Less),
            (false, false) => None,
        };
    }
    for (a, b) in a.args.iter().zip(&b.args) {
        let next = compare_patterns(a, b)?;
        order = match (order, next) {
            (Ordering::Equal, next) => next,
            (order, Ordering::Equal) => order,
            (order, next) if order == next => order,
            _ => return None,
        };
    }
    Some(order)
}

/// Whether the arguments before the first sequence of `wide`, and those after its last, are no narrower there than in
/// `narrow`: `f[0, ___]` and `f[n_, x_, y_]` are not to be compared.
fn fits(narrow: &[Pat], wide: &[Pat]) -> bool {
    let before = wide.iter().take_while(|pat| !pat.is_sequence()).count();
    let after = wide.iter().rev().take_while(|pat| !pat.is_sequence()).count();
    let no_wider = |(narrow, wide): (&Pat, &Pat)| compare_patterns(narrow, wide).is_some_and(Ordering::is_ge);
    before + after <= narrow.len()
        && narrow.iter().zip(&wide[..before]).all(no_wider)
        && narrow.iter().rev().zip(wide.iter().rev()).take(after).all(no_wider)
}
