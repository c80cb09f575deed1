//! Searching, splitting and replacing by string patterns.

use std::sync::Arc;

use super::each_string;
use super::pattern::{Found, StringPattern};
use crate::eval::builtins::parts::{children, say};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions of strings and string patterns.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "StringCases",
        PROTECTED,
        Arity::between(2, 3).with_options(),
        "StringCases[string, pattern] gives the parts of string that match; StringCases[string, pattern -> value] a value for each; StringCases[string, pattern, n] the first n.",
        ("StringCases[\"abcadc\", \"a\" ~~ x_ :> x]", "{b, d}"),
        cases,
    ),
    Builtin::new(
        "StringContainsQ",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "StringContainsQ[string, pattern] tells whether a part of string matches.",
        ("StringContainsQ[\"abc\", \"b\" ~~ _]", "True"),
        |ev, call| question(ev, call, Place::Anywhere, true),
    ),
    Builtin::new(
        "StringCount",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "StringCount[string, pattern] gives the number of parts of string that match.",
        ("StringCount[\"banana\", \"a\"]", "3"),
        |ev, call| {
            let Some(search) = Search::new(ev, call, 1) else { return Ok(None) };
            each_string(ev, call, &mut |ev, text| {
                Ok(Some(Expr::Integer(search.all(ev, text, usize::MAX)?.len() as i64)))
            })
        },
    ),
    Builtin::new(
        "StringDelete",
        PROTECTED,
        Arity::exactly(2).with_options(),
        "StringDelete[string, pattern] gives string without the parts that match.",
        ("StringDelete[\"banana\", \"a\"]", "bnn"),
        |ev, call| {
            let Some(search) = Search::new(ev, call, 1) else { return Ok(None) };
            each_string(ev, call, &mut |ev, text| {
                let parts = search.pieces(ev, text, usize::MAX)?;
                let kept = parts
                    .iter()
                    .filter_map(|part| if let Piece::Between(text) = part { Some(*text) } else { None });
                Ok(Some(kept.collect::<String>().into()))
            })
        },
    ),
    Builtin::new(
        "StringEndsQ",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "StringEndsQ[string, pattern] tells whether string ends with a match.",
        ("StringEndsQ[\"abc\", \"c\"]", "True"),
        |ev, call| question(ev, call, Place::End, true),
    ),
    Builtin::new(
        "StringExpression",
        PROTECTED,
        Arity::ANY,
        "s1 ~~ s2 ~~ … or StringExpression[s1, s2, …] is the pattern of the s one after the other.",
        ("{\"a\" ~~ \"b\", StringMatchQ[\"abc\", \"a\" ~~ __]}", "{ab, True}"),
        |_, call| {
            let is_string = |arg: &Expr| matches!(arg, Expr::String(_));
            let side_by_side = call.args.windows(2).any(|pair| pair.iter().all(is_string));
            Ok(side_by_side.then(|| joined(call.args.to_vec())))
        },
    ),
    Builtin::new(
        "StringFreeQ",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "StringFreeQ[string, pattern] tells whether no part of string matches.",
        ("StringFreeQ[\"abc\", \"d\"]", "True"),
        |ev, call| question(ev, call, Place::Anywhere, false),
    ),
    Builtin::new(
        "StringMatchQ",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "StringMatchQ[string, pattern] tells whether string as a whole matches; * and @ in a plain string stand for any characters.",
        ("StringMatchQ[\"a1\", LetterCharacter ~~ DigitCharacter]", "True"),
        |ev, call| question(ev, call, Place::Whole, true),
    ),
    Builtin::new(
        "StringPosition",
        PROTECTED,
        Arity::between(2, 3).with_options(),
        "StringPosition[string, pattern] gives the first and last positions of the parts that match, overlapping ones too; StringPosition[string, pattern, n] of the first n.",
        ("StringPosition[\"banana\", \"ana\"]", "{{2, 4}, {4, 6}}"),
        positions,
    ),
    Builtin::new(
        "StringReplace",
        PROTECTED,
        Arity::between(1, 3).with_options(),
        "StringReplace[string, pattern -> new] replaces the parts that match; StringReplace[string, {rule1, …}, n] the first n.",
        ("StringReplace[\"abc\", {\"a\" -> \"x\", \"c\" -> \"z\"}]", "xbz"),
        replace,
    ),
    Builtin::new(
        "StringReplaceList",
        PROTECTED,
        Arity::between(2, 3).with_options(),
        "StringReplaceList[string, rule] gives the strings with one part replaced, for each part that matches.",
        ("StringReplaceList[\"aa\", \"a\" -> \"b\"]", "{ba, ab}"),
        replace_list,
    ),
    Builtin::new(
        "StringSplit",
        PROTECTED,
        Arity::between(1, 3).with_options(),
        "StringSplit[string] splits string at blanks; StringSplit[string, pattern] at what matches; StringSplit[string, pattern -> value] with values between.",
        ("StringSplit[\"a,b,c\", \",\"]", "{a, b, c}"),
        split,
    ),
    Builtin::new(
        "StringStartsQ",
        PROTECTED,
        Arity::between(1, 2).with_options(),
        "StringStartsQ[string, pattern] tells whether string starts with a match.",
        ("StringStartsQ[\"abc\", \"a\"]", "True"),
        |ev, call| question(ev, call, Place::Start, true),
    ),
    Builtin::new(
        "StringTrim",
        PROTECTED,
        Arity::between(1, 2),
        "StringTrim[string] gives string without blanks at its ends; StringTrim[string, pattern] without matches at its ends.",
        ("StringTrim[\"  a b \"]", "a b"),
        trim,
    ),
];

/// A piece of a string that was searched.
enum Piece<'t> {
    Between(&'t str),
    Match(usize, Found),
}

/// Patterns to search for, and what each match stands for.
struct Search {
    rules: Vec<(StringPattern, Option<Expr>)>,
    /// Whether to go on one character after the start of a match, rather than at its end.
    overlaps: bool,
    /// Whether all matches with the same start are wanted.
    every: bool,
}

/// The value of an option given in a call.
fn option(call: &Normal, name: &str) -> Option<Expr> {
    call.args.iter().skip(1).find_map(|arg| {
        let rule = arg.as_call(sym::Rule).filter(|rule| rule.args.len() == 2)?;
        (rule.args[0] == Symbol::new(name).into()).then(|| rule.args[1].clone())
    })
}

/// Whether an argument is an option of these functions, not a rule for strings.
fn is_option(expr: &Expr) -> bool {
    let rule = expr.as_call(sym::Rule).filter(|rule| rule.args.len() == 2);
    rule.and_then(|rule| rule.args[0].as_symbol()).is_some_and(|name| {
        matches!(name.full_name(), "System`IgnoreCase" | "System`Overlaps" | "System`MetaCharacters")
    })
}

impl Search {
    /// From the pattern, rule or list of them in an argument; says so when there is something else.
    fn new(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<Search> {
        let spec = call.args.get(index)?;
        let ignore_case = option(call, "IgnoreCase").is_some_and(|value| value.is_true());
        let overlaps = option(call, "Overlaps").is_some_and(|value| !value.is_symbol(sym::False));
        let specs = match spec.as_call(sym::List) {
            Some(list) => list.args.to_vec(),
            None => vec![spec.clone()],
        };
        let mut rules = Vec::new();
        for spec in specs {
            let rule = spec.as_call(sym::Rule).or_else(|| spec.as_call(sym::RuleDelayed));
            let (pattern, right) = match rule.map(|rule| &rule.args[..]) {
                Some([left, right]) => (left, Some(right)),
                _ => (&spec, None),
            };
            match StringPattern::new(pattern, ignore_case) {
                Ok(pattern) => {
                    let right = right.map(|right| pattern.template(right));
                    rules.push((pattern, right));
                }
                Err(part) => {
                    say(ev, call, "strexp", &[part]);
                    return None;
                }
            }
        }
        let every = option(call, "Overlaps").is_some_and(|value| value.is_symbol(sym::All));
        Some(Search { rules, overlaps, every })
    }

    /// The first match from a byte on, of the first rule that matches there.
    fn find(&self, ev: &mut Evaluator, text: &str, from: usize) -> Eval<Option<(usize, Found)>> {
        let mut best: Option<(usize, Found)> = None;
        for (index, (pattern, _)) in self.rules.iter().enumerate() {
            if let Some(found) = pattern.find(ev, text, from)?
                && best.as_ref().is_none_or(|(_, best)| found.start < best.start)
            {
                best = Some((index, found));
            }
        }
        Ok(best)
    }

    /// All matches, up to a number of them.
    fn all(&self, ev: &mut Evaluator, text: &str, most: usize) -> Eval<Vec<(usize, Found)>> {
        let mut matches = Vec::new();
        if self.every {
            for (start, _) in text.char_indices() {
                let mut end = text.len();
                // The next shorter match ends before this one does.
                while let Some((index, found)) = self.find(ev, &text[..end], start)?
                    && found.start == start
                    && found.end > start
                    && matches.len() < most
                {
                    ev.check_interrupt()?;
                    end = text.floor_char_boundary(found.end - 1);
                    matches.push((index, found));
                }
            }
            return Ok(matches);
        }
        let mut from = 0;
        while matches.len() < most {
            ev.check_interrupt()?;
            let Some((index, found)) = self.find(ev, text, from)? else { break };
            let empty = found.end == found.start;
            let after = if self.overlaps || empty { found.start } else { found.end };
            matches.push((index, found));
            match text[after..].chars().next() {
                // On by a character after an empty match.
                Some(character) if self.overlaps || empty => from = after + character.len_utf8(),
                Some(_) => from = after,
                None => break,
            }
        }
        matches.truncate(most);
        Ok(matches)
    }

    /// The string as matches and what is between them.
    fn pieces<'t>(&self, ev: &mut Evaluator, text: &'t str, most: usize) -> Eval<Vec<Piece<'t>>> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for (index, found) in self.all(ev, text, most)? {
            if found.start < from {
                continue;
            }
            pieces.push(Piece::Between(&text[from..found.start]));
            from = found.end;
            pieces.push(Piece::Match(index, found));
        }
        pieces.push(Piece::Between(&text[from..]));
        Ok(pieces)
    }

    /// What a match stands for.
    fn value(&self, ev: &mut Evaluator, text: &str, index: usize, found: &Found) -> Eval<Expr> {
        let Some(right) = &self.rules[index].1 else {
            return Ok(Expr::string(&text[found.start..found.end]));
        };
        if !found.groups.is_empty()
            && let Some(filled) = groups_within(right, &found.groups)
        {
            return ev.eval_in(&filled, &found.slots);
        }
        ev.eval_in(right, &found.slots)
    }
}

/// What a match leads to with `$1`, … filled in all strings in it, before it is evaluated; `None` without any.
fn groups_within(right: &Expr, groups: &[String]) -> Option<Expr> {
    match right {
        Expr::String(template) if template.contains('$') => Some(with_groups(template, groups).into()),
        Expr::Normal(call) => {
            let filled: Vec<Option<Expr>> = call.args.iter().map(|arg| groups_within(arg, groups)).collect();
            if filled.iter().all(Option::is_none) {
                return None;
            }
            let args =
                filled.into_iter().zip(&call.args).map(|(new, old)| new.unwrap_or_else(|| old.clone()));
            Some(Expr::call(call.head.clone(), args))
        }
        _ => None,
    }
}

/// `$0`, `$1`, … in a replacement for a regular expression.
fn with_groups(template: &str, groups: &[String]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).take(2).count();
        match rest[..digits].parse::<usize>() {
            // A group that is not there is empty.
            Ok(number) if !groups.is_empty() => {
                out.push_str(groups.get(number).map_or("", String::as_str));
                rest = &rest[digits..];
            }
            _ => out.push('$'),
        }
    }
    out + rest
}

/// The argument that says how many, if it is given.
fn most(call: &Normal, index: usize) -> usize {
    match call.args.get(index) {
        Some(Expr::Integer(count)) => usize::try_from(*count).unwrap_or(0),
        _ => usize::MAX,
    }
}

fn cases(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(search) = Search::new(ev, call, 1) else { return Ok(None) };
    let most = most(call, 2);
    each_string(ev, call, &mut |ev, text| {
        let mut values = Vec::new();
        for (index, found) in search.all(ev, text, most)? {
            if found.end > found.start {
                values.push(search.value(ev, text, index, &found)?);
            }
        }
        Ok(Some(Expr::list(values)))
    })
}

#[derive(Clone, Copy)]
enum Place {
    Whole,
    Start,
    End,
    Anywhere,
}

/// `StringMatchQ` and its kin; the pattern alone makes an operator.
fn question(ev: &mut Evaluator, call: &Arc<Normal>, place: Place, yes: bool) -> Reply {
    if call.args.len() < 2 || is_option(&call.args[1]) {
        return Ok(None);
    }
    let ignore_case = option(call, "IgnoreCase").is_some_and(|value| value.is_true());
    let wild = |spec: &Expr| match (spec, place) {
        (Expr::String(text), Place::Whole) if text.contains(['*', '@', '\\']) => wild_pattern(text),
        (other, _) => other.clone(),
    };
    let spec = match call.args[1].as_call(sym::List) {
        Some(list) => Expr::call(sym::Alternatives, list.args.iter().map(wild)),
        None => wild(&call.args[1]),
    };
    // A match at the end is a match of anything before it and the pattern.
    let spec = match place {
        Place::End => Expr::call(
            sym::StringExpression,
            [Expr::call(sym::BlankNullSequence, []), spec, Symbol::new("EndOfString").into()],
        ),
        _ => spec,
    };
    let pattern = match StringPattern::new(&spec, ignore_case) {
        Ok(pattern) => pattern,
        Err(part) => {
            say(ev, call, "strexp", &[part]);
            return Ok(None);
        }
    };
    each_string(ev, call, &mut |ev, text| {
        let found = match place {
            Place::Whole => pattern.match_at(ev, text, 0, true)?.is_some(),
            Place::Start | Place::End => pattern.match_at(ev, text, 0, false)?.is_some(),
            Place::Anywhere => pattern.find(ev, text, 0)?.is_some(),
        };
        Ok(Some((found == yes).into()))
    })
}

/// `*` for any characters, `@` for any but upper case letters, `\` before one that stands for itself.
fn wild_pattern(text: &str) -> Expr {
    let mut parts: Vec<Expr> = Vec::new();
    let mut literal = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let part = match character {
            '*' => Expr::call(sym::BlankNullSequence, []),
            '@' => {
                let upper = Expr::call(Symbol::new("CharacterRange"), ["A".into(), "Z".into()]);
                Expr::call(sym::Repeated, [Expr::call(sym::Except, [upper])])
            }
            '\\' => {
                literal.extend(characters.next());
                continue;
            }
            other => {
                literal.push(other);
                continue;
            }
        };
        if !literal.is_empty() {
            parts.push(std::mem::take(&mut literal).into());
        }
        parts.push(part);
    }
    parts.push(literal.into());
    Expr::call(sym::StringExpression, parts)
}

fn positions(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(mut search) = Search::new(ev, call, 1) else { return Ok(None) };
    search.overlaps = option(call, "Overlaps").is_none_or(|value| !value.is_symbol(sym::False));
    let most = most(call, 2);
    each_string(ev, call, &mut |ev, text| {
        let mut pairs = Vec::new();
        let mut counted = (0, 0);
        for (_, found) in search.all(ev, text, most)? {
            if found.end == found.start {
                continue;
            }
            // Characters up to the start, counted on from the match before.
            counted.1 += text[counted.0..found.start].chars().count() as i64;
            counted.0 = found.start;
            let length = text[found.start..found.end].chars().count() as i64;
            pairs.push(Expr::list([Expr::Integer(counted.1 + 1), Expr::Integer(counted.1 + length)]));
        }
        Ok(Some(Expr::list(pairs)))
    })
}

/// Strings side by side are one string; with anything else they are a `StringExpression`.
fn joined(parts: Vec<Expr>) -> Expr {
    let mut merged: Vec<Expr> = Vec::new();
    for part in parts {
        match (merged.last_mut(), &part) {
            (Some(Expr::String(last)), Expr::String(text)) => Arc::make_mut(last).push_str(text),
            _ => merged.push(part),
        }
    }
    merged.retain(|part| !matches!(part, Expr::String(text) if text.is_empty()));
    match &merged[..] {
        [] => Expr::string(""),
        [only @ Expr::String(_)] => only.clone(),
        _ => Expr::call(sym::StringExpression, merged),
    }
}

fn replace(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if call.args.len() < 2 {
        return Ok(None);
    }
    if !children_or_self(&call.args[1]).iter().all(is_rule) {
        say(ev, call, "srep", &[call.args[1].clone()]);
        return Ok(None);
    }
    // One string for another, in every place.
    if call.args.len() == 2
        && let Some(rule) = call.args[1].as_call(sym::Rule)
        && let [Expr::String(old), Expr::String(new)] = &rule.args[..]
        && !old.is_empty()
    {
        return each_string(ev, call, &mut |_, text| Ok(Some(text.replace(old.as_str(), new).into())));
    }
    let Some(search) = Search::new(ev, call, 1) else { return Ok(None) };
    let most = most(call, 2);
    each_string(ev, call, &mut |ev, text| {
        let mut parts = Vec::new();
        for piece in search.pieces(ev, text, most)? {
            parts.push(match piece {
                Piece::Between(text) => Expr::string(text),
                Piece::Match(index, found) => search.value(ev, text, index, &found)?,
            });
        }
        Ok(Some(joined(parts)))
    })
}

fn is_rule(expr: &Expr) -> bool {
    expr.as_call(sym::Rule)
        .or_else(|| expr.as_call(sym::RuleDelayed))
        .is_some_and(|rule| rule.args.len() == 2)
}

fn children_or_self(expr: &Expr) -> Vec<Expr> {
    if expr.is_list() { children(expr) } else { vec![expr.clone()] }
}

fn replace_list(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if !children_or_self(&call.args[1]).iter().all(is_rule) {
        say(ev, call, "srep", &[call.args[1].clone()]);
        return Ok(None);
    }
    let Some(mut search) = Search::new(ev, call, 1) else { return Ok(None) };
    (search.overlaps, search.every) = (true, true);
    let most = most(call, 2);
    each_string(ev, call, &mut |ev, text| {
        let mut results = Vec::new();
        for (index, found) in search.all(ev, text, most)? {
            let new = search.value(ev, text, index, &found)?;
            results.push(joined(vec![
                Expr::string(&text[..found.start]),
                new,
                Expr::string(&text[found.end..]),
            ]));
        }
        Ok(Some(Expr::list(results)))
    })
}

fn split(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let blanks = call.args.len() == 1 || is_option(&call.args[1]);
    let search = if blanks {
        let pattern = StringPattern::new(&Symbol::new("Whitespace").into(), false);
        Some(Search {
            rules: pattern.ok().map(|pattern| (pattern, None)).into_iter().collect(),
            overlaps: false,
            every: false,
        })
    } else {
        Search::new(ev, call, 1)
    };
    let Some(search) = search else { return Ok(None) };
    let all = call.args.get(2).is_some_and(|arg| arg.is_symbol(sym::All));
    // So many parts have one separator less between them.
    let most = match most(call, 2) {
        usize::MAX => usize::MAX,
        parts => parts.saturating_sub(1),
    };
    each_string(ev, call, &mut |ev, text| {
        let mut parts = Vec::new();
        let mut ended = false;
        for piece in search.pieces(ev, text, most)? {
            match piece {
                Piece::Between(_) if ended => {}
                Piece::Between(text) => parts.push(Expr::string(text)),
                Piece::Match(index, found) => {
                    if search.rules[index].1.is_some() {
                        parts.push(search.value(ev, text, index, &found)?);
                    } else if found.end == 0 {
                        // An empty separator splits between characters only.
                        parts.pop();
                    } else if found.start == text.len() {
                        ended = true;
                    }
                }
            }
        }
        if !all {
            let empty = |part: &Expr| matches!(part, Expr::String(text) if text.is_empty());
            while parts.last().is_some_and(empty) {
                parts.pop();
            }
            let leading = parts.iter().take_while(|part| empty(part)).count();
            parts.drain(..leading);
        }
        Ok(Some(Expr::list(parts)))
    })
}

fn trim(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(spec) = call.args.get(1) else {
        return each_string(ev, call, &mut |_, text| Ok(Some(Expr::string(text.trim()))));
    };
    let around = |before: Expr, after: Expr| Expr::call(sym::StringExpression, [before, spec.clone(), after]);
    let nothing = Expr::string("");
    let patterns = [
        around(Symbol::new("StartOfString").into(), nothing.clone()),
        around(nothing, Symbol::new("EndOfString").into()),
    ];
    let mut prepared = Vec::new();
    for pattern in patterns {
        match StringPattern::new(&pattern, false) {
            Ok(pattern) => prepared.push(pattern),
            Err(part) => {
                say(ev, call, "strexp", &[part]);
                return Ok(None);
            }
        }
    }
    each_string(ev, call, &mut |ev, text| {
        let mut text = text;
        if let Some(found) = prepared[0].match_at(ev, text, 0, false)? {
            text = &text[found.end..];
        }
        if let Some(found) = prepared[1].find(ev, text, 0)? {
            text = &text[..found.start];
        }
        Ok(Some(Expr::string(text)))
    })
}
