//! The standard evaluation sequence.
//!
//! Head, arguments as the attributes ask, `Sequence`, `Flat`, `Listable`, `Orderless`, rules of the arguments, rules
//! of the head, built-in function; again until nothing changes. What is evaluated is an expression together with the
//! values of the stand-ins in it (see [`super::local`]); plain expressions come with none.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::arguments::{flattened, innermost_head, settled, threads};
use super::fast::SpecialFn;
use super::functions::Prepared;
use super::local::instantiate;
use super::rules::{Applied, Kind, Rule};
use super::{Attributes, Builtin, Eval, Evaluator, Unwind};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::source::Origin;
use crate::symbol::{Symbol, sym};

/// What a step of evaluation leads to.
pub(crate) enum Next<'a> {
    /// The value.
    Done(Expr),
    /// This, with the same stand-ins.
    Tail(&'a Expr),
    /// This, which has no stand-ins.
    Again(Expr),
    /// The right side of a rule with these values for its stand-ins.
    Enter(Arc<Rule>, Args),
    /// The body of a pure function with these values for its stand-ins.
    Body(Arc<Prepared>, Args),
    /// All arguments have been evaluated to these; the rest of the sequence is to follow.
    Call(Args),
    /// The short way does not apply, nothing has been done.
    Standard,
}

/// Whether two expressions are the same without looking inside.
#[inline]
pub(crate) fn is_same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Integer(a), Expr::Integer(b)) => a == b,
        (Expr::Real(a), Expr::Real(b)) => a.to_bits() == b.to_bits(),
        (Expr::Symbol(a), Expr::Symbol(b)) => a == b,
        (Expr::Normal(a), Expr::Normal(b)) => Arc::ptr_eq(a, b),
        (Expr::String(a), Expr::String(b)) => Arc::ptr_eq(a, b),
        (Expr::Array(a), Expr::Array(b)) => Arc::ptr_eq(a, b),
        (Expr::Association(a), Expr::Association(b)) => Arc::ptr_eq(a, b),
        (Expr::BigInteger(a), Expr::BigInteger(b)) => Arc::ptr_eq(a, b),
        (Expr::Rational(a), Expr::Rational(b)) => Arc::ptr_eq(a, b),
        (Expr::BigReal(a), Expr::BigReal(b)) => Arc::ptr_eq(a, b),
        (Expr::Complex(a), Expr::Complex(b)) => Arc::ptr_eq(a, b),
        (Expr::Foreign(a), Expr::Foreign(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

/// Whether evaluation can never change it.
pub(crate) fn is_inert(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol(_) | Expr::Association(_) => false,
        Expr::Normal(normal) => normal.is_inert(),
        _ => true,
    }
}

pub(super) fn is_call(expr: &Expr, head: Symbol) -> bool {
    matches!(expr, Expr::Normal(normal) if normal.has_head(head))
}

impl Evaluator {
    /// Evaluates to the end.
    #[inline]
    pub fn eval(&mut self, expr: Expr) -> Eval {
        match expr {
            Expr::Normal(ref normal) if normal.is_evaluated(self.epoch) => Ok(expr),
            Expr::Normal(normal) => self.eval_normal(&normal, &[]),
            Expr::Symbol(symbol) => self.eval_symbol(symbol),
            Expr::Association(association) => self.eval_association(association),
            done => Ok(done),
        }
    }

    /// Evaluates a template with the values of its stand-ins.
    #[inline]
    pub(crate) fn eval_in(&mut self, expr: &Expr, slots: &[Expr]) -> Eval {
        match expr {
            Expr::Normal(normal) if normal.is_evaluated(self.epoch) => Ok(expr.clone()),
            Expr::Normal(normal) => self.eval_normal(normal, slots),
            Expr::Symbol(symbol) => match symbol.as_local() {
                Some(slot) => match &slots[slot] {
                    Expr::Integer(value) => Ok(Expr::Integer(*value)),
                    Expr::Real(value) => Ok(Expr::Real(*value)),
                    value => self.eval(value.clone()),
                },
                None => self.eval_symbol(*symbol),
            },
            Expr::Association(association) => self.eval_association(Arc::clone(association)),
            done => Ok(done.clone()),
        }
    }

    /// The value of a symbol.
    pub(crate) fn eval_symbol(&mut self, symbol: Symbol) -> Eval {
        let definition = if symbol.serial() == 0 {
            self.definitions.get_mut(symbol.index())
        } else {
            self.temporaries.get_mut(&symbol)
        };
        let Some(definition) = definition else {
            // A symbol never seen: note it, since giving it a value changes what holds it.
            self.definition_mut(symbol).left_as_is = true;
            return Ok(Expr::Symbol(symbol));
        };
        match &definition.own_value {
            None => {
                definition.left_as_is = true;
                Ok(Expr::Symbol(symbol))
            }
            Some(Expr::Integer(value)) => Ok(Expr::Integer(*value)),
            Some(Expr::Real(value)) => Ok(Expr::Real(*value)),
            Some(Expr::Normal(value)) if value.is_evaluated(self.epoch) => {
                Ok(Expr::Normal(Arc::clone(value)))
            }
            Some(Expr::Symbol(other)) if *other == symbol => Ok(Expr::Symbol(symbol)),
            Some(value @ (Expr::Normal(_) | Expr::Symbol(_))) => {
                let value = value.clone();
                let value = self.end_of_names(value)?;
                let origin = value.as_normal().map_or(Origin::NONE, |value| value.origin);
                self.deeper(&Expr::Symbol(symbol), origin, |ev| match value.as_call(sym::Condition) {
                    Some(conditional) if conditional.args.len() == 2 => {
                        if ev.eval(conditional.args[1].clone())?.is_true() {
                            ev.eval(conditional.args[0].clone()).map(unreturned)
                        } else {
                            Ok(Expr::Symbol(symbol))
                        }
                    }
                    _ => ev.eval(value).map(unreturned),
                })
            }
            Some(value) => Ok(value.clone()),
        }
    }

    /// Symbols that stand for symbols are followed in steps, not in depth: `a := b; b := a` meets the limit of iterations.
    fn end_of_names(&mut self, value: Expr) -> Eval {
        let mut value = value;
        let mut left = self.iteration_limit;
        while let Expr::Symbol(symbol) = value
            && let Some(definition) = self.definition(symbol)
            && let Some(Expr::Symbol(next)) = definition.own_value
            && next != symbol
        {
            value = Expr::Symbol(next);
            left -= 1;
            if left == 0 {
                return self.too_long(Origin::NONE);
            }
        }
        Ok(value)
    }

    /// Runs `f` one level further down, within the recursion limit.
    fn deeper(&mut self, what: &Expr, origin: Origin, f: impl FnOnce(&mut Self) -> Eval) -> Eval {
        if self.depth >= self.recursion_limit {
            return self.too_deep(what.clone(), origin);
        }
        self.depth += 1;
        let result = stacker::maybe_grow(RED_ZONE, STACK_STEP, || f(self));
        self.depth -= 1;
        result
    }

    #[cold]
    pub(super) fn too_deep(&mut self, what: Expr, origin: Origin) -> Eval {
        let limit = Expr::Integer(i64::try_from(self.recursion_limit).unwrap_or(i64::MAX));
        let held = Expr::call(sym::HoldForm, [what]);
        self.message_at(Symbol::new("$RecursionLimit"), "reclim2", &[limit, held], origin);
        Err(Unwind::Terminated("RecursionLimit"))
    }

    #[cold]
    fn too_long(&mut self, origin: Origin) -> Eval {
        let limit = Expr::Integer(i64::try_from(self.iteration_limit).unwrap_or(i64::MAX));
        self.message_at(Symbol::new("$IterationLimit"), "itlim", &[limit], origin);
        Err(Unwind::Terminated("IterationLimit"))
    }

    fn eval_association(&mut self, association: Arc<crate::association::Association>) -> Eval {
        if association.is_evaluated(self.epoch) {
            return Ok(Expr::Association(association));
        }
        let epoch = self.epoch;
        let mut changed = false;
        let mut entries = crate::association::Entries::default();
        for (key, value) in &association.entries {
            // Delayed values are kept as they are.
            let new = match value {
                delayed if is_call(delayed, sym::RuleDelayed) => delayed.clone(),
                Expr::Association(inner) => {
                    stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.eval_association(Arc::clone(inner)))?
                }
                value => self.eval(value.clone())?,
            };
            changed |= !is_same(&new, value);
            entries.insert(key.clone(), new);
        }
        let association =
            if changed { Arc::new(crate::association::Association::new(entries)) } else { association };
        association.set_evaluated(epoch);
        Ok(Expr::Association(association))
    }

    fn eval_normal(&mut self, normal: &Arc<Normal>, slots: &[Expr]) -> Eval {
        if self.depth >= self.recursion_limit {
            return self.too_deep(instantiate(&Expr::Normal(Arc::clone(normal)), slots), normal.origin);
        }
        if self.interrupt.load(Ordering::Relaxed) || self.deadline.is_some() {
            self.check_interrupt()?;
        }
        self.depth += 1;
        let result = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            // The short ways come first, by themselves: most calls end here.
            let first = match self.special(normal) {
                Some((symbol, special)) => match special(self, normal, slots)? {
                    Next::Done(value) => return Ok(value),
                    Next::Standard => self.step_on(symbol, normal, slots)?,
                    Next::Call(args) => self.finish(symbol, args, None, normal.origin)?,
                    next => next,
                },
                None => self.step(normal, slots)?,
            };
            let next = self.steps_from(first, slots)?;
            self.run(next, normal.origin)
        });
        self.depth -= 1;
        result
    }

    /// The short way for a call, where its head has one.
    #[inline]
    fn special(&self, normal: &Normal) -> Option<(Symbol, SpecialFn)> {
        let Expr::Symbol(symbol) = normal.head else { return None };
        if symbol.serial() != 0 {
            return None;
        }
        let definition = self.definitions.get(symbol.index())?;
        if definition.own_value.is_some() {
            return None;
        }
        Some((symbol, definition.special?))
    }

    /// Steps until there is a value of what was read at `origin`. `Return[value]` as the value of the right side of a rule
    /// is that value.
    #[inline]
    pub(super) fn run(&mut self, first: Next<'static>, origin: Origin) -> Eval {
        match first {
            Next::Done(value) => Ok(value),
            next => self.run_on(next, false, origin),
        }
    }

    /// The same where this is not the value yet; whether the right side of a rule has been the first step.
    pub(super) fn run_on(&mut self, first: Next<'static>, entered: bool, origin: Origin) -> Eval {
        let mut next = first;
        let mut inside_rule = entered;
        let mut left = self.iteration_limit - usize::from(entered);
        loop {
            let stepped = match next {
                Next::Done(value) => return Ok(if inside_rule { unreturned(value) } else { value }),
                Next::Again(expr) => match expr {
                    Expr::Normal(ref normal) if normal.is_evaluated(self.epoch) => Ok(Next::Done(expr)),
                    Expr::Normal(normal) => self.steps(&normal, &[]),
                    other => self.eval(other).map(Next::Done),
                },
                Next::Enter(rule, slots) => {
                    inside_rule = true;
                    self.enter_body(&rule.body, &slots)
                }
                Next::Body(function, slots) => self.enter_body(&function.body, &slots),
                Next::Tail(_) | Next::Call(_) | Next::Standard => unreachable!("settled by `steps`"),
            };
            next = stepped?;
            if let Next::Done(value) = next {
                return Ok(if inside_rule { unreturned(value) } else { value });
            }
            left -= 1;
            if left == 0 {
                return self.too_long(origin);
            }
            self.check_interrupt()?;
        }
    }

    pub(super) fn enter(&mut self, body: &Expr, slots: &[Expr]) -> Eval<Next<'static>> {
        match body {
            Expr::Normal(normal) if !normal.is_evaluated(self.epoch) => self.steps(normal, slots),
            other => self.eval_in(other, slots).map(Next::Done),
        }
    }

    pub(super) fn steps(&mut self, normal: &Arc<Normal>, slots: &[Expr]) -> Eval<Next<'static>> {
        let first = self.step(normal, slots)?;
        self.steps_from(first, slots)
    }

    /// Steps while they stay within one template.
    fn steps_from(&mut self, first: Next<'_>, slots: &[Expr]) -> Eval<Next<'static>> {
        let mut next = first;
        loop {
            next = match next {
                Next::Tail(Expr::Normal(tail)) if !tail.is_evaluated(self.epoch) => self.step(tail, slots)?,
                Next::Tail(other) => return self.eval_in(other, slots).map(Next::Done),
                Next::Done(value) => return Ok(Next::Done(value)),
                Next::Again(expr) => return Ok(Next::Again(expr)),
                Next::Enter(rule, slots) => return Ok(Next::Enter(rule, slots)),
                Next::Body(function, slots) => return Ok(Next::Body(function, slots)),
                Next::Call(_) | Next::Standard => unreachable!("settled by `step`"),
            }
        }
    }

    fn step<'a>(&mut self, normal: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
        let symbol = match &normal.head {
            Expr::Symbol(symbol) => {
                let symbol = *symbol;
                if let Some(slot) = symbol.as_local() {
                    match self.eval(slots[slot].clone())? {
                        Expr::Symbol(symbol) => symbol,
                        head => return self.step_head(head, normal, slots),
                    }
                } else {
                    match self.definition(symbol) {
                        Some(definition) if definition.own_value.is_some() => {
                            let head = match &definition.own_value {
                                Some(Expr::Foreign(value)) => Expr::Foreign(Arc::clone(value)),
                                _ => self.eval_symbol(symbol)?,
                            };
                            match head {
                                Expr::Symbol(symbol) => symbol,
                                head => return self.step_head(head, normal, slots),
                            }
                        }
                        Some(definition) => {
                            if let Some(special) = definition.special {
                                match special(self, normal, slots)? {
                                    Next::Standard => {}
                                    Next::Call(args) => {
                                        return self.finish(symbol, args, None, normal.origin);
                                    }
                                    next => return Ok(next),
                                }
                            }
                            symbol
                        }
                        None => symbol,
                    }
                }
            }
            head => match self.eval_in(head, slots)? {
                Expr::Symbol(symbol) => symbol,
                head => return self.step_head(head, normal, slots),
            },
        };
        self.step_on(symbol, normal, slots)
    }

    /// The standard sequence for a call whose head has been evaluated to a symbol.
    pub(super) fn step_on(
        &mut self,
        symbol: Symbol,
        normal: &Arc<Normal>,
        slots: &[Expr],
    ) -> Eval<Next<'static>> {
        let epoch = self.epoch;
        let attributes = self.attributes(symbol);
        let (args, changed, wrapped) = self.eval_args(normal, slots, attributes)?;
        let same_head = matches!(normal.head, Expr::Symbol(head) if head == symbol);
        if symbol == sym::List && wrapped.is_none() && !self.has_up_values {
            if epoch != self.epoch {
                return self.finish(symbol, args, None, normal.origin);
            }
            return Ok(Next::Done(self.finish_list(
                args,
                (!changed && same_head).then_some(normal),
                normal.origin,
            )));
        }
        let original = (!changed && same_head).then_some(normal);
        self.finish_wrapped(symbol, args, wrapped, original, normal.origin)
    }

    /// What follows the evaluation of the arguments where some of the values are `Sequence` or `Unevaluated`.
    pub(super) fn finish_evaluated(
        &mut self,
        symbol: Symbol,
        args: Args,
        origin: Origin,
    ) -> Eval<Next<'static>> {
        let (args, wrapped) = settled(args, self.attributes(symbol), true, true);
        self.finish_wrapped(symbol, args, wrapped, None, origin)
    }

    fn finish_wrapped(
        &mut self,
        symbol: Symbol,
        args: Args,
        wrapped: Option<Args>,
        original: Option<&Arc<Normal>>,
        origin: Origin,
    ) -> Eval<Next<'static>> {
        let next = self.finish(symbol, args, original, origin)?;
        if let (Some(wrapped), Next::Done(Expr::Normal(done))) = (wrapped, &next)
            && done.has_head(symbol)
        {
            // Nothing applied: `Unevaluated` stays where it was.
            let kept = Normal::with_origin(Expr::Symbol(symbol), wrapped, origin);
            kept.set_evaluated(self.epoch);
            return Ok(Next::Done(Expr::from(kept)));
        }
        Ok(next)
    }

    /// A list of evaluated elements.
    fn finish_list(&mut self, mut args: Args, original: Option<&Arc<Normal>>, origin: Origin) -> Expr {
        let inert = args.iter().all(is_inert);
        if !inert && args.iter().any(changes_list) {
            args = args.into_iter().flat_map(in_list).collect();
        } else if let Some(original) = original {
            if inert {
                original.set_inert()
            } else {
                original.set_evaluated(self.epoch)
            }
            return Expr::Normal(Arc::clone(original));
        }
        let list = Normal::with_origin(Expr::Symbol(sym::List), args, origin);
        if inert {
            list.set_inert()
        } else {
            list.set_evaluated(self.epoch)
        }
        Expr::from(list)
    }

    /// Marks a call to which nothing applies as its own value. `before` is the epoch when its parts were evaluated.
    pub(super) fn left_as_is(&mut self, call: Arc<Normal>, before: u32) -> Expr {
        if let Some(symbol) = innermost_head(&call.head) {
            self.definition_mut(symbol).left_as_is = true;
        }
        let args_inert = call.args.iter().all(is_inert);
        if args_inert && (call.has_head(sym::Rule) || call.has_head(sym::List))
            || call.has_head(sym::Function)
        {
            call.set_inert();
        } else if before == self.epoch {
            call.set_evaluated(self.epoch);
        }
        Expr::Normal(call)
    }

    /// What follows the evaluation of the arguments. `original` is the call as it was when nothing has changed.
    pub(crate) fn finish(
        &mut self,
        symbol: Symbol,
        args: Args,
        original: Option<&Arc<Normal>>,
        origin: Origin,
    ) -> Eval<Next<'static>> {
        let epoch = self.epoch;
        let mut args = args;
        let mut original = original;
        let (attributes, builtin, has_rules) = match self.definition(symbol) {
            Some(known) => (known.attributes, known.builtin, known.rules.is_some()),
            None => (Attributes::NONE, None, false),
        };
        if attributes.has(Attributes::FLAT) && args.iter().any(|arg| is_call(arg, symbol)) {
            args = flattened(symbol, args);
            original = None;
        }
        if attributes.has(Attributes::LISTABLE) && args.iter().any(threads) {
            if let Some(builtin) = builtin
                && attributes.has(Attributes::WHOLE_ARRAYS)
                && args.iter().any(|arg| matches!(arg, Expr::Array(_)))
            {
                let call = self.built(symbol, args, original, origin);
                if let Some(value) = self.run_builtin(builtin, &call)? {
                    return Ok(Next::Again(value));
                }
                return self.thread_listable(&call);
            }
            let call = self.built(symbol, args, original, origin);
            return self.thread_listable(&call);
        }
        if attributes.has(Attributes::ORDERLESS)
            && !args.is_sorted_by(|a, b| crate::order::compare(a, b).is_le())
        {
            args.sort_by(crate::order::compare);
            original = None;
        }
        let mut call: Option<Arc<Normal>> = None;
        if self.has_up_values && !attributes.has(Attributes::HOLD_ALL_COMPLETE) {
            let whole = self.built(symbol, args.clone(), original, origin);
            if let Some(next) = self.apply_up(&whole)? {
                return Ok(next);
            }
            call = Some(whole);
        }
        if has_rules {
            let mut whole = || Expr::from(Normal::with_origin(Expr::Symbol(symbol), args.clone(), origin));
            match self.apply_down(symbol, &args, &mut whole)? {
                Some(Applied::Body(rule, slots)) => return Ok(Next::Enter(rule, slots)),
                Some(Applied::Value(value)) => return Ok(Next::Again(value)),
                None => {}
            }
        }
        let call = call.unwrap_or_else(|| self.built(symbol, args, original, origin));
        if symbol == sym::List {
            let args = call.args.clone();
            return Ok(Next::Done(self.finish_list(args, Some(&call), origin)));
        }
        if let Some(builtin) = builtin
            && let Some(value) = self.run_builtin(builtin, &call)?
        {
            return Ok(Next::Again(value));
        }
        Ok(Next::Done(self.left_as_is(call, epoch)))
    }

    fn built(
        &self,
        symbol: Symbol,
        args: Args,
        original: Option<&Arc<Normal>>,
        origin: Origin,
    ) -> Arc<Normal> {
        match original {
            Some(original) => Arc::clone(original),
            None => Arc::new(Normal::with_origin(Expr::Symbol(symbol), args, origin)),
        }
    }

    /// Checks the number of arguments and runs a built-in function.
    pub(crate) fn run_builtin(
        &mut self,
        builtin: &'static Builtin,
        call: &Arc<Normal>,
    ) -> Eval<Option<Expr>> {
        let count = call.args.len();
        if (count < builtin.arity.min || count > builtin.arity.max) && !self.arity_fits(builtin, call) {
            return Ok(None);
        }
        let outer = self.origin;
        if call.origin != Origin::NONE {
            self.origin = call.origin;
        }
        let issued = self.messages.issued;
        let stoppable = builtin.attributes.has(Attributes::STOPPABLE);
        let reply = match (self.has_chosen_options && builtin.arity.options, stoppable == self.guarded) {
            (false, true) => (builtin.run)(self, call),
            (_, true) => self.run_with_chosen_options(builtin, call),
            (_, false) if stoppable => self.stoppable(|ev| ev.run_with_chosen_options(builtin, call)),
            (_, false) => self.unstoppable(|ev| ev.run_with_chosen_options(builtin, call)),
        };
        if matches!(reply, Ok(None)) && self.messages.issued == issued {
            self.tell_wrong_kind(call);
        }
        self.origin = outer;
        reply
    }

    /// The value that rules of its arguments give to a call.
    pub(super) fn apply_up_value(&mut self, call: &Arc<Normal>) -> Eval<Option<Expr>> {
        match self.apply_up(call)? {
            Some(next) => self.run(next, call.origin).map(Some),
            None => Ok(None),
        }
    }

    /// Rules that belong to the arguments.
    pub(super) fn apply_up(&mut self, call: &Arc<Normal>) -> Eval<Option<Next<'static>>> {
        let mut tried: Vec<Symbol> = Vec::new();
        for arg in &call.args {
            let Some(symbol) = innermost_head(arg) else { continue };
            if tried.contains(&symbol) {
                continue;
            }
            tried.push(symbol);
            match self.apply_rules(symbol, Kind::Up, &Expr::Normal(Arc::clone(call)))? {
                Some(Applied::Body(rule, slots)) => return Ok(Some(Next::Enter(rule, slots))),
                Some(Applied::Value(value)) => return Ok(Some(Next::Again(value))),
                None => {}
            }
            if let Some(up) = self.definition(symbol).and_then(|known| known.up)
                && matches!(arg, Expr::Normal(normal) if normal.has_head(symbol))
                && let Some(value) = up(self, call)?
            {
                return Ok(Some(Next::Again(value)));
            }
        }
        Ok(None)
    }

    /// The value of `f[args…]` for arguments that have been evaluated.
    pub fn apply(&mut self, f: &Expr, args: impl IntoIterator<Item = Expr>) -> Eval {
        let mut args: Args = args.into_iter().collect();
        if let Expr::Normal(function) = f
            && function.has_head(sym::Function)
            && args.iter().all(|arg| self.is_value(arg))
            && let Some((prepared, slots)) = self.function_body(function, &mut args, Origin::NONE)?
        {
            return self.eval_body(&prepared.body, &slots);
        }
        self.eval(Expr::Normal(Arc::new(Normal::with_origin(f.clone(), args, Origin::NONE))))
    }

    /// Marks a result as its own value, so that it is not evaluated again.
    pub fn as_is(&mut self, expr: Expr) -> Expr {
        match expr {
            Expr::Normal(normal) => {
                let epoch = self.epoch;
                self.left_as_is(normal, epoch)
            }
            other => other,
        }
    }

    /// Whether it is known to be its own value and no `Sequence`.
    fn is_value(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Normal(normal) => normal.is_evaluated(self.epoch) && !normal.has_head(sym::Sequence),
            Expr::Symbol(_) | Expr::Association(_) => false,
            _ => true,
        }
    }
}

/// Whether a list drops this element, or takes what is in it: `Nothing`, `Splice[{…}]`.
fn changes_list(element: &Expr) -> bool {
    match element {
        Expr::Symbol(symbol) => *symbol == sym::Nothing,
        Expr::Normal(normal) => normal.has_head(sym::Splice),
        _ => false,
    }
}

/// Whether a pattern for heads lets the head of a list pass.
fn is_list_pattern(head: &Expr) -> bool {
    match head {
        Expr::Symbol(symbol) => *symbol == sym::List,
        Expr::Normal(blank) if blank.has_head(sym::Blank) => {
            blank.args.is_empty() || blank.args[0].is_symbol(sym::Symbol)
        }
        Expr::Normal(choices) if choices.has_head(sym::Alternatives) => {
            choices.args.iter().any(is_list_pattern)
        }
        _ => false,
    }
}

/// What a list has in the place of an element.
fn in_list(element: Expr) -> Args {
    if element.is_symbol(sym::Nothing) {
        return Args::new();
    }
    let spliced = element.as_call(sym::Splice).and_then(|splice| match &splice.args[..] {
        [parts] => parts.elements(),
        [parts, head] if is_list_pattern(head) => parts.elements(),
        _ => None,
    });
    match spliced {
        Some(parts) => parts.iter().cloned().collect(),
        None => Args::from_iter([element]),
    }
}

/// Whether this is `Return[value]`, which loops and sequences of statements hand on.
#[inline]
pub(crate) fn is_return(expr: &Expr) -> bool {
    matches!(expr, Expr::Normal(call) if call.has_head(sym::Return) && call.args.len() < 2)
}

/// What `Return[value]` gives where it ends.
#[inline]
pub fn unreturned(expr: Expr) -> Expr {
    match &expr {
        Expr::Normal(call) if is_return(&expr) => call.args.first().cloned().unwrap_or_else(Expr::null),
        _ => expr,
    }
}
