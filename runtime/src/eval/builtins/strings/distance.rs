//! How different two strings, or two lists, are.

use std::sync::Arc;

use crate::eval::builtins::parts::{children, say};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Distances between sequences.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "DamerauLevenshteinDistance",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "DamerauLevenshteinDistance[u, v] is the least number of insertions, deletions, replacements and swaps of neighbours that turn u into v.",
        ("DamerauLevenshteinDistance[\"ab\", \"ba\"]", "1"),
        |ev, call| distance(ev, call, |a, b, ev| levenshtein(a, b, true, ev)),
    ),
    Builtin::new(
        "EditDistance",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "EditDistance[u, v] is the least number of insertions, deletions and replacements that turn u into v.",
        ("EditDistance[\"kitten\", \"sitting\"]", "3"),
        |ev, call| distance(ev, call, |a, b, ev| levenshtein(a, b, false, ev)),
    ),
    Builtin::new(
        "HammingDistance",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "HammingDistance[u, v] is the number of places in which u and v, of equal length, differ.",
        ("HammingDistance[\"abcd\", \"abdc\"]", "2"),
        hamming,
    ),
];

/// Characters or elements of both arguments.
fn sequences(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<[Vec<Expr>; 2]> {
    let fold = call.args.iter().skip(2).any(|option| {
        option.as_call(sym::Rule).is_some_and(|rule| {
            rule.args.len() == 2 && rule.args[0] == Symbol::new("IgnoreCase").into() && rule.args[1].is_true()
        })
    });
    let parts = |expr: &Expr| match expr {
        Expr::String(text) if fold => {
            Some(text.to_lowercase().chars().map(|c| Expr::Integer(i64::from(u32::from(c)))).collect())
        }
        Expr::String(text) => Some(text.chars().map(|c| Expr::Integer(i64::from(u32::from(c)))).collect()),
        list if list.is_list() => Some(children(list)),
        _ => None,
    };
    let both = (parts(&call.args[0]), parts(&call.args[1]));
    let same_kind = call.args[0].is_list() == call.args[1].is_list();
    match both {
        (Some(a), Some(b)) if same_kind => Some([a, b]),
        _ => {
            say(ev, call, "seqs", &[call.args[0].clone(), call.args[1].clone()]);
            None
        }
    }
}

fn distance(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    measure: impl Fn(&[Expr], &[Expr], &mut Evaluator) -> Eval<usize>,
) -> Reply {
    let Some([a, b]) = sequences(ev, call) else { return Ok(None) };
    let found = measure(&a, &b, ev)?;
    Ok(Some(Expr::Integer(found as i64)))
}

/// By dynamic programming over the last rows of the table.
fn levenshtein(a: &[Expr], b: &[Expr], swaps: bool, ev: &mut Evaluator) -> Eval<usize> {
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        ev.check_interrupt()?;
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(left != right);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if swaps && i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                let earlier: &Vec<usize> = &before;
                least = least.min(earlier[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    Ok(last[b.len()])
}

fn hamming(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some([a, b]) = sequences(ev, call) else { return Ok(None) };
    if a.len() != b.len() {
        say(ev, call, "idim", &[call.args[0].clone(), call.args[1].clone()]);
        return Ok(None);
    }
    let differing = a.iter().zip(&b).filter(|(left, right)| left != right).count();
    Ok(Some(Expr::Integer(differing as i64)))
}
