//! Statements: what they set, and that they do nothing else.

use scheelite_runtime::eval::Attributes;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::{Kind, Strict, Typed};

impl Strict<'_> {
    /// An expression of which only what it does matters.
    pub(in crate::automatic) fn effect(&mut self, expr: &Expr) -> Option<Expr> {
        if expr.is_symbol(sym::Null) {
            return Some(expr.clone());
        }
        let call = expr.as_normal()?;
        let name = self.function(call)?;
        match (name, &call.args[..]) {
            ("CompoundExpression", statements) => {
                let statements: Option<Vec<Expr>> = statements.iter().map(|one| self.effect(one)).collect();
                Some(Expr::call(sym::CompoundExpression, statements?))
            }
            ("Set", [Expr::Symbol(symbol), value]) => {
                let value = self.value(value)?;
                self.assignment(*symbol, value)
            }
            ("AddTo" | "SubtractFrom" | "TimesBy" | "DivideBy", [Expr::Symbol(symbol), value]) => {
                let operation = match name {
                    "AddTo" => "Plus",
                    "SubtractFrom" => "Subtract",
                    "TimesBy" => "Times",
                    _ => "Divide",
                };
                self.update(*symbol, operation, value)
            }
            ("Increment" | "PreIncrement", [Expr::Symbol(symbol)]) => {
                self.update(*symbol, "Plus", &Expr::Integer(1))
            }
            ("Decrement" | "PreDecrement", [Expr::Symbol(symbol)]) => {
                self.update(*symbol, "Plus", &Expr::Integer(-1))
            }
            ("If", [test, branches @ ..]) if matches!(branches.len(), 1 | 2) => {
                let mut exprs = vec![self.test(test)?];
                for branch in branches {
                    exprs.push(self.effect(branch)?);
                }
                Some(Expr::call(sym::If, exprs))
            }
            ("While", [test, body]) => {
                let test = self.test(test)?;
                Some(Expr::call(sym::While, [test, self.effect(body)?]))
            }
            ("For", [start, test, step, body]) => {
                let (start, test) = (self.effect(start)?, self.test(test)?);
                let (step, body) = (self.effect(step)?, self.effect(body)?);
                Some(Expr::call(sym::For, [start, test, step, body]))
            }
            ("Do", [body, specs @ ..]) if !specs.is_empty() => {
                let mut written = Vec::new();
                let mut count = 0;
                for spec in specs {
                    let (spec, variable) = self.iterator(spec)?;
                    count += usize::from(variable.is_some());
                    written.push(spec);
                }
                let body = self.effect(body);
                self.unbind(count);
                Some(Expr::call(sym::Do, std::iter::once(body?).chain(written)))
            }
            ("Module" | "Block", _) => {
                self.scope(call, |strict, body| Some((strict.effect(body)?, None))).map(|typed| typed.expr)
            }
            _ => None,
        }
    }

    fn update(&mut self, symbol: Symbol, operation: &str, by: &Expr) -> Option<Expr> {
        let value = Normal::new(Symbol::new(operation), [Expr::Symbol(symbol), by.clone()]);
        // A symbol that is set has to be known as such before it is read.
        self.target(symbol)?;
        let value = self.call(&value)?;
        self.assignment(symbol, value)
    }

    fn assignment(&mut self, symbol: Symbol, value: Typed) -> Option<Expr> {
        let kind = self.target(symbol)?;
        (value.kind == kind).then(|| Expr::call(sym::Set, [Expr::Symbol(symbol), value.expr]))
    }

    /// The kind of the variable that an assignment sets.
    fn target(&mut self, symbol: Symbol) -> Option<Kind> {
        if let Some(bound) = self.bound.iter().rev().find(|bound| bound.symbol == symbol) {
            return bound.assignable.then_some(bound.kind);
        }
        if let Some((_, kind, _)) = self.outside.iter().find(|(known, ..)| *known == symbol) {
            return Some(*kind);
        }
        let definition = self.ev.definition(symbol)?;
        // Setting a symbol of the system may change more than its value.
        if !self.sets_outside
            || symbol.context() == "System`"
            || definition.attributes != Attributes::NONE && definition.attributes != Attributes::TEMPORARY
        {
            return None;
        }
        let value = definition.own_value.clone()?;
        let (kind, scalar) = match value {
            Expr::Integer(_) => (Kind::Integer, Scalar::Integer),
            Expr::Real(_) => (Kind::Real, Scalar::Real),
            _ => return None,
        };
        let start = self.argument(Type::Of(scalar, 0), value);
        self.outside.push((symbol, kind, start));
        Some(kind)
    }
}
