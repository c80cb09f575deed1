//! Nodes as functions of their own: what each reads and writes, and calls in the places of their code.

use rustc_hash::{FxHashMap, FxHashSet};
use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::{Expr, Symbol, sym};

use super::module;
use super::program::{Assembly, Form, NodeForm, global, integer, pieces, taken};
use crate::composition::emit::{Val, call, sequence};
use crate::composition::wide;

/// Head of the code of a node: its number, the code.
pub(super) const NODE_CODE: &str = "Models`NodeCode";

impl Assembly<'_> {
    /// Nodes as functions, and the code with calls of them.
    pub(super) fn nodes(&self, trial: &Expr, parts: &[String]) -> (Vec<NodeForm>, Expr) {
        let mut outside = FxHashSet::default();
        let mut order = Vec::new();
        symbols_outside(trial, &mut order, &mut outside);
        let mut shared: FxHashMap<Symbol, usize> = FxHashMap::default();
        count_parts(trial, &mut shared);
        let mut forms = Vec::new();
        let mut given = FxHashSet::default();
        for value in &self.inputs {
            let cells = wide::variable(value).map_or_else(|| value.elems.clone(), |variable| vec![variable]);
            given.extend(cells.iter().filter_map(Expr::as_symbol));
        }
        let rank = |symbol: Symbol| self.arrays.get(&symbol).map_or(0, |dims| dims.len() as u8);
        let outer = |symbol: &Symbol| {
            if wide::counter() == Expr::Symbol(*symbol) {
                return false;
            }
            self.cells.contains_key(symbol)
                || outside.contains(symbol)
                || given.contains(symbol)
                || shared.get(symbol).is_some_and(|&count| count > 1)
        };
        let code = replace_parts(trial, &mut |number, block| {
            let mut used = Vec::new();
            symbols(block, &mut used, &mut FxHashSet::default());
            used.retain(|symbol| symbol.context() == "Global`");
            let mut written = Vec::new();
            assigned(block, &mut written);
            let generators = global("generators");
            let draws = used.contains(&generators);
            let written: Vec<Symbol> = used
                .iter()
                .copied()
                .filter(|s| *s != generators && outer(s) && written.contains(s))
                .collect();
            let mut arguments = Vec::new();
            let mut passed = Vec::new();
            let mut locals = Vec::new();
            for &symbol in &used {
                if symbol == generators {
                    continue;
                }
                if !outer(&symbol) {
                    locals.push(Expr::Symbol(symbol));
                    continue;
                }
                passed.push(Expr::Symbol(symbol));
                if written.contains(&symbol) {
                    let argument = global(&format!("{}$before", symbol.name()));
                    arguments.push((argument, "Real", rank(symbol)));
                    locals.push(call("Set", [Expr::Symbol(symbol), Expr::Symbol(argument)]));
                } else {
                    arguments.push((symbol, "Real", rank(symbol)));
                }
            }
            if draws {
                let argument = global("generators$before");
                arguments.push((argument, "Real", 1));
                passed.push(Expr::Symbol(generators));
                locals.push(call("Set", [Expr::Symbol(generators), Expr::Symbol(argument)]));
            }
            let values: Vec<Val> = written
                .iter()
                .map(|&symbol| match self.arrays.get(&symbol) {
                    Some(dims) => wide::array(dims, &Expr::Symbol(symbol)),
                    None => Val::scalar(Expr::Symbol(symbol)),
                })
                .collect();
            let mut parts_given = pieces(&values);
            if draws {
                parts_given.push(Expr::Symbol(generators));
            }
            let result = match &parts_given[..] {
                [] => call("List", []),
                [one] => one.clone(),
                _ => call("Join", parts_given),
            };
            let symbol = global(&format!("node{number}"));
            let body = module(locals, call("CompoundExpression", [block.clone(), result]));
            forms.push(NodeForm {
                name: parts.get(number).cloned().unwrap_or_default(),
                symbol,
                form: Form { arguments, body },
            });
            let given = global(&format!("given{number}"));
            let mut statements = vec![call("Set", [Expr::Symbol(given), Expr::call(symbol, passed)])];
            let mut first = 0;
            for (symbol, value) in written.iter().zip(&values) {
                let part = match self.arrays.get(symbol) {
                    Some(dims) => taken(Expr::Symbol(given), first, dims),
                    None => call("Part", [Expr::Symbol(given), integer(first + 1)]),
                };
                statements.push(call("Set", [Expr::Symbol(*symbol), part]));
                first += value.count();
            }
            if draws {
                let rest = call("Drop", [Expr::Symbol(given), integer(first)]);
                statements.push(call("Set", [Expr::Symbol(generators), rest]));
            }
            sequence(statements)
        });
        (forms, code)
    }
}

/// Every symbol of an expression once, in order; heads do not count.
pub(super) fn symbols(expr: &Expr, used: &mut Vec<Symbol>, seen: &mut FxHashSet<Symbol>) {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || match expr {
        Expr::Symbol(symbol) if seen.insert(*symbol) => {
            used.push(*symbol);
        }
        Expr::Normal(normal) => {
            if normal.head_symbol().is_none() {
                return normal.args.iter().for_each(|arg| symbols(arg, used, seen));
            }
            normal.args.iter().for_each(|arg| symbols(arg, used, seen));
        }
        _ => {}
    });
}

fn symbols_outside(expr: &Expr, used: &mut Vec<Symbol>, seen: &mut FxHashSet<Symbol>) {
    match expr {
        Expr::Normal(normal) if normal.has_head(Symbol::new(NODE_CODE)) => {}
        Expr::Normal(normal) => normal.args.iter().for_each(|arg| symbols_outside(arg, used, seen)),
        other => symbols(other, used, seen),
    }
}

/// In how many parts each symbol occurs.
fn count_parts(expr: &Expr, counts: &mut FxHashMap<Symbol, usize>) {
    if let Expr::Normal(normal) = expr {
        if normal.has_head(Symbol::new(NODE_CODE)) {
            let mut used = Vec::new();
            symbols(expr, &mut used, &mut FxHashSet::default());
            used.into_iter().for_each(|symbol| *counts.entry(symbol).or_insert(0) += 1);
        } else {
            normal.args.iter().for_each(|arg| count_parts(arg, counts));
        }
    }
}

/// Every symbol that is assigned to, directly or by part.
pub fn assigned(expr: &Expr, found: &mut Vec<Symbol>) {
    fn walk(expr: &Expr, found: &mut Vec<Symbol>, seen: &mut FxHashSet<Symbol>) {
        if let Expr::Normal(normal) = expr {
            if normal.has_head(sym::Set)
                && let Some(Expr::Symbol(symbol)) = normal.args.first()
                && seen.insert(*symbol)
            {
                found.push(*symbol);
            }
            normal.args.iter().for_each(|arg| walk(arg, found, seen));
        }
    }
    let mut seen = found.iter().copied().collect();
    walk(expr, found, &mut seen);
}

/// Whether a symbol occurs in an expression.
pub fn mentions(expr: &Expr, symbol: Symbol) -> bool {
    match expr {
        Expr::Symbol(own) => *own == symbol,
        Expr::Normal(normal) => normal.args.iter().any(|arg| mentions(arg, symbol)),
        _ => false,
    }
}

/// The code of nodes put in its place.
pub fn inline(expr: &Expr) -> Expr {
    replace_parts(expr, &mut |_, block| block.clone())
}

fn replace_parts(expr: &Expr, replace: &mut dyn FnMut(usize, &Expr) -> Expr) -> Expr {
    let Expr::Normal(normal) = expr else {
        return expr.clone();
    };
    if normal.has_head(Symbol::new(NODE_CODE))
        && let [Expr::Integer(number), block] = &normal.args[..]
    {
        return replace(usize::try_from(*number).unwrap_or(0), block);
    }
    let args: Vec<Expr> = normal.args.iter().map(|arg| replace_parts(arg, replace)).collect();
    if normal.has_head(sym::CompoundExpression) {
        return sequence(args);
    }
    Expr::call(normal.head.clone(), args)
}
