//! Calls: of functions of the same program, of other compiled functions, of the evaluator.

use std::sync::Arc;

use scheelite_bytecode::Pool;
use scheelite_bytecode::operand::pool;
use scheelite_bytecode::program::{Callee, ExternalTarget};
use scheelite_runtime::{Expr, Symbol, Type};

use super::frame::{Flow, Frame};
use super::link::{Linked, LinkedCompiledCall, LinkedExternal, Place};
use super::run::{Detail, Leave, Run};
use super::stack::Resolved;
use crate::compiled_function::CompiledFunction;
use crate::convert::{expr_to_value, value_to_expr};

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn call(self, call: Pool<pool::Call>) -> Flow {
        Flow::Call(call.index() as u32)
    }

    #[inline(always)]
    pub fn call_compiled(self, call: Pool<pool::CompiledCall>) -> Flow {
        Flow::CallCompiled(call.index() as u32)
    }

    #[inline(always)]
    pub fn return_result(self) -> Flow {
        Flow::Return
    }

    #[inline(always)]
    pub fn return_error(self) -> Flow {
        Flow::Leave(Leave::Numerical)
    }

    #[inline(never)]
    pub fn main_evaluate(self, call: Pool<pool::External>) -> Flow {
        let external = &self.run().function().externals[call.index()];
        match self.evaluate_external(external) {
            Ok(()) => Flow::Next,
            Err(leave) => Flow::Leave(leave),
        }
    }

    fn evaluate_external(self, external: &LinkedExternal) -> Result<(), Leave> {
        let mut values = Vec::with_capacity(external.places.len());
        for place in &external.places {
            values.push(value_to_expr(self.value(*place).ok_or(Leave::Unset)?));
        }
        let result = match &external.call.target {
            ExternalTarget::Head { head, .. } => self.evaluate(Expr::call(head.clone(), values))?,
            ExternalTarget::Block { body, locals } => {
                let symbols: Vec<Symbol> = locals.iter().map(|local| local.symbol).collect();
                let evaluator = self.run().evaluator.as_deref_mut().ok_or(Leave::External)?;
                let saved: Vec<Option<Expr>> = symbols
                    .iter()
                    .zip(values)
                    .map(|(&symbol, value)| evaluator.set_own_value(symbol, Some(value)))
                    .collect();
                let result = self.evaluate(body.clone());
                let evaluator = self.run().evaluator.as_deref_mut().ok_or(Leave::External)?;
                let after: Vec<Option<Expr>> = symbols
                    .iter()
                    .zip(saved)
                    .map(|(&symbol, value)| evaluator.set_own_value(symbol, value))
                    .collect();
                let result = result?;
                for ((local, place), value) in locals.iter().zip(&external.places).zip(after) {
                    if local.write_back {
                        self.put_expr(*place, value.unwrap_or_else(Expr::null))?;
                    }
                }
                result
            }
        };
        match external.dst {
            Some(dst) => self.put_expr(dst, result),
            None => Ok(()),
        }
    }

    fn evaluate(self, expr: Expr) -> Result<Expr, Leave> {
        let run = self.run();
        run.direct.forget();
        let evaluator = run.evaluator.as_deref_mut().ok_or(Leave::External)?;
        evaluator.eval(expr).map_err(|unwind| {
            self.run().detail = Some(Detail::Unwind(unwind));
            Leave::Unwind
        })
    }

    /// Puts what the evaluator gave into a register.
    fn put_expr(self, place: Place, expr: Expr) -> Result<(), Leave> {
        let expected = Type::Of(place.scalar, place.rank);
        if expr_to_value(&expr, expected).is_some_and(|value| self.put_value(place, value)) {
            return Ok(());
        }
        self.run().detail = Some(Detail::External { result: expr, expected });
        Err(Leave::External)
    }
}

impl Run<'_> {
    /// Enters another compiled function, or has the evaluator compute the call; true when a frame was entered. The
    /// instruction is at the address `site`.
    #[inline(always)]
    pub(super) fn call_compiled<const CHECKED: bool>(
        &mut self,
        entry: usize,
        pc: usize,
        site: usize,
    ) -> Result<bool, Leave> {
        // SAFETY: `verify::operands`: the entry is in the pool.
        let call = unsafe { self.function().compiled_calls.get_unchecked(entry) };
        let direct = *self.direct.at(site);
        if direct.site == site {
            // SAFETY: `keep` holds the program for as long as the run.
            let callee = unsafe { &*direct.function };
            self.enter::<CHECKED>(direct.program, callee, &call.site, pc)?;
            return Ok(true);
        }
        self.find_compiled::<CHECKED>(call, pc, site)
    }

    /// The first call of a compiled function since the meaning of names may have changed.
    #[inline(never)]
    fn find_compiled<const CHECKED: bool>(
        &mut self,
        call: &LinkedCompiledCall,
        pc: usize,
        site: usize,
    ) -> Result<bool, Leave> {
        let resolved = match &call.call.callee {
            Callee::Value(value) => self.callee(value),
            Callee::Symbol(symbol) => self.callee_by_name(*symbol),
        };
        if let Resolved::Program(program) = resolved {
            let (caller, callee) = (self.function(), &program.functions[0]);
            let (args, dst) = (&call.site.args, &call.site.dst);
            // Types may differ from call to call of one name, so they are compared here.
            let fits = callee.catches == caller.catches
                && callee.args.len() == args.len()
                && callee.args.iter().zip(args).all(|(to, from)| same_type(to, from))
                && match (&callee.result, dst) {
                    (Some(from), Some(to)) => same_type(from, to),
                    (_, None) => true,
                    (None, Some(_)) => false,
                };
            if fits {
                let program = self.keep(program);
                // SAFETY: `keep` holds the program for as long as the run.
                let callee = unsafe { &(&(*program).functions)[0] };
                self.direct.note(site, caller, &call.site, (program, callee), self.slab_end);
                self.enter::<CHECKED>(program, callee, &call.site, pc)?;
                return Ok(true);
            }
        }
        self.evaluate_call::<CHECKED>(call)?;
        Ok(false)
    }

    fn keep(&mut self, program: Arc<Linked>) -> *const Linked {
        let pointer = Arc::as_ptr(&program);
        if !self.direct.kept.iter().any(|kept| std::ptr::eq(Arc::as_ptr(kept), pointer)) {
            self.direct.kept.push(program);
        }
        pointer
    }

    fn callee(&mut self, value: &Expr) -> Resolved {
        match CompiledFunction::from_expr(value).and_then(CompiledFunction::linked) {
            Some(linked) => Resolved::Program(linked.clone()),
            None => Resolved::Evaluator,
        }
    }

    fn callee_by_name(&mut self, symbol: Symbol) -> Resolved {
        if let Some(resolved) = self.direct.resolved.get(&symbol) {
            return resolved.clone();
        }
        let definition = self.evaluator.as_deref().and_then(|evaluator| evaluator.definition(symbol));
        let value = definition.and_then(|definition| definition.own_value.clone());
        let resolved = value.map_or(Resolved::Evaluator, |value| self.callee(&value));
        self.direct.resolve(symbol, resolved.clone());
        resolved
    }

    /// Computes a call of a compiled function by the evaluator.
    fn evaluate_call<const CHECKED: bool>(&mut self, call: &LinkedCompiledCall) -> Result<(), Leave> {
        let head = match &call.call.callee {
            Callee::Value(value) => value.clone(),
            Callee::Symbol(symbol) => Expr::Symbol(*symbol),
        };
        let frame = Frame::<CHECKED> { registers: self.registers(), run: self };
        let args: Option<Vec<Expr>> =
            call.site.args.iter().map(|place| frame.value(*place).map(value_to_expr)).collect();
        let result = frame.evaluate(Expr::call(head, args.ok_or(Leave::Unset)?))?;
        match call.site.dst {
            Some(dst) => frame.put_expr(dst, result),
            None => Ok(()),
        }
    }
}

fn same_type(a: &Place, b: &Place) -> bool {
    a.scalar == b.scalar && a.rank == b.rank
}
