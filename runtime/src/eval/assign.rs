//! Assignments and definitions: what `Set` and its kin do with each form of left side.

use std::sync::Arc;

use super::definitions::tag_of;
use super::part_set::set_part;
use super::pattern::is_option;
use super::rules::{Kind, Rule};
use super::{Attributes, Eval, Evaluator};
use crate::association::Association;
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Whether the right side has been evaluated, or is to be evaluated at each use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Now,
    Later,
}

impl When {
    fn symbol(self) -> Symbol {
        match self {
            When::Now => sym::Set,
            When::Later => sym::SetDelayed,
        }
    }
}

impl Evaluator {
    /// `lhs = rhs` or `lhs := rhs`; says whether it could be done. Messages tell why not.
    pub(crate) fn assign(&mut self, lhs: &Expr, rhs: &Expr, when: When) -> Eval<bool> {
        match lhs {
            Expr::Symbol(symbol) => Ok(self.assign_symbol(*symbol, rhs, when)),
            Expr::Normal(normal) => self.assign_normal(lhs, normal, rhs, when),
            raw => {
                self.message(when.symbol(), "setraw", std::slice::from_ref(raw));
                Ok(false)
            }
        }
    }

    fn assign_symbol(&mut self, symbol: Symbol, rhs: &Expr, when: When) -> bool {
        if self.is_protected(symbol) {
            self.message(when.symbol(), "wrsym", &[Expr::Symbol(symbol)]);
            return false;
        }
        if let Some(watch) = self.definition(symbol).and_then(|definition| definition.watch)
            && !watch(self, rhs)
        {
            return false;
        }
        self.set_own_value(symbol, Some(rhs.clone()));
        true
    }

    pub(crate) fn is_protected(&self, symbol: Symbol) -> bool {
        self.attributes(symbol).has(Attributes::PROTECTED)
    }

    fn assign_normal(&mut self, lhs: &Expr, normal: &Arc<Normal>, rhs: &Expr, when: When) -> Eval<bool> {
        match (normal.head_symbol(), &normal.args[..]) {
            (Some(sym::List), targets) => return self.assign_list(lhs, targets, rhs, when),
            (Some(sym::Part), [target, specs @ ..]) if !specs.is_empty() => {
                return self.assign_part(target, specs, rhs, when);
            }
            (Some(sym::MessageName), [Expr::Symbol(symbol), Expr::String(tag), ..]) => {
                self.definition_mut(*symbol).rules_mut().messages.insert(String::clone(tag), rhs.clone());
                return Ok(true);
            }
            (Some(sym::Attributes), [Expr::Symbol(symbol)]) => {
                let (symbol, names) = (*symbol, rhs.clone());
                return Ok(self.assign_attributes(symbol, &names));
            }
            (Some(sym::Options), [Expr::Symbol(symbol)]) => {
                if !is_option(rhs) {
                    return Ok(false);
                }
                let options = option_pairs(rhs);
                self.definition_mut(*symbol).rules_mut().options = options;
                return Ok(true);
            }
            (
                Some(sym::DownValues | sym::UpValues | sym::SubValues | sym::OwnValues),
                [Expr::Symbol(symbol)],
            ) => {
                let kind = normal.head_symbol().unwrap_or(sym::DownValues);
                return self.assign_values(kind, *symbol, rhs);
            }
            (Some(sym::Evaluate), [_]) => {
                let target = self.eval(lhs.clone())?;
                return self.assign(&target, rhs, when);
            }
            _ => {}
        }
        // `a["key"] = value` of a variable that holds an association.
        if let Some(done) = self.assign_entry(normal, rhs)? {
            return Ok(done);
        }
        let lhs = self.evaluated_lhs(lhs)?;
        let Some(tag) = tag_of(&lhs) else {
            match lhs.as_normal().map(|call| call.head.head()) {
                Some(tag @ Expr::Symbol(_)) => self.message(when.symbol(), "write", &[tag, hold_form(&lhs)]),
                _ => self.message(when.symbol(), "setraw", std::slice::from_ref(&lhs)),
            }
            return Ok(false);
        };
        if matches!(&lhs, Expr::Symbol(_)) {
            return self.assign(&lhs, rhs, when);
        }
        // `a /; test := value`
        if let Some(conditional) = lhs.as_call(sym::Condition)
            && let [Expr::Symbol(_), test] = &conditional.args[..]
        {
            let value = Expr::call(sym::Condition, [rhs.clone(), test.clone()]);
            return self.assign(&conditional.args[0], &value, When::Later);
        }
        // `Format[f[…]] := …`, `N[f[…]] := …` and `Default[f] = …` belong to `f`.
        if let Some(owner) = foreign_owner(&lhs)
            && !self.is_protected(owner)
        {
            let rule = Rule::new(self, &lhs, rhs);
            self.add_rule(owner, Kind::Up, rule);
            return Ok(true);
        }
        if self.is_protected(tag) {
            self.message(when.symbol(), "write", &[Expr::Symbol(tag), hold_form(&lhs)]);
            return Ok(false);
        }
        let kind = if is_sub(&lhs) { Kind::Sub } else { Kind::Down };
        let rule = Rule::new(self, &lhs, rhs);
        self.add_rule(tag, kind, rule);
        Ok(true)
    }

    /// The left side of a definition with its head and arguments evaluated as the head's attributes ask, but not
    /// itself.
    pub(crate) fn evaluated_lhs(&mut self, lhs: &Expr) -> Eval {
        let Expr::Normal(normal) = lhs else { return Ok(lhs.clone()) };
        match (normal.head_symbol(), &normal.args[..]) {
            (Some(sym::HoldPattern | sym::Verbatim | sym::Literal), _) => return Ok(lhs.clone()),
            (Some(sym::Condition), [inner, test]) => {
                let inner = self.evaluated_lhs(inner)?;
                return Ok(Expr::call(sym::Condition, [inner, test.clone()]));
            }
            (Some(sym::Pattern), [name, inner]) => {
                let inner = self.evaluated_lhs(inner)?;
                return Ok(Expr::call(sym::Pattern, [name.clone(), inner]));
            }
            _ => {}
        }
        let head = match &normal.head {
            Expr::Normal(_) => self.evaluated_lhs(&normal.head)?,
            Expr::Symbol(symbol) => match self.definition(*symbol).and_then(|d| d.own_value.clone()) {
                Some(value @ (Expr::Symbol(_) | Expr::Normal(_)))
                    if value.as_call(sym::Function).is_none() =>
                {
                    self.eval(value)?
                }
                _ => normal.head.clone(),
            },
            other => other.clone(),
        };
        let attributes = head.as_symbol().map_or(Attributes::NONE, |symbol| self.attributes(symbol));
        let (mut args, _, _) = self.eval_args(normal, &[], attributes)?;
        if attributes.has(Attributes::ORDERLESS) {
            args.sort_by(crate::order::compare);
        }
        Ok(Expr::from(Normal::with_origin(head, args, normal.origin)))
    }

    /// `{a, b} = {1, 2}`
    fn assign_list(&mut self, lhs: &Expr, targets: &[Expr], rhs: &Expr, when: When) -> Eval<bool> {
        let values = match rhs.elements() {
            Some(values) if values.len() == targets.len() => values.into_owned(),
            _ => {
                self.message(when.symbol(), "shape", &[hold_form(lhs), rhs.clone()]);
                return Ok(false);
            }
        };
        let mut all = true;
        for (target, value) in targets.iter().zip(&values) {
            all &= self.assign(target, value, when)?;
        }
        Ok(all)
    }

    /// `v[[specs]] = rhs`, in place.
    fn assign_part(&mut self, target: &Expr, specs: &[Expr], rhs: &Expr, when: When) -> Eval<bool> {
        let mut evaluated = Args::with_capacity(specs.len());
        for spec in specs {
            evaluated.push(self.eval(spec.clone())?);
        }
        let mut places = super::arguments::spliced(evaluated);
        // `a["key"][[i]] = value` and `v[[i]][[j]] = value` reach further in.
        let mut target = target;
        while let Expr::Normal(inner) = target {
            match (&inner.head, &inner.args[..]) {
                (Expr::Symbol(sym::Part), [innermost, more @ ..]) => {
                    for (at, spec) in more.iter().enumerate() {
                        let spec = self.eval(spec.clone())?;
                        places.insert(at, spec);
                    }
                    target = innermost;
                }
                (head @ Expr::Symbol(_), [key]) => {
                    let key = self.eval(key.clone())?;
                    places.insert(0, Expr::call(sym::Key, [key]));
                    target = head;
                }
                _ => break,
            }
        }
        let Expr::Symbol(symbol) = target else {
            self.message(when.symbol(), "setps", std::slice::from_ref(target));
            return Ok(false);
        };
        self.put_parts(*symbol, &places, rhs)
    }

    fn put_parts(&mut self, symbol: Symbol, places: &[Expr], rhs: &Expr) -> Eval<bool> {
        if self.is_protected(symbol) {
            self.message(sym::Set, "wrsym", &[Expr::Symbol(symbol)]);
            return Ok(false);
        }
        if self.definition(symbol).is_none_or(|definition| definition.own_value.is_none()) {
            self.message(sym::Set, "noval", &[Expr::Symbol(symbol)]);
            return Ok(false);
        }
        // An own value that stands for another symbol, or has yet to be evaluated, is settled first.
        if let Some(Expr::Symbol(_)) =
            self.definition(symbol).and_then(|definition| definition.own_value.as_ref())
        {
            let value = self.eval_symbol(symbol)?;
            self.set_own_value(symbol, Some(value));
        }
        if !self.temporaries.is_empty() {
            self.mark_escaped(rhs, symbol.serial());
        }
        // Taken out, so that the list has one owner and can be changed in place.
        let Some(mut whole) = self.definition_mut(symbol).own_value.take() else { return Ok(false) };
        let result = set_part(&mut whole, places, rhs);
        self.definition_mut(symbol).own_value = Some(whole);
        if let Err(fault) = result {
            let whole = self.definition(symbol).and_then(|definition| definition.own_value.clone());
            let target =
                Expr::call(sym::Part, std::iter::once(Expr::Symbol(symbol)).chain(places.iter().cloned()));
            self.part_fault(fault, &target, &whole.unwrap_or_else(Expr::null), rhs);
            return Ok(false);
        }
        Ok(true)
    }

    /// `a[key, …] = rhs` where `a` is a variable with an association, or an entry of one; `None` where it is not.
    fn assign_entry(&mut self, target: &Normal, rhs: &Expr) -> Eval<Option<bool>> {
        let mut innermost = target;
        while let Expr::Normal(inner) = &innermost.head {
            innermost = inner;
        }
        let Expr::Symbol(symbol) = &innermost.head else { return Ok(None) };
        let holds_entries = self
            .definition(*symbol)
            .is_some_and(|definition| matches!(definition.own_value, Some(Expr::Association(_))));
        if !holds_entries {
            return Ok(None);
        }
        let mut keys: Args = target.args.clone();
        let mut head = &target.head;
        while let Expr::Normal(inner) = head {
            keys = inner.args.iter().cloned().chain(keys).collect();
            head = &inner.head;
        }
        if keys.is_empty() {
            return Ok(None);
        }
        for key in &mut keys {
            let evaluated = self.eval(key.clone())?;
            *key = match evaluated.as_call(sym::Key) {
                Some(_) => evaluated,
                None => Expr::call(sym::Key, [evaluated]),
            };
        }
        Ok(Some(self.put_parts(*symbol, &keys, rhs)?))
    }

    fn assign_attributes(&mut self, symbol: Symbol, names: &Expr) -> bool {
        if self.attributes(symbol).has(Attributes::LOCKED) {
            self.message(sym::Attributes, "locked", &[Expr::Symbol(symbol)]);
            return false;
        }
        match self.attributes_from(sym::Attributes, names) {
            Some(attributes) => {
                self.set_attributes(symbol, attributes);
                true
            }
            None => false,
        }
    }

    /// The attributes that a symbol or a list of symbols names.
    pub(crate) fn attributes_from(&mut self, head: Symbol, names: &Expr) -> Option<Attributes> {
        let names = names.elements().map_or_else(|| vec![names.clone()], std::borrow::Cow::into_owned);
        let mut all = Attributes::NONE;
        for name in names {
            match name.as_symbol().and_then(|symbol| Attributes::named(symbol.name())) {
                Some(attribute) => all = all | attribute,
                None => {
                    self.message(head, "attnf", &[name]);
                    return None;
                }
            }
        }
        Some(all)
    }

    /// `DownValues[f] = {…}`
    fn assign_values(&mut self, kind: Symbol, symbol: Symbol, rules: &Expr) -> Eval<bool> {
        let Some(rules) = rules.elements() else { return Ok(false) };
        let rules = rules.into_owned();
        if kind == sym::OwnValues {
            self.set_own_value(symbol, None);
        }
        let definition = self.definition_mut(symbol);
        match kind {
            sym::OwnValues => {}
            sym::UpValues => definition.rules_mut().up = Default::default(),
            sym::SubValues => definition.rules_mut().sub = Default::default(),
            _ => definition.rules_mut().down = Default::default(),
        }
        for rule in &rules {
            let Some([lhs, rhs]) = rule.as_normal().map(|rule| &rule.args[..]) else { continue };
            let lhs = match lhs.as_call(sym::HoldPattern) {
                Some(held) if held.args.len() == 1 => held.args[0].clone(),
                _ => lhs.clone(),
            };
            match kind {
                sym::OwnValues => {
                    self.set_own_value(symbol, Some(rhs.clone()));
                }
                _ => {
                    let kind = match kind {
                        sym::UpValues => Kind::Up,
                        sym::SubValues => Kind::Sub,
                        _ => Kind::Down,
                    };
                    let rule = Rule::new(self, &lhs, rhs);
                    self.append_rule(symbol, kind, rule);
                }
            }
        }
        self.advance_epoch();
        Ok(true)
    }

    /// `lhs ^= rhs`: a rule for each symbol among the arguments.
    pub(crate) fn assign_up(&mut self, lhs: &Expr, rhs: &Expr) -> Eval<bool> {
        let lhs = self.evaluated_lhs(lhs)?;
        let mut tags: Vec<Symbol> = Vec::new();
        if let Some(normal) = uncovered(&lhs).as_normal() {
            for arg in &normal.args {
                if let Some(tag) = tag_of(arg).filter(|tag| !tags.contains(tag)) {
                    tags.push(tag);
                }
            }
        }
        if tags.is_empty() {
            self.message(sym::UpSet, "nosym", &[hold_form(&lhs)]);
            return Ok(false);
        }
        let mut all = true;
        for tag in tags {
            if self.is_protected(tag) {
                self.message(sym::UpSet, "write", &[Expr::Symbol(tag), hold_form(&lhs)]);
                all = false;
                continue;
            }
            let rule = Rule::new(self, &lhs, rhs);
            self.add_rule(tag, Kind::Up, rule);
        }
        Ok(all)
    }

    /// `tag /: lhs = rhs`
    pub(crate) fn assign_tagged(&mut self, tag: Symbol, lhs: &Expr, rhs: &Expr, when: When) -> Eval<bool> {
        if matches!(lhs, Expr::Symbol(symbol) if *symbol == tag) {
            return self.assign(lhs, rhs, when);
        }
        let lhs = self.evaluated_lhs(lhs)?;
        if self.is_protected(tag) {
            self.message(sym::TagSet, "write", &[Expr::Symbol(tag), hold_form(&lhs)]);
            return Ok(false);
        }
        let kind = match uncovered(&lhs).as_normal() {
            Some(normal) if normal.head.is_symbol(tag) => Kind::Down,
            Some(normal) if normal.args.iter().any(|arg| tag_of(arg) == Some(tag)) => Kind::Up,
            Some(normal) if tag_of(&normal.head) == Some(tag) => Kind::Sub,
            _ => {
                let head = if when == When::Now { sym::TagSet } else { sym::TagSetDelayed };
                let message = if holds_symbol(&lhs, tag) { "tagpos" } else { "tagnf" };
                self.message(head, message, &[Expr::Symbol(tag), hold_form(&lhs)]);
                return Ok(false);
            }
        };
        let rule = Rule::new(self, &lhs, rhs);
        self.add_rule(tag, kind, rule);
        Ok(true)
    }

    /// `tag /: lhs =.`
    pub(crate) fn unassign_tagged(&mut self, tag: Symbol, lhs: &Expr) -> Eval<bool> {
        if matches!(lhs, Expr::Symbol(symbol) if *symbol == tag) {
            return self.unassign(lhs);
        }
        let lhs = self.evaluated_lhs(lhs)?;
        if self.is_protected(tag) {
            self.message(sym::TagUnset, "write", &[Expr::Symbol(tag), hold_form(&lhs)]);
            return Ok(false);
        }
        let rule = Rule::new(self, &lhs, &Expr::null());
        let removed = self.definition_mut(tag).rules.as_deref_mut().is_some_and(|rules| {
            [&mut rules.up, &mut rules.down, &mut rules.sub].into_iter().any(|set| set.remove(&rule))
        });
        if !removed {
            self.message(sym::TagUnset, "norep", &[Expr::Symbol(tag), hold_form(&lhs)]);
        }
        Ok(removed)
    }

    /// `lhs =.`
    pub(crate) fn unassign(&mut self, lhs: &Expr) -> Eval<bool> {
        if let Expr::Symbol(symbol) = lhs {
            if self.is_protected(*symbol) {
                self.message(sym::Unset, "wrsym", std::slice::from_ref(lhs));
                return Ok(false);
            }
            self.set_own_value(*symbol, None);
            return Ok(true);
        }
        if let Some(name) = lhs.as_call(sym::MessageName)
            && let [Expr::Symbol(symbol), Expr::String(tag), ..] = &name.args[..]
        {
            self.definition_mut(*symbol).rules_mut().messages.remove(tag.as_str());
            return Ok(true);
        }
        if let Some(entry) = lhs.as_normal()
            && let (Expr::Symbol(symbol), [key]) = (&entry.head, &entry.args[..])
            && matches!(
                self.definition(*symbol).and_then(|d| d.own_value.as_ref()),
                Some(Expr::Association(_))
            )
        {
            let key = self.eval(key.clone())?;
            if let Some(Expr::Association(association)) = &mut self.definition_mut(*symbol).own_value {
                Arc::<Association>::make_mut(association).entries.shift_remove(&key);
            }
            return Ok(true);
        }
        if let Some(values) = lhs.as_normal()
            && let (Some(kind), [Expr::Symbol(symbol)]) = (values.head_symbol(), &values.args[..])
            && matches!(kind, sym::DownValues | sym::UpValues | sym::SubValues | sym::OwnValues)
        {
            return self.assign_values(kind, *symbol, &Expr::list([]));
        }
        let lhs = self.evaluated_lhs(lhs)?;
        let Some(tag) = tag_of(&lhs) else { return Ok(false) };
        if self.is_protected(tag) {
            self.message(sym::Unset, "write", &[Expr::Symbol(tag), hold_form(&lhs)]);
            return Ok(false);
        }
        let rule = Rule::new(self, &lhs, &Expr::null());
        let removed = match self.definition_mut(tag).rules.as_deref_mut() {
            Some(rules) => {
                let set = if is_sub(&lhs) { &mut rules.sub } else { &mut rules.down };
                set.remove(&rule)
            }
            None => false,
        };
        if !removed {
            self.message(sym::Unset, "norep", &[Expr::Symbol(tag), hold_form(&lhs)]);
        }
        Ok(removed)
    }
}

fn holds_symbol(expr: &Expr, symbol: Symbol) -> bool {
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        match expr {
            Expr::Symbol(found) if *found == symbol => return true,
            Expr::Normal(call) => {
                pending.push(&call.head);
                pending.extend(&call.args);
            }
            _ => {}
        }
    }
    false
}

/// Names with their rules, from rules in nested lists.
pub(crate) fn option_pairs(options: &Expr) -> Vec<(Expr, Expr)> {
    match options {
        Expr::Association(association) => association
            .entries
            .iter()
            .map(|(key, value)| (key.clone(), Expr::call(sym::Rule, [key.clone(), value.clone()])))
            .collect(),
        Expr::Normal(rule) if rule.args.len() == 2 && !rule.has_head(sym::List) => {
            vec![(rule.args[0].clone(), options.clone())]
        }
        Expr::Normal(list) => list.args.iter().flat_map(option_pairs).collect(),
        _ => Vec::new(),
    }
}

/// The left side without conditions and names around it.
fn uncovered(lhs: &Expr) -> &Expr {
    match lhs.as_normal() {
        Some(normal) => match (normal.head_symbol(), &normal.args[..]) {
            (Some(sym::Condition | sym::HoldPattern), [inner, ..]) => uncovered(inner),
            (Some(sym::Pattern), [_, inner]) => uncovered(inner),
            _ => lhs,
        },
        None => lhs,
    }
}

fn is_sub(lhs: &Expr) -> bool {
    uncovered(lhs).as_normal().is_some_and(|normal| matches!(normal.head, Expr::Normal(_)))
}

/// Heads whose definitions belong to the function in their first argument.
fn foreign_owner(lhs: &Expr) -> Option<Symbol> {
    let normal = uncovered(lhs).as_normal()?;
    match normal.head_symbol()? {
        sym::Format | sym::N | sym::Default | sym::MakeBoxes | sym::NumericQ => tag_of(normal.args.first()?),
        _ => None,
    }
}

/// Shown without evaluation in messages.
pub(crate) fn hold_form(expr: &Expr) -> Expr {
    Expr::call(sym::HoldForm, [expr.clone()])
}
