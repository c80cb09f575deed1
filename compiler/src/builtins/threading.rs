//! Functions of numbers over lists: what has no operation for whole tensors is done element by element.

use std::sync::Arc;

use scheelite_runtime::{Expr, Normal, sym};

use super::iteration::with_symbols;
use crate::check::{Checked, Checker, Want};
use crate::ir::{Node, rank};

/// `f[a, b, …]` for a listable `f` with tensors among its arguments: `f` of their elements in a table, other arguments as
/// they are. None when there is no operation for the elements either.
pub fn threaded(check: &mut Checker, call: &Arc<Normal>, args: Vec<Node>, want: Want) -> Checked {
    let snapshot = check.snapshot();
    let mut nodes = Vec::new();
    let mut locals = Vec::new();
    let ranks: Vec<u8> = args.iter().map(|arg| rank(arg.ty)).collect();
    for arg in args {
        let (local, set) = check.hold("arg", arg);
        locals.push(local);
        nodes.push(set);
    }
    let items: Vec<Expr> = ranks.iter().map(|_| Expr::Symbol(check.fresh_symbol())).collect();
    let head = call.head.clone();
    let make = |symbols: &[scheelite_runtime::Symbol]| {
        let mut lists = Vec::new();
        let mut parameters = Vec::new();
        let mut inner = Vec::new();
        for ((symbol, item), &levels) in symbols.iter().zip(&items).zip(&ranks) {
            if levels > 0 {
                lists.push(Expr::Symbol(*symbol));
                parameters.push(item.clone());
                inner.push(item.clone());
            } else {
                inner.push(Expr::Symbol(*symbol));
            }
        }
        let body = Normal::with_origin(head, inner.into_iter().collect(), call.origin);
        let function = Expr::call(sym::Function, [Expr::list(parameters), Expr::from(body)]);
        let over = if lists.len() == 1 { lists.swap_remove(0) } else { Expr::list(lists) };
        let functional = if over.is_list() { sym::MapThread } else { sym::Map };
        let threaded = Normal::with_origin(
            Expr::Symbol(functional),
            [function, over].into_iter().collect(),
            call.origin,
        );
        Expr::from(threaded)
    };
    match with_symbols(check, &locals, make, want) {
        Ok(node) if check.added_externals(&snapshot) == 0 => {
            nodes.push(node);
            Ok(Some(Node::sequence(nodes, call.origin)))
        }
        _ => {
            check.restore(&snapshot);
            Ok(None)
        }
    }
}
