//! Calls of the evaluator for what has no row: typed by declaration, else taken to give a Real.

use std::sync::Arc;

use scheelite_runtime::eval::Attributes;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::scope::{Binding, Name, mentions, replace};
use super::types::widest;
use super::{Check, Checker, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{BlockLocal, External, Kind, LocalId, Node, rank, type_words};

/// Heads that assign to their first argument.
pub const ASSIGNING: &[Symbol] = &[
    sym::Set,
    sym::SetDelayed,
    sym::AddTo,
    sym::SubtractFrom,
    sym::TimesBy,
    sym::DivideBy,
    sym::Increment,
    sym::Decrement,
    sym::PreIncrement,
    sym::PreDecrement,
    sym::AppendTo,
    sym::PrependTo,
    sym::Unset,
];

impl Checker<'_> {
    /// The type declared for a call in the third argument of `Compile`.
    pub(super) fn declared_type(&mut self, call: &Arc<Normal>) -> Option<Type> {
        let request = self.request;
        let expr = Expr::Normal(call.clone());
        request
            .declared
            .iter()
            .find(|declared| {
                could_match(call, &declared.pattern) && self.env.matches(&expr, &declared.pattern)
            })
            .map(|declared| declared.ty)
    }

    /// An expression left to the evaluator; its type is not known.
    pub fn external(&mut self, expr: &Expr, want: Want) -> Check {
        let span = self.span(self.place(expr));
        let ty = if want == Want::Effect { Type::Void } else { Type::REAL };
        self.no_information(expr, span, ty);
        Ok(self.external_of_type(expr, ty))
    }

    /// The place of an expression: for a symbol, where it stands in the call around it.
    fn place(&self, expr: &Expr) -> scheelite_runtime::source::Origin {
        match expr {
            Expr::Normal(normal) => normal.origin,
            Expr::Symbol(symbol) => self.symbol_origin(*symbol),
            _ => scheelite_runtime::source::Origin::NONE,
        }
    }

    fn no_information(&mut self, expr: &Expr, span: Option<scheelite_runtime::source::Span>, ty: Type) {
        self.assumed += 1;
        let text = self.env.text(expr);
        let title = format!(
            "No information is available for compilation of {text}. The compiler will use an external evaluation and \
             make assumptions about the return type."
        );
        let label = match ty {
            Type::Void => "evaluated outside compiled code".to_owned(),
            _ => format!("evaluated outside compiled code, taken to give {}", type_words(ty)),
        };
        let head = expr.as_normal().map(|normal| &normal.head);
        let help = match (head.and_then(Expr::as_symbol).and_then(advice), head) {
            (Some(advice), _) => advice.to_owned(),
            (None, Some(head)) => format!("declare its type: {{{{{}[__], _Real}}}}", self.env.text(head)),
            (None, None) => "declare its type in the third argument of Compile".to_owned(),
        };
        let mut found = Diagnostic::note("noinfo", title).at(span, label).help(help);
        found.args = vec![expr.clone()];
        self.report(found);
    }

    /// A call left to the evaluator, with its arguments computed before when that cannot change its meaning. Arguments that
    /// would themselves be left with an assumed type stay in the call: `StringLength[ToString[n]]` is one evaluation.
    pub(super) fn external_call(&mut self, call: &Arc<Normal>, want: Want, declared: Option<Type>) -> Check {
        let expr = Expr::Normal(call.clone());
        let ty = match (declared, want) {
            (Some(ty), _) => ty,
            (None, Want::Effect) => Type::Void,
            (None, Want::Value) => {
                let span = self.span(call.origin);
                self.no_information(&expr, span, Type::REAL);
                Type::REAL
            }
        };
        let head = call.head_symbol().filter(|&head| self.is_free(head));
        if let Some(head) = head
            && self.dynamic.is_empty()
            && holds_nothing(self.env.attributes(head))
            && call.args.iter().all(|arg| self.is_value(arg) && !is_control(arg))
        {
            let before = self.snapshot();
            let assumed = self.assumed;
            let mut args = Vec::new();
            for arg in &call.args {
                args.push(self.value(arg)?);
            }
            if args.iter().all(|arg| arg.ty != Type::Void) && self.assumed == assumed {
                self.externals += 1;
                let ty = match declared {
                    None if ty != Type::Void => self.numeric_type(head, &args).unwrap_or(ty),
                    _ => ty,
                };
                let kind = match declared {
                    // A name without any meaning yet: perhaps the compiled function's own.
                    Some(_) if self.is_undefined(head) => Kind::Call(crate::ir::Callee::Symbol(head), args),
                    _ => Kind::External(External::Head(Expr::Symbol(head), args)),
                };
                return Ok(Node::new(kind, ty, call.origin));
            }
            self.restore(&before);
        }
        Ok(self.external_of_type(&expr, ty))
    }

    /// What a numeric function of the evaluator's gives for complex numbers and, when it threads, for arrays: more of them.
    fn numeric_type(&self, head: Symbol, args: &[Node]) -> Option<Type> {
        let attributes = self.env.attributes(head);
        let wide = widest(args).filter(|_| attributes.has(Attributes::NUMERIC_FUNCTION))?.max(Scalar::Real);
        let levels = args.iter().map(|arg| rank(arg.ty)).max()?;
        (levels == 0 || attributes.has(Attributes::LISTABLE)).then_some(Type::Of(wide, levels))
    }

    fn is_undefined(&self, symbol: Symbol) -> bool {
        !self.env.is_builtin(symbol)
            && self.env.own_value(symbol).is_none()
            && self.env.definitions(symbol).is_empty()
    }

    /// An expression left whole to the evaluator, with the variables it mentions passed in and written back.
    pub fn external_of_type(&mut self, expr: &Expr, ty: Type) -> Node {
        self.externals += 1;
        let mut extra: Vec<(Symbol, LocalId)> = Vec::new();
        let body = self.spelled_out(expr, &mut extra, 0);
        let scope = self.scope();
        let mut locals: Vec<BlockLocal> = Vec::new();
        for (symbol, local, assignable) in self.scopes().variables(scope) {
            let seen = mentions(&body, symbol) || self.dynamic.contains(&local);
            if self.local_type(local) != Type::Void && seen {
                let write_back = assignable && assigns(&body, symbol);
                if write_back {
                    self.locals[local.0 as usize].writes += 1;
                }
                locals.push(BlockLocal { symbol, local, write_back });
            }
        }
        locals.extend(extra.into_iter().map(|(symbol, local)| BlockLocal {
            symbol,
            local,
            write_back: false,
        }));
        let origin = self.place(expr);
        Node::new(Kind::External(External::Block(body, locals)), ty, origin)
    }

    /// The expression with names that stand for expressions, and slots, replaced by what the evaluator understands.
    fn spelled_out(&mut self, expr: &Expr, extra: &mut Vec<(Symbol, LocalId)>, depth: usize) -> Expr {
        if depth > 64 {
            return expr.clone();
        }
        let mut slots: Vec<(i64, Expr)> = Vec::new();
        replace(expr, &mut |part| match part {
            Expr::Symbol(symbol) => match self.binding(Name::Symbol(*symbol)) {
                Some(Binding::Expr(inner, scope)) => {
                    Some(self.in_scope(scope, |check| check.spelled_out(&inner, extra, depth + 1)))
                }
                _ => None,
            },
            Expr::Normal(normal) if normal.has_head(sym::Function) && normal.args.len() == 1 => {
                Some(part.clone())
            }
            Expr::Normal(normal) if normal.has_head(sym::Slot) => {
                let slot = match normal.args.first() {
                    None => 1,
                    Some(Expr::Integer(slot)) => *slot,
                    Some(_) => return None,
                };
                if let Some((_, symbol)) = slots.iter().find(|(known, _)| *known == slot) {
                    return Some(symbol.clone());
                }
                match self.binding(Name::Slot(slot)) {
                    Some(Binding::Local(local) | Binding::Constant(local)) => {
                        let symbol = self.fresh_symbol();
                        extra.push((symbol, local));
                        slots.push((slot, Expr::Symbol(symbol)));
                        Some(Expr::Symbol(symbol))
                    }
                    Some(Binding::Expr(inner, scope)) => {
                        Some(self.in_scope(scope, |check| check.spelled_out(&inner, extra, depth + 1)))
                    }
                    _ => None,
                }
            }
            _ => None,
        })
    }
}

/// What to write instead of a function that compiles, but not over these arguments.
fn advice(head: Symbol) -> Option<&'static str> {
    Some(match head {
        sym::Equal | sym::Greater | sym::GreaterEqual | sym::Less | sym::LessEqual | sym::Unequal => {
            "comparisons are not listable: write UnitStep[v - 1], or Map[Boole[# > 1] &, v]"
        }
        sym::If | sym::While | sym::For | sym::Which => "a condition has to be True or False: write x != 0",
        sym::And | sym::Or | sym::Not => "the arguments have to be True or False: write x != 0",
        sym::List => "the elements of a list have one type: numbers, or lists of one shape",
        sym::Part => "a part number is an integer, a list of integers, a Span or All",
        _ => return None,
    })
}

/// Whether a pattern could match a call, judged cheaply by the head.
fn could_match(call: &Normal, pattern: &Expr) -> bool {
    match (pattern, call.head_symbol()) {
        (Expr::Normal(pattern), Some(head)) => match pattern.head_symbol() {
            Some(found) if found == head => true,
            Some(
                sym::Alternatives
                | sym::Pattern
                | sym::Condition
                | sym::PatternTest
                | sym::HoldPattern
                | sym::Blank
                | sym::Except,
            ) => true,
            Some(_) => false,
            None => true,
        },
        _ => true,
    }
}

fn holds_nothing(attributes: Attributes) -> bool {
    !(0..2).any(|index| attributes.holds(index))
}

/// Whether an argument leaves the call by itself.
fn is_control(expr: &Expr) -> bool {
    expr.as_normal().is_some_and(|normal| {
        matches!(
            normal.head_symbol(),
            Some(sym::Return | sym::Break | sym::Continue | sym::Throw | sym::Goto)
        )
    })
}

/// Whether an expression assigns to a symbol or to a part of it.
fn assigns(expr: &Expr, symbol: Symbol) -> bool {
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        let Expr::Normal(normal) = expr else { continue };
        if normal.head_symbol().is_some_and(|head| ASSIGNING.contains(&head))
            && normal.args.first().is_some_and(|target| mentions(target, symbol))
        {
            return true;
        }
        pending.push(&normal.head);
        pending.extend(normal.args.iter());
    }
    false
}
