//! Patterns, prepared for matching: names become numbered slots.

mod matching;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

use super::evaluate::is_same;
use super::local::{self, template};
use super::{Attributes, Evaluator};

pub(crate) use matching::{Matcher, has_head, is_option};

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pat {
    /// Exactly this.
    Literal(Expr),
    /// `_`
    Any,
    /// `_h`
    Typed(Expr),
    /// `__`, `___`: at least `min` elements, all with this head when one is given.
    Sequence { min: usize, head: Option<Expr> },
    /// `x:p`
    Bind(usize, Box<Pat>),
    /// `p1 | p2 | …`
    Alternatives(Vec<Pat>),
    /// `p ? test`
    Test(Box<Pat>, Expr),
    /// `p /; condition`, a template.
    Condition(Box<Pat>, Expr),
    /// `p..`, `p...` and those with counts.
    Repeated { of: Box<Pat>, min: usize, max: usize },
    /// `p : default`; the default of the head when none is given.
    Optional(Box<Pat>, Option<Expr>),
    /// `Except[not, p]`
    Except { not: Box<Pat>, but: Option<Box<Pat>> },
    /// `PatternSequence[…]`
    Several(Vec<Pat>),
    /// `OrderlessPatternSequence[…]`
    InAnyOrder(Vec<Pat>),
    /// `Longest[p]`
    Longest(Box<Pat>),
    /// `Shortest[p]`
    Shortest(Box<Pat>),
    /// `OptionsPattern[]`: rules, kept in this slot.
    Options(usize),
    /// `KeyValuePattern[{…}]`: each matched by some entry.
    Entries(Vec<Pat>),
    /// An association with patterns as values.
    Association(Vec<(Expr, Pat)>),
    /// `head[args…]`
    Call(Box<CallPattern>),
}

/// `head[args…]` with a pattern inside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CallPattern {
    pub(crate) head: Pat,
    pub(crate) args: Vec<Pat>,
    /// Whether there is one way at most to match: no sequences, alternatives or reordering.
    plain: bool,
}

/// A pattern with the names of its slots.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) pat: Pat,
    pub(crate) names: Vec<Symbol>,
}

impl Pattern {
    /// Prepares a pattern.
    pub(crate) fn new(expr: &Expr, ev: &Evaluator) -> Pattern {
        let mut names = Vec::new();
        local::pattern_variables(expr, &mut names);
        let mut reader = Reader { names, ev, literals: FxHashSet::default() };
        let pat = reader.read(expr);
        Pattern { pat, names: reader.names }
    }
}

struct Reader<'a> {
    names: Vec<Symbol>,
    ev: &'a Evaluator,
    /// Shared calls that were read before and match nothing but themselves.
    literals: FxHashSet<*const Normal>,
}

impl Reader<'_> {
    fn read(&mut self, expr: &Expr) -> Pat {
        match expr {
            Expr::Normal(normal) => {
                let shared = Arc::strong_count(normal) > 1;
                if shared && self.literals.contains(&Arc::as_ptr(normal)) {
                    return Pat::Literal(expr.clone());
                }
                let pat = stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.read_normal(expr, normal));
                if shared && matches!(&pat, Pat::Literal(literal) if is_same(literal, expr)) {
                    self.literals.insert(Arc::as_ptr(normal));
                }
                pat
            }
            Expr::Association(association) => {
                let entries: Vec<(Expr, Pat)> =
                    association.entries.iter().map(|(key, value)| (key.clone(), self.read(value))).collect();
                if entries.iter().all(|(_, value)| matches!(value, Pat::Literal(_))) {
                    return Pat::Literal(expr.clone());
                }
                Pat::Association(entries)
            }
            atom => Pat::Literal(atom.clone()),
        }
    }

    fn read_all(&mut self, exprs: &[Expr]) -> Vec<Pat> {
        exprs.iter().map(|expr| self.read(expr)).collect()
    }

    fn boxed(&mut self, expr: &Expr) -> Box<Pat> {
        Box::new(self.read(expr))
    }

    fn slot(&mut self, name: Symbol) -> usize {
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }

    fn read_normal(&mut self, expr: &Expr, normal: &Normal) -> Pat {
        let Some(head) = normal.head_symbol() else { return self.read_call(expr, normal) };
        match (head, &normal.args[..]) {
            (sym::Blank, []) => Pat::Any,
            (sym::Blank, [head]) => Pat::Typed(head.clone()),
            (sym::BlankSequence, []) => Pat::Sequence { min: 1, head: None },
            (sym::BlankSequence, [head]) => Pat::Sequence { min: 1, head: Some(head.clone()) },
            (sym::BlankNullSequence, []) => Pat::Sequence { min: 0, head: None },
            (sym::BlankNullSequence, [head]) => Pat::Sequence { min: 0, head: Some(head.clone()) },
            (sym::Pattern, [Expr::Symbol(name), pattern]) => {
                let slot = self.slot(*name);
                Pat::Bind(slot, self.boxed(pattern))
            }
            (sym::Alternatives, choices) => Pat::Alternatives(self.read_all(choices)),
            (sym::PatternTest, [pattern, test]) => Pat::Test(self.boxed(pattern), test.clone()),
            (sym::Condition, [pattern, condition]) => {
                let pattern = self.boxed(pattern);
                Pat::Condition(pattern, template(condition, &self.names))
            }
            (sym::Repeated, [pattern]) => Pat::Repeated { of: self.boxed(pattern), min: 1, max: usize::MAX },
            (sym::RepeatedNull, [pattern]) => {
                Pat::Repeated { of: self.boxed(pattern), min: 0, max: usize::MAX }
            }
            (sym::Repeated | sym::RepeatedNull, [pattern, counts]) => {
                match repeat_counts(counts, usize::from(head == sym::Repeated)) {
                    Some((min, max)) => Pat::Repeated { of: self.boxed(pattern), min, max },
                    None => self.read_call(expr, normal),
                }
            }
            (sym::Optional, [pattern]) => Pat::Optional(self.boxed(pattern), None),
            (sym::Optional, [pattern, default]) => Pat::Optional(self.boxed(pattern), Some(default.clone())),
            (sym::Except, [not]) => Pat::Except { not: self.boxed(not), but: None },
            (sym::Except, [not, but]) => Pat::Except { not: self.boxed(not), but: Some(self.boxed(but)) },
            (sym::Verbatim, [literal]) => Pat::Literal(literal.clone()),
            (sym::HoldPattern, [pattern]) => self.read(pattern),
            (sym::PatternSequence, patterns) => Pat::Several(self.read_all(patterns)),
            (sym::OrderlessPatternSequence, patterns) => Pat::InAnyOrder(self.read_all(patterns)),
            (sym::Longest, [pattern] | [pattern, _]) => Pat::Longest(self.boxed(pattern)),
            (sym::Shortest, [pattern] | [pattern, _]) => Pat::Shortest(self.boxed(pattern)),
            (sym::OptionsPattern, _) => Pat::Options(self.slot(sym::OptionsPattern)),
            (sym::KeyValuePattern, [rules]) => match rules.as_call(sym::List) {
                Some(list) => Pat::Entries(self.read_all(&list.args)),
                None => Pat::Entries(vec![self.read(rules)]),
            },
            _ => self.read_call(expr, normal),
        }
    }

    fn read_call(&mut self, expr: &Expr, normal: &Normal) -> Pat {
        let head = self.read(&normal.head);
        let args = self.read_all(&normal.args);
        let attributes = normal.head_symbol().map_or(Attributes::NONE, |symbol| self.ev.attributes(symbol));
        let reorders = attributes.has(Attributes::FLAT) || attributes.has(Attributes::ORDERLESS);
        // `Verbatim[_]` is a literal too, but another one.
        let is_itself =
            |(pat, part): (&Pat, &Expr)| matches!(pat, Pat::Literal(literal) if is_same(literal, part));
        let nothing_but_itself = is_itself((&head, &normal.head))
            && !attributes.has(Attributes::FLAT)
            && args.iter().zip(&normal.args).all(is_itself);
        if nothing_but_itself {
            return Pat::Literal(expr.clone());
        }
        let plain = !reorders && head.is_plain() && args.iter().all(Pat::is_plain);
        Pat::Call(Box::new(CallPattern { head, args, plain }))
    }
}

fn repeat_counts(counts: &Expr, least: usize) -> Option<(usize, usize)> {
    let count = |expr: &Expr| match expr {
        Expr::Integer(value) => usize::try_from(*value).ok(),
        _ if *expr == Expr::Symbol(sym::Infinity) || expr.as_call(sym::DirectedInfinity).is_some() => {
            Some(usize::MAX)
        }
        _ => None,
    };
    match counts.elements() {
        None => Some((least, count(counts)?)),
        Some(list) => match &list[..] {
            [exactly] => Some((count(exactly)?, count(exactly)?)),
            [min, max] => Some((count(min)?, count(max)?)),
            _ => None,
        },
    }
}

/// Whether an expression has any pattern construct inside, so that it matches more than itself.
pub(crate) fn has_pattern(expr: &Expr) -> bool {
    let Expr::Normal(normal) = expr else { return false };
    if normal.head_symbol().is_some_and(|head| {
        matches!(
            head,
            sym::Blank
                | sym::BlankSequence
                | sym::BlankNullSequence
                | sym::Pattern
                | sym::Alternatives
                | sym::PatternTest
                | sym::Condition
                | sym::Repeated
                | sym::RepeatedNull
                | sym::Optional
                | sym::Except
                | sym::Verbatim
                | sym::HoldPattern
                | sym::PatternSequence
                | sym::OrderlessPatternSequence
                | sym::Longest
                | sym::Shortest
                | sym::OptionsPattern
                | sym::KeyValuePattern
        )
    }) {
        return true;
    }
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        has_pattern(&normal.head) || normal.args.iter().any(has_pattern)
    })
}

impl Pat {
    /// Whether it matches one element, in one way at most.
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Pat::Literal(_) | Pat::Any | Pat::Typed(_) => true,
            Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => pat.is_plain(),
            Pat::Call(call) => call.plain,
            _ => false,
        }
    }

    /// Fewest and most elements that it takes in a sequence.
    pub(crate) fn width(&self) -> (usize, usize) {
        match self {
            Pat::Sequence { min, .. } => (*min, usize::MAX),
            Pat::Bind(_, pat)
            | Pat::Test(pat, _)
            | Pat::Condition(pat, _)
            | Pat::Longest(pat)
            | Pat::Shortest(pat) => pat.width(),
            Pat::Alternatives(choices) => choices
                .iter()
                .map(Pat::width)
                .reduce(|(min, max), (low, high)| (min.min(low), max.max(high)))
                .unwrap_or((1, 1)),
            Pat::Repeated { of, min, max } => {
                let (low, high) = of.width();
                (low.saturating_mul(*min), high.saturating_mul(*max))
            }
            Pat::Optional(pat, _) => (0, pat.width().1),
            Pat::Several(pats) | Pat::InAnyOrder(pats) => total_width(pats),
            Pat::Options(_) => (0, usize::MAX),
            Pat::Except { but: Some(pat), .. } => pat.width(),
            _ => (1, 1),
        }
    }

    /// Whether it may stand for other than one element.
    pub(crate) fn is_sequence(&self) -> bool {
        self.width() != (1, 1)
    }
}

/// Fewest and most elements that patterns take together.
pub(crate) fn total_width(pats: &[Pat]) -> (usize, usize) {
    pats.iter().fold((0, 0), |(min, max), pat| {
        let (low, high) = pat.width();
        (min.saturating_add(low), max.saturating_add(high))
    })
}
