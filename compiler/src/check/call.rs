//! Calls of what is not in the table: pure functions, compiled functions, definitions of the session.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Symbol, Type, sym};

use super::leave::Frame;
use super::scope::{Binding, Name, Scope, mentions};
use super::types::{coerce, widens};
use super::{Checked, Checker, Want};
use crate::ir::{Callee, Kind, Node};
use crate::request::{Choice, Compiled};

/// A compiled function with fewer parts than this is put in by itself.
const SMALL: usize = 40;

/// Definitions put into each other deeper than this stay calls.
const INLINE_DEPTH: usize = 16;

/// Definitions of the compiler's own in each other's arguments, at most.
const DEFINITION_DEPTH: u32 = 16;

impl Checker<'_> {
    /// A call whose head has no row.
    pub(super) fn call_function(&mut self, head: &Expr, call: &Arc<Normal>, _want: Want) -> Checked {
        match head {
            Expr::Symbol(symbol) => match self.binding(Name::Symbol(*symbol)) {
                Some(Binding::Expr(inner, scope)) => match self.env.compiled(&inner) {
                    Some(compiled) => self.call_compiled(&Callee::Value(inner), &compiled, call),
                    None if self.in_scope(scope, |check| check.is_function(&inner)) => {
                        let Some(args) = self.arguments(call)? else { return Ok(None) };
                        self.apply_to_values(head, args, call.origin).map(Some)
                    }
                    None => Ok(None),
                },
                Some(_) => Ok(None),
                None => self.call_outer(*symbol, call),
            },
            Expr::Normal(normal)
                if matches!(
                    normal.head_symbol(),
                    Some(sym::Function | sym::Composition | sym::RightComposition)
                ) && self.is_free(sym::Function) =>
            {
                let Some(args) = self.arguments(call)? else { return Ok(None) };
                self.apply_to_values(head, args, call.origin).map(Some)
            }
            Expr::Normal(normal) if normal.has_head(sym::Slot) => {
                let slot = match normal.args.first() {
                    Some(Expr::Integer(slot)) => *slot,
                    _ => 1,
                };
                match self.binding(Name::Slot(slot)) {
                    Some(Binding::Expr(inner, scope)) => {
                        let Some(args) = self.arguments(call)? else { return Ok(None) };
                        self.in_scope(scope, |check| check.apply_to_values(&inner, args, call.origin))
                            .map(Some)
                    }
                    _ => Ok(None),
                }
            }
            Expr::Foreign(_) => match self.env.compiled(head) {
                Some(compiled) => self.call_compiled(&Callee::Value(head.clone()), &compiled, call),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// The values of all arguments; none when one cannot be a machine value.
    fn arguments(&mut self, call: &Normal) -> super::Check<Option<Vec<Node>>> {
        if !call.args.iter().all(|arg| self.is_value(arg)) {
            return Ok(None);
        }
        let mut args = Vec::new();
        for arg in &call.args {
            let node = self.value(arg)?;
            if node.ty == Type::Void {
                return Ok(None);
            }
            args.push(node);
        }
        Ok(Some(args))
    }

    fn call_outer(&mut self, symbol: Symbol, call: &Arc<Normal>) -> Checked {
        if self.options.inline_definitions == Choice::No {
            return Ok(None);
        }
        if let Some(value) = self.env.own_value(symbol) {
            if let Some(compiled) = self.env.compiled(&value) {
                // Through the symbol, so that a later definition is seen; put in only on request.
                let callee = if self.options.inline_definitions == Choice::Yes {
                    Callee::Value(value)
                } else {
                    Callee::Symbol(symbol)
                };
                return self.call_compiled(&callee, &compiled, call);
            }
            if self.options.inline_definitions == Choice::Yes && self.is_function(&value) {
                let Some(args) = self.arguments(call)? else { return Ok(None) };
                return self.put_in(&Expr::Symbol(symbol), |check| {
                    check
                        .in_scope(Scope::ROOT, |check| check.apply_to_values(&value, args, call.origin))
                        .map(Some)
                });
            }
            return Ok(None);
        }
        if self.options.inline_definitions == Choice::Yes {
            return self.inline_definition(symbol, call);
        }
        Ok(None)
    }

    fn put_in(&mut self, what: &Expr, f: impl FnOnce(&mut Self) -> Checked) -> Checked {
        if self.inlining.contains(what) || self.inlining.len() >= INLINE_DEPTH {
            return Ok(None);
        }
        self.inlining.push(what.clone());
        self.inside += 1;
        self.frames.push(Frame::Closed);
        let result = f(self);
        self.frames.pop();
        self.inside -= 1;
        self.inlining.pop();
        result
    }

    /// Checks the right side of a definition of the compiler's own: no loop outside is left from inside it.
    pub fn in_definition(&mut self, f: impl FnOnce(&mut Self) -> super::Check) -> Checked {
        if self.definitions >= DEFINITION_DEPTH {
            return Ok(None);
        }
        self.definitions += 1;
        self.inside += 1;
        self.frames.push(Frame::Closed);
        let result = f(self);
        self.frames.pop();
        self.inside -= 1;
        self.definitions -= 1;
        result.map(Some)
    }

    /// A definition `f[x_, …] := body` put in: it must be the only one, and its patterns plain or of the types given.
    fn inline_definition(&mut self, symbol: Symbol, call: &Arc<Normal>) -> Checked {
        let definitions = self.env.definitions(symbol);
        let [rule] = &definitions[..] else { return Ok(None) };
        let Some(pattern) = rule.pattern.as_call(symbol).cloned() else { return Ok(None) };
        if pattern.args.len() != call.args.len() || mentions(&rule.value, sym::Return) {
            return Ok(None);
        }
        let Some(args) = self.arguments(call)? else { return Ok(None) };
        let mut names = Vec::new();
        for (parameter, arg) in pattern.args.iter().zip(&args) {
            match parameter_name(parameter, arg.ty) {
                Some(name) => names.push(name),
                None => return Ok(None),
            }
        }
        let value = rule.value.clone();
        self.put_in(&Expr::Symbol(symbol), |check| {
            check.body_with_arguments(&names, args, &value, call.origin).map(Some)
        })
    }

    /// A body from elsewhere with its parameters as variables.
    fn body_with_arguments(
        &mut self,
        names: &[Symbol],
        args: Vec<Node>,
        body: &Expr,
        origin: Origin,
    ) -> super::Check {
        let mut nodes = Vec::new();
        let mut scope = Scope::ROOT;
        for (name, arg) in names.iter().zip(args) {
            let (local, set) = self.hold(name.name(), arg);
            nodes.push(set);
            scope = self.scopes.bind(scope, Name::Symbol(*name), Binding::Constant(local));
        }
        nodes.push(self.in_scope(scope, |check| check.value(body))?);
        Ok(Node::sequence(nodes, origin))
    }

    fn call_compiled(&mut self, callee: &Callee, compiled: &Compiled, call: &Arc<Normal>) -> Checked {
        if compiled.arguments.len() != call.args.len() {
            return Ok(None);
        }
        let Some(args) = self.arguments(call)? else { return Ok(None) };
        let fits = args.iter().zip(&compiled.arguments).all(|(arg, wanted)| widens(arg.ty, wanted.ty));
        if !fits {
            // It would thread, or refuse the arguments: that is the evaluator's.
            return Ok(None);
        }
        let args: Vec<Node> =
            args.into_iter().zip(&compiled.arguments).map(|(arg, wanted)| coerce(arg, wanted.ty)).collect();
        let inline = match (callee, self.options.inline_compiled) {
            (Callee::Value(_), Choice::Yes) => true,
            (Callee::Value(_), Choice::Automatic) => size(&compiled.body, SMALL) < SMALL,
            _ => false,
        };
        if let Callee::Value(value) = callee
            && inline
            && compiled.default_options
            && !mentions(&compiled.body, sym::Return)
        {
            let names: Vec<Symbol> = compiled.arguments.iter().map(|argument| argument.symbol).collect();
            let snapshot = self.snapshot();
            let inner = args.clone();
            let result = self.put_in(value, |check| {
                check.body_with_arguments(&names, inner, &compiled.body, call.origin).map(Some)
            });
            match result {
                Ok(Some(node)) if widens(node.ty, compiled.result) => {
                    return Ok(Some(coerce(node, compiled.result)));
                }
                _ => self.restore(&snapshot),
            }
        }
        Ok(Some(Node::new(Kind::Call(callee.clone(), args), compiled.result, call.origin)))
    }
}

/// The name of a parameter that takes a value of this type: `x_`, `x_Integer`, `x_Real`, `x_List`.
fn parameter_name(parameter: &Expr, ty: Type) -> Option<Symbol> {
    let pattern = parameter.as_call(sym::Pattern)?;
    let [name, blank] = &pattern.args[..] else { return None };
    let blank = blank.as_call(sym::Blank)?;
    let fits = match blank.args.first().map(Expr::as_symbol) {
        None => true,
        Some(Some(sym::Integer)) => ty == Type::INTEGER,
        Some(Some(sym::Real)) => ty == Type::REAL,
        Some(Some(sym::List)) => crate::ir::rank(ty) > 0,
        _ => false,
    };
    name.as_symbol().filter(|_| fits)
}

/// Number of parts of an expression, counted up to a limit.
fn size(expr: &Expr, limit: usize) -> usize {
    let mut count = 0;
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        count += 1;
        if count >= limit {
            break;
        }
        if let Expr::Normal(normal) = expr {
            pending.extend(normal.args.iter());
        }
    }
    count
}
