//! Module, Block, With.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, Symbol, Type, Value, sym};

use super::local_functions::with_functions;
use super::{Row, form};
use crate::check::scope::{Binding, Name};
use crate::check::{Checked, Checker, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{Node, Operation};

/// Rows of this topic.
pub const ROWS: &[Row] =
    &[form("Block", block, "any"), form("Module", module, "any"), form("With", with, "any")];

/// A declared variable: its name, and its first value as written.
fn declarations(
    check: &mut Checker,
    call: &Arc<Normal>,
) -> Result<Vec<(Symbol, Option<Expr>)>, crate::check::Failed> {
    let mut found = Vec::new();
    let Some(list) = call.args.first().and_then(|list| list.as_call(sym::List)) else {
        let span = check.arg_span(call, 0);
        let title = format!(
            "Local variable specification of {} is not a list.",
            call.head_symbol().unwrap_or(sym::Null)
        );
        return Err(check.report(Diagnostic::error("lvlist", title).at(span, "").help("write {a, b = 0.}")));
    };
    for item in &list.args {
        let declared = match item {
            Expr::Symbol(symbol) => Some((*symbol, None)),
            Expr::Normal(normal) if normal.has_head(sym::Set) && normal.args.len() == 2 => {
                normal.args[0].as_symbol().map(|symbol| (symbol, Some(normal.args[1].clone())))
            }
            _ => None,
        };
        match declared {
            Some((symbol, _)) if found.iter().any(|(known, _)| *known == symbol) => {
                let span = check.span(list.origin);
                let title = format!("Duplicate local variable {symbol} found.");
                let found = Diagnostic::error("dup", title).at(span, "");
                return Err(check.report(found.help("give each variable a name of its own")));
            }
            Some(declared) => found.push(declared),
            None => {
                let text = check.env.text(item);
                let span = check.span(list.origin);
                let title = format!(
                    "Local variable specification contains {text}, which is not a symbol or an assignment to a symbol."
                );
                return Err(
                    check.report(Diagnostic::error("lvsym", title).at(span, "").help("write {a, b = 0.}"))
                );
            }
        }
    }
    Ok(found)
}

/// Whether a first value makes the name stand for an expression: a function, compiled or not, or a name of one.
pub(super) fn stands_for_expression(check: &Checker, value: &Expr) -> bool {
    let (meaning, _, bound) = check.meaning(value);
    match &meaning {
        Expr::Normal(normal) => {
            matches!(normal.head_symbol(), Some(sym::Function | sym::Composition | sym::RightComposition))
                && check.is_free(sym::Function)
        }
        Expr::Symbol(_) => !bound && !check.is_value(value),
        Expr::Foreign(_) => true,
        _ => false,
    }
}

fn variables(check: &mut Checker, call: &Arc<Normal>, want: Want, dynamic: bool) -> Checked {
    let Some(body) = call.args.get(1).filter(|_| call.args.len() == 2) else { return Ok(None) };
    let declared = declarations(check, call)?;
    let declared_alone: Vec<Symbol> =
        declared.iter().filter(|(_, value)| value.is_none()).map(|(symbol, _)| *symbol).collect();
    let outer = check.scope();
    let mut nodes = Vec::new();
    let mut bindings = Vec::new();
    let mut empty = Vec::new();
    // First values are computed outside, in order.
    for (symbol, value) in declared {
        let Some(value) = value else {
            let local = check.local(symbol.name(), Type::Void);
            bindings.push((symbol, Binding::Local(local)));
            continue;
        };
        if stands_for_expression(check, &value) {
            bindings.push((symbol, Binding::Expr(value, outer)));
            continue;
        }
        if !check.is_value(&value) {
            return Ok(None);
        }
        if is_empty_list(&value) {
            let local = check.local(symbol.name(), Type::Void);
            check.note_empty(local);
            empty.push(local);
            bindings.push((symbol, Binding::Local(local)));
            continue;
        }
        let value = check.value(&value)?;
        let local = check.local(symbol.name(), Type::Void);
        if value.ty != Type::Void {
            check.set_local_type(local, value.ty);
            nodes.push(check.set(local, value, call.origin));
        }
        bindings.push((symbol, Binding::Local(local)));
    }
    let mut scope = outer;
    for (symbol, binding) in bindings {
        // Temporaries of the compiler's own are nobody else's.
        if dynamic
            && symbol.context() != "Compile`"
            && let Binding::Local(local) = binding
        {
            check.note_dynamic(local);
        }
        scope = check.scopes().bind(scope, Name::Symbol(symbol), binding);
    }
    check.set_scope(scope);
    let body =
        with_functions(check, body, &declared_alone, |check, body| check.typed_body(body, &empty, want));
    check.set_scope(outer);
    let body = body?;
    for local in empty {
        if let ty @ Type::Of(_, levels) = check.local_type(local) {
            let lengths = vec![Node::integer(0); usize::from(levels)];
            let make = Node::op(Operation::NewTable, lengths, ty, call.origin);
            nodes.push(check.set(local, make, call.origin));
        }
    }
    nodes.push(body);
    Ok(Some(Node::sequence(nodes, call.origin)))
}

/// Whether a first value is `{}` or an empty bag: its type comes from what is put in first.
fn is_empty_list(value: &Expr) -> bool {
    value.as_normal().is_some_and(|normal| {
        normal.args.is_empty()
            && normal
                .head_symbol()
                .is_some_and(|head| head == sym::List || head.full_name() == "Internal`Bag")
    })
}

fn module(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    variables(check, call, want, false)
}

fn block(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    variables(check, call, want, true)
}

fn with(check: &mut Checker, call: &Arc<Normal>, want: Want) -> Checked {
    let Some((body, _)) = call.args.split_last().filter(|(_, lists)| !lists.is_empty()) else {
        return Ok(None);
    };
    if call.args.len() > 2 {
        // `With[{…}, {…}, body]`: each list sees those before it.
        let inner = Normal::with_origin(call.head.clone(), call.args[1..].into(), call.origin);
        let args = [call.args[0].clone(), Expr::from(inner)];
        let outer = Normal::with_origin(call.head.clone(), args.into_iter().collect(), call.origin);
        return with(check, &Arc::new(outer), want);
    }
    let declared = declarations(check, call)?;
    let outer = check.scope();
    let mut nodes = Vec::new();
    let mut bindings = Vec::new();
    for (symbol, value) in declared {
        let Some(value) = value else { return Ok(None) };
        if !check.is_value(&value) || stands_for_expression(check, &value) {
            bindings.push((symbol, Binding::Expr(value, outer)));
            continue;
        }
        let node = check.value(&value)?;
        match node.as_constant() {
            // Numbers are seen as if written there: `x^n` with a known n.
            Some(Value::Integer(_) | Value::Real(_)) => bindings.push((symbol, Binding::Expr(value, outer))),
            _ if node.ty == Type::Void => return Ok(None),
            _ => {
                let (local, set) = check.hold(symbol.name(), node);
                nodes.push(set);
                bindings.push((symbol, Binding::Constant(local)));
            }
        }
    }
    let mut scope = outer;
    for (symbol, binding) in bindings {
        scope = check.scopes().bind(scope, Name::Symbol(symbol), binding);
    }
    check.set_scope(scope);
    let body = check.expr(body, want);
    check.set_scope(outer);
    nodes.push(body?);
    Ok(Some(Node::sequence(nodes, call.origin)))
}
