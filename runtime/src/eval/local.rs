//! Putting values for variables: substitution with the renaming of inner scopes, and templates.
//!
//! A template is an expression in which the variables of a rule or function are stand-ins, numbered slots. The
//! evaluator runs a template together with the slots' values and puts a value in only where something is left
//! unevaluated, which saves copying the right side of a definition at every call.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

/// The expression with `values[k]` in place of `names[k]`; variables of inner scopes are renamed when something is
/// put into them.
pub fn substitute(expr: &Expr, names: &[Symbol], values: &[Expr]) -> Expr {
    let mut lookup = |symbol| names.iter().position(|name| *name == symbol).map(|at| values[at].clone());
    Rewriter { symbols: &mut lookup, slots: None, shadowed: Vec::new(), renamed: Vec::new(), mark: false }
        .rewritten(expr)
}

/// The expression with the stand-in for slot `k` in place of `names[k]`.
pub fn template(expr: &Expr, names: &[Symbol]) -> Expr {
    let mut lookup =
        |symbol| names.iter().position(|name| *name == symbol).map(|at| Expr::Symbol(Symbol::local(at)));
    Rewriter { symbols: &mut lookup, slots: None, shadowed: Vec::new(), renamed: Vec::new(), mark: true }
        .rewritten(expr)
}

/// The template of the body of a pure function: `slot` gives the stand-in's number for `#…` and `##…`.
pub fn slot_template(body: &Expr, slot: &mut dyn FnMut(&Normal) -> usize) -> Expr {
    let mut none = |_| None;
    let mut slots = |normal: &Normal| Expr::Symbol(Symbol::local(slot(normal)));
    Rewriter {
        symbols: &mut none,
        slots: Some(&mut slots),
        shadowed: Vec::new(),
        renamed: Vec::new(),
        mark: true,
    }
    .rewritten(body)
}

/// The template with the slots' values put in.
pub fn instantiate(expr: &Expr, slots: &[Expr]) -> Expr {
    match expr {
        Expr::Symbol(symbol) => match symbol.as_local() {
            Some(slot) => slots[slot].clone(),
            None => expr.clone(),
        },
        Expr::Normal(normal) if normal.is_template() => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let args: Args = normal.args.iter().map(|arg| instantiate(arg, slots)).collect();
            Expr::Normal(Arc::new(Normal::with_origin(instantiate(&normal.head, slots), args, normal.origin)))
        }),
        other => other.clone(),
    }
}

type SlotLookup<'a> = &'a mut dyn FnMut(&Normal) -> Expr;

struct Rewriter<'a> {
    symbols: &'a mut dyn FnMut(Symbol) -> Option<Expr>,
    slots: Option<SlotLookup<'a>>,
    /// Variables of the scopes being rewritten, innermost last.
    shadowed: Vec<Symbol>,
    renamed: Vec<Symbol>,
    mark: bool,
}

impl Rewriter<'_> {
    fn rewritten(&mut self, expr: &Expr) -> Expr {
        self.rewrite(expr).unwrap_or_else(|| expr.clone())
    }

    /// `None` when nothing changes.
    fn rewrite(&mut self, expr: &Expr) -> Option<Expr> {
        match expr {
            Expr::Symbol(symbol) => {
                if self.renamed.contains(symbol) {
                    Some(Expr::Symbol(symbol.renamed()))
                } else if self.shadowed.contains(symbol) {
                    None
                } else {
                    (self.symbols)(*symbol)
                }
            }
            Expr::Normal(normal) => {
                if normal.is_inert() && !may_hold_symbols(normal) {
                    return None;
                }
                stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.rewrite_normal(normal))
            }
            Expr::Association(association) => {
                let mut changed = false;
                let entries = association
                    .entries
                    .iter()
                    .map(|(key, value)| {
                        let (new_key, new_value) = (self.rewrite(key), self.rewrite(value));
                        changed |= new_key.is_some() || new_value.is_some();
                        (new_key.unwrap_or_else(|| key.clone()), new_value.unwrap_or_else(|| value.clone()))
                    })
                    .collect();
                changed.then(|| Expr::Association(Arc::new(crate::association::Association::new(entries))))
            }
            _ => None,
        }
    }

    fn rewrite_normal(&mut self, normal: &Arc<Normal>) -> Option<Expr> {
        if let Some(head) = normal.head_symbol() {
            if (head == sym::Slot || head == sym::SlotSequence)
                && let Some(slots) = &mut self.slots
            {
                return Some(slots(normal));
            }
            if head == sym::Function && self.slots.is_some() && is_slot_function(normal) {
                return None;
            }
            if let Some(variables) = scope_variables(head, normal) {
                return self.rewrite_scope(normal, &variables);
            }
        }
        self.rewrite_parts(normal)
    }

    fn rewrite_parts(&mut self, normal: &Arc<Normal>) -> Option<Expr> {
        let head = self.rewrite(&normal.head);
        let mut changed: Option<Args> = None;
        for (index, arg) in normal.args.iter().enumerate() {
            if let Some(new) = self.rewrite(arg) {
                changed.get_or_insert_with(|| normal.args.clone())[index] = new;
            }
        }
        if head.is_none() && changed.is_none() {
            return None;
        }
        let new = Normal::with_origin(
            head.unwrap_or_else(|| normal.head.clone()),
            changed.unwrap_or_else(|| normal.args.clone()),
            normal.origin,
        );
        if self.mark {
            new.set_template();
        }
        Some(Expr::Normal(Arc::new(new)))
    }

    /// The variables shadow outer ones; they are renamed when something is put into their scope.
    fn rewrite_scope(&mut self, normal: &Arc<Normal>, variables: &[Symbol]) -> Option<Expr> {
        let (outer_shadowed, outer_renamed) = (self.shadowed.len(), self.renamed.clone());
        self.renamed.retain(|symbol| !variables.contains(symbol));
        self.shadowed.extend_from_slice(variables);
        let touched = self.rewrite_scope_parts(normal, outer_shadowed, &outer_renamed);
        let result = match touched {
            Some(_) => {
                self.renamed.extend_from_slice(variables);
                self.rewrite_scope_parts(normal, outer_shadowed, &outer_renamed)
            }
            None => None,
        };
        self.shadowed.truncate(outer_shadowed);
        self.renamed = outer_renamed;
        result
    }

    /// In `Module[{x = a}, body]` and `With`, `a` is outside the scope.
    fn rewrite_scope_parts(
        &mut self,
        normal: &Arc<Normal>,
        outer_shadowed: usize,
        outer_renamed: &[Symbol],
    ) -> Option<Expr> {
        let has_initial_values = normal.has_head(sym::Module) || normal.has_head(sym::With);
        let Some(list) =
            normal.args.first().and_then(|arg| arg.as_call(sym::List)).filter(|_| has_initial_values)
        else {
            return self.rewrite_parts(normal);
        };
        let mut changed = false;
        let declarations: Args = list
            .args
            .iter()
            .map(|declaration| {
                let new = match declaration.as_normal() {
                    Some(set) if set.args.len() == 2 => {
                        let name = self.rewrite(&set.args[0]);
                        let inner_shadowed = self.shadowed.split_off(outer_shadowed);
                        let inner_renamed = std::mem::replace(&mut self.renamed, outer_renamed.to_vec());
                        let value = self.rewrite(&set.args[1]);
                        self.shadowed.extend(inner_shadowed);
                        self.renamed = inner_renamed;
                        (name.is_some() || value.is_some()).then(|| {
                            let args = [
                                name.unwrap_or_else(|| set.args[0].clone()),
                                value.unwrap_or_else(|| set.args[1].clone()),
                            ];
                            self.marked(Normal::with_origin(
                                set.head.clone(),
                                args.into_iter().collect(),
                                set.origin,
                            ))
                        })
                    }
                    _ => self.rewrite(declaration),
                };
                changed |= new.is_some();
                new.unwrap_or_else(|| declaration.clone())
            })
            .collect();
        let mut args = normal.args.clone();
        if changed {
            args[0] = self.marked(Normal::with_origin(list.head.clone(), declarations, list.origin));
        }
        for (arg, old) in args.iter_mut().zip(&normal.args).skip(1) {
            if let Some(new) = self.rewrite(old) {
                *arg = new;
                changed = true;
            }
        }
        changed.then(|| self.marked(Normal::with_origin(normal.head.clone(), args, normal.origin)))
    }

    fn marked(&self, normal: Normal) -> Expr {
        if self.mark {
            normal.set_template();
        }
        Expr::Normal(Arc::new(normal))
    }
}

/// Inert expressions hold symbols only under heads that hold their arguments.
fn may_hold_symbols(normal: &Normal) -> bool {
    !normal.has_head(sym::List)
}

/// `body &` and `Function[Null, body, …]`: their slots are their own.
pub fn is_slot_function(function: &Normal) -> bool {
    function.args.len() == 1 || function.args.first().is_some_and(|params| params.is_symbol(sym::Null))
}

/// The variables that a scoping construct binds, `None` for other expressions and for constructs without any.
fn scope_variables(head: Symbol, normal: &Normal) -> Option<Vec<Symbol>> {
    let mut variables = Vec::new();
    match head {
        sym::Function if normal.args.len() >= 2 => match &normal.args[0] {
            Expr::Symbol(symbol) if *symbol != sym::Null => variables.push(*symbol),
            params => variables.extend(params.as_call(sym::List)?.args.iter().filter_map(Expr::as_symbol)),
        },
        sym::Module | sym::With if normal.args.len() >= 2 => {
            for declaration in &normal.args[0].as_call(sym::List)?.args {
                match declaration {
                    Expr::Symbol(symbol) => variables.push(*symbol),
                    Expr::Normal(set) => variables.extend(set.args.first().and_then(Expr::as_symbol)),
                    _ => {}
                }
            }
        }
        sym::RuleDelayed | sym::SetDelayed if normal.args.len() == 2 => {
            pattern_variables(&normal.args[0], &mut variables);
        }
        _ => return None,
    }
    (!variables.is_empty()).then_some(variables)
}

/// The names of the pattern variables in a pattern, in order of appearance.
pub fn pattern_variables(pattern: &Expr, into: &mut Vec<Symbol>) {
    variables_of(pattern, into, &mut FxHashSet::default());
}

/// The same; shared calls are looked at once.
fn variables_of(pattern: &Expr, into: &mut Vec<Symbol>, seen: &mut FxHashSet<*const Normal>) {
    let Expr::Normal(normal) = pattern else { return };
    if Arc::strong_count(normal) > 1 && !seen.insert(Arc::as_ptr(normal)) {
        return;
    }
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        if normal.has_head(sym::Verbatim) {
            return;
        }
        if normal.has_head(sym::Pattern)
            && let [Expr::Symbol(name), _] = normal.args[..]
            && !into.contains(&name)
        {
            into.push(name);
        }
        variables_of(&normal.head, into, seen);
        normal.args.iter().for_each(|arg| variables_of(arg, into, seen));
    });
}
