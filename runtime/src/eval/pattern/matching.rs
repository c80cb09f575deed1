//! Matching with backtracking: each step is given what is to be tried after it.

use std::borrow::Cow;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP, unpack_level};
use crate::symbol::{Symbol, sym};

use super::{CallPattern, Pat, Pattern, total_width};
use crate::eval::{Attributes, Eval, Evaluator};

/// What remains to be matched; says whether the whole match succeeds.
type Then<'k> = &'k mut dyn FnMut(&mut Matcher<'_>) -> Eval<bool>;

/// One attempt at a match: the evaluator for tests and conditions, and what the slots hold so far.
pub(crate) struct Matcher<'e> {
    ev: &'e mut Evaluator,
    slots: SmallVec<[Option<Expr>; 4]>,
    /// Slots in the order in which they were filled, to undo.
    filled: SmallVec<[usize; 8]>,
}

/// What a sequence of arguments is matched under.
#[derive(Clone, Copy)]
struct Under<'a> {
    head: &'a Expr,
    attributes: Attributes,
}

impl<'e> Matcher<'e> {
    /// The values of the slots when `expr` matches; unfilled ones are `Sequence[]`.
    pub(crate) fn matched(ev: &'e mut Evaluator, pattern: &Pattern, expr: &Expr) -> Eval<Option<Args>> {
        Matcher::matched_if(ev, pattern, expr, None)
    }

    /// The same where a condition, a template, is True as well: other ways to match are tried until it is.
    pub(crate) fn matched_if(
        ev: &'e mut Evaluator,
        pattern: &Pattern,
        expr: &Expr,
        condition: Option<&Expr>,
    ) -> Eval<Option<Args>> {
        let mut matcher = Matcher::new(ev, pattern.names.len());
        let found = matcher.one(&pattern.pat, expr, &mut |m| m.holds_if_given(condition))?;
        Ok(found.then(|| matcher.values()))
    }

    /// The values of the slots when these arguments match those of a call pattern.
    pub(crate) fn matched_args(
        ev: &'e mut Evaluator,
        call: &CallPattern,
        slots: usize,
        head: &Expr,
        args: &[Expr],
        condition: Option<&Expr>,
    ) -> Eval<Option<Args>> {
        let mut matcher = Matcher::new(ev, slots);
        let found = matcher.call_args(call, head, args, &mut |m| m.holds_if_given(condition))?;
        Ok(found.then(|| matcher.values()))
    }

    fn new(ev: &'e mut Evaluator, slots: usize) -> Matcher<'e> {
        Matcher { ev, slots: smallvec::smallvec![None; slots], filled: SmallVec::new() }
    }

    fn values(&self) -> Args {
        self.slots.iter().map(|slot| slot.clone().unwrap_or_else(|| Expr::call(sym::Sequence, []))).collect()
    }

    fn undo(&mut self, to: usize) {
        while self.filled.len() > to {
            let slot = self.filled.pop().expect("longer than `to`");
            self.slots[slot] = None;
        }
    }

    /// Fills a slot, or compares with what it holds.
    fn bind(&mut self, slot: usize, value: &Expr) -> bool {
        match &self.slots[slot] {
            Some(held) => held == value,
            None => {
                self.slots[slot] = Some(value.clone());
                self.filled.push(slot);
                true
            }
        }
    }

    fn test(&mut self, test: &Expr, expr: &Expr) -> Eval<bool> {
        Ok(self.ev.eval(Expr::call(test.clone(), [expr.clone()]))?.is_true())
    }

    fn holds(&mut self, condition: &Expr) -> Eval<bool> {
        let values = self.values();
        Ok(self.ev.eval_in(condition, &values)?.is_true())
    }

    fn holds_if_given(&mut self, condition: Option<&Expr>) -> Eval<bool> {
        match condition {
            Some(condition) => self.holds(condition),
            None => Ok(true),
        }
    }

    /// Patterns with one way to match at most. The caller undoes what was filled when it fails.
    fn plain(&mut self, pat: &Pat, expr: &Expr) -> Eval<bool> {
        match pat {
            Pat::Literal(literal) => Ok(literal == expr),
            Pat::Any => Ok(true),
            Pat::Typed(head) => Ok(has_head(expr, head)),
            Pat::Bind(slot, pat) => Ok(self.plain(pat, expr)? && self.bind(*slot, expr)),
            Pat::Test(pat, test) => Ok(self.plain(pat, expr)? && self.test(test, expr)?),
            Pat::Condition(pat, condition) => Ok(self.plain(pat, expr)? && self.holds(condition)?),
            Pat::Call(call) => {
                if !shape_may_fit(expr, call.args.len(), call.args.len()) {
                    return Ok(false);
                }
                let Some((head, args)) = taken_apart(expr) else { return Ok(false) };
                stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    if !self.plain(&call.head, &head)? {
                        return Ok(false);
                    }
                    for (pat, arg) in call.args.iter().zip(args.iter()) {
                        if !self.plain(pat, arg)? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })
            }
            _ => unreachable!("not a plain pattern"),
        }
    }

    /// Matches one expression.
    fn one(&mut self, pat: &Pat, expr: &Expr, then: Then<'_>) -> Eval<bool> {
        let mark = self.filled.len();
        let found = stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.one_of(pat, expr, then))?;
        if !found {
            self.undo(mark);
        }
        Ok(found)
    }

    fn one_of(&mut self, pat: &Pat, expr: &Expr, then: Then<'_>) -> Eval<bool> {
        if pat.is_plain() {
            return Ok(self.plain(pat, expr)? && then(self)?);
        }
        match pat {
            Pat::Bind(slot, pat) if !pat.is_sequence() => {
                self.one(pat, expr, &mut |m| Ok(m.bind(*slot, expr) && then(m)?))
            }
            Pat::Alternatives(choices) => {
                for choice in choices {
                    if self.one(choice, expr, then)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Pat::Test(pat, test) if !pat.is_sequence() => {
                self.one(pat, expr, &mut |m| Ok(m.test(test, expr)? && then(m)?))
            }
            Pat::Condition(pat, condition) => {
                self.one(pat, expr, &mut |m| Ok(m.holds(condition)? && then(m)?))
            }
            Pat::Except { not, but } => {
                let mark = self.filled.len();
                let excluded = self.one(not, expr, &mut |_| Ok(true))?;
                self.undo(mark);
                if excluded {
                    return Ok(false);
                }
                match but {
                    Some(pat) => self.one(pat, expr, then),
                    None => then(self),
                }
            }
            Pat::Longest(pat) | Pat::Shortest(pat) => self.one(pat, expr, then),
            Pat::Entries(patterns) => {
                let entries: Vec<Expr> = match expr {
                    Expr::Association(association) => association.rules().collect(),
                    _ => match expr.elements() {
                        Some(elements) => elements.into_owned(),
                        None => return Ok(false),
                    },
                };
                let is_rule = |entry: &Expr| matches!(entry, Expr::Normal(rule) if rule.has_head(sym::Rule) || rule.has_head(sym::RuleDelayed));
                if !entries.iter().all(is_rule) {
                    return Ok(false);
                }
                self.entries(patterns, &entries, then)
            }
            Pat::Association(patterns) => {
                let Expr::Association(association) = expr else { return Ok(false) };
                if association.len() != patterns.len() {
                    return Ok(false);
                }
                self.association(patterns, association, then)
            }
            Pat::Call(call) => self.call(call, expr, then),
            sequence => {
                let head = Expr::Symbol(sym::Sequence);
                self.slice(
                    sequence,
                    std::slice::from_ref(expr),
                    Under { head: &head, attributes: Attributes::NONE },
                    then,
                )
            }
        }
    }

    fn entries(&mut self, patterns: &[Pat], entries: &[Expr], then: Then<'_>) -> Eval<bool> {
        let [first, rest @ ..] = patterns else { return then(self) };
        for entry in entries {
            if self.one(first, entry, &mut |m| m.entries(rest, entries, then))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn association(
        &mut self,
        patterns: &[(Expr, Pat)],
        association: &crate::association::Association,
        then: Then<'_>,
    ) -> Eval<bool> {
        let [(key, pat), rest @ ..] = patterns else { return then(self) };
        match association.entries.get(key) {
            Some(value) => self.one(pat, value, &mut |m| m.association(rest, association, then)),
            None => Ok(false),
        }
    }

    fn call(&mut self, call: &CallPattern, expr: &Expr, then: Then<'_>) -> Eval<bool> {
        if let Pat::Literal(Expr::Symbol(symbol)) = call.head
            && !expr.head().is_symbol(symbol)
        {
            return self.one_identity(call, symbol, expr, then);
        }
        let (min, max) = total_width(&call.args);
        let flat = expr.head().as_symbol().is_some_and(|head| self.ev.attributes(head).has(Attributes::FLAT));
        if !shape_may_fit(expr, min, if flat { usize::MAX } else { max }) {
            return Ok(false);
        }
        let Some((head, args)) = taken_apart(expr) else { return Ok(false) };
        self.one(&call.head, &head, &mut |m| m.call_args(call, &head, &args, then))
    }

    /// `a_. x_` matches `y`: the other arguments take their defaults.
    fn one_identity(&mut self, call: &CallPattern, head: Symbol, expr: &Expr, then: Then<'_>) -> Eval<bool> {
        if !self.ev.attributes(head).has(Attributes::ONE_IDENTITY) {
            return Ok(false);
        }
        let required: Vec<usize> = (0..call.args.len()).filter(|&at| call.args[at].width().0 > 0).collect();
        let head = Expr::Symbol(head);
        let under = Under { head: &head, attributes: Attributes::NONE };
        // Where all may be left out, the first that can takes the whole.
        let takers: Vec<usize> = match required[..] {
            [] if call.args.len() > 1 && call.args.iter().all(is_optional) => {
                for (place, pat) in call.args.iter().enumerate() {
                    if has_no_default(pat) && self.ev.default_value(&head, place)?.is_none() {
                        return Ok(false);
                    }
                }
                (0..call.args.len()).collect()
            }
            [at] => vec![at],
            _ => return Ok(false),
        };
        for at in takers {
            if self.one(&call.args[at], expr, &mut |m| m.defaults(&call.args, 0, at, under, then))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn defaults(
        &mut self,
        pats: &[Pat],
        from: usize,
        skip: usize,
        under: Under<'_>,
        then: Then<'_>,
    ) -> Eval<bool> {
        match pats.get(from) {
            None => then(self),
            Some(_) if from == skip => self.defaults(pats, from + 1, skip, under, then),
            Some(pat) => {
                self.slice_at(pat, &[], under, from, &mut |m| m.defaults(pats, from + 1, skip, under, then))
            }
        }
    }

    fn call_args(&mut self, call: &CallPattern, head: &Expr, args: &[Expr], then: Then<'_>) -> Eval<bool> {
        let attributes = match head {
            Expr::Symbol(symbol) => self.ev.attributes(*symbol),
            _ => Attributes::NONE,
        };
        let under = Under { head, attributes };
        if attributes.has(Attributes::ORDERLESS) {
            let args: Vec<&Expr> = args.iter().collect();
            let mut pats: Vec<&Pat> = call.args.iter().collect();
            let flat = attributes.has(Attributes::FLAT);
            // What takes least first: a sequence of one head takes few, and under a flat head a variable takes the rest.
            pats.sort_by_key(|pat| match pat {
                Pat::Literal(_) => 0,
                pat if is_optional(pat) => 1,
                pat if pat.is_sequence() => {
                    if asks_for_head(pat) {
                        2
                    } else {
                        4
                    }
                }
                pat if flat && takes_flat(pat) => 3,
                _ => 1,
            });
            return self.any_order(&pats, &args, under, then);
        }
        self.sequence(&call.args, args, under, 0, then)
    }

    /// Matches patterns against all of a sequence of arguments, in order.
    fn sequence(
        &mut self,
        pats: &[Pat],
        args: &[Expr],
        under: Under<'_>,
        position: usize,
        then: Then<'_>,
    ) -> Eval<bool> {
        let [first, rest @ ..] = pats else {
            return if args.is_empty() { then(self) } else { Ok(false) };
        };
        self.ev.check_interrupt()?;
        let (min, mut max) = first.width();
        let (rest_min, mut rest_max) = total_width(rest);
        if under.attributes.has(Attributes::FLAT) {
            rest_max = if rest.is_empty() { 0 } else { usize::MAX };
            if takes_flat(first) {
                max = usize::MAX;
            }
        }
        let Some(spare) = args.len().checked_sub(rest_min) else { return Ok(false) };
        let low = min.max(args.len().saturating_sub(rest_max));
        let high = max.min(spare);
        if low > high {
            return Ok(false);
        }
        let mut attempt = |m: &mut Matcher<'_>, count: usize| {
            let (taken, left) = args.split_at(count);
            m.slice_at(first, taken, under, position, &mut |m| {
                m.sequence(rest, left, under, position + 1, then)
            })
        };
        if prefers_more(first) {
            for count in (low..=high).rev() {
                if attempt(self, count)? {
                    return Ok(true);
                }
            }
        } else {
            for count in low..=high {
                if attempt(self, count)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn slice(&mut self, pat: &Pat, taken: &[Expr], under: Under<'_>, then: Then<'_>) -> Eval<bool> {
        self.slice_at(pat, taken, under, 0, then)
    }

    /// Matches one pattern against a whole run of arguments; `position` is that of the pattern, for defaults.
    fn slice_at(
        &mut self,
        pat: &Pat,
        taken: &[Expr],
        under: Under<'_>,
        position: usize,
        then: Then<'_>,
    ) -> Eval<bool> {
        let mark = self.filled.len();
        let found =
            stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.slice_of(pat, taken, under, position, then))?;
        if !found {
            self.undo(mark);
        }
        Ok(found)
    }

    fn slice_of(
        &mut self,
        pat: &Pat,
        taken: &[Expr],
        under: Under<'_>,
        position: usize,
        then: Then<'_>,
    ) -> Eval<bool> {
        match pat {
            Pat::Sequence { min, head } => {
                let fits = taken.len() >= *min
                    && head.as_ref().is_none_or(|head| taken.iter().all(|expr| has_head(expr, head)));
                Ok(fits && then(self)?)
            }
            Pat::Bind(slot, inner) if inner.is_sequence() => {
                let value = if let Pat::Optional(..) = **inner { None } else { Some(sequence_of(taken)) };
                self.slice_at(inner, taken, under, position, &mut |m| {
                    let bound = value.as_ref().is_none_or(|value| m.bind(*slot, value));
                    Ok(bound && then(m)?)
                })
            }
            Pat::Alternatives(choices) => {
                for choice in choices {
                    if self.slice_at(choice, taken, under, position, then)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Pat::Test(inner, test) if inner.is_sequence() => {
                self.slice_at(inner, taken, under, position, &mut |m| {
                    for expr in taken {
                        if !m.test(test, expr)? {
                            return Ok(false);
                        }
                    }
                    then(m)
                })
            }
            Pat::Condition(inner, condition) => {
                self.slice_at(inner, taken, under, position, &mut |m| Ok(m.holds(condition)? && then(m)?))
            }
            Pat::Repeated { of, min, max } => {
                if of.is_sequence() {
                    return self.repeated_runs(of, *min, *max, taken, under, then);
                }
                if taken.len() < *min || taken.len() > *max {
                    return Ok(false);
                }
                if of.is_plain() {
                    for expr in taken {
                        if !self.plain(of, expr)? {
                            return Ok(false);
                        }
                    }
                    return then(self);
                }
                self.repeated(of, taken, then)
            }
            Pat::Optional(inner, default) => {
                if !taken.is_empty() {
                    return self.slice_at(inner, taken, under, position, then);
                }
                let default = match default {
                    Some(default) => Some(default.clone()),
                    None => self.ev.default_value(under.head, position)?,
                };
                let Some(default) = default else { return Ok(false) };
                match named_slot(inner) {
                    Some(slot) => Ok(self.bind(slot, &default) && then(self)?),
                    None => then(self),
                }
            }
            Pat::Several(pats) => self.sequence(pats, taken, under, 0, then),
            Pat::InAnyOrder(pats) => {
                let pats: Vec<&Pat> = pats.iter().collect();
                let taken: Vec<&Expr> = taken.iter().collect();
                let under = Under { attributes: Attributes::ORDERLESS, ..under };
                self.any_order(&pats, &taken, under, then)
            }
            Pat::Longest(inner) | Pat::Shortest(inner) => self.slice_at(inner, taken, under, position, then),
            Pat::Options(slot) => {
                let value = Expr::list(taken.iter().cloned());
                Ok(taken.iter().all(is_option) && self.bind(*slot, &value) && then(self)?)
            }
            Pat::Except { not, but: Some(but) } if but.is_sequence() => {
                let mark = self.filled.len();
                let excluded = self.slice_at(not, taken, under, position, &mut |_| Ok(true))?;
                self.undo(mark);
                Ok(!excluded && self.slice_at(but, taken, under, position, then)?)
            }
            single => match taken {
                // Without `OneIdentity` a variable stands for `f[x]`, not for `x`.
                [expr]
                    if under.attributes.has(Attributes::FLAT)
                        && !under.attributes.has(Attributes::ONE_IDENTITY)
                        && takes_flat(single) =>
                {
                    let wrapped = Expr::call(under.head.clone(), [expr.clone()]);
                    self.one(single, &wrapped, then)
                }
                [expr] => self.one(single, expr, then),
                [_, _, ..] if under.attributes.has(Attributes::FLAT) => {
                    let wrapped = Expr::call(under.head.clone(), taken.iter().cloned());
                    self.one(single, &wrapped, then)
                }
                _ => Ok(false),
            },
        }
    }

    fn repeated(&mut self, pat: &Pat, taken: &[Expr], then: Then<'_>) -> Eval<bool> {
        match taken {
            [] => then(self),
            [first, rest @ ..] => self.one(pat, first, &mut |m| m.repeated(pat, rest, then)),
        }
    }

    /// Repetitions of a pattern that itself takes several elements.
    fn repeated_runs(
        &mut self,
        pat: &Pat,
        min: usize,
        max: usize,
        taken: &[Expr],
        under: Under<'_>,
        then: Then<'_>,
    ) -> Eval<bool> {
        if taken.is_empty() {
            return Ok(min == 0 && then(self)?);
        }
        if max == 0 {
            return Ok(false);
        }
        self.ev.check_interrupt()?;
        for count in 1..=taken.len() {
            let (run, rest) = taken.split_at(count);
            if self.slice(pat, run, under, &mut |m| {
                m.repeated_runs(pat, min.saturating_sub(1), max.saturating_sub(1), rest, under, then)
            })? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Matches patterns against arguments whose order does not matter.
    fn any_order(&mut self, pats: &[&Pat], args: &[&Expr], under: Under<'_>, then: Then<'_>) -> Eval<bool> {
        let [first, rest @ ..] = pats else {
            return if args.is_empty() { then(self) } else { Ok(false) };
        };
        self.ev.check_interrupt()?;
        let rest_min: usize = rest.iter().map(|pat| pat.width().0).sum();
        let Some(spare) = args.len().checked_sub(rest_min) else { return Ok(false) };
        let (min, mut max) = first.width();
        if under.attributes.has(Attributes::FLAT) && takes_flat(first) {
            max = usize::MAX;
        }
        let high = max.min(spare);
        let low = if rest.is_empty() { args.len().max(min) } else { min };
        if low > high {
            return Ok(false);
        }
        let more_first = prefers_more(first);
        for step in low..=high {
            let count = if more_first { high - (step - low) } else { step };
            if self.choose(first, count, args, &mut Vec::with_capacity(count), 0, rest, under, then)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tries every choice of `count` arguments for `pat`, the rest of the patterns on what is left.
    #[expect(clippy::too_many_arguments, reason = "the state of one recursive search")]
    fn choose(
        &mut self,
        pat: &Pat,
        count: usize,
        args: &[&Expr],
        chosen: &mut Vec<usize>,
        from: usize,
        rest: &[&Pat],
        under: Under<'_>,
        then: Then<'_>,
    ) -> Eval<bool> {
        if chosen.len() == count {
            let taken: Vec<Expr> = chosen.iter().map(|&at| args[at].clone()).collect();
            let left: Vec<&Expr> =
                args.iter().enumerate().filter(|(at, _)| !chosen.contains(at)).map(|(_, arg)| *arg).collect();
            return self.slice(pat, &taken, under, &mut |m| m.any_order(rest, &left, under, then));
        }
        self.ev.check_interrupt()?;
        for at in from..args.len() {
            if args.len() - at < count - chosen.len() {
                break;
            }
            chosen.push(at);
            let found = self.choose(pat, count, args, chosen, at + 1, rest, under, then)?;
            chosen.pop();
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// `Sequence[…]`, or the element itself when there is one.
fn sequence_of(taken: &[Expr]) -> Expr {
    match taken {
        [one] => one.clone(),
        several => Expr::call(sym::Sequence, several.iter().cloned()),
    }
}

/// Under a flat head a variable may take several arguments, wrapped in the head.
fn takes_flat(pat: &Pat) -> bool {
    match pat {
        Pat::Any => true,
        Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => takes_flat(pat),
        _ => false,
    }
}

/// Whether it may be left out for a default.
fn is_optional(pat: &Pat) -> bool {
    match pat {
        Pat::Optional(..) => true,
        Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => is_optional(pat),
        _ => false,
    }
}

/// Whether it may be left out, but only for the default of the head.
fn has_no_default(pat: &Pat) -> bool {
    match pat {
        Pat::Optional(_, default) => default.is_none(),
        Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => has_no_default(pat),
        _ => false,
    }
}

/// The variable that a default is given to: the name of what may be left out, tests or not.
fn named_slot(pat: &Pat) -> Option<usize> {
    match pat {
        Pat::Bind(slot, _) => Some(*slot),
        Pat::Test(pat, _) | Pat::Condition(pat, _) => named_slot(pat),
        _ => None,
    }
}

/// Whether each element of a sequence must have a certain head.
fn asks_for_head(pat: &Pat) -> bool {
    match pat {
        Pat::Sequence { head, .. } => head.is_some(),
        Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => asks_for_head(pat),
        _ => false,
    }
}

fn prefers_more(pat: &Pat) -> bool {
    match pat {
        Pat::Longest(_) | Pat::Optional(..) | Pat::Options(_) => true,
        Pat::Bind(_, pat) | Pat::Test(pat, _) | Pat::Condition(pat, _) => prefers_more(pat),
        _ => false,
    }
}

/// Whether an expression is a rule, a list of rules, or an association: what `OptionsPattern[]` takes.
pub(crate) fn is_option(expr: &Expr) -> bool {
    match expr {
        Expr::Normal(normal) if normal.has_head(sym::List) => normal.args.iter().all(is_option),
        Expr::Normal(normal) => {
            (normal.has_head(sym::Rule) || normal.has_head(sym::RuleDelayed)) && normal.args.len() == 2
        }
        Expr::Association(_) => true,
        _ => false,
    }
}

/// Whether `Head[expr]` is this head.
pub(crate) fn has_head(expr: &Expr, head: &Expr) -> bool {
    match (expr, head) {
        (Expr::Normal(normal), _) => normal.head == *head,
        (_, Expr::Symbol(symbol)) => match expr {
            Expr::Integer(_) | Expr::BigInteger(_) => *symbol == sym::Integer,
            Expr::Real(_) | Expr::BigReal(_) => *symbol == sym::Real,
            Expr::Symbol(_) => *symbol == sym::Symbol,
            Expr::String(_) => *symbol == sym::String,
            Expr::Array(_) => *symbol == sym::List,
            other => other.head().is_symbol(*symbol),
        },
        _ => false,
    }
}

/// Whether the number of arguments is within bounds; quick, so that large packed arrays are not unpacked in vain.
fn shape_may_fit(expr: &Expr, min: usize, max: usize) -> bool {
    let length = match expr {
        Expr::Rational(_) | Expr::Complex(_) => 2,
        other => other.length(),
    };
    (min..=max).contains(&length)
}

/// Head and arguments as patterns see them.
fn taken_apart(expr: &Expr) -> Option<(Expr, Cow<'_, [Expr]>)> {
    let args = match expr {
        Expr::Normal(normal) => return Some((normal.head.clone(), Cow::Borrowed(&normal.args[..]))),
        Expr::Array(tensor) => unpack_level(tensor),
        Expr::Rational(value) => {
            vec![
                Expr::from(value.numerator().clone()),
                Expr::from(crate::number::BigInteger::from(value.denominator().clone())),
            ]
        }
        Expr::Complex(value) => vec![value.re.clone(), value.im.clone()],
        Expr::Foreign(foreign) => foreign.0.parts(),
        _ => return None,
    };
    Some((expr.head(), Cow::Owned(args)))
}

impl Evaluator {
    /// The default of an omitted argument: `Default[f, i]`, `Default[f]`.
    pub(crate) fn default_value(&mut self, head: &Expr, position: usize) -> Eval<Option<Expr>> {
        let Expr::Symbol(symbol) = head else { return Ok(None) };
        match *symbol {
            sym::Plus => return Ok(Some(Expr::Integer(0))),
            sym::Power if position == 0 => return Ok(None),
            sym::Times | sym::Power => return Ok(Some(Expr::Integer(1))),
            _ => {}
        }
        let place = Expr::Integer(i64::try_from(position + 1).unwrap_or(i64::MAX));
        for args in [vec![head.clone(), place], vec![head.clone()]] {
            let asked = Expr::Normal(Arc::new(Normal::new(sym::Default, args)));
            let value = self.eval(asked.clone())?;
            if value != asked {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}
