//! What is known of symbols: values, rules, attributes, options, messages.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use super::fast::SpecialFn;
use super::rules::{Kind, Rule, RuleSet};
use super::{Attributes, Builtin, BuiltinFn, Evaluator};
use crate::expr::Expr;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;

/// What is known of a symbol.
#[derive(Default)]
pub struct Definition {
    /// Its attributes.
    pub attributes: Attributes,
    /// The value of the symbol itself.
    pub own_value: Option<Expr>,
    /// The built-in function of this name.
    pub builtin: Option<&'static Builtin>,
    /// A short way through calls whose arguments are of the commonest kinds.
    pub(super) special: Option<SpecialFn>,
    /// What `f[…][…]` does.
    pub(super) sub: Option<BuiltinFn>,
    /// What becomes of a call with this symbol as the head of an argument.
    pub(super) up: Option<BuiltinFn>,
    /// What a change of the symbol's value changes beyond: for `$RecursionLimit` and its kin.
    pub(super) watch: Option<Watch>,
    /// The rest, for few symbols.
    pub(crate) rules: Option<Box<Rules>>,
    /// Whether an expression marked as its own value may have this symbol, or a call of it, inside.
    pub(super) left_as_is: bool,
    /// Whether a temporary may be referred to from outside the scope that made it.
    pub(super) escaped: bool,
}

/// Gets the new value; says whether it is fit.
pub(super) type Watch = fn(&mut Evaluator, &Expr) -> bool;

/// Definitions other than the value of the symbol itself.
#[derive(Default)]
pub(crate) struct Rules {
    pub(crate) down: RuleSet,
    pub(crate) up: RuleSet,
    pub(crate) sub: RuleSet,
    /// `f::tag` texts.
    pub(crate) messages: FxHashMap<String, Expr>,
    /// `Options[f]`, in order.
    pub(crate) options: Vec<(Expr, Expr)>,
    /// Those of a built-in function that the user has set otherwise: calls get them after their own.
    pub(crate) chosen_options: Vec<(Expr, Expr)>,
}

impl Evaluator {
    /// Sets `Options[symbol]`: how crates to the right give their functions options.
    pub fn set_default_options(&mut self, symbol: Symbol, options: impl IntoIterator<Item = (Expr, Expr)>) {
        let rules = options.into_iter().map(|(name, value)| {
            let rule = Expr::call(sym::Rule, [name.clone(), value]);
            (name, rule)
        });
        self.definition_mut(symbol).rules_mut().options = rules.collect();
    }
}

impl Definition {
    pub(crate) fn rules_mut(&mut self) -> &mut Rules {
        self.rules.get_or_insert_default()
    }
}

impl Evaluator {
    /// Adds built-in functions: how crates to the right plug theirs in.
    pub fn install(&mut self, table: &'static [Builtin]) {
        for builtin in table {
            let definition = self.definition_mut(Symbol::new(builtin.name));
            definition.attributes = builtin.attributes | Attributes::PROTECTED;
            definition.builtin = Some(builtin);
        }
    }

    /// Protects the names of the language that have no function: `True`, `List`, options and their values. Those that
    /// begin with `$` are settings.
    pub(super) fn protect_bare_names(&mut self) {
        let names = sym::WELL_KNOWN.iter().chain(crate::bare_names::BARE_NAMES);
        for name in names.filter(|name| !name.starts_with('$')) {
            let definition = self.definition_mut(Symbol::new(name));
            let locked = if matches!(*name, "False" | "I" | "List" | "Symbol" | "True") {
                Attributes::LOCKED
            } else {
                Attributes::NONE
            };
            definition.attributes = definition.attributes | Attributes::PROTECTED | locked;
        }
    }

    /// Says what `head[…][…]` does: gets the whole expression, whose head has the symbol as its innermost head.
    pub fn install_sub(&mut self, symbol: Symbol, run: BuiltinFn) {
        self.definition_mut(symbol).sub = Some(run);
    }

    /// Says what becomes of calls with an argument `symbol[…]`. It is asked once there are rules of arguments, such as
    /// [`Evaluator::has_intervals`] makes known.
    pub(super) fn install_up(&mut self, symbol: Symbol, run: BuiltinFn) {
        self.definition_mut(symbol).up = Some(run);
    }

    /// Notes that arguments may be intervals, which say themselves what becomes of the calls they stand in.
    pub(super) fn has_intervals(&mut self) {
        if !self.has_up_values {
            self.has_up_values = true;
            self.advance_epoch();
        }
    }

    /// Has assignments to a symbol take effect beyond its value.
    pub(super) fn watch(&mut self, symbol: Symbol, watch: Watch) {
        self.definition_mut(symbol).watch = Some(watch);
    }

    /// What is known of a symbol.
    #[inline]
    pub fn definition(&self, symbol: Symbol) -> Option<&Definition> {
        if symbol.serial() == 0 {
            self.definitions.get(symbol.index())
        } else {
            self.temporaries.get(&symbol)
        }
    }

    /// What is known of a symbol, to change. To give it a value or rules, use [`Evaluator::set_own_value`] and
    /// [`Evaluator::add_rule`], which keep the evaluator's marks right.
    pub fn definition_mut(&mut self, symbol: Symbol) -> &mut Definition {
        if symbol.serial() != 0 {
            return self.temporaries.entry(symbol).or_default();
        }
        if self.definitions.len() <= symbol.index() {
            self.definitions.resize_with(symbol.index() + 1, Definition::default);
        }
        &mut self.definitions[symbol.index()]
    }

    /// The first symbol whose value is this very expression.
    pub fn symbol_holding(&self, value: &Expr) -> Option<Symbol> {
        let holds = |definition: &Definition| definition.own_value.as_ref() == Some(value);
        self.definitions.iter().position(holds).and_then(Symbol::at)
    }

    /// The rules of `symbol[…]`: left and right sides, in the order in which they are tried.
    pub fn down_values(&self, symbol: Symbol) -> Vec<(Expr, Expr)> {
        let rules = self.definition(symbol).and_then(|definition| definition.rules.as_deref());
        rules.map_or_else(Vec::new, |rules| {
            rules.down.all().iter().map(|rule| (rule.lhs.clone(), rule.rhs.clone())).collect()
        })
    }

    /// Attributes of a symbol.
    #[inline]
    pub fn attributes(&self, symbol: Symbol) -> Attributes {
        self.definition(symbol).map_or(Attributes::NONE, |definition| definition.attributes)
    }

    /// Changes attributes.
    pub fn set_attributes(&mut self, symbol: Symbol, attributes: Attributes) {
        self.definition_mut(symbol).attributes = attributes;
        self.advance_epoch();
    }

    /// Gives a symbol a value, or takes it away, and gives back what it had.
    pub fn set_own_value(&mut self, symbol: Symbol, value: Option<Expr>) -> Option<Expr> {
        if let Some(value @ (Expr::Normal(_) | Expr::Symbol(_) | Expr::Association(_))) = &value
            && !self.temporaries.is_empty()
        {
            self.mark_escaped(value, symbol.serial());
        }
        self.has_large_arrays |= value.as_ref().is_some_and(super::blocks::is_large);
        let definition = self.definition_mut(symbol);
        let overrides = definition.special.is_some() && value.is_some();
        let gains = value.is_some() && definition.own_value.is_none() && definition.left_as_is;
        let old = std::mem::replace(&mut definition.own_value, value);
        if gains {
            definition.left_as_is = false;
            self.advance_epoch();
        }
        self.overridden += u32::from(overrides);
        old
    }

    /// Puts a fresh definition with this value in place of the one a symbol has, which is given back.
    pub(crate) fn enter_block(&mut self, symbol: Symbol, value: Option<Expr>) -> Definition {
        if let Some(value) = &value
            && !self.temporaries.is_empty()
        {
            self.mark_escaped(value, symbol.serial());
        }
        self.has_large_arrays |= value.as_ref().is_some_and(super::blocks::is_large);
        let watch = self.definition(symbol).and_then(|definition| definition.watch);
        if let (Some(watch), Some(value)) = (watch, &value) {
            watch(self, value);
        }
        let definition = self.definition_mut(symbol);
        let new = Definition {
            attributes: definition.attributes.without(Attributes::PROTECTED),
            own_value: value,
            builtin: definition.builtin,
            special: definition.special,
            watch,
            ..Definition::default()
        };
        let old = std::mem::replace(definition, new);
        self.overridden += u32::from(old.special.is_some());
        // What was marked while the symbol had other rules, or none, may have them now.
        if old.left_as_is {
            self.advance_epoch();
        }
        old
    }

    /// Puts back the definition that `enter_block` took out.
    pub(crate) fn leave_block(&mut self, symbol: Symbol, old: Definition) {
        if let (Some(watch), Some(value)) = (old.watch, &old.own_value) {
            watch(self, value);
        }
        self.overridden -= u32::from(old.special.is_some());
        let inner = std::mem::replace(self.definition_mut(symbol), old);
        if inner.left_as_is {
            self.definition_mut(symbol).left_as_is = true;
            self.advance_epoch();
        }
    }

    /// Adds a rule to the definitions of a symbol.
    pub(crate) fn add_rule(&mut self, symbol: Symbol, kind: Kind, rule: Rule) {
        self.put_rule(symbol, kind, rule, |set, rule| set.add(rule, kind));
    }

    /// Adds a definition as the last that is tried.
    pub(crate) fn append_rule(&mut self, symbol: Symbol, kind: Kind, rule: Rule) {
        self.put_rule(symbol, kind, rule, |set, rule| set.append(rule, kind));
    }

    fn put_rule(&mut self, symbol: Symbol, kind: Kind, rule: Rule, put: impl FnOnce(&mut RuleSet, Rule)) {
        if !self.temporaries.is_empty() {
            self.mark_escaped(&rule.rhs, symbol.serial());
            self.mark_escaped(&rule.lhs, symbol.serial());
        }
        if kind == Kind::Up {
            self.has_up_values = true;
        }
        let definition = self.definition_mut(symbol);
        // Rules of the user come before the short ways of built-in functions.
        let overrides = definition.special.take().is_some();
        let left_as_is = std::mem::take(&mut definition.left_as_is);
        let rules = definition.rules_mut();
        let set = match kind {
            Kind::Down => &mut rules.down,
            Kind::Up => &mut rules.up,
            Kind::Sub => &mut rules.sub,
        };
        put(set, rule);
        self.overridden += u32::from(overrides);
        if left_as_is || kind == Kind::Up {
            self.advance_epoch();
        }
    }

    /// Notes that the temporaries inside an expression, but for those made together with `serial`, can be reached from
    /// outside their scope.
    pub(crate) fn mark_escaped(&mut self, expr: &Expr, serial: u32) {
        let mut pending: SmallVec<[&Expr; 8]> = smallvec![expr];
        // Shared parts are looked at once, so that what is small in memory is no long walk.
        let mut seen: FxHashSet<*const ()> = FxHashSet::default();
        let mut is_new = |shared: bool, at: *const ()| !shared || seen.insert(at);
        while let Some(expr) = pending.pop() {
            match expr {
                Expr::Symbol(symbol) if symbol.serial() != 0 && symbol.serial() != serial => {
                    if let Some(definition) = self.temporaries.get_mut(symbol) {
                        definition.escaped = true;
                    }
                }
                Expr::Normal(normal)
                    if !(normal.is_inert() && normal.has_head(sym::List))
                        && is_new(Arc::strong_count(normal) > 1, Arc::as_ptr(normal).cast()) =>
                {
                    pending.push(&normal.head);
                    pending.extend(&normal.args);
                }
                Expr::Association(association)
                    if is_new(Arc::strong_count(association) > 1, Arc::as_ptr(association).cast()) =>
                {
                    pending.extend(association.entries.iter().flat_map(|(key, value)| [key, value]));
                }
                _ => {}
            }
        }
    }

    /// Notes that the temporaries inside an expression can be reached from anywhere.
    pub(crate) fn mark_all_escaped(&mut self, expr: &Expr) {
        if !self.temporaries.is_empty() {
            self.mark_escaped(expr, 0);
        }
    }

    /// Forgets the temporaries made together for a scope, unless one of them can be reached from outside or from
    /// the scope's result: then each may be reached through it.
    pub(crate) fn drop_temporaries(&mut self, temporaries: &[Symbol], result: &Expr) {
        self.mark_escaped(result, 0);
        if temporaries.iter().any(|symbol| self.temporaries.get(symbol).is_some_and(|known| known.escaped)) {
            return;
        }
        for symbol in temporaries {
            self.temporaries.remove(symbol);
        }
    }

    /// Appends to, or prepends to, the list or association that a symbol stands for; `false` when that is not so simple.
    pub(crate) fn extend_in_place(&mut self, symbol: Symbol, element: &Expr, last: bool) -> bool {
        if !self.temporaries.is_empty() {
            self.mark_escaped(element, symbol.serial());
        }
        let Some(value) = &mut self.definition_mut(symbol).own_value else { return false };
        match value {
            Expr::Normal(normal) if normal.has_head(sym::List) => {
                let stays_inert = normal.is_inert() && super::evaluate::is_inert(element);
                let list = Arc::make_mut(normal);
                list.clear_stamp();
                if last {
                    list.args.push(element.clone());
                } else {
                    list.args.insert(0, element.clone());
                }
                if stays_inert {
                    list.set_inert();
                }
                true
            }
            Expr::Array(tensor) if last => match (Arc::make_mut(tensor), element) {
                (Tensor::Integer(array), Expr::Integer(value)) => array.push(*value),
                (Tensor::Real(array), Expr::Real(value)) => array.push(*value),
                (Tensor::Integer(array), Expr::Array(row)) => match &**row {
                    Tensor::Integer(row) => array.push_row(row),
                    _ => false,
                },
                (Tensor::Real(array), Expr::Array(row)) => match &**row {
                    Tensor::Real(row) => array.push_row(row),
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }

    /// Removes values and rules, leaving attributes, options and messages.
    pub(crate) fn clear(&mut self, symbol: Symbol) {
        let definition = self.definition_mut(symbol);
        definition.own_value = None;
        if let Some(rules) = &mut definition.rules {
            let kept = std::mem::take(&mut **rules);
            rules.messages = kept.messages;
            rules.options = kept.options;
            // Defaults stay, as options do.
            rules.up = kept.up.kept(|rule| rule.lhs.as_call(sym::Default).is_some());
        }
        self.advance_epoch();
    }

    /// Removes everything that is known of a symbol.
    pub(crate) fn clear_all(&mut self, symbol: Symbol) {
        let old = std::mem::take(self.definition_mut(symbol));
        self.overridden += u32::from(old.special.is_some());
        self.advance_epoch();
    }

    /// Whether the system gives the symbol a meaning: as a function, a value, or a head that other functions know.
    pub fn is_implemented(&self, symbol: Symbol) -> bool {
        self.definition(symbol).is_some_and(|definition| {
            definition.builtin.is_some()
                || definition.special.is_some()
                || definition.sub.is_some()
                || definition.own_value.is_some()
                || definition.rules.is_some()
        })
    }

    /// Symbols with definitions whose names match: `*` stands for any characters, `@` for lower-case letters. A
    /// pattern without a context means the symbols outside `` System` ``.
    pub(crate) fn symbols_matching(&self, pattern: &str) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = self
            .defined_symbols()
            .filter(|(symbol, definition)| {
                let known = definition.own_value.is_some()
                    || definition.rules.is_some()
                    || definition.builtin.is_some()
                    || definition.left_as_is;
                known
                    && if pattern.contains('`') {
                        wild(pattern, symbol.full_name())
                    } else {
                        symbol.context() != "System`" && wild(pattern, symbol.name())
                    }
            })
            .map(|(symbol, _)| symbol)
            .collect();
        found.sort_by(|a, b| crate::order::compare_symbols(*a, *b));
        found
    }

    /// All symbols with a definition.
    pub(crate) fn defined_symbols(&self) -> impl Iterator<Item = (Symbol, &Definition)> {
        self.definitions
            .iter()
            .enumerate()
            .filter_map(|(index, definition)| Some((Symbol::at(index)?, definition)))
    }
}

/// Whether a name matches a pattern with `*` for any characters and `@` for one or more lower-case letters.
pub(crate) fn wild(pattern: &str, name: &str) -> bool {
    match pattern.chars().next() {
        None => name.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            (0..=name.len()).filter(|at| name.is_char_boundary(*at)).any(|at| wild(rest, &name[at..]))
        }
        Some('@') => {
            let rest = &pattern[1..];
            let letters = name.chars().take_while(|c| c.is_lowercase()).count();
            let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(letters);
            ends.into_iter().any(|end| wild(rest, &name[end..]))
        }
        Some(first) => name.strip_prefix(first).is_some_and(|rest| wild(&pattern[first.len_utf8()..], rest)),
    }
}

/// The symbol that a definition of this left side belongs to: the innermost head.
pub(crate) fn tag_of(lhs: &Expr) -> Option<Symbol> {
    match lhs {
        Expr::Symbol(symbol) => Some(*symbol),
        Expr::Normal(normal) => match (normal.head_symbol(), &normal.args[..]) {
            (Some(sym::Condition | sym::HoldPattern | sym::PatternTest), [inner, ..]) => tag_of(inner),
            (Some(sym::Pattern), [_, inner]) => tag_of(inner),
            (Some(sym::Blank), [Expr::Symbol(head)]) => Some(*head),
            _ => tag_of(&normal.head),
        },
        _ => None,
    }
}
