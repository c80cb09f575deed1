//! Threading of `Listable` functions over lists, packed arrays and associations.

use std::sync::Arc;

use super::evaluate::Next;
use super::{Eval, Evaluator};
use crate::association::{Association, Entries};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::sym;

impl Evaluator {
    /// `f[{a, b}, c]` is `{f[a, c], f[b, c]}`. Lists of different lengths leave the call as it is, with a message.
    pub(super) fn thread_listable(&mut self, call: &Arc<Normal>) -> Eval<Next<'static>> {
        if call.args.iter().any(|arg| matches!(arg, Expr::Association(_))) {
            return Ok(Next::Done(match self.thread_entries(call)? {
                Some(entries) => entries,
                None => self.unthreaded(call),
            }));
        }
        let mut length = None;
        for arg in call.args.iter().filter(|arg| arg.is_list()) {
            match length {
                None => length = Some(arg.length()),
                Some(known) if known == arg.length() => {}
                Some(_) => {
                    let whole = Expr::Normal(Arc::clone(call));
                    self.message_at(sym::Thread, "tdlen", &[whole], call.origin);
                    return Ok(Next::Done(self.unthreaded(call)));
                }
            }
        }
        let length = length.unwrap_or(0);
        let columns: Vec<_> = call.args.iter().map(Expr::elements).collect();
        let mut results = Args::with_capacity(length);
        for row in 0..length {
            let args = columns.iter().zip(&call.args).map(|(column, arg)| {
                column.as_ref().map_or_else(|| arg.clone(), |column| column[row].clone())
            });
            let part = Normal::with_origin(call.head.clone(), args.collect(), call.origin);
            results.push(self.eval(Expr::from(part))?);
        }
        if call.args.iter().any(|arg| matches!(arg, Expr::Array(_)))
            && let Some(tensor) = super::pack::try_pack(&results)
        {
            return Ok(Next::Done(Expr::from(tensor)));
        }
        Ok(Next::Again(Expr::from(Normal::with_origin(Expr::Symbol(sym::List), results, call.origin))))
    }

    fn unthreaded(&self, call: &Arc<Normal>) -> Expr {
        call.set_evaluated(self.epoch);
        Expr::Normal(Arc::clone(call))
    }

    fn thread_entries(&mut self, call: &Arc<Normal>) -> Eval<Option<Expr>> {
        let Some(Expr::Association(first)) = call.args.iter().find(|arg| matches!(arg, Expr::Association(_)))
        else {
            return Ok(None);
        };
        let mut entries = Entries::default();
        for key in first.entries.keys() {
            let mut args = Args::new();
            for arg in &call.args {
                args.push(match arg {
                    Expr::Association(other) => match other.entries.get(key) {
                        Some(value) => value.clone(),
                        None => return Ok(None),
                    },
                    other => other.clone(),
                });
            }
            let value = self.eval(Expr::from(Normal::with_origin(call.head.clone(), args, call.origin)))?;
            entries.insert(key.clone(), value);
        }
        Ok(Some(Expr::Association(Arc::new(Association::new(entries)))))
    }
}
