//! What names mean at a place of the source: a tree of scopes, innermost first.

use std::sync::Arc;

use rustc_hash::FxHashMap;
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
    depth: u32,
    /// A scope further out, so chosen that any outer scope is found in few jumps.
    jump: Scope,
}

/// All scopes of a function.
#[derive(Default)]
pub struct Scopes {
    entries: Vec<Entry>,
    /// Scopes that bind each symbol, in the order in which they were made.
    binders: FxHashMap<Symbol, Vec<Scope>>,
}

/// So many scopes are looked through one after the other.
const NEAR: usize = 32;

impl Scope {
    /// The scope without names.
    pub const ROOT: Scope = Scope(0);
}

impl Scopes {
    /// The scope with one more name.
    pub fn bind(&mut self, parent: Scope, name: Name, binding: Binding) -> Scope {
        let scope = self.add(parent, Some(name), binding);
        if let Name::Symbol(symbol) = name {
            self.binders.entry(symbol).or_default().push(scope);
        }
        scope
    }

    /// The scope inside a pure function with slots.
    pub fn boundary(&mut self, parent: Scope) -> Scope {
        self.add(parent, None, Binding::Boundary)
    }

    fn add(&mut self, parent: Scope, name: Option<Name>, binding: Binding) -> Scope {
        let near = self.jump(parent);
        let far = self.jump(near);
        // Two jumps of one length make one of twice that.
        let even = self.depth(parent) - self.depth(near) == self.depth(near) - self.depth(far);
        let jump = if even && parent != Scope::ROOT { far } else { parent };
        self.entries.push(Entry { name, binding, parent, depth: self.depth(parent) + 1, jump });
        Scope(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    fn entry(&self, scope: Scope) -> Option<&Entry> {
        self.entries.get((scope.0 as usize).checked_sub(1)?)
    }

    fn depth(&self, scope: Scope) -> u32 {
        self.entry(scope).map_or(0, |entry| entry.depth)
    }

    fn jump(&self, scope: Scope) -> Scope {
        self.entry(scope).map_or(Scope::ROOT, |entry| entry.jump)
    }

    /// What a name means there.
    pub fn find(&self, mut scope: Scope, name: Name) -> Option<&Binding> {
        let mut near = 0;
        while let Some(entry) = self.entry(scope) {
            match (&entry.name, name) {
                (Some(bound), _) if *bound == name => return Some(&entry.binding),
                (None, Name::Slot(_)) => return None,
                _ => scope = entry.parent,
            }
            near += 1;
            if let (NEAR.., Name::Symbol(symbol)) = (near, name) {
                return self.find_far(scope, symbol);
            }
        }
        None
    }

    /// What a symbol means at a place with many scopes around it.
    fn find_far(&self, scope: Scope, symbol: Symbol) -> Option<&Binding> {
        let binders = self.binders.get(&symbol)?;
        let around = binders.iter().rev().find(|&&binder| self.is_around(binder, scope))?;
        self.entry(*around).map(|entry| &entry.binding)
    }

    /// Whether a scope is another or lies around it.
    fn is_around(&self, outer: Scope, mut scope: Scope) -> bool {
        let depth = self.depth(outer);
        while let Some(entry) = self.entry(scope).filter(|entry| entry.depth > depth) {
            scope = if self.depth(entry.jump) >= depth { entry.jump } else { entry.parent };
        }
        scope == outer
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the nearest scope around says, found by going through all of them.
    fn slowly(scopes: &Scopes, mut scope: Scope, symbol: Symbol) -> Option<u32> {
        while let Some(entry) = scopes.entry(scope) {
            if let (Some(Name::Symbol(found)), Binding::Local(local)) = (entry.name, &entry.binding)
                && found == symbol
            {
                return Some(local.0);
            }
            scope = entry.parent;
        }
        None
    }

    #[test]
    fn names_are_found_from_deep_inside() {
        let symbols: Vec<Symbol> = (0..40).map(|i| Symbol::new(&format!("scope{i}"))).collect();
        let mut scopes = Scopes::default();
        let mut places = vec![Scope::ROOT];
        // Long chains with branches: most scopes stand in the one before, some in one far back.
        let mut dice = 7usize;
        for number in 0..3000u32 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let throw = dice >> 33;
            let parent = if throw.is_multiple_of(17) {
                places[throw / 17 % places.len()]
            } else {
                places[places.len() - 1]
            };
            let name = Name::Symbol(symbols[throw / 7 % (symbols.len() - 1)]);
            places.push(scopes.bind(parent, name, Binding::Local(LocalId(number))));
        }
        for &place in places.iter().step_by(7) {
            for &symbol in &symbols {
                let found = scopes.find(place, Name::Symbol(symbol)).map(|binding| match binding {
                    Binding::Local(local) => local.0,
                    _ => u32::MAX,
                });
                assert_eq!(found, slowly(&scopes, place, symbol));
            }
        }
    }
}
