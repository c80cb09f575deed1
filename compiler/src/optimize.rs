//! `"ExpressionOptimization"`: what a body computes twice it computes once, as a rewriting of the body itself, so that
//! part 7 of a compiled function and its fallback show it.
//!
//! A region is a subexpression made only of numeric functions: all of it is computed, in any order, with one value.
//! Inside a region every part that occurs twice gets a temporary ``Compile`$n``.

use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

/// Functions whose value depends on the values of their arguments alone.
const PURE: &[&str] = &[
    "Abs",
    "ArcCos",
    "ArcCosh",
    "ArcCot",
    "ArcCoth",
    "ArcCsc",
    "ArcCsch",
    "ArcSec",
    "ArcSech",
    "ArcSin",
    "ArcSinh",
    "ArcTan",
    "ArcTanh",
    "Arg",
    "Ceiling",
    "Conjugate",
    "Cos",
    "Cosh",
    "Cot",
    "Coth",
    "Csc",
    "Csch",
    "Erf",
    "Erfc",
    "Exp",
    "Floor",
    "FractionalPart",
    "Gamma",
    "Im",
    "IntegerPart",
    "Log",
    "Log10",
    "Log2",
    "LogGamma",
    "Max",
    "Min",
    "Mod",
    "Plus",
    "Power",
    "Quotient",
    "Re",
    "Round",
    "Sec",
    "Sech",
    "Sign",
    "Sin",
    "Sinc",
    "Sinh",
    "Sqrt",
    "Subtract",
    "Tan",
    "Tanh",
    "Times",
];

static PURE_SYMBOLS: LazyLock<FxHashSet<Symbol>> =
    LazyLock::new(|| PURE.iter().map(|name| Symbol::new(name)).collect());

/// Whether the value of a function depends on the values of its arguments alone.
pub(crate) fn is_pure(head: Symbol) -> bool {
    PURE_SYMBOLS.contains(&head)
}

/// The body with temporaries; none when nothing occurs twice.
pub fn optimize(body: &Expr) -> Option<Expr> {
    let mut state = State { serial: 0 };
    let result = state.visit(body);
    (state.serial > 0).then_some(result)
}

fn is_pure_call(expr: &Expr) -> bool {
    expr.as_normal().and_then(|normal| normal.head_symbol()).is_some_and(is_pure)
}

struct State {
    serial: usize,
}

impl State {
    /// Whether all of an expression lies in one region.
    fn is_region(&self, expr: &Expr) -> bool {
        let mut pending = vec![expr];
        while let Some(expr) = pending.pop() {
            match expr {
                Expr::Normal(normal) if is_pure_call(expr) => pending.extend(normal.args.iter()),
                Expr::Normal(normal) if normal.has_head(sym::Slot) || is_outer_call(normal) => {}
                Expr::Symbol(_)
                | Expr::Integer(_)
                | Expr::Real(_)
                | Expr::Rational(_)
                | Expr::Complex(_)
                | Expr::BigInteger(_)
                | Expr::BigReal(_) => {}
                _ => return false,
            }
        }
        true
    }

    fn visit(&mut self, expr: &Expr) -> Expr {
        let Expr::Normal(normal) = expr else { return expr.clone() };
        if normal.has_head(sym::Function) {
            // Slots would change their meaning inside a Block with definitions, names would not; both stay as written.
            return expr.clone();
        }
        if is_pure_call(expr) && self.is_region(expr) {
            return self.region(expr);
        }
        let args = normal.args.iter().map(|arg| self.visit(arg)).collect();
        Expr::Normal(Arc::new(Normal::with_origin(normal.head.clone(), args, normal.origin)))
    }

    /// Gives what occurs twice in a region a name.
    fn region(&mut self, expr: &Expr) -> Expr {
        let mut counts: FxHashMap<Expr, usize> = FxHashMap::default();
        let mut pending = vec![expr];
        while let Some(expr) = pending.pop() {
            if !is_pure_call(expr) {
                continue;
            }
            if !worth_a_name(expr) {
                if let Expr::Normal(normal) = expr {
                    pending.extend(normal.args.iter());
                }
                continue;
            }
            let count = counts.entry(expr.clone()).or_insert(0);
            *count += 1;
            // What stands inside a repeated part is counted with the first occurrence only.
            if *count == 1
                && let Expr::Normal(normal) = expr
            {
                pending.extend(normal.args.iter());
            }
        }
        if counts.values().all(|&count| count < 2) {
            return expr.clone();
        }
        let mut names: FxHashMap<Expr, Symbol> = FxHashMap::default();
        let mut sets: Vec<(Symbol, Expr)> = Vec::new();
        let value = self.named(expr, &counts, &mut names, &mut sets);
        let variables = Expr::list(sets.iter().map(|(symbol, _)| Expr::Symbol(*symbol)));
        let statements = sets
            .into_iter()
            .map(|(symbol, value)| Expr::call(sym::Set, [Expr::Symbol(symbol), value]))
            .chain(std::iter::once(value));
        Expr::call(sym::Block, [variables, Expr::call(sym::CompoundExpression, statements)])
    }

    fn named(
        &mut self,
        expr: &Expr,
        counts: &FxHashMap<Expr, usize>,
        names: &mut FxHashMap<Expr, Symbol>,
        sets: &mut Vec<(Symbol, Expr)>,
    ) -> Expr {
        if let Some(symbol) = names.get(expr) {
            return Expr::Symbol(*symbol);
        }
        let Expr::Normal(normal) = expr else { return expr.clone() };
        if !is_pure_call(expr) {
            return expr.clone();
        }
        let args = normal.args.iter().map(|arg| self.named(arg, counts, names, sets)).collect();
        let inner = Expr::Normal(Arc::new(Normal::with_origin(normal.head.clone(), args, normal.origin)));
        if counts.get(expr).is_some_and(|&count| count > 1) {
            self.serial += 1;
            let symbol = Symbol::new(&format!("Compile`${}", self.serial));
            names.insert(expr.clone(), symbol);
            sets.push((symbol, inner));
            return Expr::Symbol(symbol);
        }
        inner
    }
}

/// A call of what the session defines: computed where it stands, and only there.
fn is_outer_call(normal: &Normal) -> bool {
    normal.head_symbol().is_some_and(|head| head.context() != "System`")
}

/// Negations and divisors stay where they are: they are part of one difference, one quotient.
fn worth_a_name(expr: &Expr) -> bool {
    let Expr::Normal(normal) = expr else { return false };
    match (normal.head_symbol(), &normal.args[..]) {
        (Some(sym::Slot), _) => false,
        (Some(sym::Times), [Expr::Integer(-1), _]) => false,
        (Some(sym::Power), [_, Expr::Integer(n)]) if *n < 0 => false,
        // Quotients of literals are literals.
        _ => normal.args.iter().any(|arg| matches!(arg, Expr::Symbol(_) | Expr::Normal(_))),
    }
}
