//! String patterns, and how they are matched.
//!
//! A match goes on by continuation: each node tries its ways in order and asks the rest of the pattern whether it fits
//! after them. Single characters, however often repeated, need no recursion.

use regex::Regex;

use crate::eval::builtins::shape::is_infinity;
use crate::eval::local::template;
use crate::eval::{Eval, Evaluator};
use crate::expr::{Expr, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

/// A class of characters.
#[derive(Clone, Debug)]
enum Class {
    Any,
    Digit,
    Hexadecimal,
    Letter,
    Lower,
    Punctuation,
    Upper,
    White,
    Word,
    One(char),
    Range(char, char),
    Either(Vec<Class>),
    Not(Box<Class>),
}

impl Class {
    fn has(&self, character: char) -> bool {
        match self {
            Class::Any => true,
            Class::Digit => character.is_ascii_digit(),
            Class::Hexadecimal => character.is_ascii_hexdigit(),
            Class::Letter => character.is_alphabetic(),
            Class::Lower => character.is_lowercase(),
            Class::Upper => character.is_uppercase(),
            Class::Punctuation => character.is_ascii_punctuation() || is_wide_punctuation(character),
            Class::White => character.is_whitespace(),
            Class::Word => character.is_alphanumeric(),
            Class::One(one) => *one == character,
            Class::Range(first, last) => (*first..=*last).contains(&character),
            Class::Either(classes) => classes.iter().any(|class| class.has(character)),
            Class::Not(class) => !class.has(character),
        }
    }

    fn matches(&self, character: char, ignore_case: bool) -> bool {
        self.has(character)
            || (ignore_case
                && (character.to_lowercase().any(|other| self.has(other))
                    || character.to_uppercase().any(|other| self.has(other))))
    }
}

fn is_wide_punctuation(character: char) -> bool {
    matches!(character, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{303F}')
        && !character.is_alphanumeric()
}

/// A place between characters.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    StartOfString,
    EndOfString,
    StartOfLine,
    EndOfLine,
    WordBoundary,
}

#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Class(Class),
    Anchor(Anchor),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    Repeated {
        of: Box<Node>,
        min: usize,
        max: usize,
    },
    Bind(usize, Box<Node>),
    /// The test is asked of each character of a run, and of the whole of anything else.
    Test(Box<Node>, Expr),
    Condition(Box<Node>, Expr),
    Shortest(Box<Node>),
    Longest(Box<Node>),
    Regex(Regex),
}

/// A string pattern, prepared.
#[derive(Clone, Debug)]
pub struct StringPattern {
    node: Node,
    /// Names of what is bound.
    pub names: Vec<Symbol>,
    ignore_case: bool,
}

/// Where a pattern was found, and what its names stand for.
#[derive(Clone, Debug)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Values of the names.
    pub slots: Vec<Expr>,
    /// Groups of a regular expression, from 0.
    pub groups: Vec<String>,
}

impl StringPattern {
    /// Prepares a pattern; the part that is none comes back otherwise.
    pub fn new(expr: &Expr, ignore_case: bool) -> Result<StringPattern, Expr> {
        let mut names = Vec::new();
        let node = read(expr, &mut names, ignore_case)?;
        Ok(StringPattern { node, names, ignore_case })
    }

    /// The right side of a rule with its names replaced by places for them.
    pub fn template(&self, right: &Expr) -> Expr {
        template(right, &self.names)
    }

    /// The first match at or after the byte `from`.
    pub fn find(&self, ev: &mut Evaluator, text: &str, from: usize) -> Eval<Option<Found>> {
        match &self.node {
            Node::Regex(regex) => return Ok(find_regex(regex, text, from)),
            Node::Text(literal) if !self.ignore_case => {
                return Ok(text.get(from..).and_then(|rest| rest.find(literal.as_str())).map(|at| {
                    let start = from + at;
                    Found { start, end: start + literal.len(), slots: Vec::new(), groups: Vec::new() }
                }));
            }
            _ => {}
        }
        let mut at = from;
        loop {
            if let Some(found) = self.match_at(ev, text, at, false)? {
                return Ok(Some(found));
            }
            ev.check_interrupt()?;
            match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(character) => at += character.len_utf8(),
                None => return Ok(None),
            }
        }
    }

    /// The match that begins at the byte `at`; it must end with the text when `whole`.
    pub fn match_at(&self, ev: &mut Evaluator, text: &str, at: usize, whole: bool) -> Eval<Option<Found>> {
        let mut matcher = Matcher {
            text,
            ignore_case: self.ignore_case,
            slots: vec![None; self.names.len()],
            groups: Vec::new(),
        };
        let mut end = None;
        let mut last = |matcher: &mut Matcher, _: &mut Evaluator, at: usize| {
            if whole && at < matcher.text.len() {
                return Ok(false);
            }
            end = Some((at, matcher.slots.clone()));
            Ok(true)
        };
        matcher.run(ev, &self.node, at, true, &mut last)?;
        let groups = matcher.groups;
        Ok(end.map(|(end, slots)| Found {
            start: at,
            end,
            slots: slots
                .into_iter()
                .map(|slot| Expr::string(slot.map_or("", |(start, end)| &text[start..end])))
                .collect(),
            groups,
        }))
    }
}

fn find_regex(regex: &Regex, text: &str, from: usize) -> Option<Found> {
    let captures = regex.captures_at(text, from)?;
    let whole = captures.get(0)?;
    let groups =
        captures.iter().map(|group| group.map_or(String::new(), |group| group.as_str().to_owned())).collect();
    Some(Found { start: whole.start(), end: whole.end(), slots: Vec::new(), groups })
}

fn read(expr: &Expr, names: &mut Vec<Symbol>, ignore_case: bool) -> Result<Node, Expr> {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || read_node(expr, names, ignore_case))
}

fn read_node(expr: &Expr, names: &mut Vec<Symbol>, ignore_case: bool) -> Result<Node, Expr> {
    if let Expr::String(text) = expr {
        return Ok(Node::Text(String::clone(text)));
    }
    if let Expr::Symbol(symbol) = expr {
        return named(*symbol).ok_or_else(|| expr.clone());
    }
    let mut all = |exprs: &[Expr]| -> Result<Vec<Node>, Expr> {
        exprs.iter().map(|expr| read(expr, names, ignore_case)).collect()
    };
    // A list stands for its elements one after the other in `StringExpression`, for any of them as a pattern.
    if expr.is_list() {
        let elements = expr.elements().unwrap_or_default();
        return Ok(any_of(all(&elements)?));
    }
    let Some((normal, head)) = expr.as_normal().and_then(|normal| Some((normal, normal.head_symbol()?)))
    else {
        return Err(expr.clone());
    };
    match (head, &normal.args[..]) {
        (sym::StringExpression, parts) => Ok(Node::Sequence(all(parts)?)),
        (sym::Alternatives, choices) => Ok(any_of(all(choices)?)),
        (sym::Blank, []) => Ok(Node::Class(Class::Any)),
        (sym::BlankSequence, []) => Ok(run(Class::Any, 1)),
        (sym::BlankNullSequence, []) => Ok(run(Class::Any, 0)),
        (sym::Pattern, [Expr::Symbol(name), pattern]) => {
            let node = read(pattern, names, ignore_case)?;
            let slot = names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(*name);
                names.len() - 1
            });
            Ok(Node::Bind(slot, Box::new(node)))
        }
        (sym::Repeated | sym::RepeatedNull, [pattern, counts @ ..]) if counts.len() < 2 => {
            let of = Box::new(read(pattern, names, ignore_case)?);
            let least = usize::from(head == sym::Repeated);
            let (min, max) = match counts.first() {
                None => (least, usize::MAX),
                Some(counts) => repeat_counts(counts, least).ok_or_else(|| expr.clone())?,
            };
            Ok(Node::Repeated { of, min, max })
        }
        (sym::PatternTest, [pattern, test]) => {
            let node = read(pattern, names, ignore_case)?;
            Ok(match (test_class(test), node) {
                (Some(class), Node::Class(Class::Any)) => Node::Class(class),
                (Some(class), Node::Repeated { of, min, max }) if matches!(*of, Node::Class(Class::Any)) => {
                    Node::Repeated { of: Box::new(Node::Class(class)), min, max }
                }
                (_, node) => Node::Test(Box::new(node), test.clone()),
            })
        }
        (sym::Condition, [pattern, condition]) => {
            let node = read(pattern, names, ignore_case)?;
            Ok(Node::Condition(Box::new(node), template(condition, names)))
        }
        (sym::Shortest, [pattern]) => Ok(Node::Shortest(Box::new(read(pattern, names, ignore_case)?))),
        (sym::Longest, [pattern]) => Ok(Node::Longest(Box::new(read(pattern, names, ignore_case)?))),
        (sym::Except, [not]) => match read(not, names, ignore_case)? {
            Node::Class(class) => Ok(Node::Class(Class::Not(Box::new(class)))),
            Node::Text(text) => match one(&text) {
                Some(character) => Ok(Node::Class(Class::Not(Box::new(Class::One(character))))),
                None => Err(expr.clone()),
            },
            _ => Err(expr.clone()),
        },
        (sym::HoldPattern, [pattern]) => read(pattern, names, ignore_case),
        (sym::Verbatim, [Expr::String(text)]) => Ok(Node::Text(String::clone(text))),
        _ => match (head.full_name(), &normal.args[..]) {
            ("System`RegularExpression", [Expr::String(source)]) => {
                let flags = if ignore_case { "(?i)" } else { "" };
                // Elsewhere a backslash before what is no letter stands for the sign itself; here for ends of words.
                let source = source.replace("\\<", "<").replace("\\>", ">");
                Regex::new(&format!("{flags}{source}")).map(Node::Regex).map_err(|_| expr.clone())
            }
            ("System`CharacterRange", [Expr::String(first), Expr::String(last)]) => {
                match (one(first), one(last)) {
                    (Some(first), Some(last)) => Ok(Node::Class(Class::Range(first, last))),
                    _ => Err(expr.clone()),
                }
            }
            _ => Err(expr.clone()),
        },
    }
}

fn one(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// One class when all are single characters.
fn any_of(nodes: Vec<Node>) -> Node {
    let class = |node: &Node| match node {
        Node::Class(class) => Some(class.clone()),
        Node::Text(text) => one(text).map(Class::One),
        _ => None,
    };
    match nodes.iter().map(class).collect() {
        Some(classes) => Node::Class(Class::Either(classes)),
        None => Node::Alternatives(nodes),
    }
}

fn run(class: Class, min: usize) -> Node {
    Node::Repeated { of: Box::new(Node::Class(class)), min, max: usize::MAX }
}

fn repeat_counts(counts: &Expr, least: usize) -> Option<(usize, usize)> {
    let bound = |expr: &Expr| match expr {
        Expr::Integer(count) => usize::try_from(*count).ok(),
        other => is_infinity(other).then_some(usize::MAX),
    };
    if let Some(max) = bound(counts) {
        return Some((least.min(max), max));
    }
    let list = counts.elements()?;
    match &list[..] {
        [exact] => Some((bound(exact)?, bound(exact)?)),
        [min, max] => Some((bound(min)?, bound(max)?)),
        _ => None,
    }
}

/// The class of characters that a test such as `DigitQ` accepts.
fn test_class(test: &Expr) -> Option<Class> {
    Some(match test.as_symbol()?.full_name() {
        "System`DigitQ" => Class::Digit,
        "System`LetterQ" => Class::Letter,
        "System`UpperCaseQ" => Class::Upper,
        "System`LowerCaseQ" => Class::Lower,
        _ => return None,
    })
}

fn named(symbol: Symbol) -> Option<Node> {
    Some(match symbol.full_name() {
        "System`DigitCharacter" => Node::Class(Class::Digit),
        "System`HexadecimalCharacter" => Node::Class(Class::Hexadecimal),
        "System`LetterCharacter" => Node::Class(Class::Letter),
        "System`PunctuationCharacter" => Node::Class(Class::Punctuation),
        "System`WhitespaceCharacter" => Node::Class(Class::White),
        "System`WordCharacter" => Node::Class(Class::Word),
        "System`Whitespace" => run(Class::White, 1),
        "System`NumberString" => Node::Regex(
            Regex::new(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?").expect("the expression is right"),
        ),
        "System`StartOfString" => Node::Anchor(Anchor::StartOfString),
        "System`EndOfString" => Node::Anchor(Anchor::EndOfString),
        "System`StartOfLine" => Node::Anchor(Anchor::StartOfLine),
        "System`EndOfLine" => Node::Anchor(Anchor::EndOfLine),
        "System`WordBoundary" => Node::Anchor(Anchor::WordBoundary),
        _ => return None,
    })
}

struct Matcher<'t> {
    text: &'t str,
    ignore_case: bool,
    slots: Vec<Option<(usize, usize)>>,
    groups: Vec<String>,
}

/// Asked whether the rest of the pattern fits from a byte on.
type Rest<'a, 't> = &'a mut dyn FnMut(&mut Matcher<'t>, &mut Evaluator, usize) -> Eval<bool>;

impl<'t> Matcher<'t> {
    fn run(
        &mut self,
        ev: &mut Evaluator,
        node: &Node,
        at: usize,
        longest: bool,
        rest: Rest<'_, 't>,
    ) -> Eval<bool> {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.node(ev, node, at, longest, rest))
    }

    fn node(
        &mut self,
        ev: &mut Evaluator,
        node: &Node,
        at: usize,
        longest: bool,
        rest: Rest<'_, 't>,
    ) -> Eval<bool> {
        match node {
            Node::Text(literal) => match self.literal(literal, at) {
                Some(end) => rest(self, ev, end),
                None => Ok(false),
            },
            Node::Class(class) => match self.text[at..].chars().next() {
                Some(character) if class.matches(character, self.ignore_case) => {
                    rest(self, ev, at + character.len_utf8())
                }
                _ => Ok(false),
            },
            Node::Anchor(anchor) => {
                if self.is_at(*anchor, at) {
                    rest(self, ev, at)
                } else {
                    Ok(false)
                }
            }
            Node::Sequence(nodes) => self.sequence(ev, nodes, at, longest, rest),
            Node::Alternatives(choices) => {
                for choice in choices {
                    if self.run(ev, choice, at, longest, rest)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Node::Repeated { of, min, max } => match &**of {
                Node::Class(class) => self.class_run(ev, class, (*min, *max), at, longest, rest),
                of => self.repeated(ev, of, (*min, *max), at, longest, rest),
            },
            Node::Bind(slot, node) => match self.slots[*slot] {
                Some((start, end)) => {
                    let bound = self.text[start..end].to_owned();
                    match self.literal(&bound, at) {
                        Some(end) => rest(self, ev, end),
                        None => Ok(false),
                    }
                }
                None => {
                    let matched = self.run(ev, node, at, longest, &mut |matcher, ev, end| {
                        matcher.slots[*slot] = Some((at, end));
                        let matched = rest(matcher, ev, end)?;
                        if !matched {
                            matcher.slots[*slot] = None;
                        }
                        Ok(matched)
                    })?;
                    Ok(matched)
                }
            },
            Node::Test(node, test) => {
                let each = matches!(&**node, Node::Repeated { of, .. } if matches!(**of, Node::Class(_)));
                self.run(ev, node, at, longest, &mut |matcher, ev, end| {
                    let part = &matcher.text[at..end];
                    let passes = if each {
                        let mut passes = true;
                        for character in part.chars() {
                            passes =
                                passes && ev.apply(test, [Expr::string(character.to_string())])?.is_true();
                        }
                        passes
                    } else {
                        ev.apply(test, [Expr::string(part)])?.is_true()
                    };
                    if passes { rest(matcher, ev, end) } else { Ok(false) }
                })
            }
            Node::Condition(node, condition) => self.run(ev, node, at, longest, &mut |matcher, ev, end| {
                let text = matcher.text;
                let slots: Vec<Expr> = matcher
                    .slots
                    .iter()
                    .map(|slot| Expr::string(slot.map_or("", |(start, end)| &text[start..end])))
                    .collect();
                if ev.eval_in(condition, &slots)?.is_true() { rest(matcher, ev, end) } else { Ok(false) }
            }),
            Node::Shortest(node) => self.run(ev, node, at, false, rest),
            Node::Longest(node) => self.run(ev, node, at, true, rest),
            Node::Regex(regex) => match find_regex(regex, self.text, at).filter(|found| found.start == at) {
                Some(found) => {
                    let before = std::mem::replace(&mut self.groups, found.groups);
                    let matched = rest(self, ev, found.end)?;
                    if !matched {
                        self.groups = before;
                    }
                    Ok(matched)
                }
                None => Ok(false),
            },
        }
    }

    fn sequence(
        &mut self,
        ev: &mut Evaluator,
        nodes: &[Node],
        at: usize,
        longest: bool,
        rest: Rest<'_, 't>,
    ) -> Eval<bool> {
        match nodes {
            [] => rest(self, ev, at),
            [last] => self.run(ev, last, at, longest, rest),
            [first, others @ ..] => self.run(ev, first, at, longest, &mut |matcher, ev, end| {
                matcher.sequence(ev, others, end, longest, rest)
            }),
        }
    }

    /// Where a literal text that begins at `at` ends.
    fn literal(&self, literal: &str, at: usize) -> Option<usize> {
        let text = &self.text[at..];
        if text.starts_with(literal) {
            return Some(at + literal.len());
        }
        if !self.ignore_case {
            return None;
        }
        let mut end = at;
        let mut characters = text.chars();
        for wanted in literal.chars() {
            let character = characters.next()?;
            if !character.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
            end += character.len_utf8();
        }
        Some(end)
    }

    fn is_at(&self, anchor: Anchor, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at..].chars().next();
        let word = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
        match anchor {
            Anchor::StartOfString => at == 0,
            Anchor::EndOfString => at == self.text.len(),
            Anchor::StartOfLine => before.is_none_or(|character| character == '\n'),
            Anchor::EndOfLine => after.is_none_or(|character| character == '\n'),
            Anchor::WordBoundary => word(before) != word(after),
        }
    }

    /// A run of characters of one class, longest or shortest first.
    fn class_run(
        &mut self,
        ev: &mut Evaluator,
        class: &Class,
        (min, max): (usize, usize),
        at: usize,
        longest: bool,
        rest: Rest<'_, 't>,
    ) -> Eval<bool> {
        let text = self.text;
        let fits = |character: char| class.matches(character, self.ignore_case);
        let mut ends = text[at..]
            .chars()
            .take_while(|&character| fits(character))
            .take(max)
            .scan(at, |end, character| {
                *end += character.len_utf8();
                Some(*end)
            })
            .collect::<Vec<usize>>();
        if ends.len() < min {
            return Ok(false);
        }
        if min == 0 {
            ends.insert(0, at);
        } else {
            ends.drain(..min - 1);
        }
        if longest {
            ends.reverse();
        }
        for end in ends {
            ev.check_interrupt()?;
            if rest(self, ev, end)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn repeated(
        &mut self,
        ev: &mut Evaluator,
        of: &Node,
        (min, max): (usize, usize),
        at: usize,
        longest: bool,
        rest: Rest<'_, 't>,
    ) -> Eval<bool> {
        ev.check_interrupt()?;
        if !longest && min == 0 && rest(self, ev, at)? {
            return Ok(true);
        }
        if max > 0 {
            let more = self.run(ev, of, at, longest, &mut |matcher, ev, end| {
                // What matches nothing matches nothing again.
                if end == at && min == 0 {
                    return Ok(false);
                }
                let max = if max == usize::MAX { max } else { max - 1 };
                matcher.repeated(ev, of, (min.saturating_sub(1), max), end, longest, rest)
            })?;
            if more {
                return Ok(true);
            }
        }
        if longest && min == 0 { rest(self, ev, at) } else { Ok(false) }
    }
}
