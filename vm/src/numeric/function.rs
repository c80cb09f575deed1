//! Functions of real variables, as plots and numerical methods call them: compiled when they can be, else evaluated.

use num_complex::Complex64;
use scheelite_bytecode::Op;
use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Symbol, sym};

use super::real::{self, real};
use crate::CompiledFunction;

/// An expression as a function of variables.
#[derive(Clone, Debug)]
pub struct Function {
    variables: Vec<Symbol>,
    body: Expr,
    compiled: Option<Expr>,
    quiet: bool,
    /// What is evaluated at every call, with the variables set.
    monitor: Option<Expr>,
}

impl Function {
    /// A function that is always evaluated.
    pub fn evaluated(variables: &[Symbol], body: Expr) -> Function {
        Function { variables: variables.to_vec(), body, compiled: None, quiet: false, monitor: None }
    }

    /// A function of real variables, compiled when its whole body compiles.
    pub fn new(ev: &mut Evaluator, variables: &[Symbol], body: Expr) -> Eval<Function> {
        let function = Function::evaluated(variables, body);
        let compiled = compiled(ev, &function.variables, &function.body)?;
        Ok(Function { compiled, ..function })
    }

    /// The same function, its messages kept back.
    pub fn quiet(self) -> Function {
        Function { quiet: true, ..self }
    }

    /// The same function, which evaluates a monitor at every call.
    pub fn watched(self, monitor: Option<Expr>) -> Function {
        Function { monitor, ..self }
    }

    /// The expression.
    pub fn body(&self) -> &Expr {
        &self.body
    }

    /// Whether calls run compiled code.
    pub fn is_compiled(&self) -> bool {
        self.compiled.is_some()
    }

    /// The value at a point, whatever it is.
    pub fn at(&self, ev: &mut Evaluator, point: &[f64]) -> Eval {
        if let Some(monitor) = &self.monitor {
            Function::evaluated(&self.variables, monitor.clone()).at(ev, point)?;
        }
        if let Some(compiled) = &self.compiled {
            // What compiled code has to say of itself is of no use here; the evaluator says what is wrong.
            let call = Expr::call(compiled.clone(), point.iter().copied().map(Expr::Real));
            let value = ev.silently(|ev| ev.eval(call))?;
            if self.quiet || complex(&value).is_some() || real::reals(&value).is_some() {
                return Ok(value);
            }
        }
        let set = |(&variable, &value): (&Symbol, &f64)| {
            Expr::call(sym::Set, [Expr::Symbol(variable), Expr::Real(value)])
        };
        let values = Expr::list(self.variables.iter().zip(point).map(set));
        let call = Expr::call(sym::Block, [values, self.body.clone()]);
        if self.quiet { ev.silently(|ev| ev.eval(call)) } else { ev.eval(call) }
    }

    /// The value at a point when it is a finite number.
    pub fn complex(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Option<Complex64>> {
        let value = self.at(ev, point)?;
        if let Some(value) = complex(&value) {
            return Ok(Some(value));
        }
        match value {
            // Exact numbers and constants become machine numbers.
            Expr::Normal(_) | Expr::Symbol(_) => Ok(complex(&ev.eval(Expr::call(sym::N, [value]))?)),
            _ => Ok(None),
        }
    }

    /// The value at a point when it is a finite real number.
    pub fn real(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Option<f64>> {
        Ok(self.complex(ev, point)?.filter(|value| value.im == 0.0).map(|value| value.re))
    }

    /// The value at a point when it is a list of real numbers.
    pub fn reals(&self, ev: &mut Evaluator, point: &[f64]) -> Eval<Option<Vec<f64>>> {
        let value = self.at(ev, point)?;
        if let Some(values) = real::reals(&value) {
            return Ok(Some(values));
        }
        let value = ev.eval(Expr::call(sym::N, [value]))?;
        Ok(real::reals(&value))
    }
}

/// A machine complex number out of a number in any form.
pub fn complex(expr: &Expr) -> Option<Complex64> {
    match expr {
        Expr::Complex(parts) => Some(Complex64::new(real(&parts.re)?, real(&parts.im)?)),
        other => real(other).map(Complex64::from),
    }
}

/// `Compile[{{x, _Real}, …}, body]` when the result runs without the evaluator.
fn compiled(ev: &mut Evaluator, variables: &[Symbol], body: &Expr) -> Eval<Option<Expr>> {
    if ev.definition(sym::Compile).and_then(|definition| definition.builtin).is_none() {
        return Ok(None);
    }
    let blank = || Expr::call(sym::Blank, [Expr::Symbol(sym::Real)]);
    let arguments = variables.iter().map(|&variable| Expr::list([Expr::Symbol(variable), blank()]));
    let call = Expr::call(sym::Compile, [Expr::list(arguments), body.clone()]);
    let function = ev.silently(|ev| ev.eval(call))?;
    let whole =
        CompiledFunction::from_expr(&function).and_then(CompiledFunction::program).is_some_and(|program| {
            let leaves = |op: &Op| matches!(op, Op::MainEvaluate { .. });
            !program.functions.iter().any(|function| function.code.iter().any(leaves))
        });
    Ok(whole.then_some(function))
}
