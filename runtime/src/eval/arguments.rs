//! Arguments of calls: evaluated as the head's attributes ask, spliced, flattened.

use super::evaluate::{is_call, is_same};
use super::local::instantiate;
use super::{Attributes, Eval, Evaluator};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

impl Evaluator {
    /// Arguments evaluated as the attributes ask, whether anything changed, and the arguments with `Unevaluated`
    /// around them where it was.
    pub(super) fn eval_args(
        &mut self,
        normal: &Normal,
        slots: &[Expr],
        attributes: Attributes,
    ) -> Eval<(Args, bool, Option<Args>)> {
        let complete = attributes.has(Attributes::HOLD_ALL_COMPLETE);
        let mut args = Args::with_capacity(normal.args.len());
        let mut changed = false;
        let mut splices = false;
        let mut unevaluated = false;
        for (index, arg) in normal.args.iter().enumerate() {
            let value = if attributes.holds(index) {
                let held = instantiate(arg, slots);
                if !complete && is_call(&held, sym::Evaluate) { self.eval(held)? } else { held }
            } else {
                match arg {
                    Expr::Integer(value) => Expr::Integer(*value),
                    Expr::Real(value) => Expr::Real(*value),
                    Expr::Normal(inner) if inner.has_head(sym::Unevaluated) && inner.args.len() == 1 => {
                        instantiate(arg, slots)
                    }
                    Expr::Symbol(symbol)
                        if symbol.as_local().is_some_and(|slot| is_call(&slots[slot], sym::Unevaluated)) =>
                    {
                        instantiate(arg, slots)
                    }
                    _ => self.eval_in(arg, slots)?,
                }
            };
            if let Expr::Normal(value) = &value {
                splices |= value.has_head(sym::Sequence);
                unevaluated |= value.has_head(sym::Unevaluated) && value.args.len() == 1;
            }
            changed |= !is_same(arg, &value);
            args.push(value);
        }
        if complete {
            return Ok((args, changed, None));
        }
        let (args, wrapped) = settled(args, attributes, splices, unevaluated);
        changed |= splices || unevaluated;
        Ok((args, changed, wrapped))
    }
}

/// The symbol at the end of the chain of heads; of an atom that is a symbol, itself.
pub(crate) fn innermost_head(expr: &Expr) -> Option<Symbol> {
    let mut expr = expr;
    loop {
        match expr {
            Expr::Symbol(symbol) => return Some(*symbol),
            Expr::Normal(normal) => expr = &normal.head,
            _ => return None,
        }
    }
}

pub(super) fn threads(expr: &Expr) -> bool {
    match expr {
        Expr::Array(_) | Expr::Association(_) => true,
        Expr::Normal(normal) => normal.has_head(sym::List),
        _ => false,
    }
}

/// Evaluated arguments without `Sequence` and `Unevaluated` around them, and the arguments with `Unevaluated` where it
/// was. Says first whether there may be any.
pub(super) fn settled(
    args: Args,
    attributes: Attributes,
    splices: bool,
    unevaluated: bool,
) -> (Args, Option<Args>) {
    let mut args = args;
    if splices && !attributes.has(Attributes::SEQUENCE_HOLD) {
        args = spliced(args);
    }
    let is_wrapped = |arg: &Expr| arg.as_call(sym::Unevaluated).is_some_and(|inner| inner.args.len() == 1);
    if !unevaluated || !args.iter().any(is_wrapped) {
        return (args, None);
    }
    let wrapped = args.clone();
    for arg in &mut args {
        if let Expr::Normal(inner) = arg
            && inner.has_head(sym::Unevaluated)
            && inner.args.len() == 1
        {
            *arg = inner.args[0].clone();
        }
    }
    (args, Some(wrapped))
}

/// `Sequence[…]` replaced by what is inside.
pub(crate) fn spliced(args: Args) -> Args {
    let mut result = Args::with_capacity(args.len());
    for arg in args {
        match &arg {
            Expr::Normal(inner) if inner.has_head(sym::Sequence) => {
                result.extend(spliced(inner.args.clone()));
            }
            _ => result.push(arg),
        }
    }
    result
}

pub(super) fn flattened(symbol: Symbol, args: Args) -> Args {
    let mut result = Args::with_capacity(args.len());
    for arg in args {
        match &arg {
            Expr::Normal(inner) if inner.has_head(symbol) => {
                result.extend(flattened(symbol, inner.args.clone()));
            }
            _ => result.push(arg),
        }
    }
    result
}
