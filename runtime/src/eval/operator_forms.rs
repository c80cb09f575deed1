//! Operator forms: `Map[f][list]` is `Map[f, list]`, `Select[test][list]` is `Select[list, test]`.

use std::sync::Arc;

use super::{Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::Symbol;

/// Where the argument of the outer brackets goes.
#[derive(Clone, Copy)]
enum Place {
    First,
    Second,
    Last,
}

use Place::{First, Last, Second};

/// Functions with an operator form, how many arguments stand in the inner brackets, and where the outer one goes.
const FORMS: &[(&str, usize, Place)] = &[
    ("AllTrue", 1, First),
    ("AnyTrue", 1, First),
    ("Append", 1, First),
    ("Apply", 1, Last),
    ("AssociationMap", 1, Last),
    ("Cases", 1, First),
    ("Comap", 1, Last),
    ("ContainsAll", 1, First),
    ("ContainsAny", 1, First),
    ("ContainsExactly", 1, First),
    ("ContainsNone", 1, First),
    ("ContainsOnly", 1, First),
    ("Count", 1, First),
    ("CountDistinctBy", 1, First),
    ("CountsBy", 1, First),
    ("Delete", 1, First),
    ("DeleteCases", 1, First),
    ("DeleteDuplicatesBy", 1, First),
    ("Discard", 1, First),
    ("EqualTo", 1, First),
    ("Extract", 1, First),
    ("FilterRules", 1, First),
    ("FirstCase", 1, First),
    ("FirstPosition", 1, First),
    ("FlattenAt", 1, First),
    ("Fold", 1, Last),
    ("FoldList", 1, Last),
    ("FreeQ", 1, First),
    ("GatherBy", 1, First),
    ("GreaterEqualThan", 1, First),
    ("GreaterThan", 1, First),
    ("GroupBy", 1, First),
    ("Insert", 2, First),
    ("KeyDrop", 1, First),
    ("KeyExistsQ", 1, First),
    ("KeyFreeQ", 1, First),
    ("KeyMap", 1, Last),
    ("KeyMemberQ", 1, First),
    ("KeySelect", 1, First),
    ("KeySortBy", 1, First),
    ("KeyTake", 1, First),
    ("KeyValueMap", 1, Last),
    ("LessEqualThan", 1, First),
    ("LessThan", 1, First),
    ("Lookup", 1, First),
    ("Map", 1, Last),
    ("MapApply", 1, Last),
    ("MapAt", 2, Second),
    ("MapIndexed", 1, Last),
    ("MapThread", 1, Last),
    ("MatchQ", 1, First),
    ("MaximalBy", 1, First),
    ("MemberQ", 1, First),
    ("Merge", 1, First),
    ("MinimalBy", 1, First),
    ("Nearest", 1, Last),
    ("NoneTrue", 1, First),
    ("OrderingBy", 1, First),
    ("Position", 1, First),
    ("Prepend", 1, First),
    ("Replace", 1, First),
    ("ReplaceAll", 1, First),
    ("ReplaceAt", 2, First),
    ("ReplacePart", 1, First),
    ("ReplaceRepeated", 1, First),
    ("ReverseSortBy", 1, First),
    ("Scan", 1, Last),
    ("Select", 1, First),
    ("SelectFirst", 1, First),
    ("SequenceCases", 1, First),
    ("SortBy", 1, First),
    ("SplitBy", 1, First),
    ("StringCases", 1, First),
    ("StringContainsQ", 1, First),
    ("StringCount", 1, First),
    ("StringDelete", 1, First),
    ("StringEndsQ", 1, First),
    ("StringFreeQ", 1, First),
    ("StringMatchQ", 1, First),
    ("StringPosition", 1, First),
    ("StringReplace", 1, First),
    ("StringStartsQ", 1, First),
    ("SubsetMap", 2, Second),
    ("SubsetQ", 1, First),
    ("TakeLargest", 1, First),
    ("TakeLargestBy", 2, First),
    ("TakeSmallest", 1, First),
    ("TakeSmallestBy", 2, First),
    ("UnequalTo", 1, First),
];

pub(super) fn install(ev: &mut Evaluator) {
    for (name, ..) in FORMS {
        ev.install_sub(Symbol::new(name), apply);
    }
    ev.install_sub(Symbol::new("StringTemplate"), fill_template);
}

/// Whether a call with so many arguments waits for one more in brackets of its own.
pub(super) fn is_form(symbol: Symbol, count: usize) -> bool {
    let at = FORMS.binary_search_by(|(name, ..)| (*name).cmp(symbol.name()));
    at.ok().and_then(|at| FORMS.get(at)).is_some_and(|(_, inner, _)| *inner == count)
}

fn apply(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(inner), [last, further @ ..]) = (call.head.as_normal(), &call.args[..]) else {
        return Ok(None);
    };
    let Some(symbol) = inner.head_symbol() else { return Ok(None) };
    if !(further.is_empty() || symbol.name() == "Nearest") {
        return Ok(None);
    }
    let form = FORMS.binary_search_by(|(name, ..)| (*name).cmp(symbol.name()));
    let Ok(Some((_, count, place))) = form.map(|at| FORMS.get(at)) else { return Ok(None) };
    if inner.args.len() != *count {
        return Ok(None);
    }
    let mut args: Args = inner.args.clone();
    match place {
        First => args.insert(0, last.clone()),
        Second => args.insert(1, last.clone()),
        Last => args.push(last.clone()),
    }
    args.extend(further.iter().cloned());
    Ok(Some(Expr::from(Normal::with_origin(Expr::Symbol(symbol), args, call.origin))))
}

/// `StringTemplate[…][x, …]` fills in the slots by number, `StringTemplate[…][<|…|>]` by name.
fn fill_template(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let data = match &call.args[..] {
        [one] if matches!(one, Expr::Association(_)) => one.clone(),
        several => Expr::list(several.iter().cloned()),
    };
    Ok(Some(Expr::call(Symbol::new("TemplateApply"), [call.head.clone(), data])))
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_are_in_order() {
        assert!(super::FORMS.is_sorted_by_key(|(name, ..)| *name));
    }
}
