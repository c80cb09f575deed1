//! Applying a function again and again: `Nest`, `NestWhile`, `FixedPoint`, `Fold` and their lists.

use std::sync::Arc;

use super::functional::is_long_array;
use crate::eval::levels::parts;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::sym;

const NONE: Attributes = Attributes::NONE;

/// The table of this topic.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "FixedPoint",
        NONE,
        Arity::between(2, 3).with_options(),
        "FixedPoint[f, x] applies f again and again until the result no longer changes, at most n times in FixedPoint[f, x, n].",
        ("FixedPoint[Floor[#/2] &, 100]", "0"),
        |ev, call| fixed_point(ev, call, Keep::Last),
    ),
    Builtin::new(
        "FixedPointList",
        NONE,
        Arity::between(2, 3).with_options(),
        "FixedPointList[f, x] lists x, f[x], f[f[x]], … until the result no longer changes.",
        ("FixedPointList[Floor[#/2] &, 5]", "{5, 2, 1, 0, 0}"),
        |ev, call| fixed_point(ev, call, Keep::All),
    ),
    Builtin::new(
        "Fold",
        NONE,
        Arity::between(1, 3),
        "Fold[f, x, {a, b, …}] gives f[… f[f[x, a], b] …]; Fold[f, list] begins with the first element.",
        ("Fold[f, x, {a, b}]", "f[f[x, a], b]"),
        |ev, call| fold(ev, call, Keep::Last),
    ),
    Builtin::new(
        "FoldList",
        NONE,
        Arity::between(1, 3),
        "FoldList[f, x, {a, b, …}] gives {x, f[x, a], f[f[x, a], b], …}.",
        ("FoldList[Plus, 0, {1, 2, 3}]", "{0, 1, 3, 6}"),
        |ev, call| fold(ev, call, Keep::All),
    ),
    Builtin::new(
        "Nest",
        NONE,
        Arity::exactly(3),
        "Nest[f, x, n] applies f to x n times.",
        ("Nest[f, x, 3]", "f[f[f[x]]]"),
        |ev, call| nest(ev, call, Keep::Last),
    ),
    Builtin::new(
        "NestList",
        NONE,
        Arity::exactly(3),
        "NestList[f, x, n] lists x, f[x], … up to n applications.",
        ("NestList[2 # &, 1, 4]", "{1, 2, 4, 8, 16}"),
        |ev, call| nest(ev, call, Keep::All),
    ),
    Builtin::new(
        "NestWhile",
        NONE,
        Arity::between(3, 6),
        "NestWhile[f, x, test] applies f as long as test of the result is True; NestWhile[f, x, test, m] tests the last m results.",
        ("NestWhile[#/2 &, 48, EvenQ]", "3"),
        |ev, call| nest_while(ev, call, Keep::Last),
    ),
    Builtin::new(
        "NestWhileList",
        NONE,
        Arity::between(3, 6),
        "NestWhileList[f, x, test] lists x, f[x], … as long as test of the result is True.",
        ("NestWhileList[#/2 &, 12, EvenQ]", "{12, 6, 3}"),
        |ev, call| nest_while(ev, call, Keep::All),
    ),
];

/// Whether an iteration gives all intermediate results.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Last,
    All,
}

/// `{f[x, …]…}` for `Nest` and its kin: results so far, or the last.
struct Results {
    keep: Keep,
    all: Args,
    last: Expr,
}

impl Results {
    fn new(keep: Keep, first: Expr) -> Results {
        let all = if keep == Keep::All { [first.clone()].into_iter().collect() } else { Args::new() };
        Results { keep, all, last: first }
    }

    fn add(&mut self, value: Expr) {
        if self.keep == Keep::All {
            self.all.push(value.clone());
        }
        self.last = value;
    }

    fn finish(self) -> Expr {
        match self.keep {
            Keep::Last => self.last,
            Keep::All => crate::eval::levels::repacked(Expr::list(self.all)),
        }
    }
}

pub(super) fn count_at(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<u64> {
    match &call.args[index] {
        Expr::Integer(count) if *count >= 0 => Some(count.unsigned_abs()),
        Expr::Symbol(sym::Infinity) => Some(u64::MAX),
        Expr::Normal(normal) if normal.has_head(sym::DirectedInfinity) => Some(u64::MAX),
        _ => {
            let head = call.head_symbol().unwrap_or(sym::Nest);
            let place = Expr::Integer(index as i64 + 1);
            let whole = Expr::Normal(Arc::clone(call));
            match head {
                sym::Nest | sym::NestList | sym::FixedPoint | sym::FixedPointList => {
                    ev.message(head, "intnm", &[whole, place]);
                }
                _ => ev.message(head, "innf", &[place, whole]),
            }
            None
        }
    }
}

/// The bound on the number of rounds that may stand at a place; none is no bound, `None` that something else stands there.
fn most_at(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<u64> {
    if call.args.len() > index { count_at(ev, call, index) } else { Some(u64::MAX) }
}

/// One round: `f` of the last result.
fn round(ev: &mut Evaluator, f: &Expr, last: &Expr) -> Eval {
    ev.check_interrupt()?;
    ev.apply(f, [last.clone()])
}

fn nest(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    if super::shape::is_infinity(&call.args[2]) {
        let told = [Expr::Normal(Arc::clone(call)), Expr::Integer(3)];
        ev.message(call.head_symbol().unwrap_or(sym::Nest), "intnm", &told);
        return Ok(None);
    }
    let Some(count) = count_at(ev, call, 2) else { return Ok(None) };
    let f = &call.args[0];
    let head = if keep == Keep::All { sym::NestList } else { sym::Nest };
    if ev.automatic.is_long(head, count)
        && count != u64::MAX
        && let Some(value) = ev.run_automatically(head, &call.args)?
    {
        return Ok(Some(value));
    }
    let mut results = Results::new(keep, call.args[1].clone());
    for _ in 0..count {
        let next = round(ev, f, &results.last)?;
        results.add(next);
    }
    Ok(Some(results.finish()))
}

fn nest_while(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let (f, test) = (&call.args[0], &call.args[2]);
    let wanted = match call.args.get(3) {
        None => (1, 1),
        Some(Expr::Integer(m)) if *m >= 0 => (*m as usize, *m as usize),
        Some(Expr::Symbol(sym::All)) => (1, usize::MAX),
        Some(spec) => match spec.elements().as_deref() {
            Some([Expr::Integer(min), Expr::Integer(max)]) if *min >= 0 && max >= min => {
                (*min as usize, *max as usize)
            }
            Some([Expr::Integer(min), _]) if *min >= 0 => (*min as usize, usize::MAX),
            _ => return Ok(None),
        },
    };
    let Some(most) = most_at(ev, call, 4) else { return Ok(None) };
    let extra = match call.args.get(5) {
        None => 0,
        Some(Expr::Integer(extra)) => *extra,
        Some(_) => return Ok(None),
    };
    let mut all: Vec<Expr> = vec![call.args[1].clone()];
    let mut done = 0;
    while done < most {
        if all.len() >= wanted.0 {
            let shown = all[all.len() - all.len().min(wanted.1)..].to_vec();
            if !ev.apply(test, shown)?.is_true() {
                break;
            }
        }
        let next = round(ev, f, &all[all.len() - 1])?;
        all.push(next);
        done += 1;
        if keep == Keep::Last && wanted.1 != usize::MAX && extra >= 0 && all.len() > wanted.1 + 1 {
            all.remove(0);
        }
    }
    for _ in 0..extra {
        let next = round(ev, f, &all[all.len() - 1])?;
        all.push(next);
    }
    if extra < 0 {
        let left = all.len().saturating_sub(extra.unsigned_abs() as usize).max(1);
        all.truncate(left);
    }
    Ok(Some(match keep {
        Keep::Last => all.pop().unwrap_or_else(Expr::null),
        Keep::All => crate::eval::levels::repacked(Expr::list(all)),
    }))
}

fn fold(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let head = if keep == Keep::All { sym::FoldList } else { sym::Fold };
    if let [_, _, list] = &call.args[..]
        && is_long_array(ev, head, list)
        && let Some(value) = ev.run_automatically(head, &call.args)?
    {
        return Ok(Some(value));
    }
    let (f, first, rest) = match &call.args[..] {
        [f, list] if matches!(list, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) => {
            let all = parts(list).into_owned();
            match all.split_first() {
                Some((first, rest)) => (f, first.clone(), rest.to_vec()),
                None if keep == Keep::All => return Ok(Some(list.clone())),
                None => return Ok(None),
            }
        }
        [f, x, list] if matches!(list, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_)) => {
            (f, x.clone(), parts(list).into_owned())
        }
        args if args.len() > 1 => {
            let place = if args.len() == 2 { 2 } else { 3 };
            let head = call.head_symbol().unwrap_or(sym::Fold);
            ev.message(head, "normal", &[Expr::Integer(place), Expr::Normal(Arc::clone(call))]);
            return Ok(None);
        }
        _ => return Ok(None),
    };
    let head = call.args.last().map(Expr::head);
    let mut results = Results::new(keep, first);
    for element in rest {
        ev.check_interrupt()?;
        let last = std::mem::replace(&mut results.last, Expr::Integer(0));
        let next = ev.apply(f, [last, element])?;
        results.add(next);
    }
    let value = results.finish();
    Ok(Some(match (head, value.as_call(sym::List)) {
        // The results have the head of what is folded.
        (Some(head), Some(list))
            if keep == Keep::All && !head.is_symbol(sym::List) && !head.is_symbol(sym::Association) =>
        {
            Expr::call(head, list.args.iter().cloned())
        }
        _ => value,
    }))
}

fn fixed_point(ev: &mut Evaluator, call: &Arc<Normal>, keep: Keep) -> Reply {
    let option = |arg: &Expr| {
        let rule = arg.as_call(sym::Rule)?;
        (rule.args.len() == 2 && rule.args[0].is_symbol(sym::SameTest)).then(|| rule.args[1].clone())
    };
    let same_test = call.args.iter().skip(2).find_map(option);
    let has_bound = call.args.get(2).is_some_and(|arg| option(arg).is_none());
    let most = if has_bound { most_at(ev, call, 2) } else { Some(u64::MAX) };
    let Some(most) = most else { return Ok(None) };
    let f = &call.args[0];
    let mut results = Results::new(keep, call.args[1].clone());
    // How many rounds there will be is not known: it is a long loop once it has gone on for long.
    let offered = ev.automatic.length(sym::FixedPoint);
    for done in 0..most {
        let before = results.last.clone();
        if done == offered
            && keep == Keep::Last
            && same_test.is_none()
            && let Ok(left) = i64::try_from((most - done).min(i64::MAX.unsigned_abs()))
            && let Some(value) =
                ev.run_automatically(sym::FixedPoint, &[f.clone(), before.clone(), Expr::Integer(left)])?
        {
            return Ok(Some(value));
        }
        let next = round(ev, f, &before)?;
        let same = match &same_test {
            Some(test) => ev.apply(test, [before, next.clone()])?.is_true(),
            None => same_value(&before, &next),
        };
        results.add(next);
        if same {
            break;
        }
    }
    Ok(Some(results.finish()))
}

/// As `SameQ` compares: reals up to the last bit.
pub(super) fn same_value(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Real(a), Expr::Real(b)) => crate::kernels::scalar::compare::same(*a, *b),
        _ => a == b,
    }
}
