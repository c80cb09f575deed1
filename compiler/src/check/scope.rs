//! What names mean at a place of the source: a tree of scopes, innermost first.

use std::sync::Arc;

use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::{Expr, Normal, Symbol};

use crate::ir::LocalId;

/// What can be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A symbol.
    Symbol(Symbol),
    /// `#n`
    Slot(i64),
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Binding {
    /// A variable.
    Local(LocalId),
    /// An argument of the function or of a pure function, an iterator: a variable that may not be assigned.
    Constant(LocalId),
    /// An expression in the scope where it was written: a pure function, the value of a `With`.
    Expr(Expr, Scope),
    /// Slots of outer functions are not seen from here.
    Boundary,
}

/// A place in the tree of scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(u32);

struct Entry {
    name: Option<Name>,
    binding: Binding,
    parent: Scope,
}

/// All scopes of a function.
#[derive(Default)]
pub struct Scopes {
    entries: Vec<Entry>,
}

impl Scope {
    /// The scope without names.
    pub const ROOT: Scope = Scope(0);
}

impl Scopes {
    /// The scope with one more name.
    pub fn bind(&mut self, parent: Scope, name: Name, binding: Binding) -> Scope {
        self.entries.push(Entry { name: Some(name), binding, parent });
        Scope(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    /// The scope inside a pure function with slots.
    pub fn boundary(&mut self, parent: Scope) -> Scope {
        self.entries.push(Entry { name: None, binding: Binding::Boundary, parent });
        Scope(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    /// What a name means there.
    pub fn find(&self, mut scope: Scope, name: Name) -> Option<&Binding> {
        while scope != Scope::ROOT {
            let entry = &self.entries[scope.0 as usize - 1];
            match (&entry.name, name) {
                (Some(bound), _) if *bound == name => return Some(&entry.binding),
                (None, Name::Slot(_)) => return None,
                _ => scope = entry.parent,
            }
        }
        None
    }

    /// All names bound to variables there, innermost first, each once.
    pub fn variables(&self, mut scope: Scope) -> Vec<(Symbol, LocalId, bool)> {
        let mut found: Vec<(Symbol, LocalId, bool)> = Vec::new();
        let mut seen: Vec<Symbol> = Vec::new();
        while scope != Scope::ROOT {
            let entry = &self.entries[scope.0 as usize - 1];
            if let Some(Name::Symbol(symbol)) = entry.name
                && !seen.contains(&symbol)
            {
                seen.push(symbol);
                match entry.binding {
                    Binding::Local(local) => found.push((symbol, local, true)),
                    Binding::Constant(local) => found.push((symbol, local, false)),
                    _ => {}
                }
            }
            scope = entry.parent;
        }
        found
    }
}

/// Whether a symbol occurs anywhere in an expression.
pub fn mentions(expr: &Expr, symbol: Symbol) -> bool {
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        match expr {
            Expr::Symbol(found) if *found == symbol => return true,
            Expr::Normal(normal) => {
                pending.push(&normal.head);
                pending.extend(normal.args.iter());
            }
            _ => {}
        }
    }
    false
}

/// The same expression with parts replaced where `f` gives something.
pub fn replace(expr: &Expr, f: &mut dyn FnMut(&Expr) -> Option<Expr>) -> Expr {
    if let Some(new) = f(expr) {
        return new;
    }
    match expr {
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let head = replace(&normal.head, f);
            let args = normal.args.iter().map(|arg| replace(arg, f)).collect();
            Expr::Normal(Arc::new(Normal::with_origin(head, args, normal.origin)))
        }),
        _ => expr.clone(),
    }
}
