//! What the compiler may ask the session.

use scheelite_compiler::request::{self, Compiled, Environment, Rule};
use scheelite_runtime::eval::{Attributes, Evaluator};
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol, sym};

use crate::compiled_function::CompiledFunction;

/// The session as the compiler sees it.
pub(crate) struct Session<'a> {
    ev: &'a mut Evaluator,
    /// The name of the function being compiled: what it means now is not what it will mean.
    name: Option<Symbol>,
}

impl<'a> Session<'a> {
    pub(crate) fn new(ev: &'a mut Evaluator) -> Self {
        Session { ev, name: None }
    }

    pub(crate) fn naming(ev: &'a mut Evaluator, name: Option<Symbol>) -> Self {
        Session { ev, name }
    }
}

impl Environment for Session<'_> {
    fn own_value(&self, symbol: Symbol) -> Option<Expr> {
        self.ev.definition(symbol).filter(|_| self.name != Some(symbol))?.own_value.clone()
    }

    fn definitions(&self, symbol: Symbol) -> Vec<Rule> {
        let unheld = |expr: Expr| match expr.as_call(sym::HoldPattern) {
            Some(held) if held.args.len() == 1 => held.args[0].clone(),
            _ => expr,
        };
        if self.name == Some(symbol) {
            return Vec::new();
        }
        let rules = self.ev.down_values(symbol).into_iter();
        rules.map(|(pattern, value)| Rule { pattern: unheld(pattern), value }).collect()
    }

    fn is_builtin(&self, symbol: Symbol) -> bool {
        self.ev.definition(symbol).is_some_and(|definition| definition.builtin.is_some())
    }

    fn attributes(&self, symbol: Symbol) -> Attributes {
        self.ev.attributes(symbol)
    }

    fn matches(&mut self, expr: &Expr, pattern: &Expr) -> bool {
        let held = |expr: &Expr| Expr::call(sym::HoldComplete, [expr.clone()]);
        let test = Expr::call(Symbol::new("MatchQ"), [held(expr), held(pattern)]);
        self.ev.eval(test).is_ok_and(|answer| answer.is_true())
    }

    fn compiled(&self, expr: &Expr) -> Option<Compiled> {
        let function = CompiledFunction::from_expr(expr)?;
        let arguments = function.arguments().iter();
        Some(Compiled {
            arguments: arguments
                .map(|argument| request::Argument { symbol: argument.name, ty: argument.ty })
                .collect(),
            result: function.result_type(),
            body: function.body().clone(),
            listable: function.is_listable(),
            default_options: function.has_default_options(),
        })
    }

    fn number(&mut self, expr: &Expr) -> Option<Expr> {
        let quiet = |expr: Expr| Expr::call(Symbol::new("Quiet"), [expr]);
        let value = self.ev.eval(quiet(expr.clone())).ok()?;
        if value.is_number() {
            return Some(value);
        }
        let value = self.ev.eval(quiet(Expr::call(sym::N, [value]))).ok()?;
        value.is_number().then_some(value)
    }

    fn text(&self, expr: &Expr) -> String {
        super::input_form(expr)
    }

    fn sources(&self) -> &SourceMap {
        &self.ev.sources
    }
}
