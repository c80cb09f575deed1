//! Definitions made of patterns: `f[x_] := …` and its kin, in the order in which they are tried.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::evaluate::unreturned;
use super::local::template;
use super::pattern::{CallPattern, Matcher, Pat, Pattern};
use super::plan::Body;
use super::specificity::specificity;
use super::{Eval, Evaluator, Unwind};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

/// One definition.
pub(crate) struct Rule {
    /// The left side as given.
    pub(crate) lhs: Expr,
    /// The right side as given, conditions included.
    pub(crate) rhs: Expr,
    pub(super) pattern: Pattern,
    /// Argument patterns when a comparison a piece decides, and the slots fill in order.
    quick: Option<Vec<Quick>>,
    pub(super) condition: Option<Expr>,
    /// The right side with stand-ins for the pattern's variables.
    pub(crate) body: Body,
    /// Whether a condition stands inside a scoping construct, so that the right side decides whether the rule applies.
    condition_inside: bool,
}

enum Quick {
    Any,
    Head(Expr),
    Literal(Expr),
}

impl Rule {
    pub(crate) fn new(ev: &Evaluator, lhs: &Expr, rhs: &Expr) -> Rule {
        let mut pattern = Pattern::new(lhs, ev);
        let mut condition = None;
        // Conditions around the pattern: `f[x_] /; test := …`.
        while let Pat::Condition(inner, test) = pattern.pat {
            condition = Some(match condition {
                None => test,
                Some(outer) => both(test, outer),
            });
            pattern.pat = *inner;
        }
        let mut body = template(&self::option_values(lhs, rhs, &pattern.names), &pattern.names);
        while let Some(conditional) = body.as_call(sym::Condition).filter(|c| c.args.len() == 2).cloned() {
            let test = conditional.args[1].clone();
            condition = Some(match condition {
                None => test,
                Some(outer) => both(outer, test),
            });
            body = conditional.args[0].clone();
        }
        let (body, condition_inside) = match decided_inside(&body) {
            Some(body) => (body, true),
            None => (body, false),
        };
        let quick = match &pattern.pat {
            Pat::Call(call) => quick_args(call, pattern.names.len()),
            _ => None,
        };
        Rule {
            lhs: lhs.clone(),
            rhs: rhs.clone(),
            pattern,
            quick,
            condition,
            body: Body::new(body),
            condition_inside,
        }
    }

    /// Whether the rule applies to these arguments and they are the values of its slots in order. `None` when that takes
    /// more than a look.
    #[inline]
    fn takes(&self, args: &[Expr]) -> Option<bool> {
        let quick = self.quick.as_deref().filter(|_| self.condition.is_none() && !self.condition_inside)?;
        if quick.len() != args.len() {
            return Some(false);
        }
        for (quick, arg) in quick.iter().zip(args) {
            match quick {
                Quick::Any => {}
                Quick::Head(head) => {
                    if !super::pattern::has_head(arg, head) {
                        return Some(false);
                    }
                }
                Quick::Literal(_) => return None,
            }
        }
        Some(true)
    }

    /// Whether both have the same left side, up to the names of variables. A condition inside a scope of the right side
    /// makes a definition one of its own.
    fn replaces(&self, other: &Rule) -> bool {
        self.pattern.pat == other.pattern.pat
            && self.condition == other.condition
            && (!(self.condition_inside || other.condition_inside) || self.rhs == other.rhs)
    }

    fn call(&self) -> Option<&CallPattern> {
        match &self.pattern.pat {
            Pat::Call(call) => Some(call),
            _ => None,
        }
    }
}

fn both(a: Expr, b: Expr) -> Expr {
    let and = Normal::new(sym::And, [a, b]);
    and.set_template();
    Expr::from(and)
}

/// `Module[{…}, body /; test]`: the same with a throw to the matcher when the test fails.
fn decided_inside(body: &Expr) -> Option<Expr> {
    let scope = body.as_normal()?;
    let head = scope.head_symbol()?;
    if !matches!(head, sym::Module | sym::With | sym::Block) || scope.args.len() != 2 {
        return None;
    }
    let inner = decided(&scope.args[1])?;
    let is_template = scope.is_template();
    let new = Normal::with_origin(
        scope.head.clone(),
        [scope.args[0].clone(), inner].into_iter().collect(),
        scope.origin,
    );
    if is_template {
        new.set_template();
    }
    Some(Expr::from(new))
}

/// The inside of a scoping construct: its condition stands at the end, perhaps after other statements.
fn decided(inside: &Expr) -> Option<Expr> {
    let normal = inside.as_normal()?;
    let new = match (normal.head_symbol()?, &normal.args[..]) {
        (sym::Condition, [value, test]) => {
            let failed = Expr::call(sym::Throw, [Expr::null(), failed_tag()]);
            // A test that is not decided fails like one that is false.
            Normal::new(sym::If, [test.clone(), value.clone(), failed.clone(), failed])
        }
        (sym::CompoundExpression, [rest @ .., last]) => {
            let last = decided(last)?;
            Normal::with_origin(
                normal.head.clone(),
                rest.iter().cloned().chain([last]).collect(),
                normal.origin,
            )
        }
        _ => return decided_inside(inside),
    };
    if normal.is_template() {
        new.set_template();
    }
    Some(Expr::from(new))
}

fn failed_tag() -> Expr {
    Expr::Symbol(sym::Condition.renamed())
}

/// `OptionValue[name]` on the right side is that of the options matched by `OptionsPattern[]` on the left.
fn option_values(lhs: &Expr, rhs: &Expr, names: &[Symbol]) -> Expr {
    if !names.contains(&sym::OptionsPattern) {
        return rhs.clone();
    }
    let mut owner = Expr::Symbol(super::definitions::tag_of(lhs).unwrap_or(sym::None));
    if let Some(defaults) = options_pattern_defaults(lhs) {
        owner = defaults;
    }
    with_owner(rhs, &owner)
}

fn options_pattern_defaults(expr: &Expr) -> Option<Expr> {
    let normal = expr.as_normal()?;
    if normal.has_head(sym::OptionsPattern) {
        return normal.args.first().cloned();
    }
    normal.args.iter().find_map(options_pattern_defaults)
}

fn with_owner(expr: &Expr, owner: &Expr) -> Expr {
    let Expr::Normal(normal) = expr else { return expr.clone() };
    if normal.has_head(sym::OptionValue) && normal.args.len() == 1 {
        let args = [owner.clone(), Expr::Symbol(sym::OptionsPattern), normal.args[0].clone()];
        return Expr::from(Normal::with_origin(
            normal.head.clone(),
            args.into_iter().collect(),
            normal.origin,
        ));
    }
    let args: Args = normal.args.iter().map(|arg| with_owner(arg, owner)).collect();
    if args.iter().zip(&normal.args).all(|(a, b)| super::evaluate::is_same(a, b)) {
        return expr.clone();
    }
    Expr::from(Normal::with_origin(with_owner(&normal.head, owner), args, normal.origin))
}

fn quick_args(call: &CallPattern, slots: usize) -> Option<Vec<Quick>> {
    let mut filled = 0;
    let quick = call
        .args
        .iter()
        .map(|pat| match pat {
            Pat::Literal(literal) => Some(Quick::Literal(literal.clone())),
            Pat::Bind(slot, inner) if *slot == filled => {
                filled += 1;
                match &**inner {
                    Pat::Any => Some(Quick::Any),
                    Pat::Typed(head) => Some(Quick::Head(head.clone())),
                    _ => None,
                }
            }
            _ => None,
        })
        .collect::<Option<Vec<Quick>>>()?;
    (filled == slots).then_some(quick)
}

fn quick_match(quick: &[Quick], args: &[Expr]) -> Option<Args> {
    if quick.len() != args.len() {
        return None;
    }
    let mut slots = Args::new();
    for (quick, arg) in quick.iter().zip(args) {
        match quick {
            Quick::Literal(literal) => {
                if literal != arg {
                    return None;
                }
                continue;
            }
            Quick::Head(head) => {
                if !super::pattern::has_head(arg, head) {
                    return None;
                }
            }
            Quick::Any => {}
        }
        slots.push(arg.clone());
    }
    Some(slots)
}

/// Arguments without patterns, as a key.
#[derive(PartialEq, Eq)]
struct LiteralKey(Args);

impl Hash for LiteralKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0[..].hash(state);
    }
}

impl Borrow<[Expr]> for LiteralKey {
    fn borrow(&self) -> &[Expr] {
        &self.0
    }
}

/// Definitions of one kind of one symbol.
#[derive(Default)]
pub(crate) struct RuleSet {
    /// Definitions without patterns, by their arguments: `f[1] = …`.
    literal: FxHashMap<LiteralKey, Arc<Rule>>,
    /// The others, the more specific first.
    patterned: Arc<Vec<Arc<Rule>>>,
}

impl RuleSet {
    pub(crate) fn is_empty(&self) -> bool {
        self.literal.is_empty() && self.patterned.is_empty()
    }

    /// All definitions: first those without patterns in canonical order, then the others as tried.
    pub(crate) fn all(&self) -> Vec<Arc<Rule>> {
        let mut all: Vec<Arc<Rule>> = self.literal.values().cloned().collect();
        all.sort_by(|a, b| crate::order::compare(&a.lhs, &b.lhs));
        all.extend(self.patterned.iter().cloned());
        all
    }

    /// The definitions with patterns, or of other heads, that a test keeps.
    pub(crate) fn kept(&self, keep: impl Fn(&Rule) -> bool) -> RuleSet {
        let patterned = self.patterned.iter().filter(|rule| keep(rule)).cloned().collect();
        RuleSet { literal: FxHashMap::default(), patterned: Arc::new(patterned) }
    }

    /// Adds a definition, in place of one with the same left side.
    pub(crate) fn add(&mut self, rule: Rule, kind: Kind) {
        if kind == Kind::Down
            && rule.condition.is_none()
            && let Some(args) = literal_args(&rule.lhs)
        {
            self.literal.insert(LiteralKey(args), Arc::new(rule));
            return;
        }
        let patterned = Arc::make_mut(&mut self.patterned);
        if let Some(same) = patterned.iter().position(|old| rule.replaces(old)) {
            patterned[same] = Arc::new(rule);
            return;
        }
        let at = patterned
            .iter()
            .position(|old| specificity(&rule, old) == Some(Ordering::Greater))
            .unwrap_or(patterned.len());
        patterned.insert(at, Arc::new(rule));
    }

    /// Adds a definition as the last that is tried.
    pub(crate) fn append(&mut self, rule: Rule, kind: Kind) {
        if kind == Kind::Down
            && self.patterned.is_empty()
            && rule.condition.is_none()
            && let Some(args) = literal_args(&rule.lhs)
        {
            self.literal.insert(LiteralKey(args), Arc::new(rule));
            return;
        }
        Arc::make_mut(&mut self.patterned).push(Arc::new(rule));
    }

    /// Takes out the definition with this left side; says whether there was one.
    pub(crate) fn remove(&mut self, rule: &Rule) -> bool {
        if let Some(args) = literal_args(&rule.lhs)
            && self.literal.remove(&args[..]).is_some()
        {
            return true;
        }
        let patterned = Arc::make_mut(&mut self.patterned);
        let before = patterned.len();
        patterned.retain(|old| !rule.replaces(old) && rule.lhs != old.lhs);
        patterned.len() != before
    }
}

/// The arguments of a left side without any pattern.
fn literal_args(lhs: &Expr) -> Option<Args> {
    let normal = lhs.as_normal()?;
    if normal.has_head(sym::HoldPattern) && normal.args.len() == 1 {
        return literal_args(&normal.args[0]);
    }
    normal.head_symbol()?;
    (!super::pattern::has_pattern(lhs)).then(|| normal.args.clone())
}

/// Which definitions of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `f[…] := …`
    Down,
    /// `g[f[…]] ^:= …`
    Up,
    /// `f[…][…] := …`
    Sub,
}

/// A right side with its slots filled: what a definition that applies leads to.
pub(crate) enum Applied {
    /// Still to be evaluated.
    Body(Arc<Rule>, Args),
    /// Evaluated, since the right side itself decided whether the rule applies.
    Value(Expr),
}

impl Evaluator {
    /// The first definition of `f[…]` when it is found at a look; the arguments are the values of its slots, if it has any.
    #[inline]
    pub(super) fn direct_rule(&self, symbol: Symbol, args: &[Expr]) -> Option<Arc<Rule>> {
        let down = &self.definition(symbol)?.rules.as_deref()?.down;
        if !down.literal.is_empty()
            && let Some(rule) = down.literal.get(args)
        {
            return Some(Arc::clone(rule));
        }
        for rule in down.patterned.iter() {
            if rule.takes(args)? {
                return Some(Arc::clone(rule));
            }
        }
        None
    }

    /// The first definition of `f[…]` that applies to these arguments.
    pub(crate) fn apply_down(
        &mut self,
        symbol: Symbol,
        args: &[Expr],
        whole: &mut dyn FnMut() -> Expr,
    ) -> Eval<Option<Applied>> {
        let Some(rules) = self.definition(symbol).and_then(|definition| definition.rules.as_deref()) else {
            return Ok(None);
        };
        let down = &rules.down;
        if !down.literal.is_empty()
            && let Some(rule) = down.literal.get(args)
        {
            return Ok(Some(Applied::Body(Arc::clone(rule), Args::new())));
        }
        let reorders = {
            let attributes = self.attributes(symbol);
            attributes.has(super::Attributes::FLAT) || attributes.has(super::Attributes::ORDERLESS)
        };
        let mut from = 0;
        if !reorders {
            for rule in down.patterned.iter() {
                let Some(quick) = &rule.quick else { break };
                if rule.condition.is_some() || rule.condition_inside {
                    break;
                }
                if let Some(slots) = quick_match(quick, args) {
                    return Ok(Some(Applied::Body(Arc::clone(rule), slots)));
                }
                from += 1;
            }
        }
        if from == down.patterned.len() {
            return Ok(None);
        }
        let patterned = Arc::clone(&down.patterned);
        let head = Expr::Symbol(symbol);
        for rule in &patterned[from..] {
            let condition = rule.condition.as_ref();
            let slots = match (&rule.quick, rule.call()) {
                (Some(quick), _) if !reorders => match (quick_match(quick, args), condition) {
                    (Some(slots), Some(condition)) => {
                        self.eval_in(condition, &slots)?.is_true().then_some(slots)
                    }
                    (slots, _) => slots,
                },
                (_, Some(call)) if matches!(call.head, Pat::Literal(_)) => {
                    Matcher::matched_args(self, call, rule.pattern.names.len(), &head, args, condition)?
                }
                _ => Matcher::matched_if(self, &rule.pattern, &whole(), condition)?,
            };
            if let Some(applied) = self.applied(rule, slots)? {
                return Ok(Some(applied));
            }
        }
        Ok(None)
    }

    /// The first definition of this kind that applies to the whole expression.
    pub(crate) fn apply_rules(&mut self, symbol: Symbol, kind: Kind, expr: &Expr) -> Eval<Option<Applied>> {
        let Some(rules) = self.definition(symbol).and_then(|definition| definition.rules.as_deref()) else {
            return Ok(None);
        };
        let set = match kind {
            Kind::Down => &rules.down,
            Kind::Up => &rules.up,
            Kind::Sub => &rules.sub,
        };
        if set.is_empty() {
            return Ok(None);
        }
        let patterned = Arc::clone(&set.patterned);
        for rule in patterned.iter() {
            let slots = Matcher::matched_if(self, &rule.pattern, expr, rule.condition.as_ref())?;
            if let Some(applied) = self.applied(rule, slots)? {
                return Ok(Some(applied));
            }
        }
        Ok(None)
    }

    fn applied(&mut self, rule: &Arc<Rule>, slots: Option<Args>) -> Eval<Option<Applied>> {
        let Some(slots) = slots else { return Ok(None) };
        if !rule.condition_inside {
            return Ok(Some(Applied::Body(Arc::clone(rule), slots)));
        }
        match self.eval_body(&rule.body, &slots) {
            Err(Unwind::Throw { tag: Some(tag), .. }) if tag == failed_tag() => Ok(None),
            result => Ok(Some(Applied::Value(unreturned(result?)))),
        }
    }

    /// The value of the rule's right side for `expr`, not evaluated, when the rule applies: for `Replace` and its kin.
    pub(crate) fn replaced(&mut self, rule: &Arc<Rule>, expr: &Expr) -> Eval<Option<Expr>> {
        let slots = Matcher::matched_if(self, &rule.pattern, expr, rule.condition.as_ref())?;
        Ok(match self.applied(rule, slots)? {
            None => None,
            Some(Applied::Value(value)) => Some(value),
            Some(Applied::Body(rule, slots)) => Some(super::local::instantiate(&rule.body.template, &slots)),
        })
    }

    /// As `replaced`, for a rule `a + b -> c` within a longer sum `a + b + d`: under a flat head a pattern with fewer
    /// arguments may match a part of them.
    pub(crate) fn replaced_within_flat(&mut self, rule: &Arc<Rule>, expr: &Expr) -> Eval<Option<Expr>> {
        let (Some(call), Some(normal)) = (rule.call(), expr.as_normal()) else { return Ok(None) };
        let (Pat::Literal(Expr::Symbol(head)), true) =
            (&call.head, normal.head == Expr::Symbol(head_of(call)))
        else {
            return Ok(None);
        };
        let (head, least) = (*head, super::pattern::total_width(&call.args).0);
        let attributes = self.attributes(head);
        let count = normal.args.len();
        if !attributes.has(super::Attributes::FLAT) || least == 0 || count <= least {
            return Ok(None);
        }
        let subsets = if attributes.has(super::Attributes::ORDERLESS) {
            subsets(count, least)
        } else {
            runs(count, least)
        };
        for chosen in subsets {
            self.check_interrupt()?;
            let part = Expr::call(head, chosen.iter().map(|&at| normal.args[at].clone()));
            let Some(new) = self.replaced(rule, &part)? else { continue };
            let first = chosen[0];
            let mut args = Args::new();
            for (at, arg) in normal.args.iter().enumerate() {
                if at == first {
                    args.push(new.clone());
                } else if !chosen.contains(&at) {
                    args.push(arg.clone());
                }
            }
            return Ok(Some(Expr::call(head, args)));
        }
        Ok(None)
    }
}

fn head_of(call: &CallPattern) -> Symbol {
    match &call.head {
        Pat::Literal(Expr::Symbol(symbol)) => *symbol,
        _ => sym::Null,
    }
}

fn runs(count: usize, length: usize) -> Box<dyn Iterator<Item = Vec<usize>>> {
    Box::new((0..=count - length).map(move |from| (from..from + length).collect()))
}

/// All choices of `length` out of `count`, in order.
fn subsets(count: usize, length: usize) -> Box<dyn Iterator<Item = Vec<usize>>> {
    let mut next: Option<Vec<usize>> = Some((0..length).collect());
    Box::new(std::iter::from_fn(move || {
        let current = next.take()?;
        let mut following = current.clone();
        let mut at = length;
        while at > 0 {
            at -= 1;
            if following[at] < count - length + at {
                following[at] += 1;
                for later in at + 1..length {
                    following[later] = following[later - 1] + 1;
                }
                next = Some(following);
                break;
            }
        }
        Some(current)
    }))
}
