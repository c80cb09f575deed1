//! Calls whose head is not a symbol: pure functions, operator forms, `f[…][…]`, compiled functions.

use std::sync::Arc;

use super::arguments::{innermost_head, threads};
use super::evaluate::{Next, is_same};
use super::rules::{Applied, Kind};
use super::{Attributes, Eval, Evaluator, MachineNumber};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;

/// Most arguments that are handed over as machine numbers.
const NUMBERS: usize = 8;

/// Machine numbers for a call.
struct Numbers {
    values: [MachineNumber; NUMBERS],
    count: usize,
}

impl Numbers {
    /// The arguments when all are machine numbers.
    #[inline]
    fn of<'a>(args: &'a [Expr], mut value: impl FnMut(&'a Expr) -> Option<MachineNumber>) -> Option<Numbers> {
        let mut values = [MachineNumber::Integer(0); NUMBERS];
        for (slot, arg) in values.get_mut(..args.len())?.iter_mut().zip(args) {
            *slot = value(arg)?;
        }
        Some(Numbers { values, count: args.len() })
    }

    fn values(&self) -> &[MachineNumber] {
        &self.values[..self.count]
    }
}

impl Evaluator {
    /// An argument that is a machine number, or a variable that holds one.
    #[inline]
    fn machine_number(&self, arg: &Expr, slots: &[Expr]) -> Option<MachineNumber> {
        match arg {
            Expr::Symbol(symbol) => match symbol.as_local() {
                Some(slot) => MachineNumber::of(&slots[slot]),
                None => MachineNumber::of(self.definition(*symbol)?.own_value.as_ref()?),
            },
            other => MachineNumber::of(other),
        }
    }

    /// A call with this head, which has been evaluated.
    pub(super) fn step_head(
        &mut self,
        head: Expr,
        normal: &Arc<Normal>,
        slots: &[Expr],
    ) -> Eval<Next<'static>> {
        if let Expr::Foreign(foreign) = &head
            && let Some(apply) = self.apply_foreign_to_numbers
            && let Some(numbers) = Numbers::of(&normal.args, |arg| self.machine_number(arg, slots))
            && let Some(value) = apply(self, foreign, numbers.values())
        {
            return Ok(Next::Done(value.into()));
        }
        let epoch = self.epoch;
        let attributes = match head.as_call(sym::Function) {
            Some(function) => super::functions::attributes(function),
            None => Attributes::NONE,
        };
        let (mut args, changed, _) = self.eval_args(normal, slots, attributes)?;
        if let Expr::Foreign(foreign) = &head
            && let Some(apply) = self.apply_foreign_to_numbers
            && changed
            && let Some(numbers) = Numbers::of(&args, MachineNumber::of)
            && let Some(value) = apply(self, foreign, numbers.values())
        {
            return Ok(Next::Done(value.into()));
        }
        let same_head = is_same(&head, &normal.head);
        if let Some(function) = head.as_call(sym::Function) {
            if attributes.has(Attributes::LISTABLE) && args.iter().any(threads) {
                return self.thread_listable(&Arc::new(Normal::with_origin(head, args, normal.origin)));
            }
            if let Some((prepared, slots)) = self.function_body(function, &mut args, normal.origin)? {
                return Ok(Next::Body(prepared, slots));
            }
        }
        let call = if same_head && !changed {
            Arc::clone(normal)
        } else {
            Arc::new(Normal::with_origin(head, args, normal.origin))
        };
        if self.has_up_values
            && let Some(next) = self.apply_up(&call)?
        {
            return Ok(next);
        }
        match &call.head {
            Expr::Foreign(foreign) => {
                if let Some(apply) = self.apply_foreign
                    && let Some(value) = apply(self, foreign, &call)?
                {
                    return Ok(Next::Again(value));
                }
            }
            Expr::Association(association) => {
                // Further keys look further in.
                let mut value = Expr::Association(Arc::clone(association));
                let found = !call.args.is_empty()
                    && call.args.iter().all(|key| match &value {
                        Expr::Association(inner) => {
                            value = super::functions::entry(inner, key);
                            true
                        }
                        other => other.as_call(sym::Missing).is_some(),
                    });
                if found {
                    return Ok(Next::Again(value));
                }
            }
            Expr::Normal(_) => {
                if let Some(symbol) = innermost_head(&call.head) {
                    match self.apply_rules(symbol, Kind::Sub, &Expr::Normal(Arc::clone(&call)))? {
                        Some(Applied::Body(rule, slots)) => return Ok(Next::Enter(rule, slots)),
                        Some(Applied::Value(value)) => return Ok(Next::Again(value)),
                        None => {}
                    }
                    if let Some(run) = self.definition(symbol).and_then(|definition| definition.sub)
                        && let Some(value) = run(self, &call)?
                    {
                        return Ok(Next::Again(value));
                    }
                }
            }
            _ => {}
        }
        Ok(Next::Done(self.left_as_is(call, epoch)))
    }
}
