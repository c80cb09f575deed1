//! Joining and taking apart by position.

use std::sync::Arc;

use super::{MOST_BYTES, each_string, expect_string};
use crate::eval::builtins::parts::say;
use crate::eval::part::{Missing, sequence};
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::format::quoted;
use crate::format::{FormatType, Printer, usual_contexts};
use crate::kernels::part::position;
use crate::symbol::sym;

const PROTECTED: Attributes = Attributes::PROTECTED;
const LISTABLE: Attributes = Attributes::LISTABLE.and(PROTECTED);

/// Functions of strings as sequences of characters.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Characters",
        LISTABLE,
        Arity::exactly(1),
        "Characters[string] gives the list of characters of string.",
        ("Characters[\"abc\"]", "{a, b, c}"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            // A character is an expression and a string of its own.
            ev.ask_room(text.len(), 4 * size_of::<Expr>())?;
            Ok(Some(Expr::list(text.chars().map(|character| Expr::string(character.to_string())))))
        },
    ),
    Builtin::new(
        "StringDrop",
        PROTECTED,
        Arity::exactly(2),
        "StringDrop[string, n] gives string without its first n characters; -n without its last n; {m, n} without those from m to n.",
        ("StringDrop[\"abcde\", 2]", "cde"),
        |ev, call| take(ev, call, true),
    ),
    Builtin::new(
        "StringInsert",
        PROTECTED,
        Arity::exactly(3),
        "StringInsert[string, new, n] puts new in at position n; from the end when n is negative; at each position of a list.",
        ("StringInsert[\"abc\", \"-\", 2]", "a-bc"),
        insert,
    ),
    Builtin::new(
        "StringJoin",
        Attributes::FLAT.and(Attributes::ONE_IDENTITY).and(PROTECTED),
        Arity::ANY,
        "s1 <> s2 <> … or StringJoin[s1, s2, …] joins strings, and lists of strings.",
        ("\"ab\" <> \"c\"", "abc"),
        join,
    ),
    Builtin::new(
        "StringLength",
        LISTABLE,
        Arity::exactly(1),
        "StringLength[string] gives the number of characters of string.",
        ("StringLength[\"abc\"]", "3"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            Ok(Some(Expr::Integer(text.chars().count() as i64)))
        },
    ),
    Builtin::new(
        "StringPadLeft",
        PROTECTED,
        Arity::between(1, 3),
        "StringPadLeft[string, n, pad] puts pad, or blanks, before string until it has n characters, or cuts it.",
        ("StringPadLeft[\"7\", 3, \"0\"]", "007"),
        |ev, call| pad(ev, call, true),
    ),
    Builtin::new(
        "StringPadRight",
        PROTECTED,
        Arity::between(1, 3),
        "StringPadRight[string, n, pad] puts pad, or blanks, after string until it has n characters, or cuts it.",
        ("StringPadRight[\"ab\", 4, \".\"]", "ab.."),
        |ev, call| pad(ev, call, false),
    ),
    Builtin::new(
        "StringPart",
        PROTECTED,
        Arity::exactly(2),
        "StringPart[string, n] gives the n-th character of string; {n1, n2, …} several.",
        ("StringPart[\"abc\", -1]", "c"),
        part,
    ),
    Builtin::new(
        "StringPartition",
        PROTECTED,
        Arity::between(2, 3),
        "StringPartition[string, n] cuts string into parts of n characters; StringPartition[string, n, d] with offset d.",
        ("StringPartition[\"abcde\", 2]", "{ab, cd}"),
        partition,
    ),
    Builtin::new(
        "StringQ",
        PROTECTED,
        Arity::exactly(1),
        "StringQ[expr] tells whether expr is a string.",
        ("StringQ[\"a\"]", "True"),
        |_, call| Ok(Some(matches!(call.args[0], Expr::String(_)).into())),
    ),
    Builtin::new(
        "StringRepeat",
        PROTECTED,
        Arity::between(2, 3),
        "StringRepeat[string, n] gives string n times over; StringRepeat[string, n, max] of at most max characters.",
        ("StringRepeat[\"ab\", 3]", "ababab"),
        repeat,
    ),
    Builtin::new(
        "StringReverse",
        LISTABLE,
        Arity::exactly(1),
        "StringReverse[string] gives the characters of string from last to first.",
        ("StringReverse[\"abc\"]", "cba"),
        |ev, call| {
            let Some(text) = expect_string(ev, call, 0) else { return Ok(None) };
            Ok(Some(text.chars().rev().collect::<String>().into()))
        },
    ),
    Builtin::new(
        "StringRiffle",
        PROTECTED,
        Arity::between(1, usize::MAX),
        "StringRiffle[list, s] joins the texts of the elements of list with s between them, or a blank; StringRiffle[list, {l, s, r}] between l and r.",
        ("StringRiffle[{1, 2, 3}, \", \"]", "1, 2, 3"),
        riffle,
    ),
    Builtin::new(
        "StringRotateLeft",
        PROTECTED,
        Arity::between(1, 2),
        "StringRotateLeft[string, n] moves the first n characters, or one, to the end.",
        ("StringRotateLeft[\"abcd\", 1]", "bcda"),
        |ev, call| rotate(ev, call, 1),
    ),
    Builtin::new(
        "StringRotateRight",
        PROTECTED,
        Arity::between(1, 2),
        "StringRotateRight[string, n] moves the last n characters, or one, to the front.",
        ("StringRotateRight[\"abcd\", 1]", "dabc"),
        |ev, call| rotate(ev, call, -1),
    ),
    Builtin::new(
        "StringTake",
        PROTECTED,
        Arity::exactly(2),
        "StringTake[string, n] gives the first n characters of string; -n the last n; {m, n} those from m to n; a list of these a list of strings.",
        ("StringTake[\"abcde\", {2, 4}]", "bcd"),
        |ev, call| take(ev, call, false),
    ),
];

fn join(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    fn add(exprs: &[Expr], out: &mut String) -> bool {
        exprs.iter().all(|expr| match expr {
            Expr::String(text) => {
                out.push_str(text);
                true
            }
            list => list.as_call(sym::List).is_some_and(|list| add(&list.args, out)),
        })
    }
    fn length(exprs: &[Expr]) -> usize {
        exprs.iter().fold(0, |sum: usize, expr| {
            sum.saturating_add(match expr {
                Expr::String(text) => text.len(),
                list => list.as_call(sym::List).map_or(0, |list| length(&list.args)),
            })
        })
    }
    let bytes = length(&call.args);
    if bytes > MOST_BYTES {
        say(ev, call, "nomem", &[Expr::Integer(i64::try_from(bytes).unwrap_or(i64::MAX))]);
        return Ok(None);
    }
    ev.ask_room(bytes, 1)?;
    let mut out = String::with_capacity(bytes);
    if add(&call.args, &mut out) {
        return Ok(Some(out.into()));
    }
    let wrong = call.args.iter().position(|arg| !add(std::slice::from_ref(arg), &mut String::new()));
    let position = Expr::Integer(wrong.unwrap_or(0) as i64 + 1);
    say(ev, call, "string", &[position, Expr::Normal(call.clone())]);
    Ok(None)
}

/// Characters at positions.
fn pick(characters: &[char], positions: &[usize]) -> Expr {
    positions.iter().map(|&at| characters[at]).collect::<String>().into()
}

fn take(ev: &mut Evaluator, call: &Arc<Normal>, drop: bool) -> Reply {
    let spec = call.args[1].clone();
    // A list of specifications gives a list, but `{m, n}` is one specification.
    let mut several =
        !drop && spec.as_call(sym::List).is_some_and(|list| list.args.iter().any(Expr::is_list));
    let integers = spec
        .elements()
        .filter(|parts| spec.is_list() && parts.iter().all(|part| matches!(part, Expr::Integer(_))));
    if let Some(integers) = integers.filter(|_| !drop) {
        let ambiguous = integers.len() > 3 || matches!(&integers[..], [_, _, Expr::Integer(0)]);
        if integers.is_empty() {
            return each_string(ev, call, &mut |_, _| Ok(Some(Expr::string(""))));
        }
        if ambiguous {
            say(ev, call, "ambgsntx", &[]);
            several = true;
        }
    }
    each_string(ev, call, &mut |ev, text| {
        let characters: Vec<char> = text.chars().collect();
        let mut one = |spec: &Expr| {
            let positions = match sequence(spec, characters.len()) {
                Some(Ok(positions)) => positions.to_vec(),
                Some(Err(missing)) => {
                    let symbol = call.head_symbol().unwrap_or(sym::General);
                    if let (true, Missing::Positions(first, last)) = (drop, &missing) {
                        let places =
                            [Expr::Integer(*first), Expr::Integer(*last), Expr::string(quoted(text))];
                        ev.message_at(symbol, "drop", &places, call.origin);
                        return None;
                    }
                    missing.report(
                        ev,
                        symbol,
                        &Expr::string(quoted(text)),
                        std::slice::from_ref(spec),
                        call.origin,
                    );
                    return None;
                }
                None => {
                    say(ev, call, "mseqs", &[spec.clone(), Expr::Normal(call.clone())]);
                    return None;
                }
            };
            if !drop {
                return Some(pick(&characters, &positions));
            }
            let dropped: rustc_hash::FxHashSet<usize> = positions.into_iter().collect();
            let rest = characters.iter().enumerate().filter(|(at, _)| !dropped.contains(at));
            Some(rest.map(|(_, character)| character).collect::<String>().into())
        };
        if !several {
            return Ok(one(&spec));
        }
        let specs = spec.elements().unwrap_or_default();
        Ok(specs.iter().map(one).collect::<Option<Vec<_>>>().map(Expr::list))
    })
}

fn part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let spec = call.args[1].clone();
    each_string(ev, call, &mut |ev, text| {
        let characters: Vec<char> = text.chars().collect();
        let mut one = |index: &Expr| {
            let at = match index {
                Expr::Integer(index) => position(*index, characters.len()).ok(),
                _ => None,
            };
            if at.is_none() {
                say(ev, call, "partw", &[index.clone(), Expr::string(text)]);
            }
            at.map(|at| Expr::string(characters[at].to_string()))
        };
        Ok(match spec.elements() {
            Some(indices) => indices.iter().map(one).collect::<Option<Vec<_>>>().map(Expr::list),
            None => one(&spec),
        })
    })
}

fn insert(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(new) = expect_string(ev, call, 1).cloned() else { return Ok(None) };
    let spec = call.args[2].clone();
    each_string(ev, call, &mut |ev, text| {
        let characters: Vec<char> = text.chars().collect();
        let length = characters.len() as i64;
        let place = |index: &Expr| match index {
            // Before the character at `n`; after it when counted from the end.
            Expr::Integer(n) if (1..=length + 1).contains(n) => Some(*n - 1),
            Expr::Integer(n) if (-length - 1..0).contains(n) => Some(length + 1 + *n),
            _ => None,
        };
        let places = match spec.elements() {
            Some(indices) => indices.iter().map(place).collect::<Option<Vec<i64>>>(),
            None => place(&spec).map(|place| vec![place]),
        };
        let Some(mut places) = places else {
            say(ev, call, "ins", &[spec.clone(), Expr::string(text)]);
            return Ok(None);
        };
        places.sort_unstable();
        let mut out = String::new();
        for at in 0..=length {
            places.iter().filter(|place| **place == at).for_each(|_| out.push_str(&new));
            out.extend(characters.get(at as usize));
        }
        Ok(Some(out.into()))
    })
}

fn pad(ev: &mut Evaluator, call: &Arc<Normal>, left: bool) -> Reply {
    let padding: Vec<char> = match call.args.get(2) {
        None => vec![' '],
        Some(Expr::String(padding)) if !padding.is_empty() => padding.chars().collect(),
        Some(other) => {
            say(ev, call, "string", &[Expr::Integer(3), other.clone()]);
            return Ok(None);
        }
    };
    let width = match call.args.get(1) {
        Some(Expr::Integer(width)) => usize::try_from(*width).ok().filter(|width| *width <= MOST_BYTES / 4),
        Some(_) => None,
        // To the longest of a list.
        None => {
            let texts = super::strings_of(&call.args[0]);
            texts.map(|texts| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0))
        }
    };
    let Some(width) = width else {
        say(ev, call, "innf", &[Expr::Integer(2), Expr::Normal(call.clone())]);
        return Ok(None);
    };
    each_string(ev, call, &mut |_, text| {
        let characters: Vec<char> = text.chars().collect();
        let missing = width.saturating_sub(characters.len());
        let cut = characters.len().saturating_sub(width);
        Ok(Some(if left {
            // As if the padding were laid from the end of the field on, under the string.
            let skip = (padding.len() - width % padding.len()) % padding.len();
            let fill = padding.iter().cycle().skip(skip).take(missing);
            fill.chain(&characters[cut..]).collect::<String>().into()
        } else {
            let skip = characters.len() % padding.len();
            let fill = padding.iter().cycle().skip(skip).take(missing);
            characters[..characters.len() - cut].iter().chain(fill).collect::<String>().into()
        }))
    })
}

fn partition(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    // With `UpTo[n]` the last part may be shorter.
    let up_to = call.args[1].as_call(sym::UpTo).filter(|up_to| up_to.args.len() == 1);
    let count = |index: usize| match (call.args.get(index), up_to) {
        (_, Some(up_to)) if index == 1 => match up_to.args[0] {
            Expr::Integer(count @ 1..) => usize::try_from(count).ok(),
            _ => None,
        },
        (Some(Expr::Integer(count @ 1..)), _) => usize::try_from(*count).ok(),
        _ => None,
    };
    let (Some(size), Some(step)) = (count(1), if call.args.len() == 3 { count(2) } else { count(1) }) else {
        say(ev, call, "intp", &[]);
        return Ok(None);
    };
    each_string(ev, call, &mut |_, text| {
        let characters: Vec<char> = text.chars().collect();
        let whole = |at: &usize| up_to.is_some() || at + size <= characters.len();
        let starts = (0..characters.len()).step_by(step).take_while(whole);
        let end = |at: usize| at.saturating_add(size).min(characters.len());
        Ok(Some(Expr::list(starts.map(|at| characters[at..end(at)].iter().collect::<String>().into()))))
    })
}

fn repeat(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let count = |index: usize| match call.args.get(index) {
        Some(Expr::Integer(count @ 0..)) => usize::try_from(*count).ok(),
        _ => None,
    };
    let most = if call.args.len() == 3 { count(2) } else { Some(usize::MAX) };
    let (Some(times), Some(most)) = (count(1), most) else {
        say(ev, call, "innf", &[Expr::Integer(2), Expr::Normal(call.clone())]);
        return Ok(None);
    };
    each_string(ev, call, &mut |ev, text| {
        if text.len().checked_mul(times).is_none_or(|bytes| bytes.min(most.saturating_mul(4)) > MOST_BYTES) {
            say(ev, call, "nomem", &[Expr::Integer(times as i64)]);
            return Ok(None);
        }
        if most == usize::MAX {
            return Ok(Some(text.repeat(times).into()));
        }
        let length = text.chars().count() * times;
        Ok(Some(text.chars().cycle().take(length.min(most)).collect::<String>().into()))
    })
}

fn rotate(ev: &mut Evaluator, call: &Arc<Normal>, direction: i64) -> Reply {
    let count = match call.args.get(1) {
        None => 1,
        Some(Expr::Integer(count)) => *count,
        Some(_) => {
            say(ev, call, "int", &[Expr::Normal(call.clone()), Expr::Integer(2)]);
            return Ok(None);
        }
    };
    each_string(ev, call, &mut |_, text| {
        let mut characters: Vec<char> = text.chars().collect();
        if !characters.is_empty() {
            let by = (i128::from(count) * i128::from(direction)).rem_euclid(characters.len() as i128);
            characters.rotate_left(by as usize);
        }
        Ok(Some(characters.into_iter().collect::<String>().into()))
    })
}

fn riffle(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut printer = Printer::new(&usual_contexts);
    let mut separators: Vec<(String, String, String)> = Vec::new();
    for separator in &call.args[1..] {
        match separator {
            Expr::String(text) => separators.push((String::new(), String::clone(text), String::new())),
            list => match super::strings_of(list).as_deref() {
                Some([left, middle, right]) => {
                    separators.push((left.to_string(), middle.to_string(), right.to_string()));
                }
                _ => {
                    say(ev, call, "string", &[Expr::Integer(2), Expr::Normal(call.clone())]);
                    return Ok(None);
                }
            },
        }
    }
    if separators.is_empty() {
        // Rows of a table go on lines of their own.
        let nested = call.args[0].elements().is_some_and(|list| list.iter().any(Expr::is_list));
        let blank = |text: &str| (String::new(), text.to_owned(), String::new());
        let mut depth = 1;
        let mut inner = call.args[0].clone();
        while let Some(list) = inner.elements().filter(|_| nested)
            && let Some(deeper) = list.iter().find(|part| part.is_list()).cloned()
        {
            depth += 1;
            inner = deeper;
        }
        let line_ends = (1..depth).rev().map(|count| blank(&"\n".repeat(count)));
        separators = line_ends.chain([blank(" ")]).collect();
    }
    fn joined(expr: &Expr, separators: &[(String, String, String)], printer: &mut Printer) -> String {
        let (Some(list), Some(((left, middle, right), deeper))) = (expr.elements(), separators.split_first())
        else {
            return printer.text(expr, FormatType::OutputForm);
        };
        let parts: Vec<String> = list.iter().map(|element| joined(element, deeper, printer)).collect();
        format!("{left}{}{right}", parts.join(middle))
    }
    if !call.args[0].is_list() {
        say(ev, call, "list", &[Expr::Normal(call.clone()), Expr::Integer(1)]);
        return Ok(None);
    }
    Ok(Some(joined(&call.args[0], &separators, &mut printer).into()))
}
